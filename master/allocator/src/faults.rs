//! Planted bugs for tests that must be able to fail. Exists in tests only.

/// A mistake that the comparison with the slow model, or `check`, must notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bug {
    /// A decline installs no filter.
    FilterForgotten,
    /// A revive leaves the filters in force.
    FiltersOutliveRevive,
    /// What comes back stays in the share of its framework.
    ShareKeptOnRelease,
    /// Nothing is held back for guarantees of other roles.
    HeadroomIgnored,
    /// The allocation count of a framework starts again when it gives everything back.
    CountReset,
}

impl Bug {
    pub(crate) const ALL: [Bug; 5] =
        [Bug::FilterForgotten, Bug::FiltersOutliveRevive, Bug::ShareKeptOnRelease, Bug::HeadroomIgnored, Bug::CountReset];
}
