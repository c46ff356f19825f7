//! Reads JSON straight into messages, without a tree in between.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{DEPTH_MAX, number};
use crate::error::Error;
use crate::field::Message;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// A place in a JSON text.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

/// What kind of value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    Number,
    Bool,
    Null,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Null => "null",
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Nothing but white space may follow the message.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        match self.peek_byte() {
            None => Ok(()),
            Some(_) => Err(self.error("is followed by more text")),
        }
    }

    #[cold]
    pub(crate) fn error(&self, reason: impl Into<Cow<'static, str>>) -> Error {
        Error::at_byte(self.at, reason)
    }

    #[cold]
    fn unexpected(&self, wanted: &str) -> Error {
        match self.kind() {
            Some(kind) => self.error(format!("must be {wanted}, not {}", kind.word())),
            None if self.at >= self.text.len() => self.error("is cut short"),
            None => self.error(format!("must be {wanted}, but is not JSON")),
        }
    }

    /// The next byte that is not white space.
    #[inline]
    fn peek_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte.copied(),
            }
        }
    }

    /// Kind of the value at the present place, which is not white space.
    fn kind(&self) -> Option<Kind> {
        Some(match self.text.as_bytes().get(self.at)? {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => Kind::Text,
            b'-' | b'0'..=b'9' => Kind::Number,
            b't' | b'f' => Kind::Bool,
            b'n' => Kind::Null,
            _ => return None,
        })
    }

    /// Kind of the next value.
    pub(crate) fn peek(&mut self) -> Result<Kind, Error> {
        self.peek_byte();
        self.kind().ok_or_else(|| self.unexpected("a value"))
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    /// Takes a `null`, if one comes next.
    #[inline]
    pub(crate) fn null(&mut self) -> bool {
        self.peek_byte() == Some(b'n') && self.word("null")
    }

    fn enter(&mut self) -> Result<(), Error> {
        if self.depth == DEPTH_MAX {
            return Err(self.error(format!("is nested deeper than {DEPTH_MAX} levels")));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// After a value: is there another one before `close`?
    #[inline]
    fn another(&mut self, close: u8) -> Result<bool, Error> {
        match self.peek_byte() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            None => Err(self.error("is cut short")),
            Some(_) => Err(self.error(format!("lacks a comma or a closing {}", char::from(close)))),
        }
    }

    /// Calls `member` for each name of an object, with the reader at its value.
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, Cow<'a, str>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.peek_byte() != Some(b'{') {
            return Err(self.unexpected("an object"));
        }
        self.enter()?;
        if self.peek_byte() == Some(b'}') {
            return self.another(b'}').map(drop);
        }
        loop {
            if self.peek_byte() != Some(b'"') {
                return Err(self.error("lacks a name in quotes"));
            }
            let name = self.text()?;
            if self.peek_byte() != Some(b':') {
                return Err(self.error("lacks a colon after a name"));
            }
            self.at += 1;
            member(self, name)?;
            if !self.another(b'}')? {
                return Ok(());
            }
        }
    }

    /// Calls `element` for each place of an array, with the reader at the value.
    pub(crate) fn array(&mut self, mut element: impl FnMut(&mut Self, usize) -> Result<(), Error>) -> Result<(), Error> {
        if self.peek_byte() != Some(b'[') {
            return Err(self.unexpected("an array"));
        }
        self.enter()?;
        if self.peek_byte() == Some(b']') {
            return self.another(b']').map(drop);
        }
        let mut index = 0;
        loop {
            element(self, index).map_err(|error| error.at(index))?;
            if !self.another(b']')? {
                return Ok(());
            }
            index += 1;
        }
    }

    /// Reads an object into `message`.
    pub(crate) fn message(&mut self, message: &mut dyn Message) -> Result<(), Error> {
        if let Some(field) = message.table().bare
            && self.peek_byte() != Some(b'{')
        {
            return message.read_json(field, self);
        }
        self.object(|reader, name| message.read_json(&name, reader).map_err(|error| error.within(name.into_owned())))
    }

    /// Passes over a value of any kind.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        match self.peek()? {
            Kind::Object => self.object(|reader, _| reader.skip()),
            Kind::Array => self.array(|reader, _| reader.skip()),
            Kind::Text => self.text().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::Bool => self.bool().map(drop),
            Kind::Null if self.null() => Ok(()),
            Kind::Null => Err(self.error("is not JSON")),
        }
    }

    pub(crate) fn bool(&mut self) -> Result<bool, Error> {
        match self.peek_byte() {
            Some(b't') if self.word("true") => Ok(true),
            Some(b'f') if self.word("false") => Ok(false),
            _ => Err(self.unexpected("true or false")),
        }
    }

    /// The text of a number.
    fn number(&mut self) -> Result<&'a str, Error> {
        self.peek_byte();
        let length = number::length(&self.text.as_bytes()[self.at..]);
        if length == 0 {
            return Err(self.unexpected("a number"));
        }
        let number = &self.text[self.at..self.at + length];
        self.at += length;
        Ok(number)
    }

    /// The text of a number that may stand in quotes.
    fn number_or_text(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.peek_byte() == Some(b'"') { self.text() } else { self.number().map(Cow::Borrowed) }
    }

    pub(crate) fn double(&mut self) -> Result<f64, Error> {
        let text = self.number_or_text()?;
        let text = text.trim();
        let value = match text {
            "Infinity" | "inf" => return Ok(f64::INFINITY),
            "-Infinity" | "-inf" => return Ok(f64::NEG_INFINITY),
            _ if number::length(text.as_bytes()) == text.len() => text.parse().unwrap_or(f64::NAN),
            _ => f64::NAN,
        };
        if value.is_finite() {
            Ok(value)
        } else {
            Err(self.error(format!("is {}, which is not a finite number", shortened(text))))
        }
    }

    /// A whole number of the range of `T`.
    pub(crate) fn whole<T: TryFrom<i128>>(&mut self) -> Result<T, Error> {
        let text = self.number_or_text()?;
        let text = text.trim();
        let value = if number::length(text.as_bytes()) == text.len() { number::whole(text) } else { None };
        match value.map(T::try_from) {
            Some(Ok(value)) => Ok(value),
            _ => Err(self.error(format!("is {}, which is not a whole number in its range", shortened(text)))),
        }
    }

    /// Text in Base64, as bytes.
    pub(crate) fn base64(&mut self) -> Result<Vec<u8>, Error> {
        let text = self.text()?;
        let url_safe = text.contains(['-', '_']);
        let decoded = if text.contains(|c: char| c.is_ascii_whitespace()) {
            let dense: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            if url_safe { URL_SAFE.decode(dense) } else { STANDARD.decode(dense) }
        } else if url_safe {
            URL_SAFE.decode(text.as_bytes())
        } else {
            STANDARD.decode(text.as_bytes())
        };
        decoded.map_err(|_| self.error("is not Base64"))
    }

    /// A string, borrowed where it holds no escapes.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.peek_byte() != Some(b'"') {
            return Err(self.unexpected("a text"));
        }
        self.at += 1;
        let start = self.at;
        self.plain()?;
        if self.text.as_bytes()[self.at] == b'"' {
            let text = &self.text[start..self.at];
            self.at += 1;
            return Ok(Cow::Borrowed(text));
        }
        self.escaped(start).map(Cow::Owned)
    }

    /// Moves to the next quote or backslash.
    #[inline]
    fn plain(&mut self) -> Result<(), Error> {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
        match end {
            Some(end) if rest[end] >= 0x20 => {
                self.at += end;
                Ok(())
            }
            Some(end) => {
                self.at += end;
                Err(self.error("holds a control character that is not escaped"))
            }
            None => {
                self.at = self.text.len();
                Err(self.error("is cut short"))
            }
        }
    }

    /// The rest of a string that began at `start` and whose first backslash is next.
    fn escaped(&mut self, start: usize) -> Result<String, Error> {
        let mut text = self.text[start..self.at].to_owned();
        loop {
            if self.text.as_bytes()[self.at] == b'"' {
                self.at += 1;
                return Ok(text);
            }
            self.at += 1;
            text.push(self.escape()?);
            let from = self.at;
            self.plain()?;
            text.push_str(&self.text[from..self.at]);
        }
    }

    /// The character that the escape after a backslash stands for.
    fn escape(&mut self) -> Result<char, Error> {
        let byte = self.text.as_bytes().get(self.at).copied();
        let character = match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.code_point();
            }
            _ => return Err(self.error("holds an unknown escape")),
        };
        self.at += 1;
        Ok(character)
    }

    fn code_point(&mut self) -> Result<char, Error> {
        let first = self.four_digits()?;
        let code = if (0xd800..0xdc00).contains(&first) && self.word("\\u") {
            let second = self.four_digits()?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(self.error("holds half of a surrogate pair"));
            }
            0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.error("holds half of a surrogate pair"))
    }

    fn four_digits(&mut self) -> Result<u32, Error> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let mut code = 0;
        for digit in digits.ok_or_else(|| self.error("is cut short"))? {
            let value = char::from(*digit).to_digit(16).ok_or_else(|| self.error("holds an unknown escape"))?;
            code = code << 4 | value;
        }
        self.at += 4;
        Ok(code)
    }
}

/// Enough of a text to recognise it in an error.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{:?} and more", &text[..end]),
        None => format!("{text:?}"),
    }
}
