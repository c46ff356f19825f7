//! Which frames of a lane are new: those that come again over a new link count only once.

use super::Unexpected;

/// The peer is told how far its messages came after so many bytes of them, else with the heart-beats.
pub(crate) const ACKNOWLEDGED_EVERY: usize = 128 << 10;

/// Counts the frames of a lane, those that come again over a new link only once.
#[derive(Default)]
pub(super) struct Counting {
    /// Number of the next frame that is new, and of the next one on this link.
    pub(super) position: u64,
    pub(super) cursor: u64,
    /// The link said with which number it begins.
    pub(super) begun: bool,
    /// Bytes that came and were not acknowledged.
    pub(super) unsaid: usize,
}

impl Counting {
    pub(super) fn begin(&mut self, number: u64) -> Result<(), Unexpected> {
        if number > self.position {
            return Err(Unexpected("frames are missing that were sent before"));
        }
        self.cursor = number;
        self.begun = true;
        Ok(())
    }

    /// The next frame came: true if it is new.
    #[inline]
    pub(super) fn is_new(&mut self, bytes: usize) -> Result<bool, Unexpected> {
        if !self.begun {
            return Err(Unexpected("the link did not say with which frame it begins"));
        }
        let number = self.cursor;
        self.cursor += 1;
        if number < self.position {
            return Ok(false);
        }
        self.position = self.cursor;
        self.unsaid += bytes;
        Ok(true)
    }

    /// True if it is time to acknowledge what came.
    pub(super) fn is_due(&mut self) -> bool {
        let due = self.unsaid >= ACKNOWLEDGED_EVERY;
        if due {
            self.unsaid = 0;
        }
        due
    }
}
