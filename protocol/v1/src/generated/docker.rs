// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `docker.spec.v1.ImageManifest`.
#[derive(Clone, Default, PartialEq)]
pub struct ImageManifest {
    /// 1.
    pub id: Option<String>,
    /// 2.
    pub parent: Option<String>,
    /// 3.
    pub comment: Option<String>,
    /// 4.
    pub created: Option<String>,
    /// 5.
    pub container: Option<String>,
    /// 6.
    pub container_config: Option<Box<crate::docker::image_manifest::Config>>,
    /// 7.
    pub docker_version: Option<String>,
    /// 8.
    pub author: Option<String>,
    /// 9.
    pub config: Option<Box<crate::docker::image_manifest::Config>>,
    /// 10.
    pub architecture: Option<String>,
    /// 11.
    pub os: Option<String>,
    /// 12.
    pub size: Option<u32>,
}

impl ImageManifest {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "docker.spec.v1.ImageManifest", fields: &[
        optional(1, "string", "id"),
        optional(2, "string", "parent"),
        optional(3, "string", "comment"),
        optional(4, "string", "created"),
        optional(5, "string", "container"),
        optional(6, "docker.spec.v1.ImageManifest.Config", "container_config"),
        optional(7, "string", "docker_version"),
        optional(8, "string", "author"),
        optional(9, "docker.spec.v1.ImageManifest.Config", "config"),
        optional(10, "string", "architecture"),
        optional(11, "string", "os"),
        optional(12, "uint32", "Size"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ImageManifest);

impl crate::field::Message for ImageManifest {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.size.put_pb(12, to);
        self.os.put_pb(11, to);
        self.architecture.put_pb(10, to);
        self.config.put_pb(9, to);
        self.author.put_pb(8, to);
        self.docker_version.put_pb(7, to);
        self.container_config.put_pb(6, to);
        self.container.put_pb(5, to);
        self.created.put_pb(4, to);
        self.comment.put_pb(3, to);
        self.parent.put_pb(2, to);
        self.id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.id.merge_pb(number, wire, from),
            2 => self.parent.merge_pb(number, wire, from),
            3 => self.comment.merge_pb(number, wire, from),
            4 => self.created.merge_pb(number, wire, from),
            5 => self.container.merge_pb(number, wire, from),
            6 => self.container_config.merge_pb(number, wire, from),
            7 => self.docker_version.merge_pb(number, wire, from),
            8 => self.author.merge_pb(number, wire, from),
            9 => self.config.merge_pb(number, wire, from),
            10 => self.architecture.merge_pb(number, wire, from),
            11 => self.os.merge_pb(number, wire, from),
            12 => self.size.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.id.put_json("id", to);
        self.parent.put_json("parent", to);
        self.comment.put_json("comment", to);
        self.created.put_json("created", to);
        self.container.put_json("container", to);
        self.container_config.put_json("container_config", to);
        self.docker_version.put_json("docker_version", to);
        self.author.put_json("author", to);
        self.config.put_json("config", to);
        self.architecture.put_json("architecture", to);
        self.os.put_json("os", to);
        self.size.put_json("Size", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "id" => self.id.merge_json(from),
            "parent" => self.parent.merge_json(from),
            "comment" => self.comment.merge_json(from),
            "created" => self.created.merge_json(from),
            "container" => self.container.merge_json(from),
            "container_config" => self.container_config.merge_json(from),
            "docker_version" => self.docker_version.merge_json(from),
            "author" => self.author.merge_json(from),
            "config" => self.config.merge_json(from),
            "architecture" => self.architecture.merge_json(from),
            "os" => self.os.merge_json(from),
            "Size" => self.size.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod image_manifest {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated};
use crate::{json, pb};

/// `docker.spec.v1.ImageManifest.Config`.
#[derive(Clone, Default, PartialEq)]
pub struct Config {
    /// 1.
    pub hostname: Option<String>,
    /// 2.
    pub entrypoint: Vec<String>,
    /// 3.
    pub env: Vec<String>,
    /// 4.
    pub user: Option<String>,
    /// 5.
    pub cmd: Vec<String>,
    /// 6.
    pub working_dir: Option<String>,
    /// 8.
    pub image: Option<String>,
    /// 9.
    pub labels: std::collections::BTreeMap<String, String>,
}

impl Config {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "docker.spec.v1.ImageManifest.Config", fields: &[
        optional(1, "string", "Hostname"),
        repeated(2, "string", "Entrypoint"),
        repeated(3, "string", "Env"),
        optional(4, "string", "User"),
        repeated(5, "string", "Cmd"),
        optional(6, "string", "WorkingDir"),
        optional(8, "string", "Image"),
        repeated(9, "docker.spec.v1.ImageManifest.Config.LabelsEntry", "Labels"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Config);

impl crate::field::Message for Config {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.labels.put_pb(9, to);
        self.image.put_pb(8, to);
        self.working_dir.put_pb(6, to);
        self.cmd.put_pb(5, to);
        self.user.put_pb(4, to);
        self.env.put_pb(3, to);
        self.entrypoint.put_pb(2, to);
        self.hostname.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.hostname.merge_pb(number, wire, from),
            2 => self.entrypoint.merge_pb(number, wire, from),
            3 => self.env.merge_pb(number, wire, from),
            4 => self.user.merge_pb(number, wire, from),
            5 => self.cmd.merge_pb(number, wire, from),
            6 => self.working_dir.merge_pb(number, wire, from),
            8 => self.image.merge_pb(number, wire, from),
            9 => self.labels.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.hostname.put_json("Hostname", to);
        self.entrypoint.put_json("Entrypoint", to);
        self.env.put_json("Env", to);
        self.user.put_json("User", to);
        self.cmd.put_json("Cmd", to);
        self.working_dir.put_json("WorkingDir", to);
        self.image.put_json("Image", to);
        self.labels.put_json("Labels", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "Hostname" => self.hostname.merge_json(from),
            "Entrypoint" => self.entrypoint.merge_json(from),
            "Env" => self.env.merge_json(from),
            "User" => self.user.merge_json(from),
            "Cmd" => self.cmd.merge_json(from),
            "WorkingDir" => self.working_dir.merge_json(from),
            "Image" => self.image.merge_json(from),
            "Labels" => self.labels.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

