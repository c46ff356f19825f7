//! Who must give back how much, so that every role below its guarantee can reach it.

use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::{Resource, ResourceQuantities};
use mesos_protocol::roles::Role;

use crate::allocator::Allocator;
use crate::amounts::Amounts;
use crate::ledger::Hold;
use crate::run::Headroom;
use crate::slots::Slot;

/// What a framework must give back on one agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Victim {
    /// Who.
    pub framework: FrameworkId,
    /// In which role.
    pub role: Role,
    /// On which agent.
    pub agent: AgentId,
    /// Whether it is merely offered: then rescinding the offer is enough and no task ends.
    pub is_offered: bool,
    /// At least so much.
    pub quantities: ResourceQuantities,
}

/// Something that could be given back, with what decides the order.
struct Piece {
    agent: Slot,
    client: Slot,
    how: Hold,
    role_tier: u32,
    framework_tier: u32,
    since: u64,
    amounts: Amounts,
}

impl Allocator {
    /// Who gives back how much so that every role below its guarantee can reach it, beyond what is free already.
    ///
    /// Never takes from a role at or below its own guarantee, and from others only what exceeds it. Offers go first, because
    /// no task ends with them; then the lowest priority; then what was granted last. Reserved and revocable resources help no
    /// guarantee and are left alone. Empty if nothing is missing.
    ///
    /// Cost: everything that is held, sorted.
    pub fn plan_revocation(&self) -> Vec<Victim> {
        let headroom = Headroom::of(self);
        let mut needed = headroom.required().excess_over(headroom.available());
        if needed.is_empty() {
            return Vec::new();
        }
        let mut budgets: std::collections::BTreeMap<Slot, Amounts> = std::collections::BTreeMap::new();
        let mut victims = Vec::new();
        for piece in self.pieces() {
            if needed.is_empty() {
                break;
            }
            let sorter = &self.ledger.sorter;
            let role = sorter.clients[piece.client].role;
            let top = sorter.roles[role].top;
            let budget = budgets.entry(top).or_insert_with(|| {
                let node = &sorter.roles[top];
                node.usage.consumed().excess_over(&node.quota.guarantees)
            });
            let mut taken = Amounts::default();
            for (name, amount) in piece.amounts.iter() {
                taken.add(name, amount.min(budget.get(name)).min(needed.get(name)).max(0));
            }
            if taken.is_empty() {
                continue;
            }
            budget.subtract_all(&taken);
            needed = needed.excess_over(&taken);
            victims.push(Victim {
                framework: sorter.clients[piece.client].framework_id.clone(),
                role: sorter.roles[role].path.clone(),
                agent: self.ledger.agents[piece.agent].id.clone(),
                is_offered: piece.how == Hold::Offered,
                quantities: self.quantities(&taken),
            });
        }
        victims
    }

    /// All that counts against quota and is held, in the order in which it would be given back.
    fn pieces(&self) -> Vec<Piece> {
        let sorter = &self.ledger.sorter;
        let mut names = sorter.names.clone();
        let counts = |resource: &Resource| resource.is_unreserved() && !resource.is_revocable() && !resource.is_shared();
        let mut pieces = Vec::new();
        for (agent, entry) in self.ledger.agents.iter() {
            for held in &entry.held {
                let role_tier = sorter.role_rank(sorter.clients[held.client].role).tier;
                let framework_tier = sorter.client_rank(held.client).tier;
                for (how, resources) in [(Hold::Offered, &held.offered), (Hold::Allocated, &held.allocated)] {
                    let amounts = crate::ledger::amounts_of(&mut names, resources, counts);
                    if !amounts.is_empty() {
                        let (client, since) = (held.client, held.since);
                        pieces.push(Piece { agent, client, how, role_tier, framework_tier, since, amounts });
                    }
                }
            }
        }
        pieces.sort_by_key(|piece| {
            let newest = std::cmp::Reverse(piece.since);
            let lowest = (std::cmp::Reverse(piece.role_tier), std::cmp::Reverse(piece.framework_tier));
            (piece.how == Hold::Allocated, lowest, newest, piece.client)
        });
        pieces
    }
}
