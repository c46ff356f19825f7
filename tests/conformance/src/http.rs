//! The smallest HTTP client that tests of a server need: it can also be slow, or wrong, on purpose.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// All after the empty line, chunks and all.
    pub body: String,
}

/// Connects with a limit for the connection and for each read and write.
///
/// # Errors
/// As the sockets give it.
pub fn connect(address: &str, limit: Duration) -> io::Result<TcpStream> {
    let address: SocketAddr = address.parse().map_err(io::Error::other)?;
    let stream = TcpStream::connect_timeout(&address, limit)?;
    stream.set_read_timeout(Some(limit))?;
    stream.set_write_timeout(Some(limit))?;
    Ok(stream)
}

/// Fetches one page.
///
/// # Errors
/// As the sockets give it, or if what came is no answer.
pub fn get(address: &str, path: &str, limit: Duration) -> io::Result<Answer> {
    let mut stream = connect(address, limit)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(|| io::Error::other("the answer has no end of its head"))?;
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("the answer has no status"))?;
    Ok(Answer { status, body: body.to_owned() })
}
