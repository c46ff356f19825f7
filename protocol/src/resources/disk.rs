//! What distinguishes one disk from another: where it comes from, and volumes that persist.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::container::Volume;
use crate::named::named_enum;
use crate::resources::Rule;
use crate::values::Labels;

/// What a disk resource is besides its size.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DiskInfo {
    /// Set for a persistent volume: its data stays when a task ends.
    pub persistence: Option<Persistence>,
    /// Where a task finds it. Says how the disk is used, not which it is, so it plays no part in containment or merging.
    pub volume: Option<Box<Volume>>,
    /// Which part of the machine's or of a provider's storage it is; absent for the disk with the work folder.
    pub source: Option<DiskSource>,
}

/// Names a persistent volume.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Persistence {
    /// Unique per role on an agent.
    pub id: String,
    /// Who made it.
    pub principal: Option<String>,
}

named_enum! {
    /// What kind of storage a disk is.
    pub enum DiskSourceKind ("kind of disk source") {
        /// A folder of a larger file system; can be divided.
        Path = 1 => "PATH",
        /// A file system of its own; only as a whole.
        Mount = 2 => "MOUNT",
        /// A block device without a file system; only as a whole.
        Block = 3 => "BLOCK",
        /// Storage that has first to be made into one of the others.
        Raw = 4 => "RAW",
    }
}

impl DiskSourceKind {
    /// The folder of a disk of this kind, of those that were written as its path and as its mount, each of which may stand
    /// without saying which folder.
    ///
    /// # Errors
    /// A kind that has the other one of both, or neither.
    pub fn root(self, path: Option<Option<String>>, mount: Option<Option<String>>) -> Result<Option<String>, Rule> {
        match (self, path, mount) {
            (DiskSourceKind::Path, path, None) => Ok(path.flatten()),
            (DiskSourceKind::Mount, None, mount) => Ok(mount.flatten()),
            (DiskSourceKind::Path, _, Some(_)) => Err(Rule::DiskSourceFields("type PATH has no mount")),
            (DiskSourceKind::Mount, Some(_), _) => Err(Rule::DiskSourceFields("type MOUNT has no path")),
            (DiskSourceKind::Block | DiskSourceKind::Raw, None, None) => Ok(None),
            (DiskSourceKind::Block | DiskSourceKind::Raw, ..) => Err(Rule::RootOfDevice),
        }
    }
}

/// Where a disk comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DiskSource {
    /// What kind of storage it is.
    pub kind: DiskSourceKind,
    /// The folder of a path or mount.
    pub root: Option<String>,
    /// Who made the storage system.
    pub vendor: Option<String>,
    /// The storage system's name of it.
    pub id: Option<String>,
    /// What the storage system has to be told to use it.
    pub metadata: Labels,
    /// The sort of storage, as the operator named it.
    pub profile: Option<String>,
}

impl DiskSource {
    /// A source of that kind without anything else.
    pub fn of(kind: DiskSourceKind) -> DiskSource {
        DiskSource { kind, root: None, vendor: None, id: None, metadata: Labels::none(), profile: None }
    }

    /// A folder of a larger file system.
    pub fn path(root: &str) -> DiskSource {
        DiskSource { root: Some(root.to_owned()), ..DiskSource::of(DiskSourceKind::Path) }
    }

    /// A file system of its own.
    pub fn mount(root: &str) -> DiskSource {
        DiskSource { root: Some(root.to_owned()), ..DiskSource::of(DiskSourceKind::Mount) }
    }

    /// Whether it can only be had as a whole: MOUNT, BLOCK, and RAW that has an id.
    pub fn is_indivisible(&self) -> bool {
        match self.kind {
            DiskSourceKind::Mount | DiskSourceKind::Block => true,
            DiskSourceKind::Raw => self.id.is_some(),
            DiskSourceKind::Path => false,
        }
    }
}

impl DiskInfo {
    /// A disk from that source.
    pub fn from_source(source: DiskSource) -> DiskInfo {
        DiskInfo { source: Some(source), ..DiskInfo::default() }
    }

    /// A persistent volume that a task finds at `volume`.
    pub fn persistent(id: &str, principal: Option<&str>, volume: Volume) -> DiskInfo {
        let persistence = Persistence { id: id.to_owned(), principal: principal.map(str::to_owned) };
        DiskInfo { persistence: Some(persistence), volume: Some(Box::new(volume)), source: None }
    }

    /// Whether nothing is said.
    pub fn is_plain(&self) -> bool {
        self.persistence.is_none() && self.volume.is_none() && self.source.is_none()
    }

    /// Whether it can only be had as a whole: persistent volumes and the sources that are.
    pub fn is_indivisible(&self) -> bool {
        self.persistence.is_some() || self.source.as_ref().is_some_and(DiskSource::is_indivisible)
    }

    /// Orders disks by which they are.
    pub(super) fn identity_cmp(&self, other: &DiskInfo) -> Ordering {
        self.source.cmp(&other.source).then_with(|| self.persistence.cmp(&other.persistence))
    }
}

/// `MOUNT(vendor,id,profile):root`
impl fmt::Display for DiskSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        if self.vendor.is_some() || self.id.is_some() || self.profile.is_some() {
            let text = |part: &Option<String>| part.clone().unwrap_or_default();
            write!(f, "({},{},{})", text(&self.vendor), text(&self.id), text(&self.profile))?;
        }
        match &self.root {
            Some(root) => write!(f, ":{root}"),
            None => Ok(()),
        }
    }
}

/// `MOUNT:/mnt/a,volume-1:/data:rw`
impl fmt::Display for DiskInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(source) = &self.source {
            write!(f, "{source}")?;
        }
        if self.source.is_some() && (self.persistence.is_some() || self.volume.is_some()) {
            f.write_str(",")?;
        }
        if let Some(persistence) = &self.persistence {
            f.write_str(&persistence.id)?;
        }
        match &self.volume {
            Some(volume) => write!(f, ":{volume}"),
            None => Ok(()),
        }
    }
}
