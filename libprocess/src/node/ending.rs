//! How a node ends: in phases that actors join, in order, bounded in time, and why.
//!
//! ```text
//!   StopAccepting ──▶ Drain ──▶ Leave ──▶ actors end, newest first ──▶ connections, threads
//!     each phase: every actor that joined it gets a message behind all that waits for it, and says when it is done
//! ```

use std::{
    collections::BTreeMap,
    future::{Future, poll_fn},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Poll, Waker},
    time::Duration,
};

use libprocess_wire::{Pid, Reply};
use parking_lot::Mutex;

use super::{Node, NodeCore};
use crate::{
    Actor, Context,
    actor::{Exit, ExitNotice, Relation},
    engine::Job,
    life::{Watcher, watch},
    mailbox::{AnySlot, Body},
    spans::LAST_WITHIN,
    supervisor::{Shutdown, end_and_wait},
};

/// A phase of the end of a node. Those who joined one are told together; the next begins when all of them are done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// No new work is taken from outside.
    StopAccepting,
    /// Accepted work is brought to its end.
    Drain,
    /// The others learn that this node goes.
    Leave,
}

const PHASES: [Phase; 3] = [Phase::StopAccepting, Phase::Drain, Phase::Leave];

/// Tells an actor that its phase has come.
type Tell = Box<dyn FnOnce(Reply<()>) + Send>;

#[derive(Default)]
struct State {
    /// The node's end has begun.
    begun: bool,
    over: bool,
    why: Option<Exit>,
    /// Wakes whoever waits for the end or for a hurry.
    waiting: Vec<Waker>,
}

impl State {
    fn waits(&mut self, waker: &Waker) {
        if !self.waiting.iter().any(|known| known.will_wake(waker)) {
            self.waiting.push(waker.clone());
        }
    }
}

/// The end of a node.
#[derive(Default)]
pub(crate) struct Ending {
    /// By phase and life of the actor that joined it.
    joined: Mutex<BTreeMap<(Phase, u64), Tell>>,
    state: Mutex<State>,
    /// Nobody is waited for any more.
    hurried: AtomicBool,
}

impl Ending {
    fn join(&self, phase: Phase, counter: u64, tell: Tell) {
        // Dropped outside of the lock: it holds a message.
        let before = self.joined.lock().insert((phase, counter), tell);
        drop(before);
    }

    /// A life that joined is over.
    pub(crate) fn leave(&self, counter: u64) {
        let mut joined = self.joined.lock();
        let left = PHASES.map(|phase| joined.remove(&(phase, counter)));
        drop(joined);
        drop(left);
    }

    fn members(&self, phase: Phase) -> Vec<Tell> {
        let mut joined = self.joined.lock();
        let members: Vec<u64> = joined.keys().filter(|(of, _)| *of == phase).map(|(_, counter)| *counter).collect();
        members.into_iter().filter_map(|counter| joined.remove(&(phase, counter))).collect()
    }

    /// True for the first who asks.
    fn begin(&self) -> bool {
        !std::mem::replace(&mut self.state.lock().begun, true)
    }

    fn wake_all(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock();
        change(&mut state);
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    async fn over(&self) -> Option<Exit> {
        poll_fn(|cx| {
            let mut state = self.state.lock();
            if state.over {
                return Poll::Ready(state.why.clone());
            }
            state.waits(cx.waker());
            Poll::Pending
        })
        .await
    }

    /// Ends when `future` has ended, or the time is over, or somebody hurries; true in the first case.
    pub(crate) async fn patiently(&self, core: &Arc<NodeCore>, until: Duration, future: impl Future<Output = ()>) -> bool {
        let (mut future, mut sleep) = (pin!(future), pin!(core.sleep_until(until)));
        poll_fn(|cx| {
            if future.as_mut().poll(cx).is_ready() {
                return Poll::Ready(true);
            }
            if self.hurried.load(Ordering::Relaxed) || sleep.as_mut().poll(cx).is_ready() {
                return Poll::Ready(false);
            }
            self.state.lock().waits(cx.waker());
            Poll::Pending
        })
        .await
    }
}

impl NodeCore {
    /// A supervisor at the top of the tree, whose failure ends the node if it was built so.
    pub(crate) fn watch_top(self: &Arc<Self>, top: &Pid) {
        let (Some(patience), Some((slot, counter))) = (self.ends_with_top, crate::context::local(top)) else { return };
        let me = self.me.clone();
        let call = Box::new(move |notice: &ExitNotice| {
            let Some(core) = me.upgrade().filter(|_| !notice.reason.is_orderly()) else { return };
            tracing::error!(top = %notice.pid, why = %notice.reason, "a supervisor at the top failed: the node ends");
            core.ending.state.lock().why.get_or_insert_with(|| notice.reason.clone());
            let node = Node::from_core(core.clone());
            Job::start(core.engine.main_home(), async move { node.shut_down(patience).await });
        });
        // One that is over already ended before anybody was told that it had started.
        let _over = watch(&slot, counter, Watcher::Call { key: 0, relation: Relation::Monitor(0), call });
    }

    /// Kills all that still live.
    fn hurry(&self) {
        self.ending.hurried.store(true, Ordering::Relaxed);
        self.ending.wake_all(|_| {});
        for slot in self.registry.all() {
            slot.kill(slot.counter());
        }
    }
}

impl Node {
    /// Ends the node: the phases that actors joined ([`Context::join_shutdown`]), together within `patience`; then all
    /// actors, from the newest to the oldest at the top of the tree, again together within `patience` (those that have not
    /// ended by then are killed); then connections and threads.
    ///
    /// Asked a second time while it is under way, it hurries: after the (shorter) patience of that call nobody is waited
    /// for any more. Each call returns when the node has ended.
    pub async fn shut_down(&self, patience: Duration) {
        let core = &self.core;
        if !core.ending.begin() {
            if !core.ending.patiently(core, core.clock.now() + patience, async { drop(core.ending.over().await) }).await {
                core.hurry();
                core.ending.over().await;
            }
            return;
        }
        let until = core.clock.now().saturating_add(patience);
        for phase in PHASES {
            if phase == Phase::Leave {
                self.leave_cluster().await;
            }
            self.run_phase(phase, until).await;
        }
        core.down.store(true, Ordering::Relaxed);
        self.end_actors(patience).await;
        if let Some(last) = self.last_spans() {
            core.ending.patiently(core, core.clock.now() + LAST_WITHIN, last).await;
        }
        if let Some(server) = core.server.get() {
            server.stop();
        }
        if let Some(transport) = core.transport() {
            transport.shut_down().await;
        }
        core.observers.traces.close();
        core.ending.wake_all(|state| state.over = true);
        core.engine.shut_down();
    }

    async fn run_phase(&self, phase: Phase, until: Duration) {
        let tell = |tell: Tell| {
            let (reply, answer) = Reply::pair();
            tell(reply);
            answer
        };
        let answers: Vec<_> = self.core.ending.members(phase).into_iter().map(tell).collect();
        if answers.is_empty() {
            return;
        }
        let all = async {
            for answer in answers {
                // Whoever ended, or let the reply go, is done as well.
                let _done = answer.await;
            }
        };
        if !self.core.ending.patiently(&self.core, until, all).await {
            tracing::warn!(?phase, "not all were done in time with this phase of the node's end");
        }
    }

    async fn end_actors(&self, patience: Duration) {
        let core = &self.core;
        let until = core.clock.now().saturating_add(patience);
        // Those at the top first: they end their own. Children that outlived their parents get their time too.
        let is_top = |slot: &Arc<dyn AnySlot>| slot.head().bonds.lock().parent.is_none();
        for only_top in [true, false] {
            let mut all = core.registry.all();
            all.retain(|slot| !only_top || is_top(slot));
            all.sort_by_key(|slot| std::cmp::Reverse(slot.counter()));
            for slot in all {
                let counter = slot.counter();
                let shutdown = match until.saturating_sub(core.clock.now()) {
                    _ if core.ending.hurried.load(Ordering::Relaxed) => Shutdown::Brutal,
                    left => Shutdown::Within(left),
                };
                let _gone = end_and_wait(core, &slot, counter, shutdown).await;
            }
        }
    }

    /// Ends when the node has ended.
    ///
    /// # Errors
    /// Why its supervisor at the top failed, where the node was built to end with that
    /// ([`Builder::ends_with_its_top`](crate::Builder::ends_with_its_top)).
    pub async fn until_ended(&self) -> Result<(), Exit> {
        self.core.ending.over().await.map_or(Ok(()), Err)
    }
}

impl<A: Actor> Context<A> {
    /// Takes part in a phase of the node's end: `message` comes behind all that waits for this actor then, and the phase
    /// goes on until its reply is used or dropped, or the time of the node's end is over.
    pub fn join_shutdown(&mut self, phase: Phase, message: impl FnOnce(Reply<()>) -> A::Message + Send + 'static) {
        let (slot, counter) = (self.slot.me.clone(), self.counter);
        let tell = Box::new(move |reply| {
            if let Some(slot) = slot.upgrade() {
                slot.deliver_reserved(counter, Body::Message(message(reply)));
            }
        });
        self.slot.head.bonds.lock().relations.get_or_insert_default().joins = true;
        self.slot.head.node.ending.join(phase, self.counter, tell);
    }

    /// When the node ends, all that waits for this actor then is handled before it does: [`Phase::Drain`] without a message
    /// of its own.
    pub fn drain_at_shutdown(&mut self) {
        let (slot, counter) = (self.slot.me.clone(), self.counter);
        let tell = Box::new(move |reply| {
            if let Some(slot) = slot.upgrade() {
                let _over = slot.mark(counter, crate::mailbox::Mark::Reached(reply));
            }
        });
        self.slot.head.bonds.lock().relations.get_or_insert_default().joins = true;
        self.slot.head.node.ending.join(Phase::Drain, self.counter, tell);
    }
}
