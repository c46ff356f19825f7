//! Large messages and answers: cut, interleaved, admitted one at a time.

use super::*;
use crate::{
    testing::{seeds, simulate},
    transport::frame::OVERSIZED,
};

const MB: usize = 1 << 20;

#[tokio::test]
async fn a_message_of_64_mb_and_an_answer_of_20_cross() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    // Beside the bytes there are the number of the variant and their count.
    let most = 64 * MB - 12;
    there.tell(Word::Bytes(vec![7; most])).unwrap();
    assert!(matches!(there.tell(Word::Bytes(vec![7; most + 1])), Err(TellError::TooLarge(Word::Bytes(_)))));
    there.send(Word::Note(1)).await.unwrap();
    let noted = there.ask(|reply| Word::Notes { reply }, Duration::from_secs(30)).await;
    assert_eq!(noted, Ok(vec![most as u64, 1]), "in order");
    let text = "x".repeat(20 * MB);
    let echo = there.ask(|reply| Word::Echo { text: text.clone(), reply }, Duration::from_secs(30)).await;
    assert!(echo.is_ok_and(|echo| echo == text));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn what_is_too_large_is_refused_at_its_sender_or_where_it_arrives() {
    let key = ClusterKey::generate();
    let most = |bytes| Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).message_max(bytes).start();
    let (a, b) = (most(3 * MB).await.unwrap(), most(2 * MB).await.unwrap());
    let there = notebook(&b, &a).await;
    assert!(matches!(there.tell(Word::Bytes(vec![0; 3 * MB])), Err(TellError::TooLarge(Word::Bytes(_)))));
    let ask = |bytes: usize| there.ask(move |reply| Word::Echo { text: "x".repeat(bytes), reply }, SOON);
    assert_eq!(ask(4 * MB).await, Err(AskError::TooLarge), "at its sender");
    assert_eq!(ask(5 * MB / 2).await, Err(AskError::TooLarge), "where it arrives");
    assert_eq!(b.dead_letters().total(), 1);
    assert_eq!(ask(MB).await.map(|text| text.len()), Ok(MB));
    end(&[&a, &b]).await;
}

#[test]
fn small_messages_of_other_pairs_do_not_wait_for_a_large_one() {
    simulate(seeds(10), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let large = notebook(&b, &a).await;
        b.spawn::<Notebook>("other", ()).await.unwrap();
        let other = a.connect::<Word>(at("other", &b)).await.unwrap();
        let began = sim.clock().now();
        large.tell(Word::Bytes(vec![1; 6 * MB])).unwrap();
        let mut worst = Duration::ZERO;
        for n in 0..5 {
            let asked = sim.clock().now();
            let text = n.to_string();
            assert_eq!(other.ask(|reply| Word::Echo { text: text.clone(), reply }, secs(1)).await, Ok(text));
            worst = worst.max(sim.clock().now() - asked);
        }
        let small = sim.clock().now() - began;
        assert_eq!(notes(&large).await, [6 * MB as u64]);
        let all = sim.clock().now() - began;
        assert!(all > small, "the large one was there first: {all:?}, five small ones {small:?}");
        assert!(worst < all / 4, "a small one took {worst:?}, the large one {all:?}");
    });
}

#[test]
fn small_messages_of_other_pairs_do_not_wait_for_many_that_are_rather_large() {
    simulate(seeds(10), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let trip = millis(5);
        sim.network().delay(trip..=trip);
        let large = notebook(&b, &a).await;
        b.spawn::<Notebook>("other", ()).await.unwrap();
        let other = a.connect::<Word>(at("other", &b)).await.unwrap();
        let part = Part { words: |count| (0..count).map(|_| Word::Bytes(vec![1; 64 << 10])).collect(), fails: false };
        let talker = a.spawn::<Talker>("talker", part).await.unwrap();
        talker.tell(Word::Tell { whom: large.clone(), note: 600 }).unwrap();
        // From here on as much waits as the receiver gives credit for.
        sim.clock().advance(millis(100)).await;
        let mut asks = Vec::new();
        for _ in 0..5 {
            let asked = sim.clock().now();
            other.ask(|reply| Word::Echo { text: String::new(), reply }, secs(5)).await.unwrap();
            asks.push(sim.clock().now() - asked);
        }
        let before = notes(&large).await.len();
        assert!(before < 600, "the large ones are through already");
        // Behind what is on its way: some 750 KiB, of which the simulated link takes a third at once.
        assert!(asks.iter().all(|ask| *ask <= 2 * trip + 3 * trip), "{asks:?}");
    });
}

#[test]
fn oversized_messages_come_one_at_a_time_per_receiver() {
    simulate(seeds(20), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let c = sim.node("10.0.0.3:1").start().await;
        b.spawn::<Notebook>("notebook", ()).await.unwrap();
        let here = b.connect::<Word>(at("notebook", &b)).await.unwrap();
        assert!(b.suspend(&here, true));
        let from = [&a, &c].map(|node| node.pid::<Word>(&at("notebook", &b).parse().unwrap()));
        for pid in &from {
            pid.tell(Word::Bytes(vec![1; 3 * MB / 2])).unwrap();
            pid.tell(Word::Note(1)).unwrap();
        }
        sim.clock().advance(secs(1)).await;
        let carried = [&a, &c].map(|node| node.connections()[0].bytes_out as usize);
        let begun = carried.iter().filter(|bytes| **bytes > OVERSIZED).count();
        assert_eq!(begun, 1, "the other waits until this one is handled: {carried:?}");
        assert!(b.suspend(&here, false));
        sim.clock().advance(secs(1)).await;
        let mut noted = notes(&from[0]).await;
        noted.sort_unstable();
        assert_eq!(noted, [1, 1, (3 * MB / 2) as u64, (3 * MB / 2) as u64]);
    });
}

#[test]
fn a_sender_is_stopped_behind_two_oversized_messages() {
    simulate(seeds(10), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let there = notebook(&b, &a).await;
        let here = b.connect::<Word>(at("notebook", &b)).await.unwrap();
        assert!(b.suspend(&here, true));
        for _ in 0..3 {
            // The first one is on its way by the next round.
            there.tell(Word::Bytes(vec![1; 3 * MB / 2])).unwrap();
            sim.clock().advance(secs(1)).await;
        }
        assert!(matches!(there.tell(Word::Note(1)), Err(TellError::Full(_))));
        assert!(b.suspend(&here, false));
        there.send(Word::Note(1)).await.unwrap();
        assert_eq!(notes(&there).await, [(3 * MB / 2) as u64, (3 * MB / 2) as u64, (3 * MB / 2) as u64, 1]);
    });
}

#[test]
fn large_messages_come_once_whole_and_in_order_over_links_that_break() {
    let report = simulate(seeds(30), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let there = notebook(&b, &a).await;
        let mut sent = Vec::new();
        for n in 0..12 {
            let bytes = match n % 3 {
                0 => 100 + n as usize,
                1 => 200_000 + n as usize,
                _ => OVERSIZED + 10_000 * n as usize,
            };
            sent.push(bytes as u64);
        }
        let sends = async {
            for bytes in &sent {
                there.send(Word::Bytes(vec![9; *bytes as usize])).await.unwrap();
            }
        };
        let text = "y".repeat(3 * MB / 2);
        let asks = async {
            for _ in 0..3 {
                let echo = there.ask(|reply| Word::Echo { text: text.clone(), reply }, secs(60)).await;
                assert!(matches!(&echo, Ok(echo) if *echo == text) || echo == Err(AskError::Full));
            }
        };
        let breaks = async {
            for _ in 0..15 {
                sim.clock().advance(sim.random().duration(millis(3))).await;
                sim.network().break_between(&a, &b);
            }
        };
        futures_util::future::join3(sends, asks, breaks).await;
        assert_eq!(notes(&there).await, sent);
    });
    report.faults.expect_some();
}

#[test]
fn the_end_of_an_actor_comes_after_its_large_message() {
    // A large message, then a small one.
    let part = Part { words: |bytes| vec![Word::Bytes(vec![3; bytes as usize]), Word::Note(5)], fails: true };
    simulate(seeds(20), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let listener = a.spawn::<Listener>("listener", ()).await.unwrap();
        let whom = b.pid::<Word>(&at("listener", &a).parse().unwrap());
        b.spawn::<Talker>("talker", part).await.unwrap();
        let talker = a.connect::<Word>(at("talker", &b)).await.unwrap();
        let watched = talker.clone();
        let heard = listener.ask(|reply| Heard::Watch(watched, reply), secs(20));
        sim.clock().advance(millis(10)).await;
        let note = 300_000 + sim.random().below(1_500_000);
        talker.tell(Word::Tell { whom, note }).unwrap();
        assert_eq!(heard.await, Ok((vec![note, 5], Exit::failed("out of words"))));
    });
}
