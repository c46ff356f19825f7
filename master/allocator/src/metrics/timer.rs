//! Durations of the last hour, reported as Mesos' timers are.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// Keeps the durations of the last hour, at most 8,192 of them: older ones are dropped first.
#[derive(Clone, Debug, Default)]
pub struct Timer {
    /// When, and how long.
    samples: VecDeque<(Duration, Duration)>,
}

impl Timer {
    const WINDOW: Duration = Duration::from_secs(3600);
    const SAMPLES_MAX: usize = 8192;

    /// Notes a duration that was measured at `now`.
    pub fn add(&mut self, now: Duration, took: Duration) {
        while self.samples.len() >= Self::SAMPLES_MAX || self.samples.front().is_some_and(|(at, _)| *at + Self::WINDOW < now)
        {
            self.samples.pop_front();
        }
        self.samples.push_back((now, took));
    }

    /// Writes the last duration, count, extremes and percentiles of the last hour in milliseconds; nothing if there is none.
    pub(super) fn report(&self, name: &str, now: Duration, values: &mut BTreeMap<String, f64>) {
        let recent = self.samples.iter().filter(|(at, _)| *at + Self::WINDOW >= now);
        let mut sorted: Vec<Duration> = recent.map(|(_, took)| *took).collect();
        let Some((_, last)) = self.samples.back().filter(|_| !sorted.is_empty()) else { return };
        values.insert(name.to_owned(), milliseconds(*last));
        sorted.sort_unstable();
        values.insert(format!("{name}/count"), sorted.len() as f64);
        values.insert(format!("{name}/min"), milliseconds(sorted[0]));
        values.insert(format!("{name}/max"), milliseconds(sorted[sorted.len() - 1]));
        for (suffix, part) in [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999), ("p9999", 0.9999)]
        {
            values.insert(format!("{name}/{suffix}"), percentile(&sorted, part));
        }
    }
}

/// Between the two nearest samples in proportion.
fn percentile(sorted: &[Duration], part: f64) -> f64 {
    let position = part * (sorted.len() - 1) as f64;
    let below = position as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let (low, high) = (milliseconds(sorted[below]), milliseconds(sorted[above]));
    low + (high - low) * (position - below as f64)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_reports_the_last_hour() {
        let mut timer = Timer::default();
        timer.add(Duration::ZERO, Duration::from_millis(500));
        for i in 1..=101 {
            timer.add(Duration::from_secs(4000 + i), Duration::from_millis(i));
        }
        let mut values = BTreeMap::new();
        timer.report("t", Duration::from_secs(4200), &mut values);
        assert_eq!(values["t"], 101.0);
        assert_eq!(values["t/count"], 101.0);
        assert_eq!((values["t/min"], values["t/max"], values["t/p50"], values["t/p90"]), (1.0, 101.0, 51.0, 91.0));
        let mut later = BTreeMap::new();
        timer.report("t", Duration::from_secs(9000), &mut later);
        assert!(later.is_empty());
    }
}
