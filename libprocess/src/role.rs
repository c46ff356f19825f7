//! What a node is certified to be; doors and endpoints decide by it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a node is certified to be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Nobody was proved: a node of an `--insecure` network.
    Anyone,
    /// A cluster's master.
    Master,
    /// A machine's agent.
    Agent,
    /// A framework.
    Framework,
    /// An executor, which reaches only its agent.
    Executor,
    /// A person or tool that looks and steers.
    Operator,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [Role::Anyone, Role::Master, Role::Agent, Role::Framework, Role::Executor, Role::Operator];

    /// The role of that name, as it is printed.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.to_string() == word)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Anyone => "anyone",
            Role::Master => "master",
            Role::Agent => "agent",
            Role::Framework => "framework",
            Role::Executor => "executor",
            Role::Operator => "operator",
        })
    }
}
