//! Port numbers on loopback that are free for TCP and UDP alike.

use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::sync::atomic::{AtomicU32, Ordering};

/// Numbers below those that systems give to whoever asks for any port, so that none is taken before it is used.
const RANGE: std::ops::Range<u32> = 10_000..32_000;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A number that was free a moment ago, for both; never the same twice in one process, seldom the same in two.
///
/// # Panics
/// If a thousand tries find none.
pub fn free() -> u16 {
    held().1
}

/// A host on loopback that swallows everything: it holds both ports of one number, answers nothing, and says its
/// address. The number is free again when the host is dropped.
///
/// # Panics
/// If a thousand tries find no port that is free.
pub fn silent_host() -> (SilentHost, String) {
    let (sockets, port) = held();
    (SilentHost { _sockets: sockets }, format!("{}:{port}", Ipv4Addr::LOCALHOST))
}

/// See [`silent_host`].
#[derive(Debug)]
pub struct SilentHost {
    _sockets: (TcpListener, UdpSocket),
}

fn held() -> ((TcpListener, UdpSocket), u16) {
    for _ in 0..1000 {
        // Tests run as processes side by side: each begins elsewhere.
        let tried = std::process::id().wrapping_mul(61).wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = u16::try_from(RANGE.start + tried % (RANGE.end - RANGE.start)).unwrap_or_default();
        let here = (Ipv4Addr::LOCALHOST, port);
        if let (Ok(tcp), Ok(udp)) = (TcpListener::bind(here), UdpSocket::bind(here)) {
            return ((tcp, udp), port);
        }
    }
    panic!("no port is free for TCP and UDP");
}
