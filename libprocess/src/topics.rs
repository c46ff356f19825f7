//! Topics: whoever publishes knows no subscriber, on whatever node of the cluster either is.
//!
//! ```text
//!   publisher ──one message per node──▶ hub of that node ──▶ subscribers' mailboxes
//!                                        └ per subscriber a bounded queue, for when its mailbox is full
//! ```
//!
//! A node has a hub for a topic while anybody there subscribes; it stands in the group `topic:NAME`, and a message goes once
//! to each hub. What a subscriber has no room for waits in the hub up to a bound, and beyond it the subscriber's own
//! [`Slow`] decides, so a slow one costs the others nothing. What was published reaches whoever subscribes at that moment, at
//! most once, and from one publisher in order.
//!
//! ```
//! use libprocess::{prelude::*, testing::{Probe, seeds, simulate}, topics::Slow};
//!
//! #[derive(Clone, Debug, Serialize, Deserialize)]
//! struct News(String);
//!
//! impl Wire for News { const NAME: &'static str = "example.news"; const VERSION: u16 = 1; }
//!
//! simulate(seeds(3), async |sim| {
//!     let (one, two) = (sim.node("10.0.0.1:5050").start().await, sim.node("10.0.0.2:5050").start().await);
//!     two.join_cluster([one.address()]).unwrap();
//!     one.join_cluster([]).unwrap();
//!     let mut reader = Probe::<News>::new(&two, "reader").await;
//!     let topic = two.topic::<News>("news");
//!     let reads = topic.subscribe(&reader.pid(), Slow::DropOldest(100), |news| news).await.unwrap();
//!     sim.clock().advance(secs(1)).await;
//!     assert_eq!(one.topic("news").publish(News("it rains".into())), 1);
//!     assert_eq!(reader.next(secs(1)).await.0, "it rains");
//!     assert_eq!((reads.delivered(), reads.dropped()), (1, 0));
//! });
//! ```

use std::{
    collections::BTreeMap,
    fmt,
    fmt::Debug,
    marker::PhantomData,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use libprocess_wire::{Name, Pid, Reply, Wire};

use crate::{
    Actor, Context, Exit, ExitNotice, Inspection, Node, Outbox, Relation, Room, SpawnError,
    membership::{ClusterError, checked},
    router::{Router, Routing},
};

/// What becomes of messages for a subscriber whose mailbox is full, once so many of them wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slow {
    /// The oldest of them is dropped for the new one: who reads late reads what is new.
    DropOldest(usize),
    /// The new one is dropped: who reads late reads on where it was.
    DropNewest(usize),
    /// It is subscribed no more; what waits still comes. [`Subscription::is_active`] tells.
    Refuse(usize),
}

impl Slow {
    fn bound(self) -> usize {
        match self {
            Slow::DropOldest(bound) | Slow::DropNewest(bound) | Slow::Refuse(bound) => bound.max(1),
        }
    }
}

#[derive(Default)]
struct Counts {
    delivered: AtomicU64,
    dropped: AtomicU64,
    ended: AtomicBool,
}

/// A subscription, to be looked at. Dropping it ends nothing: it ends with the subscriber, or by [`Subscription::cancel`].
#[derive(Clone)]
pub struct Subscription(Arc<Counts>);

impl Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Subscription({} delivered, {} dropped, active: {})", self.delivered(), self.dropped(), self.is_active())
    }
}

impl Subscription {
    /// Messages that the subscriber's mailbox took, or that wait for it.
    pub fn delivered(&self) -> u64 {
        self.0.delivered.load(Ordering::Relaxed)
    }

    /// Messages that it did not get because it was slow.
    pub fn dropped(&self) -> u64 {
        self.0.dropped.load(Ordering::Relaxed)
    }

    /// False once it has ended: cancelled, refused for being slow, or with its subscriber.
    pub fn is_active(&self) -> bool {
        !self.0.ended.load(Ordering::Relaxed)
    }

    /// Ends it: nothing that is published from now on comes.
    pub fn cancel(&self) {
        // The hub sees it when it would hand something on.
        self.0.ended.store(true, Ordering::Relaxed);
    }
}

/// A topic, as seen from one node.
pub struct Topic<M: 'static> {
    node: Node,
    name: Name,
    hubs: Router<M>,
    message: PhantomData<fn(M)>,
}

impl<M> Clone for Topic<M> {
    fn clone(&self) -> Self {
        Topic { node: self.node.clone(), name: self.name.clone(), hubs: self.hubs.clone(), message: PhantomData }
    }
}

impl<M> Debug for Topic<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Topic({})", self.name)
    }
}

impl<M: Wire + Clone + Debug> Topic<M> {
    /// Publishes a message; gives the number of nodes that it is on its way to. Never waits: a node whose hub has no room
    /// does not get it, see [`Topic::lost`].
    pub fn publish(&self, message: M) -> usize {
        let (nodes, before) = (self.hubs.len(), self.hubs.lost());
        match self.hubs.tell(message) {
            Ok(()) => nodes - usize::try_from(self.hubs.lost() - before).unwrap_or(nodes).min(nodes),
            Err(_) => 0,
        }
    }

    /// Messages of this handle that a node had no room for, counted per node.
    pub fn lost(&self) -> u64 {
        self.hubs.lost()
    }

    /// Subscribes an actor of this node, for its present life: `map` makes its own message of what is published.
    ///
    /// # Errors
    /// The node is ending, or that is no name for a topic.
    pub async fn subscribe<W: Debug + Send + 'static>(
        &self,
        to: &Pid<W>,
        slow: Slow,
        map: impl Fn(M) -> W + Send + 'static,
    ) -> Result<Subscription, ClusterError> {
        let name: Name = format!("topic:{}", checked(self.name.clone())?).into();
        let counts = Arc::new(Counts::default());
        let subscriber = Box::new(NewSubscriber { to: to.pin(), map: Box::new(map), slow, counts: counts.clone() });
        let hub = match self.node.spawn::<Hub<M>>(name.clone(), ()).await {
            // Somebody has subscribed before.
            Err(SpawnError::NameTaken(_)) => self.node.find::<Asked<M>>(&name).ok_or(SpawnError::NameTaken(name)),
            started => started,
        };
        let (reply, answer) = Reply::pair();
        let sent = hub.map_err(ClusterError::NotStarted)?.send(Asked::Subscribe { subscriber, reply }).await;
        let ended = ClusterError::NotStarted(SpawnError::ShuttingDown);
        sent.map_err(|_| ended.clone())?;
        answer.await.map_err(|_| ended)?;
        Ok(Subscription(counts))
    }
}

impl Node {
    /// A topic of the cluster: to publish, and to subscribe actors of this node. Topics of the same name carry the same type
    /// of message everywhere.
    pub fn topic<M: Wire + Clone + Debug>(&self, name: impl Into<Name>) -> Topic<M> {
        let name = name.into();
        let hubs = self.router(format!("topic:{name}"), Routing::Broadcast(M::clone));
        Topic { node: self.clone(), name, hubs, message: PhantomData }
    }
}

impl<A: Actor> Context<A> {
    /// Subscribes this actor to a topic: see [`Topic::subscribe`].
    ///
    /// # Errors
    /// As [`Topic::subscribe`].
    pub async fn subscribe<M: Wire + Clone + Debug>(
        &mut self,
        topic: impl Into<Name>,
        slow: Slow,
        map: impl Fn(M) -> A::Message + Send + 'static,
    ) -> Result<Subscription, ClusterError> {
        let topic = self.node().topic::<M>(topic);
        topic.subscribe(&self.me(), slow, map).await
    }
}

// --- the hub ----------------------------------------------------------------------------------------------------------

/// What a hub is told.
enum Asked<M: 'static> {
    Published(M),
    Subscribe {
        subscriber: Box<dyn Subscriber<M>>,
        reply: Reply<()>,
    },
    /// The subscriber of that number has room.
    Room(u64, Room),
}

impl<M: Debug> Debug for Asked<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Asked::Published(message) => write!(f, "Published({message:?})"),
            Asked::Subscribe { .. } => f.write_str("Subscribe"),
            Asked::Room(number, _) => write!(f, "Room({number})"),
        }
    }
}

/// Someone about to subscribe, whatever it understands.
trait Subscriber<M: 'static>: Send {
    fn pid(&self) -> Pid;
    fn line(self: Box<Self>, number: u64) -> Box<dyn Line<M>>;
}

struct NewSubscriber<M, W: 'static> {
    to: Pid<W>,
    map: Box<dyn Fn(M) -> W + Send>,
    slow: Slow,
    counts: Arc<Counts>,
}

impl<M: Wire + Clone + Debug, W: Debug + Send + 'static> Subscriber<M> for NewSubscriber<M, W> {
    fn pid(&self) -> Pid {
        self.to.erase()
    }

    fn line(self: Box<Self>, number: u64) -> Box<dyn Line<M>> {
        let NewSubscriber { to, map, slow, counts } = *self;
        let out = Outbox::new(slow.bound(), move |room| Asked::Room(number, room)).to(to);
        Box::new(Queue { out, map, slow, counts })
    }
}

/// The way to a subscriber, whatever it understands.
trait Line<M: 'static>: Send {
    /// False if it is to be subscribed no more.
    fn post(&mut self, message: M, ctx: &mut Context<Hub<M>>) -> bool
    where
        M: Wire + Clone + Debug;
    fn go_on(&mut self, room: Room, ctx: &mut Context<Hub<M>>)
    where
        M: Wire + Clone + Debug;
    /// Messages that wait.
    fn waiting(&mut self) -> usize;
    fn counts(&self) -> &Counts;
}

struct Queue<M: Wire + Clone + Debug, W: 'static> {
    out: Outbox<Hub<M>, W>,
    map: Box<dyn Fn(M) -> W + Send>,
    slow: Slow,
    counts: Arc<Counts>,
}

impl<M: Wire + Clone + Debug, W: Debug + Send + 'static> Line<M> for Queue<M, W> {
    fn post(&mut self, message: M, ctx: &mut Context<Hub<M>>) -> bool {
        if self.out.waiting().len() >= self.slow.bound() {
            self.counts.dropped.fetch_add(1, Ordering::Relaxed);
            ctx.node().metrics().counter("topics/dropped").increment();
            match self.slow {
                Slow::DropOldest(_) => drop(self.out.waiting().pop_front()),
                Slow::DropNewest(_) => return true,
                Slow::Refuse(_) => return false,
            }
        } else {
            self.counts.delivered.fetch_add(1, Ordering::Relaxed);
        }
        self.out.post((self.map)(message), ctx);
        true
    }

    fn go_on(&mut self, room: Room, ctx: &mut Context<Hub<M>>) {
        self.out.go_on(room, ctx);
    }

    fn waiting(&mut self) -> usize {
        self.out.waiting().len()
    }

    fn counts(&self) -> &Counts {
        &self.counts
    }
}

/// One subscriber.
struct Entry<M: 'static> {
    line: Box<dyn Line<M>>,
    pid: Pid,
    monitor: u64,
}

/// Hands on what is published to the subscribers of its node.
struct Hub<M: 'static> {
    subscribers: BTreeMap<u64, Entry<M>>,
    last: u64,
    /// It stands in the group of hubs.
    stands: bool,
}

impl<M: Wire + Clone + Debug> Actor for Hub<M> {
    type Args = ();
    type Message = Asked<M>;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, message: M| Asked::Published(message));
        Ok(Hub { subscribers: BTreeMap::new(), last: 0, stands: false })
    }

    async fn handle(&mut self, message: Asked<M>, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Asked::Published(message) => self.on_published(&message, ctx),
            Asked::Subscribe { subscriber, reply } => return self.on_subscribe(subscriber, reply, ctx).await,
            Asked::Room(number, room) => self.on_room(number, room, ctx),
        }
        self.leave_if_idle(ctx).await
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let Relation::Monitor(reference) = notice.relation else { return Ok(()) };
        let ended = self.subscribers.iter().find(|(_, entry)| entry.monitor == reference).map(|(number, _)| *number);
        if let Some(number) = ended {
            self.remove(number, ctx);
        }
        self.leave_if_idle(ctx).await
    }

    fn inspect(&self) -> Inspection {
        Inspection(serde_json::json!({
            "subscribers": self.subscribers.values().take(1000).map(|entry| {
                let counts = entry.line.counts();
                serde_json::json!({
                    "pid": entry.pid.to_string(),
                    "delivered": counts.delivered.load(Ordering::Relaxed),
                    "dropped": counts.dropped.load(Ordering::Relaxed),
                })
            }).collect::<Vec<_>>(),
        }))
    }
}

impl<M: Wire + Clone + Debug> Hub<M> {
    fn on_published(&mut self, message: &M, ctx: &mut Context<Self>) {
        let mut ended = Vec::new();
        for (number, entry) in &mut self.subscribers {
            let active = !entry.line.counts().ended.load(Ordering::Relaxed);
            if !active || !entry.line.post(message.clone(), ctx) {
                entry.line.counts().ended.store(true, Ordering::Relaxed);
                ended.push(*number);
            }
        }
        for number in ended {
            self.remove_if_done(number, ctx);
        }
    }

    async fn on_subscribe(
        &mut self,
        subscriber: Box<dyn Subscriber<M>>,
        reply: Reply<()>,
        ctx: &mut Context<Self>,
    ) -> Result<(), Exit> {
        self.last += 1;
        let pid = subscriber.pid();
        let monitor = ctx.monitor(&pid);
        if self.subscribers.is_empty() {
            let group = ctx.name().clone();
            ctx.join(group).await?;
            self.stands = true;
        }
        self.subscribers.insert(self.last, Entry { line: subscriber.line(self.last), pid, monitor });
        reply.send(());
        Ok(())
    }

    /// While nobody subscribes, no node sends anything here.
    async fn leave_if_idle(&mut self, ctx: &mut Context<Self>) -> Result<(), Exit> {
        if self.subscribers.is_empty() && std::mem::replace(&mut self.stands, false) {
            let group = ctx.name().clone();
            ctx.leave(group).await?;
        }
        Ok(())
    }

    fn on_room(&mut self, number: u64, room: Room, ctx: &mut Context<Self>) {
        if let Some(entry) = self.subscribers.get_mut(&number) {
            entry.line.go_on(room, ctx);
            self.remove_if_done(number, ctx);
        }
    }

    fn remove_if_done(&mut self, number: u64, ctx: &mut Context<Self>) {
        let done = |entry: &mut Entry<M>| entry.line.counts().ended.load(Ordering::Relaxed) && entry.line.waiting() == 0;
        if self.subscribers.get_mut(&number).is_some_and(done) {
            self.remove(number, ctx);
        }
    }

    fn remove(&mut self, number: u64, ctx: &mut Context<Self>) {
        let Some(entry) = self.subscribers.remove(&number) else { return };
        entry.line.counts().ended.store(true, Ordering::Relaxed);
        ctx.demonitor(&entry.pid, entry.monitor);
    }
}

#[cfg(test)]
mod tests;
