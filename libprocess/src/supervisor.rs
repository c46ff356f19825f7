//! Supervisors: start children in order, restart them by a strategy, end them in reverse order, and fail upward when
//! restarts come too often.
//!
//! ```text
//! node.supervisor("top")
//!     .strategy(Strategy::RestForOne)
//!     .intensity(3, mins(1))                             // a fourth failure within a minute goes one level up
//!     .backoff(millis(100)..=secs(10))                   // begins anew after a stable time
//!     .with::<Store>("store", args, |child| child.shutdown(secs(30)))
//!     .group("workers", |workers| workers.with::<Worker>("w-1", (), |child| child))
//!     .start().await?;
//! ```
//!
//! Children that are named before the start belong to the supervisor: it starts them, and starts them again when it is
//! restarted itself. Those that are added later are gone with its life, like children of any actor.

mod ending;
mod policy;
mod supervision;

use std::{sync::Arc, time::Duration};

use libprocess_wire::{AskError, Name, Pid, Reply};

pub(crate) use self::{ending::end_and_wait, supervision::Supervision};
pub use self::{
    policy::{ChildPolicy, Restart, Shutdown, Strategy},
    supervision::ChildInfo,
};
use self::{
    policy::{For, Settings},
    supervision::{Asked, Child, Request},
};
use crate::{
    actor::Actor,
    engine::Placement,
    mailbox::{Overflow, Parent},
    node::NodeCore,
    spawn::{Spawn, SpawnError},
};

/// Where a supervisor stands.
enum Above {
    /// At the top of the node's tree.
    Nobody,
    Actor(Arc<Parent>),
    Supervisor(Pid<Request>),
}

/// A supervisor about to start.
#[must_use = "call start"]
pub struct Supervising {
    core: Arc<NodeCore>,
    name: Name,
    above: Above,
    settings: Settings,
    placement: Placement,
}

impl Supervising {
    pub(crate) fn new(core: Arc<NodeCore>, name: Name, parent: Option<Arc<Parent>>) -> Self {
        let above = parent.map_or(Above::Nobody, Above::Actor);
        Supervising { core, name, above, settings: Settings::default(), placement: Placement::Beside }
    }

    /// Which children are restarted when one ends: [`Strategy::OneForOne`] by default.
    pub fn strategy(mut self, strategy: Strategy) -> Self {
        self.settings.strategy = strategy;
        self
    }

    /// Restarts allowed within a time; one more, and the supervisor fails. 3 within a minute by default.
    pub fn intensity(mut self, restarts: u32, within: Duration) -> Self {
        self.settings.restarts_max = restarts;
        self.settings.within = within;
        self
    }

    /// Waits before each restart, doubling from the least to the most with each failure of a child, with jitter (up to half
    /// less); at once by default.
    pub fn backoff(mut self, times: std::ops::RangeInclusive<Duration>) -> Self {
        self.settings.backoff = Some((*times.start(), *times.end()));
        self
    }

    /// A child that ran this long since its restart is well again: its next failure waits the least time. By default the
    /// longest wait.
    pub fn stable_after(mut self, time: Duration) -> Self {
        self.settings.stable = Some(time);
        self
    }

    /// Starts it and its children on the next of the node's shared threads.
    pub fn spread(mut self) -> Self {
        self.placement = Placement::Spread;
        self
    }

    /// A child that belongs to it: started with it, in the order of these calls, and again after its own restart.
    pub fn with<A: Actor>(
        mut self,
        name: impl Into<Name>,
        args: A::Args,
        policy: impl FnOnce(ChildPolicy) -> ChildPolicy,
    ) -> Self {
        let recipe = For::<A>::new(args, policy(ChildPolicy::DEFAULT));
        self.settings.first.push((name.into(), recipe));
        self
    }

    /// A supervisor that belongs to it, as [`Supervising::with`]; it has all the time it needs to end its own children.
    pub fn group(mut self, name: impl Into<Name>, group: impl FnOnce(Supervising) -> Supervising) -> Self {
        let name = name.into();
        let inner = group(Supervising::new(self.core.clone(), name.clone(), None));
        self.settings.first.push((name, policy::supervisor(inner.settings, inner.placement)));
        self
    }

    /// Starts the supervisor, with the children that belong to it.
    ///
    /// # Errors
    /// As for any actor; the first of its children that did not start.
    pub async fn start(self) -> Result<Supervisor, SpawnError> {
        let Supervising { core, name, above, settings, placement } = self;
        let parent = match above {
            Above::Supervisor(pid) => {
                let recipe = policy::supervisor(settings, placement);
                return Ok(Supervisor { pid: start_child::<Supervision>(&pid, name, recipe).await?, core });
            }
            Above::Actor(parent) => Some(parent),
            Above::Nobody => None,
        };
        let top = parent.is_none();
        let pid = Spawn::<Supervision>::new(core.clone(), name, settings, parent).placed(placement, None).await?;
        if top {
            core.watch_top(&pid.erase());
        }
        Ok(Supervisor { pid, core })
    }
}

/// A running supervisor.
#[derive(Clone)]
pub struct Supervisor {
    pid: Pid<Request>,
    core: Arc<NodeCore>,
}

impl std::fmt::Debug for Supervisor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Supervisor({})", self.pid)
    }
}

impl Supervisor {
    pub(crate) fn find(node: &crate::Node, name: &str) -> Option<Supervisor> {
        Some(Supervisor { pid: node.find(name)?, core: node.core.clone() })
    }

    /// Its pid: to link, monitor or inspect.
    pub fn pid(&self) -> Pid {
        self.pid.erase()
    }

    /// A child to be started and kept running.
    pub fn child<A: Actor>(&self, name: impl Into<Name>, args: A::Args) -> NewChild<A> {
        NewChild { supervisor: self.pid.clone(), name: name.into(), args, policy: ChildPolicy::DEFAULT }
    }

    /// A supervisor as its child: when that fails, this one restarts it or fails upward in turn.
    pub fn supervisor(&self, name: impl Into<Name>) -> Supervising {
        let mut inner = Supervising::new(self.core.clone(), name.into(), None);
        inner.above = Above::Supervisor(self.pid.clone());
        inner
    }

    /// Its children, in the order in which they were started.
    ///
    /// # Errors
    /// When the supervisor is gone.
    pub async fn list(&self) -> Result<Vec<ChildInfo>, AskError> {
        let (reply, answer) = Reply::pair();
        self.pid.send(Request(Asked::List { reply })).await.map_err(|error| error.cause())?;
        answer.await
    }

    /// Starts many children of one type: in order, but without waiting for one before the next begins. All or none.
    ///
    /// # Errors
    /// The first one's that did not start; those that did are ended again.
    pub async fn children<A: Actor>(
        &self,
        each: impl IntoIterator<Item = (Name, A::Args), IntoIter: Send + 'static>,
    ) -> Result<(), SpawnError> {
        let child = |(name, args)| Child { name, recipe: For::<A>::new(args, ChildPolicy::DEFAULT), running: None };
        let children = Box::new(each.into_iter().map(child));
        let (reply, answer) = Reply::pair();
        let sent = self.pid.send(Request(Asked::StartMany { children, reply })).await;
        sent.map_err(|_| SpawnError::ShuttingDown)?;
        answer.await.map_err(|_| SpawnError::ShuttingDown)?
    }

    /// Ends a child for good; false if there is none of that name.
    ///
    /// # Errors
    /// When the supervisor is gone.
    pub async fn stop_child(&self, name: impl Into<Name>) -> Result<bool, AskError> {
        let name = name.into();
        let (reply, answer) = Reply::pair();
        self.pid.send(Request(Asked::Stop { name, reply })).await.map_err(|error| error.cause())?;
        answer.await
    }
}

async fn start_child<A: Actor>(
    supervisor: &Pid<Request>,
    name: Name,
    recipe: Box<dyn policy::Recipe>,
) -> Result<Pid<A::Message>, SpawnError> {
    let child = Box::new(Child { name, recipe, running: None });
    let (reply, answer) = Reply::pair();
    let sent = supervisor.send(Request(Asked::Start { child, reply })).await;
    sent.map_err(|_| SpawnError::ShuttingDown)?;
    let slot = answer.await.map_err(|_| SpawnError::ShuttingDown)??;
    let route = slot.own_route(std::any::TypeId::of::<A::Message>());
    let route = route.and_then(|route| route.downcast::<Arc<dyn libprocess_wire::Route<A::Message>>>().ok());
    Ok(Pid::from_route(*route.ok_or(SpawnError::ShuttingDown)?))
}

/// A child about to start.
#[must_use = "call start"]
pub struct NewChild<A: Actor> {
    supervisor: Pid<Request>,
    name: Name,
    args: A::Args,
    policy: ChildPolicy,
}

impl<A: Actor> NewChild<A> {
    /// As in [`ChildPolicy::restart`].
    pub fn restart(mut self, restart: Restart) -> Self {
        self.policy = self.policy.restart(restart);
        self
    }

    /// As in [`ChildPolicy::shutdown`].
    pub fn shutdown(mut self, shutdown: impl Into<Shutdown>) -> Self {
        self.policy = self.policy.shutdown(shutdown);
        self
    }

    /// As in [`ChildPolicy::pinned`].
    pub fn pinned(mut self) -> Self {
        self.policy = self.policy.pinned();
        self
    }

    /// As in [`ChildPolicy::blocking`].
    pub fn blocking(mut self) -> Self {
        self.policy = self.policy.blocking();
        self
    }

    /// As in [`ChildPolicy::spread`].
    pub fn spread(mut self) -> Self {
        self.policy = self.policy.spread();
        self
    }

    /// As in [`ChildPolicy::capacity`].
    pub fn capacity(mut self, messages: usize) -> Self {
        self.policy = self.policy.capacity(messages);
        self
    }

    /// As in [`ChildPolicy::overflow`].
    pub fn overflow(mut self, overflow: Overflow) -> Self {
        self.policy = self.policy.overflow(overflow);
        self
    }

    /// Starts it; its pid is bound to the name, so it follows restarts.
    ///
    /// # Errors
    /// What its `start` returned, a name that is taken, or a supervisor that is gone.
    pub async fn start(self) -> Result<Pid<A::Message>, SpawnError> {
        start_child::<A>(&self.supervisor, self.name, For::<A>::new(self.args, self.policy)).await
    }
}
