//! The algebra by examples; what holds for all resources is in `laws`, what operations do in `operations`.

mod forms;
mod laws;
mod operations;
mod selection;
mod text;

use super::*;
use crate::container::Volume;
use crate::roles::Role;
use crate::values::{Labels, Ranges, Scalar};

fn role(text: &str) -> Role {
    Role::new(text).unwrap()
}

/// Reads resources in the syntax of flags.
fn parse(text: &str) -> Resources {
    text.parse().unwrap()
}

/// Reads one resource in the syntax of flags.
fn one(text: &str) -> Resource {
    parse(text).iter().next().unwrap().clone()
}

fn volume(size: u32, id: &str) -> Resource {
    let disk = DiskInfo::persistent(id, Some("ops"), Volume::at("data"));
    one(&format!("disk(eng):{size}")).with_disk(disk).unwrap()
}

fn mount(size: u32) -> Resource {
    one(&format!("disk:{size}")).with_disk(DiskInfo::from_source(DiskSource::mount("/mnt/a"))).unwrap()
}

fn path(size: u32) -> Resource {
    one(&format!("disk:{size}")).with_disk(DiskInfo::from_source(DiskSource::path("/mnt/b"))).unwrap()
}

#[test]
fn equal_resources_merge_and_the_rest_stays_apart() {
    let mut sum = parse("cpus:1;mem:5;ports:[1-3]");
    sum.add(&parse("cpus:2;cpus(eng):4;ports:[4-5,9-9];bugs:{a}"));
    assert_eq!(sum.to_string(), "cpus:3; cpus(reservations: [(STATIC,eng)]):4; mem:5; ports:[1-5,9-9]; bugs:{a}");
    sum.subtract(&parse("cpus:3;ports:[2-3]")).unwrap();
    assert_eq!(sum.to_string(), "cpus(reservations: [(STATIC,eng)]):4; mem:5; ports:[1-1,4-5,9-9]; bugs:{a}");
}

#[test]
fn nothing_of_a_resource_is_no_resource() {
    assert_eq!(parse("cpus:0;ports:[];bugs:{}"), Resources::none());
    assert_eq!(Resources::none().to_string(), "{}");
    assert!(Resources::none().contains(&Resources::none()));
    let mut some = parse("cpus:1");
    some.subtract(&parse("cpus:1")).unwrap();
    assert!(some.is_empty());
}

#[test]
fn a_shortage_names_the_first_resource_that_does_not_suffice_and_changes_nothing() {
    let mut have = parse("cpus:1;mem:10;ports:[1-3]");
    let before = have.clone();
    let shortage = have.subtract(&parse("cpus:0.5;mem:11;ports:[9-9]")).unwrap_err();
    assert_eq!(shortage.to_string(), "mem:11 was wanted, but there is only 10");
    assert_eq!(have, before);
    let shortage = have.subtract(&parse("gpus:1")).unwrap_err();
    assert_eq!(shortage.to_string(), "gpus:1 was wanted, but there is none");
    have.subtract_what_is_there(&parse("cpus:0.5;mem:11;ports:[3-9];gpus:1"));
    assert_eq!(have, parse("cpus:0.5;ports:[1-2]"));
}

#[test]
fn one_entry_has_to_contain_what_is_wanted() {
    let have = parse("cpus(eng):2;cpus:2");
    assert!(have.contains_one(&one("cpus:2")));
    assert!(!have.contains_one(&one("cpus:3")));
    assert!(!have.contains(&parse("cpus(ops):1")));
    assert!(have.contains(&parse("cpus(eng):2;cpus:1.5")));
    assert!(have.contains_quantities(&parse("cpus:4").quantities()));
    assert!(!have.contains_quantities(&parse("cpus:4.5").quantities()));
    assert!(
        parse("ports:[1-3,7-9];bugs:{a,b}")
            .contains_quantities(&ResourceQuantities::none().with("ports", 6).with("bugs", 2))
    );
}

#[test]
fn reservations_that_differ_in_principal_or_labels_are_different_resources() {
    let reserved = |reservation: Reservation| one("cpus:1").push_reservation(reservation).unwrap();
    let plain = reserved(Reservation::dynamic(role("eng")));
    let by_ops = reserved(Reservation::dynamic(role("eng")).by("ops"));
    let labelled = reserved(Reservation::dynamic(role("eng")).labels(Labels::none().with("k", "v")));
    let fixed = reserved(Reservation::fixed(role("eng")));
    let all: Resources = [&plain, &by_ops, &labelled, &fixed].into_iter().cloned().collect();
    assert_eq!(all.len(), 4);
    assert!(!Resources::from(plain.clone()).contains_one(&by_ops));
    assert_eq!(Resources::from(plain.clone()).with(plain).to_string(), "cpus(reservations: [(DYNAMIC,eng)]):2");
    assert_eq!(
        Resources::from(labelled).with(by_ops).to_string(),
        "cpus(reservations: [(DYNAMIC,eng,{k: v})]):1; cpus(reservations: [(DYNAMIC,eng,ops)]):1"
    );
}

#[test]
fn a_stack_of_reservations_only_refines() {
    let eng = one("cpus(eng):1");
    let refined = eng.clone().push_reservation(Reservation::dynamic(role("eng/dev"))).unwrap();
    assert_eq!(refined.to_string(), "cpus(reservations: [(STATIC,eng),(DYNAMIC,eng/dev)]):1");
    assert!(refined.has_refined_reservation() && refined.is_dynamically_reserved());
    assert_eq!(refined.reserved_for(), Some(&role("eng/dev")));
    for wrong in ["eng", "ops", "engine"] {
        let error = eng.clone().push_reservation(Reservation::dynamic(role(wrong))).unwrap_err();
        assert_eq!(error.rule, Rule::NotRefining { above: role("eng"), below: role(wrong) });
    }
    let error = eng.clone().push_reservation(Reservation::fixed(role("eng/dev"))).unwrap_err();
    assert_eq!(error.rule, Rule::StaticRefinement(role("eng/dev")));
    let error = one("cpus:1").push_reservation(Reservation::dynamic(Role::any())).unwrap_err();
    assert_eq!(error.rule, Rule::ReservedForAny);
    assert_eq!(refined.pop_reservation().unwrap(), eng);
    assert_eq!(one("cpus:1").pop_reservation().unwrap_err().rule, Rule::NotReserved);
}

#[test]
fn reservations_of_a_role_may_go_to_roles_below_it_and_never_above() {
    assert!(one("cpus(a):1").is_allocatable_to(&role("a/b")));
    assert!(one("cpus(a):1").is_allocatable_to(&role("a")));
    assert!(!one("cpus(a/b):1").is_allocatable_to(&role("a")));
    assert!(!one("cpus(a):1").is_allocatable_to(&role("ab")));
    assert!(one("cpus:1").is_allocatable_to(&role("a")));
    assert_eq!(
        parse("cpus:1;cpus(a):2;cpus(a/b):3;cpus(c):4").allocatable_to(&role("a/b")).scalar(&Name::CPUS),
        Some(Scalar::from(6))
    );
}

/// Scenario 79 of the allocator's behaviour.
#[test]
fn persistent_volumes_of_equal_content_stay_two_and_are_taken_only_as_a_whole() {
    let mut two = Resources::from(volume(10, "v")).with(volume(10, "v"));
    assert_eq!(two.len(), 2);
    assert!(two.contains(&two.clone()));
    assert!(!two.contains_one(&volume(5, "v")));
    assert!(!two.contains_one(&volume(10, "w")));
    two.subtract(&Resources::from(volume(10, "v"))).unwrap();
    assert_eq!(two, Resources::from(volume(10, "v")));
    assert!(two.subtract(&Resources::from(volume(10, "v")).with(volume(10, "v"))).is_err());
}

#[test]
fn devices_are_had_as_a_whole_and_folders_in_parts() {
    let raw = |id: Option<&str>| {
        let source = DiskSource { id: id.map(str::to_owned), ..DiskSource::of(DiskSourceKind::Raw) };
        one("disk:10").with_disk(DiskInfo::from_source(source)).unwrap()
    };
    let block = one("disk:10").with_disk(DiskInfo::from_source(DiskSource::of(DiskSourceKind::Block))).unwrap();
    for whole in [mount(10), block, raw(Some("x"))] {
        assert!(whole.is_indivisible());
        assert_eq!(Resources::from(whole.clone()).with(whole.clone()).len(), 2, "{whole}");
        assert!(!Resources::from(whole.clone()).contains_one(&whole.clone().with_amount(5).unwrap()), "{whole}");
    }
    for part in [path(10), raw(None), one("disk:10")] {
        assert_eq!(Resources::from(part.clone()).with(part.clone()).len(), 1, "{part}");
        assert!(Resources::from(part.clone()).contains_one(&part.clone().with_amount(5).unwrap()), "{part}");
    }
}

/// Scenario 80 of the allocator's behaviour.
#[test]
fn revocable_and_regular_cpus_neither_contain_each_other_nor_merge() {
    let (regular, revocable) = (one("cpus:1"), one("cpus:1").revocable(true));
    assert!(!Resources::from(regular.clone()).contains_one(&revocable));
    assert!(!Resources::from(revocable.clone()).contains_one(&regular));
    let both = Resources::from(regular.clone()).with(revocable.clone());
    assert_eq!(both.to_string(), "cpus:1; cpus{REV}:1");
    assert_eq!(both.revocable(), Resources::from(revocable));
    assert_eq!(both.non_revocable(), Resources::from(regular));
}

#[test]
fn a_shared_volume_is_counted_in_copies_and_not_in_size() {
    let shared = volume(10, "v").shared(true).unwrap();
    let mut two = Resources::from(shared.clone()).with(shared.clone());
    assert_eq!((two.len(), two.copies_of(&shared)), (1, 2));
    assert_eq!(two.scalar(&Name::DISK), Some(Scalar::from(10)));
    assert_eq!(two.quantities().get(&Name::DISK), Scalar::from(10));
    let three = two.clone().with(shared.clone());
    assert!(three.contains(&two) && !two.contains(&three));
    assert_eq!(two.to_string(), "disk(reservations: [(STATIC,eng)])[v:data:rw]<SHARED>:10<2>");
    two.subtract(&Resources::from(shared.clone())).unwrap();
    assert_eq!(two.copies_of(&shared), 1);
    two.subtract(&Resources::from(shared.clone())).unwrap();
    assert!(two.is_empty());
    assert_eq!(one("disk:10").shared(true).unwrap_err().rule, Rule::SharedWithoutPersistence);
}

#[test]
fn where_a_task_finds_a_volume_does_not_make_it_another_one() {
    let here = volume(10, "v");
    let there = here.clone().with_disk(DiskInfo::persistent("v", Some("ops"), Volume::at("elsewhere"))).unwrap();
    assert_ne!(here, there);
    assert!(Resources::from(here).contains_one(&there));
}

#[test]
fn disk_information_belongs_on_disks_and_agrees_with_its_source() {
    let on_cpus = one("cpus:1").with_disk(DiskInfo::from_source(DiskSource::path("/a")));
    assert_eq!(on_cpus.unwrap_err().rule, Rule::DiskInfoOn);
    let source = DiskSource { root: Some("/a".to_owned()), ..DiskSource::of(DiskSourceKind::Raw) };
    assert_eq!(one("disk:1").with_disk(DiskInfo::from_source(source)).unwrap_err().rule, Rule::RootOfDevice);
    let image = Volume {
        source: Some(crate::container::VolumeSource::HostPath { path: "/a".into(), propagation: None }),
        ..Volume::at("data")
    };
    assert_eq!(one("disk:1").with_disk(DiskInfo::persistent("v", None, image)).unwrap_err().rule, Rule::VolumeOfDisk);
    assert_eq!(mount(5).to_string(), "disk[MOUNT:/mnt/a]:5");
    assert_eq!(one("disk:1").with_disk(DiskInfo::default()).unwrap(), one("disk:1"));
}

#[test]
fn allocating_marks_everything_and_merges_what_becomes_equal() {
    let mut resources = parse("cpus:1;mem:5;cpus(eng):2");
    resources.allocate(&role("eng"));
    assert_eq!(
        resources.to_string(),
        "cpus(allocated: eng):1; cpus(allocated: eng)(reservations: [(STATIC,eng)]):2; mem(allocated: eng):5"
    );
    assert!(!resources.contains(&parse("cpus:1")));
    let mut other = parse("cpus:3");
    other.allocate(&role("ops"));
    resources.add(&other);
    assert_eq!(resources.allocations().keys().cloned().collect::<Vec<_>>(), [role("eng"), role("ops")]);
    assert_eq!(resources.allocations()[&role("ops")], other);
    resources.unallocate();
    assert_eq!(resources, parse("cpus:4;mem:5;cpus(eng):2"));
}

#[test]
fn parts_are_picked_by_what_they_are() {
    let all = parse("cpus:1;cpus(eng):2;mem:5;ports:[1-9];disk(ops):7").with(volume(10, "v"));
    assert_eq!(all.reserved(), parse("cpus(eng):2;disk(ops):7").with(volume(10, "v")));
    assert_eq!(all.reserved_for(&role("eng")), parse("cpus(eng):2").with(volume(10, "v")));
    assert_eq!(all.unreserved(), parse("cpus:1;mem:5;ports:[1-9]"));
    assert_eq!(all.persistent_volumes(), Resources::from(volume(10, "v")));
    assert_eq!(all.scalars().ranges(&Name::PORTS), Ranges::none());
    assert_eq!(all.ranges(&Name::PORTS), Ranges::from_to(1, 9).unwrap());
    assert_eq!(all.named(&Name::CPUS).scalar(&Name::CPUS), Some(Scalar::from(3)));
    assert_eq!(all.names().map(Name::as_str).collect::<Vec<_>>(), ["cpus", "mem", "disk", "ports"]);
    assert_eq!(all.types().nth(3), Some((&Name::PORTS, "RANGES")));
    assert_eq!(all.reservations().keys().cloned().collect::<Vec<_>>(), [role("eng"), role("ops")]);
    assert_eq!(all.quantities().to_string(), "cpus:3; mem:5; disk:17; ports:9");
    assert_eq!(all.scalar_quantities().to_string(), "cpus:3; mem:5; disk:17");
    assert_eq!(all.to_unreserved().scalar(&Name::DISK), Some(Scalar::from(17)));
    let pushed = parse("cpus:1;mem:2").push_reservation(&Reservation::dynamic(role("a"))).unwrap();
    assert_eq!(pushed.reserved(), pushed);
    assert_eq!(pushed.pop_reservation().unwrap(), parse("cpus:1;mem:2"));
}

#[test]
fn quantities_forget_zero_and_never_go_below_it() {
    let sum = ResourceQuantities::none().with("cpus", 2).with("mem", 0).with("gpus", -1);
    assert_eq!(sum.to_string(), "cpus:2");
    assert_eq!(sum.clone().minus(&ResourceQuantities::none().with("cpus", 3).with("mem", 1)), ResourceQuantities::none());
    assert_eq!(sum.get(&Name::MEM), Scalar::ZERO);
    assert!(sum.contains(&ResourceQuantities::none()));
}

#[test]
fn absent_limits_allow_everything_and_zero_allows_nothing() {
    let limits = ResourceLimits::none().with("cpus", 2).with("mem", 0);
    let amounts = |cpus, mem, disk| ResourceQuantities::none().with("cpus", cpus).with("mem", mem).with("disk", disk);
    assert!(limits.contains(&amounts(2, 0, 99)));
    assert!(!limits.contains(&amounts(3, 0, 0)));
    assert!(!limits.contains(&amounts(0, 1, 0)));
    assert_eq!(limits.clone().minus(&amounts(5, 0, 1)).get(&Name::CPUS), Some(Scalar::ZERO));
    assert_eq!(limits.get(&Name::DISK), None);
}

#[test]
fn what_a_peer_sends_is_checked_merged_and_put_in_order() {
    let sent = r#"[
        {"resource": {"name": "mem", "amount": {"Scalar": 5000}, "allocated": null, "traits": null}, "copies": 7},
        {"resource": {"name": "cpus", "amount": {"Scalar": 1000}, "allocated": null, "traits": null}, "copies": 1},
        {"resource": {"name": "cpus", "amount": {"Scalar": 1000}, "allocated": null, "traits": null}, "copies": 1},
        {"resource": {"name": "gpus", "amount": {"Scalar": 0}, "allocated": null, "traits": null}, "copies": 1}
    ]"#;
    assert_eq!(serde_json::from_str::<Resources>(sent).unwrap(), parse("cpus:2;mem:5"));
    for (wrong, why) in [
        (r#"{"name": "", "amount": {"Scalar": 1}, "allocated": null, "traits": null}"#, "no name"),
        (r#"{"name": "cpus", "amount": {"Scalar": -1}, "allocated": null, "traits": null}"#, "less than nothing"),
        (r#"{"name": "cpus", "amount": {"Ranges": [[3, 1]]}, "allocated": null, "traits": null}"#, "ends before it begins"),
        (r#"{"name": "cpus", "amount": {"Scalar": 1}, "allocated": "a b", "traits": null}"#, "may not hold"),
        (
            r#"{"name": "disk", "amount": {"Scalar": 1}, "allocated": null, "traits": {"provider": null, "reservations": [], "disk": null, "revocable": false, "shared": true}}"#,
            "only persistent volumes",
        ),
    ] {
        let error = serde_json::from_str::<Resource>(wrong).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn copies_that_a_peer_claims_are_bounded() {
    let shared = volume(10, "v").shared(true).unwrap();
    let sent = serde_json::to_string(&Resources::copies(shared.clone(), u32::MAX)).unwrap();
    assert_eq!(serde_json::from_str::<Resources>(&sent).unwrap().copies_of(&shared), 1 << 20);
    assert_eq!(Resources::copies(one("cpus:1"), 3), parse("cpus:1"));
    assert_eq!(Resources::copies(shared, 0), Resources::none());
}

#[test]
fn gpus_are_whole() {
    assert!(!parse("gpus:2;cpus:0.5").has_fractional_gpus());
    assert!(parse("gpus:2;gpus(eng):0.5").has_fractional_gpus());
}

#[test]
fn a_resource_is_small() {
    assert!(size_of::<Resource>() <= 80, "{}", size_of::<Resource>());
    let agent = parse("cpus:8;mem:16384;disk:100000;gpus:2;ports:[31000-32000]");
    // Total, allocated and available of an agent, each with five entries of 88 bytes; there is room for the rest.
    assert!(3 * agent.len() * 88 <= 1400);
}
