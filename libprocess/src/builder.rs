//! How a node is started.

use std::{io, net::SocketAddr, sync::Arc};

use crate::{
    engine::threads::Threads,
    node::{Node, NodeCore, Parts},
    role::Role,
};

/// Starts a node: `Node::builder().bind("127.0.0.1:0").start().await`.
#[must_use = "call start"]
pub struct Builder {
    pub(crate) bind: Option<String>,
    pub(crate) advertise: Option<SocketAddr>,
    pub(crate) role: Role,
    pub(crate) threads: Option<usize>,
    pub(crate) capacity: Option<usize>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Builder { bind: None, advertise: None, role: Role::Anyone, threads: None, capacity: None }
    }

    /// Address for QUIC (UDP) and HTTP (TCP), which share the port number; port 0 takes a free one. A node that is not
    /// bound reaches no other.
    pub fn bind(mut self, address: impl Into<String>) -> Self {
        self.bind = Some(address.into());
        self
    }

    /// What the node is certified to be.
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// Threads that actors share; one per core by default.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Gives every mailbox this capacity, whatever its spawner asked for.
    pub fn every_capacity(mut self, messages: usize) -> Self {
        self.capacity = Some(messages);
        self
    }

    /// Starts the node.
    ///
    /// # Errors
    /// No thread, no address, no key: a sentence that says which and what to do.
    pub async fn start(self) -> io::Result<Node> {
        let threads = Threads::start(self.threads)?;
        let leave = {
            let threads = threads.clone();
            Box::new(move |home: &crate::engine::Home| threads.leave(home))
        };
        let parts = Parts {
            role: self.role,
            clock: threads.clock().clone(),
            engine: threads.clone(),
            disk: Arc::new(crate::os::files::RealDisk),
            capacity: self.capacity,
            leave,
        };
        let core: Arc<NodeCore> = NodeCore::new(parts);
        let node = Node::from_core(core);
        node.open(None, true, env!("CARGO_PKG_VERSION"), std::collections::BTreeMap::new()).await?;
        Ok(node)
    }
}
