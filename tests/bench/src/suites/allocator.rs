//! How long does the allocator take, and how much memory?
//!
//! There is no peer that could be run here. Where Mesos published seconds of its own benchmarks together with their setting,
//! ours are measured in that setting and printed beside them, with the setting, as `mesos_…`; see `figures::PUBLISHED`.

mod figures;

use super::Plan;
use crate::figure::Goal;

/// Each figure at its size; beyond `quick` also at a half and a quarter of it, named by size, to show the growth.
pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let mut plans = Vec::new();
    for figure in &figures::PLANS {
        for (index, size) in figure.sizes.into_iter().enumerate().rev() {
            let whole = index == 2;
            if whole || !quick {
                plans.push(Plan {
                    name: if whole { figure.name } else { format!("{}@{size}", figure.name).leak() },
                    unit: figure.unit,
                    ours: vec![figure.name.to_owned(), size.to_string()],
                    part: 0,
                    peers: Vec::new(),
                    higher: false,
                    goals: if whole { vec![Goal::AtMost(figure.must_be_at_most)] } else { Vec::new() },
                    published: None,
                });
            }
        }
    }
    for figure in &figures::PUBLISHED {
        for (index, size) in figure.sizes.into_iter().enumerate().rev() {
            let whole = index == 2;
            if whole || !quick {
                plans.push(Plan {
                    name: if whole { figure.name } else { format!("{}@{size}", figure.name).leak() },
                    unit: "s",
                    ours: vec![figure.name.to_owned(), size.to_string()],
                    part: 0,
                    peers: Vec::new(),
                    higher: false,
                    goals: Vec::new(),
                    published: whole.then_some((figure.source, figure.seconds, figure.setting)),
                });
            }
        }
    }
    plans
}

/// One round; none if this suite has no such figure.
pub(super) fn round(name: &str, agents: u64) -> Option<Result<f64, String>> {
    figures::round(name, usize::try_from(agents).unwrap_or(usize::MAX)).map(Ok)
}
