//! Why a command did not do what it was asked to, and the exit status that says so.

use std::fmt;

/// Ends a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The exit status.
    pub(crate) code: u8,
    /// A sentence for stderr; empty if all is said.
    pub(crate) why: String,
}

impl Failure {
    /// With exit status 1.
    pub(crate) fn new(why: impl fmt::Display) -> Failure {
        Failure { code: 1, why: why.to_string() }
    }

    /// With this exit status.
    pub(crate) fn with_code(self, code: u8) -> Failure {
        Failure { code, ..self }
    }

    /// Nothing to say: whoever reads the output has gone, or all was said before.
    pub(crate) fn silent(code: u8) -> Failure {
        Failure { code, why: String::new() }
    }
}

impl From<libprocess::Exit> for Failure {
    fn from(exit: libprocess::Exit) -> Failure {
        match exit {
            libprocess::Exit::Failed(why) => Failure::new(why),
            other => Failure::new(other),
        }
    }
}
