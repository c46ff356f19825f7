//! Offer constraints.

use mesos_protocol::constraints::{Constraint, OfferConstraints, Predicate, Selector};
use mesos_protocol::roles::Role;

use super::{all, needed, present, refused};
use crate::scheduler::attribute_constraint::predicate::{
    Exists, NotExists, TextEquals, TextMatches, TextNotEquals, TextNotMatches,
};
use crate::scheduler::attribute_constraint::selector::PseudoattributeType;
use crate::scheduler::attribute_constraint::{self};
use crate::scheduler::offer_constraints::RoleConstraints;
use crate::scheduler::offer_constraints::role_constraints::Group;
use crate::scheduler::{self, AttributeConstraint};
use crate::{Enumeration, Error};

impl TryFrom<scheduler::OfferConstraints> for OfferConstraints {
    type Error = Error;

    fn try_from(constraints: scheduler::OfferConstraints) -> Result<Self, Error> {
        let read = |(name, of_role): (String, RoleConstraints)| {
            let read = || Ok((Role::new(&name).map_err(refused)?, groups(of_role)?));
            read().map_err(|error: Error| error.at_key(&name).within("role_constraints"))
        };
        let roles: Result<_, Error> = constraints.role_constraints.into_iter().map(read).collect();
        Ok(Self { roles: roles? })
    }
}

/// Without a group, or with an empty one, no agent or every agent would pass: neither can be meant.
fn groups(of_role: RoleConstraints) -> Result<Vec<Vec<Constraint>>, Error> {
    if of_role.groups.is_empty() {
        return Err(Error::missing("groups"));
    }
    let read = |(index, group): (usize, Group)| {
        let group = match group.attribute_constraints.is_empty() {
            true => Err(Error::missing("attribute_constraints")),
            false => all(group.attribute_constraints, "attribute_constraints"),
        };
        group.map_err(|error| error.at(index).within("groups"))
    };
    of_role.groups.into_iter().enumerate().map(read).collect()
}

impl TryFrom<AttributeConstraint> for Constraint {
    type Error = Error;

    fn try_from(constraint: AttributeConstraint) -> Result<Self, Error> {
        let predicate = needed(constraint.predicate.map(|predicate| *predicate), "predicate")?;
        Ok(Self { selector: needed(constraint.selector, "selector")?, predicate })
    }
}

impl TryFrom<attribute_constraint::Selector> for Selector {
    type Error = Error;

    fn try_from(selector: attribute_constraint::Selector) -> Result<Self, Error> {
        match (selector.pseudoattribute_type, selector.attribute_name) {
            (None, Some(name)) => Ok(Self::Attribute(name)),
            (Some(PseudoattributeType::Hostname), None) => Ok(Self::Hostname),
            (Some(PseudoattributeType::Region), None) => Ok(Self::Region),
            (Some(PseudoattributeType::Zone), None) => Ok(Self::Zone),
            (Some(other), None) => {
                let error = Error::unsupported(format!("is {}, which is not supported", other.name()));
                Err(error.within("pseudoattribute_type"))
            }
            (Some(_), Some(_)) => {
                Err(Error::new("is set beside pseudoattribute_type; leave one out").within("attribute_name"))
            }
            (None, None) => Err(Error::missing("attribute_name")),
        }
    }
}

impl TryFrom<attribute_constraint::Predicate> for Predicate {
    type Error = Error;

    fn try_from(predicate: attribute_constraint::Predicate) -> Result<Self, Error> {
        let set = [
            ("exists", predicate.exists.is_some()),
            ("not_exists", predicate.not_exists.is_some()),
            ("text_equals", predicate.text_equals.is_some()),
            ("text_not_equals", predicate.text_not_equals.is_some()),
            ("text_matches", predicate.text_matches.is_some()),
            ("text_not_matches", predicate.text_not_matches.is_some()),
        ];
        let mut set = set.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| name);
        let Some(first) = set.next() else { return Err(Error::new("names no condition that is supported")) };
        if let Some(second) = set.next() {
            return Err(Error::new(format!("is set beside {first}; leave one out")).within(second));
        }
        let text = |value: Option<String>, name| present(value, name).map_err(|error| error.within(first));
        Ok(match predicate {
            attribute_constraint::Predicate { exists: Some(_), .. } => Self::Exists,
            attribute_constraint::Predicate { not_exists: Some(_), .. } => Self::NotExists,
            attribute_constraint::Predicate { text_equals: Some(equals), .. } => {
                Self::TextEquals(text(equals.value, "value")?)
            }
            attribute_constraint::Predicate { text_not_equals: Some(equals), .. } => {
                Self::TextNotEquals(text(equals.value, "value")?)
            }
            attribute_constraint::Predicate { text_matches: Some(matches), .. } => {
                Self::TextMatches(text(matches.regex, "regex")?)
            }
            attribute_constraint::Predicate { text_not_matches, .. } => {
                Self::TextNotMatches(text(text_not_matches.and_then(|matches| matches.regex), "regex")?)
            }
        })
    }
}

/// Constraints for a field that is left out if there are none.
pub(super) fn wrote_constraints(constraints: &OfferConstraints) -> Option<scheduler::OfferConstraints> {
    let write = |(role, groups): (&Role, &Vec<Vec<Constraint>>)| {
        let group = |group: &Vec<Constraint>| Group { attribute_constraints: group.iter().map(Into::into).collect() };
        (role.as_str().to_owned(), RoleConstraints { groups: groups.iter().map(group).collect() })
    };
    let written = || scheduler::OfferConstraints { role_constraints: constraints.roles.iter().map(write).collect() };
    (!constraints.is_empty()).then(written)
}

impl From<&Constraint> for AttributeConstraint {
    fn from(constraint: &Constraint) -> Self {
        Self { selector: Some((&constraint.selector).into()), predicate: Some(Box::new((&constraint.predicate).into())) }
    }
}

impl From<&Selector> for attribute_constraint::Selector {
    fn from(selector: &Selector) -> Self {
        let pseudo = |kind| Self { pseudoattribute_type: Some(kind), attribute_name: None };
        match selector {
            Selector::Attribute(name) => Self { pseudoattribute_type: None, attribute_name: Some(name.clone()) },
            Selector::Hostname => pseudo(PseudoattributeType::Hostname),
            Selector::Region => pseudo(PseudoattributeType::Region),
            Selector::Zone => pseudo(PseudoattributeType::Zone),
        }
    }
}

impl From<&Predicate> for attribute_constraint::Predicate {
    fn from(predicate: &Predicate) -> Self {
        let mut written = Self::default();
        match predicate {
            Predicate::Exists => written.exists = Some(Exists {}),
            Predicate::NotExists => written.not_exists = Some(NotExists {}),
            Predicate::TextEquals(text) => written.text_equals = Some(TextEquals { value: Some(text.clone()) }),
            Predicate::TextNotEquals(text) => written.text_not_equals = Some(TextNotEquals { value: Some(text.clone()) }),
            Predicate::TextMatches(regex) => written.text_matches = Some(TextMatches { regex: Some(regex.clone()) }),
            Predicate::TextNotMatches(regex) => {
                written.text_not_matches = Some(TextNotMatches { regex: Some(regex.clone()) });
            }
        }
        written
    }
}
