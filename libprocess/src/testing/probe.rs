//! [`Probe`]: stands in for a neighbour of the actor under test, and hears what it is told.

use std::{
    collections::VecDeque,
    fmt::Debug,
    future::poll_fn,
    sync::Arc,
    task::{Poll, Waker},
    time::Duration,
};

use libprocess_wire::{AskError, Name, Pid, Wire};
use parking_lot::Mutex;

use crate::{Actor, Context, Exit, Node, Sender, node::within};

/// Something that a probe was told.
#[derive(Debug)]
pub struct Heard<M> {
    /// Who sent it, where the probe stands at a door.
    pub from: Option<Sender>,
    /// The message.
    pub message: M,
}

struct Queue<M> {
    heard: VecDeque<Heard<M>>,
    waiting: Option<Waker>,
}

struct Ear<M>(Arc<Mutex<Queue<M>>>);

impl<M> Clone for Ear<M> {
    fn clone(&self) -> Self {
        Ear(self.0.clone())
    }
}

impl<M> Ear<M> {
    fn new() -> Self {
        Ear(Arc::new(Mutex::new(Queue { heard: VecDeque::new(), waiting: None })))
    }

    fn hear(&self, heard: Heard<M>) {
        let mut queue = self.0.lock();
        queue.heard.push_back(heard);
        let waiting = queue.waiting.take();
        drop(queue);
        if let Some(waker) = waiting {
            waker.wake();
        }
    }
}

/// Hears the messages that are its own.
struct Stand<M>(Ear<M>);

impl<M: Debug + Send + 'static> Actor for Stand<M> {
    type Args = Ear<M>;
    type Message = M;

    async fn start(ear: Ear<M>, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Stand(ear))
    }

    async fn handle(&mut self, message: M, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        self.0.hear(Heard { from: None, message });
        Ok(())
    }
}

/// Hears what comes through its door, from this node and from others.
struct Porter<M>(Ear<M>);

impl<M: Wire + Debug> Actor for Porter<M> {
    type Args = Ear<M>;
    type Message = Heard<M>;

    async fn start(ear: Ear<M>, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|from, message: M| Heard { from: Some(from), message });
        Ok(Porter(ear))
    }

    async fn handle(&mut self, heard: Heard<M>, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        self.0.hear(heard);
        Ok(())
    }
}

/// An actor that stands in for a neighbour. Works in the simulator and on threads.
pub struct Probe<M: 'static> {
    node: Node,
    pid: Pid<M>,
    ear: Ear<M>,
}

impl<M: Debug + Send + 'static> Probe<M> {
    /// Takes a name on a node, for actors of that node.
    ///
    /// # Panics
    /// If the name is taken.
    pub async fn new(node: &Node, name: impl Into<Name>) -> Probe<M> {
        Probe::small(node, name, crate::CAPACITY).await
    }

    /// As [`Probe::new`], with a mailbox of that size: to stand in for one that is slow, once it is suspended.
    ///
    /// # Panics
    /// If the name is taken.
    pub async fn small(node: &Node, name: impl Into<Name>, capacity: usize) -> Probe<M> {
        let ear = Ear::new();
        let pid = node.spawn::<Stand<M>>(name, ear.clone()).capacity(capacity).await;
        let pid = pid.unwrap_or_else(|error| panic!("the probe did not start: {error}"));
        Probe { node: node.clone(), pid, ear }
    }

    /// The name it holds.
    pub fn pid(&self) -> Pid<M> {
        self.pid.clone()
    }

    /// The node it lives on.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// What it was told next, within that time of the node's clock.
    pub async fn try_next(&mut self, timeout: Duration) -> Option<Heard<M>> {
        let ear = self.ear.clone();
        let next = poll_fn(|cx| {
            let mut queue = ear.0.lock();
            match queue.heard.pop_front() {
                Some(heard) => Poll::Ready(Ok::<_, AskError>(heard)),
                None => {
                    queue.waiting = Some(cx.waker().clone());
                    Poll::Pending
                }
            }
        });
        within(&self.node.core, timeout, next).await.ok()
    }

    /// What it was told next and by whom.
    ///
    /// # Panics
    /// If it was told nothing within that time.
    pub async fn next_heard(&mut self, timeout: Duration) -> Heard<M> {
        let heard = self.try_next(timeout).await;
        heard.unwrap_or_else(|| panic!("{} was told nothing within {timeout:?}", self.pid))
    }

    /// The next message.
    ///
    /// # Panics
    /// If it was told nothing within that time.
    pub async fn next(&mut self, timeout: Duration) -> M {
        self.next_heard(timeout).await.message
    }

    /// Waits that long.
    ///
    /// # Panics
    /// If it was told something meanwhile, or before and not yet taken.
    pub async fn expect_silence(&mut self, time: Duration) {
        if let Some(heard) = self.try_next(time).await {
            panic!("{} was told {:?} where silence was expected", self.pid, heard.message);
        }
    }

    /// All that was told and not yet taken.
    pub fn drain(&mut self) -> Vec<M> {
        self.ear.0.lock().heard.drain(..).map(|heard| heard.message).collect()
    }
}

impl<M: Wire + Debug> Probe<M> {
    /// Takes a name on a node and opens a door there, for actors of all nodes; each message comes with its sender.
    ///
    /// # Panics
    /// If the name is taken.
    pub async fn at_door(node: &Node, name: impl Into<Name>) -> Probe<M> {
        let ear = Ear::new();
        let porter = node.spawn::<Porter<M>>(name, ear.clone()).await;
        let porter = porter.unwrap_or_else(|error| panic!("the probe did not start: {error}"));
        Probe { node: node.clone(), pid: node.pid(&porter.address()), ear }
    }
}
