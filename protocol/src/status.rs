//! What is known of a task: states, reasons, status updates.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::checks::CheckStatus;
use crate::container::ContainerStatus;
use crate::ids::{AgentId, ExecutorId, FrameworkId, TaskId, UpdateUuid};
use crate::named::named_enum;
use crate::resources::Resources;
use crate::values::{Blob, Labels};

named_enum! {
    /// Where a task stands.
    pub enum TaskState ("task state") {
        /// Its executor prepares it.
        Starting = 0 => "TASK_STARTING",
        /// It runs.
        Running = 1 => "TASK_RUNNING",
        /// Over: it did what it was to do.
        Finished = 2 => "TASK_FINISHED",
        /// Over: it ended by itself, without success.
        Failed = 3 => "TASK_FAILED",
        /// Over: it was killed.
        Killed = 4 => "TASK_KILLED",
        /// Over: nobody knows how; all kinds of loss for frameworks that do not tell them apart.
        Lost = 5 => "TASK_LOST",
        /// Accepted by the master and not started yet. Executors never send it.
        Staging = 6 => "TASK_STAGING",
        /// Over: its description is not valid.
        Error = 7 => "TASK_ERROR",
        /// It is being killed. Sent to frameworks that asked for it.
        Killing = 8 => "TASK_KILLING",
        /// Over: it was never launched.
        Dropped = 9 => "TASK_DROPPED",
        /// Its agent does not answer; it may come back.
        Unreachable = 10 => "TASK_UNREACHABLE",
        /// Over: it ran and does not any more.
        Gone = 11 => "TASK_GONE",
        /// Over: an operator said that its agent is gone.
        GoneByOperator = 12 => "TASK_GONE_BY_OPERATOR",
        /// The master knows neither it nor its agent. Only an answer to a framework's question.
        Unknown = 13 => "TASK_UNKNOWN",
    }
}

impl TaskState {
    /// Whether the task is over: nothing can follow.
    pub const fn is_terminal(self) -> bool {
        use TaskState::{Dropped, Error, Failed, Finished, Gone, GoneByOperator, Killed, Lost};
        matches!(self, Finished | Failed | Killed | Error | Lost | Dropped | Gone | GoneByOperator)
    }

    /// What a framework hears that does not tell apart why a task was lost: TASK_LOST for all kinds of loss.
    pub const fn without_partition_awareness(self) -> TaskState {
        use TaskState::{Dropped, Gone, GoneByOperator, Lost, Unknown, Unreachable};
        match self {
            Dropped | Unreachable | Gone | GoneByOperator | Unknown => Lost,
            other => other,
        }
    }
}

named_enum! {
    /// Who made a status.
    pub enum Source ("source of a task status") {
        /// The master.
        Master = 0 => "SOURCE_MASTER",
        /// The agent.
        Agent = 1 => "SOURCE_AGENT",
        /// The executor.
        Executor = 2 => "SOURCE_EXECUTOR",
    }
}

named_enum! {
    /// Why a task is in its state.
    pub enum Reason ("reason of a task status") {
        /// The command failed; old drivers show it where no reason is given.
        CommandExecutorFailed = 0 => "REASON_COMMAND_EXECUTOR_FAILED",
        /// Its executor ended without reporting it.
        ExecutorTerminated = 1 => "REASON_EXECUTOR_TERMINATED",
        /// Not used any more.
        ExecutorUnregistered = 2 => "REASON_EXECUTOR_UNREGISTERED",
        /// Its framework was removed.
        FrameworkRemoved = 3 => "REASON_FRAMEWORK_REMOVED",
        /// The agent could not keep or prepare its folders.
        GcError = 4 => "REASON_GC_ERROR",
        /// Its framework's id is not valid.
        InvalidFrameworkId = 5 => "REASON_INVALID_FRAMEWORKID",
        /// It was launched on an offer that is not there any more.
        InvalidOffers = 6 => "REASON_INVALID_OFFERS",
        /// The driver had no master.
        MasterDisconnected = 7 => "REASON_MASTER_DISCONNECTED",
        /// It used more memory than it had.
        ContainerLimitationMemory = 8 => "REASON_CONTAINER_LIMITATION_MEMORY",
        /// The answer to a question of its framework.
        Reconciliation = 9 => "REASON_RECONCILIATION",
        /// Its agent's connection broke.
        AgentDisconnected = 10 => "REASON_AGENT_DISCONNECTED",
        /// Its agent was removed or became unreachable.
        AgentRemoved = 11 => "REASON_AGENT_REMOVED",
        /// Its agent restarted before it was launched.
        AgentRestarted = 12 => "REASON_AGENT_RESTARTED",
        /// Its agent is not known.
        AgentUnknown = 13 => "REASON_AGENT_UNKNOWN",
        /// Its description is not valid.
        TaskInvalid = 14 => "REASON_TASK_INVALID",
        /// Its framework may not launch it.
        TaskUnauthorized = 15 => "REASON_TASK_UNAUTHORIZED",
        /// It is not known.
        TaskUnknown = 16 => "REASON_TASK_UNKNOWN",
        /// Its container had to make room for others.
        ContainerPreempted = 17 => "REASON_CONTAINER_PREEMPTED",
        /// It asks for resources that its agent does not know.
        ResourcesUnknown = 18 => "REASON_RESOURCES_UNKNOWN",
        /// Its container reached a limit.
        ContainerLimitation = 19 => "REASON_CONTAINER_LIMITATION",
        /// It used more disk space than it had.
        ContainerLimitationDisk = 20 => "REASON_CONTAINER_LIMITATION_DISK",
        /// Its container could not be launched.
        ContainerLaunchFailed = 21 => "REASON_CONTAINER_LAUNCH_FAILED",
        /// Its container could not be given its resources.
        ContainerUpdateFailed = 22 => "REASON_CONTAINER_UPDATE_FAILED",
        /// Its executor did not register in time.
        ExecutorRegistrationTimeout = 23 => "REASON_EXECUTOR_REGISTRATION_TIMEOUT",
        /// Its executor did not return in time after a restart of the agent.
        ExecutorReregistrationTimeout = 24 => "REASON_EXECUTOR_REREGISTRATION_TIMEOUT",
        /// The description of its group is not valid.
        TaskGroupInvalid = 25 => "REASON_TASK_GROUP_INVALID",
        /// Its framework may not launch its group.
        TaskGroupUnauthorized = 26 => "REASON_TASK_GROUP_UNAUTHORIZED",
        /// The process that carries its input and output ended.
        IoSwitchboardExited = 27 => "REASON_IO_SWITCHBOARD_EXITED",
        /// Its check found something else than before.
        TaskCheckStatusUpdated = 28 => "REASON_TASK_CHECK_STATUS_UPDATED",
        /// Its health changed.
        TaskHealthCheckStatusUpdated = 29 => "REASON_TASK_HEALTH_CHECK_STATUS_UPDATED",
        /// It was killed before it ran.
        TaskKilledDuringLaunch = 30 => "REASON_TASK_KILLED_DURING_LAUNCH",
        /// An operator said that its agent is gone.
        AgentRemovedByOperator = 31 => "REASON_AGENT_REMOVED_BY_OPERATOR",
        /// Its agent came back.
        AgentReregistered = 32 => "REASON_AGENT_REREGISTERED",
        /// It took longer than it may.
        MaxCompletionTimeReached = 33 => "REASON_MAX_COMPLETION_TIME_REACHED",
        /// Its agent is being emptied.
        AgentDraining = 34 => "REASON_AGENT_DRAINING",
    }
}

/// News of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskStatus {
    /// Which task.
    pub task_id: TaskId,
    /// Where it stands.
    pub state: TaskState,
    /// Who says so.
    pub source: Option<Source>,
    /// Why.
    pub reason: Option<Reason>,
    /// Why, for people.
    pub message: Option<String>,
    /// What the executor tells the framework.
    pub data: Option<Blob>,
    /// Where it runs or ran.
    pub agent_id: Option<AgentId>,
    /// Who runs or ran it.
    pub executor_id: Option<ExecutorId>,
    /// When it was made, since the Unix epoch.
    pub timestamp: Option<Duration>,
    /// Names the update; absent if it need not be acknowledged and is not sent again.
    pub uuid: Option<UpdateUuid>,
    /// Whether it is healthy; absent until its health check found out.
    pub healthy: Option<bool>,
    /// What its check last reported.
    pub check_status: Option<CheckStatus>,
    /// What its executor or the agent wrote on it.
    pub labels: Labels,
    /// What is known of its container.
    pub container_status: Option<Box<ContainerStatus>>,
    /// When its agent stopped answering, since the Unix epoch.
    pub unreachable_time: Option<Duration>,
    /// The limits that its container reached.
    pub limitation: Option<Resources>,
}

impl TaskStatus {
    /// A status about which nothing else is said.
    pub fn new(task_id: TaskId, state: TaskState, source: Source) -> TaskStatus {
        TaskStatus {
            task_id,
            state,
            source: Some(source),
            reason: None,
            message: None,
            data: None,
            agent_id: None,
            executor_id: None,
            timestamp: None,
            uuid: None,
            healthy: None,
            check_status: None,
            labels: Labels::none(),
            container_status: None,
            unreachable_time: None,
            limitation: None,
        }
    }

    /// With this reason.
    #[must_use]
    pub fn reason(mut self, reason: Reason) -> TaskStatus {
        self.reason = Some(reason);
        self
    }

    /// With this message for people.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> TaskStatus {
        self.message = Some(message.into());
        self
    }

    /// On this agent.
    #[must_use]
    pub fn agent(mut self, agent_id: AgentId) -> TaskStatus {
        self.agent_id = Some(agent_id);
        self
    }

    /// By this executor.
    #[must_use]
    pub fn executor(mut self, executor_id: ExecutorId) -> TaskStatus {
        self.executor_id = Some(executor_id);
        self
    }

    /// Made at this time since the Unix epoch.
    #[must_use]
    pub fn at(mut self, timestamp: Duration) -> TaskStatus {
        self.timestamp = Some(timestamp);
        self
    }

    /// To be acknowledged under this name.
    #[must_use]
    pub fn uuid(mut self, uuid: UpdateUuid) -> TaskStatus {
        self.uuid = Some(uuid);
        self
    }
}

/// A status on its way from an agent to a framework, with where the task stands by now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusUpdate {
    /// Whose task.
    pub framework_id: FrameworkId,
    /// What is delivered.
    pub status: TaskStatus,
    /// The task's latest state, which may be ahead of what is delivered.
    pub latest_state: Option<TaskState>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_of_fourteen_states_are_final() {
        assert_eq!(TaskState::ALL.len(), 14);
        assert_eq!(TaskState::ALL.iter().filter(|state| state.is_terminal()).count(), 8);
        assert!(!TaskState::Unreachable.is_terminal());
        assert!(!TaskState::Unknown.is_terminal());
        assert_eq!(TaskState::Unknown.without_partition_awareness(), TaskState::Lost);
        assert_eq!(TaskState::Running.without_partition_awareness(), TaskState::Running);
    }

    #[test]
    fn names_and_numbers_lead_back() {
        assert_eq!(TaskState::Running.to_string(), "TASK_RUNNING");
        for state in TaskState::ALL {
            assert_eq!(state.name().parse(), Ok(*state));
            assert_eq!(TaskState::from_number(state.number()), Some(*state));
        }
        assert_eq!(Reason::ALL.len(), 35);
        for reason in Reason::ALL {
            assert!(reason.name().starts_with("REASON_"));
            assert_eq!(reason.name().parse(), Ok(*reason));
        }
        assert_eq!(Reason::AgentDraining.number(), 34);
        assert_eq!(
            "TASK_ASLEEP".parse::<TaskState>().unwrap_err().to_string(),
            "\"TASK_ASLEEP\" is not the name of a task state"
        );
        assert_eq!(Reason::from_number(35), None);
    }
}
