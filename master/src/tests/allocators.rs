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

#[test]
fn allocator_and_registrar_show_their_state_and_how_long_they_take() {
    simulate(seeds(3), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        for role in 0..25 {
            let role = Role::new(format!("r{role:02}")).unwrap();
            stage.subscribed(FrameworkInfo::named(role.as_str()).roles([role])).await;
        }
        stage.admitted("db-7").await;
        sim.clock().advance(SOON).await;
        let state = stage.read("/inspect/state/allocator").await;
        let counts = ["agents", "frameworks", "roles", "filters"].map(|key| state[key].as_u64().unwrap());
        assert_eq!((state["policy"].as_str(), counts), (Some("hierarchical"), [1, 25, 25, 0]));
        let shares = state["largest_shares"].as_array().unwrap();
        assert_eq!((shares.len(), shares[0]["share"].as_f64()), (20, Some(1.0)), "the one who is offered all comes first");
        assert_eq!(state["decisions_sent"], state["decisions_taken"]);
        let metrics = stage.read("/metrics/snapshot").await;
        let value = |name: &str| metrics[name].as_f64().unwrap_or_else(|| panic!("no {name} in {metrics:#}"));
        assert_eq!(
            (value("allocator/mesos/resources/cpus/total"), value("allocator/mesos/event_queue_dispatches")),
            (4.0, 0.0)
        );
        assert!(value("allocator/mesos/allocation_runs") >= 3.0);
        for timer in
            ["allocator/mesos/allocation_run_ms", "allocator/mesos/allocation_run_latency_ms", "registrar/state_store_ms"]
        {
            assert!(value(timer) >= 0.0 && value(&format!("{timer}/count")) >= 1.0, "{timer}");
            for key in ["min", "max", "p50", "p90", "p95", "p99", "p999", "p9999"] {
                value(&format!("{timer}/{key}"));
            }
        }
        assert!(value("registrar/state_fetch_ms") >= 0.0 && value("registrar/registry_size_bytes") > 0.0);
    });
}
