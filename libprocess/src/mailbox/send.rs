//! The senders' side of a mailbox: its bound, and what is never refused.

use std::{
    fmt::Debug,
    sync::atomic::Ordering,
    task::{Poll, Waker},
    time::Duration,
};

use libprocess_wire::{AskError, Life};

use super::{Body, Envelope, Overflow, SAMPLE, Senders, Slot, moves};
use crate::{
    actor::Exit,
    carried::{Carried, Laden},
    lock::Guard,
};

impl<M: Debug + Send + 'static> Slot<M> {
    #[inline]
    pub(super) fn sent_ms(&self, senders: &Senders<M>, now: impl FnOnce() -> Duration) -> u32 {
        // Sampled by the length of the queue: cheap, and an empty mailbox always tells the age of its first message.
        if (senders.queue.len() as u64).is_multiple_of(SAMPLE) { (now().as_millis() as u32).max(1) } else { 0 }
    }

    /// Room for one more, computed again from what the reader has taken.
    #[cold]
    pub(super) fn find_room(&self, senders: &mut Senders<M>) -> bool {
        let waiting = senders.queue.len() as u32 + self.head.remaining.load(Ordering::Acquire);
        senders.room = senders.capacity.saturating_sub(waiting);
        senders.room > 0
    }

    #[inline]
    pub(super) fn push(&self, senders: &mut Senders<M>, body: Body<M>, from: u64) -> bool {
        let sent_ms = self.sent_ms(senders, || self.head.home.now());
        senders.queue.push(Envelope { body, from, sent_ms });
        std::mem::replace(&mut senders.parked, false)
    }

    /// Delivers one message within the bound, and takes it only then.
    #[inline]
    pub(crate) fn deliver(&self, life: Option<Life>, message: &mut Option<M>, from: u64) -> Result<(), AskError> {
        let mut senders = self.senders.lock();
        if let Err(cause) = self.take_room(&mut senders, life) {
            return self.no_room(senders, cause, life, message, from);
        }
        let sent_ms = self.sent_ms(&senders, || self.head.home.now());
        moves::push(&mut senders.queue, message, from, sent_ms);
        let wake = std::mem::replace(&mut senders.parked, false);
        drop(senders);
        if wake {
            self.schedule();
        }
        Ok(())
    }

    /// As [`Slot::deliver`], with what travels with the message; a question tells when it was asked.
    pub(super) fn deliver_laden(
        &self,
        life: Option<Life>,
        message: &mut Option<M>,
        from: u64,
        carried: Carried,
        asked: Option<Duration>,
    ) -> Result<(), AskError> {
        let Some(held) = message.take() else { return Ok(()) };
        // Boxed outside of the lock; it comes back if there is no room.
        let laden = Box::new(Laden { carried, asked: asked.is_some(), message: held });
        let mut senders = self.senders.lock();
        if let Err(cause) = self.take_room(&mut senders, life) {
            let displaces = cause == AskError::Full && senders.overflow != Overflow::Wait;
            drop(senders);
            if displaces {
                return self.displace(life, Body::Laden(laden), from);
            }
            *message = Some(laden.message);
            return Err(cause);
        }
        let sent_ms = self.sent_ms(&senders, || asked.unwrap_or_else(|| self.head.home.now()));
        senders.queue.push(Envelope { body: Body::Laden(laden), from, sent_ms });
        let wake = std::mem::replace(&mut senders.parked, false);
        drop(senders);
        if wake {
            self.schedule();
        }
        Ok(())
    }

    /// A message that found no place: it stays with its sender, unless this mailbox drops some.
    #[cold]
    pub(super) fn no_room(
        &self,
        senders: Guard<'_, Senders<M>>,
        cause: AskError,
        life: Option<Life>,
        message: &mut Option<M>,
        from: u64,
    ) -> Result<(), AskError> {
        let displaces = cause == AskError::Full && senders.overflow != Overflow::Wait;
        drop(senders);
        match message.take_if(|_| displaces) {
            Some(message) => self.displace(life, Body::Message(message), from),
            None => Err(cause),
        }
    }

    /// Takes the place of one message, if there is one.
    #[inline]
    pub(super) fn take_room(&self, senders: &mut Senders<M>, life: Option<Life>) -> Result<(), AskError> {
        if !self.admits(senders, life) {
            return Err(AskError::NoSuchActor);
        }
        if senders.room == 0 && !self.find_room(senders) {
            return Err(AskError::Full);
        }
        senders.room -= 1;
        Ok(())
    }

    #[inline]
    pub(super) fn admits(&self, senders: &Senders<M>, life: Option<Life>) -> bool {
        match life {
            None => senders.life != 0,
            Some(life) => life.counter == senders.life && life.node == self.head.node.life && senders.life != 0,
        }
    }

    /// Delivers what is never refused: a timer's message or a notice; false if that life is over.
    pub(crate) fn deliver_reserved(&self, counter: u64, body: Body<M>) -> bool {
        let mut senders = self.senders.lock();
        if senders.life != counter || counter == 0 {
            return false;
        }
        let wake = self.push(&mut senders, body, 0);
        drop(senders);
        if wake {
            self.schedule();
        }
        true
    }

    /// Puts a place in the mailbox aside for one message.
    pub(crate) fn reserve(&self, life: Option<Life>) -> Result<(), AskError> {
        let mut senders = self.senders.lock();
        match self.take_room(&mut senders, life) {
            // Place is made when the message is there.
            Err(AskError::Full) if senders.overflow != Overflow::Wait => Ok(()),
            taken => taken,
        }
    }

    /// Puts a place aside, or wakes the task when there is one.
    pub(crate) fn poll_reserve(&self, life: Option<Life>, cx: &mut std::task::Context<'_>) -> Poll<Result<(), AskError>> {
        loop {
            match self.reserve(life) {
                Err(AskError::Full) if self.poll_room(cx).is_pending() => return Poll::Pending,
                Err(AskError::Full) => {}
                result => return Poll::Ready(result),
            }
        }
    }

    /// Ready when there may be room, or nobody who could make it; else the task is woken then.
    pub(crate) fn poll_room(&self, cx: &mut std::task::Context<'_>) -> Poll<()> {
        if self.wait_for_room(cx.waker()) { Poll::Pending } else { Poll::Ready(()) }
    }

    /// How many messages wait.
    pub(crate) fn waiting(&self) -> usize {
        self.senders.lock().queue.len() + self.head.remaining.load(Ordering::Acquire) as usize
    }

    /// Ready when no more than so many wait; else the task is woken when the reader has taken some.
    pub(crate) fn poll_fewer(&self, most: usize, cx: &mut std::task::Context<'_>) -> Poll<()> {
        let mut senders = self.senders.lock();
        let waiting = senders.queue.len() + self.head.remaining.load(Ordering::Acquire) as usize;
        if senders.life == 0 || waiting <= most {
            return Poll::Ready(());
        }
        self.enter_waiting(&mut senders, cx.waker());
        Poll::Pending
    }

    /// Enters a task to be woken when there is room; false if there is room now, or nobody who could make it.
    pub(super) fn wait_for_room(&self, waker: &Waker) -> bool {
        let mut senders = self.senders.lock();
        // The reader may have made room, or ended, since the task looked.
        if senders.life == 0 || self.find_room(&mut senders) {
            return false;
        }
        self.enter_waiting(&mut senders, waker);
        true
    }

    pub(super) fn enter_waiting(&self, senders: &mut Senders<M>, waker: &Waker) {
        let rare = senders.rare.get_or_insert_default();
        if !rare.waiting.last().is_some_and(|last| last.will_wake(waker)) {
            rare.waiting.push(waker.clone());
        }
        self.head.senders_waiting.store(true, Ordering::Relaxed);
    }

    /// Gives a place back that was put aside.
    pub(crate) fn give_back(&self) {
        let mut senders = self.senders.lock();
        // Where messages are dropped, none may have been taken.
        if senders.life != 0 && senders.overflow == Overflow::Wait {
            senders.room += 1;
        }
    }

    /// Delivers into a place put aside.
    pub(crate) fn deliver_into_reserve(&self, message: M, from: u64, carried: Option<Carried>) {
        let mut senders = self.senders.lock();
        if senders.life == 0 {
            drop(senders);
            self.dead_letter(message, from, Exit::NoSuchActor);
            return;
        }
        let waiting = senders.queue.len() as u32 + self.head.remaining.load(Ordering::Acquire);
        if senders.overflow != Overflow::Wait && waiting >= senders.capacity {
            drop(senders);
            // Errors belong to messages that come back; this one has left its sender.
            let _taken = self.displace(None, Body::coming(message, carried), from);
            return;
        }
        let wake = self.push(&mut senders, Body::coming(message, carried), from);
        drop(senders);
        if wake {
            self.schedule();
        }
    }
}
