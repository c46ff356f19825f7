//! What comes from one peer: its channels, the messages whose receivers have no room, and ends that must not overtake
//! what was sent before them.
//!
//! ```text
//!   bulk lane ──▶ Data ──┬── room: into the mailbox, straight from the bytes of the lane
//!                        └── no room: a copy waits at its receiver (1 MiB for all), a job delivers it when there is
//! ```
//!
//! When the waiting ones have taken all their room the lane is not read on, so that the carrier slows the sender: nothing
//! is dropped. Messages to one receiver keep their order, since those that come later wait behind the earlier.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    future::poll_fn,
    sync::{
        Arc, Weak,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

use libprocess_wire::{Address, AskError, Life, Name, NodeLife, Pid};
use parking_lot::{Mutex, MutexGuard};

use super::{
    carrier::Proof,
    frame::{Control, Frame, NAME_MAX},
    peer::Peer,
};
use crate::{
    actor::Exit,
    door::{Entry, Sender},
    engine::Job,
    node::NodeCore,
    origins::Origin,
    role::Role,
};

/// Ends that wait for messages which are still to come: as many as actors that a peer may have watched.
const ENDS_MAX: usize = super::relations::WATCHED_MAX;

/// Most bytes of messages that wait for room at their receivers.
pub(crate) const WAITING_MAX: usize = 1 << 20;

/// What a message costs besides its bytes, on its way and while it waits.
pub(crate) const MESSAGE_COST: usize = 64;

/// Most channels that a peer may have open; it closes old ones before it opens so many.
const CHANNELS_MAX: usize = 128 << 10;

/// The peer is told how far its messages came after so many bytes of them, else with the heart-beats.
const ACKNOWLEDGED_EVERY: usize = 128 << 10;

/// Messages that wait for one receiver.
struct Receiver {
    name: Name,
    queue: Mutex<VecDeque<Item>>,
    /// How many wait: what comes now must go behind them.
    backlog: AtomicUsize,
}

enum Item {
    Message { channel: Arc<Channel>, ask: u64, body: Box<[u8]> },
    Notice(Box<dyn FnOnce() + Send>),
}

/// A channel of the peer.
struct Channel {
    receiver: Arc<Receiver>,
    life: Option<Life>,
    protocol: String,
    version: u16,
    sender: Sender,
    /// Number of the sender in the node's table of senders elsewhere.
    origin: Origin,
    /// The door, as of that many changes of doors.
    door: Mutex<(u64, Result<Entry, AskError>)>,
}

impl Channel {
    /// Runs `f` with the door, looked up again if any door changed meanwhile.
    fn at_door<R>(&self, core: &NodeCore, f: impl FnOnce(Result<&Entry, AskError>) -> R) -> R {
        let mut door = self.door.lock();
        let changes = core.doors.changes();
        if door.0 != changes {
            *door = (changes, find_door(core, &self.receiver.name, &self.protocol, self.version, self.sender.role));
        }
        f(door.1.as_ref().map_err(|error| *error))
    }
}

/// The door of an actor for a protocol, if the role may use it.
pub(crate) fn find_door(core: &NodeCore, name: &str, protocol: &str, version: u16, role: Role) -> Result<Entry, AskError> {
    let Some(door) = core.doors.by_protocol(name, protocol) else {
        let there = core.registry.get(name).is_some();
        return Err(if there { AskError::NotUnderstood } else { AskError::NoSuchActor });
    };
    if !door.admits(role) {
        return Err(AskError::Refused);
    }
    if door.version != version { Err(AskError::NotUnderstood) } else { Ok(door) }
}

/// A channel, and the number of its next message.
struct Open {
    channel: Arc<Channel>,
    next: u64,
}

/// Counts the frames of a lane, those that come again over a new link only once.
#[derive(Default)]
struct Counting {
    /// Number of the next frame that is new, and of the next one on this link.
    position: u64,
    cursor: u64,
    /// The link said with which number it begins.
    begun: bool,
    /// Bytes that came and were not acknowledged.
    unsaid: usize,
}

impl Counting {
    fn begin(&mut self, number: u64) -> Result<(), Unexpected> {
        if number > self.position {
            return Err(Unexpected("frames are missing that were sent before"));
        }
        self.cursor = number;
        self.begun = true;
        Ok(())
    }

    /// The next frame came: true if it is new.
    #[inline]
    fn is_new(&mut self, bytes: usize) -> Result<bool, Unexpected> {
        if !self.begun {
            return Err(Unexpected("the link did not say with which frame it begins"));
        }
        let number = self.cursor;
        self.cursor += 1;
        if number < self.position {
            return Ok(false);
        }
        self.position = self.cursor;
        self.unsaid += bytes;
        Ok(true)
    }

    /// True if it is time to acknowledge what came.
    fn is_due(&mut self) -> bool {
        let due = self.unsaid >= ACKNOWLEDGED_EVERY;
        if due {
            self.unsaid = 0;
        }
        due
    }
}

/// The reading side of the control lane.
#[derive(Default)]
struct Controls {
    link: u64,
    counting: Counting,
}

/// The reading side of the bulk lane.
#[derive(Default)]
pub(crate) struct Reading {
    link: u64,
    role: Option<Role>,
    executor: Option<Arc<str>>,
    life: NodeLife,
    channels: VecDeque<Open>,
    /// Number of the first channel in `channels`.
    channels_from: u32,
    counting: Counting,
    /// Messages that came since they were counted.
    fresh: u64,
    receivers: BTreeMap<Name, Weak<Receiver>>,
    /// Ends that wait until all messages below that number came.
    held: BTreeMap<u64, Vec<Control>>,
    /// How many they are.
    held_count: usize,
}

/// Why the bulk lane cannot be read on.
#[derive(Debug)]
pub(crate) struct Unexpected(pub(crate) &'static str);

/// What comes from one peer.
#[derive(Default)]
pub(crate) struct Inbox {
    reading: Mutex<Reading>,
    controls: Mutex<Controls>,
    waiting: AtomicUsize,
    /// The reader that stopped because too much waits.
    stopped: Mutex<Option<Waker>>,
    pub(crate) received: AtomicU64,
    pub(crate) doubled: AtomicU64,
    pub(crate) lost: AtomicU64,
}

impl Inbox {
    /// From now on that link is read, on which the peer proved this in that life.
    pub(crate) fn link_up(&self, link: u64, proof: &Proof, life: NodeLife) {
        let mut reading = self.reading.lock();
        reading.link = link;
        reading.counting.begun = false;
        reading.role = Some(proof.role);
        reading.executor = proof.executor.clone();
        reading.life = life;
        drop(reading);
        let mut controls = self.controls.lock();
        controls.link = link;
        controls.counting.begun = false;
    }

    /// For the reader of that link; none if another took its place.
    pub(crate) fn read(&self, link: u64) -> Option<MutexGuard<'_, Reading>> {
        Some(self.reading.lock()).filter(|reading| reading.link == link)
    }

    /// Forgets the channels and how far the peer came: the association is over.
    pub(crate) fn forget(&self) {
        let mut reading = self.reading.lock();
        let before = std::mem::take(&mut *reading);
        reading.receivers = before.receivers;
        *self.controls.lock() = Controls::default();
        drop(reading);
        drop((before.channels, before.held));
    }

    /// Counts the messages that came since the last time; true if it is time to acknowledge them.
    pub(crate) fn count(&self, reading: &mut Reading) -> bool {
        self.received.fetch_add(std::mem::take(&mut reading.fresh), Ordering::Relaxed);
        reading.counting.is_due()
    }

    /// The control lane of that link begins with this number.
    pub(crate) fn control_begins(&self, link: u64, number: u64) -> Result<(), Unexpected> {
        let mut controls = self.controls.lock();
        if controls.link == link { controls.counting.begin(number) } else { Ok(()) }
    }

    /// A counted frame came on the control lane of that link: true if it is new.
    pub(crate) fn control_is_new(&self, link: u64, bytes: usize) -> Result<bool, Unexpected> {
        let mut controls = self.controls.lock();
        if controls.link == link { controls.counting.is_new(bytes) } else { Ok(false) }
    }

    /// True if it is time to acknowledge control frames.
    pub(crate) fn controls_are_due(&self) -> bool {
        self.controls.lock().counting.is_due()
    }

    /// Numbers of the next messages and control frames that are new.
    pub(crate) fn positions(&self) -> (u64, u64) {
        let bulk = self.reading.lock().counting.position;
        (bulk, self.controls.lock().counting.position)
    }

    /// Bytes left for messages whose receivers have no room.
    pub(crate) fn room(&self) -> usize {
        WAITING_MAX.saturating_sub(self.waiting.load(Ordering::Relaxed))
    }

    /// Pending while too much waits.
    pub(crate) fn poll_room(&self, cx: &mut Context<'_>) -> Poll<()> {
        if self.room() > 0 {
            return Poll::Ready(());
        }
        *self.stopped.lock() = Some(cx.waker().clone());
        // The last one may have been delivered meanwhile.
        if self.room() > 0 { Poll::Ready(()) } else { Poll::Pending }
    }

    fn waits(&self, bytes: usize) {
        self.waiting.fetch_add(bytes + MESSAGE_COST, Ordering::Relaxed);
    }

    fn waits_no_more(&self, bytes: usize) {
        let before = self.waiting.fetch_sub(bytes + MESSAGE_COST, Ordering::Relaxed);
        if before - bytes - MESSAGE_COST < WAITING_MAX / 2 {
            let stopped = self.stopped.lock().take();
            if let Some(reader) = stopped {
                reader.wake();
            }
        }
    }

    /// Forgets who waits: the node is gone.
    pub(crate) fn vanish(&self) {
        self.forget();
        let (stopped, receivers) = (self.stopped.lock().take(), std::mem::take(&mut self.reading.lock().receivers));
        for receiver in receivers.into_values().filter_map(|receiver| receiver.upgrade()) {
            let left = std::mem::take(&mut *receiver.queue.lock());
            drop(left);
        }
        drop(stopped);
    }

    /// Does `then` once all messages below `after` came, and behind those that wait for `name`.
    ///
    /// # Errors
    /// More ends wait than a peer that keeps to the rules can cause.
    pub(crate) fn end_after(&self, peer: &Arc<Peer>, after: u64, end: Control) -> Result<(), &'static str> {
        let mut reading = self.reading.lock();
        if reading.counting.position >= after {
            drop(reading);
            peer.ended(end);
        } else if reading.held_count < ENDS_MAX {
            reading.held_count += 1;
            reading.held.entry(after).or_default().push(end);
        } else {
            return Err("too many ends wait for messages");
        }
        Ok(())
    }

    /// Runs `notice` behind the messages that wait for that actor.
    pub(crate) fn behind(&self, peer: &Arc<Peer>, name: &Name, notice: Box<dyn FnOnce() + Send>) {
        let receiver = self.reading.lock().receivers.get(name).and_then(Weak::upgrade);
        match receiver.filter(|receiver| receiver.backlog.load(Ordering::Acquire) > 0) {
            Some(receiver) => {
                self.waits(0);
                enqueue(peer, &receiver, Item::Notice(notice));
            }
            None => notice(),
        }
    }
}

impl Reading {
    /// Takes one frame of the bulk lane.
    pub(crate) fn on_frame(&mut self, peer: &Arc<Peer>, core: &Arc<NodeCore>, frame: Frame<'_>) -> Result<(), Unexpected> {
        match frame {
            Frame::Data { channel, ask, body, number } => self.on_message(peer, core, (channel, number), ask, body),
            Frame::Control(Control::Open { channel, from, from_counter, to, life, protocol, version, credit: _ }) => {
                let sender = (from, from_counter);
                self.on_open(peer, core, channel, sender, (to, life), (protocol, version))
            }
            Frame::Control(Control::Begin { number, channels_from }) => {
                self.close_below(channels_from);
                self.counting.begin(number)
            }
            Frame::Control(Control::Forget { below }) => {
                self.close_below(below);
                Ok(())
            }
            _ => Err(Unexpected("a frame of the control lane came on the bulk lane")),
        }
    }

    fn close_below(&mut self, below: u32) {
        while self.channels_from < below && self.channels.pop_front().is_some() {
            self.channels_from += 1;
        }
        if self.channels.is_empty() {
            self.channels_from = below;
        }
    }

    fn on_open(
        &mut self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        channel: u32,
        (from, from_counter): (String, u64),
        (to, life): (String, Option<Life>),
        (protocol, version): (String, u16),
    ) -> Result<(), Unexpected> {
        let Some(at) = channel.checked_sub(self.channels_from).map(|at| at as usize).filter(|at| *at >= self.channels.len())
        else {
            // Named again after a reconnect, perhaps closed meanwhile.
            return Ok(());
        };
        if at > self.channels.len() || at >= CHANNELS_MAX {
            return Err(Unexpected("a channel was opened out of turn, or too many are open"));
        }
        if from.len() > NAME_MAX || to.len() > NAME_MAX {
            return Err(Unexpected("the name of an actor is too long"));
        }
        let name: Name = to.into();
        let receiver = self.receiver(&name);
        let pid = (from_counter != 0).then(|| {
            let life = Life { node: self.life, counter: from_counter };
            Pid::foreign(Address::new(from, peer.address).with_life(Some(life)), peer.path(core))
        });
        let role = self.role.ok_or(Unexpected("a channel was opened before the hello"))?;
        let origin = core.origins.enter(core, pid.as_ref(), peer.address);
        let sender = Sender { pid, role, executor: self.executor.clone(), node: Some(core.clone()) };
        // Never the present number, so that the door is looked up when the first message comes.
        let door = Mutex::new((core.doors.changes().wrapping_sub(1), Err(AskError::NoSuchActor)));
        let channel = Arc::new(Channel { receiver, life, protocol, version, sender, origin, door });
        self.channels.push_back(Open { channel, next: 0 });
        Ok(())
    }

    fn receiver(&mut self, name: &Name) -> Arc<Receiver> {
        if let Some(known) = self.receivers.get(name).and_then(Weak::upgrade) {
            return known;
        }
        if self.receivers.len() >= 64 && self.receivers.len().is_power_of_two() {
            self.receivers.retain(|_, receiver| receiver.strong_count() > 0);
        }
        let receiver = Arc::new(Receiver { name: name.clone(), queue: Mutex::default(), backlog: AtomicUsize::new(0) });
        self.receivers.insert(name.clone(), Arc::downgrade(&receiver));
        receiver
    }

    #[inline]
    fn on_message(
        &mut self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        (channel, number): (u32, u64),
        ask: u64,
        body: &[u8],
    ) -> Result<(), Unexpected> {
        if !self.counting.is_new(body.len() + MESSAGE_COST)? {
            peer.inbox.doubled.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        self.fresh += 1;
        let at = channel.wrapping_sub(self.channels_from) as usize;
        let open = self.channels.get_mut(at).ok_or(Unexpected("a message came on a channel that is not open"))?;
        if open.next != number {
            return Err(Unexpected("a message came out of turn"));
        }
        open.next += 1;
        deliver(peer, core, &open.channel, ask, body);
        Ok(())
    }

    /// The ends that all messages came before.
    pub(crate) fn due(&mut self) -> Vec<Control> {
        let Some((first, _)) = self.held.first_key_value() else { return Vec::new() };
        if *first > self.counting.position {
            return Vec::new();
        }
        let later = self.held.split_off(&(self.counting.position + 1));
        let due: Vec<Control> = std::mem::replace(&mut self.held, later).into_values().flatten().collect();
        self.held_count -= due.len();
        due
    }
}

fn deliver(peer: &Arc<Peer>, core: &Arc<NodeCore>, channel: &Arc<Channel>, ask: u64, body: &[u8]) {
    if channel.receiver.backlog.load(Ordering::Acquire) > 0 {
        return wait(peer, channel, ask, body);
    }
    let delivered = channel.at_door(core, |door| {
        let inlet = &door?.inlet;
        inlet.try_reserve(channel.life)?;
        inlet.deliver(body, channel.origin.number(), &channel.sender)
    });
    match delivered {
        Ok(()) => {}
        Err(AskError::Full) => wait(peer, channel, ask, body),
        Err(cause) => failed(peer, core, channel, ask, body, cause),
    }
}

fn wait(peer: &Arc<Peer>, channel: &Arc<Channel>, ask: u64, body: &[u8]) {
    peer.inbox.waits(body.len());
    let item = Item::Message { channel: channel.clone(), ask, body: body.into() };
    enqueue(peer, &channel.receiver, item);
}

fn enqueue(peer: &Arc<Peer>, receiver: &Arc<Receiver>, item: Item) {
    receiver.queue.lock().push_back(item);
    if receiver.backlog.fetch_add(1, Ordering::AcqRel) == 0
        && let Some(home) = peer.home()
    {
        Job::start(&home, drain(peer.clone(), receiver.clone()));
    }
}

/// Delivers what waits for one receiver, as it makes room.
async fn drain(peer: Arc<Peer>, receiver: Arc<Receiver>) {
    loop {
        let Some(item) = receiver.queue.lock().pop_front() else { return };
        let bytes = match item {
            Item::Notice(notice) => {
                notice();
                0
            }
            Item::Message { channel, ask, body } => {
                let Some(core) = peer.core() else { return };
                let reserved = poll_fn(|cx| {
                    // The inlet outlives its lock, since waiting for room may take long.
                    let inlet = channel.at_door(&core, |door| door.map(|door| door.inlet.clone()));
                    match inlet {
                        Ok(inlet) => inlet.poll_reserve(channel.life, cx).map(|reserved| reserved.map(|()| inlet)),
                        Err(cause) => Poll::Ready(Err(cause)),
                    }
                })
                .await;
                let scope = core.scope();
                let deliver =
                    |inlet: Arc<dyn crate::door::Inlet>| inlet.deliver(&body, channel.origin.number(), &channel.sender);
                libprocess_wire::with_scope(&scope, || {
                    if let Err(cause) = reserved.and_then(deliver) {
                        failed(&peer, &core, &channel, ask, &body, cause);
                    }
                });
                body.len()
            }
        };
        peer.inbox.waits_no_more(bytes);
        if receiver.backlog.fetch_sub(1, Ordering::AcqRel) == 1 {
            return;
        }
    }
}

/// A message of which only its protocol and size are known here.
struct Undelivered<'a> {
    protocol: &'a str,
    bytes: usize,
}

impl fmt::Debug for Undelivered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes from another node)", self.protocol, self.bytes)
    }
}

fn failed(peer: &Arc<Peer>, core: &NodeCore, channel: &Channel, ask: u64, body: &[u8], cause: AskError) {
    let why = if cause == AskError::NoSuchActor { Exit::NoSuchActor } else { Exit::failed(cause) };
    let message = Undelivered { protocol: &channel.protocol, bytes: body.len() };
    core.dead_letters.note(&channel.receiver.name, channel.origin.number(), why, &message);
    peer.undeliverable(ask, cause);
}
