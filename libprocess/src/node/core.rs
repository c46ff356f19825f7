//! What the parts of a node share, and what the codec and routes see of it.

use std::{
    any::{Any, TypeId},
    fmt::Debug,
    net::SocketAddr,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context as TaskContext, Poll, Waker},
    time::Duration,
};

use libprocess_wire::{
    Address, AskError, Asked, Encode, Exported, Far, Life, NodeLife, Path, Pid, Protocol, Route, Runtime, Scope, Term,
    TimerKey, Token, Wire, with_scope,
};

use super::{Doors, Ending, Exits, sender};
use crate::{
    actor::{Exit, ExitNotice, Relation},
    carried,
    dead_letters::DeadLetters,
    engine::{ClockSource, Engine, Fire, Home},
    life::{Watcher, watch},
    mailbox::AnySlot,
    os::files::Disk,
    pace::Slice,
    peek::VariantNames,
    pending::Pending,
    registry::Registry,
    role::Role,
    transport::Transport,
};

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
    pub(crate) guards: crate::http::Guards,
    pub(crate) acts: crate::operate::Acts,
    /// Turns of those who ask for `/metrics/snapshot`.
    pub(crate) snapshots: crate::http::limit::Turns,
    /// How endpoints are served; set once, while the node is built.
    pub(crate) http: OnceLock<crate::http::Settings>,
    pub(crate) dead_letters: DeadLetters,
    pub(crate) exits: Exits,
    pub(crate) variants: VariantNames,
    pub(crate) observers: crate::observe::Observers,
    pub(crate) origins: crate::origins::Origins,
    pub(crate) pending: Pending,
    /// Askers of other nodes that wait no more.
    pub(crate) askers: crate::askers::Askers,
    /// Members, names and groups of the cluster.
    pub(crate) directory: crate::membership::directory::Directory,
    pub(crate) metrics: crate::metrics::Metrics,
    pub(crate) unanswered: AtomicU64,
    /// Questions that nobody handled because their askers had given up.
    pub(crate) given_up: AtomicU64,
    /// Peers that were refused.
    pub(crate) refusals: crate::transport::refusals::Refusals,
    /// Signs for executors.
    pub(crate) issuer: OnceLock<crate::transport::tls::Issuer>,
    /// The HTTP server, to be stopped with the node.
    pub(crate) server: OnceLock<crate::http::server::Handle>,
    address: OnceLock<SocketAddr>,
    transport: OnceLock<Arc<dyn Transport>>,
    counter: AtomicU64,
    pub(super) down: AtomicBool,
    pub(crate) ending: Ending,
    /// Messages dropped by mailboxes that were full.
    pub(crate) displaced: AtomicU64,
    pub(crate) slice: Slice,
    /// What threads do after many actors have ended.
    pub(crate) when_idle: Option<fn()>,
    pub(super) ends_with_top: Option<Duration>,
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
    pub(crate) options: Options,
    pub(crate) leave: Box<dyn Fn(&Home) + Send + Sync>,
}

/// What whoever starts a node may choose of how its actors run.
#[derive(Clone, Copy, Default)]
pub(crate) struct Options {
    /// Every mailbox gets this capacity.
    pub(crate) capacity: Option<usize>,
    /// What an actor may use before the others of its thread have their turn.
    pub(crate) slice: Slice,
    /// What threads do after many actors have ended.
    pub(crate) when_idle: Option<fn()>,
    /// A supervisor at the top that fails ends the node, with this patience.
    pub(crate) ends_with_top: Option<Duration>,
}

impl NodeCore {
    pub(crate) fn new(parts: Parts) -> Arc<NodeCore> {
        let Parts { role, clock, engine, disk, options, leave } = parts;
        let Options { capacity, slice, when_idle, ends_with_top } = options;
        let life = engine.random();
        let simulated = engine.main_home().trace.is_some();
        let core = Arc::new_cyclic(|me| NodeCore {
            me: me.clone(),
            life,
            role,
            registry: Registry::new(),
            doors: Doors::default(),
            routes: crate::http::routes::Routes::default(),
            guards: crate::http::Guards::default(),
            acts: crate::operate::Acts::default(),
            snapshots: crate::http::limit::Turns::default(),
            http: OnceLock::new(),
            dead_letters: DeadLetters::new(clock.clone()),
            exits: Exits::new(clock.clone(), life),
            variants: VariantNames::default(),
            observers: crate::observe::Observers::new(simulated),
            origins: crate::origins::Origins::default(),
            pending: Pending::default(),
            askers: crate::askers::Askers::default(),
            directory: crate::membership::directory::Directory::default(),
            metrics: crate::metrics::Metrics::default(),
            unanswered: AtomicU64::new(0),
            given_up: AtomicU64::new(0),
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
            ending: Ending::default(),
            displaced: AtomicU64::new(0),
            slice,
            when_idle,
            ends_with_top,
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

    /// How endpoints are served.
    pub(crate) fn settings(&self) -> &crate::http::Settings {
        self.http.get_or_init(crate::http::Settings::default)
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
        self.observers.traces.close();
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

    /// Most bytes of a message or an answer between nodes.
    pub(crate) fn message_max(&self) -> usize {
        self.transport().map_or(libprocess_wire::codec::LIMIT as usize, |transport| transport.message_max())
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
        let home = sender::current_home().unwrap_or_else(|| self.engine.main_home().clone());
        home.arm(at, Fire::Wake(waker))
    }

    fn disarm(&self, key: TimerKey) {
        if let Some(home) = self.engine.by_index(key.home) {
            home.disarm(key);
        }
    }

    fn term(&self, timeout: Duration) -> Term {
        let asked = self.clock.now();
        let ends = asked.saturating_add(timeout);
        // The actor that asks may live on another node of this process, which has another clock.
        let theirs = || sender::with_current_node(|node| if std::ptr::eq(node, self) { asked } else { node.clock.now() });
        let theirs = || theirs().unwrap_or(asked);
        Term { asked, ends: carried::nearer(ends, asked, theirs) }
    }
}

impl Scope for NodeCore {
    fn runtime(&self) -> &dyn Runtime {
        self
    }

    fn deadline(&self) -> Option<Duration> {
        carried::current()?.deadline
    }

    fn export(&self, question: Box<dyn Exported>) -> Result<Token, AskError> {
        let id = self.pending.insert(question, self.clock.now())?;
        Ok(Token { node: self.address(), life: self.life, id })
    }

    fn give_up(&self, question: u64) {
        let asked = self.pending.give_up(question).filter(|node| *node != self.address());
        if let Some((node, transport)) = asked.zip(self.transport()) {
            transport.give_up(node, question);
        }
    }

    fn asked(&self, token: Token) -> Asked {
        self.askers.asked(token)
    }

    fn is_wanted(&self, asked: &Asked) -> bool {
        self.askers.is_wanted(asked)
    }

    fn attend(&self, asked: &Asked, waker: Waker) -> u64 {
        self.askers.attend(asked, waker)
    }

    fn leave(&self, asked: &Asked, key: u64) {
        self.askers.leave(asked, key);
    }

    fn settled(&self, asked: &Asked) {
        self.askers.settled(asked);
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
        let actor = sender::current_slot().map(|(_, slot)| slot.head().name.clone());
        tracing::warn!(actor = actor.as_deref().unwrap_or("(none)"), answer, "a question was dropped unanswered");
    }
}

/// The way from a node that reaches no other, or not that one.
pub(crate) fn nowhere() -> Arc<dyn Path> {
    Arc::new(Nowhere)
}

struct Nowhere;

impl Path for Nowhere {
    fn tell(&self, _: &Address, _: Protocol, _: Option<Duration>, _: Encode<'_>) -> Result<(), AskError> {
        Err(AskError::ConnectionLost)
    }
    fn poll_room(&self, _to: &Address, _cx: &mut TaskContext<'_>) -> Poll<()> {
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
