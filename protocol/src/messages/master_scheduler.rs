//! Between master and scheduler, the framework's part that takes offers.

use std::time::Duration;

use libprocess_wire::Wire;
use serde::{Deserialize, Serialize};

use crate::framework::FrameworkInfo;
use crate::ids::{AgentId, ClusterId, ExecutorId, FrameworkId, OfferId, TaskId, Term, UpdateUuid};
use crate::offer::{Filters, Offer};
use crate::operation::Operation;
use crate::roles::Role;
use crate::status::TaskStatus;
use crate::task::KillPolicy;

/// What a scheduler says to the master.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToMaster {
    /// Wants to take part; with an id: again. Sent again by the driver with growing pauses until it is answered.
    Subscribe {
        /// What the framework says of itself.
        info: Box<FrameworkInfo>,
        /// Its roles in which it wants no offers yet.
        suppressed_roles: Vec<Role>,
    },
    /// Takes offers and says what to do with them; without operations it declines them. Not sent again: if it is lost,
    /// the driver's next reconciliation reports the tasks as lost, and the offers end with the connection.
    Accept {
        /// Who.
        framework_id: FrameworkId,
        /// Of one agent, and in one role.
        offer_ids: Vec<OfferId>,
        /// In this order.
        operations: Vec<Operation>,
        /// For what is left over.
        filters: Filters,
    },
    /// Does not want offers. Not sent again: if it is lost, the offers end with the connection or are taken back.
    Decline {
        /// Who.
        framework_id: FrameworkId,
        /// Those that are not known any more make no difference.
        offer_ids: Vec<OfferId>,
        /// For how long it does not want them.
        filters: Filters,
    },
    /// Ends a task. Sent again by the driver after each re-subscription, until the task is over.
    Kill {
        /// Who.
        framework_id: FrameworkId,
        /// Which task.
        task_id: TaskId,
        /// Where it runs, if known.
        agent_id: Option<AgentId>,
        /// In place of the task's own.
        kill_policy: Option<KillPolicy>,
    },
    /// Has seen an update. If it is lost, the agent sends the update again and the driver, which knows it, only
    /// acknowledges it again.
    Acknowledge {
        /// Who.
        framework_id: FrameworkId,
        /// The agent that sent the update.
        agent_id: AgentId,
        /// Whose update.
        task_id: TaskId,
        /// Which update.
        uuid: UpdateUuid,
    },
    /// Asks where tasks stand; without tasks: all that the master knows. Sent again by the driver after each
    /// re-subscription and every four minutes.
    Reconcile {
        /// Who.
        framework_id: FrameworkId,
        /// The tasks, and where they run, if known.
        tasks: Vec<(TaskId, Option<AgentId>)>,
    },
    /// Wants offers again, also those that it declined. Sent again by the driver after each re-subscription.
    Revive {
        /// Who.
        framework_id: FrameworkId,
        /// In these roles; all if there are none.
        roles: Vec<Role>,
    },
    /// Wants no offers for now. Not sent again: each subscription names the roles; if it is lost there is an offer to
    /// decline.
    Suppress {
        /// Who.
        framework_id: FrameworkId,
        /// In these roles; all if there are none.
        roles: Vec<Role>,
    },
    /// Leaves for good, and ends all its tasks. Sent again by the driver until the master says that it is gone; if that
    /// never arrives, the fail-over time does the same.
    Teardown {
        /// Who.
        framework_id: FrameworkId,
    },
    /// Is there. Not sent again: the next one follows.
    Heartbeat {
        /// Who.
        framework_id: FrameworkId,
    },
}

impl Wire for ToMaster {
    const NAME: &'static str = "mesos.scheduler-to-master";
    const VERSION: u16 = 1;
}

/// What the master says to a scheduler.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToScheduler {
    /// Takes part from now on. If it is lost, the driver subscribes again and gets the same answer.
    Subscribed {
        /// Of the master.
        term: Term,
        /// The cluster that it takes part in.
        cluster_id: ClusterId,
        /// Who it is from now on.
        framework_id: FrameworkId,
        /// How often the master says that it is there: 15 s.
        heartbeat_interval: Duration,
    },
    /// Resources to use. Not sent again: if it is lost, the offers end with the connection or are taken back, and come
    /// anew.
    Offers {
        /// Of the master.
        term: Term,
        /// Each of one agent and in one role.
        offers: Vec<Offer>,
    },
    /// Takes an offer back. If it is lost, the tasks that use the offer are reported as lost.
    Rescind {
        /// Of the master.
        term: Term,
        /// Which.
        offer_id: OfferId,
    },
    /// News of a task. With a uuid the agent sends it again until it is acknowledged; without, the driver's
    /// reconciliation brings the state again.
    Update {
        /// Of the master.
        term: Term,
        /// The news.
        status: Box<TaskStatus>,
    },
    /// An executor ended, or, without one, an agent is gone. Not sent again: the tasks have updates of their own.
    Failure {
        /// Of the master.
        term: Term,
        /// Where.
        agent_id: Option<AgentId>,
        /// Which executor ended; absent if the agent is gone.
        executor_id: Option<ExecutorId>,
        /// As `wait` gives it.
        status: Option<i32>,
    },
    /// It cannot take part any more. If it is lost, the next subscription gets the same answer.
    Error {
        /// Of the master.
        term: Term,
        /// Why, for people.
        message: String,
    },
    /// Is there. Not sent again: the next one follows.
    Heartbeat {
        /// Of the master.
        term: Term,
    },
}

impl Wire for ToScheduler {
    const NAME: &'static str = "mesos.master-to-scheduler";
    const VERSION: u16 = 1;
}

impl ToScheduler {
    /// The term of the master that sent it.
    pub const fn term(&self) -> Term {
        match self {
            ToScheduler::Subscribed { term, .. }
            | ToScheduler::Offers { term, .. }
            | ToScheduler::Rescind { term, .. }
            | ToScheduler::Update { term, .. }
            | ToScheduler::Failure { term, .. }
            | ToScheduler::Error { term, .. }
            | ToScheduler::Heartbeat { term } => *term,
        }
    }
}
