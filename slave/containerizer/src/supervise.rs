//! `supervise`: the process at the root of a container. Its only work is that nothing of the container outlives it, the
//! executor or the agent.
//!
//! It inherits the orphans of its tree. When the executor ends it kills what is left; when its socket to the agent closes
//! it kills the executor too. It runs as the agent's user, so a task cannot end it.

use std::{
    io::{self, Read, Write},
    net::Shutdown,
    os::{
        fd::OwnedFd,
        unix::{net::UnixStream, process::ExitStatusExt},
    },
    process::{ExitCode, ExitStatus},
    sync::mpsc::{Sender, channel},
    time::Duration,
};

use crate::handover::{self, Handover, Report};
use libprocess::os::{
    blocking,
    process::{
        Account, Child, Launch, Output, Signal, become_subreaper, forbid_dumping, kill_descendants, me, take_standard_input,
    },
};

/// So long it tries to kill what is left before it tells that something is.
const KILL_MAX: Duration = Duration::from_secs(10);

/// What `supervise` waits for.
enum Event {
    /// The agent is gone, or wants the container to end.
    Closed,
    /// The executor ended.
    Ended(io::Result<ExitStatus>),
}

/// The whole life of the process. Its standard input must be the socket to the agent.
///
/// To be called at the very start of a program of its own, before anything else takes descriptors or starts threads.
pub fn supervise() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mesos supervise: {error}; it is started by an agent and by nobody else");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let mut agent = UnixStream::from(take_standard_input()?);
    agent.peer_addr().map_err(|error| io::Error::new(error.kind(), format!("its standard input is no socket: {error}")))?;
    become_subreaper()?;
    forbid_dumping()?;
    let handover: Handover = handover::read(&mut agent)?;
    let child = match start(handover) {
        Ok(child) => child,
        Err(error) => return handover::write(&mut agent, &Report::Failed(error.to_string())),
    };
    let id = child.id();
    // An agent that is gone is noticed by the reader below.
    let _ = handover::write(&mut agent, &Report::Started { pid: id.pid, started: id.started });
    let status = watch(&agent, child)?;
    let left = kill_the_rest();
    let raw = status.into_raw();
    let report = left.err().map_or(Report::Ended(raw), |error| Report::Left(raw, error.to_string()));
    let _ = handover::write(&mut agent, &report);
    let _ = agent.shutdown(Shutdown::Both);
    Ok(())
}

fn start(handover: Handover) -> io::Result<Child> {
    let Handover { arguments, environment, sandbox, user, credential } = handover;
    let account = user.as_deref().map(Account::named).transpose()?;
    let (mut ours, theirs) = UnixStream::pair()?;
    let mut launch = Launch::new("/proc/self/exe")
        .argv0("mesos-executor")
        .args(arguments)
        .envs(environment)
        .dir(&sandbox)
        .stdin(OwnedFd::from(theirs))
        .stdout(Output::File(format!("{sandbox}/stdout").into()))
        .stderr(Output::File(format!("{sandbox}/stderr").into()))
        .dies_with_parent(Signal::SIGTERM);
    if let Some(account) = account {
        launch = launch.user(account);
    }
    let child = launch.spawn()?;
    // Until the stream ends. An executor that does not take it ends, and that is reported.
    let _ = ours.write_all(credential.bytes());
    Ok(child)
}

/// Waits for the end of the executor; ends it when the agent is gone.
fn watch(agent: &UnixStream, child: Child) -> io::Result<ExitStatus> {
    let (events, happened) = channel();
    let ears = agent.try_clone()?;
    let closed = events.clone();
    std::thread::Builder::new().name("agent".into()).spawn(move || hear(ears, &closed))?;
    std::thread::Builder::new().name("executor".into()).spawn(move || {
        let _ = events.send(Event::Ended(blocking::wait(child.wait())));
    })?;
    loop {
        match happened.recv().map_err(io::Error::other)? {
            // Killing wakes the thread that waits for the executor.
            Event::Closed => kill_the_rest()?,
            Event::Ended(status) => return status,
        }
    }
}

/// Nothing comes from the agent any more but the end of the stream.
fn hear(mut agent: UnixStream, events: &Sender<Event>) {
    let mut bytes = [0; 64];
    loop {
        match agent.read(&mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    // The other end is the main thread, which ends the process.
    let _ = events.send(Event::Closed);
}

/// Kills all processes below this one.
fn kill_the_rest() -> io::Result<()> {
    kill_descendants(me()?, KILL_MAX).map(drop)
}
