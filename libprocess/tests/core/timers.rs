//! Timers, pipes and requests.

use libprocess::{
    prelude::*,
    testing::{Sim, seeds, simulate},
};

use crate::kit::*;

async fn one(sim: &Sim) -> (Node, Journal, Pid<Do>) {
    let journal = Journal::default();
    let node = sim.node(NODE).start().await;
    let a = puppet(&node, "a", &journal).await;
    (node, journal, a)
}

#[test]
fn a_timer_fires_once_at_its_time() {
    simulate(seeds(20), async |sim| {
        let (_node, journal, a) = one(&sim).await;
        a.tell(Do::After(secs(75), "x", 1)).unwrap();
        sim.clock().advance(secs(75) - millis(1)).await;
        assert_eq!(journal.of("a"), ["start"]);
        sim.clock().advance(millis(1)).await;
        assert_eq!(journal.of("a"), ["start", "1"]);
        sim.clock().advance(mins(60)).await;
        assert_eq!(journal.of("a"), ["start", "1"]);
    });
}

#[test]
fn a_timer_of_the_same_key_replaces_the_earlier_one() {
    simulate(seeds(20), async |sim| {
        let (_node, journal, a) = one(&sim).await;
        a.tell(Do::After(secs(5), "x", 1)).unwrap();
        a.tell(Do::After(secs(5), "y", 2)).unwrap();
        a.tell(Do::After(secs(10), "x", 3)).unwrap();
        sim.clock().advance(secs(20)).await;
        assert_eq!(journal.of("a"), ["start", "2", "3"]);
    });
}

#[test]
fn a_timer_taken_back_is_silent_even_if_its_message_already_waits() {
    simulate(seeds(50), async |sim| {
        let (_node, journal, a) = one(&sim).await;
        a.tell(Do::After(secs(5), "x", 1)).unwrap();
        // While the timer fires the actor is busy, and the cancel waits before the timer's message.
        let busy = a.ask(|reply| Do::Hold(secs(10), reply), mins(1));
        a.tell(Do::Cancel("x")).unwrap();
        busy.await.unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start"]);
    });
}

#[test]
fn timers_die_with_their_life() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let supervisor = node.supervisor("top").start().await.unwrap();
        let a = supervisor.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        a.tell(Do::After(secs(5), "x", 1)).unwrap();
        a.tell(Do::Every(secs(3), "y", 2)).unwrap();
        a.tell(Do::Pipe(secs(4), 3)).unwrap();
        a.tell(Do::Request(a.clone(), secs(9))).unwrap();
        a.tell(Do::Fail).unwrap();
        sim.clock().advance(mins(1)).await;
        assert_eq!(journal.of("a"), ["start", "stop: failed: planted", "start"]);
    });
}

#[test]
fn a_periodic_timer_keeps_its_pace_and_heaps_nothing_up() {
    simulate(seeds(20), async |sim| {
        let (_node, journal, a) = one(&sim).await;
        a.tell(Do::Every(secs(10), "x", 7)).unwrap();
        sim.clock().advance(secs(35)).await;
        assert_eq!(journal.of("a").len(), 4);
        a.ask(|reply| Do::Hold(secs(100), reply), mins(5)).await.unwrap();
        sim.settle().await;
        let ticks = journal.of("a").len();
        a.tell(Do::Cancel("x")).unwrap();
        sim.settle().await;
        let waited = journal.of("a").len();
        sim.clock().advance(secs(100)).await;
        assert_eq!(journal.of("a").len(), waited, "after the cancel nothing comes");
        assert!(ticks <= 16, "{ticks} ticks in 135 s of 10 s each");
    });
}

#[test]
fn the_mailbox_moves_while_a_request_or_a_pipe_is_under_way() {
    simulate(seeds(50), async |sim| {
        let (node, journal, a) = one(&sim).await;
        let slow = puppet(&node, "slow", &journal).await;
        let held = slow.ask(|reply| Do::Hold(secs(3), reply), mins(1));
        a.tell(Do::Request(slow.clone(), mins(1))).unwrap();
        a.tell(Do::Pipe(secs(5), 2)).unwrap();
        a.tell(Do::Note(1)).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "1"]);
        held.await.unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "1", "got an answer"]);
        sim.clock().advance(secs(2)).await;
        assert_eq!(journal.of("a")[3], "2");
    });
}

#[test]
fn a_request_ends_in_its_time_out_or_in_the_reason_why_not() {
    simulate(seeds(30), async |sim| {
        let (node, journal, a) = one(&sim).await;
        let slow = puppet(&node, "slow", &journal).await;
        let _held = slow.ask(|reply| Do::Hold(mins(3), reply), mins(5));
        sim.settle().await;
        a.tell(Do::Request(slow.clone(), secs(2))).unwrap();
        sim.clock().advance(secs(2)).await;
        node.kill(&slow);
        sim.settle().await;
        a.tell(Do::Request(slow, secs(2))).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "got: no answer came in time", "got: there is no such actor"]);
    });
}
