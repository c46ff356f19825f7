//! Mailboxes that drop messages, and actors that let others have their turn.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use libprocess::{
    Overflow,
    prelude::*,
    testing::{Sim, seeds, simulate},
};

use crate::kit::*;

async fn held(sim: &Sim, capacity: usize, overflow: Overflow) -> (Node, Journal, Pid<Do>) {
    let journal = Journal::default();
    let node = sim.node(NODE).start().await;
    let a = node.spawn::<Puppet>("a", Script::new(&journal)).capacity(capacity).overflow(overflow).await.unwrap();
    assert!(node.suspend(&a, true));
    sim.settle().await;
    journal.take();
    (node, journal, a)
}

fn dropped(node: &Node) -> (u64, u64, f64) {
    let displaced = node.top().iter().find(|actor| actor.id == "a").map_or(0, |actor| actor.displaced);
    (node.dead_letters().total(), displaced, node.metrics().snapshot()["libprocess/messages_displaced"])
}

#[test]
fn a_mailbox_that_drops_the_oldest_keeps_the_newest_in_order() {
    simulate(seeds(30), async |sim| {
        let (node, journal, a) = held(&sim, 3, Overflow::DropOldest).await;
        (0..10).for_each(|n| a.tell(Do::Note(n)).unwrap());
        assert_eq!(node.mailbox("a").unwrap().len(), 3);
        node.suspend(&a, false);
        sim.settle().await;
        assert_eq!(journal.of("a"), ["7", "8", "9"]);
        assert_eq!(dropped(&node), (7, 7, 7.0));
        assert!(node.dead_letters().samples().iter().all(|letter| letter.why == "failed: its mailbox was full"));
    });
}

#[test]
fn a_mailbox_that_drops_the_newest_keeps_the_first_in_order() {
    simulate(seeds(30), async |sim| {
        let (node, journal, a) = held(&sim, 3, Overflow::DropNewest).await;
        (0..10).for_each(|n| a.tell(Do::Note(n)).unwrap());
        node.suspend(&a, false);
        sim.settle().await;
        a.tell(Do::Note(10)).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["0", "1", "2", "10"], "and takes more when there is room again");
        assert_eq!(dropped(&node), (7, 7, 7.0));
    });
}

#[test]
fn an_asker_whose_question_is_dropped_learns_it_at_once() {
    simulate(seeds(30), async |sim| {
        for overflow in [Overflow::DropOldest, Overflow::DropNewest] {
            let address = if overflow == Overflow::DropOldest { "10.0.0.1:1" } else { "10.0.0.2:1" };
            let journal = Journal::default();
            let node = sim.node(address).start().await;
            let a = node.spawn::<Puppet>("a", Script::new(&journal)).capacity(1).overflow(overflow).await.unwrap();
            node.suspend(&a, true);
            let (one, two) = (a.ask(Do::Answer, mins(5)), a.ask(Do::Answer, mins(5)));
            let (lost, kept) = if overflow == Overflow::DropOldest { (one, two) } else { (two, one) };
            let before = sim.clock().now();
            assert_eq!(lost.await, Err(AskError::Full));
            assert_eq!(sim.clock().now(), before);
            node.suspend(&a, false);
            assert!(kept.await.is_ok());
        }
    });
}

#[test]
fn notices_and_timers_are_never_dropped() {
    simulate(seeds(50), async |sim| {
        for (address, overflow) in [("10.0.0.1:1", Overflow::DropOldest), ("10.0.0.2:1", Overflow::DropNewest)] {
            let journal = Journal::default();
            let node = sim.node(address).start().await;
            let hub = node.spawn::<Puppet>("hub", Script::new(&journal)).capacity(2).overflow(overflow).await.unwrap();
            for name in ["b", "c", "d"] {
                let other = puppet(&node, name, &journal).await;
                hub.ask(Do::Answer, secs(1)).await.unwrap();
                hub.tell(Do::Monitor(other.erase())).unwrap();
                sim.settle().await;
                other.tell(Do::SendNotes(hub.clone(), 20)).unwrap();
                other.tell(Do::End).unwrap();
                sim.settle().await;
            }
            hub.ask(|reply| Do::Hold(secs(2), reply), mins(1)).await.unwrap();
            hub.tell(Do::After(secs(1), "tick", 99)).unwrap();
            sim.settle().await;
            let held = hub.ask(|reply| Do::Hold(secs(5), reply), mins(1));
            (200..300).for_each(|n| hub.tell(Do::Note(n)).unwrap());
            // The one in work was taken before or after those came.
            let _ = held.await;
            sim.clock().advance(secs(10)).await;
            let hub = journal.of("hub");
            assert_eq!(hub.iter().filter(|line| line.contains("ended: normal")).count(), 3, "{hub:?}");
            assert_eq!(hub.iter().filter(|line| *line == "99").count(), 1, "{hub:?}");
        }
    });
}

#[test]
fn what_is_handled_and_what_is_dropped_is_together_what_was_sent() {
    simulate(seeds(100), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let overflow = [Overflow::DropOldest, Overflow::DropNewest][sim.random().below(2) as usize];
        let capacity = 1 + sim.random().below(5) as usize;
        let a = node.spawn::<Puppet>("a", Script::new(&journal)).capacity(capacity).overflow(overflow).await.unwrap();
        for round in 0..20 {
            for n in 0..sim.random().below(12) {
                a.send(Do::Note(round * 100 + n)).await.unwrap();
                if sim.random().below(4) == 0 {
                    sim.settle().await;
                }
            }
            node.suspend(&a, sim.random().below(2) == 0);
        }
        node.suspend(&a, false);
        sim.settle().await;
        a.tell(Do::Note(9_999)).unwrap();
        sim.settle().await;
        let handled: Vec<u64> = journal.of("a").iter().filter_map(|line| line.parse().ok()).collect();
        assert!(handled.is_sorted() && handled.last() == Some(&9_999), "{handled:?}");
        let actor = node.top().into_iter().find(|actor| actor.id == "a").unwrap();
        assert_eq!(actor.handled, handled.len() as u64);
        assert_eq!(actor.displaced, node.dead_letters().total());
    });
}

/// Keeps its thread busy for a while with each message, and counts.
struct Flood(Arc<AtomicU64>);

impl Actor for Flood {
    type Args = Arc<AtomicU64>;
    type Message = Duration;

    async fn start(count: Arc<AtomicU64>, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Flood(count))
    }

    async fn handle(&mut self, time: Duration, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let until = ctx.clock().now() + time;
        while ctx.clock().now() < until {
            std::hint::spin_loop();
        }
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Tells itself to go on, and notes how far the flood was each time.
struct Small {
    flood: Arc<AtomicU64>,
    seen: Arc<Mutex<Vec<u64>>>,
}

impl Actor for Small {
    type Args = (Arc<AtomicU64>, Arc<Mutex<Vec<u64>>>);
    type Message = Option<Reply<()>>;

    async fn start((flood, seen): Self::Args, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Small { flood, seen })
    }

    async fn handle(&mut self, done: Option<Reply<()>>, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let mut seen = self.seen.lock().unwrap();
        seen.push(self.flood.load(Ordering::Relaxed));
        match done {
            Some(reply) if seen.len() >= 60 => reply.send(()),
            done => drop(ctx.me().tell(done)),
        }
        Ok(())
    }
}

/// How many messages of the flood were handled between two turns of the small actor.
async fn beside_a_flood(builder: libprocess::Node, each: Duration) -> Vec<u64> {
    let (count, seen) = (Arc::new(AtomicU64::new(0)), Arc::new(Mutex::new(Vec::new())));
    let flood = builder.spawn::<Flood>("flood", count.clone()).capacity(20_000).await.unwrap();
    let small = builder.spawn::<Small>("small", (count, seen.clone())).await.unwrap();
    (0..20_000).for_each(|_| flood.tell(each).unwrap());
    small.ask(Some, secs(60)).await.unwrap();
    builder.kill(&flood);
    builder.shut_down(secs(5)).await;
    let seen = seen.lock().unwrap();
    seen.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[tokio::test]
async fn a_flood_of_slow_messages_leaves_a_small_actor_its_turns() {
    let node = Node::builder().threads(1).turn(256, Duration::from_micros(500)).start().await.unwrap();
    let mut between = beside_a_flood(node, Duration::from_micros(200)).await;
    between.sort_unstable();
    // A turn of 500 µs has three messages of 200 µs, or some more where the clock is looked at late.
    assert!(between[between.len() / 2] <= 8, "{between:?}");
    assert!(between[between.len() - 1] <= 80, "the first turn finds out how slow they are: {between:?}");
}

#[tokio::test]
async fn a_flood_of_quick_messages_leaves_a_small_actor_its_turns() {
    let node = Node::builder().threads(1).turn(64, secs(1)).start().await.unwrap();
    let between = beside_a_flood(node, Duration::ZERO).await;
    assert!(between.iter().all(|handled| *handled <= 64), "{between:?}");
}
