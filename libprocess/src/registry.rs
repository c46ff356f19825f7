//! The names of a node: who holds which, and the mailboxes of names whose holder ended while somebody still knows them.

use std::{
    hash::{Hash, Hasher},
    sync::{
        Arc, Weak,
        atomic::{AtomicUsize, Ordering},
    },
};

use dashmap::{DashMap, DashSet};
use libprocess_wire::Name;

use crate::mailbox::AnySlot;

/// A live mailbox, keyed by its own name: one pointer per actor.
struct Held(Arc<dyn AnySlot>);

impl std::borrow::Borrow<str> for Held {
    fn borrow(&self) -> &str {
        &self.0.head().name
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        self.0.head().name == other.0.head().name
    }
}

impl Eq for Held {}

impl Hash for Held {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.head().name.hash(state);
    }
}

/// The names of a node.
pub(crate) struct Registry {
    live: DashSet<Held>,
    /// Mailboxes between two lives that somebody still holds a pid of.
    ended: DashMap<Name, Weak<dyn AnySlot>>,
    ended_since_sweep: AtomicUsize,
}

impl Registry {
    pub(crate) fn new() -> Self {
        Registry { live: DashSet::new(), ended: DashMap::with_shard_amount(4), ended_since_sweep: AtomicUsize::new(0) }
    }

    /// The holder of a name.
    pub(crate) fn get(&self, name: &str) -> Option<Arc<dyn AnySlot>> {
        self.live.get(name).map(|held| held.0.clone())
    }

    /// The mailbox of a name without a holder.
    pub(crate) fn take_ended(&self, name: &str) -> Option<Arc<dyn AnySlot>> {
        self.ended.remove(name).and_then(|(_, weak)| weak.upgrade())
    }

    /// Gives a name its holder; false if it has one.
    pub(crate) fn hold(&self, slot: Arc<dyn AnySlot>) -> bool {
        self.live.insert(Held(slot))
    }

    /// The holder of a name ended; its mailbox is kept as long as somebody knows it.
    pub(crate) fn ended(&self, slot: &Arc<dyn AnySlot>, _counter: u64) {
        let name = slot.head().name.clone();
        self.live.remove(&*name);
        self.ended.insert(name, Arc::downgrade(slot));
        // Forgotten ones are swept when as many ended as there are entries: constant cost per end.
        let since = self.ended_since_sweep.fetch_add(1, Ordering::Relaxed);
        if since > self.ended.len().max(256) {
            self.ended_since_sweep.store(0, Ordering::Relaxed);
            self.ended.retain(|_, weak| weak.strong_count() > 0);
        }
    }

    /// All live mailboxes, by name.
    pub(crate) fn all(&self) -> Vec<Arc<dyn AnySlot>> {
        let mut all: Vec<_> = self.live.iter().map(|held| held.0.clone()).collect();
        all.sort_by(|a, b| a.head().name.cmp(&b.head().name));
        all
    }

    /// Forgets all names.
    pub(crate) fn clear(&self) {
        self.live.clear();
        self.ended.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.live.len()
    }

    /// The live mailbox in that life, for people who look.
    pub(crate) fn by_counter(&self, counter: u64) -> Option<Arc<dyn AnySlot>> {
        self.live.iter().find(|held| held.0.counter() == counter).map(|held| held.0.clone())
    }
}
