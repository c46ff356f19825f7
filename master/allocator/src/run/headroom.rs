//! What must stay free so that every role can still get its guarantee.

use crate::allocator::Allocator;
use crate::amounts::Amounts;
use crate::quota::Limits;

/// What is kept back for guarantees, and what there is to keep it from. The whole cluster counts, also in a run over one
/// agent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headroom {
    /// Guaranteed and not consumed, over all roles.
    required: Amounts,
    /// Unreserved and not revocable, neither offered nor allocated.
    available: Amounts,
}

impl Headroom {
    /// Cost: the roles with quota.
    pub(crate) fn of(allocator: &Allocator) -> Headroom {
        let mut required = Amounts::default();
        for &role in &allocator.quota_roles {
            let node = &allocator.ledger.sorter.roles[role];
            required.add_all(&node.quota.guarantees.excess_over(&node.usage.consumed()));
        }
        #[cfg(test)]
        if allocator.ledger.bug == Some(crate::faults::Bug::HeadroomIgnored) {
            required = Amounts::default();
        }
        let sums = &allocator.ledger.sums;
        let mut available = allocator.ledger.sorter.totals().clone();
        available.subtract_all(&sums.held);
        available.subtract_all(&sums.reserved);
        available.add_all(&sums.held_reserved);
        available.subtract_all(&sums.free_revocable);
        Headroom { required, available }
    }

    /// Whether anything has to be kept back.
    pub(crate) fn is_required(&self) -> bool {
        !self.required.is_empty()
    }

    pub(crate) fn required(&self) -> &Amounts {
        &self.required
    }

    pub(crate) fn available(&self) -> &Amounts {
        &self.available
    }

    /// What may still be given to roles beyond their guarantees: names that are required or available have a bound, and of
    /// other names there is nothing.
    pub(crate) fn surplus(&self) -> Limits {
        let mut bounds = Amounts::default();
        bounds.add_all(&self.available);
        bounds.subtract_all(&self.required);
        let names = self.available.iter().chain(self.required.iter()).map(|(name, _)| name);
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names.dedup();
        Limits::new(names.into_iter().map(|name| (name, bounds.get(name).max(0))))
    }

    /// Notes what a grant took: from guarantees it also lowers what is required.
    pub(crate) fn spend(&mut self, from_guarantee: &Amounts, additional: &Amounts) {
        self.required = self.required.excess_over(from_guarantee);
        self.available.subtract_all(from_guarantee);
        self.available.subtract_all(additional);
    }
}
