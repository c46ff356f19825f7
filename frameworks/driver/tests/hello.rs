//! The framework of the guide does what it says.

use libprocess::{
    Exit,
    testing::{seeds, simulate},
    time::secs,
};
use mesos_protocol::{messages::master_scheduler::ToMaster, operation::Operation, status::TaskState};

use crate::master::Master;

#[allow(dead_code)] // its `main` is the program's
#[path = "../examples/hello.rs"]
mod example;

#[test]
fn the_example_fits_in_forty_lines() {
    assert!(include_str!("../examples/hello.rs").lines().count() <= 40);
}

#[test]
fn hello_runs_five_tasks_and_leaves() {
    simulate(seeds(50), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let hello = node.spawn::<example::Hello>("hello", 5).await.unwrap();
        assert_eq!(master.subscribe().await, None);
        for n in 0..5 {
            master.offer();
            let Some(ToMaster::Accept { operations, .. }) = master.next(secs(1)).await else { panic!("no answer") };
            let [Operation::Launch { tasks }] = operations.as_slice() else { panic!("{operations:?}") };
            assert_eq!(tasks.len(), 1);
            assert_eq!(tasks[0].resources.to_string(), "cpus:0.1; mem:32");
            master.update(&tasks[0].task_id, TaskState::Running, Some(2 * n));
            master.update(&tasks[0].task_id, TaskState::Finished, Some(2 * n + 1));
            for _ in 0..2 {
                assert!(matches!(master.next(secs(1)).await, Some(ToMaster::Acknowledge { .. })));
            }
        }
        assert_eq!(node.ended(&hello).await, Exit::NoSuchActor);
        assert!(matches!(master.next(secs(1)).await, Some(ToMaster::Teardown { .. })));
    });
}
