// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `google.protobuf.Duration`.
#[derive(Clone, Default, PartialEq)]
pub struct Duration {
    /// 1.
    pub seconds: Option<i64>,
    /// 2.
    pub nanos: Option<i32>,
}

impl Duration {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "google.protobuf.Duration", fields: &[
        optional(1, "int64", "seconds"),
        optional(2, "int32", "nanos"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Duration);

impl crate::field::Message for Duration {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.nanos.put_pb(2, to);
        self.seconds.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.seconds.merge_pb(number, wire, from),
            2 => self.nanos.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.seconds.put_json("seconds", to);
        self.nanos.put_json("nanos", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "seconds" => self.seconds.merge_json(from),
            "nanos" => self.nanos.merge_json(from),
            _ => from.skip(),
        }
    }
}

