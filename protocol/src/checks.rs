//! How an executor finds out how a task is.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::named::named_enum;
use crate::task::CommandInfo;

named_enum! {
    /// Version of the internet protocol.
    pub enum IpProtocol ("internet protocol") {
        /// Version 4.
        V4 = 1 => "IPv4",
        /// Version 6.
        V6 = 2 => "IPv6",
    }
}

/// Decides whether a task is healthy. A task that is not, often enough, is killed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthCheck {
    /// What is tried.
    pub probe: HealthProbe,
    /// Between the start of the task and the first try: 15 s.
    pub delay: Duration,
    /// Between the end of a try and the next: 10 s.
    pub interval: Duration,
    /// How long a try may take: 20 s; zero is without end.
    pub timeout: Duration,
    /// So many failures in a row kill the task: 3.
    pub consecutive_failures: u32,
    /// How long after its start failures do not count, unless it was healthy before: 10 s.
    pub grace_period: Duration,
}

/// What a health check tries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HealthProbe {
    /// A command must exit with 0.
    Command(Box<CommandInfo>),
    /// A request must be answered with a status from 200 to 399.
    Http {
        /// By which protocol.
        protocol: IpProtocol,
        /// `http` or `https`; `http` if absent.
        scheme: Option<String>,
        /// Where the task listens.
        port: u16,
        /// Begins with `/`.
        path: Option<String>,
        /// Carried for old clients, and used by nobody.
        statuses: Vec<u32>,
    },
    /// A connection must come about.
    Tcp {
        /// By which protocol.
        protocol: IpProtocol,
        /// Where the task listens.
        port: u16,
    },
}

impl HealthCheck {
    /// Tries that probe with the usual times.
    pub fn new(probe: HealthProbe) -> HealthCheck {
        HealthCheck {
            probe,
            delay: Duration::from_secs(15),
            interval: Duration::from_secs(10),
            timeout: Duration::from_secs(20),
            consecutive_failures: 3,
            grace_period: Duration::from_secs(10),
        }
    }
}

/// Reports how a task is, without consequences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInfo {
    /// What is tried.
    pub probe: CheckProbe,
    /// Between the start of the task and the first try: 15 s.
    pub delay: Duration,
    /// Between the end of a try and the next: 10 s.
    pub interval: Duration,
    /// How long a try may take: 20 s; zero is without end.
    pub timeout: Duration,
}

/// What a check tries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckProbe {
    /// Reports the exit status of a command.
    Command(Box<CommandInfo>),
    /// Reports the status of an answer.
    Http {
        /// Where the task listens.
        port: u16,
        /// Begins with `/`.
        path: Option<String>,
    },
    /// Reports whether a connection comes about.
    Tcp {
        /// Where the task listens.
        port: u16,
    },
}

impl CheckInfo {
    /// Tries that probe with the usual times.
    pub fn new(probe: CheckProbe) -> CheckInfo {
        CheckInfo {
            probe,
            delay: Duration::from_secs(15),
            interval: Duration::from_secs(10),
            timeout: Duration::from_secs(20),
        }
    }
}

/// What a check last reported; absent inside while there is no result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckStatus {
    /// The exit status.
    Command(Option<i32>),
    /// The status of the answer.
    Http(Option<u32>),
    /// Whether the connection came about.
    Tcp(Option<bool>),
}
