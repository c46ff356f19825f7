//! What is executed.

use serde::{Deserialize, Serialize};

use crate::container::Secret;

/// What is to be executed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandInfo {
    /// With a shell: its command line. Without: the program.
    pub value: Option<String>,
    /// Without a shell: all arguments, the first being the program's own name.
    pub arguments: Vec<String>,
    /// Whether `sh -c` runs it.
    pub shell: bool,
    /// As whom; the framework's user if absent.
    pub user: Option<String>,
    /// Added to the environment.
    pub environment: Vec<Variable>,
    /// Fetched into the sandbox before it starts.
    pub uris: Vec<Uri>,
}

/// A variable of the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: VariableValue,
}

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VariableValue {
    /// In the open.
    Plain(String),
    /// Put in where the command starts.
    Secret(Secret),
}

/// Something to fetch into the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uri {
    /// Where it is.
    pub value: String,
    /// Is a program: not unpacked, and may be executed.
    pub executable: bool,
    /// Unpacked if it is an archive: yes, unless told otherwise.
    pub extract: bool,
    /// Kept on the agent for others.
    pub cache: bool,
    /// What it is called in the sandbox; as at its origin if absent.
    pub output_file: Option<String>,
}

impl CommandInfo {
    /// A command line for `sh -c`.
    pub fn shell(line: impl Into<String>) -> CommandInfo {
        CommandInfo {
            value: Some(line.into()),
            arguments: Vec::new(),
            shell: true,
            user: None,
            environment: Vec::new(),
            uris: Vec::new(),
        }
    }

    /// A program with its arguments, not counting its own name.
    pub fn program<A: Into<String>>(program: impl Into<String>, arguments: impl IntoIterator<Item = A>) -> CommandInfo {
        let program = program.into();
        let arguments = std::iter::once(program.clone()).chain(arguments.into_iter().map(Into::into)).collect();
        CommandInfo { arguments, shell: false, ..CommandInfo::shell(program) }
    }

    /// With one more variable.
    #[must_use]
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> CommandInfo {
        self.environment.push(Variable { name: name.into(), value: VariableValue::Plain(value.into()) });
        self
    }

    /// Run as this user.
    #[must_use]
    pub fn user(mut self, user: impl Into<String>) -> CommandInfo {
        self.user = Some(user.into());
        self
    }
}
