//! The mailbox of a name: bounded, many producers, drained in batches, readable from outside without the actor's help.
//!
//! Senders push under a short lock; the reader swaps the whole queue out and then pops from its own batch, so the two
//! meet once per batch. A mailbox belongs to a *name*, not to a life: a restarted actor finds the same (emptied) mailbox,
//! hence a name-bound pid is one pointer. Control messages (stop, kill, suspend, inspect) have a lane of their own that
//! overtakes bulk; exit notices and timers keep their place among the messages but are never refused.
//!
//! Invariant: messages that wait = queue + batch ≤ capacity, notices and timers not counted.

mod body;
mod moves;
mod overflow;
mod receive;
mod seen;
mod send;

use std::{
    any::{Any, TypeId},
    collections::VecDeque,
    fmt::Debug,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering},
    },
    task::Waker,
    time::Duration,
};

use libprocess_wire::{Dropped, Name, Pid, Reply, dropping_because};
use parking_lot::Mutex;

pub use self::overflow::Overflow;
pub(crate) use self::{
    body::{Body, Envelope, Mark},
    moves::InHand,
    receive::Found,
};
use crate::{
    actor::{Exit, ExitNotice, Inspection},
    engine::Home,
    life::{LifeFuture, Relations},
    lock::Lock,
    node::NodeCore,
    peek::Waiting,
    run_state::RunState,
};

/// Messages an actor's mailbox holds unless its spawner says otherwise.
pub const CAPACITY: usize = 1024;

/// While senders wait the reader looks every so many messages whether there is room for them: looking takes their lock.
const ROOM_STEP: u32 = 64;

/// Whoever took so many messages at once and finds no more expects the next ones at once.
const STREAM: u32 = 4;

/// Places that an idle actor keeps.
const KEPT_MAX: usize = 64;

/// From so many messages on it is worth while to keep what makes an actor's next one quicker.
pub(crate) const BUSY_FROM: u64 = 8;

/// Of so many messages one carries the time at which it was sent.
const SAMPLE: u64 = 64;

/// What overtakes everything that waits.
pub(crate) enum Control {
    Stop(Exit),
    Suspend,
    Resume,
    Inspect(Reply<Inspection>),
    /// The next message panics.
    Panic(Arc<str>),
}

struct Senders<M> {
    queue: Vec<Envelope<M>>,
    /// Counter of the life that reads; 0 between lives.
    life: u64,
    /// Pushes allowed before the bound must be computed again.
    room: u32,
    capacity: u32,
    /// The reader found nothing and must be scheduled by the next push.
    parked: bool,
    overflow: Overflow,
    rare: Option<Box<Rare>>,
}

#[derive(Default)]
struct Rare {
    waiting: Vec<Waker>,
    control: VecDeque<Control>,
    /// Messages dropped for want of room, in all lives.
    displaced: u64,
}

/// What is the same for actors of every message type.
///
/// The order of the fields matters: what senders write, what seldom changes, and what the reader writes for each message
/// lie apart, so that the two sides do not take each other's cache lines away.
#[repr(C)]
pub(crate) struct Head {
    pub(crate) name: Name,
    pub(crate) bonds: Mutex<Bonds>,
    /// Type of the actor, for people.
    pub(crate) kind: fn() -> &'static str,
    pub(crate) restarts: AtomicU32,
    run_state: RunState,
    pub(crate) suspended: AtomicBool,
    killed: AtomicBool,
    control_pending: AtomicBool,
    pub(crate) node: Arc<NodeCore>,
    pub(crate) home: Arc<Home>,
    senders_waiting: AtomicBool,
    /// What is to be done after the handler in work, or before its next turn; see [`crate::life`].
    pub(crate) after: AtomicU8,
    /// The reader took many at once the last time.
    streams: AtomicBool,
    /// It asked for a thread of its own, which is free when this mailbox is gone.
    tenant: bool,
    /// Entries left in the reader's batch.
    remaining: AtomicU32,
    pub(crate) handled: AtomicU64,
    /// Sampled: one turn of `SAMPLE` is timed and counts for all.
    pub(crate) busy_nanos: AtomicU64,
    /// Number of the variant in work in the node's table of variants; 0 when idle.
    pub(crate) current: AtomicU32,
    /// Seconds of the node's clock.
    pub(crate) started_secs: AtomicU32,
}

/// A spawner, by its mailbox and life; shared by all its children.
pub(crate) struct Parent {
    pub(crate) slot: Weak<dyn AnySlot>,
    pub(crate) counter: u64,
}

/// Whom an actor belongs to, and who belongs to it.
#[derive(Default)]
pub(crate) struct Bonds {
    pub(crate) parent: Option<Arc<Parent>>,
    /// Boxed: most actors have none.
    pub(crate) relations: Option<Box<Relations>>,
}

/// A mailbox together with what runs on it.
#[repr(C)]
pub(crate) struct Slot<M> {
    senders: Lock<Senders<M>>,
    pub(crate) me: Weak<Slot<M>>,
    pub(crate) head: Head,
    /// What the reader has taken and not handled yet.
    batch: Lock<VecDeque<Envelope<M>>>,
    pub(crate) future: Mutex<Option<LifeFuture>>,
}

/// A mailbox of any message type.
pub(crate) trait AnySlot: Send + Sync + 'static {
    fn head(&self) -> &Head;
    /// Counter of the present life; 0 between lives.
    fn counter(&self) -> u64;
    /// Puts a message on the control lane of that life; the message comes back if it is over.
    fn control(&self, counter: u64, control: Control) -> Result<(), Control>;
    /// Ends that life without its help.
    fn kill(&self, counter: u64);
    /// Delivers an exit notice; never refused while that life lasts.
    fn notice(&self, counter: u64, notice: ExitNotice);
    /// Messages dropped for want of room.
    fn displaced(&self) -> u64;
    /// Puts a mark behind all that waits in that life; it comes back if that is over.
    fn mark(&self, counter: u64, mark: Mark) -> Result<(), Mark>;
    /// How many wait, the bound, and the age of the oldest where known.
    fn depth(&self) -> (usize, usize, Option<Duration>);
    /// The first messages that wait, formatted from outside.
    fn peek(&self, most: usize) -> Vec<Waiting>;
    /// A pid of this name without type.
    fn pid(&self) -> Pid;
    /// The route (`Arc<dyn Route<D>>`) of the actor's own messages if they have this type.
    fn own_route(&self, message: TypeId) -> Option<Box<dyn Any>>;
    /// Ends it as a power cut does: nothing runs, nobody is told.
    fn vanish(&self);
    fn as_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync>;
}

/// What `Pid::route().into_any()` gives for an actor of this process.
pub(crate) struct LocalActor(pub(crate) Arc<dyn AnySlot>);

impl Drop for Head {
    fn drop(&mut self) {
        if self.tenant {
            self.node.left(&self.home);
        }
    }
}

impl<M: Debug + Send + 'static> Slot<M> {
    pub(crate) fn new(
        name: Name,
        node: Arc<NodeCore>,
        home: Arc<Home>,
        kind: fn() -> &'static str,
        capacity: usize,
        tenant: bool,
    ) -> Arc<Self> {
        let capacity = u32::try_from(capacity.max(1)).unwrap_or(u32::MAX);
        Arc::new_cyclic(|me| Slot {
            me: me.clone(),
            senders: Lock::new(Senders {
                queue: Vec::new(),
                life: 0,
                room: 0,
                capacity,
                parked: false,
                overflow: Overflow::Wait,
                rare: None,
            }),
            head: Head {
                name,
                node,
                home,
                bonds: Mutex::default(),
                kind,
                handled: AtomicU64::new(0),
                busy_nanos: AtomicU64::new(0),
                started_secs: AtomicU32::new(0),
                restarts: AtomicU32::new(0),
                current: AtomicU32::new(0),
                suspended: AtomicBool::new(false),
                killed: AtomicBool::new(false),
                control_pending: AtomicBool::new(false),
                senders_waiting: AtomicBool::new(false),
                after: AtomicU8::new(0),
                streams: AtomicBool::new(false),
                run_state: RunState::idle(),
                remaining: AtomicU32::new(0),
                tenant,
            },
            batch: Lock::new(VecDeque::new()),
            future: Mutex::new(None),
        })
    }

    fn arc(&self) -> Arc<Self> {
        // A method can only be called through a living Arc.
        self.me.upgrade().unwrap_or_else(|| unreachable!("a slot outlives its own methods"))
    }

    /// Begins a life: from now on messages are taken.
    pub(crate) fn begin(&self, counter: u64, overflow: Overflow) {
        let mut senders = self.senders.lock();
        senders.life = counter;
        senders.overflow = overflow;
        senders.room = senders.capacity;
        senders.parked = false;
        self.head.killed.store(false, Ordering::Relaxed);
        self.head.suspended.store(false, Ordering::Relaxed);
        self.head.control_pending.store(false, Ordering::Relaxed);
        self.head.after.store(0, Ordering::Relaxed);
        let now = self.head.home.now();
        self.head.started_secs.store(now.as_secs() as u32, Ordering::Relaxed);
    }

    /// Most messages that may wait.
    pub(crate) fn capacity(&self) -> usize {
        self.senders.lock().capacity as usize
    }

    /// Ends the present life and hands out all that waited.
    pub(crate) fn end(&self) -> (VecDeque<Envelope<M>>, Vec<Control>) {
        let mut batch = self.batch.lock();
        let mut senders = self.senders.lock();
        senders.life = 0;
        senders.room = 0;
        let mut left = std::mem::take(&mut *batch);
        self.head.streams.store(false, Ordering::Relaxed);
        left.extend(std::mem::take(&mut senders.queue));
        let rare = senders.rare.as_mut();
        let (waiting, control) =
            rare.map(|rare| (std::mem::take(&mut rare.waiting), std::mem::take(&mut rare.control))).unzip();
        self.head.remaining.store(0, Ordering::Relaxed);
        self.head.control_pending.store(false, Ordering::Relaxed);
        self.head.senders_waiting.store(false, Ordering::Relaxed);
        self.head.current.store(0, Ordering::Relaxed);
        drop(senders);
        drop(batch);
        waiting.into_iter().flatten().for_each(Waker::wake);
        (left, control.map(Vec::from).unwrap_or_default())
    }

    /// A message that found its receiver gone.
    pub(crate) fn dead_letter(&self, message: M, from: u64, why: Exit) {
        self.head.node.dead_letters.note(&self.head.name, from, why, &message);
        dropping_because(Dropped::NoSuchActor, || drop(message));
    }

    /// A question that nobody handles, since its asker has given up.
    #[cold]
    pub(crate) fn let_go(&self, message: M, from: u64) {
        let node = &self.head.node;
        node.given_up.fetch_add(1, Ordering::Relaxed);
        node.dead_letters.note(&self.head.name, from, Exit::failed("the caller gave up"), &message);
        dropping_because(Dropped::TooLate, || drop(message));
    }

    /// Makes the home run this actor soon.
    pub(crate) fn schedule(&self) {
        if self.head.run_state.schedule() {
            self.head.home.enqueue(self.arc());
        }
    }
}
