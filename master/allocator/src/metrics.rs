//! Values of the allocator's metrics, but for times of runs, which whoever calls it measures.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::allocator::Allocator;
use crate::amounts::Amounts;
use crate::framework::Framework;
use crate::sorter::ROOT;

/// What is counted over time.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) runs: u64,
    /// Suppression metrics of removed frameworks, oldest first.
    completed: VecDeque<Vec<(String, f64)>>,
}

impl Counters {
    /// Keeps the metrics of a removed framework, and of at most `max` such frameworks.
    pub(crate) fn complete(&mut self, framework: &Framework, max: usize) {
        self.completed.push_back(suppression(framework));
        while self.completed.len() > max {
            self.completed.pop_front();
        }
    }
}

fn suppression(framework: &Framework) -> Vec<(String, f64)> {
    let subscribed = framework.members.iter().filter(|member| member.subscribed);
    let entries = subscribed.map(|member| {
        let key = format!("master/frameworks/{}/{}/roles/{}/suppressed", framework.name, framework.id, member.role);
        (key, f64::from(u8::from(member.suppressed)))
    });
    entries.collect()
}

impl Allocator {
    /// All metrics by name. `queued` is the number of messages waiting for the allocator.
    ///
    /// Cost: all filters, roles and frameworks.
    pub fn metrics(&self, now: Duration, queued: usize) -> BTreeMap<String, f64> {
        let mut values = BTreeMap::new();
        values.insert("allocator/mesos/allocation_runs".to_owned(), self.counters.runs as f64);
        for name in ["allocator/mesos/event_queue_dispatches", "allocator/event_queue_dispatches"] {
            values.insert(name.to_owned(), queued as f64);
        }
        self.resource_metrics(&mut values);
        self.quota_metrics(&mut values);
        self.role_metrics(now, &mut values);
        let frameworks = self.frameworks.iter().flat_map(|(_, framework)| suppression(framework));
        let completed = self.counters.completed.iter().flatten().cloned();
        for (name, value) in completed.chain(frameworks) {
            values.insert(name, value);
        }
        values
    }

    fn resource_metrics(&self, values: &mut BTreeMap<String, f64>) {
        let sorter = &self.ledger.sorter;
        for resource in ["cpus", "mem", "disk"] {
            let of = |amounts: &Amounts| sorter.names.find(resource).map_or(0.0, |name| units(amounts.get(name)));
            let prefix = format!("allocator/mesos/resources/{resource}");
            values.insert(format!("{prefix}/total"), of(sorter.totals()));
            values.insert(format!("{prefix}/offered_or_allocated"), of(&self.ledger.sums.held));
        }
    }

    fn quota_metrics(&self, values: &mut BTreeMap<String, f64>) {
        let sorter = &self.ledger.sorter;
        for &slot in &self.quota_roles {
            let node = &sorter.roles[slot];
            let mut put = |name, kind: &str, value: i64| {
                let resource = sorter.names.name(name);
                let key = format!("allocator/mesos/quota/roles/{}/resources/{resource}/{kind}", node.path);
                values.insert(key, units(value));
            };
            node.quota.guarantees.iter().for_each(|(name, amount)| put(name, "guarantee", amount));
            node.quota.limits.iter().for_each(|(name, amount)| put(name, "limit", amount));
            node.usage.consumed_allocated().iter().for_each(|(name, amount)| put(name, "consumed", amount));
            node.usage.held.iter().for_each(|(name, amount)| put(name, "offered_or_allocated", amount));
        }
    }

    fn role_metrics(&self, now: Duration, values: &mut BTreeMap<String, f64>) {
        let sorter = &self.ledger.sorter;
        let active = self.active_filters(now);
        for (slot, node) in sorter.roles.iter().filter(|(slot, _)| *slot != ROOT) {
            if node.clients.is_empty() {
                continue;
            }
            let filters = active.get(&slot).copied().unwrap_or(0);
            values.insert(format!("allocator/mesos/offer_filters/roles/{}/active", node.path), filters as f64);
            values.insert(format!("allocator/mesos/roles/{}/shares/dominant", node.path), sorter.role_rank(slot).share);
        }
    }

    /// How many filters are in force, by role. Cost: all filters.
    fn active_filters(&self, now: Duration) -> BTreeMap<crate::slots::Slot, usize> {
        let moment = self.moment(now);
        let mut active = BTreeMap::new();
        for filter in self.ledger.agents.iter().flat_map(|(_, agent)| agent.filters.iter()) {
            if let Some(client) = self.ledger.sorter.clients.get(filter.client)
                && filter.holds(client.wants.generation, moment)
            {
                *active.entry(client.role).or_insert(0) += 1;
            }
        }
        active
    }
}

fn units(thousandths: i64) -> f64 {
    mesos_protocol::values::Scalar::from_thousandths(thousandths).as_f64()
}
