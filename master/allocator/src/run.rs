//! One run: which candidate agents are offered to whom.
//!
//! First guarantees are served, then what is left goes by fair share. Both stages go through the agents in random order,
//! through the roles in the order of the role sorter, and through the frameworks of a role in the order of its sorter; an
//! agent's rest goes on to the next framework until nothing is left or nobody may have it.

mod claim;
mod headroom;
mod shrink;

use std::collections::BTreeMap;
use std::time::Duration;

use mesos_protocol::agent::Unavailability;
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::Resources;
use mesos_protocol::roles::Role;

pub(crate) use claim::{Bound, Refusal};
pub(crate) use headroom::Headroom;

use crate::allocator::{Allocator, Pending};
use crate::draws::{Draws, shuffle};
use crate::filters::Moment;
use crate::slots::Slot;
use crate::sorter::{ClientWalk, RoleWalk};

/// What a run decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// What is to be offered, in the order in which it was granted; at most once for a framework, role and agent.
    pub allocated: Vec<Allocated>,
    /// Which frameworks are to be asked to move away from agents, by framework within each agent.
    pub inverse_offers: Vec<InverseOffer>,
}

/// Resources set aside for an offer. The allocator counts them as offered from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocated {
    /// To whom.
    pub framework: FrameworkId,
    /// In which of its roles.
    pub role: Role,
    /// On which agent.
    pub agent: AgentId,
    /// What, allocated to the role.
    pub resources: Resources,
}

/// A request to move away from an agent whose maintenance is scheduled. It asks for everything the framework has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InverseOffer {
    /// Who is asked.
    pub framework: FrameworkId,
    /// From which agent.
    pub agent: AgentId,
    /// When it will be away.
    pub unavailability: Unavailability,
}

/// Everything that a run carries along.
struct Pass<'a> {
    moment: Moment,
    draws: &'a mut dyn Draws,
    headroom: Headroom,
    /// Shared resources that went out in this run, by agent: they go out once.
    offered_shared: Vec<(Slot, Resources)>,
    allocated: Vec<Allocated>,
    /// Where in `allocated` the grants of the first stage stand, by agent and client: a client gets one offer of an agent.
    promised: BTreeMap<(Slot, Slot), usize>,
    /// Where in `allocated` the visit of the present agent began.
    visit_begin: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Guarantees,
    FairShare,
}

impl Allocator {
    /// Runs over the agents that something asked for since the last run.
    ///
    /// Cost: these agents as far as they have anything free, the frameworks that each is refused by, and what changed since
    /// the last run.
    pub fn run(&mut self, now: Duration, draws: &mut dyn Draws) -> Run {
        self.run_pending(now, draws)
    }

    /// A batch: runs over all agents.
    ///
    /// Cost: all agents that have anything free, the frameworks that each is refused by, and what changed since the last
    /// run. Agents without anything free cost nothing.
    pub fn run_all(&mut self, now: Duration, draws: &mut dyn Draws) -> Run {
        self.pending.all = true;
        let paused = self.is_paused(now);
        let run = self.run_pending(now, draws);
        // A batch that did not happen is none that a short filter has seen.
        self.batch = self.batch.wrapping_add(u32::from(!paused));
        run
    }

    fn run_pending(&mut self, now: Duration, draws: &mut dyn Draws) -> Run {
        let Pending { all, some } = std::mem::take(&mut self.pending);
        if self.is_paused(now) || !all && some.is_empty() {
            return Run::default();
        }
        self.pause.recovery = None;
        self.counters.runs += 1;
        let (mut agents, in_maintenance): (Vec<Slot>, Vec<Slot>) = if all {
            (self.ledger.with_free.iter().collect(), self.maintenance.iter().collect())
        } else {
            let with_free = some.iter().copied().filter(|slot| self.ledger.with_free.contains(*slot)).collect();
            (with_free, some.into_iter().filter(|slot| self.maintenance.contains(*slot)).collect())
        };
        agents.retain(|slot| self.may_be_offered(*slot));
        let moment = self.moment(now);
        let headroom = Headroom::of(self);
        let mut pass = Pass {
            moment,
            draws,
            headroom,
            offered_shared: Vec::new(),
            allocated: Vec::new(),
            promised: BTreeMap::new(),
            visit_begin: 0,
        };
        if self.has_guarantees() {
            shuffle(&mut agents, pass.draws);
            for &agent in &agents {
                self.visit_agent(agent, Stage::Guarantees, &mut pass);
            }
        }
        shuffle(&mut agents, pass.draws);
        for &agent in &agents {
            self.visit_agent(agent, Stage::FairShare, &mut pass);
        }
        let allocated = pass.allocated;
        Run { allocated, inverse_offers: self.inverse_offers(&in_maintenance, moment) }
    }

    /// Whether an agent takes part in runs: active, and on the whitelist if there is one.
    pub(crate) fn may_be_offered(&self, agent: Slot) -> bool {
        let agent = &self.ledger.agents[agent];
        let listed = |list: &std::collections::BTreeSet<String>| list.contains(&agent.facts.hostname);
        agent.active && self.options.whitelist.as_ref().is_none_or(listed)
    }

    fn has_guarantees(&self) -> bool {
        self.quota_roles.iter().any(|role| !self.ledger.sorter.roles[*role].quota.guarantees.is_empty())
    }

    fn visit_agent(&mut self, agent: Slot, stage: Stage, pass: &mut Pass<'_>) {
        if self.ledger.agents[agent].free.is_empty() {
            return;
        }
        pass.visit_begin = pass.allocated.len();
        let mut roles = RoleWalk::begin(&mut self.ledger.sorter);
        loop {
            let shared = pass.offered_shared.iter().find(|(known, _)| *known == agent).map(|(_, shared)| shared);
            let free = &self.ledger.agents[agent].free;
            if free.is_empty() || shared.is_some_and(|shared| shared.contains(free)) {
                return;
            }
            let Some(role) = roles.next(&mut self.ledger.sorter, pass.draws) else { return };
            let node = &self.ledger.sorter.roles[role];
            if !node.has_active() || stage == Stage::Guarantees && node.quota.guarantees.is_empty() {
                continue;
            }
            if self.visit_role(agent, role, stage, pass) {
                roles = RoleWalk::begin(&mut self.ledger.sorter);
            }
        }
    }

    /// Says whether the policy cut a grant short: then the rest goes to whoever is first by the order that this made.
    fn visit_role(&mut self, agent: Slot, role: Slot, stage: Stage, pass: &mut Pass<'_>) -> bool {
        if stage == Stage::Guarantees && self.unsatisfied(role).is_empty() {
            return false;
        }
        let mut clients = ClientWalk::begin(&mut self.ledger.sorter, role);
        let mut visit = self.begin_visit(agent, role, &pass.offered_shared);
        while !visit.is_empty(&self.ledger.agents[agent]) {
            let Some(client) = clients.next(&self.ledger.sorter, pass.draws) else { return false };
            let claimed = match stage {
                Stage::Guarantees => self.claim_guarantee(&mut visit, client, pass.moment, &pass.headroom, pass.draws),
                Stage::FairShare => self.claim_fair_share(&mut visit, client, pass.moment, &pass.headroom, pass.draws),
            };
            let Ok(claim) = claimed else { continue };
            self.grant(agent, client, claim.resources, stage, pass);
            pass.headroom.spend(&claim.from_guarantee, &claim.additional);
            if claim.is_step {
                return true;
            }
            visit = self.begin_visit(agent, role, &pass.offered_shared);
            if stage == Stage::Guarantees && self.unsatisfied(role).is_empty() {
                return false;
            }
        }
        false
    }

    /// What a role still lacks of its guarantee.
    fn unsatisfied(&self, role: Slot) -> crate::amounts::Amounts {
        let node = &self.ledger.sorter.roles[role];
        node.quota.guarantees.excess_over(&node.usage.consumed())
    }

    fn grant(&mut self, agent: Slot, client: Slot, resources: Resources, stage: Stage, pass: &mut Pass<'_>) {
        self.ledger.grant(agent, client, &resources);
        if self.ledger.agents[agent].traits.shared {
            let shared = resources.shared();
            match pass.offered_shared.iter_mut().find(|(known, _)| *known == agent) {
                Some((_, all)) => all.add(&shared),
                None => pass.offered_shared.push((agent, shared)),
            }
        }
        let entry = &self.ledger.sorter.clients[client];
        let role = self.ledger.sorter.roles[entry.role].path.clone();
        let mut resources = resources;
        resources.allocate(&role);
        let framework = entry.framework_id.clone();
        let visit = pass.visit_begin..;
        let same = |other: &Allocated| other.framework == framework && other.role == role;
        let earlier = pass.promised.get(&(agent, client)).copied();
        let earlier = earlier.or_else(|| Some(pass.visit_begin + pass.allocated[visit].iter().position(same)?));
        if let Some(at) = earlier {
            pass.allocated[at].resources.add(&resources);
            return;
        }
        if stage == Stage::Guarantees {
            pass.promised.insert((agent, client), pass.allocated.len());
        }
        let agent = self.ledger.agents[agent].id.clone();
        pass.allocated.push(Allocated { framework, role, agent, resources });
    }
}
