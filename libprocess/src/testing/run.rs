//! Running a body once per seed, and saying how to repeat the seed that failed.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    time::Duration,
};

use super::{Faults, Sim};
use crate::engine::sim::Limits;

/// Seeds derive from this unless MESOS_SEED_BASE says otherwise.
const BASE: u64 = 0x6d65_736f_735f_0001;

/// A run that takes longer than this in virtual time never ends: 30 days.
const TIME_MAX: Duration = Duration::from_secs(30 * 24 * 3600);

/// A run that takes more steps than this never ends.
const STEPS_MAX: u64 = 20_000_000;

/// The first seed and every tenth after it run twice.
const TWICE_EVERY: usize = 10;

/// The seeds of a test, and how far each run may go.
#[derive(Clone, Debug)]
pub struct Seeds {
    seeds: Vec<u64>,
    limits: Limits,
    twice: bool,
}

/// `n` seeds, derived from the environment variable MESOS_SEED_BASE, else from a fixed number. MESOS_SEED gives exactly
/// one seed instead. Both are decimal, or hexadecimal after `0x`; any other text is hashed, so a commit's id will do.
pub fn seeds(n: u64) -> Seeds {
    let read = |name| std::env::var(name).ok().map(|text: String| parse(&text));
    let seeds = match read("MESOS_SEED") {
        Some(seed) => vec![seed],
        None => {
            let mut chance = crate::engine::Chance::new(read("MESOS_SEED_BASE").unwrap_or(BASE), "seeds");
            (0..n).map(|_| chance.bits()).collect()
        }
    };
    Seeds { seeds, limits: Limits { time: TIME_MAX, steps: STEPS_MAX }, twice: true }
}

fn parse(text: &str) -> u64 {
    let number = match text.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16),
        None => text.parse(),
    };
    number.unwrap_or_else(|_| crate::engine::Chance::new(0, text).bits())
}

impl Seeds {
    /// Exactly these.
    pub fn of(seeds: impl IntoIterator<Item = u64>) -> Seeds {
        Seeds { seeds: seeds.into_iter().collect(), ..self::seeds(0) }
    }

    /// Virtual time after which a run counts as one that never ends; 30 days by default.
    pub fn time_max(mut self, time: Duration) -> Seeds {
        self.limits.time = time;
        self
    }

    /// Steps after which a run counts as one that never ends; 20 million by default.
    pub fn steps_max(mut self, steps: u64) -> Seeds {
        self.limits.steps = steps;
        self
    }

    /// Runs no seed a second time: for bodies that keep something from run to run.
    pub fn once(mut self) -> Seeds {
        self.twice = false;
        self
    }
}

/// What one run did.
#[derive(Debug)]
pub struct Run {
    /// Its seed.
    pub seed: u64,
    /// Over every step: who ran, when, what it handled, what was sent.
    pub hash: u64,
    /// Each step as a line, if asked for.
    pub log: Vec<String>,
    /// Virtual time it took.
    pub time: Duration,
    /// Steps it took.
    pub steps: u64,
    /// Faults that were injected.
    pub faults: Faults,
    outcome: Result<(), Failure>,
}

struct Failure(Box<dyn Any + Send>);

impl std::fmt::Debug for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl Failure {
    fn new(text: String) -> Failure {
        Failure(Box::new(text))
    }

    fn text(&self) -> std::sync::Arc<str> {
        crate::life::panic_text(&*self.0)
    }
}

impl Run {
    /// Why it failed; none if it did not.
    pub fn failure(&self) -> Option<String> {
        self.outcome.as_ref().err().map(|failure| failure.text().to_string())
    }
}

/// What all runs of a test did together.
#[derive(Debug)]
pub struct Report {
    /// How many runs there were.
    pub runs: usize,
    /// Virtual time of all of them.
    pub time: Duration,
    /// Steps of all of them.
    pub steps: u64,
    /// Faults that were injected in all of them.
    pub faults: Faults,
}

/// Runs `body` once with a seed and keeps each step as a line: to compare two runs.
pub fn record<B: AsyncFn(Sim)>(seed: u64, body: B) -> Run {
    run(seed, seeds(0).limits, true, &body)
}

/// Runs `body` once per seed, each in a world of its own.
///
/// # Panics
/// With the panic of the first run that fails, after a line that says how to repeat it: if the body panics, if an actor
/// panics that was not expected to ([`Sim::expect_panics`]), if everybody waits for somebody, or if a limit is passed; and
/// if a seed does something else when it runs again, as the first and every tenth after it do.
pub fn simulate<B: AsyncFn(Sim)>(seeds: Seeds, body: B) -> Report {
    let report = Report { runs: seeds.seeds.len(), time: Duration::ZERO, steps: 0, faults: Faults::default() };
    let texts = std::env::var_os("MESOS_TRACE").is_some();
    let mut report = report;
    for (at, seed) in seeds.seeds.iter().enumerate() {
        let done = run(*seed, seeds.limits, texts, &body);
        for line in &done.log {
            println!("{line}");
        }
        report.time += done.time;
        report.steps += done.steps;
        report.faults.add_all(&done.faults);
        if let Err(failure) = done.outcome {
            eprintln!("{}", how_to_repeat(*seed, at, report.runs, &done.faults, done.time));
            resume_unwind(failure.0);
        }
        if at.is_multiple_of(TWICE_EVERY) && seeds.twice && report.runs > 1 {
            let again = run(*seed, seeds.limits, false, &body);
            if !texts && again.hash != done.hash {
                let differs = difference(*seed, seeds.limits, &body);
                panic!(
                    "seed {seed:#x} ran differently the second time, so something does not come from the seed: {differs}"
                );
            }
        }
    }
    report
}

/// The first step at which two runs of a seed differ.
fn difference<B: AsyncFn(Sim)>(seed: u64, limits: Limits, body: &B) -> String {
    let (one, two) = (run(seed, limits, true, body).log, run(seed, limits, true, body).log);
    let at = one.iter().zip(&two).position(|(one, two)| one != two).unwrap_or_else(|| one.len().min(two.len()));
    let line = |log: &[String]| log.get(at).cloned().unwrap_or_else(|| "(nothing)".into());
    format!("at step line {at} one did `{}`, the other `{}`", line(&one).trim(), line(&two).trim())
}

fn how_to_repeat(seed: u64, at: usize, of: usize, faults: &Faults, time: Duration) -> String {
    let thread = std::thread::current();
    let name = thread.name().filter(|name| *name != "main").unwrap_or("TEST").to_owned();
    let package = std::env::var("CARGO_PKG_NAME").unwrap_or_else(|_| "PACKAGE".into());
    format!(
        "seed {} of {of} failed after {time:?} of virtual time, injected faults: {faults}\n\
         repeat it with: MESOS_SEED={seed:#x} cargo test -p {package} {name}",
        at + 1
    )
}

fn run<B: AsyncFn(Sim)>(seed: u64, limits: Limits, texts: bool, body: &B) -> Run {
    let sim = Sim::new(seed, limits, texts);
    let outcome = catch_unwind(AssertUnwindSafe(|| sim.world().run(sim.home(), body(sim.clone()))));
    let unexpected = sim.unexpected_panics();
    let waiting = sim.who_waits();
    sim.close();
    let outcome = match outcome {
        Err(panic) => Err(Failure(panic)),
        Ok(Err(stuck)) => Err(Failure::new(format!("{stuck}{waiting}"))),
        Ok(Ok(())) => Ok(()),
    };
    let outcome = match (outcome, unexpected.is_empty()) {
        (Ok(()), false) => Err(Failure::new(unexpected.join("; "))),
        (outcome, clean) => {
            if !clean {
                eprintln!("actors panicked meanwhile: {}", unexpected.join("; "));
            }
            outcome
        }
    };
    let world = sim.world();
    Run {
        seed,
        hash: world.trace.hash(),
        log: world.trace.take_log(),
        time: world.clock.now(),
        steps: world.steps(),
        faults: sim.faults(),
        outcome,
    }
}
