//! The reader's side of a mailbox: its batch, the control lane, and room for senders that wait.

use std::{collections::VecDeque, fmt::Debug, sync::atomic::Ordering, task::Waker};

use super::{BUSY_FROM, Control, Envelope, InHand, KEPT_MAX, ROOM_STEP, STREAM, Slot};

/// What a reader without messages in hand finds.
pub(crate) enum Found {
    /// Messages: [`Slot::pop`] gives them.
    Messages,
    Control(Control),
    Nothing,
}

impl<M: Debug + Send + 'static> Slot<M> {
    /// True if something goes before the messages: control, or standing still.
    #[inline]
    pub(crate) fn is_held_up(&self) -> bool {
        self.head.control_pending.load(Ordering::Relaxed) || self.head.suspended.load(Ordering::Relaxed)
    }

    /// The next message in hand.
    #[inline]
    pub(crate) fn pop(&self) -> Option<Envelope<M>> {
        if self.head.senders_waiting.load(Ordering::Relaxed) {
            self.look_for_room();
        }
        // Nothing is called from here on: the message would be put aside meanwhile, which costs more than all the rest.
        let mut batch = self.batch.lock();
        let envelope = batch.pop_front()?;
        self.head.remaining.store(batch.len() as u32, Ordering::Release);
        Some(envelope)
    }

    /// The next in hand, if it is a message and nothing more.
    #[inline(always)]
    pub(crate) fn in_hand(&self) -> Option<InHand<'_, M>> {
        if self.head.senders_waiting.load(Ordering::Relaxed) {
            self.look_for_room();
        }
        InHand::new(self.batch.lock(), &self.head.remaining)
    }

    /// While senders wait.
    #[cold]
    pub(super) fn look_for_room(&self) {
        let left = self.head.remaining.load(Ordering::Relaxed);
        if left.is_multiple_of(ROOM_STEP) {
            self.make_room(left);
        }
    }

    /// What is to be done before the next message in hand, or to get more of them.
    #[inline(never)]
    pub(crate) fn find(&self) -> Found {
        if self.head.control_pending.load(Ordering::Relaxed)
            && let Some(control) = self.next_control()
        {
            return Found::Control(control);
        }
        if self.head.suspended.load(Ordering::Relaxed) {
            return Found::Nothing;
        }
        if self.batch.lock().is_empty() { self.next_batch() } else { Found::Messages }
    }

    /// Takes all that was sent meanwhile; parks the reader when there is nothing.
    pub(super) fn next_batch(&self) -> Found {
        loop {
            let mut batch = self.batch.lock();
            let mut senders = self.senders.lock();
            // A sender may have put the next batch together, to drop the oldest of it.
            if !batch.is_empty() {
                return Found::Messages;
            }
            if !senders.queue.is_empty() {
                // Both hold on to their storage: an empty deque becomes a vector, and back, without copying.
                let emptied = Vec::from(std::mem::take(&mut *batch));
                *batch = VecDeque::from(std::mem::replace(&mut senders.queue, emptied));
                let taken = batch.len() as u32;
                self.head.streams.store(taken >= STREAM, Ordering::Relaxed);
                self.head.remaining.store(taken, Ordering::Release);
                drop(senders);
                drop(batch);
                if self.head.senders_waiting.load(Ordering::Relaxed) {
                    self.make_room(taken);
                }
                return Found::Messages;
            }
            if senders.rare.as_ref().is_some_and(|rare| !rare.control.is_empty()) {
                drop(senders);
                drop(batch);
                return self.next_control().map_or(Found::Nothing, Found::Control);
            }
            // A reader that is faster than its sender would be parked and woken for every other message.
            if self.head.streams.load(Ordering::Relaxed) {
                self.head.streams.store(false, Ordering::Relaxed);
                drop(senders);
                drop(batch);
                self.head.home.lull();
                continue;
            }
            senders.parked = true;
            // A sender may have begun to wait just when the last message was taken.
            let waiting = senders.rare.as_mut().map(|rare| std::mem::take(&mut rare.waiting)).unwrap_or_default();
            self.head.senders_waiting.store(false, Ordering::Relaxed);
            // An idle actor keeps no large buffers, and one that has done little yet, of which there may be very many, none.
            let kept = if self.head.handled.load(Ordering::Relaxed) < BUSY_FROM { 0 } else { KEPT_MAX };
            if senders.queue.capacity() > kept {
                senders.queue = Vec::new();
            }
            if batch.capacity() > kept {
                *batch = VecDeque::new();
            }
            drop(senders);
            drop(batch);
            waiting.into_iter().for_each(Waker::wake);
            return Found::Nothing;
        }
    }

    #[cold]
    pub(super) fn next_control(&self) -> Option<Control> {
        let mut senders = self.senders.lock();
        let rare = senders.rare.as_mut()?;
        let control = rare.control.pop_front();
        self.head.control_pending.store(!rare.control.is_empty(), Ordering::Relaxed);
        control
    }

    /// Wakes the senders that wait once half of the mailbox is free, so that they come in batches.
    #[cold]
    pub(super) fn make_room(&self, left: u32) {
        let mut senders = self.senders.lock();
        let waiting = senders.queue.len() as u32 + left;
        if waiting > senders.capacity / 2 {
            return;
        }
        senders.room = senders.capacity - waiting;
        self.head.senders_waiting.store(false, Ordering::Relaxed);
        let woken = senders.rare.as_mut().map(|rare| std::mem::take(&mut rare.waiting)).unwrap_or_default();
        drop(senders);
        woken.into_iter().for_each(Waker::wake);
    }

    /// True if a kill waits.
    pub(crate) fn is_killed(&self) -> bool {
        self.head.killed.load(Ordering::Acquire)
    }
}
