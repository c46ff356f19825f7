//! What binds actors of the two nodes: watches, links and connects, as this side tells them and as the peer does.

use std::sync::Arc;

use libprocess_wire::{Address, AskError, Life, Reply};

use super::{
    super::{
        frame::{self, Control},
        inbox::find_door,
        relations::{self, Connecting},
    },
    Loss, Peer,
};
use crate::{
    actor::{Exit, ExitNotice, Relation},
    life::Watcher,
    mailbox::AnySlot,
    node::NodeCore,
};

impl Peer {
    // --- what is told to the peer -----------------------------------------------------------------------------------

    pub(crate) fn watch(&self, key: u64, target: Address, watcher: Watcher) {
        let mut relations = self.relations.lock();
        let frame = relations.watch(key, target, watcher);
        self.tell(&frame);
    }

    pub(crate) fn unwatch(&self, target: &Address, slot: &Arc<dyn AnySlot>, counter: u64, relation: Relation) {
        let mut relations = self.relations.lock();
        for key in relations.unwatch(target, slot, counter, relation) {
            self.tell(&Control::Unwatch { key });
        }
        if relation == Relation::Link
            && let Some(core) = self.core()
        {
            let (to, from) = (target.name.as_ref().to_owned(), slot.head().name.as_ref().to_owned());
            relations.links.retain(|(held_to, held_from)| *held_to.name != *to || *held_from.name != *from);
            let from_life = Life { node: core.life, counter };
            self.tell(&Control::Unlink { to, to_life: target.life, from, from_life });
        }
    }

    pub(crate) fn link_actors(&self, to: &Address, from: &Address) {
        let Some(frame) = relations::link(to, from) else { return };
        let mut relations = self.relations.lock();
        relations.links.push((to.clone(), from.clone()));
        self.tell(&frame);
    }

    pub(crate) fn link_ended(&self, to: &Address, from: &Address, why: &Exit) {
        let Some(from_life) = from.life else { return };
        self.relations.lock().links.retain(|(held_to, held_from)| held_to != to || held_from != from);
        let (to, to_life, from, reason) =
            (to.name.as_ref().to_owned(), to.life, from.name.as_ref().to_owned(), frame::portable(why));
        let ended = move |after| Control::LinkEnded { to, to_life, from, from_life, reason, after };
        self.after_put(self.outbox.control_after(Some(from_life.counter), ended));
    }

    pub(crate) fn connect(&self, id: u64, to: Address, protocol: &'static str, version: u16, reply: Reply<Address>) {
        let connecting = Connecting { to, protocol, version, reply };
        let frame = connecting.frame(id);
        let mut relations = self.relations.lock();
        relations.connecting.insert(id, connecting);
        self.tell(&frame);
    }

    // --- what the peer says -----------------------------------------------------------------------------------------

    pub(crate) fn on_watch(self: &Arc<Self>, core: &Arc<NodeCore>, call: u64, key: u64, name: &str, life: Option<Life>) {
        let (known, room) = {
            let relations = self.relations.lock();
            (relations.watched.get(&key).map(|watched| watched.life), relations.has_room())
        };
        if let Some(life) = known {
            return self.tell(&Control::Watching { key, life });
        }
        let gone = |reason| Control::Exited { key, life, reason, after: 0 };
        if !core.doors.admit(name, self.role()) {
            return self.tell(&gone(Exit::NoSuchActor));
        }
        if !room {
            return self.tell(&gone(Exit::failed("its node watches too many actors of this one")));
        }
        let slot = core.registry.get(name);
        let held = slot.as_ref().map(|slot| Life { node: core.life, counter: slot.counter() });
        let (Some(slot), Some(held)) = (slot, held) else { return self.tell(&gone(Exit::NoSuchActor)) };
        if held.counter == 0 || life.is_some_and(|life| life != held) {
            return self.tell(&gone(Exit::NoSuchActor));
        }
        let peer = Arc::downgrade(self);
        let tell = move |notice: &ExitNotice| {
            if let Some(peer) = peer.upgrade() {
                peer.watched_ended(key, held, &notice.reason);
            }
        };
        let watcher = Watcher::Call { key: call, relation: Relation::Monitor(0), call: Box::new(tell) };
        // The peer learns its life before it can learn its end.
        self.tell(&Control::Watching { key, life: held });
        if !self.relations.lock().watched_by_peer(key, &slot, held, watcher) {
            self.tell(&gone(Exit::NoSuchActor));
        }
    }

    fn watched_ended(&self, key: u64, life: Life, reason: &Exit) {
        self.relations.lock().watched.remove(&key);
        let reason = frame::portable(reason);
        let ended = move |after| Control::Exited { key, life: Some(life), reason, after };
        self.after_put(self.outbox.control_after(Some(life.counter), ended));
    }

    pub(crate) fn on_watching(&self, key: u64, life: Life) {
        self.relations.lock().holds(key, life);
    }

    pub(crate) fn on_unwatch(&self, key: u64) {
        let watched = self.relations.lock().watched.remove(&key);
        if let Some(watched) = watched {
            watched.remove();
        }
    }

    /// An end that nothing can precede any more.
    pub(crate) fn ended(self: &Arc<Self>, end: Control) {
        let Some(core) = self.core() else { return };
        if matches!(end, Control::Bye { .. }) {
            return self.lost(&core, Loss::Ended);
        }
        let mut relations = self.relations.lock();
        let (watching, life, reason) = match end {
            Control::Exited { key, life, reason, .. } => (relations.watching.remove(&key), life, reason),
            Control::LinkEnded { to, from, from_life, reason, .. } => {
                let key = relations.link_watch(&from, from_life, &to);
                (key.and_then(|key| relations.watching.remove(&key)), Some(from_life), reason)
            }
            _ => return,
        };
        let Some(watching) = watching else { return };
        relations.life_ended(&watching.target.name, life);
        let name = watching.watcher_name();
        if watching.is_link() {
            // The next link must not tie the peer's next actor of that name to this one.
            let (target, watcher) = (&watching.target.name, name.as_ref());
            relations.links.retain(|(to, from)| to.name != *target || Some(&from.name) != watcher);
        }
        drop(relations);
        let life = life.or(watching.held).or(watching.target.life);
        let peer = self.clone();
        let notice: Box<dyn FnOnce() + Send> =
            Box::new(move || peer.notify(&core, &watching.target, life, reason, watching.watcher));
        match name {
            Some(name) => self.inbox.behind(self, &name, notice),
            None => notice(),
        }
    }

    /// An actor of the peer is linked to one of this node: that one watches it from now on.
    pub(crate) fn on_link(self: &Arc<Self>, core: &Arc<NodeCore>, key: u64, to: &str, to_life: Option<Life>, from: Address) {
        let Some(life) = from.life.filter(|_| core.doors.admit(to, self.role())) else { return };
        let relations = self.relations.lock();
        if !relations.may_watch() || relations.link_watch(&from.name, life, to).is_some() {
            return;
        }
        drop(relations);
        let Some(slot) = core.registry.get(to) else { return };
        let counter = slot.counter();
        if counter == 0 || to_life.is_some_and(|life| life.node != core.life || life.counter != counter) {
            // Whoever linked itself to a life that is over learns that by its own watch.
            return;
        }
        self.watch(key, from, Watcher::Local { slot: Arc::downgrade(&slot), counter, relation: Relation::Link });
    }

    pub(crate) fn on_unlink(&self, to: &str, from: &str, from_life: Life) {
        let mut relations = self.relations.lock();
        let key = relations.link_watch(from, from_life, to);
        let taken = key.and_then(|key| relations.watching.remove(&key).map(|watching| (key, watching)));
        if let Some((key, _)) = &taken {
            self.tell(&Control::Unwatch { key: *key });
        }
        drop(relations);
        drop(taken);
    }

    pub(crate) fn on_connect(&self, core: &Arc<NodeCore>, id: u64, name: &str, life: Option<Life>, protocol: (&str, u16)) {
        let result = (|| {
            let counter = core.registry.get(name).map(|slot| slot.counter()).filter(|counter| *counter != 0);
            let held = Life { node: core.life, counter: counter.ok_or(AskError::NoSuchActor)? };
            if life.is_some_and(|life| life != held) {
                return Err(AskError::NoSuchActor);
            }
            find_door(core, name, protocol, self.role()).map(|_| held)
        })();
        self.tell(&Control::Connected { id, result });
    }

    pub(crate) fn on_connected(&self, id: u64, result: Result<Life, AskError>) {
        let mut relations = self.relations.lock();
        let Some(connecting) = relations.connecting.remove(&id) else { return };
        if let Ok(life) = result {
            relations.lives_of(connecting.to.name.clone(), life);
        }
        drop(relations);
        match result {
            Ok(_) => {
                let asked = connecting.to.life;
                connecting.reply.send(Address::new(connecting.to.name, self.address).with_life(asked));
            }
            Err(cause) => connecting.reply.refuse(cause),
        }
    }
}
