//! What an operator sets once: flags of the master that concern allocation.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use mesos_protocol::resources::{Name, ResourceQuantities, Resources};
use mesos_protocol::values::Scalar;

use crate::policy::{Hierarchical, Policy};

/// Settings of an allocator. The defaults are those of Mesos' master.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who comes first (`--allocator`, `--role_sorter`, `--framework_sorter`, `--fair_sharing_excluded_resource_names`).
    pub policy: Arc<dyn Policy>,
    /// Time between two batches (`--allocation_interval`, 1 s); refuse filters last at least as long.
    pub allocation_interval: Duration,
    /// Less than this is never offered (`--min_allocatable_resources`, `cpus:0.01|mem:32`).
    pub minimum: Minimum,
    /// Whether agents with GPUs are kept for frameworks that know GPUs (`--filter_gpu_resources`, true).
    pub filter_gpu_resources: bool,
    /// The region of the master (`--domain`); agents of other regions are offered to region-aware frameworks only.
    pub region: Option<String>,
    /// Host names that get offers (`--whitelist`); absent: all.
    pub whitelist: Option<BTreeSet<String>>,
    /// Part of the agents known before a fail-over that must be back before offers begin, if there is quota
    /// (`--allocator_agent_recovery_factor`, 0.8).
    pub recovery_factor: f64,
    /// Longest wait for those agents (`--allocator_recovery_timeout`, 10 min).
    pub recovery_timeout: Duration,
    /// How many removed frameworks keep their metrics (`--max_completed_frameworks`, 50).
    pub completed_frameworks_max: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            policy: Arc::new(Hierarchical::default()),
            allocation_interval: Duration::from_secs(1),
            minimum: Minimum::default(),
            filter_gpu_resources: true,
            region: None,
            whitelist: None,
            recovery_factor: 0.8,
            recovery_timeout: Duration::from_secs(600),
            completed_frameworks_max: 50,
        }
    }
}

/// The least that is worth an offer: at least one of several sets must be there completely. No sets: anything is worth it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minimum {
    any_of: Vec<ResourceQuantities>,
}

impl Default for Minimum {
    /// `cpus:0.01|mem:32`.
    fn default() -> Self {
        Minimum::any_of(vec![
            ResourceQuantities::none().with(Name::CPUS, 0.01),
            ResourceQuantities::none().with(Name::MEM, 32),
        ])
    }
}

impl Minimum {
    /// Anything is worth an offer.
    pub fn none() -> Minimum {
        Minimum { any_of: Vec::new() }
    }

    /// One of these sets must be there. No set at all is the same as [`Minimum::none`].
    pub fn any_of(sets: Vec<ResourceQuantities>) -> Minimum {
        Minimum { any_of: sets }
    }

    /// Reads `cpus:0.01|mem:32`: `|` between sets, `;` within a set, counts for ranges and sets; empty is [`Minimum::none`].
    ///
    /// # Errors
    /// [`InvalidMinimum`] names the part that cannot be read.
    pub fn parse(text: &str) -> Result<Minimum, InvalidMinimum> {
        if text.trim().is_empty() {
            return Ok(Minimum::none());
        }
        text.split('|').map(parse_set).collect::<Result<_, _>>().map(Minimum::any_of)
    }

    /// The sets of which one must be there.
    pub fn sets(&self) -> &[ResourceQuantities] {
        &self.any_of
    }

    /// Whether so much is worth an offer, reserved or not. Cost: sets times resources.
    pub fn is_reached_by(&self, resources: &Resources) -> bool {
        let there = |name: &Name| -> Scalar {
            resources.iter().filter(|resource| resource.name() == name).map(|resource| resource.amount().quantity()).sum()
        };
        self.any_of.is_empty() || self.any_of.iter().any(|set| set.iter().all(|(name, amount)| there(name) >= amount))
    }
}

fn parse_set(text: &str) -> Result<ResourceQuantities, InvalidMinimum> {
    let invalid = |part: &str| InvalidMinimum { part: part.trim().to_owned() };
    let mut set = ResourceQuantities::none();
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        let (name, amount) = part.split_once(':').ok_or_else(|| invalid(part))?;
        let amount = amount.trim().parse::<f64>().ok().and_then(|amount| Scalar::checked(amount).ok());
        let amount = amount.filter(|_| !name.trim().is_empty()).ok_or_else(|| invalid(part))?;
        set.add_one(&Name::new(name.trim()), amount);
    }
    Ok(set)
}

/// A part of a minimum that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidMinimum {
    /// The part.
    pub part: String,
}

impl fmt::Display for InvalidMinimum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a least amount of a resource; write name and number, such as \"cpus:0.01|mem:32\"", self.part)
    }
}

impl std::error::Error for InvalidMinimum {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::kit::res;

    #[test]
    fn a_minimum_is_read_as_alternatives_of_sets() {
        assert_eq!(Minimum::parse("cpus:0.01|mem:32").unwrap(), Minimum::default());
        assert_eq!(Minimum::parse(" ").unwrap(), Minimum::none());
        let both = Minimum::parse("cpus:1;mem:64").unwrap();
        assert!(both.is_reached_by(&res("cpus:1;mem:64")));
        assert!(!both.is_reached_by(&res("cpus:8;mem:63")));
        let ports = Minimum::parse("ports:3").unwrap();
        assert!(ports.is_reached_by(&res("ports:[1-2,7-7]")));
        assert!(!ports.is_reached_by(&res("ports:[1-2]")));
        for bad in ["cpus", "cpus:x", ":1", "cpus:-1", "cpus:nan"] {
            assert!(Minimum::parse(bad).is_err(), "{bad}");
        }
    }
}
