//! Whether an actor is idle, queued or running: it is in its home's queue at most once, and no wake-up is lost.

use crate::primitives::{AtomicU8, Ordering};

const IDLE: u8 = 0;
const QUEUED: u8 = 1;
const RUNNING: u8 = 2;
const RUNNING_WOKEN: u8 = 3;

/// Where an actor is between its home's queue and its thread.
pub(crate) struct RunState(AtomicU8);

impl RunState {
    pub(crate) fn idle() -> Self {
        RunState(AtomicU8::new(IDLE))
    }

    /// Something is to be done: true if it has to be put into the queue.
    #[inline]
    pub(crate) fn schedule(&self) -> bool {
        let mut seen = self.0.load(Ordering::Acquire);
        loop {
            let next = match seen {
                IDLE => QUEUED,
                RUNNING => RUNNING_WOKEN,
                _ => return false,
            };
            match self.0.compare_exchange_weak(seen, next, Ordering::AcqRel, Ordering::Acquire) {
                Ok(before) => return before == IDLE,
                Err(now) => seen = now,
            }
        }
    }

    /// It was taken out of the queue and runs.
    #[inline]
    pub(crate) fn begin(&self) {
        self.0.store(RUNNING, Ordering::Release);
    }

    /// It has run: true if something came meanwhile, and it has to be put into the queue again.
    #[inline]
    pub(crate) fn finish(&self) -> bool {
        if self.0.compare_exchange(RUNNING, IDLE, Ordering::AcqRel, Ordering::Acquire).is_ok() {
            return false;
        }
        self.0.store(QUEUED, Ordering::Release);
        true
    }
}
