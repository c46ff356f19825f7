//! The table of peers, and what a node asks of the way to others.

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use libprocess_wire::{Address, AskError, Path, Reply, Token};
use parking_lot::Mutex;

use super::{
    Boxed, Transport,
    carrier::{Carrier, Filter},
    connections::ConnectionInfo,
    credit::Budget,
    frame::VERSIONS,
    oversized::Oversized,
    path::PathHome,
    peer::Peer,
    session,
    tls::ExecutorProof,
};
use crate::{
    actor::{Exit, ExitNotice, Relation},
    engine::Job,
    life::{Watcher, watch},
    mailbox::AnySlot,
    node::{NodeCore, nowhere, tell_watcher},
};

/// Most nodes that are known at once.
pub(crate) const PEERS_MAX: usize = 16 << 10;

/// From so many on, idle ones are looked for before another is added.
const PEERS_MANY: usize = 1 << 10;

/// Links whose hello has not come yet.
const GREETING_MAX: usize = 256;

/// How long a node that ends waits for its peers to take what is on its way.
const FLUSH: Duration = Duration::from_secs(2);

/// How long an agent's node may take to make a certificate for an executor.
const RENEWAL: Duration = Duration::from_secs(60);

/// How long the carrier may take to say goodbye; what was sent has arrived by then.
const DRAIN: Duration = Duration::from_millis(100);

/// When a node is given up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Time between two heart-beats: 1 s.
    pub(crate) heartbeat: Duration,
    /// A node that is silent for so long is lost: 10 s.
    pub(crate) silence: Duration,
    /// Most bytes of a message or an answer: 64 MB.
    pub(crate) message_max: usize,
    /// The oldest and newest version of frames that the node speaks.
    pub(crate) versions: (u16, u16),
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            heartbeat: Duration::from_secs(1),
            silence: Duration::from_secs(10),
            message_max: libprocess_wire::codec::LIMIT as usize,
            versions: VERSIONS,
        }
    }
}

/// The way of a node to others, over a carrier.
pub(crate) struct Network {
    me: Weak<Network>,
    core: Weak<NodeCore>,
    pub(crate) carrier: Arc<dyn Carrier>,
    pub(crate) settings: Settings,
    pub(crate) filter: OnceLock<Arc<dyn Filter>>,
    peers: Mutex<BTreeMap<SocketAddr, Arc<Peer>>>,
    keys: AtomicU64,
    greeting: AtomicUsize,
    down: AtomicBool,
    /// Who may send oversized messages to whom.
    pub(crate) oversized: Oversized,
    /// Who was asked for a certificate.
    renewing: Mutex<Option<(SocketAddr, Reply<Vec<u8>>)>>,
    /// What this node promised its peers to take.
    pub(crate) budget: Arc<Budget>,
}

impl Network {
    /// Begins to accept links; the node must have its address.
    pub(crate) fn start(core: &Arc<NodeCore>, carrier: Arc<dyn Carrier>, settings: Settings) -> Arc<Network> {
        let network = Arc::new_cyclic(|me| Network {
            me: me.clone(),
            core: Arc::downgrade(core),
            carrier,
            settings,
            filter: OnceLock::new(),
            peers: Mutex::default(),
            keys: AtomicU64::new(0),
            greeting: AtomicUsize::new(0),
            down: AtomicBool::new(false),
            oversized: Oversized::default(),
            renewing: Mutex::default(),
            budget: Arc::default(),
        });
        Job::start(network.carrier.home(), accept(network.clone()));
        network.publish(core);
        network
    }

    /// From now on a filter decides on each message.
    pub(crate) fn set_filter(&self, filter: Arc<dyn Filter>) {
        // Set once, when the simulated node starts.
        let _ = self.filter.set(filter);
        self.all().iter().for_each(|peer| peer.filter());
    }

    fn publish(self: &Arc<Self>, core: &NodeCore) {
        let pull = |name: &str, value: fn(&Network) -> f64| {
            let weak = self.me.clone();
            core.metrics.pull(name, move || weak.upgrade().map_or(0.0, |network| value(&network)));
        };
        fn sum(network: &Network, value: fn(&Peer) -> u64) -> f64 {
            network.all().iter().map(|peer| value(peer) as f64).sum()
        }
        pull("transport/peers", |network| network.peers.lock().len() as f64);
        pull("transport/links", |network| network.all().iter().filter(|peer| peer.is_linked()).count() as f64);
        pull("transport/messages_sent", |network| sum(network, |peer| peer.outbox.messages()));
        pull("transport/messages_received", |network| sum(network, |peer| peer.inbox.received.load(Ordering::Relaxed)));
        pull("transport/messages_doubled", |network| sum(network, |peer| peer.inbox.doubled.load(Ordering::Relaxed)));
        pull("transport/messages_lost", |network| sum(network, |peer| peer.inbox.lost.load(Ordering::Relaxed)));
        pull("transport/credit_promised", |network| network.budget.promised() as f64);
        pull("transport/frames_queued", |network| sum(network, |peer| peer.outbox.queued().0));
        pull("transport/bytes_queued", |network| sum(network, |peer| peer.outbox.queued().1 as u64));
        pull("transport/peers_refused", |network| network.core().map_or(0.0, |core| core.refusals.count() as f64));
    }

    pub(crate) fn core(&self) -> Option<Arc<NodeCore>> {
        self.core.upgrade()
    }

    pub(crate) fn is_down(&self) -> bool {
        self.down.load(Ordering::Relaxed)
    }

    pub(crate) fn next_key(&self) -> u64 {
        self.keys.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn all(&self) -> Vec<Arc<Peer>> {
        self.peers.lock().values().cloned().collect()
    }

    /// The peer with that id, known from now on; none if there are too many.
    pub(crate) fn peer(self: &Arc<Self>, core: &Arc<NodeCore>, node: SocketAddr) -> Option<Arc<Peer>> {
        let mut peers = self.peers.lock();
        if let Some(peer) = peers.get(&node) {
            return Some(peer.clone());
        }
        if self.is_down() {
            return None;
        }
        let mut idle = Vec::new();
        if peers.len() >= PEERS_MANY && (peers.len().is_power_of_two() || peers.len() >= PEERS_MAX) {
            // The table and the keeper's job hold one each.
            let unused: Vec<SocketAddr> =
                peers.iter().filter(|(_, peer)| Arc::strong_count(peer) <= 2 && peer.is_idle()).map(|(id, _)| *id).collect();
            idle.extend(unused.into_iter().filter_map(|id| peers.remove(&id)));
        }
        let peer = (peers.len() < PEERS_MAX).then(|| Peer::start(self, core, node));
        if let Some(peer) = &peer {
            peers.insert(node, peer.clone());
        }
        drop(peers);
        idle.iter().for_each(|peer| peer.end(core));
        peer
    }

    /// Asks a node for another certificate like the one that this executor shows.
    pub(crate) async fn renew(self: &Arc<Self>, core: &Arc<NodeCore>, agent: SocketAddr) -> io::Result<ExecutorProof> {
        let peer = self.peer(core, agent).ok_or_else(|| io::Error::other("there are too many peers"))?;
        let (reply, answer) = Reply::pair();
        let before = self.renewing.lock().replace((agent, reply));
        drop(before);
        if !peer.target().ask_to_renew() {
            return Err(io::Error::other(format!("no link to {agent}, or to one that renews certificates")));
        }
        let answer = session::within(core, RENEWAL, answer).await;
        let answer = answer.and_then(Result::ok).ok_or_else(|| io::Error::other(format!("{agent} does not answer")))?;
        ExecutorProof::from_bytes(&answer)
    }

    /// A certificate came from that node.
    pub(crate) fn on_renewed(&self, agent: SocketAddr, proof: Vec<u8>) {
        let waiting = self.renewing.lock().take_if(|(asked, _)| *asked == agent);
        if let Some((_, reply)) = waiting {
            reply.send(proof);
        }
    }

    /// Looks that address up no more.
    pub(crate) fn forget(&self, node: SocketAddr) {
        let peer = self.peers.lock().remove(&node);
        drop(peer);
    }
}

/// Takes the links that other nodes dial.
async fn accept(network: Arc<Network>) {
    while let Some(link) = network.carrier.accept().await {
        if network.greeting.fetch_add(1, Ordering::Relaxed) >= GREETING_MAX {
            network.greeting.fetch_sub(1, Ordering::Relaxed);
            link.close("too many links wait for their hello");
            continue;
        }
        let greeted = network.clone();
        Job::start(network.carrier.home(), async move {
            session::accept(greeted.clone(), link).await;
            greeted.greeting.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

impl Transport for Network {
    fn path(&self, node: SocketAddr) -> Arc<dyn Path> {
        let (Some(core), Some(me)) = (self.core(), self.me.upgrade()) else { return nowhere() };
        if node == core.address() {
            return Arc::new(PathHome::new(core));
        }
        match me.peer(&core, node) {
            Some(peer) => peer.path(&core),
            None => nowhere(),
        }
    }

    fn answer(&self, token: Token, result: Result<Vec<u8>, AskError>) {
        let (Some(core), Some(me)) = (self.core(), self.me.upgrade()) else { return };
        if let Some(peer) = me.peer(&core, token.node).filter(|_| token.node != core.address()) {
            peer.target().answer(token.id, token.life, result.as_deref().map_err(|error| *error));
        }
    }

    fn give_up(&self, node: SocketAddr, question: u64) {
        let peer = self.peers.lock().get(&node).cloned();
        if let Some(peer) = peer {
            peer.target().give_up(question);
        }
    }

    fn connect(self: Arc<Self>, to: Address, protocol: &'static str, version: u16) -> Boxed<Result<Address, AskError>> {
        Box::pin(async move {
            let core = self.core().ok_or(AskError::ConnectionLost)?;
            let peer = self.peer(&core, to.node).ok_or(AskError::ConnectionLost)?;
            let (reply, answer) = Reply::pair();
            peer.target().connect(self.next_key(), to, protocol, version, reply);
            drop((core, peer));
            answer.await
        })
    }

    fn watch(&self, target: Address, watcher: Watcher) {
        let (Some(core), Some(me)) = (self.core(), self.me.upgrade()) else { return };
        let pid = core.untyped(&target);
        let gone = |watcher, reason| tell_watcher(watcher, |relation| ExitNotice { pid, reason, relation });
        if target.node == core.address() {
            let slot = core.registry.get(&target.name);
            let entered = match slot {
                Some(slot) => {
                    let counter = target.life.map_or_else(|| slot.counter(), |life| life.counter);
                    watch(&slot, counter, watcher)
                }
                None => Err(watcher),
            };
            return if let Err(watcher) = entered {
                gone(watcher, Exit::NoSuchActor)
            };
        }
        match me.peer(&core, target.node) {
            Some(peer) => peer.target().watch(self.next_key(), target, watcher),
            None => gone(watcher, Exit::NodeLost),
        }
    }

    fn unwatch(&self, target: &Address, watcher: &Arc<dyn AnySlot>, counter: u64, relation: Relation) {
        let peer = self.peers.lock().get(&target.node).cloned();
        if let Some(peer) = peer {
            peer.target().unwatch(target, watcher, counter, relation);
        }
    }

    fn link(&self, to: &Address, from: &Address) {
        let (Some(core), Some(me)) = (self.core(), self.me.upgrade()) else { return };
        if let Some(peer) = me.peer(&core, to.node).filter(|_| to.node != core.address()) {
            peer.target().link_actors(to, from);
        }
    }

    fn link_ended(&self, to: &Address, from: &Address, why: &Exit) {
        let peer = self.peers.lock().get(&to.node).cloned();
        if let Some(peer) = peer {
            peer.target().link_ended(to, from, why);
        }
    }

    fn shut_down(&self) -> Boxed<()> {
        let me = self.me.clone();
        Box::pin(async move {
            let Some((me, core)) = me.upgrade().and_then(|me| me.core().map(|core| (me, core))) else { return };
            me.down.store(true, Ordering::Relaxed);
            let peers = me.all();
            peers.iter().for_each(|peer| peer.say_bye());
            let written = async {
                while peers.iter().any(|peer| peer.is_linked() && !peer.outbox.is_written()) {
                    core.sleep(Duration::from_millis(2)).await;
                }
            };
            // Whoever hurries the end waits for no peer.
            core.ending.patiently(&core, core.clock.now() + FLUSH, written).await;
            let links: Vec<_> = peers.iter().filter_map(|peer| peer.link()).collect();
            let finished = async { drop(futures_util::future::join_all(links.into_iter().map(|link| link.finish())).await) };
            core.ending.patiently(&core, core.clock.now() + FLUSH, finished).await;
            peers.iter().for_each(|peer| peer.end(&core));
            session::within(&core, DRAIN, me.carrier.shut_down()).await;
            me.peers.lock().clear();
        })
    }

    fn vanish(&self) {
        self.down.store(true, Ordering::Relaxed);
        let peers = std::mem::take(&mut *self.peers.lock());
        peers.values().for_each(|peer| peer.vanish());
    }

    fn message_max(&self) -> usize {
        self.settings.message_max
    }

    fn connections(&self) -> Vec<ConnectionInfo> {
        self.all().iter().map(|peer| peer.connection()).collect()
    }

    #[cfg(test)]
    fn break_links(&self) {
        self.all().iter().filter_map(|peer| peer.link()).for_each(|link| link.close("broken by a test"));
    }

    #[cfg(test)]
    fn lose_frames(&self) {
        self.all().iter().for_each(|peer| peer.outbox.lose());
    }
}
