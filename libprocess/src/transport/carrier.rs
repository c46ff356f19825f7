//! What carries frames between two nodes: connections with two ordered streams of bytes, which can break.
//!
//! Everything that a message needs on its way (encoding, channels, sequence, reconnect, loss of a node) stands above this
//! seam and is the same code over QUIC and in the simulator. A carrier knows no frames and no actors; it delivers bytes
//! of a lane in order and without gaps until the link breaks, and says what the other side proved.
//!
//! The futures are polled by jobs on the carrier's home, so what needs a certain thread finds itself on it.

use std::{
    fmt,
    net::SocketAddr,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use libprocess_wire::{Address, Name};

use super::{Boxed, connections::LinkStats};
use crate::{engine::Home, role::Role};

/// The two streams of a link. What waits on one does not hold up the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lane {
    /// Heart-beats, exits, replies, watches: always read.
    Control,
    /// Messages: not read on while receivers have no room.
    Bulk,
}

/// What the other side of a link proved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Proof {
    /// What its node is certified to be; [`Role::Anyone`] where nobody proves anything.
    pub(crate) role: Role,
    /// The node's advertised address where its certificate names it.
    pub(crate) node: Option<SocketAddr>,
    /// The only address a node may claim that proved none: the one its datagrams come from.
    pub(crate) seen_at: Option<SocketAddr>,
    /// The executor run that its certificate names, if it is an executor's.
    pub(crate) executor: Option<Arc<str>>,
}

impl Proof {
    /// True if a node that proved this may call itself so.
    pub(crate) fn admits(&self, node: SocketAddr) -> bool {
        match (self.node, self.seen_at) {
            (Some(proved), _) => proved == node,
            (None, Some(seen)) => seen == node,
            (None, None) => true,
        }
    }
}

/// A link carries nothing any more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Broken {
    /// Why, as a sentence.
    pub(crate) why: String,
    /// The other side refused this node (another key, another network): trying again is of no use.
    pub(crate) denied: bool,
}

impl Broken {
    pub(crate) fn new(why: impl Into<String>) -> Broken {
        Broken { why: why.into(), denied: false }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

/// Why no link came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum DialError {
    /// The machine is there and says that nobody listens at this port: the node is gone.
    Refused,
    /// No answer, or none in time; it may be there all the same.
    Unreachable(String),
    /// It is there and does not admit this node, or this node does not admit it.
    Denied(String),
    /// It has given up the association that this node means.
    Renewed,
}

/// How a watch connection ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Watched {
    /// The kernel of the other machine closed it, as it does when the process ends.
    Closed,
    /// The machine is there and nobody listens at this port.
    Refused,
    /// It never came about, or ended for a cause that says nothing about the process.
    Unknown,
}

/// One connection to another node. Each direction of a lane is polled by one task at a time.
pub(crate) trait Link: Send + Sync + 'static {
    /// What the other side proved.
    fn proof(&self) -> &Proof;
    /// Appends at least one and at most `most` bytes to `into`.
    fn poll_read(&self, lane: Lane, cx: &mut Context<'_>, into: &mut Vec<u8>, most: usize) -> Poll<Result<(), Broken>>;
    /// Takes a part of `bytes`, which are not empty; how many. Taken is not arrived: a break may lose them.
    fn poll_write(&self, lane: Lane, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize, Broken>>;
    /// No byte follows; ready when the other side has all that was taken, or the link is broken.
    fn finish(self: Arc<Self>) -> Boxed<()>;
    /// What it carried so far.
    fn stats(&self) -> LinkStats;
    /// Breaks the link now; both sides see it broken, the other one with this reason where it is still reached.
    fn close(&self, why: &str);
}

/// Makes links.
pub(crate) trait Carrier: Send + Sync + 'static {
    /// Where the jobs of connections run.
    fn home(&self) -> &Arc<Home>;
    /// A new link to the node at that address.
    fn dial(&self, node: SocketAddr) -> Boxed<Result<Arc<dyn Link>, DialError>>;
    /// The next link that another node dialled; none once the carrier is shut down.
    fn accept(&self) -> Boxed<Option<Arc<dyn Link>>>;
    /// Stays open while the process at that address lives: ends when its machine closes it.
    fn watch(&self, node: SocketAddr) -> Boxed<Watched>;
    /// Closes all links and accepts no more.
    fn shut_down(&self) -> Boxed<()>;
}

/// What becomes of one message on its way, as filters of the test kit decide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    /// It goes on.
    Pass,
    /// It is lost.
    Drop,
    /// It goes on twice.
    Double,
    /// It goes on after that time, others overtake it.
    Delay(Duration),
}

/// A filter between encoding and the buffer of a peer.
pub(crate) trait Filter: Send + Sync + 'static {
    /// What becomes of a message: from which actor (none from outside of actors), to whom, its protocol, its bytes.
    fn fate(&self, from: Option<&Name>, to: &Address, protocol: &'static str, bytes: &[u8]) -> Fate;
}
