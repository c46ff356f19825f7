//! Bare sums of resources by name, and limits on them.

use std::fmt;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::Name;
use crate::values::Scalar;

/// Few clusters count more than cpus, mem, disk and gpus.
type Sums = SmallVec<[(Name, Scalar); 4]>;

/// How much there is under each name, whoever it is for. What is absent is zero, and what is zero is absent.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<(Name, Scalar)>")]
pub struct ResourceQuantities(Sums);

impl ResourceQuantities {
    /// Nothing.
    pub fn none() -> ResourceQuantities {
        ResourceQuantities::default()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With so much more under that name.
    #[must_use]
    pub fn with(mut self, name: impl Into<Name>, amount: impl Into<Scalar>) -> ResourceQuantities {
        self.add_one(&name.into(), amount.into());
        self
    }

    /// How much there is under that name.
    pub fn get(&self, name: &Name) -> Scalar {
        self.0.iter().find(|(mine, _)| mine == name).map_or(Scalar::ZERO, |&(_, amount)| amount)
    }

    /// The names with their amounts, in order of names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Name, Scalar)> {
        self.0.iter().map(|(name, amount)| (name, *amount))
    }

    /// Adds so much under that name; nothing if the amount is negative.
    pub fn add_one(&mut self, name: &Name, amount: Scalar) {
        if !amount.is_positive() {
            return;
        }
        match self.0.binary_search_by(|(mine, _)| mine.cmp(name)) {
            Ok(at) => self.0[at].1 += amount,
            Err(at) => self.0.insert(at, (name.clone(), amount)),
        }
    }

    /// Takes so much away under that name, at most what there is; nothing if the amount is negative.
    pub fn subtract_one(&mut self, name: &Name, amount: Scalar) {
        if let Ok(at) = self.0.binary_search_by(|(mine, _)| mine.cmp(name)) {
            self.0[at].1 = self.0[at].1.minus_or_zero(amount.max(Scalar::ZERO));
            if self.0[at].1.is_zero() {
                self.0.remove(at);
            }
        }
    }

    /// Adds all of `other`.
    pub fn add(&mut self, other: &ResourceQuantities) {
        other.iter().for_each(|(name, amount)| self.add_one(name, amount));
    }

    /// Takes `other` away, at most what there is.
    pub fn subtract(&mut self, other: &ResourceQuantities) {
        other.iter().for_each(|(name, amount)| self.subtract_one(name, amount));
    }

    /// What remains when `other` is taken away.
    #[must_use]
    pub fn minus(mut self, other: &ResourceQuantities) -> ResourceQuantities {
        self.subtract(other);
        self
    }

    /// Whether there is as much under each name.
    pub fn contains(&self, other: &ResourceQuantities) -> bool {
        other.iter().all(|(name, amount)| self.get(name) >= amount)
    }
}

impl From<Vec<(Name, Scalar)>> for ResourceQuantities {
    fn from(amounts: Vec<(Name, Scalar)>) -> ResourceQuantities {
        amounts.iter().map(|(name, amount)| (name, *amount)).collect()
    }
}

impl<'a> FromIterator<(&'a Name, Scalar)> for ResourceQuantities {
    fn from_iter<I: IntoIterator<Item = (&'a Name, Scalar)>>(amounts: I) -> ResourceQuantities {
        let mut sums = ResourceQuantities::none();
        amounts.into_iter().for_each(|(name, amount)| sums.add_one(name, amount));
        sums
    }
}

impl fmt::Display for ResourceQuantities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_sums(&self.0, f)
    }
}

impl fmt::Debug for ResourceQuantities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// At most how much of each name. What is absent is unlimited; zero allows none.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<(Name, Scalar)>")]
pub struct ResourceLimits(Sums);

impl ResourceLimits {
    /// No limits.
    pub fn none() -> ResourceLimits {
        ResourceLimits::default()
    }

    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With at most so much of that name; a negative limit allows none.
    #[must_use]
    pub fn with(mut self, name: impl Into<Name>, amount: impl Into<Scalar>) -> ResourceLimits {
        self.set(&name.into(), amount.into());
        self
    }

    /// Limits that name; a negative limit allows none.
    pub fn set(&mut self, name: &Name, amount: Scalar) {
        let amount = amount.max(Scalar::ZERO);
        match self.0.binary_search_by(|(mine, _)| mine.cmp(name)) {
            Ok(at) => self.0[at].1 = amount,
            Err(at) => self.0.insert(at, (name.clone(), amount)),
        }
    }

    /// The limit of that name; absent if there is none.
    pub fn get(&self, name: &Name) -> Option<Scalar> {
        self.0.iter().find(|(mine, _)| mine == name).map(|&(_, amount)| amount)
    }

    /// The limited names with their limits, in order of names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Name, Scalar)> {
        self.0.iter().map(|(name, amount)| (name, *amount))
    }

    /// Whether so much is within the limits.
    pub fn contains(&self, amounts: &ResourceQuantities) -> bool {
        self.iter().all(|(name, limit)| amounts.get(name) <= limit)
    }

    /// The limits on what may still be added to `used`: zero where it is used up.
    #[must_use]
    pub fn minus(mut self, used: &ResourceQuantities) -> ResourceLimits {
        for (name, limit) in &mut self.0 {
            *limit = limit.minus_or_zero(used.get(name));
        }
        self
    }
}

impl From<Vec<(Name, Scalar)>> for ResourceLimits {
    fn from(limits: Vec<(Name, Scalar)>) -> ResourceLimits {
        limits.into_iter().fold(ResourceLimits::none(), |all, (name, limit)| all.with(name, limit))
    }
}

impl fmt::Display for ResourceLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_sums(&self.0, f)
    }
}

impl fmt::Debug for ResourceLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn write_sums(sums: &Sums, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if sums.is_empty() {
        return f.write_str("{}");
    }
    for (i, (name, amount)) in sums.iter().enumerate() {
        write!(f, "{}{name}:{amount}", if i == 0 { "" } else { "; " })?;
    }
    Ok(())
}
