//! How long an actor's handlers take, by type of message: sampled, and kept only for actors that have handled some.

use std::time::Duration;

use serde::Serialize;

/// Bounds of the buckets are powers of two of a microsecond: the last one holds all of 0.5 s and more.
const BUCKETS: usize = 20;

/// Types of messages of one actor that are told apart; what comes later is counted with the last one.
const TYPES_MAX: usize = 64;

/// The handler times of one type of message.
#[derive(Clone, Debug, Default)]
struct Histogram {
    samples: u64,
    total: Duration,
    longest: Duration,
    buckets: [u32; BUCKETS],
}

/// The handler times of one life of an actor, by number of the message's variant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<(u32, Histogram)>);

/// How long the handler of one type of message took, from samples.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HandlerTime {
    /// Variant of the message.
    pub message: String,
    /// Messages that were timed.
    pub samples: u64,
    /// Mean, in microseconds.
    pub mean_us: f64,
    /// Half of them took at most this many microseconds.
    pub p50_us: u64,
    /// 99 of 100 took at most this many.
    pub p99_us: u64,
    /// The longest took this many.
    pub max_us: u64,
    /// How many took less than so many microseconds and not less than the bound before; the last bound has no end.
    pub buckets: Vec<(u64, u32)>,
}

fn bucket(took: Duration) -> usize {
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    // 0 is below 1 µs, 1 below 2, 2 below 4 …
    ((u64::BITS - micros.leading_zeros()) as usize).min(BUCKETS - 1)
}

impl Histogram {
    fn note(&mut self, took: Duration) {
        self.samples += 1;
        self.total += took;
        self.longest = self.longest.max(took);
        self.buckets[bucket(took)] += 1;
    }

    /// The upper bound of the bucket in which that share of the samples is reached; never more than the longest.
    fn quantile(&self, share: f64) -> u64 {
        let wanted = (self.samples as f64 * share).ceil() as u64;
        let mut seen = 0;
        let longest = u64::try_from(self.longest.as_micros()).unwrap_or(u64::MAX);
        for (at, count) in self.buckets.iter().enumerate() {
            seen += u64::from(*count);
            if seen >= wanted {
                return (1u64 << at).min(longest.max(1));
            }
        }
        longest
    }
}

impl Times {
    /// One message of that variant was handled in that time.
    pub(crate) fn note(&mut self, variant: u32, took: Duration) {
        let at = match self.0.iter().position(|(known, _)| *known == variant) {
            Some(at) => at,
            None if self.0.len() < TYPES_MAX => {
                self.0.push((variant, Histogram::default()));
                self.0.len() - 1
            }
            None => TYPES_MAX - 1,
        };
        self.0[at].1.note(took);
    }

    /// For people, those that took longest in sum first.
    pub(crate) fn shown(&self, name: impl Fn(u32) -> Option<String>) -> Vec<HandlerTime> {
        let mut sorted: Vec<&(u32, Histogram)> = self.0.iter().collect();
        sorted.sort_by_key(|(variant, histogram)| (std::cmp::Reverse(histogram.total), *variant));
        let shown = |(variant, histogram): &(u32, Histogram)| HandlerTime {
            message: name(*variant).unwrap_or_else(|| "(unknown)".to_owned()),
            samples: histogram.samples,
            mean_us: histogram.total.as_secs_f64() * 1e6 / histogram.samples.max(1) as f64,
            p50_us: histogram.quantile(0.5),
            p99_us: histogram.quantile(0.99),
            max_us: u64::try_from(histogram.longest.as_micros()).unwrap_or(u64::MAX),
            buckets: (0..).zip(histogram.buckets).filter(|(_, n)| *n > 0).map(|(at, n)| (1u64 << at, n)).collect(),
        };
        sorted.into_iter().map(shown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_tells_types_of_messages_apart_and_knows_its_slowest_percent() {
        let mut times = Times::default();
        for _ in 0..99 {
            times.note(1, Duration::from_micros(3));
        }
        times.note(1, Duration::from_millis(40));
        times.note(2, Duration::from_nanos(200));
        let shown = times.shown(|number| Some(["Fast", "Tiny"][number as usize - 1].to_owned()));
        assert_eq!((shown[0].message.as_str(), shown[0].samples), ("Fast", 100));
        assert_eq!((shown[0].p50_us, shown[0].p99_us, shown[0].max_us), (4, 4, 40_000));
        assert_eq!(shown[0].buckets, [(4, 99), (65_536, 1)]);
        assert_eq!((shown[1].message.as_str(), shown[1].max_us, shown[1].p50_us), ("Tiny", 0, 1));
    }

    #[test]
    fn what_takes_longer_than_any_bucket_is_counted_in_the_last() {
        let mut times = Times::default();
        times.note(1, Duration::from_secs(100));
        assert_eq!(times.shown(|_| None)[0].buckets, [(1 << (BUCKETS - 1), 1)]);
    }

    #[test]
    fn an_actor_with_very_many_types_of_messages_keeps_a_bounded_table() {
        let mut times = Times::default();
        (0..1000).for_each(|variant| times.note(variant, Duration::ZERO));
        assert_eq!(times.0.len(), TYPES_MAX);
        assert_eq!(times.0.last().unwrap().1.samples, 1000 - TYPES_MAX as u64 + 1);
    }
}
