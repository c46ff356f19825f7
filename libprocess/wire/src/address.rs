//! Addresses of actors: `counter@10.0.0.7:5050`, and of one life of them: `counter@10.0.0.7:5050#8f3c2a0000000001-3`.
//!
//! Names are percent-escaped, so that every printed address parses back.

use std::{fmt, net::SocketAddr, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

/// Name of an actor, unique on its node.
pub type Name = Arc<str>;

/// One life of a node: random, drawn when the node starts. A peer that comes back with another one has lost all state.
pub type NodeLife = u64;

/// One life of an actor: the life of its node, and a counter of that node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Life {
    /// Life of the node on which the actor lives.
    pub node: NodeLife,
    /// Counts the actors of that node, from 1.
    pub counter: u64,
}

impl fmt::Display for Life {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}-{}", self.node, self.counter)
    }
}

/// Where an actor is: its name and node, and one life of it where that is meant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    /// Name on its node.
    pub name: Name,
    /// Advertised address of the node; QUIC and HTTP share its port number.
    pub node: SocketAddr,
    /// One life, or whoever holds the name when a message arrives.
    pub life: Option<Life>,
}

impl Address {
    /// The address of whoever holds `name` on `node`.
    pub fn new(name: impl Into<Name>, node: SocketAddr) -> Self {
        Address { name: name.into(), node, life: None }
    }

    /// The same actor in one life.
    pub fn with_life(mut self, life: Option<Life>) -> Self {
        self.life = life;
        self
    }
}

/// Writes a name so that it holds no character with a meaning in an address or a URL.
pub fn escape(name: &str) -> impl fmt::Display + '_ {
    struct Escaped<'a>(&'a str);
    impl fmt::Display for Escaped<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            for byte in self.0.bytes() {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'(' | b')' | b':' => {
                        write!(f, "{}", byte as char)?
                    }
                    _ => write!(f, "%{byte:02X}")?,
                }
            }
            Ok(())
        }
    }
    Escaped(name)
}

/// Reads what [`escape`] wrote.
///
/// # Errors
/// A `%` without two hexadecimal digits, or bytes that are no UTF-8.
pub fn unescape(text: &str) -> Result<String, AddressError> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let hex = text.get(at + 1..at + 3).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
            let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
            out.push(byte.ok_or_else(|| AddressError::new(text, "a % must be followed by two hexadecimal digits"))?);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).map_err(|_| AddressError::new(text, "its name is not UTF-8"))
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", escape(&self.name), self.node)?;
        match self.life {
            Some(life) => write!(f, "#{life}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not the address of an actor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddressError {
    text: String,
    why: &'static str,
}

impl AddressError {
    fn new(text: &str, why: &'static str) -> Self {
        AddressError { text: text.to_owned(), why }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an actor's address, {}; write it as name@ip:port", self.text, self.why)
    }
}

impl std::error::Error for AddressError {}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (name, rest) = text.split_once('@').ok_or_else(|| AddressError::new(text, "there is no @"))?;
        if name.is_empty() {
            return Err(AddressError::new(text, "the name before @ is empty"));
        }
        let (node, life) = match rest.split_once('#') {
            Some((node, life)) => (node, Some(parse_life(text, life)?)),
            None => (rest, None),
        };
        let node = node.parse().map_err(|_| AddressError::new(text, "what follows @ is not ip:port"))?;
        Ok(Address { name: unescape(name)?.into(), node, life })
    }
}

fn parse_life(text: &str, life: &str) -> Result<Life, AddressError> {
    let bad = || AddressError::new(text, "what follows # is not 16 hexadecimal digits, a dash and a number");
    let (node, counter) = life.split_once('-').ok_or_else(bad)?;
    let hex = node.len() == 16 && node.bytes().all(|b| b.is_ascii_hexdigit());
    let digits = !counter.is_empty() && counter.bytes().all(|b| b.is_ascii_digit());
    if !hex || !digits {
        return Err(bad());
    }
    let node = u64::from_str_radix(node, 16).map_err(|_| bad())?;
    let counter = counter.parse().map_err(|_| bad())?;
    Ok(Life { node, counter })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_printed_address_parses_back(
            name in "\\PC{1,40}", ip: u32, port: u16, life: Option<(u64, u64)>,
        ) {
            let node = SocketAddr::from((std::net::Ipv4Addr::from(ip), port));
            let life = life.map(|(node, counter)| Life { node, counter });
            let address = Address::new(name, node).with_life(life);
            prop_assert_eq!(address.to_string().parse::<Address>().unwrap(), address);
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = text.parse::<Address>();
        }
    }

    #[test]
    fn a_bad_address_says_why() {
        for (text, why) in [
            ("counter", "there is no @"),
            ("@1.2.3.4:5", "the name before @ is empty"),
            ("a@host", "not ip:port"),
            ("a@1.2.3.4:5#xyz", "16 hexadecimal digits"),
            ("a%2@1.2.3.4:5", "two hexadecimal digits"),
        ] {
            assert!(text.parse::<Address>().unwrap_err().to_string().contains(why), "{text}");
        }
    }

    #[test]
    fn ipv6_nodes_are_bracketed() {
        let address: Address = "a@[::1]:5050".parse().unwrap();
        assert_eq!(address.to_string(), "a@[::1]:5050");
    }
}
