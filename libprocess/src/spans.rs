//! Spans: which message caused which, across actors and nodes, for OpenTelemetry.
//!
//! ```text
//!   one in so many messages, or Node::traced ──▶ trace ──▶ messages carry it ──▶ handler = span ──▶ its messages carry it
//!                                                                                   │
//!                                          bounded list, lost ones counted ◀────────┘──▶ SpanSink, once a second
//! ```
//!
//! Every message that is sent while a message of a trace is handled belongs to that trace too, wherever its receiver lives.
//! Each handler of such a message is a span, shown as one of the crate `tracing` while it runs, so that what it logs names
//! the trace. A node without a sink records nothing, and passes the trace on.

mod otlp;

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::{
        Arc, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use parking_lot::Mutex;
use tracing::Instrument;

pub use self::otlp::{OtlpHttp, otlp};
use crate::{
    carried::{self, Carried, TraceContext, carrying},
    engine::Job,
    node::{Node, NodeCore, current_name, current_sender},
};

/// Spans that wait for the sink; more are dropped and counted.
const WAITING_MAX: usize = 4096;

/// The sink gets what there is so often.
const EVERY: Duration = Duration::from_secs(1);

/// Most spans that the sink gets at once.
const BATCH_MAX: usize = 1024;

/// At the end of its node the sink has so long to take what is left.
pub(crate) const LAST_WITHIN: Duration = Duration::from_secs(2);

/// What a span is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpanKind {
    /// The handler of a message.
    Message,
    /// Work that a program gave a name to, by [`Node::traced`].
    Work,
}

/// A piece of work of a trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Names the trace; never 0.
    pub trace: u128,
    /// Names the span; never 0.
    pub id: u64,
    /// The span whose handler sent the message; none for the first of a trace.
    pub parent: Option<u64>,
    /// What it is of.
    pub kind: SpanKind,
    /// Name of the actor.
    pub actor: String,
    /// Address of its node.
    pub node: String,
    /// Variant of the message, or name of the work.
    pub message: String,
    /// Who sent it.
    pub from: String,
    /// When it began: time since the Unix epoch.
    pub begun: Duration,
    /// How long it took.
    pub took: Duration,
    /// `handled`, or how it ended otherwise.
    pub outcome: String,
}

/// Takes spans away.
pub trait SpanSink: Send + Sync + 'static {
    /// Takes a batch. On an error the batch is lost: logged and counted in `libprocess/spans_lost`.
    fn take(&self, spans: Vec<Span>) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;
}

/// The spans of a node.
pub(crate) struct Spans {
    /// One in so many messages begins a trace; 0: none does.
    every: u64,
    seen: AtomicU64,
    lost: Arc<AtomicU64>,
    waiting: Mutex<Vec<Span>>,
    sink: Box<dyn SpanSink>,
}

/// A span that is not over.
pub(crate) struct Open {
    spans: Arc<Spans>,
    span: Span,
}

/// Of which the spans are that begin on this thread: none, or one that is not sampled.
enum Present {
    None,
    Sampled(TraceContext),
    Unsampled,
}

fn present() -> Present {
    match carried::current().and_then(|carried| carried.trace) {
        None => Present::None,
        Some(context) if context.flags & 1 == 1 => Present::Sampled(context),
        Some(_) => Present::Unsampled,
    }
}

/// The place in the trace of what is sent now on this thread, as the header `traceparent` of W3C names it: for requests to
/// what is no actor. None if it belongs to no trace.
pub fn traceparent() -> Option<String> {
    let TraceContext { trace, span, flags } = carried::current()?.trace?;
    Some(format!("00-{trace:032x}-{span:016x}-{flags:02x}"))
}

/// A new span below that of `present`, or the first of a trace.
fn next(core: &NodeCore, parent: Option<TraceContext>) -> TraceContext {
    let half = || u128::from(core.engine.random());
    let trace = parent.map_or_else(|| (half() << 64 | half()).max(1), |parent| parent.trace);
    TraceContext { trace, span: core.engine.random().max(1), flags: 1 }
}

impl Spans {
    /// The span of a message whose handler begins, and what the messages carry from now on that it sends; none if the
    /// message belongs to no trace and begins none.
    pub(crate) fn begin(
        self: &Arc<Self>,
        core: &NodeCore,
        actor: &str,
        message: impl FnOnce() -> String,
        from: u64,
    ) -> Option<(Open, TraceContext)> {
        let parent = match present() {
            Present::Sampled(context) => Some(context),
            Present::Unsampled => return None,
            Present::None if self.every == 0 => return None,
            Present::None if !self.seen.fetch_add(1, Ordering::Relaxed).is_multiple_of(self.every) => return None,
            Present::None => None,
        };
        let context = next(core, parent);
        Some((self.open(core, context, parent, SpanKind::Message, actor.to_owned(), message(), from), context))
    }

    #[allow(clippy::too_many_arguments)] // the fields of a span, named where they are put together
    fn open(
        self: &Arc<Self>,
        core: &NodeCore,
        context: TraceContext,
        parent: Option<TraceContext>,
        kind: SpanKind,
        actor: String,
        message: String,
        from: u64,
    ) -> Open {
        let span = Span {
            trace: context.trace,
            id: context.span,
            parent: parent.map(|parent| parent.span),
            kind,
            actor,
            node: core.address().to_string(),
            message,
            from: core.sender_name(from),
            begun: core.clock.since_epoch(),
            took: Duration::ZERO,
            outcome: String::new(),
        };
        Open { spans: self.clone(), span }
    }

    fn add(&self, span: Span) {
        let mut waiting = self.waiting.lock();
        if waiting.len() >= WAITING_MAX {
            self.lost.fetch_add(1, Ordering::Relaxed);
            return;
        }
        waiting.push(span);
    }

    /// Brings all that waits to the sink.
    async fn flush(&self) {
        let mut all = std::mem::take(&mut *self.waiting.lock());
        while !all.is_empty() {
            let rest = all.split_off(all.len().min(BATCH_MAX));
            let count = all.len() as u64;
            if let Err(why) = self.sink.take(std::mem::replace(&mut all, rest)).await {
                self.lost.fetch_add(count, Ordering::Relaxed);
                tracing::debug!(%why, count, "spans were not taken");
            }
        }
    }
}

impl Open {
    /// As the crate `tracing` shows it.
    pub(crate) fn shown(&self) -> tracing::Span {
        let Span { trace, id, actor, message, .. } = &self.span;
        tracing::info_span!("handle", %actor, %message, trace_id = format!("{trace:032x}"), span_id = format!("{id:016x}"))
    }

    /// It is over.
    pub(crate) fn end(self, took: Duration, outcome: String) {
        let Open { spans, span } = self;
        spans.add(Span { took, outcome, ..span });
    }
}

/// Work under a name; its span ends with it, also when it is dropped.
struct Working {
    core: Arc<NodeCore>,
    open: Option<Open>,
    begun: Duration,
}

impl Working {
    fn end(&mut self, outcome: &str) {
        if let Some(open) = self.open.take() {
            open.end(self.core.clock.now().saturating_sub(self.begun), outcome.to_owned());
        }
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.end("given up");
    }
}

impl Node {
    /// Gives spans to `sink` from now on, at most once a second, and what is left at the end of the node. One in `every`
    /// messages that belong to no trace begins one; with 0 none does, and what [`Node::traced`] and other nodes began is
    /// recorded only. At most 4,096 spans wait; those that were lost are counted in `libprocess/spans_lost`. A sink that was
    /// there before gets no more.
    pub fn export_spans(&self, every: u64, sink: impl SpanSink) {
        let lost = Arc::new(AtomicU64::new(0));
        let counted = lost.clone();
        self.core.metrics.pull("libprocess/spans_lost", move || counted.load(Ordering::Relaxed) as f64);
        let sink = Box::new(sink);
        let spans = Arc::new(Spans { every, seen: AtomicU64::new(0), lost, waiting: Mutex::default(), sink });
        self.core.observers.set_spans(Some(spans.clone()));
        Job::start(self.core.engine.main_home(), export(Arc::downgrade(&self.core), Arc::downgrade(&spans)));
    }

    /// No spans any more.
    pub fn stop_spans(&self) {
        self.core.observers.set_spans(None);
    }

    /// Runs `work` under a name as a span: of the trace of the message in work, else as the first of a trace of its own,
    /// whatever the sampling says. What is sent in it belongs to that trace, on this node and on others.
    ///
    /// ```
    /// # use libprocess::prelude::*;
    /// # async fn order(node: &Node, shop: &Pid<String>) -> Result<(), Exit> {
    /// node.traced("order", || async { shop.tell("two apples".to_owned()) }).await?;
    /// # Ok(()) }
    /// ```
    pub async fn traced<F: Future>(&self, name: &str, work: impl FnOnce() -> F) -> F::Output {
        let parent = match present() {
            Present::Sampled(context) => Some(context),
            Present::None | Present::Unsampled => None,
        };
        let core = &self.core;
        let context = next(core, parent);
        let open = core.observers.spans().map(|spans| {
            let actor = current_name().map_or_else(|| core.sender_name(0), |name| name.to_string());
            spans.open(core, context, parent, SpanKind::Work, actor, name.to_owned(), current_sender())
        });
        let shown = open.as_ref().map_or_else(tracing::Span::none, Open::shown);
        let mut working = Working { core: core.clone(), open, begun: core.clock.now() };
        let carried = || Carried { trace: Some(context), ..carried::current().unwrap_or_default() };
        let mut work = pin!(carrying(carried(), work).instrument(shown));
        let result = poll_fn(|cx| carrying(carried(), || work.as_mut().poll(cx))).await;
        working.end("handled");
        result
    }

    /// Brings the last spans to their sink, if there is one: the node ends.
    pub(crate) fn last_spans(&self) -> Option<impl Future<Output = ()> + use<>> {
        let spans = self.core.observers.spans()?;
        self.stop_spans();
        Some(async move { spans.flush().await })
    }
}

/// Brings spans to the sink until the node or its spans are gone.
async fn export(core: Weak<NodeCore>, spans: Weak<Spans>) {
    while let (Some(core), Some(present)) = (core.upgrade(), spans.upgrade()) {
        present.flush().await;
        drop(present);
        core.sleep(EVERY).await;
    }
}

#[cfg(test)]
mod tests;
