//! Attributes: what an agent tells about itself and nobody uses up, such as its rack.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::values::{InvalidValue, Ranges, Scalar, Value};

/// A name with a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(Arc<str>, AttributeValue)", into = "(Arc<str>, AttributeValue)")]
pub struct Attribute {
    name: Arc<str>,
    value: AttributeValue,
}

/// The value of an attribute. There are no sets of attributes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AttributeValue {
    /// `4`
    Scalar(Scalar),
    /// `[1-3]`
    Ranges(Ranges),
    /// `linux`
    Text(Arc<str>),
}

/// An attribute that cannot be, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidAttribute {
    /// The attribute as it was written, cut to 80 characters.
    pub text: String,
    /// The rule it breaks.
    pub rule: AttributeRule,
    /// Which attribute of the list, counted from 0.
    pub index: usize,
}

/// What an attribute must be, by what breaks it.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeRule {
    /// It has no colon between name and value.
    NotNameAndValue,
    /// It has no name.
    NoName,
    /// It has no value.
    NoValue,
    /// Its value is a set.
    Set,
    /// Its value cannot be read.
    Value(InvalidValue),
}

impl Attribute {
    /// A name with a value.
    ///
    /// # Errors
    /// [`InvalidAttribute`] when the name or a text is empty.
    pub fn new(name: impl AsRef<str>, value: impl Into<AttributeValue>) -> Result<Attribute, InvalidAttribute> {
        let attribute = Attribute { name: Arc::from(name.as_ref()), value: value.into() };
        let rule = if attribute.name.is_empty() {
            AttributeRule::NoName
        } else if matches!(&attribute.value, AttributeValue::Text(text) if text.is_empty()) {
            AttributeRule::NoValue
        } else {
            return Ok(attribute);
        };
        Err(InvalidAttribute { text: attribute.to_string().chars().take(80).collect(), rule, index: 0 })
    }

    /// Its name; others may have the same.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value.
    pub const fn value(&self) -> &AttributeValue {
        &self.value
    }

    /// Its text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            AttributeValue::Text(text) => Some(text),
            _ => None,
        }
    }

    fn parse(text: &str) -> Result<Attribute, AttributeRule> {
        let (name, value) = text.split_once(':').ok_or(AttributeRule::NotNameAndValue)?;
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() {
            return Err(AttributeRule::NoName);
        }
        if value.is_empty() {
            return Err(AttributeRule::NoValue);
        }
        let value = match Value::parse(value).map_err(AttributeRule::Value)? {
            Value::Scalar(scalar) => AttributeValue::Scalar(scalar),
            Value::Ranges(ranges) => AttributeValue::Ranges(ranges),
            Value::Text(text) => AttributeValue::Text(text),
            Value::Set(_) => return Err(AttributeRule::Set),
        };
        Ok(Attribute { name: Arc::from(name), value })
    }
}

impl TryFrom<(Arc<str>, AttributeValue)> for Attribute {
    type Error = InvalidAttribute;

    fn try_from((name, value): (Arc<str>, AttributeValue)) -> Result<Attribute, InvalidAttribute> {
        Attribute::new(name, value)
    }
}

impl From<Attribute> for (Arc<str>, AttributeValue) {
    fn from(attribute: Attribute) -> Self {
        (attribute.name, attribute.value)
    }
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> AttributeValue {
        AttributeValue::Text(Arc::from(text))
    }
}

impl From<Scalar> for AttributeValue {
    fn from(scalar: Scalar) -> AttributeValue {
        AttributeValue::Scalar(scalar)
    }
}

impl From<Ranges> for AttributeValue {
    fn from(ranges: Ranges) -> AttributeValue {
        AttributeValue::Ranges(ranges)
    }
}

impl fmt::Display for AttributeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AttributeValue::Scalar(scalar) => fmt::Display::fmt(scalar, f),
            AttributeValue::Ranges(ranges) => fmt::Display::fmt(ranges, f),
            AttributeValue::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, self.value)
    }
}

/// The attributes of an agent, in the order in which they were given. A name may stand more than once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attributes(Vec<Attribute>);

impl Attributes {
    /// No attributes.
    pub const fn none() -> Attributes {
        Attributes(Vec::new())
    }

    /// The first attribute of that name, which is the one that constraints look at.
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.iter().find(|attribute| attribute.name() == name)
    }

    /// Adds an attribute at the end.
    pub fn push(&mut self, attribute: Attribute) {
        self.0.push(attribute);
    }

    /// In the order in which they were given.
    pub fn iter(&self) -> std::slice::Iter<'_, Attribute> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each attribute of `other` is among them.
    pub fn contains(&self, other: &Attributes) -> bool {
        other.iter().all(|attribute| self.0.contains(attribute))
    }
}

/// Each contains all of the other; order and repetition do not count.
impl PartialEq for Attributes {
    fn eq(&self, other: &Attributes) -> bool {
        self.0 == other.0 || (self.contains(other) && other.contains(self))
    }
}

impl Eq for Attributes {}

impl FromIterator<Attribute> for Attributes {
    fn from_iter<I: IntoIterator<Item = Attribute>>(attributes: I) -> Attributes {
        Attributes(attributes.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Attributes {
    type Item = &'a Attribute;
    type IntoIter = std::slice::Iter<'a, Attribute>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromStr for Attributes {
    type Err = InvalidAttribute;

    /// Reads `rack:r2;os:linux`, also with line ends in place of semicolons.
    fn from_str(text: &str) -> Result<Attributes, InvalidAttribute> {
        let parts = text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
        parts
            .enumerate()
            .map(|(index, part)| {
                let invalid = |rule| InvalidAttribute { text: part.chars().take(80).collect(), rule, index };
                Attribute::parse(part).map_err(invalid)
            })
            .collect()
    }
}

/// `rack:r2;os:linux`
impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, attribute) in self.iter().enumerate() {
            write!(f, "{}{attribute}", if i == 0 { "" } else { ";" })?;
        }
        Ok(())
    }
}

impl fmt::Display for InvalidAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "attribute {} ({:?}) is refused: ", self.index + 1, self.text)?;
        match &self.rule {
            AttributeRule::NotNameAndValue => write!(f, "write it as name:value"),
            AttributeRule::NoName => write!(f, "it has no name"),
            AttributeRule::NoValue => write!(f, "it has no value"),
            AttributeRule::Set => write!(f, "attributes cannot be sets; write a number, [begin-end] or a text"),
            AttributeRule::Value(error) => write!(f, "{}", error.rule),
        }
    }
}

impl std::error::Error for InvalidAttribute {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_split_at_the_first_colon() {
        let attributes: Attributes = "rack:r2; os:linux\nurl:http://a;ports:[1-3];speed:2.5".parse().unwrap();
        assert_eq!(attributes.len(), 5);
        assert_eq!(attributes.get("url").and_then(Attribute::text), Some("http://a"));
        assert_eq!(attributes.get("speed").map(Attribute::value), Some(&Scalar::from(2.5).into()));
        assert_eq!(attributes.to_string(), "rack:r2;os:linux;url:http://a;ports:[1-3];speed:2.5");
        assert_eq!(attributes.to_string().parse(), Ok(attributes));
    }

    #[test]
    fn what_is_no_attribute_is_refused_with_place_and_rule() {
        for (text, index, rule) in [
            ("a:1;b", 1, AttributeRule::NotNameAndValue),
            (":x", 0, AttributeRule::NoName),
            ("a:1;b:", 1, AttributeRule::NoValue),
            ("a:{x,y}", 0, AttributeRule::Set),
        ] {
            let error = text.parse::<Attributes>().unwrap_err();
            assert_eq!((error.index, error.rule), (index, rule), "{text:?}");
        }
        assert_eq!(
            "a:1;b:{x}".parse::<Attributes>().unwrap_err().to_string(),
            "attribute 2 (\"b:{x}\") is refused: attributes cannot be sets; write a number, [begin-end] or a text"
        );
        assert!(Attribute::new("", "x").is_err());
        assert!(Attribute::new("a", "").is_err());
    }

    #[test]
    fn equal_attributes_may_stand_in_any_order_and_the_first_of_a_name_counts() {
        let list = |text: &str| text.parse::<Attributes>().unwrap();
        assert_eq!(list("a:1;b:2"), list("b:2;a:1"));
        assert_eq!(list("a:1;a:1"), list("a:1"));
        assert_ne!(list("a:1"), list("a:1;a:2"));
        assert_eq!(list("a:x;a:y").get("a").and_then(Attribute::text), Some("x"));
    }
}
