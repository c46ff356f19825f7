//! One file per command that looks at a cluster or steers it; here is which one is meant.

mod actor;
mod agents;
mod cluster;
mod connections;
mod dead_letters;
mod exits;
mod frameworks;
mod journal;
mod kill;
mod local;
mod logs;
mod mailbox;
mod state;
mod tasks;
pub(crate) mod trace;
pub(crate) mod tree;
mod version;

use std::process::ExitCode;

use clap_complete::generate;
use libprocess::os::blocking;
use serde_json::Value;

use crate::{
    args::{self, Cli, Command, ShownFlags},
    daemons,
    failure::Failure,
    output,
    remote::{Remote, RemoteFlags},
    run,
    table::{self, Table},
    top,
};

/// Does what was typed; the exit status says how it went.
pub(crate) fn carry_out(cli: Cli) -> ExitCode {
    let word = match cli.command {
        // How the HTTP library starts is nobody's news.
        Command::Master(_) | Command::Agent(_) => "info,actix_server=warn",
        // A node that ends breaks connections that were just being made, which is told as a warning, and by the HTTP library
        // as an error; to whoever typed a command it means nothing.
        _ => "error,actix_server=off",
    };
    let level = cli.common.log_level.clone().map_or_else(|| word.parse(), Ok);
    let carried = level.map_err(Failure::new).and_then(|level| {
        mesos_driver::logging::to_stderr(&level, cli.common.log_json);
        carry(cli.command, cli.shown, cli.common.json)
    });
    match carried {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { code, why }) => {
            if !why.is_empty() {
                eprintln!("mesos: {why}");
            }
            ExitCode::from(code)
        }
    }
}

fn carry(command: Command, shown: ShownFlags, as_json: bool) -> Result<(), Failure> {
    match command {
        Command::Run(args) => run::run(args, as_json),
        Command::Local(args) => local::run(args, as_json),
        Command::Master(args) => daemons::master(args, shown, as_json),
        Command::Agent(args) => daemons::agent(args, shown, as_json),
        Command::Tasks(args) => on(&args.remote.clone(), async |cluster| tasks::list(cluster, &args, as_json).await),
        Command::Agents(remote) => on(&remote, async |cluster| agents::list(cluster, as_json).await),
        Command::Frameworks(remote) => on(&remote, async |cluster| frameworks::list(cluster, as_json).await),
        Command::Kill(args) => on(&args.remote.clone(), async |cluster| kill::kill(cluster, &args, as_json).await),
        Command::Logs(args) => on(&args.remote.clone(), async |cluster| logs::print(cluster, &args, as_json).await),
        Command::Tree(args) => on(&args.remote.clone(), async |cluster| tree::show(cluster, &args, as_json).await),
        Command::Top(args) => top::run(&args, as_json),
        Command::State(args) => on(&args.remote.clone(), async |cluster| state::show(cluster, &args).await),
        Command::Trace(args) => on(&args.remote.clone(), async |cluster| trace::show(cluster, &args, as_json).await),
        Command::Exits(args) => on(&args.nodes.remote.clone(), async |cluster| exits::show(cluster, &args, as_json).await),
        Command::Connections(args) => {
            on(&args.remote.clone(), async |cluster| connections::show(cluster, &args, as_json).await)
        }
        Command::Actor(command) => {
            let remote = command.target().remote.clone();
            on(&remote, async |cluster| actor::carry_out(cluster, &command, as_json).await)
        }
        Command::Mailbox(args) => on(&args.remote.clone(), async |cluster| mailbox::show(cluster, &args, as_json).await),
        Command::DeadLetters(args) => {
            on(&args.remote.clone(), async |cluster| dead_letters::show(cluster, &args, as_json).await)
        }
        Command::Version(args) => version::print(args, as_json),
        Command::Journal(args) => journal::print(&args, as_json),
        Command::Cluster(command) => cluster::carry_out(&command, as_json),
        Command::Completion { shell } => {
            let mut script = Vec::new();
            generate(shell, &mut args::command(), "mesos", &mut script);
            output::line(String::from_utf8_lossy(&script).trim_end())
        }
        // Taken before anything was read.
        Command::Starter => Err(Failure::new("this is started by agents and by nobody else")),
    }
}

/// Does something with a cluster that is reached first and left afterwards.
pub(crate) fn on(flags: &RemoteFlags, act: impl AsyncFnOnce(&Remote) -> Result<(), Failure>) -> Result<(), Failure> {
    blocking::wait(async {
        let cluster = flags.connect().await?;
        let done = act(&cluster).await;
        cluster.close().await;
        done
    })
}

/// Prints a value as JSON, or as a table for people; `nothing` stands where there is no row.
pub(crate) fn show(as_json: bool, value: &Value, table: impl FnOnce() -> Table, nothing: &str) -> Result<(), Failure> {
    if as_json {
        return output::json(value);
    }
    let table = table();
    match table.is_empty() {
        true => output::line(nothing),
        false => output::line(table.text(table::colours())),
    }
}

/// A text field, or nothing.
pub(crate) fn text(of: &Value, field: &str) -> String {
    match &of[field] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// An amount of a resource, in thousandths at most.
fn amount(of: &Value, field: &str, resource: &str) -> String {
    let amount = of[field][resource].as_f64().unwrap_or(0.0);
    ((amount * 1000.0).round() / 1000.0).to_string()
}

/// The entries of a list; none if it is not there.
pub(crate) fn list<'a>(of: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    list_of(&of[field])
}

/// The entries of a value that is a list; none if it is no list.
pub(crate) fn list_of(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
