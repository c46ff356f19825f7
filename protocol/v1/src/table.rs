//! What the code says of itself: each message and enum with its names, numbers, types, labels and defaults.

use crate::field::Message;

/// One message of the API.
#[derive(Debug)]
pub struct Table {
    /// Full protobuf name, as in `mesos.v1.Offer.Operation`.
    pub name: &'static str,
    /// Its fields in the order of their declaration, which is also the order in JSON.
    pub fields: &'static [Row],
    /// Makes an empty message; `None` for the entries of maps, which are no messages of their own here.
    pub new: Option<fn() -> Box<dyn Message>>,
    /// The field that JSON may give without its object: clients write `"cpus": 1.5` for `"cpus": {"value": 1.5}`.
    pub(crate) bare: Option<&'static str>,
    /// Holds a password or the like, which must not reach a log.
    pub(crate) secret: bool,
}

impl Table {
    /// The name of field `number`, if there is one.
    #[must_use]
    pub fn name_of(&self, number: u32) -> Option<&'static str> {
        self.fields.iter().find(|row| row.number == number).map(|row| row.name)
    }
}

/// One field of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number on the protobuf wire.
    pub number: u32,
    /// How often the field occurs.
    pub label: Label,
    /// Protobuf type: `string`, `uint64`, `mesos.v1.Resource`. A map is a repeated message whose name ends in `Entry`.
    pub kind: &'static str,
    /// Name in JSON.
    pub name: &'static str,
    /// What an unset field means, as text; empty if nothing.
    pub default: &'static str,
    /// No longer to be used; an unset deprecated field is not written with its default.
    pub deprecated: bool,
}

const fn row(number: u32, label: Label, kind: &'static str, name: &'static str) -> Row {
    Row { number, label, kind, name, default: "", deprecated: false }
}

/// A field that may be unset.
pub(crate) const fn optional(number: u32, kind: &'static str, name: &'static str) -> Row {
    row(number, Label::Optional, kind, name)
}

/// A field that has to be set.
pub(crate) const fn required(number: u32, kind: &'static str, name: &'static str) -> Row {
    row(number, Label::Required, kind, name)
}

/// A list or a map.
pub(crate) const fn repeated(number: u32, kind: &'static str, name: &'static str) -> Row {
    row(number, Label::Repeated, kind, name)
}

impl Row {
    pub(crate) const fn default(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    pub(crate) const fn deprecated(self) -> Self {
        Self { deprecated: true, ..self }
    }
}

/// How often a field occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// May be unset.
    Optional,
    /// May be unset on the wire, but [`Message::check`] asks for it.
    Required,
    /// Any number of times.
    Repeated,
}

impl Label {
    /// The word of the protobuf language.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
            Self::Repeated => "repeated",
        }
    }
}

/// One enum of the API.
#[derive(Debug)]
pub struct EnumTable {
    /// Full protobuf name, as in `mesos.v1.TaskState`.
    pub name: &'static str,
    /// Names and numbers in the order of their declaration.
    pub values: &'static [(&'static str, i32)],
}

/// A message or an enum, in the order in which the API declares them.
#[derive(Clone, Copy, Debug)]
pub enum Item {
    /// A message.
    Message(&'static Table),
    /// An enum.
    Enum(&'static EnumTable),
}

pub use crate::generated::ITEMS;
