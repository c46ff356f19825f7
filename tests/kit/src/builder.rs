//! [`Builder`]: how a cluster is started.

use std::time::Duration;

use libprocess::{prelude::*, testing::Sim};
use mesos_driver::Flags as DriverFlags;
use mesos_master::Flags as MasterFlags;
use mesos_slave::Flags as AgentFlags;

use crate::cluster::{AGENT_PORT, Cluster, MASTER};

/// What a cluster is made of. Everything has a default: one master, no agent, the flags of production.
#[must_use = "call start"]
pub struct Builder {
    sim: Sim,
    agents: u8,
    options: Options,
}

/// How the nodes of a cluster are started, also later ones.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) capacity: Option<usize>,
    pub(crate) master: MasterFlags,
    pub(crate) agent: AgentFlags,
    pub(crate) driver: DriverFlags,
}

impl Options {
    pub(crate) async fn node(&self, sim: &Sim, address: &str, role: Role) -> Node {
        let spec = sim.node(address).role(role);
        match self.capacity {
            Some(capacity) => spec.every_capacity(capacity).start().await,
            None => spec.start().await,
        }
    }
}

impl Builder {
    pub(crate) fn new(sim: &Sim) -> Builder {
        let options = Options {
            capacity: None,
            master: MasterFlags { work_dir: Some("/var/lib/mesos-master".into()), ..MasterFlags::default() },
            agent: AgentFlags {
                master: Some(MASTER.into()),
                work_dir: Some("/var/lib/mesos".into()),
                ..AgentFlags::default()
            },
            driver: DriverFlags {
                user: Some("www".into()),
                failover_timeout: Some(Duration::from_secs(3600)),
                ..DriverFlags::of_master(MASTER)
            },
        };
        Builder { sim: sim.clone(), agents: 0, options }
    }

    /// That many agents, each on a machine of its own with 4 cpus and 3 GB to offer.
    pub fn agents(mut self, agents: u8) -> Builder {
        self.agents = agents;
        self
    }

    /// Gives every mailbox of every node this capacity.
    pub fn capacity(mut self, messages: usize) -> Builder {
        self.options.capacity = Some(messages);
        self
    }

    /// Changes the master's flags.
    pub fn master_flags(mut self, change: impl FnOnce(&mut MasterFlags)) -> Builder {
        change(&mut self.options.master);
        self
    }

    /// Changes the flags of all agents.
    pub fn agent_flags(mut self, change: impl FnOnce(&mut AgentFlags)) -> Builder {
        change(&mut self.options.agent);
        self
    }

    /// Changes what frameworks' drivers are told.
    pub fn driver_flags(mut self, change: impl FnOnce(&mut DriverFlags)) -> Builder {
        change(&mut self.options.driver);
        self
    }

    /// Starts it, and waits until all agents have registered.
    ///
    /// # Panics
    /// If something of it does not start.
    pub async fn start(self) -> Cluster {
        let Builder { sim, agents, options } = self;
        let mut cluster = Cluster::with_master(sim, options).await;
        for _ in 0..agents {
            cluster.add_agent().await;
        }
        cluster
            .until("all agents have registered", async |cluster| cluster.agents_registered().await == u64::from(agents))
            .await;
        cluster
    }
}

/// Where the agent of that number lives, counted from 0.
pub(crate) fn agent_address(number: usize) -> String {
    format!("10.0.1.{}:{AGENT_PORT}", number + 1)
}
