//! Processes: starting them with exactly what they may inherit, waiting for them, and ending whole trees of them.
//!
//! ```text
//!   Launch ── spawn ──▶ Child ── wait ──▶ exit status
//!     own session, user, descriptors       (one thread polls the pidfds of all children)
//!          ── copy ──▶ Copied    a copy of this process, where that may have one thread only
//!   kill_tree(root)     stops everything it finds until nothing new appears, then kills it
//! ```
//!
//! A process is named by its id *and* its start time ([`ProcessId`]), so that a reused number is never signalled. A
//! process that makes itself [`become_subreaper`] inherits the orphans of its tree: whatever its descendants do (setsid,
//! double fork), they stay its descendants, and [`kill_descendants`] finds them.

mod account;
mod children;
mod launch;
mod status;
mod sys;
mod tree;
mod wait;

use std::io;

pub use account::Account;
pub use children::{Children, EndedChild};
pub use launch::{Child, Copied, Launch, Output};
use nix::sys::prctl;
pub use nix::sys::signal::Signal;
pub use status::{describe_signal, describe_status};
pub use tree::{
    ProcessId, ProcessInfo, all, descendants, kill_descendants, kill_tree, look, me, reap_orphans, signal, signal_tree, tree,
};

/// Makes this process the parent of all orphans among its descendants.
///
/// # Errors
/// When the kernel refuses.
pub fn become_subreaper() -> io::Result<()> {
    prctl::set_child_subreaper(true).map_err(|error| told("become the parent of orphans", error))
}

/// Lets the kernel send `signal` to this process when the thread that started it ends; `parent` is the process that should
/// be alive: if it is gone already, this is an error.
///
/// # Errors
/// When the parent is gone, or the kernel refuses.
pub fn die_with_parent(parent: i32, signal: Signal) -> io::Result<()> {
    prctl::set_pdeathsig(signal).map_err(|error| told("set the signal for its parent's death", error))?;
    // The parent may have ended before the signal was set.
    let now = nix::unistd::getppid().as_raw();
    if now == parent {
        Ok(())
    } else {
        Err(io::Error::other(format!("the parent {parent} is gone, the parent is {now} now")))
    }
}

/// Keeps other processes of the same user from reading this one's memory, descriptors and environment.
///
/// # Errors
/// When the kernel refuses.
pub fn forbid_dumping() -> io::Result<()> {
    prctl::set_dumpable(false).map_err(|error| told("forbid others to read its memory", error))
}

/// From now on this process gets memory in pages of the usual size only, where the kernel knows others: for one that
/// lives shortly and runs many threads, for each of which the kernel would clear huge pages that are hardly used. The
/// processes that it starts are not held to that.
pub fn use_small_pages() {
    sys::use_small_pages();
}

/// Takes the descriptor that is this process' standard input, under a number that no child inherits; the standard input
/// is empty afterwards. So a parent hands over what is to stand in no environment and in no file.
///
/// # Errors
/// When the kernel gives no descriptor.
pub fn take_standard_input() -> io::Result<std::os::fd::OwnedFd> {
    use std::os::fd::AsFd;
    let taken = io::stdin().as_fd().try_clone_to_owned()?;
    nix::unistd::dup2_stdin(std::fs::File::open("/dev/null")?).map_err(|error| told("empty its standard input", error))?;
    Ok(taken)
}

fn told(what: &str, error: nix::errno::Errno) -> io::Error {
    let error = io::Error::from(error);
    io::Error::new(error.kind(), format!("this process could not {what}: {error}"))
}

#[cfg(test)]
mod tests;
