//! [`Directory`]: what this node knows of members, names and groups, for everybody on it to read. Written by the actor
//! `members` only.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};

use libprocess_wire::{Address, Name};
use parking_lot::Mutex;

use super::{Member, MemberState};

/// An actor under a name; of several the least holds it: the oldest.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Claim {
    pub(crate) since: u64,
    pub(crate) actor: Address,
}

/// All that is known.
#[derive(Clone, Default)]
pub(super) struct Tables {
    members: BTreeMap<SocketAddr, Member>,
    names: BTreeMap<Name, BTreeSet<Claim>>,
    groups: BTreeMap<Name, BTreeSet<Address>>,
}

/// What this node knows of its cluster.
#[derive(Default)]
pub(crate) struct Directory {
    tables: Mutex<Tables>,
    /// Raised by every change of a group, so that what was read may be kept until then.
    group_changes: AtomicU64,
}

/// What is different between two states of the tables.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// As they are now; those that are not known any more as down.
    pub(super) members: Vec<Member>,
    /// Names with who holds them now.
    pub(super) holders: Vec<(Name, Option<Address>)>,
    /// Groups with who came and who left.
    pub(super) groups: Vec<(Name, Vec<Address>, Vec<Address>)>,
}

/// The keys of both, once each.
fn keys<'a, K: Ord + 'a, V>(one: &'a BTreeMap<K, V>, other: &'a BTreeMap<K, V>) -> BTreeSet<&'a K> {
    one.keys().chain(other.keys()).collect()
}

impl Tables {
    pub(super) fn member(&mut self, member: Member) {
        if member.state.is_present() {
            self.members.insert(member.node, member);
        } else {
            self.members.remove(&member.node);
        }
    }

    pub(super) fn claim(&mut self, name: &Name, claim: Claim) {
        self.names.entry(name.clone()).or_default().insert(claim);
    }

    pub(super) fn enter(&mut self, group: &Name, actor: Address) -> bool {
        self.groups.entry(group.clone()).or_default().insert(actor)
    }

    fn holder(&self, name: &str) -> Option<Address> {
        self.names.get(name)?.first().map(|claim| claim.actor.clone())
    }

    fn until(&self, now: &Tables) -> Changes {
        let mut changes = Changes::default();
        for node in keys(&self.members, &now.members) {
            match (self.members.get(node), now.members.get(node)) {
                (Some(before), None) => changes.members.push(Member { state: MemberState::Down, ..before.clone() }),
                (before, Some(member)) if before != Some(member) => changes.members.push(member.clone()),
                _ => {}
            }
        }
        for name in keys(&self.names, &now.names) {
            let holder = now.holder(name);
            if holder != self.holder(name) {
                changes.holders.push((name.clone(), holder));
            }
        }
        let none = BTreeSet::new();
        for group in keys(&self.groups, &now.groups) {
            let before = self.groups.get(group).unwrap_or(&none);
            let after = now.groups.get(group).unwrap_or(&none);
            let joined: Vec<Address> = after.difference(before).cloned().collect();
            let left: Vec<Address> = before.difference(after).cloned().collect();
            if !joined.is_empty() || !left.is_empty() {
                changes.groups.push((group.clone(), joined, left));
            }
        }
        changes
    }
}

impl Directory {
    pub(crate) fn members(&self) -> Vec<Member> {
        self.tables.lock().members.values().cloned().collect()
    }

    pub(crate) fn holder(&self, name: &str) -> Option<Address> {
        self.tables.lock().holder(name)
    }

    pub(crate) fn group(&self, group: &str) -> Vec<Address> {
        self.tables.lock().groups.get(group).map(|members| members.iter().cloned().collect()).unwrap_or_default()
    }

    /// Another number means that some group changed.
    pub(crate) fn group_changes(&self) -> u64 {
        self.group_changes.load(Ordering::Acquire)
    }

    /// For people: members, and the first thousand names and groups.
    pub(crate) fn shown(&self) -> serde_json::Value {
        const MOST: usize = 1000;
        let tables = self.tables.lock();
        let names = tables.names.iter().take(MOST).map(|(name, claims)| {
            let holder = claims.first().map(|claim| claim.actor.to_string());
            serde_json::json!({ "name": name, "holder": holder })
        });
        let groups = tables.groups.iter().take(MOST).map(|(group, members)| {
            let first: Vec<String> = members.iter().take(MOST).map(Address::to_string).collect();
            serde_json::json!({ "group": group, "size": members.len(), "members": first })
        });
        serde_json::json!({
            "members": tables.members.values().collect::<Vec<_>>(),
            "names": names.collect::<Vec<_>>(),
            "groups": groups.collect::<Vec<_>>(),
        })
    }

    // --- for the actor `members` --------------------------------------------------------------------------------------

    pub(super) fn member(&self, member: Member) {
        self.tables.lock().member(member);
    }

    pub(super) fn claim(&self, name: &Name, claim: Claim) {
        self.tables.lock().claim(name, claim);
    }

    pub(super) fn unclaim(&self, name: &Name, claim: &Claim) {
        let mut tables = self.tables.lock();
        if let Some(claims) = tables.names.get_mut(name) {
            claims.remove(claim);
            if claims.is_empty() {
                tables.names.remove(name);
            }
        }
    }

    /// The oldest claim to a name, and those of that node that it beats.
    pub(super) fn claims(&self, name: &Name, of: SocketAddr) -> Option<(Claim, Vec<Claim>)> {
        let tables = self.tables.lock();
        let claims = tables.names.get(name)?;
        let first = claims.first()?.clone();
        let beaten = claims.iter().skip(1).filter(|claim| claim.actor.node == of).cloned().collect();
        Some((first, beaten))
    }

    pub(super) fn enter(&self, group: &Name, actor: Address) -> bool {
        let entered = self.tables.lock().enter(group, actor);
        self.group_changes.fetch_add(u64::from(entered), Ordering::Release);
        entered
    }

    pub(super) fn withdraw(&self, group: &Name, actor: &Address) -> bool {
        let mut tables = self.tables.lock();
        let Some(members) = tables.groups.get_mut(group) else { return false };
        let removed = members.remove(actor);
        if members.is_empty() {
            tables.groups.remove(group);
        }
        self.group_changes.fetch_add(u64::from(removed), Ordering::Release);
        removed
    }

    /// Puts this in the place of what was known, for all readers at one moment; what is different now.
    pub(super) fn replace(&self, tables: Tables) -> Changes {
        let before = std::mem::replace(&mut *self.tables.lock(), tables.clone());
        self.group_changes.fetch_add(1, Ordering::Release);
        before.until(&tables)
    }

    pub(super) fn clear(&self) {
        let forgotten = std::mem::take(&mut *self.tables.lock());
        self.group_changes.fetch_add(1, Ordering::Release);
        drop(forgotten);
    }
}
