//! Port numbers on loopback that are free for TCP and UDP alike.

use std::net::{Ipv4Addr, TcpListener, UdpSocket};

/// A number that was free a moment ago, for both.
///
/// # Panics
/// If a hundred tries find none.
pub fn free() -> u16 {
    for _ in 0..100 {
        let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|socket| socket.local_addr());
        if let Ok(address) = tcp
            && UdpSocket::bind(address).is_ok()
        {
            return address.port();
        }
    }
    panic!("no port is free for TCP and UDP");
}
