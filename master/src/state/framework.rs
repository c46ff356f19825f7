//! A framework that takes part, or may come back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use indexmap::IndexMap;
use libprocess::Address;
use mesos_allocator::constraints::Constraints;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{OfferId, TaskId, UpdateUuid};
use mesos_protocol::roles::Role;
use mesos_protocol::status::TaskState;
use mesos_protocol::task::Task;

use super::Tasks;

/// A framework that takes part, or may come back.
#[derive(Debug)]
pub(crate) struct Framework {
    /// What it says of itself, with its id.
    pub(crate) info: Arc<FrameworkInfo>,
    /// Which offers it wants at present.
    pub(crate) wants: Wants,
    /// Its present or last life; absent if only agents told of it.
    pub(crate) address: Option<Address>,
    pub(crate) connected: bool,
    /// Since the Unix epoch.
    pub(crate) registered_at: Duration,
    pub(crate) reregistered_at: Option<Duration>,
    /// Number of the fact with which the allocator got to know it.
    pub(crate) fed_at: u64,
    pub(crate) offers: BTreeSet<OfferId>,
    /// Tasks that are not over, or whose end is not acknowledged.
    pub(crate) tasks: Tasks,
    /// Tasks on agents that did not answer for too long, oldest first; among them those that were reported as lost.
    pub(crate) unreachable: IndexMap<TaskId, Arc<Task>>,
    /// Tasks that are over, oldest first.
    pub(crate) completed: IndexMap<TaskId, Arc<Task>>,
    /// Tasks that the framework asked about, that nobody knew and that were reported as over, oldest first: when that was,
    /// on the node's clock. A launch on an offer made before may be older than the report.
    pub(crate) answered: IndexMap<TaskId, (TaskState, Duration)>,
}

/// Which offers a framework wants.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wants {
    /// None in these of its roles.
    pub(crate) suppressed: BTreeSet<Role>,
    /// By role, only from agents that fit.
    pub(crate) constraints: BTreeMap<Role, Constraints>,
}

/// A task that is not over, or whose end is not acknowledged.
#[derive(Clone, Debug)]
pub(crate) struct Active {
    pub(crate) task: Arc<Task>,
    /// The last ping that was sent to its agent before the launch: a pong to a later one that does not name it says that
    /// the launch was lost. Absent if the agent named it once.
    pub(crate) after_ping: Option<u64>,
    /// The newest updates that this master has shown to the framework, oldest first. What the agent tells of a task when it
    /// comes back may go beyond that.
    pub(crate) shown: Vec<UpdateUuid>,
}

impl Framework {
    /// A framework of which only its description is known.
    pub(crate) fn new(info: Arc<FrameworkInfo>, registered_at: Duration) -> Framework {
        Framework {
            info,
            wants: Wants::default(),
            address: None,
            connected: false,
            registered_at,
            reregistered_at: None,
            fed_at: 0,
            offers: BTreeSet::new(),
            tasks: Tasks::default(),
            unreachable: IndexMap::new(),
            completed: IndexMap::new(),
            answered: IndexMap::new(),
        }
    }

    /// A kind of loss as this framework hears of it.
    pub(crate) fn hears(&self, state: TaskState) -> TaskState {
        if self.info.is_partition_aware() { state } else { state.without_partition_awareness() }
    }

    /// The final state of a task that is over for the framework.
    pub(crate) fn ended(&self, task: &TaskId) -> Option<&Arc<Task>> {
        let lost = self.unreachable.get(task).filter(|task| task.state.is_terminal());
        self.completed.get(task).or(lost)
    }
}

/// Appends, and drops the oldest beyond `most`.
pub(crate) fn keep<V>(kept: &mut IndexMap<TaskId, V>, id: TaskId, value: V, most: usize) {
    kept.shift_remove(&id);
    kept.insert(id, value);
    while kept.len() > most {
        kept.shift_remove_index(0);
    }
}
