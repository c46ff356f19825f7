//! The mailbox of a name: bounded, many producers, drained in batches, readable from outside without the actor's help.
//!
//! Senders push under a short lock; the reader swaps the whole queue out and then pops from its own batch, so the two
//! meet once per batch. A mailbox belongs to a *name*, not to a life: a restarted actor finds the same (emptied) mailbox,
//! hence a name-bound pid is one pointer. Control messages (stop, kill, suspend, inspect) have a lane of their own that
//! overtakes bulk; exit notices and timers keep their place among the messages but are never refused.
//!
//! Invariant: messages that wait = queue + batch ≤ capacity, notices and timers not counted.

mod moves;
mod overflow;

use std::{
    any::{Any, TypeId},
    collections::VecDeque,
    fmt::Debug,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering},
    },
    task::{Poll, Waker},
    time::Duration,
};

use libprocess_wire::{
    Address, AnyRoute, AskError, Dropped, Life, Name, Pid, Reply, Route, Runtime, Term, dropping_because,
};
use parking_lot::Mutex;

pub(crate) use self::moves::InHand;
pub use self::overflow::Overflow;
use crate::{
    actor::{Exit, ExitNotice, Inspection},
    carried::{self, Carried, Laden},
    engine::{Home, Runnable},
    life::{LifeFuture, Relations},
    lock::{Guard, Lock},
    node::NodeCore,
    peek::{self, Waiting},
    run_state::RunState,
};

/// Messages an actor's mailbox holds unless its spawner says otherwise.
pub const CAPACITY: usize = 1024;

/// While senders wait the reader looks every so many messages whether there is room for them: looking takes their lock.
const ROOM_STEP: u32 = 64;

/// Whoever took so many messages at once and finds no more expects the next ones at once.
const STREAM: u32 = 4;

/// Of so many messages one carries the time at which it was sent.
const SAMPLE: u64 = 64;

/// What waits in a mailbox.
pub(crate) enum Body<M> {
    Message(M),
    /// The message of a timer and the number of its arming, to find out whether it was replaced meanwhile.
    Timer(Box<(u64, M)>),
    Exit(Box<ExitNotice>),
    /// A message with what travels with it.
    Laden(Box<Laden<M>>),
    Mark(Box<Mark>),
}

/// A place in the mailbox: what came before it has been handled when it is reached.
pub(crate) enum Mark {
    /// The actor ends here.
    Stop(Exit),
    /// Tells that it was reached.
    Reached(Reply<()>),
}

impl<M> Body<M> {
    /// A message that goes on with the work on the one that this thread handles.
    pub(crate) fn going_on(message: M, carried: Option<Carried>) -> Self {
        match carried {
            None => Body::Message(message),
            Some(carried) => Body::Laden(Box::new(Laden { carried, asked: false, message })),
        }
    }

    /// A message from elsewhere; one with a deadline is a question.
    fn coming(message: M, carried: Option<Carried>) -> Self {
        match carried {
            None => Body::Message(message),
            Some(carried) => {
                let asked = carried.deadline.is_some();
                Body::Laden(Box::new(Laden { carried, asked, message }))
            }
        }
    }

    /// What somebody sent; none for notices and timers.
    pub(crate) fn into_message(self) -> Option<M> {
        match self {
            Body::Message(message) => Some(message),
            Body::Laden(laden) => Some(laden.message),
            Body::Timer(_) | Body::Exit(_) | Body::Mark(_) => None,
        }
    }

    /// True for what somebody sent: only that may be dropped for want of room.
    fn is_message(&self) -> bool {
        matches!(self, Body::Message(_) | Body::Laden(_))
    }
}

pub(crate) struct Envelope<M> {
    pub(crate) body: Body<M>,
    /// Counter of the sending actor; 0 from outside of actors.
    pub(crate) from: u64,
    /// Milliseconds of the node's clock, 0 where not sampled.
    pub(crate) sent_ms: u32,
}

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

/// What a reader without messages in hand finds.
pub(crate) enum Found {
    /// Messages: [`Slot::pop`] gives them.
    Messages,
    Control(Control),
    Nothing,
}

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

    #[inline]
    fn sent_ms(&self, senders: &Senders<M>, now: impl FnOnce() -> Duration) -> u32 {
        // Sampled by the length of the queue: cheap, and an empty mailbox always tells the age of its first message.
        if (senders.queue.len() as u64).is_multiple_of(SAMPLE) { (now().as_millis() as u32).max(1) } else { 0 }
    }

    /// Room for one more, computed again from what the reader has taken.
    #[cold]
    fn find_room(&self, senders: &mut Senders<M>) -> bool {
        let waiting = senders.queue.len() as u32 + self.head.remaining.load(Ordering::Acquire);
        senders.room = senders.capacity.saturating_sub(waiting);
        senders.room > 0
    }

    #[inline]
    fn push(&self, senders: &mut Senders<M>, body: Body<M>, from: u64) -> bool {
        let sent_ms = self.sent_ms(senders, || self.head.home.now());
        senders.queue.push(Envelope { body, from, sent_ms });
        std::mem::replace(&mut senders.parked, false)
    }

    /// Delivers one message within the bound, and takes it only then.
    #[inline]
    pub(crate) fn deliver(&self, life: Option<Life>, message: &mut Option<M>, from: u64) -> Result<(), AskError> {
        let mut senders = self.senders.lock();
        if let Err(cause) = self.take_room(&mut senders, life) {
            return self.no_room(senders, cause, life, message, from);
        }
        let sent_ms = self.sent_ms(&senders, || self.head.home.now());
        moves::push(&mut senders.queue, message, from, sent_ms);
        let wake = std::mem::replace(&mut senders.parked, false);
        drop(senders);
        if wake {
            self.schedule();
        }
        Ok(())
    }

    /// As [`Slot::deliver`], with what travels with the message; a question tells when it was asked.
    fn deliver_laden(
        &self,
        life: Option<Life>,
        message: &mut Option<M>,
        from: u64,
        carried: Carried,
        asked: Option<Duration>,
    ) -> Result<(), AskError> {
        let Some(held) = message.take() else { return Ok(()) };
        // Boxed outside of the lock; it comes back if there is no room.
        let laden = Box::new(Laden { carried, asked: asked.is_some(), message: held });
        let mut senders = self.senders.lock();
        if let Err(cause) = self.take_room(&mut senders, life) {
            let displaces = cause == AskError::Full && senders.overflow != Overflow::Wait;
            drop(senders);
            if displaces {
                return self.displace(life, Body::Laden(laden), from);
            }
            *message = Some(laden.message);
            return Err(cause);
        }
        let sent_ms = self.sent_ms(&senders, || asked.unwrap_or_else(|| self.head.home.now()));
        senders.queue.push(Envelope { body: Body::Laden(laden), from, sent_ms });
        let wake = std::mem::replace(&mut senders.parked, false);
        drop(senders);
        if wake {
            self.schedule();
        }
        Ok(())
    }

    /// A message that found no place: it stays with its sender, unless this mailbox drops some.
    #[cold]
    fn no_room(
        &self,
        senders: Guard<'_, Senders<M>>,
        cause: AskError,
        life: Option<Life>,
        message: &mut Option<M>,
        from: u64,
    ) -> Result<(), AskError> {
        let displaces = cause == AskError::Full && senders.overflow != Overflow::Wait;
        drop(senders);
        match message.take_if(|_| displaces) {
            Some(message) => self.displace(life, Body::Message(message), from),
            None => Err(cause),
        }
    }

    /// Takes the place of one message, if there is one.
    #[inline]
    fn take_room(&self, senders: &mut Senders<M>, life: Option<Life>) -> Result<(), AskError> {
        if !self.admits(senders, life) {
            return Err(AskError::NoSuchActor);
        }
        if senders.room == 0 && !self.find_room(senders) {
            return Err(AskError::Full);
        }
        senders.room -= 1;
        Ok(())
    }

    #[inline]
    fn admits(&self, senders: &Senders<M>, life: Option<Life>) -> bool {
        match life {
            None => senders.life != 0,
            Some(life) => life.counter == senders.life && life.node == self.head.node.life && senders.life != 0,
        }
    }

    /// Delivers what is never refused: a timer's message or a notice; false if that life is over.
    pub(crate) fn deliver_reserved(&self, counter: u64, body: Body<M>) -> bool {
        let mut senders = self.senders.lock();
        if senders.life != counter || counter == 0 {
            return false;
        }
        let wake = self.push(&mut senders, body, 0);
        drop(senders);
        if wake {
            self.schedule();
        }
        true
    }

    /// Puts a place in the mailbox aside for one message.
    pub(crate) fn reserve(&self, life: Option<Life>) -> Result<(), AskError> {
        let mut senders = self.senders.lock();
        match self.take_room(&mut senders, life) {
            // Place is made when the message is there.
            Err(AskError::Full) if senders.overflow != Overflow::Wait => Ok(()),
            taken => taken,
        }
    }

    /// Puts a place aside, or wakes the task when there is one.
    pub(crate) fn poll_reserve(&self, life: Option<Life>, cx: &mut std::task::Context<'_>) -> Poll<Result<(), AskError>> {
        loop {
            match self.reserve(life) {
                Err(AskError::Full) if self.poll_room(cx).is_pending() => return Poll::Pending,
                Err(AskError::Full) => {}
                result => return Poll::Ready(result),
            }
        }
    }

    /// Ready when there may be room, or nobody who could make it; else the task is woken then.
    pub(crate) fn poll_room(&self, cx: &mut std::task::Context<'_>) -> Poll<()> {
        if self.wait_for_room(cx.waker()) { Poll::Pending } else { Poll::Ready(()) }
    }

    /// How many messages wait.
    pub(crate) fn waiting(&self) -> usize {
        self.senders.lock().queue.len() + self.head.remaining.load(Ordering::Acquire) as usize
    }

    /// Ready when no more than so many wait; else the task is woken when the reader has taken some.
    pub(crate) fn poll_fewer(&self, most: usize, cx: &mut std::task::Context<'_>) -> Poll<()> {
        let mut senders = self.senders.lock();
        let waiting = senders.queue.len() + self.head.remaining.load(Ordering::Acquire) as usize;
        if senders.life == 0 || waiting <= most {
            return Poll::Ready(());
        }
        self.enter_waiting(&mut senders, cx.waker());
        Poll::Pending
    }

    /// Enters a task to be woken when there is room; false if there is room now, or nobody who could make it.
    fn wait_for_room(&self, waker: &Waker) -> bool {
        let mut senders = self.senders.lock();
        // The reader may have made room, or ended, since the task looked.
        if senders.life == 0 || self.find_room(&mut senders) {
            return false;
        }
        self.enter_waiting(&mut senders, waker);
        true
    }

    fn enter_waiting(&self, senders: &mut Senders<M>, waker: &Waker) {
        let rare = senders.rare.get_or_insert_default();
        if !rare.waiting.last().is_some_and(|last| last.will_wake(waker)) {
            rare.waiting.push(waker.clone());
        }
        self.head.senders_waiting.store(true, Ordering::Relaxed);
    }

    /// Gives a place back that was put aside.
    pub(crate) fn give_back(&self) {
        let mut senders = self.senders.lock();
        // Where messages are dropped, none may have been taken.
        if senders.life != 0 && senders.overflow == Overflow::Wait {
            senders.room += 1;
        }
    }

    /// Delivers into a place put aside.
    pub(crate) fn deliver_into_reserve(&self, message: M, from: u64, carried: Option<Carried>) {
        let mut senders = self.senders.lock();
        if senders.life == 0 {
            drop(senders);
            self.dead_letter(message, from, Exit::NoSuchActor);
            return;
        }
        let waiting = senders.queue.len() as u32 + self.head.remaining.load(Ordering::Acquire);
        if senders.overflow != Overflow::Wait && waiting >= senders.capacity {
            drop(senders);
            // Errors belong to messages that come back; this one has left its sender.
            let _taken = self.displace(None, Body::coming(message, carried), from);
            return;
        }
        let wake = self.push(&mut senders, Body::coming(message, carried), from);
        drop(senders);
        if wake {
            self.schedule();
        }
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

    /// True if something goes before the messages: control, or standing still.
    #[inline]
    pub(crate) fn is_held_up(&self) -> bool {
        self.head.control_pending.load(Ordering::Relaxed) || self.head.suspended.load(Ordering::Relaxed)
    }

    /// The next message in hand.
    #[inline]
    pub(crate) fn pop(&self) -> Option<Envelope<M>> {
        if self.head.senders_waiting.load(Ordering::Relaxed) {
            self.look_for_room();
        }
        // Nothing is called from here on: the message would be put aside meanwhile, which costs more than all the rest.
        let mut batch = self.batch.lock();
        let envelope = batch.pop_front()?;
        self.head.remaining.store(batch.len() as u32, Ordering::Release);
        Some(envelope)
    }

    /// The next in hand, if it is a message and nothing more.
    #[inline(always)]
    pub(crate) fn in_hand(&self) -> Option<InHand<'_, M>> {
        if self.head.senders_waiting.load(Ordering::Relaxed) {
            self.look_for_room();
        }
        InHand::new(self.batch.lock(), &self.head.remaining)
    }

    /// While senders wait.
    #[cold]
    fn look_for_room(&self) {
        let left = self.head.remaining.load(Ordering::Relaxed);
        if left.is_multiple_of(ROOM_STEP) {
            self.make_room(left);
        }
    }

    /// What is to be done before the next message in hand, or to get more of them.
    #[inline(never)]
    pub(crate) fn find(&self) -> Found {
        if self.head.control_pending.load(Ordering::Relaxed)
            && let Some(control) = self.next_control()
        {
            return Found::Control(control);
        }
        if self.head.suspended.load(Ordering::Relaxed) {
            return Found::Nothing;
        }
        if self.batch.lock().is_empty() { self.next_batch() } else { Found::Messages }
    }

    /// Takes all that was sent meanwhile; parks the reader when there is nothing.
    fn next_batch(&self) -> Found {
        loop {
            let mut batch = self.batch.lock();
            let mut senders = self.senders.lock();
            // A sender may have put the next batch together, to drop the oldest of it.
            if !batch.is_empty() {
                return Found::Messages;
            }
            if !senders.queue.is_empty() {
                // Both hold on to their storage: an empty deque becomes a vector, and back, without copying.
                let emptied = Vec::from(std::mem::take(&mut *batch));
                *batch = VecDeque::from(std::mem::replace(&mut senders.queue, emptied));
                let taken = batch.len() as u32;
                self.head.streams.store(taken >= STREAM, Ordering::Relaxed);
                self.head.remaining.store(taken, Ordering::Release);
                drop(senders);
                drop(batch);
                if self.head.senders_waiting.load(Ordering::Relaxed) {
                    self.make_room(taken);
                }
                return Found::Messages;
            }
            if senders.rare.as_ref().is_some_and(|rare| !rare.control.is_empty()) {
                drop(senders);
                drop(batch);
                return self.next_control().map_or(Found::Nothing, Found::Control);
            }
            // A reader that is faster than its sender would be parked and woken for every other message.
            if self.head.streams.load(Ordering::Relaxed) {
                self.head.streams.store(false, Ordering::Relaxed);
                drop(senders);
                drop(batch);
                self.head.home.lull();
                continue;
            }
            senders.parked = true;
            // A sender may have begun to wait just when the last message was taken.
            let waiting = senders.rare.as_mut().map(|rare| std::mem::take(&mut rare.waiting)).unwrap_or_default();
            self.head.senders_waiting.store(false, Ordering::Relaxed);
            // An idle actor keeps no large buffers.
            if senders.queue.capacity() > 64 {
                senders.queue = Vec::new();
            }
            if batch.capacity() > 64 {
                *batch = VecDeque::new();
            }
            drop(senders);
            drop(batch);
            waiting.into_iter().for_each(Waker::wake);
            return Found::Nothing;
        }
    }

    #[cold]
    fn next_control(&self) -> Option<Control> {
        let mut senders = self.senders.lock();
        let rare = senders.rare.as_mut()?;
        let control = rare.control.pop_front();
        self.head.control_pending.store(!rare.control.is_empty(), Ordering::Relaxed);
        control
    }

    /// Wakes the senders that wait once half of the mailbox is free, so that they come in batches.
    #[cold]
    fn make_room(&self, left: u32) {
        let mut senders = self.senders.lock();
        let waiting = senders.queue.len() as u32 + left;
        if waiting > senders.capacity / 2 {
            return;
        }
        senders.room = senders.capacity - waiting;
        self.head.senders_waiting.store(false, Ordering::Relaxed);
        let woken = senders.rare.as_mut().map(|rare| std::mem::take(&mut rare.waiting)).unwrap_or_default();
        drop(senders);
        woken.into_iter().for_each(Waker::wake);
    }

    /// True if a kill waits.
    pub(crate) fn is_killed(&self) -> bool {
        self.head.killed.load(Ordering::Acquire)
    }
}

impl<M: Debug + Send + 'static> Runnable for Slot<M> {
    fn run(self: Arc<Self>) {
        self.head.run_state.begin();
        crate::life::turn(&self);
        if self.head.run_state.finish() {
            self.head.home.clone().enqueue(self);
        }
    }
}

impl<M: Debug + Send + 'static> std::task::Wake for Slot<M> {
    fn wake(self: Arc<Self>) {
        self.schedule();
    }
    fn wake_by_ref(self: &Arc<Self>) {
        self.schedule();
    }
}

impl<M: Debug + Send + 'static> AnySlot for Slot<M> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn counter(&self) -> u64 {
        self.senders.lock().life
    }

    fn control(&self, counter: u64, control: Control) -> Result<(), Control> {
        let mut senders = self.senders.lock();
        if counter == 0 || senders.life != counter {
            return Err(control);
        }
        match control {
            Control::Suspend => self.head.suspended.store(true, Ordering::Relaxed),
            Control::Resume => self.head.suspended.store(false, Ordering::Relaxed),
            other => {
                senders.rare.get_or_insert_default().control.push_back(other);
                self.head.control_pending.store(true, Ordering::Relaxed);
            }
        }
        senders.parked = false;
        drop(senders);
        self.schedule();
        Ok(())
    }

    fn kill(&self, counter: u64) {
        let senders = self.senders.lock();
        if counter != 0 && senders.life == counter {
            self.head.killed.store(true, Ordering::Release);
            drop(senders);
            self.schedule();
        }
    }

    fn displaced(&self) -> u64 {
        self.senders.lock().rare.as_ref().map_or(0, |rare| rare.displaced)
    }

    fn mark(&self, counter: u64, mark: Mark) -> Result<(), Mark> {
        let mut senders = self.senders.lock();
        if counter == 0 || senders.life != counter {
            return Err(mark);
        }
        let wake = self.push(&mut senders, Body::Mark(Box::new(mark)), 0);
        drop(senders);
        if wake {
            self.schedule();
        }
        Ok(())
    }

    fn notice(&self, counter: u64, notice: ExitNotice) {
        self.deliver_reserved(counter, Body::Exit(Box::new(notice)));
    }

    fn depth(&self) -> (usize, usize, Option<Duration>) {
        let batch = self.batch.lock();
        let senders = self.senders.lock();
        let sent = batch.iter().take(SAMPLE as usize + 1).chain(senders.queue.iter().take(1)).map(|e| e.sent_ms);
        let oldest = sent.filter(|ms| *ms != 0).min();
        let len = batch.len() + senders.queue.len();
        let capacity = senders.capacity as usize;
        drop(senders);
        drop(batch);
        let now = self.head.home.now().as_millis() as u32;
        (len, capacity, oldest.map(|ms| Duration::from_millis(u64::from(now.saturating_sub(ms)))))
    }

    fn peek(&self, most: usize) -> Vec<Waiting> {
        let now = self.head.home.now().as_millis() as u32;
        let batch = self.batch.lock();
        let senders = self.senders.lock();
        batch.iter().chain(senders.queue.iter()).take(most).map(|envelope| peek::waiting(envelope, now)).collect()
    }

    fn pid(&self) -> Pid {
        Pid::from_route(self.arc() as Arc<dyn Route<M>>).erase()
    }

    fn own_route(&self, message: TypeId) -> Option<Box<dyn Any>> {
        (message == TypeId::of::<M>()).then(|| Box::new(self.arc() as Arc<dyn Route<M>>) as Box<dyn Any>)
    }

    fn vanish(&self) {
        let (left, control) = self.end();
        let relations = self.head.bonds.lock().relations.take();
        // Held while the actor runs: then it is its own code that asks, and the kill ends it after this turn.
        let future = self.future.try_lock().and_then(|mut future| future.take());
        self.head.killed.store(true, Ordering::Release);
        dropping_because(Dropped::TakenBack, || drop((left, control, relations, future)));
    }

    fn as_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }
}

impl<M: Debug + Send + 'static> AnyRoute for Slot<M> {
    fn address(&self) -> Address {
        Address { name: self.head.name.clone(), node: self.head.node.address(), life: None }
    }

    fn life(&self) -> Option<Life> {
        let counter = self.counter();
        (counter != 0).then_some(Life { node: self.head.node.life, counter })
    }

    fn runtime(&self) -> &dyn Runtime {
        &*self.head.node
    }

    fn runs_now(&self) -> bool {
        crate::node::has_turn(std::ptr::from_ref(self).cast())
    }

    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        Arc::new(LocalActor(self))
    }
}

impl<M: Debug + Send + 'static> Route<M> for Slot<M> {
    fn offer(&self, life: Option<Life>, message: &mut Option<M>) -> Result<(), AskError> {
        let (from, carried) = carried::sender();
        let told = match carried {
            None => self.deliver(life, message, from),
            Some(carried) => self.deliver_laden(life, message, from, carried, None),
        };
        self.noted(told, message, from)
    }

    fn ask(&self, life: Option<Life>, message: &mut Option<M>, term: Term) -> Result<(), AskError> {
        let from = crate::node::current_sender();
        let carried = Carried::going(Some(term.ends)).unwrap_or_default();
        let told = self.deliver_laden(life, message, from, carried, Some(term.asked));
        self.noted(told, message, from)
    }

    fn poll_room(&self, _life: Option<Life>, cx: &mut std::task::Context<'_>) -> Poll<()> {
        Slot::poll_room(self, cx)
    }
}

impl<M: Debug + Send + 'static> Slot<M> {
    /// A message that found no receiver is a dead letter.
    #[inline]
    fn noted(&self, told: Result<(), AskError>, message: &Option<M>, from: u64) -> Result<(), AskError> {
        if told == Err(AskError::NoSuchActor)
            && let Some(message) = message
        {
            self.head.node.dead_letters.note(&self.head.name, from, Exit::NoSuchActor, message);
        }
        told
    }
}
