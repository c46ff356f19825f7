//! Tasks: what a framework wants to run, and what master and agent remember of it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::checks::{CheckInfo, HealthCheck};
use crate::container::{ContainerInfo, DiscoveryInfo, Secret};
use crate::executor::ExecutorInfo;
use crate::ids::{AgentId, ExecutorId, FrameworkId, TaskId, UpdateUuid};
use crate::resources::{Resource, ResourceLimits, Resources};
use crate::status::{TaskState, TaskStatus};
use crate::values::{Blob, Labels, MiB, Ranges, Scalar};

/// What is to be executed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandInfo {
    /// With a shell: its command line. Without: the program.
    pub value: Option<String>,
    /// Without a shell: all arguments, the first being the program's own name.
    pub arguments: Vec<String>,
    /// Whether `sh -c` runs it.
    pub shell: bool,
    /// As whom; the framework's user if absent.
    pub user: Option<String>,
    /// Added to the environment.
    pub environment: Vec<Variable>,
    /// Fetched into the sandbox before it starts.
    pub uris: Vec<Uri>,
}

/// A variable of the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: VariableValue,
}

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VariableValue {
    /// In the open.
    Plain(String),
    /// Put in where the command starts.
    Secret(Secret),
}

/// Something to fetch into the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uri {
    /// Where it is.
    pub value: String,
    /// Is a program: not unpacked, and may be executed.
    pub executable: bool,
    /// Unpacked if it is an archive: yes, unless told otherwise.
    pub extract: bool,
    /// Kept on the agent for others.
    pub cache: bool,
    /// What it is called in the sandbox; as at its origin if absent.
    pub output_file: Option<String>,
}

impl CommandInfo {
    /// A command line for `sh -c`.
    pub fn shell(line: impl Into<String>) -> CommandInfo {
        CommandInfo {
            value: Some(line.into()),
            arguments: Vec::new(),
            shell: true,
            user: None,
            environment: Vec::new(),
            uris: Vec::new(),
        }
    }

    /// A program with its arguments, not counting its own name.
    pub fn program<A: Into<String>>(program: impl Into<String>, arguments: impl IntoIterator<Item = A>) -> CommandInfo {
        let program = program.into();
        let arguments = std::iter::once(program.clone()).chain(arguments.into_iter().map(Into::into)).collect();
        CommandInfo { arguments, shell: false, ..CommandInfo::shell(program) }
    }

    /// With one more variable.
    #[must_use]
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> CommandInfo {
        self.environment.push(Variable { name: name.into(), value: VariableValue::Plain(value.into()) });
        self
    }

    /// Run as this user.
    #[must_use]
    pub fn user(mut self, user: impl Into<String>) -> CommandInfo {
        self.user = Some(user.into());
        self
    }
}

/// How a task is killed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KillPolicy {
    /// Between SIGTERM and SIGKILL; as the executor is set if absent, 3 s for plain commands.
    pub grace_period: Option<Duration>,
}

impl KillPolicy {
    /// So long between SIGTERM and SIGKILL.
    pub const fn grace(period: Duration) -> KillPolicy {
        KillPolicy { grace_period: Some(period) }
    }
}

/// A task as its framework describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskInfo {
    /// For people; need not be unique.
    pub name: String,
    /// Unique among the framework's tasks that are not over.
    pub task_id: TaskId,
    /// Where it is to run: the agent of the offer.
    pub agent_id: AgentId,
    /// What it needs, out of the offer.
    pub resources: Resources,
    /// What it runs. Exactly one of command and executor is there.
    pub command: Option<CommandInfo>,
    /// Who runs it.
    pub executor: Option<Box<ExecutorInfo>>,
    /// The container it runs in.
    pub container: Option<Box<ContainerInfo>>,
    /// Decides whether it is healthy.
    pub health_check: Option<Box<HealthCheck>>,
    /// Reports how it is.
    pub check: Option<Box<CheckInfo>>,
    /// How it is killed.
    pub kill_policy: Option<KillPolicy>,
    /// What the framework tells the executor.
    pub data: Option<Blob>,
    /// What the framework wrote on it.
    pub labels: Labels,
    /// How others find it.
    pub discovery: Option<Box<DiscoveryInfo>>,
    /// It is killed when it takes longer.
    pub max_completion_time: Option<Duration>,
    /// What it may use at most of cpus and mem, where that is more than it needs. [`Scalar::MAX`] is without limit.
    pub limits: ResourceLimits,
}

impl TaskInfo {
    /// Describes a task that runs a command line with `sh -c`: `TaskInfo::command("echo hi").cpus(0.1).mem(MiB(32))`.
    ///
    /// Which task it is and where it runs is put in when it is launched.
    pub fn command(line: impl Into<String>) -> TaskDraft {
        TaskDraft::new(CommandInfo::shell(line))
    }

    /// Its executor: the one it names, else one of its own, which has the task's id.
    pub fn executor_id(&self) -> ExecutorId {
        match &self.executor {
            Some(executor) => executor.executor_id.clone(),
            None => self.task_id.clone().into(),
        }
    }
}

/// The executor of a plain command has the id of its task.
impl From<TaskId> for ExecutorId {
    fn from(task_id: TaskId) -> ExecutorId {
        ExecutorId::of_task(&task_id)
    }
}

/// A task described piece by piece; it becomes a [`TaskInfo`] when it is known which offer it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "describes a task that has still to be launched"]
pub struct TaskDraft {
    name: Option<String>,
    task_id: Option<TaskId>,
    resources: Resources,
    command: Option<CommandInfo>,
    executor: Option<Box<ExecutorInfo>>,
    container: Option<Box<ContainerInfo>>,
    health_check: Option<Box<HealthCheck>>,
    check: Option<Box<CheckInfo>>,
    kill_policy: Option<KillPolicy>,
    data: Option<Blob>,
    labels: Labels,
    discovery: Option<Box<DiscoveryInfo>>,
    max_completion_time: Option<Duration>,
    limits: ResourceLimits,
}

impl TaskDraft {
    /// A task that runs a command.
    pub fn new(command: CommandInfo) -> TaskDraft {
        TaskDraft {
            name: None,
            task_id: None,
            resources: Resources::none(),
            command: Some(command),
            executor: None,
            container: None,
            health_check: None,
            check: None,
            kill_policy: None,
            data: None,
            labels: Labels::none(),
            discovery: None,
            max_completion_time: None,
            limits: ResourceLimits::none(),
        }
    }

    /// A task that an executor runs.
    pub fn by(executor: ExecutorInfo) -> TaskDraft {
        let mut draft = TaskDraft::new(CommandInfo::shell(""));
        draft.command = None;
        draft.executor = Some(Box::new(executor));
        draft
    }

    /// With that name; its id if nothing is said.
    pub fn name(mut self, name: impl Into<String>) -> TaskDraft {
        self.name = Some(name.into());
        self
    }

    /// With that id; the driver chooses one if nothing is said.
    pub fn id(mut self, task_id: TaskId) -> TaskDraft {
        self.task_id = Some(task_id);
        self
    }

    /// Needs so many processors more.
    pub fn cpus(self, cpus: impl Into<Scalar>) -> TaskDraft {
        self.resource(Resource::cpus(cpus))
    }

    /// Needs so much memory more.
    pub fn mem(self, size: MiB) -> TaskDraft {
        self.resource(Resource::mem(size))
    }

    /// Needs so much disk space more.
    pub fn disk(self, size: MiB) -> TaskDraft {
        self.resource(Resource::disk_space(size))
    }

    /// Needs these ports.
    pub fn ports(self, ports: Ranges) -> TaskDraft {
        self.resource(Resource::ports(ports))
    }

    /// Needs this resource.
    pub fn resource(mut self, resource: Resource) -> TaskDraft {
        self.resources.add_one(resource);
        self
    }

    /// Needs these resources and no others.
    pub fn resources(mut self, resources: Resources) -> TaskDraft {
        self.resources = resources;
        self
    }

    /// With one more variable; nothing for a task without a command.
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> TaskDraft {
        self.command = self.command.map(|command| command.env(name, value));
        self
    }

    /// Run as this user; nothing for a task without a command.
    pub fn user(mut self, user: impl Into<String>) -> TaskDraft {
        self.command = self.command.map(|command| command.user(user));
        self
    }

    /// In this container.
    pub fn container(mut self, container: ContainerInfo) -> TaskDraft {
        self.container = Some(Box::new(container));
        self
    }

    /// Killed when this check fails too often.
    pub fn health_check(mut self, check: HealthCheck) -> TaskDraft {
        self.health_check = Some(Box::new(check));
        self
    }

    /// Reporting what this check finds.
    pub fn check(mut self, check: CheckInfo) -> TaskDraft {
        self.check = Some(Box::new(check));
        self
    }

    /// With so long between SIGTERM and SIGKILL.
    pub fn kill_grace(mut self, period: Duration) -> TaskDraft {
        self.kill_policy = Some(KillPolicy::grace(period));
        self
    }

    /// With this for its executor.
    pub fn data(mut self, data: impl Into<Blob>) -> TaskDraft {
        self.data = Some(data.into());
        self
    }

    /// With one more label.
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> TaskDraft {
        self.labels = self.labels.with(key, value);
        self
    }

    /// Found by others in this way.
    pub fn discovery(mut self, discovery: DiscoveryInfo) -> TaskDraft {
        self.discovery = Some(Box::new(discovery));
        self
    }

    /// Killed when it takes longer.
    pub fn max_completion_time(mut self, time: Duration) -> TaskDraft {
        self.max_completion_time = Some(time);
        self
    }

    /// Allowed to use up to these limits of cpus and mem.
    pub fn limits(mut self, limits: ResourceLimits) -> TaskDraft {
        self.limits = limits;
        self
    }

    /// What it needs.
    pub const fn needs(&self) -> &Resources {
        &self.resources
    }

    /// The id that was chosen for it, if one was.
    pub const fn chosen_id(&self) -> Option<&TaskId> {
        self.task_id.as_ref()
    }

    /// The task on that agent, under the id chosen before, else under this one.
    pub fn on(self, agent_id: AgentId, task_id: TaskId) -> TaskInfo {
        let task_id = self.task_id.unwrap_or(task_id);
        TaskInfo {
            name: self.name.unwrap_or_else(|| task_id.to_string()),
            task_id,
            agent_id,
            resources: self.resources,
            command: self.command,
            executor: self.executor,
            container: self.container,
            health_check: self.health_check,
            check: self.check,
            kill_policy: self.kill_policy,
            data: self.data,
            labels: self.labels,
            discovery: self.discovery,
            max_completion_time: self.max_completion_time,
            limits: self.limits,
        }
    }
}

/// A task as master and agent remember it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// For people.
    pub name: String,
    /// Which task.
    pub task_id: TaskId,
    /// Whose it is.
    pub framework_id: FrameworkId,
    /// Who runs it; absent for a plain command.
    pub executor_id: Option<ExecutorId>,
    /// Where it runs.
    pub agent_id: AgentId,
    /// Its latest state, also if its framework has not heard of it yet.
    pub state: TaskState,
    /// What it needs.
    pub resources: Resources,
    /// Its updates, of equal states in a row only the last, without data.
    pub statuses: Vec<TaskStatus>,
    /// The state that was last sent to its framework.
    pub status_update_state: Option<TaskState>,
    /// The update that was last sent to its framework and not acknowledged yet.
    pub status_update_uuid: Option<UpdateUuid>,
    /// What the framework wrote on it.
    pub labels: Labels,
    /// How others find it.
    pub discovery: Option<Box<DiscoveryInfo>>,
    /// The container it runs in.
    pub container: Option<Box<ContainerInfo>>,
    /// Decides whether it is healthy.
    pub health_check: Option<Box<HealthCheck>>,
    /// How it is killed.
    pub kill_policy: Option<KillPolicy>,
    /// As whom it runs.
    pub user: Option<String>,
    /// What it may use at most, where that is more than it needs.
    pub limits: ResourceLimits,
}

impl Task {
    /// What is remembered of a task that was accepted and has not reported yet.
    pub fn staging(framework_id: FrameworkId, info: &TaskInfo) -> Task {
        Task {
            name: info.name.clone(),
            task_id: info.task_id.clone(),
            framework_id,
            executor_id: info.executor.as_ref().map(|executor| executor.executor_id.clone()),
            agent_id: info.agent_id.clone(),
            state: TaskState::Staging,
            resources: info.resources.clone(),
            statuses: Vec::new(),
            status_update_state: None,
            status_update_uuid: None,
            labels: info.labels.clone(),
            discovery: info.discovery.clone(),
            container: info.container.clone(),
            health_check: info.health_check.clone(),
            kill_policy: info.kill_policy,
            user: info.command.as_ref().and_then(|command| command.user.clone()),
            limits: info.limits.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_described_in_one_line_and_placed_when_it_is_launched() {
        let draft = TaskInfo::command("echo hi").cpus(0.1).mem(MiB(32)).env("A", "1").label("k", "v");
        let (agent, id) = (AgentId::new("a-S1").unwrap(), TaskId::new("hello.1").unwrap());
        let task = draft.on(agent.clone(), id.clone());
        assert_eq!(task.resources.to_string(), "cpus:0.1; mem:32");
        assert_eq!((task.name.as_str(), &task.agent_id), ("hello.1", &agent));
        assert_eq!(task.executor_id().as_str(), "hello.1");
        let command = task.command.unwrap();
        assert!(command.shell);
        assert_eq!(command.environment[0].name, "A");
    }

    #[test]
    fn an_id_chosen_before_is_kept() {
        let chosen = TaskId::new("mine").unwrap();
        let task =
            TaskInfo::command("true").id(chosen.clone()).on(AgentId::new("a").unwrap(), TaskId::new("other").unwrap());
        assert_eq!(task.task_id, chosen);
    }

    #[test]
    fn a_program_gets_its_own_name_as_first_argument() {
        let command = CommandInfo::program("/bin/ls", ["-l"]);
        assert_eq!((command.shell, command.arguments), (false, vec!["/bin/ls".to_owned(), "-l".to_owned()]));
    }
}
