//! The nodes of the role tree. A role exists while something refers to it: a client, a reservation, a quota, a role below.

use mesos_protocol::roles::Role as RoleName;

use super::{Account, ROOT, Sorter};
use crate::amounts::Amounts;
use crate::quota::Quota;
use crate::slots::Slot;

/// A role.
#[derive(Clone, Debug)]
pub(crate) struct RoleNode {
    pub(crate) path: RoleName,
    pub(crate) parent: Slot,
    pub(crate) children: Vec<Slot>,
    /// The top-level role above it, or itself.
    pub(crate) top: Slot,
    /// The role with all below it, among its siblings.
    pub(crate) whole: Account,
    /// The role alone, as the leaf `.` among the roles below it.
    pub(crate) own: Account,
    /// Frameworks tracked under this role.
    pub(crate) clients: Vec<Slot>,
    /// Its active clients, in order once settled.
    pub(super) active: Vec<Slot>,
    pub(super) active_epoch: u64,
    /// Children with clients, and the role itself if it has clients, in order once settled.
    pub(super) order: Vec<Slot>,
    pub(super) order_epoch: u64,
    /// Roles with clients at and below this one.
    pub(crate) below: u32,
    pub(super) moved: bool,
    /// Agents with anything reserved to this very role, ports included.
    pub(crate) reserving: u32,
    /// Scalars reserved to this very role on all agents.
    pub(crate) reserved: Amounts,
    pub(crate) quota: Quota,
    /// Consumption of a top-level role with everything below it; empty at nested roles.
    pub(crate) usage: Usage,
}

/// What a top-level role and the roles below it consume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Scalars reserved to them on all agents, allocated or not.
    pub(crate) reserved: Amounts,
    /// Unreserved non-revocable scalars offered or allocated to them.
    pub(crate) held: Amounts,
    /// The part of `held` that is allocated.
    pub(crate) accepted: Amounts,
}

impl Usage {
    /// What counts against quota during a run: reservations, and what is offered or allocated.
    pub(crate) fn consumed(&self) -> Amounts {
        let mut sum = self.reserved.clone();
        sum.add_all(&self.held);
        sum
    }

    /// What counts against quota in reports: reservations, and what is allocated.
    pub(crate) fn consumed_allocated(&self) -> Amounts {
        let mut sum = self.reserved.clone();
        sum.add_all(&self.accepted);
        sum
    }
}

impl RoleNode {
    pub(super) fn root() -> RoleNode {
        RoleNode::new(RoleName::any(), ROOT, ROOT, 1.0, 1.0)
    }

    fn new(path: RoleName, parent: Slot, top: Slot, weight: f64, own_weight: f64) -> RoleNode {
        RoleNode {
            path,
            parent,
            children: Vec::new(),
            top,
            whole: Account::new(weight),
            own: Account::new(own_weight),
            clients: Vec::new(),
            active: Vec::new(),
            active_epoch: 0,
            order: Vec::new(),
            order_epoch: 0,
            below: 0,
            moved: false,
            reserving: 0,
            reserved: Amounts::default(),
            quota: Quota::default(),
            usage: Usage::default(),
        }
    }

    pub(super) fn last_name(&self) -> &str {
        self.path.as_str().rsplit('/').next().unwrap_or_default()
    }

    /// Whether any framework of this role takes part.
    pub(crate) fn has_active(&self) -> bool {
        !self.active.is_empty()
    }

    /// Whether anything needs this role to exist.
    pub(crate) fn is_referred_to(&self) -> bool {
        !self.clients.is_empty() || !self.children.is_empty() || self.reserving > 0 || !self.quota.is_default()
    }
}

impl Sorter {
    /// The role with that path, if something refers to it.
    pub(crate) fn find_role(&self, path: &str) -> Option<Slot> {
        self.by_path.get(path).copied()
    }

    /// The role with that path, made with its parents if it does not exist. Follow with a reference to it.
    pub(crate) fn role(&mut self, path: &RoleName) -> Slot {
        if let Some(&slot) = self.by_path.get(path) {
            return slot;
        }
        let parent = path.parent().map_or(ROOT, |parent| self.role(&parent));
        let weight = self.weights.get(path.as_str()).copied().unwrap_or(1.0);
        let own_weight = self.weights.get(&format!("{path}/.")).copied().unwrap_or(1.0);
        let slot = self.roles.insert(RoleNode::new(path.clone(), parent, ROOT, weight, own_weight));
        self.roles[slot].top = if parent == ROOT { slot } else { self.roles[parent].top };
        self.roles[parent].children.push(slot);
        self.by_path.insert(path.clone(), slot);
        slot
    }

    /// Forgets a role, and then its parents, if nothing refers to them any more.
    pub(crate) fn tidy_role(&mut self, role: Slot) {
        if role == ROOT || self.roles[role].is_referred_to() {
            return;
        }
        let Some(node) = self.roles.remove(role) else { return };
        self.by_path.swap_remove(&node.path);
        let parent = &mut self.roles[node.parent];
        parent.children.retain(|child| *child != role);
        parent.order_epoch = 0;
        self.tidy_role(node.parent);
    }

    /// Notes that reservations to a role grew by `added` and shrank by `removed`.
    pub(crate) fn change_reserved(&mut self, role: Slot, added: &Amounts, removed: &Amounts) {
        let node = &mut self.roles[role];
        node.reserved.add_all(added);
        node.reserved.subtract_all(removed);
        let top = node.top;
        let usage = &mut self.roles[top].usage;
        usage.reserved.add_all(added);
        usage.reserved.subtract_all(removed);
    }

    /// The usage that a client counts towards.
    pub(crate) fn usage_mut(&mut self, client: Slot) -> &mut Usage {
        let top = self.roles[self.clients[client].role].top;
        &mut self.roles[top].usage
    }

    /// Whether `role` is `ancestor` or lies below it.
    pub(crate) fn is_within(&self, mut role: Slot, ancestor: Slot) -> bool {
        while role != ancestor && role != ROOT {
            role = self.roles[role].parent;
        }
        role == ancestor
    }

    /// Takes a role into the order when it gets its first client.
    pub(super) fn enter(&mut self, role: Slot) {
        if self.roles[role].clients.len() == 1 {
            self.change_below(role, true);
        }
    }

    /// Takes a role out of the order when it lost its last client, and forgets how often it was charged.
    pub(super) fn leave(&mut self, role: Slot) {
        if self.roles[role].clients.is_empty() {
            self.roles[role].own.count = 0;
            self.change_below(role, false);
        }
        self.tidy_role(role);
    }

    fn change_below(&mut self, role: Slot, more: bool) {
        self.shape += 1;
        let mut at = role;
        loop {
            let node = &mut self.roles[at];
            node.order_epoch = 0;
            if at == ROOT {
                break;
            }
            node.below = if more { node.below + 1 } else { node.below - 1 };
            if node.below == 0 {
                node.whole.count = 0;
            }
            at = node.parent;
        }
    }
}
