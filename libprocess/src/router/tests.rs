//! Routers over groups, in one node and over several.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::*;
use crate::{
    testing::{Probe, Sim, seeds, simulate},
    time::{millis, secs},
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Job(u64);

impl Wire for Job {
    const NAME: &'static str = "test.job";
    const VERSION: u16 = 1;
}

/// A cluster with one worker per node.
async fn workers(sim: &Sim, nodes: usize) -> (Vec<Node>, Vec<Probe<Job>>) {
    let (mut all, mut probes): (Vec<Node>, Vec<Probe<Job>>) = (Vec::new(), Vec::new());
    for n in 0..nodes {
        let node = sim.node(&format!("10.0.0.{}:5050", n + 1)).start().await;
        node.join_cluster(all.first().map(Node::address)).unwrap();
        let probe = Probe::at_door(&node, format!("worker-{n}")).await;
        node.join_group("workers", &probe.pid()).await.unwrap();
        probes.push(probe);
        all.push(node);
    }
    sim.clock().advance(secs(2)).await;
    (all, probes)
}

#[test]
fn round_robin_reaches_all_members_on_all_nodes_equally() {
    simulate(seeds(20), async |sim| {
        let (nodes, mut probes) = workers(&sim, 4).await;
        let router = nodes[0].router("workers", Routing::RoundRobin);
        assert_eq!(router.len(), 4);
        for n in 0..40 {
            router.tell(Job(n)).unwrap();
        }
        for probe in &mut probes {
            for _ in 0..10 {
                probe.next(secs(1)).await;
            }
            probe.expect_silence(millis(10)).await;
        }
    });
}

#[test]
fn broadcast_reaches_each_member_once() {
    simulate(seeds(20), async |sim| {
        let (nodes, mut probes) = workers(&sim, 4).await;
        let router = nodes[1].router("workers", Routing::Broadcast(Job::clone));
        router.tell(Job(7)).unwrap();
        for probe in &mut probes {
            assert_eq!(probe.next(secs(1)).await, Job(7));
            probe.expect_silence(millis(10)).await;
        }
        assert_eq!(router.lost(), 0);
    });
}

#[test]
fn a_key_keeps_its_member_on_every_node_and_only_the_keys_of_a_lost_member_move() {
    simulate(seeds(10), async |sim| {
        let (nodes, mut probes) = workers(&sim, 4).await;
        let of = |node: &Node| node.router("workers", Routing::ConsistentHash(|job: &Job| job.0));
        let routers = [of(&nodes[0]), of(&nodes[2])];
        let mut member_of = BTreeMap::new();
        for key in 0..200 {
            for router in &routers {
                router.pid().send(Job(key)).await.unwrap();
            }
        }
        for (at, probe) in probes.iter_mut().enumerate() {
            while let Some(heard) = probe.try_next(secs(1)).await {
                let before = member_of.insert(heard.message.0, at);
                assert!(before.is_none_or(|before| before == at), "two nodes chose two members for {}", heard.message.0);
            }
        }
        let share = |at: usize| member_of.values().filter(|member| **member == at).count();
        for at in 0..4 {
            assert!((20..=90).contains(&share(at)), "member {at} has {} of 200 keys", share(at));
        }
        // One goes: its keys move, the others stay.
        let gone = probes.pop().unwrap();
        nodes[3].kill(&gone.pid());
        sim.clock().advance(secs(1)).await;
        for key in 0..200 {
            routers[0].pid().send(Job(key)).await.unwrap();
        }
        let mut moved = 0;
        for (at, probe) in probes.iter_mut().enumerate() {
            while let Some(heard) = probe.try_next(secs(1)).await {
                if member_of[&heard.message.0] == 3 {
                    moved += 1;
                } else {
                    assert_eq!(member_of[&heard.message.0], at, "the key {} moved for nothing", heard.message.0);
                }
            }
        }
        assert_eq!(moved, share(3));
    });
}

#[test]
fn the_least_busy_member_gets_the_next_message() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let (idle, busy) = (Probe::<Job>::new(&node, "idle").await, Probe::<Job>::new(&node, "busy").await);
        for probe in [&idle, &busy] {
            node.join_group("workers", &probe.pid()).await.unwrap();
            node.suspend(&probe.pid(), true);
        }
        for n in 0..10 {
            busy.pid().tell(Job(n)).unwrap();
        }
        let router = node.router("workers", Routing::LeastBusy);
        for n in 0..9 {
            router.tell(Job(n)).unwrap();
        }
        let queue = |name: &str| node.top().into_iter().find(|actor| actor.pid.to_string().starts_with(name)).unwrap().queue;
        assert_eq!((queue("idle"), queue("busy")), (9, 10));
    });
}

#[test]
fn a_full_member_is_passed_over_and_full_is_told_when_all_are() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").every_capacity(4).start().await;
        let (one, mut two) = (Probe::<Job>::new(&node, "one").await, Probe::<Job>::new(&node, "two").await);
        for probe in [&one, &two] {
            node.join_group("workers", &probe.pid()).await.unwrap();
            node.suspend(&probe.pid(), true);
        }
        let router = node.router("workers", Routing::RoundRobin);
        for n in 0..8 {
            router.tell(Job(n)).unwrap();
        }
        assert!(matches!(router.tell(Job(8)), Err(TellError::Full(Job(8)))));
        // Whoever waits for room goes on when any member has some.
        node.suspend(&two.pid(), false);
        router.pid().send(Job(9)).await.unwrap();
        let mut heard = Vec::new();
        while let Some(job) = two.try_next(millis(100)).await {
            heard.push(job.message.0);
        }
        assert_eq!(heard.len(), 5, "{heard:?}");
    });
}

#[test]
fn a_router_without_members_says_so() {
    simulate(seeds(3), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let router = node.router::<Job>("nobody", Routing::RoundRobin);
        assert!(router.is_empty());
        assert!(matches!(router.tell(Job(1)), Err(TellError::NoSuchActor(Job(1)))));
    });
}
