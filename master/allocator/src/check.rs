//! Verifies the invariants by counting everything again, slowly.

use std::collections::BTreeMap;

use mesos_protocol::resources::{Resource, Resources};

use crate::allocator::Allocator;
use crate::amounts::{Amounts, Names};
use crate::ledger::{ClusterSums, without_role};
use crate::slots::Slot;
use crate::sorter::{ROOT, RoleNode};

impl Allocator {
    /// Counts everything again from agents and what is held of them, and compares.
    ///
    /// Cost: everything; meant for tests and for looking into a suspicion.
    ///
    /// # Errors
    /// The first disagreement, as a sentence.
    pub fn check(&self) -> Result<(), String> {
        self.check_agents()?;
        self.check_clients()?;
        self.check_roles()?;
        self.check_cluster()?;
        self.check_filter_lists()?;
        self.ledger.sorter.check_orders()
    }

    fn check_agents(&self) -> Result<(), String> {
        for (slot, agent) in self.ledger.agents.iter() {
            let (free, excess) = agent.recount();
            let id = &agent.id;
            ensure(agent.free == free, || format!("agent {id} has {} free, but should have {free}", agent.free))?;
            ensure(agent.excess == excess, || format!("agent {id} is wrong about having more held than there is"))?;
            ensure(self.ledger.with_free.contains(slot) != free.is_empty(), || {
                format!("agent {id} is wrongly counted among those with or without anything free")
            })?;
            let orphans = agent.rare.as_ref().is_some_and(|rare| !rare.orphans.is_empty());
            ensure(self.ledger.with_orphans.contains(slot) == orphans, || {
                format!("agent {id} is wrongly counted among those with or without unknown users")
            })?;
            ensure(self.agent_slots.get(id) == Some(&slot), || format!("agent {id} is not found by its id"))?;
            for held in &agent.held {
                ensure(!held.is_empty(), || format!("agent {id} remembers a holder that holds nothing"))?;
                let client = self.ledger.sorter.clients.get(held.client);
                ensure(client.is_some_and(|client| client.agents.contains(slot)), || {
                    format!("a client that has something of agent {id} is gone or does not know")
                })?;
            }
        }
        ensure(self.ledger.agents.len() == self.agent_slots.len(), || "there are agents without an id".to_owned())
    }

    fn check_clients(&self) -> Result<(), String> {
        let names = &self.ledger.sorter.names;
        for (slot, client) in self.ledger.sorter.clients.iter() {
            let mut sum = Amounts::default();
            for agent in client.agents.iter() {
                let held = self.ledger.agents.get(agent).and_then(|agent| agent.held_by(slot));
                let held =
                    held.ok_or_else(|| format!("framework {} believes to hold what it does not", client.framework_id))?;
                add_once(names, &held.both(), &mut sum);
            }
            ensure(client.account.allocated == sum, || {
                format!("framework {} is charged with another sum than it holds", client.framework_id)
            })?;
            let framework = self.frameworks.get(client.framework);
            let member = framework.and_then(|framework| framework.members.iter().find(|member| member.client == slot));
            let member = member.ok_or_else(|| format!("a client of framework {} has no membership", client.framework_id))?;
            let active = framework.is_some_and(|framework| framework.active) && member.subscribed && !member.suppressed;
            ensure(client.active == active, || {
                format!("framework {} wrongly takes part or not in role {}", client.framework_id, member.role)
            })?;
            ensure(member.subscribed || !client.agents.is_empty(), || {
                format!("framework {} is kept in role {}, where it has nothing", client.framework_id, member.role)
            })?;
        }
        Ok(())
    }

    fn check_roles(&self) -> Result<(), String> {
        for (slot, node) in self.ledger.sorter.roles.iter().filter(|(slot, _)| *slot != ROOT) {
            self.check_role(slot, node)?;
        }
        Ok(())
    }

    fn check_role(&self, role: Slot, node: &RoleNode) -> Result<(), String> {
        let sorter = &self.ledger.sorter;
        let path = &node.path;
        ensure(node.is_referred_to(), || format!("role {path} exists although nothing refers to it"))?;
        let own = self.held_in(|client| client == role);
        ensure(node.own.allocated == own, || format!("role {path} itself is charged with another sum than it holds"))?;
        let whole = self.held_in(|client| sorter.is_within(client, role));
        ensure(node.whole.allocated == whole, || format!("role {path} is charged with another sum than it holds"))?;
        let mut reserved = Amounts::default();
        let mut below = Amounts::default();
        for resource in self.ledger.agents.iter().flat_map(|(_, agent)| agent.total.iter()) {
            let Some(reservation) = resource.reserved_for() else { continue };
            if reservation == path {
                add(&sorter.names, resource, &mut reserved);
            }
            if reservation.is_within(path) {
                add(&sorter.names, resource, &mut below);
            }
        }
        ensure(node.reserved == reserved, || format!("role {path} has another sum of reservations than the agents"))?;
        if node.top != role {
            return Ok(());
        }
        let (held, accepted) = self.quota_use(role);
        ensure(node.usage.reserved == below, || format!("the reservations in role {path} are summed wrongly"))?;
        ensure(node.usage.held == held, || format!("what counts against the quota of role {path} is summed wrongly"))?;
        ensure(node.usage.accepted == accepted, || format!("what role {path} uses of its quota is summed wrongly"))?;
        ensure(self.quota_roles.contains(&role) != node.quota.is_default(), || format!("the quota of {path} is misplaced"))
    }

    /// Scalars held by clients of roles for which `counts` holds; what is shared counts once per agent.
    fn held_in(&self, counts: impl Fn(Slot) -> bool) -> Amounts {
        let sorter = &self.ledger.sorter;
        let mut sum = Amounts::default();
        for (_, agent) in self.ledger.agents.iter() {
            let mut all = Resources::none();
            for held in agent.held.iter().filter(|held| counts(sorter.clients[held.client].role)) {
                all.add(&held.both());
            }
            add_once(&sorter.names, &all, &mut sum);
        }
        sum
    }

    fn quota_use(&self, top: Slot) -> (Amounts, Amounts) {
        let sorter = &self.ledger.sorter;
        let counts = |resource: &Resource| resource.is_unreserved() && !resource.is_revocable() && !resource.is_shared();
        let (mut held_sum, mut accepted) = (Amounts::default(), Amounts::default());
        for held in self.ledger.agents.iter().flat_map(|(_, agent)| &agent.held) {
            if sorter.roles[sorter.clients[held.client].role].top == top {
                add_once(&sorter.names, &held.both().filter(counts), &mut held_sum);
                add_once(&sorter.names, &held.allocated.filter(counts), &mut accepted);
            }
        }
        (held_sum, accepted)
    }

    fn check_cluster(&self) -> Result<(), String> {
        let names = &self.ledger.sorter.names;
        let mut totals = Amounts::default();
        let mut sums = ClusterSums::default();
        for (_, agent) in self.ledger.agents.iter() {
            add_once(names, &agent.total, &mut totals);
            add_once(names, &agent.total.reserved(), &mut sums.reserved);
            add_once(names, &agent.free.revocable(), &mut sums.free_revocable);
            let mut all = Resources::none();
            agent.held.iter().for_each(|held| all.add(&held.both()));
            agent.rare.iter().flat_map(|rare| &rare.orphans).for_each(|(_, used)| all.add(&without_role(used)));
            add_once(names, &all, &mut sums.held);
            add_once(names, &all.reserved(), &mut sums.held_reserved);
        }
        ensure(*self.ledger.sorter.totals() == totals, || "the total of the cluster is summed wrongly".to_owned())?;
        ensure(self.ledger.sums == sums, || format!("the cluster counts {:?}, but there is {sums:?}", self.ledger.sums))
    }

    fn check_filter_lists(&self) -> Result<(), String> {
        let mut users: BTreeMap<u32, u32> = BTreeMap::new();
        for (_, agent) in self.ledger.agents.iter() {
            let mut last = None;
            for filter in agent.filters.iter() {
                ensure(last.is_none_or(|last| last <= filter.client), || {
                    format!("filters of {} are out of order", agent.id)
                })?;
                last = Some(filter.client);
                *users.entry(filter.refused).or_default() += 1;
                let client = self.ledger.sorter.clients.get(filter.client);
                let in_force = client.is_some_and(|client| client.wants.generation == filter.generation);
                let gone = client.is_none_or(|client| !self.frameworks[client.framework].active);
                ensure(!(in_force && gone), || format!("agent {} has a filter for a framework that is gone", agent.id))?;
            }
        }
        let counted = users.iter().all(|(id, users)| self.refused.users(*id) == *users);
        ensure(counted && users.len() == self.refused.len(), || "refused resources are kept that no filter names".to_owned())
    }
}

impl crate::sorter::Sorter {
    fn check_orders(&self) -> Result<(), String> {
        for (slot, node) in self.roles.iter() {
            let with_clients = |role: &Slot| self.roles[*role].below > 0;
            let below = u32::from(!node.clients.is_empty())
                + node.children.iter().map(|child| self.roles[*child].below).sum::<u32>();
            ensure(slot == ROOT || node.below == below, || format!("role {} miscounts the roles below it", node.path))?;
            if let Some(order) = self.fresh_order(slot) {
                let expected = node.children.iter().filter(|child| with_clients(child)).count()
                    + usize::from(slot != ROOT && !node.clients.is_empty());
                ensure(order.len() == expected, || format!("the order below role {} is incomplete", node.path))?;
            }
        }
        Ok(())
    }
}

fn add(names: &Names, resource: &Resource, sum: &mut Amounts) {
    if let (Some(name), Some(scalar)) = (names.find(resource.name().as_str()), resource.scalar()) {
        sum.add(name, scalar.thousandths());
    }
}

fn add_once(names: &Names, resources: &Resources, sum: &mut Amounts) {
    resources.iter().for_each(|resource| add(names, resource, sum));
}

fn ensure(holds: bool, sentence: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(sentence()) }
}
