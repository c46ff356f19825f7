// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.allocator.InverseOfferStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct InverseOfferStatus {
    /// 1, required.
    pub status: Option<crate::allocator::inverse_offer_status::Status>,
    /// 2, required.
    pub framework_id: Option<crate::FrameworkId>,
    /// 3, required.
    pub timestamp: Option<crate::TimeInfo>,
}

impl InverseOfferStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.allocator.InverseOfferStatus", fields: &[
        required(1, "mesos.v1.allocator.InverseOfferStatus.Status", "status"),
        required(2, "mesos.v1.FrameworkID", "framework_id"),
        required(3, "mesos.v1.TimeInfo", "timestamp"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(InverseOfferStatus);

impl crate::field::Message for InverseOfferStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.status.is_some(), "status")?;
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        crate::field::need(self.timestamp.is_some(), "timestamp")?;
        self.timestamp.check("timestamp")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.timestamp.put_pb(3, to);
        self.framework_id.put_pb(2, to);
        self.status.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.status.merge_pb(number, wire, from),
            2 => self.framework_id.merge_pb(number, wire, from),
            3 => self.timestamp.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.status.put_json("status", to);
        self.framework_id.put_json("framework_id", to);
        self.timestamp.put_json("timestamp", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "status" => self.status.merge_json(from),
            "framework_id" => self.framework_id.merge_json(from),
            "timestamp" => self.timestamp.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod inverse_offer_status {

/// `mesos.v1.allocator.InverseOfferStatus.Status`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `UNKNOWN`.
    #[default]
    Unknown = 1,
    /// `ACCEPT`.
    Accept = 2,
    /// `DECLINE`.
    Decline = 3,
}

crate::field::enumeration!(Status);

impl crate::field::Enumeration for Status {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.allocator.InverseOfferStatus.Status", values: &[
        ("UNKNOWN", 1),
        ("ACCEPT", 2),
        ("DECLINE", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Accept,
        Self::Decline,
    ];
}

}

