//! Starting tasks: what is checked, and what becomes of those that are not started.

use std::sync::Arc;

use libprocess::prelude::*;
use mesos_protocol::{
    container::ContainerKind,
    framework::FrameworkInfo,
    status::{Reason, TaskState},
    task::TaskInfo,
};

use super::Agent;
use crate::{state::Framework, status_updates::TaskKey};

/// A launch cannot arrive any more when so many later pings were answered: one may have been under way, the next was sent
/// after it.
pub(super) const LATE_PINGS: u64 = 3;

/// What was answered to the master: no launch that it sent before an answered ping may take effect, because the answer
/// told it that the task is not here.
#[derive(Debug, Default)]
pub(super) struct Pings {
    /// The last that was answered.
    seq: u64,
    /// The next may begin from anywhere: the master may count anew for an agent that it had given up.
    fresh: bool,
    /// How many were answered, ever.
    pub(super) answered: u64,
}

impl Pings {
    /// (Re-)registered.
    pub(super) fn begin(&mut self) {
        self.fresh = true;
    }

    /// A ping is answered.
    pub(super) fn answer(&mut self, seq: u64) {
        self.seq = if std::mem::take(&mut self.fresh) { seq } else { self.seq.max(seq) };
        self.answered += 1;
    }

    /// Whether a launch that was sent after ping `after` may still take effect.
    fn admits(&self, after: u64) -> bool {
        after >= self.seq || self.fresh
    }
}

/// What this agent does not run: a sentence for the task's framework.
fn unsupported(task: &TaskInfo) -> Option<&'static str> {
    if task.executor.is_some() {
        return Some("this agent runs plain commands and no executors of frameworks; give the task a command");
    }
    let Some(command) = &task.command else {
        return Some("the task has neither command nor executor; give it a command");
    };
    if command.value.is_none() {
        return Some("the task's command has no value; name a program or a command line");
    }
    if !command.uris.is_empty() {
        return Some("this agent fetches nothing; leave out the command's uris, or fetch them in the command");
    }
    if task.health_check.is_some() || task.check.is_some() {
        return Some("this agent makes no checks; leave out check and health check");
    }
    let container = task.container.as_ref()?;
    let plain = container.kind == ContainerKind::Mesos && container.image.is_none() && container.volumes.is_empty();
    (!plain).then_some("this agent runs no images and mounts no volumes; leave out the task's container")
}

impl Agent {
    pub(super) fn on_run_task(
        &mut self,
        after_ping: u64,
        framework: FrameworkInfo,
        task: TaskInfo,
        ctx: &mut Context<Self>,
    ) {
        let Some(framework_id) = framework.id.clone() else {
            return tracing::warn!(task = %task.task_id, "a task of a framework without an id is ignored");
        };
        let key: TaskKey = (framework_id, task.task_id.clone());
        if self.membership.agent_id.as_ref() != Some(&task.agent_id) {
            return tracing::warn!(task = %key.1, agent = %task.agent_id, "a task for another agent is ignored");
        }
        if !self.pings.admits(after_ping) {
            return tracing::info!(task = %key.1, after_ping, "a launch that comes too late is ignored");
        }
        // Each task starts once.
        if self.state.task(&key).is_some() || self.over.contains_key(&key) {
            return;
        }
        let task = Arc::new(task);
        let known = self.state.framework(&key.0, framework);
        if known.terminating {
            return tracing::info!(task = %key.1, "a task of a framework that is being shut down is ignored");
        }
        let (dropped, executor_id) = (known.dropped(), task.executor_id());
        let exists = known.executors.contains_key(&executor_id);
        known.add_task(&key.0, task.clone());
        if self.ending.begun {
            self.report(&key, dropped, Reason::AgentRemoved, super::ending::IS_ENDING, ctx);
        } else if let Some(why) = unsupported(&task) {
            self.report(&key, dropped, Reason::TaskInvalid, why, ctx);
        } else if exists {
            self.report(&key, dropped, Reason::TaskInvalid, "an executor of the task's id exists already", ctx);
        } else {
            self.launch_executor(&key, &task, ctx);
        }
    }

    /// The final update of a task that is not known here.
    pub(super) fn report_unknown(&mut self, key: &TaskKey, reason: Reason, why: &str, ctx: &mut Context<Self>) {
        let state = self.state.frameworks.get(&key.0).map_or(TaskState::Lost, Framework::dropped);
        let status = self.own_status(&key.1, state, reason, why, ctx);
        self.keep(key.0.clone(), status, ctx);
    }

    /// A launch of this task that comes late must not start it.
    pub(super) fn remember_over(&mut self, key: &TaskKey) {
        self.over.insert(key.clone(), self.pings.answered);
    }
}

#[cfg(test)]
mod tests {
    use mesos_protocol::{
        checks::{HealthCheck, HealthProbe},
        container::ContainerInfo,
        executor::ExecutorInfo,
        ids::{AgentId, ExecutorId, TaskId},
        task::{CommandInfo, TaskDraft},
    };

    use super::*;

    #[test]
    fn a_launch_from_before_an_answered_ping_takes_no_effect() {
        let mut pings = Pings::default();
        pings.begin();
        assert!(pings.admits(0), "it may come before the first ping");
        pings.answer(17);
        assert!(pings.admits(17) && pings.admits(18) && !pings.admits(16));
        pings.answer(16);
        assert!(!pings.admits(16), "a late ping changes nothing");
        pings.begin();
        pings.answer(1);
        assert!(pings.admits(1) && !pings.admits(0), "the master counts anew");
    }

    #[test]
    fn what_is_not_run_is_refused_with_a_sentence() {
        let on = |draft: TaskDraft| draft.on(AgentId::new("a").unwrap(), TaskId::new("t").unwrap());
        let plain = || TaskInfo::command("true");
        assert_eq!(unsupported(&on(plain())), None);
        assert_eq!(unsupported(&on(plain().container(ContainerInfo::new(ContainerKind::Mesos)))), None);
        let executor = ExecutorInfo::new(ExecutorId::new("e").unwrap());
        assert!(unsupported(&on(TaskDraft::by(executor))).unwrap().contains("executors"));
        assert!(unsupported(&on(plain().container(ContainerInfo::new(ContainerKind::Docker)))).unwrap().contains("images"));
        let check = HealthCheck::new(HealthProbe::Command(Box::new(CommandInfo::shell("true"))));
        assert!(unsupported(&on(plain().health_check(check))).unwrap().contains("checks"));
        let mut valueless = on(plain());
        valueless.command.as_mut().unwrap().value = None;
        assert!(unsupported(&valueless).unwrap().contains("value"));
    }
}
