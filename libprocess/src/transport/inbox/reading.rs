//! The reading side of the bulk lane: channels that are opened and closed, messages in turn, ends that wait for them.
//!
//! Invariant: a message is counted on its lane and on its channel before anything is done with it, so that what comes again
//! over a new link is dropped by its number.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use libprocess_wire::{Address, AskError, Life, Name, NodeLife, Pid};
use parking_lot::Mutex;

use super::{
    super::{
        assembly::{Assemblies, What},
        credit::{Account, Budget, MESSAGE_COST, cost},
        frame::{Control, Frame, NAME_MAX},
        peer::Peer,
    },
    Unexpected,
    channel::{Channel, Receiver},
    counting::Counting,
    delivery::deliver,
    giving::{give_credit, watch},
};
use crate::{carried::Carried, door::Sender, engine::Job, node::NodeCore, role::Role};

/// Most channels that a peer may have open; it closes old ones before it opens so many.
pub(super) const CHANNELS_MAX: usize = 128 << 10;

/// A channel, and the number of its next message.
pub(super) struct Open {
    pub(super) channel: Arc<Channel>,
    pub(super) next: u64,
    /// Its place among the touched ones, counted from 1.
    pub(super) touched: u32,
    /// An oversized message is being decoded: those behind it wait here.
    pub(super) decoding: Option<VecDeque<Behind>>,
}

/// A message that waits for one of its own channel to be decoded.
pub(super) struct Behind {
    pub(super) ask: u64,
    pub(super) body: Box<[u8]>,
    pub(super) carried: Option<Carried>,
}

/// A channel on which messages came since the last settling, and how many and what they cost.
pub(super) struct Touched {
    pub(super) number: u32,
    pub(super) channel: Arc<Channel>,
    pub(super) count: u64,
    pub(super) bytes: usize,
}

/// The reading side of the bulk lane.
#[derive(Default)]
pub(crate) struct Reading {
    pub(super) link: u64,
    pub(super) role: Option<Role>,
    pub(super) executor: Option<Arc<str>>,
    pub(super) life: NodeLife,
    pub(super) channels: VecDeque<Open>,
    /// Number of the first channel in `channels`.
    pub(super) channels_from: u32,
    pub(super) touched: Vec<Touched>,
    pub(super) assemblies: Assemblies,
    /// Channels on which an oversized message may come, and under which id.
    pub(super) admitted: BTreeMap<u32, u64>,
    /// Oversized messages that are being decoded: ends wait for them.
    pub(super) decoding: usize,
    pub(super) counting: Counting,
    /// Messages that came since they were counted.
    pub(super) fresh: u64,
    pub(super) receivers: BTreeMap<Name, Weak<Receiver>>,
    /// Ends that wait until all messages below that number came.
    pub(super) held: BTreeMap<u64, Vec<Control>>,
    /// How many they are.
    pub(super) held_count: usize,
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
    pub(super) fn arrived(&mut self, (channel, number): (u32, u64), cost: usize) -> Result<&mut Open, Unexpected> {
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

/// What a frame says that its message carries, and how many bytes that took.
pub(super) fn carried(bytes: &[u8], core: &NodeCore) -> Result<(Carried, usize), Unexpected> {
    Carried::decode(bytes, core.clock.now()).ok_or(Unexpected("what a message carries cannot be read"))
}
