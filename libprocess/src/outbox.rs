//! [`Outbox`]: a line to one receiver that never makes its owner wait.
//!
//! A handler that awaits a receiver keeps its own mailbox standing; two that do so to each other wait for ever. An outbox
//! sends at once while the receiver has room, keeps the rest in order, and goes on when there is room again.

use std::{collections::VecDeque, fmt, fmt::Debug, sync::Arc};

use libprocess_wire::{Pid, TellError};

use crate::{Actor, Context};

/// Comes back to the owner as a message of its own when the receiver had room for what waited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// The receiver that is meant, counted; an outbox that was pointed elsewhere since ignores it.
    line: u64,
}

/// Messages of actor `A` on their way to one receiver that understands `M`, in order, at most so many.
pub struct Outbox<A: Actor, M: 'static> {
    to: Option<Pid<M>>,
    line: u64,
    /// Behind the message that waits for room, oldest first.
    waiting: VecDeque<M>,
    waits_for_room: bool,
    bound: usize,
    room: Arc<dyn Fn(Room) -> A::Message + Send + Sync>,
    lost: u64,
}

impl<A: Actor, M: 'static> Debug for Outbox<A, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.to {
            Some(pid) => write!(f, "Outbox({pid}, {} waiting, {} lost)", self.waiting.len(), self.lost),
            None => f.write_str("Outbox(nobody)"),
        }
    }
}

impl<A: Actor, M: Debug + Send + 'static> Outbox<A, M> {
    /// To nobody yet. Keeps at most `bound` messages that wait for room; `room` makes the owner's message that has to
    /// come back to [`Outbox::go_on`]: with its own many outboxes, an owner writes into it which one is meant.
    pub fn new(bound: usize, room: impl Fn(Room) -> A::Message + Send + Sync + 'static) -> Self {
        let room = Arc::new(room);
        Outbox { to: None, line: 0, waiting: VecDeque::new(), waits_for_room: false, bound, room, lost: 0 }
    }

    /// To this receiver.
    #[must_use]
    pub fn to(mut self, receiver: Pid<M>) -> Self {
        self.point_at(Some(receiver));
        self
    }

    /// From now on to this receiver, or to nobody. What waited for the former one is dropped.
    pub fn point_at(&mut self, receiver: Option<Pid<M>>) {
        self.to = receiver;
        self.line += 1;
        self.waiting.clear();
        self.waits_for_room = false;
    }

    /// The receiver.
    pub fn receiver(&self) -> Option<&Pid<M>> {
        self.to.as_ref()
    }

    /// Messages that wait, without the one that is being sent.
    pub fn waiting(&mut self) -> &mut VecDeque<M> {
        &mut self.waiting
    }

    /// Whether the receiver has had room for all that was posted.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && !self.waits_for_room
    }

    /// How many messages were dropped: no receiver, a receiver that is gone, or too many that wait.
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// Sends a message behind all that were posted before it. False if it was dropped, see [`Outbox::lost`].
    pub fn post(&mut self, message: M, ctx: &mut Context<A>) -> bool {
        if self.waits_for_room {
            let fits = self.waiting.len() < self.bound;
            match fits {
                true => self.waiting.push_back(message),
                false => self.lost += 1,
            }
            return fits;
        }
        self.send(message, ctx)
    }

    /// The receiver had room: sends what waits behind.
    pub fn go_on(&mut self, room: Room, ctx: &mut Context<A>) {
        if room.line != self.line {
            return;
        }
        self.waits_for_room = false;
        while !self.waits_for_room
            && let Some(message) = self.waiting.pop_front()
        {
            self.send(message, ctx);
        }
    }

    fn send(&mut self, message: M, ctx: &mut Context<A>) -> bool {
        let Some(receiver) = self.to.as_ref() else {
            self.lost += 1;
            return false;
        };
        match receiver.tell(message) {
            Ok(()) => true,
            Err(TellError::Full(message)) => {
                self.waits_for_room = true;
                let (receiver, room, line) = (receiver.clone(), self.room.clone(), self.line);
                // A receiver that is gone meanwhile takes the message with it, as if it had been sent a moment earlier.
                ctx.pipe(async move { drop(receiver.send(message).await) }, move |()| room(Room { line }));
                true
            }
            Err(_gone) => {
                self.lost += 1;
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Exit,
        testing::{Probe, seeds, simulate},
        time::secs,
    };

    /// Sends numbers to a neighbour as fast as it can.
    struct Source(Outbox<Source, u32>);

    #[derive(Debug)]
    enum Message {
        Send(u32),
        Room(Room),
    }

    impl Actor for Source {
        type Args = (Pid<u32>, usize);
        type Message = Message;

        async fn start((to, bound): Self::Args, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
            Ok(Source(Outbox::new(bound, Message::Room).to(to)))
        }

        async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
            match message {
                Message::Send(count) => {
                    for n in 0..count {
                        self.0.post(n, ctx);
                    }
                }
                Message::Room(room) => self.0.go_on(room, ctx),
            }
            Ok(())
        }
    }

    #[test]
    fn a_full_mailbox_delays_messages_and_keeps_their_order() {
        simulate(seeds(20), async |sim| {
            let node = sim.node("10.0.0.1:1").every_capacity(1).start().await;
            let mut probe = Probe::<u32>::new(&node, "probe").await;
            let source = node.spawn::<Source>("source", (probe.pid(), 100)).await.unwrap();
            source.tell(Message::Send(50)).unwrap();
            for n in 0..50 {
                assert_eq!(probe.next(secs(1)).await, n);
            }
        });
    }

    #[test]
    fn what_goes_beyond_the_bound_is_dropped_and_counted() {
        simulate(seeds(20), async |sim| {
            let node = sim.node("10.0.0.1:1").every_capacity(1).start().await;
            let mut probe = Probe::<u32>::new(&node, "probe").await;
            let source = node.spawn::<Source>("source", (probe.pid(), 3)).await.unwrap();
            source.tell(Message::Send(50)).unwrap();
            // One in the mailbox, one that waits for room, three behind it.
            for n in 0..5 {
                assert_eq!(probe.next(secs(1)).await, n);
            }
            probe.expect_silence(secs(1)).await;
        });
    }
}
