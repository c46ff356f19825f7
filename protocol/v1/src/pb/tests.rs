//! Bytes by hand: what other libraries write, and what none should.

use crate::scheduler::call::Type;
use crate::scheduler::{Call, OfferConstraints};
use crate::tests::random::varint;
use crate::{Filters, OfferId, TaskInfo, pb, value};

#[test]
fn bytes_are_those_of_other_libraries() {
    let call = Call {
        framework_id: Some(crate::FrameworkId { value: Some("f".to_owned()) }),
        r#type: Some(Type::Revive),
        ..Call::default()
    };
    assert_eq!(pb::encode(&call), [0x0a, 3, 0x0a, 1, b'f', 0x10, Type::Revive as u8]);
}

#[test]
fn unknown_fields_of_every_layout_are_skipped() {
    let known = [0x0a, 1, b'O'];
    let unknown: [&[u8]; 6] = [
        &[0xf8, 0x07, 0x96, 0x01],
        &[0xf9, 0x07, 1, 2, 3, 4, 5, 6, 7, 8],
        &[0xfa, 0x07, 2, 0xff, 0xff],
        &[0xfd, 0x07, 1, 2, 3, 4],
        &[0xfb, 0x07, 0x08, 1, 0xfb, 0x07, 0xfc, 0x07, 0xfc, 0x07],
        &[0x08, 1],
    ];
    for field in unknown {
        for bytes in [[field, &known].concat(), [&known, field].concat()] {
            let id: OfferId = pb::decode(&bytes).unwrap();
            assert_eq!(id.value.as_deref(), Some("O"), "{bytes:?}");
        }
    }
}

#[test]
fn broken_bytes_are_refused_with_their_place() {
    let cases: [(&[u8], &str); 9] = [
        (&[0x0a], "value is cut short"),
        (&[0x0a, 5, b'x'], "value is cut short"),
        (&[0x0a, 1, 0xff], "value is not valid UTF-8"),
        (&[0x80], "the message is cut short"),
        (&[0xff; 11], "the message holds a number of more than ten bytes"),
        (&[0x00], "the message holds the tag 0, which no field can have"),
        (&[0x0f], "the message holds the tag 15, which no field can have"),
        (&[0x0c], "value closes a group that was not opened"),
        (&[0x13, 0x08], "<unknown field 2> is cut short"),
    ];
    for (bytes, error) in cases {
        assert_eq!(pb::decode::<OfferId>(bytes).unwrap_err().to_string(), error, "{bytes:?}");
    }
    let huge = [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
    assert_eq!(pb::decode::<OfferId>(&huge).unwrap_err().to_string(), "value is cut short");
}

#[test]
fn what_is_not_a_number_is_refused() {
    let mut bytes = vec![0x09];
    bytes.extend_from_slice(&f64::NAN.to_le_bytes());
    assert_eq!(pb::decode::<Filters>(&bytes).unwrap_err().to_string(), "refuse_seconds is not a number");
}

#[test]
fn deep_nesting_is_refused_in_messages_and_groups() {
    // ContainerID.parent is field 2.
    let mut bytes = Vec::new();
    for _ in 0..200 {
        let mut outer = vec![0x12];
        varint(bytes.len() as u64, &mut outer);
        outer.extend_from_slice(&bytes);
        bytes = outer;
    }
    assert!(pb::decode::<crate::ContainerId>(&bytes).unwrap_err().to_string().ends_with("is nested deeper than 100 levels"));
    let groups = [0x7b].repeat(100_000);
    assert!(pb::decode::<OfferId>(&groups).unwrap_err().to_string().ends_with("is nested deeper than 100 levels"));
}

#[test]
fn split_messages_are_merged_and_packed_lists_are_read() {
    let twice = [0x0a, 3, 0x0a, 1, b'a', 0x0a, 0, 0x0a, 3, 0x0a, 1, b'b'];
    let call: Call = pb::decode(&twice).unwrap();
    assert_eq!(call.framework_id.unwrap().value.as_deref(), Some("b"));
    let check: crate::health_check::HttpCheckInfo = pb::decode(&[0x22, 3, 0xc8, 0x01, 0x05]).unwrap();
    assert_eq!(check.statuses, [200, 5]);
}

#[test]
fn later_entry_of_the_same_key_wins_and_missing_values_are_empty() {
    // TaskInfo.limits is a map of scalars.
    let number = TaskInfo::TABLE.fields.iter().find(|row| row.name == "limits").unwrap().number;
    let mut tag = Vec::new();
    varint(u64::from(number) << 3 | 2, &mut tag);
    let mut bytes = Vec::new();
    for value in [1.0_f64, 2.0] {
        let scalar = [&[0x09][..], &value.to_le_bytes()].concat();
        let entry = [&[0x0a, 1, b'm', 0x12, 9][..], &scalar].concat();
        bytes.extend([&tag[..], &[entry.len() as u8], &entry].concat());
    }
    bytes.extend([&tag[..], &[3, 0x0a, 1, b'x']].concat());
    let task: TaskInfo = pb::decode(&bytes).unwrap();
    assert_eq!(task.limits["m"].value, Some(2.0));
    assert_eq!(task.limits["x"], value::Scalar::default());
    let constraints: OfferConstraints = pb::decode(&[0x0a, 0]).unwrap();
    assert!(constraints.role_constraints.contains_key(""));
}
