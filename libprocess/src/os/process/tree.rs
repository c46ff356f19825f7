//! Trees of processes: finding every member through `/proc`, and ending them all.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs, io,
    os::fd::AsFd,
    thread,
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    sys::{
        signal::Signal,
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::Pid,
};
use serde::{Deserialize, Serialize};

use super::sys;

/// A process: its number, and when it started, so that a reused number is another process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ProcessId {
    /// Its number.
    pub pid: i32,
    /// Its start, in clock ticks since the machine started.
    pub started: u64,
}

impl fmt::Display for ProcessId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.pid)
    }
}

/// What `/proc` tells of a process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProcessInfo {
    /// Which process.
    pub id: ProcessId,
    /// Number of its parent.
    pub parent: i32,
    /// Its process group.
    pub group: i32,
    /// Its session.
    pub session: i32,
    /// `R`, `S`, `T`, `Z` ….
    pub state: char,
    /// Name of its program, cut by the kernel to 15 bytes.
    pub name: String,
}

impl ProcessInfo {
    /// True if it ended: what is left is its exit status.
    pub fn has_ended(&self) -> bool {
        matches!(self.state, 'Z' | 'X' | 'x')
    }
}

/// What is known of the process with that number; none if there is none.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn look(pid: i32) -> io::Result<Option<ProcessInfo>> {
    match fs::read(format!("/proc/{pid}/stat")) {
        Ok(stat) => parse(&String::from_utf8_lossy(&stat)).map(Some),
        // ESRCH: it ended between open and read.
        Err(error) if error.kind() == io::ErrorKind::NotFound || error.raw_os_error() == Some(libc::ESRCH) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a line of `/proc/PID/stat`: `pid (name) state ppid pgrp session … starttime`, where the name may hold anything.
fn parse(stat: &str) -> io::Result<ProcessInfo> {
    let bad = || io::Error::new(io::ErrorKind::InvalidData, format!("a line of /proc is not understood: {stat:?}"));
    let (head, tail) = stat.rsplit_once(')').ok_or_else(bad)?;
    let (pid, name) = head.split_once(" (").ok_or_else(bad)?;
    let fields: Vec<&str> = tail.split_whitespace().collect();
    let number = |at: usize| fields.get(at).and_then(|field| field.parse::<i32>().ok()).ok_or_else(bad);
    let started = fields.get(19).and_then(|field| field.parse().ok()).ok_or_else(bad)?;
    Ok(ProcessInfo {
        id: ProcessId { pid: pid.parse().map_err(|_| bad())?, started },
        state: fields.first().and_then(|field| field.chars().next()).ok_or_else(bad)?,
        parent: number(1)?,
        group: number(2)?,
        session: number(3)?,
        name: name.to_owned(),
    })
}

/// This process.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn me() -> io::Result<ProcessId> {
    let own = look(std::process::id() as i32)?;
    own.map(|info| info.id).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "this process is not in /proc"))
}

/// All processes that can be seen, by number.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn all() -> io::Result<Vec<ProcessInfo>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
        found.extend(look(pid)?);
    }
    found.sort_by_key(|info| info.id);
    Ok(found)
}

/// All processes below `root`, itself not included, parents before children.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn descendants(root: ProcessId) -> io::Result<Vec<ProcessInfo>> {
    Ok(members(root, all()?, false))
}

/// `root`, all processes below it, and all that are still in a session or group that `root` leads, also when their
/// parents are gone.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn tree(root: ProcessId) -> io::Result<Vec<ProcessInfo>> {
    Ok(members(root, all()?, true))
}

/// `with_root`: its session and group count, and it itself.
fn members(root: ProcessId, all: Vec<ProcessInfo>, with_root: bool) -> Vec<ProcessInfo> {
    let holder = all.iter().find(|info| info.id.pid == root.pid);
    // A number is not given away again while a session or group of that number has members. So if another process holds
    // the number now, then nothing is left of that session.
    if holder.is_some_and(|info| info.id.started != root.started) {
        return Vec::new();
    }
    let mut by_parent: BTreeMap<i32, Vec<&ProcessInfo>> = BTreeMap::new();
    for info in &all {
        by_parent.entry(info.parent).or_default().push(info);
    }
    let own = std::process::id() as i32;
    let leads = |info: &&ProcessInfo| info.session == root.pid || info.group == root.pid;
    let mut found: Vec<&ProcessInfo> = match with_root {
        true => holder.into_iter().chain(all.iter().filter(leads)).collect(),
        false => by_parent.get(&root.pid).cloned().unwrap_or_default(),
    };
    let mut seen = BTreeSet::new();
    found.retain(|info| seen.insert(info.id.pid) && info.id.pid != own);
    let mut at = 0;
    while at < found.len() {
        for child in by_parent.get(&found[at].id.pid).into_iter().flatten() {
            if child.id.pid != own && seen.insert(child.id.pid) {
                found.push(child);
            }
        }
        at += 1;
    }
    found.into_iter().cloned().collect()
}

/// Sends a signal to exactly that process; false if it is gone.
///
/// # Errors
/// When this process may not send it.
pub fn signal(id: ProcessId, signal: Signal) -> io::Result<bool> {
    let same = || Ok::<_, io::Error>(look(id.pid)?.is_some_and(|info| info.id == id && !info.has_ended()));
    let sent = match sys::pidfd_open(id.pid) {
        // Looked at after opening: from here on the descriptor means the process that was looked at.
        Ok(_) if !same()? => return Ok(false),
        Ok(pidfd) => sys::pidfd_signal(pidfd.as_fd(), signal as i32),
        Err(error) if error.raw_os_error() == Some(libc::ESRCH) => return Ok(false),
        // Kernels before 5.3 have no process descriptors.
        Err(_) if !same()? => return Ok(false),
        Err(_) => nix::sys::signal::kill(Pid::from_raw(id.pid), signal).map_err(io::Error::from),
    };
    match sent {
        Ok(()) => Ok(true),
        Err(error) if error.raw_os_error() == Some(libc::ESRCH) => Ok(false),
        Err(error) => Err(io::Error::new(error.kind(), format!("{signal} could not be sent to process {id}: {error}"))),
    }
}

/// Sends a signal once to every member of [`tree`]; how many got it.
///
/// # Errors
/// When `/proc` cannot be read, or a member may not be signalled; the others got it all the same.
pub fn signal_tree(root: ProcessId, with: Signal) -> io::Result<usize> {
    signal_each(&tree(root)?, with)
}

fn signal_each(members: &[ProcessInfo], with: Signal) -> io::Result<usize> {
    let (mut sent, mut failed) = (0, None);
    for member in members.iter().filter(|member| !member.has_ended()) {
        match signal(member.id, with) {
            Ok(true) => sent += 1,
            Ok(false) => {}
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(sent), Err)
}

/// Kills `root` and its whole [`tree`] so that nobody gets away by forking: stops every member until no new one appears,
/// then kills them, and waits until all have ended. How many were killed. Blocks: call it through [`super::super::blocking`].
///
/// # Errors
/// When a member may not be signalled, or some are left after `patience`.
pub fn kill_tree(root: ProcessId, patience: Duration) -> io::Result<usize> {
    kill_all(|| tree(root), patience)
}

/// As [`kill_tree`], for everything below a process but not itself: what a sub-reaper does before it ends.
///
/// # Errors
/// As [`kill_tree`].
pub fn kill_descendants(root: ProcessId, patience: Duration) -> io::Result<usize> {
    if root.pid == std::process::id() as i32 && !has_children() {
        return Ok(0);
    }
    kill_all(|| descendants(root), patience)
}

fn kill_all(find: impl Fn() -> io::Result<Vec<ProcessInfo>>, patience: Duration) -> io::Result<usize> {
    let until = Instant::now() + patience;
    let mut killed = BTreeSet::new();
    loop {
        let held = freeze(&find, until)?;
        if held.is_empty() && killed.is_empty() {
            return Ok(0);
        }
        signal_each(&held, Signal::SIGKILL)?;
        killed.extend(held.iter().map(|info| info.id));
        // Killed processes may take a moment to end, and those whose parent is gone are found again below the sub-reaper.
        let left: Vec<_> = find()?.into_iter().filter(|info| !info.has_ended()).collect();
        if left.is_empty() {
            let going =
                killed.iter().any(|id| matches!(look(id.pid), Ok(Some(info)) if info.id == *id && !info.has_ended()));
            if !going {
                return Ok(killed.len());
            }
        }
        if Instant::now() >= until {
            let left: Vec<_> = left.iter().map(|info| format!("{} ({})", info.id, info.name)).collect();
            return Err(io::Error::new(
                io::ErrorKind::TimedOut,
                format!("processes are left after {patience:?}: {}", left.join(", ")),
            ));
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Stops members until a look finds none that was not stopped before: then nobody is left who could fork.
fn freeze(find: &impl Fn() -> io::Result<Vec<ProcessInfo>>, until: Instant) -> io::Result<Vec<ProcessInfo>> {
    let mut stopped = BTreeSet::new();
    loop {
        let mut members = find()?;
        members.retain(|info| !info.has_ended());
        let new: Vec<_> = members.iter().filter(|info| stopped.insert(info.id)).cloned().collect();
        if new.is_empty() || Instant::now() >= until {
            return Ok(members);
        }
        signal_each(&new, Signal::SIGSTOP)?;
    }
}

/// False if this process has no children, not even ended ones: then nobody is below it, which is known without a look at
/// all processes of the machine.
pub(super) fn has_children() -> bool {
    let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
    nix::sys::wait::waitid(nix::sys::wait::Id::All, flags) != Err(Errno::ECHILD)
}

/// Takes the exit statuses of ended children that nobody here waits for: orphans that a sub-reaper inherited. Children
/// started by [`super::Launch`] and those in `except` are left to whoever waits for them.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn reap_orphans(except: &[i32]) -> io::Result<Vec<(i32, WaitStatus)>> {
    let own = std::process::id() as i32;
    let _none_starts = super::wait::starting();
    let mut reaped = Vec::new();
    if !has_children() {
        return Ok(reaped);
    }
    for info in all()? {
        let pid = info.id.pid;
        if info.parent != own || !info.has_ended() || except.contains(&pid) || super::wait::is_awaited(pid) {
            continue;
        }
        match waitpid(Pid::from_raw(pid), Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::StillAlive) | Err(Errno::ECHILD) => {}
            Ok(status) => reaped.push((pid, status)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(reaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(pid: i32, parent: i32, session: i32) -> ProcessInfo {
        let id = ProcessId { pid, started: u64::from(pid as u32) };
        ProcessInfo { id, parent, group: session, session, state: 'S', name: "p".into() }
    }

    fn pids(found: Vec<ProcessInfo>) -> Vec<i32> {
        found.into_iter().map(|info| info.id.pid).collect()
    }

    #[test]
    fn a_name_may_hold_parentheses_and_blanks() {
        let stat = "12 (a) b (c) S 1 12 12 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 998877 0 0";
        let parsed = parse(stat).unwrap();
        assert_eq!((parsed.name.as_str(), parsed.state, parsed.parent), ("a) b (c", 'S', 1));
        assert_eq!(parsed.id, ProcessId { pid: 12, started: 998_877 });
        assert!(parse("12 (a").is_err() && parse("").is_err());
    }

    #[test]
    fn a_tree_holds_orphans_of_the_session_but_not_of_a_reused_number() {
        let all = vec![info(100, 1, 100), info(101, 100, 100), info(102, 101, 102), info(200, 1, 100), info(300, 1, 300)];
        let root = all[0].id;
        assert_eq!(pids(members(root, all.clone(), true)), [100, 101, 200, 102]);
        assert_eq!(pids(members(root, all.clone(), false)), [101, 102]);
        let former = ProcessId { started: 5, ..root };
        assert_eq!(pids(members(former, all.clone(), true)), [0; 0]);
        let orphans = all[1..].to_vec();
        assert_eq!(pids(members(root, orphans, true)), [101, 200, 102], "the leader is gone, its session is not");
    }
}
