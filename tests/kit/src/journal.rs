//! [`Journal`]: all that a framework was told and did, in order, and what must hold of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use mesos_protocol::{
    ids::{AgentId, FrameworkId, OfferId, TaskId, UpdateUuid},
    offer::Offer,
    status::{TaskState, TaskStatus},
};
use parking_lot::Mutex;

/// An update that a framework's handler saw.
#[derive(Clone, Debug)]
pub struct Seen {
    /// When, on the run's clock.
    pub at: Duration,
    /// What it said.
    pub status: TaskStatus,
}

#[derive(Default)]
pub(crate) struct Entries {
    pub(crate) subscriptions: Vec<(Duration, FrameworkId)>,
    pub(crate) disconnections: u32,
    /// Offers that are neither answered nor taken back.
    pub(crate) open: BTreeMap<OfferId, Offer>,
    pub(crate) offers: Vec<(Duration, Offer)>,
    pub(crate) rescinded: Vec<(Duration, OfferId)>,
    /// Offers that it declined for 5 s.
    pub(crate) declined: Vec<(Duration, Offer)>,
    /// When it asked for offers again, was disconnected or subscribed: filters may end then.
    pub(crate) asked_again: Vec<Duration>,
    /// Tasks that were launched, in order, and where.
    pub(crate) launched: Vec<(TaskId, AgentId)>,
    pub(crate) updates: Vec<Seen>,
    pub(crate) agents_lost: Vec<(Duration, AgentId)>,
    pub(crate) errors: Vec<String>,
}

/// What a framework was told and did. Outlives the framework's lives; clones share it.
#[derive(Clone, Default)]
pub struct Journal(pub(crate) Arc<Mutex<Entries>>);

impl Journal {
    /// Its ids, one for each subscription, with the time.
    pub fn subscriptions(&self) -> Vec<(Duration, FrameworkId)> {
        self.0.lock().subscriptions.clone()
    }

    /// Its present id.
    pub fn framework_id(&self) -> Option<FrameworkId> {
        self.0.lock().subscriptions.last().map(|(_, id)| id.clone())
    }

    /// How often it lost its master.
    pub fn disconnections(&self) -> u32 {
        self.0.lock().disconnections
    }

    /// Offers that it holds.
    pub fn open_offers(&self) -> Vec<Offer> {
        self.0.lock().open.values().cloned().collect()
    }

    /// All offers that it got, with the time.
    pub fn offers(&self) -> Vec<(Duration, Offer)> {
        self.0.lock().offers.clone()
    }

    /// All offers that were taken back, with the time.
    pub fn rescinded(&self) -> Vec<(Duration, OfferId)> {
        self.0.lock().rescinded.clone()
    }

    /// Tasks that it launched, in order, and where.
    pub fn launched(&self) -> Vec<(TaskId, AgentId)> {
        self.0.lock().launched.clone()
    }

    /// All updates that it saw, in order.
    pub fn updates(&self) -> Vec<Seen> {
        self.0.lock().updates.clone()
    }

    /// States of one task that it saw, in order.
    pub fn states(&self, task: &TaskId) -> Vec<TaskState> {
        self.0.lock().updates.iter().filter(|seen| seen.status.task_id == *task).map(|seen| seen.status.state).collect()
    }

    /// The last update of one task.
    pub fn last(&self, task: &TaskId) -> Option<Seen> {
        self.0.lock().updates.iter().rev().find(|seen| seen.status.task_id == *task).cloned()
    }

    /// Agents that it was told to be gone, with the time.
    pub fn agents_lost(&self) -> Vec<(Duration, AgentId)> {
        self.0.lock().agents_lost.clone()
    }

    /// Why it could not take part any more.
    pub fn errors(&self) -> Vec<String> {
        self.0.lock().errors.clone()
    }

    /// Tasks that were launched and are not over, as far as it knows.
    pub fn unfinished(&self) -> Vec<TaskId> {
        let entries = self.0.lock();
        let over: BTreeSet<&TaskId> =
            entries.updates.iter().filter(|seen| seen.status.state.is_terminal()).map(|seen| &seen.status.task_id).collect();
        entries.launched.iter().map(|(id, _)| id).filter(|id| !over.contains(id)).cloned().collect()
    }
}

/// So long what was declined stays away, unless the framework says otherwise.
const REFUSED_FOR: Duration = Duration::from_secs(5);

/// What a framework says is heard within this time where nothing is late.
const HEARD_WITHIN: Duration = Duration::from_secs(1);

/// Offers that came although the framework had declined the same, or more, on the same agent less than 5 s before, and had
/// not asked for offers again. Says nothing where messages are late or lost: an older offer may come after a newer one, and
/// the answer to one that was taken back refuses nothing.
pub fn offered_too_soon(journal: &Journal) -> Vec<String> {
    let entries = journal.0.lock();
    let asked_again = |declined: Duration, offered: Duration| {
        let since = declined.saturating_sub(HEARD_WITHIN);
        entries.asked_again.iter().any(|asked| (since..=offered).contains(asked))
    };
    let mut found = Vec::new();
    for (at, offer) in &entries.offers {
        let refused = entries.declined.iter().find(|(declined, refused)| {
            *declined < *at
                && *at - *declined < REFUSED_FOR
                && refused.agent_id == offer.agent_id
                && refused.resources.contains(&offer.resources)
                && !asked_again(*declined, *at)
        });
        if let Some((declined, refused)) = refused {
            found.push(format!("{} was declined at {declined:?} and offered again as {} at {at:?}", refused.id, offer.id));
        }
    }
    found
}

/// How far a task has got; within one rank anything may follow anything.
fn rank(state: TaskState) -> u8 {
    match state {
        TaskState::Staging => 0,
        TaskState::Starting => 1,
        TaskState::Running => 2,
        TaskState::Killing => 3,
        state if state.is_terminal() => 5,
        // Not reached at present: it may run again.
        _ => 2,
    }
}

/// What does not hold of a framework that was told everything: each task has exactly one terminal state, which is the last
/// that was told of it; its updates came in order, each uuid once.
pub fn violations(journal: &Journal) -> Vec<String> {
    let mut found = Vec::new();
    let updates = journal.updates();
    let mut uuids: BTreeSet<UpdateUuid> = BTreeSet::new();
    for seen in &updates {
        if let Some(uuid) = seen.status.uuid
            && !uuids.insert(uuid)
        {
            found.push(format!("{} {} was shown twice with one uuid", seen.status.task_id, seen.status.state));
        }
    }
    for (task, _) in journal.launched() {
        let states = journal.states(&task);
        let terminal = states.iter().filter(|state| state.is_terminal()).count();
        if terminal != 1 {
            found.push(format!("{task} has {terminal} terminal states: {states:?}"));
        }
        if let Some(pair) = states.windows(2).find(|pair| rank(pair[0]) > rank(pair[1])) {
            found.push(format!("{task} went from {} to {}: {states:?}", pair[0], pair[1]));
        }
    }
    found
}
