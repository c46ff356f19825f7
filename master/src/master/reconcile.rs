//! Where tasks stand, when their framework asks.

use libprocess::Address;
use mesos_protocol::ids::{AgentId, FrameworkId, TaskId};
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::status::{Reason, Source, TaskState, TaskStatus};
use mesos_protocol::task::Task;

use super::Master;
use crate::state::{Framework, State, keep};

/// Answers that are remembered per framework.
const ANSWERED_MAX: usize = 10_000;

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
    /// A framework asks where tasks stand; without naming any: all that are known.
    pub(crate) fn on_reconcile(&mut self, from: &Address, id: &FrameworkId, tasks: Vec<(TaskId, Option<AgentId>)>) {
        let Some(framework) = self.state.framework_at(id, from) else { return self.drop_message("reconcile", id) };
        self.metrics.messages_reconcile_tasks.increment();
        let tasks = match tasks.is_empty() {
            true => framework.tasks.keys().map(|task| (task.clone(), None)).collect(),
            false => tasks,
        };
        for (task, agent) in tasks {
            self.reconcile_explicitly(id, task, agent);
        }
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
