//! Each field alone: number, name, type and default as the table says, in both encodings.

use serde_json::{Value, json};

use super::random::field;
use super::{empty, enumeration, message, messages};
use crate::field::Message;
use crate::table::{Label, Row, Table};
use crate::{json, pb};

fn written(message: &dyn Message) -> Value {
    serde_json::from_slice(&json::encode(message)).unwrap()
}

/// What JSON shows for an unset field.
fn shown_default(row: &Row) -> Option<Value> {
    if row.default.is_empty() || row.deprecated {
        return None;
    }
    Some(match row.kind {
        "double" => json!(row.default.parse::<f64>().unwrap()),
        "string" => json!(row.default),
        kind if enumeration(kind).is_some() => json!(row.default),
        _ => serde_json::from_str(row.default).unwrap(),
    })
}

fn shown_when_empty(table: &Table) -> Value {
    let defaults = table.fields.iter().filter_map(|row| Some((row.name.to_owned(), shown_default(row)?)));
    Value::Object(defaults.collect())
}

#[test]
fn json_of_an_empty_message_shows_the_defaults_that_are_not_deprecated() {
    for table in messages() {
        assert_eq!(written(&*empty(table)), shown_when_empty(table), "{}", table.name);
    }
}

/// A value of each type in protobuf and in JSON.
fn sample(kind: &str) -> (Vec<u8>, Value) {
    match kind {
        "bool" => (vec![1], json!(true)),
        "int32" | "int64" => (vec![0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], json!(-1)),
        "uint32" => (vec![0xff, 0xff, 0xff, 0xff, 15], json!(u32::MAX)),
        "uint64" => (vec![0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], json!(u64::MAX)),
        "double" => (0.25_f64.to_le_bytes().to_vec(), json!(0.25)),
        "string" => (b"text".to_vec(), json!("text")),
        "bytes" => (vec![0xfb, 0xff], json!("+/8=")),
        _ => match enumeration(kind) {
            Some(table) => (vec![table.values[0].1 as u8], json!(table.values[0].0)),
            None => (Vec::new(), shown_when_empty(message(kind).unwrap())),
        },
    }
}

/// Bytes and JSON of a message that has only this field.
fn alone(row: &Row) -> (Vec<u8>, Value) {
    match message(row.kind) {
        Some(entry) if entry.new.is_none() => {
            let (bytes, shown) = sample(entry.fields[1].kind);
            let inner = [field(&entry.fields[0], b"key"), field(&entry.fields[1], &bytes)].concat();
            (field(row, &inner), json!({ "key": shown }))
        }
        _ => {
            let (bytes, shown) = sample(row.kind);
            let list = row.label == Label::Repeated;
            (field(row, &bytes), if list { json!([shown]) } else { shown })
        }
    }
}

#[test]
fn each_field_has_the_number_name_and_type_of_its_row() {
    let mut fields = 0;
    for table in messages() {
        for row in table.fields {
            let place = format!("{}.{}", table.name, row.name);
            let (bytes, shown) = alone(row);
            let mut message = empty(table);
            pb::decode_into(&bytes, &mut *message).unwrap_or_else(|error| panic!("{place}: {error}"));
            assert_eq!(pb::encode(&*message), bytes, "{place}");

            let mut expected = shown_when_empty(table);
            expected[row.name] = shown.clone();
            assert_eq!(written(&*message), expected, "{place}");

            let mut message = empty(table);
            let text = json!({ "not a field": [1, {}], row.name: shown }).to_string();
            json::decode_into(text.as_bytes(), &mut *message).unwrap_or_else(|error| panic!("{place}: {error}"));
            assert_eq!(written(&*message), expected, "{place}");
            fields += 1;
        }
    }
    assert!(fields > 1200, "only {fields} fields");
}

#[test]
fn each_value_of_an_enum_has_the_number_and_name_of_its_row() {
    let mut seen = std::collections::BTreeSet::new();
    for table in messages() {
        for row in table.fields {
            let Some(kind) = enumeration(row.kind) else {
                continue;
            };
            for (name, number) in kind.values {
                let mut bytes = Vec::new();
                super::random::varint(i64::from(*number) as u64, &mut bytes);
                let bytes = field(row, &bytes);
                let mut message = empty(table);
                pb::decode_into(&bytes, &mut *message).unwrap();
                let shown = written(&*message)[row.name].clone();
                assert_eq!(shown, if row.label == Label::Repeated { json!([name]) } else { json!(name) });

                let mut message = empty(table);
                json::decode_into(json!({ row.name: shown }).to_string().as_bytes(), &mut *message).unwrap();
                assert_eq!(pb::encode(&*message), bytes, "{} {name}", kind.name);
                seen.insert((kind.name, name));
            }
        }
    }
    assert!(seen.len() > 420, "only {} values", seen.len());
}

#[test]
fn unknown_values_of_enums_read_as_unset() {
    for table in messages() {
        for row in table.fields.iter().filter(|row| enumeration(row.kind).is_some()) {
            let mut message = empty(table);
            pb::decode_into(&field(row, &[0xe7, 7]), &mut *message).unwrap();
            assert_eq!(pb::encode(&*message), b"", "{}.{}", table.name, row.name);
            json::decode_into(json!({ row.name: "NO_SUCH_VALUE" }).to_string().as_bytes(), &mut *message).unwrap();
            assert_eq!(pb::encode(&*message), b"", "{}.{}", table.name, row.name);
        }
    }
}

#[test]
fn check_asks_for_each_required_field() {
    let mut required = 0;
    for table in messages() {
        let first = table.fields.iter().find(|row| row.label == Label::Required);
        let refusal = empty(table).check().err().map(|error| error.to_string());
        assert_eq!(refusal, first.map(|row| format!("{} is missing", row.name)), "{}", table.name);
        for row in table.fields.iter().filter(|row| row.label == Label::Required) {
            // All other fields are there, so nothing before this one is at fault at this level.
            let others = table.fields.iter().filter(|other| other.number != row.number && other.label == Label::Required);
            let mut sorted: Vec<&Row> = others.collect();
            sorted.sort_by_key(|other| other.number);
            let bytes: Vec<u8> = sorted.iter().flat_map(|other| complete(other)).collect();
            let mut message = empty(table);
            pb::decode_into(&bytes, &mut *message).unwrap();
            let refusal = message.check().unwrap_err();
            assert_eq!(refusal.path(), row.name, "{}: {refusal}", table.name);
            required += 1;
        }
    }
    assert!(required > 270, "only {required} fields are required");
}

/// A required field with all that is required inside.
fn complete(row: &Row) -> Vec<u8> {
    match message(row.kind) {
        Some(table) => {
            let mut inner: Vec<&Row> = table.fields.iter().filter(|row| row.label == Label::Required).collect();
            inner.sort_by_key(|row| row.number);
            let bytes: Vec<u8> = inner.iter().flat_map(|row| complete(row)).collect();
            field(row, &[bytes, extra(table)].concat())
        }
        None => field(row, &sample(row.kind).0),
    }
}

/// What [`crate::rules`] ask for besides: the member of the first type, which is a scalar.
fn extra(table: &Table) -> Vec<u8> {
    let scalars = table.fields.iter().filter(|row| row.name == "scalar");
    scalars.flat_map(|row| field(row, &field(&scalar(), &[0; 8]))).collect()
}

fn scalar() -> Row {
    message("mesos.v1.Value.Scalar").unwrap().fields[0]
}
