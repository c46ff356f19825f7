//! Resources with their reservations and disks.

use std::collections::BTreeMap;

use mesos_protocol::resources::{
    Amount, DiskInfo, DiskSource, DiskSourceKind, MadeReservation, Name, OldReservation, Persistence, Reservation,
    ReservationKind, Resource, ResourceLimits, ResourceParts, ResourceQuantities, Resources, Rule, distinct,
};
use mesos_protocol::values::{Range, Ranges, Scalar};

use super::names::role;
use super::values::{labels, wrote_labels};
use super::{maybe, maybe_boxed, needed, present, refused, wrote, wrote_boxed};
use crate::Error;
use crate::offer_filters;
use crate::resource::disk_info::source::{Mount, Path};
use crate::resource::disk_info::{self, Source};
use crate::resource::{AllocationInfo, ReservationInfo, RevocableInfo, SharedInfo};
use crate::value::{self, Type};

/// How reservations are written: what a client understands depends on its capability RESERVATION_REFINEMENT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReservationFormat {
    /// `reservations`, for clients with the capability; nothing for unreserved resources.
    #[default]
    Stacked,
    /// `role` and `reservation`, for clients without it.
    Single,
}

/// Rewrites stacked reservations for clients that know `role` and `reservation` only.
///
/// A refined reservation, which that format cannot express, stays as it is; the master offers none to such clients.
pub fn single_reservations(resources: &mut [crate::Resource]) {
    for resource in resources {
        match &mut resource.reservations[..] {
            [] => resource.role = Some("*".to_owned()),
            [only] => {
                resource.role = only.role.take();
                if only.r#type == Some(crate::resource::reservation_info::Type::Dynamic) {
                    only.r#type = None;
                    resource.reservation = Some(Box::new(std::mem::take(only)));
                }
                resource.reservations.clear();
            }
            _ => {}
        }
    }
}

/// Reads a list of resources, in any format of reservations, and merges it.
pub(super) fn resources(list: Vec<crate::Resource>, name: &'static str) -> Result<Resources, Error> {
    super::all(list, name)
}

/// Writes resources; a shared one stands as often as it is held.
pub(super) fn wrote_resources(resources: &Resources) -> Vec<crate::Resource> {
    let copies = |(resource, count)| std::iter::repeat_n(resource, count as usize);
    resources.counted().flat_map(copies).map(crate::Resource::from).collect()
}

impl TryFrom<crate::Resource> for Resource {
    type Error = Error;

    fn try_from(resource: crate::Resource) -> Result<Self, Error> {
        let reservations = reservations(&resource)?;
        let amount = match present(resource.r#type, "type")? {
            Type::Scalar => Amount::Scalar(needed(resource.scalar, "scalar")?),
            Type::Ranges => Amount::Ranges(ranges(present(resource.ranges, "ranges")?).map_err(|e| e.within("ranges"))?),
            Type::Set => Amount::Set(needed(resource.set, "set")?),
            Type::Text => return Err(Error::new("is TEXT, which no resource can be").within("type")),
        };
        let allocation = resource.allocation_info.and_then(|allocation| allocation.role);
        let allocated_to = allocation.map(|text| role(text, "role").map_err(|error| error.within("allocation_info")));
        let parts = ResourceParts {
            name: Name::new(&present(resource.name, "name")?),
            amount,
            disk: maybe(resource.disk, "disk")?,
            reservations,
            allocated_to: allocated_to.transpose()?,
            provider: maybe(resource.provider_id, "provider_id")?,
            revocable: resource.revocable.is_some(),
            shared: resource.shared.is_some(),
        };
        parts.assemble().map_err(|why| match field(&why.rule) {
            Some(name) => refused(&why.rule).within(name),
            None => refused(&why.rule),
        })
    }
}

/// The field that breaks a rule about the resource as a whole.
fn field(rule: &Rule) -> Option<&'static str> {
    match rule {
        Rule::NoName => Some("name"),
        Rule::DiskInfoOn
        | Rule::UnknownDiskSource(_)
        | Rule::RootOfDevice
        | Rule::DiskSourceFields(_)
        | Rule::VolumeOfDisk => Some("disk"),
        Rule::ReservedForAny | Rule::StaticRefinement(_) | Rule::NotRefining { .. } => Some("reservations"),
        Rule::SharedWithoutPersistence => Some("shared"),
        _ => None,
    }
}

fn ranges(list: value::Ranges) -> Result<Ranges, Error> {
    let ranges: Vec<Range> = super::all(list.range, "range")?;
    distinct(ranges).map_err(refused)
}

/// The stack of reservations, from the new fields or from the old. Endpoints for people write both, which then agree.
fn reservations(resource: &crate::Resource) -> Result<Vec<Reservation>, Error> {
    let stack: Vec<Reservation> = super::all(resource.reservations.clone(), "reservations")?;
    let made = |info: &ReservationInfo| {
        let labels = labels(info.labels.clone(), "labels").map_err(|error| error.within("reservation"))?;
        let of_stack = info.r#type.is_some() || info.role.is_some();
        Ok(MadeReservation { principal: info.principal.as_deref().map(Into::into), labels, of_stack })
    };
    let made = resource.reservation.as_deref().map(made).transpose()?;
    let at = if made.is_some() { "reservation" } else { "role" };
    OldReservation { role: resource.role.clone(), made }.with_stack(stack).map_err(|rule| refused(rule).within(at))
}

impl TryFrom<ReservationInfo> for Reservation {
    type Error = Error;

    fn try_from(info: ReservationInfo) -> Result<Self, Error> {
        let kind: ReservationKind = needed(info.r#type, "type")?;
        let role = role(present(info.role, "role")?, "role")?;
        let principal = info.principal.map(Into::into);
        Ok(Self { kind, role, principal, labels: labels(info.labels, "labels")? })
    }
}

impl From<&Reservation> for ReservationInfo {
    fn from(reservation: &Reservation) -> Self {
        Self {
            r#type: Some((&reservation.kind).into()),
            role: Some(reservation.role.as_str().to_owned()),
            principal: reservation.principal.as_deref().map(str::to_owned),
            labels: wrote_labels(&reservation.labels),
        }
    }
}

impl From<&Resource> for crate::Resource {
    fn from(resource: &Resource) -> Self {
        let mut written = Self {
            provider_id: wrote(resource.provider()),
            name: Some(resource.name().as_str().to_owned()),
            allocation_info: resource.allocated_to().map(|role| AllocationInfo { role: Some(role.as_str().to_owned()) }),
            reservations: resource.reservations().iter().map(Into::into).collect(),
            disk: wrote(resource.disk()),
            revocable: resource.is_revocable().then_some(RevocableInfo {}),
            shared: resource.is_shared().then_some(SharedInfo {}),
            ..Self::default()
        };
        let kind = match resource.amount() {
            Amount::Scalar(scalar) => {
                written.scalar = Some(scalar.into());
                Type::Scalar
            }
            Amount::Ranges(ranges) => {
                written.ranges = Some(ranges.into());
                Type::Ranges
            }
            Amount::Set(set) => {
                written.set = Some(set.into());
                Type::Set
            }
        };
        written.r#type = Some(kind);
        written
    }
}

impl TryFrom<crate::resource::DiskInfo> for DiskInfo {
    type Error = Error;

    fn try_from(disk: crate::resource::DiskInfo) -> Result<Self, Error> {
        Ok(Self {
            persistence: maybe(disk.persistence, "persistence")?,
            volume: maybe_boxed(disk.volume, "volume")?,
            source: maybe(disk.source.map(|source| *source), "source")?,
        })
    }
}

impl From<&DiskInfo> for crate::resource::DiskInfo {
    fn from(disk: &DiskInfo) -> Self {
        Self {
            persistence: wrote(disk.persistence.as_ref()),
            volume: wrote_boxed(disk.volume.as_deref()),
            source: wrote_boxed(disk.source.as_ref()),
        }
    }
}

impl TryFrom<disk_info::Persistence> for Persistence {
    type Error = Error;

    fn try_from(persistence: disk_info::Persistence) -> Result<Self, Error> {
        Ok(Self { id: present(persistence.id, "id")?, principal: persistence.principal })
    }
}

impl From<&Persistence> for disk_info::Persistence {
    fn from(persistence: &Persistence) -> Self {
        Self { id: Some(persistence.id.clone()), principal: persistence.principal.clone() }
    }
}

impl TryFrom<Source> for DiskSource {
    type Error = Error;

    fn try_from(source: Source) -> Result<Self, Error> {
        let kind: DiskSourceKind = needed(source.r#type, "type")?;
        let root = kind.root(source.path.map(|path| path.root), source.mount.map(|mount| mount.root)).map_err(refused)?;
        let metadata = labels(source.metadata, "metadata")?;
        Ok(Self { kind, root, vendor: source.vendor, id: source.id, metadata, profile: source.profile })
    }
}

impl From<&DiskSource> for Source {
    fn from(source: &DiskSource) -> Self {
        let root = source.root.clone();
        let mut written = Self {
            r#type: Some((&source.kind).into()),
            vendor: source.vendor.clone(),
            id: source.id.clone(),
            metadata: wrote_labels(&source.metadata),
            profile: source.profile.clone(),
            ..Self::default()
        };
        match source.kind {
            DiskSourceKind::Path => written.path = Some(Path { root }),
            DiskSourceKind::Mount => written.mount = Some(Mount { root }),
            DiskSourceKind::Block | DiskSourceKind::Raw => {}
        }
        written
    }
}

/// Limits by name; infinite is the greatest number there is.
pub(super) fn limits(map: BTreeMap<String, value::Scalar>, field: &'static str) -> Result<ResourceLimits, Error> {
    let read = |(name, scalar): (String, value::Scalar)| {
        let amount = match scalar.value {
            Some(f64::INFINITY) => Ok(Scalar::MAX),
            _ => Scalar::try_from(scalar).map_err(|error| error.at_key(&name).within(field)),
        };
        Ok((Name::new(&name), amount?))
    };
    let list: Result<Vec<(Name, Scalar)>, Error> = map.into_iter().map(read).collect();
    Ok(ResourceLimits::from(list?))
}

pub(super) fn wrote_limits(limits: &ResourceLimits) -> BTreeMap<String, value::Scalar> {
    let write = |amount: Scalar| match amount {
        Scalar::MAX => value::Scalar { value: Some(f64::INFINITY) },
        finite => (&finite).into(),
    };
    limits.iter().map(|(name, amount)| (name.as_str().to_owned(), write(amount))).collect()
}

impl TryFrom<offer_filters::ResourceQuantities> for ResourceQuantities {
    type Error = Error;

    fn try_from(quantities: offer_filters::ResourceQuantities) -> Result<Self, Error> {
        let read = |(name, scalar): (String, value::Scalar)| {
            let amount = Scalar::try_from(scalar).map_err(|error| error.at_key(&name).within("quantities"))?;
            Ok((Name::new(&name), amount))
        };
        let list: Result<Vec<(Name, Scalar)>, Error> = quantities.quantities.into_iter().map(read).collect();
        Ok(Self::from(list?))
    }
}

impl From<&ResourceQuantities> for offer_filters::ResourceQuantities {
    fn from(quantities: &ResourceQuantities) -> Self {
        let write = |(name, amount): (&Name, Scalar)| (name.as_str().to_owned(), value::Scalar::from(&amount));
        Self { quantities: quantities.iter().map(write).collect() }
    }
}
