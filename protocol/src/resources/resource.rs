//! One resource: an amount under a name, and what distinguishes it.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::traits::Traits;
use super::{Amount, DiskInfo, InvalidResource, Name, Reservation, ReservationKind, Rule};
use crate::ids::ResourceProviderId;
use crate::roles::Role;
use crate::values::{MiB, Ranges, Scalar, Set};

/// An amount of something under a name, whom it is allocated to, and its traits. Valid because it exists.
///
/// Plain resources carry no traits and cost nothing more; traits are shared between clones.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Resource {
    name: Name,
    amount: Amount,
    allocated: Option<Role>,
    traits: Option<Arc<Traits>>,
}

#[derive(Deserialize)]
struct Unchecked {
    name: Name,
    amount: Amount,
    allocated: Option<Role>,
    traits: Option<Arc<Traits>>,
}

impl TryFrom<Unchecked> for Resource {
    type Error = InvalidResource;

    fn try_from(Unchecked { name, amount, allocated, traits }: Unchecked) -> Result<Resource, InvalidResource> {
        let traits = traits.and_then(Traits::compact);
        let resource = Resource { name, amount, allocated, traits };
        resource.check()?;
        Ok(resource)
    }
}

#[cfg(test)]
thread_local! {
    /// How often resources were compared, so that tests see how the work grows.
    pub(super) static COMPARISONS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

impl Resource {
    /// An amount under a name.
    ///
    /// # Errors
    /// [`InvalidResource`] when the name is empty or the amount negative.
    pub fn new(name: impl Into<Name>, amount: impl Into<Amount>) -> Result<Resource, InvalidResource> {
        let resource = Resource::plain(name.into(), amount.into());
        resource.check()?;
        Ok(resource)
    }

    const fn plain(name: Name, amount: Amount) -> Resource {
        Resource { name, amount, allocated: None, traits: None }
    }

    /// So many processors; a negative number counts as none.
    pub fn cpus(cpus: impl Into<Scalar>) -> Resource {
        Resource::plain(Name::CPUS, Amount::Scalar(cpus.into().max(Scalar::ZERO)))
    }

    /// So much memory.
    pub fn mem(size: MiB) -> Resource {
        Resource::plain(Name::MEM, Amount::Scalar(size.into()))
    }

    /// So much disk space.
    pub fn disk_space(size: MiB) -> Resource {
        Resource::plain(Name::DISK, Amount::Scalar(size.into()))
    }

    /// So many graphics processors.
    pub fn gpus(gpus: u32) -> Resource {
        Resource::plain(Name::GPUS, Amount::Scalar(gpus.into()))
    }

    /// These ports.
    pub fn ports(ports: Ranges) -> Resource {
        Resource::plain(Name::PORTS, Amount::Ranges(ports))
    }

    /// These items.
    ///
    /// # Errors
    /// [`InvalidResource`] when the name is empty.
    pub fn items(name: impl Into<Name>, items: Set) -> Result<Resource, InvalidResource> {
        Resource::new(name, Amount::Set(items))
    }

    /// Its name.
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// How much there is.
    pub const fn amount(&self) -> &Amount {
        &self.amount
    }

    pub(super) fn amount_mut(&mut self) -> &mut Amount {
        &mut self.amount
    }

    /// The number, if its amount is one.
    pub const fn scalar(&self) -> Option<Scalar> {
        self.amount.scalar()
    }

    /// Whether there is nothing of it.
    pub fn is_empty(&self) -> bool {
        self.amount.is_empty()
    }

    /// The role that it is offered or allocated to; absent in totals.
    pub const fn allocated_to(&self) -> Option<&Role> {
        self.allocated.as_ref()
    }

    /// The provider that it comes from; absent for the agent's own.
    pub fn provider(&self) -> Option<&ResourceProviderId> {
        self.traits.as_ref().and_then(|traits| traits.provider.as_ref())
    }

    /// Its reservations, the coarsest first; the last is the one in force.
    pub fn reservations(&self) -> &[Reservation] {
        self.traits.as_ref().map_or(&[], |traits| &traits.reservations)
    }

    /// The reservation in force.
    pub fn reservation(&self) -> Option<&Reservation> {
        self.reservations().last()
    }

    /// The role that it is reserved for.
    pub fn reserved_for(&self) -> Option<&Role> {
        self.reservation().map(|reservation| &reservation.role)
    }

    /// What kind of disk it is, if anything is said about it.
    pub fn disk(&self) -> Option<&DiskInfo> {
        self.traits.as_ref().and_then(|traits| traits.disk.as_ref())
    }

    /// Whether nobody has reserved it.
    pub fn is_unreserved(&self) -> bool {
        self.reservations().is_empty()
    }

    /// Whether it is reserved: for anybody, or for `role`.
    pub fn is_reserved(&self, role: Option<&Role>) -> bool {
        self.reserved_for().is_some_and(|reserved| role.is_none_or(|role| role == reserved))
    }

    /// Whether its reservation was made by an operation.
    pub fn is_dynamically_reserved(&self) -> bool {
        self.reservation().is_some_and(|reservation| reservation.kind == ReservationKind::Dynamic)
    }

    /// Whether it is reserved twice or more, each time more narrowly.
    pub fn has_refined_reservation(&self) -> bool {
        self.reservations().len() > 1
    }

    /// Whether it may be taken back at any time.
    pub fn is_revocable(&self) -> bool {
        self.traits.as_ref().is_some_and(|traits| traits.revocable)
    }

    /// Whether several tasks may use it at once.
    pub fn is_shared(&self) -> bool {
        self.traits.as_ref().is_some_and(|traits| traits.shared)
    }

    /// Whether it is a volume whose data stays when a task ends.
    pub fn is_persistent_volume(&self) -> bool {
        self.disk().is_some_and(|disk| disk.persistence.is_some())
    }

    /// Whether it can only be had as a whole: persistent volumes, and disks of type MOUNT, BLOCK or RAW with an id.
    pub fn is_indivisible(&self) -> bool {
        self.disk().is_some_and(DiskInfo::is_indivisible)
    }

    /// Whether it may be offered to `role`: nobody's, its own, or reserved for a role above it.
    pub fn is_allocatable_to(&self, role: &Role) -> bool {
        self.reserved_for().is_none_or(|reserved| role.is_within(reserved))
    }

    /// The same, allocated to `role`.
    #[must_use]
    pub fn allocated(mut self, role: Role) -> Resource {
        self.allocated = Some(role);
        self
    }

    /// The same, allocated to nobody.
    #[must_use]
    pub fn unallocated(mut self) -> Resource {
        self.allocated = None;
        self
    }

    pub(super) fn set_allocated(&mut self, role: Option<Role>) {
        self.allocated = role;
    }

    /// The same with another amount.
    ///
    /// # Errors
    /// [`InvalidResource`] when the amount is negative.
    pub fn with_amount(mut self, amount: impl Into<Amount>) -> Result<Resource, InvalidResource> {
        self.amount = amount.into();
        self.check()?;
        Ok(self)
    }

    /// The same with one more reservation on top.
    ///
    /// # Errors
    /// [`InvalidResource`] when the role is `*`, not below that of the reservation in force, or the new one is static.
    pub fn push_reservation(self, reservation: Reservation) -> Result<Resource, InvalidResource> {
        self.with_traits(|traits| traits.reservations.push(reservation))
    }

    /// The same without the reservation in force, as UNRESERVE leaves it.
    ///
    /// # Errors
    /// [`InvalidResource`] when nobody has reserved it.
    pub fn pop_reservation(self) -> Result<Resource, InvalidResource> {
        if self.is_unreserved() {
            return Err(InvalidResource::new(&self, Rule::NotReserved));
        }
        self.with_traits(|traits| {
            traits.reservations.pop();
        })
    }

    /// The same with exactly these reservations, the coarsest first.
    ///
    /// # Errors
    /// [`InvalidResource`] when they do not refine each other.
    pub fn with_reservations(self, reservations: Vec<Reservation>) -> Result<Resource, InvalidResource> {
        self.with_traits(|traits| traits.reservations = reservations)
    }

    /// The same, reserved by nobody.
    #[must_use]
    pub fn unreserved(mut self) -> Resource {
        if !self.is_unreserved() {
            self.change_traits(|traits| traits.reservations.clear());
        }
        self
    }

    /// The same, of that kind of disk.
    ///
    /// # Errors
    /// [`InvalidResource`] when its name is not `disk` or the source contradicts itself.
    pub fn with_disk(self, disk: DiskInfo) -> Result<Resource, InvalidResource> {
        self.with_traits(|traits| traits.disk = Some(disk))
    }

    /// The same without anything said about the disk. Then it cannot be shared either.
    #[must_use]
    pub fn without_disk(mut self) -> Resource {
        if self.disk().is_some() {
            self.change_traits(|traits| {
                traits.disk = None;
                traits.shared = false;
            });
        }
        self
    }

    /// The same, revocable or not.
    #[must_use]
    pub fn revocable(mut self, revocable: bool) -> Resource {
        if self.is_revocable() != revocable {
            self.change_traits(|traits| traits.revocable = revocable);
        }
        self
    }

    /// The same, shared or not.
    ///
    /// # Errors
    /// [`InvalidResource`] when it should be shared and is not a persistent volume.
    pub fn shared(self, shared: bool) -> Result<Resource, InvalidResource> {
        self.with_traits(|traits| traits.shared = shared)
    }

    /// The same, from that provider.
    #[must_use]
    pub fn from_provider(mut self, provider: ResourceProviderId) -> Resource {
        self.change_traits(|traits| traits.provider = Some(provider));
        self
    }

    fn with_traits(mut self, change: impl FnOnce(&mut Traits)) -> Result<Resource, InvalidResource> {
        self.change_traits(change);
        self.check()?;
        Ok(self)
    }

    fn change_traits(&mut self, change: impl FnOnce(&mut Traits)) {
        let mut traits = self.traits.take().unwrap_or_default();
        change(Arc::make_mut(&mut traits));
        self.traits = traits.compact();
    }

    /// Orders resources by what they are, whatever the amount. Equal ones are added to and taken from each other.
    pub(super) fn identity_cmp(&self, other: &Resource) -> Ordering {
        self.name
            .cmp(&other.name)
            .then_with(|| self.amount.kind_order().cmp(&other.amount.kind_order()))
            .then_with(|| self.allocated.cmp(&other.allocated))
            .then_with(|| match (&self.traits, &other.traits) {
                (None, None) => Ordering::Equal,
                (None, Some(_)) => Ordering::Less,
                (Some(_), None) => Ordering::Greater,
                (Some(mine), Some(theirs)) if Arc::ptr_eq(mine, theirs) => Ordering::Equal,
                (Some(mine), Some(theirs)) => mine.identity_cmp(theirs),
            })
    }

    /// Orders resources by their place in a collection: indivisible ones also by their amount.
    pub(super) fn place_cmp(&self, other: &Resource) -> Ordering {
        #[cfg(test)]
        COMPARISONS.set(COMPARISONS.get() + 1);
        self.identity_cmp(other).then_with(|| match self.is_indivisible() {
            true => self.amount.cmp(&other.amount),
            false => Ordering::Equal,
        })
    }

    /// Whether it merges with others of the same identity into one.
    pub(super) fn merges(&self) -> bool {
        !self.is_indivisible()
    }

    /// Every rule that a resource by itself must keep.
    fn check(&self) -> Result<(), InvalidResource> {
        self.broken_rule().map_or(Ok(()), |rule| Err(InvalidResource::new(&self.name, rule)))
    }

    fn broken_rule(&self) -> Option<Rule> {
        if self.name.as_str().is_empty() {
            return Some(Rule::NoName);
        }
        if let Amount::Scalar(scalar) = self.amount
            && scalar < Scalar::ZERO
        {
            return Some(Rule::Scalar(crate::values::InvalidScalar::Negative(scalar.as_f64())));
        }
        let traits = self.traits.as_deref()?;
        traits.broken_rule(&self.name)
    }
}

/// `name(allocated: ROLE)(reservations: [(TYPE,role,principal,{k: v})])[disk]{REV}<SHARED>:value`, parts omitted when absent.
impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(self, f)?;
        if self.is_shared() {
            f.write_str("<SHARED>")?;
        }
        write!(f, ":{}", self.amount)
    }
}

/// All of it that comes before `<SHARED>`.
pub(super) fn write_head(resource: &Resource, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}", resource.name)?;
    if let Some(role) = &resource.allocated {
        write!(f, "(allocated: {role})")?;
    }
    if let [first, rest @ ..] = resource.reservations() {
        write!(f, "(reservations: [{first}")?;
        rest.iter().try_for_each(|reservation| write!(f, ",{reservation}"))?;
        f.write_str("])")?;
    }
    if let Some(disk) = resource.disk() {
        write!(f, "[{disk}]")?;
    }
    if resource.is_revocable() {
        f.write_str("{REV}")?;
    }
    Ok(())
}

impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
