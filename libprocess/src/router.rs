//! Routers: one pid for many actors, of which each message reaches one, or all.
//!
//! A router is no actor: whoever tells it something picks the receiver itself, so there is no queue on the way and no hop.
//! Over a group it follows who joins and leaves, on all nodes of the cluster, and costs a message one comparison while
//! nobody does.
//!
//! ```
//! use libprocess::{prelude::*, router::Routing, testing::{Probe, seeds, simulate}};
//!
//! #[derive(Clone, Debug, Serialize, Deserialize)]
//! struct Job(u64);
//!
//! impl Wire for Job { const NAME: &'static str = "example.job"; const VERSION: u16 = 1; }
//!
//! simulate(seeds(3), async |sim| {
//!     let node = sim.node("10.0.0.1:5050").start().await;
//!     let (mut anna, mut bert) = (Probe::<Job>::new(&node, "anna").await, Probe::<Job>::new(&node, "bert").await);
//!     node.join_group("workers", &anna.pid()).await.unwrap();
//!     node.join_group("workers", &bert.pid()).await.unwrap();
//!
//!     let workers: Pid<Job> = node.router("workers", Routing::RoundRobin).pid();
//!     workers.tell(Job(1)).unwrap();
//!     workers.tell(Job(2)).unwrap();
//!     assert_eq!((anna.next(secs(1)).await.0, bert.next(secs(1)).await.0), (1, 2));
//!
//!     // The same key reaches the same member, as long as that one is there.
//!     let by_key: Pid<Job> = node.router("workers", Routing::ConsistentHash(|job: &Job| job.0)).pid();
//!     let all: Pid<Job> = node.router("workers", Routing::Broadcast(Job::clone)).pid();
//!     by_key.tell(Job(3)).unwrap();
//!     all.tell(Job(4)).unwrap();
//! });
//! ```

use std::{
    any::Any,
    fmt,
    fmt::Debug,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use libprocess_wire::{Address, AnyRoute, Ask, AskError, Life, Name, Pid, Reply, Route, Runtime, TellError, Wire};
use parking_lot::RwLock;

use crate::{
    Node,
    mailbox::{AnySlot, LocalActor},
    node::NodeCore,
};

/// Points of each member on the ring of a consistent hash: its share of the keys differs from the mean by about an eighth.
const POINTS: u64 = 64;

/// Up to so many members are all looked at to find the least busy one; beyond it, so many drawn ones.
const LOOKED_AT: usize = 8;

/// Who gets a message.
pub enum Routing<M> {
    /// One after the other.
    RoundRobin,
    /// Whoever has least to do: messages that wait in its mailbox, where it is of this node, and questions of this router
    /// ([`Router::ask`]) that it has not answered. Of more than 8 members 8 drawn ones are compared.
    LeastBusy,
    /// Always the same member for a key, which is made of the message; when a member goes only its keys move.
    ConsistentHash(fn(&M) -> u64),
    /// All of them, each a copy made by this. A full or lost member does not stop the others.
    Broadcast(fn(&M) -> M),
}

impl<M> Clone for Routing<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Routing<M> {}

impl<M> Debug for Routing<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Routing::RoundRobin => "RoundRobin",
            Routing::LeastBusy => "LeastBusy",
            Routing::ConsistentHash(_) => "ConsistentHash",
            Routing::Broadcast(_) => "Broadcast",
        })
    }
}

/// A receiver.
struct Target<M: 'static> {
    pid: Pid<M>,
    /// Its mailbox, where it is of this node.
    slot: Option<Arc<dyn AnySlot>>,
    /// Questions of this router that it has not answered.
    asked: Arc<AtomicUsize>,
}

impl<M: 'static> Target<M> {
    fn new(pid: Pid<M>) -> Self {
        let slot = crate::context::local(&pid.erase()).map(|(slot, _)| slot);
        Target { pid, slot, asked: Arc::default() }
    }

    /// False if it is known to have ended; on another node that is not known.
    fn is_there(&self) -> bool {
        self.slot.as_ref().is_none_or(|slot| match self.pid.life() {
            Some(life) => slot.counter() == life.counter,
            None => slot.counter() != 0,
        })
    }

    fn busy(&self) -> usize {
        let waiting = self.slot.as_ref().map_or(0, |slot| {
            let works = slot.head().current.load(Ordering::Relaxed) != 0;
            slot.depth().0 + usize::from(works)
        });
        waiting + self.asked.load(Ordering::Relaxed)
    }
}

/// Those whom messages may reach.
struct Targets<M: 'static> {
    all: Vec<Target<M>>,
    /// Points of the members on the ring, only for a consistent hash.
    ring: Vec<(u64, u32)>,
    /// As of that many changes of groups.
    seen: u64,
}

/// Where the members come from.
enum Source {
    /// A group of the cluster.
    Group(Name),
    /// They are set.
    Set,
}

struct Shared<M: 'static> {
    core: Arc<NodeCore>,
    name: Name,
    source: Source,
    typed: fn(&Arc<NodeCore>, &Address) -> Option<Pid<M>>,
    routing: Routing<M>,
    targets: RwLock<Targets<M>>,
    next: AtomicUsize,
    lost: AtomicU64,
    /// Stands for the router where it is watched.
    anchor: Option<Pid>,
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The ring: the same on every node, since it comes from the members' addresses.
fn ring<M: 'static>(all: &[Target<M>]) -> Vec<(u64, u32)> {
    let mut ring = Vec::with_capacity(all.len() * POINTS as usize);
    for (at, target) in all.iter().enumerate() {
        let address = target.pid.address().to_string();
        let start = address
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        ring.extend((0..POINTS).map(|point| (mix(start.wrapping_add(mix(point + 1))), at as u32)));
    }
    ring.sort_unstable();
    ring
}

impl<M: Debug + Send + 'static> Shared<M> {
    /// Follows the group; nothing but a comparison while no group changes.
    fn refresh(&self) {
        let Source::Group(group) = &self.source else { return };
        let changes = self.core.directory.group_changes();
        if self.targets.read_recursive().seen == changes {
            return;
        }
        let members = self.core.directory.group(group);
        let mut targets = self.targets.write();
        targets.seen = changes;
        let same = targets.all.len() == members.len()
            && targets.all.iter().zip(&members).all(|(target, member)| target.pid.address() == *member);
        if !same {
            let mut former = std::mem::take(&mut targets.all);
            let typed = members.iter().filter_map(|member| {
                let known = former.iter().position(|target| target.pid.address() == *member);
                known.map(|at| former.swap_remove(at)).or_else(|| (self.typed)(&self.core, member).map(Target::new))
            });
            targets.all = typed.collect();
            self.redraw(&mut targets);
        }
    }

    fn redraw(&self, targets: &mut Targets<M>) {
        targets.ring = match self.routing {
            Routing::ConsistentHash(_) => ring(&targets.all),
            _ => Vec::new(),
        };
    }

    /// Where to begin; for a key it is the only one as long as it is there.
    fn first(&self, targets: &Targets<M>, message: &M) -> usize {
        let all = targets.all.len();
        match self.routing {
            Routing::RoundRobin | Routing::Broadcast(_) => self.next.fetch_add(1, Ordering::Relaxed) % all.max(1),
            Routing::LeastBusy => self.least_busy(targets),
            Routing::ConsistentHash(key) => {
                let key = mix(key(message));
                let at = targets.ring.partition_point(|(point, _)| *point < key);
                // Those that have ended are passed over, each to the next on the ring.
                let clockwise = targets.ring[at..].iter().chain(&targets.ring[..at]).map(|(_, target)| *target as usize);
                clockwise.take(targets.ring.len()).find(|at| targets.all[*at].is_there()).unwrap_or(0)
            }
        }
    }

    fn least_busy(&self, targets: &Targets<M>) -> usize {
        let all = targets.all.len();
        let start = self.next.fetch_add(1, Ordering::Relaxed);
        let drawn =
            |n: usize| if all <= LOOKED_AT { (start + n) % all } else { mix((start * LOOKED_AT + n) as u64) as usize % all };
        let candidates = (0..all.min(LOOKED_AT)).map(drawn).filter(|at| targets.all[*at].is_there());
        candidates.min_by_key(|at| targets.all[*at].busy()).unwrap_or(start % all.max(1))
    }

    fn offer_one(&self, targets: &Targets<M>, message: &mut Option<M>) -> Result<(), AskError> {
        let Some(first) = message.as_ref().map(|message| self.first(targets, message)) else { return Ok(()) };
        let keyed = matches!(self.routing, Routing::ConsistentHash(_));
        let mut cause = AskError::NoSuchActor;
        for step in 0..targets.all.len() {
            let target = &targets.all[(first + step) % targets.all.len()];
            if !target.is_there() {
                continue;
            }
            match target.pid.route().offer(target.pid.life(), message) {
                Ok(()) => return Ok(()),
                Err(AskError::Full) => cause = AskError::Full,
                Err(other) if cause != AskError::Full => cause = other,
                Err(_) => {}
            }
            if keyed {
                break;
            }
        }
        Err(cause)
    }

    fn offer_all(&self, targets: &Targets<M>, copy: fn(&M) -> M, message: &mut Option<M>) -> Result<(), AskError> {
        let Some(original) = message.as_ref() else { return Ok(()) };
        let (mut told, mut cause) = (0usize, AskError::NoSuchActor);
        for target in targets.all.iter().filter(|target| target.is_there()) {
            match target.pid.route().offer(target.pid.life(), &mut Some(copy(original))) {
                Ok(()) => told += 1,
                Err(why) => {
                    self.lost.fetch_add(1, Ordering::Relaxed);
                    cause = why;
                }
            }
        }
        if told == 0 {
            return Err(cause);
        }
        *message = None;
        Ok(())
    }
}

impl<M: Debug + Send + 'static> AnyRoute for Shared<M> {
    fn address(&self) -> Address {
        Address::new(self.name.clone(), self.core.address())
    }

    fn life(&self) -> Option<Life> {
        self.anchor.as_ref().and_then(|anchor| anchor.route().life())
    }

    fn runtime(&self) -> &dyn Runtime {
        &*self.core
    }

    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        let anchor = self.anchor.as_ref().and_then(crate::context::local);
        match anchor {
            Some((slot, _)) => Arc::new(LocalActor(slot)),
            None => Arc::new(()),
        }
    }
}

impl<M: Debug + Send + 'static> Route<M> for Shared<M> {
    fn offer(&self, _life: Option<Life>, message: &mut Option<M>) -> Result<(), AskError> {
        self.refresh();
        // Held while the message is delivered: who was taken out of the set meanwhile gets none after that.
        let targets = self.targets.read_recursive();
        match self.routing {
            Routing::Broadcast(copy) => self.offer_all(&targets, copy, message),
            _ => self.offer_one(&targets, message),
        }
    }

    fn poll_room(&self, _life: Option<Life>, cx: &mut TaskContext<'_>) -> Poll<()> {
        let targets = self.targets.read_recursive();
        let mut there = targets.all.iter().filter(|target| target.is_there());
        let mut has_room = |target: &Target<M>| target.pid.route().poll_room(target.pid.life(), cx).is_ready();
        // A key waits for one of those that are full, since any of them may be its member; else anybody's room will do.
        let ready = match self.routing {
            Routing::ConsistentHash(_) => there.filter(|target| !has_room(target)).count() == 0,
            Routing::RoundRobin | Routing::LeastBusy | Routing::Broadcast(_) => {
                let mut none = true;
                let any = there.any(|target| {
                    none = false;
                    has_room(target)
                });
                any || none
            }
        };
        if ready { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// One pid for many actors. Cheap to clone.
pub struct Router<M: 'static>(Arc<Shared<M>>);

impl<M> Clone for Router<M> {
    fn clone(&self) -> Self {
        Router(self.0.clone())
    }
}

impl<M: Debug + Send + 'static> Debug for Router<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Router({} over {} of {})", self.0.routing.name(), self.len(), self.0.name)
    }
}

impl<M> Routing<M> {
    fn name(&self) -> String {
        format!("{self:?}")
    }
}

impl<M: Debug + Send + 'static> Router<M> {
    /// A router over pids that are set.
    pub(crate) fn of_set(core: Arc<NodeCore>, name: Name, routing: Routing<M>, anchor: Option<Pid>) -> Self {
        let targets = RwLock::new(Targets { all: Vec::new(), ring: Vec::new(), seen: 0 });
        let (next, lost) = (AtomicUsize::new(0), AtomicU64::new(0));
        let typed = |_: &Arc<NodeCore>, _: &Address| None;
        Router(Arc::new(Shared { core, name, source: Source::Set, typed, routing, targets, next, lost, anchor }))
    }

    /// The node it sends from.
    pub(crate) fn core(&self) -> &Arc<NodeCore> {
        &self.0.core
    }

    pub(crate) fn add(&self, pid: Pid<M>) {
        let mut targets = self.0.targets.write();
        targets.all.push(Target::new(pid));
        self.0.redraw(&mut targets);
    }

    /// Takes the newest pids out until there are so many. When this returns, none of them is told anything more.
    pub(crate) fn cut_to(&self, left: usize) -> Vec<Pid<M>> {
        let mut targets = self.0.targets.write();
        let from = left.min(targets.all.len());
        let cut = targets.all.split_off(from);
        self.0.redraw(&mut targets);
        cut.into_iter().map(|target| target.pid).collect()
    }

    /// A pid whose messages each reach one member, or all: to be told, asked, and handed on within this node.
    ///
    /// Errors are those of the members: *full* if none that may get the message has room, *no such actor* if there is none.
    pub fn pid(&self) -> Pid<M> {
        Pid::from_route(self.0.clone() as Arc<dyn Route<M>>)
    }

    /// Tells one member, or all.
    ///
    /// # Errors
    /// As for [`Router::pid`]; the message comes back.
    pub fn tell(&self, message: M) -> Result<(), TellError<M>> {
        self.pid().tell(message)
    }

    /// Asks one member. Unlike a question over [`Router::pid`] it counts as something that this member has to do, until it
    /// is answered or given up.
    pub fn ask<T>(&self, question: impl FnOnce(Reply<T>) -> M, timeout: Duration) -> Asked<M, T> {
        self.0.refresh();
        let mut question = Some(question);
        let picked = {
            let targets = self.0.targets.read_recursive();
            match self.0.routing {
                Routing::LeastBusy if !targets.all.is_empty() => {
                    let target = &targets.all[self.0.least_busy(&targets)];
                    target.asked.fetch_add(1, Ordering::Relaxed);
                    // Asked under the lock, as messages are told.
                    question.take().map(|question| (target.pid.ask(question, timeout), target.asked.clone()))
                }
                _ => None,
            }
        };
        match (picked, question) {
            (Some((ask, asked)), _) => Asked { ask: Box::pin(ask), asked: Some(asked) },
            (None, Some(question)) => Asked { ask: Box::pin(self.pid().ask(question, timeout)), asked: None },
            (None, None) => unreachable!("a question that was not taken is still there"),
        }
    }

    /// How many members there are, as far as this node knows.
    pub fn len(&self) -> usize {
        self.0.refresh();
        self.0.targets.read_recursive().all.len()
    }

    /// True if a message would reach nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Copies of broadcast messages that a member did not take.
    pub fn lost(&self) -> u64 {
        self.0.lost.load(Ordering::Relaxed)
    }
}

/// The future of [`Router::ask`].
pub struct Asked<M: 'static, T> {
    ask: Pin<Box<Ask<M, T>>>,
    asked: Option<Arc<AtomicUsize>>,
}

impl<M: 'static, T> Future for Asked<M, T> {
    type Output = Result<T, AskError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        self.ask.as_mut().poll(cx)
    }
}

impl<M: 'static, T> Drop for Asked<M, T> {
    fn drop(&mut self) {
        if let Some(asked) = self.asked.take() {
            asked.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Node {
    /// A router over a group of the cluster.
    pub fn router<M: Wire + Debug>(&self, group: impl Into<Name>, routing: Routing<M>) -> Router<M> {
        let (core, name) = (self.core.clone(), group.into());
        let targets = RwLock::new(Targets { all: Vec::new(), ring: Vec::new(), seen: u64::MAX });
        let (next, lost) = (AtomicUsize::new(0), AtomicU64::new(0));
        let typed = |core: &Arc<NodeCore>, address: &Address| Some(core.typed::<M>(address));
        let source = Source::Group(name.clone());
        Router(Arc::new(Shared { core, name, source, typed, routing, targets, next, lost, anchor: None }))
    }
}

#[cfg(test)]
mod tests;
