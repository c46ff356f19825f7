//! Flags of daemons that an embedded cluster takes as well: defined in their rooms, and only picked here.

use clap::{Arg, ArgMatches, Command, FromArgMatches, parser::ValueSource};

use crate::spelling;

/// Picked from the master's flags.
const OF_MASTER: [&str; 3] = ["allocation_interval", "offer_timeout", "agent_ping_timeout"];

/// Picked from the agent's flags.
const OF_AGENT: [&str; 4] = ["resources", "attributes", "executor_environment_variables", "switch_user"];

/// Flags of an embedded master and of its agents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inherited {
    pub(crate) master: mesos_master::Flags,
    pub(crate) agent: mesos_slave::Flags,
}

fn picked<F: clap::Args>(names: &[&str]) -> Vec<Arg> {
    let all = F::augment_args(Command::new("all"));
    let wanted = all.get_arguments().filter(|flag| names.contains(&flag.get_id().as_str()));
    wanted.map(|flag| flag.clone().help_heading("Flags of the embedded cluster")).collect()
}

/// The flags of a daemon as if it had been started with what was picked.
fn read<F: clap::Args>(matches: &ArgMatches, names: &[&str]) -> Result<F, clap::Error> {
    let mut line = vec!["mesos".into()];
    for name in names.iter().filter(|name| matches.value_source(name) == Some(ValueSource::CommandLine)) {
        for value in matches.get_raw(name).into_iter().flatten() {
            let mut word = std::ffi::OsString::from(format!("--{name}="));
            word.push(value);
            line.push(word);
        }
    }
    let command = spelling::as_in_mesos(F::augment_args(Command::new("mesos")));
    F::from_arg_matches(&command.try_get_matches_from(line)?)
}

impl clap::Args for Inherited {
    fn augment_args(command: Command) -> Command {
        let flags = picked::<mesos_master::Flags>(&OF_MASTER).into_iter();
        command.args(flags.chain(picked::<mesos_slave::Flags>(&OF_AGENT)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Inherited::augment_args(command)
    }
}

impl FromArgMatches for Inherited {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Inherited { master: read(matches, &OF_MASTER)?, agent: read(matches, &OF_AGENT)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Inherited::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Args;

    #[test]
    fn picked_flags_reach_the_daemons_and_are_all_there() {
        let command = Inherited::augment_args(Command::new("run"));
        assert_eq!(command.get_arguments().count(), OF_MASTER.len() + OF_AGENT.len());
        let line = ["run", "--allocation_interval=50ms", "--resources", "cpus:6.4;mem:65536"];
        let flags = Inherited::from_arg_matches(&command.get_matches_from(line)).unwrap();
        assert_eq!(flags.master.allocation_interval, std::time::Duration::from_millis(50));
        assert_eq!(flags.agent.resources.as_deref(), Some("cpus:6.4;mem:65536"));
        assert_eq!(flags.agent.attributes, None);
    }
}
