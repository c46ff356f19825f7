//! What the examples that are commands share.

use std::process::ExitCode;

use libprocess::prelude::*;

/// Runs a command with the words behind its name; says why, if it fails.
pub(crate) fn run(name: &str, command: impl AsyncFnOnce(&[&str]) -> Result<(), Exit>) -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match libprocess::os::blocking::wait(command(&words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{name}: {why}");
            ExitCode::FAILURE
        }
    }
}
