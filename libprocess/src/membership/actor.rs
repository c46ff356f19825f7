//! `members`: the actor that speaks for its node in the cluster.
//!
//! ```text
//!   each second      ping the neighbours on the ring; no answer for 2 s: ask others to ping; for 5 s: suspect it
//!   suspect for 5 s  down, unless it says meanwhile that it is there (with a greater incarnation)
//!   something new    told to all neighbours within 20 ms, once, together with what else is new by then
//!   other digest     compare in full, at most once a second
//!   each 5 s         try one of those that are gone, or a seed: so two halves of a cluster find each other again
//! ```
//!
//! Costs: a change is one message per neighbour (about log2 of the members) and one step in tables per node; nothing is done
//! per member but comparing, once a second at most. Never waits for anybody.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    net::SocketAddr,
    time::Duration,
};

use libprocess_wire::{Address, Name, Pid, Reply};

use super::{
    Member, MemberState,
    directory::{Claim, Directory},
    gossip::{Delta, Entry, EntryKey, Gossip, Kind, Record},
    shelf::{ENTRIES_MAX, Shelf},
    view::{Merged, View},
    watches::{News, Tell, Topic, Watches},
};
use crate::{Actor, Context, Exit, ExitNotice, Inspection, Key, Relation, Sender, node::NodeCore};

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
const DELTAS: usize = 16;

/// Nodes that are pinged for others at once.
const ASKED_MAX: usize = 64;

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
    Join(Vec<SocketAddr>),
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
    view: View,
    seeds: BTreeSet<SocketAddr>,
    ticks: u64,
    probes: BTreeMap<SocketAddr, Probe>,
    heard: BTreeMap<SocketAddr, Duration>,
    asked: BTreeMap<SocketAddr, (Duration, BTreeSet<SocketAddr>)>,
    compared: BTreeMap<SocketAddr, Duration>,
    fresh: Fresh,
    locals: BTreeMap<u64, Local>,
    watches: Watches,
    /// Watchers without room are told at a time that is set.
    retries: bool,
}

impl Actor for Membership {
    type Args = ();
    type Message = Message;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(Message::Heard);
        let node = ctx.node();
        let incarnation = u64::try_from(ctx.clock().since_epoch().as_micros()).unwrap_or(0).max(1);
        let record =
            Record { node: node.address(), life: node.life(), role: node.role(), incarnation, state: MemberState::Alive };
        let membership = Membership {
            core: std::sync::Arc::downgrade(&node.core),
            view: View::new(record),
            seeds: BTreeSet::new(),
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
        node.core.directory.clear();
        node.core.directory.member(member(&record));
        Ok(membership)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Heard(from, gossip) => self.on_heard(&from, gossip, ctx),
            Message::Tick => self.on_tick(ctx),
            Message::Flush => self.on_flush(ctx),
            Message::Retry => self.on_retry(ctx),
            Message::Join(seeds) => self.on_join(seeds, ctx),
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

    // --- taking part ------------------------------------------------------------------------------------------------

    fn on_join(&mut self, seeds: Vec<SocketAddr>, ctx: &mut Context<Self>) {
        self.seeds.extend(seeds.into_iter().filter(|seed| *seed != self.view.me));
        if self.has_left() {
            let own = self.view.own();
            self.view.set_own(Record { incarnation: own.incarnation + 1, state: MemberState::Alive, ..own });
            self.learned(own.node, ctx);
            let record = self.view.own();
            self.with_directory(|directory| directory.member(member(&record)));
        }
        for seed in self.seeds.clone() {
            self.ping(seed);
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
        self.seeds.clear();
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

    // --- every second -----------------------------------------------------------------------------------------------

    fn on_tick(&mut self, ctx: &mut Context<Self>) {
        ctx.after(PERIOD, Key("tick"), Message::Tick);
        self.ticks += 1;
        let now = ctx.clock().now();
        self.look_after_neighbours(now, ctx);
        self.give_up_suspects(now, ctx);
        self.heard.retain(|_, at| now.saturating_sub(*at) < HEARD);
        self.compared.retain(|_, at| now.saturating_sub(*at) < PERIOD);
        self.asked.retain(|_, (at, _)| now.saturating_sub(*at) < SILENCE);
        if self.ticks.is_multiple_of(RECONNECT) || self.view.present() == 1 {
            self.reconnect(now, ctx);
        }
    }

    fn look_after_neighbours(&mut self, now: Duration, ctx: &mut Context<Self>) {
        let neighbours = self.view.neighbours();
        let former: Vec<SocketAddr> = self.probes.keys().filter(|node| !neighbours.contains(node)).copied().collect();
        for node in former {
            if let Some(probe) = self.probes.remove(&node) {
                ctx.demonitor(&self.peer(&node), probe.monitor);
            }
        }
        for node in &neighbours {
            let silent = match self.probes.get(node) {
                Some(probe) => probe.silent,
                None => {
                    let monitor = ctx.monitor(&self.peer(node));
                    self.probes.insert(*node, Probe { silent: None, monitor });
                    None
                }
            };
            let waited = silent.map_or(Duration::ZERO, |since| now.saturating_sub(since));
            if waited >= ASK_OTHERS {
                let me = self.view.own();
                let others = neighbours.iter().filter(|other| *other != node).take(OTHERS);
                others.for_each(|other| self.send(*other, Gossip::PingFor { me, target: *node }));
            }
            if waited >= SILENCE {
                self.suspect(node, ctx);
            }
            if let Some(probe) = self.probes.get_mut(node) {
                probe.silent.get_or_insert(now);
            }
            self.ping(*node);
        }
    }

    fn ping(&self, node: SocketAddr) {
        self.send(node, Gossip::Ping { me: self.view.own(), digest: self.view.digest() });
    }

    fn suspect(&mut self, node: &SocketAddr, ctx: &mut Context<Self>) {
        if self.view.get(node).is_some_and(|known| known.record.state == MemberState::Alive) {
            self.mark(node, MemberState::Suspect, ctx);
        }
    }

    fn give_up_suspects(&mut self, now: Duration, ctx: &mut Context<Self>) {
        let overdue =
            |node: &&SocketAddr| self.view.get(node).is_some_and(|known| now.saturating_sub(known.since) >= SUSPICION);
        let overdue: Vec<SocketAddr> = self.view.suspects.iter().filter(overdue).copied().collect();
        for node in overdue {
            tracing::info!(%node, "a member of the cluster is down");
            self.mark(&node, MemberState::Down, ctx);
        }
    }

    /// Says of a node what it did not say of itself.
    fn mark(&mut self, node: &SocketAddr, state: MemberState, ctx: &mut Context<Self>) {
        let Some((before, after)) = self.view.mark(node, state, ctx.clock().now()) else { return };
        self.fresh.records.insert(*node);
        self.gather(ctx);
        self.member_changed(Some(before), after, None, ctx);
    }

    /// Tries somebody who is gone, or a seed.
    fn reconnect(&mut self, now: Duration, ctx: &mut Context<Self>) {
        let old = |node: &&SocketAddr| self.view.get(node).is_none_or(|known| now.saturating_sub(known.since) > FORGET);
        let old: Vec<SocketAddr> = self.view.gone.iter().filter(old).copied().collect();
        old.iter().for_each(|node| self.view.forget(node));
        let down = |node: &&SocketAddr| self.view.get(node).is_some_and(|k| k.record.state == MemberState::Down);
        let absent = |node: &&SocketAddr| !self.view.is_present(node);
        let mut candidates: Vec<SocketAddr> = self.view.gone.iter().filter(down).copied().collect();
        candidates.extend(self.seeds.iter().filter(absent).copied());
        if let Some(node) = candidates.get(ctx.random().below(candidates.len() as u64) as usize) {
            self.ping(*node);
        }
    }

    // --- what others say ----------------------------------------------------------------------------------------------

    fn on_heard(&mut self, from: &Sender, gossip: Gossip, ctx: &mut Context<Self>) {
        // Only the same actor of another node is listened to; its connection proves which node that is.
        let Some(node) = from.pid.as_ref().map(Pid::address).filter(|pid| &*pid.name == NAME).map(|pid| pid.node) else {
            return;
        };
        if self.has_left() {
            if matches!(gossip, Gossip::Ping { .. } | Gossip::Compare { .. }) {
                self.send(node, Gossip::News { records: vec![self.view.own()], deltas: Vec::new() });
            }
            return;
        }
        match gossip {
            Gossip::Ping { me, digest } if me.node == node => self.on_ping(me, digest, ctx),
            Gossip::Pong { me, digest } if me.node == node => self.on_pong(me, digest, ctx),
            Gossip::PingFor { me, target } if me.node == node => self.on_ping_for(me, target, ctx),
            Gossip::Ping { .. } | Gossip::Pong { .. } | Gossip::PingFor { .. } => {}
            Gossip::Reached { target } => self.answered(&target),
            Gossip::News { records, deltas } => self.on_news(node, records, deltas, ctx),
            Gossip::Compare { after, until, known } => self.on_compare(node, (after, until), &known, ctx),
            Gossip::Pull { owner, life, place } => {
                if let Some(delta) = self.view.after(&owner, life, place) {
                    self.send(node, Gossip::News { records: Vec::new(), deltas: vec![delta] });
                }
            }
        }
        self.keep_ticking(ctx);
    }

    fn on_ping(&mut self, me: Record, digest: u64, ctx: &mut Context<Self>) {
        let now = ctx.clock().now();
        self.merge(me, ctx);
        self.heard.insert(me.node, now);
        self.send(me.node, Gossip::Pong { me: self.view.own(), digest: self.view.digest() });
        self.correct(me);
        self.compare(me.node, digest, now);
    }

    fn on_pong(&mut self, me: Record, digest: u64, ctx: &mut Context<Self>) {
        self.merge(me, ctx);
        self.answered(&me.node);
        if let Some((_, askers)) = self.asked.remove(&me.node) {
            askers.into_iter().for_each(|asker| self.send(asker, Gossip::Reached { target: me.node }));
        }
        self.correct(me);
        self.compare(me.node, digest, ctx.clock().now());
    }

    /// Tells a node that is there what is said of it, so that it can say otherwise.
    fn correct(&self, me: Record) {
        if let Some(known) = self.view.get(&me.node)
            && known.record.beats(&me)
        {
            self.send(me.node, Gossip::News { records: vec![known.record], deltas: Vec::new() });
        }
    }

    fn answered(&mut self, node: &SocketAddr) {
        if let Some(probe) = self.probes.get_mut(node) {
            probe.silent = None;
        }
    }

    fn on_ping_for(&mut self, me: Record, target: SocketAddr, ctx: &mut Context<Self>) {
        self.merge(me, ctx);
        if self.asked.len() >= ASKED_MAX && !self.asked.contains_key(&target) || !self.view.is_present(&target) {
            return;
        }
        let entry = self.asked.entry(target).or_insert_with(|| (ctx.clock().now(), BTreeSet::new()));
        entry.1.insert(me.node);
        self.ping(target);
    }

    /// Begins a comparison with a node whose digest differs, at most once a second.
    fn compare(&mut self, node: SocketAddr, digest: u64, now: Duration) {
        if digest == self.view.digest() || self.compared.get(&node).is_some_and(|at| now.saturating_sub(*at) < PERIOD) {
            return;
        }
        self.compared.insert(node, now);
        for (after, until, known) in self.view.summaries(PART) {
            self.send(node, Gossip::Compare { after, until, known });
        }
    }

    fn on_compare(
        &mut self,
        node: SocketAddr,
        (after, until): (Option<SocketAddr>, Option<SocketAddr>),
        known: &[super::gossip::Summary],
        ctx: &mut Context<Self>,
    ) {
        let (records, places) = self.view.newer_than(after, until, known);
        for part in records.chunks(PART) {
            self.send(node, Gossip::News { records: part.to_vec(), deltas: Vec::new() });
        }
        for (record, place) in places {
            if let Some(delta) = self.view.after(&record.node, record.life, place) {
                self.send(node, Gossip::News { records: Vec::new(), deltas: vec![delta] });
            }
        }
        for summary in known {
            self.merge(summary.record, ctx);
            let mine = self.view.get(&summary.record.node).filter(|known| known.record.life == summary.record.life);
            if let Some(mine) = mine.filter(|mine| mine.shelf.place() < summary.place) {
                let (owner, life, place) = (summary.record.node, summary.record.life, mine.shelf.place());
                self.send(node, Gossip::Pull { owner, life, place });
            }
        }
    }

    fn on_news(&mut self, from: SocketAddr, records: Vec<Record>, deltas: Vec<Delta>, ctx: &mut Context<Self>) {
        for record in records {
            self.merge(record, ctx);
        }
        for delta in deltas {
            let (owner, life) = (delta.owner, delta.life);
            let Some(taken) = self.view.take(delta) else { continue };
            if taken.more
                && let Some(known) = self.view.get(&owner)
            {
                self.send(from, Gossip::Pull { owner, life, place: known.shelf.place() });
            }
            if !taken.put.is_empty() || !taken.removed.is_empty() {
                self.fresh.shelves.insert(owner);
                self.gather(ctx);
                self.entries_changed(&owner, taken.removed, taken.put, ctx);
            }
        }
    }

    fn merge(&mut self, record: Record, ctx: &mut Context<Self>) {
        match self.view.merge(record, ctx.clock().now()) {
            Merged::Known => {}
            Merged::Newer { before, forgotten } => {
                self.fresh.records.insert(record.node);
                self.gather(ctx);
                self.member_changed(before, record, forgotten, ctx);
            }
            Merged::Refuted => self.learned(record.node, ctx),
        }
    }

    fn learned(&mut self, node: SocketAddr, ctx: &mut Context<Self>) {
        self.fresh.records.insert(node);
        self.gather(ctx);
    }

    // --- telling news -------------------------------------------------------------------------------------------------

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

    // --- what this node makes of it -------------------------------------------------------------------------------------

    fn member_changed(&mut self, before: Option<Record>, after: Record, forgotten: Option<Shelf>, ctx: &mut Context<Self>) {
        let was = before.filter(|before| before.state.is_present());
        if let (Some(was), true) = (was, before.is_some_and(|before| before.life != after.life)) {
            let entries = forgotten.iter().flat_map(Shelf::entries).cloned().collect();
            self.entries_of(&was, entries, Vec::new(), ctx);
        } else if let (Some(was), false) = (was, after.state.is_present()) {
            let entries = self.entries(&after.node);
            self.entries_of(&was, entries, Vec::new(), ctx);
        } else if was.is_none() && after.state.is_present() {
            // Back from being down, in the same life: what it owns was kept.
            let entries = self.entries(&after.node);
            self.entries_of(&after, Vec::new(), entries, ctx);
        }
        let told = |record: &Record| (record.life, record.state, record.role);
        if before.as_ref().map(told) != Some(told(&after)) && (was.is_some() || after.state.is_present()) {
            self.with_directory(|directory| directory.member(member(&after)));
            self.watches.publish(&Topic::Members, &News::Member(member(&after)));
            self.late(ctx);
        }
    }

    fn entries(&self, owner: &SocketAddr) -> Vec<Entry> {
        self.view.get(owner).map(|known| known.shelf.entries().cloned().collect()).unwrap_or_default()
    }

    fn entries_changed(&mut self, owner: &SocketAddr, removed: Vec<Entry>, put: Vec<Entry>, ctx: &mut Context<Self>) {
        let Some(record) = self.view.get(owner).map(|known| known.record) else { return };
        if record.state.is_present() {
            self.entries_of(&record, removed, put, ctx);
        }
    }

    /// Entries of a node came and went: brings the directory forward and tells who watches.
    fn entries_of(&mut self, owner: &Record, removed: Vec<Entry>, put: Vec<Entry>, ctx: &mut Context<Self>) {
        let Some(core) = self.core.upgrade() else { return };
        let directory = &core.directory;
        let mut holders: BTreeMap<Name, Option<Address>> = BTreeMap::new();
        let mut groups: BTreeMap<Name, (Vec<Address>, Vec<Address>)> = BTreeMap::new();
        let steps = removed.iter().map(|entry| (entry, false)).chain(put.iter().map(|entry| (entry, true)));
        for (entry, put) in steps {
            let (key, actor) = (&entry.key.key, actor(owner, entry));
            match entry.key.kind {
                Kind::Name => {
                    holders.entry(key.clone()).or_insert_with(|| directory.holder(key));
                    match put {
                        true => directory.claim(key, claim(owner, entry)),
                        false => directory.unclaim(key, &claim(owner, entry)),
                    }
                }
                Kind::Group => {
                    let changed = if put { directory.enter(key, actor.clone()) } else { directory.withdraw(key, &actor) };
                    let (joined, left) = groups.entry(key.clone()).or_default();
                    if changed {
                        if put { joined.push(actor) } else { left.push(actor) }
                    }
                }
            }
        }
        for (group, (joined, left)) in groups {
            if !joined.is_empty() || !left.is_empty() {
                self.watches.publish(&Topic::Group(group), &News::Group { joined, left });
            }
        }
        for (name, before) in holders {
            let now = directory.holder(&name);
            if now != before {
                self.watches.publish(&Topic::Name(name.clone()), &News::Holder(now));
            }
            self.yield_name(&name, ctx);
        }
        self.late(ctx);
    }

    /// Gives up claims of this node to a name that somebody has held for longer.
    fn yield_name(&mut self, name: &Name, ctx: &mut Context<Self>) {
        let Some(core) = self.core.upgrade() else { return };
        let Some((first, beaten)) = core.directory.claims(name, self.view.me) else { return };
        for claim in beaten {
            let key = EntryKey { kind: Kind::Name, key: name.clone(), actor: claim.actor.name.clone() };
            let counter = claim.actor.life.map_or(0, |life| life.counter);
            let lost = self.locals.get_mut(&counter).and_then(|local| local.lost.remove(name));
            tracing::info!(%name, loser = %claim.actor, holder = %first.actor, "two held a name of the cluster; the older one keeps it");
            self.take_out(&key, ctx);
            if let Some(number) = lost {
                self.watches.tell(number, News::Lost { name: name.clone(), to: first.actor.clone() });
            }
        }
    }

    // --- this node's own actors -----------------------------------------------------------------------------------------

    /// The entry of a living actor of this node, known from now on.
    fn local(&mut self, pid: &Pid, ctx: &mut Context<Self>) -> Option<u64> {
        let (slot, counter) = crate::context::local(pid).filter(|(_, counter)| *counter != 0)?;
        if slot.counter() != counter {
            return None;
        }
        self.locals.entry(counter).or_insert_with(|| {
            let monitor = ctx.monitor(pid);
            Local { monitor, pid: Some(pid.clone()), ..Local::default() }
        });
        Some(counter)
    }

    fn on_enter(&mut self, asked: EntryAsked, ctx: &mut Context<Self>) {
        let EntryAsked { kind, key, actor, lost, reply } = asked;
        let entered = self.enter(kind, key, &actor, lost, ctx);
        reply.send(entered);
    }

    fn enter(
        &mut self,
        kind: Kind,
        key: Name,
        pid: &Pid,
        lost: Option<Tell>,
        ctx: &mut Context<Self>,
    ) -> Result<(), Refused> {
        let counter = self.local(pid, ctx).ok_or(Refused::Gone)?;
        let own = self.view.own();
        let entry_key = EntryKey { kind, key: key.clone(), actor: pid.address().name };
        let held = self.view.get(&own.node).map(|known| (known.shelf.len(), known.shelf.get(&entry_key).cloned()));
        let (len, before) = held.unwrap_or_default();
        if kind == Kind::Name
            && let Some(core) = self.core.upgrade()
            && let Some(holder) = core.directory.holder(&key)
            && (holder.node != own.node || holder.life.is_none_or(|life| life.counter != counter))
        {
            return Err(Refused::Held(holder));
        }
        if len >= ENTRIES_MAX && before.is_none() {
            return Err(Refused::Full);
        }
        if let Some(tell) = lost {
            let number = self.watches.add(None, tell);
            let local = self.locals.entry(counter).or_default();
            local.watches.push(number);
            if let Some(former) = local.lost.insert(key, number) {
                local.watches.retain(|watch| *watch != former);
                self.watches.remove(former);
            }
        }
        if before.as_ref().is_some_and(|before| before.counter == counter) {
            return Ok(());
        }
        let since = u64::try_from(ctx.clock().since_epoch().as_micros()).unwrap_or(u64::MAX);
        let entry = Entry { key: entry_key.clone(), counter, since };
        let replaced = self.view.own_shelf(|shelf| shelf.put(entry.clone())).flatten();
        self.locals.entry(counter).or_default().entries.insert(entry_key);
        self.fresh.shelves.insert(own.node);
        self.gather(ctx);
        self.entries_of(&own, replaced.into_iter().collect(), vec![entry], ctx);
        Ok(())
    }

    fn on_withdraw(&mut self, kind: Kind, key: Name, pid: &Pid, ctx: &mut Context<Self>) {
        let Some((_, counter)) = crate::context::local(pid) else { return };
        let entry_key = EntryKey { kind, key: key.clone(), actor: pid.address().name };
        let Some(local) = self.locals.get_mut(&counter) else { return };
        if let Some(number) = local.lost.remove(&key).filter(|_| kind == Kind::Name) {
            local.watches.retain(|watch| *watch != number);
            self.watches.remove(number);
        }
        if local.entries.contains(&entry_key) {
            self.take_out(&entry_key, ctx);
        }
        self.forget_idle(counter, ctx);
    }

    fn forget_idle(&mut self, counter: u64, ctx: &mut Context<Self>) {
        let idle = |local: &Local| local.entries.is_empty() && local.watches.is_empty();
        if self.locals.get(&counter).is_some_and(idle)
            && let Some(Local { monitor, pid: Some(pid), .. }) = self.locals.remove(&counter)
        {
            ctx.demonitor(&pid, monitor);
        }
    }

    /// Takes one of this node's own entries out.
    fn take_out(&mut self, key: &EntryKey, ctx: &mut Context<Self>) {
        let own = self.view.own();
        let Some(removed) = self.view.own_shelf(|shelf| shelf.remove(key)).flatten() else { return };
        if let Some(local) = self.locals.get_mut(&removed.counter) {
            local.entries.remove(key);
        }
        self.fresh.shelves.insert(own.node);
        self.gather(ctx);
        self.entries_of(&own, vec![removed], Vec::new(), ctx);
    }

    fn local_ended(&mut self, counter: u64, ctx: &mut Context<Self>) {
        let Some(local) = self.locals.remove(&counter) else { return };
        for number in local.watches {
            self.watches.remove(number);
        }
        for key in local.entries {
            // A later life of that name may stand there by now.
            let own = self.view.get(&self.view.me).and_then(|known| known.shelf.get(&key));
            if own.is_some_and(|entry| entry.counter == counter) {
                self.take_out(&key, ctx);
            }
        }
    }

    fn on_watch(&mut self, topic: Topic, actor: Pid, tell: Tell, ctx: &mut Context<Self>) {
        let Some(counter) = self.local(&actor, ctx) else { return };
        let Some(core) = self.core.upgrade() else { return };
        let now: Vec<News> = match &topic {
            Topic::Members => core.directory.members().into_iter().map(News::Member).collect(),
            Topic::Name(name) => vec![News::Holder(core.directory.holder(name))],
            Topic::Group(group) => vec![News::Group { joined: core.directory.group(group), left: Vec::new() }],
        };
        let number = self.watches.add(Some(topic), tell);
        self.locals.entry(counter).or_default().watches.push(number);
        for news in now {
            self.watches.tell(number, news);
        }
        self.late(ctx);
    }

    /// Sees to it that watchers without room are told later.
    fn late(&mut self, ctx: &mut Context<Self>) {
        if self.watches.any_late() && !std::mem::replace(&mut self.retries, true) {
            ctx.after(RETRY, Key("retry"), Message::Retry);
        }
    }

    fn on_retry(&mut self, ctx: &mut Context<Self>) {
        self.retries = false;
        self.watches.retry();
        self.late(ctx);
    }
}
