//! The doors of a node's actors: which protocols are understood where.

use std::{
    any::TypeId,
    sync::atomic::{AtomicU64, Ordering},
};

use dashmap::DashMap;
use libprocess_wire::Name;

use crate::{door::Entry, role::Role};

/// The doors of a node's actors, by name of the actor.
#[derive(Default)]
pub(crate) struct Doors {
    by_name: DashMap<Name, Vec<Entry>>,
    /// Raised by every change, so that what was found may be kept until then.
    changes: AtomicU64,
}

impl Doors {
    /// Another number means that doors were opened or closed.
    pub(crate) fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// Does any door of the actor admit that role from another node?
    pub(crate) fn admit(&self, name: &str, role: Role) -> bool {
        role != Role::Executor || self.by_name.get(name).is_some_and(|doors| doors.iter().any(|door| door.admits(role)))
    }

    pub(crate) fn open(&self, name: &Name, entry: Entry) {
        let mut doors = self.by_name.entry(name.clone()).or_default();
        doors.retain(|known| known.protocol != entry.protocol);
        doors.push(entry);
        drop(doors);
        self.changes.fetch_add(1, Ordering::Release);
    }

    pub(crate) fn by_protocol(&self, name: &str, protocol: &str) -> Option<Entry> {
        self.by_name.get(name)?.iter().find(|entry| entry.protocol == protocol).cloned()
    }

    pub(crate) fn by_message(&self, name: &str, message: TypeId) -> Option<Entry> {
        self.by_name.get(name)?.iter().find(|entry| entry.message == message).cloned()
    }

    pub(crate) fn close(&self, name: &str) {
        if self.by_name.remove(name).is_some() {
            self.changes.fetch_add(1, Ordering::Release);
        }
    }

    pub(crate) fn protocols(&self, name: &str) -> Vec<&'static str> {
        self.by_name.get(name).map(|doors| doors.iter().map(|door| door.protocol).collect()).unwrap_or_default()
    }
}
