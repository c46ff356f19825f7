//! [`Context`]: an actor's only way out. Its own pid, timers, children, links, the clock, chance, and futures that come
//! back as messages.

mod relations;
mod sleep;
mod timers;

use std::{collections::BTreeSet, fmt::Debug, future::Future, sync::Arc, time::Duration};

use libprocess_wire::{AskError, Dropped, Life, Name, Pid, Reply, Route, Wire, dropping_because};

use self::timers::Armed;
pub use self::timers::{Key, TimerName};
use crate::{
    actor::{Actor, Exit},
    carried::{self, Carried, carrying},
    clock::{Clock, Random},
    door::{self, Sender},
    engine::Job,
    mailbox::{AnySlot, Body, LocalActor, Parent, Slot},
    node::{Node, NodeCore},
    observe::Observation,
    os::files::Disk,
    pace::Pace,
    peek::Variants,
    role::Role,
    states::{EVENT_TIMEOUT, States},
};

/// An actor's only way out; lives as long as one life of it.
pub struct Context<A: Actor> {
    pub(crate) slot: Arc<Slot<A::Message>>,
    pub(crate) pace: Pace,
    pub(crate) variants: Option<Box<Variants<A::Message>>>,
    pub(crate) counter: u64,
    /// Boxed: seldom there, and an idle actor is small.
    rare: Option<Box<Rare<A::Message>>>,
}

pub(crate) struct Rare<M> {
    /// What it wants to end with after the present message.
    exit: Option<Exit>,
    timers: Armed,
    monitors: u64,
    /// Monitors whose notice may come and is wanted.
    monitored: BTreeSet<u64>,
    pub(crate) states: States<M>,
    /// The next message panics with this text.
    planted: Option<Arc<str>>,
    jobs: Vec<Arc<Job>>,
    as_parent: Option<Arc<Parent>>,
    /// Periodic timers are jobs.
    periodic: Vec<(TimerName, Arc<Job>)>,
    /// Number of its history in the node's journal.
    history: Option<u32>,
    /// The message in work, where it is looked at.
    observation: Option<Box<Observation>>,
}

impl<M> Default for Rare<M> {
    fn default() -> Self {
        Rare {
            exit: None,
            timers: Armed::default(),
            monitors: 0,
            monitored: BTreeSet::new(),
            states: States::default(),
            planted: None,
            jobs: Vec::new(),
            as_parent: None,
            periodic: Vec::new(),
            history: None,
            observation: None,
        }
    }
}

impl<A: Actor> Context<A> {
    pub(crate) fn new(slot: Arc<Slot<A::Message>>, counter: u64) -> Self {
        Context { slot, pace: Pace::new(), variants: None, counter, rare: None }
    }

    fn core(&self) -> &Arc<NodeCore> {
        &self.slot.head.node
    }

    fn any_slot(&self) -> Arc<dyn AnySlot> {
        self.slot.clone()
    }

    /// This actor, bound to its name.
    pub fn me(&self) -> Pid<A::Message> {
        Pid::from_route(self.slot.clone() as Arc<dyn Route<A::Message>>)
    }

    /// This life of this actor.
    pub fn life(&self) -> Life {
        Life { node: self.core().life, counter: self.counter }
    }

    /// Its name on its node.
    pub fn name(&self) -> &Name {
        &self.slot.head.name
    }

    /// The node it lives on.
    pub fn node(&self) -> Node {
        Node::from_core(self.core().clone())
    }

    /// How many messages wait for this actor.
    pub fn waiting(&self) -> usize {
        AnySlot::depth(&*self.slot).0
    }

    /// The only source of time.
    pub fn clock(&self) -> Clock {
        Clock::new(self.core().clock.clone())
    }

    /// The node's disk.
    pub fn disk(&self) -> Arc<dyn Disk> {
        self.core().disk.clone()
    }

    /// The only source of chance.
    pub fn random(&self) -> Random {
        Random::new(self.core().clone())
    }

    /// Ends this actor after the present message.
    pub fn exit(&mut self, why: Exit) {
        self.rare.get_or_insert_default().exit.get_or_insert(why);
    }

    #[inline]
    pub(crate) fn wanted_exit(&mut self) -> Option<Exit> {
        let rare = self.rare.as_mut()?;
        if rare.states.message_was_handled() {
            self.cancel(EVENT_TIMEOUT);
        }
        self.rare.as_mut()?.exit.take()
    }

    pub(crate) fn rare(&mut self) -> &mut Rare<A::Message> {
        self.rare.get_or_insert_default()
    }

    pub(crate) fn has_rare(&self) -> Option<&Rare<A::Message>> {
        self.rare.as_deref()
    }

    pub(crate) fn is_planted(&self) -> bool {
        self.rare.as_ref().is_some_and(|rare| rare.planted.is_some())
    }

    pub(crate) fn planted(&mut self) -> Option<Arc<str>> {
        self.rare.as_mut()?.planted.take()
    }

    pub(crate) fn set_planted(&mut self, text: Arc<str>) {
        self.rare().planted = Some(text);
    }

    /// From now on links come as notices to `exited` whose default no longer ends this actor.
    pub fn trap_exits(&mut self) {
        self.pace.traps_exits = true;
    }

    /// True if [`Context::trap_exits`] was called.
    pub fn traps_exits(&self) -> bool {
        self.pace.traps_exits
    }

    fn job(&mut self, future: impl Future<Output = ()> + Send + 'static) -> Arc<Job> {
        let sender = (self.counter, self.any_slot());
        let job = Job::start(&self.slot.head.home, crate::node::AsSender::new(sender, future));
        let rare = self.rare.get_or_insert_default();
        if rare.jobs.len() >= 32 && rare.jobs.len().is_power_of_two() {
            rare.jobs.retain(|job| !job.is_done());
        }
        rare.jobs.push(job.clone());
        job
    }

    /// Runs `future` beside this actor; its value comes back as the message that `then` makes. Dies with this life.
    pub fn pipe<T: Send + 'static>(
        &mut self,
        future: impl Future<Output = T> + Send + 'static,
        then: impl FnOnce(T) -> A::Message + Send + 'static,
    ) {
        let (weak, counter) = (self.slot.me.clone(), self.counter);
        self.job(async move {
            let message = then(future.await);
            if let Some(slot) = weak.upgrade() {
                slot.deliver_reserved(counter, Body::going_on(message, carried::current()));
            }
        });
    }

    /// Asks another actor; the answer comes back as the message that `then` makes. The mailbox keeps moving meanwhile.
    pub fn request<M: Send + 'static, T: Send + 'static>(
        &mut self,
        pid: &Pid<M>,
        question: impl FnOnce(Reply<T>) -> M,
        timeout: Duration,
        then: impl FnOnce(Result<T, AskError>) -> A::Message + Send + 'static,
    ) {
        let ask = pid.ask(question, timeout);
        self.pipe(ask, then);
    }

    pub(crate) fn set_observation(&mut self, observation: Box<Observation>) {
        self.rare.get_or_insert_default().observation = Some(observation);
    }

    pub(crate) fn take_observation(&mut self) -> Option<Box<Observation>> {
        self.rare.as_mut().and_then(|rare| rare.observation.take())
    }

    /// When the asker of the message in work gives up, on the node's clock; none if it is no question, and none is behind
    /// it. Questions that are asked meanwhile end no later, and so do those of futures that it pipes.
    pub fn deadline(&self) -> Option<Duration> {
        carried::current()?.deadline
    }

    /// Time until [`Context::deadline`]: zero when it is over.
    pub fn time_left(&self) -> Option<Duration> {
        Some(self.deadline()?.saturating_sub(self.core().clock.now()))
    }

    /// Runs `f` with all the time it wants: questions that it asks keep their own time-out, whoever gave up meanwhile. For
    /// what has to be brought to its end once it was begun.
    pub fn on_own_time<R>(&mut self, f: impl FnOnce(&mut Self) -> R) -> R {
        match carried::current() {
            Some(carried) => carrying(Carried { deadline: None, ..carried }, || f(self)),
            None => f(self),
        }
    }

    /// The number of its history in the node's journal, once it has recovered.
    pub(crate) fn history(&self) -> Option<u32> {
        self.rare.as_ref()?.history
    }

    pub(crate) fn set_history(&mut self, stream: Option<u32>) {
        self.rare.get_or_insert_default().history = stream;
    }

    /// Opens a door: a pid through which this actor understands `D`, here and from other nodes. `map` makes its own
    /// message of what comes in and of who sent it, as the connection proved it. Executors are not admitted: see
    /// [`Context::port_for`].
    pub fn port<D: Wire + Debug>(&mut self, map: impl Fn(Sender, D) -> A::Message + Send + Sync + 'static) -> Pid<D> {
        door::open(&self.slot, None, map)
    }

    /// Opens a door that admits, from other nodes, only those with one of these roles. On an `--insecure` network, where
    /// nobody proves a role, it admits everybody.
    pub fn port_for<D: Wire + Debug>(
        &mut self,
        roles: &[Role],
        map: impl Fn(Sender, D) -> A::Message + Send + Sync + 'static,
    ) -> Pid<D> {
        door::open(&self.slot, Some(roles), map)
    }

    /// Opens this actor to other nodes with its own message type. Until an actor opens a door it is reachable only here.
    pub fn serve(&mut self)
    where
        A::Message: Wire,
    {
        door::serve(&self.slot);
    }
}

impl<A: Actor> Drop for Context<A> {
    fn drop(&mut self) {
        let Some(mut rare) = self.rare.take() else { return };
        for (message, from) in rare.states.left() {
            self.slot.dead_letter(message, from, Exit::NoSuchActor);
        }
        for (_, key) in rare.timers.by_name.into_values() {
            self.slot.head.home.disarm(key);
        }
        dropping_because(Dropped::TakenBack, || rare.jobs.iter().for_each(|job| job.cancel()));
    }
}

/// The mailbox and life that a pid of this process means now.
pub(crate) fn local(pid: &Pid) -> Option<(Arc<dyn AnySlot>, u64)> {
    let actor = pid.route().clone().into_any().downcast::<LocalActor>().ok()?;
    let slot = actor.0.clone();
    let counter = pid.life().map_or_else(|| slot.counter(), |life| life.counter);
    Some((slot, counter))
}
