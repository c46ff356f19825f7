// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.FrameworkID`.
#[derive(Clone, Default, PartialEq)]
pub struct FrameworkId {
    /// 1, required.
    pub value: Option<String>,
}

impl FrameworkId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.FrameworkID", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(FrameworkId);

impl crate::field::Message for FrameworkId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.OfferID`.
#[derive(Clone, Default, PartialEq)]
pub struct OfferId {
    /// 1, required.
    pub value: Option<String>,
}

impl OfferId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.OfferID", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(OfferId);

impl crate::field::Message for OfferId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.AgentID`.
#[derive(Clone, Default, PartialEq)]
pub struct AgentId {
    /// 1, required.
    pub value: Option<String>,
}

impl AgentId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.AgentID", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AgentId);

impl crate::field::Message for AgentId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TaskID`.
#[derive(Clone, Default, PartialEq)]
pub struct TaskId {
    /// 1, required.
    pub value: Option<String>,
}

impl TaskId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TaskID", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TaskId);

impl crate::field::Message for TaskId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ExecutorID`.
#[derive(Clone, Default, PartialEq)]
pub struct ExecutorId {
    /// 1, required.
    pub value: Option<String>,
}

impl ExecutorId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ExecutorID", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ExecutorId);

impl crate::field::Message for ExecutorId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ContainerID`.
#[derive(Clone, Default, PartialEq)]
pub struct ContainerId {
    /// 1, required.
    pub value: Option<String>,
    /// 2.
    pub parent: Option<Box<crate::ContainerId>>,
}

impl ContainerId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ContainerID", fields: &[
        required(1, "string", "value"),
        optional(2, "mesos.v1.ContainerID", "parent"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ContainerId);

impl crate::field::Message for ContainerId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        self.parent.check("parent")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.parent.put_pb(2, to);
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            2 => self.parent.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
        self.parent.put_json("parent", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            "parent" => self.parent.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ResourceProviderID`.
#[derive(Clone, Default, PartialEq)]
pub struct ResourceProviderId {
    /// 1, required.
    pub value: Option<String>,
}

impl ResourceProviderId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceProviderID", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ResourceProviderId);

impl crate::field::Message for ResourceProviderId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.OperationID`.
#[derive(Clone, Default, PartialEq)]
pub struct OperationId {
    /// 1, required.
    pub value: Option<String>,
}

impl OperationId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.OperationID", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(OperationId);

impl crate::field::Message for OperationId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TimeInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct TimeInfo {
    /// 1, required.
    pub nanoseconds: Option<i64>,
}

impl TimeInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TimeInfo", fields: &[
        required(1, "int64", "nanoseconds"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TimeInfo);

impl crate::field::Message for TimeInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.nanoseconds.is_some(), "nanoseconds")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.nanoseconds.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.nanoseconds.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.nanoseconds.put_json("nanoseconds", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "nanoseconds" => self.nanoseconds.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DurationInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct DurationInfo {
    /// 1, required.
    pub nanoseconds: Option<i64>,
}

impl DurationInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DurationInfo", fields: &[
        required(1, "int64", "nanoseconds"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DurationInfo);

impl crate::field::Message for DurationInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.nanoseconds.is_some(), "nanoseconds")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.nanoseconds.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.nanoseconds.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.nanoseconds.put_json("nanoseconds", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "nanoseconds" => self.nanoseconds.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Address`.
#[derive(Clone, Default, PartialEq)]
pub struct Address {
    /// 1.
    pub hostname: Option<String>,
    /// 2.
    pub ip: Option<String>,
    /// 3, required.
    pub port: Option<i32>,
}

impl Address {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Address", fields: &[
        optional(1, "string", "hostname"),
        optional(2, "string", "ip"),
        required(3, "int32", "port"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Address);

impl crate::field::Message for Address {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.port.is_some(), "port")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.port.put_pb(3, to);
        self.ip.put_pb(2, to);
        self.hostname.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.hostname.merge_pb(number, wire, from),
            2 => self.ip.merge_pb(number, wire, from),
            3 => self.port.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.hostname.put_json("hostname", to);
        self.ip.put_json("ip", to);
        self.port.put_json("port", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "hostname" => self.hostname.merge_json(from),
            "ip" => self.ip.merge_json(from),
            "port" => self.port.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.URL`.
#[derive(Clone, Default, PartialEq)]
pub struct Url {
    /// 1, required.
    pub scheme: Option<String>,
    /// 2, required.
    pub address: Option<crate::Address>,
    /// 3.
    pub path: Option<String>,
    /// 4.
    pub query: Vec<crate::Parameter>,
    /// 5.
    pub fragment: Option<String>,
}

impl Url {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.URL", fields: &[
        required(1, "string", "scheme"),
        required(2, "mesos.v1.Address", "address"),
        optional(3, "string", "path"),
        repeated(4, "mesos.v1.Parameter", "query"),
        optional(5, "string", "fragment"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Url);

impl crate::field::Message for Url {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.scheme.is_some(), "scheme")?;
        crate::field::need(self.address.is_some(), "address")?;
        self.address.check("address")?;
        self.query.check("query")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.fragment.put_pb(5, to);
        self.query.put_pb(4, to);
        self.path.put_pb(3, to);
        self.address.put_pb(2, to);
        self.scheme.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.scheme.merge_pb(number, wire, from),
            2 => self.address.merge_pb(number, wire, from),
            3 => self.path.merge_pb(number, wire, from),
            4 => self.query.merge_pb(number, wire, from),
            5 => self.fragment.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.scheme.put_json("scheme", to);
        self.address.put_json("address", to);
        self.path.put_json("path", to);
        self.query.put_json("query", to);
        self.fragment.put_json("fragment", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "scheme" => self.scheme.merge_json(from),
            "address" => self.address.merge_json(from),
            "path" => self.path.merge_json(from),
            "query" => self.query.merge_json(from),
            "fragment" => self.fragment.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Unavailability`.
#[derive(Clone, Default, PartialEq)]
pub struct Unavailability {
    /// 1, required.
    pub start: Option<crate::TimeInfo>,
    /// 2.
    pub duration: Option<crate::DurationInfo>,
}

impl Unavailability {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Unavailability", fields: &[
        required(1, "mesos.v1.TimeInfo", "start"),
        optional(2, "mesos.v1.DurationInfo", "duration"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Unavailability);

impl crate::field::Message for Unavailability {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.start.is_some(), "start")?;
        self.start.check("start")?;
        self.duration.check("duration")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.duration.put_pb(2, to);
        self.start.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.start.merge_pb(number, wire, from),
            2 => self.duration.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.start.put_json("start", to);
        self.duration.put_json("duration", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "start" => self.start.merge_json(from),
            "duration" => self.duration.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.MachineID`.
#[derive(Clone, Default, PartialEq)]
pub struct MachineId {
    /// 1.
    pub hostname: Option<String>,
    /// 2.
    pub ip: Option<String>,
}

impl MachineId {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.MachineID", fields: &[
        optional(1, "string", "hostname"),
        optional(2, "string", "ip"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MachineId);

impl crate::field::Message for MachineId {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.ip.put_pb(2, to);
        self.hostname.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.hostname.merge_pb(number, wire, from),
            2 => self.ip.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.hostname.put_json("hostname", to);
        self.ip.put_json("ip", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "hostname" => self.hostname.merge_json(from),
            "ip" => self.ip.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.MachineInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct MachineInfo {
    /// 1, required.
    pub id: Option<crate::MachineId>,
    /// 2.
    pub mode: Option<crate::machine_info::Mode>,
    /// 3.
    pub unavailability: Option<crate::Unavailability>,
}

impl MachineInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.MachineInfo", fields: &[
        required(1, "mesos.v1.MachineID", "id"),
        optional(2, "mesos.v1.MachineInfo.Mode", "mode"),
        optional(3, "mesos.v1.Unavailability", "unavailability"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MachineInfo);

impl crate::field::Message for MachineInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.id.is_some(), "id")?;
        self.unavailability.check("unavailability")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.unavailability.put_pb(3, to);
        self.mode.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.mode.merge_pb(number, wire, from),
            3 => self.unavailability.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.mode.put_json("mode", to);
        self.unavailability.put_json("unavailability", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "mode" => self.mode.merge_json(from),
            "unavailability" => self.unavailability.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.FrameworkInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct FrameworkInfo {
    /// 1, required.
    pub user: Option<String>,
    /// 2, required.
    pub name: Option<String>,
    /// 3.
    pub id: Option<crate::FrameworkId>,
    /// 4, `0` if unset.
    pub failover_timeout: Option<f64>,
    /// 5, `false` if unset.
    pub checkpoint: Option<bool>,
    /// 6, `*` if unset, deprecated.
    pub role: Option<String>,
    /// 12.
    pub roles: Vec<String>,
    /// 7.
    pub hostname: Option<String>,
    /// 8.
    pub principal: Option<String>,
    /// 9.
    pub webui_url: Option<String>,
    /// 10.
    pub capabilities: Vec<crate::framework_info::Capability>,
    /// 11.
    pub labels: Option<crate::Labels>,
    /// 13.
    pub offer_filters: std::collections::BTreeMap<String, crate::OfferFilters>,
}

impl FrameworkInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.FrameworkInfo", fields: &[
        required(1, "string", "user"),
        required(2, "string", "name"),
        optional(3, "mesos.v1.FrameworkID", "id"),
        optional(4, "double", "failover_timeout").default("0"),
        optional(5, "bool", "checkpoint").default("false"),
        optional(6, "string", "role").default("*").deprecated(),
        repeated(12, "string", "roles"),
        optional(7, "string", "hostname"),
        optional(8, "string", "principal"),
        optional(9, "string", "webui_url"),
        repeated(10, "mesos.v1.FrameworkInfo.Capability", "capabilities"),
        optional(11, "mesos.v1.Labels", "labels"),
        repeated(13, "mesos.v1.FrameworkInfo.OfferFiltersEntry", "offer_filters"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn failover_timeout(&self) -> f64 {
        self.failover_timeout.unwrap_or(0.0)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn checkpoint(&self) -> bool {
        self.checkpoint.unwrap_or(false)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn role(&self) -> &str {
        self.role.as_deref().unwrap_or("*")
    }
}

crate::field::message!(FrameworkInfo);

impl crate::field::Message for FrameworkInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.user.is_some(), "user")?;
        crate::field::need(self.name.is_some(), "name")?;
        self.id.check("id")?;
        self.labels.check("labels")?;
        self.offer_filters.check("offer_filters")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.offer_filters.put_pb(13, to);
        self.roles.put_pb(12, to);
        self.labels.put_pb(11, to);
        self.capabilities.put_pb(10, to);
        self.webui_url.put_pb(9, to);
        self.principal.put_pb(8, to);
        self.hostname.put_pb(7, to);
        self.role.put_pb(6, to);
        self.checkpoint.put_pb(5, to);
        self.failover_timeout.put_pb(4, to);
        self.id.put_pb(3, to);
        self.name.put_pb(2, to);
        self.user.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.user.merge_pb(number, wire, from),
            2 => self.name.merge_pb(number, wire, from),
            3 => self.id.merge_pb(number, wire, from),
            4 => self.failover_timeout.merge_pb(number, wire, from),
            5 => self.checkpoint.merge_pb(number, wire, from),
            6 => self.role.merge_pb(number, wire, from),
            7 => self.hostname.merge_pb(number, wire, from),
            8 => self.principal.merge_pb(number, wire, from),
            9 => self.webui_url.merge_pb(number, wire, from),
            10 => self.capabilities.merge_pb(number, wire, from),
            11 => self.labels.merge_pb(number, wire, from),
            12 => self.roles.merge_pb(number, wire, from),
            13 => self.offer_filters.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.user.put_json("user", to);
        self.name.put_json("name", to);
        self.id.put_json("id", to);
        Some(self.failover_timeout()).put_json("failover_timeout", to);
        Some(self.checkpoint()).put_json("checkpoint", to);
        self.role.put_json("role", to);
        self.roles.put_json("roles", to);
        self.hostname.put_json("hostname", to);
        self.principal.put_json("principal", to);
        self.webui_url.put_json("webui_url", to);
        self.capabilities.put_json("capabilities", to);
        self.labels.put_json("labels", to);
        self.offer_filters.put_json("offer_filters", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "user" => self.user.merge_json(from),
            "name" => self.name.merge_json(from),
            "id" => self.id.merge_json(from),
            "failover_timeout" => self.failover_timeout.merge_json(from),
            "checkpoint" => self.checkpoint.merge_json(from),
            "role" => self.role.merge_json(from),
            "roles" => self.roles.merge_json(from),
            "hostname" => self.hostname.merge_json(from),
            "principal" => self.principal.merge_json(from),
            "webui_url" => self.webui_url.merge_json(from),
            "capabilities" => self.capabilities.merge_json(from),
            "labels" => self.labels.merge_json(from),
            "offer_filters" => self.offer_filters.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CheckInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct CheckInfo {
    /// 1.
    pub r#type: Option<crate::check_info::Type>,
    /// 2.
    pub command: Option<crate::check_info::Command>,
    /// 3.
    pub http: Option<crate::check_info::Http>,
    /// 7.
    pub tcp: Option<crate::check_info::Tcp>,
    /// 4, `15` if unset.
    pub delay_seconds: Option<f64>,
    /// 5, `10` if unset.
    pub interval_seconds: Option<f64>,
    /// 6, `20` if unset.
    pub timeout_seconds: Option<f64>,
}

impl CheckInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckInfo", fields: &[
        optional(1, "mesos.v1.CheckInfo.Type", "type"),
        optional(2, "mesos.v1.CheckInfo.Command", "command"),
        optional(3, "mesos.v1.CheckInfo.Http", "http"),
        optional(7, "mesos.v1.CheckInfo.Tcp", "tcp"),
        optional(4, "double", "delay_seconds").default("15"),
        optional(5, "double", "interval_seconds").default("10"),
        optional(6, "double", "timeout_seconds").default("20"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn delay_seconds(&self) -> f64 {
        self.delay_seconds.unwrap_or(15.0)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn interval_seconds(&self) -> f64 {
        self.interval_seconds.unwrap_or(10.0)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn timeout_seconds(&self) -> f64 {
        self.timeout_seconds.unwrap_or(20.0)
    }
}

crate::field::message!(CheckInfo);

impl crate::field::Message for CheckInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.command.check("command")?;
        self.http.check("http")?;
        self.tcp.check("tcp")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.tcp.put_pb(7, to);
        self.timeout_seconds.put_pb(6, to);
        self.interval_seconds.put_pb(5, to);
        self.delay_seconds.put_pb(4, to);
        self.http.put_pb(3, to);
        self.command.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.command.merge_pb(number, wire, from),
            3 => self.http.merge_pb(number, wire, from),
            4 => self.delay_seconds.merge_pb(number, wire, from),
            5 => self.interval_seconds.merge_pb(number, wire, from),
            6 => self.timeout_seconds.merge_pb(number, wire, from),
            7 => self.tcp.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.command.put_json("command", to);
        self.http.put_json("http", to);
        self.tcp.put_json("tcp", to);
        Some(self.delay_seconds()).put_json("delay_seconds", to);
        Some(self.interval_seconds()).put_json("interval_seconds", to);
        Some(self.timeout_seconds()).put_json("timeout_seconds", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "command" => self.command.merge_json(from),
            "http" => self.http.merge_json(from),
            "tcp" => self.tcp.merge_json(from),
            "delay_seconds" => self.delay_seconds.merge_json(from),
            "interval_seconds" => self.interval_seconds.merge_json(from),
            "timeout_seconds" => self.timeout_seconds.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.HealthCheck`.
#[derive(Clone, Default, PartialEq)]
pub struct HealthCheck {
    /// 2, `15` if unset.
    pub delay_seconds: Option<f64>,
    /// 3, `10` if unset.
    pub interval_seconds: Option<f64>,
    /// 4, `20` if unset.
    pub timeout_seconds: Option<f64>,
    /// 5, `3` if unset.
    pub consecutive_failures: Option<u32>,
    /// 6, `10` if unset.
    pub grace_period_seconds: Option<f64>,
    /// 8.
    pub r#type: Option<crate::health_check::Type>,
    /// 7.
    pub command: Option<Box<crate::CommandInfo>>,
    /// 1.
    pub http: Option<Box<crate::health_check::HttpCheckInfo>>,
    /// 9.
    pub tcp: Option<crate::health_check::TcpCheckInfo>,
}

impl HealthCheck {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.HealthCheck", fields: &[
        optional(2, "double", "delay_seconds").default("15"),
        optional(3, "double", "interval_seconds").default("10"),
        optional(4, "double", "timeout_seconds").default("20"),
        optional(5, "uint32", "consecutive_failures").default("3"),
        optional(6, "double", "grace_period_seconds").default("10"),
        optional(8, "mesos.v1.HealthCheck.Type", "type"),
        optional(7, "mesos.v1.CommandInfo", "command"),
        optional(1, "mesos.v1.HealthCheck.HTTPCheckInfo", "http"),
        optional(9, "mesos.v1.HealthCheck.TCPCheckInfo", "tcp"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn delay_seconds(&self) -> f64 {
        self.delay_seconds.unwrap_or(15.0)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn interval_seconds(&self) -> f64 {
        self.interval_seconds.unwrap_or(10.0)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn timeout_seconds(&self) -> f64 {
        self.timeout_seconds.unwrap_or(20.0)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn consecutive_failures(&self) -> u32 {
        self.consecutive_failures.unwrap_or(3)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn grace_period_seconds(&self) -> f64 {
        self.grace_period_seconds.unwrap_or(10.0)
    }
}

crate::field::message!(HealthCheck);

impl crate::field::Message for HealthCheck {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.command.check("command")?;
        self.http.check("http")?;
        self.tcp.check("tcp")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.tcp.put_pb(9, to);
        self.r#type.put_pb(8, to);
        self.command.put_pb(7, to);
        self.grace_period_seconds.put_pb(6, to);
        self.consecutive_failures.put_pb(5, to);
        self.timeout_seconds.put_pb(4, to);
        self.interval_seconds.put_pb(3, to);
        self.delay_seconds.put_pb(2, to);
        self.http.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.http.merge_pb(number, wire, from),
            2 => self.delay_seconds.merge_pb(number, wire, from),
            3 => self.interval_seconds.merge_pb(number, wire, from),
            4 => self.timeout_seconds.merge_pb(number, wire, from),
            5 => self.consecutive_failures.merge_pb(number, wire, from),
            6 => self.grace_period_seconds.merge_pb(number, wire, from),
            7 => self.command.merge_pb(number, wire, from),
            8 => self.r#type.merge_pb(number, wire, from),
            9 => self.tcp.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        Some(self.delay_seconds()).put_json("delay_seconds", to);
        Some(self.interval_seconds()).put_json("interval_seconds", to);
        Some(self.timeout_seconds()).put_json("timeout_seconds", to);
        Some(self.consecutive_failures()).put_json("consecutive_failures", to);
        Some(self.grace_period_seconds()).put_json("grace_period_seconds", to);
        self.r#type.put_json("type", to);
        self.command.put_json("command", to);
        self.http.put_json("http", to);
        self.tcp.put_json("tcp", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "delay_seconds" => self.delay_seconds.merge_json(from),
            "interval_seconds" => self.interval_seconds.merge_json(from),
            "timeout_seconds" => self.timeout_seconds.merge_json(from),
            "consecutive_failures" => self.consecutive_failures.merge_json(from),
            "grace_period_seconds" => self.grace_period_seconds.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "command" => self.command.merge_json(from),
            "http" => self.http.merge_json(from),
            "tcp" => self.tcp.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.KillPolicy`.
#[derive(Clone, Default, PartialEq)]
pub struct KillPolicy {
    /// 1.
    pub grace_period: Option<crate::DurationInfo>,
}

impl KillPolicy {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.KillPolicy", fields: &[
        optional(1, "mesos.v1.DurationInfo", "grace_period"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(KillPolicy);

impl crate::field::Message for KillPolicy {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.grace_period.check("grace_period")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.grace_period.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.grace_period.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.grace_period.put_json("grace_period", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "grace_period" => self.grace_period.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CommandInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct CommandInfo {
    /// 1.
    pub uris: Vec<crate::command_info::Uri>,
    /// 2.
    pub environment: Option<crate::Environment>,
    /// 6, `true` if unset.
    pub shell: Option<bool>,
    /// 3.
    pub value: Option<String>,
    /// 7.
    pub arguments: Vec<String>,
    /// 5.
    pub user: Option<String>,
}

impl CommandInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CommandInfo", fields: &[
        repeated(1, "mesos.v1.CommandInfo.URI", "uris"),
        optional(2, "mesos.v1.Environment", "environment"),
        optional(6, "bool", "shell").default("true"),
        optional(3, "string", "value"),
        repeated(7, "string", "arguments"),
        optional(5, "string", "user"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn shell(&self) -> bool {
        self.shell.unwrap_or(true)
    }
}

crate::field::message!(CommandInfo);

impl crate::field::Message for CommandInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.uris.check("uris")?;
        self.environment.check("environment")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.arguments.put_pb(7, to);
        self.shell.put_pb(6, to);
        self.user.put_pb(5, to);
        self.value.put_pb(3, to);
        self.environment.put_pb(2, to);
        self.uris.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.uris.merge_pb(number, wire, from),
            2 => self.environment.merge_pb(number, wire, from),
            3 => self.value.merge_pb(number, wire, from),
            5 => self.user.merge_pb(number, wire, from),
            6 => self.shell.merge_pb(number, wire, from),
            7 => self.arguments.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.uris.put_json("uris", to);
        self.environment.put_json("environment", to);
        Some(self.shell()).put_json("shell", to);
        self.value.put_json("value", to);
        self.arguments.put_json("arguments", to);
        self.user.put_json("user", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "uris" => self.uris.merge_json(from),
            "environment" => self.environment.merge_json(from),
            "shell" => self.shell.merge_json(from),
            "value" => self.value.merge_json(from),
            "arguments" => self.arguments.merge_json(from),
            "user" => self.user.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ExecutorInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct ExecutorInfo {
    /// 15.
    pub r#type: Option<crate::executor_info::Type>,
    /// 1, required.
    pub executor_id: Option<crate::ExecutorId>,
    /// 8.
    pub framework_id: Option<crate::FrameworkId>,
    /// 7.
    pub command: Option<Box<crate::CommandInfo>>,
    /// 11.
    pub container: Option<Box<crate::ContainerInfo>>,
    /// 5.
    pub resources: Vec<crate::Resource>,
    /// 9.
    pub name: Option<String>,
    /// 10, deprecated.
    pub source: Option<String>,
    /// 4.
    pub data: Option<Vec<u8>>,
    /// 12.
    pub discovery: Option<Box<crate::DiscoveryInfo>>,
    /// 13.
    pub shutdown_grace_period: Option<crate::DurationInfo>,
    /// 14.
    pub labels: Option<crate::Labels>,
}

impl ExecutorInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ExecutorInfo", fields: &[
        optional(15, "mesos.v1.ExecutorInfo.Type", "type"),
        required(1, "mesos.v1.ExecutorID", "executor_id"),
        optional(8, "mesos.v1.FrameworkID", "framework_id"),
        optional(7, "mesos.v1.CommandInfo", "command"),
        optional(11, "mesos.v1.ContainerInfo", "container"),
        repeated(5, "mesos.v1.Resource", "resources"),
        optional(9, "string", "name"),
        optional(10, "string", "source").deprecated(),
        optional(4, "bytes", "data"),
        optional(12, "mesos.v1.DiscoveryInfo", "discovery"),
        optional(13, "mesos.v1.DurationInfo", "shutdown_grace_period"),
        optional(14, "mesos.v1.Labels", "labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ExecutorInfo);

impl crate::field::Message for ExecutorInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.executor_id.is_some(), "executor_id")?;
        self.executor_id.check("executor_id")?;
        self.framework_id.check("framework_id")?;
        self.command.check("command")?;
        self.container.check("container")?;
        self.resources.check("resources")?;
        self.discovery.check("discovery")?;
        self.shutdown_grace_period.check("shutdown_grace_period")?;
        self.labels.check("labels")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.r#type.put_pb(15, to);
        self.labels.put_pb(14, to);
        self.shutdown_grace_period.put_pb(13, to);
        self.discovery.put_pb(12, to);
        self.container.put_pb(11, to);
        self.source.put_pb(10, to);
        self.name.put_pb(9, to);
        self.framework_id.put_pb(8, to);
        self.command.put_pb(7, to);
        self.resources.put_pb(5, to);
        self.data.put_pb(4, to);
        self.executor_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor_id.merge_pb(number, wire, from),
            4 => self.data.merge_pb(number, wire, from),
            5 => self.resources.merge_pb(number, wire, from),
            7 => self.command.merge_pb(number, wire, from),
            8 => self.framework_id.merge_pb(number, wire, from),
            9 => self.name.merge_pb(number, wire, from),
            10 => self.source.merge_pb(number, wire, from),
            11 => self.container.merge_pb(number, wire, from),
            12 => self.discovery.merge_pb(number, wire, from),
            13 => self.shutdown_grace_period.merge_pb(number, wire, from),
            14 => self.labels.merge_pb(number, wire, from),
            15 => self.r#type.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.executor_id.put_json("executor_id", to);
        self.framework_id.put_json("framework_id", to);
        self.command.put_json("command", to);
        self.container.put_json("container", to);
        self.resources.put_json("resources", to);
        self.name.put_json("name", to);
        self.source.put_json("source", to);
        self.data.put_json("data", to);
        self.discovery.put_json("discovery", to);
        self.shutdown_grace_period.put_json("shutdown_grace_period", to);
        self.labels.put_json("labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "executor_id" => self.executor_id.merge_json(from),
            "framework_id" => self.framework_id.merge_json(from),
            "command" => self.command.merge_json(from),
            "container" => self.container.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "name" => self.name.merge_json(from),
            "source" => self.source.merge_json(from),
            "data" => self.data.merge_json(from),
            "discovery" => self.discovery.merge_json(from),
            "shutdown_grace_period" => self.shutdown_grace_period.merge_json(from),
            "labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DomainInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct DomainInfo {
    /// 1.
    pub fault_domain: Option<crate::domain_info::FaultDomain>,
}

impl DomainInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DomainInfo", fields: &[
        optional(1, "mesos.v1.DomainInfo.FaultDomain", "fault_domain"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DomainInfo);

impl crate::field::Message for DomainInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.fault_domain.check("fault_domain")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.fault_domain.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.fault_domain.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.fault_domain.put_json("fault_domain", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "fault_domain" => self.fault_domain.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.MasterInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct MasterInfo {
    /// 1, required.
    pub id: Option<String>,
    /// 2, required.
    pub ip: Option<u32>,
    /// 3, required, `5050` if unset.
    pub port: Option<u32>,
    /// 4.
    pub pid: Option<String>,
    /// 5.
    pub hostname: Option<String>,
    /// 6.
    pub version: Option<String>,
    /// 7.
    pub address: Option<crate::Address>,
    /// 8.
    pub domain: Option<crate::DomainInfo>,
    /// 9.
    pub capabilities: Vec<crate::master_info::Capability>,
}

impl MasterInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.MasterInfo", fields: &[
        required(1, "string", "id"),
        required(2, "uint32", "ip"),
        required(3, "uint32", "port").default("5050"),
        optional(4, "string", "pid"),
        optional(5, "string", "hostname"),
        optional(6, "string", "version"),
        optional(7, "mesos.v1.Address", "address"),
        optional(8, "mesos.v1.DomainInfo", "domain"),
        repeated(9, "mesos.v1.MasterInfo.Capability", "capabilities"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn port(&self) -> u32 {
        self.port.unwrap_or(5050)
    }
}

crate::field::message!(MasterInfo);

impl crate::field::Message for MasterInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.id.is_some(), "id")?;
        crate::field::need(self.ip.is_some(), "ip")?;
        crate::field::need(self.port.is_some(), "port")?;
        self.address.check("address")?;
        self.domain.check("domain")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.capabilities.put_pb(9, to);
        self.domain.put_pb(8, to);
        self.address.put_pb(7, to);
        self.version.put_pb(6, to);
        self.hostname.put_pb(5, to);
        self.pid.put_pb(4, to);
        self.port.put_pb(3, to);
        self.ip.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.ip.merge_pb(number, wire, from),
            3 => self.port.merge_pb(number, wire, from),
            4 => self.pid.merge_pb(number, wire, from),
            5 => self.hostname.merge_pb(number, wire, from),
            6 => self.version.merge_pb(number, wire, from),
            7 => self.address.merge_pb(number, wire, from),
            8 => self.domain.merge_pb(number, wire, from),
            9 => self.capabilities.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.ip.put_json("ip", to);
        Some(self.port()).put_json("port", to);
        self.pid.put_json("pid", to);
        self.hostname.put_json("hostname", to);
        self.version.put_json("version", to);
        self.address.put_json("address", to);
        self.domain.put_json("domain", to);
        self.capabilities.put_json("capabilities", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "ip" => self.ip.merge_json(from),
            "port" => self.port.merge_json(from),
            "pid" => self.pid.merge_json(from),
            "hostname" => self.hostname.merge_json(from),
            "version" => self.version.merge_json(from),
            "address" => self.address.merge_json(from),
            "domain" => self.domain.merge_json(from),
            "capabilities" => self.capabilities.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.AgentInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct AgentInfo {
    /// 1, required.
    pub hostname: Option<String>,
    /// 8, `5051` if unset.
    pub port: Option<i32>,
    /// 3.
    pub resources: Vec<crate::Resource>,
    /// 5.
    pub attributes: Vec<crate::Attribute>,
    /// 6.
    pub id: Option<crate::AgentId>,
    /// 10.
    pub domain: Option<crate::DomainInfo>,
}

impl AgentInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.AgentInfo", fields: &[
        required(1, "string", "hostname"),
        optional(8, "int32", "port").default("5051"),
        repeated(3, "mesos.v1.Resource", "resources"),
        repeated(5, "mesos.v1.Attribute", "attributes"),
        optional(6, "mesos.v1.AgentID", "id"),
        optional(10, "mesos.v1.DomainInfo", "domain"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn port(&self) -> i32 {
        self.port.unwrap_or(5051)
    }
}

crate::field::message!(AgentInfo);

impl crate::field::Message for AgentInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.hostname.is_some(), "hostname")?;
        self.resources.check("resources")?;
        self.attributes.check("attributes")?;
        self.id.check("id")?;
        self.domain.check("domain")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.domain.put_pb(10, to);
        self.port.put_pb(8, to);
        self.id.put_pb(6, to);
        self.attributes.put_pb(5, to);
        self.resources.put_pb(3, to);
        self.hostname.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.hostname.merge_pb(number, wire, from),
            3 => self.resources.merge_pb(number, wire, from),
            5 => self.attributes.merge_pb(number, wire, from),
            6 => self.id.merge_pb(number, wire, from),
            8 => self.port.merge_pb(number, wire, from),
            10 => self.domain.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.hostname.put_json("hostname", to);
        Some(self.port()).put_json("port", to);
        self.resources.put_json("resources", to);
        self.attributes.put_json("attributes", to);
        self.id.put_json("id", to);
        self.domain.put_json("domain", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "hostname" => self.hostname.merge_json(from),
            "port" => self.port.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "attributes" => self.attributes.merge_json(from),
            "id" => self.id.merge_json(from),
            "domain" => self.domain.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CSIPluginContainerInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct CsiPluginContainerInfo {
    /// 1.
    pub services: Vec<crate::csi_plugin_container_info::Service>,
    /// 2.
    pub command: Option<Box<crate::CommandInfo>>,
    /// 3.
    pub resources: Vec<crate::Resource>,
    /// 4.
    pub container: Option<Box<crate::ContainerInfo>>,
}

impl CsiPluginContainerInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CSIPluginContainerInfo", fields: &[
        repeated(1, "mesos.v1.CSIPluginContainerInfo.Service", "services"),
        optional(2, "mesos.v1.CommandInfo", "command"),
        repeated(3, "mesos.v1.Resource", "resources"),
        optional(4, "mesos.v1.ContainerInfo", "container"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CsiPluginContainerInfo);

impl crate::field::Message for CsiPluginContainerInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.command.check("command")?;
        self.resources.check("resources")?;
        self.container.check("container")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container.put_pb(4, to);
        self.resources.put_pb(3, to);
        self.command.put_pb(2, to);
        self.services.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.services.merge_pb(number, wire, from),
            2 => self.command.merge_pb(number, wire, from),
            3 => self.resources.merge_pb(number, wire, from),
            4 => self.container.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.services.put_json("services", to);
        self.command.put_json("command", to);
        self.resources.put_json("resources", to);
        self.container.put_json("container", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "services" => self.services.merge_json(from),
            "command" => self.command.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "container" => self.container.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CSIPluginEndpoint`.
#[derive(Clone, Default, PartialEq)]
pub struct CsiPluginEndpoint {
    /// 1, required.
    pub csi_service: Option<crate::csi_plugin_container_info::Service>,
    /// 2, required.
    pub endpoint: Option<String>,
}

impl CsiPluginEndpoint {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CSIPluginEndpoint", fields: &[
        required(1, "mesos.v1.CSIPluginContainerInfo.Service", "csi_service"),
        required(2, "string", "endpoint"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CsiPluginEndpoint);

impl crate::field::Message for CsiPluginEndpoint {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.csi_service.is_some(), "csi_service")?;
        crate::field::need(self.endpoint.is_some(), "endpoint")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.endpoint.put_pb(2, to);
        self.csi_service.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.csi_service.merge_pb(number, wire, from),
            2 => self.endpoint.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.csi_service.put_json("csi_service", to);
        self.endpoint.put_json("endpoint", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "csi_service" => self.csi_service.merge_json(from),
            "endpoint" => self.endpoint.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CSIPluginInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct CsiPluginInfo {
    /// 1, required.
    pub r#type: Option<String>,
    /// 2, `default` if unset.
    pub name: Option<String>,
    /// 3.
    pub containers: Vec<crate::CsiPluginContainerInfo>,
    /// 4.
    pub endpoints: Vec<crate::CsiPluginEndpoint>,
    /// 5.
    pub target_path_root: Option<String>,
    /// 6.
    pub target_path_exists: Option<bool>,
}

impl CsiPluginInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CSIPluginInfo", fields: &[
        required(1, "string", "type"),
        optional(2, "string", "name").default("default"),
        repeated(3, "mesos.v1.CSIPluginContainerInfo", "containers"),
        repeated(4, "mesos.v1.CSIPluginEndpoint", "endpoints"),
        optional(5, "string", "target_path_root"),
        optional(6, "bool", "target_path_exists"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("default")
    }
}

crate::field::message!(CsiPluginInfo);

impl crate::field::Message for CsiPluginInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.r#type.is_some(), "type")?;
        self.containers.check("containers")?;
        self.endpoints.check("endpoints")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.target_path_exists.put_pb(6, to);
        self.target_path_root.put_pb(5, to);
        self.endpoints.put_pb(4, to);
        self.containers.put_pb(3, to);
        self.name.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.name.merge_pb(number, wire, from),
            3 => self.containers.merge_pb(number, wire, from),
            4 => self.endpoints.merge_pb(number, wire, from),
            5 => self.target_path_root.merge_pb(number, wire, from),
            6 => self.target_path_exists.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        Some(self.name().to_owned()).put_json("name", to);
        self.containers.put_json("containers", to);
        self.endpoints.put_json("endpoints", to);
        self.target_path_root.put_json("target_path_root", to);
        self.target_path_exists.put_json("target_path_exists", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "name" => self.name.merge_json(from),
            "containers" => self.containers.merge_json(from),
            "endpoints" => self.endpoints.merge_json(from),
            "target_path_root" => self.target_path_root.merge_json(from),
            "target_path_exists" => self.target_path_exists.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ResourceProviderInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct ResourceProviderInfo {
    /// 1.
    pub id: Option<crate::ResourceProviderId>,
    /// 2.
    pub attributes: Vec<crate::Attribute>,
    /// 3, required.
    pub r#type: Option<String>,
    /// 4, required.
    pub name: Option<String>,
    /// 5.
    pub default_reservations: Vec<crate::resource::ReservationInfo>,
    /// 6.
    pub storage: Option<crate::resource_provider_info::Storage>,
}

impl ResourceProviderInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceProviderInfo", fields: &[
        optional(1, "mesos.v1.ResourceProviderID", "id"),
        repeated(2, "mesos.v1.Attribute", "attributes"),
        required(3, "string", "type"),
        required(4, "string", "name"),
        repeated(5, "mesos.v1.Resource.ReservationInfo", "default_reservations"),
        optional(6, "mesos.v1.ResourceProviderInfo.Storage", "storage"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ResourceProviderInfo);

impl crate::field::Message for ResourceProviderInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.id.check("id")?;
        self.attributes.check("attributes")?;
        crate::field::need(self.r#type.is_some(), "type")?;
        crate::field::need(self.name.is_some(), "name")?;
        self.default_reservations.check("default_reservations")?;
        self.storage.check("storage")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.storage.put_pb(6, to);
        self.default_reservations.put_pb(5, to);
        self.name.put_pb(4, to);
        self.r#type.put_pb(3, to);
        self.attributes.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.attributes.merge_pb(number, wire, from),
            3 => self.r#type.merge_pb(number, wire, from),
            4 => self.name.merge_pb(number, wire, from),
            5 => self.default_reservations.merge_pb(number, wire, from),
            6 => self.storage.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.attributes.put_json("attributes", to);
        self.r#type.put_json("type", to);
        self.name.put_json("name", to);
        self.default_reservations.put_json("default_reservations", to);
        self.storage.put_json("storage", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "attributes" => self.attributes.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "name" => self.name.merge_json(from),
            "default_reservations" => self.default_reservations.merge_json(from),
            "storage" => self.storage.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Value`.
#[derive(Clone, Default, PartialEq)]
pub struct Value {
    /// 1, required.
    pub r#type: Option<crate::value::Type>,
    /// 2.
    pub scalar: Option<crate::value::Scalar>,
    /// 3.
    pub ranges: Option<crate::value::Ranges>,
    /// 4.
    pub set: Option<crate::value::Set>,
    /// 5.
    pub text: Option<crate::value::Text>,
}

impl Value {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Value", fields: &[
        required(1, "mesos.v1.Value.Type", "type"),
        optional(2, "mesos.v1.Value.Scalar", "scalar"),
        optional(3, "mesos.v1.Value.Ranges", "ranges"),
        optional(4, "mesos.v1.Value.Set", "set"),
        optional(5, "mesos.v1.Value.Text", "text"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Value);

impl crate::field::Message for Value {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.r#type.is_some(), "type")?;
        self.scalar.check("scalar")?;
        self.ranges.check("ranges")?;
        self.text.check("text")?;
        crate::rules::value(self)?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.text.put_pb(5, to);
        self.set.put_pb(4, to);
        self.ranges.put_pb(3, to);
        self.scalar.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.scalar.merge_pb(number, wire, from),
            3 => self.ranges.merge_pb(number, wire, from),
            4 => self.set.merge_pb(number, wire, from),
            5 => self.text.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.scalar.put_json("scalar", to);
        self.ranges.put_json("ranges", to);
        self.set.put_json("set", to);
        self.text.put_json("text", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "scalar" => self.scalar.merge_json(from),
            "ranges" => self.ranges.merge_json(from),
            "set" => self.set.merge_json(from),
            "text" => self.text.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Attribute`.
#[derive(Clone, Default, PartialEq)]
pub struct Attribute {
    /// 1, required.
    pub name: Option<String>,
    /// 2, required.
    pub r#type: Option<crate::value::Type>,
    /// 3.
    pub scalar: Option<crate::value::Scalar>,
    /// 4.
    pub ranges: Option<crate::value::Ranges>,
    /// 6.
    pub set: Option<crate::value::Set>,
    /// 5.
    pub text: Option<crate::value::Text>,
}

impl Attribute {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Attribute", fields: &[
        required(1, "string", "name"),
        required(2, "mesos.v1.Value.Type", "type"),
        optional(3, "mesos.v1.Value.Scalar", "scalar"),
        optional(4, "mesos.v1.Value.Ranges", "ranges"),
        optional(6, "mesos.v1.Value.Set", "set"),
        optional(5, "mesos.v1.Value.Text", "text"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Attribute);

impl crate::field::Message for Attribute {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        crate::field::need(self.r#type.is_some(), "type")?;
        self.scalar.check("scalar")?;
        self.ranges.check("ranges")?;
        self.text.check("text")?;
        crate::rules::attribute(self)?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.set.put_pb(6, to);
        self.text.put_pb(5, to);
        self.ranges.put_pb(4, to);
        self.scalar.put_pb(3, to);
        self.r#type.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.r#type.merge_pb(number, wire, from),
            3 => self.scalar.merge_pb(number, wire, from),
            4 => self.ranges.merge_pb(number, wire, from),
            5 => self.text.merge_pb(number, wire, from),
            6 => self.set.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.r#type.put_json("type", to);
        self.scalar.put_json("scalar", to);
        self.ranges.put_json("ranges", to);
        self.set.put_json("set", to);
        self.text.put_json("text", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "scalar" => self.scalar.merge_json(from),
            "ranges" => self.ranges.merge_json(from),
            "set" => self.set.merge_json(from),
            "text" => self.text.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Resource`.
#[derive(Clone, Default, PartialEq)]
pub struct Resource {
    /// 12.
    pub provider_id: Option<crate::ResourceProviderId>,
    /// 1, required.
    pub name: Option<String>,
    /// 2, required.
    pub r#type: Option<crate::value::Type>,
    /// 3.
    pub scalar: Option<crate::value::Scalar>,
    /// 4.
    pub ranges: Option<crate::value::Ranges>,
    /// 5.
    pub set: Option<crate::value::Set>,
    /// 6, `*` if unset, deprecated.
    pub role: Option<String>,
    /// 11.
    pub allocation_info: Option<crate::resource::AllocationInfo>,
    /// 8.
    pub reservation: Option<Box<crate::resource::ReservationInfo>>,
    /// 13.
    pub reservations: Vec<crate::resource::ReservationInfo>,
    /// 7.
    pub disk: Option<crate::resource::DiskInfo>,
    /// 9.
    pub revocable: Option<crate::resource::RevocableInfo>,
    /// 10.
    pub shared: Option<crate::resource::SharedInfo>,
}

impl Resource {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource", fields: &[
        optional(12, "mesos.v1.ResourceProviderID", "provider_id"),
        required(1, "string", "name"),
        required(2, "mesos.v1.Value.Type", "type"),
        optional(3, "mesos.v1.Value.Scalar", "scalar"),
        optional(4, "mesos.v1.Value.Ranges", "ranges"),
        optional(5, "mesos.v1.Value.Set", "set"),
        optional(6, "string", "role").default("*").deprecated(),
        optional(11, "mesos.v1.Resource.AllocationInfo", "allocation_info"),
        optional(8, "mesos.v1.Resource.ReservationInfo", "reservation"),
        repeated(13, "mesos.v1.Resource.ReservationInfo", "reservations"),
        optional(7, "mesos.v1.Resource.DiskInfo", "disk"),
        optional(9, "mesos.v1.Resource.RevocableInfo", "revocable"),
        optional(10, "mesos.v1.Resource.SharedInfo", "shared"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn role(&self) -> &str {
        self.role.as_deref().unwrap_or("*")
    }
}

crate::field::message!(Resource);

impl crate::field::Message for Resource {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.provider_id.check("provider_id")?;
        crate::field::need(self.name.is_some(), "name")?;
        crate::field::need(self.r#type.is_some(), "type")?;
        self.scalar.check("scalar")?;
        self.ranges.check("ranges")?;
        self.reservation.check("reservation")?;
        self.reservations.check("reservations")?;
        self.disk.check("disk")?;
        crate::rules::resource(self)?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.reservations.put_pb(13, to);
        self.provider_id.put_pb(12, to);
        self.allocation_info.put_pb(11, to);
        self.shared.put_pb(10, to);
        self.revocable.put_pb(9, to);
        self.reservation.put_pb(8, to);
        self.disk.put_pb(7, to);
        self.role.put_pb(6, to);
        self.set.put_pb(5, to);
        self.ranges.put_pb(4, to);
        self.scalar.put_pb(3, to);
        self.r#type.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.r#type.merge_pb(number, wire, from),
            3 => self.scalar.merge_pb(number, wire, from),
            4 => self.ranges.merge_pb(number, wire, from),
            5 => self.set.merge_pb(number, wire, from),
            6 => self.role.merge_pb(number, wire, from),
            7 => self.disk.merge_pb(number, wire, from),
            8 => self.reservation.merge_pb(number, wire, from),
            9 => self.revocable.merge_pb(number, wire, from),
            10 => self.shared.merge_pb(number, wire, from),
            11 => self.allocation_info.merge_pb(number, wire, from),
            12 => self.provider_id.merge_pb(number, wire, from),
            13 => self.reservations.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.provider_id.put_json("provider_id", to);
        self.name.put_json("name", to);
        self.r#type.put_json("type", to);
        self.scalar.put_json("scalar", to);
        self.ranges.put_json("ranges", to);
        self.set.put_json("set", to);
        self.role.put_json("role", to);
        self.allocation_info.put_json("allocation_info", to);
        self.reservation.put_json("reservation", to);
        self.reservations.put_json("reservations", to);
        self.disk.put_json("disk", to);
        self.revocable.put_json("revocable", to);
        self.shared.put_json("shared", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "provider_id" => self.provider_id.merge_json(from),
            "name" => self.name.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "scalar" => self.scalar.merge_json(from),
            "ranges" => self.ranges.merge_json(from),
            "set" => self.set.merge_json(from),
            "role" => self.role.merge_json(from),
            "allocation_info" => self.allocation_info.merge_json(from),
            "reservation" => self.reservation.merge_json(from),
            "reservations" => self.reservations.merge_json(from),
            "disk" => self.disk.merge_json(from),
            "revocable" => self.revocable.merge_json(from),
            "shared" => self.shared.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TrafficControlStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct TrafficControlStatistics {
    /// 1, required.
    pub id: Option<String>,
    /// 2.
    pub backlog: Option<u64>,
    /// 3.
    pub bytes: Option<u64>,
    /// 4.
    pub drops: Option<u64>,
    /// 5.
    pub overlimits: Option<u64>,
    /// 6.
    pub packets: Option<u64>,
    /// 7.
    pub qlen: Option<u64>,
    /// 8.
    pub ratebps: Option<u64>,
    /// 9.
    pub ratepps: Option<u64>,
    /// 10.
    pub requeues: Option<u64>,
}

impl TrafficControlStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TrafficControlStatistics", fields: &[
        required(1, "string", "id"),
        optional(2, "uint64", "backlog"),
        optional(3, "uint64", "bytes"),
        optional(4, "uint64", "drops"),
        optional(5, "uint64", "overlimits"),
        optional(6, "uint64", "packets"),
        optional(7, "uint64", "qlen"),
        optional(8, "uint64", "ratebps"),
        optional(9, "uint64", "ratepps"),
        optional(10, "uint64", "requeues"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TrafficControlStatistics);

impl crate::field::Message for TrafficControlStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.id.is_some(), "id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.requeues.put_pb(10, to);
        self.ratepps.put_pb(9, to);
        self.ratebps.put_pb(8, to);
        self.qlen.put_pb(7, to);
        self.packets.put_pb(6, to);
        self.overlimits.put_pb(5, to);
        self.drops.put_pb(4, to);
        self.bytes.put_pb(3, to);
        self.backlog.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.backlog.merge_pb(number, wire, from),
            3 => self.bytes.merge_pb(number, wire, from),
            4 => self.drops.merge_pb(number, wire, from),
            5 => self.overlimits.merge_pb(number, wire, from),
            6 => self.packets.merge_pb(number, wire, from),
            7 => self.qlen.merge_pb(number, wire, from),
            8 => self.ratebps.merge_pb(number, wire, from),
            9 => self.ratepps.merge_pb(number, wire, from),
            10 => self.requeues.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.backlog.put_json("backlog", to);
        self.bytes.put_json("bytes", to);
        self.drops.put_json("drops", to);
        self.overlimits.put_json("overlimits", to);
        self.packets.put_json("packets", to);
        self.qlen.put_json("qlen", to);
        self.ratebps.put_json("ratebps", to);
        self.ratepps.put_json("ratepps", to);
        self.requeues.put_json("requeues", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "backlog" => self.backlog.merge_json(from),
            "bytes" => self.bytes.merge_json(from),
            "drops" => self.drops.merge_json(from),
            "overlimits" => self.overlimits.merge_json(from),
            "packets" => self.packets.merge_json(from),
            "qlen" => self.qlen.merge_json(from),
            "ratebps" => self.ratebps.merge_json(from),
            "ratepps" => self.ratepps.merge_json(from),
            "requeues" => self.requeues.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.IpStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct IpStatistics {
    /// 1.
    pub forwarding: Option<i64>,
    /// 2.
    pub default_ttl: Option<i64>,
    /// 3.
    pub in_receives: Option<i64>,
    /// 4.
    pub in_hdr_errors: Option<i64>,
    /// 5.
    pub in_addr_errors: Option<i64>,
    /// 6.
    pub forw_datagrams: Option<i64>,
    /// 7.
    pub in_unknown_protos: Option<i64>,
    /// 8.
    pub in_discards: Option<i64>,
    /// 9.
    pub in_delivers: Option<i64>,
    /// 10.
    pub out_requests: Option<i64>,
    /// 11.
    pub out_discards: Option<i64>,
    /// 12.
    pub out_no_routes: Option<i64>,
    /// 13.
    pub reasm_timeout: Option<i64>,
    /// 14.
    pub reasm_reqds: Option<i64>,
    /// 15.
    pub reasm_o_ks: Option<i64>,
    /// 16.
    pub reasm_fails: Option<i64>,
    /// 17.
    pub frag_o_ks: Option<i64>,
    /// 18.
    pub frag_fails: Option<i64>,
    /// 19.
    pub frag_creates: Option<i64>,
}

impl IpStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.IpStatistics", fields: &[
        optional(1, "int64", "Forwarding"),
        optional(2, "int64", "DefaultTTL"),
        optional(3, "int64", "InReceives"),
        optional(4, "int64", "InHdrErrors"),
        optional(5, "int64", "InAddrErrors"),
        optional(6, "int64", "ForwDatagrams"),
        optional(7, "int64", "InUnknownProtos"),
        optional(8, "int64", "InDiscards"),
        optional(9, "int64", "InDelivers"),
        optional(10, "int64", "OutRequests"),
        optional(11, "int64", "OutDiscards"),
        optional(12, "int64", "OutNoRoutes"),
        optional(13, "int64", "ReasmTimeout"),
        optional(14, "int64", "ReasmReqds"),
        optional(15, "int64", "ReasmOKs"),
        optional(16, "int64", "ReasmFails"),
        optional(17, "int64", "FragOKs"),
        optional(18, "int64", "FragFails"),
        optional(19, "int64", "FragCreates"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(IpStatistics);

impl crate::field::Message for IpStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.frag_creates.put_pb(19, to);
        self.frag_fails.put_pb(18, to);
        self.frag_o_ks.put_pb(17, to);
        self.reasm_fails.put_pb(16, to);
        self.reasm_o_ks.put_pb(15, to);
        self.reasm_reqds.put_pb(14, to);
        self.reasm_timeout.put_pb(13, to);
        self.out_no_routes.put_pb(12, to);
        self.out_discards.put_pb(11, to);
        self.out_requests.put_pb(10, to);
        self.in_delivers.put_pb(9, to);
        self.in_discards.put_pb(8, to);
        self.in_unknown_protos.put_pb(7, to);
        self.forw_datagrams.put_pb(6, to);
        self.in_addr_errors.put_pb(5, to);
        self.in_hdr_errors.put_pb(4, to);
        self.in_receives.put_pb(3, to);
        self.default_ttl.put_pb(2, to);
        self.forwarding.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.forwarding.merge_pb(number, wire, from),
            2 => self.default_ttl.merge_pb(number, wire, from),
            3 => self.in_receives.merge_pb(number, wire, from),
            4 => self.in_hdr_errors.merge_pb(number, wire, from),
            5 => self.in_addr_errors.merge_pb(number, wire, from),
            6 => self.forw_datagrams.merge_pb(number, wire, from),
            7 => self.in_unknown_protos.merge_pb(number, wire, from),
            8 => self.in_discards.merge_pb(number, wire, from),
            9 => self.in_delivers.merge_pb(number, wire, from),
            10 => self.out_requests.merge_pb(number, wire, from),
            11 => self.out_discards.merge_pb(number, wire, from),
            12 => self.out_no_routes.merge_pb(number, wire, from),
            13 => self.reasm_timeout.merge_pb(number, wire, from),
            14 => self.reasm_reqds.merge_pb(number, wire, from),
            15 => self.reasm_o_ks.merge_pb(number, wire, from),
            16 => self.reasm_fails.merge_pb(number, wire, from),
            17 => self.frag_o_ks.merge_pb(number, wire, from),
            18 => self.frag_fails.merge_pb(number, wire, from),
            19 => self.frag_creates.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.forwarding.put_json("Forwarding", to);
        self.default_ttl.put_json("DefaultTTL", to);
        self.in_receives.put_json("InReceives", to);
        self.in_hdr_errors.put_json("InHdrErrors", to);
        self.in_addr_errors.put_json("InAddrErrors", to);
        self.forw_datagrams.put_json("ForwDatagrams", to);
        self.in_unknown_protos.put_json("InUnknownProtos", to);
        self.in_discards.put_json("InDiscards", to);
        self.in_delivers.put_json("InDelivers", to);
        self.out_requests.put_json("OutRequests", to);
        self.out_discards.put_json("OutDiscards", to);
        self.out_no_routes.put_json("OutNoRoutes", to);
        self.reasm_timeout.put_json("ReasmTimeout", to);
        self.reasm_reqds.put_json("ReasmReqds", to);
        self.reasm_o_ks.put_json("ReasmOKs", to);
        self.reasm_fails.put_json("ReasmFails", to);
        self.frag_o_ks.put_json("FragOKs", to);
        self.frag_fails.put_json("FragFails", to);
        self.frag_creates.put_json("FragCreates", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "Forwarding" => self.forwarding.merge_json(from),
            "DefaultTTL" => self.default_ttl.merge_json(from),
            "InReceives" => self.in_receives.merge_json(from),
            "InHdrErrors" => self.in_hdr_errors.merge_json(from),
            "InAddrErrors" => self.in_addr_errors.merge_json(from),
            "ForwDatagrams" => self.forw_datagrams.merge_json(from),
            "InUnknownProtos" => self.in_unknown_protos.merge_json(from),
            "InDiscards" => self.in_discards.merge_json(from),
            "InDelivers" => self.in_delivers.merge_json(from),
            "OutRequests" => self.out_requests.merge_json(from),
            "OutDiscards" => self.out_discards.merge_json(from),
            "OutNoRoutes" => self.out_no_routes.merge_json(from),
            "ReasmTimeout" => self.reasm_timeout.merge_json(from),
            "ReasmReqds" => self.reasm_reqds.merge_json(from),
            "ReasmOKs" => self.reasm_o_ks.merge_json(from),
            "ReasmFails" => self.reasm_fails.merge_json(from),
            "FragOKs" => self.frag_o_ks.merge_json(from),
            "FragFails" => self.frag_fails.merge_json(from),
            "FragCreates" => self.frag_creates.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.IcmpStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct IcmpStatistics {
    /// 1.
    pub in_msgs: Option<i64>,
    /// 2.
    pub in_errors: Option<i64>,
    /// 3.
    pub in_csum_errors: Option<i64>,
    /// 4.
    pub in_dest_unreachs: Option<i64>,
    /// 5.
    pub in_time_excds: Option<i64>,
    /// 6.
    pub in_parm_probs: Option<i64>,
    /// 7.
    pub in_src_quenchs: Option<i64>,
    /// 8.
    pub in_redirects: Option<i64>,
    /// 9.
    pub in_echos: Option<i64>,
    /// 10.
    pub in_echo_reps: Option<i64>,
    /// 11.
    pub in_timestamps: Option<i64>,
    /// 12.
    pub in_timestamp_reps: Option<i64>,
    /// 13.
    pub in_addr_masks: Option<i64>,
    /// 14.
    pub in_addr_mask_reps: Option<i64>,
    /// 15.
    pub out_msgs: Option<i64>,
    /// 16.
    pub out_errors: Option<i64>,
    /// 17.
    pub out_dest_unreachs: Option<i64>,
    /// 18.
    pub out_time_excds: Option<i64>,
    /// 19.
    pub out_parm_probs: Option<i64>,
    /// 20.
    pub out_src_quenchs: Option<i64>,
    /// 21.
    pub out_redirects: Option<i64>,
    /// 22.
    pub out_echos: Option<i64>,
    /// 23.
    pub out_echo_reps: Option<i64>,
    /// 24.
    pub out_timestamps: Option<i64>,
    /// 25.
    pub out_timestamp_reps: Option<i64>,
    /// 26.
    pub out_addr_masks: Option<i64>,
    /// 27.
    pub out_addr_mask_reps: Option<i64>,
}

impl IcmpStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.IcmpStatistics", fields: &[
        optional(1, "int64", "InMsgs"),
        optional(2, "int64", "InErrors"),
        optional(3, "int64", "InCsumErrors"),
        optional(4, "int64", "InDestUnreachs"),
        optional(5, "int64", "InTimeExcds"),
        optional(6, "int64", "InParmProbs"),
        optional(7, "int64", "InSrcQuenchs"),
        optional(8, "int64", "InRedirects"),
        optional(9, "int64", "InEchos"),
        optional(10, "int64", "InEchoReps"),
        optional(11, "int64", "InTimestamps"),
        optional(12, "int64", "InTimestampReps"),
        optional(13, "int64", "InAddrMasks"),
        optional(14, "int64", "InAddrMaskReps"),
        optional(15, "int64", "OutMsgs"),
        optional(16, "int64", "OutErrors"),
        optional(17, "int64", "OutDestUnreachs"),
        optional(18, "int64", "OutTimeExcds"),
        optional(19, "int64", "OutParmProbs"),
        optional(20, "int64", "OutSrcQuenchs"),
        optional(21, "int64", "OutRedirects"),
        optional(22, "int64", "OutEchos"),
        optional(23, "int64", "OutEchoReps"),
        optional(24, "int64", "OutTimestamps"),
        optional(25, "int64", "OutTimestampReps"),
        optional(26, "int64", "OutAddrMasks"),
        optional(27, "int64", "OutAddrMaskReps"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(IcmpStatistics);

impl crate::field::Message for IcmpStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.out_addr_mask_reps.put_pb(27, to);
        self.out_addr_masks.put_pb(26, to);
        self.out_timestamp_reps.put_pb(25, to);
        self.out_timestamps.put_pb(24, to);
        self.out_echo_reps.put_pb(23, to);
        self.out_echos.put_pb(22, to);
        self.out_redirects.put_pb(21, to);
        self.out_src_quenchs.put_pb(20, to);
        self.out_parm_probs.put_pb(19, to);
        self.out_time_excds.put_pb(18, to);
        self.out_dest_unreachs.put_pb(17, to);
        self.out_errors.put_pb(16, to);
        self.out_msgs.put_pb(15, to);
        self.in_addr_mask_reps.put_pb(14, to);
        self.in_addr_masks.put_pb(13, to);
        self.in_timestamp_reps.put_pb(12, to);
        self.in_timestamps.put_pb(11, to);
        self.in_echo_reps.put_pb(10, to);
        self.in_echos.put_pb(9, to);
        self.in_redirects.put_pb(8, to);
        self.in_src_quenchs.put_pb(7, to);
        self.in_parm_probs.put_pb(6, to);
        self.in_time_excds.put_pb(5, to);
        self.in_dest_unreachs.put_pb(4, to);
        self.in_csum_errors.put_pb(3, to);
        self.in_errors.put_pb(2, to);
        self.in_msgs.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.in_msgs.merge_pb(number, wire, from),
            2 => self.in_errors.merge_pb(number, wire, from),
            3 => self.in_csum_errors.merge_pb(number, wire, from),
            4 => self.in_dest_unreachs.merge_pb(number, wire, from),
            5 => self.in_time_excds.merge_pb(number, wire, from),
            6 => self.in_parm_probs.merge_pb(number, wire, from),
            7 => self.in_src_quenchs.merge_pb(number, wire, from),
            8 => self.in_redirects.merge_pb(number, wire, from),
            9 => self.in_echos.merge_pb(number, wire, from),
            10 => self.in_echo_reps.merge_pb(number, wire, from),
            11 => self.in_timestamps.merge_pb(number, wire, from),
            12 => self.in_timestamp_reps.merge_pb(number, wire, from),
            13 => self.in_addr_masks.merge_pb(number, wire, from),
            14 => self.in_addr_mask_reps.merge_pb(number, wire, from),
            15 => self.out_msgs.merge_pb(number, wire, from),
            16 => self.out_errors.merge_pb(number, wire, from),
            17 => self.out_dest_unreachs.merge_pb(number, wire, from),
            18 => self.out_time_excds.merge_pb(number, wire, from),
            19 => self.out_parm_probs.merge_pb(number, wire, from),
            20 => self.out_src_quenchs.merge_pb(number, wire, from),
            21 => self.out_redirects.merge_pb(number, wire, from),
            22 => self.out_echos.merge_pb(number, wire, from),
            23 => self.out_echo_reps.merge_pb(number, wire, from),
            24 => self.out_timestamps.merge_pb(number, wire, from),
            25 => self.out_timestamp_reps.merge_pb(number, wire, from),
            26 => self.out_addr_masks.merge_pb(number, wire, from),
            27 => self.out_addr_mask_reps.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.in_msgs.put_json("InMsgs", to);
        self.in_errors.put_json("InErrors", to);
        self.in_csum_errors.put_json("InCsumErrors", to);
        self.in_dest_unreachs.put_json("InDestUnreachs", to);
        self.in_time_excds.put_json("InTimeExcds", to);
        self.in_parm_probs.put_json("InParmProbs", to);
        self.in_src_quenchs.put_json("InSrcQuenchs", to);
        self.in_redirects.put_json("InRedirects", to);
        self.in_echos.put_json("InEchos", to);
        self.in_echo_reps.put_json("InEchoReps", to);
        self.in_timestamps.put_json("InTimestamps", to);
        self.in_timestamp_reps.put_json("InTimestampReps", to);
        self.in_addr_masks.put_json("InAddrMasks", to);
        self.in_addr_mask_reps.put_json("InAddrMaskReps", to);
        self.out_msgs.put_json("OutMsgs", to);
        self.out_errors.put_json("OutErrors", to);
        self.out_dest_unreachs.put_json("OutDestUnreachs", to);
        self.out_time_excds.put_json("OutTimeExcds", to);
        self.out_parm_probs.put_json("OutParmProbs", to);
        self.out_src_quenchs.put_json("OutSrcQuenchs", to);
        self.out_redirects.put_json("OutRedirects", to);
        self.out_echos.put_json("OutEchos", to);
        self.out_echo_reps.put_json("OutEchoReps", to);
        self.out_timestamps.put_json("OutTimestamps", to);
        self.out_timestamp_reps.put_json("OutTimestampReps", to);
        self.out_addr_masks.put_json("OutAddrMasks", to);
        self.out_addr_mask_reps.put_json("OutAddrMaskReps", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "InMsgs" => self.in_msgs.merge_json(from),
            "InErrors" => self.in_errors.merge_json(from),
            "InCsumErrors" => self.in_csum_errors.merge_json(from),
            "InDestUnreachs" => self.in_dest_unreachs.merge_json(from),
            "InTimeExcds" => self.in_time_excds.merge_json(from),
            "InParmProbs" => self.in_parm_probs.merge_json(from),
            "InSrcQuenchs" => self.in_src_quenchs.merge_json(from),
            "InRedirects" => self.in_redirects.merge_json(from),
            "InEchos" => self.in_echos.merge_json(from),
            "InEchoReps" => self.in_echo_reps.merge_json(from),
            "InTimestamps" => self.in_timestamps.merge_json(from),
            "InTimestampReps" => self.in_timestamp_reps.merge_json(from),
            "InAddrMasks" => self.in_addr_masks.merge_json(from),
            "InAddrMaskReps" => self.in_addr_mask_reps.merge_json(from),
            "OutMsgs" => self.out_msgs.merge_json(from),
            "OutErrors" => self.out_errors.merge_json(from),
            "OutDestUnreachs" => self.out_dest_unreachs.merge_json(from),
            "OutTimeExcds" => self.out_time_excds.merge_json(from),
            "OutParmProbs" => self.out_parm_probs.merge_json(from),
            "OutSrcQuenchs" => self.out_src_quenchs.merge_json(from),
            "OutRedirects" => self.out_redirects.merge_json(from),
            "OutEchos" => self.out_echos.merge_json(from),
            "OutEchoReps" => self.out_echo_reps.merge_json(from),
            "OutTimestamps" => self.out_timestamps.merge_json(from),
            "OutTimestampReps" => self.out_timestamp_reps.merge_json(from),
            "OutAddrMasks" => self.out_addr_masks.merge_json(from),
            "OutAddrMaskReps" => self.out_addr_mask_reps.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TcpStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct TcpStatistics {
    /// 1.
    pub rto_algorithm: Option<i64>,
    /// 2.
    pub rto_min: Option<i64>,
    /// 3.
    pub rto_max: Option<i64>,
    /// 4.
    pub max_conn: Option<i64>,
    /// 5.
    pub active_opens: Option<i64>,
    /// 6.
    pub passive_opens: Option<i64>,
    /// 7.
    pub attempt_fails: Option<i64>,
    /// 8.
    pub estab_resets: Option<i64>,
    /// 9.
    pub curr_estab: Option<i64>,
    /// 10.
    pub in_segs: Option<i64>,
    /// 11.
    pub out_segs: Option<i64>,
    /// 12.
    pub retrans_segs: Option<i64>,
    /// 13.
    pub in_errs: Option<i64>,
    /// 14.
    pub out_rsts: Option<i64>,
    /// 15.
    pub in_csum_errors: Option<i64>,
}

impl TcpStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TcpStatistics", fields: &[
        optional(1, "int64", "RtoAlgorithm"),
        optional(2, "int64", "RtoMin"),
        optional(3, "int64", "RtoMax"),
        optional(4, "int64", "MaxConn"),
        optional(5, "int64", "ActiveOpens"),
        optional(6, "int64", "PassiveOpens"),
        optional(7, "int64", "AttemptFails"),
        optional(8, "int64", "EstabResets"),
        optional(9, "int64", "CurrEstab"),
        optional(10, "int64", "InSegs"),
        optional(11, "int64", "OutSegs"),
        optional(12, "int64", "RetransSegs"),
        optional(13, "int64", "InErrs"),
        optional(14, "int64", "OutRsts"),
        optional(15, "int64", "InCsumErrors"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TcpStatistics);

impl crate::field::Message for TcpStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.in_csum_errors.put_pb(15, to);
        self.out_rsts.put_pb(14, to);
        self.in_errs.put_pb(13, to);
        self.retrans_segs.put_pb(12, to);
        self.out_segs.put_pb(11, to);
        self.in_segs.put_pb(10, to);
        self.curr_estab.put_pb(9, to);
        self.estab_resets.put_pb(8, to);
        self.attempt_fails.put_pb(7, to);
        self.passive_opens.put_pb(6, to);
        self.active_opens.put_pb(5, to);
        self.max_conn.put_pb(4, to);
        self.rto_max.put_pb(3, to);
        self.rto_min.put_pb(2, to);
        self.rto_algorithm.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.rto_algorithm.merge_pb(number, wire, from),
            2 => self.rto_min.merge_pb(number, wire, from),
            3 => self.rto_max.merge_pb(number, wire, from),
            4 => self.max_conn.merge_pb(number, wire, from),
            5 => self.active_opens.merge_pb(number, wire, from),
            6 => self.passive_opens.merge_pb(number, wire, from),
            7 => self.attempt_fails.merge_pb(number, wire, from),
            8 => self.estab_resets.merge_pb(number, wire, from),
            9 => self.curr_estab.merge_pb(number, wire, from),
            10 => self.in_segs.merge_pb(number, wire, from),
            11 => self.out_segs.merge_pb(number, wire, from),
            12 => self.retrans_segs.merge_pb(number, wire, from),
            13 => self.in_errs.merge_pb(number, wire, from),
            14 => self.out_rsts.merge_pb(number, wire, from),
            15 => self.in_csum_errors.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.rto_algorithm.put_json("RtoAlgorithm", to);
        self.rto_min.put_json("RtoMin", to);
        self.rto_max.put_json("RtoMax", to);
        self.max_conn.put_json("MaxConn", to);
        self.active_opens.put_json("ActiveOpens", to);
        self.passive_opens.put_json("PassiveOpens", to);
        self.attempt_fails.put_json("AttemptFails", to);
        self.estab_resets.put_json("EstabResets", to);
        self.curr_estab.put_json("CurrEstab", to);
        self.in_segs.put_json("InSegs", to);
        self.out_segs.put_json("OutSegs", to);
        self.retrans_segs.put_json("RetransSegs", to);
        self.in_errs.put_json("InErrs", to);
        self.out_rsts.put_json("OutRsts", to);
        self.in_csum_errors.put_json("InCsumErrors", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "RtoAlgorithm" => self.rto_algorithm.merge_json(from),
            "RtoMin" => self.rto_min.merge_json(from),
            "RtoMax" => self.rto_max.merge_json(from),
            "MaxConn" => self.max_conn.merge_json(from),
            "ActiveOpens" => self.active_opens.merge_json(from),
            "PassiveOpens" => self.passive_opens.merge_json(from),
            "AttemptFails" => self.attempt_fails.merge_json(from),
            "EstabResets" => self.estab_resets.merge_json(from),
            "CurrEstab" => self.curr_estab.merge_json(from),
            "InSegs" => self.in_segs.merge_json(from),
            "OutSegs" => self.out_segs.merge_json(from),
            "RetransSegs" => self.retrans_segs.merge_json(from),
            "InErrs" => self.in_errs.merge_json(from),
            "OutRsts" => self.out_rsts.merge_json(from),
            "InCsumErrors" => self.in_csum_errors.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.UdpStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct UdpStatistics {
    /// 1.
    pub in_datagrams: Option<i64>,
    /// 2.
    pub no_ports: Option<i64>,
    /// 3.
    pub in_errors: Option<i64>,
    /// 4.
    pub out_datagrams: Option<i64>,
    /// 5.
    pub rcvbuf_errors: Option<i64>,
    /// 6.
    pub sndbuf_errors: Option<i64>,
    /// 7.
    pub in_csum_errors: Option<i64>,
    /// 8.
    pub ignored_multi: Option<i64>,
}

impl UdpStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.UdpStatistics", fields: &[
        optional(1, "int64", "InDatagrams"),
        optional(2, "int64", "NoPorts"),
        optional(3, "int64", "InErrors"),
        optional(4, "int64", "OutDatagrams"),
        optional(5, "int64", "RcvbufErrors"),
        optional(6, "int64", "SndbufErrors"),
        optional(7, "int64", "InCsumErrors"),
        optional(8, "int64", "IgnoredMulti"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UdpStatistics);

impl crate::field::Message for UdpStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.ignored_multi.put_pb(8, to);
        self.in_csum_errors.put_pb(7, to);
        self.sndbuf_errors.put_pb(6, to);
        self.rcvbuf_errors.put_pb(5, to);
        self.out_datagrams.put_pb(4, to);
        self.in_errors.put_pb(3, to);
        self.no_ports.put_pb(2, to);
        self.in_datagrams.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.in_datagrams.merge_pb(number, wire, from),
            2 => self.no_ports.merge_pb(number, wire, from),
            3 => self.in_errors.merge_pb(number, wire, from),
            4 => self.out_datagrams.merge_pb(number, wire, from),
            5 => self.rcvbuf_errors.merge_pb(number, wire, from),
            6 => self.sndbuf_errors.merge_pb(number, wire, from),
            7 => self.in_csum_errors.merge_pb(number, wire, from),
            8 => self.ignored_multi.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.in_datagrams.put_json("InDatagrams", to);
        self.no_ports.put_json("NoPorts", to);
        self.in_errors.put_json("InErrors", to);
        self.out_datagrams.put_json("OutDatagrams", to);
        self.rcvbuf_errors.put_json("RcvbufErrors", to);
        self.sndbuf_errors.put_json("SndbufErrors", to);
        self.in_csum_errors.put_json("InCsumErrors", to);
        self.ignored_multi.put_json("IgnoredMulti", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "InDatagrams" => self.in_datagrams.merge_json(from),
            "NoPorts" => self.no_ports.merge_json(from),
            "InErrors" => self.in_errors.merge_json(from),
            "OutDatagrams" => self.out_datagrams.merge_json(from),
            "RcvbufErrors" => self.rcvbuf_errors.merge_json(from),
            "SndbufErrors" => self.sndbuf_errors.merge_json(from),
            "InCsumErrors" => self.in_csum_errors.merge_json(from),
            "IgnoredMulti" => self.ignored_multi.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.SNMPStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct SnmpStatistics {
    /// 1.
    pub ip_stats: Option<Box<crate::IpStatistics>>,
    /// 2.
    pub icmp_stats: Option<Box<crate::IcmpStatistics>>,
    /// 3.
    pub tcp_stats: Option<Box<crate::TcpStatistics>>,
    /// 4.
    pub udp_stats: Option<Box<crate::UdpStatistics>>,
}

impl SnmpStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.SNMPStatistics", fields: &[
        optional(1, "mesos.v1.IpStatistics", "ip_stats"),
        optional(2, "mesos.v1.IcmpStatistics", "icmp_stats"),
        optional(3, "mesos.v1.TcpStatistics", "tcp_stats"),
        optional(4, "mesos.v1.UdpStatistics", "udp_stats"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(SnmpStatistics);

impl crate::field::Message for SnmpStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.udp_stats.put_pb(4, to);
        self.tcp_stats.put_pb(3, to);
        self.icmp_stats.put_pb(2, to);
        self.ip_stats.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.ip_stats.merge_pb(number, wire, from),
            2 => self.icmp_stats.merge_pb(number, wire, from),
            3 => self.tcp_stats.merge_pb(number, wire, from),
            4 => self.udp_stats.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.ip_stats.put_json("ip_stats", to);
        self.icmp_stats.put_json("icmp_stats", to);
        self.tcp_stats.put_json("tcp_stats", to);
        self.udp_stats.put_json("udp_stats", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "ip_stats" => self.ip_stats.merge_json(from),
            "icmp_stats" => self.icmp_stats.merge_json(from),
            "tcp_stats" => self.tcp_stats.merge_json(from),
            "udp_stats" => self.udp_stats.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DiskStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct DiskStatistics {
    /// 1.
    pub source: Option<Box<crate::resource::disk_info::Source>>,
    /// 2.
    pub persistence: Option<crate::resource::disk_info::Persistence>,
    /// 3.
    pub limit_bytes: Option<u64>,
    /// 4.
    pub used_bytes: Option<u64>,
}

impl DiskStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DiskStatistics", fields: &[
        optional(1, "mesos.v1.Resource.DiskInfo.Source", "source"),
        optional(2, "mesos.v1.Resource.DiskInfo.Persistence", "persistence"),
        optional(3, "uint64", "limit_bytes"),
        optional(4, "uint64", "used_bytes"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DiskStatistics);

impl crate::field::Message for DiskStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.source.check("source")?;
        self.persistence.check("persistence")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.used_bytes.put_pb(4, to);
        self.limit_bytes.put_pb(3, to);
        self.persistence.put_pb(2, to);
        self.source.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.source.merge_pb(number, wire, from),
            2 => self.persistence.merge_pb(number, wire, from),
            3 => self.limit_bytes.merge_pb(number, wire, from),
            4 => self.used_bytes.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.source.put_json("source", to);
        self.persistence.put_json("persistence", to);
        self.limit_bytes.put_json("limit_bytes", to);
        self.used_bytes.put_json("used_bytes", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "source" => self.source.merge_json(from),
            "persistence" => self.persistence.merge_json(from),
            "limit_bytes" => self.limit_bytes.merge_json(from),
            "used_bytes" => self.used_bytes.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ResourceStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct ResourceStatistics {
    /// 1, required.
    pub timestamp: Option<f64>,
    /// 30.
    pub processes: Option<u32>,
    /// 31.
    pub threads: Option<u32>,
    /// 2.
    pub cpus_user_time_secs: Option<f64>,
    /// 3.
    pub cpus_system_time_secs: Option<f64>,
    /// 4.
    pub cpus_limit: Option<f64>,
    /// 45.
    pub cpus_soft_limit: Option<f64>,
    /// 7.
    pub cpus_nr_periods: Option<u32>,
    /// 8.
    pub cpus_nr_throttled: Option<u32>,
    /// 9.
    pub cpus_throttled_time_secs: Option<f64>,
    /// 36.
    pub mem_total_bytes: Option<u64>,
    /// 37.
    pub mem_total_memsw_bytes: Option<u64>,
    /// 52.
    pub mem_kmem_usage_bytes: Option<u64>,
    /// 53.
    pub mem_kmem_tcp_usage_bytes: Option<u64>,
    /// 6.
    pub mem_limit_bytes: Option<u64>,
    /// 38.
    pub mem_soft_limit_bytes: Option<u64>,
    /// 10.
    pub mem_file_bytes: Option<u64>,
    /// 11.
    pub mem_anon_bytes: Option<u64>,
    /// 39.
    pub mem_cache_bytes: Option<u64>,
    /// 5.
    pub mem_rss_bytes: Option<u64>,
    /// 12.
    pub mem_mapped_file_bytes: Option<u64>,
    /// 40.
    pub mem_swap_bytes: Option<u64>,
    /// 41.
    pub mem_unevictable_bytes: Option<u64>,
    /// 32.
    pub mem_low_pressure_counter: Option<u64>,
    /// 33.
    pub mem_medium_pressure_counter: Option<u64>,
    /// 34.
    pub mem_critical_pressure_counter: Option<u64>,
    /// 26.
    pub disk_limit_bytes: Option<u64>,
    /// 27.
    pub disk_used_bytes: Option<u64>,
    /// 43.
    pub disk_statistics: Vec<crate::DiskStatistics>,
    /// 44.
    pub blkio_statistics: Option<Box<crate::cgroup_info::blkio::Statistics>>,
    /// 13.
    pub perf: Option<Box<crate::PerfStatistics>>,
    /// 14.
    pub net_rx_packets: Option<u64>,
    /// 15.
    pub net_rx_bytes: Option<u64>,
    /// 16.
    pub net_rx_errors: Option<u64>,
    /// 17.
    pub net_rx_dropped: Option<u64>,
    /// 18.
    pub net_tx_packets: Option<u64>,
    /// 19.
    pub net_tx_bytes: Option<u64>,
    /// 20.
    pub net_tx_errors: Option<u64>,
    /// 21.
    pub net_tx_dropped: Option<u64>,
    /// 46.
    pub net_tx_rate_limit: Option<u64>,
    /// 47.
    pub net_tx_burst_rate_limit: Option<u64>,
    /// 48.
    pub net_tx_burst_size: Option<u64>,
    /// 49.
    pub net_rx_rate_limit: Option<u64>,
    /// 50.
    pub net_rx_burst_rate_limit: Option<u64>,
    /// 51.
    pub net_rx_burst_size: Option<u64>,
    /// 54.
    pub net_rate_statistics: Option<Box<crate::resource_statistics::RateStatistics>>,
    /// 55.
    pub net_ephemeral_ports: Option<crate::value::Range>,
    /// 22.
    pub net_tcp_rtt_microsecs_p50: Option<f64>,
    /// 23.
    pub net_tcp_rtt_microsecs_p90: Option<f64>,
    /// 24.
    pub net_tcp_rtt_microsecs_p95: Option<f64>,
    /// 25.
    pub net_tcp_rtt_microsecs_p99: Option<f64>,
    /// 28.
    pub net_tcp_active_connections: Option<f64>,
    /// 29.
    pub net_tcp_time_wait_connections: Option<f64>,
    /// 35.
    pub net_traffic_control_statistics: Vec<crate::TrafficControlStatistics>,
    /// 42.
    pub net_snmp_statistics: Option<crate::SnmpStatistics>,
}

impl ResourceStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceStatistics", fields: &[
        required(1, "double", "timestamp"),
        optional(30, "uint32", "processes"),
        optional(31, "uint32", "threads"),
        optional(2, "double", "cpus_user_time_secs"),
        optional(3, "double", "cpus_system_time_secs"),
        optional(4, "double", "cpus_limit"),
        optional(45, "double", "cpus_soft_limit"),
        optional(7, "uint32", "cpus_nr_periods"),
        optional(8, "uint32", "cpus_nr_throttled"),
        optional(9, "double", "cpus_throttled_time_secs"),
        optional(36, "uint64", "mem_total_bytes"),
        optional(37, "uint64", "mem_total_memsw_bytes"),
        optional(52, "uint64", "mem_kmem_usage_bytes"),
        optional(53, "uint64", "mem_kmem_tcp_usage_bytes"),
        optional(6, "uint64", "mem_limit_bytes"),
        optional(38, "uint64", "mem_soft_limit_bytes"),
        optional(10, "uint64", "mem_file_bytes"),
        optional(11, "uint64", "mem_anon_bytes"),
        optional(39, "uint64", "mem_cache_bytes"),
        optional(5, "uint64", "mem_rss_bytes"),
        optional(12, "uint64", "mem_mapped_file_bytes"),
        optional(40, "uint64", "mem_swap_bytes"),
        optional(41, "uint64", "mem_unevictable_bytes"),
        optional(32, "uint64", "mem_low_pressure_counter"),
        optional(33, "uint64", "mem_medium_pressure_counter"),
        optional(34, "uint64", "mem_critical_pressure_counter"),
        optional(26, "uint64", "disk_limit_bytes"),
        optional(27, "uint64", "disk_used_bytes"),
        repeated(43, "mesos.v1.DiskStatistics", "disk_statistics"),
        optional(44, "mesos.v1.CgroupInfo.Blkio.Statistics", "blkio_statistics"),
        optional(13, "mesos.v1.PerfStatistics", "perf"),
        optional(14, "uint64", "net_rx_packets"),
        optional(15, "uint64", "net_rx_bytes"),
        optional(16, "uint64", "net_rx_errors"),
        optional(17, "uint64", "net_rx_dropped"),
        optional(18, "uint64", "net_tx_packets"),
        optional(19, "uint64", "net_tx_bytes"),
        optional(20, "uint64", "net_tx_errors"),
        optional(21, "uint64", "net_tx_dropped"),
        optional(46, "uint64", "net_tx_rate_limit"),
        optional(47, "uint64", "net_tx_burst_rate_limit"),
        optional(48, "uint64", "net_tx_burst_size"),
        optional(49, "uint64", "net_rx_rate_limit"),
        optional(50, "uint64", "net_rx_burst_rate_limit"),
        optional(51, "uint64", "net_rx_burst_size"),
        optional(54, "mesos.v1.ResourceStatistics.RateStatistics", "net_rate_statistics"),
        optional(55, "mesos.v1.Value.Range", "net_ephemeral_ports"),
        optional(22, "double", "net_tcp_rtt_microsecs_p50"),
        optional(23, "double", "net_tcp_rtt_microsecs_p90"),
        optional(24, "double", "net_tcp_rtt_microsecs_p95"),
        optional(25, "double", "net_tcp_rtt_microsecs_p99"),
        optional(28, "double", "net_tcp_active_connections"),
        optional(29, "double", "net_tcp_time_wait_connections"),
        repeated(35, "mesos.v1.TrafficControlStatistics", "net_traffic_control_statistics"),
        optional(42, "mesos.v1.SNMPStatistics", "net_snmp_statistics"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ResourceStatistics);

impl crate::field::Message for ResourceStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.timestamp.is_some(), "timestamp")?;
        self.disk_statistics.check("disk_statistics")?;
        self.blkio_statistics.check("blkio_statistics")?;
        self.perf.check("perf")?;
        self.net_ephemeral_ports.check("net_ephemeral_ports")?;
        self.net_traffic_control_statistics.check("net_traffic_control_statistics")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.net_ephemeral_ports.put_pb(55, to);
        self.net_rate_statistics.put_pb(54, to);
        self.mem_kmem_tcp_usage_bytes.put_pb(53, to);
        self.mem_kmem_usage_bytes.put_pb(52, to);
        self.net_rx_burst_size.put_pb(51, to);
        self.net_rx_burst_rate_limit.put_pb(50, to);
        self.net_rx_rate_limit.put_pb(49, to);
        self.net_tx_burst_size.put_pb(48, to);
        self.net_tx_burst_rate_limit.put_pb(47, to);
        self.net_tx_rate_limit.put_pb(46, to);
        self.cpus_soft_limit.put_pb(45, to);
        self.blkio_statistics.put_pb(44, to);
        self.disk_statistics.put_pb(43, to);
        self.net_snmp_statistics.put_pb(42, to);
        self.mem_unevictable_bytes.put_pb(41, to);
        self.mem_swap_bytes.put_pb(40, to);
        self.mem_cache_bytes.put_pb(39, to);
        self.mem_soft_limit_bytes.put_pb(38, to);
        self.mem_total_memsw_bytes.put_pb(37, to);
        self.mem_total_bytes.put_pb(36, to);
        self.net_traffic_control_statistics.put_pb(35, to);
        self.mem_critical_pressure_counter.put_pb(34, to);
        self.mem_medium_pressure_counter.put_pb(33, to);
        self.mem_low_pressure_counter.put_pb(32, to);
        self.threads.put_pb(31, to);
        self.processes.put_pb(30, to);
        self.net_tcp_time_wait_connections.put_pb(29, to);
        self.net_tcp_active_connections.put_pb(28, to);
        self.disk_used_bytes.put_pb(27, to);
        self.disk_limit_bytes.put_pb(26, to);
        self.net_tcp_rtt_microsecs_p99.put_pb(25, to);
        self.net_tcp_rtt_microsecs_p95.put_pb(24, to);
        self.net_tcp_rtt_microsecs_p90.put_pb(23, to);
        self.net_tcp_rtt_microsecs_p50.put_pb(22, to);
        self.net_tx_dropped.put_pb(21, to);
        self.net_tx_errors.put_pb(20, to);
        self.net_tx_bytes.put_pb(19, to);
        self.net_tx_packets.put_pb(18, to);
        self.net_rx_dropped.put_pb(17, to);
        self.net_rx_errors.put_pb(16, to);
        self.net_rx_bytes.put_pb(15, to);
        self.net_rx_packets.put_pb(14, to);
        self.perf.put_pb(13, to);
        self.mem_mapped_file_bytes.put_pb(12, to);
        self.mem_anon_bytes.put_pb(11, to);
        self.mem_file_bytes.put_pb(10, to);
        self.cpus_throttled_time_secs.put_pb(9, to);
        self.cpus_nr_throttled.put_pb(8, to);
        self.cpus_nr_periods.put_pb(7, to);
        self.mem_limit_bytes.put_pb(6, to);
        self.mem_rss_bytes.put_pb(5, to);
        self.cpus_limit.put_pb(4, to);
        self.cpus_system_time_secs.put_pb(3, to);
        self.cpus_user_time_secs.put_pb(2, to);
        self.timestamp.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.timestamp.merge_pb(number, wire, from),
            2 => self.cpus_user_time_secs.merge_pb(number, wire, from),
            3 => self.cpus_system_time_secs.merge_pb(number, wire, from),
            4 => self.cpus_limit.merge_pb(number, wire, from),
            5 => self.mem_rss_bytes.merge_pb(number, wire, from),
            6 => self.mem_limit_bytes.merge_pb(number, wire, from),
            7 => self.cpus_nr_periods.merge_pb(number, wire, from),
            8 => self.cpus_nr_throttled.merge_pb(number, wire, from),
            9 => self.cpus_throttled_time_secs.merge_pb(number, wire, from),
            10 => self.mem_file_bytes.merge_pb(number, wire, from),
            11 => self.mem_anon_bytes.merge_pb(number, wire, from),
            12 => self.mem_mapped_file_bytes.merge_pb(number, wire, from),
            13 => self.perf.merge_pb(number, wire, from),
            14 => self.net_rx_packets.merge_pb(number, wire, from),
            15 => self.net_rx_bytes.merge_pb(number, wire, from),
            16 => self.net_rx_errors.merge_pb(number, wire, from),
            17 => self.net_rx_dropped.merge_pb(number, wire, from),
            18 => self.net_tx_packets.merge_pb(number, wire, from),
            19 => self.net_tx_bytes.merge_pb(number, wire, from),
            20 => self.net_tx_errors.merge_pb(number, wire, from),
            21 => self.net_tx_dropped.merge_pb(number, wire, from),
            22 => self.net_tcp_rtt_microsecs_p50.merge_pb(number, wire, from),
            23 => self.net_tcp_rtt_microsecs_p90.merge_pb(number, wire, from),
            24 => self.net_tcp_rtt_microsecs_p95.merge_pb(number, wire, from),
            25 => self.net_tcp_rtt_microsecs_p99.merge_pb(number, wire, from),
            26 => self.disk_limit_bytes.merge_pb(number, wire, from),
            27 => self.disk_used_bytes.merge_pb(number, wire, from),
            28 => self.net_tcp_active_connections.merge_pb(number, wire, from),
            29 => self.net_tcp_time_wait_connections.merge_pb(number, wire, from),
            30 => self.processes.merge_pb(number, wire, from),
            31 => self.threads.merge_pb(number, wire, from),
            32 => self.mem_low_pressure_counter.merge_pb(number, wire, from),
            33 => self.mem_medium_pressure_counter.merge_pb(number, wire, from),
            34 => self.mem_critical_pressure_counter.merge_pb(number, wire, from),
            35 => self.net_traffic_control_statistics.merge_pb(number, wire, from),
            36 => self.mem_total_bytes.merge_pb(number, wire, from),
            37 => self.mem_total_memsw_bytes.merge_pb(number, wire, from),
            38 => self.mem_soft_limit_bytes.merge_pb(number, wire, from),
            39 => self.mem_cache_bytes.merge_pb(number, wire, from),
            40 => self.mem_swap_bytes.merge_pb(number, wire, from),
            41 => self.mem_unevictable_bytes.merge_pb(number, wire, from),
            42 => self.net_snmp_statistics.merge_pb(number, wire, from),
            43 => self.disk_statistics.merge_pb(number, wire, from),
            44 => self.blkio_statistics.merge_pb(number, wire, from),
            45 => self.cpus_soft_limit.merge_pb(number, wire, from),
            46 => self.net_tx_rate_limit.merge_pb(number, wire, from),
            47 => self.net_tx_burst_rate_limit.merge_pb(number, wire, from),
            48 => self.net_tx_burst_size.merge_pb(number, wire, from),
            49 => self.net_rx_rate_limit.merge_pb(number, wire, from),
            50 => self.net_rx_burst_rate_limit.merge_pb(number, wire, from),
            51 => self.net_rx_burst_size.merge_pb(number, wire, from),
            52 => self.mem_kmem_usage_bytes.merge_pb(number, wire, from),
            53 => self.mem_kmem_tcp_usage_bytes.merge_pb(number, wire, from),
            54 => self.net_rate_statistics.merge_pb(number, wire, from),
            55 => self.net_ephemeral_ports.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.timestamp.put_json("timestamp", to);
        self.processes.put_json("processes", to);
        self.threads.put_json("threads", to);
        self.cpus_user_time_secs.put_json("cpus_user_time_secs", to);
        self.cpus_system_time_secs.put_json("cpus_system_time_secs", to);
        self.cpus_limit.put_json("cpus_limit", to);
        self.cpus_soft_limit.put_json("cpus_soft_limit", to);
        self.cpus_nr_periods.put_json("cpus_nr_periods", to);
        self.cpus_nr_throttled.put_json("cpus_nr_throttled", to);
        self.cpus_throttled_time_secs.put_json("cpus_throttled_time_secs", to);
        self.mem_total_bytes.put_json("mem_total_bytes", to);
        self.mem_total_memsw_bytes.put_json("mem_total_memsw_bytes", to);
        self.mem_kmem_usage_bytes.put_json("mem_kmem_usage_bytes", to);
        self.mem_kmem_tcp_usage_bytes.put_json("mem_kmem_tcp_usage_bytes", to);
        self.mem_limit_bytes.put_json("mem_limit_bytes", to);
        self.mem_soft_limit_bytes.put_json("mem_soft_limit_bytes", to);
        self.mem_file_bytes.put_json("mem_file_bytes", to);
        self.mem_anon_bytes.put_json("mem_anon_bytes", to);
        self.mem_cache_bytes.put_json("mem_cache_bytes", to);
        self.mem_rss_bytes.put_json("mem_rss_bytes", to);
        self.mem_mapped_file_bytes.put_json("mem_mapped_file_bytes", to);
        self.mem_swap_bytes.put_json("mem_swap_bytes", to);
        self.mem_unevictable_bytes.put_json("mem_unevictable_bytes", to);
        self.mem_low_pressure_counter.put_json("mem_low_pressure_counter", to);
        self.mem_medium_pressure_counter.put_json("mem_medium_pressure_counter", to);
        self.mem_critical_pressure_counter.put_json("mem_critical_pressure_counter", to);
        self.disk_limit_bytes.put_json("disk_limit_bytes", to);
        self.disk_used_bytes.put_json("disk_used_bytes", to);
        self.disk_statistics.put_json("disk_statistics", to);
        self.blkio_statistics.put_json("blkio_statistics", to);
        self.perf.put_json("perf", to);
        self.net_rx_packets.put_json("net_rx_packets", to);
        self.net_rx_bytes.put_json("net_rx_bytes", to);
        self.net_rx_errors.put_json("net_rx_errors", to);
        self.net_rx_dropped.put_json("net_rx_dropped", to);
        self.net_tx_packets.put_json("net_tx_packets", to);
        self.net_tx_bytes.put_json("net_tx_bytes", to);
        self.net_tx_errors.put_json("net_tx_errors", to);
        self.net_tx_dropped.put_json("net_tx_dropped", to);
        self.net_tx_rate_limit.put_json("net_tx_rate_limit", to);
        self.net_tx_burst_rate_limit.put_json("net_tx_burst_rate_limit", to);
        self.net_tx_burst_size.put_json("net_tx_burst_size", to);
        self.net_rx_rate_limit.put_json("net_rx_rate_limit", to);
        self.net_rx_burst_rate_limit.put_json("net_rx_burst_rate_limit", to);
        self.net_rx_burst_size.put_json("net_rx_burst_size", to);
        self.net_rate_statistics.put_json("net_rate_statistics", to);
        self.net_ephemeral_ports.put_json("net_ephemeral_ports", to);
        self.net_tcp_rtt_microsecs_p50.put_json("net_tcp_rtt_microsecs_p50", to);
        self.net_tcp_rtt_microsecs_p90.put_json("net_tcp_rtt_microsecs_p90", to);
        self.net_tcp_rtt_microsecs_p95.put_json("net_tcp_rtt_microsecs_p95", to);
        self.net_tcp_rtt_microsecs_p99.put_json("net_tcp_rtt_microsecs_p99", to);
        self.net_tcp_active_connections.put_json("net_tcp_active_connections", to);
        self.net_tcp_time_wait_connections.put_json("net_tcp_time_wait_connections", to);
        self.net_traffic_control_statistics.put_json("net_traffic_control_statistics", to);
        self.net_snmp_statistics.put_json("net_snmp_statistics", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "timestamp" => self.timestamp.merge_json(from),
            "processes" => self.processes.merge_json(from),
            "threads" => self.threads.merge_json(from),
            "cpus_user_time_secs" => self.cpus_user_time_secs.merge_json(from),
            "cpus_system_time_secs" => self.cpus_system_time_secs.merge_json(from),
            "cpus_limit" => self.cpus_limit.merge_json(from),
            "cpus_soft_limit" => self.cpus_soft_limit.merge_json(from),
            "cpus_nr_periods" => self.cpus_nr_periods.merge_json(from),
            "cpus_nr_throttled" => self.cpus_nr_throttled.merge_json(from),
            "cpus_throttled_time_secs" => self.cpus_throttled_time_secs.merge_json(from),
            "mem_total_bytes" => self.mem_total_bytes.merge_json(from),
            "mem_total_memsw_bytes" => self.mem_total_memsw_bytes.merge_json(from),
            "mem_kmem_usage_bytes" => self.mem_kmem_usage_bytes.merge_json(from),
            "mem_kmem_tcp_usage_bytes" => self.mem_kmem_tcp_usage_bytes.merge_json(from),
            "mem_limit_bytes" => self.mem_limit_bytes.merge_json(from),
            "mem_soft_limit_bytes" => self.mem_soft_limit_bytes.merge_json(from),
            "mem_file_bytes" => self.mem_file_bytes.merge_json(from),
            "mem_anon_bytes" => self.mem_anon_bytes.merge_json(from),
            "mem_cache_bytes" => self.mem_cache_bytes.merge_json(from),
            "mem_rss_bytes" => self.mem_rss_bytes.merge_json(from),
            "mem_mapped_file_bytes" => self.mem_mapped_file_bytes.merge_json(from),
            "mem_swap_bytes" => self.mem_swap_bytes.merge_json(from),
            "mem_unevictable_bytes" => self.mem_unevictable_bytes.merge_json(from),
            "mem_low_pressure_counter" => self.mem_low_pressure_counter.merge_json(from),
            "mem_medium_pressure_counter" => self.mem_medium_pressure_counter.merge_json(from),
            "mem_critical_pressure_counter" => self.mem_critical_pressure_counter.merge_json(from),
            "disk_limit_bytes" => self.disk_limit_bytes.merge_json(from),
            "disk_used_bytes" => self.disk_used_bytes.merge_json(from),
            "disk_statistics" => self.disk_statistics.merge_json(from),
            "blkio_statistics" => self.blkio_statistics.merge_json(from),
            "perf" => self.perf.merge_json(from),
            "net_rx_packets" => self.net_rx_packets.merge_json(from),
            "net_rx_bytes" => self.net_rx_bytes.merge_json(from),
            "net_rx_errors" => self.net_rx_errors.merge_json(from),
            "net_rx_dropped" => self.net_rx_dropped.merge_json(from),
            "net_tx_packets" => self.net_tx_packets.merge_json(from),
            "net_tx_bytes" => self.net_tx_bytes.merge_json(from),
            "net_tx_errors" => self.net_tx_errors.merge_json(from),
            "net_tx_dropped" => self.net_tx_dropped.merge_json(from),
            "net_tx_rate_limit" => self.net_tx_rate_limit.merge_json(from),
            "net_tx_burst_rate_limit" => self.net_tx_burst_rate_limit.merge_json(from),
            "net_tx_burst_size" => self.net_tx_burst_size.merge_json(from),
            "net_rx_rate_limit" => self.net_rx_rate_limit.merge_json(from),
            "net_rx_burst_rate_limit" => self.net_rx_burst_rate_limit.merge_json(from),
            "net_rx_burst_size" => self.net_rx_burst_size.merge_json(from),
            "net_rate_statistics" => self.net_rate_statistics.merge_json(from),
            "net_ephemeral_ports" => self.net_ephemeral_ports.merge_json(from),
            "net_tcp_rtt_microsecs_p50" => self.net_tcp_rtt_microsecs_p50.merge_json(from),
            "net_tcp_rtt_microsecs_p90" => self.net_tcp_rtt_microsecs_p90.merge_json(from),
            "net_tcp_rtt_microsecs_p95" => self.net_tcp_rtt_microsecs_p95.merge_json(from),
            "net_tcp_rtt_microsecs_p99" => self.net_tcp_rtt_microsecs_p99.merge_json(from),
            "net_tcp_active_connections" => self.net_tcp_active_connections.merge_json(from),
            "net_tcp_time_wait_connections" => self.net_tcp_time_wait_connections.merge_json(from),
            "net_traffic_control_statistics" => self.net_traffic_control_statistics.merge_json(from),
            "net_snmp_statistics" => self.net_snmp_statistics.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ResourceUsage`.
#[derive(Clone, Default, PartialEq)]
pub struct ResourceUsage {
    /// 1.
    pub executors: Vec<crate::resource_usage::Executor>,
    /// 2.
    pub total: Vec<crate::Resource>,
}

impl ResourceUsage {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceUsage", fields: &[
        repeated(1, "mesos.v1.ResourceUsage.Executor", "executors"),
        repeated(2, "mesos.v1.Resource", "total"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ResourceUsage);

impl crate::field::Message for ResourceUsage {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.executors.check("executors")?;
        self.total.check("total")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.total.put_pb(2, to);
        self.executors.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executors.merge_pb(number, wire, from),
            2 => self.total.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executors.put_json("executors", to);
        self.total.put_json("total", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executors" => self.executors.merge_json(from),
            "total" => self.total.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.PerfStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct PerfStatistics {
    /// 1, required.
    pub timestamp: Option<f64>,
    /// 2, required.
    pub duration: Option<f64>,
    /// 3.
    pub cycles: Option<u64>,
    /// 4.
    pub stalled_cycles_frontend: Option<u64>,
    /// 5.
    pub stalled_cycles_backend: Option<u64>,
    /// 6.
    pub instructions: Option<u64>,
    /// 7.
    pub cache_references: Option<u64>,
    /// 8.
    pub cache_misses: Option<u64>,
    /// 9.
    pub branches: Option<u64>,
    /// 10.
    pub branch_misses: Option<u64>,
    /// 11.
    pub bus_cycles: Option<u64>,
    /// 12.
    pub ref_cycles: Option<u64>,
    /// 13.
    pub cpu_clock: Option<f64>,
    /// 14.
    pub task_clock: Option<f64>,
    /// 15.
    pub page_faults: Option<u64>,
    /// 16.
    pub minor_faults: Option<u64>,
    /// 17.
    pub major_faults: Option<u64>,
    /// 18.
    pub context_switches: Option<u64>,
    /// 19.
    pub cpu_migrations: Option<u64>,
    /// 20.
    pub alignment_faults: Option<u64>,
    /// 21.
    pub emulation_faults: Option<u64>,
    /// 22.
    pub l1_dcache_loads: Option<u64>,
    /// 23.
    pub l1_dcache_load_misses: Option<u64>,
    /// 24.
    pub l1_dcache_stores: Option<u64>,
    /// 25.
    pub l1_dcache_store_misses: Option<u64>,
    /// 26.
    pub l1_dcache_prefetches: Option<u64>,
    /// 27.
    pub l1_dcache_prefetch_misses: Option<u64>,
    /// 28.
    pub l1_icache_loads: Option<u64>,
    /// 29.
    pub l1_icache_load_misses: Option<u64>,
    /// 30.
    pub l1_icache_prefetches: Option<u64>,
    /// 31.
    pub l1_icache_prefetch_misses: Option<u64>,
    /// 32.
    pub llc_loads: Option<u64>,
    /// 33.
    pub llc_load_misses: Option<u64>,
    /// 34.
    pub llc_stores: Option<u64>,
    /// 35.
    pub llc_store_misses: Option<u64>,
    /// 36.
    pub llc_prefetches: Option<u64>,
    /// 37.
    pub llc_prefetch_misses: Option<u64>,
    /// 38.
    pub dtlb_loads: Option<u64>,
    /// 39.
    pub dtlb_load_misses: Option<u64>,
    /// 40.
    pub dtlb_stores: Option<u64>,
    /// 41.
    pub dtlb_store_misses: Option<u64>,
    /// 42.
    pub dtlb_prefetches: Option<u64>,
    /// 43.
    pub dtlb_prefetch_misses: Option<u64>,
    /// 44.
    pub itlb_loads: Option<u64>,
    /// 45.
    pub itlb_load_misses: Option<u64>,
    /// 46.
    pub branch_loads: Option<u64>,
    /// 47.
    pub branch_load_misses: Option<u64>,
    /// 48.
    pub node_loads: Option<u64>,
    /// 49.
    pub node_load_misses: Option<u64>,
    /// 50.
    pub node_stores: Option<u64>,
    /// 51.
    pub node_store_misses: Option<u64>,
    /// 52.
    pub node_prefetches: Option<u64>,
    /// 53.
    pub node_prefetch_misses: Option<u64>,
}

impl PerfStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.PerfStatistics", fields: &[
        required(1, "double", "timestamp"),
        required(2, "double", "duration"),
        optional(3, "uint64", "cycles"),
        optional(4, "uint64", "stalled_cycles_frontend"),
        optional(5, "uint64", "stalled_cycles_backend"),
        optional(6, "uint64", "instructions"),
        optional(7, "uint64", "cache_references"),
        optional(8, "uint64", "cache_misses"),
        optional(9, "uint64", "branches"),
        optional(10, "uint64", "branch_misses"),
        optional(11, "uint64", "bus_cycles"),
        optional(12, "uint64", "ref_cycles"),
        optional(13, "double", "cpu_clock"),
        optional(14, "double", "task_clock"),
        optional(15, "uint64", "page_faults"),
        optional(16, "uint64", "minor_faults"),
        optional(17, "uint64", "major_faults"),
        optional(18, "uint64", "context_switches"),
        optional(19, "uint64", "cpu_migrations"),
        optional(20, "uint64", "alignment_faults"),
        optional(21, "uint64", "emulation_faults"),
        optional(22, "uint64", "l1_dcache_loads"),
        optional(23, "uint64", "l1_dcache_load_misses"),
        optional(24, "uint64", "l1_dcache_stores"),
        optional(25, "uint64", "l1_dcache_store_misses"),
        optional(26, "uint64", "l1_dcache_prefetches"),
        optional(27, "uint64", "l1_dcache_prefetch_misses"),
        optional(28, "uint64", "l1_icache_loads"),
        optional(29, "uint64", "l1_icache_load_misses"),
        optional(30, "uint64", "l1_icache_prefetches"),
        optional(31, "uint64", "l1_icache_prefetch_misses"),
        optional(32, "uint64", "llc_loads"),
        optional(33, "uint64", "llc_load_misses"),
        optional(34, "uint64", "llc_stores"),
        optional(35, "uint64", "llc_store_misses"),
        optional(36, "uint64", "llc_prefetches"),
        optional(37, "uint64", "llc_prefetch_misses"),
        optional(38, "uint64", "dtlb_loads"),
        optional(39, "uint64", "dtlb_load_misses"),
        optional(40, "uint64", "dtlb_stores"),
        optional(41, "uint64", "dtlb_store_misses"),
        optional(42, "uint64", "dtlb_prefetches"),
        optional(43, "uint64", "dtlb_prefetch_misses"),
        optional(44, "uint64", "itlb_loads"),
        optional(45, "uint64", "itlb_load_misses"),
        optional(46, "uint64", "branch_loads"),
        optional(47, "uint64", "branch_load_misses"),
        optional(48, "uint64", "node_loads"),
        optional(49, "uint64", "node_load_misses"),
        optional(50, "uint64", "node_stores"),
        optional(51, "uint64", "node_store_misses"),
        optional(52, "uint64", "node_prefetches"),
        optional(53, "uint64", "node_prefetch_misses"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(PerfStatistics);

impl crate::field::Message for PerfStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.timestamp.is_some(), "timestamp")?;
        crate::field::need(self.duration.is_some(), "duration")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.node_prefetch_misses.put_pb(53, to);
        self.node_prefetches.put_pb(52, to);
        self.node_store_misses.put_pb(51, to);
        self.node_stores.put_pb(50, to);
        self.node_load_misses.put_pb(49, to);
        self.node_loads.put_pb(48, to);
        self.branch_load_misses.put_pb(47, to);
        self.branch_loads.put_pb(46, to);
        self.itlb_load_misses.put_pb(45, to);
        self.itlb_loads.put_pb(44, to);
        self.dtlb_prefetch_misses.put_pb(43, to);
        self.dtlb_prefetches.put_pb(42, to);
        self.dtlb_store_misses.put_pb(41, to);
        self.dtlb_stores.put_pb(40, to);
        self.dtlb_load_misses.put_pb(39, to);
        self.dtlb_loads.put_pb(38, to);
        self.llc_prefetch_misses.put_pb(37, to);
        self.llc_prefetches.put_pb(36, to);
        self.llc_store_misses.put_pb(35, to);
        self.llc_stores.put_pb(34, to);
        self.llc_load_misses.put_pb(33, to);
        self.llc_loads.put_pb(32, to);
        self.l1_icache_prefetch_misses.put_pb(31, to);
        self.l1_icache_prefetches.put_pb(30, to);
        self.l1_icache_load_misses.put_pb(29, to);
        self.l1_icache_loads.put_pb(28, to);
        self.l1_dcache_prefetch_misses.put_pb(27, to);
        self.l1_dcache_prefetches.put_pb(26, to);
        self.l1_dcache_store_misses.put_pb(25, to);
        self.l1_dcache_stores.put_pb(24, to);
        self.l1_dcache_load_misses.put_pb(23, to);
        self.l1_dcache_loads.put_pb(22, to);
        self.emulation_faults.put_pb(21, to);
        self.alignment_faults.put_pb(20, to);
        self.cpu_migrations.put_pb(19, to);
        self.context_switches.put_pb(18, to);
        self.major_faults.put_pb(17, to);
        self.minor_faults.put_pb(16, to);
        self.page_faults.put_pb(15, to);
        self.task_clock.put_pb(14, to);
        self.cpu_clock.put_pb(13, to);
        self.ref_cycles.put_pb(12, to);
        self.bus_cycles.put_pb(11, to);
        self.branch_misses.put_pb(10, to);
        self.branches.put_pb(9, to);
        self.cache_misses.put_pb(8, to);
        self.cache_references.put_pb(7, to);
        self.instructions.put_pb(6, to);
        self.stalled_cycles_backend.put_pb(5, to);
        self.stalled_cycles_frontend.put_pb(4, to);
        self.cycles.put_pb(3, to);
        self.duration.put_pb(2, to);
        self.timestamp.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.timestamp.merge_pb(number, wire, from),
            2 => self.duration.merge_pb(number, wire, from),
            3 => self.cycles.merge_pb(number, wire, from),
            4 => self.stalled_cycles_frontend.merge_pb(number, wire, from),
            5 => self.stalled_cycles_backend.merge_pb(number, wire, from),
            6 => self.instructions.merge_pb(number, wire, from),
            7 => self.cache_references.merge_pb(number, wire, from),
            8 => self.cache_misses.merge_pb(number, wire, from),
            9 => self.branches.merge_pb(number, wire, from),
            10 => self.branch_misses.merge_pb(number, wire, from),
            11 => self.bus_cycles.merge_pb(number, wire, from),
            12 => self.ref_cycles.merge_pb(number, wire, from),
            13 => self.cpu_clock.merge_pb(number, wire, from),
            14 => self.task_clock.merge_pb(number, wire, from),
            15 => self.page_faults.merge_pb(number, wire, from),
            16 => self.minor_faults.merge_pb(number, wire, from),
            17 => self.major_faults.merge_pb(number, wire, from),
            18 => self.context_switches.merge_pb(number, wire, from),
            19 => self.cpu_migrations.merge_pb(number, wire, from),
            20 => self.alignment_faults.merge_pb(number, wire, from),
            21 => self.emulation_faults.merge_pb(number, wire, from),
            22 => self.l1_dcache_loads.merge_pb(number, wire, from),
            23 => self.l1_dcache_load_misses.merge_pb(number, wire, from),
            24 => self.l1_dcache_stores.merge_pb(number, wire, from),
            25 => self.l1_dcache_store_misses.merge_pb(number, wire, from),
            26 => self.l1_dcache_prefetches.merge_pb(number, wire, from),
            27 => self.l1_dcache_prefetch_misses.merge_pb(number, wire, from),
            28 => self.l1_icache_loads.merge_pb(number, wire, from),
            29 => self.l1_icache_load_misses.merge_pb(number, wire, from),
            30 => self.l1_icache_prefetches.merge_pb(number, wire, from),
            31 => self.l1_icache_prefetch_misses.merge_pb(number, wire, from),
            32 => self.llc_loads.merge_pb(number, wire, from),
            33 => self.llc_load_misses.merge_pb(number, wire, from),
            34 => self.llc_stores.merge_pb(number, wire, from),
            35 => self.llc_store_misses.merge_pb(number, wire, from),
            36 => self.llc_prefetches.merge_pb(number, wire, from),
            37 => self.llc_prefetch_misses.merge_pb(number, wire, from),
            38 => self.dtlb_loads.merge_pb(number, wire, from),
            39 => self.dtlb_load_misses.merge_pb(number, wire, from),
            40 => self.dtlb_stores.merge_pb(number, wire, from),
            41 => self.dtlb_store_misses.merge_pb(number, wire, from),
            42 => self.dtlb_prefetches.merge_pb(number, wire, from),
            43 => self.dtlb_prefetch_misses.merge_pb(number, wire, from),
            44 => self.itlb_loads.merge_pb(number, wire, from),
            45 => self.itlb_load_misses.merge_pb(number, wire, from),
            46 => self.branch_loads.merge_pb(number, wire, from),
            47 => self.branch_load_misses.merge_pb(number, wire, from),
            48 => self.node_loads.merge_pb(number, wire, from),
            49 => self.node_load_misses.merge_pb(number, wire, from),
            50 => self.node_stores.merge_pb(number, wire, from),
            51 => self.node_store_misses.merge_pb(number, wire, from),
            52 => self.node_prefetches.merge_pb(number, wire, from),
            53 => self.node_prefetch_misses.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.timestamp.put_json("timestamp", to);
        self.duration.put_json("duration", to);
        self.cycles.put_json("cycles", to);
        self.stalled_cycles_frontend.put_json("stalled_cycles_frontend", to);
        self.stalled_cycles_backend.put_json("stalled_cycles_backend", to);
        self.instructions.put_json("instructions", to);
        self.cache_references.put_json("cache_references", to);
        self.cache_misses.put_json("cache_misses", to);
        self.branches.put_json("branches", to);
        self.branch_misses.put_json("branch_misses", to);
        self.bus_cycles.put_json("bus_cycles", to);
        self.ref_cycles.put_json("ref_cycles", to);
        self.cpu_clock.put_json("cpu_clock", to);
        self.task_clock.put_json("task_clock", to);
        self.page_faults.put_json("page_faults", to);
        self.minor_faults.put_json("minor_faults", to);
        self.major_faults.put_json("major_faults", to);
        self.context_switches.put_json("context_switches", to);
        self.cpu_migrations.put_json("cpu_migrations", to);
        self.alignment_faults.put_json("alignment_faults", to);
        self.emulation_faults.put_json("emulation_faults", to);
        self.l1_dcache_loads.put_json("l1_dcache_loads", to);
        self.l1_dcache_load_misses.put_json("l1_dcache_load_misses", to);
        self.l1_dcache_stores.put_json("l1_dcache_stores", to);
        self.l1_dcache_store_misses.put_json("l1_dcache_store_misses", to);
        self.l1_dcache_prefetches.put_json("l1_dcache_prefetches", to);
        self.l1_dcache_prefetch_misses.put_json("l1_dcache_prefetch_misses", to);
        self.l1_icache_loads.put_json("l1_icache_loads", to);
        self.l1_icache_load_misses.put_json("l1_icache_load_misses", to);
        self.l1_icache_prefetches.put_json("l1_icache_prefetches", to);
        self.l1_icache_prefetch_misses.put_json("l1_icache_prefetch_misses", to);
        self.llc_loads.put_json("llc_loads", to);
        self.llc_load_misses.put_json("llc_load_misses", to);
        self.llc_stores.put_json("llc_stores", to);
        self.llc_store_misses.put_json("llc_store_misses", to);
        self.llc_prefetches.put_json("llc_prefetches", to);
        self.llc_prefetch_misses.put_json("llc_prefetch_misses", to);
        self.dtlb_loads.put_json("dtlb_loads", to);
        self.dtlb_load_misses.put_json("dtlb_load_misses", to);
        self.dtlb_stores.put_json("dtlb_stores", to);
        self.dtlb_store_misses.put_json("dtlb_store_misses", to);
        self.dtlb_prefetches.put_json("dtlb_prefetches", to);
        self.dtlb_prefetch_misses.put_json("dtlb_prefetch_misses", to);
        self.itlb_loads.put_json("itlb_loads", to);
        self.itlb_load_misses.put_json("itlb_load_misses", to);
        self.branch_loads.put_json("branch_loads", to);
        self.branch_load_misses.put_json("branch_load_misses", to);
        self.node_loads.put_json("node_loads", to);
        self.node_load_misses.put_json("node_load_misses", to);
        self.node_stores.put_json("node_stores", to);
        self.node_store_misses.put_json("node_store_misses", to);
        self.node_prefetches.put_json("node_prefetches", to);
        self.node_prefetch_misses.put_json("node_prefetch_misses", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "timestamp" => self.timestamp.merge_json(from),
            "duration" => self.duration.merge_json(from),
            "cycles" => self.cycles.merge_json(from),
            "stalled_cycles_frontend" => self.stalled_cycles_frontend.merge_json(from),
            "stalled_cycles_backend" => self.stalled_cycles_backend.merge_json(from),
            "instructions" => self.instructions.merge_json(from),
            "cache_references" => self.cache_references.merge_json(from),
            "cache_misses" => self.cache_misses.merge_json(from),
            "branches" => self.branches.merge_json(from),
            "branch_misses" => self.branch_misses.merge_json(from),
            "bus_cycles" => self.bus_cycles.merge_json(from),
            "ref_cycles" => self.ref_cycles.merge_json(from),
            "cpu_clock" => self.cpu_clock.merge_json(from),
            "task_clock" => self.task_clock.merge_json(from),
            "page_faults" => self.page_faults.merge_json(from),
            "minor_faults" => self.minor_faults.merge_json(from),
            "major_faults" => self.major_faults.merge_json(from),
            "context_switches" => self.context_switches.merge_json(from),
            "cpu_migrations" => self.cpu_migrations.merge_json(from),
            "alignment_faults" => self.alignment_faults.merge_json(from),
            "emulation_faults" => self.emulation_faults.merge_json(from),
            "l1_dcache_loads" => self.l1_dcache_loads.merge_json(from),
            "l1_dcache_load_misses" => self.l1_dcache_load_misses.merge_json(from),
            "l1_dcache_stores" => self.l1_dcache_stores.merge_json(from),
            "l1_dcache_store_misses" => self.l1_dcache_store_misses.merge_json(from),
            "l1_dcache_prefetches" => self.l1_dcache_prefetches.merge_json(from),
            "l1_dcache_prefetch_misses" => self.l1_dcache_prefetch_misses.merge_json(from),
            "l1_icache_loads" => self.l1_icache_loads.merge_json(from),
            "l1_icache_load_misses" => self.l1_icache_load_misses.merge_json(from),
            "l1_icache_prefetches" => self.l1_icache_prefetches.merge_json(from),
            "l1_icache_prefetch_misses" => self.l1_icache_prefetch_misses.merge_json(from),
            "llc_loads" => self.llc_loads.merge_json(from),
            "llc_load_misses" => self.llc_load_misses.merge_json(from),
            "llc_stores" => self.llc_stores.merge_json(from),
            "llc_store_misses" => self.llc_store_misses.merge_json(from),
            "llc_prefetches" => self.llc_prefetches.merge_json(from),
            "llc_prefetch_misses" => self.llc_prefetch_misses.merge_json(from),
            "dtlb_loads" => self.dtlb_loads.merge_json(from),
            "dtlb_load_misses" => self.dtlb_load_misses.merge_json(from),
            "dtlb_stores" => self.dtlb_stores.merge_json(from),
            "dtlb_store_misses" => self.dtlb_store_misses.merge_json(from),
            "dtlb_prefetches" => self.dtlb_prefetches.merge_json(from),
            "dtlb_prefetch_misses" => self.dtlb_prefetch_misses.merge_json(from),
            "itlb_loads" => self.itlb_loads.merge_json(from),
            "itlb_load_misses" => self.itlb_load_misses.merge_json(from),
            "branch_loads" => self.branch_loads.merge_json(from),
            "branch_load_misses" => self.branch_load_misses.merge_json(from),
            "node_loads" => self.node_loads.merge_json(from),
            "node_load_misses" => self.node_load_misses.merge_json(from),
            "node_stores" => self.node_stores.merge_json(from),
            "node_store_misses" => self.node_store_misses.merge_json(from),
            "node_prefetches" => self.node_prefetches.merge_json(from),
            "node_prefetch_misses" => self.node_prefetch_misses.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.OfferFilters`.
#[derive(Clone, Default, PartialEq)]
pub struct OfferFilters {
    /// 1.
    pub min_allocatable_resources: Option<crate::offer_filters::MinAllocatableResources>,
}

impl OfferFilters {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.OfferFilters", fields: &[
        optional(1, "mesos.v1.OfferFilters.MinAllocatableResources", "min_allocatable_resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(OfferFilters);

impl crate::field::Message for OfferFilters {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.min_allocatable_resources.check("min_allocatable_resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.min_allocatable_resources.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.min_allocatable_resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.min_allocatable_resources.put_json("min_allocatable_resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "min_allocatable_resources" => self.min_allocatable_resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Request`.
#[derive(Clone, Default, PartialEq)]
pub struct Request {
    /// 1.
    pub agent_id: Option<crate::AgentId>,
    /// 2.
    pub resources: Vec<crate::Resource>,
}

impl Request {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Request", fields: &[
        optional(1, "mesos.v1.AgentID", "agent_id"),
        repeated(2, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Request);

impl crate::field::Message for Request {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.agent_id.check("agent_id")?;
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resources.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer`.
#[derive(Clone, Default, PartialEq)]
pub struct Offer {
    /// 1, required.
    pub id: Option<crate::OfferId>,
    /// 2, required.
    pub framework_id: Option<crate::FrameworkId>,
    /// 3, required.
    pub agent_id: Option<crate::AgentId>,
    /// 4, required.
    pub hostname: Option<String>,
    /// 8.
    pub url: Option<Box<crate::Url>>,
    /// 11.
    pub domain: Option<crate::DomainInfo>,
    /// 5.
    pub resources: Vec<crate::Resource>,
    /// 7.
    pub attributes: Vec<crate::Attribute>,
    /// 6.
    pub executor_ids: Vec<crate::ExecutorId>,
    /// 9.
    pub unavailability: Option<crate::Unavailability>,
    /// 10.
    pub allocation_info: Option<crate::resource::AllocationInfo>,
}

impl Offer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer", fields: &[
        required(1, "mesos.v1.OfferID", "id"),
        required(2, "mesos.v1.FrameworkID", "framework_id"),
        required(3, "mesos.v1.AgentID", "agent_id"),
        required(4, "string", "hostname"),
        optional(8, "mesos.v1.URL", "url"),
        optional(11, "mesos.v1.DomainInfo", "domain"),
        repeated(5, "mesos.v1.Resource", "resources"),
        repeated(7, "mesos.v1.Attribute", "attributes"),
        repeated(6, "mesos.v1.ExecutorID", "executor_ids"),
        optional(9, "mesos.v1.Unavailability", "unavailability"),
        optional(10, "mesos.v1.Resource.AllocationInfo", "allocation_info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Offer);

impl crate::field::Message for Offer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.id.is_some(), "id")?;
        self.id.check("id")?;
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        crate::field::need(self.hostname.is_some(), "hostname")?;
        self.url.check("url")?;
        self.domain.check("domain")?;
        self.resources.check("resources")?;
        self.attributes.check("attributes")?;
        self.executor_ids.check("executor_ids")?;
        self.unavailability.check("unavailability")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.domain.put_pb(11, to);
        self.allocation_info.put_pb(10, to);
        self.unavailability.put_pb(9, to);
        self.url.put_pb(8, to);
        self.attributes.put_pb(7, to);
        self.executor_ids.put_pb(6, to);
        self.resources.put_pb(5, to);
        self.hostname.put_pb(4, to);
        self.agent_id.put_pb(3, to);
        self.framework_id.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.framework_id.merge_pb(number, wire, from),
            3 => self.agent_id.merge_pb(number, wire, from),
            4 => self.hostname.merge_pb(number, wire, from),
            5 => self.resources.merge_pb(number, wire, from),
            6 => self.executor_ids.merge_pb(number, wire, from),
            7 => self.attributes.merge_pb(number, wire, from),
            8 => self.url.merge_pb(number, wire, from),
            9 => self.unavailability.merge_pb(number, wire, from),
            10 => self.allocation_info.merge_pb(number, wire, from),
            11 => self.domain.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.framework_id.put_json("framework_id", to);
        self.agent_id.put_json("agent_id", to);
        self.hostname.put_json("hostname", to);
        self.url.put_json("url", to);
        self.domain.put_json("domain", to);
        self.resources.put_json("resources", to);
        self.attributes.put_json("attributes", to);
        self.executor_ids.put_json("executor_ids", to);
        self.unavailability.put_json("unavailability", to);
        self.allocation_info.put_json("allocation_info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "framework_id" => self.framework_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "hostname" => self.hostname.merge_json(from),
            "url" => self.url.merge_json(from),
            "domain" => self.domain.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "attributes" => self.attributes.merge_json(from),
            "executor_ids" => self.executor_ids.merge_json(from),
            "unavailability" => self.unavailability.merge_json(from),
            "allocation_info" => self.allocation_info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.InverseOffer`.
#[derive(Clone, Default, PartialEq)]
pub struct InverseOffer {
    /// 1, required.
    pub id: Option<crate::OfferId>,
    /// 2.
    pub url: Option<Box<crate::Url>>,
    /// 3, required.
    pub framework_id: Option<crate::FrameworkId>,
    /// 4.
    pub agent_id: Option<crate::AgentId>,
    /// 5, required.
    pub unavailability: Option<crate::Unavailability>,
    /// 6.
    pub resources: Vec<crate::Resource>,
}

impl InverseOffer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.InverseOffer", fields: &[
        required(1, "mesos.v1.OfferID", "id"),
        optional(2, "mesos.v1.URL", "url"),
        required(3, "mesos.v1.FrameworkID", "framework_id"),
        optional(4, "mesos.v1.AgentID", "agent_id"),
        required(5, "mesos.v1.Unavailability", "unavailability"),
        repeated(6, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(InverseOffer);

impl crate::field::Message for InverseOffer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.id.is_some(), "id")?;
        self.id.check("id")?;
        self.url.check("url")?;
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        self.agent_id.check("agent_id")?;
        crate::field::need(self.unavailability.is_some(), "unavailability")?;
        self.unavailability.check("unavailability")?;
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resources.put_pb(6, to);
        self.unavailability.put_pb(5, to);
        self.agent_id.put_pb(4, to);
        self.framework_id.put_pb(3, to);
        self.url.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.url.merge_pb(number, wire, from),
            3 => self.framework_id.merge_pb(number, wire, from),
            4 => self.agent_id.merge_pb(number, wire, from),
            5 => self.unavailability.merge_pb(number, wire, from),
            6 => self.resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.url.put_json("url", to);
        self.framework_id.put_json("framework_id", to);
        self.agent_id.put_json("agent_id", to);
        self.unavailability.put_json("unavailability", to);
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "url" => self.url.merge_json(from),
            "framework_id" => self.framework_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "unavailability" => self.unavailability.merge_json(from),
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TaskInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct TaskInfo {
    /// 1, required.
    pub name: Option<String>,
    /// 2, required.
    pub task_id: Option<crate::TaskId>,
    /// 3, required.
    pub agent_id: Option<crate::AgentId>,
    /// 4.
    pub resources: Vec<crate::Resource>,
    /// 5.
    pub executor: Option<Box<crate::ExecutorInfo>>,
    /// 7.
    pub command: Option<Box<crate::CommandInfo>>,
    /// 9.
    pub container: Option<Box<crate::ContainerInfo>>,
    /// 8.
    pub health_check: Option<Box<crate::HealthCheck>>,
    /// 13.
    pub check: Option<Box<crate::CheckInfo>>,
    /// 12.
    pub kill_policy: Option<crate::KillPolicy>,
    /// 6.
    pub data: Option<Vec<u8>>,
    /// 10.
    pub labels: Option<crate::Labels>,
    /// 11.
    pub discovery: Option<Box<crate::DiscoveryInfo>>,
    /// 14.
    pub max_completion_time: Option<crate::DurationInfo>,
    /// 15.
    pub limits: std::collections::BTreeMap<String, crate::value::Scalar>,
}

impl TaskInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TaskInfo", fields: &[
        required(1, "string", "name"),
        required(2, "mesos.v1.TaskID", "task_id"),
        required(3, "mesos.v1.AgentID", "agent_id"),
        repeated(4, "mesos.v1.Resource", "resources"),
        optional(5, "mesos.v1.ExecutorInfo", "executor"),
        optional(7, "mesos.v1.CommandInfo", "command"),
        optional(9, "mesos.v1.ContainerInfo", "container"),
        optional(8, "mesos.v1.HealthCheck", "health_check"),
        optional(13, "mesos.v1.CheckInfo", "check"),
        optional(12, "mesos.v1.KillPolicy", "kill_policy"),
        optional(6, "bytes", "data"),
        optional(10, "mesos.v1.Labels", "labels"),
        optional(11, "mesos.v1.DiscoveryInfo", "discovery"),
        optional(14, "mesos.v1.DurationInfo", "max_completion_time"),
        repeated(15, "mesos.v1.TaskInfo.LimitsEntry", "limits"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TaskInfo);

impl crate::field::Message for TaskInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        crate::field::need(self.task_id.is_some(), "task_id")?;
        self.task_id.check("task_id")?;
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        self.resources.check("resources")?;
        self.executor.check("executor")?;
        self.command.check("command")?;
        self.container.check("container")?;
        self.health_check.check("health_check")?;
        self.check.check("check")?;
        self.kill_policy.check("kill_policy")?;
        self.labels.check("labels")?;
        self.discovery.check("discovery")?;
        self.max_completion_time.check("max_completion_time")?;
        self.limits.check("limits")?;
        crate::rules::task_info(self)?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.limits.put_pb(15, to);
        self.max_completion_time.put_pb(14, to);
        self.check.put_pb(13, to);
        self.kill_policy.put_pb(12, to);
        self.discovery.put_pb(11, to);
        self.labels.put_pb(10, to);
        self.container.put_pb(9, to);
        self.health_check.put_pb(8, to);
        self.command.put_pb(7, to);
        self.data.put_pb(6, to);
        self.executor.put_pb(5, to);
        self.resources.put_pb(4, to);
        self.agent_id.put_pb(3, to);
        self.task_id.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.task_id.merge_pb(number, wire, from),
            3 => self.agent_id.merge_pb(number, wire, from),
            4 => self.resources.merge_pb(number, wire, from),
            5 => self.executor.merge_pb(number, wire, from),
            6 => self.data.merge_pb(number, wire, from),
            7 => self.command.merge_pb(number, wire, from),
            8 => self.health_check.merge_pb(number, wire, from),
            9 => self.container.merge_pb(number, wire, from),
            10 => self.labels.merge_pb(number, wire, from),
            11 => self.discovery.merge_pb(number, wire, from),
            12 => self.kill_policy.merge_pb(number, wire, from),
            13 => self.check.merge_pb(number, wire, from),
            14 => self.max_completion_time.merge_pb(number, wire, from),
            15 => self.limits.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.task_id.put_json("task_id", to);
        self.agent_id.put_json("agent_id", to);
        self.resources.put_json("resources", to);
        self.executor.put_json("executor", to);
        self.command.put_json("command", to);
        self.container.put_json("container", to);
        self.health_check.put_json("health_check", to);
        self.check.put_json("check", to);
        self.kill_policy.put_json("kill_policy", to);
        self.data.put_json("data", to);
        self.labels.put_json("labels", to);
        self.discovery.put_json("discovery", to);
        self.max_completion_time.put_json("max_completion_time", to);
        self.limits.put_json("limits", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "task_id" => self.task_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "executor" => self.executor.merge_json(from),
            "command" => self.command.merge_json(from),
            "container" => self.container.merge_json(from),
            "health_check" => self.health_check.merge_json(from),
            "check" => self.check.merge_json(from),
            "kill_policy" => self.kill_policy.merge_json(from),
            "data" => self.data.merge_json(from),
            "labels" => self.labels.merge_json(from),
            "discovery" => self.discovery.merge_json(from),
            "max_completion_time" => self.max_completion_time.merge_json(from),
            "limits" => self.limits.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TaskGroupInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct TaskGroupInfo {
    /// 1.
    pub tasks: Vec<crate::TaskInfo>,
}

impl TaskGroupInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TaskGroupInfo", fields: &[
        repeated(1, "mesos.v1.TaskInfo", "tasks"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TaskGroupInfo);

impl crate::field::Message for TaskGroupInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.tasks.check("tasks")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.tasks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.tasks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.tasks.put_json("tasks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "tasks" => self.tasks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Task`.
#[derive(Clone, Default, PartialEq)]
pub struct Task {
    /// 1, required.
    pub name: Option<String>,
    /// 2, required.
    pub task_id: Option<crate::TaskId>,
    /// 3, required.
    pub framework_id: Option<crate::FrameworkId>,
    /// 4.
    pub executor_id: Option<crate::ExecutorId>,
    /// 5, required.
    pub agent_id: Option<crate::AgentId>,
    /// 6, required.
    pub state: Option<crate::TaskState>,
    /// 7.
    pub resources: Vec<crate::Resource>,
    /// 8.
    pub statuses: Vec<crate::TaskStatus>,
    /// 9.
    pub status_update_state: Option<crate::TaskState>,
    /// 10.
    pub status_update_uuid: Option<Vec<u8>>,
    /// 11.
    pub labels: Option<crate::Labels>,
    /// 12.
    pub discovery: Option<Box<crate::DiscoveryInfo>>,
    /// 13.
    pub container: Option<Box<crate::ContainerInfo>>,
    /// 15.
    pub health_check: Option<Box<crate::HealthCheck>>,
    /// 16.
    pub kill_policy: Option<crate::KillPolicy>,
    /// 14.
    pub user: Option<String>,
    /// 17.
    pub limits: std::collections::BTreeMap<String, crate::value::Scalar>,
}

impl Task {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Task", fields: &[
        required(1, "string", "name"),
        required(2, "mesos.v1.TaskID", "task_id"),
        required(3, "mesos.v1.FrameworkID", "framework_id"),
        optional(4, "mesos.v1.ExecutorID", "executor_id"),
        required(5, "mesos.v1.AgentID", "agent_id"),
        required(6, "mesos.v1.TaskState", "state"),
        repeated(7, "mesos.v1.Resource", "resources"),
        repeated(8, "mesos.v1.TaskStatus", "statuses"),
        optional(9, "mesos.v1.TaskState", "status_update_state"),
        optional(10, "bytes", "status_update_uuid"),
        optional(11, "mesos.v1.Labels", "labels"),
        optional(12, "mesos.v1.DiscoveryInfo", "discovery"),
        optional(13, "mesos.v1.ContainerInfo", "container"),
        optional(15, "mesos.v1.HealthCheck", "health_check"),
        optional(16, "mesos.v1.KillPolicy", "kill_policy"),
        optional(14, "string", "user"),
        repeated(17, "mesos.v1.Task.LimitsEntry", "limits"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Task);

impl crate::field::Message for Task {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        crate::field::need(self.task_id.is_some(), "task_id")?;
        self.task_id.check("task_id")?;
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        self.executor_id.check("executor_id")?;
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        crate::field::need(self.state.is_some(), "state")?;
        self.resources.check("resources")?;
        self.statuses.check("statuses")?;
        self.labels.check("labels")?;
        self.discovery.check("discovery")?;
        self.container.check("container")?;
        self.health_check.check("health_check")?;
        self.kill_policy.check("kill_policy")?;
        self.limits.check("limits")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.limits.put_pb(17, to);
        self.kill_policy.put_pb(16, to);
        self.health_check.put_pb(15, to);
        self.user.put_pb(14, to);
        self.container.put_pb(13, to);
        self.discovery.put_pb(12, to);
        self.labels.put_pb(11, to);
        self.status_update_uuid.put_pb(10, to);
        self.status_update_state.put_pb(9, to);
        self.statuses.put_pb(8, to);
        self.resources.put_pb(7, to);
        self.state.put_pb(6, to);
        self.agent_id.put_pb(5, to);
        self.executor_id.put_pb(4, to);
        self.framework_id.put_pb(3, to);
        self.task_id.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.task_id.merge_pb(number, wire, from),
            3 => self.framework_id.merge_pb(number, wire, from),
            4 => self.executor_id.merge_pb(number, wire, from),
            5 => self.agent_id.merge_pb(number, wire, from),
            6 => self.state.merge_pb(number, wire, from),
            7 => self.resources.merge_pb(number, wire, from),
            8 => self.statuses.merge_pb(number, wire, from),
            9 => self.status_update_state.merge_pb(number, wire, from),
            10 => self.status_update_uuid.merge_pb(number, wire, from),
            11 => self.labels.merge_pb(number, wire, from),
            12 => self.discovery.merge_pb(number, wire, from),
            13 => self.container.merge_pb(number, wire, from),
            14 => self.user.merge_pb(number, wire, from),
            15 => self.health_check.merge_pb(number, wire, from),
            16 => self.kill_policy.merge_pb(number, wire, from),
            17 => self.limits.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.task_id.put_json("task_id", to);
        self.framework_id.put_json("framework_id", to);
        self.executor_id.put_json("executor_id", to);
        self.agent_id.put_json("agent_id", to);
        self.state.put_json("state", to);
        self.resources.put_json("resources", to);
        self.statuses.put_json("statuses", to);
        self.status_update_state.put_json("status_update_state", to);
        self.status_update_uuid.put_json("status_update_uuid", to);
        self.labels.put_json("labels", to);
        self.discovery.put_json("discovery", to);
        self.container.put_json("container", to);
        self.health_check.put_json("health_check", to);
        self.kill_policy.put_json("kill_policy", to);
        self.user.put_json("user", to);
        self.limits.put_json("limits", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "task_id" => self.task_id.merge_json(from),
            "framework_id" => self.framework_id.merge_json(from),
            "executor_id" => self.executor_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "state" => self.state.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "statuses" => self.statuses.merge_json(from),
            "status_update_state" => self.status_update_state.merge_json(from),
            "status_update_uuid" => self.status_update_uuid.merge_json(from),
            "labels" => self.labels.merge_json(from),
            "discovery" => self.discovery.merge_json(from),
            "container" => self.container.merge_json(from),
            "health_check" => self.health_check.merge_json(from),
            "kill_policy" => self.kill_policy.merge_json(from),
            "user" => self.user.merge_json(from),
            "limits" => self.limits.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TaskResourceLimitation`.
#[derive(Clone, Default, PartialEq)]
pub struct TaskResourceLimitation {
    /// 1.
    pub resources: Vec<crate::Resource>,
}

impl TaskResourceLimitation {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TaskResourceLimitation", fields: &[
        repeated(1, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TaskResourceLimitation);

impl crate::field::Message for TaskResourceLimitation {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resources.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.UUID`.
#[derive(Clone, Default, PartialEq)]
pub struct Uuid {
    /// 1, required.
    pub value: Option<Vec<u8>>,
}

impl Uuid {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.UUID", fields: &[
        required(1, "bytes", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Uuid);

impl crate::field::Message for Uuid {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Operation`.
#[derive(Clone, Default, PartialEq)]
pub struct Operation {
    /// 1.
    pub framework_id: Option<crate::FrameworkId>,
    /// 2.
    pub agent_id: Option<crate::AgentId>,
    /// 3, required.
    pub info: Option<Box<crate::offer::Operation>>,
    /// 4, required.
    pub latest_status: Option<Box<crate::OperationStatus>>,
    /// 5.
    pub statuses: Vec<crate::OperationStatus>,
    /// 6, required.
    pub uuid: Option<crate::Uuid>,
}

impl Operation {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Operation", fields: &[
        optional(1, "mesos.v1.FrameworkID", "framework_id"),
        optional(2, "mesos.v1.AgentID", "agent_id"),
        required(3, "mesos.v1.Offer.Operation", "info"),
        required(4, "mesos.v1.OperationStatus", "latest_status"),
        repeated(5, "mesos.v1.OperationStatus", "statuses"),
        required(6, "mesos.v1.UUID", "uuid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Operation);

impl crate::field::Message for Operation {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.framework_id.check("framework_id")?;
        self.agent_id.check("agent_id")?;
        crate::field::need(self.info.is_some(), "info")?;
        self.info.check("info")?;
        crate::field::need(self.latest_status.is_some(), "latest_status")?;
        self.latest_status.check("latest_status")?;
        self.statuses.check("statuses")?;
        crate::field::need(self.uuid.is_some(), "uuid")?;
        self.uuid.check("uuid")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.uuid.put_pb(6, to);
        self.statuses.put_pb(5, to);
        self.latest_status.put_pb(4, to);
        self.info.put_pb(3, to);
        self.agent_id.put_pb(2, to);
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            2 => self.agent_id.merge_pb(number, wire, from),
            3 => self.info.merge_pb(number, wire, from),
            4 => self.latest_status.merge_pb(number, wire, from),
            5 => self.statuses.merge_pb(number, wire, from),
            6 => self.uuid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
        self.agent_id.put_json("agent_id", to);
        self.info.put_json("info", to);
        self.latest_status.put_json("latest_status", to);
        self.statuses.put_json("statuses", to);
        self.uuid.put_json("uuid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "info" => self.info.merge_json(from),
            "latest_status" => self.latest_status.merge_json(from),
            "statuses" => self.statuses.merge_json(from),
            "uuid" => self.uuid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.OperationStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct OperationStatus {
    /// 1.
    pub operation_id: Option<crate::OperationId>,
    /// 2, required.
    pub state: Option<crate::OperationState>,
    /// 3.
    pub message: Option<String>,
    /// 4.
    pub converted_resources: Vec<crate::Resource>,
    /// 5.
    pub uuid: Option<crate::Uuid>,
    /// 6.
    pub agent_id: Option<crate::AgentId>,
    /// 7.
    pub resource_provider_id: Option<crate::ResourceProviderId>,
}

impl OperationStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.OperationStatus", fields: &[
        optional(1, "mesos.v1.OperationID", "operation_id"),
        required(2, "mesos.v1.OperationState", "state"),
        optional(3, "string", "message"),
        repeated(4, "mesos.v1.Resource", "converted_resources"),
        optional(5, "mesos.v1.UUID", "uuid"),
        optional(6, "mesos.v1.AgentID", "agent_id"),
        optional(7, "mesos.v1.ResourceProviderID", "resource_provider_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(OperationStatus);

impl crate::field::Message for OperationStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.operation_id.check("operation_id")?;
        crate::field::need(self.state.is_some(), "state")?;
        self.converted_resources.check("converted_resources")?;
        self.uuid.check("uuid")?;
        self.agent_id.check("agent_id")?;
        self.resource_provider_id.check("resource_provider_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_provider_id.put_pb(7, to);
        self.agent_id.put_pb(6, to);
        self.uuid.put_pb(5, to);
        self.converted_resources.put_pb(4, to);
        self.message.put_pb(3, to);
        self.state.put_pb(2, to);
        self.operation_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.operation_id.merge_pb(number, wire, from),
            2 => self.state.merge_pb(number, wire, from),
            3 => self.message.merge_pb(number, wire, from),
            4 => self.converted_resources.merge_pb(number, wire, from),
            5 => self.uuid.merge_pb(number, wire, from),
            6 => self.agent_id.merge_pb(number, wire, from),
            7 => self.resource_provider_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.operation_id.put_json("operation_id", to);
        self.state.put_json("state", to);
        self.message.put_json("message", to);
        self.converted_resources.put_json("converted_resources", to);
        self.uuid.put_json("uuid", to);
        self.agent_id.put_json("agent_id", to);
        self.resource_provider_id.put_json("resource_provider_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "operation_id" => self.operation_id.merge_json(from),
            "state" => self.state.merge_json(from),
            "message" => self.message.merge_json(from),
            "converted_resources" => self.converted_resources.merge_json(from),
            "uuid" => self.uuid.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "resource_provider_id" => self.resource_provider_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CheckStatusInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct CheckStatusInfo {
    /// 1.
    pub r#type: Option<crate::check_info::Type>,
    /// 2.
    pub command: Option<crate::check_status_info::Command>,
    /// 3.
    pub http: Option<crate::check_status_info::Http>,
    /// 4.
    pub tcp: Option<crate::check_status_info::Tcp>,
}

impl CheckStatusInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckStatusInfo", fields: &[
        optional(1, "mesos.v1.CheckInfo.Type", "type"),
        optional(2, "mesos.v1.CheckStatusInfo.Command", "command"),
        optional(3, "mesos.v1.CheckStatusInfo.Http", "http"),
        optional(4, "mesos.v1.CheckStatusInfo.Tcp", "tcp"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CheckStatusInfo);

impl crate::field::Message for CheckStatusInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.tcp.put_pb(4, to);
        self.http.put_pb(3, to);
        self.command.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.command.merge_pb(number, wire, from),
            3 => self.http.merge_pb(number, wire, from),
            4 => self.tcp.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.command.put_json("command", to);
        self.http.put_json("http", to);
        self.tcp.put_json("tcp", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "command" => self.command.merge_json(from),
            "http" => self.http.merge_json(from),
            "tcp" => self.tcp.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TaskStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct TaskStatus {
    /// 1, required.
    pub task_id: Option<crate::TaskId>,
    /// 2, required.
    pub state: Option<crate::TaskState>,
    /// 4.
    pub message: Option<String>,
    /// 9.
    pub source: Option<crate::task_status::Source>,
    /// 10.
    pub reason: Option<crate::task_status::Reason>,
    /// 3.
    pub data: Option<Vec<u8>>,
    /// 5.
    pub agent_id: Option<crate::AgentId>,
    /// 7.
    pub executor_id: Option<crate::ExecutorId>,
    /// 6.
    pub timestamp: Option<f64>,
    /// 11.
    pub uuid: Option<Vec<u8>>,
    /// 8.
    pub healthy: Option<bool>,
    /// 15.
    pub check_status: Option<crate::CheckStatusInfo>,
    /// 12.
    pub labels: Option<crate::Labels>,
    /// 13.
    pub container_status: Option<Box<crate::ContainerStatus>>,
    /// 14.
    pub unreachable_time: Option<crate::TimeInfo>,
    /// 16.
    pub limitation: Option<crate::TaskResourceLimitation>,
}

impl TaskStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TaskStatus", fields: &[
        required(1, "mesos.v1.TaskID", "task_id"),
        required(2, "mesos.v1.TaskState", "state"),
        optional(4, "string", "message"),
        optional(9, "mesos.v1.TaskStatus.Source", "source"),
        optional(10, "mesos.v1.TaskStatus.Reason", "reason"),
        optional(3, "bytes", "data"),
        optional(5, "mesos.v1.AgentID", "agent_id"),
        optional(7, "mesos.v1.ExecutorID", "executor_id"),
        optional(6, "double", "timestamp"),
        optional(11, "bytes", "uuid"),
        optional(8, "bool", "healthy"),
        optional(15, "mesos.v1.CheckStatusInfo", "check_status"),
        optional(12, "mesos.v1.Labels", "labels"),
        optional(13, "mesos.v1.ContainerStatus", "container_status"),
        optional(14, "mesos.v1.TimeInfo", "unreachable_time"),
        optional(16, "mesos.v1.TaskResourceLimitation", "limitation"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TaskStatus);

impl crate::field::Message for TaskStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.task_id.is_some(), "task_id")?;
        self.task_id.check("task_id")?;
        crate::field::need(self.state.is_some(), "state")?;
        self.agent_id.check("agent_id")?;
        self.executor_id.check("executor_id")?;
        self.labels.check("labels")?;
        self.container_status.check("container_status")?;
        self.unreachable_time.check("unreachable_time")?;
        self.limitation.check("limitation")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.limitation.put_pb(16, to);
        self.check_status.put_pb(15, to);
        self.unreachable_time.put_pb(14, to);
        self.container_status.put_pb(13, to);
        self.labels.put_pb(12, to);
        self.uuid.put_pb(11, to);
        self.reason.put_pb(10, to);
        self.source.put_pb(9, to);
        self.healthy.put_pb(8, to);
        self.executor_id.put_pb(7, to);
        self.timestamp.put_pb(6, to);
        self.agent_id.put_pb(5, to);
        self.message.put_pb(4, to);
        self.data.put_pb(3, to);
        self.state.put_pb(2, to);
        self.task_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task_id.merge_pb(number, wire, from),
            2 => self.state.merge_pb(number, wire, from),
            3 => self.data.merge_pb(number, wire, from),
            4 => self.message.merge_pb(number, wire, from),
            5 => self.agent_id.merge_pb(number, wire, from),
            6 => self.timestamp.merge_pb(number, wire, from),
            7 => self.executor_id.merge_pb(number, wire, from),
            8 => self.healthy.merge_pb(number, wire, from),
            9 => self.source.merge_pb(number, wire, from),
            10 => self.reason.merge_pb(number, wire, from),
            11 => self.uuid.merge_pb(number, wire, from),
            12 => self.labels.merge_pb(number, wire, from),
            13 => self.container_status.merge_pb(number, wire, from),
            14 => self.unreachable_time.merge_pb(number, wire, from),
            15 => self.check_status.merge_pb(number, wire, from),
            16 => self.limitation.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task_id.put_json("task_id", to);
        self.state.put_json("state", to);
        self.message.put_json("message", to);
        self.source.put_json("source", to);
        self.reason.put_json("reason", to);
        self.data.put_json("data", to);
        self.agent_id.put_json("agent_id", to);
        self.executor_id.put_json("executor_id", to);
        self.timestamp.put_json("timestamp", to);
        self.uuid.put_json("uuid", to);
        self.healthy.put_json("healthy", to);
        self.check_status.put_json("check_status", to);
        self.labels.put_json("labels", to);
        self.container_status.put_json("container_status", to);
        self.unreachable_time.put_json("unreachable_time", to);
        self.limitation.put_json("limitation", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task_id" => self.task_id.merge_json(from),
            "state" => self.state.merge_json(from),
            "message" => self.message.merge_json(from),
            "source" => self.source.merge_json(from),
            "reason" => self.reason.merge_json(from),
            "data" => self.data.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "executor_id" => self.executor_id.merge_json(from),
            "timestamp" => self.timestamp.merge_json(from),
            "uuid" => self.uuid.merge_json(from),
            "healthy" => self.healthy.merge_json(from),
            "check_status" => self.check_status.merge_json(from),
            "labels" => self.labels.merge_json(from),
            "container_status" => self.container_status.merge_json(from),
            "unreachable_time" => self.unreachable_time.merge_json(from),
            "limitation" => self.limitation.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Filters`.
#[derive(Clone, Default, PartialEq)]
pub struct Filters {
    /// 1, `5` if unset.
    pub refuse_seconds: Option<f64>,
}

impl Filters {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Filters", fields: &[
        optional(1, "double", "refuse_seconds").default("5"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn refuse_seconds(&self) -> f64 {
        self.refuse_seconds.unwrap_or(5.0)
    }
}

crate::field::message!(Filters);

impl crate::field::Message for Filters {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.refuse_seconds.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.refuse_seconds.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        Some(self.refuse_seconds()).put_json("refuse_seconds", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "refuse_seconds" => self.refuse_seconds.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Environment`.
#[derive(Clone, Default, PartialEq)]
pub struct Environment {
    /// 1.
    pub variables: Vec<crate::environment::Variable>,
}

impl Environment {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Environment", fields: &[
        repeated(1, "mesos.v1.Environment.Variable", "variables"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Environment);

impl crate::field::Message for Environment {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.variables.check("variables")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.variables.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.variables.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.variables.put_json("variables", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "variables" => self.variables.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Parameter`.
#[derive(Clone, Default, PartialEq)]
pub struct Parameter {
    /// 1, required.
    pub key: Option<String>,
    /// 2, required.
    pub value: Option<String>,
}

impl Parameter {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Parameter", fields: &[
        required(1, "string", "key"),
        required(2, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Parameter);

impl crate::field::Message for Parameter {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.key.is_some(), "key")?;
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(2, to);
        self.key.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.key.merge_pb(number, wire, from),
            2 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.key.put_json("key", to);
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "key" => self.key.merge_json(from),
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Parameters`.
#[derive(Clone, Default, PartialEq)]
pub struct Parameters {
    /// 1.
    pub parameter: Vec<crate::Parameter>,
}

impl Parameters {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Parameters", fields: &[
        repeated(1, "mesos.v1.Parameter", "parameter"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Parameters);

impl crate::field::Message for Parameters {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.parameter.check("parameter")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.parameter.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.parameter.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.parameter.put_json("parameter", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "parameter" => self.parameter.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Credential`.
#[derive(Clone, Default, PartialEq)]
pub struct Credential {
    /// 1, required.
    pub principal: Option<String>,
    /// 2.
    pub secret: Option<String>,
}

impl Credential {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Credential", fields: &[
        required(1, "string", "principal"),
        optional(2, "string", "secret"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: true };
}

crate::field::message!(Credential);

impl crate::field::Message for Credential {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.principal.is_some(), "principal")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.secret.put_pb(2, to);
        self.principal.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.principal.merge_pb(number, wire, from),
            2 => self.secret.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.principal.put_json("principal", to);
        self.secret.put_json("secret", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "principal" => self.principal.merge_json(from),
            "secret" => self.secret.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Credentials`.
#[derive(Clone, Default, PartialEq)]
pub struct Credentials {
    /// 1.
    pub credentials: Vec<crate::Credential>,
}

impl Credentials {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Credentials", fields: &[
        repeated(1, "mesos.v1.Credential", "credentials"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Credentials);

impl crate::field::Message for Credentials {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.credentials.check("credentials")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.credentials.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.credentials.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.credentials.put_json("credentials", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "credentials" => self.credentials.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Secret`.
#[derive(Clone, Default, PartialEq)]
pub struct Secret {
    /// 1.
    pub r#type: Option<crate::secret::Type>,
    /// 2.
    pub reference: Option<crate::secret::Reference>,
    /// 3.
    pub value: Option<crate::secret::Value>,
}

impl Secret {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Secret", fields: &[
        optional(1, "mesos.v1.Secret.Type", "type"),
        optional(2, "mesos.v1.Secret.Reference", "reference"),
        optional(3, "mesos.v1.Secret.Value", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Secret);

impl crate::field::Message for Secret {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.reference.check("reference")?;
        self.value.check("value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(3, to);
        self.reference.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.reference.merge_pb(number, wire, from),
            3 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.reference.put_json("reference", to);
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "reference" => self.reference.merge_json(from),
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.RateLimit`.
#[derive(Clone, Default, PartialEq)]
pub struct RateLimit {
    /// 1.
    pub qps: Option<f64>,
    /// 2, required.
    pub principal: Option<String>,
    /// 3.
    pub capacity: Option<u64>,
}

impl RateLimit {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.RateLimit", fields: &[
        optional(1, "double", "qps"),
        required(2, "string", "principal"),
        optional(3, "uint64", "capacity"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RateLimit);

impl crate::field::Message for RateLimit {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.principal.is_some(), "principal")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.capacity.put_pb(3, to);
        self.principal.put_pb(2, to);
        self.qps.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.qps.merge_pb(number, wire, from),
            2 => self.principal.merge_pb(number, wire, from),
            3 => self.capacity.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.qps.put_json("qps", to);
        self.principal.put_json("principal", to);
        self.capacity.put_json("capacity", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "qps" => self.qps.merge_json(from),
            "principal" => self.principal.merge_json(from),
            "capacity" => self.capacity.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.RateLimits`.
#[derive(Clone, Default, PartialEq)]
pub struct RateLimits {
    /// 1.
    pub limits: Vec<crate::RateLimit>,
    /// 2.
    pub aggregate_default_qps: Option<f64>,
    /// 3.
    pub aggregate_default_capacity: Option<u64>,
}

impl RateLimits {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.RateLimits", fields: &[
        repeated(1, "mesos.v1.RateLimit", "limits"),
        optional(2, "double", "aggregate_default_qps"),
        optional(3, "uint64", "aggregate_default_capacity"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RateLimits);

impl crate::field::Message for RateLimits {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.limits.check("limits")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.aggregate_default_capacity.put_pb(3, to);
        self.aggregate_default_qps.put_pb(2, to);
        self.limits.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.limits.merge_pb(number, wire, from),
            2 => self.aggregate_default_qps.merge_pb(number, wire, from),
            3 => self.aggregate_default_capacity.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.limits.put_json("limits", to);
        self.aggregate_default_qps.put_json("aggregate_default_qps", to);
        self.aggregate_default_capacity.put_json("aggregate_default_capacity", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "limits" => self.limits.merge_json(from),
            "aggregate_default_qps" => self.aggregate_default_qps.merge_json(from),
            "aggregate_default_capacity" => self.aggregate_default_capacity.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Image`.
#[derive(Clone, Default, PartialEq)]
pub struct Image {
    /// 1, required.
    pub r#type: Option<crate::image::Type>,
    /// 2.
    pub appc: Option<Box<crate::image::Appc>>,
    /// 3.
    pub docker: Option<Box<crate::image::Docker>>,
    /// 4, `true` if unset.
    pub cached: Option<bool>,
}

impl Image {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Image", fields: &[
        required(1, "mesos.v1.Image.Type", "type"),
        optional(2, "mesos.v1.Image.Appc", "appc"),
        optional(3, "mesos.v1.Image.Docker", "docker"),
        optional(4, "bool", "cached").default("true"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn cached(&self) -> bool {
        self.cached.unwrap_or(true)
    }
}

crate::field::message!(Image);

impl crate::field::Message for Image {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.r#type.is_some(), "type")?;
        self.appc.check("appc")?;
        self.docker.check("docker")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.cached.put_pb(4, to);
        self.docker.put_pb(3, to);
        self.appc.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.appc.merge_pb(number, wire, from),
            3 => self.docker.merge_pb(number, wire, from),
            4 => self.cached.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.appc.put_json("appc", to);
        self.docker.put_json("docker", to);
        Some(self.cached()).put_json("cached", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "appc" => self.appc.merge_json(from),
            "docker" => self.docker.merge_json(from),
            "cached" => self.cached.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.MountPropagation`.
#[derive(Clone, Default, PartialEq)]
pub struct MountPropagation {
    /// 1.
    pub mode: Option<crate::mount_propagation::Mode>,
}

impl MountPropagation {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.MountPropagation", fields: &[
        optional(1, "mesos.v1.MountPropagation.Mode", "mode"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MountPropagation);

impl crate::field::Message for MountPropagation {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mode.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.mode.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.mode.put_json("mode", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "mode" => self.mode.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Volume`.
#[derive(Clone, Default, PartialEq)]
pub struct Volume {
    /// 3, required.
    pub mode: Option<crate::volume::Mode>,
    /// 1, required.
    pub container_path: Option<String>,
    /// 2.
    pub host_path: Option<String>,
    /// 4.
    pub image: Option<crate::Image>,
    /// 5.
    pub source: Option<Box<crate::volume::Source>>,
}

impl Volume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume", fields: &[
        required(3, "mesos.v1.Volume.Mode", "mode"),
        required(1, "string", "container_path"),
        optional(2, "string", "host_path"),
        optional(4, "mesos.v1.Image", "image"),
        optional(5, "mesos.v1.Volume.Source", "source"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Volume);

impl crate::field::Message for Volume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.mode.is_some(), "mode")?;
        crate::field::need(self.container_path.is_some(), "container_path")?;
        self.image.check("image")?;
        self.source.check("source")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.source.put_pb(5, to);
        self.image.put_pb(4, to);
        self.mode.put_pb(3, to);
        self.host_path.put_pb(2, to);
        self.container_path.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_path.merge_pb(number, wire, from),
            2 => self.host_path.merge_pb(number, wire, from),
            3 => self.mode.merge_pb(number, wire, from),
            4 => self.image.merge_pb(number, wire, from),
            5 => self.source.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.mode.put_json("mode", to);
        self.container_path.put_json("container_path", to);
        self.host_path.put_json("host_path", to);
        self.image.put_json("image", to);
        self.source.put_json("source", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "mode" => self.mode.merge_json(from),
            "container_path" => self.container_path.merge_json(from),
            "host_path" => self.host_path.merge_json(from),
            "image" => self.image.merge_json(from),
            "source" => self.source.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.NetworkInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct NetworkInfo {
    /// 5.
    pub ip_addresses: Vec<crate::network_info::IpAddress>,
    /// 6.
    pub name: Option<String>,
    /// 3.
    pub groups: Vec<String>,
    /// 4.
    pub labels: Option<crate::Labels>,
    /// 7.
    pub port_mappings: Vec<crate::network_info::PortMapping>,
}

impl NetworkInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.NetworkInfo", fields: &[
        repeated(5, "mesos.v1.NetworkInfo.IPAddress", "ip_addresses"),
        optional(6, "string", "name"),
        repeated(3, "string", "groups"),
        optional(4, "mesos.v1.Labels", "labels"),
        repeated(7, "mesos.v1.NetworkInfo.PortMapping", "port_mappings"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(NetworkInfo);

impl crate::field::Message for NetworkInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.labels.check("labels")?;
        self.port_mappings.check("port_mappings")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.port_mappings.put_pb(7, to);
        self.name.put_pb(6, to);
        self.ip_addresses.put_pb(5, to);
        self.labels.put_pb(4, to);
        self.groups.put_pb(3, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            3 => self.groups.merge_pb(number, wire, from),
            4 => self.labels.merge_pb(number, wire, from),
            5 => self.ip_addresses.merge_pb(number, wire, from),
            6 => self.name.merge_pb(number, wire, from),
            7 => self.port_mappings.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.ip_addresses.put_json("ip_addresses", to);
        self.name.put_json("name", to);
        self.groups.put_json("groups", to);
        self.labels.put_json("labels", to);
        self.port_mappings.put_json("port_mappings", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "ip_addresses" => self.ip_addresses.merge_json(from),
            "name" => self.name.merge_json(from),
            "groups" => self.groups.merge_json(from),
            "labels" => self.labels.merge_json(from),
            "port_mappings" => self.port_mappings.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CapabilityInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct CapabilityInfo {
    /// 1.
    pub capabilities: Vec<crate::capability_info::Capability>,
}

impl CapabilityInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CapabilityInfo", fields: &[
        repeated(1, "mesos.v1.CapabilityInfo.Capability", "capabilities"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CapabilityInfo);

impl crate::field::Message for CapabilityInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.capabilities.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.capabilities.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.capabilities.put_json("capabilities", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "capabilities" => self.capabilities.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.SeccompInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct SeccompInfo {
    /// 1.
    pub profile_name: Option<String>,
    /// 2.
    pub unconfined: Option<bool>,
}

impl SeccompInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.SeccompInfo", fields: &[
        optional(1, "string", "profile_name"),
        optional(2, "bool", "unconfined"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(SeccompInfo);

impl crate::field::Message for SeccompInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.unconfined.put_pb(2, to);
        self.profile_name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.profile_name.merge_pb(number, wire, from),
            2 => self.unconfined.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.profile_name.put_json("profile_name", to);
        self.unconfined.put_json("unconfined", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "profile_name" => self.profile_name.merge_json(from),
            "unconfined" => self.unconfined.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.LinuxInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct LinuxInfo {
    /// 1, deprecated.
    pub capability_info: Option<crate::CapabilityInfo>,
    /// 2.
    pub bounding_capabilities: Option<crate::CapabilityInfo>,
    /// 3.
    pub effective_capabilities: Option<crate::CapabilityInfo>,
    /// 4.
    pub share_pid_namespace: Option<bool>,
    /// 5.
    pub seccomp: Option<crate::SeccompInfo>,
    /// 6.
    pub ipc_mode: Option<crate::linux_info::IpcMode>,
    /// 7.
    pub shm_size: Option<u32>,
    /// 8, `true` if unset.
    pub share_cgroups: Option<bool>,
}

impl LinuxInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.LinuxInfo", fields: &[
        optional(1, "mesos.v1.CapabilityInfo", "capability_info").deprecated(),
        optional(2, "mesos.v1.CapabilityInfo", "bounding_capabilities"),
        optional(3, "mesos.v1.CapabilityInfo", "effective_capabilities"),
        optional(4, "bool", "share_pid_namespace"),
        optional(5, "mesos.v1.SeccompInfo", "seccomp"),
        optional(6, "mesos.v1.LinuxInfo.IpcMode", "ipc_mode"),
        optional(7, "uint32", "shm_size"),
        optional(8, "bool", "share_cgroups").default("true"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn share_cgroups(&self) -> bool {
        self.share_cgroups.unwrap_or(true)
    }
}

crate::field::message!(LinuxInfo);

impl crate::field::Message for LinuxInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.share_cgroups.put_pb(8, to);
        self.shm_size.put_pb(7, to);
        self.ipc_mode.put_pb(6, to);
        self.seccomp.put_pb(5, to);
        self.share_pid_namespace.put_pb(4, to);
        self.effective_capabilities.put_pb(3, to);
        self.bounding_capabilities.put_pb(2, to);
        self.capability_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.capability_info.merge_pb(number, wire, from),
            2 => self.bounding_capabilities.merge_pb(number, wire, from),
            3 => self.effective_capabilities.merge_pb(number, wire, from),
            4 => self.share_pid_namespace.merge_pb(number, wire, from),
            5 => self.seccomp.merge_pb(number, wire, from),
            6 => self.ipc_mode.merge_pb(number, wire, from),
            7 => self.shm_size.merge_pb(number, wire, from),
            8 => self.share_cgroups.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.capability_info.put_json("capability_info", to);
        self.bounding_capabilities.put_json("bounding_capabilities", to);
        self.effective_capabilities.put_json("effective_capabilities", to);
        self.share_pid_namespace.put_json("share_pid_namespace", to);
        self.seccomp.put_json("seccomp", to);
        self.ipc_mode.put_json("ipc_mode", to);
        self.shm_size.put_json("shm_size", to);
        Some(self.share_cgroups()).put_json("share_cgroups", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "capability_info" => self.capability_info.merge_json(from),
            "bounding_capabilities" => self.bounding_capabilities.merge_json(from),
            "effective_capabilities" => self.effective_capabilities.merge_json(from),
            "share_pid_namespace" => self.share_pid_namespace.merge_json(from),
            "seccomp" => self.seccomp.merge_json(from),
            "ipc_mode" => self.ipc_mode.merge_json(from),
            "shm_size" => self.shm_size.merge_json(from),
            "share_cgroups" => self.share_cgroups.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.RLimitInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct RLimitInfo {
    /// 1.
    pub rlimits: Vec<crate::r_limit_info::RLimit>,
}

impl RLimitInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.RLimitInfo", fields: &[
        repeated(1, "mesos.v1.RLimitInfo.RLimit", "rlimits"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RLimitInfo);

impl crate::field::Message for RLimitInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.rlimits.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.rlimits.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.rlimits.put_json("rlimits", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "rlimits" => self.rlimits.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.TTYInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct TtyInfo {
    /// 1.
    pub window_size: Option<crate::tty_info::WindowSize>,
}

impl TtyInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TTYInfo", fields: &[
        optional(1, "mesos.v1.TTYInfo.WindowSize", "window_size"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TtyInfo);

impl crate::field::Message for TtyInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.window_size.check("window_size")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.window_size.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.window_size.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.window_size.put_json("window_size", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "window_size" => self.window_size.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ContainerInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct ContainerInfo {
    /// 1, required.
    pub r#type: Option<crate::container_info::Type>,
    /// 2.
    pub volumes: Vec<crate::Volume>,
    /// 4.
    pub hostname: Option<String>,
    /// 3.
    pub docker: Option<Box<crate::container_info::DockerInfo>>,
    /// 5.
    pub mesos: Option<crate::container_info::MesosInfo>,
    /// 7.
    pub network_infos: Vec<crate::NetworkInfo>,
    /// 8.
    pub linux_info: Option<Box<crate::LinuxInfo>>,
    /// 9.
    pub rlimit_info: Option<crate::RLimitInfo>,
    /// 10.
    pub tty_info: Option<crate::TtyInfo>,
}

impl ContainerInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ContainerInfo", fields: &[
        required(1, "mesos.v1.ContainerInfo.Type", "type"),
        repeated(2, "mesos.v1.Volume", "volumes"),
        optional(4, "string", "hostname"),
        optional(3, "mesos.v1.ContainerInfo.DockerInfo", "docker"),
        optional(5, "mesos.v1.ContainerInfo.MesosInfo", "mesos"),
        repeated(7, "mesos.v1.NetworkInfo", "network_infos"),
        optional(8, "mesos.v1.LinuxInfo", "linux_info"),
        optional(9, "mesos.v1.RLimitInfo", "rlimit_info"),
        optional(10, "mesos.v1.TTYInfo", "tty_info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ContainerInfo);

impl crate::field::Message for ContainerInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.r#type.is_some(), "type")?;
        self.volumes.check("volumes")?;
        self.docker.check("docker")?;
        self.mesos.check("mesos")?;
        self.network_infos.check("network_infos")?;
        self.tty_info.check("tty_info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.tty_info.put_pb(10, to);
        self.rlimit_info.put_pb(9, to);
        self.linux_info.put_pb(8, to);
        self.network_infos.put_pb(7, to);
        self.mesos.put_pb(5, to);
        self.hostname.put_pb(4, to);
        self.docker.put_pb(3, to);
        self.volumes.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.volumes.merge_pb(number, wire, from),
            3 => self.docker.merge_pb(number, wire, from),
            4 => self.hostname.merge_pb(number, wire, from),
            5 => self.mesos.merge_pb(number, wire, from),
            7 => self.network_infos.merge_pb(number, wire, from),
            8 => self.linux_info.merge_pb(number, wire, from),
            9 => self.rlimit_info.merge_pb(number, wire, from),
            10 => self.tty_info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.volumes.put_json("volumes", to);
        self.hostname.put_json("hostname", to);
        self.docker.put_json("docker", to);
        self.mesos.put_json("mesos", to);
        self.network_infos.put_json("network_infos", to);
        self.linux_info.put_json("linux_info", to);
        self.rlimit_info.put_json("rlimit_info", to);
        self.tty_info.put_json("tty_info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "volumes" => self.volumes.merge_json(from),
            "hostname" => self.hostname.merge_json(from),
            "docker" => self.docker.merge_json(from),
            "mesos" => self.mesos.merge_json(from),
            "network_infos" => self.network_infos.merge_json(from),
            "linux_info" => self.linux_info.merge_json(from),
            "rlimit_info" => self.rlimit_info.merge_json(from),
            "tty_info" => self.tty_info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ContainerStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct ContainerStatus {
    /// 4.
    pub container_id: Option<crate::ContainerId>,
    /// 1.
    pub network_infos: Vec<crate::NetworkInfo>,
    /// 2.
    pub cgroup_info: Option<crate::CgroupInfo>,
    /// 3.
    pub executor_pid: Option<u32>,
}

impl ContainerStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ContainerStatus", fields: &[
        optional(4, "mesos.v1.ContainerID", "container_id"),
        repeated(1, "mesos.v1.NetworkInfo", "network_infos"),
        optional(2, "mesos.v1.CgroupInfo", "cgroup_info"),
        optional(3, "uint32", "executor_pid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ContainerStatus);

impl crate::field::Message for ContainerStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.container_id.check("container_id")?;
        self.network_infos.check("network_infos")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container_id.put_pb(4, to);
        self.executor_pid.put_pb(3, to);
        self.cgroup_info.put_pb(2, to);
        self.network_infos.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.network_infos.merge_pb(number, wire, from),
            2 => self.cgroup_info.merge_pb(number, wire, from),
            3 => self.executor_pid.merge_pb(number, wire, from),
            4 => self.container_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
        self.network_infos.put_json("network_infos", to);
        self.cgroup_info.put_json("cgroup_info", to);
        self.executor_pid.put_json("executor_pid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            "network_infos" => self.network_infos.merge_json(from),
            "cgroup_info" => self.cgroup_info.merge_json(from),
            "executor_pid" => self.executor_pid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CgroupInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct CgroupInfo {
    /// 1.
    pub net_cls: Option<crate::cgroup_info::NetCls>,
}

impl CgroupInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CgroupInfo", fields: &[
        optional(1, "mesos.v1.CgroupInfo.NetCls", "net_cls"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CgroupInfo);

impl crate::field::Message for CgroupInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.net_cls.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.net_cls.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.net_cls.put_json("net_cls", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "net_cls" => self.net_cls.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Labels`.
#[derive(Clone, Default, PartialEq)]
pub struct Labels {
    /// 1.
    pub labels: Vec<crate::Label>,
}

impl Labels {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Labels", fields: &[
        repeated(1, "mesos.v1.Label", "labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Labels);

impl crate::field::Message for Labels {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.labels.check("labels")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.labels.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.labels.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.labels.put_json("labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Label`.
#[derive(Clone, Default, PartialEq)]
pub struct Label {
    /// 1, required.
    pub key: Option<String>,
    /// 2.
    pub value: Option<String>,
}

impl Label {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Label", fields: &[
        required(1, "string", "key"),
        optional(2, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Label);

impl crate::field::Message for Label {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.key.is_some(), "key")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(2, to);
        self.key.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.key.merge_pb(number, wire, from),
            2 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.key.put_json("key", to);
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "key" => self.key.merge_json(from),
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Port`.
#[derive(Clone, Default, PartialEq)]
pub struct Port {
    /// 1, required.
    pub number: Option<u32>,
    /// 2.
    pub name: Option<String>,
    /// 3.
    pub protocol: Option<String>,
    /// 4.
    pub visibility: Option<crate::discovery_info::Visibility>,
    /// 5.
    pub labels: Option<crate::Labels>,
}

impl Port {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Port", fields: &[
        required(1, "uint32", "number"),
        optional(2, "string", "name"),
        optional(3, "string", "protocol"),
        optional(4, "mesos.v1.DiscoveryInfo.Visibility", "visibility"),
        optional(5, "mesos.v1.Labels", "labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Port);

impl crate::field::Message for Port {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.number.is_some(), "number")?;
        self.labels.check("labels")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.labels.put_pb(5, to);
        self.visibility.put_pb(4, to);
        self.protocol.put_pb(3, to);
        self.name.put_pb(2, to);
        self.number.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.number.merge_pb(number, wire, from),
            2 => self.name.merge_pb(number, wire, from),
            3 => self.protocol.merge_pb(number, wire, from),
            4 => self.visibility.merge_pb(number, wire, from),
            5 => self.labels.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.number.put_json("number", to);
        self.name.put_json("name", to);
        self.protocol.put_json("protocol", to);
        self.visibility.put_json("visibility", to);
        self.labels.put_json("labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "number" => self.number.merge_json(from),
            "name" => self.name.merge_json(from),
            "protocol" => self.protocol.merge_json(from),
            "visibility" => self.visibility.merge_json(from),
            "labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Ports`.
#[derive(Clone, Default, PartialEq)]
pub struct Ports {
    /// 1.
    pub ports: Vec<crate::Port>,
}

impl Ports {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Ports", fields: &[
        repeated(1, "mesos.v1.Port", "ports"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Ports);

impl crate::field::Message for Ports {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.ports.check("ports")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.ports.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.ports.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.ports.put_json("ports", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "ports" => self.ports.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DiscoveryInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct DiscoveryInfo {
    /// 1, required.
    pub visibility: Option<crate::discovery_info::Visibility>,
    /// 2.
    pub name: Option<String>,
    /// 3.
    pub environment: Option<String>,
    /// 4.
    pub location: Option<String>,
    /// 5.
    pub version: Option<String>,
    /// 6.
    pub ports: Option<crate::Ports>,
    /// 7.
    pub labels: Option<crate::Labels>,
}

impl DiscoveryInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DiscoveryInfo", fields: &[
        required(1, "mesos.v1.DiscoveryInfo.Visibility", "visibility"),
        optional(2, "string", "name"),
        optional(3, "string", "environment"),
        optional(4, "string", "location"),
        optional(5, "string", "version"),
        optional(6, "mesos.v1.Ports", "ports"),
        optional(7, "mesos.v1.Labels", "labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DiscoveryInfo);

impl crate::field::Message for DiscoveryInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.visibility.is_some(), "visibility")?;
        self.ports.check("ports")?;
        self.labels.check("labels")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.labels.put_pb(7, to);
        self.ports.put_pb(6, to);
        self.version.put_pb(5, to);
        self.location.put_pb(4, to);
        self.environment.put_pb(3, to);
        self.name.put_pb(2, to);
        self.visibility.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.visibility.merge_pb(number, wire, from),
            2 => self.name.merge_pb(number, wire, from),
            3 => self.environment.merge_pb(number, wire, from),
            4 => self.location.merge_pb(number, wire, from),
            5 => self.version.merge_pb(number, wire, from),
            6 => self.ports.merge_pb(number, wire, from),
            7 => self.labels.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.visibility.put_json("visibility", to);
        self.name.put_json("name", to);
        self.environment.put_json("environment", to);
        self.location.put_json("location", to);
        self.version.put_json("version", to);
        self.ports.put_json("ports", to);
        self.labels.put_json("labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "visibility" => self.visibility.merge_json(from),
            "name" => self.name.merge_json(from),
            "environment" => self.environment.merge_json(from),
            "location" => self.location.merge_json(from),
            "version" => self.version.merge_json(from),
            "ports" => self.ports.merge_json(from),
            "labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.WeightInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct WeightInfo {
    /// 1, required.
    pub weight: Option<f64>,
    /// 2.
    pub role: Option<String>,
}

impl WeightInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.WeightInfo", fields: &[
        required(1, "double", "weight"),
        optional(2, "string", "role"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(WeightInfo);

impl crate::field::Message for WeightInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.weight.is_some(), "weight")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.role.put_pb(2, to);
        self.weight.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.weight.merge_pb(number, wire, from),
            2 => self.role.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.weight.put_json("weight", to);
        self.role.put_json("role", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "weight" => self.weight.merge_json(from),
            "role" => self.role.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.VersionInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct VersionInfo {
    /// 1, required.
    pub version: Option<String>,
    /// 2.
    pub build_date: Option<String>,
    /// 3.
    pub build_time: Option<f64>,
    /// 4.
    pub build_user: Option<String>,
    /// 5.
    pub git_sha: Option<String>,
    /// 6.
    pub git_branch: Option<String>,
    /// 7.
    pub git_tag: Option<String>,
}

impl VersionInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.VersionInfo", fields: &[
        required(1, "string", "version"),
        optional(2, "string", "build_date"),
        optional(3, "double", "build_time"),
        optional(4, "string", "build_user"),
        optional(5, "string", "git_sha"),
        optional(6, "string", "git_branch"),
        optional(7, "string", "git_tag"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(VersionInfo);

impl crate::field::Message for VersionInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.version.is_some(), "version")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.git_tag.put_pb(7, to);
        self.git_branch.put_pb(6, to);
        self.git_sha.put_pb(5, to);
        self.build_user.put_pb(4, to);
        self.build_time.put_pb(3, to);
        self.build_date.put_pb(2, to);
        self.version.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.version.merge_pb(number, wire, from),
            2 => self.build_date.merge_pb(number, wire, from),
            3 => self.build_time.merge_pb(number, wire, from),
            4 => self.build_user.merge_pb(number, wire, from),
            5 => self.git_sha.merge_pb(number, wire, from),
            6 => self.git_branch.merge_pb(number, wire, from),
            7 => self.git_tag.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.version.put_json("version", to);
        self.build_date.put_json("build_date", to);
        self.build_time.put_json("build_time", to);
        self.build_user.put_json("build_user", to);
        self.git_sha.put_json("git_sha", to);
        self.git_branch.put_json("git_branch", to);
        self.git_tag.put_json("git_tag", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "version" => self.version.merge_json(from),
            "build_date" => self.build_date.merge_json(from),
            "build_time" => self.build_time.merge_json(from),
            "build_user" => self.build_user.merge_json(from),
            "git_sha" => self.git_sha.merge_json(from),
            "git_branch" => self.git_branch.merge_json(from),
            "git_tag" => self.git_tag.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Flag`.
#[derive(Clone, Default, PartialEq)]
pub struct Flag {
    /// 1, required.
    pub name: Option<String>,
    /// 2.
    pub value: Option<String>,
}

impl Flag {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Flag", fields: &[
        required(1, "string", "name"),
        optional(2, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Flag);

impl crate::field::Message for Flag {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Role`.
#[derive(Clone, Default, PartialEq)]
pub struct Role {
    /// 1, required.
    pub name: Option<String>,
    /// 2, required.
    pub weight: Option<f64>,
    /// 3.
    pub frameworks: Vec<crate::FrameworkId>,
    /// 4.
    pub resources: Vec<crate::Resource>,
}

impl Role {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Role", fields: &[
        required(1, "string", "name"),
        required(2, "double", "weight"),
        repeated(3, "mesos.v1.FrameworkID", "frameworks"),
        repeated(4, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Role);

impl crate::field::Message for Role {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        crate::field::need(self.weight.is_some(), "weight")?;
        self.frameworks.check("frameworks")?;
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resources.put_pb(4, to);
        self.frameworks.put_pb(3, to);
        self.weight.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.weight.merge_pb(number, wire, from),
            3 => self.frameworks.merge_pb(number, wire, from),
            4 => self.resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.weight.put_json("weight", to);
        self.frameworks.put_json("frameworks", to);
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "weight" => self.weight.merge_json(from),
            "frameworks" => self.frameworks.merge_json(from),
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Metric`.
#[derive(Clone, Default, PartialEq)]
pub struct Metric {
    /// 1, required.
    pub name: Option<String>,
    /// 2.
    pub value: Option<f64>,
}

impl Metric {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Metric", fields: &[
        required(1, "string", "name"),
        optional(2, "double", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Metric);

impl crate::field::Message for Metric {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.FileInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct FileInfo {
    /// 1, required.
    pub path: Option<String>,
    /// 2.
    pub nlink: Option<i32>,
    /// 3.
    pub size: Option<u64>,
    /// 4.
    pub mtime: Option<crate::TimeInfo>,
    /// 5.
    pub mode: Option<u32>,
    /// 6.
    pub uid: Option<String>,
    /// 7.
    pub gid: Option<String>,
}

impl FileInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.FileInfo", fields: &[
        required(1, "string", "path"),
        optional(2, "int32", "nlink"),
        optional(3, "uint64", "size"),
        optional(4, "mesos.v1.TimeInfo", "mtime"),
        optional(5, "uint32", "mode"),
        optional(6, "string", "uid"),
        optional(7, "string", "gid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(FileInfo);

impl crate::field::Message for FileInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.path.is_some(), "path")?;
        self.mtime.check("mtime")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.gid.put_pb(7, to);
        self.uid.put_pb(6, to);
        self.mode.put_pb(5, to);
        self.mtime.put_pb(4, to);
        self.size.put_pb(3, to);
        self.nlink.put_pb(2, to);
        self.path.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.path.merge_pb(number, wire, from),
            2 => self.nlink.merge_pb(number, wire, from),
            3 => self.size.merge_pb(number, wire, from),
            4 => self.mtime.merge_pb(number, wire, from),
            5 => self.mode.merge_pb(number, wire, from),
            6 => self.uid.merge_pb(number, wire, from),
            7 => self.gid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.path.put_json("path", to);
        self.nlink.put_json("nlink", to);
        self.size.put_json("size", to);
        self.mtime.put_json("mtime", to);
        self.mode.put_json("mode", to);
        self.uid.put_json("uid", to);
        self.gid.put_json("gid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "path" => self.path.merge_json(from),
            "nlink" => self.nlink.merge_json(from),
            "size" => self.size.merge_json(from),
            "mtime" => self.mtime.merge_json(from),
            "mode" => self.mode.merge_json(from),
            "uid" => self.uid.merge_json(from),
            "gid" => self.gid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Device`.
#[derive(Clone, Default, PartialEq)]
pub struct Device {
    /// 1.
    pub path: Option<String>,
    /// 2.
    pub number: Option<crate::device::Number>,
}

impl Device {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Device", fields: &[
        optional(1, "string", "path"),
        optional(2, "mesos.v1.Device.Number", "number"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Device);

impl crate::field::Message for Device {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.number.check("number")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.number.put_pb(2, to);
        self.path.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.path.merge_pb(number, wire, from),
            2 => self.number.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.path.put_json("path", to);
        self.number.put_json("number", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "path" => self.path.merge_json(from),
            "number" => self.number.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DeviceAccess`.
#[derive(Clone, Default, PartialEq)]
pub struct DeviceAccess {
    /// 1, required.
    pub device: Option<crate::Device>,
    /// 2, required.
    pub access: Option<crate::device_access::Access>,
}

impl DeviceAccess {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DeviceAccess", fields: &[
        required(1, "mesos.v1.Device", "device"),
        required(2, "mesos.v1.DeviceAccess.Access", "access"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DeviceAccess);

impl crate::field::Message for DeviceAccess {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.device.is_some(), "device")?;
        self.device.check("device")?;
        crate::field::need(self.access.is_some(), "access")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.access.put_pb(2, to);
        self.device.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.device.merge_pb(number, wire, from),
            2 => self.access.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.device.put_json("device", to);
        self.access.put_json("access", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "device" => self.device.merge_json(from),
            "access" => self.access.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DeviceWhitelist`.
#[derive(Clone, Default, PartialEq)]
pub struct DeviceWhitelist {
    /// 1.
    pub allowed_devices: Vec<crate::DeviceAccess>,
}

impl DeviceWhitelist {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DeviceWhitelist", fields: &[
        repeated(1, "mesos.v1.DeviceAccess", "allowed_devices"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DeviceWhitelist);

impl crate::field::Message for DeviceWhitelist {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.allowed_devices.check("allowed_devices")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.allowed_devices.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.allowed_devices.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.allowed_devices.put_json("allowed_devices", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "allowed_devices" => self.allowed_devices.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DrainConfig`.
#[derive(Clone, Default, PartialEq)]
pub struct DrainConfig {
    /// 1.
    pub max_grace_period: Option<crate::DurationInfo>,
    /// 2, `false` if unset.
    pub mark_gone: Option<bool>,
}

impl DrainConfig {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DrainConfig", fields: &[
        optional(1, "mesos.v1.DurationInfo", "max_grace_period"),
        optional(2, "bool", "mark_gone").default("false"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn mark_gone(&self) -> bool {
        self.mark_gone.unwrap_or(false)
    }
}

crate::field::message!(DrainConfig);

impl crate::field::Message for DrainConfig {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.max_grace_period.check("max_grace_period")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mark_gone.put_pb(2, to);
        self.max_grace_period.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.max_grace_period.merge_pb(number, wire, from),
            2 => self.mark_gone.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.max_grace_period.put_json("max_grace_period", to);
        Some(self.mark_gone()).put_json("mark_gone", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "max_grace_period" => self.max_grace_period.merge_json(from),
            "mark_gone" => self.mark_gone.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DrainInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct DrainInfo {
    /// 1, required.
    pub state: Option<crate::DrainState>,
    /// 2, required.
    pub config: Option<crate::DrainConfig>,
}

impl DrainInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DrainInfo", fields: &[
        required(1, "mesos.v1.DrainState", "state"),
        required(2, "mesos.v1.DrainConfig", "config"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DrainInfo);

impl crate::field::Message for DrainInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.state.is_some(), "state")?;
        crate::field::need(self.config.is_some(), "config")?;
        self.config.check("config")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.config.put_pb(2, to);
        self.state.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.state.merge_pb(number, wire, from),
            2 => self.config.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.state.put_json("state", to);
        self.config.put_json("config", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "state" => self.state.merge_json(from),
            "config" => self.config.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Status`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `DRIVER_NOT_STARTED`.
    #[default]
    NotStarted = 1,
    /// `DRIVER_RUNNING`.
    Running = 2,
    /// `DRIVER_ABORTED`.
    Aborted = 3,
    /// `DRIVER_STOPPED`.
    Stopped = 4,
}

crate::field::enumeration!(Status);

impl crate::field::Enumeration for Status {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Status", values: &[
        ("DRIVER_NOT_STARTED", 1),
        ("DRIVER_RUNNING", 2),
        ("DRIVER_ABORTED", 3),
        ("DRIVER_STOPPED", 4),
    ] };
    const ALL: &'static [Self] = &[
        Self::NotStarted,
        Self::Running,
        Self::Aborted,
        Self::Stopped,
    ];
}

/// `mesos.v1.TaskState`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskState {
    /// `TASK_STAGING`.
    #[default]
    Staging = 6,
    /// `TASK_STARTING`.
    Starting = 0,
    /// `TASK_RUNNING`.
    Running = 1,
    /// `TASK_KILLING`.
    Killing = 8,
    /// `TASK_FINISHED`.
    Finished = 2,
    /// `TASK_FAILED`.
    Failed = 3,
    /// `TASK_KILLED`.
    Killed = 4,
    /// `TASK_ERROR`.
    Error = 7,
    /// `TASK_LOST`.
    Lost = 5,
    /// `TASK_DROPPED`.
    Dropped = 9,
    /// `TASK_UNREACHABLE`.
    Unreachable = 10,
    /// `TASK_GONE`.
    Gone = 11,
    /// `TASK_GONE_BY_OPERATOR`.
    GoneByOperator = 12,
    /// `TASK_UNKNOWN`.
    Unknown = 13,
}

crate::field::enumeration!(TaskState);

impl crate::field::Enumeration for TaskState {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.TaskState", values: &[
        ("TASK_STAGING", 6),
        ("TASK_STARTING", 0),
        ("TASK_RUNNING", 1),
        ("TASK_KILLING", 8),
        ("TASK_FINISHED", 2),
        ("TASK_FAILED", 3),
        ("TASK_KILLED", 4),
        ("TASK_ERROR", 7),
        ("TASK_LOST", 5),
        ("TASK_DROPPED", 9),
        ("TASK_UNREACHABLE", 10),
        ("TASK_GONE", 11),
        ("TASK_GONE_BY_OPERATOR", 12),
        ("TASK_UNKNOWN", 13),
    ] };
    const ALL: &'static [Self] = &[
        Self::Staging,
        Self::Starting,
        Self::Running,
        Self::Killing,
        Self::Finished,
        Self::Failed,
        Self::Killed,
        Self::Error,
        Self::Lost,
        Self::Dropped,
        Self::Unreachable,
        Self::Gone,
        Self::GoneByOperator,
        Self::Unknown,
    ];
}

/// `mesos.v1.OperationState`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationState {
    /// `OPERATION_UNSUPPORTED`.
    #[default]
    Unsupported = 0,
    /// `OPERATION_PENDING`.
    Pending = 1,
    /// `OPERATION_FINISHED`.
    Finished = 2,
    /// `OPERATION_FAILED`.
    Failed = 3,
    /// `OPERATION_ERROR`.
    Error = 4,
    /// `OPERATION_DROPPED`.
    Dropped = 5,
    /// `OPERATION_UNREACHABLE`.
    Unreachable = 6,
    /// `OPERATION_GONE_BY_OPERATOR`.
    GoneByOperator = 7,
    /// `OPERATION_RECOVERING`.
    Recovering = 8,
    /// `OPERATION_UNKNOWN`.
    Unknown = 9,
}

crate::field::enumeration!(OperationState);

impl crate::field::Enumeration for OperationState {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.OperationState", values: &[
        ("OPERATION_UNSUPPORTED", 0),
        ("OPERATION_PENDING", 1),
        ("OPERATION_FINISHED", 2),
        ("OPERATION_FAILED", 3),
        ("OPERATION_ERROR", 4),
        ("OPERATION_DROPPED", 5),
        ("OPERATION_UNREACHABLE", 6),
        ("OPERATION_GONE_BY_OPERATOR", 7),
        ("OPERATION_RECOVERING", 8),
        ("OPERATION_UNKNOWN", 9),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unsupported,
        Self::Pending,
        Self::Finished,
        Self::Failed,
        Self::Error,
        Self::Dropped,
        Self::Unreachable,
        Self::GoneByOperator,
        Self::Recovering,
        Self::Unknown,
    ];
}

/// `mesos.v1.DrainState`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DrainState {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `DRAINING`.
    Draining = 1,
    /// `DRAINED`.
    Drained = 2,
}

crate::field::enumeration!(DrainState);

impl crate::field::Enumeration for DrainState {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.DrainState", values: &[
        ("UNKNOWN", 0),
        ("DRAINING", 1),
        ("DRAINED", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Draining,
        Self::Drained,
    ];
}

/// Messages and enums that are declared inside the message of this name.
pub mod agent_info {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.AgentInfo.Capability`.
#[derive(Clone, Default, PartialEq)]
pub struct Capability {
    /// 1.
    pub r#type: Option<crate::agent_info::capability::Type>,
}

impl Capability {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.AgentInfo.Capability", fields: &[
        optional(1, "mesos.v1.AgentInfo.Capability.Type", "type"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Capability);

impl crate::field::Message for Capability {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod capability {

/// `mesos.v1.AgentInfo.Capability.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `MULTI_ROLE`.
    MultiRole = 1,
    /// `HIERARCHICAL_ROLE`.
    HierarchicalRole = 2,
    /// `RESERVATION_REFINEMENT`.
    ReservationRefinement = 3,
    /// `RESOURCE_PROVIDER`.
    ResourceProvider = 4,
    /// `RESIZE_VOLUME`.
    ResizeVolume = 5,
    /// `AGENT_OPERATION_FEEDBACK`.
    AgentOperationFeedback = 6,
    /// `AGENT_DRAINING`.
    AgentDraining = 7,
    /// `TASK_RESOURCE_LIMITS`.
    TaskResourceLimits = 8,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.AgentInfo.Capability.Type", values: &[
        ("UNKNOWN", 0),
        ("MULTI_ROLE", 1),
        ("HIERARCHICAL_ROLE", 2),
        ("RESERVATION_REFINEMENT", 3),
        ("RESOURCE_PROVIDER", 4),
        ("RESIZE_VOLUME", 5),
        ("AGENT_OPERATION_FEEDBACK", 6),
        ("AGENT_DRAINING", 7),
        ("TASK_RESOURCE_LIMITS", 8),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::MultiRole,
        Self::HierarchicalRole,
        Self::ReservationRefinement,
        Self::ResourceProvider,
        Self::ResizeVolume,
        Self::AgentOperationFeedback,
        Self::AgentDraining,
        Self::TaskResourceLimits,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod capability_info {

/// `mesos.v1.CapabilityInfo.Capability`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capability {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `CHOWN`.
    Chown = 1000,
    /// `DAC_OVERRIDE`.
    DacOverride = 1001,
    /// `DAC_READ_SEARCH`.
    DacReadSearch = 1002,
    /// `FOWNER`.
    Fowner = 1003,
    /// `FSETID`.
    Fsetid = 1004,
    /// `KILL`.
    Kill = 1005,
    /// `SETGID`.
    Setgid = 1006,
    /// `SETUID`.
    Setuid = 1007,
    /// `SETPCAP`.
    Setpcap = 1008,
    /// `LINUX_IMMUTABLE`.
    LinuxImmutable = 1009,
    /// `NET_BIND_SERVICE`.
    NetBindService = 1010,
    /// `NET_BROADCAST`.
    NetBroadcast = 1011,
    /// `NET_ADMIN`.
    NetAdmin = 1012,
    /// `NET_RAW`.
    NetRaw = 1013,
    /// `IPC_LOCK`.
    IpcLock = 1014,
    /// `IPC_OWNER`.
    IpcOwner = 1015,
    /// `SYS_MODULE`.
    SysModule = 1016,
    /// `SYS_RAWIO`.
    SysRawio = 1017,
    /// `SYS_CHROOT`.
    SysChroot = 1018,
    /// `SYS_PTRACE`.
    SysPtrace = 1019,
    /// `SYS_PACCT`.
    SysPacct = 1020,
    /// `SYS_ADMIN`.
    SysAdmin = 1021,
    /// `SYS_BOOT`.
    SysBoot = 1022,
    /// `SYS_NICE`.
    SysNice = 1023,
    /// `SYS_RESOURCE`.
    SysResource = 1024,
    /// `SYS_TIME`.
    SysTime = 1025,
    /// `SYS_TTY_CONFIG`.
    SysTtyConfig = 1026,
    /// `MKNOD`.
    Mknod = 1027,
    /// `LEASE`.
    Lease = 1028,
    /// `AUDIT_WRITE`.
    AuditWrite = 1029,
    /// `AUDIT_CONTROL`.
    AuditControl = 1030,
    /// `SETFCAP`.
    Setfcap = 1031,
    /// `MAC_OVERRIDE`.
    MacOverride = 1032,
    /// `MAC_ADMIN`.
    MacAdmin = 1033,
    /// `SYSLOG`.
    Syslog = 1034,
    /// `WAKE_ALARM`.
    WakeAlarm = 1035,
    /// `BLOCK_SUSPEND`.
    BlockSuspend = 1036,
    /// `AUDIT_READ`.
    AuditRead = 1037,
    /// `PERFMON`.
    Perfmon = 1038,
    /// `BPF`.
    Bpf = 1039,
    /// `CHECKPOINT_RESTORE`.
    CheckpointRestore = 1040,
}

crate::field::enumeration!(Capability);

impl crate::field::Enumeration for Capability {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.CapabilityInfo.Capability", values: &[
        ("UNKNOWN", 0),
        ("CHOWN", 1000),
        ("DAC_OVERRIDE", 1001),
        ("DAC_READ_SEARCH", 1002),
        ("FOWNER", 1003),
        ("FSETID", 1004),
        ("KILL", 1005),
        ("SETGID", 1006),
        ("SETUID", 1007),
        ("SETPCAP", 1008),
        ("LINUX_IMMUTABLE", 1009),
        ("NET_BIND_SERVICE", 1010),
        ("NET_BROADCAST", 1011),
        ("NET_ADMIN", 1012),
        ("NET_RAW", 1013),
        ("IPC_LOCK", 1014),
        ("IPC_OWNER", 1015),
        ("SYS_MODULE", 1016),
        ("SYS_RAWIO", 1017),
        ("SYS_CHROOT", 1018),
        ("SYS_PTRACE", 1019),
        ("SYS_PACCT", 1020),
        ("SYS_ADMIN", 1021),
        ("SYS_BOOT", 1022),
        ("SYS_NICE", 1023),
        ("SYS_RESOURCE", 1024),
        ("SYS_TIME", 1025),
        ("SYS_TTY_CONFIG", 1026),
        ("MKNOD", 1027),
        ("LEASE", 1028),
        ("AUDIT_WRITE", 1029),
        ("AUDIT_CONTROL", 1030),
        ("SETFCAP", 1031),
        ("MAC_OVERRIDE", 1032),
        ("MAC_ADMIN", 1033),
        ("SYSLOG", 1034),
        ("WAKE_ALARM", 1035),
        ("BLOCK_SUSPEND", 1036),
        ("AUDIT_READ", 1037),
        ("PERFMON", 1038),
        ("BPF", 1039),
        ("CHECKPOINT_RESTORE", 1040),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Chown,
        Self::DacOverride,
        Self::DacReadSearch,
        Self::Fowner,
        Self::Fsetid,
        Self::Kill,
        Self::Setgid,
        Self::Setuid,
        Self::Setpcap,
        Self::LinuxImmutable,
        Self::NetBindService,
        Self::NetBroadcast,
        Self::NetAdmin,
        Self::NetRaw,
        Self::IpcLock,
        Self::IpcOwner,
        Self::SysModule,
        Self::SysRawio,
        Self::SysChroot,
        Self::SysPtrace,
        Self::SysPacct,
        Self::SysAdmin,
        Self::SysBoot,
        Self::SysNice,
        Self::SysResource,
        Self::SysTime,
        Self::SysTtyConfig,
        Self::Mknod,
        Self::Lease,
        Self::AuditWrite,
        Self::AuditControl,
        Self::Setfcap,
        Self::MacOverride,
        Self::MacAdmin,
        Self::Syslog,
        Self::WakeAlarm,
        Self::BlockSuspend,
        Self::AuditRead,
        Self::Perfmon,
        Self::Bpf,
        Self::CheckpointRestore,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod cgroup_info {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.CgroupInfo.NetCls`.
#[derive(Clone, Default, PartialEq)]
pub struct NetCls {
    /// 1.
    pub classid: Option<u32>,
}

impl NetCls {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CgroupInfo.NetCls", fields: &[
        optional(1, "uint32", "classid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(NetCls);

impl crate::field::Message for NetCls {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.classid.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.classid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.classid.put_json("classid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "classid" => self.classid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod blkio {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated};
use crate::{json, pb};

/// `mesos.v1.CgroupInfo.Blkio.Operation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `TOTAL`.
    Total = 1,
    /// `READ`.
    Read = 2,
    /// `WRITE`.
    Write = 3,
    /// `SYNC`.
    Sync = 4,
    /// `ASYNC`.
    Async = 5,
    /// `DISCARD`.
    Discard = 6,
}

crate::field::enumeration!(Operation);

impl crate::field::Enumeration for Operation {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.CgroupInfo.Blkio.Operation", values: &[
        ("UNKNOWN", 0),
        ("TOTAL", 1),
        ("READ", 2),
        ("WRITE", 3),
        ("SYNC", 4),
        ("ASYNC", 5),
        ("DISCARD", 6),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Total,
        Self::Read,
        Self::Write,
        Self::Sync,
        Self::Async,
        Self::Discard,
    ];
}

/// `mesos.v1.CgroupInfo.Blkio.Value`.
#[derive(Clone, Default, PartialEq)]
pub struct Value {
    /// 1.
    pub op: Option<crate::cgroup_info::blkio::Operation>,
    /// 2.
    pub value: Option<u64>,
}

impl Value {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CgroupInfo.Blkio.Value", fields: &[
        optional(1, "mesos.v1.CgroupInfo.Blkio.Operation", "op"),
        optional(2, "uint64", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Value);

impl crate::field::Message for Value {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(2, to);
        self.op.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.op.merge_pb(number, wire, from),
            2 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.op.put_json("op", to);
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "op" => self.op.merge_json(from),
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CgroupInfo.Blkio.Statistics`.
#[derive(Clone, Default, PartialEq)]
pub struct Statistics {
    /// 1.
    pub cfq: Vec<crate::cgroup_info::blkio::cfq::Statistics>,
    /// 2.
    pub cfq_recursive: Vec<crate::cgroup_info::blkio::cfq::Statistics>,
    /// 3.
    pub throttling: Vec<crate::cgroup_info::blkio::throttling::Statistics>,
}

impl Statistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CgroupInfo.Blkio.Statistics", fields: &[
        repeated(1, "mesos.v1.CgroupInfo.Blkio.CFQ.Statistics", "cfq"),
        repeated(2, "mesos.v1.CgroupInfo.Blkio.CFQ.Statistics", "cfq_recursive"),
        repeated(3, "mesos.v1.CgroupInfo.Blkio.Throttling.Statistics", "throttling"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Statistics);

impl crate::field::Message for Statistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.cfq.check("cfq")?;
        self.cfq_recursive.check("cfq_recursive")?;
        self.throttling.check("throttling")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.throttling.put_pb(3, to);
        self.cfq_recursive.put_pb(2, to);
        self.cfq.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.cfq.merge_pb(number, wire, from),
            2 => self.cfq_recursive.merge_pb(number, wire, from),
            3 => self.throttling.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.cfq.put_json("cfq", to);
        self.cfq_recursive.put_json("cfq_recursive", to);
        self.throttling.put_json("throttling", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "cfq" => self.cfq.merge_json(from),
            "cfq_recursive" => self.cfq_recursive.merge_json(from),
            "throttling" => self.throttling.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod cfq {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated};
use crate::{json, pb};

/// `mesos.v1.CgroupInfo.Blkio.CFQ.Statistics`.
#[derive(Clone, Default, PartialEq)]
pub struct Statistics {
    /// 1.
    pub device: Option<crate::device::Number>,
    /// 2.
    pub sectors: Option<u64>,
    /// 3.
    pub time: Option<u64>,
    /// 4.
    pub io_serviced: Vec<crate::cgroup_info::blkio::Value>,
    /// 5.
    pub io_service_bytes: Vec<crate::cgroup_info::blkio::Value>,
    /// 6.
    pub io_service_time: Vec<crate::cgroup_info::blkio::Value>,
    /// 7.
    pub io_wait_time: Vec<crate::cgroup_info::blkio::Value>,
    /// 8.
    pub io_merged: Vec<crate::cgroup_info::blkio::Value>,
    /// 9.
    pub io_queued: Vec<crate::cgroup_info::blkio::Value>,
}

impl Statistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CgroupInfo.Blkio.CFQ.Statistics", fields: &[
        optional(1, "mesos.v1.Device.Number", "device"),
        optional(2, "uint64", "sectors"),
        optional(3, "uint64", "time"),
        repeated(4, "mesos.v1.CgroupInfo.Blkio.Value", "io_serviced"),
        repeated(5, "mesos.v1.CgroupInfo.Blkio.Value", "io_service_bytes"),
        repeated(6, "mesos.v1.CgroupInfo.Blkio.Value", "io_service_time"),
        repeated(7, "mesos.v1.CgroupInfo.Blkio.Value", "io_wait_time"),
        repeated(8, "mesos.v1.CgroupInfo.Blkio.Value", "io_merged"),
        repeated(9, "mesos.v1.CgroupInfo.Blkio.Value", "io_queued"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Statistics);

impl crate::field::Message for Statistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.device.check("device")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.io_queued.put_pb(9, to);
        self.io_merged.put_pb(8, to);
        self.io_wait_time.put_pb(7, to);
        self.io_service_time.put_pb(6, to);
        self.io_service_bytes.put_pb(5, to);
        self.io_serviced.put_pb(4, to);
        self.time.put_pb(3, to);
        self.sectors.put_pb(2, to);
        self.device.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.device.merge_pb(number, wire, from),
            2 => self.sectors.merge_pb(number, wire, from),
            3 => self.time.merge_pb(number, wire, from),
            4 => self.io_serviced.merge_pb(number, wire, from),
            5 => self.io_service_bytes.merge_pb(number, wire, from),
            6 => self.io_service_time.merge_pb(number, wire, from),
            7 => self.io_wait_time.merge_pb(number, wire, from),
            8 => self.io_merged.merge_pb(number, wire, from),
            9 => self.io_queued.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.device.put_json("device", to);
        self.sectors.put_json("sectors", to);
        self.time.put_json("time", to);
        self.io_serviced.put_json("io_serviced", to);
        self.io_service_bytes.put_json("io_service_bytes", to);
        self.io_service_time.put_json("io_service_time", to);
        self.io_wait_time.put_json("io_wait_time", to);
        self.io_merged.put_json("io_merged", to);
        self.io_queued.put_json("io_queued", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "device" => self.device.merge_json(from),
            "sectors" => self.sectors.merge_json(from),
            "time" => self.time.merge_json(from),
            "io_serviced" => self.io_serviced.merge_json(from),
            "io_service_bytes" => self.io_service_bytes.merge_json(from),
            "io_service_time" => self.io_service_time.merge_json(from),
            "io_wait_time" => self.io_wait_time.merge_json(from),
            "io_merged" => self.io_merged.merge_json(from),
            "io_queued" => self.io_queued.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod throttling {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated};
use crate::{json, pb};

/// `mesos.v1.CgroupInfo.Blkio.Throttling.Statistics`.
#[derive(Clone, Default, PartialEq)]
pub struct Statistics {
    /// 1.
    pub device: Option<crate::device::Number>,
    /// 2.
    pub io_serviced: Vec<crate::cgroup_info::blkio::Value>,
    /// 3.
    pub io_service_bytes: Vec<crate::cgroup_info::blkio::Value>,
}

impl Statistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CgroupInfo.Blkio.Throttling.Statistics", fields: &[
        optional(1, "mesos.v1.Device.Number", "device"),
        repeated(2, "mesos.v1.CgroupInfo.Blkio.Value", "io_serviced"),
        repeated(3, "mesos.v1.CgroupInfo.Blkio.Value", "io_service_bytes"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Statistics);

impl crate::field::Message for Statistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.device.check("device")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.io_service_bytes.put_pb(3, to);
        self.io_serviced.put_pb(2, to);
        self.device.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.device.merge_pb(number, wire, from),
            2 => self.io_serviced.merge_pb(number, wire, from),
            3 => self.io_service_bytes.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.device.put_json("device", to);
        self.io_serviced.put_json("io_serviced", to);
        self.io_service_bytes.put_json("io_service_bytes", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "device" => self.device.merge_json(from),
            "io_serviced" => self.io_serviced.merge_json(from),
            "io_service_bytes" => self.io_service_bytes.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod check_info {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.CheckInfo.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `COMMAND`.
    Command = 1,
    /// `HTTP`.
    Http = 2,
    /// `TCP`.
    Tcp = 3,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.CheckInfo.Type", values: &[
        ("UNKNOWN", 0),
        ("COMMAND", 1),
        ("HTTP", 2),
        ("TCP", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Command,
        Self::Http,
        Self::Tcp,
    ];
}

/// `mesos.v1.CheckInfo.Command`.
#[derive(Clone, Default, PartialEq)]
pub struct Command {
    /// 1, required.
    pub command: Option<Box<crate::CommandInfo>>,
}

impl Command {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckInfo.Command", fields: &[
        required(1, "mesos.v1.CommandInfo", "command"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Command);

impl crate::field::Message for Command {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.command.is_some(), "command")?;
        self.command.check("command")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.command.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.command.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.command.put_json("command", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "command" => self.command.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CheckInfo.Http`.
#[derive(Clone, Default, PartialEq)]
pub struct Http {
    /// 1, required.
    pub port: Option<u32>,
    /// 2.
    pub path: Option<String>,
}

impl Http {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckInfo.Http", fields: &[
        required(1, "uint32", "port"),
        optional(2, "string", "path"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Http);

impl crate::field::Message for Http {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.port.is_some(), "port")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.path.put_pb(2, to);
        self.port.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.port.merge_pb(number, wire, from),
            2 => self.path.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.port.put_json("port", to);
        self.path.put_json("path", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "port" => self.port.merge_json(from),
            "path" => self.path.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CheckInfo.Tcp`.
#[derive(Clone, Default, PartialEq)]
pub struct Tcp {
    /// 1, required.
    pub port: Option<u32>,
}

impl Tcp {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckInfo.Tcp", fields: &[
        required(1, "uint32", "port"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Tcp);

impl crate::field::Message for Tcp {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.port.is_some(), "port")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.port.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.port.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.port.put_json("port", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "port" => self.port.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod check_status_info {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.CheckStatusInfo.Command`.
#[derive(Clone, Default, PartialEq)]
pub struct Command {
    /// 1.
    pub exit_code: Option<i32>,
}

impl Command {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckStatusInfo.Command", fields: &[
        optional(1, "int32", "exit_code"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Command);

impl crate::field::Message for Command {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.exit_code.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.exit_code.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.exit_code.put_json("exit_code", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "exit_code" => self.exit_code.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CheckStatusInfo.Http`.
#[derive(Clone, Default, PartialEq)]
pub struct Http {
    /// 1.
    pub status_code: Option<u32>,
}

impl Http {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckStatusInfo.Http", fields: &[
        optional(1, "uint32", "status_code"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Http);

impl crate::field::Message for Http {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.status_code.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.status_code.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.status_code.put_json("status_code", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "status_code" => self.status_code.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.CheckStatusInfo.Tcp`.
#[derive(Clone, Default, PartialEq)]
pub struct Tcp {
    /// 1.
    pub succeeded: Option<bool>,
}

impl Tcp {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CheckStatusInfo.Tcp", fields: &[
        optional(1, "bool", "succeeded"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Tcp);

impl crate::field::Message for Tcp {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.succeeded.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.succeeded.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.succeeded.put_json("succeeded", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "succeeded" => self.succeeded.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod command_info {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.CommandInfo.URI`.
#[derive(Clone, Default, PartialEq)]
pub struct Uri {
    /// 1, required.
    pub value: Option<String>,
    /// 2.
    pub executable: Option<bool>,
    /// 3, `true` if unset.
    pub extract: Option<bool>,
    /// 4.
    pub cache: Option<bool>,
    /// 5.
    pub output_file: Option<String>,
}

impl Uri {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.CommandInfo.URI", fields: &[
        required(1, "string", "value"),
        optional(2, "bool", "executable"),
        optional(3, "bool", "extract").default("true"),
        optional(4, "bool", "cache"),
        optional(5, "string", "output_file"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn extract(&self) -> bool {
        self.extract.unwrap_or(true)
    }
}

crate::field::message!(Uri);

impl crate::field::Message for Uri {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.output_file.put_pb(5, to);
        self.cache.put_pb(4, to);
        self.extract.put_pb(3, to);
        self.executable.put_pb(2, to);
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            2 => self.executable.merge_pb(number, wire, from),
            3 => self.extract.merge_pb(number, wire, from),
            4 => self.cache.merge_pb(number, wire, from),
            5 => self.output_file.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
        self.executable.put_json("executable", to);
        Some(self.extract()).put_json("extract", to);
        self.cache.put_json("cache", to);
        self.output_file.put_json("output_file", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            "executable" => self.executable.merge_json(from),
            "extract" => self.extract.merge_json(from),
            "cache" => self.cache.merge_json(from),
            "output_file" => self.output_file.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod container_info {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.ContainerInfo.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `DOCKER`.
    #[default]
    Docker = 1,
    /// `MESOS`.
    Mesos = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.ContainerInfo.Type", values: &[
        ("DOCKER", 1),
        ("MESOS", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Docker,
        Self::Mesos,
    ];
}

/// `mesos.v1.ContainerInfo.DockerInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct DockerInfo {
    /// 1, required.
    pub image: Option<String>,
    /// 2, `HOST` if unset.
    pub network: Option<crate::container_info::docker_info::Network>,
    /// 3.
    pub port_mappings: Vec<crate::container_info::docker_info::PortMapping>,
    /// 4, `false` if unset.
    pub privileged: Option<bool>,
    /// 5.
    pub parameters: Vec<crate::Parameter>,
    /// 6.
    pub force_pull_image: Option<bool>,
    /// 7, deprecated.
    pub volume_driver: Option<String>,
}

impl DockerInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ContainerInfo.DockerInfo", fields: &[
        required(1, "string", "image"),
        optional(2, "mesos.v1.ContainerInfo.DockerInfo.Network", "network").default("HOST"),
        repeated(3, "mesos.v1.ContainerInfo.DockerInfo.PortMapping", "port_mappings"),
        optional(4, "bool", "privileged").default("false"),
        repeated(5, "mesos.v1.Parameter", "parameters"),
        optional(6, "bool", "force_pull_image"),
        optional(7, "string", "volume_driver").deprecated(),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn network(&self) -> crate::container_info::docker_info::Network {
        self.network.unwrap_or(crate::container_info::docker_info::Network::Host)
    }

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn privileged(&self) -> bool {
        self.privileged.unwrap_or(false)
    }
}

crate::field::message!(DockerInfo);

impl crate::field::Message for DockerInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.image.is_some(), "image")?;
        self.port_mappings.check("port_mappings")?;
        self.parameters.check("parameters")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.volume_driver.put_pb(7, to);
        self.force_pull_image.put_pb(6, to);
        self.parameters.put_pb(5, to);
        self.privileged.put_pb(4, to);
        self.port_mappings.put_pb(3, to);
        self.network.put_pb(2, to);
        self.image.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.image.merge_pb(number, wire, from),
            2 => self.network.merge_pb(number, wire, from),
            3 => self.port_mappings.merge_pb(number, wire, from),
            4 => self.privileged.merge_pb(number, wire, from),
            5 => self.parameters.merge_pb(number, wire, from),
            6 => self.force_pull_image.merge_pb(number, wire, from),
            7 => self.volume_driver.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.image.put_json("image", to);
        Some(self.network()).put_json("network", to);
        self.port_mappings.put_json("port_mappings", to);
        Some(self.privileged()).put_json("privileged", to);
        self.parameters.put_json("parameters", to);
        self.force_pull_image.put_json("force_pull_image", to);
        self.volume_driver.put_json("volume_driver", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "image" => self.image.merge_json(from),
            "network" => self.network.merge_json(from),
            "port_mappings" => self.port_mappings.merge_json(from),
            "privileged" => self.privileged.merge_json(from),
            "parameters" => self.parameters.merge_json(from),
            "force_pull_image" => self.force_pull_image.merge_json(from),
            "volume_driver" => self.volume_driver.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ContainerInfo.MesosInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct MesosInfo {
    /// 1.
    pub image: Option<crate::Image>,
}

impl MesosInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ContainerInfo.MesosInfo", fields: &[
        optional(1, "mesos.v1.Image", "image"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MesosInfo);

impl crate::field::Message for MesosInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.image.check("image")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.image.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.image.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.image.put_json("image", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "image" => self.image.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod docker_info {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.ContainerInfo.DockerInfo.Network`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Network {
    /// `HOST`.
    #[default]
    Host = 1,
    /// `BRIDGE`.
    Bridge = 2,
    /// `NONE`.
    None = 3,
    /// `USER`.
    User = 4,
}

crate::field::enumeration!(Network);

impl crate::field::Enumeration for Network {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.ContainerInfo.DockerInfo.Network", values: &[
        ("HOST", 1),
        ("BRIDGE", 2),
        ("NONE", 3),
        ("USER", 4),
    ] };
    const ALL: &'static [Self] = &[
        Self::Host,
        Self::Bridge,
        Self::None,
        Self::User,
    ];
}

/// `mesos.v1.ContainerInfo.DockerInfo.PortMapping`.
#[derive(Clone, Default, PartialEq)]
pub struct PortMapping {
    /// 1, required.
    pub host_port: Option<u32>,
    /// 2, required.
    pub container_port: Option<u32>,
    /// 3.
    pub protocol: Option<String>,
}

impl PortMapping {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ContainerInfo.DockerInfo.PortMapping", fields: &[
        required(1, "uint32", "host_port"),
        required(2, "uint32", "container_port"),
        optional(3, "string", "protocol"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(PortMapping);

impl crate::field::Message for PortMapping {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.host_port.is_some(), "host_port")?;
        crate::field::need(self.container_port.is_some(), "container_port")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.protocol.put_pb(3, to);
        self.container_port.put_pb(2, to);
        self.host_port.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.host_port.merge_pb(number, wire, from),
            2 => self.container_port.merge_pb(number, wire, from),
            3 => self.protocol.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.host_port.put_json("host_port", to);
        self.container_port.put_json("container_port", to);
        self.protocol.put_json("protocol", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "host_port" => self.host_port.merge_json(from),
            "container_port" => self.container_port.merge_json(from),
            "protocol" => self.protocol.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod csi_plugin_container_info {

/// `mesos.v1.CSIPluginContainerInfo.Service`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `CONTROLLER_SERVICE`.
    ControllerService = 1,
    /// `NODE_SERVICE`.
    NodeService = 2,
}

crate::field::enumeration!(Service);

impl crate::field::Enumeration for Service {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.CSIPluginContainerInfo.Service", values: &[
        ("UNKNOWN", 0),
        ("CONTROLLER_SERVICE", 1),
        ("NODE_SERVICE", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::ControllerService,
        Self::NodeService,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod device {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.Device.Number`.
#[derive(Clone, Default, PartialEq)]
pub struct Number {
    /// 1, required.
    pub major_number: Option<u64>,
    /// 2, required.
    pub minor_number: Option<u64>,
}

impl Number {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Device.Number", fields: &[
        required(1, "uint64", "major_number"),
        required(2, "uint64", "minor_number"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Number);

impl crate::field::Message for Number {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.major_number.is_some(), "major_number")?;
        crate::field::need(self.minor_number.is_some(), "minor_number")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.minor_number.put_pb(2, to);
        self.major_number.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.major_number.merge_pb(number, wire, from),
            2 => self.minor_number.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.major_number.put_json("major_number", to);
        self.minor_number.put_json("minor_number", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "major_number" => self.major_number.merge_json(from),
            "minor_number" => self.minor_number.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod device_access {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.DeviceAccess.Access`.
#[derive(Clone, Default, PartialEq)]
pub struct Access {
    /// 1.
    pub read: Option<bool>,
    /// 2.
    pub write: Option<bool>,
    /// 3.
    pub mknod: Option<bool>,
}

impl Access {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DeviceAccess.Access", fields: &[
        optional(1, "bool", "read"),
        optional(2, "bool", "write"),
        optional(3, "bool", "mknod"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Access);

impl crate::field::Message for Access {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mknod.put_pb(3, to);
        self.write.put_pb(2, to);
        self.read.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.read.merge_pb(number, wire, from),
            2 => self.write.merge_pb(number, wire, from),
            3 => self.mknod.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.read.put_json("read", to);
        self.write.put_json("write", to);
        self.mknod.put_json("mknod", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "read" => self.read.merge_json(from),
            "write" => self.write.merge_json(from),
            "mknod" => self.mknod.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod discovery_info {

/// `mesos.v1.DiscoveryInfo.Visibility`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// `FRAMEWORK`.
    #[default]
    Framework = 0,
    /// `CLUSTER`.
    Cluster = 1,
    /// `EXTERNAL`.
    External = 2,
}

crate::field::enumeration!(Visibility);

impl crate::field::Enumeration for Visibility {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.DiscoveryInfo.Visibility", values: &[
        ("FRAMEWORK", 0),
        ("CLUSTER", 1),
        ("EXTERNAL", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Framework,
        Self::Cluster,
        Self::External,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod domain_info {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.DomainInfo.FaultDomain`.
#[derive(Clone, Default, PartialEq)]
pub struct FaultDomain {
    /// 1, required.
    pub region: Option<crate::domain_info::fault_domain::RegionInfo>,
    /// 2, required.
    pub zone: Option<crate::domain_info::fault_domain::ZoneInfo>,
}

impl FaultDomain {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DomainInfo.FaultDomain", fields: &[
        required(1, "mesos.v1.DomainInfo.FaultDomain.RegionInfo", "region"),
        required(2, "mesos.v1.DomainInfo.FaultDomain.ZoneInfo", "zone"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(FaultDomain);

impl crate::field::Message for FaultDomain {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.region.is_some(), "region")?;
        self.region.check("region")?;
        crate::field::need(self.zone.is_some(), "zone")?;
        self.zone.check("zone")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.zone.put_pb(2, to);
        self.region.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.region.merge_pb(number, wire, from),
            2 => self.zone.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.region.put_json("region", to);
        self.zone.put_json("zone", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "region" => self.region.merge_json(from),
            "zone" => self.zone.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod fault_domain {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.DomainInfo.FaultDomain.RegionInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct RegionInfo {
    /// 1, required.
    pub name: Option<String>,
}

impl RegionInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DomainInfo.FaultDomain.RegionInfo", fields: &[
        required(1, "string", "name"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RegionInfo);

impl crate::field::Message for RegionInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.DomainInfo.FaultDomain.ZoneInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct ZoneInfo {
    /// 1, required.
    pub name: Option<String>,
}

impl ZoneInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.DomainInfo.FaultDomain.ZoneInfo", fields: &[
        required(1, "string", "name"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ZoneInfo);

impl crate::field::Message for ZoneInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod environment {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.Environment.Variable`.
#[derive(Clone, Default, PartialEq)]
pub struct Variable {
    /// 1, required.
    pub name: Option<String>,
    /// 3, `VALUE` if unset.
    pub r#type: Option<crate::environment::variable::Type>,
    /// 2.
    pub value: Option<String>,
    /// 4.
    pub secret: Option<Box<crate::Secret>>,
}

impl Variable {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Environment.Variable", fields: &[
        required(1, "string", "name"),
        optional(3, "mesos.v1.Environment.Variable.Type", "type").default("VALUE"),
        optional(2, "string", "value"),
        optional(4, "mesos.v1.Secret", "secret"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn r#type(&self) -> crate::environment::variable::Type {
        self.r#type.unwrap_or(crate::environment::variable::Type::Value)
    }
}

crate::field::message!(Variable);

impl crate::field::Message for Variable {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        self.secret.check("secret")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.secret.put_pb(4, to);
        self.r#type.put_pb(3, to);
        self.value.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.value.merge_pb(number, wire, from),
            3 => self.r#type.merge_pb(number, wire, from),
            4 => self.secret.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        Some(self.r#type()).put_json("type", to);
        self.value.put_json("value", to);
        self.secret.put_json("secret", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "value" => self.value.merge_json(from),
            "secret" => self.secret.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod variable {

/// `mesos.v1.Environment.Variable.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `VALUE`.
    Value = 1,
    /// `SECRET`.
    Secret = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Environment.Variable.Type", values: &[
        ("UNKNOWN", 0),
        ("VALUE", 1),
        ("SECRET", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Value,
        Self::Secret,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod executor_info {

/// `mesos.v1.ExecutorInfo.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `DEFAULT`.
    Default = 1,
    /// `CUSTOM`.
    Custom = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.ExecutorInfo.Type", values: &[
        ("UNKNOWN", 0),
        ("DEFAULT", 1),
        ("CUSTOM", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Default,
        Self::Custom,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod framework_info {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.FrameworkInfo.Capability`.
#[derive(Clone, Default, PartialEq)]
pub struct Capability {
    /// 1.
    pub r#type: Option<crate::framework_info::capability::Type>,
}

impl Capability {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.FrameworkInfo.Capability", fields: &[
        optional(1, "mesos.v1.FrameworkInfo.Capability.Type", "type"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Capability);

impl crate::field::Message for Capability {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod capability {

/// `mesos.v1.FrameworkInfo.Capability.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `REVOCABLE_RESOURCES`.
    RevocableResources = 1,
    /// `TASK_KILLING_STATE`.
    TaskKillingState = 2,
    /// `GPU_RESOURCES`.
    GpuResources = 3,
    /// `SHARED_RESOURCES`.
    SharedResources = 4,
    /// `PARTITION_AWARE`.
    PartitionAware = 5,
    /// `MULTI_ROLE`.
    MultiRole = 6,
    /// `RESERVATION_REFINEMENT`.
    ReservationRefinement = 7,
    /// `REGION_AWARE`.
    RegionAware = 8,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.FrameworkInfo.Capability.Type", values: &[
        ("UNKNOWN", 0),
        ("REVOCABLE_RESOURCES", 1),
        ("TASK_KILLING_STATE", 2),
        ("GPU_RESOURCES", 3),
        ("SHARED_RESOURCES", 4),
        ("PARTITION_AWARE", 5),
        ("MULTI_ROLE", 6),
        ("RESERVATION_REFINEMENT", 7),
        ("REGION_AWARE", 8),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::RevocableResources,
        Self::TaskKillingState,
        Self::GpuResources,
        Self::SharedResources,
        Self::PartitionAware,
        Self::MultiRole,
        Self::ReservationRefinement,
        Self::RegionAware,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod health_check {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.HealthCheck.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `COMMAND`.
    Command = 1,
    /// `HTTP`.
    Http = 2,
    /// `TCP`.
    Tcp = 3,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.HealthCheck.Type", values: &[
        ("UNKNOWN", 0),
        ("COMMAND", 1),
        ("HTTP", 2),
        ("TCP", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Command,
        Self::Http,
        Self::Tcp,
    ];
}

/// `mesos.v1.HealthCheck.HTTPCheckInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct HttpCheckInfo {
    /// 5, `IPv4` if unset.
    pub protocol: Option<crate::network_info::Protocol>,
    /// 3.
    pub scheme: Option<String>,
    /// 1, required.
    pub port: Option<u32>,
    /// 2.
    pub path: Option<String>,
    /// 4.
    pub statuses: Vec<u32>,
}

impl HttpCheckInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.HealthCheck.HTTPCheckInfo", fields: &[
        optional(5, "mesos.v1.NetworkInfo.Protocol", "protocol").default("IPv4"),
        optional(3, "string", "scheme"),
        required(1, "uint32", "port"),
        optional(2, "string", "path"),
        repeated(4, "uint32", "statuses"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn protocol(&self) -> crate::network_info::Protocol {
        self.protocol.unwrap_or(crate::network_info::Protocol::IPv4)
    }
}

crate::field::message!(HttpCheckInfo);

impl crate::field::Message for HttpCheckInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.port.is_some(), "port")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.protocol.put_pb(5, to);
        self.statuses.put_pb(4, to);
        self.scheme.put_pb(3, to);
        self.path.put_pb(2, to);
        self.port.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.port.merge_pb(number, wire, from),
            2 => self.path.merge_pb(number, wire, from),
            3 => self.scheme.merge_pb(number, wire, from),
            4 => self.statuses.merge_pb(number, wire, from),
            5 => self.protocol.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        Some(self.protocol()).put_json("protocol", to);
        self.scheme.put_json("scheme", to);
        self.port.put_json("port", to);
        self.path.put_json("path", to);
        self.statuses.put_json("statuses", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "protocol" => self.protocol.merge_json(from),
            "scheme" => self.scheme.merge_json(from),
            "port" => self.port.merge_json(from),
            "path" => self.path.merge_json(from),
            "statuses" => self.statuses.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.HealthCheck.TCPCheckInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct TcpCheckInfo {
    /// 2, `IPv4` if unset.
    pub protocol: Option<crate::network_info::Protocol>,
    /// 1, required.
    pub port: Option<u32>,
}

impl TcpCheckInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.HealthCheck.TCPCheckInfo", fields: &[
        optional(2, "mesos.v1.NetworkInfo.Protocol", "protocol").default("IPv4"),
        required(1, "uint32", "port"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn protocol(&self) -> crate::network_info::Protocol {
        self.protocol.unwrap_or(crate::network_info::Protocol::IPv4)
    }
}

crate::field::message!(TcpCheckInfo);

impl crate::field::Message for TcpCheckInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.port.is_some(), "port")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.protocol.put_pb(2, to);
        self.port.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.port.merge_pb(number, wire, from),
            2 => self.protocol.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        Some(self.protocol()).put_json("protocol", to);
        self.port.put_json("port", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "protocol" => self.protocol.merge_json(from),
            "port" => self.port.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod image {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.Image.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `APPC`.
    #[default]
    Appc = 1,
    /// `DOCKER`.
    Docker = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Image.Type", values: &[
        ("APPC", 1),
        ("DOCKER", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Appc,
        Self::Docker,
    ];
}

/// `mesos.v1.Image.Appc`.
#[derive(Clone, Default, PartialEq)]
pub struct Appc {
    /// 1, required.
    pub name: Option<String>,
    /// 2.
    pub id: Option<String>,
    /// 3.
    pub labels: Option<crate::Labels>,
}

impl Appc {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Image.Appc", fields: &[
        required(1, "string", "name"),
        optional(2, "string", "id"),
        optional(3, "mesos.v1.Labels", "labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Appc);

impl crate::field::Message for Appc {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        self.labels.check("labels")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.labels.put_pb(3, to);
        self.id.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.id.merge_pb(number, wire, from),
            3 => self.labels.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.id.put_json("id", to);
        self.labels.put_json("labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "id" => self.id.merge_json(from),
            "labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Image.Docker`.
#[derive(Clone, Default, PartialEq)]
pub struct Docker {
    /// 1, required.
    pub name: Option<String>,
    /// 2, deprecated.
    pub credential: Option<crate::Credential>,
    /// 3.
    pub config: Option<Box<crate::Secret>>,
}

impl Docker {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Image.Docker", fields: &[
        required(1, "string", "name"),
        optional(2, "mesos.v1.Credential", "credential").deprecated(),
        optional(3, "mesos.v1.Secret", "config"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Docker);

impl crate::field::Message for Docker {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        self.credential.check("credential")?;
        self.config.check("config")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.config.put_pb(3, to);
        self.credential.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.credential.merge_pb(number, wire, from),
            3 => self.config.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.credential.put_json("credential", to);
        self.config.put_json("config", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "credential" => self.credential.merge_json(from),
            "config" => self.config.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod linux_info {

/// `mesos.v1.LinuxInfo.IpcMode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IpcMode {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `PRIVATE`.
    Private = 1,
    /// `SHARE_PARENT`.
    ShareParent = 2,
}

crate::field::enumeration!(IpcMode);

impl crate::field::Enumeration for IpcMode {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.LinuxInfo.IpcMode", values: &[
        ("UNKNOWN", 0),
        ("PRIVATE", 1),
        ("SHARE_PARENT", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Private,
        Self::ShareParent,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod machine_info {

/// `mesos.v1.MachineInfo.Mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// `UP`.
    #[default]
    Up = 1,
    /// `DRAINING`.
    Draining = 2,
    /// `DOWN`.
    Down = 3,
}

crate::field::enumeration!(Mode);

impl crate::field::Enumeration for Mode {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.MachineInfo.Mode", values: &[
        ("UP", 1),
        ("DRAINING", 2),
        ("DOWN", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Up,
        Self::Draining,
        Self::Down,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod master_info {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.MasterInfo.Capability`.
#[derive(Clone, Default, PartialEq)]
pub struct Capability {
    /// 1.
    pub r#type: Option<crate::master_info::capability::Type>,
}

impl Capability {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.MasterInfo.Capability", fields: &[
        optional(1, "mesos.v1.MasterInfo.Capability.Type", "type"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Capability);

impl crate::field::Message for Capability {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod capability {

/// `mesos.v1.MasterInfo.Capability.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `AGENT_UPDATE`.
    AgentUpdate = 1,
    /// `AGENT_DRAINING`.
    AgentDraining = 2,
    /// `QUOTA_V2`.
    QuotaV2 = 3,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.MasterInfo.Capability.Type", values: &[
        ("UNKNOWN", 0),
        ("AGENT_UPDATE", 1),
        ("AGENT_DRAINING", 2),
        ("QUOTA_V2", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::AgentUpdate,
        Self::AgentDraining,
        Self::QuotaV2,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod mount_propagation {

/// `mesos.v1.MountPropagation.Mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `HOST_TO_CONTAINER`.
    HostToContainer = 1,
    /// `BIDIRECTIONAL`.
    Bidirectional = 2,
}

crate::field::enumeration!(Mode);

impl crate::field::Enumeration for Mode {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.MountPropagation.Mode", values: &[
        ("UNKNOWN", 0),
        ("HOST_TO_CONTAINER", 1),
        ("BIDIRECTIONAL", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::HostToContainer,
        Self::Bidirectional,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod network_info {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.NetworkInfo.Protocol`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// `IPv4`.
    #[default]
    IPv4 = 1,
    /// `IPv6`.
    IPv6 = 2,
}

crate::field::enumeration!(Protocol);

impl crate::field::Enumeration for Protocol {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.NetworkInfo.Protocol", values: &[
        ("IPv4", 1),
        ("IPv6", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::IPv4,
        Self::IPv6,
    ];
}

/// `mesos.v1.NetworkInfo.IPAddress`.
#[derive(Clone, Default, PartialEq)]
pub struct IpAddress {
    /// 1, `IPv4` if unset.
    pub protocol: Option<crate::network_info::Protocol>,
    /// 2.
    pub ip_address: Option<String>,
}

impl IpAddress {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.NetworkInfo.IPAddress", fields: &[
        optional(1, "mesos.v1.NetworkInfo.Protocol", "protocol").default("IPv4"),
        optional(2, "string", "ip_address"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn protocol(&self) -> crate::network_info::Protocol {
        self.protocol.unwrap_or(crate::network_info::Protocol::IPv4)
    }
}

crate::field::message!(IpAddress);

impl crate::field::Message for IpAddress {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.ip_address.put_pb(2, to);
        self.protocol.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.protocol.merge_pb(number, wire, from),
            2 => self.ip_address.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        Some(self.protocol()).put_json("protocol", to);
        self.ip_address.put_json("ip_address", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "protocol" => self.protocol.merge_json(from),
            "ip_address" => self.ip_address.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.NetworkInfo.PortMapping`.
#[derive(Clone, Default, PartialEq)]
pub struct PortMapping {
    /// 1, required.
    pub host_port: Option<u32>,
    /// 2, required.
    pub container_port: Option<u32>,
    /// 3.
    pub protocol: Option<String>,
}

impl PortMapping {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.NetworkInfo.PortMapping", fields: &[
        required(1, "uint32", "host_port"),
        required(2, "uint32", "container_port"),
        optional(3, "string", "protocol"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(PortMapping);

impl crate::field::Message for PortMapping {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.host_port.is_some(), "host_port")?;
        crate::field::need(self.container_port.is_some(), "container_port")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.protocol.put_pb(3, to);
        self.container_port.put_pb(2, to);
        self.host_port.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.host_port.merge_pb(number, wire, from),
            2 => self.container_port.merge_pb(number, wire, from),
            3 => self.protocol.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.host_port.put_json("host_port", to);
        self.container_port.put_json("container_port", to);
        self.protocol.put_json("protocol", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "host_port" => self.host_port.merge_json(from),
            "container_port" => self.container_port.merge_json(from),
            "protocol" => self.protocol.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod offer {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.Offer.Operation`.
#[derive(Clone, Default, PartialEq)]
pub struct Operation {
    /// 1.
    pub r#type: Option<crate::offer::operation::Type>,
    /// 12.
    pub id: Option<crate::OperationId>,
    /// 2.
    pub launch: Option<crate::offer::operation::Launch>,
    /// 7.
    pub launch_group: Option<crate::offer::operation::LaunchGroup>,
    /// 3.
    pub reserve: Option<crate::offer::operation::Reserve>,
    /// 4.
    pub unreserve: Option<crate::offer::operation::Unreserve>,
    /// 5.
    pub create: Option<crate::offer::operation::Create>,
    /// 6.
    pub destroy: Option<crate::offer::operation::Destroy>,
    /// 13.
    pub grow_volume: Option<crate::offer::operation::GrowVolume>,
    /// 14.
    pub shrink_volume: Option<crate::offer::operation::ShrinkVolume>,
    /// 15.
    pub create_disk: Option<crate::offer::operation::CreateDisk>,
    /// 16.
    pub destroy_disk: Option<crate::offer::operation::DestroyDisk>,
}

impl Operation {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation", fields: &[
        optional(1, "mesos.v1.Offer.Operation.Type", "type"),
        optional(12, "mesos.v1.OperationID", "id"),
        optional(2, "mesos.v1.Offer.Operation.Launch", "launch"),
        optional(7, "mesos.v1.Offer.Operation.LaunchGroup", "launch_group"),
        optional(3, "mesos.v1.Offer.Operation.Reserve", "reserve"),
        optional(4, "mesos.v1.Offer.Operation.Unreserve", "unreserve"),
        optional(5, "mesos.v1.Offer.Operation.Create", "create"),
        optional(6, "mesos.v1.Offer.Operation.Destroy", "destroy"),
        optional(13, "mesos.v1.Offer.Operation.GrowVolume", "grow_volume"),
        optional(14, "mesos.v1.Offer.Operation.ShrinkVolume", "shrink_volume"),
        optional(15, "mesos.v1.Offer.Operation.CreateDisk", "create_disk"),
        optional(16, "mesos.v1.Offer.Operation.DestroyDisk", "destroy_disk"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Operation);

impl crate::field::Message for Operation {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.id.check("id")?;
        self.launch.check("launch")?;
        self.launch_group.check("launch_group")?;
        self.reserve.check("reserve")?;
        self.unreserve.check("unreserve")?;
        self.create.check("create")?;
        self.destroy.check("destroy")?;
        self.grow_volume.check("grow_volume")?;
        self.shrink_volume.check("shrink_volume")?;
        self.create_disk.check("create_disk")?;
        self.destroy_disk.check("destroy_disk")?;
        if self.r#type == Some(crate::offer::operation::Type::Launch) {
            crate::field::need_by_type(self.launch.is_some(), "launch", "LAUNCH")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::LaunchGroup) {
            crate::field::need_by_type(self.launch_group.is_some(), "launch_group", "LAUNCH_GROUP")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::Reserve) {
            crate::field::need_by_type(self.reserve.is_some(), "reserve", "RESERVE")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::Unreserve) {
            crate::field::need_by_type(self.unreserve.is_some(), "unreserve", "UNRESERVE")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::Create) {
            crate::field::need_by_type(self.create.is_some(), "create", "CREATE")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::Destroy) {
            crate::field::need_by_type(self.destroy.is_some(), "destroy", "DESTROY")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::GrowVolume) {
            crate::field::need_by_type(self.grow_volume.is_some(), "grow_volume", "GROW_VOLUME")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::ShrinkVolume) {
            crate::field::need_by_type(self.shrink_volume.is_some(), "shrink_volume", "SHRINK_VOLUME")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::CreateDisk) {
            crate::field::need_by_type(self.create_disk.is_some(), "create_disk", "CREATE_DISK")?;
        }
        if self.r#type == Some(crate::offer::operation::Type::DestroyDisk) {
            crate::field::need_by_type(self.destroy_disk.is_some(), "destroy_disk", "DESTROY_DISK")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.destroy_disk.put_pb(16, to);
        self.create_disk.put_pb(15, to);
        self.shrink_volume.put_pb(14, to);
        self.grow_volume.put_pb(13, to);
        self.id.put_pb(12, to);
        self.launch_group.put_pb(7, to);
        self.destroy.put_pb(6, to);
        self.create.put_pb(5, to);
        self.unreserve.put_pb(4, to);
        self.reserve.put_pb(3, to);
        self.launch.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.launch.merge_pb(number, wire, from),
            3 => self.reserve.merge_pb(number, wire, from),
            4 => self.unreserve.merge_pb(number, wire, from),
            5 => self.create.merge_pb(number, wire, from),
            6 => self.destroy.merge_pb(number, wire, from),
            7 => self.launch_group.merge_pb(number, wire, from),
            12 => self.id.merge_pb(number, wire, from),
            13 => self.grow_volume.merge_pb(number, wire, from),
            14 => self.shrink_volume.merge_pb(number, wire, from),
            15 => self.create_disk.merge_pb(number, wire, from),
            16 => self.destroy_disk.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.id.put_json("id", to);
        self.launch.put_json("launch", to);
        self.launch_group.put_json("launch_group", to);
        self.reserve.put_json("reserve", to);
        self.unreserve.put_json("unreserve", to);
        self.create.put_json("create", to);
        self.destroy.put_json("destroy", to);
        self.grow_volume.put_json("grow_volume", to);
        self.shrink_volume.put_json("shrink_volume", to);
        self.create_disk.put_json("create_disk", to);
        self.destroy_disk.put_json("destroy_disk", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "id" => self.id.merge_json(from),
            "launch" => self.launch.merge_json(from),
            "launch_group" => self.launch_group.merge_json(from),
            "reserve" => self.reserve.merge_json(from),
            "unreserve" => self.unreserve.merge_json(from),
            "create" => self.create.merge_json(from),
            "destroy" => self.destroy.merge_json(from),
            "grow_volume" => self.grow_volume.merge_json(from),
            "shrink_volume" => self.shrink_volume.merge_json(from),
            "create_disk" => self.create_disk.merge_json(from),
            "destroy_disk" => self.destroy_disk.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod operation {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.Offer.Operation.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `LAUNCH`.
    Launch = 1,
    /// `LAUNCH_GROUP`.
    LaunchGroup = 6,
    /// `RESERVE`.
    Reserve = 2,
    /// `UNRESERVE`.
    Unreserve = 3,
    /// `CREATE`.
    Create = 4,
    /// `DESTROY`.
    Destroy = 5,
    /// `GROW_VOLUME`.
    GrowVolume = 11,
    /// `SHRINK_VOLUME`.
    ShrinkVolume = 12,
    /// `CREATE_DISK`.
    CreateDisk = 13,
    /// `DESTROY_DISK`.
    DestroyDisk = 14,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Offer.Operation.Type", values: &[
        ("UNKNOWN", 0),
        ("LAUNCH", 1),
        ("LAUNCH_GROUP", 6),
        ("RESERVE", 2),
        ("UNRESERVE", 3),
        ("CREATE", 4),
        ("DESTROY", 5),
        ("GROW_VOLUME", 11),
        ("SHRINK_VOLUME", 12),
        ("CREATE_DISK", 13),
        ("DESTROY_DISK", 14),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Launch,
        Self::LaunchGroup,
        Self::Reserve,
        Self::Unreserve,
        Self::Create,
        Self::Destroy,
        Self::GrowVolume,
        Self::ShrinkVolume,
        Self::CreateDisk,
        Self::DestroyDisk,
    ];
}

/// `mesos.v1.Offer.Operation.Launch`.
#[derive(Clone, Default, PartialEq)]
pub struct Launch {
    /// 1.
    pub task_infos: Vec<crate::TaskInfo>,
}

impl Launch {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.Launch", fields: &[
        repeated(1, "mesos.v1.TaskInfo", "task_infos"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Launch);

impl crate::field::Message for Launch {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.task_infos.check("task_infos")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.task_infos.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task_infos.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task_infos.put_json("task_infos", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task_infos" => self.task_infos.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.LaunchGroup`.
#[derive(Clone, Default, PartialEq)]
pub struct LaunchGroup {
    /// 1, required.
    pub executor: Option<Box<crate::ExecutorInfo>>,
    /// 2, required.
    pub task_group: Option<crate::TaskGroupInfo>,
}

impl LaunchGroup {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.LaunchGroup", fields: &[
        required(1, "mesos.v1.ExecutorInfo", "executor"),
        required(2, "mesos.v1.TaskGroupInfo", "task_group"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(LaunchGroup);

impl crate::field::Message for LaunchGroup {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.executor.is_some(), "executor")?;
        self.executor.check("executor")?;
        crate::field::need(self.task_group.is_some(), "task_group")?;
        self.task_group.check("task_group")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.task_group.put_pb(2, to);
        self.executor.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor.merge_pb(number, wire, from),
            2 => self.task_group.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executor.put_json("executor", to);
        self.task_group.put_json("task_group", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executor" => self.executor.merge_json(from),
            "task_group" => self.task_group.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.Reserve`.
#[derive(Clone, Default, PartialEq)]
pub struct Reserve {
    /// 2.
    pub source: Vec<crate::Resource>,
    /// 1.
    pub resources: Vec<crate::Resource>,
}

impl Reserve {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.Reserve", fields: &[
        repeated(2, "mesos.v1.Resource", "source"),
        repeated(1, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Reserve);

impl crate::field::Message for Reserve {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.source.check("source")?;
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.source.put_pb(2, to);
        self.resources.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resources.merge_pb(number, wire, from),
            2 => self.source.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.source.put_json("source", to);
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "source" => self.source.merge_json(from),
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.Unreserve`.
#[derive(Clone, Default, PartialEq)]
pub struct Unreserve {
    /// 1.
    pub resources: Vec<crate::Resource>,
}

impl Unreserve {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.Unreserve", fields: &[
        repeated(1, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Unreserve);

impl crate::field::Message for Unreserve {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resources.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.Create`.
#[derive(Clone, Default, PartialEq)]
pub struct Create {
    /// 1.
    pub volumes: Vec<crate::Resource>,
}

impl Create {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.Create", fields: &[
        repeated(1, "mesos.v1.Resource", "volumes"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Create);

impl crate::field::Message for Create {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.volumes.check("volumes")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.volumes.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.volumes.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.volumes.put_json("volumes", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "volumes" => self.volumes.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.Destroy`.
#[derive(Clone, Default, PartialEq)]
pub struct Destroy {
    /// 1.
    pub volumes: Vec<crate::Resource>,
}

impl Destroy {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.Destroy", fields: &[
        repeated(1, "mesos.v1.Resource", "volumes"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Destroy);

impl crate::field::Message for Destroy {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.volumes.check("volumes")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.volumes.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.volumes.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.volumes.put_json("volumes", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "volumes" => self.volumes.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.GrowVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct GrowVolume {
    /// 1, required.
    pub volume: Option<Box<crate::Resource>>,
    /// 2, required.
    pub addition: Option<Box<crate::Resource>>,
}

impl GrowVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.GrowVolume", fields: &[
        required(1, "mesos.v1.Resource", "volume"),
        required(2, "mesos.v1.Resource", "addition"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GrowVolume);

impl crate::field::Message for GrowVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.volume.is_some(), "volume")?;
        self.volume.check("volume")?;
        crate::field::need(self.addition.is_some(), "addition")?;
        self.addition.check("addition")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.addition.put_pb(2, to);
        self.volume.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.volume.merge_pb(number, wire, from),
            2 => self.addition.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.volume.put_json("volume", to);
        self.addition.put_json("addition", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "volume" => self.volume.merge_json(from),
            "addition" => self.addition.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.ShrinkVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct ShrinkVolume {
    /// 1, required.
    pub volume: Option<Box<crate::Resource>>,
    /// 2, required.
    pub subtract: Option<crate::value::Scalar>,
}

impl ShrinkVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.ShrinkVolume", fields: &[
        required(1, "mesos.v1.Resource", "volume"),
        required(2, "mesos.v1.Value.Scalar", "subtract"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ShrinkVolume);

impl crate::field::Message for ShrinkVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.volume.is_some(), "volume")?;
        self.volume.check("volume")?;
        crate::field::need(self.subtract.is_some(), "subtract")?;
        self.subtract.check("subtract")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.subtract.put_pb(2, to);
        self.volume.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.volume.merge_pb(number, wire, from),
            2 => self.subtract.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.volume.put_json("volume", to);
        self.subtract.put_json("subtract", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "volume" => self.volume.merge_json(from),
            "subtract" => self.subtract.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.CreateDisk`.
#[derive(Clone, Default, PartialEq)]
pub struct CreateDisk {
    /// 1, required.
    pub source: Option<Box<crate::Resource>>,
    /// 2, required.
    pub target_type: Option<crate::resource::disk_info::source::Type>,
    /// 3.
    pub target_profile: Option<String>,
}

impl CreateDisk {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.CreateDisk", fields: &[
        required(1, "mesos.v1.Resource", "source"),
        required(2, "mesos.v1.Resource.DiskInfo.Source.Type", "target_type"),
        optional(3, "string", "target_profile"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CreateDisk);

impl crate::field::Message for CreateDisk {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.source.is_some(), "source")?;
        self.source.check("source")?;
        crate::field::need(self.target_type.is_some(), "target_type")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.target_profile.put_pb(3, to);
        self.target_type.put_pb(2, to);
        self.source.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.source.merge_pb(number, wire, from),
            2 => self.target_type.merge_pb(number, wire, from),
            3 => self.target_profile.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.source.put_json("source", to);
        self.target_type.put_json("target_type", to);
        self.target_profile.put_json("target_profile", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "source" => self.source.merge_json(from),
            "target_type" => self.target_type.merge_json(from),
            "target_profile" => self.target_profile.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Offer.Operation.DestroyDisk`.
#[derive(Clone, Default, PartialEq)]
pub struct DestroyDisk {
    /// 1, required.
    pub source: Option<Box<crate::Resource>>,
}

impl DestroyDisk {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Offer.Operation.DestroyDisk", fields: &[
        required(1, "mesos.v1.Resource", "source"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DestroyDisk);

impl crate::field::Message for DestroyDisk {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.source.is_some(), "source")?;
        self.source.check("source")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.source.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.source.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.source.put_json("source", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "source" => self.source.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod offer_filters {
use crate::field::Field as _;
use crate::table::{Table, repeated};
use crate::{json, pb};

/// `mesos.v1.OfferFilters.ResourceQuantities`.
#[derive(Clone, Default, PartialEq)]
pub struct ResourceQuantities {
    /// 1.
    pub quantities: std::collections::BTreeMap<String, crate::value::Scalar>,
}

impl ResourceQuantities {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.OfferFilters.ResourceQuantities", fields: &[
        repeated(1, "mesos.v1.OfferFilters.ResourceQuantities.QuantitiesEntry", "quantities"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ResourceQuantities);

impl crate::field::Message for ResourceQuantities {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.quantities.check("quantities")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.quantities.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.quantities.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.quantities.put_json("quantities", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "quantities" => self.quantities.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.OfferFilters.MinAllocatableResources`.
#[derive(Clone, Default, PartialEq)]
pub struct MinAllocatableResources {
    /// 1.
    pub quantities: Vec<crate::offer_filters::ResourceQuantities>,
}

impl MinAllocatableResources {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.OfferFilters.MinAllocatableResources", fields: &[
        repeated(1, "mesos.v1.OfferFilters.ResourceQuantities", "quantities"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MinAllocatableResources);

impl crate::field::Message for MinAllocatableResources {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.quantities.check("quantities")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.quantities.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.quantities.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.quantities.put_json("quantities", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "quantities" => self.quantities.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod r_limit_info {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.RLimitInfo.RLimit`.
#[derive(Clone, Default, PartialEq)]
pub struct RLimit {
    /// 1.
    pub r#type: Option<crate::r_limit_info::r_limit::Type>,
    /// 2.
    pub hard: Option<u64>,
    /// 3.
    pub soft: Option<u64>,
}

impl RLimit {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.RLimitInfo.RLimit", fields: &[
        optional(1, "mesos.v1.RLimitInfo.RLimit.Type", "type"),
        optional(2, "uint64", "hard"),
        optional(3, "uint64", "soft"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RLimit);

impl crate::field::Message for RLimit {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.soft.put_pb(3, to);
        self.hard.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.hard.merge_pb(number, wire, from),
            3 => self.soft.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.hard.put_json("hard", to);
        self.soft.put_json("soft", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "hard" => self.hard.merge_json(from),
            "soft" => self.soft.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod r_limit {

/// `mesos.v1.RLimitInfo.RLimit.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `RLMT_AS`.
    RlmtAs = 1,
    /// `RLMT_CORE`.
    RlmtCore = 2,
    /// `RLMT_CPU`.
    RlmtCpu = 3,
    /// `RLMT_DATA`.
    RlmtData = 4,
    /// `RLMT_FSIZE`.
    RlmtFsize = 5,
    /// `RLMT_LOCKS`.
    RlmtLocks = 6,
    /// `RLMT_MEMLOCK`.
    RlmtMemlock = 7,
    /// `RLMT_MSGQUEUE`.
    RlmtMsgqueue = 8,
    /// `RLMT_NICE`.
    RlmtNice = 9,
    /// `RLMT_NOFILE`.
    RlmtNofile = 10,
    /// `RLMT_NPROC`.
    RlmtNproc = 11,
    /// `RLMT_RSS`.
    RlmtRss = 12,
    /// `RLMT_RTPRIO`.
    RlmtRtprio = 13,
    /// `RLMT_RTTIME`.
    RlmtRttime = 14,
    /// `RLMT_SIGPENDING`.
    RlmtSigpending = 15,
    /// `RLMT_STACK`.
    RlmtStack = 16,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.RLimitInfo.RLimit.Type", values: &[
        ("UNKNOWN", 0),
        ("RLMT_AS", 1),
        ("RLMT_CORE", 2),
        ("RLMT_CPU", 3),
        ("RLMT_DATA", 4),
        ("RLMT_FSIZE", 5),
        ("RLMT_LOCKS", 6),
        ("RLMT_MEMLOCK", 7),
        ("RLMT_MSGQUEUE", 8),
        ("RLMT_NICE", 9),
        ("RLMT_NOFILE", 10),
        ("RLMT_NPROC", 11),
        ("RLMT_RSS", 12),
        ("RLMT_RTPRIO", 13),
        ("RLMT_RTTIME", 14),
        ("RLMT_SIGPENDING", 15),
        ("RLMT_STACK", 16),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::RlmtAs,
        Self::RlmtCore,
        Self::RlmtCpu,
        Self::RlmtData,
        Self::RlmtFsize,
        Self::RlmtLocks,
        Self::RlmtMemlock,
        Self::RlmtMsgqueue,
        Self::RlmtNice,
        Self::RlmtNofile,
        Self::RlmtNproc,
        Self::RlmtRss,
        Self::RlmtRtprio,
        Self::RlmtRttime,
        Self::RlmtSigpending,
        Self::RlmtStack,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod resource {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.Resource.AllocationInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct AllocationInfo {
    /// 1.
    pub role: Option<String>,
}

impl AllocationInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.AllocationInfo", fields: &[
        optional(1, "string", "role"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AllocationInfo);

impl crate::field::Message for AllocationInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.role.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.role.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.role.put_json("role", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "role" => self.role.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Resource.ReservationInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct ReservationInfo {
    /// 4.
    pub r#type: Option<crate::resource::reservation_info::Type>,
    /// 3.
    pub role: Option<String>,
    /// 1.
    pub principal: Option<String>,
    /// 2.
    pub labels: Option<crate::Labels>,
}

impl ReservationInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.ReservationInfo", fields: &[
        optional(4, "mesos.v1.Resource.ReservationInfo.Type", "type"),
        optional(3, "string", "role"),
        optional(1, "string", "principal"),
        optional(2, "mesos.v1.Labels", "labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReservationInfo);

impl crate::field::Message for ReservationInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.labels.check("labels")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.r#type.put_pb(4, to);
        self.role.put_pb(3, to);
        self.labels.put_pb(2, to);
        self.principal.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.principal.merge_pb(number, wire, from),
            2 => self.labels.merge_pb(number, wire, from),
            3 => self.role.merge_pb(number, wire, from),
            4 => self.r#type.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.role.put_json("role", to);
        self.principal.put_json("principal", to);
        self.labels.put_json("labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "role" => self.role.merge_json(from),
            "principal" => self.principal.merge_json(from),
            "labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Resource.DiskInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct DiskInfo {
    /// 1.
    pub persistence: Option<crate::resource::disk_info::Persistence>,
    /// 2.
    pub volume: Option<Box<crate::Volume>>,
    /// 3.
    pub source: Option<Box<crate::resource::disk_info::Source>>,
}

impl DiskInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.DiskInfo", fields: &[
        optional(1, "mesos.v1.Resource.DiskInfo.Persistence", "persistence"),
        optional(2, "mesos.v1.Volume", "volume"),
        optional(3, "mesos.v1.Resource.DiskInfo.Source", "source"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DiskInfo);

impl crate::field::Message for DiskInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.persistence.check("persistence")?;
        self.volume.check("volume")?;
        self.source.check("source")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.source.put_pb(3, to);
        self.volume.put_pb(2, to);
        self.persistence.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.persistence.merge_pb(number, wire, from),
            2 => self.volume.merge_pb(number, wire, from),
            3 => self.source.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.persistence.put_json("persistence", to);
        self.volume.put_json("volume", to);
        self.source.put_json("source", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "persistence" => self.persistence.merge_json(from),
            "volume" => self.volume.merge_json(from),
            "source" => self.source.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Resource.RevocableInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct RevocableInfo {
}

impl RevocableInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.RevocableInfo", fields: &[
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RevocableInfo);

impl crate::field::Message for RevocableInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, _to: &mut pb::Writer) {
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        from.skip(number, wire)
    }

    fn write_json(&self, _to: &mut json::Writer) {
    }

    fn read_json(&mut self, _name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        from.skip()
    }
}

/// `mesos.v1.Resource.SharedInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct SharedInfo {
}

impl SharedInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.SharedInfo", fields: &[
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(SharedInfo);

impl crate::field::Message for SharedInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, _to: &mut pb::Writer) {
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        from.skip(number, wire)
    }

    fn write_json(&self, _to: &mut json::Writer) {
    }

    fn read_json(&mut self, _name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        from.skip()
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod disk_info {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.Resource.DiskInfo.Persistence`.
#[derive(Clone, Default, PartialEq)]
pub struct Persistence {
    /// 1, required.
    pub id: Option<String>,
    /// 2.
    pub principal: Option<String>,
}

impl Persistence {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.DiskInfo.Persistence", fields: &[
        required(1, "string", "id"),
        optional(2, "string", "principal"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Persistence);

impl crate::field::Message for Persistence {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.id.is_some(), "id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.principal.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.principal.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.principal.put_json("principal", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "principal" => self.principal.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Resource.DiskInfo.Source`.
#[derive(Clone, Default, PartialEq)]
pub struct Source {
    /// 1, required.
    pub r#type: Option<crate::resource::disk_info::source::Type>,
    /// 2.
    pub path: Option<crate::resource::disk_info::source::Path>,
    /// 3.
    pub mount: Option<crate::resource::disk_info::source::Mount>,
    /// 7.
    pub vendor: Option<String>,
    /// 4.
    pub id: Option<String>,
    /// 5.
    pub metadata: Option<crate::Labels>,
    /// 6.
    pub profile: Option<String>,
}

impl Source {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.DiskInfo.Source", fields: &[
        required(1, "mesos.v1.Resource.DiskInfo.Source.Type", "type"),
        optional(2, "mesos.v1.Resource.DiskInfo.Source.Path", "path"),
        optional(3, "mesos.v1.Resource.DiskInfo.Source.Mount", "mount"),
        optional(7, "string", "vendor"),
        optional(4, "string", "id"),
        optional(5, "mesos.v1.Labels", "metadata"),
        optional(6, "string", "profile"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Source);

impl crate::field::Message for Source {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.r#type.is_some(), "type")?;
        self.metadata.check("metadata")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.vendor.put_pb(7, to);
        self.profile.put_pb(6, to);
        self.metadata.put_pb(5, to);
        self.id.put_pb(4, to);
        self.mount.put_pb(3, to);
        self.path.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.path.merge_pb(number, wire, from),
            3 => self.mount.merge_pb(number, wire, from),
            4 => self.id.merge_pb(number, wire, from),
            5 => self.metadata.merge_pb(number, wire, from),
            6 => self.profile.merge_pb(number, wire, from),
            7 => self.vendor.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.path.put_json("path", to);
        self.mount.put_json("mount", to);
        self.vendor.put_json("vendor", to);
        self.id.put_json("id", to);
        self.metadata.put_json("metadata", to);
        self.profile.put_json("profile", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "path" => self.path.merge_json(from),
            "mount" => self.mount.merge_json(from),
            "vendor" => self.vendor.merge_json(from),
            "id" => self.id.merge_json(from),
            "metadata" => self.metadata.merge_json(from),
            "profile" => self.profile.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod source {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.Resource.DiskInfo.Source.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `PATH`.
    Path = 1,
    /// `MOUNT`.
    Mount = 2,
    /// `BLOCK`.
    Block = 3,
    /// `RAW`.
    Raw = 4,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Resource.DiskInfo.Source.Type", values: &[
        ("UNKNOWN", 0),
        ("PATH", 1),
        ("MOUNT", 2),
        ("BLOCK", 3),
        ("RAW", 4),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Path,
        Self::Mount,
        Self::Block,
        Self::Raw,
    ];
}

/// `mesos.v1.Resource.DiskInfo.Source.Path`.
#[derive(Clone, Default, PartialEq)]
pub struct Path {
    /// 1.
    pub root: Option<String>,
}

impl Path {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.DiskInfo.Source.Path", fields: &[
        optional(1, "string", "root"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Path);

impl crate::field::Message for Path {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.root.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.root.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.root.put_json("root", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "root" => self.root.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Resource.DiskInfo.Source.Mount`.
#[derive(Clone, Default, PartialEq)]
pub struct Mount {
    /// 1.
    pub root: Option<String>,
}

impl Mount {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Resource.DiskInfo.Source.Mount", fields: &[
        optional(1, "string", "root"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Mount);

impl crate::field::Message for Mount {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.root.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.root.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.root.put_json("root", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "root" => self.root.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod reservation_info {

/// `mesos.v1.Resource.ReservationInfo.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `STATIC`.
    Static = 1,
    /// `DYNAMIC`.
    Dynamic = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Resource.ReservationInfo.Type", values: &[
        ("UNKNOWN", 0),
        ("STATIC", 1),
        ("DYNAMIC", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Static,
        Self::Dynamic,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod resource_provider_info {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.ResourceProviderInfo.Storage`.
#[derive(Clone, Default, PartialEq)]
pub struct Storage {
    /// 1, required.
    pub plugin: Option<Box<crate::CsiPluginInfo>>,
    /// 2.
    pub reconciliation_interval_seconds: Option<f64>,
}

impl Storage {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceProviderInfo.Storage", fields: &[
        required(1, "mesos.v1.CSIPluginInfo", "plugin"),
        optional(2, "double", "reconciliation_interval_seconds"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Storage);

impl crate::field::Message for Storage {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.plugin.is_some(), "plugin")?;
        self.plugin.check("plugin")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.reconciliation_interval_seconds.put_pb(2, to);
        self.plugin.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.plugin.merge_pb(number, wire, from),
            2 => self.reconciliation_interval_seconds.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.plugin.put_json("plugin", to);
        self.reconciliation_interval_seconds.put_json("reconciliation_interval_seconds", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "plugin" => self.plugin.merge_json(from),
            "reconciliation_interval_seconds" => self.reconciliation_interval_seconds.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod resource_statistics {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.ResourceStatistics.RatePercentiles`.
#[derive(Clone, Default, PartialEq)]
pub struct RatePercentiles {
    /// 1.
    pub min: Option<u64>,
    /// 2.
    pub max: Option<u64>,
    /// 3.
    pub p50: Option<u64>,
    /// 4.
    pub p90: Option<u64>,
    /// 5.
    pub p95: Option<u64>,
    /// 6.
    pub p99: Option<u64>,
    /// 7.
    pub p999: Option<u64>,
    /// 8.
    pub p9999: Option<u64>,
    /// 9.
    pub samples: Option<u64>,
}

impl RatePercentiles {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceStatistics.RatePercentiles", fields: &[
        optional(1, "uint64", "min"),
        optional(2, "uint64", "max"),
        optional(3, "uint64", "p50"),
        optional(4, "uint64", "p90"),
        optional(5, "uint64", "p95"),
        optional(6, "uint64", "p99"),
        optional(7, "uint64", "p999"),
        optional(8, "uint64", "p9999"),
        optional(9, "uint64", "samples"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RatePercentiles);

impl crate::field::Message for RatePercentiles {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.samples.put_pb(9, to);
        self.p9999.put_pb(8, to);
        self.p999.put_pb(7, to);
        self.p99.put_pb(6, to);
        self.p95.put_pb(5, to);
        self.p90.put_pb(4, to);
        self.p50.put_pb(3, to);
        self.max.put_pb(2, to);
        self.min.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.min.merge_pb(number, wire, from),
            2 => self.max.merge_pb(number, wire, from),
            3 => self.p50.merge_pb(number, wire, from),
            4 => self.p90.merge_pb(number, wire, from),
            5 => self.p95.merge_pb(number, wire, from),
            6 => self.p99.merge_pb(number, wire, from),
            7 => self.p999.merge_pb(number, wire, from),
            8 => self.p9999.merge_pb(number, wire, from),
            9 => self.samples.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.min.put_json("min", to);
        self.max.put_json("max", to);
        self.p50.put_json("p50", to);
        self.p90.put_json("p90", to);
        self.p95.put_json("p95", to);
        self.p99.put_json("p99", to);
        self.p999.put_json("p999", to);
        self.p9999.put_json("p9999", to);
        self.samples.put_json("samples", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "min" => self.min.merge_json(from),
            "max" => self.max.merge_json(from),
            "p50" => self.p50.merge_json(from),
            "p90" => self.p90.merge_json(from),
            "p95" => self.p95.merge_json(from),
            "p99" => self.p99.merge_json(from),
            "p999" => self.p999.merge_json(from),
            "p9999" => self.p9999.merge_json(from),
            "samples" => self.samples.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.ResourceStatistics.RateStatistics`.
#[derive(Clone, Default, PartialEq)]
pub struct RateStatistics {
    /// 1.
    pub rx_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 2.
    pub rx_packet_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 3.
    pub rx_drop_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 4.
    pub rx_error_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 5.
    pub tx_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 6.
    pub tx_packet_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 7.
    pub tx_drop_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 8.
    pub tx_error_rate: Option<Box<crate::resource_statistics::RatePercentiles>>,
    /// 9.
    pub sampling_window_secs: Option<f64>,
    /// 10.
    pub sampling_interval_secs: Option<f64>,
}

impl RateStatistics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceStatistics.RateStatistics", fields: &[
        optional(1, "mesos.v1.ResourceStatistics.RatePercentiles", "rx_rate"),
        optional(2, "mesos.v1.ResourceStatistics.RatePercentiles", "rx_packet_rate"),
        optional(3, "mesos.v1.ResourceStatistics.RatePercentiles", "rx_drop_rate"),
        optional(4, "mesos.v1.ResourceStatistics.RatePercentiles", "rx_error_rate"),
        optional(5, "mesos.v1.ResourceStatistics.RatePercentiles", "tx_rate"),
        optional(6, "mesos.v1.ResourceStatistics.RatePercentiles", "tx_packet_rate"),
        optional(7, "mesos.v1.ResourceStatistics.RatePercentiles", "tx_drop_rate"),
        optional(8, "mesos.v1.ResourceStatistics.RatePercentiles", "tx_error_rate"),
        optional(9, "double", "sampling_window_secs"),
        optional(10, "double", "sampling_interval_secs"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RateStatistics);

impl crate::field::Message for RateStatistics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.sampling_interval_secs.put_pb(10, to);
        self.sampling_window_secs.put_pb(9, to);
        self.tx_error_rate.put_pb(8, to);
        self.tx_drop_rate.put_pb(7, to);
        self.tx_packet_rate.put_pb(6, to);
        self.tx_rate.put_pb(5, to);
        self.rx_error_rate.put_pb(4, to);
        self.rx_drop_rate.put_pb(3, to);
        self.rx_packet_rate.put_pb(2, to);
        self.rx_rate.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.rx_rate.merge_pb(number, wire, from),
            2 => self.rx_packet_rate.merge_pb(number, wire, from),
            3 => self.rx_drop_rate.merge_pb(number, wire, from),
            4 => self.rx_error_rate.merge_pb(number, wire, from),
            5 => self.tx_rate.merge_pb(number, wire, from),
            6 => self.tx_packet_rate.merge_pb(number, wire, from),
            7 => self.tx_drop_rate.merge_pb(number, wire, from),
            8 => self.tx_error_rate.merge_pb(number, wire, from),
            9 => self.sampling_window_secs.merge_pb(number, wire, from),
            10 => self.sampling_interval_secs.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.rx_rate.put_json("rx_rate", to);
        self.rx_packet_rate.put_json("rx_packet_rate", to);
        self.rx_drop_rate.put_json("rx_drop_rate", to);
        self.rx_error_rate.put_json("rx_error_rate", to);
        self.tx_rate.put_json("tx_rate", to);
        self.tx_packet_rate.put_json("tx_packet_rate", to);
        self.tx_drop_rate.put_json("tx_drop_rate", to);
        self.tx_error_rate.put_json("tx_error_rate", to);
        self.sampling_window_secs.put_json("sampling_window_secs", to);
        self.sampling_interval_secs.put_json("sampling_interval_secs", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "rx_rate" => self.rx_rate.merge_json(from),
            "rx_packet_rate" => self.rx_packet_rate.merge_json(from),
            "rx_drop_rate" => self.rx_drop_rate.merge_json(from),
            "rx_error_rate" => self.rx_error_rate.merge_json(from),
            "tx_rate" => self.tx_rate.merge_json(from),
            "tx_packet_rate" => self.tx_packet_rate.merge_json(from),
            "tx_drop_rate" => self.tx_drop_rate.merge_json(from),
            "tx_error_rate" => self.tx_error_rate.merge_json(from),
            "sampling_window_secs" => self.sampling_window_secs.merge_json(from),
            "sampling_interval_secs" => self.sampling_interval_secs.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod resource_usage {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.ResourceUsage.Executor`.
#[derive(Clone, Default, PartialEq)]
pub struct Executor {
    /// 1, required.
    pub executor_info: Option<Box<crate::ExecutorInfo>>,
    /// 2.
    pub allocated: Vec<crate::Resource>,
    /// 3.
    pub statistics: Option<Box<crate::ResourceStatistics>>,
    /// 4, required.
    pub container_id: Option<crate::ContainerId>,
    /// 5.
    pub tasks: Vec<crate::resource_usage::executor::Task>,
}

impl Executor {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceUsage.Executor", fields: &[
        required(1, "mesos.v1.ExecutorInfo", "executor_info"),
        repeated(2, "mesos.v1.Resource", "allocated"),
        optional(3, "mesos.v1.ResourceStatistics", "statistics"),
        required(4, "mesos.v1.ContainerID", "container_id"),
        repeated(5, "mesos.v1.ResourceUsage.Executor.Task", "tasks"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Executor);

impl crate::field::Message for Executor {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.executor_info.is_some(), "executor_info")?;
        self.executor_info.check("executor_info")?;
        self.allocated.check("allocated")?;
        self.statistics.check("statistics")?;
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        self.tasks.check("tasks")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.tasks.put_pb(5, to);
        self.container_id.put_pb(4, to);
        self.statistics.put_pb(3, to);
        self.allocated.put_pb(2, to);
        self.executor_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor_info.merge_pb(number, wire, from),
            2 => self.allocated.merge_pb(number, wire, from),
            3 => self.statistics.merge_pb(number, wire, from),
            4 => self.container_id.merge_pb(number, wire, from),
            5 => self.tasks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executor_info.put_json("executor_info", to);
        self.allocated.put_json("allocated", to);
        self.statistics.put_json("statistics", to);
        self.container_id.put_json("container_id", to);
        self.tasks.put_json("tasks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executor_info" => self.executor_info.merge_json(from),
            "allocated" => self.allocated.merge_json(from),
            "statistics" => self.statistics.merge_json(from),
            "container_id" => self.container_id.merge_json(from),
            "tasks" => self.tasks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod executor {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.ResourceUsage.Executor.Task`.
#[derive(Clone, Default, PartialEq)]
pub struct Task {
    /// 1, required.
    pub name: Option<String>,
    /// 2, required.
    pub id: Option<crate::TaskId>,
    /// 3.
    pub resources: Vec<crate::Resource>,
    /// 4.
    pub labels: Option<crate::Labels>,
}

impl Task {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.ResourceUsage.Executor.Task", fields: &[
        required(1, "string", "name"),
        required(2, "mesos.v1.TaskID", "id"),
        repeated(3, "mesos.v1.Resource", "resources"),
        optional(4, "mesos.v1.Labels", "labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Task);

impl crate::field::Message for Task {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        crate::field::need(self.id.is_some(), "id")?;
        self.id.check("id")?;
        self.resources.check("resources")?;
        self.labels.check("labels")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.labels.put_pb(4, to);
        self.resources.put_pb(3, to);
        self.id.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.id.merge_pb(number, wire, from),
            3 => self.resources.merge_pb(number, wire, from),
            4 => self.labels.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.id.put_json("id", to);
        self.resources.put_json("resources", to);
        self.labels.put_json("labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "id" => self.id.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod secret {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.Secret.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `REFERENCE`.
    Reference = 1,
    /// `VALUE`.
    Value = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Secret.Type", values: &[
        ("UNKNOWN", 0),
        ("REFERENCE", 1),
        ("VALUE", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Reference,
        Self::Value,
    ];
}

/// `mesos.v1.Secret.Reference`.
#[derive(Clone, Default, PartialEq)]
pub struct Reference {
    /// 1, required.
    pub name: Option<String>,
    /// 2.
    pub key: Option<String>,
}

impl Reference {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Secret.Reference", fields: &[
        required(1, "string", "name"),
        optional(2, "string", "key"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Reference);

impl crate::field::Message for Reference {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.key.put_pb(2, to);
        self.name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.name.merge_pb(number, wire, from),
            2 => self.key.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.name.put_json("name", to);
        self.key.put_json("key", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "name" => self.name.merge_json(from),
            "key" => self.key.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Secret.Value`.
#[derive(Clone, Default, PartialEq)]
pub struct Value {
    /// 1, required.
    pub data: Option<Vec<u8>>,
}

impl Value {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Secret.Value", fields: &[
        required(1, "bytes", "data"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: true };
}

crate::field::message!(Value);

impl crate::field::Message for Value {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.data.is_some(), "data")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.data.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.data.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.data.put_json("data", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "data" => self.data.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod task_status {

/// `mesos.v1.TaskStatus.Source`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// `SOURCE_MASTER`.
    #[default]
    Master = 0,
    /// `SOURCE_AGENT`.
    Agent = 1,
    /// `SOURCE_EXECUTOR`.
    Executor = 2,
}

crate::field::enumeration!(Source);

impl crate::field::Enumeration for Source {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.TaskStatus.Source", values: &[
        ("SOURCE_MASTER", 0),
        ("SOURCE_AGENT", 1),
        ("SOURCE_EXECUTOR", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Master,
        Self::Agent,
        Self::Executor,
    ];
}

/// `mesos.v1.TaskStatus.Reason`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// `REASON_COMMAND_EXECUTOR_FAILED`.
    #[default]
    CommandExecutorFailed = 0,
    /// `REASON_CONTAINER_LAUNCH_FAILED`.
    ContainerLaunchFailed = 21,
    /// `REASON_CONTAINER_LIMITATION`.
    ContainerLimitation = 19,
    /// `REASON_CONTAINER_LIMITATION_DISK`.
    ContainerLimitationDisk = 20,
    /// `REASON_CONTAINER_LIMITATION_MEMORY`.
    ContainerLimitationMemory = 8,
    /// `REASON_CONTAINER_PREEMPTED`.
    ContainerPreempted = 17,
    /// `REASON_CONTAINER_UPDATE_FAILED`.
    ContainerUpdateFailed = 22,
    /// `REASON_MAX_COMPLETION_TIME_REACHED`.
    MaxCompletionTimeReached = 33,
    /// `REASON_EXECUTOR_REGISTRATION_TIMEOUT`.
    ExecutorRegistrationTimeout = 23,
    /// `REASON_EXECUTOR_REREGISTRATION_TIMEOUT`.
    ExecutorReregistrationTimeout = 24,
    /// `REASON_EXECUTOR_TERMINATED`.
    ExecutorTerminated = 1,
    /// `REASON_EXECUTOR_UNREGISTERED`.
    ExecutorUnregistered = 2,
    /// `REASON_FRAMEWORK_REMOVED`.
    FrameworkRemoved = 3,
    /// `REASON_GC_ERROR`.
    GcError = 4,
    /// `REASON_INVALID_FRAMEWORKID`.
    InvalidFrameworkid = 5,
    /// `REASON_INVALID_OFFERS`.
    InvalidOffers = 6,
    /// `REASON_IO_SWITCHBOARD_EXITED`.
    IoSwitchboardExited = 27,
    /// `REASON_MASTER_DISCONNECTED`.
    MasterDisconnected = 7,
    /// `REASON_RECONCILIATION`.
    Reconciliation = 9,
    /// `REASON_RESOURCES_UNKNOWN`.
    ResourcesUnknown = 18,
    /// `REASON_AGENT_DISCONNECTED`.
    AgentDisconnected = 10,
    /// `REASON_AGENT_DRAINING`.
    AgentDraining = 34,
    /// `REASON_AGENT_REMOVED`.
    AgentRemoved = 11,
    /// `REASON_AGENT_REMOVED_BY_OPERATOR`.
    AgentRemovedByOperator = 31,
    /// `REASON_AGENT_REREGISTERED`.
    AgentReregistered = 32,
    /// `REASON_AGENT_RESTARTED`.
    AgentRestarted = 12,
    /// `REASON_AGENT_UNKNOWN`.
    AgentUnknown = 13,
    /// `REASON_TASK_KILLED_DURING_LAUNCH`.
    TaskKilledDuringLaunch = 30,
    /// `REASON_TASK_CHECK_STATUS_UPDATED`.
    TaskCheckStatusUpdated = 28,
    /// `REASON_TASK_HEALTH_CHECK_STATUS_UPDATED`.
    TaskHealthCheckStatusUpdated = 29,
    /// `REASON_TASK_GROUP_INVALID`.
    TaskGroupInvalid = 25,
    /// `REASON_TASK_GROUP_UNAUTHORIZED`.
    TaskGroupUnauthorized = 26,
    /// `REASON_TASK_INVALID`.
    TaskInvalid = 14,
    /// `REASON_TASK_UNAUTHORIZED`.
    TaskUnauthorized = 15,
    /// `REASON_TASK_UNKNOWN`.
    TaskUnknown = 16,
}

crate::field::enumeration!(Reason);

impl crate::field::Enumeration for Reason {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.TaskStatus.Reason", values: &[
        ("REASON_COMMAND_EXECUTOR_FAILED", 0),
        ("REASON_CONTAINER_LAUNCH_FAILED", 21),
        ("REASON_CONTAINER_LIMITATION", 19),
        ("REASON_CONTAINER_LIMITATION_DISK", 20),
        ("REASON_CONTAINER_LIMITATION_MEMORY", 8),
        ("REASON_CONTAINER_PREEMPTED", 17),
        ("REASON_CONTAINER_UPDATE_FAILED", 22),
        ("REASON_MAX_COMPLETION_TIME_REACHED", 33),
        ("REASON_EXECUTOR_REGISTRATION_TIMEOUT", 23),
        ("REASON_EXECUTOR_REREGISTRATION_TIMEOUT", 24),
        ("REASON_EXECUTOR_TERMINATED", 1),
        ("REASON_EXECUTOR_UNREGISTERED", 2),
        ("REASON_FRAMEWORK_REMOVED", 3),
        ("REASON_GC_ERROR", 4),
        ("REASON_INVALID_FRAMEWORKID", 5),
        ("REASON_INVALID_OFFERS", 6),
        ("REASON_IO_SWITCHBOARD_EXITED", 27),
        ("REASON_MASTER_DISCONNECTED", 7),
        ("REASON_RECONCILIATION", 9),
        ("REASON_RESOURCES_UNKNOWN", 18),
        ("REASON_AGENT_DISCONNECTED", 10),
        ("REASON_AGENT_DRAINING", 34),
        ("REASON_AGENT_REMOVED", 11),
        ("REASON_AGENT_REMOVED_BY_OPERATOR", 31),
        ("REASON_AGENT_REREGISTERED", 32),
        ("REASON_AGENT_RESTARTED", 12),
        ("REASON_AGENT_UNKNOWN", 13),
        ("REASON_TASK_KILLED_DURING_LAUNCH", 30),
        ("REASON_TASK_CHECK_STATUS_UPDATED", 28),
        ("REASON_TASK_HEALTH_CHECK_STATUS_UPDATED", 29),
        ("REASON_TASK_GROUP_INVALID", 25),
        ("REASON_TASK_GROUP_UNAUTHORIZED", 26),
        ("REASON_TASK_INVALID", 14),
        ("REASON_TASK_UNAUTHORIZED", 15),
        ("REASON_TASK_UNKNOWN", 16),
    ] };
    const ALL: &'static [Self] = &[
        Self::CommandExecutorFailed,
        Self::ContainerLaunchFailed,
        Self::ContainerLimitation,
        Self::ContainerLimitationDisk,
        Self::ContainerLimitationMemory,
        Self::ContainerPreempted,
        Self::ContainerUpdateFailed,
        Self::MaxCompletionTimeReached,
        Self::ExecutorRegistrationTimeout,
        Self::ExecutorReregistrationTimeout,
        Self::ExecutorTerminated,
        Self::ExecutorUnregistered,
        Self::FrameworkRemoved,
        Self::GcError,
        Self::InvalidFrameworkid,
        Self::InvalidOffers,
        Self::IoSwitchboardExited,
        Self::MasterDisconnected,
        Self::Reconciliation,
        Self::ResourcesUnknown,
        Self::AgentDisconnected,
        Self::AgentDraining,
        Self::AgentRemoved,
        Self::AgentRemovedByOperator,
        Self::AgentReregistered,
        Self::AgentRestarted,
        Self::AgentUnknown,
        Self::TaskKilledDuringLaunch,
        Self::TaskCheckStatusUpdated,
        Self::TaskHealthCheckStatusUpdated,
        Self::TaskGroupInvalid,
        Self::TaskGroupUnauthorized,
        Self::TaskInvalid,
        Self::TaskUnauthorized,
        Self::TaskUnknown,
    ];
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod tty_info {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.TTYInfo.WindowSize`.
#[derive(Clone, Default, PartialEq)]
pub struct WindowSize {
    /// 1, required.
    pub rows: Option<u32>,
    /// 2, required.
    pub columns: Option<u32>,
}

impl WindowSize {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.TTYInfo.WindowSize", fields: &[
        required(1, "uint32", "rows"),
        required(2, "uint32", "columns"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(WindowSize);

impl crate::field::Message for WindowSize {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.rows.is_some(), "rows")?;
        crate::field::need(self.columns.is_some(), "columns")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.columns.put_pb(2, to);
        self.rows.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.rows.merge_pb(number, wire, from),
            2 => self.columns.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.rows.put_json("rows", to);
        self.columns.put_json("columns", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "rows" => self.rows.merge_json(from),
            "columns" => self.columns.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod value {
use crate::field::Field as _;
use crate::table::{Table, repeated, required};
use crate::{json, pb};

/// `mesos.v1.Value.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `SCALAR`.
    #[default]
    Scalar = 0,
    /// `RANGES`.
    Ranges = 1,
    /// `SET`.
    Set = 2,
    /// `TEXT`.
    Text = 3,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Value.Type", values: &[
        ("SCALAR", 0),
        ("RANGES", 1),
        ("SET", 2),
        ("TEXT", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Scalar,
        Self::Ranges,
        Self::Set,
        Self::Text,
    ];
}

/// `mesos.v1.Value.Scalar`.
#[derive(Clone, Default, PartialEq)]
pub struct Scalar {
    /// 1, required.
    pub value: Option<f64>,
}

impl Scalar {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Value.Scalar", fields: &[
        required(1, "double", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: Some("value"), secret: false };
}

crate::field::message!(Scalar);

impl crate::field::Message for Scalar {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Value.Range`.
#[derive(Clone, Default, PartialEq)]
pub struct Range {
    /// 1, required.
    pub begin: Option<u64>,
    /// 2, required.
    pub end: Option<u64>,
}

impl Range {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Value.Range", fields: &[
        required(1, "uint64", "begin"),
        required(2, "uint64", "end"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Range);

impl crate::field::Message for Range {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.begin.is_some(), "begin")?;
        crate::field::need(self.end.is_some(), "end")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.end.put_pb(2, to);
        self.begin.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.begin.merge_pb(number, wire, from),
            2 => self.end.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.begin.put_json("begin", to);
        self.end.put_json("end", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "begin" => self.begin.merge_json(from),
            "end" => self.end.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Value.Ranges`.
#[derive(Clone, Default, PartialEq)]
pub struct Ranges {
    /// 1.
    pub range: Vec<crate::value::Range>,
}

impl Ranges {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Value.Ranges", fields: &[
        repeated(1, "mesos.v1.Value.Range", "range"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Ranges);

impl crate::field::Message for Ranges {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.range.check("range")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.range.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.range.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.range.put_json("range", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "range" => self.range.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Value.Set`.
#[derive(Clone, Default, PartialEq)]
pub struct Set {
    /// 1.
    pub item: Vec<String>,
}

impl Set {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Value.Set", fields: &[
        repeated(1, "string", "item"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Set);

impl crate::field::Message for Set {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.item.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.item.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.item.put_json("item", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "item" => self.item.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Value.Text`.
#[derive(Clone, Default, PartialEq)]
pub struct Text {
    /// 1, required.
    pub value: Option<String>,
}

impl Text {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Value.Text", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Text);

impl crate::field::Message for Text {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod volume {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.Volume.Mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// `RW`.
    #[default]
    Rw = 1,
    /// `RO`.
    Ro = 2,
}

crate::field::enumeration!(Mode);

impl crate::field::Enumeration for Mode {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Volume.Mode", values: &[
        ("RW", 1),
        ("RO", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Rw,
        Self::Ro,
    ];
}

/// `mesos.v1.Volume.Source`.
#[derive(Clone, Default, PartialEq)]
pub struct Source {
    /// 1.
    pub r#type: Option<crate::volume::source::Type>,
    /// 2.
    pub docker_volume: Option<Box<crate::volume::source::DockerVolume>>,
    /// 5.
    pub host_path: Option<crate::volume::source::HostPath>,
    /// 3.
    pub sandbox_path: Option<crate::volume::source::SandboxPath>,
    /// 4.
    pub secret: Option<Box<crate::Secret>>,
    /// 6.
    pub csi_volume: Option<crate::volume::source::CsiVolume>,
}

impl Source {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source", fields: &[
        optional(1, "mesos.v1.Volume.Source.Type", "type"),
        optional(2, "mesos.v1.Volume.Source.DockerVolume", "docker_volume"),
        optional(5, "mesos.v1.Volume.Source.HostPath", "host_path"),
        optional(3, "mesos.v1.Volume.Source.SandboxPath", "sandbox_path"),
        optional(4, "mesos.v1.Secret", "secret"),
        optional(6, "mesos.v1.Volume.Source.CSIVolume", "csi_volume"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Source);

impl crate::field::Message for Source {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.docker_volume.check("docker_volume")?;
        self.host_path.check("host_path")?;
        self.sandbox_path.check("sandbox_path")?;
        self.secret.check("secret")?;
        self.csi_volume.check("csi_volume")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.csi_volume.put_pb(6, to);
        self.host_path.put_pb(5, to);
        self.secret.put_pb(4, to);
        self.sandbox_path.put_pb(3, to);
        self.docker_volume.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.docker_volume.merge_pb(number, wire, from),
            3 => self.sandbox_path.merge_pb(number, wire, from),
            4 => self.secret.merge_pb(number, wire, from),
            5 => self.host_path.merge_pb(number, wire, from),
            6 => self.csi_volume.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.docker_volume.put_json("docker_volume", to);
        self.host_path.put_json("host_path", to);
        self.sandbox_path.put_json("sandbox_path", to);
        self.secret.put_json("secret", to);
        self.csi_volume.put_json("csi_volume", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "docker_volume" => self.docker_volume.merge_json(from),
            "host_path" => self.host_path.merge_json(from),
            "sandbox_path" => self.sandbox_path.merge_json(from),
            "secret" => self.secret.merge_json(from),
            "csi_volume" => self.csi_volume.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod source {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.Volume.Source.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `DOCKER_VOLUME`.
    DockerVolume = 1,
    /// `HOST_PATH`.
    HostPath = 4,
    /// `SANDBOX_PATH`.
    SandboxPath = 2,
    /// `SECRET`.
    Secret = 3,
    /// `CSI_VOLUME`.
    CsiVolume = 5,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Volume.Source.Type", values: &[
        ("UNKNOWN", 0),
        ("DOCKER_VOLUME", 1),
        ("HOST_PATH", 4),
        ("SANDBOX_PATH", 2),
        ("SECRET", 3),
        ("CSI_VOLUME", 5),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::DockerVolume,
        Self::HostPath,
        Self::SandboxPath,
        Self::Secret,
        Self::CsiVolume,
    ];
}

/// `mesos.v1.Volume.Source.DockerVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct DockerVolume {
    /// 1.
    pub driver: Option<String>,
    /// 2, required.
    pub name: Option<String>,
    /// 3.
    pub driver_options: Option<crate::Parameters>,
}

impl DockerVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.DockerVolume", fields: &[
        optional(1, "string", "driver"),
        required(2, "string", "name"),
        optional(3, "mesos.v1.Parameters", "driver_options"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DockerVolume);

impl crate::field::Message for DockerVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.name.is_some(), "name")?;
        self.driver_options.check("driver_options")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.driver_options.put_pb(3, to);
        self.name.put_pb(2, to);
        self.driver.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.driver.merge_pb(number, wire, from),
            2 => self.name.merge_pb(number, wire, from),
            3 => self.driver_options.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.driver.put_json("driver", to);
        self.name.put_json("name", to);
        self.driver_options.put_json("driver_options", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "driver" => self.driver.merge_json(from),
            "name" => self.name.merge_json(from),
            "driver_options" => self.driver_options.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Volume.Source.HostPath`.
#[derive(Clone, Default, PartialEq)]
pub struct HostPath {
    /// 1, required.
    pub path: Option<String>,
    /// 2.
    pub mount_propagation: Option<crate::MountPropagation>,
}

impl HostPath {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.HostPath", fields: &[
        required(1, "string", "path"),
        optional(2, "mesos.v1.MountPropagation", "mount_propagation"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(HostPath);

impl crate::field::Message for HostPath {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.path.is_some(), "path")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mount_propagation.put_pb(2, to);
        self.path.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.path.merge_pb(number, wire, from),
            2 => self.mount_propagation.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.path.put_json("path", to);
        self.mount_propagation.put_json("mount_propagation", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "path" => self.path.merge_json(from),
            "mount_propagation" => self.mount_propagation.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Volume.Source.SandboxPath`.
#[derive(Clone, Default, PartialEq)]
pub struct SandboxPath {
    /// 1.
    pub r#type: Option<crate::volume::source::sandbox_path::Type>,
    /// 2, required.
    pub path: Option<String>,
}

impl SandboxPath {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.SandboxPath", fields: &[
        optional(1, "mesos.v1.Volume.Source.SandboxPath.Type", "type"),
        required(2, "string", "path"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(SandboxPath);

impl crate::field::Message for SandboxPath {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.path.is_some(), "path")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.path.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.path.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.path.put_json("path", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "path" => self.path.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Volume.Source.CSIVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct CsiVolume {
    /// 1, required.
    pub plugin_name: Option<String>,
    /// 2.
    pub static_provisioning: Option<Box<crate::volume::source::csi_volume::StaticProvisioning>>,
}

impl CsiVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.CSIVolume", fields: &[
        required(1, "string", "plugin_name"),
        optional(2, "mesos.v1.Volume.Source.CSIVolume.StaticProvisioning", "static_provisioning"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CsiVolume);

impl crate::field::Message for CsiVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.plugin_name.is_some(), "plugin_name")?;
        self.static_provisioning.check("static_provisioning")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.static_provisioning.put_pb(2, to);
        self.plugin_name.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.plugin_name.merge_pb(number, wire, from),
            2 => self.static_provisioning.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.plugin_name.put_json("plugin_name", to);
        self.static_provisioning.put_json("static_provisioning", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "plugin_name" => self.plugin_name.merge_json(from),
            "static_provisioning" => self.static_provisioning.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod csi_volume {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.Volume.Source.CSIVolume.VolumeCapability`.
#[derive(Clone, Default, PartialEq)]
pub struct VolumeCapability {
    /// 1.
    pub block: Option<crate::volume::source::csi_volume::volume_capability::BlockVolume>,
    /// 2.
    pub mount: Option<crate::volume::source::csi_volume::volume_capability::MountVolume>,
    /// 3, required.
    pub access_mode: Option<crate::volume::source::csi_volume::volume_capability::AccessMode>,
}

impl VolumeCapability {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.CSIVolume.VolumeCapability", fields: &[
        optional(1, "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.BlockVolume", "block"),
        optional(2, "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.MountVolume", "mount"),
        required(3, "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.AccessMode", "access_mode"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(VolumeCapability);

impl crate::field::Message for VolumeCapability {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.access_mode.is_some(), "access_mode")?;
        self.access_mode.check("access_mode")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.access_mode.put_pb(3, to);
        self.mount.put_pb(2, to);
        self.block.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.block.merge_pb(number, wire, from),
            2 => self.mount.merge_pb(number, wire, from),
            3 => self.access_mode.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.block.put_json("block", to);
        self.mount.put_json("mount", to);
        self.access_mode.put_json("access_mode", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "block" => self.block.merge_json(from),
            "mount" => self.mount.merge_json(from),
            "access_mode" => self.access_mode.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Volume.Source.CSIVolume.StaticProvisioning`.
#[derive(Clone, Default, PartialEq)]
pub struct StaticProvisioning {
    /// 1, required.
    pub volume_id: Option<String>,
    /// 2, required.
    pub volume_capability: Option<crate::volume::source::csi_volume::VolumeCapability>,
    /// 3.
    pub node_stage_secrets: std::collections::BTreeMap<String, crate::Secret>,
    /// 4.
    pub node_publish_secrets: std::collections::BTreeMap<String, crate::Secret>,
    /// 5.
    pub volume_context: std::collections::BTreeMap<String, String>,
}

impl StaticProvisioning {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.CSIVolume.StaticProvisioning", fields: &[
        required(1, "string", "volume_id"),
        required(2, "mesos.v1.Volume.Source.CSIVolume.VolumeCapability", "volume_capability"),
        repeated(3, "mesos.v1.Volume.Source.CSIVolume.StaticProvisioning.NodeStageSecretsEntry", "node_stage_secrets"),
        repeated(4, "mesos.v1.Volume.Source.CSIVolume.StaticProvisioning.NodePublishSecretsEntry", "node_publish_secrets"),
        repeated(5, "mesos.v1.Volume.Source.CSIVolume.StaticProvisioning.VolumeContextEntry", "volume_context"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(StaticProvisioning);

impl crate::field::Message for StaticProvisioning {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.volume_id.is_some(), "volume_id")?;
        crate::field::need(self.volume_capability.is_some(), "volume_capability")?;
        self.volume_capability.check("volume_capability")?;
        self.node_stage_secrets.check("node_stage_secrets")?;
        self.node_publish_secrets.check("node_publish_secrets")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.volume_context.put_pb(5, to);
        self.node_publish_secrets.put_pb(4, to);
        self.node_stage_secrets.put_pb(3, to);
        self.volume_capability.put_pb(2, to);
        self.volume_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.volume_id.merge_pb(number, wire, from),
            2 => self.volume_capability.merge_pb(number, wire, from),
            3 => self.node_stage_secrets.merge_pb(number, wire, from),
            4 => self.node_publish_secrets.merge_pb(number, wire, from),
            5 => self.volume_context.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.volume_id.put_json("volume_id", to);
        self.volume_capability.put_json("volume_capability", to);
        self.node_stage_secrets.put_json("node_stage_secrets", to);
        self.node_publish_secrets.put_json("node_publish_secrets", to);
        self.volume_context.put_json("volume_context", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "volume_id" => self.volume_id.merge_json(from),
            "volume_capability" => self.volume_capability.merge_json(from),
            "node_stage_secrets" => self.node_stage_secrets.merge_json(from),
            "node_publish_secrets" => self.node_publish_secrets.merge_json(from),
            "volume_context" => self.volume_context.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod volume_capability {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.Volume.Source.CSIVolume.VolumeCapability.BlockVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct BlockVolume {
}

impl BlockVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.BlockVolume", fields: &[
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(BlockVolume);

impl crate::field::Message for BlockVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, _to: &mut pb::Writer) {
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        from.skip(number, wire)
    }

    fn write_json(&self, _to: &mut json::Writer) {
    }

    fn read_json(&mut self, _name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        from.skip()
    }
}

/// `mesos.v1.Volume.Source.CSIVolume.VolumeCapability.MountVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct MountVolume {
    /// 1.
    pub fs_type: Option<String>,
    /// 2.
    pub mount_flags: Vec<String>,
}

impl MountVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.MountVolume", fields: &[
        optional(1, "string", "fs_type"),
        repeated(2, "string", "mount_flags"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MountVolume);

impl crate::field::Message for MountVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mount_flags.put_pb(2, to);
        self.fs_type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.fs_type.merge_pb(number, wire, from),
            2 => self.mount_flags.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.fs_type.put_json("fs_type", to);
        self.mount_flags.put_json("mount_flags", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "fs_type" => self.fs_type.merge_json(from),
            "mount_flags" => self.mount_flags.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.Volume.Source.CSIVolume.VolumeCapability.AccessMode`.
#[derive(Clone, Default, PartialEq)]
pub struct AccessMode {
    /// 1, required.
    pub mode: Option<crate::volume::source::csi_volume::volume_capability::access_mode::Mode>,
}

impl AccessMode {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.AccessMode", fields: &[
        required(1, "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.AccessMode.Mode", "mode"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AccessMode);

impl crate::field::Message for AccessMode {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.mode.is_some(), "mode")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mode.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.mode.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.mode.put_json("mode", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "mode" => self.mode.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod access_mode {

/// `mesos.v1.Volume.Source.CSIVolume.VolumeCapability.AccessMode.Mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SINGLE_NODE_WRITER`.
    SingleNodeWriter = 1,
    /// `SINGLE_NODE_READER_ONLY`.
    SingleNodeReaderOnly = 2,
    /// `MULTI_NODE_READER_ONLY`.
    MultiNodeReaderOnly = 3,
    /// `MULTI_NODE_SINGLE_WRITER`.
    MultiNodeSingleWriter = 4,
    /// `MULTI_NODE_MULTI_WRITER`.
    MultiNodeMultiWriter = 5,
}

crate::field::enumeration!(Mode);

impl crate::field::Enumeration for Mode {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Volume.Source.CSIVolume.VolumeCapability.AccessMode.Mode", values: &[
        ("UNKNOWN", 0),
        ("SINGLE_NODE_WRITER", 1),
        ("SINGLE_NODE_READER_ONLY", 2),
        ("MULTI_NODE_READER_ONLY", 3),
        ("MULTI_NODE_SINGLE_WRITER", 4),
        ("MULTI_NODE_MULTI_WRITER", 5),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::SingleNodeWriter,
        Self::SingleNodeReaderOnly,
        Self::MultiNodeReaderOnly,
        Self::MultiNodeSingleWriter,
        Self::MultiNodeMultiWriter,
    ];
}

}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod sandbox_path {

/// `mesos.v1.Volume.Source.SandboxPath.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SELF`.
    Itself = 1,
    /// `PARENT`.
    Parent = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.Volume.Source.SandboxPath.Type", values: &[
        ("UNKNOWN", 0),
        ("SELF", 1),
        ("PARENT", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Itself,
        Self::Parent,
    ];
}

}

}

}

