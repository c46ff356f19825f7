//! How long something takes: its last duration, and count, extremes and percentiles of those in a window of time.

use std::{
    collections::{BTreeMap, VecDeque},
    future::Future,
    sync::Arc,
    time::Duration,
};

use parking_lot::Mutex;

use crate::Clock;

/// Durations of the window that are kept; of more, the oldest are forgotten.
const SAMPLES_MAX: usize = 8192;

/// Percentiles that are shown, and their names as in Mesos.
const PERCENTILES: [(&str, f64); 6] =
    [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999), ("p9999", 0.9999)];

#[derive(Default)]
struct Samples {
    last: Option<Duration>,
    /// When each ended, and how long it took; oldest first.
    recent: VecDeque<(Duration, Duration)>,
}

/// Measures durations, in milliseconds, on the clock of a node. Clones measure together.
///
/// A snapshot shows the last one under the timer's name, and below it `count`, `min`, `max`, `p50`, `p90`, `p95`, `p99`,
/// `p999` and `p9999` of those that ended within the window (8,192 of them at most).
#[derive(Clone)]
pub struct Timer {
    clock: Clock,
    window: Duration,
    samples: Arc<Mutex<Samples>>,
}

impl Timer {
    pub(super) fn new(window: Duration, clock: Clock) -> Timer {
        Timer { clock, window, samples: Arc::default() }
    }

    /// Notes a duration that ended now.
    pub fn record(&self, took: Duration) {
        let now = self.clock.now();
        let mut samples = self.samples.lock();
        samples.last = Some(took);
        samples.forget_before(now.checked_sub(self.window));
        if samples.recent.len() >= SAMPLES_MAX {
            samples.recent.pop_front();
        }
        samples.recent.push_back((now, took));
    }

    /// Begins to measure; [`Timing::stop`] ends it. Dropped without that, nothing is noted.
    pub fn start(&self) -> Timing {
        Timing { begun: self.clock.now(), timer: self.clone() }
    }

    /// Notes how long a future takes, from its first poll to its end.
    pub async fn time<T>(&self, future: impl Future<Output = T>) -> T {
        let timing = self.start();
        let value = future.await;
        timing.stop();
        value
    }

    /// Puts what there is to show under the timer's name.
    pub(super) fn show(&self, name: &str, values: &mut BTreeMap<String, f64>) {
        let mut samples = self.samples.lock();
        let Some(last) = samples.last else { return };
        samples.forget_before(self.clock.now().checked_sub(self.window));
        let mut sorted: Vec<Duration> = samples.recent.iter().map(|(_, took)| *took).collect();
        drop(samples);
        values.insert(name.to_owned(), milliseconds(last));
        sorted.sort_unstable();
        let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return };
        let mut put = |key: &str, value: f64| {
            values.insert(format!("{name}/{key}"), value);
        };
        put("count", sorted.len() as f64);
        put("min", milliseconds(*least));
        put("max", milliseconds(*most));
        PERCENTILES.into_iter().for_each(|(key, part)| put(key, percentile(&sorted, part)));
    }
}

impl Samples {
    fn forget_before(&mut self, begin: Option<Duration>) {
        let Some(begin) = begin else { return };
        while self.recent.front().is_some_and(|(at, _)| *at < begin) {
            self.recent.pop_front();
        }
    }
}

/// A duration that is being measured.
#[must_use = "what is not stopped is not noted"]
pub struct Timing {
    begun: Duration,
    timer: Timer,
}

impl Timing {
    /// It ended; how long it took.
    pub fn stop(self) -> Duration {
        let took = self.timer.clock.now().saturating_sub(self.begun);
        self.timer.record(took);
        took
    }
}

/// Between the two nearest of sorted durations, in proportion; there is one at least.
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
    use crate::{
        prelude::*,
        testing::{seeds, simulate},
    };

    #[test]
    fn a_timer_shows_its_last_duration_and_percentiles_of_its_window() {
        simulate(seeds(1), async |sim| {
            let node = sim.node("10.0.0.1:5050").start().await;
            let metrics = node.metrics();
            let timer = metrics.timer("t_ms", mins(60), node.clock());
            assert!(metrics.snapshot().keys().all(|name| !name.starts_with("t_ms")), "nothing was measured");
            timer.record(millis(500));
            sim.clock().advance(mins(61)).await;
            assert_eq!(metrics.snapshot()["t_ms"], 500.0);
            assert!(!metrics.snapshot().contains_key("t_ms/count"), "nothing in the last hour");
            for n in (1..=101).rev() {
                metrics.timer("t_ms", mins(60), node.clock()).record(millis(n));
            }
            let values = metrics.snapshot();
            let of = |key: &str| (values[&format!("t_ms/{key}")] * 1e6).round() / 1e6;
            assert_eq!((values["t_ms"], of("count"), of("min"), of("max")), (1.0, 101.0, 1.0, 101.0));
            assert_eq!(["p50", "p90", "p95", "p99", "p999", "p9999"].map(of), [51.0, 91.0, 96.0, 100.0, 100.9, 100.99]);
            assert!(metrics.prometheus().contains("# TYPE t_ms_p99 gauge\nt_ms_p99 100\n"));
        });
    }

    #[test]
    fn a_timer_measures_on_the_clock_of_its_node_and_keeps_no_more_than_it_may() {
        simulate(seeds(1), async |sim| {
            let node = sim.node("10.0.0.1:5050").start().await;
            let timer = node.metrics().timer("t_ms", mins(60), node.clock());
            timer.time(node.sleep(millis(30))).await;
            let timing = timer.start();
            node.sleep(millis(20)).await;
            drop(timer.start());
            assert_eq!(timing.stop(), millis(20));
            assert_eq!(
                timer.samples.lock().recent.iter().map(|(_, took)| *took).collect::<Vec<_>>(),
                [millis(30), millis(20)]
            );
            (0..10_000).for_each(|n| timer.record(millis(n)));
            assert_eq!(timer.samples.lock().recent.len(), super::SAMPLES_MAX);
        });
    }
}
