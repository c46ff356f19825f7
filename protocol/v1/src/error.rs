//! What is wrong with a message, and where: one error for decoding, checking and converting.

use std::borrow::Cow;
use std::fmt;

/// So many characters of an unknown name are repeated in an error.
const NAME_LENGTH_MAX: usize = 80;

/// Why bytes are not the message they claim to be, or a message not one that can be acted upon.
///
/// Prints as a sentence whose subject is the path:
/// `accept.operations[2].launch.task_infos[0].resources[1].scalar is missing although the type is SCALAR`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    /// Innermost step first: steps are added while the error travels outwards.
    steps: Vec<Step>,
    /// What is said of the place that the path names: `is missing`.
    reason: Cow<'static, str>,
    /// Where in the decoded bytes, if the fault lies in them.
    byte: Option<usize>,
    /// The fault is ours: the API allows it.
    unsupported: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(Cow<'static, str>),
    Index(usize),
    Key(String),
}

impl Error {
    /// An error about the present place; `reason` continues the sentence that the path begins (`is negative`).
    #[cold]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { steps: Vec::new(), reason: reason.into(), byte: None, unsupported: false }))
    }

    /// The usual error about a member that has to be there.
    #[cold]
    pub fn missing(field: &'static str) -> Self {
        Self::new("is missing").within(field)
    }

    /// An error about something that the API allows and that is not offered here; `reason` as in [`Error::new`].
    #[cold]
    pub fn unsupported(reason: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::new(reason);
        error.0.unsupported = true;
        error
    }

    #[cold]
    pub(crate) fn at_byte(byte: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::new(reason);
        error.0.byte = Some(byte);
        error
    }

    /// The same error, seen from the message that holds `field`.
    #[cold]
    #[must_use]
    pub fn within(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        let field = match field.into() {
            Cow::Owned(name) => Cow::Owned(cut(name)),
            known => known,
        };
        self.0.steps.push(Step::Field(field));
        self
    }

    /// The same error, seen from the list whose element `index` it is about.
    #[cold]
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Index(index));
        self
    }

    /// The same error, seen from the map whose value at `key` it is about.
    #[cold]
    #[must_use]
    pub fn at_key(mut self, key: &str) -> Self {
        self.0.steps.push(Step::Key(cut(key.to_owned())));
        self
    }

    /// The place, as in `accept.operations[2].launch`; empty if the error is about the whole message.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.steps.iter().rev() {
            match step {
                Step::Field(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
                Step::Key(key) => path.push_str(&format!("[{key:?}]")),
            }
        }
        path
    }

    /// What is said of the place, as in `is missing`.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Whether the message is valid and asks for something that is not offered here. A call whose `type` is not
    /// supported is answered with 501, all other faults with 400.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.0.unsupported
    }
}

/// A name that a peer chose, short enough to be repeated to it and in logs.
fn cut(mut name: String) -> String {
    if let Some((end, _)) = name.char_indices().nth(NAME_LENGTH_MAX) {
        name.truncate(end);
        name.push('…');
    }
    name
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        let subject = if path.is_empty() { "the message" } else { &path };
        write!(f, "{subject} {}", self.0.reason)?;
        match self.0.byte {
            Some(byte) => write!(f, " (at byte {byte})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_is_printed_from_the_outside_in() {
        let error = Error::missing("scalar").at(1).within("resources").at_key("a b").within("limits");
        assert_eq!(error.path(), "limits[\"a b\"].resources[1].scalar");
        assert_eq!(error.to_string(), "limits[\"a b\"].resources[1].scalar is missing");
    }

    #[test]
    fn names_that_a_peer_chose_are_cut() {
        let error = Error::new("is missing").at_key(&"é".repeat(1000)).within("x".repeat(1000));
        assert!(error.path().chars().count() < 200, "{error}");
        assert!(error.path().starts_with("xxx") && error.path().contains("…[\"é"), "{error}");
    }

    #[test]
    fn unsupported_stays_so_on_the_way_out() {
        let error = Error::unsupported("is REQUEST, which is not supported").within("type");
        assert!(error.is_unsupported());
        assert!(!Error::missing("type").within("call").is_unsupported());
    }

    #[test]
    fn error_about_the_whole_names_the_message_and_the_byte() {
        assert_eq!(Error::at_byte(3, "is cut short").to_string(), "the message is cut short (at byte 3)");
    }
}
