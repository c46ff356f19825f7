//! Offer constraints: which agents a framework wants offers from, by attribute, host name, region or zone.
//!
//! Whether regular expressions can be read and are small enough is decided by whoever compiles them, since it has the
//! limits; here they are texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::roles::Role;

/// What a framework demands of agents, by its roles. A role without an entry takes offers from all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferConstraints {
    /// Groups by role: an agent passes if all constraints of at least one group are true of it.
    pub roles: BTreeMap<Role, Vec<Vec<Constraint>>>,
}

/// One condition on an agent. `P` is a regular expression: a text, or what it was compiled to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint<P = String> {
    /// What is looked at.
    pub selector: Selector,
    /// What must be true of it.
    pub predicate: Predicate<P>,
}

/// What a constraint looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What must be true of the value looked at. `P` is a regular expression: a text, or what it was compiled to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Predicate<P = String> {
    /// There is a value.
    Exists,
    /// There is no value.
    NotExists,
    /// There is a value and it is this text.
    TextEquals(String),
    /// There is no value, or it is another text.
    TextNotEquals(String),
    /// There is a value and the expression matches all of it.
    TextMatches(P),
    /// There is no value, or the expression does not match all of it.
    TextNotMatches(P),
}

impl OfferConstraints {
    /// None: offers from all agents.
    pub fn none() -> OfferConstraints {
        OfferConstraints::default()
    }

    /// Whether nothing is demanded in any role.
    pub fn is_empty(&self) -> bool {
        self.roles.is_empty()
    }

    /// With groups for one more role.
    #[must_use]
    pub fn with(mut self, role: Role, groups: Vec<Vec<Constraint>>) -> OfferConstraints {
        self.roles.insert(role, groups);
        self
    }
}

impl Constraint {
    /// With its regular expression compiled.
    ///
    /// # Errors
    /// Those of `compile`.
    pub fn compile<P, E>(&self, compile: impl FnOnce(&str) -> Result<P, E>) -> Result<Constraint<P>, E> {
        let predicate = match &self.predicate {
            Predicate::Exists => Predicate::Exists,
            Predicate::NotExists => Predicate::NotExists,
            Predicate::TextEquals(text) => Predicate::TextEquals(text.clone()),
            Predicate::TextNotEquals(text) => Predicate::TextNotEquals(text.clone()),
            Predicate::TextMatches(regex) => Predicate::TextMatches(compile(regex)?),
            Predicate::TextNotMatches(regex) => Predicate::TextNotMatches(compile(regex)?),
        };
        Ok(Constraint { selector: self.selector.clone(), predicate })
    }
}
