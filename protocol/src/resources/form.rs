//! The public API's form of a resource, field by field, as it stands in JSON.
//!
//! Two generations of reservations exist: one `role` with a `reservation`, and the stack `reservations`. Both are read;
//! which one is written depends on who reads it.

use serde::{Deserialize, Serialize};

use super::{
    Amount, DiskInfo, DiskSource, DiskSourceKind, InvalidResource, MadeReservation, OldReservation, Persistence,
    Reservation, ReservationKind, Resource, ResourceParts, Resources, Rule, distinct,
};
use crate::container::{Volume, VolumeMode};
use crate::ids::ResourceProviderId;
use crate::roles::Role;
use crate::values::{Label, Labels, Range, Ranges, Scalar, Set};

/// A resource in the public API's form. Anything may be absent or contradictory; converting it checks that.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the names are those of the public API and explained at `Resource`
pub struct ResourceForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<ValueForm>,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scalar: Option<ScalarForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranges: Option<RangesForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<SetForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation_info: Option<AllocationForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reservation: Option<ReservationForm>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reservations: Vec<ReservationForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disk: Option<DiskForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocable: Option<EmptyForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<EmptyForm>,
}

/// `{"value": "id"}`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ValueForm {
    pub value: String,
}

/// `{"value": 4.5}`
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ScalarForm {
    pub value: f64,
}

/// `{"range": [{"begin": 1, "end": 2}]}`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct RangesForm {
    pub range: Vec<RangeForm>,
}

/// `{"begin": 1, "end": 2}`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct RangeForm {
    pub begin: u64,
    pub end: u64,
}

/// `{"item": ["a", "b"]}`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SetForm {
    pub item: Vec<String>,
}

/// `{"role": "eng"}`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct AllocationForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// `{}`: being there is all it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmptyForm {}

/// A reservation of either generation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct ReservationForm {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<LabelsForm>,
}

/// `{"labels": [{"key": "k", "value": "v"}]}`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct LabelsForm {
    pub labels: Vec<LabelForm>,
}

/// `{"key": "k", "value": "v"}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct LabelForm {
    pub key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// What is said about a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct DiskForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persistence: Option<PersistenceForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<VolumeForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceForm>,
}

/// `{"id": "volume-1", "principal": "ops"}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct PersistenceForm {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
}

/// `{"mode": "RW", "container_path": "data"}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct VolumeForm {
    pub mode: String,
    pub container_path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_path: Option<String>,
}

/// `{"type": "MOUNT", "mount": {"root": "/mnt/a"}}`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SourceForm {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<RootForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mount: Option<RootForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<LabelsForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
}

/// `{"root": "/mnt/a"}`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct RootForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
}

impl ResourceForm {
    /// Writes a resource with its stack of reservations, for readers that know refined reservations.
    pub fn new(resource: &Resource) -> ResourceForm {
        let reservations = resource.reservations().iter().map(write_reservation).collect();
        ResourceForm { reservations, ..write_unreserved(resource) }
    }

    /// Writes a resource with the old reservation fields, for readers that do not know refined reservations.
    ///
    /// # Errors
    /// [`InvalidResource`] when its reservation is refined: the old fields cannot say that.
    pub fn old(resource: &Resource) -> Result<ResourceForm, InvalidResource> {
        let (role, reservation) = match resource.reservations() {
            [] => (Role::any(), None),
            [only] if only.kind == ReservationKind::Static => (only.role.clone(), None),
            [only] => {
                let written = ReservationForm { kind: None, role: None, ..write_reservation(only) };
                (only.role.clone(), Some(written))
            }
            _ => return Err(InvalidResource::new(resource, Rule::Refined)),
        };
        Ok(ResourceForm { role: Some(role.to_string()), reservation, ..write_unreserved(resource) })
    }
}

impl Resources {
    /// Reads resources in the public API's form, with reservations of either generation. One of which there is nothing is
    /// left out.
    ///
    /// # Errors
    /// [`InvalidResource`] names the resource, its index, and the rule that it breaks.
    pub fn from_forms<'a>(forms: impl IntoIterator<Item = &'a ResourceForm>) -> Result<Resources, InvalidResource> {
        let read = |(index, form)| Resource::try_from(form).map_err(|error: InvalidResource| error.at(index, None));
        forms.into_iter().enumerate().map(read).collect()
    }

    /// Writes them with stacks of reservations. A shared resource is written once for each copy.
    pub fn to_forms(&self) -> Vec<ResourceForm> {
        self.counted().flat_map(|(resource, copies)| (0..copies).map(|_| ResourceForm::new(resource))).collect()
    }

    /// Writes them with the old reservation fields. A shared resource is written once for each copy.
    ///
    /// # Errors
    /// [`InvalidResource`] when the reservation of one of them is refined: then none can be written so.
    pub fn to_old_forms(&self) -> Result<Vec<ResourceForm>, InvalidResource> {
        self.counted().flat_map(|(resource, copies)| (0..copies).map(|_| ResourceForm::old(resource))).collect()
    }
}

fn write_unreserved(resource: &Resource) -> ResourceForm {
    let amount = resource.amount();
    let write_ranges = |ranges: &Ranges| RangesForm {
        range: ranges.iter().map(|range| RangeForm { begin: range.begin(), end: range.end() }).collect(),
    };
    ResourceForm {
        provider_id: resource.provider().map(|id| ValueForm { value: id.to_string() }),
        name: resource.name().to_string(),
        kind: amount.kind().to_owned(),
        scalar: amount.scalar().map(|scalar| ScalarForm { value: scalar.as_f64() }),
        ranges: amount.ranges().map(write_ranges),
        set: amount.set().map(|set| SetForm { item: set.iter().map(str::to_owned).collect() }),
        role: None,
        allocation_info: resource.allocated_to().map(|role| AllocationForm { role: Some(role.to_string()) }),
        reservation: None,
        reservations: Vec::new(),
        disk: resource.disk().map(write_disk),
        revocable: resource.is_revocable().then_some(EmptyForm {}),
        shared: resource.is_shared().then_some(EmptyForm {}),
    }
}

fn write_reservation(reservation: &Reservation) -> ReservationForm {
    ReservationForm {
        kind: Some(reservation.kind.name().to_owned()),
        role: Some(reservation.role.to_string()),
        principal: reservation.principal.as_deref().map(str::to_owned),
        labels: write_labels(&reservation.labels),
    }
}

fn write_labels(labels: &Labels) -> Option<LabelsForm> {
    let write = |label: &Label| LabelForm { key: label.key.clone(), value: label.value.clone() };
    (!labels.is_empty()).then(|| LabelsForm { labels: labels.iter().map(write).collect() })
}

fn write_disk(disk: &DiskInfo) -> DiskForm {
    DiskForm {
        persistence: disk
            .persistence
            .as_ref()
            .map(|Persistence { id, principal }| PersistenceForm { id: id.clone(), principal: principal.clone() }),
        volume: disk.volume.as_ref().map(|volume| VolumeForm {
            mode: volume.mode.name().to_owned(),
            container_path: volume.container_path.clone(),
            host_path: volume.host_path.clone(),
        }),
        source: disk.source.as_ref().map(|source| {
            let root = |kind| (source.kind == kind).then(|| RootForm { root: source.root.clone() });
            SourceForm {
                kind: source.kind.name().to_owned(),
                path: root(DiskSourceKind::Path),
                mount: root(DiskSourceKind::Mount),
                vendor: source.vendor.clone(),
                id: source.id.clone(),
                metadata: write_labels(&source.metadata),
                profile: source.profile.clone(),
            }
        }),
    }
}

impl TryFrom<&ResourceForm> for Resource {
    type Error = InvalidResource;

    fn try_from(form: &ResourceForm) -> Result<Resource, InvalidResource> {
        read_parts(form).map_err(|rule| InvalidResource::new(&form.name, rule))?.assemble()
    }
}

fn read_parts(form: &ResourceForm) -> Result<ResourceParts, Rule> {
    let provider =
        |ValueForm { value }: &ValueForm| ResourceProviderId::new(value).map_err(|error| Rule::Form(error.to_string()));
    let role = form.allocation_info.as_ref().and_then(|info| info.role.as_ref());
    Ok(ResourceParts {
        name: form.name.as_str().into(),
        amount: read_amount(form)?,
        disk: form.disk.as_ref().map(read_disk).transpose()?,
        reservations: read_reservations(form)?,
        allocated_to: role.map(|role| Role::new(role).map_err(Rule::Role)).transpose()?,
        provider: form.provider_id.as_ref().map(provider).transpose()?,
        revocable: form.revocable.is_some(),
        shared: form.shared.is_some(),
    })
}

fn read_amount(form: &ResourceForm) -> Result<Amount, Rule> {
    let present = [("scalar", form.scalar.is_some()), ("ranges", form.ranges.is_some()), ("set", form.set.is_some())];
    let own = match form.kind.as_str() {
        "SCALAR" => "scalar",
        "RANGES" => "ranges",
        "SET" => "set",
        "TEXT" => return Err(Rule::Text),
        other => return Err(Rule::UnknownKind(other.chars().take(80).collect())),
    };
    if let Some((field, _)) = present.into_iter().find(|&(field, is_there)| is_there != (field == own)) {
        return Err(Rule::KindAndValue(form.kind.clone(), field));
    }
    match (form.scalar, &form.ranges, &form.set) {
        (Some(ScalarForm { value }), _, _) => Scalar::checked(value).map(Amount::Scalar).map_err(Rule::Scalar),
        (_, Some(ranges), _) => read_ranges(ranges).map(Amount::Ranges),
        (_, _, Some(set)) => read_set(set).map(Amount::Set),
        (None, None, None) => Err(Rule::KindAndValue(form.kind.clone(), own)),
    }
}

fn read_ranges(form: &RangesForm) -> Result<Ranges, Rule> {
    let ranges = form.range.iter().map(|&RangeForm { begin, end }| Range::new(begin, end));
    distinct(ranges.collect::<Result<Vec<_>, _>>().map_err(Rule::Range)?)
}

fn read_set(form: &SetForm) -> Result<Set, Rule> {
    let mut set = Set::none();
    match form.item.iter().find(|item| !set.insert(item)) {
        Some(item) => Err(Rule::DuplicateItem(item.clone())),
        None => Ok(set),
    }
}

fn read_labels(form: &Option<LabelsForm>) -> Labels {
    let labels = form.iter().flat_map(|form| &form.labels);
    labels.map(|LabelForm { key, value }| Label { key: key.clone(), value: value.clone() }).collect()
}

fn read_disk(form: &DiskForm) -> Result<DiskInfo, Rule> {
    Ok(DiskInfo {
        persistence: form
            .persistence
            .as_ref()
            .map(|PersistenceForm { id, principal }| Persistence { id: id.clone(), principal: principal.clone() }),
        volume: form.volume.as_ref().map(read_volume).transpose()?.map(Box::new),
        source: form.source.as_ref().map(read_source).transpose()?,
    })
}

fn read_volume(form: &VolumeForm) -> Result<Volume, Rule> {
    let mode: VolumeMode = form.mode.parse().map_err(|error| Rule::Form(format!("{error}; write RW or RO")))?;
    Ok(Volume { mode, host_path: form.host_path.clone(), ..Volume::at(&form.container_path) })
}

fn read_source(form: &SourceForm) -> Result<DiskSource, Rule> {
    let kind: DiskSourceKind = form.kind.parse().map_err(|_| Rule::UnknownDiskSource(form.kind.clone()))?;
    let root = |form: &Option<RootForm>| form.as_ref().map(|form| form.root.clone());
    Ok(DiskSource {
        kind,
        root: kind.root(root(&form.path), root(&form.mount))?,
        vendor: form.vendor.clone(),
        id: form.id.clone(),
        metadata: read_labels(&form.metadata),
        profile: form.profile.clone(),
    })
}

fn read_reservations(form: &ResourceForm) -> Result<Vec<Reservation>, Rule> {
    let stack = form.reservations.iter().map(read_reservation).collect::<Result<Vec<_>, _>>()?;
    let made = form.reservation.as_ref().map(|old| MadeReservation {
        principal: old.principal.as_deref().map(Into::into),
        labels: read_labels(&old.labels),
        of_stack: old.kind.is_some() || old.role.is_some(),
    });
    OldReservation { role: form.role.clone(), made }.with_stack(stack)
}

fn read_reservation(form: &ReservationForm) -> Result<Reservation, Rule> {
    let kind = form.kind.as_deref().and_then(|kind| kind.parse().ok()).ok_or(Rule::ReservationWithoutKind)?;
    let role = form.role.as_deref().ok_or(Rule::ReservationWithoutRole)?;
    Ok(Reservation {
        kind,
        role: Role::new(role).map_err(Rule::Role)?,
        principal: form.principal.as_deref().map(Into::into),
        labels: read_labels(&form.labels),
    })
}
