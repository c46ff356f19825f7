//! Endpoints over QUIC: the actor `http` of every bound node answers [`Fetch`] and [`FetchStream`] from other nodes.
//!
//! A body that is made piece by piece comes as [`Piece`]s to a door of the asking node, as fast as its reader takes them.
//! When either end goes the other learns it: the one by the pieces' failing to be delivered, the other by the exit notice.

use std::{future::poll_fn, net::SocketAddr, sync::Arc, task::Poll, time::Duration};

use libprocess_wire::{Address, AskError, Pid, Reply};
use serde::{Deserialize, Serialize};

use super::{Reader, Request, Response, Writer, pipe, routes::Unproved};
use crate::{
    Wire,
    actor::{Actor, Exit, ExitNotice},
    context::Context,
    door::Sender,
    engine::Job,
    node::{Node, NodeCore},
    role::Role,
};

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

/// Asks a node for an endpoint whose body may come piece by piece.
#[derive(Debug, Serialize, Deserialize)]
pub struct FetchStream {
    /// What is asked; its `role` is set by the receiving node.
    pub request: Request,
    /// Takes the pieces of the body, if it comes in pieces: then the response's own is empty.
    pub pieces: Pid<Piece>,
    /// The way back.
    pub reply: Reply<Response>,
}

impl Wire for FetchStream {
    const NAME: &'static str = "libprocess.fetch_stream";
    const VERSION: u16 = 1;
}

/// A piece of a body.
#[derive(Debug, Serialize, Deserialize)]
pub enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// That was all, or it could not be completed for this reason.
    End(Result<(), String>),
}

impl Wire for Piece {
    const NAME: &'static str = "libprocess.piece";
    const VERSION: u16 = 1;
}

/// Header of a response whose body comes in pieces; only between nodes.
const IN_PIECES: &str = "libprocess-in-pieces";

/// The actor `http`.
pub(crate) struct Fetcher;

#[derive(Debug)]
pub(crate) enum Fetched {
    Whole(Sender, Fetch),
    Stream(Sender, FetchStream),
}

impl Actor for Fetcher {
    type Args = ();
    type Message = Fetched;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(Fetched::Whole);
        ctx.port(Fetched::Stream);
        Ok(Fetcher)
    }

    async fn handle(&mut self, message: Fetched, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let core = ctx.slot.head.node.clone();
        let home = &ctx.slot.head.home;
        match message {
            Fetched::Whole(sender, fetch) => {
                let (request, unproved) = proved(&core, fetch.request, &sender);
                Job::start(home, async move {
                    let response = core.serve(request, unproved).await;
                    fetch.reply.send(whole(response).await);
                });
            }
            Fetched::Stream(sender, fetch) => {
                let (request, unproved) = proved(&core, fetch.request, &sender);
                Job::start(home, async move {
                    let mut response = core.clone().serve(request, unproved).await;
                    let stream = response.stream.take();
                    if stream.is_some() {
                        response.headers.insert(IN_PIECES.to_owned(), "1".to_owned());
                    }
                    fetch.reply.send(response);
                    if let Some(reader) = stream {
                        relay(&Node::from_core(core), &reader, &fetch.pieces).await;
                    }
                });
            }
        }
        Ok(())
    }
}

/// The request with what the connection proved of its sender.
fn proved(core: &NodeCore, request: Request, sender: &Sender) -> (Request, Unproved) {
    let role = Some(sender.role);
    let asker = sender.address.map(|address| address.to_string());
    // On an --insecure network nobody is proved, and everybody who speaks its protocol may do all.
    let insecure = role == Some(Role::Anyone) && core.role == Role::Anyone;
    let unproved = if insecure { Unproved::All } else { Unproved::Nothing };
    (Request { role, asker, stream: None, principal: None, ..request }, unproved)
}

/// Most bytes of a body that is asked for whole but made piece by piece.
const WHOLE_MAX: usize = 1 << 20;

async fn whole(mut response: Response) -> Response {
    let Some(reader) = response.stream.take() else { return response };
    match reader.read_all(WHOLE_MAX).await {
        Ok(body) => Response { body, ..response },
        Err(why) => Response::error(500, &why),
    }
}

/// Passes the pieces on until one of the ends goes.
async fn relay(node: &Node, reader: &Reader, pieces: &Pid<Piece>) {
    let mut gone = std::pin::pin!(node.ended(pieces));
    loop {
        let next = poll_fn(|cx| {
            if gone.as_mut().poll(cx).is_ready() {
                return Poll::Ready(None);
            }
            reader.poll_read(cx).map(Some)
        });
        let (piece, last) = match next.await {
            None => return,
            Some(Ok(Some(bytes))) => (Piece::Bytes(bytes), false),
            Some(Ok(None)) => (Piece::End(Ok(())), true),
            Some(Err(why)) => (Piece::End(Err(why.to_string())), true),
        };
        if pieces.send(piece).await.is_err() || last {
            return;
        }
    }
}

/// Takes the pieces of one body; ends with its reader, and with the node that sends them.
struct Taker {
    writer: Option<Writer>,
}

enum Taken {
    Piece(Piece),
    ReaderGone,
}

impl std::fmt::Debug for Taken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Taken::Piece(_) => "Piece",
            Taken::ReaderGone => "ReaderGone",
        })
    }
}

/// A writer that starts with its actor, once.
type Once = Arc<parking_lot::Mutex<Option<Writer>>>;

impl Actor for Taker {
    type Args = (Once, Pid);
    type Message = Taken;

    async fn start((writer, other): (Once, Pid), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, piece: Piece| Taken::Piece(piece));
        ctx.monitor(&other);
        let Some(writer) = writer.lock().take() else { return Err(Exit::failed("a stream is taken once")) };
        Ok(Taker { writer: Some(writer) })
    }

    async fn handle(&mut self, message: Taken, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            // While the reader is slow this mailbox fills, and then the sender waits.
            Taken::Piece(Piece::Bytes(bytes)) => {
                let Some(writer) = &self.writer else { return Ok(()) };
                if writer.write(bytes).await.is_err() {
                    ctx.exit(Exit::Normal);
                }
            }
            Taken::Piece(Piece::End(how)) => {
                match (self.writer.take(), how) {
                    (Some(writer), Ok(())) => writer.close(),
                    (Some(writer), Err(why)) => writer.fail(why),
                    (None, _) => {}
                }
                ctx.exit(Exit::Normal);
            }
            Taken::ReaderGone => ctx.exit(Exit::Normal),
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, ctx: &mut Context<Self>) -> Result<(), Exit> {
        if let Some(writer) = self.writer.take() {
            writer.fail(format!("the node that sent this stream is gone: {}", notice.reason));
        }
        ctx.exit(Exit::Normal);
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
    pub async fn fetch(&self, node: SocketAddr, request: Request, timeout: Duration) -> Result<Response, AskError> {
        if node == self.address() {
            return Ok(whole(self.serve(request).await).await);
        }
        let pid = self.pid::<Fetch>(&Address::new("http", node));
        pid.ask(|reply| Fetch { request, reply }, timeout).await
    }

    /// Asks another node for an endpoint whose body may come piece by piece: then the response's `stream` gives it. Dropping
    /// the response ends it there as well.
    ///
    /// # Errors
    /// When the node is not reached or does not begin to answer in time.
    pub async fn fetch_stream(&self, node: SocketAddr, request: Request, timeout: Duration) -> Result<Response, AskError> {
        if node == self.address() {
            return Ok(self.serve(request).await);
        }
        let http = Address::new("http", node);
        let (writer, reader) = pipe();
        let over = writer.when_over();
        let name = format!("stream({})", self.core.next_counter());
        let other = self.untyped(&http);
        let args = (Arc::new(parking_lot::Mutex::new(Some(writer))), other);
        let taker = self.spawn::<Taker>(name, args).await.map_err(|_| AskError::ConnectionLost)?;
        let waiting = taker.clone();
        self.run_beside(async move {
            over.await;
            // It may have ended before.
            let _ = waiting.tell(Taken::ReaderGone);
        });
        let door = Address::new(taker.address().name, self.address());
        let pieces = self.pid::<Piece>(&door);
        let pid = self.pid::<FetchStream>(&http);
        let mut response = pid.ask(|reply| FetchStream { request, pieces, reply }, timeout).await?;
        // Without it the body is in the response, and dropping the reader ends the taker.
        if response.headers.remove(IN_PIECES).is_some() {
            response.stream = Some(reader);
        }
        Ok(response)
    }
}
