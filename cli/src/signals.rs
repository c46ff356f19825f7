//! Signals as values: a thread of their own waits for them, so that no handler interrupts anything.

use libprocess::os::process::Signal;
use nix::sys::signal::SigSet;

use crate::failure::Failure;

/// Signals that ask a program to end.
const ENDING: [Signal; 3] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP];

/// Holds the ending signals back from the calling thread and from all that it starts. To be called before any other thread
/// is there. Processes that are started unblock them.
pub(crate) fn hold_back() -> Result<(), Failure> {
    let refused = |error| Failure::new(format!("signals cannot be held back: {error}"));
    ending().thread_block().map_err(refused)
}

/// Calls `on` with each ending signal, from a thread of its own.
pub(crate) fn watch(on: impl Fn(Signal) + Send + 'static) -> Result<(), Failure> {
    let wait = move || {
        let signals = ending();
        while let Ok(signal) = signals.wait() {
            on(signal);
        }
    };
    let thread = std::thread::Builder::new().name("signals".into()).spawn(wait);
    thread.map(drop).map_err(|error| Failure::new(format!("no thread can be started: {error}")))
}

fn ending() -> SigSet {
    ENDING.into_iter().collect()
}

/// The exit status of a program that ended for a signal: 128 and its number.
pub(crate) fn exit_code(signal: Signal) -> u8 {
    128 + signal as u8
}
