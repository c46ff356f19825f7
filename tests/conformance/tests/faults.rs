//! Faults on real processes: whatever is killed, nothing of a task outlives it, and its framework learns what became of it.

pub(crate) mod actors;
mod ending;
mod kills;
mod sandbox;

use std::time::Duration;

use mesos_conformance::processes::{self, Process};
use mesos_conformance::{Program, Room, binary, ports};

pub(crate) const SOON: Duration = Duration::from_secs(10);

/// Within this time nothing is left of what was killed.
pub(crate) const GONE: Duration = Duration::from_secs(2);

pub(crate) const SMALL: &str = "cpus:2;mem:512;disk:1024";

/// Processes of one test, told from all others by how long they sleep; ended with this.
pub(crate) struct Naps(String);

impl Naps {
    pub(crate) fn new() -> Naps {
        // No other process sleeps for that fraction: a port is given once at a time.
        Naps(format!("sleep 8640.{:05}{:07}", ports::free(), std::process::id()))
    }

    /// The command line of each.
    pub(crate) fn command(&self) -> &str {
        &self.0
    }

    pub(crate) fn running(&self) -> Vec<Process> {
        let sleeps = processes::with(&self.0).into_iter();
        sleeps.filter(|process| process.command == self.0).collect()
    }

    pub(crate) fn are_gone(&self, room: &Room) {
        assert!(room.eventually(GONE, || self.running().is_empty()), "left: {:#?}", self.running());
    }
}

impl Drop for Naps {
    fn drop(&mut self) {
        self.running().iter().for_each(Process::kill);
    }
}

/// A master and an agent of one room.
pub(crate) struct Cluster {
    pub(crate) room: Room,
    pub(crate) master: Program,
    pub(crate) address: String,
    pub(crate) agent: Program,
    pub(crate) agent_port: u16,
}

impl Cluster {
    /// With an agent of two processors.
    pub(crate) fn small() -> Option<Cluster> {
        let commands = ["run", "master", "agent", "agents", "tasks", "kill"];
        let room = Room::new(binary::with_commands(&commands)?);
        let (master, address) = room.master();
        let agent_port = ports::free();
        let agent = room.agent_at(agent_port, &address, SMALL, 1);
        Some(Cluster { room, master, address, agent, agent_port })
    }

    /// Starts a command as a task.
    pub(crate) fn run(&self, command: &str) -> Program {
        self.room.start(&["run", "--master", &self.address, command])
    }

    /// Ids of the agents that the master knows and counts on.
    pub(crate) fn agents(&self) -> Vec<String> {
        let list = self.room.json(&["agents", "--master", &self.address]).unwrap_or_default();
        let agents = list["slaves"].as_array().cloned().unwrap_or_default();
        agents.iter().filter_map(|agent| agent["id"].as_str().map(str::to_owned)).collect()
    }

    /// Another agent in the place of the one that is gone, as soon as the master counts on it.
    pub(crate) fn restart_agent(&mut self) {
        let before = self.agents();
        self.agent = self.room.agent_at(self.agent_port, &self.address, SMALL, 1);
        let returned = || self.agents().iter().any(|id| !before.contains(id));
        assert!(self.room.eventually(SOON, returned), "{before:?}: {}", self.agent.stderr());
    }

    /// The processes below the agent that go by that name.
    pub(crate) fn of_agent(&self, name: &str) -> Vec<Process> {
        let below = processes::descendants(self.agent.pid()).into_iter();
        below.filter(|process| process.command.starts_with(name)).collect()
    }

    /// The one process below the agent that goes by that name.
    pub(crate) fn one_of_agent(&self, name: &str) -> Process {
        // A shell that is about to become another program still has the name of its parent.
        assert!(self.room.eventually(GONE, || self.of_agent(name).len() == 1), "{name}: {:#?}", self.of_agent(name));
        self.of_agent(name).remove(0)
    }
}
