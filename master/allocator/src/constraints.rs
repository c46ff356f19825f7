//! Offer constraints: which agents a framework wants offers from, by attribute, host name, region or zone.
//!
//! A role's constraints are groups; an agent passes if all constraints of at least one group are true for it. Regular
//! expressions follow RE2: they match the whole text, and `\d`, `\w`, `\s`, `\b` mean ASCII. What RE2 accepts within its two
//! limits is accepted here; since the limits count RE2's own memory and instructions, they are translated to bytes of the
//! library used here: 16 bytes for each byte of memory and 640 for each instruction, whichever is less.

mod pattern;

use std::fmt;

use mesos_protocol::attributes::Attributes;

pub use pattern::{Pattern, PatternLimits};

/// What a constraint looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// The first attribute with this name.
    Attribute(String),
    /// The agent's host name.
    Hostname,
    /// The region of the agent's fault domain.
    Region,
    /// The zone of the agent's fault domain.
    Zone,
}

/// What must be true of the value looked at.
#[derive(Clone, Debug)]
pub enum Predicate {
    /// There is a value.
    Exists,
    /// There is no value.
    NotExists,
    /// There is a value and it is this text.
    TextEquals(String),
    /// There is no value, or it is another text.
    TextNotEquals(String),
    /// There is a value and the pattern matches all of it.
    TextMatches(Pattern),
    /// There is no value, or the pattern does not match all of it.
    TextNotMatches(Pattern),
}

/// One condition on an agent.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// What is looked at.
    pub selector: Selector,
    /// What must be true of it.
    pub predicate: Predicate,
}

/// The constraints of one framework in one role.
#[derive(Clone, Debug)]
pub struct Constraints {
    groups: Vec<Vec<Constraint>>,
}

/// Why constraints cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidConstraints {
    /// There is no group.
    NoGroups,
    /// The group with this index has no constraint.
    EmptyGroup(usize),
    /// A regular expression cannot be read.
    Pattern {
        /// The expression.
        text: String,
        /// What is wrong with it.
        why: String,
    },
    /// A regular expression is too large for the limits.
    PatternTooLarge {
        /// The expression.
        text: String,
        /// The limit in bytes that it exceeds.
        bytes_max: usize,
    },
}

/// What constraints can see of an agent.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its host name.
    pub hostname: &'a str,
    /// Its attributes.
    pub attributes: &'a Attributes,
    /// The region of its fault domain.
    pub region: Option<&'a str>,
    /// The zone of its fault domain.
    pub zone: Option<&'a str>,
}

enum Found<'a> {
    Nothing,
    Text(&'a str),
    NoText,
}

impl Constraints {
    /// Constraints of which at least one group must hold completely.
    ///
    /// # Errors
    /// [`InvalidConstraints`] if there is no group, or a group without constraints.
    pub fn any_of(groups: Vec<Vec<Constraint>>) -> Result<Constraints, InvalidConstraints> {
        if groups.is_empty() {
            return Err(InvalidConstraints::NoGroups);
        }
        if let Some(index) = groups.iter().position(Vec::is_empty) {
            return Err(InvalidConstraints::EmptyGroup(index));
        }
        Ok(Constraints { groups })
    }

    /// Whether the framework wants offers from this agent. Cost: the number of constraints.
    pub fn allow(&self, agent: &Candidate<'_>) -> bool {
        self.groups.iter().any(|group| group.iter().all(|constraint| constraint.holds(agent)))
    }
}

impl Constraint {
    fn holds(&self, agent: &Candidate<'_>) -> bool {
        let found = self.selector.look(agent);
        match (&self.predicate, found) {
            (Predicate::Exists, found) => !matches!(found, Found::Nothing),
            (Predicate::NotExists, found) => matches!(found, Found::Nothing),
            // A value that is no text makes all four predicates on texts true.
            (_, Found::NoText) => true,
            (Predicate::TextEquals(_) | Predicate::TextMatches(_), Found::Nothing) => false,
            (Predicate::TextNotEquals(_) | Predicate::TextNotMatches(_), Found::Nothing) => true,
            (Predicate::TextEquals(wanted), Found::Text(text)) => text == wanted,
            (Predicate::TextNotEquals(unwanted), Found::Text(text)) => text != unwanted,
            (Predicate::TextMatches(pattern), Found::Text(text)) => pattern.matches(text),
            (Predicate::TextNotMatches(pattern), Found::Text(text)) => !pattern.matches(text),
        }
    }
}

impl Selector {
    fn look<'a>(&self, agent: &Candidate<'a>) -> Found<'a> {
        let text = match self {
            Selector::Attribute(name) => return attribute(agent.attributes, name),
            Selector::Hostname => Some(agent.hostname),
            Selector::Region => agent.region,
            Selector::Zone => agent.zone,
        };
        text.map_or(Found::Nothing, Found::Text)
    }
}

fn attribute<'a>(attributes: &'a Attributes, name: &str) -> Found<'a> {
    match attributes.get(name) {
        None => Found::Nothing,
        Some(value) => value.text().map_or(Found::NoText, Found::Text),
    }
}

impl fmt::Display for InvalidConstraints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidConstraints::NoGroups => {
                write!(f, "the offer constraints of a role have no group, so no agent could pass; leave them out or add one")
            }
            InvalidConstraints::EmptyGroup(index) => {
                write!(f, "group {index} of the offer constraints is empty; add a constraint or leave the group out")
            }
            InvalidConstraints::Pattern { text, why } => {
                write!(f, "the regular expression {text:?} cannot be read: {why}")
            }
            InvalidConstraints::PatternTooLarge { text, bytes_max } => write!(
                f,
                "the regular expression {text:?} needs more than {bytes_max} bytes; shorten it, or raise --offer_constraints_re2_max_mem and --offer_constraints_re2_max_program_size"
            ),
        }
    }
}

impl std::error::Error for InvalidConstraints {}

#[cfg(test)]
mod tests;
