//! What is typed: the commands and their flags. Flags of daemons are defined in their own rooms; here they are put together.

use std::{collections::BTreeMap, ffi::OsString};

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;
use mesos_driver::logging::Level;

use crate::{
    node_flags::BindFlags,
    remote::RemoteFlags,
    run::{Inherited, RunArgs},
    spelling,
};

const EXAMPLES: &str = "\
Examples:
  mesos run 'echo hello from $(hostname)'         a task on a cluster of its own, gone afterwards
  mesos local --agents 3                          a cluster on this machine, until Ctrl-C
  mesos run --master 127.0.0.1:5050 'sleep 10'    a task on a cluster that is there
  mesos tasks                                     what runs, and what ran";

/// Runs tasks on many machines as if they were one.
#[derive(Parser, Debug)]
#[command(name = "mesos", version, after_help = EXAMPLES, max_term_width = 110)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The command's flags and their values, for `/flags`.
    #[arg(skip)]
    pub(crate) shown: ShownFlags,
}

/// Flags and their values as they may be shown.
pub(crate) type ShownFlags = BTreeMap<String, String>;

/// Flags that may hold what others must not see.
const HIDDEN: [&str; 1] = ["executor_environment_variables"];

/// What every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Flags of every command")]
pub(crate) struct Common {
    /// Print JSON instead of text for people.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// What is logged to stderr: error, warn, info, debug or trace, or a filter such as `libprocess=debug,warn`
    /// [default: info for daemons, else error].
    #[arg(long = "log-level", env = "MESOS_LOG_LEVEL", value_name = "LEVEL", global = true)]
    pub(crate) log_level: Option<Level>,
    /// Log JSON, a line each.
    #[arg(long = "log-json", env = "MESOS_LOG_JSON", global = true)]
    pub(crate) log_json: bool,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Run a command as a task, and show its output until it ends.
    #[command(after_help = crate::run::EXAMPLES)]
    Run(RunArgs),
    /// Run a master and agents on this machine until Ctrl-C.
    #[command(after_help = "Examples:\n  mesos local\n  mesos local --agents 3 --resources 'cpus:2;mem:1024'")]
    Local(LocalArgs),
    /// Run a master.
    #[command(after_help = "Signals: SIGTERM ends it in order: it makes no more offers, tells agents what was accepted, \
        and writes its registry (5 s at most); tasks go on, for the next master. A second one ends it at once.\n\n\
        Examples:\n  mesos master --work_dir=/var/lib/mesos\n  \
                            mesos master --ip=10.0.0.1 --cluster-key=/etc/mesos/cluster-key --work_dir=/var/lib/mesos")]
    Master(MasterArgs),
    /// Run an agent: it offers this machine's resources and runs tasks on it.
    #[command(
        visible_alias = "slave",
        after_help = "Signals: SIGTERM ends all that runs on it within two seconds, and then itself: it starts no more tasks, has \
            frameworks see what is known of theirs, for a second at most, and those that run are lost (TASK_LOST). SIGUSR1 asks its \
            tasks to end first, each within its grace (TASK_KILLED), and ends it then. SIGTERM after either ends it at once.\n\n\
            Examples:\n  mesos agent --master=127.0.0.1:5050 --work_dir=/var/lib/mesos\n  \
                            mesos agent --master=10.0.0.1:5050 --ip=10.0.0.7 --work_dir=/var/lib/mesos --resources='cpus:4;mem:8192'"
    )]
    Agent(AgentArgs),
    /// List tasks.
    #[command(after_help = "Examples:\n  mesos tasks\n  mesos tasks --all --json")]
    Tasks(TasksArgs),
    /// List agents: what they have, and what is used.
    #[command(after_help = "Example:\n  mesos agents --master 10.0.0.1:5050")]
    Agents(RemoteFlags),
    /// List frameworks.
    #[command(after_help = "Example:\n  mesos frameworks --json")]
    Frameworks(RemoteFlags),
    /// Kill a task: SIGTERM, its grace period, SIGKILL.
    #[command(after_help = "Example:\n  mesos kill web.1f2e3d4c.1")]
    Kill(KillArgs),
    /// Print what a task wrote.
    #[command(after_help = "Examples:\n  mesos logs web.1f2e3d4c.1\n  mesos logs -f --stderr web.1f2e3d4c.1")]
    Logs(LogsArgs),
    /// Show the tree of actors of each node.
    #[command(after_help = "Examples:\n  mesos tree\n  mesos tree --node 127.0.0.1:5051")]
    Tree(NodesArgs),
    /// Show the busiest actors of each node: what they handle, and what waits for them. On a terminal a live view that sorts,
    /// filters and looks into one actor (keys: h); elsewhere a table, measured over a second.
    #[command(after_help = "Examples:\n  mesos top\n  mesos top --sort busy --node 127.0.0.1:5051\n  mesos top --plain")]
    Top(TopArgs),
    /// Show what waits in an actor's mailbox, without its help.
    #[command(after_help = "Examples:\n  mesos mailbox allocator\n  mesos mailbox agent@127.0.0.1:5051")]
    Mailbox(ActorArgs),
    /// Show an actor's own view of itself, as JSON.
    #[command(after_help = "Examples:\n  mesos state registrar\n  mesos state agent@127.0.0.1:5051")]
    State(ActorArgs),
    /// Show the messages of an actor as it handles them: sender, time, outcome. Until Ctrl-C or the limit.
    #[command(after_help = "Examples:\n  mesos trace master\n  mesos trace master --type Agent --limit 100\n  \
                      mesos trace allocator --from master --sample 64 --json")]
    Trace(TraceArgs),
    /// Show actors that ended and should not have, and why.
    #[command(after_help = "Examples:\n  mesos exits\n  mesos exits --within 10mins")]
    Exits(ExitsArgs),
    /// Show what each node has with the others: round trips, bytes, what is lost and what waits.
    #[command(after_help = "Example:\n  mesos connections")]
    Connections(NodesArgs),
    /// Act on one actor, as operator; its node logs who did it.
    #[command(subcommand)]
    Actor(ActorCommand),
    /// Show messages that could not be delivered: to whom, how often, why.
    #[command(name = "deadletters", after_help = "Example:\n  mesos deadletters")]
    DeadLetters(NodesArgs),
    /// Print the version of this program, and with --master that of the cluster.
    #[command(after_help = "Example:\n  mesos version --master 127.0.0.1:5050")]
    Version(VersionArgs),
    /// Print what a journal of durable actors holds: its files, its histories, and with --actor each event.
    #[command(after_help = "Examples:\n  mesos journal /var/lib/bank\n  mesos journal /var/lib/bank --actor bank")]
    Journal(JournalArgs),
    /// Keys of clusters.
    #[command(subcommand)]
    Cluster(ClusterCommand),
    /// Print completions for a shell.
    #[command(after_help = "Example:\n  mesos completion bash > /etc/bash_completion.d/mesos")]
    Completion {
        /// For which shell.
        shell: Shell,
    },
    /// Starts containers; started by agents.
    #[command(hide = true)]
    Starter,
}

/// A cluster on this machine.
#[derive(Args, Debug)]
pub(crate) struct LocalArgs {
    /// How many agents.
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) agents: u32,
    /// Port of the master; 0 takes a free one.
    #[arg(long, env = "MESOS_PORT", default_value_t = mesos_driver::MASTER_PORT)]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) daemons: Inherited,
}

/// A master.
#[derive(Args, Debug)]
pub(crate) struct MasterArgs {
    #[command(flatten)]
    pub(crate) bind: BindFlags,
    #[command(flatten)]
    pub(crate) master: mesos_master::Flags,
}

/// An agent.
#[derive(Args, Debug)]
pub(crate) struct AgentArgs {
    #[command(flatten)]
    pub(crate) bind: BindFlags,
    #[command(flatten)]
    pub(crate) agent: mesos_slave::Flags,
}

/// Which tasks.
#[derive(Args, Debug)]
pub(crate) struct TasksArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteFlags,
    /// Also those that are over.
    #[arg(long, short)]
    pub(crate) all: bool,
    /// Of this framework only.
    #[arg(long, value_name = "ID")]
    pub(crate) framework: Option<String>,
}

/// Which task to kill.
#[derive(Args, Debug)]
pub(crate) struct KillArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteFlags,
    /// Its id, as `mesos tasks` shows it.
    pub(crate) task: String,
    /// Its framework's id, if several have a task of that id.
    #[arg(long, value_name = "ID")]
    pub(crate) framework: Option<String>,
}

/// Whose output.
#[derive(Args, Debug)]
pub(crate) struct LogsArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteFlags,
    /// The task's id, as `mesos tasks` shows it.
    pub(crate) task: String,
    /// Its framework's id, if several have a task of that id.
    #[arg(long, value_name = "ID")]
    pub(crate) framework: Option<String>,
    /// Go on with what it writes, until it ends.
    #[arg(long, short)]
    pub(crate) follow: bool,
    /// What it wrote to its standard error, in place of its standard output.
    #[arg(long)]
    pub(crate) stderr: bool,
}

/// Which journal.
#[derive(Args, Debug)]
pub(crate) struct JournalArgs {
    /// The folder in which it lies; nothing in it is changed.
    pub(crate) folder: std::path::PathBuf,
    /// Each event that the next life of this actor takes in.
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
}

/// Which nodes.
#[derive(Args, Clone, Debug)]
pub(crate) struct NodesArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteFlags,
    /// This node only, in place of the master and all its agents.
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) node: Option<std::net::SocketAddr>,
}

/// How to show the busiest actors.
#[derive(Args, Debug)]
pub(crate) struct TopArgs {
    #[command(flatten)]
    pub(crate) nodes: NodesArgs,
    /// A table once, also on a terminal.
    #[arg(long)]
    pub(crate) plain: bool,
    /// By what to sort: queue, busy, messages, restarts, oldest or name.
    #[arg(long, value_enum, default_value_t, value_name = "COLUMN")]
    pub(crate) sort: crate::top::Sort,
}

/// Which messages.
#[derive(Args, Debug)]
pub(crate) struct TraceArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteFlags,
    /// The actor: its name on the master's node, or name@host:port.
    pub(crate) actor: String,
    /// Only messages of this type, as `mesos mailbox` names it.
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) message: Option<String>,
    /// Only messages from the actor of this name; name@host:port for one of another node.
    #[arg(long, value_name = "ACTOR")]
    pub(crate) from: Option<String>,
    /// One in so many of those that match.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) sample: u64,
    /// End after so many.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) limit: Option<u64>,
}

/// Which exits.
#[derive(Args, Debug)]
pub(crate) struct ExitsArgs {
    #[command(flatten)]
    pub(crate) nodes: NodesArgs,
    /// Of the last so much time.
    #[arg(long, value_name = "DURATION", default_value = "1hrs", value_parser = mesos_protocol::units::parse_duration)]
    pub(crate) within: std::time::Duration,
}

/// What to do to an actor.
#[derive(Subcommand, Debug)]
pub(crate) enum ActorCommand {
    /// Let it stand still: its messages wait.
    #[command(after_help = "Example:\n  mesos actor suspend allocator")]
    Suspend(ActorArgs),
    /// Let it go on.
    #[command(after_help = "Example:\n  mesos actor resume allocator")]
    Resume(ActorArgs),
    /// End it in order; its supervisor decides whether it is started again.
    #[command(after_help = "Example:\n  mesos actor stop 'observer(5f3c-S2)'")]
    Stop(ActorArgs),
    /// Let it log more, or less, for a time.
    #[command(
        after_help = "Examples:\n  mesos actor log-level allocator debug --for 5mins\n  mesos actor log-level allocator default"
    )]
    LogLevel(LogLevelArgs),
}

/// What an actor is to log.
#[derive(Args, Debug)]
pub(crate) struct LogLevelArgs {
    #[command(flatten)]
    pub(crate) target: ActorArgs,
    /// error, warn, info, debug or trace; default gives the level back to its program.
    #[arg(value_parser = ["error", "warn", "info", "debug", "trace", "default"])]
    pub(crate) level: String,
    /// For how long.
    #[arg(long = "for", value_name = "DURATION", default_value = "10mins", value_parser = mesos_protocol::units::parse_duration)]
    pub(crate) duration: std::time::Duration,
}

/// Which actor.
#[derive(Args, Debug)]
pub(crate) struct ActorArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteFlags,
    /// The actor: its name on the master's node, or name@host:port.
    pub(crate) actor: String,
}

/// Whose version.
#[derive(Args, Debug)]
pub(crate) struct VersionArgs {
    /// Also that of this master: host or host:port.
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) master: Option<String>,
    #[command(flatten)]
    pub(crate) key: crate::node_flags::KeyFlags,
}

/// What to do with a cluster's key.
#[derive(Subcommand, Debug)]
pub(crate) enum ClusterCommand {
    /// Make a new key in a file that only you may read; copy it to all machines of the cluster.
    #[command(after_help = "Example:\n  mesos cluster new-key /etc/mesos/cluster-key")]
    NewKey {
        /// The file; it must not exist.
        file: std::path::PathBuf,
    },
}

/// Reads a command line; the first word is the program's name.
pub(crate) fn read(line: Vec<OsString>) -> Result<Cli, clap::Error> {
    let command = command();
    let line = spelling::without_no(&command, line);
    let matches = command.try_get_matches_from(line)?;
    let shown = matches.subcommand().map(|(_, matches)| shown(matches)).unwrap_or_default();
    Ok(Cli { shown, ..Cli::from_arg_matches(&matches)? })
}

fn shown(matches: &ArgMatches) -> ShownFlags {
    let value = |id: &str| {
        let values = matches.try_get_raw(id).ok().flatten()?;
        let values: Vec<_> = values.map(|value| value.to_string_lossy()).collect();
        Some(if HIDDEN.contains(&id) { "(hidden)".to_owned() } else { values.join(",") })
    };
    matches.ids().filter_map(|id| Some((id.as_str().to_owned(), value(id.as_str())?))).collect()
}

/// The whole command, with all that holds of every flag alike.
pub(crate) fn command() -> clap::Command {
    spelling::as_in_mesos(mesos_driver::same_dashes(Cli::command()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Cli, String> {
        let words = std::iter::once("mesos").chain(line.split_whitespace()).map(Into::into);
        read(words.collect()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_definition_of_all_flags_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn every_command_shows_examples_in_its_help() {
        for command in command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let shown = command.clone().render_help().to_string();
            assert!(shown.contains("Example") || command.has_subcommands(), "{}", command.get_name());
        }
    }

    #[test]
    fn flags_of_daemons_are_those_of_mesos_with_either_dash() {
        let Command::Master(args) = parse("master --work-dir=/m --allocation-interval=50ms").unwrap().command else {
            panic!("another command")
        };
        assert_eq!(args.master.allocation_interval, std::time::Duration::from_millis(50));
        let Command::Agent(args) = parse("agent --master=h:1 --work_dir=/a --advertise-ip 10.0.0.7").unwrap().command else {
            panic!("another command")
        };
        assert_eq!(args.agent.master.as_deref(), Some("h:1"));
        assert!(parse("--log_level debug --json tasks").is_ok());
        assert!(parse("slave --master=h:1 --work_dir=/a").is_ok());
    }

    #[test]
    fn flags_are_shown_with_their_defaults_and_without_secrets() {
        let shown =
            parse(r#"agent --master=h:1 --work_dir=/a --executor_environment_variables={"K":"s3cret"}"#).unwrap().shown;
        assert_eq!(shown["master"], "h:1");
        assert_eq!(shown["registration_backoff_factor"], "1secs");
        assert_eq!(shown["executor_environment_variables"], "(hidden)");
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_hint() {
        assert!(parse("agent --worc_dir=/a").unwrap_err().contains("--work_dir"));
        assert!(parse("master --allocation_interval=soon").unwrap_err().contains("5secs"));
        assert!(parse("tasks --colour").is_err());
        assert!(parse("local --agents 0").is_err());
    }
}
