//! Names of resources.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::TextVisitor;

/// The name of a resource. The usual ones come first and cost nothing to compare.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(Kind);

/// `Other` never holds one of the usual names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Cpus,
    Mem,
    Disk,
    Gpus,
    Ports,
    Other(Arc<str>),
}

impl Name {
    /// Processors.
    pub const CPUS: Name = Name(Kind::Cpus);
    /// Memory, in mebibytes.
    pub const MEM: Name = Name(Kind::Mem);
    /// Disk space, in mebibytes.
    pub const DISK: Name = Name(Kind::Disk);
    /// Graphics processors, whole ones.
    pub const GPUS: Name = Name(Kind::Gpus);
    /// Ports of the machine.
    pub const PORTS: Name = Name(Kind::Ports);

    /// The name that is written so.
    pub fn new(text: &str) -> Name {
        Name(match text {
            "cpus" => Kind::Cpus,
            "mem" => Kind::Mem,
            "disk" => Kind::Disk,
            "gpus" => Kind::Gpus,
            "ports" => Kind::Ports,
            _ => Kind::Other(Arc::from(text)),
        })
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kind::Cpus => "cpus",
            Kind::Mem => "mem",
            Kind::Disk => "disk",
            Kind::Gpus => "gpus",
            Kind::Ports => "ports",
            Kind::Other(text) => text,
        }
    }
}

/// The usual names first (cpus, mem, disk, gpus, ports), then the others by alphabet.
impl Ord for Name {
    fn cmp(&self, other: &Name) -> Ordering {
        match (&self.0, &other.0) {
            (Kind::Other(a), Kind::Other(b)) if Arc::ptr_eq(a, b) => Ordering::Equal,
            (a, b) => a.cmp(b),
        }
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Name) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name::new(text)
    }
}

impl From<&Name> for Name {
    fn from(name: &Name) -> Name {
        name.clone()
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == text
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == *text
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        output.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Name, D::Error> {
        input.deserialize_str(TextVisitor { what: "name of a resource", read: |text| Ok(Name::new(text)) })
    }
}
