//! What a framework can do with offered resources.

use serde::{Deserialize, Serialize};

use crate::executor::ExecutorInfo;
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
