//! Resources as operators write them in flags: `cpus:4;mem:1024;cpus(eng):2;ports:[31000-32000]`, or a JSON array.

use std::fmt::Write;
use std::str::FromStr;

use super::error::NotInFlags;
use super::{Amount, InvalidResource, Reservation, ReservationKind, Resource, ResourceForm, Resources, Rule};
use crate::roles::Role;
use crate::values::{InvalidScalar, Scalar, Value};

impl Resource {
    /// Reads the resources of an agent's flag, in the order in which they stand, also those of which there is nothing: who
    /// writes `cpus:0` says something about cpus.
    ///
    /// What names no role is for `default_role`; what is for another role than `*` is reserved statically. A text that is a
    /// JSON array is read as the public API's resources.
    ///
    /// # Errors
    /// [`InvalidResource`] names the resource, its place in the text, and the rule that it breaks. Volumes, revocable
    /// resources, dynamic reservations and allocations cannot be given in flags, nor one name with two kinds of values.
    pub fn parse_list(text: &str, default_role: &Role) -> Result<Vec<Resource>, InvalidResource> {
        let listed =
            if text.trim_start().starts_with('[') { read_json(text, default_role)? } else { read_text(text, default_role)? };
        for (index, (resource, offset)) in listed.iter().enumerate() {
            let before = listed[..index].iter().map(|(resource, _)| resource);
            if let Some(rule) = refused_in_flags(resource, before) {
                return Err(InvalidResource::new(resource, rule).at(index, *offset));
            }
        }
        Ok(listed.into_iter().map(|(resource, _)| resource).collect())
    }
}

impl Resources {
    /// Reads the resources of an agent's flag, as [`Resource::parse_list`] does, and merges them.
    ///
    /// # Errors
    /// [`InvalidResource`] names the resource, its place in the text, and the rule that it breaks.
    pub fn parse(text: &str, default_role: &Role) -> Result<Resources, InvalidResource> {
        Ok(Resource::parse_list(text, default_role)?.into_iter().collect())
    }

    /// Writes them as in an agent's flag, so that they can be read again: `cpus(eng):2;ports:[31000-32000]`.
    ///
    /// Absent if that cannot be: with volumes and other disks, dynamic or refined reservations, allocations, providers,
    /// revocable resources, and names or items that hold spaces or the characters of the syntax.
    pub fn to_flag(&self) -> Option<String> {
        let mut text = String::new();
        for resource in self {
            if !is_plain_text(resource.name().as_str()) {
                return None;
            }
            let role = match resource.reservations() {
                [] => None,
                [only] if *only == Reservation::fixed(only.role.clone()) => Some(&only.role),
                _ => return None,
            };
            let bare = Resource::new(resource.name(), resource.amount().clone()).ok()?;
            if bare != resource.clone().unreserved() {
                return None;
            }
            if let Amount::Set(set) = resource.amount()
                && !set.iter().all(is_plain_text)
            {
                return None;
            }
            let separator = if text.is_empty() { "" } else { ";" };
            // Writing to a String cannot fail.
            let _ = match role {
                Some(role) if is_plain_text(role.as_str()) => {
                    write!(text, "{separator}{}({role}):{}", resource.name(), resource.amount())
                }
                Some(_) => return None,
                None => write!(text, "{separator}{}:{}", resource.name(), resource.amount()),
            };
        }
        Some(text)
    }
}

/// Reads the resources of an agent's flag; what names no role is for everybody.
impl FromStr for Resources {
    type Err = InvalidResource;

    fn from_str(text: &str) -> Result<Resources, InvalidResource> {
        Resources::parse(text, &Role::any())
    }
}

/// Whether the text stands for itself in the syntax of flags.
fn is_plain_text(text: &str) -> bool {
    !text.is_empty() && !text.contains([';', ':', '(', ')', '[', ']', '{', '}', ',', ' ', '\n']) && text.trim() == text
}

/// Each resource with the character at which it begins, counted from 0.
type Listed = Vec<(Resource, Option<usize>)>;

fn read_text(text: &str, default_role: &Role) -> Result<Listed, InvalidResource> {
    let mut listed = Listed::new();
    let mut from = 0;
    for token in text.split(';') {
        let begin = from + token.chars().take_while(|c| c.is_whitespace()).count();
        from += token.chars().count() + 1;
        let token = token.trim();
        if token.is_empty() {
            continue;
        }
        let invalid = |rule| InvalidResource::new(token, rule).at(listed.len(), Some(begin));
        let resource = read_one(token, default_role).map_err(invalid)?;
        listed.push((resource, Some(begin)));
    }
    Ok(listed)
}

fn read_one(token: &str, default_role: &Role) -> Result<Resource, Rule> {
    let mut parts = token.split(':');
    let (Some(head), Some(value), None) = (parts.next(), parts.next(), parts.next()) else {
        return Err(if is_open(token) { Rule::Parentheses } else { Rule::NotNameAndValue });
    };
    let (name, role) = match head.trim().split_once('(') {
        None if head.contains(')') => return Err(Rule::Parentheses),
        None => (head.trim(), default_role.clone()),
        Some((name, rest)) => {
            let role = rest.strip_suffix(')').filter(|role| !role.contains(['(', ')'])).ok_or(Rule::Parentheses)?;
            (name.trim(), Role::new(role.trim()).map_err(Rule::Role)?)
        }
    };
    let amount = match Value::parse(value).map_err(|error| Rule::Value(error.rule))? {
        Value::Scalar(scalar) => Amount::Scalar(scalar),
        Value::Ranges(ranges) => Amount::Ranges(ranges),
        Value::Set(set) => Amount::Set(set),
        Value::Text(text) => return Err(read_as_number(&text)),
    };
    let resource = Resource::new(name, amount).map_err(|error| error.rule)?;
    reserved_in_flags(resource, &role).map_err(|error| error.rule)
}

fn is_open(token: &str) -> bool {
    token.matches('(').count() != token.matches(')').count()
}

/// Says of a text that is a number, but not one of something, what is wrong with the number.
fn read_as_number(text: &str) -> Rule {
    match text.parse::<f64>().map(Scalar::checked) {
        Ok(Err(error @ (InvalidScalar::Negative(_) | InvalidScalar::OutOfRange(_)))) => Rule::Scalar(error),
        _ => Rule::Text,
    }
}

fn reserved_in_flags(resource: Resource, role: &Role) -> Result<Resource, InvalidResource> {
    if role.is_any() { Ok(resource) } else { resource.push_reservation(Reservation::fixed(role.clone())) }
}

fn read_json(text: &str, default_role: &Role) -> Result<Listed, InvalidResource> {
    let items: Vec<serde_json::Value> = serde_json::from_str(text).map_err(|error| {
        let rule = Rule::Form(format!("the text begins like a JSON array but is none: {error}"));
        InvalidResource::new(text, rule).at(0, Some(offset_of(text, &error)))
    })?;
    let read = |(index, item): (usize, serde_json::Value)| {
        let shown = item.get("name").and_then(|name| name.as_str()).unwrap_or("?").to_owned();
        let form: ResourceForm = serde_json::from_value(item)
            .map_err(|error| InvalidResource::new(&shown, Rule::Form(error.to_string())).at(index, None))?;
        let for_nobody = form.role.is_none() && form.reservations.is_empty();
        let resource = Resource::try_from(&form).map_err(|error| error.at(index, None))?;
        let resource = match for_nobody {
            true => reserved_in_flags(resource, default_role).map_err(|error| error.at(index, None))?,
            false => resource,
        };
        Ok((resource, None))
    };
    items.into_iter().enumerate().map(read).collect()
}

fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines_before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines_before.map(|line| line.chars().count()).sum::<usize>() + error.column().saturating_sub(1)
}

fn refused_in_flags<'a>(resource: &Resource, mut before: impl Iterator<Item = &'a Resource>) -> Option<Rule> {
    if resource.is_persistent_volume() {
        return Some(Rule::NotInFlags(NotInFlags::PersistentVolume));
    }
    if resource.is_revocable() {
        return Some(Rule::NotInFlags(NotInFlags::Revocable));
    }
    if resource.allocated_to().is_some() {
        return Some(Rule::NotInFlags(NotInFlags::Allocation));
    }
    if let Some(made) = resource.reservations().iter().find(|made| made.kind == ReservationKind::Dynamic) {
        return Some(Rule::NotInFlags(NotInFlags::Reservation(made.kind)));
    }
    let kind = resource.amount().kind();
    let differs = |other: &&Resource| other.name() == resource.name() && other.amount().kind() != kind;
    before.find(differs).map(|other| Rule::TwoKinds(other.amount().kind(), kind))
}
