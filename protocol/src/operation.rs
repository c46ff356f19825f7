//! What a framework can do with offered resources.

use serde::{Deserialize, Serialize};

use crate::executor::ExecutorInfo;
use crate::ids::{AgentId, OperationId, ResourceProviderId, UpdateUuid};
use crate::named::named_enum;
use crate::resources::{DiskSourceKind, Resource, Resources};
use crate::task::TaskInfo;
use crate::values::Scalar;

/// What a framework does with resources that it was offered. Operations of one call are carried out in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Starts tasks, each by itself.
    Launch {
        /// Each takes its resources out of the offers.
        tasks: Vec<TaskInfo>,
    },
    /// Starts tasks together, all or none, under one executor.
    LaunchGroup {
        /// Runs all of them.
        executor: Box<ExecutorInfo>,
        /// At least one.
        tasks: Vec<TaskInfo>,
    },
    /// Reserves resources.
    Reserve {
        /// What is there before; absent: the same without the last reservation.
        source: Option<Resources>,
        /// What is there afterwards.
        resources: Resources,
    },
    /// Gives up the last reservation of each.
    Unreserve {
        /// What is there before.
        resources: Resources,
    },
    /// Makes persistent volumes out of disk space.
    Create {
        /// What is there afterwards.
        volumes: Resources,
    },
    /// Makes disk space out of persistent volumes; their data is gone.
    Destroy {
        /// What is there before.
        volumes: Resources,
    },
    /// Makes a volume larger.
    GrowVolume {
        /// The volume before.
        volume: Resource,
        /// The disk space that is added to it.
        addition: Resource,
    },
    /// Makes a volume smaller.
    ShrinkVolume {
        /// The volume before.
        volume: Resource,
        /// How much is taken from it, in MB.
        subtract: Scalar,
    },
    /// Makes a disk out of a provider's raw storage.
    CreateDisk {
        /// Of type RAW.
        source: Resource,
        /// MOUNT or BLOCK.
        target: DiskSourceKind,
        /// The sort of storage, if the source does not say it.
        target_profile: Option<String>,
    },
    /// Makes raw storage out of a provider's disk.
    DestroyDisk {
        /// Of type MOUNT, BLOCK, or RAW with an id.
        source: Resource,
    },
}

impl Operation {
    /// Starts tasks, each by itself.
    pub fn launch(tasks: impl IntoIterator<Item = TaskInfo>) -> Operation {
        Operation::Launch { tasks: tasks.into_iter().collect() }
    }

    /// Its name in the public API.
    pub const fn name(&self) -> &'static str {
        match self {
            Operation::Launch { .. } => "LAUNCH",
            Operation::LaunchGroup { .. } => "LAUNCH_GROUP",
            Operation::Reserve { .. } => "RESERVE",
            Operation::Unreserve { .. } => "UNRESERVE",
            Operation::Create { .. } => "CREATE",
            Operation::Destroy { .. } => "DESTROY",
            Operation::GrowVolume { .. } => "GROW_VOLUME",
            Operation::ShrinkVolume { .. } => "SHRINK_VOLUME",
            Operation::CreateDisk { .. } => "CREATE_DISK",
            Operation::DestroyDisk { .. } => "DESTROY_DISK",
        }
    }
}

/// An operation whose framework may want to hear how it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracked {
    /// Under this id; absent: it does not want to hear of it.
    pub id: Option<OperationId>,
    /// What is to be done.
    pub operation: Operation,
}

named_enum! {
    /// Where an operation stands.
    pub enum OperationState ("state of an operation") {
        /// One that this release does not know.
        Unsupported = 0 => "OPERATION_UNSUPPORTED",
        /// Under way.
        Pending = 1 => "OPERATION_PENDING",
        /// Done.
        Finished = 2 => "OPERATION_FINISHED",
        /// Tried, and not done.
        Failed = 3 => "OPERATION_FAILED",
        /// Not valid, so it was not tried.
        Error = 4 => "OPERATION_ERROR",
        /// Lost on its way.
        Dropped = 5 => "OPERATION_DROPPED",
        /// Its agent does not answer.
        Unreachable = 6 => "OPERATION_UNREACHABLE",
        /// An operator gave its agent up.
        GoneByOperator = 7 => "OPERATION_GONE_BY_OPERATOR",
        /// Its agent has not come back yet since the master leads.
        Recovering = 8 => "OPERATION_RECOVERING",
        /// Nobody knows it.
        Unknown = 9 => "OPERATION_UNKNOWN",
    }
}

/// News of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationStatus {
    /// Which; absent if its framework gave it no id.
    pub operation_id: Option<OperationId>,
    /// Where it stands.
    pub state: OperationState,
    /// For people.
    pub message: Option<String>,
    /// What it made, once it is done.
    pub converted: Resources,
    /// To be acknowledged under this name; absent: not to be acknowledged.
    pub uuid: Option<UpdateUuid>,
    /// Where it was to be done.
    pub agent_id: Option<AgentId>,
    /// By which provider of that agent; absent: by the agent itself.
    pub provider_id: Option<ResourceProviderId>,
}

impl OperationStatus {
    /// News about which nothing else is said, and that need no acknowledgement.
    pub fn new(operation_id: OperationId, state: OperationState) -> OperationStatus {
        OperationStatus {
            operation_id: Some(operation_id),
            state,
            message: None,
            converted: Resources::none(),
            uuid: None,
            agent_id: None,
            provider_id: None,
        }
    }

    /// With a sentence for people.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> OperationStatus {
        self.message = Some(message.into());
        self
    }
}

/// An operation that a framework asks about, and where it was to be done, if known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedOperation {
    /// Which.
    pub id: OperationId,
    /// On which agent.
    pub agent_id: Option<AgentId>,
    /// By which provider of that agent.
    pub provider_id: Option<ResourceProviderId>,
}
