//! What agent and `supervise` say to each other over the socket that is the latter's standard input: JSON values, each
//! after its length in four bytes.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::launcher::Credential;

/// Longest value, in bytes: environments may be large.
pub(crate) const LENGTH_MAX: usize = 8 << 20;

/// The first and only value from the agent. When the socket closes after it, the container is to be destroyed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Handover {
    /// All of its environment.
    pub(crate) environment: Vec<(String, String)>,
    /// Its working folder, where its output goes to `stdout` and `stderr`.
    pub(crate) sandbox: String,
    /// As whom it runs; as `supervise` itself if absent.
    pub(crate) user: Option<String>,
    /// What the executor proves itself with to the agent.
    pub(crate) credential: Credential,
}

/// What `supervise` tells the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Report {
    /// The executor runs.
    Started {
        /// Its number.
        pid: i32,
        /// When it started, in clock ticks since the machine started.
        started: u64,
    },
    /// The executor could not be started, for this reason; nothing else follows.
    Failed(String),
    /// The executor ended with this status, as `wait` gives it, and nothing of its tree is left.
    Ended(i32),
    /// The executor ended with this status, and some of its tree could not be killed.
    Left(i32, String),
}

/// One value with its length before it.
pub(crate) fn frame(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let body = serde_json::to_vec(value).map_err(io::Error::other)?;
    if body.len() > LENGTH_MAX {
        return Err(io::Error::other(format!("{} bytes are too many to hand over, at most {LENGTH_MAX}", body.len())));
    }
    let mut bytes = Vec::with_capacity(4 + body.len());
    bytes.extend((body.len() as u32).to_be_bytes());
    bytes.extend(body);
    Ok(bytes)
}

/// Length of the value behind these four bytes.
pub(crate) fn length(head: [u8; 4]) -> io::Result<usize> {
    let length = u32::from_be_bytes(head) as usize;
    if length > LENGTH_MAX {
        let why = format!("a value of {length} bytes was announced, at most {LENGTH_MAX} are allowed");
        return Err(io::Error::new(io::ErrorKind::InvalidData, why));
    }
    Ok(length)
}

/// The value in these bytes.
pub(crate) fn value<T: DeserializeOwned>(body: &[u8]) -> io::Result<T> {
    serde_json::from_slice(body).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

pub(crate) fn write(to: &mut impl Write, what: &impl Serialize) -> io::Result<()> {
    to.write_all(&frame(what)?)
}

pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    let mut head = [0; 4];
    from.read_exact(&mut head)?;
    let mut body = vec![0; length(head)?];
    from.read_exact(&mut body)?;
    let read = value(&body);
    // A credential may be among the bytes.
    body.fill(0);
    std::hint::black_box(&body);
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let report = Report::Left(9, "process 7 is left".into());
        let bytes = frame(&report).unwrap();
        assert_eq!(read::<Report>(&mut bytes.as_slice()).unwrap(), report);
        for end in 0..bytes.len() {
            assert!(read::<Report>(&mut &bytes[..end]).is_err());
        }
    }

    #[test]
    fn an_announced_length_beyond_the_bound_is_refused_before_it_is_reserved() {
        let error = read::<Report>(&mut [0xff_u8; 4].as_slice()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}
