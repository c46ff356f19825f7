// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, repeated, required};
use crate::{json, pb};

/// `mesos.v1.maintenance.Window`.
#[derive(Clone, Default, PartialEq)]
pub struct Window {
    /// 1.
    pub machine_ids: Vec<crate::MachineId>,
    /// 2, required.
    pub unavailability: Option<crate::Unavailability>,
}

impl Window {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.maintenance.Window", fields: &[
        repeated(1, "mesos.v1.MachineID", "machine_ids"),
        required(2, "mesos.v1.Unavailability", "unavailability"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Window);

impl crate::field::Message for Window {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.unavailability.is_some(), "unavailability")?;
        self.unavailability.check("unavailability")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.unavailability.put_pb(2, to);
        self.machine_ids.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.machine_ids.merge_pb(number, wire, from),
            2 => self.unavailability.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.machine_ids.put_json("machine_ids", to);
        self.unavailability.put_json("unavailability", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "machine_ids" => self.machine_ids.merge_json(from),
            "unavailability" => self.unavailability.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.maintenance.Schedule`.
#[derive(Clone, Default, PartialEq)]
pub struct Schedule {
    /// 1.
    pub windows: Vec<crate::maintenance::Window>,
}

impl Schedule {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.maintenance.Schedule", fields: &[
        repeated(1, "mesos.v1.maintenance.Window", "windows"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Schedule);

impl crate::field::Message for Schedule {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.windows.check("windows")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.windows.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.windows.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.windows.put_json("windows", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "windows" => self.windows.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.maintenance.ClusterStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct ClusterStatus {
    /// 1.
    pub draining_machines: Vec<crate::maintenance::cluster_status::DrainingMachine>,
    /// 2.
    pub down_machines: Vec<crate::MachineId>,
}

impl ClusterStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.maintenance.ClusterStatus", fields: &[
        repeated(1, "mesos.v1.maintenance.ClusterStatus.DrainingMachine", "draining_machines"),
        repeated(2, "mesos.v1.MachineID", "down_machines"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ClusterStatus);

impl crate::field::Message for ClusterStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.draining_machines.check("draining_machines")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.down_machines.put_pb(2, to);
        self.draining_machines.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.draining_machines.merge_pb(number, wire, from),
            2 => self.down_machines.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.draining_machines.put_json("draining_machines", to);
        self.down_machines.put_json("down_machines", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "draining_machines" => self.draining_machines.merge_json(from),
            "down_machines" => self.down_machines.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod cluster_status {
use crate::field::Field as _;
use crate::table::{Table, repeated, required};
use crate::{json, pb};

/// `mesos.v1.maintenance.ClusterStatus.DrainingMachine`.
#[derive(Clone, Default, PartialEq)]
pub struct DrainingMachine {
    /// 1, required.
    pub id: Option<crate::MachineId>,
    /// 2.
    pub statuses: Vec<crate::allocator::InverseOfferStatus>,
}

impl DrainingMachine {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.maintenance.ClusterStatus.DrainingMachine", fields: &[
        required(1, "mesos.v1.MachineID", "id"),
        repeated(2, "mesos.v1.allocator.InverseOfferStatus", "statuses"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DrainingMachine);

impl crate::field::Message for DrainingMachine {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.id.is_some(), "id")?;
        self.statuses.check("statuses")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.statuses.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.statuses.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.statuses.put_json("statuses", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "statuses" => self.statuses.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

