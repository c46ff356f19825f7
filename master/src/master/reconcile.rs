//! Where tasks stand, when their framework asks.

use std::collections::{BTreeSet, VecDeque};

use libprocess::Address;
use mesos_protocol::ids::{AgentId, FrameworkId, TaskId};
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::status::{Reason, Source, TaskState, TaskStatus};
use mesos_protocol::task::Task;

use super::{Effect, Master};
use crate::state::{Framework, State, keep};

/// Answers that are remembered per framework.
const ANSWERED_MAX: usize = 10_000;

/// Questions of a framework that wait for room on its line; those beyond are not answered, and asked again by its driver.
const QUESTIONS_MAX: usize = 200_000;

/// Answers that are given before it is looked again whether there is room for more.
const ANSWERS_AT_ONCE: usize = 100;

/// Tasks that a framework asked about and was not told of yet, oldest question first, each once.
#[derive(Debug, Default)]
pub(super) struct Questions {
    line: VecDeque<(TaskId, Option<AgentId>)>,
    named: BTreeSet<TaskId>,
}

impl Questions {
    /// False if there are too many.
    fn add(&mut self, task: TaskId, agent: Option<AgentId>) -> bool {
        let fits = self.line.len() < QUESTIONS_MAX;
        if fits && self.named.insert(task.clone()) {
            self.line.push_back((task, agent));
        }
        fits
    }

    fn next(&mut self) -> Option<(TaskId, Option<AgentId>)> {
        let question = self.line.pop_front()?;
        self.named.remove(&question.0);
        Some(question)
    }
}

/// What is known of a task that a framework asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// This is to be said.
    Known(TaskState, Option<AgentId>, Option<std::time::Duration>),
    /// Nobody knows it, and nobody can bring it any more.
    Nowhere(TaskState),
    /// It may still be found, or news of it are under way.
    Silence,
}

impl Master {
    /// A framework asks where tasks stand; without naming any: all that are known. It is answered as its line has room, and
    /// told of each task what is so then: so answers and updates stay in order, however many tasks there are.
    pub(crate) fn on_reconcile(&mut self, from: &Address, id: &FrameworkId, tasks: Vec<(TaskId, Option<AgentId>)>) {
        let Some(framework) = self.state.framework_at(id, from) else { return self.drop_message("reconcile", id) };
        self.metrics.messages_reconcile_tasks.increment();
        let tasks = match tasks.is_empty() {
            true => framework.tasks.keys().map(|task| (task.clone(), None)).collect(),
            false => tasks,
        };
        let questions = self.questions.entry(id.clone()).or_default();
        let left_out = tasks.into_iter().filter(|(task, agent)| !questions.add(task.clone(), agent.clone())).count();
        if left_out > 0 {
            tracing::warn!(framework = %id, left_out, "a framework asks about too many tasks at once; the rest is not answered");
        }
        self.effect(Effect::Answer(id.clone()));
    }

    /// Answers some of a framework's questions, the oldest first. True if others are left.
    pub(crate) fn answer_some(&mut self, id: &FrameworkId) -> bool {
        let connected = self.state.frameworks.get(id).is_some_and(|framework| framework.connected);
        for _ in 0..ANSWERS_AT_ONCE {
            let question = self.questions.get_mut(id).filter(|_| connected).and_then(Questions::next);
            let Some((task, agent)) = question else {
                // Whoever comes back asks again.
                self.questions.remove(id);
                return false;
            };
            self.reconcile_explicitly(id, task, agent);
        }
        true
    }

    /// Whether a framework was not answered yet.
    pub(crate) fn has_questions(&self, id: &FrameworkId) -> bool {
        self.questions.contains_key(id)
    }

    /// Answers for one task, unless silence is the right answer.
    pub(super) fn reconcile_explicitly(&mut self, id: &FrameworkId, task: TaskId, agent: Option<AgentId>) {
        let Some(framework) = self.state.frameworks.get(id) else { return };
        let (state, agent, since) = match standing(&self.state, framework, &task, agent.as_ref()) {
            Standing::Silence => return,
            Standing::Known(state, agent, since) => (state, agent, since),
            Standing::Nowhere(state) => {
                let (now, state) = (self.moment.now, framework.hears(state));
                if state.is_terminal()
                    && let Some(framework) = self.state.frameworks.get_mut(id)
                {
                    keep(&mut framework.answered, task.clone(), (state, now), ANSWERED_MAX);
                }
                (state, agent, None)
            }
        };
        let Some(framework) = self.state.frameworks.get(id) else { return };
        let mut status = TaskStatus::new(task, framework.hears(state), Source::Master);
        status = status.reason(Reason::Reconciliation).message("as the framework asked").at(self.moment.epoch);
        (status.agent_id, status.unreachable_time) = (agent, since);
        let term = self.settings.term;
        self.tell_framework(id, ToScheduler::Update { term, status: Box::new(status) });
    }
}

/// Where a task stands. What is over stays as it was reported.
pub(super) fn standing(state: &State, framework: &Framework, id: &TaskId, agent: Option<&AgentId>) -> Standing {
    if let Some(active) = framework.tasks.get(id) {
        return told(&active.task);
    }
    if let Some(task) = framework.unreachable.get(id) {
        let since = state.unreachable.get(&task.agent_id).map(|agent| agent.since);
        return Standing::Known(task.state, Some(task.agent_id.clone()), since);
    }
    if let Some(task) = framework.completed.get(id) {
        return Standing::Known(task.state, Some(task.agent_id.clone()), None);
    }
    if let Some((answered, _)) = framework.answered.get(id) {
        return Standing::Known(*answered, agent.cloned(), None);
    }
    match agent {
        Some(agent) if state.recovered.contains_key(agent) => Standing::Silence,
        None if !state.recovered.is_empty() => Standing::Silence,
        Some(agent) if state.agents.contains_key(agent) => Standing::Nowhere(TaskState::Gone),
        Some(agent) if state.unreachable.contains_key(agent) => {
            let since = state.unreachable.get(agent).map(|agent| agent.since);
            match framework.info.is_partition_aware() {
                true => Standing::Known(TaskState::Unreachable, Some(agent.clone()), since),
                false => Standing::Nowhere(TaskState::Unreachable),
            }
        }
        Some(agent) if state.gone.contains_key(agent) => Standing::Nowhere(TaskState::GoneByOperator),
        _ => Standing::Nowhere(TaskState::Unknown),
    }
}

/// What was last said of a task that is there, so that its updates stay in order. One of which nothing was said yet,
/// though it is no longer staged, has its first update under way: the agent sends that until it is acknowledged, and an
/// answer must not overtake it.
fn told(task: &Task) -> Standing {
    let said = task.status_update_state.or((task.state == TaskState::Staging).then_some(TaskState::Staging));
    match said {
        Some(state) => Standing::Known(state, Some(task.agent_id.clone()), None),
        None => Standing::Silence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_never_overtakes_an_update_that_is_under_way() {
        let framework: FrameworkId = "framework".parse().unwrap();
        let agent: AgentId = "agent".parse().unwrap();
        let info = mesos_protocol::task::TaskInfo::command("true").on(agent.clone(), TaskId::new("task").unwrap());
        let task = |state, said| {
            let mut task = Task::staging(framework.clone(), &info);
            (task.state, task.status_update_state) = (state, said);
            told(&task)
        };
        let known = |state| Standing::Known(state, Some(agent.clone()), None);
        assert_eq!(task(TaskState::Staging, None), known(TaskState::Staging), "nothing has happened yet");
        assert_eq!(task(TaskState::Running, None), Standing::Silence, "TASK_STARTING may be under way");
        assert_eq!(task(TaskState::Finished, None), Standing::Silence);
        assert_eq!(task(TaskState::Running, Some(TaskState::Starting)), known(TaskState::Starting));
        assert_eq!(task(TaskState::Finished, Some(TaskState::Running)), known(TaskState::Running));
    }
}
