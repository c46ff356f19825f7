//! A node: the actors of one process, their names, their threads, and the way to other nodes.

use std::{
    any::{Any, TypeId},
    cell::{Cell, RefCell},
    collections::VecDeque,
    fmt::Debug,
    future::Future,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context as TaskContext, Poll, Waker},
    time::Duration,
};

use dashmap::DashMap;
use libprocess_wire::{
    Address, AskError, Exported, Far, Life, Name, NodeLife, Path, Pid, Reply, Route, Runtime, Scope, TimerKey, Token, Wire,
    with_scope,
};
use parking_lot::Mutex;
use serde::Serialize;

use crate::{
    actor::{Actor, Exit, ExitNotice, Inspection, Relation},
    builder::Builder,
    clock::{Clock, Random},
    dead_letters::DeadLetters,
    door::{Entry, Sender},
    engine::{ClockSource, Engine, Fire, Home, Job},
    life::{Watcher, watch},
    mailbox::{AnySlot, Control},
    os::files::Disk,
    peek::VariantNames,
    pending::Pending,
    registry::Registry,
    role::Role,
    spawn::Spawn,
    supervisor::{Shutdown, Supervising, end_and_wait},
    transport::Transport,
};

/// Ends of actors that are remembered.
const EXITS_MAX: usize = 1000;

/// One end of an actor.
#[derive(Clone, Debug, Serialize)]
pub struct ExitRecord {
    /// Time since the Unix epoch, in seconds.
    pub at: f64,
    /// Name and life.
    pub actor: String,
    /// Why.
    pub reason: String,
}

/// The newest ends of actors that were not orderly.
pub struct Exits {
    clock: Arc<ClockSource>,
    node: NodeLife,
    kept: Mutex<VecDeque<ExitRecord>>,
}

impl Exits {
    pub(crate) fn note(&self, name: &Name, counter: u64, why: &Exit) {
        if why.is_orderly() {
            return;
        }
        let life = Life { node: self.node, counter };
        let at = self.clock.since_epoch().as_secs_f64();
        let record =
            ExitRecord { at, actor: format!("{}#{life}", libprocess_wire::address::escape(name)), reason: why.to_string() };
        let mut kept = self.kept.lock();
        if kept.len() == EXITS_MAX {
            kept.pop_front();
        }
        kept.push_back(record);
    }

    /// Oldest first.
    pub fn all(&self) -> Vec<ExitRecord> {
        self.kept.lock().iter().cloned().collect()
    }
}

/// The doors of a node's actors, by name of the actor.
#[derive(Default)]
pub(crate) struct Doors {
    by_name: DashMap<Name, Vec<Entry>>,
    /// Raised by every change, so that what was found may be kept until then.
    changes: AtomicU64,
}

impl Doors {
    /// Another number means that doors were opened or closed.
    pub(crate) fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// Does any door of the actor admit that role from another node?
    pub(crate) fn admit(&self, name: &str, role: Role) -> bool {
        role != Role::Executor || self.by_name.get(name).is_some_and(|doors| doors.iter().any(|door| door.admits(role)))
    }

    pub(crate) fn open(&self, name: &Name, entry: Entry) {
        let mut doors = self.by_name.entry(name.clone()).or_default();
        doors.retain(|known| known.protocol != entry.protocol);
        doors.push(entry);
        drop(doors);
        self.changes.fetch_add(1, Ordering::Release);
    }

    pub(crate) fn by_protocol(&self, name: &str, protocol: &str) -> Option<Entry> {
        self.by_name.get(name)?.iter().find(|entry| entry.protocol == protocol).cloned()
    }

    pub(crate) fn by_message(&self, name: &str, message: TypeId) -> Option<Entry> {
        self.by_name.get(name)?.iter().find(|entry| entry.message == message).cloned()
    }

    pub(crate) fn close(&self, name: &str) {
        if self.by_name.remove(name).is_some() {
            self.changes.fetch_add(1, Ordering::Release);
        }
    }

    pub(crate) fn protocols(&self, name: &str) -> Vec<&'static str> {
        self.by_name.get(name).map(|doors| doors.iter().map(|door| door.protocol).collect()).unwrap_or_default()
    }
}

/// What the parts of a node share.
pub(crate) struct NodeCore {
    pub(crate) me: Weak<NodeCore>,
    pub(crate) life: NodeLife,
    pub(crate) role: Role,
    pub(crate) clock: Arc<ClockSource>,
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) registry: Registry,
    pub(crate) doors: Doors,
    pub(crate) routes: crate::http::routes::Routes,
    pub(crate) dead_letters: DeadLetters,
    pub(crate) exits: Exits,
    pub(crate) variants: VariantNames,
    pub(crate) pending: Pending,
    pub(crate) metrics: crate::metrics::Metrics,
    pub(crate) unanswered: AtomicU64,
    /// Peers that were refused.
    pub(crate) refusals: crate::transport::refusals::Refusals,
    /// Signs for executors.
    pub(crate) issuer: OnceLock<crate::transport::tls::Issuer>,
    /// The HTTP server, to be stopped with the node.
    pub(crate) server: OnceLock<crate::http::server::Handle>,
    address: OnceLock<SocketAddr>,
    transport: OnceLock<Arc<dyn Transport>>,
    counter: AtomicU64,
    down: AtomicBool,
    /// Every mailbox gets this capacity: for tests that no queue needs more.
    capacity: Option<usize>,
    /// Leaves a thread that had a tenant.
    leave: Box<dyn Fn(&Home) + Send + Sync>,
}

pub(crate) struct Parts {
    pub(crate) role: Role,
    pub(crate) clock: Arc<ClockSource>,
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) capacity: Option<usize>,
    pub(crate) leave: Box<dyn Fn(&Home) + Send + Sync>,
}

impl NodeCore {
    pub(crate) fn new(parts: Parts) -> Arc<NodeCore> {
        let Parts { role, clock, engine, disk, capacity, leave } = parts;
        let life = engine.random();
        let core = Arc::new_cyclic(|me| NodeCore {
            me: me.clone(),
            life,
            role,
            registry: Registry::new(),
            doors: Doors::default(),
            routes: crate::http::routes::Routes::default(),
            dead_letters: DeadLetters::new(clock.clone()),
            exits: Exits { clock: clock.clone(), node: life, kept: Mutex::default() },
            variants: VariantNames::default(),
            pending: Pending::default(),
            metrics: crate::metrics::Metrics::default(),
            unanswered: AtomicU64::new(0),
            refusals: crate::transport::refusals::Refusals::new(clock.clone()),
            issuer: OnceLock::new(),
            server: OnceLock::new(),
            address: OnceLock::new(),
            transport: OnceLock::new(),
            counter: AtomicU64::new(0),
            down: AtomicBool::new(false),
            clock,
            engine,
            disk,
            capacity,
            leave,
        });
        core.engine.adopt(Arc::downgrade(&core));
        core
    }

    /// An actor holds up its thread: tells which, and with what.
    pub(crate) fn note_held(&self, counter: u64, held: Duration) {
        self.metrics.counter("libprocess/handlers_held_thread").increment();
        let slot = self.registry.by_counter(counter);
        let actor = slot.as_ref().map_or("(gone)", |slot| &*slot.head().name);
        let message = slot.as_ref().and_then(|slot| self.variants.name(slot.head().current.load(Ordering::Relaxed)));
        let message = message.as_deref().unwrap_or("(start or stop)");
        tracing::warn!(actor, message, ?held, "an actor holds up its thread; slow work belongs on a blocking one");
    }

    /// The advertised address; unspecified until the node is bound.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address.get().copied().unwrap_or_else(|| SocketAddr::from(([0, 0, 0, 0], 0)))
    }

    pub(crate) fn bind(&self, address: SocketAddr, transport: Arc<dyn Transport>) {
        // A node is bound once, while it is built.
        self.locate(address);
        let _ = self.transport.set(transport);
    }

    /// Gives the node its address, without a way to others.
    pub(crate) fn locate(&self, address: SocketAddr) {
        let _ = self.address.set(address);
    }

    /// The node is gone as by a power cut: no actor runs on, none is told, and what it held is dropped.
    pub(crate) fn vanish(&self) {
        self.down.store(true, Ordering::Relaxed);
        self.engine.shut_down();
        let slots = self.registry.all();
        self.registry.clear();
        for slot in &slots {
            // Destructors of actors are anybody's code.
            let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| slot.vanish()));
            if dropped.is_err() {
                tracing::error!(actor = %slot.head().name, "panicked while its node crashed");
            }
        }
        if let Some(transport) = self.transport() {
            transport.vanish();
        }
    }

    pub(crate) fn transport(&self) -> Option<&Arc<dyn Transport>> {
        self.transport.get()
    }

    pub(crate) fn next_counter(&self) -> u64 {
        self.counter.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub(crate) fn is_down(&self) -> bool {
        self.down.load(Ordering::Relaxed)
    }

    pub(crate) fn capacity(&self, wanted: usize) -> usize {
        self.capacity.unwrap_or(wanted)
    }

    pub(crate) fn left(&self, home: &Home) {
        (self.leave)(home);
    }

    pub(crate) fn scope(&self) -> Weak<dyn Scope> {
        self.me.clone()
    }

    /// A pid of `M` at that address, here or elsewhere; no check that there is such an actor.
    pub(crate) fn typed<M: Wire + Debug>(self: &Arc<Self>, address: &Address) -> Pid<M> {
        let route = self.local(address, TypeId::of::<M>()).and_then(|any| any.downcast::<Arc<dyn Route<M>>>().ok());
        let route = match route {
            Some(route) => *route,
            None => Arc::new(Far::<M>::new(address.clone(), self.path(address))) as Arc<dyn Route<M>>,
        };
        Pid::from_route(route).with_life(address.life)
    }

    /// A pid without type at that address, here or elsewhere.
    pub(crate) fn untyped(&self, address: &Address) -> Pid {
        if address.node == self.address()
            && let Some(slot) = self.registry.get(&address.name)
        {
            return slot.pid().with_life(address.life);
        }
        Pid::foreign(address.clone(), self.path(address))
    }

    pub(crate) fn watch_far(&self, pid: Pid, watcher: Watcher) {
        match self.transport() {
            Some(transport) => transport.watch(pid.address(), watcher),
            None => tell_watcher(watcher, |relation| ExitNotice { pid: pid.clone(), reason: Exit::NodeLost, relation }),
        }
    }

    pub(crate) fn unwatch_far(&self, pid: &Pid, watcher: &Arc<dyn AnySlot>, counter: u64, relation: Relation) {
        if let Some(transport) = self.transport() {
            transport.unwatch(&pid.address(), watcher, counter, relation);
        }
    }

    /// The other half of a link to another node: that node's actor is told when this one ends.
    pub(crate) fn link_far(&self, other: &Pid, me: Pid, slot: &Arc<dyn AnySlot>, counter: u64) {
        let Some(transport) = self.transport().cloned() else { return };
        let (to, from) = (other.address(), me.address());
        transport.link(&to, &from);
        let call = Box::new(move |notice: &ExitNotice| transport.link_ended(&to, &from, &notice.reason));
        let _ = watch(slot, counter, Watcher::Call { key: 0, relation: Relation::Link, call });
    }
}

/// Tells one watcher.
pub(crate) fn tell_watcher(watcher: Watcher, notice: impl FnOnce(Relation) -> ExitNotice) {
    match watcher {
        Watcher::Local { slot, counter, relation } => {
            if let Some(slot) = slot.upgrade() {
                slot.notice(counter, notice(relation));
            }
        }
        Watcher::Call { relation, call, .. } => call(&notice(relation)),
    }
}

impl Runtime for NodeCore {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn arm(&self, at: Duration, waker: Waker) -> TimerKey {
        let home = current_home().unwrap_or_else(|| self.engine.main_home().clone());
        home.arm(at, Fire::Wake(waker))
    }

    fn disarm(&self, key: TimerKey) {
        if let Some(home) = self.engine.by_index(key.home) {
            home.disarm(key);
        }
    }
}

impl Scope for NodeCore {
    fn export(&self, question: Box<dyn Exported>) -> Result<Token, AskError> {
        let id = self.pending.insert(question, self.clock.now())?;
        Ok(Token { node: self.address(), life: self.life, id })
    }

    fn answer(&self, token: Token, result: Result<Vec<u8>, AskError>) {
        if token.life == self.life {
            let me = self.scope();
            with_scope(&me, || self.pending.complete(token.id, result.as_deref().map_err(|error| *error)));
        } else if let Some(transport) = self.transport() {
            transport.answer(token, result);
        }
    }

    fn local(&self, address: &Address, message: TypeId) -> Option<Box<dyn Any>> {
        if address.node != self.address() {
            return None;
        }
        let slot = self.registry.get(&address.name)?;
        if let Some(route) = slot.own_route(message) {
            return Some(route);
        }
        self.doors.by_message(&address.name, message).and_then(|door| door.inlet.route())
    }

    fn path(&self, address: &Address) -> Arc<dyn Path> {
        match self.transport() {
            Some(transport) => transport.path(address.node),
            None => nowhere(),
        }
    }

    fn unanswered(&self, answer: &'static str) {
        self.unanswered.fetch_add(1, Ordering::Relaxed);
        let actor = CURRENT.with_borrow(|current| current.as_ref().map(|(_, slot)| slot.head().name.clone()));
        tracing::warn!(actor = actor.as_deref().unwrap_or("(none)"), answer, "a question was dropped unanswered");
    }
}

/// The way from a node that reaches no other, or not that one.
pub(crate) fn nowhere() -> Arc<dyn Path> {
    Arc::new(Nowhere)
}

struct Nowhere;

impl Path for Nowhere {
    fn tell(
        &self,
        _to: &Address,
        _name: &'static str,
        _version: u16,
        _encode: &mut dyn FnMut(&mut Vec<u8>) -> Result<(), libprocess_wire::codec::CodecError>,
    ) -> Result<(), AskError> {
        Err(AskError::ConnectionLost)
    }
    fn poll_room(&self, _cx: &mut TaskContext<'_>) -> Poll<()> {
        Poll::Ready(())
    }
    fn life(&self, _to: &Address) -> Option<Life> {
        None
    }
    fn runtime(&self) -> &dyn Runtime {
        NO_RUNTIME
    }
}

/// For routes whose node is gone: time stands still, nothing is armed.
struct NoRuntime;

static NO_RUNTIME: &NoRuntime = &NoRuntime;

impl Runtime for NoRuntime {
    fn now(&self) -> Duration {
        Duration::ZERO
    }
    fn arm(&self, _at: Duration, waker: Waker) -> TimerKey {
        waker.wake();
        TimerKey { home: u32::MAX, slot: 0, generation: 0 }
    }
    fn disarm(&self, _key: TimerKey) {}
}

// --- who sends ------------------------------------------------------------------------------------------------------

thread_local! {
    static SENDER: Cell<u64> = const { Cell::new(0) };
    static CURRENT: RefCell<Option<(u64, Arc<dyn AnySlot>)>> = const { RefCell::new(None) };
    /// The mailbox whose actor has its turn on this thread, as an address: compared, never followed.
    static TURN: Cell<*const ()> = const { Cell::new(std::ptr::null()) };
    static HOME: RefCell<Option<Weak<Home>>> = const { RefCell::new(None) };
}

/// Counter of the actor whose code runs on this thread; 0 outside of actors.
#[inline]
pub(crate) fn current_sender() -> u64 {
    SENDER.get()
}

/// The actor whose code runs on this thread.
pub(crate) fn current_slot() -> Option<(u64, Arc<dyn AnySlot>)> {
    CURRENT.with_borrow(|current| current.as_ref().map(|(counter, slot)| (*counter, slot.clone())))
}

/// Runs one turn of the actor of that mailbox.
pub(crate) fn in_turn<R>(slot: *const (), f: impl FnOnce() -> R) -> R {
    struct Restore(*const ());
    impl Drop for Restore {
        fn drop(&mut self) {
            TURN.set(self.0);
        }
    }
    let _restore = Restore(TURN.replace(slot));
    f()
}

/// True if the actor of that mailbox has its turn on this thread.
pub(crate) fn has_turn(slot: *const ()) -> bool {
    TURN.get() == slot
}

/// Runs `f` as code of that actor.
pub(crate) fn with_sender<R>(counter: u64, slot: Arc<dyn AnySlot>, f: impl FnOnce() -> R) -> R {
    struct Restore(u64, Option<(u64, Arc<dyn AnySlot>)>);
    impl Drop for Restore {
        fn drop(&mut self) {
            SENDER.set(self.0);
            let restored = self.1.take();
            let _ended = CURRENT.try_with(|current| current.replace(restored));
        }
    }
    let before = CURRENT.with_borrow_mut(|current| current.replace((counter, slot)));
    let _restore = Restore(SENDER.replace(counter), before);
    f()
}

/// Names the home that this thread serves.
pub(crate) fn enter_home(home: &Arc<Home>) {
    HOME.with_borrow_mut(|held| {
        if !held.as_ref().is_some_and(|held| std::ptr::eq(held.as_ptr(), Arc::as_ptr(home))) {
            *held = Some(Arc::downgrade(home));
        }
    });
    if let Some(scope) = home.scope.get() {
        libprocess_wire::enter_scope(scope);
    }
}

/// The home that this thread serves.
pub(crate) fn current_home() -> Option<Arc<Home>> {
    HOME.with_borrow(|home| home.as_ref().and_then(Weak::upgrade))
}

/// A future whose sends count as those of an actor.
pub(crate) struct AsSender<F> {
    sender: (u64, Weak<dyn AnySlot>),
    future: Pin<Box<F>>,
}

impl<F: Future> AsSender<F> {
    pub(crate) fn new(sender: (u64, Arc<dyn AnySlot>), future: F) -> Self {
        AsSender { sender: (sender.0, Arc::downgrade(&sender.1)), future: Box::pin(future) }
    }
}

impl<F: Future> Future for AsSender<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<F::Output> {
        let (counter, slot) = (self.sender.0, self.sender.1.upgrade());
        match slot {
            Some(slot) => with_sender(counter, slot, || self.future.as_mut().poll(cx)),
            None => self.future.as_mut().poll(cx),
        }
    }
}

/// Who sends on this thread, for a door of this node.
pub(crate) fn local_sender(node: &Arc<NodeCore>) -> (u64, Sender) {
    let (role, node) = (node.role, Some(node.clone()));
    match current_slot() {
        Some((counter, slot)) => {
            let life = Life { node: slot.head().node.life, counter };
            (counter, Sender { pid: Some(slot.pid().with_life(Some(life))), role, executor: None, node })
        }
        None => (0, Sender { pid: None, role, executor: None, node }),
    }
}

// --- the public handle ------------------------------------------------------------------------------------------------

/// A node: the actors of one process. Cheap to clone; ends with [`Node::shut_down`].
#[derive(Clone)]
pub struct Node {
    pub(crate) core: Arc<NodeCore>,
}

impl Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({})", self.core.address())
    }
}

impl Node {
    /// How to start one.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn from_core(core: Arc<NodeCore>) -> Node {
        Node { core }
    }

    /// Its advertised address: QUIC and HTTP share the port number.
    pub fn address(&self) -> SocketAddr {
        self.core.address()
    }

    /// This life of it.
    pub fn life(&self) -> NodeLife {
        self.core.life
    }

    /// What it is certified to be.
    pub fn role(&self) -> Role {
        self.core.role
    }

    /// Its clock.
    pub fn clock(&self) -> Clock {
        Clock::new(self.core.clock.clone())
    }

    /// Its disk: the machine's, or a simulated one.
    pub fn disk(&self) -> Arc<dyn Disk> {
        self.core.disk.clone()
    }

    /// Its source of chance.
    pub fn random(&self) -> Random {
        Random::new(self.core.clone())
    }

    /// Starts an actor that is restarted by nobody.
    pub fn spawn<A: Actor>(&self, name: impl Into<Name>, args: A::Args) -> Spawn<A> {
        Spawn::new(self.core.clone(), name.into(), args, None)
    }

    /// Starts a supervisor at the top of the tree.
    pub fn supervisor(&self, name: impl Into<Name>) -> Supervising {
        Supervising::new(self.core.clone(), name.into(), None)
    }

    /// The actor at that address, once it is known to be there and to understand `M`.
    ///
    /// # Errors
    /// An address that cannot be read, a node that cannot be reached, no such actor, or one that does not understand `M`.
    pub async fn connect<M: Wire + Debug>(&self, address: impl AsRef<str>) -> Result<Pid<M>, ConnectError> {
        let address: Address = address.as_ref().parse().map_err(ConnectError::Address)?;
        if address.node != self.core.address() {
            let transport = self.core.transport().ok_or_else(|| ConnectError::failed(&address, AskError::ConnectionLost))?;
            let reached = transport.clone().connect(address.clone(), M::NAME, M::VERSION).await;
            let reached = reached.map_err(|error| ConnectError::failed(&address, error))?;
            return Ok(self.core.typed(&reached));
        } else {
            let slot = self.core.registry.get(&address.name);
            let slot = slot.ok_or_else(|| ConnectError::failed(&address, AskError::NoSuchActor))?;
            let understood = slot.own_route(TypeId::of::<M>()).is_some()
                || self.core.doors.by_message(&address.name, TypeId::of::<M>()).is_some();
            if !understood {
                return Err(ConnectError::failed(&address, AskError::NotUnderstood));
            }
        }
        Ok(self.core.typed(&address))
    }

    /// The actor at that address as one that understands `M`, without asking it.
    pub fn pid<M: Wire + Debug>(&self, address: &Address) -> Pid<M> {
        self.core.typed(address)
    }

    /// The actor of this node that holds `name`, if it is told messages of type `M`.
    pub fn find<M: 'static>(&self, name: &str) -> Option<Pid<M>> {
        let route = self.core.registry.get(name)?.own_route(TypeId::of::<M>())?;
        route.downcast::<Arc<dyn Route<M>>>().ok().map(|route| Pid::from_route(*route))
    }

    /// The actor at that address, without type.
    pub fn untyped(&self, address: &Address) -> Pid {
        self.core.untyped(address)
    }

    /// Ends when the present life of `pid` has ended, with the reason.
    pub async fn ended<M: 'static>(&self, pid: &Pid<M>) -> Exit {
        let pid = pid.erase();
        let (reply, answer) = Reply::pair();
        let call = Box::new(move |notice: &ExitNotice| reply.send(notice.reason.clone()));
        let watcher = Watcher::Call { key: 0, relation: Relation::Monitor(0), call };
        match crate::context::local(&pid) {
            Some((slot, counter)) => {
                if watch(&slot, counter, watcher).is_err() {
                    return Exit::NoSuchActor;
                }
            }
            None => self.core.watch_far(pid, watcher),
        }
        answer.await.unwrap_or(Exit::NoSuchActor)
    }

    /// Asks an actor of this node to end, kills it after `patience`, and waits until it is gone.
    pub async fn stop<M: 'static>(&self, pid: &Pid<M>, patience: Duration) {
        if let Some((slot, counter)) = crate::context::local(&pid.erase()) {
            let _ = end_and_wait(&self.core, &slot, counter, Shutdown::Within(patience)).await;
        }
    }

    /// Ends an actor of this node without its help.
    pub fn kill<M: 'static>(&self, pid: &Pid<M>) {
        if let Some((slot, counter)) = crate::context::local(&pid.erase()) {
            slot.kill(counter);
        }
    }

    /// Lets an actor of this node stand still, or go on.
    pub fn suspend<M: 'static>(&self, pid: &Pid<M>, suspended: bool) -> bool {
        let control = if suspended { Control::Suspend } else { Control::Resume };
        crate::context::local(&pid.erase()).is_some_and(|(slot, counter)| slot.control(counter, control).is_ok())
    }

    /// An actor's own view of itself.
    ///
    /// # Errors
    /// When it is gone, or does not answer in time.
    pub async fn inspect<M: 'static>(&self, pid: &Pid<M>, timeout: Duration) -> Result<Inspection, AskError> {
        let (slot, counter) = crate::context::local(&pid.erase()).ok_or(AskError::NoSuchActor)?;
        let (reply, answer) = Reply::pair();
        slot.control(counter, Control::Inspect(reply)).map_err(|_| AskError::NoSuchActor)?;
        within(&self.core, timeout, answer).await
    }

    /// Its counters and gauges.
    pub fn metrics(&self) -> &crate::metrics::Metrics {
        &self.core.metrics
    }

    /// What could not be delivered.
    pub fn dead_letters(&self) -> &DeadLetters {
        &self.core.dead_letters
    }

    /// The newest ends of actors that were not orderly.
    pub fn exits(&self) -> &Exits {
        &self.core.exits
    }

    /// How many actors live here.
    pub fn actors(&self) -> usize {
        self.core.registry.len()
    }

    /// Sleeps on the node's clock.
    pub async fn sleep(&self, time: Duration) {
        self.core.sleep(time).await;
    }

    /// Ends all actors, from the newest to the oldest at the top of the tree, then connections and threads; those that
    /// have not ended after `patience` are killed.
    pub async fn shut_down(&self, patience: Duration) {
        if self.core.down.swap(true, Ordering::Relaxed) {
            return;
        }
        let mut top: Vec<_> = self.core.registry.all();
        top.retain(|slot| slot.head().bonds.lock().parent.is_none());
        top.sort_by_key(|slot| std::cmp::Reverse(slot.counter()));
        for slot in top {
            let counter = slot.counter();
            let _ = end_and_wait(&self.core, &slot, counter, Shutdown::Within(patience)).await;
        }
        // Children that outlived their parents were asked to end by these: they get their time too.
        let mut left = self.core.registry.all();
        left.sort_by_key(|slot| std::cmp::Reverse(slot.counter()));
        for slot in left {
            let counter = slot.counter();
            let _ = end_and_wait(&self.core, &slot, counter, Shutdown::Within(patience)).await;
        }
        if let Some(server) = self.core.server.get() {
            server.stop();
        }
        if let Some(transport) = self.core.transport() {
            transport.shut_down().await;
        }
        self.core.engine.shut_down();
    }

    /// Runs a future on the node, for edges that are no actors (a command line, an HTTP server).
    pub fn run_beside(&self, future: impl Future<Output = ()> + Send + 'static) {
        Job::start(self.core.engine.main_home(), future);
    }
}

/// Waits for `future` at most that long.
pub(crate) async fn within<T>(
    core: &Arc<NodeCore>,
    timeout: Duration,
    future: impl Future<Output = Result<T, AskError>>,
) -> Result<T, AskError> {
    let mut future = std::pin::pin!(future);
    let mut sleep = std::pin::pin!(core.sleep(timeout));
    std::future::poll_fn(|cx| {
        if let Poll::Ready(result) = future.as_mut().poll(cx) {
            return Poll::Ready(result);
        }
        sleep.as_mut().poll(cx).map(|()| Err(AskError::TimedOut))
    })
    .await
}

/// Why no actor was reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConnectError {
    /// The text is no address.
    Address(libprocess_wire::AddressError),
    /// The actor of that address was not reached, for this cause.
    Failed {
        /// Where it should be.
        address: Address,
        /// Why it was not reached.
        cause: AskError,
    },
}

impl ConnectError {
    fn failed(address: &Address, cause: AskError) -> Self {
        ConnectError::Failed { address: address.clone(), cause }
    }
}

impl std::fmt::Display for ConnectError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ConnectError::Address(error) => write!(f, "{error}"),
            ConnectError::Failed { address, cause } => write!(f, "{address} was not reached: {cause}"),
        }
    }
}

impl std::error::Error for ConnectError {}
