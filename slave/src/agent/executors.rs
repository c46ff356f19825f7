//! Executors: they register, get their tasks, and are told to end.

use std::{collections::BTreeSet, sync::Arc};

use libprocess::prelude::*;
use mesos_protocol::{
    framework::FrameworkInfo,
    ids::{ContainerId, ExecutorId, FrameworkId, TaskId},
    messages::{
        agent_executor::{ToAgent, ToExecutor},
        master_agent::ToMaster,
    },
    status::TaskStatus,
    values::Blob,
};

use super::{Agent, Message};
use crate::{
    credential,
    state::{Entry, Phase},
    status_updates,
};

/// What an executor says of itself when it registers.
struct Registration {
    framework_id: FrameworkId,
    executor_id: ExecutorId,
    container_id: ContainerId,
    tasks: Vec<TaskId>,
    updates: Vec<TaskStatus>,
}

impl Agent {
    /// An executor speaks.
    pub(super) fn on_executor(&mut self, sender: &Sender, message: ToAgent, ctx: &mut Context<Self>) {
        let pid = sender.as_pid::<ToExecutor>().filter(|_| matches!(sender.role, Role::Executor | Role::Anyone));
        let Some(pid) = pid else { return tracing::warn!(?sender, "only executors report on tasks") };
        match message {
            ToAgent::Register {
                framework_id,
                executor_id,
                container_id,
                unacknowledged_tasks: tasks,
                unacknowledged_updates: updates,
            } => {
                if !credential::admits(sender, &executor_id, &container_id) {
                    self.metrics.refused_executors.increment();
                    return tracing::warn!(?sender, executor = %executor_id, run = %container_id, "an executor with the credential of another run is refused");
                }
                let registration = Registration { framework_id, executor_id, container_id, tasks, updates };
                self.on_register_executor(&pid, registration, ctx);
            }
            ToAgent::Update { status } => self.on_update(&pid, *status, ctx),
            ToAgent::Exiting | ToAgent::Heartbeat => {}
            ToAgent::Message { data } => self.on_executor_message(&pid, data, ctx),
        }
    }

    fn on_register_executor(&mut self, pid: &Pid<ToExecutor>, from: Registration, ctx: &mut Context<Self>) {
        let Registration { framework_id, executor_id, container_id, tasks, updates } = from;
        let hostname = self.args.info.hostname.clone();
        let agent_id = self.membership.agent_id.clone();
        let framework = self.state.frameworks.get_mut(&framework_id);
        let found = framework.and_then(|framework| {
            let info = framework.info.clone();
            let executor = framework.executors.get_mut(&executor_id)?;
            Some((info, executor)).filter(|(_, executor)| executor.container_id == container_id)
        });
        let (Some((framework, executor)), Some(agent_id)) = (found, agent_id) else {
            tracing::warn!(executor = %executor_id, run = %container_id, "an unknown executor run is told to end");
            // If it does not listen, its container ends it.
            let _ = pid.tell(ToExecutor::Shutdown);
            return;
        };
        if executor.phase() >= Phase::Terminating {
            let _ = pid.tell(ToExecutor::Shutdown);
            return;
        }
        if executor.outbox.receiver() != Some(pid) {
            executor.outbox.point_at(Some(pid.clone()));
        }
        executor.enter(Phase::Running);
        ctx.cancel(("registration", &container_id));
        let grace = executor.info.shutdown_grace_period.unwrap_or(self.args.flags.executor_shutdown_grace_period);
        let registered = ToExecutor::Registered {
            framework: Box::new(framework.as_ref().clone()),
            executor: Box::new(executor.info.clone()),
            agent_id,
            hostname,
            container_id: container_id.clone(),
            shutdown_grace_period: grace,
        };
        executor.outbox.post(registered, ctx);
        self.state.speaks_from(&container_id, pid);
        for status in updates {
            self.on_update(pid, status, ctx);
        }
        self.send_tasks(&framework_id, &executor_id, &tasks, ctx);
    }

    /// Sends an executor its tasks that it has not shown to know, and the kills that go with them.
    fn send_tasks(
        &mut self,
        framework_id: &FrameworkId,
        executor_id: &ExecutorId,
        known: &[TaskId],
        ctx: &mut Context<Self>,
    ) {
        let Some(framework) = self.state.frameworks.get_mut(framework_id) else { return };
        let info = &framework.info;
        let Some(executor) = framework.executors.get_mut(executor_id).filter(|run| run.phase() == Phase::Running) else {
            return;
        };
        let tasks = framework.tasks.iter_mut().filter(|(_, entry)| entry.executor_id == *executor_id && !entry.is_over());
        for (task_id, entry) in tasks {
            if !entry.heard && !known.contains(task_id) {
                let task = Box::new(entry.info.as_ref().clone());
                executor.outbox.post(ToExecutor::Launch { task, framework: Box::new(info.as_ref().clone()) }, ctx);
            }
            entry.sent = true;
            if let Some(kill_policy) = entry.kill {
                executor.outbox.post(ToExecutor::Kill { task_id: task_id.clone(), kill_policy }, ctx);
            }
        }
    }

    /// Tasks and kills may have been lost on their way: what shows no effect is sent again.
    pub(super) fn on_resend(&mut self, ctx: &mut Context<Self>) {
        let waits = |entry: &Entry| entry.sent && !entry.is_over() && (!entry.heard || entry.kill.is_some());
        let tasks = self.state.tasks().filter(|(_, _, entry)| waits(entry));
        let executors: BTreeSet<_> =
            tasks.map(|(framework_id, _, entry)| (framework_id.clone(), entry.executor_id.clone())).collect();
        for (framework_id, executor_id) in executors {
            self.send_tasks(&framework_id, &executor_id, &[], ctx);
        }
    }

    /// A framework tells its executor something. One that has not registered yet, or is ending, does not hear it.
    pub(super) fn on_framework_message(
        &mut self,
        framework_id: &FrameworkId,
        executor_id: &ExecutorId,
        data: Blob,
        ctx: &mut Context<Self>,
    ) {
        let framework = self.state.frameworks.get_mut(framework_id);
        let executor = framework.and_then(|framework| framework.executors.get_mut(executor_id));
        let Some(executor) = executor.filter(|executor| executor.phase() == Phase::Running) else {
            self.metrics.invalid_framework_messages.increment();
            return tracing::debug!(executor = %executor_id, "a message for an executor that does not run is dropped");
        };
        self.metrics.valid_framework_messages.increment();
        executor.outbox.post(ToExecutor::Message { data }, ctx);
    }

    /// An executor tells its framework something.
    fn on_executor_message(&mut self, pid: &Pid<ToExecutor>, data: Blob, ctx: &mut Context<Self>) {
        let speaker = self.state.executor_at(pid).map(|(framework, executor, _)| (framework.clone(), executor.clone()));
        let registered = self.phase == super::Phase::Running;
        let agent_id = self.membership.agent_id.clone().filter(|_| registered);
        let (Some((framework_id, executor_id)), Some(agent_id)) = (speaker, agent_id) else {
            self.metrics.invalid_framework_messages.increment();
            return tracing::debug!(from = %pid, "a message of an executor is dropped: nobody can be told");
        };
        self.metrics.valid_framework_messages.increment();
        self.master.post(ToMaster::ExecutorMessage { agent_id, framework_id, executor_id, data }, ctx);
    }

    /// A framework ends its executor; the tasks are reported as the executor ends.
    pub(super) fn on_shutdown_executor(
        &mut self,
        framework_id: &FrameworkId,
        executor_id: &ExecutorId,
        ctx: &mut Context<Self>,
    ) {
        let framework = self.state.frameworks.get(framework_id);
        let executor = framework.and_then(|framework| framework.executors.get(executor_id));
        match executor.map(|executor| executor.container_id.clone()) {
            Some(container_id) => self.shut_down_executor(&container_id, ctx),
            None => tracing::debug!(executor = %executor_id, "an executor that is not here cannot be told to end"),
        }
    }

    /// Tells an executor to end, and ends it when it takes too long.
    pub(super) fn shut_down_executor(&mut self, container_id: &ContainerId, ctx: &mut Context<Self>) {
        let default = self.args.flags.executor_shutdown_grace_period;
        let Some(executor) = self.state.executor_mut(container_id) else { return };
        match executor.phase() {
            Phase::Registering => self.destroy(container_id, ctx),
            Phase::Running => {
                executor.enter(Phase::Terminating);
                executor.outbox.post(ToExecutor::Shutdown, ctx);
                let grace = executor.info.shutdown_grace_period.unwrap_or(default);
                ctx.after(grace, ("shutdown", container_id), Message::NotEnded(container_id.clone()));
            }
            Phase::Terminating | Phase::Terminated => {}
        }
    }

    pub(super) fn on_update_framework(&mut self, info: FrameworkInfo, ctx: &mut Context<Self>) {
        let Some(framework_id) = info.id.clone() else { return };
        if let Some(framework) = self.state.frameworks.get_mut(&framework_id) {
            framework.info = Arc::new(info);
            self.status_updates.post(status_updates::Message::Resend(framework_id), ctx);
        }
    }

    /// Ends everything of a framework; nobody waits for its updates.
    pub(super) fn on_shutdown_framework(&mut self, framework_id: &FrameworkId, ctx: &mut Context<Self>) {
        self.status_updates.post(status_updates::Message::Forget(framework_id.clone()), ctx);
        let Some(framework) = self.state.frameworks.get_mut(framework_id) else { return };
        framework.terminating = true;
        let live: Vec<_> = framework.executors.values().filter(|executor| executor.phase() != Phase::Terminated).collect();
        let containers: Vec<_> = live.iter().map(|executor| executor.container_id.clone()).collect();
        let ending: Vec<_> = live.iter().map(|executor| executor.info.executor_id.clone()).collect();
        let before: Vec<_> = framework.tasks.keys().cloned().collect();
        framework.tasks.retain(|_, entry| ending.contains(&entry.executor_id));
        let gone: Vec<_> = before.into_iter().filter(|task_id| !framework.tasks.contains_key(task_id)).collect();
        gone.into_iter().for_each(|task_id| self.remember_over(&(framework_id.clone(), task_id)));
        containers.iter().for_each(|container_id| self.shut_down_executor(container_id, ctx));
        self.state.tidy(framework_id);
    }
}
