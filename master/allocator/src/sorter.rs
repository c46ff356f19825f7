//! The order of roles and frameworks: the role tree, the clients (a framework in a role) and what each has.
//!
//! Two levels: nodes of the role tree among their siblings, clients within their role. A role that has frameworks and also
//! roles below it competes with them as the leaf `.` under its own node. What is allocated adds up along the path to the
//! top; a role without active frameworks keeps counting there.
//!
//! Orders are kept, not recomputed: a charge notes who moved, and the next visit moves exactly those. Only a change of the
//! cluster's totals makes all ranks stale; they are then recomputed per list, when that list is next read.

mod tree;
mod walk;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use mesos_protocol::ids::FrameworkId;
use mesos_protocol::roles::Role as RoleName;

pub(crate) use tree::RoleNode;
pub(crate) use walk::{ClientWalk, RoleWalk};

use crate::amounts::{Amounts, Names};
use crate::framework::Wants;
use crate::policy::{Level, Policy, Rank, Standing};
use crate::slots::{Slot, SlotSet, Slots};

/// The root of the role tree; it is no role itself.
pub(crate) const ROOT: Slot = 0;

/// What one competitor has, and the key by which it stands in its list.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// Scalars offered or allocated, reserved and revocable ones included.
    pub(crate) allocated: Amounts,
    /// How often it was charged by an allocation; never reduced.
    pub(crate) count: u64,
    pub(crate) weight: f64,
    /// The key under which it stands in its list; lags behind the fields above until the next visit.
    key: Key,
}

#[derive(Clone, Copy, Debug, Default)]
struct Key {
    rank: Rank,
    count: u64,
}

impl Account {
    fn new(weight: f64) -> Account {
        Account { allocated: Amounts::default(), count: 0, weight, key: Key::default() }
    }
}

/// A framework in one of its roles.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) framework: Slot,
    pub(crate) framework_id: FrameworkId,
    pub(crate) role: Slot,
    pub(crate) account: Account,
    pub(crate) active: bool,
    pub(crate) wants: Wants,
    /// Agents of which it has something.
    pub(crate) agents: SlotSet,
    moved: bool,
}

/// Roles, clients and their orders.
#[derive(Debug)]
pub(crate) struct Sorter {
    pub(crate) names: Names,
    pub(crate) policy: Arc<dyn Policy>,
    pub(crate) roles: Slots<RoleNode>,
    by_path: indexmap::IndexMap<RoleName, Slot>,
    pub(crate) clients: Slots<Client>,
    /// Scalars of all known agents.
    totals: Amounts,
    weights: BTreeMap<String, f64>,
    /// Grows with each change that makes all ranks stale.
    epoch: u64,
    /// Grows with each change of the tree or of weights.
    shape: u64,
    moved_clients: Vec<Slot>,
    moved_roles: Vec<Slot>,
    lots: walk::RoleLots,
}

impl Sorter {
    pub(crate) fn new(policy: Arc<dyn Policy>) -> Sorter {
        let mut roles = Slots::default();
        roles.insert(RoleNode::root());
        Sorter {
            names: Names::default(),
            policy,
            roles,
            by_path: indexmap::IndexMap::new(),
            clients: Slots::default(),
            totals: Amounts::default(),
            weights: BTreeMap::new(),
            epoch: 1,
            shape: 1,
            moved_clients: Vec::new(),
            moved_roles: Vec::new(),
            lots: walk::RoleLots::default(),
        }
    }

    pub(crate) fn totals(&self) -> &Amounts {
        &self.totals
    }

    /// Changes the totals of the cluster; makes all ranks stale, at constant cost.
    pub(crate) fn change_totals(&mut self, added: &Amounts, removed: &Amounts) {
        if added != removed {
            self.totals.add_all(added);
            self.totals.subtract_all(removed);
            self.epoch += 1;
        }
    }

    /// Sets the weight of a path; a path that ends in `/.` means the role itself among the roles below it.
    pub(crate) fn set_weight(&mut self, path: &str, weight: f64) {
        self.weights.insert(path.to_owned(), weight);
        self.epoch += 1;
        self.shape += 1;
        let (role, own) = path.strip_suffix("/.").map_or((path, false), |role| (role, true));
        if let Some(&slot) = self.by_path.get(role) {
            let node = &mut self.roles[slot];
            let account = if own { &mut node.own } else { &mut node.whole };
            account.weight = weight;
        }
    }

    pub(crate) fn weights(&self) -> &BTreeMap<String, f64> {
        &self.weights
    }

    // ---- clients -------------------------------------------------------------------------------------------------

    /// Adds an inactive client. The role must exist.
    pub(crate) fn add_client(&mut self, framework: Slot, framework_id: FrameworkId, role: Slot) -> Slot {
        let account = Account::new(1.0);
        let client = self.clients.insert(Client {
            framework,
            framework_id,
            role,
            account,
            active: false,
            wants: Wants::default(),
            agents: SlotSet::default(),
            moved: false,
        });
        self.roles[role].clients.push(client);
        self.enter(role);
        client
    }

    /// Removes a client, which must have given everything back before.
    pub(crate) fn remove_client(&mut self, client: Slot) {
        self.set_active(client, false);
        let role = self.clients[client].role;
        self.clients.remove(client);
        self.roles[role].clients.retain(|other| *other != client);
        self.leave(role);
    }

    /// Lets a client take part, or not. Its allocation counts either way.
    pub(crate) fn set_active(&mut self, client: Slot, active: bool) {
        if self.clients[client].active == active {
            return;
        }
        let role = self.clients[client].role;
        self.clients[client].active = active;
        let node = &mut self.roles[role];
        if active {
            // Its place is found when the list is next read.
            node.active.push(client);
            node.active_epoch = 0;
        } else {
            node.active.retain(|other| *other != client);
        }
    }

    /// Charges a client and its roles for one grant. Cost: the length of the path.
    pub(crate) fn charge(&mut self, client: Slot, amounts: &Amounts) {
        self.clients[client].account.count += 1;
        let mut at = self.clients[client].role;
        self.roles[at].own.count += 1;
        while at != ROOT {
            let node = &mut self.roles[at];
            node.whole.count += 1;
            at = node.parent;
        }
        self.add(client, amounts);
    }

    /// Adds to what a client and its roles have, without counting a grant. Cost: the length of the path.
    pub(crate) fn add(&mut self, client: Slot, amounts: &Amounts) {
        self.change(client, usize::MAX, |allocated| allocated.add_all(amounts));
    }

    /// Takes from what a client and its roles have; counts stay. Cost: the length of the path.
    pub(crate) fn subtract(&mut self, client: Slot, amounts: &Amounts) {
        self.change(client, usize::MAX, |allocated| allocated.subtract_all(amounts));
    }

    /// Like `add`, but only for the client and the first `levels` accounts above it: what is shared counts once per account.
    pub(crate) fn add_levels(&mut self, client: Slot, amounts: &Amounts, levels: usize) {
        self.change(client, levels, |allocated| allocated.add_all(amounts));
    }

    /// Like `subtract`, but only for the client and the first `levels` accounts above it.
    pub(crate) fn subtract_levels(&mut self, client: Slot, amounts: &Amounts, levels: usize) {
        self.change(client, levels, |allocated| allocated.subtract_all(amounts));
    }

    /// The accounts above a client are, from below: the role's own leaf, the role with all below it, its parents.
    fn change(&mut self, client: Slot, levels: usize, apply: impl Fn(&mut Amounts)) {
        let entry = &mut self.clients[client];
        apply(&mut entry.account.allocated);
        let role = entry.role;
        self.note_moved_client(client);
        if levels == 0 {
            return;
        }
        apply(&mut self.roles[role].own.allocated);
        let (mut at, mut left) = (role, levels - 1);
        while at != ROOT && left > 0 {
            let node = &mut self.roles[at];
            apply(&mut node.whole.allocated);
            at = node.parent;
            left -= 1;
        }
        self.note_moved_role(role);
    }

    fn note_moved_client(&mut self, client: Slot) {
        let entry = &mut self.clients[client];
        if !entry.moved {
            entry.moved = true;
            self.moved_clients.push(client);
        }
    }

    fn note_moved_role(&mut self, role: Slot) {
        let node = &mut self.roles[role];
        if !node.moved {
            node.moved = true;
            self.moved_roles.push(role);
        }
    }

    // ---- order ---------------------------------------------------------------------------------------------------

    /// How a policy sees a client.
    pub(crate) fn client_standing(&self, client: Slot) -> Standing<'_> {
        let entry = &self.clients[client];
        Standing {
            level: Level::Framework,
            name: entry.framework_id.as_str(),
            role: self.roles[entry.role].path.as_str(),
            weight: entry.account.weight,
            allocated: &entry.account.allocated,
            totals: &self.totals,
            names: &self.names,
        }
    }

    fn role_standing(&self, role: Slot, own: bool) -> Standing<'_> {
        let node = &self.roles[role];
        let account = if own { &node.own } else { &node.whole };
        Standing {
            level: Level::Role,
            name: node.path.as_str(),
            role: node.path.as_str(),
            weight: account.weight,
            allocated: &account.allocated,
            totals: &self.totals,
            names: &self.names,
        }
    }

    /// The present rank of a client, recomputed.
    pub(crate) fn client_rank(&self, client: Slot) -> Rank {
        self.policy.rank(&self.client_standing(client))
    }

    /// The present rank of a role among its siblings, recomputed.
    pub(crate) fn role_rank(&self, role: Slot) -> Rank {
        self.policy.rank(&self.role_standing(role, false))
    }

    fn client_key(&self, client: Slot) -> Key {
        Key { rank: self.client_rank(client), count: self.clients[client].account.count }
    }

    fn role_key(&self, role: Slot, own: bool) -> Key {
        let node = &self.roles[role];
        let count = if own { node.own.count } else { node.whole.count };
        Key { rank: self.policy.rank(&self.role_standing(role, own)), count }
    }

    /// Brings the list of active clients of a role up to date.
    fn settle_clients(&mut self, role: Slot) {
        for client in std::mem::take(&mut self.moved_clients) {
            // A client that was removed since, or whose slot has a new holder, has no old place to leave.
            let Some(entry) = self.clients.get(client).filter(|entry| entry.moved) else { continue };
            let (home, active) = (entry.role, entry.active);
            self.clients[client].moved = false;
            if active && self.roles[home].active_epoch == self.epoch {
                self.reposition_client(home, client);
            }
        }
        if self.roles[role].active_epoch != self.epoch {
            let mut list = std::mem::take(&mut self.roles[role].active);
            for &client in &list {
                self.clients[client].account.key = self.client_key(client);
            }
            list.sort_unstable_by(|a, b| self.compare_clients(*a, *b));
            self.roles[role].active = list;
            self.roles[role].active_epoch = self.epoch;
        }
    }

    fn reposition_client(&mut self, role: Slot, client: Slot) {
        let mut list = std::mem::take(&mut self.roles[role].active);
        let from = list.binary_search_by(|other| self.compare_clients(*other, client));
        self.clients[client].account.key = self.client_key(client);
        if let Ok(from) = from {
            reposition(&mut list, from, |a, b| self.compare_clients(a, b));
        }
        self.roles[role].active = list;
    }

    fn compare_clients(&self, a: Slot, b: Slot) -> Ordering {
        let (a, b) = (&self.clients[a], &self.clients[b]);
        compare_keys(&a.account.key, &b.account.key).then_with(|| a.framework_id.cmp(&b.framework_id))
    }

    /// Brings the places of charged roles up to date.
    fn settle_roles(&mut self) {
        for role in std::mem::take(&mut self.moved_roles) {
            if self.roles.get(role).is_none_or(|node| !node.moved) {
                continue;
            }
            self.roles[role].moved = false;
            self.reposition_role(role, role, true);
            let mut at = role;
            while at != ROOT {
                let parent = self.roles[at].parent;
                self.reposition_role(parent, at, false);
                at = parent;
            }
        }
    }

    /// Moves `entry` in the order of `parent`; `own` is the leaf `.` of the parent itself.
    fn reposition_role(&mut self, parent: Slot, entry: Slot, own: bool) {
        let node = &mut self.roles[parent];
        if node.order_epoch != self.epoch {
            return;
        }
        let mut list = std::mem::take(&mut node.order);
        let from = list.binary_search_by(|other| self.compare_roles(parent, *other, entry));
        let key = self.role_key(entry, own);
        self.account_mut(entry, own).key = key;
        if let Ok(from) = from {
            reposition(&mut list, from, |a, b| self.compare_roles(parent, a, b));
        }
        self.roles[parent].order = list;
    }

    fn account_mut(&mut self, role: Slot, own: bool) -> &mut Account {
        let node = &mut self.roles[role];
        if own { &mut node.own } else { &mut node.whole }
    }

    /// Rebuilds the order below `parent` if a change made it stale.
    fn refresh_roles(&mut self, parent: Slot) {
        if self.roles[parent].order_epoch == self.epoch {
            return;
        }
        let mut list = std::mem::take(&mut self.roles[parent].order);
        list.clear();
        list.extend(self.roles[parent].children.iter().copied().filter(|child| self.roles[*child].below > 0));
        if parent != ROOT && !self.roles[parent].clients.is_empty() {
            list.push(parent);
        }
        for &entry in &list {
            let own = entry == parent;
            self.account_mut(entry, own).key = self.role_key(entry, own);
        }
        list.sort_unstable_by(|a, b| self.compare_roles(parent, *a, *b));
        let node = &mut self.roles[parent];
        node.order = list;
        node.order_epoch = self.epoch;
    }

    /// The order below a role, if it is not stale.
    pub(crate) fn fresh_order(&self, parent: Slot) -> Option<&[Slot]> {
        let node = &self.roles[parent];
        (node.order_epoch == self.epoch).then_some(&*node.order)
    }

    fn compare_roles(&self, parent: Slot, a: Slot, b: Slot) -> Ordering {
        let view = |entry: Slot| {
            let node = &self.roles[entry];
            if entry == parent { (&node.own.key, ".") } else { (&node.whole.key, node.last_name()) }
        };
        let ((key_a, name_a), (key_b, name_b)) = (view(a), view(b));
        compare_keys(key_a, key_b).then_with(|| name_a.cmp(name_b))
    }
}

fn compare_keys(a: &Key, b: &Key) -> Ordering {
    let rank = a.rank.tier.cmp(&b.rank.tier).then(a.rank.share.total_cmp(&b.rank.share));
    rank.then(a.count.cmp(&b.count))
}

/// Moves the entry at `from`, the only one whose key changed, to its place in an otherwise ordered list.
fn reposition(list: &mut [Slot], from: usize, compare: impl Fn(Slot, Slot) -> Ordering) {
    let entry = list[from];
    let to_left = list[..from].partition_point(|other| compare(*other, entry) == Ordering::Less);
    if to_left < from {
        list[to_left..=from].rotate_right(1);
        return;
    }
    let after = list[from + 1..].partition_point(|other| compare(*other, entry) == Ordering::Less);
    list[from..=from + after].rotate_left(1);
}

#[cfg(test)]
mod tests;
