//! [`Sim`]: what the body of a simulated test holds: nodes, the clock, chance, faults.

use std::{collections::BTreeMap, future::poll_fn, net::SocketAddr, sync::Arc, task::Poll, time::Duration};

use libprocess_wire::Pid;
use parking_lot::Mutex;

use super::{
    DiskFaults, Faults, Network,
    network::{FilterOf, Filters},
};
use crate::{
    Node, Role,
    clock::Random,
    engine::{
        Home,
        sim::{Limits, SimEngine, World},
    },
    http::routes::Unproved,
    mailbox::Control,
    node::{NodeCore, Options, Parts},
    os::files::simulated::SimDisk,
    transport::{network::Settings, sim::SimNet},
};

/// The body of a test stands here; other nodes see it at this address.
const TEST_NODE: &str = "10.255.255.254:1";

/// How a node was started, to start it again.
#[derive(Clone, Copy)]
struct Shape {
    role: Role,
    options: Options,
}

struct Placed {
    shape: Shape,
    /// How often a node was started at this address.
    starts: u32,
    running: Option<Node>,
    disk: SimDisk,
}

struct Inner {
    world: Arc<World>,
    /// The node of the test's body.
    test: Node,
    nodes: Mutex<BTreeMap<SocketAddr, Placed>>,
    faults: Faults,
    network: Network,
    expected: Mutex<Vec<String>>,
}

/// One simulated run: its nodes, clock, network, disks, chance and faults. Cheap to clone.
#[derive(Clone)]
pub struct Sim(Arc<Inner>);

impl Sim {
    pub(crate) fn new(seed: u64, limits: Limits, texts: bool) -> Sim {
        let world = World::new(seed, limits, texts);
        // The constant above is an address.
        let address = TEST_NODE.parse().unwrap_or_else(|_| unreachable!("{TEST_NODE} is ip:port"));
        let shape = Shape { role: Role::Operator, options: Options::default() };
        let faults = Faults::default();
        let disk = SimDisk::new(&world, "the test", &faults);
        let test = Node::from_core(node_core(&world, address, 0, shape, disk));
        let network = Network {
            net: SimNet::new(&world, test.core.engine.main_home(), &faults),
            filters: Filters::new(world.chance("filters"), &faults),
        };
        connect(&test.core, address, &network);
        Sim(Arc::new(Inner { world, test, nodes: Mutex::default(), faults, network, expected: Mutex::default() }))
    }

    pub(crate) fn world(&self) -> &Arc<World> {
        &self.0.world
    }

    pub(crate) fn home(&self) -> &Arc<Home> {
        self.0.test.core.engine.main_home()
    }

    /// The seed of this run.
    pub fn seed(&self) -> u64 {
        self.0.world.seed
    }

    /// A node at this address, about to start.
    ///
    /// # Panics
    /// If the text is not `ip:port`.
    pub fn node(&self, address: &str) -> NodeSpec {
        let parsed = address.parse();
        let address = parsed.unwrap_or_else(|_| panic!("{address} is no address for a node; write it as ip:port"));
        NodeSpec { sim: self.clone(), address, shape: Shape { role: Role::Anyone, options: Options::default() } }
    }

    /// The node on which the body of the test stands: for probes that are neighbours from elsewhere.
    pub fn test_node(&self) -> &Node {
        &self.0.test
    }

    /// The clock of the run.
    pub fn clock(&self) -> Clock {
        Clock(self.clone())
    }

    /// Draws from the seed, for the body of the test.
    pub fn random(&self) -> Random {
        self.0.test.random()
    }

    /// The faults injected so far.
    pub fn faults(&self) -> Faults {
        self.0.faults.clone()
    }

    /// The network of the run.
    pub fn network(&self) -> &Network {
        &self.0.network
    }

    /// Actors may panic with a text that contains this; all other panics fail the run.
    pub fn expect_panics(&self, text: impl Into<String>) {
        self.0.expected.lock().push(text.into());
    }

    /// Makes the handler of the next message of an actor panic with this text, as a bug would: the same way out of the
    /// handler, the same notices. Such panics do not fail the run. False if the actor is gone.
    pub fn panic<M: 'static>(&self, pid: &Pid<M>, text: &str) -> bool {
        let Some((slot, counter)) = crate::context::local(&pid.erase()) else { return false };
        let planted = slot.control(counter, Control::Panic(text.into())).is_ok();
        if planted {
            self.0.world.trace.event(&format!("panic planted in {}", slot.head().name), &[]);
            self.0.faults.note("panics");
            let mut expected = self.0.expected.lock();
            if !expected.iter().any(|known| known == text) {
                expected.push(text.to_owned());
            }
        }
        planted
    }

    /// Crashes a node as a power cut does: its actors are gone without a word, its connections stall without one, its
    /// address answers nothing until it is back, and disk writes that were not synced are lost or torn.
    pub fn crash(&self, node: &Node) {
        let address = node.address();
        self.0.world.trace.event(&format!("crash of {address}"), &[]);
        self.0.faults.note("crashes");
        self.0.network.net.power_cut(address);
        let disk = self.0.nodes.lock().get_mut(&address).map(|placed| {
            placed.running = None;
            placed.disk.clone()
        });
        node.core.vanish();
        if let Some(disk) = disk {
            disk.crash();
        }
    }

    /// Kills the process of a node, as SIGKILL does: its actors are gone without a word, but its machine closes its
    /// connections, refuses new ones, and keeps what was written to its disk.
    pub fn kill(&self, node: &Node) {
        self.0.faults.note("killed nodes");
        self.end(node);
    }

    /// Ends the process of a node in the ordinary course of a run: the same as a kill, but no fault.
    pub fn end(&self, node: &Node) {
        let address = node.address();
        self.0.world.trace.event(&format!("end of {address}"), &[]);
        self.0.network.net.killed(address);
        if let Some(placed) = self.0.nodes.lock().get_mut(&address) {
            placed.running = None;
        }
        node.core.vanish();
    }

    /// Starts a node again at the address of one that crashed, with the same role, disk and bounds, and a new life.
    ///
    /// # Panics
    /// If there never was one, or it still runs.
    pub async fn restart(&self, node: &Node) -> Node {
        let shape = self.0.nodes.lock().get(&node.address()).map(|placed| placed.shape);
        let shape = shape.unwrap_or_else(|| panic!("{} is no node of this run", node.address()));
        NodeSpec { sim: self.clone(), address: node.address(), shape }.start().await
    }

    /// The faults of a node's disk.
    ///
    /// # Panics
    /// If it is no node of this run.
    pub fn disk(&self, node: &Node) -> DiskFaults {
        let disk = self.0.nodes.lock().get(&node.address()).map(|placed| placed.disk.clone());
        DiskFaults(disk.unwrap_or_else(|| panic!("{} is no node of this run", node.address())))
    }

    /// Waits until nobody has anything to do at this instant.
    pub async fn settle(&self) {
        let mut asked = false;
        poll_fn(|cx| {
            if std::mem::replace(&mut asked, true) {
                return Poll::Ready(());
            }
            self.0.world.when_quiet(cx.waker().clone());
            Poll::Pending
        })
        .await;
    }

    pub(crate) fn unexpected_panics(&self) -> Vec<String> {
        let expected = self.0.expected.lock().clone();
        let mut panics = self.0.world.trace.panics();
        panics.retain(|panic| !expected.iter().any(|text| panic.contains(text)));
        panics
    }

    /// For the message of a run that is stuck: the actors whose handler waits.
    pub(crate) fn who_waits(&self) -> String {
        let nodes: Vec<Node> = self.0.nodes.lock().values().filter_map(|placed| placed.running.clone()).collect();
        let busy = nodes.iter().flat_map(|node| node.top()).filter_map(|actor| {
            let message = actor.current?;
            Some(format!("\n  {} waits in {message}, {} messages behind it", actor.pid, actor.queue))
        });
        busy.collect()
    }

    /// Ends all nodes: the run is over.
    pub(crate) fn close(&self) {
        let nodes: Vec<Node> = self.0.nodes.lock().values_mut().filter_map(|placed| placed.running.take()).collect();
        for node in nodes {
            node.core.vanish();
        }
        self.0.test.core.vanish();
        self.0.world.close();
    }
}

/// The clock of a simulated run.
#[derive(Clone)]
pub struct Clock(Sim);

impl Clock {
    /// Virtual time since the run began.
    pub fn now(&self) -> Duration {
        self.0.0.world.clock.now()
    }

    /// Lets that much virtual time pass: everything due meanwhile has happened when this returns, also what is due at
    /// the last instant.
    pub async fn advance(&self, time: Duration) {
        self.0.0.test.sleep(time).await;
        self.0.settle().await;
    }
}

/// A simulated node about to start.
#[must_use = "call start"]
pub struct NodeSpec {
    sim: Sim,
    address: SocketAddr,
    shape: Shape,
}

impl NodeSpec {
    /// What the node is certified to be.
    pub fn role(mut self, role: Role) -> Self {
        self.shape.role = role;
        self
    }

    /// Gives every mailbox this capacity, whatever its spawner asked for.
    pub fn every_capacity(mut self, messages: usize) -> Self {
        self.shape.options.capacity = Some(messages);
        self
    }

    /// As [`Builder::ends_with_its_top`](crate::Builder::ends_with_its_top).
    pub fn ends_with_its_top(mut self, patience: Duration) -> Self {
        self.shape.options.ends_with_top = Some(patience);
        self
    }

    /// Starts the node.
    ///
    /// # Panics
    /// If another node of the run has this address.
    pub async fn start(self) -> Node {
        let NodeSpec { sim, address, shape } = self;
        let (starts, disk) = {
            let mut nodes = sim.0.nodes.lock();
            let placed = nodes.entry(address).or_insert_with(|| {
                let disk = SimDisk::new(&sim.0.world, &address.to_string(), &sim.0.faults);
                Placed { shape, starts: 0, running: None, disk }
            });
            let runs = placed.running.as_ref().is_some_and(|node| !node.core.is_down());
            assert!(!runs, "a node already runs at {address}");
            placed.shape = shape;
            placed.starts += 1;
            (placed.starts, placed.disk.clone())
        };
        let core = node_core(&sim.0.world, address, starts, shape, disk);
        connect(&core, address, &sim.0.network);
        let node = Node::from_core(core);
        if let Some(placed) = sim.0.nodes.lock().get_mut(&address) {
            placed.running = Some(node.clone());
        }
        let opened = node.open(None, Unproved::All, env!("CARGO_PKG_VERSION"), BTreeMap::new()).await;
        opened.unwrap_or_else(|error| panic!("the node {address} did not start: {error}"));
        node
    }
}

/// Gives a node its way to the others: the simulated carrier under the same frames and reconnect logic as ever.
fn connect(core: &Arc<NodeCore>, address: SocketAddr, network: &Network) {
    let carrier = network.net.station(address, core.role, core.engine.main_home());
    let way = crate::transport::network::Network::start(core, carrier, Settings::default());
    way.set_filter(Arc::new(FilterOf { filters: network.filters.clone(), node: address }));
    core.bind(address, way);
}

fn node_core(world: &Arc<World>, address: SocketAddr, starts: u32, shape: Shape, disk: SimDisk) -> Arc<NodeCore> {
    let engine = SimEngine::new(world, &format!("{address} start {starts}"));
    let Shape { role, options } = shape;
    let disk = Arc::new(disk);
    let parts = Parts { role, clock: world.clock.clone(), engine, disk, options, leave: Box::new(|_| {}) };
    let core = NodeCore::new(parts);
    core.locate(address);
    core
}
