//! What the allocator knows of an agent.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use mesos_protocol::agent::{AgentCapability, AgentInfo, Unavailability};
use mesos_protocol::attributes::Attributes;
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::{Resource, Resources};
use smallvec::SmallVec;

use crate::constraints::Candidate;
use crate::filters::FilterList;
use crate::maintenance::InverseStatus;
use crate::slots::Slot;

/// What decides, besides its resources, who is offered an agent.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentFacts {
    /// Its host name, which the whitelist and constraints go by.
    pub hostname: String,
    /// Its attributes; when they change, its filters are void.
    pub attributes: Attributes,
    /// The region of its fault domain.
    pub region: Option<String>,
    /// The zone of its fault domain.
    pub zone: Option<String>,
    /// Whether it has the capability `MULTI_ROLE`.
    pub multi_role: bool,
    /// Whether it has the capability `HIERARCHICAL_ROLE`.
    pub hierarchical_role: bool,
}

impl AgentFacts {
    /// An agent on that host, without attributes or domain and with all capabilities.
    pub fn named(hostname: impl Into<String>) -> AgentFacts {
        AgentFacts {
            hostname: hostname.into(),
            attributes: Attributes::default(),
            region: None,
            zone: None,
            multi_role: true,
            hierarchical_role: true,
        }
    }

    /// What an agent says of itself.
    pub fn of(info: &AgentInfo) -> AgentFacts {
        AgentFacts {
            hostname: info.hostname.clone(),
            attributes: info.attributes.clone(),
            region: info.domain.as_ref().map(|domain| domain.region.clone()),
            zone: info.domain.as_ref().map(|domain| domain.zone.clone()),
            multi_role: info.has(AgentCapability::MultiRole),
            hierarchical_role: info.has(AgentCapability::HierarchicalRole),
        }
    }

    pub(crate) fn candidate(&self) -> Candidate<'_> {
        Candidate {
            hostname: &self.hostname,
            attributes: &self.attributes,
            region: self.region.as_deref(),
            zone: self.zone.as_deref(),
        }
    }
}

/// An agent, what it has and who has what of it.
#[derive(Debug)]
pub(crate) struct Agent {
    pub(crate) id: AgentId,
    pub(crate) facts: Box<AgentFacts>,
    pub(crate) active: bool,
    pub(crate) total: Resources,
    /// What is neither offered nor allocated, never negative, and always all that is shared.
    pub(crate) free: Resources,
    /// Whether more is held than there is, because the total was lowered; `free` is then counted anew at each change.
    pub(crate) excess: bool,
    pub(crate) traits: Traits,
    /// Nearly always one holder: then no further memory is touched.
    pub(crate) held: SmallVec<[Held; 1]>,
    pub(crate) filters: FilterList,
    pub(crate) rare: Option<Box<Rare>>,
}

/// What few agents have.
#[derive(Debug, Default)]
pub(crate) struct Rare {
    /// Used by frameworks that are not known (yet).
    pub(crate) orphans: Vec<(FrameworkId, Resources)>,
    pub(crate) unavailability: Option<Unavailability>,
    /// Frameworks with an inverse offer that is not answered.
    pub(crate) outstanding: BTreeSet<Slot>,
    /// Last moments at which frameworks want no further inverse offer.
    pub(crate) inverse_filters: BTreeMap<Slot, Duration>,
    pub(crate) statuses: BTreeMap<FrameworkId, InverseStatus>,
}

/// What one client has of an agent, without allocation role: that is the client's.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) client: Slot,
    pub(crate) offered: Resources,
    pub(crate) allocated: Resources,
    /// Number of the grant that added to it last.
    pub(crate) since: u64,
}

impl Held {
    pub(crate) fn has_shared(&self, resource: &Resource) -> bool {
        self.offered.copies_of(resource) > 0 || self.allocated.copies_of(resource) > 0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.offered.is_empty() && self.allocated.is_empty()
    }

    pub(crate) fn both(&self) -> Resources {
        self.offered.clone() + &self.allocated
    }
}

/// Which special kinds of resources a total has; what it has none of need not be looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) reserved: bool,
    pub(crate) refined: bool,
    pub(crate) revocable: bool,
    pub(crate) shared: bool,
    pub(crate) gpus: bool,
}

impl Traits {
    pub(crate) fn of(total: &Resources) -> Traits {
        let any = |kind: fn(&Resource) -> bool| total.iter().any(kind);
        Traits {
            reserved: any(|resource| !resource.is_unreserved()),
            refined: any(Resource::has_refined_reservation),
            revocable: any(Resource::is_revocable),
            shared: any(Resource::is_shared),
            gpus: any(|resource| *resource.name() == mesos_protocol::resources::Name::GPUS),
        }
    }
}

impl Agent {
    pub(crate) fn new(id: AgentId, facts: AgentFacts) -> Agent {
        Agent {
            id,
            facts: Box::new(facts),
            active: true,
            total: Resources::none(),
            free: Resources::none(),
            excess: false,
            traits: Traits::default(),
            held: SmallVec::new(),
            filters: FilterList::default(),
            rare: None,
        }
    }

    pub(crate) fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    pub(crate) fn held_by(&self, client: Slot) -> Option<&Held> {
        self.held.iter().find(|held| held.client == client)
    }

    pub(crate) fn held_mut(&mut self, client: Slot) -> &mut Held {
        let at = self.held.iter().position(|held| held.client == client).unwrap_or_else(|| {
            let (offered, allocated) = (Resources::none(), Resources::none());
            self.held.push(Held { client, offered, allocated, since: 0 });
            self.held.len() - 1
        });
        &mut self.held[at]
    }

    /// All that is held and not shared, by known frameworks or others.
    pub(crate) fn held_in_all(&self) -> Resources {
        let mut sum = Resources::none();
        for held in &self.held {
            sum.add(&held.offered.non_shared());
            sum.add(&held.allocated.non_shared());
        }
        for (_, used) in self.rare.iter().flat_map(|rare| &rare.orphans) {
            sum.add(&crate::ledger::without_role(&used.non_shared()));
        }
        sum
    }

    /// Counts `free` and `excess` from nothing but total and what is held.
    pub(crate) fn recount(&self) -> (Resources, bool) {
        let held = self.held_in_all();
        let mut free = self.total.clone();
        let excess = !free.contains(&held);
        free.subtract_what_is_there(&held);
        (free, excess)
    }
}
