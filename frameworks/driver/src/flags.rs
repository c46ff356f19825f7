//! What a framework's program is told on its command line, or by its environment.

use std::{
    net::{SocketAddr, ToSocketAddrs},
    time::Duration,
};

use clap::{Arg, Args, Command};
use mesos_protocol::{framework::FrameworkInfo, roles::Role, units::parse_duration};

/// The port of a master if none is said.
pub const MASTER_PORT: u16 = 5050;

/// What a framework is told of its cluster, and of itself.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Where the master is: host or host:port; several separated by commas [port: 5050].
    #[arg(long, env = "MESOS_MASTER", value_name = "HOST:PORT")]
    pub master: String,
    /// Name of the framework, for people [default: as its program says].
    #[arg(long, env = "MESOS_NAME")]
    pub name: Option<String>,
    /// Role in which it wants offers; several separated by commas [default: as its program says, else *].
    #[arg(long, env = "MESOS_ROLE", value_name = "ROLE", value_delimiter = ',')]
    pub role: Vec<Role>,
    /// User as whom its tasks run [default: who runs this program].
    #[arg(long, env = "MESOS_USER")]
    pub user: Option<String>,
    /// Principal as whom it proves itself.
    #[arg(long, env = "MESOS_PRINCIPAL")]
    pub principal: Option<String>,
    /// How long its tasks go on while it is away [default: as its program says, else 0secs].
    #[arg(long = "failover_timeout", env = "MESOS_FAILOVER_TIMEOUT", value_name = "DURATION", value_parser = parse_duration)]
    pub failover_timeout: Option<Duration>,
    /// Mistakes for tests to find.
    #[arg(skip)]
    #[doc(hidden)]
    pub planted: Planted,
}

/// Mistakes that tests plant, to show that they would find them. No command line and no variable sets them.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planted {
    /// An update that comes twice is shown twice.
    pub shows_copies: bool,
}

impl Flags {
    /// For this master, and nothing else said.
    pub fn of_master(master: impl Into<String>) -> Flags {
        Flags { master: master.into(), ..Flags::default() }
    }

    /// What a framework says of itself, with what its operator said put over it.
    pub(crate) fn complete(&self, mut info: FrameworkInfo) -> FrameworkInfo {
        if let Some(name) = &self.name {
            info.name.clone_from(name);
        }
        if let Some(user) = &self.user {
            info.user.clone_from(user);
        }
        if let Some(timeout) = self.failover_timeout {
            info.failover_timeout = timeout;
        }
        info.principal = self.principal.clone().or(info.principal);
        match self.role.as_slice() {
            [] => info,
            [role] => info.role(role.clone()),
            roles => info.roles(roles.iter().cloned()),
        }
    }
}

/// Finds the addresses of `host:port`, separated by commas; without a port 5050. Host names are looked up.
///
/// # Errors
/// A sentence: nothing is named, a port cannot be read, or a host is not known.
pub fn masters(text: &str) -> Result<Vec<SocketAddr>, String> {
    let mut found = Vec::new();
    for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
        found.extend(addresses(one)?);
    }
    if found.is_empty() {
        return Err("no master is named; say for instance --master=127.0.0.1:5050".into());
    }
    Ok(found)
}

fn addresses(text: &str) -> Result<Vec<SocketAddr>, String> {
    if let Ok(address) = text.parse() {
        return Ok(vec![address]);
    }
    if let Ok(ip) = text.trim_matches(['[', ']']).parse() {
        return Ok(vec![SocketAddr::new(ip, MASTER_PORT)]);
    }
    if let Some((scheme, _)) = text.split_once("://") {
        return Err(format!(
            "{text:?} finds masters by {scheme}, which is not understood yet; write host:port, such as 127.0.0.1:5050"
        ));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => {
            let bad =
                |_| format!("{text:?} is not an address: {port:?} is no port; write host:port, such as 127.0.0.1:5050");
            (host, port.parse().map_err(bad)?)
        }
        None => (text, MASTER_PORT),
    };
    let known = (host, port)
        .to_socket_addrs()
        .map_err(|error| format!("the host {host:?} is not known ({error}); write host:port, such as 127.0.0.1:5050"))?;
    let mut known: Vec<SocketAddr> = known.collect();
    // A name such as localhost often has both; daemons listen on IPv4 unless they are told otherwise.
    known.sort_by_key(SocketAddr::is_ipv6);
    known.dedup();
    Ok(known)
}

/// Lets every long flag of a command, and of those below it, be written with `-` or with `_` alike.
pub fn same_dashes(command: Command) -> Command {
    command.mut_args(with_both_spellings).mut_subcommands(same_dashes)
}

fn with_both_spellings(flag: Arg) -> Arg {
    let names = flag.get_long().into_iter().chain(flag.get_all_aliases().unwrap_or_default());
    let spelled = names.flat_map(|name| [name.replace('_', "-"), name.replace('-', "_")]);
    let own = flag.get_long().map(str::to_owned);
    let mut aliases: Vec<String> = spelled.filter(|spelling| Some(spelling) != own.as_ref()).collect();
    aliases.sort();
    aliases.dedup();
    flag.aliases(aliases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masters_are_hosts_with_or_without_a_port() {
        let read = |text: &str| masters(text).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(read("127.0.0.1"), ["127.0.0.1:5050"]);
        assert_eq!(read("10.0.0.1:1, 10.0.0.2"), ["10.0.0.1:1", "10.0.0.2:5050"]);
        assert_eq!(read("[::1]:7"), ["[::1]:7"]);
        assert_eq!(read("::1"), ["[::1]:5050"]);
        assert!(masters("").unwrap_err().contains("no master is named"));
        assert!(masters("localhost:http").unwrap_err().contains("is no port"));
        assert!(masters("zk://h:2181/mesos").unwrap_err().contains("by zk, which is not understood yet"));
        assert!(masters("localhost:99999").unwrap_err().contains("is no port"));
    }

    #[test]
    fn dashes_and_underscores_in_flags_are_the_same() {
        let flag = |name: &'static str| Arg::new(name).long(name).global(true);
        let below = Command::new("below").arg(flag("max_agent_ping_timeouts").alias("max_slave_ping_timeouts"));
        let command = same_dashes(Command::new("x").arg(flag("log-level")).subcommand(below));
        let read = |words: &[&str]| {
            let matches = command.clone().try_get_matches_from(words).unwrap();
            let below = matches.subcommand_matches("below").unwrap();
            let value = |name: &str| below.get_one::<String>(name).cloned();
            (value("log-level"), value("max_agent_ping_timeouts"))
        };
        let both = (Some("x-y_z".to_owned()), Some("3".to_owned()));
        assert_eq!(read(&["x", "--log_level", "x-y_z", "below", "--max-agent-ping-timeouts=3"]), both);
        assert_eq!(read(&["x", "below", "--log-level=x-y_z", "--max-slave-ping-timeouts", "3"]), both);
        assert_eq!(read(&["x", "below", "--log-level=x-y_z", "--max_slave_ping_timeouts", "3"]), both);
    }

    #[test]
    fn what_the_operator_says_of_a_framework_counts() {
        let info = FrameworkInfo::named("hello").failover_timeout(Duration::from_secs(7));
        let flags = Flags::of_master("a");
        assert_eq!(flags.complete(info.clone()), info);
        let role = |text| Role::new(text).unwrap();
        let flags = Flags {
            name: Some("other".into()),
            user: Some("ann".into()),
            role: vec![role("eng"), role("ops")],
            failover_timeout: Some(Duration::ZERO),
            ..flags
        };
        let said = flags.complete(info);
        assert_eq!((said.name.as_str(), said.user.as_str(), said.failover_timeout), ("other", "ann", Duration::ZERO));
        assert_eq!(said.roles, [role("eng"), role("ops")]);
    }
}
