//! Collections of resources, always merged and in order.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::resource::write_head;
use super::{Amount, Resource, ResourceQuantities};

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
    pub(super) entries: Vec<Entry>,
}

/// A resource, and how often it is there. Only shared resources are there more than once.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) resource: Resource,
    pub(super) copies: u32,
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

    pub(super) fn merged(mut entries: Vec<Entry>) -> Resources {
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
