//! Order, bounds, lanes.

use std::time::Duration;

use libprocess::{
    prelude::*,
    testing::{Probe, seeds, simulate},
};

use crate::kit::*;

#[test]
fn order_holds_per_pair_and_nothing_is_lost_when_senders_wait_for_room() {
    simulate(seeds(100), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let receiver = node.spawn::<Puppet>("receiver", Script::new(&journal)).capacity(3).await.unwrap();
        let (a, b) = (puppet(&node, "a", &journal).await, puppet(&node, "b", &journal).await);
        a.tell(Do::SendNotes(receiver.clone(), 50)).unwrap();
        b.tell(Do::SendNotes(receiver.clone(), 50)).unwrap();
        sim.settle().await;
        let mut notes = journal.of("receiver");
        assert_eq!(notes.len(), 101, "start and both series");
        // Both series count alike, so each value must come twice and never before its predecessor did.
        let mut seen = [0; 50];
        for note in notes.drain(1..) {
            let n: usize = note.parse().unwrap();
            assert!(n == 0 || seen[n - 1] > seen[n], "{n} overtook {}", n - 1);
            seen[n] += 1;
        }
        assert!(seen.iter().all(|count| *count == 2));
    });
}

#[test]
fn a_full_mailbox_gives_the_message_back_and_send_waits_for_room() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let slow = node.spawn::<Puppet>("slow", Script::new(&journal)).capacity(2).await.unwrap();
        let held = slow.ask(|reply| Do::Hold(secs(5), reply), mins(1));
        sim.settle().await;
        slow.tell(Do::Note(1)).unwrap();
        slow.tell(Do::Note(2)).unwrap();
        let Err(TellError::Full(Do::Note(3))) = slow.tell(Do::Note(3)) else { panic!("the third message must come back") };
        slow.send(Do::Note(3)).await.unwrap();
        assert_eq!(sim.clock().now(), secs(5), "send waits until the handler is done");
        held.await.unwrap();
        sim.settle().await;
        assert_eq!(journal.of("slow"), ["start", "1", "2", "3"]);
    });
}

#[test]
fn capacity_1_everywhere_still_delivers_all_and_notices_and_timers_are_never_refused() {
    simulate(seeds(100), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).every_capacity(1).start().await;
        let hub = puppet(&node, "hub", &journal).await;
        let mut others = Vec::new();
        for name in ["a", "b", "c"] {
            let other = puppet(&node, name, &journal).await;
            hub.send(Do::Monitor(other.erase())).await.unwrap();
            others.push(other);
        }
        hub.send(Do::After(secs(1), "tick", 99)).await.unwrap();
        for other in &others {
            other.send(Do::SendNotes(hub.clone(), 20)).await.unwrap();
            other.send(Do::End).await.unwrap();
        }
        sim.clock().advance(secs(2)).await;
        let hub = journal.of("hub");
        assert_eq!(hub.iter().filter(|line| line.parse::<u64>().is_ok()).count(), 61, "{hub:?}");
        assert_eq!(hub.iter().filter(|line| line.contains("ended: normal")).count(), 3, "{hub:?}");
    });
}

#[test]
fn control_overtakes_bulk() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        assert!(node.suspend(&a, true));
        for n in 0..100 {
            a.tell(Do::Note(n)).unwrap();
        }
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start"], "a suspended actor handles nothing");
        node.inspect(&a, secs(1)).await.unwrap();
        assert_eq!(node.mailbox("a").unwrap().len(), 20, "what waits is shown, up to a bound");
        node.stop(&a, secs(1)).await;
        assert_eq!(journal.of("a"), ["start", "stop: shutdown"]);
        assert_eq!(node.dead_letters().total(), 100);
    });
}

#[test]
fn a_suspended_actor_goes_on_where_it_stood() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        assert!(node.suspend(&a, true));
        (0..5).for_each(|n| a.tell(Do::Note(n)).unwrap());
        sim.clock().advance(secs(10)).await;
        assert!(node.suspend(&a, false));
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "0", "1", "2", "3", "4"]);
    });
}

#[test]
fn an_exit_notice_comes_after_the_last_words() {
    simulate(seeds(100), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let watcher = puppet(&node, "watcher", &journal).await;
        let speaker = puppet(&node, "speaker", &journal).await;
        watcher.tell(Do::Monitor(speaker.erase())).unwrap();
        sim.settle().await;
        speaker.tell(Do::SendNotes(watcher.clone(), 30)).unwrap();
        speaker.tell(Do::Fail).unwrap();
        sim.settle().await;
        let lines = journal.of("watcher");
        assert_eq!(lines.len(), 32);
        assert_eq!(lines[31], "learns that monitor speaker ended: failed: planted");
    });
}

#[test]
fn asking_oneself_fails_at_once_but_requesting_oneself_works() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        let answer = a.ask(Do::AskSelf, mins(2)).await.unwrap();
        assert_eq!(answer, Err(AskError::Refused));
        assert_eq!(sim.clock().now(), Duration::ZERO, "it must not wait for the time-out");
        a.tell(Do::RequestSelf).unwrap();
        sim.settle().await;
        assert_eq!(journal.of("a"), ["start", "got an answer"]);
    });
}

#[test]
fn a_probe_is_told_by_actors() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let mut probe = Probe::<Do>::new(&node, "neighbour").await;
        let a = puppet(&node, "a", &journal).await;
        a.tell(Do::SendNotes(probe.pid(), 2)).unwrap();
        assert!(matches!(probe.next(secs(1)).await, Do::Note(0)));
        assert!(matches!(probe.next(secs(1)).await, Do::Note(1)));
        probe.expect_silence(secs(60)).await;
    });
}
