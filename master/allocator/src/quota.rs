//! Quota as the allocator keeps it: guarantees and limits by number of the resource name.

use smallvec::SmallVec;

use crate::amounts::{Amounts, NameId};

/// What a top-level role is promised and what it may have at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Quota {
    /// Promised; a name that is missing is promised nothing.
    pub(crate) guarantees: Amounts,
    pub(crate) limits: Limits,
}

impl Quota {
    /// Whether it promises nothing and forbids nothing.
    pub(crate) fn is_default(&self) -> bool {
        self.guarantees.is_empty() && self.limits.is_unlimited()
    }
}

/// Upper bounds by resource name; a name that is missing has none, and a bound of 0 forbids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    list: SmallVec<[(NameId, i64); 2]>,
}

impl Limits {
    pub(crate) fn new(bounds: impl IntoIterator<Item = (NameId, i64)>) -> Limits {
        Limits { list: bounds.into_iter().collect() }
    }

    pub(crate) fn is_unlimited(&self) -> bool {
        self.list.is_empty()
    }

    /// The bound of a name, in thousandths.
    pub(crate) fn get(&self, name: NameId) -> Option<i64> {
        self.list.iter().find(|(known, _)| *known == name).map(|(_, bound)| *bound)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (NameId, i64)> + '_ {
        self.list.iter().copied()
    }

    /// What is left of each bound after `used`, never below 0.
    pub(crate) fn minus(&self, used: &Amounts) -> Limits {
        Limits::new(self.iter().map(|(name, bound)| (name, bound.saturating_sub(used.get(name)).max(0))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_bound_is_infinite_and_a_zero_bound_forbids() {
        let limits = Limits::new([(0, 0)]);
        let mut used = Amounts::default();
        used.add(0, 1);
        used.add(1, i64::MAX);
        assert_eq!(limits.minus(&used), limits);
        assert_eq!((limits.get(0), limits.get(1)), (Some(0), None));
        assert!(!Quota { limits, ..Quota::default() }.is_default());
    }
}
