//! Agent: offers a machine to the master, runs tasks on it, and tells what becomes of them.
//!
//! Receives  the master's and the executors' words through its doors; what containers and kept updates have to tell.
//! Sends     what each line's messages say; every send is without waiting, so nobody waits for anybody.
//! Fails     only when the containerizer is gone; its next life, and one that the master ended, destroys what the former
//!           one left, forgets its tasks and registers as a new agent, and the master reports the tasks as lost.

mod containers;
mod ending;
mod executors;
mod http;
mod kill;
mod register;
mod run_task;
#[cfg(test)]
mod tests;
mod updates;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use libprocess::{
    Outbox, Phase as Phases, Room,
    http::{Request, Response},
    prelude::*,
};
use mesos_containerizer::{Ended, LaunchError, Launcher, container::Launched, containerizer};
use mesos_protocol::{
    agent::AgentInfo,
    ids::{AgentId, ClusterId, ContainerId, Term},
    messages::{
        agent_executor,
        master_agent::{ToAgent, ToMaster},
    },
};

use crate::{
    Flags,
    metrics::{Levels, Metrics},
    state::State,
    status_updates::{self, News, TaskKey},
};

/// Messages to the master that wait for room; beyond that they are sent again anyway, or do no harm.
const TO_MASTER_MAX: usize = 10_000;

/// Messages to the containerizer and to the keeper of updates that wait for room: a few for each task.
const TO_OWN_MAX: usize = 100_000;

/// So often tasks and kills of which no executor gave a sign are sent again.
const RESEND_EVERY: Duration = secs(5);

/// Most tasks, and most executors, that the actor shows of itself.
const SHOWN_MAX: usize = 20;

const REGISTER: Key = Key("register");
const SILENCE: Key = Key("silence");
const RESEND: Key = Key("resend");

/// What an agent needs to start.
#[derive(Clone)]
pub(crate) struct Args {
    /// Its flags.
    pub flags: Arc<Flags>,
    /// Where the master is: HOST:PORT.
    pub master: String,
    /// Folder of sandboxes.
    pub work_dir: PathBuf,
    /// What it says of itself, without an id.
    pub info: Arc<AgentInfo>,
    /// Looks into sandboxes.
    pub launcher: Arc<dyn Launcher>,
    /// Starts containers.
    pub containerizer: Pid<containerizer::Message>,
    /// Keeps updates.
    pub status_updates: Pid<status_updates::Message>,
}

/// What an agent hears.
#[derive(Debug)]
pub(crate) enum Message {
    /// From the master.
    Master(Sender, ToAgent),
    /// From an executor.
    Executor(Sender, agent_executor::ToAgent),
    /// From the keeper of updates.
    Updates(News),
    /// What former lives left is gone.
    Emptied(Result<(), AskError>),
    /// The master's address was looked up.
    Found(Result<std::net::SocketAddr, String>),
    /// It is time to register (again).
    Register,
    /// The master did not ping for too long.
    Silence,
    /// It is time to send again what got no sign.
    Resend,
    /// A container runs, or does not.
    Launched(ContainerId, Result<Result<Launched, LaunchError>, AskError>, containers::Over),
    /// A container ended.
    Ended(ContainerId, Result<Ended, AskError>),
    /// An executor took too long to register.
    NotRegistered(ContainerId),
    /// An executor took too long to end.
    NotEnded(ContainerId),
    /// The node ends: no task is started any more.
    StopAccepting(Reply<()>),
    /// The node ends: frameworks are to see what is known of their tasks.
    Drain(Reply<()>),
    /// All executors are to end; used when nothing of them is left.
    WindDown(Reply<()>),
    /// Somebody wants to see.
    Http(http::View, Request, Reply<Response>),
    /// A file was read for somebody.
    Done,
    /// There is room for messages to this one.
    Room(To, Room),
}

/// To whom messages go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum To {
    /// The master.
    Master,
    /// The containerizer.
    Containerizer,
    /// The keeper of updates.
    StatusUpdates,
    /// The executor in this container.
    Executor(ContainerId),
}

/// Where the agent stands with its master.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Containers of a former life, or of another cluster, are being destroyed.
    Recovering,
    /// No master counts on it; it tries to register.
    Disconnected,
    /// A master counts on it.
    Running,
}

/// Who it is for the cluster.
#[derive(Clone, Debug, Default)]
pub(crate) struct Membership {
    /// The highest of the masters that it heard.
    pub(crate) term: Term,
    pub(crate) cluster_id: Option<ClusterId>,
    pub(crate) agent_id: Option<AgentId>,
}

/// The agent of a machine.
pub(crate) struct Agent {
    args: Args,
    phase: Phase,
    membership: Membership,
    /// Tries to register since it was connected.
    tries: u32,
    master: Outbox<Agent, ToMaster>,
    /// The master's life that is watched.
    watched: Option<(u64, Pid<ToMaster>)>,
    ping_timeout: Duration,
    pings: run_task::Pings,
    containerizer: Outbox<Agent, containerizer::Message>,
    status_updates: Outbox<Agent, status_updates::Message>,
    state: State,
    /// Tasks that were over before, so that a launch that comes late does not start them.
    over: BTreeMap<TaskKey, u64>,
    ending: ending::Ending,
    metrics: Metrics,
}

impl Actor for Agent {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(Message::Master);
        ctx.port_for(&[Role::Executor], Message::Executor);
        http::route(ctx);
        ctx.join_shutdown(Phases::StopAccepting, Message::StopAccepting);
        ctx.join_shutdown(Phases::Drain, Message::Drain);
        ctx.every(RESEND_EVERY, RESEND, || Message::Resend);
        let outbox = |to: To| move |room| Message::Room(to.clone(), room);
        let mut agent = Agent {
            phase: Phase::Recovering,
            membership: Membership::default(),
            tries: 0,
            master: Outbox::new(TO_MASTER_MAX, outbox(To::Master)),
            watched: None,
            ping_timeout: Duration::ZERO,
            pings: run_task::Pings::default(),
            containerizer: Outbox::new(TO_OWN_MAX, outbox(To::Containerizer)).to(args.containerizer.clone()),
            status_updates: Outbox::new(TO_OWN_MAX, outbox(To::StatusUpdates)).to(args.status_updates.clone()),
            state: State::counted_at(Levels::new(&ctx.node())),
            over: BTreeMap::new(),
            ending: ending::Ending::default(),
            metrics: Metrics::new(&ctx.node()),
            args,
        };
        agent.start_over(ctx);
        Ok(agent)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Master(sender, message) => self.on_master(&sender, message, ctx),
            Message::Executor(sender, message) => self.on_executor(&sender, message, ctx),
            Message::Updates(news) => self.on_news(news, ctx),
            Message::Emptied(outcome) => self.on_emptied(outcome, ctx),
            Message::Found(found) => self.on_found(found, ctx),
            Message::Register => self.on_register(ctx),
            Message::Silence => self.disconnect("the master did not ping for too long", ctx),
            Message::Resend => self.on_resend(ctx),
            Message::Launched(container_id, outcome, over) => self.on_launched(&container_id, outcome, over, ctx),
            Message::Ended(container_id, outcome) => self.on_ended(&container_id, outcome, ctx),
            Message::NotRegistered(container_id) => self.on_not_registered(&container_id, ctx),
            Message::NotEnded(container_id) => self.destroy(&container_id, ctx),
            Message::StopAccepting(done) => self.on_stop_accepting(done),
            Message::Drain(done) => self.on_drain(done, ctx),
            Message::WindDown(done) => self.on_wind_down(done, ctx),
            Message::Http(view, request, reply) => self.on_http(view, &request, reply, ctx),
            Message::Done => {}
            Message::Room(to, room) => self.on_room(&to, room, ctx),
        }
        self.end_wind_down();
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let watched = self.watched.as_ref().is_some_and(|(monitor, _)| notice.relation == Relation::Monitor(*monitor));
        if watched {
            self.disconnect(&format!("the master is gone: {}", notice.reason), ctx);
        }
        Ok(())
    }

    /// The master need not wait for its silence.
    async fn stop(&mut self, _why: &Exit, _ctx: &mut Context<Self>) {
        if let (Some(agent_id), Some(master)) = (self.membership.agent_id.clone(), self.master.receiver()) {
            // If it is lost, the master finds the agent to be silent.
            let _ = master.tell(ToMaster::Unregister { agent_id });
        }
    }

    /// Of tasks and executors twenty at most.
    fn inspect(&self) -> Inspection {
        let tasks = self.state.tasks().take(SHOWN_MAX).map(|(_, id, entry)| format!("{id} {}", entry.task.state));
        let executors = self.state.executors().take(SHOWN_MAX).map(|(_, id, run)| format!("{id} {}", run.phase().name()));
        Inspection(serde_json::json!({
            "phase": format!("{:?}", self.phase),
            "id": self.membership.agent_id,
            "term": self.membership.term,
            "tasks": self.state.tasks().count(),
            "some_tasks": tasks.collect::<Vec<_>>(),
            "executors": self.state.executors().count(),
            "some_executors": executors.collect::<Vec<_>>(),
            "tasks_that_were_over_before": self.over.len(),
        }))
    }
}

impl Agent {
    fn on_room(&mut self, to: &To, room: Room, ctx: &mut Context<Self>) {
        match to {
            To::Master => self.master.go_on(room, ctx),
            To::Containerizer => self.containerizer.go_on(room, ctx),
            To::StatusUpdates => self.status_updates.go_on(room, ctx),
            To::Executor(container_id) => {
                if let Some(executor) = self.state.executor_mut(container_id) {
                    executor.outbox.go_on(room, ctx);
                }
            }
        }
    }
}
