//! Reading an order: roles in pre-order with siblings in order, then the active clients of a role.
//!
//! A walk shows the order as it was when it began: what is charged on the way moves nobody before the next walk.

use smallvec::SmallVec;

use super::{ROOT, Sorter};
use crate::draws::{Draws, Lottery};
use crate::policy::{Level, Order};
use crate::slots::Slot;

/// Weights with which roles take part in a lottery, kept until tree or weights change.
#[derive(Clone, Debug, Default)]
pub(super) struct RoleLots {
    shape: u64,
    tickets: Vec<(Slot, f64)>,
}

/// Roles with clients, in order.
#[derive(Debug)]
pub(crate) enum RoleWalk {
    Ranked { path: SmallVec<[(Slot, usize); 4]> },
    Drawn(Lottery),
}

/// Active clients of one role, in order.
#[derive(Debug)]
pub(crate) enum ClientWalk {
    Ranked { role: Slot, next: usize },
    Drawn(Lottery),
}

impl RoleWalk {
    /// Begins a walk. Cost: what was charged since the last one; all roles of a list if it is stale.
    pub(crate) fn begin(sorter: &mut Sorter) -> RoleWalk {
        sorter.settle_roles();
        match sorter.policy.order(Level::Role) {
            Order::ByRank => {
                sorter.refresh_roles(ROOT);
                RoleWalk::Ranked { path: SmallVec::from_elem((ROOT, 0), 1) }
            }
            Order::Random => RoleWalk::Drawn(Lottery::new(sorter.role_lots())),
        }
    }

    /// The next role.
    pub(crate) fn next(&mut self, sorter: &mut Sorter, draws: &mut dyn Draws) -> Option<Slot> {
        match self {
            RoleWalk::Drawn(lottery) => lottery.next(draws),
            RoleWalk::Ranked { path } => loop {
                let (parent, at) = path.last_mut()?;
                let Some(&entry) = sorter.roles[*parent].order.get(*at) else {
                    path.pop();
                    continue;
                };
                *at += 1;
                if entry == *parent || sorter.roles[entry].children.is_empty() {
                    return Some(entry);
                }
                sorter.refresh_roles(entry);
                path.push((entry, 0));
            },
        }
    }
}

impl ClientWalk {
    /// Begins a walk. Cost: what was charged since the last one; all clients of the role if its list is stale.
    pub(crate) fn begin(sorter: &mut Sorter, role: Slot) -> ClientWalk {
        sorter.settle_clients(role);
        match sorter.policy.order(Level::Framework) {
            Order::ByRank => ClientWalk::Ranked { role, next: 0 },
            Order::Random => {
                // By id, so that equal draws choose equal frameworks.
                let mut list = sorter.roles[role].active.clone();
                list.sort_by(|a, b| sorter.clients[*a].framework_id.cmp(&sorter.clients[*b].framework_id));
                ClientWalk::Drawn(Lottery::new(
                    list.into_iter().map(|client| (client, sorter.clients[client].account.weight)).collect(),
                ))
            }
        }
    }

    /// The next client.
    pub(crate) fn next(&mut self, sorter: &Sorter, draws: &mut dyn Draws) -> Option<Slot> {
        match self {
            ClientWalk::Drawn(lottery) => lottery.next(draws),
            ClientWalk::Ranked { role, next } => {
                let client = sorter.roles[*role].active.get(*next).copied();
                *next += 1;
                client
            }
        }
    }
}

impl Sorter {
    /// Roles with clients and their relative weights, by path: the weight of a node times its part among its siblings.
    fn role_lots(&mut self) -> Vec<(Slot, f64)> {
        if self.lots.shape != self.shape {
            let mut tickets = Vec::new();
            self.collect_lots(ROOT, 1.0, &mut tickets);
            tickets.sort_by(|a, b| self.roles[a.0].path.cmp(&self.roles[b.0].path));
            self.lots = RoleLots { shape: self.shape, tickets };
        }
        self.lots.tickets.clone()
    }

    fn collect_lots(&self, parent: Slot, relative: f64, tickets: &mut Vec<(Slot, f64)>) {
        let node = &self.roles[parent];
        let own = parent != ROOT && !node.clients.is_empty();
        let mut children: Vec<Slot> = node.children.iter().copied().filter(|child| self.roles[*child].below > 0).collect();
        if children.is_empty() {
            if own {
                tickets.push((parent, relative));
            }
            return;
        }
        // By path, so that the sum does not depend on the order in which roles came.
        children.sort_by(|a, b| self.roles[*a].path.cmp(&self.roles[*b].path));
        let sum: f64 = children.iter().map(|child| self.roles[*child].whole.weight).sum::<f64>()
            + if own { node.own.weight } else { 0.0 };
        if own {
            tickets.push((parent, relative * node.own.weight / sum));
        }
        for child in children {
            self.collect_lots(child, relative * self.roles[child].whole.weight / sum, tickets);
        }
    }
}
