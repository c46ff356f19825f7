//! The public API's form, in both generations of reservations.

use super::*;

fn form(json: &str) -> ResourceForm {
    serde_json::from_str(json).unwrap()
}

/// A form of one cpu with these further fields.
fn cpu(fields: &str) -> ResourceForm {
    form(&format!(r#"{{"name": "cpus", "type": "SCALAR", "scalar": {{"value": 1}} {fields}}}"#))
}

fn read(fields: &str) -> Result<Resource, Rule> {
    Resource::try_from(&cpu(fields)).map_err(|error| error.rule)
}

#[test]
fn both_generations_of_a_reservation_say_the_same() {
    let fixed = one("cpus(eng):1");
    let dynamic = one("cpus:1").push_reservation(Reservation::dynamic(role("eng")).by("ops")).unwrap();
    for (fields, resource) in [
        ("", one("cpus:1")),
        (r#", "role": "*""#, one("cpus:1")),
        (r#", "role": "eng""#, fixed.clone()),
        (r#", "reservations": [{"type": "STATIC", "role": "eng"}]"#, fixed.clone()),
        (r#", "reservations": [{"type": "STATIC", "role": "eng"}], "role": "eng""#, fixed),
        (r#", "role": "eng", "reservation": {"principal": "ops"}"#, dynamic.clone()),
        (r#", "reservations": [{"type": "DYNAMIC", "role": "eng", "principal": "ops"}]"#, dynamic.clone()),
        (
            r#", "reservations": [{"type": "DYNAMIC", "role": "eng", "principal": "ops"}], "role": "eng", "reservation": {"principal": "ops"}"#,
            dynamic,
        ),
    ] {
        assert_eq!(read(fields), Ok(resource), "{fields}");
    }
}

#[test]
fn generations_that_contradict_each_other_are_refused() {
    for fields in [
        r#", "reservations": [{"type": "STATIC", "role": "eng"}], "role": "ops""#,
        r#", "reservations": [{"type": "STATIC", "role": "eng"}], "role": "*""#,
        r#", "reservations": [{"type": "STATIC", "role": "eng"}], "reservation": {}"#,
        r#", "reservations": [{"type": "DYNAMIC", "role": "eng"}], "role": "eng""#,
        r#", "reservations": [{"type": "DYNAMIC", "role": "eng"}], "reservation": {}"#,
        r#", "reservations": [{"type": "DYNAMIC", "role": "eng"}], "role": "eng", "reservation": {"principal": "x"}"#,
        r#", "reservations": [{"type": "DYNAMIC", "role": "eng"}], "role": "eng", "reservation": {"labels": {"labels": [{"key": "k"}]}}"#,
        r#", "reservations": [{"type": "STATIC", "role": "eng"}, {"type": "DYNAMIC", "role": "eng/dev"}], "role": "eng/dev""#,
        r#", "role": "eng", "reservation": {"type": "DYNAMIC"}"#,
        r#", "role": "eng", "reservation": {"role": "eng"}"#,
    ] {
        assert!(matches!(read(fields), Err(Rule::ReservationFormats(_))), "{fields}: {:?}", read(fields));
    }
}

#[test]
fn reservations_that_cannot_be_are_refused() {
    for (fields, rule) in [
        (r#", "reservation": {}"#, Rule::ReservedForAny),
        (r#", "role": "*", "reservation": {}"#, Rule::ReservedForAny),
        (r#", "reservations": [{"type": "DYNAMIC", "role": "*"}]"#, Rule::ReservedForAny),
        (r#", "reservations": [{"role": "eng"}]"#, Rule::ReservationWithoutKind),
        (r#", "reservations": [{"type": "UNKNOWN", "role": "eng"}]"#, Rule::ReservationWithoutKind),
        (r#", "reservations": [{"type": "DYNAMIC"}]"#, Rule::ReservationWithoutRole),
        (
            r#", "reservations": [{"type": "STATIC", "role": "eng"}, {"type": "STATIC", "role": "eng/dev"}]"#,
            Rule::StaticRefinement(role("eng/dev")),
        ),
    ] {
        assert_eq!(read(fields), Err(rule), "{fields}");
    }
    assert!(matches!(read(r#", "role": "a b""#), Err(Rule::Role(_))));
}

#[test]
fn a_refined_reservation_cannot_be_written_in_the_old_form() {
    let refined = one("cpus(eng):1").push_reservation(Reservation::dynamic(role("eng/dev")).by("ops")).unwrap();
    assert_eq!(ResourceForm::old(&refined).unwrap_err().rule, Rule::Refined);
    assert!(parse("mem:1").with(refined.clone()).to_old_forms().is_err());
    assert_eq!(
        serde_json::to_string(&ResourceForm::new(&refined)).unwrap(),
        r#"{"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"reservations":[{"type":"STATIC","role":"eng"},{"type":"DYNAMIC","role":"eng/dev","principal":"ops"}]}"#
    );
    assert_eq!(
        serde_json::to_string(&ResourceForm::old(&one("cpus:1")).unwrap()).unwrap(),
        r#"{"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"role":"*"}"#
    );
}

#[test]
fn values_that_do_not_agree_with_their_type_are_refused() {
    for (json, rule) in [
        (r#"{"name": "a", "type": "SCALAR"}"#, Rule::KindAndValue("SCALAR".into(), "scalar")),
        (
            r#"{"name": "a", "type": "SCALAR", "scalar": {"value": 1}, "set": {"item": []}}"#,
            Rule::KindAndValue("SCALAR".into(), "set"),
        ),
        (r#"{"name": "a", "type": "RANGES", "scalar": {"value": 1}}"#, Rule::KindAndValue("RANGES".into(), "scalar")),
        (r#"{"name": "a", "type": "TEXT"}"#, Rule::Text),
        (r#"{"name": "a"}"#, Rule::UnknownKind(String::new())),
        (
            r#"{"name": "a", "type": "RANGES", "ranges": {"range": [{"begin": 1, "end": 5}, {"begin": 5, "end": 6}]}}"#,
            Rule::OverlappingRanges(5),
        ),
        (r#"{"name": "a", "type": "SET", "set": {"item": ["x", "y", "x"]}}"#, Rule::DuplicateItem("x".into())),
        (r#"{"type": "SCALAR", "scalar": {"value": 1}}"#, Rule::NoName),
        (
            r#"{"name": "a", "type": "SCALAR", "scalar": {"value": 1}, "disk": {"persistence": {"id": "x"}}}"#,
            Rule::DiskInfoOn,
        ),
        (
            r#"{"name": "disk", "type": "SCALAR", "scalar": {"value": 1}, "disk": {"source": {"type": "UNKNOWN"}}}"#,
            Rule::UnknownDiskSource("UNKNOWN".into()),
        ),
        (
            r#"{"name": "disk", "type": "SCALAR", "scalar": {"value": 1}, "disk": {"source": {"type": "RAW", "path": {}}}}"#,
            Rule::RootOfDevice,
        ),
        (r#"{"name": "disk", "type": "SCALAR", "scalar": {"value": 1}, "shared": {}}"#, Rule::SharedWithoutPersistence),
    ] {
        assert_eq!(Resource::try_from(&form(json)).map_err(|error| error.rule), Err(rule), "{json}");
    }
    let wrong = |value| Resource::try_from(&ResourceForm { scalar: Some(form::ScalarForm { value }), ..cpu("") });
    for value in [-1.0, f64::NAN, f64::INFINITY, 0.0001, 1e16] {
        assert!(matches!(wrong(value).map_err(|error| error.rule), Err(Rule::Scalar(_))), "{value}");
    }
}

#[test]
fn everything_a_resource_can_have_goes_there_and_back() {
    let source = DiskSource {
        vendor: Some("acme".into()),
        id: Some("lun-7".into()),
        metadata: Labels::none().with("k", "v"),
        profile: Some("fast".into()),
        ..DiskSource::mount("/mnt/a")
    };
    let disk = DiskInfo { source: Some(source), ..DiskInfo::persistent("v", Some("ops"), Volume::at("data")) };
    let full = one("disk(eng):10")
        .push_reservation(Reservation::dynamic(role("eng/dev")).by("ops").labels(Labels::none().with("a", "b")))
        .and_then(|resource| resource.with_disk(disk))
        .and_then(|resource| resource.shared(true))
        .unwrap()
        .revocable(true)
        .from_provider(crate::ids::ResourceProviderId::new("rp-1").unwrap())
        .allocated(role("eng/dev"));
    let resources = Resources::from(full.clone()).with(full.clone());
    let json = serde_json::to_string(&resources.to_forms()).unwrap();
    let forms: Vec<ResourceForm> = serde_json::from_str(&json).unwrap();
    assert_eq!(forms.len(), 2);
    assert_eq!(Resources::from_forms(&forms).unwrap(), resources);
    assert_eq!(
        full.to_string(),
        "disk(allocated: eng/dev)(reservations: [(STATIC,eng),(DYNAMIC,eng/dev,ops,{a: b})])[MOUNT(acme,lun-7,fast):/mnt/a,v:data:rw]{REV}<SHARED>:10"
    );
}

#[test]
fn a_list_names_the_index_of_what_is_wrong() {
    let error = Resources::from_forms(&[cpu(""), cpu(r#", "shared": {}"#)]).unwrap_err();
    assert_eq!(error.place, Some(Place { index: 1, offset: None }));
    assert_eq!(Resources::from_forms(&[cpu(""), cpu("")]).unwrap(), parse("cpus:2"));
}
