//! What waits to be sent to one peer: two buffers, one per lane, and the channels of the messages in them.
//!
//! ```text
//!   tell ──encode──▶ filling ──swapped whole──▶ batch ──▶ link        two halves per lane, swapped by the writer
//! ```
//!
//! Senders append under a short lock and wake the writer only if it found nothing the last time it looked. What the
//! writer took last is kept until the peer has it, and is sent again from its start over the next link when this one
//! breaks; receivers drop by its number what they had already. All of it belongs to one life of the peer.

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
};

/// A lane's filling half takes messages until it holds this much; both halves together make 1 MiB.
pub(crate) const FILLING_MAX: usize = 512 << 10;

/// Beyond this much on the control lane answers become errors: the peer does not read them.
const ANSWERS_MAX: usize = 8 << 20;

/// Most bytes handed to the link at once.
const WRITE: usize = 64 << 10;

/// Channels that are known at once; beyond it all are closed and opened again as they are used.
const CHANNELS_MAX: usize = 16 << 10;

/// Buffers that grew beyond this in a burst are given back when the peer has what was in them.
const KEPT: usize = 128 << 10;

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

#[derive(Default)]
struct Out {
    control: Vec<u8>,
    bulk: Vec<u8>,
    /// Number of the next message of all channels, and of the first one in `bulk`.
    number: u64,
    bulk_first: u64,
    epoch: u64,
    channels: Vec<Channel>,
    index: BTreeMap<Key, usize>,
    channels_from: u32,
    /// The channel used last: senders mostly come in bursts.
    last: usize,
    /// The writer of the present link found nothing.
    parked: Option<Waker>,
    /// There is a link.
    linked: bool,
    /// Somebody was told that a link is wanted.
    wanted: bool,
    waiting: Vec<Waker>,
    closed: bool,
}

/// The writer's half.
#[derive(Default)]
struct Half {
    /// What a new link begins with.
    prelude: Vec<u8>,
    prelude_sent: usize,
    batch: Vec<u8>,
    sent: usize,
}

impl Half {
    fn rest(&self) -> &[u8] {
        let rest = if self.prelude_sent < self.prelude.len() {
            &self.prelude[self.prelude_sent..]
        } else {
            &self.batch[self.sent..]
        };
        &rest[..rest.len().min(WRITE)]
    }

    fn advance(&mut self, n: usize) {
        if self.prelude_sent < self.prelude.len() {
            self.prelude_sent += n;
        } else {
            self.sent += n;
        }
    }

    fn is_done(&self) -> bool {
        self.prelude_sent == self.prelude.len() && self.sent == self.batch.len()
    }

    fn begin(&mut self, prelude: Vec<u8>) {
        self.prelude = prelude;
        self.prelude_sent = 0;
        self.sent = 0;
    }

    /// Makes room for the next batch.
    fn clear(&mut self) {
        self.prelude = Vec::new();
        self.prelude_sent = 0;
        self.batch.clear();
        self.sent = 0;
    }
}

#[derive(Default)]
struct Writing {
    /// The link that is written to.
    link: u64,
    control: Half,
    bulk: Half,
    /// Number of the first message in the bulk batch.
    first: u64,
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
    /// Bytes in the filling half of the bulk lane, to be looked at without its lock.
    level: AtomicUsize,
    writing: Mutex<Writing>,
}

impl Outbox {
    pub(crate) fn new(epoch: u64) -> Outbox {
        let outbox = Outbox::default();
        outbox.out.lock().epoch = epoch;
        outbox
    }

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
        self.put(|out| out.control.extend_from_slice(&bytes))
    }

    /// Appends a control frame that needs the number of the next message.
    pub(crate) fn control_after(&self, make: impl FnOnce(u64) -> Control) -> Result<Put, AskError> {
        let after = self.out.lock().number;
        self.control(&make(after))
    }

    pub(crate) fn answer(&self, question: u64, life: NodeLife, result: Result<&[u8], AskError>) -> Result<Put, AskError> {
        self.put(|out| {
            let result = if out.control.len() > ANSWERS_MAX { Err(AskError::Full) } else { result };
            frame::put_answer(&mut out.control, question, life, result);
        })
    }

    /// True if something waits that a link is wanted for; if not, the next sender says that one is.
    pub(crate) fn wants_link(&self) -> bool {
        let writing = self.writing.lock();
        let unsent = !writing.control.batch.is_empty() && writing.control.sent < writing.control.batch.len()
            || !writing.bulk.batch.is_empty() && writing.bulk.sent < writing.bulk.batch.len();
        let mut out = self.out.lock();
        out.wanted = unsent || !out.control.is_empty() || !out.bulk.is_empty();
        out.wanted
    }

    /// A new link: it begins with the channels in use and `control`, then comes what an earlier one did not take.
    pub(crate) fn link_up(&self, link: u64, control: Vec<u8>) {
        let mut writing = self.writing.lock();
        let mut out = self.out.lock();
        writing.link = link;
        // The last batch is sent again even if an earlier link took it whole: taken is not arrived.
        let mut prelude = Vec::new();
        let begin = Control::Begin { epoch: out.epoch, number: writing.first, channels_from: out.channels_from };
        let _ = frame::put_control(&mut prelude, &begin);
        for (at, channel) in out.channels.iter().enumerate() {
            channel.open(out.channels_from + at as u32, &mut prelude);
        }
        writing.bulk.begin(prelude);
        writing.control.begin(control);
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

    /// Forgets all that waits, and all channels: the life of the peer that it was for is over, or given up. How many
    /// messages that were.
    pub(crate) fn reset(&self) -> u64 {
        let mut writing = self.writing.lock();
        let mut out = self.out.lock();
        let unsent = out.number - if writing.bulk.sent == writing.bulk.batch.len() { out.bulk_first } else { writing.first };
        *writing = Writing { first: out.number, ..Writing::default() };
        out.control = Vec::new();
        out.bulk = Vec::new();
        out.bulk_first = out.number;
        out.forget_channels();
        out.linked = false;
        out.wanted = false;
        self.level.store(0, Ordering::Relaxed);
        let waiting = std::mem::take(&mut out.waiting);
        let parked = out.parked.take();
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
    pub(crate) fn is_empty(&self) -> bool {
        let writing = self.writing.lock();
        let out = self.out.lock();
        writing.control.is_done() && writing.bulk.is_done() && out.control.is_empty() && out.bulk.is_empty()
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
                let half = if lane == Lane::Control { &mut writing.control } else { &mut writing.bulk };
                if half.is_done() {
                    continue;
                }
                match link.poll_write(lane, cx, half.rest()) {
                    Poll::Ready(Ok(n)) => {
                        half.advance(n);
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
            let more =
                writing.control.is_done() && !out.control.is_empty() || writing.bulk.is_done() && !out.bulk.is_empty();
            if !more {
                out.parked = Some(cx.waker().clone());
                return Poll::Pending;
            }
        }
    }

    /// Swaps in what was filled meanwhile, for lanes whose batch is sent.
    fn refill(&self, writing: &mut Writing) {
        let (control, bulk) = (writing.control.is_done(), writing.bulk.is_done());
        if !control && !bulk {
            return;
        }
        let mut out = self.out.lock();
        if control && !out.control.is_empty() {
            writing.control.clear();
            std::mem::swap(&mut writing.control.batch, &mut out.control);
        }
        if !bulk {
            return;
        }
        if out.bulk.is_empty() {
            return;
        }
        writing.bulk.clear();
        std::mem::swap(&mut writing.bulk.batch, &mut out.bulk);
        writing.first = out.bulk_first;
        out.bulk_first = out.number;
        self.level.store(0, Ordering::Relaxed);
        let waiting = std::mem::take(&mut out.waiting);
        drop(out);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// The peer has all messages below `number`: a batch of them is not kept any more, nor is a large buffer.
    pub(crate) fn acknowledged(&self, number: u64) {
        let mut writing = self.writing.lock();
        let mut out = self.out.lock();
        if writing.bulk.is_done() && number >= out.bulk_first {
            writing.bulk.clear();
            writing.first = out.bulk_first;
            writing.bulk.batch.shrink_to(KEPT);
            if out.bulk.is_empty() {
                out.bulk.shrink_to(KEPT);
            }
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

    /// Number of the next message: how many were sent in all.
    pub(crate) fn messages(&self) -> u64 {
        self.out.lock().number
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
            self.forget_channels();
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

    fn forget_channels(&mut self) {
        self.channels_from = self.channels_from.wrapping_add(self.channels.len() as u32);
        self.channels = Vec::new();
        self.index = BTreeMap::new();
        self.last = 0;
    }
}
