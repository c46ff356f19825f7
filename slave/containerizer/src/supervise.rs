//! `supervise`: the process at the root of a container. Its only work is that nothing of the container outlives it, the
//! executor or the agent.
//!
//! It inherits the orphans of its tree. When the executor ends it kills what is left; when its socket to the agent closes
//! it kills the executor too. It runs as the agent's user, so a task cannot end it.

use std::{
    io::{self, Read},
    os::{
        fd::AsFd,
        unix::{net::UnixStream, process::ExitStatusExt},
    },
    process::ExitStatus,
    time::Duration,
};

use libprocess::os::process::{
    Account, Copied, Launch, Output, Signal, become_subreaper, kill_descendants, me, take_standard_input,
};

use crate::handover::{self, Handover, Report};

/// What an executor does with its environment and its credential from its first moment to its exit status.
pub type ExecutorMain = fn(Vec<(String, String)>, Vec<u8>) -> u8;

/// Its name in lists of processes.
pub(crate) const NAME: &str = "mesos-supervise";

/// The executor's name in lists of processes.
const EXECUTOR: &str = "mesos-executor";

/// So long it tries to kill what is left before it tells that something is.
const KILL_MAX: Duration = Duration::from_secs(10);

/// The whole life of the process; its exit status. Its standard input must be the socket to the agent.
pub(crate) fn supervise(executor: ExecutorMain) -> u8 {
    match run(executor) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("mesos supervise: {error}");
            1
        }
    }
}

fn run(executor: ExecutorMain) -> io::Result<()> {
    let mut agent = UnixStream::from(take_standard_input()?);
    become_subreaper()?;
    let handover: Handover = handover::read(&mut agent)?;
    let executor = match start(handover, executor) {
        Ok(executor) => executor,
        Err(error) => return handover::write(&mut agent, &Report::Failed(error.to_string())),
    };
    let id = executor.id();
    // An agent that is gone is noticed below.
    let _ = handover::write(&mut agent, &Report::Started { pid: id.pid, started: id.started });
    let status = watch(&mut agent, executor)?;
    let left = kill_the_rest();
    let raw = status.into_raw();
    let report = left.err().map_or(Report::Ended(raw), |error| Report::Left(raw, error.to_string()));
    let _ = handover::write(&mut agent, &report);
    Ok(())
}

fn start(handover: Handover, executor: ExecutorMain) -> io::Result<Copied> {
    let Handover { environment, sandbox, user, credential } = handover;
    let account = user.as_deref().map(Account::named).transpose()?;
    let mut launch = Launch::new(EXECUTOR)
        .dir(&sandbox)
        .stdout(Output::File(format!("{sandbox}/stdout").into()))
        .stderr(Output::File(format!("{sandbox}/stderr").into()))
        .dies_with_parent(Signal::SIGTERM);
    if let Some(account) = account {
        launch = launch.user(account);
    }
    launch.copy(move || executor(environment, credential.bytes().to_vec()))
}

/// Waits for the end of the executor; ends it when the agent is gone or wants the container to end.
fn watch(agent: &mut UnixStream, executor: Copied) -> io::Result<ExitStatus> {
    while !executor.ends_before(agent.as_fd())? {
        // Nothing comes from the agent any more but the end of the stream.
        match agent.read(&mut [0; 64]) {
            Ok(1..) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => {
                kill_the_rest()?;
                break;
            }
        }
    }
    executor.wait()
}

/// Kills all processes below this one.
fn kill_the_rest() -> io::Result<()> {
    kill_descendants(me()?, KILL_MAX).map(drop)
}
