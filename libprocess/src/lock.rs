//! A lock for the few instructions of a mailbox: one atomic exchange to take it, a plain store to give it back.
//!
//! A general mutex needs two exchanges, which is a third of the cost of a message. What is done under this lock must be
//! short and may not call foreign code, except where a comment says so; a holder that is descheduled makes others yield.

// The one place where exclusive access is built from an atomic.
#![allow(unsafe_code)]

use std::ops::{Deref, DerefMut};

use crate::primitives::{AtomicBool, Ordering, Place, pause};

/// A value behind a short lock.
pub(crate) struct Lock<T> {
    held: AtomicBool,
    value: Place<T>,
}

// SAFETY: the value is reached through a guard only, and `held` admits one guard at a time; so sharing the lock between
// threads hands the value from one to another, which `T: Send` allows.
unsafe impl<T: Send> Sync for Lock<T> {}
// SAFETY: the lock owns its value.
unsafe impl<T: Send> Send for Lock<T> {}

pub(crate) struct Guard<'a, T> {
    lock: &'a Lock<T>,
}

impl<T> Lock<T> {
    pub(crate) fn new(value: T) -> Self {
        Lock { held: AtomicBool::new(false), value: Place::new(value) }
    }

    #[inline]
    pub(crate) fn lock(&self) -> Guard<'_, T> {
        match self.try_lock() {
            Some(guard) => guard,
            None => self.wait(),
        }
    }

    /// None if another thread holds it.
    #[inline]
    pub(crate) fn try_lock(&self) -> Option<Guard<'_, T>> {
        (!self.held.swap(true, Ordering::Acquire)).then(|| Guard { lock: self })
    }

    #[cold]
    fn wait(&self) -> Guard<'_, T> {
        let mut turns = 0;
        loop {
            while self.held.load(Ordering::Relaxed) {
                pause(turns);
                turns += 1;
            }
            if let Some(guard) = self.try_lock() {
                return guard;
            }
        }
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this guard is the only one, and gives a shared view while it is borrowed.
        self.lock.value.with(|value| unsafe { &*value })
    }
}

impl<T> DerefMut for Guard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard is the only one, and it is borrowed exclusively.
        self.lock.value.with_mut(|value| unsafe { &mut *value })
    }
}

impl<T> Drop for Guard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.lock.held.store(false, Ordering::Release);
    }
}
