//! Cluster: what a framework's node was told of its cluster, and what survives a framework's crash.
//!
//! Receives  `Join` from a driver's maker; `Subscribed` and `Left` from drivers.
//! Answers   each `Join` with the masters, the operator's flags, and the id that the framework's earlier life had.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use libprocess::{Actor, Context, Exit, Name, Node, Reply};
use mesos_protocol::ids::{ClusterId, FrameworkId};
use nix::unistd;

use crate::flags::{Flags, masters};

/// The actor's name on its node.
pub(crate) const NAME: &str = "cluster";

/// What the actor is told.
#[derive(Debug)]
pub(crate) enum Message {
    /// A framework of that name begins a life.
    Join { framework: Name, reply: Reply<Membership> },
    /// It takes part under this id; its next life goes on under it.
    Subscribed { framework: Name, as_who: Identity },
    /// It left for good.
    Left { framework: Name },
}

/// What a driver needs to know before it begins.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub(crate) flags: Arc<Flags>,
    pub(crate) masters: Arc<[SocketAddr]>,
    /// Who the framework's earlier life was.
    pub(crate) known: Option<Identity>,
}

/// Who a framework is, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) framework_id: FrameworkId,
    pub(crate) cluster_id: ClusterId,
}

/// Tells a node of its cluster, so that frameworks on it can subscribe.
///
/// # Errors
/// The flags name no master, or a host that is not known; or the node was told before.
pub async fn join(node: &Node, mut flags: Flags) -> Result<(), Exit> {
    let masters = masters(&flags.master).map_err(Exit::failed)?;
    flags.user = flags.user.or_else(user);
    node.spawn::<Cluster>(NAME, (Arc::new(flags), masters.into())).await?;
    Ok(())
}

/// The user that runs this program.
fn user() -> Option<String> {
    unistd::User::from_uid(unistd::geteuid()).ok().flatten().map(|user| user.name)
}

/// Remembers for the frameworks of its node.
pub(crate) struct Cluster {
    flags: Arc<Flags>,
    masters: Arc<[SocketAddr]>,
    known: BTreeMap<Name, Identity>,
}

impl Actor for Cluster {
    type Args = (Arc<Flags>, Arc<[SocketAddr]>);
    type Message = Message;

    async fn start((flags, masters): Self::Args, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Cluster { flags, masters, known: BTreeMap::new() })
    }

    async fn handle(&mut self, message: Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Join { framework, reply } => {
                let known = self.known.get(&framework).cloned();
                reply.send(Membership { flags: self.flags.clone(), masters: self.masters.clone(), known });
            }
            Message::Subscribed { framework, as_who } => drop(self.known.insert(framework, as_who)),
            Message::Left { framework } => drop(self.known.remove(&framework)),
        }
        Ok(())
    }
}
