//! Chance from a seed: the same seed gives the same draws, on every machine.

use std::{ops::RangeInclusive, time::Duration};

/// A stream of draws from one seed (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of `seed` for one purpose: streams of different purposes do not disturb each other.
    pub(crate) fn new(seed: u64, purpose: &str) -> Chance {
        let mut chance = Chance(seed);
        for byte in purpose.bytes() {
            chance.0 = chance.bits() ^ u64::from(byte);
        }
        chance
    }

    /// 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to `end - 1`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(end)) >> 64) as u64
    }

    /// True for that share of the draws, from 0 to 1.
    pub(crate) fn happens(&mut self, share: f64) -> bool {
        // A share of zero draws nothing, so that faults switched off change nothing else.
        share > 0.0 && ((self.bits() >> 11) as f64 / (1u64 << 53) as f64) < share
    }

    /// A time within the range.
    pub(crate) fn time(&mut self, range: &RangeInclusive<Duration>) -> Duration {
        let span = range.end().saturating_sub(*range.start());
        let nanos = u64::try_from(span.as_nanos()).unwrap_or(u64::MAX);
        *range.start() + Duration::from_nanos(self.below(nanos.saturating_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_and_seeds_give_streams_of_their_own() {
        let draw = |seed, purpose| Chance::new(seed, purpose).bits();
        assert_eq!(draw(1, "order"), draw(1, "order"));
        assert_ne!(draw(1, "order"), draw(2, "order"));
        assert_ne!(draw(1, "order"), draw(1, "disk"));
    }

    #[test]
    fn draws_stay_in_their_range_and_shares_come_true() {
        let mut chance = Chance::new(7, "test");
        let range = Duration::from_millis(2)..=Duration::from_millis(3);
        let hits = (0..10_000).filter(|_| chance.happens(0.1)).count();
        assert!((800..1200).contains(&hits), "{hits} of 10000");
        assert!((0..1000).all(|_| chance.below(5) < 5 && range.contains(&chance.time(&range))));
        assert!(!chance.happens(0.0));
    }
}
