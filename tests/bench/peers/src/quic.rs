//! Bare quinn: what is left when nothing but the transport is measured. `server` and `client` are two processes with one
//! core each; the client prints the figure.

use std::{
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    process::{Command, Stdio},
    sync::Arc,
    time::Instant,
};

use quinn::{ClientConfig, Endpoint, ServerConfig, TransportConfig};

/// Bytes of a batch, as our own writer makes them.
const BATCH: usize = 64 << 10;

/// Length prefix of a frame.
const PREFIX: usize = 4;

fn transport() -> Arc<TransportConfig> {
    let mut config = TransportConfig::default();
    config.initial_mtu(6500).mtu_discovery_config(None);
    Arc::new(config)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

pub fn run(figure: &str, words: &[String]) -> f64 {
    match figure {
        "server" => runtime().block_on(server()),
        "remote_100B" => client(&words[0], |to, n| runtime().block_on(bulk(to, n, 100))),
        "remote_64KB" => client(&words[0], |to, n| runtime().block_on(bulk(to, n, 64 << 10)) * f64::from(64 << 10) / 1e6),
        "remote_ask_p50" => client(&words[0], |to, n| runtime().block_on(echo(to, n))),
        other => panic!("no such figure: {other}"),
    }
}

/// Starts the server on core 1 and runs the client on core 0.
fn client(n: &str, measure: impl FnOnce(SocketAddr, u64) -> f64) -> f64 {
    let me = std::env::current_exe().expect("own path");
    let mut child = Command::new("taskset")
        .args(["-c", "1"])
        .arg(me)
        .args(["quinn", "server", "0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("taskset starts the server");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("the server says its address");
    pin_to_first_core();
    let value = measure(line.trim().parse().expect("an address"), n.parse().expect("a number"));
    // The server ends when its input does.
    drop(child.stdin.take());
    let _ = child.wait();
    value
}

fn pin_to_first_core() {
    let status = Command::new("taskset").args(["-cp", "0", &std::process::id().to_string()]).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "taskset moves this process to the first core");
}

async fn server() -> f64 {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".into()]).expect("a certificate");
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let mut config = ServerConfig::with_single_cert(vec![made.cert.der().clone()], key.into()).expect("a configuration");
    config.transport_config(transport());
    let endpoint = Endpoint::server(config, "127.0.0.1:0".parse().expect("an address")).expect("a socket");
    println!("{}", endpoint.local_addr().expect("an address"));
    std::io::stdout().flush().expect("a pipe");
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_line(&mut String::new());
        std::process::exit(0);
    });
    let connection = endpoint.accept().await.expect("a client").await.expect("a connection");
    loop {
        let Ok((mut out, mut stream)) = connection.accept_bi().await else { return 0.0 };
        let mut buffer = vec![0; BATCH];
        let (mut held, mut frames) = (Vec::new(), 0u64);
        while let Ok(Some(n)) = stream.read(&mut buffer).await {
            held.extend_from_slice(&buffer[..n]);
            let mut at = 0;
            while let Some(head) = held.get(at..at + PREFIX) {
                let length = u32::from_le_bytes(head.try_into().expect("four bytes")) as usize;
                let Some(frame) = held.get(at + PREFIX..at + PREFIX + length) else { break };
                at += PREFIX + length;
                // A short frame is a question: echo it. Others are counted.
                if length == 8 {
                    out.write_all(&[&8u32.to_le_bytes()[..], frame].concat()).await.expect("the client reads");
                } else {
                    frames += 1;
                }
            }
            held.drain(..at);
        }
        let _ = out.write_all(&frames.to_le_bytes()).await;
        let _ = out.finish();
    }
}

#[derive(Debug)]
struct Trust(rustls::crypto::CryptoProvider);

impl rustls::client::danger::ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self, _end: &rustls::pki_types::CertificateDer<'_>, _between: &[rustls::pki_types::CertificateDer<'_>],
        _name: &rustls::pki_types::ServerName<'_>, _ocsp: &[u8], _now: rustls::pki_types::UnixTime,
    ) -> Result<rustls::client::danger::ServerCertVerified, rustls::Error> {
        Ok(rustls::client::danger::ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self, _m: &[u8], _c: &rustls::pki_types::CertificateDer<'_>, _d: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        Ok(rustls::client::danger::HandshakeSignatureValid::assertion())
    }
    fn verify_tls13_signature(
        &self, m: &[u8], c: &rustls::pki_types::CertificateDer<'_>, d: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(m, c, d, &self.0.signature_verification_algorithms)
    }
    fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

async fn connect(to: SocketAddr) -> quinn::Connection {
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(provider.clone()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .expect("TLS 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Trust(provider)))
        .with_no_client_auth();
    let tls = quinn::crypto::rustls::QuicClientConfig::try_from(tls).expect("TLS 1.3");
    let mut config = ClientConfig::new(Arc::new(tls));
    config.transport_config(transport());
    let mut endpoint = Endpoint::client("127.0.0.1:0".parse().expect("an address")).expect("a socket");
    endpoint.set_default_client_config(config);
    let connection = endpoint.connect(to, "localhost").expect("a dial").await.expect("a connection");
    // The endpoint must live as long as the process.
    std::mem::forget(endpoint);
    connection
}

/// Frames of that many bytes per second, in batches, until the server has counted them.
async fn bulk(to: SocketAddr, n: u64, size: u32) -> f64 {
    let connection = connect(to).await;
    let (mut out, mut back) = connection.open_bi().await.expect("a stream");
    let mut frame = vec![7u8; PREFIX + size as usize];
    frame[..PREFIX].copy_from_slice(&size.to_le_bytes());
    let batch = frame.repeat((BATCH / frame.len()).max(1));
    let per_batch = (batch.len() / frame.len()) as u64;
    let begun = Instant::now();
    let mut sent = 0;
    while sent < n {
        out.write_all(&batch).await.expect("the server reads");
        sent += per_batch;
    }
    out.finish().expect("open");
    let mut counted = [0; 8];
    back.read_exact(&mut counted).await.expect("the server answers");
    assert_eq!(u64::from_le_bytes(counted), sent);
    sent as f64 / begun.elapsed().as_secs_f64()
}

/// Median of an echo, in ns.
async fn echo(to: SocketAddr, n: u64) -> f64 {
    let connection = connect(to).await;
    let (mut out, mut back) = connection.open_bi().await.expect("a stream");
    let frame = [&8u32.to_le_bytes()[..], &[1; 8]].concat();
    let mut times = Vec::new();
    let mut answer = [0; PREFIX + 8];
    for _ in 0..n {
        let begun = Instant::now();
        out.write_all(&frame).await.expect("the server reads");
        back.read_exact(&mut answer).await.expect("the server answers");
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    times[times.len() / 2].as_nanos() as f64
}
