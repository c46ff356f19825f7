//! Pools: workers of one kind under a supervisor, behind one pid, as many as are wanted at the moment.
//!
//! Each message goes straight to the mailbox of a worker. A worker that fails is restarted and costs the message in work and
//! those behind it, as for any actor; one that is taken out when the pool shrinks handles all it was given before it ends.
//! Workers are not to end by themselves in good order: that would not be a failure, so nobody would take their place.
//!
//! ```
//! use libprocess::prelude::*;
//!
//! /// Counts the letters of texts.
//! struct Counter;
//!
//! #[derive(Debug)]
//! struct Count(String, Reply<usize>);
//!
//! impl Actor for Counter {
//!     type Args = ();
//!     type Message = Count;
//!
//!     async fn start(_: (), _ctx: &mut Context<Self>) -> Result<Self, Exit> { Ok(Counter) }
//!
//!     async fn handle(&mut self, Count(text, reply): Count, _ctx: &mut Context<Self>) -> Result<(), Exit> {
//!         reply.send(text.chars().filter(|c| c.is_alphabetic()).count());
//!         Ok(())
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let node = Node::builder().start().await?;
//! let mut pool = node.pool::<Counter>("counters", (), 4).start().await?;
//! let counters: Pid<Count> = pool.pid();
//! assert_eq!(counters.ask(|reply| Count("one, two".into(), reply), secs(5)).await?, 6);
//! pool.resize(8).await?;                    // more hands
//! pool.resize(1).await?;                    // back when the others have done what they had
//! # node.shut_down(secs(1)).await;
//! # Ok(()) }
//! ```

use std::{fmt, ops::RangeInclusive, sync::Arc, time::Duration};

use libprocess_wire::{Name, Pid};

use crate::{
    Actor, Context, Exit, Node, Restart, SpawnError, Supervisor,
    mailbox::{Mark, Parent},
    node::NodeCore,
    router::{Router, Routing},
    supervisor::Supervising,
};

/// A pool about to start.
#[must_use = "call start"]
pub struct Pooling<A: Actor> {
    core: Arc<NodeCore>,
    name: Name,
    args: A::Args,
    workers: usize,
    supervising: Supervising,
    routing: Routing<A::Message>,
    capacity: Option<usize>,
}

impl<A: Actor> Pooling<A> {
    fn new(core: &Arc<NodeCore>, name: Name, args: A::Args, workers: usize, parent: Option<Arc<Parent>>) -> Self {
        let supervising = Supervising::new(core.clone(), name.clone(), parent);
        Pooling { core: core.clone(), name, args, workers, supervising, routing: Routing::LeastBusy, capacity: None }
    }

    /// Who gets a message: [`Routing::LeastBusy`] by default.
    pub fn routing(mut self, routing: Routing<A::Message>) -> Self {
        self.routing = routing;
        self
    }

    /// Restarts of workers allowed within a time; one more, and the pool fails. 3 within a minute by default.
    pub fn intensity(mut self, restarts: u32, within: Duration) -> Self {
        self.supervising = self.supervising.intensity(restarts, within);
        self
    }

    /// Waits before each restart of a worker, see [`Supervising::backoff`].
    pub fn backoff(mut self, times: RangeInclusive<Duration>) -> Self {
        self.supervising = self.supervising.backoff(times);
        self
    }

    /// Messages that each worker's mailbox holds.
    pub fn capacity(mut self, messages: usize) -> Self {
        self.capacity = Some(messages);
        self
    }

    /// Starts the supervisor and the workers `NAME-1`, `NAME-2` and so on, spread over the node's threads.
    ///
    /// # Errors
    /// A name that is taken, or the worker that did not start; those that did are ended again.
    pub async fn start(self) -> Result<Pool<A>, SpawnError> {
        let Pooling { core, name, args, workers, supervising, routing, capacity } = self;
        let supervisor = supervising.start().await?;
        let router = Router::of_set(core, name.clone(), routing, Some(supervisor.pid()));
        let mut pool = Pool { name, args, supervisor, router, capacity, started: 0, names: Vec::new() };
        if let Err(error) = pool.resize(workers).await {
            pool.end(Duration::from_secs(5)).await;
            return Err(error);
        }
        Ok(pool)
    }
}

/// A running pool. Dropping this ends nothing: the pool ends with its parent, or by [`Pool::end`].
pub struct Pool<A: Actor> {
    name: Name,
    args: A::Args,
    supervisor: Supervisor,
    router: Router<A::Message>,
    capacity: Option<usize>,
    /// Workers that were ever started: no name is used twice.
    started: u64,
    names: Vec<Name>,
}

impl<A: Actor> fmt::Debug for Pool<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pool({}, {} workers)", self.name, self.names.len())
    }
}

impl<A: Actor> Pool<A> {
    /// Its pid: each message reaches one worker. Watched or linked it stands for the supervisor.
    pub fn pid(&self) -> Pid<A::Message> {
        self.router.pid()
    }

    /// The way to the workers, which knows who is least busy.
    pub fn router(&self) -> &Router<A::Message> {
        &self.router
    }

    /// How many workers there are.
    pub fn size(&self) -> usize {
        self.names.len()
    }

    /// Starts or ends workers until there are so many. Those that end are told nothing more from now on and first handle
    /// all that they were told before: this returns when they have.
    ///
    /// # Errors
    /// A worker that did not start; those before it did.
    pub async fn resize(&mut self, workers: usize) -> Result<(), SpawnError> {
        while self.names.len() < workers {
            self.started += 1;
            let name: Name = format!("{}-{}", self.name, self.started).into();
            let child = self.supervisor.child::<A>(name.clone(), self.args.clone());
            let child = child.restart(Restart::Transient).spread();
            let child = if let Some(capacity) = self.capacity { child.capacity(capacity) } else { child };
            self.router.add(child.start().await?);
            self.names.push(name);
        }
        let retiring = self.router.cut_to(workers);
        let names = self.names.split_off(workers);
        let node = Node::from_core(self.router.core().clone());
        // All at once, and only then waited for.
        let lives: Vec<Pid<A::Message>> = retiring.iter().map(Pid::pin).collect();
        for life in &lives {
            if let Some((slot, counter)) = crate::context::local(&life.erase()) {
                // One whose life is over has handled what it could.
                let _over = slot.mark(counter, Mark::Stop(Exit::Normal));
            }
        }
        for (life, name) in lives.iter().zip(names) {
            if life.life().is_some() {
                node.ended(life).await;
            }
            // One that failed meanwhile would be started again.
            let _ = self.supervisor.stop_child(name).await;
        }
        Ok(())
    }

    /// Ends the pool: all workers handle what they were told, and those that have not after `patience` are killed.
    pub async fn end(mut self, patience: Duration) {
        let node = Node::from_core(self.router.core().clone());
        let supervisor = self.supervisor.pid();
        let core = node.core.clone();
        let drained = async {
            let _ = self.resize(0).await;
            Ok(())
        };
        let _ = crate::node::within(&core, patience, drained).await;
        node.stop(&supervisor, Duration::ZERO).await;
    }
}

impl Node {
    /// A pool of `workers` at the top of the tree.
    pub fn pool<A: Actor>(&self, name: impl Into<Name>, args: A::Args, workers: usize) -> Pooling<A> {
        Pooling::new(&self.core, name.into(), args, workers, None)
    }
}

impl<A: Actor> Context<A> {
    /// A pool of `workers` that ends with this actor.
    pub fn pool<W: Actor>(&mut self, name: impl Into<Name>, args: W::Args, workers: usize) -> Pooling<W> {
        let core = self.node().core;
        let parent = self.as_parent();
        Pooling::new(&core, name.into(), args, workers, Some(parent))
    }
}

#[cfg(test)]
mod tests;
