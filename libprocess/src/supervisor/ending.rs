//! Ends one life and waits for its end.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use libprocess_wire::{AskError, Reply};

use super::Shutdown;
use crate::{
    actor::{Exit, ExitNotice, Relation},
    engine::Job,
    life::{Watcher, watch},
    mailbox::{AnySlot, Control},
    node::NodeCore,
};

/// Asks a life to end, kills it when it takes too long, and waits until it is over.
pub(crate) async fn end_and_wait(
    core: &Arc<NodeCore>,
    slot: &Arc<dyn AnySlot>,
    counter: u64,
    shutdown: Shutdown,
) -> Result<(), AskError> {
    let (reply, answer) = Reply::<()>::pair();
    let call = Box::new(move |_: &ExitNotice| reply.send(()));
    if watch(slot, counter, Watcher::Call { key: 0, relation: Relation::Child, call }).is_err() {
        return Ok(());
    }
    match shutdown {
        Shutdown::Brutal => slot.kill(counter),
        Shutdown::Within(_) | Shutdown::Unlimited => {
            let _ = slot.control(counter, Control::Stop(Exit::Shutdown));
        }
    }
    let Shutdown::Within(time) = shutdown else { return answer.await };
    let patience = Patience { core, slot, counter, ends: core.clock.now().saturating_add(time), waits: true };
    patience.wait(answer).await
}

/// Kills a life that does not end in time, also when nobody waits for it any more.
struct Patience<'a> {
    core: &'a Arc<NodeCore>,
    slot: &'a Arc<dyn AnySlot>,
    counter: u64,
    ends: Duration,
    waits: bool,
}

impl Patience<'_> {
    async fn wait<T>(mut self, answer: impl Future<Output = T>) -> T {
        let (mut answer, mut sleep) = (pin!(answer), pin!(self.core.sleep_until(self.ends)));
        let in_time = poll_fn(|cx| match answer.as_mut().poll(cx) {
            Poll::Ready(ended) => Poll::Ready(Some(ended)),
            Poll::Pending => sleep.as_mut().poll(cx).map(|()| None),
        });
        let in_time = in_time.await;
        self.waits = false;
        match in_time {
            Some(ended) => ended,
            None => {
                kill(self.slot, self.counter);
                answer.await
            }
        }
    }
}

impl Drop for Patience<'_> {
    fn drop(&mut self) {
        if self.waits {
            let (weak, counter, sleep) = (Arc::downgrade(self.slot), self.counter, self.core.sleep_until(self.ends));
            Job::start(&self.slot.head().home, async move {
                sleep.await;
                if let Some(slot) = weak.upgrade() {
                    kill(&slot, counter);
                }
            });
        }
    }
}

fn kill(slot: &Arc<dyn AnySlot>, counter: u64) {
    if slot.counter() == counter {
        tracing::warn!(actor = %slot.head().name, "killed: it did not end in time");
        slot.kill(counter);
    }
}
