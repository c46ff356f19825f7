//! Writes backwards, from the last field to the first: so the length of a nested message is known when it is due, and
//! no message is measured before it is written.

use super::Wire;
use crate::field::Message;

/// Collects bytes from the end towards the front.
#[derive(Debug, Default)]
pub struct Writer {
    /// Filled from `start` to its end.
    bytes: Vec<u8>,
    start: usize,
}

impl Writer {
    /// The bytes in the right order.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.drain(..self.start);
        self.bytes
    }

    fn len(&self) -> usize {
        self.bytes.len() - self.start
    }

    /// Makes room for `count` more bytes and moves the start before them.
    #[inline]
    fn grow(&mut self, count: usize) {
        if self.start < count {
            self.enlarge(count);
        }
        self.start -= count;
    }

    #[cold]
    fn enlarge(&mut self, count: usize) {
        let filled = self.len();
        let capacity = (self.bytes.len() * 2).max(256).max(filled + count);
        let mut larger = vec![0; capacity];
        larger[capacity - filled..].copy_from_slice(&self.bytes[self.start..]);
        self.start = capacity - filled;
        self.bytes = larger;
    }

    #[inline]
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.grow(bytes.len());
        self.bytes[self.start..self.start + bytes.len()].copy_from_slice(bytes);
    }

    #[inline]
    pub(crate) fn varint(&mut self, mut value: u64) {
        if value < 0x80 {
            self.grow(1);
            self.bytes[self.start] = value as u8;
            return;
        }
        let mut groups = [0; 10];
        let mut count = 0;
        while value >= 0x80 {
            groups[count] = value as u8 | 0x80;
            value >>= 7;
            count += 1;
        }
        groups[count] = value as u8;
        self.raw(&groups[..=count]);
    }

    /// A length and the bytes.
    #[inline]
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.raw(bytes);
        self.varint(bytes.len() as u64);
    }

    #[inline]
    pub(crate) fn tag(&mut self, number: u32, wire: Wire) {
        self.varint(u64::from(number) << 3 | wire as u64);
    }

    /// A length and the message's fields.
    #[inline]
    pub(crate) fn message(&mut self, message: &dyn Message) {
        self.counted(|writer| message.write_pb(writer));
    }

    /// Whatever `write` writes, with its length before it.
    pub(crate) fn counted(&mut self, write: impl FnOnce(&mut Self)) {
        let before = self.len();
        write(self);
        self.varint((self.len() - before) as u64);
    }
}
