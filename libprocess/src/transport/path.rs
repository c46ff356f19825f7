//! The ways that pids of other nodes hold: to a peer, and to this node itself by its address.

use std::{
    cell::Cell,
    sync::{Arc, OnceLock, Weak},
    task::{Context, Poll},
    time::Duration,
};

use libprocess_wire::{
    Address, AskError, Encode, Life, Name, Path, Protocol, Runtime, Scope, codec::CodecError, with_scope,
};

use super::{carrier::Fate, credit::Credit, frame::NAME_MAX, inbox::find_door, outbox::Put, peer::Peer};
use crate::{
    carried::Carried,
    engine::Job,
    node::{NodeCore, current_sender, current_slot, local_sender},
};

/// Scratch buffers larger than this are not kept.
const SCRATCH_MAX: usize = 64 << 10;

/// How long a sender to this node's own address waits before it looks for room again.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

thread_local! {
    /// Messages are encoded here, outside of any lock: a message's own code runs meanwhile.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Encodes one message and passes its bytes on, with the number of the question in it (0 if none).
fn encoded<R>(
    core: &NodeCore,
    scope: &Weak<dyn Scope>,
    to: &Address,
    encode: Encode<'_>,
    then: impl FnOnce(u64, &mut Vec<u8>) -> Result<R, AskError>,
) -> Result<R, AskError> {
    let mut body = SCRATCH.take();
    body.clear();
    let (written, ask) = core.pending.towards(to.node, || with_scope(scope, || encode(&mut body)));
    let checked = match (written, ask) {
        (_, Err(full)) => Err(full),
        (Ok(()), Ok(ask)) if body.len() <= core.message_max() => Ok(ask),
        (Ok(()) | Err(CodecError::TooLarge), Ok(ask)) => fail(core, (ask, AskError::TooLarge)),
        (Err(CodecError::Malformed(why)), Ok(ask)) => {
            tracing::warn!(%to, %why, "a message could not be written");
            fail(core, (ask, AskError::NotUnderstood))
        }
    };
    let result = checked.and_then(|ask| then(ask, &mut body).or_else(|cause| fail(core, (ask, cause))));
    if body.capacity() <= SCRATCH_MAX {
        SCRATCH.set(body);
    }
    result
}

/// The question of a message that is not sent ends with the cause.
fn fail<R>(core: &NodeCore, (ask, cause): (u64, AskError)) -> Result<R, AskError> {
    if ask != 0 {
        core.pending.complete(ask, Err(cause));
    }
    Err(cause)
}

/// The way to a peer.
pub(crate) struct PathTo {
    core: Arc<NodeCore>,
    scope: Weak<dyn Scope>,
    peer: Arc<Peer>,
    /// The room of the receiver that this way was first used for, as nearly always it is for good.
    credit: OnceLock<Arc<Credit>>,
}

impl PathTo {
    pub(crate) fn new(core: Arc<NodeCore>, peer: Arc<Peer>) -> PathTo {
        PathTo { scope: core.scope(), core, peer, credit: OnceLock::new() }
    }

    /// Is there room on the way to that receiver, up to its handler?
    #[inline]
    fn has_room(&self, peer: &Arc<Peer>, to: &Name) -> bool {
        if !peer.outbox.has_room() {
            return false;
        }
        if Arc::ptr_eq(peer, &self.peer) {
            let credit = self.credit.get_or_init(|| peer.outbox.credit_of(to));
            if Arc::ptr_eq(&credit.to, to) || credit.to == *to {
                return credit.has_room() && !Self::is_blocked(peer, credit, to);
            }
        }
        let credit = peer.outbox.credit_of(to);
        credit.has_room() && !Self::is_blocked(peer, &credit, to)
    }

    #[inline]
    fn is_blocked(peer: &Arc<Peer>, credit: &Credit, to: &Name) -> bool {
        credit.blocks_some() && peer.outbox.is_blocked(current_sender(), to)
    }

    fn put(
        peer: &Arc<Peer>,
        to: &Address,
        protocol: Protocol,
        (ask, carried): (u64, &[u8]),
        body: &mut Vec<u8>,
    ) -> Result<(), AskError> {
        let name = || current_slot().map(|(_, slot)| slot.head().name.clone());
        let put = peer.outbox.message((current_sender(), name), to, protocol, ask, carried, body)?;
        if put == Put::LinkWanted {
            peer.ring();
        }
        Ok(())
    }

    /// As a filter decides.
    fn filtered(
        &self,
        peer: &Arc<Peer>,
        to: &Address,
        protocol: Protocol,
        (ask, carried): (u64, &[u8]),
        body: &mut Vec<u8>,
    ) -> Result<(), AskError> {
        let filter = peer.network().and_then(|network| network.filter.get().cloned());
        let from = current_slot().map(|(_, slot)| slot.head().name.clone());
        match filter.map_or(Fate::Pass, |filter| filter.fate(from.as_ref(), to, protocol.0, body)) {
            Fate::Pass => Self::put(peer, to, protocol, (ask, carried), body),
            Fate::Drop => Ok(()),
            Fate::Double => {
                Self::put(peer, to, protocol, (ask, carried), &mut body.clone())?;
                Self::put(peer, to, protocol, (ask, carried), body)
            }
            Fate::Delay(time) => {
                let (core, peer, to) = (self.core.clone(), peer.clone(), to.clone());
                let (carried, mut body) = (carried.to_vec(), body.clone());
                let sender = current_slot();
                let late = async move {
                    core.sleep(time).await;
                    let mut put = || Self::put(&peer, &to, protocol, (ask, &carried), &mut body);
                    let _ = match sender {
                        Some((counter, slot)) => crate::node::with_sender(counter, slot, put),
                        None => put(),
                    };
                };
                Job::start(self.core.engine.main_home(), late);
                Ok(())
            }
        }
    }
}

impl Path for PathTo {
    fn tell(&self, to: &Address, protocol: Protocol, ends: Option<Duration>, encode: Encode<'_>) -> Result<(), AskError> {
        let peer = self.peer.target();
        if !self.has_room(peer, &to.name) {
            return Err(AskError::Full);
        }
        if to.name.len() > NAME_MAX || protocol.0.len() > NAME_MAX {
            return Err(AskError::NoSuchActor);
        }
        let mut carried = Vec::new();
        if let Some(going) = Carried::going(ends) {
            going.encode(self.core.clock.now(), &mut carried);
        }
        encoded(&self.core, &self.scope, to, encode, |ask, body| {
            if peer.is_filtered() {
                return self.filtered(peer, to, protocol, (ask, &carried), body);
            }
            Self::put(peer, to, protocol, (ask, &carried), body)
        })
    }

    fn poll_room(&self, to: &Address, cx: &mut Context<'_>) -> Poll<()> {
        self.peer.target().outbox.poll_room(current_sender(), &to.name, cx)
    }

    fn life(&self, to: &Address) -> Option<Life> {
        self.peer.target().life_of(&to.name)
    }

    fn runtime(&self) -> &dyn Runtime {
        &*self.core
    }
}

/// The way to this node itself, for pids of names that had no holder when they came in.
pub(crate) struct PathHome {
    core: Arc<NodeCore>,
    scope: Weak<dyn Scope>,
}

impl PathHome {
    pub(crate) fn new(core: Arc<NodeCore>) -> PathHome {
        PathHome { scope: core.scope(), core }
    }
}

impl Path for PathHome {
    fn tell(&self, to: &Address, protocol: Protocol, ends: Option<Duration>, encode: Encode<'_>) -> Result<(), AskError> {
        let door = find_door(&self.core, &to.name, protocol, self.core.role);
        let door = door.or_else(|cause| match cause {
            // Its own actors are admitted by every door.
            AskError::Refused => self.core.doors.by_protocol(&to.name, protocol.0).ok_or(AskError::NoSuchActor),
            cause => Err(cause),
        })?;
        door.inlet.try_reserve(to.life)?;
        let mut reserved = Some(door.inlet.clone());
        let told = encoded(&self.core, &self.scope, to, encode, |_, body| {
            let (from, sender) = local_sender(&self.core);
            match reserved.take() {
                Some(inlet) => with_scope(&self.scope, || inlet.deliver(body, from, &sender, Carried::going(ends))),
                None => Ok(()),
            }
        });
        if let Some(unused) = reserved {
            unused.give_back();
        }
        told
    }

    fn poll_room(&self, _to: &Address, cx: &mut Context<'_>) -> Poll<()> {
        self.core.arm(self.core.clock.now() + LOOK_AGAIN, cx.waker().clone());
        Poll::Pending
    }

    fn life(&self, to: &Address) -> Option<Life> {
        let counter = self.core.registry.get(&to.name)?.counter();
        (counter != 0).then_some(Life { node: self.core.life, counter })
    }

    fn runtime(&self) -> &dyn Runtime {
        &*self.core
    }
}
