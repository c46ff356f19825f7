use mesos_protocol::attributes::Attributes;

use super::*;

fn pattern(text: &str) -> Pattern {
    Pattern::new(text, PatternLimits::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// Expressions that RE2 accepts within its default limits (4 KB, 100 instructions), with a text they match completely and
/// one they do not.
const ACCEPTED: [(&str, &str, &str); 50] = [
    ("", "", "a"),
    ("a", "a", "aa"),
    ("rack-1", "rack-1", "rack-12"),
    ("rack-[0-9]+", "rack-42", "rack-"),
    ("rack-\\d+", "rack-7", "rack-x"),
    ("\\d{1,3}", "123", "1234"),
    ("\\d", "5", "\u{0665}"),
    ("\\w+", "ab_9", "é"),
    ("\\D", "x", "1"),
    ("\\W", "é", "e"),
    ("\\s", " ", "\u{a0}"),
    ("\\S+", "abc", "a c"),
    ("[\\d]+", "90", "9a"),
    ("[\\w-]+", "a-b", "a b"),
    ("[^\\d]", "x", "4"),
    ("[\\D]", "é", "4"),
    ("[\\W]", "é", "_"),
    ("[\\S]", "é", " "),
    ("[[:alpha:]]+", "abc", "ab1"),
    ("[[:^digit:]]", "a", "1"),
    ("[[:word:]]*", "a_1", "-"),
    (".", "é", ""),
    (".*", "any thing", "a\nb"),
    ("(?s)a.b", "a\nb", "a\n"),
    ("(?i)RACK", "rack", "rock"),
    ("a|b|cd", "cd", "abcd"),
    ("(a|b)*c", "ababc", "abab"),
    ("(?:foo|bar)-\\d\\d", "bar-07", "bar-7"),
    ("(?P<name>x)y", "xy", "x"),
    ("^abc$", "abc", "abcd"),
    ("\\Aabc\\z", "abc", "xabc"),
    ("a?b+c*", "bb", "a"),
    ("a*?b", "aab", "aa"),
    ("a{2,4}", "aaa", "a"),
    ("(ab){3}", "ababab", "abab"),
    ("\\Q[1.2]\\E", "[1.2]", "[1x2]"),
    ("a\\.b", "a.b", "axb"),
    ("\\x41", "A", "B"),
    ("\\x{263a}", "\u{263a}", "a"),
    ("\\101", "A", "B"),
    ("\\t", "\t", "t"),
    ("\\pL+", "äb", "1"),
    ("\\p{Greek}", "α", "a"),
    ("\\PN", "a", "1"),
    ("[]a]+", "]a]", "b"),
    ("[^]a]", "b", "]"),
    ("[a&&b]+", "a&b", "c"),
    ("\\bfoo\\b", "foo", "foos"),
    ("us-(east|west)-[12][a-d]", "us-west-2c", "us-west-3c"),
    ("(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){1}", "10.255", "10.256"),
];

#[test]
fn what_re2_takes_under_its_defaults_is_taken_here() {
    for (text, yes, no) in ACCEPTED {
        let compiled = pattern(text);
        assert!(compiled.matches(yes), "{text:?} should match {yes:?}");
        assert!(!compiled.matches(no), "{text:?} should not match {no:?}");
    }
}

#[test]
fn what_cannot_be_read_or_is_too_large_is_an_error_that_names_it() {
    let limits = PatternLimits::default();
    for text in ["(", "a**(", "[a", "(?=x)", "\\1x(", "*"] {
        let error = Pattern::new(text, limits).unwrap_err();
        assert!(matches!(&error, InvalidConstraints::Pattern { text: named, .. } if named == text), "{error}");
    }
    let large = Pattern::new("(?:[a-z]{40}){40}", limits).unwrap_err();
    assert!(matches!(large, InvalidConstraints::PatternTooLarge { .. }), "{large}");
    let small = PatternLimits { instructions_max: 1, ..limits };
    assert!(Pattern::new("rack-[0-9]+x{20}", small).is_err());
}

#[test]
fn constraints_follow_the_truth_table() {
    let attributes: Attributes = "rack:r1;size:4".parse().unwrap();
    let agent = Candidate { hostname: "h1", attributes: &attributes, region: Some("eu"), zone: None };
    let attribute = |name: &str| Selector::Attribute(name.to_owned());
    let cases = [
        (attribute("none"), [false, true, false, true, false, true]),
        (attribute("rack"), [true, false, true, false, true, false]),
        (attribute("size"), [true, false, true, true, true, true]),
        (Selector::Hostname, [true, false, false, true, false, true]),
        (Selector::Region, [true, false, false, true, false, true]),
        (Selector::Zone, [false, true, false, true, false, true]),
    ];
    for (selector, expected) in cases {
        let predicates = [
            Predicate::Exists,
            Predicate::NotExists,
            Predicate::TextEquals("r1".into()),
            Predicate::TextNotEquals("r1".into()),
            Predicate::TextMatches(pattern("r\\d")),
            Predicate::TextNotMatches(pattern("r\\d")),
        ];
        for (predicate, expected) in predicates.into_iter().zip(expected) {
            let constraint = Constraint { selector: selector.clone(), predicate };
            assert_eq!(holds(&constraint, &agent), expected, "{constraint:?}");
        }
    }
}

#[test]
fn one_group_must_hold_completely() {
    let attributes = Attributes::default();
    let agent = Candidate { hostname: "h1", attributes: &attributes, region: None, zone: None };
    let is = |name: &str| Constraint { selector: Selector::Hostname, predicate: Predicate::TextEquals(name.into()) };
    let no_zone = Constraint { selector: Selector::Zone, predicate: Predicate::NotExists };
    let of = |groups| Constraints::any_of(groups).unwrap();
    assert!(of(vec![vec![is("h2")], vec![is("h1"), no_zone.clone()]]).allow(&agent));
    assert!(!of(vec![vec![is("h2"), no_zone]]).allow(&agent));
    assert_eq!(Constraints::any_of(vec![]).unwrap_err(), InvalidConstraints::NoGroups);
    assert_eq!(Constraints::any_of(vec![vec![is("h1")], vec![]]).unwrap_err(), InvalidConstraints::EmptyGroup(1));
}
