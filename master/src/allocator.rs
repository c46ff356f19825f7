//! Allocator: the actor around the pure allocator; decides on a thread of its own who is offered what next.
//!
//! Receives  `Facts` from the master, one message at a time; `Batch` from its own timer; `Metrics` from whoever looks.
//! Sends     `AllocatorStarted` and `Allocated` to the master; of the latter one is outstanding until a later message of
//!           facts says that it was taken.
//! Knows     nothing until the master has told its life everything, and offers nothing before that. It never asks.
//! Fails     when a fact does not fit what it knows: then the two views differ, and its next life is told everything anew.

mod facts;

use std::collections::BTreeMap;
use std::time::Duration;

use libprocess::metrics::Timer;
use libprocess::prelude::*;
use mesos_allocator::{Allocated, Draws, Options};
use serde_json::json;

pub(crate) use facts::{Fact, Feed};

use crate::leader;

/// What an allocator needs to start.
#[derive(Clone)]
pub(crate) struct Args {
    /// Who is told what was decided.
    pub(crate) master: Pid<leader::Message>,
    /// The settings of the pure allocator; the interval of its batches among them.
    pub(crate) options: Options,
    /// A mistake for tests to find: filters of declined offers are forgotten.
    pub(crate) forgets_filters: bool,
}

/// What it can be told.
#[derive(Debug)]
pub(crate) enum Message {
    /// What happened since the last message, or, to a new life, all there is.
    Facts {
        /// The life that is told; given by the master with the first message.
        generation: u64,
        /// All there is: what the allocator knew before is void.
        all: bool,
        /// Number of the last fact.
        upto: u64,
        /// Number of the last [`Allocation`] that the master has taken.
        taken: u64,
        /// In this order.
        facts: Vec<Fact>,
        /// Sent when they are understood.
        reply: Reply<()>,
    },
    /// The allocation interval is over: look at all agents.
    Batch,
    /// What waited for room in the master's mailbox is there; false if there is no master.
    Told(bool),
    /// Somebody looks at its metrics.
    Metrics {
        /// Takes them, by name.
        reply: Reply<BTreeMap<String, f64>>,
    },
}

/// What the allocator decided.
#[derive(Debug)]
pub(crate) struct Allocation {
    /// The life that decided it.
    pub(crate) generation: u64,
    /// Counts the decisions of this life, from 1.
    pub(crate) number: u64,
    /// The last fact that was known when it was decided.
    pub(crate) seen: u64,
    /// What is to be offered.
    pub(crate) allocated: Vec<Allocated>,
}

/// Owns totals, allocations, filters and suppressions.
pub(crate) struct Allocator {
    args: Args,
    known: Option<Known>,
    /// How long runs take, and how long they wait to begin.
    run_times: Timer,
    run_latencies: Timer,
}

/// Times of runs are shown of so long, as in Mesos.
const TIMES_WINDOW: Duration = mins(60);

/// Most roles that the actor shows of itself.
const SHOWN_MAX: usize = 20;

/// Metrics that come later than this are left out.
const METRICS_WITHIN: Duration = secs(10);

/// What a life knows once it was told.
pub(crate) struct Known {
    generation: u64,
    seen: u64,
    /// Number of the last decision that was sent.
    sent: u64,
    /// Number of the last decision that the master has taken.
    taken: u64,
    /// A batch is due, and waits until the last decision is taken.
    batch_due: bool,
    /// Since when a run is wanted.
    wanted_since: Option<Duration>,
    allocator: mesos_allocator::Allocator,
}

impl Actor for Allocator {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let (master, started) = (args.master.clone(), leader::Message::AllocatorStarted { allocator: ctx.me() });
        // Waits for room beside this actor; a master that is gone takes this life with it.
        ctx.pipe(async move { master.send(started).await.is_ok() }, Message::Told);
        ctx.every(args.options.allocation_interval.max(Duration::from_millis(1)), Key("batch"), || Message::Batch);
        let (node, me) = (ctx.node(), ctx.me());
        let metrics = node.metrics();
        let timer = |name| metrics.timer(&format!("allocator/mesos/{name}"), TIMES_WINDOW, node.clock());
        let (run_times, run_latencies) = (timer("allocation_run_ms"), timer("allocation_run_latency_ms"));
        metrics.ask_all("allocator/mesos", move || {
            let me = me.clone();
            async move {
                let values = me.ask(|reply| Message::Metrics { reply }, METRICS_WITHIN).await;
                values.map_err(|error| error.to_string())
            }
        });
        Ok(Allocator { args, known: None, run_times, run_latencies })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Facts { generation, all, upto, taken, facts, reply } => {
                let facts = if self.args.forgets_filters { without_filters(facts) } else { facts };
                let news = News { generation, upto, taken, facts };
                self.on_facts(all, news, ctx)?;
                reply.send(());
            }
            Message::Batch => {
                if let Some(known) = &mut self.known {
                    known.batch_due = true;
                }
            }
            Message::Told(true) => {}
            Message::Metrics { reply } => {
                let values = self.known.as_ref().map(|known| known.allocator.metrics(ctx.clock().now(), ctx.waiting()));
                reply.send(values.unwrap_or_default());
                return Ok(());
            }
            Message::Told(false) => return Err(Exit::failed("there is no master that would make offers")),
        }
        self.run(ctx);
        Ok(())
    }

    /// Of roles the twenty with the largest shares.
    fn inspect(&self) -> Inspection {
        let policy = self.args.options.policy.name();
        let Some(Known { generation, seen, sent, taken, batch_due, allocator, .. }) = &self.known else {
            return Inspection(json!({ "policy": policy, "waits_for": "all that the master knows" }));
        };
        let roles = allocator.roles();
        let count = roles.len();
        let mut shares: Vec<_> = roles.iter().map(|role| (role, allocator.role_share(role).unwrap_or_default())).collect();
        shares.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        shares.truncate(SHOWN_MAX);
        let shares: Vec<_> = shares.into_iter().map(|(role, share)| json!({ "role": role, "share": share })).collect();
        Inspection(json!({
            "policy": policy,
            "agents": allocator.agents(),
            "frameworks": allocator.frameworks(),
            "roles": count,
            "largest_shares": shares,
            "filters": allocator.filters_installed(),
            "generation": generation,
            "facts_seen": seen,
            "decisions_sent": sent,
            "decisions_taken": taken,
            "batch_due": batch_due,
        }))
    }
}

/// One message of facts, without the way back.
struct News {
    generation: u64,
    upto: u64,
    taken: u64,
    facts: Vec<Fact>,
}

impl Allocator {
    fn on_facts(&mut self, all: bool, news: News, ctx: &mut Context<Self>) -> Result<(), Exit> {
        if all {
            self.known = Some(Known::new(self.args.options.clone(), news.generation));
        }
        // What was meant for an earlier life says nothing to this one.
        let Some(known) = self.known.as_mut().filter(|known| known.generation == news.generation) else { return Ok(()) };
        known.hear(news.upto, news.taken, news.facts, ctx.clock().now()).map_err(|why| {
            Exit::failed(format_args!("what the master tells does not fit what the allocator knows: {why}"))
        })?;
        match cfg!(debug_assertions) {
            true => known.check().map_err(|why| Exit::failed(format_args!("the allocator contradicts itself: {why}"))),
            false => Ok(()),
        }
    }

    /// Decides, if something asks for it and the last decision was taken.
    fn run(&mut self, ctx: &mut Context<Self>) {
        let Some(known) = self.known.as_mut() else { return };
        if !known.batch_due && !known.allocator.wants_run() {
            return;
        }
        let (clock, random) = (ctx.clock(), ctx.random());
        let begun = clock.now();
        let wanted_since = *known.wanted_since.get_or_insert(begun);
        if known.sent != known.taken {
            return;
        }
        known.wanted_since = None;
        self.run_latencies.record(begun.saturating_sub(wanted_since));
        let batch = std::mem::take(&mut known.batch_due);
        let decision = known.decide(begun, batch, &mut || random.bits());
        self.run_times.record(clock.now().saturating_sub(begun));
        let Some(allocation) = decision else { return };
        if let Err(error) = self.args.master.tell(leader::Message::Allocated(allocation)) {
            let (master, message) = (self.args.master.clone(), error.into_inner());
            ctx.pipe(async move { master.send(message).await.is_ok() }, Message::Told);
        }
    }
}

/// What a planted mistake makes of facts.
fn without_filters(mut facts: Vec<Fact>) -> Vec<Fact> {
    for fact in &mut facts {
        if let Fact::Recovered { filters, .. } = fact {
            *filters = None;
        }
    }
    facts
}

impl Known {
    /// What a life knows that is told everything.
    pub(crate) fn new(options: Options, generation: u64) -> Known {
        let allocator = mesos_allocator::Allocator::new(options);
        Known { generation, seen: 0, sent: 0, taken: 0, batch_due: true, wanted_since: None, allocator }
    }

    /// Takes in one message of facts.
    pub(crate) fn hear(
        &mut self,
        upto: u64,
        taken: u64,
        facts: Vec<Fact>,
        now: Duration,
    ) -> Result<(), mesos_allocator::Error> {
        (self.seen, self.taken) = (upto, taken);
        facts.into_iter().try_for_each(|fact| self.learn(fact, now))
    }

    /// Decides what is to be offered; nothing if there is nothing.
    pub(crate) fn decide(&mut self, now: Duration, batch: bool, draws: &mut dyn Draws) -> Option<Allocation> {
        let run = if batch { self.allocator.run_all(now, draws) } else { self.allocator.run(now, draws) };
        if run.allocated.is_empty() {
            return None;
        }
        self.sent += 1;
        let Known { generation, sent: number, seen, .. } = *self;
        Some(Allocation { generation, number, seen, allocated: run.allocated })
    }

    /// Whether what it knows agrees with itself.
    pub(crate) fn check(&self) -> Result<(), String> {
        self.allocator.check()
    }

    /// The pure allocator, for tests that compare.
    #[cfg(test)]
    pub(crate) fn allocator(&self) -> &mesos_allocator::Allocator {
        &self.allocator
    }

    fn learn(&mut self, fact: Fact, now: Duration) -> Result<(), mesos_allocator::Error> {
        let allocator = &mut self.allocator;
        match fact {
            Fact::AgentAdded { id, facts, total, used } => allocator.add_agent(&id, *facts, None, total, used),
            Fact::AgentUpdated { id, facts, total } => allocator.update_agent(&id, Some(*facts), Some(total)),
            Fact::AgentActive { id, active: true } => allocator.activate_agent(&id),
            Fact::AgentActive { id, active: false } => allocator.deactivate_agent(&id),
            Fact::AgentRemoved { id } => allocator.remove_agent(&id),
            Fact::FrameworkAdded { id, subscription, active } => allocator.add_framework(&id, &subscription, [], active),
            Fact::FrameworkUpdated { id, subscription } => allocator.update_framework(&id, &subscription),
            Fact::FrameworkActive { id, active: true } => allocator.activate_framework(&id),
            Fact::FrameworkActive { id, active: false } => allocator.deactivate_framework(&id),
            Fact::FrameworkRemoved { id } => allocator.remove_framework(&id),
            Fact::Suppressed { id, role } => allocator.suppress(&id, &[role].into()),
            Fact::Revived { id, role } => allocator.revive(&id, &[role].into()),
            Fact::Requested { id, requests } => allocator.request_resources(&id, &requests),
            Fact::Accepted { framework, agent, resources } => {
                allocator.transition_offered_to_allocated(&framework, &agent, &resources)
            }
            Fact::Recovered { framework, agent, resources, filters, used } => {
                allocator.recover_resources(&framework, &agent, &resources, filters, used, now)
            }
        }
    }
}
