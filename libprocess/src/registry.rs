//! The names of a node: who holds which, and the mailboxes of names whose holder ended while somebody still knows them.

use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        Arc, Weak,
        atomic::{AtomicUsize, Ordering},
    },
};

use dashmap::DashMap;
use hashbrown::HashTable;
use libprocess_wire::Name;
use parking_lot::Mutex;

use crate::mailbox::AnySlot;

/// Parts of the table of names, each with a lock of its own. Their order is never read.
const SHARDS: usize = 16;

/// The names of a node.
pub(crate) struct Registry {
    /// Live mailboxes, keyed by their own names: one pointer per actor.
    live: [Mutex<HashTable<Arc<dyn AnySlot>>>; SHARDS],
    len: AtomicUsize,
    hasher: RandomState,
    /// Mailboxes between two lives that somebody still holds a pid of.
    ended: DashMap<Name, Weak<dyn AnySlot>>,
    /// Entries that were ever made there, so that whoever starts a million actors does not look there a million times.
    ends: AtomicUsize,
    ended_since_sweep: AtomicUsize,
}

impl Registry {
    pub(crate) fn new() -> Self {
        Registry {
            live: std::array::from_fn(|_| Mutex::default()),
            len: AtomicUsize::new(0),
            hasher: RandomState::new(),
            ended: DashMap::with_shard_amount(4),
            ends: AtomicUsize::new(0),
            ended_since_sweep: AtomicUsize::new(0),
        }
    }

    fn hash(&self, name: &str) -> (u64, &Mutex<HashTable<Arc<dyn AnySlot>>>) {
        let hash = self.hasher.hash_one(name);
        // The table uses the lowest bits and the highest seven.
        (hash, &self.live[(hash >> 40) as usize % SHARDS])
    }

    /// Makes room for so many more names, so that the table does not grow step by step.
    pub(crate) fn reserve(&self, names: usize) {
        // Chance spreads names unevenly: a little more for each part.
        let each = names / SHARDS;
        let each = each + each / 32;
        for shard in &self.live {
            shard.lock().reserve(each, |slot| self.hasher.hash_one(&*slot.head().name));
        }
    }

    /// The holder of a name.
    pub(crate) fn get(&self, name: &str) -> Option<Arc<dyn AnySlot>> {
        let (hash, shard) = self.hash(name);
        shard.lock().find(hash, |slot| *slot.head().name == *name).cloned()
    }

    /// The mailbox of a name without a holder.
    pub(crate) fn take_ended(&self, name: &str) -> Option<Arc<dyn AnySlot>> {
        if self.ends.load(Ordering::Acquire) == 0 {
            return None;
        }
        self.ended.remove(name).and_then(|(_, weak)| weak.upgrade())
    }

    /// Gives a name its holder; false if it has one.
    pub(crate) fn hold(&self, slot: Arc<dyn AnySlot>) -> bool {
        let (hash, shard) = self.hash(&slot.head().name);
        let mut table = shard.lock();
        if table.find(hash, |held| held.head().name == slot.head().name).is_some() {
            return false;
        }
        table.insert_unique(hash, slot, |slot| self.hasher.hash_one(&*slot.head().name));
        self.len.fetch_add(1, Ordering::Relaxed);
        true
    }

    /// The holder of a name ended; its mailbox is kept as long as somebody knows it.
    pub(crate) fn ended(&self, slot: &Arc<dyn AnySlot>) {
        let name = slot.head().name.clone();
        let (hash, shard) = self.hash(&name);
        let removed = match shard.lock().find_entry(hash, |held| held.head().name == name) {
            Ok(entry) => Some(entry.remove().0),
            Err(_) => None,
        };
        if removed.is_some() {
            self.len.fetch_sub(1, Ordering::Relaxed);
        }
        drop(removed);
        self.ends.fetch_add(1, Ordering::Release);
        self.ended.insert(name, Arc::downgrade(slot));
        // Forgotten ones are swept when as many ended as there are entries: constant cost per end.
        let since = self.ended_since_sweep.fetch_add(1, Ordering::Relaxed);
        if since > self.ended.len().max(256) {
            self.sweep();
        }
    }

    /// How many lives ended, ever.
    pub(crate) fn ends(&self) -> usize {
        self.ends.load(Ordering::Relaxed)
    }

    /// Forgets mailboxes that nobody knows.
    fn sweep(&self) {
        self.ended_since_sweep.store(0, Ordering::Relaxed);
        self.ended.retain(|_, weak| weak.strong_count() > 0);
    }

    /// Gives back what held many that ended.
    pub(crate) fn give_back(&self) {
        self.sweep();
        self.ended.shrink_to_fit();
        for shard in &self.live {
            let mut table = shard.lock();
            if table.len() < table.capacity() / 8 {
                let room = 2 * table.len();
                table.shrink_to(room, |slot| self.hasher.hash_one(&*slot.head().name));
            }
        }
    }

    /// All live mailboxes, by name.
    pub(crate) fn all(&self) -> Vec<Arc<dyn AnySlot>> {
        let mut all = Vec::with_capacity(self.len());
        for shard in &self.live {
            all.extend(shard.lock().iter().cloned());
        }
        all.sort_by(|a, b| a.head().name.cmp(&b.head().name));
        all
    }

    /// Forgets all names.
    pub(crate) fn clear(&self) {
        for shard in &self.live {
            // Dropped outside of the lock: destructors of actors may look for names.
            let forgotten = std::mem::take(&mut *shard.lock());
            self.len.fetch_sub(forgotten.len(), Ordering::Relaxed);
            drop(forgotten);
        }
        self.ended.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.len.load(Ordering::Relaxed)
    }

    /// The live mailbox in that life, for people who look.
    pub(crate) fn by_counter(&self, counter: u64) -> Option<Arc<dyn AnySlot>> {
        self.live.iter().find_map(|shard| shard.lock().iter().find(|slot| slot.counter() == counter).cloned())
    }
}
