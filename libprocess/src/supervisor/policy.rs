//! How a supervisor runs its children: strategy, when each is restarted, how long it may take to end, where it lives.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use libprocess_wire::Name;

use super::supervision::Supervision;
use crate::{
    actor::Actor,
    engine::Placement,
    mailbox::{AnySlot, Overflow, Parent},
    node::NodeCore,
    spawn::{Spawn, SpawnError},
};

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
    /// When it failed: not after [`Exit::Normal`](crate::Exit::Normal) or [`Exit::Shutdown`](crate::Exit::Shutdown).
    Transient,
    /// Never, also when it ends only because a sibling failed.
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

/// What a supervisor knows of a child besides how to start it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChildPolicy {
    pub(super) restart: Restart,
    pub(super) placement: Placement,
    pub(super) capacity: Option<std::num::NonZeroU32>,
    pub(super) overflow: Overflow,
    pub(super) shutdown: Shutdown,
}

impl Default for ChildPolicy {
    fn default() -> Self {
        ChildPolicy::DEFAULT
    }
}

impl ChildPolicy {
    pub(super) const DEFAULT: ChildPolicy = ChildPolicy {
        restart: Restart::Permanent,
        placement: Placement::Beside,
        capacity: None,
        overflow: Overflow::Wait,
        shutdown: Shutdown::Within(crate::life::SHUTDOWN),
    };

    /// When it is restarted: [`Restart::Permanent`] by default.
    #[must_use]
    pub fn restart(mut self, restart: Restart) -> Self {
        self.restart = restart;
        self
    }

    /// How long it may take to end: 5 s by default.
    #[must_use]
    pub fn shutdown(mut self, shutdown: impl Into<Shutdown>) -> Self {
        self.shutdown = shutdown.into();
        self
    }

    /// On a thread of its own.
    #[must_use]
    pub fn pinned(mut self) -> Self {
        self.placement = Placement::Pinned;
        self
    }

    /// On a thread where it may block.
    #[must_use]
    pub fn blocking(mut self) -> Self {
        self.placement = Placement::Blocking;
        self
    }

    /// On the next of the node's shared threads.
    #[must_use]
    pub fn spread(mut self) -> Self {
        self.placement = Placement::Spread;
        self
    }

    /// Messages its mailbox holds; [`CAPACITY`](crate::CAPACITY) by default.
    #[must_use]
    pub fn capacity(mut self, messages: usize) -> Self {
        self.capacity = std::num::NonZeroU32::new(u32::try_from(messages).unwrap_or(u32::MAX));
        self
    }

    /// What happens to messages that its full mailbox has no room for: [`Overflow::Wait`] by default.
    #[must_use]
    pub fn overflow(mut self, overflow: Overflow) -> Self {
        self.overflow = overflow;
        self
    }
}

pub(super) type Starting = Pin<Box<dyn Future<Output = Result<(Arc<dyn AnySlot>, u64), SpawnError>> + Send>>;

/// How to start a child, again and again.
pub(super) trait Recipe: Send {
    fn start(&self, core: &Arc<NodeCore>, name: &Name, parent: Arc<Parent>) -> Starting;
    fn policy(&self) -> ChildPolicy;
    fn again(&self) -> Box<dyn Recipe>;
}

pub(super) struct For<A: Actor> {
    args: A::Args,
    /// None for the default one: there may be a million of these.
    policy: Option<Box<ChildPolicy>>,
}

impl<A: Actor> For<A> {
    pub(super) fn new(args: A::Args, policy: ChildPolicy) -> Box<For<A>> {
        Box::new(For { args, policy: (policy != ChildPolicy::DEFAULT).then(|| Box::new(policy)) })
    }
}

impl<A: Actor> Recipe for For<A> {
    fn start(&self, core: &Arc<NodeCore>, name: &Name, parent: Arc<Parent>) -> Starting {
        let policy = self.policy();
        let spawning = Spawn::<A>::new(core.clone(), name.clone(), self.args.clone(), Some(parent))
            .supervised()
            .overflow(policy.overflow)
            .placed(policy.placement, policy.capacity.map(|n| n.get() as usize))
            .begin();
        Box::pin(async move {
            let (slot, life) = spawning.started().await?;
            Ok((slot as Arc<dyn AnySlot>, life.counter))
        })
    }

    fn policy(&self) -> ChildPolicy {
        self.policy.as_deref().copied().unwrap_or(ChildPolicy::DEFAULT)
    }

    fn again(&self) -> Box<dyn Recipe> {
        For::<A>::new(self.args.clone(), self.policy())
    }
}

/// Waits before restarts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    pub(super) least: Duration,
    pub(super) most: Duration,
    /// A child that ran this long begins anew.
    pub(super) stable: Duration,
}

impl Backoff {
    /// The wait after so many failures in a row (from 1), before chance takes up to half of it away.
    pub(super) fn after(&self, failures: u32) -> Duration {
        self.least.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(self.most)
    }
}

/// How a supervisor goes about it: enough to start it again.
pub(crate) struct Settings {
    pub(super) strategy: Strategy,
    pub(super) restarts_max: u32,
    pub(super) within: Duration,
    pub(super) backoff: Option<(Duration, Duration)>,
    pub(super) stable: Option<Duration>,
    /// The children that it starts with.
    pub(super) first: Vec<(Name, Box<dyn Recipe>)>,
}

impl Settings {
    pub(super) fn backoff(&self) -> Option<Backoff> {
        let (least, most) = self.backoff?;
        Some(Backoff { least, most, stable: self.stable.unwrap_or(most) })
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            strategy: Strategy::OneForOne,
            restarts_max: 3,
            within: Duration::from_secs(60),
            backoff: None,
            stable: None,
            first: Vec::new(),
        }
    }
}

impl Clone for Settings {
    fn clone(&self) -> Self {
        let first = self.first.iter().map(|(name, recipe)| (name.clone(), recipe.again())).collect();
        Settings { first, ..*self }
    }
}

/// A supervisor as the child of another: it gets all the time it needs for its own children.
pub(super) fn supervisor(settings: Settings, placement: Placement) -> Box<dyn Recipe> {
    let policy = ChildPolicy { placement, shutdown: Shutdown::Unlimited, ..ChildPolicy::DEFAULT };
    For::<Supervision>::new(settings, policy)
}
