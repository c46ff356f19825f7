//! Names that hold in the whole cluster: at most one actor each, found from every node.
//!
//! A name belongs to one life of an actor: it vanishes with it, and a restarted actor registers again in its `start`. Of
//! two that took the same name in two halves of a cut cluster the older one keeps it when they meet; the other one is told
//! by a message of its own.
//!
//! ```
//! use libprocess::{prelude::*, names::NameLost, testing::{seeds, simulate}};
//!
//! struct Leader;
//!
//! #[derive(Debug, Serialize, Deserialize)]
//! enum Message { Hello(Reply<String>), #[serde(skip)] Lost(NameLost) }
//!
//! impl Wire for Message { const NAME: &'static str = "example.leader"; const VERSION: u16 = 1; }
//!
//! impl Actor for Leader {
//!     type Args = ();
//!     type Message = Message;
//!
//!     async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
//!         ctx.serve();
//!         ctx.register("leader", Message::Lost).await?;       // fails if another one holds it
//!         Ok(Leader)
//!     }
//!
//!     async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
//!         match message {
//!             Message::Hello(reply) => reply.send(format!("I am {}", ctx.name())),
//!             Message::Lost(_) => ctx.exit(Exit::Normal),     // an older leader was cut off from us
//!         }
//!         Ok(())
//!     }
//! }
//!
//! simulate(seeds(3), async |sim| {
//!     let (one, two) = (sim.node("10.0.0.1:5050").start().await, sim.node("10.0.0.2:5050").start().await);
//!     two.join_cluster([one.address()]).unwrap();
//!     one.join_cluster([]).unwrap();
//!     one.spawn::<Leader>("anna", ()).await.unwrap();
//!     sim.clock().advance(secs(1)).await;
//!     let leader = two.whereis::<Message>("leader").unwrap();
//!     assert_eq!(leader.ask(Message::Hello, secs(1)).await.unwrap(), "I am anna");
//!     two.spawn::<Leader>("bert", ()).await.unwrap_err();
//! });
//! ```

use std::{fmt::Debug, sync::Arc};

use libprocess_wire::{Name, Pid, Wire};

use crate::{
    Actor, Context, Node,
    membership::{ClusterError, Kind, News, Topic},
    node::NodeCore,
};

/// Somebody has held the name for longer, in a part of the cluster that was cut off: the name is theirs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameLost {
    /// The name.
    pub name: Name,
    /// The life that holds it.
    pub to: Pid,
}

/// Who holds a name has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameHeld {
    /// The name.
    pub name: Name,
    /// The life that holds it now, if any does.
    pub by: Option<Pid>,
}

impl Node {
    /// Gives an actor of this node a name in the cluster, for its present life. `lost` makes the message that tells it
    /// that another one, who has held it for longer, was met.
    ///
    /// # Errors
    /// [`ClusterError::Held`] if another actor is known to hold it.
    pub async fn register<M: Debug + Send + 'static>(
        &self,
        name: impl Into<Name>,
        actor: &Pid<M>,
        lost: impl Fn(NameLost) -> M + Send + 'static,
    ) -> Result<(), ClusterError> {
        let map = move |core: &Arc<NodeCore>, news| match news {
            News::Lost { name, to } => Some(lost(NameLost { name, to: core.untyped(&to) })),
            _ => None,
        };
        let lost = self.core.teller(actor, map);
        self.core.enter(Kind::Name, name.into(), actor.erase(), Some(lost)).await
    }

    /// Takes a name of an actor of this node back.
    ///
    /// # Errors
    /// The node is ending.
    pub async fn unregister<M: 'static>(&self, name: impl Into<Name>, actor: &Pid<M>) -> Result<(), ClusterError> {
        self.core.withdraw(Kind::Name, name.into(), actor.erase()).await
    }

    /// The life that holds that name in the cluster, as far as this node knows.
    pub fn whereis<M: Wire + Debug>(&self, name: &str) -> Option<Pid<M>> {
        self.core.directory.holder(name).map(|holder| self.core.typed(&holder))
    }

    /// The life that holds that name in the cluster, without type.
    pub fn holder(&self, name: &str) -> Option<Pid> {
        self.core.directory.holder(name).map(|holder| self.core.untyped(&holder))
    }

    /// Tells an actor of this node who holds a name, and from then on each change. While the actor has no room only the
    /// newest is kept for it.
    ///
    /// # Errors
    /// The node is ending, or that is no name.
    pub async fn watch_name<W: Debug + Send + 'static>(
        &self,
        name: impl Into<Name>,
        to: &Pid<W>,
        map: impl Fn(NameHeld) -> W + Send + 'static,
    ) -> Result<(), ClusterError> {
        let name: Name = name.into();
        let topic = Topic::Name(name.clone());
        let map = move |core: &Arc<NodeCore>, news| match news {
            News::Holder(by) => Some(map(NameHeld { name: name.clone(), by: by.map(|by| core.untyped(&by)) })),
            _ => None,
        };
        self.core.watch_topic(topic, to, map).await
    }
}

impl<A: Actor> Context<A> {
    /// Gives this actor a name in the cluster: see [`Node::register`].
    ///
    /// # Errors
    /// As [`Node::register`].
    pub async fn register(
        &mut self,
        name: impl Into<Name>,
        lost: impl Fn(NameLost) -> A::Message + Send + 'static,
    ) -> Result<(), ClusterError> {
        self.node().register(name, &self.me(), lost).await
    }

    /// Takes a name of this actor back.
    ///
    /// # Errors
    /// As [`Node::unregister`].
    pub async fn unregister(&mut self, name: impl Into<Name>) -> Result<(), ClusterError> {
        self.node().unregister(name, &self.me()).await
    }

    /// Tells this actor who holds a name: see [`Node::watch_name`].
    ///
    /// # Errors
    /// As [`Node::watch_name`].
    pub async fn watch_name(
        &mut self,
        name: impl Into<Name>,
        map: impl Fn(NameHeld) -> A::Message + Send + 'static,
    ) -> Result<(), ClusterError> {
        self.node().watch_name(name, &self.me(), map).await
    }
}
