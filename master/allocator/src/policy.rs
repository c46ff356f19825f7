//! What may differ between allocators: who comes first, and how much one grant may hold.
//!
//! Everything else (book-keeping, filters, quota, maintenance, `check`, `explain`) is shared by all of them. A guide with
//! an example of about 60 lines is in `docs/own-allocator.md`.

mod hierarchical;
mod strict_priority;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use mesos_protocol::resources::ResourceLimits;

pub use hierarchical::{Hierarchical, Order, UnknownOrder};
pub use strict_priority::StrictPriority;

use crate::amounts::{Amounts, Names};

/// Decides the order of roles and frameworks, and how much one grant may hold.
///
/// A policy is a pure function of what it is shown. The rank of a role or framework is asked for again whenever its own
/// allocation, its weight or the totals of the cluster changed, and kept until then.
pub trait Policy: fmt::Debug + Send + Sync {
    /// Its name, as given to `--allocator`.
    fn name(&self) -> &'static str;

    /// Where a role stands among its siblings in the role tree, or a framework among the others of its role: the lowest rank
    /// goes first, then the lower allocation count, then the smaller name in byte order.
    fn rank(&self, standing: &Standing<'_>) -> Rank;

    /// Whether a level is ordered by rank (the default) or drawn by lot.
    fn order(&self, _level: Level) -> Order {
        Order::ByRank
    }

    /// At most how much of the unreserved, non-revocable scalars of one agent a framework gets in one grant; a name that is
    /// left out has no bound. The rest goes to whoever is first after that grant. The default sets no bound at all: a framework
    /// is offered all that is left on an agent.
    fn grant_max(&self, _standing: &Standing<'_>) -> Option<ResourceLimits> {
        None
    }
}

/// The policy that operators call `name`: `hierarchical` (also `HierarchicalDRF`, as in Mesos) or `strict_priority`.
///
/// # Errors
/// [`Refused::Unknown`] for any other name, [`Refused::Priorities`] if priorities are set for a policy without any.
pub fn named(name: &str, settings: PolicySettings) -> Result<Arc<dyn Policy>, Refused> {
    let PolicySettings { fair, role_priorities: roles, framework_priorities: frameworks } = settings;
    match name {
        "hierarchical" | "HierarchicalDRF" if roles.is_empty() && frameworks.is_empty() => Ok(Arc::new(fair)),
        "hierarchical" | "HierarchicalDRF" => Err(Refused::Priorities(name.to_owned())),
        "strict_priority" => Ok(Arc::new(StrictPriority { roles, frameworks, fair })),
        _ => Err(Refused::Unknown(name.to_owned())),
    }
}

/// What operators set for the policies that come along.
#[derive(Clone, Debug, Default)]
pub struct PolicySettings {
    /// Orders, and what does not count for shares.
    pub fair: Hierarchical,
    /// As [`StrictPriority::roles`].
    pub role_priorities: BTreeMap<String, u32>,
    /// As [`StrictPriority::frameworks`].
    pub framework_priorities: BTreeMap<String, u32>,
}

/// Why there is no such policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No policy has this name.
    Unknown(String),
    /// The policy of this name knows no priorities.
    Priorities(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Unknown(name) => write!(f, "there is no allocator {name:?}; choose hierarchical or strict_priority"),
            Refused::Priorities(name) => {
                write!(f, "the allocator {name:?} knows no priorities; leave them out, or choose strict_priority")
            }
        }
    }
}

impl std::error::Error for Refused {}

/// The two levels at which an order is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nodes of the role tree with the same parent.
    Role,
    /// Frameworks of one role.
    Framework,
}

/// Lowest goes first: first by tier, then by share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rank {
    /// A class that comes before every share; 0 is served first.
    pub tier: u32,
    /// The share within the tier; must not be NaN.
    pub share: f64,
}

/// A role or framework as a policy sees it.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Whether it stands among roles or among frameworks.
    pub level: Level,
    /// The path of the role, or the id of the framework.
    pub name: &'a str,
    /// The role itself, or the role in which the framework stands.
    pub role: &'a str,
    /// Its weight among its siblings, 1 unless set.
    pub weight: f64,
    pub(crate) allocated: &'a Amounts,
    pub(crate) totals: &'a Amounts,
    pub(crate) names: &'a Names,
}

impl<'a> Standing<'a> {
    /// Thousandths of a scalar resource that it has, offered or allocated, with all below it.
    pub fn allocated(&self, resource: &str) -> i64 {
        self.names.find(resource).map_or(0, |name| self.allocated.get(name))
    }

    /// Thousandths of a scalar resource in the whole cluster.
    pub fn total(&self, resource: &str) -> i64 {
        self.names.find(resource).map_or(0, |name| self.totals.get(name))
    }

    /// For each scalar resource that it has and the cluster knows: the name, and the fraction of the cluster's total.
    pub fn fractions(&self) -> impl Iterator<Item = (&'a str, f64)> + use<'a> {
        let (totals, names) = (self.totals, self.names);
        self.allocated.iter().filter_map(move |(name, amount)| {
            let total = totals.get(name);
            (total > 0).then(|| (names.name(name), amount as f64 / total as f64))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_found_by_the_names_that_operators_use() {
        for (given, name) in
            [("hierarchical", "hierarchical"), ("HierarchicalDRF", "hierarchical"), ("strict_priority", "strict_priority")]
        {
            assert_eq!(named(given, PolicySettings::default()).unwrap().name(), name);
        }
        assert!(named("fifo", PolicySettings::default()).unwrap_err().to_string().contains("\"fifo\""));
        let priorities = || PolicySettings { role_priorities: [("b".into(), 1)].into(), ..PolicySettings::default() };
        assert_eq!(named("hierarchical", priorities()).unwrap_err(), Refused::Priorities("hierarchical".into()));
        assert_eq!(named("strict_priority", priorities()).unwrap().name(), "strict_priority");
        assert_eq!("random".parse(), Ok(Order::Random));
        assert_eq!("drf".parse(), Ok(Order::ByRank));
        assert!("lottery".parse::<Order>().is_err());
    }
}
