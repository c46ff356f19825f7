//! What the master knows: agents, frameworks, their tasks, offers, and the indexes between them.
//!
//! Everything a handler changes is here, so that [`State::check`] can say after each message whether the parts agree.

mod agent;
mod check;
mod framework;
mod tasks;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use indexmap::{IndexMap, IndexSet};
use libprocess::Address;
use mesos_protocol::agent::AgentInfo;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{AgentId, FrameworkId, OfferId, TaskId};
use mesos_protocol::resources::Resources;
use mesos_protocol::roles::Role;
use mesos_protocol::task::Task;

pub(crate) use agent::{Agent, Ghost, TaskKey};
pub(crate) use framework::{Active, Framework, Wants, keep};
pub(crate) use tasks::Tasks;

/// Ids of removed agents that are remembered.
const REMOVED_MAX: usize = 100_000;

/// All that the master knows.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Agents that registered since this master leads; connected or not.
    pub(crate) agents: BTreeMap<AgentId, Agent>,
    /// Agents of the registry that did not come back yet since this master leads.
    pub(crate) recovered: BTreeMap<AgentId, Arc<AgentInfo>>,
    /// Agents that did not answer for too long.
    pub(crate) unreachable: BTreeMap<AgentId, Unreachable>,
    /// Agents that an operator gave up, by the registry: since when, since the Unix epoch.
    pub(crate) gone: BTreeMap<AgentId, Duration>,
    /// Agents that left or were replaced, newest last.
    pub(crate) removed: IndexSet<AgentId>,
    /// Who was last seen at an address (without a life), or joins from there.
    pub(crate) places: BTreeMap<Address, AgentId>,
    /// Frameworks that take part, or may come back.
    pub(crate) frameworks: BTreeMap<FrameworkId, Framework>,
    /// Frameworks that can not come back, oldest first.
    pub(crate) completed: VecDeque<Completed>,
    /// Tasks of completed frameworks that still hold resources, counted: the allocator keeps their frameworks so long.
    pub(crate) leaving: BTreeMap<FrameworkId, usize>,
    /// Offers that are neither answered nor taken back.
    pub(crate) offers: BTreeMap<OfferId, Offer>,
}

/// An agent that did not answer for too long.
#[derive(Clone, Debug)]
pub(crate) struct Unreachable {
    /// Since the Unix epoch.
    pub(crate) since: Duration,
    /// Where it was last seen (without a life); absent if that was by a former master.
    pub(crate) place: Option<Address>,
}

/// A framework that cannot come back.
#[derive(Clone, Debug)]
pub(crate) struct Completed {
    pub(crate) id: FrameworkId,
    pub(crate) info: Arc<FrameworkInfo>,
    /// Since the Unix epoch.
    pub(crate) registered_at: Duration,
    pub(crate) unregistered_at: Duration,
    pub(crate) tasks: IndexMap<TaskId, Arc<Task>>,
}

/// Resources of one agent, set aside for one role of one framework.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) framework: FrameworkId,
    pub(crate) agent: AgentId,
    pub(crate) role: Role,
    /// Allocated to the role.
    pub(crate) resources: Resources,
    /// Whether the allocator counts them as used: the life that offered them is over, and its successor was told so.
    pub(crate) adopted: bool,
    /// When it was made, on the node's clock.
    pub(crate) made_at: Duration,
}

impl State {
    /// The agent, if it is registered and connected.
    pub(crate) fn connected_agent(&self, id: &AgentId) -> Option<&Agent> {
        self.agents.get(id).filter(|agent| agent.connected)
    }

    /// The agent, if it is connected from just there.
    pub(crate) fn agent_at(&self, id: &AgentId, from: &Address) -> Option<&Agent> {
        self.agents.get(id).filter(|agent| agent.connected && agent.address == *from)
    }

    /// The framework, if it is connected from just there.
    pub(crate) fn framework_at(&self, id: &FrameworkId, from: &Address) -> Option<&Framework> {
        self.frameworks.get(id).filter(|framework| framework.connected && framework.address.as_ref() == Some(from))
    }

    /// Whether a framework ended and may not come back.
    pub(crate) fn is_completed(&self, id: &FrameworkId) -> bool {
        self.leaving.contains_key(id) || self.completed.iter().any(|framework| framework.id == *id)
    }

    /// The first role of a framework, there or ended; the one of everybody if it is not known.
    pub(crate) fn first_role(&self, id: &FrameworkId) -> Role {
        let there = self.frameworks.get(id).map(|framework| &framework.info);
        let known = there.or_else(|| self.completed.iter().find(|ended| ended.id == *id).map(|ended| &ended.info));
        known.and_then(|info| info.roles.first()).cloned().unwrap_or_else(Role::any)
    }

    /// An agent is not at that place any more; somebody else may be.
    pub(crate) fn leave_place(&mut self, place: &Address, id: &AgentId) {
        if self.places.get(place) == Some(id) {
            self.places.remove(place);
        }
    }

    /// Remembers an agent that was removed.
    pub(crate) fn forget_agent(&mut self, id: AgentId) {
        if self.removed.len() == REMOVED_MAX {
            self.removed.shift_remove_index(0);
        }
        self.removed.insert(id);
    }

    /// A task that is not over, or whose end is not acknowledged.
    pub(crate) fn task(&self, framework: &FrameworkId, task: &TaskId) -> Option<&Active> {
        self.frameworks.get(framework)?.tasks.get(task)
    }

    /// What the tasks on an agent use, by framework: those that are not over, and those that are being ended.
    pub(crate) fn used_on(&self, agent: &Agent) -> BTreeMap<FrameworkId, Resources> {
        let mut used: BTreeMap<FrameworkId, Resources> = BTreeMap::new();
        for (framework, task) in &agent.tasks {
            if let Some(active) = self.task(framework, task).filter(|active| !active.task.state.is_terminal()) {
                used.entry(framework.clone()).or_default().add(&active.task.resources);
            }
        }
        for ((framework, _), ghost) in &agent.ghosts {
            used.entry(framework.clone()).or_default().add(&ghost.resources);
        }
        used
    }

    /// What of an agent is offered.
    pub(crate) fn offered_on(&self, agent: &Agent) -> Resources {
        let mut offered = Resources::none();
        for offer in agent.offers.iter().filter_map(|id| self.offers.get(id)) {
            offered.add(&offer.resources);
        }
        offered
    }
}
