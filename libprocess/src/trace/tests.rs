use crate::{
    TraceFilter,
    prelude::*,
    testing::{seeds, simulate},
};

/// Counts, fails and panics as it is told.
struct Counter(u64);

#[derive(Debug, Serialize, Deserialize)]
enum Message {
    Add(u64),
    Total { reply: Reply<u64> },
    Fail,
    Panic,
}

impl Wire for Message {
    const NAME: &'static str = "trace.counter";
    const VERSION: u16 = 1;
}

impl Actor for Counter {
    type Args = ();
    type Message = Message;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Counter(0))
    }

    async fn handle(&mut self, message: Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Add(n) => self.0 += n,
            Message::Total { reply } => reply.send(self.0),
            Message::Fail => return Err(Exit::failed("asked to")),
            Message::Panic => panic!("planted"),
        }
        Ok(())
    }
}

/// Tells a counter on.
struct Teller;

impl Actor for Teller {
    type Args = ();
    type Message = (Pid<Message>, u64);

    async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Teller)
    }

    async fn handle(&mut self, (counter, n): (Pid<Message>, u64), _ctx: &mut Context<Self>) -> Result<(), Exit> {
        counter.tell(Message::Add(n)).map_err(Exit::from)
    }
}

fn of(actor: &str) -> TraceFilter {
    TraceFilter { actor: Some(actor.into()), ..TraceFilter::default() }
}

#[test]
fn a_trace_shows_each_matching_message_with_sender_time_and_outcome() {
    simulate(seeds(20), async |sim| {
        sim.expect_panics("planted");
        let node = sim.node("10.0.0.1:5050").start().await;
        let top = node.supervisor("top").start().await.unwrap();
        let counter = top.child::<Counter>("counter", ()).start().await.unwrap();
        let teller = node.spawn::<Teller>("teller", ()).await.unwrap();
        let mut trace = node.trace(of("counter")).unwrap();
        teller.tell((counter.clone(), 2)).unwrap();
        sim.settle().await;
        counter.tell(Message::Fail).unwrap();
        sim.clock().advance(secs(1)).await;
        counter.tell(Message::Panic).unwrap();
        sim.clock().advance(secs(1)).await;
        let seen: Vec<_> = trace.take().into_iter().map(|r| (r.message, r.from, r.outcome, r.text)).collect();
        let expected = [
            ("Add", "teller", "handled", "Add(2)"),
            ("Fail", "(outside of actors)", "failed: asked to", "Fail"),
            ("Panic", "(outside of actors)", "panicked", "Panic"),
        ];
        assert_eq!(seen, expected.map(|(m, f, o, t)| (m.into(), f.into(), o.into(), t.into())));
        assert_eq!(trace.lost(), 0);
    });
}

#[test]
fn a_sender_on_another_node_is_named_with_its_node() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let other = sim.node("10.0.0.2:5050").start().await;
        node.spawn::<Counter>("counter", ()).await.unwrap();
        let there = other.connect::<Message>("counter@10.0.0.1:5050").await.unwrap();
        let teller = other.spawn::<Teller>("teller", ()).await.unwrap();
        let mut all = node.trace(of("counter")).unwrap();
        let mut far = node.trace(TraceFilter { from: Some("teller@10.0.0.2:5050".into()), ..of("counter") }).unwrap();
        let mut by_name = node.trace(TraceFilter { from: Some("teller".into()), ..of("counter") }).unwrap();
        teller.tell((there.clone(), 5)).unwrap();
        assert_eq!(there.ask(|reply| Message::Total { reply }, secs(5)).await.map(|total| total <= 5), Ok(true));
        sim.clock().advance(secs(1)).await;
        let mut senders: Vec<_> = all.take().into_iter().map(|record| record.from).collect();
        senders.sort();
        assert_eq!(senders, ["(outside of actors)@10.0.0.2:5050", "teller@10.0.0.2:5050"]);
        assert_eq!((far.take().len(), by_name.take().len()), (1, 1));
    });
}

#[test]
fn a_trace_filters_by_type_and_takes_one_in_so_many() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let counter = node.spawn::<Counter>("counter", ()).await.unwrap();
        let mut tenth = node.trace(TraceFilter { message: Some("Add".into()), sample: 10, ..of("counter") }).unwrap();
        for n in 0..100 {
            counter.tell(Message::Add(n)).unwrap();
        }
        counter.ask(|reply| Message::Total { reply }, secs(5)).await.unwrap();
        let seen: Vec<_> = tenth.take().into_iter().map(|record| record.text).collect();
        assert_eq!(seen.len(), 10);
        assert_eq!((seen[0].as_str(), seen[9].as_str()), ("Add(0)", "Add(90)"));
    });
}

#[test]
fn a_reader_that_is_too_slow_loses_the_oldest_records_and_is_told_how_many() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let counter = node.spawn::<Counter>("counter", ()).await.unwrap();
        let mut trace = node.trace(of("counter")).unwrap();
        for round in 0..3 {
            for n in 0..1000 {
                counter.tell(Message::Add(round * 1000 + n)).unwrap();
            }
            sim.settle().await;
        }
        let seen = trace.take();
        assert_eq!((seen.len(), trace.lost()), (1024, 3000 - 1024));
        assert_eq!(seen[0].text, format!("Add({})", 3000 - 1024));
    });
}

#[test]
fn a_trace_ends_with_its_reader_and_nobody_looks_at_messages_then() {
    // On threads: a simulated run looks at every message for its own record.
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let node = Node::builder().threads(1).start().await.unwrap();
        let counter = node.spawn::<Counter>("counter", ()).await.unwrap();
        assert!(!node.core.observers.look());
        let mut trace = node.trace(of("counter")).unwrap();
        assert!(node.core.observers.look());
        counter.tell(Message::Add(1)).unwrap();
        assert_eq!(trace.next().await.unwrap().text, "Add(1)");
        drop(trace);
        assert!(!node.core.observers.look());
        let open: Vec<_> = (0..64).map(|_| node.trace(TraceFilter::default()).unwrap()).collect();
        assert!(node.trace(TraceFilter::default()).is_none(), "traces are bounded");
        drop(open);
        let mut trace = node.trace(of("counter")).unwrap();
        node.shut_down(secs(1)).await;
        assert!(trace.next().await.is_none(), "a trace ends with its node");
    });
}
