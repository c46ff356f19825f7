//! What operations do to resources: something goes in, something else comes out.

use std::fmt;

use super::{Amount, DiskInfo, InvalidResource, Resource, Resources, Shortage};
use crate::operation::Operation;
use crate::values::Scalar;

/// Resources that an operation takes, and those that it makes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// What has to be there before.
    pub consumed: Resources,
    /// What is there in its place afterwards.
    pub converted: Resources,
    /// Afterwards nothing of these may be left: copies of a shared volume that is destroyed.
    pub must_be_gone: Resources,
}

/// Why an operation cannot change resources.
#[derive(Clone, Debug, PartialEq)]
pub enum Unconvertible {
    /// What it does is known only when the agent or a provider has done it, or it changes no resources.
    NotKnownBefore(&'static str),
    /// One of its resources is not what the operation needs.
    Unsuited {
        /// The operation.
        operation: &'static str,
        /// The resource, as it is printed.
        resource: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// One of its resources would become one that cannot be.
    Invalid(InvalidResource),
    /// What it takes is not there.
    Missing(Shortage),
    /// A shared volume cannot be destroyed while another copy of it is in use.
    StillShared(String),
}

impl Operation {
    /// What the operation takes and makes, in order.
    ///
    /// # Errors
    /// [`Unconvertible`] for operations whose effect is not known before, and for resources that they cannot work on.
    pub fn conversions(&self) -> Result<Vec<Conversion>, Unconvertible> {
        match self {
            Operation::Reserve { source, resources } => {
                let consumed = match source {
                    Some(source) => source.clone(),
                    None => resources.pop_reservation().map_err(Unconvertible::Invalid)?,
                };
                Ok(vec![Conversion::new(consumed, resources.clone())])
            }
            Operation::Unreserve { resources } => {
                let unreserve = |(resource, copies)| {
                    let popped = Resource::pop_reservation(Resource::clone(resource)).map_err(Unconvertible::Invalid)?;
                    Ok(Conversion::new(Resources::copies(resource.clone(), copies), Resources::copies(popped, copies)))
                };
                resources.counted().map(unreserve).collect()
            }
            Operation::Create { volumes } => volumes.counted().map(|(volume, copies)| self.create(volume, copies)).collect(),
            Operation::Destroy { volumes } => {
                let destroy = |(volume, copies)| {
                    let Conversion { consumed, converted, .. } = self.create(volume, copies)?;
                    let must_be_gone = converted_back(volume);
                    Ok(Conversion { consumed: converted, converted: consumed, must_be_gone })
                };
                volumes.counted().map(destroy).collect()
            }
            Operation::GrowVolume { volume, addition } => Ok(vec![self.grow(volume, addition)?]),
            Operation::ShrinkVolume { volume, subtract } => Ok(vec![self.shrink(volume, *subtract)?]),
            Operation::Launch { .. }
            | Operation::LaunchGroup { .. }
            | Operation::CreateDisk { .. }
            | Operation::DestroyDisk { .. } => Err(Unconvertible::NotKnownBefore(self.name())),
        }
    }

    fn create(&self, volume: &Resource, copies: u32) -> Result<Conversion, Unconvertible> {
        if volume.disk().is_none_or(|disk| disk.persistence.is_none() || disk.volume.is_none()) {
            return Err(self.unsuited(volume, "it is not a persistent volume with a path"));
        }
        let disk = without_persistence(volume).map_err(Unconvertible::Invalid)?;
        Ok(Conversion::new(Resources::from(disk), Resources::copies(volume.clone(), copies)))
    }

    fn grow(&self, volume: &Resource, addition: &Resource) -> Result<Conversion, Unconvertible> {
        let (size, more) = (self.resizable(volume)?, self.resizable(addition)?);
        let grown = volume.clone().with_amount(Amount::Scalar(size + more)).map_err(Unconvertible::Invalid)?;
        let consumed = Resources::from(volume.clone()).with(addition.clone());
        Ok(Conversion::new(consumed, Resources::from(grown)))
    }

    fn shrink(&self, volume: &Resource, subtract: Scalar) -> Result<Conversion, Unconvertible> {
        let size = self.resizable(volume)?;
        if !subtract.is_positive() || subtract >= size {
            return Err(self.unsuited(volume, "it can give up more than nothing and less than its size"));
        }
        let shrunk = volume.clone().with_amount(Amount::Scalar(size - subtract)).map_err(Unconvertible::Invalid)?;
        let freed = without_persistence(volume)
            .and_then(|disk| disk.with_amount(Amount::Scalar(subtract)))
            .map_err(Unconvertible::Invalid)?;
        Ok(Conversion::new(Resources::from(volume.clone()), Resources::from(shrunk).with(freed)))
    }

    fn resizable(&self, resource: &Resource) -> Result<Scalar, Unconvertible> {
        if resource.provider().is_some() {
            return Err(self.unsuited(resource, "disks of resource providers cannot be resized"));
        }
        resource.scalar().ok_or_else(|| self.unsuited(resource, "it has no size"))
    }

    fn unsuited(&self, resource: &Resource, why: &'static str) -> Unconvertible {
        Unconvertible::Unsuited { operation: self.name(), resource: resource.to_string(), why }
    }
}

impl Conversion {
    /// Takes `consumed` and makes `converted`.
    pub fn new(consumed: Resources, converted: Resources) -> Conversion {
        Conversion { consumed, converted, must_be_gone: Resources::none() }
    }
}

impl Resources {
    /// Replaces what the conversion takes by what it makes.
    ///
    /// # Errors
    /// [`Unconvertible`] when what it takes is not there, or a copy of a destroyed volume is left; nothing is changed.
    pub fn convert(&mut self, conversion: &Conversion) -> Result<(), Unconvertible> {
        let mut changed = self.clone();
        changed.subtract(&conversion.consumed).map_err(Unconvertible::Missing)?;
        if let Some(left) = conversion.must_be_gone.iter().find(|volume| changed.contains_one(volume)) {
            return Err(Unconvertible::StillShared(left.to_string()));
        }
        changed.add(&conversion.converted);
        *self = changed;
        Ok(())
    }

    /// Carries out an operation whose effect is known before.
    ///
    /// # Errors
    /// [`Unconvertible`] for operations whose effect is not known before or that cannot work on these resources; nothing is
    /// changed.
    pub fn apply(&mut self, operation: &Operation) -> Result<(), Unconvertible> {
        let mut changed = self.clone();
        operation.conversions()?.iter().try_for_each(|conversion| changed.convert(conversion))?;
        *self = changed;
        Ok(())
    }
}

/// The shared volume itself: of one that is not shared there are no copies.
fn converted_back(volume: &Resource) -> Resources {
    if volume.is_shared() { Resources::from(volume.clone()) } else { Resources::none() }
}

/// The disk space that a persistent volume is made of: its source stays, and nothing else.
fn without_persistence(volume: &Resource) -> Result<Resource, InvalidResource> {
    let source = volume.disk().and_then(|disk| disk.source.clone());
    let bare = volume.clone().without_disk();
    match source {
        Some(source) => bare.with_disk(DiskInfo::from_source(source)),
        None => Ok(bare),
    }
}

impl fmt::Display for Unconvertible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unconvertible::NotKnownBefore(operation) => {
                write!(f, "what {operation} does to resources is not known before it is done")
            }
            Unconvertible::Unsuited { operation, resource, why } => {
                write!(f, "{operation} cannot work on {resource}: {why}")
            }
            Unconvertible::Invalid(error) => fmt::Display::fmt(error, f),
            Unconvertible::Missing(shortage) => fmt::Display::fmt(shortage, f),
            Unconvertible::StillShared(volume) => {
                write!(f, "{volume} cannot be destroyed while another copy of it is in use")
            }
        }
    }
}

impl std::error::Error for Unconvertible {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Unconvertible::Invalid(error) => Some(error),
            Unconvertible::Missing(shortage) => Some(shortage),
            _ => None,
        }
    }
}
