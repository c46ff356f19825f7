//! [`Children`]: the children of a process with one thread that waits for whichever ends first, and for a descriptor.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    time::Duration,
};

use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::{
        signal::{SigSet, Signal},
        signalfd::{SfdFlags, SignalFd},
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::Pid,
};

use super::tree::{all, kill_tree};

/// All children of this process: those that it starts, and orphans that it inherits as
/// [sub-reaper](super::become_subreaper).
#[derive(Debug)]
pub struct Children {
    signals: SignalFd,
}

/// A child that ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EndedChild {
    /// Its number, which may be given away again from now on.
    pub pid: i32,
    /// It ended by itself, and said that all is well.
    pub well: bool,
}

impl Children {
    /// Holds back the signal of a child's end from this thread, which must be the only one. What it starts has the signal as
    /// usual. Nobody else of this process may wait for children.
    ///
    /// # Errors
    /// When the kernel refuses.
    pub fn watch() -> io::Result<Children> {
        let ended = SigSet::from(Signal::SIGCHLD);
        ended.thread_block()?;
        Ok(Children { signals: SignalFd::with_flags(&ended, SfdFlags::SFD_CLOEXEC | SfdFlags::SFD_NONBLOCK)? })
    }

    /// Waits until a child has ended, or until there is something to read in `other`, or that is closed: true then.
    ///
    /// # Errors
    /// When the kernel refuses.
    pub fn wait(&self, other: Option<BorrowedFd<'_>>) -> io::Result<bool> {
        let mut waits = vec![PollFd::new(self.signals.as_fd(), PollFlags::POLLIN)];
        waits.extend(other.map(|other| PollFd::new(other, PollFlags::POLLIN)));
        match poll(&mut waits, PollTimeout::NONE) {
            Ok(_) => Ok(waits.get(1).is_some_and(|other| other.any() == Some(true))),
            Err(Errno::EINTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Those that have ended since the last call.
    ///
    /// # Errors
    /// When the kernel refuses.
    pub fn take_ended(&self) -> io::Result<Vec<EndedChild>> {
        // One signal may stand for many ends, and several for the same: read away before looking.
        while self.signals.read_signal()?.is_some() {}
        let mut ended = Vec::new();
        loop {
            match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Ok(WaitStatus::StillAlive) | Err(Errno::ECHILD) => return Ok(ended),
                Ok(status) => ended.extend(
                    status
                        .pid()
                        .map(|pid: Pid| EndedChild { pid: pid.as_raw(), well: matches!(status, WaitStatus::Exited(_, 0)) }),
                ),
                Err(Errno::EINTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Whether there is none, not even one that ended.
    pub fn are_none(&self) -> bool {
        !super::tree::has_children()
    }

    /// Kills all children that `kept` does not hold, with all that is below them, and those that become children of this
    /// process by that. How many were killed.
    ///
    /// # Errors
    /// When some may not be signalled, or are left after `patience`; the others are killed.
    pub fn kill_others(&self, kept: impl Fn(i32) -> bool, patience: Duration) -> io::Result<usize> {
        let own = std::process::id() as i32;
        let (mut killed, mut failed) = (0, None);
        loop {
            let others: Vec<_> =
                all()?.into_iter().filter(|info| info.parent == own && !info.has_ended() && !kept(info.id.pid)).collect();
            if others.is_empty() || failed.is_some() {
                return failed.map_or(Ok(killed), Err);
            }
            for other in others {
                match kill_tree(other.id, patience) {
                    Ok(count) => killed += count,
                    Err(error) => failed = Some(error),
                }
            }
        }
    }
}
