//! Worked examples of fair sharing, row by row.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::kit::*;
use crate::policy::StrictPriority;
use crate::{Allocated, Options, Question};

#[allow(dead_code)] // Its `main` is only run as an example.
#[path = "../../examples/max_min.rs"]
mod max_min;

/// A framework that takes one task's worth of each offer until it has as many as it wants.
struct Taker {
    id: &'static str,
    path: &'static str,
    task: &'static str,
    wants: usize,
    has: usize,
}

fn taker(id: &'static str, path: &'static str, task: &'static str, wants: usize) -> Taker {
    Taker { id, path, task, wants, has: 0 }
}

/// Offers until nobody takes anything any more; gives who took a task, in order. An offer without room for a task is
/// refused for long.
fn take_all(cluster: &mut Cluster, takers: &mut [Taker], mut row: impl FnMut(&Cluster, &str)) -> Vec<String> {
    for taker in takers.iter() {
        cluster.framework(taker.id, &[taker.path]);
    }
    let mut chosen = Vec::new();
    loop {
        let offers = cluster.batch();
        if offers.is_empty() {
            return chosen;
        }
        for offer in offers {
            let taker = takers.iter_mut().find(|taker| fw(taker.id) == offer.framework).unwrap();
            if taker.has < taker.wants && offer.resources.contains(&held(taker.task, taker.path)) {
                taker.has += 1;
                cluster.accept(&offer, taker.task);
                chosen.push(taker.id.to_owned());
                row(cluster, taker.id);
            } else {
                cluster.give_back(&offer, Some(seconds(1_000_000)));
            }
        }
    }
}

fn shares(cluster: &Cluster, of: [(&str, &str); 2]) -> [f64; 2] {
    of.map(|(id, path)| cluster.allocator.framework_share(&fw(id), &role(path)).unwrap())
}

const NINE: &str = "cpus:9;mem:18432";
const SMALL: &str = "cpus:1;mem:4096";
const LARGE: &str = "cpus:3;mem:1024";

#[test]
fn dominant_resource_fairness_row_by_row() {
    // The framework with large tasks sorts first.
    let mut cluster = Cluster::new();
    cluster.agent("agent1", NINE);
    let mut takers = [taker("a2", "*", LARGE, 9), taker("b1", "*", SMALL, 9)];
    let mut rows = Vec::new();
    let chosen = take_all(&mut cluster, &mut takers, |cluster, _| rows.push(shares(cluster, [("b1", "*"), ("a2", "*")])));
    assert_eq!(chosen, ["a2", "b1", "b1", "a2", "b1"]);
    let (ninth, third) = (2.0 / 9.0, 1.0 / 3.0);
    assert_eq!(rows, [[0.0, third], [ninth, third], [4.0 / 9.0, third], [4.0 / 9.0, 2.0 / 3.0], [2.0 / 3.0, 2.0 / 3.0]]);
    assert_eq!(cluster.allocator.free_on(&agent("agent1")), Some(&res("mem:4096")), "processors are full");

    // The framework with small tasks sorts first.
    let mut cluster = Cluster::new();
    cluster.agent("agent1", NINE);
    let mut takers = [taker("f1", "*", SMALL, 9), taker("f2", "*", LARGE, 9)];
    let mut rows = Vec::new();
    let chosen = take_all(&mut cluster, &mut takers, |cluster, _| rows.push(shares(cluster, [("f1", "*"), ("f2", "*")])));
    assert_eq!(chosen, ["f1", "f2", "f1", "f2", "f1"]);
    assert_eq!(rows, [[ninth, 0.0], [ninth, third], [4.0 / 9.0, third], [4.0 / 9.0, 2.0 / 3.0], [2.0 / 3.0, 2.0 / 3.0]]);

    // With weights, which belong to roles.
    for (heavy, expected) in [("r2", ["f1", "f2", "f2", "f1", "f1"]), ("r1", ["f1", "f2", "f1", "f1", "f2"])] {
        let mut cluster = Cluster::new();
        cluster.agent("agent1", NINE);
        cluster.allocator.update_weights([(heavy, 2.0)]).unwrap();
        let mut takers = [taker("f1", "r1", SMALL, 9), taker("f2", "r2", LARGE, 9)];
        let chosen = take_all(&mut cluster, &mut takers, |_, _| {});
        assert_eq!(chosen, expected, "weight of {heavy} doubled");
        assert_eq!(cluster.allocator.free_on(&agent("agent1")), Some(&res("mem:4096")));
    }
}

#[test]
fn what_one_does_not_want_goes_to_the_others() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", NINE);
    let mut takers = [taker("f1", "*", SMALL, 2), taker("f2", "*", LARGE, 9), taker("f3", "*", "cpus:1;mem:8192", 1)];
    take_all(&mut cluster, &mut takers, |_, _| {});
    assert_eq!(takers.map(|taker| taker.has), [2, 2, 1]);
    assert_eq!(cluster.allocator.free_on(&agent("agent1")).map(|free| free.is_empty()), Some(true));
}

const WANTS: [(&str, usize); 4] = [("f1", 20), ("f2", 26), ("f3", 40), ("f4", 50)];

#[test]
fn equal_shares_are_filled_from_below() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:100");
    let mut takers = WANTS.map(|(id, wants)| taker(id, "*", "cpus:1", wants));
    take_all(&mut cluster, &mut takers, |_, _| {});
    assert_eq!(takers.map(|taker| taker.has), [20, 26, 27, 27]);
}

#[test]
fn weights_divide_equal_tasks_in_proportion() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:12");
    cluster.allocator.update_weights([("r1", 2.0)]).unwrap();
    let mut takers = [taker("f1", "r1", "cpus:1", 99), taker("f2", "r2", "cpus:1", 99)];
    take_all(&mut cluster, &mut takers, |_, _| {});
    assert_eq!(takers.map(|taker| taker.has), [8, 4]);
}

#[test]
fn higher_priorities_get_all_they_ask_for() {
    let policy = StrictPriority { roles: [("prod".to_owned(), 10)].into(), ..StrictPriority::default() };
    let mut cluster = Cluster::with(Options { policy: Arc::new(policy), ..Options::default() });
    cluster.framework("low", &["dev"]);
    cluster.framework("high", &["prod/web"]);
    for number in 0..5 {
        cluster.agent(&format!("agent{number}"), "cpus:2;mem:1024");
    }
    assert!(cluster.run().iter().all(|offer: &Allocated| offer.framework == fw("high")));
    let explanation = cluster.allocator.explain(&Question::about(fw("low")), cluster.now).unwrap().to_string();
    assert!(explanation.contains("role prod has priority 10 and is served first"), "{explanation}");
    cluster.allocator.suppress(&fw("high"), &BTreeSet::new()).unwrap();
    cluster.agent("agent9", "cpus:2;mem:1024");
    assert_eq!(who(&cluster.run()), ["low@agent9"], "what the higher does not ask for is free for others");
}

#[test]
fn an_allocator_of_ones_own_plugs_in() {
    let policy = max_min::MaxMin { resource: "cpus", step: 1 };
    let mut cluster = Cluster::with(Options { policy: Arc::new(policy), ..Options::default() });
    cluster.agent("agent1", "cpus:100");
    let mut takers = WANTS.map(|(id, wants)| taker(id, "*", "cpus:1", wants));
    take_all(&mut cluster, &mut takers, |_, _| {});
    assert_eq!(takers.map(|taker| taker.has), [20, 26, 27, 27]);
    // With weights, in a single run: the rest of an agent goes step by step to whoever is first then.
    let policy = max_min::MaxMin { resource: "cpus", step: 1 };
    let mut cluster = Cluster::with(Options { policy: Arc::new(policy), ..Options::default() });
    cluster.allocator.update_weights([("prod", 2.0)]).unwrap();
    [("web", "prod"), ("batch", "dev"), ("test", "dev")].into_iter().for_each(|(id, path)| cluster.framework(id, &[path]));
    cluster.agent("agent1", "cpus:12");
    assert_eq!(told(&cluster.run()), ["batch dev agent1 cpus:2", "test dev agent1 cpus:2", "web prod agent1 cpus:8"]);
}
