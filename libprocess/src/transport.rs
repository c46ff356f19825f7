//! What a node asks of the way to other nodes. Everything else of the transport is below this folder.

pub(crate) mod carrier;
pub(crate) mod sim;

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
}
