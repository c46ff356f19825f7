//! The client half of the HTTP stack: sends [`Request`] values to servers outside of the cluster, over plain HTTP.
//!
//! Requests are sent from a thread of the client's own, several at once, over connections that are kept; that thread ends
//! with the last clone of the client. Nodes ask each other by [`Node::fetch`](crate::Node::fetch) instead, over QUIC.

use std::{collections::BTreeMap, io, time::Duration};

use awc::http::{Method, StatusCode, Uri};
use libprocess_wire::Reply;
use tokio::sync::mpsc;

use super::{Request, Response};

/// Requests that wait for the client's thread; whoever sends more waits.
const WAITING_MAX: usize = 64;

/// Most bytes of a response's body.
const BODY_MAX: usize = 4 << 20;

struct Call {
    url: String,
    request: Request,
    timeout: Duration,
    reply: Reply<Result<Response, String>>,
}

/// Sends requests over plain HTTP. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client(mpsc::Sender<Call>);

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.request.method, self.url)
    }
}

impl Client {
    /// Starts one.
    ///
    /// # Errors
    /// When the machine gives no thread.
    pub fn start() -> io::Result<Client> {
        let (sender, mut calls) = mpsc::channel::<Call>(WAITING_MAX);
        std::thread::Builder::new().name("libprocess-fetch".into()).spawn(move || {
            actix_rt::System::new().block_on(async move {
                let client = awc::Client::builder().disable_redirects().finish();
                while let Some(Call { url, request, timeout, reply }) = calls.recv().await {
                    let client = client.clone();
                    actix_rt::spawn(async move { reply.send(answer(&client, &url, request, timeout).await) });
                }
            });
        })?;
        Ok(Client(sender))
    }

    /// Whether a server can be named so: `http://HOST:PORT`, maybe with a path.
    ///
    /// # Errors
    /// Why not.
    pub fn check(server: &str) -> Result<(), String> {
        let uri: Uri = server.parse().map_err(|error| format!("it is no address ({error})"))?;
        match uri.scheme_str() {
            Some("http") if uri.host().is_some_and(|host| !host.is_empty()) => Ok(()),
            Some("https") => Err("https is not spoken here".to_owned()),
            _ => Err("it does not begin with http:// and a host".to_owned()),
        }
    }

    /// Sends a request to a server (`http://HOST:PORT`, maybe with a path that the request's goes below); answers with its
    /// response, whatever its status. Redirects are not followed.
    ///
    /// # Errors
    /// A sentence: the server was not reached, or did not answer in time, or with more than 4 MB.
    pub async fn send(&self, server: &str, request: Request, timeout: Duration) -> Result<Response, String> {
        Client::check(server)?;
        let url = format!("{}{}", server.trim_end_matches('/'), target(&request));
        let (reply, answer) = Reply::pair();
        let gone = |_| format!("the client's thread has ended, so {server} was not asked");
        self.0.send(Call { url, request, timeout, reply }).await.map_err(gone)?;
        answer.await.map_err(|error| format!("{server} was not asked: {error}"))?
    }
}

/// Path and query, escaped.
fn target(request: &Request) -> String {
    let escape = |text: &str| libprocess_wire::address::escape(text).to_string();
    let path: Vec<String> = request.path.split('/').map(escape).collect();
    let query: Vec<String> = request.query.iter().map(|(key, value)| format!("{}={}", escape(key), escape(value))).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", path.join("/"), query.join("&"))
}

async fn answer(client: &awc::Client, url: &str, request: Request, timeout: Duration) -> Result<Response, String> {
    let method = Method::from_bytes(request.method.as_bytes()).map_err(|_| format!("{:?} is no method", request.method))?;
    let mut asked = client.request(method, url).timeout(timeout);
    for (name, value) in request.headers {
        asked = asked.insert_header((name, value));
    }
    let mut response = asked.send_body(request.body).await.map_err(|error| format!("{url} did not answer: {error}"))?;
    let body = response.body().limit(BODY_MAX).await.map_err(|error| format!("{url} answered in part: {error}"))?;
    let headers: BTreeMap<String, String> = response
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    let content_type = headers.get("content-type").cloned().unwrap_or_default();
    let status = StatusCode::as_u16(&response.status());
    Ok(Response { status, content_type, headers, body: body.to_vec(), stream: None })
}
