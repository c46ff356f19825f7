//! One value from one side to the other: what is between a [`crate::Reply`] and the asker who waits.

use std::{
    cell::Cell,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use crate::AskError;

enum State<T> {
    Empty,
    Waiting(Waker),
    Done(Result<T, AskError>),
    Taken,
}

pub(crate) struct OneShot<T> {
    state: Mutex<State<T>>,
}

impl<T> OneShot<T> {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(OneShot { state: Mutex::new(State::Empty) })
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing that can panic runs under this lock but a waker's clone.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first result counts; later ones are dropped.
    pub(crate) fn complete(&self, result: Result<T, AskError>) {
        let mut state = self.lock();
        let waiting = match &*state {
            State::Empty | State::Waiting(_) => std::mem::replace(&mut *state, State::Done(result)),
            State::Done(_) | State::Taken => return,
        };
        drop(state);
        if let State::Waiting(waker) = waiting {
            waker.wake();
        }
    }

    fn poll(&self, cx: &mut Context<'_>) -> Poll<Result<T, AskError>> {
        let mut state = self.lock();
        match std::mem::replace(&mut *state, State::Taken) {
            State::Done(result) => Poll::Ready(result),
            State::Waiting(waker) if waker.will_wake(cx.waker()) => {
                *state = State::Waiting(waker);
                Poll::Pending
            }
            State::Empty | State::Waiting(_) => {
                *state = State::Waiting(cx.waker().clone());
                Poll::Pending
            }
            State::Taken => Poll::Pending,
        }
    }
}

/// The waiting side: a future of the one value.
pub struct Answer<T>(pub(crate) Arc<OneShot<T>>);

impl<T> Future for Answer<T> {
    type Output = Result<T, AskError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll(cx)
    }
}

/// Why replies are dropped unanswered at this moment on this thread.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dropped {
    /// Their holder let them go.
    Unanswered,
    /// Their holder failed or was killed.
    HandlerFailed,
    /// They lay in a mailbox whose owner ended.
    NoSuchActor,
    /// Their message was taken back, the caller learns why by another way.
    TakenBack,
}

thread_local! {
    static DROPPED: Cell<Dropped> = const { Cell::new(Dropped::Unanswered) };
}

/// Runs `f`; askers whose replies it drops learn this reason.
pub fn dropping_because<R>(reason: Dropped, f: impl FnOnce() -> R) -> R {
    struct Restore(Dropped);
    impl Drop for Restore {
        fn drop(&mut self) {
            DROPPED.set(self.0);
        }
    }
    let _restore = Restore(DROPPED.replace(reason));
    f()
}

pub(crate) fn dropped() -> Dropped {
    if std::thread::panicking() { Dropped::HandlerFailed } else { DROPPED.get() }
}
