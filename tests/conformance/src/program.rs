//! One running program, with all that it printed.

use std::io::{Read, Write as _};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::Pid;
use parking_lot::Mutex;

/// How a program ended and what it printed.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status; 128 + n if signal n ended it, as a shell has it.
    pub status: i32,
    /// All it printed to stdout.
    pub stdout: String,
    /// All it printed to stderr.
    pub stderr: String,
    /// From start to end.
    pub took: Duration,
}

/// A running program; dropped, it is ended at once.
#[derive(Debug)]
pub struct Program {
    child: Child,
    words: String,
    arguments: Vec<String>,
    started: Instant,
    stdout: Arc<Mutex<Vec<u8>>>,
    stderr: Arc<Mutex<Vec<u8>>>,
    readers: Vec<thread::JoinHandle<()>>,
}

fn collect(mut from: impl Read + Send + 'static, into: Arc<Mutex<Vec<u8>>>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut buffer = vec![0; 64 << 10];
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            into.lock().extend_from_slice(&buffer[..count]);
        }
    })
}

impl Program {
    /// Takes over a child; what it prints into pipes is collected from now on.
    pub fn new(mut child: Child, words: String) -> Program {
        let (stdout, stderr) = (Arc::default(), Arc::default());
        let mut readers = Vec::new();
        if let Some(pipe) = child.stdout.take() {
            readers.push(collect(pipe, Arc::clone(&stdout)));
        }
        if let Some(pipe) = child.stderr.take() {
            readers.push(collect(pipe, Arc::clone(&stderr)));
        }
        Program { child, words, arguments: Vec::new(), started: Instant::now(), stdout, stderr, readers }
    }

    /// As started with these words.
    pub(crate) fn with_arguments(mut self, arguments: Vec<String>) -> Program {
        self.arguments = arguments;
        self
    }

    /// Its process id.
    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).unwrap_or(i32::MAX)
    }

    /// The words it was started with, without its name.
    pub fn words(&self) -> Vec<&str> {
        self.arguments.iter().map(String::as_str).collect()
    }

    /// Sends a signal to it alone.
    pub fn signal(&self, signal: Signal) {
        let _ = kill(Pid::from_raw(self.pid()), signal);
    }

    /// Ctrl-C, as a terminal sends it: to all of its process group.
    pub fn interrupt(&self) {
        let _ = killpg(Pid::from_raw(self.pid()), Signal::SIGINT);
    }

    /// What it has printed to stdout so far.
    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.stdout.lock()).into_owned()
    }

    /// What it has printed to stderr so far.
    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.stderr.lock()).into_owned()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits until `holds`, at most `limit`.
    ///
    /// # Panics
    /// If it does not, with `what` and all that was printed.
    pub fn wait_until(&mut self, what: &str, limit: Duration, mut holds: impl FnMut(&mut Program) -> bool) {
        let deadline = Instant::now() + limit;
        while !holds(self) {
            if Instant::now() > deadline || !self.runs() && !holds(self) {
                let state = if self.runs() { "still runs" } else { "has ended" };
                panic!(
                    "{what} within {limit:?}: not so; `{}` {state}\nstdout: {}\nstderr: {}",
                    self.words,
                    tail(&self.stdout()),
                    tail(&self.stderr())
                );
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until `text` stands in what it printed to either output, at most `limit`.
    ///
    /// # Panics
    /// As [`wait_until`](Program::wait_until).
    pub fn wait_for(&mut self, text: &str, limit: Duration) {
        self.wait_until(&format!("it prints {text:?}"), limit, |it| {
            it.stdout().contains(text) || it.stderr().contains(text)
        });
    }

    /// Waits for its end, at most `limit`.
    ///
    /// # Panics
    /// If it goes on, with all that it printed; it is ended then.
    pub fn wait(mut self, limit: Duration) -> Ended {
        let deadline = Instant::now() + limit;
        let status = loop {
            match self.child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(2)),
                Ok(None) => panic!(
                    "`{}` goes on after {limit:?}\nstdout: {}\nstderr: {}",
                    self.words,
                    tail(&self.stdout()),
                    tail(&self.stderr())
                ),
                Err(error) => panic!("`{}` cannot be waited for: {error}", self.words),
            }
        };
        let took = self.started.elapsed();
        // A pipe stays open while a process that it left behind holds it: then what came until now must do.
        let patience = Instant::now() + Duration::from_secs(2);
        while self.readers.iter().any(|reader| !reader.is_finished()) && Instant::now() < patience {
            thread::sleep(Duration::from_millis(1));
        }
        Ended { status: code(status), stdout: self.stdout(), stderr: self.stderr(), took }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.runs() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        if thread::panicking() {
            let text = format!(
                "--- `{}` printed\nstdout: {}\nstderr: {}\n",
                self.words,
                tail(&self.stdout()),
                tail(&self.stderr())
            );
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
    }
}

fn code(status: ExitStatus) -> i32 {
    status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap_or(-1)
}

/// The last 4,000 bytes.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(4_000);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}
