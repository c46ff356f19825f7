//! Supervisors: start children in order, restart them by a strategy, end them in reverse order, and fail upward when
//! restarts come too often.
//!
//! ```text
//! ctx.supervisor("workers")
//!     .strategy(Strategy::OneForOne)
//!     .intensity(3, mins(1))                 // a fourth failure within a minute goes one level up
//!     .start().await?;
//! ```

use std::{collections::VecDeque, fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use libprocess_wire::{AskError, Name, Pid, Reply};

use crate::{
    Context,
    actor::{Actor, Exit, ExitNotice, Inspection, Relation},
    engine::Placement,
    life::{Watcher, watch},
    mailbox::{AnySlot, Control, Parent},
    node::NodeCore,
    spawn::{Spawn, SpawnError},
};

/// Of many children that start together, so many may be on their way at once.
const BEGUN_MAX: usize = 256;

/// Which children are restarted when one ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Strategy {
    /// That one.
    #[default]
    OneForOne,
    /// All of them.
    OneForAll,
    /// That one and those started after it.
    RestForOne,
}

/// When a child is restarted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Restart {
    /// Always.
    #[default]
    Permanent,
    /// When it failed: not after [`Exit::Normal`] or [`Exit::Shutdown`].
    Transient,
    /// Never.
    Temporary,
}

/// How long a child may take to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shutdown {
    /// It is killed at once.
    Brutal,
    /// It is killed when it has not ended after this time.
    Within(Duration),
    /// It is waited for.
    Unlimited,
}

impl From<Duration> for Shutdown {
    fn from(time: Duration) -> Self {
        Shutdown::Within(time)
    }
}

type Starting = Pin<Box<dyn Future<Output = Result<(Arc<dyn AnySlot>, u64), SpawnError>> + Send>>;

/// How to start a child, again and again.
trait Recipe: Send {
    fn start(&self, core: &Arc<NodeCore>, name: &Name, parent: Arc<Parent>) -> Starting;
    fn policy(&self) -> Policy;
}

struct For<A: Actor> {
    args: A::Args,
    /// None for the default one: there may be a million of these.
    policy: Option<Box<Policy>>,
}

/// What a supervisor knows of a child.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Policy {
    restart: Restart,
    placement: Placement,
    capacity: Option<std::num::NonZeroU32>,
    shutdown: Shutdown,
}

impl Policy {
    const DEFAULT: Policy = Policy {
        restart: Restart::Permanent,
        placement: Placement::Beside,
        capacity: None,
        shutdown: Shutdown::Within(crate::life::SHUTDOWN),
    };
}

impl<A: Actor> For<A> {
    fn new(args: A::Args, policy: Policy) -> Box<For<A>> {
        Box::new(For { args, policy: (policy != Policy::DEFAULT).then(|| Box::new(policy)) })
    }
}

impl<A: Actor> Recipe for For<A> {
    fn start(&self, core: &Arc<NodeCore>, name: &Name, parent: Arc<Parent>) -> Starting {
        let policy = self.policy();
        let spawning = Spawn::<A>::new(core.clone(), name.clone(), self.args.clone(), Some(parent))
            .supervised()
            .placed(policy.placement, policy.capacity.map(|n| n.get() as usize))
            .begin();
        Box::pin(async move {
            let (slot, life) = spawning.started().await?;
            Ok((slot as Arc<dyn AnySlot>, life.counter))
        })
    }

    fn policy(&self) -> Policy {
        self.policy.as_deref().copied().unwrap_or(Policy::DEFAULT)
    }
}

/// What a supervisor is asked; made by [`Supervisor`].
pub(crate) struct Request(Asked);

enum Asked {
    Start { child: Box<Child>, reply: Reply<Result<Arc<dyn AnySlot>, SpawnError>> },
    StartMany { children: Box<dyn Iterator<Item = Child> + Send>, reply: Reply<Result<(), SpawnError>> },
    Stop { name: Name, reply: Reply<bool> },
    Restart { name: Name },
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Asked::Start { child, .. } => write!(f, "StartChild({})", child.name),
            Asked::StartMany { children, .. } => write!(f, "StartChildren({:?})", children.size_hint().0),
            Asked::Stop { name, .. } => write!(f, "StopChild({name})"),
            Asked::Restart { name } => write!(f, "RestartChild({name})"),
        }
    }
}

struct Child {
    name: Name,
    recipe: Box<dyn Recipe>,
    /// The present life; none while it waits for its restart.
    running: Option<(Arc<dyn AnySlot>, u64)>,
}

#[derive(Clone)]
pub(crate) struct Settings {
    strategy: Strategy,
    restarts_max: u32,
    within: Duration,
    backoff: Option<(Duration, Duration)>,
}

/// The supervising actor.
pub(crate) struct Supervision {
    settings: Settings,
    children: Vec<Child>,
    restarts: VecDeque<Duration>,
}

impl Actor for Supervision {
    type Args = Settings;
    type Message = Request;

    async fn start(settings: Settings, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Supervision { settings, children: Vec::new(), restarts: VecDeque::new() })
    }

    async fn handle(&mut self, request: Request, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match request.0 {
            Asked::Start { child, reply } => self.on_start(*child, reply, ctx).await,
            Asked::StartMany { children, reply } => self.on_start_many(children, reply, ctx).await,
            Asked::Stop { name, reply } => self.on_stop(&name, reply, ctx).await,
            Asked::Restart { name } => return self.on_restart(&name, ctx).await,
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let Some(life) = notice.pid.life().filter(|_| notice.relation == Relation::Child) else { return Ok(()) };
        // A child that this supervisor ended itself is no longer entered with that life.
        let found =
            self.children.iter().position(|c| c.running.as_ref().is_some_and(|(_, counter)| *counter == life.counter));
        let Some(at) = found else { return Ok(()) };
        self.children[at].running = None;
        let again = match self.children[at].recipe.policy().restart {
            Restart::Permanent => true,
            Restart::Transient => !notice.reason.is_orderly(),
            Restart::Temporary => false,
        };
        if !again {
            self.children.remove(at);
            return Ok(());
        }
        self.restart(at, &notice.reason, ctx).await
    }

    async fn stop(&mut self, _why: &Exit, ctx: &mut Context<Self>) {
        self.end_from(0, ctx).await;
    }

    fn inspect(&self) -> Inspection {
        let names: Vec<_> = self.children.iter().take(1000).map(|child| child.name.to_string()).collect();
        Inspection(serde_json::json!({
            "strategy": format!("{:?}", self.settings.strategy),
            "children": names,
            "restarts_in_window": self.restarts.len(),
        }))
    }
}

/// A supervisor that is killed or panics takes its children with it.
impl Drop for Supervision {
    fn drop(&mut self) {
        for (slot, counter) in self.children.iter_mut().rev().filter_map(|child| child.running.take()) {
            crate::life::end_child(&slot, counter, crate::life::SHUTDOWN);
        }
    }
}

impl Supervision {
    async fn on_start(
        &mut self,
        mut child: Child,
        reply: Reply<Result<Arc<dyn AnySlot>, SpawnError>>,
        ctx: &mut Context<Self>,
    ) {
        let starting = start(&child, ctx);
        match starting.await {
            Ok(running) => {
                let slot = running.0.clone();
                child.running = Some(running);
                self.children.push(child);
                reply.send(Ok(slot));
            }
            Err(error) => reply.send(Err(error)),
        }
    }

    /// Starts all in order without waiting for one before the next begins; ends those that did start if one fails.
    async fn on_start_many(
        &mut self,
        mut children: Box<dyn Iterator<Item = Child> + Send>,
        reply: Reply<Result<(), SpawnError>>,
        ctx: &mut Context<Self>,
    ) {
        let first = self.children.len();
        self.children.reserve_exact(children.size_hint().0);
        ctx.slot.head.node.registry.reserve(children.size_hint().0);
        let mut failed = None;
        let mut begun: VecDeque<(Child, Starting)> = VecDeque::with_capacity(BEGUN_MAX);
        loop {
            while begun.len() < BEGUN_MAX && failed.is_none() {
                let Some(child) = children.next() else { break };
                let starting = start(&child, ctx);
                begun.push_back((child, starting));
            }
            let Some((mut child, starting)) = begun.pop_front() else { break };
            match starting.await {
                Ok(running) => {
                    child.running = Some(running);
                    self.children.push(child);
                }
                Err(error) => drop(failed.get_or_insert(error)),
            }
        }
        match failed {
            None => reply.send(Ok(())),
            Some(error) => {
                self.end_from(first, ctx).await;
                self.children.truncate(first);
                reply.send(Err(error));
            }
        }
    }

    async fn on_stop(&mut self, name: &Name, reply: Reply<bool>, ctx: &mut Context<Self>) {
        let found = self.children.iter().position(|child| child.name == *name);
        if let Some(at) = found {
            let child = self.children.remove(at);
            let (running, shutdown) = (child.running, child.recipe.policy().shutdown);
            end(running, shutdown, ctx).await;
        }
        reply.send(found.is_some());
    }

    async fn on_restart(&mut self, name: &Name, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let waiting = self.children.iter().position(|child| child.name == *name && child.running.is_none());
        match waiting {
            Some(at) => self.start_from(at, ctx).await,
            None => Ok(()),
        }
    }

    /// Counts the failure and restarts what the strategy names, or fails upward.
    async fn restart(&mut self, at: usize, why: &Exit, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let now = ctx.clock().now();
        let Settings { strategy, restarts_max, within, backoff } = self.settings.clone();
        while self.restarts.front().is_some_and(|then| now.saturating_sub(*then) > within) {
            self.restarts.pop_front();
        }
        self.restarts.push_back(now);
        let name: Name = self.children[at].name.clone();
        if self.restarts.len() as u64 > u64::from(restarts_max) {
            let failures = self.restarts.len();
            return Err(Exit::failed(format_args!("{name} ended {failures} times within {within:?}, at last: {why}")));
        }
        tracing::warn!(supervisor = %ctx.name(), child = %name, %why, "restarts a child");
        match strategy {
            Strategy::OneForOne => {}
            Strategy::OneForAll => self.end_from(0, ctx).await,
            Strategy::RestForOne => self.end_from(at + 1, ctx).await,
        }
        match backoff {
            None => {
                let first = if strategy == Strategy::OneForAll { 0 } else { at };
                self.start_from(first, ctx).await
            }
            Some((least, most)) => {
                let doubled = least.saturating_mul(1 << (self.restarts.len() - 1).min(20)).min(most);
                // Half of it by chance, so that many do not come back in step.
                let delay = doubled / 2 + ctx.random().duration(doubled / 2);
                let first = if strategy == Strategy::OneForAll { self.children[0].name.clone() } else { name };
                ctx.after(delay, ("restart", &first), Request(Asked::Restart { name: first.clone() }));
                Ok(())
            }
        }
    }

    /// Starts those that do not run, in order: the one at `first` only, or with it all later ones that wait.
    async fn start_from(&mut self, first: usize, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let last = if self.settings.strategy == Strategy::OneForOne { first + 1 } else { self.children.len() };
        for at in first..last {
            if self.children[at].running.is_some() {
                continue;
            }
            let starting = start(&self.children[at], ctx);
            match starting.await {
                Ok(running) => {
                    let head = running.0.head();
                    head.restarts.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    self.children[at].running = Some(running);
                }
                // A start that fails is a failure like any other: it counts, and is tried again.
                Err(SpawnError::Failed(why)) => return Box::pin(self.restart(at, &why, ctx)).await,
                Err(error) => return Err(Exit::failed(error)),
            }
        }
        Ok(())
    }

    /// Ends the children from `first` on, in reverse order.
    async fn end_from(&mut self, first: usize, ctx: &mut Context<Self>) {
        for at in (first..self.children.len()).rev() {
            let running = self.children[at].running.take();
            let shutdown = self.children[at].recipe.policy().shutdown;
            end(running, shutdown, ctx).await;
        }
    }
}

fn start(child: &Child, ctx: &mut Context<Supervision>) -> Starting {
    let parent = ctx.as_parent();
    child.recipe.start(&ctx.slot.head.node, &child.name, parent)
}

/// Ends one child and waits for its end.
async fn end(running: Option<(Arc<dyn AnySlot>, u64)>, shutdown: Shutdown, ctx: &Context<Supervision>) {
    let Some((slot, counter)) = running else { return };
    let _ = end_and_wait(&ctx.slot.head.node, &slot, counter, shutdown).await;
}

/// Asks a life to end, kills it when it takes too long, and waits until it is over.
pub(crate) async fn end_and_wait(
    core: &Arc<NodeCore>,
    slot: &Arc<dyn AnySlot>,
    counter: u64,
    shutdown: Shutdown,
) -> Result<(), AskError> {
    let (reply, answer) = Reply::<()>::pair();
    let call = Box::new(move |_: &ExitNotice| reply.send(()));
    if watch(slot, counter, Watcher::Call { key: 0, relation: Relation::Child, call }).is_err() {
        return Ok(());
    }
    match shutdown {
        Shutdown::Brutal => slot.kill(counter),
        Shutdown::Within(_) | Shutdown::Unlimited => {
            let _ = slot.control(counter, Control::Stop(Exit::Shutdown));
        }
    }
    let killer = match shutdown {
        Shutdown::Within(time) => {
            let (weak, sleep) = (Arc::downgrade(slot), core.sleep(time));
            Some(crate::engine::Job::start(&slot.head().home, async move {
                sleep.await;
                if let Some(slot) = weak.upgrade() {
                    tracing::warn!(actor = %slot.head().name, "killed: it did not end in time");
                    slot.kill(counter);
                }
            }))
        }
        Shutdown::Brutal | Shutdown::Unlimited => None,
    };
    let ended = answer.await;
    if let Some(killer) = killer {
        killer.cancel();
    }
    ended
}

/// A supervisor about to start.
#[must_use = "call start"]
pub struct Supervising {
    core: Arc<NodeCore>,
    name: Name,
    parent: Option<Arc<Parent>>,
    settings: Settings,
    placement: Placement,
}

impl Supervising {
    pub(crate) fn new(core: Arc<NodeCore>, name: Name, parent: Option<Arc<Parent>>) -> Self {
        let settings =
            Settings { strategy: Strategy::OneForOne, restarts_max: 3, within: Duration::from_secs(60), backoff: None };
        Supervising { core, name, parent, settings, placement: Placement::Beside }
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

    /// Waits before each restart, doubling from the least to the most, with jitter; at once by default.
    pub fn backoff(mut self, times: std::ops::RangeInclusive<Duration>) -> Self {
        self.settings.backoff = Some((*times.start(), *times.end()));
        self
    }

    /// Starts it and its children on the next of the node's shared threads.
    pub fn spread(mut self) -> Self {
        self.placement = Placement::Spread;
        self
    }

    /// Starts the supervisor.
    ///
    /// # Errors
    /// As for any actor.
    pub async fn start(self) -> Result<Supervisor, SpawnError> {
        let spawn = Spawn::<Supervision>::new(self.core.clone(), self.name, self.settings, self.parent);
        let pid = spawn.placed(self.placement, None).await?;
        Ok(Supervisor { pid })
    }
}

/// A running supervisor.
#[derive(Clone, Debug)]
pub struct Supervisor {
    pid: Pid<Request>,
}

impl Supervisor {
    /// Its pid: to link, monitor or inspect.
    pub fn pid(&self) -> Pid {
        self.pid.erase()
    }

    /// A child to be started and kept running.
    pub fn child<A: Actor>(&self, name: impl Into<Name>, args: A::Args) -> NewChild<A> {
        NewChild { supervisor: self.pid.clone(), name: name.into(), args, policy: Policy::DEFAULT }
    }

    /// Starts many children of one type: in order, but without waiting for one before the next begins. All or none.
    ///
    /// # Errors
    /// The first one's that did not start; those that did are ended again.
    pub async fn children<A: Actor>(
        &self,
        each: impl IntoIterator<Item = (Name, A::Args), IntoIter: Send + 'static>,
    ) -> Result<(), SpawnError> {
        let child = |(name, args)| Child { name, recipe: For::<A>::new(args, Policy::DEFAULT), running: None };
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

/// A child about to start.
#[must_use = "call start"]
pub struct NewChild<A: Actor> {
    supervisor: Pid<Request>,
    name: Name,
    args: A::Args,
    policy: Policy,
}

impl<A: Actor> NewChild<A> {
    /// When it is restarted: [`Restart::Permanent`] by default.
    pub fn restart(mut self, restart: Restart) -> Self {
        self.policy.restart = restart;
        self
    }

    /// How long it may take to end: 5 s by default.
    pub fn shutdown(mut self, shutdown: impl Into<Shutdown>) -> Self {
        self.policy.shutdown = shutdown.into();
        self
    }

    /// On a thread of its own.
    pub fn pinned(mut self) -> Self {
        self.policy.placement = Placement::Pinned;
        self
    }

    /// On a thread where it may block.
    pub fn blocking(mut self) -> Self {
        self.policy.placement = Placement::Blocking;
        self
    }

    /// On the next of the node's shared threads.
    pub fn spread(mut self) -> Self {
        self.policy.placement = Placement::Spread;
        self
    }

    /// Messages its mailbox holds.
    pub fn capacity(mut self, messages: usize) -> Self {
        self.policy.capacity = std::num::NonZeroU32::new(u32::try_from(messages).unwrap_or(u32::MAX));
        self
    }

    /// Starts it; its pid is bound to the name, so it follows restarts.
    ///
    /// # Errors
    /// What its `start` returned, a name that is taken, or a supervisor that is gone.
    pub async fn start(self) -> Result<Pid<A::Message>, SpawnError> {
        let recipe = For::<A>::new(self.args, self.policy);
        let child = Box::new(Child { name: self.name, recipe, running: None });
        let (reply, answer) = Reply::pair();
        let sent = self.supervisor.send(Request(Asked::Start { child, reply })).await;
        sent.map_err(|_| SpawnError::ShuttingDown)?;
        let slot = answer.await.map_err(|_| SpawnError::ShuttingDown)??;
        let route = slot.own_route(std::any::TypeId::of::<A::Message>());
        let route = route.and_then(|route| route.downcast::<Arc<dyn libprocess_wire::Route<A::Message>>>().ok());
        Ok(Pid::from_route(*route.ok_or(SpawnError::ShuttingDown)?))
    }
}
