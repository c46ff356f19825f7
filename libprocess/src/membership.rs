//! Which nodes make up a cluster, and what they know of each other: members, names and groups.
//!
//! ```text
//!   Node::join_cluster(seeds) ─▶ actor `members` ◀══ pings, news, comparisons ══▶ `members` of a few other nodes
//!                                    │ writes                                     (neighbours on a ring, about log2 of all)
//!                                    ▼
//!   members(), whereis(), group() ◀─ directory        watchers ◀─ changes, one by one
//! ```
//!
//! A node takes part from the moment it knows a seed, or is known as one. Each node owns the entries of its actors (their
//! names in the cluster and the groups they joined); they vanish with the actor, and with the node. Everybody holds a copy,
//! so looking something up asks nobody.
//!
//! Promises, in a cluster of up to some hundred nodes: a change is known everywhere within a second, or within 30 s where
//! one message in five is lost; a node that is gone without a word counts as down 15 s later at most; two halves that were
//! cut off from each other know each other again within 30 s after the cut is healed, and then each name has one holder:
//! whoever held it first, by the clocks of the machines. Uniqueness in a cut cluster takes a lease, which this is not.
//!
//! ```
//! use libprocess::{testing::{seeds, simulate}, time::secs};
//!
//! simulate(seeds(3), async |sim| {
//!     let one = sim.node("10.0.0.1:5050").start().await;
//!     let two = sim.node("10.0.0.2:5050").start().await;
//!     one.join_cluster([]).unwrap();                       // the first one knows nobody
//!     two.join_cluster([one.address()]).unwrap();
//!     sim.clock().advance(secs(1)).await;
//!     assert_eq!(one.members(), two.members());
//!     assert_eq!(one.members().len(), 2);
//! });
//! ```

mod actor;
pub(crate) mod directory;
mod gossip;
mod seed;
mod shelf;
mod view;
mod watches;

#[cfg(test)]
mod tests;

use std::{fmt, fmt::Debug, net::SocketAddr, sync::Arc, time::Duration};

use libprocess_wire::{Address, AskError, Name, NodeLife, Pid, Reply};
use serde::{Deserialize, Serialize};

use self::actor::{Legacy, Membership, NAME};
pub use self::seed::{BadSeed, Seed};
pub(crate) use self::{
    actor::{Message, Refused},
    gossip::Kind,
    watches::{News, Tell, Topic},
};
use crate::{
    Actor, Context, Node, Role, SpawnError, Supervisor,
    node::{NodeCore, within},
};

/// Name of the supervisor of the actor that speaks for the node.
const KEEPER: &str = "membership";

/// How long a node that leaves waits to say so.
const GOODBYE: Duration = Duration::from_secs(1);

/// What is known of a member.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum MemberState {
    /// It is there.
    Alive,
    /// It does not answer; what it owns is still counted on.
    Suspect,
    /// It did not answer for too long: what it owned is forgotten until it is back.
    Down,
    /// It said goodbye.
    Left,
}

impl MemberState {
    /// True if what the node owns counts.
    pub fn is_present(self) -> bool {
        matches!(self, MemberState::Alive | MemberState::Suspect)
    }
}

impl fmt::Display for MemberState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MemberState::Alive => "alive",
            MemberState::Suspect => "suspect",
            MemberState::Down => "down",
            MemberState::Left => "left",
        })
    }
}

/// A node of the cluster.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Member {
    /// Its advertised address.
    pub node: SocketAddr,
    /// Its present life.
    pub life: NodeLife,
    /// What it says it is certified to be; the connection to it proves it.
    pub role: Role,
    /// Whether it is there.
    pub state: MemberState,
}

/// Why the cluster does not know an actor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ClusterError {
    /// Another actor holds the name.
    Held {
        /// The name.
        name: Name,
        /// Who holds it.
        by: Address,
    },
    /// A name or group must have 1 to 255 bytes.
    BadName(Name),
    /// The actor is not of this node, or has ended.
    NoSuchActor,
    /// This node has entered as many actors as one may: 65,536.
    Full,
    /// The node ends, or another actor took the name `members`.
    NotStarted(SpawnError),
}

impl fmt::Display for ClusterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClusterError::Held { name, by } => write!(f, "the name {name} is held by {by}"),
            ClusterError::BadName(name) => write!(f, "{name:?} is no name for the cluster: it must have 1 to 255 bytes"),
            ClusterError::NoSuchActor => f.write_str("only living actors of this node can be entered from here"),
            ClusterError::Full => f.write_str("this node has entered as many names and members of groups as one node may"),
            ClusterError::NotStarted(why) => write!(f, "this node takes part in no cluster: {why}"),
        }
    }
}

impl std::error::Error for ClusterError {}

pub(crate) fn checked(name: Name) -> Result<Name, ClusterError> {
    if name.is_empty() || name.len() > 255 { Err(ClusterError::BadName(name)) } else { Ok(name) }
}

impl NodeCore {
    /// The actor that speaks for this node, started now if it was not. When it fails it is started again, with what this
    /// node owns and who watches.
    pub(crate) async fn speaker(self: &Arc<Self>) -> Result<Pid<Message>, ClusterError> {
        let node = Node::from_core(self.clone());
        if let Some(speaker) = node.find::<Message>(NAME) {
            return Ok(speaker);
        }
        let keeper = node.supervisor(KEEPER).with::<Membership>(NAME, Legacy::default(), |child| child).start().await;
        let why = match keeper {
            Ok(_) => SpawnError::ShuttingDown,
            Err(why) => {
                // Somebody else starts it at this moment, or it is being restarted: its supervisor answers after that.
                if let Some(keeper) = Supervisor::find(&node, KEEPER) {
                    let _started = keeper.list().await;
                }
                why
            }
        };
        node.find::<Message>(NAME).ok_or(ClusterError::NotStarted(why))
    }

    pub(crate) async fn enter(
        self: &Arc<Self>,
        kind: Kind,
        key: Name,
        actor: Pid,
        lost: Option<Tell>,
    ) -> Result<(), ClusterError> {
        let (key, ended) = (checked(key)?, ClusterError::NotStarted(SpawnError::ShuttingDown));
        let (reply, answer) = Reply::pair();
        let enter = Message::Enter { kind, key: key.clone(), actor: actor.pin(), lost, reply };
        self.speaker().await?.send(enter).await.map_err(|_| ended.clone())?;
        answer.await.map_err(|_| ended)?.map_err(|why| match why {
            Refused::Held(by) => ClusterError::Held { name: key, by },
            Refused::Gone => ClusterError::NoSuchActor,
            Refused::Full => ClusterError::Full,
        })
    }

    pub(crate) async fn withdraw(self: &Arc<Self>, kind: Kind, key: Name, actor: Pid) -> Result<(), ClusterError> {
        let gone = self.speaker().await?.send(Message::Withdraw { kind, key, actor: actor.pin() }).await;
        gone.map_err(|_| ClusterError::NotStarted(SpawnError::ShuttingDown))
    }

    /// Tells an actor of this node of a topic from now on.
    pub(crate) async fn watch_topic<W: Debug + Send + 'static>(
        self: &Arc<Self>,
        topic: Topic,
        to: &Pid<W>,
        map: impl Fn(&Arc<NodeCore>, News) -> Option<W> + Send + 'static,
    ) -> Result<(), ClusterError> {
        if let Topic::Name(name) | Topic::Group(name) = &topic {
            checked(name.clone())?;
        }
        let watch = Message::Watch { topic, actor: to.pin().erase(), tell: self.teller(to, map) };
        let sent = self.speaker().await?.send(watch).await;
        sent.map_err(|_| ClusterError::NotStarted(SpawnError::ShuttingDown))
    }

    /// Tells the present life of an actor what `map` makes of the news.
    pub(crate) fn teller<W: Debug + Send + 'static>(
        self: &Arc<Self>,
        to: &Pid<W>,
        map: impl Fn(&Arc<NodeCore>, News) -> Option<W> + Send + 'static,
    ) -> Tell {
        let (core, to) = (self.me.clone(), to.pin());
        Box::new(move |news| {
            let core = core.upgrade().ok_or(AskError::NoSuchActor)?;
            match map(&core, news) {
                Some(message) => to.tell(message).map_err(|error| error.cause()),
                None => Ok(()),
            }
        })
    }
}

impl Node {
    /// Takes part in a cluster, by way of any of these nodes; with none it waits to be found. More seeds may be named later.
    /// See [`membership`](crate::membership).
    ///
    /// # Errors
    /// The node is ending.
    pub fn join_cluster(&self, seeds: impl IntoIterator<Item = SocketAddr>) -> Result<(), ClusterError> {
        self.join_cluster_through(seeds.into_iter().map(Seed::At))
    }

    /// As [`Node::join_cluster`], by way of nodes that may be known by name: each time one is tried, its name is looked up
    /// and all that stand behind it are tried. A name that nobody knows is logged, and looked up again.
    ///
    /// # Errors
    /// The node is ending.
    pub fn join_cluster_through(&self, seeds: impl IntoIterator<Item = Seed>) -> Result<(), ClusterError> {
        if self.core.is_down() {
            return Err(ClusterError::NotStarted(SpawnError::ShuttingDown));
        }
        let (node, seeds) = (self.clone(), seeds.into_iter().collect());
        self.run_beside(async move {
            if let Err(why) = node.join_now(seeds).await {
                tracing::error!(%why, "the cluster was not joined");
            }
        });
        Ok(())
    }

    pub(crate) async fn join_now(&self, seeds: Vec<Seed>) -> Result<(), ClusterError> {
        let joined = self.core.speaker().await?.send(Message::Join(seeds)).await;
        joined.map_err(|_| ClusterError::NotStarted(SpawnError::ShuttingDown))
    }

    /// Says goodbye to the cluster: what this node owns vanishes from the others at once. A node that shuts down does so.
    pub async fn leave_cluster(&self) {
        let Some(speaker) = self.find::<Message>(NAME) else { return };
        let (reply, answer) = Reply::pair();
        if speaker.tell(Message::Leave(reply)).is_ok() {
            let _ = within(&self.core, GOODBYE, answer).await;
        }
    }

    /// The nodes of the cluster that are there, this one included if it takes part, by address.
    pub fn members(&self) -> Vec<Member> {
        self.core.directory.members()
    }

    /// Tells an actor of this node which members there are, and from then on each change: one message per member. While the
    /// actor has no room only the newest of each member is kept for it.
    ///
    /// # Errors
    /// The node is ending.
    pub async fn watch_members<W: Debug + Send + 'static>(
        &self,
        to: &Pid<W>,
        map: impl Fn(Member) -> W + Send + 'static,
    ) -> Result<(), ClusterError> {
        let map = move |_: &Arc<NodeCore>, news| match news {
            News::Member(member) => Some(map(member)),
            _ => None,
        };
        self.core.watch_topic(Topic::Members, to, map).await
    }
}

impl<A: Actor> Context<A> {
    /// Tells this actor of the members of the cluster: see [`Node::watch_members`].
    ///
    /// # Errors
    /// As [`Node::watch_members`].
    pub async fn watch_members(&mut self, map: impl Fn(Member) -> A::Message + Send + 'static) -> Result<(), ClusterError> {
        self.node().watch_members(&self.me(), map).await
    }
}
