//! Flags of nodes: where they listen, and how they prove what they are.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket},
    path::PathBuf,
};

use clap::Args;
use libprocess::{Builder, Node, Role, membership::Seed, spans::OtlpHttp};

use crate::{
    args::ShownFlags,
    failure::Failure,
    http_flags::{self, HttpFlags},
};

/// How a node proves that it is of a cluster.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct KeyFlags {
    /// File with the cluster's key, made by `mesos cluster new-key FILE` [default: /etc/mesos/cluster-key, or on loopback
    /// one that is generated for this user].
    #[arg(long = "cluster-key", env = "MESOS_CLUSTER_KEY", value_name = "FILE")]
    cluster_key: Option<PathBuf>,
    /// Prove nobody and be proved nothing: anybody who reaches the cluster may do anything. Never joins a cluster with a key.
    #[arg(long)]
    insecure: bool,
}

impl KeyFlags {
    /// A node at this address in this role, about to start.
    pub(crate) fn builder(&self, bind: SocketAddr, role: Role) -> Builder {
        let builder =
            Node::builder().bind(bind.to_string()).role(role).insecure(self.insecure).when_idle(crate::memory::give_back);
        match &self.cluster_key {
            Some(file) => builder.cluster_key(file),
            None => builder,
        }
    }

    /// A node of a person who looks and steers, which reaches the cluster at `there`.
    pub(crate) async fn operator(&self, there: SocketAddr) -> Result<Node, Failure> {
        let bind = SocketAddr::new(towards(there), 0);
        self.builder(bind, Role::Operator).threads(1).start().await.map_err(Failure::new)
    }
}

/// The address of this machine that others see when it speaks to `there`.
fn towards(there: SocketAddr) -> IpAddr {
    if there.ip().is_loopback() {
        return there.ip();
    }
    // Connecting a datagram socket sends nothing; it only asks the kernel for the way.
    let any: SocketAddr = if there.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0u16; 8], 0).into() };
    let local = UdpSocket::bind(any).and_then(|socket| socket.connect(there).and_then(|()| socket.local_addr()));
    local.map_or(Ipv4Addr::LOCALHOST.into(), |local| local.ip())
}

/// Where a daemon listens.
#[derive(Args, Clone, Debug)]
pub(crate) struct BindFlags {
    /// Address to listen at; one beyond loopback takes a cluster key.
    #[arg(long, env = "MESOS_IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    ip: IpAddr,
    /// Port for QUIC (UDP) and HTTP (TCP); 0 takes a free one [default: 5050 for a master, 5051 for an agent].
    #[arg(long, env = "MESOS_PORT")]
    port: Option<u16>,
    /// Address that others are told, where it is not the one to listen at.
    #[arg(long = "advertise_ip", env = "MESOS_ADVERTISE_IP", value_name = "IP")]
    advertise_ip: Option<IpAddr>,
    /// Port that others are told, where it is not the one to listen at.
    #[arg(long = "advertise_port", env = "MESOS_ADVERTISE_PORT", value_name = "PORT")]
    advertise_port: Option<u16>,
    /// Nodes of the cluster through which this one finds the others: names, groups and topics of actors are known on all of
    /// them. The first node needs none. A host's name is looked up each time it is tried, and may have many addresses.
    #[arg(long, env = "MESOS_JOIN", value_name = "HOST:PORT", value_delimiter = ',')]
    join: Vec<Seed>,
    #[command(flatten)]
    pub(crate) key: KeyFlags,
    #[command(flatten)]
    http: HttpFlags,
    #[command(flatten)]
    spans: SpanFlags,
}

/// Where the spans of messages go.
#[derive(Args, Clone, Debug)]
struct SpanFlags {
    /// Collector of OpenTelemetry that is told which message caused which, on all nodes (OTLP as JSON, posted to
    /// URL/v1/traces): http://HOST:PORT. For one that is reached by https only, run a collector on this machine that passes
    /// them on.
    #[arg(long = "trace_endpoint", env = "MESOS_TRACE_ENDPOINT", value_name = "URL")]
    endpoint: Option<String>,
    /// With --trace_endpoint: one in so many messages that belong to no trace begins one. 0: none does, and what other nodes
    /// began is told only.
    #[arg(long = "trace_sample", env = "MESOS_TRACE_SAMPLE", value_name = "NUMBER", default_value_t = 1000)]
    sample: u64,
}

impl SpanFlags {
    /// The collector, if one is named.
    fn sink(&self, role: Role) -> Result<Option<OtlpHttp>, Failure> {
        let sink = |endpoint: &String| OtlpHttp::new(&format!("mesos-{role}"), endpoint);
        let sink = self.endpoint.as_ref().map(sink).transpose();
        sink.map_err(|why| Failure::new(format!("--trace_endpoint: {why}")))
    }
}

impl BindFlags {
    /// Starts the node of a daemon.
    pub(crate) async fn start(&self, role: Role, default_port: u16, flags: ShownFlags) -> Result<Node, Failure> {
        let bind = SocketAddr::new(self.ip, self.port.unwrap_or(default_port));
        let mut builder = self.key.builder(bind, role).flags(flags).join_through(self.join.iter().cloned());
        if self.advertise_ip.is_some() || self.advertise_port.is_some() {
            let ip = self.advertise_ip.unwrap_or(self.ip);
            builder = builder.advertise(SocketAddr::new(ip, self.advertise_port.unwrap_or(bind.port())));
        }
        let [readonly, readwrite] = http_flags::realms(role);
        let (guard, sink, sample) = (self.http.guard(role)?, self.spans.sink(role)?, self.spans.sample);
        let builder = builder.realms(readonly, readwrite).prepare(move |node| {
            if let Some(sink) = sink {
                node.export_spans(sample, sink);
            }
            guard.set(node)
        });
        builder.start().await.map_err(Failure::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_go_to_a_collector_by_http_only() {
        let sink = |endpoint: &str| {
            let spans = SpanFlags { endpoint: Some(endpoint.to_owned()), sample: 1 };
            spans.sink(Role::Master).map(|sink| sink.is_some()).map_err(|failure| failure.why)
        };
        assert_eq!(sink("http://127.0.0.1:4318"), Ok(true));
        let why = sink("https://collector.example:4318").unwrap_err();
        assert!(why.contains("--trace_endpoint") && why.contains("https is not spoken"), "{why}");
        assert!(SpanFlags { endpoint: None, sample: 0 }.sink(Role::Agent).is_ok_and(|sink| sink.is_none()));
    }

    #[test]
    fn a_node_is_bound_where_its_cluster_is_reached() {
        assert_eq!(towards(([127, 0, 0, 5], 5050).into()), IpAddr::from([127, 0, 0, 5]));
        assert!(towards("[::1]:5050".parse().unwrap()).is_loopback());
    }
}
