//! What fields hold besides messages: numbers, texts, bytes, enums, and boxes around any value.

use super::{Enumeration, Read, Value};
use crate::error::Error;
use crate::json;
use crate::pb::{self, Wire};

impl Value for bool {
    const WIRE: Wire = Wire::Varint;

    fn put_pb(&self, to: &mut pb::Writer) {
        to.varint((*self).into());
    }

    fn merge_pb(&mut self, from: &mut pb::Reader<'_>) -> Result<Read, Error> {
        *self = from.varint()? != 0;
        Ok(Read::Kept)
    }

    fn put_json(&self, to: &mut json::Writer) {
        to.bool(*self);
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<Read, Error> {
        *self = from.bool()?;
        Ok(Read::Kept)
    }
}

/// Whole numbers: on the protobuf wire 64 bits, negative ones extended to that length; longer ones are cut, as the
/// protobuf libraries do.
macro_rules! whole {
    ($type:ty, $wide:ty, $put:ident) => {
        impl Value for $type {
            const WIRE: Wire = Wire::Varint;

            fn put_pb(&self, to: &mut pb::Writer) {
                to.varint(<$wide>::from(*self) as u64);
            }

            fn merge_pb(&mut self, from: &mut pb::Reader<'_>) -> Result<Read, Error> {
                *self = from.varint()? as $type;
                Ok(Read::Kept)
            }

            fn put_json(&self, to: &mut json::Writer) {
                to.$put((*self).into());
            }

            fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<Read, Error> {
                *self = from.whole()?;
                Ok(Read::Kept)
            }
        }
    };
}

whole!(i32, i64, signed);
whole!(i64, i64, signed);
whole!(u32, u64, unsigned);
whole!(u64, u64, unsigned);

impl Value for f64 {
    const WIRE: Wire = Wire::Fixed64;

    fn put_pb(&self, to: &mut pb::Writer) {
        to.raw(&self.to_le_bytes());
    }

    fn merge_pb(&mut self, from: &mut pb::Reader<'_>) -> Result<Read, Error> {
        *self = f64::from_le_bytes(from.fixed64()?);
        if self.is_nan() { Err(Error::new("is not a number")) } else { Ok(Read::Kept) }
    }

    fn put_json(&self, to: &mut json::Writer) {
        to.double(*self);
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<Read, Error> {
        *self = from.double()?;
        Ok(Read::Kept)
    }
}

impl Value for String {
    const WIRE: Wire = Wire::Bytes;

    fn put_pb(&self, to: &mut pb::Writer) {
        to.bytes(self.as_bytes());
    }

    fn merge_pb(&mut self, from: &mut pb::Reader<'_>) -> Result<Read, Error> {
        from.text()?.clone_into(self);
        Ok(Read::Kept)
    }

    fn put_json(&self, to: &mut json::Writer) {
        to.text(self);
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<Read, Error> {
        *self = from.text()?.into_owned();
        Ok(Read::Kept)
    }
}

impl Value for Vec<u8> {
    const WIRE: Wire = Wire::Bytes;

    fn put_pb(&self, to: &mut pb::Writer) {
        to.bytes(self);
    }

    fn merge_pb(&mut self, from: &mut pb::Reader<'_>) -> Result<Read, Error> {
        from.bytes()?.clone_into(self);
        Ok(Read::Kept)
    }

    fn put_json(&self, to: &mut json::Writer) {
        to.base64(self);
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<Read, Error> {
        *self = from.base64()?;
        Ok(Read::Kept)
    }
}

impl<T: Value> Value for Box<T> {
    const WIRE: Wire = T::WIRE;

    fn put_pb(&self, to: &mut pb::Writer) {
        (**self).put_pb(to);
    }

    fn merge_pb(&mut self, from: &mut pb::Reader<'_>) -> Result<Read, Error> {
        (**self).merge_pb(from)
    }

    fn put_json(&self, to: &mut json::Writer) {
        (**self).put_json(to);
    }

    fn merge_json(&mut self, from: &mut json::Reader<'_>) -> Result<Read, Error> {
        (**self).merge_json(from)
    }

    fn check(&self) -> Result<(), Error> {
        (**self).check()
    }
}

pub(crate) fn merge_enum_pb<E: Enumeration>(value: &mut E, from: &mut pb::Reader<'_>) -> Result<Read, Error> {
    match E::from_number(from.varint()? as i32) {
        Some(known) => *value = known,
        None => return Ok(Read::Unknown),
    }
    Ok(Read::Kept)
}

/// Enums come by name; a number is understood too, as some JSON libraries write one.
pub(crate) fn merge_enum_json<E: Enumeration>(value: &mut E, from: &mut json::Reader<'_>) -> Result<Read, Error> {
    let known = match from.peek()? {
        json::Kind::Number => E::from_number(from.whole()?),
        _ => E::from_name(&from.text()?),
    };
    match known {
        Some(known) => *value = known,
        None => return Ok(Read::Unknown),
    }
    Ok(Read::Kept)
}
