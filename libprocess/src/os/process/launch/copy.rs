//! Starting a copy of this process instead of a program.

use std::{
    ffi::CString,
    fs::File,
    io::{self, Read, Write as _},
    os::{
        fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd},
        unix::ffi::OsStringExt,
    },
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitStatus,
};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::{Launch, Place, null, open};
use crate::os::process::{
    sys::{self, Forked},
    tree::{ProcessId, look},
    wait,
};

/// A life that panics ends with this status, as Rust programs do.
const PANICKED: u8 = 101;

/// The number of the descriptor over which a copy says what failed.
const KEPT: RawFd = 3;

/// Without process descriptors (kernels before 5.3) it is looked at so often.
const LOOK_MS: u16 = 20;

/// A copy of this process. Dropping this neither ends nor reaps it.
#[derive(Debug)]
pub struct Copied {
    id: ProcessId,
    pidfd: Option<OwnedFd>,
}

impl Copied {
    /// Which process.
    pub fn id(&self) -> ProcessId {
        self.id
    }

    /// Waits until it ends, or until there is something to read in `other`, or that is closed. True if it ended.
    ///
    /// # Errors
    /// When the kernel refuses.
    pub fn ends_before(&self, other: BorrowedFd<'_>) -> io::Result<bool> {
        loop {
            if !wait::is_running(self.id.pid) {
                return Ok(true);
            }
            let mut waits = vec![PollFd::new(other, PollFlags::POLLIN)];
            waits.extend(self.pidfd.as_ref().map(|pidfd| PollFd::new(pidfd.as_fd(), PollFlags::POLLIN)));
            let timeout = if self.pidfd.is_some() { PollTimeout::NONE } else { PollTimeout::from(LOOK_MS) };
            match poll(&mut waits, timeout) {
                Ok(_) | Err(nix::errno::Errno::EINTR) => {}
                Err(error) => return Err(error.into()),
            }
            if waits[0].any() == Some(true) {
                return Ok(!wait::is_running(self.id.pid));
            }
        }
    }

    /// Waits until it ends, and takes its exit status.
    ///
    /// # Errors
    /// When somebody else took its exit status.
    pub fn wait(self) -> io::Result<ExitStatus> {
        wait::take_status(self.id.pid)
    }
}

pub(super) fn start(launch: Launch, life: impl FnOnce() -> u8) -> io::Result<Copied> {
    let name = CString::new(launch.program.into_vec())?;
    let place = Place::of(launch.user, launch.own_session, launch.dir, launch.parent_death)?;
    let stdin = launch.stdin.map_or_else(null, Ok)?;
    let stdout = open(launch.stdout, place.user())?;
    let stderr = open(launch.stderr, place.user())?;
    let number = |fd: &Option<OwnedFd>, own: RawFd| fd.as_ref().map_or(own, AsRawFd::as_raw_fd);
    let standard = [stdin.as_raw_fd(), number(&stdout, 1), number(&stderr, 2)];
    // Told the number of an error, or closed when the copy is what was asked for.
    let (said, says) = nix::unistd::pipe2(nix::fcntl::OFlag::O_CLOEXEC)?;
    match sys::fork_alone()? {
        Forked::Parent(pid) => {
            drop(says);
            let mut error = Vec::new();
            File::from(said).read_to_end(&mut error)?;
            if let Ok(number) = <[u8; 4]>::try_from(error) {
                // So that nothing is left of it.
                let _ = wait::take_status(pid);
                return Err(io::Error::from_raw_os_error(i32::from_ne_bytes(number)));
            }
            // Until its status is taken the number is not given away again.
            let started = look(pid)?.map_or(0, |info| info.id.started);
            Ok(Copied { id: ProcessId { pid, started }, pidfd: sys::pidfd_open(pid).ok() })
        }
        Forked::Child => {
            let become_it = || {
                place.enter()?;
                sys::rename(&name)?;
                sys::keep_only([standard[0], standard[1], standard[2], says.as_raw_fd()])
            };
            live(become_it(), &says, life)
        }
    }
}

/// The rest of the copy's time. Nothing of its parent's frames is dropped: their descriptors are closed already, and what
/// their ends would do is the parent's to do.
fn live(became: io::Result<()>, says: &OwnedFd, life: impl FnOnce() -> u8) -> ! {
    if let Err(error) = became {
        let number = error.raw_os_error().unwrap_or(libc::EIO);
        // Who is not heard here is missed there.
        let _ = nix::unistd::write(says, &number.to_ne_bytes());
        std::process::exit(PANICKED.into())
    }
    let _ = nix::unistd::close(KEPT);
    let status = catch_unwind(AssertUnwindSafe(life)).unwrap_or(PANICKED);
    let _ = io::stdout().flush();
    std::process::exit(status.into())
}
