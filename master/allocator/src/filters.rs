//! Refuse filters: which client does not want which resources of an agent, and until when.
//!
//! Filters lie with their agent, sorted by client: a run over one agent reads one short list. Refused resources are kept
//! once, however many filters name them. A filter ends by time, or at once when its client is revived, suppressed or
//! removed; ended ones are not searched for, they are skipped and dropped when their list is next changed.

use std::sync::Arc;
use std::time::Duration;

use indexmap::IndexMap;
use mesos_protocol::resources::Resources;

use crate::slots::{Slot, Slots};

/// The number of interned refused resources.
pub(crate) type RefusedId = u32;

/// Refused resources, each kept once.
#[derive(Debug, Default)]
pub(crate) struct RefusedStore {
    entries: Slots<Refused>,
    ids: IndexMap<Arc<Resources>, RefusedId>,
    /// The one asked for last: declines come in bursts of equal resources, and comparing is cheaper than hashing.
    last: Option<RefusedId>,
}

#[derive(Debug)]
struct Refused {
    resources: Arc<Resources>,
    users: u32,
}

impl RefusedStore {
    /// The number of `resources`, with one more user.
    fn acquire(&mut self, resources: &Resources) -> RefusedId {
        let same = |id: &RefusedId| self.entries.get(*id).is_some_and(|entry| *entry.resources == *resources);
        if let Some(id) = self.last.filter(same).or_else(|| self.ids.get(resources).copied()) {
            self.entries[id].users += 1;
            self.last = Some(id);
            return id;
        }
        let shared = Arc::new(resources.clone());
        let id = self.entries.insert(Refused { resources: shared.clone(), users: 1 });
        self.ids.insert(shared, id);
        self.last = Some(id);
        id
    }

    fn release(&mut self, id: RefusedId) {
        self.entries[id].users -= 1;
        if self.entries[id].users == 0
            && let Some(entry) = self.entries.remove(id)
        {
            self.ids.swap_remove(&entry.resources);
        }
    }

    pub(crate) fn get(&self, id: RefusedId) -> &Resources {
        &self.entries[id].resources
    }

    /// How many different resources are refused.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn users(&self, id: RefusedId) -> u32 {
        self.entries.get(id).map_or(0, |entry| entry.users)
    }
}

/// One filter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Filter {
    pub(crate) client: Slot,
    /// The client's generation when the filter was made; another one voids it.
    pub(crate) generation: u32,
    pub(crate) refused: RefusedId,
    /// The number of batches run before it was made.
    pub(crate) batch: u32,
    /// Last moment at which it holds, in nanoseconds.
    pub(crate) until: u64,
}

/// The moment at which filters are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) now: Duration,
    /// Batches finished so far.
    pub(crate) batch: u32,
}

impl Filter {
    /// A filter holds through its last moment, and in any case through the first batch after it was made, however late.
    pub(crate) fn holds(&self, generation: u32, moment: Moment) -> bool {
        self.generation == generation && (nanoseconds(moment.now) <= self.until || moment.batch == self.batch)
    }
}

pub(crate) fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// The filters of one agent, sorted by client.
#[derive(Debug, Default)]
pub(crate) struct FilterList {
    list: Vec<Filter>,
}

impl FilterList {
    /// The filters of a client, void ones included.
    pub(crate) fn of(&self, client: Slot) -> &[Filter] {
        let begin = self.list.partition_point(|filter| filter.client < client);
        let rest = &self.list[begin..];
        // Nearly always one.
        let length = rest.iter().take_while(|filter| filter.client == client).count();
        &rest[..length]
    }

    /// Adds a filter for `resources`; drops those of the same client that it makes superfluous or that have ended.
    ///
    /// Cost: logarithmic in the filters of the agent, plus moving those behind it.
    pub(crate) fn add(&mut self, filter: Filter, resources: &Resources, moment: Moment, store: &mut RefusedStore) {
        let begin = self.list.partition_point(|known| known.client < filter.client);
        let mut at = begin;
        while at < self.list.len() && self.list[at].client == filter.client {
            let known = self.list[at];
            let covered = known.until <= filter.until && resources.contains(store.get(known.refused));
            if covered || !known.holds(filter.generation, moment) {
                self.list.remove(at);
                store.release(known.refused);
            } else {
                at += 1;
            }
        }
        let refused = store.acquire(resources);
        self.list.insert(at, Filter { refused, ..filter });
    }

    /// Forgets all filters of the agent.
    pub(crate) fn clear(&mut self, store: &mut RefusedStore) {
        for filter in std::mem::take(&mut self.list) {
            store.release(filter.refused);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Filter> {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_small() {
        assert!(size_of::<Filter>() <= 24);
    }
}
