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

mod bonds;
mod keeper;
mod links;
mod loss;

use std::{
    net::SocketAddr,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use libprocess_wire::{AskError, Life, NodeLife, Path};
use parking_lot::Mutex;

use super::{
    bell::Bell,
    connections::{ConnectionInfo, ReceiverRoom, ReceiverWindow},
    frame::{Control, GIVES_UP},
    inbox::Inbox,
    network::Network,
    outbox::{Outbox, Put},
    path::PathTo,
    relations::Relations,
    renewal,
    session::Session,
};
use crate::{
    engine::{Home, Job},
    node::NodeCore,
    role::Role,
};

/// An executor is given no more than one certificate in this time.
const RENEWS: Duration = Duration::from_secs(1);

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
    /// When it may ask for a certificate again.
    renews: Mutex<Duration>,
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
            renews: Mutex::default(),
        });
        Job::start(network.carrier.home(), keeper::keep(peer.clone()));
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

    /// Asks it for a certificate; false if it understands no such question.
    pub(crate) fn ask_to_renew(&self) -> bool {
        let speaks = self.outbox.speaks(GIVES_UP);
        if speaks {
            self.tell(&Control::Renew);
        }
        speaks
    }

    /// It proved to be that executor run and wants another certificate. Whoever asks all the time is not heard.
    pub(crate) fn on_renew(self: &Arc<Self>, core: &Arc<NodeCore>, run: Arc<str>) {
        let now = core.clock.now();
        let mut next = self.renews.lock();
        if now < *next {
            return;
        }
        *next = now + RENEWS;
        drop(next);
        let (peer, core_too) = (self.clone(), core.clone());
        core.engine.offload(Box::new(move || {
            if let Some(proof) = renewal::issue(&core_too, &run) {
                peer.tell(&Control::Renewed { proof });
            }
        }));
    }

    /// The asker of a question to the peer gave up.
    pub(crate) fn give_up(&self, question: u64) {
        if self.outbox.speaks(GIVES_UP) {
            self.tell(&Control::GivenUp { question });
        }
    }

    /// The asker of a question of the peer gave up.
    pub(crate) fn on_given_up(&self, core: &NodeCore, question: u64) {
        if let Some(life) = self.life() {
            core.askers.give_up(self.address, life, question);
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
}
