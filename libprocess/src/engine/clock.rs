//! The clock of a node: the machine's monotonic clock, or virtual time.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Virtual time starts here, 2026-01-01T00:00:00Z, so that dates in simulated runs look like dates.
const SIMULATED_EPOCH: Duration = Duration::from_secs(1_767_225_600);

/// Where `now` comes from.
#[derive(Debug)]
pub(crate) enum ClockSource {
    Real { start: Instant },
    Virtual { nanos: AtomicU64 },
}

#[allow(clippy::disallowed_methods)] // the one place that reads the machine's clocks for actors
impl ClockSource {
    pub(crate) fn real() -> Self {
        ClockSource::Real { start: Instant::now() }
    }

    pub(crate) fn simulated() -> Self {
        ClockSource::Virtual { nanos: AtomicU64::new(0) }
    }

    /// Time since the clock started; never goes back.
    pub(crate) fn now(&self) -> Duration {
        match self {
            ClockSource::Real { start } => start.elapsed(),
            ClockSource::Virtual { nanos } => Duration::from_nanos(nanos.load(Ordering::Relaxed)),
        }
    }

    /// Time since the Unix epoch.
    pub(crate) fn since_epoch(&self) -> Duration {
        match self {
            ClockSource::Real { .. } => SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
            ClockSource::Virtual { .. } => SIMULATED_EPOCH + self.now(),
        }
    }

    /// Moves virtual time forward to `at`.
    pub(crate) fn advance_to(&self, at: Duration) {
        if let ClockSource::Virtual { nanos } = self {
            let at = u64::try_from(at.as_nanos()).unwrap_or(u64::MAX);
            nanos.fetch_max(at, Ordering::Relaxed);
        }
    }
}
