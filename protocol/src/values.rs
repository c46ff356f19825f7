//! Values: fixed-point scalars, ranges, sets, text; labels, bytes and sizes.

mod blob;
mod labels;
mod parse;
mod ranges;
mod scalar;
mod set;

pub use blob::Blob;
pub use labels::{Label, Labels};
pub use parse::{InvalidValue, Value, ValueRule};
pub use ranges::{InvalidRange, Range, Ranges};
pub use scalar::{InvalidScalar, MiB, Scalar};
pub use set::Set;
