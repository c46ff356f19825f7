//! A future that sleeps on the node's clock.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use libprocess_wire::TimerKey;

use crate::node::NodeCore;

/// A future that sleeps on the node's clock.
pub(crate) struct SleepUntil {
    core: Arc<NodeCore>,
    at: Duration,
    key: Option<TimerKey>,
}

impl NodeCore {
    pub(crate) fn sleep_until(self: &Arc<Self>, at: Duration) -> SleepUntil {
        SleepUntil { core: self.clone(), at, key: None }
    }

    pub(crate) fn sleep(self: &Arc<Self>, time: Duration) -> SleepUntil {
        self.sleep_until(self.clock.now().saturating_add(time))
    }
}

impl Future for SleepUntil {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<()> {
        use libprocess_wire::Runtime;
        if let Some(key) = self.key.take() {
            self.core.disarm(key);
        }
        if self.core.clock.now() >= self.at {
            return Poll::Ready(());
        }
        let key = self.core.arm(self.at, cx.waker().clone());
        self.key = Some(key);
        Poll::Pending
    }
}

impl Drop for SleepUntil {
    fn drop(&mut self) {
        use libprocess_wire::Runtime;
        if let Some(key) = self.key.take() {
            self.core.disarm(key);
        }
    }
}
