//! Where messages are looked at while they are handled: for live traces, spans, samples of handler times, and the record
//! of a simulated run.
//!
//! One flag of the node says that somebody looks at messages; it is false in the usual case, and then a message costs one
//! load of it. Samples of handler times are taken of the first message of turns that are timed anyhow.

use std::{
    fmt::Debug,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use parking_lot::RwLock;
use tracing::Instrument;

use crate::{
    Context,
    actor::{Actor, Exit},
    carried::{self, Carried},
    mailbox::AnySlot,
    spans::{Open, Spans},
    trace::{Begun, Traced, Traces},
};

/// From so many messages on an actor's handlers are timed; before, only slow ones.
const TIMED_FROM: u64 = 16;

/// A handler that took so long is noted whatever its actor has handled before.
const SLOW: Duration = Duration::from_millis(1);

/// What looks at the messages of a node. Alone on its cache line: all threads read it for each message.
#[repr(align(64))]
pub(crate) struct Observers {
    on: AtomicBool,
    /// A simulated run records every message.
    always: bool,
    pub(crate) traces: Traces,
    spans: RwLock<Option<Arc<Spans>>>,
}

impl Observers {
    pub(crate) fn new(always: bool) -> Observers {
        Observers { on: AtomicBool::new(always), always, traces: Traces::default(), spans: RwLock::default() }
    }

    /// Does anybody look at messages?
    #[inline]
    pub(crate) fn look(&self) -> bool {
        self.on.load(Ordering::Relaxed)
    }

    /// Somebody began or ceased to look.
    pub(crate) fn look_again(&self) {
        let looks = self.always || !self.traces.is_empty() || self.spans.read().is_some();
        self.on.store(looks, Ordering::Relaxed);
    }

    /// From now on spans go there, or nowhere.
    pub(crate) fn set_spans(&self, spans: Option<Arc<Spans>>) {
        let before = std::mem::replace(&mut *self.spans.write(), spans);
        // Its sink may do anything when it is dropped.
        drop(before);
        self.look_again();
    }

    /// Where spans go.
    pub(crate) fn spans(&self) -> Option<Arc<Spans>> {
        self.spans.read().clone()
    }
}

/// A message that is looked at, from the begin of its handler to its end.
pub(crate) struct Observation {
    slot: Arc<dyn AnySlot>,
    variant: u32,
    begun: Duration,
    timed: bool,
    traced: Option<Traced>,
    span: Option<Open>,
}

impl Observation {
    fn end(&mut self, outcome: impl FnOnce() -> String) {
        let head = self.slot.head();
        let took = head.home.now().saturating_sub(self.begun);
        if std::mem::take(&mut self.timed) && (took >= SLOW || head.handled.load(Ordering::Relaxed) >= TIMED_FROM) {
            let mut bonds = head.bonds.lock();
            bonds.relations.get_or_insert_default().times.get_or_insert_default().note(self.variant, took);
        }
        let (traced, span) = (self.traced.take(), self.span.take());
        if traced.is_none() && span.is_none() {
            return;
        }
        let outcome = outcome();
        if let Some(span) = span {
            span.end(took, outcome.clone());
        }
        if let Some(traced) = traced {
            traced.end(took, outcome);
        }
    }
}

impl Drop for Observation {
    /// The handler did not come to its end.
    fn drop(&mut self) {
        self.end(|| if std::thread::panicking() { "panicked".to_owned() } else { "killed".to_owned() });
    }
}

impl<A: Actor> Context<A> {
    /// True if the message whose handler begins is to be looked at.
    #[cold]
    #[inline(never)]
    pub(crate) fn observe(&mut self, message: &dyn Debug, variant: u32, from: u64, sent_ms: u32, timed: bool) -> bool {
        let head = &self.slot.head;
        let core = &head.node;
        if let Some(trace) = &head.home.trace {
            trace.message(head.home.index, self.counter, from, variant, message);
        }
        let now = head.home.now();
        let waited_ms = (sent_ms != 0).then(|| u64::from((now.as_millis() as u32).saturating_sub(sent_ms)));
        let begun = Begun { core, to: &head.name, variant, from, waited_ms, message };
        let looks = core.observers.look();
        let traced = if looks && !core.observers.traces.is_empty() { core.observers.traces.begin(&begun) } else { None };
        // Nothing is cloned for a message that begins no span, and nothing locked for one that is timed only.
        let begin = || {
            let spans = core.observers.spans.read();
            spans.as_ref()?.begin(core, &head.name, || core.variants.name(variant).unwrap_or_default(), from)
        };
        let span = if looks { begin() } else { None };
        if traced.is_none() && span.is_none() && !timed {
            return false;
        }
        let span = span.map(|(open, context)| {
            // What this handler sends belongs to its span.
            carried::enter(Carried { trace: Some(context), ..carried::current().unwrap_or_default() });
            self.pace.stand();
            open
        });
        let observation = Observation { slot: self.slot.clone(), variant, begun: now, timed, traced, span };
        self.set_observation(Box::new(observation));
        true
    }
}

/// Handles a message that is looked at.
#[cold]
pub(crate) fn handle<'a, A: Actor>(
    actor: &'a mut A,
    message: A::Message,
    ctx: &'a mut Context<A>,
) -> Pin<Box<dyn Future<Output = Result<(), Exit>> + Send + 'a>> {
    let observation = ctx.take_observation();
    Box::pin(async move {
        // Held over the handler, so that its end is noted also when it is dropped.
        let mut observation = observation;
        let shown = observation.as_ref().and_then(|observation| observation.span.as_ref()).map(Open::shown);
        let handling = actor.handle(message, ctx);
        let result = match shown {
            Some(shown) => handling.instrument(shown).await,
            None => handling.await,
        };
        if let Some(observation) = &mut observation {
            observation.end(|| match &result {
                Ok(()) => "handled".to_owned(),
                Err(exit) => exit.to_string(),
            });
        }
        result
    })
}

#[cfg(test)]
mod tests;
