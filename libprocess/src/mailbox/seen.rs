//! A mailbox as others see it: a route for messages, something to run and to wake, and one of any message type.

use std::{
    any::{Any, TypeId},
    fmt::Debug,
    sync::{Arc, atomic::Ordering},
    task::Poll,
    time::Duration,
};

use futures_util::task::ArcWake;
use libprocess_wire::{Address, AnyRoute, AskError, Dropped, Life, Pid, Route, Runtime, Term, dropping_because};

use super::{AnySlot, Body, Control, Head, LocalActor, Mark, SAMPLE, Slot};
use crate::{
    actor::{Exit, ExitNotice},
    carried::{self, Carried},
    engine::Runnable,
    peek::{self, Waiting},
};

impl<M: Debug + Send + 'static> Runnable for Slot<M> {
    fn run(self: Arc<Self>) {
        self.head.run_state.begin();
        crate::life::turn(&self);
        if self.head.run_state.finish() {
            self.head.home.clone().enqueue(self);
        }
    }
}

impl<M: Debug + Send + 'static> ArcWake for Slot<M> {
    fn wake_by_ref(slot: &Arc<Self>) {
        slot.schedule();
    }
}

impl<M: Debug + Send + 'static> AnySlot for Slot<M> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn counter(&self) -> u64 {
        self.senders.lock().life
    }

    fn control(&self, counter: u64, control: Control) -> Result<(), Control> {
        let mut senders = self.senders.lock();
        if counter == 0 || senders.life != counter {
            return Err(control);
        }
        match control {
            Control::Suspend => self.head.suspended.store(true, Ordering::Relaxed),
            Control::Resume => self.head.suspended.store(false, Ordering::Relaxed),
            other => {
                senders.rare.get_or_insert_default().control.push_back(other);
                self.head.control_pending.store(true, Ordering::Relaxed);
            }
        }
        senders.parked = false;
        drop(senders);
        self.schedule();
        Ok(())
    }

    fn kill(&self, counter: u64) {
        let senders = self.senders.lock();
        if counter != 0 && senders.life == counter {
            self.head.killed.store(true, Ordering::Release);
            drop(senders);
            self.schedule();
        }
    }

    fn displaced(&self) -> u64 {
        self.senders.lock().rare.as_ref().map_or(0, |rare| rare.displaced)
    }

    fn mark(&self, counter: u64, mark: Mark) -> Result<(), Mark> {
        let mut senders = self.senders.lock();
        if counter == 0 || senders.life != counter {
            return Err(mark);
        }
        let wake = self.push(&mut senders, Body::Mark(Box::new(mark)), 0);
        drop(senders);
        if wake {
            self.schedule();
        }
        Ok(())
    }

    fn notice(&self, counter: u64, notice: ExitNotice) {
        self.deliver_reserved(counter, Body::Exit(Box::new(notice)));
    }

    fn depth(&self) -> (usize, usize, Option<Duration>) {
        let batch = self.batch.lock();
        let senders = self.senders.lock();
        let sent = batch.iter().take(SAMPLE as usize + 1).chain(senders.queue.iter().take(1)).map(|e| e.sent_ms);
        let oldest = sent.filter(|ms| *ms != 0).min();
        let len = batch.len() + senders.queue.len();
        let capacity = senders.capacity as usize;
        drop(senders);
        drop(batch);
        let now = self.head.home.now().as_millis() as u32;
        (len, capacity, oldest.map(|ms| Duration::from_millis(u64::from(now.saturating_sub(ms)))))
    }

    fn peek(&self, most: usize) -> Vec<Waiting> {
        let now = self.head.home.now().as_millis() as u32;
        let batch = self.batch.lock();
        let senders = self.senders.lock();
        batch.iter().chain(senders.queue.iter()).take(most).map(|envelope| peek::waiting(envelope, now)).collect()
    }

    fn pid(&self) -> Pid {
        Pid::from_route(self.arc() as Arc<dyn Route<M>>).erase()
    }

    fn own_route(&self, message: TypeId) -> Option<Box<dyn Any>> {
        (message == TypeId::of::<M>()).then(|| Box::new(self.arc() as Arc<dyn Route<M>>) as Box<dyn Any>)
    }

    fn vanish(&self) {
        let (left, control) = self.end();
        let relations = self.head.bonds.lock().relations.take();
        // Held while the actor runs: then it is its own code that asks, and the kill ends it after this turn.
        let future = self.future.try_lock().and_then(|mut future| future.take());
        self.head.killed.store(true, Ordering::Release);
        dropping_because(Dropped::TakenBack, || drop((left, control, relations, future)));
    }

    fn as_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }
}

impl<M: Debug + Send + 'static> AnyRoute for Slot<M> {
    fn address(&self) -> Address {
        Address { name: self.head.name.clone(), node: self.head.node.address(), life: None }
    }

    fn life(&self) -> Option<Life> {
        let counter = self.counter();
        (counter != 0).then_some(Life { node: self.head.node.life, counter })
    }

    fn runtime(&self) -> &dyn Runtime {
        &*self.head.node
    }

    fn runs_now(&self) -> bool {
        crate::node::has_turn(std::ptr::from_ref(self).cast())
    }

    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        Arc::new(LocalActor(self))
    }
}

impl<M: Debug + Send + 'static> Route<M> for Slot<M> {
    fn offer(&self, life: Option<Life>, message: &mut Option<M>) -> Result<(), AskError> {
        let (from, carried) = carried::sender();
        let told = match carried {
            None => self.deliver(life, message, from),
            Some(carried) => self.deliver_laden(life, message, from, carried, None),
        };
        self.noted(told, message, from)
    }

    fn ask(&self, life: Option<Life>, message: &mut Option<M>, term: Term) -> Result<(), AskError> {
        let from = crate::node::current_sender();
        let carried = Carried::going(Some(term.ends)).unwrap_or_default();
        let told = self.deliver_laden(life, message, from, carried, Some(term.asked));
        self.noted(told, message, from)
    }

    fn poll_room(&self, _life: Option<Life>, cx: &mut std::task::Context<'_>) -> Poll<()> {
        Slot::poll_room(self, cx)
    }
}

impl<M: Debug + Send + 'static> Slot<M> {
    /// A message that found no receiver is a dead letter.
    #[inline]
    fn noted(&self, told: Result<(), AskError>, message: &Option<M>, from: u64) -> Result<(), AskError> {
        if told == Err(AskError::NoSuchActor)
            && let Some(message) = message
        {
            self.head.node.dead_letters.note(&self.head.name, from, Exit::NoSuchActor, message);
        }
        told
    }
}
