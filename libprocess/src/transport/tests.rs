//! Two nodes and more in one process, over real sockets on loopback.

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
    // A question does not wait for room in the buffer to the peer; a message that is sent does.
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

// --- messages ---------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn a_message_a_question_and_its_answer_cross() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    there.tell(Word::Note(1)).unwrap();
    there.send(Word::Note(2)).await.unwrap();
    let echo = there.ask(|reply| Word::Echo { text: "hello".into(), reply }, SOON).await;
    assert_eq!(echo.as_deref(), Ok("hello"));
    assert_eq!(notes(&there).await, [1, 2]);
    assert_eq!(metric(&b, "transport/messages_received"), 5.0);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_forwarded_reply_answers_the_original_asker() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    a.spawn::<Notebook>("home", ()).await.unwrap();
    // From a to b, which passes the question on to an actor of a: the answer does not cross at all.
    let home = a.connect::<Word>(at("home", &a)).await.unwrap();
    let answer = there.ask(|reply| Word::Forward { to: home, reply }, SOON).await;
    assert_eq!(answer.as_deref(), Ok("forwarded"));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_reply_forwarded_to_a_third_node_comes_from_there() {
    let key = ClusterKey::generate();
    let (a, b, c) = (node_with(&key).await, node_with(&key).await, node_with(&key).await);
    let (at_b, at_c) = (notebook(&b, &a).await, notebook(&c, &a).await);
    let answer = at_b.ask(|reply| Word::Forward { to: at_c.clone(), reply }, SOON).await;
    assert_eq!(answer.as_deref(), Ok("forwarded"));
    assert!(metric(&c, "transport/messages_received") >= 1.0);
    end(&[&a, &b, &c]).await;
}

#[tokio::test]
async fn a_pid_inside_a_message_leads_back() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let mut probe = Probe::<Word>::at_door(&a, "probe").await;
    let whom = a.connect::<Word>(at("probe", &a)).await.unwrap();
    there.tell(Word::Tell { whom, note: 7 }).unwrap();
    let heard = probe.next_heard(SOON).await;
    assert!(matches!(heard.message, Word::Note(7)));
    let from = heard.from.unwrap();
    assert_eq!(from.pid.unwrap().to_string(), format!("{}#{}", at("notebook", &b), there.pin().life().unwrap()));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn nobody_there_another_protocol_and_another_life_are_told_apart() {
    #[derive(Debug, Serialize, Deserialize)]
    struct Other;
    impl Wire for Other {
        const NAME: &'static str = "test.other";
        const VERSION: u16 = 1;
    }
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    assert_eq!(cause(a.connect::<Word>(at("nobody", &b)).await), AskError::NoSuchActor);
    assert_eq!(cause(a.connect::<Other>(at("notebook", &b)).await), AskError::NotUnderstood);
    let other_life = format!("{}#{:016x}-99", at("notebook", &b), b.life());
    assert_eq!(cause(a.connect::<Word>(other_life).await), AskError::NoSuchActor);
    let nobody = a.pid::<Word>(&at("nobody", &b).parse().unwrap());
    assert_eq!(nobody.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    assert_eq!(b.dead_letters().total(), 1);
    b.kill(&b.connect::<Word>(at("notebook", &b)).await.unwrap());
    assert_eq!(ended(&a, &there, SOON).await.map(|why| why.is_orderly()), Some(false));
    assert_eq!(there.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn what_is_too_large_is_refused_at_its_sender() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    assert!(matches!(there.tell(Word::Bytes(vec![0; 2 << 20])), Err(TellError::TooLarge(Word::Bytes(_)))));
    let text = "x".repeat(2 << 20);
    assert_eq!(there.ask(|reply| Word::Echo { text, reply }, SOON).await, Err(AskError::TooLarge));
    there.tell(Word::Bytes(vec![0; 1_000_000])).unwrap();
    assert_eq!(notes(&there).await, [1_000_000]);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_dropped_question_a_failing_handler_and_a_timeout_are_told_apart() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let short = Duration::from_millis(100);
    assert_eq!(there.ask(|reply| Word::Wait { reply }, short).await, Err(AskError::TimedOut));
    let waiting = there.ask(|reply| Word::Wait { reply }, SOON);
    there.tell(Word::Panic).unwrap();
    assert_eq!(waiting.await, Err(AskError::HandlerFailed));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_full_mailbox_slows_its_sender_and_loses_nothing() {
    const COUNT: u64 = 100_000;
    let key = ClusterKey::generate();
    let (a, b, c) = (node_with(&key).await, node_with(&key).await, node_with(&key).await);
    let here = b.spawn::<Notebook>("notebook", ()).capacity(8).await.unwrap();
    let other = b.spawn::<Notebook>("other", ()).await.unwrap();
    let there = a.connect::<Word>(at("notebook", &b)).await.unwrap();
    let from_c = c.connect::<Word>(at("other", &b)).await.unwrap();
    assert!(b.suspend(&here, true));
    let mut probe = Probe::<u64>::new(&a, "sender").await;
    let (sender, done) = (there.clone(), probe.pid());
    a.run_beside(async move {
        for n in 0..COUNT {
            if sender.send(Word::Note(n)).await.is_err() {
                return;
            }
        }
        let _ = done.tell(COUNT);
    });
    // Every buffer on the way is bounded, so the sender comes to stand.
    probe.expect_silence(Duration::from_millis(500)).await;
    let full = there.tell(Word::Note(COUNT));
    assert!(matches!(full, Err(TellError::Full(_))), "{full:?}");
    // Another sender's stream goes on, and so do the answers and heart-beats of this one.
    assert_eq!(from_c.ask(|reply| Word::Echo { text: "c".into(), reply }, SOON).await.as_deref(), Ok("c"));
    assert!(a.connect::<Word>(at("other", &b)).await.is_ok());
    a.sleep(Duration::from_millis(2500)).await;
    assert_eq!(metric(&a, "transport/links"), 1.0, "a node that is slow is not lost");
    assert!(b.suspend(&here, false));
    assert_eq!(probe.next(Duration::from_secs(20)).await, COUNT);
    let noted = there.ask(|reply| Word::Notes { reply }, Duration::from_secs(20)).await.unwrap();
    assert!(noted.iter().copied().eq(0..COUNT), "{} of {COUNT}", noted.len());
    drop(other);
    end(&[&a, &b, &c]).await;
}

// --- lives ----------------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn a_name_bound_pid_follows_a_restart_and_a_pinned_one_dies_with_its_life() {
    let (a, b) = pair().await;
    let top = b.supervisor("top").start().await.unwrap();
    top.child::<Notebook>("notebook", ()).start().await.unwrap();
    let there = a.connect::<Word>(at("notebook", &b)).await.unwrap();
    let pinned = there.pin();
    assert!(pinned.life().is_some());
    there.tell(Word::Note(1)).unwrap();
    assert_eq!(notes(&pinned).await, [1]);
    there.tell(Word::Panic).unwrap();
    assert!(matches!(ended(&a, &pinned, SOON).await, Some(Exit::Panic(_) | Exit::NoSuchActor)));
    let again = until(&a, SOON, || b.core.registry.get("notebook").is_some()).await;
    assert!(again);
    // Between two lives, and until its door is open, the name has no holder.
    let mut answer = Err(AskError::NoSuchActor);
    for _ in 0..100 {
        answer = there.ask(|reply| Word::Notes { reply }, SOON).await;
        if answer.is_ok() {
            break;
        }
        a.sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(answer, Ok(vec![]));
    assert_eq!(pinned.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn the_end_of_a_remote_actor_comes_with_its_reason_and_after_its_last_words() {
    /// Tells many notes and fails.
    struct Talker;
    impl Actor for Talker {
        type Args = ();
        type Message = Word;
        async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.serve();
            Ok(Talker)
        }
        async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            if let Word::Tell { whom, note: count } = word {
                for n in 0..count {
                    whom.send(Word::Note(n)).await?;
                }
            }
            Err(Exit::failed("out of words"))
        }
    }
    /// Notes what it hears, and the end of whom it monitors.
    struct Listener(u64, Option<Reply<(u64, Exit)>>);
    #[derive(Debug)]
    enum Heard {
        Word,
        Watch(Pid<Word>, Reply<(u64, Exit)>),
    }
    impl Actor for Listener {
        type Args = ();
        type Message = Heard;
        async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.port(|_, _: Word| Heard::Word);
            Ok(Listener(0, None))
        }
        async fn handle(&mut self, heard: Heard, ctx: &mut Context<Self>) -> Result<(), Exit> {
            match heard {
                Heard::Word => self.0 += 1,
                Heard::Watch(whom, reply) => {
                    ctx.monitor(&whom);
                    self.1 = Some(reply);
                }
            }
            Ok(())
        }
        async fn exited(&mut self, notice: ExitNotice, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            if let Some(reply) = self.1.take() {
                reply.send((self.0, notice.reason));
            }
            Ok(())
        }
    }
    const COUNT: u64 = 20_000;
    let (a, b) = pair().await;
    // A mailbox that is mostly full, so that messages wait for room when the end comes.
    let listener = a.spawn::<Listener>("listener", ()).capacity(16).await.unwrap();
    b.spawn::<Talker>("talker", ()).await.unwrap();
    let talker = a.connect::<Word>(at("talker", &b)).await.unwrap();
    let (whom, watched) = (b.pid::<Word>(&at("listener", &a).parse().unwrap()), talker.clone());
    let heard = listener.ask(|reply| Heard::Watch(watched, reply), Duration::from_secs(20));
    a.sleep(Duration::from_millis(50)).await;
    talker.tell(Word::Tell { whom, note: COUNT }).unwrap();
    let heard = heard.await.unwrap();
    assert_eq!(heard, (COUNT, Exit::failed("out of words")));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn linked_actors_of_two_nodes_share_their_fate_both_ways() {
    /// Links itself to another.
    struct Linked;
    impl Actor for Linked {
        type Args = Pid<Word>;
        type Message = Word;
        async fn start(other: Pid<Word>, ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.serve();
            ctx.link(&other);
            Ok(Linked)
        }
        async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            match word {
                Word::Echo { text, reply } => {
                    reply.send(text);
                    Ok(())
                }
                _ => Err(Exit::failed("on purpose")),
            }
        }
    }
    let (a, b) = pair().await;
    for forth in [true, false] {
        let there = notebook(&b, &a).await;
        let there_too = b.connect::<Word>(at("notebook", &b)).await.unwrap();
        let here = a.spawn::<Linked>("linked", there.clone()).await.unwrap();
        // The link has crossed once a question behind it is answered.
        there.ask(|reply| Word::Echo { text: String::new(), reply }, SOON).await.unwrap();
        let (failing, other, node) = if forth { (&here, &there_too, &b) } else { (&there, &here, &a) };
        a.sleep(Duration::from_millis(50)).await;
        failing.tell(if forth { Word::End } else { Word::Panic }).unwrap();
        let why = ended(node, other, SOON).await;
        match why {
            Some(Exit::Failed(why)) if forth => assert_eq!(&*why, "on purpose"),
            Some(Exit::Panic(why)) if !forth => assert_eq!(&*why, "on purpose"),
            Some(Exit::NoSuchActor) => {}
            why => panic!("forth {forth}: {why:?}"),
        }
        assert!(until(&a, SOON, || b.core.registry.get("notebook").is_none()).await);
        assert!(until(&a, SOON, || a.core.registry.get("linked").is_none()).await);
    }
    end(&[&a, &b]).await;
}

// --- links that break, nodes that go -----------------------------------------------------------------------------------

#[tokio::test]
async fn order_is_kept_and_nothing_comes_twice_over_broken_links() {
    const COUNT: u64 = 60_000;
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    for n in 0..COUNT {
        if n % 15_000 == 7_500 {
            a.core.transport().unwrap().break_links();
        }
        there.send(Word::Note(n)).await.unwrap();
    }
    let mut noted = Vec::new();
    let all = until(&a, SOON, || metric(&a, "transport/links") == 1.0).await;
    assert!(all, "the link did not come back");
    for _ in 0..100 {
        noted = notes(&there).await;
        if noted.last() == Some(&(COUNT - 1)) {
            break;
        }
        a.sleep(Duration::from_millis(20)).await;
    }
    assert!(noted.windows(2).all(|pair| pair[0] < pair[1]), "out of order, or twice");
    assert_eq!(noted.last(), Some(&(COUNT - 1)));
    assert!(metric(&b, "transport/messages_received") > 0.0);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_watch_outlasts_a_broken_link() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let here = b.connect::<Word>(at("notebook", &b)).await.unwrap();
    let (reply, answer) = Reply::<Exit>::pair();
    let (watching, watched) = (a.clone(), there.clone());
    a.run_beside(async move { reply.send(watching.ended(&watched).await) });
    there.ask(|reply| Word::Notes { reply }, SOON).await.unwrap();
    a.core.transport().unwrap().break_links();
    b.kill(&here);
    let why = crate::transport::session::within(&a.core, SOON, answer).await.expect("no notice came").unwrap();
    assert!(matches!(why, Exit::Killed | Exit::NoSuchActor), "{why:?}");
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn the_end_of_a_node_ends_watches_and_questions_at_once() {
    let key = ClusterKey::generate();
    let patient = || Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).start();
    let (a, b) = (patient().await.unwrap(), patient().await.unwrap());
    let there = notebook(&b, &a).await;
    let begun = a.clock().now();
    let asked = there.ask(|reply| Word::Wait { reply }, Duration::from_secs(9));
    let (reply, answer) = Reply::<Exit>::pair();
    let (watching, watched) = (a.clone(), there.clone());
    a.run_beside(async move { reply.send(watching.ended(&watched).await) });
    there.ask(|reply| Word::Notes { reply }, SOON).await.unwrap();
    // As when its process is killed: no goodbye, and the kernel closes its sockets.
    b.core.server.get().unwrap().stop();
    b.core.vanish();
    assert_eq!(answer.await, Ok(Exit::NodeLost));
    assert_eq!(asked.await, Err(AskError::ConnectionLost));
    let took = a.clock().now() - begun;
    assert!(took < Duration::from_secs(5), "the watch connection tells before the ten seconds of silence: {took:?}");
    assert_eq!(cause(a.connect::<Word>(at("notebook", &b)).await), AskError::ConnectionLost);
    end(&[&a]).await;
}

#[tokio::test]
async fn a_node_that_ends_in_order_says_so_after_its_last_words() {
    let key = ClusterKey::generate();
    let patient = || Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).start();
    let (a, b) = (patient().await.unwrap(), patient().await.unwrap());
    let mut probe = Probe::<Word>::at_door(&a, "probe").await;
    let there = notebook(&b, &a).await;
    let to_probe = b.connect::<Word>(at("probe", &a)).await.unwrap();
    for n in 0..1000 {
        to_probe.tell(Word::Note(n)).unwrap();
    }
    let watching = ended(&a, &there, SOON);
    let (why, ()) = tokio::join!(watching, async {
        a.sleep(Duration::from_millis(100)).await;
        b.shut_down(Duration::from_secs(1)).await;
    });
    assert!(matches!(why, Some(Exit::Shutdown | Exit::NodeLost)), "{why:?}");
    for n in 0..1000 {
        assert!(matches!(probe.next(SOON).await, Word::Note(told) if told == n));
    }
    end(&[&a]).await;
}

#[tokio::test]
async fn a_node_that_returns_has_a_new_life_and_the_same_address() {
    let key = ClusterKey::generate();
    let (a, b) = (node_with(&key).await, node_with(&key).await);
    let there = notebook(&b, &a).await;
    let pinned = there.pin();
    let address = b.address();
    b.shut_down(Duration::from_secs(1)).await;
    drop(b);
    let mut returned = None;
    for _ in 0..100 {
        let builder = Node::builder().bind(address.to_string()).key(key.clone()).threads(1);
        match builder.start().await {
            Ok(node) => {
                returned = Some(node);
                break;
            }
            Err(_) => a.sleep(Duration::from_millis(50)).await,
        }
    }
    let b = returned.expect("its port is not free again");
    b.spawn::<Notebook>("notebook", ()).await.unwrap();
    let mut answer = Err(AskError::ConnectionLost);
    for _ in 0..50 {
        answer = there.ask(|reply| Word::Notes { reply }, SOON).await;
        if answer.is_ok() {
            break;
        }
        a.sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(answer, Ok(vec![]), "its name is followed");
    assert_eq!(pinned.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::NoSuchActor));
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn two_nodes_that_dial_each_other_at_once_keep_one_link() {
    for _ in 0..5 {
        let (a, b) = pair().await;
        let (at_a, at_b) = (a.spawn::<Notebook>("notebook", ()), b.spawn::<Notebook>("notebook", ()));
        at_a.await.unwrap();
        at_b.await.unwrap();
        let (to_b, to_a) = (at("notebook", &b), at("notebook", &a));
        let (to_b, to_a) = tokio::join!(a.connect::<Word>(to_b), b.connect::<Word>(to_a));
        let (to_b, to_a) = (to_b.unwrap(), to_a.unwrap());
        for n in 0..100 {
            to_b.tell(Word::Note(n)).unwrap();
            to_a.tell(Word::Note(n)).unwrap();
        }
        let all: Vec<u64> = (0..100).collect();
        assert_eq!((notes(&to_a).await, notes(&to_b).await), (all.clone(), all));
        assert_eq!((metric(&a, "transport/links"), metric(&b, "transport/links")), (1.0, 1.0));
        end(&[&a, &b]).await;
    }
}

#[tokio::test]
async fn a_node_is_found_by_another_address_and_known_by_its_own() {
    let key = ClusterKey::generate();
    let a = node_with(&key).await;
    let advertised: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let b = Node::builder().bind("0.0.0.0:0").advertise(advertised).key(key).threads(1).start().await.unwrap();
    b.spawn::<Notebook>("notebook", ()).await.unwrap();
    let found = a.connect::<Word>(format!("notebook@127.0.0.2:{}", b.address().port())).await.unwrap();
    assert_eq!(found.address().node, b.address());
    let own = a.connect::<Word>(at("notebook", &b)).await.unwrap();
    found.tell(Word::Note(1)).unwrap();
    own.tell(Word::Note(2)).unwrap();
    assert_eq!(notes(&found).await, [1, 2]);
    assert_eq!(metric(&a, "transport/links"), 1.0);
    end(&[&a, &b]).await;
}

// --- who may join --------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn nodes_of_two_clusters_do_not_talk() {
    let (a, b) = (node_with(&ClusterKey::generate()).await, node_with(&ClusterKey::generate()).await);
    b.spawn::<Notebook>("notebook", ()).await.unwrap();
    assert_eq!(cause(a.connect::<Word>(at("notebook", &b)).await), AskError::Refused);
    assert!(until(&b, SOON, || metric(&b, "transport/peers_refused") + metric(&a, "transport/peers_refused") > 0.0).await);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn insecure_nodes_talk_among_themselves_and_never_join_a_keyed_one() {
    let open = || Node::builder().bind("127.0.0.1:0").insecure(true).role(Role::Master).threads(1).start();
    let (a, b) = (open().await.unwrap(), open().await.unwrap());
    assert_eq!(a.role(), Role::Anyone, "nothing is proved");
    let there = notebook(&b, &a).await;
    assert_eq!(notes(&there).await, [0; 0]);
    let keyed = node_with(&ClusterKey::generate()).await;
    keyed.spawn::<Notebook>("notebook", ()).await.unwrap();
    assert_eq!(cause(a.connect::<Word>(at("notebook", &keyed)).await), AskError::Refused);
    assert_eq!(cause(keyed.connect::<Word>(at("notebook", &b)).await), AskError::Refused);
    end(&[&a, &b, &keyed]).await;
}

#[tokio::test]
async fn a_door_admits_the_roles_it_names() {
    struct Guarded;
    impl Actor for Guarded {
        type Args = ();
        type Message = Word;
        async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.port_for(&[Role::Master], |_, word: Word| word);
            Ok(Guarded)
        }
        async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            if let Word::Echo { text, reply } = word {
                reply.send(text);
            }
            Ok(())
        }
    }
    let key = ClusterKey::generate();
    let with = |role| Node::builder().bind("127.0.0.1:0").key(key.clone()).role(role).threads(1).start();
    let (agent, master, framework) = (with(Role::Agent), with(Role::Master), with(Role::Framework));
    let (agent, master, framework) = (agent.await.unwrap(), master.await.unwrap(), framework.await.unwrap());
    agent.spawn::<Guarded>("guarded", ()).await.unwrap();
    let from_master = master.connect::<Word>(at("guarded", &agent)).await.unwrap();
    assert_eq!(from_master.ask(|reply| Word::Echo { text: "m".into(), reply }, SOON).await.as_deref(), Ok("m"));
    assert_eq!(cause(framework.connect::<Word>(at("guarded", &agent)).await), AskError::Refused);
    let uninvited = framework.pid::<Word>(&at("guarded", &agent).parse().unwrap());
    assert_eq!(uninvited.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::Refused));
    end(&[&agent, &master, &framework]).await;
}

#[tokio::test]
async fn an_executor_reaches_the_doors_for_executors_of_its_own_agent_only() {
    /// A door for executors, beside one for others.
    struct Agent;
    impl Actor for Agent {
        type Args = ();
        type Message = Word;
        async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
            ctx.port_for(&[Role::Executor], |sender, word: Word| match word {
                Word::Echo { reply, .. } => {
                    let text = format!("{} {}", sender.role, sender.executor.as_deref().unwrap_or("nobody"));
                    Word::Echo { text, reply }
                }
                word => word,
            });
            Ok(Agent)
        }
        async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            if let Word::Echo { text, reply } = word {
                reply.send(text);
            }
            Ok(())
        }
    }
    let key = ClusterKey::generate();
    let with = |role| Node::builder().bind("127.0.0.1:0").key(key.clone()).role(role).threads(1).start();
    let (agent, other, master) = (with(Role::Agent), with(Role::Agent), with(Role::Master));
    let (agent, other, master) = (agent.await.unwrap(), other.await.unwrap(), master.await.unwrap());
    for node in [&agent, &other] {
        node.spawn::<Agent>("agent", ()).await.unwrap();
        node.spawn::<Notebook>("notebook", ()).await.unwrap();
    }
    let credential = keys::executor_credential(&agent, "e1/run-1").unwrap();
    let credential = ExecutorCredential::from_bytes(&credential.to_bytes().unwrap()).unwrap();
    assert_eq!((credential.node(), credential.executor()), (agent.address(), "e1/run-1"));
    let executor = Node::builder().bind("127.0.0.1:0").executor(credential.clone()).threads(1).start().await.unwrap();
    assert_eq!(executor.role(), Role::Executor);
    let reached = executor.connect::<Word>(at("agent", &agent)).await.unwrap();
    let role = reached.ask(|reply| Word::Echo { text: String::new(), reply }, SOON).await;
    assert_eq!(role.as_deref(), Ok("executor e1/run-1"), "as the certificate says");
    assert_eq!(cause(executor.connect::<Word>(at("notebook", &agent)).await), AskError::Refused, "a door for others");
    assert_eq!(cause(executor.connect::<Word>(at("agent", &other)).await), AskError::Refused, "another agent");
    assert_eq!(cause(executor.connect::<Word>(at("agent", &master)).await), AskError::Refused, "a master");
    // Its agent reaches it over the same link, and nobody else does.
    executor.spawn::<Notebook>("notebook", ()).await.unwrap();
    let back = agent.connect::<Word>(at("notebook", &executor)).await.unwrap();
    assert_eq!(notes(&back).await, [0; 0]);
    assert_eq!(cause(master.connect::<Word>(at("notebook", &executor)).await), AskError::Refused);
    assert!(!format!("{credential:?}").contains("certificate"));
    end(&[&executor, &agent, &other, &master]).await;
}

#[tokio::test]
async fn without_a_key_no_other_machine_is_let_in_and_the_refusal_says_what_to_do() {
    if std::env::var_os(keys::KEY_VARIABLE).is_some() || Path::new(keys::KEY_FILE).exists() {
        // This machine has a key for all nodes; what is promised here is for those that have none.
        return;
    }
    let loopback: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let refused = Node::builder().bind("0.0.0.0:0").advertise(loopback).start().await.unwrap_err().to_string();
    for word in ["mesos cluster new-key", "--cluster-key", "--insecure"] {
        assert!(refused.contains(word), "{refused}");
    }
}

// --- noise ----------------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn random_bytes_at_both_ports_do_no_harm() {
    let (a, b) = pair().await;
    let there = notebook(&b, &a).await;
    let mut chance = crate::engine::Chance::new(11, "noise");
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    for _ in 0..500 {
        let length = chance.below(1400) as usize;
        let bytes: Vec<u8> = (0..length).map(|_| chance.bits() as u8).collect();
        udp.send_to(&bytes, b.address()).unwrap();
    }
    for _ in 0..20 {
        let bytes: Vec<u8> = (0..2000).map(|_| chance.bits() as u8).collect();
        let mut tcp = TcpStream::connect(b.address()).unwrap();
        let _ = tcp.write_all(&bytes);
    }
    assert_eq!(there.ask(|reply| Word::Echo { text: "on".into(), reply }, SOON).await.as_deref(), Ok("on"));
    assert!(until(&b, SOON, || metric(&b, "transport/stray_datagrams") > 100.0).await);
    assert_eq!(metric(&b, "transport/links"), 1.0);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn a_node_where_nobody_listens_is_lost_at_once() {
    let a = node_with(&ClusterKey::generate()).await;
    let free = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let begun = a.clock().now();
    assert_eq!(cause(a.connect::<Word>(format!("notebook@{free}")).await), AskError::ConnectionLost);
    assert!(a.clock().now() - begun < Duration::from_secs(2));
    let nobody = a.pid::<Word>(&format!("notebook@{free}").parse().unwrap());
    assert_eq!(nobody.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::ConnectionLost));
    end(&[&a]).await;
}

#[tokio::test]
async fn a_node_that_ends_while_it_is_dialled_is_known_to_be_gone() {
    let a = node_with(&ClusterKey::generate()).await;
    // As of a process that is killed: its kernel still accepts, then closes what was accepted, then refuses.
    let ending = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let there = ending.local_addr().unwrap();
    let accepts = std::thread::spawn(move || drop(ending.accept()));
    let begun = a.clock().now();
    assert_eq!(cause(a.connect::<Word>(format!("notebook@{there}")).await), AskError::ConnectionLost);
    assert!(a.clock().now() - begun < secs(2), "not known before the handshake is given up");
    accepts.join().unwrap();
    end(&[&a]).await;
}
