//! The two sockets of a node: QUIC (UDP) and HTTP (TCP) at one port number, and the address that others reach it at.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket},
};

use socket2::{Domain, Protocol, Socket, Type};

/// Attempts to find a port number that is free for both.
const ATTEMPTS: u32 = 64;

/// Connections that may wait to be accepted.
const BACKLOG: i32 = 1024;

/// What a burst of datagrams may take in the kernel, as far as the machine allows.
const DATAGRAMS: usize = 4 << 20;

/// The sockets of a node.
pub(crate) struct Bound {
    pub(crate) udp: UdpSocket,
    pub(crate) tcp: TcpListener,
    /// Where they are bound.
    pub(crate) local: SocketAddr,
    /// The id of the node: where others reach it.
    pub(crate) advertised: SocketAddr,
}

/// Binds both sockets to `ip:port`; port 0 takes one that is free for both.
pub(crate) fn bind(text: &str, advertise: Option<SocketAddr>) -> io::Result<Bound> {
    let wanted: SocketAddr = text.parse().map_err(|_| {
        let why = format!("`{text}` is not an address to bind to; write it as ip:port, for example 127.0.0.1:5050");
        io::Error::new(io::ErrorKind::InvalidInput, why)
    })?;
    let (tcp, udp) = if wanted.port() == 0 { free(wanted)? } else { fixed(wanted)? };
    let local = tcp.local_addr()?;
    let advertised = advertised(local, advertise)?;
    Ok(Bound { udp, tcp, local, advertised })
}

fn free(wanted: SocketAddr) -> io::Result<(TcpListener, UdpSocket)> {
    let mut last = None;
    for _ in 0..ATTEMPTS {
        let tcp = listen(wanted).map_err(|error| cannot("TCP", "HTTP", wanted, &error))?;
        match datagrams(tcp.local_addr()?) {
            Ok(udp) => return Ok((tcp, udp)),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(cannot("UDP", "QUIC", wanted, &error)),
        }
    }
    let error = last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into());
    Err(cannot("UDP", "QUIC", wanted, &error))
}

fn fixed(wanted: SocketAddr) -> io::Result<(TcpListener, UdpSocket)> {
    let tcp = listen(wanted).map_err(|error| cannot("TCP", "HTTP", wanted, &error))?;
    let udp = datagrams(wanted).map_err(|error| cannot("UDP", "QUIC", wanted, &error))?;
    Ok((tcp, udp))
}

fn cannot(kind: &str, purpose: &str, at: SocketAddr, error: &io::Error) -> io::Error {
    let (ip, port) = (at.ip(), at.port());
    let why = match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "{kind} port {port} of {ip}, needed for {purpose}, is in use; stop the program that uses it, or choose another port with --port"
        ),
        io::ErrorKind::AddrNotAvailable => {
            format!("{ip} is no address of this machine; choose one of its own with --ip")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{kind} port {port} of {ip} may not be used by this user; choose one above 1023 with --port")
        }
        _ => format!("{kind} port {port} of {ip} cannot be used for {purpose}: {error}"),
    };
    io::Error::new(error.kind(), why)
}

fn listen(at: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(at), Type::STREAM, Some(Protocol::TCP))?;
    // A node that returns may take its port while old connections of it end.
    socket.set_reuse_address(true)?;
    if at.is_ipv6() {
        socket.set_only_v6(false)?;
    }
    socket.bind(&at.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

fn datagrams(at: SocketAddr) -> io::Result<UdpSocket> {
    let socket = Socket::new(Domain::for_address(at), Type::DGRAM, Some(Protocol::UDP))?;
    if at.is_ipv6() {
        socket.set_only_v6(false)?;
    }
    socket.bind(&at.into())?;
    // The kernel gives what it allows; less costs speed only.
    let _ = socket.set_recv_buffer_size(DATAGRAMS);
    let _ = socket.set_send_buffer_size(DATAGRAMS);
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

/// The address that others reach this node at.
fn advertised(local: SocketAddr, advertise: Option<SocketAddr>) -> io::Result<SocketAddr> {
    if let Some(mut wanted) = advertise {
        if wanted.port() == 0 {
            wanted.set_port(local.port());
        }
        if wanted.ip().is_unspecified() {
            let why = format!("{} is no address that others can reach; name another with --advertise_ip", wanted.ip());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
        return Ok(wanted);
    }
    if !local.ip().is_unspecified() {
        return Ok(local);
    }
    let ip = outward(local.ip()).ok_or_else(|| {
        let why = format!(
            "bound to {}, this node does not know which of the machine's addresses others reach it at; name it with --advertise_ip",
            local.ip()
        );
        io::Error::new(io::ErrorKind::AddrNotAvailable, why)
    })?;
    Ok(SocketAddr::new(ip, local.port()))
}

/// The address from which this machine reaches others: the source that routing would choose. Nothing is sent.
fn outward(wildcard: IpAddr) -> Option<IpAddr> {
    // Addresses that are reserved for documentation: no machine has them.
    let v4 = (IpAddr::from(Ipv4Addr::UNSPECIFIED), IpAddr::from(Ipv4Addr::new(192, 0, 2, 1)));
    let v6 = (IpAddr::from(Ipv6Addr::UNSPECIFIED), IpAddr::from(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)));
    let tried = if wildcard.is_ipv4() { vec![v4] } else { vec![v6, v4] };
    tried.into_iter().find_map(|(from, to)| {
        let socket = UdpSocket::bind(SocketAddr::new(from, 0)).ok()?;
        socket.connect(SocketAddr::new(to, 9)).ok()?;
        let ip = socket.local_addr().ok()?.ip();
        (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_0_takes_one_number_for_both() {
        let bound = bind("127.0.0.1:0", None).unwrap();
        assert_eq!(bound.udp.local_addr().unwrap(), bound.tcp.local_addr().unwrap());
        assert_eq!(bound.advertised, bound.local);
        assert_ne!(bound.local.port(), 0);
    }

    #[test]
    fn a_port_in_use_names_which_of_the_two_and_what_to_do() {
        let both = bind("127.0.0.1:0", None).unwrap();
        let at = both.local.to_string();
        let why = bind(&at, None).err().unwrap().to_string();
        assert!(why.contains("TCP port") && why.contains("HTTP") && why.contains("--port"), "{why}");
        drop(both.tcp);
        let why = bind(&at, None).err().unwrap().to_string();
        assert!(why.contains("UDP port") && why.contains("QUIC") && why.contains("--port"), "{why}");
    }

    #[test]
    fn an_advertised_address_may_leave_the_port_open() {
        let bound = bind("127.0.0.1:0", Some("10.1.2.3:0".parse().unwrap())).unwrap();
        assert_eq!(bound.advertised, SocketAddr::new("10.1.2.3".parse().unwrap(), bound.local.port()));
        let why = bind("127.0.0.1:0", Some("0.0.0.0:0".parse().unwrap())).err().unwrap().to_string();
        assert!(why.contains("--advertise_ip"), "{why}");
    }

    #[test]
    fn a_wildcard_is_resolved_or_refused_with_the_flag_to_use() {
        match bind("0.0.0.0:0", None) {
            Ok(bound) => assert!(!bound.advertised.ip().is_unspecified() && !bound.advertised.ip().is_loopback()),
            Err(error) => assert!(error.to_string().contains("--advertise_ip"), "{error}"),
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_an_example() {
        for text in ["", "localhost", "127.0.0.1", "127.0.0.1:99999"] {
            let why = bind(text, None).err().unwrap().to_string();
            assert!(why.contains("127.0.0.1:5050"), "{why}");
        }
        let why = bind("192.0.2.1:0", None).err().unwrap().to_string();
        assert!(why.contains("no address of this machine"), "{why}");
    }
}
