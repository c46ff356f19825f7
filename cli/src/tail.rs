//! Tail: brings one file of a sandbox to one of our outputs, from its beginning to its end, piece by piece by offset.
//!
//! Receives  its own timers, pieces and confirmations; `Finish` when the file will not grow any more,
//!           `ReaderGone` when nobody reads our output any more.
//! Tells     its owner with [`Ended`], once. The next piece is asked for when the last one is written, so a slow reader of
//!           ours costs no memory.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use libprocess::{
    Actor, AskError, Context, Exit, Key, Pid, Reply,
    http::{Request, Response},
    time::{millis, secs},
};

use crate::{output::Print, remote::escaped};

/// First pause at the end of a file that grows; each next one is twice as long.
const PAUSE_MIN: Duration = millis(20);

/// Longest pause at the end of a file that grows.
const PAUSE_MAX: Duration = millis(200);

/// An agent that answers nothing for so long after the task's end keeps the rest of its output.
const PATIENCE: Duration = secs(5);

const READ: Key = Key("read");

/// How a tail ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Ended {
    /// All that there was is written.
    Complete,
    /// Our reader has gone.
    ReaderGone,
    /// The rest cannot be read, for this reason.
    Lost(String),
}

/// Called once, with how it ended.
pub(crate) type OnEnd = Arc<dyn Fn(Ended) + Send + Sync>;

/// What a tail begins with.
#[derive(Clone)]
pub(crate) struct Args {
    /// The agent's node.
    pub(crate) agent: SocketAddr,
    /// The file, by its virtual path.
    pub(crate) path: String,
    pub(crate) printer: Pid<Print>,
    /// The file will not grow any more.
    pub(crate) finished: bool,
    pub(crate) on_end: OnEnd,
}

/// What a tail is told.
#[derive(Debug)]
pub(crate) enum Message {
    /// It is time to read on.
    Read,
    /// A piece, or why there is none.
    Piece(Result<Response, AskError>),
    /// The last piece is written; false if the reader has gone.
    Written(Result<bool, AskError>),
    /// The file will not grow any more.
    Finish,
    /// Nobody reads our output any more.
    ReaderGone,
}

/// Brings one file to one output.
pub(crate) struct Tail {
    args: Args,
    offset: u64,
    finished: bool,
    /// The piece that is under way was asked for after the file had its full length.
    last: bool,
    /// A piece is under way, or being written.
    busy: bool,
    pause: Duration,
    /// When the agent first failed to answer, of failures in a row.
    failing_since: Option<Duration>,
}

/// The virtual path of a file in the newest run of an executor.
pub(crate) fn path(framework: &str, executor: &str, file: &str) -> String {
    format!("/frameworks/{framework}/executors/{executor}/runs/latest/{file}")
}

/// Asks an agent for the piece of a file of a sandbox that begins there, at most 64 KB.
pub(crate) fn piece(path: &str, offset: u64) -> String {
    format!("/files/read?path={}&offset={offset}&length=65536&format=raw", escaped(path))
}

impl Actor for Tail {
    type Args = Args;
    type Message = Message;

    async fn start(args: Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let finished = args.finished;
        let mut tail = Tail { args, offset: 0, finished, last: false, busy: false, pause: PAUSE_MIN, failing_since: None };
        match finished {
            true => tail.read(ctx),
            // A task that has just begun has not written yet.
            false => ctx.after(PAUSE_MIN, READ, Message::Read),
        }
        Ok(tail)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Read => self.read(ctx),
            Message::Piece(answer) => self.on_piece(answer, ctx),
            Message::Written(Ok(true)) => self.read(ctx),
            Message::Written(Ok(false)) => self.end(Ended::ReaderGone, ctx),
            Message::Written(Err(error)) => self.end(Ended::Lost(error.to_string()), ctx),
            Message::Finish => self.on_finish(ctx),
            Message::ReaderGone => self.end(Ended::ReaderGone, ctx),
        }
        Ok(())
    }
}

impl Tail {
    fn read(&mut self, ctx: &mut Context<Self>) {
        ctx.cancel(READ);
        (self.busy, self.last) = (true, self.finished);
        let request = Request::get(&piece(&self.args.path, self.offset));
        let (node, agent) = (ctx.node(), self.args.agent);
        ctx.pipe(async move { node.fetch(agent, request, secs(4)).await }, Message::Piece);
    }

    fn on_piece(&mut self, answer: Result<Response, AskError>, ctx: &mut Context<Self>) {
        self.busy = false;
        match answer {
            Ok(response) if response.is_success() => {
                self.failing_since = None;
                self.on_bytes(response.body, ctx);
            }
            // Not there yet, or never: the task did not get that far.
            Ok(response) if response.status == 404 => self.on_bytes(Vec::new(), ctx),
            Ok(response) => self.end(Ended::Lost(String::from_utf8_lossy(&response.body).trim().to_owned()), ctx),
            Err(error) => {
                let now = ctx.clock().now();
                let since = *self.failing_since.get_or_insert(now);
                if self.finished && now.saturating_sub(since) >= PATIENCE {
                    let why = format!("the agent at {} does not answer: {error}", self.args.agent);
                    self.end(Ended::Lost(why), ctx);
                } else {
                    self.later(ctx);
                }
            }
        }
    }

    fn on_bytes(&mut self, bytes: Vec<u8>, ctx: &mut Context<Self>) {
        if !bytes.is_empty() {
            (self.busy, self.pause) = (true, PAUSE_MIN);
            self.offset += bytes.len() as u64;
            let printer = self.args.printer.clone();
            let (reply, answer) = Reply::pair();
            // However long the reader takes: that is his pace.
            let written = async move {
                printer.send(Print::Bytes(bytes, reply)).await.map_err(|error| error.cause())?;
                answer.await
            };
            ctx.pipe(written, Message::Written);
        } else if self.last {
            self.end(Ended::Complete, ctx);
        } else if self.finished {
            self.read(ctx);
        } else {
            self.later(ctx);
        }
    }

    fn later(&mut self, ctx: &mut Context<Self>) {
        ctx.after(self.pause, READ, Message::Read);
        self.pause = (self.pause * 2).min(PAUSE_MAX);
    }

    fn on_finish(&mut self, ctx: &mut Context<Self>) {
        self.finished = true;
        if !self.busy {
            self.read(ctx);
        }
    }

    fn end(&mut self, how: Ended, ctx: &mut Context<Self>) {
        (self.args.on_end)(how);
        ctx.exit(Exit::Normal);
    }
}

#[cfg(test)]
mod tests;
