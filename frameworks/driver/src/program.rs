//! A program that is one framework: reads its flags, starts a node, runs the framework until it ends.

use std::{future::poll_fn, pin::pin, process::ExitCode, task::Poll, time::Duration};

use clap::{Args, Command, FromArgMatches};
use libprocess::{Actor, Exit, Node, Role, os::blocking, time::secs};

use crate::{
    Event,
    flags::{Flags, same_dashes},
    logging, scheduler,
};

/// Runs a framework as the whole program, until it ends: 0 after [`Exit::Normal`], 1 with the reason on stderr after any
/// other end, 2 for flags that cannot be read.
///
/// It takes `--master HOST:PORT`, `--name`, `--role`, `--user`, `--principal`, `--failover_timeout`, `--ip`, `--port` and
/// `--log_level`, also as `MESOS_MASTER` and so on.
pub fn main<F>(args: F::Args) -> ExitCode
where
    F: Actor,
    F::Message: From<Event>,
{
    let program = match read() {
        Ok(program) => program,
        // Help and version come this way as well, with 0.
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    logging::to_stderr(&program.log_level, false);
    match blocking::wait(live::<F>(program, args)) {
        Exit::Normal => ExitCode::SUCCESS,
        Exit::Failed(why) => fail(&why),
        other => fail(&other.to_string()),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::FAILURE
}

/// Flags of a framework's program.
#[derive(Args, Clone, Debug)]
struct Program {
    #[command(flatten)]
    framework: Flags,
    /// Address at which this program is reached by the master [default: loopback if the master is there, else this host's].
    #[arg(long, env = "MESOS_IP")]
    ip: Option<std::net::IpAddr>,
    /// Port at which this program is reached by the master; 0 takes a free one.
    #[arg(long, env = "MESOS_PORT", default_value_t = 0)]
    port: u16,
    /// What is logged to stderr: error, warn, info, debug or trace, or a filter such as `libprocess=debug,warn`.
    #[arg(long = "log_level", env = "MESOS_LOG_LEVEL", default_value = "warn")]
    log_level: logging::Level,
}

fn read() -> Result<Program, clap::Error> {
    let name = std::env::args().next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default().to_owned();
    let command = same_dashes(Program::augment_args(Command::new(name)));
    Program::from_arg_matches(&command.try_get_matches()?)
}

async fn live<F>(program: Program, args: F::Args) -> Exit
where
    F: Actor,
    F::Message: From<Event>,
{
    let ip = program.ip.unwrap_or([127, 0, 0, 1].into());
    let bind = std::net::SocketAddr::new(ip, program.port).to_string();
    let node = match Node::builder().bind(bind).role(Role::Framework).start().await {
        Ok(node) => node,
        Err(error) => return Exit::failed(error),
    };
    let ended = run::<F>(&node, program.framework, args).await;
    node.shut_down(secs(5)).await;
    ended
}

/// Runs one framework on a node, until it has ended and its driver has said farewell to the master.
///
/// The reason is that of the framework's end, or why it did not begin.
pub async fn run<F>(node: &Node, flags: Flags, args: F::Args) -> Exit
where
    F: Actor,
    F::Message: From<Event>,
{
    run_with_farewell::<F>(node, flags, args, scheduler::FAREWELL_MAX).await
}

/// As [`run`], for somebody who waits: the farewell may take so long at most. What of it does not arrive is made up for by
/// the framework's fail-over time.
pub async fn run_with_farewell<F>(node: &Node, flags: Flags, args: F::Args, farewell: Duration) -> Exit
where
    F: Actor,
    F::Message: From<Event>,
{
    if let Err(why) = crate::join(node, flags).await {
        return why;
    }
    let framework = match node.spawn::<F>("framework", args).await {
        Ok(framework) => framework,
        Err(libprocess::SpawnError::Failed(why)) => return why,
        Err(error) => return error.into(),
    };
    let ended = node.ended(&framework).await;
    if let Some(driver) = node.find::<scheduler::Message>("driver") {
        let (mut said, mut over) = (pin!(node.ended(&driver)), pin!(node.sleep(farewell)));
        poll_fn(|cx| match (said.as_mut().poll(cx), over.as_mut().poll(cx)) {
            (Poll::Pending, Poll::Pending) => Poll::Pending,
            _ => Poll::Ready(()),
        })
        .await;
    }
    ended
}
