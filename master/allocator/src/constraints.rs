//! Offer constraints: which agents a framework wants offers from, by attribute, host name, region or zone.
//!
//! A role's constraints are groups; an agent passes if all constraints of at least one group are true for it. Regular
//! expressions follow RE2: they match the whole text, and `\d`, `\w`, `\s`, `\b` mean ASCII. What RE2 accepts within its two
//! limits is accepted here; since the limits count RE2's own memory and instructions, they are translated to bytes of the
//! library used here: 16 bytes for each byte of memory and 640 for each instruction, whichever is less.

mod pattern;

use std::fmt;

use mesos_protocol::attributes::Attributes;
pub use mesos_protocol::constraints::{Predicate, Selector};

pub use pattern::{Pattern, PatternLimits};

/// One condition on an agent, with its regular expression compiled.
pub type Constraint = mesos_protocol::constraints::Constraint<Pattern>;

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

    /// The groups as a framework says them, with their regular expressions compiled within the limits.
    ///
    /// # Errors
    /// As [`any_of`](Constraints::any_of); [`InvalidConstraints`] if an expression cannot be read or is too large.
    pub fn compile(
        groups: &[Vec<mesos_protocol::constraints::Constraint>],
        limits: PatternLimits,
    ) -> Result<Constraints, InvalidConstraints> {
        let compiled = groups.iter().map(|group| {
            let one =
                |constraint: &mesos_protocol::constraints::Constraint| constraint.compile(|text| Pattern::new(text, limits));
            group.iter().map(one).collect::<Result<Vec<_>, _>>()
        });
        Constraints::any_of(compiled.collect::<Result<_, _>>()?)
    }

    /// Whether the framework wants offers from this agent. Cost: the number of constraints.
    pub fn allow(&self, agent: &Candidate<'_>) -> bool {
        self.groups.iter().any(|group| group.iter().all(|constraint| holds(constraint, agent)))
    }
}

fn holds(constraint: &Constraint, agent: &Candidate<'_>) -> bool {
    match (&constraint.predicate, look(&constraint.selector, agent)) {
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

fn look<'a>(selector: &Selector, agent: &Candidate<'a>) -> Found<'a> {
    let text = match selector {
        Selector::Attribute(name) => return attribute(agent.attributes, name),
        Selector::Hostname => Some(agent.hostname),
        Selector::Region => agent.region,
        Selector::Zone => agent.zone,
    };
    text.map_or(Found::Nothing, Found::Text)
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
