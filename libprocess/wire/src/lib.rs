//! What crosses the network, as plain data: the trait [`Wire`], and the forms of `Pid` and `Reply`.
//!
//! This package knows serde and nothing else, so that packages of plain messages can implement [`Wire`] for them
//! without knowing the actor runtime.

use serde::{Serialize, de::DeserializeOwned};

/// A message type that may cross the network.
///
/// Its name and version travel in the header of each frame. An enum grows by a new variant at its end, since variants
/// are written by position; an older peer counts a variant that it does not know as a dead letter and goes on.
pub trait Wire: Serialize + DeserializeOwned + Send + 'static {
    /// Name of the protocol, unique in a cluster: `mesos.master.agent`.
    const NAME: &'static str;
    /// Raised when old and new peers can no longer understand each other.
    const VERSION: u16;
}
