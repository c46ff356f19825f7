//! The peers: the same figures by other libraries. `peers <library> <figure> <n>` prints the numbers of one
//! round.
//!
//! Each actor of a figure "across threads" has a single-threaded runtime on a thread of its own, which serves all three
//! libraries best. Mailboxes hold 1,024 messages in kameo and actix; ractor has no bounded ones.

mod quic;

use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let n = words.get(2).and_then(|word| word.parse().ok()).unwrap_or(1);
    let values = match (words[0].as_str(), words[1].as_str()) {
        ("actix", figure) => run(figure, n, actix_peer::tell, actix_peer::ask),
        ("ractor", figure) => run(figure, n, ractor_peer::tell, ractor_peer::ask),
        ("kameo", figure) => run(figure, n, kameo_peer::tell, kameo_peer::ask),
        ("quinn", figure) => vec![quic::run(figure, &words[2..])],
        ("fork", _) => vec![fork(n)],
        (other, _) => panic!("no such peer: {other}"),
    };
    println!("{}", values.iter().map(f64::to_string).collect::<Vec<_>>().join(" "));
}

fn run(figure: &str, n: u64, tell: fn(u64, bool) -> Duration, ask: fn(u64, bool) -> Vec<u64>) -> Vec<f64> {
    let quantiles = |mut times: Vec<u64>| {
        times.sort_unstable();
        [0.50, 0.99].map(|q| times[((times.len() - 1) as f64 * q) as usize] as f64).to_vec()
    };
    match figure {
        "tell_1to1" => vec![n as f64 / tell(n, true).as_secs_f64()],
        "tell_same" => vec![n as f64 / tell(n, false).as_secs_f64()],
        "ask" => quantiles(ask(n, false)),
        "ask_across" => quantiles(ask(n, true)),
        other => panic!("no such figure: {other}"),
    }
}

/// How many `true` a bare loop of fork, exec and wait runs per second, one after the other.
fn fork(n: u64) -> f64 {
    let begun = Instant::now();
    for _ in 0..n {
        let status = std::process::Command::new("/bin/true").status().expect("true starts");
        assert!(status.success());
    }
    n as f64 / begun.elapsed().as_secs_f64()
}

/// A thread with a single-threaded runtime that runs `work` and then stays until the process ends.
fn thread<T: Send + 'static, F: Future<Output = T>>(work: impl FnOnce() -> F + Send + 'static) -> T {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, async move {
            let _ = sender.send(work().await);
            std::future::pending::<()>().await
        });
    });
    receiver.recv().expect("the thread answers")
}

/// The message of all contestants: an enum of 32 bytes.
#[derive(Debug)]
#[allow(dead_code)]
enum Payload {
    Add { n: u64, more: [u64; 2] },
    Nothing,
}

mod actix_peer {
    use super::*;
    use actix::prelude::*;

    struct Receiver(u64);
    impl Actor for Receiver {
        type Context = Context<Self>;
        fn started(&mut self, ctx: &mut Self::Context) {
            ctx.set_mailbox_capacity(1024);
        }
    }
    struct Add(Payload);
    impl Message for Add {
        type Result = ();
    }
    struct Total;
    impl Message for Total {
        type Result = u64;
    }
    impl Handler<Add> for Receiver {
        type Result = ();
        fn handle(&mut self, Add(payload): Add, _ctx: &mut Self::Context) {
            if let Payload::Add { n, .. } = payload {
                self.0 += n;
            }
        }
    }
    impl Handler<Total> for Receiver {
        type Result = u64;
        fn handle(&mut self, _: Total, _ctx: &mut Self::Context) -> u64 {
            self.0
        }
    }

    async fn receiver(across: bool) -> Addr<Receiver> {
        if across { Receiver::start_in_arbiter(&actix::Arbiter::new().handle(), |_| Receiver(0)) } else { Receiver(0).start() }
    }

    pub fn tell(n: u64, across: bool) -> Duration {
        actix_rt::System::new().block_on(async move {
            let to = receiver(across).await;
            to.send(Total).await.expect("alive");
            let begun = Instant::now();
            for n in 0..n {
                // Its `send` waits for the handler's result; this is its fastest way that keeps to the bound.
                let mut message = Add(Payload::Add { n, more: [n; 2] });
                while let Err(SendError::Full(back)) = to.try_send(message) {
                    message = back;
                    tokio::task::yield_now().await;
                }
            }
            assert_eq!(to.send(Total).await.expect("alive"), n * (n - 1) / 2);
            begun.elapsed()
        })
    }

    pub fn ask(n: u64, across: bool) -> Vec<u64> {
        actix_rt::System::new().block_on(async move {
            let whom = receiver(across).await;
            let mut times = Vec::with_capacity(n as usize);
            for _ in 0..n {
                let begun = Instant::now();
                whom.send(Total).await.expect("alive");
                times.push(begun.elapsed().as_nanos() as u64);
            }
            times
        })
    }
}

mod ractor_peer {
    use super::*;
    use ractor::{Actor, ActorProcessingErr, ActorRef, RpcReplyPort};

    struct Receiver;
    enum Message {
        Add(Payload),
        Total(RpcReplyPort<u64>),
    }
    impl Actor for Receiver {
        type Msg = Message;
        type State = u64;
        type Arguments = ();
        async fn pre_start(&self, _me: ActorRef<Message>, (): ()) -> Result<u64, ActorProcessingErr> {
            Ok(0)
        }
        async fn handle(&self, _me: ActorRef<Message>, message: Message, total: &mut u64) -> Result<(), ActorProcessingErr> {
            match message {
                Message::Add(Payload::Add { n, .. }) => *total += n,
                Message::Add(Payload::Nothing) => {}
                Message::Total(reply) => drop(reply.send(*total)),
            }
            Ok(())
        }
    }

    fn both<T: Send + 'static, F: Future<Output = T>>(
        across: bool, work: impl FnOnce(ActorRef<Message>) -> F + Send + 'static,
    ) -> T {
        let spawn = || async { Actor::spawn(None, Receiver, ()).await.expect("starts").0 };
        if across {
            let to = thread(spawn);
            thread(move || work(to))
        } else {
            thread(move || async move { work(spawn().await).await })
        }
    }

    pub fn tell(n: u64, across: bool) -> Duration {
        both(across, move |to| async move {
            let begun = Instant::now();
            for n in 0..n {
                to.cast(Message::Add(Payload::Add { n, more: [n; 2] })).expect("alive");
            }
            let total = to.call(Message::Total, None).await.expect("alive").expect("answers");
            assert_eq!(total, n * (n - 1) / 2);
            begun.elapsed()
        })
    }

    pub fn ask(n: u64, across: bool) -> Vec<u64> {
        both(across, move |whom| async move {
            let mut times = Vec::with_capacity(n as usize);
            for _ in 0..n {
                let begun = Instant::now();
                whom.call(Message::Total, Some(Duration::from_secs(600))).await.expect("alive").expect("answers");
                times.push(begun.elapsed().as_nanos() as u64);
            }
            times
        })
    }
}

mod kameo_peer {
    use super::*;
    use kameo::prelude::*;

    #[derive(Actor)]
    struct Receiver(u64);
    struct Add(Payload);
    struct Total;
    impl Message<Add> for Receiver {
        type Reply = ();
        async fn handle(&mut self, Add(payload): Add, _ctx: &mut Context<Self, ()>) {
            if let Payload::Add { n, .. } = payload {
                self.0 += n;
            }
        }
    }
    impl Message<Total> for Receiver {
        type Reply = u64;
        async fn handle(&mut self, _: Total, _ctx: &mut Context<Self, u64>) -> u64 {
            self.0
        }
    }

    fn both<T: Send + 'static, F: Future<Output = T>>(
        across: bool, work: impl FnOnce(ActorRef<Receiver>) -> F + Send + 'static,
    ) -> T {
        let spawn = || async { Receiver::spawn_with_mailbox(Receiver(0), mailbox::bounded(1024)) };
        if across {
            let to = thread(spawn);
            thread(move || work(to))
        } else {
            thread(move || async move { work(spawn().await).await })
        }
    }

    pub fn tell(n: u64, across: bool) -> Duration {
        both(across, move |to| async move {
            let begun = Instant::now();
            for n in 0..n {
                to.tell(Add(Payload::Add { n, more: [n; 2] })).await.expect("alive");
            }
            let total = to.ask(Total).await.expect("answers");
            assert_eq!(total, n * (n - 1) / 2);
            begun.elapsed()
        })
    }

    pub fn ask(n: u64, across: bool) -> Vec<u64> {
        both(across, move |whom| async move {
            let mut times = Vec::with_capacity(n as usize);
            for _ in 0..n {
                let begun = Instant::now();
                whom.ask(Total).await.expect("answers");
                times.push(begun.elapsed().as_nanos() as u64);
            }
            times
        })
    }
}
