//! The end of a node: phases, accepted work, bounds, hurry; and the end of one actor after what waits for it.

use std::time::Duration;

use libprocess::{
    Phase, SpawnError,
    prelude::*,
    testing::{Sim, seeds, simulate},
};

use crate::kit::*;

/// Takes orders and works each off beside itself; knows when the node ends.
struct Shop {
    journal: Journal,
    args: Args,
    open: u32,
    accepts: bool,
    done: Option<Reply<()>>,
}

#[derive(Clone)]
struct Args {
    journal: Journal,
    /// An order takes this long.
    work: Duration,
    /// It never says that it is done.
    stubborn: bool,
}

#[derive(Debug)]
enum Message {
    Order(u32, Reply<bool>),
    Worked(u32, Reply<bool>),
    Phase(Phase, Reply<()>),
}

impl Actor for Shop {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        for phase in [Phase::Leave, Phase::StopAccepting, Phase::Drain] {
            ctx.join_shutdown(phase, move |done| Message::Phase(phase, done));
        }
        Ok(Shop { journal: args.journal.clone(), args, open: 0, accepts: true, done: None })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Order(_, reply) if !self.accepts => reply.send(false),
            Message::Order(n, reply) => {
                self.open += 1;
                let (node, work) = (ctx.node(), self.args.work);
                ctx.pipe(async move { node.sleep(work).await }, move |()| Message::Worked(n, reply));
            }
            Message::Worked(n, reply) => {
                self.journal.note(format_args!("worked {n}"));
                reply.send(true);
                self.open -= 1;
                if self.open == 0 {
                    self.done = None;
                }
            }
            Message::Phase(phase, done) => {
                self.journal.note(format_args!("{phase:?} at {:?}", ctx.clock().now()));
                self.accepts = false;
                if phase == Phase::Drain && (self.open > 0 || self.args.stubborn) {
                    self.done = Some(done);
                } else {
                    done.send(());
                }
            }
        }
        Ok(())
    }

    async fn stop(&mut self, why: &Exit, _ctx: &mut Context<Self>) {
        self.journal.note(format_args!("stop: {why}"));
    }
}

async fn shop(sim: &Sim, work: Duration, stubborn: bool) -> (Node, Journal, Pid<Message>) {
    let journal = Journal::default();
    let node = sim.node(NODE).start().await;
    let args = Args { journal: journal.clone(), work, stubborn };
    let shop = node.spawn::<Shop>("shop", args).capacity(1000).await.unwrap();
    (node, journal, shop)
}

#[test]
fn a_node_ends_in_phases_and_loses_no_accepted_work() {
    simulate(seeds(50), async |sim| {
        let (node, journal, shop) = shop(&sim, secs(2), false).await;
        let orders: Vec<_> = (0..5).map(|n| shop.ask(|reply| Message::Order(n, reply), mins(1))).collect();
        let ending = node.clone();
        sim.test_node().run_beside(async move { ending.shut_down(secs(10)).await });
        sim.clock().advance(secs(1)).await;
        let late = shop.ask(|reply| Message::Order(9, reply), mins(1)).await;
        assert_eq!(late, Ok(false), "nothing new is accepted");
        for order in orders {
            assert_eq!(order.await, Ok(true));
        }
        assert_eq!(node.until_ended().await, Ok(()));
        let lines = journal.lines();
        assert_eq!(lines[..2], ["StopAccepting at 0ns", "Drain at 0ns"]);
        assert!(lines[2..7].iter().all(|line| line.starts_with("worked")), "{lines:?}");
        assert_eq!(lines[7..], ["Leave at 2s", "stop: shutdown"]);
        assert_eq!(node.dead_letters().total(), 0);
    });
}

#[test]
fn phases_and_ends_that_never_come_are_bounded_in_time() {
    simulate(seeds(30), async |sim| {
        let (node, journal, _shop) = shop(&sim, secs(2), true).await;
        let slow = Script { slow_stop: mins(60), ..Script::new(&journal) };
        let _slow = node.spawn::<Puppet>("slow", slow).await.unwrap();
        node.shut_down(secs(5)).await;
        assert_eq!(sim.clock().now(), secs(10), "5 s for the phases, 5 s for the ends of actors");
        let lines = journal.lines();
        assert_eq!(lines[..4], ["slow start", "StopAccepting at 0ns", "Drain at 0ns", "Leave at 5s"]);
        assert!(!lines.iter().any(|line| line.starts_with("slow stop")), "it was killed: {lines:?}");
        assert_eq!(node.actors(), 0);
    });
}

#[test]
fn a_second_call_hurries_the_first() {
    simulate(seeds(30), async |sim| {
        for (address, ends_at) in [("10.0.0.1:1", secs(3)), ("10.0.0.2:1", secs(3 + 3))] {
            let journal = Journal::default();
            let node = sim.node(address).start().await;
            let args = Args { journal: journal.clone(), work: secs(2), stubborn: true };
            let _shop = node.spawn::<Shop>("shop", args).await.unwrap();
            let slow = Script { slow_stop: mins(60), ..Script::new(&journal) };
            let _slow = node.spawn::<Puppet>("slow", slow).await.unwrap();
            let (ending, begun) = (node.clone(), sim.clock().now());
            sim.test_node().run_beside(async move { ending.shut_down(mins(60)).await });
            sim.clock().advance(secs(2)).await;
            node.shut_down(secs(1)).await;
            assert_eq!(sim.clock().now(), ends_at, "begun at {begun:?}");
            assert_eq!((node.actors(), node.until_ended().await), (0, Ok(())));
        }
    });
}

#[test]
fn during_the_phases_actors_may_start_others_and_afterwards_none() {
    simulate(seeds(20), async |sim| {
        let (node, journal, _shop) = shop(&sim, secs(2), true).await;
        let ending = node.clone();
        sim.test_node().run_beside(async move { ending.shut_down(secs(5)).await });
        sim.clock().advance(secs(1)).await;
        assert!(node.spawn::<Puppet>("helper", Script::new(&journal)).await.is_ok());
        node.until_ended().await.unwrap();
        assert_eq!(journal.of("helper"), ["start", "stop: shutdown"]);
        let late = node.spawn::<Puppet>("late", Script::new(&journal)).await;
        assert_eq!(late.err(), Some(SpawnError::ShuttingDown));
    });
}

/// Handles one number a second.
struct Slow(Journal);

impl Actor for Slow {
    type Args = (Journal, bool);
    type Message = u64;

    async fn start((journal, drains): Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        if drains {
            ctx.drain_at_shutdown();
        }
        Ok(Slow(journal))
    }

    async fn handle(&mut self, n: u64, ctx: &mut Context<Self>) -> Result<(), Exit> {
        ctx.node().sleep(secs(1)).await;
        self.0.note(n);
        Ok(())
    }

    async fn stop(&mut self, why: &Exit, _ctx: &mut Context<Self>) {
        self.0.note(format_args!("stop: {why}"));
    }
}

#[test]
fn an_actor_that_drains_handles_all_that_waits_before_its_node_ends() {
    simulate(seeds(30), async |sim| {
        for (address, drains, expected) in
            [("10.0.0.1:1", true, vec!["0", "1", "2", "stop: shutdown"]), ("10.0.0.2:1", false, vec!["0", "stop: shutdown"])]
        {
            let journal = Journal::default();
            let node = sim.node(address).start().await;
            let slow = node.spawn::<Slow>("slow", (journal.clone(), drains)).await.unwrap();
            (0..3).for_each(|n| slow.tell(n).unwrap());
            sim.settle().await;
            node.shut_down(secs(10)).await;
            assert_eq!(journal.lines(), expected);
            assert_eq!(node.dead_letters().total(), if drains { 0 } else { 2 });
        }
    });
}

#[test]
fn what_waits_is_handled_before_a_finish_and_not_before_a_stop() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let slow = node.spawn::<Slow>("slow", (journal.clone(), false)).await.unwrap();
        (0..3).for_each(|n| slow.tell(n).unwrap());
        node.finish(&slow);
        slow.tell(3).unwrap();
        assert_eq!(node.ended(&slow).await, Exit::Shutdown);
        assert_eq!(sim.clock().now(), secs(3));
        assert_eq!(journal.take(), ["0", "1", "2", "stop: shutdown"]);
        assert_eq!(node.dead_letters().total(), 1, "what came after the finish");
        let slow = node.spawn::<Slow>("slow", (journal.clone(), false)).await.unwrap();
        (0..3).for_each(|n| slow.tell(n).unwrap());
        node.stop(&slow, secs(5)).await;
        assert_eq!(journal.take(), ["stop: shutdown"]);
        assert_eq!(node.dead_letters().total(), 4);
    });
}
