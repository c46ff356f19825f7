//! Scheduler: the driver's actor. Stands between one framework life and the master, and carries out what the session decides.
//!
//! Receives  what the master says, through its door; `Called` when the framework left something at the desk; its timers.
//! Tells     the framework its events, the master its calls, both without waiting for them.
//! Fails     with the master's reason when the framework cannot take part any more; ends after its framework.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use libprocess::{
    Actor, Address, Context, Exit, ExitNotice, Inspection, Key, Life, Name, Outbox, Pid, Relation, Room, Sender,
    time::{mins, secs},
};
use mesos_protocol::{
    framework::FrameworkInfo,
    messages::master_scheduler::{ToMaster, ToScheduler},
};
use serde_json::json;

use crate::{
    cluster::{self, Identity},
    desk::Desk,
    event::{Event, Receipt, Update},
    flags::Planted,
    session::{Effect, Session},
};

/// The actor that leads on a master's node.
const MASTER: &str = "master";

/// First pause before it subscribes again; each next one is twice as long.
const PAUSE_MIN: Duration = Duration::from_millis(250);

/// Longest pause before it subscribes again.
const PAUSE_MAX: Duration = Duration::from_secs(10);

/// A master that lets so many of its own heartbeat intervals pass in silence is looked for anew.
const SILENT_BEATS_MAX: u32 = 3;

/// Time between two questions where tasks stand, and between two repetitions of a kill.
const RECONCILE_EVERY: Duration = mins(4);

/// Time between two farewells to a master that does not answer.
const FAREWELL_EVERY: Duration = secs(1);

/// So long the driver tries to say farewell; then the framework's fail-over time does the same.
pub(crate) const FAREWELL_MAX: Duration = secs(10);

/// Events that wait for the framework. Beyond, offers are declined and updates are not counted as shown: they come again.
const EVENTS_MAX: usize = 10_000;

/// Calls that wait for the master. Beyond, they are dropped: kills and questions are repeated, updates come again to be
/// acknowledged, offers that the driver does not name any more are taken back, and tasks that the master does not know
/// are found by the next reconciliation.
const CALLS_MAX: usize = 10_000;

const SUBSCRIBE: Key = Key("subscribe");
const BEAT: Key = Key("beat");
const RECONCILE: Key = Key("reconcile");
const FAREWELL: Key = Key("farewell");

/// What the driver is told.
#[derive(Debug)]
pub(crate) enum Message {
    /// A master speaks.
    Master { from: Sender, message: ToScheduler },
    /// Something lies at the desk.
    Called,
    /// The last subscription was not answered in time.
    SubscribeAgain,
    /// A heartbeat interval has passed.
    Beat,
    /// It is time to ask where tasks stand.
    ReconcileDue,
    /// The master has not answered the farewell.
    FarewellDue,
    /// The framework had room.
    RoomAtFramework(Room),
    /// The master had room.
    RoomAtMaster(Room),
}

/// What a driver begins with.
pub(crate) struct Args<M: 'static> {
    /// The life that it works for.
    pub(crate) framework: Pid<M>,
    pub(crate) name: Name,
    pub(crate) life: Life,
    pub(crate) info: FrameworkInfo,
    /// Who an earlier life of the framework was.
    pub(crate) known: Option<Identity>,
    pub(crate) masters: Arc<[SocketAddr]>,
    pub(crate) cluster: Pid<cluster::Message>,
    pub(crate) desk: Arc<Desk>,
    pub(crate) planted: Planted,
}

impl<M> Clone for Args<M> {
    fn clone(&self) -> Self {
        Args {
            framework: self.framework.clone(),
            name: self.name.clone(),
            life: self.life,
            info: self.info.clone(),
            known: self.known.clone(),
            masters: self.masters.clone(),
            cluster: self.cluster.clone(),
            desk: self.desk.clone(),
            planted: self.planted,
        }
    }
}

/// The driver of a framework that is told messages of type `M`.
pub(crate) struct Scheduler<M: From<Event> + std::fmt::Debug + Send + 'static> {
    framework: Pid<M>,
    name: Name,
    life: Life,
    cluster: Pid<cluster::Message>,
    desk: Arc<Desk>,
    session: Session,
    events: Outbox<Self, M>,
    calls: Outbox<Self, ToMaster>,
    masters: Arc<[SocketAddr]>,
    /// Subscriptions since it was last subscribed.
    attempts: u32,
    /// The master's monitor, while it is subscribed.
    watched: Option<(Pid, u64)>,
    heartbeat_interval: Duration,
    /// When the master was last heard.
    heard: Duration,
    /// When it began to leave.
    leaving_since: Option<Duration>,
}

impl<M: From<Event> + std::fmt::Debug + Send + 'static> Actor for Scheduler<M> {
    type Args = Args<M>;
    type Message = Message;

    async fn start(args: Args<M>, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let Args { framework, name, life, info, known, masters, cluster, desk, planted } = args;
        ctx.trap_exits();
        ctx.port(|from, message| Message::Master { from, message });
        desk.sits(ctx.me());
        ctx.every(RECONCILE_EVERY, RECONCILE, || Message::ReconcileDue);
        let mut driver = Scheduler {
            events: Outbox::new(EVENTS_MAX, Message::RoomAtFramework).to(framework.clone()),
            calls: Outbox::new(CALLS_MAX, Message::RoomAtMaster),
            session: Session::new(info, known),
            framework,
            name,
            life,
            cluster,
            desk,
            masters,
            attempts: 0,
            watched: None,
            heartbeat_interval: Duration::ZERO,
            heard: Duration::ZERO,
            leaving_since: None,
        };
        driver.session.plant(planted);
        driver.subscribe(ctx);
        Ok(driver)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Master { from, message } => self.on_master(from, message, ctx),
            Message::Called => {}
            Message::SubscribeAgain => self.subscribe(ctx),
            Message::Beat => self.on_beat(ctx),
            Message::ReconcileDue => self.session.repeat(),
            Message::FarewellDue => self.on_farewell_due(ctx),
            Message::RoomAtFramework(room) => self.events.go_on(room, ctx),
            Message::RoomAtMaster(room) => self.calls.go_on(room, ctx),
        }
        self.clear_desk();
        self.carry_out(ctx)
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match notice.relation {
            Relation::Monitor(reference) if self.watched.as_ref().is_some_and(|(_, watched)| *watched == reference) => {
                self.on_lost(&notice.reason.to_string(), ctx);
                self.carry_out(ctx)
            }
            Relation::Link if notice.pid.life() == Some(self.life) => self.on_framework_ended(&notice.reason, ctx),
            _ => Ok(()),
        }
    }

    fn inspect(&self) -> Inspection {
        Inspection::of(&json!({
            "framework": self.framework.to_string(),
            "subscribed": self.session.is_subscribed(),
            "master": self.watched.as_ref().map(|(master, _)| master.to_string()),
            "tasks": self.session.tasks(),
            "events_lost": self.events.lost(),
        }))
    }
}

impl<M: From<Event> + std::fmt::Debug + Send + 'static> Scheduler<M> {
    /// Asks the next master to take part, and again after a pause that grows, until one answers.
    fn subscribe(&mut self, ctx: &mut Context<Self>) {
        // `masters` is never empty: joining a cluster without any is an error.
        let Some(address) = self.masters.get(self.attempts as usize % self.masters.len().max(1)) else { return };
        let master = ctx.node().pid::<ToMaster>(&Address::new(MASTER, *address));
        if let Err(error) = master.tell(self.session.subscribe()) {
            tracing::debug!(%master, %error, "the master was not reached");
        }
        if self.attempts == 8 {
            tracing::warn!(%master, "no master has answered yet; the driver goes on trying");
        }
        let pause = pause(self.attempts, ctx.random().unit());
        self.attempts = self.attempts.saturating_add(1);
        ctx.after(pause, SUBSCRIBE, Message::SubscribeAgain);
    }

    fn on_master(&mut self, from: Sender, message: ToScheduler, ctx: &mut Context<Self>) {
        if let ToScheduler::Subscribed { heartbeat_interval, .. } = &message {
            let heartbeat_interval = *heartbeat_interval;
            let before = self.session.is_subscribed().then(|| self.watched.clone()).flatten();
            self.session.on_message(message);
            let same = before.is_some_and(|(master, _)| Some(&master) == from.pid.as_ref());
            if self.session.is_subscribed() && !same {
                self.on_subscribed(&from, heartbeat_interval, ctx);
            }
            return;
        }
        self.heard = ctx.clock().now();
        let waits = self.events.waiting().len();
        if waits < EVENTS_MAX || !matches!(message, ToScheduler::Update { .. }) {
            self.session.on_message(message);
        } else {
            // It counts as never sent: an update with a uuid comes again, any other with the next reconciliation.
            tracing::warn!(framework = %self.framework, waits, "the framework does not read its events; an update waits");
        }
    }

    fn on_subscribed(&mut self, from: &Sender, heartbeat_interval: Duration, ctx: &mut Context<Self>) {
        ctx.cancel(SUBSCRIBE);
        self.attempts = 0;
        self.unwatch(ctx);
        self.calls.point_at(from.as_pid::<ToMaster>());
        self.watched = from.pid.clone().map(|master| {
            let reference = ctx.monitor(&master);
            (master, reference)
        });
        self.heard = ctx.clock().now();
        // An interval of zero would be a loop without a pause.
        self.heartbeat_interval = heartbeat_interval.max(secs(1));
        ctx.every(self.heartbeat_interval, BEAT, || Message::Beat);
    }

    fn on_beat(&mut self, ctx: &mut Context<Self>) {
        let silence = ctx.clock().now().saturating_sub(self.heard);
        if silence > self.heartbeat_interval * SILENT_BEATS_MAX {
            self.on_lost(&format!("it was silent for {} s", silence.as_secs()), ctx);
        } else {
            self.session.heartbeat();
        }
    }

    /// The master is gone: looks for one.
    fn on_lost(&mut self, why: &str, ctx: &mut Context<Self>) {
        tracing::warn!(framework = %self.name, %why, "the master was lost; the driver looks for it");
        self.unwatch(ctx);
        ctx.cancel(BEAT);
        self.calls.point_at(None);
        self.session.on_lost();
        self.attempts = 0;
        self.subscribe(ctx);
    }

    fn unwatch(&mut self, ctx: &mut Context<Self>) {
        if let Some((master, reference)) = self.watched.take() {
            ctx.demonitor(&master, reference);
        }
    }

    /// A framework that ended with [`Exit::Normal`] leaves for good; any other may come back under its id.
    fn on_framework_ended(&mut self, why: &Exit, ctx: &mut Context<Self>) -> Result<(), Exit> {
        if *why != Exit::Normal {
            ctx.exit(Exit::Normal);
            return Ok(());
        }
        self.clear_desk();
        self.session.leave();
        self.carry_out(ctx)
    }

    fn on_farewell_due(&mut self, ctx: &mut Context<Self>) {
        let since = self.leaving_since.unwrap_or_default();
        if ctx.clock().now().saturating_sub(since) >= FAREWELL_MAX {
            ctx.exit(Exit::Normal);
        } else {
            self.session.leave();
        }
    }

    fn clear_desk(&mut self) {
        let work = self.desk.take();
        // First what was handled: a call may be the answer to it.
        work.handled.into_iter().for_each(|uuid| self.session.on_handled(uuid));
        work.calls.into_iter().for_each(|call| self.session.on_call(call));
    }

    fn carry_out(&mut self, ctx: &mut Context<Self>) -> Result<(), Exit> {
        for effect in self.session.take_effects() {
            match effect {
                Effect::Say(message) => drop(self.calls.post(message, ctx)),
                Effect::Show(Event::Offers(offers)) if self.events.waiting().len() >= EVENTS_MAX => {
                    offers.into_iter().for_each(|offer| self.session.on_not_offered(offer.id));
                }
                Effect::Show(event) => drop(self.events.post(event.into(), ctx)),
                Effect::Update(status) => {
                    let uuid = status.uuid;
                    let receipt = uuid.map(|uuid| Receipt { uuid, framework: self.life, desk: self.desk.clone() });
                    let event = Event::Update(Update::new(status, receipt));
                    if !self.events.post(event.into(), ctx)
                        && let Some(uuid) = uuid
                    {
                        self.session.on_not_shown(uuid);
                    }
                }
                Effect::Subscribed(as_who) => {
                    tracing::info!(framework = %self.name, id = %as_who.framework_id, "subscribed");
                    let message = cluster::Message::Subscribed { framework: self.name.clone(), as_who };
                    drop(self.cluster.tell(message));
                }
                Effect::GiveUp(why) => return Err(Exit::failed(why)),
                Effect::Left => {
                    drop(self.cluster.tell(cluster::Message::Left { framework: self.name.clone() }));
                    ctx.exit(Exit::Normal);
                }
            }
        }
        if self.session.is_leaving() && self.leaving_since.is_none() {
            self.leaving_since = Some(ctx.clock().now());
            ctx.every(FAREWELL_EVERY, FAREWELL, || Message::FarewellDue);
        }
        Ok(())
    }
}

/// The pause after the attempt of that number, counted from 0: between half and all of 250 ms, 500 ms, … 10 s.
fn pause(attempt: u32, chance: f64) -> Duration {
    let longest = PAUSE_MIN.saturating_mul(1u32.checked_shl(attempt.min(16)).unwrap_or(u32::MAX)).min(PAUSE_MAX);
    longest.mul_f64(0.5 + chance / 2.0)
}
