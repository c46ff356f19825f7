//! An agent with stand-ins for its neighbours on its own node: a master and executors that say what the test says, and a machine on which
//! containers end when the test wants it.

use std::{collections::VecDeque, fmt::Debug, path::PathBuf, sync::Arc, time::Duration};

use libprocess::{
    http::Request,
    prelude::*,
    testing::{Probe, Sim},
};
use mesos_containerizer::{
    Boxed, Chunk, ContainerConfig, Ended, Ending, Entry, FileError, LaunchError, Launcher, Machine, Run, SandboxPath,
};
use mesos_protocol::{
    framework::FrameworkInfo,
    ids::{AgentId, ClusterId, ContainerId, ExecutorId, FrameworkId, TaskId, Term, UpdateUuid},
    messages::{agent_executor, master_agent},
    status::{Source, StatusUpdate, TaskState, TaskStatus},
    task::TaskInfo,
};
use parking_lot::Mutex;

use crate::{Flags, start};

/// Longer than anything that happens at once may take.
pub(super) const SOON: Duration = secs(2);

pub(super) const AGENT: &str = "10.0.0.1:5051";

/// So long a master may be silent.
pub(super) const PING_TIMEOUT: Duration = secs(75);

pub(super) type FromMaster = master_agent::ToAgent;
pub(super) type ToMaster = master_agent::ToMaster;
pub(super) type FromExecutor = agent_executor::ToAgent;
pub(super) type ToExecutor = agent_executor::ToExecutor;

/// Speaks to the agent as one peer, and hears what it says.
struct Peer<In: 'static, Out: 'static> {
    ear: Pid<In>,
    agent: std::marker::PhantomData<Out>,
}

#[derive(Debug)]
enum Said<In, Out> {
    Heard(In),
    Say(Out),
}

impl<In: Wire + Debug, Out: Wire + Debug> Actor for Peer<In, Out> {
    type Args = Pid<In>;
    type Message = Said<In, Out>;

    async fn start(ear: Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, message| Said::Heard(message));
        Ok(Peer { ear, agent: std::marker::PhantomData })
    }

    async fn handle(&mut self, said: Self::Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match said {
            Said::Heard(message) => drop(self.ear.send(message).await),
            Said::Say(message) => {
                let agent = ctx.node().pid::<Out>(&Address::new("agent", AGENT.parse().unwrap()));
                drop(agent.send(message).await);
            }
        }
        Ok(())
    }
}

/// A peer of the agent, as the test sees it.
pub(super) struct Stand<In: 'static, Out: 'static> {
    pub(super) node: Node,
    pub(super) ear: Probe<In>,
    mouth: Pid<Said<In, Out>>,
}

impl<In: Wire + Debug, Out: Wire + Debug> Stand<In, Out> {
    async fn start(node: Node, name: &str) -> Self {
        let ear = Probe::new(&node, format!("ear of {name}")).await;
        let mouth = node.spawn::<Peer<In, Out>>(name, ear.pid()).await.unwrap();
        Stand { node, ear, mouth }
    }

    pub(super) async fn say(&self, message: Out) {
        self.mouth.send(Said::Say(message)).await.unwrap();
    }

    /// The actor that speaks is gone, and another one takes its place.
    pub(super) async fn restart(self) -> Self {
        self.node.stop(&self.mouth, SOON).await;
        let name = self.mouth.address().name;
        self.node.stop(&self.ear.pid(), SOON).await;
        Stand::start(self.node, &name).await
    }

    pub(super) async fn next(&mut self) -> In {
        self.ear.next(SOON).await
    }
}

/// A container on the machine of the test.
pub(super) struct Container {
    pub(super) config: ContainerConfig,
    end: Arc<Mutex<Option<Reply<Ended>>>>,
}

impl Container {
    /// Its executor ended so, as `wait` gives it.
    pub(super) fn end(&self, status: i32) {
        if let Some(end) = self.end.lock().take() {
            end.send(Ended { status: Some(status), ..Ended::default() });
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        self.end.lock().is_none()
    }
}

/// The machine of the test.
#[derive(Default)]
pub(super) struct Machines {
    launched: Mutex<VecDeque<Container>>,
    pub(super) fails: Mutex<Option<String>>,
}

struct Running {
    end: Arc<Mutex<Option<Reply<Ended>>>>,
    ended: Ending,
}

impl Launcher for Machines {
    fn machine(&self, _work_dir: PathBuf) -> Boxed<Result<Machine, LaunchError>> {
        Box::pin(async {
            Ok(Machine { hostname: Some("db-7".into()), cpus: Some(4), mem: Some(8 << 30), disk: Some(64 << 30) })
        })
    }

    fn launch(&self, config: ContainerConfig) -> Boxed<Result<Box<dyn Run>, LaunchError>> {
        if let Some(why) = self.fails.lock().clone() {
            return Box::pin(async { Err(LaunchError(why)) });
        }
        let (reply, answer) = Reply::pair();
        let end = Arc::new(Mutex::new(Some(reply)));
        self.launched.lock().push_back(Container { config, end: end.clone() });
        Box::pin(async move { Ok(Box::new(Running { end, ended: Ending::told_by(answer) }) as Box<dyn Run>) })
    }

    fn read(&self, file: SandboxPath, offset: Option<u64>, length: usize) -> Boxed<Result<Chunk, FileError>> {
        Box::pin(async move {
            if file.rest != "stdout" {
                return Err(FileError::Missing(file.to_string()));
            }
            let data = format!("{} {offset:?} {length}", file.executor_id).into_bytes();
            Ok(Chunk { data, offset: offset.unwrap_or(99) })
        })
    }

    fn browse(&self, _folder: SandboxPath) -> Boxed<Result<Vec<Entry>, FileError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

impl Run for Running {
    fn pid(&self) -> Option<i32> {
        Some(4711)
    }

    fn ended(&mut self) -> Boxed<Ended> {
        self.ended.take()
    }

    fn destroy(&self) {
        if let Some(end) = self.end.lock().take() {
            end.send(Ended { status: Some(9), destroyed: true, message: None });
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.destroy();
    }
}

/// An agent among stand-ins.
pub(super) struct Bench {
    pub(super) sim: Sim,
    pub(super) node: Node,
    pub(super) master: Stand<ToMaster, FromMaster>,
    pub(super) machines: Arc<Machines>,
}

pub(super) fn framework_id() -> FrameworkId {
    FrameworkId::new("c-0001").unwrap()
}

pub(super) fn framework() -> FrameworkInfo {
    FrameworkInfo::named("shop").user("www").id(framework_id())
}

pub(super) fn task_id(task: &str) -> TaskId {
    TaskId::new(task).unwrap()
}

pub(super) fn agent_id(n: u32) -> AgentId {
    AgentId::new(format!("c-S{n}")).unwrap()
}

pub(super) fn uuid(n: u8) -> UpdateUuid {
    UpdateUuid([n; 16])
}

/// An update as an executor makes it.
pub(super) fn status(task: &str, state: TaskState, n: u8) -> TaskStatus {
    TaskStatus::new(task_id(task), state, Source::Executor).executor(ExecutorId::new(task).unwrap()).uuid(uuid(n))
}

impl Bench {
    /// An agent that looks for the master, and a master that has said nothing.
    pub(super) async fn start(sim: &Sim, capacity: usize) -> Bench {
        let node = sim.node(AGENT).every_capacity(capacity).start().await;
        let master = Stand::start(node.clone(), "master").await;
        let machines = Arc::new(Machines::default());
        let flags = Flags { master: Some(AGENT.into()), work_dir: Some("/var/lib/mesos".into()), ..Flags::default() };
        start(&node, flags, machines.clone()).await.unwrap();
        Bench { sim: sim.clone(), node, master, machines }
    }

    /// An agent that the master counts on.
    pub(super) async fn registered(sim: &Sim, capacity: usize) -> Bench {
        let mut bench = Bench::start(sim, capacity).await;
        assert!(matches!(bench.master.next().await, ToMaster::Register { .. }));
        bench.admit(1, 1).await;
        bench
    }

    /// The master admits it as a new agent.
    pub(super) async fn admit(&mut self, term: u64, n: u32) {
        let registered = FromMaster::Registered {
            term: Term(term),
            cluster_id: ClusterId::new("c").unwrap(),
            agent_id: agent_id(n),
            ping_timeout: PING_TIMEOUT,
        };
        self.master.say(registered).await;
        self.sim.settle().await;
    }

    /// The master takes it back.
    pub(super) async fn take_back(&mut self, term: u64, reconcile: Vec<(FrameworkId, TaskId)>) {
        let reregistered = FromMaster::Reregistered {
            term: Term(term),
            cluster_id: ClusterId::new("c").unwrap(),
            agent_id: agent_id(1),
            ping_timeout: PING_TIMEOUT,
            reconcile,
        };
        self.master.say(reregistered).await;
        self.sim.settle().await;
    }

    pub(super) async fn run(&self, task: &str, after_ping: u64, framework: FrameworkInfo) {
        let task = Box::new(TaskInfo::command("sleep 1000").cpus(0.5).on(agent_id(1), task_id(task)));
        self.master.say(FromMaster::RunTask { term: Term(1), after_ping, framework: Box::new(framework), task }).await;
        self.sim.settle().await;
    }

    pub(super) async fn kill(&self, task: &str) {
        let (framework_id, task_id) = (framework_id(), task_id(task));
        self.master.say(FromMaster::KillTask { term: Term(1), framework_id, task_id, kill_policy: None }).await;
        self.sim.settle().await;
    }

    pub(super) async fn ping(&mut self, seq: u64, connected: bool) -> Vec<(FrameworkId, TaskId)> {
        self.master.say(FromMaster::Ping { term: Term(1), seq, connected }).await;
        loop {
            if let ToMaster::Pong { seq: answered, tasks, .. } = self.master.next().await {
                assert_eq!(answered, seq);
                return tasks;
            }
        }
    }

    pub(super) fn container(&self) -> Container {
        self.machines.launched.lock().pop_front().expect("no container was launched")
    }

    pub(super) fn nothing_launched(&self) -> bool {
        self.machines.launched.lock().is_empty()
    }

    /// An executor that registered for this container and has its task.
    pub(super) async fn executor(&self, container: &Container, name: &str) -> Stand<ToExecutor, FromExecutor> {
        let mut executor = self.silent_executor(name).await;
        self.register(&executor, container).await;
        assert!(matches!(executor.next().await, ToExecutor::Registered { .. }));
        assert!(matches!(executor.next().await, ToExecutor::Launch { .. }));
        executor
    }

    pub(super) async fn silent_executor(&self, name: &str) -> Stand<ToExecutor, FromExecutor> {
        Stand::start(self.node.clone(), name).await
    }

    pub(super) async fn register(&self, executor: &Stand<ToExecutor, FromExecutor>, container: &Container) {
        let register = FromExecutor::Register {
            framework_id: container.config.framework_id.clone(),
            executor_id: container.config.executor_id.clone(),
            container_id: container.config.container_id.clone(),
            unacknowledged_tasks: Vec::new(),
            unacknowledged_updates: Vec::new(),
        };
        executor.say(register).await;
    }

    /// A task whose executor has it.
    pub(super) async fn running(&mut self, task: &str) -> (Container, Stand<ToExecutor, FromExecutor>) {
        self.run(task, 0, framework()).await;
        let container = self.container();
        let executor = self.executor(&container, "executor").await;
        (container, executor)
    }

    /// The next update that the master hears, leaving out all else.
    pub(super) async fn heard(&mut self, within: Duration) -> StatusUpdate {
        loop {
            if let ToMaster::StatusUpdate { update, .. } = self.master.ear.next(within).await {
                return *update;
            }
        }
    }

    pub(super) async fn metric(&self, name: &str) -> f64 {
        let response = self.node.serve(Request::get("/metrics/snapshot")).await;
        let values: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
        values[name].as_f64().unwrap_or_else(|| panic!("no metric {name}"))
    }

    pub(super) async fn acknowledge(&self, status: &TaskStatus) {
        let (framework_id, task_id) = (framework_id(), status.task_id.clone());
        let uuid = status.uuid.unwrap();
        self.master.say(FromMaster::Acknowledge { term: Term(1), framework_id, task_id, uuid }).await;
        self.sim.settle().await;
    }

    /// The next update, which the framework then has seen.
    pub(super) async fn update(&mut self, within: Duration) -> TaskStatus {
        let status = self.heard(within).await.status;
        self.acknowledge(&status).await;
        status
    }
}

/// One that nobody knows.
pub(super) fn strange_container() -> ContainerId {
    ContainerId::new("strange").unwrap()
}
