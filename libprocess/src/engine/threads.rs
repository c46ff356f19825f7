//! Production: actix arbiters (one thread each) whose host actor polls the ready actors of its home.
//!
//! A node starts an actix system of its own on a thread of its own, so it works inside any program, whatever runtime
//! that program uses. An idle actor owns no task and no actix address: it is an entry in a home's queue when it has work.

#![allow(clippy::disallowed_methods)] // this is the edge to the machine's clock and threads

use std::{
    future::{Future, poll_fn},
    num::NonZero,
    pin::Pin,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use actix::prelude::*;
use parking_lot::{Mutex, RwLock};

use super::{ClockSource, Engine, Home, Placement, Runnable};
use crate::node::NodeCore;

/// After so many entries the host lets the thread's sockets and timers have their turn.
const TURN: usize = 128;

/// Passes over the queue between two looks at the timers.
const TIMER_PASSES: u32 = 16;

/// How long an idle thread looks for new work before it sleeps: at least, and at most while that is of use.
const LINGER: (Duration, Duration) = (Duration::from_micros(10), Duration::from_micros(80));

/// Most threads for blocking actors; beyond it they share.
const BLOCKING_THREADS_MAX: usize = 64;

struct Arbiter {
    home: Arc<Home>,
    arbiter: actix::Arbiter,
    /// Actors placed here that want a thread for themselves.
    tenants: Arc<AtomicUsize>,
    /// None for the runtime's own sockets, where no actor lives.
    kind: Option<Placement>,
}

/// The watchdog looks so often.
const LOOK: Duration = Duration::from_millis(500);

/// A handler that holds its thread longer than this holds up its neighbours.
const HELD_MAX: Duration = Duration::from_secs(1);

/// What the watchdog saw at its last look.
#[derive(Default)]
struct Seen {
    turns: u64,
    since: Duration,
    told: bool,
}

/// Notes how long the present turn of a home lasts, and logs it once when that is too long.
fn look(core: &Arc<NodeCore>, home: &Home, seen: &mut Vec<Seen>) {
    let at = home.index as usize;
    if seen.len() <= at {
        seen.resize_with(at + 1, Seen::default);
    }
    let (seen, turns, running) = (&mut seen[at], home.turns.load(Ordering::Relaxed), home.running.load(Ordering::Relaxed));
    let now = home.now();
    if turns != seen.turns || running == 0 {
        *seen = Seen { turns, since: now, told: false };
        return;
    }
    let held = now.saturating_sub(seen.since);
    if held > HELD_MAX && !seen.told {
        seen.told = true;
        core.note_held(running, held);
    }
}

/// So many lives must have ended before it is worth while to give back what they held.
const ENDS_MANY: usize = 4096;

/// How many lives had ended at the last look, and when memory was given back last.
#[derive(Default)]
struct Ends {
    seen: usize,
    given_back: usize,
}

impl Ends {
    /// True once after many ended, when no more do.
    fn have_ceased(&mut self, ends: usize) -> bool {
        let ceased = std::mem::replace(&mut self.seen, ends) == ends && ends - self.given_back >= ENDS_MANY;
        if ceased {
            self.given_back = ends;
        }
        ceased
    }
}

/// The arbiters of a node.
pub(crate) struct Threads {
    clock: Arc<ClockSource>,
    system: System,
    shared: Vec<Arc<Home>>,
    next: AtomicUsize,
    arbiters: RwLock<Vec<Arbiter>>,
    seed: AtomicU64,
    down: AtomicBool,
    node: OnceLock<Weak<NodeCore>>,
    own_thread: Mutex<Option<std::thread::JoinHandle<()>>>,
}

/// The host actor of an arbiter: owns the future that runs its home.
struct Host {
    home: Arc<Home>,
    linger: bool,
}

impl actix::Actor for Host {
    type Context = actix::Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.spawn(host(self.home.clone(), self.linger).into_actor(self));
    }
}

/// Runs the ready entries of a home for ever.
async fn host(home: Arc<Home>, linger: bool) {
    #[allow(clippy::disallowed_methods)] // the timer that all timers of the node hang on
    let sleep = Box::pin(actix_rt::time::sleep(Duration::ZERO));
    // With a single core whoever lingers keeps away whom it waits for.
    let linger = linger && cores_run_in_parallel();
    home.lingers.store(linger, Ordering::Relaxed);
    let mut hosting = Hosting { home, linger: linger.then_some(LINGER.0), batch: Vec::new(), sleep };
    poll_fn(move |cx| hosting.turn(cx)).await
}

/// A host at work.
struct Hosting {
    home: Arc<Home>,
    /// How long it looks for new work before it sleeps: doubled when some came, halved when none did.
    linger: Option<Duration>,
    batch: Vec<Arc<dyn Runnable>>,
    sleep: Pin<Box<actix_rt::time::Sleep>>,
}

impl Hosting {
    fn turn(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let home = &self.home;
        crate::node::enter_home(home);
        let mut begun = home.now();
        let mut left = TURN;
        let mut worked = false;
        let mut passes = 0u32;
        loop {
            // Looking at the timers costs as much as a short message: every so many passes, and whenever there is no work.
            if passes.is_multiple_of(TIMER_PASSES) {
                home.fire_due();
            }
            passes += 1;
            home.take_ready(&mut self.batch);
            let ran = self.batch.len();
            for runnable in self.batch.drain(..) {
                home.run(runnable);
            }
            if ran == 0 && home.fire_due() {
                continue;
            }
            left = left.saturating_sub(ran);
            worked |= ran > 0;
            if ran > 0 && left > 0 {
                continue;
            }
            let now = home.now();
            let busy = u64::try_from((now - begun).as_nanos()).unwrap_or(u64::MAX);
            home.busy_nanos.fetch_add(busy, Ordering::Relaxed);
            if left == 0 {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            // An answer from another core often comes within microseconds; waking this one would take tens of them.
            if std::mem::take(&mut worked)
                && let Some(linger) = &mut self.linger
            {
                let found = home.linger(now + *linger);
                *linger = if found { (*linger * 2).min(LINGER.1) } else { (*linger / 2).max(LINGER.0) };
                if found {
                    begun = home.now();
                    continue;
                }
            }
            if home.give_back() {
                self.batch = Vec::new();
                if let Some(give_back) = home.when_idle.get() {
                    give_back();
                }
            }
            let until = home.next_deadline();
            if let Some(at) = until {
                let deadline = actix_rt::time::Instant::now() + at.saturating_sub(now);
                self.sleep.as_mut().reset(deadline);
                if self.sleep.as_mut().poll(cx).is_ready() {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
            }
            if home.sleep(cx.waker(), until) {
                return Poll::Pending;
            }
            begun = home.now();
            left = TURN;
        }
    }
}

impl Threads {
    /// Starts `shared` threads (by default one per core) and the actix system that owns them.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub(crate) fn start(shared: Option<usize>) -> std::io::Result<Arc<Threads>> {
        let clock = Arc::new(ClockSource::real());
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        let own = std::thread::Builder::new().name("libprocess".into()).spawn(move || {
            let runner = System::new();
            let _ = sender.send(System::current());
            let _ = runner.run();
        })?;
        let system = receiver.recv().map_err(|_| std::io::Error::other("the actor system did not start"))?;
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let mut threads = Threads {
            clock,
            system,
            shared: Vec::new(),
            next: AtomicUsize::new(1),
            arbiters: RwLock::default(),
            seed: AtomicU64::new(0),
            down: AtomicBool::new(false),
            node: OnceLock::new(),
            own_thread: Mutex::new(Some(own)),
        };
        for _ in 0..shared.unwrap_or(cores).max(1) {
            let home = threads.arbiter(Some(Placement::Spread))?;
            threads.shared.push(home);
        }
        Ok(Arc::new(threads))
    }

    fn arbiter(&self, kind: Option<Placement>) -> std::io::Result<Arc<Home>> {
        // An arbiter belongs to the system of the thread that makes it: that must be ours, not the caller's. No lock is
        // held meanwhile, since that thread looks at the arbiters too.
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.system.arbiter().spawn_fn(move || {
            let _ = sender.send(actix::Arbiter::with_tokio_rt(runtime));
        });
        let arbiter = receiver.recv().map_err(|_| std::io::Error::other("the node has no threads any more"))?;
        let mut arbiters = self.arbiters.write();
        let home = Home::new(arbiters.len() as u32, self.clock.clone());
        if let Some(node) = self.node.get() {
            let _ = home.scope.set(node.clone());
        }
        let host = home.clone();
        arbiter.spawn_fn(move || {
            // Where sockets are served, answers come by way of the kernel: looking for them in the queue only delays them.
            Host { home: host, linger: kind.is_some() }.start();
        });
        arbiters.push(Arbiter { home: home.clone(), arbiter, tenants: Arc::default(), kind });
        Ok(home)
    }

    /// A thread of this kind without tenants, a new one, or (when there are too many) the least used.
    fn own(&self, kind: Placement) -> Arc<Home> {
        let chosen = {
            let arbiters = self.arbiters.read();
            let same = || arbiters.iter().filter(|a| a.kind == Some(kind));
            let least = same().min_by_key(|a| a.tenants.load(Ordering::Relaxed));
            let full = same().count() >= BLOCKING_THREADS_MAX;
            least.filter(|a| full || a.tenants.load(Ordering::Relaxed) == 0).map(|a| (a.home.clone(), a.tenants.clone()))
        };
        let new = || {
            let home = self.arbiter(Some(kind)).ok()?;
            let tenants = self.arbiters.read()[home.index as usize].tenants.clone();
            Some((home, tenants))
        };
        // No thread is left: share the first one.
        let Some((home, tenants)) = chosen.or_else(new) else { return self.shared[0].clone() };
        tenants.fetch_add(1, Ordering::Relaxed);
        home
    }

    pub(crate) fn clock(&self) -> &Arc<ClockSource> {
        &self.clock
    }

    /// A thread of that index has one tenant fewer.
    pub(crate) fn leave(&self, home: &Home) {
        if let Some(arbiter) = self.arbiters.read().get(home.index as usize)
            && arbiter.kind != Some(Placement::Spread)
        {
            arbiter.tenants.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Runs a future that need not be `Send` on the thread of a home, beside its actors.
    pub(crate) fn spawn_local(
        &self,
        home: &Home,
        make: impl FnOnce() -> Pin<Box<dyn Future<Output = ()>>> + Send + 'static,
    ) {
        if let Some(arbiter) = self.arbiters.read().get(home.index as usize) {
            arbiter.arbiter.spawn_fn(move || {
                actix_rt::spawn(make());
            });
        }
    }

    /// Looks twice a second, from the system's thread, whether an actor holds up its own for more than a second.
    fn watch(&self, node: Weak<NodeCore>) {
        self.system.arbiter().spawn(async move {
            let mut seen: Vec<Seen> = Vec::new();
            let mut ends = Ends::default();
            loop {
                #[allow(clippy::disallowed_methods)] // it watches the very threads whose timers it must not depend on
                actix_rt::time::sleep(LOOK).await;
                let Some(core) = node.upgrade() else { return };
                core.engine.look_at_homes(&mut |home| look(&core, home, &mut seen));
                if ends.have_ceased(core.registry.ends()) {
                    core.registry.give_back();
                    core.engine.look_at_homes(&mut |home| home.ask_back(core.when_idle));
                }
            }
        });
    }

    /// A thread for the runtime's own I/O: one without actors, so that none of them holds it up. With a single core they
    /// share one: there a question to another node would switch threads four times more, for half of its time.
    pub(crate) fn io_thread(&self) -> std::io::Result<Arc<Home>> {
        match self.shared.as_slice() {
            [only] if !cores_run_in_parallel() => Ok(only.clone()),
            _ => self.arbiter(None),
        }
    }
}

fn cores_run_in_parallel() -> bool {
    std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1)
}

fn runtime() -> tokio::runtime::Runtime {
    // Building fails only when the process has no descriptors left; without it a node can do nothing.
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .event_interval(61)
        .build()
        .unwrap_or_else(|error| panic!("no runtime for a thread of actors: {error}"))
}

impl Engine for Threads {
    fn home(&self, placement: Placement, parent: &Arc<Home>) -> Arc<Home> {
        match placement {
            Placement::Beside => parent.clone(),
            Placement::Spread => {
                let next = self.next.fetch_add(1, Ordering::Relaxed);
                self.shared[next % self.shared.len()].clone()
            }
            Placement::Pinned | Placement::Blocking => self.own(placement),
        }
    }

    fn main_home(&self) -> &Arc<Home> {
        &self.shared[0]
    }

    fn by_index(&self, index: u32) -> Option<Arc<Home>> {
        if let Some(home) = self.shared.get(index as usize) {
            return Some(home.clone());
        }
        self.arbiters.read().get(index as usize).map(|a| a.home.clone())
    }

    fn random(&self) -> u64 {
        // The standard library seeds each `RandomState` from the operating system.
        use std::hash::{BuildHasher, Hasher};
        let mut hasher = std::hash::RandomState::new().build_hasher();
        // A copy of a process begins with what its parent had of all that.
        hasher.write_u32(std::process::id());
        hasher.write_u64(self.seed.fetch_add(1, Ordering::Relaxed));
        hasher.write_u128(self.clock.since_epoch().as_nanos());
        hasher.finish()
    }

    fn adopt(&self, node: Weak<NodeCore>) {
        let arbiters = self.arbiters.read();
        for arbiter in arbiters.iter() {
            // Told once, while the node is made.
            let _ = arbiter.home.scope.set(node.clone());
        }
        let _ = self.node.set(node.clone());
        drop(arbiters);
        self.watch(node);
    }

    fn shut_down(&self) {
        if self.down.swap(true, Ordering::Relaxed) {
            return;
        }
        for arbiter in self.arbiters.read().iter() {
            arbiter.arbiter.stop();
        }
        self.system.stop();
        drop(self.own_thread.lock().take());
    }

    fn offload(&self, work: Box<dyn FnOnce() + Send>) {
        // It runs though nobody waits for it.
        drop(crate::os::blocking::run(move || {
            work();
            Ok(())
        }));
    }

    fn look_at_homes(&self, look: &mut dyn FnMut(&Home)) {
        let arbiters = self.arbiters.read();
        let homes =
            arbiters.iter().filter(|arbiter| arbiter.kind != Some(Placement::Blocking)).map(|arbiter| arbiter.home.clone());
        let homes: Vec<_> = homes.collect();
        drop(arbiters);
        homes.iter().for_each(|home| look(home));
    }

    fn loads(&self) -> Vec<(u32, f64)> {
        let total = self.clock.now().as_nanos().max(1) as f64;
        let arbiters = self.arbiters.read();
        arbiters.iter().map(|a| (a.home.index, a.home.busy_nanos.load(Ordering::Relaxed) as f64 / total)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_thread_is_made_while_the_systems_own_thread_looks_at_all_of_them() {
        let threads = Threads::start(Some(1)).unwrap();
        let (looking, (made, is_made)) = (threads.clone(), std::sync::mpsc::sync_channel(1));
        // The look is queued before the making, and comes to the list of threads when the making waits for it.
        threads.system.arbiter().spawn_fn(move || {
            std::thread::sleep(Duration::from_millis(50));
            looking.look_at_homes(&mut |_| {});
        });
        let making = threads.clone();
        std::thread::spawn(move || made.send(making.own(Placement::Pinned).index));
        assert_eq!(is_made.recv_timeout(Duration::from_secs(20)), Ok(1), "they wait for each other");
        threads.shut_down();
    }
}
