//! Offers: made from what the allocator decided, declined, taken back.

use std::collections::{BTreeMap, BTreeSet};

use libprocess::Address;
use mesos_protocol::ids::{FrameworkId, OfferId};
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::offer::{Filters, Offer};
use mesos_protocol::roles::Role;

use super::{Effect, Master, Timer, given};
use crate::allocator::{Allocation, Fact};
use crate::state;

/// Offers in one message at most, so that it stays small.
const OFFERS_AT_ONCE: usize = 200;

/// Why an offer ends without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rescind {
    /// Its agent is disconnected, unreachable, removed, or came back with other resources.
    AgentLost,
    /// Its framework is disconnected or removed.
    FrameworkGone,
    /// Its framework subscribed from elsewhere, which knows nothing of it.
    FailedOver,
    /// Its framework left the role.
    RoleLeft,
    /// It was not answered within `--offer_timeout`.
    Timeout,
    /// It was named together with offers that do not fit, or that are not there.
    InvalidAccept,
    /// Its framework does not have it: it was lost on its way, or its answer was.
    NotThere,
}

impl Rescind {
    /// Whether the framework may still think that it has the offer.
    fn is_told(self) -> bool {
        matches!(self, Rescind::AgentLost | Rescind::RoleLeft | Rescind::Timeout | Rescind::NotThere)
    }
}

impl Master {
    /// Makes offers of what the allocator decided; what can not be offered goes straight back.
    pub(crate) fn on_allocated(&mut self, allocation: Allocation) {
        if allocation.generation != self.generation || self.closing {
            return;
        }
        self.taken = allocation.number;
        let mut made: BTreeMap<FrameworkId, Vec<Offer>> = BTreeMap::new();
        for allocated in allocation.allocated {
            let (framework, agent) =
                (self.state.frameworks.get(&allocated.framework), self.state.agents.get(&allocated.agent));
            let told_later = framework.is_some_and(|framework| framework.fed_at > allocation.seen)
                || agent.is_some_and(|agent| agent.fed_at > allocation.seen);
            if told_later {
                // Decided about a former framework or agent of that id; the allocator has forgotten it with that one.
                continue;
            }
            match self.make_offer(&allocated) {
                Some(offer) => made.entry(allocated.framework).or_default().push(offer),
                None => self.fact(Fact::Recovered {
                    framework: allocated.framework,
                    agent: allocated.agent,
                    resources: allocated.resources,
                    filters: None,
                    used: false,
                }),
            }
        }
        for (framework, offers) in made {
            self.send_offers(&framework, offers);
        }
    }

    fn make_offer(&mut self, allocated: &mesos_allocator::Allocated) -> Option<Offer> {
        let connected = self.state.frameworks.get(&allocated.framework).filter(|framework| framework.connected);
        connected.filter(|framework| framework.info.roles.contains(&allocated.role))?;
        let agent = self.state.agents.get_mut(&allocated.agent).filter(|agent| agent.connected)?;
        let id: OfferId = given(format!("{}-O{}", self.settings.master_id, self.offers_made))?;
        self.offers_made += 1;
        agent.offers.insert(id.clone());
        let mine = agent.tasks.iter().filter(|(framework, _)| *framework == allocated.framework);
        let executor_ids = mine.map(|(_, task)| task.clone().into()).collect();
        let offer = Offer {
            id: id.clone(),
            framework_id: allocated.framework.clone(),
            agent_id: allocated.agent.clone(),
            hostname: agent.info.hostname.clone(),
            address: Some(agent.address.node.to_string()),
            resources: allocated.resources.clone(),
            attributes: agent.info.attributes.clone(),
            role: allocated.role.clone(),
            executor_ids,
            domain: agent.info.domain.clone(),
            unavailability: None,
        };
        if let Some(framework) = self.state.frameworks.get_mut(&allocated.framework) {
            framework.offers.insert(id.clone());
        }
        let kept = state::Offer {
            framework: allocated.framework.clone(),
            agent: allocated.agent.clone(),
            role: allocated.role.clone(),
            resources: allocated.resources.clone(),
            adopted: false,
            made_at: self.moment.now,
        };
        self.state.offers.insert(id.clone(), kept);
        if let Some(timeout) = self.settings.offer_timeout {
            self.effect(Effect::After(Timer::Offer(id), timeout));
        }
        Some(offer)
    }

    fn send_offers(&mut self, framework: &FrameworkId, mut offers: Vec<Offer>) {
        self.metrics.offers_sent.add(offers.len() as u64);
        let term = self.settings.term;
        while !offers.is_empty() {
            let rest = offers.split_off(offers.len().min(OFFERS_AT_ONCE));
            self.tell_framework(framework, ToScheduler::Offers { term, offers });
            offers = rest;
        }
    }

    /// A framework does not want offers.
    pub(crate) fn on_decline(&mut self, from: &Address, framework: &FrameworkId, offers: Vec<OfferId>, filters: Filters) {
        if self.state.framework_at(framework, from).is_none() {
            return self.drop_message("decline", framework);
        }
        self.metrics.messages_decline_offers.increment();
        for id in offers {
            if self.state.offers.get(&id).is_some_and(|offer| offer.framework == *framework) {
                self.give_back(&id, Some(filters));
            }
        }
    }

    /// A framework names the offers that it has. What was made long before and is not among them nobody will ever answer;
    /// what is among them and is not there any more is void, and the framework has not heard that.
    pub(crate) fn on_holds(&mut self, from: &Address, id: &FrameworkId, held: Vec<OfferId>) {
        let (now, patience) = (self.moment.now, self.settings.heartbeat_interval * 2);
        let Some(framework) = self.state.framework_at(id, from) else { return self.drop_message("holds", id) };
        let held: BTreeSet<OfferId> = held.into_iter().collect();
        let known = framework.offers.clone();
        let is_old = |offer: &&OfferId| {
            self.state.offers.get(*offer).is_some_and(|offer| now.saturating_sub(offer.made_at) >= patience)
        };
        let not_there: Vec<OfferId> = known.difference(&held).filter(is_old).cloned().collect();
        for offer in not_there {
            tracing::debug!(%offer, framework = %id, "the framework does not have an offer; it is taken back");
            self.rescind(&offer, Rescind::NotThere);
        }
        let term = self.settings.term;
        for offer_id in held.difference(&known).cloned() {
            self.tell_framework(id, ToScheduler::Rescind { term, offer_id });
        }
    }

    /// Takes an offer back, for whatever reason.
    pub(crate) fn rescind(&mut self, id: &OfferId, why: Rescind) {
        let Some(framework) = self.state.offers.get(id).map(|offer| offer.framework.clone()) else { return };
        self.give_back(id, None);
        self.metrics.offers_rescinded.increment();
        if why.is_told() {
            let term = self.settings.term;
            self.tell_framework(&framework, ToScheduler::Rescind { term, offer_id: id.clone() });
        }
    }

    /// Ends an offer; all of it is free again.
    fn give_back(&mut self, id: &OfferId, filters: Option<Filters>) {
        let Some(offer) = self.take_offer(id) else { return };
        let state::Offer { framework, agent, resources, adopted, .. } = offer;
        self.fact(Fact::Recovered { framework, agent, resources, filters, used: adopted });
    }

    /// Ends an offer, and all that refers to it.
    pub(super) fn take_offer(&mut self, id: &OfferId) -> Option<state::Offer> {
        let offer = self.state.offers.remove(id)?;
        if let Some(agent) = self.state.agents.get_mut(&offer.agent) {
            agent.offers.remove(id);
        }
        if let Some(framework) = self.state.frameworks.get_mut(&offer.framework) {
            framework.offers.remove(id);
        }
        if self.settings.offer_timeout.is_some() {
            self.effect(Effect::Cancel(Timer::Offer(id.clone())));
        }
        Some(offer)
    }

    /// A framework wants no offers until it revives, in these roles or in all of its roles.
    pub(crate) fn on_suppress(&mut self, from: &Address, id: &FrameworkId, roles: Vec<Role>) {
        let Some(roles) = self.roles_of_call("SUPPRESS", from, id, roles) else { return };
        self.metrics.messages_suppress_offers.increment();
        for role in roles {
            if let Some(framework) = self.state.frameworks.get_mut(id) {
                framework.wants.suppressed.insert(role.clone());
            }
            self.fact(Fact::Suppressed { id: id.clone(), role });
        }
    }

    /// A framework wants offers again, in these roles or in all of its roles, also those that it declined.
    pub(crate) fn on_revive(&mut self, from: &Address, id: &FrameworkId, roles: Vec<Role>) {
        let Some(roles) = self.roles_of_call("REVIVE", from, id, roles) else { return };
        self.metrics.messages_revive_offers.increment();
        for role in roles {
            if let Some(framework) = self.state.frameworks.get_mut(id) {
                framework.wants.suppressed.remove(&role);
            }
            self.fact(Fact::Revived { id: id.clone(), role });
        }
    }

    /// The roles that a call means; for a role that the framework has not, the call is refused as a whole.
    fn roles_of_call(&mut self, call: &str, from: &Address, id: &FrameworkId, roles: Vec<Role>) -> Option<BTreeSet<Role>> {
        let Some(framework) = self.state.framework_at(id, from) else {
            self.drop_message(call, id);
            return None;
        };
        let all = &framework.info.roles;
        if roles.is_empty() {
            return Some(all.iter().cloned().collect());
        }
        if let Some(role) = roles.iter().find(|role| !all.contains(role)) {
            let why = format!("role {role} is not one of its roles; name only those, or none to mean all");
            self.refuse_call(id, call, why);
            return None;
        }
        Some(roles.into_iter().collect())
    }
}
