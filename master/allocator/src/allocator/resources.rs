//! Inputs about resources that were offered or are used.

use std::time::Duration;

use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::offer::{Filters, REFUSE_MAX};
use mesos_protocol::resources::{Conversion, Resource, Resources};
use mesos_protocol::roles::Role;

use super::Allocator;
use super::frameworks::check_allocated;
use crate::error::Error;
use crate::filters::{Filter, nanoseconds};
use crate::ledger::Hold;
use crate::slots::Slot;

impl Allocator {
    /// Resources of an offer come back (declined, unused, rescinded), or those of a task that ended (`is_allocated`).
    /// `resources` are allocated to the role of their offer. With `filters`, the framework is not offered them again on this
    /// agent for that time. Asks for no run. What a removed agent had is forgotten silently.
    ///
    /// Cost: the resources, the path of the role; with filters also the logarithm of the agent's filters.
    ///
    /// # Errors
    /// [`Error::NotHeld`] if the framework does not have them there; [`Error::RoleMissing`].
    pub fn recover_resources(
        &mut self,
        framework: &FrameworkId,
        agent: &AgentId,
        resources: &Resources,
        filters: Option<Filters>,
        is_allocated: bool,
        now: Duration,
    ) -> Result<(), Error> {
        let Ok(slot) = self.agent_slot(agent) else { return Ok(()) };
        let how = if is_allocated { Hold::Allocated } else { Hold::Offered };
        let Some(&framework_slot) = self.framework_slots.get(framework) else {
            self.ledger.release_orphan(slot, framework, resources);
            return Ok(());
        };
        for (client, part) in self.parts(framework_slot, framework, agent, slot, resources, how)? {
            self.ledger.release(slot, client, &part, how);
            if let Some(filters) = filters {
                self.refuse(slot, client, &part, filters, now);
            }
            self.drop_unsubscribed(client);
        }
        Ok(())
    }

    /// Resources by client, without their role; checked to be held in that way.
    fn parts(
        &self,
        framework: Slot,
        framework_id: &FrameworkId,
        agent_id: &AgentId,
        agent: Slot,
        resources: &Resources,
        how: Hold,
    ) -> Result<Vec<(Slot, Resources)>, Error> {
        let mut parts = Vec::with_capacity(1);
        for (role, part) in by_role(resources)? {
            let client = self.frameworks[framework].member(&role).map(|member| member.client);
            let held = client.and_then(|client| self.ledger.agents[agent].held_by(client));
            let held = held.map(|held| if how == Hold::Offered { &held.offered } else { &held.allocated });
            match (client, held) {
                (Some(client), Some(held)) if held.contains(&part) => parts.push((client, part)),
                (_, held) => {
                    return Err(Error::NotHeld {
                        framework: framework_id.clone(),
                        agent: agent_id.clone(),
                        wanted: Box::new(part),
                        held: Box::new(held.cloned().unwrap_or_default()),
                    });
                }
            }
        }
        Ok(parts)
    }

    /// Keeps an offer of these resources away from a client for a while.
    fn refuse(&mut self, agent: Slot, client: Slot, resources: &Resources, filters: Filters, now: Duration) {
        let entry = &self.ledger.sorter.clients[client];
        // A filter for a framework that is not active would outlive the deactivation that ended the others.
        let takes_part = self.frameworks[entry.framework].active;
        #[cfg(test)]
        let takes_part = takes_part && self.ledger.bug != Some(crate::faults::Bug::FilterForgotten);
        if filters.refuse.is_zero() || resources.is_empty() || !takes_part {
            return;
        }
        let lasts = filters.refuse.min(REFUSE_MAX).max(self.options.allocation_interval);
        let filter = Filter {
            client,
            generation: entry.wants.generation,
            refused: 0,
            batch: self.batch,
            until: nanoseconds(now.saturating_add(lasts)),
        };
        let moment = self.moment(now);
        self.ledger.agents[agent].filters.add(filter, resources, moment, &mut self.refused);
    }

    /// Keeps offers of `resources` (allocated to nobody) on an agent away from a framework without giving anything back, as
    /// if it had declined such an offer.
    ///
    /// Cost: the logarithm of the agent's filters.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`]; [`Error::FrameworkUnknown`] if it is not known in that role.
    pub fn refuse_resources(
        &mut self,
        framework: &FrameworkId,
        agent: &AgentId,
        role: &Role,
        resources: &Resources,
        filters: Filters,
        now: Duration,
    ) -> Result<(), Error> {
        let slot = self.agent_slot(agent)?;
        let client = self.client(framework, role).ok_or_else(|| Error::FrameworkUnknown(framework.clone()))?;
        self.refuse(slot, client, resources, filters, now);
        Ok(())
    }

    /// How many refuse filters are kept, void ones included. Cost: the agents.
    pub fn filters_installed(&self) -> usize {
        self.ledger.agents.iter().map(|(_, agent)| agent.filters.iter().count()).sum()
    }

    /// An offer was accepted: these resources (allocated to its role) are used now and count against quota also in reports.
    ///
    /// Cost: the resources.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`], [`Error::FrameworkUnknown`], [`Error::RoleMissing`]; [`Error::NotHeld`] if they were not
    /// offered to the framework.
    pub fn transition_offered_to_allocated(
        &mut self,
        framework: &FrameworkId,
        agent: &AgentId,
        resources: &Resources,
    ) -> Result<(), Error> {
        let slot = self.agent_slot(agent)?;
        let framework_slot = self.framework_slot(framework)?;
        for (client, part) in self.parts(framework_slot, framework, agent, slot, resources, Hold::Offered)? {
            self.ledger.accept(slot, client, &part);
        }
        Ok(())
    }

    /// Operations of an accepted offer changed what the framework was offered and what the agent has. Both sides of each
    /// conversion are allocated to the role of the offer. A conversion that consumes nothing adds copies of a shared volume
    /// that the agent has; one that gives nothing removes resources.
    ///
    /// Cost: the resources of the agent; all ranks become stale if something is removed.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`], [`Error::FrameworkUnknown`], [`Error::RoleMissing`]; [`Error::NotHeld`] if something consumed
    /// was not offered; [`Error::QuantityChanged`], [`Error::StillShared`]. Nothing is changed then.
    pub fn update_allocation(
        &mut self,
        framework: &FrameworkId,
        agent: &AgentId,
        conversions: &[Conversion],
    ) -> Result<(), Error> {
        let slot = self.agent_slot(agent)?;
        let framework_slot = self.framework_slot(framework)?;
        let mut total = self.ledger.agents[slot].total.clone();
        // For each client concerned: what it was offered before, and after all conversions.
        let mut offered: Vec<(Slot, Resources, Resources)> = Vec::new();
        for conversion in conversions {
            self.check_quantities(agent, slot, &conversion.consumed, &conversion.converted)?;
            for (role, taken, given) in sides_by_role(conversion)? {
                let not_held = |held: &Resources| Error::NotHeld {
                    framework: framework.clone(),
                    agent: agent.clone(),
                    wanted: Box::new(taken.clone()),
                    held: Box::new(held.clone()),
                };
                let member = self.frameworks[framework_slot].member(&role);
                let client = member.ok_or_else(|| not_held(&Resources::none()))?.client;
                let at = offered.iter().position(|(known, ..)| *known == client).unwrap_or_else(|| {
                    let held = self.ledger.agents[slot].held_by(client).map(|held| held.offered.clone());
                    let held = held.unwrap_or_default();
                    offered.push((client, held.clone(), held));
                    offered.len() - 1
                });
                let after = &mut offered[at].2;
                after.subtract(&taken).map_err(|_| not_held(after))?;
                after.add(&given);
                if let Some(volume) =
                    crate::ledger::without_role(&conversion.must_be_gone).iter().find(|gone| after.copies_of(gone) > 0)
                {
                    return Err(Error::StillShared { agent: agent.clone(), volume: Box::new(volume.clone()) });
                }
                if !taken.is_empty() {
                    let gone = taken.filter(|resource| !resource.is_shared() || after.copies_of(resource) == 0);
                    total.subtract(&gone).map_err(|_| not_held(&total))?;
                    let new = given.filter(|resource| !resource.is_shared() || total.copies_of(resource) == 0);
                    total.add(&new);
                }
            }
        }
        let difference = |from: &Resources, other: &Resources| {
            let mut rest = from.clone();
            rest.subtract_what_is_there(other);
            rest
        };
        for (client, before, after) in &offered {
            let released = difference(before, after);
            if !released.is_empty() {
                self.ledger.release(slot, *client, &released, Hold::Offered);
            }
        }
        self.ledger.set_total(slot, total);
        for (client, before, after) in &offered {
            let added = difference(after, before);
            if !added.is_empty() {
                self.ledger.hold(slot, *client, &added, Hold::Offered, false);
            }
            self.drop_unsubscribed(*client);
        }
        Ok(())
    }

    /// An operator's operations change what is free on an agent. `consumed` and `converted` are allocated to nobody. Asks
    /// for no run.
    ///
    /// Cost: the resources of the agent.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`]; [`Error::NotAvailable`] if something consumed is not free; [`Error::QuantityChanged`].
    /// Nothing is changed then.
    pub fn update_available(&mut self, agent: &AgentId, conversions: &[Conversion]) -> Result<(), Error> {
        let slot = self.agent_slot(agent)?;
        let (mut free, mut total) = (self.ledger.agents[slot].free.clone(), self.ledger.agents[slot].total.clone());
        for Conversion { consumed, converted, .. } in conversions {
            self.check_quantities(agent, slot, consumed, converted)?;
            let in_use = |resource: &Resource| {
                resource.is_shared() && self.ledger.agents[slot].held.iter().any(|held| held.has_shared(resource))
            };
            if free.subtract(consumed).is_err() || consumed.iter().any(in_use) {
                let (agent, wanted) = (agent.clone(), Box::new(consumed.clone()));
                return Err(Error::NotAvailable { agent, wanted, free: Box::new(free) });
            }
            free.add(converted);
            total.subtract_what_is_there(consumed);
            total.add(converted);
        }
        self.ledger.set_total(slot, total);
        Ok(())
    }

    /// A conversion changes what something is, not how much there is, unless it removes it or adds shared copies.
    fn check_quantities(
        &self,
        agent: &AgentId,
        slot: Slot,
        consumed: &Resources,
        converted: &Resources,
    ) -> Result<(), Error> {
        let known_shared = |resource: &Resource| {
            resource.is_shared() && self.ledger.agents[slot].total.copies_of(&resource.clone().unallocated()) > 0
        };
        let fine = match (consumed.is_empty(), converted.is_empty()) {
            (_, true) => true,
            (true, false) => converted.iter().all(known_shared),
            (false, false) => consumed.scalar_quantities() == converted.scalar_quantities(),
        };
        if fine {
            return Ok(());
        }
        let (consumed, converted) = (Box::new(consumed.clone()), Box::new(converted.clone()));
        Err(Error::QuantityChanged { agent: agent.clone(), consumed, converted })
    }
}

/// By the role they are allocated to, without that role.
fn by_role(resources: &Resources) -> Result<Vec<(Role, Resources)>, Error> {
    check_allocated(resources)?;
    // Nearly always all of one role: then nothing has to be grouped.
    if let Some(first) = resources.iter().next().and_then(Resource::allocated_to)
        && resources.iter().all(|resource| resource.allocated_to() == Some(first))
    {
        let role = first.clone();
        let mut part = resources.clone();
        part.unallocate();
        return Ok(vec![(role, part)]);
    }
    let groups = resources.allocations().into_iter();
    Ok(groups
        .map(|(role, mut part)| {
            part.unallocate();
            (role, part)
        })
        .collect())
}

/// Both sides of a conversion, by role.
fn sides_by_role(conversion: &Conversion) -> Result<Vec<(Role, Resources, Resources)>, Error> {
    let mut sides: Vec<(Role, Resources, Resources)> =
        by_role(&conversion.consumed)?.into_iter().map(|(role, taken)| (role, taken, Resources::none())).collect();
    for (role, given) in by_role(&conversion.converted)? {
        match sides.iter_mut().find(|(known, ..)| *known == role) {
            Some((_, _, side)) => *side = given,
            None => sides.push((role, Resources::none(), given)),
        }
    }
    Ok(sides)
}
