//! What the master hands out to those who look: immutable, and shared with it as far as it does not change.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use mesos_protocol::agent::AgentInfo;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{AgentId, FrameworkId, OfferId};
use mesos_protocol::resources::Resources;
use mesos_protocol::roles::Role;
use mesos_protocol::task::Task;

use crate::flags::Flags;
use crate::master::{Master, Settings};
use crate::state::{Agent, Framework, State};

/// All there is at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) settings: Settings,
    pub(crate) address: SocketAddr,
    pub(crate) hostname: Option<String>,
    pub(crate) cluster: Option<String>,
    /// Since the Unix epoch.
    pub(crate) started_at: Duration,
    pub(crate) agents: BTreeMap<AgentId, AgentView>,
    pub(crate) recovered: BTreeMap<AgentId, Arc<AgentInfo>>,
    pub(crate) unreachable: usize,
    pub(crate) frameworks: Vec<FrameworkView>,
    pub(crate) completed: Vec<FrameworkView>,
    pub(crate) offers: Vec<OfferView>,
}

/// An agent.
#[derive(Clone, Debug)]
pub(crate) struct AgentView {
    pub(crate) info: Arc<AgentInfo>,
    pub(crate) version: Arc<str>,
    pub(crate) address: libprocess::Address,
    pub(crate) connected: bool,
    pub(crate) registered_at: Duration,
    pub(crate) reregistered_at: Option<Duration>,
    pub(crate) used: Resources,
    pub(crate) offered: Resources,
}

/// A framework, there or ended.
#[derive(Clone, Debug)]
pub(crate) struct FrameworkView {
    pub(crate) id: FrameworkId,
    pub(crate) info: Arc<FrameworkInfo>,
    pub(crate) address: Option<libprocess::Address>,
    pub(crate) connected: bool,
    pub(crate) registered_at: Duration,
    pub(crate) reregistered_at: Option<Duration>,
    pub(crate) unregistered_at: Option<Duration>,
    pub(crate) tasks: Vec<Arc<Task>>,
    pub(crate) unreachable: Vec<Arc<Task>>,
    pub(crate) completed: Vec<Arc<Task>>,
}

/// An offer.
#[derive(Clone, Debug)]
pub(crate) struct OfferView {
    pub(crate) id: OfferId,
    pub(crate) framework: FrameworkId,
    pub(crate) agent: AgentId,
    pub(crate) role: Role,
    pub(crate) resources: Resources,
}

impl Snapshot {
    /// What the master knows now.
    pub(crate) fn of(master: &Master, flags: &Flags, address: SocketAddr, started_at: Duration) -> Snapshot {
        let state = &master.state;
        let offers = state.offers.iter().map(|(id, offer)| OfferView {
            id: id.clone(),
            framework: offer.framework.clone(),
            agent: offer.agent.clone(),
            role: offer.role.clone(),
            resources: offer.resources.clone(),
        });
        let completed = state.completed.iter().map(|framework| FrameworkView {
            id: framework.id.clone(),
            info: framework.info.clone(),
            address: None,
            connected: false,
            registered_at: framework.registered_at,
            reregistered_at: None,
            unregistered_at: Some(framework.unregistered_at),
            tasks: Vec::new(),
            unreachable: Vec::new(),
            completed: framework.tasks.values().cloned().collect(),
        });
        Snapshot {
            settings: master.settings.clone(),
            address,
            hostname: flags.hostname.clone(),
            cluster: flags.cluster.clone(),
            started_at,
            agents: state.agents.iter().map(|(id, agent)| (id.clone(), AgentView::of(agent, state))).collect(),
            recovered: state.recovered.clone(),
            unreachable: state.unreachable.len(),
            frameworks: state.frameworks.iter().map(|(id, framework)| FrameworkView::of(id, framework)).collect(),
            completed: completed.collect(),
            offers: offers.collect(),
        }
    }

    /// Where an agent listens: `ip:port`.
    pub(crate) fn agent_address(&self, id: &AgentId) -> Option<String> {
        Some(self.agents.get(id)?.address.node.to_string())
    }
}

impl AgentView {
    fn of(agent: &Agent, state: &State) -> AgentView {
        let mut used = Resources::none();
        state.used_on(agent).values().for_each(|part| used.add(part));
        AgentView {
            info: agent.info.clone(),
            version: agent.version.clone(),
            address: agent.address.clone(),
            connected: agent.connected,
            registered_at: agent.registered_at,
            reregistered_at: agent.reregistered_at,
            used,
            offered: state.offered_on(agent),
        }
    }
}

impl FrameworkView {
    fn of(id: &FrameworkId, framework: &Framework) -> FrameworkView {
        FrameworkView {
            id: id.clone(),
            info: framework.info.clone(),
            address: framework.address.clone(),
            connected: framework.connected,
            registered_at: framework.registered_at,
            reregistered_at: framework.reregistered_at,
            unregistered_at: None,
            tasks: framework.tasks.values().map(|active| active.task.clone()).collect(),
            unreachable: framework.unreachable.values().cloned().collect(),
            completed: framework.completed.values().cloned().collect(),
        }
    }

    /// All tasks that are remembered.
    pub(crate) fn all_tasks(&self) -> impl Iterator<Item = &Arc<Task>> {
        self.tasks.iter().chain(&self.unreachable).chain(&self.completed)
    }
}
