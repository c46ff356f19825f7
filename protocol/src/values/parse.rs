//! Values as people write them: `4`, `[31000-32000]`, `{a,b}`, `linux`.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Range, Ranges, Scalar, Set};

/// A value of any kind. Resources know no text, attributes no sets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// `4`
    Scalar(Scalar),
    /// `[31000-32000,33000-33010]`
    Ranges(Ranges),
    /// `{a,b}`
    Set(Set),
    /// `linux`
    Text(Arc<str>),
}

/// A text that is not a value.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidValue {
    /// The text, cut to 80 characters.
    pub text: String,
    /// The rule it breaks.
    pub rule: ValueRule,
}

/// What a value must not be.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueRule {
    /// There is nothing.
    Empty,
    /// Brackets, braces or parentheses do not pair up.
    Unpaired,
    /// A bracket or brace stands elsewhere than at the beginning.
    Misplaced(char),
    /// A range has not two numbers, or something else than numbers.
    NotARange,
    /// A range ends before it begins.
    Backward(super::InvalidRange),
    /// An item stands twice in a set.
    Twice(String),
    /// The number cannot be counted.
    Scalar(super::InvalidScalar),
}

impl Value {
    /// Reads a value. Spaces do not matter. What is neither a number nor in brackets is text.
    ///
    /// # Errors
    /// [`InvalidValue`] names the rule that the text breaks.
    pub fn parse(text: &str) -> Result<Value, InvalidValue> {
        let compact: String = text.chars().filter(|&c| c != ' ').collect();
        read(&compact).map_err(|rule| InvalidValue { text: text.chars().take(80).collect(), rule })
    }

    /// The kind of value, in the public API's words.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Scalar(_) => "SCALAR",
            Value::Ranges(_) => "RANGES",
            Value::Set(_) => "SET",
            Value::Text(_) => "TEXT",
        }
    }
}

fn read(text: &str) -> Result<Value, ValueRule> {
    if text.is_empty() {
        return Err(ValueRule::Empty);
    }
    if !is_paired(text) {
        return Err(ValueRule::Unpaired);
    }
    if let Some((_, c)) = text.char_indices().find(|&(at, c)| at > 0 && matches!(c, '[' | '{')) {
        return Err(ValueRule::Misplaced(c));
    }
    if text.starts_with('[') {
        return read_ranges(text).map(Value::Ranges);
    }
    if text.starts_with('{') {
        return read_set(text).map(Value::Set);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_subnormal() => Err(ValueRule::Scalar(super::InvalidScalar::TooSmall(number))),
        Ok(number) if number.is_finite() && number >= 0.0 => {
            Scalar::checked(number).map(Value::Scalar).map_err(ValueRule::Scalar)
        }
        _ => Ok(Value::Text(Arc::from(text))),
    }
}

fn is_paired(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '[' => open.push(']'),
            '{' => open.push('}'),
            '(' => open.push(')'),
            ']' | '}' | ')' if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

fn read_ranges(text: &str) -> Result<Ranges, ValueRule> {
    let numbers = text
        .split(['[', ']', '-', ',', '\n'])
        .filter(|token| !token.is_empty())
        .map(|token| token.parse::<u64>().map_err(|_| ValueRule::NotARange))
        .collect::<Result<Vec<_>, _>>()?;
    let (pairs, rest) = numbers.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ValueRule::NotARange);
    }
    pairs.iter().map(|&[begin, end]| Range::new(begin, end).map_err(ValueRule::Backward)).collect()
}

fn read_set(text: &str) -> Result<Set, ValueRule> {
    let mut set = Set::none();
    for item in text.split(['{', '}', ',', '\n']).filter(|item| !item.is_empty()) {
        if !set.insert(item) {
            return Err(ValueRule::Twice(item.to_owned()));
        }
    }
    Ok(set)
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Scalar(scalar) => fmt::Display::fmt(scalar, f),
            Value::Ranges(ranges) => fmt::Display::fmt(ranges, f),
            Value::Set(set) => fmt::Display::fmt(set, f),
            Value::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for ValueRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueRule::Empty => write!(f, "there is no value; write a number, [begin-end] or {{item,item}}"),
            ValueRule::Unpaired => write!(f, "its brackets do not pair up"),
            ValueRule::Misplaced(c) => write!(f, "{c:?} may stand only at the beginning"),
            ValueRule::NotARange => write!(f, "its ranges are not pairs of whole numbers such as [31000-32000,33000-33010]"),
            ValueRule::Backward(error) => fmt::Display::fmt(error, f),
            ValueRule::Twice(item) => write!(f, "the item {item:?} stands in it twice"),
            ValueRule::Scalar(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a value: {}", self.text, self.rule)
    }
}

impl std::error::Error for InvalidValue {}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(pairs: &[(u64, u64)]) -> Value {
        Value::Ranges(pairs.iter().map(|&(begin, end)| Range::new(begin, end).unwrap()).collect())
    }

    #[test]
    fn the_first_character_decides_what_a_value_is() {
        for (text, value) in [
            ("4", Value::Scalar(Scalar::from(4))),
            (" 0 . 5 ", Value::Scalar(Scalar::from(0.5))),
            ("[1-3, 4-5]", ranges(&[(1, 5)])),
            ("[8-9,1-3\n,2-4]", ranges(&[(1, 4), (8, 9)])),
            ("[]", ranges(&[])),
            ("{a, b}", Value::Set(["a", "b"].into_iter().collect())),
            ("{}", Value::Set(Set::none())),
            ("linux", Value::Text("linux".into())),
            ("-1", Value::Text("-1".into())),
            ("nan", Value::Text("nan".into())),
            ("inf", Value::Text("inf".into())),
            ("f(x)", Value::Text("f(x)".into())),
        ] {
            assert_eq!(Value::parse(text), Ok(value), "{text:?}");
        }
    }

    #[test]
    fn what_is_none_of_them_is_refused_with_its_rule() {
        for (text, rule) in [
            ("  ", ValueRule::Empty),
            ("[1-2", ValueRule::Unpaired),
            ("[1-2)", ValueRule::Unpaired),
            ("x)", ValueRule::Unpaired),
            ("a[1-2]", ValueRule::Misplaced('[')),
            ("[1-2]{a}", ValueRule::Misplaced('{')),
            ("[1-2-3]", ValueRule::NotARange),
            ("[a-b]", ValueRule::NotARange),
            ("[3-1]", ValueRule::Backward(super::super::InvalidRange { begin: 3, end: 1 })),
            ("{a,a}", ValueRule::Twice("a".into())),
            ("0.00001", ValueRule::Scalar(super::super::InvalidScalar::TooSmall(0.00001))),
        ] {
            assert_eq!(Value::parse(text).map_err(|error| error.rule), Err(rule), "{text:?}");
        }
        assert!(Value::parse("1e-310").is_err());
        assert!(Value::parse("1e300").is_err());
    }
}
