use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
};

mod duties;
mod streams;

use super::{
    routes::{Unproved, admits},
    *,
};
use crate::prelude::*;

/// Serves `/echo` and `/echo/deep`; answers with its own path and the rest.
struct Echo;

#[derive(Debug)]
enum Message {
    Asked(&'static str, Request, Reply<Response>),
}

impl Actor for Echo {
    type Args = ();
    type Message = Message;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.route("/echo", Access::Read, "echo", |request, reply| Message::Asked("/echo", request, reply));
        ctx.route("/echo/deep", Access::Read, "deep", |request, reply| Message::Asked("/echo/deep", request, reply));
        Ok(Echo)
    }

    async fn handle(&mut self, message: Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        let Message::Asked(route, request, reply) = message;
        match request.rest.as_str() {
            "/panic" => panic!("asked to"),
            "/drop" => {}
            rest => reply.send(Response::text(format!("{route}|{rest}|{:?}", request.query.get("q")))),
        }
        Ok(())
    }
}

async fn body(node: &Node, path: &str) -> (u16, String) {
    let response = node.serve(Request::get(path)).await;
    (response.status, String::from_utf8(response.body).unwrap())
}

#[tokio::test]
async fn the_longest_prefix_of_whole_elements_serves() {
    let node = Node::builder().threads(1).start().await.unwrap();
    node.spawn::<Echo>("echo", ()).await.unwrap();
    assert_eq!(body(&node, "/echo?q=1&q=a%20b").await, (200, "/echo||Some(\"a b\")".into()));
    assert_eq!(body(&node, "/echo/deep/x/").await, (200, "/echo/deep|/x|None".into()));
    assert_eq!(body(&node, "/echo/deeper").await, (200, "/echo|/deeper|None".into()));
    assert_eq!(body(&node, "/echoes").await.0, 404);
    assert_eq!(body(&node, "/echo/../etc").await.0, 404);
}

#[tokio::test]
async fn a_failed_or_forgotten_answer_is_an_error_and_routes_end_with_their_actor() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let echo = node.spawn::<Echo>("echo", ()).await.unwrap().pin();
    assert_eq!(body(&node, "/echo/drop").await, (500, "the actor dropped the question without an answer\n".into()));
    assert_eq!(body(&node, "/echo/panic").await, (500, "panic: asked to\n".into()));
    // The reply is dropped while the panic unwinds, a moment before the name is free.
    node.ended(&echo).await;
    assert_eq!(body(&node, "/echo").await.0, 404);
    node.spawn::<Echo>("echo", ()).await.unwrap();
    assert_eq!(body(&node, "/echo").await.0, 200);
}

#[tokio::test]
async fn reads_off_loopback_need_a_proof() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let fetch = |path: &'static str, role| {
        let request = Request { role, ..Request::get(path) };
        let core = node.core.clone();
        async move { core.serve(request, Unproved::Nothing).await.status }
    };
    assert_eq!(fetch("/health", None).await, 200);
    assert_eq!(fetch("/version", None).await, 200);
    assert_eq!(fetch("/inspect/tree", None).await, 403);
    assert_eq!(fetch("/inspect/tree", Some(Role::Executor)).await, 403);
    assert_eq!(fetch("/inspect/tree", Some(Role::Operator)).await, 200);
}

#[test]
fn who_proves_nothing_steers_on_this_machine_only_and_looks_where_nobody_proves_anything() {
    let may = |access, unproved| admits(access, None, unproved);
    assert!(may(Access::Open, Unproved::Nothing) && !may(Access::Read, Unproved::Nothing));
    assert!(may(Access::Read, Unproved::Looks) && !may(Access::Write, Unproved::Looks));
    assert!(may(Access::Write, Unproved::All));
    assert!(admits(Access::Write, Some(Role::Operator), Unproved::Nothing));
    assert!(!admits(Access::Write, Some(Role::Framework), Unproved::Nothing));
}

fn http(address: std::net::SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[tokio::test]
async fn http_clients_get_the_same_answers() {
    let node = Node::builder().threads(1).start().await.unwrap();
    node.spawn::<Echo>("echo", ()).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = server::start(&node.core, listener, Unproved::All).unwrap();
    let answers = tokio::task::spawn_blocking(move || {
        ["GET /echo/deep HTTP/1.1", "GET /nothing HTTP/1.1", "POST /echo HTTP/1.1\r\nOrigin: http://elsewhere", "GARBAGE"]
            .map(|first| http(address, &format!("{first}\r\nHost: {address}\r\nConnection: close\r\n\r\n")))
    });
    let [deep, nothing, foreign, garbage] = answers.await.unwrap();
    assert!(deep.starts_with("HTTP/1.1 200") && deep.ends_with("/echo/deep||None"), "{deep}");
    assert!(nothing.starts_with("HTTP/1.1 404"), "{nothing}");
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    assert!(garbage.starts_with("HTTP/1.1 400"), "{garbage}");
    server.stop();
}

#[tokio::test]
async fn a_stuck_actor_shows_its_message_and_what_waits() {
    #[derive(Debug)]
    enum Work {
        Hang(Reply<()>),
        Later { n: u32 },
    }
    struct Stuck;
    impl Actor for Stuck {
        type Args = ();
        type Message = Work;
        async fn start((): (), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
            Ok(Stuck)
        }
        async fn handle(&mut self, message: Work, _ctx: &mut Context<Self>) -> Result<(), Exit> {
            match message {
                Work::Hang(reply) => {
                    let (never, answer) = Reply::<()>::pair();
                    reply.send(());
                    let _ = answer.await;
                    drop(never);
                }
                Work::Later { n } => assert!(n < 30),
            }
            Ok(())
        }
    }
    let node = Node::builder().threads(1).start().await.unwrap();
    let stuck = node.spawn::<Stuck>("stuck", ()).await.unwrap();
    stuck.ask(Work::Hang, secs(5)).await.unwrap();
    for n in 0..30 {
        stuck.tell(Work::Later { n }).unwrap();
    }
    let (status, text) = body(&node, "/inspect/mailbox/stuck").await;
    let seen: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(status, 200);
    assert_eq!(seen["actor"]["current"], "Hang");
    assert_eq!(seen["actor"]["queue"], 30);
    assert_eq!(seen["messages"].as_array().unwrap().len(), 20);
    assert_eq!(seen["messages"][3]["text"], "Later { n: 3 }");
    assert_eq!(body(&node, "/inspect/mailbox/nobody").await.0, 404);
    let processes: Vec<BTreeMap<String, serde_json::Value>> =
        serde_json::from_str(&body(&node, "/__processes__").await.1).unwrap();
    assert!(processes.iter().any(|process| process["id"] == "stuck"));
}
