//! Waiting for children: one thread polls the process descriptors of all of them.

use std::{
    collections::BTreeMap,
    io,
    os::{
        fd::{AsFd, OwnedFd},
        unix::process::ExitStatusExt,
    },
    process::ExitStatus,
    sync::OnceLock,
};

use libprocess_wire::{Answer, Reply};
use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::wait::{WaitPidFlag, WaitStatus, waitpid},
    unistd::Pid,
};
use parking_lot::{Mutex, MutexGuard};

use super::sys;

/// Without process descriptors (kernels before 5.3) children are looked at so often.
const LOOK_MS: u16 = 20;

struct Awaited {
    pidfd: Option<OwnedFd>,
    reply: Reply<io::Result<ExitStatus>>,
}

struct Waiter {
    /// New children and those in the hands of the thread, by number.
    new: Mutex<Vec<(i32, Awaited)>>,
    known: Mutex<BTreeMap<i32, ()>>,
    /// Written to wake the thread.
    bell: OwnedFd,
}

static WAITER: OnceLock<Result<Waiter, String>> = OnceLock::new();

fn waiter() -> io::Result<&'static Waiter> {
    let mut ears = None;
    let waiter = WAITER.get_or_init(|| {
        let (ear, bell) = nix::unistd::pipe2(nix::fcntl::OFlag::O_CLOEXEC | nix::fcntl::OFlag::O_NONBLOCK)
            .map_err(|error| error.to_string())?;
        ears = Some(ear);
        Ok(Waiter { new: Mutex::default(), known: Mutex::default(), bell })
    });
    if let (Some(ear), Ok(waiter)) = (ears, waiter) {
        std::thread::Builder::new().name("libprocess-wait".into()).spawn(move || serve(waiter, &ear))?;
    }
    waiter.as_ref().map_err(|error| io::Error::other(format!("children cannot be waited for: {error}")))
}

/// Held from the start of a child until it is entered: in between, nobody could tell it from an orphan.
pub(super) fn starting() -> MutexGuard<'static, ()> {
    static STARTING: Mutex<()> = Mutex::new(());
    STARTING.lock()
}

/// True while somebody waits for that child.
pub(super) fn is_awaited(pid: i32) -> bool {
    match WAITER.get() {
        Some(Ok(waiter)) => waiter.known.lock().contains_key(&pid),
        _ => false,
    }
}

/// Makes sure that the thread exists, before a child is started that would be lost without it.
pub(super) fn prepare() -> io::Result<()> {
    waiter().map(drop)
}

/// Enters a child that is not to be reaped by others.
pub(super) fn enter(pid: i32) -> Answer<io::Result<ExitStatus>> {
    let (reply, answer) = Reply::pair();
    match waiter() {
        Ok(waiter) => {
            waiter.known.lock().insert(pid, ());
            waiter.new.lock().push((pid, Awaited { pidfd: sys::pidfd_open(pid).ok(), reply }));
            // A full pipe has woken it already.
            let _ = nix::unistd::write(&waiter.bell, &[0]);
        }
        Err(error) => reply.send(Err(error)),
    }
    answer
}

fn serve(waiter: &Waiter, ear: &OwnedFd) {
    let mut children: BTreeMap<i32, Awaited> = BTreeMap::new();
    loop {
        children.append(&mut waiter.new.lock().drain(..).collect());
        let ended: Vec<i32> = children.keys().copied().filter(|pid| !is_running(*pid)).collect();
        for pid in ended {
            if let Some(child) = children.remove(&pid) {
                let status = take_status(pid);
                waiter.known.lock().remove(&pid);
                child.reply.send(status);
            }
        }
        let mut waits: Vec<PollFd<'_>> = vec![PollFd::new(ear.as_fd(), PollFlags::POLLIN)];
        let pidfds = children.values().filter_map(|child| child.pidfd.as_ref());
        waits.extend(pidfds.map(|pidfd| PollFd::new(pidfd.as_fd(), PollFlags::POLLIN)));
        let all_have = waits.len() == children.len() + 1;
        let timeout = if all_have { PollTimeout::NONE } else { PollTimeout::from(LOOK_MS) };
        // Interrupted or woken: the loop looks again in any case.
        let _ = poll(&mut waits, timeout);
        let mut rung = [0; 64];
        while nix::unistd::read(ear, &mut rung).is_ok_and(|read| read == rung.len()) {}
    }
}

/// Looks without taking the status, so that the number stays taken until the status is.
pub(super) fn is_running(pid: i32) -> bool {
    use nix::sys::wait::{Id, waitid};
    let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
    matches!(waitid(Id::Pid(Pid::from_raw(pid)), flags), Ok(WaitStatus::StillAlive) | Err(Errno::EINTR))
}

pub(super) fn take_status(pid: i32) -> io::Result<ExitStatus> {
    match waitpid(Pid::from_raw(pid), None) {
        Ok(WaitStatus::Exited(_, code)) => Ok(ExitStatus::from_raw((code & 0xff) << 8)),
        Ok(WaitStatus::Signaled(_, signal, core)) => Ok(ExitStatus::from_raw(signal as i32 | if core { 0x80 } else { 0 })),
        Ok(other) => Err(io::Error::other(format!("process {pid} ended in an unknown way: {other:?}"))),
        Err(error) => {
            let error = io::Error::from(error);
            Err(io::Error::new(error.kind(), format!("the exit status of process {pid} is lost: {error}")))
        }
    }
}
