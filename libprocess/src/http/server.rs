//! The one HTTP stack: turns HTTP into [`Request`] values and back, and decides nothing else.
//!
//! Requests of one connection are handed over one after the other, each when the one before it is answered, so that answers
//! leave in the order of the requests and handlers run in it. Bodies come and go piece by piece where an endpoint wants it;
//! whole ones are compressed for clients that accept it.

use std::{
    collections::BTreeMap,
    io,
    net::TcpListener,
    sync::{Arc, Weak},
    time::Duration,
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    dev::{ServerHandle, Service as _},
    http::{
        StatusCode,
        header::{CONTENT_ENCODING, ContentEncoding},
    },
    middleware::Compress,
    web,
};
use futures_util::{StreamExt, stream};

use super::{Reader, Request, Response, Writer, pipe, routes::Unproved};
use crate::node::NodeCore;

/// Largest body of a request that is not handed over piece by piece.
const BODY_MAX: usize = 4 << 20;

/// Bodies of this length or more are compressed for clients that accept it, as in Mesos.
const COMPRESSED_FROM: usize = 1024;

/// Connections that may be open at once: each peer keeps one for its watch, the others are for readers.
const CONNECTIONS_MAX: usize = crate::transport::network::PEERS_MAX + 4096;

/// A running server.
pub(crate) struct Handle(ServerHandle);

impl Handle {
    /// Stops accepting and closes what is open, without waiting.
    pub(crate) fn stop(&self) {
        // The request is made at once; the returned future would only wait for its end.
        drop(self.0.stop(false));
    }
}

/// Serves a node's endpoints on a listener, from a thread of its own; plain HTTP proves nobody.
pub(crate) fn start(core: &Arc<NodeCore>, listener: TcpListener, unproved: Unproved) -> io::Result<Handle> {
    listener.set_nonblocking(true)?;
    let weak = Arc::downgrade(core);
    let (sender, receiver) = std::sync::mpsc::sync_channel(1);
    std::thread::Builder::new().name("libprocess-http".into()).spawn(move || {
        let served = actix_rt::System::new().block_on(async move {
            let server = HttpServer::new(move || {
                let weak = weak.clone();
                App::new()
                    .wrap(Compress::default())
                    .wrap_fn(|request, service| {
                        let answered = service.call(request);
                        async move {
                            let mut response = answered.await?;
                            // Said for the layer that compresses; to clients it goes without saying.
                            let headers = response.headers_mut();
                            if headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding == "identity") {
                                headers.remove(CONTENT_ENCODING);
                            }
                            Ok(response)
                        }
                    })
                    .default_service(web::to(move |request: HttpRequest, body: web::Payload| {
                        answer(weak.clone(), request, body, unproved)
                    }))
            })
            .workers(1)
            .max_connections(CONNECTIONS_MAX)
            .backlog(1024)
            .keep_alive(Duration::from_secs(75))
            .client_request_timeout(Duration::from_secs(10))
            .client_disconnect_timeout(Duration::from_secs(5))
            .shutdown_timeout(1)
            .disable_signals()
            .listen(listener)
            .map(HttpServer::run);
            match server {
                Ok(server) => {
                    let _ = sender.send(Ok(server.handle()));
                    server.await
                }
                Err(error) => {
                    let _ = sender.send(Err(error));
                    Ok(())
                }
            }
        });
        if let Err(error) = served {
            tracing::error!(%error, "the HTTP server ended");
        }
    })?;
    let handle = receiver.recv().map_err(|_| io::Error::other("the HTTP server did not start"))??;
    Ok(Handle(handle))
}

async fn answer(core: Weak<NodeCore>, request: HttpRequest, body: web::Payload, unproved: Unproved) -> HttpResponse {
    let Some(core) = core.upgrade() else {
        return write(Response::error(503, "the node is shutting down"));
    };
    let response = match read(&request, unproved) {
        Err(refused) => refused,
        Ok(mut request) if core.takes_streams(&request.path) => {
            let (writer, reader) = pipe();
            request.stream = Some(reader);
            // Ends when the body does, or nobody reads it any more.
            actix_rt::spawn(hand_over(body, writer));
            core.serve(request, unproved).await
        }
        Ok(mut request) => match whole(body).await {
            Ok(body) => {
                request.body = body;
                core.serve(request, unproved).await
            }
            Err(refused) => refused,
        },
    };
    write(response)
}

/// The body of a request as it comes.
async fn hand_over(mut body: web::Payload, writer: Writer) {
    while let Some(piece) = body.next().await {
        match piece {
            Ok(piece) => {
                if writer.write(piece.to_vec()).await.is_err() {
                    return;
                }
            }
            Err(error) => return writer.fail(format!("the client's body broke off: {error}")),
        }
    }
    writer.close();
}

async fn whole(mut body: web::Payload) -> Result<Vec<u8>, Response> {
    let mut whole = Vec::new();
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|error| Response::error(400, &format!("the body cannot be read: {error}")))?;
        if whole.len() + piece.len() > BODY_MAX {
            return Err(Response::error(413, &format!("the body is longer than {BODY_MAX} bytes")));
        }
        whole.extend_from_slice(&piece);
    }
    Ok(whole)
}

fn read(request: &HttpRequest, unproved: Unproved) -> Result<Request, Response> {
    let mut headers = BTreeMap::new();
    for (name, value) in request.headers() {
        if let Ok(value) = value.to_str() {
            headers.insert(name.as_str().to_owned(), value.to_owned());
        }
    }
    // A page of another site may make a browser of this machine send a POST here; it cannot forge its Origin.
    if request.method() != "GET"
        && let Some(origin) = headers.get("origin")
        && headers.get("host").is_none_or(|host| {
            let other = origin.split_once("://").map(|(_, rest)| rest) != Some(host);
            other || (matches!(unproved, Unproved::All) && !names_this_machine(host))
        })
    {
        return Err(Response::error(403, "requests from pages of other sites are refused"));
    }
    let uri = request.uri().to_string();
    let path = libprocess_wire::address::unescape(request.path())
        .map_err(|_| Response::error(400, "the path is not percent-encoded UTF-8"))?;
    let query = Request::get(&uri).query;
    let method = request.method().to_string();
    let asker = request.peer_addr().map(|address| address.to_string());
    Ok(Request { method, path, query, headers, asker, ..Request::default() })
}

/// True for localhost and plain addresses. Any other name may have been pointed here by the page that uses it.
fn names_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.ends_with(']') { host } else { name });
    name == "localhost" || name.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>().is_ok()
}

fn write(response: Response) -> HttpResponse {
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = HttpResponse::build(status);
    builder.content_type(response.content_type);
    let length = response.headers.get("content-length").and_then(|length| length.parse().ok());
    for (name, value) in response.headers.into_iter().filter(|(name, _)| name != "content-length") {
        builder.insert_header((name, value));
    }
    // A short body is not worth it, and pieces are to arrive as they are made.
    if response.stream.is_some() || response.body.len() < COMPRESSED_FROM {
        builder.insert_header(ContentEncoding::Identity);
    }
    match (response.stream, length) {
        (None, _) => builder.body(response.body),
        (Some(reader), Some(length)) => builder.no_chunking(length).streaming(pieces(reader)),
        (Some(reader), None) => builder.streaming(pieces(reader)),
    }
}

/// A body that is made piece by piece; one that cannot be completed breaks the connection off, so that the client knows.
fn pieces(reader: Reader) -> impl stream::Stream<Item = Result<web::Bytes, io::Error>> + 'static {
    stream::unfold(Some(reader), |reader| async move {
        let reader = reader?;
        match reader.read().await {
            Ok(Some(piece)) => Some((Ok(piece.into()), Some(reader))),
            Ok(None) => None,
            Err(why) => Some((Err(io::Error::other(why.to_string())), None)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_localhost_and_plain_addresses_name_this_machine_to_a_browser() {
        for host in ["localhost", "localhost:5050", "127.0.0.1", "127.0.0.1:5050", "[::1]", "[::1]:5050"] {
            assert!(names_this_machine(host), "{host}");
        }
        for host in ["", "evil.example", "evil.example:5050", "127.0.0.1.evil.example:5050", "localhost.evil.example"] {
            assert!(!names_this_machine(host), "{host}");
        }
    }
}
