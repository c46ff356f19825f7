//! The registry: what survives a fail-over, and how it may change. Pure.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use mesos_protocol::agent::AgentInfo;
use mesos_protocol::ids::{AgentId, ClusterId, Term};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// First words of the file; the number is the version of the form.
const HEADER: &str = "mesos registry 1 sha256:";

/// What a master must know of its cluster that nobody else could tell it after a fail-over.
///
/// Frameworks, tasks and offers are not among it: they come back from agents and schedulers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Registry {
    /// Drawn when the registry was made; terms can be compared only under the same one.
    pub(crate) cluster_id: ClusterId,
    /// Of the last master that led; each has a higher one than all before it.
    pub(crate) term: Term,
    /// Agents that belong to the cluster.
    pub(crate) agents: BTreeMap<AgentId, Arc<AgentInfo>>,
    /// Agents that did not answer for too long; they may come back.
    pub(crate) unreachable: BTreeMap<AgentId, Absent>,
    /// Agents that an operator gave up; they can never come back.
    pub(crate) gone: BTreeMap<AgentId, Absent>,
}

/// An agent that is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Absent {
    /// What it last said of itself.
    pub(crate) info: Arc<AgentInfo>,
    /// Since when, as time since the Unix epoch.
    pub(crate) since: Duration,
}

/// One change of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A new agent belongs to the cluster.
    Admit {
        /// Under this id.
        id: AgentId,
        /// What it says of itself.
        info: Arc<AgentInfo>,
    },
    /// An admitted agent says something else of itself.
    Update {
        /// Which.
        id: AgentId,
        /// What it says now.
        info: Arc<AgentInfo>,
    },
    /// An admitted agent did not answer for too long.
    MarkUnreachable {
        /// Which.
        id: AgentId,
        /// When that was found, since the Unix epoch.
        since: Duration,
    },
    /// An agent is back; one that is not known at all is admitted.
    MarkReachable {
        /// Which.
        id: AgentId,
        /// What it says of itself.
        info: Arc<AgentInfo>,
    },
    /// An admitted or unreachable agent left for good, or was replaced by a new one at its address.
    Remove {
        /// Which.
        id: AgentId,
    },
    /// An unreachable or gone agent is not remembered any longer.
    Forget {
        /// Which.
        id: AgentId,
    },
}

impl Change {
    /// The agent that it concerns.
    pub(crate) fn agent(&self) -> &AgentId {
        match self {
            Change::Admit { id, .. }
            | Change::Update { id, .. }
            | Change::MarkUnreachable { id, .. }
            | Change::MarkReachable { id, .. }
            | Change::Remove { id }
            | Change::Forget { id } => id,
        }
    }
}

/// Why a change was not made. The registry is as before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The agent belongs to the cluster already.
    AlreadyAdmitted(AgentId),
    /// The agent does not belong to the cluster.
    NotAdmitted(AgentId),
    /// The agent was given up by an operator.
    Gone(AgentId),
    /// The agent is neither unreachable nor gone.
    NotAbsent(AgentId),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::AlreadyAdmitted(id) => write!(f, "agent {id} is admitted already"),
            Refused::NotAdmitted(id) => write!(f, "agent {id} is not in the registry, so its entry cannot be changed"),
            Refused::NotAbsent(id) => write!(f, "agent {id} is neither unreachable nor gone, so it is not forgotten"),
            Refused::Gone(id) => write!(f, "agent {id} was marked gone and cannot come back; start it as a new agent"),
        }
    }
}

impl std::error::Error for Refused {}

impl Registry {
    /// The registry of a new cluster.
    pub(crate) fn new(cluster_id: ClusterId) -> Registry {
        Registry {
            cluster_id,
            term: Term::default(),
            agents: BTreeMap::new(),
            unreachable: BTreeMap::new(),
            gone: BTreeMap::new(),
        }
    }

    /// Makes one change; says whether anything differs now.
    ///
    /// # Errors
    /// [`Refused`]; nothing is changed then.
    pub(crate) fn apply(&mut self, change: &Change) -> Result<bool, Refused> {
        let id = change.agent();
        if self.gone.contains_key(id) && !matches!(change, Change::Forget { .. }) {
            return Err(Refused::Gone(id.clone()));
        }
        match change {
            Change::Admit { id, info } => {
                if self.agents.contains_key(id) || self.unreachable.contains_key(id) {
                    return Err(Refused::AlreadyAdmitted(id.clone()));
                }
                self.agents.insert(id.clone(), info.clone());
            }
            Change::Update { id, info } => {
                let known = self.agents.get_mut(id).ok_or_else(|| Refused::NotAdmitted(id.clone()))?;
                if known == info {
                    return Ok(false);
                }
                known.clone_from(info);
            }
            Change::MarkUnreachable { id, since } => {
                let info = self.agents.remove(id).ok_or_else(|| Refused::NotAdmitted(id.clone()))?;
                self.unreachable.insert(id.clone(), Absent { info, since: *since });
            }
            Change::MarkReachable { id, info } => {
                if self.agents.get(id) == Some(info) {
                    return Ok(false);
                }
                self.unreachable.remove(id);
                self.agents.insert(id.clone(), info.clone());
            }
            Change::Remove { id } => {
                if self.agents.remove(id).is_none() && self.unreachable.remove(id).is_none() {
                    return Err(Refused::NotAdmitted(id.clone()));
                }
            }
            Change::Forget { id } => {
                if self.unreachable.remove(id).is_none() && self.gone.remove(id).is_none() {
                    return Err(Refused::NotAbsent(id.clone()));
                }
            }
        }
        Ok(true)
    }

    /// As it is kept: a line with a checksum, then JSON.
    ///
    /// # Errors
    /// None that is known: all parts have a form in JSON. What the writer says, should it refuse.
    pub(crate) fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
        let body = serde_json::to_vec(self)?;
        let mut bytes = format!("{HEADER}{}\n", checksum(&body)).into_bytes();
        bytes.extend_from_slice(&body);
        Ok(bytes)
    }

    /// Reads what [`encode`](Registry::encode) wrote.
    ///
    /// # Errors
    /// [`Damaged`] says where the bytes stop making sense.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Registry, Damaged> {
        let end = bytes.iter().position(|byte| *byte == b'\n').ok_or(Damaged::Header)?;
        let header = std::str::from_utf8(&bytes[..end]).map_err(|_| Damaged::Header)?;
        let expected = header.strip_prefix(HEADER).ok_or(Damaged::Header)?;
        let body = &bytes[end + 1..];
        if expected != checksum(body) {
            return Err(Damaged::Checksum { begin: end + 1, end: bytes.len() });
        }
        serde_json::from_slice(body).map_err(|error| Damaged::Body { at: end + 1 + error.column(), why: error.to_string() })
    }
}

fn checksum(body: &[u8]) -> String {
    Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes that are not a registry, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Damaged {
    /// The first line is not that of a registry.
    Header,
    /// The checksum does not fit the bytes from `begin` to `end`.
    Checksum {
        /// First byte of what was summed.
        begin: usize,
        /// Behind its last byte.
        end: usize,
    },
    /// The checksum fits, but something is not as this release knows it.
    Body {
        /// At this byte.
        at: usize,
        /// What the reader says.
        why: String,
    },
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damaged::Header => f.write_str("its first line is not that of a registry"),
            Damaged::Checksum { begin, end } => {
                write!(f, "its bytes from {begin} to {end} do not fit their checksum: it was cut or changed")
            }
            Damaged::Body { at, why } => write!(f, "it cannot be understood at byte {at}: {why}"),
        }
    }
}

impl std::error::Error for Damaged {}

#[cfg(test)]
mod tests {
    use mesos_protocol::values::{MiB, Ranges};

    use super::*;

    fn id(text: &str) -> AgentId {
        AgentId::new(text).unwrap()
    }

    fn info(name: &str) -> Arc<AgentInfo> {
        let ports = Ranges::from_to(31000, 32000).unwrap();
        let info = AgentInfo::named(name).cpus(8).mem(MiB(1024)).ports(ports).attribute("rack", "r2").domain("eu", "a");
        Arc::new(info.id(id(name)).build())
    }

    fn admitted(name: &str) -> Registry {
        let mut registry = Registry::new(ClusterId::new("c1").unwrap());
        assert_eq!(registry.apply(&Change::Admit { id: id(name), info: info(name) }), Ok(true));
        registry
    }

    #[test]
    fn an_agent_goes_from_admitted_to_unreachable_and_back() {
        let mut registry = admitted("a");
        let since = Duration::from_secs(7);
        assert_eq!(registry.apply(&Change::MarkUnreachable { id: id("a"), since }), Ok(true));
        assert!(registry.agents.is_empty());
        assert_eq!(registry.unreachable[&id("a")], Absent { info: info("a"), since });
        assert_eq!(registry.apply(&Change::MarkReachable { id: id("a"), info: info("a") }), Ok(true));
        assert_eq!(registry, admitted("a"));
    }

    #[test]
    fn changes_that_do_not_fit_are_refused_and_change_nothing() {
        let mut registry = admitted("a");
        let before = registry.clone();
        let refused = [
            Change::Admit { id: id("a"), info: info("a") },
            Change::Update { id: id("b"), info: info("b") },
            Change::MarkUnreachable { id: id("b"), since: Duration::ZERO },
            Change::Remove { id: id("b") },
            Change::Forget { id: id("a") },
        ];
        for change in refused {
            assert!(registry.apply(&change).is_err(), "{change:?}");
        }
        assert_eq!(registry.apply(&Change::Update { id: id("a"), info: info("a") }), Ok(false));
        assert_eq!(registry, before);
    }

    #[test]
    fn an_agent_that_is_gone_does_not_come_back_until_it_is_forgotten() {
        let mut registry = Registry::new(ClusterId::new("c1").unwrap());
        registry.gone.insert(id("a"), Absent { info: info("a"), since: Duration::ZERO });
        let back = Change::MarkReachable { id: id("a"), info: info("a") };
        assert_eq!(registry.apply(&back), Err(Refused::Gone(id("a"))));
        assert_eq!(registry.apply(&Change::Forget { id: id("a") }), Ok(true));
        assert_eq!(registry.apply(&back), Ok(true));
        assert_eq!(registry, admitted("a"));
    }

    #[test]
    fn an_unknown_agent_that_returns_is_admitted() {
        let mut registry = Registry::new(ClusterId::new("c1").unwrap());
        assert_eq!(registry.apply(&Change::MarkReachable { id: id("a"), info: info("a") }), Ok(true));
        assert_eq!(registry, admitted("a"));
    }

    #[test]
    fn what_is_written_reads_back_and_every_damaged_byte_is_noticed() {
        let mut registry = admitted("a");
        registry.apply(&Change::Admit { id: id("b"), info: info("b") }).unwrap();
        registry.apply(&Change::MarkUnreachable { id: id("b"), since: Duration::from_millis(1500) }).unwrap();
        registry.term = Term(9);
        let bytes = registry.encode().unwrap();
        assert_eq!(Registry::decode(&bytes), Ok(registry));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(Registry::decode(&damaged).is_err(), "byte {at}");
            assert!(Registry::decode(&bytes[..at]).is_err(), "cut at {at}");
        }
    }
}
