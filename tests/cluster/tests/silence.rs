//! An agent falls silent, or is killed: what happens to its offers and tasks, and what when it comes back.

use libprocess::{
    testing::{Sim, seeds, simulate},
    time::{mins, secs},
};
use mesos_kit::{Cluster, Order, Running, Shop, violations};
use mesos_protocol::{ids::TaskId, status::TaskState};

use crate::CAPACITIES;

/// A cluster on which a task runs that ends only when it is ended.
async fn running(sim: &Sim, agents: u8, capacity: usize) -> (Cluster, Running<Shop>, TaskId) {
    let mut cluster = Cluster::new(sim).agents(agents).capacity(capacity).start().await;
    let shop = cluster.shop("shop").await;
    shop.order([Order::of("sleep 1000")]).await;
    let task = shop.running(&cluster, 1).await.remove(0);
    (cluster, shop, task)
}

#[test]
fn a_silent_agent_loses_its_offers_after_ten_seconds_and_its_tasks_after_seventy_five() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let (cluster, shop, task) = running(&sim, 2, capacity).await;
            let here = shop.agent_of_task(&cluster, 0).await;
            let id = cluster.id_of(&here).await.unwrap();
            shop.hold(true).await;
            let holds = async |_: &Cluster| shop.journal.open_offers().iter().any(|offer| offer.agent_id == id);
            cluster.until("the rest of the agent is offered", holds).await;

            cluster.cut(&here);
            let cut = sim.clock().now();
            sim.clock().advance(secs(100)).await;
            let of_here = shop.journal.offers().into_iter().filter(|(_, offer)| offer.agent_id == id);
            let of_here: Vec<_> = of_here.map(|(at, offer)| (at, offer.id)).collect();
            let rescinded = shop.journal.rescinded();
            let (at, _) = rescinded.iter().find(|(_, offer)| of_here.iter().any(|(_, id)| id == offer)).unwrap();
            assert!((secs(9)..secs(13)).contains(&(*at - cut)), "rescinded after {:?}", *at - cut);
            assert!(of_here.iter().all(|(offered, _)| *offered <= *at), "offered although it is silent");
            let lost = shop.journal.last(&task).unwrap();
            assert_eq!(lost.status.state, TaskState::Lost);
            assert!((secs(75)..=secs(90)).contains(&(lost.at - cut)), "lost after {:?}", lost.at - cut);
            assert_eq!(shop.journal.agents_lost().len(), 1);

            // It goes on elsewhere.
            shop.hold(false).await;
            shop.order([Order::of("sleep 5")]).await;
            cluster.until("the task runs elsewhere", async |_| shop.journal.launched().len() == 2).await;
            assert_ne!(shop.journal.launched()[1].1, id);
            shop.finished(&cluster, 2).await;
        });
    }
}

#[test]
fn an_agent_that_returns_ends_the_tasks_that_were_reported_lost_and_nothing_more_is_shown_of_them() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let mut cluster = Cluster::new(&sim).agents(1).capacity(capacity).start().await;
            let shop = cluster.shop("shop").await;
            // One runs on, one ends by itself while nobody can see it.
            shop.order([Order::of("sleep 1000"), Order::of("sleep 95")]).await;
            let tasks = shop.running(&cluster, 2).await;
            let agent = cluster.agent(0).clone();
            let id = cluster.id_of(&agent).await.unwrap();
            cluster.cut(&agent);
            cluster.until("the tasks are lost", async |_| shop.journal.unfinished().is_empty()).await;
            sim.clock().advance(secs(30)).await;
            assert_eq!(cluster.ledger().running().len(), 1);
            cluster.heal();
            cluster.until("the agent is back", async |cluster| cluster.agents_registered().await == 1).await;
            cluster.until("the task ends", async |cluster| cluster.ledger().running().is_empty()).await;
            cluster.until("all is acknowledged", async |_| agent.unacknowledged().await == Some(0)).await;
            assert_eq!(cluster.id_of(&agent).await, Some(id), "it is the same agent");
            sim.clock().advance(mins(5)).await;
            for task in &tasks {
                let states = shop.journal.states(task);
                assert_eq!(states, [TaskState::Starting, TaskState::Running, TaskState::Lost], "{task}");
            }
            shop.order([Order::of("true").cpus(4.0)]).await;
            shop.finished(&cluster, 3).await;
        });
    }
}

#[test]
fn tasks_of_a_killed_agent_are_lost_as_soon_as_it_returns_under_a_new_id() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let (mut cluster, shop, task) = running(&sim, 1, capacity).await;
            let before = cluster.id_of(cluster.agent(0)).await.unwrap();
            cluster.kill_agent(0);
            let killed = sim.clock().now();
            sim.clock().advance(secs(5)).await;
            cluster.restart_agent(0).await;
            shop.finished(&cluster, 1).await;
            let lost = shop.journal.last(&task).unwrap();
            assert_eq!(lost.status.state, TaskState::Lost);
            assert!(lost.at - killed < secs(30), "after {:?}", lost.at - killed);
            cluster.until("the agent is back", async |cluster| cluster.agents_registered().await == 1).await;
            assert_ne!(cluster.id_of(cluster.agent(0)).await.unwrap(), before);
            shop.order([Order::of("true").cpus(4.0)]).await;
            shop.finished(&cluster, 2).await;
            assert_eq!(violations(&shop.journal), Vec::<String>::new());
        });
    }
}

#[test]
fn tasks_of_a_killed_agent_that_stays_away_are_lost_after_seventy_five_seconds() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let (cluster, shop, task) = running(&sim, 1, capacity).await;
            cluster.kill_agent(0);
            let killed = sim.clock().now();
            assert!(cluster.ledger().running().is_empty(), "what it started ends with it");
            shop.finished(&cluster, 1).await;
            let lost = shop.journal.last(&task).unwrap();
            assert_eq!(lost.status.state, TaskState::Lost);
            assert!((secs(60)..=secs(90)).contains(&(lost.at - killed)), "after {:?}", lost.at - killed);
        });
    }
}
