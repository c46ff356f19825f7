//! What happens to messages for which a full mailbox has no room.

use std::{collections::VecDeque, fmt::Debug, sync::atomic::Ordering};

use libprocess_wire::{AskError, Dropped, Life, dropping_because};

use super::{Body, Envelope, Slot};
use crate::actor::Exit;

/// What happens to messages for which a full mailbox has no room. Exit notices, timers and control are never dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Overflow {
    /// `tell` gives them back, `send` waits for room, and from other nodes their senders are slowed.
    #[default]
    Wait,
    /// The oldest message that waits goes: for news of which only the newest count.
    DropOldest,
    /// They go themselves: for news of which the first count.
    DropNewest,
}

impl<M: Debug + Send + 'static> Slot<M> {
    /// Delivers to a full mailbox that drops messages: one becomes a dead letter, and an asker in it learns *full*.
    #[cold]
    pub(super) fn displace(&self, life: Option<Life>, body: Body<M>, from: u64) -> Result<(), AskError> {
        // Read first: taking the oldest out takes that lock again.
        let overflow = self.senders.lock().overflow;
        let oldest = match overflow {
            Overflow::DropOldest => self.take_oldest(),
            Overflow::DropNewest | Overflow::Wait => None,
        };
        let mut senders = self.senders.lock();
        if !self.admits(&senders, life) {
            drop(senders);
            if let Some(message) = body.into_message() {
                self.dead_letter(message, from, Exit::NoSuchActor);
            }
            return Ok(());
        }
        senders.rare.get_or_insert_default().displaced += 1;
        let victim = match oldest {
            None => {
                drop(senders);
                Envelope { body, from, sent_ms: 0 }
            }
            Some(oldest) => {
                let wake = self.push(&mut senders, body, from);
                drop(senders);
                if wake {
                    self.schedule();
                }
                oldest
            }
        };
        let node = &self.head.node;
        node.displaced.fetch_add(1, Ordering::Relaxed);
        if let Some(message) = victim.body.into_message() {
            node.dead_letters.note(&self.head.name, victim.from, Exit::failed("its mailbox was full"), &message);
            dropping_because(Dropped::Displaced, || drop(message));
        }
        Ok(())
    }

    /// Takes the oldest message out of the mailbox; none if only notices and timers wait.
    fn take_oldest(&self) -> Option<Envelope<M>> {
        let mut batch = self.batch.lock();
        let mut senders = self.senders.lock();
        if batch.is_empty() {
            // The reader's next batch, so that the next ones to go are found at its front.
            *batch = VecDeque::from(std::mem::take(&mut senders.queue));
        }
        let taken = take_first_message(&mut batch);
        self.head.remaining.store(batch.len() as u32, Ordering::Release);
        taken.or_else(|| {
            let at = senders.queue.iter().position(|envelope| envelope.body.is_message())?;
            Some(senders.queue.remove(at))
        })
    }

    /// Takes the next message from among what the reader has in hand, whatever notices stand before it.
    pub(crate) fn take_next_message(&self) -> Option<Envelope<M>> {
        let mut batch = self.batch.lock();
        let taken = take_first_message(&mut batch);
        self.head.remaining.store(batch.len() as u32, Ordering::Release);
        taken
    }

    /// Puts messages before all that wait, in their order. Called by the reader.
    pub(crate) fn put_back(&self, mut messages: VecDeque<Envelope<M>>) {
        let mut batch = self.batch.lock();
        messages.append(&mut batch);
        *batch = messages;
        self.head.remaining.store(batch.len() as u32, Ordering::Release);
    }
}

fn take_first_message<M>(batch: &mut VecDeque<Envelope<M>>) -> Option<Envelope<M>> {
    let at = batch.iter().position(|envelope| envelope.body.is_message())?;
    batch.remove(at)
}
