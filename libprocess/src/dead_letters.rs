//! Dead letters: what could not be delivered, to whom, why, how often. Counted exactly, the newest kept as samples.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt::Debug,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use libprocess_wire::Name;
use parking_lot::Mutex;
use serde::Serialize;

use crate::{actor::Exit, engine::ClockSource, peek};

/// Samples that are kept.
const SAMPLES_MAX: usize = 100;

/// Receivers that are counted one by one; the rest share the entry `(others)`.
const RECEIVERS_MAX: usize = 1000;

/// In a burst, one message in so many is formatted.
const SAMPLE_EVERY: u64 = 64;

/// One message that could not be delivered.
#[derive(Clone, Debug, Serialize)]
pub struct DeadLetter {
    /// Time since the Unix epoch, in seconds.
    pub at: f64,
    /// Name of the receiver.
    pub to: String,
    /// Counter of the sending actor; 0 from outside of actors.
    pub from: u64,
    /// Why it was not delivered.
    pub why: String,
    /// Its `Debug` text, cut.
    pub message: String,
}

/// Counters and samples of a node.
pub struct DeadLetters {
    total: AtomicU64,
    clock: Arc<ClockSource>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    by_receiver: BTreeMap<String, u64>,
    samples: VecDeque<DeadLetter>,
    last_sample: Duration,
}

impl DeadLetters {
    pub(crate) fn new(clock: Arc<ClockSource>) -> Self {
        DeadLetters { total: AtomicU64::new(0), clock, kept: Mutex::default() }
    }

    /// Counts one; formats it if it is the first for long or one of many.
    pub(crate) fn note(&self, to: &Name, from: u64, why: Exit, message: &dyn Debug) {
        let total = self.total.fetch_add(1, Ordering::Relaxed);
        let now = self.clock.now();
        let mut kept = self.kept.lock();
        let known = kept.by_receiver.contains_key(&**to) || kept.by_receiver.len() < RECEIVERS_MAX;
        let receiver = if known { &**to } else { "(others)" };
        match kept.by_receiver.get_mut(receiver) {
            Some(count) => *count += 1,
            None => {
                kept.by_receiver.insert(receiver.to_owned(), 1);
            }
        }
        if !total.is_multiple_of(SAMPLE_EVERY) && now.saturating_sub(kept.last_sample) < Duration::from_millis(10) {
            return;
        }
        kept.last_sample = now;
        drop(kept);
        let at = self.clock.since_epoch().as_secs_f64();
        let letter = DeadLetter { at, to: to.to_string(), from, why: why.to_string(), message: peek::text(message) };
        tracing::debug!(to = %letter.to, why = %letter.why, message = %letter.message, "dead letter");
        let mut kept = self.kept.lock();
        if kept.samples.len() == SAMPLES_MAX {
            kept.samples.pop_front();
        }
        kept.samples.push_back(letter);
    }

    /// How many there were since the node started.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// How many for each receiver, by name.
    pub fn by_receiver(&self) -> Vec<(String, u64)> {
        self.kept.lock().by_receiver.iter().map(|(name, count)| (name.clone(), *count)).collect()
    }

    /// The newest, oldest first.
    pub fn samples(&self) -> Vec<DeadLetter> {
        self.kept.lock().samples.iter().cloned().collect()
    }
}
