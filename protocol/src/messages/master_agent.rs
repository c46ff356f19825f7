//! Between master and agent.

use std::time::Duration;

use libprocess_wire::Wire;
use serde::{Deserialize, Serialize};

use crate::agent::AgentInfo;
use crate::framework::FrameworkInfo;
use crate::ids::{AgentId, ClusterId, ExecutorId, FrameworkId, TaskId, Term, UpdateUuid};
use crate::status::StatusUpdate;
use crate::task::{KillPolicy, Task, TaskInfo};
use crate::values::Blob;

/// What an agent says to the master.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToMaster {
    /// Wants to join as a new agent. Sent again by the agent with growing pauses until it is answered.
    Register {
        /// What it says of itself, without an id.
        info: Box<AgentInfo>,
        /// Its release.
        version: String,
    },
    /// Wants to go on as an agent that was admitted before. Sent again by the agent with growing pauses until it is answered.
    Reregister {
        /// Who it is.
        agent_id: AgentId,
        /// The cluster that admitted it.
        cluster_id: ClusterId,
        /// What it says of itself.
        info: Box<AgentInfo>,
        /// Its release.
        version: String,
        /// All tasks that are not over, or whose last update is not acknowledged.
        tasks: Vec<Task>,
        /// The frameworks of these tasks.
        frameworks: Vec<FrameworkInfo>,
    },
    /// Answers a ping. Not sent again: the next ping brings the next one.
    Pong {
        /// Who answers.
        agent_id: AgentId,
        /// The ping that is answered.
        seq: u64,
        /// All tasks that are not over, or whose last update is not acknowledged, when it answers. A task that was sent
        /// before this ping and is not among them never arrived, and never will: see `RunTask`.
        tasks: Vec<(FrameworkId, TaskId)>,
    },
    /// News of a task. Sent again by the agent with growing pauses until the framework's acknowledgement comes; of each
    /// task only the oldest that is not acknowledged is under way.
    StatusUpdate {
        /// Where the task runs.
        agent_id: AgentId,
        /// The news.
        update: Box<StatusUpdate>,
    },
    /// An executor ended. Not sent again: its tasks have updates of their own, and who runs is in each re-registration.
    ExecutorExited {
        /// Where it ran.
        agent_id: AgentId,
        /// Whose it was.
        framework_id: FrameworkId,
        /// Which.
        executor_id: ExecutorId,
        /// As `wait` gives it; -1 if it never ran.
        status: i32,
    },
    /// Leaves for good. Not sent again: if it is lost, the agent is found to be silent.
    Unregister {
        /// Who leaves.
        agent_id: AgentId,
    },
    /// An executor says something to its framework that nobody else reads. Not sent again: whoever needs an answer asks for
    /// one.
    ExecutorMessage {
        /// Where the executor runs.
        agent_id: AgentId,
        /// Whose it is.
        framework_id: FrameworkId,
        /// Which.
        executor_id: ExecutorId,
        /// What it says.
        data: Blob,
    },
}

impl Wire for ToMaster {
    const NAME: &'static str = "mesos.agent-to-master";
    const VERSION: u16 = 1;
}

/// What the master says to an agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToAgent {
    /// The agent is admitted. If it is lost, the agent registers again and gets the same answer.
    Registered {
        /// Of the master.
        term: Term,
        /// The cluster that it belongs to from now on.
        cluster_id: ClusterId,
        /// Who it is from now on.
        agent_id: AgentId,
        /// So long without a ping means that the master has lost sight of it: ping time times allowed misses, 75 s.
        ping_timeout: Duration,
    },
    /// The agent is back. If it is lost, the agent registers again and gets the same answer.
    Reregistered {
        /// Of the master.
        term: Term,
        /// The cluster that it belongs to.
        cluster_id: ClusterId,
        /// Who it is.
        agent_id: AgentId,
        /// So long without a ping means that the master has lost sight of it.
        ping_timeout: Duration,
        /// Tasks that the master knows on it and that it did not name: it reports what became of them.
        reconcile: Vec<(FrameworkId, TaskId)>,
    },
    /// The agent is not admitted. If it is lost, the agent registers again and gets the same answer.
    Refused {
        /// Of the master.
        term: Term,
        /// Why, for people.
        reason: String,
        /// Whether to end, with all tasks, instead of trying again later.
        shutdown: bool,
    },
    /// Are you there? Not sent again: the next one follows after the ping time.
    Ping {
        /// Of the master.
        term: Term,
        /// Counts the pings of this master to this agent, from 1.
        seq: u64,
        /// False if the master does not count the agent as connected: then it registers again.
        connected: bool,
    },
    /// Starts a task. Not sent again: if it is lost, the agent's next pong does not name the task and the master reports
    /// it as dropped. So that it cannot start after that, an agent that has answered a later ping than `after_ping`
    /// ignores it, and it starts each task once.
    RunTask {
        /// Of the master.
        term: Term,
        /// The last ping that the master sent before it; 0 if there was none.
        after_ping: u64,
        /// Whose task.
        framework: Box<FrameworkInfo>,
        /// The task.
        task: Box<TaskInfo>,
    },
    /// Ends a task. The master sends it again when the agent registers again, and with each pong that still names the task.
    KillTask {
        /// Of the master.
        term: Term,
        /// Whose task.
        framework_id: FrameworkId,
        /// Which.
        task_id: TaskId,
        /// In place of the task's own.
        kill_policy: Option<KillPolicy>,
    },
    /// The framework has seen an update. If it is lost, the agent sends the update again and the framework, which knows
    /// it, only acknowledges it again.
    Acknowledge {
        /// Of the master.
        term: Term,
        /// Whose task.
        framework_id: FrameworkId,
        /// Which.
        task_id: TaskId,
        /// Which of its updates.
        uuid: UpdateUuid,
    },
    /// A framework subscribed again: its description may be new, and the oldest update of each of its tasks should be
    /// sent at once. If it is lost, the updates come with the agent's next try, and the description with the next launch.
    UpdateFramework {
        /// Of the master.
        term: Term,
        /// As it is now, with its id.
        framework: Box<FrameworkInfo>,
    },
    /// Ends all tasks and executors of a framework. The master sends it again when the agent registers again or names a
    /// task of that framework in a pong.
    ShutdownFramework {
        /// Of the master.
        term: Term,
        /// Which.
        framework_id: FrameworkId,
    },
    /// End, with all tasks. The master answers with it whenever that agent shows up again.
    Shutdown {
        /// Of the master.
        term: Term,
        /// Why, for people.
        reason: String,
    },
    /// A framework says something to its executor that nobody else reads. Not sent again: whoever needs an answer asks for
    /// one.
    FrameworkMessage {
        /// Of the master.
        term: Term,
        /// Who says it.
        framework_id: FrameworkId,
        /// To which of its executors.
        executor_id: ExecutorId,
        /// What it says.
        data: Blob,
    },
    /// Ends an executor with all its tasks. Not sent again: the framework hears when the executor has ended, and asks again
    /// if it does not.
    ShutdownExecutor {
        /// Of the master.
        term: Term,
        /// Whose it is.
        framework_id: FrameworkId,
        /// Which.
        executor_id: ExecutorId,
    },
}

impl Wire for ToAgent {
    const NAME: &'static str = "mesos.master-to-agent";
    const VERSION: u16 = 1;
}

impl ToAgent {
    /// The term of the master that sent it.
    pub const fn term(&self) -> Term {
        match self {
            ToAgent::Registered { term, .. }
            | ToAgent::Reregistered { term, .. }
            | ToAgent::Refused { term, .. }
            | ToAgent::Ping { term, .. }
            | ToAgent::RunTask { term, .. }
            | ToAgent::KillTask { term, .. }
            | ToAgent::Acknowledge { term, .. }
            | ToAgent::UpdateFramework { term, .. }
            | ToAgent::ShutdownFramework { term, .. }
            | ToAgent::Shutdown { term, .. }
            | ToAgent::FrameworkMessage { term, .. }
            | ToAgent::ShutdownExecutor { term, .. } => *term,
        }
    }
}
