//! What crosses the network: the trait [`Wire`], [`Pid`], [`Reply`], their errors, and the one codec.
//!
//! Packages of plain messages implement [`Wire`] for their types and may hold a `Pid<M>` or a `Reply<T>` in them,
//! without knowing the actor runtime: what a [`Pid`] *does* is behind the trait [`Route`], which the runtime implements.
//!
//! ```text
//!   Pid<M> ── Route<M> ──┬── a local mailbox            (libprocess)
//!                        ├── a door of a local actor    (libprocess)
//!                        └── Far<M>: encode, then a Path to the other node
//! ```
//!
//! Invariants: no clock, no thread, no socket. bincode is named in [`codec`] only.

pub mod address;
pub mod codec;
mod error;
mod oneshot;
mod pid;
mod reply;
mod scope;

pub use address::{Address, AddressError, Life, Name, NodeLife};
pub use error::{AskError, TellError};
pub use oneshot::{Answer, Dropped, dropping_because};
pub use pid::{AnyRoute, Ask, Encode, Far, FarAway, Path, Pid, Protocol, Route, Runtime, Send, Term, TimerKey, Untyped};
pub use reply::{Reply, Token, Unwanted};
pub use scope::{Asked, Exported, Scope, enter_scope, with_scope};

use serde::{Serialize, de::DeserializeOwned};

/// A message type that may cross the network.
///
/// Its name and version travel in the header of each frame. An enum grows by a new variant at its end, since variants
/// are written by position; an older peer counts a variant that it does not know as a dead letter and goes on.
pub trait Wire: Serialize + DeserializeOwned + std::marker::Send + 'static {
    /// Name of the protocol, unique in a cluster: `mesos.agent-to-master`.
    const NAME: &'static str;
    /// Raised when old and new peers can no longer understand each other.
    const VERSION: u16;
}
