//! Names of addresses and addresses of names, as this machine's resolver knows them.

#![allow(unsafe_code)] // getnameinfo has no safe wrapper; it takes an address and a buffer that live for the call

use std::{
    ffi::CStr,
    io, mem,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
};

/// The name that belongs to an address; none if nobody knows it. May wait for name servers: call it through
/// [`super::blocking`].
///
/// # Errors
/// When the resolver fails.
pub fn name_of(address: IpAddr) -> io::Result<Option<String>> {
    // NI_MAXHOST: the longest name, with its end.
    let mut name = [0u8; 1025];
    let found = match address {
        IpAddr::V4(ip) => {
            // SAFETY: all of its fields may be zero.
            let mut socket: libc::sockaddr_in = unsafe { mem::zeroed() };
            socket.sin_family = libc::AF_INET as libc::sa_family_t;
            socket.sin_addr.s_addr = u32::from_ne_bytes(ip.octets());
            ask((&raw const socket).cast(), mem::size_of_val(&socket), &mut name)
        }
        IpAddr::V6(ip) => {
            // SAFETY: all of its fields may be zero.
            let mut socket: libc::sockaddr_in6 = unsafe { mem::zeroed() };
            socket.sin6_family = libc::AF_INET6 as libc::sa_family_t;
            socket.sin6_addr.s6_addr = ip.octets();
            ask((&raw const socket).cast(), mem::size_of_val(&socket), &mut name)
        }
    };
    match found {
        0 => {
            let name = CStr::from_bytes_until_nul(&name).map_err(io::Error::other)?;
            Ok(name.to_str().ok().filter(|name| !name.is_empty()).map(str::to_owned))
        }
        libc::EAI_NONAME => Ok(None),
        libc::EAI_SYSTEM => Err(io::Error::last_os_error()),
        code => Err(io::Error::other(format!("the name of {address} cannot be looked up (code {code})"))),
    }
}

/// The addresses of a host, with this port, in the resolver's order and each once. May wait for name servers: call it through
/// [`super::blocking`].
///
/// # Errors
/// When the name is not known, or the resolver fails.
pub fn addresses_of(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    let mut found: Vec<SocketAddr> = Vec::new();
    for address in (host, port).to_socket_addrs()? {
        if !found.contains(&address) {
            found.push(address);
        }
    }
    if found.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("{host} has no address")));
    }
    Ok(found)
}

fn ask(socket: *const libc::sockaddr, size: usize, name: &mut [u8]) -> i32 {
    let (size, room) = (size as libc::socklen_t, name.len() as libc::socklen_t);
    // SAFETY: the address is valid for `size` bytes, the buffer for `room`; both live for the call.
    unsafe { libc::getnameinfo(socket, size, name.as_mut_ptr().cast(), room, std::ptr::null_mut(), 0, libc::NI_NAMEREQD) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_addresses_with_the_port_and_one_that_nobody_knows_has_none() {
        let found = addresses_of("localhost", 5050).unwrap();
        assert!(!found.is_empty() && found.iter().all(|address| address.ip().is_loopback() && address.port() == 5050));
        assert!(addresses_of("no-such-host.invalid", 5050).is_err());
    }

    #[test]
    fn this_machines_own_address_has_a_name() {
        let localhost = name_of([127, 0, 0, 1].into()).unwrap();
        assert!(localhost.is_some_and(|name| !name.is_empty() && name.parse::<IpAddr>().is_err()));
    }
}
