//! What nodes tell each other of the cluster: plain data.
//!
//! Losing any of these does no harm: pings go out every second and carry a digest, and whoever sees another digest than
//! its own compares in full.

use std::net::SocketAddr;

use libprocess_wire::{Name, NodeLife, Wire};
use serde::{Deserialize, Serialize};

use super::MemberState;
use crate::Role;

/// What is known of a node. Of two the greater one holds: a node that is called suspect or down and is not raises its own
/// incarnation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) node: SocketAddr,
    pub(crate) life: NodeLife,
    pub(crate) role: Role,
    /// Begins with the microseconds since the Unix epoch at which the node joined, so that a later life is greater.
    pub(crate) incarnation: u64,
    pub(crate) state: MemberState,
}

impl Record {
    /// Does this one hold against the other?
    pub(crate) fn beats(&self, other: &Record) -> bool {
        (self.incarnation, self.state, self.life) > (other.incarnation, other.state, other.life)
    }
}

/// How much of a node's entries is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) epoch: u64,
    pub(crate) seq: u64,
}

/// What kind of key an actor stands under.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// One holder in the cluster.
    Name,
    /// Any number of members.
    Group,
}

/// An actor under a key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub(crate) struct EntryKey {
    pub(crate) kind: Kind,
    pub(crate) key: Name,
    pub(crate) actor: Name,
}

/// An entry of a node: one of its actors, in one life, under a key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) key: EntryKey,
    /// The life of the actor, on the life of the node that owns the entry.
    pub(crate) counter: u64,
    /// Microseconds since the Unix epoch at which it was entered.
    pub(crate) since: u64,
}

/// One step in the history of a node's entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Change {
    Put(Entry),
    Removed(EntryKey),
}

/// All that is left of a node's history after `from` up to `to`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Delta {
    pub(crate) owner: SocketAddr,
    pub(crate) life: NodeLife,
    pub(crate) epoch: u64,
    pub(crate) from: u64,
    pub(crate) to: u64,
    /// Where the history stood at the sender.
    pub(crate) head: u64,
    pub(crate) changes: Vec<(u64, Change)>,
}

/// What is known of a node, and how much of its entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) record: Record,
    pub(crate) place: Place,
}

/// What one node tells another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Gossip {
    /// Are you there? Answered by a pong.
    Ping { me: Record, digest: u64 },
    /// I am here.
    Pong { me: Record, digest: u64 },
    /// I do not reach that node: do you? Answered by `Reached` if so.
    PingFor { me: Record, target: SocketAddr },
    /// That node answered.
    Reached { target: SocketAddr },
    /// Something changed, or you seem not to know it.
    News { records: Vec<Record>, deltas: Vec<Delta> },
    /// Our digests differ. All that I know of nodes beyond `after` and up to `until`, in the order of their addresses.
    Compare { after: Option<SocketAddr>, until: Option<SocketAddr>, known: Vec<Summary> },
    /// Of that node's entries I know so much: tell me more.
    Pull { owner: SocketAddr, life: NodeLife, place: Place },
}

impl Wire for Gossip {
    const NAME: &'static str = "libprocess.members";
    const VERSION: u16 = 1;
}
