//! Rounds: one process each, ours and the peers' in turn.

use std::{path::PathBuf, process::Command};

/// One that takes part in a figure: its name, and the command of one round, which prints its numbers on a line.
pub(crate) struct Contestant {
    pub(crate) name: String,
    command: Vec<String>,
}

impl Contestant {
    /// Under another name.
    pub(crate) fn called(self, name: &str) -> Contestant {
        Contestant { name: name.to_owned(), ..self }
    }
}

/// One round of our own: this program in another process.
pub(crate) fn ours(words: &[&str]) -> Result<Contestant, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program's own path is not known: {error}"))?;
    let mut command = vec![program.display().to_string(), "runtime".into(), "--round".into()];
    command.extend(words.iter().map(|word| (*word).to_owned()));
    Ok(Contestant { name: "ours".into(), command })
}

/// A peer's round.
pub(crate) fn peer(name: &str, words: &[&str]) -> Result<Contestant, String> {
    let mut command = vec![peers_program()?.display().to_string()];
    command.extend(words.iter().map(|word| (*word).to_owned()));
    Ok(Contestant { name: name.into(), command })
}

/// The program under `peers/`, built when it is missing or older than its sources.
fn peers_program() -> Result<PathBuf, String> {
    static BUILT: std::sync::OnceLock<Result<PathBuf, String>> = std::sync::OnceLock::new();
    BUILT
        .get_or_init(|| {
            let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers");
            let target = folder.join("../../../target/peers");
            eprintln!("building the peers ({})", folder.display());
            let built = Command::new("cargo")
                .args(["build", "--release", "--quiet", "--locked", "--manifest-path"])
                .arg(folder.join("Cargo.toml"))
                .arg("--target-dir")
                .arg(&target)
                .status()
                .map_err(|error| format!("cargo does not start: {error}"))?;
            if !built.success() {
                return Err("the peers do not build; see above".to_owned());
            }
            Ok(target.join("release/peers"))
        })
        .clone()
}

fn run(contestant: &Contestant) -> Result<Vec<f64>, String> {
    let output = Command::new(&contestant.command[0])
        .args(&contestant.command[1..])
        .output()
        .map_err(|error| format!("{} does not start: {error}", contestant.command[0]))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.trim().lines().last().unwrap_or("");
    let numbers = line.split_whitespace().map(|word| word.parse().ok()).collect::<Option<Vec<f64>>>();
    numbers.filter(|numbers| output.status.success() && !numbers.is_empty()).ok_or_else(|| {
        let errors = String::from_utf8_lossy(&output.stderr);
        format!("{} printed no figure: {text}{errors}", contestant.command.join(" "))
    })
}

/// Runs all contestants in turn, `rounds` times: for each of them, the numbers of each round.
pub(crate) fn interleaved(contestants: &[Contestant], rounds: usize) -> Result<Vec<Vec<Vec<f64>>>, String> {
    let mut values: Vec<Vec<Vec<f64>>> = vec![Vec::new(); contestants.len()];
    for _ in 0..rounds {
        for (contestant, values) in contestants.iter().zip(&mut values) {
            values.push(run(contestant)?);
        }
    }
    Ok(values)
}
