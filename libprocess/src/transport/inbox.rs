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

mod channel;
mod counting;
mod delivery;
mod giving;
mod large;
mod reading;

use std::sync::{
    Arc, Weak,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

use libprocess_wire::{Name, NodeLife};
use parking_lot::{Mutex, MutexGuard};

pub(crate) use self::{channel::find_door, counting::ACKNOWLEDGED_EVERY};
use self::{
    channel::{Channel, Receiver},
    counting::Counting,
    delivery::{Item, enqueue},
    giving::give_credit,
    reading::Reading,
};
use super::{carrier::Proof, credit::Budget, frame::Control, peer::Peer};
use crate::node::NodeCore;

/// Ends that wait for messages which are still to come: as many as actors that a peer may have watched.
const ENDS_MAX: usize = super::relations::WATCHED_MAX;

/// The reading side of the control lane.
#[derive(Default)]
struct Controls {
    link: u64,
    counting: Counting,
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

    /// Runs `notice` behind the messages that wait for that actor.
    pub(crate) fn behind(&self, peer: &Arc<Peer>, name: &Name, notice: Box<dyn FnOnce() + Send>) {
        let receiver = self.reading.lock().receivers.get(name).and_then(Weak::upgrade);
        match receiver.filter(|receiver| receiver.backlog.load(Ordering::Acquire) > 0) {
            Some(receiver) => enqueue(peer, &receiver, Item::Notice(notice)),
            None => notice(),
        }
    }
}
