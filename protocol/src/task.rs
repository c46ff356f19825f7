//! Tasks: what a framework wants to run, and what master and agent remember of it.

mod command;
mod draft;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::checks::{CheckInfo, HealthCheck};
use crate::container::{ContainerInfo, DiscoveryInfo};
use crate::executor::ExecutorInfo;
use crate::ids::{AgentId, ExecutorId, FrameworkId, TaskId, UpdateUuid};
use crate::resources::{ResourceLimits, Resources};
use crate::status::{TaskState, TaskStatus};
use crate::values::{Blob, Labels};

pub use command::{CommandInfo, Uri, Variable, VariableValue};
pub use draft::TaskDraft;

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
    /// What it may use at most of cpus and mem, where that is more than it needs. [`Scalar::MAX`](crate::values::Scalar::MAX) is without limit.
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
    use crate::values::MiB;

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
