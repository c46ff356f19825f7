//! The state machine: settings, lookups, and the inputs that concern neither a framework nor an agent alone.

mod agents;
mod frameworks;
mod resources;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use indexmap::IndexMap;
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::{Name, ResourceLimits, ResourceQuantities};
use mesos_protocol::roles::Role;
use mesos_protocol::values::Scalar;

use crate::amounts::Amounts;
use crate::error::Error;
use crate::filters::{Moment, RefusedStore};
use crate::framework::Framework;
use crate::ledger::Ledger;
use crate::metrics::Counters;
use crate::options::Options;
use crate::quota::{Limits, Quota};
use crate::slots::{Slot, SlotSet, Slots};
use crate::sorter::Sorter;

/// Decides who is offered which resources next.
///
/// Facts go in through methods named after what happened; [`run`](Allocator::run) and [`run_all`](Allocator::run_all) give
/// the offers to make. Time is the time since any fixed start, the same for all inputs. Equal inputs, times and draws give
/// equal results.
#[derive(Debug)]
pub struct Allocator {
    pub(crate) options: Options,
    pub(crate) ledger: Ledger,
    pub(crate) frameworks: Slots<Framework>,
    pub(crate) framework_slots: IndexMap<FrameworkId, Slot>,
    pub(crate) agent_slots: IndexMap<AgentId, Slot>,
    pub(crate) refused: RefusedStore,
    /// Last generation given to a client; filters of an older one are void.
    pub(crate) generation: u32,
    /// Batches finished.
    pub(crate) batch: u32,
    pub(crate) pending: Pending,
    pub(crate) pause: Pause,
    /// Agents with scheduled maintenance.
    pub(crate) maintenance: SlotSet,
    /// Top-level roles with quota.
    pub(crate) quota_roles: BTreeSet<Slot>,
    pub(crate) counters: Counters,
}

/// Agents to be looked at by the next run.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    pub(crate) all: bool,
    pub(crate) some: BTreeSet<Slot>,
}

/// Why no run may happen at present.
#[derive(Debug, Default)]
pub(crate) struct Pause {
    /// Paused by the master.
    pub(crate) asked: bool,
    /// After a fail-over: until so many agents are back, or until this moment.
    pub(crate) recovery: Option<(usize, Duration)>,
}

/// Guarantees and limits of a top-level role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotaConfig {
    /// Scalars promised to the role and those below it; a name that is missing is promised nothing.
    pub guarantees: ResourceQuantities,
    /// Most scalars that they may have; a name that is missing has no limit.
    pub limits: ResourceLimits,
}

impl Allocator {
    /// An allocator that knows nothing yet.
    pub fn new(options: Options) -> Allocator {
        Allocator {
            ledger: Ledger::new(Sorter::new(Arc::clone(&options.policy))),
            options,
            frameworks: Slots::default(),
            framework_slots: IndexMap::new(),
            agent_slots: IndexMap::new(),
            refused: RefusedStore::default(),
            generation: 0,
            batch: 0,
            pending: Pending::default(),
            pause: Pause::default(),
            maintenance: SlotSet::default(),
            quota_roles: BTreeSet::new(),
            counters: Counters::default(),
        }
    }

    /// The settings.
    pub fn options(&self) -> &Options {
        &self.options
    }

    // ---- pause ---------------------------------------------------------------------------------------------------

    /// Takes over after a fail-over: sets the quotas of the registry and, if there is any, waits with offers until enough of
    /// `agents_expected` agents are back or `recovery_timeout` has passed.
    ///
    /// Cost: the number of quotas.
    ///
    /// # Errors
    /// As [`update_quota`](Allocator::update_quota), which is done for each of them; earlier ones stay set.
    pub fn recover(
        &mut self,
        agents_expected: usize,
        quotas: impl IntoIterator<Item = (Role, QuotaConfig)>,
        now: Duration,
    ) -> Result<(), Error> {
        for (role, quota) in quotas {
            self.update_quota(&role, &quota)?;
        }
        let needed = (agents_expected as f64 * self.options.recovery_factor) as usize;
        if !self.quota_roles.is_empty() && needed > self.agent_slots.len() {
            self.pause.recovery = Some((needed, now.saturating_add(self.options.recovery_timeout)));
        }
        Ok(())
    }

    /// Stops runs: what asks for one is forgotten until [`resume`](Allocator::resume). Constant cost.
    pub fn pause(&mut self) {
        self.pause.asked = true;
    }

    /// Lets runs happen again, also those that a recovery held back. Constant cost.
    pub fn resume(&mut self) {
        self.pause = Pause::default();
    }

    /// Whether runs are stopped, by [`pause`](Allocator::pause) or by a recovery that waits for agents.
    pub fn is_paused(&self, now: Duration) -> bool {
        self.pause.asked || self.pause.recovery.is_some_and(|(_, until)| now < until)
    }

    /// Whether something happened that asks for a run before the next batch. Constant cost.
    pub fn wants_run(&self) -> bool {
        self.pending.all || !self.pending.some.is_empty()
    }

    pub(crate) fn ask_for_all(&mut self) {
        self.pending.all = !self.pause.asked && self.pause.recovery.is_none();
    }

    pub(crate) fn ask_for(&mut self, agent: Slot) {
        if !self.pause.asked && self.pause.recovery.is_none() {
            self.pending.some.insert(agent);
        }
    }

    // ---- settings ------------------------------------------------------------------------------------------------

    /// Sets weights of role paths; a path that ends in `/.` means the role itself among the roles below it. Takes effect at
    /// the next run and asks for none.
    ///
    /// Cost: logarithmic for each; all ranks become stale.
    ///
    /// # Errors
    /// [`Error::InvalidWeight`] if one is not above 0; then none is set.
    pub fn update_weights<'a>(&mut self, weights: impl IntoIterator<Item = (&'a str, f64)>) -> Result<(), Error> {
        let weights: Vec<_> = weights.into_iter().collect();
        if let Some((role, weight)) = weights.iter().find(|(_, weight)| !(weight.is_finite() && *weight > 0.0)) {
            return Err(Error::InvalidWeight { role: (*role).to_owned(), weight: *weight });
        }
        for (role, weight) in weights {
            self.ledger.sorter.set_weight(role, weight);
        }
        Ok(())
    }

    /// The weights that were set.
    pub fn weights(&self) -> &BTreeMap<String, f64> {
        self.ledger.sorter.weights()
    }

    /// Sets the quota of a top-level role; one without guarantees and limits removes it. Asks for no run.
    ///
    /// Cost: the resources named.
    ///
    /// # Errors
    /// [`Error::QuotaForNestedRole`], [`Error::GuaranteeAboveLimit`].
    pub fn update_quota(&mut self, role: &Role, quota: &QuotaConfig) -> Result<(), Error> {
        if role.is_nested() {
            return Err(Error::QuotaForNestedRole(role.to_string()));
        }
        let above = |(name, amount): &(&Name, Scalar)| quota.limits.get(name).is_some_and(|limit| *amount > limit);
        if let Some((name, _)) = quota.guarantees.iter().find(above) {
            return Err(Error::GuaranteeAboveLimit { role: role.to_string(), resource: name.to_string() });
        }
        let names = &mut self.ledger.sorter.names;
        let mut guarantees = Amounts::default();
        for (name, amount) in quota.guarantees.iter() {
            guarantees.add(names.number(name.as_str()), amount.thousandths());
        }
        let limits =
            Limits::new(quota.limits.iter().map(|(name, limit)| (names.number(name.as_str()), limit.thousandths())));
        let quota = Quota { guarantees, limits };
        let slot = self.ledger.sorter.role(role);
        if quota.is_default() {
            self.quota_roles.remove(&slot);
        } else {
            self.quota_roles.insert(slot);
        }
        self.ledger.sorter.roles[slot].quota = quota;
        self.ledger.sorter.tidy_role(slot);
        Ok(())
    }

    /// Sets which host names get offers; absent: all, empty: none. Asks for no run. Constant cost.
    pub fn update_whitelist(&mut self, hostnames: Option<BTreeSet<String>>) {
        self.options.whitelist = hostnames;
    }

    // ---- reports -------------------------------------------------------------------------------------------------

    /// What counts against the quota of a top-level role when it is checked or reported: all its reservations, and what is
    /// allocated to it, but not what is merely offered. Constant cost.
    pub fn consumed_quota(&self, role: &Role) -> ResourceQuantities {
        let sorter = &self.ledger.sorter;
        let consumed = sorter.find_role(role.as_str()).map(|slot| sorter.roles[slot].usage.consumed_allocated());
        self.quantities(&consumed.unwrap_or_default())
    }

    /// What counts against the quota of a top-level role during a run: also what is offered. Constant cost.
    pub fn consumed_or_offered_quota(&self, role: &Role) -> ResourceQuantities {
        let sorter = &self.ledger.sorter;
        let consumed = sorter.find_role(role.as_str()).map(|slot| sorter.roles[slot].usage.consumed());
        self.quantities(&consumed.unwrap_or_default())
    }

    /// The dominant share of a role among its siblings, or its rank's share under another policy. Constant cost.
    pub fn role_share(&self, role: &Role) -> Option<f64> {
        let sorter = &self.ledger.sorter;
        sorter.find_role(role.as_str()).map(|slot| sorter.role_rank(slot).share)
    }

    /// The share of a framework within a role. Constant cost.
    pub fn framework_share(&self, framework: &FrameworkId, role: &Role) -> Option<f64> {
        let client = self.client(framework, role)?;
        Some(self.ledger.sorter.client_rank(client).share)
    }

    /// What an agent has that is neither offered nor allocated; shared resources always. Constant cost.
    pub fn free_on(&self, agent: &AgentId) -> Option<&mesos_protocol::resources::Resources> {
        Some(&self.ledger.agents[self.agent_slot(agent).ok()?].free)
    }

    /// How many agents are known.
    pub fn agents(&self) -> usize {
        self.agent_slots.len()
    }

    /// How many frameworks are known.
    pub fn frameworks(&self) -> usize {
        self.framework_slots.len()
    }

    /// The roles that exist because a framework, a reservation, a quota or a role below refers to them, by path.
    pub fn roles(&self) -> BTreeSet<Role> {
        let roles = self.ledger.sorter.roles.iter();
        roles.filter(|(slot, _)| *slot != crate::sorter::ROOT).map(|(_, node)| node.path.clone()).collect()
    }

    // ---- lookups -------------------------------------------------------------------------------------------------

    pub(crate) fn agent_slot(&self, agent: &AgentId) -> Result<Slot, Error> {
        self.agent_slots.get(agent).copied().ok_or_else(|| Error::AgentUnknown(agent.clone()))
    }

    pub(crate) fn framework_slot(&self, framework: &FrameworkId) -> Result<Slot, Error> {
        self.framework_slots.get(framework).copied().ok_or_else(|| Error::FrameworkUnknown(framework.clone()))
    }

    pub(crate) fn client(&self, framework: &FrameworkId, role: &Role) -> Option<Slot> {
        let slot = self.framework_slots.get(framework)?;
        Some(self.frameworks[*slot].member(role)?.client)
    }

    pub(crate) fn moment(&self, now: Duration) -> Moment {
        Moment { now, batch: self.batch }
    }

    /// Ends all filters of a client at once, at constant cost.
    pub(crate) fn void_filters(&mut self, client: Slot) {
        self.generation = self.generation.wrapping_add(1);
        self.ledger.sorter.clients[client].wants.generation = self.generation;
    }

    /// Amounts by name, those at or below zero left out.
    pub(crate) fn quantities(&self, amounts: &Amounts) -> ResourceQuantities {
        let mut quantities = ResourceQuantities::none();
        for (name, amount) in amounts.iter() {
            quantities.add_one(&Name::new(self.ledger.sorter.names.name(name)), Scalar::from_thousandths(amount));
        }
        quantities
    }
}
