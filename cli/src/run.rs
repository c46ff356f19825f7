//! `mesos run`: a command as a task, on a cluster of its own or on one that is there.
//!
//! | File | Question |
//! |---|---|
//! | `run/inherited.rs` | Which flags of the daemons does an embedded cluster take? |
//! | `run/framework.rs` | What happens when: offers, updates, output, Ctrl-C, the end? |
//! | `run/verdict.rs` | Which exit status follows from how tasks ended? |
//! | `run/explain.rs` | Why does nothing run? |

mod explain;
mod framework;
mod inherited;
mod verdict;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::mpsc,
    time::Duration,
};

use clap::Args;
use libprocess::{
    Exit, Node,
    keys::ClusterKey,
    os::blocking,
    time::{millis, secs},
};
use mesos_driver::Flags;
use mesos_protocol::{
    framework::FrameworkInfo,
    resources::Resources,
    roles::Role,
    task::{TaskDraft, TaskInfo},
    units::parse_bytes,
    values::{MiB, Scalar},
};

use crate::{
    embedded::{Embedded, Plan},
    failure::Failure,
    node_flags::KeyFlags,
    output::{GivenUp, Printer, Stream},
    remote::{ANSWER_MAX, unreached},
    signals::{self, Inbox},
};
use framework::{Order, Outcome, Run};
pub(crate) use inherited::Inherited;

/// The exit status of a task that was not started or was lost.
pub(crate) const NOT_RUN: u8 = 125;

/// So long the master may take to hear that the command is over; without it tasks end after the fail-over time.
const FAREWELL_MAX: Duration = millis(800);

pub(crate) const EXAMPLES: &str = "\
The exit status is the task's; 128+n if signal n ended it, 127 if there is no such command, 125 if it was lost or not
started, 130 after Ctrl-C, 141 if nobody reads the output any more; with several instances the highest.

Examples:
  mesos run 'echo hello from $(hostname)'
  mesos run --cpus 0.5 --mem 64 --instances 3 --env GREETING=hi 'echo $GREETING'
  mesos run --master 10.0.0.1:5050 --name web -- python3 -m http.server 8000";

/// What to run, and where.
#[derive(Args, Clone, Debug)]
pub(crate) struct RunArgs {
    /// The master to run it on: host or host:port. Without it a cluster is started for this command alone.
    #[arg(long, env = "MESOS_MASTER", value_name = "HOST:PORT")]
    pub(crate) master: Option<String>,
    /// Name of the framework and of its tasks, for people.
    #[arg(long, default_value = "run")]
    pub(crate) name: String,
    /// Processors of each instance.
    #[arg(long, default_value = "0.1", value_parser = parse_cpus)]
    pub(crate) cpus: Scalar,
    /// Memory of each instance, in MB or with a unit: 32, 512MB, 2GB.
    #[arg(long, default_value = "32", value_name = "SIZE", value_parser = parse_size)]
    pub(crate) mem: MiB,
    /// Disk space of each instance, in MB or with a unit.
    #[arg(long, default_value = "0", value_name = "SIZE", value_parser = parse_size)]
    pub(crate) disk: MiB,
    /// How often it is run.
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) instances: u32,
    /// A variable of the command's environment: NAME=VALUE. May be given several times.
    #[arg(long = "env", value_name = "NAME=VALUE", value_parser = parse_variable)]
    pub(crate) variables: Vec<(String, String)>,
    /// Role in which resources are taken.
    #[arg(long, default_value = "*")]
    pub(crate) role: Role,
    /// User as whom it runs [default: you].
    #[arg(long)]
    pub(crate) user: Option<String>,
    /// End with 125 if nothing fits, where with --master it would wait.
    #[arg(long = "no-wait")]
    pub(crate) no_wait: bool,
    #[command(flatten)]
    pub(crate) key: KeyFlags,
    #[command(flatten)]
    pub(crate) daemons: Inherited,
    /// The command, for `sh -c`; several words are joined by spaces. After `--` also words that begin with a dash.
    #[arg(required = true, value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
}

fn parse_cpus(text: &str) -> Result<Scalar, String> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    let number = number.ok_or_else(|| format!("{text:?} is no number of processors; write for instance 0.1 or 4"))?;
    Scalar::checked(number).map_err(|error| error.to_string())
}

fn parse_size(text: &str) -> Result<MiB, String> {
    match text.parse::<u64>() {
        Ok(megabytes) => Ok(MiB(megabytes)),
        Err(_) => parse_bytes(text).map(MiB::from_bytes).map_err(|why| format!("{why}, or a number of MB")),
    }
}

fn parse_variable(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(format!("{text:?} is no variable; write NAME=VALUE")),
    }
}

impl RunArgs {
    /// Each instance, without what it takes of the offer.
    fn task(&self) -> TaskDraft {
        let task = TaskInfo::command(self.command.join(" ")).name(self.name.clone());
        let task = self.variables.iter().fold(task, |task, (name, value)| task.env(name, value));
        match &self.user {
            Some(user) => task.user(user),
            None => task,
        }
    }

    /// What each instance needs.
    fn needs(&self) -> Resources {
        let needs = Resources::none().cpus(self.cpus).mem(self.mem);
        if self.disk == MiB(0) { needs } else { needs.disk(self.disk) }
    }

    fn info(&self) -> FrameworkInfo {
        let info = FrameworkInfo::named(self.name.clone()).role(self.role.clone()).failover_timeout(secs(10));
        match &self.user {
            Some(user) => info.user(user),
            None => info,
        }
    }
}

/// How the command is to be run, beside its own flags.
struct Asked {
    as_json: bool,
    signals: Inbox,
}

/// Runs the command to its end.
pub(crate) fn run(args: RunArgs, as_json: bool) -> Result<(), Failure> {
    signals::hold_back()?;
    let signals = Inbox::watch()?;
    let asked = Asked { as_json, signals: signals.clone() };
    let done = match args.master.clone() {
        Some(master) => blocking::wait(elsewhere(args, &master, asked)),
        None => blocking::wait(here(args, asked)),
    };
    match (done, signals.first()) {
        (Ok(Outcome { code: 0, .. }), _) => Ok(()),
        (Ok(Outcome { code, why }), _) => Err(Failure { code, why }),
        // It was asked to end before it came to run anything; whether it would have is no news.
        (Err(_), Some(signal)) => Err(Failure::silent(signals::exit_code(signal))),
        (Err(failure), None) => Err(failure.with_code(NOT_RUN)),
    }
}

/// On a cluster of its own: nothing of it is left afterwards.
async fn here(args: RunArgs, asked: Asked) -> Result<Outcome, Failure> {
    let plan = Plan {
        bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        key: Some(ClusterKey::generate()),
        master: args.daemons.master.clone(),
        agent: args.daemons.agent.clone(),
        agents: 1,
    };
    let cluster = Embedded::start(plan).await?;
    let outcome = on(&cluster.master, cluster.master.address(), args, asked).await;
    cluster.end().await;
    outcome
}

/// On a cluster that is there.
async fn elsewhere(args: RunArgs, master: &str, asked: Asked) -> Result<Outcome, Failure> {
    let masters = mesos_driver::masters(master).map_err(Failure::new)?;
    // Never empty: that no master is named is an error.
    let Some(first) = masters.first().copied() else { return Err(Failure::new("no master is named")) };
    let node = args.key.operator(first).await?;
    let there = node.fetch(first, libprocess::http::Request::get("/health"), ANSWER_MAX);
    let outcome = match asked.signals.unless_signalled(there).await {
        Some(Ok(_)) => on(&node, first, args, asked).await,
        // Nothing was begun there, and nobody listens to a farewell.
        None => return Err(Failure::new("it was asked to end before a master answered")),
        Some(Err(error)) => {
            let absent = "start a master with `mesos master`, or leave --master away for a cluster of its own";
            Err(unreached(first, &error, absent))
        }
    };
    node.shut_down(secs(2)).await;
    outcome
}

/// Runs the framework on a node until it has ended.
async fn on(node: &Node, master: SocketAddr, args: RunArgs, asked: Asked) -> Result<Outcome, Failure> {
    let (outcomes, outcome) = mpsc::channel();
    let given_up = GivenUp::default();
    let stdout = node.spawn::<Printer>("stdout", (Stream::Out, given_up.clone())).blocking().await;
    let stderr = node.spawn::<Printer>("stderr", (Stream::Err, given_up.clone())).blocking().await;
    let order = Order {
        info: args.info(),
        task: args.task(),
        needs: args.needs(),
        instances: args.instances,
        json: asked.as_json,
        signals: asked.signals,
        waits: args.master.is_some() && !args.no_wait,
        master,
        stdout: stdout.map_err(Failure::new)?,
        stderr: stderr.map_err(Failure::new)?,
        outcome: outcomes,
    };
    let ended =
        mesos_driver::run_with_farewell::<Run>(node, Flags::of_master(master.to_string()), order, FAREWELL_MAX).await;
    given_up.give_up();
    match (outcome.try_recv(), ended) {
        (Ok(outcome), _) => Ok(outcome),
        (Err(_), Exit::Failed(why)) => Err(Failure::new(why)),
        (Err(_), other) => Err(Failure::new(format!("it ended without an outcome: {other}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_megabytes_unless_they_say_otherwise() {
        assert_eq!(parse_size("32"), Ok(MiB(32)));
        assert_eq!(parse_size("2GB"), Ok(MiB(2048)));
        assert!(parse_size("lots").unwrap_err().contains("a number of MB"));
    }

    #[test]
    fn variables_and_processors_are_checked() {
        assert_eq!(parse_variable("A=b=c"), Ok(("A".into(), "b=c".into())));
        assert_eq!(parse_variable("A="), Ok(("A".into(), String::new())));
        assert!(parse_variable("=x").is_err() && parse_variable("A").is_err());
        assert_eq!(parse_cpus("0.5"), Ok(Scalar::from(0.5)));
        for text in ["0", "-1", "nan", "inf", "many"] {
            assert!(parse_cpus(text).is_err(), "{text}");
        }
    }
}
