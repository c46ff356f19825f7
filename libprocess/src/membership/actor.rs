//! `members`: the actor that speaks for its node in the cluster.
//!
//! ```text
//!   each second      ping the neighbours on the ring; no answer for 2 s: ask others to ping; for 5 s: suspect it
//!   suspect for 5 s  down, unless it says meanwhile that it is there (with a greater incarnation)
//!   something new    told to all neighbours within 20 ms, once, together with what else is new by then
//!   other digest     compare in full, at most once a second with each and four times in all
//!   each 5 s         try one of those that are gone, or a seed: so two halves of a cluster find each other again
//! ```
//!
//! Costs: a change is one message per neighbour (about log2 of the members) and one step in tables per node; nothing is done
//! per member but comparing, four times a second at most. Never waits for anybody.

mod beat;
mod entries;
mod hear;
mod legacy;
mod seeds;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    net::SocketAddr,
    time::Duration,
};

use libprocess_wire::{Address, Name, Pid, Reply};

use super::{
    Member, MemberState, Seed,
    directory::{Changes, Claim, Directory, Tables},
    gossip::{Delta, Entry, EntryKey, Gossip, Kind, Record},
    shelf::{ENTRIES_MAX, Shelf},
    view::{Merged, View},
    watches::{News, Tell, Topic, Watches},
};
use crate::{Actor, Context, Exit, ExitNotice, Inspection, Key, Relation, Sender, node::NodeCore};

pub(crate) use self::legacy::Legacy;
use self::seeds::Seeds;

/// Name of the actor.
pub(crate) const NAME: &str = "members";

/// Time between two pings.
const PERIOD: Duration = Duration::from_secs(1);

/// A neighbour that is silent for so long is pinged by others too.
const ASK_OTHERS: Duration = Duration::from_secs(2);

/// A neighbour that nobody reaches for so long is suspected.
const SILENCE: Duration = Duration::from_secs(5);

/// Time in which a suspected node may say that it is there.
const SUSPICION: Duration = Duration::from_secs(5);

/// Others that are asked to ping a silent neighbour.
const OTHERS: usize = 3;

/// Time in which news gather before they go out.
const GATHER: Duration = Duration::from_millis(20);

/// Every so many periods somebody who is gone, or a seed, is tried.
const RECONNECT: u64 = 5;

/// A node that is down is tried for so long.
const FORGET: Duration = Duration::from_secs(3600);

/// Whoever pinged within that time is told news too.
const HEARD: Duration = Duration::from_secs(3);

/// Summaries and records in one message.
const PART: usize = 256;

/// Deltas in one message.
const DELTAS: usize = 8;

/// Nodes that are pinged for others at once.
const ASKED_MAX: usize = 64;

/// Time between two comparisons with anybody: so many at most, however much changes.
const COMPARE: Duration = Duration::from_millis(250);

/// Time after which a watcher without room is told again.
const RETRY: Duration = Duration::from_millis(50);

/// What the actor is told.
pub(crate) enum Message {
    /// By the same actor of another node.
    Heard(Sender, Gossip),
    Tick,
    /// What gathered goes out.
    Flush,
    /// Watchers that had no room are told.
    Retry,
    /// Take part, by way of these.
    Join(Vec<Seed>),
    /// The addresses of a seed that is a name were looked up.
    Found(Seed, std::io::Result<Vec<SocketAddr>>),
    /// Take part no more.
    Leave(Reply<()>),
    /// Enter an actor of this node.
    Enter {
        kind: Kind,
        key: Name,
        actor: Pid,
        lost: Option<Tell>,
        reply: Reply<Result<(), Refused>>,
    },
    /// Take it out.
    Withdraw {
        kind: Kind,
        key: Name,
        actor: Pid,
    },
    /// Tell an actor of this node of a topic from now on, first what is so now.
    Watch {
        topic: Topic,
        actor: Pid,
        tell: Tell,
    },
}

/// Why an actor was not entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Refused {
    Held(Address),
    Gone,
    Full,
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Message::Heard(from, gossip) => write!(f, "Heard({gossip:?} from {from:?})"),
            Message::Tick => f.write_str("Tick"),
            Message::Flush => f.write_str("Flush"),
            Message::Retry => f.write_str("Retry"),
            Message::Join(seeds) => write!(f, "Join({seeds:?})"),
            Message::Found(seed, found) => write!(f, "Found({seed}: {found:?})"),
            Message::Leave(_) => f.write_str("Leave"),
            Message::Enter { kind, key, actor, .. } => write!(f, "Enter({kind:?} {key}: {actor})"),
            Message::Withdraw { kind, key, actor } => write!(f, "Withdraw({kind:?} {key}: {actor})"),
            Message::Watch { topic, actor, .. } => write!(f, "Watch({topic:?} for {actor})"),
        }
    }
}

/// How a neighbour answers.
struct Probe {
    /// Since when it has not.
    silent: Option<Duration>,
    monitor: u64,
}

/// An actor of this node that stands under keys or watches.
#[derive(Default)]
struct Local {
    monitor: u64,
    pid: Option<Pid>,
    entries: BTreeSet<EntryKey>,
    watches: Vec<u64>,
    /// By name: who is told when the name is lost.
    lost: BTreeMap<Name, u64>,
}

/// What neighbours were not told yet.
#[derive(Default)]
struct Fresh {
    records: BTreeSet<SocketAddr>,
    shelves: BTreeSet<SocketAddr>,
    armed: bool,
}

/// Speaks for its node in the cluster.
pub(crate) struct Membership {
    core: std::sync::Weak<NodeCore>,
    /// For the next life, if this one fails.
    legacy: Legacy,
    /// It ended in order: nobody takes over.
    ended: bool,
    view: View,
    seeds: Seeds,
    ticks: u64,
    probes: BTreeMap<SocketAddr, Probe>,
    heard: BTreeMap<SocketAddr, Duration>,
    asked: BTreeMap<SocketAddr, (Duration, BTreeSet<SocketAddr>)>,
    /// With whom all was compared within the last second.
    compared: BTreeMap<SocketAddr, Duration>,
    fresh: Fresh,
    locals: BTreeMap<u64, Local>,
    watches: Watches,
    /// Watchers without room are told at a time that is set.
    retries: bool,
}

impl Actor for Membership {
    type Args = Legacy;
    type Message = Message;

    async fn start(legacy: Legacy, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(Message::Heard);
        let node = ctx.node();
        let incarnation = u64::try_from(ctx.clock().since_epoch().as_micros()).unwrap_or(0).max(1);
        let record =
            Record { node: node.address(), life: node.life(), role: node.role(), incarnation, state: MemberState::Alive };
        let mut membership = Membership {
            core: std::sync::Arc::downgrade(&node.core),
            legacy,
            ended: false,
            view: View::new(record),
            seeds: Seeds::default(),
            ticks: 0,
            probes: BTreeMap::new(),
            heard: BTreeMap::new(),
            asked: BTreeMap::new(),
            compared: BTreeMap::new(),
            fresh: Fresh::default(),
            locals: BTreeMap::new(),
            watches: Watches::default(),
            retries: false,
        };
        membership.inherit(ctx);
        Ok(membership)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Heard(from, gossip) => self.on_heard(&from, gossip, ctx),
            Message::Tick => self.on_tick(ctx),
            Message::Flush => self.on_flush(ctx),
            Message::Retry => self.on_retry(ctx),
            Message::Join(seeds) => self.on_join(seeds, ctx),
            Message::Found(seed, found) => self.on_found(seed, found),
            Message::Leave(reply) => self.on_leave(reply, ctx),
            Message::Enter { kind, key, actor, lost, reply } => {
                self.on_enter(EntryAsked { kind, key, actor, lost, reply }, ctx)
            }
            Message::Withdraw { kind, key, actor } => self.on_withdraw(kind, key, &actor, ctx),
            Message::Watch { topic, actor, tell } => self.on_watch(topic, actor, tell, ctx),
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let Relation::Monitor(number) = notice.relation else { return Ok(()) };
        let address = notice.pid.address();
        if address.node == self.view.me {
            if let Some(life) = address.life {
                self.local_ended(life.counter, ctx);
            }
        } else if self.probes.get(&address.node).is_some_and(|probe| probe.monitor == number) {
            self.probes.remove(&address.node);
            // The transport gave it up: others say otherwise if they reach it.
            self.suspect(&address.node, ctx);
        }
        Ok(())
    }

    async fn stop(&mut self, _why: &Exit, ctx: &mut Context<Self>) {
        self.ended = true;
        self.say_goodbye(ctx);
        ctx.node().core.directory.clear();
    }

    fn inspect(&self) -> Inspection {
        let own = self.view.own();
        Inspection(serde_json::json!({
            "members": self.view.present(),
            "gone": self.view.gone.len(),
            "suspects": self.view.suspects.len(),
            "incarnation": own.incarnation,
            "state": own.state.to_string(),
            "neighbours": self.probes.keys().map(SocketAddr::to_string).collect::<Vec<_>>(),
            "entries": self.view.get(&own.node).map_or(0, |known| known.shelf.len()),
            "digest": format!("{:016x}", self.view.digest()),
        }))
    }
}

struct EntryAsked {
    kind: Kind,
    key: Name,
    actor: Pid,
    lost: Option<Tell>,
    reply: Reply<Result<(), Refused>>,
}

fn member(record: &Record) -> Member {
    Member { node: record.node, life: record.life, role: record.role, state: record.state }
}

fn claim(owner: &Record, entry: &Entry) -> Claim {
    Claim { since: entry.since, actor: actor(owner, entry) }
}

fn actor(owner: &Record, entry: &Entry) -> Address {
    let life = libprocess_wire::Life { node: owner.life, counter: entry.counter };
    Address::new(entry.key.actor.clone(), owner.node).with_life(Some(life))
}

impl Membership {
    fn send(&self, to: SocketAddr, gossip: Gossip) {
        let Some(core) = self.core.upgrade().filter(|_| to != self.view.me) else { return };
        // Whatever is lost is told again, or asked for.
        let _ = core.typed::<Gossip>(&Address::new(NAME, to)).tell(gossip);
    }

    fn has_left(&self) -> bool {
        self.view.own().state == MemberState::Left
    }

    fn with_directory(&self, f: impl FnOnce(&Directory)) {
        if let Some(core) = self.core.upgrade() {
            f(&core.directory);
        }
    }

    // --- taking part ---------------------------------------------------------------------------------------------------

    fn on_join(&mut self, seeds: Vec<Seed>, ctx: &mut Context<Self>) {
        self.seeds.add(seeds, self.view.me);
        if self.has_left() {
            let own = self.view.own();
            self.view.set_own(Record { incarnation: own.incarnation + 1, state: MemberState::Alive, ..own });
            self.learned(own.node, ctx);
            let record = self.view.own();
            self.with_directory(|directory| directory.member(member(&record)));
        }
        for seed in self.seeds.all() {
            self.try_seed(seed, ctx);
        }
        self.keep_ticking(ctx);
    }

    fn keep_ticking(&mut self, ctx: &mut Context<Self>) {
        if self.ticks == 0 && (self.view.present() > 1 || !self.seeds.is_empty()) {
            self.ticks = 1;
            // Nodes that started together do not ping in step.
            let first = ctx.random().duration(PERIOD);
            ctx.after(first, Key("tick"), Message::Tick);
        }
    }

    fn on_leave(&mut self, reply: Reply<()>, ctx: &mut Context<Self>) {
        self.say_goodbye(ctx);
        reply.send(());
    }

    fn say_goodbye(&mut self, ctx: &mut Context<Self>) {
        if self.has_left() {
            return;
        }
        let own = self.view.own();
        let left = Record { state: MemberState::Left, ..own };
        self.view.set_own(left);
        self.with_directory(|directory| directory.member(member(&left)));
        for node in self.contacts(ctx.clock().now()) {
            self.send(node, Gossip::News { records: vec![left], deltas: Vec::new() });
        }
        for probe in std::mem::take(&mut self.probes) {
            ctx.demonitor(&self.peer(&probe.0), probe.1.monitor);
        }
        self.seeds = Seeds::default();
        ctx.cancel(Key("tick"));
        self.ticks = 0;
    }

    fn peer(&self, node: &SocketAddr) -> Pid {
        let address = Address::new(NAME, *node);
        // The core outlives its actors' turns.
        self.core
            .upgrade()
            .map_or_else(|| Pid::foreign(address.clone(), crate::node::nowhere()), |core| core.untyped(&address))
    }

    /// Those that are told news: whom this node pings, and who pings it.
    fn contacts(&self, now: Duration) -> BTreeSet<SocketAddr> {
        let heard = self.heard.iter().filter(|(_, at)| now.saturating_sub(**at) < HEARD).map(|(node, _)| *node);
        self.probes.keys().copied().chain(heard).filter(|node| self.view.is_present(node)).collect()
    }

    // --- telling news --------------------------------------------------------------------------------------------------

    fn gather(&mut self, ctx: &mut Context<Self>) {
        if !std::mem::replace(&mut self.fresh.armed, true) {
            ctx.after(GATHER, Key("flush"), Message::Flush);
        }
    }

    fn on_flush(&mut self, ctx: &mut Context<Self>) {
        self.fresh.armed = false;
        let contacts = self.contacts(ctx.clock().now());
        let records: Vec<Record> = std::mem::take(&mut self.fresh.records)
            .into_iter()
            .filter_map(|node| self.view.get(&node).map(|known| known.record))
            .collect();
        let mut deltas = Vec::new();
        for owner in std::mem::take(&mut self.fresh.shelves) {
            if let Some((delta, more)) = self.view.untold(&owner) {
                deltas.push(delta);
                if more {
                    self.fresh.shelves.insert(owner);
                }
            }
        }
        let mut parts: VecDeque<(Vec<Record>, Vec<Delta>)> =
            records.chunks(PART).map(|part| (part.to_vec(), Vec::new())).collect();
        for part in deltas.chunks(DELTAS) {
            match parts.front_mut() {
                Some(first) if first.1.is_empty() => first.1 = part.to_vec(),
                _ => parts.push_back((Vec::new(), part.to_vec())),
            }
        }
        for (records, deltas) in parts {
            for node in &contacts {
                self.send(*node, Gossip::News { records: records.clone(), deltas: deltas.clone() });
            }
        }
        if !self.fresh.shelves.is_empty() {
            self.gather(ctx);
        }
    }
}

/// Bugs that tests plant, to show that they would be found.
#[cfg(test)]
pub(super) mod planted {
    use std::cell::Cell;

    thread_local! {
        /// Two holders of a name never settle whose it is.
        pub(crate) static KEEPS_NAMES: Cell<bool> = const { Cell::new(false) };
        /// What was lost on its way is never asked for.
        pub(crate) static NEVER_COMPARES: Cell<bool> = const { Cell::new(false) };
        /// A node that is called down does not say otherwise.
        pub(crate) static NEVER_REFUTES: Cell<bool> = const { Cell::new(false) };
    }
}
