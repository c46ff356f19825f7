//! Ends one life and waits for its end.

use std::sync::Arc;

use libprocess_wire::{AskError, Reply};

use super::Shutdown;
use crate::{
    actor::{Exit, ExitNotice, Relation},
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
    let killer = match shutdown {
        Shutdown::Within(time) => {
            let (weak, sleep) = (Arc::downgrade(slot), core.sleep(time));
            Some(crate::engine::Job::start(&slot.head().home, async move {
                sleep.await;
                if let Some(slot) = weak.upgrade() {
                    tracing::warn!(actor = %slot.head().name, "killed: it did not end in time");
                    slot.kill(counter);
                }
            }))
        }
        Shutdown::Brutal | Shutdown::Unlimited => None,
    };
    let ended = answer.await;
    if let Some(killer) = killer {
        killer.cancel();
    }
    ended
}
