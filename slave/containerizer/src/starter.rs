//! `starter`: the process that starts containers for an agent.
//!
//! An agent is a large program with many threads: to fork it is slow, and to load its program anew for each container is
//! slower still. The starter is that program with one thread and next to nothing in memory. For each container the agent
//! hands it one end of a socket, and it forks a [`supervise`](mod@crate::supervise) process around it, which forks the
//! executor. Of a container it knows no more than the number of that process.
//!
//! When such a process is killed, the orphans that it would have ended become the starter's: it kills them. So nothing is
//! left of a container whose `supervise` and executor are killed at one moment, nor when the agent is killed with them.
//!
//! It ends when its socket to the agent closes, after the last process that it started. When it is killed, nothing happens
//! to containers: they hold sockets of their own to the agent, which inherits them and starts another starter.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    os::{fd::AsFd, unix::net::UnixStream},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use libprocess::os::{
    blocking, descriptors,
    process::{
        Child, Children, Launch, Output, Signal, become_subreaper, forbid_dumping, take_standard_input, use_small_pages,
    },
};
use parking_lot::Mutex;

use crate::{
    handover::{self, Report},
    supervise::{self, ExecutorMain},
};

/// Its name in lists of processes.
const NAME: &str = "mesos-starter";

/// So long it tries to kill what is left of a container of which nobody else is left.
const KILL_MAX: Duration = Duration::from_secs(5);

/// So long the agent waits for the end of its starter, which ends right after the last container.
const END_MAX: Duration = Duration::from_secs(1);

/// The whole life of the process: `mesos starter`. Its standard input must be a socket to the agent; its executors live
/// `executor`.
///
/// To be called at the very start of a program of its own, before anything else takes descriptors or starts threads.
pub fn start_containers(executor: ExecutorMain) -> ExitCode {
    match run(executor) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mesos starter: {error}; it is started by an agent and by nobody else");
            ExitCode::FAILURE
        }
    }
}

fn run(executor: ExecutorMain) -> io::Result<()> {
    use_small_pages();
    let agent = UnixStream::from(take_standard_input()?);
    agent.peer_addr().map_err(|error| io::Error::new(error.kind(), format!("its standard input is no socket: {error}")))?;
    forbid_dumping()?;
    become_subreaper()?;
    let children = Children::watch()?;
    let mut containers = BTreeSet::new();
    let mut agent_lives = true;
    while agent_lives || !children.are_none() {
        let asked = children.wait(agent_lives.then(|| agent.as_fd()))?;
        let ended = children.take_ended()?;
        // Who watched over a container and ended well has left nothing. Any other end may have made orphans: also that of an
        // orphan, since a process with many threads may look as if it had ended while it still has its children.
        if ended.iter().filter(|child| !(containers.remove(&child.pid) && child.well)).count() > 0 {
            end_orphans(&children, &containers);
        }
        if asked {
            match descriptors::receive(&agent)? {
                Some(container) => containers.extend(start_one(container.into(), executor)?),
                None => agent_lives = false,
            }
        }
    }
    Ok(())
}

/// Starts the process that watches over a container; its number. The agent is told why it could not be started.
fn start_one(mut container: UnixStream, executor: ExecutorMain) -> io::Result<Option<i32>> {
    let theirs = container.try_clone()?;
    let supervise = Launch::new(supervise::NAME).dir("/").stdin(theirs.into()).stderr(Output::Inherit);
    match supervise.copy(|| supervise::supervise(executor)) {
        Ok(started) => Ok(Some(started.id().pid)),
        Err(error) => {
            // An agent that is gone needs no answer.
            let _ = container.write_all(&handover::frame(&Report::Failed(error.to_string()))?);
            Ok(None)
        }
    }
}

/// Somebody who watched over a container was killed: what is left of that has become this process' own, and is killed.
fn end_orphans(children: &Children, containers: &BTreeSet<i32>) {
    if let Err(error) = children.kill_others(|pid| containers.contains(&pid), KILL_MAX) {
        eprintln!("mesos starter: what was left of a container is not gone: {error}");
    }
}

/// The agent's side: has containers started, and a starter whenever there is none.
pub(crate) struct Starter {
    /// The program of which it is a life.
    program: PathBuf,
    /// Its arguments for that.
    arguments: Vec<String>,
    running: Mutex<Option<Running>>,
}

struct Running {
    socket: UnixStream,
    process: Child,
}

impl Starter {
    /// With a starter that runs: the first container is not to wait for it.
    pub(crate) fn new(program: PathBuf, arguments: Vec<String>) -> io::Result<Starter> {
        let starter = Starter { program, arguments, running: Mutex::default() };
        *starter.running.lock() = Some(starter.begin()?);
        Ok(starter)
    }

    fn begin(&self) -> io::Result<Running> {
        let (socket, theirs) = UnixStream::pair()?;
        let launch = Launch::new(&self.program).argv0(NAME).args(&self.arguments).dir("/");
        let process = launch.stdin(theirs.into()).stderr(Output::Inherit).spawn()?;
        Ok(Running { socket, process })
    }

    /// Has a `supervise` process started, and gives the agent's end of the socket to it. Blocks.
    pub(crate) fn start(&self) -> io::Result<UnixStream> {
        let (ours, theirs) = UnixStream::pair()?;
        let mut running = self.running.lock();
        if let Some(running) = &*running
            && descriptors::send(&running.socket, &theirs).is_ok()
        {
            return Ok(ours);
        }
        // It was ended by somebody; its containers are well.
        let begun = self.begin()?;
        let sent = descriptors::send(&begun.socket, &theirs);
        *running = Some(begun);
        sent.map(|()| ours)
    }

    /// Ends the starter, which has nothing left to do. Blocks until it is gone, or a second.
    pub(crate) fn end(&self) {
        let Some(Running { socket, process }) = self.running.lock().take() else { return };
        drop(socket);
        let id = process.id();
        let (gone, ended) = std::sync::mpsc::channel();
        let waits = std::thread::Builder::new().name("starter".into()).spawn(move || {
            let _ = gone.send(blocking::wait(process.wait()));
        });
        if waits.is_err() || ended.recv_timeout(END_MAX).is_err() {
            tracing::warn!(%id, "the process that starts containers did not end by itself");
            let _ = libprocess::os::process::signal(id, Signal::SIGKILL);
        }
    }
}

impl Drop for Starter {
    fn drop(&mut self) {
        self.end();
    }
}
