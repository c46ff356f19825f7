//! The carrier of production: QUIC over one UDP socket, on a thread of its own where there are several cores.
//!
//! Each link is one connection with two streams in both directions, one per lane; the first byte of a stream says which.
//! The jobs that read and write them run on the same thread as the endpoint, so a burst of messages crosses to that
//! thread once. quinn's defaults are kept but for the size of datagrams: 1,452 bytes, and 6,500 on loopback, where ten
//! of them (what is handed to the kernel at once) still fit a datagram of the largest size.

#![allow(
    clippy::disallowed_methods,
    reason = "this is the edge to the machine's clock and to the threads of the I/O runtime"
)]

use std::{
    future::{Future, poll_fn},
    io,
    net::{IpAddr, SocketAddr, UdpSocket},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use futures_util::FutureExt;
use parking_lot::Mutex;
use quinn::{
    ClientConfig, Connection, ConnectionError, Endpoint, EndpointConfig, Incoming, MtuDiscoveryConfig, ReadError,
    RecvStream, Runtime, SendStream, ServerConfig, TransportConfig, VarInt, WriteError,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};
use rustls::pki_types::CertificateDer;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::{mpsc, oneshot},
    time::{Instant, sleep, timeout},
};

use super::{
    Boxed,
    carrier::{Broken, Carrier, DialError, Lane, Link, Proof, Watched},
    connections::LinkStats,
    socket::Counting,
    tls::{Configs, ProofReader, SERVER_NAME},
};
use crate::{
    engine::{Home, threads::Threads},
    node::NodeCore,
};

/// Payload of a datagram that every path carries, and on loopback.
const MTU: (u16, u16) = (1452, 6500);

/// Longest time for a handshake.
const HANDSHAKE: Duration = Duration::from_secs(5);

/// A machine that says "nobody listens" on TCP is believed after QUIC had at least this time, and four times what TCP took,
/// to prove the opposite.
const REFUSED_AFTER: Duration = Duration::from_millis(30);

/// Pause before TCP is asked again, after a connection that was taken and closed.
const ASK_AGAIN: Duration = Duration::from_millis(5);

/// TCP is asked again when a connection that was taken has stood so long without a word from QUIC.
const ASK_AGAIN_MAX: Duration = Duration::from_millis(100);

/// Handshakes in progress from which on addresses are validated first, and at which more are refused.
const HALF_OPEN: (usize, usize) = (32, 512);

/// Links that wait to be taken.
const ACCEPTED_MAX: usize = 256;

/// The watch connection asks for the node's health this often, so that its server keeps it open.
const WATCH_ASKS: Duration = Duration::from_secs(30);

/// Pieces of a stream that are taken at once.
const PIECES: usize = 16;

/// QUIC over one socket.
pub(crate) struct Quic {
    home: Arc<Home>,
    endpoint: Endpoint,
    shown: Arc<Mutex<Arc<Shown>>>,
    reader: ProofReader,
    accepted: Arc<tokio::sync::Mutex<mpsc::Receiver<Arc<dyn Link>>>>,
}

fn transport(mtu: u16) -> Arc<TransportConfig> {
    let mut config = TransportConfig::default();
    let mut discovery = MtuDiscoveryConfig::default();
    discovery.upper_bound(mtu);
    config
        .initial_mtu(mtu)
        .mtu_discovery_config(Some(discovery))
        .max_concurrent_bidi_streams(VarInt::from_u32(2))
        .max_concurrent_uni_streams(VarInt::from_u32(0))
        .datagram_receive_buffer_size(None);
    Arc::new(config)
}

fn on_loopback(ip: IpAddr) -> bool {
    ip.to_canonical().is_loopback()
}

fn crypto(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!("the encryption of QUIC cannot be set up: {error}"))
}

impl Quic {
    /// Starts the endpoint of a node on a new thread.
    pub(crate) async fn start(
        threads: &Threads,
        core: &Arc<NodeCore>,
        socket: UdpSocket,
        configs: Configs,
    ) -> io::Result<Arc<Quic>> {
        let Configs { server, client, reader } = configs;
        let shown = Shown::new(server, client)?;
        let home = threads.io_thread()?;
        let strays = Arc::new(AtomicU64::new(0));
        let counted = strays.clone();
        core.metrics.pull("transport/stray_datagrams", move || counted.load(Ordering::Relaxed) as f64);
        let (started, endpoint) = oneshot::channel();
        let (links, accepted) = mpsc::channel(ACCEPTED_MAX);
        let door = Door {
            shown: Arc::new(Mutex::new(Arc::new(shown))),
            reader: reader.clone(),
            links,
            half_open: Arc::default(),
            core: Arc::downgrade(core),
        };
        let shown = door.shown.clone();
        threads.spawn_local(&home, move || {
            Box::pin(async move {
                let server = door.shown.lock().servers[0].clone();
                let endpoint = open(socket, strays, &server);
                let opened = endpoint.as_ref().ok().cloned();
                let _ = started.send(endpoint);
                if let Some(endpoint) = opened {
                    door.serve(endpoint).await;
                }
            })
        });
        let endpoint = endpoint.await.map_err(|_| io::Error::other("the thread of QUIC did not start"))??;
        Ok(Arc::new(Quic { home, endpoint, shown, reader, accepted: Arc::new(tokio::sync::Mutex::new(accepted)) }))
    }

    /// From now on new connections show what these say; those that stand are not touched.
    pub(crate) fn show(&self, configs: Configs) -> io::Result<()> {
        let shown = Arc::new(Shown::new(configs.server, configs.client)?);
        *self.shown.lock() = shown;
        Ok(())
    }

    fn client(&self, node: SocketAddr) -> ClientConfig {
        self.shown.lock().clients[usize::from(on_loopback(node.ip()))].clone()
    }
}

/// What a node shows on both sides of a connection: to other machines, and on this one.
struct Shown {
    servers: [Arc<ServerConfig>; 2],
    clients: [ClientConfig; 2],
}

impl Shown {
    fn new(server: rustls::ServerConfig, client: rustls::ClientConfig) -> io::Result<Shown> {
        let client: Arc<QuicClientConfig> = Arc::new(client.try_into().map_err(crypto)?);
        let server: Arc<QuicServerConfig> = Arc::new(server.try_into().map_err(crypto)?);
        let clients = [MTU.0, MTU.1].map(|mtu| {
            let mut config = ClientConfig::new(client.clone());
            config.transport_config(transport(mtu));
            config
        });
        let servers = [MTU.0, MTU.1].map(|mtu| {
            let mut config = ServerConfig::with_crypto(server.clone());
            config.transport_config(transport(mtu));
            Arc::new(config)
        });
        Ok(Shown { servers, clients })
    }
}

fn open(socket: UdpSocket, strays: Arc<AtomicU64>, server: &Arc<ServerConfig>) -> io::Result<Endpoint> {
    let runtime = Arc::new(quinn::TokioRuntime);
    let socket = Arc::new(Counting::new(runtime.wrap_udp_socket(socket)?, strays));
    let mut config = EndpointConfig::default();
    config.max_udp_payload_size(MTU.1).map_err(crypto)?;
    Endpoint::new_with_abstract_socket(config, Some((**server).clone()), socket, runtime)
}

/// Where other nodes come in.
#[derive(Clone)]
struct Door {
    shown: Arc<Mutex<Arc<Shown>>>,
    reader: ProofReader,
    links: mpsc::Sender<Arc<dyn Link>>,
    half_open: Arc<AtomicUsize>,
    core: std::sync::Weak<NodeCore>,
}

impl Door {
    async fn serve(self, endpoint: Endpoint) {
        while let Some(incoming) = endpoint.accept().await {
            let half_open = self.half_open.load(Ordering::Relaxed);
            if half_open >= HALF_OPEN.1 {
                incoming.refuse();
            } else if half_open >= HALF_OPEN.0 && !incoming.remote_address_validated() && incoming.may_retry() {
                // It cannot fail: that it may be retried was asked just now.
                let _ = incoming.retry();
            } else {
                self.half_open.fetch_add(1, Ordering::Relaxed);
                let door = self.clone();
                tokio::task::spawn_local(async move {
                    let from = incoming.remote_address();
                    match timeout(HANDSHAKE, door.greet(incoming)).await {
                        Ok(Ok(link)) => {
                            if let Err(refused) = door.links.try_send(link) {
                                refused.into_inner().close("too many links wait to be taken");
                            }
                        }
                        Ok(Err(why)) => door.refused(from, &why),
                        Err(_) => door.refused(from, "its handshake took too long"),
                    }
                    door.half_open.fetch_sub(1, Ordering::Relaxed);
                });
            }
        }
    }

    fn refused(&self, from: SocketAddr, why: &str) {
        if let Some(core) = self.core.upgrade() {
            core.refusals.note(from, why);
        }
    }

    async fn greet(&self, incoming: Incoming) -> Result<Arc<dyn Link>, String> {
        let server = self.shown.lock().servers[usize::from(on_loopback(incoming.remote_address().ip()))].clone();
        let connecting = incoming.accept_with(server).map_err(|error| broken(&error).why)?;
        let connection = connecting.await.map_err(|error| broken(&error).why)?;
        let proof = match prove(&self.reader, &connection) {
            Ok(proof) => proof,
            Err(why) => {
                connection.close(VarInt::from_u32(1), why.as_bytes());
                return Err(why);
            }
        };
        let mut lanes: [Option<(SendStream, RecvStream)>; 2] = [None, None];
        while lanes.iter().any(Option::is_none) {
            let (send, mut receive) = connection.accept_bi().await.map_err(|error| broken(&error).why)?;
            let mut lane = [0];
            receive.read_exact(&mut lane).await.map_err(|_| "a stream ended before it said its lane".to_owned())?;
            match lanes.get_mut(usize::from(lane[0])) {
                Some(free) if free.is_none() => *free = Some((send, receive)),
                _ => {
                    connection.close(VarInt::from_u32(1), b"a stream of an unknown lane");
                    return Err("it opened a stream of an unknown lane".to_owned());
                }
            }
        }
        let [Some(control), Some(bulk)] = lanes else { return Err("it opened too few streams".to_owned()) };
        Ok(QuicLink::over(connection, proof, control, bulk))
    }
}

/// What the certificate of a connection proves.
fn prove(reader: &ProofReader, connection: &Connection) -> Result<Proof, String> {
    let shown = connection.peer_identity().and_then(|identity| identity.downcast::<Vec<CertificateDer<'static>>>().ok());
    let certificate = shown.as_ref().and_then(|chain| chain.first());
    reader.read(certificate, canonical(connection.remote_address()))
}

fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

async fn connect(connecting: quinn::Connecting, reader: ProofReader) -> Result<Arc<dyn Link>, DialError> {
    let failed = |error: ConnectionError| {
        let broken = broken(&error);
        if broken.denied { DialError::Denied(broken.why) } else { DialError::Unreachable(broken.why) }
    };
    let connection = connecting.await.map_err(failed)?;
    let proof = prove(&reader, &connection).map_err(|why| {
        connection.close(VarInt::from_u32(1), why.as_bytes());
        DialError::Denied(why)
    })?;
    let mut lanes = Vec::new();
    for lane in [Lane::Control, Lane::Bulk] {
        let (mut send, receive) = connection.open_bi().await.map_err(failed)?;
        // The other side sees a stream only when something comes on it.
        let said = send.write_all(&[lane as u8]).await;
        said.map_err(|error| DialError::Unreachable(written(&error).why))?;
        lanes.push((send, receive));
    }
    match <[_; 2]>::try_from(lanes) {
        Ok([control, bulk]) => Ok(QuicLink::over(connection, proof, control, bulk)),
        Err(_) => unreachable!("one stream was opened per lane"),
    }
}

impl Carrier for Quic {
    fn home(&self) -> &Arc<Home> {
        &self.home
    }

    fn dial(&self, node: SocketAddr) -> Boxed<Result<Arc<dyn Link>, DialError>> {
        let (endpoint, client, reader) = (self.endpoint.clone(), self.client(node), self.reader.clone());
        Box::pin(async move {
            let connecting = endpoint.connect_with(client, node, SERVER_NAME);
            let connecting = connecting.map_err(|error| DialError::Unreachable(error.to_string()))?;
            let refused = async {
                loop {
                    let asked = Instant::now();
                    match TcpStream::connect(node).await {
                        // A process that is being killed loses its sockets one after the other: one that took the
                        // connection may be gone a moment later.
                        Ok(mut stream) => drop(timeout(ASK_AGAIN_MAX, stream.read(&mut [0])).await),
                        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                            sleep(REFUSED_AFTER.max(4 * asked.elapsed())).await;
                            return DialError::Refused;
                        }
                        // One that was about to be taken is reset when the process ends just then.
                        Err(_) => sleep(ASK_AGAIN_MAX).await,
                    }
                    sleep(ASK_AGAIN).await;
                }
            };
            let late = async {
                sleep(HANDSHAKE).await;
                DialError::Unreachable("no answer in time".to_owned())
            };
            either(connect(connecting, reader), either(refused, late).map(Err)).await
        })
    }

    fn accept(&self) -> Boxed<Option<Arc<dyn Link>>> {
        let accepted = self.accepted.clone();
        Box::pin(async move { accepted.lock().await.recv().await })
    }

    fn watch(&self, node: SocketAddr) -> Boxed<Watched> {
        Box::pin(async move {
            match TcpStream::connect(node).await {
                Ok(stream) => watch(stream, node).await,
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => Watched::Refused,
                Err(_) => Watched::Unknown,
            }
        })
    }

    fn shut_down(&self) -> Boxed<()> {
        let endpoint = self.endpoint.clone();
        Box::pin(async move {
            endpoint.close(VarInt::from_u32(0), b"the node ends");
            endpoint.wait_idle().await;
        })
    }
}

/// Keeps the connection open and waits until the other side closes it.
async fn watch(mut stream: TcpStream, node: SocketAddr) -> Watched {
    let ask = format!("GET /health HTTP/1.1\r\nhost: {node}\r\n\r\n");
    let mut answer = [0; 1024];
    loop {
        if stream.write_all(ask.as_bytes()).await.is_err() {
            return Watched::Closed;
        }
        let asks_again = timeout(WATCH_ASKS, async {
            loop {
                match stream.read(&mut answer).await {
                    Ok(0) => return Watched::Closed,
                    Ok(_) => {}
                    Err(error) if error.kind() == io::ErrorKind::TimedOut => return Watched::Unknown,
                    Err(_) => return Watched::Closed,
                }
            }
        });
        if let Ok(watched) = asks_again.await {
            return watched;
        }
    }
}

/// The value of whichever is first, of the first one if both are.
async fn either<T>(one: impl Future<Output = T>, other: impl Future<Output = T>) -> T {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|cx| match one.as_mut().poll(cx) {
        Poll::Pending => other.as_mut().poll(cx),
        ready => ready,
    })
    .await
}

/// One connection.
struct QuicLink {
    connection: Connection,
    proof: Proof,
    /// By lane. Each half is polled by one job, so nobody waits for these locks.
    send: [Mutex<SendStream>; 2],
    receive: [Mutex<RecvStream>; 2],
}

impl QuicLink {
    fn over(
        connection: Connection,
        proof: Proof,
        control: (SendStream, RecvStream),
        bulk: (SendStream, RecvStream),
    ) -> Arc<dyn Link> {
        // Heart-beats and answers go before messages. It fails only if the stream is closed, which is seen soon enough.
        let _ = control.0.set_priority(1);
        let (send, receive) = ([control.0, bulk.0].map(Mutex::new), [control.1, bulk.1].map(Mutex::new));
        Arc::new(QuicLink { connection, proof, send, receive })
    }
}

/// A broken connection as a sentence.
fn broken(error: &ConnectionError) -> Broken {
    // TLS alerts travel as 0x100 plus their number.
    let alert = |code: quinn::TransportErrorCode| u64::from(code).checked_sub(0x100).filter(|alert| *alert <= 0xff);
    let alert = match error {
        ConnectionError::TransportError(error) => alert(error.code),
        ConnectionError::ConnectionClosed(frame) => alert(frame.error_code),
        _ => None,
    };
    match (error, alert) {
        (_, Some(120)) => {
            denied("one of the two nodes has a cluster key and the other is --insecure, or their releases differ")
        }
        (_, Some(45)) => denied("a certificate has expired, or the clocks of the two machines differ by more than a day"),
        (_, Some(_)) => denied("the two nodes belong to different clusters: their cluster keys differ"),
        (ConnectionError::VersionMismatch, _) => denied("it speaks another version of QUIC"),
        (ConnectionError::ApplicationClosed(close), _) => Broken::new(String::from_utf8_lossy(&close.reason)),
        (ConnectionError::TimedOut, _) => Broken::new("nothing was heard for too long"),
        (ConnectionError::Reset, _) => Broken::new("the other side does not know the connection any more"),
        (error, _) => Broken::new(error.to_string()),
    }
}

fn denied(why: &str) -> Broken {
    Broken { why: why.to_owned(), denied: true }
}

fn written(error: &WriteError) -> Broken {
    match error {
        WriteError::ConnectionLost(error) => broken(error),
        error => Broken::new(error.to_string()),
    }
}

fn read(error: &ReadError) -> Broken {
    match error {
        ReadError::ConnectionLost(error) => broken(error),
        error => Broken::new(error.to_string()),
    }
}

impl Link for QuicLink {
    fn proof(&self) -> &Proof {
        &self.proof
    }

    fn poll_read(&self, lane: Lane, cx: &mut Context<'_>, into: &mut Vec<u8>, most: usize) -> Poll<Result<(), Broken>> {
        let mut stream = self.receive[lane as usize].lock();
        // Pieces are as large as a datagram at most, so that `most` is kept as long as it is that of so many of them.
        let mut pieces = <[_; PIECES]>::default();
        let pieces_max = (most / usize::from(MTU.1)).clamp(1, PIECES);
        let polled = pin!(stream.read_chunks(&mut pieces[..pieces_max])).poll(cx);
        match polled {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok(Some(n))) => {
                pieces[..n].iter().for_each(|piece| into.extend_from_slice(piece));
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Ok(None)) => Poll::Ready(Err(Broken::new("the other side ended the link"))),
            Poll::Ready(Err(error)) => Poll::Ready(Err(read(&error))),
        }
    }

    fn poll_write(&self, lane: Lane, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize, Broken>> {
        let mut stream = self.send[lane as usize].lock();
        std::pin::Pin::new(&mut *stream).poll_write(cx, bytes).map_err(|error| written(&error))
    }

    fn finish(self: Arc<Self>) -> Boxed<()> {
        Box::pin(async move {
            for send in &self.send {
                let stopped = {
                    let mut stream = send.lock();
                    // Finished or reset before: then there is nothing to wait for.
                    stream.finish().is_ok().then(|| stream.stopped())
                };
                if let Some(stopped) = stopped {
                    let _ = stopped.await;
                }
            }
        })
    }

    fn stats(&self) -> LinkStats {
        let stats = self.connection.stats();
        LinkStats {
            rtt: self.connection.rtt(),
            bytes_out: stats.udp_tx.bytes,
            bytes_in: stats.udp_rx.bytes,
            lost_packets: stats.path.lost_packets,
        }
    }

    fn close(&self, why: &str) {
        self.connection.close(VarInt::from_u32(0), why.as_bytes());
    }
}
