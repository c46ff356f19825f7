//! The plain case: agents, frameworks, offers, declines.

use super::kit::*;

#[test]
fn an_agent_goes_to_the_framework_with_the_lowest_share() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["*"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    assert_eq!(told(&cluster.run()), ["fw1 * agent1 cpus:2; mem:1024"]);
    cluster.framework("fw2", &["*"]);
    cluster.agent("agent2", "cpus:1;mem:512");
    assert_eq!(who(&cluster.run()), ["fw2@agent2"]);
    assert!(cluster.batch().is_empty());
}

#[test]
fn declined_offer_stays_away_for_refuse_seconds() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["*"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    cluster.give_back(&offers[0], Some(seconds(3)));
    assert!(!cluster.allocator.wants_run());
    for _ in 0..3 {
        assert!(cluster.batch().is_empty());
    }
    assert_eq!(cluster.batch(), offers);
}

#[test]
fn what_is_not_held_cannot_be_given_back() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["*"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    let mut more = offers[0].resources.clone();
    more.add(&held("cpus:1", "*"));
    let now = cluster.now;
    let refused = cluster.allocator.recover_resources(&fw("fw1"), &agent("agent1"), &more, None, false, now);
    assert_eq!(
        refused.unwrap_err().to_string(),
        "framework fw1 has cpus:2; mem:1024 on agent agent1, which does not include cpus:3; mem:1024"
    );
    let loose = cluster.allocator.recover_resources(&fw("fw1"), &agent("agent1"), &res("cpus:1"), None, false, now);
    assert!(loose.unwrap_err().to_string().contains("not allocated to a role"));
    cluster.check();
    assert!(cluster.allocator.add_agent(&agent("agent1"), crate::AgentFacts::named("x"), None, res("cpus:1"), []).is_err());
    assert!(cluster.allocator.revive(&fw("none"), &Default::default()).is_err());
}
