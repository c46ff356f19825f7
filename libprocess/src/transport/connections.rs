//! What can be seen of the connections of a node.

use std::{net::SocketAddr, time::Duration};

use serde::Serialize;

use crate::{node::NodeCore, role::Role};

/// What the carrier counts on one link.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct LinkStats {
    /// Time there and back.
    pub(crate) rtt: Duration,
    /// Bytes as they went over the wire.
    pub(crate) bytes_out: u64,
    pub(crate) bytes_in: u64,
    /// Packets that were lost and sent again.
    pub(crate) lost_packets: u64,
}

/// Room at one receiver of the other node.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReceiverRoom {
    /// Name of the receiver there.
    pub to: String,
    /// Bytes that may be sent to it now; below 1 the next `tell` is refused as full.
    pub left: i64,
}

/// What one receiver of this node has of the other node's messages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReceiverWindow {
    /// Name of the receiver here.
    pub to: String,
    /// Bytes that came and were not handled, as far as is known.
    pub held: usize,
    /// Bytes that the other node may have on the way to it.
    pub window: usize,
}

/// The connection to one other node.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ConnectionInfo {
    /// Its address: its id.
    pub peer: SocketAddr,
    /// What it proved to be.
    pub role: Role,
    /// There is a link now.
    pub linked: bool,
    /// This node dialled it.
    pub dialled: bool,
    /// Since when there is this link, in seconds of this node's clock.
    pub since: Option<f64>,
    /// Time there and back, in seconds.
    pub rtt: Option<f64>,
    /// Bytes of this link as they went over the wire, with all that encryption and repetition add.
    pub bytes_out: u64,
    /// Likewise, that came.
    pub bytes_in: u64,
    /// Packets of this link that were lost and sent again.
    pub lost_packets: u64,
    /// Frames that the peer does not have yet.
    pub frames_queued: u64,
    /// Their bytes.
    pub bytes_queued: usize,
    /// Messages that came from it.
    pub messages_received: u64,
    /// Messages that came again after a broken link, and were dropped.
    pub messages_doubled: u64,
    /// Messages to it that were given up with it.
    pub messages_lost: u64,
    /// What may be sent to its actors.
    pub credit: Vec<ReceiverRoom>,
    /// What its messages take at actors of this node.
    pub windows: Vec<ReceiverWindow>,
}

/// All connections of a node, those included that are broken at the moment.
pub(crate) fn connections(core: &NodeCore) -> Vec<ConnectionInfo> {
    core.transport().map(|transport| transport.connections()).unwrap_or_default()
}
