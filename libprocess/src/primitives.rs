//! What the lock and the run state of mailboxes build upon. `tests/models` puts loom's in their place, and tries every order
//! of their steps.

use std::cell::UnsafeCell;
pub(crate) use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// Turns of waiting before the thread gives its core away.
const SPINS: u32 = 100;

/// A value that is reached by raw pointers only.
pub(crate) struct Place<T>(UnsafeCell<T>);

impl<T> Place<T> {
    pub(crate) fn new(value: T) -> Self {
        Place(UnsafeCell::new(value))
    }

    /// For looking at it.
    #[inline]
    pub(crate) fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
        f(self.0.get())
    }

    /// For changing it.
    #[inline]
    pub(crate) fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
        f(self.0.get())
    }
}

/// Lets time pass for somebody who has waited so many turns already.
#[inline]
pub(crate) fn pause(turns: u32) {
    if turns < SPINS { std::hint::spin_loop() } else { std::thread::yield_now() }
}

#[cfg(all(test, not(miri)))]
mod tests {
    use crate::lock::Lock;

    #[test]
    fn two_threads_never_hold_it_at_once() {
        let lock = Lock::new((0u64, 0u64));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50_000 {
                        let mut held = lock.lock();
                        held.0 += 1;
                        held.1 += 1;
                        assert_eq!(held.0, held.1);
                    }
                });
            }
        });
        assert_eq!(lock.lock().0, 200_000);
    }

    #[test]
    fn a_panic_while_it_is_held_gives_it_back() {
        let lock = Lock::new(1);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _held = lock.lock();
            panic!("on purpose");
        }));
        assert!(panicked.is_err());
        assert_eq!(*lock.lock(), 1);
    }
}
