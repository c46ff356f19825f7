//! Run: the framework behind `mesos run`.
//!
//! Receives  events of the cluster, signals, the ends of outputs, its timers.
//! Tells     its printers what to show, and once the outcome to whoever waits for it.
//! Ends      when all instances are over and their outputs are written, or when it was asked to end.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, mpsc},
    time::Duration,
};

use libprocess::{
    Actor, AskError, Context, Exit, Key, Pid,
    http::{Request, Response},
    os::process::Signal,
    time::secs,
};
use mesos_driver::{Driver, Event, Update};
use mesos_protocol::{
    framework::FrameworkInfo,
    ids::{FrameworkId, TaskId},
    offer::{Filters, Offer},
    resources::Resources,
    status::TaskState,
    task::{KillPolicy, TaskDraft},
};
use serde_json::json;

use super::{NOT_RUN, explain, verdict};
use crate::{
    output::{self, Print, READER_GONE, Stream},
    signals::{self, Inbox},
    tail::{self, Ended, Tail},
};

/// If nothing could be launched by then, it says why.
const EXPLAIN_AFTER: Duration = secs(4);

/// Time between SIGTERM and SIGKILL of a task that is ended for us.
const GRACE: Duration = secs(3);

/// A task that is being ended is given up this long after its SIGKILL was due.
const GIVE_UP_AFTER: Duration = secs(1);

/// What to run.
#[derive(Clone)]
pub(super) struct Order {
    pub(super) info: FrameworkInfo,
    pub(super) task: TaskDraft,
    pub(super) needs: Resources,
    pub(super) instances: u32,
    /// What is said of it on stderr is JSON, a line each.
    pub(super) json: bool,
    /// Waits when nothing fits.
    pub(super) waits: bool,
    pub(super) master: SocketAddr,
    pub(super) stdout: Pid<Print>,
    pub(super) stderr: Pid<Print>,
    pub(super) signals: Inbox,
    pub(super) outcome: mpsc::Sender<Outcome>,
}

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The exit status.
    pub(super) code: u8,
    /// A sentence for stderr; empty if all was said.
    pub(super) why: String,
}

/// What it is told.
#[derive(Debug)]
pub(super) enum Message {
    /// Of the cluster.
    Event(Event),
    /// Somebody wants it to end.
    Signalled(Signal),
    /// Nobody reads our stdout any more.
    ReaderGone,
    /// An output of a task was written to its end, or not.
    Output(TaskId, Stream, Ended),
    /// It is time to say why nothing runs.
    Explain,
    /// What the master says of its agents.
    Agents(Result<Response, AskError>),
    /// Tasks that are being ended have had their time.
    GraceOver,
    /// They have not ended even so.
    GiveUp,
    /// All lines are printed.
    Printed(Outcome),
}

impl From<Event> for Message {
    fn from(event: Event) -> Message {
        Message::Event(event)
    }
}

/// An instance that was launched.
struct Instance {
    agent: Option<SocketAddr>,
    host: String,
    /// Outputs that are being brought here.
    outputs: Vec<(Stream, Pid<tail::Message>)>,
    /// They were begun, so they are not begun again.
    shown: bool,
    over: bool,
}

/// The framework.
pub(super) struct Run {
    order: Order,
    driver: Driver,
    framework_id: Option<FrameworkId>,
    /// Instances still to be launched.
    left: u32,
    /// Launched and not over, or over with output on its way.
    instances: BTreeMap<TaskId, Instance>,
    /// The highest exit status so far, and why if it is not the task's own.
    outcome: Outcome,
    /// It was asked to end, and ends with this status.
    ending: Option<u8>,
    explained: bool,
    done: bool,
}

const EXPLAIN: Key = Key("explain");
const GRACE_OVER: Key = Key("grace");

impl Actor for Run {
    type Args = Order;
    type Message = Message;

    async fn start(order: Order, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let driver = Driver::subscribe(order.info.clone(), ctx).await?;
        let me = ctx.me();
        // Signals that came before wait until now; those that come when it is over change nothing.
        order.signals.deliver(move |signal| drop(me.tell(Message::Signalled(signal))));
        let me = ctx.me();
        let watched = output::watch_reader(move || drop(me.tell(Message::ReaderGone)));
        watched.map_err(|failure| Exit::failed(failure.why))?;
        ctx.after(EXPLAIN_AFTER, EXPLAIN, Message::Explain);
        Ok(Run {
            left: order.instances,
            driver,
            order,
            framework_id: None,
            instances: BTreeMap::new(),
            outcome: Outcome { code: 0, why: String::new() },
            ending: None,
            explained: false,
            done: false,
        })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Event(event) => self.on_event(event, ctx).await,
            Message::Signalled(signal) => self.on_signal(signal, ctx),
            Message::ReaderGone => self.on_reader_gone(ctx),
            Message::Output(task, stream, how) => self.on_output(&task, stream, how, ctx),
            Message::Explain => self.explain(ctx),
            Message::Agents(answer) => self.on_agents(answer, ctx),
            Message::GraceOver => self.kill_at_once(ctx),
            Message::GiveUp => self.finish(ctx),
            Message::Printed(outcome) => {
                let _ = self.order.outcome.send(outcome);
                ctx.exit(Exit::Normal);
            }
        }
        if self.left == 0 && self.instances.is_empty() {
            self.finish(ctx);
        }
        Ok(())
    }
}

impl Run {
    // --- the cluster ------------------------------------------------------------------------------------------------

    async fn on_event(&mut self, event: Event, ctx: &mut Context<Self>) {
        match event {
            Event::Subscribed { framework_id, .. } => self.framework_id = Some(framework_id),
            Event::Disconnected => self.say("the master was lost; looking for it"),
            Event::Offers(offers) => offers.into_iter().for_each(|offer| self.on_offer(offer, ctx)),
            Event::Update(update) => self.on_update(&update, ctx).await,
            Event::Rescinded(_) | Event::Failure { .. } => {}
            // It has no executors of its own, no operations, and asks for nothing that could be refused.
            Event::Message { .. } | Event::Operation(_) | Event::InverseOffers(_) | Event::InverseRescinded(_) => {}
            Event::Refused { call, why } => self.say(format!("the master refuses {call}: {why}")),
            // The driver ends this actor with the reason.
            Event::Error(_) => {}
        }
    }

    fn on_offer(&mut self, offer: Offer, ctx: &mut Context<Self>) {
        let (drafts, rest) = fill(&offer.resources, &self.order.needs, &self.order.task, self.left);
        if drafts.is_empty() {
            let nothing_runs = self.left > 0 && self.instances.is_empty() && self.ending.is_none();
            let filters = if self.left == 0 { Filters::forever() } else { Filters::default() };
            self.driver.decline(offer, filters);
            // A cluster of our own has nothing else to come.
            if nothing_runs && !self.order.waits {
                self.explain(ctx);
            }
            return;
        }
        ctx.cancel(EXPLAIN);
        self.left -= drafts.len() as u32;
        let agent = offer.address.as_deref().and_then(|address| address.parse().ok());
        let host = offer.hostname.clone();
        // What is left over, and what comes back when an instance ends, is wanted at once while others wait.
        let filters = match (self.left, rest.is_empty()) {
            (0, _) => Filters::forever(),
            _ => Filters::none(),
        };
        for task in self.driver.launch_filtered(offer, drafts, filters) {
            let host = host.clone();
            self.instances.insert(task, Instance { agent, host, outputs: Vec::new(), shown: false, over: false });
        }
    }

    async fn on_update(&mut self, update: &Update, ctx: &mut Context<Self>) {
        let Some(instance) = self.instances.get_mut(&update.task_id).filter(|instance| !instance.over) else { return };
        let at = update.timestamp.unwrap_or(ctx.clock().since_epoch());
        let line = verdict::line(update, at, &instance.host);
        let shown = if self.order.json { verdict::json(update, at, &instance.host).to_string() } else { line.clone() };
        if update.state == TaskState::Running || update.state.is_terminal() {
            self.show_output(update, ctx).await;
        }
        if update.state.is_terminal() {
            self.on_over(update, &line);
        }
        self.print(shown);
    }

    fn on_over(&mut self, update: &Update, line: &str) {
        let code = verdict::code(update);
        if code > self.outcome.code {
            let why = if code == NOT_RUN { format!("the task did not run to its end: {line}") } else { String::new() };
            self.outcome = Outcome { code, why };
        }
        if let Some(instance) = self.instances.get_mut(&update.task_id) {
            instance.over = true;
            for (_, output) in &instance.outputs {
                let _ = output.tell(tail::Message::Finish);
            }
        }
        self.forget_if_done(&update.task_id);
    }

    // --- output -----------------------------------------------------------------------------------------------------

    /// Begins to bring a task's outputs here; what was never started has none.
    async fn show_output(&mut self, update: &Update, ctx: &mut Context<Self>) {
        let ran = matches!(update.state, TaskState::Running | TaskState::Finished | TaskState::Failed | TaskState::Killed);
        let (Some(framework), Some(instance)) = (&self.framework_id, self.instances.get_mut(&update.task_id)) else {
            return;
        };
        let Some(agent) = instance.agent.filter(|_| ran && !instance.shown && self.ending != Some(READER_GONE)) else {
            return;
        };
        instance.shown = true;
        for stream in [Stream::Out, Stream::Err] {
            let printer = if stream == Stream::Out { &self.order.stdout } else { &self.order.stderr };
            let (me, task) = (ctx.me(), update.task_id.clone());
            let args = tail::Args {
                agent,
                path: tail::path(framework.as_str(), task.as_str(), stream.file()),
                printer: printer.clone(),
                finished: update.state.is_terminal(),
                on_end: Arc::new(move |how| drop(me.tell(Message::Output(task.clone(), stream, how)))),
            };
            let name = format!("{}({})", stream.file(), update.task_id);
            match ctx.spawn::<Tail>(name, args).await {
                Ok(tail) => instance.outputs.push((stream, tail)),
                Err(error) => tracing::warn!(%error, "an output is not shown"),
            }
        }
    }

    fn on_output(&mut self, task: &TaskId, stream: Stream, how: Ended, ctx: &mut Context<Self>) {
        if let Some(instance) = self.instances.get_mut(task) {
            instance.outputs.retain(|(known, _)| *known != stream);
        }
        match how {
            Ended::Complete => {}
            Ended::ReaderGone => self.end_with(READER_GONE, ctx),
            Ended::Lost(why) => self.say(format!("the rest of what {task} wrote to {} is lost: {why}", stream.file())),
        }
        self.forget_if_done(task);
    }

    fn forget_if_done(&mut self, task: &TaskId) {
        if self.instances.get(task).is_some_and(|instance| instance.over && instance.outputs.is_empty()) {
            self.instances.remove(task);
        }
    }

    fn say(&self, line: impl Into<String>) {
        let line = line.into();
        self.print(if self.order.json { json!({ "message": line }).to_string() } else { line });
    }

    fn print(&self, line: String) {
        let _ = self.order.stderr.tell(Print::Line(line.into()));
    }

    // --- nothing fits -------------------------------------------------------------------------------------------------

    fn explain(&mut self, ctx: &mut Context<Self>) {
        if std::mem::replace(&mut self.explained, true) {
            return;
        }
        let (node, master) = (ctx.node(), self.order.master);
        let asked = async move { node.fetch(master, Request::get("/master/slaves"), secs(1)).await };
        ctx.pipe(asked, Message::Agents);
    }

    fn on_agents(&mut self, answer: Result<Response, AskError>, ctx: &mut Context<Self>) {
        if self.left < self.order.instances || self.ending.is_some() {
            return;
        }
        let slaves = answer.ok().and_then(|response| serde_json::from_slice(&response.body).ok());
        let why = match slaves {
            Some(slaves) => explain::explain(&self.order.needs, &slaves),
            None => format!("nothing runs yet: the master at {} does not say what it has", self.order.master),
        };
        if self.order.waits {
            return self.say(format!("{why}\n  waiting; --no-wait ends instead"));
        }
        self.left = 0;
        self.outcome = Outcome { code: NOT_RUN, why };
        self.finish(ctx);
    }

    // --- the end ------------------------------------------------------------------------------------------------------

    /// The first signal ends tasks with grace, a second one at once.
    fn on_signal(&mut self, signal: Signal, ctx: &mut Context<Self>) {
        if self.ending.is_some() {
            return self.kill_at_once(ctx);
        }
        self.end_with(signals::exit_code(signal), ctx);
    }

    /// What nobody reads need not go on; what is over stays as it ended.
    fn on_reader_gone(&mut self, ctx: &mut Context<Self>) {
        if self.left > 0 || self.instances.values().any(|instance| !instance.over) {
            self.end_with(READER_GONE, ctx);
        }
    }

    fn end_with(&mut self, code: u8, ctx: &mut Context<Self>) {
        if self.ending.is_some() {
            return;
        }
        self.ending = Some(code);
        self.left = 0;
        let running: Vec<&TaskId> =
            self.instances.iter().filter(|(_, instance)| !instance.over).map(|(task, _)| task).collect();
        for task in &running {
            self.driver.kill_with(task, KillPolicy::grace(GRACE));
        }
        if !running.is_empty() && code != READER_GONE {
            self.say(format!("ending {} tasks; once more to end them at once", running.len()));
        }
        ctx.after(GRACE, GRACE_OVER, Message::GraceOver);
    }

    /// Leaving takes all tasks along, so that after a short wait for their last words it may simply leave.
    fn kill_at_once(&mut self, ctx: &mut Context<Self>) {
        for (task, _) in self.instances.iter().filter(|(_, instance)| !instance.over) {
            self.driver.kill_with(task, KillPolicy::grace(Duration::ZERO));
        }
        ctx.after(GIVE_UP_AFTER, GRACE_OVER, Message::GiveUp);
    }

    /// Gives the outcome when all that was to be printed is printed.
    fn finish(&mut self, ctx: &mut Context<Self>) {
        if std::mem::replace(&mut self.done, true) {
            return;
        }
        let outcome = match self.ending {
            Some(code) => Outcome { code, why: String::new() },
            None => self.outcome.clone(),
        };
        // Whoever was asked to end does not wait for a reader.
        let patience = if self.ending.is_some() { secs(1) } else { secs(24 * 3600) };
        let flushed = self.order.stderr.ask(Print::Flush, patience);
        ctx.pipe(flushed, move |_| Message::Printed(outcome));
    }
}

/// As many instances as fit into the resources, at most `most`, and what is left of these.
fn fill(offered: &Resources, needs: &Resources, task: &TaskDraft, most: u32) -> (Vec<TaskDraft>, Resources) {
    let mut rest = offered.clone();
    rest.unallocate();
    let mut drafts = Vec::new();
    while drafts.len() < most as usize
        && let Some(found) = rest.find(needs)
        && rest.subtract(&found).is_ok()
    {
        drafts.push(task.clone().resources(found));
    }
    (drafts, rest)
}

#[cfg(test)]
mod tests;
