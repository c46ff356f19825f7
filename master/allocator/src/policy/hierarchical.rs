//! The default policy: hierarchical dominant resource fairness, or a weighted lottery at either level.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

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

/// A name that no order has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOrder(pub String);

impl fmt::Display for UnknownOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no sorter {:?}; choose drf or random", self.0)
    }
}

impl std::error::Error for UnknownOrder {}

impl FromStr for Order {
    type Err = UnknownOrder;

    /// Reads `drf` or `random`.
    fn from_str(text: &str) -> Result<Order, UnknownOrder> {
        match text {
            "drf" => Ok(Order::ByRank),
            "random" => Ok(Order::Random),
            _ => Err(UnknownOrder(text.to_owned())),
        }
    }
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
