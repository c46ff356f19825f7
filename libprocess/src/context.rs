//! [`Context`]: an actor's only way out. Its own pid, timers, children, links, the clock, chance, and futures that come
//! back as messages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use libprocess_wire::{AskError, Dropped, Life, Name, Pid, Reply, Route, TimerKey, Wire, dropping_because};

use crate::{
    actor::{Actor, Exit, ExitNotice, Relation},
    carried::{self, Carried, carrying},
    clock::{Clock, Random},
    door::{self, Sender},
    engine::{Fire, Job},
    life::{Watcher, watch},
    mailbox::{AnySlot, Body, LocalActor, Parent, Slot},
    node::{Node, NodeCore},
    observe::Observation,
    os::files::Disk,
    pace::Pace,
    peek::Variants,
    role::Role,
    spawn::Spawn,
    states::{EVENT_TIMEOUT, States},
    supervisor::Supervising,
};

/// Names a timer of an actor; arming one with the same key replaces it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(pub &'static str);

/// Names one of many timers of a kind, for instance one per agent.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TimerName {
    pub(crate) kind: &'static str,
    which: Option<Arc<str>>,
}

impl From<Key> for TimerName {
    fn from(key: Key) -> Self {
        TimerName { kind: key.0, which: None }
    }
}

impl<T: std::fmt::Display> From<(&'static str, T)> for TimerName {
    fn from((kind, which): (&'static str, T)) -> Self {
        TimerName { kind, which: Some(which.to_string().into()) }
    }
}

/// The armed timers of a life, found by name and by the number of their arming: an actor may have one per agent.
#[derive(Default)]
struct Armed {
    by_name: BTreeMap<TimerName, (u64, TimerKey)>,
    by_arming: BTreeMap<u64, TimerName>,
    armings: u64,
}

impl Armed {
    fn next_arming(&mut self) -> u64 {
        self.armings += 1;
        self.armings
    }

    fn insert(&mut self, name: TimerName, arming: u64, key: TimerKey) {
        self.by_arming.insert(arming, name.clone());
        self.by_name.insert(name, (arming, key));
    }

    fn remove(&mut self, name: &TimerName) -> Option<TimerKey> {
        let (arming, key) = self.by_name.remove(name)?;
        self.by_arming.remove(&arming);
        Some(key)
    }

    /// Takes the timer that fired; false if it was taken back or replaced meanwhile.
    fn fired(&mut self, arming: u64) -> bool {
        let Some(name) = self.by_arming.remove(&arming) else { return false };
        self.by_name.remove(&name);
        true
    }
}

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

    // --- children -------------------------------------------------------------------------------------------------

    /// Starts a child: it ends with this actor, and its end comes to `exited`.
    pub fn spawn<C: Actor>(&mut self, name: impl Into<Name>, args: C::Args) -> Spawn<C> {
        Spawn::new(self.core().clone(), name.into(), args, Some(self.as_parent()))
    }

    /// Asks a child to end once it has handled all that waits for it now: nothing accepted is lost. Its end comes to
    /// `exited`.
    pub fn finish_child<M: Debug + Send + 'static>(&mut self, child: &Pid<M>) {
        self.node().finish(child);
    }

    /// Starts a supervisor as a child of this actor.
    pub fn supervisor(&mut self, name: impl Into<Name>) -> Supervising {
        Supervising::new(self.core().clone(), name.into(), Some(self.as_parent()))
    }

    /// This life as the parent of its children.
    pub(crate) fn as_parent(&mut self) -> Arc<Parent> {
        let (slot, counter) = (self.any_slot(), self.counter);
        let rare = self.rare.get_or_insert_default();
        rare.as_parent.get_or_insert_with(|| Arc::new(Parent { slot: Arc::downgrade(&slot), counter })).clone()
    }

    /// Enters that a child ended or a monitor told; false for a monitor that was taken back.
    pub(crate) fn expects(&mut self, notice: &ExitNotice) -> bool {
        match notice.relation {
            Relation::Child => {
                if let Some(life) = notice.pid.life()
                    && let Some(relations) = self.slot.head.bonds.lock().relations.as_mut()
                {
                    relations.children.remove(&life.counter);
                }
                true
            }
            Relation::Monitor(reference) => self.rare.as_mut().is_some_and(|rare| rare.monitored.remove(&reference)),
            Relation::Link => true,
        }
    }

    /// Asks a child to end, and kills it when it has not after 5 s. Its end comes to `exited`.
    pub fn stop_child<M: Debug + Send + 'static>(&mut self, child: &Pid<M>) {
        if let Some((slot, counter)) = local(&child.erase()) {
            crate::life::end_child(&slot, counter, crate::life::SHUTDOWN);
        }
    }

    // --- time -----------------------------------------------------------------------------------------------------

    /// Sends `message` to this actor after `delay`; replaces an earlier timer of that key, dies with this life.
    pub fn after(&mut self, delay: Duration, key: impl Into<TimerName>, message: A::Message) {
        self.arm(delay, key.into(), message);
    }

    pub(crate) fn arm(&mut self, delay: Duration, name: TimerName, message: A::Message) {
        self.cancel(name.clone());
        let (home, counter, weak) = (self.slot.head.home.clone(), self.counter, self.slot.me.clone());
        let rare = self.rare.get_or_insert_default();
        let arming = rare.timers.next_arming();
        let fire = Fire::Run(Box::new(move || {
            if let Some(slot) = weak.upgrade() {
                slot.deliver_reserved(counter, Body::Timer(Box::new((arming, message))));
            }
        }));
        let key = home.arm(home.now().saturating_add(delay), fire);
        rare.timers.insert(name, arming, key);
    }

    /// Sends what `make` makes every `period`, first after one period; replaces an earlier timer of that key.
    pub fn every(&mut self, period: Duration, key: impl Into<TimerName>, make: impl Fn() -> A::Message + Send + 'static) {
        let name = key.into();
        self.cancel(name.clone());
        let (core, weak, counter) = (self.core().clone(), self.slot.me.clone(), self.counter);
        let job = self.job(async move {
            let mut at = core.clock.now();
            loop {
                at += period;
                core.sleep_until(at).await;
                // A slow receiver gets one message, not a heap of them.
                at = at.max(core.clock.now().saturating_sub(period));
                let Some(slot) = weak.upgrade() else { return };
                if !slot.deliver_reserved(counter, Body::Message(make())) {
                    return;
                }
            }
        });
        self.rare.get_or_insert_default().periodic.push((name, job));
    }

    /// Takes a timer back; one that has fired but was not handled yet is taken back too.
    pub fn cancel(&mut self, key: impl Into<TimerName>) {
        let name = key.into();
        let Some(rare) = self.rare.as_mut() else { return };
        if let Some(key) = rare.timers.remove(&name) {
            self.slot.head.home.disarm(key);
        }
        rare.stop_periodic(&name);
    }

    pub(crate) fn timer_is_current(&mut self, arming: u64) -> bool {
        self.rare.as_mut().is_some_and(|rare| rare.timers.fired(arming))
    }

    // --- going on without waiting ---------------------------------------------------------------------------------

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

    // --- doors ----------------------------------------------------------------------------------------------------

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

    // --- links and monitors -----------------------------------------------------------------------------------------

    /// Watches the present life of an actor: its end comes once to `exited` with the returned number.
    pub fn monitor<M: 'static>(&mut self, pid: &Pid<M>) -> u64 {
        let rare = self.rare.get_or_insert_default();
        rare.monitors += 1;
        let reference = rare.monitors;
        rare.monitored.insert(reference);
        self.watch(pid.erase(), Relation::Monitor(reference));
        reference
    }

    /// Takes a monitor back. A notice that already waits still comes, unless [`Context::flush`] takes it away; from an
    /// actor of another node none comes any more.
    pub fn demonitor<M: 'static>(&mut self, pid: &Pid<M>, reference: u64) {
        if self.unwatch(&pid.erase(), Relation::Monitor(reference)) {
            self.flush(reference);
        }
    }

    /// Takes away the notice of a monitor that waits already, or will come: from now on there is none of that number.
    pub fn flush(&mut self, reference: u64) {
        if let Some(rare) = self.rare.as_mut() {
            rare.monitored.remove(&reference);
        }
    }

    /// Shares the fate of another actor, both ways.
    pub fn link<M: 'static>(&mut self, pid: &Pid<M>) {
        let me = self.me().pin().erase();
        let other = pid.erase();
        match local(&other) {
            Some((slot, counter)) => {
                let back = Watcher::Local { slot: Arc::downgrade(&slot), counter, relation: Relation::Link };
                let _ = watch(&self.any_slot(), self.counter, back);
                self.watch(other, Relation::Link);
            }
            None => {
                self.watch(other.clone(), Relation::Link);
                self.core().link_far(&other, me, &self.any_slot(), self.counter);
            }
        }
    }

    /// Ends a link, both ways.
    pub fn unlink<M: 'static>(&mut self, pid: &Pid<M>) {
        let other = pid.erase();
        self.unwatch(&other, Relation::Link);
        if let Some((slot, counter)) = local(&other) {
            let me: Arc<dyn AnySlot> = self.any_slot();
            let _linked = remove_watcher(&me, &slot, counter, Relation::Link);
        }
    }

    fn watch(&mut self, pid: Pid, relation: Relation) {
        let watcher = Watcher::Local { slot: Arc::downgrade(&self.any_slot()), counter: self.counter, relation };
        match local(&pid) {
            Some((slot, counter)) => {
                if watch(&slot, counter, watcher).is_err() {
                    self.slot.notice(self.counter, ExitNotice { pid, reason: Exit::NoSuchActor, relation });
                }
            }
            None => self.core().watch_far(pid, watcher),
        }
    }

    /// True if no notice will come any more.
    fn unwatch(&mut self, pid: &Pid, relation: Relation) -> bool {
        let me: Arc<dyn AnySlot> = self.any_slot();
        match local(pid) {
            Some((slot, _)) => remove_watcher(&slot, &me, self.counter, relation),
            None => {
                self.core().unwatch_far(pid, &me, self.counter, relation);
                true
            }
        }
    }
}

impl<M> Rare<M> {
    fn stop_periodic(&mut self, name: &TimerName) {
        if let Some(at) = self.periodic.iter().position(|(known, _)| known == name) {
            self.periodic.swap_remove(at).1.cancel();
        }
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

/// False if it was not there: it was told already.
fn remove_watcher(of: &Arc<dyn AnySlot>, watcher: &Arc<dyn AnySlot>, counter: u64, relation: Relation) -> bool {
    let mut bonds = of.head().bonds.lock();
    let Some(relations) = bonds.relations.as_mut() else { return false };
    let before = relations.watchers.len();
    relations.watchers.retain(|held| match held {
        Watcher::Local { slot, counter: held_counter, relation: held_relation } => {
            *held_counter != counter || *held_relation != relation || !std::ptr::addr_eq(slot.as_ptr(), Arc::as_ptr(watcher))
        }
        Watcher::Call { .. } => true,
    });
    relations.watchers.len() < before
}

/// A future that sleeps on the node's clock.
pub(crate) struct SleepUntil {
    core: Arc<NodeCore>,
    at: Duration,
    key: Option<TimerKey>,
}

impl NodeCore {
    pub(crate) fn sleep_until(self: &Arc<Self>, at: Duration) -> SleepUntil {
        SleepUntil { core: self.clone(), at, key: None }
    }

    pub(crate) fn sleep(self: &Arc<Self>, time: Duration) -> SleepUntil {
        self.sleep_until(self.clock.now().saturating_add(time))
    }
}

impl Future for SleepUntil {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<()> {
        use libprocess_wire::Runtime;
        if let Some(key) = self.key.take() {
            self.core.disarm(key);
        }
        if self.core.clock.now() >= self.at {
            return Poll::Ready(());
        }
        let key = self.core.arm(self.at, cx.waker().clone());
        self.key = Some(key);
        Poll::Pending
    }
}

impl Drop for SleepUntil {
    fn drop(&mut self) {
        use libprocess_wire::Runtime;
        if let Some(key) = self.key.take() {
            self.core.disarm(key);
        }
    }
}
