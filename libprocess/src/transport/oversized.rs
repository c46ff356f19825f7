//! Oversized messages to the actors of a node: one at a time per receiver, whoever sends.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Weak},
};

use libprocess_wire::Name;
use parking_lot::Mutex;

use super::peer::Peer;

/// A peer that wants to send one on that channel.
struct Wish {
    id: u64,
    peer: Weak<Peer>,
    channel: u32,
}

#[derive(Default)]
struct Table {
    next: u64,
    /// The first of each is admitted.
    by_receiver: BTreeMap<Name, VecDeque<Wish>>,
}

/// Who may send an oversized message to whom.
#[derive(Default)]
pub(crate) struct Oversized(Mutex<Table>);

impl Oversized {
    /// A peer wants to send one: it is told when it may.
    pub(crate) fn wish(&self, to: Name, peer: &Arc<Peer>, channel: u32) {
        let mut table = self.0.lock();
        table.next += 1;
        let id = table.next;
        let waiting = table.by_receiver.entry(to).or_default();
        waiting.push_back(Wish { id, peer: Arc::downgrade(peer), channel });
        let first = waiting.len() == 1;
        drop(table);
        if first {
            peer.admit(channel, id);
        }
    }

    /// That one is handled, or will not come: the next one may.
    pub(crate) fn release(&self, to: &Name, id: u64) {
        self.remove(to, |wish| wish.id == id);
    }

    /// A peer is given up.
    pub(crate) fn forget(&self, peer: &Arc<Peer>) {
        let receivers: Vec<Name> = self.0.lock().by_receiver.keys().cloned().collect();
        for to in receivers {
            self.remove(&to, |wish| std::ptr::eq(wish.peer.as_ptr(), Arc::as_ptr(peer)));
        }
    }

    fn remove(&self, to: &Name, is_gone: impl Fn(&Wish) -> bool) {
        let mut table = self.0.lock();
        let Some(waiting) = table.by_receiver.get_mut(to) else { return };
        let before = waiting.front().map(|wish| wish.id);
        waiting.retain(|wish| !is_gone(wish) && wish.peer.strong_count() > 0);
        let next = waiting.front().filter(|wish| Some(wish.id) != before);
        let next = next.and_then(|wish| wish.peer.upgrade().map(|peer| (peer, wish.channel, wish.id)));
        if waiting.is_empty() {
            table.by_receiver.remove(to);
        }
        drop(table);
        if let Some((peer, channel, id)) = next {
            peer.admit(channel, id);
        }
    }
}
