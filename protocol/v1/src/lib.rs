//! The v1 API of Apache Mesos: its messages in JSON and protobuf, RecordIO, and their conversions.
//!
//! ```text
//!             decode                 check, TryFrom
//!   bytes ───────────────▶ message ───────────────────▶ mesos_protocol
//!         ◀───────────────         ◀───────────────────
//!             encode                      From
//! ```
//! - The messages (`scheduler::Call`, `Offer`, …) are plain structs in which every field may be unset, as on the wire.
//!   They are written by a generator from the table `fields.tsv`; [`table::ITEMS`] is what they say of themselves.
//! - [`json`] and [`pb`] encode and decode any of them; [`Encoding`] chooses by media type.
//! - [`Message::check`] asks for what is required; every [`Error`] names the path to the fault.
//! - [`record_io`] cuts a stream into records.
//!
//! Bytes from outside lead to an [`Error`], never to a panic; nesting and record lengths are bounded.
//! Nothing here knows clocks, sockets, files or actors.

pub mod convert;
mod encoding;
mod error;
mod field;
#[rustfmt::skip] // a table, compared byte by byte with what its generator writes
mod generated;
pub mod json;
pub mod pb;
pub mod record_io;
mod rules;
pub mod table;

pub use encoding::Encoding;
pub use error::Error;
pub use field::{Enumeration, Message};
pub use generated::*;

#[cfg(test)]
mod tests;
