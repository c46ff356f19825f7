//! Between nodes, over the simulated carrier: the frames, the reconnect and the loss of nodes are production code.

use std::time::Duration;

use libprocess::{
    prelude::*,
    testing::{Probe, Sim, Verdict, record, seeds, simulate},
};

use crate::kit::Journal;

/// What can be said to the actor of another node.
#[derive(Debug, Serialize, Deserialize)]
enum Say {
    Number(u64),
    Echo(u64, Reply<u64>),
    /// Passes the question on: the answer goes straight to the asker.
    PassOn(Pid<Say>, Reply<u64>),
    /// Tells a number to whoever is named.
    TellTo(Pid<Say>, u64),
    Hold(u64, Reply<u64>),
    Fail,
}

impl Wire for Say {
    const NAME: &'static str = "test.say";
    const VERSION: u16 = 1;
}

struct Listener(Journal);

impl Actor for Listener {
    type Args = Journal;
    type Message = Say;

    async fn start(journal: Journal, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Listener(journal))
    }

    async fn handle(&mut self, message: Say, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Say::Number(n) => self.0.note(n),
            Say::Echo(n, reply) => reply.send(n),
            Say::PassOn(to, reply) => to.tell(Say::Echo(7, reply))?,
            Say::TellTo(to, n) => to.tell(Say::Number(n))?,
            Say::Hold(seconds, reply) => {
                ctx.node().sleep(secs(seconds)).await;
                reply.send(seconds);
            }
            Say::Fail => return Err(Exit::failed("planted")),
        }
        Ok(())
    }
}

/// Sends what it is told to send, and notes the ends it learns of.
struct Speaker {
    journal: Journal,
}

#[derive(Debug)]
enum Order {
    Send { to: Pid<Say>, from: u64, count: u64, pause: Duration },
    Monitor(Pid),
    Link(Pid),
}

impl Actor for Speaker {
    type Args = Journal;
    type Message = Order;

    async fn start(journal: Journal, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Speaker { journal })
    }

    async fn handle(&mut self, order: Order, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match order {
            Order::Send { to, from, count, pause } => {
                for n in from..from + count {
                    to.send(Say::Number(n)).await?;
                    ctx.node().sleep(pause).await;
                }
            }
            Order::Monitor(pid) => drop(ctx.monitor(&pid)),
            Order::Link(pid) => ctx.link(&pid),
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let at = ctx.clock().now().as_secs();
        self.journal.note(format_args!("{at} {}: {}", notice.pid.address().name, notice.reason));
        match notice.relation {
            Relation::Link => Err(notice.reason),
            _ => Ok(()),
        }
    }
}

struct Pair {
    a: Node,
    b: Node,
    speaker: Pid<Order>,
    /// The actor on `b`, as `a` knows it.
    listener: Pid<Say>,
    heard: Journal,
    ends: Journal,
}

const A: &str = "10.0.0.1:5050";
const B: &str = "10.0.0.2:5050";

async fn pair(sim: &Sim, capacity: Option<usize>) -> Pair {
    let node = |address| match capacity {
        Some(capacity) => sim.node(address).every_capacity(capacity),
        None => sim.node(address),
    };
    let (a, b) = (node(A).start().await, node(B).start().await);
    let (heard, ends) = (Journal::default(), Journal::default());
    b.spawn::<Listener>("listener", heard.clone()).await.unwrap();
    let speaker = a.spawn::<Speaker>("speaker", ends.clone()).await.unwrap();
    let listener = a.connect::<Say>(format!("listener@{B}")).await.unwrap();
    Pair { a, b, speaker, listener, heard, ends }
}

fn numbers(journal: &Journal) -> Vec<u64> {
    journal.lines().iter().map(|line| line.parse().unwrap()).collect()
}

#[test]
fn tells_asks_forwarded_replies_and_pids_cross_nodes() {
    simulate(seeds(50), async |sim| {
        let Pair { a, listener, heard, .. } = pair(&sim, None).await;
        listener.tell(Say::Number(1)).unwrap();
        assert_eq!(listener.ask(|reply| Say::Echo(5, reply), secs(5)).await, Ok(5));
        let mut mine = Probe::<Say>::at_door(&a, "mine").await;
        listener.tell(Say::TellTo(mine.pid(), 9)).unwrap();
        assert!(matches!(mine.next(secs(5)).await, Say::Number(9)));
        let third = sim.node("10.0.0.3:5050").start().await;
        third.spawn::<Listener>("third", Journal::default()).await.unwrap();
        let third = a.connect::<Say>("third@10.0.0.3:5050").await.unwrap();
        assert_eq!(listener.ask(|reply| Say::PassOn(third, reply), secs(5)).await, Ok(7));
        assert_eq!(numbers(&heard), [1]);
    });
}

#[test]
fn runs_with_a_network_repeat_exactly_too() {
    let body = async |sim: Sim| {
        let Pair { speaker, listener, a, .. } = pair(&sim, Some(1)).await;
        sim.network().late(0.2, millis(1)..=millis(50));
        speaker.send(Order::Send { to: listener, from: 0, count: 30, pause: millis(3) }).await.unwrap();
        sim.clock().advance(millis(40)).await;
        sim.network().break_links(&a);
        sim.clock().advance(secs(20)).await;
    };
    for seed in 0..10 {
        let (one, two) = (record(seed, body), record(seed, body));
        assert_eq!(one.failure(), None);
        assert_eq!(one.log, two.log, "seed {seed}");
        assert_eq!(one.hash, two.hash);
    }
}

#[test]
fn order_holds_and_nothing_is_lost_over_slow_links_with_capacity_1_everywhere() {
    simulate(seeds(50), async |sim| {
        sim.network().delay(millis(1)..=millis(80));
        let Pair { speaker, listener, heard, .. } = pair(&sim, Some(1)).await;
        speaker.send(Order::Send { to: listener, from: 0, count: 100, pause: Duration::ZERO }).await.unwrap();
        sim.clock().advance(mins(2)).await;
        assert_eq!(numbers(&heard), (0..100).collect::<Vec<_>>());
    });
}

#[test]
fn a_cut_shorter_than_the_silence_allowed_loses_nothing_and_ends_nothing() {
    let report = simulate(seeds(50), async |sim| {
        let Pair { a, b, speaker, listener, heard, ends } = pair(&sim, None).await;
        speaker.tell(Order::Monitor(listener.erase())).unwrap();
        speaker.tell(Order::Send { to: listener, from: 0, count: 200, pause: millis(100) }).unwrap();
        for _ in 0..3 {
            sim.clock().advance(sim.random().duration(secs(2))).await;
            sim.network().cut_between(&a, &b);
            sim.clock().advance(sim.random().duration(secs(8))).await;
            sim.network().heal();
        }
        sim.clock().advance(mins(2)).await;
        assert_eq!(numbers(&heard), (0..200).collect::<Vec<_>>());
        assert_eq!(ends.lines(), [""; 0]);
    });
    report.faults.expect_some();
}

#[test]
fn order_holds_and_nothing_comes_twice_when_links_break() {
    let report = simulate(seeds(100), async |sim| {
        let Pair { a, speaker, listener, heard, ends, .. } = pair(&sim, None).await;
        speaker.tell(Order::Monitor(listener.erase())).unwrap();
        speaker.tell(Order::Send { to: listener.clone(), from: 0, count: 300, pause: millis(10) }).unwrap();
        for _ in 0..5 {
            sim.clock().advance(sim.random().duration(secs(1))).await;
            sim.network().break_links(&a);
        }
        sim.clock().advance(mins(1)).await;
        let heard = numbers(&heard);
        assert!(heard.windows(2).all(|pair| pair[0] < pair[1]), "{heard:?}");
        assert_eq!(heard.last(), Some(&299), "the last ones come over a new link");
        assert_eq!(ends.lines(), [""; 0], "a link that breaks is no loss of a node");
        assert_eq!(listener.ask(|reply| Say::Echo(1, reply), secs(5)).await, Ok(1));
    });
    assert!(report.faults.of("broken links") > 100, "{}", report.faults);
    report.faults.expect_some();
}

#[test]
fn a_silent_node_is_lost_after_ten_seconds_and_every_ask_of_it_ends_then() {
    let report = simulate(seeds(50), async |sim| {
        let Pair { b, speaker, listener, ends, .. } = pair(&sim, None).await;
        speaker.tell(Order::Monitor(listener.erase())).unwrap();
        let asked = listener.ask(|reply| Say::Hold(3600, reply), mins(60));
        sim.clock().advance(secs(5)).await;
        let cut_at = sim.clock().now();
        sim.network().cut(&b);
        assert_eq!(asked.await, Err(AskError::ConnectionLost));
        let silent = sim.clock().now() - cut_at;
        assert!(silent >= millis(8_900) && silent <= millis(10_100), "lost after {silent:?}");
        sim.settle().await;
        assert!(ends.lines().len() == 1 && ends.lines()[0].ends_with("listener: node lost"), "{:?}", ends.lines());
    });
    report.faults.expect_some();
}

#[test]
fn a_node_whose_link_broke_is_lost_after_the_same_silence() {
    let report = simulate(seeds(50), async |sim| {
        let Pair { a, b, listener, .. } = pair(&sim, None).await;
        let asked = listener.ask(|reply| Say::Hold(3600, reply), mins(60));
        sim.clock().advance(secs(5)).await;
        let cut_at = sim.clock().now();
        sim.network().cut(&b);
        sim.network().break_links(&a);
        assert_eq!(asked.await, Err(AskError::ConnectionLost));
        let silent = sim.clock().now() - cut_at;
        assert!(silent >= millis(8_900) && silent <= millis(10_100), "lost after {silent:?}");
    });
    report.faults.expect_some();
}

#[test]
fn a_killed_node_is_lost_within_a_second_and_a_power_cut_after_the_silence() {
    let report = simulate(seeds(50), async |sim| {
        let Pair { b, speaker, listener, ends, .. } = pair(&sim, None).await;
        speaker.tell(Order::Monitor(listener.erase())).unwrap();
        sim.clock().advance(secs(3)).await;
        let kill = sim.random().below(2) == 0;
        if kill {
            sim.kill(&b)
        } else {
            sim.crash(&b)
        }
        sim.clock().advance(secs(1)).await;
        assert_eq!(ends.lines().len(), usize::from(kill), "killed: {kill}");
        sim.clock().advance(secs(14)).await;
        assert!(ends.lines()[0].ends_with("listener: node lost"), "{:?}", ends.lines());
    });
    report.faults.expect_some();
}

#[test]
fn a_node_that_returns_with_a_new_life_ends_what_held_on_to_the_old_one() {
    let report = simulate(seeds(50), async |sim| {
        let Pair { a, b, speaker, listener, heard, ends } = pair(&sim, None).await;
        let pinned = listener.pin();
        speaker.tell(Order::Monitor(listener.erase())).unwrap();
        sim.clock().advance(secs(3)).await;
        sim.crash(&b);
        let b = sim.restart(&b).await;
        b.spawn::<Listener>("listener", heard.clone()).await.unwrap();
        // Who dials again at once finds the new life, long before the silence is over.
        sim.clock().advance(secs(6)).await;
        let again = a.connect::<Say>(format!("listener@{B}")).await;
        assert!(again.is_ok(), "{again:?}");
        sim.clock().advance(secs(30)).await;
        assert!(ends.lines().len() == 1 && ends.lines()[0].contains("listener: node lost"), "{:?}", ends.lines());
        assert_eq!(listener.ask(|reply| Say::Echo(4, reply), secs(5)).await, Ok(4), "bound to the name");
        if pinned.life().is_some() {
            let answer = pinned.ask(|reply| Say::Echo(4, reply), secs(5)).await;
            assert_eq!(answer, Err(AskError::NoSuchActor), "bound to the former life");
        }
    });
    report.faults.expect_some();
}

#[test]
fn links_and_monitors_cross_nodes() {
    simulate(seeds(50), async |sim| {
        let Pair { a, speaker, listener, ends, .. } = pair(&sim, None).await;
        speaker.tell(Order::Link(listener.erase())).unwrap();
        sim.clock().advance(secs(1)).await;
        listener.tell(Say::Fail).unwrap();
        assert_eq!(a.ended(&speaker).await, Exit::failed("planted"));
        assert!(ends.lines()[0].ends_with("listener: failed: planted"));
    });
    simulate(seeds(50), async |sim| {
        let Pair { a, b, speaker, listener, .. } = pair(&sim, None).await;
        speaker.tell(Order::Link(listener.erase())).unwrap();
        sim.clock().advance(secs(1)).await;
        a.kill(&speaker);
        let there = b.pid::<Say>(&listener.address());
        assert_eq!(b.ended(&there).await, Exit::Killed, "the other half of the link");
    });
}

#[test]
fn filters_lose_double_and_delay_whole_messages_and_are_counted() {
    let report = simulate(seeds(50), async |sim| {
        let Pair { speaker, listener, heard, .. } = pair(&sim, None).await;
        sim.network().lose(0.1);
        sim.network().double(0.1);
        sim.network().late(0.1, millis(1)..=millis(200));
        speaker.tell(Order::Send { to: listener.clone(), from: 0, count: 100, pause: millis(5) }).unwrap();
        sim.clock().advance(secs(20)).await;
        let faults = sim.faults();
        let expected = 100 - faults.of("messages lost") + faults.of("messages doubled");
        assert_eq!(numbers(&heard).len() as u64, expected);
        sim.network().no_filters();
        heard.take();
        sim.network().filter(|passing| match (passing.from, &*passing.to.name, passing.protocol) {
            (Some("speaker"), "listener", "test.say") => Verdict::Drop,
            _ => Verdict::Pass,
        });
        speaker.tell(Order::Send { to: listener.clone(), from: 0, count: 5, pause: millis(5) }).unwrap();
        assert_eq!(listener.ask(|reply| Say::Echo(1, reply), secs(5)).await, Ok(1), "it comes from no actor");
        sim.clock().advance(secs(5)).await;
        assert_eq!(heard.lines(), [""; 0]);
    });
    for kind in ["messages lost", "messages doubled", "messages late"] {
        assert!(report.faults.of(kind) > 50, "{}", report.faults);
    }
    report.faults.expect_some();
}
