//! Filters and minimums.

use std::collections::BTreeSet;
use std::time::Duration;

use mesos_protocol::offer::Filters;

use super::super::kit::*;
use crate::{AgentFacts, Minimum, Options, Subscription};

fn one_framework() -> Cluster {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster
}

/// A cluster in which fw1 declined agent1 for so long.
fn declined(refuse: Duration) -> Cluster {
    let mut cluster = one_framework();
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    cluster.give_back(&offers[0], Some(refuse));
    cluster
}

#[test]
fn declined_resources_come_back_with_the_batch_after_the_filter() {
    let mut cluster = declined(seconds(2));
    assert!(cluster.batch().is_empty());
    assert!(cluster.batch().is_empty());
    assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
}

#[test]
fn a_short_filter_lasts_through_the_next_batch() {
    let mut cluster = declined(Duration::from_millis(1));
    cluster.now += Duration::from_millis(500);
    cluster.allocator.pause();
    assert!(cluster.batch().is_empty());
    cluster.allocator.resume();
    cluster.now += seconds(5);
    assert!(cluster.batch().is_empty(), "even if the next batch comes late");
    assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
}

#[test]
fn refusing_for_no_time_sets_no_filter() {
    let mut cluster = declined(Duration::ZERO);
    assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
}

#[test]
fn revive_ends_a_long_filter_at_once() {
    let mut cluster = declined(seconds(100_000));
    assert!(cluster.batch().is_empty());
    cluster.allocator.revive(&fw("fw1"), &BTreeSet::new()).unwrap();
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
}

#[test]
fn reviving_one_role_leaves_the_filters_of_another() {
    let mut cluster = Cluster::new();
    let mut subscription = Subscription::to(roles(["role1", "role2"]));
    subscription.suppressed = roles(["role1"]);
    cluster.subscribed("fw1", &subscription);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    assert_eq!(offers[0].role, role("role2"));
    cluster.give_back(&offers[0], Some(seconds(1000)));
    assert!(cluster.batch().is_empty());
    cluster.allocator.revive(&fw("fw1"), &roles(["role1"])).unwrap();
    let offers = cluster.run();
    assert_eq!(offers[0].role, role("role1"));
    cluster.give_back(&offers[0], Some(seconds(1000)));
    assert!(cluster.batch().is_empty());
}

#[test]
fn suppress_stops_offers_until_revive() {
    let mut cluster = one_framework();
    cluster.allocator.suppress(&fw("fw1"), &BTreeSet::new()).unwrap();
    cluster.agent("agent1", "cpus:2;mem:1024");
    assert!(cluster.run().is_empty());
    assert!(cluster.batch().is_empty());
    cluster.allocator.revive(&fw("fw1"), &BTreeSet::new()).unwrap();
    cluster.allocator.revive(&fw("fw1"), &BTreeSet::new()).unwrap();
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
}

#[test]
fn subscribing_anew_ends_suppression() {
    let mut cluster = one_framework();
    cluster.allocator.suppress(&fw("fw1"), &BTreeSet::new()).unwrap();
    cluster.agent("agent1", "cpus:2;mem:1024");
    cluster.allocator.deactivate_framework(&fw("fw1")).unwrap();
    cluster.allocator.activate_framework(&fw("fw1")).unwrap();
    assert!(cluster.run().is_empty(), "activation alone keeps the suppression");
    cluster.allocator.deactivate_framework(&fw("fw1")).unwrap();
    cluster.allocator.update_framework(&fw("fw1"), &Subscription::to([role("role1")])).unwrap();
    cluster.allocator.activate_framework(&fw("fw1")).unwrap();
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
}

#[test]
fn too_little_is_never_offered() {
    let mut cluster = one_framework();
    cluster.agent("agent1", "cpus:0.005;mem:31");
    assert!(cluster.run().is_empty());
    cluster.agent("agent2", "cpus:0.01;mem:1");
    assert_eq!(who(&cluster.run()), ["fw1@agent2"]);
    cluster.agent("agent3", "cpus:0.001;mem:32");
    assert_eq!(who(&cluster.run()), ["fw1@agent3"]);
    cluster.agent("agent4", "cpus:0.006;cpus(role1):0.006");
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent4 cpus:0.006; cpus(reservations: [(STATIC,role1)]):0.006"]);
    assert!(cluster.batch().is_empty());
}

#[test]
fn a_role_may_have_a_minimum_of_its_own() {
    let mut cluster = Cluster::with(Options { minimum: Minimum::parse("cpus:1;mem:64").unwrap(), ..Options::default() });
    let mut subscription = Subscription::to([role("role1")]);
    cluster.subscribed("fw1", &subscription);
    cluster.agent("agent1", "cpus:0.5;mem:32");
    assert!(cluster.run().is_empty());
    subscription.minimums.insert(role("role1"), Minimum::parse("cpus:0.25").unwrap());
    cluster.allocator.update_framework(&fw("fw1"), &subscription).unwrap();
    assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
    subscription.minimums.insert(role("role1"), Minimum::any_of(vec![]));
    cluster.allocator.update_framework(&fw("fw1"), &subscription).unwrap();
    cluster.agent("agent2", "cpus:0.001");
    assert_eq!(who(&cluster.run()), ["fw1@agent2"]);
}

#[test]
fn new_attributes_void_the_filters_of_an_agent() {
    let mut cluster = declined(seconds(1000));
    cluster.allocator.update_agent(&agent("agent1"), Some(AgentFacts::named("agent1")), None).unwrap();
    assert!(cluster.run().is_empty(), "nothing changed");
    let mut facts = AgentFacts::named("agent1");
    facts.attributes = "rack:r2".parse().unwrap();
    cluster.allocator.update_agent(&agent("agent1"), Some(facts), None).unwrap();
    cluster.check();
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
}

#[test]
fn more_than_was_refused_is_offered_despite_the_filter() {
    let mut cluster = one_framework();
    cluster.agent("agent1", "cpus:2;mem:512");
    let offers = cluster.run();
    cluster.recover(&offers[0], &held("cpus:1;mem:256", "role1"), Some(seconds(1000)));
    assert!(cluster.batch().is_empty());
    cluster.recover(&offers[0], &held("cpus:1;mem:256", "role1"), None);
    assert_eq!(told(&cluster.batch()), ["fw1 role1 agent1 cpus:2; mem:512"]);
}

#[test]
fn refusing_for_ever_means_a_year_and_nonsense_five_seconds() {
    let mut cluster = declined(Duration::MAX);
    let year = seconds(365 * 24 * 3600);
    cluster.now = year - seconds(1);
    assert!(cluster.batch().is_empty());
    assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
    for nonsense in [-1.0, f64::NAN] {
        let mut cluster = declined(Filters::from_seconds(nonsense).refuse);
        for _ in 0..5 {
            assert!(cluster.batch().is_empty());
        }
        assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
    }
}

#[test]
fn only_hosts_on_the_whitelist_are_offered() {
    let mut cluster = one_framework();
    cluster.allocator.update_whitelist(Some(["other".to_owned()].into()));
    cluster.agent("agent1", "cpus:2;mem:1024");
    assert!(cluster.run().is_empty());
    assert!(cluster.batch().is_empty());
    cluster.allocator.update_whitelist(Some(["other".to_owned(), "agent1".to_owned()].into()));
    assert!(!cluster.allocator.wants_run());
    assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
}

#[test]
fn an_empty_whitelist_offers_nothing_anywhere() {
    let mut cluster = one_framework();
    cluster.allocator.update_whitelist(Some(BTreeSet::new()));
    cluster.agent("agent1", "cpus:2;mem:1024");
    cluster.agent("agent2", "cpus:2;mem:1024");
    assert!(cluster.batch().is_empty());
    cluster.allocator.update_whitelist(None);
    assert_eq!(cluster.batch().len(), 2);
}
