//! Offers, and how long declined resources stay away.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::agent::{Domain, Unavailability};
use crate::attributes::Attributes;
use crate::ids::{AgentId, ExecutorId, FrameworkId, OfferId};
use crate::resources::Resources;
use crate::roles::Role;

/// Resources of one agent, set aside for one role of one framework until it answers or they are taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Which offer.
    pub id: OfferId,
    /// To whom.
    pub framework_id: FrameworkId,
    /// Of which agent.
    pub agent_id: AgentId,
    /// The agent's name.
    pub hostname: String,
    /// The agent's address, `host:port`, where its own pages are.
    pub address: Option<String>,
    /// What is offered, allocated to the role.
    pub resources: Resources,
    /// What the agent tells about itself.
    pub attributes: Attributes,
    /// In which role of the framework.
    pub role: Role,
    /// The framework's executors on the agent.
    pub executor_ids: Vec<ExecutorId>,
    /// Where the agent stands.
    pub domain: Option<Domain>,
    /// When the agent will be away.
    pub unavailability: Option<Unavailability>,
}

impl Offer {
    /// Of these resources, in the default role, of an agent of which nothing else is known.
    pub fn of(id: OfferId, framework_id: FrameworkId, agent_id: AgentId, resources: Resources) -> Offer {
        Offer {
            id,
            framework_id,
            agent_id,
            hostname: String::new(),
            address: None,
            resources,
            attributes: Attributes::default(),
            role: Role::any(),
            executor_ids: Vec::new(),
            domain: None,
            unavailability: None,
        }
    }
}

/// Asks a framework to give back what it has on an agent that will be away; to be accepted or declined, without force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InverseOffer {
    /// Which; of the same numbers as offers.
    pub id: OfferId,
    /// To whom.
    pub framework_id: FrameworkId,
    /// Which agent; absent: wherever `resources` are.
    pub agent_id: Option<AgentId>,
    /// The agent's address, `host:port`, where its own pages are.
    pub address: Option<String>,
    /// When it will be away.
    pub unavailability: Unavailability,
    /// What is asked for; empty: all that the framework has there.
    pub resources: Resources,
}

/// What a framework would like to be offered. The allocators that come with Mesos do not act on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRequest {
    /// On this agent; absent: anywhere.
    pub agent_id: Option<AgentId>,
    /// So much.
    pub resources: Resources,
}

/// What to do with resources that were offered and not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filters {
    /// For so long the framework does not want them back: 5 s if it says nothing, at most 365 days.
    pub refuse: Duration,
}

/// For how long declined resources stay away if nothing is said: 5 s.
pub const REFUSE_DEFAULT: Duration = Duration::from_secs(5);

/// The longest time that declined resources can stay away: 365 days.
pub const REFUSE_MAX: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Filters {
    /// Not for so long; at most 365 days.
    pub fn refuse(time: Duration) -> Filters {
        Filters { refuse: time.min(REFUSE_MAX) }
    }

    /// Not for 365 days, the longest time there is; reviving ends it.
    pub const fn forever() -> Filters {
        Filters { refuse: REFUSE_MAX }
    }

    /// At once again.
    pub const fn none() -> Filters {
        Filters { refuse: Duration::ZERO }
    }

    /// Reads seconds as the public API carries them: negative or unreadable ones count as 5 s.
    pub fn from_seconds(seconds: f64) -> Filters {
        match Duration::try_from_secs_f64(seconds) {
            Ok(time) => Filters::refuse(time),
            Err(_) if seconds > 0.0 => Filters::forever(),
            Err(_) => Filters::default(),
        }
    }
}

impl Default for Filters {
    fn default() -> Filters {
        Filters { refuse: REFUSE_DEFAULT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_is_five_seconds_unless_said_and_at_most_a_year() {
        assert_eq!(Filters::default().refuse, Duration::from_secs(5));
        assert_eq!(Filters::from_seconds(1.5).refuse, Duration::from_millis(1500));
        assert_eq!(Filters::from_seconds(0.0), Filters::none());
        for seconds in [-1.0, f64::NAN, f64::NEG_INFINITY] {
            assert_eq!(Filters::from_seconds(seconds), Filters::default(), "{seconds}");
        }
        for seconds in [4e7, 1e300, f64::INFINITY] {
            assert_eq!(Filters::from_seconds(seconds), Filters::forever(), "{seconds}");
        }
        assert_eq!(Filters::refuse(Duration::MAX), Filters::forever());
    }
}
