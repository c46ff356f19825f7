//! [`Cluster`]: what a test holds of its cluster: nodes to cut, kill and start again, and what there is to see.

use std::{cmp::Ordering, collections::VecDeque, fmt, sync::Arc, time::Duration};

use libprocess::{http::Request, prelude::*, testing::Sim};
use mesos_driver::Event;
use mesos_protocol::{
    framework::FrameworkInfo,
    ids::{AgentId, TaskId},
};
use parking_lot::Mutex;
use serde_json::Value;

use crate::{
    builder::{Builder, Options, agent_address},
    journal::Journal,
    ledger::Ledger,
    machine::Machine,
    shop::{self, Order, Shop},
};

/// Where the master lives.
pub(crate) const MASTER: &str = "10.0.0.1:5050";

/// Where agents listen on their machines.
pub(crate) const AGENT_PORT: u16 = 5051;

/// Longest that a test waits for something, in virtual time: 20 minutes.
const PATIENCE: Duration = Duration::from_secs(1200);

/// Between two looks at what is waited for.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// An agent of the cluster, with its machine.
#[derive(Clone)]
pub struct Agent {
    /// Counted from 0.
    pub number: usize,
    /// The node of its present life.
    pub node: Node,
    /// Its machine.
    pub machine: Machine,
}

impl Agent {
    /// How many updates it keeps that were not acknowledged by their frameworks.
    pub async fn unacknowledged(&self) -> Option<u64> {
        let keeper = self.node.untyped(&Address::new("status_updates", self.node.address()));
        self.node.inspect(&keeper, Duration::from_secs(1)).await.ok()?.0["waiting"].as_u64()
    }
}

impl PartialEq for Agent {
    fn eq(&self, other: &Agent) -> bool {
        self.number == other.number
    }
}

impl fmt::Debug for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Agent({} at {})", self.number, self.node.address())
    }
}

/// A task as the master sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskView {
    /// Which.
    pub id: TaskId,
    /// Where.
    pub agent_id: AgentId,
    /// Its state, in the words of Mesos.
    pub state: String,
}

impl TaskView {
    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        !matches!(&*self.state, "TASK_STAGING" | "TASK_STARTING" | "TASK_RUNNING" | "TASK_KILLING" | "TASK_UNREACHABLE")
    }
}

/// A cluster on simulated nodes.
pub struct Cluster {
    sim: Sim,
    options: Options,
    master: Node,
    agents: Vec<Agent>,
    frameworks: usize,
    ledger: Ledger,
}

/// A framework that runs in the cluster.
pub struct Running<F: Actor> {
    /// Its node.
    pub node: Node,
    /// The framework.
    pub pid: Pid<F::Message>,
    /// What it was told, if it is a [`Shop`].
    pub journal: Journal,
}

impl Cluster {
    /// How a cluster is started.
    #[allow(clippy::new_ret_no_self)] // as people write it: Cluster::new(&sim).agents(2).start().await
    pub fn new(sim: &Sim) -> Builder {
        Builder::new(sim)
    }

    pub(crate) async fn with_master(sim: Sim, options: Options) -> Cluster {
        let master = options.node(&sim, MASTER, Role::Master).await;
        start_master(&master, &options).await;
        Cluster { sim, options, master, agents: Vec::new(), frameworks: 0, ledger: Ledger::default() }
    }

    // --- what there is ----------------------------------------------------------------------------------------------

    /// The run that it is part of.
    pub fn sim(&self) -> &Sim {
        &self.sim
    }

    /// The master's node.
    pub fn master(&self) -> &Node {
        &self.master
    }

    /// An agent, counted from 0.
    ///
    /// # Panics
    /// If there are fewer.
    pub fn agent(&self, number: usize) -> &Agent {
        &self.agents[number]
    }

    /// All agents.
    pub fn agents(&self) -> &[Agent] {
        &self.agents
    }

    /// What the machines saw.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The agent that has this id now, as the master says.
    pub async fn agent_with_id(&self, id: &AgentId) -> Option<&Agent> {
        let state = self.read("/master/slaves").await;
        let slaves = state["slaves"].as_array()?;
        let address = slaves.iter().find(|slave| slave["id"] == id.as_str())?["agent_address"].as_str()?.to_owned();
        self.agents.iter().find(|agent| agent.node.address().to_string() == address)
    }

    /// The id that an agent has now, as the master says, if it is registered.
    pub async fn id_of(&self, agent: &Agent) -> Option<AgentId> {
        let state = self.read("/master/slaves").await;
        let address = agent.node.address().to_string();
        let slave = state["slaves"].as_array()?.iter().find(|slave| slave["agent_address"] == address.as_str())?.clone();
        AgentId::new(slave["id"].as_str()?).ok()
    }

    /// How many agents the master counts on.
    pub async fn agents_registered(&self) -> u64 {
        self.read("/master/state").await["activated_slaves"].as_u64().unwrap_or_default()
    }

    /// What the master's node answers at `path`; null while there is no master.
    pub async fn read(&self, path: &str) -> Value {
        read(&self.master, path).await
    }

    /// All tasks that the master remembers.
    pub async fn tasks(&self) -> Vec<TaskView> {
        tasks(&self.read("/master/tasks?limit=100000").await)
    }

    /// Waits until something holds.
    ///
    /// # Panics
    /// If it does not within 20 virtual minutes.
    pub async fn until(&self, what: &str, mut holds: impl AsyncFnMut(&Cluster) -> bool) {
        let begun = self.sim.clock().now();
        while !holds(self).await {
            let waited = self.sim.clock().now() - begun;
            assert!(waited < PATIENCE, "not within {waited:?}: {what}");
            self.sim.clock().advance(LOOK_EVERY).await;
        }
    }

    // --- agents -----------------------------------------------------------------------------------------------------

    /// Starts one more agent, on a machine of its own.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn add_agent(&mut self) -> Agent {
        let number = self.agents.len();
        let node = self.options.node(&self.sim, &agent_address(number), Role::Agent).await;
        let machine = Machine::new(&self.sim, node.address(), self.options.capacity, &self.ledger);
        start_agent(&node, &self.options, &machine).await;
        self.agents.push(Agent { number, node, machine });
        self.agents[number].clone()
    }

    /// Nothing passes between the machine of an agent and all others; within the machine everything does.
    pub fn cut(&self, agent: &Agent) {
        let mut nodes = agent.machine.executors();
        nodes.push(agent.node.clone());
        self.sim.network().partition(&nodes.iter().collect::<Vec<_>>());
    }

    /// Everything passes again.
    pub fn heal(&self) {
        self.sim.network().heal();
    }

    /// Kills the process of an agent; its executors and their tasks go with it.
    pub fn kill_agent(&self, number: usize) {
        let agent = &self.agents[number];
        self.sim.kill(&agent.node);
        agent.machine.end_all();
    }

    /// Starts an agent again that was killed.
    ///
    /// # Panics
    /// If it still runs.
    pub async fn restart_agent(&mut self, number: usize) {
        let node = self.sim.restart(&self.agents[number].node).await;
        start_agent(&node, &self.options, &self.agents[number].machine).await;
        self.agents[number].node = node;
    }

    // --- the master -------------------------------------------------------------------------------------------------

    /// Kills the process of the master.
    pub fn kill_master(&self) {
        self.sim.kill(&self.master);
    }

    /// Starts a master where one was killed, on the same disk.
    ///
    /// # Panics
    /// If it still runs, or does not start.
    pub async fn restart_master(&mut self) {
        self.master = self.sim.restart(&self.master).await;
        start_master(&self.master, &self.options).await;
    }

    /// Starts a master of another cluster where one was killed: its registry lies elsewhere, and is empty.
    ///
    /// # Panics
    /// If it still runs, or does not start.
    pub async fn found_another(&mut self) {
        self.options.master.work_dir = Some("/var/lib/another-master".into());
        self.restart_master().await;
    }

    /// Kills an actor of the master's node, wherever it is in its work.
    pub fn kill_actor(&self, name: &str) {
        self.master.kill(&self.master.untyped(&Address::new(name, self.master.address())));
    }

    /// Makes an actor of the master's node panic in the handler of its next message, as a bug there would.
    pub fn panic_actor(&self, name: &str) {
        self.sim.panic(&self.master.untyped(&Address::new(name, self.master.address())), "a planted bug");
    }

    /// Cuts the power of the master's machine: what was not synced to its disk is lost.
    pub fn crash_master(&self) {
        self.sim.crash(&self.master);
    }

    // --- frameworks -------------------------------------------------------------------------------------------------

    /// A framework that does what it is told, and waits until it is subscribed.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn shop(&mut self, name: &str) -> Running<Shop> {
        self.shop_as(FrameworkInfo::named(name)).await
    }

    /// The same, as it describes itself.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn shop_as(&mut self, info: FrameworkInfo) -> Running<Shop> {
        let journal = Journal::default();
        let args = shop::Args { info, journal: journal.clone(), orders: Arc::new(Mutex::new(VecDeque::new())) };
        let shop = self.start_framework::<Shop>(args, journal).await;
        self.until("the framework is subscribed", async |_| shop.journal.framework_id().is_some()).await;
        shop
    }

    /// Runs any framework.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn run<F>(&mut self, args: F::Args) -> Running<F>
    where
        F: Actor,
        F::Message: From<Event>,
    {
        self.start_framework::<F>(args, Journal::default()).await
    }

    async fn start_framework<F>(&mut self, args: F::Args, journal: Journal) -> Running<F>
    where
        F: Actor,
        F::Message: From<Event>,
    {
        self.frameworks += 1;
        let address = format!("10.0.2.{}:5060", self.frameworks);
        let node = self.options.node(&self.sim, &address, Role::Framework).await;
        let joined = mesos_driver::join(&node, self.options.driver.clone()).await;
        joined.unwrap_or_else(|why| panic!("the framework's node did not join: {why}"));
        let supervisor = node.supervisor("frameworks").intensity(10, Duration::from_secs(60)).start().await;
        let supervisor = supervisor.unwrap_or_else(|why| panic!("{why}"));
        // What ended as it should, or was refused, is not started again.
        let pid = supervisor.child::<F>("framework", args).restart(Restart::Transient).start().await;
        let pid = pid.unwrap_or_else(|why| panic!("the framework did not start: {why}"));
        Running { node, pid, journal }
    }
}

impl<F: Actor> Running<F> {
    /// All tasks of this framework that the master remembers, in the order of their numbers.
    pub async fn tasks(&self, cluster: &Cluster) -> Vec<TaskView> {
        let state = cluster.read("/master/frameworks").await;
        let end = format!("@{}", self.node.address());
        let all = ["frameworks", "completed_frameworks"].map(|field| state[field].as_array().cloned().unwrap_or_default());
        let own =
            all.into_iter().flatten().filter(|framework| framework["pid"].as_str().is_some_and(|pid| pid.ends_with(&end)));
        let lists = own.flat_map(|framework| {
            ["tasks", "unreachable_tasks", "completed_tasks"]
                .map(|field| tasks(&serde_json::json!({ "tasks": framework[field] })))
        });
        let mut found: Vec<TaskView> = lists.flatten().collect();
        found.sort_by(|one, other| by_number(&one.id, &other.id));
        found
    }

    /// The agent on which the task of that number runs, counted from 0 over those that are not over.
    ///
    /// # Panics
    /// If it does not run within 20 virtual minutes.
    pub async fn agent_of_task(&self, cluster: &Cluster, number: usize) -> Agent {
        let mut found = None;
        let look = async |cluster: &Cluster| {
            let running: Vec<_> =
                self.tasks(cluster).await.into_iter().filter(|task| task.state == "TASK_RUNNING").collect();
            if let Some(task) = running.get(number) {
                found = cluster.agent_with_id(&task.agent_id).await.cloned();
            }
            found.is_some()
        };
        cluster.until("the task runs", look).await;
        // The wait ends with an agent, or with a panic.
        found.unwrap_or_else(|| unreachable!())
    }
}

impl Running<Shop> {
    /// Wants these tasks.
    ///
    /// # Panics
    /// If the framework has ended.
    pub async fn order(&self, orders: impl IntoIterator<Item = Order>) {
        self.say(shop::Message::Order(orders.into_iter().collect())).await;
    }

    /// Ends a task.
    ///
    /// # Panics
    /// If the framework has ended.
    pub async fn kill(&self, task: &TaskId) {
        self.say(shop::Message::Kill(task.clone())).await;
    }

    /// Whether it keeps its offers. When it does not any more, it uses those that it kept.
    ///
    /// # Panics
    /// If the framework has ended.
    pub async fn hold(&self, holds: bool) {
        self.say(shop::Message::Hold(holds)).await;
    }

    async fn say(&self, message: shop::Message) {
        self.pid.send(message).await.unwrap_or_else(|why| panic!("the framework takes no messages: {why}"));
    }

    /// Waits until this many of its tasks were told to run or to be over; their ids, in the order of their launch.
    ///
    /// # Panics
    /// If they are not within 20 virtual minutes.
    pub async fn running(&self, cluster: &Cluster, tasks: usize) -> Vec<TaskId> {
        let journal = &self.journal;
        let runs =
            |id: &TaskId| journal.states(id).iter().any(|state| state.name() == "TASK_RUNNING" || state.is_terminal());
        let count = || journal.launched().iter().filter(|(id, _)| runs(id)).count();
        cluster.until("the tasks run", async |_| count() >= tasks).await;
        journal.launched().into_iter().map(|(id, _)| id).collect()
    }

    /// Waits until all that it launched is over.
    ///
    /// # Panics
    /// If it is not within 20 virtual minutes.
    pub async fn finished(&self, cluster: &Cluster, tasks: usize) {
        let journal = &self.journal;
        let over = async |_: &Cluster| journal.launched().len() >= tasks && journal.unfinished().is_empty();
        cluster.until("all tasks are over", over).await;
    }
}

fn by_number(one: &TaskId, other: &TaskId) -> Ordering {
    let number = |id: &TaskId| id.as_str().rsplit('.').next().and_then(|number| number.parse::<u64>().ok());
    number(one).cmp(&number(other))
}

fn tasks(view: &Value) -> Vec<TaskView> {
    let one = |task: &Value| {
        Some(TaskView {
            id: TaskId::new(task["id"].as_str()?).ok()?,
            agent_id: AgentId::new(task["slave_id"].as_str()?).ok()?,
            state: task["state"].as_str()?.to_owned(),
        })
    };
    view["tasks"].as_array().into_iter().flatten().filter_map(one).collect()
}

async fn read(node: &Node, path: &str) -> Value {
    let response = node.serve(Request::get(path)).await;
    if response.is_success() { serde_json::from_slice(&response.body).unwrap_or_default() } else { Value::Null }
}

async fn start_master(node: &Node, options: &Options) {
    let started = mesos_master::start(node, options.master.clone()).await;
    started.map(drop).unwrap_or_else(|why| panic!("the master did not start: {why}"));
}

async fn start_agent(node: &Node, options: &Options, machine: &Machine) {
    let started = mesos_slave::start(node, options.agent.clone(), Arc::new(machine.clone())).await;
    started.map(drop).unwrap_or_else(|why| panic!("the agent did not start: {why}"));
}
