//! Two nodes and more in one process, over real sockets on loopback.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{keys::ClusterKey, prelude::*};

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
            Word::Panic => panic!("on purpose"),
            Word::End => return Err(Exit::Normal),
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

#[tokio::test]
async fn a_message_a_question_and_its_answer_cross() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    there.tell(Word::Note(1)).unwrap();
    there.send(Word::Note(2)).await.unwrap();
    let echo = there.ask(|reply| Word::Echo { text: "hello".into(), reply }, SOON).await;
    assert_eq!(echo.as_deref(), Ok("hello"));
    assert_eq!(there.ask(|reply| Word::Notes { reply }, SOON).await, Ok(vec![1, 2]));
    end(&[&a, &b]).await;
}
