//! The kit of cluster tests: [`Cluster`], a master, agents, executors and frameworks as they run in production, on simulated
//! nodes of their own.
//!
//! ```text
//!   Cluster ── starts ──▶ master node        mesos_master::start
//!      │                  agent nodes        mesos_slave::start, with a Machine as launcher
//!      │                  executor nodes     the command executor; its task follows a script
//!      │                  framework nodes    a driver and a Shop, or any other framework
//!      └─ Ledger: which task began where, as the machines saw it     Journal: what a framework was told, in order
//! ```
//!
//! Only what a machine is stands in: its processes (scripts), its disk and its network (those of `libprocess::testing`).
//! Faults come from there too; [`filters`] names single messages by their type, sender and receiver.

mod builder;
mod cluster;
pub mod filters;
mod journal;
mod ledger;
mod machine;
mod shop;

pub use builder::Builder;
pub use cluster::{Agent, Cluster, Running, TaskView};
pub use journal::{Journal, Seen, offered_too_soon, violations};
pub use ledger::{Ledger, Start};
pub use machine::Machine;
pub use shop::{Order, Shop};
