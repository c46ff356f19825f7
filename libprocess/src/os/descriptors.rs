//! Handing descriptors to another process over a socket.

#![allow(unsafe_code)] // messages that carry descriptors have no safe wrapper in the standard library

use std::{
    io,
    mem::{MaybeUninit, size_of},
    os::{
        fd::{AsFd, AsRawFd, FromRawFd, OwnedFd, RawFd},
        unix::net::UnixStream,
    },
    ptr,
};

/// Room for the head of one piece of control data and one descriptor, as well aligned as the kernel wants it.
#[repr(C)]
union Control {
    room: [u8; 64],
    _align: libc::cmsghdr,
}

/// Sends one descriptor; the receiver gets one of its own for the same file or socket.
///
/// # Errors
/// When the other side is gone, or the kernel refuses.
pub fn send(to: &UnixStream, descriptor: impl AsFd) -> io::Result<()> {
    let mut byte = [0u8];
    let mut control = Control { room: [0; 64] };
    let mut part = libc::iovec { iov_base: byte.as_mut_ptr().cast(), iov_len: byte.len() };
    let length = size_of::<RawFd>() as libc::c_uint;
    loop {
        // SAFETY: `message` points to `part` and `control`, which live for the call; CMSG_FIRSTHDR and CMSG_DATA point into
        // `control`, which has room for a head and one descriptor.
        let sent = unsafe {
            let mut message: libc::msghdr = MaybeUninit::zeroed().assume_init();
            message.msg_iov = &raw mut part;
            message.msg_iovlen = 1;
            message.msg_control = (&raw mut control).cast();
            message.msg_controllen = libc::CMSG_SPACE(length) as _;
            let head = libc::CMSG_FIRSTHDR(&raw const message);
            (*head).cmsg_level = libc::SOL_SOCKET;
            (*head).cmsg_type = libc::SCM_RIGHTS;
            (*head).cmsg_len = libc::CMSG_LEN(length) as _;
            ptr::write_unaligned(libc::CMSG_DATA(head).cast(), descriptor.as_fd().as_raw_fd());
            libc::sendmsg(to.as_raw_fd(), &raw const message, libc::MSG_NOSIGNAL)
        };
        match sent {
            0.. => return Ok(()),
            _ => interrupted(io::Error::last_os_error())?,
        }
    }
}

/// The next descriptor that the other side sends, which no child inherits; none when the other side is gone.
///
/// # Errors
/// Something else than a descriptor came, or the kernel refuses.
pub fn receive(from: &UnixStream) -> io::Result<Option<OwnedFd>> {
    let mut byte = [0u8];
    let mut control = Control { room: [0; 64] };
    let mut part = libc::iovec { iov_base: byte.as_mut_ptr().cast(), iov_len: byte.len() };
    let length = size_of::<RawFd>() as libc::c_uint;
    loop {
        // SAFETY: as above; what the kernel wrote into `control` is read only if it says that it is one descriptor, which is
        // new then and nobody else's.
        unsafe {
            let mut message: libc::msghdr = MaybeUninit::zeroed().assume_init();
            message.msg_iov = &raw mut part;
            message.msg_iovlen = 1;
            message.msg_control = (&raw mut control).cast();
            message.msg_controllen = libc::CMSG_SPACE(length) as _;
            match libc::recvmsg(from.as_raw_fd(), &raw mut message, libc::MSG_CMSG_CLOEXEC) {
                0 => return Ok(None),
                1.. => {}
                _ => {
                    interrupted(io::Error::last_os_error())?;
                    continue;
                }
            }
            let head = libc::CMSG_FIRSTHDR(&raw const message);
            let is_one = !head.is_null()
                && (*head).cmsg_level == libc::SOL_SOCKET
                && (*head).cmsg_type == libc::SCM_RIGHTS
                && (*head).cmsg_len as usize == libc::CMSG_LEN(length) as usize;
            if !is_one {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a byte came without a descriptor"));
            }
            return Ok(Some(OwnedFd::from_raw_fd(ptr::read_unaligned(libc::CMSG_DATA(head).cast()))));
        }
    }
}

/// An interrupted call is made again.
fn interrupted(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::Interrupted { Ok(()) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    #[test]
    fn descriptors_arrive_one_by_one_until_the_sender_is_gone() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let pairs = [UnixStream::pair().unwrap(), UnixStream::pair().unwrap()];
        for (_, far) in &pairs {
            send(&ours, far).unwrap();
        }
        drop(ours);
        for (near, far) in pairs {
            drop(far);
            let received = UnixStream::from(receive(&theirs).unwrap().unwrap());
            (&near).write_all(b"hi").unwrap();
            let mut heard = [0; 2];
            (&received).read_exact(&mut heard).unwrap();
            assert_eq!(&heard, b"hi");
            drop(received);
            assert_eq!((&near).read(&mut heard).unwrap(), 0, "that was the last one of it");
        }
        assert!(receive(&theirs).unwrap().is_none());
    }

    #[test]
    fn a_byte_alone_is_an_error_and_so_is_an_absent_receiver() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        (&ours).write_all(&[7]).unwrap();
        assert_eq!(receive(&theirs).unwrap_err().kind(), io::ErrorKind::InvalidData);
        drop(theirs);
        assert_eq!(send(&ours, io::stdin()).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
