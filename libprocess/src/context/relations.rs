//! Children, monitors and links of an actor: whose end it brings about, and whose end it learns of.

use std::{fmt::Debug, sync::Arc};

use libprocess_wire::{Name, Pid};

use super::{Context, local};
use crate::{
    actor::{Actor, Exit, ExitNotice, Relation},
    life::{Watcher, watch},
    mailbox::{AnySlot, Parent},
    spawn::Spawn,
    supervisor::Supervising,
};

impl<A: Actor> Context<A> {
    /// Starts a child: it ends with this actor, and its end comes to `exited`.
    pub fn spawn<C: Actor>(&mut self, name: impl Into<Name>, args: C::Args) -> Spawn<C> {
        Spawn::new(self.core().clone(), name.into(), args, Some(self.as_parent()))
    }

    /// Asks a child to end once it has handled all that waits for it now: nothing accepted is lost. Its end comes to
    /// `exited`.
    pub fn finish_child<M: Debug + Send + 'static>(&mut self, child: &Pid<M>) {
        self.node().finish(child);
    }

    /// Starts a supervisor as a child of this actor.
    pub fn supervisor(&mut self, name: impl Into<Name>) -> Supervising {
        Supervising::new(self.core().clone(), name.into(), Some(self.as_parent()))
    }

    /// This life as the parent of its children.
    pub(crate) fn as_parent(&mut self) -> Arc<Parent> {
        let (slot, counter) = (self.any_slot(), self.counter);
        let rare = self.rare.get_or_insert_default();
        rare.as_parent.get_or_insert_with(|| Arc::new(Parent { slot: Arc::downgrade(&slot), counter })).clone()
    }

    /// Enters that a child ended or a monitor told; false for a monitor that was taken back.
    pub(crate) fn expects(&mut self, notice: &ExitNotice) -> bool {
        match notice.relation {
            Relation::Child => {
                if let Some(life) = notice.pid.life()
                    && let Some(relations) = self.slot.head.bonds.lock().relations.as_mut()
                {
                    relations.children.remove(&life.counter);
                }
                true
            }
            Relation::Monitor(reference) => self.rare.as_mut().is_some_and(|rare| rare.monitored.remove(&reference)),
            Relation::Link => true,
        }
    }

    /// Asks a child to end, and kills it when it has not after 5 s. Its end comes to `exited`.
    pub fn stop_child<M: Debug + Send + 'static>(&mut self, child: &Pid<M>) {
        if let Some((slot, counter)) = local(&child.erase()) {
            crate::life::end_child(&slot, counter, crate::life::SHUTDOWN);
        }
    }

    /// Watches the present life of an actor: its end comes once to `exited` with the returned number.
    pub fn monitor<M: 'static>(&mut self, pid: &Pid<M>) -> u64 {
        let rare = self.rare.get_or_insert_default();
        rare.monitors += 1;
        let reference = rare.monitors;
        rare.monitored.insert(reference);
        self.watch(pid.erase(), Relation::Monitor(reference));
        reference
    }

    /// Takes a monitor back. A notice that already waits still comes, unless [`Context::flush`] takes it away; from an
    /// actor of another node none comes any more.
    pub fn demonitor<M: 'static>(&mut self, pid: &Pid<M>, reference: u64) {
        if self.unwatch(&pid.erase(), Relation::Monitor(reference)) {
            self.flush(reference);
        }
    }

    /// Takes away the notice of a monitor that waits already, or will come: from now on there is none of that number.
    pub fn flush(&mut self, reference: u64) {
        if let Some(rare) = self.rare.as_mut() {
            rare.monitored.remove(&reference);
        }
    }

    /// Shares the fate of another actor, both ways.
    pub fn link<M: 'static>(&mut self, pid: &Pid<M>) {
        let me = self.me().pin().erase();
        let other = pid.erase();
        match local(&other) {
            Some((slot, counter)) => {
                let back = Watcher::Local { slot: Arc::downgrade(&slot), counter, relation: Relation::Link };
                let _ = watch(&self.any_slot(), self.counter, back);
                self.watch(other, Relation::Link);
            }
            None => {
                self.watch(other.clone(), Relation::Link);
                self.core().link_far(&other, me, &self.any_slot(), self.counter);
            }
        }
    }

    /// Ends a link, both ways.
    pub fn unlink<M: 'static>(&mut self, pid: &Pid<M>) {
        let other = pid.erase();
        self.unwatch(&other, Relation::Link);
        if let Some((slot, counter)) = local(&other) {
            let me: Arc<dyn AnySlot> = self.any_slot();
            let _linked = remove_watcher(&me, &slot, counter, Relation::Link);
        }
    }

    fn watch(&mut self, pid: Pid, relation: Relation) {
        let watcher = Watcher::Local { slot: Arc::downgrade(&self.any_slot()), counter: self.counter, relation };
        match local(&pid) {
            Some((slot, counter)) => {
                if watch(&slot, counter, watcher).is_err() {
                    self.slot.notice(self.counter, ExitNotice { pid, reason: Exit::NoSuchActor, relation });
                }
            }
            None => self.core().watch_far(pid, watcher),
        }
    }

    /// True if no notice will come any more.
    fn unwatch(&mut self, pid: &Pid, relation: Relation) -> bool {
        let me: Arc<dyn AnySlot> = self.any_slot();
        match local(pid) {
            Some((slot, _)) => remove_watcher(&slot, &me, self.counter, relation),
            None => {
                self.core().unwatch_far(pid, &me, self.counter, relation);
                true
            }
        }
    }
}

/// False if it was not there: it was told already.
fn remove_watcher(of: &Arc<dyn AnySlot>, watcher: &Arc<dyn AnySlot>, counter: u64, relation: Relation) -> bool {
    let mut bonds = of.head().bonds.lock();
    let Some(relations) = bonds.relations.as_mut() else { return false };
    let before = relations.watchers.len();
    relations.watchers.retain(|held| match held {
        Watcher::Local { slot, counter: held_counter, relation: held_relation } => {
            *held_counter != counter || *held_relation != relation || !std::ptr::addr_eq(slot.as_ptr(), Arc::as_ptr(watcher))
        }
        Watcher::Call { .. } => true,
    });
    relations.watchers.len() < before
}
