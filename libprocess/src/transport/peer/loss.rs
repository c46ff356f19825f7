//! How a peer is given up: because it is lost, because it is known by another name, because this node ends.

use std::sync::{Arc, atomic::Ordering};

use libprocess_wire::{Address, AskError, Life, Pid};

use super::{super::frame::Control, Loss, Peer};
use crate::{
    actor::{Exit, ExitNotice},
    life::Watcher,
    node::{NodeCore, tell_watcher},
};

impl Peer {
    /// The peer, or this life of it, is given up.
    pub(crate) fn lost(self: &Arc<Self>, core: &Arc<NodeCore>, why: Loss) {
        let mut state = self.state.lock();
        let session = state.session.take();
        let known = state.life.take();
        state.since = None;
        state.role = None;
        state.mine = core.engine.random().max(1);
        state.theirs = 0;
        state.last_link = 0;
        drop(state);
        // At once, so that nobody enters what is told to nobody.
        let mut held = self.relations.lock();
        let relations = std::mem::take(&mut *held);
        let unsent = self.outbox.reset();
        drop(held);
        self.inbox.forget();
        if let Some(network) = self.network() {
            network.oversized.forget(self);
        }
        self.inbox.lost.fetch_add(unsent, Ordering::Relaxed);
        if let Some(session) = session {
            session.end("the peer was given up");
        }
        if why != Loss::Closing && (known.is_some() || unsent > 0) {
            // Whoever goes on to write to a node that is gone loses it with every message anew.
            match std::mem::replace(&mut self.state.lock().missed, true) {
                false => tracing::info!(peer = %self.address, ?why, unsent, "a node is lost"),
                true => tracing::debug!(peer = %self.address, ?why, unsent, "a node is still lost"),
            }
        }
        let cause = if why == Loss::Denied { AskError::Refused } else { AskError::ConnectionLost };
        let scope = core.scope();
        libprocess_wire::with_scope(&scope, || core.pending.lost(self.address, cause));
        if known.is_some() {
            core.askers.lose(self.address);
        }
        for connecting in relations.connecting.into_values() {
            connecting.reply.refuse(cause);
        }
        for watched in relations.watched.into_values() {
            watched.remove();
        }
        for (_, watching) in relations.watching {
            let life = watching.held.or(watching.target.life);
            self.notify(core, &watching.target, life, Exit::NodeLost, watching.watcher);
        }
    }

    pub(super) fn notify(
        self: &Arc<Self>,
        core: &Arc<NodeCore>,
        target: &Address,
        life: Option<Life>,
        reason: Exit,
        watcher: Watcher,
    ) {
        let address = Address::new(target.name.clone(), self.address).with_life(life);
        let pid = Pid::foreign(address, self.path(core));
        tell_watcher(watcher, |relation| ExitNotice { pid, reason, relation });
    }

    /// The node at this address calls itself otherwise: what waits for an answer goes there.
    pub(crate) fn rename(self: &Arc<Self>, core: &Arc<NodeCore>, other: Arc<Peer>) {
        *other.reach.lock() = Some(self.address);
        let relations = std::mem::take(&mut *self.relations.lock());
        {
            let mut theirs = other.relations.lock();
            relations.frames().iter().for_each(|frame| other.tell(frame));
            theirs.watching.extend(relations.watching);
            theirs.connecting.extend(relations.connecting);
            theirs.links.extend(relations.links);
        }
        // Set once: a peer that was renamed is looked up no more and ends.
        let _ = self.renamed.set(other);
        self.outbox.reset();
        let scope = core.scope();
        libprocess_wire::with_scope(&scope, || core.pending.lost(self.address, AskError::ConnectionLost));
        self.ring();
    }

    /// Sends a last word; nothing more is taken.
    pub(crate) fn say_bye(&self) {
        if self.is_linked() {
            self.after_put(self.outbox.control_after(None, |after| Control::Bye { after }));
        }
        self.outbox.close();
    }

    pub(crate) fn end(self: &Arc<Self>, core: &Arc<NodeCore>) {
        self.state.lock().ended = true;
        self.lost(core, Loss::Closing);
        self.ring();
    }

    /// The node is gone: no task runs on.
    pub(crate) fn vanish(&self) {
        let mut state = self.state.lock();
        state.ended = true;
        let session = state.session.take();
        drop(state);
        let relations = std::mem::take(&mut *self.relations.lock());
        self.outbox.vanish();
        self.inbox.vanish();
        self.bell.forget();
        libprocess_wire::dropping_because(libprocess_wire::Dropped::TakenBack, || drop((session, relations)));
    }
}
