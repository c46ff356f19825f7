//! A resource in parts, whichever of the public API's forms it was read from: what its fields must agree on is decided here,
//! once for all forms.

use std::sync::Arc;

use super::{Amount, DiskInfo, InvalidResource, Name, Reservation, ReservationKind, Resource, Rule};
use crate::ids::ResourceProviderId;
use crate::roles::Role;
use crate::values::{Labels, Range, Ranges};

/// What a resource is made of. Not valid by itself: [`assemble`](ResourceParts::assemble) checks it.
#[derive(Clone, Debug)]
pub struct ResourceParts {
    /// Its name.
    pub name: Name,
    /// How much there is.
    pub amount: Amount,
    /// What is said about the disk.
    pub disk: Option<DiskInfo>,
    /// The stack of reservations; see [`OldReservation`].
    pub reservations: Vec<Reservation>,
    /// To whom it is offered or allocated.
    pub allocated_to: Option<Role>,
    /// Where it comes from, if not from the agent itself.
    pub provider: Option<ResourceProviderId>,
    /// Whether it may be taken back at any time.
    pub revocable: bool,
    /// Whether several tasks may use it at the same time.
    pub shared: bool,
}

impl ResourceParts {
    /// The resource, if it can be.
    ///
    /// # Errors
    /// [`InvalidResource`] names the rule that it breaks.
    pub fn assemble(self) -> Result<Resource, InvalidResource> {
        let mut resource = Resource::new(self.name, self.amount)?;
        if let Some(disk) = self.disk {
            resource = resource.with_disk(disk)?;
        }
        if !self.reservations.is_empty() {
            resource = resource.with_reservations(self.reservations)?;
        }
        if let Some(role) = self.allocated_to {
            resource = resource.allocated(role);
        }
        if let Some(provider) = self.provider {
            resource = resource.from_provider(provider);
        }
        resource.revocable(self.revocable).shared(self.shared)
    }
}

/// The fields with which a resource was reserved before reservations could be stacked.
#[derive(Clone, Debug)]
pub struct OldReservation {
    /// `role`: absent and `*` both say that it is nobody's.
    pub role: Option<String>,
    /// `reservation`: an operation made it; without it a role has the resource by the agent's flags.
    pub made: Option<MadeReservation>,
}

/// The old field `reservation`.
#[derive(Clone, Debug)]
pub struct MadeReservation {
    /// Who made it.
    pub principal: Option<Arc<str>>,
    /// What was written on it.
    pub labels: Labels,
    /// It names a type or a role, which belong into the stack.
    pub of_stack: bool,
}

impl OldReservation {
    /// The stack of reservations, from the fields of either generation. If both are there, they say the same.
    ///
    /// # Errors
    /// The [`Rule`] that they break.
    pub fn with_stack(self, stack: Vec<Reservation>) -> Result<Vec<Reservation>, Rule> {
        if stack.is_empty() {
            return self.alone();
        }
        let contradiction = match (stack.as_slice(), self.role.as_deref(), &self.made) {
            (_, None, None) => return Ok(stack),
            ([only], Some(role), _) if role != only.role.as_str() => "role differs from that of reservations",
            ([only], Some(_), None) if only.kind == ReservationKind::Static => return Ok(stack),
            ([only], _, Some(_)) if only.kind == ReservationKind::Static => {
                "reservation is set though reservations is static"
            }
            ([_], Some(_), None) => "role is set without reservation though reservations is dynamic",
            ([_], None, Some(_)) => "reservation is set without role",
            ([only], Some(_), Some(made)) => {
                if made.principal != only.principal {
                    "reservation has another principal than reservations"
                } else if made.labels != only.labels {
                    "reservation has other labels than reservations"
                } else {
                    return Ok(stack);
                }
            }
            _ => "role and reservation must be absent if reservations has more than one entry",
        };
        Err(Rule::ReservationFormats(contradiction))
    }

    fn alone(self) -> Result<Vec<Reservation>, Rule> {
        let role = match self.role.as_deref() {
            None | Some("*") if self.made.is_some() => return Err(Rule::ReservedForAny),
            None | Some("*") => return Ok(Vec::new()),
            Some(role) => Role::new(role).map_err(Rule::Role)?,
        };
        let Some(made) = self.made else { return Ok(vec![Reservation::fixed(role)]) };
        if made.of_stack {
            return Err(Rule::ReservationFormats("in the old form reservation has neither type nor role"));
        }
        Ok(vec![Reservation { principal: made.principal, labels: made.labels, ..Reservation::dynamic(role) }])
    }
}

/// Ranges of which none overlaps another: a number that stands twice is a mistake of whoever wrote it.
///
/// # Errors
/// [`Rule::OverlappingRanges`] with the first such number.
pub fn distinct(ranges: impl IntoIterator<Item = Range>) -> Result<Ranges, Rule> {
    let mut sorted: Vec<Range> = ranges.into_iter().collect();
    sorted.sort_unstable();
    match sorted.array_windows().find(|[first, next]| next.begin() <= first.end()) {
        Some([_, next]) => Err(Rule::OverlappingRanges(next.begin())),
        None => Ok(sorted.into_iter().collect()),
    }
}
