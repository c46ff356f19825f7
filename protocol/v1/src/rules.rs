//! Rules of [`Message::check`](crate::Message::check) that the table cannot express.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::field::need_by_type;
use crate::quota::QuotaConfig;
use crate::value::{Range, Ranges, Scalar, Set, Text, Type};
use crate::{Attribute, Resource, TaskInfo, Value};

/// A resource has the member that its type names, and no negative quantity.
pub(crate) fn resource(resource: &Resource) -> Result<(), Error> {
    let kind = resource.r#type;
    if kind == Some(Type::Text) {
        return Err(Error::new("is TEXT, which no resource can be").within("type"));
    }
    members(kind, &resource.scalar, &resource.ranges, &resource.set, &None)?;
    let others = [
        (resource.scalar.is_some(), Type::Scalar, "scalar"),
        (resource.ranges.is_some(), Type::Ranges, "ranges"),
        (resource.set.is_some(), Type::Set, "set"),
    ];
    if let Some((_, _, name)) = others.into_iter().find(|(present, own, _)| *present && kind != Some(*own)) {
        return Err(Error::new("is set although the type is another").within(name));
    }
    match &resource.scalar {
        Some(scalar) => quantity(scalar).map_err(|error| error.within("scalar")),
        None => Ok(()),
    }
}

/// An attribute has the member that its type names; it may be negative.
pub(crate) fn attribute(attribute: &Attribute) -> Result<(), Error> {
    members(attribute.r#type, &attribute.scalar, &attribute.ranges, &attribute.set, &attribute.text)
}

/// A value has the member that its type names.
pub(crate) fn value(value: &Value) -> Result<(), Error> {
    members(value.r#type, &value.scalar, &value.ranges, &value.set, &value.text)
}

/// Limits of a task are quantities, or infinite.
pub(crate) fn task_info(task: &TaskInfo) -> Result<(), Error> {
    quantities(&task.limits, "limits")
}

/// Guarantees and limits are quantities.
pub(crate) fn quota_config(config: &QuotaConfig) -> Result<(), Error> {
    quantities(&config.guarantees, "guarantees")?;
    quantities(&config.limits, "limits")
}

fn members(
    kind: Option<Type>,
    scalar: &Option<Scalar>,
    ranges: &Option<Ranges>,
    set: &Option<Set>,
    text: &Option<Text>,
) -> Result<(), Error> {
    match kind {
        Some(Type::Scalar) => need_by_type(scalar.is_some(), "scalar", "SCALAR")?,
        Some(Type::Ranges) => need_by_type(ranges.is_some(), "ranges", "RANGES")?,
        Some(Type::Set) => need_by_type(set.is_some(), "set", "SET")?,
        Some(Type::Text) => need_by_type(text.is_some(), "text", "TEXT")?,
        None => {}
    }
    for (index, Range { begin, end }) in ranges.iter().flat_map(|ranges| &ranges.range).enumerate() {
        if begin > end {
            return Err(Error::new("begins after its end").at(index).within("range").within("ranges"));
        }
    }
    Ok(())
}

fn quantity(scalar: &Scalar) -> Result<(), Error> {
    match scalar.value {
        Some(value) if value < 0.0 => Err(Error::new("is negative").within("value")),
        Some(value) if value.is_nan() => Err(Error::new("is not a number").within("value")),
        _ => Ok(()),
    }
}

fn quantities(scalars: &BTreeMap<String, Scalar>, field: &'static str) -> Result<(), Error> {
    for (name, scalar) in scalars {
        quantity(scalar).map_err(|error| error.at_key(name).within(field))?;
    }
    Ok(())
}
