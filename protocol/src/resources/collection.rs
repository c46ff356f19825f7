//! Collections of resources, always merged and in order.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::resource::write_head;
use super::{Amount, InvalidResource, Name, Reservation, Resource, ResourceQuantities};
use crate::roles::Role;
use crate::values::{MiB, Ranges, Scalar, Set};

/// Up to so many new entries are put in one by one; with more, all entries are merged once.
const FEW: usize = 8;

/// A peer may not claim more copies of a shared resource than this: more tasks than an agent can run.
const COPIES_MAX: u32 = 1 << 20;

/// Resources that are merged where they can be and kept in order, none of them empty.
///
/// Adding, subtracting and comparing walk both collections side by side: their cost is that of the smaller one times the
/// logarithm of the larger. Two collections are equal when they hold the same.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Resources {
    entries: Vec<Entry>,
}

/// A resource, and how often it is there. Only shared resources are there more than once.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Entry {
    resource: Resource,
    copies: u32,
}

/// What was wanted of a collection that does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// The first resource that does not suffice, as it was wanted.
    pub wanted: Box<Resource>,
    /// How much of it there is; for a volume or device that can only be had as a whole, absent unless it is there.
    pub available: Option<Amount>,
}

impl Resources {
    /// No resources.
    pub const fn none() -> Resources {
        Resources { entries: Vec::new() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many distinct resources there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The distinct resources, in order: the usual names first, then by alphabet.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.entries.iter())
    }

    /// The distinct resources, each with how often it is there: once, or for shared ones the number of copies.
    pub fn counted(&self) -> impl ExactSizeIterator<Item = (&Resource, u32)> {
        self.entries.iter().map(|entry| (&entry.resource, entry.copies))
    }

    /// How many copies of a shared resource are there; 1 or 0 for others.
    pub fn copies_of(&self, resource: &Resource) -> u32 {
        match self.position(0, resource) {
            Ok(at) if self.entries[at].resource.amount().contains(resource.amount()) => self.entries[at].copies,
            _ => 0,
        }
    }

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

    /// With this resource.
    #[must_use]
    pub fn with(mut self, resource: Resource) -> Resources {
        self.add_one(resource);
        self
    }

    /// So many copies of a shared resource; one of any other, if there are any copies.
    pub fn copies(resource: Resource, copies: u32) -> Resources {
        let copies = if resource.is_shared() { copies } else { copies.min(1) };
        Resources::merged(vec![Entry { resource, copies }])
    }

    /// Adds a resource.
    pub fn add_one(&mut self, resource: Resource) {
        self.add_entry(0, Entry { resource, copies: 1 });
    }

    /// Adds all of `other`.
    pub fn add(&mut self, other: &Resources) {
        if self.entries.is_empty() {
            self.entries.clone_from(&other.entries);
            return;
        }
        let (mut at, mut inserted, mut late) = (0, 0, Vec::new());
        for entry in &other.entries {
            match self.position(at, &entry.resource) {
                Ok(found) if self.entries[found].takes(entry) => {
                    self.entries[found].merge(entry);
                    at = found + 1;
                }
                Ok(place) | Err(place) if inserted < FEW => {
                    self.entries.insert(place, entry.clone());
                    inserted += 1;
                    at = place + 1;
                }
                Ok(place) | Err(place) => {
                    late.push(entry.clone());
                    at = place;
                }
            }
        }
        if !late.is_empty() {
            self.entries.append(&mut late);
            self.entries.sort_by(Entry::place_cmp);
        }
    }

    fn add_entry(&mut self, from: usize, entry: Entry) {
        if entry.is_spent() {
            return;
        }
        match self.position(from, &entry.resource) {
            Ok(found) if self.entries[found].takes(&entry) => self.entries[found].merge(&entry),
            Ok(place) | Err(place) => self.entries.insert(place, entry),
        }
    }

    /// Takes away all of `wanted`.
    ///
    /// # Errors
    /// [`Shortage`] names the first resource that does not suffice and both amounts; nothing is changed.
    pub fn subtract(&mut self, wanted: &Resources) -> Result<(), Shortage> {
        match self.first_missing(wanted) {
            Some((wanted, available)) => Err(Shortage { wanted: Box::new(wanted.clone()), available: available.cloned() }),
            None => {
                self.subtract_what_is_there(wanted);
                Ok(())
            }
        }
    }

    /// Takes away what there is of `other`. What is missing makes no difference; what can only be had as a whole stays
    /// unless it is exactly there.
    pub fn subtract_what_is_there(&mut self, other: &Resources) {
        let (mut at, mut spent) = (0, false);
        for entry in &other.entries {
            match self.position(at, &entry.resource) {
                Ok(found) => {
                    spent |= self.entries[found].reduce(entry);
                    at = found + 1;
                }
                Err(place) => at = place,
            }
        }
        if spent {
            self.entries.retain(|entry| !entry.is_spent());
        }
    }

    /// Whether all of `other` is there at once.
    pub fn contains(&self, other: &Resources) -> bool {
        self.first_missing(other).is_none()
    }

    /// Whether this resource is there.
    pub fn contains_one(&self, resource: &Resource) -> bool {
        resource.is_empty()
            || self.position(0, resource).is_ok_and(|at| self.entries[at].resource.amount().contains(resource.amount()))
    }

    /// Whether there is as much by name, reserved or not.
    pub fn contains_quantities(&self, wanted: &ResourceQuantities) -> bool {
        self.quantities().contains(wanted)
    }

    fn first_missing<'a>(&self, wanted: &'a Resources) -> Option<(&'a Resource, Option<&Amount>)> {
        let mut at = 0;
        for entry in &wanted.entries {
            match self.position(at, &entry.resource) {
                Ok(found) => {
                    let mine = &self.entries[found];
                    if mine.copies < entry.copies || !mine.resource.amount().contains(entry.resource.amount()) {
                        return Some((&entry.resource, Some(mine.resource.amount())));
                    }
                    at = found + 1;
                }
                Err(_) => return Some((&entry.resource, None)),
            }
        }
        None
    }

    /// Finds the first entry at or after `from` that `resource` would be added to or taken from; else where it belongs.
    /// No entry before `from` may match.
    fn position(&self, from: usize, resource: &Resource) -> Result<usize, usize> {
        let rest = self.entries.get(from..).unwrap_or_default();
        // Collections that meet often have the same shape: then each entry is found where the last one ended.
        match rest.first().map(|entry| entry.resource.place_cmp(resource)) {
            Some(Ordering::Equal) => return Ok(from),
            Some(Ordering::Greater) | None => return Err(from),
            Some(Ordering::Less) => {}
        }
        let at = from + rest.partition_point(|entry| entry.resource.place_cmp(resource).is_lt());
        match self.entries.get(at).map(|entry| entry.resource.place_cmp(resource)) {
            Some(Ordering::Equal) => Ok(at),
            _ => Err(at),
        }
    }

    /// Those for which `wanted` holds.
    #[must_use]
    pub fn filter(&self, mut wanted: impl FnMut(&Resource) -> bool) -> Resources {
        Resources { entries: self.entries.iter().filter(|entry| wanted(&entry.resource)).cloned().collect() }
    }

    /// Keeps only those for which `wanted` holds.
    pub fn retain(&mut self, mut wanted: impl FnMut(&Resource) -> bool) {
        self.entries.retain(|entry| wanted(&entry.resource));
    }

    /// Each of them changed, and merged again where they now can be.
    #[must_use]
    pub fn map(&self, mut change: impl FnMut(Resource) -> Resource) -> Resources {
        let changed = |entry: &Entry| Entry { resource: change(entry.resource.clone()), copies: entry.copies };
        Resources::merged(self.entries.iter().map(changed).collect())
    }

    /// Each of them changed, and merged again where they now can be.
    ///
    /// # Errors
    /// The first error of a change.
    pub fn try_map<E>(&self, mut change: impl FnMut(Resource) -> Result<Resource, E>) -> Result<Resources, E> {
        let changed = |entry: &Entry| Ok(Entry { resource: change(entry.resource.clone())?, copies: entry.copies });
        Ok(Resources::merged(self.entries.iter().map(changed).collect::<Result<_, E>>()?))
    }

    fn merged(mut entries: Vec<Entry>) -> Resources {
        entries.retain(|entry| !entry.is_spent());
        entries.sort_by(Entry::place_cmp);
        entries.dedup_by(|next, last| {
            let same = last.place_cmp(next).is_eq() && last.takes(next);
            if same {
                last.merge(next);
            }
            same
        });
        Resources { entries }
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

impl Entry {
    fn place_cmp(&self, other: &Entry) -> Ordering {
        self.resource.place_cmp(&other.resource)
    }

    /// Whether `other`, which has the same place, becomes one with it.
    fn takes(&self, _other: &Entry) -> bool {
        self.resource.merges() || self.resource.is_shared()
    }

    fn merge(&mut self, other: &Entry) {
        if self.resource.is_shared() {
            self.copies = self.copies.saturating_add(other.copies);
        } else {
            self.resource.amount_mut().add(other.resource.amount());
        }
    }

    /// Takes `other` away, which has the same place; says whether nothing is left.
    fn reduce(&mut self, other: &Entry) -> bool {
        if self.resource.merges() {
            self.resource.amount_mut().subtract(other.resource.amount());
        } else {
            self.copies = self.copies.saturating_sub(other.copies);
        }
        self.is_spent()
    }

    fn is_spent(&self) -> bool {
        self.copies == 0 || self.resource.is_empty()
    }
}

impl std::ops::AddAssign<&Resources> for Resources {
    fn add_assign(&mut self, other: &Resources) {
        self.add(other);
    }
}

impl std::ops::Add<&Resources> for Resources {
    type Output = Resources;

    fn add(mut self, other: &Resources) -> Resources {
        Resources::add(&mut self, other);
        self
    }
}

impl From<Resource> for Resources {
    fn from(resource: Resource) -> Resources {
        Resources::none().with(resource)
    }
}

impl FromIterator<Resource> for Resources {
    fn from_iter<I: IntoIterator<Item = Resource>>(resources: I) -> Resources {
        Resources::merged(resources.into_iter().map(|resource| Entry { resource, copies: 1 }).collect())
    }
}

impl Extend<Resource> for Resources {
    fn extend<I: IntoIterator<Item = Resource>>(&mut self, resources: I) {
        let more: Resources = resources.into_iter().collect();
        self.add(&more);
    }
}

/// Goes through the distinct resources of a collection, in order.
#[derive(Clone)]
pub struct Iter<'a>(std::slice::Iter<'a, Entry>);

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Resource;

    fn next(&mut self) -> Option<&'a Resource> {
        self.0.next().map(|entry| &entry.resource)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Resources {
    type Item = &'a Resource;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl Serialize for Resources {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        self.entries.serialize(output)
    }
}

/// What a peer sends is merged and put in order again, so that the collection is one whatever was sent.
impl<'de> Deserialize<'de> for Resources {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Resources, D::Error> {
        let mut entries = Vec::<Entry>::deserialize(input)?;
        for entry in &mut entries {
            let most = if entry.resource.is_shared() { COPIES_MAX } else { 1 };
            entry.copies = entry.copies.min(most);
        }
        Ok(Resources::merged(entries))
    }
}

/// `cpus:4; mem:1024`; shared ones end in `<SHARED><copies>`; `{}` when there are none.
impl fmt::Display for Resources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("{}");
        }
        for (i, Entry { resource, copies }) in self.entries.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { "; " })?;
            if resource.is_shared() {
                write_head(resource, f)?;
                write!(f, "<SHARED>:{}<{copies}>", resource.amount())?;
            } else {
                write!(f, "{resource}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Resources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Shortage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.available {
            Some(available) => write!(f, "{} was wanted, but there is only {available}", self.wanted),
            None => write!(f, "{} was wanted, but there is none", self.wanted),
        }
    }
}

impl std::error::Error for Shortage {}
