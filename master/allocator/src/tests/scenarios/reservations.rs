//! Reservations and the hierarchy of roles.

use super::super::kit::*;
use crate::{AgentFacts, Capabilities, Subscription};

#[test]
fn reservations_go_to_their_roles_only() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus(role1):2;mem(role1):1024");
    cluster.agent("agent2", "cpus(role2):2;mem(role2):1024");
    cluster.agent("agent3", "cpus(role3):2;mem(role3):1024");
    assert_eq!(who(&cluster.run()), ["fw1@agent1", "fw2@agent2"]);
    assert!(cluster.batch().is_empty());
}

#[test]
fn recovered_parts_are_offered_again_one_by_one() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus(role1):1;cpus:2;mem:1024");
    let offers = cluster.run();
    assert_eq!(offers[0].resources, held("cpus(role1):1;cpus:2;mem:1024", "role1"));
    cluster.recover(&offers[0], &held("cpus(role1):1", "role1"), None);
    assert_eq!(cluster.batch()[0].resources, held("cpus(role1):1", "role1"));
    cluster.recover(&offers[0], &held("cpus:2;mem:1024", "role1"), None);
    assert_eq!(cluster.batch()[0].resources, held("cpus:2;mem:1024", "role1"));
}

#[test]
fn the_reservation_of_a_role_is_offered_to_its_subroles() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["a/b"]);
    cluster.agent("agent1", "cpus(a):2");
    assert_eq!(cluster.run()[0].resources, held("cpus(a):2", "a/b"));
}

#[test]
fn the_reservation_of_a_subrole_is_not_offered_to_its_parent() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["a"]);
    cluster.agent("agent1", "cpus(a/b):2");
    assert!(cluster.run().is_empty());
    assert!(cluster.batch().is_empty());
}

#[test]
fn reserved_ports_come_and_go_without_a_trace() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "ports(role1):[1-5]");
    cluster.agent("agent2", "ports(role1):[3-9];cpus:1;mem:64");
    assert!(cluster.allocator.roles().contains(&role("role1")), "a reservation keeps a role");
    cluster.framework("fw1", &["role1"]);
    assert_eq!(cluster.run().len(), 1, "ports alone are less than the minimum");
    cluster.total("agent2", res("cpus:1;mem:64"));
    cluster.allocator.remove_framework(&fw("fw1")).unwrap();
    cluster.allocator.remove_agent(&agent("agent1")).unwrap();
    cluster.check();
    assert!(cluster.allocator.roles().is_empty());
}

#[test]
fn agents_must_know_several_roles_for_frameworks_that_have_them() {
    let mut cluster = Cluster::new();
    let mut subscription = Subscription::to([role("role1")]);
    subscription.capabilities = Capabilities { multi_role: true, ..Capabilities::default() };
    cluster.subscribed("fw1", &subscription);
    let old = AgentFacts { multi_role: false, ..AgentFacts::named("agent1") };
    cluster.allocator.add_agent(&agent("agent1"), old, None, res("cpus:2;mem:1024"), []).unwrap();
    assert!(cluster.run().is_empty());
    assert!(cluster.batch().is_empty());
    cluster.allocator.update_agent(&agent("agent1"), Some(AgentFacts::named("agent1")), None).unwrap();
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
}
