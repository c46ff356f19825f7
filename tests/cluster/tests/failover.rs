//! A master ends and comes back on the same disk.

use libprocess::{
    testing::{seeds, simulate},
    time::{millis, secs},
};
use mesos_kit::{Cluster, Order, violations};
use mesos_protocol::status::TaskState;

use crate::CAPACITIES;

#[test]
fn tasks_go_on_while_the_master_is_away_and_their_updates_arrive() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let mut cluster = Cluster::new(&sim).agents(2).capacity(capacity).start().await;
            let shop = cluster.shop("shop").await;
            // Some end while there is no master, some after it is back.
            shop.order((1..=6).map(|n| Order::of(format!("sleep {}", 7 * n)))).await;
            shop.running(&cluster, 6).await;
            let agents = cluster.agents().to_vec();
            let mut ids = Vec::new();
            for agent in &agents {
                ids.push(cluster.id_of(agent).await);
            }
            match sim.random().below(2) {
                0 => cluster.kill_master(),
                _ => cluster.crash_master(),
            }
            sim.clock().advance(millis(500) + sim.random().duration(secs(20))).await;
            cluster.restart_master().await;
            shop.finished(&cluster, 6).await;
            for (id, _) in shop.journal.launched() {
                let states = shop.journal.states(&id);
                assert_eq!(states, [TaskState::Starting, TaskState::Running, TaskState::Finished], "{id}");
            }
            assert!(cluster.ledger().counts().values().all(|starts| *starts == 1));
            for (agent, id) in agents.iter().zip(&ids) {
                assert_eq!(cluster.id_of(agent).await, *id, "it goes on under its id");
            }
            let subscriptions = shop.journal.subscriptions();
            assert!(subscriptions.len() >= 2, "{subscriptions:?}");
            assert!(subscriptions.iter().all(|(_, id)| *id == subscriptions[0].1), "{subscriptions:?}");
            // And it gets offers as before.
            shop.order([Order::of("true").cpus(4.0)]).await;
            shop.finished(&cluster, 7).await;
        });
    }
}

#[test]
fn a_task_whose_launch_went_down_with_the_master_is_reported_once() {
    for capacity in CAPACITIES {
        simulate(seeds(40), async |sim| {
            let mut cluster = Cluster::new(&sim).agents(2).capacity(capacity).start().await;
            let shop = cluster.shop("shop").await;
            shop.order((0..6).map(|_| Order::of("sleep 3"))).await;
            let accepted = async |_: &Cluster| !shop.journal.launched().is_empty();
            cluster.until("the first task is launched", accepted).await;
            cluster.kill_master();
            sim.clock().advance(sim.random().duration(secs(3))).await;
            cluster.restart_master().await;
            shop.finished(&cluster, 6).await;
            assert_eq!(violations(&shop.journal), Vec::<String>::new());
            assert!(cluster.ledger().counts().values().all(|starts| *starts == 1));
        });
    }
}
