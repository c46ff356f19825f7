//! Supervisors: who is restarted, in which order, how often, and what is given up.

use std::time::Duration;

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

/// Lets the child fail, and looks for it at every `step`: it returns within `most`, and not before half of it.
async fn fails_and_returns(sim: &Sim, child: &Pid<Do>, most: Duration, step: Duration) {
    child.tell(Do::Fail).unwrap();
    sim.settle().await;
    let failed = sim.clock().now();
    while child.tell(Do::Note(0)).is_err() {
        sim.clock().advance(step).await;
    }
    let waited = sim.clock().now() - failed;
    assert!(waited >= most / 2 && waited <= most + step, "{waited:?} of {most:?}");
}

#[test]
fn backoff_doubles_from_the_least_to_the_most_with_jitter() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").intensity(100, mins(60)).backoff(secs(1)..=secs(8)).start().await.unwrap();
        let a = top.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        for most in [1, 2, 4, 8, 8, 8] {
            fails_and_returns(&sim, &a, secs(most), millis(10)).await;
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
fn an_actor_asked_to_end_is_killed_in_its_time_though_nobody_waits_any_more() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let slow = Script { slow_stop: mins(10), ..Script::new(&journal) };
        let pid = node.spawn::<Puppet>("slow", slow).await.unwrap();
        let waits = futures_util::FutureExt::now_or_never(node.stop(&pid, secs(3)));
        assert!(waits.is_none());
        sim.clock().advance(secs(2)).await;
        assert!(node.find::<Do>("slow").is_some());
        sim.clock().advance(secs(2)).await;
        assert!(node.find::<Do>("slow").is_none());
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

#[test]
fn backoff_begins_anew_after_a_stable_time_and_only_then() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        // The waits become longer than the time within which failures are counted.
        let top = node.supervisor("top").intensity(3, secs(10)).backoff(secs(4)..=secs(64)).stable_after(secs(100));
        let top = top.start().await.unwrap();
        let a = top.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        for (runs, most) in [(0, 4), (99, 8), (0, 16), (50, 32), (0, 64), (99, 64), (100, 4), (0, 8)] {
            sim.clock().advance(secs(runs)).await;
            fails_and_returns(&sim, &a, secs(most), millis(100)).await;
        }
    });
}

#[test]
fn temporary_children_stay_away_when_a_sibling_fails() {
    simulate(seeds(30), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").strategy(Strategy::OneForAll).start().await.unwrap();
        let a = top.child::<Puppet>("a", Script::new(&journal)).start().await.unwrap();
        let once = top.child::<Puppet>("once", Script::new(&journal)).restart(Restart::Temporary);
        once.start().await.unwrap();
        top.child::<Puppet>("b", Script::new(&journal)).restart(Restart::Transient).start().await.unwrap();
        journal.take();
        a.tell(Do::Fail).unwrap();
        sim.settle().await;
        let expected = ["a stop: failed: planted", "b stop: shutdown", "once stop: shutdown", "a start", "b start"];
        assert_eq!(journal.take(), expected);
        let names: Vec<_> = top.list().await.unwrap().into_iter().map(|child| child.name.to_string()).collect();
        assert_eq!(names, ["a", "b"]);
    });
}

#[test]
fn a_group_returns_whichever_of_it_is_stopped_while_it_waits() {
    simulate(seeds(30), async |sim| {
        for (address, strategy, stopped) in
            [("10.0.0.1:1", Strategy::OneForAll, "a"), ("10.0.0.2:1", Strategy::RestForOne, "b")]
        {
            let journal = Journal::default();
            let node = sim.node(address).start().await;
            let top = node.supervisor("top").strategy(strategy).backoff(secs(4)..=secs(60)).start().await.unwrap();
            let mut pids = Vec::new();
            for name in ["a", "b", "c"] {
                pids.push(top.child::<Puppet>(name, Script::new(&journal)).start().await.unwrap());
            }
            pids[1].tell(Do::Fail).unwrap();
            sim.clock().advance(secs(1)).await;
            assert!(top.list().await.unwrap().iter().any(|child| child.life.is_none()), "it waits");
            assert_eq!(top.stop_child(stopped).await, Ok(true));
            sim.clock().advance(secs(10)).await;
            let children = top.list().await.unwrap();
            assert!(children.len() == 2 && children.iter().all(|child| child.life.is_some()), "{children:?}");
        }
    });
}

#[test]
fn children_that_belong_to_a_supervisor_start_in_order_and_return_with_it() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let script = || Script::new(&journal);
        let top = node.supervisor("top").with::<Puppet>("a", script(), |child| child).group("inner", |inner| {
            let inner = inner.strategy(Strategy::OneForAll).intensity(1, mins(1));
            inner.with::<Puppet>("x", script(), |child| child).with::<Puppet>("y", script(), |child| child)
        });
        let top = top.with::<Puppet>("b", script(), |child| child.shutdown(secs(1))).start().await.unwrap();
        assert_eq!(journal.take(), ["a start", "x start", "y start", "b start"]);
        let x = node.find::<Do>("x").unwrap();
        x.tell(Do::Fail).unwrap();
        sim.settle().await;
        assert_eq!(journal.take(), ["x stop: failed: planted", "y stop: shutdown", "x start", "y start"]);
        // Once more is too often for the inner one: it fails, and the outer one starts it with all that belongs to it.
        x.tell(Do::Fail).unwrap();
        sim.settle().await;
        let lines = journal.take();
        assert_eq!(lines, ["x stop: failed: planted", "y stop: shutdown", "x start", "y start"]);
        x.tell(Do::Note(1)).unwrap();
        sim.settle().await;
        assert_eq!(journal.take(), ["x 1"], "pids follow");
        node.stop(&top.pid(), mins(1)).await;
        assert_eq!(journal.take(), ["b stop: shutdown", "y stop: shutdown", "x stop: shutdown", "a stop: shutdown"]);
    });
}

#[test]
fn a_supervisor_whose_first_child_does_not_start_ends_those_before_it() {
    simulate(seeds(20), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let failing = Script::new(&journal);
        *failing.failing_starts.lock().unwrap() = 1;
        let top = node.supervisor("top").with::<Puppet>("a", Script::new(&journal), |child| child);
        let error = top.with::<Puppet>("b", failing, |child| child).start().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the actor did not start: failed: b did not start: the actor did not start: failed: not yet"
        );
        sim.settle().await;
        assert_eq!(journal.lines(), ["a start", "b fails to start", "a stop: shutdown"]);
    });
}

#[test]
fn failures_go_upward_to_the_node_which_ends_in_order() {
    simulate(seeds(50), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).ends_with_its_top(secs(5)).start().await;
        let _other = puppet(&node, "other", &journal).await;
        let script = || Script::new(&journal);
        let top = node.supervisor("top").intensity(1, mins(1)).with::<Puppet>("a", script(), |child| child);
        let top = top.group("inner", |inner| inner.intensity(0, mins(1)).with::<Puppet>("x", script(), |child| child));
        let _top = top.start().await.unwrap();
        for _ in 0..2 {
            let x = node.find::<Do>("x").unwrap();
            x.tell(Do::Fail).unwrap();
            sim.settle().await;
        }
        let Err(Exit::Failed(why)) = node.until_ended().await else { panic!("it must end with the failure") };
        assert!(why.starts_with("inner ended 2 times within 60s, at last: failed: x ended 1 times within"), "{why}");
        let lines = journal.lines();
        assert_eq!(lines[lines.len() - 2..], ["a stop: shutdown", "other stop: shutdown"]);
        assert_eq!(node.actors(), 0);
    });
}

#[test]
fn without_that_option_the_node_outlives_its_top() {
    simulate(seeds(20), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let other = puppet(&node, "other", &journal).await;
        let top = node.supervisor("top").intensity(0, mins(1)).with::<Puppet>("a", Script::new(&journal), |child| child);
        let top = top.start().await.unwrap();
        node.find::<Do>("a").unwrap().tell(Do::Fail).unwrap();
        assert!(matches!(node.ended(&top.pid()).await, Exit::Failed(_)));
        sim.clock().advance(mins(1)).await;
        assert!(other.ask(Do::Answer, secs(1)).await.is_ok());
    });
}

#[test]
fn a_child_with_unlimited_time_is_waited_for() {
    simulate(seeds(20), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let slow = Script { slow_stop: mins(10), ..Script::new(&journal) };
        let top = node.supervisor("top").with::<Puppet>("slow", slow, |child| child.shutdown(Shutdown::Unlimited));
        let top = top.start().await.unwrap();
        assert_eq!(top.stop_child("slow").await, Ok(true));
        assert_eq!(sim.clock().now(), mins(10));
        assert_eq!(journal.lines(), ["slow start", "slow stop: shutdown"]);
    });
}

#[test]
fn supervisors_added_later_fail_upward_as_well() {
    simulate(seeds(20), async |sim| {
        let journal = Journal::default();
        let node = sim.node(NODE).start().await;
        let top = node.supervisor("top").intensity(0, mins(1)).start().await.unwrap();
        let inner = top.supervisor("inner").intensity(0, mins(1)).start().await.unwrap();
        let x = inner.child::<Puppet>("x", Script::new(&journal)).start().await.unwrap();
        x.tell(Do::Fail).unwrap();
        assert!(matches!(node.ended(&top.pid()).await, Exit::Failed(why) if why.starts_with("inner ended 1 times")));
    });
}
