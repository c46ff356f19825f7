//! How lives end, and who learns what.

use std::time::Duration;

use libprocess::{
    prelude::*,
    testing::{seeds, simulate},
};

use crate::kit::*;

#[test]
fn after_a_panic_stop_is_not_called_and_no_asker_waits_for_a_time_out() {
    simulate(seeds(50), async |sim| {
        sim.expect_panics("planted");
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        a.tell(Do::Panic).unwrap();
        let (one, two) = (a.ask(Do::Answer, mins(1)), a.ask(Do::Answer, mins(1)));
        assert_eq!(one.await, Err(AskError::NoSuchActor));
        assert_eq!(two.await, Err(AskError::NoSuchActor));
        assert_eq!(sim.clock().now(), Duration::ZERO);
        assert_eq!(journal.of("a"), ["start"]);
        assert_eq!(node.dead_letters().total(), 2);
        let exits = node.exits().all();
        assert!(exits.len() == 1 && exits[0].reason == "panic: planted", "{exits:?}");
    });
}

#[test]
fn a_kill_drops_the_running_handler_and_stop_is_not_called() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        let running = a.ask(|reply| Do::Hold(mins(5), reply), mins(10));
        let queued = a.ask(Do::Answer, mins(10));
        sim.clock().advance(secs(1)).await;
        node.kill(&a);
        assert_eq!(running.await, Err(AskError::HandlerFailed));
        assert_eq!(queued.await, Err(AskError::NoSuchActor));
        assert_eq!(sim.clock().now(), secs(1), "nobody waits for his time-out");
        assert_eq!(journal.of("a"), ["start"]);
        assert!(matches!(a.tell(Do::Note(1)), Err(TellError::NoSuchActor(Do::Note(1)))));
    });
}

#[test]
fn the_running_ask_of_a_panic_learns_that_the_handler_failed() {
    struct Breaks;
    impl Actor for Breaks {
        type Args = ();
        type Message = Reply<u64>;
        async fn start(_: (), _: &mut Context<Self>) -> Result<Self, Exit> {
            Ok(Breaks)
        }
        async fn handle(&mut self, _reply: Reply<u64>, ctx: &mut Context<Self>) -> Result<(), Exit> {
            ctx.node().sleep(millis(10)).await;
            panic!("planted");
        }
    }
    simulate(seeds(20), async |sim| {
        sim.expect_panics("planted");
        let node = sim.node(NODE).start().await;
        let breaks = node.spawn::<Breaks>("breaks", ()).await.unwrap();
        assert_eq!(breaks.ask(|reply| reply, mins(1)).await, Err(AskError::HandlerFailed));
        assert_eq!(sim.clock().now(), millis(10));
    });
}

#[test]
fn a_stop_comes_after_the_running_message_and_calls_stop_once() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        let running = a.ask(|reply| Do::Hold(secs(2), reply), mins(1));
        let queued = a.ask(Do::Answer, mins(1));
        sim.settle().await;
        node.stop(&a, secs(5)).await;
        assert_eq!(sim.clock().now(), secs(2));
        assert_eq!(running.await, Ok(0));
        assert_eq!(queued.await, Err(AskError::NoSuchActor));
        assert_eq!(journal.of("a"), ["start", "stop: shutdown"]);
    });
}

#[test]
fn a_stop_that_takes_too_long_becomes_a_kill() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let slow = Script { slow_stop: mins(9), ..Script::new(&journal) };
        let a = node.spawn::<Puppet>("a", slow).await.unwrap();
        let ended = node.ended(&a);
        node.stop(&a, secs(3)).await;
        assert_eq!(sim.clock().now(), secs(3));
        assert_eq!(journal.of("a"), ["start"]);
        drop(ended);
    });
}

#[test]
fn the_reason_of_every_end_is_told() {
    simulate(seeds(20), async |sim| {
        sim.expect_panics("planted");
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let reasons =
            [(Do::End, Exit::Normal), (Do::Fail, Exit::failed("planted")), (Do::Panic, Exit::Panic("planted".into()))];
        for (message, reason) in reasons {
            let a = puppet(&node, "a", &journal).await;
            a.tell(message).unwrap();
            assert_eq!(node.ended(&a).await, reason);
        }
        let a = puppet(&node, "a", &journal).await;
        node.kill(&a);
        assert_eq!(node.ended(&a).await, Exit::Killed);
        assert_eq!(node.ended(&a).await, Exit::NoSuchActor, "whoever asks too late");
    });
}

#[test]
fn a_question_that_is_dropped_is_told_and_counted() {
    simulate(seeds(20), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        assert_eq!(a.ask(Do::Forget, mins(1)).await, Err(AskError::Unanswered));
        assert_eq!(sim.clock().now(), Duration::ZERO);
        assert_eq!(node.metrics().snapshot().get("libprocess/unanswered"), Some(&1.0));
    });
}

#[test]
fn an_ask_times_out_and_the_actor_goes_on() {
    simulate(seeds(20), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        let late = a.ask(|reply| Do::Hold(secs(10), reply), secs(3)).await;
        assert_eq!((late, sim.clock().now()), (Err(AskError::TimedOut), secs(3)));
        assert!(a.ask(Do::Answer, mins(1)).await.is_ok());
        assert_eq!(sim.clock().now(), secs(10));
    });
}

#[test]
fn a_start_that_fails_or_panics_is_told_to_the_spawner() {
    struct Broken;
    impl Actor for Broken {
        type Args = bool;
        type Message = ();
        async fn start(panics: bool, _: &mut Context<Self>) -> Result<Self, Exit> {
            if panics { panic!("planted") } else { Err(Exit::failed("no luck")) }
        }
        async fn handle(&mut self, _: (), _: &mut Context<Self>) -> Result<(), Exit> {
            Ok(())
        }
    }
    simulate(seeds(20), async |sim| {
        sim.expect_panics("planted");
        let node = sim.node(NODE).start().await;
        let error = node.spawn::<Broken>("broken", false).await.unwrap_err();
        assert_eq!(error, SpawnError::Failed(Exit::failed("no luck")));
        let error = node.spawn::<Broken>("broken", true).await.unwrap_err();
        assert!(matches!(error, SpawnError::Failed(_)), "{error}");
        assert_eq!(node.top().iter().filter(|actor| actor.id == "broken").count(), 0);
    });
}

#[test]
fn a_node_that_shuts_down_ends_its_actors_and_admits_no_new_ones() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let a = puppet(&node, "a", &journal).await;
        a.tell(Do::Spawn("a-child")).unwrap();
        sim.settle().await;
        let _b = puppet(&node, "b", &journal).await;
        node.shut_down(secs(5)).await;
        let lines = journal.lines();
        let ends: Vec<_> = lines.iter().filter(|line| line.contains("stop: shutdown")).collect();
        assert_eq!(ends.len(), 3, "{lines:?}");
        let late = node.spawn::<Puppet>("late", Script::new(&journal)).await;
        assert_eq!(late.err(), Some(SpawnError::ShuttingDown));
    });
}
