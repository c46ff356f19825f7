//! The sorter, and the values it counts.

use mesos_protocol::container::Volume;
use mesos_protocol::resources::{DiskInfo, Reservation, Resource, Resources, Rule};
use mesos_protocol::roles::Role;
use mesos_protocol::values::{MiB, Scalar};

use super::super::kit::*;
use crate::{Capabilities, Subscription};

#[test]
fn an_inactive_framework_counts_for_its_role_but_is_not_served() {
    let mut cluster = Cluster::new();
    cluster.agent("agent1", "cpus:4;mem:1024");
    cluster.rest("agent1");
    cluster.framework_using("fw1", "role1", &[("agent1", "cpus:2")]);
    cluster.framework("fw2", &["role1"]);
    cluster.framework_using("fw3", "role2", &[("agent1", "cpus:1")]);
    cluster.allocator.deactivate_framework(&fw("fw1")).unwrap();
    assert_eq!(cluster.share("role1"), 0.5);
    cluster.agent("agent2", "cpus:1;mem:64");
    assert_eq!(who(&cluster.run()), ["fw3@agent2"], "role1 has more, although its user is away");
    cluster.agent("agent3", "cpus:1;mem:64");
    cluster.allocator.deactivate_framework(&fw("fw3")).unwrap();
    assert_eq!(who(&cluster.run()), ["fw2@agent3"]);
}

#[test]
fn a_role_competes_as_a_leaf_with_the_roles_below_it() {
    let mut cluster = Cluster::new();
    cluster.framework("fw-d", &["d"]);
    cluster.framework("fw-e", &["d/e"]);
    cluster.framework("fw-f", &["f"]);
    // A weight of d counts against f, and not between d/. and d/e.
    cluster.allocator.update_weights([("d", 2.0)]).unwrap();
    let mut got = Vec::new();
    for number in 0..6 {
        let id = format!("agent{number}");
        cluster.agent(&id, "cpus:1;mem:64");
        got.extend(cluster.run().into_iter().map(|offer| offer.framework.to_string()));
    }
    assert_eq!(got, ["fw-d", "fw-f", "fw-e", "fw-f", "fw-d", "fw-e"]);
    cluster.allocator.update_weights([("d/.", 100.0), ("d", 1000.0)]).unwrap();
    cluster.agent("agent9", "cpus:1;mem:64");
    assert_eq!(who(&cluster.run()), ["fw-d@agent9"]);
}

#[test]
fn a_shared_volume_is_charged_to_each_user_once() {
    let mut cluster = Cluster::new();
    let mut subscription = Subscription::to([role("role1")]);
    subscription.capabilities = Capabilities { shared_resources: true, ..Capabilities::default() };
    subscription.minimums.insert(role("role1"), crate::Minimum::none());
    cluster.subscribed("fw1", &subscription);
    cluster.subscribed("fw2", &subscription);
    let disk = Resource::disk_space(MiB(50)).push_reservation(Reservation::dynamic(role("role1"))).unwrap();
    let volume = disk.with_disk(DiskInfo::persistent("v", None, Volume::at("v"))).unwrap().shared(true).unwrap();
    cluster.agent_with("agent1", res("disk:50").with(volume));
    let share = |cluster: &Cluster, id: &str| cluster.allocator.framework_share(&fw(id), &role("role1")).unwrap();
    let first = cluster.run();
    assert_eq!((share(&cluster, "fw1"), share(&cluster, "fw2")), (1.0, 0.0), "all disk is the volume and 50 more");
    let second = cluster.batch();
    assert_eq!(share(&cluster, "fw2"), 0.5);
    assert_eq!(cluster.share("role1"), 1.0, "the role is charged once for both copies");
    cluster.batch();
    cluster.batch();
    assert_eq!((share(&cluster, "fw1"), share(&cluster, "fw2")), (1.0, 0.5), "further copies cost nothing");
    cluster.give_back(&second[0], None);
    assert_eq!(share(&cluster, "fw2"), 0.5, "two copies are left");
    cluster.give_back(&first[0], None);
    assert_eq!((share(&cluster, "fw1"), cluster.share("role1")), (0.0, 0.5));
}

#[test]
fn scalars_have_three_decimals() {
    assert_eq!(Scalar::from(1.5015), Scalar::from(1.502));
    assert_eq!(res("cpus:1.5015"), res("cpus:1.502"));
    assert!(Resources::parse("cpus:0.00001", &Role::any()).is_err());
}

#[test]
fn one_name_has_one_type() {
    let error = Resources::parse("foo(role1):1;foo(role2):[0-1]", &Role::any()).unwrap_err();
    assert_eq!(error.rule, Rule::TwoKinds("SCALAR", "RANGES"), "{error}");
    assert!(error.resource.contains("role2") && error.place.is_some_and(|place| place.index == 1), "{error}");
}

#[test]
fn broken_resource_texts_are_errors() {
    for (text, rule) in [
        ("cpus(role1:1", Rule::Parentheses),
        ("cpus(role1)", Rule::NotNameAndValue),
        ("cpus", Rule::NotNameAndValue),
        (":1", Rule::NoName),
    ] {
        assert_eq!(Resources::parse(text, &Role::any()).unwrap_err().rule, rule, "{text}");
    }
    assert!(Resources::parse("cpus:1:2", &Role::any()).is_err());
}

#[test]
fn persistent_volumes_never_merge() {
    let volume = Resource::disk_space(MiB(10)).push_reservation(Reservation::dynamic(role("role1"))).unwrap();
    let volume = volume.with_disk(DiskInfo::persistent("v", None, Volume::at("v"))).unwrap();
    let both = Resources::none().with(volume.clone()).with(volume.clone());
    let sum: i64 = both.counted().map(|(_, copies)| i64::from(copies)).sum();
    assert_eq!(sum, 2, "two entries of the same volume stay two");
    assert_eq!(both.iter().map(|entry| entry.scalar()).max(), Some(Some(Scalar::from(10))), "neither grew");
    let mut less = both.clone();
    let part = volume.clone().with_amount(Scalar::from(5)).unwrap();
    assert!(less.subtract(&part.into()).is_err(), "a part of a volume cannot be taken");
    less.subtract(&volume.into()).unwrap();
    assert_eq!(less.len(), 1);
}

#[test]
fn revocable_and_regular_resources_do_not_mix() {
    let regular = res("cpus:1");
    let revocable = Resources::from(Resource::cpus(1).revocable(true));
    assert!(!regular.contains(&revocable) && !revocable.contains(&regular));
    assert_eq!((regular + &revocable).len(), 2);
}
