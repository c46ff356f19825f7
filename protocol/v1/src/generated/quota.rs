// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.quota.QuotaInfo`.
#[derive(Clone, Default, PartialEq)]
pub struct QuotaInfo {
    /// 1.
    pub role: Option<String>,
    /// 2.
    pub principal: Option<String>,
    /// 3.
    pub guarantee: Vec<crate::Resource>,
}

impl QuotaInfo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.quota.QuotaInfo", fields: &[
        optional(1, "string", "role"),
        optional(2, "string", "principal"),
        repeated(3, "mesos.v1.Resource", "guarantee"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(QuotaInfo);

impl crate::field::Message for QuotaInfo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.guarantee.check("guarantee")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.guarantee.put_pb(3, to);
        self.principal.put_pb(2, to);
        self.role.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.role.merge_pb(number, wire, from),
            2 => self.principal.merge_pb(number, wire, from),
            3 => self.guarantee.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.role.put_json("role", to);
        self.principal.put_json("principal", to);
        self.guarantee.put_json("guarantee", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "role" => self.role.merge_json(from),
            "principal" => self.principal.merge_json(from),
            "guarantee" => self.guarantee.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.quota.QuotaRequest`.
#[derive(Clone, Default, PartialEq)]
pub struct QuotaRequest {
    /// 1.
    pub force: Option<bool>,
    /// 2.
    pub role: Option<String>,
    /// 3.
    pub guarantee: Vec<crate::Resource>,
}

impl QuotaRequest {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.quota.QuotaRequest", fields: &[
        optional(1, "bool", "force"),
        optional(2, "string", "role"),
        repeated(3, "mesos.v1.Resource", "guarantee"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(QuotaRequest);

impl crate::field::Message for QuotaRequest {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.guarantee.check("guarantee")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.guarantee.put_pb(3, to);
        self.role.put_pb(2, to);
        self.force.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.force.merge_pb(number, wire, from),
            2 => self.role.merge_pb(number, wire, from),
            3 => self.guarantee.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.force.put_json("force", to);
        self.role.put_json("role", to);
        self.guarantee.put_json("guarantee", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "force" => self.force.merge_json(from),
            "role" => self.role.merge_json(from),
            "guarantee" => self.guarantee.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.quota.QuotaConfig`.
#[derive(Clone, Default, PartialEq)]
pub struct QuotaConfig {
    /// 1, required.
    pub role: Option<String>,
    /// 2.
    pub guarantees: std::collections::BTreeMap<String, crate::value::Scalar>,
    /// 3.
    pub limits: std::collections::BTreeMap<String, crate::value::Scalar>,
}

impl QuotaConfig {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.quota.QuotaConfig", fields: &[
        required(1, "string", "role"),
        repeated(2, "mesos.v1.quota.QuotaConfig.GuaranteesEntry", "guarantees"),
        repeated(3, "mesos.v1.quota.QuotaConfig.LimitsEntry", "limits"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(QuotaConfig);

impl crate::field::Message for QuotaConfig {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.role.is_some(), "role")?;
        self.guarantees.check("guarantees")?;
        self.limits.check("limits")?;
        crate::rules::quota_config(self)?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.limits.put_pb(3, to);
        self.guarantees.put_pb(2, to);
        self.role.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.role.merge_pb(number, wire, from),
            2 => self.guarantees.merge_pb(number, wire, from),
            3 => self.limits.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.role.put_json("role", to);
        self.guarantees.put_json("guarantees", to);
        self.limits.put_json("limits", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "role" => self.role.merge_json(from),
            "guarantees" => self.guarantees.merge_json(from),
            "limits" => self.limits.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.quota.QuotaStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct QuotaStatus {
    /// 1, deprecated.
    pub infos: Vec<crate::quota::QuotaInfo>,
    /// 2.
    pub configs: Vec<crate::quota::QuotaConfig>,
}

impl QuotaStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.quota.QuotaStatus", fields: &[
        repeated(1, "mesos.v1.quota.QuotaInfo", "infos").deprecated(),
        repeated(2, "mesos.v1.quota.QuotaConfig", "configs"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(QuotaStatus);

impl crate::field::Message for QuotaStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.infos.check("infos")?;
        self.configs.check("configs")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.configs.put_pb(2, to);
        self.infos.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.infos.merge_pb(number, wire, from),
            2 => self.configs.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.infos.put_json("infos", to);
        self.configs.put_json("configs", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "infos" => self.infos.merge_json(from),
            "configs" => self.configs.merge_json(from),
            _ => from.skip(),
        }
    }
}

