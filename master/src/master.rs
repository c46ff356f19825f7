//! What the master decides: state in, effects out. No actor, no clock, no input or output; `leader.rs` carries out.
//!
//! ```text
//!   from agents ─ on_register, on_pong, ... ┐            ┌ Effect::ToAgent, ToFramework ─▶ lines
//!   from schedulers ─ on_subscribe, ... ────┼─▶ State ──▶┤ Effect::Fact ─────────────────▶ allocator
//!   from allocator ─ on_allocated ──────────┤            ├ Effect::Change ───────────────▶ registrar
//!   from registrar ─ on_applied ────────────┘            └ Effect::After, Watch, ... ────▶ timers, observers
//! ```

mod accept;
mod agents;
mod calls;
mod frameworks;
mod offers;
mod reconcile;
mod recover;
mod returns;
mod tasks;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use libprocess::Address;
use mesos_allocator::AgentFacts;
use mesos_allocator::constraints::PatternLimits;
use mesos_protocol::ids::{AgentId, ClusterId, FrameworkId, InvalidId, OfferId, Term};
use mesos_protocol::messages::{master_agent, master_scheduler};

pub(crate) use calls::InverseCall;
pub(crate) use offers::Rescind;
pub(crate) use returns::Returning;

use crate::allocator::Fact;
use crate::metrics::Metrics;
use crate::registrar::registry::Change;
use crate::state::{Agent, State};

/// What is fixed for as long as this master leads.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Drawn by this master; ids that it gives begin with it.
    pub(crate) master_id: String,
    pub(crate) cluster_id: ClusterId,
    pub(crate) term: Term,
    /// So long without a pong makes an agent unreachable.
    pub(crate) ping_timeout: Duration,
    pub(crate) agent_reregister_timeout: Duration,
    pub(crate) offer_timeout: Option<Duration>,
    pub(crate) heartbeat_interval: Duration,
    pub(crate) root_submissions: bool,
    pub(crate) completed_frameworks_max: usize,
    pub(crate) completed_tasks_max: usize,
    pub(crate) unreachable_tasks_max: usize,
    /// How large regular expressions of offer constraints may become.
    pub(crate) pattern_limits: PatternLimits,
    /// So long, and so many at most, unreachable and gone agents are remembered.
    pub(crate) absent_age_max: Duration,
    pub(crate) absent_agents_max: usize,
}

/// When something is handled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    /// On the node's clock.
    pub(crate) now: Duration,
    /// Since the Unix epoch.
    pub(crate) epoch: Duration,
}

/// What is to be done outside.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// Say this to a connected agent.
    ToAgent(AgentId, master_agent::ToAgent),
    /// Say this to a connected framework.
    ToFramework(FrameworkId, master_scheduler::ToScheduler),
    /// Say this once to an agent that has no line.
    AnswerAgent(Address, master_agent::ToAgent),
    /// Say this once to a framework that has no line.
    AnswerFramework(Address, master_scheduler::ToScheduler),
    /// The agent speaks from there: make a line to it, and watch that life.
    AgentConnected(AgentId, Address),
    /// The line to the agent ends.
    AgentDisconnected(AgentId),
    /// The framework speaks from there: make a line to it, and watch that life.
    FrameworkConnected(FrameworkId, Address),
    /// The line to the framework ends.
    FrameworkDisconnected(FrameworkId),
    /// Ping this agent from now on.
    Watch(AgentId),
    /// Ping this agent no more.
    Unwatch(AgentId),
    /// This agent answered a ping.
    Pong(AgentId),
    /// A framework has questions: [`Master::answer_some`] as its line has room.
    Answer(FrameworkId),
    /// Tell the allocator.
    Fact(Fact),
    /// Make this durable; then [`Master::on_applied`].
    Change(Change),
    /// Come back after that time; replaces an earlier one of the same name.
    After(Timer, Duration),
    /// Do not come back.
    Cancel(Timer),
}

/// Names a timer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timer {
    /// An offer is out for `--offer_timeout`.
    Offer(OfferId),
    /// A framework is away for its fail-over time.
    Failover(FrameworkId),
    /// An agent is disconnected for `--agent_reregister_timeout`.
    Reregister(AgentId),
    /// This master leads for `--agent_reregister_timeout`.
    Recovery,
}

impl fmt::Display for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Timer::Offer(id) => write!(f, "offer {id}"),
            Timer::Failover(id) => write!(f, "fail-over of {id}"),
            Timer::Reregister(id) => write!(f, "re-registration of {id}"),
            Timer::Recovery => f.write_str("recovery"),
        }
    }
}

/// What waits until the registry has it.
#[derive(Clone, Debug)]
pub(crate) enum Waiting {
    /// A new agent.
    Joining(Returning),
    /// One that comes back.
    Returning(Box<Returning>),
    /// One that was silent for too long, or leaves.
    Leaving,
}

/// Decides all that concerns agents, frameworks, offers and tasks.
pub(crate) struct Master {
    pub(crate) settings: Settings,
    pub(crate) state: State,
    /// When the present message is handled.
    pub(crate) moment: Moment,
    pub(crate) metrics: Metrics,
    /// Agents of which a change is being written, and what follows it.
    waiting: BTreeMap<AgentId, Waiting>,
    /// Those among them whose address another agent took meanwhile: they are removed next.
    replaced: BTreeSet<AgentId>,
    effects: Vec<Effect>,
    /// Where frameworks want to know tasks to stand.
    questions: BTreeMap<FrameworkId, reconcile::Questions>,
    /// The life of the allocator that was told everything; 0 before the first.
    generation: u64,
    /// Facts ever told.
    facts: u64,
    /// Number of the last decision of that life that was taken.
    taken: u64,
    agents_made: u64,
    frameworks_made: u64,
    offers_made: u64,
    /// This master ends: it makes no offers any more.
    pub(crate) closing: bool,
}

impl Master {
    /// What is to be done now, in this order.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// A timer has run out.
    pub(crate) fn on_timer(&mut self, timer: Timer) {
        match timer {
            Timer::Offer(id) => self.rescind(&id, Rescind::Timeout),
            Timer::Failover(id) => self.on_failover_timeout(&id),
            Timer::Reregister(id) => self.give_up_later(&id),
            Timer::Recovery => self.on_recovery_timeout(),
        }
    }

    fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn tell_agent(&mut self, id: &AgentId, message: master_agent::ToAgent) {
        self.effects.push(Effect::ToAgent(id.clone(), message));
    }

    /// Says it if the framework is connected; says whether it is.
    fn tell_framework(&mut self, id: &FrameworkId, message: master_scheduler::ToScheduler) -> bool {
        let connected = self.state.frameworks.get(id).is_some_and(|framework| framework.connected);
        if connected {
            self.effects.push(Effect::ToFramework(id.clone(), message));
        }
        connected
    }

    fn fact(&mut self, fact: Fact) {
        self.facts += 1;
        self.effects.push(Effect::Fact(fact));
    }

    fn change(&mut self, change: Change) {
        self.effects.push(Effect::Change(change));
    }

    /// Tells the allocator of an agent that it does not know.
    fn feed_agent(&mut self, id: &AgentId) {
        let Some(agent) = self.state.agents.get(id) else { return };
        let mut used = self.state.used_on(agent);
        for offer in agent.offers.iter().filter_map(|id| self.state.offers.get(id)) {
            used.entry(offer.framework.clone()).or_default().add(&offer.resources);
        }
        let (connected, fact) = (agent.connected, added(id, agent, used.into_iter().collect()));
        self.fact(fact);
        let fed_at = self.facts;
        if let Some(agent) = self.state.agents.get_mut(id) {
            agent.fed_at = fed_at;
        }
        if !connected {
            self.fact(Fact::AgentActive { id: id.clone(), active: false });
        }
    }

    /// Drops a message that does not fit what is known: of somebody who is not connected, or who is not who it says.
    fn drop_message(&self, what: &str, of: &dyn fmt::Display) {
        self.metrics.dropped_messages.increment();
        tracing::debug!(what, %of, "dropped: not from where that one is connected");
    }
}

fn added(id: &AgentId, agent: &Agent, used: Vec<(FrameworkId, mesos_protocol::resources::Resources)>) -> Fact {
    let facts = Box::new(AgentFacts::of(&agent.info));
    Fact::AgentAdded { id: id.clone(), facts, total: agent.info.resources.clone(), used }
}

/// An id that this master gives; what it begins with is a uuid, so it is valid.
fn given<Id: std::str::FromStr<Err = InvalidId>>(text: String) -> Option<Id> {
    text.parse().inspect_err(|error| tracing::error!(%error, "an id was not given")).ok()
}

#[cfg(test)]
mod tests;
