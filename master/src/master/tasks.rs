//! Tasks: news of them, acknowledgements, kills, and the ends that the master itself decides.

use std::sync::Arc;

use libprocess::Address;
use mesos_protocol::ids::{AgentId, ExecutorId, FrameworkId, TaskId, UpdateUuid};
use mesos_protocol::messages::master_agent::ToAgent;
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::status::{Reason, Source, StatusUpdate, TaskState, TaskStatus};
use mesos_protocol::task::{KillPolicy, Task};

use super::Master;
use super::agents::note;
use crate::allocator::Fact;
use crate::state::{Active, Ghost, TaskKey, keep};

/// Updates of a task by which late copies are recognised: only the oldest that is not acknowledged is under way, so a copy
/// is at most a few behind.
const SHOWN_MAX: usize = 32;

impl Master {
    /// An agent has news of a task.
    pub(crate) fn on_status_update(&mut self, from: &Address, agent: &AgentId, update: StatusUpdate) {
        self.metrics.messages_status_update.increment();
        if self.state.agent_at(agent, from).is_none() {
            self.metrics.invalid_status_updates.increment();
            // The agent sends it again once it is back.
            return self.drop_message("status update", agent);
        }
        let key = (update.framework_id.clone(), update.status.task_id.clone());
        let there = self.state.task(&key.0, &key.1).is_some_and(|active| active.task.agent_id == *agent);
        if !there {
            return self.on_update_of_the_past(agent, key, &update);
        }
        if self.state.task(&key.0, &key.1).is_some_and(|active| is_late(active, &update.status)) {
            return;
        }
        self.metrics.valid_status_updates.increment();
        let StatusUpdate { mut status, latest_state, .. } = update;
        status.agent_id = Some(agent.clone());
        let state = latest_state.filter(|_| !status.state.is_terminal()).unwrap_or(status.state);
        let connected = self.state.frameworks.get(&key.0).is_some_and(|framework| framework.connected);
        if self.take_over(&key, &status, state, connected) {
            self.release(&key);
            self.metrics.task_ended(&TaskStatus { state, ..status.clone() });
        }
        if connected {
            let (term, done) = (self.settings.term, status.uuid.is_none() && status.state.is_terminal());
            self.forward(&key.0, status, term);
            if done {
                self.complete(&key);
            }
        }
    }

    fn forward(&mut self, id: &FrameworkId, mut status: TaskStatus, term: mesos_protocol::ids::Term) {
        let Some(framework) = self.state.frameworks.get(id) else { return };
        status.state = framework.hears(status.state);
        self.tell_framework(id, ToScheduler::Update { term, status: Box::new(status) });
    }

    /// Enters an update; says whether the task is over with it and was not before.
    fn take_over(&mut self, key: &TaskKey, status: &TaskStatus, state: TaskState, forwarded: bool) -> bool {
        let Some(framework) = self.state.frameworks.get_mut(&key.0) else { return false };
        let ends = framework.tasks.change(&key.1, |active| {
            active.after_ping = None;
            let task = Arc::make_mut(&mut active.task);
            let was_over = task.state.is_terminal();
            if !was_over {
                task.state = state;
            }
            remember(task, status);
            if forwarded {
                task.status_update_state = Some(status.state);
                task.status_update_uuid = status.uuid;
                active.shown.extend(status.uuid.filter(|uuid| !active.shown.contains(uuid)));
                if active.shown.len() > SHOWN_MAX {
                    active.shown.remove(0);
                }
            }
            !was_over && state.is_terminal()
        });
        ends == Some(true)
    }

    /// An update of a task that is over for its framework is not shown; the agent need not send it again, and what still
    /// runs is ended.
    fn on_update_of_the_past(&mut self, agent: &AgentId, key: TaskKey, update: &StatusUpdate) {
        let term = self.settings.term;
        let state = update.latest_state.unwrap_or(update.status.state);
        if state.is_terminal() {
            self.ghost_ends(agent, &key);
        }
        let (framework_id, task_id) = key;
        if let Some(uuid) = update.status.uuid {
            let (framework_id, task_id) = (framework_id.clone(), task_id.clone());
            self.tell_agent(agent, ToAgent::Acknowledge { term, framework_id, task_id, uuid });
        }
        if !state.is_terminal() {
            self.tell_agent(agent, ToAgent::KillTask { term, framework_id, task_id, kill_policy: None });
        }
    }

    /// A framework has seen an update.
    pub(crate) fn on_acknowledge(
        &mut self,
        from: &Address,
        framework_id: FrameworkId,
        agent: &AgentId,
        task_id: TaskId,
        uuid: UpdateUuid,
    ) {
        self.metrics.messages_status_update_acknowledgement.increment();
        let here = self.state.framework_at(&framework_id, from).is_some();
        if !here || self.state.connected_agent(agent).is_none() {
            self.metrics.invalid_status_update_acknowledgements.increment();
            return self.drop_message("acknowledgement", &framework_id);
        }
        self.metrics.valid_status_update_acknowledgements.increment();
        let key = (framework_id.clone(), task_id.clone());
        let last = self.state.task(&framework_id, &task_id).is_some_and(|active| {
            let task = &active.task;
            task.agent_id == *agent
                && task.status_update_uuid == Some(uuid)
                && task.status_update_state.is_some_and(TaskState::is_terminal)
        });
        if last {
            self.complete(&key);
        } else if let Some(framework) = self.state.frameworks.get_mut(&framework_id) {
            framework.tasks.change(&task_id, |active| {
                if active.task.status_update_uuid == Some(uuid) {
                    Arc::make_mut(&mut active.task).status_update_uuid = None;
                }
            });
        }
        let term = self.settings.term;
        self.tell_agent(agent, ToAgent::Acknowledge { term, framework_id, task_id, uuid });
    }

    /// A framework, or an operator, wants a task killed.
    pub(crate) fn kill(&mut self, key: TaskKey, agent: Option<&AgentId>, kill_policy: Option<KillPolicy>) -> bool {
        let Some(active) = self.state.task(&key.0, &key.1) else { return false };
        let id = active.task.agent_id.clone();
        if agent.is_some_and(|agent| *agent != id) || active.task.state.is_terminal() {
            return true;
        }
        let Some(known) = self.state.agents.get_mut(&id) else { return true };
        known.kills.insert(key.clone(), kill_policy);
        if known.connected {
            let (term, (framework_id, task_id)) = (self.settings.term, key);
            self.tell_agent(&id, ToAgent::KillTask { term, framework_id, task_id, kill_policy });
        }
        true
    }

    /// A framework wants a task killed; of one that is not known it hears where it stands.
    pub(crate) fn on_kill(
        &mut self,
        from: &Address,
        framework: FrameworkId,
        task: TaskId,
        agent: Option<AgentId>,
        kill_policy: Option<KillPolicy>,
    ) {
        if self.state.framework_at(&framework, from).is_none() {
            return self.drop_message("kill", &framework);
        }
        self.metrics.messages_kill_task.increment();
        if !self.kill((framework.clone(), task.clone()), agent.as_ref(), kill_policy) {
            self.reconcile_explicitly(&framework, task, agent);
        }
    }

    /// An executor ended; its tasks have updates of their own.
    pub(crate) fn on_executor_exited(
        &mut self,
        from: &Address,
        agent: AgentId,
        framework: &FrameworkId,
        executor: ExecutorId,
        status: i32,
    ) {
        if self.state.agent_at(&agent, from).is_none() {
            return self.drop_message("executor exited", &agent);
        }
        self.metrics.messages_exited_executor.increment();
        let term = self.settings.term;
        let (agent_id, executor_id, status) = (Some(agent), Some(executor), Some(status));
        self.tell_framework(framework, ToScheduler::Failure { term, agent_id, executor_id, status });
    }

    // --- what the master itself says of tasks -----------------------------------------------------------------------

    /// What the master says of a task. It is not sent again: asking brings it again.
    pub(super) fn status_of(&self, task: &Task, state: TaskState, reason: Reason, why: &str) -> TaskStatus {
        let mut status = TaskStatus::new(task.task_id.clone(), state, Source::Master);
        status.executor_id = Some(task.executor_id.clone().unwrap_or_else(|| task.task_id.clone().into()));
        status.reason(reason).message(why).agent(task.agent_id.clone()).at(self.moment.epoch)
    }

    /// Ends a task in its own record.
    pub(super) fn end_task(&mut self, task: &mut Arc<Task>, state: TaskState, reason: Reason, why: &str) -> TaskStatus {
        let status = self.status_of(task, state, reason, why);
        self.metrics.task_ended(&status);
        note(task, &status);
        status
    }

    /// The master says that a task that it thought to run is over.
    pub(super) fn finish_by_master(
        &mut self,
        framework_id: &FrameworkId,
        task_id: &TaskId,
        state: TaskState,
        reason: Reason,
        why: &str,
    ) {
        let Some(framework) = self.state.frameworks.get_mut(framework_id) else { return };
        let state = framework.hears(state);
        let Some(active) = framework.tasks.get(task_id) else { return };
        let mut task = active.task.clone();
        let key = (framework_id.clone(), task_id.clone());
        self.release(&key);
        let status = self.end_task(&mut task, state, reason, why);
        if let Some(framework) = self.state.frameworks.get_mut(framework_id) {
            framework.tasks.change(task_id, |active| active.task = task);
        }
        let term = self.settings.term;
        self.tell_framework(framework_id, ToScheduler::Update { term, status: Box::new(status) });
        self.complete(&key);
    }

    /// What a task held is free: it is over, acknowledged or not.
    pub(super) fn release(&mut self, key: &TaskKey) {
        let Some(active) = self.state.task(&key.0, &key.1) else { return };
        let (agent, resources) = (active.task.agent_id.clone(), active.task.resources.clone());
        if let Some(agent) = self.state.agents.get_mut(&agent) {
            agent.kills.remove(key);
        }
        self.fact(Fact::Recovered { framework: key.0.clone(), agent, resources, filters: None, used: true });
    }

    /// A task is over, and its framework knows it.
    pub(super) fn complete(&mut self, key: &TaskKey) {
        let most = self.settings.completed_tasks_max;
        let Some(framework) = self.state.frameworks.get_mut(&key.0) else { return };
        let Some(active) = framework.tasks.remove(&key.1) else { return };
        if let Some(agent) = self.state.agents.get_mut(&active.task.agent_id) {
            agent.tasks.remove(key);
            agent.kills.remove(key);
        }
        keep(&mut framework.completed, key.1.clone(), active.task, most);
    }

    // --- ghosts -----------------------------------------------------------------------------------------------------

    /// A task of a removed framework leaves the books; while it runs, it holds what it has.
    pub(super) fn leave_agent(&mut self, framework: &FrameworkId, task: &Task, runs: bool) {
        let Some(agent) = self.state.agents.get_mut(&task.agent_id) else { return };
        let key = (framework.clone(), task.task_id.clone());
        agent.tasks.remove(&key);
        agent.kills.remove(&key);
        if runs {
            agent.ghosts.insert(key, Ghost { resources: task.resources.clone(), after_ping: agent.pings });
        }
    }

    /// A task that was over for its framework has ended for its agent too.
    pub(super) fn ghost_ends(&mut self, id: &AgentId, key: &TaskKey) {
        let Some(agent) = self.state.agents.get_mut(id) else { return };
        let Some(ghost) = agent.ghosts.remove(key) else { return };
        let (framework, agent) = (key.0.clone(), id.clone());
        self.fact(Fact::Recovered { framework, agent, resources: ghost.resources, filters: None, used: true });
        self.ghost_left(&key.0);
    }

    /// With the last task of a removed framework the allocator forgets it.
    pub(super) fn ghost_left(&mut self, framework: &FrameworkId) {
        let Some(left) = self.state.leaving.get_mut(framework) else { return };
        *left -= 1;
        if *left == 0 {
            self.state.leaving.remove(framework);
            self.fact(Fact::FrameworkRemoved { id: framework.clone() });
        }
    }
}

/// Whether an update was followed by another one already. Agents send the next only after the acknowledgement of the one
/// before it, so this one is acknowledged. That an agent told of it is not enough: its framework may not have seen it.
fn is_late(active: &Active, status: &TaskStatus) -> bool {
    let over = active.task.status_update_state.is_some_and(TaskState::is_terminal);
    let mut earlier = active.shown.iter().rev().skip(1);
    over && !status.state.is_terminal() || status.uuid.is_some_and(|uuid| earlier.any(|shown| *shown == uuid))
}

/// Keeps a status in the history of its task: of equal states in a row the last, without data.
pub(super) fn remember(task: &mut Task, status: &TaskStatus) {
    let mut status = status.clone();
    status.data = None;
    match task.statuses.last_mut() {
        Some(last) if last.state == status.state => *last = status,
        _ => task.statuses.push(status),
    }
}
