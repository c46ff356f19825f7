//! The supervising actor.
//!
//! Receives  what [`Supervisor`](super::Supervisor) asks: start, stop, list children; its own timers for restarts that wait.
//! Fails     when children fail more often than its intensity allows, or cannot be started again.
//!
//! Invariant: children stand in the order in which they were started, and end in the reverse of it.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use libprocess_wire::{Life, Name, Reply};

use super::{
    ending::end_and_wait,
    policy::{Recipe, Restart, Settings, Shutdown, Starting, Strategy},
};
use crate::{
    Context,
    actor::{Actor, Exit, ExitNotice, Inspection, Relation},
    mailbox::AnySlot,
    spawn::SpawnError,
};

/// Of many children that start together, so many may be on their way at once.
const BEGUN_MAX: usize = 256;

/// What a supervisor is asked; made by [`Supervisor`](super::Supervisor).
pub(crate) struct Request(pub(super) Asked);

pub(super) enum Asked {
    Start {
        child: Box<Child>,
        reply: Reply<Result<Arc<dyn AnySlot>, SpawnError>>,
    },
    StartMany {
        children: Box<dyn Iterator<Item = Child> + Send>,
        reply: Reply<Result<(), SpawnError>>,
    },
    Stop {
        name: Name,
        reply: Reply<bool>,
    },
    List {
        reply: Reply<Vec<ChildInfo>>,
    },
    /// The wait of one child is over, or of a whole group.
    Restart {
        name: Option<Name>,
    },
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Asked::Start { child, .. } => write!(f, "StartChild({})", child.name),
            Asked::StartMany { children, .. } => write!(f, "StartChildren({:?})", children.size_hint().0),
            Asked::Stop { name, .. } => write!(f, "StopChild({name})"),
            Asked::List { .. } => f.write_str("ListChildren"),
            Asked::Restart { name } => write!(f, "RestartChild({name:?})"),
        }
    }
}

/// A child as its supervisor sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChildInfo {
    /// Its name.
    pub name: Name,
    /// Its present life; none while it waits for its restart.
    pub life: Option<Life>,
    /// When it is restarted.
    pub restart: Restart,
}

pub(super) struct Child {
    pub(super) name: Name,
    pub(super) recipe: Box<dyn Recipe>,
    /// The present life; none while it waits for its restart.
    pub(super) running: Option<(Arc<dyn AnySlot>, u64)>,
}

/// Failures of one child in a row, for its next wait.
#[derive(Default)]
struct Setback {
    failures: u32,
    /// When it was started after the last one.
    started: Option<Duration>,
}

/// The supervising actor.
pub(crate) struct Supervision {
    settings: Settings,
    children: Vec<Child>,
    restarts: VecDeque<Duration>,
    /// Of children that failed, where restarts wait.
    setbacks: BTreeMap<Name, Setback>,
}

impl Actor for Supervision {
    type Args = Settings;
    type Message = Request;

    async fn start(settings: Settings, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let first = settings.first.iter().map(|(name, recipe)| (name.clone(), recipe.again())).collect::<Vec<_>>();
        let mut supervision =
            Supervision { settings, children: Vec::new(), restarts: VecDeque::new(), setbacks: BTreeMap::new() };
        for (name, recipe) in first {
            let mut child = Child { name, recipe, running: None };
            let starting = start(&child, ctx);
            match starting.await {
                Ok(running) => child.running = Some(running),
                Err(error) => {
                    supervision.end_from(0, ctx).await;
                    return Err(Exit::failed(format_args!("{} did not start: {error}", child.name)));
                }
            }
            supervision.children.push(child);
        }
        Ok(supervision)
    }

    async fn handle(&mut self, request: Request, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match request.0 {
            Asked::Start { child, reply } => self.on_start(*child, reply, ctx).await,
            Asked::StartMany { children, reply } => self.on_start_many(children, reply, ctx).await,
            Asked::Stop { name, reply } => self.on_stop(&name, reply, ctx).await,
            Asked::List { reply } => self.on_list(reply, ctx),
            Asked::Restart { name } => return self.on_restart(name, ctx).await,
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
            let child = self.children.remove(at);
            self.setbacks.remove(&child.name);
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
            "waiting": self.children.iter().filter(|child| child.running.is_none()).count(),
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
            self.setbacks.remove(name);
            let (running, shutdown) = (child.running, child.recipe.policy().shutdown);
            end(running, shutdown, ctx).await;
        }
        reply.send(found.is_some());
    }

    fn on_list(&self, reply: Reply<Vec<ChildInfo>>, ctx: &Context<Self>) {
        let node = ctx.life().node;
        let info = |child: &Child| ChildInfo {
            name: child.name.clone(),
            life: child.running.as_ref().map(|(_, counter)| Life { node, counter: *counter }),
            restart: child.recipe.policy().restart,
        };
        reply.send(self.children.iter().map(info).collect());
    }

    async fn on_restart(&mut self, name: Option<Name>, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let waits = |child: &Child| child.running.is_none() && name.as_ref().is_none_or(|name| child.name == *name);
        let first = self.children.iter().position(waits);
        match first {
            Some(at) => self.start_from(at, ctx).await,
            None => Ok(()),
        }
    }

    /// Counts the failure and restarts what the strategy names, or fails upward.
    async fn restart(&mut self, at: usize, why: &Exit, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let now = ctx.clock().now();
        let (strategy, within) = (self.settings.strategy, self.settings.within);
        while self.restarts.front().is_some_and(|then| now.saturating_sub(*then) > within) {
            self.restarts.pop_front();
        }
        self.restarts.push_back(now);
        let name: Name = self.children[at].name.clone();
        if self.restarts.len() as u64 > u64::from(self.settings.restarts_max) {
            let failures = self.restarts.len();
            return Err(Exit::failed(format_args!("{name} ended {failures} times within {within:?}, at last: {why}")));
        }
        tracing::warn!(supervisor = %ctx.name(), child = %name, %why, "restarts a child");
        match strategy {
            Strategy::OneForOne => {}
            Strategy::OneForAll => self.end_from(0, ctx).await,
            Strategy::RestForOne => self.end_from(at + 1, ctx).await,
        }
        // Temporary siblings that ended just now stay away.
        self.children.retain(|child| child.running.is_some() || child.recipe.policy().restart != Restart::Temporary);
        let group = strategy != Strategy::OneForOne;
        match self.wait_of(&name, now) {
            None => self.on_restart((!group).then_some(name), ctx).await,
            Some(wait) => {
                // Half of it by chance, so that many do not come back in step.
                let delay = wait / 2 + ctx.random().duration(wait / 2);
                let name = (!group).then_some(name);
                let timer = ("restart", name.as_deref().unwrap_or("")).into();
                ctx.arm(delay, timer, Request(Asked::Restart { name }));
                Ok(())
            }
        }
    }

    /// How long the restart of a child waits that failed now; doubles with each failure that comes soon after its restart.
    fn wait_of(&mut self, name: &Name, now: Duration) -> Option<Duration> {
        let backoff = self.settings.backoff()?;
        let setback = self.setbacks.entry(name.clone()).or_default();
        if setback.started.take().is_some_and(|then| now.saturating_sub(then) >= backoff.stable) {
            setback.failures = 0;
        }
        setback.failures = setback.failures.saturating_add(1);
        Some(backoff.after(setback.failures))
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
                    running.0.head().restarts.fetch_add(1, Ordering::Relaxed);
                    self.children[at].running = Some(running);
                    if let Some(setback) = self.setbacks.get_mut(&self.children[at].name) {
                        setback.started = Some(ctx.clock().now());
                    }
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
    crate::life::await_end(&slot, counter);
    let _ = end_and_wait(&ctx.slot.head.node, &slot, counter, shutdown).await;
}
