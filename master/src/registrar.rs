//! Registrar: the only writer of the registry (admitted, unreachable and gone agents; cluster id and term).
//!
//! Receives  `Lead` from a master that starts; `Apply` from the one that leads; `Saved` from its own store.
//! Answers   each question once what it says is durable, in the order of the questions.
//! Fails     when the store does, or takes too long: a master that cannot write must not lead.

pub(crate) mod registry;
pub(crate) mod store;

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use libprocess::metrics::{Counter, Gauge, Timer, Timing};
use libprocess::prelude::*;
use libprocess::time::hours;
use libprocess::{Phase, Random};
use mesos_protocol::ids::{ClusterId, UpdateUuid};

use registry::{Change, Refused, Registry};
use store::Store;

/// What a registrar needs to start.
#[derive(Clone)]
pub(crate) struct Args {
    /// Where the registry is kept.
    pub(crate) store: Arc<dyn Store>,
    /// Longest time that saving may take (`--registry_store_timeout`).
    pub(crate) store_timeout: Duration,
    /// A mistake for tests to find: answers before the registry is durable.
    #[doc(hidden)]
    pub(crate) answers_before_written: bool,
}

/// What it can be asked.
#[derive(Debug)]
pub(crate) enum Message {
    /// A master starts to lead: raise the term, and give it all there is.
    Lead {
        /// The registry with the new term.
        reply: Reply<Registry>,
    },
    /// Make these changes, in this order; those that arrive during a write go out together in the next one.
    Apply {
        /// Each is made or refused by itself.
        changes: Vec<Change>,
        /// One outcome per change.
        reply: Reply<Vec<Result<(), Refused>>>,
    },
    /// The store is done with the open write.
    Saved(io::Result<()>),
    /// The open write takes too long.
    Overdue,
    /// The node ends: what waits is to be written before.
    Drain {
        /// Used when nothing waits.
        done: Reply<()>,
    },
}

/// What waits for the next write, or for the end of the open one.
enum Pending {
    Lead(Reply<Registry>),
    Apply(Vec<Change>, Reply<Vec<Result<(), Refused>>>),
}

/// An answer that is due once the open write is durable.
enum Due {
    Lead(Reply<Registry>),
    Apply(Vec<Result<(), Refused>>, Reply<Vec<Result<(), Refused>>>),
}

struct Write {
    registry: Registry,
    due: Vec<Due>,
    /// Since it began; none before.
    timing: Option<Timing>,
}

/// Owns the registry in memory and the one open write.
pub(crate) struct Registrar {
    args: Args,
    /// As it is durable.
    registry: Registry,
    /// Not in any write yet, oldest first.
    pending: VecDeque<Pending>,
    open: Option<Write>,
    /// The node ends: used once nothing waits.
    drained: Option<Reply<()>>,
    /// How long writes take.
    stores: Timer,
    size: Gauge,
    writes: Counter,
    queued: Gauge,
}

/// Times of writes are shown of so long, as in Mesos.
const TIMES_WINDOW: Duration = hours(24);

const OVERDUE: Key = Key("store");

impl Actor for Registrar {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let node = ctx.node();
        let metrics = node.metrics();
        let timer = |name| metrics.timer(name, TIMES_WINDOW, node.clock());
        let (fetches, stores) = (timer("registrar/state_fetch_ms"), timer("registrar/state_store_ms"));
        let place = args.store.place();
        let kept =
            fetches.time(args.store.load()).await.map_err(|why| Exit::failed(NotRead { place: place.clone(), why }))?;
        let read = kept.as_ref().map_or(0, Vec::len);
        let registry = match kept {
            Some(bytes) => Registry::decode(&bytes).map_err(|why| Exit::failed(NotUnderstood { place, why }))?,
            None => Registry::new(new_cluster_id(&ctx.random())?),
        };
        ctx.join_shutdown(Phase::Drain, |done| Message::Drain { done });
        let (writes, queued) = (metrics.counter("registrar/writes"), metrics.gauge("registrar/queued_operations"));
        let size = metrics.gauge("registrar/registry_size_bytes");
        size.set(read as f64);
        Ok(Registrar { args, registry, pending: VecDeque::new(), open: None, drained: None, stores, size, writes, queued })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Lead { reply } => self.pending.push_back(Pending::Lead(reply)),
            Message::Apply { changes, reply } => self.pending.push_back(Pending::Apply(changes, reply)),
            Message::Saved(outcome) => self.on_saved(outcome, ctx)?,
            Message::Drain { done } => self.drained = Some(done),
            Message::Overdue => return Err(Exit::failed(self.not_saved("it took longer than --registry_store_timeout"))),
        }
        self.write(ctx)?;
        if self.open.is_none() {
            self.drained.take().into_iter().for_each(|done| done.send(()));
        }
        Ok(())
    }

    fn inspect(&self) -> Inspection {
        Inspection(serde_json::json!({
            "cluster_id": self.registry.cluster_id,
            "term": self.registry.term,
            "kept_in": self.args.store.place(),
            "admitted": self.registry.agents.len(),
            "unreachable": self.registry.unreachable.len(),
            "gone": self.registry.gone.len(),
            "waiting": self.pending.len(),
            "writing": self.open.is_some(),
            "ending": self.drained.is_some(),
        }))
    }
}

impl Registrar {
    /// Makes one write of all that waits, unless one is open.
    fn write(&mut self, ctx: &mut Context<Self>) -> Result<(), Exit> {
        self.queued.set(self.pending.len() as f64);
        if self.open.is_some() || self.pending.is_empty() {
            return Ok(());
        }
        let (mut write, differs) = batch(&self.registry, self.pending.drain(..));
        if !differs {
            answer(&self.registry, write.due);
            return Ok(());
        }
        let bytes = write.registry.encode().map_err(|why| Exit::failed(self.not_saved(why)))?;
        if self.args.answers_before_written {
            answer(&write.registry, std::mem::take(&mut write.due));
        }
        write.timing = Some(self.stores.start());
        self.size.set(bytes.len() as f64);
        self.open = Some(write);
        self.writes.increment();
        ctx.after(self.args.store_timeout, OVERDUE, Message::Overdue);
        ctx.pipe(self.args.store.save(bytes), Message::Saved);
        Ok(())
    }

    fn on_saved(&mut self, outcome: io::Result<()>, ctx: &mut Context<Self>) -> Result<(), Exit> {
        outcome.map_err(|why| Exit::failed(self.not_saved(why)))?;
        ctx.cancel(OVERDUE);
        if let Some(mut write) = self.open.take() {
            write.timing.take().map(Timing::stop);
            self.registry = write.registry;
            answer(&self.registry, write.due);
        }
        Ok(())
    }

    fn not_saved(&self, why: impl fmt::Display) -> String {
        let place = self.args.store.place();
        format!("the registry was not saved in {place}: {why}; look after that disk and start the master again")
    }
}

/// Applies what waits to a copy of the registry; says whether it differs afterwards.
fn batch(durable: &Registry, pending: impl Iterator<Item = Pending>) -> (Write, bool) {
    let mut write = Write { registry: durable.clone(), due: Vec::new(), timing: None };
    let mut differs = false;
    for pending in pending {
        write.due.push(match pending {
            Pending::Lead(reply) => {
                write.registry.term = write.registry.term.next();
                differs = true;
                Due::Lead(reply)
            }
            Pending::Apply(changes, reply) => {
                let mut apply = |change: &Change| write.registry.apply(change).map(|changed| differs |= changed);
                let outcomes = changes.iter().map(&mut apply).collect();
                Due::Apply(outcomes, reply)
            }
        });
    }
    (write, differs)
}

fn answer(registry: &Registry, due: Vec<Due>) {
    for due in due {
        match due {
            Due::Lead(reply) => reply.send(registry.clone()),
            Due::Apply(outcomes, reply) => reply.send(outcomes),
        }
    }
}

fn new_cluster_id(random: &Random) -> Result<ClusterId, Exit> {
    Ok(ClusterId::new(UpdateUuid::from_random(random.bytes()).to_string())?)
}

struct NotRead {
    place: String,
    why: io::Error,
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NotRead { place, why } = self;
        write!(
            f,
            "the registry {place} cannot be read: {why}; let the user of the master read it, or choose another --work_dir"
        )
    }
}

struct NotUnderstood {
    place: String,
    why: registry::Damaged,
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NotUnderstood { place, why } = self;
        write!(
            f,
            "the registry {place} is damaged: {why}; put back a copy of it, or move it away to begin a new cluster, whereupon \
             agents end their tasks and register anew"
        )
    }
}

#[cfg(test)]
mod tests;
