//! From a channel into the mailbox of its receiver: at once where there is room, else in the receiver's line.

use std::{
    any::Any,
    fmt,
    future::poll_fn,
    sync::{Arc, atomic::Ordering},
    task::Poll,
};

use libprocess_wire::AskError;

use super::{
    super::peer::Peer,
    channel::{Channel, Receiver},
};
use crate::{actor::Exit, carried::Carried, door::Inlet, engine::Job, node::NodeCore};

/// What waits in a receiver's line.
pub(super) enum Item {
    Message {
        channel: Arc<Channel>,
        ask: u64,
        body: Box<[u8]>,
        carried: Option<Box<Carried>>,
    },
    /// An oversized one, decoded elsewhere, and the id under which it was admitted.
    Decoded {
        channel: Arc<Channel>,
        ask: u64,
        bytes: usize,
        message: Box<dyn Any + Send>,
        admitted: u64,
        carried: Option<Box<Carried>>,
    },
    Notice(Box<dyn FnOnce() + Send>),
}

/// The next oversized message to that receiver may come.
pub(super) fn release(peer: &Arc<Peer>, channel: &Channel, admitted: u64) {
    if admitted != 0
        && let Some(network) = peer.network()
    {
        network.oversized.release(&channel.receiver.name, admitted);
    }
}

/// Admits the next oversized message once the one that was delivered last is handled.
pub(super) async fn release_when_handled(peer: Arc<Peer>, channel: Arc<Channel>, inlet: Arc<dyn Inlet>, admitted: u64) {
    // Of those that wait it is the last.
    let end = inlet.handled() + inlet.waiting() as u64;
    while inlet.waiting() > 0 && inlet.handled() < end {
        let half = inlet.waiting() / 2;
        poll_fn(|cx| inlet.poll_fewer(half, cx)).await;
    }
    release(&peer, &channel, admitted);
}

#[inline]
pub(super) fn deliver(
    peer: &Arc<Peer>,
    core: &Arc<NodeCore>,
    channel: &Arc<Channel>,
    (ask, carried): (u64, Option<Carried>),
    body: &[u8],
) {
    if channel.receiver.backlog.load(Ordering::Acquire) > 0 {
        return wait(peer, channel, (ask, carried), body);
    }
    let delivered = channel.at_door(core, |door| {
        let inlet = &door?.inlet;
        inlet.try_reserve(channel.life)?;
        inlet.deliver(body, channel.origin.number(), &channel.sender, carried)
    });
    match delivered {
        Ok(()) => {}
        Err(AskError::Full) => wait(peer, channel, (ask, carried), body),
        Err(cause) => failed(peer, core, channel, ask, body.len(), cause),
    }
}

pub(super) fn wait(peer: &Arc<Peer>, channel: &Arc<Channel>, (ask, carried): (u64, Option<Carried>), body: &[u8]) {
    let item = Item::Message { channel: channel.clone(), ask, body: body.into(), carried: carried.map(Box::new) };
    enqueue(peer, &channel.receiver, item);
}

pub(super) fn enqueue(peer: &Arc<Peer>, receiver: &Arc<Receiver>, item: Item) {
    receiver.queue.lock().push_back(item);
    if receiver.backlog.fetch_add(1, Ordering::AcqRel) == 0
        && let Some(home) = peer.home()
    {
        Job::start(&home, drain(peer.clone(), receiver.clone()));
    }
}

/// A place in the mailbox of the channel's receiver, as soon as there is one.
pub(super) async fn reserve(core: &Arc<NodeCore>, channel: &Channel) -> Result<Arc<dyn Inlet>, AskError> {
    poll_fn(|cx| {
        // The inlet outlives its lock, since waiting for room may take long.
        let inlet = channel.at_door(core, |door| door.map(|door| door.inlet.clone()));
        match inlet {
            Ok(inlet) => inlet.poll_reserve(channel.life, cx).map(|reserved| reserved.map(|()| inlet)),
            Err(cause) => Poll::Ready(Err(cause)),
        }
    })
    .await
}

/// Delivers what waits for one receiver, as it makes room.
pub(super) async fn drain(peer: Arc<Peer>, receiver: Arc<Receiver>) {
    loop {
        let Some(item) = receiver.queue.lock().pop_front() else { return };
        match item {
            Item::Notice(notice) => notice(),
            Item::Decoded { channel, ask, bytes, message, admitted, carried } => {
                let Some(core) = peer.core() else { return };
                let reserved = reserve(&core, &channel).await;
                let delivered = match reserved {
                    Ok(inlet) => inlet
                        .put(message, channel.origin.number(), &channel.sender, carried.map(|carried| *carried))
                        .map(|()| inlet),
                    Err(cause) => {
                        libprocess_wire::dropping_because(libprocess_wire::Dropped::NoSuchActor, || drop(message));
                        Err(cause)
                    }
                };
                match (delivered, peer.home()) {
                    (Ok(inlet), Some(home)) => {
                        Job::start(&home, release_when_handled(peer.clone(), channel, inlet, admitted));
                    }
                    (Ok(_), None) => return,
                    (Err(cause), _) => {
                        failed(&peer, &core, &channel, ask, bytes, cause);
                        release(&peer, &channel, admitted);
                    }
                }
            }
            Item::Message { channel, ask, body, carried } => {
                let Some(core) = peer.core() else { return };
                let reserved = reserve(&core, &channel).await;
                let scope = core.scope();
                let deliver = |inlet: Arc<dyn Inlet>| {
                    inlet.deliver(&body, channel.origin.number(), &channel.sender, carried.map(|carried| *carried))
                };
                libprocess_wire::with_scope(&scope, || {
                    if let Err(cause) = reserved.and_then(deliver) {
                        failed(&peer, &core, &channel, ask, body.len(), cause);
                    }
                });
            }
        }
        if receiver.backlog.fetch_sub(1, Ordering::AcqRel) == 1 {
            return;
        }
    }
}

/// A message of which only its protocol and size are known here.
pub(super) struct Undelivered<'a> {
    protocol: &'a str,
    bytes: usize,
}

impl fmt::Debug for Undelivered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes from another node)", self.protocol, self.bytes)
    }
}

pub(super) fn failed(peer: &Arc<Peer>, core: &NodeCore, channel: &Channel, ask: u64, bytes: usize, cause: AskError) {
    let why = if cause == AskError::NoSuchActor { Exit::NoSuchActor } else { Exit::failed(cause) };
    let message = Undelivered { protocol: &channel.protocol, bytes };
    core.dead_letters.note(&channel.receiver.name, channel.origin.number(), why, &message);
    peer.undeliverable(ask, cause);
}
