//! Measures what the project promises, beside its peers: `mesos-bench <suite> [--tsv] [--quick] [--check]`.
//!
//! Every round of every figure is a process of its own (this program, or the one under `peers/`), ours and the peers' in
//! turn, so that a drift of the machine meets all alike. Figures are medians of the rounds.

#![allow(clippy::disallowed_methods, reason = "benches are an edge to the real world: they read the machine's clock")]

mod figure;
mod rounds;
mod suites;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};

// The allocator of the programs that are measured.
#[path = "../../../cli/src/memory.rs"]
mod memory;

/// Measures what the project promises, beside its peers.
#[derive(Parser)]
struct Arguments {
    /// What to measure.
    suite: Suite,
    /// One line per figure, separated by tabs: name, ours, unit, peer, its figure, ratio ours/peer.
    #[arg(long)]
    tsv: bool,
    /// Fewer and shorter rounds: a suite in at most 45 s.
    #[arg(long)]
    quick: bool,
    /// End with an error if a promised figure is missed.
    #[arg(long)]
    check: bool,
    /// Only figures whose names begin so.
    #[arg(long, default_value = "")]
    only: String,
    /// Used by this program itself: one round of one figure.
    #[arg(long, hide = true, num_args = 1.., allow_hyphen_values = true)]
    round: Option<Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Suite {
    /// Actors in one process.
    Runtime,
    /// Actors of two processes.
    Remote,
    /// Actors whose state is on the disk.
    Durable,
    /// Simulated nodes.
    Sim,
    /// Memory at full load, with restarts, for ten minutes.
    Soak,
    /// Tasks on a cluster.
    Tasks,
    /// Who gets what next, and the arithmetic of resources.
    Allocator,
    /// Messages of the v1 API.
    V1,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(round) = &arguments.round {
        return match suites::round(round) {
            Ok(values) => {
                let values: Vec<String> = values.iter().map(f64::to_string).collect();
                println!("{}", values.join(" "));
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("mesos-bench: {error}");
                ExitCode::FAILURE
            }
        };
    }
    match suites::run(arguments.suite, arguments.quick, &arguments.only) {
        Ok(figures) => report(&figures, &arguments),
        Err(error) => {
            eprintln!("mesos-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report(figures: &[figure::Figure], arguments: &Arguments) -> ExitCode {
    let mut missed = false;
    for figure in figures {
        let verdict = figure.verdict();
        missed |= verdict.is_err();
        if arguments.tsv {
            println!("{}", figure.tsv());
        } else if !figure.name.contains('@') {
            println!("{figure}");
        }
        if let Err(why) = verdict {
            eprintln!("  missed: {why}");
        }
    }
    if arguments.check && missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
