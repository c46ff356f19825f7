//! A bell that one task waits for: rung before or while it waits, it goes on.

use std::{
    future::poll_fn,
    sync::Arc,
    task::{Poll, Waker},
    time::Duration,
};

use parking_lot::Mutex;

use crate::node::NodeCore;

#[derive(Default)]
struct State {
    rung: bool,
    waiting: Option<Waker>,
}

/// Wakes one waiting task, once per ring at most.
#[derive(Default)]
pub(crate) struct Bell(Mutex<State>);

impl Bell {
    pub(crate) fn ring(&self) {
        let mut state = self.0.lock();
        state.rung = true;
        let waiting = state.waiting.take();
        drop(state);
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    fn poll(&self, waker: &Waker) -> Poll<()> {
        let mut state = self.0.lock();
        if std::mem::take(&mut state.rung) {
            state.waiting = None;
            return Poll::Ready(());
        }
        state.waiting = Some(waker.clone());
        Poll::Pending
    }

    pub(crate) async fn wait(&self) {
        poll_fn(|cx| self.poll(cx.waker())).await;
    }

    /// Waits for the bell, and at most until that time.
    pub(crate) async fn wait_until(&self, core: &Arc<NodeCore>, at: Duration) {
        use std::future::Future;
        let mut sleep = std::pin::pin!(core.sleep_until(at));
        poll_fn(|cx| if self.poll(cx.waker()).is_ready() { Poll::Ready(()) } else { sleep.as_mut().poll(cx) }).await;
    }

    /// Forgets who waits: its task will not run again.
    pub(crate) fn forget(&self) {
        let waiting = self.0.lock().waiting.take();
        drop(waiting);
    }
}
