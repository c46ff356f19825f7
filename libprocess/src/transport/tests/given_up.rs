//! Askers that die, give up or are lost with their node: whoever works on the answer learns of it.

use std::sync::Arc;

use parking_lot::Mutex;

use super::*;
use crate::testing::{Sim, seeds, simulate};

/// When work ended before its time, and whether its reply said so too.
type Stopped = Arc<Mutex<Vec<(Duration, bool)>>>;

/// Works for ten minutes on each answer, as long as somebody waits for it.
struct Worker(Stopped);

impl Actor for Worker {
    type Args = Stopped;
    type Message = Word;

    async fn start(stopped: Stopped, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Worker(stopped))
    }

    async fn handle(&mut self, word: Word, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match word {
            Word::Echo { text, reply } => reply.send(text),
            Word::Wait { reply } => {
                let (node, stopped) = (ctx.node(), self.0.clone());
                ctx.node().run_beside(async move {
                    let working = node.clone();
                    match reply.while_wanted(async move { working.sleep(mins(10)).await }).await {
                        Some(()) => reply.send(()),
                        None => stopped.lock().push((node.clock().now(), reply.is_wanted())),
                    }
                });
            }
            other => panic!("{other:?}"),
        }
        Ok(())
    }
}

/// Asks whom it is told to work, with half an hour for the answer.
struct Asker;

impl Actor for Asker {
    type Args = ();
    type Message = Word;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Asker)
    }

    async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        if let Word::Tell { whom, .. } = word {
            let answer = whom.ask(|reply| Word::Wait { reply }, mins(30)).await;
            return Err(Exit::failed(format!("the answer came: {answer:?}")));
        }
        Ok(())
    }
}

async fn worker(node: &Node, from: &Node) -> (Pid<Word>, Stopped) {
    let stopped = Stopped::default();
    node.spawn::<Worker>("worker", stopped.clone()).await.unwrap();
    (from.connect::<Word>(at("worker", node)).await.unwrap(), stopped)
}

/// Starts an asker whose question has reached the worker.
async fn asker(node: &Node, worker: &Pid<Word>) -> Pid<Word> {
    let asker = node.spawn::<Asker>("asker", ()).await.unwrap();
    asker.tell(Word::Tell { whom: worker.clone(), note: 0 }).unwrap();
    // Two that follow it, the first of which may have come before.
    for _ in 0..2 {
        node.sleep(millis(20)).await;
        worker.ask(|reply| Word::Echo { text: String::new(), reply }, SOON).await.unwrap();
    }
    asker
}

#[tokio::test]
async fn work_stops_at_once_when_its_asker_on_another_node_dies() {
    let (a, b) = pair().await;
    let (there, stopped) = worker(&b, &a).await;
    let asker = asker(&a, &there).await;
    assert!(stopped.lock().is_empty() && a.core.pending.len() == 1);
    a.kill(&asker);
    assert!(until(&b, SOON, || !stopped.lock().is_empty()).await, "the worker was not told");
    assert!(!stopped.lock()[0].1);
    assert_eq!(a.core.pending.len(), 0, "the question is forgotten where it was asked");
    assert_eq!(b.core.unanswered.load(std::sync::atomic::Ordering::Relaxed), 0, "it is no mistake of the worker");
    end(&[&a, &b]).await;
}

/// Two nodes, a worker on the second, and an asker on the first whose question has arrived.
async fn at_work(sim: &Sim) -> (Node, Node, Pid<Word>, Stopped) {
    let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
    let (there, stopped) = worker(&b, &a).await;
    let asker = asker(&a, &there).await;
    assert!(stopped.lock().is_empty());
    (a, b, asker, stopped)
}

#[test]
fn that_an_asker_died_is_lost_by_no_broken_link() {
    let report = simulate(seeds(100), async |sim| {
        let (a, b, asker, stopped) = at_work(&sim).await;
        sim.network().cut_between(&a, &b);
        a.kill(&asker);
        sim.clock().advance(sim.random().duration(millis(500))).await;
        sim.network().break_between(&a, &b);
        assert!(stopped.lock().is_empty());
        sim.network().heal_between(&a, &b);
        sim.clock().advance(secs(8)).await;
        assert_eq!(stopped.lock().len(), 1, "the two nodes never lost each other");
    });
    report.faults.expect_some();
}

#[test]
fn work_stops_when_the_node_of_its_asker_is_lost_and_not_for_those_who_ask_after_that() {
    let report = simulate(seeds(60), async |sim| {
        let (a, b, _asker, stopped) = at_work(&sim).await;
        let began = sim.clock().now();
        if sim.random().below(2) == 0 {
            // Its process ends: known as soon as its machine says so.
            sim.kill(&a);
            sim.clock().advance(secs(2)).await;
        } else {
            sim.network().cut_between(&a, &b);
            sim.clock().advance(secs(15)).await;
            sim.network().heal_between(&a, &b);
        }
        assert_eq!(stopped.lock().len(), 1, "{:?} after its node was gone", sim.clock().now() - began);
        let c = sim.node("10.0.0.3:1").start().await;
        let there = c.connect::<Word>(at("worker", &b)).await.unwrap();
        asker(&c, &there).await;
        sim.clock().advance(secs(20)).await;
        assert_eq!(stopped.lock().len(), 1, "whoever asks later is waited for");
    });
    report.faults.expect_some();
}

#[test]
fn a_node_that_is_lost_and_comes_back_is_worked_for_again() {
    let report = simulate(seeds(30), async |sim| {
        let (a, b, _asker, stopped) = at_work(&sim).await;
        sim.network().cut_between(&a, &b);
        sim.clock().advance(secs(15)).await;
        sim.network().heal_between(&a, &b);
        assert_eq!(stopped.lock().len(), 1);
        let there = a.connect::<Word>(at("worker", &b)).await.unwrap();
        let again = a.spawn::<Asker>("again", ()).await.unwrap();
        again.tell(Word::Tell { whom: there, note: 0 }).unwrap();
        sim.clock().advance(secs(30)).await;
        assert_eq!(stopped.lock().len(), 1, "of the same life, but asked after the loss");
        a.kill(&again);
        sim.clock().advance(secs(1)).await;
        assert_eq!(stopped.lock().len(), 2);
    });
    report.faults.expect_some();
}

#[tokio::test]
async fn a_node_of_an_older_release_is_told_nothing_that_it_would_not_understand() {
    let key = ClusterKey::generate();
    let node = |versions| Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).speaks(versions).start();
    let (new, old) = (node((1, 3)).await.unwrap(), node((1, 2)).await.unwrap());
    for (from, to) in [(&new, &old), (&old, &new)] {
        let (there, stopped) = worker(to, from).await;
        let asker = asker(from, &there).await;
        from.kill(&asker);
        assert_eq!(there.ask(|reply| Word::Echo { text: "on".into(), reply }, SOON).await.as_deref(), Ok("on"));
        assert!(stopped.lock().is_empty());
    }
    assert_eq!([&new, &old].map(|node| metric(node, "transport/peers_refused")), [0.0, 0.0]);
    end(&[&new, &old]).await;
}
