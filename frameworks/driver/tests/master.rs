//! A master that does what the test says, and no more.

use std::time::Duration;

use libprocess::{
    Actor, Context, Exit, Node, Pid, Sender,
    testing::{Probe, Sim},
    time::secs,
};
use mesos_protocol::{
    ids::{AgentId, ClusterId, FrameworkId, OfferId, TaskId, Term, UpdateUuid},
    messages::master_scheduler::{ToMaster, ToScheduler},
    offer::Offer,
    status::{Source, TaskState, TaskStatus},
};

/// Where masters of these tests are.
pub(crate) const MASTER: &str = "10.0.0.1:5050";

/// The actor that schedulers talk to: tells the test what it hears, and says what the test wants.
struct Mouth(Pid<Heard>);

#[derive(Debug)]
pub(crate) enum Line {
    Hear(Heard),
    Say(Pid<ToScheduler>, ToScheduler),
}

#[derive(Debug)]
pub(crate) struct Heard(Sender, ToMaster);

impl Actor for Mouth {
    type Args = Pid<Heard>;
    type Message = Line;

    async fn start(ear: Pid<Heard>, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|from, message| Line::Hear(Heard(from, message)));
        Ok(Mouth(ear))
    }

    async fn handle(&mut self, message: Line, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Line::Hear(heard) => self.0.send(heard).await?,
            Line::Say(to, message) => to.send(message).await?,
        }
        Ok(())
    }
}

pub(crate) struct Master {
    probe: Probe<Heard>,
    pub(crate) mouth: Pid<Line>,
    pub(crate) cluster: &'static str,
    pub(crate) term: u64,
    offers: u32,
    scheduler: Option<Pid<ToScheduler>>,
}

impl Master {
    /// A master and the driver's cluster on one node: doors are the same there as between nodes.
    pub(crate) async fn on_a_node(sim: &Sim) -> (Node, Master) {
        let node = sim.node(MASTER).start().await;
        mesos_driver::join(&node, mesos_driver::Flags::of_master(MASTER)).await.unwrap();
        let master = Master::start(&node, 1).await;
        (node, master)
    }

    pub(crate) async fn start(node: &Node, term: u64) -> Master {
        let probe = Probe::new(node, format!("ear of term {term}")).await;
        let mouth = node.spawn::<Mouth>("master", probe.pid()).await.unwrap();
        Master { probe, mouth, cluster: "c1", term, offers: 0, scheduler: None }
    }

    pub(crate) fn framework_id() -> FrameworkId {
        FrameworkId::new("c1-0000").unwrap()
    }

    /// Waits for a subscription and takes it; gives the id that it came with.
    pub(crate) async fn subscribe(&mut self) -> Option<FrameworkId> {
        let (from, id) = loop {
            let Heard(from, message) = self.probe.next(secs(60)).await;
            if let ToMaster::Subscribe { info, .. } = message {
                break (from, info.id);
            }
        };
        self.answer(from);
        id
    }

    fn answer(&mut self, from: Sender) {
        self.scheduler = from.as_pid::<ToScheduler>();
        self.tell(|term| ToScheduler::Subscribed {
            term,
            cluster_id: ClusterId::new(self.cluster).unwrap(),
            framework_id: Master::framework_id(),
            heartbeat_interval: secs(15),
        });
    }

    pub(crate) fn tell(&self, message: impl FnOnce(Term) -> ToScheduler) {
        let scheduler = self.scheduler.clone().unwrap();
        self.mouth.tell(Line::Say(scheduler, message(Term(self.term)))).unwrap();
    }

    pub(crate) fn offer(&mut self) {
        self.offers += 1;
        let (id, resources) = (OfferId::new(format!("c1-O{}", self.offers)).unwrap(), "cpus:2;mem:512".parse().unwrap());
        let offer = Offer::of(id, Master::framework_id(), agent(), resources);
        self.tell(|term| ToScheduler::Offers { term, offers: vec![offer] });
    }

    pub(crate) fn update(&self, task: &TaskId, state: TaskState, uuid: Option<u8>) {
        let status = TaskStatus::new(task.clone(), state, Source::Executor).agent(agent());
        let status = TaskStatus { uuid: uuid.map(|n| UpdateUuid::from_random([n; 16])), ..status };
        self.tell(|term| ToScheduler::Update { term, status: Box::new(status) });
    }

    /// What it is told next.
    pub(crate) async fn any(&mut self, within: Duration) -> Option<ToMaster> {
        self.probe.try_next(within).await.map(|heard| heard.message.1)
    }

    /// All it was told meanwhile.
    pub(crate) fn drain(&mut self) -> Vec<ToMaster> {
        self.probe.drain().into_iter().map(|Heard(_, message)| message).collect()
    }

    /// What it is told next, without heartbeats and questions where tasks stand.
    pub(crate) async fn next(&mut self, within: Duration) -> Option<ToMaster> {
        loop {
            match self.any(within).await? {
                ToMaster::Heartbeat { .. } | ToMaster::Holds { .. } | ToMaster::Reconcile { .. } => {}
                message => return Some(message),
            }
        }
    }
}

pub(crate) fn agent() -> AgentId {
    AgentId::new("c1-S0").unwrap()
}
