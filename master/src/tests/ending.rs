//! A master whose node ends.

use libprocess::prelude::*;
use libprocess::testing::{Sim, seeds, simulate};
use libprocess::wire::Answer;
use mesos_protocol::prelude::*;

use super::kit::*;

/// Ends the master's node; how long that takes, once it has.
fn ending(sim: &Sim, stage: &Stage, patience: Duration) -> Answer<Duration> {
    let (node, clock) = (stage.node.clone(), sim.clock());
    let (done, ended) = Reply::pair();
    sim.test_node().run_beside(async move {
        let begun = clock.now();
        node.shut_down(patience).await;
        done.send(clock.now() - begun);
    });
    ended
}

/// A master that has told an agent to run three tasks, of which the agent, which stands still, has not heard yet.
async fn accepted(sim: &Sim) -> (Stage, Scheduler, Agent) {
    let stage = Stage::on(sim.node("10.0.0.1:5050").every_capacity(1).start().await, flags()).await;
    let (agent, agent_id) = stage.admitted("db-7").await;
    let (mut shop, framework_id) = stage.subscribed(FrameworkInfo::named("shop")).await;
    let offer = shop.next("Offers", offers).await.remove(0);
    assert!(stage.node.suspend(&agent.pid, true));
    let task =
        |n: u32| TaskInfo::command("true").cpus(1).mem(MiB(64)).on(agent_id.clone(), TaskId::new(format!("t{n}")).unwrap());
    shop.say(FromScheduler::Accept {
        framework_id,
        offer_ids: vec![offer.id],
        operations: vec![Operation::launch((0..3).map(task))],
        filters: Filters::none(),
    })
    .await;
    sim.settle().await;
    (stage, shop, agent)
}

#[test]
fn a_master_that_ends_tells_agents_what_was_accepted_and_takes_nobody_in() {
    simulate(seeds(10), async |sim| {
        let (stage, mut shop, mut agent) = accepted(&sim).await;
        let mut ended = ending(&sim, &stage, secs(5));
        sim.settle().await;
        // It drains: who comes now is left to the next master, and nobody is offered anything.
        shop.drain();
        let mut late = stage.agent("late").await;
        late.say(register("late")).await;
        let mut new = stage.scheduler("new").await;
        new.say(subscribe(FrameworkInfo::named("new"))).await;
        sim.clock().advance(secs(2)).await;
        assert!(late.drain().is_empty() && new.drain().iter().all(|message| subscribed(message).is_none()));
        assert!(shop.drain().iter().all(|message| offers(message).is_none()), "an offer of a master that ends");
        assert!(stage.node.suspend(&agent.pid, false));
        for n in 0..3 {
            let task = agent.next("RunTask", run_task).await;
            assert_eq!(task.task_id.as_str(), format!("t{n}"));
        }
        let took = (&mut ended).await.unwrap();
        assert!((secs(2)..secs(3)).contains(&took), "{took:?}");
    });
}

#[test]
fn a_master_that_ends_waits_for_an_agent_that_hears_nothing_within_its_patience_or_until_it_is_hurried() {
    simulate(seeds(10), async |sim| {
        let (stage, _shop, _agent) = accepted(&sim).await;
        let first = ending(&sim, &stage, secs(5));
        sim.clock().advance(secs(1)).await;
        let second = ending(&sim, &stage, Duration::ZERO);
        let (first, second) = (first.await.unwrap(), second.await.unwrap());
        assert!(second < secs(1) && first < secs(2), "hurried: {first:?} {second:?}");
    });
}
