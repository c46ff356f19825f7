//! Why no offer came: reasons with counts and examples, as data and as sentences.

mod sentences;

use std::collections::BTreeMap;
use std::time::Duration;

use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::ResourceQuantities;
use mesos_protocol::roles::Role;

use crate::allocator::Allocator;
use crate::draws::SeededDraws;
use crate::error::Error;
use crate::framework::Unsuited;
use crate::policy::Rank;
use crate::run::{Bound, Headroom, Refusal};
use crate::slots::Slot;

/// What is asked: at least a framework, a role, or wanted resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Whose offers are missed; absent: those of any framework of the role.
    pub framework: Option<FrameworkId>,
    /// In which role; absent: in all roles of the framework.
    pub role: Option<Role>,
    /// What an offer would have to hold; absent: anything.
    pub wanted: ResourceQuantities,
    /// Agents about which each reason is wanted, besides the groups.
    pub agents: Vec<AgentId>,
}

impl Question {
    /// Why does this framework get no offers?
    pub fn about(framework: FrameworkId) -> Question {
        Question { framework: Some(framework), ..Question::default() }
    }

    /// Why do frameworks of this role get no offers?
    pub fn about_role(role: Role) -> Question {
        Question { role: Some(role), ..Question::default() }
    }

    /// Why is there no offer with so much?
    #[must_use]
    pub fn wanting(mut self, wanted: ResourceQuantities) -> Question {
        self.wanted = wanted;
        self
    }

    /// Also with the reason of this agent.
    #[must_use]
    pub fn on(mut self, agent: AgentId) -> Question {
        self.agents.push(agent);
        self
    }
}

/// The answer, by role.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// No run happens at present, because a master asked for it or a recovery waits for agents.
    pub paused: bool,
    /// One part per role in question.
    pub parts: Vec<Part>,
}

/// The answer for one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The role; absent if only resources were asked about.
    pub role: Option<Role>,
    /// The framework, if one was asked about.
    pub framework: Option<FrameworkId>,
    /// Why nothing is offered whatever the agents have.
    pub standstill: Option<Standstill>,
    /// Agents by reason, the most frequent first.
    pub groups: Vec<Group>,
    /// The reasons of the agents asked for by name.
    pub agents: Vec<(AgentId, Answer)>,
    /// Roles and frameworks that are served before this one, at most three of each, with their shares.
    pub before: Vec<Competitor>,
    /// Its own share in its role, or that of the role.
    pub share: f64,
    /// For which roles something is kept free, and how much they still lack of their guarantees.
    pub kept_for: Vec<(Role, ResourceQuantities)>,
    /// What the quota of the top-level role leaves, if it has limits.
    pub limit_left: Vec<(String, f64)>,
}

/// Why nothing is offered whatever the agents have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// The framework is not connected.
    Inactive,
    /// The framework suppressed offers in this role.
    Suppressed,
    /// The framework left this role and is kept only for what it still has.
    NotSubscribed,
    /// No framework of this role takes part.
    NobodyActive,
}

/// Agents with the same reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The reason.
    pub reason: Reason,
    /// How many agents.
    pub agents: usize,
    /// At most three of them.
    pub examples: Vec<(AgentId, Answer)>,
}

/// The reason of one agent, with its particulars.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The reason.
    pub reason: Reason,
    /// Last moment of a filter.
    pub until: Option<Duration>,
    /// What is missing of the wanted resources.
    pub missing: ResourceQuantities,
}

/// Why an agent is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The agent is deactivated.
    AgentInactive,
    /// Its host name is not on the whitelist.
    NotWhitelisted,
    /// Everything on it is offered or allocated.
    NothingFree,
    /// What is free on it is reserved for others, or of a kind that the framework cannot deal with.
    NotForRole,
    /// The framework's offer constraints exclude it.
    Constraint,
    /// The agent as a whole does not suit the framework.
    Unsuited(Unsuited),
    /// What is free is less than the least that is offered.
    BelowMinimum,
    /// The framework refused as much before.
    Filtered,
    /// The limit of the role's quota is reached.
    QuotaLimit,
    /// What is free is kept for guarantees of other roles.
    KeptForGuarantees,
    /// The allocator's policy grants no more.
    PolicyBound,
    /// It could be offered, but has less than wanted.
    TooSmall,
    /// It could be offered: others stand before, or the next run has not come yet.
    Eligible,
}

/// Who is served before.
#[derive(Clone, Debug, PartialEq)]
pub struct Competitor {
    /// The role.
    pub role: Role,
    /// The framework, if it competes within the role.
    pub framework: Option<FrameworkId>,
    /// Its rank: a lower tier goes first whatever the shares are.
    pub tier: u32,
    /// Its share.
    pub share: f64,
}

/// What the constraints of a framework exclude, as the debug endpoint shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConstraintReport {
    /// Roles in which the framework wants no offers at present.
    pub suppressed_roles: Vec<Role>,
    /// Per role, the agents that its constraints exclude.
    pub excluded: BTreeMap<Role, Vec<AgentId>>,
}

impl Allocator {
    /// For each framework, which roles it suppresses and which agents its offer constraints exclude.
    ///
    /// Cost: all agents for each framework and role with constraints.
    pub fn excluded_by_constraints(&self) -> BTreeMap<FrameworkId, ConstraintReport> {
        let report = |framework: &crate::framework::Framework| {
            let mut report = ConstraintReport::default();
            for member in framework.members.iter().filter(|member| member.subscribed) {
                if member.suppressed {
                    report.suppressed_roles.push(member.role.clone());
                }
                let Some(constraints) = &self.ledger.sorter.clients[member.client].wants.constraints else { continue };
                let agents = self.ledger.agents.iter().map(|(_, agent)| agent);
                let excluded = agents.filter(|agent| !constraints.allow(&agent.facts.candidate()));
                report.excluded.insert(member.role.clone(), excluded.map(|agent| agent.id.clone()).collect());
            }
            (framework.id.clone(), report)
        };
        self.frameworks.iter().map(|(_, framework)| report(framework)).collect()
    }

    /// Why no offer came.
    ///
    /// Cost: all agents once per role in question; those without anything free cost next to nothing.
    ///
    /// # Errors
    /// [`Error::FrameworkUnknown`], [`Error::AgentUnknown`].
    pub fn explain(&self, question: &Question, now: Duration) -> Result<Explanation, Error> {
        for agent in &question.agents {
            self.agent_slot(agent)?;
        }
        let parts = match &question.framework {
            Some(id) => {
                let framework = &self.frameworks[self.framework_slot(id)?];
                let members = framework.members.iter();
                let asked = members.filter(|member| question.role.as_ref().is_none_or(|role| *role == member.role));
                asked.map(|member| self.part(question, Some(member.role.clone()), Some(member.client), now)).collect()
            }
            None => vec![self.part(question, question.role.clone(), None, now)],
        };
        Ok(Explanation { paused: self.is_paused(now), parts })
    }

    fn part(&self, question: &Question, role: Option<Role>, client: Option<Slot>, now: Duration) -> Part {
        let sorter = &self.ledger.sorter;
        let role_slot = role.as_ref().and_then(|role| sorter.find_role(role.as_str()));
        // Without a framework in question, the first of the role stands for all of them.
        let asked = client.or_else(|| role_slot.and_then(|role| self.first_active(role)));
        let headroom = Headroom::of(self);
        let mut groups: BTreeMap<Reason, Group> = BTreeMap::new();
        for (slot, agent) in self.ledger.agents.iter() {
            let answer = self.answer(slot, role_slot, asked, &question.wanted, &headroom, now);
            let reason = answer.reason;
            let group = groups.entry(reason).or_insert_with(|| Group { reason, agents: 0, examples: Vec::new() });
            group.agents += 1;
            if group.examples.len() < 3 {
                group.examples.push((agent.id.clone(), answer));
            }
        }
        let mut groups: Vec<Group> = groups.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.agents));
        let agents = question.agents.iter().filter_map(|id| {
            let slot = self.agent_slot(id).ok()?;
            Some((id.clone(), self.answer(slot, role_slot, asked, &question.wanted, &headroom, now)))
        });
        Part {
            framework: client.map(|client| sorter.clients[client].framework_id.clone()),
            standstill: self.standstill(role_slot, client),
            agents: agents.collect(),
            before: role_slot.map(|role| self.before(role, client)).unwrap_or_default(),
            share: client
                .map(|client| sorter.client_rank(client).share)
                .or(role_slot.map(|role| sorter.role_rank(role).share))
                .unwrap_or(0.0),
            kept_for: self.kept_for(role_slot),
            limit_left: self.limit_left(role_slot),
            groups,
            role,
        }
    }

    fn first_active(&self, role: Slot) -> Option<Slot> {
        let clients = self.ledger.sorter.roles[role].clients.iter().copied();
        clients.filter(|client| self.ledger.sorter.clients[*client].active).min_by(|a, b| self.compare(*a, *b))
    }

    fn compare(&self, a: Slot, b: Slot) -> std::cmp::Ordering {
        let sorter = &self.ledger.sorter;
        let key = |client: Slot| {
            let Rank { tier, share } = sorter.client_rank(client);
            (tier, share, sorter.clients[client].account.count, &sorter.clients[client].framework_id)
        };
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| (a.2, a.3).cmp(&(b.2, b.3)))
    }

    fn standstill(&self, role: Option<Slot>, client: Option<Slot>) -> Option<Standstill> {
        let sorter = &self.ledger.sorter;
        let Some(client) = client else {
            let active = role.is_none_or(|role| sorter.roles[role].has_active());
            return (!active).then_some(Standstill::NobodyActive);
        };
        let framework = &self.frameworks[sorter.clients[client].framework];
        let member = framework.members.iter().find(|member| member.client == client)?;
        if !framework.active {
            Some(Standstill::Inactive)
        } else if !member.subscribed {
            Some(Standstill::NotSubscribed)
        } else {
            member.suppressed.then_some(Standstill::Suppressed)
        }
    }

    /// Why one agent is not offered to a client, or to anybody of a role.
    fn answer(
        &self,
        slot: Slot,
        role: Option<Slot>,
        client: Option<Slot>,
        wanted: &ResourceQuantities,
        headroom: &Headroom,
        now: Duration,
    ) -> Answer {
        let agent = &self.ledger.agents[slot];
        let plain = |reason| Answer { reason, until: None, missing: ResourceQuantities::none() };
        if !agent.active {
            return plain(Reason::AgentInactive);
        }
        if !self.may_be_offered(slot) {
            return plain(Reason::NotWhitelisted);
        }
        if agent.free.is_empty() {
            return plain(Reason::NothingFree);
        }
        let offer = match (role, client) {
            (Some(role), Some(client)) => match self.claim(slot, role, client, headroom, now) {
                Ok(resources) => resources.quantities(),
                Err(refusal) => return self.refused(refusal),
            },
            (Some(role), None) => agent.free.allocatable_to(&self.ledger.sorter.roles[role].path).quantities(),
            _ => agent.free.quantities(),
        };
        if offer.is_empty() {
            return plain(Reason::NotForRole);
        }
        let missing = wanted.clone().minus(&offer);
        let reason = if missing.is_empty() { Reason::Eligible } else { Reason::TooSmall };
        Answer { reason, until: None, missing }
    }

    /// What the next run would offer if nobody stood before.
    fn claim(
        &self,
        slot: Slot,
        role: Slot,
        client: Slot,
        headroom: &Headroom,
        now: Duration,
    ) -> Result<mesos_protocol::resources::Resources, Refusal> {
        let moment = self.moment(now);
        let mut visit = self.begin_visit(slot, role, &[]);
        // Which of several equal parts would be cut makes no difference to the reason.
        let mut draws = SeededDraws::new(0);
        if !self.ledger.sorter.roles[role].quota.guarantees.is_empty()
            && let Ok(claim) = self.claim_guarantee(&mut visit, client, moment, headroom, &mut draws)
        {
            return Ok(claim.resources);
        }
        self.claim_fair_share(&mut visit, client, moment, headroom, &mut draws).map(|claim| claim.resources)
    }

    fn refused(&self, refusal: Refusal) -> Answer {
        let mut until = None;
        let reason = match refusal {
            Refusal::Constraint => Reason::Constraint,
            Refusal::Unsuited(unsuited) => Reason::Unsuited(unsuited),
            Refusal::Nothing => Reason::NotForRole,
            Refusal::Minimum | Refusal::Satisfied => Reason::BelowMinimum,
            Refusal::Filtered(filter) => {
                until = Some(Duration::from_nanos(filter.until));
                Reason::Filtered
            }
            Refusal::Quota(Bound::Limit) => Reason::QuotaLimit,
            Refusal::Quota(Bound::Headroom) => Reason::KeptForGuarantees,
            Refusal::Quota(Bound::Policy) => Reason::PolicyBound,
        };
        Answer { reason, until, missing: ResourceQuantities::none() }
    }

    /// Roles that stand before this one at each level above it, and frameworks that stand before the client.
    fn before(&self, role: Slot, client: Option<Slot>) -> Vec<Competitor> {
        let sorter = &self.ledger.sorter;
        let mut before = Vec::new();
        let mut at = role;
        while at != crate::sorter::ROOT {
            let parent = sorter.roles[at].parent;
            let own = (sorter.role_rank(at), sorter.roles[at].whole.count);
            let siblings = sorter.roles[parent].children.iter().copied();
            let ahead = siblings.filter(|sibling| *sibling != at && sorter.roles[*sibling].below > 0).filter(|sibling| {
                let other = (sorter.role_rank(*sibling), sorter.roles[*sibling].whole.count);
                let order = other.0.tier.cmp(&own.0.tier).then(other.0.share.total_cmp(&own.0.share));
                order.then(other.1.cmp(&own.1)).then_with(|| sorter.roles[*sibling].path.cmp(&sorter.roles[at].path)).is_lt()
            });
            before.extend(ahead.take(3).map(|sibling| {
                let Rank { tier, share } = sorter.role_rank(sibling);
                Competitor { role: sorter.roles[sibling].path.clone(), framework: None, tier, share }
            }));
            at = parent;
        }
        if let Some(client) = client {
            let others = sorter.roles[role].clients.iter().copied().filter(|other| sorter.clients[*other].active);
            let ahead = others.filter(|other| *other != client && self.compare(*other, client).is_lt());
            before.extend(ahead.take(3).map(|other| {
                let Rank { tier, share } = sorter.client_rank(other);
                let framework = Some(sorter.clients[other].framework_id.clone());
                Competitor { role: sorter.roles[role].path.clone(), framework, tier, share }
            }));
        }
        before
    }

    fn kept_for(&self, role: Option<Slot>) -> Vec<(Role, ResourceQuantities)> {
        let sorter = &self.ledger.sorter;
        let own = role.map(|role| sorter.roles[role].top);
        let others = self.quota_roles.iter().filter(|slot| Some(**slot) != own).map(|slot| &sorter.roles[*slot]);
        let lacking = others
            .map(|node| (node.path.clone(), self.quantities(&node.quota.guarantees.excess_over(&node.usage.consumed()))));
        lacking.filter(|(_, lacking)| !lacking.is_empty()).collect()
    }

    fn limit_left(&self, role: Option<Slot>) -> Vec<(String, f64)> {
        let sorter = &self.ledger.sorter;
        let Some(top) = role.map(|role| &sorter.roles[sorter.roles[role].top]) else { return Vec::new() };
        let left = top.quota.limits.minus(&top.usage.consumed());
        left.iter().map(|(name, left)| (sorter.names.name(name).to_owned(), left as f64 / 1000.0)).collect()
    }
}
