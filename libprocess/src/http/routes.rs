//! Which actor serves which path: the longest prefix wins, by whole path elements.

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Weak},
    time::Duration,
};

use libprocess_wire::{AskError, Reply};
use parking_lot::RwLock;
use serde::Serialize;

use super::{Access, Request, Response};
use crate::{
    actor::{Actor, Exit},
    context::Context,
    engine::Job,
    mailbox::Slot,
    node::{Node, NodeCore, within},
    role::Role,
};

/// Longest time an actor may take for an answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

type Deliver = Arc<dyn Fn(Request, Reply<Response>) -> Result<(), AskError> + Send + Sync>;

#[derive(Clone)]
struct Target {
    access: Access,
    help: &'static str,
    /// The life that serves it; 0 for the node itself.
    counter: u64,
    deliver: Deliver,
}

/// One endpoint, for `/help`.
#[derive(Clone, Debug, Serialize)]
pub struct Endpoint {
    /// Path below which it serves.
    pub path: String,
    /// What it is, in a sentence.
    pub help: &'static str,
}

/// The endpoints of a node.
#[derive(Default)]
pub(crate) struct Routes(RwLock<BTreeMap<String, Target>>);

impl Routes {
    fn add(&self, path: String, target: Target) {
        self.0.write().insert(path, target);
    }

    /// The routes of a life that ended.
    pub(crate) fn close(&self, counter: u64) {
        self.0.write().retain(|_, target| target.counter != counter);
    }

    fn find(&self, path: &str) -> Option<(Target, String)> {
        let routes = self.0.read();
        let mut prefix = path;
        loop {
            if let Some(target) = routes.get(prefix) {
                return Some((target.clone(), path[prefix.len()..].to_owned()));
            }
            match prefix.rfind('/') {
                Some(0) | None => return routes.get("/").map(|target| (target.clone(), path.to_owned())),
                Some(at) => prefix = &prefix[..at],
            }
        }
    }

    pub(crate) fn all(&self) -> Vec<Endpoint> {
        self.0.read().iter().map(|(path, target)| Endpoint { path: path.clone(), help: target.help }).collect()
    }
}

/// What somebody may do who proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unproved {
    /// All: whoever is on this machine; and everybody on an `--insecure` network who speaks its protocol.
    All,
    /// Look: whoever reaches an `--insecure` node by plain HTTP, as any web page in a browser of that network does.
    Looks,
    /// What is open to everybody.
    Nothing,
}

/// May somebody with this proof use an endpoint with that access?
pub(crate) fn admits(access: Access, role: Option<Role>, unproved: Unproved) -> bool {
    let proved = matches!(role, Some(Role::Operator | Role::Master));
    match access {
        Access::Open => true,
        Access::Read => proved || unproved != Unproved::Nothing,
        Access::Write => proved || unproved == Unproved::All,
    }
}

impl<A: Actor> Context<A> {
    /// Serves a path of this node; `make` makes the message that carries the request. Ends with this life.
    ///
    /// By custom the path begins with the actor's id: `/master/tasks`.
    pub fn route(
        &mut self,
        path: &str,
        access: Access,
        help: &'static str,
        make: impl Fn(Request, Reply<Response>) -> A::Message + Send + Sync + 'static,
    ) {
        let slot: Weak<Slot<A::Message>> = self.slot.me.clone();
        let deliver: Deliver = Arc::new(move |request, reply| {
            let slot = slot.upgrade().ok_or(AskError::NoSuchActor)?;
            slot.deliver(None, &mut Some(make(request, reply)), 0)
        });
        let counter = self.life().counter;
        self.slot.head.bonds.lock().relations.get_or_insert_default().serves = true;
        self.slot.head.node.routes.add(path.to_owned(), Target { access, help, counter, deliver });
    }
}

impl NodeCore {
    /// Serves a path by a function that answers at once.
    pub(crate) fn route_fn(
        &self,
        path: &str,
        access: Access,
        help: &'static str,
        answer: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) {
        let deliver: Deliver = Arc::new(move |request, reply: Reply<Response>| {
            reply.send(answer(&request));
            Ok(())
        });
        self.routes.add(path.to_owned(), Target { access, help, counter: 0, deliver });
    }

    /// Serves a path by a future.
    pub(crate) fn route_job<F: Future<Output = Response> + Send + 'static>(
        self: &Arc<Self>,
        path: &str,
        access: Access,
        help: &'static str,
        answer: fn(Arc<NodeCore>, Request) -> F,
    ) {
        let me = Arc::downgrade(self);
        let deliver: Deliver = Arc::new(move |request, reply: Reply<Response>| {
            let core = me.upgrade().ok_or(AskError::NoSuchActor)?;
            let home = core.engine.main_home().clone();
            Job::start(&home, async move { reply.send(answer(core, request).await) });
            Ok(())
        });
        self.routes.add(path.to_owned(), Target { access, help, counter: 0, deliver });
    }

    /// Answers one request, whoever brought it.
    pub(crate) async fn serve(self: Arc<Self>, mut request: Request, unproved: Unproved) -> Response {
        while request.path.len() > 1 && request.path.ends_with('/') {
            request.path.pop();
        }
        if request.path.split('/').any(|element| element == "..") {
            return Response::error(404, "a path may not hold `..`");
        }
        let Some((target, rest)) = self.routes.find(&request.path) else {
            return Response::error(404, &format!("nothing is served at {}; /help lists what is", request.path));
        };
        if !admits(target.access, request.role, unproved) {
            let why = "this endpoint asks for a proof that plain HTTP does not carry here; use the `mesos` command with the cluster's key";
            return Response::error(403, why);
        }
        request.rest = rest;
        let (reply, answer) = Reply::pair();
        if let Err(error) = (target.deliver)(request, reply) {
            return failed(error);
        }
        within(&self, ANSWER_WITHIN, answer).await.unwrap_or_else(failed)
    }
}

fn failed(error: AskError) -> Response {
    let status = match error {
        AskError::NoSuchActor => 404,
        AskError::Full | AskError::ConnectionLost => 503,
        AskError::TimedOut => 504,
        _ => 500,
    };
    Response::error(status, &error.to_string())
}

/// The actor `http`: answers [`super::Fetch`] from other nodes.
pub(crate) struct Fetcher;

#[derive(Debug)]
pub(crate) struct Fetched(Option<Role>, super::Fetch);

impl Actor for Fetcher {
    type Args = ();
    type Message = Fetched;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|sender, fetch: super::Fetch| Fetched(Some(sender.role), fetch));
        Ok(Fetcher)
    }

    async fn handle(&mut self, Fetched(role, fetch): Fetched, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let core = ctx.slot.head.node.clone();
        let request = Request { role, ..fetch.request };
        // On an --insecure network nobody is proved, and everybody who speaks its protocol may do all.
        let insecure = role == Some(Role::Anyone) && core.role == Role::Anyone;
        let unproved = if insecure { Unproved::All } else { Unproved::Nothing };
        Job::start(&ctx.slot.head.home, async move { fetch.reply.send(core.serve(request, unproved).await) });
        Ok(())
    }
}

impl Node {
    /// Answers a request as if it had come from this machine.
    pub async fn serve(&self, request: Request) -> Response {
        self.core.clone().serve(request, Unproved::All).await
    }

    /// Asks another node for an endpoint, over QUIC and with this node's role.
    ///
    /// # Errors
    /// When the node is not reached or does not answer in time.
    pub async fn fetch(
        &self,
        node: std::net::SocketAddr,
        request: Request,
        timeout: Duration,
    ) -> Result<Response, AskError> {
        if node == self.address() {
            return Ok(self.serve(request).await);
        }
        let address = libprocess_wire::Address::new("http", node);
        let pid = self.pid::<super::Fetch>(&address);
        pid.ask(|reply| super::Fetch { request, reply }, timeout).await
    }

    /// Starts what every node serves: its own endpoints, the actor `http`, and HTTP on `listener` if there is one.
    pub(crate) async fn open(
        &self,
        listener: Option<std::net::TcpListener>,
        unproved: Unproved,
        version: &'static str,
        flags: BTreeMap<String, String>,
    ) -> std::io::Result<()> {
        crate::inspect::serve(&self.core, version, flags);
        self.spawn::<Fetcher>("http", ()).await.map_err(std::io::Error::other)?;
        if let Some(listener) = listener {
            let server = super::server::start(&self.core, listener, unproved)?;
            self.core.server.get_or_init(|| server);
        }
        Ok(())
    }

    /// All endpoints of this node.
    pub fn endpoints(&self) -> Vec<Endpoint> {
        self.core.routes.all()
    }
}
