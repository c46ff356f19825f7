//! One lane on its way out: what the writer took and the peer has not acknowledged, kept to be sent again.
//!
//! ```text
//!   acknowledged ─┬─ segment ─ segment ─ segment ─┬─ filling
//!                 └ sent again from here          └ written from here on
//! ```
//!
//! Frames are numbered by counting, on both sides alike; a segment holds whole frames. Acknowledged segments are let go of
//! and their storage is used again, so that a frame costs no allocation. Over a new link everything that is left is sent
//! from the start, behind a prelude; the receiver drops what it has.

use std::collections::VecDeque;

/// Most bytes handed to the link at once.
const WRITE: usize = 64 << 10;

/// What was taken is joined to the segment before it up to this length.
const JOINED_MAX: usize = 64 << 10;

/// Empty buffers that wait to be used again.
const SPARE_MAX: usize = 4;

/// Buffers that grew beyond this in a burst are given back when the peer has what was in them.
const SPARE_BYTES_MAX: usize = 128 << 10;

/// Whole frames in a row.
struct Segment {
    bytes: Vec<u8>,
    /// Number of the frame that follows it.
    end: u64,
}

/// The frames of one lane between the writer and the peer's acknowledgement.
#[derive(Default)]
pub(crate) struct Kept {
    /// What the present link begins with; not numbered.
    prelude: Vec<u8>,
    prelude_sent: usize,
    segments: VecDeque<Segment>,
    /// The segment in work, and how much of it the link took.
    at: usize,
    sent: usize,
    /// Number of the first frame that is kept, and of the first that the peer does not have.
    first: u64,
    acknowledged: u64,
    bytes: usize,
    spare: Vec<Vec<u8>>,
}

impl Kept {
    /// What the link takes next.
    pub(crate) fn rest(&self) -> &[u8] {
        let rest = if self.prelude_sent < self.prelude.len() {
            &self.prelude[self.prelude_sent..]
        } else {
            self.segments.get(self.at).map_or(&[][..], |segment| &segment.bytes[self.sent..])
        };
        &rest[..rest.len().min(WRITE)]
    }

    /// The link took so much of the rest.
    pub(crate) fn advance(&mut self, n: usize) {
        if self.prelude_sent < self.prelude.len() {
            self.prelude_sent += n;
            return;
        }
        self.sent += n;
        if self.segments.get(self.at).is_some_and(|segment| segment.bytes.len() == self.sent) {
            self.at += 1;
            self.sent = 0;
        }
    }

    /// True if the link took everything.
    pub(crate) fn is_written(&self) -> bool {
        self.prelude_sent == self.prelude.len() && self.at == self.segments.len()
    }

    /// Number of the first frame that the peer does not have, as far as is known.
    pub(crate) fn acknowledged_to(&self) -> u64 {
        self.acknowledged
    }

    /// Number of the first frame that is kept.
    pub(crate) fn first(&self) -> u64 {
        self.first
    }

    /// How much is kept.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes all that was filled in, up to the frame with that number, and leaves an empty buffer.
    pub(crate) fn take(&mut self, filling: &mut Vec<u8>, end: u64) {
        self.bytes += filling.len();
        let written = self.at == self.segments.len();
        if let Some(last) = self.segments.back_mut()
            && last.bytes.len() + filling.len() <= JOINED_MAX
        {
            if written {
                self.at -= 1;
                self.sent = last.bytes.len();
            }
            last.bytes.append(filling);
            last.end = end;
            return;
        }
        let empty = self.spare.pop().unwrap_or_default();
        self.segments.push_back(Segment { bytes: std::mem::replace(filling, empty), end });
    }

    /// A new link begins with this, then comes all that is kept.
    pub(crate) fn begin(&mut self, prelude: Vec<u8>) {
        self.prelude = prelude;
        self.prelude_sent = 0;
        self.at = 0;
        self.sent = 0;
    }

    /// The peer has all frames below that number.
    pub(crate) fn acknowledged(&mut self, number: u64) {
        self.acknowledged = self.acknowledged.max(number);
        while self.at > 0
            && let Some(segment) = self.segments.pop_front_if(|segment| segment.end <= number)
        {
            self.at -= 1;
            self.first = segment.end;
            self.bytes -= segment.bytes.len();
            let mut bytes = segment.bytes;
            if self.spare.len() < SPARE_MAX {
                bytes.clear();
                self.spare.push(bytes);
            }
        }
        if self.segments.is_empty() && self.prelude_sent == self.prelude.len() {
            self.prelude = Vec::new();
            self.prelude_sent = 0;
        }
    }

    /// Loses all of it.
    #[cfg(test)]
    pub(crate) fn lose(&mut self) {
        if let Some(last) = self.segments.back() {
            self.first = last.end;
        }
        self.segments.clear();
        (self.at, self.sent) = (0, 0);
    }

    /// Gives large buffers back: the peer has had nothing to do for a while.
    pub(crate) fn rest_a_while(&mut self) {
        if self.segments.is_empty() {
            self.spare.retain(|spare| spare.capacity() <= SPARE_BYTES_MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(kept: &mut Kept, bytes: &[u8], end: u64) {
        let mut filling = bytes.to_vec();
        kept.take(&mut filling, end);
        assert!(filling.is_empty());
    }

    /// Writes all that is left, in steps.
    fn written(kept: &mut Kept, step: usize) -> Vec<u8> {
        let mut all = Vec::new();
        while !kept.is_written() {
            let n = kept.rest().len().min(step);
            assert!(n > 0);
            all.extend_from_slice(&kept.rest()[..n]);
            kept.advance(n);
        }
        all
    }

    #[test]
    fn what_is_not_acknowledged_is_written_again_behind_the_prelude() {
        let mut kept = Kept::default();
        kept.begin(b"<".to_vec());
        let large = vec![7; JOINED_MAX];
        filled(&mut kept, b"ab", 2);
        filled(&mut kept, &large, 3);
        filled(&mut kept, b"cd", 5);
        assert_eq!(written(&mut kept, 3).len(), 1 + 2 + large.len() + 2);
        kept.acknowledged(1);
        assert_eq!((kept.first(), kept.bytes()), (0, large.len() + 4), "a segment is kept whole");
        kept.acknowledged(3);
        assert_eq!((kept.first(), kept.bytes()), (3, 2));
        kept.begin(b">".to_vec());
        filled(&mut kept, b"e", 6);
        assert_eq!(written(&mut kept, 2), b">cde");
        kept.acknowledged(6);
        assert_eq!((kept.bytes(), kept.first(), kept.acknowledged_to()), (0, 6, 6));
    }

    #[test]
    fn what_was_not_written_is_not_let_go_of() {
        let mut kept = Kept::default();
        filled(&mut kept, b"abc", 1);
        kept.advance(1);
        kept.acknowledged(1);
        assert_eq!(kept.rest(), b"bc");
        assert_eq!(written(&mut kept, 9), b"bc");
        filled(&mut kept, b"d", 2);
        assert_eq!(written(&mut kept, 9), b"d", "joined behind what was written");
        kept.acknowledged(1);
        assert_eq!(kept.bytes(), 4);
    }
}
