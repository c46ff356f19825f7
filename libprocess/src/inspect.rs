//! Looking inside a running node, without the help of the actors looked at: the tree, mailboxes, dead letters, exits.

use std::{
    collections::BTreeMap,
    future::{Future, poll_fn},
    pin::pin,
    sync::{Arc, atomic::Ordering},
    task::Poll,
    time::Duration,
};

use libprocess_wire::{Life, Reply};
use serde::Serialize;
use serde_json::json;

use crate::{
    Trace, TraceFilter,
    actor::Inspection,
    engine::Job,
    http::{Access, Request, Response, Writer, pipe},
    mailbox::{AnySlot, Control},
    node::{Node, NodeCore, within},
    times::HandlerTime,
};

/// Messages of a mailbox that are shown.
const SHOWN_MAX: usize = 20;

/// Exits are shown that were in the last so much time.
const EXITS_SHOWN: Duration = Duration::from_secs(3600);

/// What is known of an actor from outside.
#[derive(Clone, Debug, Serialize)]
pub struct ActorInfo {
    /// Name on its node.
    pub id: String,
    /// `name@ip:port#life`.
    pub pid: String,
    /// Type of the actor.
    pub kind: String,
    /// Name of the spawner.
    pub parent: Option<String>,
    /// Variant of the message in work; none when idle.
    pub current: Option<String>,
    /// Messages that wait.
    pub queue: usize,
    /// Most messages that may wait.
    pub capacity: usize,
    /// Messages dropped for want of room, by a mailbox that drops.
    pub displaced: u64,
    /// Milliseconds since the oldest one was sent, where sampled.
    pub oldest_ms: Option<u64>,
    /// Messages handled in this and earlier lives.
    pub handled: u64,
    /// Milliseconds of work, from samples.
    pub busy_ms: u64,
    /// Seconds since this life began.
    pub age_secs: u64,
    /// Times its supervisor started it again.
    pub restarts: u32,
    /// Why an earlier life of it ended, if that was not in order.
    pub last_error: Option<String>,
    /// It stands still.
    pub suspended: bool,
    /// Index of the thread that runs it.
    pub thread: u32,
    /// Protocols it understands from other nodes.
    pub doors: Vec<String>,
}

fn info(slot: &Arc<dyn AnySlot>, core: &NodeCore, errors: &BTreeMap<String, String>) -> ActorInfo {
    let head = slot.head();
    let (queue, capacity, oldest) = slot.depth();
    let counter = slot.counter();
    let life = (counter != 0).then_some(Life { node: core.life, counter });
    let parent = head.bonds.lock().parent.as_ref().and_then(|parent| parent.slot.upgrade());
    ActorInfo {
        id: head.name.to_string(),
        pid: slot.pid().with_life(life).to_string(),
        kind: (head.kind)().to_owned(),
        parent: parent.map(|parent| parent.head().name.to_string()),
        current: core.variants.name(head.current.load(Ordering::Relaxed)),
        queue,
        capacity,
        displaced: slot.displaced(),
        oldest_ms: oldest.map(|age| age.as_millis() as u64),
        handled: head.handled.load(Ordering::Relaxed),
        busy_ms: head.busy_nanos.load(Ordering::Relaxed) / 1_000_000,
        age_secs: core.clock.now().as_secs().saturating_sub(u64::from(head.started_secs.load(Ordering::Relaxed))),
        restarts: head.restarts.load(Ordering::Relaxed),
        last_error: errors.get(&*head.name).cloned(),
        suspended: head.suspended.load(Ordering::Relaxed),
        thread: head.home.index,
        doors: core.doors.protocols(&head.name).into_iter().map(str::to_owned).collect(),
    }
}

/// An actor and its children.
#[derive(Clone, Debug, Serialize)]
pub struct Branch {
    /// The actor itself.
    #[serde(flatten)]
    pub actor: ActorInfo,
    /// Its children, by name.
    pub children: Vec<Branch>,
}

fn branches(of: &Option<String>, by_parent: &mut BTreeMap<Option<String>, Vec<ActorInfo>>) -> Vec<Branch> {
    let actors = by_parent.remove(of).unwrap_or_default();
    actors
        .into_iter()
        .map(|actor| {
            let children = branches(&Some(actor.id.clone()), by_parent);
            Branch { actor, children }
        })
        .collect()
}

impl Node {
    /// All actors, by name.
    pub fn top(&self) -> Vec<ActorInfo> {
        let errors = self.core.exits.last_errors();
        self.core.registry.all().iter().map(|slot| info(slot, &self.core, &errors)).collect()
    }

    /// The tree of actors.
    pub fn tree(&self) -> Vec<Branch> {
        let mut by_parent: BTreeMap<Option<String>, Vec<ActorInfo>> = BTreeMap::new();
        for actor in self.top() {
            by_parent.entry(actor.parent.clone()).or_default().push(actor);
        }
        let mut tree = branches(&None, &mut by_parent);
        // Children whose parent ended just now stand at the top until they end too.
        tree.extend(by_parent.into_values().flatten().map(|actor| Branch { actor, children: Vec::new() }));
        tree
    }

    /// How long the handlers of an actor take, by type of message, from samples; empty until it has handled some.
    pub fn handler_times(&self, name: &str) -> Vec<HandlerTime> {
        self.core.registry.get(name).map(|slot| times(&slot, &self.core)).unwrap_or_default()
    }

    /// What waits in the mailbox of a name, without the actor's help; none if nobody holds it.
    pub fn mailbox(&self, name: &str) -> Option<Vec<crate::Waiting>> {
        self.core.registry.get(name).map(|slot| slot.peek(SHOWN_MAX))
    }
}

fn node_info(core: &NodeCore) -> serde_json::Value {
    json!({
        "address": core.address().to_string(),
        "life": format!("{:016x}", core.life),
        "role": core.role.to_string(),
        "actors": core.registry.len(),
        "uptime_secs": core.clock.now().as_secs_f64(),
    })
}

fn times(slot: &Arc<dyn AnySlot>, core: &NodeCore) -> Vec<HandlerTime> {
    let times = slot.head().bonds.lock().relations.as_ref().and_then(|relations| relations.times.clone());
    times.map(|times| times.shown(|number| core.variants.name(number))).unwrap_or_default()
}

fn processes(core: &Arc<NodeCore>) -> Response {
    let list: Vec<_> = core
        .registry
        .all()
        .iter()
        .map(|slot| {
            let events: Vec<_> = slot.peek(SHOWN_MAX).into_iter().map(|waiting| event(core, waiting)).collect();
            json!({ "id": slot.head().name.to_string(), "events": events })
        })
        .collect();
    Response::json(&list)
}

fn event(core: &NodeCore, waiting: crate::Waiting) -> serde_json::Value {
    let kind = if waiting.kind == "ExitNotice" { "EXITED" } else { "MESSAGE" };
    json!({ "type": kind, "name": waiting.kind, "from": core.sender_name(waiting.from), "body": waiting.text })
}

pub(crate) fn name_in(request: &Request) -> Result<String, Response> {
    let name = request.rest.trim_start_matches('/');
    match libprocess_wire::address::unescape(name) {
        Ok(name) if !name.is_empty() => Ok(name),
        _ => Err(Response::error(400, "name the actor in the path, after the last slash: /inspect/mailbox/<id>")),
    }
}

pub(crate) fn nobody(name: &str) -> Response {
    Response::error(404, &format!("no actor of this node holds the name {name}; /inspect/tree lists them"))
}

fn mailbox(core: &Arc<NodeCore>, request: &Request) -> Response {
    let name = match name_in(request) {
        Ok(name) => name,
        Err(response) => return response,
    };
    match core.registry.get(&name) {
        Some(slot) => {
            let actor = info(&slot, core, &core.exits.last_errors());
            let messages: Vec<_> = slot.peek(SHOWN_MAX).into_iter().map(|waiting| named(core, waiting)).collect();
            Response::json(&json!({ "actor": actor, "messages": messages, "handler_times": times(&slot, core) }))
        }
        None => nobody(&name),
    }
}

/// The sender by name where it still lives.
fn named(core: &NodeCore, waiting: crate::Waiting) -> serde_json::Value {
    let from = core.sender_name(waiting.from);
    json!({ "age_ms": waiting.age_ms, "from": from, "kind": waiting.kind, "size": waiting.size, "text": waiting.text })
}

/// Serves what every node shows of itself.
pub(crate) fn serve(core: &Arc<NodeCore>, version: &'static str, flags: BTreeMap<String, String>) {
    let node = Node::from_core(core.clone());
    let weak = || Arc::downgrade(core);
    let gone = || Response::error(503, "the node is shutting down");
    let with = move |me: std::sync::Weak<NodeCore>, answer: fn(&Arc<NodeCore>, &Request) -> Response| {
        move |request: &Request| me.upgrade().map_or_else(gone, |core| answer(&core, request))
    };
    core.route_fn("/health", Access::Open, "200 while the node runs", |_| Response::text("ok\n"));
    core.route_fn("/version", Access::Open, "version of this program", move |_| {
        Response::json(&json!({ "version": version }))
    });
    core.route_fn("/flags", Access::Read, "flags and their values, secrets hidden", move |_| {
        Response::json(&json!({ "flags": flags }))
    });
    core.route_fn("/__processes__", Access::Read, "actors and what waits in their mailboxes", {
        with(weak(), |core, _| processes(core))
    });
    core.route_fn("/inspect/tree", Access::Read, "the tree of actors", {
        with(weak(), |core, _| {
            let node = Node::from_core(core.clone());
            Response::json(&json!({ "node": node_info(core), "tree": node.tree() }))
        })
    });
    core.route_fn("/inspect/top", Access::Read, "all actors with queue, busy time and restarts", {
        with(weak(), |core, _| {
            let node = Node::from_core(core.clone());
            let loads: Vec<_> = core.engine.loads().into_iter().map(|(thread, busy)| json!([thread, busy])).collect();
            Response::json(&json!({ "node": node_info(core), "actors": node.top(), "threads": loads }))
        })
    });
    core.route_fn(
        "/inspect/mailbox",
        Access::Read,
        "what waits in the mailbox of /inspect/mailbox/<id>",
        with(weak(), mailbox),
    );
    core.route_fn("/inspect/deadletters", Access::Read, "what could not be delivered", {
        with(weak(), |core, _| {
            let letters = &core.dead_letters;
            let by: Vec<_> =
                letters.by_receiver().into_iter().map(|(to, count)| json!({ "to": to, "count": count })).collect();
            Response::json(&json!({ "total": letters.total(), "by_receiver": by, "newest": letters.samples() }))
        })
    });
    core.route_fn("/inspect/connections", Access::Read, "what this node has with others", {
        with(weak(), |core, _| Response::json(&Node::from_core(core.clone()).connections()))
    });
    core.route_fn(
        "/inspect/exits",
        Access::Read,
        "actors that ended and should not have, in the last hour or ?within=SECONDS",
        {
            with(weak(), |core, request| {
                let within =
                    request.query.get("within").map_or(Ok(EXITS_SHOWN), |text| text.parse().map(Duration::from_secs));
                match within {
                    Ok(within) => Response::json(&core.exits.within(within)),
                    Err(_) => Response::error(400, "within is a number of seconds: /inspect/exits?within=600"),
                }
            })
        },
    );
    core.route_fn("/inspect/cluster", Access::Read, "members, names and groups of the cluster", {
        with(weak(), |core, _| Response::json(&core.directory.shown()))
    });
    core.route_fn("/help", Access::Read, "what this node serves: /help/<id>/<route>, ?format=json", {
        with(weak(), |core, request| crate::http::help(core, request))
    });
    core.route_job("/metrics/snapshot", Access::Read, "all metrics, flat JSON; ?timeout=, ?jsonp=", snapshot);
    core.route_fn("/system/stats.json", Access::Read, "load and memory of the machine", |_| Response::json(&stats()));
    core.route_job("/inspect/trace", Access::Read, TRACE_HELP, trace);
    core.route_fn("/metrics", Access::Read, "all metrics, for Prometheus", {
        with(weak(), |core, _| Response::bytes("text/plain; version=0.0.4", core.metrics.prometheus().into_bytes()))
    });
    core.route_job("/inspect/state", Access::Read, "an actor's own view of itself: /inspect/state/<id>", state);
    metrics(&node);
}

/// The one view that needs the actor's help.
async fn state(core: Arc<NodeCore>, request: Request) -> Response {
    let name = match name_in(&request) {
        Ok(name) => name,
        Err(response) => return response,
    };
    let Some(slot) = core.registry.get(&name) else { return nobody(&name) };
    let (reply, answer) = Reply::<Inspection>::pair();
    if slot.control(slot.counter(), Control::Inspect(reply)).is_err() {
        return nobody(&name);
    }
    match within(&core, Duration::from_secs(5), answer).await {
        Ok(inspection) => Response::json(&inspection),
        Err(error) => Response::error(504, &format!("{name} did not show its state: {error}")),
    }
}

/// A snapshot waits so long for those who are asked, unless `timeout` says otherwise.
const SNAPSHOT_WITHIN: Duration = Duration::from_secs(10);

async fn snapshot(core: Arc<NodeCore>, request: Request) -> Response {
    let within = match request.query.get("timeout") {
        None => SNAPSHOT_WITHIN,
        Some(text) => match crate::http::limit::duration(text) {
            Some(within) => within,
            None => return Response::error(400, "timeout is a number and a unit: /metrics/snapshot?timeout=5secs"),
        },
    };
    let jsonp = request.query.get("jsonp").filter(|name| !name.is_empty());
    if jsonp.is_some_and(|name| !name.chars().all(|c| c.is_ascii_alphanumeric() || "_$.".contains(c))) {
        return Response::error(400, "jsonp is the name of a function");
    }
    let Some(turn) = core.snapshots.next(core.settings().snapshots, core.clock.now()) else {
        return Response::error(503, "too many wait for their turn already");
    };
    core.sleep_until(turn).await;
    let values = core.metrics.snapshot_until(core.sleep(within)).await;
    let response = Response::json(&values);
    match jsonp {
        None => response,
        Some(function) => {
            let body = String::from_utf8_lossy(&response.body).into_owned();
            Response::bytes("text/javascript", format!("{function}({body});").into_bytes())
        }
    }
}

fn stats() -> BTreeMap<&'static str, f64> {
    let values = [
        ("avg_load_1min", load(0)),
        ("avg_load_5min", load(1)),
        ("avg_load_15min", load(2)),
        ("cpus_total", cpus()),
        ("mem_total_bytes", memory("MemTotal:")),
        ("mem_free_bytes", memory("MemAvailable:")),
    ];
    values.into_iter().filter(|(_, value)| value.is_finite()).collect()
}

fn cpus() -> f64 {
    std::thread::available_parallelism().map_or(1.0, |n| n.get() as f64)
}

const TRACE_HELP: &str =
    "messages of the actor of /inspect/trace/<id> as they are handled, a line of JSON each; ?type=&from=&sample=&limit=";

/// A reader that has gone is noticed at the latest after this time.
const TRACE_BEAT: Duration = Duration::from_secs(1);

/// Streams a trace until its limit is reached or its reader goes. Empty lines show that the trace is open.
async fn trace(core: Arc<NodeCore>, request: Request) -> Response {
    let number = |key: &str, default: u64| match request.query.get(key) {
        None => Ok(default),
        Some(text) => text.parse().map_err(|_| Response::error(400, &format!("{key} is a number: ?{key}=10"))),
    };
    let (sample, limit) = match (number("sample", 1), number("limit", u64::MAX)) {
        (Ok(sample), Ok(limit)) => (sample, limit),
        (Err(refused), _) | (_, Err(refused)) => return refused,
    };
    let actor = match request.rest.is_empty() {
        true => None,
        false => match name_in(&request) {
            Ok(name) if core.registry.get(&name).is_none() => return nobody(&name),
            Ok(name) => Some(name),
            Err(response) => return response,
        },
    };
    let word = |key: &str| request.query.get(key).cloned();
    let filter = TraceFilter { actor, message: word("type"), from: word("from"), sample };
    let Some(trace) = Node::from_core(core.clone()).trace(filter) else {
        return Response::error(503, "too many traces are open on this node");
    };
    let (writer, reader) = pipe();
    let weak = Arc::downgrade(&core);
    let home = core.engine.main_home().clone();
    // The job holds the node for a beat at most, so that a forgotten reader keeps none alive.
    Job::start(&home, tell_trace(weak, trace, writer, limit));
    Response::stream("application/x-ndjson", reader)
}

async fn tell_trace(core: std::sync::Weak<NodeCore>, mut trace: Trace, writer: Writer, limit: u64) {
    let (mut told, mut lost) = (0, 0);
    while told < limit {
        let next = {
            let Some(core) = core.upgrade() else { break };
            let mut sleep = pin!(core.sleep(TRACE_BEAT));
            let mut next = pin!(trace.next());
            let mut gone = pin!(writer.reader_closed());
            poll_fn(|cx| {
                if gone.as_mut().poll(cx).is_ready() {
                    return Poll::Ready(Next::ReaderGone);
                }
                if let Poll::Ready(record) = next.as_mut().poll(cx) {
                    return Poll::Ready(record.map_or(Next::Over, Next::Record));
                }
                sleep.as_mut().poll(cx).map(|()| Next::Beat)
            })
            .await
        };
        let mut line = Vec::new();
        if trace.lost() > lost {
            lost = trace.lost();
            line.extend(format!("{{\"lost\":{lost}}}\n").into_bytes());
        }
        match next {
            Next::ReaderGone => return,
            Next::Over => break,
            Next::Beat => line.push(b'\n'),
            Next::Record(record) => {
                told += 1;
                line.extend(serde_json::to_vec(&record).unwrap_or_default());
                line.push(b'\n');
            }
        }
        if writer.write(line).await.is_err() {
            return;
        }
    }
    writer.close();
}

enum Next {
    Record(crate::TraceRecord),
    Beat,
    Over,
    ReaderGone,
}

fn metrics(node: &Node) {
    let pull = |name: &str, value: fn(&NodeCore) -> f64| {
        let me = Arc::downgrade(&node.core);
        node.core.metrics.pull(name, move || me.upgrade().map_or(f64::NAN, |core| value(&core)));
    };
    pull("libprocess/actors", |core| core.registry.len() as f64);
    pull("libprocess/dead_letters", |core| core.dead_letters.total() as f64);
    pull("libprocess/unanswered", |core| core.unanswered.load(Ordering::Relaxed) as f64);
    pull("libprocess/asks_given_up", |core| core.given_up.load(Ordering::Relaxed) as f64);
    pull("libprocess/messages_displaced", |core| core.displaced.load(Ordering::Relaxed) as f64);
    pull("libprocess/pending_asks", |core| core.pending.len() as f64);
    pull("libprocess/uptime_secs", |core| core.clock.now().as_secs_f64());
    pull("system/cpus_total", |_| cpus());
    for (at, name) in ["system/load_1min", "system/load_5min", "system/load_15min"].into_iter().enumerate() {
        node.core.metrics.pull(name, move || load(at));
    }
    for (key, name) in [("MemTotal:", "system/mem_total_bytes"), ("MemAvailable:", "system/mem_free_bytes")] {
        node.core.metrics.pull(name, move || memory(key));
    }
}

fn load(at: usize) -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').nth(at).and_then(|word| word.parse().ok()).unwrap_or(f64::NAN)
}

fn memory(key: &str) -> f64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |n| n * 1024.0)
}
