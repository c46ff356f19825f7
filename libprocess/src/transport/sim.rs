//! The simulated carrier: links in memory that delay, stall, break and come back, under the same frames and the same
//! reconnect logic as the real one.
//!
//! ```text
//!   poll_write ──▶ pipe of a lane: pieces, each with its time of arrival ──▶ poll_read
//!   cut: pieces stall (as when packets are lost and sent again); a stall longer than IDLE_MAX breaks the link
//!   power cut: as a cut, until the node is back;  killed process: its machine closes everything at once
//! ```
//!
//! Invariants: bytes of a lane arrive in order and without gaps; what a broken link still carried is lost; all times are
//! drawn from the seed; nothing iterates over anything without an order.

mod cable;

use std::{
    collections::{BTreeMap, VecDeque},
    future::poll_fn,
    net::SocketAddr,
    ops::RangeInclusive,
    sync::{Arc, Weak},
    task::{Poll, Waker},
    time::Duration,
};

use parking_lot::Mutex;

use self::cable::{Cable, End};
use super::{
    Boxed,
    carrier::{Carrier, DialError, Link, Proof, Watched},
};
use crate::{
    engine::{Chance, Home, Job, sim::World},
    role::Role,
    testing::Faults,
};

/// A link on which nothing arrives for so long is broken.
const IDLE_MAX: Duration = Duration::from_secs(30);

/// A dial that gets no answer gives up after this time.
const DIAL_MAX: Duration = Duration::from_secs(3);

/// What became of the node at an address.
#[derive(Clone)]
enum Station {
    Up(Arc<SimCarrier>),
    /// Its process ended: the machine answers that nobody listens.
    Killed,
    /// The machine is off: it answers nothing.
    Off,
}

struct State {
    chance: Chance,
    latency: RangeInclusive<Duration>,
    stations: BTreeMap<SocketAddr, Station>,
    links: BTreeMap<u64, Weak<Cable>>,
    next_link: u64,
    /// Pairs between which nothing passes, the lower address first, with the number of the cut.
    cut: BTreeMap<(SocketAddr, SocketAddr), u64>,
    cuts: u64,
    /// Watch connections that wait for news: watched, waker.
    watching: Vec<(SocketAddr, Waker)>,
}

/// The network of one run.
pub(crate) struct SimNet {
    world: Arc<World>,
    /// Where the network's own jobs run.
    home: Arc<Home>,
    faults: Faults,
    state: Mutex<State>,
}

fn pair(a: SocketAddr, b: SocketAddr) -> (SocketAddr, SocketAddr) {
    (a.min(b), a.max(b))
}

impl SimNet {
    pub(crate) fn new(world: &Arc<World>, home: &Arc<Home>, faults: &Faults) -> Arc<SimNet> {
        let state = State {
            chance: world.chance("network"),
            latency: crate::testing::Network::DELAY,
            stations: BTreeMap::new(),
            links: BTreeMap::new(),
            next_link: 0,
            cut: BTreeMap::new(),
            cuts: 0,
            watching: Vec::new(),
        };
        Arc::new(SimNet { world: world.clone(), home: home.clone(), faults: faults.clone(), state: Mutex::new(state) })
    }

    /// A node appears at an address.
    pub(crate) fn station(self: &Arc<Self>, address: SocketAddr, role: Role, home: &Arc<Home>) -> Arc<SimCarrier> {
        let carrier =
            Arc::new(SimCarrier { net: self.clone(), address, role, home: home.clone(), incoming: Arc::default() });
        self.state.lock().stations.insert(address, Station::Up(carrier.clone()));
        carrier
    }

    pub(crate) fn set_latency(&self, range: RangeInclusive<Duration>) {
        self.state.lock().latency = range;
    }

    /// Nothing passes between the two any more, both ways, and no break is seen at first.
    pub(crate) fn cut(self: &Arc<Self>, a: SocketAddr, b: SocketAddr) {
        let number = {
            let mut state = self.state.lock();
            if state.cut.contains_key(&pair(a, b)) {
                return;
            }
            state.cuts += 1;
            let number = state.cuts;
            state.cut.insert(pair(a, b), number);
            number
        };
        self.faults.note("cuts");
        self.world.trace.event(&format!("cut {a} {b}"), &[]);
        let net = self.clone();
        Job::start(&self.home, async move {
            net.world.sleep(IDLE_MAX).await;
            // Healed and cut again meanwhile, it is another cut, with a time of its own.
            let lasts = net.state.lock().cut.get(&pair(a, b)) == Some(&number);
            if lasts {
                net.break_between(a, b, "nothing was heard for too long");
            }
        });
    }

    /// Everything passes between the two again.
    pub(crate) fn heal(&self, a: SocketAddr, b: SocketAddr) {
        if self.state.lock().cut.remove(&pair(a, b)).is_some() {
            self.world.trace.event(&format!("heal {a} {b}"), &[]);
            self.links_of(|link| link.ends() == pair(a, b)).iter().for_each(|link| link.wake_all());
        }
    }

    pub(crate) fn heal_all(&self) {
        let cut: Vec<_> = self.state.lock().cut.keys().copied().collect();
        cut.into_iter().for_each(|(a, b)| self.heal(a, b));
    }

    pub(crate) fn is_cut(&self, a: SocketAddr, b: SocketAddr) -> bool {
        self.state.lock().cut.contains_key(&pair(a, b))
    }

    /// All addresses at which there is or was a node.
    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        self.state.lock().stations.keys().copied().collect()
    }

    /// Breaks every link between the two now; how many there were. What was on its way is lost.
    pub(crate) fn break_between(&self, a: SocketAddr, b: SocketAddr, why: &str) -> usize {
        self.break_links(why, |link| link.ends() == pair(a, b))
    }

    /// Breaks every link of a node.
    pub(crate) fn break_of(&self, node: SocketAddr, why: &str) -> usize {
        self.break_links(why, |link| link.a == node || link.b == node)
    }

    fn break_links(&self, why: &str, of: impl Fn(&Cable) -> bool) -> usize {
        let links = self.links_of(of);
        for link in &links {
            self.world.trace.event(&format!("link {} {} breaks", link.a, link.b), &[]);
            self.faults.note("broken links");
            link.cut_off(why);
        }
        links.len()
    }

    fn links_of(&self, of: impl Fn(&Cable) -> bool) -> Vec<Arc<Cable>> {
        let mut state = self.state.lock();
        state.links.retain(|_, link| link.strong_count() > 0);
        let links: Vec<Arc<Cable>> = state.links.values().filter_map(Weak::upgrade).collect();
        drop(state);
        links.into_iter().filter(|link| link.is_whole() && of(link)).collect()
    }

    /// The process at that address ended: its machine closes all its connections.
    pub(crate) fn killed(&self, node: SocketAddr) {
        self.gone(node, Station::Killed);
        self.links_of(|link| link.a == node || link.b == node)
            .iter()
            .for_each(|link| link.cut_off("the other side closed it"));
    }

    /// The machine at that address went off: its links carry nothing, and nobody is told.
    pub(crate) fn power_cut(self: &Arc<Self>, node: SocketAddr) {
        self.gone(node, Station::Off);
        let links = self.links_of(|link| link.a == node || link.b == node);
        links.iter().for_each(|link| link.stall());
        let net = self.clone();
        Job::start(&self.home, async move {
            net.world.sleep(IDLE_MAX).await;
            links.iter().for_each(|link| link.cut_off("nothing was heard for too long"));
        });
    }

    fn gone(&self, node: SocketAddr, left: Station) {
        let mut state = self.state.lock();
        let former = state.stations.insert(node, left);
        let watching = std::mem::take(&mut state.watching);
        let (news, others): (Vec<_>, Vec<_>) = watching.into_iter().partition(|(watched, _)| *watched == node);
        state.watching = others;
        drop(state);
        if let Some(Station::Up(carrier)) = former {
            carrier.incoming.lock().close();
        }
        news.into_iter().for_each(|(_, waker)| waker.wake());
    }

    fn draw_latency(&self) -> Duration {
        let mut state = self.state.lock();
        let latency = state.latency.clone();
        state.chance.time(&latency)
    }

    fn station_at(&self, node: SocketAddr) -> Option<Station> {
        self.state.lock().stations.get(&node).cloned()
    }

    /// There and back; false if nothing passes.
    async fn round_trip(&self, a: SocketAddr, b: SocketAddr) -> bool {
        let time = self.draw_latency() + self.draw_latency();
        self.world.sleep(time).await;
        !self.is_cut(a, b) && !matches!(self.station_at(b), None | Some(Station::Off))
    }

    async fn dial(self: Arc<Self>, from: SocketAddr, to: SocketAddr) -> Result<Arc<dyn Link>, DialError> {
        if !self.round_trip(from, to).await {
            self.world.sleep(DIAL_MAX).await;
            return Err(DialError::Unreachable(format!("{to} does not answer")));
        }
        let (Some(Station::Up(here)), Some(there)) = (self.station_at(from), self.station_at(to)) else {
            return Err(DialError::Unreachable("this node is gone".into()));
        };
        let Station::Up(there) = there else { return Err(DialError::Refused) };
        let cable = self.lay(&here, &there);
        let arriving = Arc::new(End { cable: cable.clone(), first: false, proof: here.proof() });
        if !there.incoming.lock().push(arriving) {
            return Err(DialError::Refused);
        }
        Ok(Arc::new(End { cable, first: true, proof: there.proof() }))
    }

    fn lay(self: &Arc<Self>, here: &SimCarrier, there: &SimCarrier) -> Arc<Cable> {
        let mut state = self.state.lock();
        state.next_link += 1;
        let number = state.next_link;
        let cable = Arc::new(Cable {
            net: self.clone(),
            a: here.address,
            b: there.address,
            homes: [here.home.clone(), there.home.clone()],
            state: Mutex::default(),
        });
        state.links.insert(number, Arc::downgrade(&cable));
        cable
    }

    /// Waits for the end of the process at an address.
    async fn watch(self: Arc<Self>, from: SocketAddr, node: SocketAddr) -> Watched {
        if !self.round_trip(from, node).await {
            self.world.sleep(DIAL_MAX).await;
            return Watched::Unknown;
        }
        let Some(Station::Up(watched)) = self.station_at(node) else { return Watched::Refused };
        poll_fn(|cx| {
            // Off: the connection stalls, as it does until somebody sends on it; nobody does.
            let same = match self.station_at(node) {
                Some(Station::Up(now)) => Arc::ptr_eq(&now, &watched),
                Some(Station::Off) => true,
                Some(Station::Killed) | None => false,
            };
            if !same {
                return Poll::Ready(());
            }
            let mut state = self.state.lock();
            state.watching.retain(|(_, waker)| !waker.will_wake(cx.waker()));
            state.watching.push((node, cx.waker().clone()));
            Poll::Pending
        })
        .await;
        self.world.sleep(self.draw_latency()).await;
        if self.is_cut(from, node) { Watched::Unknown } else { Watched::Closed }
    }
}

/// One node's way into the network.
pub(crate) struct SimCarrier {
    net: Arc<SimNet>,
    address: SocketAddr,
    role: Role,
    home: Arc<Home>,
    incoming: Arc<Mutex<Incoming>>,
}

#[derive(Default)]
struct Incoming {
    links: VecDeque<Arc<End>>,
    waiting: Option<Waker>,
    closed: bool,
}

impl Incoming {
    fn push(&mut self, link: Arc<End>) -> bool {
        if self.closed {
            return false;
        }
        self.links.push_back(link);
        if let Some(waker) = self.waiting.take() {
            waker.wake();
        }
        true
    }

    fn close(&mut self) {
        self.closed = true;
        self.links.clear();
        if let Some(waker) = self.waiting.take() {
            waker.wake();
        }
    }
}

impl SimCarrier {
    fn proof(&self) -> Proof {
        Proof { role: self.role, node: Some(self.address), seen_at: Some(self.address), executor: None }
    }
}

impl Carrier for SimCarrier {
    fn home(&self) -> &Arc<Home> {
        &self.home
    }

    fn dial(&self, node: SocketAddr) -> Boxed<Result<Arc<dyn Link>, DialError>> {
        Box::pin(self.net.clone().dial(self.address, node))
    }

    fn accept(&self) -> Boxed<Option<Arc<dyn Link>>> {
        let incoming = self.incoming.clone();
        Box::pin(poll_fn(move |cx| {
            let mut incoming = incoming.lock();
            match incoming.links.pop_front() {
                Some(link) => Poll::Ready(Some(link as Arc<dyn Link>)),
                None if incoming.closed => Poll::Ready(None),
                None => {
                    incoming.waiting = Some(cx.waker().clone());
                    Poll::Pending
                }
            }
        }))
    }

    fn watch(&self, node: SocketAddr) -> Boxed<Watched> {
        Box::pin(self.net.clone().watch(self.address, node))
    }

    fn shut_down(&self) -> Boxed<()> {
        let (net, address, mine) = (self.net.clone(), self.address, self.incoming.clone());
        Box::pin(async move {
            let here = net.station_at(address);
            if matches!(here, Some(Station::Up(carrier)) if Arc::ptr_eq(&carrier.incoming, &mine)) {
                net.killed(address);
            }
        })
    }
}

#[cfg(test)]
mod tests;
