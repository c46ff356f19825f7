//! Container: the life of one container, from its launch to its end.
//!
//! Receives  `Begin` once, `Destroy` at any time; `Launched` and `Ended` from what it waits for.
//! Answers   `Begin` twice: when the container runs or was not started, and when it ended.
//! Fails     never by itself; when it does, dropping what it holds destroys the container.

use std::sync::Arc;

use libprocess::prelude::*;

use crate::launcher::{Boxed, ContainerConfig, Ended, LaunchError, Launcher, Run};

/// The executor's process, once it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Launched {
    /// Its number, where there is one.
    pub pid: Option<i32>,
}

/// What a container can be told.
pub enum Message {
    /// Starts it.
    Begin {
        /// What is to be started.
        config: Box<ContainerConfig>,
        /// Told when it runs, or why it does not.
        launched: Reply<Result<Launched, LaunchError>>,
        /// Told when it ended; refused if it never ran.
        ended: Reply<Ended>,
    },
    /// Ends it.
    Destroy,
    /// The launcher did its work.
    Launched(Result<Box<dyn Run>, LaunchError>),
    /// Nothing is left of it.
    Ended(Ended),
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Message::Begin { config, .. } => write!(f, "Begin({})", config.container_id),
            Message::Destroy => f.write_str("Destroy"),
            Message::Launched(Ok(run)) => write!(f, "Launched(pid {:?})", run.pid()),
            Message::Launched(Err(error)) => write!(f, "Launched({error})"),
            Message::Ended(ended) => write!(f, "{ended:?}"),
        }
    }
}

/// Where a container stands.
enum Phase {
    /// Not begun.
    New,
    /// The launcher works on it; `destroy` if it is to end as soon as it runs.
    Launching { destroy: bool, launched: Reply<Result<Launched, LaunchError>>, ended: Reply<Ended> },
    /// It runs.
    Running { run: Box<dyn Run>, ended: Reply<Ended> },
}

/// One container.
pub struct Container {
    launcher: Arc<dyn Launcher>,
    phase: Phase,
}

impl Actor for Container {
    type Args = Arc<dyn Launcher>;
    type Message = Message;

    async fn start(launcher: Arc<dyn Launcher>, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Container { launcher, phase: Phase::New })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Begin { config, launched, ended } => self.on_begin(*config, launched, ended, ctx),
            Message::Destroy => self.on_destroy(),
            Message::Launched(outcome) => self.on_launched(outcome, ctx),
            Message::Ended(how) => self.on_ended(how, ctx),
        }
        Ok(())
    }

    fn inspect(&self) -> Inspection {
        let (phase, pid) = match &self.phase {
            Phase::New => ("new", None),
            Phase::Launching { destroy: true, .. } => ("launching, to be destroyed", None),
            Phase::Launching { .. } => ("launching", None),
            Phase::Running { run, .. } => ("running", run.pid()),
        };
        Inspection(serde_json::json!({ "phase": phase, "pid": pid }))
    }

    /// Its processes end before the actor is gone.
    async fn stop(&mut self, _why: &Exit, _ctx: &mut Context<Self>) {
        if let Phase::Running { mut run, ended } = std::mem::replace(&mut self.phase, Phase::New) {
            run.destroy();
            ended.send(run.ended().await);
        }
    }
}

impl Container {
    fn on_begin(
        &mut self,
        config: ContainerConfig,
        launched: Reply<Result<Launched, LaunchError>>,
        ended: Reply<Ended>,
        ctx: &mut Context<Self>,
    ) {
        self.phase = Phase::Launching { destroy: false, launched, ended };
        let launch: Boxed<_> = self.launcher.launch(config);
        ctx.pipe(launch, Message::Launched);
    }

    fn on_destroy(&mut self) {
        match &mut self.phase {
            Phase::New => {}
            Phase::Launching { destroy, .. } => *destroy = true,
            Phase::Running { run, .. } => run.destroy(),
        }
    }

    fn on_launched(&mut self, outcome: Result<Box<dyn Run>, LaunchError>, ctx: &mut Context<Self>) {
        let Phase::Launching { destroy, launched, ended } = std::mem::replace(&mut self.phase, Phase::New) else { return };
        match outcome {
            Ok(mut run) => {
                launched.send(Ok(Launched { pid: run.pid() }));
                ctx.pipe(run.ended(), Message::Ended);
                if destroy {
                    run.destroy();
                }
                self.phase = Phase::Running { run, ended };
            }
            Err(error) => {
                launched.send(Err(error));
                ended.refuse(AskError::NoSuchActor);
                ctx.exit(Exit::Normal);
            }
        }
    }

    fn on_ended(&mut self, how: Ended, ctx: &mut Context<Self>) {
        if let Phase::Running { ended, .. } = std::mem::replace(&mut self.phase, Phase::New) {
            ended.send(how);
        }
        ctx.exit(Exit::Normal);
    }
}
