//! Two nodes and more in one process, over real sockets on loopback.

mod admission;
mod carried;
mod credit;
mod given_up;
mod large;
mod links;
mod lives;
mod messages;
mod noise;
mod resume;

use std::{
    io::Write as _,
    net::{SocketAddr, TcpStream, UdpSocket},
    path::Path,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use crate::{
    ConnectError,
    keys::{self, ClusterKey, ExecutorCredential},
    prelude::*,
    testing::Probe,
};

const SOON: Duration = Duration::from_secs(5);

/// What is understood by everybody here.
#[derive(Debug, Serialize, Deserialize)]
enum Word {
    Note(u64),
    Bytes(Vec<u8>),
    Echo {
        text: String,
        reply: Reply<String>,
    },
    Notes {
        reply: Reply<Vec<u64>>,
    },
    /// Asks another actor in the place of whoever asked.
    Forward {
        to: Pid<Word>,
        reply: Reply<String>,
    },
    /// Tells that actor a note.
    Tell {
        whom: Pid<Word>,
        note: u64,
    },
    Wait {
        reply: Reply<()>,
    },
    Nothing,
    Panic,
    End,
}

impl Wire for Word {
    const NAME: &'static str = "test.word";
    const VERSION: u16 = 1;
}

/// Keeps notes, answers, forwards.
struct Notebook {
    notes: Vec<u64>,
    kept: Vec<Reply<()>>,
}

impl Actor for Notebook {
    type Args = ();
    type Message = Word;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Notebook { notes: Vec::new(), kept: Vec::new() })
    }

    async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match word {
            Word::Note(n) => self.notes.push(n),
            Word::Bytes(bytes) => self.notes.push(bytes.len() as u64),
            Word::Echo { text, reply } => reply.send(text),
            Word::Notes { reply } => reply.send(self.notes.clone()),
            Word::Forward { to, reply } => to.tell(Word::Echo { text: "forwarded".into(), reply })?,
            Word::Tell { whom, note } => whom.tell(Word::Note(note))?,
            Word::Wait { reply } => self.kept.push(reply),
            Word::Nothing => {}
            Word::Panic => panic!("on purpose"),
            Word::End => return Err(Exit::Normal),
        }
        Ok(())
    }
}

/// Says to whom it is told what its part makes of the number with it; then it fails, if its part ends so.
struct Talker(Part);

#[derive(Clone, Copy)]
struct Part {
    words: fn(u64) -> Vec<Word>,
    fails: bool,
}

impl Actor for Talker {
    type Args = Part;
    type Message = Word;

    async fn start(part: Part, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Talker(part))
    }

    async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        if let Word::Tell { whom, note } = word {
            for word in (self.0.words)(note) {
                whom.send(word).await?;
            }
        }
        if self.0.fails { Err(Exit::failed("out of words")) } else { Ok(()) }
    }
}

/// What a listener heard before the end of whom it watched, and why that one ended.
type LastWords = (Vec<u64>, Exit);

/// Notes what it hears until the end of whom it watches.
struct Listener {
    heard: Vec<u64>,
    asker: Option<Reply<LastWords>>,
}

#[derive(Debug)]
enum Heard {
    Word(u64),
    Watch(Pid<Word>, Reply<LastWords>),
}

impl Actor for Listener {
    type Args = ();
    type Message = Heard;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, word: Word| match word {
            Word::Bytes(bytes) => Heard::Word(bytes.len() as u64),
            Word::Note(note) => Heard::Word(note),
            other => panic!("{other:?}"),
        });
        Ok(Listener { heard: Vec::new(), asker: None })
    }

    async fn handle(&mut self, heard: Heard, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match heard {
            Heard::Word(note) => self.heard.push(note),
            Heard::Watch(whom, reply) => {
                ctx.monitor(&whom);
                self.asker = Some(reply);
            }
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        if let Some(asker) = self.asker.take() {
            asker.send((std::mem::take(&mut self.heard), notice.reason));
        }
        Ok(())
    }
}

async fn node_with(key: &ClusterKey) -> Node {
    let node = Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(2).heartbeat(Duration::from_millis(100));
    node.node_lost_after(Duration::from_secs(2)).start().await.unwrap()
}

async fn pair() -> (Node, Node) {
    let key = ClusterKey::generate();
    (node_with(&key).await, node_with(&key).await)
}

fn at(name: &str, node: &Node) -> String {
    format!("{name}@{}", node.address())
}

async fn notebook(node: &Node, from: &Node) -> Pid<Word> {
    node.spawn::<Notebook>("notebook", ()).await.unwrap();
    from.connect::<Word>(at("notebook", node)).await.unwrap()
}

async fn end(nodes: &[&Node]) {
    for node in nodes {
        node.shut_down(Duration::from_secs(1)).await;
    }
}

fn cause<M: 'static>(connected: Result<Pid<M>, ConnectError>) -> AskError {
    match connected {
        Err(ConnectError::Failed { cause, .. }) => cause,
        other => panic!("not a failure to connect: {other:?}"),
    }
}

async fn notes(pid: &Pid<Word>) -> Vec<u64> {
    // A question does not wait for room on the way to the receiver; a message that is sent does.
    pid.send(Word::Nothing).await.unwrap();
    pid.ask(|reply| Word::Notes { reply }, SOON).await.unwrap()
}

/// Waits until `holds`, at most that long.
async fn until(node: &Node, time: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let end = node.clock().now() + time;
    while !holds() {
        if node.clock().now() > end {
            return false;
        }
        node.sleep(Duration::from_millis(5)).await;
    }
    true
}

fn metric(node: &Node, name: &str) -> f64 {
    node.metrics().snapshot().get(name).copied().unwrap_or(0.0)
}

/// What ends with the life of `pid`, at most after `time`.
async fn ended(node: &Node, pid: &Pid<Word>, time: Duration) -> Option<Exit> {
    let (reply, answer) = Reply::<Exit>::pair();
    let (watching, watched) = (node.clone(), pid.clone());
    node.run_beside(async move { reply.send(watching.ended(&watched).await) });
    crate::transport::session::within(&node.core, time, answer).await.and_then(Result::ok)
}
