//! What comes from one peer: its channels, the messages whose receivers have no room, and ends that must not overtake
//! what was sent before them.
//!
//! ```text
//!   bulk lane ──▶ Data ──┬── room: into the mailbox, straight from the bytes of the lane
//!                        └── no room: a copy waits in the receiver's line, a job delivers it when there is
//! ```
//!
//! The lane is always read on: the peer sends no more than its credit with each receiver allows, see [`super::credit`].
//! Messages to one receiver keep their order, since those that come later wait behind the earlier.

use std::{
    any::Any,
    collections::{BTreeMap, VecDeque},
    fmt,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use libprocess_wire::{Address, AskError, Life, Name, NodeLife, Pid};
use parking_lot::{Mutex, MutexGuard};

use super::{
    assembly::{Assemblies, What, Whole},
    carrier::Proof,
    credit::{Account, Budget, MESSAGE_COST, cost},
    frame::{Control, Frame, NAME_MAX, OVERSIZED},
    peer::Peer,
    session::answered,
};
use crate::{
    actor::Exit,
    carried::Carried,
    door::{Entry, Inlet, Sender},
    engine::Job,
    node::NodeCore,
    origins::Origin,
    role::Role,
};

/// Ends that wait for messages which are still to come: as many as actors that a peer may have watched.
const ENDS_MAX: usize = super::relations::WATCHED_MAX;

/// Most channels that a peer may have open; it closes old ones before it opens so many.
const CHANNELS_MAX: usize = 128 << 10;

/// How long until a line that waits is looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// The peer is told how far its messages came after so many bytes of them, else with the heart-beats.
const ACKNOWLEDGED_EVERY: usize = 128 << 10;

/// Messages that wait for one receiver.
struct Receiver {
    name: Name,
    queue: Mutex<VecDeque<Item>>,
    /// How many wait: what comes now must go behind them.
    backlog: AtomicUsize,
    account: Mutex<Account>,
    /// A job looks for what was handled.
    watched: AtomicBool,
}

enum Item {
    Message {
        channel: Arc<Channel>,
        ask: u64,
        body: Box<[u8]>,
        carried: Option<Box<Carried>>,
    },
    /// An oversized one, decoded elsewhere, and the id under which it was admitted.
    Decoded {
        channel: Arc<Channel>,
        ask: u64,
        bytes: usize,
        message: Box<dyn Any + Send>,
        admitted: u64,
        carried: Option<Box<Carried>>,
    },
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
    /// Its place among the touched ones, counted from 1.
    touched: u32,
    /// An oversized message is being decoded: those behind it wait here.
    decoding: Option<VecDeque<Behind>>,
}

/// A message that waits for one of its own channel to be decoded.
struct Behind {
    ask: u64,
    body: Box<[u8]>,
    carried: Option<Carried>,
}

/// A channel on which messages came since the last settling, and how many and what they cost.
struct Touched {
    number: u32,
    channel: Arc<Channel>,
    count: u64,
    bytes: usize,
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
    touched: Vec<Touched>,
    assemblies: Assemblies,
    /// Channels on which an oversized message may come, and under which id.
    admitted: BTreeMap<u32, u64>,
    /// Oversized messages that are being decoded: ends wait for them.
    decoding: usize,
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
pub(crate) struct Inbox {
    reading: Mutex<Reading>,
    controls: Mutex<Controls>,
    budget: Arc<Budget>,
    /// Channels to whose receivers a job looks for what was handled, and how many they are.
    watching: Mutex<Vec<Arc<Channel>>>,
    watches: AtomicUsize,
    pub(crate) received: AtomicU64,
    pub(crate) doubled: AtomicU64,
    pub(crate) lost: AtomicU64,
}

impl Inbox {
    pub(crate) fn new(budget: Arc<Budget>) -> Inbox {
        Inbox {
            reading: Mutex::default(),
            controls: Mutex::default(),
            budget,
            watching: Mutex::default(),
            watches: AtomicUsize::new(0),
            received: AtomicU64::new(0),
            doubled: AtomicU64::new(0),
            lost: AtomicU64::new(0),
        }
    }

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
        let receivers = reading.receivers.values().filter_map(Weak::upgrade);
        receivers.for_each(|receiver| receiver.account.lock().close());
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

    /// True if some receiver has much of the peer that it has not handled.
    pub(crate) fn is_watching(&self) -> bool {
        self.watches.load(Ordering::Relaxed) > 0
    }

    /// Gives the peer credit for what such receivers have handled.
    pub(crate) fn give_watched(&self, peer: &Arc<Peer>, core: &NodeCore) {
        let watching = self.watching.lock().clone();
        for channel in watching {
            give_credit(peer, core, &channel);
        }
    }

    fn watches(&self, channel: &Arc<Channel>, begins: bool) {
        let mut watching = self.watching.lock();
        if begins {
            watching.push(channel.clone());
        } else {
            watching.retain(|held| !Arc::ptr_eq(held, channel));
        }
        self.watches.store(watching.len(), Ordering::Relaxed);
    }

    /// Receivers, what came for them and was not handled, and their windows.
    pub(crate) fn windows(&self) -> Vec<(Name, usize, usize)> {
        let reading = self.reading.lock();
        let receivers = reading.receivers.values().filter_map(Weak::upgrade);
        let level = |receiver: Arc<Receiver>| {
            let (held, window) = receiver.account.lock().level();
            (receiver.name.clone(), held, window)
        };
        receivers.map(level).collect()
    }

    /// Forgets who waits: the node is gone.
    pub(crate) fn vanish(&self) {
        self.forget();
        let receivers = std::mem::take(&mut self.reading.lock().receivers);
        for receiver in receivers.into_values().filter_map(|receiver| receiver.upgrade()) {
            let left = std::mem::take(&mut *receiver.queue.lock());
            drop(left);
        }
    }

    /// Does `then` once all messages below `after` came, and behind those that wait for `name`.
    ///
    /// # Errors
    /// More ends wait than a peer that keeps to the rules can cause.
    pub(crate) fn end_after(&self, peer: &Arc<Peer>, after: u64, end: Control) -> Result<(), &'static str> {
        let mut reading = self.reading.lock();
        if reading.counting.position >= after && reading.decoding == 0 {
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

    /// An oversized message may come on that channel.
    pub(crate) fn admit(&self, channel: u32, id: u64) {
        self.reading.lock().admitted.insert(channel, id);
    }

    /// An oversized message of the channel with that number is decoded.
    fn decoded(
        &self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        number: u32,
        oversized: Oversized,
        decoded: Result<Box<dyn Any + Send>, AskError>,
    ) {
        let Oversized { channel, ask, bytes, admitted, carried } = oversized;
        let mut reading = self.reading.lock();
        let at = number.wrapping_sub(reading.channels_from) as usize;
        let open = reading.channels.get_mut(at).filter(|open| Arc::ptr_eq(&open.channel, &channel));
        let Some(behind) = open.and_then(|open| open.decoding.take()) else {
            // The association is over.
            drop(reading);
            failed(peer, core, &channel, ask, bytes, AskError::ConnectionLost);
            let dropped = libprocess_wire::Dropped::NoSuchActor;
            return libprocess_wire::dropping_because(dropped, || drop(decoded));
        };
        reading.decoding -= 1;
        let mut unused = 0;
        match decoded {
            Ok(message) => {
                let carried = carried.map(Box::new);
                let item = Item::Decoded { channel: channel.clone(), ask, bytes, message, admitted, carried };
                enqueue(peer, &channel.receiver, item);
            }
            Err(cause) => {
                failed(peer, core, &channel, ask, bytes, cause);
                unused = admitted;
            }
        }
        libprocess_wire::with_scope(&core.scope(), || {
            let waiting = behind.into_iter();
            waiting.for_each(|Behind { ask, body, carried }| deliver(peer, core, &channel, (ask, carried), &body));
        });
        let due = reading.due();
        drop(reading);
        release(peer, &channel, unused);
        due.into_iter().for_each(|end| peer.ended(end));
    }

    /// Runs `notice` behind the messages that wait for that actor.
    pub(crate) fn behind(&self, peer: &Arc<Peer>, name: &Name, notice: Box<dyn FnOnce() + Send>) {
        let receiver = self.reading.lock().receivers.get(name).and_then(Weak::upgrade);
        match receiver.filter(|receiver| receiver.backlog.load(Ordering::Acquire) > 0) {
            Some(receiver) => enqueue(peer, &receiver, Item::Notice(notice)),
            None => notice(),
        }
    }
}

impl Reading {
    /// Takes one frame of the bulk lane.
    pub(crate) fn on_frame(&mut self, peer: &Arc<Peer>, core: &Arc<NodeCore>, frame: Frame<'_>) -> Result<(), Unexpected> {
        match frame {
            Frame::Data { channel, ask, body, number } => self.on_message(peer, core, (channel, number), (ask, None), body),
            Frame::Laden { channel, ask, rest, number } => {
                let (carried, taken) = carried(rest, core)?;
                self.on_message(peer, core, (channel, number), (ask, Some(carried)), &rest[taken..])
            }
            Frame::Part { part, body } => self.on_part(peer, core, part, body),
            Frame::Control(Control::Large { part, channel, number, ask, bytes, carried: laden }) => {
                let carried = if laden.is_empty() { None } else { Some(carried(&laden, core)?.0) };
                self.on_large(core, part, What::Message { channel, number, ask, carried }, bytes)
            }
            Frame::Control(Control::LargeAnswer { part, question, life, bytes }) => {
                self.on_large(core, part, What::Answer { question, life }, bytes)
            }
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
        let receiver = self.receiver(&name, channel, &peer.inbox.budget);
        let pid = (from_counter != 0).then(|| {
            let life = Life { node: self.life, counter: from_counter };
            Pid::foreign(Address::new(from, peer.address).with_life(Some(life)), peer.path(core))
        });
        let role = self.role.ok_or(Unexpected("a channel was opened before the hello"))?;
        let origin = core.origins.enter(core, pid.as_ref(), peer.address);
        let sender =
            Sender { pid, role, executor: self.executor.clone(), address: Some(peer.address), node: Some(core.clone()) };
        // Never the present number, so that the door is looked up when the first message comes.
        let door = Mutex::new((core.doors.changes().wrapping_sub(1), Err(AskError::NoSuchActor)));
        let channel = Arc::new(Channel { receiver, life, protocol, version, sender, origin, door });
        self.channels.push_back(Open { channel, next: 0, touched: 0, decoding: None });
        Ok(())
    }

    fn receiver(&mut self, name: &Name, channel: u32, budget: &Arc<Budget>) -> Arc<Receiver> {
        if let Some(known) = self.receivers.get(name).and_then(Weak::upgrade) {
            let mut account = known.account.lock();
            if account.channel().is_none_or(|first| first < self.channels_from) {
                account.open_again(channel);
            }
            drop(account);
            return known;
        }
        if self.receivers.len() >= 64 && self.receivers.len().is_power_of_two() {
            self.receivers.retain(|_, receiver| receiver.strong_count() > 0);
        }
        let receiver = Arc::new(Receiver {
            name: name.clone(),
            queue: Mutex::default(),
            backlog: AtomicUsize::new(0),
            account: Mutex::new(Account::open(channel, budget)),
            watched: AtomicBool::new(false),
        });
        self.receivers.insert(name.clone(), Arc::downgrade(&receiver));
        receiver
    }

    #[inline]
    fn on_message(
        &mut self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        (channel, number): (u32, u64),
        (ask, carried): (u64, Option<Carried>),
        body: &[u8],
    ) -> Result<(), Unexpected> {
        if !self.counting.is_new(body.len() + MESSAGE_COST)? {
            peer.inbox.doubled.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        let open = self.arrived((channel, number), cost(body.len()))?;
        match &mut open.decoding {
            None => deliver(peer, core, &open.channel, (ask, carried), body),
            Some(behind) => behind.push_back(Behind { ask, body: body.into(), carried }),
        }
        Ok(())
    }

    /// A message is whole: its channel, once it is counted there.
    #[inline]
    fn arrived(&mut self, (channel, number): (u32, u64), cost: usize) -> Result<&mut Open, Unexpected> {
        self.fresh += 1;
        let at = channel.wrapping_sub(self.channels_from) as usize;
        let open = self.channels.get_mut(at).ok_or(Unexpected("a message came on a channel that is not open"))?;
        if open.next != number {
            return Err(Unexpected("a message came out of turn"));
        }
        open.next += 1;
        if open.touched == 0 {
            let channel = open.channel.clone();
            self.touched.push(Touched { number: self.channels_from + at as u32, channel, count: 0, bytes: 0 });
            open.touched = self.touched.len() as u32;
        }
        let touched = &mut self.touched[open.touched as usize - 1];
        touched.count += 1;
        touched.bytes += cost;
        Ok(open)
    }

    /// A message or an answer begins that comes in parts.
    fn on_large(&mut self, core: &NodeCore, part: u32, what: What, bytes: u64) -> Result<(), Unexpected> {
        if !self.counting.is_new(MESSAGE_COST)? {
            return Ok(());
        }
        let bytes = usize::try_from(bytes).map_err(|_| Unexpected("a message is too large for any machine"))?;
        let is_wanted = match what {
            What::Message { channel, .. } if bytes > OVERSIZED && !self.admitted.contains_key(&channel) => {
                return Err(Unexpected("an oversized message came unadmitted"));
            }
            What::Message { .. } => true,
            What::Answer { question, life } => life == core.life && core.pending.is_asked(question),
        };
        let dropped = bytes > core.message_max() || !is_wanted;
        if self.assemblies.begin(part, what, bytes, dropped) {
            return Ok(());
        }
        Err(Unexpected("too many large messages came at once"))
    }

    fn on_part(&mut self, peer: &Arc<Peer>, core: &Arc<NodeCore>, part: u32, body: &[u8]) -> Result<(), Unexpected> {
        if !self.counting.is_new(body.len())? {
            return Ok(());
        }
        let whole = self.assemblies.part(part, body).map_err(|()| Unexpected("a part came that belongs to nothing"))?;
        match whole {
            Some(Whole { what: What::Message { channel, number, ask, carried }, bytes, body }) => {
                self.on_whole(peer, core, (channel, number), (ask, carried), (bytes, body))
            }
            Some(Whole { what: What::Answer { question, .. }, body, .. }) => {
                let (peer, core_too, scope) = (peer.clone(), core.clone(), core.scope());
                let answer = move || {
                    let result = body.as_deref().ok_or(AskError::TooLarge);
                    libprocess_wire::with_scope(&scope, || answered(&peer, &core_too, question, result));
                };
                core.engine.offload(Box::new(answer));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// All parts of a message came.
    fn on_whole(
        &mut self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        (name, number): (u32, u64),
        (ask, carried): (u64, Option<Carried>),
        (bytes, body): (usize, Option<Vec<u8>>),
    ) -> Result<(), Unexpected> {
        let admitted = if bytes > OVERSIZED { self.admitted.remove(&name).unwrap_or_default() } else { 0 };
        let open = self.arrived((name, number), cost(bytes))?;
        let channel = open.channel.clone();
        let Some(body) = body else {
            failed(peer, core, &channel, ask, bytes, AskError::TooLarge);
            return Ok(());
        };
        if bytes <= OVERSIZED {
            match &mut open.decoding {
                None => deliver(peer, core, &channel, (ask, carried), &body),
                Some(behind) => behind.push_back(Behind { ask, body: body.into(), carried }),
            }
            return Ok(());
        }
        // Nothing of its channel overtakes it, everything else does.
        open.decoding = Some(VecDeque::new());
        self.decoding += 1;
        let inlet = channel.at_door(core, |door| door.map(|door| door.inlet.clone()));
        let (peer, core_too, scope) = (peer.clone(), core.clone(), core.scope());
        core.engine.offload(Box::new(move || {
            let decode = |inlet: Arc<dyn Inlet>| {
                let decode = || libprocess_wire::with_scope(&scope, || inlet.decode(&body, carried));
                catch_unwind(AssertUnwindSafe(decode)).unwrap_or(Err(AskError::NotUnderstood))
            };
            let decoded = inlet.and_then(decode);
            drop(body);
            peer.inbox.decoded(&peer, &core_too, name, Oversized { channel, ask, bytes, admitted, carried }, decoded);
        }));
        Ok(())
    }

    /// Gives the peer credit for what was handled meanwhile, of the receivers that it has just sent to.
    pub(crate) fn settle(&mut self, peer: &Arc<Peer>, core: &Arc<NodeCore>) -> Result<(), Unexpected> {
        while let Some(Touched { number, channel, count, bytes }) = self.touched.pop() {
            let at = number.wrapping_sub(self.channels_from) as usize;
            if let Some(open) = self.channels.get_mut(at) {
                open.touched = 0;
            }
            let mut account = channel.receiver.account.lock();
            if !account.came(count, bytes) {
                return Err(Unexpected("it sends more than it was given credit for"));
            }
            let worth = account.is_worth_looking();
            drop(account);
            if worth
                && give_credit(peer, core, &channel)
                && !channel.receiver.watched.swap(true, Ordering::AcqRel)
                && let Some(home) = peer.home()
            {
                peer.inbox.watches(&channel, true);
                Job::start(&home, watch(peer.clone(), channel));
            }
        }
        Ok(())
    }

    /// The ends that all messages came before.
    pub(crate) fn due(&mut self) -> Vec<Control> {
        let Some((first, _)) = self.held.first_key_value() else { return Vec::new() };
        if *first > self.counting.position || self.decoding > 0 {
            return Vec::new();
        }
        let later = self.held.split_off(&(self.counting.position + 1));
        let due: Vec<Control> = std::mem::replace(&mut self.held, later).into_values().flatten().collect();
        self.held_count -= due.len();
        due
    }
}

/// An oversized message on its way through the decoder.
struct Oversized {
    channel: Arc<Channel>,
    ask: u64,
    bytes: usize,
    admitted: u64,
    carried: Option<Carried>,
}

/// What a frame says that its message carries, and how many bytes that took.
fn carried(bytes: &[u8], core: &NodeCore) -> Result<(Carried, usize), Unexpected> {
    Carried::decode(bytes, core.clock.now()).ok_or(Unexpected("what a message carries cannot be read"))
}

/// The next oversized message to that receiver may come.
fn release(peer: &Arc<Peer>, channel: &Channel, admitted: u64) {
    if admitted != 0
        && let Some(network) = peer.network()
    {
        network.oversized.release(&channel.receiver.name, admitted);
    }
}

/// Admits the next oversized message once the one that was delivered last is handled.
async fn release_when_handled(peer: Arc<Peer>, channel: Arc<Channel>, inlet: Arc<dyn Inlet>, admitted: u64) {
    // Of those that wait it is the last.
    let end = inlet.handled() + inlet.waiting() as u64;
    while inlet.waiting() > 0 && inlet.handled() < end {
        let half = inlet.waiting() / 2;
        poll_fn(|cx| inlet.poll_fewer(half, cx)).await;
    }
    release(&peer, &channel, admitted);
}

/// Gives the peer credit for what was handled; true if it may come to a stand before the next message comes.
fn give_credit(peer: &Arc<Peer>, core: &NodeCore, channel: &Arc<Channel>) -> bool {
    let receiver = &channel.receiver;
    let in_mailbox = channel.at_door(core, |door| door.map_or(0, |door| door.inlet.waiting()));
    let mut account = receiver.account.lock();
    let credit = account.settle(receiver.backlog.load(Ordering::Acquire) + in_mailbox);
    let wants_watch = account.wants_watch();
    drop(account);
    if let Some((channel, bytes)) = credit {
        peer.give_credit(channel, bytes);
    }
    wants_watch
}

/// Looks on while a receiver handles what came, for as long as its sender may stand still.
async fn watch(peer: Arc<Peer>, channel: Arc<Channel>) {
    let receiver = &channel.receiver;
    loop {
        let Some(core) = peer.core() else { return };
        let inlet = channel.at_door(&core, |door| door.ok().map(|door| door.inlet.clone()));
        match inlet.filter(|inlet| inlet.waiting() > 0) {
            Some(inlet) => {
                drop(core);
                let half = inlet.waiting() / 2;
                poll_fn(|cx| inlet.poll_fewer(half, cx)).await;
            }
            // What came waits in the line, or was handled since.
            None => core.sleep(LOOK_AGAIN).await,
        }
        let Some(core) = peer.core() else { return };
        if !give_credit(&peer, &core, &channel) {
            receiver.watched.store(false, Ordering::Release);
            // More may have come just now.
            let again = receiver.account.lock().wants_watch();
            if !again || receiver.watched.swap(true, Ordering::AcqRel) {
                return peer.inbox.watches(&channel, false);
            }
        }
    }
}

fn deliver(
    peer: &Arc<Peer>,
    core: &Arc<NodeCore>,
    channel: &Arc<Channel>,
    (ask, carried): (u64, Option<Carried>),
    body: &[u8],
) {
    if channel.receiver.backlog.load(Ordering::Acquire) > 0 {
        return wait(peer, channel, (ask, carried), body);
    }
    let delivered = channel.at_door(core, |door| {
        let inlet = &door?.inlet;
        inlet.try_reserve(channel.life)?;
        inlet.deliver(body, channel.origin.number(), &channel.sender, carried)
    });
    match delivered {
        Ok(()) => {}
        Err(AskError::Full) => wait(peer, channel, (ask, carried), body),
        Err(cause) => failed(peer, core, channel, ask, body.len(), cause),
    }
}

fn wait(peer: &Arc<Peer>, channel: &Arc<Channel>, (ask, carried): (u64, Option<Carried>), body: &[u8]) {
    let item = Item::Message { channel: channel.clone(), ask, body: body.into(), carried: carried.map(Box::new) };
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

/// A place in the mailbox of the channel's receiver, as soon as there is one.
async fn reserve(core: &Arc<NodeCore>, channel: &Channel) -> Result<Arc<dyn Inlet>, AskError> {
    poll_fn(|cx| {
        // The inlet outlives its lock, since waiting for room may take long.
        let inlet = channel.at_door(core, |door| door.map(|door| door.inlet.clone()));
        match inlet {
            Ok(inlet) => inlet.poll_reserve(channel.life, cx).map(|reserved| reserved.map(|()| inlet)),
            Err(cause) => Poll::Ready(Err(cause)),
        }
    })
    .await
}

/// Delivers what waits for one receiver, as it makes room.
async fn drain(peer: Arc<Peer>, receiver: Arc<Receiver>) {
    loop {
        let Some(item) = receiver.queue.lock().pop_front() else { return };
        match item {
            Item::Notice(notice) => notice(),
            Item::Decoded { channel, ask, bytes, message, admitted, carried } => {
                let Some(core) = peer.core() else { return };
                let reserved = reserve(&core, &channel).await;
                let delivered = match reserved {
                    Ok(inlet) => inlet
                        .put(message, channel.origin.number(), &channel.sender, carried.map(|carried| *carried))
                        .map(|()| inlet),
                    Err(cause) => {
                        libprocess_wire::dropping_because(libprocess_wire::Dropped::NoSuchActor, || drop(message));
                        Err(cause)
                    }
                };
                match (delivered, peer.home()) {
                    (Ok(inlet), Some(home)) => {
                        Job::start(&home, release_when_handled(peer.clone(), channel, inlet, admitted));
                    }
                    (Ok(_), None) => return,
                    (Err(cause), _) => {
                        failed(&peer, &core, &channel, ask, bytes, cause);
                        release(&peer, &channel, admitted);
                    }
                }
            }
            Item::Message { channel, ask, body, carried } => {
                let Some(core) = peer.core() else { return };
                let reserved = reserve(&core, &channel).await;
                let scope = core.scope();
                let deliver = |inlet: Arc<dyn Inlet>| {
                    inlet.deliver(&body, channel.origin.number(), &channel.sender, carried.map(|carried| *carried))
                };
                libprocess_wire::with_scope(&scope, || {
                    if let Err(cause) = reserved.and_then(deliver) {
                        failed(&peer, &core, &channel, ask, body.len(), cause);
                    }
                });
            }
        }
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

fn failed(peer: &Arc<Peer>, core: &NodeCore, channel: &Channel, ask: u64, bytes: usize, cause: AskError) {
    let why = if cause == AskError::NoSuchActor { Exit::NoSuchActor } else { Exit::failed(cause) };
    let message = Undelivered { protocol: &channel.protocol, bytes };
    core.dead_letters.note(&channel.receiver.name, channel.origin.number(), why, &message);
    peer.undeliverable(ask, cause);
}
