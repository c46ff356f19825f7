//! The agent's flags: names, defaults and meaning as in Mesos.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use clap::ArgAction;
use mesos_protocol::attributes::Attributes;
use mesos_protocol::flags;
use mesos_protocol::roles::Role;
use mesos_protocol::units::parse_duration;

/// Flags of an agent. Address and keys belong to its node.
#[derive(clap::Args, Clone, Debug)]
pub struct Flags {
    /// The master: HOST:PORT.
    #[arg(long, env = "MESOS_MASTER", value_name = "HOST:PORT")]
    pub master: Option<String>,

    /// Folder for sandboxes and what the agent keeps, such as /var/lib/mesos.
    #[arg(long = "work_dir", env = "MESOS_WORK_DIR", value_name = "FOLDER")]
    pub work_dir: Option<PathBuf>,

    /// What the agent offers: `cpus:4;mem:1024;ports:[31000-32000]`, or a JSON array. Of cpus, mem, disk and ports what is
    /// not mentioned is found out.
    #[arg(long, env = "MESOS_RESOURCES", value_name = "LIST")]
    pub resources: Option<String>,

    /// Role that resources are for unless they say otherwise.
    #[arg(long = "default_role", env = "MESOS_DEFAULT_ROLE", value_name = "ROLE", default_value = "*")]
    pub default_role: Role,

    /// What the agent tells of itself: `rack:r2;os:linux`.
    #[arg(long, env = "MESOS_ATTRIBUTES", value_name = "LIST")]
    pub attributes: Option<Attributes>,

    /// Host name that the agent shows; the one that belongs to its address if nothing is said.
    #[arg(long, env = "MESOS_HOSTNAME", value_name = "NAME")]
    pub hostname: Option<String>,

    /// Whether to look up the name of its address if --hostname says nothing (the machine's own name if nobody knows it);
    /// otherwise the address is shown.
    #[arg(long = "hostname_lookup", env = "MESOS_HOSTNAME_LOOKUP", value_name = "BOOL", default_value_t = true,
          num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    pub hostname_lookup: bool,

    /// Bound of the first random wait before the agent registers; it doubles with each try up to 1mins. 0secs: no chance.
    #[arg(long = "registration_backoff_factor", env = "MESOS_REGISTRATION_BACKOFF_FACTOR", value_name = "DURATION",
          default_value = "1secs", value_parser = parse_duration)]
    pub registration_backoff_factor: Duration,

    /// Time that an executor has to register before its container is destroyed.
    #[arg(long = "executor_registration_timeout", env = "MESOS_EXECUTOR_REGISTRATION_TIMEOUT", value_name = "DURATION",
          default_value = "1mins", value_parser = parse_duration)]
    pub executor_registration_timeout: Duration,

    /// Time that an executor has to end when told to, before its container is destroyed.
    #[arg(long = "executor_shutdown_grace_period", env = "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", value_name = "DURATION",
          default_value = "5secs", value_parser = parse_duration)]
    pub executor_shutdown_grace_period: Duration,

    /// Variables of every executor's environment, as a JSON object of texts.
    #[arg(long = "executor_environment_variables", env = "MESOS_EXECUTOR_ENVIRONMENT_VARIABLES", value_name = "JSON",
          value_parser = parse_variables)]
    pub executor_environment_variables: Option<BTreeMap<String, String>>,

    /// Whether an agent that runs as root starts tasks as their framework's user.
    #[arg(long = "switch_user", env = "MESOS_SWITCH_USER", value_name = "BOOL", default_value_t = true,
          num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    pub switch_user: bool,

    /// Mistakes for tests to find.
    #[arg(skip)]
    #[doc(hidden)]
    pub planted: Planted,
}

/// Mistakes that tests plant, to show that they would find them. No command line and no variable sets them.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planted {
    /// An update is sent once, whether it is acknowledged or not.
    pub sends_once: bool,
}

fn parse_variables(text: &str) -> Result<BTreeMap<String, String>, String> {
    serde_json::from_str(text)
        .map_err(|error| format!("{error}; write a JSON object of texts, for instance {{\"LANG\":\"C\"}}"))
}

impl Flags {
    /// Whether the flags fit together: where the master is, and the folder for sandboxes.
    ///
    /// # Errors
    /// A sentence that says which flag to set.
    pub fn check(&self) -> Result<(String, PathBuf), String> {
        let master = self.master.clone().filter(|master| !master.is_empty());
        let master = master.ok_or("an agent needs a master to register with: set --master=HOST:PORT")?;
        let port = master.rsplit_once(':').and_then(|(host, port)| Some(port.parse::<u16>()).filter(|_| !host.is_empty()));
        if !matches!(port, Some(Ok(1..))) {
            return Err(format!(
                "--master={master} does not say where the master is: write HOST:PORT, such as 10.0.0.1:5050"
            ));
        }
        let work_dir = self.work_dir.clone().filter(|work_dir| !work_dir.as_os_str().is_empty());
        let work_dir =
            work_dir.ok_or("an agent needs a folder for its sandboxes: set --work_dir, for instance /var/lib/mesos")?;
        if !work_dir.is_absolute() {
            return Err(format!("--work_dir={} must be absolute, such as /var/lib/mesos", work_dir.display()));
        }
        Ok((master, work_dir))
    }
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
        assert_eq!(flags.registration_backoff_factor, Duration::from_secs(1));
        assert_eq!(flags.executor_registration_timeout, Duration::from_secs(60));
        assert_eq!(flags.executor_shutdown_grace_period, Duration::from_secs(5));
        assert!(flags.switch_user && flags.default_role == Role::any());
    }

    #[test]
    fn what_is_missing_is_named_with_what_to_do() {
        let check = |line: &str| parse(line).unwrap().check();
        assert!(check("--work_dir=/tmp/w").unwrap_err().contains("--master"));
        assert!(check("--master=here:5050").unwrap_err().contains("/var/lib/mesos"));
        for wrong in ["here", "here:", ":5050", "here:0", "here:70000"] {
            assert!(check(&format!("--work_dir=/tmp/w --master={wrong}")).unwrap_err().contains("HOST:PORT"), "{wrong}");
        }
        assert!(check("--master=here:5050 --work_dir=w").unwrap_err().contains("absolute"));
        assert_eq!(check("--master=h:1 --work_dir=/w").unwrap(), ("h:1".to_owned(), PathBuf::from("/w")));
    }

    #[test]
    fn flags_are_read_with_their_units() {
        let line = "--attributes=rack:r2 --executor_shutdown_grace_period=500ms --switch_user=false \
                    --executor_environment_variables={\"A\":\"1\"}";
        let flags = parse(line).unwrap();
        assert_eq!(flags.attributes.unwrap().to_string(), "rack:r2");
        assert_eq!(flags.executor_shutdown_grace_period, Duration::from_millis(500));
        assert_eq!((flags.switch_user, flags.executor_environment_variables.unwrap()["A"].as_str()), (false, "1"));
        assert!(parse("--executor_environment_variables={\"A\":1}").unwrap_err().contains("JSON object"));
    }
}
