//! An actor of the master crashes under load: its supervisor starts it anew, tasks go on, and nothing is offered twice.

use std::collections::BTreeMap;

use libprocess::{
    testing::{seeds, simulate},
    time::{millis, secs},
};
use mesos_kit::{Cluster, Order, Running, Shop, violations};

use crate::CAPACITIES;

/// Processors of an agent; each task here takes one.
const CPUS: f64 = 4.0;

/// What runs on an agent and what of it is offered is together no more than it has.
fn nothing_is_given_twice(cluster: &Cluster, shops: &[&Running<Shop>]) {
    let mut used: BTreeMap<String, f64> = BTreeMap::new();
    for start in cluster.ledger().running() {
        *used.entry(start.agent.to_string()).or_default() += 1.0;
    }
    for offer in shops.iter().flat_map(|shop| shop.journal.open_offers()) {
        let cpus = offer.resources.scalar(&mesos_protocol::resources::Name::CPUS).map_or(0.0, |cpus| cpus.as_f64());
        *used.entry(offer.address.clone().unwrap_or_default()).or_default() += cpus;
    }
    assert!(used.values().all(|cpus| *cpus <= CPUS), "{used:?}");
}

fn survives_a_crash_of(actor: &'static str) {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let mut cluster = Cluster::new(&sim).agents(2).capacity(capacity).start().await;
            let (busy, idle) = (cluster.shop("busy").await, cluster.shop("idle").await);
            idle.hold(true).await;
            busy.order((0..12).map(|n| Order::of(format!("sleep {}", 1 + n)))).await;
            // A bug shows in a handler, with its message half done; a kill comes anywhere.
            for crash in [Cluster::panic_actor, Cluster::kill_actor, Cluster::panic_actor] {
                sim.clock().advance(millis(100) + sim.random().duration(secs(4))).await;
                crash(&cluster, actor);
            }
            // A new agent is work for all of them.
            cluster.add_agent().await;
            sim.clock().advance(secs(20)).await;
            let exits = cluster.master().exits().all();
            assert!(exits.iter().any(|exit| exit.reason == "panic: a planted bug"), "{exits:?}");
            nothing_is_given_twice(&cluster, &[&busy, &idle]);
            idle.hold(false).await;
            for _ in 0..60 {
                sim.clock().advance(secs(2)).await;
                let running = cluster.ledger().running();
                for agent in cluster.agents() {
                    let here = running.iter().filter(|start| start.agent == agent.node.address()).count();
                    assert!(here <= 4, "{here} tasks on {agent:?}");
                }
            }
            busy.finished(&cluster, 12).await;
            assert_eq!(violations(&busy.journal), Vec::<String>::new());
            assert!(cluster.ledger().counts().values().all(|starts| *starts == 1));
            assert_eq!(cluster.agents_registered().await, 3);
        });
    }
}

#[test]
fn tasks_survive_crashes_of_the_allocator() {
    survives_a_crash_of("allocator");
}

#[test]
fn tasks_survive_crashes_of_the_registrar() {
    survives_a_crash_of("registrar");
}

#[test]
fn tasks_survive_crashes_of_the_master() {
    survives_a_crash_of("master");
}
