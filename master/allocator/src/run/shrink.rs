//! Cutting resources down to bounds.

use mesos_protocol::resources::{Resource, Resources};
use mesos_protocol::values::Scalar;

use crate::amounts::{Amounts, NameId, Names};
use crate::draws::{Draws, shuffle};

/// As much of `resources` as the bounds allow; `bound` gives that of a name, in thousandths, or none.
///
/// Resources that can only be had as a whole are left out if they do not fit. If two resources of one name compete, chance
/// decides which is cut; otherwise nothing is drawn.
pub(super) fn shrink(
    resources: &Resources,
    bound: impl Fn(NameId) -> Option<i64>,
    names: &Names,
    draws: &mut dyn Draws,
) -> Resources {
    let bound = |resource: &Resource| names.find(resource.name().as_str()).and_then(&bound);
    let mut sums = Amounts::default();
    let mut fits = true;
    for resource in resources.iter() {
        let (Some(max), Some(name)) = (bound(resource), names.find(resource.name().as_str())) else { continue };
        sums.add(name, amount(resource));
        fits &= sums.get(name) <= max;
    }
    if fits {
        return resources.clone();
    }
    let mut list: Vec<&Resource> = resources.iter().collect();
    if list.windows(2).any(|pair| pair[0].name() == pair[1].name()) {
        shuffle(&mut list, draws);
    }
    let mut used = Amounts::default();
    let mut rest = Resources::none();
    for resource in list {
        let (Some(max), Some(name)) = (bound(resource), names.find(resource.name().as_str())) else {
            rest.add_one(resource.clone());
            continue;
        };
        let left = Scalar::from_thousandths((max - used.get(name)).max(0));
        if let Some(part) = resource.clone().shrink(left) {
            used.add(name, amount(&part));
            rest.add_one(part);
        }
    }
    rest
}

fn amount(resource: &Resource) -> i64 {
    resource.scalar().map_or(0, Scalar::thousandths)
}
