//! [`Launcher`]: what the agent asks of its machine. Real machines start processes, simulated ones start actors.

use std::{
    fmt,
    future::Future,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    pin::Pin,
};

use libprocess::wire::Answer;
use mesos_protocol::ids::{AgentId, ContainerId, ExecutorId, FrameworkId};
use serde::{Deserialize, Serialize};

use crate::files::{Chunk, Entry, FileError};

/// A future that may go on beside actors.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Starts containers and looks into their sandboxes.
pub trait Launcher: Send + Sync + 'static {
    /// Makes the agent's work folder if it is missing, and tells what the machine has.
    ///
    /// # Errors
    /// A folder that cannot be made or written: a sentence that says which and what to do.
    fn machine(&self, work_dir: PathBuf) -> Boxed<Result<Machine, LaunchError>>;

    /// The name that belongs to an address of this machine; none if nobody knows it.
    fn name_of(&self, _address: IpAddr) -> Boxed<Option<String>> {
        Box::pin(async { None })
    }

    /// Makes the sandbox and starts the executor in it.
    ///
    /// # Errors
    /// A sentence for the task's framework; nothing of the container is left running.
    fn launch(&self, config: ContainerConfig) -> Boxed<Result<Box<dyn Run>, LaunchError>>;

    /// Reads at most `length` bytes of a file from `offset` on; without an offset only the file's size is told.
    ///
    /// # Errors
    /// No such file, a folder, or a path that leads out of the sandbox.
    fn read(&self, file: SandboxPath, offset: Option<u64>, length: usize) -> Boxed<Result<Chunk, FileError>>;

    /// The entries of a folder of a sandbox.
    ///
    /// # Errors
    /// No such folder, a file, or a path that leads out of the sandbox.
    fn browse(&self, folder: SandboxPath) -> Boxed<Result<Vec<Entry>, FileError>>;
}

/// What a machine has, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// Its own name.
    pub hostname: Option<String>,
    /// Processors that are switched on.
    pub cpus: Option<u64>,
    /// Memory, in bytes.
    pub mem: Option<u64>,
    /// Size of the file system that holds the work folder, in bytes.
    pub disk: Option<u64>,
}

/// A container that was started. Dropping it destroys it.
pub trait Run: Send + 'static {
    /// Number of the executor's process, where there is one.
    fn pid(&self) -> Option<i32>;

    /// How it ended, once, after its last process is gone.
    fn ended(&mut self) -> Boxed<Ended>;

    /// Ends all its processes, at once and without asking them. May be called again, and after its end.
    fn destroy(&self);
}

/// What is to be started.
#[derive(Clone, Debug)]
pub struct ContainerConfig {
    /// Whose executor it is.
    pub framework_id: FrameworkId,
    /// Which.
    pub executor_id: ExecutorId,
    /// This run of it.
    pub container_id: ContainerId,
    /// Where it runs.
    pub agent_id: AgentId,
    /// Where the agent's node listens.
    pub agent: SocketAddr,
    /// Its folder.
    pub sandbox: Sandbox,
    /// As whom its processes run; as the agent's own user if absent.
    pub user: Option<String>,
    /// All of the executor's environment.
    pub environment: Vec<(String, String)>,
    /// With what the executor proves itself to its agent.
    pub credential: Credential,
}

/// Proves an executor to its agent. Never printed; overwritten when it is dropped.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential(Vec<u8>);

impl Credential {
    /// These bytes.
    pub fn new(bytes: Vec<u8>) -> Credential {
        Credential(bytes)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credential({} bytes, hidden)", self.0.len())
    }
}

impl Drop for Credential {
    fn drop(&mut self) {
        self.0.fill(0);
        // Keeps the writes, although nobody reads them.
        std::hint::black_box(&self.0);
    }
}

/// Where a container keeps its files.
///
/// Below the agent's `--work_dir`: `slaves/<agent>/frameworks/<framework>/executors/<executor>/runs/<container>`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sandbox {
    /// The agent's `--work_dir`.
    pub work_dir: PathBuf,
    /// Of the agent that made it.
    pub agent_id: AgentId,
    /// Whose executor it is.
    pub framework_id: FrameworkId,
    /// Which.
    pub executor_id: ExecutorId,
    /// Its run.
    pub container_id: ContainerId,
}

impl Sandbox {
    /// The folder that holds the runs of this executor, and `latest`, a link to the newest.
    pub fn runs(&self) -> PathBuf {
        runs_of(&self.work_dir, &self.agent_id, &self.framework_id, &self.executor_id)
    }

    /// The sandbox itself.
    pub fn path(&self) -> PathBuf {
        self.runs().join(self.container_id.as_str())
    }
}

fn runs_of(work_dir: &std::path::Path, agent: &AgentId, framework: &FrameworkId, executor: &ExecutorId) -> PathBuf {
    let mut path = work_dir.to_owned();
    // Ids hold no separators and are neither `.` nor `..`.
    path.extend(["slaves", agent.as_str(), "frameworks", framework.as_str(), "executors", executor.as_str(), "runs"]);
    path
}

/// A file or folder below a sandbox, as people name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SandboxPath {
    /// The agent's `--work_dir`.
    pub work_dir: PathBuf,
    /// Of the agent that made it.
    pub agent_id: AgentId,
    /// Whose executor it is.
    pub framework_id: FrameworkId,
    /// Which.
    pub executor_id: ExecutorId,
    /// Its run; the latest if absent.
    pub container_id: Option<ContainerId>,
    /// Below the sandbox, without a separator at its front; empty for the sandbox itself.
    pub rest: String,
}

impl SandboxPath {
    /// The folder that holds the runs of this executor.
    pub fn runs(&self) -> PathBuf {
        runs_of(&self.work_dir, &self.agent_id, &self.framework_id, &self.executor_id)
    }
}

/// How a container ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Of the executor, as `wait` gives it; absent if it is not known.
    pub status: Option<i32>,
    /// Whether the agent destroyed it.
    pub destroyed: bool,
    /// What there is to say beyond that, for people.
    pub message: Option<String>,
}

/// The end of a container that somebody else will tell of, for [`Run::ended`].
pub struct Ending(Option<Answer<Ended>>);

impl Ending {
    /// Told by whoever holds the [`Reply`](libprocess::Reply) to this; one that is dropped unanswered tells of an end of
    /// which nothing is known.
    pub fn told_by(ended: Answer<Ended>) -> Ending {
        Ending(Some(ended))
    }

    /// To be waited for once; a second time it is over at once, and nothing is known.
    pub fn take(&mut self) -> Boxed<Ended> {
        let ended = self.0.take();
        Box::pin(async move {
            match ended {
                Some(ended) => ended.await.unwrap_or_default(),
                None => Ended::default(),
            }
        })
    }
}

/// Why a container was not started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaunchError(pub String);

impl fmt::Display for LaunchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LaunchError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sandbox_lies_where_operators_look_for_it() {
        let sandbox = Sandbox {
            work_dir: "/var/lib/mesos".into(),
            agent_id: AgentId::new("c-S1").unwrap(),
            framework_id: FrameworkId::new("c-0001").unwrap(),
            executor_id: ExecutorId::new("web.1").unwrap(),
            container_id: ContainerId::new("run-1").unwrap(),
        };
        let path = "/var/lib/mesos/slaves/c-S1/frameworks/c-0001/executors/web.1/runs/run-1";
        assert_eq!(sandbox.path(), PathBuf::from(path));
    }

    #[test]
    fn a_credential_is_never_printed() {
        assert_eq!(format!("{:?}", Credential::new(vec![1, 2, 3])), "Credential(3 bytes, hidden)");
    }
}
