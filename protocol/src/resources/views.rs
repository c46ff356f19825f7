//! Looking at a collection: its parts, groups and sums.

use std::collections::BTreeMap;

use super::collection::Entry;
use super::{InvalidResource, Name, Reservation, Resource, ResourceQuantities, Resources};
use crate::roles::Role;
use crate::values::{MiB, Ranges, Scalar, Set};

impl Resources {
    /// With so many more processors.
    #[must_use]
    pub fn cpus(self, cpus: impl Into<Scalar>) -> Resources {
        self.with(Resource::cpus(cpus))
    }

    /// With so much more memory.
    #[must_use]
    pub fn mem(self, size: MiB) -> Resources {
        self.with(Resource::mem(size))
    }

    /// With so much more disk space.
    #[must_use]
    pub fn disk(self, size: MiB) -> Resources {
        self.with(Resource::disk_space(size))
    }

    /// With so many more graphics processors.
    #[must_use]
    pub fn gpus(self, gpus: u32) -> Resources {
        self.with(Resource::gpus(gpus))
    }

    /// With these ports.
    #[must_use]
    pub fn ports(self, ports: Ranges) -> Resources {
        self.with(Resource::ports(ports))
    }

    /// Says of all of them that they are allocated to `role`.
    pub fn allocate(&mut self, role: &Role) {
        self.set_allocated(Some(role));
    }

    /// Says of all of them that they are allocated to nobody.
    pub fn unallocate(&mut self) {
        self.set_allocated(None);
    }

    fn set_allocated(&mut self, role: Option<&Role>) {
        let mut differed = false;
        let first = self.entries.first().and_then(|entry| entry.resource.allocated_to()).cloned();
        for Entry { resource, .. } in &mut self.entries {
            differed |= resource.allocated_to() != first.as_ref();
            resource.set_allocated(role.cloned());
        }
        if differed {
            *self = Resources::merged(std::mem::take(&mut self.entries));
        }
    }

    /// By the role that they are allocated to; those allocated to nobody are left out.
    pub fn allocations(&self) -> BTreeMap<Role, Resources> {
        self.grouped(Resource::allocated_to)
    }

    /// The reserved ones, by the role that they are reserved for.
    pub fn reservations(&self) -> BTreeMap<Role, Resources> {
        self.grouped(Resource::reserved_for)
    }

    fn grouped(&self, group: impl Fn(&Resource) -> Option<&Role>) -> BTreeMap<Role, Resources> {
        let mut groups: BTreeMap<Role, Resources> = BTreeMap::new();
        for entry in &self.entries {
            if let Some(role) = group(&entry.resource) {
                groups.entry(role.clone()).or_default().entries.push(entry.clone());
            }
        }
        groups
    }

    /// Those that somebody has reserved.
    #[must_use]
    pub fn reserved(&self) -> Resources {
        self.filter(|resource| !resource.is_unreserved())
    }

    /// Those that are reserved for exactly `role`.
    #[must_use]
    pub fn reserved_for(&self, role: &Role) -> Resources {
        self.filter(|resource| resource.is_reserved(Some(role)))
    }

    /// Those that nobody has reserved.
    #[must_use]
    pub fn unreserved(&self) -> Resources {
        self.filter(Resource::is_unreserved)
    }

    /// Those that may be offered to `role`: nobody's, its own, and those reserved for roles above it.
    #[must_use]
    pub fn allocatable_to(&self, role: &Role) -> Resources {
        self.filter(|resource| resource.is_allocatable_to(role))
    }

    /// Those that may be taken back at any time.
    #[must_use]
    pub fn revocable(&self) -> Resources {
        self.filter(Resource::is_revocable)
    }

    /// Those that may not be taken back.
    #[must_use]
    pub fn non_revocable(&self) -> Resources {
        self.filter(|resource| !resource.is_revocable())
    }

    /// Those that several tasks may use at once.
    #[must_use]
    pub fn shared(&self) -> Resources {
        self.filter(Resource::is_shared)
    }

    /// Those that only one task may use.
    #[must_use]
    pub fn non_shared(&self) -> Resources {
        self.filter(|resource| !resource.is_shared())
    }

    /// Those whose amount is a number.
    #[must_use]
    pub fn scalars(&self) -> Resources {
        self.filter(|resource| resource.scalar().is_some())
    }

    /// The volumes whose data stays when a task ends.
    #[must_use]
    pub fn persistent_volumes(&self) -> Resources {
        self.filter(Resource::is_persistent_volume)
    }

    /// Those of that name.
    #[must_use]
    pub fn named(&self, name: &Name) -> Resources {
        self.filter(|resource| resource.name() == name)
    }

    /// The sum of the numbers under that name; none if no number stands under it.
    pub fn scalar(&self, name: &Name) -> Option<Scalar> {
        self.numbers_of(name).reduce(|sum, number| sum + number)
    }

    fn numbers_of(&self, name: &Name) -> impl Iterator<Item = Scalar> {
        self.iter().filter(move |resource| resource.name() == name).filter_map(Resource::scalar)
    }

    /// All numbers of all ranges under that name.
    pub fn ranges(&self, name: &Name) -> Ranges {
        let mut sum = Ranges::none();
        let ranges = self.iter().filter(|resource| resource.name() == name).filter_map(|r| r.amount().ranges());
        ranges.for_each(|ranges| sum.add(ranges));
        sum
    }

    /// All items under that name.
    pub fn items(&self, name: &Name) -> Set {
        let mut sum = Set::none();
        let sets = self.iter().filter(|resource| resource.name() == name).filter_map(|r| r.amount().set());
        sets.for_each(|set| sum.add(set));
        sum
    }

    /// The names, each once.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        let mut last = None;
        self.iter().map(Resource::name).filter(move |&name| last.replace(name) != Some(name))
    }

    /// The names with their kinds of amount, in the public API's words, each pair once.
    pub fn types(&self) -> impl Iterator<Item = (&Name, &'static str)> {
        let mut last = None;
        let pairs = self.iter().map(|resource| (resource.name(), resource.amount().kind()));
        pairs.filter(move |&pair| last.replace(pair) != Some(pair))
    }

    /// Sums by name: numbers, counts of numbers in ranges, counts of items. A shared resource counts once.
    pub fn quantities(&self) -> ResourceQuantities {
        self.iter().map(|resource| (resource.name(), resource.amount().quantity())).collect()
    }

    /// Sums of the numbers by name. A shared resource counts once.
    pub fn scalar_quantities(&self) -> ResourceQuantities {
        self.iter().filter_map(|resource| Some((resource.name(), resource.scalar()?))).collect()
    }

    /// All of them without their reservations.
    #[must_use]
    pub fn to_unreserved(&self) -> Resources {
        self.map(Resource::unreserved)
    }

    /// All of them with one more reservation on top.
    ///
    /// # Errors
    /// [`InvalidResource`] when the reservation does not refine that of one of them.
    pub fn push_reservation(&self, reservation: &Reservation) -> Result<Resources, InvalidResource> {
        self.try_map(|resource| resource.push_reservation(reservation.clone()))
    }

    /// All of them without the reservation in force.
    ///
    /// # Errors
    /// [`InvalidResource`] when one of them is reserved by nobody.
    pub fn pop_reservation(&self) -> Result<Resources, InvalidResource> {
        self.try_map(Resource::pop_reservation)
    }

    /// Whether a part of a graphics processor is among them, which no task can be given.
    pub fn has_fractional_gpus(&self) -> bool {
        self.numbers_of(&Name::GPUS).any(|gpus| !gpus.is_whole())
    }

    /// Whether one of them is reserved twice or more, each time more narrowly.
    pub fn has_refined_reservations(&self) -> bool {
        self.iter().any(Resource::has_refined_reservation)
    }
}
