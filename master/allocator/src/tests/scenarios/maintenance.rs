//! Maintenance and fault domains.

use mesos_protocol::agent::Unavailability;

use super::super::kit::*;
use crate::{AgentFacts, Capabilities, InverseAnswer, Options, Subscription};

fn in_an_hour() -> Option<Unavailability> {
    Some(Unavailability { start: seconds(3600), duration: None })
}

/// Whom the last run asked to move away, and from where.
fn asked(cluster: &Cluster) -> Vec<String> {
    cluster.inverse.iter().map(|inverse| format!("{}@{}", inverse.framework, inverse.agent)).collect()
}

/// fw1 uses agent1, fw2 declined it; maintenance of agent1 is scheduled.
fn scheduled() -> Cluster {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    cluster.accept(&offers[0], "cpus:1;mem:512");
    cluster.framework("fw2", &["role2"]);
    let offers = cluster.run();
    assert_eq!(who(&offers), ["fw2@agent1"]);
    cluster.give_back(&offers[0], Some(seconds(1000)));
    cluster.allocator.update_unavailability(&agent("agent1"), in_an_hour()).unwrap();
    cluster
}

#[test]
fn who_uses_an_agent_under_maintenance_is_asked_to_move_away() {
    let mut cluster = scheduled();
    cluster.run();
    assert_eq!(asked(&cluster), ["fw1@agent1"]);
    assert_eq!(Some(cluster.inverse[0].unavailability), in_an_hour());
}

#[test]
fn unknown_users_of_an_agent_under_maintenance_do_no_harm() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    let used = [(fw("later"), held("cpus:1;mem:512", "role2")), (fw("fw1"), held("cpus:1", "role1"))];
    let facts = AgentFacts::named("agent1");
    cluster.allocator.add_agent(&agent("agent1"), facts, in_an_hour(), res("cpus:2;mem:1024"), used).unwrap();
    cluster.check();
    let offers = cluster.run();
    assert_eq!(told(&offers), ["fw1 role1 agent1 mem:512"], "what the unknown framework uses is not offered");
    assert_eq!(asked(&cluster), ["fw1@agent1"]);
    cluster.framework("later", &["role2"]);
    assert_eq!(cluster.allocator.role_share(&role("role2")), Some(0.5));
    cluster.batch();
    assert_eq!(asked(&cluster), ["later@agent1"]);
    cluster.finish("later", "agent1", &held("cpus:1;mem:512", "role2"));
}

#[test]
fn nobody_is_asked_twice_before_answering() {
    let mut cluster = scheduled();
    cluster.run();
    assert_eq!(asked(&cluster).len(), 1);
    cluster.batch();
    assert!(asked(&cluster).is_empty());
    let (id, on, now) = (fw("fw1"), agent("agent1"), cluster.now);
    cluster.allocator.update_inverse_offer(&on, &id, Some(InverseAnswer::Accept), None, now).unwrap();
    assert_eq!(cluster.allocator.inverse_offer_statuses()[&on][&id].answer, InverseAnswer::Accept);
    cluster.batch();
    assert_eq!(asked(&cluster), ["fw1@agent1"], "minds may change");
    let now = cluster.now;
    cluster.allocator.update_inverse_offer(&on, &id, Some(InverseAnswer::Decline), Some(seconds(2)), now).unwrap();
    for _ in 0..2 {
        cluster.batch();
        assert!(asked(&cluster).is_empty(), "filtered");
    }
    cluster.batch();
    assert_eq!(asked(&cluster), ["fw1@agent1"]);
    cluster.allocator.update_unavailability(&on, in_an_hour()).unwrap();
    assert!(cluster.allocator.inverse_offer_statuses()[&on].is_empty());
    cluster.run();
    assert_eq!(asked(&cluster), ["fw1@agent1"], "a new schedule asks again");
    cluster.allocator.update_unavailability(&on, None).unwrap();
    let now = cluster.now;
    assert!(cluster.allocator.update_inverse_offer(&on, &id, None, None, now).is_err());
}

#[test]
fn other_regions_need_region_aware_frameworks() {
    let mut cluster = Cluster::with(Options { region: Some("eu".to_owned()), ..Options::default() });
    cluster.framework("fw1", &["role1"]);
    let there = |region: &str| AgentFacts {
        region: Some(region.to_owned()),
        zone: Some("z".to_owned()),
        ..AgentFacts::named("host")
    };
    cluster.allocator.add_agent(&agent("far"), there("us"), None, res("cpus:2;mem:1024"), []).unwrap();
    cluster.allocator.add_agent(&agent("near"), there("eu"), None, res("cpus:2;mem:1024"), []).unwrap();
    cluster.agent("nowhere", "cpus:2;mem:1024");
    assert_eq!(who(&cluster.run()), ["fw1@near", "fw1@nowhere"]);
    let mut subscription = Subscription::to([role("role2")]);
    subscription.capabilities = Capabilities { region_aware: true, ..Capabilities::default() };
    cluster.subscribed("fw2", &subscription);
    assert_eq!(who(&cluster.run()), ["fw2@far"]);
}
