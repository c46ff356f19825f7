//! Endpoints of actors: a request is a value, and so is its response, whether it came by HTTP, over QUIC from a command
//! line in the operator role, or from a test.
//!
//! ```text
//!   TCP ── server.rs (the one HTTP stack) ──┐
//!   QUIC ─ Fetch, FetchStream (fetch.rs) ───┼─▶ guards ─▶ Routes: longest prefix ──▶ message to the actor ──▶ Reply<Response>
//!   tests ─ Node::serve ────────────────────┘
//! ```
//!
//! Bodies that are made or taken piece by piece go through a [`pipe()`], bounded, whose ends learn when the other has gone.

mod client;
pub(crate) mod fetch;
mod files;
mod guards;
mod help;
mod jwt;
pub(crate) mod limit;
mod pipe;
pub(crate) mod routes;
pub(crate) mod server;

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

pub use self::{
    client::Client,
    fetch::{Fetch, FetchStream, Piece},
    files::Files,
    guards::{
        AnyOf, Authentication, Authenticator, Authorization, Basic, Deciding, DisabledEndpoints, FirewallRule, Principal,
    },
    jwt::Jwt,
    limit::RateLimit,
    pipe::{Reader, ReaderGone, Writer, pipe},
};
pub(crate) use self::{
    guards::{Guards, Realms},
    help::help,
};
use crate::role::Role;

/// What an endpoint needs of who asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Nothing: `/health`, `/version`.
    Open,
    /// May look: anybody on loopback; elsewhere an operator.
    Read,
    /// May steer: an operator or master; on loopback anybody of this machine.
    Write,
    /// May act on single actors: an operator; on loopback anybody of this machine.
    Operate,
}

/// How a node serves its endpoints.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) realms: Realms,
    /// Paths that nobody serves go below this one.
    pub(crate) delegate: Option<String>,
    /// How often `/metrics/snapshot` is answered.
    pub(crate) snapshots: Option<RateLimit>,
    /// The level at which the program logs; `/logging/toggle` only raises it.
    pub(crate) log_level: tracing::Level,
}

impl Default for Settings {
    fn default() -> Self {
        let (realms, snapshots) = (Realms::default(), Some(RateLimit::default()));
        Settings { realms, delegate: None, snapshots, log_level: tracing::Level::INFO }
    }
}

/// A request to an endpoint.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Request {
    /// `GET`, `POST` ….
    pub method: String,
    /// Percent-decoded, beginning with `/`, without a trailing one.
    pub path: String,
    /// The last value of a key counts.
    pub query: BTreeMap<String, String>,
    /// Lower-case names.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
    /// What follows the route's own path, beginning with `/`; empty if nothing does. Set by the routing.
    pub rest: String,
    /// What the connection proved of the asker; none for plain HTTP. Set by the server, never by a peer.
    pub role: Option<Role>,
    /// Address of the asker. Set by the server.
    #[serde(skip)]
    pub asker: Option<String>,
    /// Who the authenticator of the endpoint's realm found the asker to be. Set by the server.
    #[serde(skip)]
    pub principal: Option<Principal>,
    /// The body as it comes, for routes that stream; plain HTTP only.
    #[serde(skip)]
    pub stream: Option<Reader>,
}

impl Request {
    /// A `GET` of a path with an optional query: `/master/tasks?limit=3`.
    pub fn get(path: &str) -> Request {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut request = Request { method: "GET".into(), path: path.into(), ..Request::default() };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode =
                |text: &str| libprocess_wire::address::unescape(&text.replace('+', " ")).unwrap_or_else(|_| text.into());
            request.query.insert(decode(key), decode(value));
        }
        request
    }

    /// A `POST` of a JSON body.
    pub fn post(path: &str, body: &impl Serialize) -> Request {
        let body = serde_json::to_vec(body).unwrap_or_default();
        let mut request = Request { method: "POST".into(), body, ..Request::get(path) };
        request.headers.insert("content-type".into(), "application/json".into());
        request
    }

    /// Who asks, for logs: the principal or role that was proved, and where from.
    pub fn asked_by(&self) -> String {
        let at = self.asker.as_deref().unwrap_or("this process");
        match (&self.principal, self.role) {
            (Some(principal), _) => format!("{principal} at {at}"),
            (None, Some(role)) => format!("{role} at {at}"),
            (None, None) => format!("somebody unproved at {at}"),
        }
    }
}

/// The answer of an endpoint.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// `application/json` ….
    pub content_type: String,
    /// Further headers.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
    /// The body, if it is made piece by piece.
    #[serde(skip)]
    pub stream: Option<Reader>,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.stream {
            None => write!(f, "Response({}, {} bytes)", self.status, self.body.len()),
            Some(_) => write!(f, "Response({}, a stream)", self.status),
        }
    }
}

impl Response {
    fn new(status: u16, content_type: &str, body: Vec<u8>) -> Response {
        Response { status, content_type: content_type.into(), headers: BTreeMap::new(), body, stream: None }
    }

    /// 200 with JSON.
    pub fn json(value: &impl Serialize) -> Response {
        match serde_json::to_vec(value) {
            Ok(body) => Response::new(200, "application/json", body),
            Err(error) => Response::error(500, &format!("the answer cannot be written: {error}")),
        }
    }

    /// 200 with text.
    pub fn text(text: impl Into<String>) -> Response {
        Response::new(200, "text/plain; charset=utf-8", text.into().into_bytes())
    }

    /// 200 with bytes.
    pub fn bytes(content_type: &str, body: Vec<u8>) -> Response {
        Response::new(200, content_type, body)
    }

    /// 200 with a body that is made piece by piece: whoever holds the other end of the [`pipe()`] writes it.
    pub fn stream(content_type: &str, body: Reader) -> Response {
        Response { stream: Some(body), ..Response::new(200, content_type, Vec::new()) }
    }

    /// A failure with a sentence.
    pub fn error(status: u16, why: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", format!("{why}\n").into_bytes())
    }

    /// True for 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

#[cfg(test)]
mod tests;
