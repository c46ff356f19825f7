//! What waits to be sent to one peer: two lanes, and the channels of the messages in them.
//!
//! ```text
//!   tell ──encode──▶ filling ──swapped whole──▶ kept ──▶ link        per lane; kept until the peer acknowledges
//! ```
//!
//! Senders append under a short lock and wake the writer only if it found nothing the last time it looked. What the
//! writer took is kept until the peer has it, and is sent again over the next link when this one breaks; receivers drop
//! by its number what they had already. All of it belongs to one association of two lives: see [`super::peer`].

mod filling;
mod writing;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

use libprocess_wire::{Address, AskError, Name, NodeLife};
use parking_lot::Mutex;

use self::{filling::Out, writing::Writing};
use super::{
    credit::{Credit, cost},
    frame::{self, CARRIES, Control, WHOLE_MAX},
    large::PASSED_MAX,
};

/// The bulk lane's filling buffer takes messages until it holds this much.
pub(crate) const FILLING_MAX: usize = 512 << 10;

/// Beyond this much on the control lane answers become errors: the peer does not read them.
const ANSWERS_MAX: usize = 8 << 20;

/// Beyond this much of large messages and answers large answers become errors.
const LARGE_MAX: usize = 128 << 20;

/// Beyond this much on the control lane a frame is lost, and with it the association.
const CONTROL_MAX: usize = 64 << 20;

/// An empty filling buffer that is larger than this is given back when the peer has everything.
const FILLING_KEPT: usize = 128 << 10;

/// What a sender did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Put {
    /// It will be sent by the writer.
    Done,
    /// It waits for a link, which nobody knew was wanted.
    LinkWanted,
}

/// What waits to be sent to one peer.
#[derive(Default)]
pub(crate) struct Outbox {
    out: Mutex<Out>,
    /// Bytes in the filling buffer of the bulk lane, to be looked at without its lock.
    level: AtomicUsize,
    /// Bytes that are kept of the control lane.
    control_kept: AtomicUsize,
    writing: Mutex<Writing>,
}

impl Outbox {
    /// Is there room in the buffer? One more may come than there is room for, so that what is encoded is not refused.
    pub(crate) fn has_room(&self) -> bool {
        self.level.load(Ordering::Relaxed) < FILLING_MAX
    }

    /// Enters a task to be woken when there is room for messages to that receiver.
    pub(crate) fn poll_room(&self, from: u64, to: &Name, cx: &mut Context<'_>) -> Poll<()> {
        let mut out = self.out.lock();
        if out.closed {
            return Poll::Ready(());
        }
        if out.bulk.len() < FILLING_MAX {
            let credit = out.credits.get(to);
            let blocked = || credit.is_some_and(|credit| credit.blocks_some()) && out.streams.is_blocked(from, to);
            if credit.is_none_or(|credit| credit.has_room()) && !blocked() {
                return Poll::Ready(());
            }
            out.starved.enter(to, cx.waker());
            return Poll::Pending;
        }
        if !out.waiting.last().is_some_and(|last| last.will_wake(cx.waker())) {
            out.waiting.push(cx.waker().clone());
        }
        Poll::Pending
    }

    fn put(&self, write: impl FnOnce(&mut Out)) -> Result<Put, AskError> {
        let mut out = self.out.lock();
        if out.closed {
            return Err(AskError::ConnectionLost);
        }
        write(&mut out);
        let parked = out.parked.take();
        let wanted = !out.linked && !std::mem::replace(&mut out.wanted, true);
        drop(out);
        if let Some(writer) = parked {
            writer.wake();
        }
        Ok(if wanted { Put::LinkWanted } else { Put::Done })
    }

    /// True if that sender has so many oversized messages on the way to that receiver that no more may follow.
    pub(crate) fn is_blocked(&self, from: u64, to: &Name) -> bool {
        self.out.lock().streams.is_blocked(from, to)
    }

    /// Appends one message; `from_name` is asked for when its channel is new. A large one is taken out of `body`.
    pub(crate) fn message(
        &self,
        from: (u64, impl FnOnce() -> Option<Name>),
        to: &Address,
        protocol: (&'static str, u16),
        ask: u64,
        carried: &[u8],
        body: &mut Vec<u8>,
    ) -> Result<Put, AskError> {
        self.put(|out| {
            let at = out.channel(from, to, protocol);
            let channel = &mut out.channels[at];
            let number = channel.next;
            channel.next += 1;
            channel.credit.spend(cost(body.len()));
            out.messages += 1;
            let name = out.channels_from + at as u32;
            let carried = if out.version >= CARRIES { carried } else { &[] };
            if body.len() > PASSED_MAX || out.streams.holds(name) {
                return out.stream(at, (number, ask), carried.to_vec(), std::mem::take(body));
            }
            match carried {
                [] => frame::put_data(&mut out.bulk, name, number, ask, body),
                carried => frame::put_laden(&mut out.bulk, name, number, ask, carried, body),
            }
            out.number += 1;
            self.level.store(out.bulk.len(), Ordering::Relaxed);
        })
    }

    /// Appends a control frame. One that is too long is left out and said so in the log: its names are too long.
    pub(crate) fn control(&self, control: &Control) -> Result<Put, AskError> {
        let mut bytes = Vec::new();
        if !frame::put_control(&mut bytes, control) {
            tracing::warn!("a control frame is too long to be sent, probably by the name of an actor");
            return Err(AskError::TooLarge);
        }
        self.put(|out| {
            if out.control.len() + self.control_kept.load(Ordering::Relaxed) > CONTROL_MAX {
                out.overrun = true;
                return;
            }
            out.control.extend_from_slice(&bytes);
            out.control_number += u64::from(control.is_counted());
        })
    }

    /// Appends a control frame that needs the number of the next message, once all is cut up that the actor of this
    /// counter (any, if it is none) sent before.
    pub(crate) fn control_after(
        &self,
        from: Option<u64>,
        make: impl FnOnce(u64) -> Control + Send + 'static,
    ) -> Result<Put, AskError> {
        let mut out = self.out.lock();
        let after = out.number;
        if !out.streams.is_empty() {
            let Some(make) = out.streams.hold(from, Box::new(make)) else { return Ok(Put::Done) };
            drop(out);
            return self.control(&make(after));
        }
        drop(out);
        self.control(&make(after))
    }

    pub(crate) fn answer(&self, question: u64, life: NodeLife, result: Result<&[u8], AskError>) -> Result<Put, AskError> {
        self.put(|out| {
            let waiting = out.control.len() + self.control_kept.load(Ordering::Relaxed);
            let result = match result {
                Ok(body) if body.len() > WHOLE_MAX && out.streams.bytes() <= LARGE_MAX => {
                    return out.streams.answer(question, life, body.to_vec());
                }
                Ok(body) if body.len() > WHOLE_MAX || waiting > ANSWERS_MAX => Err(AskError::Full),
                result => result,
            };
            frame::put_answer(&mut out.control, question, life, result);
            out.control_number += 1;
        })
    }

    /// True if both sides are known to speak that version of frames.
    pub(crate) fn speaks(&self, version: u16) -> bool {
        self.out.lock().version >= version
    }

    /// True if a control frame was lost since the peer does not take them: the association is worth nothing any more.
    pub(crate) fn is_overrun(&self) -> bool {
        self.out.lock().overrun
    }

    /// True if something waits that a link is wanted for; if not, the next sender says that one is.
    pub(crate) fn wants_link(&self) -> bool {
        let writing = self.writing.lock();
        let mut out = self.out.lock();
        out.wanted = !writing.has_all(&out);
        out.wanted
    }

    /// A new link: it begins with the channels in use, then comes what the peer has not acknowledged.
    pub(crate) fn link_up(&self, link: u64, version: u16) {
        let mut writing = self.writing.lock();
        let mut out = self.out.lock();
        out.version = version;
        writing.link = link;
        let (control, bulk) = (out.control_prelude(writing.control.first()), out.bulk_prelude(writing.bulk.first()));
        writing.control.begin(control);
        writing.bulk.begin(bulk);
        out.linked = true;
        let parked = out.parked.take();
        drop(out);
        drop(writing);
        drop(parked);
    }

    /// The link broke; senders go on until the buffer is full.
    pub(crate) fn link_down(&self) {
        let mut out = self.out.lock();
        out.linked = false;
        out.wanted = false;
        let parked = out.parked.take();
        drop(out);
        drop(parked);
    }

    /// Forgets all that the peer has not acknowledged, and all channels: the association is over. How many messages that
    /// were.
    pub(crate) fn reset(&self) -> u64 {
        let mut writing = self.writing.lock();
        let mut out = self.out.lock();
        let unsent = out.number - writing.bulk.first() + out.streams.messages();
        *writing = Writing::default();
        let parked = out.parked.take();
        let waiting = out.all_waiting();
        let (messages, channels_from) = (out.messages, out.next_channel());
        out.renew_credits();
        let credits = std::mem::take(&mut out.credits);
        *out = Out { messages, channels_from, credits, closed: out.closed, ..Out::default() };
        self.level.store(0, Ordering::Relaxed);
        self.control_kept.store(0, Ordering::Relaxed);
        drop(out);
        drop(writing);
        drop(parked);
        waiting.into_iter().for_each(Waker::wake);
        unsent
    }

    /// Nothing more is taken.
    pub(crate) fn close(&self) {
        let mut out = self.out.lock();
        out.closed = true;
        let waiting = out.all_waiting();
        drop(out);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// True when everything went into the link.
    pub(crate) fn is_written(&self) -> bool {
        let writing = self.writing.lock();
        let out = self.out.lock();
        let written = writing.control.is_written() && writing.bulk.is_written();
        written && out.control.is_empty() && out.bulk.is_empty() && out.streams.is_empty()
    }

    /// True when the peer has everything.
    pub(crate) fn is_empty(&self) -> bool {
        let writing = self.writing.lock();
        let out = self.out.lock();
        writing.has_all(&out)
    }

    /// What is known of a receiver's room.
    pub(crate) fn credit_of(&self, to: &Name) -> Arc<Credit> {
        self.out.lock().credit(to).clone()
    }

    /// The oversized message that is next on that channel may begin.
    pub(crate) fn admitted(&self, channel: u32) {
        let mut out = self.out.lock();
        out.streams.admit(channel);
        let writer = out.parked.take();
        drop(out);
        if let Some(writer) = writer {
            writer.wake();
        }
    }

    /// The receiver to which that channel was the first gave more room.
    pub(crate) fn credit(&self, channel: u32, bytes: u64) {
        let mut out = self.out.lock();
        // What was given for channels that are closed by now was for messages that count no more.
        let Some(at) = channel.checked_sub(out.channels_from) else { return };
        let Some(credit) = out.channels.get(at as usize).map(|channel| channel.credit.clone()) else { return };
        let woken = if credit.give(bytes) { out.starved.take(&credit.to) } else { Vec::new() };
        drop(out);
        woken.into_iter().for_each(Waker::wake);
    }

    /// Frames and bytes that the peer does not have.
    pub(crate) fn queued(&self) -> (u64, usize) {
        let writing = self.writing.lock();
        let out = self.out.lock();
        let control = out.control_number - writing.control.acknowledged_to().min(out.control_number);
        let bulk = out.number - writing.bulk.acknowledged_to().min(out.number);
        let bytes = writing.control.bytes() + writing.bulk.bytes() + out.control.len() + out.bulk.len();
        (control + bulk + out.streams.messages(), bytes + out.streams.bytes())
    }

    /// Receivers, and how much may be sent to each.
    pub(crate) fn credits(&self) -> Vec<(Name, i64)> {
        self.out.lock().credits.values().map(|credit| (credit.to.clone(), credit.left())).collect()
    }

    /// Loses what is kept.
    #[cfg(test)]
    pub(crate) fn lose(&self) {
        let mut writing = self.writing.lock();
        writing.control.lose();
        writing.bulk.lose();
    }

    /// Gives large buffers back, if the peer has everything.
    pub(crate) fn rest_a_while(&self) {
        let mut writing = self.writing.lock();
        writing.bulk.rest_a_while();
        writing.control.rest_a_while();
        let mut out = self.out.lock();
        if writing.has_all(&out) {
            out.bulk.shrink_to(FILLING_KEPT);
        }
    }

    /// Forgets the tasks that wait: they will not run again.
    pub(crate) fn vanish(&self) {
        let mut out = self.out.lock();
        out.closed = true;
        let waiting = (out.all_waiting(), out.parked.take());
        drop(out);
        drop(waiting);
    }

    /// How many messages were sent in all.
    pub(crate) fn messages(&self) -> u64 {
        self.out.lock().messages
    }
}
