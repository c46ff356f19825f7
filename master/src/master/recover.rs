//! How a master begins to lead, and how it tells a new life of the allocator everything.

use std::collections::{BTreeMap, BTreeSet};

use mesos_allocator::Subscription;
use mesos_protocol::ids::AgentId;

use super::{Effect, Master, Settings, Timer};
use crate::allocator::Fact;
use crate::metrics::Metrics;
use crate::registrar::registry::{Absent, Registry};
use crate::state::{State, Unreachable};

impl Master {
    /// A master that has just read the registry: its agents are known, and not back yet.
    pub(crate) fn new(settings: Settings, registry: Registry, metrics: Metrics) -> Master {
        let state = State {
            recovered: registry.agents,
            unreachable: registry.unreachable.into_iter().map(|(id, absent)| (id, seen_by_another(&absent))).collect(),
            gone: registry.gone.into_iter().map(|(id, absent)| (id, absent.since)).collect(),
            ..State::default()
        };
        let mut master = Master {
            settings,
            state,
            moment: super::Moment::default(),
            metrics,
            waiting: BTreeMap::new(),
            replaced: BTreeSet::new(),
            effects: Vec::new(),
            questions: BTreeMap::new(),
            generation: 0,
            facts: 0,
            taken: 0,
            agents_made: 0,
            frameworks_made: 0,
            offers_made: 0,
            closing: false,
        };
        if !master.state.recovered.is_empty() {
            master.effect(Effect::After(Timer::Recovery, master.settings.agent_reregister_timeout));
        }
        master
    }

    /// Agents that did not come back since this master leads are given up.
    pub(super) fn on_recovery_timeout(&mut self) {
        let absent: Vec<AgentId> = self.state.recovered.keys().cloned().collect();
        for id in absent {
            self.metrics.recovery_slave_removals.increment();
            self.give_up_later(&id);
        }
    }

    /// A life of the allocator begins, knowing nothing. What is offered stays offered: the new life counts it as used.
    pub(crate) fn on_allocator_started(&mut self) {
        self.generation += 1;
        self.taken = 0;
        for offer in self.state.offers.values_mut() {
            offer.adopted = true;
        }
        let mut subscriptions = Vec::new();
        for (id, framework) in &self.state.frameworks {
            subscriptions.push((id.clone(), framework.subscription(), framework.connected));
        }
        let leaving = self.state.completed.iter().filter(|framework| self.state.leaving.contains_key(&framework.id));
        subscriptions.extend(leaving.map(|framework| (framework.id.clone(), Subscription::of(&framework.info, []), false)));
        for (id, subscription, active) in subscriptions {
            self.fact(Fact::FrameworkAdded { id: id.clone(), subscription: Box::new(subscription), active });
            let fed_at = self.facts;
            if let Some(framework) = self.state.frameworks.get_mut(&id) {
                framework.fed_at = fed_at;
            }
        }
        let agents: Vec<AgentId> = self.state.agents.keys().cloned().collect();
        agents.iter().for_each(|id| self.feed_agent(id));
    }

    /// How many facts the allocator was ever to be told: the number of the last one.
    pub(crate) fn facts(&self) -> u64 {
        self.facts
    }

    /// The life of the allocator that is being told, and the number of its last decision that was taken.
    pub(crate) fn allocator_life(&self) -> (u64, u64) {
        (self.generation, self.taken)
    }
}

/// An agent that was found to be unreachable before this master led.
fn seen_by_another(absent: &Absent) -> Unreachable {
    Unreachable { since: absent.since, place: None }
}
