//! Groups: any number of actors under one key, found from every node of the cluster. They are the registry of services
//! too: who offers something joins the group of that name, who needs it looks there or watches it.
//!
//! A member is one life of an actor: it leaves with its end, or with its node; a restarted actor joins again in its
//! `start`.
//!
//! ```
//! use libprocess::{prelude::*, groups::GroupChanged, testing::{Probe, seeds, simulate}};
//!
//! struct Printer;
//!
//! #[derive(Debug, Serialize, Deserialize)]
//! struct Print(String);
//!
//! impl Wire for Print { const NAME: &'static str = "example.print"; const VERSION: u16 = 1; }
//!
//! impl Actor for Printer {
//!     type Args = ();
//!     type Message = Print;
//!
//!     async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
//!         ctx.serve();
//!         ctx.join("printers").await?;
//!         Ok(Printer)
//!     }
//!
//!     async fn handle(&mut self, _: Print, _ctx: &mut Context<Self>) -> Result<(), Exit> { Ok(()) }
//! }
//!
//! simulate(seeds(3), async |sim| {
//!     let (one, two) = (sim.node("10.0.0.1:5050").start().await, sim.node("10.0.0.2:5050").start().await);
//!     two.join_cluster([one.address()]).unwrap();
//!     one.join_cluster([]).unwrap();
//!     let mut office = Probe::<GroupChanged>::new(&two, "office").await;
//!     two.watch_group("printers", &office.pid(), |change| change).await.unwrap();
//!     let printer = one.spawn::<Printer>("laser", ()).await.unwrap();
//!     assert_eq!(office.next(secs(1)).await.joined, [printer.pin().erase()]);
//!     two.group::<Print>("printers")[0].tell(Print("hello".into())).unwrap();
//!     one.kill(&printer);
//!     assert_eq!(office.next(secs(1)).await.left.len(), 1);
//! });
//! ```

use std::{fmt::Debug, sync::Arc};

use libprocess_wire::{Address, Name, Pid, Wire};

use crate::{
    Actor, Context, Node,
    membership::{ClusterError, Kind, News, Topic},
    node::NodeCore,
};

/// Who came to a group and who left it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupChanged {
    /// The group.
    pub group: Name,
    /// Lives that joined; at first all that are in it.
    pub joined: Vec<Pid>,
    /// Lives that left, ended, or whose node is gone.
    pub left: Vec<Pid>,
}

impl Node {
    /// Enters an actor of this node into a group, for its present life.
    ///
    /// # Errors
    /// The actor has ended, or the node is ending.
    pub async fn join_group<M: 'static>(&self, group: impl Into<Name>, actor: &Pid<M>) -> Result<(), ClusterError> {
        self.core.enter(Kind::Group, group.into(), actor.erase(), None).await
    }

    /// Takes an actor of this node out of a group.
    ///
    /// # Errors
    /// The node is ending.
    pub async fn leave_group<M: 'static>(&self, group: impl Into<Name>, actor: &Pid<M>) -> Result<(), ClusterError> {
        self.core.withdraw(Kind::Group, group.into(), actor.erase()).await
    }

    /// The members of a group as far as this node knows, in the order of their addresses, as actors that understand `M`.
    pub fn group<M: Wire + Debug>(&self, group: &str) -> Vec<Pid<M>> {
        self.core.directory.group(group).iter().map(|member| self.core.typed(member)).collect()
    }

    /// The members of a group, without type.
    pub fn group_pids(&self, group: &str) -> Vec<Pid> {
        self.core.directory.group(group).iter().map(|member| self.core.untyped(member)).collect()
    }

    /// Tells an actor of this node who is in a group, and from then on who comes and goes. While the actor has no room the
    /// changes are kept for it as one.
    ///
    /// # Errors
    /// The node is ending, or that is no name for a group.
    pub async fn watch_group<W: Debug + Send + 'static>(
        &self,
        group: impl Into<Name>,
        to: &Pid<W>,
        map: impl Fn(GroupChanged) -> W + Send + 'static,
    ) -> Result<(), ClusterError> {
        let group: Name = group.into();
        let topic = Topic::Group(group.clone());
        let map = move |core: &Arc<NodeCore>, news| match news {
            News::Group { joined, left } => {
                let pids = |of: Vec<Address>| of.iter().map(|member| core.untyped(member)).collect();
                Some(map(GroupChanged { group: group.clone(), joined: pids(joined), left: pids(left) }))
            }
            _ => None,
        };
        self.core.watch_topic(topic, to, map).await
    }
}

impl<A: Actor> Context<A> {
    /// Enters this actor into a group: see [`Node::join_group`].
    ///
    /// # Errors
    /// As [`Node::join_group`].
    pub async fn join(&mut self, group: impl Into<Name>) -> Result<(), ClusterError> {
        self.node().join_group(group, &self.me()).await
    }

    /// Takes this actor out of a group.
    ///
    /// # Errors
    /// As [`Node::leave_group`].
    pub async fn leave(&mut self, group: impl Into<Name>) -> Result<(), ClusterError> {
        self.node().leave_group(group, &self.me()).await
    }

    /// Tells this actor who comes to a group and leaves it: see [`Node::watch_group`].
    ///
    /// # Errors
    /// As [`Node::watch_group`].
    pub async fn watch_group(
        &mut self,
        group: impl Into<Name>,
        map: impl Fn(GroupChanged) -> A::Message + Send + 'static,
    ) -> Result<(), ClusterError> {
        self.node().watch_group(group, &self.me(), map).await
    }
}
