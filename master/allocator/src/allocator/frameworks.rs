//! Inputs about frameworks.

use std::collections::BTreeSet;
use std::sync::Arc;

use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::offer::ResourceRequest;
use mesos_protocol::resources::Resources;
use mesos_protocol::roles::Role;

use super::Allocator;
use crate::error::Error;
use crate::framework::{Framework, Membership, Subscription, Wants};
use crate::ledger::Hold;
use crate::slots::Slot;

impl Allocator {
    /// A framework is there. `used` is what it has, by agent, allocated to its roles; resources on unknown agents do not
    /// count. If it is active, asks for a run over all agents.
    ///
    /// Cost: its roles, what it uses, and the agents that are used by frameworks not known yet.
    ///
    /// # Errors
    /// [`Error::FrameworkExists`]; [`Error::RoleMissing`] if part of `used` is allocated to no role.
    pub fn add_framework(
        &mut self,
        id: &FrameworkId,
        subscription: &Subscription,
        used: impl IntoIterator<Item = (AgentId, Resources)>,
        active: bool,
    ) -> Result<(), Error> {
        if self.framework_slots.contains_key(id) {
            return Err(Error::FrameworkExists(id.clone()));
        }
        let used: Vec<_> = used.into_iter().collect();
        for (_, resources) in &used {
            check_allocated(resources)?;
        }
        let framework = Framework { id: id.clone(), name: subscription.name.clone(), active, members: Vec::new() };
        let slot = self.frameworks.insert(framework);
        self.framework_slots.insert(id.clone(), slot);
        self.subscribe(slot, subscription);
        let mut adopted = self.adopt_orphans(slot, id);
        for (agent, resources) in used {
            if let Ok(agent) = self.agent_slot(&agent)
                && adopted.insert(agent)
            {
                self.hold_by_role(agent, slot, &resources);
            }
        }
        if active {
            self.ask_for_all();
        }
        Ok(())
    }

    /// What agents reported as used by this framework before it was known becomes its own.
    fn adopt_orphans(&mut self, framework: Slot, id: &FrameworkId) -> BTreeSet<Slot> {
        let agents: BTreeSet<Slot> = self.ledger.with_orphans.iter().collect();
        let mut adopted = BTreeSet::new();
        for agent in agents {
            if let Some(used) = self.ledger.take_orphan(agent, id) {
                self.hold_by_role(agent, framework, &used);
                adopted.insert(agent);
            }
        }
        adopted
    }

    /// Notes resources as allocated to a framework, each in the role it is allocated to.
    pub(super) fn hold_by_role(&mut self, agent: Slot, framework: Slot, resources: &Resources) {
        for (role, mut part) in resources.allocations() {
            part.unallocate();
            let client = self.member_of(framework, &role);
            self.ledger.hold(agent, client, &part, Hold::Allocated, true);
        }
    }

    /// The client of a framework in a role, tracked without a subscription if there was none.
    fn member_of(&mut self, framework: Slot, role: &Role) -> Slot {
        if let Some(member) = self.frameworks[framework].member(role) {
            return member.client;
        }
        let role_slot = self.ledger.sorter.role(role);
        let id = self.frameworks[framework].id.clone();
        let client = self.ledger.sorter.add_client(framework, id, role_slot);
        self.void_filters(client);
        let member = Membership { role: role.clone(), client, subscribed: false, suppressed: false };
        self.frameworks[framework].members.push(member);
        client
    }

    fn subscribe(&mut self, framework: Slot, subscription: &Subscription) {
        for role in &subscription.roles {
            let client = self.member_of(framework, role);
            if let Some(member) = self.frameworks[framework].member_mut(role) {
                member.subscribed = true;
                member.suppressed = subscription.suppressed.contains(role);
            }
            let generation = self.ledger.sorter.clients[client].wants.generation;
            self.ledger.sorter.clients[client].wants = Wants {
                generation,
                capabilities: subscription.capabilities,
                minimum: subscription.minimums.get(role).cloned().map(Arc::new),
                constraints: subscription.constraints.get(role).cloned().map(Arc::new),
            };
        }
        self.refresh_activity(framework);
    }

    /// A client takes part if its framework is active, subscribed to the role and does not suppress it.
    fn refresh_activity(&mut self, framework: Slot) {
        let Framework { active, members, .. } = &self.frameworks[framework];
        for member in members {
            self.ledger.sorter.set_active(member.client, *active && member.subscribed && !member.suppressed);
        }
    }

    /// A framework is gone; what it still has becomes free.
    ///
    /// Cost: what it has. Its filters end at once, wherever they are.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`].
    pub fn remove_framework(&mut self, id: &FrameworkId) -> Result<(), Error> {
        let slot = self.framework_slot(id)?;
        self.forget_inverse_offers(slot);
        self.counters.complete(&self.frameworks[slot], self.options.completed_frameworks_max);
        for member in self.frameworks[slot].members.clone() {
            self.release_all(member.client);
            self.drop_member(slot, &member.role);
        }
        self.frameworks.remove(slot);
        self.framework_slots.swap_remove(id);
        Ok(())
    }

    fn release_all(&mut self, client: Slot) {
        for agent in self.ledger.sorter.clients[client].agents.clone().iter() {
            let Some(held) = self.ledger.agents[agent].held_by(client).cloned() else { continue };
            self.ledger.release(agent, client, &held.offered, Hold::Offered);
            if !held.allocated.is_empty() {
                self.ledger.release(agent, client, &held.allocated, Hold::Allocated);
            }
        }
    }

    /// Forgets a membership whose client has nothing.
    pub(super) fn drop_member(&mut self, framework: Slot, role: &Role) {
        let members = &mut self.frameworks[framework].members;
        if let Some(at) = members.iter().position(|member| member.role == *role) {
            let member = members.remove(at);
            self.ledger.sorter.remove_client(member.client);
        }
    }

    /// A framework takes part again, in all roles that it does not suppress; asks for a run over all agents.
    ///
    /// Cost: its roles; their lists of frameworks are put in order again when next read.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`].
    pub fn activate_framework(&mut self, id: &FrameworkId) -> Result<(), Error> {
        let slot = self.framework_slot(id)?;
        self.frameworks[slot].active = true;
        self.refresh_activity(slot);
        self.ask_for_all();
        Ok(())
    }

    /// A framework takes no part until it is activated. It keeps what it has and which roles it suppresses; its filters end.
    ///
    /// Cost: its roles, and the agents under maintenance.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`].
    pub fn deactivate_framework(&mut self, id: &FrameworkId) -> Result<(), Error> {
        let slot = self.framework_slot(id)?;
        self.frameworks[slot].active = false;
        self.refresh_activity(slot);
        for member in self.frameworks[slot].members.clone() {
            self.void_filters(member.client);
        }
        self.clear_inverse_filters(slot);
        Ok(())
    }

    /// A framework changed its roles, capabilities, minimums or constraints. Roles that it left lose filters and
    /// suppression, and are kept while it has something in them; roles that it no longer suppresses are revived. Asks for no
    /// run.
    ///
    /// Cost: its roles.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`].
    pub fn update_framework(&mut self, id: &FrameworkId, subscription: &Subscription) -> Result<(), Error> {
        let slot = self.framework_slot(id)?;
        self.frameworks[slot].name.clone_from(&subscription.name);
        for member in self.frameworks[slot].members.clone() {
            if subscription.roles.contains(&member.role) {
                if member.suppressed && !subscription.suppressed.contains(&member.role) {
                    self.void_filters(member.client);
                }
                continue;
            }
            self.void_filters(member.client);
            if let Some(left) = self.frameworks[slot].member_mut(&member.role) {
                (left.subscribed, left.suppressed) = (false, false);
            }
            if self.ledger.sorter.clients[member.client].agents.is_empty() {
                self.drop_member(slot, &member.role);
            }
        }
        self.subscribe(slot, subscription);
        Ok(())
    }

    /// A framework would like to be offered this. It changes nothing, as in Mesos: what a framework gets follows from its
    /// share, and what does not suit it it declines. A policy is not shown the requests.
    ///
    /// Cost: constant.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`].
    pub fn request_resources(&mut self, id: &FrameworkId, _requests: &[ResourceRequest]) -> Result<(), Error> {
        self.framework_slot(id).map(drop)
    }

    /// A framework wants no offers in these roles; no roles at all means all of its roles. Asks for no run.
    ///
    /// Cost: its roles.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`].
    pub fn suppress(&mut self, id: &FrameworkId, roles: &BTreeSet<Role>) -> Result<(), Error> {
        let slot = self.framework_slot(id)?;
        for member in &mut self.frameworks[slot].members {
            if roles.is_empty() || roles.contains(&member.role) {
                member.suppressed = member.subscribed;
            }
        }
        self.refresh_activity(slot);
        Ok(())
    }

    /// A framework wants offers again in these roles (no roles at all means all of its roles), also those that it declined:
    /// its filters in these roles and all its inverse filters end. Asks for a run over all agents.
    ///
    /// Cost: its roles, and the agents under maintenance; not its filters.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`].
    pub fn revive(&mut self, id: &FrameworkId, roles: &BTreeSet<Role>) -> Result<(), Error> {
        let slot = self.framework_slot(id)?;
        let mut revived = Vec::new();
        for member in &mut self.frameworks[slot].members {
            if roles.is_empty() || roles.contains(&member.role) {
                member.suppressed = false;
                revived.push(member.client);
            }
        }
        for client in revived {
            #[cfg(test)]
            if self.ledger.bug == Some(crate::faults::Bug::FiltersOutliveRevive) {
                continue;
            }
            self.void_filters(client);
        }
        self.clear_inverse_filters(slot);
        self.refresh_activity(slot);
        self.ask_for_all();
        Ok(())
    }
}

/// Everything that is held must say in which role.
pub(super) fn check_allocated(resources: &Resources) -> Result<(), Error> {
    if resources.iter().any(|resource| resource.allocated_to().is_none()) {
        return Err(Error::RoleMissing { resources: Box::new(resources.clone()) });
    }
    Ok(())
}
