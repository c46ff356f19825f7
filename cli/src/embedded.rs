//! A cluster inside this process: a master and agents as nodes of their own that talk over QUIC on loopback; executors are
//! processes. All of it ends with this process, and its folder is removed.

use std::{fs, net::SocketAddr, os::unix::fs::PermissionsExt, sync::Arc, time::Duration};

use libprocess::{Node, Role, keys::ClusterKey, time::secs};
use mesos_containerizer::ProcessLauncher;
use tempfile::TempDir;

use crate::failure::Failure;

/// So long each node may take to end, with all that runs on it.
const PATIENCE: Duration = secs(5);

/// What an embedded cluster begins with.
pub(crate) struct Plan {
    /// Address of the master's node; port 0 takes a free one.
    pub(crate) bind: SocketAddr,
    /// The key of all its nodes.
    pub(crate) key: Option<ClusterKey>,
    pub(crate) master: mesos_master::Flags,
    pub(crate) agent: mesos_slave::Flags,
    pub(crate) agents: u32,
}

/// A running cluster.
pub(crate) struct Embedded {
    /// The master's node.
    pub(crate) master: Node,
    /// The agents' nodes.
    pub(crate) agents: Vec<Node>,
    /// What starts the agents' containers.
    launcher: Option<Arc<ProcessLauncher>>,
    folder: TempDir,
}

impl Embedded {
    /// Starts a master, then agents that register with it without delay.
    ///
    /// # Errors
    /// No folder, no address, flags that do not fit: nothing is left behind.
    pub(crate) async fn start(plan: Plan) -> Result<Embedded, Failure> {
        let folder = tempfile::Builder::new().prefix("mesos-").tempdir();
        let folder = folder.map_err(|error| Failure::new(format!("no temporary folder can be made: {error}")))?;
        // Tasks of other users must get through to their sandboxes.
        let mode = fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711));
        mode.map_err(|error| Failure::new(format!("{} cannot be opened: {error}", folder.path().display())))?;
        let master = node(plan.bind, Role::Master, plan.key.as_ref()).await?;
        let mut cluster = Embedded { master, agents: Vec::new(), launcher: None, folder };
        match cluster.fill(plan).await {
            Ok(()) => Ok(cluster),
            Err(failure) => {
                cluster.end().await;
                Err(failure)
            }
        }
    }

    async fn fill(&mut self, plan: Plan) -> Result<(), Failure> {
        let registry = mesos_master::RegistryKind::InMemory;
        mesos_master::start(&self.master, mesos_master::Flags { registry, ..plan.master }).await?;
        let launcher = Arc::new(ProcessLauncher::new("/proc/self/exe").map_err(Failure::new)?);
        self.launcher = Some(launcher.clone());
        for number in 1..=plan.agents {
            let bind = SocketAddr::new(plan.bind.ip(), 0);
            let node = node(bind, Role::Agent, plan.key.as_ref()).await?;
            self.agents.push(node.clone());
            let flags = mesos_slave::Flags {
                master: Some(self.master.address().to_string()),
                work_dir: Some(self.folder.path().join(format!("agent-{number}"))),
                registration_backoff_factor: Duration::ZERO,
                ..plan.agent.clone()
            };
            mesos_slave::start(&node, flags, launcher.clone()).await?;
        }
        Ok(())
    }

    /// Ends the agents with all that runs on them, then the master, and removes the folder.
    pub(crate) async fn end(self) {
        for agent in &self.agents {
            agent.shut_down(PATIENCE).await;
        }
        self.master.shut_down(PATIENCE).await;
        if let Some(launcher) = self.launcher {
            launcher.end();
        }
        let path = self.folder.path().to_owned();
        if let Err(error) = self.folder.close() {
            eprintln!("warning: the folder {} was not removed: {error}", path.display());
        }
    }
}

async fn node(bind: SocketAddr, role: Role, key: Option<&ClusterKey>) -> Result<Node, Failure> {
    let builder = Node::builder().bind(bind.to_string()).role(role).when_idle(crate::memory::give_back);
    let builder = match key {
        Some(key) => builder.key(key.clone()),
        None => builder,
    };
    builder.start().await.map_err(Failure::new)
}
