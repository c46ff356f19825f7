//! The policy that the master's flags choose.

use libprocess::testing::{seeds, simulate};
use mesos_protocol::prelude::*;

use super::kit::*;
use crate::Flags;

/// Which of two frameworks, in the roles `a` and `b`, gets the only agent.
async fn first(sim: &libprocess::testing::Sim, flags: Flags) -> &'static str {
    let stage = Stage::new(sim, flags).await;
    let in_role = |name: &str| FrameworkInfo::named(name).roles([Role::new(name).unwrap()]);
    let (mut a, _) = stage.subscribed(in_role("a")).await;
    let (mut b, _) = stage.subscribed(in_role("b")).await;
    stage.admitted("db-7").await;
    sim.clock().advance(SOON).await;
    let offered = |heard: Vec<ToScheduler>| heard.iter().any(|message| offers(message).is_some());
    match (offered(a.drain()), offered(b.drain())) {
        (true, false) => "a",
        (false, true) => "b",
        other => panic!("offered {other:?}"),
    }
}

#[test]
fn strict_priority_serves_the_named_role_first_and_the_default_does_not() {
    simulate(seeds(5), async |sim| {
        let strict =
            Flags { allocator: "strict_priority".to_owned(), strict_priority_roles: vec![("b".to_owned(), 1)], ..flags() };
        assert_eq!(first(&sim, strict).await, "b");
    });
    simulate(seeds(5), async |sim| assert_eq!(first(&sim, flags()).await, "a"));
}

#[test]
fn a_master_with_an_unknown_allocator_does_not_start_and_names_those_there_are() {
    simulate(seeds(1), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let refused = crate::start(&node, Flags { allocator: "fifo".to_owned(), ..flags() }).await;
        let why = refused.err().unwrap().to_string();
        assert!(why.contains("--allocator") && why.contains("hierarchical or strict_priority"), "{why}");
    });
}
