//! One peer: another node, by its id, and everything this node has with it.
//!
//! ```text
//!   idle ──tell, watch, connect──▶ dialling ──hello──▶ linked ──link broke──▶ dialling, while anything wants a link
//!     ▲                               │                  │
//!     └────────── lost: silent for too long, nobody listens at its port, it denies us, it said bye, it has a new life
//! ```
//!
//! A keeper job per peer dials with growing pauses, sends heart-beats and decides when the peer is lost. A link that merely
//! broke loses nothing: the next one goes on with what was not acknowledged. Losing the peer fails the questions that went
//! there, tells all watchers and links, and forgets what waits: that association of the two lives is over. Each side names
//! its half of the association by a number, drawn anew after each loss; the hellos compare them, so that whoever was given
//! up learns it and gives up too before the two begin anew. So both sides tell their watchers, or neither does.
//!
//! Invariants: one link at a time; one life at a time. Locks are taken in the order inbox, state, relations, outbox; only
//! the inbox's is held while foreign code runs, which decodes messages.

use std::{
    net::SocketAddr,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use libprocess_wire::{Address, AskError, Life, NodeLife, Path, Pid, Reply};
use parking_lot::Mutex;

use super::{
    bell::Bell,
    carrier::{Broken, DialError, Link},
    connections::{ConnectionInfo, ReceiverRoom, ReceiverWindow},
    frame::{self, Control, Decoder, Hello},
    inbox::Inbox,
    network::Network,
    outbox::{Outbox, Put},
    path::PathTo,
    relations::{self, Connecting, Relations},
    session::{self, Session},
};
use crate::{
    actor::{Exit, ExitNotice, Relation},
    engine::{Home, Job},
    life::Watcher,
    mailbox::AnySlot,
    node::{NodeCore, tell_watcher},
    role::Role,
};

/// First and longest pause between two attempts to dial.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// A link that said something within so many heart-beats is alive when the peer dials without knowing it.
const ALIVE_BEATS: u32 = 3;

/// Own dialling that began so recently is worth waiting for when the peer dials too.
const OWN_DIAL: Duration = Duration::from_secs(1);

#[derive(Default)]
struct State {
    session: Option<Session>,
    life: Option<NodeLife>,
    role: Option<Role>,
    /// Number of the newest link there was.
    last_link: u64,
    /// The two halves of the association's name: this side's, and the peer's if there is one.
    mine: u64,
    theirs: u64,
    /// When the present attempt to dial began.
    dialling: Option<Duration>,
    /// Since when a link is wanted and there is none.
    since: Option<Duration>,
    next_beat: Duration,
    beats: u64,
    ended: bool,
    /// It was said that it is lost, and there was no link since.
    missed: bool,
}

/// Why a peer is given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Loss {
    /// Nothing was heard of it for too long.
    Silent,
    /// Its machine says that nobody listens at its port.
    Refused,
    /// It said that it ends.
    Ended,
    /// It came back with a new life.
    NewLife,
    /// It does not admit this node, or this node does not admit it.
    Denied,
    /// It had given up this node, or what was between the two is not whole any more.
    Renewed,
    /// This node ends.
    Closing,
}

enum Step {
    End,
    Rest,
    Beat(Duration),
    Lost(Loss),
    /// For at most that long.
    Dial(Duration),
}

/// Another node, by its id.
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    network: Weak<Network>,
    core: Weak<NodeCore>,
    pub(crate) outbox: Outbox,
    pub(crate) inbox: Inbox,
    relations: Mutex<Relations>,
    state: Mutex<State>,
    bell: Bell,
    /// When something was last heard, in nanoseconds of the node's clock.
    heard: AtomicU64,
    /// Where it is dialled, if not at its own address.
    reach: Mutex<Option<SocketAddr>>,
    /// The node at this address calls itself otherwise.
    renamed: OnceLock<Arc<Peer>>,
    filtered: AtomicBool,
}

impl Peer {
    pub(crate) fn start(network: &Arc<Network>, core: &Arc<NodeCore>, address: SocketAddr) -> Arc<Peer> {
        let state = State { mine: core.engine.random().max(1), ..State::default() };
        let peer = Arc::new(Peer {
            address,
            network: Arc::downgrade(network),
            core: Arc::downgrade(core),
            outbox: Outbox::default(),
            inbox: Inbox::new(network.budget.clone()),
            relations: Mutex::default(),
            state: Mutex::new(state),
            bell: Bell::default(),
            heard: AtomicU64::new(0),
            reach: Mutex::new(None),
            renamed: OnceLock::new(),
            filtered: AtomicBool::new(network.filter.get().is_some()),
        });
        Job::start(network.carrier.home(), keep(peer.clone()));
        peer
    }

    pub(crate) fn core(&self) -> Option<Arc<NodeCore>> {
        self.core.upgrade()
    }

    pub(crate) fn home(&self) -> Option<Arc<Home>> {
        self.network.upgrade().map(|network| network.carrier.home().clone())
    }

    pub(crate) fn network(&self) -> Option<Arc<Network>> {
        self.network.upgrade()
    }

    /// The life it was heard of in last.
    pub(crate) fn life(&self) -> Option<NodeLife> {
        self.state.lock().life
    }

    /// What it proved to be.
    pub(crate) fn role(&self) -> Role {
        self.state.lock().role.unwrap_or(Role::Anyone)
    }

    /// Number of the newest link, and the two halves of the association's name.
    pub(crate) fn association(&self) -> (u64, u64, u64) {
        let state = self.state.lock();
        (state.last_link, state.mine, state.theirs)
    }

    pub(crate) fn is_linked(&self) -> bool {
        self.state.lock().session.is_some()
    }

    /// Where it is dialled.
    pub(crate) fn reach(&self) -> SocketAddr {
        self.reach.lock().unwrap_or(self.address)
    }

    /// The peer that this one turned out to be.
    pub(crate) fn target(self: &Arc<Self>) -> &Arc<Peer> {
        self.renamed.get().map_or(self, |other| other.target())
    }

    /// The way to it, for pids.
    pub(crate) fn path(self: &Arc<Self>, core: &Arc<NodeCore>) -> Arc<dyn Path> {
        Arc::new(PathTo::new(core.clone(), self.clone()))
    }

    /// True if filters of the test kit look at each message.
    pub(crate) fn is_filtered(&self) -> bool {
        self.filtered.load(Ordering::Relaxed)
    }

    /// From now on filters of the test kit look at each message.
    pub(crate) fn filter(&self) {
        self.filtered.store(true, Ordering::Relaxed);
    }

    pub(crate) fn life_of(&self, name: &str) -> Option<Life> {
        self.relations.lock().life(name)
    }

    /// True if nothing binds this node to it.
    pub(crate) fn is_idle(&self) -> bool {
        // One lock after the other: a link takes the state and then the relations.
        !self.is_linked() && !self.relations.lock().want_link() && self.outbox.is_empty()
    }

    /// Something was heard of it just now.
    pub(crate) fn heard_now(&self, core: &NodeCore) {
        self.heard.store(u64::try_from(core.clock.now().as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    fn heard(&self) -> Duration {
        Duration::from_nanos(self.heard.load(Ordering::Relaxed))
    }

    /// What can be seen of it.
    pub(crate) fn connection(&self) -> ConnectionInfo {
        let state = self.state.lock();
        let (role, session) = (state.role.unwrap_or(Role::Anyone), state.session.as_ref());
        let (link, dialled) = (session.map(|session| session.link.clone()), session.is_some_and(|session| session.dialled));
        let since = session.map(|session| session.since.as_secs_f64());
        drop(state);
        let stats = link.as_ref().map(|link| link.stats());
        let carried = stats.unwrap_or_default();
        let (frames_queued, bytes_queued) = self.outbox.queued();
        let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let room = |(to, left): (libprocess_wire::Name, i64)| ReceiverRoom { to: to.as_ref().to_owned(), left };
        let window = |(to, held, window): (libprocess_wire::Name, usize, usize)| {
            let to = to.as_ref().to_owned();
            ReceiverWindow { to, held, window }
        };
        ConnectionInfo {
            peer: self.address,
            role,
            linked: link.is_some(),
            dialled,
            since,
            rtt: stats.map(|stats| stats.rtt.as_secs_f64()),
            bytes_out: carried.bytes_out,
            bytes_in: carried.bytes_in,
            lost_packets: carried.lost_packets,
            frames_queued,
            bytes_queued,
            messages_received: count(&self.inbox.received),
            messages_doubled: count(&self.inbox.doubled),
            messages_lost: count(&self.inbox.lost),
            credit: self.outbox.credits().into_iter().map(room).collect(),
            windows: self.inbox.windows().into_iter().map(window).collect(),
        }
    }

    /// Makes the keeper look again.
    pub(crate) fn ring(&self) {
        self.bell.ring();
    }

    pub(crate) fn after_put(&self, put: Result<Put, AskError>) {
        if put == Ok(Put::LinkWanted) {
            self.ring();
        }
    }

    fn tell(&self, control: &Control) {
        self.after_put(self.outbox.control(control));
    }

    /// The oversized message that it wants to send on that channel may come, under this id.
    pub(crate) fn admit(&self, channel: u32, id: u64) {
        self.inbox.admit(channel, id);
        self.tell(&Control::Admit { channel });
    }

    /// It wants to send an oversized message.
    pub(crate) fn on_wish(self: &Arc<Self>, core: &NodeCore, channel: u32, to: String, bytes: u64) {
        let Some(network) = self.network() else { return };
        if bytes > core.message_max() as u64 {
            // It comes and is refused.
            return self.admit(channel, 0);
        }
        network.oversized.wish(to.into(), self, channel);
    }

    /// Gives it room for so many bytes more, to the receiver that this channel names.
    pub(crate) fn give_credit(&self, channel: u32, bytes: u64) {
        self.tell(&Control::Credit { channel, bytes });
    }

    /// Says how far its messages came.
    pub(crate) fn acknowledge(&self) {
        let (bulk, control) = self.inbox.positions();
        self.tell(&Control::Ack { bulk, control });
    }

    /// A question did not reach its receiver.
    pub(crate) fn undeliverable(&self, ask: u64, cause: AskError) {
        if ask != 0 {
            self.tell(&Control::Undeliverable { ask, cause });
        }
    }

    /// Sends the answer of a question of the peer.
    ///
    /// Whoever gets an answer may ask again at once: credit for the question, which has been handled, goes before it. (Not
    /// before a large answer, which goes over the other lane.)
    pub(crate) fn answer(self: &Arc<Self>, question: u64, life: NodeLife, result: Result<&[u8], AskError>) {
        if !self.inbox.is_watching() {
            return self.answer_now(question, life, result);
        }
        // Elsewhere: whoever answers may hold a lock of its mailbox, since a reply that is dropped answers too.
        let (Some(core), Some(home)) = (self.core(), self.home()) else { return };
        let (peer, result) = (self.clone(), result.map(<[u8]>::to_vec));
        Job::start(&home, async move {
            peer.inbox.give_watched(&peer, &core);
            peer.answer_now(question, life, result.as_deref().map_err(|error| *error));
        });
    }

    fn answer_now(&self, question: u64, life: NodeLife, result: Result<&[u8], AskError>) {
        let most = self.core().map_or(0, |core| core.message_max());
        let result = result.and_then(|body| if body.len() > most { Err(AskError::TooLarge) } else { Ok(body) });
        if self.life().is_none_or(|known| known == life) {
            self.after_put(self.outbox.answer(question, life, result));
        }
    }

    // --- links -----------------------------------------------------------------------------------------------------

    /// What to do when the peer dials: go on, unless it means an association that this node gave up, or this node's own link
    /// is the one that stays. An association that the peer gave up is over here too.
    pub(crate) fn accepts(
        self: &Arc<Self>,
        core: &Arc<NodeCore>,
        network: &Network,
        hello: &Hello,
    ) -> Result<(), frame::Goodbye> {
        if hello.known != 0 && hello.known != self.state.lock().mine {
            return Err(frame::Goodbye::Renewed);
        }
        self.meet(core, hello);
        if self.keeps_own(core, network, hello) { Err(frame::Goodbye::OtherLink) } else { Ok(()) }
    }

    /// Gives up the association if the peer means another one.
    fn meet(self: &Arc<Self>, core: &Arc<NodeCore>, hello: &Hello) {
        let (theirs, life) = {
            let state = self.state.lock();
            (state.theirs, state.life)
        };
        if theirs != 0 && theirs != hello.association {
            self.lost(core, if life == Some(hello.life) { Loss::Renewed } else { Loss::NewLife });
        }
    }

    /// True if the link that this node dialled, or is about to, is the one that stays.
    fn keeps_own(&self, core: &NodeCore, network: &Network, hello: &Hello) -> bool {
        let state = self.state.lock();
        let (now, lower) = (core.clock.now(), core.address() < self.address);
        match &state.session {
            Some(session) if state.life == Some(hello.life) => {
                let alive = now.saturating_sub(self.heard()) < network.settings.heartbeat * ALIVE_BEATS;
                hello.last != session.number && session.dialled && lower && alive
            }
            Some(_) => false,
            None => lower && state.dialling.is_some_and(|began| now.saturating_sub(began) < OWN_DIAL),
        }
    }

    /// From now on this link is the one. `said` is this side's half of the association's name as the peer heard it.
    pub(crate) fn adopt(self: &Arc<Self>, link: Arc<dyn Link>, decoder: Decoder, hello: &Hello, said: u64, dialled: bool) {
        let (Some(core), Some(network)) = (self.core(), self.network()) else { return link.close("the node is gone") };
        self.meet(&core, hello);
        self.heard_now(&core);
        self.inbox.link_up(hello.link, link.proof(), hello.life);
        let mut state = self.state.lock();
        if state.ended || state.mine != said {
            let why = if state.ended { "the node ends" } else { "the association was given up meanwhile" };
            drop(state);
            link.close(why);
            return self.ring();
        }
        state.life = Some(hello.life);
        state.theirs = hello.association;
        state.role = Some(link.proof().role);
        state.last_link = hello.link;
        state.since = None;
        state.missed = false;
        state.next_beat = core.clock.now();
        let version = hello.versions.1.min(network.settings.versions.1);
        self.outbox.link_up(hello.link, version);
        let session = Session::start(&network, self, link, decoder, (hello.link, core.clock.now()), dialled);
        let old = state.session.replace(session);
        drop(state);
        if let Some(old) = old {
            old.end("another link took its place");
        }
        tracing::debug!(peer = %self.address, dialled, "linked");
        self.ring();
    }

    /// That link carries nothing any more.
    pub(crate) fn broke(&self, number: u64, broken: &Broken) {
        let mut state = self.state.lock();
        if state.session.as_ref().is_none_or(|session| session.number != number) {
            return;
        }
        let session = state.session.take();
        state.since = Some(self.heard());
        self.outbox.link_down();
        drop(state);
        tracing::debug!(peer = %self.address, why = %broken, "a link broke");
        if let Some(session) = session {
            session.end(&broken.why);
        }
        self.ring();
    }

    /// True while that link is the one.
    pub(crate) fn is_current(&self, number: u64) -> bool {
        self.state.lock().session.as_ref().is_some_and(|session| session.number == number)
    }

    /// The present link.
    pub(crate) fn link(&self) -> Option<Arc<dyn Link>> {
        self.state.lock().session.as_ref().map(|session| session.link.clone())
    }

    pub(crate) fn dialling(&self, since: Option<Duration>) {
        self.state.lock().dialling = since;
    }

    fn step(&self, core: &NodeCore, network: &Network) -> Step {
        let now = core.clock.now();
        let settings = &network.settings;
        let mut state = self.state.lock();
        if state.ended || self.renamed.get().is_some() {
            return Step::End;
        }
        if self.outbox.is_overrun() {
            return Step::Lost(Loss::Renewed);
        }
        if state.session.is_some() {
            let silent_until = self.heard() + settings.silence;
            if now >= silent_until {
                return Step::Lost(Loss::Silent);
            }
            if now < state.next_beat {
                return Step::Beat(state.next_beat.min(silent_until));
            }
            state.beats += 1;
            state.next_beat = now + settings.heartbeat;
            let (number, next) = (state.beats, state.next_beat);
            drop(state);
            let (bulk, control) = self.inbox.positions();
            let _ = self.outbox.control(&Control::Heartbeat { number, bulk, control });
            self.outbox.rest_a_while();
            return Step::Beat(next.min(silent_until));
        }
        if !self.relations.lock().want_link() && !self.outbox.wants_link() && !core.pending.any_towards(self.address) {
            state.since = None;
            return Step::Rest;
        }
        let since = *state.since.get_or_insert(now);
        match settings.silence.checked_sub(now.saturating_sub(since)) {
            None | Some(Duration::ZERO) => Step::Lost(Loss::Silent),
            Some(left) => Step::Dial(left),
        }
    }

    /// The peer, or this life of it, is given up.
    pub(crate) fn lost(self: &Arc<Self>, core: &Arc<NodeCore>, why: Loss) {
        let mut state = self.state.lock();
        let session = state.session.take();
        let known = state.life.take();
        state.since = None;
        state.role = None;
        state.mine = core.engine.random().max(1);
        state.theirs = 0;
        state.last_link = 0;
        drop(state);
        // At once, so that nobody enters what is told to nobody.
        let mut held = self.relations.lock();
        let relations = std::mem::take(&mut *held);
        let unsent = self.outbox.reset();
        drop(held);
        self.inbox.forget();
        if let Some(network) = self.network() {
            network.oversized.forget(self);
        }
        self.inbox.lost.fetch_add(unsent, Ordering::Relaxed);
        if let Some(session) = session {
            session.end("the peer was given up");
        }
        if why != Loss::Closing && (known.is_some() || unsent > 0) {
            // Whoever goes on to write to a node that is gone loses it with every message anew.
            match std::mem::replace(&mut self.state.lock().missed, true) {
                false => tracing::info!(peer = %self.address, ?why, unsent, "a node is lost"),
                true => tracing::debug!(peer = %self.address, ?why, unsent, "a node is still lost"),
            }
        }
        let cause = if why == Loss::Denied { AskError::Refused } else { AskError::ConnectionLost };
        let scope = core.scope();
        libprocess_wire::with_scope(&scope, || core.pending.lost(self.address, cause));
        for connecting in relations.connecting.into_values() {
            connecting.reply.refuse(cause);
        }
        for watched in relations.watched.into_values() {
            watched.remove();
        }
        for (_, watching) in relations.watching {
            let life = watching.held.or(watching.target.life);
            self.notify(core, &watching.target, life, Exit::NodeLost, watching.watcher);
        }
    }

    fn notify(self: &Arc<Self>, core: &Arc<NodeCore>, target: &Address, life: Option<Life>, reason: Exit, watcher: Watcher) {
        let address = Address::new(target.name.clone(), self.address).with_life(life);
        let pid = Pid::foreign(address, self.path(core));
        tell_watcher(watcher, |relation| ExitNotice { pid, reason, relation });
    }

    /// The node at this address calls itself otherwise: what waits for an answer goes there.
    pub(crate) fn rename(self: &Arc<Self>, core: &Arc<NodeCore>, other: Arc<Peer>) {
        *other.reach.lock() = Some(self.address);
        let relations = std::mem::take(&mut *self.relations.lock());
        {
            let mut theirs = other.relations.lock();
            relations.frames().iter().for_each(|frame| other.tell(frame));
            theirs.watching.extend(relations.watching);
            theirs.connecting.extend(relations.connecting);
            theirs.links.extend(relations.links);
        }
        // Set once: a peer that was renamed is looked up no more and ends.
        let _ = self.renamed.set(other);
        self.outbox.reset();
        let scope = core.scope();
        libprocess_wire::with_scope(&scope, || core.pending.lost(self.address, AskError::ConnectionLost));
        self.ring();
    }

    /// Sends a last word; nothing more is taken.
    pub(crate) fn say_bye(&self) {
        if self.is_linked() {
            self.after_put(self.outbox.control_after(None, |after| Control::Bye { after }));
        }
        self.outbox.close();
    }

    pub(crate) fn end(self: &Arc<Self>, core: &Arc<NodeCore>) {
        self.state.lock().ended = true;
        self.lost(core, Loss::Closing);
        self.ring();
    }

    /// The node is gone: no task runs on.
    pub(crate) fn vanish(&self) {
        let mut state = self.state.lock();
        state.ended = true;
        let session = state.session.take();
        drop(state);
        let relations = std::mem::take(&mut *self.relations.lock());
        self.outbox.vanish();
        self.inbox.vanish();
        self.bell.forget();
        libprocess_wire::dropping_because(libprocess_wire::Dropped::TakenBack, || drop((session, relations)));
    }

    // --- watches, links, connects ----------------------------------------------------------------------------------

    pub(crate) fn watch(&self, key: u64, target: Address, watcher: Watcher) {
        let mut relations = self.relations.lock();
        let frame = relations.watch(key, target, watcher);
        self.tell(&frame);
    }

    pub(crate) fn unwatch(&self, target: &Address, slot: &Arc<dyn AnySlot>, counter: u64, relation: Relation) {
        let mut relations = self.relations.lock();
        for key in relations.unwatch(target, slot, counter, relation) {
            self.tell(&Control::Unwatch { key });
        }
        if relation == Relation::Link
            && let Some(core) = self.core()
        {
            let (to, from) = (target.name.as_ref().to_owned(), slot.head().name.as_ref().to_owned());
            relations.links.retain(|(held_to, held_from)| *held_to.name != *to || *held_from.name != *from);
            let from_life = Life { node: core.life, counter };
            self.tell(&Control::Unlink { to, to_life: target.life, from, from_life });
        }
    }

    pub(crate) fn link_actors(&self, to: &Address, from: &Address) {
        let Some(frame) = relations::link(to, from) else { return };
        let mut relations = self.relations.lock();
        relations.links.push((to.clone(), from.clone()));
        self.tell(&frame);
    }

    pub(crate) fn link_ended(&self, to: &Address, from: &Address, why: &Exit) {
        let Some(from_life) = from.life else { return };
        self.relations.lock().links.retain(|(held_to, held_from)| held_to != to || held_from != from);
        let (to, to_life, from, reason) =
            (to.name.as_ref().to_owned(), to.life, from.name.as_ref().to_owned(), frame::portable(why));
        let ended = move |after| Control::LinkEnded { to, to_life, from, from_life, reason, after };
        self.after_put(self.outbox.control_after(Some(from_life.counter), ended));
    }

    pub(crate) fn connect(&self, id: u64, to: Address, protocol: &'static str, version: u16, reply: Reply<Address>) {
        let connecting = Connecting { to, protocol, version, reply };
        let frame = connecting.frame(id);
        let mut relations = self.relations.lock();
        relations.connecting.insert(id, connecting);
        self.tell(&frame);
    }

    // --- what the peer says -----------------------------------------------------------------------------------------

    pub(crate) fn on_watch(self: &Arc<Self>, core: &Arc<NodeCore>, call: u64, key: u64, name: &str, life: Option<Life>) {
        let (known, room) = {
            let relations = self.relations.lock();
            (relations.watched.get(&key).map(|watched| watched.life), relations.has_room())
        };
        if let Some(life) = known {
            return self.tell(&Control::Watching { key, life });
        }
        let gone = |reason| Control::Exited { key, life, reason, after: 0 };
        if !core.doors.admit(name, self.role()) {
            return self.tell(&gone(Exit::NoSuchActor));
        }
        if !room {
            return self.tell(&gone(Exit::failed("its node watches too many actors of this one")));
        }
        let slot = core.registry.get(name);
        let held = slot.as_ref().map(|slot| Life { node: core.life, counter: slot.counter() });
        let (Some(slot), Some(held)) = (slot, held) else { return self.tell(&gone(Exit::NoSuchActor)) };
        if held.counter == 0 || life.is_some_and(|life| life != held) {
            return self.tell(&gone(Exit::NoSuchActor));
        }
        let peer = Arc::downgrade(self);
        let tell = move |notice: &ExitNotice| {
            if let Some(peer) = peer.upgrade() {
                peer.watched_ended(key, held, &notice.reason);
            }
        };
        let watcher = Watcher::Call { key: call, relation: Relation::Monitor(0), call: Box::new(tell) };
        // The peer learns its life before it can learn its end.
        self.tell(&Control::Watching { key, life: held });
        if !self.relations.lock().watched_by_peer(key, &slot, held, watcher) {
            self.tell(&gone(Exit::NoSuchActor));
        }
    }

    fn watched_ended(&self, key: u64, life: Life, reason: &Exit) {
        self.relations.lock().watched.remove(&key);
        let reason = frame::portable(reason);
        let ended = move |after| Control::Exited { key, life: Some(life), reason, after };
        self.after_put(self.outbox.control_after(Some(life.counter), ended));
    }

    pub(crate) fn on_watching(&self, key: u64, life: Life) {
        self.relations.lock().holds(key, life);
    }

    pub(crate) fn on_unwatch(&self, key: u64) {
        let watched = self.relations.lock().watched.remove(&key);
        if let Some(watched) = watched {
            watched.remove();
        }
    }

    /// An end that nothing can precede any more.
    pub(crate) fn ended(self: &Arc<Self>, end: Control) {
        let Some(core) = self.core() else { return };
        if matches!(end, Control::Bye { .. }) {
            return self.lost(&core, Loss::Ended);
        }
        let mut relations = self.relations.lock();
        let (watching, life, reason) = match end {
            Control::Exited { key, life, reason, .. } => (relations.watching.remove(&key), life, reason),
            Control::LinkEnded { to, from, from_life, reason, .. } => {
                let key = relations.link_watch(&from, from_life, &to);
                (key.and_then(|key| relations.watching.remove(&key)), Some(from_life), reason)
            }
            _ => return,
        };
        let Some(watching) = watching else { return };
        relations.life_ended(&watching.target.name, life);
        let name = watching.watcher_name();
        if watching.is_link() {
            // The next link must not tie the peer's next actor of that name to this one.
            let (target, watcher) = (&watching.target.name, name.as_ref());
            relations.links.retain(|(to, from)| to.name != *target || Some(&from.name) != watcher);
        }
        drop(relations);
        let life = life.or(watching.held).or(watching.target.life);
        let peer = self.clone();
        let notice: Box<dyn FnOnce() + Send> =
            Box::new(move || peer.notify(&core, &watching.target, life, reason, watching.watcher));
        match name {
            Some(name) => self.inbox.behind(self, &name, notice),
            None => notice(),
        }
    }

    /// An actor of the peer is linked to one of this node: that one watches it from now on.
    pub(crate) fn on_link(self: &Arc<Self>, core: &Arc<NodeCore>, key: u64, to: &str, to_life: Option<Life>, from: Address) {
        let Some(life) = from.life.filter(|_| core.doors.admit(to, self.role())) else { return };
        let relations = self.relations.lock();
        if !relations.may_watch() || relations.link_watch(&from.name, life, to).is_some() {
            return;
        }
        drop(relations);
        let Some(slot) = core.registry.get(to) else { return };
        let counter = slot.counter();
        if counter == 0 || to_life.is_some_and(|life| life.node != core.life || life.counter != counter) {
            // Whoever linked itself to a life that is over learns that by its own watch.
            return;
        }
        self.watch(key, from, Watcher::Local { slot: Arc::downgrade(&slot), counter, relation: Relation::Link });
    }

    pub(crate) fn on_unlink(&self, to: &str, from: &str, from_life: Life) {
        let mut relations = self.relations.lock();
        let key = relations.link_watch(from, from_life, to);
        let taken = key.and_then(|key| relations.watching.remove(&key).map(|watching| (key, watching)));
        if let Some((key, _)) = &taken {
            self.tell(&Control::Unwatch { key: *key });
        }
        drop(relations);
        drop(taken);
    }

    pub(crate) fn on_connect(&self, core: &Arc<NodeCore>, id: u64, name: &str, life: Option<Life>, protocol: (&str, u16)) {
        let result = (|| {
            let counter = core.registry.get(name).map(|slot| slot.counter()).filter(|counter| *counter != 0);
            let held = Life { node: core.life, counter: counter.ok_or(AskError::NoSuchActor)? };
            if life.is_some_and(|life| life != held) {
                return Err(AskError::NoSuchActor);
            }
            super::inbox::find_door(core, name, protocol.0, protocol.1, self.role()).map(|_| held)
        })();
        self.tell(&Control::Connected { id, result });
    }

    pub(crate) fn on_connected(&self, id: u64, result: Result<Life, AskError>) {
        let mut relations = self.relations.lock();
        let Some(connecting) = relations.connecting.remove(&id) else { return };
        if let Ok(life) = result {
            relations.lives_of(connecting.to.name.clone(), life);
        }
        drop(relations);
        match result {
            Ok(_) => {
                let asked = connecting.to.life;
                connecting.reply.send(Address::new(connecting.to.name, self.address).with_life(asked));
            }
            Err(cause) => connecting.reply.refuse(cause),
        }
    }
}

/// Dials, beats and gives up, for as long as the node lives.
async fn keep(peer: Arc<Peer>) {
    let mut pause = PAUSES.0;
    loop {
        let (Some(core), Some(network)) = (peer.core(), peer.network()) else { return };
        let begun = core.clock.now();
        match peer.step(&core, &network) {
            Step::End => return,
            Step::Rest => {
                // Nobody may keep a node alive that only waits.
                drop((core, network));
                peer.bell.wait().await;
            }
            Step::Beat(at) => {
                drop(network);
                peer.bell.wait_until(&core, at).await;
            }
            Step::Lost(why) => peer.lost(&core, why),
            Step::Dial(left) => match session::dial(&peer, &core, &network, left).await {
                Ok(()) => pause = PAUSES.0,
                Err(DialError::Refused) => peer.lost(&core, Loss::Refused),
                Err(DialError::Denied(why)) => {
                    core.refusals.note(peer.address, &why);
                    peer.lost(&core, Loss::Denied);
                }
                Err(DialError::Renewed) => peer.lost(&core, Loss::Renewed),
                Err(DialError::Unreachable(why)) => {
                    tracing::debug!(peer = %peer.address, %why, "not reached");
                    // Spread over half of the pause, so that many nodes do not come back at one instant.
                    let spread = (pause / 2).mul_f64((core.engine.random() >> 11) as f64 / (1u64 << 53) as f64);
                    // No pause outlasts the silence that is allowed.
                    let at = (begun + left).min(core.clock.now() + pause / 2 + spread);
                    pause = (pause * 2).min(PAUSES.1);
                    drop(network);
                    peer.bell.wait_until(&core, at).await;
                }
            },
        }
    }
}
