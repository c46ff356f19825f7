//! `mesos local`: a cluster on this machine, until a signal comes.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::mpsc,
};

use libprocess::{keys::ClusterKey, os::blocking};

use crate::{
    args::LocalArgs,
    daemons::announce,
    embedded::{Embedded, Plan},
    failure::Failure,
    output, signals,
};

pub(super) fn run(args: LocalArgs, as_json: bool) -> Result<(), Failure> {
    signals::hold_back()?;
    let (signalled, signal) = mpsc::channel();
    signals::watch(move |signal| {
        // Nobody waits any more: it ends already.
        let _ = signalled.send(signal);
    })?;
    let plan = Plan {
        bind: SocketAddr::from((Ipv4Addr::LOCALHOST, args.port)),
        // That of this user, so that other commands of theirs reach it.
        key: ClusterKey::resolve(None, true).map_err(Failure::new)?,
        master: args.daemons.master,
        agent: args.daemons.agent,
        agents: args.agents,
    };
    let cluster = blocking::wait(Embedded::start(plan))?;
    let said = tell(&cluster, as_json);
    // Without a thread that waits for signals there is nothing to wait for.
    let ended = said.and_then(|()| signal.recv().map_err(|_| Failure::new("signals are not watched any more")));
    let nodes = cluster.agents.iter().chain([&cluster.master]).cloned().collect();
    signals::hurry(nodes, move || signal.recv().is_ok());
    blocking::wait(cluster.end());
    ended.map(drop)
}

fn tell(cluster: &Embedded, as_json: bool) -> Result<(), Failure> {
    announce(as_json, "master", &cluster.master)?;
    cluster.agents.iter().try_for_each(|agent| announce(as_json, "agent", agent))?;
    if as_json {
        return Ok(());
    }
    output::line(format!("try: mesos run --master {} 'echo hello'; Ctrl-C ends the cluster", cluster.master.address()))
}
