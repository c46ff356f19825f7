//! Rust types of fields, and which of them are boxed.

use super::api::{Api, Body, Field};
use super::names;

/// A message larger than this is boxed where it occurs at most once: most are unset, and all are moved.
const INLINE_BYTES_MAX: usize = 64;

const WORD: usize = 8;

/// Type of what one occurrence of the field holds, and the size of an `Option` of it in bytes.
fn scalar(kind: &str) -> Option<(&'static str, usize)> {
    Some(match kind {
        "bool" => ("bool", 1),
        "int32" => ("i32", 8),
        "uint32" => ("u32", 8),
        "int64" => ("i64", 16),
        "uint64" => ("u64", 16),
        "double" => ("f64", 16),
        "string" => ("String", 24),
        "bytes" => ("Vec<u8>", 24),
        _ => return None,
    })
}

/// Type of what one occurrence of the field holds.
pub(crate) fn element(kind: &str) -> String {
    scalar(kind).map_or_else(|| names::path(kind), |(name, _)| name.to_owned())
}

/// Bytes that a field of the message takes up, close enough to decide about boxes.
fn size(api: &Api, field: &Field, holder: &str) -> usize {
    if field.repeated() {
        return 3 * WORD;
    }
    match api.get(&field.kind) {
        Some(Body::Message(_)) if boxed(api, field, holder) => WORD,
        Some(Body::Message(fields)) => fields.iter().map(|inner| size(api, inner, &field.kind)).sum::<usize>().max(1),
        Some(Body::Enum(_)) => 2,
        None => scalar(&field.kind).map_or(WORD, |(_, size)| size),
    }
}

/// Whether the field holds its message in a box.
fn boxed(api: &Api, field: &Field, holder: &str) -> bool {
    let Some(fields) = api.message(&field.kind) else {
        return false;
    };
    api.reaches(&field.kind, holder)
        || fields.iter().map(|inner| size(api, inner, &field.kind)).sum::<usize>() > INLINE_BYTES_MAX
}

/// Type of the field in the struct of message `holder`.
pub(crate) fn field(api: &Api, field: &Field, holder: &str) -> String {
    if let Some(value) = api.map_value(&field.kind) {
        return format!("std::collections::BTreeMap<String, {}>", element(&value.kind));
    }
    let element = element(&field.kind);
    if field.repeated() {
        format!("Vec<{element}>")
    } else if boxed(api, field, holder) {
        format!("Option<Box<{element}>>")
    } else {
        format!("Option<{element}>")
    }
}

/// The default of a field as a Rust expression, with the type of its accessor.
pub(crate) fn default(api: &Api, field: &Field) -> Option<(String, String)> {
    let text = field.default.as_str();
    if text.is_empty() {
        return None;
    }
    let element = element(&field.kind);
    let value = match field.kind.as_str() {
        "string" => return Some((format!("{text:?}"), "&str".to_owned())),
        "double" => format!("{text}.0"),
        _ => match api.enumeration(&field.kind) {
            Some(values) => {
                let place = values.iter().position(|(name, _)| name == text)?;
                format!("{element}::{}", names::variants(values)[place])
            }
            None => text.to_owned(),
        },
    };
    Some((value, element))
}
