//! The actor `master`: gives what comes in to [`Master`], and carries out what it decides.
//!
//! Receives  from agents and schedulers through its doors; from allocator, observers, timers; requests for `/master/...`.
//! Sends     over one [`Outbox`] per agent and framework; facts to the allocator and changes to the registrar, of each one
//!           message at a time; pings when an observer asks for them.
//! Waits     for nobody: what has no room waits in a bounded line. A peer whose line is full is treated as disconnected.
//! Fails     when the registry cannot be written; the next life recovers from it.

mod links;
mod observers;

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use libprocess::http::{Access, Request, Response};
use libprocess::prelude::*;
use libprocess::{Phase, Room};
use mesos_protocol::ids::{AgentId, FrameworkId, UpdateUuid};
use mesos_protocol::messages::{master_agent, master_scheduler};

use crate::allocator::{self, Allocation, Feed};
use crate::flags::Flags;
use crate::http::{self, Snapshot};
use crate::master::{Effect, Master, Moment, Settings, Timer};
use crate::metrics::Metrics;
use crate::observer;
use crate::registrar::{
    self,
    registry::{Change, Refused},
};
use links::Links;
use observers::Observers;

/// How often the master says to frameworks that it is there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Longest time that recovery from the registry may take.
const RECOVERY_TIME_MAX: Duration = Duration::from_secs(60);

/// Longest time for which the master waits for frameworks that take nothing of what waits for them, before it goes on
/// without them.
const CROWD_PATIENCE: Duration = Duration::from_secs(10);

const CROWD: Key = Key("crowd");

/// How often levels are shown as metrics.
const LEVELS_EVERY: Duration = Duration::from_secs(1);

/// What a master needs to start.
#[derive(Clone)]
pub(crate) struct Args {
    /// The settings of the operator.
    pub(crate) flags: Flags,
    /// Who writes the registry.
    pub(crate) registrar: Pid<registrar::Message>,
}

/// What it can be told.
#[derive(Debug)]
pub(crate) enum Message {
    /// From an agent.
    Agent {
        /// Who, as the connection proved it.
        sender: Sender,
        /// What it says.
        message: master_agent::ToMaster,
    },
    /// From a scheduler.
    Scheduler {
        /// Who, as the connection proved it.
        sender: Sender,
        /// What it says.
        message: master_scheduler::ToMaster,
    },
    /// A life of the allocator begins, knowing nothing.
    AllocatorStarted {
        /// Where it is told everything.
        allocator: Pid<allocator::Message>,
    },
    /// The allocator decided what is to be offered.
    Allocated(Allocation),
    /// That life of the allocator has understood the last facts; false if it has not, and ends.
    FactsTaken {
        /// The life.
        generation: u64,
        /// Whether it has.
        understood: bool,
    },
    /// The registrar has made changes durable, or refused some.
    Applied {
        /// What was asked.
        changes: Vec<Change>,
        /// One outcome each.
        outcomes: Result<Vec<Result<(), Refused>>, AskError>,
    },
    /// An observer wants its agent pinged.
    PingDue {
        /// Which.
        agent: AgentId,
    },
    /// An observer has not heard of its agent for too long.
    AgentSilent {
        /// Which.
        agent: AgentId,
    },
    /// An observer has started, or not.
    Observing {
        /// Whom it watches.
        agent: AgentId,
        /// Where it is; absent if it could not start yet.
        observer: Option<Pid<observer::Message>>,
    },
    /// An observer that could not start is to be tried again.
    ObserveAgain {
        /// Whom it would watch.
        agent: AgentId,
    },
    /// There is room for what waits for an agent.
    AgentRoom(AgentId, Room),
    /// There is room for what waits for a framework.
    FrameworkRoom(FrameworkId, Room),
    /// There is room for what waits for an observer.
    ObserverRoom(AgentId, Room),
    /// A time has run out.
    Due(Timer),
    /// All frameworks are to hear that the master is there.
    HeartbeatDue,
    /// Absent agents that need not be remembered are to be forgotten.
    RegistryGcDue,
    /// A framework has taken nothing of what waits for it for too long.
    CrowdStands,
    /// Levels are to be shown.
    LevelsDue,
    /// A view of all there is, for those who look.
    Look {
        /// Where it goes.
        reply: Reply<Snapshot>,
    },
    /// The node ends: nothing new is begun.
    StopAccepting {
        /// Used at once.
        done: Reply<()>,
    },
    /// The node ends: what was accepted is to be brought to its end.
    Drain {
        /// Used when agents have been told of it and the registry has it.
        done: Reply<()>,
    },
    /// Somebody steers.
    Http {
        /// How.
        request: Request,
        /// What became of it.
        reply: Reply<Response>,
    },
}

/// Owns what the master decides with, and the lines to all it speaks to.
pub(crate) struct Leader {
    args: Args,
    master: Master,
    links: Links,
    observers: Observers,
    allocator: Option<Pid<allocator::Message>>,
    feed: Feed,
    /// The present life of the allocator has been told of nothing yet.
    tell_all: bool,
    /// A message of facts is under way.
    telling: bool,
    /// The last number of a decision that a message of facts has named.
    told_taken: u64,
    /// Changes that wait for the registrar, oldest first.
    changes: VecDeque<Change>,
    /// The registrar has a question.
    writing: bool,
    /// What the registrar answered and the master does not know yet, oldest first: the loss of many agents is told to
    /// frameworks in pieces, as their lines have room.
    applied: VecDeque<(Change, Result<(), Refused>)>,
    /// Frameworks with questions whose lines may have room for answers.
    asking: BTreeSet<FrameworkId>,
    /// A timer runs since a line had no room for such a piece, and none has had any since.
    crowd_since_room: bool,
    /// The node ends: used once all that was accepted is done.
    drained: Option<Reply<()>>,
    started_at: Duration,
}

impl Actor for Leader {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let lead = args.registrar.ask(|reply| registrar::Message::Lead { reply }, RECOVERY_TIME_MAX);
        let registry = lead.await.map_err(|why| Exit::failed(format_args!("the registry was not recovered: {why}")))?;
        let settings = settings(&args.flags, &registry, &ctx.random());
        tracing::info!(
            cluster = %settings.cluster_id, term = %settings.term, agents = registry.agents.len(), "this master leads"
        );
        let metrics = Metrics::of(ctx.node().metrics());
        let master = Master::new(settings, registry, metrics);
        // The nodes of an embedded cluster are masters; whoever may steer the cluster may bring tasks too.
        ctx.port_for(&[Role::Master, Role::Agent], |sender, message| Message::Agent { sender, message });
        ctx.port_for(&[Role::Master, Role::Framework, Role::Operator], |sender, message| Message::Scheduler {
            sender,
            message,
        });
        ctx.route("/master/kill", Access::Write, "POST {\"task_id\", \"framework_id\"?}: kills a task", |request, reply| {
            Message::Http { request, reply }
        });
        ctx.join_shutdown(Phase::StopAccepting, |done| Message::StopAccepting { done });
        ctx.join_shutdown(Phase::Drain, |done| Message::Drain { done });
        ctx.every(HEARTBEAT, Key("heartbeat"), || Message::HeartbeatDue);
        ctx.every(args.flags.registry_gc_interval, Key("registry gc"), || Message::RegistryGcDue);
        ctx.every(LEVELS_EVERY, Key("levels"), || Message::LevelsDue);
        let mut leader = Leader {
            args,
            master,
            links: Links::default(),
            observers: Observers::default(),
            allocator: None,
            feed: Feed::default(),
            tell_all: false,
            telling: false,
            told_taken: 0,
            changes: VecDeque::new(),
            writing: false,
            applied: VecDeque::new(),
            asking: BTreeSet::new(),
            crowd_since_room: false,
            drained: None,
            started_at: ctx.clock().since_epoch(),
        };
        leader.carry_out(ctx);
        Ok(leader)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        self.master.moment = Moment { now: ctx.clock().now(), epoch: ctx.clock().since_epoch() };
        match message {
            Message::Agent { sender, message } => self.on_agent(&sender, message),
            Message::Scheduler { sender, message } => self.on_scheduler(&sender, message),
            Message::AllocatorStarted { allocator } => self.on_allocator_started(allocator),
            Message::Allocated(allocation) => self.master.on_allocated(allocation),
            Message::FactsTaken { generation, understood } => self.on_facts_taken(generation, understood),
            Message::Applied { changes, outcomes } => self.on_applied(changes, outcomes)?,
            Message::PingDue { agent } => self.master.on_ping_due(&agent),
            Message::AgentSilent { agent } => self.master.on_agent_silent(&agent),
            Message::Observing { agent, observer } => self.on_observing(agent, observer, ctx),
            Message::ObserveAgain { agent } => self.on_observe_again(agent, ctx),
            Message::AgentRoom(id, room) => self.links.agent_has_room(&id, room, ctx),
            Message::FrameworkRoom(id, room) => {
                self.links.framework_has_room(&id, room, ctx);
                self.crowd_since_room = false;
                if self.master.has_questions(&id) {
                    self.asking.insert(id);
                }
            }
            Message::ObserverRoom(id, room) => self.observers.go_on(&id, room, ctx),
            Message::Due(timer) => self.master.on_timer(timer),
            Message::HeartbeatDue => self.master.on_heartbeat_due(),
            Message::RegistryGcDue => self.master.on_registry_gc_due(),
            Message::CrowdStands => self.on_crowd_stands(),
            Message::LevelsDue => self.master.metrics.show(&self.master.state),
            Message::Look { reply } => reply.send(self.snapshot(ctx)),
            Message::StopAccepting { done } => self.on_stop_accepting(done),
            Message::Drain { done } => self.drained = Some(done),
            Message::Http { request, reply } => reply.send(http::kill::answer(&mut self.master, &request)),
        }
        self.carry_out(ctx);
        self.check()
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        self.master.moment = Moment { now: ctx.clock().now(), epoch: ctx.clock().since_epoch() };
        match notice.relation {
            Relation::Monitor(reference) => self.on_peer_ended(reference, &notice),
            Relation::Child => self.on_observer_ended(&notice, ctx),
            Relation::Link => return Err(notice.reason),
        }
        self.carry_out(ctx);
        self.check()
    }

    fn inspect(&self) -> Inspection {
        let state = &self.master.state;
        Inspection(serde_json::json!({
            "master_id": self.master.settings.master_id,
            "cluster_id": self.master.settings.cluster_id,
            "term": self.master.settings.term,
            "agents": state.agents.len(),
            "agents_recovered": state.recovered.len(),
            "agents_unreachable": state.unreachable.len(),
            "frameworks": state.frameworks.len(),
            "tasks": state.frameworks.values().map(|framework| framework.tasks.len()).sum::<usize>(),
            "offers": state.offers.len(),
            "facts_waiting": self.feed.len(),
            "changes_waiting": self.changes.len() + self.applied.len(),
        }))
    }
}

fn settings(flags: &Flags, registry: &registrar::registry::Registry, random: &libprocess::Random) -> Settings {
    Settings {
        master_id: UpdateUuid::from_random(random.bytes()).to_string(),
        cluster_id: registry.cluster_id.clone(),
        term: registry.term,
        ping_timeout: flags.ping_timeout(),
        agent_reregister_timeout: flags.agent_reregister_timeout,
        offer_timeout: flags.offer_timeout,
        heartbeat_interval: HEARTBEAT,
        root_submissions: flags.root_submissions,
        completed_frameworks_max: flags.max_completed_frameworks,
        completed_tasks_max: flags.max_completed_tasks_per_framework,
        unreachable_tasks_max: flags.max_unreachable_tasks_per_framework,
        pattern_limits: flags.pattern_limits(),
        absent_age_max: flags.registry_max_agent_age,
        absent_agents_max: flags.registry_max_agent_count,
    }
}

impl Leader {
    fn on_allocator_started(&mut self, allocator: Pid<allocator::Message>) {
        self.allocator = Some(allocator);
        self.feed.clear();
        (self.tell_all, self.telling, self.told_taken) = (true, false, 0);
        self.master.on_allocator_started();
    }

    fn on_facts_taken(&mut self, generation: u64, understood: bool) {
        if self.master.allocator_life().0 == generation {
            // A life that did not understand them ends; its successor is told everything.
            self.telling = !understood;
        }
    }

    fn on_applied(
        &mut self,
        changes: Vec<Change>,
        outcomes: Result<Vec<Result<(), Refused>>, AskError>,
    ) -> Result<(), Exit> {
        self.writing = false;
        let outcomes = outcomes.map_err(|why| Exit::failed(format_args!("the registry was not written: {why}")))?;
        self.applied.extend(changes.into_iter().zip(outcomes));
        Ok(())
    }

    /// Those that read nothing are disconnected; the others go on.
    fn on_crowd_stands(&mut self) {
        // Else somebody has read something since the timer was set.
        if std::mem::take(&mut self.crowd_since_room) {
            for (id, address) in self.links.crowded() {
                self.master.on_framework_lost(&id, &address);
            }
        }
    }

    fn on_stop_accepting(&mut self, done: Reply<()>) {
        tracing::info!("this master ends: it makes no more offers, and admits nobody");
        self.master.closing = true;
        done.send(());
    }

    /// Does what was decided, and what follows from it and from what the registry has, until nothing is left to do.
    fn carry_out(&mut self, ctx: &mut Context<Self>) {
        self.do_all(ctx);
        self.answer_questions(ctx);
        while !self.applied.is_empty() && !self.waits_for_room(ctx) {
            if let Some((change, outcome)) = self.applied.pop_front() {
                self.master.on_applied(change, outcome);
                self.do_all(ctx);
            }
        }
        self.tell_allocator(ctx);
        self.ask_registrar(ctx);
        self.end_drain();
    }

    /// While the node ends: whether agents have been told of all that was accepted, and the registry has it. What frameworks
    /// are not told yet they are told again by the next master.
    fn end_drain(&mut self) {
        let written = self.changes.is_empty() && !self.writing && self.applied.is_empty();
        if self.drained.is_some() && written && self.links.agents_have_all() {
            self.drained.take().into_iter().for_each(|done| done.send(()));
        }
    }

    fn do_all(&mut self, ctx: &mut Context<Self>) {
        loop {
            let effects = self.master.take_effects();
            if effects.is_empty() {
                return;
            }
            effects.into_iter().for_each(|effect| self.do_one(effect, ctx));
        }
    }

    /// Answers frameworks as far as their lines have room; one that has none goes on when it has.
    fn answer_questions(&mut self, ctx: &mut Context<Self>) {
        while let Some(id) = self.asking.pop_first() {
            while self.links.takes_more(&id) && self.master.answer_some(&id) {
                self.do_all(ctx);
            }
            self.do_all(ctx);
        }
    }

    /// Whether a framework has so much waiting that what comes next might not fit; when it has room, this is asked again.
    fn waits_for_room(&mut self, ctx: &mut Context<Self>) -> bool {
        let crowded = self.links.is_crowded();
        if !std::mem::replace(&mut self.crowd_since_room, crowded) && crowded {
            ctx.after(CROWD_PATIENCE, CROWD, Message::CrowdStands);
        }
        crowded
    }

    fn do_one(&mut self, effect: Effect, ctx: &mut Context<Self>) {
        match effect {
            Effect::ToAgent(id, message) => {
                if let Some(address) = self.links.tell_agent(&id, message, ctx) {
                    self.master.on_agent_lost(&id, &address);
                }
            }
            Effect::ToFramework(id, message) => {
                if let Some(address) = self.links.tell_framework(&id, message, ctx) {
                    self.master.on_framework_lost(&id, &address);
                }
            }
            // Without a line there is no order to keep; whoever asked and hears nothing asks again.
            Effect::AnswerAgent(address, message) => drop(ctx.node().pid(&address).tell(message)),
            Effect::AnswerFramework(address, message) => drop(ctx.node().pid(&address).tell(message)),
            Effect::AgentConnected(id, address) => self.links.connect_agent(id, address, ctx),
            Effect::AgentDisconnected(id) => self.links.disconnect_agent(&id, ctx),
            Effect::FrameworkConnected(id, address) => self.links.connect_framework(id, address, ctx),
            Effect::FrameworkDisconnected(id) => self.links.disconnect_framework(&id, ctx),
            Effect::Watch(id) => self.watch(id, ctx),
            Effect::Unwatch(id) => self.observers.end(&id, ctx),
            Effect::Pong(id) => self.observers.pong(&id, ctx),
            Effect::Answer(id) => drop(self.asking.insert(id)),
            Effect::Fact(fact) => self.feed.push(fact),
            Effect::Change(change) => self.changes.push_back(change),
            Effect::After(timer, time) => ctx.after(time, ("due", &timer), Message::Due(timer.clone())),
            Effect::Cancel(timer) => ctx.cancel(("due", timer)),
        }
    }

    /// Sends the allocator what it does not know, unless a message is under way.
    fn tell_allocator(&mut self, ctx: &mut Context<Self>) {
        let (generation, taken) = self.master.allocator_life();
        let nothing = self.feed.len() == 0 && taken == self.told_taken && !self.tell_all;
        let Some(allocator) = self.allocator.clone().filter(|_| !self.telling && !nothing) else { return };
        let (all, upto, facts) = (std::mem::take(&mut self.tell_all), self.master.facts(), self.feed.take());
        let (reply, answer) = Reply::pair();
        let message = allocator::Message::Facts { generation, all, upto, taken, facts, reply };
        (self.telling, self.told_taken) = (true, taken);
        let told = async move { allocator.send(message).await.is_ok() && answer.await.is_ok() };
        ctx.pipe(told, move |understood| Message::FactsTaken { generation, understood });
    }

    /// Sends the registrar what is not durable, unless it has a question.
    fn ask_registrar(&mut self, ctx: &mut Context<Self>) {
        if self.writing || self.changes.is_empty() || !self.applied.is_empty() {
            return;
        }
        self.writing = true;
        let changes: Vec<Change> = self.changes.drain(..).collect();
        let (reply, answer) = Reply::pair();
        let message = registrar::Message::Apply { changes: changes.clone(), reply };
        let registrar = self.args.registrar.clone();
        let applied = async move {
            registrar.send(message).await.map_err(|error| error.cause())?;
            answer.await
        };
        ctx.pipe(applied, move |outcomes| Message::Applied { changes, outcomes });
    }

    fn snapshot(&self, ctx: &Context<Self>) -> Snapshot {
        Snapshot::of(&self.master, &self.args.flags, ctx.node().address(), self.started_at)
    }

    /// In debug builds and tests the parts of the state must agree after each message.
    fn check(&self) -> Result<(), Exit> {
        match cfg!(debug_assertions) {
            true => {
                self.master.state.check().map_err(|why| Exit::failed(format_args!("the master contradicts itself: {why}")))
            }
            false => Ok(()),
        }
    }
}
