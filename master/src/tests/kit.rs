//! A master with stand-ins for its neighbours: an agent that answers pings, and a scheduler that does as it is told.

use std::collections::BTreeSet;
use std::fmt::Debug;

use libprocess::Address;
use libprocess::http::Request;
use libprocess::prelude::*;
use libprocess::testing::{Probe, Sim};
use mesos_protocol::messages::{master_agent, master_scheduler};
use mesos_protocol::prelude::*;
use mesos_protocol::status::StatusUpdate;

use crate::{Flags, RegistryKind, start};

/// Longer than anything that happens at once may take.
pub(super) const SOON: Duration = secs(3);

pub(super) type ToAgent = master_agent::ToAgent;
pub(super) type FromAgent = master_agent::ToMaster;
pub(super) type ToScheduler = master_scheduler::ToScheduler;
pub(super) type FromScheduler = master_scheduler::ToMaster;

pub(super) use std::time::Duration;

/// Speaks to the master as one peer, and hears what the master says to it.
struct Peer<In: 'static, Out: 'static> {
    ear: Pid<In>,
    master: Pid<Out>,
    answer: Answer<In, Out>,
    memory: Memory,
    mute: bool,
}

/// What a peer must remember to answer by itself.
#[derive(Default)]
struct Memory {
    id: Option<AgentId>,
    forgets: bool,
    tasks: BTreeSet<(FrameworkId, TaskId)>,
}

#[derive(Debug)]
pub(super) enum Said<In, Out> {
    /// By the master.
    Heard(In),
    /// By the test: to be said to the master.
    Say(Out),
    /// By the test: say nothing by itself from now on.
    Mute(bool),
    /// By the test: lose launches from now on, as if they had not arrived.
    Forget(bool),
}

type Answer<In, Out> = fn(&In, &mut Memory) -> Option<Out>;

impl<In: Wire + Debug, Out: Wire + Debug> Actor for Peer<In, Out> {
    type Args = (Pid<In>, Pid<Out>, Answer<In, Out>);
    type Message = Said<In, Out>;

    async fn start((ear, master, answer): Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, message| Said::Heard(message));
        Ok(Peer { ear, master, answer, memory: Memory::default(), mute: false })
    }

    async fn handle(&mut self, said: Self::Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match said {
            Said::Heard(message) => {
                if let Some(answer) = (self.answer)(&message, &mut self.memory)
                    && !self.mute
                {
                    let _ = self.master.send(answer).await;
                }
                let _ = self.ear.send(message).await;
            }
            Said::Say(message) => drop(self.master.send(message).await),
            Said::Mute(mute) => self.mute = mute,
            Said::Forget(forget) => self.memory.forgets = forget,
        }
        Ok(())
    }
}

/// A peer of the master, as the test sees it.
pub(super) struct StandIn<In: 'static, Out: 'static> {
    pub(super) pid: Pid<Said<In, Out>>,
    ear: Probe<In>,
}

impl<In: Wire + Debug, Out: Wire + Debug> StandIn<In, Out> {
    async fn new(node: &Node, name: &str, answer: Answer<In, Out>) -> Self {
        Self::with_ear(node, name, &format!("ear of {name}"), answer).await
    }

    async fn with_ear(node: &Node, name: &str, ear: &str, answer: Answer<In, Out>) -> Self {
        let ear = Probe::new(node, ear).await;
        let master = node.connect(format!("master@{}", node.address())).await.unwrap();
        let pid = node.spawn::<Peer<In, Out>>(name, (ear.pid(), master, answer)).await.unwrap();
        StandIn { pid, ear }
    }

    pub(super) async fn say(&self, message: Out) {
        self.pid.send(Said::Say(message)).await.unwrap();
    }

    pub(super) async fn mute(&self, mute: bool) {
        self.pid.send(Said::Mute(mute)).await.unwrap();
    }

    /// The next message that `pick` finds, within that time; others are passed over.
    pub(super) async fn within<T>(&mut self, time: Duration, what: &str, pick: impl Fn(&In) -> Option<T>) -> T {
        let mut passed = Vec::new();
        let clock = self.ear.node().clock();
        let until = clock.now() + time;
        while let Some(heard) = self.ear.try_next(until.saturating_sub(clock.now())).await {
            match pick(&heard.message) {
                Some(found) => return found,
                None => passed.push(heard.message),
            }
        }
        panic!("no {what} within {time:?}, but {passed:?}");
    }

    pub(super) async fn next<T>(&mut self, what: &str, pick: impl Fn(&In) -> Option<T>) -> T {
        self.within(SOON, what, pick).await
    }

    pub(super) fn drain(&mut self) -> Vec<In> {
        self.ear.drain()
    }
}

pub(super) type Agent = StandIn<ToAgent, FromAgent>;
pub(super) type Scheduler = StandIn<ToScheduler, FromScheduler>;

pub(super) fn flags() -> Flags {
    Flags { registry: RegistryKind::InMemory, ..Flags::default() }
}

/// A master on a simulated node.
pub(super) struct Stage {
    pub(super) node: Node,
}

impl Stage {
    pub(super) async fn new(sim: &Sim, flags: Flags) -> Stage {
        Stage::on(sim.node("10.0.0.1:5050").start().await, flags).await
    }

    pub(super) async fn on(node: Node, flags: Flags) -> Stage {
        start(&node, flags).await.unwrap();
        Stage { node }
    }

    /// Kills an actor of the master, as a bug in it would.
    pub(super) fn kill(&self, name: &str) {
        self.node.kill(&self.node.untyped(&Address::new(name, self.node.address())));
    }

    pub(super) async fn agent(&self, name: &str) -> Agent {
        StandIn::new(&self.node, name, answer_ping).await
    }

    /// Another life of an agent at the same address.
    pub(super) async fn rejoin(&self, name: &str, ear: &str) -> Agent {
        StandIn::with_ear(&self.node, name, ear, answer_ping).await
    }

    /// An agent that is admitted, with 4 cpus and 4 GB.
    pub(super) async fn admitted(&self, name: &str) -> (Agent, AgentId) {
        let mut agent = self.agent(name).await;
        agent.say(register(name)).await;
        let id = agent.next("Registered", registered).await;
        (agent, id)
    }

    pub(super) async fn scheduler(&self, name: &str) -> Scheduler {
        StandIn::new(&self.node, name, |_, _| None).await
    }

    /// A framework that is subscribed.
    pub(super) async fn subscribed(&self, info: FrameworkInfo) -> (Scheduler, FrameworkId) {
        let mut scheduler = self.scheduler(&info.name).await;
        scheduler.say(subscribe(info)).await;
        let id = scheduler.next("Subscribed", subscribed).await;
        (scheduler, id)
    }

    pub(super) async fn read(&self, path: &str) -> serde_json::Value {
        let response = self.node.serve(Request::get(path)).await;
        assert!(response.is_success(), "{response:?}");
        serde_json::from_slice(&response.body).unwrap()
    }
}

/// As an agent does: names its tasks in each pong.
fn answer_ping(heard: &ToAgent, memory: &mut Memory) -> Option<FromAgent> {
    match heard {
        ToAgent::RunTask { framework, task, .. } if !memory.forgets => {
            memory.tasks.insert((framework.id.clone()?, task.task_id.clone()));
        }
        ToAgent::Registered { agent_id, .. } | ToAgent::Reregistered { agent_id, .. } => {
            memory.id = Some(agent_id.clone());
        }
        ToAgent::Ping { seq, .. } => {
            let (agent_id, tasks) = (memory.id.clone()?, memory.tasks.iter().cloned().collect());
            return Some(FromAgent::Pong { agent_id, seq: *seq, tasks });
        }
        _ => {}
    }
    None
}

pub(super) fn register(name: &str) -> FromAgent {
    FromAgent::Register { info: Box::new(info(name)), version: "0.1.0".into() }
}

pub(super) fn info(name: &str) -> AgentInfo {
    AgentInfo::named(name).cpus(4).mem(MiB(4096)).build()
}

pub(super) fn subscribe(info: FrameworkInfo) -> FromScheduler {
    FromScheduler::Subscribe { info: Box::new(info), suppressed_roles: Vec::new() }
}

pub(super) fn registered(message: &ToAgent) -> Option<AgentId> {
    match message {
        ToAgent::Registered { agent_id, .. } => Some(agent_id.clone()),
        _ => None,
    }
}

pub(super) fn subscribed(message: &ToScheduler) -> Option<FrameworkId> {
    match message {
        ToScheduler::Subscribed { framework_id, .. } => Some(framework_id.clone()),
        _ => None,
    }
}

pub(super) fn offers(message: &ToScheduler) -> Option<Vec<Offer>> {
    match message {
        ToScheduler::Offers { offers, .. } => Some(offers.clone()),
        _ => None,
    }
}

pub(super) fn rescinded(message: &ToScheduler) -> Option<OfferId> {
    match message {
        ToScheduler::Rescind { offer_id, .. } => Some(offer_id.clone()),
        _ => None,
    }
}

pub(super) fn update(message: &ToScheduler) -> Option<TaskStatus> {
    match message {
        ToScheduler::Update { status, .. } => Some((**status).clone()),
        _ => None,
    }
}

pub(super) fn run_task(message: &ToAgent) -> Option<TaskInfo> {
    match message {
        ToAgent::RunTask { task, .. } => Some((**task).clone()),
        _ => None,
    }
}

/// Launches one task on an offer.
pub(super) fn launch(framework_id: &FrameworkId, offer: &Offer, task: &str) -> FromScheduler {
    let task = TaskInfo::command("sleep 1").cpus(1).mem(MiB(64)).on(offer.agent_id.clone(), TaskId::new(task).unwrap());
    FromScheduler::Accept {
        framework_id: framework_id.clone(),
        offer_ids: vec![offer.id.clone()],
        operations: vec![Operation::launch([task])],
        filters: Filters::none(),
    }
}

/// What an agent says of a task.
pub(super) fn news(agent: &AgentId, framework: &FrameworkId, task: &str, state: TaskState, uuid: u8) -> FromAgent {
    let status = TaskStatus::new(TaskId::new(task).unwrap(), state, Source::Executor).uuid(UpdateUuid([uuid; 16]));
    let update = StatusUpdate { framework_id: framework.clone(), status, latest_state: Some(state) };
    FromAgent::StatusUpdate { agent_id: agent.clone(), update: Box::new(update) }
}

pub(super) fn acknowledge(agent: &AgentId, framework: &FrameworkId, task: &str, uuid: u8) -> FromScheduler {
    FromScheduler::Acknowledge {
        framework_id: framework.clone(),
        agent_id: agent.clone(),
        task_id: TaskId::new(task).unwrap(),
        uuid: UpdateUuid([uuid; 16]),
    }
}
