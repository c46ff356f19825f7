//! What the driver decides: state in, effects out. No actor, no clock, no input or output; `scheduler.rs` carries out.
//!
//! ```text
//!   from the master ─ on_message ──────────────┐             ┌ Say ─▶ master
//!   from the framework ─ on_call, on_handled ──┼─▶ Session ──┤ Show, Update ─▶ framework
//!   from the connection ─ on_lost ─────────────┘             └ GiveUp, Left ─▶ the driver's end
//! ```
//!
//! Invariants. An update is shown once per life of the framework and acknowledged only when it was handled. After a
//! terminal state nothing of that task is shown any more. What an older master or another cluster says changes nothing.

mod over;

use std::collections::{BTreeMap, BTreeSet};

use mesos_protocol::{
    constraints::OfferConstraints,
    framework::FrameworkInfo,
    ids::{AgentId, ClusterId, FrameworkId, OfferId, TaskId, Term, UpdateUuid},
    messages::master_scheduler::{ToMaster, ToScheduler},
    offer::Filters,
    operation::{Operation, OperationState, OperationStatus, Tracked},
    roles::Role,
    status::{Reason, Source, TaskState, TaskStatus},
    task::{KillPolicy, TaskInfo},
};

use crate::{cluster::Identity, desk::Call, event::Event, flags::Planted};
use over::Over;

/// Tasks in one question to the master: far below the largest message, whatever the length of their ids.
const ASKED_AT_ONCE: usize = 500;

/// Updates of a running task by which late copies are recognised. Of one task only the oldest that is not acknowledged is
/// under way, so a copy is at most a few behind.
const SEEN_MAX: usize = 32;

/// Offers that are named in one message, so that it stays far below the largest one. Whoever holds more names none.
const HELD_MAX: usize = 5_000;

/// What is to be done outside.
#[derive(Debug)]
pub(crate) enum Effect {
    /// Tell the master.
    Say(ToMaster),
    /// Tell the framework.
    Show(Event),
    /// Tell the framework of a task, with a receipt if the status has a uuid.
    Update(Box<TaskStatus>),
    /// It takes part under this id.
    Subscribed(Identity),
    /// It cannot take part any more: end with this reason.
    GiveUp(String),
    /// It has left for good: end.
    Left,
}

/// A task that is not over.
#[derive(Debug)]
struct Known {
    agent_id: Option<AgentId>,
    state: TaskState,
    /// Updates that were handled, oldest first.
    seen: Vec<UpdateUuid>,
    /// The framework asked where it stands.
    asked: bool,
}

/// True of a state that every task leaves for the other one and never comes back to.
fn is_behind(state: TaskState, known: TaskState) -> bool {
    let order = [TaskState::Staging, TaskState::Starting, TaskState::Running];
    let place = |state| order.iter().position(|one| *one == state);
    place(state).zip(place(known)).is_some_and(|(state, known)| state < known)
}

/// A kill that is repeated until its task is over.
type Kill = (Option<AgentId>, Option<KillPolicy>);

/// One framework life's part in its cluster.
#[derive(Debug)]
pub(crate) struct Session {
    info: FrameworkInfo,
    cluster_id: Option<ClusterId>,
    term: Option<Term>,
    subscribed: bool,
    /// An earlier life had this id, so there may be tasks that this life has not heard of.
    came_back: bool,
    leaving: bool,
    suppressed: BTreeSet<Role>,
    /// Which agents it wants offers from.
    constraints: OfferConstraints,
    /// With what it subscribed last, which the master took.
    admitted_as: Option<(FrameworkInfo, OfferConstraints)>,
    /// Revived since it subscribed: said again after the next subscription, because it may have been lost.
    revived: BTreeSet<Role>,
    offers: BTreeMap<OfferId, AgentId>,
    tasks: BTreeMap<TaskId, Known>,
    over: Over,
    /// Shown and not handled yet.
    shown: BTreeMap<UpdateUuid, (TaskId, AgentId)>,
    kills: BTreeMap<TaskId, Kill>,
    effects: Vec<Effect>,
    planted: Planted,
}

impl Session {
    pub(crate) fn new(info: FrameworkInfo, known: Option<Identity>) -> Session {
        let (framework_id, cluster_id) = known.map(|who| (who.framework_id, who.cluster_id)).unzip();
        let info = FrameworkInfo { id: framework_id.or_else(|| info.id.clone()), ..info };
        Session {
            cluster_id,
            term: None,
            subscribed: false,
            came_back: info.id.is_some(),
            leaving: false,
            suppressed: BTreeSet::new(),
            constraints: OfferConstraints::none(),
            admitted_as: None,
            revived: BTreeSet::new(),
            offers: BTreeMap::new(),
            tasks: BTreeMap::new(),
            over: Over::default(),
            shown: BTreeMap::new(),
            kills: BTreeMap::new(),
            effects: Vec::new(),
            planted: Planted::default(),
            info,
        }
    }

    /// Makes the mistakes that a test planted.
    pub(crate) fn plant(&mut self, planted: Planted) {
        self.planted = planted;
    }

    /// What is to be done now, in this order.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    pub(crate) fn is_subscribed(&self) -> bool {
        self.subscribed
    }

    pub(crate) fn is_leaving(&self) -> bool {
        self.leaving
    }

    /// How many tasks are not over.
    pub(crate) fn tasks(&self) -> usize {
        self.tasks.len()
    }

    /// What to say to a master to take part.
    pub(crate) fn subscribe(&self) -> ToMaster {
        let (info, suppressed_roles) = (Box::new(self.info.clone()), self.suppressed.iter().cloned().collect());
        match self.constraints.is_empty() {
            true => ToMaster::Subscribe { info, suppressed_roles },
            false => {
                let constraints = Box::new(self.constraints.clone());
                ToMaster::SubscribeConstrained { info, suppressed_roles, constraints }
            }
        }
    }

    // --- from the master --------------------------------------------------------------------------------------------

    pub(crate) fn on_message(&mut self, message: ToScheduler) {
        let term = message.term();
        match message {
            ToScheduler::Subscribed { cluster_id, framework_id, .. } => self.on_subscribed(term, cluster_id, framework_id),
            ToScheduler::Error { message, .. } => self.on_error(term, message),
            // A master to which it is not subscribed has nothing to say to it.
            _ if !self.subscribed || self.term != Some(term) => {}
            ToScheduler::Offers { offers, .. } => {
                self.offers.extend(offers.iter().map(|offer| (offer.id.clone(), offer.agent_id.clone())));
                self.effects.push(Effect::Show(Event::Offers(offers)));
            }
            ToScheduler::Rescind { offer_id, .. } => {
                if self.offers.remove(&offer_id).is_some() {
                    self.effects.push(Effect::Show(Event::Rescinded(offer_id)));
                }
            }
            ToScheduler::Update { status, .. } => self.on_update(status),
            ToScheduler::Failure { agent_id, executor_id, status, .. } => {
                self.effects.push(Effect::Show(Event::Failure { agent_id, executor_id, status }));
            }
            ToScheduler::Heartbeat { .. } => {}
            ToScheduler::Message { agent_id, executor_id, data, .. } => {
                self.effects.push(Effect::Show(Event::Message { agent_id, executor_id, data }));
            }
            ToScheduler::InverseOffers { offers, .. } => self.effects.push(Effect::Show(Event::InverseOffers(offers))),
            ToScheduler::RescindInverse { offer_id, .. } => {
                self.effects.push(Effect::Show(Event::InverseRescinded(offer_id)));
            }
            ToScheduler::OperationUpdate { status, .. } => self.on_operation_update(status),
            ToScheduler::Refused { call, why, .. } => self.on_refused(call, why),
        }
    }

    /// News with a uuid come again until they are acknowledged; they only say where the operation stands, so a copy of them
    /// does no harm.
    fn on_operation_update(&mut self, status: Box<OperationStatus>) {
        if let (Some(uuid), Some(agent_id), Some(operation_id)) =
            (status.uuid, status.agent_id.clone(), status.operation_id.clone())
        {
            let provider_id = status.provider_id.clone();
            self.say(|framework_id| ToMaster::AcknowledgeOperation {
                framework_id,
                agent_id,
                provider_id,
                operation_id,
                uuid,
            });
        }
        self.effects.push(Effect::Show(Event::Operation(status)));
    }

    /// A description that was refused would be refused again at the next subscription, and end the framework: so that one
    /// says what the last one said.
    fn on_refused(&mut self, call: String, why: String) {
        if call == "UPDATE_FRAMEWORK"
            && let Some((info, constraints)) = self.admitted_as.clone()
        {
            self.suppressed.retain(|role| info.roles.contains(role));
            (self.info, self.constraints) = (info, constraints);
        }
        self.effects.push(Effect::Show(Event::Refused { call, why }));
    }

    fn on_subscribed(&mut self, term: Term, cluster_id: ClusterId, framework_id: FrameworkId) {
        if let Some(known) = self.cluster_id.as_ref().filter(|known| **known != cluster_id) {
            let why = format!(
                "the master belongs to the cluster {cluster_id}, but this framework subscribed in the cluster {known} and its \
                 tasks are there; point --master at a master of that cluster, or start the framework anew"
            );
            return self.give_up(why);
        }
        if self.term.is_some_and(|known| term < known) || (self.subscribed && self.term == Some(term)) {
            return;
        }
        if self.subscribed {
            self.on_lost();
        }
        (self.subscribed, self.term) = (true, Some(term));
        self.cluster_id = Some(cluster_id.clone());
        self.info.id = Some(framework_id.clone());
        self.admitted_as = Some((self.info.clone(), self.constraints.clone()));
        let who = Identity { framework_id: framework_id.clone(), cluster_id: cluster_id.clone() };
        self.effects.push(Effect::Subscribed(who));
        if self.leaving {
            return self.effects.push(Effect::Say(ToMaster::Teardown { framework_id }));
        }
        self.effects.push(Effect::Show(Event::Subscribed { framework_id: framework_id.clone(), cluster_id }));
        let roles: Vec<Role> = std::mem::take(&mut self.revived).into_iter().collect();
        if !roles.is_empty() {
            self.effects.push(Effect::Say(ToMaster::Revive { framework_id, roles }));
        }
        self.repeat();
    }

    fn on_error(&mut self, term: Term, message: String) {
        if self.leaving {
            // Whatever the master objects to, it does not know the framework any more.
            self.effects.push(Effect::Left);
        } else if !self.subscribed || self.term.is_none_or(|known| term >= known) {
            self.give_up(message);
        }
    }

    fn give_up(&mut self, why: String) {
        self.subscribed = false;
        self.effects.push(Effect::Show(Event::Error(why.clone())));
        self.effects.push(Effect::GiveUp(why));
    }

    fn on_update(&mut self, status: Box<TaskStatus>) {
        match self.worth_showing(&status) {
            Worth::Nothing => {}
            Worth::Acknowledging(agent_id, uuid) => self.acknowledge(status.task_id, agent_id, uuid),
            Worth::Showing => self.show(status),
        }
    }

    fn worth_showing(&self, status: &TaskStatus) -> Worth {
        let known = self.tasks.get(&status.task_id);
        let over = self.over.state(&status.task_id).is_some();
        if self.planted.shows_copies && status.uuid.is_some() {
            return Worth::Showing;
        }
        match (status.uuid, &status.agent_id) {
            (Some(uuid), _) if self.shown.contains_key(&uuid) => Worth::Nothing,
            (Some(uuid), Some(agent_id)) if over || known.is_some_and(|known| known.seen.contains(&uuid)) => {
                Worth::Acknowledging(agent_id.clone(), uuid)
            }
            (Some(_), _) if !over => Worth::Showing,
            // An answer that was overtaken by updates says what is no longer so.
            (None, _) if known.is_some_and(|known| is_behind(status.state, known.state)) => Worth::Nothing,
            // The answers to the driver's own questions mostly say what is known.
            (None, _) if !over && known.is_none_or(|known| known.asked || known.state != status.state) => Worth::Showing,
            _ => Worth::Nothing,
        }
    }

    /// Shows an update that says something new.
    fn show(&mut self, mut status: Box<TaskStatus>) {
        let task_id = &status.task_id;
        match (status.uuid, &status.agent_id) {
            (Some(uuid), Some(agent_id)) => drop(self.shown.insert(uuid, (task_id.clone(), agent_id.clone()))),
            // Nobody could be told that it was seen.
            (Some(_), None) => status.uuid = None,
            (None, _) => {}
        }
        if status.state.is_terminal() {
            self.tasks.remove(task_id);
            self.kills.remove(task_id);
            self.over.insert(task_id.clone(), status.state);
        } else {
            let known = self.tasks.entry(task_id.clone()).or_insert_with(|| Known::new(None));
            known.state = status.state;
            known.asked = false;
            known.agent_id = status.agent_id.clone().or(known.agent_id.take());
        }
        self.effects.push(Effect::Update(status));
    }

    fn acknowledge(&mut self, task_id: TaskId, agent_id: AgentId, uuid: UpdateUuid) {
        self.say(|framework_id| ToMaster::Acknowledge { framework_id, agent_id, task_id, uuid });
    }

    // --- from the connection ----------------------------------------------------------------------------------------

    /// The master is gone, or silent.
    pub(crate) fn on_lost(&mut self) {
        if std::mem::take(&mut self.subscribed) {
            self.offers.clear();
            self.effects.push(Effect::Show(Event::Disconnected));
        }
    }

    /// Says again what may have been lost: kills, and the question where tasks stand.
    pub(crate) fn repeat(&mut self) {
        for (task_id, (agent_id, kill_policy)) in self.kills.clone() {
            self.say(|framework_id| ToMaster::Kill { framework_id, task_id, agent_id, kill_policy });
        }
        if self.came_back {
            self.ask(Vec::new());
        }
        let tasks: Vec<_> = self.tasks.iter().map(|(id, known)| (id.clone(), known.agent_id.clone())).collect();
        for some in tasks.chunks(ASKED_AT_ONCE) {
            self.ask(some.to_vec());
        }
    }

    fn ask(&mut self, tasks: Vec<(TaskId, Option<AgentId>)>) {
        self.say(|framework_id| ToMaster::Reconcile { framework_id, tasks });
    }

    /// Shows that it is there, and which offers it has: of the others the master takes back what was lost.
    pub(crate) fn heartbeat(&mut self) {
        if self.offers.len() > HELD_MAX {
            return self.say(|framework_id| ToMaster::Heartbeat { framework_id });
        }
        let offer_ids = self.offers.keys().cloned().collect();
        self.say(|framework_id| ToMaster::Holds { framework_id, offer_ids });
    }

    fn say(&mut self, message: impl FnOnce(FrameworkId) -> ToMaster) {
        if let Some(id) = self.info.id.clone().filter(|_| self.subscribed) {
            self.effects.push(Effect::Say(message(id)));
        }
    }

    // --- from the framework -----------------------------------------------------------------------------------------

    /// An update was handled.
    pub(crate) fn on_handled(&mut self, uuid: UpdateUuid) {
        let Some((task_id, agent_id)) = self.shown.remove(&uuid) else { return };
        if let Some(known) = self.tasks.get_mut(&task_id) {
            if known.seen.len() == SEEN_MAX {
                known.seen.remove(0);
            }
            known.seen.push(uuid);
        }
        self.acknowledge(task_id, agent_id, uuid);
    }

    /// An update did not reach the framework: it counts as never shown, and comes again.
    pub(crate) fn on_not_shown(&mut self, uuid: UpdateUuid) {
        let Some((task_id, agent_id)) = self.shown.remove(&uuid) else { return };
        if self.over.remove(&task_id) {
            self.tasks.insert(task_id, Known::new(Some(agent_id)));
        }
    }

    /// An offer did not reach the framework: it is declined in its name.
    pub(crate) fn on_not_offered(&mut self, offer_id: OfferId) {
        self.on_decline(offer_id, Filters::default());
    }

    pub(crate) fn on_call(&mut self, call: Call) {
        match call {
            Call::Accept { offer_ids, operations, filters } => self.on_accept(offer_ids, operations, filters),
            Call::Decline { offer_id, filters } => self.on_decline(offer_id, filters),
            Call::Kill { task_id, kill_policy } => self.on_kill(task_id, kill_policy),
            Call::Reconcile { tasks } => self.on_reconcile(tasks),
            Call::Revive { roles } => self.on_revive(roles),
            Call::Suppress { roles } => self.on_suppress(roles),
            Call::Teardown => self.leave(),
            Call::Message { agent_id, executor_id, data } => {
                self.say(|framework_id| ToMaster::Message { framework_id, agent_id, executor_id, data });
            }
            Call::Shutdown { agent_id, executor_id } => {
                self.say(|framework_id| ToMaster::Shutdown { framework_id, executor_id, agent_id });
            }
            Call::UpdateFramework { info, suppressed, constraints } => {
                self.on_update_framework(*info, suppressed, *constraints);
            }
            Call::Request { requests } => self.say(|framework_id| ToMaster::Request { framework_id, requests }),
            Call::ReconcileOperations { operations } => {
                self.say(|framework_id| ToMaster::ReconcileOperations { framework_id, operations });
            }
        }
    }

    /// What the driver put in at the beginning stays if nothing else is said. Without a master the next subscription says it.
    fn on_update_framework(&mut self, info: FrameworkInfo, suppressed_roles: Vec<Role>, constraints: OfferConstraints) {
        let before = &self.info;
        let user = if info.user.is_empty() { before.user.clone() } else { info.user };
        let principal = info.principal.or_else(|| before.principal.clone());
        let hostname = info.hostname.or_else(|| before.hostname.clone());
        self.info = FrameworkInfo { id: before.id.clone(), user, principal, hostname, ..info };
        self.suppressed = suppressed_roles.iter().cloned().collect();
        self.constraints = constraints.clone();
        let (info, suppressed) = (Box::new(self.info.clone()), &self.suppressed);
        self.revived.retain(|role| info.roles.contains(role) && !suppressed.contains(role));
        self.say(|_| ToMaster::UpdateFramework { info, suppressed_roles, constraints: Box::new(constraints) });
    }

    fn on_accept(&mut self, offer_ids: Vec<OfferId>, operations: Vec<Tracked>, filters: Filters) {
        let valid = self.subscribed && offer_ids.iter().all(|id| self.offers.contains_key(id));
        if !valid {
            let (reason, why) = match self.subscribed {
                true => (Reason::InvalidOffers, "the offer was taken back before the task was launched on it"),
                false => (Reason::MasterDisconnected, "the driver has no master, so the offer is void"),
            };
            self.show_dropped(&operations, why);
            return launched(&operations).for_each(|task| self.drop_task(task, reason, why));
        }
        for offer in &offer_ids {
            self.offers.remove(offer);
        }
        for task in launched(&operations) {
            self.over.remove(&task.task_id);
            self.tasks.insert(task.task_id.clone(), Known::new(Some(task.agent_id.clone())));
        }
        if operations.iter().any(|tracked| tracked.id.is_some()) {
            return self.say(|framework_id| ToMaster::AcceptTracked { framework_id, offer_ids, operations, filters });
        }
        let operations = operations.into_iter().map(|tracked| tracked.operation).collect();
        self.say(|framework_id| ToMaster::Accept { framework_id, offer_ids, operations, filters });
    }

    /// Operations that cannot be said to the master; those that launch have their tasks' updates.
    fn show_dropped(&mut self, operations: &[Tracked], why: &str) {
        let others = operations.iter().filter(|tracked| launched(std::slice::from_ref(tracked)).next().is_none());
        for id in others.filter_map(|tracked| tracked.id.clone()) {
            let status = OperationStatus::new(id, OperationState::Dropped).message(why);
            self.effects.push(Effect::Show(Event::Operation(Box::new(status))));
        }
    }

    /// A task that never leaves the driver is over at once, and stays so: a kill of it asks nobody.
    fn drop_task(&mut self, task: &TaskInfo, reason: Reason, why: &str) {
        let state = if self.info.is_partition_aware() { TaskState::Dropped } else { TaskState::Lost };
        let status = TaskStatus::new(task.task_id.clone(), state, Source::Master);
        let status = status.reason(reason).message(why).agent(task.agent_id.clone());
        self.over.insert(task.task_id.clone(), state);
        self.effects.push(Effect::Update(Box::new(status)));
    }

    fn on_decline(&mut self, offer_id: OfferId, filters: Filters) {
        if self.offers.remove(&offer_id).is_some() {
            let offer_ids = vec![offer_id];
            self.say(|framework_id| ToMaster::Decline { framework_id, offer_ids, filters });
        }
    }

    fn on_kill(&mut self, task_id: TaskId, kill_policy: Option<KillPolicy>) {
        if self.over.state(&task_id).is_some() {
            return;
        }
        let agent_id = self.tasks.get(&task_id).and_then(|known| known.agent_id.clone());
        self.kills.insert(task_id.clone(), (agent_id.clone(), kill_policy));
        self.say(|framework_id| ToMaster::Kill { framework_id, task_id, agent_id, kill_policy });
    }

    fn on_reconcile(&mut self, tasks: Vec<(TaskId, Option<AgentId>)>) {
        if tasks.is_empty() {
            self.tasks.values_mut().for_each(|known| known.asked = true);
            return self.ask(tasks);
        }
        // Of a task that is over the master may have forgotten how it ended; the driver has not.
        let (over, open): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|(task_id, _)| self.over.state(task_id).is_some());
        for (task_id, agent_id) in over {
            let Some(state) = self.over.state(&task_id) else { continue };
            let status = TaskStatus { agent_id, ..TaskStatus::new(task_id, state, Source::Master) };
            self.effects.push(Effect::Update(Box::new(status.reason(Reason::Reconciliation))));
        }
        for (task_id, _) in &open {
            if let Some(known) = self.tasks.get_mut(task_id) {
                known.asked = true;
            }
        }
        for some in open.chunks(ASKED_AT_ONCE) {
            self.ask(some.to_vec());
        }
    }

    fn on_revive(&mut self, roles: Vec<Role>) {
        let roles = self.or_all(roles);
        self.suppressed.retain(|role| !roles.contains(role));
        self.revived.extend(roles.iter().cloned());
        self.say(|framework_id| ToMaster::Revive { framework_id, roles });
    }

    fn on_suppress(&mut self, roles: Vec<Role>) {
        let roles = self.or_all(roles);
        self.suppressed.extend(roles.iter().cloned());
        self.revived.retain(|role| !roles.contains(role));
        self.say(|framework_id| ToMaster::Suppress { framework_id, roles });
    }

    fn or_all(&self, roles: Vec<Role>) -> Vec<Role> {
        if roles.is_empty() { self.info.roles.clone() } else { roles }
    }

    /// Leaves the cluster for good.
    pub(crate) fn leave(&mut self) {
        self.leaving = true;
        match self.info.id {
            Some(_) => self.say(|framework_id| ToMaster::Teardown { framework_id }),
            None => self.effects.push(Effect::Left),
        }
    }
}

/// What an update is worth.
enum Worth {
    Nothing,
    Acknowledging(AgentId, UpdateUuid),
    Showing,
}

impl Known {
    fn new(agent_id: Option<AgentId>) -> Known {
        Known { agent_id, state: TaskState::Staging, seen: Vec::new(), asked: false }
    }
}

/// The tasks that operations launch.
fn launched(operations: &[Tracked]) -> impl Iterator<Item = &TaskInfo> {
    operations.iter().flat_map(|tracked| match &tracked.operation {
        Operation::Launch { tasks } | Operation::LaunchGroup { tasks, .. } => tasks.as_slice(),
        _ => &[],
    })
}

#[cfg(test)]
mod tests;
