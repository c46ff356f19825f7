//! Endpoints of actors: a request is a value, and so is its response, whether it came by HTTP, over QUIC from a command
//! line in the operator role, or from a test.
//!
//! ```text
//!   TCP ── server.rs (the one HTTP stack) ──┐
//!   QUIC ─ Fetch, to the actor `http` ──────┼─▶ Routes: longest prefix ──▶ message to the actor ──▶ Reply<Response>
//!   tests ─ Node::serve ────────────────────┘
//! ```

pub(crate) mod routes;
pub(crate) mod server;

use std::{collections::BTreeMap, fmt};

use libprocess_wire::Reply;
use serde::{Deserialize, Serialize};

use crate::{Wire, role::Role};

/// What an endpoint needs of who asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Nothing: `/health`, `/version`.
    Open,
    /// May look: anybody on loopback; elsewhere an operator.
    Read,
    /// May steer: an operator; on loopback anybody of this machine.
    Write,
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
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({}, {} bytes)", self.status, self.body.len())
    }
}

impl Response {
    fn new(status: u16, content_type: &str, body: Vec<u8>) -> Response {
        Response { status, content_type: content_type.into(), headers: BTreeMap::new(), body }
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

    /// A failure with a sentence.
    pub fn error(status: u16, why: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", format!("{why}\n").into_bytes())
    }

    /// True for 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Asks a node for an endpoint over QUIC; understood by the actor `http` of every bound node.
#[derive(Debug, Serialize, Deserialize)]
pub struct Fetch {
    /// What is asked; its `role` is set by the receiving node.
    pub request: Request,
    /// The way back.
    pub reply: Reply<Response>,
}

impl Wire for Fetch {
    const NAME: &'static str = "libprocess.fetch";
    const VERSION: u16 = 1;
}

#[cfg(test)]
mod tests;
