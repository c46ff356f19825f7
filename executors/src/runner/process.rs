//! [`ProcessRunner`]: a command as processes below this one.

use std::{io, time::Duration};

use libprocess::os::{
    blocking,
    process::{Launch, Output, Signal, descendants, kill_descendants, me, reap_orphans, signal},
};
use mesos_protocol::task::CommandInfo;

use super::{Boxed, Runner, Started, TaskCommand};

/// So long it tries to kill what is left; beyond that the process above this one goes on.
const KILL_MAX: Duration = Duration::from_secs(5);

/// Runs a command in a session of its own; everything below this process counts as the task.
///
/// To be used in a process that runs nothing else and that inherits its orphans.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessRunner;

impl Runner for ProcessRunner {
    fn start(&self, task: TaskCommand) -> Boxed<Result<Started, String>> {
        Box::pin(async move {
            let launch = launch(&task.command)?.envs(task.environment).dir(task.sandbox);
            // The kernel ends it with this process, also when nobody is left who could.
            let launch = launch.dies_with_parent(Signal::SIGKILL);
            let launch = launch.stdout(Output::Inherit).stderr(Output::Inherit);
            let child = blocking::run(move || launch.spawn()).await.map_err(|error| error.to_string())?;
            let pid = Some(child.id().pid);
            let ended = Box::pin(async move { child.wait().await.map_err(|error| error.to_string()) });
            Ok(Started { pid, ended })
        })
    }

    fn terminate(&self) -> Boxed<()> {
        told("SIGTERM was not sent to all processes of the task", || {
            for process in descendants(me()?)? {
                // One that may not be signalled is killed later by the process above, which may.
                if let Err(error) = signal(process.id, Signal::SIGTERM) {
                    tracing::warn!(%error, "a process of the task was not asked to end");
                }
            }
            Ok(())
        })
    }

    fn kill(&self) -> Boxed<()> {
        told("processes of the task are left", || {
            kill_descendants(me()?, KILL_MAX)?;
            reap_orphans(&[]).map(drop)
        })
    }

    fn tidy(&self) -> Boxed<()> {
        told("ended processes were not cleared away", || reap_orphans(&[]).map(drop))
    }
}

/// The program and its arguments.
fn launch(command: &CommandInfo) -> Result<Launch, String> {
    let value = command.value.as_deref().ok_or("the task's command has no value; name a program or a command line")?;
    if command.shell {
        return Ok(Launch::new("/bin/sh").argv0("sh").arg("-c").arg(value));
    }
    let launch = Launch::new(value);
    Ok(match command.arguments.split_first() {
        Some((name, arguments)) => launch.argv0(name).args(arguments),
        None => launch,
    })
}

/// Runs what blocks, and logs why it failed.
fn told(what: &'static str, call: impl FnOnce() -> io::Result<()> + Send + 'static) -> Boxed<()> {
    let done = blocking::run(call);
    Box::pin(async move {
        if let Err(error) = done.await {
            tracing::warn!(%error, "{what}");
        }
    })
}
