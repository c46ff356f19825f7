//! Roles: the groups that share a cluster, as a tree of names such as `eng/dev`.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Deserializer, Serialize};

use crate::ids::TextVisitor;

static ANY: LazyLock<Role> = LazyLock::new(|| Role(Arc::from("*")));

/// A role: `*`, or names separated by `/`. Cheap to clone; valid because it exists.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Role(Arc<str>);

/// A text that cannot be a role, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRole {
    /// The text, cut to 80 characters.
    pub text: String,
    /// The rule it breaks.
    pub rule: RoleRule,
}

/// What a role must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleRule {
    /// It has no name.
    Empty,
    /// It begins or ends with `/`, or holds `//`.
    EmptyPart,
    /// One of its parts is `.`, `..` or `*`.
    ReservedPart,
    /// One of its parts begins with `-`.
    LeadingDash,
    /// It holds a character that roles may not hold: white space or DEL.
    Forbidden(char),
}

impl Role {
    /// `*`, the role of all that is nobody's in particular.
    pub fn any() -> Role {
        ANY.clone()
    }

    /// Makes a role of a text.
    ///
    /// # Errors
    /// [`InvalidRole`] names the rule that the text breaks.
    pub fn new(text: impl AsRef<str>) -> Result<Role, InvalidRole> {
        let text = text.as_ref();
        if text == "*" {
            return Ok(Role::any());
        }
        match broken_rule(text) {
            None => Ok(Role(Arc::from(text))),
            Some(rule) => Err(InvalidRole { text: text.chars().take(80).collect(), rule }),
        }
    }

    /// The role as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is `*`.
    pub fn is_any(&self) -> bool {
        &*self.0 == "*"
    }

    /// Whether this role lies below `ancestor`: `eng/dev` below `eng`, but not `eng` itself.
    pub fn is_strict_subrole_of(&self, ancestor: &Role) -> bool {
        self.0.strip_prefix(&*ancestor.0).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether this role is `other` or lies below it.
    pub fn is_within(&self, other: &Role) -> bool {
        self == other || self.is_strict_subrole_of(other)
    }

    /// The role right above this one.
    pub fn parent(&self) -> Option<Role> {
        self.0.rsplit_once('/').map(|(parent, _)| Role(Arc::from(parent)))
    }

    /// The roles above this one, the nearest first: for `a/b/c` these are `a/b` and `a`.
    pub fn ancestors(&self) -> impl Iterator<Item = Role> + use<> {
        std::iter::successors(self.parent(), Role::parent)
    }

    /// The first of its names: `a` for `a/b/c`.
    pub fn top_level(&self) -> &str {
        self.parts().next().unwrap_or(&self.0)
    }

    /// Its names from the top.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// Whether it has more than one name.
    pub fn is_nested(&self) -> bool {
        self.0.contains('/')
    }
}

fn broken_rule(text: &str) -> Option<RoleRule> {
    if text.is_empty() {
        return Some(RoleRule::Empty);
    }
    let forbidden = |c: &char| matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{7f}');
    if let Some(c) = text.chars().find(forbidden) {
        return Some(RoleRule::Forbidden(c));
    }
    text.split('/').find_map(|part| match part {
        "" => Some(RoleRule::EmptyPart),
        "." | ".." | "*" => Some(RoleRule::ReservedPart),
        _ if part.starts_with('-') => Some(RoleRule::LeadingDash),
        _ => None,
    })
}

impl Default for Role {
    fn default() -> Role {
        Role::any()
    }
}

impl PartialOrd for Role {
    fn partial_cmp(&self, other: &Role) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Role {
    fn cmp(&self, other: &Role) -> std::cmp::Ordering {
        if Arc::ptr_eq(&self.0, &other.0) { std::cmp::Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl std::borrow::Borrow<str> for Role {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Role {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for Role {
    type Err = InvalidRole;

    fn from_str(text: &str) -> Result<Role, InvalidRole> {
        Role::new(text)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Role({})", self.0)
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_str(TextVisitor { what: "role", read: |text| Role::new(text).map_err(|e| e.to_string()) })
    }
}

impl fmt::Display for InvalidRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match self.rule {
            RoleRule::Empty => write!(f, "the role is empty; leave it out or write \"*\""),
            RoleRule::EmptyPart => write!(f, "the role {text:?} has an empty name before, between or after its slashes"),
            RoleRule::ReservedPart => {
                write!(f, "the role {text:?} uses \".\", \"..\" or \"*\" as one of its names; choose another one")
            }
            RoleRule::LeadingDash => write!(f, "the role {text:?} has a name that begins with \"-\"; choose another one"),
            RoleRule::Forbidden(c) => {
                write!(f, "the role {text:?} holds the character {c:?}, which roles may not hold; leave it out")
            }
        }
    }
}

impl std::error::Error for InvalidRole {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_names_follow_the_rules() {
        for bad in [
            "", "/", "/a", "a/", "a//b", ".", "..", "a/.", "a/../b", "a/*", "*/a", "-a", "a/-b", "a b", "a\tb", "a\u{7f}",
            "a\u{b}",
        ] {
            assert!(Role::new(bad).is_err(), "{bad:?}");
        }
        for good in ["*", "eng", "eng/dev", "a-b", "a/b/c/d", "ä", "a*b", "...", "a.b"] {
            assert_eq!(Role::new(good).unwrap().as_str(), good);
        }
        assert_eq!(
            Role::new("a b").unwrap_err().to_string(),
            "the role \"a b\" holds the character ' ', which roles may not hold; leave it out"
        );
    }

    #[test]
    fn a_subrole_lies_strictly_below_and_names_its_ancestors() {
        let role = |text| Role::new(text).unwrap();
        assert!(role("eng/dev").is_strict_subrole_of(&role("eng")));
        assert!(!role("eng").is_strict_subrole_of(&role("eng")));
        assert!(!role("engine").is_strict_subrole_of(&role("eng")));
        assert!(!role("eng").is_strict_subrole_of(&role("eng/dev")));
        assert_eq!(role("a/b/c").ancestors().collect::<Vec<_>>(), [role("a/b"), role("a")]);
        assert_eq!(role("a/b/c").top_level(), "a");
        assert_eq!(role("*").ancestors().count(), 0);
    }
}
