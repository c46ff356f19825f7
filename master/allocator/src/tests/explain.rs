//! Why no offer came.

use std::collections::BTreeSet;

use super::kit::*;
use crate::constraints::{Constraint, Constraints, Predicate, Selector};
use crate::explain::{Reason, Standstill};
use crate::{AgentFacts, Question, Subscription};

fn reasons(cluster: &Cluster, id: &str) -> Vec<(Reason, usize)> {
    let explanation = cluster.allocator.explain(&Question::about(fw(id)), cluster.now).unwrap();
    explanation.parts[0].groups.iter().map(|group| (group.reason, group.agents)).collect()
}

#[test]
fn agents_are_grouped_by_reason_with_counts_and_three_examples() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["a"]);
    for number in 0..5 {
        cluster.agent(&format!("busy{number}"), "cpus:1;mem:64");
    }
    assert_eq!(cluster.run().len(), 5);
    cluster.agent("gpu", "cpus:1;mem:64;gpus:1");
    cluster.agent("tiny", "cpus:0.001");
    cluster.agent("other", "cpus(b):1");
    cluster.agent("resting", "cpus:1");
    cluster.rest("resting");
    cluster.agent("refused", "cpus:1;mem:64");
    let offers = cluster.batch();
    cluster.give_back(&offers[0], Some(seconds(60)));
    let question = Question::about(fw("fw1")).on(agent("refused"));
    let explanation = cluster.allocator.explain(&question, cluster.now).unwrap();
    let part = &explanation.parts[0];
    assert_eq!((part.groups[0].reason, part.groups[0].agents), (Reason::NothingFree, 5));
    assert_eq!(part.groups[0].examples.len(), 3);
    let all: BTreeSet<Reason> = part.groups.iter().map(|group| group.reason).collect();
    let expected = [
        Reason::AgentInactive,
        Reason::NothingFree,
        Reason::NotForRole,
        Reason::Unsuited(crate::Unsuited::Gpus),
        Reason::BelowMinimum,
        Reason::Filtered,
    ];
    assert_eq!(all, expected.into());
    assert_eq!(part.agents[0].1.until, Some(cluster.now + seconds(60)));
    let text = explanation.to_string();
    for sentence in [
        "5 agents: everything is offered or allocated (busy0, busy1, busy2, …)",
        "1 agent: the framework refused as much before (refused until 61.0 s)",
        "agent refused: the framework refused as much before until 61.0 s",
    ] {
        assert!(text.contains(sentence), "{sentence:?} is missing in\n{text}");
    }
    assert!(cluster.allocator.explain(&Question::about(fw("none")), cluster.now).is_err());
}

#[test]
fn what_stops_a_framework_everywhere_is_said_first() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["a"]);
    let standstill =
        |cluster: &Cluster| cluster.allocator.explain(&Question::about(fw("fw1")), cluster.now).unwrap().parts[0].standstill;
    assert_eq!(standstill(&cluster), None);
    cluster.allocator.suppress(&fw("fw1"), &BTreeSet::new()).unwrap();
    assert_eq!(standstill(&cluster), Some(Standstill::Suppressed));
    cluster.allocator.deactivate_framework(&fw("fw1")).unwrap();
    assert_eq!(standstill(&cluster), Some(Standstill::Inactive));
    let role_question = Question::about_role(role("a"));
    let explanation = cluster.allocator.explain(&role_question, cluster.now).unwrap();
    assert_eq!(explanation.parts[0].standstill, Some(Standstill::NobodyActive));
    cluster.allocator.pause();
    assert!(cluster.allocator.explain(&role_question, cluster.now).unwrap().paused);
}

#[test]
fn quota_is_named_with_what_is_left_and_for_whom_it_is_kept() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["a"]);
    cluster.quota("a", "", "cpus:0;mem:0");
    cluster.agent("agent1", "cpus:2;mem:64");
    assert!(cluster.run().is_empty());
    assert_eq!(reasons(&cluster, "fw1"), [(Reason::QuotaLimit, 1)]);
    let explain = |cluster: &Cluster| cluster.allocator.explain(&Question::about(fw("fw1")), cluster.now).unwrap();
    assert_eq!(explain(&cluster).parts[0].limit_left, [("cpus".to_owned(), 0.0), ("mem".to_owned(), 0.0)]);
    cluster.quota("a", "", "");
    cluster.quota("b", "cpus:2;mem:64", "");
    assert_eq!(reasons(&cluster, "fw1"), [(Reason::KeptForGuarantees, 1)]);
    let explanation = explain(&cluster);
    assert_eq!(explanation.parts[0].kept_for, [(role("b"), amounts("cpus:2;mem:64"))]);
    assert!(explanation.to_string().contains("is kept free, because role b lacks it of its guarantee"), "{explanation}");
}

#[test]
fn wanted_resources_that_are_missing_are_named() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["a"]);
    cluster.agent("agent1", "cpus:2;mem:64");
    cluster.agent("agent2", "cpus:8;mem:64");
    let question = Question::about(fw("fw1")).wanting(amounts("cpus:4;mem:32"));
    let explanation = cluster.allocator.explain(&question, cluster.now).unwrap();
    let groups: Vec<_> = explanation.parts[0].groups.iter().map(|group| (group.reason, group.agents)).collect();
    assert_eq!(groups, [(Reason::TooSmall, 1), (Reason::Eligible, 1)]);
    assert_eq!(explanation.parts[0].groups[0].examples[0].1.missing, amounts("cpus:2"));
    let anybody = Question::default().wanting(amounts("cpus:100"));
    let explanation = cluster.allocator.explain(&anybody, cluster.now).unwrap();
    assert_eq!(explanation.parts[0].groups[0].agents, 2);
}

#[test]
fn who_stands_before_is_named_with_the_share() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:4;mem:64");
    cluster.framework_using("fw1", "a", &[("agent1", "cpus:2")]);
    cluster.framework("fw2", &["a"]);
    cluster.framework("fw3", &["b"]);
    let explanation = cluster.allocator.explain(&Question::about(fw("fw1")), cluster.now).unwrap();
    let before: Vec<_> = explanation.parts[0].before.iter().map(|one| (one.role.as_str(), one.framework.clone())).collect();
    assert_eq!(before, [("b", None), ("a", Some(fw("fw2")))]);
    assert_eq!(explanation.parts[0].share, 0.5);
    assert!(explanation.to_string().contains("role b stands before with a share of 0.0 %"), "{explanation}");
}

#[test]
fn constraints_exclude_agents_and_are_listed() {
    let mut cluster = Cluster::new();
    let on_r1 = Constraint { selector: Selector::Attribute("rack".into()), predicate: Predicate::TextEquals("r1".into()) };
    let mut subscription = Subscription::to([role("a")]);
    subscription.constraints.insert(role("a"), Constraints::any_of(vec![vec![on_r1]]).unwrap());
    cluster.subscribed("fw1", &subscription);
    for (id, rack) in [("agent1", "rack:r1"), ("agent2", "rack:r2")] {
        let facts = AgentFacts { attributes: rack.parse().unwrap(), ..AgentFacts::named(id) };
        cluster.allocator.add_agent(&agent(id), facts, None, res("cpus:1;mem:64"), []).unwrap();
    }
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    assert_eq!(reasons(&cluster, "fw1"), [(Reason::NothingFree, 1), (Reason::Constraint, 1)]);
    let listed = cluster.allocator.excluded_by_constraints();
    assert_eq!(listed[&fw("fw1")].excluded[&role("a")], [agent("agent2")]);
    assert!(listed[&fw("fw1")].suppressed_roles.is_empty());
}
