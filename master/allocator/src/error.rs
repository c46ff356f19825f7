//! Why an input was refused. A refused input changes nothing.

use std::fmt;

use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::Resources;

/// Why an input was refused. Nothing was changed then.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The framework is already there.
    FrameworkExists(FrameworkId),
    /// No such framework was added.
    FrameworkUnknown(FrameworkId),
    /// The agent is already there.
    AgentExists(AgentId),
    /// No such agent was added.
    AgentUnknown(AgentId),
    /// Resources that should be held lack the role they were offered to.
    RoleMissing {
        /// The resources in question.
        resources: Box<Resources>,
    },
    /// The framework does not hold what it should give back, convert or use.
    NotHeld {
        /// Who should hold it.
        framework: FrameworkId,
        /// On which agent.
        agent: AgentId,
        /// What is missing.
        wanted: Box<Resources>,
        /// What it has there of that kind (offered or allocated).
        held: Box<Resources>,
    },
    /// What an operator's operation needs is offered, allocated or not there at all.
    NotAvailable {
        /// On which agent.
        agent: AgentId,
        /// What was wanted.
        wanted: Box<Resources>,
        /// What is free there.
        free: Box<Resources>,
    },
    /// A weight is not a positive number.
    InvalidWeight {
        /// The role's path.
        role: String,
        /// What was given.
        weight: f64,
    },
    /// Quota can only be set for top-level roles.
    QuotaForNestedRole(String),
    /// A guarantee is greater than the limit of the same resource.
    GuaranteeAboveLimit {
        /// The role.
        role: String,
        /// The resource.
        resource: String,
    },
    /// A conversion would change how much the agent has of something instead of what it is.
    QuantityChanged {
        /// On which agent.
        agent: AgentId,
        /// What was to be converted.
        consumed: Box<Resources>,
        /// What it was to become.
        converted: Box<Resources>,
    },
    /// A shared volume cannot be destroyed while another copy of it is in the offer.
    StillShared {
        /// On which agent.
        agent: AgentId,
        /// The volume.
        volume: Box<mesos_protocol::resources::Resource>,
    },
    /// There is no inverse offer of that framework on the agent to be answered.
    NoUnavailability(AgentId),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::FrameworkExists(id) => {
                write!(f, "framework {id} was added before; remove it first, or update it instead")
            }
            Error::FrameworkUnknown(id) => write!(f, "framework {id} is not known to the allocator; add it first"),
            Error::AgentExists(id) => {
                write!(f, "agent {id} was added before; remove it first, or update it instead")
            }
            Error::AgentUnknown(id) => write!(f, "agent {id} is not known to the allocator; add it first"),
            Error::RoleMissing { resources } => write!(
                f,
                "{resources} cannot be told to be anyone's, because part of it is not allocated to a role; allocate it to the role of its offer"
            ),
            Error::NotHeld { framework, agent, wanted, held } => {
                write!(f, "framework {framework} has {held} on agent {agent}, which does not include {wanted}")
            }
            Error::NotAvailable { agent, wanted, free } => write!(
                f,
                "agent {agent} has {free} free, which does not include {wanted}; rescind its offers or wait for its tasks, then try again"
            ),
            Error::InvalidWeight { role, weight } => {
                write!(f, "the weight {weight} of role {role} is not a number above 0; give one such as 2.5")
            }
            Error::QuotaForNestedRole(role) => {
                write!(f, "role {role} lies below another one, and quota counts for top-level roles only; set it there")
            }
            Error::GuaranteeAboveLimit { role, resource } => write!(
                f,
                "role {role} would be guaranteed more {resource} than its limit allows; raise the limit or lower the guarantee"
            ),
            Error::QuantityChanged { agent, consumed, converted } => write!(
                f,
                "turning {consumed} into {converted} on agent {agent} would change how much there is; a conversion may only change what it is, or remove it"
            ),
            Error::StillShared { agent, volume } => write!(
                f,
                "{volume} on agent {agent} cannot be destroyed, because another copy of it is in use; end the tasks that use it first"
            ),
            Error::NoUnavailability(agent) => {
                write!(f, "agent {agent} has no maintenance scheduled, so there is no inverse offer to answer")
            }
        }
    }
}

impl std::error::Error for Error {}
