//! Scheduled unavailability of agents, and inverse offers that ask frameworks to move away in time.

use std::collections::BTreeMap;
use std::time::Duration;

use mesos_protocol::agent::Unavailability;
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::offer::REFUSE_MAX;

use crate::allocator::Allocator;
use crate::error::Error;
use crate::filters::Moment;
use crate::run::InverseOffer;
use crate::slots::Slot;

/// What a framework answered to an inverse offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InverseAnswer {
    /// It will move away.
    Accept,
    /// It will not.
    Decline,
}

/// The last answer of a framework about an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InverseStatus {
    /// The answer.
    pub answer: InverseAnswer,
    /// When it came.
    pub at: Duration,
}

impl Allocator {
    /// The maintenance of an agent was scheduled, changed or called off. Earlier answers and inverse filters are void. Asks
    /// for a run over the agent.
    ///
    /// Cost: the frameworks that answered.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`].
    pub fn update_unavailability(&mut self, agent: &AgentId, unavailability: Option<Unavailability>) -> Result<(), Error> {
        let slot = self.agent_slot(agent)?;
        self.maintenance.set(slot, unavailability.is_some());
        let rare = self.ledger.agents[slot].rare();
        rare.unavailability = unavailability;
        rare.outstanding.clear();
        rare.inverse_filters.clear();
        rare.statuses.clear();
        self.ask_for(slot);
        Ok(())
    }

    /// An inverse offer was answered, or (without an answer) rescinded or timed out. With `refuse`, the framework gets no
    /// further one for this agent for that time. What became obsolete meanwhile is ignored.
    ///
    /// Cost: logarithmic in the frameworks that answered.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`], [`Error::FrameworkUnknown`]; [`Error::NoUnavailability`] if no maintenance is scheduled.
    pub fn update_inverse_offer(
        &mut self,
        agent: &AgentId,
        framework: &FrameworkId,
        answer: Option<InverseAnswer>,
        refuse: Option<Duration>,
        now: Duration,
    ) -> Result<(), Error> {
        let slot = self.agent_slot(agent)?;
        let framework_slot = self.framework_slot(framework)?;
        let rare = self.ledger.agents[slot].rare();
        if rare.unavailability.is_none() {
            return Err(Error::NoUnavailability(agent.clone()));
        }
        rare.outstanding.remove(&framework_slot);
        if let Some(answer) = answer {
            rare.statuses.insert(framework.clone(), InverseStatus { answer, at: now });
        }
        if let Some(refuse) = refuse.filter(|refuse| !refuse.is_zero()) {
            rare.inverse_filters.insert(framework_slot, now.saturating_add(refuse.min(REFUSE_MAX)));
        }
        Ok(())
    }

    /// What frameworks answered about agents with scheduled maintenance. Cost: the agents under maintenance.
    pub fn inverse_offer_statuses(&self) -> BTreeMap<AgentId, BTreeMap<FrameworkId, InverseStatus>> {
        let agents = self.maintenance.iter().filter_map(|slot| self.ledger.agents.get(slot));
        agents.filter_map(|agent| Some((agent.id.clone(), agent.rare.as_ref()?.statuses.clone()))).collect()
    }

    /// Asks the frameworks that have something on these agents to move away.
    pub(crate) fn inverse_offers(&mut self, agents: &[Slot], moment: Moment) -> Vec<InverseOffer> {
        let mut offers = Vec::new();
        for &slot in agents {
            let Some(unavailability) = self.ledger.agents[slot].rare.as_ref().and_then(|rare| rare.unavailability) else {
                continue;
            };
            let clients = self.ledger.agents[slot].held.iter().map(|held| held.client);
            let mut frameworks: Vec<Slot> = clients.map(|client| self.ledger.sorter.clients[client].framework).collect();
            frameworks.sort_by(|a, b| self.frameworks[*a].id.cmp(&self.frameworks[*b].id));
            frameworks.dedup();
            for framework in frameworks {
                let rare = self.ledger.agents[slot].rare();
                let refused = rare.inverse_filters.get(&framework).is_some_and(|until| moment.now <= *until);
                if !self.frameworks[framework].active || refused || !rare.outstanding.insert(framework) {
                    continue;
                }
                rare.inverse_filters.remove(&framework);
                offers.push(InverseOffer {
                    framework: self.frameworks[framework].id.clone(),
                    agent: self.ledger.agents[slot].id.clone(),
                    unavailability,
                });
            }
        }
        offers
    }

    pub(crate) fn clear_inverse_filters(&mut self, framework: Slot) {
        for slot in self.maintenance.iter() {
            self.ledger.agents[slot].rare().inverse_filters.remove(&framework);
        }
    }

    /// Forgets everything about inverse offers to a framework that leaves.
    pub(crate) fn forget_inverse_offers(&mut self, framework: Slot) {
        let id = self.frameworks[framework].id.clone();
        for slot in self.maintenance.iter() {
            let rare = self.ledger.agents[slot].rare();
            rare.inverse_filters.remove(&framework);
            rare.outstanding.remove(&framework);
            rare.statuses.remove(&id);
        }
    }
}
