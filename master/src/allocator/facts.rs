//! What the master tells the allocator, and how it is merged while it waits.
//!
//! One message of facts is under way at a time; what happens meanwhile waits in a [`Feed`]. It is merged per agent and
//! framework, so that its length is bounded by what there is, not by how often it changes.

use std::collections::VecDeque;

use mesos_allocator::{AgentFacts, Subscription};
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::offer::{Filters, ResourceRequest};
use mesos_protocol::resources::Resources;
use mesos_protocol::roles::Role;

/// Something that the allocator has to know.
#[derive(Clone, Debug)]
pub(crate) enum Fact {
    /// An agent is there.
    AgentAdded {
        /// Which.
        id: AgentId,
        /// What decides who is offered it.
        facts: Box<AgentFacts>,
        /// All that it has.
        total: Resources,
        /// What is in use, by framework.
        used: Vec<(FrameworkId, Resources)>,
    },
    /// An agent describes itself anew.
    AgentUpdated {
        /// Which.
        id: AgentId,
        /// What decides who is offered it.
        facts: Box<AgentFacts>,
        /// All that it has.
        total: Resources,
    },
    /// Offers of an agent may be made, or none until this says otherwise.
    AgentActive {
        /// Which.
        id: AgentId,
        /// Whether they may.
        active: bool,
    },
    /// An agent is gone, and all that was on it.
    AgentRemoved {
        /// Which.
        id: AgentId,
    },
    /// A framework is there.
    FrameworkAdded {
        /// Which.
        id: FrameworkId,
        /// What it wants.
        subscription: Box<Subscription>,
        /// Whether it is connected.
        active: bool,
    },
    /// A framework describes itself anew.
    FrameworkUpdated {
        /// Which.
        id: FrameworkId,
        /// What it wants now.
        subscription: Box<Subscription>,
    },
    /// A framework takes offers, or none until this says otherwise.
    FrameworkActive {
        /// Which.
        id: FrameworkId,
        /// Whether it does.
        active: bool,
    },
    /// A framework is gone, and nothing of it is left.
    FrameworkRemoved {
        /// Which.
        id: FrameworkId,
    },
    /// A framework wants no offers in a role.
    Suppressed {
        /// Which.
        id: FrameworkId,
        /// In this role.
        role: Role,
    },
    /// A framework wants offers again in a role, also those that it declined.
    Revived {
        /// Which.
        id: FrameworkId,
        /// In this role.
        role: Role,
    },
    /// What was offered is used from now on.
    Accepted {
        /// By whom.
        framework: FrameworkId,
        /// On which agent.
        agent: AgentId,
        /// All of the offer, allocated to its role.
        resources: Resources,
    },
    /// Resources came back.
    Recovered {
        /// From whom.
        framework: FrameworkId,
        /// On which agent.
        agent: AgentId,
        /// Which, allocated to their role.
        resources: Resources,
        /// For how long the framework does not want them.
        filters: Option<Filters>,
        /// Whether they were used; else only offered.
        used: bool,
    },
    /// A framework would like to be offered something.
    Requested {
        /// Which.
        id: FrameworkId,
        /// What.
        requests: Vec<ResourceRequest>,
    },
}

impl Fact {
    fn agent(&self) -> Option<&AgentId> {
        match self {
            Fact::AgentAdded { id, .. }
            | Fact::AgentUpdated { id, .. }
            | Fact::AgentActive { id, .. }
            | Fact::AgentRemoved { id } => Some(id),
            Fact::Accepted { agent, .. } | Fact::Recovered { agent, .. } => Some(agent),
            _ => None,
        }
    }

    fn framework(&self) -> Option<&FrameworkId> {
        match self {
            Fact::FrameworkAdded { id, .. }
            | Fact::FrameworkUpdated { id, .. }
            | Fact::FrameworkActive { id, .. }
            | Fact::FrameworkRemoved { id }
            | Fact::Suppressed { id, .. }
            | Fact::Revived { id, .. }
            | Fact::Requested { id, .. } => Some(id),
            Fact::Accepted { framework, .. } | Fact::Recovered { framework, .. } => Some(framework),
            _ => None,
        }
    }
}

/// Facts that wait, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Feed {
    waiting: VecDeque<Fact>,
    /// Facts that were ever pushed.
    pushed: u64,
}

impl Feed {
    /// How many facts were ever pushed: the number of the last one.
    pub(crate) fn pushed(&self) -> u64 {
        self.pushed
    }

    /// How many wait.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Forgets what waits: its receiver is gone.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }

    /// All that waits.
    pub(crate) fn take(&mut self) -> Vec<Fact> {
        self.waiting.drain(..).collect()
    }

    /// Adds a fact, and drops those that it makes superfluous.
    pub(crate) fn push(&mut self, fact: Fact) {
        self.pushed += 1;
        match &fact {
            Fact::AgentRemoved { id } => {
                if self.drop_all(|waiting| waiting.agent() == Some(id)) == Some(Known::No) {
                    return;
                }
            }
            Fact::FrameworkRemoved { id } => {
                // What it held on an agent that is told of later would otherwise be counted as somebody's.
                let held = |waiting: &Fact| matches!(waiting, Fact::Accepted { .. } | Fact::Recovered { .. });
                if self.drop_all(|waiting| waiting.framework() == Some(id) && !held(waiting)) == Some(Known::No) {
                    return;
                }
            }
            Fact::AgentUpdated { id, .. } => {
                self.waiting.retain(|waiting| !matches!(waiting, Fact::AgentUpdated { id: other, .. } if other == id));
            }
            Fact::AgentActive { id, .. } => {
                self.waiting.retain(|waiting| !matches!(waiting, Fact::AgentActive { id: other, .. } if other == id));
            }
            Fact::FrameworkUpdated { id, .. } => {
                let superfluous = |waiting: &Fact| matches!(waiting, Fact::FrameworkUpdated { id: other, .. } | Fact::Suppressed { id: other, .. } if other == id);
                self.waiting.retain(|waiting| !superfluous(waiting));
            }
            Fact::FrameworkActive { id, .. } => {
                self.waiting.retain(|waiting| !matches!(waiting, Fact::FrameworkActive { id: other, .. } if other == id));
            }
            Fact::Suppressed { id, role } => {
                let superfluous = |waiting: &Fact| matches!(waiting, Fact::Suppressed { id: other, role: known } if other == id && known == role);
                self.waiting.retain(|waiting| !superfluous(waiting));
            }
            Fact::Revived { id, role } => {
                let superfluous = |waiting: &Fact| {
                    matches!(waiting, Fact::Suppressed { id: other, role: known } | Fact::Revived { id: other, role: known }
                        if other == id && known == role)
                };
                self.waiting.retain(|waiting| !superfluous(waiting));
            }
            Fact::Requested { id, .. } => {
                self.waiting.retain(|waiting| !matches!(waiting, Fact::Requested { id: other, .. } if other == id));
            }
            Fact::AgentAdded { .. } | Fact::FrameworkAdded { .. } | Fact::Accepted { .. } | Fact::Recovered { .. } => {}
        }
        self.waiting.push_back(fact);
    }

    /// Drops all facts of one agent or framework; says whether the receiver knew it before them, if they tell.
    fn drop_all(&mut self, of_it: impl Fn(&Fact) -> bool) -> Option<Known> {
        let mut known = None;
        self.waiting.retain(|waiting| {
            if of_it(waiting) {
                let before = match waiting {
                    Fact::AgentAdded { .. } | Fact::FrameworkAdded { .. } => Some(Known::No),
                    Fact::AgentRemoved { .. } | Fact::FrameworkRemoved { .. } => Some(Known::Yes),
                    _ => None,
                };
                known = known.or(before);
                return false;
            }
            true
        });
        known
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Yes,
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent() -> AgentId {
        AgentId::new("a").unwrap()
    }

    fn framework() -> FrameworkId {
        FrameworkId::new("f").unwrap()
    }

    fn added() -> Fact {
        let facts = Box::new(AgentFacts::named("a"));
        Fact::AgentAdded { id: agent(), facts, total: Resources::none().cpus(1), used: Vec::new() }
    }

    fn recovered() -> Fact {
        let resources = Resources::none().cpus(1);
        Fact::Recovered { framework: framework(), agent: agent(), resources, filters: None, used: false }
    }

    fn names(feed: &mut Feed) -> Vec<String> {
        feed.take().iter().map(|fact| format!("{fact:?}").split_once([' ', '{']).unwrap().0.to_owned()).collect()
    }

    fn fed(facts: impl IntoIterator<Item = Fact>) -> Vec<String> {
        let mut feed = Feed::default();
        facts.into_iter().for_each(|fact| feed.push(fact));
        names(&mut feed)
    }

    #[test]
    fn an_agent_that_flaps_while_the_allocator_is_busy_leaves_at_most_two_facts() {
        let removed = || Fact::AgentRemoved { id: agent() };
        assert!(fed([added(), removed()]).is_empty());
        assert_eq!(fed([recovered(), removed()]), ["AgentRemoved"]);
        assert_eq!(fed([removed(), added(), recovered(), removed(), added()]), ["AgentRemoved", "AgentAdded"]);
        let active = |active| Fact::AgentActive { id: agent(), active };
        assert_eq!(fed([active(false), recovered(), active(true), active(false)]), ["Recovered", "AgentActive"]);
    }

    #[test]
    fn the_last_word_about_a_role_counts() {
        let role = Role::any;
        let suppressed = || Fact::Suppressed { id: framework(), role: role() };
        let revived = || Fact::Revived { id: framework(), role: role() };
        assert_eq!(fed([suppressed(), revived(), suppressed(), suppressed()]), ["Revived", "Suppressed"]);
        assert_eq!(fed([suppressed(), revived(), suppressed(), revived()]), ["Revived"]);
        let subscription = || Box::new(Subscription::to([role()]));
        let updated = || Fact::FrameworkUpdated { id: framework(), subscription: subscription() };
        assert_eq!(fed([updated(), suppressed(), updated()]), ["FrameworkUpdated"]);
        let added = Fact::FrameworkAdded { id: framework(), subscription: subscription(), active: true };
        assert!(fed([added, updated(), revived(), Fact::FrameworkRemoved { id: framework() }]).is_empty());
    }

    #[test]
    fn nothing_that_came_back_is_merged_away() {
        assert_eq!(fed([recovered(), recovered()]), ["Recovered", "Recovered"]);
    }
}
