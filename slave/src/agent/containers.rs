//! Containers of executors: launched, ended, and what their tasks are told.

use std::{sync::Arc, time::Duration};

use libprocess::{Outbox, prelude::*, wire::Answer};
use mesos_containerizer::{ContainerConfig, Ended, LaunchError, Sandbox, container::Launched, containerizer};
use mesos_protocol::{
    executor::ExecutorInfo,
    framework::FrameworkInfo,
    ids::{ContainerId, ExecutorId, FrameworkId, TaskId, UpdateUuid},
    resources::Resources,
    status::{Reason, TaskState},
    task::TaskInfo,
    units::display_duration,
    values::MiB,
};

use super::{Agent, Message, To};
use crate::{
    credential,
    environment::{self, Whose},
    state::{Phase, Verdict},
    status_updates::TaskKey,
};

/// Messages to an executor that wait for room; they are sent again anyway.
const TO_EXECUTOR_MAX: usize = 256;

/// Kept of a shutdown's time by executors to see the end and to tell of it; added to what a task asks for.
const SHUTDOWN_RESERVE: Duration = secs(2);

/// The end of a container, to be waited for once it runs.
pub(crate) struct Over(Answer<Ended>);

impl std::fmt::Debug for Over {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Over")
    }
}

/// The executor that a plain command is given.
fn command_executor(framework_id: &FrameworkId, task: &TaskInfo, shutdown_grace_period: Duration) -> ExecutorInfo {
    let command = task.command.as_ref().and_then(|command| command.value.as_deref()).unwrap_or_default();
    let shell = task.command.as_ref().is_some_and(|command| command.shell);
    let mut shown: String = command.chars().take(12).collect();
    if shown.len() < command.len() {
        shown.push_str("...");
    }
    let shown = if shell { format!("sh -c '{shown}'") } else { shown };
    let kill_grace = task.kill_policy.and_then(|policy| policy.grace_period);
    ExecutorInfo {
        framework_id: Some(framework_id.clone()),
        command: task.command.clone(),
        container: task.container.clone(),
        resources: Resources::none().cpus(0.1).mem(MiB(32)),
        name: Some(format!("Command Executor (Task: {}) (Command: {shown})", task.task_id)),
        source: Some(task.task_id.to_string()),
        shutdown_grace_period: Some(
            kill_grace.map_or(shutdown_grace_period, |grace| grace.saturating_add(SHUTDOWN_RESERVE)),
        ),
        ..ExecutorInfo::new(task.executor_id())
    }
}

/// As whom a task runs: its own user, else its framework's.
fn user(switch: bool, task: &TaskInfo, framework: &FrameworkInfo) -> Option<String> {
    let own = task.command.as_ref().and_then(|command| command.user.clone());
    own.or_else(|| Some(framework.user.clone())).filter(|user| switch && !user.is_empty())
}

/// What the tasks of an executor that ended are told, unless they are over.
fn verdict(decided: Option<Verdict>, ended: &Ended) -> Verdict {
    let said = ended.message.as_deref();
    match decided {
        Some(decided) => {
            let message = said.map_or(decided.message.clone(), |said| format!("{}; {said}", decided.message));
            Verdict { message, ..decided }
        }
        None => {
            use std::os::unix::process::ExitStatusExt;
            let status = ended.status.map(std::process::ExitStatus::from_raw);
            let how = status.map(libprocess::os::process::describe_status);
            let message = match (said, how) {
                (Some(said), _) => said.to_owned(),
                (None, Some(how)) => format!("Executor terminated: it {how}"),
                (None, None) => "Executor terminated".to_owned(),
            };
            Verdict { state: TaskState::Failed, reason: Reason::ExecutorTerminated, message }
        }
    }
}

impl Agent {
    /// Starts the executor of a task.
    pub(super) fn launch_executor(&mut self, key: &TaskKey, task: &Arc<TaskInfo>, ctx: &mut Context<Self>) {
        let Some(agent_id) = self.membership.agent_id.clone() else { return };
        let id = UpdateUuid::from_random(ctx.random().bytes()).to_string();
        // Hexadecimal digits and hyphens are allowed in ids.
        let Ok(container_id) = ContainerId::new(id) else { return };
        let flags = self.args.flags.clone();
        let Some(framework) = self.state.frameworks.get_mut(&key.0) else { return };
        let info = command_executor(&key.0, task, flags.executor_shutdown_grace_period);
        let executor_id = info.executor_id.clone();
        let sandbox = Sandbox {
            work_dir: self.args.work_dir.clone(),
            agent_id: agent_id.clone(),
            framework_id: key.0.clone(),
            executor_id: executor_id.clone(),
            container_id: container_id.clone(),
        };
        let directory = sandbox.path();
        let agent = ctx.node().address();
        let environment = environment::of_executor(
            Whose {
                framework_id: &key.0,
                executor_id: &executor_id,
                container_id: &container_id,
                agent_id: &agent_id,
                agent,
                sandbox: &directory,
                shutdown_grace_period: info.shutdown_grace_period.unwrap_or(flags.executor_shutdown_grace_period),
            },
            flags.executor_environment_variables.as_ref(),
        );
        let config = ContainerConfig {
            framework_id: key.0.clone(),
            executor_id: executor_id.clone(),
            container_id: container_id.clone(),
            agent_id,
            agent,
            sandbox,
            user: user(flags.switch_user, task, &framework.info),
            environment,
            credential: credential::issue(&ctx.node(), &executor_id, &container_id),
        };
        let to = To::Executor(container_id.clone());
        let outbox = Outbox::new(TO_EXECUTOR_MAX, move |room| Message::Room(to.clone(), room));
        framework.add_executor(info, container_id.clone(), directory.to_string_lossy().into_owned(), outbox);
        self.state.containers.insert(container_id.clone(), (key.0.clone(), executor_id));
        let (launched, runs) = Reply::pair();
        let (ended, over) = Reply::pair();
        self.containerizer.post(containerizer::Message::Launch { config: Box::new(config), launched, ended }, ctx);
        let begun = container_id.clone();
        ctx.pipe(runs, move |outcome| Message::Launched(begun, outcome, Over(over)));
        let timeout = self.args.flags.executor_registration_timeout;
        ctx.after(timeout, ("registration", &container_id), Message::NotRegistered(container_id.clone()));
    }

    pub(super) fn on_launched(
        &mut self,
        container_id: &ContainerId,
        outcome: Result<Result<Launched, LaunchError>, AskError>,
        Over(over): Over,
        ctx: &mut Context<Self>,
    ) {
        let Some(executor) = self.state.executor_mut(container_id) else { return };
        let error = match outcome {
            Ok(Ok(launched)) => {
                executor.process = launched.pid;
                let ended = container_id.clone();
                return ctx.pipe(over, move |outcome| Message::Ended(ended, outcome));
            }
            Ok(Err(error)) => error.to_string(),
            Err(error) => format!("the container failed: {error}"),
        };
        self.metrics.container_launch_errors.increment();
        tracing::warn!(container = %container_id, error, "a container was not launched");
        let message = format!("Failed to launch container: {error}");
        // What was decided before counts more, such as a kill.
        executor.verdict.get_or_insert(Verdict { state: TaskState::Failed, reason: Reason::ContainerLaunchFailed, message });
        self.on_ended(container_id, Ok(Ended::default()), ctx);
    }

    /// Nothing of a container is left: its tasks that are not over end with it.
    pub(super) fn on_ended(
        &mut self,
        container_id: &ContainerId,
        outcome: Result<Ended, AskError>,
        ctx: &mut Context<Self>,
    ) {
        let lost = |error: AskError| Ended { message: Some(format!("the container failed: {error}")), ..Ended::default() };
        let ended = outcome.unwrap_or_else(lost);
        ctx.cancel(("registration", container_id));
        ctx.cancel(("shutdown", container_id));
        let Some(executor) = self.state.executor_mut(container_id) else { return };
        tracing::info!(container = %container_id, ?ended, "a container ended");
        executor.enter(Phase::Terminated);
        executor.outbox.point_at(None);
        let verdict = verdict(executor.verdict.take(), &ended);
        self.metrics.executors_terminated.increment();
        let Some((framework_id, executor_id)) = self.state.containers.get(container_id).cloned() else { return };
        self.end_tasks(&framework_id, &executor_id, &verdict, ctx);
        self.state.tidy(&framework_id);
    }

    fn end_tasks(
        &mut self,
        framework_id: &FrameworkId,
        executor_id: &ExecutorId,
        verdict: &Verdict,
        ctx: &mut Context<Self>,
    ) {
        let Some(framework) = self.state.frameworks.get_mut(framework_id) else { return };
        if framework.terminating {
            framework.tasks.retain(|_, entry| entry.executor_id != *executor_id);
            return;
        }
        let tasks = framework.tasks.iter().filter(|(_, entry)| entry.executor_id == *executor_id && !entry.is_over());
        let tasks: Vec<TaskId> = tasks.map(|(task_id, _)| task_id.clone()).collect();
        for task_id in tasks {
            let key = (framework_id.clone(), task_id);
            self.report(&key, verdict.state, verdict.reason, &verdict.message, ctx);
        }
    }

    pub(super) fn on_not_registered(&mut self, container_id: &ContainerId, ctx: &mut Context<Self>) {
        let timeout = display_duration(self.args.flags.executor_registration_timeout);
        let Some(executor) = self.state.executor_mut(container_id) else { return };
        if executor.phase() != Phase::Registering {
            return;
        }
        executor.verdict.get_or_insert(Verdict {
            state: TaskState::Failed,
            reason: Reason::ExecutorRegistrationTimeout,
            message: format!("Executor did not register within {timeout}"),
        });
        self.destroy(container_id, ctx);
    }

    /// Ends a container without asking its executor.
    pub(super) fn destroy(&mut self, container_id: &ContainerId, ctx: &mut Context<Self>) {
        let Some(executor) = self.state.executor_mut(container_id) else { return };
        if executor.phase() == Phase::Terminated {
            return;
        }
        executor.enter(Phase::Terminating);
        self.containerizer.post(containerizer::Message::Destroy(container_id.clone()), ctx);
    }
}

#[cfg(test)]
mod tests {
    use mesos_protocol::ids::AgentId;

    use super::*;

    fn task(command: &str) -> TaskInfo {
        let draft = TaskInfo::command(command).cpus(1).kill_grace(secs(9));
        draft.on(AgentId::new("a").unwrap(), TaskId::new("t").unwrap())
    }

    #[test]
    fn a_command_gets_an_executor_of_its_own_name() {
        let framework_id = FrameworkId::new("c-0001").unwrap();
        let executor = command_executor(&framework_id, &task("echo hello world"), secs(5));
        assert_eq!(executor.name.unwrap(), "Command Executor (Task: t) (Command: sh -c 'echo hello w...')");
        assert_eq!((executor.executor_id.as_str(), executor.source.as_deref()), ("t", Some("t")));
        assert_eq!(executor.resources.to_string(), "cpus:0.1; mem:32");
        assert_eq!(executor.shutdown_grace_period, Some(secs(11)));
    }

    #[test]
    fn a_task_runs_as_its_own_user_else_as_its_frameworks() {
        let framework = FrameworkInfo::named("f").user("www");
        let mut own = task("true");
        assert_eq!(user(true, &own, &framework).as_deref(), Some("www"));
        own.command = own.command.map(|command| command.user("db"));
        assert_eq!(user(true, &own, &framework).as_deref(), Some("db"));
        assert_eq!(user(false, &own, &framework), None);
        assert_eq!(user(true, &task("true"), &FrameworkInfo::named("f")), None);
    }

    #[test]
    fn tasks_are_told_why_their_executor_ended() {
        let killed = Ended { status: Some(9), ..Ended::default() };
        let own = verdict(None, &killed);
        assert_eq!((own.state, own.reason), (TaskState::Failed, Reason::ExecutorTerminated));
        assert_eq!(own.message, "Executor terminated: it terminated with signal Killed");
        assert_eq!(verdict(None, &Ended::default()).message, "Executor terminated");
        let decided = Verdict { state: TaskState::Failed, reason: Reason::ContainerLaunchFailed, message: "a".into() };
        assert_eq!(verdict(Some(decided.clone()), &killed), decided);
        let more = Ended { message: Some("b".into()), ..killed };
        assert_eq!(verdict(Some(decided), &more).message, "a; b");
    }
}
