//! `mesos master` and `mesos agent`: a node with its actors, until a signal comes or restarts do not help any more.

use std::{
    fs,
    path::Path,
    sync::{Arc, mpsc},
};

use libprocess::{Exit, Node, Role, Supervisor, os::blocking, time::secs};
use mesos_containerizer::ProcessLauncher;
use serde_json::json;

use crate::{
    args::{AgentArgs, MasterArgs, ShownFlags},
    failure::Failure,
    output, signals,
};

/// Why a daemon ends.
enum End {
    Signalled,
    Exit(Exit),
}

/// Runs a master until it is told to end.
pub(crate) fn master(args: MasterArgs, shown: ShownFlags, as_json: bool) -> Result<(), Failure> {
    args.master.check().map_err(Failure::new)?;
    if let Some(folder) = &args.master.work_dir {
        usable(folder)?;
    }
    signals::hold_back()?;
    live(as_json, "master", async {
        let node = args.bind.start(Role::Master, mesos_driver::MASTER_PORT, shown).await?;
        let started = mesos_master::start(&node, args.master).await;
        Ok((node, started?))
    })
}

/// Runs an agent until it is told to end. What runs on it ends with it.
pub(crate) fn agent(args: AgentArgs, shown: ShownFlags, as_json: bool) -> Result<(), Failure> {
    args.agent.check().map_err(Failure::new)?;
    signals::hold_back()?;
    let launcher = Arc::new(ProcessLauncher::new("/proc/self/exe").map_err(Failure::new)?);
    let machine = launcher.clone();
    let lived = live(as_json, "agent", async {
        let node = args.bind.start(Role::Agent, AGENT_PORT, shown).await?;
        let started = mesos_slave::start(&node, args.agent, machine).await;
        Ok((node, started?))
    });
    launcher.end();
    lived
}

/// Makes a work folder if it is not there, and tries whether files can be made in it.
fn usable(folder: &Path) -> Result<(), Failure> {
    let tried = fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder));
    tried.map(drop).map_err(|error| {
        let folder = folder.display();
        Failure::new(format!("the work folder {folder} cannot be used: {error}; set --work_dir to one that can be written"))
    })
}

/// The port of an agent if none is said.
const AGENT_PORT: u16 = 5051;

/// The ending signals must be held back by now.
fn live(as_json: bool, what: &str, start: impl Future<Output = Result<(Node, Supervisor), Failure>>) -> Result<(), Failure> {
    let (ends, end) = mpsc::channel();
    let signalled = ends.clone();
    signals::watch(move |_| {
        // Nobody waits any more: it ends already.
        let _ = signalled.send(End::Signalled);
    })?;
    let (node, supervisor) = blocking::wait(start)?;
    announce(as_json, what, &node)?;
    let watched = node.clone();
    node.run_beside(async move {
        let why = watched.ended(&supervisor.pid()).await;
        let _ = ends.send(End::Exit(why));
    });
    // The senders live as long as the threads that hold them; without any the daemon has nothing to wait for.
    let why = end.recv().unwrap_or(End::Exit(Exit::Shutdown));
    signals::hurry(vec![node.clone()], move || {
        loop {
            match end.recv() {
                Ok(End::Signalled) => return true,
                // Its actors end now.
                Ok(End::Exit(_)) => {}
                Err(_) => return false,
            }
        }
    });
    blocking::wait(node.shut_down(secs(5)));
    match why {
        End::Signalled | End::Exit(Exit::Normal | Exit::Shutdown) => Ok(()),
        End::Exit(why) => Err(Failure::new(format!("the {what} gave up: {}", Failure::from(why).why))),
    }
}

/// Says where a daemon listens, once it does: for people and for whoever started it.
pub(crate) fn announce(as_json: bool, what: &str, node: &Node) -> Result<(), Failure> {
    match as_json {
        true => output::line(json!({ "role": what, "address": node.address().to_string() }).to_string()),
        false => output::line(format!("{what} at {}", node.address())),
    }
}
