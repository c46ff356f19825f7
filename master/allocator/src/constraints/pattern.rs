//! Regular expressions with RE2's meaning on another library.

use regex::bytes::{Regex, RegexBuilder};

use super::InvalidConstraints;

/// Bytes of the library used here for each byte that RE2 may use.
const BYTES_PER_RE2_BYTE: usize = 16;

/// Bytes of the library used here for each instruction that RE2 may use.
const BYTES_PER_RE2_INSTRUCTION: usize = 640;

/// How large a regular expression may become, in RE2's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternLimits {
    /// Bytes of memory (`--offer_constraints_re2_max_mem`, default 4 KB).
    pub memory_bytes_max: usize,
    /// Instructions of the program (`--offer_constraints_re2_max_program_size`, default 100).
    pub instructions_max: usize,
}

impl Default for PatternLimits {
    fn default() -> Self {
        PatternLimits { memory_bytes_max: 4096, instructions_max: 100 }
    }
}

impl PatternLimits {
    /// The limit in bytes of the library used here.
    fn bytes_max(self) -> usize {
        let memory = self.memory_bytes_max.saturating_mul(BYTES_PER_RE2_BYTE);
        memory.min(self.instructions_max.saturating_mul(BYTES_PER_RE2_INSTRUCTION))
    }
}

/// A compiled regular expression that must match a whole text. Matching takes time linear in the text.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads an expression in RE2's syntax.
    ///
    /// # Errors
    /// [`InvalidConstraints`] if it cannot be read or exceeds the limits.
    pub fn new(text: &str, limits: PatternLimits) -> Result<Pattern, InvalidConstraints> {
        let bytes_max = limits.bytes_max();
        let read = RegexBuilder::new(&format!(r"\A(?:{})\z", translate(text)))
            .size_limit(bytes_max)
            .dfa_size_limit(bytes_max)
            .octal(true)
            .build();
        read.map(Pattern).map_err(|error| match error {
            regex::Error::CompiledTooBig(bytes_max) => {
                InvalidConstraints::PatternTooLarge { text: text.to_owned(), bytes_max }
            }
            other => InvalidConstraints::Pattern { text: text.to_owned(), why: first_line(&other.to_string()) },
        })
    }

    /// Whether it matches all of `text`.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text.as_bytes())
    }
}

/// The library draws the place of an error over several lines; its last one says what is wrong.
fn first_line(error: &str) -> String {
    let last = error.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

/// Rewrites what means something else here: classes by name are ASCII in RE2, `\Q…\E` quotes, `\C` is any byte.
fn translate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        if c != '\\' {
            (in_class, rest) = plain(c, in_class, rest, &mut out);
            continue;
        }
        let Some(escaped) = rest[1..].chars().next() else {
            out.push('\\');
            break;
        };
        let after = &rest[1 + escaped.len_utf8()..];
        rest = match escaped {
            'Q' if !in_class => {
                let (quoted, left) = after.split_once("\\E").unwrap_or((after, ""));
                out.push_str(&regex::escape(quoted));
                left
            }
            _ => {
                match ascii_class(escaped, in_class) {
                    Some(class) => out.push_str(class),
                    None => out.extend(['\\', escaped]),
                }
                after
            }
        };
    }
    out
}

fn plain<'a>(c: char, in_class: bool, rest: &'a str, out: &mut String) -> (bool, &'a str) {
    // A bracket right after the opening one, or after its negation, stands for itself.
    if c == '[' && !in_class {
        let opening = ["[^]", "[]", "[^", "["].into_iter().find(|begin| rest.starts_with(begin)).unwrap_or("[");
        out.push_str(&opening.replace(']', r"\]"));
        return (true, &rest[opening.len()..]);
    }
    if in_class && c == '[' {
        if let Some(end) = rest.strip_prefix("[:").and_then(|name| name.find(":]")) {
            let named = &rest[..end + 4];
            out.push_str(named);
            return (true, &rest[named.len()..]);
        }
        // Nested classes are an extension that RE2 does not have.
        out.push_str(r"\[");
        return (true, &rest[1..]);
    }
    // Set operations in classes are extensions as well.
    if in_class && matches!(c, '&' | '~') {
        out.push('\\');
    }
    out.push(c);
    (in_class && c != ']', &rest[c.len_utf8()..])
}

fn ascii_class(escaped: char, in_class: bool) -> Option<&'static str> {
    Some(match (escaped, in_class) {
        ('d', false) => "[0-9]",
        ('d', true) => "0-9",
        ('D', false) => "[^0-9]",
        ('D', true) => r"\x00-/:-\x{10FFFF}",
        ('w', false) => "[0-9A-Za-z_]",
        ('w', true) => "0-9A-Za-z_",
        ('W', false) => "[^0-9A-Za-z_]",
        ('W', true) => r"\x00-/:-@\[-\^`\{-\x{10FFFF}",
        ('s', false) => r"[\t\n\x0c\r ]",
        ('s', true) => r"\t\n\x0c\r ",
        ('S', false) => r"[^\t\n\x0c\r ]",
        ('S', true) => r"\x00-\x08\x0b\x0e-\x1f!-\x{10FFFF}",
        ('b', false) => r"(?-u:\b)",
        ('B', false) => r"(?-u:\B)",
        ('C', false) => "(?s-u:.)",
        _ => return None,
    })
}
