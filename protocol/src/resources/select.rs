//! Picking parts of a collection: finding what covers a wish, and cutting down to quantities or limits.

use super::{Amount, Resource, ResourceLimits, ResourceQuantities, Resources};
use crate::values::{Ranges, Scalar};

impl Resources {
    /// Picks resources that cover `wanted`, whoever has reserved them: first those reserved for the same role, then
    /// unreserved ones, then any. None if all together do not suffice.
    pub fn find(&self, wanted: &Resources) -> Option<Resources> {
        let mut left = self.clone();
        let mut found = Resources::none();
        for (resource, copies) in wanted.counted() {
            for _ in 0..copies {
                let part = left.find_one(resource)?;
                left.subtract_what_is_there(&part);
                found.add(&part);
            }
        }
        Some(found)
    }

    /// Picks resources that cover `wanted`, as [`Resources::find`] does.
    pub fn find_one(&self, wanted: &Resource) -> Option<Resources> {
        let bare = wanted.clone().unreserved();
        let mut missing = bare.amount().clone();
        let mut found = Resources::none();
        for preference in [own as fn(&Resource, &Resource) -> bool, unreserved, others] {
            for resource in self.iter().filter(|resource| preference(resource, wanted)) {
                if missing.is_empty() {
                    return Some(found);
                }
                if resource.clone().unreserved().place_cmp(&bare).is_ne() {
                    continue;
                }
                let part = common(resource.amount(), &missing);
                missing.subtract(&part);
                found.add_one(resource.clone().with_amount(part).ok()?);
            }
        }
        missing.is_empty().then_some(found)
    }

    /// Cuts the numbers down to quantities: of each name so much at most, of names that are absent nothing. What can only
    /// be had as a whole is left out if it does not fit.
    ///
    /// Entries are visited in the order that `shuffle` makes of the places handed to it, so that chance decides where more
    /// than one would do. Cost: one look at each entry.
    #[must_use]
    pub fn shrink_to(&self, quantities: &ResourceQuantities, shuffle: impl FnOnce(&mut [usize])) -> Resources {
        let mut rest = quantities.clone();
        self.visit(shuffle, |resource| {
            let target = rest.get(resource.name());
            let part = resource.shrink(target)?;
            rest.subtract_one(part.name(), part.amount().quantity());
            Some(part)
        })
    }

    /// Cuts the numbers down to limits: of each name so much at most, of names that are absent everything. What can only
    /// be had as a whole is left out if it does not fit. Otherwise like [`Resources::shrink_to`].
    #[must_use]
    pub fn shrink_within(&self, limits: &ResourceLimits, shuffle: impl FnOnce(&mut [usize])) -> Resources {
        let mut rest = limits.clone();
        self.visit(shuffle, |resource| match rest.get(resource.name()) {
            None => Some(resource),
            Some(limit) => {
                let part = resource.shrink(limit)?;
                rest.set(part.name(), limit - part.amount().quantity());
                Some(part)
            }
        })
    }

    fn visit(&self, shuffle: impl FnOnce(&mut [usize]), mut take: impl FnMut(Resource) -> Option<Resource>) -> Resources {
        let entries: Vec<&Resource> = self.iter().collect();
        let mut order: Vec<usize> = (0..entries.len()).collect();
        shuffle(&mut order);
        order.into_iter().filter_map(|at| entries.get(at)).filter_map(|&entry| take(entry.clone())).collect()
    }
}

impl Resource {
    /// Cuts its number down to `target`. None if that is nothing, or if it can only be had as a whole, or is no number, and
    /// is more than `target`.
    pub fn shrink(self, target: Scalar) -> Option<Resource> {
        if !target.is_positive() || self.is_empty() {
            return None;
        }
        if self.amount().quantity() <= target {
            return Some(self);
        }
        match self.amount() {
            Amount::Scalar(_) if !self.is_indivisible() => self.with_amount(Amount::Scalar(target)).ok(),
            _ => None,
        }
    }
}

fn own(resource: &Resource, wanted: &Resource) -> bool {
    !wanted.is_unreserved() && resource.reserved_for() == wanted.reserved_for()
}

fn unreserved(resource: &Resource, _wanted: &Resource) -> bool {
    resource.is_unreserved()
}

fn others(resource: &Resource, wanted: &Resource) -> bool {
    !own(resource, wanted) && !resource.is_unreserved()
}

/// What is in both of two amounts of one kind.
fn common(mine: &Amount, theirs: &Amount) -> Amount {
    match (mine, theirs) {
        (Amount::Scalar(mine), Amount::Scalar(theirs)) => Amount::Scalar(*mine.min(theirs)),
        (Amount::Ranges(mine), Amount::Ranges(theirs)) => {
            let mut outside: Ranges = theirs.clone();
            outside.subtract(mine);
            let mut both = theirs.clone();
            both.subtract(&outside);
            Amount::Ranges(both)
        }
        (Amount::Set(mine), Amount::Set(theirs)) => Amount::Set(mine.iter().filter(|item| theirs.has(item)).collect()),
        _ => Amount::Scalar(Scalar::ZERO),
    }
}
