//! Fair sharing.

use std::sync::Arc;

use mesos_protocol::resources::{Reservation, Resource};

use super::super::kit::*;
use crate::policy::Hierarchical;
use crate::{Capabilities, Options, Subscription};

#[test]
fn a_framework_that_has_nothing_gets_the_next_agent() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    cluster.framework("fw2", &["role2"]);
    assert!(cluster.run().is_empty());
    cluster.agent("agent2", "cpus:1;mem:512");
    assert_eq!(told(&cluster.run()), ["fw2 role2 agent2 cpus:1; mem:512"]);
}

#[test]
fn the_role_with_the_lower_share_gets_the_next_agent() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:6;mem:6144");
    cluster.rest("agent1");
    cluster.framework_using("fw1", "role1", &[("agent1", "cpus:2;mem:2048")]);
    cluster.framework_using("fw2", "role2", &[("agent1", "cpus:1;mem:1024")]);
    assert_eq!((cluster.share("role1"), cluster.share("role2")), (2.0 / 6.0, 1.0 / 6.0));
    cluster.agent("agent2", "cpus:3;mem:2048");
    assert_eq!(told(&cluster.run()), ["fw2 role2 agent2 cpus:3; mem:2048"]);
}

#[test]
fn the_idle_framework_of_the_lowest_role_gets_the_next_agent() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:10;mem:10240");
    cluster.rest("agent1");
    cluster.framework_using("fw1", "role1", &[("agent1", "cpus:2;mem:1024")]);
    cluster.framework_using("fw2", "role2", &[("agent1", "cpus:4;mem:1024")]);
    cluster.framework("fw3", &["role1"]);
    assert_eq!((cluster.share("role1"), cluster.share("role2")), (0.2, 0.4));
    cluster.agent("agent2", "cpus:2;mem:512");
    assert_eq!(who(&cluster.run()), ["fw3@agent2"]);
}

#[test]
fn the_level_of_roles_decides_before_that_of_frameworks() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:100;mem:10240");
    cluster.rest("agent1");
    cluster.framework_using("fw1", "role1", &[("agent1", "cpus:63")]);
    cluster.framework_using("fw2", "role2", &[("agent1", "cpus:36")]);
    cluster.framework("fw4", &["role1"]);
    assert_eq!((cluster.share("role1"), cluster.share("role2")), (0.63, 0.36));
    cluster.agent("agent2", "cpus:2;mem:512");
    assert_eq!(who(&cluster.run()), ["fw2@agent2"]);
}

#[test]
fn reserved_resources_count_in_shares() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus(role1):2;mem(role1):1024");
    cluster.framework("fw1", &["role1"]);
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent2", "cpus:2;mem:1024");
    assert_eq!(who(&cluster.run()), ["fw2@agent2"]);
}

#[test]
fn excluded_resources_play_no_part_in_the_order() {
    for (excluded, expected) in [(vec!["gpus".to_owned()], "fw1@agent2"), (vec![], "fw2@agent2")] {
        let policy = Hierarchical { excluded: excluded.into_iter().collect(), ..Default::default() };
        let mut cluster = Cluster::with(Options { policy: Arc::new(policy), ..Options::default() });
        cluster.agent("agent1", "cpus:4;mem:1024;gpus:1");
        cluster.rest("agent1");
        cluster.framework_using("fw1", "role1", &[("agent1", "gpus:1")]);
        cluster.framework_using("fw2", "role2", &[("agent1", "cpus:1")]);
        cluster.agent("agent2", "cpus:1;mem:512");
        assert_eq!(who(&cluster.run()), [expected]);
    }
}

#[test]
fn a_subrole_competes_within_its_parent_only() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:2;mem:2048");
    cluster.framework_using("fw1", "a/b", &[("agent1", "cpus:2;mem:2048")]);
    cluster.framework("fw2", &["a/c"]);
    cluster.framework("fw3", &["d/e"]);
    cluster.agent("agent2", "cpus:1;mem:1024");
    assert_eq!((cluster.share("a/c"), cluster.share("d/e")), (0.0, 0.0));
    assert_eq!(who(&cluster.run()), ["fw3@agent2"]);
}

#[test]
fn two_agents_go_to_two_idle_roles() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    cluster.agent("agent2", "cpus:2;mem:1024");
    let offers = cluster.run();
    assert_eq!(offers.len(), 2);
    assert_ne!(offers[0].framework, offers[1].framework);
    assert!(offers.iter().all(|offer| offer.resources == held("cpus:2;mem:1024", offer.role.as_str())));
}

#[test]
fn offers_alternate_by_allocation_count_at_equal_shares() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role1"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let mut order = Vec::new();
    for _ in 0..6 {
        let offers = cluster.batch();
        order.push(offers[0].framework.to_string());
        cluster.give_back(&offers[0], None);
    }
    assert_eq!(order, ["fw1", "fw2", "fw1", "fw2", "fw1", "fw2"]);
}

#[test]
fn weights_divide_equal_agents_in_proportion() {
    for (weights, expected) in
        [(vec![1.0, 1.0], vec![3, 3]), (vec![1.0, 2.0], vec![2, 4]), (vec![1.0, 2.0, 3.0], vec![1, 2, 3])]
    {
        let mut cluster = Cluster::new();
        for (number, weight) in weights.iter().enumerate() {
            let path = format!("role{number}");
            cluster.framework(&format!("fw{number}"), &[&path]);
            cluster.allocator.update_weights([(path.as_str(), *weight)]).unwrap();
        }
        for number in 0..6 {
            cluster.agent(&format!("agent{number}"), "cpus:2;mem:1024");
        }
        let offers = cluster.run();
        let got: Vec<usize> = (0..weights.len())
            .map(|number| offers.iter().filter(|offer| offer.framework == fw(&format!("fw{number}"))).count())
            .collect();
        assert_eq!(got, expected, "weights {weights:?}");
    }
}

#[test]
fn new_weights_wait_for_the_next_batch() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    cluster.give_back(&offers[0], None);
    cluster.allocator.update_weights([("role1", 4.0)]).unwrap();
    assert!(!cluster.allocator.wants_run());
    assert!(cluster.run().is_empty());
    assert_eq!(cluster.batch().len(), 1);
    assert!(cluster.allocator.update_weights([("role1", 1.0), ("role2", 0.0)]).is_err());
    assert_eq!(cluster.allocator.weights()["role1"], 4.0);
}

#[test]
fn shares_do_not_depend_on_the_order_of_arrival() {
    let mut early = Cluster::new();
    early.framework("fw1", &["role1"]);
    early.agent("agent1", "cpus:4;mem:1024");
    let offers = early.run();
    early.accept(&offers[0], "cpus:1;mem:128");
    let mut late = Cluster::new();
    late.agent("agent1", "cpus:4;mem:1024");
    late.framework_using("fw1", "role1", &[("agent1", "cpus:1;mem:128")]);
    let mut reported = Cluster::new();
    let facts = crate::AgentFacts::named("agent1");
    let used = [(fw("fw1"), held("cpus:1;mem:128", "role1"))];
    reported.allocator.add_agent(&agent("agent1"), facts, None, res("cpus:4;mem:1024"), used).unwrap();
    reported.framework_using("fw1", "role1", &[("agent1", "cpus:1;mem:128")]);
    for cluster in [&early, &late, &reported] {
        assert_eq!(cluster.share("role1"), 0.25);
        assert_eq!(cluster.allocator.framework_share(&fw("fw1"), &role("role1")), Some(0.25));
    }
}

#[test]
fn a_removed_agent_lowers_the_share_of_its_framework() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:2;mem:1024");
    cluster.agent("agent2", "cpus:1;mem:1024");
    cluster.framework_using("fw1", "role1", &[("agent1", "cpus:2;mem:1024")]);
    cluster.framework_using("fw2", "role2", &[("agent2", "cpus:1;mem:1024")]);
    assert!(cluster.share("role1") > cluster.share("role2"));
    cluster.allocator.remove_agent(&agent("agent1")).unwrap();
    cluster.check();
    assert_eq!(cluster.share("role1"), 0.0);
    cluster.agent("agent3", "cpus:2;mem:1024");
    assert_eq!(who(&cluster.run()), ["fw1@agent3"]);
}

#[test]
fn an_incapable_framework_is_passed_over() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:2;mem:1024");
    let mut able = Subscription::to([role("a/b")]);
    able.capabilities = Capabilities { reservation_refinement: true, ..Capabilities::default() };
    let used = [(agent("agent1"), held("cpus:2;mem:1024", "a/b"))];
    cluster.allocator.add_framework(&fw("fw1"), &able, used, true).unwrap();
    cluster.framework("fw2", &["a/b"]);
    let refined = |resource: Resource| {
        let reserved = resource.push_reservation(Reservation::fixed(role("a"))).unwrap();
        reserved.push_reservation(Reservation::dynamic(role("a/b"))).unwrap()
    };
    let total = res("cpus:1;mem:512").map(refined);
    cluster.agent_with("agent2", total);
    assert_eq!(who(&cluster.run()), ["fw1@agent2"]);
}
