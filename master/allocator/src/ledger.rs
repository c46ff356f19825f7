//! Book-keeping: who has what of which agent. Everything that changes an amount goes through here, so that the sums of
//! agents, clients, roles and the cluster always agree.
//!
//! A shared volume counts once per agent in each account, however many copies of it are out. It is reserved, as every
//! persistent volume, so quota counts it by its reservation and never by its copies.

use mesos_protocol::ids::FrameworkId;
use mesos_protocol::resources::{Resource, Resources};

use crate::agent::{Agent, Held, Traits};
use crate::amounts::{Amounts, Names};
use crate::slots::{Slot, SlotSet, Slots};
use crate::sorter::{ROOT, Sorter};

/// How something is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// It is in an offer that was not answered yet.
    Offered,
    /// It is used by tasks, or about to be.
    Allocated,
}

/// Agents, sums and the sorter.
#[derive(Debug)]
pub(crate) struct Ledger {
    pub(crate) sorter: Sorter,
    pub(crate) agents: Slots<Agent>,
    /// Agents that have anything to offer.
    pub(crate) with_free: SlotSet,
    /// Agents that are used by frameworks that are not known.
    pub(crate) with_orphans: SlotSet,
    pub(crate) sums: ClusterSums,
    grants: u64,
    #[cfg(test)]
    pub(crate) bug: Option<crate::faults::Bug>,
}

/// Sums over all agents, known and unknown frameworks alike. Totals are the sorter's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClusterSums {
    /// Scalars offered or allocated.
    pub(crate) held: Amounts,
    /// The reserved part of `held`.
    pub(crate) held_reserved: Amounts,
    /// Scalars reserved, allocated or not.
    pub(crate) reserved: Amounts,
    /// Revocable scalars that are free.
    pub(crate) free_revocable: Amounts,
}

/// Scalars of some resources, by what they count towards. What is shared is left out.
#[derive(Debug, Default)]
struct Split {
    all: Amounts,
    reserved: Amounts,
    /// Unreserved and not revocable: what quota counts.
    quota: Amounts,
}

impl Split {
    fn of(names: &mut Names, resources: &Resources) -> Split {
        let mut split = Split::default();
        for resource in resources.iter().filter(|resource| !resource.is_shared()) {
            let Some(scalar) = resource.scalar() else { continue };
            let (name, amount) = (names.number(resource.name().as_str()), scalar.thousandths());
            split.all.add(name, amount);
            if !resource.is_unreserved() {
                split.reserved.add(name, amount);
            } else if !resource.is_revocable() {
                split.quota.add(name, amount);
            }
        }
        split
    }
}

/// Scalars of those resources for which `counts` holds; what is shared counts once.
pub(crate) fn amounts_of(names: &mut Names, resources: &Resources, counts: impl Fn(&Resource) -> bool) -> Amounts {
    let mut amounts = Amounts::default();
    for resource in resources.iter().filter(|resource| counts(resource)) {
        add_scalar(names, resource, &mut amounts);
    }
    amounts
}

/// The same, allocated to nobody.
pub(crate) fn without_role(resources: &Resources) -> Resources {
    let mut resources = resources.clone();
    resources.unallocate();
    resources
}

fn add_scalar(names: &mut Names, resource: &Resource, amounts: &mut Amounts) {
    if let Some(scalar) = resource.scalar() {
        amounts.add(names.number(resource.name().as_str()), scalar.thousandths());
    }
}

impl Ledger {
    pub(crate) fn new(sorter: Sorter) -> Ledger {
        Ledger {
            sorter,
            agents: Slots::default(),
            with_free: SlotSet::default(),
            with_orphans: SlotSet::default(),
            sums: ClusterSums::default(),
            grants: 0,
            #[cfg(test)]
            bug: None,
        }
    }

    // ---- held by clients -----------------------------------------------------------------------------------------

    /// Gives `resources` (without allocation role) of an agent to a client for one grant of a run, which is counted.
    pub(crate) fn grant(&mut self, agent: Slot, client: Slot, resources: &Resources) {
        self.hold(agent, client, resources, Hold::Offered, true);
    }

    /// Notes that a client has `resources` (without allocation role) of an agent.
    ///
    /// Cost: the resources, the path of the role, the holders of the agent if something is shared.
    pub(crate) fn hold(&mut self, agent: Slot, client: Slot, resources: &Resources, how: Hold, counted: bool) {
        let split = Split::of(&mut self.sorter.names, resources);
        if counted {
            self.sorter.charge(client, &split.all);
        } else {
            self.sorter.add(client, &split.all);
        }
        let usage = self.sorter.usage_mut(client);
        usage.held.add_all(&split.quota);
        if how == Hold::Allocated {
            usage.accepted.add_all(&split.quota);
        }
        self.sums.held.add_all(&split.all);
        self.sums.held_reserved.add_all(&split.reserved);
        if self.agents[agent].traits.shared || resources.iter().any(Resource::is_shared) {
            for resource in resources.shared().iter() {
                self.count_shared(agent, client, resource, true);
            }
        }
        self.grants += 1;
        let since = self.grants;
        let held = self.agents[agent].held_mut(client);
        held.since = since;
        match how {
            Hold::Offered => held.offered.add(resources),
            Hold::Allocated => held.allocated.add(resources),
        }
        self.sorter.clients[client].agents.set(agent, true);
        self.take_free(agent, resources);
    }

    /// Takes `resources` (without allocation role) of an agent back from a client, which must have them.
    ///
    /// Cost: as for holding.
    pub(crate) fn release(&mut self, agent: Slot, client: Slot, resources: &Resources, how: Hold) {
        let split = Split::of(&mut self.sorter.names, resources);
        #[cfg(test)]
        let forgotten = self.bug == Some(crate::faults::Bug::ShareKeptOnRelease);
        #[cfg(not(test))]
        let forgotten = false;
        if !forgotten {
            self.sorter.subtract(client, &split.all);
        }
        let usage = self.sorter.usage_mut(client);
        usage.held.subtract_all(&split.quota);
        if how == Hold::Allocated {
            usage.accepted.subtract_all(&split.quota);
        }
        self.sums.held.subtract_all(&split.all);
        self.sums.held_reserved.subtract_all(&split.reserved);
        let entry = &mut self.agents[agent];
        let held = entry.held_mut(client);
        match how {
            Hold::Offered => held.offered.subtract_what_is_there(resources),
            Hold::Allocated => held.allocated.subtract_what_is_there(resources),
        }
        #[cfg(test)]
        if held.is_empty() && self.bug == Some(crate::faults::Bug::CountReset) {
            self.sorter.clients[client].account.count = 0;
        }
        if held.is_empty() {
            entry.held.retain(|held| held.client != client);
            self.sorter.clients[client].agents.set(agent, false);
        }
        if resources.iter().any(Resource::is_shared) {
            for resource in resources.shared().iter() {
                if !self.agents[agent].held_by(client).is_some_and(|held| held.has_shared(resource)) {
                    self.count_shared(agent, client, resource, false);
                }
            }
        }
        self.give_free(agent, resources);
    }

    /// Turns what a client was offered into what it uses. The client must have been offered it.
    pub(crate) fn accept(&mut self, agent: Slot, client: Slot, resources: &Resources) {
        let split = Split::of(&mut self.sorter.names, resources);
        self.sorter.usage_mut(client).accepted.add_all(&split.quota);
        let held = self.agents[agent].held_mut(client);
        held.offered.subtract_what_is_there(resources);
        held.allocated.add(resources);
    }

    /// Counts a shared resource in the accounts that do not count it yet, or takes it out of those in which it was the last.
    fn count_shared(&mut self, agent: Slot, client: Slot, resource: &Resource, added: bool) {
        let entry = &self.agents[agent];
        let mine = added && entry.held_by(client).is_some_and(|held| held.has_shared(resource));
        if mine {
            return;
        }
        let role = self.sorter.clients[client].role;
        let others = entry.held.iter().filter(|held| held.client != client && held.has_shared(resource));
        let levels = others.map(|held| self.levels_apart(role, self.sorter.clients[held.client].role)).min();
        let orphaned =
            entry.rare.iter().flat_map(|rare| &rare.orphans).any(|(_, used)| without_role(used).copies_of(resource) > 0);
        let mut amounts = Amounts::default();
        add_scalar(&mut self.sorter.names, resource, &mut amounts);
        let last = levels.is_none() && !orphaned;
        let levels = levels.unwrap_or(usize::MAX);
        if added {
            self.sorter.add_levels(client, &amounts, levels);
        } else {
            self.sorter.subtract_levels(client, &amounts, levels);
        }
        if last {
            self.count_cluster_shared(resource, &amounts, added);
        }
    }

    fn count_cluster_shared(&mut self, resource: &Resource, amounts: &Amounts, added: bool) {
        let reserved = !resource.is_unreserved();
        for sum in [Some(&mut self.sums.held), reserved.then_some(&mut self.sums.held_reserved)].into_iter().flatten() {
            if added {
                sum.add_all(amounts);
            } else {
                sum.subtract_all(amounts);
            }
        }
    }

    /// How many of the accounts above a client in `role` do not include a client in `other`: the role's own leaf, then
    /// the role with all below it, and so on upwards.
    fn levels_apart(&self, role: Slot, other: Slot) -> usize {
        if role == other {
            return 0;
        }
        let (mut at, mut levels) = (role, 1);
        while at != ROOT && !self.sorter.is_within(other, at) {
            at = self.sorter.roles[at].parent;
            levels += 1;
        }
        levels
    }

    // ---- held by frameworks that are not known -------------------------------------------------------------------

    /// Notes that an unknown framework uses something of an agent, allocated to its roles.
    pub(crate) fn hold_orphan(&mut self, agent: Slot, framework: &FrameworkId, resources: &Resources) {
        let plain = without_role(resources);
        self.change_orphan_sums(agent, &plain, true);
        self.with_orphans.set(agent, true);
        let orphans = &mut self.agents[agent].rare().orphans;
        match orphans.iter_mut().find(|(id, _)| id == framework) {
            Some((_, used)) => used.add(resources),
            None => orphans.push((framework.clone(), resources.clone())),
        }
        self.take_free(agent, &plain);
    }

    /// Takes back what an unknown framework used of an agent, as far as it did.
    pub(crate) fn release_orphan(&mut self, agent: Slot, framework: &FrameworkId, resources: &Resources) {
        let Some(rare) = &mut self.agents[agent].rare else { return };
        let Some(at) = rare.orphans.iter().position(|(id, _)| id == framework) else { return };
        let used = &mut rare.orphans[at].1;
        if !used.contains(resources) {
            return;
        }
        used.subtract_what_is_there(resources);
        if used.is_empty() {
            rare.orphans.remove(at);
            self.with_orphans.set(agent, !rare.orphans.is_empty());
        }
        let plain = without_role(resources);
        self.change_orphan_sums(agent, &plain, false);
        self.give_free(agent, &plain);
    }

    /// Takes out what an unknown framework uses of an agent.
    pub(crate) fn take_orphan(&mut self, agent: Slot, framework: &FrameworkId) -> Option<Resources> {
        let rare = self.agents[agent].rare.as_ref()?;
        let used = rare.orphans.iter().find(|(id, _)| id == framework)?.1.clone();
        self.release_orphan(agent, framework, &used);
        Some(used)
    }

    fn change_orphan_sums(&mut self, agent: Slot, resources: &Resources, added: bool) {
        let split = Split::of(&mut self.sorter.names, resources);
        if added {
            self.sums.held.add_all(&split.all);
            self.sums.held_reserved.add_all(&split.reserved);
        } else {
            self.sums.held.subtract_all(&split.all);
            self.sums.held_reserved.subtract_all(&split.reserved);
        }
        for resource in resources.shared().iter() {
            let entry = &self.agents[agent];
            let orphans = entry.rare.iter().flat_map(|rare| &rare.orphans);
            let others = entry.held.iter().any(|held| held.has_shared(resource))
                || orphans.into_iter().any(|(_, used)| without_role(used).copies_of(resource) > 0);
            if !others {
                let mut amounts = Amounts::default();
                add_scalar(&mut self.sorter.names, resource, &mut amounts);
                self.count_cluster_shared(resource, &amounts, added);
            }
        }
    }

    // ---- free ----------------------------------------------------------------------------------------------------

    fn take_free(&mut self, agent: Slot, resources: &Resources) {
        self.change_free(agent, |entry| {
            let fits = !entry.excess
                && if entry.traits.shared || resources.iter().any(Resource::is_shared) {
                    entry.free.subtract(&resources.non_shared()).is_ok()
                } else {
                    entry.free.subtract(resources).is_ok()
                };
            if !fits {
                (entry.free, entry.excess) = entry.recount();
            }
        });
    }

    fn give_free(&mut self, agent: Slot, resources: &Resources) {
        self.change_free(agent, |entry| {
            if entry.excess {
                (entry.free, entry.excess) = entry.recount();
            } else if resources.iter().any(Resource::is_shared) {
                entry.free.add(&resources.non_shared());
            } else {
                entry.free.add(resources);
            }
        });
    }

    fn change_free(&mut self, agent: Slot, change: impl FnOnce(&mut Agent)) {
        let entry = &mut self.agents[agent];
        let revocable = entry.traits.revocable;
        if revocable {
            let before = amounts_of(&mut self.sorter.names, &entry.free, Resource::is_revocable);
            self.sums.free_revocable.subtract_all(&before);
        }
        change(entry);
        self.with_free.set(agent, !entry.free.is_empty());
        if revocable {
            let after = amounts_of(&mut self.sorter.names, &entry.free, Resource::is_revocable);
            self.sums.free_revocable.add_all(&after);
        }
    }

    // ---- totals --------------------------------------------------------------------------------------------------

    /// Adds an agent that has nothing yet.
    pub(crate) fn add_agent(&mut self, agent: Agent) -> Slot {
        self.agents.insert(agent)
    }

    /// Takes an agent out with all that is held of it.
    pub(crate) fn remove_agent(&mut self, agent: Slot) -> Option<Agent> {
        for Held { client, offered, allocated, .. } in self.agents[agent].held.clone() {
            self.release(agent, client, &offered, Hold::Offered);
            if !allocated.is_empty() {
                self.release(agent, client, &allocated, Hold::Allocated);
            }
        }
        let orphans: Vec<_> = self.agents[agent].rare.iter().flat_map(|rare| rare.orphans.clone()).collect();
        for (framework, used) in orphans {
            self.release_orphan(agent, &framework, &used);
        }
        self.set_total(agent, Resources::none());
        self.agents.remove(agent)
    }

    /// Changes what an agent has in total.
    ///
    /// Cost: the resources of the agent; all ranks become stale if scalar sums change.
    pub(crate) fn set_total(&mut self, agent: Slot, total: Resources) {
        let old = self.agents[agent].total.clone();
        let added = amounts_of(&mut self.sorter.names, &total, |_| true);
        let removed = amounts_of(&mut self.sorter.names, &old, |_| true);
        self.sorter.change_totals(&added, &removed);
        self.change_reservations(&old, &total);
        let old_traits = self.agents[agent].traits;
        let new_traits = Traits::of(&total);
        // While free is counted anew, its revocable part is watched if there was or will be one.
        self.agents[agent].traits = Traits { revocable: old_traits.revocable || new_traits.revocable, ..new_traits };
        self.change_free(agent, |entry| {
            entry.total = total;
            if entry.held.is_empty() && entry.rare.as_ref().is_none_or(|rare| rare.orphans.is_empty()) {
                (entry.free, entry.excess) = (entry.total.clone(), false);
            } else {
                (entry.free, entry.excess) = entry.recount();
            }
        });
        self.agents[agent].traits = new_traits;
    }

    fn change_reservations(&mut self, old: &Resources, new: &Resources) {
        let (old, new) = (old.reservations(), new.reservations());
        for (role, resources) in &new {
            let slot = self.sorter.role(role);
            let amounts = amounts_of(&mut self.sorter.names, resources, |_| true);
            self.sums.reserved.add_all(&amounts);
            self.sorter.change_reserved(slot, &amounts, &Amounts::default());
            self.sorter.roles[slot].reserving += 1;
        }
        for (role, resources) in &old {
            let slot = self.sorter.role(role);
            let amounts = amounts_of(&mut self.sorter.names, resources, |_| true);
            self.sums.reserved.subtract_all(&amounts);
            self.sorter.change_reserved(slot, &Amounts::default(), &amounts);
            self.sorter.roles[slot].reserving -= 1;
            self.sorter.tidy_role(slot);
        }
    }
}
