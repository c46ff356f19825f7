//! Sums of scalar resources by name, in thousandths, small enough to be added at every grant.
//!
//! Resource names are numbered once; a sum is a short sorted list of (number, thousandths). Sums are signed: a total that
//! was lowered below what is allocated gives a negative rest, which counts as nothing when something is to be granted.

use std::sync::Arc;

use indexmap::IndexSet;
use smallvec::SmallVec;

/// The number of a resource name.
pub(crate) type NameId = u32;

/// Every resource name met so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    set: IndexSet<Arc<str>>,
}

impl Names {
    /// Comparing with the first few names is cheaper than hashing, and most clusters have no more.
    const COMPARED: usize = 6;

    /// The number of `name`, which is given one if it is new.
    pub(crate) fn number(&mut self, name: &str) -> NameId {
        match self.find(name) {
            Some(number) => number,
            None => self.set.insert_full(Arc::from(name)).0 as NameId,
        }
    }

    /// The number of `name`, if it was met before.
    pub(crate) fn find(&self, name: &str) -> Option<NameId> {
        let early = self.set.iter().take(Self::COMPARED).position(|known| &**known == name);
        let index = match early {
            Some(index) => Some(index),
            None if self.set.len() <= Self::COMPARED => None,
            None => self.set.get_index_of(name),
        };
        index.map(|index| index as NameId)
    }

    /// The name with that number.
    pub(crate) fn name(&self, number: NameId) -> &str {
        self.set.get_index(number as usize).map_or("", |name| name)
    }
}

/// A sum of scalars by resource name. Names whose sum is zero are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Amounts {
    list: SmallVec<[(NameId, i64); 4]>,
}

impl Amounts {
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The sum for a name, in thousandths; 0 if there is none.
    pub(crate) fn get(&self, name: NameId) -> i64 {
        self.list.iter().find(|(known, _)| *known == name).map_or(0, |(_, amount)| *amount)
    }

    /// Names and sums, by number of the name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (NameId, i64)> + '_ {
        self.list.iter().copied()
    }

    /// Adds to the sum of one name. Sums stop at the ends of the number range instead of wrapping.
    pub(crate) fn add(&mut self, name: NameId, amount: i64) {
        if amount == 0 {
            return;
        }
        match self.list.iter().position(|(known, _)| *known >= name) {
            Some(at) if self.list[at].0 == name => {
                self.list[at].1 = self.list[at].1.saturating_add(amount);
                if self.list[at].1 == 0 {
                    self.list.remove(at);
                }
            }
            Some(at) => self.list.insert(at, (name, amount)),
            None => self.list.push((name, amount)),
        }
    }

    pub(crate) fn add_all(&mut self, other: &Amounts) {
        for (name, amount) in other.iter() {
            self.add(name, amount);
        }
    }

    pub(crate) fn subtract_all(&mut self, other: &Amounts) {
        for (name, amount) in other.iter() {
            self.add(name, amount.saturating_neg());
        }
    }

    /// `self − other`, names below zero left out.
    pub(crate) fn excess_over(&self, other: &Amounts) -> Amounts {
        let mut rest = self.clone();
        rest.subtract_all(other);
        rest.list.retain(|(_, amount)| *amount > 0);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_forget_names_that_reach_zero_and_stay_sorted() {
        let mut names = Names::default();
        let (mem, cpus) = (names.number("mem"), names.number("cpus"));
        let mut sum = Amounts::default();
        sum.add(cpus, 1500);
        sum.add(mem, 64_000);
        sum.add(cpus, -1500);
        assert_eq!(sum.iter().collect::<Vec<_>>(), [(mem, 64_000)]);
        assert_eq!(names.number("mem"), mem);
        assert_eq!(names.name(cpus), "cpus");
    }

    #[test]
    fn the_excess_has_no_negative_part() {
        let mut have = Amounts::default();
        have.add(0, 5);
        have.add(1, 5);
        let mut want = Amounts::default();
        want.add(0, 7);
        want.add(1, 2);
        assert_eq!(have.excess_over(&want).iter().collect::<Vec<_>>(), [(1, 3)]);
    }

    #[test]
    fn more_names_than_are_compared_one_by_one_are_still_found() {
        let mut names = Names::default();
        let numbers: Vec<_> = (0..500).map(|i| names.number(&format!("r{i}"))).collect();
        for (i, number) in numbers.iter().enumerate() {
            assert_eq!(names.find(&format!("r{i}")), Some(*number));
        }
        assert_eq!(names.find("other"), None);
    }
}
