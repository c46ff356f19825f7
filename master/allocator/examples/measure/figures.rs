//! The figures: how each is measured and what it must reach on one core.
#![allow(clippy::disallowed_methods)] // Measuring needs the real clock.

use std::collections::BTreeSet;
use std::fmt;
use std::time::{Duration, Instant};

use mesos_allocator::{AgentFacts, Allocated, Allocator, Draws, Options, Question, SeededDraws, Subscription};
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::offer::Filters;
use mesos_protocol::resources::Resources;
use mesos_protocol::roles::Role;
use mesos_protocol::values::{MiB, Ranges};

use crate::memory;

/// One measured value at up to three sizes.
pub(crate) struct Figure {
    name: String,
    unit: &'static str,
    /// Size and value, the smallest size first; the last is the one that counts.
    values: Vec<(usize, f64)>,
    must_be_at_most: f64,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, last) = self.values[self.values.len() - 1];
        let verdict = if last <= self.must_be_at_most { "ok" } else { "MISSED" };
        write!(f, "{:<18} {last:>10.2} {:<3} (at most {})  {verdict:<6}", self.name, self.unit, self.must_be_at_most)?;
        let mut before = None;
        for (size, value) in &self.values {
            write!(f, "  {size}: {value:.2}")?;
            if let Some(before) = before.replace(*value) {
                write!(f, " (×{:.1})", value / before)?;
            }
        }
        Ok(())
    }
}

fn agent_id(number: usize) -> AgentId {
    AgentId::new(format!("5f3c8b1e-S{number}")).expect("a valid id")
}

fn framework_id(number: usize) -> FrameworkId {
    FrameworkId::new(format!("5f3c8b1e-{number:04}")).expect("a valid id")
}

fn role(number: usize, roles: usize) -> Role {
    if roles == 1 { Role::any() } else { Role::new(format!("role{number}")).expect("a valid role") }
}

fn machine() -> Resources {
    let ports = Ranges::from_to(31_000, 32_000).expect("in order");
    Resources::none().cpus(24).mem(MiB(65_536)).disk(MiB(1_000_000)).gpus(0).ports(ports)
}

/// A cluster in which every agent is free.
fn cluster(agents: usize, frameworks: usize, roles: usize) -> Allocator {
    let mut allocator = Allocator::new(Options::default());
    for number in 0..frameworks {
        let subscription = Subscription::to([role(number % roles, roles)]);
        allocator.add_framework(&framework_id(number), &subscription, [], true).expect("a new framework");
    }
    for number in 0..agents {
        let facts = AgentFacts::named(format!("host-{number}"));
        allocator.add_agent(&agent_id(number), facts, None, machine(), []).expect("a new agent");
    }
    allocator
}

fn give_back(allocator: &mut Allocator, offers: &[Allocated], filters: Option<Filters>, now: Duration) {
    for Allocated { framework, agent, resources, .. } in offers {
        allocator.recover_resources(framework, agent, resources, filters, false, now).expect("an offer that is out");
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begin = Instant::now();
    let result = work();
    (result, begin.elapsed().as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Puts a filter for the whole agent on it for each framework but a tenth, which is drawn per agent.
fn filter_nine_tenths(allocator: &mut Allocator, agents: usize, frameworks: usize, roles: usize, draws: &mut SeededDraws) {
    let free = machine();
    for number in 0..agents {
        for framework in (0..frameworks).filter(|_| !draws.next().is_multiple_of(10)).collect::<Vec<_>>() {
            let path = role(framework % roles, roles);
            allocator
                .refuse_resources(
                    &framework_id(framework),
                    &agent_id(number),
                    &path,
                    &free,
                    Filters::forever(),
                    Duration::ZERO,
                )
                .expect("a known framework and agent");
        }
    }
}

/// One full run with (a) all free, (b) all allocated, (c) nine tenths of the frameworks filtered on each agent.
fn full_run(agents: usize, frameworks: usize, roles: usize, filtered_agents: usize) -> [f64; 3] {
    let mut draws = SeededDraws::new(1);
    let mut allocator = cluster(agents, frameworks, roles);
    let (mut free, mut allocated) = (Vec::new(), Vec::new());
    for round in 1..=5 {
        let now = Duration::from_secs(round);
        let (run, time) = timed(|| allocator.run_all(now, &mut draws));
        assert_eq!(run.allocated.len(), agents, "every agent is offered");
        free.push(time);
        let (none, time) = timed(|| allocator.run_all(now, &mut draws));
        assert!(none.allocated.is_empty(), "nothing is left");
        allocated.push(time);
        give_back(&mut allocator, &run.allocated, None, now);
    }
    filter_nine_tenths(&mut allocator, filtered_agents, frameworks, roles, &mut draws);
    let mut filtered = Vec::new();
    for round in 6..=8 {
        let now = Duration::from_secs(round);
        let (run, time) = timed(|| allocator.run_all(now, &mut draws));
        assert_eq!(run.allocated.len(), agents, "someone wants each agent");
        filtered.push(time);
        give_back(&mut allocator, &run.allocated, None, now);
    }
    [free, allocated, filtered].map(|times| median(times) * 1e3)
}

fn full_runs(name: &str, sizes: &[usize], frameworks: usize, roles: usize, tenth: bool, max: f64) -> Vec<Figure> {
    let runs: Vec<_> = sizes
        .iter()
        .map(|&agents| (agents, full_run(agents, frameworks, roles, if tenth { agents / 10 } else { agents })))
        .collect();
    let variants = ["a", "b", "c"].into_iter().enumerate();
    let figure = |(index, variant): (usize, &str)| Figure {
        name: format!("{name}_{variant}"),
        unit: "ms",
        values: runs.iter().map(|(agents, times)| (*agents, times[index])).collect(),
        must_be_at_most: max,
    };
    variants.map(figure).collect()
}

/// One changed agent among many, with 200 frameworks.
fn one_agent(agents: usize) -> f64 {
    let mut draws = SeededDraws::new(2);
    let mut allocator = cluster(agents, 200, 1);
    allocator.run_all(Duration::ZERO, &mut draws);
    let times = (0..200).map(|round| {
        let total = machine().cpus(1 + round % 7);
        let (offers, time) = timed(|| {
            allocator.update_agent(&agent_id(round as usize), None, Some(total)).expect("a known agent");
            allocator.run(Duration::ZERO, &mut draws)
        });
        assert_eq!(offers.allocated.len(), 1);
        time
    });
    median(times.collect()) * 1e6
}

/// One of 200 frameworks revives; a fiftieth of the agents is free and filtered for all others.
fn revive(agents: usize) -> f64 {
    let mut draws = SeededDraws::new(3);
    let mut allocator = cluster(agents, 200, 1);
    let offers = allocator.run_all(Duration::ZERO, &mut draws).allocated;
    let free = agents / 50;
    give_back(&mut allocator, &offers[..free], None, Duration::ZERO);
    let times = (0..9).map(|round| {
        for offer in &offers[..free] {
            for number in 0..200 {
                let (id, any) = (framework_id(number), Role::any());
                allocator
                    .refuse_resources(&id, &offer.agent, &any, &machine(), Filters::forever(), Duration::ZERO)
                    .expect("a known framework and agent");
            }
        }
        let (run, time) = timed(|| {
            allocator.revive(&framework_id(round), &BTreeSet::new()).expect("a known framework");
            allocator.run(Duration::ZERO, &mut draws)
        });
        assert_eq!(run.allocated.len(), free);
        give_back(&mut allocator, &run.allocated, None, Duration::ZERO);
        time
    });
    median(times.collect()) * 1e3
}

/// A thousand declined offers with filters.
fn decline_1000(agents: usize) -> f64 {
    let mut draws = SeededDraws::new(4);
    let mut allocator = cluster(agents, 200, 1);
    let times = (0..9).map(|round| {
        let now = Duration::from_secs(round * 1000);
        let offers = allocator.run_all(now, &mut draws).allocated;
        let filters = Some(Filters::refuse(Duration::from_secs(5)));
        let ((), time) = timed(|| give_back(&mut allocator, &offers[..1000], filters, now));
        give_back(&mut allocator, &offers[1000..], None, now);
        time
    });
    median(times.collect()) * 1e3
}

/// Bytes of an agent with five resources that is offered, and of a filter.
fn bytes(agents: usize) -> [f64; 2] {
    let mut draws = SeededDraws::new(5);
    let mut allocator = cluster(0, 100, 1);
    let before = memory::bytes();
    for number in 0..agents {
        let facts = AgentFacts::named(format!("host-{number}"));
        let total = Resources::none().cpus(24).mem(MiB(65_536)).disk(MiB(1_000_000)).gpus(1);
        let total = total.ports(Ranges::from_to(31_000, 32_000).expect("in order"));
        allocator.add_agent(&agent_id(number), facts, None, total, []).expect("a new agent");
    }
    drop(allocator.run_all(Duration::ZERO, &mut draws));
    let with_agents = memory::bytes();
    filter_nine_tenths(&mut allocator, agents, 100, 1, &mut draws);
    let filters = allocator.filters_installed();
    let with_filters = memory::bytes();
    [(with_agents - before) as f64 / agents as f64, (with_filters - with_agents) as f64 / filters as f64]
}

/// Why does a framework get nothing: it refused every agent, and all of them are free.
fn explained(agents: usize) -> f64 {
    let mut allocator = cluster(agents, 200, 1);
    let asking = framework_id(7);
    for number in 0..agents {
        let (id, any) = (agent_id(number), Role::any());
        allocator
            .refuse_resources(&asking, &id, &any, &machine(), Filters::forever(), Duration::ZERO)
            .expect("a known framework and agent");
    }
    let question = Question::about(asking);
    let times = (0..5).map(|_| {
        let (explanation, time) = timed(|| allocator.explain(&question, Duration::ZERO));
        assert_eq!(explanation.expect("a known framework").parts[0].groups.len(), 1);
        time
    });
    let time = median(times.collect()) * 1e3;
    time
}

fn one(name: &str, unit: &'static str, sizes: &[usize], max: f64, measure: impl Fn(usize) -> f64) -> Figure {
    let values = sizes.iter().map(|&size| (size, measure(size))).collect();
    Figure { name: name.to_owned(), unit, values, must_be_at_most: max }
}

/// Measures everything, or only figures whose name begins with `only`; `quick` leaves out the largest sizes.
pub(crate) fn suite(quick: bool, only: Option<&str>) -> Vec<Figure> {
    let wanted = |name: &str| only.is_none_or(|only| name.starts_with(only));
    let cut = |sizes: &'static [usize]| if quick { &sizes[..sizes.len() - 1] } else { sizes };
    let large = cut(&[12_500, 25_000, 50_000]);
    let mut figures = Vec::new();
    if wanted("run_10k") {
        figures.extend(full_runs("run_10k", cut(&[2_500, 5_000, 10_000]), 200, 1, false, 100.0));
    }
    if wanted("run_50k") {
        figures.extend(full_runs("run_50k", large, 200, 1, false, 600.0));
    }
    if wanted("run_50k_1000") {
        figures.extend(full_runs("run_50k_1000", large, 1000, 100, true, 1500.0));
    }
    if wanted("one_agent") {
        figures.push(one("one_agent", "µs", large, 100.0, one_agent));
    }
    if wanted("revive") {
        figures.push(one("revive", "ms", large, 20.0, revive));
    }
    if wanted("decline_1000") {
        figures.push(one("decline_1000", "ms", large, 2.0, decline_1000));
    }
    if wanted("bytes") {
        let sizes = cut(&[2_500, 5_000, 10_000]);
        figures.push(one("agent_bytes", "B", sizes, 2048.0, |agents| bytes(agents)[0]));
        figures.push(one("filter_bytes", "B", sizes, 64.0, |agents| bytes(agents)[1]));
    }
    if wanted("explain") {
        figures.push(one("explain", "ms", large, 50.0, explained));
    }
    figures
}
