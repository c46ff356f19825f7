//! The command line, and all daemons, as one program: `mesos`.
//!
//! ```text
//!   mesos run ─────── Run, a framework (run/) ──┬─ a cluster of its own (embedded.rs)
//!                                               └─ --master: a cluster elsewhere
//!   mesos master, agent, local ─ daemons.rs, local.rs: nodes until a signal comes
//!   mesos tasks, tree, logs, … ─ commands/: ask endpoints over QUIC as operator (remote.rs), print (table.rs)
//!   mesos top ─────── top/: the same on a full screen, as an actor
//! ```
//!
//! Started as `mesos-master`, `mesos-slave` or `mesos-agent` it is that daemon. Errors are one sentence
//! on stderr; exit status 1, or 125 from `mesos run`, or 2 for flags that cannot be read.

mod args;
mod commands;
mod daemons;
mod embedded;
mod failure;
mod http_flags;
mod memory;
mod node_flags;
mod output;
mod remote;
mod run;
mod signals;
mod spelling;
mod table;
mod tail;
mod top;

use std::{ffi::OsString, process::ExitCode};

fn main() -> ExitCode {
    let mut words = std::env::args_os();
    let name = words.next().unwrap_or_default();
    let name = name.to_str().and_then(|name| name.rsplit('/').next()).unwrap_or_default().to_owned();
    let first = words.next();
    // Before all else: it must be the first to see its descriptors, and live before any thread.
    if first.as_ref().is_some_and(|word| word == "starter") {
        return mesos_containerizer::start_containers(mesos_executors::main);
    }
    let mut line: Vec<OsString> = vec!["mesos".into()];
    line.extend(daemon(&name).map(OsString::from));
    line.extend(first);
    line.extend(words);
    match args::read(line) {
        Ok(cli) => commands::carry_out(cli),
        // Help comes this way as well, with 0.
        Err(error) => {
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

/// The subcommand that a link's name stands for.
fn daemon(name: &str) -> Option<&'static str> {
    match name {
        "mesos-master" => Some("master"),
        "mesos-agent" | "mesos-slave" => Some("agent"),
        "mesos-local" => Some("local"),
        _ => None,
    }
}
