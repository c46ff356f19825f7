//! The program `mesos`, built once for all tests of this run, or the one that `CONFORMANCE_PROGRAM` names.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::{skip, workspace};

/// Path of the program and the commands it lists in its help.
#[derive(Debug)]
pub struct Mesos {
    /// Where it lies.
    pub path: PathBuf,
    commands: Vec<String>,
}

impl Mesos {
    /// Another program in its place, for tests of the tools.
    pub fn at(path: &Path) -> Mesos {
        Mesos { path: path.to_path_buf(), commands: Vec::new() }
    }
}

static BUILT: OnceLock<Result<Mesos, String>> = OnceLock::new();

/// The program, if it has all of `commands`; otherwise the running test is noted as skipped.
///
/// # Panics
/// If it does not build: that is no reason to skip.
pub fn with_commands(commands: &[&str]) -> Option<&'static Mesos> {
    let given = std::env::var_os("CONFORMANCE_PROGRAM");
    let packages = workspace::packages().unwrap_or_else(|error| panic!("{error}"));
    if given.is_none() && !packages.iter().any(|package| package.folder == "cli") {
        skip::skip("the workspace has no command line");
        return None;
    }
    let mesos = BUILT
        .get_or_init(|| given.map_or_else(build, |path| known(path.into())))
        .as_ref()
        .unwrap_or_else(|error| panic!("{error}"));
    let missing: Vec<_> = commands.iter().filter(|name| !mesos.commands.iter().any(|has| has == *name)).collect();
    if !missing.is_empty() {
        skip::skip(&format!("the command line has no {missing:?}"));
        return None;
    }
    Some(mesos)
}

fn build() -> Result<Mesos, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--quiet", "--package", "mesos-cli", "--bin", "mesos"])
        .args(["--message-format", "json"])
        .current_dir(workspace::root())
        .output()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    let path = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .ok_or_else(|| format!("mesos does not build: {}", String::from_utf8_lossy(&output.stderr)))?;
    known(path)
}

fn known(path: PathBuf) -> Result<Mesos, String> {
    let commands = commands(&path)?;
    Ok(Mesos { path, commands })
}

/// The first words of the indented lines below `Commands:` in the help.
fn commands(path: &Path) -> Result<Vec<String>, String> {
    let output =
        Command::new(path).arg("--help").output().map_err(|error| format!("{} does not start: {error}", path.display()))?;
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(help
        .lines()
        .skip_while(|line| line.trim() != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with(' ') || line.is_empty())
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect())
}
