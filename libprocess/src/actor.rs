//! The trait [`Actor`], and why actors end: [`Exit`], [`ExitNotice`].

use std::{fmt, future::Future, sync::Arc};

use libprocess_wire::Pid;
use serde::{Deserialize, Serialize};

use crate::Context;

/// Whatever holds state: one message at a time, addressed by a [`Pid`], ended by a reason.
///
/// ```
/// use libprocess::prelude::*;
///
/// /// Counts; forgets nothing it was told before the answer.
/// pub struct Counter { total: u64 }
///
/// #[derive(Debug)]
/// pub enum Message {
///     Add(u64),
///     Total { reply: Reply<u64> },
/// }
///
/// impl Actor for Counter {
///     type Args = u64;
///     type Message = Message;
///
///     async fn start(first: u64, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
///         Ok(Counter { total: first })
///     }
///
///     async fn handle(&mut self, message: Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
///         match message {
///             Message::Add(n) => self.total += n,
///             Message::Total { reply } => reply.send(self.total),
///         }
///         Ok(())
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let node = Node::builder().bind("127.0.0.1:0").start().await?;
/// let counter: Pid<Message> = node.spawn::<Counter>("counter", 40).await?;
/// counter.tell(Message::Add(2))?;
/// let total = counter.ask(|reply| Message::Total { reply }, secs(1)).await?;
/// assert_eq!(total, 42);
/// # Ok(()) }
/// ```
pub trait Actor: Sized + Send + 'static {
    /// Enough to start again after a crash; holds name-bound pids only.
    type Args: Clone + Send + 'static;
    /// What it can be told: one enum.
    type Message: fmt::Debug + Send + 'static;

    /// Makes the actor, before its first message. `Err` is an exit like any other; the caller of `spawn` learns it.
    fn start(args: Self::Args, ctx: &mut Context<Self>) -> impl Future<Output = Result<Self, Exit>> + Send;

    /// Handles one message. The next one waits until this returns: hand slow work to a child, or use
    /// [`Context::request`] and [`Context::pipe`]. `Err` ends the actor.
    fn handle(&mut self, message: Self::Message, ctx: &mut Context<Self>) -> impl Future<Output = Result<(), Exit>> + Send;

    /// A linked or monitored actor, or a child, ended. By default a link shares the fate (unless the other ended with
    /// [`Exit::Normal`], or this one traps exits), a monitor or child is logged.
    fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> impl Future<Output = Result<(), Exit>> + Send {
        let outcome = match notice.relation {
            Relation::Link if notice.reason != Exit::Normal && !ctx.traps_exits() => Err(notice.reason),
            _ => {
                tracing::debug!(actor = %ctx.name(), ended = %notice.pid, reason = %notice.reason, "an actor ended");
                Ok(())
            }
        };
        std::future::ready(outcome)
    }

    /// Called once before the actor goes, unless it panicked or was killed.
    fn stop(&mut self, _why: &Exit, _ctx: &mut Context<Self>) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }

    /// The actor's own view of itself, for `mesos state` and `/inspect`.
    fn inspect(&self) -> Inspection {
        Inspection::opaque()
    }
}

/// Why an actor ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Exit {
    /// It had nothing more to do.
    Normal,
    /// Its supervisor, parent or node asked it to end.
    Shutdown,
    /// It was killed, without its `stop` being called.
    Killed,
    /// Its code panicked with this text.
    Panic(Arc<str>),
    /// It gave up for this reason.
    Failed(Arc<str>),
    /// There is no such actor: the reason in the notice of a monitor set too late.
    NoSuchActor,
    /// Its node was given up.
    NodeLost,
}

impl Exit {
    /// It gave up for this reason.
    pub fn failed(why: impl fmt::Display) -> Exit {
        Exit::Failed(why.to_string().into())
    }

    /// True for [`Exit::Normal`] and [`Exit::Shutdown`]: nothing went wrong.
    pub fn is_orderly(&self) -> bool {
        matches!(self, Exit::Normal | Exit::Shutdown)
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exit::Normal => f.write_str("normal"),
            Exit::Shutdown => f.write_str("shutdown"),
            Exit::Killed => f.write_str("killed"),
            Exit::Panic(text) => write!(f, "panic: {text}"),
            Exit::Failed(why) => write!(f, "failed: {why}"),
            Exit::NoSuchActor => f.write_str("no such actor"),
            Exit::NodeLost => f.write_str("node lost"),
        }
    }
}

impl<E: std::error::Error> From<E> for Exit {
    fn from(error: E) -> Exit {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            text = format!("{text}: {cause}");
            source = cause.source();
        }
        Exit::Failed(text.into())
    }
}

/// How the receiver of a notice stands to the one that ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Relation {
    /// Two-way shared fate.
    Link,
    /// One-way; the number is what [`Context::monitor`] returned.
    Monitor(u64),
    /// The receiver spawned it.
    Child,
}

/// Tells that an actor ended. Comes after everything that actor sent to the receiver.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExitNotice {
    /// The life that ended.
    pub pid: Pid,
    /// Why.
    pub reason: Exit,
    /// How the receiver stands to it.
    pub relation: Relation,
}

/// What an actor tells of itself when asked: JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inspection(pub serde_json::Value);

impl Inspection {
    /// It tells nothing.
    pub fn opaque() -> Self {
        Inspection(serde_json::Value::Null)
    }

    /// What serde makes of a value.
    pub fn of(value: &impl Serialize) -> Self {
        Inspection(serde_json::to_value(value).unwrap_or_else(|error| serde_json::json!({ "error": error.to_string() })))
    }
}
