//! Command executor: runs one task as a command and reports how it goes.
//!
//! Receives  `Registered`, `Launch`, `Kill`, `Acknowledged`, `Shutdown` from the agent, through its door (groups of tasks fail,
//!           messages of the framework are not read); the steps of its task's life from what it waits for.
//! Sends     `Register` every second until it is answered; the oldest update that the agent does not have, again every 5 s,
//!           so that none overtakes another one.
//! Fails     when the agent is gone, or says what no agent says; the task ends with it.

mod task;
#[cfg(test)]
mod tests;

use std::{path::PathBuf, process::ExitStatus, sync::Arc, time::Duration};

use libprocess::{Outbox, Room, prelude::*};
use mesos_protocol::{
    ids::{ContainerId, ExecutorId, FrameworkId, TaskId, UpdateUuid},
    messages::agent_executor::{ToAgent, ToExecutor},
    status::{Reason, Source, TaskState, TaskStatus},
    task::TaskInfo,
};

use crate::{
    command::task::Task,
    runner::{Runner, Started},
    updates::Updates,
};

/// `Register` is sent again after this time until it is answered.
pub const REGISTER_EVERY: Duration = secs(1);

/// Updates that the agent has not acknowledged are sent again after this time.
pub const RESEND_EVERY: Duration = secs(5);

/// So often what ended processes still hold is freed.
const TIDY_EVERY: Duration = secs(10);

/// The executor ends when its final update is not acknowledged within this time.
pub const ACKNOWLEDGE_MAX: Duration = secs(60);

/// Messages to the agent that wait for room; updates beyond it are sent again anyway.
const WAITING_MAX: usize = 256;

const REGISTER: Key = Key("register");
const RESEND: Key = Key("resend");
const TIDY: Key = Key("tidy");
const GRACE: Key = Key("grace");
const COMPLETION: Key = Key("completion");
const LAST: Key = Key("last");

/// What an executor needs to start.
#[derive(Clone)]
pub struct Args {
    /// Whose it is.
    pub framework_id: FrameworkId,
    /// Which.
    pub executor_id: ExecutorId,
    /// This run of it.
    pub container_id: ContainerId,
    /// The agent's door for executors.
    pub agent: Pid<ToAgent>,
    /// Runs the task.
    pub runner: Arc<dyn Runner>,
    /// Its own environment, which the task gets too.
    pub environment: Vec<(String, String)>,
    /// The task's working folder.
    pub sandbox: PathBuf,
}

/// What a command executor hears.
#[derive(Debug)]
pub enum Message {
    /// The agent says something.
    Agent(Sender, ToExecutor),
    /// It is time to register (again).
    Register,
    /// It is time to send updates again.
    Resend,
    /// It is time to free what ended processes hold.
    Tidy,
    /// The task's command runs, or does not.
    Started(Result<Started, String>),
    /// The task's first process ended.
    Ended(Result<ExitStatus, String>),
    /// After that, nothing of the task is left.
    Gone,
    /// The time between SIGTERM and SIGKILL is over.
    GraceOver,
    /// The task took longer than it may.
    TooLong,
    /// The final update was not acknowledged in time.
    NeverAcknowledged,
    /// Something was done of which nothing follows.
    Done,
    /// There is room for messages to the agent.
    Room(Room),
}

/// Runs one task.
pub struct Executor {
    framework_id: FrameworkId,
    executor_id: ExecutorId,
    container_id: ContainerId,
    runner: Arc<dyn Runner>,
    environment: Vec<(String, String)>,
    sandbox: PathBuf,
    agent: Outbox<Executor, ToAgent>,
    /// The agent answered; so long it waits when it says `Shutdown`.
    shutdown_grace_period: Option<Duration>,
    task: Option<Task>,
    updates: Updates,
}

impl Actor for Executor {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(Message::Agent);
        ctx.monitor(&args.agent);
        ctx.every(RESEND_EVERY, RESEND, || Message::Resend);
        ctx.every(TIDY_EVERY, TIDY, || Message::Tidy);
        let mut executor = Executor {
            framework_id: args.framework_id,
            executor_id: args.executor_id,
            container_id: args.container_id,
            runner: args.runner,
            environment: args.environment,
            sandbox: args.sandbox,
            agent: Outbox::new(WAITING_MAX, Message::Room).to(args.agent),
            shutdown_grace_period: None,
            task: None,
            updates: Updates::default(),
        };
        executor.on_register(ctx);
        Ok(executor)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Agent(sender, message) => return self.on_agent(&sender, message, ctx),
            Message::Register => self.on_register(ctx),
            Message::Resend => self.on_resend(ctx),
            Message::Tidy => ctx.pipe(self.runner.tidy(), |()| Message::Done),
            Message::Started(outcome) => self.on_started(outcome, ctx),
            Message::Ended(outcome) => self.on_ended(outcome, ctx),
            Message::Gone => self.on_gone(ctx),
            Message::GraceOver => ctx.pipe(self.runner.kill(), |()| Message::Done),
            Message::TooLong => self.on_too_long(ctx),
            Message::NeverAcknowledged => return Err(Exit::failed("the agent did not acknowledge the final update")),
            Message::Done => {}
            Message::Room(room) => self.agent.go_on(room, ctx),
        }
        Ok(())
    }

    /// The agent is gone, and with it everything that could be done here.
    async fn exited(&mut self, notice: ExitNotice, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match notice.relation {
            Relation::Monitor(_) => Err(Exit::failed(format!("the agent is gone: {}", notice.reason))),
            Relation::Link | Relation::Child => Ok(()),
        }
    }

    async fn stop(&mut self, _why: &Exit, _ctx: &mut Context<Self>) {
        if self.task.as_ref().is_some_and(|task| !task.is_over()) {
            self.runner.kill().await;
        }
    }

    fn inspect(&self) -> Inspection {
        let task = self.task.as_ref().map(|task| format!("{} {:?}", task.info.task_id, task.phase));
        Inspection::of(&(task, self.updates.iter().map(|status| status.state).collect::<Vec<_>>()))
    }
}

impl Executor {
    fn on_agent(&mut self, sender: &Sender, message: ToExecutor, ctx: &mut Context<Self>) -> Result<(), Exit> {
        if !matches!(sender.role, Role::Agent | Role::Anyone) {
            tracing::warn!(?sender, "only an agent tells an executor what to do");
            return Ok(());
        }
        match message {
            ToExecutor::Registered { container_id, shutdown_grace_period, .. } => {
                self.on_registered(&container_id, shutdown_grace_period, ctx)
            }
            ToExecutor::Launch { task, framework } => self.on_launch(*task, &framework, ctx),
            ToExecutor::Kill { task_id, kill_policy } => self.on_kill(&task_id, kill_policy, ctx),
            ToExecutor::Acknowledged { task_id, uuid } => {
                self.on_acknowledged(&task_id, uuid, ctx);
                Ok(())
            }
            ToExecutor::Shutdown => {
                self.on_shutdown(ctx);
                Ok(())
            }
            ToExecutor::LaunchGroup { tasks, .. } => {
                self.on_launch_group(tasks, ctx);
                Ok(())
            }
            ToExecutor::Message { data } => {
                tracing::info!(bytes = data.len(), "the framework's message is for executors of its own; it is not read");
                Ok(())
            }
            ToExecutor::Error { message } => Err(Exit::failed(format!("the agent says that it cannot go on: {message}"))),
            ToExecutor::Heartbeat => Ok(()),
        }
    }

    fn on_register(&mut self, ctx: &mut Context<Self>) {
        if self.shutdown_grace_period.is_some() {
            return;
        }
        let never_heard_of = self.task.as_ref().filter(|_| !self.updates.any_acknowledged());
        let register = ToAgent::Register {
            framework_id: self.framework_id.clone(),
            executor_id: self.executor_id.clone(),
            container_id: self.container_id.clone(),
            unacknowledged_tasks: never_heard_of.map(|task| task.info.task_id.clone()).into_iter().collect(),
            unacknowledged_updates: self.updates.iter().cloned().collect(),
        };
        // One that waits for room says the same.
        self.agent.waiting().retain(|waiting| !matches!(waiting, ToAgent::Register { .. }));
        self.agent.post(register, ctx);
        ctx.after(REGISTER_EVERY, REGISTER, Message::Register);
    }

    fn on_registered(&mut self, run: &ContainerId, grace: Duration, ctx: &mut Context<Self>) -> Result<(), Exit> {
        if *run != self.container_id {
            return Err(Exit::failed(format!("the agent takes this run for {run}, but it is {}", self.container_id)));
        }
        self.shutdown_grace_period = Some(grace);
        ctx.cancel(REGISTER);
        Ok(())
    }

    /// One command is all that this executor runs: the tasks of a group fail together, as they are told to start together.
    fn on_launch_group(&mut self, tasks: Vec<TaskInfo>, ctx: &mut Context<Self>) {
        for task in tasks {
            let why = "Attempted to run a group of tasks using a \"command\" executor".to_owned();
            self.report(task.task_id, TaskState::Failed, None, Some(why), ctx);
        }
    }

    fn on_acknowledged(&mut self, task_id: &TaskId, uuid: UpdateUuid, ctx: &mut Context<Self>) {
        if self.updates.acknowledged(task_id, uuid).is_none() {
            return;
        }
        if !self.updates.is_empty() {
            self.send_oldest(ctx);
        } else if self.task.as_ref().is_some_and(Task::is_over) {
            self.agent.post(ToAgent::Exiting, ctx);
            ctx.exit(Exit::Normal);
        }
    }

    fn on_resend(&mut self, ctx: &mut Context<Self>) {
        if self.shutdown_grace_period.is_some() {
            self.send_oldest(ctx);
        }
    }

    /// Sends the oldest update that the agent does not have; the next one follows when it has this one.
    fn send_oldest(&mut self, ctx: &mut Context<Self>) {
        // One that still waits for room says the same, or is known to the agent.
        self.agent.waiting().retain(|waiting| !matches!(waiting, ToAgent::Update { .. }));
        if let Some(status) = self.updates.iter().next() {
            self.agent.post(ToAgent::Update { status: Box::new(status.clone()) }, ctx);
        }
    }

    /// Keeps an update, and sends it as soon as the agent has those before it.
    fn report(
        &mut self,
        task_id: TaskId,
        state: TaskState,
        reason: Option<Reason>,
        message: Option<String>,
        ctx: &mut Context<Self>,
    ) {
        let status = TaskStatus {
            reason,
            message,
            ..TaskStatus::new(task_id, state, Source::Executor)
                .executor(self.executor_id.clone())
                .at(ctx.clock().since_epoch())
                .uuid(UpdateUuid::from_random(ctx.random().bytes()))
        };
        let first = self.updates.is_empty();
        self.updates.keep(status);
        if first {
            self.send_oldest(ctx);
        }
    }
}
