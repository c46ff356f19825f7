//! The life of the executor's one task.

use std::process::ExitStatus;

use libprocess::prelude::*;
use mesos_protocol::{
    container::Secret,
    framework::{FrameworkCapability, FrameworkInfo},
    ids::TaskId,
    status::TaskState,
    task::{CommandInfo, KillPolicy, TaskInfo, VariableValue},
};

use super::{ACKNOWLEDGE_MAX, COMPLETION, Executor, GRACE, LAST, Message};
use crate::{
    exit::{Circumstances, conclude},
    kill_policy::{self, Kill},
    runner::{Started, TaskCommand},
};

/// Where the task stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Its command is about to run.
    Launching,
    /// Its command runs.
    Running,
    /// Its first process ended so; what else belongs to it is being ended.
    Ending(Result<ExitStatus, String>),
    /// Nothing of it is left, and its final update is made.
    Over,
}

/// The one task of an executor.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) info: TaskInfo,
    pub(super) phase: Phase,
    /// Its framework wants to hear that it is being killed.
    hears_killing: bool,
    kill: Option<Kill>,
    timed_out: bool,
}

impl Task {
    pub(super) fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }
}

impl Executor {
    pub(super) fn on_launch(
        &mut self,
        info: TaskInfo,
        framework: &FrameworkInfo,
        ctx: &mut Context<Self>,
    ) -> Result<(), Exit> {
        let task_id = info.task_id.clone();
        match &self.task {
            // The agent did not hear that it was launched.
            Some(task) if task.info.task_id == task_id => return Ok(()),
            Some(_) => {
                let why = "Attempted to run multiple tasks using a \"command\" executor".to_owned();
                self.report(task_id, TaskState::Failed, None, Some(why), ctx);
                return Ok(());
            }
            None => {}
        }
        let Some(command) = info.command.clone().filter(|command| command.value.is_some()) else {
            return Err(Exit::failed(format!("the task {task_id} has no command to run")));
        };
        let environment = task_environment(&self.environment, &command, &info);
        let hears_killing = framework.has(FrameworkCapability::TaskKillingState);
        self.task = Some(Task { info, phase: Phase::Launching, hears_killing, kill: None, timed_out: false });
        self.report(task_id, TaskState::Starting, None, None, ctx);
        let command = TaskCommand { command, environment, sandbox: self.sandbox.clone() };
        ctx.pipe(self.runner.start(command), Message::Started);
        Ok(())
    }

    pub(super) fn on_started(&mut self, outcome: Result<Started, String>, ctx: &mut Context<Self>) {
        let Some(task) = self.task.as_mut() else { return };
        let task_id = task.info.task_id.clone();
        match outcome {
            Ok(started) => {
                task.phase = Phase::Running;
                let kill = task.kill;
                if let Some(most) = task.info.max_completion_time.filter(|most| !most.is_zero()) {
                    ctx.after(most, COMPLETION, Message::TooLong);
                }
                ctx.pipe(started.ended, Message::Ended);
                self.report(task_id, TaskState::Running, None, None, ctx);
                if let Some(kill) = kill {
                    ctx.pipe(self.runner.terminate(), |()| Message::Done);
                    // Its grace may have ended when there was nothing to kill yet.
                    ctx.after(kill.left(ctx.clock().now()), GRACE, Message::GraceOver);
                }
            }
            Err(why) => {
                let message = format!("Failed to launch the command: {why}");
                self.finish(TaskState::Failed, None, message, ctx);
            }
        }
    }

    pub(super) fn on_ended(&mut self, outcome: Result<ExitStatus, String>, ctx: &mut Context<Self>) {
        let Some(task) = self.task.as_mut() else { return };
        task.phase = Phase::Ending(outcome);
        ctx.cancel(GRACE);
        ctx.cancel(COMPLETION);
        // What the command left running belongs to the task, which is over.
        ctx.pipe(self.runner.kill(), |()| Message::Gone);
    }

    pub(super) fn on_gone(&mut self, ctx: &mut Context<Self>) {
        let Some(task) = self.task.as_ref() else { return };
        let Phase::Ending(outcome) = &task.phase else { return };
        let circumstances = Circumstances { timed_out: task.timed_out, killed: task.kill.is_some() };
        let (state, reason, message) = conclude(outcome, circumstances);
        self.finish(state, reason, message, ctx);
    }

    pub(super) fn on_kill(
        &mut self,
        task_id: &TaskId,
        policy: Option<KillPolicy>,
        ctx: &mut Context<Self>,
    ) -> Result<(), Exit> {
        let Some(task) = self.task.as_ref().filter(|task| task.info.task_id == *task_id) else {
            return Err(Exit::failed(format!("the task {task_id} is to be killed before it was launched")));
        };
        let grace = kill_policy::grace(policy, task.info.kill_policy);
        self.kill(grace, ctx);
        Ok(())
    }

    pub(super) fn on_shutdown(&mut self, ctx: &mut Context<Self>) {
        if self.task.is_none() {
            return ctx.exit(Exit::Normal);
        }
        let given = self.shutdown_grace_period.unwrap_or_default();
        self.kill(given.saturating_sub(kill_policy::SHUTDOWN_RESERVE), ctx);
    }

    pub(super) fn on_too_long(&mut self, ctx: &mut Context<Self>) {
        let Some(task) = self.task.as_mut() else { return };
        // Who was asked to end before is not late.
        if task.phase == Phase::Running && task.kill.is_none() {
            task.timed_out = true;
            ctx.pipe(self.runner.kill(), |()| Message::Done);
        }
    }

    /// Asks the task to end, and kills it when the time is over.
    fn kill(&mut self, grace: std::time::Duration, ctx: &mut Context<Self>) {
        let now = ctx.clock().now();
        let Some(task) = self.task.as_mut() else { return };
        if !matches!(task.phase, Phase::Launching | Phase::Running) {
            return;
        }
        if let Some(kill) = task.kill.as_mut() {
            if let Some(left) = kill.again(now, grace) {
                ctx.after(left, GRACE, Message::GraceOver);
            }
            return;
        }
        task.kill = Some(Kill::begin(now, grace));
        let running = task.phase == Phase::Running;
        let killing = task.hears_killing.then(|| task.info.task_id.clone());
        if let Some(task_id) = killing {
            self.report(task_id, TaskState::Killing, None, None, ctx);
        }
        if running {
            ctx.pipe(self.runner.terminate(), |()| Message::Done);
        }
        ctx.after(grace, GRACE, Message::GraceOver);
    }

    /// The task is over.
    fn finish(
        &mut self,
        state: TaskState,
        reason: Option<mesos_protocol::status::Reason>,
        message: String,
        ctx: &mut Context<Self>,
    ) {
        let Some(task) = self.task.as_mut() else { return };
        task.phase = Phase::Over;
        let task_id = task.info.task_id.clone();
        self.report(task_id, state, reason, Some(message), ctx);
        ctx.after(ACKNOWLEDGE_MAX, LAST, Message::NeverAcknowledged);
    }
}

/// The environment of a task: the executor's, then the role its resources were given to, then what its command says.
fn task_environment(executor: &[(String, String)], command: &CommandInfo, task: &TaskInfo) -> Vec<(String, String)> {
    let mut environment: std::collections::BTreeMap<String, String> = executor.iter().cloned().collect();
    if let Some(role) = task.resources.iter().next().and_then(|resource| resource.allocated_to()) {
        environment.insert("MESOS_ALLOCATION_ROLE".into(), role.to_string());
    }
    for variable in &command.environment {
        let value = match &variable.value {
            VariableValue::Plain(value) => value.clone(),
            VariableValue::Secret(Secret::Value(value)) => String::from_utf8_lossy(value).into_owned(),
            // Nobody resolved it: what stood under that name stays.
            VariableValue::Secret(Secret::Reference { .. }) => continue,
        };
        environment.insert(variable.name.clone(), value);
    }
    environment.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use mesos_protocol::{
        ids::AgentId,
        roles::Role,
        task::{TaskDraft, Variable},
    };

    use super::*;

    #[test]
    fn the_commands_variables_win_and_unresolved_secrets_do_not() {
        let mut command = CommandInfo::shell("env").env("A", "task").env("B", "1");
        let hidden = Secret::Reference { name: "vault".into(), key: None };
        command.environment.push(Variable { name: "C".into(), value: VariableValue::Secret(hidden) });
        let mut task = TaskDraft::new(command.clone()).cpus(1).on(AgentId::new("a").unwrap(), TaskId::new("t").unwrap());
        task.resources.allocate(&Role::new("eng").unwrap());
        let own = [("A".to_owned(), "executor".to_owned()), ("C".to_owned(), "kept".to_owned())];
        let pairs = [("A", "task"), ("B", "1"), ("C", "kept"), ("MESOS_ALLOCATION_ROLE", "eng")];
        let expected: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(task_environment(&own, &command, &task), expected);
    }
}
