//! Inputs about agents.

use mesos_protocol::agent::Unavailability;
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::Resources;

use super::Allocator;
use super::frameworks::check_allocated;
use crate::agent::{Agent, AgentFacts};
use crate::error::Error;
use crate::slots::Slot;

impl Allocator {
    /// An agent is there with `total`, of which frameworks have `used`, allocated to roles; what unknown frameworks have is
    /// kept for them. Asks for a run over it. May end the pause of a recovery.
    ///
    /// Cost: its resources; all ranks become stale, because the total of the cluster changed.
    ///
    /// # Errors
    /// [`Error::AgentExists`]; [`Error::RoleMissing`] if part of `used` is allocated to no role.
    pub fn add_agent(
        &mut self,
        id: &AgentId,
        facts: AgentFacts,
        unavailability: Option<Unavailability>,
        total: Resources,
        used: impl IntoIterator<Item = (FrameworkId, Resources)>,
    ) -> Result<(), Error> {
        if self.agent_slots.contains_key(id) {
            return Err(Error::AgentExists(id.clone()));
        }
        let used: Vec<_> = used.into_iter().collect();
        for (_, resources) in &used {
            check_allocated(resources)?;
        }
        let slot = self.ledger.add_agent(Agent::new(id.clone(), facts));
        self.agent_slots.insert(id.clone(), slot);
        self.ledger.set_total(slot, total);
        if let Some(unavailability) = unavailability {
            self.ledger.agents[slot].rare().unavailability = Some(unavailability);
            self.maintenance.set(slot, true);
        }
        self.hold_used(slot, used);
        if self.pause.recovery.is_some_and(|(needed, _)| self.agent_slots.len() >= needed) {
            self.pause.recovery = None;
        }
        self.ask_for(slot);
        Ok(())
    }

    fn hold_used(&mut self, agent: Slot, used: Vec<(FrameworkId, Resources)>) {
        for (framework, resources) in used {
            match self.framework_slots.get(&framework).copied() {
                Some(framework) => self.hold_by_role(agent, framework, &resources),
                None => self.ledger.hold_orphan(agent, &framework, &resources),
            }
        }
    }

    /// An agent is gone; nobody has anything of it any more, and filters for it are void.
    ///
    /// Cost: its resources, holders and filters; all ranks become stale.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`].
    pub fn remove_agent(&mut self, id: &AgentId) -> Result<(), Error> {
        let slot = self.agent_slot(id)?;
        let clients: Vec<Slot> = self.ledger.agents[slot].held.iter().map(|held| held.client).collect();
        if let Some(mut agent) = self.ledger.remove_agent(slot) {
            agent.filters.clear(&mut self.refused);
        }
        self.agent_slots.swap_remove(id);
        self.pending.some.remove(&slot);
        self.maintenance.set(slot, false);
        for client in clients {
            self.drop_unsubscribed(client);
        }
        Ok(())
    }

    /// Forgets a client that is no longer subscribed and has nothing left.
    pub(super) fn drop_unsubscribed(&mut self, client: Slot) {
        let Some(entry) = self.ledger.sorter.clients.get(client).filter(|entry| entry.agents.is_empty()) else { return };
        let (framework, role) = (entry.framework, self.ledger.sorter.roles[entry.role].path.clone());
        if self.frameworks[framework].member(&role).is_some_and(|member| !member.subscribed) {
            self.drop_member(framework, &role);
        }
    }

    /// An agent changed what is known of it, its total, or both. If anything differs, asks for a run over it; if its
    /// attributes differ, filters for it are void.
    ///
    /// Cost: its resources, and its filters if they are void; all ranks become stale if scalar totals changed.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`].
    pub fn update_agent(&mut self, id: &AgentId, facts: Option<AgentFacts>, total: Option<Resources>) -> Result<(), Error> {
        let slot = self.agent_slot(id)?;
        let agent = &mut self.ledger.agents[slot];
        let mut changed = false;
        if let Some(facts) = facts.filter(|facts| *facts != *agent.facts) {
            if facts.attributes != agent.facts.attributes {
                agent.filters.clear(&mut self.refused);
            }
            *agent.facts = facts;
            changed = true;
        }
        if let Some(total) = total.filter(|total| *total != agent.total) {
            self.ledger.set_total(slot, total);
            changed = true;
        }
        if changed {
            self.ask_for(slot);
        }
        Ok(())
    }

    /// A provider brought more resources to an agent, of which frameworks have `used`. Asks for a run over the agent.
    ///
    /// Cost: as for a changed agent.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`]; [`Error::RoleMissing`] if part of `used` is allocated to no role.
    pub fn add_resource_provider(
        &mut self,
        id: &AgentId,
        total: &Resources,
        used: impl IntoIterator<Item = (FrameworkId, Resources)>,
    ) -> Result<(), Error> {
        let slot = self.agent_slot(id)?;
        let used: Vec<_> = used.into_iter().collect();
        for (_, resources) in &used {
            check_allocated(resources)?;
        }
        let sum = self.ledger.agents[slot].total.clone() + total;
        self.ledger.set_total(slot, sum);
        self.hold_used(slot, used);
        self.ask_for(slot);
        Ok(())
    }

    /// Offers of an agent may be made again, from the next batch on. Constant cost.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`].
    pub fn activate_agent(&mut self, id: &AgentId) -> Result<(), Error> {
        let slot = self.agent_slot(id)?;
        self.ledger.agents[slot].active = true;
        Ok(())
    }

    /// No offers of an agent are made until it is activated. Constant cost.
    ///
    /// # Errors
    /// [`Error::AgentUnknown`].
    pub fn deactivate_agent(&mut self, id: &AgentId) -> Result<(), Error> {
        let slot = self.agent_slot(id)?;
        self.ledger.agents[slot].active = false;
        Ok(())
    }
}
