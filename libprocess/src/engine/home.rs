//! A home: the queue of ready actors of one thread, and its timers.

use std::{
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    task::Waker,
    time::Duration,
};

use libprocess_wire::{Scope, TimerKey};
use parking_lot::Mutex;

use super::{ClockSource, Fire, Trace, timers::Timers};

/// One turn in so many is timed, on average.
pub(crate) const TIMED_TURN: u64 = 16;

/// Turns of a lull; one takes about 20 ns.
const LULL: u32 = 32;

/// Something that a home can run for a while: an actor with work, or a job.
pub(crate) trait Runnable: Send + Sync {
    fn run(self: Arc<Self>);
}

#[derive(Default)]
struct Ready {
    queue: Vec<Arc<dyn Runnable>>,
    /// The host that went to sleep on an empty queue, to be woken once.
    asleep: Option<Waker>,
    /// The deadline that the sleeping host has armed.
    wakes_at: Option<Duration>,
    /// Its node is gone: nothing is taken any more.
    closed: bool,
}

/// The queue of ready actors of one thread, and its timers.
pub(crate) struct Home {
    pub(crate) index: u32,
    pub(crate) clock: Arc<ClockSource>,
    ready: Mutex<Ready>,
    /// Entries in the queue, to be looked at without its lock.
    waiting: AtomicUsize,
    timers: Mutex<Timers>,
    /// An idle host of this home looks for work for a while before it sleeps.
    pub(crate) lingers: AtomicBool,
    /// The slot that runs now (counter of its life; 0 for none) and how many turns were taken: what the watchdog looks at.
    pub(crate) running: AtomicU64,
    pub(crate) turns: AtomicU64,
    pub(crate) busy_nanos: AtomicU64,
    /// The next turn that is timed, and the state from which the one after it is drawn.
    timed_turn: AtomicU64,
    draws: AtomicU64,
    /// Many lives ended: its host gives memory back when it has nothing else to do.
    gives_back: AtomicBool,
    /// What the program does for that on its thread.
    pub(crate) when_idle: OnceLock<fn()>,
    /// The record of a simulated run.
    pub(crate) trace: Option<Arc<Trace>>,
    /// The node whose actors run here.
    pub(crate) scope: OnceLock<Weak<dyn Scope>>,
}

impl Home {
    pub(crate) fn new(index: u32, clock: Arc<ClockSource>) -> Arc<Home> {
        Home::make(index, clock, None)
    }

    /// A home of a simulated run.
    pub(crate) fn traced(index: u32, clock: Arc<ClockSource>, trace: Arc<Trace>) -> Arc<Home> {
        Home::make(index, clock, Some(trace))
    }

    fn make(index: u32, clock: Arc<ClockSource>, trace: Option<Arc<Trace>>) -> Arc<Home> {
        Arc::new(Home {
            index,
            clock,
            ready: Mutex::default(),
            waiting: AtomicUsize::new(0),
            timers: Mutex::default(),
            lingers: AtomicBool::new(false),
            running: AtomicU64::new(0),
            turns: AtomicU64::new(0),
            busy_nanos: AtomicU64::new(0),
            timed_turn: AtomicU64::new(1),
            draws: AtomicU64::new(u64::from(index)),
            gives_back: AtomicBool::new(false),
            when_idle: OnceLock::new(),
            trace,
            scope: OnceLock::new(),
        })
    }

    pub(crate) fn enqueue(&self, runnable: Arc<dyn Runnable>) {
        let mut ready = self.ready.lock();
        if ready.closed {
            // Dropped outside of the lock: its destructor may wake something of this home.
            drop(ready);
            drop(runnable);
            return;
        }
        ready.queue.push(runnable);
        self.waiting.store(ready.queue.len(), Ordering::Relaxed);
        let asleep = ready.asleep.take();
        drop(ready);
        if let Some(host) = asleep {
            host.wake();
        }
    }

    pub(crate) fn now(&self) -> Duration {
        self.clock.now()
    }

    pub(crate) fn arm(&self, at: Duration, fire: Fire) -> TimerKey {
        let (slot, generation) = self.timers.lock().arm(at, fire);
        let mut ready = self.ready.lock();
        if ready.closed {
            drop(ready);
            let fire = self.timers.lock().disarm(slot, generation);
            drop(fire);
            return TimerKey { home: self.index, slot, generation };
        }
        let host = match ready.wakes_at {
            Some(armed) if armed <= at => None,
            _ => ready.asleep.take(),
        };
        drop(ready);
        if let Some(host) = host {
            host.wake();
        }
        TimerKey { home: self.index, slot, generation }
    }

    pub(crate) fn disarm(&self, key: TimerKey) {
        let fire = self.timers.lock().disarm(key.slot, key.generation);
        drop(fire);
    }

    /// Fires what is due; true if anything was.
    pub(crate) fn fire_due(&self) -> bool {
        let now = self.now();
        let mut fired = false;
        loop {
            let fire = self.timers.lock().pop_due(now);
            match fire {
                Some(Fire::Wake(waker)) => waker.wake(),
                Some(Fire::Run(run)) => run(),
                None => return fired,
            }
            fired = true;
        }
    }

    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        self.timers.lock().next()
    }

    /// Swaps the whole queue into `batch`, which must be empty.
    pub(crate) fn take_ready(&self, batch: &mut Vec<Arc<dyn Runnable>>) {
        let mut ready = self.ready.lock();
        std::mem::swap(&mut ready.queue, batch);
        self.waiting.store(0, Ordering::Relaxed);
    }

    /// Takes the `n`th ready entry; the order of the others stays.
    pub(crate) fn take_nth(&self, n: usize) -> Option<Arc<dyn Runnable>> {
        let mut ready = self.ready.lock();
        (n < ready.queue.len()).then(|| ready.queue.remove(n))
    }

    pub(crate) fn ready_len(&self) -> usize {
        self.ready.lock().queue.len()
    }

    /// Looks for new entries for a short while, without taking the lock that senders need; false if none came.
    pub(crate) fn linger(&self, until: Duration) -> bool {
        loop {
            for _ in 0..50 {
                if self.waiting.load(Ordering::Relaxed) > 0 {
                    return true;
                }
                std::hint::spin_loop();
            }
            if self.now() >= until {
                return false;
            }
        }
    }

    /// For an actor that expects more messages at once: half a microsecond for others to send them, if nothing else is to
    /// be done here.
    pub(crate) fn lull(&self) {
        if self.lingers.load(Ordering::Relaxed) && self.waiting.load(Ordering::Relaxed) == 0 {
            for _ in 0..LULL {
                std::hint::spin_loop();
            }
        }
    }

    /// Goes to sleep until the queue is no longer empty or a timer is due earlier than `until`; false if that is so already.
    pub(crate) fn sleep(&self, host: &Waker, until: Option<Duration>) -> bool {
        let mut ready = self.ready.lock();
        if !ready.queue.is_empty() {
            return false;
        }
        // Another thread may have armed a timer since `until` was looked up, and found nobody asleep to wake.
        if self.timers.lock().next().is_some_and(|next| until.is_none_or(|until| next < until)) {
            return false;
        }
        ready.asleep = Some(host.clone());
        ready.wakes_at = until;
        true
    }

    /// Many lives ended, and no more do: has this home give memory back as soon as it has nothing else to do.
    pub(crate) fn ask_back(&self, when_idle: Option<fn()>) {
        if let Some(when_idle) = when_idle {
            // The same each time.
            let _ = self.when_idle.set(when_idle);
        }
        self.gives_back.store(true, Ordering::Relaxed);
        let asleep = self.ready.lock().asleep.take();
        if let Some(host) = asleep {
            host.wake();
        }
    }

    /// Gives back what it does not need; false if nobody asked for it.
    pub(crate) fn give_back(&self) -> bool {
        if !self.gives_back.load(Ordering::Relaxed) || !self.gives_back.swap(false, Ordering::Relaxed) {
            return false;
        }
        self.ready.lock().queue.shrink_to_fit();
        self.timers.lock().give_back();
        true
    }

    /// Forgets what is ready and every timer, and takes nothing any more: the node is gone.
    pub(crate) fn close(&self) {
        let mut ready = self.ready.lock();
        ready.closed = true;
        let entries = std::mem::take(&mut ready.queue);
        drop(ready);
        let timers = std::mem::take(&mut *self.timers.lock());
        drop(entries);
        drop(timers);
    }

    /// Runs one entry and counts the turn.
    pub(crate) fn run(&self, runnable: Arc<dyn Runnable>) {
        // Only this home's thread writes these.
        let turns = self.turns.load(Ordering::Relaxed) + 1;
        self.turns.store(turns, Ordering::Relaxed);
        runnable.run();
        if turns >= self.timed_turn.load(Ordering::Relaxed) {
            self.draw_timed_turn(turns);
        }
    }

    /// Is the present turn timed?
    #[inline]
    pub(crate) fn times_turn(&self) -> bool {
        self.turns.load(Ordering::Relaxed) == self.timed_turn.load(Ordering::Relaxed)
    }

    /// Draws the next timed turn: at a fixed step, actors that take turns in a fixed order would be timed never or always.
    #[cold]
    fn draw_timed_turn(&self, turns: u64) {
        let draw = self.draws.load(Ordering::Relaxed).wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.draws.store(draw, Ordering::Relaxed);
        self.timed_turn.store(turns + 1 + (draw >> 33) % (2 * TIMED_TURN - 1), Ordering::Relaxed);
    }
}
