//! Who must give back for a guarantee.

use std::sync::Arc;

use super::kit::*;
use crate::Options;
use crate::policy::StrictPriority;

/// Victims as short texts: `fw2@agent1 cpus:1`, offers marked.
fn plan(cluster: &Cluster) -> Vec<String> {
    let victims = cluster.allocator.plan_revocation();
    assert_eq!(victims, cluster.allocator.plan_revocation(), "the plan is the same each time");
    let tell = |victim: &crate::Victim| {
        let offered = if victim.is_offered { "offer " } else { "" };
        format!("{offered}{}@{} {}", victim.framework, victim.agent, victim.quantities)
    };
    victims.iter().map(tell).collect()
}

#[test]
fn the_newest_and_lowest_priority_gives_back_first_and_no_more_than_needed() {
    let policy = StrictPriority { roles: [("prod".to_owned(), 10)].into(), ..StrictPriority::default() };
    let mut cluster = Cluster::with(Options { policy: Arc::new(policy), ..Options::default() });
    cluster.agent("agent1", "cpus:10;mem:1024");
    cluster.framework_using("dev1", "dev", &[("agent1", "cpus:2")]);
    cluster.framework_using("dev2", "dev", &[("agent1", "cpus:2")]);
    cluster.framework_using("prod1", "prod", &[("agent1", "cpus:5")]);
    assert!(plan(&cluster).is_empty());
    cluster.quota("vip", "cpus:4;mem:512", "");
    assert_eq!(plan(&cluster), ["dev2@agent1 cpus:2", "dev1@agent1 cpus:1"], "one processor is free, memory too");
    cluster.quota("vip", "cpus:6;mem:512", "");
    assert_eq!(plan(&cluster), ["dev2@agent1 cpus:2", "dev1@agent1 cpus:2", "prod1@agent1 cpus:1"]);
    cluster.framework("dev3", &["dev"]);
    cluster.allocator.suppress(&fw("dev3"), &roles(["dev"])).unwrap();
    cluster.quota("vip", "", "");
    cluster.allocator.revive(&fw("dev3"), &roles(["dev"])).unwrap();
    cluster.allocator.suppress(&fw("prod1"), &roles(["prod"])).unwrap();
    cluster.allocator.suppress(&fw("dev1"), &roles(["dev"])).unwrap();
    cluster.allocator.suppress(&fw("dev2"), &roles(["dev"])).unwrap();
    assert_eq!(who(&cluster.run()), ["dev3@agent1"]);
    cluster.quota("vip", "cpus:2", "");
    assert_eq!(plan(&cluster), ["offer dev3@agent1 cpus:1", "dev2@agent1 cpus:1"], "an offer costs nobody a task");
}

#[test]
fn who_is_at_or_below_its_guarantee_gives_nothing_back() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:10;mem:1024");
    cluster.quota("a", "cpus:4", "");
    cluster.quota("b", "cpus:2", "");
    cluster.framework_using("below", "a", &[("agent1", "cpus:3")]);
    cluster.framework_using("above", "b/c", &[("agent1", "cpus:5")]);
    cluster.framework_using("free", "*", &[("agent1", "cpus:2")]);
    // Role a lacks one processor of its own guarantee, vip lacks four: nothing is free.
    cluster.quota("vip", "cpus:4", "");
    assert_eq!(plan(&cluster), ["free@agent1 cpus:2", "above@agent1 cpus:3"], "only what exceeds the guarantee of b");
    cluster.quota("vip", "cpus:40", "");
    assert_eq!(plan(&cluster), ["free@agent1 cpus:2", "above@agent1 cpus:3"], "more cannot be had");
}

#[test]
fn reserved_and_revocable_resources_are_left_alone() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus(a):4;mem:1024");
    cluster.framework_using("fw1", "a", &[("agent1", "cpus(a):4;mem:64")]);
    cluster.quota("vip", "cpus:2;mem:1000", "");
    assert_eq!(plan(&cluster), ["fw1@agent1 mem:40"]);
}
