//! The newest ends of a node's actors, for people who look.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use libprocess_wire::{Life, Name, NodeLife};
use parking_lot::Mutex;
use serde::Serialize;

use crate::{actor::Exit, engine::ClockSource};

/// Ends of actors that are remembered.
const EXITS_MAX: usize = 1000;

/// One end of an actor.
#[derive(Clone, Debug, Serialize)]
pub struct ExitRecord {
    /// Time since the Unix epoch, in seconds.
    pub at: f64,
    /// Name of the actor.
    pub id: String,
    /// Name and life.
    pub actor: String,
    /// Type of the actor.
    pub kind: String,
    /// Why.
    pub reason: String,
}

/// The newest ends of actors that were not orderly.
pub struct Exits {
    clock: Arc<ClockSource>,
    node: NodeLife,
    kept: Mutex<VecDeque<ExitRecord>>,
}

impl Exits {
    pub(crate) fn new(clock: Arc<ClockSource>, node: NodeLife) -> Exits {
        Exits { clock, node, kept: Mutex::default() }
    }

    pub(crate) fn note(&self, name: &Name, kind: &str, counter: u64, why: &Exit) {
        if why.is_orderly() {
            return;
        }
        let life = Life { node: self.node, counter };
        let at = self.clock.since_epoch().as_secs_f64();
        let record = ExitRecord {
            at,
            id: name.to_string(),
            actor: format!("{}#{life}", libprocess_wire::address::escape(name)),
            kind: kind.to_owned(),
            reason: why.to_string(),
        };
        let mut kept = self.kept.lock();
        if kept.len() == EXITS_MAX {
            kept.pop_front();
        }
        kept.push_back(record);
    }

    /// Those of the last so much time, oldest first.
    pub fn within(&self, time: Duration) -> Vec<ExitRecord> {
        let since = self.clock.since_epoch().saturating_sub(time).as_secs_f64();
        self.kept.lock().iter().filter(|record| record.at >= since).cloned().collect()
    }

    /// Why that life ended, if not in order.
    pub(crate) fn reason(&self, counter: u64) -> Option<String> {
        let suffix = format!("#{}", Life { node: self.node, counter });
        self.kept.lock().iter().rev().find(|record| record.actor.ends_with(&suffix)).map(|record| record.reason.clone())
    }

    /// Why each actor ended last, by name.
    pub(crate) fn last_errors(&self) -> BTreeMap<String, String> {
        self.kept.lock().iter().map(|record| (record.id.clone(), record.reason.clone())).collect()
    }

    /// Oldest first.
    pub fn all(&self) -> Vec<ExitRecord> {
        self.kept.lock().iter().cloned().collect()
    }
}
