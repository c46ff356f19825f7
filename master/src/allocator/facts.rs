//! What the master tells the allocator, and how it is merged while it waits.
//!
//! One message of facts is under way at a time; what happens meanwhile waits in a [`Feed`]. It is merged per agent and
//! framework, so that its length is bounded by what there is, not by how often it changes.

use std::collections::{BTreeMap, BTreeSet};

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

/// Whom a fact is about. What is held on an agent is about that agent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Agent(AgentId),
    Framework(FrameworkId),
}

impl Fact {
    fn subject(&self) -> Subject {
        match self {
            Fact::AgentAdded { id, .. }
            | Fact::AgentUpdated { id, .. }
            | Fact::AgentActive { id, .. }
            | Fact::AgentRemoved { id }
            | Fact::Accepted { agent: id, .. }
            | Fact::Recovered { agent: id, .. } => Subject::Agent(id.clone()),
            Fact::FrameworkAdded { id, .. }
            | Fact::FrameworkUpdated { id, .. }
            | Fact::FrameworkActive { id, .. }
            | Fact::FrameworkRemoved { id }
            | Fact::Suppressed { id, .. }
            | Fact::Revived { id, .. }
            | Fact::Requested { id, .. } => Subject::Framework(id.clone()),
        }
    }

    /// Whether this fact makes an earlier one about the same superfluous.
    fn replaces(&self, earlier: &Fact) -> bool {
        match (self, earlier) {
            (Fact::AgentRemoved { .. } | Fact::FrameworkRemoved { .. }, _)
            | (Fact::AgentUpdated { .. }, Fact::AgentUpdated { .. })
            | (Fact::AgentActive { .. }, Fact::AgentActive { .. })
            | (Fact::FrameworkUpdated { .. }, Fact::FrameworkUpdated { .. } | Fact::Suppressed { .. })
            | (Fact::FrameworkActive { .. }, Fact::FrameworkActive { .. })
            | (Fact::Requested { .. }, Fact::Requested { .. }) => true,
            (Fact::Suppressed { role, .. }, Fact::Suppressed { role: known, .. })
            | (Fact::Revived { role, .. }, Fact::Suppressed { role: known, .. } | Fact::Revived { role: known, .. }) => {
                role == known
            }
            _ => false,
        }
    }

    /// Whether nothing of its subject was known before it; nothing if that does not follow from it.
    fn was_new(&self) -> Option<bool> {
        match self {
            Fact::AgentAdded { .. } | Fact::FrameworkAdded { .. } => Some(true),
            Fact::AgentRemoved { .. } | Fact::FrameworkRemoved { .. } => Some(false),
            _ => None,
        }
    }
}

/// Facts that wait, oldest first. A new one is compared with those about the same agent or framework only.
#[derive(Debug, Default)]
pub(crate) struct Feed {
    /// By their number.
    waiting: BTreeMap<u64, Fact>,
    /// The numbers of those about somebody.
    about: BTreeMap<Subject, BTreeSet<u64>>,
    next: u64,
}

impl Feed {
    /// How many wait.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Forgets what waits: its receiver is gone.
    pub(crate) fn clear(&mut self) {
        self.take();
    }

    /// All that waits.
    pub(crate) fn take(&mut self) -> Vec<Fact> {
        self.about.clear();
        std::mem::take(&mut self.waiting).into_values().collect()
    }

    /// Adds a fact, and drops those that it makes superfluous, also itself: of whoever came and went nothing is told.
    pub(crate) fn push(&mut self, fact: Fact) {
        let numbers = self.about.entry(fact.subject()).or_default();
        let mut was_new = None;
        numbers.retain(|number| {
            let earlier = self.waiting.get(number);
            let stays = !earlier.is_some_and(|earlier| fact.replaces(earlier));
            if !stays && let Some(dropped) = self.waiting.remove(number) {
                was_new = was_new.or(dropped.was_new());
            }
            stays
        });
        if fact.was_new() == Some(false) && was_new == Some(true) {
            self.about.remove(&fact.subject());
            return;
        }
        numbers.insert(self.next);
        self.waiting.insert(self.next, fact);
        self.next += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    /// Pushes as plainly as can be said: every fact is compared with all that wait.
    fn plain(facts: &[Fact]) -> Vec<String> {
        let mut waiting: Vec<&Fact> = Vec::new();
        for fact in facts {
            let replaced = |earlier: &Fact| earlier.subject() == fact.subject() && fact.replaces(earlier);
            let first = waiting.iter().filter(|earlier| replaced(earlier)).find_map(|earlier| earlier.was_new());
            waiting.retain(|earlier| !replaced(earlier));
            if !(fact.was_new() == Some(false) && first == Some(true)) {
                waiting.push(fact);
            }
        }
        waiting.iter().map(|fact| format!("{fact:?}")).collect()
    }

    fn any_fact() -> impl Strategy<Value = Fact> {
        let (agent, framework) = (0..3u8, 0..3u8);
        let role = prop_oneof![Just(Role::any()), Just(Role::new("a").unwrap())];
        (0..13u8, agent, framework, role, any::<bool>()).prop_map(|(kind, agent, framework, role, active)| {
            let agent = AgentId::new(format!("a{agent}")).unwrap();
            let id = FrameworkId::new(format!("f{framework}")).unwrap();
            let resources = Resources::none().cpus(1);
            let (subscription, facts) = (Box::new(Subscription::to([role.clone()])), Box::new(AgentFacts::named("a")));
            match kind {
                0 => Fact::AgentAdded { id: agent, facts, total: resources, used: Vec::new() },
                1 => Fact::AgentUpdated { id: agent, facts, total: resources },
                2 => Fact::AgentActive { id: agent, active },
                3 => Fact::AgentRemoved { id: agent },
                4 => Fact::FrameworkAdded { id, subscription, active },
                5 => Fact::FrameworkUpdated { id, subscription },
                6 => Fact::FrameworkActive { id, active },
                7 => Fact::FrameworkRemoved { id },
                8 => Fact::Suppressed { id, role },
                9 => Fact::Revived { id, role },
                10 => Fact::Accepted { framework: id, agent, resources },
                11 => Fact::Recovered { framework: id, agent, resources, filters: None, used: active },
                _ => Fact::Requested { id, requests: Vec::new() },
            }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn facts_are_merged_as_if_each_were_compared_with_all(facts in prop::collection::vec(any_fact(), 0..60)) {
            let mut feed = Feed::default();
            facts.iter().for_each(|fact| feed.push(fact.clone()));
            prop_assert_eq!(feed.about.values().map(BTreeSet::len).sum::<usize>(), feed.len());
            let merged: Vec<String> = feed.take().iter().map(|fact| format!("{fact:?}")).collect();
            prop_assert_eq!(merged, plain(&facts));
        }
    }
}
