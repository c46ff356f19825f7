//! A master of another cluster appears where the own one was.

use libprocess::{
    testing::{seeds, simulate},
    time::{mins, secs},
};
use mesos_kit::{Cluster, Order};

use crate::CAPACITIES;

#[test]
fn agents_end_their_tasks_and_register_as_new_and_drivers_are_told() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let mut cluster = Cluster::new(&sim).agents(2).capacity(capacity).start().await;
            let shop = cluster.shop("shop").await;
            shop.order([Order::of("sleep 1000"), Order::of("sleep 1000")]).await;
            shop.running(&cluster, 2).await;
            let before = [cluster.id_of(cluster.agent(0)).await, cluster.id_of(cluster.agent(1)).await];
            cluster.kill_master();
            sim.clock().advance(secs(2)).await;
            cluster.found_another().await;
            cluster.until("all agents have registered", async |cluster| cluster.agents_registered().await == 2).await;
            assert!(cluster.ledger().running().is_empty(), "what ran belongs to the other cluster");
            for (agent, before) in cluster.agents().iter().zip(before) {
                assert_ne!(cluster.id_of(agent).await, before);
            }
            sim.clock().advance(mins(2)).await;
            let errors = shop.journal.errors();
            assert!(
                errors.first().is_some_and(|why| why.contains("but this framework subscribed in the cluster")),
                "{errors:?}"
            );
            // Who is new takes part.
            let other = cluster.shop("other").await;
            other.order([Order::of("true").cpus(4.0)]).await;
            other.finished(&cluster, 1).await;
        });
    }
}
