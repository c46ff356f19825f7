//! How much of a resource there is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::{Ranges, Scalar, Set};

/// How much of a resource there is: a number, ranges of numbers, or items.
///
/// Amounts of different kinds have nothing in common: neither contains the other, and adding or subtracting changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Amount {
    /// Such as processors or memory.
    Scalar(Scalar),
    /// Such as ports.
    Ranges(Ranges),
    /// Such as named devices.
    Set(Set),
}

impl Amount {
    /// The kind, in the public API's words.
    pub const fn kind(&self) -> &'static str {
        match self {
            Amount::Scalar(_) => "SCALAR",
            Amount::Ranges(_) => "RANGES",
            Amount::Set(_) => "SET",
        }
    }

    pub(super) const fn kind_order(&self) -> u8 {
        match self {
            Amount::Scalar(_) => 0,
            Amount::Ranges(_) => 1,
            Amount::Set(_) => 2,
        }
    }

    /// Whether it is nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Amount::Scalar(scalar) => !scalar.is_positive(),
            Amount::Ranges(ranges) => ranges.is_empty(),
            Amount::Set(set) => set.is_empty(),
        }
    }

    /// The number, if it is one.
    pub const fn scalar(&self) -> Option<Scalar> {
        match self {
            Amount::Scalar(scalar) => Some(*scalar),
            _ => None,
        }
    }

    /// The ranges, if these are ranges.
    pub const fn ranges(&self) -> Option<&Ranges> {
        match self {
            Amount::Ranges(ranges) => Some(ranges),
            _ => None,
        }
    }

    /// The items, if these are items.
    pub const fn set(&self) -> Option<&Set> {
        match self {
            Amount::Set(set) => Some(set),
            _ => None,
        }
    }

    /// The number, the count of numbers in the ranges, or the count of items.
    pub fn quantity(&self) -> Scalar {
        match self {
            Amount::Scalar(scalar) => *scalar,
            Amount::Ranges(ranges) => Scalar::from(ranges.count()),
            Amount::Set(set) => Scalar::from(set.len() as u64),
        }
    }

    /// Whether all of `other` is in it.
    pub fn contains(&self, other: &Amount) -> bool {
        match (self, other) {
            (Amount::Scalar(mine), Amount::Scalar(theirs)) => mine >= theirs,
            (Amount::Ranges(mine), Amount::Ranges(theirs)) => mine.contains(theirs),
            (Amount::Set(mine), Amount::Set(theirs)) => mine.contains(theirs),
            _ => false,
        }
    }

    /// Adds `other`. Numbers that are in both, in ranges or items, count once.
    pub fn add(&mut self, other: &Amount) {
        match (self, other) {
            (Amount::Scalar(mine), Amount::Scalar(theirs)) => *mine += *theirs,
            (Amount::Ranges(mine), Amount::Ranges(theirs)) => mine.add(theirs),
            (Amount::Set(mine), Amount::Set(theirs)) => mine.add(theirs),
            _ => {}
        }
    }

    /// Takes `other` away; what is not there makes no difference.
    pub fn subtract(&mut self, other: &Amount) {
        match (self, other) {
            (Amount::Scalar(mine), Amount::Scalar(theirs)) => *mine = mine.minus_or_zero(*theirs),
            (Amount::Ranges(mine), Amount::Ranges(theirs)) => mine.subtract(theirs),
            (Amount::Set(mine), Amount::Set(theirs)) => mine.subtract(theirs),
            _ => {}
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Scalar(scalar) => fmt::Display::fmt(scalar, f),
            Amount::Ranges(ranges) => fmt::Display::fmt(ranges, f),
            Amount::Set(set) => fmt::Display::fmt(set, f),
        }
    }
}

impl<T: Into<Scalar>> From<T> for Amount {
    fn from(scalar: T) -> Amount {
        Amount::Scalar(scalar.into())
    }
}
