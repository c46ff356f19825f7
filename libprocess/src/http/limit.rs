//! A limit on how often something is answered; what comes faster waits its turn.

use std::{collections::VecDeque, str::FromStr, time::Duration};

use parking_lot::Mutex;

/// Nobody waits longer for a turn; who would is refused.
const WAIT_MAX: Duration = Duration::from_secs(20);

/// So many in each period, for instance `2/1secs`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RateLimit {
    /// How many.
    pub count: u32,
    /// In so much time.
    pub period: Duration,
}

impl Default for RateLimit {
    /// Two per second, as Mesos limits `/metrics/snapshot`.
    fn default() -> Self {
        RateLimit { count: 2, period: Duration::from_secs(1) }
    }
}

impl FromStr for RateLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<RateLimit, String> {
        let wrong = || format!("{text:?} is no rate: it is written as a number and a time, such as 5/1secs");
        let (count, period) = text.split_once('/').ok_or_else(wrong)?;
        let count = count.trim().parse().ok().filter(|count| *count > 0).ok_or_else(wrong)?;
        let period = duration(period.trim()).filter(|period| !period.is_zero()).ok_or_else(wrong)?;
        Ok(RateLimit { count, period })
    }
}

/// A time as in Mesos: `500ms`, `1.5secs`, `10mins`.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    let unit_at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit_at);
    let number: f64 = number.trim().parse().ok()?;
    let seconds = match unit {
        "ns" => 1e-9,
        "us" => 1e-6,
        "ms" => 1e-3,
        "s" | "sec" | "secs" => 1.0,
        "min" | "mins" => 60.0,
        "hr" | "hrs" => 3600.0,
        "day" | "days" => 86_400.0,
        "week" | "weeks" => 604_800.0,
        _ => return None,
    };
    Duration::try_from_secs_f64(number * seconds).ok()
}

/// Gives out turns by a [`RateLimit`].
#[derive(Default)]
pub(crate) struct Turns {
    /// When the newest turns were or will be, oldest first; at most as many as one period has.
    given: Mutex<VecDeque<Duration>>,
}

impl Turns {
    /// When the next turn is, for somebody who asks at `now`; none if too many wait.
    pub(crate) fn next(&self, limit: Option<RateLimit>, now: Duration) -> Option<Duration> {
        let Some(limit) = limit else { return Some(now) };
        let mut given = self.given.lock();
        let full = given.len() >= limit.count as usize;
        let at = given.front().filter(|_| full).map_or(now, |earlier| now.max(*earlier + limit.period));
        if at > now + WAIT_MAX {
            return None;
        }
        if full {
            given.pop_front();
        }
        given.push_back(at);
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{millis, secs};

    #[test]
    fn what_comes_faster_than_the_limit_waits_its_turn() {
        let (turns, limit) = (Turns::default(), Some(RateLimit { count: 2, period: secs(1) }));
        let at: Vec<_> = (0..5).filter_map(|_| turns.next(limit, millis(10))).collect();
        assert_eq!(at, [millis(10), millis(10), millis(1010), millis(1010), millis(2010)]);
        assert_eq!(turns.next(limit, secs(60)), Some(secs(60)));
        assert_eq!(Turns::default().next(None, secs(3)), Some(secs(3)));
        let given = (0..1000).filter_map(|_| turns.next(limit, secs(60))).count();
        assert_eq!(given, 41, "nobody waits for more than 20 s");
    }

    #[test]
    fn rates_are_read_as_mesos_writes_them() {
        assert_eq!("5/1secs".parse(), Ok(RateLimit { count: 5, period: secs(1) }));
        assert_eq!("1/500ms".parse(), Ok(RateLimit { count: 1, period: millis(500) }));
        for wrong in ["", "5", "0/1secs", "5/0secs", "x/1secs", "5/soon", "-1/1secs", "5/-1secs"] {
            assert!(wrong.parse::<RateLimit>().is_err(), "{wrong:?}");
        }
    }
}
