//! How fast are actors of two processes, with one core each and TLS on?

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use libprocess::prelude::*;
use nix::sys::signal::{Signal, kill};

use super::Plan;
use crate::figure::Goal;

const LONG: Duration = Duration::from_secs(600);

/// Silence after which a node counts as lost, where silence is measured.
const SILENCE: Duration = Duration::from_secs(2);

/// The same elsewhere: the default.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a large message.
const LARGE: usize = 64 << 10;

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let scale = if quick { 1 } else { 4 };
    let plan = |name: &'static str, unit: &'static str, n: u64, peer: bool, goals: &[Goal]| {
        let words = vec![name.to_owned(), n.to_string()];
        let bare = || vec![("quinn", [vec!["quinn".to_owned()], words.clone()].concat())];
        let peers = if peer { bare() } else { Vec::new() };
        let higher = unit.ends_with("/s");
        Plan { name, unit, ours: words, part: 0, peers, higher, goals: goals.to_vec(), published: None }
    };
    let silence = SILENCE.as_secs_f64() * 1_000.0;
    vec![
        plan("remote_100B", "/s", 2_000_000 * scale, true, &[Goal::AtLeast(1.2e6), Goal::TimesPeer(0.4)]),
        plan("remote_64KB", "MB/s", 8_000 * scale, true, &[Goal::TimesPeer(0.6)]),
        plan("remote_ask_p50", "ns", 5_000 * scale, true, &[Goal::WithinPeer(1.3)]),
        plan("remote_ask_p99_beside_bulk", "ms", scale, false, &[Goal::AtMost(2.0)]),
        plan("kill_to_notice", "ms", 1, false, &[Goal::AtMost(50.0)]),
        plan("kill_to_notice_silent", "ms", 1, false, &[Goal::AtMost(1.1 * silence)]),
    ]
}

pub(super) async fn round(words: &[String], n: u64) -> Option<Result<Vec<f64>, String>> {
    let value = match words.first().map_or("", String::as_str) {
        "remote_server" => serve(words.get(1).map_or("", String::as_str)).await,
        "remote_100B" => with_server(PATIENCE, async |node, to, _| tell(node, to, n).await).await,
        "remote_64KB" => with_server(PATIENCE, async |node, to, _| Ok(large(&node, &to, n).await? / 1e6)).await,
        "remote_ask_p50" => with_server(PATIENCE, async |node, to, _| ask(node, to, n).await).await,
        "remote_ask_p99_beside_bulk" => with_server(PATIENCE, async |node, to, _| beside_bulk(node, to, n).await).await,
        "kill_to_notice" => {
            with_server(PATIENCE, async |node, to, server| notice(&node, &to, server, Signal::SIGKILL).await).await
        }
        "kill_to_notice_silent" => {
            with_server(SILENCE, async |node, to, server| notice(&node, &to, server, Signal::SIGSTOP).await).await
        }
        _ => return None,
    };
    Some(value.map(|value| vec![value]))
}

/// What crosses the network: 100 bytes of payload.
#[derive(Debug, Serialize, Deserialize)]
enum Message {
    Add { n: u64, more: Payload },
    Total { reply: Reply<u64> },
    Large(#[serde(with = "serde_bytes")] Vec<u8>),
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
            Message::Large(bytes) => self.total += bytes.len() as u64,
        }
        Ok(())
    }
}

#[derive(Debug)]
enum Drive {
    Tell {
        to: Pid<Message>,
        count: u64,
        done: Reply<()>,
    },
    /// So many large messages, each after the other, at most so many per second; 0 for as many as go.
    Large {
        to: Pid<Message>,
        count: u64,
        rate: u64,
        done: Reply<()>,
    },
    Ask {
        whom: Pid<Message>,
        count: u64,
        done: Reply<Vec<u64>>,
    },
    /// Until all that was sent there is handled.
    Settle {
        whom: Pid<Message>,
        done: Reply<u64>,
    },
}

/// Another actor of the server, for questions beside bulk: the two are pairs of their own.
const ANSWERS: &str = "answers";

struct Driver;

impl Actor for Driver {
    type Args = ();
    type Message = Drive;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Driver)
    }

    async fn handle(&mut self, message: Drive, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Drive::Tell { to, count, done } => {
                for n in 0..count {
                    to.send(Message::Add { n, more: Payload([[0, 1, 2, 3]; 3]) }).await?;
                }
                done.send(());
            }
            Drive::Large { to, count, rate, done } => {
                let begun = ctx.clock().now();
                for n in 0..count {
                    to.send(Message::Large(vec![7; LARGE])).await?;
                    if rate > 0 {
                        let due = begun + Duration::from_secs_f64((n + 1) as f64 / rate as f64);
                        ctx.node().sleep(due.saturating_sub(ctx.clock().now())).await;
                    }
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
            Drive::Settle { whom, done } => {
                // Unlike a question, a message waits for room behind those that fill the line.
                let (reply, total) = Reply::pair();
                whom.send(Message::Total { reply }).await?;
                done.send(total.await?);
            }
        }
        Ok(())
    }
}

fn fail(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A node that gives another one up when it was silent for so long.
async fn node(key: &str, silence: Duration) -> Result<Node, String> {
    let node = Node::builder().bind("127.0.0.1:0").cluster_key(key).threads(1);
    node.heartbeat(silence / 10).node_lost_after(silence).start().await.map_err(fail)
}

/// The other process: says its address and serves until its input ends.
async fn serve(key: &str) -> Result<f64, String> {
    let node = node(key, PATIENCE).await?;
    node.spawn::<Receiver>("receiver", ()).await.map_err(fail)?;
    node.spawn::<Receiver>(ANSWERS, ()).await.map_err(fail)?;
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
        // One that was stopped does not see the end of its input.
        let _ = kill(self.pid(), Signal::SIGCONT);
        let _ = self.0.wait();
    }
}

impl Server {
    fn pid(&self) -> nix::unistd::Pid {
        // Ids of processes fit.
        nix::unistd::Pid::from_raw(self.0.id() as i32)
    }
}

async fn with_server(
    silence: Duration,
    measure: impl AsyncFnOnce(Node, Pid<Message>, &Server) -> Result<f64, String>,
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
    let node = node(&key, silence).await?;
    let to = node.connect::<Message>(format!("receiver@{}", line.trim())).await.map_err(fail)?;
    let value = measure(node, to, &server).await;
    drop(server);
    value
}

async fn tell(node: Node, to: Pid<Message>, n: u64) -> Result<f64, String> {
    let driver = node.spawn::<Driver>("driver", ()).await.map_err(fail)?;
    let begun = Instant::now();
    driver.ask(|done| Drive::Tell { to: to.clone(), count: n, done }, LONG).await.map_err(fail)?;
    // From the driver, so that it comes after everything that was told.
    let total = driver.ask(|done| Drive::Settle { whom: to, done }, LONG).await.map_err(fail)?;
    let elapsed = begun.elapsed();
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

/// Bytes per second in large messages, until all were handled.
async fn large(node: &Node, to: &Pid<Message>, n: u64) -> Result<f64, String> {
    let driver = node.spawn::<Driver>("large", ()).await.map_err(fail)?;
    let begun = Instant::now();
    driver.ask(|done| Drive::Large { to: to.clone(), count: n, rate: 0, done }, LONG).await.map_err(fail)?;
    let total = driver.ask(|done| Drive::Settle { whom: to.clone(), done }, LONG).await.map_err(fail)?;
    let elapsed = begun.elapsed();
    assert_eq!(total, n * LARGE as u64, "a message was lost");
    node.stop(&driver, LONG).await;
    Ok(total as f64 / elapsed.as_secs_f64())
}

/// Milliseconds that 99 of 100 questions do not exceed, while another pair sends large messages at half of what goes.
async fn beside_bulk(node: Node, to: Pid<Message>, scale: u64) -> Result<f64, String> {
    let whom = node.connect::<Message>(format!("{ANSWERS}@{}", to.address().node)).await.map_err(fail)?;
    let most = large(&node, &to, 4_000).await? / LARGE as f64;
    let rate = (most / 2.0) as u64;
    let bulk = node.spawn::<Driver>("bulk", ()).await.map_err(fail)?;
    let driver = node.spawn::<Driver>("driver", ()).await.map_err(fail)?;
    let sent = bulk.ask(|done| Drive::Large { to: to.clone(), count: rate * 3 * scale, rate, done }, LONG);
    let times = driver.ask(|done| Drive::Ask { whom, count: 1_000 * scale, done }, LONG).await;
    let mut times = times.map_err(fail)?;
    sent.await.map_err(fail)?;
    times.sort_unstable();
    Ok(times[times.len() * 99 / 100] as f64 / 1e6)
}

/// Milliseconds from a signal to the other process until an actor of it is known to have ended.
async fn notice(node: &Node, of: &Pid<Message>, server: &Server, signal: Signal) -> Result<f64, String> {
    of.ask(|reply| Message::Total { reply }, LONG).await.map_err(fail)?;
    let watched = node.ended(of);
    let signalled = async {
        // The watch has reached the other side by then.
        node.sleep(Duration::from_millis(300)).await;
        kill(server.pid(), signal).map_err(fail)?;
        Ok::<_, String>(Instant::now())
    };
    let (why, begun) = tokio::join!(watched, signalled);
    let elapsed = begun?.elapsed();
    assert_eq!(why, Exit::NodeLost, "another reason than the end of its node");
    Ok(elapsed.as_secs_f64() * 1_000.0)
}
