//! What a framework hears from its cluster: [`Event`], and [`Update`], which acknowledges itself.

use std::{fmt, ops::Deref, sync::Arc};

use libprocess::{Life, after_success};
use mesos_protocol::{
    ids::{AgentId, ClusterId, ExecutorId, FrameworkId, OfferId, UpdateUuid},
    offer::{InverseOffer, Offer},
    operation::OperationStatus,
    status::TaskStatus,
    values::Blob,
};

use crate::desk::Desk;

/// What a framework hears from its cluster.
#[derive(Debug)]
pub enum Event {
    /// It takes part from now on. Comes first, and again after each [`Event::Disconnected`].
    Subscribed {
        /// Who it is, for as long as it exists.
        framework_id: FrameworkId,
        /// The cluster that it takes part in.
        cluster_id: ClusterId,
    },
    /// The master was lost; the driver looks for it and subscribes again. All offers are void, tasks go on.
    Disconnected,
    /// Resources to use: each is to be answered with launch, accept or decline.
    Offers(Vec<Offer>),
    /// An offer was taken back.
    Rescinded(OfferId),
    /// News of a task, acknowledged when the handler that drops it has returned `Ok`.
    Update(Update),
    /// An executor ended, or, without one, an agent is gone. Its tasks have updates of their own.
    Failure {
        /// Where.
        agent_id: Option<AgentId>,
        /// Which executor ended; absent if the agent is gone.
        executor_id: Option<ExecutorId>,
        /// As `wait` gives it.
        status: Option<i32>,
    },
    /// An executor says something that nobody else reads.
    Message {
        /// Where it runs.
        agent_id: AgentId,
        /// Which.
        executor_id: ExecutorId,
        /// What it says.
        data: Blob,
    },
    /// News of an operation that was given an id. Those with a uuid the driver acknowledges by itself.
    Operation(Box<OperationStatus>),
    /// Asks to give back what the framework has on agents that will be away; without force.
    InverseOffers(Vec<InverseOffer>),
    /// An inverse offer was taken back.
    InverseRescinded(OfferId),
    /// The master did not carry out a call; nothing else changed.
    Refused {
        /// Which, by its name in the public API: `UPDATE_FRAMEWORK`.
        call: String,
        /// Why, for people.
        why: String,
    },
    /// It cannot take part any more, for this reason. The driver ends after it, and so does a framework that does not
    /// trap exits.
    Error(String),
}

/// News of a task; reads like the [`TaskStatus`] that it is.
///
/// It is acknowledged once the framework's handler that drops it has returned `Ok`. If the handler fails, it is not, and
/// comes again to the framework's next life. A framework that keeps it delays the next update of that task.
pub struct Update {
    status: Box<TaskStatus>,
    _receipt: Option<Receipt>,
}

impl Update {
    pub(crate) fn new(status: Box<TaskStatus>, receipt: Option<Receipt>) -> Update {
        Update { status, _receipt: receipt }
    }
}

impl Deref for Update {
    type Target = TaskStatus;

    fn deref(&self) -> &TaskStatus {
        &self.status
    }
}

impl fmt::Debug for Update {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Update({} {}", self.status.task_id, self.status.state)?;
        if let Some(message) = &self.status.message {
            write!(f, ": {message}")?;
        }
        f.write_str(")")
    }
}

/// Tells the driver that an update was handled, when the handler of the framework's life that drops it has succeeded.
pub(crate) struct Receipt {
    pub(crate) uuid: UpdateUuid,
    pub(crate) framework: Life,
    pub(crate) desk: Arc<Desk>,
}

impl Drop for Receipt {
    fn drop(&mut self) {
        let (uuid, desk) = (self.uuid, self.desk.clone());
        after_success(self.framework, move || desk.handled(uuid));
    }
}
