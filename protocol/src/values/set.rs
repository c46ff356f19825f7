//! Sets of items.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Items without order and without duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Set(BTreeSet<Arc<str>>);

impl Set {
    /// No items.
    pub const fn none() -> Set {
        Set(BTreeSet::new())
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// In alphabetical order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(|item| &**item)
    }

    /// Whether `item` is in it.
    pub fn has(&self, item: &str) -> bool {
        self.0.contains(item)
    }

    /// Adds an item; false if it was there already.
    pub fn insert(&mut self, item: impl AsRef<str>) -> bool {
        !self.has(item.as_ref()) && self.0.insert(Arc::from(item.as_ref()))
    }

    /// Whether every item of `other` is in it.
    pub fn contains(&self, other: &Set) -> bool {
        other.0.is_subset(&self.0)
    }

    /// Adds all items of `other`.
    pub fn add(&mut self, other: &Set) {
        self.0.extend(other.0.iter().cloned());
    }

    /// Takes away all items of `other`.
    pub fn subtract(&mut self, other: &Set) {
        for item in &other.0 {
            self.0.remove(item);
        }
    }
}

impl<T: AsRef<str>> FromIterator<T> for Set {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Set {
        Set(items.into_iter().map(|item| Arc::from(item.as_ref())).collect())
    }
}

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (i, item) in self.iter().enumerate() {
            write!(f, "{}{item}", if i == 0 { "" } else { "," })?;
        }
        f.write_str("}")
    }
}
