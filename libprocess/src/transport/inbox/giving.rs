//! Credit that goes back to the peer as its receivers handle what came.

use std::{
    future::poll_fn,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use super::{super::peer::Peer, channel::Channel};
use crate::node::NodeCore;

/// How long until a line that waits is looked at again.
pub(super) const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// Gives the peer credit for what was handled; true if it may come to a stand before the next message comes.
pub(super) fn give_credit(peer: &Arc<Peer>, core: &NodeCore, channel: &Arc<Channel>) -> bool {
    let receiver = &channel.receiver;
    let in_mailbox = channel.at_door(core, |door| door.map_or(0, |door| door.inlet.waiting()));
    let mut account = receiver.account.lock();
    let credit = account.settle(receiver.backlog.load(Ordering::Acquire) + in_mailbox);
    let wants_watch = account.wants_watch();
    drop(account);
    if let Some((channel, bytes)) = credit {
        peer.give_credit(channel, bytes);
    }
    wants_watch
}

/// Looks on while a receiver handles what came, for as long as its sender may stand still.
pub(super) async fn watch(peer: Arc<Peer>, channel: Arc<Channel>) {
    let receiver = &channel.receiver;
    loop {
        let Some(core) = peer.core() else { return };
        let inlet = channel.at_door(&core, |door| door.ok().map(|door| door.inlet.clone()));
        match inlet.filter(|inlet| inlet.waiting() > 0) {
            Some(inlet) => {
                drop(core);
                let half = inlet.waiting() / 2;
                poll_fn(|cx| inlet.poll_fewer(half, cx)).await;
            }
            // What came waits in the line, or was handled since.
            None => core.sleep(LOOK_AGAIN).await,
        }
        let Some(core) = peer.core() else { return };
        if !give_credit(&peer, &core, &channel) {
            receiver.watched.store(false, Ordering::Release);
            // More may have come just now.
            let again = receiver.account.lock().wants_watch();
            if !again || receiver.watched.swap(true, Ordering::AcqRel) {
                return peer.inbox.watches(&channel, false);
            }
        }
    }
}
