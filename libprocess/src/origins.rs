//! Senders on other nodes by number, so that an envelope can name them in eight bytes.
//!
//! Actors of this node are named by the counter of their life; senders elsewhere get numbers from the upper half. An
//! entry lives as long as the connection that named the sender.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Weak,
        atomic::{AtomicU64, Ordering},
    },
};

use libprocess_wire::Pid;
use parking_lot::Mutex;

use crate::node::NodeCore;

/// Numbers from here on are senders on other nodes.
const ELSEWHERE: u64 = 1 << 63;

/// The senders on other nodes that a node hears of.
#[derive(Default)]
pub(crate) struct Origins {
    next: AtomicU64,
    names: Mutex<BTreeMap<u64, String>>,
}

/// A sender on another node; its number is free again when this is dropped.
pub(crate) struct Origin {
    number: u64,
    core: Weak<NodeCore>,
}

impl Origin {
    pub(crate) fn number(&self) -> u64 {
        self.number
    }
}

impl Drop for Origin {
    fn drop(&mut self) {
        if let Some(core) = self.core.upgrade() {
            core.origins.names.lock().remove(&self.number);
        }
    }
}

impl Origins {
    /// Enters a sender: an actor, or whoever sends from outside of actors on that node.
    pub(crate) fn enter(&self, core: &NodeCore, pid: Option<&Pid>, node: SocketAddr) -> Origin {
        let number = ELSEWHERE | self.next.fetch_add(1, Ordering::Relaxed);
        let name = match pid {
            Some(pid) => pid.address().with_life(None).to_string(),
            None => format!("(outside of actors)@{node}"),
        };
        self.names.lock().insert(number, name);
        Origin { number, core: core.me.clone() }
    }
}

impl NodeCore {
    /// A sender by name: `name` of an actor here, `name@ip:port` of one elsewhere.
    pub(crate) fn sender_name(&self, from: u64) -> String {
        match from {
            0 => "(outside of actors)".to_owned(),
            ELSEWHERE.. => {
                let known = self.origins.names.lock().get(&from).cloned();
                known.unwrap_or_else(|| "(another node)".to_owned())
            }
            from => self.registry.by_counter(from).map_or_else(|| format!("#{from}"), |slot| slot.head().name.to_string()),
        }
    }
}
