//! The UDP socket under QUIC, which counts the datagrams that are none of QUIC's.

use std::{
    io::{self, IoSliceMut},
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
};

use quinn::{
    AsyncUdpSocket, UdpPoller,
    udp::{RecvMeta, Transmit},
};

/// Shorter than any packet with its authentication.
const SHORTEST: usize = 21;

/// Bit that every QUIC packet sets.
const FIXED: u8 = 0x40;

/// Bit of packets that name their version.
const LONG: u8 = 0x80;

/// A socket that counts strays.
#[derive(Debug)]
pub(crate) struct Counting {
    inner: Arc<dyn AsyncUdpSocket>,
    strays: Arc<AtomicU64>,
}

impl Counting {
    pub(crate) fn new(inner: Arc<dyn AsyncUdpSocket>, strays: Arc<AtomicU64>) -> Counting {
        Counting { inner, strays }
    }
}

/// True for what cannot be a packet of the one version of QUIC that is spoken here.
fn is_stray(datagram: &[u8]) -> bool {
    let Some(first) = datagram.first() else { return true };
    let version = datagram.get(1..5);
    let foreign = first & LONG != 0 && version.is_none_or(|version| version != [0, 0, 0, 1] && version != [0, 0, 0, 0]);
    datagram.len() < SHORTEST || first & FIXED == 0 || foreign
}

impl AsyncUdpSocket for Counting {
    fn create_io_poller(self: Arc<Self>) -> Pin<Box<dyn UdpPoller>> {
        self.inner.clone().create_io_poller()
    }

    fn try_send(&self, transmit: &Transmit<'_>) -> io::Result<()> {
        self.inner.try_send(transmit)
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        let received = self.inner.poll_recv(cx, bufs, meta);
        if let Poll::Ready(Ok(n)) = &received {
            let datagrams = bufs.iter().zip(meta.iter()).take(*n);
            let strays: usize = datagrams
                .map(|(buf, meta)| buf[..meta.len].chunks(meta.stride.max(1)).filter(|datagram| is_stray(datagram)).count())
                .sum();
            if strays > 0 {
                self.strays.fetch_add(strays as u64, Ordering::Relaxed);
            }
        }
        received
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }

    fn max_transmit_segments(&self) -> usize {
        self.inner.max_transmit_segments()
    }

    fn max_receive_segments(&self) -> usize {
        self.inner.max_receive_segments()
    }

    fn may_fragment(&self) -> bool {
        self.inner.may_fragment()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_of_quic_are_no_strays_and_other_datagrams_are() {
        let long = |version: [u8; 4]| [[0xc0].as_slice(), &version, &[7; 40]].concat();
        assert!(!is_stray(&long([0, 0, 0, 1])) && !is_stray(&long([0; 4])));
        assert!(!is_stray(&[0x41; 40]), "a short header");
        assert!(is_stray(&long([1, 2, 3, 4])));
        assert!(is_stray(b"GET / HTTP/1.1\r\n"));
        assert!(is_stray(&[0; 100]));
        assert!(is_stray(&[0x41; 20]));
        assert!(is_stray(&[]));
    }
}
