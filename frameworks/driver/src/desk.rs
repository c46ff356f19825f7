//! Where a framework leaves what its driver is to do: calls are neither lost nor do they wait when the driver's mailbox is
//! full. The driver empties the desk after each of its messages.

use std::{collections::VecDeque, sync::OnceLock};

use libprocess::Pid;
use mesos_protocol::{
    constraints::OfferConstraints,
    framework::FrameworkInfo,
    ids::{AgentId, ExecutorId, OfferId, TaskId, UpdateUuid},
    offer::{Filters, ResourceRequest},
    operation::{AskedOperation, Tracked},
    roles::Role,
    task::KillPolicy,
    values::Blob,
};
use parking_lot::Mutex;

use crate::scheduler::Message;

/// More calls than this do not wait at the desk. Answers to offers are bounded by the offers that are out; the driver
/// reads the desk as fast as a mailbox, so only a framework that repeats itself without end gets here.
const CALLS_MAX: usize = 100_000;

/// What a framework asks its driver for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Call {
    Accept { offer_ids: Vec<OfferId>, operations: Vec<Tracked>, filters: Filters },
    Decline { offer_id: OfferId, filters: Filters },
    Kill { task_id: TaskId, kill_policy: Option<KillPolicy> },
    Reconcile { tasks: Vec<(TaskId, Option<AgentId>)> },
    Revive { roles: Vec<Role> },
    Suppress { roles: Vec<Role> },
    Teardown,
    Message { agent_id: AgentId, executor_id: ExecutorId, data: Blob },
    Shutdown { agent_id: AgentId, executor_id: ExecutorId },
    UpdateFramework { info: Box<FrameworkInfo>, suppressed: Vec<Role>, constraints: Box<OfferConstraints> },
    Request { requests: Vec<ResourceRequest> },
    ReconcileOperations { operations: Vec<AskedOperation> },
}

/// What waits for the driver.
#[derive(Default, Debug)]
pub(crate) struct Work {
    pub(crate) calls: VecDeque<Call>,
    pub(crate) handled: Vec<UpdateUuid>,
}

/// A desk between one framework life and its driver.
#[derive(Default)]
pub(crate) struct Desk {
    work: Mutex<Work>,
    driver: OnceLock<Pid<Message>>,
}

impl Desk {
    /// Names the driver that is to be woken; done once, when it starts.
    pub(crate) fn sits(&self, driver: Pid<Message>) {
        let _ = self.driver.set(driver);
    }

    pub(crate) fn call(&self, call: Call) {
        self.put(|work| {
            if work.calls.len() < CALLS_MAX {
                work.calls.push_back(call);
            } else {
                tracing::error!(?call, "a call was dropped: {CALLS_MAX} wait for the driver");
            }
        });
    }

    pub(crate) fn handled(&self, uuid: UpdateUuid) {
        self.put(|work| work.handled.push(uuid));
    }

    pub(crate) fn take(&self) -> Work {
        std::mem::take(&mut *self.work.lock())
    }

    fn put(&self, add: impl FnOnce(&mut Work)) {
        add(&mut self.work.lock());
        // A full mailbox means that the driver is about to look here anyway.
        if let Some(driver) = self.driver.get() {
            let _ = driver.tell(Message::Called);
        }
    }
}
