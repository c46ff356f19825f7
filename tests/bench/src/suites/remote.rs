//! How fast are actors of two processes, with one core each and TLS on?

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use libprocess::prelude::*;

use super::Plan;
use crate::figure::Goal;

const LONG: Duration = Duration::from_secs(600);

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let scale = if quick { 1 } else { 4 };
    let plan = |name: &'static str, unit, n: u64, higher, goals: &[Goal]| {
        let words = vec![name.to_owned(), n.to_string()];
        let peers = vec![("quinn", [vec!["quinn".to_owned()], words.clone()].concat())];
        Plan { name, unit, ours: words, part: 0, peers, higher, goals: goals.to_vec(), published: None }
    };
    vec![
        plan("remote_100B", "/s", 2_000_000 * scale, true, &[Goal::AtLeast(800e3), Goal::TimesPeer(0.3)]),
        plan("remote_ask_p50", "ns", 5_000 * scale, false, &[Goal::WithinPeer(1.4)]),
    ]
}

pub(super) async fn round(words: &[String], n: u64) -> Option<Result<f64, String>> {
    Some(match words.first().map_or("", String::as_str) {
        "remote_server" => serve(words.get(1).map_or("", String::as_str)).await,
        "remote_100B" => with_server(|node, to| tell(node, to, n)).await,
        "remote_ask_p50" => with_server(|node, to| ask(node, to, n)).await,
        _ => return None,
    })
}

/// What crosses the network: 100 bytes of payload.
#[derive(Debug, Serialize, Deserialize)]
enum Message {
    Add { n: u64, more: Payload },
    Total { reply: Reply<u64> },
}

#[derive(Debug, Serialize, Deserialize)]
struct Payload([[u64; 4]; 3]);

impl Wire for Message {
    const NAME: &'static str = "bench";
    const VERSION: u16 = 1;
}

struct Receiver {
    total: u64,
}

impl Actor for Receiver {
    type Args = ();
    type Message = Message;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Receiver { total: 0 })
    }

    async fn handle(&mut self, message: Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Add { n, more } => self.total += n + more.0[0][0],
            Message::Total { reply } => reply.send(self.total),
        }
        Ok(())
    }
}

#[derive(Debug)]
enum Drive {
    Tell { to: Pid<Message>, count: u64, done: Reply<()> },
    Ask { whom: Pid<Message>, count: u64, done: Reply<Vec<u64>> },
}

struct Driver;

impl Actor for Driver {
    type Args = ();
    type Message = Drive;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Driver)
    }

    async fn handle(&mut self, message: Drive, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Drive::Tell { to, count, done } => {
                for n in 0..count {
                    to.send(Message::Add { n, more: Payload([[0, 1, 2, 3]; 3]) }).await?;
                }
                done.send(());
            }
            Drive::Ask { whom, count, done } => {
                let mut times = Vec::with_capacity(count as usize);
                for _ in 0..count {
                    let begun = Instant::now();
                    whom.ask(|reply| Message::Total { reply }, LONG).await?;
                    times.push(begun.elapsed().as_nanos() as u64);
                }
                done.send(times);
            }
        }
        Ok(())
    }
}

fn fail(error: impl std::fmt::Display) -> String {
    error.to_string()
}

async fn node(key: &str) -> Result<Node, String> {
    Node::builder().bind("127.0.0.1:0").cluster_key(key).threads(1).start().await.map_err(fail)
}

/// The other process: says its address and serves until its input ends.
async fn serve(key: &str) -> Result<f64, String> {
    let node = node(key).await?;
    node.spawn::<Receiver>("receiver", ()).await.map_err(fail)?;
    println!("{}", node.address());
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new()));
    let _ = ended.await;
    Ok(0.0)
}

/// The other process. It says its figure in the end: its output stays open until then.
struct Server(Child, BufReader<ChildStdout>);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

async fn with_server<F: Future<Output = Result<f64, String>>>(
    measure: impl FnOnce(Node, Pid<Message>) -> F,
) -> Result<f64, String> {
    let folder = tempfile::tempdir().map_err(fail)?;
    let key = folder.path().join("key");
    libprocess::keys::ClusterKey::generate().write(&key).map_err(fail)?;
    let key = key.display().to_string();
    let program = std::env::current_exe().map_err(fail)?;
    let mut child = Command::new("taskset")
        .args(["-c", "1"])
        .arg(program)
        .args(["runtime", "--round", "remote_server", &key])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("taskset does not start: {error}"))?;
    let mut line = String::new();
    let output = child.stdout.take().ok_or("the server has no output")?;
    let mut server = Server(child, BufReader::new(output));
    server.1.read_line(&mut line).map_err(fail)?;
    let moved = Command::new("taskset").args(["-cp", "0", &std::process::id().to_string()]).stdout(Stdio::null()).status();
    if !moved.is_ok_and(|status| status.success()) {
        return Err("taskset did not move this process to the first core".into());
    }
    let node = node(&key).await?;
    let to = node.connect::<Message>(format!("receiver@{}", line.trim())).await.map_err(fail)?;
    let value = measure(node, to).await;
    drop(server);
    value
}

async fn tell(node: Node, to: Pid<Message>, n: u64) -> Result<f64, String> {
    let driver = node.spawn::<Driver>("driver", ()).await.map_err(fail)?;
    let begun = Instant::now();
    driver.ask(|done| Drive::Tell { to: to.clone(), count: n, done }, LONG).await.map_err(fail)?;
    // From the driver, so that it comes after everything that was told.
    let (whom, count) = (to, 1);
    driver.ask(|done| Drive::Ask { whom: whom.clone(), count, done }, LONG).await.map_err(fail)?;
    let elapsed = begun.elapsed();
    let total = whom.ask(|reply| Message::Total { reply }, LONG).await.map_err(fail)?;
    assert_eq!(total, n * (n - 1) / 2, "a message was lost");
    Ok(n as f64 / elapsed.as_secs_f64())
}

async fn ask(node: Node, whom: Pid<Message>, n: u64) -> Result<f64, String> {
    let driver = node.spawn::<Driver>("driver", ()).await.map_err(fail)?;
    let times = driver.ask(|done| Drive::Ask { whom, count: n, done }, LONG).await;
    let mut times = times.map_err(fail)?;
    times.sort_unstable();
    Ok(times[times.len() / 2] as f64)
}
