//! What a simulated run did: one hash over every step, so that two runs of a seed can be compared, the text of the steps
//! where that is wanted, and the panics of actors.

use std::{fmt::Debug, time::Duration};

use parking_lot::Mutex;

use crate::peek;

/// Most steps whose text is kept; the first ones, since runs differ from some step on.
const LOG_MAX: usize = 200_000;

#[derive(Default)]
struct Recorded {
    hash: u64,
    log: Option<Vec<String>>,
    panics: Vec<String>,
}

/// The record of one simulated run.
#[derive(Default)]
pub(crate) struct Trace(Mutex<Recorded>);

impl Recorded {
    fn mix(&mut self, value: u64) {
        self.hash = (self.hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn mix_bytes(&mut self, bytes: &[u8]) {
        self.mix(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn log(&mut self, line: impl FnOnce() -> String) {
        if let Some(log) = self.log.as_mut().filter(|log| log.len() < LOG_MAX) {
            log.push(line());
        }
    }
}

impl Trace {
    /// `texts`: keep each step as a line, with the text of its message, and hash that too.
    pub(crate) fn new(texts: bool) -> Trace {
        Trace(Mutex::new(Recorded { log: texts.then(Vec::new), ..Recorded::default() }))
    }

    /// The entry that was drawn.
    pub(crate) fn step(&self, at: Duration, home: u32, drawn: usize, of: usize) {
        let mut recorded = self.0.lock();
        recorded.mix(at.as_nanos() as u64);
        recorded.mix(u64::from(home) << 48 | (drawn as u64) << 24 | of as u64);
        recorded.log(|| format!("{at:?} home {home} runs entry {drawn} of {of}"));
    }

    /// An actor handles a message.
    pub(crate) fn message(&self, home: u32, to: u64, from: u64, variant: u32, message: &dyn Debug) {
        let mut recorded = self.0.lock();
        recorded.mix(u64::from(home) << 32 | u64::from(variant));
        recorded.mix(to.rotate_left(32) ^ from);
        if recorded.log.is_some() {
            let text = peek::text(message);
            recorded.mix_bytes(text.as_bytes());
            recorded.log(|| format!("  {home}/{to} handles {text} from {from}"));
        }
    }

    /// Something else that happened: bytes on their way, a fault, a crash.
    pub(crate) fn event(&self, what: &str, bytes: &[u8]) {
        let mut recorded = self.0.lock();
        recorded.mix_bytes(what.as_bytes());
        recorded.mix_bytes(bytes);
        recorded.log(|| format!("  {what} ({} bytes)", bytes.len()));
    }

    pub(crate) fn panicked(&self, text: String) {
        self.0.lock().panics.push(text);
    }

    pub(crate) fn panics(&self) -> Vec<String> {
        self.0.lock().panics.clone()
    }

    pub(crate) fn hash(&self) -> u64 {
        self.0.lock().hash
    }

    pub(crate) fn take_log(&self) -> Vec<String> {
        self.0.lock().log.take().unwrap_or_default()
    }
}
