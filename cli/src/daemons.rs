//! `mesos master` and `mesos agent`: a node with its actors, until a signal comes or restarts do not help any more.

use std::{
    fs,
    path::Path,
    pin::Pin,
    sync::{Arc, mpsc},
};

use libprocess::{
    Exit, Node, Role, Supervisor,
    os::{blocking, process::Signal},
    time::secs,
};
use mesos_containerizer::ProcessLauncher;
use serde_json::json;

use crate::{
    args::{AgentArgs, MasterArgs, ShownFlags},
    failure::Failure,
    output, signals,
};

/// Why a daemon ends.
enum End {
    Signalled(Signal),
    WoundDown,
    Exit(Exit),
}

/// Ends what runs on a daemon's node, in its own time; ready when nothing is left of it.
type WindDown = fn(Node) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// Runs a master until it is told to end.
pub(crate) fn master(args: MasterArgs, shown: ShownFlags, as_json: bool) -> Result<(), Failure> {
    args.master.check().map_err(Failure::new)?;
    if let Some(folder) = &args.master.work_dir {
        usable(folder)?;
    }
    signals::hold_back()?;
    live(as_json, "master", None, async {
        let node = args.bind.start(Role::Master, mesos_driver::MASTER_PORT, shown).await?;
        let started = mesos_master::start(&node, args.master).await;
        Ok((node, started?))
    })
}

/// Runs an agent until it is told to end. What runs on it ends with it: at once, or before it when it is told so.
pub(crate) fn agent(args: AgentArgs, shown: ShownFlags, as_json: bool) -> Result<(), Failure> {
    args.agent.check().map_err(Failure::new)?;
    signals::hold_back_all()?;
    let launcher = Arc::new(ProcessLauncher::new("/proc/self/exe").map_err(Failure::new)?);
    let machine = launcher.clone();
    let wind_down: WindDown = |node| Box::pin(async move { mesos_slave::wind_down(&node).await });
    let lived = live(as_json, "agent", Some(wind_down), async {
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
fn live(
    as_json: bool,
    what: &str,
    wind_down: Option<WindDown>,
    start: impl Future<Output = Result<(Node, Supervisor), Failure>>,
) -> Result<(), Failure> {
    let (ends, end) = mpsc::channel();
    let signalled = ends.clone();
    let tell = move |signal| {
        // Nobody waits any more: it ends already.
        let _ = signalled.send(End::Signalled(signal));
    };
    match wind_down {
        Some(_) => signals::watch_all(tell)?,
        None => signals::watch(tell)?,
    }
    let (node, supervisor) = blocking::wait(start)?;
    announce(as_json, what, &node)?;
    let (watched, gone) = (node.clone(), ends.clone());
    node.run_beside(async move {
        let why = watched.ended(&supervisor.pid()).await;
        let _ = gone.send(End::Exit(why));
    });
    let why = loop {
        // The senders live as long as the threads that hold them; without any the daemon has nothing to wait for.
        match (end.recv().unwrap_or(End::Exit(Exit::Shutdown)), wind_down) {
            (End::Signalled(signal), Some(wind_down)) if signals::is_leisurely(signal) => {
                let (winding, ends) = (wind_down(node.clone()), ends.clone());
                node.run_beside(async move {
                    winding.await;
                    let _ = ends.send(End::WoundDown);
                });
            }
            (why, _) => break why,
        }
    };
    drop(ends);
    signals::hurry(vec![node.clone()], move || {
        loop {
            match end.recv() {
                Ok(End::Signalled(signal)) if !signals::is_leisurely(signal) => return true,
                // Its actors end now.
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    });
    blocking::wait(node.shut_down(secs(5)));
    match why {
        End::Signalled(_) | End::WoundDown | End::Exit(Exit::Normal | Exit::Shutdown) => Ok(()),
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
