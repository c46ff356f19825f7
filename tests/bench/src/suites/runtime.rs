//! How fast and how small are actors in one process?

use std::time::{Duration, Instant};

use libprocess::prelude::*;

use super::{OURSELVES, Plan};
use crate::{figure::Goal, memory};

/// Name for people, and name for the program of the peers. All mailboxes hold as many messages as ours where they can.
const PEERS: [(&str, &str); 3] = [("actix", "actix"), ("ractor (unbounded)", "ractor"), ("kameo", "kameo")];
const LONG: Duration = Duration::from_secs(600);

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let scale = if quick { 1 } else { 5 };
    let plan = |name: &'static str, unit, (round, part): (&str, usize), n: u64, peers: bool, goals: &[Goal]| {
        let words = vec![round.to_owned(), n.to_string()];
        let peer = |(name, peer): (&'static str, &str)| (name, [vec![peer.to_owned()], words.clone()].concat());
        let peers = if peers { PEERS.map(peer).into() } else { Vec::new() };
        Plan { name, unit, ours: words, part, peers, higher: unit == "/s", goals: goals.to_vec(), published: None }
    };
    use Goal::{AtLeast, AtMost, TimesPeer};
    let (tells, asks, across) = (1_000_000 * scale, 100_000 * scale, 10_000 * scale);
    vec![
        plan("tell_1to1", "/s", ("tell_1to1", 0), tells, true, &[AtLeast(12e6), TimesPeer(2.5)]),
        plan("tell_same", "/s", ("tell_same", 0), tells, true, &[AtLeast(15e6), TimesPeer(1.0)]),
        plan("tell_8to1", "/s", ("tell_8to1", 0), tells, false, &[AtLeast(12e6)]),
        plan("ask_p50", "ns", ("ask", 0), asks, true, &[AtMost(500.0)]),
        plan("ask_p99", "ns", ("ask", 1), asks, true, &[AtMost(5_000.0)]),
        plan("ask_p50_across", "ns", ("ask_across", 0), across, true, &[]),
        plan("ask_p99_across", "ns", ("ask_across", 1), across, true, &[]),
        plan("idle_actor", "B", ("idle", 0), 1_000_000, false, &[AtMost(600.0)]),
        plan("spawn", "/s", ("idle", 1), 1_000_000, false, &[AtLeast(0.8e6)]),
        plan("million", "MB", ("million", 0), 1_000_000, false, &[AtMost(700.0)]),
        plan("million_time", "s", ("million", 1), 1_000_000, false, &[AtMost(5.0)]),
        plan("million_rest", "% of peak", ("million", 2), 1_000_000, false, &[AtMost(10.0)]),
        Plan {
            peers: vec![("nobody looks", [OURSELVES, "seen", "0", &scale.to_string()].map(str::to_owned).into())],
            higher: true,
            ours: ["seen", "1", &scale.to_string()].map(str::to_owned).into(),
            ..plan("inspect_cost", "/s", ("", 0), 0, false, &[TimesPeer(0.97)])
        },
    ]
}

pub(super) async fn round(name: &str, numbers: &[u64]) -> Option<Result<Vec<f64>, String>> {
    let n = numbers.first().copied().unwrap_or(1);
    Some(match name {
        "seen" => seen(n == 1, numbers.get(1).copied().unwrap_or(1)).await,
        "million" => million(n).await,
        "tell_1to1" => tell(n, 1, true).await,
        "tell_same" => tell(n, 1, false).await,
        "tell_8to1" => tell(n, 8, true).await,
        "ask" => ask(n, false).await,
        "ask_across" => ask(n, true).await,
        "idle" => many(n).await,
        _ => return None,
    })
}

/// The message of all contestants: an enum of 32 bytes.
#[derive(Debug)]
enum Message {
    Add { n: u64, _more: [u64; 2] },
    Total { reply: Reply<u64> },
}

/// Receives and adds up.
struct Receiver {
    total: u64,
}

impl Actor for Receiver {
    type Args = ();
    type Message = Message;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Receiver { total: 0 })
    }

    async fn handle(&mut self, message: Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Add { n, .. } => self.total += n,
            Message::Total { reply } => reply.send(self.total),
        }
        Ok(())
    }
}

#[derive(Debug)]
enum Drive {
    /// Send so many, then answer.
    Tell { to: Pid<Message>, count: u64, done: Reply<()> },
    /// Ask so many times; the answer is each one's time.
    Ask { whom: Pid<Message>, count: u64, done: Reply<Vec<u64>> },
}

/// Sends or asks from inside an actor.
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
                    to.send(Message::Add { n, _more: [n; 2] }).await?;
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

async fn node(threads: usize) -> Result<Node, String> {
    assert_eq!(size_of::<Message>(), 32, "all contestants send messages of 32 bytes");
    Node::builder().threads(threads).when_idle(memory::give_back).start().await.map_err(|error| error.to_string())
}

async fn tell(n: u64, senders: u64, across: bool) -> Result<Vec<f64>, String> {
    let node = node(2).await?;
    let receiver = node.spawn::<Receiver>("receiver", ());
    let receiver = if across { receiver.spread() } else { receiver };
    let receiver = receiver.await.map_err(|error| error.to_string())?;
    let mut drivers = Vec::new();
    for at in 0..senders {
        drivers.push(node.spawn::<Driver>(format!("driver-{at}"), ()).await.map_err(|error| error.to_string())?);
    }
    let begun = Instant::now();
    let mut waits = Vec::new();
    for driver in &drivers {
        let to = receiver.clone();
        waits.push(driver.ask(|done| Drive::Tell { to, count: n / senders, done }, LONG));
    }
    for wait in waits {
        wait.await.map_err(|error| error.to_string())?;
    }
    // A question does not wait for room, and the last messages may fill the mailbox.
    let (reply, total) = Reply::pair();
    receiver.send(Message::Total { reply }).await.map_err(|error| error.to_string())?;
    let total = total.await.map_err(|error| error.to_string())?;
    let elapsed = begun.elapsed();
    let each = n / senders;
    assert_eq!(total, senders * (each * (each - 1) / 2), "a message was lost");
    Ok(vec![(each * senders) as f64 / elapsed.as_secs_f64()])
}

/// Nanoseconds of the middle one, and of the one that 99 of 100 are not above.
async fn ask(n: u64, across: bool) -> Result<Vec<f64>, String> {
    let node = node(2).await?;
    let receiver = node.spawn::<Receiver>("receiver", ());
    let receiver = if across { receiver.spread() } else { receiver };
    let whom = receiver.await.map_err(|error| error.to_string())?;
    let driver = node.spawn::<Driver>("driver", ()).await.map_err(|error| error.to_string())?;
    let times = driver.ask(|done| Drive::Ask { whom, count: n, done }, LONG).await;
    let mut times = times.map_err(|error| error.to_string())?;
    times.sort_unstable();
    Ok([0.50, 0.99].map(|q| times[((times.len() - 1) as f64 * q) as usize] as f64).into())
}

/// Bytes of memory that this process holds.
pub(super) fn resident() -> f64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(f64::NAN);
    pages * 4096.0
}

/// Starts its children under a supervisor, from inside an actor.
struct Parent;

#[derive(Debug)]
struct Populate {
    count: u64,
    done: Reply<Supervisor>,
}

impl Actor for Parent {
    type Args = ();
    type Message = Populate;

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Parent)
    }

    async fn handle(&mut self, Populate { count, done }: Populate, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let supervisor = ctx.supervisor("many").start().await?;
        let names = (0..count).map(|n| (format!("actor-{n}").into(), ()));
        supervisor.children::<Receiver>(names).await?;
        done.send(supervisor);
        Ok(())
    }
}

/// Bytes per actor, and actors started per second.
async fn many(n: u64) -> Result<Vec<f64>, String> {
    let node = node(2).await?;
    let parent = node.spawn::<Parent>("parent", ()).await.map_err(|error| error.to_string())?;
    let (before, begun) = (resident(), Instant::now());
    let supervisor = parent.ask(|done| Populate { count: n, done }, LONG).await.map_err(|error| error.to_string())?;
    let elapsed = begun.elapsed();
    let bytes = (resident() - before) / n as f64;
    assert!(node.actors() as u64 > n, "not all actors live");
    drop(supervisor);
    Ok(vec![bytes, n as f64 / elapsed.as_secs_f64()])
}

/// Megabytes at the peak, seconds to start a million actors, tell each one something and stop them all, and what of the
/// peak is still held five seconds later, in percent.
async fn million(n: u64) -> Result<Vec<f64>, String> {
    let node = node(2).await?;
    let parent = node.spawn::<Parent>("parent", ()).await.map_err(|error| error.to_string())?;
    let (before, begun) = (resident(), Instant::now());
    let supervisor = parent.ask(|done| Populate { count: n, done }, LONG).await.map_err(|error| error.to_string())?;
    let mut last = None;
    for at in 0..n {
        let actor = node.find::<Message>(&format!("actor-{at}")).ok_or("an actor is missing")?;
        actor.tell(Message::Add { n: 1, _more: [1; 2] }).map_err(|error| error.to_string())?;
        last = Some(actor);
    }
    let last = last.ok_or("there are no actors")?;
    let total = last.ask(|reply| Message::Total { reply }, LONG).await.map_err(|error| error.to_string())?;
    assert_eq!(total, 1);
    drop(last);
    let peak = resident();
    node.stop(&supervisor.pid(), LONG).await;
    drop(supervisor);
    let elapsed = begun.elapsed();
    assert!(node.actors() < 100, "{} actors still live", node.actors());
    // This thread is none of the node's: what it told the actors is its own to give back.
    memory::give_back();
    tokio::time::sleep(Duration::from_secs(5)).await;
    let rest = (resident() - before).max(0.0) / peak * 100.0;
    Ok(vec![peak / 1e6, elapsed.as_secs_f64(), rest])
}

/// Messages per second on one thread for some seconds, while another process looks at everything once a second, or while
/// nobody does.
async fn seen(looked_at: bool, scale: u64) -> Result<Vec<f64>, String> {
    let node = Node::builder().bind("127.0.0.1:0").threads(2).start().await.map_err(|error| error.to_string())?;
    let receiver = node.spawn::<Receiver>("receiver", ()).await.map_err(|error| error.to_string())?;
    let driver = node.spawn::<Driver>("driver", ()).await.map_err(|error| error.to_string())?;
    let looker = if looked_at { Some(Looker::start(&node.address().to_string())?) } else { None };
    let (mut sent, begun) = (0_u64, Instant::now());
    let time = Duration::from_secs(2 + scale);
    while begun.elapsed() < time {
        let count = 5_000_000;
        let to = receiver.clone();
        driver.ask(|done| Drive::Tell { to, count, done }, LONG).await.map_err(|error| error.to_string())?;
        sent += count;
    }
    let rate = sent as f64 / begun.elapsed().as_secs_f64();
    if let Some(looker) = looker {
        let looks = looker.end()?;
        assert!(looks >= time.as_secs() - 1, "it looked only {looks} times");
    }
    Ok(vec![rate])
}

/// Another process that reads tree, top and a mailbox once a second.
struct Looker(std::process::Child);

impl Looker {
    fn start(address: &str) -> Result<Looker, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let child = std::process::Command::new(program)
            .args(["runtime", "--round", "look", address])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn();
        child.map(Looker).map_err(|error| error.to_string())
    }

    /// How often it looked.
    fn end(mut self) -> Result<u64, String> {
        drop(self.0.stdin.take());
        let output = self.0.wait_with_output().map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        text.parse::<f64>().map(|looks| looks as u64).map_err(|_| format!("the looker says {text}"))
    }
}

/// Reads everything once a second until its input ends; how often.
pub(super) fn look(address: &str) -> Result<f64, String> {
    let (tell, ended) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_line(&mut String::new());
        let _ = tell.send(());
    });
    let mut looks = 0.0;
    loop {
        for path in ["/inspect/tree", "/inspect/top", "/inspect/mailbox/receiver"] {
            let body = get(address, path).map_err(|error| format!("{path}: {error}"))?;
            if !body.starts_with("HTTP/1.1 200") {
                return Err(format!("{path}: {}", body.lines().next().unwrap_or("no answer")));
            }
        }
        looks += 1.0;
        if ended.recv_timeout(Duration::from_secs(1)) != Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            return Ok(looks);
        }
    }
}

fn get(address: &str, path: &str) -> std::io::Result<String> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut body = Vec::new();
    stream.read_to_end(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}
