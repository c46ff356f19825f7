//! The driver: write a framework as an actor.
//!
//! ```text
//!   framework (an actor) ── Driver: calls, receipts ──▶ desk ──▶ driver (scheduler.rs) ── ToMaster ──▶ master
//!        ▲                                                        │  session.rs decides      │
//!        └────────────────────── Event ───────────────────────────┘ ◀────── ToScheduler ─────┘
//!   cluster (one per node): where the masters are, what the operator said, who earlier lives were
//! ```
//!
//! The driver does what every framework needs and many get wrong: it finds the master, subscribes, and does so again under
//! the same id after a restart of the master or of the framework; it acknowledges an update when the framework's handler
//! returned `Ok`, and shows it once; it reconciles after each subscription and every four minutes; it repeats kills until
//! their tasks are over; it refuses masters of another cluster and deposed ones.
//!
//! Invariants. Nothing here waits: neither for the framework nor for the master. What a framework launches ends in exactly
//! one terminal state that it is told. This package knows no allocator, agent or executor, and no HTTP.
//!
//! ```no_run
#![doc = include_str!("../examples/hello.rs")]
//! ```

mod cluster;
mod desk;
mod driver;
mod event;
mod flags;
pub mod logging;
mod program;
mod scheduler;
mod session;

pub use cluster::join;
pub use driver::Driver;
pub use event::{Event, Update};
#[doc(hidden)]
pub use flags::Planted;
pub use flags::{Flags, MASTER_PORT, masters, same_dashes};
pub use program::{main, run, run_with_farewell};

/// What a framework needs.
pub mod prelude {
    pub use crate::{Driver, Event, Update};
    pub use libprocess::{
        Actor, Context, Exit, ExitNotice, Inspection, Key, Pid, Reply,
        time::{millis, mins, secs},
    };
    pub use mesos_protocol::constraints::OfferConstraints;
    pub use mesos_protocol::offer::{InverseOffer, ResourceRequest};
    pub use mesos_protocol::operation::{AskedOperation, OperationState, OperationStatus, Tracked};
    pub use mesos_protocol::prelude::*;
    pub use mesos_protocol::values::Blob;
}
