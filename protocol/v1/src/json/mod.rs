//! JSON: the readable form of the v1 messages.
//!
//! Written as clients of Apache Mesos expect it: fields in the order of their declaration, unset fields left out
//! except those with a default that are not deprecated, empty lists left out, enums as names, bytes as padded Base64,
//! 64-bit integers as numbers, infinite numbers as `"Infinity"` and `"-Infinity"`.
//!
//! Read more widely, since clients differ: numbers also as text, whole numbers also with a fraction of zero, Base64
//! with either alphabet, with or without padding and line breaks, one value in place of a list of one, `null` as
//! unset, and a scalar without its object. Unknown fields and unknown names of enums are passed over.
//! Nesting is bounded by [`DEPTH_MAX`].

mod number;
mod reader;
mod writer;

pub(crate) use reader::Kind;
pub use reader::Reader;
pub use writer::Writer;
pub(crate) use writer::debug;

use crate::error::Error;
use crate::field::Message;

/// Deepest nesting of objects and arrays that is read.
pub const DEPTH_MAX: u32 = 100;

/// The JSON form of `message`.
#[must_use]
pub fn encode(message: &dyn Message) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.message(message);
    writer.finish()
}

/// Reads a message from its JSON form. Whether all that is required is there is asked by [`Message::check`].
///
/// # Errors
/// Says at which field and byte something is not JSON or not what the field can hold.
pub fn decode<M: Message + Default>(bytes: &[u8]) -> Result<M, Error> {
    let mut message = M::default();
    decode_into(bytes, &mut message)?;
    Ok(message)
}

/// As [`decode`], for a message that exists; fields that occur are replaced.
///
/// # Errors
/// As [`decode`]. What was read before the fault stays in the message.
pub fn decode_into(bytes: &[u8], message: &mut dyn Message) -> Result<(), Error> {
    let text = std::str::from_utf8(bytes).map_err(|error| Error::at_byte(error.valid_up_to(), "is not valid UTF-8"))?;
    let mut reader = Reader::new(text);
    reader.message(message)?;
    reader.end()
}

#[cfg(test)]
mod tests;
