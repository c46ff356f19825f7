//! What lock and run state build upon here: loom's, or under miri the standard library's.

#[cfg(not(miri))]
mod chosen {
    use loom::sync::{Condvar, atomic};
    pub(crate) use loom::{
        sync::{Mutex, atomic::AtomicU8},
        thread::spawn,
    };

    use super::Ordering;

    /// One that is exchanged only for what it is not: an exchange of true for true changes nothing, and loom would order it
    /// after a later store, which no machine does.
    pub(crate) struct AtomicBool(atomic::AtomicBool);

    impl AtomicBool {
        pub(crate) fn new(value: bool) -> Self {
            AtomicBool(atomic::AtomicBool::new(value))
        }

        pub(crate) fn load(&self, order: Ordering) -> bool {
            self.0.load(order)
        }

        pub(crate) fn store(&self, value: bool, order: Ordering) {
            self.0.store(value, order);
        }

        pub(crate) fn swap(&self, value: bool, order: Ordering) -> bool {
            match self.0.compare_exchange(!value, value, order, Ordering::Relaxed) {
                Ok(before) | Err(before) => before,
            }
        }
    }

    pub(crate) struct Place<T>(loom::cell::UnsafeCell<T>);

    impl<T> Place<T> {
        pub(crate) fn new(value: T) -> Self {
            Place(loom::cell::UnsafeCell::new(value))
        }

        pub(crate) fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
            self.0.with(f)
        }

        pub(crate) fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
            self.0.with_mut(f)
        }
    }

    pub(crate) fn pause(_turns: u32) {
        loom::thread::yield_now();
    }

    /// Tries every order; with a bound, those in which threads are interrupted so often.
    pub(crate) fn model(interrupted_max: Option<usize>, f: impl Fn() + Sync + Send + 'static) {
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = interrupted_max;
        builder.check(f);
    }

    /// Counts what was raised, and waits for it.
    pub(crate) struct Signal(Mutex<u32>, Condvar);

    impl Signal {
        pub(crate) fn new() -> Self {
            Signal(Mutex::new(0), Condvar::new())
        }

        pub(crate) fn raise(&self) {
            *self.0.lock().unwrap() += 1;
            self.1.notify_one();
        }

        pub(crate) fn wait(&self) {
            let mut raised = self.0.lock().unwrap();
            while *raised == 0 {
                raised = self.1.wait(raised).unwrap();
            }
            *raised -= 1;
        }
    }
}

#[cfg(miri)]
#[path = "../../../libprocess/src/primitives.rs"]
mod standard;

#[cfg(miri)]
mod chosen {
    use std::sync::Condvar;
    pub(crate) use std::{sync::Mutex, thread::spawn};

    pub(crate) use super::standard::*;

    pub(crate) fn model(_interrupted_max: Option<usize>, f: impl Fn()) {
        (0..20).for_each(|_| f());
    }

    pub(crate) struct Signal(Mutex<u32>, Condvar);

    impl Signal {
        pub(crate) fn new() -> Self {
            Signal(Mutex::new(0), Condvar::new())
        }

        pub(crate) fn raise(&self) {
            *self.0.lock().unwrap() += 1;
            self.1.notify_one();
        }

        pub(crate) fn wait(&self) {
            let mut raised = self.1.wait_while(self.0.lock().unwrap(), |raised| *raised == 0).unwrap();
            *raised -= 1;
        }
    }
}

pub(crate) use std::sync::atomic::Ordering;

pub(crate) use chosen::*;
