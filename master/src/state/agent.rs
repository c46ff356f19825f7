//! An agent that registered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use libprocess::Address;
use mesos_protocol::agent::AgentInfo;
use mesos_protocol::ids::{FrameworkId, OfferId, TaskId};
use mesos_protocol::resources::Resources;
use mesos_protocol::task::KillPolicy;

use crate::master::Moment;

/// Names a task among all.
pub(crate) type TaskKey = (FrameworkId, TaskId);

/// An agent that registered since this master leads.
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    /// What it says of itself, with its id.
    pub(crate) info: Arc<AgentInfo>,
    /// Its release.
    pub(crate) version: Arc<str>,
    /// Its present or last life.
    pub(crate) address: Address,
    /// False from the loss of its node or actor until it registers again.
    pub(crate) connected: bool,
    /// Since the Unix epoch.
    pub(crate) registered_at: Duration,
    pub(crate) reregistered_at: Option<Duration>,
    /// When it registered or answered a ping for the last time, on the node's clock.
    pub(crate) heard_at: Duration,
    /// Number of the last ping that was sent to it; 0 if there was none.
    pub(crate) pings: u64,
    /// Number of the fact with which the allocator got to know it: what was decided before that is void.
    pub(crate) fed_at: u64,
    /// Tasks that are there as far as the frameworks know.
    pub(crate) tasks: BTreeSet<TaskKey>,
    /// Tasks that are over for their framework, but hold resources until the agent says that they ended.
    pub(crate) ghosts: BTreeMap<TaskKey, Ghost>,
    /// Tasks that are to be killed.
    pub(crate) kills: BTreeMap<TaskKey, Option<KillPolicy>>,
    pub(crate) offers: BTreeSet<OfferId>,
}

/// A task that is over for its framework and not for its agent.
#[derive(Clone, Debug)]
pub(crate) struct Ghost {
    /// What it holds, allocated to its role.
    pub(crate) resources: Resources,
    /// A pong to a later ping that does not name it says that it has ended.
    pub(crate) after_ping: u64,
}

impl Agent {
    /// An agent that has just registered from there.
    pub(crate) fn new(info: Arc<AgentInfo>, version: Arc<str>, address: Address, moment: Moment) -> Agent {
        Agent {
            info,
            version,
            address,
            connected: true,
            registered_at: moment.epoch,
            reregistered_at: None,
            heard_at: moment.now,
            pings: 0,
            fed_at: 0,
            tasks: BTreeSet::new(),
            ghosts: BTreeMap::new(),
            kills: BTreeMap::new(),
            offers: BTreeSet::new(),
        }
    }

    /// Its address without a life.
    pub(crate) fn place(&self) -> Address {
        self.address.clone().with_life(None)
    }
}
