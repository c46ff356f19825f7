//! What an agent says of itself, and where it stands.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::attributes::{Attribute, AttributeValue, Attributes};
use crate::ids::AgentId;
use crate::named::named_enum;
use crate::resources::{Resource, Resources};
use crate::values::{MiB, Ranges, Scalar};

/// The port that agents listen on unless told otherwise.
pub const DEFAULT_AGENT_PORT: u16 = 5051;

/// What an agent says of itself when it registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentInfo {
    /// The name under which frameworks and operators know the machine.
    pub hostname: String,
    /// Where it listens.
    pub port: u16,
    /// All that it has, also what is in use.
    pub resources: Resources,
    /// What it tells about itself.
    pub attributes: Attributes,
    /// Given by the master; absent until then.
    pub id: Option<AgentId>,
    /// Where the machine stands, if the operator said so.
    pub domain: Option<Domain>,
    /// What it knows beyond the first release.
    pub capabilities: BTreeSet<AgentCapability>,
}

named_enum! {
    /// What an agent knows beyond the first release.
    pub enum AgentCapability ("capability of an agent") {
        /// Resources carry the role they are allocated to.
        MultiRole = 1 => "MULTI_ROLE",
        /// Roles may be nested.
        HierarchicalRole = 2 => "HIERARCHICAL_ROLE",
        /// Reservations may be stacked.
        ReservationRefinement = 3 => "RESERVATION_REFINEMENT",
        /// Resources may come from providers.
        ResourceProvider = 4 => "RESOURCE_PROVIDER",
        /// Volumes may grow and shrink.
        ResizeVolume = 5 => "RESIZE_VOLUME",
        /// It reports how operations on its own resources went.
        AgentOperationFeedback = 6 => "AGENT_OPERATION_FEEDBACK",
        /// It can be drained.
        AgentDraining = 7 => "AGENT_DRAINING",
        /// Tasks may have limits above what they ask for.
        TaskResourceLimits = 8 => "TASK_RESOURCE_LIMITS",
    }
}

/// Where a machine stands: what fails together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Domain {
    /// Far apart from other regions.
    pub region: String,
    /// Fails by itself within its region.
    pub zone: String,
}

/// When a machine will be away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unavailability {
    /// Since the Unix epoch.
    pub start: Duration,
    /// Absent: for good.
    pub duration: Option<Duration>,
}

impl AgentInfo {
    /// Describes an agent piece by piece: `AgentInfo::named("db-7").cpus(8).mem(MiB(16_384)).build()`.
    pub fn named(hostname: impl Into<String>) -> Builder {
        Builder(AgentInfo {
            hostname: hostname.into(),
            port: DEFAULT_AGENT_PORT,
            resources: Resources::none(),
            attributes: Attributes::none(),
            id: None,
            domain: None,
            capabilities: AgentCapability::ALL.iter().copied().collect(),
        })
    }

    /// Whether it has that capability.
    pub fn has(&self, capability: AgentCapability) -> bool {
        self.capabilities.contains(&capability)
    }
}

/// Describes an agent piece by piece.
#[derive(Clone, Debug)]
#[must_use = "ends with build()"]
pub struct Builder(AgentInfo);

impl Builder {
    /// So many processors more.
    pub fn cpus(self, cpus: impl Into<Scalar>) -> Builder {
        self.resource(Resource::cpus(cpus))
    }

    /// So much memory more.
    pub fn mem(self, size: MiB) -> Builder {
        self.resource(Resource::mem(size))
    }

    /// So much disk space more.
    pub fn disk(self, size: MiB) -> Builder {
        self.resource(Resource::disk_space(size))
    }

    /// These ports.
    pub fn ports(self, ports: Ranges) -> Builder {
        self.resource(Resource::ports(ports))
    }

    /// This resource.
    pub fn resource(mut self, resource: Resource) -> Builder {
        self.0.resources.add_one(resource);
        self
    }

    /// These resources and no others.
    pub fn resources(mut self, resources: Resources) -> Builder {
        self.0.resources = resources;
        self
    }

    /// One more attribute; left out if its name or text is empty.
    pub fn attribute(mut self, name: &str, value: impl Into<AttributeValue>) -> Builder {
        if let Ok(attribute) = Attribute::new(name, value) {
            self.0.attributes.push(attribute);
        }
        self
    }

    /// These attributes and no others.
    pub fn attributes(mut self, attributes: Attributes) -> Builder {
        self.0.attributes = attributes;
        self
    }

    /// Where it listens; 5051 if nothing is said.
    pub fn port(mut self, port: u16) -> Builder {
        self.0.port = port;
        self
    }

    /// The id that a master gave it.
    pub fn id(mut self, id: AgentId) -> Builder {
        self.0.id = Some(id);
        self
    }

    /// Where the machine stands.
    pub fn domain(mut self, region: &str, zone: &str) -> Builder {
        self.0.domain = Some(Domain { region: region.to_owned(), zone: zone.to_owned() });
        self
    }

    /// These capabilities and no others; all if nothing is said.
    pub fn capabilities(mut self, capabilities: impl IntoIterator<Item = AgentCapability>) -> Builder {
        self.0.capabilities = capabilities.into_iter().collect();
        self
    }

    /// The agent described.
    pub fn build(self) -> AgentInfo {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_is_described_in_one_line() {
        let agent = AgentInfo::named("db-7").cpus(8).mem(MiB(16_384)).attribute("rack", "r2").build();
        assert_eq!(agent.resources.to_string(), "cpus:8; mem:16384");
        assert_eq!(agent.attributes.to_string(), "rack:r2");
        assert_eq!((agent.hostname.as_str(), agent.port), ("db-7", 5051));
        assert!(agent.has(AgentCapability::MultiRole));
    }
}
