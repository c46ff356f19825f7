//! Names of things in a cluster. Each is its own type, cheap to clone, and valid because it exists.
//!
//! Ids become parts of paths and addresses, so they are not empty, at most 255 characters long, neither `.` nor `..`, and
//! hold no control characters, no `/` and no `\`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, de};

/// Longest id, in characters.
pub const ID_LENGTH_MAX: usize = 255;

/// Longest name of a container, in characters, without the names of its parents.
pub const CONTAINER_NAME_LENGTH_MAX: usize = 242;

/// A text that cannot be an id, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidId {
    /// What it should have named: `agent id`.
    pub what: &'static str,
    /// The text, cut to 80 characters.
    pub text: String,
    /// The rule it breaks.
    pub rule: IdRule,
}

/// What an id must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdRule {
    /// It names nothing.
    Empty,
    /// It has more characters than this.
    TooLong(usize),
    /// It is `.` or `..`.
    DotName,
    /// It holds a character that ids may not hold.
    Forbidden(char),
    /// It is not a uuid in hyphenated hexadecimal form.
    NotAUuid,
}

impl InvalidId {
    fn new(what: &'static str, text: &str, rule: IdRule) -> Self {
        InvalidId { what, text: text.chars().take(80).collect(), rule }
    }
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InvalidId { what, text, rule } = self;
        match rule {
            IdRule::Empty => write!(f, "the {what} is empty; give it at least one character"),
            IdRule::TooLong(max) => {
                write!(f, "the {what} that begins with {text:?} is too long: at most {max} characters are allowed")
            }
            IdRule::DotName => {
                write!(f, "{text:?} cannot be a {what}, because ids become parts of paths; choose another name")
            }
            IdRule::Forbidden(c) => {
                write!(f, "the {what} {text:?} holds the character {c:?}, which ids may not hold; leave it out")
            }
            IdRule::NotAUuid => {
                write!(f, "{text:?} is not a {what} of the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx in hexadecimal")
            }
        }
    }
}

impl std::error::Error for InvalidId {}

/// The rules that all ids share.
///
/// # Errors
/// The rule that `text` breaks.
pub fn check_id(what: &'static str, text: &str) -> Result<(), InvalidId> {
    let rule = if text.is_empty() {
        IdRule::Empty
    } else if text == "." || text == ".." {
        IdRule::DotName
    } else if text.len() > ID_LENGTH_MAX && text.chars().count() > ID_LENGTH_MAX {
        IdRule::TooLong(ID_LENGTH_MAX)
    } else if let Some(c) = text.chars().find(|&c| c.is_control() || c == '/' || c == '\\') {
        IdRule::Forbidden(c)
    } else {
        return Ok(());
    };
    Err(InvalidId::new(what, text, rule))
}

fn check_container_id(what: &'static str, text: &str) -> Result<(), InvalidId> {
    if text.is_empty() {
        return Err(InvalidId::new(what, text, IdRule::Empty));
    }
    for name in text.split('.') {
        if name.is_empty() {
            return Err(InvalidId::new(what, text, IdRule::Forbidden('.')));
        }
        if name.contains(' ') {
            return Err(InvalidId::new(what, text, IdRule::Forbidden(' ')));
        }
        if name.chars().count() > CONTAINER_NAME_LENGTH_MAX {
            return Err(InvalidId::new(what, text, IdRule::TooLong(CONTAINER_NAME_LENGTH_MAX)));
        }
        check_id(what, name).map_err(|error| InvalidId::new(what, text, error.rule))?;
    }
    Ok(())
}

/// Reads a checked text straight into its shared form, with one allocation.
pub(crate) struct TextVisitor<T> {
    pub(crate) what: &'static str,
    pub(crate) read: fn(&str) -> Result<T, String>,
}

impl<T> de::Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {}", self.what)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.read)(text).map_err(E::custom)
    }
}

macro_rules! text_ids {
    ($($(#[$doc:meta])* $type:ident, $what:literal, $check:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $type(Arc<str>);

        impl $type {
            /// Makes an id of a text.
            ///
            /// # Errors
            /// [`InvalidId`] names the rule that the text breaks.
            pub fn new(text: impl AsRef<str>) -> Result<Self, InvalidId> {
                $check($what, text.as_ref())?;
                Ok(Self(Arc::from(text.as_ref())))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $type {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $type {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($type), self.0)
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                input.deserialize_str(TextVisitor { what: $what, read: |text| Self::new(text).map_err(|e| e.to_string()) })
            }
        }
    )+};
}

text_ids! {
    /// An agent, given by the master that admitted it; kept over restarts that recover.
    AgentId, "agent id", check_id;
    /// A framework, given by the master; kept over re-subscriptions and master fail-over.
    FrameworkId, "framework id", check_id;
    /// A task, chosen by its framework; unique among its framework's tasks that are not over.
    TaskId, "task id", check_id;
    /// An executor, unique per framework and agent; for a plain command it equals the task's id.
    ExecutorId, "executor id", check_id;
    /// An offer, given by the master; never used twice.
    OfferId, "offer id", check_id;
    /// A cluster: made once together with its registry. Terms can be compared only within one cluster.
    ClusterId, "cluster id", check_id;
    /// A source of resources beside the agent itself, such as a storage system.
    ResourceProviderId, "resource provider id", check_id;
    /// An operation on offered resources, chosen by a framework that wants to hear how it went.
    OperationId, "operation id", check_id;
    /// A container: its name after those of the containers it is nested in, `outer.inner`.
    ///
    /// A name holds neither dots nor spaces and has at most [`CONTAINER_NAME_LENGTH_MAX`] characters.
    ContainerId, "container id", check_container_id;
}

impl ExecutorId {
    /// The executor of a plain command, which has the id of its task.
    pub fn of_task(task_id: &TaskId) -> ExecutorId {
        ExecutorId(task_id.0.clone())
    }
}

impl ContainerId {
    /// The container that this one is nested in.
    pub fn parent(&self) -> Option<ContainerId> {
        self.0.rsplit_once('.').map(|(parent, _)| ContainerId(Arc::from(parent)))
    }

    /// Its own name, without those of the containers around it.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('.').map_or(&self.0, |(_, name)| name)
    }

    /// The container of that name inside this one.
    ///
    /// # Errors
    /// [`InvalidId`] when the name is not valid by itself.
    pub fn child(&self, name: &str) -> Result<ContainerId, InvalidId> {
        if name.contains('.') {
            return Err(InvalidId::new("container id", name, IdRule::Forbidden('.')));
        }
        ContainerId::new(format!("{self}.{name}"))
    }
}

/// Which of the masters that led a cluster one after the other speaks. Each leader has a higher one than all before it.
///
/// Agents and drivers refuse what carries an older term than they have seen, so a master that was deposed without
/// knowing it cannot undo its successor's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Term(pub u64);

impl Term {
    /// The term of the next leader.
    #[must_use]
    pub const fn next(self) -> Term {
        Term(self.0.saturating_add(1))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Names one status update, so that it can be acknowledged and recognised when it comes twice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UpdateUuid(pub [u8; 16]);

impl UpdateUuid {
    /// A uuid of version 4 from 16 random bytes.
    pub const fn from_random(mut bytes: [u8; 16]) -> UpdateUuid {
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        UpdateUuid(bytes)
    }

    /// Its 16 bytes, as the public API carries them.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl TryFrom<&[u8]> for UpdateUuid {
    type Error = InvalidId;

    fn try_from(bytes: &[u8]) -> Result<Self, InvalidId> {
        let not_a_uuid = |_| InvalidId::new("update uuid", &format!("{} bytes", bytes.len()), IdRule::NotAUuid);
        bytes.try_into().map(UpdateUuid).map_err(not_a_uuid)
    }
}

impl fmt::Display for UpdateUuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, byte) in self.0.iter().enumerate() {
            if matches!(i, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for UpdateUuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UpdateUuid({self})")
    }
}

impl FromStr for UpdateUuid {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let not_a_uuid = || InvalidId::new("update uuid", text, IdRule::NotAUuid);
        let raw = text.as_bytes();
        if raw.len() != 36 || [8, 13, 18, 23].iter().any(|&i| raw[i] != b'-') {
            return Err(not_a_uuid());
        }
        let mut digits = raw.iter().filter(|&&c| c != b'-').map(|&c| (c as char).to_digit(16));
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else {
                return Err(not_a_uuid());
            };
            *byte = (high * 16 + low) as u8;
        }
        match digits.next() {
            None => Ok(UpdateUuid(bytes)),
            Some(_) => Err(not_a_uuid()),
        }
    }
}

#[cfg(test)]
mod tests;
