//! [`Pid`]: the address of an actor together with the way to it.

use std::{
    any::{Any, TypeId},
    fmt,
    future::Future,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    Address, Answer, AskError, Life, Reply, TellError, Wire, codec,
    oneshot::{Dropped, dropping_because},
    scope,
};

/// The message type of a [`Pid`] that can be printed, compared, linked, monitored and inspected, but told nothing.
#[derive(Debug, Clone, Copy)]
pub enum Untyped {}

/// A timer that can be disarmed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimerKey {
    /// The queue of timers that holds it.
    pub home: u32,
    /// Its place there.
    pub slot: u32,
    /// Tells it from earlier ones of the same place.
    pub generation: u32,
}

/// The clock and the timers of a node.
pub trait Runtime: std::marker::Send + Sync {
    /// Time since the node started.
    fn now(&self) -> Duration;
    /// Wakes `waker` at that time.
    fn arm(&self, at: Duration, waker: Waker) -> TimerKey;
    /// Forgets a timer; one that has fired is no error.
    fn disarm(&self, key: TimerKey);
    /// The time of a question asked now: it ends after `timeout`, or earlier with the question that is being handled.
    fn term(&self, timeout: Duration) -> Term {
        let asked = self.now();
        Term { asked, ends: asked.saturating_add(timeout) }
    }
}

/// From when to when an asker waits, on the clock of the node that holds the route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// Now.
    pub asked: Duration,
    /// The asker gives up.
    pub ends: Duration,
}

/// What every way to an actor can do, whatever the actor understands.
pub trait AnyRoute: std::marker::Send + Sync + 'static {
    /// The name-bound address.
    fn address(&self) -> Address;
    /// The present life, where it is known.
    fn life(&self) -> Option<Life>;
    /// Clock and timers of the node that holds this route.
    fn runtime(&self) -> &dyn Runtime;
    /// True while the code that runs is a handler of that very actor: it would wait for its own answer for ever.
    fn runs_now(&self) -> bool {
        false
    }
    /// The runtime's own view of this route.
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + std::marker::Send + Sync>;
}

/// A way to an actor that understands `M`.
pub trait Route<M>: AnyRoute {
    /// Delivers without waiting, and takes the message only then; `life` restricts it to one life.
    ///
    /// The message stays where its sender made it until its place in the mailbox is known: a message that is moved
    /// through results on its way costs twice the time.
    ///
    /// # Errors
    /// The cause; the message stays where it is.
    fn offer(&self, life: Option<Life>, message: &mut Option<M>) -> Result<(), AskError>;
    /// As [`Route::offer`], for a message that is of use only within that time: later it is not handled any more.
    ///
    /// # Errors
    /// As [`Route::offer`].
    fn ask(&self, life: Option<Life>, message: &mut Option<M>, _term: Term) -> Result<(), AskError> {
        self.offer(life, message)
    }
    /// After an offer found no room: ready when another may find some, or nobody who could make it.
    fn poll_room(&self, life: Option<Life>, cx: &mut Context<'_>) -> Poll<()>;
}

/// Address of an actor together with the way to it. Cheap to clone.
///
/// A `Pid<M>` is bound to the *name*: it follows restarts. [`Pid::pin`] binds it to the present *life*. A `Pid` without
/// type can be printed, compared, linked, monitored and inspected.
pub struct Pid<M = Untyped> {
    route: Arc<dyn Route<M>>,
    life: Option<Life>,
}

impl<M: 'static> Pid<M> {
    /// A name-bound pid over a route; for runtimes.
    pub fn from_route(route: Arc<dyn Route<M>>) -> Self {
        Pid { route, life: None }
    }

    /// The route below; for runtimes.
    pub fn route(&self) -> &Arc<dyn Route<M>> {
        &self.route
    }

    /// Name, node, and life if bound to one.
    pub fn address(&self) -> Address {
        self.route.address().with_life(self.life)
    }

    /// The life it is bound to; none when bound to the name.
    pub fn life(&self) -> Option<Life> {
        self.life
    }

    /// Bound to the present life; unchanged where the present life is not known (on another node, before its first notice).
    pub fn pin(&self) -> Self {
        Pid { route: self.route.clone(), life: self.life.or_else(|| self.route.life()) }
    }

    /// Bound to that life.
    pub fn with_life(&self, life: Option<Life>) -> Self {
        Pid { route: self.route.clone(), life }
    }

    /// Bound to the name: whoever holds it.
    pub fn unpin(&self) -> Self {
        self.with_life(None)
    }

    /// The same address without its message type.
    pub fn erase(&self) -> Pid
    where
        M: 'static,
    {
        Pid { route: Arc::new(Erased(self.route.clone())), life: self.life }
    }

    /// Delivers without waiting.
    ///
    /// # Errors
    /// The message comes back when the mailbox is full, or the actor gone.
    #[inline]
    pub fn tell(&self, message: M) -> Result<(), TellError<M>> {
        let mut message = Some(message);
        match self.route.offer(self.life, &mut message) {
            Ok(()) => Ok(()),
            Err(cause) => refused(cause, message),
        }
    }

    /// Delivers, and waits for room in the mailbox if there is none.
    #[inline]
    pub fn send(&self, message: M) -> Send<'_, M> {
        Send { pid: self, message: Some(message) }
    }

    /// Asks: `question` makes the message from the way back. Dropping the future gives up. A handler that awaits an answer
    /// of its own actor is refused at once, since that answer could come only after the handler's end.
    ///
    /// The answer, or the [`AskError`] that tells what happened, comes within `timeout`. The deadline travels with the
    /// question: one whose time is over is not handled any more, and questions asked while it is handled end no later.
    #[inline]
    pub fn ask<T>(&self, question: impl FnOnce(Reply<T>) -> M, timeout: Duration) -> Ask<M, T> {
        let (reply, answer) = Reply::pair();
        let mut message = Some(question(reply));
        let term = self.route.runtime().term(timeout);
        let failed = self.route.ask(self.life, &mut message, term).err();
        if failed.is_some() {
            dropping_because(Dropped::TakenBack, || drop(message));
        }
        Ask { answer, failed, ends: term.ends, timer: None, route: self.route.clone() }
    }
}

/// A message that was offered and stayed.
#[cold]
fn refused<M>(cause: AskError, message: Option<M>) -> Result<(), TellError<M>> {
    // A route takes only what it delivers: there is a message.
    message.map_or(Ok(()), |message| Err(TellError::new(cause, message)))
}

impl<M> Clone for Pid<M> {
    fn clone(&self) -> Self {
        Pid { route: self.route.clone(), life: self.life }
    }
}

impl<M: 'static> PartialEq for Pid<M> {
    fn eq(&self, other: &Self) -> bool {
        self.life == other.life && (Arc::ptr_eq(&self.route, &other.route) || self.route.address() == other.route.address())
    }
}

impl<M: 'static> Eq for Pid<M> {}

impl<M: 'static> PartialOrd for Pid<M> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<M: 'static> Ord for Pid<M> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.address().cmp(&other.address())
    }
}

impl<M: 'static> std::hash::Hash for Pid<M> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.address().hash(state);
    }
}

impl<M: 'static> fmt::Display for Pid<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.address(), f)
    }
}

impl<M: 'static> fmt::Debug for Pid<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.address(), f)
    }
}

/// A route whose message type is forgotten.
struct Erased<M>(Arc<dyn Route<M>>);

impl<M: 'static> AnyRoute for Erased<M> {
    fn address(&self) -> Address {
        self.0.address()
    }
    fn life(&self) -> Option<Life> {
        self.0.life()
    }
    fn runtime(&self) -> &dyn Runtime {
        self.0.runtime()
    }
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + std::marker::Send + Sync> {
        self.0.clone().into_any()
    }
}

impl<M: 'static> Route<Untyped> for Erased<M> {
    fn offer(&self, _life: Option<Life>, message: &mut Option<Untyped>) -> Result<(), AskError> {
        match *message {
            Some(message) => match message {},
            None => Ok(()),
        }
    }
    fn poll_room(&self, _life: Option<Life>, _cx: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}

/// The future of [`Pid::send`].
pub struct Send<'a, M> {
    pid: &'a Pid<M>,
    message: Option<M>,
}

impl<M> Unpin for Send<'_, M> {}

impl<M: 'static> Future for Send<'_, M> {
    type Output = Result<(), TellError<M>>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        loop {
            match this.pid.route.offer(this.pid.life, &mut this.message) {
                Ok(()) => return Poll::Ready(Ok(())),
                Err(AskError::Full) => match this.pid.route.poll_room(this.pid.life, cx) {
                    Poll::Ready(()) => {}
                    Poll::Pending => return Poll::Pending,
                },
                Err(cause) => return Poll::Ready(refused(cause, this.message.take())),
            }
        }
    }
}

/// The future of [`Pid::ask`].
pub struct Ask<M: 'static, T> {
    answer: Answer<T>,
    failed: Option<AskError>,
    ends: Duration,
    timer: Option<TimerKey>,
    route: Arc<dyn Route<M>>,
}

impl<M: 'static, T> Unpin for Ask<M, T> {}

impl<M: 'static, T> Ask<M, T> {
    fn disarm(&mut self) {
        if let Some(key) = self.timer.take() {
            self.route.runtime().disarm(key);
        }
    }

    fn fail(&mut self, cause: AskError) -> Poll<Result<T, AskError>> {
        self.failed = Some(cause);
        self.answer.give_up();
        Poll::Ready(Err(cause))
    }
}

impl<M: 'static, T> Future for Ask<M, T> {
    type Output = Result<T, AskError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Some(error) = this.failed {
            return Poll::Ready(Err(error));
        }
        if let Poll::Ready(result) = Pin::new(&mut this.answer).poll(cx) {
            this.disarm();
            return Poll::Ready(result);
        }
        if this.timer.is_none() {
            if this.route.runs_now() {
                return this.fail(AskError::Refused);
            }
            this.timer = Some(this.route.runtime().arm(this.ends, cx.waker().clone()));
        } else if this.route.runtime().now() >= this.ends {
            this.disarm();
            return this.fail(AskError::TimedOut);
        }
        Poll::Pending
    }
}

impl<M: 'static, T> Drop for Ask<M, T> {
    fn drop(&mut self) {
        self.disarm();
    }
}

/// Writes one message; asked for once.
pub type Encode<'a> = &'a mut dyn FnMut(&mut Vec<u8>) -> Result<(), codec::CodecError>;

/// Name and version of a wire protocol.
pub type Protocol = (&'static str, u16);

/// The way to one other node, as the runtime offers it to [`Far`].
pub trait Path: std::marker::Send + Sync + 'static {
    /// Puts one message on its way; `encode` appends its bytes. A message that `ends` is of use to its asker only until
    /// then, on the clock of this node.
    ///
    /// # Errors
    /// The cause, as the asker sees it; nothing was sent.
    fn tell(&self, to: &Address, protocol: Protocol, ends: Option<Duration>, encode: Encode<'_>) -> Result<(), AskError>;
    /// Wakes the task when there may be room again for messages to that receiver.
    fn poll_room(&self, to: &Address, cx: &mut Context<'_>) -> Poll<()>;
    /// The life last heard of, of the actor of that name.
    fn life(&self, to: &Address) -> Option<Life>;
    /// Clock and timers of this node.
    fn runtime(&self) -> &dyn Runtime;
}

/// A way to an actor of another node.
pub struct Far<M> {
    address: Address,
    path: Arc<dyn Path>,
    message: PhantomData<fn(M)>,
}

impl<M: Wire> Far<M> {
    /// A way to whoever holds the name of `address`.
    pub fn new(address: Address, path: Arc<dyn Path>) -> Self {
        Far { address: address.with_life(None), path, message: PhantomData }
    }
}

impl<M: Wire> Far<M> {
    fn put(&self, life: Option<Life>, message: &mut Option<M>, ends: Option<Duration>) -> Result<(), AskError> {
        let Some(held) = message.as_ref() else { return Ok(()) };
        let to = self.address.clone().with_life(life);
        self.path.tell(&to, (M::NAME, M::VERSION), ends, &mut |out| codec::encode_into(held, out))?;
        *message = None;
        Ok(())
    }
}

/// The address and path behind a [`Far`] route, as the runtime finds them in `into_any`.
pub struct FarAway {
    /// The name-bound address.
    pub address: Address,
}

impl<M: 'static> AnyRoute for Far<M> {
    fn address(&self) -> Address {
        self.address.clone()
    }
    fn life(&self) -> Option<Life> {
        self.path.life(&self.address)
    }
    fn runtime(&self) -> &dyn Runtime {
        self.path.runtime()
    }
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + std::marker::Send + Sync> {
        Arc::new(FarAway { address: self.address.clone() })
    }
}

impl<M: Wire> Route<M> for Far<M> {
    fn offer(&self, life: Option<Life>, message: &mut Option<M>) -> Result<(), AskError> {
        self.put(life, message, None)
    }

    fn ask(&self, life: Option<Life>, message: &mut Option<M>, term: Term) -> Result<(), AskError> {
        self.put(life, message, Some(term.ends))
    }

    fn poll_room(&self, _life: Option<Life>, cx: &mut Context<'_>) -> Poll<()> {
        self.path.poll_room(&self.address, cx)
    }
}

impl<M: 'static> Serialize for Pid<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.address().serialize(serializer)
    }
}

impl<'de, M: Wire> Deserialize<'de> for Pid<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let address = Address::deserialize(deserializer)?;
        let scope = scope::current().map_err(serde::de::Error::custom)?;
        let life = address.life;
        let local = scope.local(&address, TypeId::of::<M>()).and_then(|any| any.downcast::<Arc<dyn Route<M>>>().ok());
        let route = match local {
            Some(route) => *route,
            None => Arc::new(Far::<M>::new(address.clone(), scope.path(&address))) as Arc<dyn Route<M>>,
        };
        Ok(Pid { route, life })
    }
}

/// An address from elsewhere, without a message type.
struct Foreign(Address, Arc<dyn Path>);

impl AnyRoute for Foreign {
    fn address(&self) -> Address {
        self.0.clone()
    }
    fn life(&self) -> Option<Life> {
        self.1.life(&self.0)
    }
    fn runtime(&self) -> &dyn Runtime {
        self.1.runtime()
    }
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + std::marker::Send + Sync> {
        Arc::new(FarAway { address: self.0.clone() })
    }
}

impl Route<Untyped> for Foreign {
    fn offer(&self, _life: Option<Life>, message: &mut Option<Untyped>) -> Result<(), AskError> {
        match *message {
            Some(message) => match message {},
            None => Ok(()),
        }
    }
    fn poll_room(&self, _life: Option<Life>, _cx: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}

impl Pid {
    /// The pid of an address over a path; for runtimes.
    pub fn foreign(address: Address, path: Arc<dyn Path>) -> Pid {
        let life = address.life;
        Pid { route: Arc::new(Foreign(address.with_life(None), path)), life }
    }
}

impl<'de> Deserialize<'de> for Pid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let address = Address::deserialize(deserializer)?;
        let scope = scope::current().map_err(serde::de::Error::custom)?;
        let path = scope.path(&address);
        Ok(Pid::foreign(address, path))
    }
}
