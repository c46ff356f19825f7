//! Room at the receivers of another node: who stands still costs little and stops nobody else.

use super::*;
use crate::{
    ConnectionInfo,
    testing::{Sim, seeds, simulate},
    transport::credit::{WINDOW_FIRST, WINDOW_MAX},
};

async fn two(sim: &Sim) -> (Node, Node) {
    (sim.node("10.0.0.1:1").start().await, sim.node("10.0.0.2:1").start().await)
}

fn connection(node: &Node) -> ConnectionInfo {
    node.connections().into_iter().next().expect("there is a connection")
}

/// Tells as much as is taken; how many messages that were.
fn fill(to: &Pid<Word>, bytes: usize) -> usize {
    (0..100_000).take_while(|_| to.tell(Word::Bytes(vec![0; bytes])).is_ok()).count()
}

#[test]
fn a_remote_tell_knows_at_once_that_the_receiver_is_full() {
    simulate(seeds(50), async |sim| {
        let (a, b) = two(&sim).await;
        let there = notebook(&b, &a).await;
        let here = b.connect::<Word>(at("notebook", &b)).await.unwrap();
        assert!(b.suspend(&here, true));
        let bytes = 1 + sim.random().below(20_000) as usize;
        let taken = fill(&there, bytes);
        assert!(taken * bytes <= WINDOW_FIRST + bytes, "{taken} messages of {bytes} bytes");
        assert!(matches!(there.tell(Word::Note(1)), Err(TellError::Full(Word::Note(1)))), "and the message comes back");
        sim.clock().advance(secs(5)).await;
        assert!(matches!(there.tell(Word::Note(1)), Err(TellError::Full(_))), "time alone makes no room");
        assert!(b.suspend(&here, false));
        sim.clock().advance(millis(20)).await;
        there.tell(Word::Note(1)).unwrap();
        assert_eq!(notes(&there).await.len(), taken + 1);
    });
}

#[test]
fn a_stopped_receiver_stops_nobody_else_on_its_connection() {
    simulate(seeds(50), async |sim| {
        let (a, b) = two(&sim).await;
        let stopped = notebook(&b, &a).await;
        let here = b.connect::<Word>(at("notebook", &b)).await.unwrap();
        b.spawn::<Notebook>("other", ()).await.unwrap();
        let other = a.connect::<Word>(at("other", &b)).await.unwrap();
        assert!(b.suspend(&here, true));
        let waiting = fill(&stopped, 8000) as u64;
        let sender = stopped.clone();
        a.run_beside(async move {
            for n in 0..200 {
                sender.send(Word::Note(n)).await.unwrap();
            }
        });
        let begun = sim.clock().now();
        for n in 0..2000 {
            other.send(Word::Note(n)).await.unwrap();
        }
        assert_eq!(notes(&other).await.len(), 2000);
        assert!(sim.clock().now() - begun < secs(1), "{:?}", sim.clock().now() - begun);
        let seen = connection(&a);
        let left = |name: &str| seen.credit.iter().find(|room| room.to == name).map(|room| room.left);
        assert!(left("notebook").is_some_and(|left| left <= 0) && left("other").is_some_and(|left| left > 0), "{seen:?}");
        assert!(b.suspend(&here, false));
        sim.clock().advance(secs(1)).await;
        let noted = notes(&stopped).await;
        assert!(noted[waiting as usize..].iter().copied().eq(0..200), "in order: {noted:?}");
    });
}

#[test]
fn a_window_grows_while_its_receiver_keeps_up_and_is_seen() {
    simulate(seeds(10), async |sim| {
        let (a, b) = two(&sim).await;
        let there = notebook(&b, &a).await;
        for _ in 0..400 {
            there.send(Word::Bytes(vec![0; 40_000])).await.unwrap();
        }
        assert_eq!(notes(&there).await.len(), 400);
        let (from, to) = (connection(&a), connection(&b));
        let window = to.windows.iter().find(|window| window.to == "notebook").unwrap();
        assert!(window.window > 4 * WINDOW_FIRST && window.window <= WINDOW_MAX, "{to:?}");
        assert!(from.linked && from.dialled && !to.dialled && from.bytes_out > 16_000_000, "{from:?}");
        assert!(to.bytes_in > 16_000_000 && to.messages_received > 400 && from.rtt > Some(0.0));
        sim.clock().advance(secs(3)).await;
        let from = connection(&a);
        assert_eq!((from.frames_queued, from.messages_lost), (0, 0), "all is acknowledged with the heart-beats");
    });
}

#[test]
fn credit_is_neither_lost_nor_doubled_by_links_that_break() {
    let report = simulate(seeds(100), async |sim| {
        let (a, b) = two(&sim).await;
        let there = notebook(&b, &a).await;
        let sends = async {
            for n in 0..300 {
                there.send(Word::Bytes(vec![0; 1 + n])).await.unwrap();
                there.send(Word::Bytes(vec![0; 3000])).await.unwrap();
            }
        };
        let breaks = async {
            for _ in 0..10 {
                sim.clock().advance(sim.random().duration(millis(30))).await;
                sim.network().break_between(&a, &b);
            }
        };
        futures_util::future::join(sends, breaks).await;
        assert_eq!(notes(&there).await.len(), 600);
        sim.clock().advance(secs(3)).await;
        let (from, to) = (connection(&a), connection(&b));
        let left = from.credit.iter().find(|room| room.to == "notebook").unwrap().left;
        let window = to.windows.iter().find(|window| window.to == "notebook").unwrap();
        assert_eq!(left, window.window as i64 - window.held as i64, "both sides agree: {from:?} {to:?}");
    });
    report.faults.expect_some();
}

#[test]
fn whoever_got_an_answer_has_room_for_the_next_question() {
    /// Says how long the text is.
    struct Measure;
    impl Actor for Measure {
        type Args = ();
        type Message = Word;
        async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.serve();
            Ok(Measure)
        }
        async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            if let Word::Echo { text, reply } = word {
                reply.send(text.len().to_string());
            }
            Ok(())
        }
    }
    simulate(seeds(50), async |sim| {
        let (a, b) = two(&sim).await;
        b.spawn::<Measure>("measure", ()).await.unwrap();
        let there = a.connect::<Word>(at("measure", &b)).await.unwrap();
        for _ in 0..5 {
            let bytes = 100_000 + sim.random().below(700_000) as usize;
            let answer = there.ask(|reply| Word::Echo { text: "x".repeat(bytes), reply }, secs(5)).await;
            assert_eq!(answer, Ok(bytes.to_string()));
        }
    });
}
