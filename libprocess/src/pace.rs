//! How long an actor keeps its thread: after so many messages, or so much time, the others of that thread have their turn.
//!
//! The clock is read in between only, and seldom: after 32 messages, then whenever their number has doubled. An actor that
//! used up its time is looked at from its first message on in its next turn.

use std::time::Duration;

/// Messages of a turn before the first look at the clock.
const FIRST: u16 = 32;

/// Time is counted in these: 65,536 of them are a second, far longer than any turn should be.
const TICK_NANOS: u128 = 1 << 14;

/// What an actor may use in one turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    messages: u16,
    ticks: u16,
}

impl Slice {
    pub(crate) fn new(messages: u32, time: Duration) -> Slice {
        let ticks = (time.as_nanos() / TICK_NANOS).clamp(1, u128::from(u16::MAX / 2)) as u16;
        // Below the first look there is nothing to choose.
        Slice { messages: u16::try_from(messages).unwrap_or(u16::MAX).max(FIRST), ticks }
    }
}

impl Default for Slice {
    fn default() -> Self {
        Slice::new(256, Duration::from_micros(500))
    }
}

/// How far an actor is in its turn.
pub(crate) struct Pace {
    /// Messages until the actor has to look.
    pub(crate) left: u16,
    /// Messages of this turn, with those that are left.
    granted: u16,
    /// When it looked first, in odd ticks; 0 if it did not.
    began: u16,
    slow: bool,
    /// Of the actor; here, since here is room for it: an idle actor is small.
    pub(crate) traps_exits: bool,
}

impl Pace {
    pub(crate) fn new() -> Pace {
        Pace { left: FIRST, granted: FIRST, began: 0, slow: false, traps_exits: false }
    }

    /// The next turn begins.
    pub(crate) fn rest(&mut self) {
        self.granted = self.first();
        self.left = self.granted;
        self.began = 0;
    }

    /// True before the first message of a turn.
    #[inline]
    pub(crate) fn is_fresh(&self) -> bool {
        self.granted == self.left
    }

    /// True for the first message of a turn, while it is handled.
    #[inline]
    pub(crate) fn is_first(&self) -> bool {
        self.granted.wrapping_sub(self.left) == 1
    }

    fn first(&self) -> u16 {
        if self.slow { 1 } else { FIRST }
    }

    /// Grants one message, if none is left.
    pub(crate) fn grant_one(&mut self) {
        if self.left == 0 {
            self.left = 1;
            self.granted = self.granted.saturating_add(1);
        }
    }

    /// Makes the actor look before its next message; [`Pace::go_on`] gives back what it had left.
    pub(crate) fn stand(&mut self) {
        self.granted = self.granted.saturating_sub(self.left);
        self.left = 0;
    }

    /// After [`Pace::stand`]: what was granted up to the next look at the clock, maybe nothing.
    pub(crate) fn go_on(&mut self, slice: Slice) {
        let until = self.granted.checked_next_power_of_two().unwrap_or(u16::MAX).clamp(self.first(), slice.messages);
        self.left = until.saturating_sub(self.granted);
        self.granted += self.left;
    }

    /// What was granted is used up: true if the turn is over, else more is granted.
    #[cold]
    pub(crate) fn is_over(&mut self, slice: Slice, now: impl FnOnce() -> Duration) -> bool {
        if self.granted >= slice.messages {
            self.slow = false;
            return true;
        }
        let now = (now().as_nanos() / TICK_NANOS) as u16 | 1;
        if self.began != 0 && now.wrapping_sub(self.began) >= slice.ticks {
            self.slow = true;
            return true;
        }
        if self.began == 0 {
            self.began = now;
        }
        self.left = self.granted.min(slice.messages - self.granted);
        self.granted += self.left;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Messages of each turn of an actor whose messages take that long.
    fn turns(each: Duration, slice: Slice) -> Vec<u32> {
        let (mut pace, mut now, mut turns, mut handled) = (Pace::new(), Duration::from_secs(3), Vec::new(), 0);
        while turns.len() < 5 {
            if pace.left == 0 && pace.is_over(slice, || now) {
                turns.push(std::mem::take(&mut handled));
                pace.rest();
                continue;
            }
            pace.left -= 1;
            handled += 1;
            now += each;
        }
        turns
    }

    #[test]
    fn quick_messages_come_by_number_and_slow_ones_by_time() {
        let slice = Slice::new(256, Duration::from_micros(500));
        assert_eq!(turns(Duration::from_nanos(30), slice), [256; 5]);
        assert_eq!(turns(Duration::from_micros(1), slice), [256; 5]);
        // The first turn finds out; later ones stay within twice the time.
        assert_eq!(turns(Duration::from_micros(100), slice), [64, 8, 8, 8, 8]);
        assert_eq!(turns(Duration::from_millis(10), slice), [64, 2, 2, 2, 2]);
    }

    #[test]
    fn a_slice_has_thirty_two_messages_at_least() {
        assert_eq!(turns(Duration::from_nanos(30), Slice::new(100, Duration::from_secs(1))), [100; 5]);
        assert_eq!(turns(Duration::from_nanos(30), Slice::new(0, Duration::ZERO)), [32; 5]);
    }

    #[test]
    fn standing_still_in_between_changes_no_turn() {
        for messages in [32, 100, 256] {
            let slice = Slice::new(messages, Duration::from_secs(1));
            for every in [1, 3, 32] {
                let (mut pace, mut handled) = (Pace::new(), 0);
                loop {
                    if pace.left == 0 && handled % every == 0 && handled > 0 {
                        pace.go_on(slice);
                    }
                    if pace.left == 0 && pace.is_over(slice, || Duration::ZERO) {
                        break;
                    }
                    pace.left -= 1;
                    handled += 1;
                    if handled % every == 0 {
                        pace.stand();
                    }
                }
                assert_eq!(handled, messages, "standing every {every}");
            }
        }
    }
}
