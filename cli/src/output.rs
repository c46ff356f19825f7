//! What a command prints: to stdout, where a reader that has gone ends it with 141, as it would end any other program.

use std::{
    io::{self, ErrorKind, Write},
    os::fd::{AsFd, BorrowedFd},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use libprocess::{Actor, Context, Exit, Reply};
use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::stat::{FileStat, SFlag, fstat},
    unistd::write,
};
use serde_json::Value;

use crate::failure::Failure;

/// The exit status of a program whose reader has gone: 128 and the number of SIGPIPE.
pub(crate) const READER_GONE: u8 = 141;

/// Prints text and a line end.
pub(crate) fn line(text: impl AsRef<str>) -> Result<(), Failure> {
    let text = text.as_ref();
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.write_all(b"\n")).and_then(|()| stdout.flush()).map_err(gone)
}

/// Prints a value as JSON over several lines.
pub(crate) fn json(value: &Value) -> Result<(), Failure> {
    line(format!("{value:#}"))
}

fn gone(error: io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => Failure::silent(READER_GONE),
        _ => Failure::new(format!("nothing can be printed: {error}")),
    }
}

/// Calls `on` once nobody reads our stdout any more, even if nothing is written then. Never for files.
pub(crate) fn watch_reader(on: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let wait = move || {
        let stdout = io::stdout();
        // No event is asked for: what breaks is told unasked.
        let mut watched = [PollFd::new(stdout.as_fd(), PollFlags::empty())];
        loop {
            match poll(&mut watched, PollTimeout::NONE) {
                Err(Errno::EINTR) => {}
                Ok(_) if watched[0].revents().is_none_or(|events| events.is_empty()) => {}
                Ok(_) => return on(),
                // It is noticed with the next byte that is written.
                Err(error) => return tracing::debug!(%error, "the reader of stdout is not watched"),
            }
        }
    };
    let thread = std::thread::Builder::new().name("reader".into()).spawn(wait);
    thread.map(drop).map_err(|error| Failure::new(format!("no thread can be started: {error}")))
}

/// One of the two outputs of this program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

impl Stream {
    /// Does something with its descriptor.
    fn with<T>(self, act: impl FnOnce(BorrowedFd<'_>) -> T) -> T {
        match self {
            Stream::Out => act(io::stdout().as_fd()),
            Stream::Err => act(io::stderr().as_fd()),
        }
    }

    /// The name of the file in a sandbox that holds it.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Stream::Out => "stdout",
            Stream::Err => "stderr",
        }
    }
}

/// Most bytes that an output other than a file takes without blocking, once it takes any: a page, as pipes have them.
const ROOM: usize = 4096;

/// How often a writer looks whether it is still wanted, while its reader stands still, in milliseconds.
const LOOK_EVERY_MS: u8 = 100;

/// Says to printers that nobody waits any more for what they write.
#[derive(Clone, Debug, Default)]
pub(crate) struct GivenUp(Arc<AtomicBool>);

impl GivenUp {
    /// From now on writing fails instead of waiting for a reader.
    pub(crate) fn give_up(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Writes to one output, on a thread that may block: a slow reader delays nobody but those who wait for it. It never waits
/// inside a call of the kernel, so that it can end while its reader stands still.
pub(crate) struct Printer {
    stream: Stream,
    given_up: GivenUp,
    /// A file, which takes whatever comes.
    file: bool,
}

/// What a printer is told.
pub(crate) enum Print {
    /// Bytes of a task; answered when they are written, with false if the reader has gone.
    Bytes(Vec<u8>, Reply<bool>),
    /// A line of the program's own.
    Line(Arc<str>),
    /// Answered when all that was told before is written.
    Flush(Reply<()>),
}

impl std::fmt::Debug for Print {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Print::Bytes(bytes, _) => write!(f, "Bytes({})", bytes.len()),
            Print::Line(line) => write!(f, "Line({line:?})"),
            Print::Flush(_) => f.write_str("Flush"),
        }
    }
}

impl Actor for Printer {
    type Args = (Stream, GivenUp);
    type Message = Print;

    async fn start((stream, given_up): (Stream, GivenUp), _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let regular = |stat: FileStat| SFlag::from_bits_truncate(stat.st_mode) & SFlag::S_IFMT == SFlag::S_IFREG;
        let file = stream.with(|output| fstat(output)).is_ok_and(regular);
        Ok(Printer { stream, given_up, file })
    }

    async fn handle(&mut self, message: Print, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Print::Bytes(bytes, reply) => reply.send(self.write(&bytes).is_ok()),
            Print::Line(line) => drop(self.write(format!("{line}\n").as_bytes())),
            Print::Flush(reply) => reply.send(()),
        }
        Ok(())
    }
}

/// A full disk is worth a word; a reader that has gone is not, as with any other program.
fn complain(error: &io::Error) {
    if error.kind() != ErrorKind::BrokenPipe {
        // Standard error may be of no use either.
        let _ = writeln!(io::stderr(), "mesos: standard output cannot be written: {error}");
    }
}

impl Printer {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let written = self.stream.with(|output| self.put(output, bytes));
        if self.stream == Stream::Out { written.inspect_err(complain) } else { written }
    }

    fn put(&self, output: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            if self.given_up.0.load(Ordering::Relaxed) {
                return Err(ErrorKind::BrokenPipe.into());
            }
            match poll(&mut [PollFd::new(output, PollFlags::POLLOUT)], LOOK_EVERY_MS) {
                Ok(0) | Err(Errno::EINTR) => continue,
                Ok(_) => {}
                Err(error) => return Err(error.into()),
            }
            let most = if self.file { bytes.len() } else { bytes.len().min(ROOM) };
            match write(output, &bytes[..most]) {
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::EINTR | Errno::EAGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}
