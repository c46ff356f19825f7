//! Resources with their reservations and disks.

use std::collections::BTreeMap;

use mesos_protocol::resources::{
    Amount, DiskInfo, DiskSource, DiskSourceKind, Name, Persistence, Reservation, ReservationKind, Resource, ResourceLimits,
    ResourceQuantities, Resources,
};
use mesos_protocol::values::{Ranges, Scalar};

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
            Type::Ranges => Amount::Ranges(distinct(present(resource.ranges, "ranges")?)?),
            Type::Set => Amount::Set(needed(resource.set, "set")?),
            Type::Text => return Err(Error::new("is TEXT, which no resource can be").within("type")),
        };
        let name = present(resource.name, "name")?;
        let mut read = Self::new(name.as_str(), amount).map_err(refused)?;
        if let Some(disk) = maybe(resource.disk, "disk")? {
            read = read.with_disk(disk).map_err(|why| refused(why).within("disk"))?;
        }
        if !reservations.is_empty() {
            read = read.with_reservations(reservations).map_err(|why| refused(why).within("reservations"))?;
        }
        if resource.shared.is_some() {
            read = read.shared(true).map_err(|why| refused(why).within("shared"))?;
        }
        if let Some(provider) = maybe(resource.provider_id, "provider_id")? {
            read = read.from_provider(provider);
        }
        if let Some(role_text) = resource.allocation_info.and_then(|allocation| allocation.role) {
            read = read.allocated(role(role_text, "role").map_err(|error| error.within("allocation_info"))?);
        }
        Ok(read.revocable(resource.revocable.is_some()))
    }
}

/// Ranges that do not overlap: a number that is offered twice would be a mistake of the sender.
fn distinct(ranges: value::Ranges) -> Result<Ranges, Error> {
    let mut sorted: Vec<_> = ranges.range.iter().map(|range| (range.begin, range.end)).collect();
    sorted.sort_unstable();
    if let Some([_, (Some(begin), _)]) = sorted.array_windows().find(|[first, next]| next.0 <= first.1) {
        return Err(Error::new(format!("overlap at {begin}")).within("ranges"));
    }
    super::read(ranges, "ranges")
}

/// The stack of reservations, from the new fields or from the old. Endpoints for people write both, which then agree.
fn reservations(resource: &crate::Resource) -> Result<Vec<Reservation>, Error> {
    let old = old_reservation(resource)?;
    if resource.reservations.is_empty() {
        return Ok(old.into_iter().collect());
    }
    let stack: Vec<Reservation> = super::all(resource.reservations.clone(), "reservations")?;
    if (resource.role.is_none() && old.is_none()) || (stack.len() == 1 && stack.first() == old.as_ref()) {
        return Ok(stack);
    }
    let field = if resource.reservation.is_some() { "reservation" } else { "role" };
    Err(Error::new("contradicts reservations; leave it out").within(field))
}

/// `role` alone is a reservation from the agent's flags; with `reservation` it was made by an operation.
fn old_reservation(resource: &crate::Resource) -> Result<Option<Reservation>, Error> {
    let reserved = resource.role() != "*";
    let Some(info) = &resource.reservation else {
        return Ok(if reserved { Some(Reservation::fixed(role(resource.role().to_owned(), "role")?)) } else { None });
    };
    if !reserved {
        return Err(Error::new("is set, but the resource's role is *").within("reservation"));
    }
    if info.r#type.is_some() || info.role.is_some() {
        return Err(Error::new("has a type or a role, which belong into reservations").within("reservation"));
    }
    let mut read = Reservation::dynamic(role(resource.role().to_owned(), "role")?);
    read.principal = info.principal.as_deref().map(Into::into);
    read.labels = labels(info.labels.clone(), "labels").map_err(|error| error.within("reservation"))?;
    Ok(Some(read))
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
        if source.path.is_some() && kind != DiskSourceKind::Path {
            return Err(Error::new(format!("is set although the type is {kind}")).within("path"));
        }
        if source.mount.is_some() && kind != DiskSourceKind::Mount {
            return Err(Error::new(format!("is set although the type is {kind}")).within("mount"));
        }
        let root = match kind {
            DiskSourceKind::Path => present(source.path, "path")?.root,
            DiskSourceKind::Mount => present(source.mount, "mount")?.root,
            DiskSourceKind::Block | DiskSourceKind::Raw => None,
        };
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
