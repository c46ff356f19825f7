//! Free-form keys and values.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A key, with or without a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label {
    /// Need not be unique.
    pub key: String,
    /// Absent is not the same as empty.
    pub value: Option<String>,
}

/// Labels in order of key and value: two lists are equal when they hold the same labels equally often.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Labels(Sorted);

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Label>")]
struct Sorted(Vec<Label>);

impl From<Vec<Label>> for Sorted {
    fn from(mut labels: Vec<Label>) -> Sorted {
        labels.sort();
        Sorted(labels)
    }
}

impl Labels {
    /// No labels.
    pub const fn none() -> Labels {
        Labels(Sorted(Vec::new()))
    }

    /// With one more label.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<String>) -> Labels {
        self.insert(Label { key: key.into(), value: Some(value.into()) });
        self
    }

    /// Adds a label.
    pub fn insert(&mut self, label: Label) {
        let at = self.0.0.partition_point(|other| *other <= label);
        self.0.0.insert(at, label);
    }

    /// The value of the first label of that key that has one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().find(|label| label.key == key && label.value.is_some()).and_then(|label| label.value.as_deref())
    }

    /// In order of key and value.
    pub fn iter(&self) -> std::slice::Iter<'_, Label> {
        self.0.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.0.is_empty()
    }
}

impl FromIterator<Label> for Labels {
    fn from_iter<I: IntoIterator<Item = Label>>(labels: I) -> Labels {
        Labels(Sorted::from(labels.into_iter().collect::<Vec<_>>()))
    }
}

impl<'a> IntoIterator for &'a Labels {
    type Item = &'a Label;
    type IntoIter = std::slice::Iter<'a, Label>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Labels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (i, Label { key, value }) in self.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            match value {
                Some(value) => write!(f, "{comma}{key}: {value}")?,
                None => write!(f, "{comma}{key}")?,
            }
        }
        f.write_str("}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_distinguish_labels_but_number_and_value_do() {
        let ab = Labels::none().with("a", "1").with("b", "2");
        assert_eq!(ab, Labels::none().with("b", "2").with("a", "1"));
        assert_ne!(ab, ab.clone().with("a", "1"));
        let bare: Labels = [Label { key: "a".into(), value: None }].into_iter().collect();
        assert_ne!(bare, Labels::none().with("a", ""));
        assert_eq!(ab.get("b"), Some("2"));
        assert_eq!(bare.get("a"), None);
        assert_eq!(ab.to_string(), "{a: 1, b: 2}");
    }
}
