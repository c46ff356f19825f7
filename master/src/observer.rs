//! Observer: watches one agent, and tells the master when it was silent for too long.
//!
//! Receives  `Watch` and `Pong` from the master; `Tick` from its own timer.
//! Sends     `PingDue` to the master, which pings on its own line to the agent, so that a ping never overtakes a launch;
//!           `AgentSilent` once after so many pings in a row without any pong between them.

use std::time::Duration;

use libprocess::prelude::*;
use mesos_protocol::ids::AgentId;

use crate::leader;

/// What an observer needs to start.
#[derive(Clone)]
pub(crate) struct Args {
    /// Whom it watches.
    pub(crate) agent: AgentId,
    /// Whom it tells.
    pub(crate) master: Pid<leader::Message>,
    /// Time between two pings (`--agent_ping_timeout`).
    pub(crate) interval: Duration,
    /// Pings in a row without a pong (`--max_agent_ping_timeouts`).
    pub(crate) misses_max: u32,
}

/// What it can be told.
#[derive(Debug)]
pub(crate) enum Message {
    /// The agent is there: begin, or count from zero.
    Watch,
    /// The agent answered.
    Pong,
    /// A ping was sent one interval ago.
    Tick,
    /// What was told arrived; false if there is no master.
    Told(bool),
}

/// Owns the outstanding pings of one agent.
pub(crate) struct Observer {
    args: Args,
    answered: bool,
    misses: u32,
}

const TICK: Key = Key("tick");

impl Actor for Observer {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Observer { args, answered: true, misses: 0 })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Watch => self.watch(ctx),
            Message::Pong => (self.answered, self.misses) = (true, 0),
            Message::Tick => self.on_tick(ctx),
            Message::Told(true) => {}
            Message::Told(false) => ctx.exit(Exit::Normal),
        }
        Ok(())
    }

    fn inspect(&self) -> Inspection {
        Inspection(serde_json::json!({ "agent": self.args.agent, "misses": self.misses, "answered": self.answered }))
    }
}

impl Observer {
    fn watch(&mut self, ctx: &mut Context<Self>) {
        self.misses = 0;
        self.ping(ctx);
    }

    fn on_tick(&mut self, ctx: &mut Context<Self>) {
        if !self.answered {
            self.misses += 1;
        }
        if self.misses >= self.args.misses_max {
            let agent = self.args.agent.clone();
            // Goes on from zero, in case the master decides otherwise.
            self.misses = 0;
            self.tell(leader::Message::AgentSilent { agent }, ctx);
        }
        self.ping(ctx);
    }

    fn ping(&mut self, ctx: &mut Context<Self>) {
        self.answered = false;
        let agent = self.args.agent.clone();
        self.tell(leader::Message::PingDue { agent }, ctx);
        ctx.after(self.args.interval, TICK, Message::Tick);
    }

    fn tell(&self, message: leader::Message, ctx: &mut Context<Self>) {
        if let Err(error) = self.args.master.tell(message) {
            let (master, message) = (self.args.master.clone(), error.into_inner());
            ctx.pipe(async move { master.send(message).await.is_ok() }, Message::Told);
        }
    }
}
