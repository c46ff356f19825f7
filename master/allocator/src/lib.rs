//! Who gets which resources next, as a pure state machine.
//!
//! ```text
//!  facts from the master          allocator                                     offers to make
//!  add_agent, add_framework  ->  ledger: who has what   ->  run / run_all  ->   Run { allocated,
//!  recover_resources, revive     sorter: who is next         guarantees,              inverse_offers }
//!  update_quota, ...             filters: who refused what   then fair share
//! ```
//!
//! | File | Answers |
//! |---|---|
//! | `allocator.rs`, `allocator/` | what goes in: one method per fact, with its cost |
//! | `run.rs`, `run/` | who gets the next offer; what one framework may have of one agent, or why nothing |
//! | `sorter.rs`, `sorter/` | the order of roles and frameworks |
//! | `policy.rs`, `policy/` | what differs between allocators; `docs/own-allocator.md` shows how to write one |
//! | `ledger.rs` | the sums of everything held |
//! | `filters.rs`, `constraints.rs`, `options.rs` | who does not want what |
//! | `maintenance.rs`, `metrics.rs` | inverse offers; values of the metrics |
//! | `explain.rs`, `revocation.rs` | why no offer came; who must give back for a guarantee |
//!
//! Invariants: free = max(0, total − held) on each agent; sums of roles equal those of their frameworks; a filter of what is
//! gone has no effect ([`Allocator::check`] verifies all of this). No clock, no chance of its own, no input or output, no
//! actors: time and draws are arguments, so equal inputs give equal results.

mod agent;
mod allocator;
mod amounts;
mod check;
pub mod constraints;
mod draws;
mod error;
pub mod explain;
#[cfg(test)]
mod faults;
mod filters;
mod framework;
mod ledger;
mod maintenance;
mod metrics;
mod options;
pub mod policy;
mod quota;
mod revocation;
mod run;
mod slots;
mod sorter;

pub use agent::AgentFacts;
pub use allocator::{Allocator, QuotaConfig};
pub use draws::{Draws, SeededDraws};
pub use error::Error;
pub use explain::{ConstraintReport, Explanation, Question};
pub use framework::{Capabilities, Subscription, Unsuited};
pub use maintenance::{InverseAnswer, InverseStatus};
pub use options::{InvalidMinimum, Minimum, Options};
pub use revocation::Victim;
pub use run::{Allocated, InverseOffer, Run};

// The examples are also run as tests; there the library has its public name.
#[cfg(test)]
extern crate self as mesos_allocator;

#[cfg(test)]
mod tests;
