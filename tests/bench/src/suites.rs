//! The suites: which figures there are, and one round of each.

mod allocator;
mod resources;
mod runtime;
mod tasks;
mod v1;

use crate::{
    Suite,
    figure::{Figure, Goal},
    rounds,
};

/// A figure to be measured.
#[derive(Clone)]
struct Plan {
    name: &'static str,
    unit: &'static str,
    /// Words of our round.
    ours: Vec<String>,
    /// Name and words of each peer's round.
    peers: Vec<(&'static str, Vec<String>)>,
    /// A higher figure is better.
    higher: bool,
    goals: Vec<Goal>,
}

/// Measures a suite.
pub(crate) fn run(suite: Suite, quick: bool, only: &str) -> Result<Vec<Figure>, String> {
    let chosen = |figures: Vec<Figure>| figures.into_iter().filter(|figure| figure.name.starts_with(only)).collect();
    let plans = match suite {
        Suite::V1 => return v1::figures(quick).map(chosen),
        Suite::Runtime => runtime::plans(quick),
        Suite::Tasks => tasks::plans(quick),
        Suite::Allocator => [allocator::plans(quick), resources::plans(quick)].concat(),
    };
    let rounds = if quick { 3 } else { 5 };
    plans.into_iter().filter(|plan| plan.name.starts_with(only)).map(|plan| measure(plan, rounds)).collect()
}

fn words(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn measure(plan: Plan, rounds: usize) -> Result<Figure, String> {
    let mut contestants = vec![rounds::ours(&words(&plan.ours))?];
    for (name, peer) in &plan.peers {
        contestants.push(rounds::peer(name, &words(peer))?);
    }
    let figures = rounds::interleaved(&contestants, rounds)?;
    let theirs = contestants.iter().zip(&figures).skip(1).map(|(contestant, figure)| (contestant.name.clone(), *figure));
    let better = |a: &(String, f64), b: &(String, f64)| if plan.higher { a.1.total_cmp(&b.1) } else { b.1.total_cmp(&a.1) };
    let peer = theirs.max_by(better);
    Ok(Figure { name: plan.name.into(), ours: figures[0], unit: plan.unit, peer, goals: plan.goals, growth: Vec::new() })
}

/// One round of ours, in the process that was started for it.
pub(crate) fn round(words: &[String]) -> Result<f64, String> {
    let name = words.first().map_or("", String::as_str);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    let numbers: Vec<u64> = words.iter().skip(1).filter_map(|word| word.parse().ok()).collect();
    let n = numbers.first().copied().unwrap_or(1);
    runtime.block_on(async {
        if let Some(value) = runtime::round(name, n).await {
            return value;
        }
        if let Some(value) = allocator::round(name, n).or_else(|| resources::round(name, n)) {
            return value;
        }
        tasks::round(name, n).unwrap_or_else(|| Err(format!("there is no figure {name}")))
    })
}
