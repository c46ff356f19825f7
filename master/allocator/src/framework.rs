//! What the allocator knows of a framework.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mesos_protocol::framework::{FrameworkCapability, FrameworkInfo};
use mesos_protocol::ids::FrameworkId;
use mesos_protocol::resources::{Resource, Resources};
use mesos_protocol::roles::Role;

use crate::agent::{AgentFacts, Traits};
use crate::constraints::Constraints;
use crate::options::Minimum;
use crate::slots::Slot;

/// What a framework subscribes to and what it can deal with.
#[derive(Clone, Debug, Default)]
pub struct Subscription {
    /// Its name, for metrics.
    pub name: String,
    /// Roles in which it wants offers.
    pub roles: BTreeSet<Role>,
    /// Roles among these in which it wants none at present.
    pub suppressed: BTreeSet<Role>,
    /// What it can deal with.
    pub capabilities: Capabilities,
    /// Per role, the least that is worth an offer, instead of the cluster's.
    pub minimums: BTreeMap<Role, Minimum>,
    /// Per role, from which agents it wants offers; a role without an entry: from all.
    pub constraints: BTreeMap<Role, Constraints>,
}

impl Subscription {
    /// Subscribes to these roles, without special capabilities.
    pub fn to(roles: impl IntoIterator<Item = Role>) -> Subscription {
        Subscription { roles: roles.into_iter().collect(), ..Subscription::default() }
    }

    /// What a framework says of itself, with the roles in which it wants no offers at present. Constraints, which come
    /// beside it, are added with [`constrained`](Subscription::constrained).
    pub fn of(info: &FrameworkInfo, suppressed: impl IntoIterator<Item = Role>) -> Subscription {
        let minimums = info
            .offer_filters
            .iter()
            .filter_map(|(role, filters)| Some((role.clone(), Minimum::any_of(filters.min_allocatable.clone()?))));
        Subscription {
            name: info.name.clone(),
            roles: info.roles.iter().cloned().collect(),
            suppressed: suppressed.into_iter().collect(),
            capabilities: Capabilities {
                gpu_resources: info.has(FrameworkCapability::GpuResources),
                revocable_resources: info.has(FrameworkCapability::RevocableResources),
                shared_resources: info.has(FrameworkCapability::SharedResources),
                reservation_refinement: info.has(FrameworkCapability::ReservationRefinement),
                region_aware: info.has(FrameworkCapability::RegionAware),
                multi_role: info.has(FrameworkCapability::MultiRole),
            },
            minimums: minimums.collect(),
            constraints: BTreeMap::new(),
        }
    }

    /// With offers only from agents that fit.
    #[must_use]
    pub fn constrained(self, constraints: BTreeMap<Role, Constraints>) -> Subscription {
        Subscription { constraints, ..self }
    }
}

/// Kinds of resources and agents that a framework can deal with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// `GPU_RESOURCES`: agents that have GPUs.
    pub gpu_resources: bool,
    /// `REVOCABLE_RESOURCES`: resources that may be taken back.
    pub revocable_resources: bool,
    /// `SHARED_RESOURCES`: volumes that others use as well.
    pub shared_resources: bool,
    /// `RESERVATION_REFINEMENT`: resources reserved more than once.
    pub reservation_refinement: bool,
    /// `REGION_AWARE`: agents in other regions than the master.
    pub region_aware: bool,
    /// `MULTI_ROLE`: it has several roles, so agents must know those too.
    pub multi_role: bool,
}

/// Why an agent as a whole does not suit a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsuited {
    /// The agent has GPUs, which are kept for frameworks with `GPU_RESOURCES`.
    Gpus,
    /// The agent is in another region, and the framework is not `REGION_AWARE`.
    Region,
    /// The framework is `MULTI_ROLE`, and the agent is not.
    MultiRole,
    /// The role lies below another one, and the agent lacks `HIERARCHICAL_ROLE`.
    HierarchicalRole,
}

impl Capabilities {
    /// Which of the special kinds in `traits` it can deal with: what is equal here is treated equally.
    pub(crate) fn strips(self, traits: Traits) -> Strip {
        Strip {
            revocable: traits.revocable && !self.revocable_resources,
            shared: traits.shared && !self.shared_resources,
            refined: traits.refined && !self.reservation_refinement,
        }
    }
}

/// Which kinds of resources are taken out of an offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Strip {
    pub(crate) revocable: bool,
    pub(crate) shared: bool,
    pub(crate) refined: bool,
}

impl Strip {
    pub(crate) fn is_nothing(self) -> bool {
        self == Strip::default()
    }

    pub(crate) fn leaves(self, resource: &Resource) -> bool {
        !(self.revocable && resource.is_revocable()
            || self.shared && resource.is_shared()
            || self.refined && resource.has_refined_reservation())
    }

    pub(crate) fn apply(self, resources: &Resources) -> Resources {
        resources.filter(|resource| self.leaves(resource))
    }
}

/// What a framework wants in one role. Copied to each of its clients, so that a run looks at one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wants {
    /// Changes when all filters of the client end at once.
    pub(crate) generation: u32,
    pub(crate) capabilities: Capabilities,
    pub(crate) minimum: Option<Arc<Minimum>>,
    pub(crate) constraints: Option<Arc<Constraints>>,
}

impl Wants {
    /// Whether the agent as a whole suits, apart from constraints.
    pub(crate) fn suits(
        &self,
        facts: &AgentFacts,
        traits: Traits,
        nested_role: bool,
        region: Option<&str>,
        filter_gpus: bool,
    ) -> Result<(), Unsuited> {
        let has = self.capabilities;
        if traits.gpus && filter_gpus && !has.gpu_resources {
            return Err(Unsuited::Gpus);
        }
        if !has.region_aware && facts.region.as_deref().is_some_and(|agent| region.is_some_and(|own| own != agent)) {
            return Err(Unsuited::Region);
        }
        if has.multi_role && !facts.multi_role {
            return Err(Unsuited::MultiRole);
        }
        if nested_role && !facts.hierarchical_role {
            return Err(Unsuited::HierarchicalRole);
        }
        Ok(())
    }
}

/// A framework and its roles.
#[derive(Debug)]
pub(crate) struct Framework {
    pub(crate) id: FrameworkId,
    pub(crate) name: String,
    pub(crate) active: bool,
    pub(crate) members: Vec<Membership>,
}

/// A framework in a role. It stays, no longer subscribed, while the framework has anything in that role.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub(crate) role: Role,
    pub(crate) client: Slot,
    pub(crate) subscribed: bool,
    pub(crate) suppressed: bool,
}

impl Framework {
    pub(crate) fn member(&self, role: &Role) -> Option<&Membership> {
        self.members.iter().find(|member| member.role == *role)
    }

    pub(crate) fn member_mut(&mut self, role: &Role) -> Option<&mut Membership> {
        self.members.iter_mut().find(|member| member.role == *role)
    }
}
