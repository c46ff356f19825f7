//! Who watches whom across two nodes, and who waits to be connected.
//!
//! What binds two actors is told once, by frames that come again after a broken link until the other side has them: so no
//! end is missed. All of it belongs to the association, and ends with it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
};

use libprocess_wire::{Address, Life, Name, Reply};

use super::frame::Control;
use crate::{
    actor::Relation,
    life::{Watcher, watch},
    mailbox::AnySlot,
};

/// Lives of a peer's actors that are remembered.
const LIVES_MAX: usize = 4096;

/// Most actors of this node that one peer may watch.
pub(crate) const WATCHED_MAX: usize = 1 << 18;

/// An actor of the peer that is watched from here.
pub(crate) struct Watching {
    pub(crate) target: Address,
    /// The life that the peer said it is.
    pub(crate) held: Option<Life>,
    pub(crate) watcher: Watcher,
}

impl Watching {
    fn frame(&self, key: u64) -> Control {
        let name = self.target.name.as_ref().to_owned();
        Control::Watch { key, name, life: self.held.or(self.target.life) }
    }

    /// The watching actor, where it is one.
    pub(crate) fn watcher_name(&self) -> Option<Name> {
        match &self.watcher {
            Watcher::Local { slot, .. } => slot.upgrade().map(|slot| slot.head().name.clone()),
            Watcher::Call { .. } => None,
        }
    }

    pub(crate) fn is_link(&self) -> bool {
        matches!(self.watcher, Watcher::Local { relation: Relation::Link, .. })
    }

    fn is_by(&self, slot: &Arc<dyn AnySlot>, counter: u64, relation: Relation) -> bool {
        match &self.watcher {
            Watcher::Local { slot: held, counter: held_counter, relation: held_relation } => {
                *held_counter == counter && *held_relation == relation && std::ptr::addr_eq(held.as_ptr(), Arc::as_ptr(slot))
            }
            Watcher::Call { .. } => false,
        }
    }
}

/// An actor of this node that the peer watches.
pub(crate) struct Watched {
    slot: Weak<dyn AnySlot>,
    /// Tells the call among the watchers of that actor.
    call: u64,
    pub(crate) life: Life,
}

/// A question whether an actor is there.
pub(crate) struct Connecting {
    pub(crate) to: Address,
    pub(crate) protocol: &'static str,
    pub(crate) version: u16,
    pub(crate) reply: Reply<Address>,
}

impl Connecting {
    pub(crate) fn frame(&self, id: u64) -> Control {
        let (name, protocol) = (self.to.name.as_ref().to_owned(), self.protocol.to_owned());
        Control::Connect { id, name, life: self.to.life, protocol, version: self.version }
    }
}

/// What binds actors of two nodes.
#[derive(Default)]
pub(crate) struct Relations {
    pub(crate) watching: BTreeMap<u64, Watching>,
    pub(crate) watched: BTreeMap<u64, Watched>,
    /// Actors of the peer and the actors of this node that linked themselves to them.
    pub(crate) links: Vec<(Address, Address)>,
    pub(crate) connecting: BTreeMap<u64, Connecting>,
    lives: BTreeMap<Name, Life>,
}

impl Relations {
    /// True if somebody here waits for news of the peer.
    pub(crate) fn want_link(&self) -> bool {
        !self.watching.is_empty() || !self.connecting.is_empty()
    }

    /// What tells the peer of all of them.
    pub(crate) fn frames(&self) -> Vec<Control> {
        let watches = self.watching.iter().map(|(key, watching)| watching.frame(*key));
        let links = self.links.iter().filter_map(|(to, from)| link(to, from));
        let connects = self.connecting.iter().map(|(id, connecting)| connecting.frame(*id));
        watches.chain(links).chain(connects).collect()
    }

    /// Enters a watch; the frame that tells the peer.
    pub(crate) fn watch(&mut self, key: u64, target: Address, watcher: Watcher) -> Control {
        let watching = Watching { target, held: None, watcher };
        let frame = watching.frame(key);
        self.watching.insert(key, watching);
        frame
    }

    /// Takes back the watches of an actor on a target; their keys.
    pub(crate) fn unwatch(
        &mut self,
        target: &Address,
        slot: &Arc<dyn AnySlot>,
        counter: u64,
        relation: Relation,
    ) -> Vec<u64> {
        let keys: Vec<u64> = self
            .watching
            .iter()
            .filter(|(_, watching)| watching.target.name == target.name && watching.is_by(slot, counter, relation))
            .map(|(key, _)| *key)
            .collect();
        for key in &keys {
            self.watching.remove(key);
        }
        keys
    }

    /// The key of the watch that stands for a link from `from` (of the peer) to an actor here.
    pub(crate) fn link_watch(&self, from: &str, life: Life, to: &str) -> Option<u64> {
        let is_link = |watching: &Watching| {
            watching.is_link()
                && &*watching.target.name == from
                && watching.held.or(watching.target.life) == Some(life)
                && watching.watcher_name().is_some_and(|name| &*name == to)
        };
        self.watching.iter().find(|(_, watching)| is_link(watching)).map(|(key, _)| *key)
    }

    /// The peer says which life a watch holds.
    pub(crate) fn holds(&mut self, key: u64, life: Life) {
        let Some(watching) = self.watching.get_mut(&key) else { return };
        watching.held = Some(life);
        let name = watching.target.name.clone();
        self.lives_of(name, life);
    }

    /// Remembers the life of an actor of the peer.
    pub(crate) fn lives_of(&mut self, name: Name, life: Life) {
        if self.lives.len() < LIVES_MAX || self.lives.contains_key(&name) {
            self.lives.insert(name, life);
        }
    }

    /// The life last heard of.
    pub(crate) fn life(&self, name: &str) -> Option<Life> {
        self.lives.get(name).copied()
    }

    /// A life of the peer's actors ended.
    pub(crate) fn life_ended(&mut self, name: &str, life: Option<Life>) {
        if life.is_some() && self.life(name) == life {
            self.lives.remove(name);
        }
    }

    /// True if the peer may have one more of its actors watched by a link.
    pub(crate) fn may_watch(&self) -> bool {
        self.watching.len() < WATCHED_MAX
    }

    /// True if one more of this node's actors may be watched.
    pub(crate) fn has_room(&self) -> bool {
        self.watched.len() < WATCHED_MAX
    }

    /// The peer watches an actor of this node from now on; false if that life is over.
    pub(crate) fn watched_by_peer(&mut self, key: u64, slot: &Arc<dyn AnySlot>, life: Life, call: Watcher) -> bool {
        let Watcher::Call { key: call_key, .. } = &call else { return false };
        let watched = Watched { slot: Arc::downgrade(slot), call: *call_key, life };
        let entered = watch(slot, life.counter, call).is_ok();
        if entered {
            self.watched.insert(key, watched);
        }
        entered
    }
}

impl Watched {
    /// Takes the watch back from the actor.
    pub(crate) fn remove(self) {
        let Some(slot) = self.slot.upgrade() else { return };
        if let Some(relations) = slot.head().bonds.lock().relations.as_mut() {
            relations.watchers.retain(|held| !matches!(held, Watcher::Call { key, .. } if *key == self.call));
        }
    }
}

/// The frame that tells of a link; none without the life of this side.
pub(crate) fn link(to: &Address, from: &Address) -> Option<Control> {
    let (to_life, from_life) = (to.life, from.life?);
    Some(Control::Link { to: to.name.as_ref().to_owned(), to_life, from: from.name.as_ref().to_owned(), from_life })
}
