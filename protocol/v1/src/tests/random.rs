//! Random messages as protobuf bytes, written along the tables by code of the tests' own.

use super::{enumeration, message};
use crate::table::{Label, Row, Table};

/// A small generator of random numbers whose seed is the test's (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub(crate) fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn tagged(number: u32, wire: u64, out: &mut Vec<u8>) {
    varint(u64::from(number) << 3 | wire, out);
}

fn counted(bytes: &[u8], out: &mut Vec<u8>) {
    varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// Bytes of one field with the bytes of its value.
pub(super) fn field(row: &Row, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match row.kind {
        "double" => {
            tagged(row.number, 1, &mut out);
            out.extend_from_slice(value);
        }
        "bool" | "int32" | "int64" | "uint32" | "uint64" => {
            tagged(row.number, 0, &mut out);
            out.extend_from_slice(value);
        }
        kind if enumeration(kind).is_some() => {
            tagged(row.number, 0, &mut out);
            out.extend_from_slice(value);
        }
        _ => {
            tagged(row.number, 2, &mut out);
            counted(value, &mut out);
        }
    }
    out
}

fn text(random: &mut Random) -> String {
    const LETTERS: [char; 12] = ['a', 'b', '0', ' ', '"', '\\', '\n', '\u{1}', 'é', '😀', '/', '\u{7f}'];
    (0..random.below(6)).map(|_| LETTERS[random.below(LETTERS.len())]).collect()
}

/// Bytes of a value of type `kind`, without tag or length.
pub(super) fn value(kind: &str, random: &mut Random, complete: bool, depth: usize) -> Vec<u8> {
    let mut out = Vec::new();
    match kind {
        "bool" => varint(random.next() & 1, &mut out),
        "int32" => varint(i64::from(random.next() as i32) as u64, &mut out),
        "uint32" => varint(random.next() & 0xffff_ffff, &mut out),
        "int64" | "uint64" => {
            let bits = random.below(65) as u32;
            varint(random.next().checked_shr(64 - bits).unwrap_or(0), &mut out);
        }
        "double" => out.extend_from_slice(&double(random).to_le_bytes()),
        "string" => out = text(random).into_bytes(),
        "bytes" => out = (0..random.below(9)).map(|_| random.next() as u8).collect(),
        _ => match (enumeration(kind), message(kind)) {
            (Some(table), _) => {
                let number = table.values[random.below(table.values.len())].1;
                varint(i64::from(number) as u64, &mut out);
            }
            (None, Some(table)) => out = fields(table, random, complete, depth + 1),
            (None, None) => panic!("unknown type {kind}"),
        },
    }
    out
}

fn double(random: &mut Random) -> f64 {
    match random.below(6) {
        0 => 0.0,
        1 => f64::INFINITY,
        2 => random.below(1_000_000) as f64 / 1000.0,
        3 => random.below(100) as f64,
        _ => {
            let value = f64::from_bits(random.next());
            if value.is_nan() { -1.5 } else { value }
        }
    }
}

/// Bytes of a random message, in the one way in which it is written: fields by number, maps by key.
///
/// A `complete` one has all fields whose default JSON would add.
pub(crate) fn fields(table: &Table, random: &mut Random, complete: bool, depth: usize) -> Vec<u8> {
    let mut rows: Vec<&Row> = table.fields.iter().collect();
    rows.sort_by_key(|row| row.number);
    let mut out = Vec::new();
    for row in rows {
        let must = complete && !row.default.is_empty() && !row.deprecated;
        // Fewer and fewer fields as it gets deeper, so that recursive messages end.
        let wanted = must || random.chance(60 / (depth + 1));
        let count = match row.label {
            Label::Repeated if depth > 8 => 0,
            Label::Repeated if wanted => 1 + random.below(2),
            _ if wanted => 1,
            _ => 0,
        };
        if message(row.kind).is_some_and(|kind| kind.new.is_none()) {
            out.extend(map(row, count, random, complete, depth));
            continue;
        }
        for _ in 0..count {
            let value = value(row.kind, random, complete, depth);
            out.extend(field(row, &value));
        }
    }
    out
}

fn map(row: &Row, count: usize, random: &mut Random, complete: bool, depth: usize) -> Vec<u8> {
    let [key, content] = message(row.kind).unwrap().fields else { panic!("{} is no entry", row.kind) };
    let mut keys: Vec<String> = (0..count).map(|_| text(random)).collect();
    keys.sort();
    keys.dedup();
    let mut out = Vec::new();
    for name in keys {
        let mut entry = field(key, name.as_bytes());
        entry.extend(field(content, &value(content.kind, random, complete, depth)));
        out.extend(field(row, &entry));
    }
    out
}
