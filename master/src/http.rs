//! What people and tools see and steer: `/master/...`.
//!
//! Reads are answered by the actor [`Views`] from a [`Snapshot`] that the master hands out between two messages. Taking one
//! costs a pointer per framework and task, and per agent the sum of its tasks and offers; writing JSON of it happens on
//! another thread. While one is asked for, those who ask wait for the same one, and what many look at is written once, so a
//! crowd costs the master no more than a single reader.

mod json;
pub(crate) mod kill;
mod snapshot;

use libprocess::http::{Access, Request, Response};
use libprocess::prelude::*;

pub(crate) use snapshot::Snapshot;

use crate::leader;

/// Readers that wait for a snapshot at most; more are refused.
const READERS_MAX: usize = 1_000;

/// Answers reads.
pub(crate) struct Views {
    master: Pid<leader::Message>,
    /// For the snapshot that is being taken.
    waiting: Vec<Reader>,
    /// For the one after it: they asked after it was begun.
    next: Vec<Reader>,
    asked: bool,
}

struct Reader {
    view: View,
    request: Request,
    reply: Reply<Response>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    State,
    Tasks,
    Slaves,
    Frameworks,
    Offers,
}

/// What it can be told.
#[derive(Debug)]
pub(crate) enum Message {
    /// Somebody wants to see.
    Read { view: View, request: Request, reply: Reply<Response> },
    /// The master has handed out what there is.
    Taken(Result<Snapshot, AskError>),
}

const VIEWS: [(&str, View, &str); 5] = [
    ("/master/state", View::State, "everything: agents, frameworks, tasks, offers"),
    ("/master/tasks", View::Tasks, "tasks; ?limit=&offset=&order=&framework_id=&task_id="),
    ("/master/slaves", View::Slaves, "agents; ?slave_id="),
    ("/master/frameworks", View::Frameworks, "frameworks; ?framework_id="),
    ("/master/offers", View::Offers, "offers that are neither answered nor taken back"),
];

impl Actor for Views {
    type Args = Pid<leader::Message>;
    type Message = Message;

    async fn start(master: Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        for (path, view, help) in VIEWS {
            ctx.route(path, Access::Read, help, move |request, reply| Message::Read { view, request, reply });
        }
        Ok(Views { master, waiting: Vec::new(), next: Vec::new(), asked: false })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Read { view, request, reply } => self.on_read(Reader { view, request, reply }, ctx),
            Message::Taken(outcome) => self.on_taken(outcome, ctx),
        }
        Ok(())
    }

    fn inspect(&self) -> Inspection {
        Inspection(serde_json::json!({
            "asks_the_master": self.asked,
            "readers_of_what_is_asked_for": self.waiting.len(),
            "readers_after_them": self.next.len(),
        }))
    }
}

impl Views {
    fn on_read(&mut self, reader: Reader, ctx: &mut Context<Self>) {
        if self.next.len() >= READERS_MAX {
            return reader.reply.send(Response::error(503, "too many readers wait for the master; try again later"));
        }
        self.next.push(reader);
        self.ask(ctx);
    }

    fn ask(&mut self, ctx: &mut Context<Self>) {
        if self.asked || self.next.is_empty() {
            return;
        }
        self.asked = true;
        self.waiting = std::mem::take(&mut self.next);
        let (reply, answer) = Reply::pair();
        let master = self.master.clone();
        let taken = async move {
            master.send(leader::Message::Look { reply }).await.map_err(|error| error.cause())?;
            answer.await
        };
        ctx.pipe(taken, Message::Taken);
    }

    fn on_taken(&mut self, outcome: Result<Snapshot, AskError>, ctx: &mut Context<Self>) {
        self.asked = false;
        match outcome {
            Ok(snapshot) => answer_all(&snapshot, self.waiting.drain(..)),
            Err(why) => {
                let why = Response::error(503, &format!("the master did not say what there is: {why}"));
                self.waiting.drain(..).for_each(|reader| reader.reply.send(why.clone()));
            }
        }
        self.ask(ctx);
    }
}

/// Answers those who waited; whoever asks the same as one before gets what that one got.
fn answer_all(snapshot: &Snapshot, readers: impl Iterator<Item = Reader>) {
    let mut last: Vec<(View, Request, Response)> = Vec::new();
    for Reader { view, request, reply } in readers {
        let same = last.iter().position(|(known, asked, _)| *known == view && asked.query == request.query);
        let response = match same {
            Some(at) => last[at].2.clone(),
            None => {
                let response = json::answer(snapshot, view, &request);
                last.retain(|(known, ..)| *known != view);
                last.push((view, request, response.clone()));
                response
            }
        };
        reply.send(response);
    }
}
