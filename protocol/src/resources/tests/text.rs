//! The syntax of flags.

use super::*;
use crate::values::{InvalidScalar, ValueRule};

fn refused(text: &str) -> InvalidResource {
    text.parse::<Resources>().unwrap_err()
}

#[test]
fn flags_are_read_with_roles_and_all_kinds_of_values() {
    let resources = parse("cpus:4; mem : 1024;ports:[31000-32000, 33000-33000];bugs(debug_role):{a, b};");
    assert_eq!(
        resources.to_string(),
        "cpus:4; mem:1024; ports:[31000-32000,33000-33000]; bugs(reservations: [(STATIC,debug_role)]):{a,b}"
    );
    assert_eq!(resources.to_flag().unwrap(), "cpus:4;mem:1024;ports:[31000-32000,33000-33000];bugs(debug_role):{a,b}");
    assert_eq!(parse(""), Resources::none());
    assert_eq!(parse("cpus(*):1"), parse("cpus:1"));
    assert_eq!(Resources::parse("cpus:1;mem(*):2", &role("eng")).unwrap(), parse("cpus(eng):1;mem:2"));
}

#[test]
fn a_list_keeps_what_is_mentioned_with_nothing_of_it() {
    let list = Resource::parse_list("mem:1;cpus:0", &Role::any()).unwrap();
    assert_eq!(list.iter().map(|resource| resource.name().as_str()).collect::<Vec<_>>(), ["mem", "cpus"]);
    assert!(list[1].is_empty());
}

/// Scenario 76 of the allocator's behaviour.
#[test]
fn cpus_count_in_thousandths_and_less_is_refused() {
    assert_eq!(parse("cpus:1.5015"), parse("cpus:1.502"));
    assert_eq!(parse("cpus:1.5011"), parse("cpus:1.501"));
    assert_eq!(refused("cpus:0.00001").rule, Rule::Value(ValueRule::Scalar(InvalidScalar::TooSmall(0.00001))));
}

/// Scenario 77 of the allocator's behaviour.
#[test]
fn one_name_with_two_kinds_of_values_is_refused() {
    let error = refused("foo(role1):1;foo(role2):[0-1]");
    assert_eq!(error.rule, Rule::TwoKinds("SCALAR", "RANGES"));
    assert_eq!(error.place, Some(Place { index: 1, offset: Some(13) }));
}

/// Scenario 78 of the allocator's behaviour.
#[test]
fn mismatched_parentheses_and_missing_values_are_refused() {
    assert_eq!(refused("cpus(role1:1").rule, Rule::Parentheses);
    assert_eq!(refused("cpus(role1)").rule, Rule::NotNameAndValue);
    for text in ["cpus)role1(:1", "cpusrole1):1", "cpus((role1)):1", "cpus(role1)x:1"] {
        assert_eq!(refused(text).rule, Rule::Parentheses, "{text}");
    }
}

#[test]
fn errors_name_the_resource_the_rule_and_the_place() {
    for (text, sentence) in [
        (
            "cpus:4; mem:x",
            "resource 2 (\"mem:x\", at character 9) is refused: its value is text; write a number, [begin-end] or {item,item}",
        ),
        ("cpus:-1", "resource 1 (\"cpus:-1\", at character 1) is refused: -1 is less than nothing"),
        ("cpus:nan", "resource 1 (\"cpus:nan\", at character 1) is refused: it is not a number"),
        ("cpus:1:2", "resource 1 (\"cpus:1:2\", at character 1) is refused: write it as name:value or name(role):value"),
        ("ä:1;:4", "resource 2 (\":4\", at character 5) is refused: it has no name"),
        (
            "cpus(a b):1",
            "resource 1 (\"cpus(a b):1\", at character 1) is refused: the role \"a b\" holds the character ' ', which roles may not hold; leave it out",
        ),
        (
            "ports:[3-1]",
            "resource 1 (\"ports:[3-1]\", at character 1) is refused: the range 3-1 ends before it begins; write the smaller number first",
        ),
        ("bugs:{a,a}", "resource 1 (\"bugs:{a,a}\", at character 1) is refused: the item \"a\" stands in it twice"),
    ] {
        assert_eq!(refused(text).to_string(), sentence);
    }
}

#[test]
fn a_json_array_is_read_in_the_place_of_text() {
    let text = r#" [
        {"name": "cpus", "type": "SCALAR", "scalar": {"value": 4}},
        {"name": "ports", "type": "RANGES", "ranges": {"range": [{"begin": 1, "end": 2}, {"begin": 3, "end": 5}]}, "role": "eng"},
        {"name": "disk", "type": "SCALAR", "scalar": {"value": 10}, "role": "*",
         "disk": {"source": {"type": "MOUNT", "mount": {"root": "/mnt/a"}}}}
    ]"#;
    let expected = parse("cpus:4;ports(eng):[1-5]").with(mount(10));
    assert_eq!(Resources::parse(text, &Role::any()).unwrap(), expected);
    assert_eq!(Resources::parse(text, &role("ops")).unwrap(), parse("cpus(ops):4;ports(eng):[1-5]").with(mount(10)));
    assert_eq!(parse("[]"), Resources::none());
}

#[test]
fn what_is_wrong_in_json_is_named_by_its_index() {
    let error =
        refused(r#"[{"name": "cpus", "type": "SCALAR", "scalar": {"value": 4}}, {"name": "mem", "type": "SCALAR"}]"#);
    assert_eq!(
        error.to_string(),
        "resource 2 (\"mem\") is refused: a resource of type SCALAR has exactly the value of that type, but the field scalar says otherwise"
    );
    let error = refused("[\n  {\"name\": }]");
    assert_eq!(error.place, Some(Place { index: 0, offset: Some(13) }));
    assert!(error.to_string().contains("begins like a JSON array but is none"), "{error}");
}

#[test]
fn what_only_operations_make_cannot_be_given_in_flags() {
    let reserved = one("cpus:1").push_reservation(Reservation::dynamic(role("eng"))).unwrap();
    for (resource, what) in [
        (volume(10, "v"), NotInFlags::PersistentVolume),
        (one("cpus:1").revocable(true), NotInFlags::Revocable),
        (reserved, NotInFlags::Reservation(ReservationKind::Dynamic)),
        (one("cpus:1").allocated(role("eng")), NotInFlags::Allocation),
    ] {
        let text = serde_json::to_string(&Resources::from(resource).to_forms()).unwrap();
        assert_eq!(refused(&text).rule, Rule::NotInFlags(what), "{text}");
    }
}

#[test]
fn what_flags_cannot_say_is_not_written_as_a_flag() {
    for resource in [
        volume(10, "v"),
        mount(5),
        one("cpus:1").revocable(true),
        one("cpus:1").allocated(role("eng")),
        one("cpus(eng):1").push_reservation(Reservation::dynamic(role("eng/dev"))).unwrap(),
        Resource::new("a:b", 1).unwrap(),
        Resource::items("a", ["x,y"].into_iter().collect()).unwrap(),
    ] {
        assert_eq!(Resources::from(resource.clone()).to_flag(), None, "{resource}");
    }
}
