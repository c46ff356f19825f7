//! Live traces: the messages that an actor handles, as they are handled, with sender, time and outcome.
//!
//! A trace is a filter and a bounded ring. Whoever opened it takes records out; what comes faster than that pushes the
//! oldest out and is counted as lost. Dropping the reader ends it. While there is none, no message pays for it.

use std::{
    collections::VecDeque,
    fmt,
    future::poll_fn,
    sync::{
        Arc, Weak,
        atomic::{AtomicU64, Ordering},
    },
    task::{Poll, Waker},
    time::Duration,
};

use libprocess_wire::Name;
use parking_lot::{Mutex, RwLock};
use serde::{Deserialize, Serialize};

use crate::node::{Node, NodeCore};

/// Records that wait for the reader of a trace.
const RING: usize = 1024;

/// Traces that may be open on a node at once.
const OPEN_MAX: usize = 64;

/// Most bytes of a message's text in a record.
const TEXT_MAX: usize = 256;

/// Which messages a trace shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraceFilter {
    /// Only those to the actor of this name; all of the node without.
    pub actor: Option<String>,
    /// Only those of this variant.
    pub message: Option<String>,
    /// Only those that were sent by the actor of this name, here or on another node.
    pub from: Option<String>,
    /// One in so many of those that match; 0 and 1 mean each.
    pub sample: u64,
}

/// One message that was handled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TraceRecord {
    /// When its handler began: time since the Unix epoch, in seconds.
    pub at: f64,
    /// Name of the actor.
    pub actor: String,
    /// Variant of the message.
    pub message: String,
    /// Who sent it; `(outside of actors)` where no actor did.
    pub from: String,
    /// Milliseconds that it waited in the mailbox, where sampled.
    pub waited_ms: Option<u64>,
    /// Microseconds from the begin of its handler to the end.
    pub took_us: u64,
    /// `handled`, or how its handler ended otherwise.
    pub outcome: String,
    /// Its `Debug` text, cut.
    pub text: String,
}

#[derive(Default)]
struct Ring {
    records: VecDeque<TraceRecord>,
    reader: Option<Waker>,
    ended: bool,
}

/// An open trace, as the actors see it.
pub(crate) struct Tracing {
    filter: TraceFilter,
    matched: AtomicU64,
    lost: AtomicU64,
    ring: Mutex<Ring>,
}

impl Tracing {
    /// Is the message to be shown? Counts those that match, for sampling.
    fn wants(&self, to: &str, message: &str, from: &dyn Fn() -> String) -> bool {
        let filter = &self.filter;
        let is = |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|wanted| wanted == found);
        if !is(&filter.actor, to) || !is(&filter.message, message) {
            return false;
        }
        if let Some(wanted) = &filter.from {
            let from = from();
            // `name` means any actor of that name, `name@ip:port` the one of that node.
            let name = from.split_once('@').map_or(from.as_str(), |(name, _)| name);
            if *wanted != from && *wanted != name {
                return false;
            }
        }
        self.matched.fetch_add(1, Ordering::Relaxed).is_multiple_of(filter.sample.max(1))
    }

    fn push(&self, record: TraceRecord) {
        let mut ring = self.ring.lock();
        if ring.records.len() == RING {
            ring.records.pop_front();
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        ring.records.push_back(record);
        let reader = ring.reader.take();
        drop(ring);
        if let Some(reader) = reader {
            reader.wake();
        }
    }
}

/// The open traces of a node.
#[derive(Default)]
pub(crate) struct Traces(RwLock<Vec<Arc<Tracing>>>);

/// A message that open traces want, from the begin of its handler to its end.
pub(crate) struct Traced {
    by: Vec<Arc<Tracing>>,
    record: TraceRecord,
}

impl Traced {
    /// The handler ended.
    pub(crate) fn end(self, took: Duration, outcome: String) {
        let Traced { by, mut record } = self;
        record.took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        record.outcome = outcome;
        by.iter().for_each(|tracing| tracing.push(record.clone()));
    }
}

/// A message whose handler begins.
pub(crate) struct Begun<'a> {
    pub(crate) core: &'a NodeCore,
    pub(crate) to: &'a Name,
    pub(crate) variant: u32,
    /// Number of the sender, see [`crate::origins`].
    pub(crate) from: u64,
    pub(crate) waited_ms: Option<u64>,
    pub(crate) message: &'a dyn fmt::Debug,
}

impl Traces {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.read().is_empty()
    }

    /// The traces that want this message.
    pub(crate) fn begin(&self, begun: &Begun<'_>) -> Option<Traced> {
        let Begun { core, to, variant, from, waited_ms, message } = *begun;
        let variant = core.variants.name(variant).unwrap_or_default();
        let sender = || core.sender_name(from);
        let open = self.0.read();
        let by: Vec<_> = open.iter().filter(|tracing| tracing.wants(to, &variant, &sender)).cloned().collect();
        drop(open);
        if by.is_empty() {
            return None;
        }
        let record = TraceRecord {
            at: core.clock.since_epoch().as_secs_f64(),
            actor: to.to_string(),
            message: variant,
            from: sender(),
            waited_ms,
            took_us: 0,
            outcome: String::new(),
            text: crate::peek::text_of(message, TEXT_MAX),
        };
        Some(Traced { by, record })
    }

    /// Ends all: the node is gone.
    pub(crate) fn close(&self) {
        let open = std::mem::take(&mut *self.0.write());
        for tracing in open {
            let mut ring = tracing.ring.lock();
            ring.ended = true;
            let reader = ring.reader.take();
            drop(ring);
            if let Some(reader) = reader {
                reader.wake();
            }
        }
    }
}

/// An open trace, as its reader sees it. Dropping it ends it.
pub struct Trace {
    core: Weak<NodeCore>,
    tracing: Arc<Tracing>,
}

impl Node {
    /// Opens a trace of the messages that match; none if 64 are open already.
    pub fn trace(&self, filter: TraceFilter) -> Option<Trace> {
        let tracing =
            Arc::new(Tracing { filter, matched: AtomicU64::new(0), lost: AtomicU64::new(0), ring: Mutex::default() });
        let mut open = self.core.observers.traces.0.write();
        if open.len() >= OPEN_MAX {
            return None;
        }
        open.push(tracing.clone());
        drop(open);
        self.core.observers.look_again();
        Some(Trace { core: Arc::downgrade(&self.core), tracing })
    }
}

impl Trace {
    /// The next record; none once the node is gone.
    pub async fn next(&mut self) -> Option<TraceRecord> {
        poll_fn(|cx| {
            let mut ring = self.tracing.ring.lock();
            match ring.records.pop_front() {
                Some(record) => Poll::Ready(Some(record)),
                None if ring.ended => Poll::Ready(None),
                None => {
                    ring.reader = Some(cx.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// All records that wait.
    pub fn take(&mut self) -> Vec<TraceRecord> {
        std::mem::take(&mut self.tracing.ring.lock().records).into()
    }

    /// How many records were pushed out unread so far.
    pub fn lost(&self) -> u64 {
        self.tracing.lost.load(Ordering::Relaxed)
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        if let Some(core) = self.core.upgrade() {
            core.observers.traces.0.write().retain(|open| !Arc::ptr_eq(open, &self.tracing));
            core.observers.look_again();
        }
    }
}

#[cfg(test)]
mod tests;
