//! Doors: through which an actor is reached from other nodes, each with one wire protocol, chosen by its name.

use std::{
    any::{Any, TypeId},
    fmt::Debug,
    sync::{Arc, Weak, atomic::Ordering},
    task::{Context as TaskContext, Poll},
};

use libprocess_wire::{Address, AnyRoute, AskError, Life, Pid, Route, Runtime, Term, Wire, codec};

use crate::{
    carried::{Carried, carrying},
    mailbox::{AnySlot, LocalActor, Slot},
    node::NodeCore,
    role::Role,
};

/// Who sent a message, as the connection proved it.
#[derive(Clone)]
pub struct Sender {
    /// The sending actor's life; none from outside of actors.
    pub pid: Option<Pid>,
    /// What the sending node was certified to be.
    pub role: Role,
    /// The executor run that the sending node's certificate names; none if it is no executor's, or proves nothing.
    pub executor: Option<Arc<str>>,
    /// Address of the sending node.
    pub address: Option<std::net::SocketAddr>,
    pub(crate) node: Option<Arc<NodeCore>>,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.pid {
            Some(pid) => write!(f, "{pid} ({})", self.role),
            None => write!(f, "({})", self.role),
        }
    }
}

impl Sender {
    /// The sender as one that understands `M`, bound to its present life.
    pub fn as_pid<M: Wire + Debug>(&self) -> Option<Pid<M>> {
        let (pid, node) = (self.pid.as_ref()?, self.node.as_ref()?);
        Some(node.typed::<M>(&pid.address()))
    }
}

/// What the transport knows of a door.
pub(crate) trait Inlet: Send + Sync {
    /// Sets a place in the mailbox aside, or wakes the task when there is one.
    fn poll_reserve(&self, life: Option<Life>, cx: &mut TaskContext<'_>) -> Poll<Result<(), AskError>>;
    /// Sets a place in the mailbox aside, if there is one now.
    fn try_reserve(&self, life: Option<Life>) -> Result<(), AskError>;
    /// Decodes and delivers into the place put aside, with what the message carries.
    fn deliver(&self, bytes: &[u8], from: u64, sender: &Sender, carried: Option<Carried>) -> Result<(), AskError>;
    /// Decodes without delivering; for [`Inlet::put`], on any thread.
    fn decode(&self, bytes: &[u8], carried: Option<Carried>) -> Result<Box<dyn Any + Send>, AskError>;
    /// Delivers what was decoded into the place put aside, with what the message carries.
    fn put(
        &self,
        decoded: Box<dyn Any + Send>,
        from: u64,
        sender: &Sender,
        carried: Option<Carried>,
    ) -> Result<(), AskError>;
    /// How many messages were handled since the life began.
    fn handled(&self) -> u64;
    /// Gives a place back that was set aside.
    fn give_back(&self);
    /// How many messages wait in the mailbox.
    fn waiting(&self) -> usize;
    /// Ready when no more than so many wait, or the task is woken when there are fewer than now.
    fn poll_fewer(&self, most: usize, cx: &mut TaskContext<'_>) -> Poll<()>;
    /// The way for this process, as `Arc<dyn Route<D>>`.
    fn route(&self) -> Option<Box<dyn Any>>;
}

/// A door's entry in the node's table.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) protocol: &'static str,
    pub(crate) version: u16,
    pub(crate) message: TypeId,
    /// The roles whose nodes may come in from elsewhere; none for every role but [`Role::Executor`].
    pub(crate) roles: Option<Arc<[Role]>>,
    pub(crate) inlet: Arc<dyn Inlet>,
}

impl Entry {
    /// May messages of nodes with that proved role come in? Where nobody proves anything, everybody may.
    pub(crate) fn admits(&self, role: Role) -> bool {
        match &self.roles {
            _ if role == Role::Anyone => true,
            None => role != Role::Executor,
            Some(roles) => roles.contains(&role),
        }
    }
}

struct Door<M, D> {
    me: Weak<Door<M, D>>,
    /// Strong: whoever holds a door's pid follows the restarts of its name.
    slot: Arc<Slot<M>>,
    map: Box<dyn Fn(Sender, D) -> M + Send + Sync>,
}

/// Opens a door of an actor; an earlier one for the same protocol is replaced.
pub(crate) fn open<M: Debug + Send + 'static, D: Wire + Debug>(
    slot: &Arc<Slot<M>>,
    roles: Option<&[Role]>,
    map: impl Fn(Sender, D) -> M + Send + Sync + 'static,
) -> Pid<D> {
    let core = slot.head.node.clone();
    let door = Arc::new_cyclic(|me| Door { me: me.clone(), slot: slot.clone(), map: Box::new(map) });
    let (message, roles) = (TypeId::of::<D>(), roles.map(Arc::from));
    let entry = Entry { protocol: D::NAME, version: D::VERSION, message, roles, inlet: door.clone() };
    core.doors.open(&slot.head.name, entry);
    Pid::from_route(door as Arc<dyn Route<D>>)
}

/// Opens an actor's own message type to other nodes.
pub(crate) fn serve<M: Wire + Debug>(slot: &Arc<Slot<M>>) {
    let inlet = Arc::new(Own(slot.clone()));
    let entry = Entry { protocol: M::NAME, version: M::VERSION, message: TypeId::of::<M>(), roles: None, inlet };
    slot.head.node.doors.open(&slot.head.name, entry);
}

/// Replies in the message learn when their asker gives up.
fn decode<D: Wire>(bytes: &[u8], carried: Option<Carried>) -> Result<D, AskError> {
    let decoded = match carried {
        Some(carried) => carrying(carried, || codec::decode(bytes)),
        None => codec::decode(bytes),
    };
    decoded.map_err(|error| match error {
        codec::CodecError::TooLarge => AskError::TooLarge,
        codec::CodecError::Malformed(_) => AskError::NotUnderstood,
    })
}

/// What is different between doors: which mailbox is behind it, and what becomes of a message on its way in.
trait Way: Send + Sync {
    type Wired: Wire;
    type Held: Debug + Send + 'static;

    fn slot(&self) -> &Slot<Self::Held>;
    fn map(&self, sender: &Sender, message: Self::Wired) -> Self::Held;
    fn route(&self) -> Option<Arc<dyn Route<Self::Wired>>>;
}

/// An actor's own message type.
struct Own<M>(Arc<Slot<M>>);

impl<M: Wire + Debug> Way for Own<M> {
    type Wired = M;
    type Held = M;

    fn slot(&self) -> &Slot<M> {
        &self.0
    }

    fn map(&self, _sender: &Sender, message: M) -> M {
        message
    }

    fn route(&self) -> Option<Arc<dyn Route<M>>> {
        Some(self.0.clone())
    }
}

impl<M: Debug + Send + 'static, D: Wire + Debug> Way for Door<M, D> {
    type Wired = D;
    type Held = M;

    fn slot(&self) -> &Slot<M> {
        &self.slot
    }

    fn map(&self, sender: &Sender, message: D) -> M {
        (self.map)(sender.clone(), message)
    }

    fn route(&self) -> Option<Arc<dyn Route<D>>> {
        self.me.upgrade().map(|door| door as Arc<dyn Route<D>>)
    }
}

/// Delivers what could be read, or gives its place back.
#[inline]
fn enter<W: Way>(
    way: &W,
    message: Result<W::Wired, AskError>,
    (from, sender): (u64, &Sender),
    carried: Option<Carried>,
) -> Result<(), AskError> {
    let message = message.inspect_err(|_| way.slot().give_back())?;
    way.slot().deliver_into_reserve(way.map(sender, message), from, carried);
    Ok(())
}

impl<W: Way> Inlet for W {
    fn try_reserve(&self, life: Option<Life>) -> Result<(), AskError> {
        self.slot().reserve(life)
    }

    fn poll_reserve(&self, life: Option<Life>, cx: &mut TaskContext<'_>) -> Poll<Result<(), AskError>> {
        self.slot().poll_reserve(life, cx)
    }

    fn deliver(&self, bytes: &[u8], from: u64, sender: &Sender, carried: Option<Carried>) -> Result<(), AskError> {
        enter(self, decode(bytes, carried), (from, sender), carried)
    }

    fn give_back(&self) {
        self.slot().give_back();
    }

    fn decode(&self, bytes: &[u8], carried: Option<Carried>) -> Result<Box<dyn Any + Send>, AskError> {
        decode::<W::Wired>(bytes, carried).map(|message| Box::new(message) as Box<dyn Any + Send>)
    }

    fn put(
        &self,
        decoded: Box<dyn Any + Send>,
        from: u64,
        sender: &Sender,
        carried: Option<Carried>,
    ) -> Result<(), AskError> {
        let message = decoded.downcast::<W::Wired>().map_err(|_| AskError::NotUnderstood);
        enter(self, message.map(|message| *message), (from, sender), carried)
    }

    fn handled(&self) -> u64 {
        self.slot().head.handled.load(Ordering::Relaxed)
    }

    fn waiting(&self) -> usize {
        self.slot().waiting()
    }

    fn poll_fewer(&self, most: usize, cx: &mut TaskContext<'_>) -> Poll<()> {
        self.slot().poll_fewer(most, cx)
    }

    fn route(&self) -> Option<Box<dyn Any>> {
        Way::route(self).map(|route| Box::new(route) as Box<dyn Any>)
    }
}

impl<M: Debug + Send + 'static, D: Wire + Debug> AnyRoute for Door<M, D> {
    fn address(&self) -> Address {
        self.slot.address()
    }

    fn life(&self) -> Option<Life> {
        self.slot.life()
    }

    fn runtime(&self) -> &dyn Runtime {
        self.slot.runtime()
    }

    fn runs_now(&self) -> bool {
        self.slot.runs_now()
    }

    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        Arc::new(LocalActor(self.slot.clone() as Arc<dyn AnySlot>))
    }
}

impl<M: Debug + Send + 'static, D: Wire + Debug> Door<M, D> {
    fn take(&self, life: Option<Life>, message: &mut Option<D>, carried: Option<Carried>) -> Result<(), AskError> {
        // What the map has made of a message cannot be given back: its place comes first.
        self.slot.reserve(life)?;
        match message.take() {
            Some(message) => {
                let (from, sender) = crate::node::local_sender(&self.slot.head.node);
                self.slot.deliver_into_reserve((self.map)(sender, message), from, carried);
            }
            None => self.slot.give_back(),
        }
        Ok(())
    }
}

impl<M: Debug + Send + 'static, D: Wire + Debug> Route<D> for Door<M, D> {
    fn offer(&self, life: Option<Life>, message: &mut Option<D>) -> Result<(), AskError> {
        self.take(life, message, Carried::going(None))
    }

    fn ask(&self, life: Option<Life>, message: &mut Option<D>, term: Term) -> Result<(), AskError> {
        self.take(life, message, Carried::going(Some(term.ends)))
    }

    fn poll_room(&self, _life: Option<Life>, cx: &mut TaskContext<'_>) -> Poll<()> {
        self.slot.poll_room(cx)
    }
}
