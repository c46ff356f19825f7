//! Quota: guarantees, limits, headroom.

use mesos_protocol::container::Volume;
use mesos_protocol::resources::{Conversion, DiskInfo, DiskSource, Reservation, Resource};
use mesos_protocol::values::MiB;

use super::super::kit::*;
use crate::{AgentFacts, Capabilities, Subscription};

fn mount(size: u64) -> Resource {
    Resource::disk_space(MiB(size)).with_disk(DiskInfo::from_source(DiskSource::mount("/mnt"))).unwrap()
}

fn reserve(resources: &str, path: &str) -> Conversion {
    let from = res(resources);
    let to = from.push_reservation(&Reservation::dynamic(role(path))).unwrap();
    Conversion::new(from, to)
}

fn for_role(conversion: &Conversion, path: &str) -> Conversion {
    let mut conversion = conversion.clone();
    conversion.consumed.allocate(&role(path));
    conversion.converted.allocate(&role(path));
    conversion
}

#[test]
fn what_the_guaranteed_role_declines_is_kept_for_it() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:2;mem:1024", "");
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    cluster.agent("agent2", "cpus:1;mem:512");
    let offers = cluster.run();
    assert_eq!(who(&offers), ["fw1@agent1", "fw1@agent2"]);
    cluster.give_back(&offers[0], Some(seconds(2)));
    assert!(cluster.batch().is_empty());
    assert!(cluster.batch().is_empty());
    assert_eq!(cluster.batch(), [offers[0].clone()]);
}

#[test]
fn a_raised_limit_is_used_up_to_the_limit() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "", "cpus:0;mem:0");
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    assert!(cluster.run().is_empty());
    cluster.quota("role1", "", "cpus:1;mem:512");
    assert!(!cluster.allocator.wants_run());
    cluster.framework("fw2", &["role2"]);
    cluster.allocator.suppress(&fw("fw2"), &roles(["role2"])).unwrap();
    assert_eq!(told(&cluster.batch()), ["fw1 role1 agent1 cpus:1; mem:512"]);
    cluster.allocator.revive(&fw("fw2"), &roles(["role2"])).unwrap();
    assert_eq!(told(&cluster.run()), ["fw2 role2 agent1 cpus:1; mem:512"]);
}

#[test]
fn without_quota_freed_resources_go_by_fair_share() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:2;mem:1024", "");
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    cluster.agent("agent2", "cpus:1;mem:512");
    let offers = cluster.run();
    cluster.give_back(&offers[0], None);
    cluster.quota("role1", "", "");
    assert!(cluster.run().is_empty());
    assert_eq!(cluster.batch()[0].framework, fw("fw2"));
}

#[test]
fn frameworks_of_a_guaranteed_role_share_it_fairly() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:4;mem:2048", "");
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role1"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    cluster.agent("agent2", "cpus:1;mem:512");
    let offers = cluster.run();
    assert_eq!(who(&offers), ["fw2@agent2"]);
    cluster.give_back(&offers[0], Some(seconds(1000)));
    assert_eq!(who(&cluster.batch()), ["fw1@agent2"]);
}

#[test]
fn an_agent_is_cut_to_the_quota_and_the_rest_goes_on() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:0.5;mem:200", "cpus:0.5;mem:200");
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent1 cpus:0.5; mem:200", "fw2 role2 agent1 cpus:0.5; mem:312"]);
}

#[test]
fn a_disk_that_exceeds_the_limit_is_left_out_whole() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "", "disk:50");
    cluster.framework("fw1", &["role1"]);
    cluster.agent_with("agent1", res("cpus:2;mem:1024").with(mount(100)));
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent1 cpus:2; mem:1024"]);
    cluster.agent("agent2", "cpus:2;mem:1024;disk:100");
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent2 cpus:2; mem:1024; disk:50"]);
}

#[test]
fn plain_and_whole_disks_fit_a_limit_together() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "disk:100", "disk:100");
    cluster.framework("fw1", &["role1"]);
    let total = res("cpus:2;mem:1024;disk:50").with(mount(50));
    cluster.agent_with("agent1", total.clone());
    let mut expected = total;
    expected.allocate(&role("role1"));
    let offers = cluster.run();
    assert_eq!((offers.len(), &offers[0].resources), (1, &expected));
}

#[test]
fn what_has_no_guarantee_comes_along_unless_others_need_it() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:1", "");
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:1;mem:1024;ports:[1-9]");
    let offers = cluster.run();
    assert_eq!(told(&offers), ["fw1 role1 agent1 cpus:1; mem:1024; ports:[1-9]"]);
    cluster.give_back(&offers[0], None);
    cluster.quota("role2", "mem:1000", "");
    assert_eq!(told(&cluster.batch()), ["fw1 role1 agent1 cpus:1; mem:24; ports:[1-9]"]);
}

#[test]
fn a_satisfied_role_still_gets_what_quota_does_not_count() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:1;mem:512", "cpus:1;mem:512");
    let mut subscription = Subscription::to([role("role1")]);
    subscription.capabilities = Capabilities { revocable_resources: true, ..Capabilities::default() };
    cluster.subscribed("fw1", &subscription);
    cluster.agent("agent1", "cpus:1;mem:512");
    assert_eq!(cluster.run().len(), 1);
    let revocable = Resource::cpus(2).revocable(true);
    cluster.agent_with("agent2", res("cpus:4;mem:512;ports:[1-3]").with(revocable));
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent2 cpus{REV}:2; ports:[1-3]"]);
}

#[test]
fn use_of_quota_counts_in_the_fair_share() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:1;mem:512", "");
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    cluster.agent("agent2", "cpus:1;mem:512");
    assert_eq!(who(&cluster.run()), ["fw2@agent2"]);
    cluster.agent("agent3", "cpus:2;mem:512");
    let offers = cluster.run();
    assert_eq!(who(&offers), ["fw1@agent3"], "equal shares and counts: the smaller name");
}

#[test]
fn a_starving_role_gets_the_agent_once_it_has_quota() {
    let mut cluster = Cluster::new();
    cluster.agent("agent0", "cpus:8;mem:4096");
    cluster.rest("agent0");
    cluster.framework_using("fw1", "role1", &[("agent0", "cpus:4;mem:2048")]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    let offers = cluster.run();
    assert_eq!(who(&offers), ["fw2@agent1"]);
    cluster.give_back(&offers[0], Some(seconds(0)));
    let offers = cluster.batch();
    assert_eq!(who(&offers), ["fw2@agent1"], "without quota the other role stands before for ever");
    cluster.give_back(&offers[0], Some(seconds(0)));
    cluster.quota("role1", "cpus:5;mem:2560", "");
    assert_eq!(who(&cluster.batch()), ["fw1@agent1"]);
}

#[test]
fn one_agents_worth_is_held_back_for_an_absent_role() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:2;mem:1024", "");
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    cluster.agent("agent2", "cpus:2;mem:1024");
    let offers = cluster.run();
    assert_eq!(offers.len(), 1);
    assert_eq!(offers[0].resources, held("cpus:2;mem:1024", "role2"));
    assert!(cluster.batch().is_empty());
}

#[test]
fn a_present_role_gets_its_guarantee_beside_an_absent_one() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:1;mem:512", "");
    cluster.quota("role2", "cpus:2;mem:1024", "");
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    assert_eq!(told(&cluster.run()), ["fw2 role2 agent1 cpus:2; mem:1024"]);
}

#[test]
fn new_agents_serve_the_role_that_still_lacks_its_guarantee() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:1;mem:512", "");
    cluster.quota("role2", "cpus:4;mem:2048", "");
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    cluster.framework("fw2", &["role2"]);
    for number in 2..5 {
        let id = format!("agent{number}");
        cluster.agent(&id, "cpus:1;mem:512");
        assert_eq!(who(&cluster.run()), [format!("fw2@{id}")]);
    }
}

#[test]
fn reservations_as_large_as_the_limit_leave_room_for_nothing_else() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:2;mem:1024", "cpus:2;mem:1024");
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus(role1):2;mem(role1):1024");
    cluster.agent("agent2", "cpus:2;mem:1024");
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    assert!(cluster.batch().is_empty());
}

#[test]
fn reservations_above_a_guarantee_need_no_headroom() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:1;mem:512", "");
    cluster.quota("role2", "cpus:1;mem:512", "");
    cluster.agent("agent1", "cpus(role1):4;mem(role1):2048");
    cluster.agent("agent2", "cpus:1;mem:512");
    cluster.framework("fw3", &["role3"]);
    assert!(cluster.run().is_empty(), "what role1 has too much does not serve role2");
    cluster.agent("agent3", "cpus:1;mem:512");
    assert_eq!(cluster.run().len(), 1);
    assert!(cluster.batch().is_empty());
}

#[test]
fn headroom_and_reservations_are_kept_apart() {
    let mut cluster = Cluster::new();
    cluster.quota("x", "cpus:4", "");
    cluster.framework("fw1", &["x"]);
    cluster.framework("fw2", &["y"]);
    cluster.agent("agent1", "cpus(y):4;cpus:4");
    for _ in 0..3 {
        let offers = cluster.batch();
        assert_eq!(told(&offers), ["fw1 x agent1 cpus:4", "fw2 y agent1 cpus(reservations: [(STATIC,y)]):4"]);
        for offer in &offers {
            cluster.give_back(offer, Some(seconds(0)));
        }
    }
}

#[test]
fn reserving_what_is_allocated_consumes_no_more_quota() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:2;mem:1024", "cpus:2;mem:1024");
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    let consumed = cluster.allocator.consumed_or_offered_quota(&role("role1"));
    let there = for_role(&reserve("cpus:2", "role1"), "role1");
    cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), std::slice::from_ref(&there)).unwrap();
    cluster.check();
    assert_eq!(cluster.allocator.consumed_or_offered_quota(&role("role1")), consumed);
    let back = Conversion::new(there.converted, there.consumed);
    cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), &[back]).unwrap();
    cluster.check();
    assert_eq!(cluster.allocator.consumed_or_offered_quota(&role("role1")), consumed);
    cluster.give_back(&offers[0], None);
}

#[test]
fn a_shared_volume_is_charged_once_against_the_limit() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "", "disk:150;cpus:1");
    let mut subscription = Subscription::to([role("role1")]);
    subscription.capabilities = Capabilities { shared_resources: true, ..Capabilities::default() };
    cluster.subscribed("fw1", &subscription);
    cluster.subscribed("fw2", &subscription);
    let disk = Resource::disk_space(MiB(100)).push_reservation(Reservation::dynamic(role("role1"))).unwrap();
    let volume = disk.with_disk(DiskInfo::persistent("v", None, Volume::at("v"))).unwrap().shared(true).unwrap();
    cluster.agent_with("agent1", res("cpus:2;disk:100").with(volume));
    let first = cluster.run();
    assert_eq!(first.len(), 1);
    assert_eq!(cluster.allocator.consumed_or_offered_quota(&role("role1")), amounts("disk:150;cpus:1"));
    cluster.recover(&first[0], &held("disk:50", "role1"), None);
    cluster.allocator.remove_framework(&fw("none")).unwrap_err();
    cluster.quota("role1", "", "disk:150;cpus:2");
    let second = cluster.batch();
    assert_eq!(second.len(), 1);
    assert_ne!(second[0].framework, first[0].framework);
    assert_eq!(
        second[0].resources.scalar_quantities(),
        amounts("cpus:1;disk:150"),
        "the volume again, and 50 of plain disk"
    );
    assert_eq!(cluster.allocator.consumed_or_offered_quota(&role("role1")), amounts("disk:150;cpus:2"));
}

#[test]
fn only_what_the_limit_still_leaves_is_offered() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "", "cpus:4;mem:512");
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:1;mem:512");
    assert_eq!(cluster.run().len(), 1);
    cluster.agent("agent2", "cpus:2;mem:1024");
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent2 cpus:2"]);
}

#[test]
fn an_ancestors_reservation_in_use_is_an_allocated_reservation() {
    let mut cluster = Cluster::new();
    cluster.quota("b", "cpus:2", "");
    cluster.framework("fw1", &["a/b"]);
    cluster.agent("agent1", "cpus(a):2;mem(a):64");
    assert_eq!(who(&cluster.run()), ["fw1@agent1"]);
    cluster.framework("fw2", &["c"]);
    cluster.agent("agent2", "cpus:2;mem:64");
    assert_eq!(told(&cluster.run()), ["fw2 c agent2 mem:64"], "the processors are kept for b");
    cluster.agent("agent3", "cpus:3;mem:64");
    let offers = cluster.batch();
    let cpus: Vec<_> = offers.iter().map(|offer| offer.resources.scalar(&mesos_protocol::resources::Name::CPUS)).collect();
    assert_eq!(cpus.iter().flatten().map(|cpus| cpus.as_f64()).sum::<f64>(), 3.0, "exactly what exceeds the guarantee");
}

#[test]
fn allocation_in_a_subrole_consumes_the_parents_quota() {
    let mut cluster = Cluster::new();
    cluster.quota("a", "", "cpus:2;mem:1024");
    cluster.framework("fw1", &["a/b"]);
    cluster.framework("fw2", &["a"]);
    cluster.agent("agent1", "cpus:4;mem:2048");
    let offers = cluster.run();
    assert_eq!(told(&offers), ["fw2 a agent1 cpus:2; mem:1024"], "the leaf of the role itself sorts first");
    cluster.give_back(&offers[0], Some(seconds(1000)));
    assert_eq!(told(&cluster.batch()), ["fw1 a/b agent1 cpus:2; mem:1024"]);
    assert_eq!(cluster.allocator.consumed_or_offered_quota(&role("a")), amounts("cpus:2;mem:1024"));
    assert!(cluster.allocator.consumed_quota(&role("a")).is_empty(), "offers are not charged in reports");
    assert!(cluster.allocator.update_quota(&role("a/b"), &quota("cpus:1", "")).is_err());
}

#[test]
fn a_reservation_on_an_agent_that_is_held_back_is_still_offered() {
    let mut cluster = Cluster::new();
    cluster.quota("role1", "cpus:4;mem:4096", "");
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus(role2):1;cpus:4;mem:1024");
    assert_eq!(told(&cluster.run()), ["fw2 role2 agent1 cpus(reservations: [(STATIC,role2)]):1"]);
}

#[test]
fn after_fail_over_with_quota_offers_wait_for_agents() {
    let start = |by_time: bool| {
        let mut cluster = Cluster::new();
        let quotas = [(role("role1"), quota("cpus:1;mem:64", ""))];
        cluster.allocator.recover(10, quotas, cluster.now).unwrap();
        cluster.framework("fw1", &["role1"]);
        for number in 0..7 {
            cluster.agent(&format!("agent{number}"), "cpus:1;mem:64");
            assert!(!cluster.allocator.wants_run(), "requests for runs are dropped");
            assert!(cluster.batch().is_empty());
        }
        if by_time {
            cluster.now = seconds(599);
            assert!(cluster.run().is_empty());
            assert_eq!(cluster.batch().len(), 7);
        } else {
            cluster.agent("agent7", "cpus:1;mem:64");
            assert_eq!(cluster.batch().len(), 8);
        }
    };
    start(false);
    start(true);
    let mut free = Cluster::new();
    free.allocator.recover(10, [], free.now).unwrap();
    free.framework("fw1", &["role1"]);
    free.agent("agent1", "cpus:1;mem:64");
    assert_eq!(free.run().len(), 1, "without quota nothing waits");
    let facts = AgentFacts::named("x");
    free.allocator.pause();
    free.allocator.add_agent(&agent("agent2"), facts, None, res("cpus:1;mem:64"), []).unwrap();
    assert!(free.batch().is_empty());
    free.allocator.resume();
    assert!(free.run().is_empty());
    assert_eq!(free.batch().len(), 1);
}
