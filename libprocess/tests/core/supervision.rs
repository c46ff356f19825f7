//! Supervisors: who is restarted, in which order, how often, and what is given up.

use libprocess::{
    Shutdown, SpawnError,
    prelude::*,
    testing::{Sim, seeds, simulate},
};

use crate::kit::*;

struct Stage {
    node: Node,
    journal: Journal,
    top: Supervisor,
    pids: Vec<Pid<Do>>,
}

async fn stage(sim: &Sim, strategy: Strategy) -> Stage {
    sim.expect_panics("planted");
    let journal = Journal::default();
    let node = sim.node(NODE).start().await;
    let top = node.supervisor("top").strategy(strategy).start().await.unwrap();
    let mut pids = Vec::new();
    for name in ["a", "b", "c"] {
        pids.push(top.child::<Puppet>(name, Script::new(&journal)).start().await.unwrap());
    }
    assert_eq!(journal.take(), ["a start", "b start", "c start"]);
    Stage { node, journal, top, pids }
}

#[test]
fn one_for_one_restarts_the_one_that_failed() {
    simulate(seeds(50), async |sim| {
        let Stage { journal, pids, .. } = stage(&sim, Strategy::OneForOne).await;
        pids[1].tell(Do::Panic).unwrap();
        sim.settle().await;
        assert_eq!(journal.take(), ["b start"]);
        pids[1].tell(Do::Note(1)).unwrap();
        sim.settle().await;
        assert_eq!(journal.take(), ["b 1"]);
    });
}

#[test]
fn rest_for_one_restarts_it_and_those_started_after_it_in_order() {
    simulate(seeds(50), async |sim| {
        let Stage { journal, pids, .. } = stage(&sim, Strategy::RestForOne).await;
        pids[1].tell(Do::Fail).unwrap();
        sim.settle().await;
        assert_eq!(journal.take(), ["b stop: failed: planted", "c stop: shutdown", "b start", "c start"]);
    });
}

#[test]
fn one_for_all_restarts_all_in_order_after_ending_them_in_reverse() {
    simulate(seeds(50), async |sim| {
        let Stage { journal, pids, .. } = stage(&sim, Strategy::OneForAll).await;
        pids[1].tell(Do::Fail).unwrap();
        sim.settle().await;
        let expected = ["b stop: failed: planted", "c stop: shutdown", "a stop: shutdown", "a start", "b start", "c start"];
        assert_eq!(journal.take(), expected);
    });
}

#[test]
fn groups_wait_for_their_backoff_together_and_start_in_order() {
    simulate(seeds(30), async |sim| {
        for (address, strategy, expected) in [
            ("10.0.0.1:1", Strategy::OneForAll, vec!["a start", "b start", "c start"]),
            ("10.0.0.2:1", Strategy::RestForOne, vec!["b start", "c start"]),
        ] {
            let journal = Journal::default();
            let node = sim.node(address).start().await;
            let top = node.supervisor("top").strategy(strategy).backoff(secs(4)..=secs(60)).start().await.unwrap();
            let mut pids = Vec::new();
            for name in ["a", "b", "c"] {
                pids.push(top.child::<Puppet>(name, Script::new(&journal)).start().await.unwrap());
            }
            pids[1].tell(Do::Fail).unwrap();
            sim.clock().advance(secs(1)).await;
            journal.take();
            assert!(matches!(pids[1].tell(Do::Note(0)), Err(TellError::NoSuchActor(_))), "it waits");
            sim.clock().advance(secs(4)).await;
            assert_eq!(journal.take(), expected);
        }
    });
}

#[test]
fn a_fourth_failure_within_the_time_goes_one_level_up() {
    simulate(seeds(50), async |sim| {
        let Stage { node, journal, top, pids } = stage(&sim, Strategy::OneForOne).await;
        for _ in 0..3 {
            pids[0].tell(Do::Fail).unwrap();
            sim.clock().advance(secs(1)).await;
        }
        journal.take();
        pids[0].tell(Do::Fail).unwrap();
        let Exit::Failed(why) = node.ended(&top.pid()).await else { panic!("the supervisor must fail") };
        assert!(why.contains("a ended 4 times within 60s"), "{why}");
        sim.settle().await;
        assert_eq!(journal.take(), ["a stop: failed: planted", "c stop: shutdown", "b stop: shutdown"]);
    });
}

#[test]
fn failures_far_enough_apart_are_forgiven_for_ever() {
    simulate(seeds(20), async |sim| {
        let Stage { journal, pids, .. } = stage(&sim, Strategy::OneForOne).await;
        for _ in 0..20 {
            pids[0].tell(Do::Fail).unwrap();
            sim.clock().advance(secs(21)).await;
        }
        assert_eq!(journal.of("a").iter().filter(|line| *line == "start").count(), 20);
    });
}

#[test]
fn backoff_doubles_from_the_least_to_the_most_with_jitter() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").intensity(100, mins(60)).backoff(secs(1)..=secs(8)).start().await.unwrap();
        let a = top.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        for most in [1, 2, 4, 8, 8, 8] {
            a.tell(Do::Fail).unwrap();
            sim.settle().await;
            let failed = sim.clock().now();
            while a.tell(Do::Note(0)).is_err() {
                sim.clock().advance(millis(10)).await;
            }
            let waited = sim.clock().now() - failed;
            assert!(waited >= millis(500 * most) && waited <= millis(1000 * most + 10), "{waited:?} of {most} s");
        }
    });
}

#[test]
fn transient_children_return_only_after_a_failure_and_temporary_ones_never() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").start().await.unwrap();
        let child = |name: &'static str, restart| top.child::<Puppet>(name, Script::new(&journal)).restart(restart).start();
        let ends = child("ends", Restart::Transient).await.unwrap();
        let fails = child("fails", Restart::Transient).await.unwrap();
        let never = child("never", Restart::Temporary).await.unwrap();
        let always = child("always", Restart::Permanent).await.unwrap();
        journal.take();
        ends.tell(Do::End).unwrap();
        fails.tell(Do::Fail).unwrap();
        never.tell(Do::Fail).unwrap();
        always.tell(Do::End).unwrap();
        sim.settle().await;
        let mut starts = journal.take();
        starts.retain(|line| line.ends_with("start"));
        starts.sort();
        assert_eq!(starts, ["always start", "fails start"]);
        // Names of children that do not come back are free again.
        child("ends", Restart::Transient).await.unwrap();
        child("never", Restart::Temporary).await.unwrap();
    });
}

#[test]
fn children_end_in_reverse_order_and_one_that_does_not_end_is_killed_in_its_time() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").start().await.unwrap();
        let slow = Script { slow_stop: mins(10), ..Script::new(&journal) };
        top.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        top.child::<Puppet>("slow", slow.clone()).shutdown(secs(3)).start().await.unwrap();
        top.child::<Puppet>("brutal", slow).shutdown(Shutdown::Brutal).start().await.unwrap();
        top.child::<Puppet>("b", Script::new(&journal)).start().await.unwrap();
        journal.take();
        node.stop(&top.pid(), mins(20)).await;
        assert_eq!(journal.take(), ["b stop: shutdown", "a stop: shutdown"]);
        assert_eq!(sim.clock().now(), secs(3));
        assert_eq!(node.top().iter().filter(|actor| actor.id != "http").count(), 0);
    });
}

#[test]
fn a_child_stopped_for_good_does_not_return() {
    simulate(seeds(30), async |sim| {
        let Stage { journal, top, pids, .. } = stage(&sim, Strategy::OneForAll).await;
        assert_eq!(top.stop_child("b").await, Ok(true));
        assert_eq!(top.stop_child("b").await, Ok(false));
        sim.clock().advance(mins(1)).await;
        assert_eq!(journal.take(), ["b stop: shutdown"], "its orderly end restarts nobody");
        assert!(pids[1].tell(Do::Note(1)).is_err() && pids[2].tell(Do::Note(1)).is_ok());
    });
}

#[test]
fn a_start_that_fails_again_and_again_counts_as_failures() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").intensity(5, mins(1)).start().await.unwrap();
        let script = Script::new(&journal);
        let a = top.child::<Puppet>("a", script.clone()).start().await.unwrap();
        *script.failing_starts.lock().unwrap() = 3;
        a.tell(Do::Fail).unwrap();
        sim.settle().await;
        let lines = journal.of("a");
        assert_eq!(lines[2..], ["fails to start", "fails to start", "fails to start", "start"]);
        *script.failing_starts.lock().unwrap() = 100;
        a.tell(Do::Fail).unwrap();
        assert!(matches!(node.ended(&top.pid()).await, Exit::Failed(_)));
    });
}

#[test]
fn a_first_start_that_fails_is_told_and_leaves_no_child() {
    simulate(seeds(20), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").start().await.unwrap();
        let script = Script::new(&journal);
        *script.failing_starts.lock().unwrap() = 1;
        let error = top.child::<Puppet>("a", script.clone()).start().await.unwrap_err();
        assert_eq!(error, SpawnError::Failed(Exit::failed("not yet")));
        top.child::<Puppet>("a", script).start().await.unwrap();
        sim.clock().advance(mins(1)).await;
        assert_eq!(journal.of("a"), ["fails to start", "start"]);
    });
}

#[test]
fn killing_any_child_at_any_time_never_ends_with_a_child_missing() {
    simulate(seeds(200), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).every_capacity(1).start().await;
        let strategies = [Strategy::OneForOne, Strategy::RestForOne, Strategy::OneForAll];
        let strategy = strategies[sim.random().below(3) as usize];
        let top = node.supervisor("top").strategy(strategy).intensity(1000, mins(1)).backoff(millis(1)..=millis(20));
        let top = top.start().await.unwrap();
        let mut pids = Vec::new();
        for name in ["a", "b", "c", "d"] {
            pids.push(top.child::<Puppet>(name, Script::new(&journal)).start().await.unwrap());
        }
        for _ in 0..20 {
            node.kill(&pids[sim.random().below(4) as usize]);
            sim.clock().advance(sim.random().duration(millis(8))).await;
        }
        sim.clock().advance(secs(10)).await;
        for pid in &pids {
            assert!(pid.ask(Do::Answer, secs(1)).await.is_ok(), "{pid} did not return, {strategy:?}");
        }
    });
}
