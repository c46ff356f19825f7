//! What is wrong with a resource, and where.

use std::fmt;

use super::ReservationKind;
use crate::roles::{InvalidRole, Role};
use crate::values::{InvalidRange, InvalidScalar, ValueRule};

/// A resource that cannot be, the rule it breaks, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidResource {
    /// The resource as it was written, or its name; cut to 80 characters.
    pub resource: String,
    /// The rule it breaks.
    pub rule: Rule,
    /// Where it stands, if it was read from a list.
    pub place: Option<Place>,
}

/// Where in a text or list something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which resource of the list, counted from 0.
    pub index: usize,
    /// At which character of the text it begins, counted from 0; absent for lists that are no text.
    pub offset: Option<usize>,
}

/// What a resource must be, by what breaks it.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// It has no name.
    NoName,
    /// A resource is written `name:value` or `name(role):value`.
    NotNameAndValue,
    /// The parentheses around a role do not pair up or are not in place.
    Parentheses,
    /// The value cannot be read.
    Value(ValueRule),
    /// The value is text, which only attributes may be.
    Text,
    /// The number cannot be counted.
    Scalar(InvalidScalar),
    /// A range ends before it begins.
    Range(InvalidRange),
    /// Two ranges overlap: at this number.
    OverlappingRanges(u64),
    /// This item stands twice in a set.
    DuplicateItem(String),
    /// The kind says one thing, the value another: the kind, and the value's field that is missing or in excess.
    KindAndValue(String, &'static str),
    /// The kind is not SCALAR, RANGES or SET.
    UnknownKind(String),
    /// The same name stands with values of two kinds.
    TwoKinds(&'static str, &'static str),
    /// A role is not valid.
    Role(InvalidRole),
    /// A reservation lacks its kind.
    ReservationWithoutKind,
    /// A reservation lacks its role.
    ReservationWithoutRole,
    /// A resource cannot be reserved for `*`.
    ReservedForAny,
    /// Only the first reservation may be static.
    StaticRefinement(Role),
    /// A reservation must be for a role below the one before it.
    NotRefining {
        /// The role before it.
        above: Role,
        /// The role that should be below.
        below: Role,
    },
    /// There is no reservation to take away.
    NotReserved,
    /// Old and new reservation fields contradict each other.
    ReservationFormats(&'static str),
    /// Refined reservations cannot be written in the old format.
    Refined,
    /// Only `disk` may have disk information.
    DiskInfoOn,
    /// A source needs a known kind.
    UnknownDiskSource(String),
    /// A source of this kind has no path and no mount.
    RootOfDevice,
    /// The source's kind and its path or mount do not agree.
    DiskSourceFields(&'static str),
    /// The volume of a disk is the disk itself, so it has neither image nor source.
    VolumeOfDisk,
    /// Only persistent volumes may be shared.
    SharedWithoutPersistence,
    /// An agent's flags cannot have this.
    NotInFlags(NotInFlags),
    /// Something is longer, deeper or stranger than the format allows.
    Form(String),
}

/// What cannot be given in the flags of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInFlags {
    /// A persistent volume: made by CREATE.
    PersistentVolume,
    /// A revocable resource: estimated by the agent.
    Revocable,
    /// A reservation of this kind: made by RESERVE.
    Reservation(ReservationKind),
    /// An allocation: made by the master.
    Allocation,
}

impl InvalidResource {
    pub(super) fn new(resource: impl fmt::Display, rule: Rule) -> InvalidResource {
        InvalidResource { resource: resource.to_string().chars().take(80).collect(), rule, place: None }
    }

    pub(super) fn at(mut self, index: usize, offset: Option<usize>) -> InvalidResource {
        self.place = Some(Place { index, offset });
        self
    }
}

impl fmt::Display for InvalidResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place { index, offset: Some(offset) }) => {
                write!(f, "resource {} ({:?}, at character {}) is refused: ", index + 1, self.resource, offset + 1)?;
            }
            Some(Place { index, offset: None }) => {
                write!(f, "resource {} ({:?}) is refused: ", index + 1, self.resource)?;
            }
            None => write!(f, "the resource {:?} is refused: ", self.resource)?,
        }
        fmt::Display::fmt(&self.rule, f)
    }
}

impl std::error::Error for InvalidResource {}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::NoName => write!(f, "it has no name"),
            Rule::NotNameAndValue => write!(f, "write it as name:value or name(role):value"),
            Rule::Parentheses => write!(f, "its parentheses do not enclose a role right before the colon"),
            Rule::Value(rule) => fmt::Display::fmt(rule, f),
            Rule::Text => write!(f, "its value is text; write a number, [begin-end] or {{item,item}}"),
            Rule::Scalar(error) => fmt::Display::fmt(error, f),
            Rule::Range(error) => fmt::Display::fmt(error, f),
            Rule::OverlappingRanges(number) => {
                write!(f, "two of its ranges hold the number {number}")
            }
            Rule::DuplicateItem(item) => write!(f, "the item {item:?} stands in it twice"),
            Rule::KindAndValue(kind, field) => {
                write!(
                    f,
                    "a resource of type {kind} has exactly the value of that type, but the field {field} says otherwise"
                )
            }
            Rule::UnknownKind(kind) => write!(f, "its type {kind:?} is not SCALAR, RANGES or SET"),
            Rule::TwoKinds(first, second) => {
                write!(f, "its value is of type {second}, but the same name stands with type {first} before")
            }
            Rule::Role(error) => fmt::Display::fmt(error, f),
            Rule::ReservationWithoutKind => {
                write!(f, "a reservation needs the type STATIC or DYNAMIC")
            }
            Rule::ReservationWithoutRole => write!(f, "a reservation needs a role"),
            Rule::ReservedForAny => write!(f, "nothing can be reserved for the role \"*\"; leave the reservation out"),
            Rule::StaticRefinement(role) => {
                write!(f, "the reservation for {role} is static, but only the first of a stack may be")
            }
            Rule::NotRefining { above, below } => {
                write!(f, "a reservation on top of one for {above} must be for a role below {above}, and {below} is not")
            }
            Rule::NotReserved => write!(f, "it has no reservation that could be taken away"),
            Rule::ReservationFormats(what) => write!(f, "its old and new reservation fields contradict each other: {what}"),
            Rule::Refined => write!(f, "its refined reservation cannot be written in the old format"),
            Rule::DiskInfoOn => write!(f, "only the resource named disk may have disk information"),
            Rule::UnknownDiskSource(kind) => {
                write!(f, "its disk source has the type {kind:?} instead of PATH, MOUNT, BLOCK or RAW")
            }
            Rule::RootOfDevice => write!(f, "a disk source of type BLOCK or RAW has neither path nor mount"),
            Rule::DiskSourceFields(what) => {
                write!(f, "its disk source does not agree with its type: {what}")
            }
            Rule::VolumeOfDisk => {
                write!(f, "the volume of a disk is the disk itself; leave its image and source out")
            }
            Rule::SharedWithoutPersistence => write!(f, "only persistent volumes can be shared"),
            Rule::NotInFlags(what) => match what {
                NotInFlags::PersistentVolume => {
                    write!(f, "persistent volumes cannot be given in flags; a framework or operator creates them")
                }
                NotInFlags::Revocable => write!(f, "revocable resources cannot be given in flags; the agent estimates them"),
                NotInFlags::Reservation(kind) => {
                    write!(
                        f,
                        "reservations of type {kind} cannot be given in flags; write name(role):value or reserve later"
                    )
                }
                NotInFlags::Allocation => write!(f, "an allocation cannot be given in flags; leave allocation_info out"),
            },
            Rule::Form(what) => f.write_str(what),
        }
    }
}
