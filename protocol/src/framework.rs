//! What a framework says of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::ids::FrameworkId;
use crate::named::named_enum;
use crate::resources::ResourceQuantities;
use crate::roles::Role;
use crate::values::Labels;

/// What a framework says of itself when it subscribes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkInfo {
    /// The user as whom its tasks run; empty lets the driver put in the user that runs it.
    pub user: String,
    /// For people; need not be unique.
    pub name: String,
    /// Given by the master; set when it subscribes again.
    pub id: Option<FrameworkId>,
    /// The roles in which it wants offers. Without the capability MULTI_ROLE exactly one.
    pub roles: Vec<Role>,
    /// How long its tasks go on while it is away, before all of them are killed.
    pub failover_timeout: Duration,
    /// Whether its tasks outlive a restart of their agent.
    pub checkpoint: bool,
    /// What it knows beyond the first release.
    pub capabilities: BTreeSet<FrameworkCapability>,
    /// As whom it proved itself.
    pub principal: Option<String>,
    /// Where its scheduler runs.
    pub hostname: Option<String>,
    /// What its maker wrote on it.
    pub labels: Labels,
    /// Where people find its own pages.
    pub webui_url: Option<String>,
    /// What it wants to be offered at least, by role.
    pub offer_filters: BTreeMap<Role, OfferFilters>,
}

named_enum! {
    /// What a framework knows beyond the first release.
    pub enum FrameworkCapability ("capability of a framework") {
        /// Takes resources that may be taken back at any time.
        RevocableResources = 1 => "REVOCABLE_RESOURCES",
        /// Wants to hear that a task is being killed.
        TaskKillingState = 2 => "TASK_KILLING_STATE",
        /// Wants offers from agents that have GPUs.
        GpuResources = 3 => "GPU_RESOURCES",
        /// Takes resources that others use at the same time.
        SharedResources = 4 => "SHARED_RESOURCES",
        /// Tells apart why a task was lost, and accepts tasks that come back.
        PartitionAware = 5 => "PARTITION_AWARE",
        /// Has any number of roles.
        MultiRole = 6 => "MULTI_ROLE",
        /// Takes resources that are reserved more than once.
        ReservationRefinement = 7 => "RESERVATION_REFINEMENT",
        /// Wants offers from other regions than the master's.
        RegionAware = 8 => "REGION_AWARE",
    }
}

/// What a framework wants to be offered in one of its roles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferFilters {
    /// An offer must hold at least one of these; absent: as the allocator is set; empty: anything.
    pub min_allocatable: Option<Vec<ResourceQuantities>>,
}

impl FrameworkInfo {
    /// A framework of that name in the role `*`, whose tasks outlive restarts of their agents. The driver puts in the user.
    pub fn named(name: impl Into<String>) -> FrameworkInfo {
        FrameworkInfo {
            user: String::new(),
            name: name.into(),
            id: None,
            roles: vec![Role::any()],
            failover_timeout: Duration::ZERO,
            checkpoint: true,
            capabilities: BTreeSet::new(),
            principal: None,
            hostname: None,
            labels: Labels::none(),
            webui_url: None,
            offer_filters: BTreeMap::new(),
        }
    }

    /// Whether it has that capability.
    pub fn has(&self, capability: FrameworkCapability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// Whether it tells apart why a task was lost.
    pub fn is_partition_aware(&self) -> bool {
        self.has(FrameworkCapability::PartitionAware)
    }

    /// With the user as whom its tasks run.
    #[must_use]
    pub fn user(mut self, user: impl Into<String>) -> FrameworkInfo {
        self.user = user.into();
        self
    }

    /// With the id that a master gave it.
    #[must_use]
    pub fn id(mut self, id: FrameworkId) -> FrameworkInfo {
        self.id = Some(id);
        self
    }

    /// In this role and no other.
    #[must_use]
    pub fn role(mut self, role: Role) -> FrameworkInfo {
        self.roles = vec![role];
        self
    }

    /// In these roles, which takes the capability MULTI_ROLE.
    #[must_use]
    pub fn roles(mut self, roles: impl IntoIterator<Item = Role>) -> FrameworkInfo {
        self.roles = roles.into_iter().collect();
        self.capability(FrameworkCapability::MultiRole)
    }

    /// With one more capability.
    #[must_use]
    pub fn capability(mut self, capability: FrameworkCapability) -> FrameworkInfo {
        self.capabilities.insert(capability);
        self
    }

    /// With tasks that go on for so long while it is away.
    #[must_use]
    pub fn failover_timeout(mut self, timeout: Duration) -> FrameworkInfo {
        self.failover_timeout = timeout;
        self
    }

    /// With the principal as whom it proves itself.
    #[must_use]
    pub fn principal(mut self, principal: impl Into<String>) -> FrameworkInfo {
        self.principal = Some(principal.into());
        self
    }

    /// With one more label.
    #[must_use]
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> FrameworkInfo {
        self.labels = self.labels.with(key, value);
        self
    }
}
