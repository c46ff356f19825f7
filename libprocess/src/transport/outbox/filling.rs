//! What senders fill in: the two lanes' next frames, the channels that messages go on, and who waits for room.
//!
//! Invariant: a channel is named to the peer before its first message on each link, and known there until all its messages
//! came.

use std::{collections::BTreeMap, sync::Arc, task::Waker};

use libprocess_wire::{Address, Life, Name};

use super::super::{
    ahead::Ahead,
    credit::{Credit, WINDOW_FIRST, Waiting},
    frame::{self, Control, PART_MAX},
    large::{Message, Streams},
};

/// Channels that are known at once; beyond it all are closed and opened again as they are used.
pub(super) const CHANNELS_MAX: usize = 16 << 10;

/// One sending actor, one receiver, one protocol.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) from: u64,
    pub(super) to: Name,
    pub(super) life: Option<Life>,
    pub(super) protocol: &'static str,
    pub(super) version: u16,
}

pub(super) struct Channel {
    pub(super) key: Key,
    pub(super) from_name: Option<Name>,
    /// Number of its next message.
    pub(super) next: u64,
    pub(super) credit: Arc<Credit>,
}

/// Channels that were closed while the peer may not have all messages on them.
pub(super) struct Retired {
    pub(super) from: u32,
    pub(super) channels: Vec<Channel>,
    /// Number of the first message after them.
    pub(super) until: u64,
}

#[derive(Default)]
pub(super) struct Out {
    pub(super) control: Vec<u8>,
    pub(super) bulk: Vec<u8>,
    /// Numbers of the next frames.
    pub(super) control_number: u64,
    pub(super) number: u64,
    /// Messages in all.
    pub(super) messages: u64,
    /// Large messages and answers, and what waits behind them.
    pub(super) streams: Streams,
    /// Of these, what is on its way.
    pub(super) ahead: Ahead,
    pub(super) channels: Vec<Channel>,
    pub(super) index: BTreeMap<Key, usize>,
    pub(super) channels_from: u32,
    pub(super) retired: Vec<Retired>,
    pub(super) credits: BTreeMap<Name, Arc<Credit>>,
    /// Who waits for credit, and who waits for room in the buffer.
    pub(super) starved: Waiting,
    pub(super) waiting: Vec<Waker>,
    /// Who waited for a large message to be gone, to be woken outside of the lock.
    pub(super) unblocked: Vec<Waker>,
    /// The channel used last: senders mostly come in bursts.
    pub(super) last: usize,
    /// The writer of the present link found nothing to do.
    pub(super) parked: Option<Waker>,
    /// The version that both sides speak in this association; 0 until its first link.
    pub(super) version: u16,
    /// There is a link.
    pub(super) linked: bool,
    /// Somebody was told that a link is wanted.
    pub(super) wanted: bool,
    /// A control frame was lost.
    pub(super) overrun: bool,
    pub(super) closed: bool,
}

impl Channel {
    pub(super) fn open(&self, channel: u32, out: &mut Vec<u8>) {
        let open = Control::Open {
            channel,
            from: self.from_name.as_deref().unwrap_or_default().to_owned(),
            from_counter: self.key.from,
            to: self.key.to.as_ref().to_owned(),
            life: self.key.life,
            protocol: self.key.protocol.to_owned(),
            version: self.key.version,
            credit: WINDOW_FIRST as u64,
        };
        // Names were checked against their bound before, which is far below that of a frame.
        let _ = frame::put_control(out, &open);
    }
}

impl Out {
    /// The place of the channel, opened if it is new.
    #[inline]
    pub(super) fn channel(
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
        // What waits in turns names its channel, so that none is closed meanwhile. It goes at once if it never ends.
        while self.channels.len() >= 2 * CHANNELS_MAX && self.streams.is_ready() {
            self.cut_one();
        }
        if self.channels.len() >= CHANNELS_MAX && self.streams.is_empty() {
            let (from, until, below) = (self.channels_from, self.number, self.next_channel());
            let channels = std::mem::take(&mut self.channels);
            self.retired.push(Retired { from, channels, until });
            self.index = BTreeMap::new();
            self.channels_from = below;
            // The peer forgets what it gave, and begins anew.
            self.renew_credits();
            self.starved.take_all().into_iter().for_each(Waker::wake);
            let _ = frame::put_control(&mut self.bulk, &Control::Forget { below: self.channels_from });
        }
        let credit = self.credit(&to.name).clone();
        let channel = Channel { key: key.clone(), from_name: from_name(), next: 0, credit };
        let at = self.channels.len();
        channel.open(self.channels_from + at as u32, &mut self.bulk);
        self.channels.push(channel);
        self.index.insert(key, at);
        self.last = at;
        at
    }

    /// Puts a message of the channel at that place into its stream.
    pub(super) fn stream(&mut self, at: usize, (number, ask): (u64, u64), carried: Vec<u8>, body: Vec<u8>) {
        let channel = &self.channels[at];
        let (from, to) = (channel.key.from, channel.key.to.clone());
        let message = Message { from, to, channel: self.channels_from + at as u32, number, ask, carried, body };
        let (wish, blocked) = self.streams.put(message);
        if blocked {
            self.channels[at].credit.block();
        }
        self.say(wish);
    }

    /// Appends a counted control frame that is known to be short.
    pub(super) fn say(&mut self, control: Option<Control>) {
        if let Some(control) = control
            && frame::put_control(&mut self.control, &control)
        {
            self.control_number += 1;
        }
    }

    /// Cuts as much off the large messages as goes between small ones.
    pub(super) fn cut(&mut self) {
        let mut written = 0;
        while written < PART_MAX && self.streams.is_ready() && self.ahead.has_room() {
            written += self.cut_one();
        }
    }

    /// Writes whatever is next of the large messages; how many bytes that took.
    fn cut_one(&mut self) -> usize {
        let before = self.bulk.len();
        let step = self.streams.step(&mut self.bulk);
        let written = self.bulk.len() - before;
        self.number += step.frames;
        self.ahead.put(self.number, written);
        self.say(step.wish);
        if let Some(to) = step.unblocked {
            if let Some(credit) = self.credits.get(&to) {
                credit.unblock();
            }
            let mut woken = self.starved.take(&to);
            self.unblocked.append(&mut woken);
        }
        if step.finished {
            for end in self.streams.due() {
                let end = end(self.number);
                self.say(Some(end));
            }
        }
        written
    }

    pub(super) fn credit(&mut self, to: &Name) -> &Arc<Credit> {
        let count = self.credits.len();
        if count >= 64 && count.is_power_of_two() && !self.credits.contains_key(to) {
            self.credits.retain(|_, credit| Arc::strong_count(credit) > 1);
        }
        self.credits.entry(to.clone()).or_insert_with(|| Credit::new(to.clone()))
    }

    pub(super) fn renew_credits(&mut self) {
        self.credits.retain(|_, credit| Arc::strong_count(credit) > 1);
        self.credits.values().for_each(|credit| credit.renew());
    }

    pub(super) fn all_waiting(&mut self) -> Vec<Waker> {
        let mut waiting = self.starved.take_all();
        waiting.append(&mut self.waiting);
        waiting
    }

    /// Number of the next channel that is opened.
    pub(super) fn next_channel(&self) -> u32 {
        self.channels_from.wrapping_add(self.channels.len() as u32)
    }

    /// What a new link begins with on the control lane, where that frame comes first.
    pub(super) fn control_prelude(&self, number: u64) -> Vec<u8> {
        let mut prelude = Vec::new();
        let _ = frame::put_control(&mut prelude, &Control::Begin { number, channels_from: 0 });
        prelude
    }

    /// What a new link begins with on the bulk lane, where that message comes first: the channels of all messages that may
    /// come again, those that were closed behind them included.
    pub(super) fn bulk_prelude(&self, number: u64) -> Vec<u8> {
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
