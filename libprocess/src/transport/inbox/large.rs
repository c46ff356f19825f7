//! Messages and answers that come in parts: put together, admitted one at a time if they are oversized, and decoded away
//! from the thread that reads.

use std::{
    any::Any,
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use libprocess_wire::AskError;

use super::{
    super::{
        assembly::{What, Whole},
        credit::{MESSAGE_COST, cost},
        frame::OVERSIZED,
        peer::Peer,
        session::answered,
    },
    Inbox, Unexpected,
    channel::Channel,
    delivery::{Item, deliver, enqueue, failed, release},
    reading::{Behind, Reading},
};
use crate::{carried::Carried, door::Inlet, node::NodeCore};

/// An oversized message on its way through the decoder.
struct Oversized {
    channel: Arc<Channel>,
    ask: u64,
    bytes: usize,
    admitted: u64,
    carried: Option<Carried>,
}

impl Reading {
    /// A message or an answer begins that comes in parts.
    pub(super) fn on_large(&mut self, core: &NodeCore, part: u32, what: What, bytes: u64) -> Result<(), Unexpected> {
        if !self.counting.is_new(MESSAGE_COST)? {
            return Ok(());
        }
        let bytes = usize::try_from(bytes).map_err(|_| Unexpected("a message is too large for any machine"))?;
        let is_wanted = match what {
            What::Message { channel, .. } if bytes > OVERSIZED && !self.admitted.contains_key(&channel) => {
                return Err(Unexpected("an oversized message came unadmitted"));
            }
            What::Message { .. } => true,
            What::Answer { question, life } => life == core.life && core.pending.is_asked(question),
        };
        let dropped = bytes > core.message_max() || !is_wanted;
        if self.assemblies.begin(part, what, bytes, dropped) {
            return Ok(());
        }
        Err(Unexpected("too many large messages came at once"))
    }

    pub(super) fn on_part(
        &mut self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        part: u32,
        body: &[u8],
    ) -> Result<(), Unexpected> {
        if !self.counting.is_new(body.len())? {
            return Ok(());
        }
        let whole = self.assemblies.part(part, body).map_err(|()| Unexpected("a part came that belongs to nothing"))?;
        match whole {
            Some(Whole { what: What::Message { channel, number, ask, carried }, bytes, body }) => {
                self.on_whole(peer, core, (channel, number), (ask, carried), (bytes, body))
            }
            Some(Whole { what: What::Answer { question, .. }, body, .. }) => {
                let (peer, core_too, scope) = (peer.clone(), core.clone(), core.scope());
                let answer = move || {
                    let result = body.as_deref().ok_or(AskError::TooLarge);
                    libprocess_wire::with_scope(&scope, || answered(&peer, &core_too, question, result));
                };
                core.engine.offload(Box::new(answer));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// All parts of a message came.
    pub(super) fn on_whole(
        &mut self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        (name, number): (u32, u64),
        (ask, carried): (u64, Option<Carried>),
        (bytes, body): (usize, Option<Vec<u8>>),
    ) -> Result<(), Unexpected> {
        let admitted = if bytes > OVERSIZED { self.admitted.remove(&name).unwrap_or_default() } else { 0 };
        let open = self.arrived((name, number), cost(bytes))?;
        let channel = open.channel.clone();
        let Some(body) = body else {
            failed(peer, core, &channel, ask, bytes, AskError::TooLarge);
            return Ok(());
        };
        if bytes <= OVERSIZED {
            match &mut open.decoding {
                None => deliver(peer, core, &channel, (ask, carried), &body),
                Some(behind) => behind.push_back(Behind { ask, body: body.into(), carried }),
            }
            return Ok(());
        }
        // Nothing of its channel overtakes it, everything else does.
        open.decoding = Some(VecDeque::new());
        self.decoding += 1;
        let inlet = channel.at_door(core, |door| door.map(|door| door.inlet.clone()));
        let (peer, core_too, scope) = (peer.clone(), core.clone(), core.scope());
        core.engine.offload(Box::new(move || {
            let decode = |inlet: Arc<dyn Inlet>| {
                let decode = || libprocess_wire::with_scope(&scope, || inlet.decode(&body, carried));
                catch_unwind(AssertUnwindSafe(decode)).unwrap_or(Err(AskError::NotUnderstood))
            };
            let decoded = inlet.and_then(decode);
            drop(body);
            peer.inbox.decoded(&peer, &core_too, name, Oversized { channel, ask, bytes, admitted, carried }, decoded);
        }));
        Ok(())
    }
}

impl Inbox {
    /// An oversized message of the channel with that number is decoded.
    fn decoded(
        &self,
        peer: &Arc<Peer>,
        core: &Arc<NodeCore>,
        number: u32,
        oversized: Oversized,
        decoded: Result<Box<dyn Any + Send>, AskError>,
    ) {
        let Oversized { channel, ask, bytes, admitted, carried } = oversized;
        let mut reading = self.reading.lock();
        let at = number.wrapping_sub(reading.channels_from) as usize;
        let open = reading.channels.get_mut(at).filter(|open| Arc::ptr_eq(&open.channel, &channel));
        let Some(behind) = open.and_then(|open| open.decoding.take()) else {
            // The association is over.
            drop(reading);
            failed(peer, core, &channel, ask, bytes, AskError::ConnectionLost);
            let dropped = libprocess_wire::Dropped::NoSuchActor;
            return libprocess_wire::dropping_because(dropped, || drop(decoded));
        };
        reading.decoding -= 1;
        let mut unused = 0;
        match decoded {
            Ok(message) => {
                let carried = carried.map(Box::new);
                let item = Item::Decoded { channel: channel.clone(), ask, bytes, message, admitted, carried };
                enqueue(peer, &channel.receiver, item);
            }
            Err(cause) => {
                failed(peer, core, &channel, ask, bytes, cause);
                unused = admitted;
            }
        }
        libprocess_wire::with_scope(&core.scope(), || {
            let waiting = behind.into_iter();
            waiting.for_each(|Behind { ask, body, carried }| deliver(peer, core, &channel, (ask, carried), &body));
        });
        let due = reading.due();
        drop(reading);
        release(peer, &channel, unused);
        due.into_iter().for_each(|end| peer.ended(end));
    }
}
