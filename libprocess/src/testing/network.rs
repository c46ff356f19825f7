//! [`Network`]: what a test does to the network of its run.

use std::{net::SocketAddr, ops::RangeInclusive, sync::Arc, time::Duration};

use libprocess_wire::{Address, Name};
use parking_lot::Mutex;

use super::Faults;
use crate::{
    Node,
    engine::Chance,
    transport::{
        carrier::{Fate, Filter},
        sim::SimNet,
    },
};

/// A message on its way to another node, as a filter sees it.
#[derive(Clone, Copy, Debug)]
pub struct Passing<'a> {
    /// Address of the sending node.
    pub from_node: SocketAddr,
    /// Name of the sending actor; none from outside of actors.
    pub from: Option<&'a str>,
    /// The receiver.
    pub to: &'a Address,
    /// Protocol of the message: the `NAME` of its type.
    pub protocol: &'static str,
    /// Its encoded bytes.
    pub bytes: &'a [u8],
}

/// What becomes of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It goes on.
    Pass,
    /// It is lost.
    Drop,
    /// It goes on twice.
    Double,
    /// It goes on after that time; later ones overtake it.
    Delay(Duration),
}

type Judge = Box<dyn Fn(&Passing<'_>) -> Verdict + Send + Sync>;

/// Shares of all messages that are lost, doubled or late; from 0 to 1 each.
#[derive(Clone, Debug, Default)]
struct Shares {
    dropped: f64,
    doubled: f64,
    late: Option<(f64, RangeInclusive<Duration>)>,
}

pub(super) struct Filters {
    chance: Mutex<Chance>,
    shares: Mutex<Shares>,
    judges: Mutex<Vec<Arc<Judge>>>,
    faults: Faults,
}

impl Filters {
    pub(super) fn new(chance: Chance, faults: &Faults) -> Arc<Filters> {
        let (chance, faults) = (Mutex::new(chance), faults.clone());
        Arc::new(Filters { chance, shares: Mutex::default(), judges: Mutex::default(), faults })
    }

    fn judge(&self, passing: &Passing<'_>) -> Verdict {
        let judges = self.judges.lock().clone();
        let judged = judges.iter().map(|judge| judge(passing)).find(|verdict| *verdict != Verdict::Pass);
        judged.unwrap_or_else(|| self.draw())
    }

    fn draw(&self) -> Verdict {
        let (shares, mut chance) = (self.shares.lock().clone(), self.chance.lock());
        if chance.happens(shares.dropped) {
            Verdict::Drop
        } else if chance.happens(shares.doubled) {
            Verdict::Double
        } else {
            match shares.late {
                Some((share, range)) if chance.happens(share) => Verdict::Delay(chance.time(&range)),
                _ => Verdict::Pass,
            }
        }
    }
}

/// The filters, for the messages of one node.
pub(super) struct FilterOf {
    pub(super) filters: Arc<Filters>,
    pub(super) node: SocketAddr,
}

impl Filter for FilterOf {
    fn fate(&self, from: Option<&Name>, to: &Address, protocol: &'static str, bytes: &[u8]) -> Fate {
        let from = from.map(|name| &**name);
        match self.filters.judge(&Passing { from_node: self.node, from, to, protocol, bytes }) {
            Verdict::Pass => Fate::Pass,
            Verdict::Drop => {
                self.filters.faults.note("messages lost");
                Fate::Drop
            }
            Verdict::Double => {
                self.filters.faults.note("messages doubled");
                Fate::Double
            }
            Verdict::Delay(time) => {
                self.filters.faults.note("messages late");
                Fate::Delay(time)
            }
        }
    }
}

/// The network of a run.
#[derive(Clone)]
pub struct Network {
    pub(crate) net: Arc<SimNet>,
    pub(super) filters: Arc<Filters>,
}

impl Network {
    /// Time that each piece of a stream takes unless a test says otherwise: 50 to 500 µs.
    pub const DELAY: RangeInclusive<Duration> = Duration::from_micros(50)..=Duration::from_micros(500);

    /// Time that each piece of a stream takes, drawn anew for each; [`Network::DELAY`] by default.
    pub fn delay(&self, range: RangeInclusive<Duration>) {
        self.net.set_latency(range);
    }

    /// Nothing passes between two nodes any more. Links do not break at once: what is sent waits, as when packets are lost,
    /// and arrives when the cut heals in time.
    pub fn cut_between(&self, a: &Node, b: &Node) {
        self.net.cut(a.address(), b.address());
    }

    /// Cuts a node off from all others.
    pub fn cut(&self, node: &Node) {
        self.partition(&[node]);
    }

    /// Cuts these nodes off from all others; among themselves everything passes.
    pub fn partition(&self, nodes: &[&Node]) {
        let inside: Vec<SocketAddr> = nodes.iter().map(|node| node.address()).collect();
        for other in self.net.addresses().into_iter().filter(|other| !inside.contains(other)) {
            inside.iter().for_each(|node| self.net.cut(*node, other));
        }
    }

    /// Everything passes between the two again.
    pub fn heal_between(&self, a: &Node, b: &Node) {
        self.net.heal(a.address(), b.address());
    }

    /// Everything passes again.
    pub fn heal(&self) {
        self.net.heal_all();
    }

    /// Breaks all links of a node now, once; what was on its way is lost. How many there were.
    pub fn break_links(&self, node: &Node) -> usize {
        self.net.break_of(node.address(), "the link was broken (injected)")
    }

    /// Breaks all links between two nodes now, once. How many there were.
    pub fn break_between(&self, a: &Node, b: &Node) -> usize {
        self.net.break_between(a.address(), b.address(), "the link was broken (injected)")
    }

    /// That share of all messages between nodes is lost.
    pub fn lose(&self, share: f64) {
        self.filters.shares.lock().dropped = share;
    }

    /// That share of all messages between nodes arrives twice.
    pub fn double(&self, share: f64) {
        self.filters.shares.lock().doubled = share;
    }

    /// That share of all messages between nodes is late by a drawn time, and overtaken.
    pub fn late(&self, share: f64, by: RangeInclusive<Duration>) {
        self.filters.shares.lock().late = Some((share, by));
    }

    /// Judges each message between nodes by itself; the first filter that does not pass one decides, then the shares do.
    pub fn filter(&self, judge: impl Fn(&Passing<'_>) -> Verdict + Send + Sync + 'static) {
        self.filters.judges.lock().push(Arc::new(Box::new(judge)));
    }

    /// Takes all filters and shares back.
    pub fn no_filters(&self) {
        self.filters.judges.lock().clear();
        *self.filters.shares.lock() = Shares::default();
    }
}
