//! Between master and scheduler, the framework's part that takes offers.

use std::time::Duration;

use libprocess_wire::Wire;
use serde::{Deserialize, Serialize};

use crate::constraints::OfferConstraints;
use crate::framework::FrameworkInfo;
use crate::ids::{
    AgentId, ClusterId, ExecutorId, FrameworkId, OfferId, OperationId, ResourceProviderId, TaskId, Term, UpdateUuid,
};
use crate::offer::{Filters, InverseOffer, Offer, ResourceRequest};
use crate::operation::{AskedOperation, Operation, OperationStatus, Tracked};
use crate::roles::Role;
use crate::status::TaskStatus;
use crate::task::KillPolicy;
use crate::values::Blob;

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
    /// the driver's next reconciliation reports the tasks as lost, and the offers are taken back after the next `Holds`.
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
    /// Does not want offers. Not sent again: if it is lost, the offers are taken back after the next `Holds`.
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
    /// Wants no offers until it revives. Not sent again: each subscription names the roles; if it is lost there is an
    /// offer to decline.
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
    /// As `Subscribe`, and wants offers only of agents that fit. Sent again by the driver with growing pauses until it is
    /// answered.
    SubscribeConstrained {
        /// What the framework says of itself.
        info: Box<FrameworkInfo>,
        /// Its roles in which it wants no offers yet.
        suppressed_roles: Vec<Role>,
        /// Which agents fit.
        constraints: Box<OfferConstraints>,
    },
    /// Says of itself something new; its id, user, principal and whether it checkpoints stay. Not sent again: if it is
    /// lost, the next subscription says the same.
    UpdateFramework {
        /// As it is from now on, with its id.
        info: Box<FrameworkInfo>,
        /// Its roles in which it wants no offers; wants them in all others.
        suppressed_roles: Vec<Role>,
        /// Which agents fit, in place of what it said before.
        constraints: Box<OfferConstraints>,
    },
    /// As `Accept`, with operations of which the framework wants to hear. Not sent again: if it is lost, the driver's next
    /// reconciliation reports the tasks as lost, asking with `ReconcileOperations` does so for operations, and the offers
    /// are taken back after the next `Holds`.
    AcceptTracked {
        /// Who.
        framework_id: FrameworkId,
        /// Of one agent, and in one role.
        offer_ids: Vec<OfferId>,
        /// In this order.
        operations: Vec<Tracked>,
        /// For what is left over.
        filters: Filters,
    },
    /// Ends an executor with all its tasks. Not sent again: the framework hears when the executor has ended, and asks
    /// again if it does not.
    Shutdown {
        /// Who.
        framework_id: FrameworkId,
        /// Which executor.
        executor_id: ExecutorId,
        /// Where it runs.
        agent_id: AgentId,
    },
    /// Tells an executor something that nobody else reads. Not sent again: whoever needs an answer asks for one.
    Message {
        /// Who.
        framework_id: FrameworkId,
        /// Where the executor runs.
        agent_id: AgentId,
        /// Which executor.
        executor_id: ExecutorId,
        /// What it is told.
        data: Blob,
    },
    /// Would like to be offered this. Not sent again: nothing follows from it but a line in the log.
    Request {
        /// Who.
        framework_id: FrameworkId,
        /// What.
        requests: Vec<ResourceRequest>,
    },
    /// Agrees to give back what it was asked for. Not sent again: it is a promise without force, and the agent will be away
    /// in any case.
    AcceptInverseOffers {
        /// Who.
        framework_id: FrameworkId,
        /// Those that are not known any more make no difference.
        offer_ids: Vec<OfferId>,
        /// For how long it does not want to be asked again.
        filters: Filters,
    },
    /// Does not want to give back what it was asked for. Not sent again: the agent will be away in any case.
    DeclineInverseOffers {
        /// Who.
        framework_id: FrameworkId,
        /// Those that are not known any more make no difference.
        offer_ids: Vec<OfferId>,
        /// For how long it does not want to be asked again.
        filters: Filters,
    },
    /// Has seen news of an operation. If it is lost, the news come again and are acknowledged again.
    AcknowledgeOperation {
        /// Who.
        framework_id: FrameworkId,
        /// The agent that sent the news.
        agent_id: AgentId,
        /// The agent's provider that did the operation; absent: the agent itself.
        provider_id: Option<ResourceProviderId>,
        /// Which operation.
        operation_id: OperationId,
        /// Which of its news.
        uuid: UpdateUuid,
    },
    /// Asks where operations stand; without any: all that the master knows. Not sent again: whoever hears nothing asks
    /// again.
    ReconcileOperations {
        /// Who.
        framework_id: FrameworkId,
        /// Which.
        operations: Vec<AskedOperation>,
    },
    /// Is there, and has these offers. The master takes back offers that it made two heart-beat intervals before and that
    /// are not among them: they were lost, or their answer was. Those among them that it does not know it takes back
    /// again. Sent every heart-beat interval.
    Holds {
        /// Who.
        framework_id: FrameworkId,
        /// All that are neither answered nor taken back.
        offer_ids: Vec<OfferId>,
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
    /// Resources to use. Not sent again: if it is lost, the offers are taken back after the next `Holds`, and come anew.
    Offers {
        /// Of the master.
        term: Term,
        /// Each of one agent and in one role.
        offers: Vec<Offer>,
    },
    /// Takes an offer back. If it is lost, it comes again after the next `Holds`; until then, the tasks that use the offer
    /// are reported as lost.
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
    /// An executor says something that nobody else reads. Not sent again: whoever needs an answer asks for one.
    Message {
        /// Of the master.
        term: Term,
        /// Where the executor runs.
        agent_id: AgentId,
        /// Which executor.
        executor_id: ExecutorId,
        /// What it says.
        data: Blob,
    },
    /// Asks to give back what is on agents that will be away. Not sent again: if it is lost, the inverse offers end with the
    /// connection or are taken back, and come anew.
    InverseOffers {
        /// Of the master.
        term: Term,
        /// Each of one agent.
        offers: Vec<InverseOffer>,
    },
    /// Takes an inverse offer back. If it is lost, an answer to it makes no difference.
    RescindInverse {
        /// Of the master.
        term: Term,
        /// Which.
        offer_id: OfferId,
    },
    /// News of an operation. With a uuid the agent sends it again until it is acknowledged; without, asking brings it again.
    OperationUpdate {
        /// Of the master.
        term: Term,
        /// The news.
        status: Box<OperationStatus>,
    },
    /// A call was not carried out, and nothing else changed. Not sent again: if it is lost, the framework misses what it
    /// asked for and asks again.
    Refused {
        /// Of the master.
        term: Term,
        /// Which call, by its name in the public API: `UPDATE_FRAMEWORK`.
        call: String,
        /// Why, for people.
        why: String,
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
            | ToScheduler::Heartbeat { term }
            | ToScheduler::Message { term, .. }
            | ToScheduler::InverseOffers { term, .. }
            | ToScheduler::RescindInverse { term, .. }
            | ToScheduler::OperationUpdate { term, .. }
            | ToScheduler::Refused { term, .. } => *term,
        }
    }
}
