//! Updates on their way from executors, and from the agent itself, to the keeper of updates and the master.

use libprocess::prelude::*;
use mesos_protocol::{
    ids::{FrameworkId, TaskId, UpdateUuid},
    messages::{agent_executor::ToExecutor, master_agent::ToMaster},
    status::{Reason, Source, StatusUpdate, TaskState, TaskStatus},
};

use super::{Agent, Phase};
use crate::status_updates::{self, News, TaskKey};

impl Agent {
    /// An executor reports.
    pub(super) fn on_update(&mut self, pid: &Pid<ToExecutor>, mut status: TaskStatus, ctx: &mut Context<Self>) {
        let ip = ctx.node().address().ip();
        let Some((framework_id, executor_id, executor)) = self.state.executor_at(pid) else {
            self.metrics.invalid_status_updates.increment();
            return tracing::warn!(task = %status.task_id, from = %pid, "an update of an unknown executor is ignored");
        };
        let (key, executor_id) = ((framework_id.clone(), status.task_id.clone()), executor_id.clone());
        let container_id = executor.container_id.clone();
        let Some(uuid) = status.uuid else {
            self.metrics.invalid_status_updates.increment();
            return tracing::warn!(task = %key.1, "an update without a uuid is ignored");
        };
        if status.state == TaskState::Staging {
            self.metrics.invalid_status_updates.increment();
            tracing::warn!(task = %key.1, "executors do not report TASK_STAGING; it is told to end");
            return self.shut_down_executor(&container_id, ctx);
        }
        status.source = Some(Source::Executor);
        status.agent_id = self.membership.agent_id.clone();
        status.executor_id = Some(executor_id.clone());
        let container_status = executor.container_status(ip);
        status.container_status.get_or_insert_with(|| Box::new(container_status));
        self.metrics.valid_status_updates.increment();
        let terminating = self.state.frameworks.get(&key.0).is_some_and(|framework| framework.terminating);
        let entry = self.state.task_mut(&key).filter(|entry| entry.executor_id == executor_id);
        let Some(entry) = entry.filter(|_| !terminating) else {
            // Nobody waits for it; its executor may forget it.
            return self.acknowledge_to_executor(&key, Some(pid), uuid, ctx);
        };
        entry.heard = true;
        let known = entry.seen.contains(&uuid);
        if !known && !entry.take(&status, uuid) {
            tracing::info!(task = %key.1, state = %status.state, "an update after the final one is dropped");
            return self.acknowledge_to_executor(&key, Some(pid), uuid, ctx);
        }
        if !known {
            self.count_final(status.state);
        }
        // One that is known is only kept again, and acknowledged again.
        self.keep(key.0, status, ctx);
    }

    fn count_final(&self, state: TaskState) {
        if state.is_terminal() {
            self.metrics.count_final(state);
        }
    }

    /// The agent itself reports on a task that it knows.
    pub(super) fn report(&mut self, key: &TaskKey, state: TaskState, reason: Reason, why: &str, ctx: &mut Context<Self>) {
        let mut status = self.own_status(&key.1, state, reason, why, ctx);
        let Some(entry) = self.state.task_mut(key) else { return };
        status.executor_id = Some(entry.executor_id.clone());
        let Some(uuid) = status.uuid.filter(|uuid| entry.take(&status, *uuid)) else { return };
        tracing::info!(task = %key.1, %state, %reason, why, %uuid, "the agent reports on a task");
        self.count_final(state);
        self.keep(key.0.clone(), status, ctx);
    }

    /// A status that the agent makes.
    pub(super) fn own_status(
        &self,
        task_id: &TaskId,
        state: TaskState,
        reason: Reason,
        why: &str,
        ctx: &Context<Self>,
    ) -> TaskStatus {
        TaskStatus {
            agent_id: self.membership.agent_id.clone(),
            ..TaskStatus::new(task_id.clone(), state, Source::Agent)
                .reason(reason)
                .message(why)
                .at(ctx.clock().since_epoch())
                .uuid(UpdateUuid::from_random(ctx.random().bytes()))
        }
    }

    /// Gives an update to the keeper.
    pub(super) fn keep(&mut self, framework_id: FrameworkId, status: TaskStatus, ctx: &mut Context<Self>) {
        let update = status_updates::Message::Update { framework_id, status: Box::new(status) };
        self.status_updates.post(update, ctx);
    }

    /// The keeper has something to tell.
    pub(super) fn on_news(&mut self, news: News, ctx: &mut Context<Self>) {
        match news {
            News::Send { key, status } => self.send_update(&key, *status, ctx),
            News::Kept { key, uuid } => self.acknowledge_to_executor(&key, None, uuid, ctx),
            News::Delivered { key, uuid, last } => self.on_delivered(&key, uuid, last),
        }
    }

    fn send_update(&mut self, key: &TaskKey, status: TaskStatus, ctx: &mut Context<Self>) {
        let Some(agent_id) = self.membership.agent_id.clone().filter(|_| self.phase == Phase::Running) else { return };
        let mut latest_state = Some(status.state);
        if let Some(entry) = self.state.task_mut(key) {
            entry.task.status_update_state = Some(status.state);
            entry.task.status_update_uuid = status.uuid;
            latest_state = Some(entry.task.state);
        }
        let update = Box::new(StatusUpdate { framework_id: key.0.clone(), status, latest_state });
        self.master.post(ToMaster::StatusUpdate { agent_id, update }, ctx);
    }

    /// From now on the agent answers for an update; its executor may forget it.
    fn acknowledge_to_executor(
        &mut self,
        key: &TaskKey,
        from: Option<&Pid<ToExecutor>>,
        uuid: UpdateUuid,
        ctx: &mut Context<Self>,
    ) {
        let executor_id = match from {
            Some(pid) => self.state.executor_at(pid).map(|(_, executor_id, _)| executor_id.clone()),
            None => self.state.task(key).map(|entry| entry.executor_id.clone()),
        };
        let Some(framework) = self.state.frameworks.get_mut(&key.0) else { return };
        let executor = executor_id.and_then(|executor_id| framework.executors.get_mut(&executor_id));
        // Updates that the agent made itself have no executor that waits.
        if let Some(executor) = executor.filter(|executor| executor.outbox.receiver().is_some()) {
            executor.outbox.post(ToExecutor::Acknowledged { task_id: key.1.clone(), uuid }, ctx);
        }
    }

    fn on_delivered(&mut self, key: &TaskKey, uuid: UpdateUuid, last: bool) {
        if let Some(entry) = self.state.task_mut(key)
            && entry.task.status_update_uuid == Some(uuid)
        {
            entry.task.status_update_uuid = None;
        }
        if last {
            if let Some(framework) = self.state.frameworks.get_mut(&key.0) {
                framework.tasks.remove(&key.1);
            }
            self.remember_over(key);
            self.state.tidy(&key.0);
        }
    }
}
