//! The few calls that have no safe wrapper: process descriptors, forks, and closing what a child must not inherit.

#![allow(unsafe_code)] // raw system calls; each takes plain numbers or descriptors that live for the call

use std::{
    io,
    os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd},
    sync::atomic::{AtomicBool, Ordering},
};

/// The highest number of a signal.
const SIGNAL_MAX: i32 = 64;

/// Size of the kernel's set of signals.
const SIGNAL_SET_BYTES: usize = 8;

/// Places, among the words of `/proc/PID/stat` behind the name, of the addresses where its arguments begin and end.
const ARG_START: usize = 45;
const ARG_END: usize = 46;

fn checked(result: libc::c_long) -> io::Result<libc::c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// A descriptor of a process: it stays with that process even when the number is reused.
pub(super) fn pidfd_open(pid: i32) -> io::Result<OwnedFd> {
    // SAFETY: plain numbers in; the returned descriptor is new and ours.
    let fd = checked(unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) })?;
    let fd = RawFd::try_from(fd).map_err(io::Error::other)?;
    // SAFETY: as above.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

pub(super) fn pidfd_signal(pidfd: BorrowedFd<'_>, signal: i32) -> io::Result<()> {
    let info = std::ptr::null::<libc::siginfo_t>();
    // SAFETY: the descriptor lives for the call, and a null siginfo means the default one.
    checked(unsafe { libc::syscall(libc::SYS_pidfd_send_signal, pidfd.as_raw_fd(), signal, info, 0) }).map(drop)
}

/// Marks every descriptor from 3 on as not inherited. Makes only calls that are safe between fork and exec.
pub(super) fn inherit_nothing() -> io::Result<()> {
    // SAFETY: plain numbers in.
    let done = checked(unsafe { libc::syscall(libc::SYS_close_range, 3, libc::c_uint::MAX, libc::CLOSE_RANGE_CLOEXEC) });
    if done.is_ok() {
        return Ok(());
    }
    // Kernels before 5.11: one by one.
    for fd in 3..open_files_max()? {
        set_inherited(fd, false);
    }
    Ok(())
}

/// The first number that no descriptor has.
fn open_files_max() -> io::Result<RawFd> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: `limit` is a valid place for the answer.
    checked(unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) }.into())?;
    Ok(limit.rlim_cur.min(1 << 20) as RawFd)
}

/// Marks a descriptor as inherited or not; a number that is no descriptor is left alone.
pub(super) fn set_inherited(fd: RawFd, inherited: bool) {
    // SAFETY: plain numbers in; safe between fork and exec.
    unsafe {
        libc::fcntl(fd, libc::F_SETFD, if inherited { 0 } else { libc::FD_CLOEXEC });
    }
}

/// Adds what runs in the child between fork and exec.
///
/// `before_exec` may only make calls that are safe there: no allocation, no lock.
pub(super) fn before_exec(
    command: &mut std::process::Command,
    before_exec: impl FnMut() -> io::Result<()> + Send + Sync + 'static,
) {
    use std::os::unix::process::CommandExt;
    // SAFETY: promised by the only caller, `launch`, whose closure makes system calls on prepared data only.
    unsafe {
        command.pre_exec(before_exec);
    }
}

/// setgroups, setgid, setuid, in the order that leaves nothing of the old user.
pub(super) fn become_user(uid: u32, gid: u32, groups: &[u32]) -> io::Result<()> {
    // SAFETY: `groups` is a valid array for the call; the others take plain numbers.
    unsafe {
        checked(libc::setgroups(groups.len(), groups.as_ptr()).into())?;
        checked(libc::setresgid(gid, gid, gid).into())?;
        checked(libc::setresuid(uid, uid, uid).into())?;
    }
    Ok(())
}

/// What a fork gives.
pub(super) enum Forked {
    /// To the parent: the number of its child.
    Parent(i32),
    /// To the child.
    Child,
}

/// Forks a process that has one thread.
///
/// # Errors
/// It has more, or the kernel gives no process.
pub(super) fn fork_alone() -> io::Result<Forked> {
    let threads = std::fs::read_dir("/proc/self/task")?.count();
    if threads != 1 {
        let why = format!("only a process with one thread can be copied, and this one has {threads}");
        return Err(io::Error::other(why));
    }
    // SAFETY: there is no other thread, so nothing is held by one that is missing in the child, which may go on as it likes.
    match checked(unsafe { libc::fork() }.into())? {
        0 => Ok(Forked::Child),
        pid => i32::try_from(pid).map(Forked::Parent).map_err(io::Error::other),
    }
}

/// Gives these descriptors the numbers from 0 on, and closes all others. In a child that goes on without what its parent held.
pub(super) fn keep_only<const COUNT: usize>(fds: [RawFd; COUNT]) -> io::Result<()> {
    let count = COUNT as RawFd;
    // Out of the way first: one of them may be in another one's place.
    let mut high = [0; COUNT];
    for (at, fd) in fds.into_iter().enumerate() {
        // SAFETY: plain numbers in.
        high[at] = checked(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, count) }.into())? as RawFd;
    }
    for (fd, at) in high.into_iter().zip(0..) {
        // SAFETY: as above.
        checked(unsafe { libc::dup2(fd, at) }.into())?;
    }
    // SAFETY: as above.
    if checked(unsafe { libc::syscall(libc::SYS_close_range, count, libc::c_uint::MAX, 0) }).is_ok() {
        return Ok(());
    }
    // Kernels before 5.9: one by one; a number that is no descriptor is refused.
    for fd in count..open_files_max()? {
        // SAFETY: as above.
        unsafe { libc::close(fd) };
    }
    Ok(())
}

/// Gives this process another name: its first word in lists of processes, as long as there was room for all its words, and
/// its short name. The other words are gone.
pub(super) fn rename(name: &std::ffi::CStr) -> io::Result<()> {
    // SAFETY: a string that ends, which the kernel copies.
    checked(unsafe { libc::prctl(libc::PR_SET_NAME, name.as_ptr(), 0, 0, 0) }.into())?;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit_once(')').map_or_else(Vec::new, |(_, rest)| rest.split_whitespace().collect());
    let number = |at: usize| fields.get(at).and_then(|field| field.parse::<usize>().ok()).unwrap_or_default();
    let (begin, end) = (number(ARG_START), number(ARG_END));
    if begin == 0 || end <= begin {
        return Ok(());
    }
    // SAFETY: the kernel says that the arguments are there; they are written on the stack of the first thread and can be
    // changed. The only thread is here (see the callers), so nobody reads them meanwhile.
    let room = unsafe { std::slice::from_raw_parts_mut(std::ptr::with_exposed_provenance_mut::<u8>(begin), end - begin) };
    room.fill(0);
    let short = name.to_bytes().len().min(room.len() - 1);
    room[..short].copy_from_slice(&name.to_bytes()[..short]);
    Ok(())
}

/// prctl(PR_SET_PDEATHSIG), safe between fork and exec.
pub(super) fn set_parent_death_signal(signal: i32) -> io::Result<()> {
    // SAFETY: plain numbers in.
    checked(unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, signal, 0, 0, 0) }.into()).map(drop)
}

/// Whether this process takes small pages only, so that its children can be freed of it.
static SMALL_PAGES: AtomicBool = AtomicBool::new(false);

/// From now on the kernel gives this process no huge pages.
pub(super) fn use_small_pages() {
    // SAFETY: plain numbers in. Without huge pages there is nothing to forbid, so its result says nothing.
    unsafe { libc::prctl(libc::PR_SET_THP_DISABLE, 1, 0, 0, 0) };
    SMALL_PAGES.store(true, Ordering::Relaxed);
}

/// What a child would inherit of [`use_small_pages`]; safe between fork and exec.
pub(super) fn allow_huge_pages() {
    if SMALL_PAGES.load(Ordering::Relaxed) {
        // SAFETY: plain numbers in.
        unsafe { libc::prctl(libc::PR_SET_THP_DISABLE, 0, 0, 0, 0) };
    }
}

/// The parent now, safe between fork and exec.
pub(super) fn parent() -> i32 {
    // SAFETY: takes nothing, cannot fail.
    unsafe { libc::getppid() }
}

/// A session and process group of its own, safe between fork and exec.
pub(super) fn own_session() -> io::Result<()> {
    // SAFETY: takes nothing.
    checked(unsafe { libc::setsid() }.into()).map(drop)
}

/// Unblocks all signals and gives each its default: what this program, or whoever started it, ignores is nothing to its
/// children. Rust programs ignore SIGPIPE, shells let what they start in the background ignore SIGINT and SIGQUIT.
pub(super) fn default_signals() -> io::Result<()> {
    // SAFETY: the set is filled before it is used.
    unsafe {
        let mut none = std::mem::MaybeUninit::<libc::sigset_t>::uninit();
        libc::sigemptyset(none.as_mut_ptr());
        checked(libc::sigprocmask(libc::SIG_SETMASK, none.as_ptr(), std::ptr::null_mut()).into())?;
        // Asked of the kernel itself, since the C library refuses those that it uses for threads, which a parent without
        // that library may have ignored. A zeroed action is the default, with an empty mask; its size fits all machines.
        let default = [0u64; 4];
        for signal in 1..=SIGNAL_MAX {
            // SIGKILL and SIGSTOP are refused, and have no other way anyway.
            libc::syscall(libc::SYS_rt_sigaction, signal, default.as_ptr(), std::ptr::null_mut::<u64>(), SIGNAL_SET_BYTES);
        }
    }
    Ok(())
}
