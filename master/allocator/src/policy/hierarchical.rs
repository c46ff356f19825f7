//! The default policy: hierarchical dominant resource fairness, or a weighted lottery at either level.

use std::collections::BTreeSet;

use super::{Level, Policy, Rank, Standing};

/// How the members of a level are put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By rank (`drf`).
    #[default]
    ByRank,
    /// Drawn by lot, with a probability proportional to the weight (`random`).
    Random,
}

/// Lowest weighted dominant share first, as in Mesos' allocator `HierarchicalDRF`.
#[derive(Clone, Debug, Default)]
pub struct Hierarchical {
    /// Order of roles (`--role_sorter`).
    pub roles: Order,
    /// Order of the frameworks of a role (`--framework_sorter`).
    pub frameworks: Order,
    /// Resources that do not count for shares (`--fair_sharing_excluded_resource_names`).
    pub excluded: BTreeSet<String>,
}

impl Hierarchical {
    /// The largest fraction of any counted resource, divided by the weight.
    pub(super) fn share(&self, standing: &Standing<'_>) -> f64 {
        let counts = |name: &str| self.excluded.is_empty() || !self.excluded.contains(name);
        let dominant = standing.fractions().filter(|(name, _)| counts(name)).fold(0.0, |max, (_, part)| part.max(max));
        dominant / standing.weight
    }
}

impl Policy for Hierarchical {
    fn name(&self) -> &'static str {
        "hierarchical"
    }

    fn rank(&self, standing: &Standing<'_>) -> Rank {
        Rank { tier: 0, share: self.share(standing) }
    }

    fn order(&self, level: Level) -> Order {
        match level {
            Level::Role => self.roles,
            Level::Framework => self.frameworks,
        }
    }
}
