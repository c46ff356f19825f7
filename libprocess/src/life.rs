//! One life of an actor: start, messages, stop; its end and who learns of it.
//!
//! A life is one future, made once per actor and polled by its home: a handler that is ready at its first poll costs no
//! allocation and no task. A panic or a kill drops that future, and nothing else.

use std::{
    any::Any,
    collections::BTreeMap,
    fmt::Debug,
    future::Future,
    pin::Pin,
    sync::{Arc, Weak, atomic::Ordering},
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use futures_util::task::waker_ref;
use libprocess_wire::{Dropped, Life, Reply, dropping_because};

use crate::{
    Context,
    actor::{Actor, Exit, ExitNotice, Inspection, Relation},
    carried::{self, Carried, Laden},
    engine::Fire,
    mailbox::{AnySlot, BUSY_FROM, Body, Control, Envelope, Found, Head, InHand, Mark, Slot},
    node::{in_turn, tell_watcher, with_sender},
    observe,
    peek::Variants,
    times::Times,
};

pub(crate) type LifeFuture = Pin<Box<dyn Future<Output = Exit> + Send>>;

/// A child that was asked to end is killed after this time, unless its supervisor says otherwise.
pub(crate) const SHUTDOWN: Duration = Duration::from_secs(5);

/// In `Head::after`, which only the thread of the actor writes: something is to be done when the handler in work succeeds.
const SUCCEEDS: u8 = 1;

/// The message in work carries something, and its handler awaits.
const LADEN: u8 = 2;

/// Somebody who is told when a life ends.
pub(crate) enum Watcher {
    Local {
        slot: Weak<dyn AnySlot>,
        counter: u64,
        relation: Relation,
    },
    /// Told through a function: the transport's watchers, and whoever waits outside of actors.
    Call {
        key: u64,
        relation: Relation,
        call: Box<dyn FnOnce(&ExitNotice) + Send>,
    },
}

/// What most actors do not have: watchers and children.
#[derive(Default)]
pub(crate) struct Relations {
    pub(crate) watchers: Vec<Watcher>,
    pub(crate) children: BTreeMap<u64, Weak<dyn AnySlot>>,
    /// Its spawner ends it and waits for that itself: no notice goes there.
    pub(crate) awaited: bool,
    /// It serves endpoints.
    pub(crate) serves: bool,
    /// How long its handlers take, once that is worth a table.
    pub(crate) times: Option<Box<Times>>,
    /// It takes part in the phases of its node's end.
    pub(crate) joins: bool,
    /// What the message carries that is being handled, between two turns.
    carried: Option<Carried>,
    /// What its handler in work wants done when it has succeeded.
    succeeded: Vec<Box<dyn FnOnce() + Send>>,
}

/// Runs `then` when the handler in work of this life has returned `Ok`; if the handler fails, `then` is dropped.
///
/// For what may happen only after a message was handled with success, however it was handled: a part of the message
/// calls this when it is dropped. Dropped without being run as well: what other code than that life's asks for.
pub fn after_success(of: Life, then: impl FnOnce() + Send + 'static) {
    let Some((counter, slot)) = crate::node::current_slot() else { return };
    let head = slot.head();
    if counter == of.counter && head.node.life == of.node {
        head.bonds.lock().relations.get_or_insert_default().succeeded.push(Box::new(then));
        head.after.store(head.after.load(Ordering::Relaxed) | SUCCEEDS, Ordering::Relaxed);
    }
}

#[cold]
fn succeed(head: &Head) {
    head.after.store(head.after.load(Ordering::Relaxed) & !SUCCEEDS, Ordering::Relaxed);
    let wanted = head.bonds.lock().relations.as_mut().map(|relations| std::mem::take(&mut relations.succeeded));
    wanted.into_iter().flatten().for_each(|then| then());
}

/// What a life does next.
pub(crate) enum Step<M> {
    Message(M),
    /// A message that is looked at while it is handled; boxed, so that the others stay small.
    Observed(Box<M>),
    /// To be handled by a panic with this text.
    Panic(Box<(Arc<str>, M)>),
    Exit(Box<ExitNotice>),
    Inspect(Reply<Inspection>),
    Stop(Exit),
}

struct NextStep<'a, A: Actor>(&'a mut Context<A>);

impl<A: Actor> Future for NextStep<'_, A> {
    type Output = Step<A::Message>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let ctx = &mut *self.0;
        loop {
            if ctx.pace.left == 0
                && let Some(step) = ctx.between()
            {
                return step;
            }
            let envelope = if ctx.slot.is_held_up() { None } else { ctx.slot.pop() };
            let Some(envelope) = envelope else {
                if let Some(step) = ctx.without_messages() {
                    return step;
                }
                continue;
            };
            ctx.count();
            let Envelope { body, from, sent_ms } = envelope;
            if let Some(step) = ctx.unpack(body, from, sent_ms) {
                return Poll::Ready(step);
            }
        }
    }
}

impl<A: Actor> Context<A> {
    /// The next message in hand, if there is nothing to be done but to handle it: by far the most are such.
    #[inline(always)]
    fn in_hand(&self) -> Option<InHand<'_, A::Message>> {
        let head = &self.slot.head;
        let looked_at = self.pace.is_fresh() && head.home.times_turn() || head.node.observers.look();
        if self.pace.left == 0 || looked_at || self.slot.is_held_up() { None } else { self.slot.in_hand() }
    }

    /// One more is taken.
    #[inline]
    fn count(&mut self) {
        self.pace.left -= 1;
        let head = &self.slot.head;
        head.handled.store(head.handled.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
    }

    /// Notes which message is handled from now on; the number of its variant.
    #[inline]
    fn note(&mut self, message: &A::Message) -> u32 {
        let head = &self.slot.head;
        let busy = || head.handled.load(Ordering::Relaxed) >= BUSY_FROM;
        let number = Variants::number(&mut self.variants, message, &head.node.variants, busy);
        head.current.store(number, Ordering::Relaxed);
        number
    }

    /// No message is in hand: what is done instead, unless there are some now.
    #[inline(never)]
    fn without_messages(&mut self) -> Option<Poll<Step<A::Message>>> {
        match self.slot.find() {
            Found::Messages => self.meet(),
            Found::Control(Control::Stop(exit)) => return Some(Poll::Ready(Step::Stop(exit))),
            Found::Control(Control::Inspect(reply)) => return Some(Poll::Ready(Step::Inspect(reply))),
            Found::Control(Control::Panic(text)) => self.plant(text),
            Found::Control(Control::Suspend | Control::Resume) => {}
            Found::Nothing => {
                self.rest();
                self.slot.head.current.store(0, Ordering::Relaxed);
                return Some(Poll::Pending);
            }
        }
        None
    }

    /// What is more than a message; none if there is nothing to be done for it any more.
    #[inline(never)]
    fn unpack(&mut self, body: Body<A::Message>, from: u64, sent_ms: u32) -> Option<Step<A::Message>> {
        match body {
            Body::Message(message) => Some(self.begin(message, from, sent_ms)),
            Body::Timer(timer) => {
                let (arming, message) = *timer;
                self.timer_is_current(arming).then(|| self.begin(message, 0, sent_ms))
            }
            Body::Exit(notice) => Some(Step::Exit(notice)),
            Body::Laden(laden) => self.open(*laden, from, sent_ms),
            Body::Mark(mark) => match *mark {
                Mark::Stop(exit) => Some(Step::Stop(exit)),
                Mark::Reached(reply) => {
                    reply.send(());
                    None
                }
            },
        }
    }

    /// Notes which message is handled from now on.
    fn begin(&mut self, message: A::Message, from: u64, sent_ms: u32) -> Step<A::Message> {
        if self.is_observed(&message, from, sent_ms) { Step::Observed(Box::new(message)) } else { Step::Message(message) }
    }

    fn is_observed(&mut self, message: &A::Message, from: u64, sent_ms: u32) -> bool {
        let number = self.note(message);
        let head = &self.slot.head;
        // The first message of a timed turn stands for all.
        let timed = self.pace.is_first() && head.home.times_turn();
        (timed || head.node.observers.look()) && self.observe(message, number, from, sent_ms, timed)
    }

    /// Notes that this message is handled from now on, with what it carries; none if it comes too late to be of use.
    fn open(&mut self, laden: Laden<A::Message>, from: u64, sent_ms: u32) -> Option<Step<A::Message>> {
        let Laden { carried, asked, message } = laden;
        if asked && carried.is_late(self.slot.head.home.now()) {
            self.slot.let_go(message, from);
            return None;
        }
        // Before the message is looked at: its span is one of the trace that it carries.
        carried::enter(carried);
        let step = self.begin(message, from, sent_ms);
        // What it carries ends with it: before the next one this actor has to look.
        self.pace.stand();
        Some(step)
    }

    /// Between two messages, where something is to be done there: the step to be taken, if any.
    #[cold]
    fn between(&mut self) -> Option<Poll<Step<A::Message>>> {
        let slice = self.slot.head.node.slice;
        if carried::is_laden() {
            carried::leave();
            self.pace.go_on(slice);
        }
        if self.is_planted() {
            self.pace.grant_one();
            if let Some(envelope) = self.slot.take_next_message()
                && let (Some(text), Some(message)) = (self.planted(), envelope.body.into_message())
            {
                // Whether it is looked at makes no difference to its end.
                let _observed = self.is_observed(&message, envelope.from, envelope.sent_ms);
                return Some(Poll::Ready(Step::Panic(Box::new((text, message)))));
            }
        }
        if self.pace.left == 0 && self.pace.is_over(slice, || self.slot.head.home.now()) {
            self.pace.rest();
            self.slot.schedule();
            return Some(Poll::Pending);
        }
        None
    }

    /// Nothing waits.
    fn rest(&mut self) {
        self.pace.rest();
        self.meet();
    }

    /// Messages came.
    fn meet(&mut self) {
        if self.is_planted() {
            self.pace.stand();
        }
    }

    fn plant(&mut self, text: Arc<str>) {
        self.set_planted(text);
        self.pace.stand();
    }
}

/// The future of one life.
#[allow(clippy::manual_async_fn)] // an `async fn` would hold its arguments twice, in each of a million actors
pub(crate) fn life<A: Actor>(
    mut ctx: Context<A>,
    args: A::Args,
    started: Reply<Result<(), Exit>>,
) -> impl Future<Output = Exit> + Send {
    async move {
        let mut actor = match A::start(args, &mut ctx).await {
            Ok(actor) => actor,
            Err(exit) => {
                started.send(Err(exit.clone()));
                return exit;
            }
        };
        started.send(Ok(()));
        let why = 'life: loop {
            if let Some(exit) = ctx.wanted_exit() {
                break 'life exit;
            }
            let outcome = 'handled: {
                let message = 'message: {
                    'rest: {
                        let message = {
                            let Some(in_hand) = ctx.in_hand() else { break 'rest };
                            in_hand.take()
                        };
                        ctx.count();
                        ctx.note(&message);
                        break 'message message;
                    }
                    break 'handled match NextStep(&mut ctx).await {
                        Step::Message(message) => break 'message message,
                        Step::Observed(message) => observe::handle(&mut actor, *message, &mut ctx).await,
                        Step::Exit(notice) => {
                            if !ctx.expects(&notice) {
                                continue 'life;
                            }
                            actor.exited(*notice, &mut ctx).await
                        }
                        Step::Panic(planted) => panic_with(*planted),
                        Step::Inspect(reply) => {
                            reply.send(actor.inspect());
                            Ok(())
                        }
                        Step::Stop(exit) => break 'life exit,
                    };
                };
                actor.handle(message, &mut ctx).await
            };
            if let Err(exit) = outcome {
                break 'life exit;
            }
            if ctx.slot.head.after.load(Ordering::Relaxed) != 0 {
                succeed(&ctx.slot.head);
            }
        };
        actor.stop(&why, &mut ctx).await;
        why
    }
}

/// What a test planted: as if the handler of this message had panicked.
fn panic_with<M>((text, _message): (Arc<str>, M)) -> Result<(), Exit> {
    panic!("{text}")
}

pub(crate) fn panic_text(payload: &(dyn Any + Send)) -> Arc<str> {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).into()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.as_str().into()
    } else {
        "(no text)".into()
    }
}

/// A handler goes on whose message carries something.
#[cold]
fn take_up(head: &Head) {
    head.after.store(head.after.load(Ordering::Relaxed) & !LADEN, Ordering::Relaxed);
    if let Some(carried) = head.bonds.lock().relations.as_mut().and_then(|relations| relations.carried.take()) {
        carried::enter(carried);
    }
}

/// A handler awaits something, and its message carries something.
#[cold]
fn put_aside(head: &Head) {
    head.bonds.lock().relations.get_or_insert_default().carried = carried::current();
    head.after.store(head.after.load(Ordering::Relaxed) | LADEN, Ordering::Relaxed);
}

/// Polls the life of a slot once, and ends it if that is due.
pub(crate) fn turn<M: Debug + Send + 'static>(slot: &Arc<Slot<M>>) {
    let mut held = slot.future.lock();
    let Some(future) = held.as_mut() else { return };
    let counter = slot.counter();
    let head = &slot.head;
    let home = &head.home;
    home.running.store(counter, Ordering::Relaxed);
    let timed = home.times_turn().then(|| home.now());
    let exit = with_sender(counter, slot.clone(), || {
        if slot.is_killed() {
            return Some(Exit::Killed);
        }
        if head.after.load(Ordering::Relaxed) & LADEN != 0 {
            take_up(head);
        }
        // Counted only if somebody keeps it.
        let waker = waker_ref(slot);
        let mut cx = TaskContext::from_waker(&waker);
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            in_turn(Arc::as_ptr(slot).cast(), || future.as_mut().poll(&mut cx))
        })) {
            Ok(Poll::Pending) => {
                if carried::is_laden() {
                    put_aside(head);
                }
                None
            }
            Ok(Poll::Ready(exit)) => Some(exit),
            Err(payload) => Some(Exit::Panic(panic_text(&*payload))),
        }
    });
    if let Some(begun) = timed {
        let spent =
            u64::try_from((home.now() - begun).as_nanos()).unwrap_or(u64::MAX).saturating_mul(crate::engine::TIMED_TURN);
        head.busy_nanos.store(head.busy_nanos.load(Ordering::Relaxed) + spent, Ordering::Relaxed);
    }
    home.running.store(0, Ordering::Relaxed);
    let Some(exit) = exit else { return };
    let future = held.take();
    drop(held);
    let why = if exit.is_orderly() { Dropped::NoSuchActor } else { Dropped::HandlerFailed };
    // The actor's own destructors may panic as well; its end goes on all the same.
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        with_sender(counter, slot.clone(), || dropping_because(why, || drop(future)));
    }));
    let exit = match dropped {
        Ok(()) => exit,
        Err(payload) => Exit::Panic(panic_text(&*payload)),
    };
    finish(slot, counter, exit);
}

/// Ends a life: leftovers become dead letters, children are asked to end, watchers are told.
fn finish<M: Debug + Send + 'static>(slot: &Arc<Slot<M>>, counter: u64, exit: Exit) {
    let head = &slot.head;
    let node = head.node.clone();
    match &exit {
        Exit::Panic(text) => {
            tracing::error!(actor = %head.name, %text, "an actor panicked");
            if let Some(trace) = &head.home.trace {
                trace.panicked(format!("{} panicked: {text}", slot.pid()));
            }
        }
        exit if exit.is_orderly() => tracing::debug!(actor = %head.name, %exit, "an actor ended"),
        exit => tracing::warn!(actor = %head.name, %exit, "an actor ended"),
    }
    let (left, control) = slot.end();
    dropping_because(Dropped::NoSuchActor, || {
        for envelope in left {
            if let Some(message) = envelope.body.into_message() {
                slot.dead_letter(message, envelope.from, exit.clone());
            }
        }
        drop(control);
    });
    let relations = head.bonds.lock().relations.take().unwrap_or_default();
    if relations.serves {
        node.routes.close(counter);
    }
    if relations.joins {
        node.ending.leave(counter);
    }
    for (child, weak) in relations.children.into_iter().rev() {
        if let Some(child_slot) = weak.upgrade() {
            end_child(&child_slot, child, SHUTDOWN);
        }
    }
    node.doors.close(&head.name);
    node.registry.ended(&(slot.clone() as Arc<dyn AnySlot>));
    node.exits.note(&head.name, (head.kind)(), counter, &exit);
    let life = Some(Life { node: node.life, counter });
    let pid = slot.pid().with_life(life);
    let notice = |relation| ExitNotice { pid: pid.clone(), reason: exit.clone(), relation };
    for watcher in relations.watchers {
        tell_watcher(watcher, notice);
    }
    let parent = head.bonds.lock().parent.take();
    if let Some(parent) = parent.filter(|_| !relations.awaited)
        && let Some(slot) = parent.slot.upgrade()
    {
        slot.notice(parent.counter, notice(Relation::Child));
    }
}

/// Asks a child to end and kills it when it has not after `patience`.
pub(crate) fn end_child(child: &Arc<dyn AnySlot>, counter: u64, patience: Duration) {
    if child.control(counter, Control::Stop(Exit::Shutdown)).is_err() {
        return;
    }
    let weak = Arc::downgrade(child);
    let home = &child.head().home;
    home.arm(
        home.now() + patience,
        Fire::Run(Box::new(move || {
            if let Some(child) = weak.upgrade() {
                child.kill(counter);
            }
        })),
    );
}

/// The spawner of that life waits for its end by other means: a notice would be of no use, and would hold the memory of the
/// child until it is read.
pub(crate) fn await_end(child: &Arc<dyn AnySlot>, counter: u64) {
    let mut bonds = child.head().bonds.lock();
    if child.counter() == counter {
        bonds.relations.get_or_insert_default().awaited = true;
    }
}

/// Adds a watcher to a life, or calls it back if that life is over.
pub(crate) fn watch(slot: &Arc<dyn AnySlot>, counter: u64, watcher: Watcher) -> Result<(), Watcher> {
    let mut bonds = slot.head().bonds.lock();
    // `finish` ends the life first and takes the relations then: whoever enters here in between is told late, not never.
    if counter == 0 || slot.counter() != counter {
        return Err(watcher);
    }
    bonds.relations.get_or_insert_default().watchers.push(watcher);
    Ok(())
}

#[cfg(test)]
mod tests;
