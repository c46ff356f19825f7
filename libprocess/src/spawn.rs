//! Starting actors: where, with which mailbox, and what happens when a name is taken.

use std::{
    fmt::{self, Debug},
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll},
};

use libprocess_wire::{Answer, AskError, Life, Name, Pid, Reply, Route};

use crate::{
    Context,
    actor::{Actor, Exit},
    engine::Placement,
    life,
    mailbox::{self, AnySlot, Overflow, Parent, Slot},
    node::NodeCore,
};

/// Why an actor was not started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpawnError {
    /// Another actor of this node holds the name.
    NameTaken(Name),
    /// A name must have 1 to 255 bytes.
    BadName(Name),
    /// Its `start` returned this.
    Failed(Exit),
    /// The node is shutting down.
    ShuttingDown,
}

impl fmt::Display for SpawnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SpawnError::NameTaken(name) => write!(f, "the name {name} is held by another actor of this node"),
            SpawnError::BadName(name) => write!(f, "{name:?} is no name for an actor: it must have 1 to 255 bytes"),
            SpawnError::Failed(exit) => write!(f, "the actor did not start: {exit}"),
            SpawnError::ShuttingDown => f.write_str("the node is shutting down"),
        }
    }
}

impl std::error::Error for SpawnError {}

/// An actor about to start: await it to have it started.
#[must_use = "an actor starts when this is awaited"]
pub struct Spawn<A: Actor> {
    core: Arc<NodeCore>,
    name: Name,
    args: A::Args,
    parent: Option<Arc<Parent>>,
    /// The parent keeps a list of its own.
    supervised: bool,
    placement: Placement,
    capacity: Option<usize>,
    overflow: Overflow,
}

impl<A: Actor> Spawn<A> {
    pub(crate) fn new(core: Arc<NodeCore>, name: Name, args: A::Args, parent: Option<Arc<Parent>>) -> Self {
        let (placement, overflow) = (Placement::Beside, Overflow::Wait);
        Spawn { core, name, args, parent, supervised: false, placement, capacity: None, overflow }
    }

    pub(crate) fn placed(mut self, placement: Placement, capacity: Option<usize>) -> Self {
        self.placement = placement;
        self.capacity = capacity;
        self
    }

    /// The parent keeps a list of its children and ends them itself.
    pub(crate) fn supervised(mut self) -> Self {
        self.supervised = true;
        self
    }

    /// On a thread of its own.
    pub fn pinned(mut self) -> Self {
        self.placement = Placement::Pinned;
        self
    }

    /// On a thread where it may block.
    pub fn blocking(mut self) -> Self {
        self.placement = Placement::Blocking;
        self
    }

    /// On the next of the node's shared threads, to run in parallel with its parent.
    pub fn spread(mut self) -> Self {
        self.placement = Placement::Spread;
        self
    }

    /// Messages its mailbox holds; [`mailbox::CAPACITY`] by default.
    pub fn capacity(mut self, messages: usize) -> Self {
        self.capacity = Some(messages);
        self
    }

    /// What happens to messages that its full mailbox has no room for; [`Overflow::Wait`] by default.
    pub fn overflow(mut self, overflow: Overflow) -> Self {
        self.overflow = overflow;
        self
    }

    pub(crate) fn begin(self) -> Spawning<A::Message> {
        Spawning { state: Some(self.start()) }
    }

    fn start(self) -> Result<Started<A::Message>, SpawnError> {
        let Spawn { core, name, args, parent, supervised, placement, capacity, overflow } = self;
        if name.is_empty() || name.len() > 255 {
            return Err(SpawnError::BadName(name));
        }
        if core.is_down() {
            return Err(SpawnError::ShuttingDown);
        }
        let parent_slot = match &parent {
            Some(parent) => Some(parent.slot.upgrade().ok_or(SpawnError::ShuttingDown)?),
            None => None,
        };
        let slot = slot_for::<A>(&core, &name, placement, capacity, parent_slot.as_ref())?;
        let counter = core.next_counter();
        slot.begin(counter, overflow);
        let (reply, answer) = Reply::pair();
        if let (Some(parent), Some(parent_slot)) = (parent, parent_slot) {
            // A parent that ended meanwhile takes its child with it.
            let mut bonds = parent_slot.head().bonds.lock();
            if parent_slot.counter() != parent.counter {
                drop(bonds);
                slot.end();
                core.registry.ended(&(slot as Arc<dyn AnySlot>));
                return Err(SpawnError::ShuttingDown);
            }
            if !supervised {
                let child: Arc<dyn AnySlot> = slot.clone();
                bonds.relations.get_or_insert_default().children.insert(counter, Arc::downgrade(&child));
            }
            drop(bonds);
            slot.head.bonds.lock().parent = Some(parent);
        }
        *slot.future.lock() = Some(Box::pin(life::life::<A>(Context::new(slot.clone(), counter), args, reply)));
        let life = Life { node: core.life, counter };
        slot.schedule();
        Ok((slot, life, answer))
    }
}

/// What started: its mailbox and its life.
type Running<M> = (Arc<Slot<M>>, Life);

type Started<M> = (Arc<Slot<M>>, Life, Answer<Result<(), Exit>>);

/// The mailbox of the name: the one it had, or a new one.
fn slot_for<A: Actor>(
    core: &Arc<NodeCore>,
    name: &Name,
    placement: Placement,
    capacity: Option<usize>,
    parent: Option<&Arc<dyn AnySlot>>,
) -> Result<Arc<Slot<A::Message>>, SpawnError> {
    let capacity = core.capacity(capacity.unwrap_or(mailbox::CAPACITY));
    let earlier = core.registry.take_ended(name);
    let earlier = earlier.and_then(|slot| slot.as_any().downcast::<Slot<A::Message>>().ok());
    let slot = earlier.unwrap_or_else(|| {
        let beside = parent.map_or_else(|| core.engine.main_home().clone(), |slot| slot.head().home.clone());
        let home = core.engine.home(placement, &beside);
        let tenant = matches!(placement, Placement::Pinned | Placement::Blocking);
        Slot::new(name.clone(), core.clone(), home, std::any::type_name::<A>, capacity, tenant)
    });
    if !core.registry.hold(slot.clone()) {
        return Err(SpawnError::NameTaken(name.clone()));
    }
    Ok(slot)
}

impl<A: Actor> IntoFuture for Spawn<A> {
    type Output = Result<Pid<A::Message>, SpawnError>;
    type IntoFuture = Spawning<A::Message>;

    fn into_future(self) -> Spawning<A::Message> {
        self.begin()
    }
}

/// The future of a [`Spawn`]: ready when the actor's `start` returned.
pub struct Spawning<M: 'static> {
    state: Option<Result<Started<M>, SpawnError>>,
}

impl<M: Debug + Send + 'static> Spawning<M> {
    /// The mailbox and the life, once its `start` returned.
    pub(crate) async fn started(mut self) -> Result<Running<M>, SpawnError> {
        std::future::poll_fn(|cx| self.poll_started(cx)).await
    }

    fn poll_started(&mut self, cx: &mut TaskContext<'_>) -> Poll<Result<Running<M>, SpawnError>> {
        let started = match self.state.as_mut() {
            Some(Ok((_, _, answer))) => match Pin::new(answer).poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(started) => started,
            },
            Some(Err(error)) => return Poll::Ready(Err(error.clone())),
            None => return Poll::Pending,
        };
        let state = self.state.take();
        Poll::Ready(match (started, state) {
            (Ok(Ok(())), Some(Ok((slot, life, _)))) => Ok((slot, life)),
            (Ok(Err(exit)), _) => Err(SpawnError::Failed(exit)),
            (Err(AskError::NoSuchActor), _) => Err(SpawnError::ShuttingDown),
            _ => Err(SpawnError::Failed(Exit::failed("it panicked or was killed while it started"))),
        })
    }
}

impl<M: Debug + Send + 'static> Future for Spawning<M> {
    type Output = Result<Pid<M>, SpawnError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        self.poll_started(cx).map_ok(|(slot, _)| Pid::from_route(slot as Arc<dyn Route<M>>))
    }
}
