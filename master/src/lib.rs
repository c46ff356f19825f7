//! The master: agents, frameworks, offers and tasks of a cluster.
//!
//! ```text
//!  leader (rest_for_one): registrar ─▶ master ─▶ views ─▶ allocator
//!
//!   agents ────────┐  doors   ┌──────────────────┐ changes, one message at a time   ┌───────────┐
//!   schedulers ────┼─────────▶│ master           │─────────────────────────────────▶│ registrar │─▶ registry
//!   observers ─────┘          │  leader.rs: lines│ facts, one message at a time     ├───────────┤
//!   (one per agent, children) │  master.rs: what │─────────────────────────────────▶│ allocator │ a thread of its own
//!                             │   is decided     │◀─────────────────────────────────│           │
//!                             └──────────────────┘ decisions, one outstanding       └───────────┘
//!                                      │ snapshots, when somebody looks
//!                                      ▼
//!                             views: /master/state, /tasks, ... as JSON
//! ```
//!
//! | Question | File |
//! |---|---|
//! | Where do offers get rescinded? | `master/offers.rs`, `rescind`; causes: `enum Rescind` |
//! | What is checked on ACCEPT? | `master/accept.rs`; rules: `validation.rs` |
//! | What becomes of MESSAGE, SHUTDOWN, UPDATE_FRAMEWORK, REQUEST …? | `master/calls.rs` |
//! | What survives a fail-over? | `registrar/registry.rs` |
//! | When is an agent unreachable? | `observer.rs`, then `master/agents.rs` |
//! | What happens to the tasks of an agent that comes back? | `master/returns.rs` |
//! | How does the allocator learn of everything? | `allocator/facts.rs`; a new life: `master/recover.rs` |
//!
//! Invariants. [`Master`](master::Master) decides without any actor, clock or file; [`Leader`](leader::Leader) carries out.
//! No actor here waits for another one, whatever the bounds of the mailboxes are, except a master that starts, for the
//! registrar. What is offered, used and free of an agent is together what it has, on both sides; nothing is offered twice,
//! also when the allocator starts anew. What a framework was told to be over stays over: what still runs of it is ended,
//! and holds its resources until it has. The master trusts the registry and the agents' reports over its own memory.
//! Deliberately not here: who gets what next (the allocator's package), bytes of HTTP, authorisation, quota, maintenance.

mod allocator;
mod flags;
mod http;
mod leader;
mod master;
mod metrics;
mod observer;
mod registrar;
mod state;
mod validation;

use std::sync::Arc;
use std::time::Duration;

use libprocess::prelude::*;

#[doc(hidden)]
pub use flags::Planted;
pub use flags::{Flags, RegistryKind};

use registrar::store::{File, Memory, Store};

/// Starts a master on a node: it leads when this returns. Its actors are `registrar`, `master`, `allocator` and `views`;
/// when the returned supervisor ends, restarts did not help.
///
/// # Errors
/// Flags that do not fit together, a registry that cannot be read, a name that is taken: a sentence that says what to do.
pub async fn start(node: &Node, flags: Flags) -> Result<Supervisor, Exit> {
    flags.check().map_err(Exit::failed)?;
    let store = store(node, &flags);
    let leader = node.supervisor("leader").strategy(Strategy::RestForOne).intensity(3, Duration::from_secs(60));
    let leader = leader.start().await?;
    let started = start_children(&leader, flags, store).await;
    if let Err(why) = started {
        node.stop(&leader.pid(), Duration::from_secs(5)).await;
        return Err(why);
    }
    Ok(leader)
}

async fn start_children(leader: &Supervisor, flags: Flags, store: Arc<dyn Store>) -> Result<(), Exit> {
    let planted = flags.planted;
    let answers_before_written = planted.answers_before_written;
    let args = registrar::Args { store, store_timeout: flags.registry_store_timeout, answers_before_written };
    let registrar = leader.child::<registrar::Registrar>("registrar", args).start().await.map_err(why)?;
    let options = mesos_allocator::Options {
        policy: flags.policy().map_err(Exit::failed)?,
        allocation_interval: flags.allocation_interval,
        ..mesos_allocator::Options::default()
    };
    let args = leader::Args { flags, registrar };
    let master = leader.child::<leader::Leader>("master", args).start().await.map_err(why)?;
    // Before the allocator, so that a crash of the allocator hides the master from nobody.
    leader.child::<http::Views>("views", master.clone()).spread().start().await.map_err(why)?;
    let args = allocator::Args { master, options, forgets_filters: planted.forgets_filters };
    leader.child::<allocator::Allocator>("allocator", args).spread().start().await.map_err(why)?;
    Ok(())
}

/// The reason alone, if it is the actor's own.
fn why(error: SpawnError) -> Exit {
    match error {
        SpawnError::Failed(exit) => exit,
        other => Exit::failed(other),
    }
}

fn store(node: &Node, flags: &Flags) -> Arc<dyn Store> {
    match (flags.registry, &flags.work_dir) {
        (RegistryKind::ReplicatedLog, Some(folder)) => Arc::new(File::within(folder.clone(), node.disk())),
        _ => Arc::new(Memory::default()),
    }
}

#[cfg(test)]
mod tests;
