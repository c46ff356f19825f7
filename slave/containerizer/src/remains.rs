//! What a former life of an agent left running: found and killed before the next one begins.
//!
//! Usually nothing is left: each of agent, starter, `supervise` and executor ends what is below the others. Only when all
//! four are killed at one moment (by somebody who kills all programs of that name) nobody is left who could end the task's
//! processes: the kernel ends the first of them, and knows nothing of the others. So each container has a file in `meta/containers` of the work folder from
//! before its start until nothing of it is left, and an agent that starts there ends what the files that it finds tell of.
//!
//! A process belongs to a container if it descends from its executor, is in its session or group, carries the container's
//! id in its environment, or has a file in its sandbox open for writing; and with it all that descends from it. Numbers of
//! processes count together with their start time and the machine's start, so nobody else is ever killed. A process that
//! left all of that behind on purpose, and whose ancestors died in that one moment, is not found.
//!
//! Two agents in one work folder would end each other's tasks, so the folder is locked for as long as the process lives.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

use libprocess::os::process::{self, ProcessId, ProcessInfo, kill_tree, reap_orphans};
use serde::{Deserialize, Serialize};

use crate::{launcher::Sandbox, process::CONTAINER_ID};

/// So long it tries to kill what is left of one container.
const KILL_MAX: Duration = Duration::from_secs(5);

/// The start of the machine: numbers of processes from before mean nothing.
const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// One value of a container's file, which grows line by line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Line {
    /// It is about to start.
    Begun {
        /// Since which start of the machine.
        boot: String,
        /// Its sandbox, without links.
        sandbox: PathBuf,
    },
    /// Its executor runs.
    Started(ProcessId),
}

/// What is known of a container that may have left something running.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Remains {
    /// Its id, as its processes carry it.
    pub(crate) container_id: String,
    pub(crate) sandbox: Option<PathBuf>,
    pub(crate) executor: Option<ProcessId>,
}

fn folder(work_dir: &Path) -> PathBuf {
    work_dir.join("meta/containers")
}

fn file(sandbox: &Sandbox) -> PathBuf {
    folder(&sandbox.work_dir).join(sandbox.container_id.as_str())
}

/// The machine was started once for all that this process does: it is read once.
fn boot() -> io::Result<&'static str> {
    static BOOT: OnceLock<String> = OnceLock::new();
    if let Some(boot) = BOOT.get() {
        return Ok(boot);
    }
    let read = fs::read_to_string(BOOT_ID)?;
    Ok(BOOT.get_or_init(|| read.trim().to_owned()))
}

/// Takes a work folder for this process: a file that keeps it until it is dropped.
///
/// # Errors
/// Another agent has it.
pub(crate) fn lock(work_dir: &Path) -> io::Result<File> {
    let path = work_dir.join("meta/agent.lock");
    fs::create_dir_all(folder(work_dir))?;
    let file = File::options().create(true).truncate(false).write(true).mode(0o600).open(&path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let why = format!("another agent works in {}; give each agent a --work_dir of its own", work_dir.display());
            Err(io::Error::new(io::ErrorKind::ResourceBusy, why))
        }
        Err(TryLockError::Error(error)) => {
            // Some file systems have no locks; a single agent works there as well.
            tracing::warn!(path = %path.display(), %error, "the work folder cannot be locked against a second agent");
            Ok(file)
        }
        Ok(()) => Ok(file),
    }
}

/// A container is about to start.
pub(crate) fn begun(sandbox: &Sandbox) -> io::Result<()> {
    let line = Line::Begun { boot: boot()?.to_owned(), sandbox: fs::canonicalize(sandbox.path())? };
    append(sandbox, &line)
}

/// Its executor runs.
pub(crate) fn started(sandbox: &Sandbox, executor: ProcessId) -> io::Result<()> {
    append(sandbox, &Line::Started(executor))
}

/// Nothing of it is left.
pub(crate) fn over(sandbox: &Sandbox) {
    let path = file(sandbox);
    match fs::remove_file(&path) {
        // An embedded agent's folder may be gone already.
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(path = %path.display(), %error, "the record of a container that ended was not removed");
        }
        _ => {}
    }
}

fn append(sandbox: &Sandbox, line: &Line) -> io::Result<()> {
    let path = file(sandbox);
    let told =
        |error: io::Error| io::Error::new(error.kind(), format!("the record {} was not written: {error}", path.display()));
    let mut bytes = serde_json::to_vec(line).map_err(io::Error::other)?;
    bytes.push(b'\n');
    fs::create_dir_all(folder(&sandbox.work_dir)).map_err(told)?;
    let mut file = File::options().create(true).append(true).mode(0o600).open(&path).map_err(told)?;
    // One write: a crash leaves the whole line or a torn one at the end, which is ignored.
    file.write_all(&bytes).map_err(told)
}

/// Ends all that former lives of this work folder's agent left running. To be called with the [`lock`] in hand.
///
/// # Errors
/// Something could not be killed: a sentence that names it.
pub(crate) fn clear(work_dir: &Path) -> io::Result<()> {
    let boot = boot()?;
    for entry in fs::read_dir(folder(work_dir))? {
        let path = entry?.path();
        clear_one(&path, boot).map_err(|error| {
            let why = format!(
                "what a former agent left running is not gone: {error}; end it by hand, then remove {}",
                path.display()
            );
            io::Error::new(error.kind(), why)
        })?;
    }
    Ok(())
}

fn clear_one(path: &Path, boot: &str) -> io::Result<()> {
    let Some(container_id) = path.file_name().and_then(|name| name.to_str()) else { return Ok(()) };
    if let Some(remains) = parse(container_id, &String::from_utf8_lossy(&fs::read(path)?), boot) {
        let killed = kill(&remains)?;
        tracing::warn!(container = container_id, killed, "a container of a former agent was ended");
    }
    fs::remove_file(path)
}

/// What a container's file tells; none if the machine was started anew since.
fn parse(container_id: &str, text: &str, boot_now: &str) -> Option<Remains> {
    let mut remains = Remains { container_id: container_id.to_owned(), ..Remains::default() };
    for line in text.lines().map_while(|line| serde_json::from_str(line).ok()) {
        match line {
            Line::Begun { boot, .. } if boot != boot_now => return None,
            Line::Begun { sandbox, .. } => remains.sandbox = Some(sandbox),
            Line::Started(executor) => remains.executor = Some(executor),
        }
    }
    Some(remains)
}

/// Ends all processes of a container; how many. Blocks.
///
/// # Errors
/// When some are left after a while, or may not be signalled.
pub(crate) fn kill(remains: &Remains) -> io::Result<usize> {
    let mut killed = match remains.executor {
        Some(executor) => kill_tree(executor, KILL_MAX)?,
        None => 0,
    };
    let mark = format!("{CONTAINER_ID}={}", remains.container_id);
    let own = i32::try_from(std::process::id()).unwrap_or_default();
    loop {
        // Those that this process adopted stay until their status is taken.
        reap_orphans(&[])?;
        let belongs = |info: &ProcessInfo| {
            let pid = info.id.pid;
            pid != own
                && !info.has_ended()
                && (carries(pid, mark.as_bytes()) || writes_below(pid, remains.sandbox.as_deref()))
        };
        let left: Vec<_> = process::all()?.into_iter().filter(belongs).collect();
        if left.is_empty() {
            return Ok(killed);
        }
        for process in left {
            killed += kill_tree(process.id, KILL_MAX)?;
        }
    }
}

fn carries(pid: i32, mark: &[u8]) -> bool {
    // Unreadable: it is another user's, hence not of this container, or gone.
    fs::read(format!("/proc/{pid}/environ")).is_ok_and(|environ| environ.split(|byte| *byte == 0).any(|one| one == mark))
}

/// Whether a process has a file of the sandbox open for writing. Somebody who only reads there, or whose shell happens to
/// stand there, is a person who looks.
fn writes_below(pid: i32, sandbox: Option<&Path>) -> bool {
    let Some(sandbox) = sandbox else { return false };
    let Ok(descriptors) = fs::read_dir(format!("/proc/{pid}/fd")) else { return false };
    descriptors.flatten().any(|entry| {
        fs::read_link(entry.path()).is_ok_and(|path| path.starts_with(sandbox))
            && fs::read_to_string(format!("/proc/{pid}/fdinfo/{}", entry.file_name().to_string_lossy()))
                .is_ok_and(|info| is_written(&info))
    })
}

/// Whether the text of `/proc/PID/fdinfo/N` shows a descriptor that is open for writing.
fn is_written(info: &str) -> bool {
    let flags = info.lines().find_map(|line| line.strip_prefix("flags:"));
    // The lowest two bits: 0 reads, 1 writes, 2 does both.
    flags.and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok()).is_some_and(|flags| flags & 3 != 0)
}

#[cfg(test)]
mod tests {
    use std::process::{Child, Command, Stdio};

    use mesos_protocol::ids::{AgentId, ContainerId, ExecutorId, FrameworkId};

    use super::*;

    fn sandbox(work_dir: &Path, run: &str) -> Sandbox {
        let sandbox = Sandbox {
            work_dir: work_dir.to_owned(),
            agent_id: AgentId::new("c-S1").unwrap(),
            framework_id: FrameworkId::new("c-0001").unwrap(),
            executor_id: ExecutorId::new("web.1").unwrap(),
            container_id: ContainerId::new(run).unwrap(),
        };
        fs::create_dir_all(sandbox.path()).unwrap();
        sandbox
    }

    fn sleep() -> Command {
        let mut command = Command::new("sleep");
        command.arg("1000").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn runs(child: &mut Child) -> bool {
        child.try_wait().unwrap().is_none()
    }

    fn end(child: &mut Child) {
        child.kill().unwrap();
        child.wait().unwrap();
    }

    #[test]
    fn what_a_former_agent_left_is_ended_and_others_are_not() {
        let dir = tempfile::tempdir().unwrap();
        // Unlike any id of another test that may run now.
        let run =
            format!("run-{}-{}", std::process::id(), dir.path().file_name().unwrap().to_string_lossy().replace('.', ""));
        let sandbox = sandbox(dir.path(), &run);
        let _lock = lock(dir.path()).unwrap();
        begun(&sandbox).unwrap();
        let stdout = sandbox.path().join("stdout");
        let mut marked = sleep().env(CONTAINER_ID, &run).spawn().unwrap();
        let mut writes = sleep().env_clear().stdout(File::create(&stdout).unwrap()).spawn().unwrap();
        let mut reads = sleep().current_dir(sandbox.path()).stdin(File::open(&stdout).unwrap()).spawn().unwrap();
        let mut other = sleep().env(CONTAINER_ID, format!("{run}-2")).spawn().unwrap();
        let mut executor = sleep().spawn().unwrap();
        let id = process::look(executor.id() as i32).unwrap().unwrap().id;
        started(&sandbox, id).unwrap();
        // As a crash in the middle of a write leaves it.
        File::options().append(true).open(file(&sandbox)).unwrap().write_all(b"{\"Star").unwrap();
        clear(dir.path()).unwrap();
        for gone in [&mut marked, &mut writes, &mut executor] {
            // Its status may have been taken as an orphan's.
            assert!(gone.try_wait().map_or(true, |status| status.is_some()));
        }
        assert!(runs(&mut reads) && runs(&mut other));
        assert_eq!(fs::read_dir(folder(dir.path())).unwrap().count(), 0);
        end(&mut reads);
        end(&mut other);
    }

    #[test]
    fn numbers_from_before_the_machine_started_mean_nothing() {
        let line = |line: &Line| serde_json::to_string(line).unwrap();
        let begun = line(&Line::Begun { boot: "now".into(), sandbox: "/w/s".into() });
        let executor = ProcessId { pid: 7, started: 3 };
        let text = format!("{begun}\n{}\n", line(&Line::Started(executor)));
        let found = Remains { container_id: "run-1".into(), sandbox: Some("/w/s".into()), executor: Some(executor) };
        assert_eq!(parse("run-1", &text, "now"), Some(found));
        assert_eq!(parse("run-1", &text, "later"), None);
        // Torn before anything was written: the id alone tells.
        assert_eq!(parse("run-1", "{\"Beg", "now").unwrap().container_id, "run-1");
    }

    #[test]
    fn a_work_folder_has_one_agent() {
        let dir = tempfile::tempdir().unwrap();
        let first = lock(dir.path()).unwrap();
        let why = lock(dir.path()).unwrap_err().to_string();
        assert!(why.contains("--work_dir"), "{why}");
        drop(first);
        lock(dir.path()).unwrap();
    }

    #[test]
    fn a_record_ends_with_its_container() {
        let dir = tempfile::tempdir().unwrap();
        let sandbox = sandbox(dir.path(), "run-1");
        begun(&sandbox).unwrap();
        assert!(file(&sandbox).exists());
        over(&sandbox);
        over(&sandbox);
        assert!(!file(&sandbox).exists());
    }

    #[test]
    fn descriptors_that_write_are_told_from_those_that_read() {
        assert!(is_written("pos:\t0\nflags:\t0102001\nmnt_id:\t1\n") && is_written("flags:\t0100002\n"));
        assert!(!is_written("pos:\t0\nflags:\t0100000\n") && !is_written(""));
    }
}
