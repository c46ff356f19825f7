//! What holds of every flag alike, as in Mesos: a variable `MESOS_<NAME>` for each, `--x` and `--no-x` for what is yes or no,
//! and `0`, `1`, `true`, `false` as its values.

use std::{any::TypeId, ffi::OsString};

use clap::{Arg, ArgAction, Command, builder::BoolishValueParser};

/// Flags that are no settings.
const NO_SETTINGS: [&str; 2] = ["help", "version"];

/// A command, and those below it, with these spellings of its flags.
pub(crate) fn as_in_mesos(command: Command) -> Command {
    command.mut_args(|flag| with_variable(with_booleans(flag))).mut_subcommands(as_in_mesos)
}

fn with_variable(flag: Arg) -> Arg {
    match flag.get_long() {
        Some(name) if flag.get_env().is_none() && !NO_SETTINGS.contains(&name) => {
            let variable = format!("MESOS_{}", name.replace('-', "_").to_uppercase());
            flag.env(variable)
        }
        _ => flag,
    }
}

fn with_booleans(flag: Arg) -> Arg {
    if flag.get_value_parser().type_id() != TypeId::of::<bool>()
        || flag.get_long().is_none_or(|name| NO_SETTINGS.contains(&name))
    {
        return flag;
    }
    let takes_value = matches!(flag.get_action(), ArgAction::Set);
    let flag = flag.value_parser(BoolishValueParser::new());
    // Otherwise it would take the next word, which may be the command to run.
    if takes_value { flag.require_equals(true) } else { flag }
}

/// The line with `--x=false` in place of `--no-x`, up to `--`, for all flags of `command` that are yes or no.
pub(crate) fn without_no(command: &Command, line: Vec<OsString>) -> Vec<OsString> {
    let mut names = Vec::new();
    collect_yes_or_no(command, &mut names);
    let mut flags = true;
    let translate = |word: OsString| {
        flags &= word != "--";
        let name = word.to_str().filter(|_| flags).and_then(|word| word.strip_prefix("--no")?.strip_prefix(['-', '_']));
        let name = name.map(|name| name.replace('-', "_")).filter(|name| names.contains(name));
        name.map_or(word, |name| format!("--{name}=false").into())
    };
    line.into_iter().map(translate).collect()
}

fn collect_yes_or_no(command: &Command, names: &mut Vec<String>) {
    let flags = command.get_arguments().filter(|flag| {
        flag.get_value_parser().type_id() == TypeId::of::<bool>() && matches!(flag.get_action(), ArgAction::Set)
    });
    names.extend(flags.filter_map(|flag| flag.get_long()).map(|name| name.replace('-', "_")));
    command.get_subcommands().for_each(|below| collect_yes_or_no(below, names));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    fn line(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn no_before_a_name_means_false_up_to_the_end_of_flags() {
        let command = args::command();
        let translated = without_no(&command, line("mesos agent --no-switch-user --no_hostname_lookup -- --no-switch_user"));
        assert_eq!(translated, line("mesos agent --switch_user=false --hostname_lookup=false -- --no-switch_user"));
        assert_eq!(without_no(&command, line("mesos run --no-wait x")), line("mesos run --no-wait x"));
    }

    #[test]
    fn yes_and_no_are_spelled_as_in_mesos() {
        let switches = |flag: &str| {
            let read = args::read(line(&format!("mesos agent --master=h:1 --work_dir=/a {flag}")));
            let args::Command::Agent(agent) = read.unwrap().command else { panic!("another command") };
            agent.agent.switch_user
        };
        for yes in ["--switch_user", "--switch-user=true", "--switch_user=1"] {
            assert!(switches(yes), "{yes}");
        }
        for no in ["--no-switch_user", "--no-switch-user", "--switch_user=0", "--switch_user=false"] {
            assert!(!switches(no), "{no}");
        }
        assert!(args::read(line("mesos agent --master=h:1 --work_dir=/a --switch_user=perhaps")).is_err());
    }

    #[test]
    fn every_flag_has_a_variable_a_help_and_a_name_for_its_value() {
        fn check(command: &Command) {
            for flag in
                command.get_arguments().filter(|flag| flag.get_long().is_some_and(|name| !NO_SETTINGS.contains(&name)))
            {
                let (name, of) = (flag.get_id(), command.get_name());
                let variable = flag.get_env().and_then(|name| name.to_str()).unwrap_or_default();
                assert!(variable.starts_with("MESOS_"), "--{name} of {of} has no variable");
                assert!(flag.get_help().is_some_and(|help| help.to_string().len() > 10), "--{name} of {of} has no help");
                let default = flag.get_default_values().first().and_then(|value| value.to_str()).unwrap_or_default();
                let takes_time = ["ns", "us", "ms", "secs", "mins", "hrs"]
                    .iter()
                    .any(|unit| default.strip_suffix(unit).is_some_and(|number| number.parse::<f64>().is_ok()));
                let value = flag.get_value_names().and_then(<[_]>::first).map(|name| name.as_str()).unwrap_or_default();
                assert!(!takes_time || value == "DURATION", "--{name} of {of} is a duration and does not say so");
            }
            command.get_subcommands().for_each(check);
        }
        check(&args::command());
    }
}
