//! Actors: spawn, send, supervise and inspect, in one process and across machines.
//!
//! ```text
//!   Node ── Home (thread) ── Slot: mailbox of a name ── life: start, handle…, stop
//!                                 ▲                        │ Context: the only way out
//!      Pid<M> ── tell/send/ask ───┘                        ▼
//!   other nodes ◀── frames over QUIC ── Transport      timers, children, links, doors
//! ```
//!
//! Invariants: one message at a time per actor; every queue is bounded; no lock is held across an await; time and chance
//! come from the [`Context`] only, so that the same actors run on threads and, under a seed, in the simulator. This
//! package knows nothing of clusters of machines, tasks or resources; the clusters in [`membership`] are of its own nodes.
//!
//! `docs/guide.md` teaches it step by step; `docs/coverage.md` names the test behind each promise.

mod actor;
mod askers;
mod builder;
mod carried;
mod clock;
mod context;
mod dead_letters;
mod door;
mod durable;
mod engine;
pub mod groups;
pub mod http;
mod inspect;
pub mod journal;
pub mod keys;
mod life;
mod lock;
pub mod logging;
mod mailbox;
pub mod membership;
pub mod metrics;
pub mod names;
mod node;
mod observe;
mod operate;
mod origins;
pub mod os;
mod outbox;
mod pace;
mod peek;
mod pending;
pub mod pool;
mod primitives;
mod registry;
pub mod reliable;
mod role;
pub mod router;
mod run_state;
pub mod spans;
mod spawn;
mod states;
mod supervisor;
pub mod testing;
mod times;
pub mod topics;
mod trace;
mod transport;

pub use actor::{Actor, Exit, ExitNotice, Inspection, Relation};
pub use builder::Builder;
pub use clock::{Clock, Random};
pub use context::{Context, Key, TimerName};
pub use dead_letters::{DeadLetter, DeadLetters};
pub use door::Sender;
pub use durable::Durable;
pub use http::routes::Endpoint;
pub use inspect::{ActorInfo, Branch};
pub use libprocess_wire::{
    self as wire, Address, AskError, Life, Name, NodeLife, Pid, Reply, TellError, Untyped, Unwanted, Wire, codec,
};
pub use life::after_success;
pub use mailbox::{CAPACITY, Overflow};
pub use node::{ConnectError, ExitRecord, Exits, Node, Phase};
pub use operate::Act;
pub use outbox::{Outbox, Room};
pub use peek::Waiting;
pub use role::Role;
pub use spawn::{Spawn, SpawnError, Spawning};
pub use supervisor::{ChildInfo, ChildPolicy, NewChild, Restart, Shutdown, Strategy, Supervising, Supervisor};
pub use times::HandlerTime;
pub use trace::{Trace, TraceFilter, TraceRecord};
pub use transport::connections::{ConnectionInfo, ReceiverRoom, ReceiverWindow};

/// The guide, whose code is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/guide.md")]
mod guide {}

/// Durations as they are said.
pub mod time {
    use std::time::Duration;

    /// That many milliseconds.
    pub const fn millis(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    /// That many seconds.
    pub const fn secs(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    /// That many minutes.
    pub const fn mins(n: u64) -> Duration {
        Duration::from_secs(60 * n)
    }

    /// That many hours.
    pub const fn hours(n: u64) -> Duration {
        Duration::from_secs(3600 * n)
    }
}

/// What a program that uses actors needs.
pub mod prelude {
    pub use crate::{
        Actor, Address, AskError, Context, Exit, ExitNotice, Inspection, Key, Node, Pid, Relation, Reply, Restart, Role,
        Sender, SpawnError, Strategy, Supervisor, TellError, Wire,
        time::{millis, mins, secs},
    };
    pub use serde::{Deserialize, Serialize};
}
