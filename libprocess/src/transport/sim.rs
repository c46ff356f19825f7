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

use std::{
    collections::{BTreeMap, VecDeque},
    future::poll_fn,
    net::SocketAddr,
    ops::RangeInclusive,
    sync::{Arc, Weak},
    task::{Context, Poll, Waker},
    time::Duration,
};

use libprocess_wire::TimerKey;
use parking_lot::Mutex;

use super::{
    Boxed,
    carrier::{Broken, Carrier, DialError, Lane, Link, Proof, Watched},
    connections::LinkStats,
};
use crate::{
    engine::{Chance, Fire, Home, Job, sim::World},
    role::Role,
    testing::Faults,
};

/// A link on which nothing arrives for so long is broken.
const IDLE_MAX: Duration = Duration::from_secs(30);

/// A dial that gets no answer gives up after this time.
const DIAL_MAX: Duration = Duration::from_secs(3);

/// Bytes that may be on their way in one direction of a lane.
const WINDOW: usize = 256 << 10;

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

/// One direction of a lane.
#[derive(Default)]
struct Pipe {
    /// Time of arrival, bytes.
    pieces: VecDeque<(Duration, Vec<u8>)>,
    under_way: usize,
    reader: Option<Waker>,
    writer: Option<Waker>,
    armed: Option<TimerKey>,
    /// Nothing follows what is under way.
    finished: bool,
}

#[derive(Default)]
struct Wires {
    /// From the first end to the second: control, bulk; then back: control, bulk.
    pipes: [Pipe; 4],
    /// As each end knows it.
    broken: [Option<Broken>; 2],
    /// The other end closed it, which this end hears of once something passes.
    unheard: [Option<Broken>; 2],
    /// The machine of one end is off.
    stalled: bool,
    /// Who waits until all has arrived.
    finishing: Vec<Waker>,
    /// Bytes that each end sent.
    carried: [u64; 2],
}

/// A link between two nodes, held by both ends.
struct Cable {
    net: Arc<SimNet>,
    a: SocketAddr,
    b: SocketAddr,
    homes: [Arc<Home>; 2],
    state: Mutex<Wires>,
}

impl Cable {
    fn ends(&self) -> (SocketAddr, SocketAddr) {
        pair(self.a, self.b)
    }

    fn is_whole(&self) -> bool {
        self.state.lock().broken.iter().any(Option::is_none)
    }

    fn stall(&self) {
        self.state.lock().stalled = true;
    }

    /// Breaks it; what was under way is lost.
    fn cut_off(&self, why: &str) {
        let mut wires = self.state.lock();
        for broken in &mut wires.broken {
            broken.get_or_insert_with(|| Broken::new(why));
        }
        wires.pipes.iter_mut().for_each(|pipe| {
            pipe.pieces.clear();
            pipe.under_way = 0;
        });
        drop(wires);
        self.wake_all();
    }

    /// One end closes it; the other hears of it as soon as something passes.
    fn close_from(&self, end: usize, why: &str) {
        let mut wires = self.state.lock();
        if wires.broken[end].is_some() {
            return;
        }
        wires.broken[end] = Some(Broken::new(why));
        wires.unheard[1 - end] = Some(Broken::new(why));
        drop(wires);
        self.wake_all();
    }

    /// Why that end carries nothing any more, if so.
    fn broken_at(&self, wires: &mut Wires, end: usize) -> Option<Broken> {
        let passes = !wires.stalled && !self.net.is_cut(self.a, self.b);
        if passes && let Some(heard) = wires.unheard[end].take() {
            wires.broken[end].get_or_insert(heard);
        }
        wires.broken[end].clone()
    }

    fn wake_all(&self) {
        let mut wires = self.state.lock();
        let pipes = wires.pipes.iter_mut().flat_map(|pipe| [pipe.reader.take(), pipe.writer.take()]);
        let mut wakers: Vec<Waker> = pipes.flatten().collect();
        wakers.append(&mut wires.finishing);
        drop(wires);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// One end of a link.
struct End {
    cable: Arc<Cable>,
    first: bool,
    proof: Proof,
}

fn lane_index(lane: Lane) -> usize {
    match lane {
        Lane::Control => 0,
        Lane::Bulk => 1,
    }
}

impl End {
    /// The pipe that this end reads from or writes into.
    fn pipe(&self, lane: Lane, writes: bool) -> usize {
        lane_index(lane) + if self.first == writes { 0 } else { 2 }
    }

    fn number(&self) -> usize {
        usize::from(!self.first)
    }

    fn home(&self) -> &Arc<Home> {
        &self.cable.homes[self.number()]
    }
}

impl Link for End {
    fn proof(&self) -> &Proof {
        &self.proof
    }

    fn poll_read(&self, lane: Lane, cx: &mut Context<'_>, into: &mut Vec<u8>, most: usize) -> Poll<Result<(), Broken>> {
        let cable = &self.cable;
        let now = cable.net.world.clock.now();
        let is_cut = cable.net.is_cut(cable.a, cable.b);
        let mut wires = cable.state.lock();
        if let Some(broken) = cable.broken_at(&mut wires, self.number()) {
            return Poll::Ready(Err(broken));
        }
        let passes = !is_cut && !wires.stalled;
        let at = self.pipe(lane, false);
        let pipe = &mut wires.pipes[at];
        if let Some(key) = pipe.armed.take() {
            self.home().disarm(key);
        }
        match pipe.pieces.front_mut() {
            Some((due, piece)) if passes && *due <= now => {
                let taken = piece.len().min(most.max(1));
                into.extend(piece.drain(..taken));
                if piece.is_empty() {
                    pipe.pieces.pop_front();
                }
                pipe.under_way -= taken;
                let writer = pipe.writer.take();
                let all_arrived = wires.pipes.iter().all(|pipe| pipe.pieces.is_empty());
                let finishing = if all_arrived { std::mem::take(&mut wires.finishing) } else { Vec::new() };
                drop(wires);
                writer.into_iter().chain(finishing).for_each(Waker::wake);
                return Poll::Ready(Ok(()));
            }
            Some((due, _)) if passes => pipe.armed = Some(self.home().arm(*due, Fire::Wake(cx.waker().clone()))),
            None if pipe.finished => return Poll::Ready(Err(Broken::new("the other side ended it"))),
            // Cut off or empty: woken by the healing, or by the next piece.
            Some(_) | None => {}
        }
        wires.pipes[at].reader = Some(cx.waker().clone());
        Poll::Pending
    }

    fn poll_write(&self, lane: Lane, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize, Broken>> {
        let cable = &self.cable;
        let latency = cable.net.draw_latency();
        let now = cable.net.world.clock.now();
        let mut wires = cable.state.lock();
        if let Some(broken) = cable.broken_at(&mut wires, self.number()) {
            return Poll::Ready(Err(broken));
        }
        let at = self.pipe(lane, true);
        let pipe = &mut wires.pipes[at];
        let taken = bytes.len().min(WINDOW - pipe.under_way);
        if taken == 0 {
            pipe.writer = Some(cx.waker().clone());
            return Poll::Pending;
        }
        // Never before what was written earlier.
        let due = pipe.pieces.back().map_or(Duration::ZERO, |(due, _)| *due).max(now + latency);
        pipe.pieces.push_back((due, bytes[..taken].to_vec()));
        pipe.under_way += taken;
        let reader = pipe.reader.take();
        wires.carried[self.number()] += taken as u64;
        drop(wires);
        let (from, to) = if self.first { (cable.a, cable.b) } else { (cable.b, cable.a) };
        cable.net.world.trace.event(&format!("{from} sends to {to}, {lane:?}"), &bytes[..taken]);
        if let Some(reader) = reader {
            reader.wake();
        }
        Poll::Ready(Ok(taken))
    }

    fn finish(self: Arc<Self>) -> Boxed<()> {
        Box::pin(async move {
            let mine = [self.pipe(Lane::Control, true), self.pipe(Lane::Bulk, true)];
            let mut readers = Vec::new();
            {
                let mut wires = self.cable.state.lock();
                for at in mine {
                    wires.pipes[at].finished = true;
                    readers.extend(wires.pipes[at].reader.take());
                }
            }
            readers.into_iter().for_each(Waker::wake);
            poll_fn(|cx| {
                let mut wires = self.cable.state.lock();
                let broken = self.cable.broken_at(&mut wires, self.number()).is_some();
                if broken || mine.iter().all(|at| wires.pipes[*at].pieces.is_empty()) {
                    return Poll::Ready(());
                }
                wires.finishing.push(cx.waker().clone());
                Poll::Pending
            })
            .await;
        })
    }

    fn stats(&self) -> LinkStats {
        let carried = self.cable.state.lock().carried;
        let (here, there) = (self.number(), 1 - self.number());
        let latency = self.cable.net.state.lock().latency.clone();
        let rtt = *latency.start() + *latency.end();
        LinkStats { rtt, bytes_out: carried[here], bytes_in: carried[there], lost_packets: 0 }
    }

    fn close(&self, why: &str) {
        self.cable.close_from(self.number(), why);
    }
}

impl Drop for End {
    fn drop(&mut self) {
        self.cable.close_from(self.number(), "the other side let it go");
    }
}

#[cfg(test)]
mod tests;
