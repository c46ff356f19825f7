//! A puppet that does what it is told, and a journal of what all puppets of a test did.

use std::{
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use libprocess::{Address, Name, prelude::*};

/// What happened, in order.
#[derive(Clone, Default)]
pub(crate) struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    pub(crate) fn note(&self, line: impl fmt::Display) {
        self.0.lock().unwrap().push(line.to_string());
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    /// The lines of one puppet, without its name.
    pub(crate) fn of(&self, name: &str) -> Vec<String> {
        let prefix = format!("{name} ");
        self.lines().iter().filter_map(|line| line.strip_prefix(&prefix)).map(str::to_owned).collect()
    }
}

#[derive(Clone, Default)]
pub(crate) struct Script {
    pub(crate) journal: Journal,
    /// Starts that fail before one succeeds.
    pub(crate) failing_starts: Arc<Mutex<u32>>,
    /// Its `stop` takes this long.
    pub(crate) slow_stop: Duration,
}

impl Script {
    pub(crate) fn new(journal: &Journal) -> Script {
        Script { journal: journal.clone(), ..Script::default() }
    }
}

#[derive(Debug)]
pub(crate) enum Do {
    Note(u64),
    Answer(Reply<u64>),
    /// Drops the question.
    Forget(Reply<u64>),
    /// Awaits that long, then answers.
    Hold(Duration, Reply<u64>),
    Panic,
    Fail,
    End,
    TrapExits,
    Monitor(Pid),
    Demonitor(Pid),
    /// Takes the last monitor back, and its notice if that waits.
    Flush(Pid),
    Link(Pid),
    Unlink(Pid),
    /// Sends `Note(0..n)`, waiting for room.
    SendNotes(Pid<Do>, u64),
    AskSelf(Reply<Result<u64, AskError>>),
    Request(Pid<Do>, Duration),
    RequestSelf,
    Pipe(Duration, u64),
    Got(Result<u64, AskError>),
    After(Duration, &'static str, u64),
    Every(Duration, &'static str, u64),
    Cancel(&'static str),
    Spawn(&'static str),
}

pub(crate) struct Puppet {
    name: Name,
    script: Script,
    monitor: u64,
}

impl Puppet {
    fn note(&self, line: impl fmt::Display) {
        self.script.journal.note(format_args!("{} {line}", self.name));
    }
}

impl Actor for Puppet {
    type Args = Script;
    type Message = Do;

    async fn start(script: Script, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let puppet = Puppet { name: ctx.name().clone(), script, monitor: 0 };
        let mut failing = puppet.script.failing_starts.lock().unwrap();
        if *failing > 0 {
            *failing -= 1;
            puppet.note("fails to start");
            return Err(Exit::failed("not yet"));
        }
        drop(failing);
        puppet.note("start");
        Ok(puppet)
    }

    async fn handle(&mut self, message: Do, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Do::Note(n) => self.note(n),
            Do::Answer(reply) => reply.send(ctx.life().counter),
            Do::Forget(reply) => drop(reply),
            Do::Hold(time, reply) => {
                ctx.node().sleep(time).await;
                reply.send(0);
            }
            Do::Panic => panic!("planted"),
            Do::Fail => return Err(Exit::failed("planted")),
            Do::End => ctx.exit(Exit::Normal),
            Do::TrapExits => ctx.trap_exits(),
            Do::Monitor(pid) => self.monitor = ctx.monitor(&pid),
            Do::Demonitor(pid) => ctx.demonitor(&pid, self.monitor),
            Do::Flush(pid) => {
                ctx.demonitor(&pid, self.monitor);
                ctx.flush(self.monitor);
            }
            Do::Link(pid) => ctx.link(&pid),
            Do::Unlink(pid) => ctx.unlink(&pid),
            Do::SendNotes(to, n) => {
                for n in 0..n {
                    to.send(Do::Note(n)).await?;
                }
            }
            Do::AskSelf(reply) => reply.send(ctx.me().ask(Do::Answer, mins(1)).await),
            Do::Request(pid, timeout) => ctx.request(&pid, Do::Answer, timeout, Do::Got),
            Do::RequestSelf => {
                let me = ctx.me();
                ctx.request(&me, Do::Answer, secs(1), Do::Got);
            }
            Do::Pipe(time, n) => {
                let node = ctx.node();
                ctx.pipe(async move { node.sleep(time).await }, move |()| Do::Note(n));
            }
            Do::Got(result) => match result {
                Ok(_) => self.note("got an answer"),
                Err(error) => self.note(format_args!("got: {error}")),
            },
            Do::After(delay, key, n) => ctx.after(delay, Key(key), Do::Note(n)),
            Do::Every(period, key, n) => ctx.every(period, Key(key), move || Do::Note(n)),
            Do::Cancel(key) => ctx.cancel(Key(key)),
            Do::Spawn(name) => drop(ctx.spawn::<Puppet>(name, self.script.clone()).await?),
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let Address { name, .. } = notice.pid.address();
        let relation = match notice.relation {
            Relation::Link => "link",
            Relation::Monitor(_) => "monitor",
            Relation::Child => "child",
        };
        self.note(format_args!("learns that {relation} {name} ended: {}", notice.reason));
        match notice.relation {
            Relation::Link if notice.reason != Exit::Normal && !ctx.traps_exits() => Err(notice.reason),
            _ => Ok(()),
        }
    }

    async fn stop(&mut self, why: &Exit, ctx: &mut Context<Self>) {
        ctx.node().sleep(self.script.slow_stop).await;
        self.note(format_args!("stop: {why}"));
    }
}

/// Starts a puppet.
pub(crate) async fn puppet(node: &Node, name: &'static str, journal: &Journal) -> Pid<Do> {
    node.spawn::<Puppet>(name, Script::new(journal)).await.unwrap()
}

pub(crate) const NODE: &str = "10.0.0.1:5050";
