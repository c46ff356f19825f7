//! What few resources have: reservations, a kind of disk, a provider, being revocable or shared.

use std::cmp::Ordering;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{DiskInfo, Name, Reservation, ReservationKind, Rule};
use crate::ids::ResourceProviderId;

/// What few resources have. Never all absent: then a resource has no traits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Traits {
    pub(super) provider: Option<ResourceProviderId>,
    pub(super) reservations: Vec<Reservation>,
    pub(super) disk: Option<DiskInfo>,
    pub(super) revocable: bool,
    pub(super) shared: bool,
}

impl Traits {
    /// Without a disk of which nothing is said; none if nothing is said at all.
    pub(super) fn compact(mut self: Arc<Self>) -> Option<Arc<Traits>> {
        if self.disk.as_ref().is_some_and(DiskInfo::is_plain) {
            Arc::make_mut(&mut self).disk = None;
        }
        Some(self).filter(|traits| **traits != Traits::default())
    }

    /// The rule that these traits of a resource of that name break.
    pub(super) fn broken_rule(&self, name: &Name) -> Option<Rule> {
        if let Some(rule) = self.disk.as_ref().and_then(|disk| broken_disk_rule(name, disk)) {
            return Some(rule);
        }
        if self.shared && self.disk.as_ref().is_none_or(|disk| disk.persistence.is_none()) {
            return Some(Rule::SharedWithoutPersistence);
        }
        if self.reservations.iter().any(|reservation| reservation.role.is_any()) {
            return Some(Rule::ReservedForAny);
        }
        self.reservations.array_windows().find_map(|[above, below]| {
            if below.kind == ReservationKind::Static {
                Some(Rule::StaticRefinement(below.role.clone()))
            } else if !below.role.is_strict_subrole_of(&above.role) {
                Some(Rule::NotRefining { above: above.role.clone(), below: below.role.clone() })
            } else {
                None
            }
        })
    }

    /// Orders traits by what they make of a resource.
    pub(super) fn identity_cmp(&self, other: &Traits) -> Ordering {
        self.reservations
            .cmp(&other.reservations)
            .then_with(|| self.provider.cmp(&other.provider))
            .then_with(|| self.revocable.cmp(&other.revocable))
            .then_with(|| self.shared.cmp(&other.shared))
            .then_with(|| match (&self.disk, &other.disk) {
                (Some(mine), Some(theirs)) => mine.identity_cmp(theirs),
                (mine, theirs) => mine.is_some().cmp(&theirs.is_some()),
            })
    }
}

fn broken_disk_rule(name: &Name, disk: &DiskInfo) -> Option<Rule> {
    use super::DiskSourceKind::{Block, Raw};
    if *name != Name::DISK {
        return Some(Rule::DiskInfoOn);
    }
    if disk.volume.as_ref().is_some_and(|volume| volume.image.is_some() || volume.source.is_some()) {
        return Some(Rule::VolumeOfDisk);
    }
    let source = disk.source.as_ref()?;
    (matches!(source.kind, Block | Raw) && source.root.is_some()).then_some(Rule::RootOfDevice)
}
