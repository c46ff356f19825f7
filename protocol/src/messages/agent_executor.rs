//! Between agent and executor.

use std::time::Duration;

use libprocess_wire::Wire;
use serde::{Deserialize, Serialize};

use crate::executor::ExecutorInfo;
use crate::framework::FrameworkInfo;
use crate::ids::{AgentId, ContainerId, ExecutorId, FrameworkId, TaskId, UpdateUuid};
use crate::status::TaskStatus;
use crate::task::{KillPolicy, TaskInfo};
use crate::values::Blob;

/// What an executor says to its agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToAgent {
    /// Is ready for tasks; sent again by the executor every second until it is answered, and after each break of the
    /// connection.
    Register {
        /// Whose it is.
        framework_id: FrameworkId,
        /// Which.
        executor_id: ExecutorId,
        /// The run of it that speaks; an older run is refused.
        container_id: ContainerId,
        /// Tasks of which no update was acknowledged yet: the agent launches what it gave it and is not among them.
        unacknowledged_tasks: Vec<TaskId>,
        /// Updates that the agent has not acknowledged yet, oldest first.
        unacknowledged_updates: Vec<TaskStatus>,
    },
    /// News of a task, with a uuid. Kept and sent again by the executor until the agent acknowledges it; the agent knows
    /// it by its uuid. One is under way at a time, so that none overtakes another.
    Update {
        /// The news.
        status: Box<TaskStatus>,
    },
    /// Ends now, with nothing left to report. Not sent again: the agent sees the process end.
    Exiting,
    /// Says something to its framework that nobody else reads. Not sent again: whoever needs an answer asks for one.
    Message {
        /// What it says.
        data: Blob,
    },
    /// Is there. Not sent again: the next one follows.
    Heartbeat,
}

impl Wire for ToAgent {
    const NAME: &'static str = "mesos.executor-to-agent";
    const VERSION: u16 = 1;
}

/// What an agent says to an executor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToExecutor {
    /// Is known. If it is lost, the executor registers again and gets the same answer.
    Registered {
        /// Whose it is.
        framework: Box<FrameworkInfo>,
        /// How the framework described it.
        executor: Box<ExecutorInfo>,
        /// Where it runs.
        agent_id: AgentId,
        /// The agent's machine.
        hostname: String,
        /// The run of it that is meant.
        container_id: ContainerId,
        /// How long it may take to end when told to.
        shutdown_grace_period: Duration,
    },
    /// Starts a task. Sent again by the agent when the executor registers again and does not know it; the executor starts
    /// each task once.
    Launch {
        /// The task.
        task: Box<TaskInfo>,
        /// Whose it is, as it is now.
        framework: Box<FrameworkInfo>,
    },
    /// Ends a task. Sent again by the agent when the executor registers again, until the task is over.
    Kill {
        /// Which.
        task_id: TaskId,
        /// In place of the task's own.
        kill_policy: Option<KillPolicy>,
    },
    /// The agent has an update and answers for it from now on. If it is lost, the executor sends the update again and the
    /// agent, which knows it, only acknowledges it again.
    Acknowledged {
        /// Whose update.
        task_id: TaskId,
        /// Which update.
        uuid: UpdateUuid,
    },
    /// End, with all tasks, within the grace period. Not sent again: after that period the agent destroys the container.
    Shutdown,
    /// Starts tasks together, all or none. Sent again by the agent when the executor registers again and does not know them;
    /// the executor starts each group once.
    LaunchGroup {
        /// At least one.
        tasks: Vec<TaskInfo>,
        /// Whose they are, as it is now.
        framework: Box<FrameworkInfo>,
    },
    /// Its framework says something that nobody else reads. Not sent again: whoever needs an answer asks for one.
    Message {
        /// What it says.
        data: Blob,
    },
    /// It cannot go on. Not sent again: the executor ends, or its container is destroyed.
    Error {
        /// Why, for people.
        message: String,
    },
    /// The agent is there. Not sent again: the next one follows.
    Heartbeat,
}

impl Wire for ToExecutor {
    const NAME: &'static str = "mesos.agent-to-executor";
    const VERSION: u16 = 1;
}
