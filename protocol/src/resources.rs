//! What machines have: the algebra of resources.
//!
//! A [`Resource`] is an amount under a name, with what distinguishes it: whom it is allocated to, reservations, disk, whether
//! it may be revoked or shared. [`Resources`] is a collection that is always merged and in order. [`ResourceQuantities`] and
//! [`ResourceLimits`] are bare sums by name.
//!
//! Operations keep the order, so adding and subtracting walk two collections side by side, and where only quantities change
//! nothing is allocated.

mod amount;
mod collection;
mod convert;
mod disk;
mod error;
pub mod form;
mod name;
mod parts;
mod quantities;
mod reservation;
mod resource;
mod select;
mod text;
mod traits;
mod views;

pub use amount::Amount;
pub use collection::{Iter, Resources, Shortage};
pub use convert::{Conversion, Unconvertible};
pub use disk::{DiskInfo, DiskSource, DiskSourceKind, Persistence};
pub use error::{InvalidResource, NotInFlags, Place, Rule};
pub use form::ResourceForm;
pub use name::Name;
pub use parts::{MadeReservation, OldReservation, ResourceParts, distinct};
pub use quantities::{ResourceLimits, ResourceQuantities};
pub use reservation::{Reservation, ReservationKind};
pub use resource::Resource;

#[cfg(test)]
mod tests;
