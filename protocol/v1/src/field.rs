//! How the fields of messages are read and written: by what they hold and by how often they occur.
//!
//! Generated code names the fields; all that is done to one is decided here by its Rust type: `Option` for at most
//! once, `Vec` for lists, `BTreeMap` for maps. Messages are handled as `dyn Message`, so that 330 of them do not
//! multiply the code.

use std::collections::BTreeMap;
use std::fmt;

use crate::error::Error;
use crate::json;
use crate::pb::{self, Wire};
use crate::table::{EnumTable, Table};

mod values;

pub(crate) use values::{merge_enum_json, merge_enum_pb};

/// A message of the v1 API. Implemented by generated code only.
pub trait Message: fmt::Debug + Send + Sync + 'static {
    /// Names, numbers, types, labels and defaults of its fields.
    fn table(&self) -> &'static Table;

    /// Asks for all that is required, here and in everything inside: required fields, the member that `type` names,
    /// numbers that may not be negative.
    ///
    /// # Errors
    /// Names the first place at fault.
    fn check(&self) -> Result<(), Error>;

    /// Writes the fields from the last number to the first; see [`pb::encode`].
    fn write_pb(&self, to: &mut pb::Writer);

    /// Reads the value of field `number`, or passes over it; see [`pb::decode`].
    ///
    /// # Errors
    /// Says why the value cannot be read.
    fn read_pb(&mut self, number: u32, wire: Wire, from: &mut pb::Reader<'_>) -> Result<(), Error>;

    /// Writes the members of the JSON object; see [`json::encode`].
    fn write_json(&self, to: &mut json::Writer);

    /// Reads the value of member `name`, or passes over it; see [`json::decode`].
    ///
    /// # Errors
    /// Says why the value cannot be read.
    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), Error>;
}

/// An enum of the v1 API. Implemented by generated code only.
pub trait Enumeration: Copy + Default + Eq + fmt::Debug + Send + Sync + 'static {
    /// Names and numbers.
    const TABLE: &'static EnumTable;
    /// The values, in the order of the table.
    const ALL: &'static [Self];

    /// Name on the wire, as in `TASK_RUNNING`.
    #[must_use]
    fn name(self) -> &'static str {
        let place = Self::ALL.iter().position(|value| *value == self);
        // Every value is in ALL: both are written by the generator from the same rows.
        place.map_or("", |place| Self::TABLE.values[place].0)
    }

    /// Number on the protobuf wire.
    #[must_use]
    fn number(self) -> i32 {
        let place = Self::ALL.iter().position(|value| *value == self);
        place.map_or(0, |place| Self::TABLE.values[place].1)
    }

    /// The value of that name.
    #[must_use]
    fn from_name(name: &str) -> Option<Self> {
        let place = Self::TABLE.values.iter().position(|(known, _)| *known == name);
        place.map(|place| Self::ALL[place])
    }

    /// The value of that number.
    #[must_use]
    fn from_number(number: i32) -> Option<Self> {
        let place = Self::TABLE.values.iter().position(|(_, known)| *known == number);
        place.map(|place| Self::ALL[place])
    }
}

/// Whether a value was read, or passed over as an unknown value of an enum.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Read {
    Kept,
    Unknown,
}

/// What a field can hold.
pub(crate) trait Value: Default {
    const WIRE: Wire;
    fn put_pb(&self, to: &mut pb::Writer);
    fn merge_pb(&mut self, from: &mut pb::Reader<'_>) -> Result<Read, Error>;
    fn put_json(&self, to: &mut json::Writer);
    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<Read, Error>;
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }
}

/// A field of a message.
pub(crate) trait Field {
    fn put_pb(&self, number: u32, to: &mut pb::Writer);
    fn merge_pb(&mut self, number: u32, wire: Wire, from: &mut pb::Reader<'_>) -> Result<(), Error>;
    fn put_json(&self, name: &'static str, to: &mut json::Writer);
    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<(), Error>;
    fn check(&self, name: &'static str) -> Result<(), Error>;
}

/// A required field is there.
#[inline]
pub(crate) fn need(present: bool, name: &'static str) -> Result<(), Error> {
    if present { Ok(()) } else { Err(Error::missing(name)) }
}

/// The member that the message's `type` names is there.
#[inline]
pub(crate) fn need_by_type(present: bool, name: &'static str, value: &'static str) -> Result<(), Error> {
    if present { Ok(()) } else { Err(Error::new(format!("is missing although the type is {value}")).within(name)) }
}

impl<T: Value> Field for Option<T> {
    #[inline]
    fn put_pb(&self, number: u32, to: &mut pb::Writer) {
        if let Some(value) = self {
            value.put_pb(to);
            to.tag(number, T::WIRE);
        }
    }

    fn merge_pb(&mut self, number: u32, wire: Wire, from: &mut pb::Reader<'_>) -> Result<(), Error> {
        if wire != T::WIRE {
            return from.skip(number, wire);
        }
        let fresh = self.is_none();
        if self.get_or_insert_default().merge_pb(from)? == Read::Unknown && fresh {
            *self = None;
        }
        Ok(())
    }

    #[inline]
    fn put_json(&self, name: &'static str, to: &mut json::Writer) {
        if let Some(value) = self {
            to.name(name);
            value.put_json(to);
        }
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<(), Error> {
        *self = None;
        if !from.null() && self.insert(T::default()).merge_json(from)? == Read::Unknown {
            *self = None;
        }
        Ok(())
    }

    fn check(&self, name: &'static str) -> Result<(), Error> {
        match self {
            Some(value) => value.check().map_err(|error| error.within(name)),
            None => Ok(()),
        }
    }
}

/// Reads one more value of a list.
#[inline]
fn push<T: Value>(list: &mut Vec<T>, read: impl FnOnce(&mut T) -> Result<Read, Error>) -> Result<(), Error> {
    list.push(T::default());
    // The list is not empty: an element was just added.
    let place = list.len() - 1;
    if read(&mut list[place])? == Read::Unknown {
        list.pop();
    }
    Ok(())
}

impl<T: Value> Field for Vec<T> {
    fn put_pb(&self, number: u32, to: &mut pb::Writer) {
        for value in self.iter().rev() {
            value.put_pb(to);
            to.tag(number, T::WIRE);
        }
    }

    fn merge_pb(&mut self, number: u32, wire: Wire, from: &mut pb::Reader<'_>) -> Result<(), Error> {
        let index = self.len();
        if wire == T::WIRE {
            return push(self, |value| value.merge_pb(from)).map_err(|error| error.at(index));
        }
        if wire != Wire::Bytes {
            return from.skip(number, wire);
        }
        let mut packed = from.nested()?;
        while !packed.is_empty() {
            push(self, |value| value.merge_pb(&mut packed))?;
        }
        Ok(())
    }

    fn put_json(&self, name: &'static str, to: &mut json::Writer) {
        if !self.is_empty() {
            to.name(name);
            to.list(self, |to, value| value.put_json(to));
        }
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<(), Error> {
        self.clear();
        if from.null() {
            return Ok(());
        }
        if from.peek()? != json::Kind::Array {
            return push(self, |value| value.merge_json(from));
        }
        from.array(|from, _| if from.null() { Ok(()) } else { push(self, |value| value.merge_json(from)) })
    }

    fn check(&self, name: &'static str) -> Result<(), Error> {
        for (index, value) in self.iter().enumerate() {
            value.check().map_err(|error| error.at(index).within(name))?;
        }
        Ok(())
    }
}

impl<T: Value> Field for BTreeMap<String, T> {
    fn put_pb(&self, number: u32, to: &mut pb::Writer) {
        for (key, value) in self.iter().rev() {
            to.counted(|to| {
                value.put_pb(to);
                to.tag(2, T::WIRE);
                to.bytes(key.as_bytes());
                to.tag(1, Wire::Bytes);
            });
            to.tag(number, Wire::Bytes);
        }
    }

    fn merge_pb(&mut self, number: u32, wire: Wire, from: &mut pb::Reader<'_>) -> Result<(), Error> {
        if wire != Wire::Bytes {
            return from.skip(number, wire);
        }
        let mut entry = from.nested()?;
        let (mut key, mut value) = (String::new(), T::default());
        while !entry.is_empty() {
            match entry.tag()? {
                (1, Wire::Bytes) => entry.text()?.clone_into(&mut key),
                (2, wire) if wire == T::WIRE => {
                    value.merge_pb(&mut entry).map_err(|error| error.at_key(&key))?;
                }
                (number, wire) => entry.skip(number, wire)?,
            }
        }
        self.insert(key, value);
        Ok(())
    }

    fn put_json(&self, name: &'static str, to: &mut json::Writer) {
        if !self.is_empty() {
            to.name(name);
            to.map(self.iter(), |to, value| value.put_json(to));
        }
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<(), Error> {
        self.clear();
        if from.null() {
            return Ok(());
        }
        from.object(|from, key| {
            let mut value = T::default();
            if !from.null() && value.merge_json(from).map_err(|error| error.at_key(&key))? == Read::Kept {
                self.insert(key.into_owned(), value);
            }
            Ok(())
        })
    }

    fn check(&self, name: &'static str) -> Result<(), Error> {
        for (key, value) in self {
            value.check().map_err(|error| error.at_key(key).within(name))?;
        }
        Ok(())
    }
}

/// What generated code says for each message besides its fields.
macro_rules! message {
    ($name:ty) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                crate::json::debug(self, f)
            }
        }

        impl crate::field::Value for $name {
            const WIRE: crate::pb::Wire = crate::pb::Wire::Bytes;

            fn put_pb(&self, to: &mut crate::pb::Writer) {
                to.message(self);
            }

            fn merge_pb(&mut self, from: &mut crate::pb::Reader<'_>) -> Result<crate::field::Read, crate::Error> {
                from.message(self)?;
                Ok(crate::field::Read::Kept)
            }

            fn put_json(&self, to: &mut crate::json::Writer) {
                to.message(self);
            }

            fn merge_json(&mut self, from: &mut crate::json::Reader<'_>) -> Result<crate::field::Read, crate::Error> {
                from.message(self)?;
                Ok(crate::field::Read::Kept)
            }

            fn check(&self) -> Result<(), crate::Error> {
                crate::field::Message::check(self)
            }
        }
    };
}
pub(crate) use message;

/// What generated code says for each enum besides its values.
macro_rules! enumeration {
    ($name:ty) => {
        impl crate::field::Value for $name {
            const WIRE: crate::pb::Wire = crate::pb::Wire::Varint;

            fn put_pb(&self, to: &mut crate::pb::Writer) {
                to.varint(i64::from(crate::field::Enumeration::number(*self)) as u64);
            }

            fn merge_pb(&mut self, from: &mut crate::pb::Reader<'_>) -> Result<crate::field::Read, crate::Error> {
                crate::field::merge_enum_pb(self, from)
            }

            fn put_json(&self, to: &mut crate::json::Writer) {
                to.text(crate::field::Enumeration::name(*self));
            }

            fn merge_json(&mut self, from: &mut crate::json::Reader<'_>) -> Result<crate::field::Read, crate::Error> {
                crate::field::merge_enum_json(self, from)
            }
        }
    };
}
pub(crate) use enumeration;
