//! What holds for all messages, tested along their tables.

#[path = "../../generate/mod.rs"]
pub(crate) mod generate;

mod corpus;
mod fields;
mod generated;
pub(crate) mod random;
mod round_trips;

use crate::field::Message;
use crate::table::{EnumTable, ITEMS, Item, Table};

/// All messages that stand for themselves: not the entries of maps.
fn messages() -> impl Iterator<Item = &'static Table> {
    ITEMS.iter().filter_map(|item| match item {
        Item::Message(table) if table.new.is_some() => Some(*table),
        _ => None,
    })
}

fn message(name: &str) -> Option<&'static Table> {
    ITEMS.iter().find_map(|item| match item {
        Item::Message(table) if table.name == name => Some(*table),
        _ => None,
    })
}

fn enumeration(name: &str) -> Option<&'static EnumTable> {
    ITEMS.iter().find_map(|item| match item {
        Item::Enum(table) if table.name == name => Some(*table),
        _ => None,
    })
}

fn empty(table: &Table) -> Box<dyn Message> {
    (table.new.unwrap())()
}
