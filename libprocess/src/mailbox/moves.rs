//! Moves messages into the queue and out of the batch in one piece each.
//!
//! As what it is to the compiler, the payload of an enum in a struct in an option, a message would be moved in pieces, once
//! for each layer; and the processor, which cannot read in one piece what it has just written in several, would wait each
//! time until that has reached its cache. That was half of the cost of a message.

// The one place that moves values by their addresses.
#![allow(unsafe_code)]

use std::{
    collections::VecDeque,
    mem, ptr,
    sync::atomic::{AtomicU32, Ordering},
};

use super::{Body, Envelope};
use crate::lock::Guard;

/// Moves a message from where its sender has it to the end of the queue; nothing if there is none.
#[inline(always)]
pub(super) fn push<M>(queue: &mut Vec<Envelope<M>>, from_place: &mut Option<M>, from: u64, sent_ms: u32) {
    let Some(message) = from_place.as_ref() else { return };
    let len = queue.len();
    if len == queue.capacity() {
        grow(queue);
    }
    // SAFETY: `message` is valid and read once: its place is overwritten, without being dropped, before anybody else can
    // look at it. There is room for one more entry behind the last, and nothing here can panic.
    unsafe {
        let entry = Envelope { body: Body::Message(ptr::read(message)), from, sent_ms };
        ptr::write(queue.as_mut_ptr().add(len), entry);
        queue.set_len(len + 1);
        ptr::write(from_place, None);
    }
}

#[cold]
fn grow<M>(queue: &mut Vec<Envelope<M>>) {
    // Most of very many actors never hold two.
    if queue.capacity() == 0 { queue.reserve_exact(1) } else { queue.reserve(1) }
}

/// A batch whose first entry is a message and nothing more.
pub(crate) struct InHand<'a, M> {
    batch: Guard<'a, VecDeque<Envelope<M>>>,
    remaining: &'a AtomicU32,
}

impl<'a, M> InHand<'a, M> {
    #[inline(always)]
    pub(super) fn new(batch: Guard<'a, VecDeque<Envelope<M>>>, remaining: &'a AtomicU32) -> Option<Self> {
        matches!(batch.front(), Some(Envelope { body: Body::Message(_), .. })).then_some(InHand { batch, remaining })
    }

    /// Takes it out.
    #[inline(always)]
    pub(crate) fn take(mut self) -> M {
        let Some(Envelope { body: Body::Message(message), .. }) = self.batch.front() else {
            unreachable!("it is one as long as the lock is held")
        };
        // SAFETY: a valid message lies there. The entry that holds it leaves the batch in the next statement, which cannot
        // panic, and is forgotten; so the message has one owner at any time.
        let message = unsafe { ptr::read(message) };
        mem::forget(self.batch.pop_front());
        self.remaining.store(self.batch.len() as u32, Ordering::Release);
        message
    }
}
