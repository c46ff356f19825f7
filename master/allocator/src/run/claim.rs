//! What one framework may be offered of one agent now, or why nothing.

use mesos_protocol::resources::{Resource, Resources};
use mesos_protocol::values::Scalar;
use smallvec::SmallVec;

use super::Headroom;
use super::shrink::shrink;
use crate::agent::Agent;
use crate::allocator::Allocator;
use crate::amounts::Amounts;
use crate::draws::Draws;
use crate::filters::{Filter, Moment, RefusedId};
use crate::framework::{Strip, Unsuited, Wants};
use crate::options::Minimum;
use crate::quota::Limits;
use crate::slots::Slot;

/// Why a framework is offered nothing of an agent in a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Refusal {
    /// Its offer constraints exclude the agent.
    Constraint,
    /// The agent as a whole does not suit it.
    Unsuited(Unsuited),
    /// Nothing is free that its role and capabilities admit.
    Nothing,
    /// What is free is less than the minimum.
    Minimum,
    /// It refused as much before.
    Filtered(Filter),
    /// Quota leaves too little: the limit of its role, the headroom for guarantees, or the policy's bound.
    Quota(Bound),
    /// Its role has its guarantee already (first stage only).
    Satisfied,
}

/// What cut an offer down to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bound {
    Limit,
    Headroom,
    Policy,
}

/// What a framework may be offered.
#[derive(Debug)]
pub(crate) struct Claim {
    /// Everything, without allocation role.
    pub(crate) resources: Resources,
    /// Scalars in it that serve the guarantee.
    pub(crate) from_guarantee: Amounts,
    /// Further unreserved, non-revocable scalars in it.
    pub(crate) additional: Amounts,
    /// The policy cut it: more was to be had.
    pub(crate) is_step: bool,
}

/// A visit of one role to one agent: what there is for it, and what has been found out about that so far.
pub(crate) struct Visit {
    pub(crate) agent: Slot,
    pub(crate) role: Slot,
    nested: bool,
    /// What of the agent is for this role; absent: all that is free.
    part: Option<Resources>,
    classes: SmallVec<[Class; 2]>,
}

/// Frameworks that deal with the same kinds of resources see the same candidate offer.
struct Class {
    strip: Strip,
    /// Absent: all of the part.
    candidate: Option<Resources>,
    is_minimum: bool,
    /// Refused resources met, and whether they contain the candidate.
    refused: SmallVec<[(RefusedId, bool); 4]>,
}

impl Visit {
    fn available<'a>(&'a self, agent: &'a Agent) -> &'a Resources {
        self.part.as_ref().unwrap_or(&agent.free)
    }

    /// Whether nothing is left for the role.
    pub(crate) fn is_empty(&self, agent: &Agent) -> bool {
        self.available(agent).is_empty()
    }

    fn class(&mut self, strip: Strip, agent: &Agent, minimum: &Minimum) -> usize {
        if let Some(at) = self.classes.iter().position(|class| class.strip == strip) {
            return at;
        }
        let available = self.available(agent);
        let candidate = (!strip.is_nothing()).then(|| strip.apply(available));
        let is_minimum = minimum.is_reached_by(candidate.as_ref().unwrap_or(available));
        self.classes.push(Class { strip, candidate, is_minimum, refused: SmallVec::new() });
        self.classes.len() - 1
    }

    fn candidate<'a>(&'a self, class: usize, agent: &'a Agent) -> &'a Resources {
        self.classes[class].candidate.as_ref().unwrap_or_else(|| self.available(agent))
    }
}

impl Allocator {
    /// Begins a visit. Cost: constant if nothing on the agent is reserved or shared.
    pub(crate) fn begin_visit(&self, agent: Slot, role: Slot, offered_shared: &[(Slot, Resources)]) -> Visit {
        let entry = &self.ledger.agents[agent];
        let path = &self.ledger.sorter.roles[role].path;
        let part = (entry.traits.reserved || entry.traits.shared).then(|| {
            let gone = offered_shared.iter().find(|(known, _)| *known == agent).map(|(_, shared)| shared);
            entry.free.filter(|resource| {
                resource.is_allocatable_to(path)
                    && !(resource.is_shared() && gone.is_some_and(|gone| gone.copies_of(resource) > 0))
            })
        });
        Visit { agent, role, nested: path.is_nested(), part, classes: SmallVec::new() }
    }

    /// The checks that both stages begin with; gives the class of the client. A filter for all of the candidate is one for
    /// any part of it.
    fn admit(&self, visit: &mut Visit, client: Slot, moment: Moment) -> Result<usize, Refusal> {
        let agent = &self.ledger.agents[visit.agent];
        let wants = &self.ledger.sorter.clients[client].wants;
        if let Some(constraints) = &wants.constraints
            && !constraints.allow(&agent.facts.candidate())
        {
            return Err(Refusal::Constraint);
        }
        let region = self.options.region.as_deref();
        wants
            .suits(&agent.facts, agent.traits, visit.nested, region, self.options.filter_gpu_resources)
            .map_err(Refusal::Unsuited)?;
        let class = visit.class(wants.capabilities.strips(agent.traits), agent, &self.options.minimum);
        let candidate = visit.candidate(class, agent);
        if candidate.is_empty() {
            return Err(Refusal::Nothing);
        }
        let is_minimum = match &wants.minimum {
            Some(minimum) => minimum.is_reached_by(candidate),
            None => visit.classes[class].is_minimum,
        };
        if !is_minimum {
            return Err(Refusal::Minimum);
        }
        self.check_filters(visit, class, client, wants, moment)?;
        Ok(class)
    }

    fn check_filters(
        &self,
        visit: &mut Visit,
        class: usize,
        client: Slot,
        wants: &Wants,
        moment: Moment,
    ) -> Result<(), Refusal> {
        let agent = &self.ledger.agents[visit.agent];
        for filter in agent.filters.of(client) {
            if !filter.holds(wants.generation, moment) {
                continue;
            }
            let known = visit.classes[class].refused.iter().find(|(id, _)| *id == filter.refused);
            let contains = match known {
                Some((_, contains)) => *contains,
                None => {
                    let contains = self.refused.get(filter.refused).contains(visit.candidate(class, agent));
                    visit.classes[class].refused.push((filter.refused, contains));
                    contains
                }
            };
            if contains {
                return Err(Refusal::Filtered(*filter));
            }
        }
        Ok(())
    }

    /// What the first stage offers: as much of the guarantee as is missing, the role's own reservations, what quota does not
    /// count, and what limits and headroom leave beyond.
    pub(crate) fn claim_guarantee(
        &self,
        visit: &mut Visit,
        client: Slot,
        moment: Moment,
        headroom: &Headroom,
        draws: &mut dyn Draws,
    ) -> Result<Claim, Refusal> {
        let class = self.admit(visit, client, moment)?;
        let sorter = &self.ledger.sorter;
        let node = &sorter.roles[visit.role];
        let consumed = node.usage.consumed();
        let unsatisfied = node.quota.guarantees.excess_over(&consumed);
        let candidate = visit.candidate(class, &self.ledger.agents[visit.agent]);
        let (counted, rest) = split(candidate);
        let guaranteed = shrink(&counted, |name| Some(unsatisfied.get(name)), &sorter.names, draws);
        if guaranteed.is_empty() {
            return Err(Refusal::Satisfied);
        }
        let from_guarantee = self.scalars(&guaranteed);
        let mut additional = counted;
        additional.subtract_what_is_there(&guaranteed);
        let limits = node.quota.limits.minus(&consumed).minus(&from_guarantee);
        let additional = self.bounded(additional, &limits, headroom, draws).0;
        let own = |resource: &Resource| resource.reserved_for().is_none_or(|role| *role == node.path);
        let mut resources = rest.filter(own);
        resources.add(&guaranteed);
        resources.add(&additional);
        let additional = self.scalars(&additional);
        self.finish(visit, client, moment, Claim { resources, from_guarantee, additional, is_step: false }, None)
    }

    /// What the second stage offers: reservations, what quota does not count, and what limits and headroom leave.
    pub(crate) fn claim_fair_share(
        &self,
        visit: &mut Visit,
        client: Slot,
        moment: Moment,
        headroom: &Headroom,
        draws: &mut dyn Draws,
    ) -> Result<Claim, Refusal> {
        let class = self.admit(visit, client, moment)?;
        let sorter = &self.ledger.sorter;
        let top = &sorter.roles[sorter.roles[visit.role].top];
        let candidate = visit.candidate(class, &self.ledger.agents[visit.agent]);
        let policy_max = self.options.policy.grant_max(&sorter.client_standing(client));
        if top.quota.limits.is_unlimited() && !headroom.is_required() && policy_max.is_none() {
            let nothing = Amounts::default();
            return Ok(Claim {
                resources: candidate.clone(),
                from_guarantee: nothing.clone(),
                additional: nothing,
                is_step: false,
            });
        }
        let (counted, mut resources) = split(candidate);
        let limits = top.quota.limits.minus(&top.usage.consumed());
        let mut is_step = false;
        let (mut additional, mut bound) = self.bounded(counted, &limits, headroom, draws);
        if let Some(max) = policy_max {
            let max = |name| {
                let bound = max.iter().find(|(known, _)| sorter.names.find(known.as_str()) == Some(name));
                bound.map(|(_, bound)| bound.thousandths())
            };
            let step = shrink(&additional, max, &sorter.names, draws);
            is_step = step != additional && !step.is_empty();
            bound = bound.or((step != additional).then_some(Bound::Policy));
            additional = step;
        }
        resources.add(&additional);
        let additional = self.scalars(&additional);
        self.finish(
            visit,
            client,
            moment,
            Claim { resources, from_guarantee: Amounts::default(), additional, is_step },
            bound,
        )
    }

    /// What limits and headroom leave, and which of them cut it.
    fn bounded(
        &self,
        counted: Resources,
        limits: &Limits,
        headroom: &Headroom,
        draws: &mut dyn Draws,
    ) -> (Resources, Option<Bound>) {
        let names = &self.ledger.sorter.names;
        let mut bound = None;
        let mut left = counted;
        if !limits.is_unlimited() {
            let shrunk = shrink(&left, |name| limits.get(name), names, draws);
            bound = (shrunk != left).then_some(Bound::Limit);
            left = shrunk;
        }
        if headroom.is_required() {
            let surplus = headroom.surplus();
            let shrunk = shrink(&left, |name| Some(surplus.get(name).unwrap_or(0)), names, draws);
            bound = bound.or((shrunk != left).then_some(Bound::Headroom));
            left = shrunk;
        }
        (left, bound)
    }

    /// The checks on the final offer.
    fn finish(
        &self,
        visit: &Visit,
        client: Slot,
        moment: Moment,
        claim: Claim,
        bound: Option<Bound>,
    ) -> Result<Claim, Refusal> {
        let cut = bound.map_or(Refusal::Minimum, Refusal::Quota);
        if claim.resources.is_empty() {
            return Err(cut);
        }
        let wants = &self.ledger.sorter.clients[client].wants;
        let minimum = wants.minimum.as_deref().unwrap_or(&self.options.minimum);
        if !minimum.is_reached_by(&claim.resources) {
            return Err(cut);
        }
        let filters = self.ledger.agents[visit.agent].filters.of(client);
        let refused = |filter: &&Filter| {
            filter.holds(wants.generation, moment) && self.refused.get(filter.refused).contains(&claim.resources)
        };
        match filters.iter().find(refused) {
            Some(filter) => Err(Refusal::Filtered(*filter)),
            None => Ok(claim),
        }
    }

    fn scalars(&self, resources: &Resources) -> Amounts {
        let mut amounts = Amounts::default();
        for resource in resources.iter() {
            if let Some(name) = self.ledger.sorter.names.find(resource.name().as_str()) {
                amounts.add(name, resource.scalar().map_or(0, Scalar::thousandths));
            }
        }
        amounts
    }
}

/// What quota counts (unreserved, non-revocable scalars), and the rest.
fn split(resources: &Resources) -> (Resources, Resources) {
    let counts = |resource: &Resource| resource.is_unreserved() && !resource.is_revocable() && resource.scalar().is_some();
    (resources.filter(counts), resources.filter(|resource| !counts(resource)))
}
