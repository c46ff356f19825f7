//! Named roles or frameworks first, whatever they already have; the others may starve, and `explain` says so.

use std::collections::BTreeMap;

use super::{Hierarchical, Level, Policy, Rank, Standing};

/// Serves higher priorities completely before lower ones; within a priority by dominant share.
///
/// What is not named has priority 0. A role without a priority of its own has that of its nearest named ancestor.
#[derive(Clone, Debug, Default)]
pub struct StrictPriority {
    /// Priority of roles, by path: higher goes first.
    pub roles: BTreeMap<String, u32>,
    /// Priority of frameworks within their role, by framework id: higher goes first.
    pub frameworks: BTreeMap<String, u32>,
    /// Order within a priority.
    pub fair: Hierarchical,
}

impl StrictPriority {
    fn priority(&self, standing: &Standing<'_>) -> u32 {
        match standing.level {
            Level::Framework => self.frameworks.get(standing.name).copied().unwrap_or(0),
            Level::Role => std::iter::successors(Some(standing.name), |path| path.rsplit_once('/').map(|(up, _)| up))
                .find_map(|path| self.roles.get(path).copied())
                .unwrap_or(0),
        }
    }
}

impl Policy for StrictPriority {
    fn name(&self) -> &'static str {
        "strict_priority"
    }

    fn rank(&self, standing: &Standing<'_>) -> Rank {
        Rank { tier: u32::MAX - self.priority(standing), share: self.fair.share(standing) }
    }
}
