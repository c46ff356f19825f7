//! Updates that the agent does not have yet.

use std::collections::VecDeque;

use mesos_protocol::{
    ids::{TaskId, UpdateUuid},
    status::TaskStatus,
};

/// Updates that the agent has not acknowledged, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Updates {
    kept: VecDeque<TaskStatus>,
    /// Whether the agent acknowledged any.
    heard: bool,
}

impl Updates {
    pub(crate) fn keep(&mut self, status: TaskStatus) {
        self.kept.push_back(status);
    }

    /// The agent has it. The update, unless it is not known (any more).
    pub(crate) fn acknowledged(&mut self, task_id: &TaskId, uuid: UpdateUuid) -> Option<TaskStatus> {
        let at = self.kept.iter().position(|status| status.task_id == *task_id && status.uuid == Some(uuid))?;
        self.heard = true;
        self.kept.remove(at)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &TaskStatus> {
        self.kept.iter()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether the agent has any update of this executor.
    pub(crate) fn any_acknowledged(&self) -> bool {
        self.heard
    }
}
