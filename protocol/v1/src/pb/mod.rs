//! Protobuf: the binary form of the v1 messages.
//!
//! Fields are written by ascending number, as the C++ library does. Unknown fields are skipped, and so is a known
//! field with a foreign wire type; numbers of one list may come packed. Nesting is bounded by [`DEPTH_MAX`].

mod reader;
mod writer;

pub use reader::Reader;
pub use writer::Writer;

use crate::error::Error;
use crate::field::Message;

/// Deepest nesting that is read: 100, the default of the protobuf libraries.
pub const DEPTH_MAX: u32 = 100;

/// How a field's bytes are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// A number in groups of seven bits.
    Varint = 0,
    /// Eight bytes.
    Fixed64 = 1,
    /// A length and as many bytes.
    Bytes = 2,
    /// Opens a group; no longer used by any message, but skipped correctly.
    GroupStart = 3,
    /// Closes a group.
    GroupEnd = 4,
    /// Four bytes.
    Fixed32 = 5,
}

impl Wire {
    fn from_bits(bits: u64) -> Option<Self> {
        Some(match bits {
            0 => Self::Varint,
            1 => Self::Fixed64,
            2 => Self::Bytes,
            3 => Self::GroupStart,
            4 => Self::GroupEnd,
            5 => Self::Fixed32,
            _ => return None,
        })
    }
}

/// The binary form of `message`.
#[must_use]
pub fn encode(message: &dyn Message) -> Vec<u8> {
    let mut writer = Writer::default();
    message.write_pb(&mut writer);
    writer.finish()
}

/// Reads a message from its binary form. Whether all that is required is there is asked by [`Message::check`].
///
/// # Errors
/// Says what cannot be read and at which field: bytes are cut short, text is not UTF-8, a number is not a number,
/// nesting is too deep.
pub fn decode<M: Message + Default>(bytes: &[u8]) -> Result<M, Error> {
    let mut message = M::default();
    decode_into(bytes, &mut message)?;
    Ok(message)
}

/// As [`decode`], for a message that exists; fields that occur are set, or appended to lists.
///
/// # Errors
/// As [`decode`]. What was read before the fault stays in the message.
pub fn decode_into(bytes: &[u8], message: &mut dyn Message) -> Result<(), Error> {
    Reader::new(bytes).fields(message)
}

#[cfg(test)]
mod tests;
