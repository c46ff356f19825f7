//! The words that the rooms say to each other: ids, resources, tasks and messages, as plain data.
//!
//! | Module | Holds |
//! |---|---|
//! | [`ids`] | names of agents, frameworks, tasks, executors, offers, containers, clusters; terms and update uuids |
//! | [`values`], [`resources`], [`attributes`], [`roles`] | what an agent has, who it is for, and the arithmetic on it |
//! | [`master`], [`agent`], [`framework`], [`task`], [`executor`], [`container`], [`checks`], [`offer`], [`constraints`], [`operation`], [`status`] | what the messages carry |
//! | [`units`], [`flags`] | durations and sizes as people write them in flags; flags of daemons without a command line |
//! | [`messages`] | one enum per link and direction: master–agent, master–scheduler, agent–executor |
//!
//! Invariants. Whatever is read from a peer is checked while it is read: an id, a role, a range or a resource that exists is
//! valid, and a collection of resources is always merged and in order. Arithmetic neither panics nor wraps. Nothing here
//! knows actors, clocks, sockets or files. Messages are written by position, so an enum grows only at its end.

pub mod agent;
pub mod attributes;
pub mod checks;
pub mod constraints;
pub mod container;
pub mod executor;
pub mod flags;
pub mod framework;
pub mod ids;
pub mod master;
pub mod messages;
pub mod named;
pub mod offer;
pub mod operation;
pub mod resources;
pub mod roles;
pub mod status;
pub mod task;
pub mod units;
pub mod values;

/// What programs that speak of clusters use most.
pub mod prelude {
    pub use crate::agent::AgentInfo;
    pub use crate::attributes::Attributes;
    pub use crate::framework::FrameworkInfo;
    pub use crate::ids::{AgentId, ClusterId, ContainerId, ExecutorId, FrameworkId, OfferId, TaskId, Term, UpdateUuid};
    pub use crate::offer::{Filters, Offer};
    pub use crate::operation::Operation;
    pub use crate::resources::{Resource, ResourceQuantities, Resources};
    pub use crate::roles::Role;
    pub use crate::status::{Reason, Source, TaskState, TaskStatus};
    pub use crate::task::{CommandInfo, TaskInfo};
    pub use crate::values::{MiB, Scalar};
}
