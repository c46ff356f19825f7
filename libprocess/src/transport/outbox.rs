//! What waits to be sent to one peer: two lanes, and the channels of the messages in them.
//!
//! ```text
//!   tell ──encode──▶ filling ──swapped whole──▶ kept ──▶ link        per lane; kept until the peer acknowledges
//! ```
//!
//! Senders append under a short lock and wake the writer only if it found nothing the last time it looked. What the
//! writer took is kept until the peer has it, and is sent again over the next link when this one breaks; receivers drop
//! by its number what they had already. All of it belongs to one association of two lives: see [`super::peer`].

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
    task::{Context, Poll, Waker},
};

use libprocess_wire::{Address, AskError, Life, Name, NodeLife};
use parking_lot::Mutex;

use super::{
    carrier::{Broken, Lane, Link},
    frame::{self, Control},
    kept::Kept,
};

/// The bulk lane's filling buffer takes messages until it holds this much.
pub(crate) const FILLING_MAX: usize = 512 << 10;

/// Messages that the peer has not acknowledged: with this much of them the writer takes no more.
const KEPT_MAX: usize = 8 << 20;

/// Beyond this much on the control lane answers become errors: the peer does not read them.
const ANSWERS_MAX: usize = 8 << 20;

/// Beyond this much on the control lane a frame is lost, and with it the association.
const CONTROL_MAX: usize = 64 << 20;

/// Channels that are known at once; beyond it all are closed and opened again as they are used.
const CHANNELS_MAX: usize = 16 << 10;

/// An empty filling buffer that is larger than this is given back when the peer has everything.
const FILLING_KEPT: usize = 128 << 10;

/// One sending actor, one receiver, one protocol.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    from: u64,
    to: Name,
    life: Option<Life>,
    protocol: &'static str,
    version: u16,
}

struct Channel {
    key: Key,
    from_name: Option<Name>,
    /// Number of its next message.
    next: u64,
}

/// Channels that were closed while the peer may not have all messages on them.
struct Retired {
    from: u32,
    channels: Vec<Channel>,
    /// Number of the first message after them.
    until: u64,
}

#[derive(Default)]
struct Out {
    control: Vec<u8>,
    bulk: Vec<u8>,
    /// Numbers of the next frames.
    control_number: u64,
    number: u64,
    /// Messages of former associations.
    before: u64,
    channels: Vec<Channel>,
    index: BTreeMap<Key, usize>,
    channels_from: u32,
    retired: Vec<Retired>,
    /// The channel used last: senders mostly come in bursts.
    last: usize,
    /// The writer of the present link found nothing to do.
    parked: Option<Waker>,
    /// There is a link.
    linked: bool,
    /// Somebody was told that a link is wanted.
    wanted: bool,
    /// A control frame was lost.
    overrun: bool,
    waiting: Vec<Waker>,
    closed: bool,
}

#[derive(Default)]
struct Writing {
    /// The link that is written to.
    link: u64,
    control: Kept,
    bulk: Kept,
}

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
    /// Is there room for a message? One more may come than there is room for, so that what is encoded is not refused.
    pub(crate) fn has_room(&self) -> bool {
        self.level.load(Ordering::Relaxed) < FILLING_MAX
    }

    /// Enters a task to be woken when there is room.
    pub(crate) fn poll_room(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut out = self.out.lock();
        if out.bulk.len() < FILLING_MAX || out.closed {
            return Poll::Ready(());
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

    /// Appends one message; `from_name` is asked for when its channel is new.
    pub(crate) fn message(
        &self,
        from: (u64, impl FnOnce() -> Option<Name>),
        to: &Address,
        protocol: (&'static str, u16),
        ask: u64,
        body: &[u8],
    ) -> Result<Put, AskError> {
        self.put(|out| {
            let at = out.channel(from, to, protocol);
            let channel = &mut out.channels[at];
            let number = channel.next;
            channel.next += 1;
            let name = out.channels_from + at as u32;
            frame::put_data(&mut out.bulk, name, number, ask, body);
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

    /// Appends a control frame that needs the number of the next message.
    pub(crate) fn control_after(&self, make: impl FnOnce(u64) -> Control) -> Result<Put, AskError> {
        let after = self.out.lock().number;
        self.control(&make(after))
    }

    pub(crate) fn answer(&self, question: u64, life: NodeLife, result: Result<&[u8], AskError>) -> Result<Put, AskError> {
        self.put(|out| {
            let waiting = out.control.len() + self.control_kept.load(Ordering::Relaxed);
            let result = if waiting > ANSWERS_MAX { Err(AskError::Full) } else { result };
            frame::put_answer(&mut out.control, question, life, result);
            out.control_number += 1;
        })
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
    pub(crate) fn link_up(&self, link: u64) {
        let mut writing = self.writing.lock();
        let mut out = self.out.lock();
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
        let unsent = out.number - writing.bulk.first();
        *writing = Writing::default();
        let parked = out.parked.take();
        let waiting = std::mem::take(&mut out.waiting);
        let (before, channels_from) = (out.before + out.number, out.next_channel());
        *out = Out { before, channels_from, closed: out.closed, ..Out::default() };
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
        let waiting = std::mem::take(&mut out.waiting);
        drop(out);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// True when everything went into the link.
    pub(crate) fn is_written(&self) -> bool {
        let writing = self.writing.lock();
        let out = self.out.lock();
        writing.control.is_written() && writing.bulk.is_written() && out.control.is_empty() && out.bulk.is_empty()
    }

    /// True when the peer has everything.
    pub(crate) fn is_empty(&self) -> bool {
        let writing = self.writing.lock();
        let out = self.out.lock();
        writing.has_all(&out)
    }

    /// Writes for as long as there is something and the link takes it. Ready only when the link is broken, or another
    /// took its place.
    pub(crate) fn poll_write(&self, number: u64, link: &dyn Link, cx: &mut Context<'_>) -> Poll<Broken> {
        let mut writing = self.writing.lock();
        loop {
            if writing.link != number {
                return Poll::Ready(Broken::new("another link took its place"));
            }
            self.refill(&mut writing);
            let mut wrote = false;
            for lane in [Lane::Control, Lane::Bulk] {
                let kept = if lane == Lane::Control { &mut writing.control } else { &mut writing.bulk };
                if kept.is_written() {
                    continue;
                }
                match link.poll_write(lane, cx, kept.rest()) {
                    Poll::Ready(Ok(n)) => {
                        kept.advance(n);
                        wrote = true;
                    }
                    Poll::Ready(Err(broken)) => return Poll::Ready(broken),
                    Poll::Pending => {}
                }
            }
            if wrote {
                continue;
            }
            let mut out = self.out.lock();
            if !writing.wants_control(&out) && !writing.wants_bulk(&out) {
                out.parked = Some(cx.waker().clone());
                return Poll::Pending;
            }
        }
    }

    /// Takes what was filled in meanwhile, for lanes whose part before it is written.
    fn refill(&self, writing: &mut Writing) {
        if !writing.control.is_written() && !writing.bulk.is_written() {
            return;
        }
        let mut out = self.out.lock();
        if writing.wants_control(&out) {
            let number = out.control_number;
            writing.control.take(&mut out.control, number);
            self.control_kept.store(writing.control.bytes(), Ordering::Relaxed);
        }
        if !writing.wants_bulk(&out) {
            return;
        }
        let number = out.number;
        writing.bulk.take(&mut out.bulk, number);
        self.level.store(0, Ordering::Relaxed);
        let waiting = std::mem::take(&mut out.waiting);
        drop(out);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// The peer has all messages and all control frames below these numbers.
    pub(crate) fn acknowledged(&self, bulk: u64, control: u64) {
        let mut writing = self.writing.lock();
        writing.bulk.acknowledged(bulk);
        writing.control.acknowledged(control);
        self.control_kept.store(writing.control.bytes(), Ordering::Relaxed);
        let mut out = self.out.lock();
        let first = writing.bulk.first();
        out.retired.retain(|retired| retired.until > first);
        let writer = if writing.wants_bulk(&out) { out.parked.take() } else { None };
        drop(out);
        drop(writing);
        if let Some(writer) = writer {
            writer.wake();
        }
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
        let waiting = (std::mem::take(&mut out.waiting), out.parked.take());
        drop(out);
        drop(waiting);
    }

    /// How many messages were sent in all.
    pub(crate) fn messages(&self) -> u64 {
        let out = self.out.lock();
        out.before + out.number
    }
}

impl Writing {
    /// True if the peer has every frame.
    fn has_all(&self, out: &Out) -> bool {
        self.control.acknowledged_to() >= out.control_number && self.bulk.acknowledged_to() >= out.number
    }

    fn wants_control(&self, out: &Out) -> bool {
        self.control.is_written() && !out.control.is_empty()
    }

    fn wants_bulk(&self, out: &Out) -> bool {
        self.bulk.is_written() && !out.bulk.is_empty() && self.bulk.bytes() < KEPT_MAX
    }
}

impl Channel {
    fn open(&self, channel: u32, out: &mut Vec<u8>) {
        let open = Control::Open {
            channel,
            from: self.from_name.as_deref().unwrap_or_default().to_owned(),
            from_counter: self.key.from,
            to: self.key.to.as_ref().to_owned(),
            life: self.key.life,
            protocol: self.key.protocol.to_owned(),
            version: self.key.version,
            credit: 0,
        };
        // Names were checked against their bound before, which is far below that of a frame.
        let _ = frame::put_control(out, &open);
    }
}

impl Out {
    /// The place of the channel, opened if it is new.
    #[inline]
    fn channel(
        &mut self,
        (from, from_name): (u64, impl FnOnce() -> Option<Name>),
        to: &Address,
        (protocol, version): (&'static str, u16),
    ) -> usize {
        if let Some(channel) = self.channels.get(self.last) {
            let key = &channel.key;
            let same = key.from == from && key.life == to.life && std::ptr::eq(key.protocol, protocol);
            if same && key.version == version && key.to == to.name {
                return self.last;
            }
        }
        let key = Key { from, to: to.name.clone(), life: to.life, protocol, version };
        if let Some(at) = self.index.get(&key) {
            self.last = *at;
            return *at;
        }
        if self.channels.len() >= CHANNELS_MAX {
            let (from, until, below) = (self.channels_from, self.number, self.next_channel());
            let channels = std::mem::take(&mut self.channels);
            self.retired.push(Retired { from, channels, until });
            self.index = BTreeMap::new();
            self.channels_from = below;
            let _ = frame::put_control(&mut self.bulk, &Control::Forget { below: self.channels_from });
        }
        let channel = Channel { key: key.clone(), from_name: from_name(), next: 0 };
        let at = self.channels.len();
        channel.open(self.channels_from + at as u32, &mut self.bulk);
        self.channels.push(channel);
        self.index.insert(key, at);
        self.last = at;
        at
    }

    /// Number of the next channel that is opened.
    fn next_channel(&self) -> u32 {
        self.channels_from.wrapping_add(self.channels.len() as u32)
    }

    /// What a new link begins with on the control lane, where that frame comes first.
    fn control_prelude(&self, number: u64) -> Vec<u8> {
        let mut prelude = Vec::new();
        let _ = frame::put_control(&mut prelude, &Control::Begin { number, channels_from: 0 });
        prelude
    }

    /// What a new link begins with on the bulk lane, where that message comes first: the channels of all messages that may
    /// come again, those that were closed behind them included.
    fn bulk_prelude(&self, number: u64) -> Vec<u8> {
        let channels_from = self.retired.first().map_or(self.channels_from, |retired| retired.from);
        let mut prelude = Vec::new();
        let _ = frame::put_control(&mut prelude, &Control::Begin { number, channels_from });
        let retired = self.retired.iter().map(|retired| (retired.from, &retired.channels));
        for (from, channels) in retired.chain([(self.channels_from, &self.channels)]) {
            for (at, channel) in channels.iter().enumerate() {
                channel.open(from + at as u32, &mut prelude);
            }
        }
        prelude
    }
}
