//! Finding and cutting down.

use super::*;

fn quantities(text: &str) -> ResourceQuantities {
    parse(text).quantities()
}

fn in_order(_: &mut [usize]) {}

#[test]
fn own_reservations_are_found_before_unreserved_and_foreign_ones() {
    for (have, wanted, found) in [
        ("cpus(r1):2;cpus:4", "cpus(r1):3", "cpus(r1):2;cpus:1"),
        ("cpus(r1):2;cpus:4", "cpus:3", "cpus:3"),
        ("cpus(r1):2;cpus:4", "cpus:5", "cpus:4;cpus(r1):1"),
        ("cpus(r1):2;cpus(r2):2;cpus:1", "cpus(r2):5", "cpus(r2):2;cpus:1;cpus(r1):2"),
        ("ports(r1):[1-5];ports:[6-9]", "ports(r1):[4-7]", "ports(r1):[4-5];ports:[6-7]"),
        ("bugs(r1):{a,b};bugs:{c}", "bugs:{a,c}", "bugs(r1):{a};bugs:{c}"),
        ("cpus:1;mem:10", "cpus:1;mem:4", "cpus:1;mem:4"),
    ] {
        assert_eq!(parse(have).find(&parse(wanted)), Some(parse(found)), "{wanted} in {have}");
    }
}

#[test]
fn what_cannot_be_covered_is_not_found() {
    for (have, wanted) in [("cpus:1", "cpus:2"), ("cpus:1", "mem:1"), ("ports:[1-5]", "ports:[5-6]"), ("", "cpus:1")] {
        assert_eq!(parse(have).find(&parse(wanted)), None, "{wanted} in {have}");
    }
    assert_eq!(Resources::from(mount(10)).find_one(&mount(5)), None);
    assert_eq!(Resources::from(mount(10)).find_one(&mount(10)), Some(Resources::from(mount(10))));
    assert_eq!(parse("cpus:1").find(&Resources::none()), Some(Resources::none()));
}

#[test]
fn numbers_are_cut_to_quantities_and_what_is_absent_goes() {
    let cut = parse("cpus:4;mem:100;disk:50;ports:[1-9]").shrink_to(&quantities("cpus:1.5;mem:200"), in_order);
    assert_eq!(cut, parse("cpus:1.5;mem:100"));
    assert_eq!(parse("cpus:4").shrink_to(&ResourceQuantities::none(), in_order), Resources::none());
}

#[test]
fn the_order_decides_where_more_than_one_would_do() {
    let have = parse("cpus(a):2;cpus(b):2");
    let forward = have.shrink_to(&quantities("cpus:3"), in_order);
    let backward = have.shrink_to(&quantities("cpus:3"), <[usize]>::reverse);
    assert_eq!(forward, parse("cpus(a):2;cpus(b):1"));
    assert_eq!(backward, parse("cpus(a):1;cpus(b):2"));
}

#[test]
fn disks_that_are_had_as_a_whole_are_left_out_when_they_do_not_fit() {
    let have = parse("disk:70").with(mount(100));
    assert_eq!(have.shrink_to(&quantities("disk:50"), in_order), parse("disk:50"));
    assert_eq!(have.shrink_to(&quantities("disk:120"), <[usize]>::reverse), parse("disk:20").with(mount(100)));
    assert_eq!(mount(100).shrink(Scalar::from(50)), None);
    assert_eq!(mount(100).shrink(Scalar::from(100)), Some(mount(100)));
    assert_eq!(path(100).shrink(Scalar::from(50)), Some(path(50)));
    assert_eq!(volume(100, "v").shrink(Scalar::from(50)), None);
}

#[test]
fn numbers_are_cut_to_limits_and_what_is_absent_stays() {
    let have = parse("cpus:4;mem:100;disk:50;ports:[1-9]");
    let limits = ResourceLimits::none().with("cpus", 1).with("disk", 0);
    assert_eq!(have.shrink_within(&limits, in_order), parse("cpus:1;mem:100;ports:[1-9]"));
    assert_eq!(have.shrink_within(&ResourceLimits::none(), in_order), have);
    let reserved = parse("cpus(a):2;cpus:2");
    assert_eq!(
        reserved.shrink_within(&ResourceLimits::none().with("cpus", 3), <[usize]>::reverse),
        parse("cpus(a):2;cpus:1")
    );
}

#[test]
fn a_shuffle_that_names_places_that_are_not_there_is_harmless() {
    let cut = parse("cpus:4;mem:1").shrink_to(&quantities("cpus:1;mem:1"), |order| order.fill(7));
    assert_eq!(cut, Resources::none());
}
