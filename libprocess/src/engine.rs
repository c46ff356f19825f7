//! What runs actors: homes (queues of ready actors with their timers), on threads or in the simulator.
//!
//! ```text
//!   tell ──▶ Slot (mailbox) ──▶ Home.ready ──▶ host: swaps the list out whole, runs each, then the due timers
//!                                              threads.rs: one host per actix arbiter
//!                                              sim.rs:     one loop for all homes, order drawn from a seed
//! ```
//!
//! Only this folder names actix, and only it and the edges to the real world read clocks or draw unseeded chance.

mod chance;
mod clock;
mod home;
pub(crate) mod sim;
pub(crate) mod threads;
mod timers;
mod trace;

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Weak},
    task::{Context, Wake, Waker},
};

pub(crate) use chance::Chance;
pub(crate) use clock::ClockSource;
pub(crate) use home::{Home, Runnable, TIMED_TURN};
use parking_lot::Mutex;
pub(crate) use timers::Fire;
pub(crate) use trace::Trace;

use crate::node::NodeCore;

/// Where an actor runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Placement {
    /// On the thread of its parent.
    #[default]
    Beside,
    /// On the next of the node's shared threads.
    Spread,
    /// On a thread of its own.
    Pinned,
    /// On a thread where it may block.
    Blocking,
}

/// The homes of a node: threads, or the simulator.
pub(crate) trait Engine: Send + Sync + 'static {
    /// The home for a new actor whose parent lives on `parent`.
    fn home(&self, placement: Placement, parent: &Arc<Home>) -> Arc<Home>;
    /// The home that timers and futures from outside of actors use.
    fn main_home(&self) -> &Arc<Home>;
    /// The home with that index, if it still exists.
    fn by_index(&self, index: u32) -> Option<Arc<Home>>;
    /// 64 random bits: from the operating system, or from the seed.
    fn random(&self) -> u64;
    /// The node whose actors run here, told once.
    fn adopt(&self, node: Weak<NodeCore>);
    /// Ends threads that serve nobody; the node is gone.
    fn shut_down(&self);
    /// Shows each home on which no actor may block its thread; none where there are no threads.
    fn look_at_homes(&self, _look: &mut dyn FnMut(&Home)) {}
    /// Runs long work off the threads of actors and sockets.
    fn offload(&self, work: Box<dyn FnOnce() + Send>) {
        Job::start(self.main_home(), async move { work() });
    }
    /// How busy each home is: index and share of the time since the node started, 0 to 1.
    fn loads(&self) -> Vec<(u32, f64)>;
}

type JobFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A future that runs on a home beside the actors: what `pipe`, `request` and the runtime's own parts use.
pub(crate) struct Job {
    home: Weak<Home>,
    state: Mutex<JobState>,
}

struct JobState {
    future: Option<JobFuture>,
    queued: bool,
}

impl Job {
    /// Starts `future` on `home`. Dropping the handle does not stop it; [`Job::cancel`] does.
    pub(crate) fn start(home: &Arc<Home>, future: impl Future<Output = ()> + Send + 'static) -> Arc<Job> {
        let state = JobState { future: Some(Box::pin(future)), queued: true };
        let job = Arc::new(Job { home: Arc::downgrade(home), state: Mutex::new(state) });
        home.enqueue(job.clone());
        job
    }

    /// Drops the future; it does not run again.
    pub(crate) fn cancel(&self) {
        // Dropped outside of the lock: its destructor may wake this very job.
        let future = self.state.lock().future.take();
        drop(future);
    }

    pub(crate) fn is_done(&self) -> bool {
        let state = self.state.lock();
        state.future.is_none() && !state.queued
    }
}

impl Wake for Job {
    fn wake(self: Arc<Self>) {
        let mut state = self.state.lock();
        if state.queued {
            return;
        }
        state.queued = true;
        drop(state);
        match self.home.upgrade() {
            Some(home) => home.enqueue(self),
            None => self.cancel(),
        }
    }
}

impl Runnable for Job {
    fn run(self: Arc<Self>) {
        let mut state = self.state.lock();
        state.queued = false;
        let Some(mut future) = state.future.take() else { return };
        drop(state);
        let waker = Waker::from(self.clone());
        let polled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending()
        }));
        match polled {
            Ok(true) => {
                let mut state = self.state.lock();
                state.future = Some(future);
                if state.queued {
                    // Woken while it ran, when there was no future to run: once more.
                    drop(state);
                    if let Some(home) = self.home.upgrade() {
                        home.enqueue(self);
                    }
                }
            }
            Ok(false) => {}
            Err(payload) => {
                let text = crate::life::panic_text(&*payload);
                tracing::error!(%text, "a background task panicked");
                if let Some(trace) = self.home.upgrade().as_ref().and_then(|home| home.trace.as_ref()) {
                    trace.panicked(format!("a background task panicked: {text}"));
                }
            }
        }
    }
}
