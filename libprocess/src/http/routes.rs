//! Which actor serves which path: the longest prefix wins, by whole path elements; a path that nobody serves goes below
//! the delegate of the node, if there is one.

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Weak},
    time::Duration,
};

use libprocess_wire::{AskError, Reply};
use parking_lot::RwLock;
use serde::Serialize;

use super::{
    Access, Request, Response,
    fetch::Fetcher,
    guards::{Authentication, Principal},
};
use crate::{
    actor::{Actor, ExitNotice, Relation},
    context::Context,
    engine::Job,
    life::{Watcher, watch},
    mailbox::{AnySlot, Slot},
    node::{Node, NodeCore, within},
    role::Role,
};

/// Longest time an actor may take for an answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// How long the end of an actor that gave no answer is waited for, to tell why.
const END_WITHIN: Duration = Duration::from_millis(100);

/// Looks for the reason of a life that is just ending, and the time before each.
const ENDING_LOOKS: u32 = 5;
const ENDING_LOOK: Duration = Duration::from_millis(20);

type Deliver = Arc<dyn Fn(Request, Reply<Response>) -> Result<(), AskError> + Send + Sync>;

#[derive(Clone)]
struct Target {
    access: Access,
    help: &'static str,
    /// The body of a request is handed over as it comes.
    streams: bool,
    /// The life that serves it; none for the node itself.
    life: Option<(u64, Weak<dyn AnySlot>)>,
    deliver: Deliver,
}

/// One endpoint, for `/help`.
#[derive(Clone, Debug, Serialize)]
pub struct Endpoint {
    /// Path below which it serves.
    pub path: String,
    /// What it is, in a sentence.
    pub help: &'static str,
    /// What it needs of who asks.
    pub access: Access,
    /// Bodies of requests are handed over as they come.
    pub streams: bool,
}

/// The endpoints of a node.
#[derive(Default)]
pub(crate) struct Routes(RwLock<BTreeMap<String, Target>>);

/// What serves a path.
struct Found {
    /// The route's own path.
    path: String,
    /// What follows it.
    rest: String,
    target: Target,
}

impl Routes {
    fn add(&self, path: String, target: Target) {
        self.0.write().insert(path, target);
    }

    /// The routes of a life that ended.
    pub(crate) fn close(&self, counter: u64) {
        self.0.write().retain(|_, target| target.life.as_ref().is_none_or(|(life, _)| *life != counter));
    }

    fn find(&self, path: &str) -> Option<Found> {
        let routes = self.0.read();
        let mut prefix = path;
        loop {
            if let Some(target) = routes.get(prefix) {
                let (path, rest) = path.split_at(prefix.len());
                return Some(Found { path: path.to_owned(), rest: rest.to_owned(), target: target.clone() });
            }
            match prefix.rfind('/') {
                Some(0) | None => break,
                Some(at) => prefix = &prefix[..at],
            }
        }
        let target = routes.get("/")?.clone();
        Some(Found { path: "/".to_owned(), rest: path.to_owned(), target })
    }

    pub(crate) fn all(&self) -> Vec<Endpoint> {
        let endpoint = |(path, target): (&String, &Target)| Endpoint {
            path: path.clone(),
            help: target.help,
            access: target.access,
            streams: target.streams,
        };
        self.0.read().iter().map(endpoint).collect()
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
        Access::Operate => role == Some(Role::Operator) || unproved == Unproved::All,
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
        self.add_route(path, access, help, false, make);
    }

    /// Serves a path whose requests may have long bodies: they come as [`Request::stream`], piece by piece.
    pub fn route_streaming(
        &mut self,
        path: &str,
        access: Access,
        help: &'static str,
        make: impl Fn(Request, Reply<Response>) -> A::Message + Send + Sync + 'static,
    ) {
        self.add_route(path, access, help, true, make);
    }

    fn add_route(
        &mut self,
        path: &str,
        access: Access,
        help: &'static str,
        streams: bool,
        make: impl Fn(Request, Reply<Response>) -> A::Message + Send + Sync + 'static,
    ) {
        let slot: Weak<Slot<A::Message>> = self.slot.me.clone();
        let deliver: Deliver = Arc::new(move |request, reply| {
            let slot = slot.upgrade().ok_or(AskError::NoSuchActor)?;
            slot.deliver(None, &mut Some(make(request, reply)), 0)
        });
        self.put_route(path, access, help, streams, deliver);
    }

    /// Serves a path for as long as this life lasts, without its help.
    pub(super) fn route_beside(
        &mut self,
        path: &str,
        access: Access,
        help: &'static str,
        answer: impl Fn(Node, Request, Reply<Response>) + Send + Sync + 'static,
    ) {
        let slot: Weak<Slot<A::Message>> = self.slot.me.clone();
        let deliver: Deliver = Arc::new(move |request, reply| {
            let slot = slot.upgrade().ok_or(AskError::NoSuchActor)?;
            answer(Node::from_core(slot.head.node.clone()), request, reply);
            Ok(())
        });
        self.put_route(path, access, help, false, deliver);
    }

    fn put_route(&mut self, path: &str, access: Access, help: &'static str, streams: bool, deliver: Deliver) {
        let any: Weak<dyn AnySlot> = self.slot.me.clone();
        let life = Some((self.life().counter, any));
        self.slot.head.bonds.lock().relations.get_or_insert_default().serves = true;
        self.slot.head.node.routes.add(path.to_owned(), Target { access, help, streams, life, deliver });
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
        self.routes.add(path.to_owned(), Target { access, help, streams: false, life: None, deliver });
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
        self.routes.add(path.to_owned(), Target { access, help, streams: false, life: None, deliver });
    }

    /// What serves the path: the longest prefix; else what serves it below the delegate.
    fn route(&self, path: &str) -> Option<Found> {
        let delegated = || {
            let delegate = self.settings().delegate.as_deref()?;
            self.routes.find(format!("/{delegate}{path}").trim_end_matches('/'))
        };
        self.routes.find(path).or_else(delegated)
    }

    /// Is the body of a request for this path handed over as it comes?
    pub(crate) fn takes_streams(&self, path: &str) -> bool {
        self.route(path).is_some_and(|found| found.target.streams)
    }

    /// Answers one request, whoever brought it.
    pub(crate) async fn serve(self: Arc<Self>, mut request: Request, unproved: Unproved) -> Response {
        while request.path.len() > 1 && request.path.ends_with('/') {
            request.path.pop();
        }
        if request.path.split('/').any(|element| element == "..") {
            return Response::error(404, "a path may not hold `..`");
        }
        if let Some(objection) = self.guards.objection(&request) {
            return objection;
        }
        let Some(Found { path, rest, target }) = self.route(&request.path) else {
            return Response::error(404, &format!("nothing is served at {}; /help lists what is", request.path));
        };
        // What is disabled stays so by whatever name it is called.
        let whole = if path == "/" { rest.clone() } else { format!("{path}{rest}") };
        if whole != request.path {
            request.path = whole;
            if let Some(objection) = self.guards.objection(&request) {
                return objection;
            }
        }
        if let Err(refused) = self.admit(&mut request, target.access, unproved).await {
            return refused;
        }
        if let Some(may) = self.guards.callback(&path)
            && !may(&request).await
        {
            return Response::error(403, "whoever asks may not see or do this here");
        }
        request.rest = rest;
        let (reply, answer) = Reply::pair();
        if let Err(error) = (target.deliver)(request, reply) {
            return failed(error);
        }
        match within(&self, ANSWER_WITHIN, answer).await {
            Ok(response) => response,
            Err(error @ (AskError::HandlerFailed | AskError::Unanswered)) => self.why_failed(&target, error).await,
            Err(error) => failed(error),
        }
    }

    /// Finds out who asks, and whether that suffices.
    async fn admit(&self, request: &mut Request, access: Access, unproved: Unproved) -> Result<(), Response> {
        let realm = self.settings().realms.of(access);
        // A certificate is a proof already.
        let authenticator = if request.role.is_none() { self.guards.authenticator(realm) } else { None };
        let Some(authenticator) = authenticator else {
            return admits(access, request.role, unproved).then_some(()).ok_or_else(|| {
                let why = "this endpoint asks for a proof that plain HTTP does not carry here; use the `mesos` command with the cluster's key";
                Response::error(403, why)
            });
        };
        match authenticator.authenticate(request).await {
            // Nobody acts on actors by a password that crosses a network in the clear.
            Authentication::Principal(_) if access == Access::Operate && unproved != Unproved::All => {
                Err(Response::error(403, "actors are steered by operators over QUIC, or from the node's own machine"))
            }
            Authentication::Principal(Principal { value: None, claims }) if claims.is_empty() => {
                Err(Response::error(500, "the authenticator proved nothing of who asks"))
            }
            Authentication::Principal(principal) => {
                request.principal = Some(principal);
                Ok(())
            }
            Authentication::Unauthorized(challenge) => {
                let mut response = Response::error(401, "credentials are needed here, and these are none or wrong");
                response.headers.insert("www-authenticate".to_owned(), challenge);
                Err(response)
            }
            Authentication::Forbidden(why) => Err(Response::error(403, &why)),
            Authentication::Failed(why) => Err(Response::error(500, &why)),
        }
    }

    /// The answer for an actor that gave none: why it ended, if it did.
    async fn why_failed(self: &Arc<Self>, target: &Target, error: AskError) -> Response {
        let Some((counter, slot)) = &target.life else { return failed(error) };
        let (reply, ended) = Reply::pair();
        let call = Box::new(move |notice: &ExitNotice| reply.send(notice.reason.clone()));
        let watcher = Watcher::Call { key: 0, relation: Relation::Monitor(0), call };
        let watched = slot.upgrade().is_some_and(|slot| watch(&slot, *counter, watcher).is_ok());
        let reason = match watched {
            true => within(self, END_WITHIN, ended).await.ok().filter(|reason| !reason.is_orderly()),
            false => None,
        };
        let mut reason = reason.map(|reason| reason.to_string()).or_else(|| self.exits.reason(*counter));
        // A life that is ending takes no watcher any more, and its reason is written down a moment later.
        for _ in 0..ENDING_LOOKS {
            if watched || reason.is_some() {
                break;
            }
            self.sleep(ENDING_LOOK).await;
            reason = self.exits.reason(*counter);
        }
        match reason {
            Some(reason) => Response::error(500, &reason),
            None => failed(error),
        }
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

impl Node {
    /// Starts what every node serves: its own endpoints, the actor `http`, and HTTP on `listener` if there is one.
    pub(crate) async fn open(
        &self,
        listener: Option<std::net::TcpListener>,
        unproved: Unproved,
        version: &'static str,
        flags: BTreeMap<String, String>,
    ) -> std::io::Result<()> {
        crate::inspect::serve(&self.core, version, flags);
        crate::operate::serve(&self.core);
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
