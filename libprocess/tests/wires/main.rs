//! Nodes in processes of their own, over wires that lose, delay, reorder and break.
//!
//! The other process is this program again: a test of it runs as that process' main function when its role is in the
//! environment, and returns at once when it is not.

#![allow(clippy::disallowed_methods, reason = "the processes, sockets and times of these tests are real")]

mod namespaces;
mod relay;

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use libprocess::prelude::*;

const ROLE: &str = "LIBPROCESS_TEST_ROLE";

/// What the nodes of these tests tell each other.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Note {
    /// The next number.
    Number(u64),
    /// How many numbers came, and how many of them were not the next one.
    Sum { reply: Reply<(u64, u64)> },
    /// A number behind many bytes.
    Heavy(u64, Vec<u8>),
}

impl Wire for Note {
    const NAME: &'static str = "test.note";
    const VERSION: u16 = 1;
}

/// Counts numbers, and those that come out of turn.
pub(crate) struct Counter {
    next: u64,
    wrong: u64,
}

impl Actor for Counter {
    type Args = ();
    type Message = Note;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Counter { next: 0, wrong: 0 })
    }

    async fn handle(&mut self, note: Note, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match note {
            Note::Number(n) | Note::Heavy(n, _) => {
                self.wrong += u64::from(n != self.next);
                self.next += 1;
            }
            Note::Sum { reply } => reply.send((self.next, self.wrong)),
        }
        Ok(())
    }
}

/// A node in a process of its own; ends with this.
pub(crate) struct Process {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Process {
    /// Starts this program with a role, as `before` says (`ip netns exec …`, or nothing).
    pub(crate) fn start(before: &[&str], role: &str, settings: &[(&str, String)]) -> Process {
        let me = std::env::current_exe().unwrap();
        let mut words = before.iter().map(|word| word.to_string()).chain([me.to_str().unwrap().to_owned()]);
        let mut command = Command::new(words.next().unwrap());
        command.args(words).args(["other_process", "--exact", "--nocapture", "--test-threads=1"]);
        command.env(ROLE, role).envs(settings.iter().map(|(name, value)| (*name, value.as_str())));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Process { child, lines }
    }

    /// The rest of the next line that begins with this word.
    pub(crate) fn line(&mut self, word: &str) -> String {
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.lines.read_line(&mut line).unwrap();
            assert!(read > 0, "the process ended before it said {word}");
            // The test runner writes the name of the test before the first line.
            if let Some((_, rest)) = line.split_once(&format!("{word}:")) {
                return rest.trim().to_owned();
            }
        }
    }

    /// Tells the process to go on.
    pub(crate) fn go_on(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

pub(crate) fn say(word: &str, what: impl std::fmt::Display) {
    println!("{word}: {what}");
    std::io::stdout().flush().unwrap();
}

/// Waits until the starting test says that this process may go on.
pub(crate) fn wait_for_parent() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}

/// Numbers that came, and wrong ones, once so many came or the time is over.
pub(crate) async fn sum(counter: &Pid<Note>, count: u64, time: Duration) -> (u64, u64) {
    let end = Instant::now() + time;
    let mut seen = (0, 0);
    while seen.0 < count && Instant::now() < end {
        if let Ok(now) = counter.ask(|reply| Note::Sum { reply }, Duration::from_secs(5)).await {
            seen = now;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    seen
}

/// Notes for the summary of all tests that this one proved nothing here.
pub(crate) fn skip(test: &str, why: &str) {
    let line = format!("SKIPPED: {test}: {why}\n");
    eprint!("{line}");
    if let Some(log) = std::env::var_os("MESOS_SKIP_LOG")
        && let Ok(mut file) = std::fs::OpenOptions::new().append(true).create(true).open(log)
    {
        let _ = file.write_all(line.as_bytes());
    }
}

/// A node with a counter, which runs until its process is ended. It serves at one address and calls itself by another.
async fn serve() {
    let node = Node::builder().bind(setting("BIND")).advertise(setting("ADVERTISE").parse().unwrap()).insecure(true);
    let lost = Duration::from_millis(setting("LOST_MS").parse().unwrap());
    let node = node.threads(1).heartbeat(lost / 10).node_lost_after(lost).start().await;
    let node = match node {
        Ok(node) => node,
        Err(error) => return say("failed", error),
    };
    node.spawn::<Counter>("counter", ()).await.unwrap();
    say("serves", node.address());
    wait_for_parent();
    node.shut_down(Duration::from_secs(1)).await;
}

#[tokio::test]
async fn other_process() {
    match std::env::var(ROLE).as_deref() {
        Ok("serve") => serve().await,
        Ok("send through a partition") => namespaces::send().await,
        _ => {}
    }
}
