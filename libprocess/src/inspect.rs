//! Looking inside a running node, without the help of the actors looked at: the tree, mailboxes, dead letters, exits.

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use libprocess_wire::{Life, Reply};
use serde::Serialize;
use serde_json::json;

use crate::{
    actor::Inspection,
    http::{Access, Request, Response},
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

fn name_in(request: &Request) -> Result<String, Response> {
    let name = request.rest.trim_start_matches('/');
    match libprocess_wire::address::unescape(name) {
        Ok(name) if !name.is_empty() => Ok(name),
        _ => Err(Response::error(400, "name the actor in the path: /inspect/mailbox/<id>")),
    }
}

fn nobody(name: &str) -> Response {
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
    core.route_fn("/help", Access::Read, "this list", with(weak(), |core, _| Response::json(&core.routes.all())));
    core.route_fn("/metrics/snapshot", Access::Read, "all metrics, flat JSON", {
        with(weak(), |core, _| Response::json(&core.metrics.snapshot()))
    });
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

fn metrics(node: &Node) {
    let pull = |name: &str, value: fn(&NodeCore) -> f64| {
        let me = Arc::downgrade(&node.core);
        node.core.metrics.pull(name, move || me.upgrade().map_or(f64::NAN, |core| value(&core)));
    };
    pull("libprocess/actors", |core| core.registry.len() as f64);
    pull("libprocess/dead_letters", |core| core.dead_letters.total() as f64);
    pull("libprocess/unanswered", |core| core.unanswered.load(Ordering::Relaxed) as f64);
    pull("libprocess/pending_asks", |core| core.pending.len() as f64);
    pull("libprocess/uptime_secs", |core| core.clock.now().as_secs_f64());
    pull("system/cpus_total", |_| std::thread::available_parallelism().map_or(1.0, |n| n.get() as f64));
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
