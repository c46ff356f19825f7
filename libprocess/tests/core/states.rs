//! Actors that go through states: messages put aside, time-outs of states and of events.

use libprocess::{
    prelude::*,
    testing::{Sim, seeds, simulate},
};

use crate::kit::{Journal, NODE};

/// A door that is locked until it knows its code; then it opens for a while.
struct Door {
    journal: Journal,
    code: Option<u32>,
}

#[derive(Debug)]
enum Message {
    Code(u32),
    /// Put aside as long as there is no code.
    Knock(u32),
    Ask(Reply<Option<&'static str>>),
    Open(u64),
    Close,
    StateTimeout,
    EventTimeout,
    WaitForEvent(u64),
    Named(u64, &'static str, u32),
    Fail,
}

impl Actor for Door {
    type Args = Journal;
    type Message = Message;

    async fn start(journal: Journal, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.enter_state("without code");
        Ok(Door { journal, code: None })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Code(code) => {
                self.code = Some(code);
                ctx.enter_state("locked");
            }
            Message::Knock(n) if self.code.is_none() => {
                if ctx.stash(Message::Knock(n)).is_err() {
                    self.journal.note(format_args!("no room for {n}"));
                }
            }
            Message::Knock(n) => self.journal.note(format_args!("knock {n}")),
            Message::Ask(reply) => reply.send(ctx.state()),
            Message::Open(seconds) => {
                ctx.enter_state("open");
                ctx.state_timeout(secs(seconds), Message::StateTimeout);
            }
            Message::Close => ctx.enter_state("locked"),
            Message::StateTimeout => {
                self.journal.note(format_args!("state time-out at {:?}", ctx.clock().now()));
                ctx.enter_state("locked");
            }
            Message::WaitForEvent(seconds) => ctx.event_timeout(secs(seconds), Message::EventTimeout),
            Message::EventTimeout => self.journal.note(format_args!("event time-out at {:?}", ctx.clock().now())),
            Message::Named(seconds, name, n) => ctx.after(secs(seconds), Key(name), Message::Knock(n)),
            Message::Fail => return Err(Exit::failed("planted")),
        }
        Ok(())
    }
}

async fn door(sim: &Sim, capacity: usize) -> (Node, Journal, Pid<Message>) {
    let journal = Journal::default();
    let node = sim.node(NODE).start().await;
    let top = node.supervisor("top").start().await.unwrap();
    let door = top.child::<Door>("door", journal.clone()).capacity(capacity).start().await.unwrap();
    (node, journal, door)
}

#[test]
fn what_was_put_aside_comes_in_order_before_what_waits() {
    simulate(seeds(50), async |sim| {
        let (node, journal, door) = door(&sim, 100).await;
        (0..5).for_each(|n| door.tell(Message::Knock(n)).unwrap());
        sim.settle().await;
        assert!(journal.lines().is_empty());
        node.suspend(&door, true);
        door.tell(Message::Code(7)).unwrap();
        (5..8).for_each(|n| door.tell(Message::Knock(n)).unwrap());
        node.suspend(&door, false);
        sim.settle().await;
        assert_eq!(journal.lines(), (0..8).map(|n| format!("knock {n}")).collect::<Vec<_>>());
        assert_eq!(door.ask(Message::Ask, secs(1)).await, Ok(Some("locked")));
    });
}

#[test]
fn as_many_messages_can_be_put_aside_as_the_mailbox_holds() {
    simulate(seeds(20), async |sim| {
        let (_node, journal, door) = door(&sim, 3).await;
        for n in 0..5 {
            door.send(Message::Knock(n)).await.unwrap();
        }
        sim.settle().await;
        assert_eq!(journal.take(), ["no room for 3", "no room for 4"]);
        door.send(Message::Code(7)).await.unwrap();
        sim.settle().await;
        assert_eq!(journal.take(), ["knock 0", "knock 1", "knock 2"]);
    });
}

#[test]
fn what_was_put_aside_dies_with_its_life() {
    simulate(seeds(20), async |sim| {
        let (node, journal, door) = door(&sim, 10).await;
        (0..3).for_each(|n| door.tell(Message::Knock(n)).unwrap());
        door.tell(Message::Fail).unwrap();
        sim.settle().await;
        door.tell(Message::Code(7)).unwrap();
        sim.settle().await;
        assert!(journal.lines().is_empty(), "nothing of it reaches the next life");
        assert_eq!(node.dead_letters().total(), 3);
    });
}

#[test]
fn a_state_time_out_comes_in_that_state_only() {
    simulate(seeds(30), async |sim| {
        let (_node, journal, door) = door(&sim, 10).await;
        door.tell(Message::Open(10)).unwrap();
        sim.clock().advance(secs(9)).await;
        door.tell(Message::Knock(1)).unwrap();
        sim.clock().advance(secs(1)).await;
        assert_eq!(journal.take(), ["state time-out at 10s"], "messages in between change nothing");
        door.tell(Message::Open(10)).unwrap();
        sim.clock().advance(secs(5)).await;
        door.tell(Message::Close).unwrap();
        sim.clock().advance(mins(1)).await;
        door.tell(Message::Open(10)).unwrap();
        sim.clock().advance(secs(5)).await;
        door.tell(Message::Open(10)).unwrap();
        sim.clock().advance(secs(9)).await;
        assert!(journal.lines().is_empty(), "it was left and entered again");
        sim.clock().advance(secs(1)).await;
        assert_eq!(journal.take(), ["state time-out at 90s"]);
    });
}

#[test]
fn an_event_time_out_comes_only_if_nothing_else_does() {
    simulate(seeds(30), async |sim| {
        let (_node, journal, door) = door(&sim, 10).await;
        door.tell(Message::WaitForEvent(5)).unwrap();
        sim.clock().advance(secs(5)).await;
        assert_eq!(journal.take(), ["event time-out at 5s"]);
        door.tell(Message::WaitForEvent(5)).unwrap();
        sim.clock().advance(secs(4)).await;
        door.tell(Message::Knock(1)).unwrap();
        sim.clock().advance(mins(1)).await;
        assert!(journal.lines().is_empty());
        door.tell(Message::WaitForEvent(5)).unwrap();
        sim.clock().advance(secs(4)).await;
        door.tell(Message::WaitForEvent(5)).unwrap();
        sim.clock().advance(secs(5)).await;
        assert_eq!(journal.take(), ["event time-out at 78s"]);
    });
}

#[test]
fn named_time_outs_and_those_of_states_never_reach_a_new_life() {
    simulate(seeds(50), async |sim| {
        let (_node, journal, door) = door(&sim, 10).await;
        door.tell(Message::Code(7)).unwrap();
        door.tell(Message::Open(3)).unwrap();
        door.tell(Message::WaitForEvent(3)).unwrap();
        door.tell(Message::Named(3, "bell", 1)).unwrap();
        sim.clock().advance(sim.random().duration(secs(2))).await;
        door.tell(Message::Fail).unwrap();
        sim.settle().await;
        door.tell(Message::Code(7)).unwrap();
        door.tell(Message::Named(9, "bell", 2)).unwrap();
        sim.clock().advance(mins(1)).await;
        assert_eq!(journal.lines(), ["knock 2"]);
    });
}
