use crate::{
    prelude::*,
    testing::{seeds, simulate},
};

/// Works as long as it is told to, on the clock of its node.
struct Worker;

#[derive(Debug)]
enum Work {
    Quick,
    Slow(Duration),
    Fail,
    Done(Reply<()>),
}
use std::time::Duration;

impl Actor for Worker {
    type Args = ();
    type Message = Work;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Worker)
    }

    async fn handle(&mut self, message: Work, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Work::Quick => {}
            Work::Slow(time) => ctx.node().sleep(time).await,
            Work::Fail => return Err(Exit::failed("asked to")),
            Work::Done(reply) => reply.send(()),
        }
        Ok(())
    }
}

#[test]
fn handler_times_are_kept_by_type_of_message_once_an_actor_has_handled_some() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let worker = node.spawn::<Worker>("worker", ()).await.unwrap();
        assert_eq!(node.handler_times("worker"), [], "an actor without messages has no table");
        for _ in 0..400 {
            worker.tell(Work::Slow(millis(2))).unwrap();
            worker.ask(Work::Done, secs(5)).await.unwrap();
        }
        let times = node.handler_times("worker");
        let slow = times.iter().find(|time| time.message == "Slow").unwrap();
        assert!(slow.samples >= 5, "one turn in sixteen is timed: {slow:?}");
        assert_eq!((slow.max_us, slow.p99_us, slow.mean_us), (2000, 2000, 2000.0));
        assert_eq!(node.handler_times("nobody"), []);
    });
}

#[test]
fn actors_that_take_turns_are_timed_alike() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let (one, two) = (node.spawn::<Worker>("one", ()).await.unwrap(), node.spawn::<Worker>("two", ()).await.unwrap());
        for _ in 0..1500 {
            one.ask(Work::Done, secs(5)).await.unwrap();
            two.ask(Work::Done, secs(5)).await.unwrap();
        }
        let samples = |name: &str| node.handler_times(name).iter().map(|time| time.samples).sum::<u64>();
        let (one, two) = (samples("one"), samples("two"));
        assert!(one > 30 && two > 30, "{one} and {two} samples of 1500 messages each");
    });
}

#[test]
fn the_last_error_and_the_exits_of_the_last_hour_are_shown() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let top = node.supervisor("top").start().await.unwrap();
        let worker = top.child::<Worker>("worker", ()).start().await.unwrap();
        worker.tell(Work::Fail).unwrap();
        sim.clock().advance(secs(1)).await;
        let actor = node.top().into_iter().find(|actor| actor.id == "worker").unwrap();
        assert_eq!((actor.restarts, actor.last_error.as_deref()), (1, Some("failed: asked to")));
        let exits = node.exits().within(mins(60));
        assert_eq!((exits.len(), exits[0].id.as_str(), exits[0].reason.as_str()), (1, "worker", "failed: asked to"));
        assert!(exits[0].kind.ends_with("Worker"), "{}", exits[0].kind);
        sim.clock().advance(mins(61)).await;
        assert!(node.exits().within(mins(60)).is_empty() && node.exits().all().len() == 1);
        worker.tell(Work::Quick).unwrap();
    });
}
