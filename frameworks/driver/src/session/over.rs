//! How the newest tasks that are over ended.

use std::collections::{BTreeMap, VecDeque};

use mesos_protocol::{ids::TaskId, status::TaskState};

/// More tasks that are over are not remembered: their last updates were acknowledged long ago.
const REMEMBERED_MAX: usize = 50_000;

/// The newest tasks that are over.
#[derive(Debug, Default)]
pub(super) struct Over {
    states: BTreeMap<TaskId, (u64, TaskState)>,
    /// Oldest first; an entry whose number is not that of the task any more is of an earlier task with its id.
    order: VecDeque<(u64, TaskId)>,
    ended: u64,
}

impl Over {
    /// How the task ended; none if it did not, or long ago.
    pub(super) fn state(&self, task_id: &TaskId) -> Option<TaskState> {
        self.states.get(task_id).map(|(_, state)| *state)
    }

    pub(super) fn insert(&mut self, task_id: TaskId, state: TaskState) {
        self.ended += 1;
        self.order.push_back((self.ended, task_id.clone()));
        self.states.insert(task_id, (self.ended, state));
        while self.order.len() > REMEMBERED_MAX {
            let Some((number, oldest)) = self.order.pop_front() else { break };
            if self.states.get(&oldest).is_some_and(|(known, _)| *known == number) {
                self.states.remove(&oldest);
            }
        }
    }

    /// Forgets a task whose id is used anew; false if it was not there.
    pub(super) fn remove(&mut self, task_id: &TaskId) -> bool {
        self.states.remove(task_id).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten_and_ids_may_be_used_again() {
        let mut over = Over::default();
        let id = |n: usize| TaskId::new(n.to_string()).unwrap();
        over.insert(id(0), TaskState::Failed);
        assert!(over.remove(&id(0)));
        over.insert(id(1), TaskState::Finished);
        over.insert(id(0), TaskState::Killed);
        for n in 2..REMEMBERED_MAX {
            over.insert(id(n), TaskState::Finished);
        }
        // The entry of the first life of task 0 was dropped, not the task.
        assert_eq!((over.state(&id(0)), over.state(&id(1))), (Some(TaskState::Killed), Some(TaskState::Finished)));
        over.insert(id(REMEMBERED_MAX), TaskState::Finished);
        assert_eq!((over.state(&id(0)), over.state(&id(1))), (Some(TaskState::Killed), None));
        assert_eq!(over.states.len(), over.order.len());
    }
}
