//! A second allocator, slow and obviously correct: it keeps only facts, and computes every sum and order anew from them.
//!
//! Given the same inputs, times and draws it must decide the same, step by step.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::{Resource, Resources};
use mesos_protocol::roles::Role;
use mesos_protocol::values::Scalar;

use crate::{Allocated, Capabilities, Draws, Minimum, SeededDraws};

pub(crate) type Sum = BTreeMap<String, i64>;

/// Which policy is modelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Fair,
    Random,
    /// Role `b` before all others.
    Priority,
}

#[derive(Clone, Debug)]
pub(crate) struct ModelAgent {
    pub(crate) id: AgentId,
    pub(crate) total: Resources,
    pub(crate) active: bool,
    /// Offered and allocated, by framework and role.
    pub(crate) held: BTreeMap<(FrameworkId, Role), (Resources, Resources)>,
    pub(crate) filters: Vec<ModelFilter>,
}

#[derive(Clone, Debug)]
pub(crate) struct ModelFilter {
    pub(crate) client: (FrameworkId, Role),
    pub(crate) refused: Resources,
    pub(crate) until: Duration,
    pub(crate) batch: u32,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ModelFramework {
    pub(crate) active: bool,
    pub(crate) capabilities: Capabilities,
    pub(crate) members: BTreeMap<Role, Member>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Member {
    pub(crate) subscribed: bool,
    pub(crate) suppressed: bool,
    count: u64,
}

#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) kind: Kind,
    /// The lowest free place is taken first.
    pub(crate) agents: Vec<Option<ModelAgent>>,
    pub(crate) frameworks: BTreeMap<FrameworkId, ModelFramework>,
    pub(crate) weights: BTreeMap<String, f64>,
    pub(crate) quotas: BTreeMap<Role, (Sum, Sum)>,
    own_counts: BTreeMap<Role, u64>,
    whole_counts: BTreeMap<Role, u64>,
    pub(crate) all_pending: bool,
    pub(crate) pending: BTreeSet<usize>,
    pub(crate) batch: u32,
}

/// An order that is read item by item.
enum Order<T> {
    Sorted(std::vec::IntoIter<T>),
    Lottery(Vec<(T, f64)>),
}

impl<T> Order<T> {
    fn next(&mut self, draws: &mut SeededDraws) -> Option<T> {
        match self {
            Order::Sorted(items) => items.next(),
            Order::Lottery(tickets) if tickets.len() <= 1 => tickets.pop().map(|(item, _)| item),
            Order::Lottery(tickets) => {
                let sum: f64 = tickets.iter().map(|(_, weight)| *weight).sum();
                let mut left = (draws.next() >> 11) as f64 / (1u64 << 53) as f64 * sum;
                for at in 0..tickets.len() {
                    left -= tickets[at].1;
                    if left < 0.0 {
                        return Some(tickets.remove(at).0);
                    }
                }
                tickets.pop().map(|(item, _)| item)
            }
        }
    }
}

fn shuffle<T>(items: &mut [T], draws: &mut SeededDraws) {
    for last in (1..items.len()).rev() {
        let at = (u128::from(draws.next()) * (last as u128 + 1)) >> 64;
        items.swap(last, at as usize);
    }
}

fn scalars(resources: &Resources, sum: &mut Sum) {
    for resource in resources.iter() {
        if let Some(scalar) = resource.scalar() {
            *sum.entry(resource.name().to_string()).or_default() += scalar.thousandths();
        }
    }
}

fn sum_of(resources: &Resources) -> Sum {
    let mut sum = Sum::new();
    scalars(resources, &mut sum);
    sum
}

fn plus(a: &Sum, b: &Sum) -> Sum {
    let mut sum = a.clone();
    b.iter().for_each(|(name, amount)| *sum.entry(name.clone()).or_default() += amount);
    sum
}

fn minus(a: &Sum, b: &Sum) -> Sum {
    let mut sum = a.clone();
    b.iter().for_each(|(name, amount)| *sum.entry(name.clone()).or_default() -= amount);
    sum
}

fn positive(sum: Sum) -> Sum {
    sum.into_iter().filter(|(_, amount)| *amount > 0).collect()
}

fn counts_for_quota(resource: &Resource) -> bool {
    resource.is_unreserved() && !resource.is_revocable() && resource.scalar().is_some()
}

/// As much as the bounds allow; a name without a bound is not cut.
fn shrink(resources: &Resources, bound: &dyn Fn(&str) -> Option<i64>, draws: &mut SeededDraws) -> Resources {
    let fits = sum_of(resources).iter().all(|(name, amount)| bound(name).is_none_or(|max| *amount <= max));
    if fits {
        return resources.clone();
    }
    let mut list: Vec<Resource> = resources.iter().cloned().collect();
    let names: BTreeSet<String> = list.iter().map(|resource| resource.name().to_string()).collect();
    if names.len() < list.len() {
        shuffle(&mut list, draws);
    }
    let mut used = Sum::new();
    let mut rest = Resources::none();
    for resource in list {
        let name = resource.name().to_string();
        let Some(max) = bound(&name) else {
            rest.add_one(resource);
            continue;
        };
        let wanted = resource.scalar().unwrap_or(Scalar::ZERO).thousandths();
        let left = max - used.get(&name).copied().unwrap_or(0);
        let taken = if wanted <= left || resource.is_indivisible() { wanted } else { left };
        if taken > 0 && taken <= left {
            *used.entry(name).or_default() += taken;
            rest.add_one(resource.with_amount(Scalar::from_thousandths(taken)).unwrap());
        }
    }
    rest
}

impl ModelAgent {
    pub(crate) fn free(&self) -> Resources {
        let mut held = Resources::none();
        for (offered, allocated) in self.held.values() {
            held.add(&offered.non_shared());
            held.add(&allocated.non_shared());
        }
        let mut free = self.total.clone();
        free.subtract_what_is_there(&held);
        free
    }
}

struct Pass {
    now: Duration,
    required: Sum,
    available: Sum,
    offered_shared: BTreeMap<usize, Resources>,
    allocated: Vec<Allocated>,
}

struct Claim {
    resources: Resources,
    from_guarantee: Sum,
    additional: Sum,
}

impl Model {
    pub(crate) fn new(kind: Kind) -> Model {
        Model {
            kind,
            agents: Vec::new(),
            frameworks: BTreeMap::new(),
            weights: BTreeMap::new(),
            quotas: BTreeMap::new(),
            own_counts: BTreeMap::new(),
            whole_counts: BTreeMap::new(),
            all_pending: false,
            pending: BTreeSet::new(),
            batch: 0,
        }
    }

    // ---- facts ---------------------------------------------------------------------------------------------------

    pub(crate) fn known(&self) -> impl Iterator<Item = (usize, &ModelAgent)> {
        self.agents.iter().enumerate().filter_map(|(place, agent)| Some((place, agent.as_ref()?)))
    }

    pub(crate) fn place_of(&self, id: &AgentId) -> Option<usize> {
        self.known().find(|(_, agent)| agent.id == *id).map(|(place, _)| place)
    }

    pub(crate) fn add_agent(&mut self, id: &AgentId, total: Resources) {
        let agent = ModelAgent { id: id.clone(), total, active: true, held: BTreeMap::new(), filters: Vec::new() };
        let place = self.agents.iter().position(Option::is_none).unwrap_or_else(|| {
            self.agents.push(None);
            self.agents.len() - 1
        });
        self.agents[place] = Some(agent);
        self.pending.insert(place);
    }

    pub(crate) fn agent(&mut self, place: usize) -> &mut ModelAgent {
        self.agents[place].as_mut().unwrap()
    }

    /// Forgets memberships and counts that nothing refers to any more.
    pub(crate) fn tidy(&mut self) {
        let held: BTreeSet<(FrameworkId, Role)> = self.known().flat_map(|(_, agent)| agent.held.keys().cloned()).collect();
        for (id, framework) in &mut self.frameworks {
            framework.members.retain(|role, member| member.subscribed || held.contains(&(id.clone(), role.clone())));
        }
        let used: BTreeSet<Role> =
            self.frameworks.values().flat_map(|framework| framework.members.keys().cloned()).collect();
        self.own_counts.retain(|role, _| used.contains(role));
        self.whole_counts.retain(|role, _| used.iter().any(|other| other.is_within(role)));
    }

    pub(crate) fn hold(&mut self, place: usize, client: &(FrameworkId, Role), part: &Resources, counted: bool, used: bool) {
        let held = self.agent(place).held.entry(client.clone()).or_default();
        if used {
            held.1.add(part)
        } else {
            held.0.add(part)
        }
        if counted {
            let framework = self.frameworks.get_mut(&client.0).unwrap();
            framework.members.entry(client.1.clone()).or_default().count += 1;
            *self.own_counts.entry(client.1.clone()).or_default() += 1;
            for role in std::iter::once(client.1.clone()).chain(client.1.ancestors()) {
                *self.whole_counts.entry(role).or_default() += 1;
            }
        }
    }

    pub(crate) fn release(&mut self, place: usize, client: &(FrameworkId, Role), part: &Resources, used: bool) {
        let held = self.agent(place).held.get_mut(client).unwrap();
        if used {
            held.1.subtract(part).unwrap()
        } else {
            held.0.subtract(part).unwrap()
        }
        if held.0.is_empty() && held.1.is_empty() {
            self.agent(place).held.remove(client);
        }
        self.tidy();
    }

    pub(crate) fn drop_filters(&mut self, gone: impl Fn(&(FrameworkId, Role)) -> bool) {
        for agent in self.agents.iter_mut().flatten() {
            agent.filters.retain(|filter| !gone(&filter.client));
        }
    }

    // ---- sums ----------------------------------------------------------------------------------------------------

    fn totals(&self) -> Sum {
        let mut sum = Sum::new();
        self.known().for_each(|(_, agent)| scalars(&agent.total, &mut sum));
        sum
    }

    /// All held by clients that count; what is shared counts once per agent.
    fn held(&self, counts: impl Fn(&(FrameworkId, Role)) -> bool, kind: impl Fn(&Resource) -> bool) -> Sum {
        let mut sum = Sum::new();
        for (_, agent) in self.known() {
            let mut all = Resources::none();
            for (_, (offered, allocated)) in agent.held.iter().filter(|(client, _)| counts(client)) {
                all.add(offered);
                all.add(allocated);
            }
            scalars(&all.filter(&kind), &mut sum);
        }
        sum
    }

    fn reserved(&self, counts: impl Fn(&Role) -> bool) -> Sum {
        let mut sum = Sum::new();
        for (_, agent) in self.known() {
            scalars(&agent.total.filter(|resource| resource.reserved_for().is_some_and(&counts)), &mut sum);
        }
        sum
    }

    fn consumed(&self, top: &Role) -> Sum {
        let held = self.held(|(_, role)| role.is_within(top), |r| counts_for_quota(r) && !r.is_shared());
        plus(&self.reserved(|role| role.is_within(top)), &held)
    }

    // ---- order ---------------------------------------------------------------------------------------------------

    fn share(&self, allocated: &Sum, weight: f64) -> f64 {
        let totals = self.totals();
        let parts = allocated.iter().filter(|(_, amount)| **amount != 0);
        let parts = parts.map(|(name, amount)| (*amount as f64, totals.get(name).copied().unwrap_or(0)));
        parts.filter(|(_, total)| *total > 0).map(|(amount, total)| amount / total as f64).fold(0.0, f64::max) / weight
    }

    fn members(&self) -> BTreeSet<Role> {
        self.frameworks.values().flat_map(|framework| framework.members.keys().cloned()).collect()
    }

    fn weight(&self, path: &str) -> f64 {
        self.weights.get(path).copied().unwrap_or(1.0)
    }

    /// Children of a node that have frameworks below them, and whether the node has some itself.
    fn level(&self, parent: Option<&Role>) -> (Vec<Role>, bool) {
        let members = self.members();
        let mut children = BTreeSet::new();
        for role in &members {
            let path = std::iter::once(role.clone()).chain(role.ancestors());
            children.extend(path.into_iter().filter(|node| node.parent().as_ref() == parent));
        }
        (children.into_iter().collect(), parent.is_some_and(|parent| members.contains(parent)))
    }

    fn sorted_roles(&self, parent: Option<&Role>, out: &mut Vec<Role>) {
        let (children, own) = self.level(parent);
        let mut entries: Vec<(u32, f64, u64, String, Option<Role>)> = Vec::new();
        for child in children {
            let held = self.held(|(_, role)| role.is_within(&child), |_| true);
            let count = self.whole_counts.get(&child).copied().unwrap_or(0);
            let tier = u32::from(self.kind == Kind::Priority && !child.is_within(&Role::new("b").unwrap()));
            let name = child.as_str().rsplit('/').next().unwrap().to_owned();
            entries.push((tier, self.share(&held, self.weight(child.as_str())), count, name, Some(child)));
        }
        if let Some(parent) = parent.filter(|_| own) {
            let held = self.held(|(_, role)| role == parent, |_| true);
            let count = self.own_counts.get(parent).copied().unwrap_or(0);
            let tier = u32::from(self.kind == Kind::Priority && !parent.is_within(&Role::new("b").unwrap()));
            entries.push((tier, self.share(&held, self.weight(&format!("{parent}/."))), count, ".".to_owned(), None));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)).then_with(|| a.3.cmp(&b.3)));
        for (.., child) in entries {
            match (child, parent) {
                (Some(child), _) => self.sorted_roles(Some(&child), out),
                (None, Some(parent)) => out.push(parent.clone()),
                (None, None) => {}
            }
        }
    }

    fn relative_weights(&self, parent: Option<&Role>, relative: f64, out: &mut Vec<(Role, f64)>) {
        let (children, own) = self.level(parent);
        let own_weight = parent.filter(|_| own).map(|parent| self.weight(&format!("{parent}/.")));
        let parent_alone = children.is_empty();
        let sum: f64 = children.iter().map(|child| self.weight(child.as_str())).sum::<f64>() + own_weight.unwrap_or(0.0);
        if let (Some(parent), Some(weight)) = (parent, own_weight) {
            out.push((parent.clone(), if parent_alone { relative } else { relative * weight / sum }));
        }
        for child in children {
            self.relative_weights(Some(&child), relative * self.weight(child.as_str()) / sum, out);
        }
    }

    fn role_order(&self) -> Order<Role> {
        if self.kind == Kind::Random {
            let mut tickets = Vec::new();
            self.relative_weights(None, 1.0, &mut tickets);
            tickets.sort_by(|a, b| a.0.cmp(&b.0));
            return Order::Lottery(tickets);
        }
        let mut roles = Vec::new();
        self.sorted_roles(None, &mut roles);
        Order::Sorted(roles.into_iter())
    }

    fn active_in(&self, role: &Role) -> Vec<FrameworkId> {
        let active = self.frameworks.iter().filter(|(_, framework)| {
            framework.active && framework.members.get(role).is_some_and(|member| member.subscribed && !member.suppressed)
        });
        active.map(|(id, _)| id.clone()).collect()
    }

    fn framework_order(&self, role: &Role) -> Order<FrameworkId> {
        let active = self.active_in(role);
        if self.kind == Kind::Random {
            return Order::Lottery(active.into_iter().map(|id| (id, 1.0)).collect());
        }
        let mut keyed: Vec<_> = active
            .into_iter()
            .map(|id| {
                let held = self.held(|(framework, other)| *framework == id && other == role, |_| true);
                (self.share(&held, 1.0), self.frameworks[&id].members[role].count, id)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then_with(|| a.2.cmp(&b.2)));
        Order::Sorted(keyed.into_iter().map(|(.., id)| id).collect::<Vec<_>>().into_iter())
    }

    // ---- run -----------------------------------------------------------------------------------------------------

    pub(crate) fn run(&mut self, batch: bool, now: Duration, draws: &mut SeededDraws) -> Vec<Allocated> {
        let all = std::mem::take(&mut self.all_pending) || batch;
        let pending = std::mem::take(&mut self.pending);
        let candidates = self
            .known()
            .filter(|(place, agent)| (all || pending.contains(place)) && agent.active && !agent.free().is_empty());
        let mut agents: Vec<usize> = candidates.map(|(place, _)| place).collect();
        let required = self.quotas.iter().fold(Sum::new(), |required, (role, (guarantees, _))| {
            plus(&required, &positive(minus(guarantees, &self.consumed(role))))
        });
        let mut free_revocable = Sum::new();
        self.known().for_each(|(_, agent)| scalars(&agent.free().revocable(), &mut free_revocable));
        let unallocated_reservations =
            minus(&self.reserved(|_| true), &self.held(|_| true, |resource| !resource.is_unreserved()));
        let unheld = minus(&self.totals(), &self.held(|_| true, |_| true));
        let available = minus(&minus(&unheld, &unallocated_reservations), &free_revocable);
        let mut pass = Pass { now, required, available, offered_shared: BTreeMap::new(), allocated: Vec::new() };
        if self.quotas.values().any(|(guarantees, _)| !guarantees.is_empty()) {
            shuffle(&mut agents, draws);
            for place in &agents {
                self.visit(*place, true, &mut pass, draws);
            }
        }
        shuffle(&mut agents, draws);
        for place in &agents {
            self.visit(*place, false, &mut pass, draws);
        }
        if batch {
            self.batch += 1;
        }
        pass.allocated
    }

    fn left(&self, place: usize, pass: &Pass) -> Resources {
        let gone = pass.offered_shared.get(&place);
        let free = self.agents[place].as_ref().unwrap().free();
        free.filter(|resource| !(resource.is_shared() && gone.is_some_and(|gone| gone.copies_of(resource) > 0)))
    }

    fn unsatisfied(&self, role: &Role) -> Sum {
        let guarantees = self.quotas.get(role).map(|(guarantees, _)| guarantees.clone()).unwrap_or_default();
        positive(minus(&guarantees, &self.consumed(role)))
    }

    fn visit(&mut self, place: usize, guarantees: bool, pass: &mut Pass, draws: &mut SeededDraws) {
        let mut roles = self.role_order();
        while !self.left(place, pass).is_empty() {
            let Some(role) = roles.next(draws) else { return };
            let promised = self.quotas.get(&role).is_some_and(|(guarantees, _)| !guarantees.is_empty());
            if self.active_in(&role).is_empty() || guarantees && (!promised || self.unsatisfied(&role).is_empty()) {
                continue;
            }
            let mut frameworks = self.framework_order(&role);
            while !self.left(place, pass).allocatable_to(&role).is_empty() {
                let Some(id) = frameworks.next(draws) else { break };
                let client = (id, role.clone());
                let Some(claim) = self.claim(place, &client, guarantees, pass, draws) else { continue };
                self.hold(place, &client, &claim.resources, true, false);
                pass.offered_shared.entry(place).or_default().add(&claim.resources.shared());
                pass.required = positive(minus(&pass.required, &claim.from_guarantee));
                pass.available = minus(&minus(&pass.available, &claim.from_guarantee), &claim.additional);
                let mut resources = claim.resources;
                resources.allocate(&role);
                let agent = self.agent(place).id.clone();
                let same =
                    |offer: &&mut Allocated| offer.framework == client.0 && offer.role == role && offer.agent == agent;
                match pass.allocated.iter_mut().find(same) {
                    Some(offer) => offer.resources.add(&resources),
                    None => pass.allocated.push(Allocated { framework: client.0, role: role.clone(), agent, resources }),
                }
                if guarantees && self.unsatisfied(&role).is_empty() {
                    break;
                }
            }
        }
    }

    fn filtered(&self, place: usize, client: &(FrameworkId, Role), offer: &Resources, now: Duration) -> bool {
        self.agents[place].as_ref().unwrap().filters.iter().any(|filter| {
            filter.client == *client && (now <= filter.until || filter.batch == self.batch) && filter.refused.contains(offer)
        })
    }

    fn claim(
        &self,
        place: usize,
        client: &(FrameworkId, Role),
        guarantees: bool,
        pass: &Pass,
        draws: &mut SeededDraws,
    ) -> Option<Claim> {
        let (id, role) = client;
        let has = self.frameworks[id].capabilities;
        let total = &self.agents[place].as_ref()?.total;
        if total.iter().any(|resource| resource.name().as_str() == "gpus") && !has.gpu_resources {
            return None;
        }
        let candidate = self.left(place, pass).allocatable_to(role).filter(|resource| {
            (has.revocable_resources || !resource.is_revocable())
                && (has.shared_resources || !resource.is_shared())
                && (has.reservation_refinement || !resource.has_refined_reservation())
        });
        let worth = |offer: &Resources| !offer.is_empty() && Minimum::default().is_reached_by(offer);
        if !worth(&candidate) || self.filtered(place, client, &candidate, pass.now) {
            return None;
        }
        let top = Role::new(role.top_level()).unwrap();
        let consumed = self.consumed(&top);
        let limits = self.quotas.get(&top).map(|(_, limits)| limits.clone()).unwrap_or_default();
        let counted = candidate.filter(counts_for_quota);
        let rest = candidate.filter(|resource| !counts_for_quota(resource));
        let mut guaranteed = Resources::none();
        if guarantees {
            let unsatisfied = self.unsatisfied(role);
            guaranteed = shrink(&counted, &|name| Some(unsatisfied.get(name).copied().unwrap_or(0)), draws);
            if guaranteed.is_empty() {
                return None;
            }
        }
        let from_guarantee = sum_of(&guaranteed);
        let mut additional = counted;
        additional.subtract(&guaranteed).unwrap();
        if !limits.is_empty() {
            let used = plus(&consumed, &from_guarantee);
            let left = |name: &str| Some((limits.get(name)? - used.get(name).copied().unwrap_or(0)).max(0));
            additional = shrink(&additional, &left, draws);
        }
        if !pass.required.is_empty() {
            let surplus = positive(minus(&pass.available, &pass.required));
            additional = shrink(&additional, &|name| Some(surplus.get(name).copied().unwrap_or(0)), draws);
        }
        let mut resources = if guarantees {
            rest.filter(|resource| resource.reserved_for().is_none_or(|reserved| reserved == role))
        } else {
            rest
        };
        resources.add(&guaranteed);
        resources.add(&additional);
        let fine = worth(&resources) && !self.filtered(place, client, &resources, pass.now);
        fine.then(|| Claim { resources, from_guarantee, additional: sum_of(&additional) })
    }
}
