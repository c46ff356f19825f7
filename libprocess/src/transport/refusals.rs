//! Peers that are refused are counted, and said in the log at most once a minute per cause.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use parking_lot::Mutex;

use crate::engine::ClockSource;

/// Each cause is logged at most once in this time.
const PAUSE: Duration = Duration::from_secs(60);

/// Causes that are told apart.
const CAUSES_MAX: usize = 64;

/// The refusals of a node.
pub(crate) struct Refusals {
    clock: Arc<ClockSource>,
    logged: Mutex<BTreeMap<String, Duration>>,
    count: AtomicU64,
}

impl Refusals {
    pub(crate) fn new(clock: Arc<ClockSource>) -> Refusals {
        Refusals { clock, logged: Mutex::default(), count: AtomicU64::new(0) }
    }

    /// A peer was refused.
    pub(crate) fn note(&self, peer: impl fmt::Display, cause: &str) {
        self.count.fetch_add(1, Ordering::Relaxed);
        if self.is_due(cause) {
            tracing::warn!(%peer, cause, "a peer was refused");
        }
    }

    pub(crate) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    fn is_due(&self, cause: &str) -> bool {
        let now = self.clock.now();
        let mut logged = self.logged.lock();
        if logged.get(cause).is_some_and(|last| now.saturating_sub(*last) < PAUSE) {
            return false;
        }
        if logged.len() >= CAUSES_MAX {
            logged.retain(|_, last| now.saturating_sub(*last) < PAUSE);
        }
        let room = logged.len() < CAUSES_MAX;
        if room {
            logged.insert(cause.to_owned(), now);
        }
        room
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_is_logged_once_a_minute_and_counted_always() {
        let clock = Arc::new(ClockSource::simulated());
        let refusals = Refusals::new(clock.clone());
        assert!(refusals.is_due("a") && refusals.is_due("b") && !refusals.is_due("a"));
        clock.advance_to(Duration::from_secs(59));
        assert!(!refusals.is_due("a"));
        clock.advance_to(Duration::from_secs(60));
        assert!(refusals.is_due("a"));
        refusals.note("peer", "a");
        assert_eq!(refusals.count(), 1);
    }

    #[test]
    fn a_flood_of_causes_takes_no_memory() {
        let refusals = Refusals::new(Arc::new(ClockSource::simulated()));
        let logged = (0..1000).filter(|n| refusals.is_due(&n.to_string())).count();
        assert_eq!(logged, CAUSES_MAX);
    }
}
