//! Appends JSON to a buffer.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::number;
use crate::field::Message;

/// Collects the text of one message.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// Leave out what must not reach a log.
    hide_secrets: bool,
}

impl Writer {
    pub(super) fn finish(self) -> Vec<u8> {
        self.out
    }

    /// Begins a member of the open object.
    #[inline]
    pub(crate) fn name(&mut self, name: &'static str) {
        self.separate(b'{');
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    /// A comma, unless this is the first in its object or array.
    #[inline]
    fn separate(&mut self, open: u8) {
        if self.out.last() != Some(&open) {
            self.out.push(b',');
        }
    }

    pub(crate) fn message(&mut self, message: &dyn Message) {
        if self.hide_secrets && message.table().secret {
            self.text("hidden");
            return;
        }
        self.out.push(b'{');
        message.write_json(self);
        self.out.push(b'}');
    }

    pub(crate) fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Self, &T)) {
        self.out.push(b'[');
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            write(self, value);
        }
        self.out.push(b']');
    }

    pub(crate) fn map<'a, T: 'a>(
        &mut self,
        entries: impl Iterator<Item = (&'a String, &'a T)>,
        write: impl Fn(&mut Self, &T),
    ) {
        self.out.push(b'{');
        for (index, (key, value)) in entries.enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.text(key);
            self.out.push(b':');
            write(self, value);
        }
        self.out.push(b'}');
    }

    pub(crate) fn bool(&mut self, value: bool) {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
    }

    pub(crate) fn unsigned(&mut self, value: u64) {
        number::write_unsigned(&mut self.out, value);
    }

    pub(crate) fn signed(&mut self, value: i64) {
        if value < 0 {
            self.out.push(b'-');
        }
        number::write_unsigned(&mut self.out, value.unsigned_abs());
    }

    pub(crate) fn double(&mut self, value: f64) {
        number::write_double(&mut self.out, value);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.out.push(b'"');
        let bytes = text.as_bytes();
        let mut written = 0;
        for (index, byte) in bytes.iter().enumerate() {
            let Some(escape) = escape(*byte) else {
                continue;
            };
            self.out.extend_from_slice(&bytes[written..index]);
            written = index + 1;
            self.out.extend_from_slice(&[b'\\', escape]);
            if escape == b'u' {
                self.out.extend_from_slice(&[b'0', b'0', hex(byte >> 4), hex(byte & 15)]);
            }
        }
        self.out.extend_from_slice(&bytes[written..]);
        self.out.push(b'"');
    }

    pub(crate) fn base64(&mut self, bytes: &[u8]) {
        self.out.push(b'"');
        self.out.extend_from_slice(STANDARD.encode(bytes).as_bytes());
        self.out.push(b'"');
    }
}

/// What follows the backslash for a byte that must not stand in a JSON string as it is.
#[inline]
fn escape(byte: u8) -> Option<u8> {
    match byte {
        b'"' | b'\\' => Some(byte),
        b'\n' => Some(b'n'),
        b'\r' => Some(b'r'),
        b'\t' => Some(b't'),
        0..=0x1f => Some(b'u'),
        _ => None,
    }
}

fn hex(digit: u8) -> u8 {
    b"0123456789abcdef"[usize::from(digit)]
}

/// Prints a message for a log: its JSON with passwords and the like left out.
pub(crate) fn debug(message: &dyn Message, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut writer = Writer { out: Vec::new(), hide_secrets: true };
    writer.message(message);
    f.write_str(&String::from_utf8_lossy(&writer.out))
}
