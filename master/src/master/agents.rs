//! Agents: pinged, disconnected, unreachable, removed. How they come and come back is in `returns.rs`.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use libprocess::Address;
use mesos_protocol::ids::{AgentId, FrameworkId, TaskId};
use mesos_protocol::messages::master_agent::ToAgent;
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::status::{Reason, TaskState};
use mesos_protocol::task::Task;

use super::{Effect, Master, Rescind, Timer, Waiting};
use crate::allocator::Fact;
use crate::registrar::registry::{Change, Refused};
use crate::state::{Agent, Unreachable, keep};

impl Master {
    /// The observer of an agent wants it pinged.
    pub(crate) fn on_ping_due(&mut self, id: &AgentId) {
        let Some(agent) = self.state.agents.get_mut(id) else { return };
        agent.pings += 1;
        let ping = ToAgent::Ping { term: self.settings.term, seq: agent.pings, connected: agent.connected };
        let effect = match agent.connected {
            true => Effect::ToAgent(id.clone(), ping),
            // Whoever holds its name now: it may not know that it was lost from sight.
            false => Effect::AnswerAgent(agent.place(), ping),
        };
        self.effect(effect);
    }

    /// An agent answered a ping, and names its tasks.
    pub(crate) fn on_pong(&mut self, from: &Address, id: &AgentId, seq: u64, named: Vec<(FrameworkId, TaskId)>) {
        let Some(agent) = self.state.agents.get(id).filter(|agent| agent.address == *from) else {
            return self.drop_message("pong", id);
        };
        if !agent.connected {
            return self.heard_of(id);
        }
        let named: BTreeSet<_> = named.into_iter().collect();
        let over = |after_ping: u64| seq > after_ping && seq <= agent.pings;
        let ended = agent.ghosts.iter().filter(|(key, ghost)| over(ghost.after_ping) && !named.contains(*key));
        let ended: Vec<_> = ended.map(|(key, _)| key.clone()).collect();
        let unnamed = agent.tasks.iter().filter(|key| !named.contains(*key));
        let lost = unnamed.filter(|(framework, task)| {
            let active = self.state.task(framework, task).filter(|active| !active.task.state.is_terminal());
            active.is_some_and(|active| active.after_ping.is_some_and(over))
        });
        let lost: Vec<_> = lost.cloned().collect();
        self.heard_of(id);
        ended.iter().for_each(|key| self.ghost_ends(id, key));
        lost.into_iter().for_each(|(framework, task)| self.launch_was_lost(&framework, &task));
        self.end_what_should_not_run(id, named);
    }

    fn heard_of(&mut self, id: &AgentId) {
        self.effects.push(Effect::Pong(id.clone()));
        if let Some(agent) = self.state.agents.get_mut(id) {
            agent.heard_at = self.moment.now;
        }
    }

    /// Kills again what is to be killed, and what nobody knows to run there.
    fn end_what_should_not_run(&mut self, id: &AgentId, named: BTreeSet<(FrameworkId, TaskId)>) {
        let term = self.settings.term;
        let Some(agent) = self.state.agents.get(id) else { return };
        let (mut told, mut completed) = (Vec::new(), BTreeSet::new());
        for key in named {
            let (framework_id, task_id) = key.clone();
            if let Some(&kill_policy) = agent.kills.get(&key) {
                told.push(ToAgent::KillTask { term, framework_id, task_id, kill_policy });
            } else if agent.tasks.contains(&key) {
                // So it is with nearly all of them.
            } else if self.state.is_completed(&framework_id) {
                completed.insert(framework_id);
            } else {
                told.push(ToAgent::KillTask { term, framework_id, task_id, kill_policy: None });
            }
        }
        told.extend(completed.into_iter().map(|framework_id| ToAgent::ShutdownFramework { term, framework_id }));
        told.into_iter().for_each(|message| self.tell_agent(id, message));
    }

    /// A launch never arrived, and never will: the task is over.
    fn launch_was_lost(&mut self, framework: &FrameworkId, task: &TaskId) {
        self.finish_by_master(
            framework,
            task,
            TaskState::Dropped,
            Reason::Reconciliation,
            "its launch did not reach the agent",
        );
    }

    /// The life of an agent ended, its node was lost, or it does not read what it is sent.
    pub(crate) fn on_agent_lost(&mut self, id: &AgentId, address: &Address) {
        if self.state.agent_at(id, address).is_some() {
            self.disconnect_agent(id);
        }
    }

    /// No offers of it from now on; its tasks may still run, so nothing is said of them yet.
    pub(super) fn disconnect_agent(&mut self, id: &AgentId) {
        self.rescind_agent(id);
        let Some(agent) = self.state.agents.get_mut(id) else { return };
        agent.connected = false;
        tracing::info!(agent = %id, "an agent is disconnected");
        self.effect(Effect::AgentDisconnected(id.clone()));
        self.fact(Fact::AgentActive { id: id.clone(), active: false });
        self.effect(Effect::After(Timer::Reregister(id.clone()), self.settings.agent_reregister_timeout));
    }

    /// Takes back all offers of an agent.
    pub(super) fn rescind_agent(&mut self, id: &AgentId) {
        let Some(agent) = self.state.agents.get(id) else { return };
        for offer in agent.offers.clone() {
            self.rescind(&offer, Rescind::AgentLost);
        }
    }

    /// The observer of an agent has not heard of it for too long.
    pub(crate) fn on_agent_silent(&mut self, id: &AgentId) {
        let Some(agent) = self.state.agents.get(id) else { return };
        // It may have come back while this was under way.
        if self.moment.now.saturating_sub(agent.heard_at) >= self.settings.ping_timeout {
            self.give_up_later(id);
        }
    }

    /// Marks an agent unreachable as soon as the registry has it.
    pub(super) fn give_up_later(&mut self, id: &AgentId) {
        if self.waiting.contains_key(id) {
            return;
        }
        self.metrics.slave_unreachable_scheduled.increment();
        self.waiting.insert(id.clone(), Waiting::Leaving);
        self.change(Change::MarkUnreachable { id: id.clone(), since: self.moment.epoch });
    }

    /// An agent leaves for good.
    pub(crate) fn on_unregister(&mut self, from: &Address, id: &AgentId) {
        if self.state.agent_at(id, from).is_none() {
            return self.drop_message("unregister", id);
        }
        self.metrics.messages_unregister_slave.increment();
        self.remove_later(id);
    }

    /// Removes an agent as soon as the registry has it.
    pub(super) fn remove_later(&mut self, id: &AgentId) {
        if !self.waiting.contains_key(id) {
            self.waiting.insert(id.clone(), Waiting::Leaving);
            self.change(Change::Remove { id: id.clone() });
        }
    }

    /// Removes an agent, whose address another one has taken, as soon as the registry has what it is told of it already.
    pub(super) fn replace_later(&mut self, id: &AgentId) {
        if self.waiting.contains_key(id) {
            self.replaced.insert(id.clone());
        }
        self.remove_later(id);
    }

    /// The registry has a change, or refused it.
    pub(crate) fn on_applied(&mut self, change: Change, outcome: Result<(), Refused>) {
        let (id, waiting) = (change.agent().clone(), self.waiting.remove(change.agent()));
        let replaced = self.replaced.remove(&id);
        if let Err(why) = outcome {
            if let Some(Waiting::Joining(agent)) = waiting {
                self.state.leave_place(&agent.from.with_life(None), &id);
            }
            // The agent asks again and is then seen as the registry sees it.
            return tracing::warn!(%why, "a change of the registry was refused");
        }
        match (change, waiting) {
            (Change::Remove { id }, _) => return self.agent_is_removed(&id),
            (Change::Forget { id }, _) => return self.agent_is_forgotten(&id),
            (Change::MarkUnreachable { id, since }, _) => self.agent_is_unreachable(&id, since),
            // The life that comes back is over by now.
            (_, Some(Waiting::Returning(_))) if replaced => {}
            (_, Some(Waiting::Joining(agent))) => self.agent_joins(agent),
            (_, Some(Waiting::Returning(agent))) => self.agent_returns(*agent),
            (change, _) => tracing::warn!(?change, "nobody waited for this change"),
        }
        if replaced {
            self.remove_later(&id);
        }
    }

    /// Takes an agent out of all that refers to it; its tasks are the caller's.
    fn take_agent(&mut self, id: &AgentId) -> Option<Agent> {
        self.rescind_agent(id);
        let agent = self.state.agents.remove(id)?;
        self.effect(Effect::Cancel(Timer::Reregister(id.clone())));
        self.effect(Effect::AgentDisconnected(id.clone()));
        self.effect(Effect::Unwatch(id.clone()));
        self.fact(Fact::AgentRemoved { id: id.clone() });
        for (framework, _) in agent.ghosts.keys() {
            self.ghost_left(framework);
        }
        Some(agent)
    }

    fn agent_is_unreachable(&mut self, id: &AgentId, since: Duration) {
        self.metrics.slave_unreachable_completed.increment();
        self.metrics.slave_removals.increment();
        self.metrics.slave_removals_unhealthy.increment();
        let agent = self.take_agent(id);
        self.state.recovered.remove(id);
        let place = agent.as_ref().map(Agent::place);
        self.state.unreachable.insert(id.clone(), Unreachable { since, place });
        for (framework_id, task_id) in agent.into_iter().flat_map(|agent| agent.tasks) {
            let Some(framework) = self.state.frameworks.get_mut(&framework_id) else { continue };
            let state = framework.hears(TaskState::Unreachable);
            let Some(mut active) = framework.tasks.remove(&task_id) else { continue };
            if !active.task.state.is_terminal() {
                let mut status = self.status_of(&active.task, state, Reason::AgentRemoved, "its agent does not answer");
                status.unreachable_time = Some(since);
                self.metrics.task_ended(&status);
                note(&mut active.task, &status);
                let term = self.settings.term;
                self.tell_framework(&framework_id, ToScheduler::Update { term, status: Box::new(status) });
            }
            let most = self.settings.unreachable_tasks_max;
            if let Some(framework) = self.state.frameworks.get_mut(&framework_id) {
                keep(&mut framework.unreachable, task_id, active.task, most);
            }
        }
        self.tell_failure(id);
    }

    fn agent_is_removed(&mut self, id: &AgentId) {
        self.metrics.slave_removals.increment();
        let agent = self.take_agent(id);
        self.state.recovered.remove(id);
        let place = self.state.unreachable.remove(id).and_then(|agent| agent.place);
        if let Some(place) = agent.as_ref().map(Agent::place).or(place) {
            self.state.leave_place(&place, id);
        }
        self.state.forget_agent(id.clone());
        for (framework, task) in agent.into_iter().flat_map(|agent| agent.tasks) {
            self.lose_task(&framework, &task);
        }
        self.lose_unreachable_tasks(id);
        self.tell_failure(id);
    }

    /// Agents that are away for too long, or are too many, are not remembered any longer: nor are their tasks.
    pub(crate) fn on_registry_gc_due(&mut self) {
        let (now, age_max, most) = (self.moment.epoch, self.settings.absent_age_max, self.settings.absent_agents_max);
        let unreachable = self.state.unreachable.iter().map(|(id, agent)| (agent.since, id));
        let mut forgotten = superfluous(unreachable.collect(), now, age_max, most);
        forgotten.append(&mut superfluous(
            self.state.gone.iter().map(|(id, since)| (*since, id)).collect(),
            now,
            age_max,
            most,
        ));
        // One that comes back just now, or is removed, is looked at the next time.
        forgotten.retain(|id| !self.waiting.contains_key(id));
        if forgotten.is_empty() {
            return;
        }
        tracing::info!(agents = forgotten.len(), "absent agents are forgotten");
        for framework in self.state.frameworks.values_mut() {
            framework.unreachable.retain(|_, task| !forgotten.contains(&task.agent_id));
        }
        for id in forgotten {
            self.waiting.insert(id.clone(), Waiting::Leaving);
            self.change(Change::Forget { id });
        }
    }

    fn agent_is_forgotten(&mut self, id: &AgentId) {
        self.state.gone.remove(id);
        if let Some(place) = self.state.unreachable.remove(id).and_then(|agent| agent.place) {
            self.state.leave_place(&place, id);
        }
    }

    /// A task's agent is gone for good: so is the task, unless it is over already.
    fn lose_task(&mut self, framework_id: &FrameworkId, task_id: &TaskId) {
        let most = self.settings.completed_tasks_max;
        let Some(framework) = self.state.frameworks.get_mut(framework_id) else { return };
        let Some(active) = framework.tasks.remove(task_id) else { return };
        self.lose(framework_id, active.task, most);
    }

    /// Tasks that might have come back with their agent will not.
    fn lose_unreachable_tasks(&mut self, id: &AgentId) {
        let most = self.settings.completed_tasks_max;
        let ids: Vec<FrameworkId> = self.state.frameworks.keys().cloned().collect();
        for framework_id in ids {
            let Some(framework) = self.state.frameworks.get_mut(&framework_id) else { continue };
            let there = |task: &Task| task.agent_id == *id;
            let lost: Vec<TaskId> =
                framework.unreachable.iter().filter(|(_, task)| there(task)).map(|(task_id, _)| task_id.clone()).collect();
            for task_id in lost {
                let framework = self.state.frameworks.get_mut(&framework_id);
                if let Some(task) = framework.and_then(|framework| framework.unreachable.shift_remove(&task_id)) {
                    self.lose(&framework_id, task, most);
                }
            }
        }
    }

    fn lose(&mut self, framework_id: &FrameworkId, mut task: Arc<Task>, most: usize) {
        if !task.state.is_terminal() {
            let status = self.end_task(&mut task, TaskState::Lost, Reason::AgentRemoved, "its agent is gone");
            let term = self.settings.term;
            self.tell_framework(framework_id, ToScheduler::Update { term, status: Box::new(status) });
        }
        if let Some(framework) = self.state.frameworks.get_mut(framework_id) {
            keep(&mut framework.completed, task.task_id.clone(), task, most);
        }
    }

    fn tell_failure(&mut self, id: &AgentId) {
        let term = self.settings.term;
        let connected = self.state.frameworks.iter().filter(|(_, framework)| framework.connected);
        let told = connected.map(|(framework, _)| {
            let failure = ToScheduler::Failure { term, agent_id: Some(id.clone()), executor_id: None, status: None };
            Effect::ToFramework(framework.clone(), failure)
        });
        self.effects.extend(told);
    }
}

/// Enters a status into a task's history.
pub(super) fn note(task: &mut Arc<Task>, status: &mesos_protocol::status::TaskStatus) {
    let task = Arc::make_mut(task);
    task.state = status.state;
    super::tasks::remember(task, status);
}

/// Those of the absent that are so for longer than `age_max`, and the oldest beyond `most`.
fn superfluous(mut absent: Vec<(Duration, &AgentId)>, now: Duration, age_max: Duration, most: usize) -> BTreeSet<AgentId> {
    absent.sort_unstable();
    let beyond = absent.len().saturating_sub(most);
    let mut at = 0..;
    let old = absent
        .into_iter()
        .take_while(|(since, _)| at.next().is_some_and(|at| at < beyond) || now.saturating_sub(*since) > age_max);
    old.map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_absent_agents_are_superfluous_by_age_or_by_number() {
        let ids: Vec<AgentId> = ["c", "a", "b"].into_iter().map(|id| AgentId::new(id).unwrap()).collect();
        let absent = || ids.iter().zip([30, 10, 20]).map(|(id, since)| (Duration::from_secs(since), id)).collect();
        let found = |now, age, most| {
            let found = superfluous(absent(), Duration::from_secs(now), Duration::from_secs(age), most);
            found.iter().map(|id| id.as_str()).collect::<Vec<_>>().concat()
        };
        assert_eq!(found(40, 30, 3), "", "exactly as old as they may be");
        assert_eq!(found(41, 30, 3), "a");
        assert_eq!(found(100, 30, 3), "abc");
        assert_eq!(found(40, 100, 2), "a");
        assert_eq!(found(40, 100, 0), "abc");
        assert_eq!(found(41, 30, 2), "a", "counted once");
        assert_eq!(found(5, 30, 3), "", "a clock that went back");
    }
}
