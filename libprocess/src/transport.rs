//! The way to other nodes, and what a node asks of it.
//!
//! ```text
//!   Pid<M> of another node ─ path ─▶ peer: outbox ─▶ session ─▶ link ══ carrier ══▶ session ─▶ inbox ─▶ doors, mailboxes
//!                                     relations (watches, links, connects)
//!   outbox:  credit (room at each receiver), large (messages in turns), ahead (how many of these), kept (what is not acknowledged)
//!   inbox:   credit (what was handled), assembly (parts that become whole), oversized (one at a time per receiver)
//!   carrier: quic (bind, socket, tls, renewal) in production, simulated links under the same code in tests
//! ```

mod ahead;
mod assembly;
mod bell;
pub(crate) mod bind;
pub(crate) mod carrier;
pub(crate) mod connections;
mod credit;
mod frame;
mod inbox;
mod kept;
mod large;
pub(crate) mod network;
mod outbox;
mod oversized;
mod path;
mod peer;
pub(crate) mod quic;
pub(crate) mod refusals;
mod relations;
pub(crate) mod renewal;
mod session;
pub(crate) mod sim;
mod socket;
pub(crate) mod tls;

use std::{future::Future, net::SocketAddr, pin::Pin, sync::Arc};

use libprocess_wire::{Address, AskError, Path, Token};

use crate::{
    actor::{Exit, Relation},
    life::Watcher,
    mailbox::AnySlot,
};

/// A future that the transport hands out.
pub(crate) type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The way to other nodes.
pub(crate) trait Transport: Send + Sync + 'static {
    /// The way to the node with that address; dials on first use.
    fn path(&self, node: SocketAddr) -> Arc<dyn Path>;
    /// Sends the answer of a question that came from another node, over any live connection to it.
    fn answer(&self, token: Token, result: Result<Vec<u8>, AskError>);
    /// The asker of that question to that node gave up.
    fn give_up(&self, node: SocketAddr, question: u64);
    /// Checks that the actor is there and understands the protocol; its address as its node advertises it.
    fn connect(self: Arc<Self>, to: Address, protocol: &'static str, version: u16) -> Boxed<Result<Address, AskError>>;
    /// Watches an actor of another node: its life, or (name-bound) the present holder, once.
    fn watch(&self, target: Address, watcher: Watcher);
    /// Takes a watcher back.
    fn unwatch(&self, target: &Address, watcher: &Arc<dyn AnySlot>, counter: u64, relation: Relation);
    /// Tells an actor of another node that `from` is linked to it.
    fn link(&self, to: &Address, from: &Address);
    /// Tells an actor of another node that `from`, which was linked to it, ended.
    fn link_ended(&self, to: &Address, from: &Address, why: &Exit);
    /// Closes all connections after what was accepted is sent.
    fn shut_down(&self) -> Boxed<()>;
    /// Forgets all connections and what waits, without a word to anybody.
    fn vanish(&self);
    /// Most bytes of a message or an answer.
    fn message_max(&self) -> usize;
    /// All connections that there are or were.
    fn connections(&self) -> Vec<connections::ConnectionInfo>;
    /// Breaks every link, as a network may; peers go on over new ones.
    #[cfg(test)]
    fn break_links(&self);
    /// Loses what the peers have not acknowledged, as nothing ever should.
    #[cfg(test)]
    fn lose_frames(&self);
}

#[cfg(test)]
mod tests;
