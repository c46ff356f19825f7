//! A node: the actors of one process, their names, their threads, and the way to other nodes.
//!
//! ```text
//!   Node ── NodeCore ── Registry (names), Doors (protocols), Exits, DeadLetters, Pending (questions), Transport
//! ```

mod core;
mod doors;
mod ending;
mod exits;
mod sender;

use std::{any::TypeId, fmt::Debug, future::Future, net::SocketAddr, sync::Arc, task::Poll, time::Duration};

use libprocess_wire::{Address, AskError, Name, NodeLife, Pid, Reply, Route, Wire};

pub(crate) use self::{
    core::{NodeCore, Options, Parts, nowhere, tell_watcher},
    doors::Doors,
    ending::Ending,
    sender::{
        AsSender, Said, current_home, current_name, current_sender, current_slot, enter_home, has_turn, in_turn, is_laden,
        local_sender, say_laden, sender_and_traced, with_sender,
    },
};
pub use self::{
    ending::Phase,
    exits::{ExitRecord, Exits},
};
use crate::{
    actor::{Actor, Exit, ExitNotice, Inspection, Relation},
    builder::Builder,
    clock::{Clock, Random},
    dead_letters::DeadLetters,
    engine::Job,
    life::{Watcher, watch},
    mailbox::{Control, Mark},
    os::files::Disk,
    role::Role,
    spawn::Spawn,
    supervisor::{Shutdown, Supervising, end_and_wait},
};

/// A node: the actors of one process. Cheap to clone; ends with [`Node::shut_down`].
#[derive(Clone)]
pub struct Node {
    pub(crate) core: Arc<NodeCore>,
}

impl Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({})", self.core.address())
    }
}

impl Node {
    /// How to start one.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn from_core(core: Arc<NodeCore>) -> Node {
        Node { core }
    }

    /// Its advertised address: QUIC and HTTP share the port number.
    pub fn address(&self) -> SocketAddr {
        self.core.address()
    }

    /// This life of it.
    pub fn life(&self) -> NodeLife {
        self.core.life
    }

    /// What it is certified to be.
    pub fn role(&self) -> Role {
        self.core.role
    }

    /// Its clock.
    pub fn clock(&self) -> Clock {
        Clock::new(self.core.clock.clone())
    }

    /// Its disk: the machine's, or a simulated one.
    pub fn disk(&self) -> Arc<dyn Disk> {
        self.core.disk.clone()
    }

    /// Its source of chance.
    pub fn random(&self) -> Random {
        Random::new(self.core.clone())
    }

    /// Starts an actor that is restarted by nobody.
    pub fn spawn<A: Actor>(&self, name: impl Into<Name>, args: A::Args) -> Spawn<A> {
        Spawn::new(self.core.clone(), name.into(), args, None)
    }

    /// Starts a supervisor at the top of the tree.
    pub fn supervisor(&self, name: impl Into<Name>) -> Supervising {
        Supervising::new(self.core.clone(), name.into(), None)
    }

    /// The actor at that address, once it is known to be there and to understand `M`.
    ///
    /// # Errors
    /// An address that cannot be read, a node that cannot be reached, no such actor, or one that does not understand `M`.
    pub async fn connect<M: Wire + Debug>(&self, address: impl AsRef<str>) -> Result<Pid<M>, ConnectError> {
        let address: Address = address.as_ref().parse().map_err(ConnectError::Address)?;
        if address.node != self.core.address() {
            let transport = self.core.transport().ok_or_else(|| ConnectError::failed(&address, AskError::ConnectionLost))?;
            let reached = transport.clone().connect(address.clone(), M::NAME, M::VERSION).await;
            let reached = reached.map_err(|error| ConnectError::failed(&address, error))?;
            return Ok(self.core.typed(&reached));
        } else {
            let slot = self.core.registry.get(&address.name);
            let slot = slot.ok_or_else(|| ConnectError::failed(&address, AskError::NoSuchActor))?;
            let understood = slot.own_route(TypeId::of::<M>()).is_some()
                || self.core.doors.by_message(&address.name, TypeId::of::<M>()).is_some();
            if !understood {
                return Err(ConnectError::failed(&address, AskError::NotUnderstood));
            }
        }
        Ok(self.core.typed(&address))
    }

    /// The actor at that address as one that understands `M`, without asking it.
    pub fn pid<M: Wire + Debug>(&self, address: &Address) -> Pid<M> {
        self.core.typed(address)
    }

    /// The actor of this node that holds `name`, if it is told messages of type `M`.
    pub fn find<M: 'static>(&self, name: &str) -> Option<Pid<M>> {
        let route = self.core.registry.get(name)?.own_route(TypeId::of::<M>())?;
        route.downcast::<Arc<dyn Route<M>>>().ok().map(|route| Pid::from_route(*route))
    }

    /// The actor at that address, without type.
    pub fn untyped(&self, address: &Address) -> Pid {
        self.core.untyped(address)
    }

    /// Ends when the present life of `pid` has ended, with the reason.
    pub async fn ended<M: 'static>(&self, pid: &Pid<M>) -> Exit {
        let pid = pid.erase();
        let (reply, answer) = Reply::pair();
        let call = Box::new(move |notice: &ExitNotice| reply.send(notice.reason.clone()));
        let watcher = Watcher::Call { key: 0, relation: Relation::Monitor(0), call };
        match crate::context::local(&pid) {
            Some((slot, counter)) => {
                if watch(&slot, counter, watcher).is_err() {
                    return Exit::NoSuchActor;
                }
            }
            None => self.core.watch_far(pid, watcher),
        }
        answer.await.unwrap_or(Exit::NoSuchActor)
    }

    /// Asks an actor of this node to end, kills it after `patience`, and waits until it is gone.
    pub async fn stop<M: 'static>(&self, pid: &Pid<M>, patience: Duration) {
        if let Some((slot, counter)) = crate::context::local(&pid.erase()) {
            let _ = end_and_wait(&self.core, &slot, counter, Shutdown::Within(patience)).await;
        }
    }

    /// Asks an actor of this node to end once it has handled all that waits for it now: nothing accepted is lost.
    pub fn finish<M: 'static>(&self, pid: &Pid<M>) {
        if let Some((slot, counter)) = crate::context::local(&pid.erase()) {
            // One whose life is over has ended already.
            let _over = slot.mark(counter, Mark::Stop(Exit::Shutdown));
        }
    }

    /// Ends an actor of this node without its help.
    pub fn kill<M: 'static>(&self, pid: &Pid<M>) {
        if let Some((slot, counter)) = crate::context::local(&pid.erase()) {
            slot.kill(counter);
        }
    }

    /// Lets an actor of this node stand still, or go on.
    pub fn suspend<M: 'static>(&self, pid: &Pid<M>, suspended: bool) -> bool {
        let control = if suspended { Control::Suspend } else { Control::Resume };
        crate::context::local(&pid.erase()).is_some_and(|(slot, counter)| slot.control(counter, control).is_ok())
    }

    /// An actor's own view of itself.
    ///
    /// # Errors
    /// When it is gone, or does not answer in time.
    pub async fn inspect<M: 'static>(&self, pid: &Pid<M>, timeout: Duration) -> Result<Inspection, AskError> {
        let (slot, counter) = crate::context::local(&pid.erase()).ok_or(AskError::NoSuchActor)?;
        let (reply, answer) = Reply::pair();
        slot.control(counter, Control::Inspect(reply)).map_err(|_| AskError::NoSuchActor)?;
        within(&self.core, timeout, answer).await
    }

    /// Its counters and gauges.
    pub fn metrics(&self) -> &crate::metrics::Metrics {
        &self.core.metrics
    }

    /// Its connections to other nodes, those included that are broken at the moment.
    pub fn connections(&self) -> Vec<crate::ConnectionInfo> {
        crate::transport::connections::connections(&self.core)
    }

    /// What could not be delivered.
    pub fn dead_letters(&self) -> &DeadLetters {
        &self.core.dead_letters
    }

    /// The newest ends of actors that were not orderly.
    pub fn exits(&self) -> &Exits {
        &self.core.exits
    }

    /// How many actors live here.
    pub fn actors(&self) -> usize {
        self.core.registry.len()
    }

    /// Sleeps on the node's clock.
    pub async fn sleep(&self, time: Duration) {
        self.core.sleep(time).await;
    }

    /// Runs a future on the node, for edges that are no actors (a command line, an HTTP server).
    pub fn run_beside(&self, future: impl Future<Output = ()> + Send + 'static) {
        Job::start(self.core.engine.main_home(), future);
    }
}

/// Waits for `future` at most that long.
pub(crate) async fn within<T>(
    core: &Arc<NodeCore>,
    timeout: Duration,
    future: impl Future<Output = Result<T, AskError>>,
) -> Result<T, AskError> {
    let mut future = std::pin::pin!(future);
    let mut sleep = std::pin::pin!(core.sleep(timeout));
    std::future::poll_fn(|cx| {
        if let Poll::Ready(result) = future.as_mut().poll(cx) {
            return Poll::Ready(result);
        }
        sleep.as_mut().poll(cx).map(|()| Err(AskError::TimedOut))
    })
    .await
}

/// Why no actor was reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConnectError {
    /// The text is no address.
    Address(libprocess_wire::AddressError),
    /// The actor of that address was not reached, for this cause.
    Failed {
        /// Where it should be.
        address: Address,
        /// Why it was not reached.
        cause: AskError,
    },
}

impl ConnectError {
    fn failed(address: &Address, cause: AskError) -> Self {
        ConnectError::Failed { address: address.clone(), cause }
    }
}

impl std::fmt::Display for ConnectError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ConnectError::Address(error) => write!(f, "{error}"),
            ConnectError::Failed { address, cause } => write!(f, "{address} was not reached: {cause}"),
        }
    }
}

impl std::error::Error for ConnectError {}
