//! The table, the generated code and what the code says of itself are the same.

use std::fs;
use std::path::Path;

use super::generate::{self, WELL_KNOWN};
use crate::table::{ITEMS, Item};

const TABLE: &str = include_str!("../../fields.tsv");

#[test]
fn checked_in_code_is_what_the_generator_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generated");
    let files = generate::generate(TABLE).unwrap();
    for (name, text) in &files {
        let checked_in = fs::read_to_string(folder.join(name)).unwrap();
        let differs = checked_in.lines().zip(text.lines()).position(|(have, want)| have != want);
        assert_eq!(differs, None, "{name} differs: run the generator");
        assert_eq!(checked_in.len(), text.len(), "{name} differs at its end: run the generator");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), files.len(), "a file is left over");
}

#[test]
fn names_numbers_types_labels_and_defaults_are_those_of_the_table() {
    let said: Vec<String> = ITEMS.iter().flat_map(rows).collect();
    let table = format!("{TABLE}{WELL_KNOWN}");
    let asked: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(said.len(), asked.len());
    for (said, asked) in said.iter().zip(asked) {
        let notes = [asked.to_owned(), without_note(asked)];
        assert!(notes.contains(said), "the code says {said:?}, the table {asked:?}");
    }
    assert!(ITEMS.len() > 400, "only {} messages and enums", ITEMS.len());
}

/// Notes other than these two are remarks.
fn without_note(row: &str) -> String {
    let (columns, note) = row.rsplit_once('\t').unwrap();
    let note = if matches!(note, "deprecated" | "empty") { note } else { "" };
    format!("{columns}\t{note}")
}

fn rows(item: &Item) -> Vec<String> {
    match item {
        Item::Message(table) if table.fields.is_empty() => {
            vec![format!("{}\t\t\t\t\t\tempty", table.name)]
        }
        Item::Message(table) => table
            .fields
            .iter()
            .map(|row| {
                let note = if row.deprecated { "deprecated" } else { "" };
                let label = row.label.word();
                format!("{}\t{}\t{label}\t{}\t{}\t{}\t{note}", table.name, row.number, row.kind, row.name, row.default)
            })
            .collect(),
        Item::Enum(table) => {
            let row = |(name, number): &(&str, i32)| format!("{}\t{number}\tenum\t\t{name}\t\t", table.name);
            table.values.iter().map(row).collect()
        }
    }
}
