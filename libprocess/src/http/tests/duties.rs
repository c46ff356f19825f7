//! What stands before endpoints and around them: scenarios 48 to 51 and 53 to 56, `/help`, limits, operators.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use super::*;
use crate::{
    http::{limit::RateLimit, routes::Unproved},
    logging,
    testing::{seeds, simulate},
};

/// Serves `/<its name>/…`; holds the answer of `/<its name>/held` until it is told to give it.
struct Site {
    held: Vec<(Request, Reply<Response>)>,
    calls: Arc<AtomicU32>,
}

#[derive(Debug)]
enum ToSite {
    Asked(&'static str, Request, Reply<Response>),
    Give,
}

impl Actor for Site {
    type Args = Arc<AtomicU32>;
    type Message = ToSite;

    async fn start(calls: Arc<AtomicU32>, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let name = ctx.name().to_string();
        for (route, access) in [("", Access::Read), ("/a", Access::Read), ("/a/b", Access::Read), ("/set", Access::Write)] {
            ctx.route(&format!("/{name}{route}"), access, "a page of the site", move |request, reply| {
                ToSite::Asked(route, request, reply)
            });
        }
        Ok(Site { held: Vec::new(), calls })
    }

    async fn handle(&mut self, message: ToSite, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            ToSite::Asked(_, request, reply) if request.rest == "/held" => self.held.push((request, reply)),
            ToSite::Asked(_, request, _) if request.rest == "/fail" => return Err(Exit::failed("the disk is full")),
            ToSite::Asked(route, request, reply) => {
                self.calls.fetch_add(1, Ordering::Relaxed);
                let who = request.principal.map_or_else(|| "nobody".to_owned(), |principal| principal.to_string());
                reply.send(Response::text(format!("{route}|{}|{who}", request.rest)));
            }
            ToSite::Give => {
                for (request, reply) in self.held.drain(..) {
                    reply.send(Response::text(format!("held {}", request.path)));
                }
            }
        }
        Ok(())
    }
}

async fn site(node: &Node, name: &'static str) -> (Pid<ToSite>, Arc<AtomicU32>) {
    let calls = Arc::default();
    (node.spawn::<Site>(name, Arc::clone(&calls)).await.unwrap(), calls)
}

fn listen(node: &Node, unproved: Unproved) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = server::start(&node.core, listener, unproved).unwrap();
    node.core.server.get_or_init(|| server);
    address
}

/// Asks over TCP, off the thread of the test.
async fn over_tcp(address: std::net::SocketAddr, request: impl Into<String>) -> String {
    let request = request.into();
    tokio::task::spawn_blocking(move || http(address, &format!("{request}\r\nHost: {address}\r\nConnection: close\r\n\r\n")))
        .await
        .unwrap()
}

#[tokio::test]
async fn an_id_that_needs_escaping_is_reached_percent_encoded() {
    let node = Node::builder().bind("127.0.0.1:0").threads(1).start().await.unwrap();
    let (pid, calls) = site(&node, "a b/ü(1)").await;
    let address = listen(&node, Unproved::All);
    let answer = over_tcp(address, "GET /a%20b%2F%C3%BC(1)/a/x HTTP/1.1").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("/a|/x|nobody"), "{answer}");
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    // Messages reach it by the printed name too.
    let printed = pid.address().to_string();
    let parsed: Address = printed.parse().unwrap();
    assert_eq!(parsed.name.as_ref(), "a b/ü(1)");
    assert!(over_tcp(address, "GET /a%20b%2F%C3%BC(1)/%2E%2E/etc HTTP/1.1").await.starts_with("HTTP/1.1 404"));
    node.shut_down(secs(1)).await;
}

#[tokio::test]
async fn the_longest_route_serves_and_a_trailing_slash_is_ignored() {
    let node = Node::builder().threads(1).start().await.unwrap();
    site(&node, "site").await;
    assert_eq!(body(&node, "/site/a/b/c").await, (200, "/a/b|/c|nobody".into()));
    assert_eq!(body(&node, "/site/a/b/").await, (200, "/a/b||nobody".into()));
    assert_eq!(body(&node, "/site/a/").await, (200, "/a||nobody".into()));
    assert_eq!(body(&node, "/site/a/../b").await.0, 404);
}

#[tokio::test]
async fn a_path_that_nobody_serves_goes_below_the_delegate() {
    let node = Node::builder().threads(1).delegate("site").start().await.unwrap();
    site(&node, "site").await;
    assert_eq!(body(&node, "/a/b").await, (200, "/a/b||nobody".into()));
    assert_eq!(body(&node, "/").await, (200, "||nobody".into()));
    assert_eq!(body(&node, "/health").await, (200, "ok\n".into()), "what is served itself is no matter of the delegate's");
    node.install_firewall(vec![Arc::new(DisabledEndpoints::new(["/site/a"]))]);
    assert_eq!(body(&node, "/a").await.0, 403, "what is disabled stays so by its short name");
}

#[tokio::test]
async fn pipelined_requests_are_answered_in_their_order() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let (first, _) = site(&node, "first").await;
    let (_, second_calls) = site(&node, "second").await;
    let address = listen(&node, Unproved::All);
    let (told, tell) = std::sync::mpsc::channel();
    let client = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        let end = "\r\nConnection: close";
        let two = ["/first/held", "/second/x"].map(|path| (path, if path == "/second/x" { end } else { "" }));
        let request: String = two.map(|(path, end)| format!("GET {path} HTTP/1.1\r\nHost: a{end}\r\n\r\n")).concat();
        stream.write_all(request.as_bytes()).unwrap();
        told.send(()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    tell.recv().unwrap();
    // The second could answer at once; the first is told to only when it has its request.
    loop {
        first.send(ToSite::Give).await.unwrap();
        if second_calls.load(Ordering::Relaxed) > 0 {
            break;
        }
        tokio::task::yield_now().await;
    }
    let answer = client.await.unwrap();
    let (one, two) = (answer.find("held /first/held").unwrap(), answer.find("|/x|nobody").unwrap());
    assert!(one < two, "{answer}");
}

/// Admits `Bearer <name>`, as slowly as it is told by the name.
struct Slow(Arc<AtomicBool>);

impl Authenticator for Slow {
    fn scheme(&self) -> String {
        "Bearer".to_owned()
    }

    fn authenticate(&self, request: &Request) -> Deciding<Authentication> {
        let name = request.headers.get("authorization").and_then(|value| value.strip_prefix("Bearer "));
        let Some(name) = name.map(str::to_owned) else {
            return Box::pin(std::future::ready(Authentication::Unauthorized("Bearer".into())));
        };
        let open = self.0.clone();
        Box::pin(async move {
            while name == "slow" && !open.load(Ordering::Relaxed) {
                tokio::task::yield_now().await;
            }
            match name.as_str() {
                "banned" => Authentication::Forbidden("you know why".into()),
                "broken" => Authentication::Failed("the directory is down".into()),
                _ => Authentication::Principal(Principal { value: Some(name), ..Principal::default() }),
            }
        })
    }
}

#[tokio::test]
async fn handlers_run_in_request_order_whoever_authenticates_first() {
    let node = Node::builder().threads(1).start().await.unwrap();
    site(&node, "site").await;
    let open = Arc::new(AtomicBool::new(false));
    node.set_authenticator("libprocess-readonly", Slow(open.clone()));
    let address = listen(&node, Unproved::All);
    let client = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        let get = |path: &str, name: &str, end: &str| {
            format!("GET /site{path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {name}{end}\r\n\r\n")
        };
        let two = get("/1", "slow", "") + &get("/2", "quick", "\r\nConnection: close");
        stream.write_all(two.as_bytes()).unwrap();
        open.store(true, Ordering::Relaxed);
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    let answer = client.await.unwrap();
    let (one, two) = (answer.find("|/1|slow").unwrap(), answer.find("|/2|quick").unwrap());
    assert!(one < two, "{answer}");
}

#[tokio::test]
async fn a_handler_that_fails_gives_500_with_its_reason() {
    let node = Node::builder().threads(1).start().await.unwrap();
    site(&node, "site").await;
    assert_eq!(body(&node, "/site/fail").await, (500, "failed: the disk is full\n".into()));
}

#[tokio::test]
async fn a_disabled_endpoint_gives_403_without_its_handler_and_only_by_its_exact_path() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let (_, calls) = site(&node, "site").await;
    node.install_firewall(vec![Arc::new(DisabledEndpoints::new(["/site/a", "/site/*"]))]);
    assert_eq!(body(&node, "/site/a").await, (403, "Endpoint '/site/a' is disabled\n".into()));
    assert_eq!(body(&node, "/site/a/").await.0, 403, "a trailing slash is no way round");
    assert_eq!(calls.load(Ordering::Relaxed), 0);
    assert_eq!(body(&node, "/site/a/b").await.0, 200, "a prefix does not match");
    assert_eq!(body(&node, "/site/c").await.0, 200, "a wildcard does not match");
    node.install_firewall(Vec::new());
    assert_eq!(body(&node, "/site/a").await.0, 200);
}

#[tokio::test]
async fn a_realm_is_open_without_an_authenticator_and_asks_for_credentials_with_one() {
    let node = Node::builder().threads(1).realms("looks", "steers").start().await.unwrap();
    site(&node, "site").await;
    let address = listen(&node, Unproved::All);
    let open = over_tcp(address, "GET /site/a HTTP/1.1").await;
    assert!(open.starts_with("HTTP/1.1 200") && open.ends_with("/a||nobody"), "{open}");
    node.set_authenticator("looks", Basic::new("looks", [("ada".to_owned(), "s3cret:x".to_owned())]));
    let none = over_tcp(address, "GET /site/a HTTP/1.1").await;
    assert!(none.starts_with("HTTP/1.1 401") && none.contains("www-authenticate: Basic realm=\"looks\""), "{none}");
    for wrong in ["YWRhOndyb25n", "bm9ib2R5OnMzY3JldDp4", "%%%", "YWRh"] {
        let answer = over_tcp(address, format!("GET /site/a HTTP/1.1\r\nAuthorization: Basic {wrong}")).await;
        assert!(answer.starts_with("HTTP/1.1 401"), "{wrong}: {answer}");
    }
    let right = over_tcp(address, "GET /site/a HTTP/1.1\r\nAuthorization: Basic YWRhOnMzY3JldDp4").await;
    assert!(right.starts_with("HTTP/1.1 200") && right.ends_with("/a||ada"), "{right}");
    // The other realm has none, and endpoints without a realm never ask.
    assert!(over_tcp(address, "POST /site/set HTTP/1.1\r\nContent-Length: 0").await.starts_with("HTTP/1.1 200"));
    assert!(over_tcp(address, "GET /health HTTP/1.1").await.starts_with("HTTP/1.1 200"));
    node.unset_authenticator("looks");
    assert!(over_tcp(address, "GET /site/a HTTP/1.1").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn an_authenticator_of_ones_own_may_forbid_fail_and_open_what_is_closed_to_the_unproved() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let (_, calls) = site(&node, "site").await;
    let ask = |name: &'static str| {
        let mut request = Request::get("/site/a");
        request.headers.insert("authorization".into(), format!("Bearer {name}"));
        let core = node.core.clone();
        async move {
            let response = core.serve(request, Unproved::Nothing).await;
            (response.status, String::from_utf8(response.body).unwrap())
        }
    };
    assert_eq!(ask("eve").await.0, 403, "off loopback nobody looks without a proof");
    node.set_authenticator("libprocess-readonly", Slow(Arc::default()));
    assert_eq!(ask("eve").await, (200, "/a||eve".into()));
    assert_eq!(ask("banned").await, (403, "you know why\n".into()));
    assert_eq!(ask("broken").await, (500, "the directory is down\n".into()));
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_callback_decides_over_each_request_whoever_asks() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let (_, calls) = site(&node, "site").await;
    node.authorize("/site/a", |request| {
        let may = request.role == Some(Role::Operator);
        Box::pin(async move { may })
    });
    node.authorize("/inspect/mailbox", |_| Box::pin(async { false }));
    assert_eq!(body(&node, "/site/a/x").await.0, 403);
    assert_eq!(body(&node, "/site/a/b").await.0, 200, "that is another endpoint");
    assert_eq!(body(&node, "/inspect/mailbox/site").await.0, 403, "contents are shown to nobody whom the callback refuses");
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    let operator = Request { role: Some(Role::Operator), ..Request::get("/site/a") };
    assert_eq!(node.core.clone().serve(operator, Unproved::Nothing).await.status, 200);
    node.unset_authorizations();
    assert_eq!(body(&node, "/site/a").await.0, 200);
}

#[test]
fn a_snapshot_leaves_out_gauges_that_fail_or_are_late_and_sorts_its_keys() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let metrics = node.metrics();
        metrics.counter("test/z").add(1);
        metrics.gauge("test/a").set(2.0);
        metrics.ask("test/late", std::future::pending);
        metrics.ask("test/failing", || async { Err("no".to_owned()) });
        metrics.ask("test/asked", || async { Ok(3.0) });
        let begun = sim.clock().now();
        let (status, text) = body(&node, "/metrics/snapshot?timeout=3secs").await;
        assert_eq!((status, sim.clock().now() - begun), (200, secs(3)));
        let at = |key: &str| text.find(&format!("\"test/{key}\""));
        assert!(at("late").is_none() && at("failing").is_none(), "{text}");
        assert!(at("a") < at("asked") && at("asked") < at("z") && at("a").is_some(), "{text}");
        assert_eq!(body(&node, "/metrics/snapshot?timeout=soon").await.0, 400);
        let jsonp = body(&node, "/metrics/snapshot?timeout=1ms&jsonp=show").await.1;
        assert!(jsonp.starts_with("show({") && jsonp.ends_with("});"), "{jsonp}");
    });
}

#[tokio::test]
async fn a_timer_is_seen_over_http_with_its_percentiles() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let address = listen(&node, Unproved::All);
    let timer = node.metrics().timer("test/store_ms", mins(60), node.clock());
    (1..=101).for_each(|n| timer.record(millis(n)));
    let answer = over_tcp(address, "GET /metrics/snapshot HTTP/1.1").await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let values: BTreeMap<String, f64> = serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {head} {body}"));
    let keys: Vec<_> = values.keys().filter_map(|key| key.strip_prefix("test/store_ms/")).collect();
    assert_eq!(keys, ["count", "max", "min", "p50", "p90", "p95", "p99", "p999", "p9999"]);
    assert_eq!((values["test/store_ms"], values["test/store_ms/p50"], values["test/store_ms/p90"]), (101.0, 51.0, 91.0));
}

#[test]
fn snapshots_beyond_the_limit_wait_their_turn() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let begun = sim.clock().now();
        for _ in 0..5 {
            assert_eq!(body(&node, "/metrics/snapshot").await.0, 200);
        }
        assert_eq!(sim.clock().now() - begun, secs(2), "two in each second");
        assert_eq!(RateLimit::default(), RateLimit { count: 2, period: secs(1) });
    });
}

#[tokio::test]
async fn help_is_made_from_the_routes_as_markdown_html_and_json() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let (pid, _) = site(&node, "site").await;
    node.set_authenticator("libprocess-readwrite", Basic::new("w", []));
    let (status, all) = body(&node, "/help").await;
    assert_eq!(status, 200);
    assert!(all.contains("> /site/a/b\nA page of the site.") && all.contains("> /inspect/trace\n"), "{all}");
    let one = body(&node, "/help/site/set").await.1;
    assert!(one.contains("### TL;DR; ###\nA page of the site.") && one.contains("Basic in the realm"), "{one}");
    let site_only = body(&node, "/help/site?format=json").await.1;
    let list: Vec<serde_json::Value> = serde_json::from_str(&site_only).unwrap();
    let paths: Vec<_> = list.iter().map(|endpoint| endpoint["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["/site", "/site/a", "/site/a/b", "/site/set"]);
    assert_eq!((list[3]["access"].as_str(), list[0]["access"].as_str()), (Some("write"), Some("read")));
    let mut browser = Request::get("/help");
    browser.headers.insert("accept".into(), "text/html,*/*".into());
    let page = node.serve(browser).await;
    assert!(page.content_type.starts_with("text/html"));
    assert!(String::from_utf8(page.body).unwrap().contains("<a href=\"/help/site/a\"><code>/site/a</code></a>"));
    assert_eq!(body(&node, "/help/nothing").await.0, 404);
    node.stop(&pid, secs(1)).await;
    assert_eq!(body(&node, "/help/site").await.0, 404, "help goes with its actor");
}

#[tokio::test]
async fn the_machine_tells_of_its_load_and_memory() {
    let node = Node::builder().threads(1).start().await.unwrap();
    let (status, text) = body(&node, "/system/stats.json").await;
    let stats: BTreeMap<String, f64> = serde_json::from_str(&text).unwrap();
    assert_eq!(status, 200);
    let names = ["avg_load_15min", "avg_load_1min", "avg_load_5min", "cpus_total", "mem_free_bytes", "mem_total_bytes"];
    assert_eq!(stats.keys().map(String::as_str).collect::<Vec<_>>(), names);
    assert!(stats["mem_total_bytes"] >= stats["mem_free_bytes"] && stats["cpus_total"] >= 1.0);
}

#[test]
fn an_operator_suspends_resumes_and_stops_an_actor_and_each_act_is_noted() {
    simulate(seeds(10), async |sim| {
        let node = sim.node("10.0.0.1:5050").role(Role::Master).start().await;
        let (pid, calls) = site(&node, "site").await;
        let far = async |path: &str| {
            let request = Request { method: "POST".into(), ..Request::get(path) };
            sim.test_node().fetch(node.address(), request, secs(5)).await.unwrap().status
        };
        assert_eq!(far("/operate/suspend/site").await, 200);
        let waiting = node.fetch(node.address(), Request::get("/site/a"), secs(1));
        let held = async {
            sim.settle().await;
            assert_eq!(calls.load(Ordering::Relaxed), 0, "it stands still");
            assert!(node.top().iter().any(|actor| actor.id == "site" && actor.suspended));
            assert_eq!(far("/operate/resume/site").await, 200);
        };
        let (answer, ()) = futures_util::future::join(waiting, held).await;
        assert_eq!((answer.unwrap().status, calls.load(Ordering::Relaxed)), (200, 1));
        assert_eq!(far("/operate/stop/site").await, 200);
        assert_eq!(node.ended(&pid).await, Exit::NoSuchActor);
        assert_eq!(far("/operate/stop/site").await, 404);
        let acts = node.acts();
        let noted: Vec<_> = acts.iter().map(|act| (act.who.as_str(), act.act.as_str(), act.to.as_str())).collect();
        let who = "operator at 10.255.255.254:1";
        assert_eq!(noted, [(who, "suspend", "site"), (who, "resume", "site"), (who, "stop", "site")]);
    });
}

#[test]
fn nobody_but_an_operator_acts_on_actors() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").role(Role::Master).start().await;
        site(&node, "site").await;
        let post = || Request { method: "POST".into(), ..Request::get("/operate/stop/site") };
        for role in Role::ALL.into_iter().filter(|role| !matches!(role, Role::Operator | Role::Executor)) {
            let other = sim.node(&format!("10.0.0.9:{}", 6000 + role as u16)).role(role).start().await;
            let answer = other.fetch(node.address(), post(), secs(5)).await.map(|response| response.status);
            assert!(matches!(answer, Ok(403) | Err(_)), "{role}: {answer:?}");
        }
        // A request cannot bring a role of its own, and plain HTTP proves none.
        let forged = Request { role: Some(Role::Operator), ..post() };
        let agent = sim.node("10.0.0.9:7000").role(Role::Agent).start().await;
        assert_eq!(agent.fetch(node.address(), forged, secs(5)).await.unwrap().status, 403);
        assert_eq!(node.core.clone().serve(post(), Unproved::Nothing).await.status, 403);
        assert_eq!(node.core.clone().serve(post(), Unproved::Looks).await.status, 403);
        assert_eq!(node.acts(), []);
        let by_get = sim.test_node().fetch(node.address(), Request::get("/operate/stop/site"), secs(5)).await;
        assert_eq!(by_get.unwrap().status, 405);
        assert!(node.top().iter().any(|actor| actor.id == "site"));
    });
}

#[tokio::test]
async fn the_log_level_is_raised_for_a_time_and_goes_back() {
    let node = Node::builder().threads(1).start().await.unwrap();
    site(&node, "loud").await;
    let post = async |path: &str| {
        let response = node.serve(Request { method: "POST".into(), ..Request::get(path) }).await;
        (response.status, String::from_utf8(response.body).unwrap())
    };
    assert_eq!(body(&node, "/logging/toggle").await, (200, "default\n".into()));
    assert_eq!(body(&node, "/logging/toggle?level=warn&duration=1secs").await.0, 400, "it is not lowered");
    assert_eq!(body(&node, "/logging/toggle?level=debug").await.0, 400, "for how long?");
    assert_eq!(body(&node, "/logging/toggle?level=loud&duration=1secs").await.0, 400);
    assert_eq!(body(&node, "/logging/toggle?level=debug&duration=200ms").await, (200, "debug for 0.2s\n".into()));
    assert!(logging::wants(&tracing::Level::DEBUG) && !logging::wants(&tracing::Level::TRACE));
    assert_eq!(post("/operate/loglevel/loud?level=shout").await.0, 400);
    assert_eq!(post("/operate/loglevel/loud?level=trace&duration=200ms").await.0, 200);
    assert_eq!(logging::actor_level("loud"), Some(tracing::Level::TRACE));
    assert!(!logging::wants(&tracing::Level::TRACE), "only while that actor has its turn");
    node.sleep(Duration::from_millis(300)).await;
    assert_eq!((logging::level(), logging::actor_level("loud")), (None, None));
    assert_eq!(node.acts().len(), 2);
}

/// Serves bodies of a given length: `/bodies/1023`.
struct Bodies;

#[derive(Debug)]
struct Wanted(Request, Reply<Response>);

impl Actor for Bodies {
    type Args = ();
    type Message = Wanted;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.route("/bodies", Access::Read, "bodies by length", Wanted);
        Ok(Bodies)
    }

    async fn handle(&mut self, Wanted(request, reply): Wanted, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        let length: usize = request.rest.trim_start_matches('/').parse().unwrap();
        reply.send(Response::text("abc ".repeat(length).chars().take(length).collect::<String>()));
        Ok(())
    }
}

#[tokio::test]
async fn longer_answers_are_compressed_for_clients_that_accept_it() {
    let node = Node::builder().threads(1).start().await.unwrap();
    node.spawn::<Bodies>("bodies", ()).await.unwrap();
    let address = listen(&node, Unproved::All);
    let asked = tokio::task::spawn_blocking(move || {
        let get = |length: u32, accept: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            let head = format!("GET /bodies/{length} HTTP/1.1\r\nHost: a\r\n{accept}Connection: close\r\n\r\n");
            stream.write_all(head.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            let at = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
            let head = String::from_utf8(answer[..at].to_vec()).unwrap().to_lowercase();
            (head, answer[at + 4..].to_vec())
        };
        for (length, accept) in [(1023, "gzip"), (5000, "gzip;q=0"), (5000, "br;q=1"), (5000, "identity, gzip;q=0.5")] {
            let (head, body) = get(length, &format!("Accept-Encoding: {accept}\r\n"));
            assert!(head.starts_with("http/1.1 200") && !head.contains("content-encoding"), "{length} {accept}: {head}");
            assert_eq!(body.len(), length as usize);
        }
        assert!(!get(5000, "").0.contains("content-encoding"));
        for accept in ["gzip", "deflate;q=0.5, gzip", "br, gzip;q=0.8, *;q=0.1"] {
            let (head, body) = get(1_000_000, &format!("Accept-Encoding: {accept}\r\n"));
            assert!(head.contains("content-encoding: gzip") && head.contains("vary: accept-encoding"), "{accept}: {head}");
            // In chunks: their lengths are lines of their own.
            let body = unchunked(&body);
            let mut text = String::new();
            flate2::read::GzDecoder::new(body.as_slice()).read_to_string(&mut text).unwrap();
            assert!(text.len() == 1_000_000 && text.starts_with("abc abc ") && body.len() < 20_000, "{}", body.len());
        }
    });
    asked.await.unwrap();
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|window| window == b"\r\n").unwrap();
        let length = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return whole;
        }
        whole.extend(&body[end + 2..end + 2 + length]);
        body = &body[end + 4 + length..];
    }
}
