//! What travels with a message to another node: the deadline of its asker, the trace it belongs to.

use super::*;
use crate::{
    carried::{Carried, TraceContext, carrying, current},
    testing::{seeds, simulate},
};

/// Answers what came with a question: the time left in ms and the number of the trace; `-` for nothing.
struct Teller;

impl Actor for Teller {
    type Args = ();
    type Message = Word;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Teller)
    }

    async fn handle(&mut self, word: Word, ctx: &mut Context<Self>) -> Result<(), Exit> {
        if let Word::Echo { reply, .. } = word {
            let left = ctx.deadline().map(|at| at.saturating_sub(ctx.clock().now()).as_millis().to_string());
            let trace = current().and_then(|carried| carried.trace).map(|trace| trace.trace.to_string());
            reply.send(format!("{} {}", left.as_deref().unwrap_or("-"), trace.as_deref().unwrap_or("-")));
        }
        Ok(())
    }
}

/// Asks with a question of so many bytes and a second to answer it, as part of trace 77.
async fn told(teller: &Pid<Word>, bytes: usize) -> String {
    let trace = Some(TraceContext { trace: 77, span: 5, flags: 1 });
    let ask = || teller.ask(|reply| Word::Echo { text: "x".repeat(bytes), reply }, secs(1));
    carrying(Carried { deadline: None, trace }, ask).await.unwrap()
}

#[test]
fn deadline_and_trace_travel_with_small_and_large_messages() {
    simulate(seeds(30), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        b.spawn::<Teller>("teller", ()).await.unwrap();
        let teller = a.connect::<Word>(at("teller", &b)).await.unwrap();
        for bytes in [10, 500_000, 1_200_000] {
            let told = told(&teller, bytes).await;
            let (left, trace) = told.split_once(' ').unwrap();
            let left: u64 = left.parse().expect("no deadline came");
            assert!((900..=1000).contains(&left) && trace == "77", "{bytes} bytes: {told}");
        }
        teller.tell(Word::Nothing).unwrap();
        let asked = teller.ask(|reply| Word::Echo { text: String::new(), reply }, secs(1)).await.unwrap();
        assert!(asked.ends_with(" -"), "no trace came: {asked}");
    });
}

#[test]
fn a_question_whose_asker_gave_up_is_not_handled_on_another_node() {
    simulate(seeds(30), async |sim| {
        let (a, b) = (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await);
        let there = notebook(&b, &a).await;
        let here = b.connect::<Word>(at("notebook", &b)).await.unwrap();
        assert!(b.suspend(&here, true));
        let echo = there.ask(|reply| Word::Echo { text: "late".into(), reply }, millis(200));
        assert_eq!(echo.await, Err(AskError::TimedOut));
        // The time that the question was under way is not known there.
        sim.clock().advance(millis(50)).await;
        let before = b.dead_letters().total();
        assert!(b.suspend(&here, false));
        sim.clock().advance(millis(50)).await;
        assert_eq!(b.dead_letters().total(), before + 1, "it is counted, and not handled");
        assert_eq!(notes(&there).await, [0; 0], "later ones are");
    });
}

#[tokio::test]
async fn a_peer_of_the_first_version_is_sent_nothing_it_does_not_know() {
    let key = ClusterKey::generate();
    let node = |versions| Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).speaks(versions).start();
    for versions in [(1, 1), (1, 2), (2, 2)] {
        let (new, other) = (node((1, 2)).await.unwrap(), node(versions).await.unwrap());
        for (from, to) in [(&new, &other), (&other, &new)] {
            to.spawn::<Teller>("teller", ()).await.unwrap();
            let teller = from.connect::<Word>(at("teller", to)).await.unwrap();
            for bytes in [10, 300_000] {
                let told = told(&teller, bytes).await;
                assert_eq!(told == "- -", versions.1 == 1, "{versions:?}: {told}");
            }
        }
        end(&[&new, &other]).await;
    }
    let (old, newer) = (node((1, 1)).await.unwrap(), node((2, 2)).await.unwrap());
    assert_eq!(cause(old.connect::<Word>(at("teller", &newer)).await), AskError::Refused, "no version in common");
    end(&[&old, &newer]).await;
}
