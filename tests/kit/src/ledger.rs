//! [`Ledger`]: which task began and ended where, as the machines saw it.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};

use mesos_protocol::ids::{FrameworkId, TaskId};
use parking_lot::Mutex;

/// A command that began to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Whose.
    pub framework_id: FrameworkId,
    /// Which task.
    pub task_id: TaskId,
    /// The agent's node.
    pub agent: SocketAddr,
    /// When, on the run's clock.
    pub at: Duration,
    /// When it ended, if it has.
    pub ended: Option<Duration>,
}

/// All commands of a cluster. Clones share it.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<Vec<Start>>>);

impl Ledger {
    pub(crate) fn began(&self, start: Start) -> usize {
        let mut starts = self.0.lock();
        starts.push(start);
        starts.len() - 1
    }

    pub(crate) fn ended(&self, entry: usize, at: Duration) {
        if let Some(start) = self.0.lock().get_mut(entry) {
            start.ended.get_or_insert(at);
        }
    }

    /// All commands that began, in order.
    pub fn starts(&self) -> Vec<Start> {
        self.0.lock().clone()
    }

    /// How often each task began.
    pub fn counts(&self) -> BTreeMap<TaskId, usize> {
        let mut counts = BTreeMap::new();
        for start in self.0.lock().iter() {
            *counts.entry(start.task_id.clone()).or_default() += 1;
        }
        counts
    }

    /// Commands that run now.
    pub fn running(&self) -> Vec<Start> {
        self.0.lock().iter().filter(|start| start.ended.is_none()).cloned().collect()
    }
}
