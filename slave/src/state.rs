//! What an agent knows: frameworks, their tasks, and the executors that run them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use libprocess::{Address, Outbox, Pid};
use mesos_protocol::{
    container::ContainerStatus,
    executor::ExecutorInfo,
    framework::FrameworkInfo,
    ids::{ContainerId, ExecutorId, FrameworkId, TaskId, UpdateUuid},
    messages::agent_executor::ToExecutor,
    resources::Resources,
    status::{Reason, TaskState, TaskStatus},
    task::{KillPolicy, Task, TaskInfo},
};

use crate::{
    agent::Agent,
    metrics::{Counted, Levels},
    status_updates::TaskKey,
};

/// All frameworks that have something on this agent.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Where what is here is counted.
    levels: Levels,
    pub(crate) frameworks: BTreeMap<FrameworkId, Framework>,
    /// Where each container belongs.
    pub(crate) containers: BTreeMap<ContainerId, (FrameworkId, ExecutorId)>,
    /// Where executors speak from: one life of an actor each.
    speakers: BTreeMap<Address, ContainerId>,
}

/// A framework with what it has here.
#[derive(Debug)]
pub(crate) struct Framework {
    pub(crate) info: Arc<FrameworkInfo>,
    /// It was shut down: its executors are ending, and nobody wants to hear of its tasks.
    pub(crate) terminating: bool,
    pub(crate) executors: BTreeMap<ExecutorId, Executor>,
    pub(crate) tasks: BTreeMap<TaskId, Entry>,
    levels: Levels,
    _counted: Counted,
}

/// Where an executor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Its container is being made; it has not registered yet.
    Registering,
    /// It registered.
    Running,
    /// It was told to end, or its container is being destroyed.
    Terminating,
    /// Nothing of it is left but updates that are not acknowledged.
    Terminated,
}

impl Phase {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Phase::Registering => "REGISTERING",
            Phase::Running => "RUNNING",
            Phase::Terminating => "TERMINATING",
            Phase::Terminated => "TERMINATED",
        }
    }
}

/// An executor run.
pub(crate) struct Executor {
    pub(crate) info: ExecutorInfo,
    pub(crate) container_id: ContainerId,
    /// Its sandbox.
    pub(crate) directory: String,
    phase: Phase,
    levels: Levels,
    counted: Counted,
    /// Its process, once it runs.
    pub(crate) process: Option<i32>,
    /// To it; to nobody until it registers.
    pub(crate) outbox: Outbox<Agent, ToExecutor>,
    /// What its tasks are told when it ends, if that was decided before.
    pub(crate) verdict: Option<Verdict>,
}

impl std::fmt::Debug for Executor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Executor({} {:?})", self.container_id, self.phase)
    }
}

/// What became of the tasks of an executor that ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) state: TaskState,
    pub(crate) reason: Reason,
    pub(crate) message: String,
}

/// A task.
#[derive(Debug)]
pub(crate) struct Entry {
    /// As its framework described it.
    pub(crate) info: Arc<TaskInfo>,
    /// As it is remembered and reported.
    pub(crate) task: Task,
    pub(crate) executor_id: ExecutorId,
    /// It was sent to its executor.
    pub(crate) sent: bool,
    /// Its executor reported on it: it need not be sent again.
    pub(crate) heard: bool,
    /// Its end was asked for, with this policy.
    pub(crate) kill: Option<Option<KillPolicy>>,
    /// Updates that were taken into account.
    pub(crate) seen: BTreeSet<UpdateUuid>,
    levels: Levels,
    counted: Counted,
}

impl Entry {
    fn new(framework_id: &FrameworkId, info: Arc<TaskInfo>, levels: &Levels) -> Entry {
        let task = Task::staging(framework_id.clone(), &info);
        Entry {
            counted: levels.task(task.state),
            levels: levels.clone(),
            task,
            executor_id: info.executor_id(),
            info,
            sent: false,
            heard: false,
            kill: None,
            seen: BTreeSet::new(),
        }
    }

    /// Nothing can follow but the acknowledgement of its final update.
    pub(crate) fn is_over(&self) -> bool {
        self.task.state.is_terminal()
    }

    /// Takes an update into account; false if it was before, or if the task was over already.
    pub(crate) fn take(&mut self, status: &TaskStatus, uuid: UpdateUuid) -> bool {
        if self.is_over() || !self.seen.insert(uuid) {
            return false;
        }
        self.task.state = status.state;
        self.counted = self.levels.task(status.state);
        // Of equal states in a row only the last, without data.
        if self.task.statuses.last().is_some_and(|last| last.state == status.state) {
            self.task.statuses.pop();
        }
        self.task.statuses.push(TaskStatus { data: None, ..status.clone() });
        true
    }
}

impl Framework {
    fn new(info: Arc<FrameworkInfo>, levels: &Levels) -> Framework {
        Framework {
            info,
            terminating: false,
            executors: BTreeMap::new(),
            tasks: BTreeMap::new(),
            levels: levels.clone(),
            _counted: levels.framework(),
        }
    }

    /// A task that came just now.
    pub(crate) fn add_task(&mut self, framework_id: &FrameworkId, info: Arc<TaskInfo>) {
        self.tasks.insert(info.task_id.clone(), Entry::new(framework_id, info, &self.levels));
    }

    /// An executor whose container is being made.
    pub(crate) fn add_executor(
        &mut self,
        info: ExecutorInfo,
        container_id: ContainerId,
        directory: String,
        outbox: Outbox<Agent, ToExecutor>,
    ) {
        let executor = Executor {
            container_id,
            directory,
            phase: Phase::Registering,
            levels: self.levels.clone(),
            counted: self.levels.executor(Phase::Registering),
            process: None,
            outbox,
            verdict: None,
            info,
        };
        self.executors.insert(executor.info.executor_id.clone(), executor);
    }

    /// What a task is told to be that never ran here: TASK_DROPPED for frameworks that tell kinds of loss apart.
    pub(crate) fn dropped(&self) -> TaskState {
        if self.info.is_partition_aware() { TaskState::Dropped } else { TaskState::Dropped.without_partition_awareness() }
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.tasks.is_empty() && self.executors.values().all(|executor| executor.phase == Phase::Terminated)
    }
}

impl State {
    /// Nothing yet; what comes is counted there.
    pub(crate) fn counted_at(levels: Levels) -> State {
        State { levels, ..State::default() }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = State::counted_at(self.levels.clone());
    }

    /// The framework, which is as described now; it may be new here.
    pub(crate) fn framework(&mut self, id: &FrameworkId, info: FrameworkInfo) -> &mut Framework {
        let info = Arc::new(info);
        let levels = &self.levels;
        let framework = self.frameworks.entry(id.clone()).or_insert_with(|| Framework::new(info.clone(), levels));
        if !framework.terminating {
            framework.info = info;
        }
        framework
    }

    pub(crate) fn task(&self, key: &TaskKey) -> Option<&Entry> {
        self.frameworks.get(&key.0)?.tasks.get(&key.1)
    }

    pub(crate) fn task_mut(&mut self, key: &TaskKey) -> Option<&mut Entry> {
        self.frameworks.get_mut(&key.0)?.tasks.get_mut(&key.1)
    }

    pub(crate) fn executor_mut(&mut self, container_id: &ContainerId) -> Option<&mut Executor> {
        let (framework_id, executor_id) = self.containers.get(container_id)?;
        let executor = self.frameworks.get_mut(framework_id)?.executors.get_mut(executor_id)?;
        Some(executor).filter(|executor| executor.container_id == *container_id)
    }

    /// The executor that speaks from there.
    pub(crate) fn executor_at(&self, pid: &Pid<ToExecutor>) -> Option<(&FrameworkId, &ExecutorId, &Executor)> {
        let (framework_id, executor_id) = self.containers.get(self.speakers.get(&pid.address())?)?;
        let executor = self.frameworks.get(framework_id)?.executors.get(executor_id)?;
        Some((framework_id, executor_id, executor))
    }

    /// The executor in this container speaks from there.
    pub(crate) fn speaks_from(&mut self, container_id: &ContainerId, pid: &Pid<ToExecutor>) {
        self.speakers.retain(|_, known| known != container_id);
        self.speakers.insert(pid.address(), container_id.clone());
    }

    pub(crate) fn executors(&self) -> impl Iterator<Item = (&FrameworkId, &ExecutorId, &Executor)> {
        self.frameworks.iter().flat_map(|(framework_id, framework)| {
            framework.executors.iter().map(move |(executor_id, executor)| (framework_id, executor_id, executor))
        })
    }

    pub(crate) fn tasks(&self) -> impl Iterator<Item = (&FrameworkId, &TaskId, &Entry)> {
        self.frameworks.iter().flat_map(|(framework_id, framework)| {
            framework.tasks.iter().map(move |(task_id, entry)| (framework_id, task_id, entry))
        })
    }

    /// Names of all tasks that are not over, or whose last update is not acknowledged.
    pub(crate) fn report(&self) -> Vec<TaskKey> {
        self.tasks().map(|(framework_id, task_id, _)| (framework_id.clone(), task_id.clone())).collect()
    }

    /// What tasks that are not over hold.
    pub(crate) fn used(&self) -> Resources {
        let mut used = Resources::none();
        self.tasks().filter(|(_, _, entry)| !entry.is_over()).for_each(|(_, _, entry)| used.add(&entry.task.resources));
        used
    }

    /// Forgets executors that ended and have no task left, and frameworks that have nothing left.
    pub(crate) fn tidy(&mut self, framework_id: &FrameworkId) {
        let Some(framework) = self.frameworks.get_mut(framework_id) else { return };
        let busy: BTreeSet<_> = framework.tasks.values().map(|entry| &entry.executor_id).collect();
        let (containers, speakers) = (&mut self.containers, &mut self.speakers);
        framework.executors.retain(|executor_id, executor| {
            let stays = executor.phase != Phase::Terminated || busy.contains(executor_id);
            if !stays {
                containers.remove(&executor.container_id);
                speakers.retain(|_, container_id| *container_id != executor.container_id);
            }
            stays
        });
        if framework.is_idle() {
            self.frameworks.remove(framework_id);
        }
    }
}

impl Executor {
    pub(crate) fn phase(&self) -> Phase {
        self.phase
    }

    /// It stands there from now on.
    pub(crate) fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.counted = self.levels.executor(phase);
    }

    /// What frameworks are told of its container.
    pub(crate) fn container_status(&self, agent_ip: std::net::IpAddr) -> ContainerStatus {
        use mesos_protocol::{
            checks::IpProtocol,
            container::{IpAddress, NetworkInfo},
        };
        let protocol = if agent_ip.is_ipv6() { IpProtocol::V6 } else { IpProtocol::V4 };
        let address = IpAddress { protocol, ip: Some(agent_ip.to_string()) };
        ContainerStatus {
            container_id: Some(self.container_id.clone()),
            networks: vec![NetworkInfo { ip_addresses: vec![address], ..NetworkInfo::default() }],
            net_cls_classid: None,
            executor_pid: self.process.and_then(|pid| u32::try_from(pid).ok()),
        }
    }
}
