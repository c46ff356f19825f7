//! What operations do to resources.

use super::*;
use crate::operation::Operation;

fn reserved(text: &str, role_name: &str) -> Resources {
    parse(text).push_reservation(&Reservation::dynamic(role(role_name)).by("ops")).unwrap()
}

fn applied(mut have: Resources, operation: &Operation) -> Resources {
    have.apply(operation).unwrap();
    have
}

#[test]
fn reserving_pushes_and_unreserving_pops_one_reservation() {
    let reserve = Operation::Reserve { source: None, resources: reserved("cpus:2;mem:5", "eng") };
    let have = applied(parse("cpus:4;mem:5"), &reserve);
    assert_eq!(have, parse("cpus:2") + &reserved("cpus:2;mem:5", "eng"));
    let unreserve = Operation::Unreserve { resources: reserved("cpus:1", "eng") };
    assert_eq!(applied(have, &unreserve), parse("cpus:3") + &reserved("cpus:1;mem:5", "eng"));
}

#[test]
fn reserving_from_a_source_takes_exactly_the_source() {
    let reserve = Operation::Reserve { source: Some(reserved("cpus:2", "ops")), resources: reserved("cpus:2", "eng") };
    assert_eq!(applied(reserved("cpus:3", "ops"), &reserve), reserved("cpus:1", "ops") + &reserved("cpus:2", "eng"));
    assert_eq!(reserve.conversions().unwrap().len(), 1);
}

#[test]
fn volumes_are_made_of_disk_space_and_become_it_again() {
    let volumes = Resources::from(volume(10, "v"));
    let create = Operation::Create { volumes: volumes.clone() };
    let have = applied(parse("disk(eng):15"), &create);
    assert_eq!(have, parse("disk(eng):5").with(volume(10, "v")));
    assert_eq!(applied(have, &Operation::Destroy { volumes }), parse("disk(eng):15"));
}

#[test]
fn a_volume_keeps_the_source_of_its_disk() {
    let reserved_path = path(10).push_reservation(Reservation::fixed(role("eng"))).unwrap();
    let disk = DiskInfo { source: Some(DiskSource::path("/mnt/b")), ..DiskInfo::persistent("v", None, Volume::at("data")) };
    let volume = reserved_path.clone().with_disk(disk).unwrap();
    let volumes = Resources::from(volume.clone());
    let have = applied(Resources::from(reserved_path.clone()), &Operation::Create { volumes: volumes.clone() });
    assert_eq!(have, volumes);
    assert_eq!(applied(have, &Operation::Destroy { volumes }), Resources::from(reserved_path));
}

#[test]
fn a_shared_volume_is_not_destroyed_while_another_copy_is_left() {
    let shared = volume(10, "v").shared(true).unwrap();
    let volumes = Resources::from(shared.clone());
    let made = applied(parse("disk(eng):10"), &Operation::Create { volumes: volumes.clone() });
    assert_eq!(made, volumes);
    let mut two = made.clone().with(shared);
    let error = two.apply(&Operation::Destroy { volumes: volumes.clone() }).unwrap_err();
    assert!(matches!(error, Unconvertible::StillShared(_)), "{error}");
    assert_eq!(two.counted().map(|(_, copies)| copies).collect::<Vec<_>>(), [2]);
    assert_eq!(applied(made, &Operation::Destroy { volumes }), parse("disk(eng):10"));
}

#[test]
fn volumes_grow_and_shrink_by_disk_space() {
    let grow = Operation::GrowVolume { volume: volume(10, "v"), addition: one("disk(eng):5") };
    let have = applied(parse("disk(eng):7").with(volume(10, "v")), &grow);
    assert_eq!(have, parse("disk(eng):2").with(volume(15, "v")));
    let shrink = Operation::ShrinkVolume { volume: volume(15, "v"), subtract: Scalar::from(6) };
    assert_eq!(applied(have, &shrink), parse("disk(eng):8").with(volume(9, "v")));
}

#[test]
fn what_cannot_be_done_says_why_and_changes_nothing() {
    let provided = volume(10, "v").from_provider(crate::ids::ResourceProviderId::new("rp").unwrap());
    let shrink = |subtract: i32| Operation::ShrinkVolume { volume: volume(10, "v"), subtract: Scalar::from(subtract) };
    for (operation, why) in [
        (Operation::Unreserve { resources: parse("cpus:1") }, "no reservation"),
        (Operation::Reserve { source: None, resources: parse("cpus:1") }, "no reservation"),
        (
            Operation::Reserve { source: None, resources: reserved("cpus:9", "eng") },
            "cpus:9 was wanted, but there is only 4",
        ),
        (Operation::Create { volumes: parse("disk(eng):1") }, "not a persistent volume"),
        (Operation::Destroy { volumes: Resources::from(volume(3, "w")) }, "there is none"),
        (Operation::GrowVolume { volume: provided, addition: one("disk(eng):1") }, "resource providers"),
        (shrink(0), "more than nothing"),
        (shrink(10), "less than its size"),
        (Operation::launch([]), "what LAUNCH does to resources is not known"),
        (Operation::DestroyDisk { source: mount(1) }, "DESTROY_DISK"),
    ] {
        let mut have = parse("cpus:4;disk(eng):5").with(volume(10, "v"));
        let before = have.clone();
        let error = have.apply(&operation).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
        assert_eq!(have, before);
    }
}
