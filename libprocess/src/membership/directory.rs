//! [`Directory`]: what this node knows of members, names and groups, for everybody on it to read. Written by the actor
//! `members` only.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};

use libprocess_wire::{Address, Name};
use parking_lot::Mutex;

use super::Member;

/// An actor under a name; of several the least holds it: the oldest.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Claim {
    pub(crate) since: u64,
    pub(crate) actor: Address,
}

#[derive(Default)]
struct Tables {
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

impl Directory {
    pub(crate) fn members(&self) -> Vec<Member> {
        self.tables.lock().members.values().cloned().collect()
    }

    pub(crate) fn holder(&self, name: &str) -> Option<Address> {
        self.tables.lock().names.get(name)?.first().map(|claim| claim.actor.clone())
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
        let mut tables = self.tables.lock();
        if member.state.is_present() {
            tables.members.insert(member.node, member);
        } else {
            tables.members.remove(&member.node);
        }
    }

    pub(super) fn claim(&self, name: &Name, claim: Claim) {
        self.tables.lock().names.entry(name.clone()).or_default().insert(claim);
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
        let entered = self.tables.lock().groups.entry(group.clone()).or_default().insert(actor);
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

    pub(super) fn clear(&self) {
        let forgotten = std::mem::take(&mut *self.tables.lock());
        self.group_changes.fetch_add(1, Ordering::Release);
        drop(forgotten);
    }
}
