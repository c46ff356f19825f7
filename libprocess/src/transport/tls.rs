//! Who may join: certificates made from the cluster key, and what a connection proves.
//!
//! ```text
//!   cluster key ──hkdf──▶ authority of the cluster ──signs──▶ this node's certificate: role, address, 30 days, renewed
//!        └───────hkdf(address)──▶ authority for executors of this node ──signs──▶ one per executor run, as long, and
//!                                                                                 renewed for whoever shows the last one
//! ```
//!
//! All nodes trust the authority of the cluster; only the node itself trusts its authority for executors. What a
//! certificate says stands in its subject. Without a key both sides show a certificate that nobody checks: the bytes are
//! encrypted and nothing is proved. Such a node speaks another ALPN, so that it never joins one that has a key.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use hkdf::Hkdf;
use libprocess_wire::codec;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer as Signer, KeyPair, KeyUsagePurpose,
};
use rustls::{
    DigitallySignedStruct, DistinguishedName as Subject, Error as TlsError, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime},
    server::{
        WebPkiClientVerifier,
        danger::{ClientCertVerified, ClientCertVerifier},
    },
};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::carrier::Proof;
use crate::{
    keys::{ClusterKey, ExecutorCredential},
    role::Role,
};

/// The protocol of a cluster with a key, and of one without.
const ALPN: (&[u8], &[u8]) = (b"libprocess/1", b"libprocess/1-insecure");

/// The name that every certificate bears: who a node is stands in the subject, since addresses are no names.
pub(crate) const SERVER_NAME: &str = "node.libprocess";

/// How long a certificate is valid, unless a node's builder says otherwise: 30 days.
pub(crate) const VALID: Duration = Duration::from_secs(30 * 24 * 3600);

/// How much the clocks of two machines may differ.
const SKEW: Duration = Duration::from_secs(24 * 3600);

/// Longest name of an executor run in a certificate.
const EXECUTOR_MAX: usize = 1024;

/// How a node takes part in the network.
pub(crate) enum Trust {
    /// It has the key of its cluster.
    Cluster(ClusterKey),
    /// It has no key, and proves and believes nothing.
    Nobody,
    /// It is an executor, and has what its agent gave it.
    Executor(ExecutorCredential),
}

/// What an executor shows and trusts.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ExecutorProof {
    certificate: Vec<u8>,
    key: Vec<u8>,
    /// The certificate of the cluster's authority, which tells nothing of its key.
    authority: Vec<u8>,
}

/// The configurations of both sides of a connection.
pub(crate) struct Configs {
    pub(crate) server: rustls::ServerConfig,
    pub(crate) client: rustls::ClientConfig,
    pub(crate) reader: ProofReader,
}

/// Signs the certificates of executors.
pub(crate) struct Issuer(Option<Executors>);

struct Executors {
    authority: Authority,
    valid: Duration,
    cluster: CertificateDer<'static>,
}

impl Issuer {
    /// What an executor run shows; none where nobody proves anything.
    pub(crate) fn executor(&self, executor: &str, now: Duration) -> io::Result<Option<ExecutorProof>> {
        let Some(executors) = &self.0 else { return Ok(None) };
        if executor.len() > EXECUTOR_MAX || executor.chars().any(char::is_control) {
            return Err(io::Error::other("the name of an executor run is too long, or holds control characters"));
        }
        let (certificate, key) = executors.authority.issue(&format!("executor {executor}"), now, executors.valid)?;
        let (certificate, authority) = (certificate.to_vec(), executors.cluster.to_vec());
        Ok(Some(ExecutorProof { certificate, key: key.secret_pkcs8_der().to_vec(), authority }))
    }
}

impl ExecutorProof {
    /// Until when it is valid, as time since the epoch of Unix; none if nobody can read that in it.
    pub(crate) fn ends(&self) -> Option<Duration> {
        let (_, parsed) = x509_parser::parse_x509_certificate(&self.certificate).ok()?;
        u64::try_from(parsed.validity().not_after.timestamp()).ok().map(Duration::from_secs)
    }

    pub(crate) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        codec::encode(self).map_err(io::Error::other)
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> io::Result<ExecutorProof> {
        codec::decode(bytes).map_err(|error| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("the renewed certificate of the executor is damaged: {error}"),
            )
        })
    }
}

#[cfg(test)]
impl Issuer {
    /// True if the node that issues for executors would let one in with it at that time.
    pub(crate) fn is_valid(&self, proof: &ExecutorProof, at: Duration) -> bool {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.as_ref().unwrap().authority.certificate.clone()).unwrap();
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider()).build().unwrap();
        let shown = CertificateDer::from(proof.certificate.clone());
        verifier.verify_client_cert(&shown, &[], UnixTime::since_unix_epoch(at)).is_ok()
    }
}

fn failed(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!("no certificate could be made: {error}"))
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// 64 random bits of the operating system.
pub(crate) fn random_u64() -> u64 {
    let mut bytes = [0; 8];
    // Used for names of files only: one that is taken is an error there.
    let _ = provider().secure_random.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// A key that signs certificates.
struct Authority {
    signer: Signer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

impl Authority {
    /// The authority that this secret and purpose always give.
    fn derive(secret: &[u8; 32], purpose: &str, name: &str) -> io::Result<Authority> {
        let mut seed = [0; 32];
        let expanded = Hkdf::<Sha256>::new(Some(b"libprocess/1"), secret).expand(purpose.as_bytes(), &mut seed);
        expanded.map_err(failed)?;
        // The fixed frame around the seed of an Ed25519 key in PKCS #8 (RFC 8410).
        const FRAME: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
        let pkcs8 = PrivatePkcs8KeyDer::from([FRAME.as_slice(), &seed].concat());
        let key = KeyPair::try_from(&pkcs8).map_err(failed)?;
        let mut params = CertificateParams::default();
        params.distinguished_name = subject(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let certificate = params.self_signed(&key).map_err(failed)?.der().clone();
        Ok(Authority { signer: Signer::new(params, key), certificate })
    }

    /// A certificate that says this, and its key.
    fn issue(&self, says: &str, now: Duration, valid: Duration) -> io::Result<Shown> {
        let key = KeyPair::generate().map_err(failed)?;
        let mut params = CertificateParams::new(vec![SERVER_NAME.to_owned()]).map_err(failed)?;
        params.distinguished_name = subject(says);
        let epoch = rcgen::date_time_ymd(1970, 1, 1);
        params.not_before = epoch + now.saturating_sub(SKEW);
        params.not_after = epoch + now.saturating_add(valid);
        let certificate = params.signed_by(&key, &self.signer).map_err(failed)?;
        Ok((certificate.der().clone(), PrivatePkcs8KeyDer::from(key.serialize_der())))
    }
}

fn subject(says: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, says);
    name
}

/// Reads what the certificate of a connection proves.
#[derive(Clone, Debug)]
pub(crate) struct ProofReader {
    proves: bool,
    /// An executor believes no node but this one.
    only: Option<SocketAddr>,
}

impl ProofReader {
    /// What the other side of a connection proved, whose datagrams come from `seen_at`.
    ///
    /// # Errors
    /// A certificate that says nothing which this version understands, or a node that this one does not talk to.
    pub(crate) fn read(&self, certificate: Option<&CertificateDer<'_>>, seen_at: SocketAddr) -> Result<Proof, String> {
        if !self.proves {
            return Ok(Proof { role: Role::Anyone, node: None, seen_at: None, executor: None });
        }
        let certificate = certificate.ok_or("it shows no certificate")?;
        let (_, parsed) =
            x509_parser::parse_x509_certificate(certificate).map_err(|_| "its certificate cannot be read".to_owned())?;
        let says = parsed.subject().iter_common_name().next().and_then(|name| name.as_str().ok());
        let (role, who) = says.and_then(|says| says.split_once(' ')).ok_or("its certificate names no role")?;
        let role = Role::from_word(role).ok_or("its certificate names an unknown role")?;
        let proof = if role == Role::Executor {
            // It chose its port after the certificate was made; it may claim only the address that it sends from.
            Proof { role, node: None, seen_at: Some(seen_at), executor: Some(who.into()) }
        } else {
            let node = who.parse().map_err(|_| "its certificate names no address".to_owned())?;
            Proof { role, node: Some(node), seen_at: None, executor: None }
        };
        match self.only {
            Some(only) if proof.node != Some(only) => Err(format!("an executor talks to its own agent at {only} only")),
            _ => Ok(proof),
        }
    }
}

/// The configurations of a node with that role at that advertised address, and what signs for its executors.
pub(crate) fn configs(
    trust: &Trust,
    role: Role,
    node: SocketAddr,
    now: Duration,
    valid: Duration,
) -> io::Result<(Configs, Issuer)> {
    let cluster = |key: &ClusterKey| Authority::derive(key.bytes(), "authority of the cluster", "libprocess cluster");
    match trust {
        Trust::Cluster(key) => {
            let authority = cluster(key)?;
            let purpose = format!("authority for executors of {node}");
            let executors = Authority::derive(key.bytes(), &purpose, &format!("libprocess executors of {node}"))?;
            let shown = authority.issue(&format!("{role} {node}"), now, valid)?;
            let trusted = [&authority.certificate, &executors.certificate];
            let configs = Configs::believing(&trusted, shown, None)?;
            Ok((configs, Issuer(Some(Executors { authority: executors, valid, cluster: authority.certificate }))))
        }
        Trust::Executor(ExecutorCredential { proof: Some(proof), node: agent, .. }) => {
            let authority = CertificateDer::from(proof.authority.clone());
            let shown = (CertificateDer::from(proof.certificate.clone()), PrivatePkcs8KeyDer::from(proof.key.clone()));
            Ok((Configs::believing(&[&authority], shown, Some(*agent))?, Issuer(None)))
        }
        Trust::Nobody | Trust::Executor(ExecutorCredential { proof: None, .. }) => {
            let secret = ClusterKey::generate();
            let shown = cluster(&secret)?.issue("anyone", now, valid)?;
            Ok((Configs::believing_all(shown)?, Issuer(None)))
        }
    }
}

type Shown = (CertificateDer<'static>, PrivatePkcs8KeyDer<'static>);

impl Configs {
    fn believing(trusted: &[&CertificateDer<'static>], shown: Shown, only: Option<SocketAddr>) -> io::Result<Configs> {
        let mut roots = RootCertStore::empty();
        for authority in trusted {
            roots.add((*authority).clone()).map_err(failed)?;
        }
        let roots = Arc::new(roots);
        let clients = WebPkiClientVerifier::builder_with_provider(roots.clone(), provider()).build().map_err(failed)?;
        let servers = WebPkiServerVerifier::builder_with_provider(roots, provider()).build().map_err(failed)?;
        Configs::new(clients, servers, shown, ALPN.0, ProofReader { proves: true, only })
    }

    fn believing_all(shown: Shown) -> io::Result<Configs> {
        let all = Arc::new(BelieveAll(provider()));
        Configs::new(all.clone(), all, shown, ALPN.1, ProofReader { proves: false, only: None })
    }

    fn new(
        clients: Arc<dyn ClientCertVerifier>,
        servers: Arc<dyn ServerCertVerifier>,
        (certificate, key): Shown,
        alpn: &[u8],
        reader: ProofReader,
    ) -> io::Result<Configs> {
        let (chain, key) = (vec![certificate], PrivateKeyDer::Pkcs8(key));
        let versions = [&rustls::version::TLS13];
        let server = rustls::ServerConfig::builder_with_provider(provider());
        let server = server.with_protocol_versions(&versions).map_err(failed)?;
        let server = server.with_client_cert_verifier(clients).with_single_cert(chain.clone(), key.clone_key());
        let mut server = server.map_err(failed)?;
        let client = rustls::ClientConfig::builder_with_provider(provider());
        let client = client.with_protocol_versions(&versions).map_err(failed)?;
        let client = client.dangerous().with_custom_certificate_verifier(servers).with_client_auth_cert(chain, key);
        let mut client = client.map_err(failed)?;
        server.alpn_protocols = vec![alpn.to_vec()];
        client.alpn_protocols = vec![alpn.to_vec()];
        // A resumed session would skip the certificate of the client.
        server.send_tls13_tickets = 0;
        client.resumption = rustls::client::Resumption::disabled();
        Ok(Configs { server, client, reader })
    }
}

/// Takes every certificate, but checks that its owner signs the handshake: encryption without proof.
#[derive(Debug)]
struct BelieveAll(Arc<CryptoProvider>);

impl BelieveAll {
    fn check(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        rustls::crypto::verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }
}

/// What is the same for servers and clients: whoever owns the key of the certificate, in TLS 1.3.
macro_rules! any_signature_of_its_key {
    () => {
        fn verify_tls12_signature(
            &self,
            _message: &[u8],
            _certificate: &CertificateDer<'_>,
            _signed: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, TlsError> {
            Err(TlsError::General("only TLS 1.3 is spoken".to_owned()))
        }

        fn verify_tls13_signature(
            &self,
            message: &[u8],
            certificate: &CertificateDer<'_>,
            signed: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, TlsError> {
            self.check(message, certificate, signed)
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            self.0.signature_verification_algorithms.supported_schemes()
        }
    };
}

impl ServerCertVerifier for BelieveAll {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        Ok(ServerCertVerified::assertion())
    }

    any_signature_of_its_key!();
}

impl ClientCertVerifier for BelieveAll {
    fn root_hint_subjects(&self) -> &[Subject] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, TlsError> {
        Ok(ClientCertVerified::assertion())
    }

    any_signature_of_its_key!();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    const NOW: Duration = Duration::from_secs(1_767_225_600);

    fn proof(trust: &Trust, role: Role, node: &str) -> Proof {
        let (configs, _) = configs(trust, role, at(node), NOW, VALID).unwrap();
        let Trust::Cluster(key) = trust else { panic!("only nodes with a key prove anything") };
        let authority = Authority::derive(key.bytes(), "authority of the cluster", "libprocess cluster").unwrap();
        let (certificate, _) = authority.issue(&format!("{role} {node}"), NOW, VALID).unwrap();
        configs.reader.read(Some(&certificate), at("10.0.0.9:9")).unwrap()
    }

    #[test]
    fn a_certificate_proves_role_and_address() {
        let trust = Trust::Cluster(ClusterKey::generate());
        for role in [Role::Master, Role::Agent, Role::Framework, Role::Operator, Role::Anyone] {
            let proof = proof(&trust, role, "10.0.0.7:5050");
            assert_eq!((proof.role, proof.node), (role, Some(at("10.0.0.7:5050"))));
            assert!(proof.admits(at("10.0.0.7:5050")) && !proof.admits(at("10.0.0.8:5050")));
        }
    }

    #[test]
    fn an_executor_may_claim_only_the_address_it_sends_from() {
        let trust = Trust::Cluster(ClusterKey::generate());
        let (agent, issuer) = configs(&trust, Role::Agent, at("10.0.0.7:5051"), NOW, VALID).unwrap();
        let given = issuer.executor("e1/run-1", NOW).unwrap().unwrap();
        let certificate = CertificateDer::from(given.certificate);
        let proof = agent.reader.read(Some(&certificate), at("10.0.0.7:40000")).unwrap();
        assert_eq!((proof.role, proof.executor.as_deref()), (Role::Executor, Some("e1/run-1")));
        assert!(proof.admits(at("10.0.0.7:40000")) && !proof.admits(at("10.0.0.7:5051")));
    }

    #[test]
    fn a_key_always_gives_the_same_authority_and_another_key_another() {
        let key = ClusterKey::generate();
        let spki = |key: &ClusterKey| {
            let authority = Authority::derive(key.bytes(), "authority of the cluster", "libprocess cluster").unwrap();
            let (_, parsed) = x509_parser::parse_x509_certificate(&authority.certificate).unwrap();
            parsed.public_key().raw.to_vec()
        };
        assert_eq!(spki(&key), spki(&key));
        assert_ne!(spki(&key), spki(&ClusterKey::generate()));
    }

    #[test]
    fn an_executor_believes_its_own_agent_only() {
        let trust = Trust::Cluster(ClusterKey::generate());
        let reader = ProofReader { proves: true, only: Some(at("10.0.0.7:5051")) };
        let Trust::Cluster(key) = &trust else { panic!("a key was given") };
        let authority = Authority::derive(key.bytes(), "authority of the cluster", "libprocess cluster").unwrap();
        let read = |says: &str| {
            let (certificate, _) = authority.issue(says, NOW, VALID).unwrap();
            reader.read(Some(&certificate), at("10.0.0.9:9"))
        };
        assert!(read("agent 10.0.0.7:5051").is_ok());
        assert!(read("master 10.0.0.1:5050").unwrap_err().contains("own agent"));
        assert!(read("executor e2").unwrap_err().contains("own agent"));
    }

    #[test]
    fn a_certificate_that_says_nothing_is_refused() {
        let reader = ProofReader { proves: true, only: None };
        let authority = Authority::derive(ClusterKey::generate().bytes(), "x", "y").unwrap();
        for says in ["", "agent", "cook 10.0.0.7:5051", "agent nowhere"] {
            let (certificate, _) = authority.issue(says, NOW, VALID).unwrap();
            assert!(reader.read(Some(&certificate), at("10.0.0.9:9")).is_err(), "{says}");
        }
        assert!(reader.read(None, at("10.0.0.9:9")).is_err());
        assert!(reader.read(Some(&CertificateDer::from(vec![1, 2, 3])), at("10.0.0.9:9")).is_err());
    }
}
