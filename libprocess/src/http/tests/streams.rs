//! Bodies that come and go piece by piece: scenario 52, over TCP and between nodes.

use super::*;
use crate::{
    http::routes::Unproved,
    testing::{seeds, simulate},
};

/// Streams numbers for as long as somebody reads; counts the bytes of what is sent to it.
struct Tap;

#[derive(Debug)]
enum ToTap {
    Numbers(Reply<Response>),
    Count(Request, Reply<Response>),
    Watch(Reply<()>),
}

impl Actor for Tap {
    type Args = ();
    type Message = ToTap;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.route("/tap/numbers", Access::Read, "numbers for ever", |_, reply| ToTap::Numbers(reply));
        ctx.route_streaming("/tap/count", Access::Write, "counts what it is sent", ToTap::Count);
        Ok(Tap)
    }

    async fn handle(&mut self, message: ToTap, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            ToTap::Numbers(reply) => {
                let (writer, reader) = pipe();
                reply.send(Response::stream("text/plain", reader));
                let node = ctx.node();
                node.clone().run_beside(async move {
                    let mut n = 0u64;
                    while writer.write(format!("{n}\n")).await.is_ok() {
                        n += 1;
                        node.sleep(millis(10)).await;
                    }
                    writer.reader_closed().await;
                    node.metrics().counter("tap/readers_gone").increment();
                });
            }
            ToTap::Count(request, reply) => {
                ctx.node().run_beside(async move {
                    let Some(stream) = request.stream else { return reply.send(Response::error(400, "no stream")) };
                    let (mut bytes, mut pieces) = (0, 0);
                    loop {
                        match stream.read().await {
                            Ok(Some(piece)) => {
                                bytes += piece.len();
                                pieces += 1;
                            }
                            Ok(None) => {
                                return reply.send(Response::text(format!("{bytes} bytes, streamed {}", pieces > 1)));
                            }
                            Err(why) => return reply.send(Response::error(400, &why)),
                        }
                    }
                });
            }
            ToTap::Watch(reply) => reply.send(()),
        }
        Ok(())
    }
}

#[test]
fn the_writer_of_a_stream_learns_that_its_reader_on_another_node_has_gone() {
    simulate(seeds(50), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        node.spawn::<Tap>("tap", ()).await.unwrap();
        let other = sim.node("10.0.0.2:5050").role(Role::Operator).start().await;
        let answer = other.fetch_stream(node.address(), Request::get("/tap/numbers"), secs(5)).await.unwrap();
        let stream = answer.stream.clone().unwrap();
        let mut text = String::new();
        while text.lines().count() < 30 {
            text.push_str(&String::from_utf8(stream.read().await.unwrap().unwrap()).unwrap());
        }
        assert!(text.starts_with("0\n1\n2\n3\n"), "{text}");
        assert_eq!(node.metrics().counter("tap/readers_gone").value(), 0);
        drop((answer, stream));
        sim.clock().advance(secs(2)).await;
        assert_eq!(node.metrics().counter("tap/readers_gone").value(), 1);
        assert!(!other.top().iter().any(|actor| actor.id.starts_with("stream(")), "its taker is gone too");
    });
}

#[test]
fn a_stream_whose_reading_node_crashes_ends_for_its_writer() {
    simulate(seeds(30), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        node.spawn::<Tap>("tap", ()).await.unwrap();
        let other = sim.node("10.0.0.2:5050").role(Role::Operator).start().await;
        let answer = other.fetch_stream(node.address(), Request::get("/tap/numbers"), secs(5)).await.unwrap();
        answer.stream.as_ref().unwrap().read().await.unwrap().unwrap();
        sim.crash(&other);
        sim.clock().advance(secs(30)).await;
        assert_eq!(node.metrics().counter("tap/readers_gone").value(), 1);
    });
}

#[test]
fn a_reader_learns_that_the_node_that_sends_a_stream_is_gone() {
    simulate(seeds(30), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        node.spawn::<Tap>("tap", ()).await.unwrap();
        let other = sim.node("10.0.0.2:5050").role(Role::Operator).start().await;
        let answer = other.fetch_stream(node.address(), Request::get("/tap/numbers"), secs(5)).await.unwrap();
        let stream = answer.stream.unwrap();
        stream.read().await.unwrap().unwrap();
        sim.crash(&node);
        let why = loop {
            match stream.read().await {
                Ok(Some(_)) => {}
                Ok(None) => panic!("an end that was none"),
                Err(why) => break why,
            }
        };
        assert!(why.starts_with("the node that sent this stream is gone"), "{why}");
    });
}

#[test]
fn an_answer_that_is_whole_comes_whole_when_a_stream_was_asked_for() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let other = sim.node("10.0.0.2:5050").role(Role::Operator).start().await;
        let answer = other.fetch_stream(node.address(), Request::get("/health"), secs(5)).await.unwrap();
        assert_eq!((answer.stream, answer.body), (None, b"ok\n".to_vec()));
        sim.clock().advance(secs(1)).await;
        assert!(!other.top().iter().any(|actor| actor.id.starts_with("stream(")));
    });
}

#[tokio::test]
async fn the_writer_of_a_stream_learns_that_its_http_client_has_gone() {
    let node = Node::builder().threads(1).start().await.unwrap();
    node.spawn::<Tap>("tap", ()).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = server::start(&node.core, listener, Unproved::All).unwrap();
    let seen = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET /tap/numbers HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        let mut seen = String::new();
        let mut piece = [0; 256];
        while !seen.contains("20\n") {
            let count = stream.read(&mut piece).unwrap();
            seen.push_str(&String::from_utf8_lossy(&piece[..count]));
        }
        seen
    });
    let seen = seen.await.unwrap();
    assert!(seen.to_lowercase().contains("transfer-encoding: chunked"), "{seen}");
    let gone = node.metrics().counter("tap/readers_gone");
    while gone.value() == 0 {
        node.sleep(millis(10)).await;
    }
    server.stop();
}

#[tokio::test]
async fn a_long_body_is_handed_over_as_it_comes() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let tap = node.spawn::<Tap>("tap", ()).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = server::start(&node.core, listener, Unproved::All).unwrap();
    // Larger than what is taken whole, and than what a pipe holds.
    const LENGTH: usize = 8 << 20;
    let answers = tokio::task::spawn_blocking(move || {
        let post = |path: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            let head = format!("POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {LENGTH}\r\n\r\n");
            stream.write_all(head.as_bytes()).unwrap();
            // A server that refuses need not read to the end.
            let _ = stream.write_all(&vec![b'x'; LENGTH]);
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
            String::from_utf8_lossy(&answer).into_owned()
        };
        (post("/tap/count"), post("/inspect/tree"))
    });
    let (counted, refused) = answers.await.unwrap();
    assert!(counted.ends_with(&format!("{LENGTH} bytes, streamed true")), "{counted}");
    assert!(refused.is_empty() || refused.starts_with("HTTP/1.1 413"), "{refused}");
    tap.ask(ToTap::Watch, secs(5)).await.unwrap();
    server.stop();
}

#[tokio::test]
async fn a_trace_is_streamed_and_ends_with_its_limit_and_with_its_reader() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let tap = node.spawn::<Tap>("tap", ()).await.unwrap();
    let answer = node.serve(Request::get("/inspect/trace/tap?type=Watch&limit=2")).await;
    for _ in 0..3 {
        tap.ask(ToTap::Watch, secs(5)).await.unwrap();
    }
    let text = String::from_utf8(answer.stream.unwrap().read_all(1 << 20).await.unwrap()).unwrap();
    let lines: Vec<crate::TraceRecord> =
        text.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((lines[0].message.as_str(), lines[0].outcome.as_str(), lines[0].actor.as_str()), ("Watch", "handled", "tap"));
    while node.core.observers.look() {
        node.sleep(millis(10)).await;
    }
    let answer = node.serve(Request::get("/inspect/trace/tap")).await;
    assert!(node.core.observers.look());
    drop(answer);
    while node.core.observers.look() {
        node.sleep(millis(10)).await;
    }
    assert_eq!(node.serve(Request::get("/inspect/trace/nobody")).await.status, 404);
    assert_eq!(node.serve(Request::get("/inspect/trace/tap?sample=few")).await.status, 400);
}
