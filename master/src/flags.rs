//! The master's flags: names, defaults and meaning as in Mesos.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Parser, ValueEnum};
use mesos_allocator::constraints::PatternLimits;
use mesos_protocol::units::{parse_bytes, parse_duration};

/// Flags of a master. Address and keys belong to its node.
#[derive(clap::Args, Clone, Debug)]
pub struct Flags {
    /// Folder for what the master keeps: the registry. Needed unless --registry=in_memory.
    #[arg(long = "work_dir", env = "MESOS_WORK_DIR", value_name = "FOLDER")]
    pub work_dir: Option<PathBuf>,

    /// Where the registry is kept: under --work_dir, or in memory only, so that agents and ids are forgotten at the end.
    #[arg(long, env = "MESOS_REGISTRY", value_enum, default_value_t = RegistryKind::ReplicatedLog)]
    pub registry: RegistryKind,

    /// Longest time that saving the registry may take; then the master ends.
    #[arg(long = "registry_store_timeout", env = "MESOS_REGISTRY_STORE_TIMEOUT", value_name = "DURATION",
          default_value = "20secs", value_parser = parse_duration)]
    pub registry_store_timeout: Duration,

    /// Name of the cluster, for people.
    #[arg(long, env = "MESOS_CLUSTER", value_name = "NAME")]
    pub cluster: Option<String>,

    /// Host name that the master shows; its address if nothing is said.
    #[arg(long, env = "MESOS_HOSTNAME", value_name = "NAME")]
    pub hostname: Option<String>,

    /// Time between two looks at all agents; what changes in between is looked at sooner.
    #[arg(long = "allocation_interval", env = "MESOS_ALLOCATION_INTERVAL", value_name = "DURATION",
          default_value = "1secs", value_parser = parse_duration)]
    pub allocation_interval: Duration,

    /// Time between two pings of an agent.
    #[arg(long = "agent_ping_timeout", alias = "slave_ping_timeout", env = "MESOS_AGENT_PING_TIMEOUT",
          value_name = "DURATION", default_value = "15secs", value_parser = parse_duration)]
    pub agent_ping_timeout: Duration,

    /// Pings in a row without an answer after which an agent is unreachable.
    #[arg(long = "max_agent_ping_timeouts", alias = "max_slave_ping_timeouts", env = "MESOS_MAX_AGENT_PING_TIMEOUTS",
          value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_agent_ping_timeouts: u32,

    /// Time that an agent has to come back after its connection broke, or after a fail-over; at least 10 minutes.
    #[arg(long = "agent_reregister_timeout", alias = "slave_reregister_timeout", env = "MESOS_AGENT_REREGISTER_TIMEOUT",
          value_name = "DURATION", default_value = "10mins", value_parser = parse_duration)]
    pub agent_reregister_timeout: Duration,

    /// Time after which an offer that is not answered is taken back; never if nothing is said.
    #[arg(long = "offer_timeout", env = "MESOS_OFFER_TIMEOUT", value_name = "DURATION", value_parser = parse_duration)]
    pub offer_timeout: Option<Duration>,

    /// Whether frameworks may run tasks as root.
    #[arg(long = "root_submissions", env = "MESOS_ROOT_SUBMISSIONS", value_name = "BOOL", default_value_t = true,
          num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    pub root_submissions: bool,

    /// Frameworks that ended and are remembered.
    #[arg(
        long = "max_completed_frameworks",
        env = "MESOS_MAX_COMPLETED_FRAMEWORKS",
        value_name = "NUMBER",
        default_value_t = 50
    )]
    pub max_completed_frameworks: usize,

    /// Tasks that ended and are remembered, for each framework.
    #[arg(
        long = "max_completed_tasks_per_framework",
        env = "MESOS_MAX_COMPLETED_TASKS_PER_FRAMEWORK",
        value_name = "NUMBER",
        default_value_t = 1000
    )]
    pub max_completed_tasks_per_framework: usize,

    /// Tasks on unreachable agents that are remembered, for each framework.
    #[arg(
        long = "max_unreachable_tasks_per_framework",
        env = "MESOS_MAX_UNREACHABLE_TASKS_PER_FRAMEWORK",
        value_name = "NUMBER",
        default_value_t = 1000
    )]
    pub max_unreachable_tasks_per_framework: usize,

    /// Memory that a regular expression of offer constraints may take in RE2.
    #[arg(
        long = "offer_constraints_re2_max_mem",
        env = "MESOS_OFFER_CONSTRAINTS_RE2_MAX_MEM",
        value_name = "SIZE",
        default_value = "4KB",
        value_parser = parse_bytes
    )]
    pub offer_constraints_re2_max_mem: u64,

    /// Instructions that a regular expression of offer constraints may take in RE2.
    #[arg(
        long = "offer_constraints_re2_max_program_size",
        env = "MESOS_OFFER_CONSTRAINTS_RE2_MAX_PROGRAM_SIZE",
        value_name = "NUMBER",
        default_value_t = 100
    )]
    pub offer_constraints_re2_max_program_size: usize,

    /// Mistakes for tests to find.
    #[arg(skip)]
    #[doc(hidden)]
    pub planted: Planted,
}

/// Mistakes that tests plant, to show that they would find them. No command line and no variable sets them.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planted {
    /// What a framework declines is offered to it again at once.
    pub forgets_filters: bool,
    /// The registrar answers before the registry is durable.
    pub answers_before_written: bool,
}

/// Where the registry is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RegistryKind {
    /// Durably, under the work folder.
    #[value(name = "replicated_log")]
    ReplicatedLog,
    /// Not beyond the life of the process.
    #[value(name = "in_memory")]
    InMemory,
}

/// Least `--agent_reregister_timeout`: 10 minutes, as in Mesos, so that a network fault does not cost a cluster.
pub const AGENT_REREGISTER_TIMEOUT_MIN: Duration = Duration::from_secs(600);

impl Flags {
    /// Whether the flags fit together.
    ///
    /// # Errors
    /// A sentence that says which flag to change.
    pub fn check(&self) -> Result<(), String> {
        if self.registry == RegistryKind::ReplicatedLog && self.work_dir.is_none() {
            return Err("a master needs a folder for its registry: set --work_dir, or --registry=in_memory".to_owned());
        }
        if self.agent_reregister_timeout < AGENT_REREGISTER_TIMEOUT_MIN {
            return Err("--agent_reregister_timeout must be at least 10mins, or a broken switch costs all tasks".to_owned());
        }
        if self.agent_ping_timeout.is_zero() || self.allocation_interval.is_zero() {
            return Err("--agent_ping_timeout and --allocation_interval must be longer than nothing".to_owned());
        }
        Ok(())
    }

    /// How large regular expressions of offer constraints may become.
    pub fn pattern_limits(&self) -> PatternLimits {
        let memory_bytes_max = usize::try_from(self.offer_constraints_re2_max_mem).unwrap_or(usize::MAX);
        PatternLimits { memory_bytes_max, instructions_max: self.offer_constraints_re2_max_program_size }
    }

    /// So long without an answer makes an agent unreachable: 75 s by default.
    pub fn ping_timeout(&self) -> Duration {
        self.agent_ping_timeout.saturating_mul(self.max_agent_ping_timeouts)
    }
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    flags: Flags,
}

/// As if nothing had been said on the command line.
impl Default for Flags {
    fn default() -> Flags {
        // Every flag has a default or is optional, so nothing can be missing; variables of the environment may be wrong.
        Line::try_parse_from(["mesos-master"]).unwrap_or_else(|error| error.exit()).flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Flags, String> {
        let words = std::iter::once("mesos-master").chain(line.split_whitespace());
        Line::try_parse_from(words).map(|line| line.flags).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_said_means_the_defaults_of_mesos() {
        let flags = parse("").unwrap();
        assert_eq!(flags.allocation_interval, Duration::from_secs(1));
        assert_eq!(flags.ping_timeout(), Duration::from_secs(75));
        assert_eq!(flags.agent_reregister_timeout, AGENT_REREGISTER_TIMEOUT_MIN);
        assert_eq!((flags.offer_timeout, flags.root_submissions), (None, true));
        assert_eq!(flags.pattern_limits(), PatternLimits::default());
        assert!(flags.check().unwrap_err().contains("--work_dir"));
    }

    #[test]
    fn flags_are_read_with_their_units_and_old_spellings() {
        let flags =
            parse("--work_dir=/tmp/m --slave_ping_timeout=2secs --offer_timeout 500ms --root_submissions=false").unwrap();
        assert_eq!(flags.check(), Ok(()));
        assert_eq!(flags.ping_timeout(), Duration::from_secs(10));
        assert_eq!((flags.offer_timeout, flags.root_submissions), (Some(Duration::from_millis(500)), false));
        assert_eq!(parse("--registry=in_memory").unwrap().check(), Ok(()));
    }

    #[test]
    fn flags_that_do_not_fit_are_refused_with_what_to_do() {
        assert!(parse("--allocation_interval=5").unwrap_err().contains("5secs"));
        assert!(parse("--max_agent_ping_timeouts=0").is_err());
        let short = parse("--registry=in_memory --agent_reregister_timeout=5mins").unwrap();
        assert!(short.check().unwrap_err().contains("at least 10mins"));
    }
}
