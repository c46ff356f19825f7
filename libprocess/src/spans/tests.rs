use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

use serde_json::{Value, json};

use super::*;
use crate::{
    prelude::*,
    testing::{Sim, seeds, simulate},
};

/// Keeps what it is given.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<Span>>>);

impl SpanSink for Kept {
    fn take(&self, spans: Vec<Span>) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> {
        self.0.lock().extend(spans);
        Box::pin(std::future::ready(Ok(())))
    }
}

/// Passes a message on until nothing is left of its count, then fails if it is told to.
struct Relay;

#[derive(Debug, Serialize, Deserialize)]
enum Message {
    Pass { left: u32, next: Vec<Pid<Message>> },
    Fail,
    AskOf(Pid<Message>),
    Asked(Reply<String>),
    Answered(Option<String>),
    Log(String),
}

impl Wire for Message {
    const NAME: &'static str = "spans.relay";
    const VERSION: u16 = 1;
}

impl Actor for Relay {
    type Args = ();
    type Message = Message;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Relay)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Pass { left: 0, .. } => Ok(()),
            Message::Pass { left, mut next } => {
                ctx.node().sleep(millis(5)).await;
                let to = next.remove(0);
                next.push(to.clone());
                to.tell(Message::Pass { left: left - 1, next }).map_err(Exit::from)
            }
            Message::Fail => Err(Exit::failed("asked to")),
            Message::AskOf(of) => {
                ctx.request(&of, Message::Asked, secs(5), |answer| Message::Answered(answer.ok()));
                Ok(())
            }
            Message::Asked(reply) => {
                reply.send(traceparent().unwrap_or_default());
                Ok(())
            }
            Message::Answered(_) => Ok(()),
            Message::Log(text) => {
                tracing::info!("{text}");
                Ok(())
            }
        }
    }
}

#[test]
fn spans_follow_messages_from_actor_to_actor() {
    simulate(seeds(20), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let (one, two) = (node.spawn::<Relay>("one", ()).await.unwrap(), node.spawn::<Relay>("two", ()).await.unwrap());
        let kept = Kept::default();
        node.export_spans(1, kept.clone());
        one.tell(Message::Pass { left: 2, next: vec![two.clone(), one.clone()] }).unwrap();
        sim.clock().advance(secs(3)).await;
        let spans = kept.0.lock().clone();
        assert_eq!(spans.iter().map(|span| span.actor.as_str()).collect::<Vec<_>>(), ["one", "two", "one"]);
        assert!(
            spans.iter().all(|span| span.trace == spans[0].trace && span.outcome == "handled" && span.message == "Pass")
        );
        assert_eq!((spans[0].parent, spans[1].parent, spans[2].parent), (None, Some(spans[0].id), Some(spans[1].id)));
        assert_eq!((spans[0].took, spans[1].from.as_str()), (millis(5), "one"));
        // What comes later belongs to a trace of its own.
        two.tell(Message::Pass { left: 0, next: Vec::new() }).unwrap();
        sim.clock().advance(secs(3)).await;
        let last = kept.0.lock().last().cloned().unwrap();
        assert!(last.trace != spans[0].trace && last.parent.is_none());
    });
}

#[test]
fn one_in_so_many_messages_begins_a_trace_and_failures_are_named() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let relay = node.spawn::<Relay>("relay", ()).await.unwrap();
        let kept = Kept::default();
        node.export_spans(10, kept.clone());
        for _ in 0..100 {
            relay.tell(Message::Pass { left: 0, next: Vec::new() }).unwrap();
        }
        sim.clock().advance(secs(2)).await;
        assert_eq!(kept.0.lock().len(), 10);
        node.stop_spans();
        relay.tell(Message::Pass { left: 0, next: Vec::new() }).unwrap();
        sim.clock().advance(secs(2)).await;
        assert_eq!(kept.0.lock().len(), 10);
        node.export_spans(1, kept.clone());
        relay.tell(Message::Fail).unwrap();
        sim.clock().advance(secs(2)).await;
        assert_eq!(kept.0.lock().last().unwrap().outcome, "failed: asked to");
    });
}

#[test]
fn a_trace_goes_on_over_nodes_by_tells_and_questions() {
    simulate(seeds(20), async |sim: Sim| {
        let (a, b) = (sim.node("10.0.0.1:5050").start().await, sim.node("10.0.0.2:5050").start().await);
        let kept = Kept::default();
        a.export_spans(0, kept.clone());
        b.export_spans(0, kept.clone());
        let one = a.spawn::<Relay>("one", ()).await.unwrap();
        b.spawn::<Relay>("two", ()).await.unwrap();
        let two = a.connect::<Message>("two@10.0.0.2:5050").await.unwrap();
        one.tell(Message::Pass { left: 0, next: Vec::new() }).unwrap();
        sim.clock().advance(secs(3)).await;
        assert!(kept.0.lock().is_empty(), "nobody began a trace");
        let work = || async { one.tell(Message::Pass { left: 1, next: vec![two.clone()] }) };
        a.traced("order", work).await.unwrap();
        let answered = a.traced("question", || two.ask(Message::Asked, secs(5))).await;
        assert_eq!(answered.unwrap(), traceparent_of(&sim, &kept, "two", "Asked").await);
        let mut spans = kept.0.lock().clone();
        spans.sort_by_key(|span| span.begun);
        let order: Vec<&Span> = spans.iter().filter(|span| span.trace == spans[0].trace).collect();
        let shown: Vec<_> = order.iter().map(|span| (span.actor.as_str(), span.message.as_str())).collect();
        assert_eq!(shown, [("(outside of actors)", "order"), ("one", "Pass"), ("two", "Pass")]);
        assert_eq!((order[0].parent, order[1].parent, order[2].parent), (None, Some(order[0].id), Some(order[1].id)));
        assert_eq!((order[2].node.as_str(), order[2].from.as_str()), ("10.0.0.2:5050", "one@10.0.0.1:5050"));
        assert_eq!((order[0].kind, order[1].kind), (SpanKind::Work, SpanKind::Message));
    });
}

#[test]
fn questions_and_their_answers_belong_to_the_trace_of_whoever_asked() {
    simulate(seeds(20), async |sim: Sim| {
        let (a, b) = (sim.node("10.0.0.1:5050").start().await, sim.node("10.0.0.2:5050").start().await);
        let kept = Kept::default();
        a.export_spans(0, kept.clone());
        b.export_spans(0, kept.clone());
        let asker = a.spawn::<Relay>("asker", ()).await.unwrap();
        b.spawn::<Relay>("asked", ()).await.unwrap();
        let asked = a.connect::<Message>("asked@10.0.0.2:5050").await.unwrap();
        a.traced("lookup", || async { asker.tell(Message::AskOf(asked)) }).await.unwrap();
        sim.clock().advance(secs(3)).await;
        let spans = kept.0.lock().clone();
        let of = |message: &str| spans.iter().find(|span| span.message == message).unwrap();
        let (lookup, ask, asked, answer) = (of("lookup"), of("AskOf"), of("Asked"), of("Answered"));
        assert!(spans.len() == 4 && spans.iter().all(|span| span.trace == lookup.trace));
        assert_eq!((ask.parent, asked.parent, answer.parent), (Some(lookup.id), Some(ask.id), Some(ask.id)));
        assert_eq!((asked.node.as_str(), answer.actor.as_str()), ("10.0.0.2:5050", "asker"));
    });
}

/// Of the last span of that message: how it names itself to others.
async fn traceparent_of(sim: &Sim, kept: &Kept, actor: &str, message: &str) -> String {
    sim.clock().advance(secs(3)).await;
    let spans = kept.0.lock();
    let span = spans.iter().rfind(|span| span.actor == actor && span.message == message).unwrap();
    format!("00-{:032x}-{:016x}-01", span.trace, span.id)
}

#[test]
fn spans_that_nobody_takes_are_counted_and_bounded() {
    struct Refuses;
    impl SpanSink for Refuses {
        fn take(&self, _: Vec<Span>) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> {
            Box::pin(std::future::ready(Err("no".to_owned())))
        }
    }
    simulate(seeds(2), async |sim: Sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let relay = node.spawn::<Relay>("relay", ()).await.unwrap();
        let kept = Kept::default();
        node.export_spans(1, kept.clone());
        let many = WAITING_MAX + 100;
        // What began the export has run; all these come before it looks again.
        sim.settle().await;
        for _ in 0..many {
            relay.send(Message::Pass { left: 0, next: Vec::new() }).await.unwrap();
        }
        sim.clock().advance(secs(2)).await;
        let lost = |node: &Node| node.metrics().snapshot()["libprocess/spans_lost"];
        assert_eq!((kept.0.lock().len(), lost(&node)), (WAITING_MAX, 100.0));
        node.export_spans(1, Refuses);
        relay.tell(Message::Pass { left: 0, next: Vec::new() }).unwrap();
        sim.clock().advance(secs(2)).await;
        assert_eq!((kept.0.lock().len(), lost(&node)), (WAITING_MAX, 1.0));
    });
}

#[test]
fn the_last_spans_are_taken_when_their_node_ends() {
    simulate(seeds(5), async |sim: Sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let kept = Kept::default();
        node.export_spans(1, kept.clone());
        let relay = node.spawn::<Relay>("relay", ()).await.unwrap();
        sim.clock().advance(secs(1)).await;
        relay.tell(Message::Pass { left: 0, next: Vec::new() }).unwrap();
        sim.settle().await;
        assert!(kept.0.lock().is_empty(), "it is not their time");
        node.shut_down(secs(1)).await;
        assert_eq!(kept.0.lock().len(), 1);
    });
}

/// Takes lines of logs.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_a_handler_logs_names_its_trace() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    tracing::subscriber::with_default(subscriber, || {
        simulate(seeds(1), async |sim: Sim| {
            let node = sim.node("10.0.0.1:5050").start().await;
            let relay = node.spawn::<Relay>("relay", ()).await.unwrap();
            let kept = Kept::default();
            node.export_spans(0, kept.clone());
            relay.tell(Message::Log("untraced".into())).unwrap();
            node.traced("work", || async { relay.tell(Message::Log("traced".into())) }).await.unwrap();
            relay.tell(Message::Log("afterwards".into())).unwrap();
            sim.clock().advance(secs(3)).await;
            let trace = format!("trace_id=\"{:032x}\"", kept.0.lock()[0].trace);
            let text = String::from_utf8(lines.0.lock().clone()).unwrap();
            let line = |word: &str| text.lines().find(|line| line.ends_with(word)).unwrap().to_owned();
            let traced = line(" traced");
            assert!(traced.contains("handle{actor=relay Log trace_id") && traced.contains(&trace), "{traced}");
            assert!(!line("untraced").contains("trace_id") && !line("afterwards").contains("trace_id"), "{text}");
        });
    });
}

#[test]
fn spans_have_the_form_of_opentelemetry() {
    let span = Span {
        trace: 1,
        id: 2,
        parent: Some(3),
        kind: SpanKind::Message,
        actor: "master".into(),
        node: "10.0.0.1:5050".into(),
        message: "Register".into(),
        from: "agent".into(),
        begun: Duration::from_secs(5),
        took: Duration::from_nanos(7),
        outcome: "panicked".into(),
    };
    let value = otlp("mesos", &[span]);
    let resource = &value["resourceSpans"][0];
    assert_eq!(resource["resource"]["attributes"][0]["value"]["stringValue"], "mesos");
    let span = &resource["scopeSpans"][0]["spans"][0];
    assert_eq!(span["traceId"], "00000000000000000000000000000001");
    assert_eq!((&span["spanId"], &span["parentSpanId"]), (&json!("0000000000000002"), &json!("0000000000000003")));
    assert_eq!((&span["startTimeUnixNano"], &span["endTimeUnixNano"]), (&json!("5000000000"), &json!("5000000007")));
    assert_eq!((&span["name"], &span["status"]), (&json!("master Register"), &json!({ "code": 2, "message": "panicked" })));
}

/// A collector of OpenTelemetry: answers all requests alike, and hands on what it was told.
fn collector(status: &'static str) -> (String, mpsc::Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut reader, sender) = (BufReader::new(stream.unwrap()), sender.clone());
            std::thread::spawn(move || {
                while let Some(told) = request(&mut reader) {
                    let head = format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
                    reader.get_mut().write_all(format!("{head}{{}}").as_bytes()).unwrap();
                    // The test may be over.
                    let _ = sender.send(told);
                }
            });
        }
    });
    (address, receiver)
}

/// Head and body of the next request.
fn request(reader: &mut BufReader<TcpStream>) -> Option<(String, Value)> {
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line == "\r\n" {
            break;
        }
        head += &line;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((head, serde_json::from_slice(&body).unwrap()))
}

#[tokio::test]
async fn a_chain_over_real_nodes_reaches_a_collector_as_otlp() {
    let (address, told) = collector("200 OK");
    let start = async || Node::builder().bind("127.0.0.1:0").insecure(true).threads(1).start().await.unwrap();
    let (a, b) = (start().await, start().await);
    for node in [&a, &b] {
        node.export_spans(0, OtlpHttp::new("test", &address).unwrap());
    }
    let one = a.spawn::<Relay>("one", ()).await.unwrap();
    b.spawn::<Relay>("two", ()).await.unwrap();
    a.spawn::<Relay>("three", ()).await.unwrap();
    let two = a.connect::<Message>(format!("two@{}", b.address())).await.unwrap();
    let three = a.connect::<Message>(format!("three@{}", a.address())).await.unwrap();
    let next = vec![two, three];
    a.traced("order", || async { one.tell(Message::Pass { left: 2, next }) }).await.unwrap();
    let spans = tokio::task::spawn_blocking(move || {
        let mut spans: Vec<Value> = Vec::new();
        while spans.len() < 4 {
            let (head, body) = told.recv_timeout(Duration::from_secs(30)).unwrap();
            assert!(head.starts_with("POST /v1/traces HTTP/1.1\r\n"), "{head}");
            assert!(head.to_lowercase().contains("content-type: application/json\r\n"), "{head}");
            let resource = &body["resourceSpans"][0];
            assert_eq!(
                resource["resource"]["attributes"][0],
                json!({ "key": "service.name", "value": { "stringValue": "test" } })
            );
            spans.extend(resource["scopeSpans"][0]["spans"].as_array().unwrap().clone());
        }
        spans
    });
    let spans = spans.await.unwrap();
    let of = |name: &str| spans.iter().find(|span| span["name"] == name).unwrap_or_else(|| panic!("no {name}: {spans:?}"));
    let chain = ["order", "one Pass", "two Pass", "three Pass"].map(of);
    assert!(chain[0].get("parentSpanId").is_none());
    for pair in chain.windows(2) {
        assert_eq!((&pair[1]["parentSpanId"], &pair[1]["traceId"]), (&pair[0]["spanId"], &pair[0]["traceId"]));
    }
    for span in &spans {
        let hex = |key: &str| span[key].as_str().unwrap().chars().all(|c| c.is_ascii_hexdigit());
        assert!(hex("traceId") && hex("spanId") && span["traceId"].as_str().unwrap().len() == 32, "{span}");
        let nanos = |key: &str| span[key].as_str().unwrap().parse::<u128>().unwrap();
        assert!(nanos("startTimeUnixNano") <= nanos("endTimeUnixNano"), "{span}");
        assert_eq!(span["status"]["code"], 1);
    }
    a.shut_down(secs(1)).await;
    b.shut_down(secs(1)).await;
}

#[tokio::test]
async fn a_collector_that_refuses_or_is_not_there_costs_spans_and_nothing_else() {
    let (address, told) = collector("503 Service Unavailable");
    let refusing = OtlpHttp::new("test", &address).unwrap();
    let why = refusing.take(Vec::new()).await.unwrap_err();
    assert!(why.starts_with("the collector answered 503"), "{why}");
    assert_eq!(told.recv().unwrap().1["resourceSpans"][0]["scopeSpans"][0]["spans"], json!([]));
    // An address of loopback where nobody listens.
    let nobody = OtlpHttp::new("test", "http://127.77.0.2:4318").unwrap();
    let why = nobody.take(Vec::new()).await.unwrap_err();
    assert!(why.contains("127.77.0.2:4318/v1/traces did not answer"), "{why}");
    for wrong in ["https://127.0.0.1:4318", "127.0.0.1:4318", "http://", "ftp://x"] {
        assert!(OtlpHttp::new("test", wrong).is_err_and(|why| why.contains("http://127.0.0.1:4318")), "{wrong}");
    }
}
