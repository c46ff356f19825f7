//! Agents that come, and agents that come back with tasks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use libprocess::Address;
use mesos_allocator::AgentFacts;
use mesos_protocol::agent::AgentInfo;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{AgentId, ClusterId, FrameworkId};
use mesos_protocol::messages::master_agent::ToAgent;
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::status::{Reason, TaskState};
use mesos_protocol::task::Task;

use super::{Effect, Master, Moment, Timer, Waiting, given};
use crate::allocator::Fact;
use crate::registrar::registry::Change;
use crate::state::{Active, Agent, Ghost, TaskKey, Wants, keep};
use crate::validation;

/// An agent that comes, or comes back, with all that it says.
#[derive(Clone, Debug)]
pub(crate) struct Returning {
    pub(crate) id: AgentId,
    pub(crate) from: Address,
    pub(crate) info: Arc<AgentInfo>,
    pub(crate) version: Arc<str>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) frameworks: Vec<FrameworkInfo>,
}

/// What becomes of a reported task.
enum Fate {
    /// It is there for its framework, as far as the framework knows or hears now.
    Lives,
    /// It is over for its framework, so it is ended; until then it holds what it has.
    Ends,
    /// It is over for both.
    Past,
}

impl Master {
    /// A new agent wants to join.
    pub(crate) fn on_register(&mut self, from: Address, info: AgentInfo, version: String) {
        self.metrics.messages_register_slave.increment();
        if let Err(reason) = validation::agent(&info) {
            return self.turn_away(from, reason, false);
        }
        let place = from.clone().with_life(None);
        if let Some(id) = self.state.places.get(&place).cloned() {
            if let Some(Waiting::Joining(_)) = self.waiting.get(&id) {
                return;
            }
            if self.state.agent_at(&id, &from).is_some() {
                return self.greet(&id);
            }
            // Another life holds the address: the former one is over, and so are its tasks.
            self.replace_later(&id);
        }
        let Some(id) = given::<AgentId>(format!("{}-S{}", self.settings.master_id, self.agents_made)) else { return };
        self.agents_made += 1;
        let info = Arc::new(AgentInfo { id: Some(id.clone()), ..info });
        self.change(Change::Admit { id: id.clone(), info: info.clone() });
        self.state.places.insert(place, id.clone());
        let (tasks, frameworks) = (Vec::new(), Vec::new());
        let joining = Returning { id: id.clone(), from, info, version: version.into(), tasks, frameworks };
        self.waiting.insert(id, Waiting::Joining(joining));
    }

    fn turn_away(&mut self, from: Address, reason: String, shutdown: bool) {
        tracing::warn!(%from, %reason, "an agent is refused");
        let term = self.settings.term;
        self.effect(Effect::AnswerAgent(from, ToAgent::Refused { term, reason, shutdown }));
    }

    fn greet(&mut self, id: &AgentId) {
        let (term, ping_timeout) = (self.settings.term, self.settings.ping_timeout);
        let (cluster_id, agent_id) = (self.settings.cluster_id.clone(), id.clone());
        self.tell_agent(id, ToAgent::Registered { term, cluster_id, agent_id, ping_timeout });
    }

    /// The registry has a new agent.
    pub(super) fn agent_joins(&mut self, agent: Returning) {
        self.metrics.slave_registrations.increment();
        let Returning { id, from, info, version, .. } = agent;
        tracing::info!(agent = %id, hostname = %info.hostname, %from, "an agent joined");
        self.state.agents.insert(id.clone(), Agent::new(info, version, from.clone(), self.moment));
        self.appear(&id, from);
        self.feed_agent(&id);
        self.greet(&id);
    }

    /// An agent speaks from there from now on.
    fn appear(&mut self, id: &AgentId, from: Address) {
        self.state.places.insert(from.clone().with_life(None), id.clone());
        self.effect(Effect::AgentConnected(id.clone(), from));
        self.effect(Effect::Watch(id.clone()));
        self.effect(Effect::Cancel(Timer::Reregister(id.clone())));
    }

    /// An agent that was admitted before wants to go on.
    pub(crate) fn on_reregister(&mut self, mut agent: Returning, cluster_id: &ClusterId) {
        self.metrics.messages_reregister_slave.increment();
        let (term, id) = (self.settings.term, agent.id.clone());
        if self.waiting.contains_key(&id) {
            return;
        }
        if *cluster_id != self.settings.cluster_id {
            let own = &self.settings.cluster_id;
            let reason = format!("this is cluster {own}, and agent {id} belongs to cluster {cluster_id}");
            return self.turn_away(agent.from, reason, true);
        }
        if let Err(reason) = validation::returning(&agent) {
            return self.turn_away(agent.from, reason, false);
        }
        let over = if self.state.gone.contains_key(&id) {
            Some("Agent has been marked gone; start it as a new agent")
        } else if self.state.removed.contains(&id) {
            Some("Agent was removed, and its tasks were reported as lost; it may join as a new agent")
        } else if self.state.agents.get(&id).is_some_and(|known| known.info.hostname != agent.info.hostname) {
            Some("Agent attempted to reregister with different IP / hostname")
        } else {
            None
        };
        if let Some(reason) = over {
            return self.effect(Effect::AnswerAgent(agent.from, ToAgent::Shutdown { term, reason: reason.to_owned() }));
        }
        agent.info = Arc::new(AgentInfo { id: Some(id.clone()), ..AgentInfo::clone(&agent.info) });
        let known = self.state.agents.get(&id).map(|known| &known.info).or_else(|| self.state.recovered.get(&id));
        let change = match known {
            Some(known) if *known == agent.info => return self.agent_returns(agent),
            Some(_) => Change::Update { id: id.clone(), info: agent.info.clone() },
            None => Change::MarkReachable { id: id.clone(), info: agent.info.clone() },
        };
        self.change(change);
        self.waiting.insert(id, Waiting::Returning(Box::new(agent)));
    }

    /// An agent is back, and the registry knows it as it is.
    pub(super) fn agent_returns(&mut self, agent: Returning) {
        self.metrics.slave_reregistrations.increment();
        let Returning { id, from, info, version, tasks, frameworks } = agent;
        tracing::info!(agent = %id, tasks = tasks.len(), %from, "an agent is back");
        self.adopt_frameworks(frameworks);
        let was_known = self.state.agents.contains_key(&id);
        // Of one that the registry did not know any more, the tasks were reported as lost, too.
        let was_unreachable = self.state.recovered.remove(&id).is_none() && !was_known;
        if let Some(place) = self.state.unreachable.remove(&id).and_then(|agent| agent.place) {
            self.state.leave_place(&place, &id);
        }
        let changed = self.take_description(&id, &from, info, version);
        self.appear(&id, from);
        let reported: BTreeSet<TaskKey> =
            tasks.iter().map(|task| (task.framework_id.clone(), task.task_id.clone())).collect();
        let mut ends = Vec::new();
        let mut holds_more = false;
        for task in tasks {
            let key = (task.framework_id.clone(), task.task_id.clone());
            let held = self.holds(&id, &key);
            if let Fate::Ends = self.settle(&id, task, was_unreachable) {
                ends.push(key.clone());
            }
            holds_more |= !held && self.holds(&id, &key);
        }
        let reconcile = self.unreported(&id, &reported);
        match was_known {
            // The allocator cannot be told that an agent it knows uses more than it said.
            true if holds_more => {
                self.reactivate(&id, false);
                self.rescind_agent(&id);
                self.fact(Fact::AgentRemoved { id: id.clone() });
                self.feed_agent(&id);
            }
            true => self.reactivate(&id, changed),
            false => self.feed_agent(&id),
        }
        let (term, ping_timeout) = (self.settings.term, self.settings.ping_timeout);
        let (cluster_id, agent_id) = (self.settings.cluster_id.clone(), id.clone());
        self.tell_agent(&id, ToAgent::Reregistered { term, cluster_id, agent_id, ping_timeout, reconcile });
        self.end_again(&id, ends);
    }

    /// Frameworks that only agents told of so far are known from now on, without being connected.
    fn adopt_frameworks(&mut self, frameworks: Vec<FrameworkInfo>) {
        for info in frameworks {
            let Some(id) = info.id.clone() else { continue };
            if self.state.frameworks.contains_key(&id) || self.state.is_completed(&id) {
                continue;
            }
            // It needs time to find this master, however short it may be away otherwise.
            let patience = info.failover_timeout.max(self.settings.agent_reregister_timeout);
            self.add_framework(&id, info, Wants::default());
            self.effect(Effect::After(Timer::Failover(id), patience));
        }
    }

    /// Takes over what an agent says of itself; says whether the allocator must hear of it.
    fn take_description(&mut self, id: &AgentId, from: &Address, info: Arc<AgentInfo>, version: Arc<str>) -> bool {
        let Moment { now, epoch } = self.moment;
        let Some(known) = self.state.agents.get(id) else {
            let agent = Agent { reregistered_at: Some(epoch), ..Agent::new(info, version, from.clone(), self.moment) };
            self.state.agents.insert(id.clone(), agent);
            return true;
        };
        let (changed, moved) = (known.info != info, known.address != *from);
        let place = known.place();
        self.state.leave_place(&place, id);
        if changed || moved {
            self.rescind_agent(id);
        }
        if let Some(known) = self.state.agents.get_mut(id) {
            (known.info, known.version, known.address) = (info, version, from.clone());
            (known.reregistered_at, known.heard_at) = (Some(epoch), now);
        }
        changed
    }

    fn reactivate(&mut self, id: &AgentId, changed: bool) {
        let Some(agent) = self.state.agents.get_mut(id) else { return };
        let was_connected = std::mem::replace(&mut agent.connected, true);
        let (facts, total) = (Box::new(AgentFacts::of(&agent.info)), agent.info.resources.clone());
        if changed {
            self.fact(Fact::AgentUpdated { id: id.clone(), facts, total });
        }
        if !was_connected {
            self.fact(Fact::AgentActive { id: id.clone(), active: true });
        }
    }

    /// Whether the allocator counts resources for this task on that agent.
    fn holds(&self, id: &AgentId, key: &TaskKey) -> bool {
        let Some(agent) = self.state.agents.get(id) else { return false };
        let runs = |active: &Active| !active.task.state.is_terminal() && active.task.agent_id == *id;
        agent.ghosts.contains_key(key) || self.state.task(&key.0, &key.1).is_some_and(runs)
    }

    /// Decides about one reported task, and enters it.
    fn settle(&mut self, id: &AgentId, mut task: Task, was_unreachable: bool) -> Fate {
        let key = (task.framework_id.clone(), task.task_id.clone());
        if self.state.agents.get(id).is_some_and(|agent| agent.ghosts.contains_key(&key)) {
            if task.state.is_terminal() {
                self.ghost_ends(id, &key);
            }
            return Fate::Ends;
        }
        if self.state.task(&key.0, &key.1).is_some_and(|active| active.task.agent_id == *id) {
            self.advance(&key, &task);
            return Fate::Lives;
        }
        if task.resources.iter().any(|resource| resource.allocated_to().is_none()) {
            // The allocator must not hear of anything held in no role.
            task.resources.allocate(&self.state.first_role(&key.0));
        }
        let fate = self.fate(&task, was_unreachable);
        match fate {
            Fate::Lives => self.revive_task(id, key, task, was_unreachable),
            Fate::Ends => self.haunt(id, key, task),
            Fate::Past => {}
        }
        fate
    }

    fn fate(&self, task: &Task, was_unreachable: bool) -> Fate {
        let over = if task.state.is_terminal() { Fate::Past } else { Fate::Ends };
        let Some(framework) = self.state.frameworks.get(&task.framework_id) else { return over };
        if framework.ended(&task.task_id).is_some_and(|ended| ended.state != task.state) {
            return over;
        }
        let known_otherwise = framework.completed.contains_key(&task.task_id) || framework.tasks.contains_key(&task.task_id);
        // Asked about it before anybody knew it, the master has said that it is over.
        if known_otherwise || framework.answered.contains_key(&task.task_id) {
            return over;
        }
        // A former master may have reported it as lost: its framework does not take back what was lost.
        let unknown = !framework.unreachable.contains_key(&task.task_id);
        if was_unreachable && unknown && !framework.info.is_partition_aware() {
            return over;
        }
        Fate::Lives
    }

    /// A task that its framework has, or takes back.
    fn revive_task(&mut self, id: &AgentId, key: TaskKey, task: Task, was_unreachable: bool) {
        let (framework_id, task_id) = key.clone();
        let tells = was_unreachable && !task.state.is_terminal();
        let task = Arc::new(task);
        let Some(framework) = self.state.frameworks.get_mut(&framework_id) else { return };
        framework.unreachable.shift_remove(&task_id);
        framework.tasks.insert(task_id, Active { task: task.clone(), after_ping: None, shown: Vec::new() });
        if let Some(agent) = self.state.agents.get_mut(id) {
            agent.tasks.insert(key);
        }
        if tells {
            let status = self.status_of(&task, task.state, Reason::AgentReregistered, "its agent is back");
            let term = self.settings.term;
            self.tell_framework(&framework_id, ToScheduler::Update { term, status: Box::new(status) });
        }
    }

    /// A task that is over for its framework holds what it has until its agent has ended it.
    fn haunt(&mut self, id: &AgentId, key: TaskKey, task: Task) {
        let most = self.settings.completed_tasks_max;
        if let Some(framework) = self.state.frameworks.get_mut(&key.0)
            && framework.ended(&key.1).is_none()
            && !framework.tasks.contains_key(&key.1)
        {
            // If nobody knows what a former master said of it, it is lost from now on.
            let mut lost = Arc::new(task.clone());
            let answered = framework.answered.get(&key.1).map(|(state, _)| *state);
            Arc::make_mut(&mut lost).state = answered.unwrap_or(TaskState::Lost);
            keep(&mut framework.completed, key.1.clone(), lost, most);
        }
        if let Some(leaving) = self.state.leaving.get_mut(&key.0) {
            *leaving += 1;
        }
        if let Some(agent) = self.state.agents.get_mut(id) {
            let after_ping = agent.pings;
            agent.ghosts.insert(key, Ghost { resources: task.resources, after_ping });
        }
    }

    /// A task that both know: the agent knows better how it is.
    fn advance(&mut self, key: &TaskKey, reported: &Task) {
        let Some(framework) = self.state.frameworks.get_mut(&key.0) else { return };
        let advanced = framework.tasks.change(&key.1, |active| {
            active.after_ping = None;
            let advances = !active.task.state.is_terminal() && active.task.state != reported.state;
            if advances {
                Arc::make_mut(&mut active.task).state = reported.state;
            }
            advances
        });
        if advanced == Some(true) && reported.state.is_terminal() {
            self.release(key);
        }
    }

    /// What the agent did not name: of tasks it says what became of them, ghosts are gone.
    fn unreported(&mut self, id: &AgentId, reported: &BTreeSet<TaskKey>) -> Vec<TaskKey> {
        let Some(agent) = self.state.agents.get(id) else { return Vec::new() };
        let ghosts: Vec<_> = agent.ghosts.keys().filter(|key| !reported.contains(*key)).cloned().collect();
        let (mut missing, mut past) = (Vec::new(), Vec::new());
        for key in agent.tasks.iter().filter(|key| !reported.contains(*key)) {
            match self.state.task(&key.0, &key.1) {
                Some(active) if active.task.state.is_terminal() => past.push(key.clone()),
                _ => missing.push(key.clone()),
            }
        }
        ghosts.iter().for_each(|key| self.ghost_ends(id, key));
        past.iter().for_each(|key| self.complete(key));
        missing
    }

    /// Ends what is over for its framework, and kills again what is to be killed.
    fn end_again(&mut self, id: &AgentId, ends: Vec<TaskKey>) {
        let term = self.settings.term;
        let kills: BTreeMap<_, _> = self.state.agents.get(id).map(|agent| agent.kills.clone()).unwrap_or_default();
        let mut frameworks: BTreeSet<FrameworkId> = BTreeSet::new();
        let mut told = Vec::new();
        for (framework_id, task_id) in ends {
            if self.state.is_completed(&framework_id) {
                frameworks.insert(framework_id);
            } else {
                told.push(ToAgent::KillTask { term, framework_id, task_id, kill_policy: None });
            }
        }
        told.extend(frameworks.into_iter().map(|framework_id| ToAgent::ShutdownFramework { term, framework_id }));
        for ((framework_id, task_id), kill_policy) in kills {
            told.push(ToAgent::KillTask { term, framework_id, task_id, kill_policy });
        }
        told.into_iter().for_each(|message| self.tell_agent(id, message));
    }
}
