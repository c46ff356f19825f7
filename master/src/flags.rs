//! The master's flags: names, defaults and meaning as in Mesos.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{ArgAction, ValueEnum};
use mesos_allocator::constraints::PatternLimits;
use mesos_allocator::policy::{self, Hierarchical, Order, Policy, PolicySettings, Refused};
use mesos_protocol::flags;
use mesos_protocol::units::{parse_bytes, parse_duration};

/// Flags of a master. Address and keys belong to its node.
#[derive(clap::Args, Clone, Debug)]
#[command(rename_all = "snake_case")]
pub struct Flags {
    /// Folder for what the master keeps: the registry. Needed unless --registry=in_memory.
    #[arg(long, env = "MESOS_WORK_DIR", value_name = "FOLDER")]
    pub work_dir: Option<PathBuf>,

    /// Where the registry is kept: under --work_dir, or in memory only, so that agents and ids are forgotten at the end.
    #[arg(long, env = "MESOS_REGISTRY", value_enum, default_value_t = RegistryKind::ReplicatedLog)]
    pub registry: RegistryKind,

    /// Longest time that saving the registry may take; then the master ends.
    #[arg(long, env = "MESOS_REGISTRY_STORE_TIMEOUT", value_name = "DURATION",
          default_value = "20secs", value_parser = parse_duration)]
    pub registry_store_timeout: Duration,

    /// Time between two looks for unreachable and gone agents that need not be remembered any longer.
    #[arg(long, env = "MESOS_REGISTRY_GC_INTERVAL", value_name = "DURATION",
          default_value = "15mins", value_parser = parse_duration)]
    pub registry_gc_interval: Duration,

    /// Longest time for which unreachable and gone agents are remembered.
    #[arg(long, env = "MESOS_REGISTRY_MAX_AGENT_AGE", value_name = "DURATION",
          default_value = "2weeks", value_parser = parse_duration)]
    pub registry_max_agent_age: Duration,

    /// Unreachable agents that are remembered, and gone ones; of more, the oldest are forgotten.
    #[arg(long, env = "MESOS_REGISTRY_MAX_AGENT_COUNT", value_name = "NUMBER", default_value_t = 102_400)]
    pub registry_max_agent_count: usize,

    /// Name of the cluster, for people.
    #[arg(long, env = "MESOS_CLUSTER", value_name = "NAME")]
    pub cluster: Option<String>,

    /// Host name that the master shows; its address if nothing is said.
    #[arg(long, env = "MESOS_HOSTNAME", value_name = "NAME")]
    pub hostname: Option<String>,

    /// Who is offered what: hierarchical (also HierarchicalDRF), by dominant shares; or strict_priority, which serves named
    /// roles and frameworks first.
    #[arg(long, env = "MESOS_ALLOCATOR", value_name = "NAME", default_value = "hierarchical", value_parser = known_policy)]
    pub allocator: String,

    /// Order of roles: drf, or random with the weights.
    #[arg(long, env = "MESOS_ROLE_SORTER", value_name = "ORDER", default_value = "drf")]
    pub role_sorter: Order,

    /// Order of the frameworks of a role: drf, or random.
    #[arg(long, env = "MESOS_FRAMEWORK_SORTER", value_name = "ORDER", default_value = "drf")]
    pub framework_sorter: Order,

    /// Resources that do not count for shares, separated by commas, such as gpus.
    #[arg(long, env = "MESOS_FAIR_SHARING_EXCLUDED_RESOURCE_NAMES", value_name = "NAMES", value_delimiter = ',')]
    pub fair_sharing_excluded_resource_names: Vec<String>,

    /// Priorities of roles with --allocator=strict_priority, such as prod=10,dev/tests=1: higher goes first; one that is not
    /// named has that of the nearest named role above it, else 0.
    #[arg(long, env = "MESOS_STRICT_PRIORITY_ROLES", value_name = "ROLE=NUMBER",
          value_delimiter = ',', value_parser = priority)]
    pub strict_priority_roles: Vec<(String, u32)>,

    /// Priorities of frameworks within their role with --allocator=strict_priority, by framework id; 0 if it is not named.
    #[arg(long, env = "MESOS_STRICT_PRIORITY_FRAMEWORKS", value_name = "ID=NUMBER",
          value_delimiter = ',', value_parser = priority)]
    pub strict_priority_frameworks: Vec<(String, u32)>,

    /// Time between two looks at all agents; what changes in between is looked at sooner.
    #[arg(long, env = "MESOS_ALLOCATION_INTERVAL", value_name = "DURATION",
          default_value = "1secs", value_parser = parse_duration)]
    pub allocation_interval: Duration,

    /// Time between two pings of an agent.
    #[arg(long, alias = "slave_ping_timeout", env = "MESOS_AGENT_PING_TIMEOUT",
          value_name = "DURATION", default_value = "15secs", value_parser = parse_duration)]
    pub agent_ping_timeout: Duration,

    /// Pings in a row without an answer after which an agent is unreachable.
    #[arg(long, alias = "max_slave_ping_timeouts", env = "MESOS_MAX_AGENT_PING_TIMEOUTS",
          value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_agent_ping_timeouts: u32,

    /// Time that an agent has to come back after its connection broke, or after a fail-over; at least 10 minutes.
    #[arg(long, alias = "slave_reregister_timeout", env = "MESOS_AGENT_REREGISTER_TIMEOUT",
          value_name = "DURATION", default_value = "10mins", value_parser = parse_duration)]
    pub agent_reregister_timeout: Duration,

    /// Time after which an offer that is not answered is taken back; never if nothing is said.
    #[arg(long, env = "MESOS_OFFER_TIMEOUT", value_name = "DURATION", value_parser = parse_duration)]
    pub offer_timeout: Option<Duration>,

    /// Whether frameworks may run tasks as root.
    #[arg(long, env = "MESOS_ROOT_SUBMISSIONS", value_name = "BOOL", default_value_t = true,
          num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    pub root_submissions: bool,

    /// Frameworks that ended and are remembered.
    #[arg(long, env = "MESOS_MAX_COMPLETED_FRAMEWORKS", value_name = "NUMBER", default_value_t = 50)]
    pub max_completed_frameworks: usize,

    /// Tasks that ended and are remembered, for each framework.
    #[arg(long, env = "MESOS_MAX_COMPLETED_TASKS_PER_FRAMEWORK", value_name = "NUMBER", default_value_t = 1000)]
    pub max_completed_tasks_per_framework: usize,

    /// Tasks on unreachable agents that are remembered, for each framework.
    #[arg(long, env = "MESOS_MAX_UNREACHABLE_TASKS_PER_FRAMEWORK", value_name = "NUMBER", default_value_t = 1000)]
    pub max_unreachable_tasks_per_framework: usize,

    /// Memory that a regular expression of offer constraints may take in RE2.
    #[arg(long, env = "MESOS_OFFER_CONSTRAINTS_RE2_MAX_MEM", value_name = "SIZE",
          default_value = "4KB", value_parser = parse_bytes)]
    pub offer_constraints_re2_max_mem: u64,

    /// Instructions that a regular expression of offer constraints may take in RE2.
    #[arg(long, env = "MESOS_OFFER_CONSTRAINTS_RE2_MAX_PROGRAM_SIZE", value_name = "NUMBER", default_value_t = 100)]
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
const AGENT_REREGISTER_TIMEOUT_MIN: Duration = Duration::from_secs(600);

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
        let periods = [self.agent_ping_timeout, self.allocation_interval, self.registry_gc_interval];
        if periods.iter().any(Duration::is_zero) {
            let flags = "--agent_ping_timeout, --allocation_interval and --registry_gc_interval";
            return Err(format!("{flags} must be longer than nothing"));
        }
        self.policy().map(drop)
    }

    /// Who is offered what, with all that is set for it.
    ///
    /// # Errors
    /// A name that no policy has, or priorities for a policy that knows none.
    pub fn policy(&self) -> Result<Arc<dyn Policy>, String> {
        let priorities = |all: &[(String, u32)]| all.iter().cloned().collect();
        let settings = PolicySettings {
            fair: Hierarchical {
                roles: self.role_sorter,
                frameworks: self.framework_sorter,
                excluded: self.fair_sharing_excluded_resource_names.iter().cloned().collect(),
            },
            role_priorities: priorities(&self.strict_priority_roles),
            framework_priorities: priorities(&self.strict_priority_frameworks),
        };
        policy::named(&self.allocator, settings).map_err(|why| format!("--allocator: {why}"))
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

fn known_policy(name: &str) -> Result<String, Refused> {
    policy::named(name, PolicySettings::default()).map(|_| name.to_owned())
}

/// Reads `prod=10`.
fn priority(text: &str) -> Result<(String, u32), String> {
    let read = text.rsplit_once('=').filter(|(name, _)| !name.is_empty());
    let read = read.and_then(|(name, number)| Some((name.to_owned(), number.parse().ok()?)));
    read.ok_or_else(|| format!("{text:?} is no priority; write a name and a number, such as prod=10"))
}

/// As if nothing had been said on the command line.
impl Default for Flags {
    fn default() -> Flags {
        flags::unsaid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Flags, String> {
        flags::read(line).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_said_means_the_defaults_of_mesos() {
        let flags = parse("").unwrap();
        assert_eq!(flags.allocation_interval, Duration::from_secs(1));
        assert_eq!(flags.ping_timeout(), Duration::from_secs(75));
        assert_eq!(flags.agent_reregister_timeout, AGENT_REREGISTER_TIMEOUT_MIN);
        assert_eq!((flags.offer_timeout, flags.root_submissions), (None, true));
        assert_eq!(flags.pattern_limits(), PatternLimits::default());
        assert_eq!(flags.registry_gc_interval, Duration::from_secs(15 * 60));
        assert_eq!(flags.registry_max_agent_age, Duration::from_secs(14 * 24 * 3600));
        assert_eq!((flags.registry_max_agent_count, flags.policy().unwrap().name()), (102_400, "hierarchical"));
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

    #[test]
    fn the_policy_is_chosen_by_name_with_its_settings() {
        let line = "--registry=in_memory --allocator=strict_priority --strict_priority_roles=prod=10,dev/tests=1 \
                    --strict_priority_frameworks=m-0001=2 --role-sorter=random --fair_sharing_excluded_resource_names=gpus,disk";
        let flags = parse(&line.replace("--role-sorter", "--role_sorter")).unwrap();
        assert_eq!(flags.check(), Ok(()));
        let policy = format!("{:?}", flags.policy().unwrap());
        for part in ["StrictPriority", "\"prod\": 10", "\"dev/tests\": 1", "\"m-0001\": 2", "Random", "\"gpus\""] {
            assert!(policy.contains(part), "{part}: {policy}");
        }
        assert_eq!(parse("--allocator=HierarchicalDRF").unwrap().policy().unwrap().name(), "hierarchical");
        let unknown = parse("--allocator=fifo").unwrap_err();
        assert!(unknown.contains("\"fifo\"") && unknown.contains("hierarchical or strict_priority"), "{unknown}");
        assert!(parse("--role_sorter=lottery").unwrap_err().contains("drf or random"));
        assert!(parse("--strict_priority_roles=prod").unwrap_err().contains("prod=10"));
        let idle = parse("--registry=in_memory --strict_priority_roles=prod=1").unwrap().check().unwrap_err();
        assert!(idle.contains("strict_priority"), "{idle}");
    }
}
