//! Status updates: keeps each update of a task until its framework has seen it.
//!
//! Receives  `Attach` from each new life of the agent; `Update`, `Acknowledge`, `Pause`, `Resume`, `Resend`, `Forget` from it.
//! Answers   each `Update` with `Kept`, at once: from then on the agent answers for it.
//! Sends     `Send` for the oldest update of each task, again with growing pauses, and `Delivered` once it was acknowledged.
//! Fails     together with the agent: what is kept here stands on no disk, so the tasks end with it.

mod streams;

use std::time::Duration;

use libprocess::{Outbox, Room, TimerName, prelude::*};
use mesos_protocol::{
    ids::{FrameworkId, UpdateUuid},
    status::TaskStatus,
};

pub(crate) use streams::TaskKey;
pub use streams::{RETRY_FIRST, RETRY_MAX};

use crate::{agent, flags::Planted};
use streams::{Effect, Streams};

/// News for the agent that wait for room; there is one per update and per acknowledgement under way.
const WAITING_MAX: usize = 100_000;

/// So long an agent that ends waits until frameworks have seen what it has to tell. Its tasks end with it, within two
/// seconds: this is half of them.
pub(crate) const DRAIN_MAX: Duration = secs(1);

const DRAIN: Key = Key("drain");

/// What it can be told.
#[derive(Debug)]
pub(crate) enum Message {
    /// A new life of the agent: what former lives left is forgotten.
    Attach(Pid<agent::Message>),
    /// News of a task, with a uuid.
    Update {
        /// Whose task.
        framework_id: FrameworkId,
        /// The news.
        status: Box<TaskStatus>,
    },
    /// The framework has seen an update.
    Acknowledge {
        /// Of which task.
        key: TaskKey,
        /// Which.
        uuid: UpdateUuid,
    },
    /// No master listens.
    Pause,
    /// A master listens.
    Resume,
    /// A framework is new or back.
    Resend(FrameworkId),
    /// Nobody waits for updates of this framework any more.
    Forget(FrameworkId),
    /// The agent ends: used once the frameworks have seen all that is kept, or no master listens, or the time is over.
    Drain(Reply<()>),
    /// The time is over.
    DrainOver,
    /// It is time to send an update again.
    Retry(TaskKey),
    /// The agent has room.
    Room(Room),
}

/// What it tells the agent.
#[derive(Debug)]
pub(crate) enum News {
    /// This update is to be sent to the master.
    Send {
        /// Of which task.
        key: TaskKey,
        /// The update.
        status: Box<TaskStatus>,
    },
    /// This update is kept.
    Kept {
        /// Of which task.
        key: TaskKey,
        /// Which.
        uuid: UpdateUuid,
    },
    /// The framework has seen this update.
    Delivered {
        /// Of which task.
        key: TaskKey,
        /// Which.
        uuid: UpdateUuid,
        /// The task is over, and nothing else is to be told of it.
        last: bool,
    },
}

/// Owns all updates that are not acknowledged by their frameworks.
pub(crate) struct StatusUpdates {
    streams: Streams,
    agent: Outbox<StatusUpdates, agent::Message>,
    drained: Option<Reply<()>>,
    planted: Planted,
}

impl Actor for StatusUpdates {
    type Args = Planted;
    type Message = Message;

    async fn start(planted: Planted, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(StatusUpdates {
            streams: Streams::paused(),
            agent: Outbox::new(WAITING_MAX, Message::Room),
            drained: None,
            planted,
        })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Attach(agent) => self.on_attach(agent),
            Message::Update { framework_id, status } => self.on_update(framework_id, *status, ctx),
            Message::Acknowledge { key, uuid } => {
                let effects = self.streams.acknowledge(&key, uuid);
                self.carry_out(&key, effects, ctx);
            }
            Message::Pause => self.streams.pause(),
            Message::Resume => self.send_again(Streams::resume, ctx),
            Message::Resend(framework_id) => self.send_again(|streams| streams.resend(&framework_id), ctx),
            Message::Forget(framework_id) => {
                self.streams.forget(&framework_id).iter().for_each(|key| ctx.cancel(timer(key)));
            }
            Message::Retry(key) => {
                let effects = self.streams.retry(&key).into_iter().collect();
                self.carry_out(&key, effects, ctx);
            }
            Message::Drain(done) => {
                ctx.after(DRAIN_MAX, DRAIN, Message::DrainOver);
                self.drained = Some(done);
            }
            Message::DrainOver => self.drained.take().into_iter().for_each(|done| done.send(())),
            Message::Room(room) => self.agent.go_on(room, ctx),
        }
        if self.drained.is_some() && self.streams.has_nothing_to_send() {
            self.drained.take().into_iter().for_each(|done| done.send(()));
        }
        Ok(())
    }

    fn inspect(&self) -> Inspection {
        Inspection(self.streams.shown())
    }
}

fn timer(key: &TaskKey) -> TimerName {
    ("retry", format!("{}/{}", key.0, key.1)).into()
}

impl StatusUpdates {
    fn on_attach(&mut self, agent: Pid<agent::Message>) {
        self.streams = Streams::paused();
        self.agent.point_at(Some(agent));
    }

    fn on_update(&mut self, framework_id: FrameworkId, status: TaskStatus, ctx: &mut Context<Self>) {
        let key = (framework_id, status.task_id.clone());
        let Some(uuid) = status.uuid else {
            tracing::warn!(task = %key.1, "an update without a uuid cannot be acknowledged and is not kept");
            return;
        };
        let effects = self.streams.update(&key, status, uuid);
        self.carry_out(&key, effects, ctx);
    }

    fn send_again(&mut self, which: impl FnOnce(&mut Streams) -> Vec<(TaskKey, Effect)>, ctx: &mut Context<Self>) {
        for (key, effect) in which(&mut self.streams) {
            self.carry_out(&key, vec![effect], ctx);
        }
    }

    fn carry_out(&mut self, key: &TaskKey, effects: Vec<Effect>, ctx: &mut Context<Self>) {
        for effect in effects {
            let key = key.clone();
            let news = match effect {
                Effect::Send { status, again_after } => {
                    if !self.planted.sends_once {
                        ctx.after(again_after, timer(&key), Message::Retry(key.clone()));
                    }
                    News::Send { key, status }
                }
                Effect::Kept { uuid } => News::Kept { key, uuid },
                Effect::Delivered { uuid, last } => {
                    ctx.cancel(timer(&key));
                    News::Delivered { key, uuid, last }
                }
            };
            self.agent.post(agent::Message::Updates(news), ctx);
        }
    }
}
