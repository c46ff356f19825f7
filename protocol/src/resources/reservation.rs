//! Reservations: whose a resource is.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::named::named_enum;
use crate::roles::Role;
use crate::values::Labels;

named_enum! {
    /// How a resource became reserved.
    pub enum ReservationKind ("kind of reservation") {
        /// By the agent's operator, in its flags; lasts as long as the agent.
        Static = 1 => "STATIC",
        /// By an operation; can be undone by one.
        Dynamic = 2 => "DYNAMIC",
    }
}

/// One layer of a resource's reservations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reservation {
    /// How it came about.
    pub kind: ReservationKind,
    /// For whom; never `*`.
    pub role: Role,
    /// Who made it.
    pub principal: Option<Arc<str>>,
    /// What its maker wrote on it.
    pub labels: Labels,
}

impl Reservation {
    /// A reservation from an agent's flags.
    pub fn fixed(role: Role) -> Reservation {
        Reservation { kind: ReservationKind::Static, role, principal: None, labels: Labels::none() }
    }

    /// A reservation made by an operation.
    pub fn dynamic(role: Role) -> Reservation {
        Reservation { kind: ReservationKind::Dynamic, role, principal: None, labels: Labels::none() }
    }

    /// Made by `principal`.
    #[must_use]
    pub fn by(mut self, principal: &str) -> Reservation {
        self.principal = Some(Arc::from(principal));
        self
    }

    /// With these labels.
    #[must_use]
    pub fn labels(mut self, labels: Labels) -> Reservation {
        self.labels = labels;
        self
    }
}

/// `(DYNAMIC,eng/dev,ops,{k: v})`
impl fmt::Display for Reservation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({},{}", self.kind, self.role)?;
        if let Some(principal) = &self.principal {
            write!(f, ",{principal}")?;
        }
        if !self.labels.is_empty() {
            write!(f, ",{}", self.labels)?;
        }
        f.write_str(")")
    }
}
