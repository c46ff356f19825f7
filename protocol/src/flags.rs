//! Flags of a daemon from words, without a command line: for those who start it inside their own program, and for tests.

use clap::{Args, Command};

/// Reads flags as they stand behind a program's name.
///
/// # Errors
/// What a user would be told: which flag is wrong, why, and what it may be.
pub fn read<F: Args>(words: &str) -> Result<F, clap::Error> {
    let command = F::augment_args(Command::new("flags").no_binary_name(true));
    F::from_arg_matches(&command.try_get_matches_from(words.split_whitespace())?)
}

/// The flags of a program whose user says nothing. Each flag has to have a default or be optional; a variable of the
/// environment that cannot be read ends the program, as it would with a command line.
pub fn unsaid<F: Args>() -> F {
    read("").unwrap_or_else(|error| error.exit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Args, Debug)]
    struct Few {
        #[arg(long = "agent_port", default_value_t = 5051)]
        agent_port: u16,
        #[arg(long)]
        cluster: Option<String>,
    }

    #[test]
    fn nothing_said_means_the_defaults_and_words_mean_what_they_say() {
        let few: Few = unsaid();
        assert_eq!((few.agent_port, few.cluster), (5051, None));
        let few: Few = read("--agent_port=7  --cluster eu").unwrap();
        assert_eq!((few.agent_port, few.cluster.as_deref()), (7, Some("eu")));
        let why = read::<Few>("--agent_port=many").unwrap_err().to_string();
        assert!(why.contains("--agent_port") && why.contains("many"), "{why}");
    }
}
