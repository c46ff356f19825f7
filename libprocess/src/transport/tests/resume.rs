//! Links that break at any moment in simulated runs: what was sent goes on, and what is given up is given up by both.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use super::*;
use crate::testing::{Sim, seeds, simulate};

/// Notes of one sender begin at a multiple of this.
const SENDER: u64 = 1_000_000;

/// Sends notes as fast as it can: their sender's number and how many are in what it is told.
const NOTES: Part =
    Part { words: |told| (0..told % SENDER).map(|n| Word::Note(told / SENDER * SENDER + n)).collect(), fails: false };

/// Breaks or cuts the links between two nodes so many times, at any moment.
async fn harm(sim: &Sim, a: &Node, b: &Node, times: u32) {
    for _ in 0..times {
        sim.clock().advance(sim.random().duration(millis(4))).await;
        if sim.random().below(4) == 0 {
            sim.network().cut_between(a, b);
            // Together far below the silence after which a node is given up.
            sim.clock().advance(sim.random().duration(millis(400))).await;
            sim.network().heal_between(a, b);
        } else {
            sim.network().break_between(a, b);
        }
    }
}

#[test]
fn every_message_comes_once_and_in_order_over_links_that_break_at_any_moment() {
    const SENDERS: u64 = 3;
    const COUNT: u64 = 300;
    let report = simulate(seeds(200), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let mut books = Vec::new();
        for (from, to) in [(&a, &b), (&b, &a)] {
            to.spawn::<Notebook>("notebook", ()).await.unwrap();
            let book = from.connect::<Word>(at("notebook", to)).await.unwrap();
            for sender in 0..SENDERS {
                let talker = from.spawn::<Talker>(format!("talker-{sender}"), NOTES).await.unwrap();
                talker.tell(Word::Tell { whom: book.clone(), note: sender * SENDER + COUNT }).unwrap();
            }
            books.push(book);
        }
        let asks = async {
            for n in 0..40 {
                sim.clock().advance(sim.random().duration(millis(2))).await;
                let text = n.to_string();
                let echo = books[0].ask(|reply| Word::Echo { text: text.clone(), reply }, secs(60)).await;
                assert_eq!(echo, Ok(text), "an answer is lost by no broken link");
            }
        };
        futures_util::future::join(asks, harm(&sim, &a, &b, 12)).await;
        for book in &books {
            let mut noted = Vec::new();
            for _ in 0..100 {
                noted = book.ask(|reply| Word::Notes { reply }, secs(60)).await.unwrap();
                if noted.len() as u64 == SENDERS * COUNT {
                    break;
                }
                sim.clock().advance(millis(100)).await;
            }
            for sender in 0..SENDERS {
                let of_sender = noted.iter().copied().filter(|note| note / SENDER == sender);
                assert!(of_sender.eq((0..COUNT).map(|n| sender * SENDER + n)), "sender {sender}: {noted:?}");
            }
        }
    });
    report.faults.expect_some();
    assert!(report.faults.of("broken links") > 1000, "{}", report.faults);
}

/// Counts the ends of an actor of another node, as its watcher learns of them.
fn count_end(watcher: &Node, watched: &Pid<Word>) -> Arc<AtomicU64> {
    let told = Arc::new(AtomicU64::new(0));
    let (node, pid, count) = (watcher.clone(), watched.clone(), told.clone());
    watcher.run_beside(async move {
        assert_eq!(node.ended(&pid).await, Exit::NodeLost);
        count.fetch_add(1, Ordering::Relaxed);
    });
    told
}

#[test]
fn a_node_that_is_given_up_gives_up_too_and_the_two_begin_anew() {
    let (given_up, kept) = (AtomicU64::new(0), AtomicU64::new(0));
    let report = simulate(seeds(200), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let to_b = notebook(&b, &a).await;
        let to_a = notebook(&a, &b).await;
        let (at_a, at_b) = (count_end(&a, &to_b), count_end(&b, &to_a));
        sim.clock().advance(secs(1) + sim.random().duration(secs(1))).await;
        sim.network().cut_between(&a, &b);
        // The heart-beats come at different times, so that one of them loses patience first.
        sim.clock().advance(millis(9_000) + sim.random().duration(millis(1_500))).await;
        to_b.tell(Word::Note(1)).unwrap();
        sim.network().heal_between(&a, &b);
        sim.clock().advance(secs(5)).await;
        let told = (at_a.load(Ordering::Relaxed), at_b.load(Ordering::Relaxed));
        assert!(told == (0, 0) || told == (1, 1), "one side was told and the other was not: {told:?}");
        if told == (0, 0) { &kept } else { &given_up }.fetch_add(1, Ordering::Relaxed);
        to_b.tell(Word::Note(2)).unwrap();
        to_a.tell(Word::Note(3)).unwrap();
        let noted = notes(&to_b).await;
        assert!(noted == [1, 2] || told == (1, 1) && noted == [2], "{noted:?}");
        assert_eq!(notes(&to_a).await, [3]);
    });
    report.faults.expect_some();
    let (given_up, kept) = (given_up.into_inner(), kept.into_inner());
    assert!(given_up > 20 && kept > 20, "{given_up} given up, {kept} kept: the seeds show one case only");
}

#[test]
fn a_lost_system_message_renews_the_association() {
    let report = simulate(seeds(200), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let to_b = notebook(&b, &a).await;
        let to_a = notebook(&a, &b).await;
        let (at_a, at_b) = (count_end(&a, &to_b), count_end(&b, &to_a));
        sim.clock().advance(sim.random().duration(secs(3))).await;
        sim.network().cut_between(&a, &b);
        let asked = to_b.ask(|reply| Word::Notes { reply }, secs(30));
        // The monitor's frame is on its way when it is lost.
        let third = count_end(&a, &to_b);
        sim.settle().await;
        a.core.transport().unwrap().lose_frames();
        sim.network().break_between(&a, &b);
        sim.network().heal_between(&a, &b);
        sim.clock().advance(secs(3)).await;
        let told = [&at_a, &at_b, &third].map(|told| told.load(Ordering::Relaxed));
        assert_eq!(told, [1, 1, 1], "whoever relies on what was lost is told");
        assert_eq!(asked.await, Err(AskError::ConnectionLost));
        to_b.tell(Word::Note(7)).unwrap();
        assert_eq!(notes(&to_b).await, [7], "the two begin anew");
    });
    report.faults.expect_some();
}
