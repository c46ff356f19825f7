//! Operations, shared and revocable resources, totals.

use mesos_protocol::container::Volume;
use mesos_protocol::operation::Operation;
use mesos_protocol::resources::{Conversion, DiskInfo, Reservation, Resource, Resources};
use mesos_protocol::values::MiB;

use super::super::kit::*;
use crate::{Capabilities, Error, Options, Subscription};

fn reserved_disk(size: u64) -> Resource {
    Resource::disk_space(MiB(size)).push_reservation(Reservation::dynamic(role("role1"))).unwrap()
}

fn volume(size: u64) -> Resource {
    reserved_disk(size).with_disk(DiskInfo::persistent("v", None, Volume::at("v"))).unwrap()
}

fn in_role(conversion: Conversion, path: &str) -> Conversion {
    let mut conversion = conversion;
    conversion.consumed.allocate(&role(path));
    conversion.converted.allocate(&role(path));
    conversion
}

fn able(path: &str) -> Subscription {
    let mut subscription = Subscription::to([role(path)]);
    subscription.capabilities =
        Capabilities { shared_resources: true, revocable_resources: true, ..Capabilities::default() };
    subscription
}

fn revocable(cpus: u32) -> Resources {
    Resources::from(Resource::cpus(cpus).revocable(true))
}

#[test]
fn a_created_volume_is_offered_instead_of_its_disk() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent_with("agent1", res("cpus:1;mem:64").with(reserved_disk(100)));
    let offers = cluster.run();
    let create = Operation::Create { volumes: volume(100).into() };
    let conversion = in_role(create.conversions().unwrap().remove(0), "role1");
    cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), &[conversion]).unwrap();
    cluster.check();
    let mut now_offered = res("cpus:1;mem:64").with(volume(100));
    now_offered.allocate(&role("role1"));
    cluster.recover(&offers[0], &now_offered, None);
    assert_eq!(cluster.batch()[0].resources, now_offered);
}

#[test]
fn what_a_conversion_removes_is_gone_from_the_agent() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:1;mem:64;disk:100");
    let offers = cluster.run();
    let removal = Conversion::new(held("disk:100", "role1"), Resources::none());
    cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), &[removal]).unwrap();
    cluster.check();
    cluster.recover(&offers[0], &held("cpus:1;mem:64", "role1"), None);
    assert_eq!(told(&cluster.batch()), ["fw1 role1 agent1 cpus:1; mem:64"]);
    let growth = Conversion::new(held("cpus:1", "role1"), held("cpus:2", "role1"));
    let refused = cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), &[growth]);
    assert!(matches!(refused, Err(Error::QuantityChanged { .. })), "{refused:?}");
}

#[test]
fn operators_change_only_what_is_free() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:2;mem:1024");
    let offers = cluster.run();
    let reserve = Operation::Reserve {
        source: None,
        resources: res("cpus:2").push_reservation(&Reservation::dynamic(role("role1"))).unwrap(),
    };
    let conversions = reserve.conversions().unwrap();
    let refused = cluster.allocator.update_available(&agent("agent1"), &conversions);
    assert!(matches!(refused, Err(Error::NotAvailable { .. })), "{refused:?}");
    cluster.give_back(&offers[0], None);
    cluster.allocator.update_available(&agent("agent1"), &conversions).unwrap();
    cluster.check();
    assert!(!cluster.allocator.wants_run());
    assert_eq!(told(&cluster.batch()), ["fw1 role1 agent1 cpus(reservations: [(DYNAMIC,role1)]):2; mem:1024"]);
}

#[test]
fn a_shared_volume_is_offered_while_others_use_it() {
    let mut cluster = Cluster::new();
    cluster.subscribed("fw1", &able("role1"));
    let shared = volume(100).shared(true).unwrap();
    cluster.agent_with("agent1", res("cpus:1;mem:64").with(shared.clone()));
    let first = cluster.run();
    assert_eq!(first.len(), 1);
    cluster.framework("fw2", &["role1"]);
    assert!(cluster.run().is_empty(), "a framework without the capability does not see it");
    cluster.subscribed("fw3", &able("role1"));
    let mut subscription = able("role1");
    subscription.minimums.insert(role("role1"), crate::Minimum::none());
    cluster.allocator.update_framework(&fw("fw3"), &subscription).unwrap();
    let second = cluster.run();
    assert_eq!(who(&second), ["fw3@agent1"]);
    assert_eq!(second[0].resources.copies_of(&shared.allocated(role("role1"))), 1);
    assert_eq!(second[0].resources.len(), 1);
}

#[test]
fn oversubscription_is_offered_as_it_grows_and_not_when_it_shrinks() {
    let mut cluster = Cluster::new();
    cluster.subscribed("fw1", &able("role1"));
    cluster.agent_with("agent1", revocable(10));
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent1 cpus{REV}:10"]);
    cluster.total("agent1", revocable(12));
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent1 cpus{REV}:2"]);
    cluster.total("agent1", revocable(5));
    assert!(cluster.run().is_empty());
    assert!(cluster.batch().is_empty());
}

#[test]
fn revocable_resources_need_the_capability() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent_with("agent1", res("cpus:1;mem:64") + &revocable(4));
    assert_eq!(told(&cluster.run()), ["fw1 role1 agent1 cpus:1; mem:64"]);
    assert!(cluster.batch().is_empty());
}

#[test]
fn revocable_and_regular_resources_come_in_one_offer() {
    let mut cluster = Cluster::new();
    cluster.subscribed("fw1", &able("role1"));
    cluster.agent_with("agent1", res("cpus:4") + &revocable(10));
    let offers = cluster.run();
    let mut part = res("cpus:2") + &revocable(6);
    part.allocate(&role("role1"));
    cluster.recover(&offers[0], &part, None);
    let offers = cluster.batch();
    assert_eq!((offers.len(), &offers[0].resources), (1, &part));
}

#[test]
fn a_changed_total_is_offered_up_to_what_is_free() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.agent("agent1", "cpus:4;mem:1024");
    let first = cluster.run();
    cluster.total("agent1", res("cpus:6;mem:1536"));
    let second = cluster.run();
    assert_eq!(told(&second), ["fw1 role1 agent1 cpus:2; mem:512"]);
    cluster.total("agent1", res("cpus:2;mem:256"));
    assert!(cluster.run().is_empty());
    cluster.give_back(&second[0], None);
    assert!(cluster.batch().is_empty(), "more is still held than there is");
    cluster.give_back(&first[0], None);
    assert_eq!(told(&cluster.batch()), ["fw1 role1 agent1 cpus:2; mem:256"]);
}

#[test]
fn what_a_provider_brings_counts_in_the_shares_of_its_users() {
    let mut cluster = Cluster::new();
    cluster.framework("fw1", &["role1"]);
    cluster.framework("fw2", &["role2"]);
    cluster.agent("agent1", "cpus:2;mem:64");
    cluster.rest("agent1");
    let used = [(fw("fw1"), held("disk:50", "role1"))];
    cluster.allocator.add_resource_provider(&agent("agent1"), &res("disk:100"), used).unwrap();
    cluster.check();
    assert_eq!(cluster.share("role1"), 0.5);
    cluster.agent("agent2", "cpus:1;mem:64");
    assert_eq!(who(&cluster.run()), ["fw2@agent2"]);
}

#[test]
fn agents_with_gpus_are_kept_for_frameworks_that_know_them() {
    for (filter, expected) in [(true, 0), (false, 1)] {
        let mut cluster = Cluster::with(Options { filter_gpu_resources: filter, ..Options::default() });
        cluster.framework("fw1", &["role1"]);
        cluster.agent("agent1", "cpus:2;mem:64;gpus:1");
        assert_eq!(cluster.run().len(), expected);
        let mut subscription = Subscription::to([role("role2")]);
        subscription.capabilities = Capabilities { gpu_resources: true, ..Capabilities::default() };
        cluster.subscribed("fw2", &subscription);
        assert_eq!(cluster.run().len(), 1 - expected);
    }
}

#[test]
fn copies_of_a_shared_volume_join_an_offer_and_keep_it_from_being_destroyed() {
    let mut cluster = Cluster::new();
    cluster.subscribed("fw1", &able("role1"));
    let shared = volume(100).shared(true).unwrap();
    cluster.agent_with("agent1", res("cpus:1;mem:64").with(shared.clone()));
    let offers = cluster.run();
    let copy: Resources = shared.clone().allocated(role("role1")).into();
    let more = Conversion::new(Resources::none(), copy.clone());
    cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), &[more]).unwrap();
    cluster.check();
    assert_eq!(cluster.allocator.free_on(&agent("agent1")), Some(&shared.clone().into()), "the total has it once");
    let destroy = Operation::Destroy { volumes: shared.clone().into() };
    let mut destroy = destroy.conversions().unwrap().remove(0);
    destroy.must_be_gone.allocate(&role("role1"));
    let destroy = in_role(destroy, "role1");
    let refused = cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), std::slice::from_ref(&destroy));
    assert!(matches!(refused, Err(Error::StillShared { .. })), "{refused:?}");
    cluster.recover(&offers[0], &copy, None);
    cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), &[destroy]).unwrap();
    cluster.check();
    assert!(cluster.allocator.free_on(&agent("agent1")).unwrap().is_empty());
    let invented = Conversion::new(Resources::none(), held("cpus:1", "role1"));
    assert!(cluster.allocator.update_allocation(&fw("fw1"), &agent("agent1"), &[invented]).is_err());
}
