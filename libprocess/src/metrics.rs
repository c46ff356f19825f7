//! Metrics of a node: named counters, gauges and timers, as Mesos' flat JSON and in Prometheus' text format.

mod timer;

use std::{
    collections::BTreeMap,
    fmt::Write,
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    task::Poll,
    time::Duration,
};

use parking_lot::RwLock;

pub use self::timer::{Timer, Timing};
use crate::Clock;

/// Counts up; cheap to clone and to raise.
#[derive(Clone, Debug, Default)]
pub struct Counter(Arc<AtomicU64>);

impl Counter {
    /// One more.
    pub fn increment(&self) {
        self.add(1);
    }

    /// So many more.
    pub fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }

    /// The count.
    pub fn value(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A number that goes up and down, set by its owner.
#[derive(Clone, Debug, Default)]
pub struct Gauge(Arc<AtomicI64>);

impl Gauge {
    /// Sets it, in thousandths of its unit.
    pub fn set(&self, value: f64) {
        self.0.store((value * 1000.0).round() as i64, Ordering::Relaxed);
    }

    /// Raises it, or lowers it by a negative number: for owners who see each change and never the whole.
    pub fn change(&self, by: f64) {
        self.0.fetch_add((by * 1000.0).round() as i64, Ordering::Relaxed);
    }

    /// Its value.
    pub fn value(&self) -> f64 {
        self.0.load(Ordering::Relaxed) as f64 / 1000.0
    }
}

type Pulled = Arc<dyn Fn() -> f64 + Send + Sync>;

/// Values that take time, or that cannot be had.
type Coming = Pin<Box<dyn Future<Output = Result<BTreeMap<String, f64>, String>> + Send>>;
type Asked = Arc<dyn Fn() -> Coming + Send + Sync>;

enum Metric {
    Counter(Counter),
    Gauge(Gauge),
    Pulled(Pulled),
    Asked(Asked),
    Timer(Timer),
}

/// The metrics of a node. A name asked for twice is the same metric.
#[derive(Default)]
pub struct Metrics(RwLock<BTreeMap<String, Metric>>);

impl Metrics {
    /// The counter of that name.
    pub fn counter(&self, name: &str) -> Counter {
        if let Some(Metric::Counter(counter)) = self.0.read().get(name) {
            return counter.clone();
        }
        let counter = Counter::default();
        self.0.write().insert(name.to_owned(), Metric::Counter(counter.clone()));
        counter
    }

    /// The gauge of that name.
    pub fn gauge(&self, name: &str) -> Gauge {
        if let Some(Metric::Gauge(gauge)) = self.0.read().get(name) {
            return gauge.clone();
        }
        let gauge = Gauge::default();
        self.0.write().insert(name.to_owned(), Metric::Gauge(gauge.clone()));
        gauge
    }

    /// A number that is computed when somebody looks.
    pub fn pull(&self, name: &str, value: impl Fn() -> f64 + Send + Sync + 'static) {
        self.0.write().insert(name.to_owned(), Metric::Pulled(Arc::new(value)));
    }

    /// A number that somebody else is asked for when somebody looks. One that fails, or does not come in time, is left out.
    pub fn ask<F>(&self, name: &str, value: impl Fn() -> F + Send + Sync + 'static)
    where
        F: Future<Output = Result<f64, String>> + Send + 'static,
    {
        let named = name.to_owned();
        self.ask_all(name, move || {
            let (name, value) = (named.clone(), value());
            async move { Ok(BTreeMap::from([(name, value.await?)])) }
        });
    }

    /// Numbers that somebody else is asked for together when somebody looks, by their names, which may differ from time to
    /// time. If they fail, or do not come in time, they are left out. `prefix` names this question to [`Metrics::remove`].
    pub fn ask_all<F>(&self, prefix: &str, values: impl Fn() -> F + Send + Sync + 'static)
    where
        F: Future<Output = Result<BTreeMap<String, f64>, String>> + Send + 'static,
    {
        let asked: Asked = Arc::new(move || Box::pin(values()));
        self.0.write().insert(prefix.to_owned(), Metric::Asked(asked));
    }

    /// The timer of that name, which by custom ends in `_ms`; one that is new shows statistics of what ended within `window`.
    pub fn timer(&self, name: &str, window: Duration, clock: Clock) -> Timer {
        if let Some(Metric::Timer(timer)) = self.0.read().get(name) {
            return timer.clone();
        }
        let timer = Timer::new(window, clock);
        self.0.write().insert(name.to_owned(), Metric::Timer(timer.clone()));
        timer
    }

    /// Forgets all metrics whose names begin so.
    pub fn remove(&self, prefix: &str) {
        self.0.write().retain(|name, _| !name.starts_with(prefix));
    }

    /// All values that are here at once, by name; those that are no finite number are left out.
    pub fn snapshot(&self) -> BTreeMap<String, f64> {
        let pulled: Vec<(String, Pulled)>;
        let mut values = BTreeMap::new();
        {
            let metrics = self.0.read();
            let mut later = Vec::new();
            for (name, metric) in metrics.iter() {
                match metric {
                    Metric::Counter(counter) => drop(values.insert(name.clone(), counter.value() as f64)),
                    Metric::Gauge(gauge) => drop(values.insert(name.clone(), gauge.value())),
                    Metric::Pulled(pull) => later.push((name.clone(), pull.clone())),
                    Metric::Timer(timer) => timer.show(name, &mut values),
                    Metric::Asked(_) => {}
                }
            }
            pulled = later;
        }
        // Outside of the lock: a pulled gauge may ask for other metrics.
        for (name, pull) in pulled {
            values.insert(name, pull());
        }
        values.retain(|_, value| value.is_finite());
        values
    }

    /// All values, by name, as they are when `until` is ready or all have come; those that failed or were late are left out.
    pub async fn snapshot_until(&self, until: impl Future<Output = ()>) -> BTreeMap<String, f64> {
        let asked: Vec<Asked> = {
            let metrics = self.0.read();
            let asked = metrics.values().filter_map(|metric| match metric {
                Metric::Asked(asked) => Some(asked.clone()),
                _ => None,
            });
            asked.collect()
        };
        let mut coming: Vec<Coming> = asked.into_iter().map(|asked| asked()).collect();
        let mut until = pin!(until);
        let mut came: BTreeMap<String, f64> = BTreeMap::new();
        poll_fn(|cx| {
            coming.retain_mut(|values| match values.as_mut().poll(cx) {
                Poll::Pending => true,
                Poll::Ready(values) => {
                    came.extend(values.into_iter().flatten());
                    false
                }
            });
            if coming.is_empty() { Poll::Ready(()) } else { until.as_mut().poll(cx) }
        })
        .await;
        let mut values = self.snapshot();
        values.extend(came.into_iter().filter(|(_, value)| value.is_finite()));
        values
    }

    /// In Prometheus' text format: characters that it does not allow in names become `_`.
    pub fn prometheus(&self) -> String {
        let counters: Vec<String> = {
            let metrics = self.0.read();
            metrics.iter().filter(|(_, metric)| matches!(metric, Metric::Counter(_))).map(|(name, _)| name.clone()).collect()
        };
        let mut text = String::new();
        for (name, value) in self.snapshot() {
            let kind = if counters.binary_search(&name).is_ok() { "counter" } else { "gauge" };
            let mut safe: String =
                name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' || c == ':' { c } else { '_' }).collect();
            if safe.starts_with(|c: char| c.is_ascii_digit()) {
                safe.insert(0, '_');
            }
            let _ = writeln!(text, "# TYPE {safe} {kind}\n{safe} {value}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_is_sorted_and_leaves_out_what_is_no_number() {
        let metrics = Metrics::default();
        metrics.counter("b/count").add(2);
        metrics.counter("b/count").increment();
        metrics.gauge("a/level").set(1.5);
        metrics.pull("c/broken", || f64::NAN);
        let snapshot: Vec<_> = metrics.snapshot().into_iter().collect();
        assert_eq!(snapshot, [("a/level".to_owned(), 1.5), ("b/count".to_owned(), 3.0)]);
    }

    #[test]
    fn prometheus_names_are_legal() {
        let metrics = Metrics::default();
        metrics.counter("master/tasks_lost").increment();
        metrics.gauge("9lives").set(9.0);
        let text = metrics.prometheus();
        assert!(text.contains("# TYPE master_tasks_lost counter\nmaster_tasks_lost 1\n"), "{text}");
        assert!(text.contains("# TYPE _9lives gauge\n_9lives 9\n"), "{text}");
    }
}
