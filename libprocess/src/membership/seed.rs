//! [`Seed`]: through whom a cluster is found.

use std::{fmt, net::SocketAddr, str::FromStr};

/// A node through which a cluster is found.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Seed {
    /// At this address.
    At(SocketAddr),
    /// At all addresses of this host, which are looked up each time it is tried: behind a name may stand many nodes, and
    /// others tomorrow.
    Host {
        /// Its name.
        name: String,
        /// The port of the node there.
        port: u16,
    },
}

impl From<SocketAddr> for Seed {
    fn from(address: SocketAddr) -> Seed {
        Seed::At(address)
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Seed::At(address) => address.fmt(f),
            Seed::Host { name, port } => write!(f, "{name}:{port}"),
        }
    }
}

/// A text that names no node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadSeed(String);

impl fmt::Display for BadSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BadSeed(text) = self;
        write!(f, "{text:?} names no node: give HOST:PORT, such as master.example.org:5050, 10.0.0.1:5050 or [fd00::1]:5050")
    }
}

impl std::error::Error for BadSeed {}

/// Longest name of a host.
const NAME_MAX: usize = 253;

fn is_host(name: &str) -> bool {
    let of_a_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    // Digits and dots alone would be an address, and as one it was not understood.
    let named = name.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.');
    named && name.len() <= NAME_MAX && name.bytes().all(of_a_name) && !name.starts_with(['-', '.'])
}

impl FromStr for Seed {
    type Err = BadSeed;

    fn from_str(text: &str) -> Result<Seed, BadSeed> {
        if let Ok(address) = text.parse::<SocketAddr>() {
            return if address.port() == 0 { Err(BadSeed(text.to_owned())) } else { Ok(Seed::At(address)) };
        }
        let parts = text.rsplit_once(':').filter(|(name, _)| is_host(name));
        let host = parts.and_then(|(name, port)| Some((name, port.parse().ok().filter(|port| *port != 0)?)));
        host.map(|(name, port)| Seed::Host { name: name.to_owned(), port }).ok_or_else(|| BadSeed(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names_with_ports_are_understood_and_written_as_they_were() {
        for text in ["10.0.0.1:5050", "[fd00::1]:5050", "master.example.org:5050", "localhost:1", "node_7:65535"] {
            assert_eq!(text.parse::<Seed>().unwrap().to_string(), text);
        }
        assert_eq!("10.0.0.1:5050".parse(), Ok(Seed::At(([10, 0, 0, 1], 5050).into())));
    }

    #[test]
    fn what_names_no_node_says_what_would() {
        for text in
            ["", "master", "master:", ":5050", "master:0", "10.0.0.1:0", "10.0.0:5050", "master:70000", "fd00::1", "a b:1"]
        {
            let why = text.parse::<Seed>().unwrap_err().to_string();
            assert!(why.starts_with(&format!("{text:?} ")) && why.contains("HOST:PORT"), "{why}");
        }
    }
}
