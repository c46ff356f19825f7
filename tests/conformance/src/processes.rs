//! What runs on this machine, as `/proc` shows it.

use std::fs;
use std::path::Path;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// A process, as it was when looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its id.
    pub pid: i32,
    /// Its parent's id.
    pub parent: i32,
    /// Its words, joined by spaces.
    pub command: String,
}

impl Process {
    /// Ends it at once; no matter if it is gone.
    pub fn kill(&self) {
        let _ = kill(Pid::from_raw(self.pid), Signal::SIGKILL);
    }

    /// Its resident memory in bytes, 0 if it is gone.
    pub fn resident(&self) -> u64 {
        resident(self.pid)
    }
}

/// Resident memory of a process in bytes, 0 if it is gone.
pub fn resident(pid: i32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() * 1024
}

/// Whether a process holds this signal back, to take it when it likes.
pub fn holds_back(pid: i32, signal: Signal) -> bool {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigBlk:")).unwrap_or_default();
    u64::from_str_radix(line.trim(), 16).is_ok_and(|held| held & (1 << (signal as i32 - 1)) != 0)
}

/// All processes that run and are no zombies, for which `matches(pid, command line)` holds.
fn all(matches: impl Fn(i32, &str) -> bool) -> Vec<Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let mut found: Vec<Process> = entries
        .filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok())
        .filter_map(|pid| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let mut rest = stat.rsplit_once(')')?.1.split_whitespace();
            let (state, parent) = (rest.next()?, rest.next()?.parse().ok()?);
            let command = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
            let command = String::from_utf8_lossy(&command).replace('\0', " ").trim().to_owned();
            (state != "Z" && state != "X" && matches(pid, &command)).then_some(Process { pid, parent, command })
        })
        .collect();
    found.sort_by_key(|process| process.pid);
    found
}

/// Processes that have `tag` in their command line or environment, or work below `folder`; never this one.
pub fn of(tag: &str, folder: &Path) -> Vec<Process> {
    let own = i32::try_from(std::process::id()).unwrap_or_default();
    all(|pid, command| pid != own && (command.contains(tag) || works_below(pid, folder) || has_in_environment(pid, tag)))
}

/// Processes with `text` in their command line; never this one.
pub fn with(text: &str) -> Vec<Process> {
    let own = i32::try_from(std::process::id()).unwrap_or_default();
    all(|pid, command| pid != own && command.contains(text))
}

/// All that descend from `ancestor`, without itself.
pub fn descendants(ancestor: i32) -> Vec<Process> {
    let everything = all(|_, _| true);
    let mut found: Vec<Process> = Vec::new();
    let mut parents = vec![ancestor];
    while let Some(parent) = parents.pop() {
        for process in everything.iter().filter(|process| process.parent == parent) {
            parents.push(process.pid);
            found.push(process.clone());
        }
    }
    found
}

fn works_below(pid: i32, folder: &Path) -> bool {
    fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd.starts_with(folder))
}

fn has_in_environment(pid: i32, text: &str) -> bool {
    let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
    environment.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Mounts below `folder`.
pub fn mounts(folder: &Path) -> Vec<String> {
    let table = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    table
        .lines()
        .filter_map(|line| line.split(' ').nth(1))
        .filter(|place| Path::new(place).starts_with(folder))
        .map(str::to_owned)
        .collect()
}

/// Ports on which a process accepts TCP connections over IPv4.
pub fn listening(pid: i32) -> Vec<u16> {
    let sockets: Vec<String> = fs::read_dir(format!("/proc/{pid}/fd"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| fs::read_link(entry.path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.trim_end_matches(']').to_owned()))
        .collect();
    let table = fs::read_to_string(format!("/proc/{pid}/net/tcp")).unwrap_or_default();
    table
        .lines()
        .skip(1)
        .filter_map(|line| {
            let fields: Vec<_> = line.split_whitespace().collect();
            let (local, state, inode) = (fields.get(1)?, fields.get(3)?, fields.get(9)?);
            let port = u16::from_str_radix(local.rsplit(':').next()?, 16).ok()?;
            (*state == "0A" && sockets.iter().any(|socket| socket == inode)).then_some(port)
        })
        .collect()
}
