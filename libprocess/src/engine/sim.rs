//! The simulator: one thread runs the homes of all nodes of a run, under virtual time, in an order drawn from the seed.
//!
//! ```text
//!   loop   some entries are ready      draw one of them, of whichever home, and run it; no time passes
//!          none, but somebody waits    for quiet (a test that moved the clock): wake that one
//!          none                        jump to the earliest timer of any home and fire what is due
//!          none, and no timer          the run is stuck: everybody waits for somebody
//! ```
//!
//! Invariants: nothing here reads a real clock, a thread or a hash order; a run is a function of its seed and its body.

use std::{
    collections::VecDeque,
    fmt,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use libprocess_wire::TimerKey;
use parking_lot::Mutex;

use super::{Chance, ClockSource, Engine, Fire, Home, Placement, Runnable, Trace};
use crate::node::NodeCore;

/// How far a run may go before it counts as one that never ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    pub(crate) steps: u64,
}

/// Why a run cannot go on.
#[derive(Debug)]
pub(crate) enum Stuck {
    Deadlock { at: Duration },
    Time { at: Duration, next: Duration },
    Steps { at: Duration, steps: u64 },
}

impl fmt::Display for Stuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stuck::Deadlock { at } => {
                write!(f, "the run is stuck at {at:?}: nothing is ready and no timer is armed, everybody waits for somebody")
            }
            Stuck::Time { at, next } => {
                write!(f, "the run passed its limit of virtual time at {at:?} (the next timer is due at {next:?})")
            }
            Stuck::Steps { at, steps } => {
                write!(
                    f,
                    "the run passed its limit of {steps} steps at {at:?}: probably some actors wake each other for ever"
                )
            }
        }
    }
}

/// All homes of one run.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) clock: Arc<ClockSource>,
    pub(crate) trace: Arc<Trace>,
    order: Mutex<Chance>,
    /// By index; those of crashed nodes stay, closed.
    homes: Mutex<Vec<Arc<Home>>>,
    /// Who waits until nothing is ready at this instant, oldest first.
    quiet: Mutex<VecDeque<Waker>>,
    limits: Limits,
    steps: AtomicU64,
}

impl World {
    pub(crate) fn new(seed: u64, limits: Limits, texts: bool) -> Arc<World> {
        Arc::new(World {
            seed,
            clock: Arc::new(ClockSource::simulated()),
            trace: Arc::new(Trace::new(texts)),
            order: Mutex::new(Chance::new(seed, "order")),
            homes: Mutex::default(),
            quiet: Mutex::default(),
            limits,
            steps: AtomicU64::new(0),
        })
    }

    /// Draws for one purpose.
    pub(crate) fn chance(&self, purpose: &str) -> Chance {
        Chance::new(self.seed, purpose)
    }

    pub(crate) fn steps(&self) -> u64 {
        self.steps.load(Ordering::Relaxed)
    }

    fn new_home(&self) -> Arc<Home> {
        let mut homes = self.homes.lock();
        let home = Home::traced(homes.len() as u32, self.clock.clone(), self.trace.clone());
        homes.push(home.clone());
        home
    }

    /// Runs all homes until `body`, which lives on `home`, is done.
    pub(crate) fn run<T>(&self, home: &Arc<Home>, body: impl Future<Output = T>) -> Result<T, Stuck> {
        let mut body = std::pin::pin!(body);
        let flag = Arc::new(BodyReady { home: home.clone(), queued: AtomicBool::new(true), ready: AtomicBool::new(false) });
        home.enqueue(flag.clone());
        loop {
            self.step()?;
            if flag.ready.swap(false, Ordering::Relaxed) {
                let waker = Waker::from(flag.clone());
                if let Poll::Ready(value) = body.as_mut().poll(&mut Context::from_waker(&waker)) {
                    return Ok(value);
                }
            }
        }
    }

    fn step(&self) -> Result<(), Stuck> {
        let homes = self.homes.lock().clone();
        let ready: usize = homes.iter().map(|home| home.ready_len()).sum();
        let at = self.clock.now();
        if ready == 0 {
            let waiting = self.quiet.lock().pop_front();
            return match waiting {
                Some(waker) => {
                    waker.wake();
                    Ok(())
                }
                None => self.jump(&homes),
            };
        }
        let steps = self.steps.fetch_add(1, Ordering::Relaxed);
        if steps >= self.limits.steps {
            return Err(Stuck::Steps { at, steps });
        }
        let drawn = self.order.lock().below(ready as u64) as usize;
        let mut left = drawn;
        for home in &homes {
            let here = home.ready_len();
            if left < here {
                self.trace.step(at, home.index, drawn, ready);
                if let Some(runnable) = home.take_nth(left) {
                    crate::node::enter_home(home);
                    home.run(runnable);
                }
                break;
            }
            left -= here;
        }
        Ok(())
    }

    /// Moves time to the next timer and fires what is due then.
    fn jump(&self, homes: &[Arc<Home>]) -> Result<(), Stuck> {
        let at = self.clock.now();
        let Some(next) = homes.iter().filter_map(|home| home.next_deadline()).min() else {
            return Err(Stuck::Deadlock { at });
        };
        if next > self.limits.time {
            return Err(Stuck::Time { at, next });
        }
        self.clock.advance_to(next);
        for home in homes {
            crate::node::enter_home(home);
            home.fire_due();
        }
        Ok(())
    }

    /// Sleeps on the home of whatever runs now.
    pub(crate) fn sleep(self: &Arc<Self>, time: Duration) -> Sleep {
        Sleep { world: self.clone(), at: self.clock.now().saturating_add(time), key: None }
    }

    /// Wakes the task once nothing is ready at this instant.
    pub(crate) fn when_quiet(&self, waker: Waker) {
        self.quiet.lock().push_back(waker);
    }

    /// Forgets all entries, timers and waiting tasks: the run is over.
    pub(crate) fn close(&self) {
        let homes = self.homes.lock().clone();
        for home in homes {
            home.close();
        }
        let quiet = std::mem::take(&mut *self.quiet.lock());
        drop(quiet);
    }
}

/// Sleeps on virtual time.
pub(crate) struct Sleep {
    world: Arc<World>,
    at: Duration,
    key: Option<(Arc<Home>, TimerKey)>,
}

impl Sleep {
    fn disarm(&mut self) {
        if let Some((home, key)) = self.key.take() {
            home.disarm(key);
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.disarm();
        if self.world.clock.now() >= self.at {
            return Poll::Ready(());
        }
        // The loop enters a home before it runs anything.
        if let Some(home) = crate::node::current_home() {
            let key = home.arm(self.at, Fire::Wake(cx.waker().clone()));
            self.key = Some((home, key));
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.disarm();
    }
}

/// Makes the loop poll the body of the run, in its drawn turn like everything else.
struct BodyReady {
    home: Arc<Home>,
    queued: AtomicBool,
    ready: AtomicBool,
}

impl Wake for BodyReady {
    fn wake(self: Arc<Self>) {
        if !self.queued.swap(true, Ordering::Relaxed) {
            self.home.clone().enqueue(self);
        }
    }
}

impl Runnable for BodyReady {
    fn run(self: Arc<Self>) {
        self.queued.store(false, Ordering::Relaxed);
        self.ready.store(true, Ordering::Relaxed);
    }
}

/// The engine of one simulated node: one home, since its threads could not be told apart anyway.
pub(crate) struct SimEngine {
    world: Arc<World>,
    home: Arc<Home>,
    chance: Mutex<Chance>,
}

impl SimEngine {
    /// `name` tells this start of the node from all others of the run: its chance derives from it.
    pub(crate) fn new(world: &Arc<World>, name: &str) -> Arc<SimEngine> {
        let chance = Mutex::new(world.chance(name));
        Arc::new(SimEngine { world: world.clone(), home: world.new_home(), chance })
    }
}

impl Engine for SimEngine {
    fn home(&self, _placement: Placement, _parent: &Arc<Home>) -> Arc<Home> {
        self.home.clone()
    }

    fn main_home(&self) -> &Arc<Home> {
        &self.home
    }

    fn by_index(&self, index: u32) -> Option<Arc<Home>> {
        // A timer lives on the home of whoever armed it, which may belong to another node of the run.
        self.world.homes.lock().get(index as usize).cloned()
    }

    fn random(&self) -> u64 {
        self.chance.lock().bits()
    }

    fn adopt(&self, node: Weak<NodeCore>) {
        // Told once, while the node is made.
        let _ = self.home.scope.set(node);
    }

    fn shut_down(&self) {
        self.home.close();
    }

    fn loads(&self) -> Vec<(u32, f64)> {
        Vec::new()
    }
}
