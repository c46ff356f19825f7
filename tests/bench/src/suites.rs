//! The suites: which figures there are, and one round of each.

mod allocator;
mod durable;
mod remote;
mod resources;
mod runtime;
mod sim;
mod soak;
mod tasks;
mod v1;

use std::collections::BTreeMap;

use crate::{
    Suite,
    figure::{Figure, Goal, median},
    rounds,
};

/// A figure to be measured.
#[derive(Clone)]
struct Plan {
    name: &'static str,
    unit: &'static str,
    /// Words of our round. Neighbours with the same words and peers share their rounds.
    ours: Vec<String>,
    /// Which of the round's numbers this figure is.
    part: usize,
    /// Name and words of each peer's round.
    peers: Vec<(&'static str, Vec<String>)>,
    /// A higher figure is better.
    higher: bool,
    goals: Vec<Goal>,
    /// A figure that was published and cannot be measured here: by whom, how much, in which setting.
    published: Option<(&'static str, f64, &'static str)>,
}

/// First word of a peer's round that is one of this program's own: the same without what is measured.
const OURSELVES: &str = "ourselves";

/// Rounds of each figure.
const ROUNDS: usize = 5;

/// Measures a suite.
pub(crate) fn run(suite: Suite, quick: bool, only: &str) -> Result<Vec<Figure>, String> {
    let chosen = |figures: Vec<Figure>| figures.into_iter().filter(|figure| figure.name.starts_with(only)).collect();
    let mut plans = match suite {
        Suite::V1 => return v1::figures(quick).map(chosen),
        Suite::Runtime => runtime::plans(quick),
        Suite::Remote => remote::plans(quick),
        Suite::Durable => durable::plans(quick),
        Suite::Sim => sim::plans(quick),
        Suite::Soak => soak::plans(quick),
        Suite::Tasks => tasks::plans(quick),
        Suite::Allocator => [allocator::plans(quick), resources::plans(quick)].concat(),
    };
    plans.retain(|plan| plan.name.starts_with(only));
    let together = plans.chunk_by(|a, b| a.ours == b.ours && a.peers == b.peers);
    let measured: Result<Vec<_>, String> = together.map(measure).collect();
    let sizes = plans.iter().map(|plan| plan.ours.get(1).and_then(|size| size.parse().ok()).unwrap_or(0));
    Ok(with_growth(sizes.zip(measured?.concat()).collect()))
}

/// A figure of several sizes shows how it grows, from the smallest to the largest.
fn with_growth(measured: Vec<(usize, Figure)>) -> Vec<Figure> {
    let base = |figure: &Figure| figure.name.split('@').next().unwrap_or_default().to_owned();
    let mut sizes: BTreeMap<String, BTreeMap<usize, f64>> = BTreeMap::new();
    for (size, figure) in &measured {
        sizes.entry(base(figure)).or_default().insert(*size, figure.ours);
    }
    let grown = |(_, figure): (usize, Figure)| {
        let of = sizes.get(&figure.name).filter(|of| of.len() > 1);
        Figure { growth: of.into_iter().flatten().map(|(size, value)| (*size, *value)).collect(), ..figure }
    };
    measured.into_iter().map(grown).collect()
}

fn words(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// Of all rounds, for what must never be exceeded.
fn worst(values: Vec<f64>) -> f64 {
    values.into_iter().fold(f64::NEG_INFINITY, f64::max)
}

/// Measures figures that share their rounds.
fn measure(plans: &[Plan]) -> Result<Vec<Figure>, String> {
    let Some(first) = plans.first() else { return Ok(Vec::new()) };
    let mut contestants = vec![rounds::ours(&words(&first.ours))?];
    for (name, peer) in &first.peers {
        contestants.push(match words(peer).as_slice() {
            [OURSELVES, own @ ..] => rounds::ours(own)?.called(name),
            words => rounds::peer(name, words)?,
        });
    }
    // A soak is one long round.
    let rounds = if first.name.starts_with("soak") { 1 } else { ROUNDS };
    let measured = rounds::interleaved(&contestants, rounds)?;
    let figure = |plan: &Plan| {
        let of = |rounds: &Vec<Vec<f64>>| {
            let numbers: Option<Vec<f64>> = rounds.iter().map(|numbers| numbers.get(plan.part).copied()).collect();
            numbers.map(if plan.name.ends_with("_worst") { worst } else { median })
        };
        let ours = of(&measured[0]).ok_or_else(|| format!("a round of {} printed too few numbers", plan.name))?;
        let theirs = contestants.iter().zip(&measured).skip(1);
        let theirs = theirs.filter_map(|(contestant, rounds)| Some((contestant.name.clone(), of(rounds)?)));
        let better =
            |a: &(String, f64), b: &(String, f64)| if plan.higher { a.1.total_cmp(&b.1) } else { b.1.total_cmp(&a.1) };
        let published = plan.published.map(|(source, figure, _)| (source.to_owned(), figure));
        Ok(Figure {
            name: plan.name.into(),
            ours,
            unit: plan.unit,
            peer: theirs.max_by(better).or(published),
            goals: plan.goals.clone(),
            growth: Vec::new(),
            setting: plan.published.map(|(_, _, setting)| setting),
        })
    };
    plans.iter().map(figure).collect()
}

/// One round of ours, in the process that was started for it.
pub(crate) fn round(words: &[String]) -> Result<Vec<f64>, String> {
    let name = words.first().map_or("", String::as_str);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    let numbers: Vec<u64> = words.iter().skip(1).filter_map(|word| word.parse().ok()).collect();
    let n = numbers.first().copied().unwrap_or(1);
    runtime.block_on(async {
        if let ("look", Some(address)) = (name, words.get(1)) {
            return runtime::look(address).map(|looks| vec![looks]);
        }
        if let Some(values) = runtime::round(name, &numbers).await {
            return values;
        }
        if let Some(values) = remote::round(words, n).await {
            return values;
        }
        if let Some(values) = soak::round(name, n).await {
            return values;
        }
        if let Some(value) = durable::round(name, n).await {
            return value.map(|value| vec![value]);
        }
        if let Some(value) = sim::round(name, n) {
            return value.map(|value| vec![value]);
        }
        if let Some(value) = allocator::round(name, n).or_else(|| resources::round(name, n)) {
            return value.map(|value| vec![value]);
        }
        tasks::round(name, n).unwrap_or_else(|| Err(format!("there is no figure {name}")))
    })
}
