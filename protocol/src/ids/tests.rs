use super::*;

#[test]
fn ids_that_cannot_be_part_of_a_path_are_refused() {
    for bad in ["", ".", "..", "a/b", "a\\b", "a\nb", "\u{7f}", &"x".repeat(256)] {
        assert!(TaskId::new(bad).is_err(), "{bad:?}");
        assert!(bad.parse::<AgentId>().is_err(), "{bad:?}");
    }
    for good in ["a", "web.3", "...", "a b", &"ä".repeat(255), "5f3c-S2"] {
        assert_eq!(TaskId::new(good).unwrap().to_string(), good);
    }
}

#[test]
fn the_error_names_the_kind_the_text_and_the_rule() {
    let error = TaskId::new("a/b").unwrap_err();
    assert_eq!(error.to_string(), "the task id \"a/b\" holds the character '/', which ids may not hold; leave it out");
}

#[test]
fn a_nested_container_knows_its_parent_and_its_name() {
    let inner: ContainerId = "outer.inner".parse().unwrap();
    let outer: ContainerId = "outer".parse().unwrap();
    assert_eq!(inner.parent(), Some(outer.clone()));
    assert_eq!(inner.name(), "inner");
    assert_eq!(outer.parent(), None);
    assert_eq!(outer.child("inner").unwrap(), inner);
    assert!(outer.child("a.b").is_err());
    for bad in ["", ".", "a.", ".a", "a..b", "a b", "a/b", &"x".repeat(243)] {
        assert!(bad.parse::<ContainerId>().is_err(), "{bad:?}");
    }
}

#[test]
fn a_uuid_prints_hyphenated_and_parses_back() {
    let uuid = UpdateUuid::from_random([0xff; 16]);
    assert_eq!(uuid.to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    assert_eq!(uuid.to_string().parse(), Ok(uuid));
    for bad in [
        "",
        "ffffffff-ffff-4fff-bfff-fffffffffff",
        "ffffffff-ffff-4fff-bfff-ffffffffff-f",
        "gfffffff-ffff-4fff-bfff-ffffffffffff",
    ] {
        assert!(bad.parse::<UpdateUuid>().is_err(), "{bad:?}");
    }
    assert_eq!(UpdateUuid::try_from(&[7u8; 16][..]), Ok(UpdateUuid([7; 16])));
    assert!(UpdateUuid::try_from(&[7u8; 15][..]).is_err());
}

#[test]
fn later_terms_are_greater() {
    assert!(Term(3).next() > Term(3));
    assert_eq!(Term(u64::MAX).next(), Term(u64::MAX));
}
