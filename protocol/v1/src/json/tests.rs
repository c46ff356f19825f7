//! What clients send that is not what we would write, and what no client should send.

use crate::scheduler::Call;
use crate::scheduler::call::Type;
use crate::{Error, Filters, KillPolicy, Offer, Resource, TaskInfo, TaskStatus, json, value};

fn task(text: &str) -> Result<TaskInfo, Error> {
    json::decode(text.as_bytes())
}

fn refusal<M: crate::Message + Default>(text: &str) -> String {
    json::decode::<M>(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn numbers_come_as_numbers_and_as_text() {
    for text in ["5", "5.0", "5e0", "\"5\"", "\" 5 \"", "50e-1"] {
        let policy: KillPolicy =
            json::decode(format!("{{\"grace_period\":{{\"nanoseconds\":{text}}}}}").as_bytes()).unwrap();
        assert_eq!(policy.grace_period.unwrap().nanoseconds, Some(5), "{text}");
    }
    for (text, value) in [("5", 5.0), ("0.1", 0.1), ("\"Infinity\"", f64::INFINITY), ("\"2.5e1\"", 25.0)] {
        let filters: Filters = json::decode(format!("{{\"refuse_seconds\":{text}}}").as_bytes()).unwrap();
        assert_eq!(filters.refuse_seconds, Some(value), "{text}");
    }
}

#[test]
fn numbers_that_are_none_are_refused() {
    for text in ["NaN", "\"NaN\"", "1e999", "\"\"", "\"0x1\"", "01", "+1", ".5", "true", "{}", "\"nan\""] {
        let refused = json::decode::<Filters>(format!("{{\"refuse_seconds\":{text}}}").as_bytes());
        assert_eq!(refused.unwrap_err().path(), "refuse_seconds", "{text}");
    }
    for text in ["5.5", "\"5.5\"", "18446744073709551616", "9223372036854775808", "1e30", "\"Infinity\""] {
        let refused = json::decode::<KillPolicy>(format!("{{\"grace_period\":{{\"nanoseconds\":{text}}}}}").as_bytes());
        assert_eq!(refused.unwrap_err().path(), "grace_period.nanoseconds", "{text}");
    }
}

#[test]
fn base64_comes_with_either_alphabet_with_and_without_padding() {
    for text in ["+/8=", "+/8", "-_8=", "-_8", "+/\\r\\n8=\\n"] {
        let task = task(&format!("{{\"data\":\"{text}\"}}")).unwrap();
        assert_eq!(task.data.as_deref(), Some(&[0xfb, 0xff][..]), "{text}");
    }
    assert_eq!(refusal::<TaskInfo>("{\"data\":\"*\"}"), "data is not Base64 (at byte 11)");
}

#[test]
fn limits_come_with_and_without_their_object() {
    let long = task(r#"{"limits":{"cpus":{"value":"Infinity"},"mem":{"value":512}}}"#).unwrap();
    let short = task(r#"{"limits":{"cpus":"Infinity","mem":512.0}}"#).unwrap();
    assert_eq!(long, short);
    assert_eq!(long.limits["cpus"], value::Scalar { value: Some(f64::INFINITY) });
}

#[test]
fn null_is_unset_and_one_value_is_a_list_of_one() {
    let call: Call =
        json::decode(br#"{"type":"DECLINE","framework_id":null,"decline":{"offer_ids":{"value":"O"}}}"#).unwrap();
    assert_eq!(call.r#type, Some(Type::Decline));
    assert_eq!(call.framework_id, None);
    assert_eq!(call.decline.unwrap().offer_ids[0].value.as_deref(), Some("O"));
    let offer: Offer = json::decode(br#"{"resources":null,"executor_ids":[null,{"value":"e"}]}"#).unwrap();
    assert_eq!((offer.resources.len(), offer.executor_ids.len()), (0, 1));
}

#[test]
fn later_member_of_the_same_name_wins() {
    let offer: Offer = json::decode(br#"{"id":{"value":"a"},"id":{},"hostname":"a","hostname":"b"}"#).unwrap();
    assert_eq!(offer.id.unwrap().value, None);
    assert_eq!(offer.hostname.as_deref(), Some("b"));
}

#[test]
fn enums_come_by_name_or_number_and_unknown_ones_are_unset() {
    let state = |text: &str| json::decode::<TaskStatus>(format!("{{\"state\":{text}}}").as_bytes()).unwrap().state;
    assert_eq!(state("\"TASK_RUNNING\""), Some(crate::TaskState::Running));
    assert_eq!(state("1"), Some(crate::TaskState::Running));
    assert_eq!(state("\"TASK_FLYING\""), None);
    assert_eq!(state("4711"), None);
}

#[test]
fn text_is_escaped_and_unescaped() {
    let text = "quote \" slash \\ / line \n tab \t bell \u{7} é 😀 \u{7f} \u{2028}";
    let status = TaskStatus { message: Some(text.to_owned()), ..TaskStatus::default() };
    let written = json::encode(&status);
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&written).unwrap()["message"], text);
    assert_eq!(json::decode::<TaskStatus>(&written).unwrap(), status);
    let status: TaskStatus = json::decode(br#"{"message":"\u00e9\ud83d\ude00\/\b\f"}"#).unwrap();
    assert_eq!(status.message.as_deref(), Some("é😀/\u{8}\u{c}"));
}

#[test]
fn broken_text_is_refused() {
    for text in
        [r#""\x""#, r#""\u12""#, r#""\ud83d""#, r#""\ud83d\u0020""#, r#""\udc00""#, "\"\n\"", "\"", r#""\"#, r#""\u"#]
    {
        assert!(json::decode::<TaskStatus>(format!("{{\"message\":{text}}}").as_bytes()).is_err(), "{text}");
    }
    assert_eq!(refusal::<TaskStatus>("{\"message\":\"\\ud83d\"}"), "message holds half of a surrogate pair (at byte 18)");
    let not_utf8 = json::decode::<TaskStatus>(b"{\"message\":\"\xff\"}").unwrap_err();
    assert_eq!(not_utf8.to_string(), "the message is not valid UTF-8 (at byte 12)");
}

#[test]
fn broken_structure_is_refused_with_its_place() {
    let cases = [
        ("", "the message is cut short (at byte 0)"),
        ("[]", "the message must be an object, not an array (at byte 0)"),
        ("{} x", "the message is followed by more text (at byte 3)"),
        ("{\"id\":{}", "the message is cut short (at byte 8)"),
        ("{\"id\":{} \"x\"}", "the message lacks a comma or a closing } (at byte 9)"),
        ("{\"id\":7}", "id must be an object, not a number (at byte 6)"),
        ("{\"resources\":[{},{\"name\":7}]}", "resources[1].name must be a text, not a number (at byte 25)"),
        ("{id:7}", "the message lacks a name in quotes (at byte 1)"),
        ("{\"id\" 7}", "the message lacks a colon after a name (at byte 6)"),
        ("{\"hostname\":nul}", "hostname must be a text, not null (at byte 12)"),
    ];
    for (text, error) in cases {
        assert_eq!(refusal::<Offer>(text), error, "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_in_known_and_unknown_fields() {
    let known = format!("{}{}", "{\"parent\":".repeat(5000), "}".repeat(5000));
    assert!(refusal::<crate::ContainerId>(&known).contains("is nested deeper than 100 levels"));
    for open in ["[", "{\"a\":"] {
        let unknown = format!("{{\"unknown\":{}", open.repeat(100_000));
        assert!(refusal::<Offer>(&unknown).contains("is nested deeper than 100 levels"));
    }
    let allowed = format!("{{\"unknown\":{}{}}}", "[".repeat(99), "]".repeat(99));
    assert_eq!(json::decode::<Offer>(allowed.as_bytes()), Ok(Offer::default()));
}

#[test]
fn offer_is_written_field_for_field_as_old_clients_expect() {
    let text = r#"{"id":{"value":"O"},"hostname":"h","resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":4.0},"role":"*"}]}"#;
    let offer: Offer = json::decode(text.as_bytes()).unwrap();
    assert_eq!(offer.resources[0].role(), "*");
    assert_eq!(String::from_utf8(json::encode(&offer)).unwrap(), text);
    // The default of a deprecated field is not written, that of a living one is.
    assert_eq!(json::encode(&Resource::default()), b"{}");
    assert_eq!(json::encode(&Filters::default()), b"{\"refuse_seconds\":5.0}");
}

#[test]
fn secrets_do_not_reach_logs() {
    let text = r#"{"type":"VALUE","value":{"data":"c2VjcmV0"}}"#;
    let secret: crate::Secret = json::decode(text.as_bytes()).unwrap();
    assert_eq!(format!("{secret:?}"), r#"{"type":"VALUE","value":"hidden"}"#);
    assert_eq!(String::from_utf8(json::encode(&secret)).unwrap(), text);
}
