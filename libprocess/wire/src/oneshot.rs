//! One value from one side to the other: what is between a [`crate::Reply`] and the asker who waits.

use std::{
    cell::Cell,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::{Context, Poll, Waker},
};

use crate::{AskError, scope::Scope};

enum State<T> {
    Empty,
    Waiting(Waker),
    Done(Result<T, AskError>),
    Taken,
    /// The asker gave up.
    Unwanted,
}

struct Inner<T> {
    state: State<T>,
    /// Whoever works on the answer, to be told when the asker gives up.
    worker: Option<Waker>,
    /// The node that sent the question away and its number there, to be told likewise.
    away: Option<(Weak<dyn Scope>, u64)>,
}

pub(crate) struct OneShot<T>(Mutex<Inner<T>>);

impl<T> OneShot<T> {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(OneShot(Mutex::new(Inner { state: State::Empty, worker: None, away: None })))
    }

    fn lock(&self) -> MutexGuard<'_, Inner<T>> {
        // Nothing that can panic runs under this lock but a waker's clone.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first result counts; later ones are dropped.
    pub(crate) fn complete(&self, result: Result<T, AskError>) {
        let mut inner = self.lock();
        let waiting = match &inner.state {
            State::Empty | State::Waiting(_) => std::mem::replace(&mut inner.state, State::Done(result)),
            State::Done(_) | State::Taken | State::Unwanted => return,
        };
        let worker = inner.worker.take();
        drop(inner);
        if let State::Waiting(waker) = waiting {
            waker.wake();
        }
        if let Some(worker) = worker {
            worker.wake();
        }
    }

    fn poll(&self, cx: &mut Context<'_>) -> Poll<Result<T, AskError>> {
        let mut inner = self.lock();
        match std::mem::replace(&mut inner.state, State::Taken) {
            State::Done(result) => Poll::Ready(result),
            State::Waiting(waker) if waker.will_wake(cx.waker()) => {
                inner.state = State::Waiting(waker);
                Poll::Pending
            }
            State::Empty | State::Waiting(_) => {
                inner.state = State::Waiting(cx.waker().clone());
                Poll::Pending
            }
            ended @ (State::Taken | State::Unwanted) => {
                inner.state = ended;
                Poll::Pending
            }
        }
    }

    /// True while somebody waits for a result that did not come yet.
    pub(crate) fn is_wanted(&self) -> bool {
        matches!(self.lock().state, State::Empty | State::Waiting(_))
    }

    /// Ready once nobody waits for a result any more.
    pub(crate) fn poll_unwanted(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut inner = self.lock();
        if !matches!(inner.state, State::Empty | State::Waiting(_)) {
            return Poll::Ready(());
        }
        inner.worker = Some(cx.waker().clone());
        Poll::Pending
    }

    /// The question leaves its node, which gave it that number.
    pub(crate) fn goes_away(&self, node: Weak<dyn Scope>, question: u64) {
        self.lock().away = Some((node, question));
    }

    /// The asker waits no more.
    fn give_up(&self) {
        let mut inner = self.lock();
        let before = match inner.state {
            State::Empty | State::Waiting(_) | State::Done(_) => std::mem::replace(&mut inner.state, State::Unwanted),
            State::Taken | State::Unwanted => return,
        };
        let (worker, away) = (inner.worker.take(), inner.away.take());
        drop(inner);
        let away = away.filter(|_| !matches!(before, State::Done(_)));
        // A result that came too late is anybody's value: dropped outside of the lock.
        drop(before);
        if let Some(worker) = worker {
            worker.wake();
        }
        if let Some((node, question)) = away
            && let Some(node) = node.upgrade()
        {
            node.give_up(question);
        }
    }
}

/// The waiting side: a future of the one value. Dropped before its end it gives up.
pub struct Answer<T>(Arc<OneShot<T>>);

impl<T> Answer<T> {
    pub(crate) fn of(shot: Arc<OneShot<T>>) -> Self {
        Answer(shot)
    }

    /// Waits no more: whoever works on the answer is told.
    pub(crate) fn give_up(&self) {
        self.0.give_up();
    }
}

impl<T> Future for Answer<T> {
    type Output = Result<T, AskError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll(cx)
    }
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        // A reply that was used is gone: then there is nobody to tell.
        if Arc::strong_count(&self.0) > 1 {
            self.0.give_up();
        }
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
    /// Their time was over before anybody looked at them.
    TooLate,
    /// Their mailbox had no room and let them go for others.
    Displaced,
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
