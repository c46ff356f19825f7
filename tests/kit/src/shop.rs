//! [`Shop`]: a framework that launches what it is told to, and writes down all that it is told.

use std::{collections::VecDeque, sync::Arc};

use libprocess::prelude::*;
use mesos_driver::{Driver, Event};
use mesos_protocol::prelude::*;
use mesos_protocol::resources::Name;
use parking_lot::Mutex;

use crate::journal::{Journal, Seen};

/// A task that is wanted.
#[derive(Clone, Debug)]
pub struct Order {
    /// What it does, in the words of `ScriptedRunner`.
    pub script: String,
    /// Processors that it takes.
    pub cpus: f64,
    /// Memory that it takes.
    pub mem: MiB,
    /// So long after its launch it is killed, if at all.
    pub kill_after: Option<std::time::Duration>,
}

impl Order {
    /// A small task.
    pub fn of(script: impl Into<String>) -> Order {
        Order { script: script.into(), cpus: 1.0, mem: MiB(64), kill_after: None }
    }

    /// Takes that many processors.
    pub fn cpus(self, cpus: f64) -> Order {
        Order { cpus, ..self }
    }

    /// Is killed so long after its launch.
    pub fn kill_after(self, time: std::time::Duration) -> Order {
        Order { kill_after: Some(time), ..self }
    }
}

/// What a shop begins with; the same for all its lives.
#[derive(Clone)]
pub struct Args {
    pub(crate) info: FrameworkInfo,
    pub(crate) journal: Journal,
    pub(crate) orders: Arc<Mutex<VecDeque<Order>>>,
}

/// What a shop is told.
#[derive(Debug)]
pub enum Message {
    /// By its driver.
    Event(Event),
    /// This is wanted.
    Order(Vec<Order>),
    /// A task is to end.
    Kill(TaskId),
    /// Whether offers are kept; when they are not any more, those that were kept are used.
    Hold(bool),
}

impl From<Event> for Message {
    fn from(event: Event) -> Message {
        Message::Event(event)
    }
}

/// The framework.
pub struct Shop {
    driver: Driver,
    journal: Journal,
    orders: Arc<Mutex<VecDeque<Order>>>,
    holds: bool,
}

impl Actor for Shop {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let driver = Driver::subscribe(args.info, ctx).await?;
        Ok(Shop { driver, journal: args.journal, orders: args.orders, holds: false })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Event(event) => self.on_event(event, ctx),
            Message::Order(orders) => self.on_order(orders, ctx),
            Message::Kill(task) => self.driver.kill(&task),
            Message::Hold(holds) => self.on_hold(holds, ctx),
        }
        Ok(())
    }
}

impl Shop {
    fn on_event(&mut self, event: Event, ctx: &mut Context<Self>) {
        let at = ctx.clock().now();
        let mut entries = self.journal.0.lock();
        match event {
            Event::Subscribed { framework_id, .. } => {
                entries.subscriptions.push((at, framework_id));
                entries.asked_again.push(at);
            }
            Event::Disconnected => {
                entries.disconnections += 1;
                entries.asked_again.push(at);
                entries.open.clear();
            }
            Event::Offers(offers) => {
                entries.offers.extend(offers.iter().map(|offer| (at, offer.clone())));
                entries.open.extend(offers.into_iter().map(|offer| (offer.id.clone(), offer)));
            }
            Event::Rescinded(offer) => {
                entries.open.remove(&offer);
                entries.rescinded.push((at, offer));
            }
            Event::Update(update) => entries.updates.push(Seen { at, status: update.clone() }),
            Event::Failure { agent_id: Some(agent), executor_id: None, .. } => entries.agents_lost.push((at, agent)),
            Event::Failure { .. } => {}
            Event::Refused { call, why } => entries.errors.push(format!("{call} is refused: {why}")),
            Event::Message { .. } | Event::Operation(_) | Event::InverseOffers(_) | Event::InverseRescinded(_) => {}
            Event::Error(why) => entries.errors.push(why),
        }
        drop(entries);
        if !self.holds {
            self.use_offers(ctx);
        }
    }

    fn on_order(&mut self, orders: Vec<Order>, ctx: &mut Context<Self>) {
        self.orders.lock().extend(orders);
        self.journal.0.lock().asked_again.push(ctx.clock().now());
        // What it declined before it may need now.
        self.driver.revive([]);
    }

    fn on_hold(&mut self, holds: bool, ctx: &mut Context<Self>) {
        self.holds = holds;
        if !holds {
            self.use_offers(ctx);
        }
    }

    /// Uses each offer for as many orders as fit, or declines it.
    fn use_offers(&mut self, ctx: &mut Context<Self>) {
        let offers = std::mem::take(&mut self.journal.0.lock().open);
        for offer in offers.into_values() {
            let taken = self.take_orders(&offer);
            if taken.is_empty() {
                self.journal.0.lock().declined.push((ctx.clock().now(), offer.clone()));
                self.driver.decline(offer, Filters::default());
                continue;
            }
            let agent = offer.agent_id.clone();
            let drafts = taken.iter().map(|order| TaskInfo::command(&order.script).cpus(order.cpus).mem(order.mem));
            let ids = self.driver.launch(offer, drafts);
            for (id, order) in ids.into_iter().zip(&taken) {
                if let Some(after) = order.kill_after {
                    ctx.after(after, ("kill", &id), Message::Kill(id.clone()));
                }
                self.journal.0.lock().launched.push((id, agent.clone()));
            }
        }
    }

    fn take_orders(&self, offer: &Offer) -> Vec<Order> {
        let has = |name: &Name| offer.resources.scalar(name).map_or(0.0, |amount| amount.as_f64());
        let (mut cpus, mut mem) = (has(&Name::CPUS), has(&Name::MEM));
        let mut orders = self.orders.lock();
        let mut taken = Vec::new();
        while let Some(order) = orders.front().filter(|order| order.cpus <= cpus && order.mem.0 as f64 <= mem) {
            (cpus, mem) = (cpus - order.cpus, mem - order.mem.0 as f64);
            taken.push(order.clone());
            orders.pop_front();
        }
        taken
    }
}
