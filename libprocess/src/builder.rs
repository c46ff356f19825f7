//! How a node is started.

use std::{collections::BTreeMap, io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use crate::{
    engine::threads::Threads,
    http::{self, RateLimit, routes::Unproved},
    keys::{ClusterKey, ExecutorCredential},
    membership::Seed,
    node::{Node, NodeCore, Options, Parts},
    pace::Slice,
    role::Role,
    transport::{
        bind::{Bound, bind},
        network::{Network, Settings},
        quic::Quic,
        renewal,
        tls::{self, Trust},
    },
};

/// The variable that limits how often `/metrics/snapshot` is answered, as in Mesos.
const SNAPSHOT_LIMIT: &str = "LIBPROCESS_METRICS_SNAPSHOT_ENDPOINT_RATE_LIMIT";

fn snapshot_limit(text: &str) -> Result<Option<RateLimit>, String> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|why| format!("{SNAPSHOT_LIMIT} cannot be read: {why}")),
    }
}

/// Starts a node: `Node::builder().bind("127.0.0.1:0").start().await`.
#[must_use = "call start"]
pub struct Builder {
    pub(crate) bind: Option<String>,
    pub(crate) advertise: Option<SocketAddr>,
    pub(crate) role: Role,
    pub(crate) threads: Option<usize>,
    options: Options,
    key: Option<ClusterKey>,
    key_file: Option<PathBuf>,
    insecure: bool,
    credential: Option<ExecutorCredential>,
    settings: Settings,
    certificate_valid: Duration,
    flags: BTreeMap<String, String>,
    join: Option<Vec<Seed>>,
    http: http::Settings,
    snapshots_set: bool,
    prepare: Option<Prepare>,
}

/// What is done to a node before anybody reaches it.
type Prepare = Box<dyn FnOnce(&Node) -> Result<(), String> + Send>;

impl Builder {
    pub(crate) fn new() -> Self {
        Builder {
            bind: None,
            advertise: None,
            role: Role::Anyone,
            threads: None,
            options: Options::default(),
            key: None,
            key_file: None,
            insecure: false,
            credential: None,
            settings: Settings::default(),
            certificate_valid: tls::VALID,
            flags: BTreeMap::new(),
            join: None,
            http: http::Settings::default(),
            snapshots_set: false,
            prepare: None,
        }
    }

    /// Address for QUIC (UDP) and HTTP (TCP), which share the port number; port 0 takes a free one. A node that is not
    /// bound reaches no other.
    pub fn bind(mut self, address: impl Into<String>) -> Self {
        self.bind = Some(address.into());
        self
    }

    /// The address at which others reach this node, its id; by default the one it is bound to. Port 0 stands for the
    /// port it is bound to (as in Mesos' `--advertise_ip` and `--advertise_port`).
    pub fn advertise(mut self, address: SocketAddr) -> Self {
        self.advertise = Some(address);
        self
    }

    /// The file of the cluster key (`--cluster-key`). Without it the variable `MESOS_CLUSTER_KEY` names one, else it is
    /// `/etc/mesos/cluster-key`, else on loopback one that is generated for this user.
    pub fn cluster_key(mut self, file: impl Into<PathBuf>) -> Self {
        self.key_file = Some(file.into());
        self
    }

    /// The cluster key itself, instead of a file.
    pub fn key(mut self, key: ClusterKey) -> Self {
        self.key = Some(key);
        self
    }

    /// Without a cluster key (`--insecure`): what is sent is encrypted, but nobody is proved to be anything. Such a node
    /// never joins one that has a key, and its role is [`Role::Anyone`].
    pub fn insecure(mut self, insecure: bool) -> Self {
        self.insecure = insecure;
        self
    }

    /// Takes part as the executor that the credential was issued for: it reaches only the node that issued it.
    pub fn executor(mut self, credential: ExecutorCredential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// What each thread of actors does after many actors have ended and it has nothing else to do: for instance to have
    /// the program's allocator give memory back, which some do only while memory is asked for.
    pub fn when_idle(mut self, do_this: fn()) -> Self {
        self.options.when_idle = Some(do_this);
        self
    }

    /// Time between two heart-beats to each peer: 1 s by default.
    pub fn heartbeat(mut self, every: Duration) -> Self {
        self.settings.heartbeat = every;
        self
    }

    /// A node of which nothing is heard for so long is lost: 10 s by default.
    pub fn node_lost_after(mut self, silence: Duration) -> Self {
        self.settings.silence = silence;
        self
    }

    /// Takes part in a cluster by way of any of these nodes (`--join`); with none it waits to be found. See
    /// [`Node::join_cluster`].
    pub fn join(self, seeds: impl IntoIterator<Item = SocketAddr>) -> Self {
        self.join_through(seeds.into_iter().map(Seed::At))
    }

    /// As [`Builder::join`], by way of nodes that may be known by name. See [`Node::join_cluster_through`].
    pub fn join_through(mut self, seeds: impl IntoIterator<Item = Seed>) -> Self {
        self.join.get_or_insert_default().extend(seeds);
        self
    }

    /// Speaks only these versions of frames, as an older release does.
    #[cfg(test)]
    pub(crate) fn speaks(mut self, versions: (u16, u16)) -> Self {
        self.settings.versions = versions;
        self
    }

    /// How long the certificate that the node makes for itself is valid: 30 days by default. It is renewed at two thirds of
    /// that time, and new connections show the new one.
    pub fn certificate_valid(mut self, time: Duration) -> Self {
        self.certificate_valid = time;
        self
    }

    /// Most bytes of an encoded message or answer between nodes: 64 MB by default, and at most. A longer one is refused as too
    /// large, by its sender or where it arrives.
    pub fn message_max(mut self, bytes: usize) -> Self {
        self.settings.message_max = bytes.min(libprocess_wire::codec::LIMIT as usize);
        self
    }

    /// What `/flags` shows, by name; values that are secrets must be hidden before.
    pub fn flags(mut self, flags: BTreeMap<String, String>) -> Self {
        self.flags = flags;
        self
    }

    /// Names of the realms of endpoints that only look and of those that steer, by which authenticators are set; by default
    /// `libprocess-readonly` and `libprocess-readwrite`.
    pub fn realms(mut self, read: impl Into<String>, write: impl Into<String>) -> Self {
        self.http.realms = http::Realms { read: read.into(), write: write.into() };
        self
    }

    /// Requests whose path nobody serves go below this actor's: with `master`, `/state` is `/master/state`.
    pub fn delegate(mut self, actor: impl Into<String>) -> Self {
        self.http.delegate = Some(actor.into());
        self
    }

    /// How often `/metrics/snapshot` is answered; what comes faster waits. By default what the variable
    /// `LIBPROCESS_METRICS_SNAPSHOT_ENDPOINT_RATE_LIMIT` says, where empty means without limit, else twice a second.
    pub fn snapshot_limit(mut self, limit: Option<RateLimit>) -> Self {
        self.http.snapshots = limit;
        self.snapshots_set = true;
        self
    }

    /// The level at which the program logs; `/logging/toggle` only raises it. By default `info`.
    pub fn log_level(mut self, level: tracing::Level) -> Self {
        self.http.log_level = level;
        self
    }

    /// What the node is certified to be.
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// Threads that actors share; one per core by default.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Gives every mailbox this capacity, whatever its spawner asked for.
    pub fn every_capacity(mut self, messages: usize) -> Self {
        self.options.capacity = Some(messages);
        self
    }

    /// What an actor may use before the others of its thread have their turn: 256 messages (at least 32), or 500 µs (one
    /// message always; looked at in between, so about twice that at most).
    pub fn turn(mut self, messages: u32, time: Duration) -> Self {
        self.options.slice = Slice::new(messages, time);
        self
    }

    /// A supervisor at the top of the tree that fails ends the whole node in order, as [`Node::shut_down`] does with this
    /// patience; [`Node::until_ended`] tells why.
    pub fn ends_with_its_top(mut self, patience: Duration) -> Self {
        self.options.ends_with_top = Some(patience);
        self
    }

    /// Prepares the node before anybody reaches it: authenticators, authorisation callbacks, rules of the firewall, sinks of
    /// spans. What it refuses is the error of [`Builder::start`].
    pub fn prepare(mut self, prepare: impl FnOnce(&Node) -> Result<(), String> + Send + 'static) -> Self {
        self.prepare = Some(Box::new(prepare));
        self
    }

    /// Starts the node.
    ///
    /// # Errors
    /// No thread, no address, no key: a sentence that says which and what to do.
    pub async fn start(mut self) -> io::Result<Node> {
        if !self.snapshots_set
            && let Ok(text) = std::env::var(SNAPSHOT_LIMIT)
        {
            self.http.snapshots = snapshot_limit(&text).map_err(|why| io::Error::new(io::ErrorKind::InvalidInput, why))?;
        }
        let sockets = match &self.bind {
            Some(text) => {
                let bound = bind(text, self.advertise)?;
                let trust = self.trust(&bound)?;
                Some((bound, trust))
            }
            None => None,
        };
        let role = match &sockets {
            Some((_, Trust::Nobody)) => Role::Anyone,
            Some((_, Trust::Executor(credential))) => credential.role(),
            _ => self.role,
        };
        let threads = Threads::start(self.threads)?;
        let leave = {
            let threads = threads.clone();
            Box::new(move |home: &crate::engine::Home| threads.leave(home))
        };
        let parts = Parts {
            role,
            clock: threads.clock().clone(),
            engine: threads.clone(),
            disk: Arc::new(crate::os::files::RealDisk),
            options: self.options,
            leave,
        };
        let core: Arc<NodeCore> = NodeCore::new(parts);
        core.http.get_or_init(|| self.http.clone());
        let node = Node::from_core(core.clone());
        let opened = match self.prepare.take().map_or(Ok(()), |prepare| prepare(&node)) {
            Ok(()) => self.open(&node, &threads, sockets).await,
            Err(why) => Err(io::Error::new(io::ErrorKind::InvalidInput, why)),
        };
        if opened.is_err() {
            node.shut_down(Duration::ZERO).await;
        }
        opened.map(|()| node)
    }

    async fn open(self, node: &Node, threads: &Arc<Threads>, sockets: Option<(Bound, Trust)>) -> io::Result<()> {
        let core = &node.core;
        let (listener, unproved) = match sockets {
            Some((Bound { udp, tcp, local, advertised }, trust)) => {
                let (now, valid) = (core.clock.since_epoch(), self.certificate_valid);
                let (configs, issuer) = tls::configs(&trust, core.role, advertised, now, valid)?;
                core.issuer.get_or_init(|| issuer);
                core.locate(advertised);
                let carrier = Quic::start(threads, core, udp, configs).await?;
                let network = Network::start(core, carrier.clone(), self.settings);
                core.bind(advertised, network.clone());
                let unproved = match trust {
                    _ if local.ip().is_loopback() => Unproved::All,
                    Trust::Nobody => Unproved::Looks,
                    Trust::Cluster(_) | Trust::Executor(_) => Unproved::Nothing,
                };
                renewal::start(core, &network, carrier, trust, advertised, valid);
                (Some(tcp), unproved)
            }
            None => (None, Unproved::All),
        };
        node.open(listener, unproved, env!("CARGO_PKG_VERSION"), self.flags).await?;
        match self.join {
            Some(seeds) => node.join_now(seeds).await.map_err(io::Error::other),
            None => Ok(()),
        }
    }

    /// Which network the node belongs to.
    fn trust(&mut self, bound: &Bound) -> io::Result<Trust> {
        if let Some(credential) = self.credential.take() {
            return Ok(Trust::Executor(credential));
        }
        if self.insecure {
            return Ok(Trust::Nobody);
        }
        let key = match self.key.take() {
            Some(key) => Some(key),
            None => ClusterKey::resolve(self.key_file.as_deref(), bound.local.ip().is_loopback())?,
        };
        key.map(Trust::Cluster).ok_or_else(|| {
            let why = format!(
                "{} can be reached from other machines, so a cluster key is needed: make one with `mesos cluster new-key FILE`, \
                 copy it to all machines and name it with --cluster-key FILE; or allow everybody with --insecure",
                bound.local
            );
            io::Error::new(io::ErrorKind::PermissionDenied, why)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_of_snapshots_is_read_as_mesos_writes_it() {
        assert_eq!(snapshot_limit(" "), Ok(None));
        assert_eq!(snapshot_limit("5/1secs"), Ok(Some(RateLimit { count: 5, period: Duration::from_secs(1) })));
        assert!(snapshot_limit("often").unwrap_err().contains(SNAPSHOT_LIMIT));
    }
}
