//! The path of a task: framework, master, allocator, agent, executor, and back.

use libprocess::testing::{seeds, simulate};
use mesos_kit::{Cluster, Order, violations};
use mesos_protocol::status::TaskState;

use crate::CAPACITIES;

#[path = "../../../frameworks/driver/examples/hello.rs"]
#[allow(dead_code)] // its main is for people
mod hello;

#[test]
fn tasks_run_once_and_their_updates_come_in_order() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let mut cluster = Cluster::new(&sim).agents(2).capacity(capacity).start().await;
            let shop = cluster.shop("shop").await;
            shop.order((0..10).map(|n| Order::of(format!("echo {n}; sleep {n}; exit {}", n % 2)))).await;
            shop.finished(&cluster, 10).await;
            assert_eq!(violations(&shop.journal), Vec::<String>::new());
            let launched = shop.journal.launched();
            assert_eq!(launched.len(), 10);
            for (id, _) in &launched {
                let states = shop.journal.states(id);
                assert_eq!(states[..2], [TaskState::Starting, TaskState::Running], "{id}");
                assert!(matches!(states[2], TaskState::Finished | TaskState::Failed), "{id} {states:?}");
            }
            let counts = cluster.ledger().counts();
            assert_eq!(counts.len(), 10);
            assert!(counts.values().all(|starts| *starts == 1), "{counts:?}");
            let wrote: String = cluster.agents().iter().map(|agent| agent.machine.stdout(&launched[3].0)).collect();
            assert_eq!(wrote.trim().len(), 1);
            assert!(cluster.tasks().await.iter().all(|task| task.is_over()));
        });
    }
}

#[test]
fn the_smallest_framework_runs_in_a_simulated_cluster() {
    for capacity in CAPACITIES {
        simulate(seeds(20), async |sim| {
            let mut cluster = Cluster::new(&sim).agents(2).capacity(capacity).start().await;
            let hello = cluster.run::<hello::Hello>(5).await;
            hello.node.ended(&hello.pid).await;
            assert_eq!(cluster.ledger().starts().len(), 5);
        });
    }
}

#[test]
fn a_killed_task_ends_as_killed_and_a_killed_executor_as_failed() {
    simulate(seeds(20), async |sim| {
        let mut cluster = Cluster::new(&sim).agents(1).start().await;
        let shop = cluster.shop("shop").await;
        shop.order([Order::of("sleep 1000"), Order::of("trap; sleep 1000")]).await;
        let tasks = shop.running(&cluster, 2).await;
        shop.kill(&tasks[0]).await;
        assert!(cluster.agent(0).machine.kill_executor(&tasks[1]));
        shop.finished(&cluster, 2).await;
        assert_eq!(shop.journal.last(&tasks[0]).unwrap().status.state, TaskState::Killed);
        let failed = shop.journal.last(&tasks[1]).unwrap().status;
        assert_eq!(failed.state, TaskState::Failed);
        assert_eq!(failed.message.as_deref(), Some("Executor terminated: it terminated with signal Killed"));
        assert!(cluster.ledger().running().is_empty());
    });
}
