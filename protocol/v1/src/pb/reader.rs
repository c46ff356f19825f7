//! Reads fields out of a slice; every length is checked against what is left.

use std::borrow::Cow;

use super::{DEPTH_MAX, Wire};
use crate::error::Error;
use crate::field::Message;

/// What is left of a message's bytes.
#[derive(Debug)]
pub struct Reader<'a> {
    left: &'a [u8],
    depth: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { left: bytes, depth: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// Reads all that is left as fields of `message`.
    pub(super) fn fields(&mut self, message: &mut dyn Message) -> Result<(), Error> {
        while !self.left.is_empty() {
            let (number, wire) = self.tag()?;
            if let Err(error) = message.read_pb(number, wire, self) {
                return Err(match message.table().name_of(number) {
                    Some(name) => error.within(name),
                    None => error.within(Cow::Owned(format!("<unknown field {number}>"))),
                });
            }
        }
        Ok(())
    }

    /// Number and layout of the next field.
    #[inline]
    pub(crate) fn tag(&mut self) -> Result<(u32, Wire), Error> {
        let key = self.varint()?;
        let number = u32::try_from(key >> 3).ok().filter(|number| (1..1 << 29).contains(number));
        match (number, Wire::from_bits(key & 7)) {
            (Some(number), Some(wire)) => Ok((number, wire)),
            _ => Err(Error::new(format!("holds the tag {key}, which no field can have"))),
        }
    }

    #[inline]
    pub(crate) fn varint(&mut self) -> Result<u64, Error> {
        match self.left {
            [byte, rest @ ..] if *byte < 0x80 => {
                self.left = rest;
                Ok(u64::from(*byte))
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u64, Error> {
        let mut value = 0;
        for (count, byte) in self.left.iter().take(10).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * count);
            if *byte < 0x80 {
                self.left = &self.left[count + 1..];
                return Ok(value);
            }
        }
        Err(if self.left.len() < 10 { cut_short() } else { Error::new("holds a number of more than ten bytes") })
    }

    #[inline]
    pub(crate) fn fixed64(&mut self) -> Result<[u8; 8], Error> {
        let (bytes, rest) = self.left.split_first_chunk().ok_or_else(cut_short)?;
        self.left = rest;
        Ok(*bytes)
    }

    fn take(&mut self, count: u64) -> Result<&'a [u8], Error> {
        let parts = usize::try_from(count).ok().and_then(|count| self.left.split_at_checked(count));
        let (bytes, rest) = parts.ok_or_else(cut_short)?;
        self.left = rest;
        Ok(bytes)
    }

    /// A length and as many bytes.
    #[inline]
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Error> {
        let count = self.varint()?;
        self.take(count)
    }

    #[inline]
    pub(crate) fn text(&mut self) -> Result<&'a str, Error> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Error::new("is not valid UTF-8"))
    }

    /// A length and a reader of as many bytes, one level deeper.
    #[inline]
    pub(crate) fn nested(&mut self) -> Result<Reader<'a>, Error> {
        let left = self.bytes()?;
        Ok(Reader { left, depth: self.deeper()? })
    }

    fn deeper(&self) -> Result<u32, Error> {
        if self.depth == DEPTH_MAX {
            return Err(Error::new(format!("is nested deeper than {DEPTH_MAX} levels")));
        }
        Ok(self.depth + 1)
    }

    /// A length and the fields of `message`.
    #[inline]
    pub(crate) fn message(&mut self, message: &mut dyn Message) -> Result<(), Error> {
        self.nested()?.fields(message)
    }

    /// Passes over a field whose number or layout means nothing to us.
    pub(crate) fn skip(&mut self, number: u32, wire: Wire) -> Result<(), Error> {
        match wire {
            Wire::Varint => self.varint().map(drop),
            Wire::Fixed64 => self.take(8).map(drop),
            Wire::Bytes => self.bytes().map(drop),
            Wire::Fixed32 => self.take(4).map(drop),
            Wire::GroupStart => self.skip_group(number),
            Wire::GroupEnd => Err(Error::new("closes a group that was not opened")),
        }
    }

    fn skip_group(&mut self, group: u32) -> Result<(), Error> {
        let outside = self.depth;
        self.depth = self.deeper()?;
        loop {
            match self.tag()? {
                (number, Wire::GroupEnd) if number == group => break,
                (number, wire) => self.skip(number, wire)?,
            }
        }
        self.depth = outside;
        Ok(())
    }
}

#[cold]
fn cut_short() -> Error {
    Error::new("is cut short")
}
