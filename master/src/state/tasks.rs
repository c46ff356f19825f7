//! The tasks of one framework, counted by state as they change.

use std::collections::BTreeMap;
use std::ops::Deref;

use mesos_protocol::ids::TaskId;
use mesos_protocol::status::TaskState;

use super::Active;

/// Tasks that are not over, or whose end is not acknowledged. They change only here, so that the counts are right.
#[derive(Debug, Default)]
pub(crate) struct Tasks {
    by_id: BTreeMap<TaskId, Active>,
    /// How many there are in each state; none of zero.
    counts: BTreeMap<TaskState, usize>,
}

impl Deref for Tasks {
    type Target = BTreeMap<TaskId, Active>;

    fn deref(&self) -> &Self::Target {
        &self.by_id
    }
}

impl Tasks {
    /// How many there are in that state.
    pub(crate) fn count(&self, state: TaskState) -> usize {
        self.counts.get(&state).copied().unwrap_or(0)
    }

    /// Adds a task, or replaces one of the same id.
    pub(crate) fn insert(&mut self, id: TaskId, active: Active) {
        *self.counts.entry(active.task.state).or_default() += 1;
        if let Some(former) = self.by_id.insert(id, active) {
            self.uncount(former.task.state);
        }
    }

    /// Takes a task out.
    pub(crate) fn remove(&mut self, id: &TaskId) -> Option<Active> {
        let active = self.by_id.remove(id)?;
        self.uncount(active.task.state);
        Some(active)
    }

    /// Changes a task, if it is there.
    pub(crate) fn change<T>(&mut self, id: &TaskId, change: impl FnOnce(&mut Active) -> T) -> Option<T> {
        let active = self.by_id.get_mut(id)?;
        let before = active.task.state;
        let answer = change(active);
        let after = active.task.state;
        if before != after {
            *self.counts.entry(after).or_default() += 1;
            self.uncount(before);
        }
        Some(answer)
    }

    /// All of them, in the order of their ids.
    pub(crate) fn take(&mut self) -> BTreeMap<TaskId, Active> {
        std::mem::take(self).by_id
    }

    /// Whether the counts are right.
    pub(super) fn are_counted(&self) -> bool {
        let mut counts: BTreeMap<TaskState, usize> = BTreeMap::new();
        self.by_id.values().for_each(|active| *counts.entry(active.task.state).or_default() += 1);
        counts == self.counts
    }

    fn uncount(&mut self, state: TaskState) {
        if let Some(count) = self.counts.get_mut(&state) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&state);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mesos_protocol::ids::{AgentId, FrameworkId};
    use mesos_protocol::task::{Task, TaskInfo};

    use super::*;

    fn active(id: &TaskId) -> Active {
        let info = TaskInfo::command("true").on(AgentId::new("a").unwrap(), id.clone());
        let task = Arc::new(Task::staging(FrameworkId::new("f").unwrap(), &info));
        Active { task, after_ping: None, shown: Vec::new() }
    }

    #[test]
    fn tasks_are_counted_in_the_states_that_they_are_in() {
        let (one, two) = (TaskId::new("1").unwrap(), TaskId::new("2").unwrap());
        let mut tasks = Tasks::default();
        tasks.insert(one.clone(), active(&one));
        tasks.insert(two.clone(), active(&two));
        tasks.insert(two.clone(), active(&two));
        assert_eq!(tasks.count(TaskState::Staging), 2);
        tasks.change(&one, |active| Arc::make_mut(&mut active.task).state = TaskState::Running);
        assert_eq!((tasks.count(TaskState::Staging), tasks.count(TaskState::Running)), (1, 1));
        assert!(tasks.are_counted());
        assert!(tasks.remove(&one).is_some() && tasks.remove(&one).is_none());
        assert_eq!((tasks.count(TaskState::Running), tasks.take().len(), tasks.count(TaskState::Staging)), (0, 1, 0));
    }
}
