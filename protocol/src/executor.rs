//! What runs tasks on an agent.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::container::{ContainerInfo, DiscoveryInfo};
use crate::ids::{ExecutorId, FrameworkId};
use crate::named::named_enum;
use crate::resources::Resources;
use crate::task::CommandInfo;
use crate::values::{Blob, Labels};

named_enum! {
    /// Who made an executor.
    pub enum ExecutorKind ("kind of executor") {
        /// The one that comes with the agent and runs groups of tasks.
        Default = 1 => "DEFAULT",
        /// The framework's own, started by its command.
        Custom = 2 => "CUSTOM",
    }
}

/// Describes an executor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExecutorInfo {
    /// Who made it; a framework's own if absent.
    pub kind: Option<ExecutorKind>,
    /// Unique per framework and agent.
    pub executor_id: ExecutorId,
    /// Whose it is; the master puts it in.
    pub framework_id: Option<FrameworkId>,
    /// How to start the framework's own.
    pub command: Option<CommandInfo>,
    /// The container it runs in.
    pub container: Option<Box<ContainerInfo>>,
    /// What it uses itself, besides its tasks.
    pub resources: Resources,
    /// For people.
    pub name: Option<String>,
    /// Where it comes from; frameworks of old used it.
    pub source: Option<String>,
    /// What the framework tells it.
    pub data: Option<Blob>,
    /// How others find it.
    pub discovery: Option<Box<DiscoveryInfo>>,
    /// How long it may take to end; as the agent is set if absent.
    pub shutdown_grace_period: Option<Duration>,
    /// What the framework wrote on it.
    pub labels: Labels,
}

impl ExecutorInfo {
    /// An executor of that id about which nothing else is said.
    pub fn new(executor_id: ExecutorId) -> ExecutorInfo {
        ExecutorInfo {
            kind: None,
            executor_id,
            framework_id: None,
            command: None,
            container: None,
            resources: Resources::none(),
            name: None,
            source: None,
            data: None,
            discovery: None,
            shutdown_grace_period: None,
            labels: Labels::none(),
        }
    }
}
