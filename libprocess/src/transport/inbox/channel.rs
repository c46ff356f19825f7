//! Who is meant by a channel of the peer: the receiver, the door, and the sender as it was proved.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize},
    },
};

use libprocess_wire::{AskError, Life, Name};
use parking_lot::Mutex;

use super::{super::credit::Account, delivery::Item};
use crate::{
    door::{Entry, Sender},
    node::NodeCore,
    origins::Origin,
    role::Role,
};

/// Messages that wait for one receiver.
pub(super) struct Receiver {
    pub(super) name: Name,
    pub(super) queue: Mutex<VecDeque<Item>>,
    /// How many wait: what comes now must go behind them.
    pub(super) backlog: AtomicUsize,
    pub(super) account: Mutex<Account>,
    /// A job looks for what was handled.
    pub(super) watched: AtomicBool,
}

/// A channel of the peer.
pub(super) struct Channel {
    pub(super) receiver: Arc<Receiver>,
    pub(super) life: Option<Life>,
    pub(super) protocol: String,
    pub(super) version: u16,
    pub(super) sender: Sender,
    /// Number of the sender in the node's table of senders elsewhere.
    pub(super) origin: Origin,
    /// The door, as of that many changes of doors.
    pub(super) door: Mutex<(u64, Result<Entry, AskError>)>,
}

impl Channel {
    /// Runs `f` with the door, looked up again if any door changed meanwhile.
    pub(super) fn at_door<R>(&self, core: &NodeCore, f: impl FnOnce(Result<&Entry, AskError>) -> R) -> R {
        let mut door = self.door.lock();
        let changes = core.doors.changes();
        if door.0 != changes {
            *door = (changes, find_door(core, &self.receiver.name, (&self.protocol, self.version), self.sender.role));
        }
        f(door.1.as_ref().map_err(|error| *error))
    }
}

/// The door of an actor for a protocol, if the role may use it.
pub(crate) fn find_door(core: &NodeCore, name: &str, protocol: (&str, u16), role: Role) -> Result<Entry, AskError> {
    let Some(door) = core.doors.by_protocol(name, protocol.0) else {
        let there = core.registry.get(name).is_some();
        return Err(if there { AskError::NotUnderstood } else { AskError::NoSuchActor });
    };
    if !door.admits(role) {
        return Err(AskError::Refused);
    }
    if door.version != protocol.1 { Err(AskError::NotUnderstood) } else { Ok(door) }
}
