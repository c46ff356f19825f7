//! Sandboxes on the machine's disk: made with the right mode and owner, read without leaving them.

use std::{
    fs::{self, DirBuilder, File, Permissions},
    io,
    os::{
        fd::AsRawFd,
        unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown, symlink},
    },
    path::Path,
};

use libprocess::os::process::Account;
use mesos_protocol::ids::ContainerId;
use nix::{
    errno::Errno,
    fcntl::{OFlag, OpenHow, ResolveFlag, openat2},
};

use crate::{
    files::{Chunk, Entry, FileError, READ_MAX},
    launcher::{Sandbox, SandboxPath},
};

/// Owner: everything; group: look; others: nothing. The folder belongs to the task's user.
const MODE: u32 = 0o750;

/// Link to the newest run of an executor.
const LATEST: &str = "latest";

/// Makes the folder of a new container, owned by `owner`, and points `latest` at it.
pub(crate) fn make(sandbox: &Sandbox, owner: Option<&Account>) -> io::Result<()> {
    let (runs, path) = (sandbox.runs(), sandbox.path());
    let told = |path: &Path, error: io::Error| {
        io::Error::new(error.kind(), format!("the sandbox {} was not made: {error}", path.display()))
    };
    DirBuilder::new().recursive(true).mode(0o755).create(&runs).map_err(|error| told(&runs, error))?;
    DirBuilder::new().mode(MODE).create(&path).map_err(|error| told(&path, error))?;
    // Whatever the agent's umask is.
    fs::set_permissions(&path, Permissions::from_mode(MODE)).map_err(|error| told(&path, error))?;
    if let Some(owner) = owner {
        chown(&path, Some(owner.uid), Some(owner.gid)).map_err(|error| told(&path, error))?;
    }
    // Renamed into place, so that there is a link at every moment.
    let new = runs.join(format!(".{LATEST}.{}", sandbox.container_id));
    symlink(sandbox.container_id.as_str(), &new).map_err(|error| told(&new, error))?;
    fs::rename(&new, runs.join(LATEST)).map_err(|error| told(&new, error))
}

/// Opens what a path means, without following any link that leads out of the sandbox: tasks may plant such links, and the
/// agent may read more than they may.
fn open(path: &SandboxPath, flags: OFlag) -> Result<File, FileError> {
    let runs = path.runs();
    let run = match &path.container_id {
        Some(container_id) => container_id.clone(),
        None => {
            let latest = fs::read_link(runs.join(LATEST)).map_err(|error| FileError::of(path, &error))?;
            let name = latest.to_str().and_then(|name| ContainerId::new(name).ok());
            name.ok_or_else(|| FileError::Missing(path.to_string()))?
        }
    };
    let flags_of_run = OFlag::O_NOFOLLOW | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC;
    let mut how = fs::OpenOptions::new();
    let root = how.read(true).custom_flags(flags_of_run.bits()).open(runs.join(run.as_str()));
    let root = root.map_err(|error| FileError::of(path, &error))?;
    // Not blocking: a task may have made a named pipe there.
    let flags = flags | OFlag::O_RDONLY | OFlag::O_NONBLOCK | OFlag::O_NOCTTY | OFlag::O_CLOEXEC;
    let resolve = ResolveFlag::RESOLVE_BENEATH | ResolveFlag::RESOLVE_NO_MAGICLINKS;
    let rest = if path.rest.is_empty() { "." } else { path.rest.as_str() };
    let opened = openat2(&root, rest, OpenHow::new().flags(flags).resolve(resolve));
    match opened {
        Ok(file) => Ok(File::from(file)),
        Err(Errno::EXDEV) => Err(FileError::Outside(path.to_string())),
        Err(error) => Err(FileError::of(path, &error.into())),
    }
}

/// See [`crate::Launcher::read`].
pub(crate) fn read(path: &SandboxPath, offset: Option<u64>, length: usize) -> Result<Chunk, FileError> {
    let file = open(path, OFlag::empty())?;
    let metadata = file.metadata().map_err(|error| FileError::of(path, &error))?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile(path.to_string()));
    }
    let Some(offset) = offset else {
        return Ok(Chunk { data: Vec::new(), offset: metadata.len() });
    };
    let mut data = vec![0; length.min(READ_MAX)];
    let mut filled = 0;
    while filled < data.len() {
        match file.read_at(&mut data[filled..], offset.saturating_add(filled as u64)) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(FileError::of(path, &error)),
        }
    }
    data.truncate(filled);
    Ok(Chunk { data, offset })
}

/// See [`crate::Launcher::browse`].
pub(crate) fn browse(path: &SandboxPath) -> Result<Vec<Entry>, FileError> {
    let folder = open(path, OFlag::O_DIRECTORY)?;
    let listed = fs::read_dir(format!("/proc/self/fd/{}", folder.as_raw_fd()));
    let mut entries = Vec::new();
    for entry in listed.map_err(|error| FileError::of(path, &error))? {
        let entry = entry.map_err(|error| FileError::of(path, &error))?;
        // An entry that vanishes meanwhile is left out.
        let Ok(metadata) = entry.metadata() else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        entries.push(Entry {
            path: if path.rest.is_empty() { name } else { format!("{}/{name}", path.rest.trim_end_matches('/')) },
            size: metadata.len(),
            nlink: metadata.nlink(),
            mtime: metadata.mtime(),
            mode: metadata.mode(),
            uid: metadata.uid(),
            gid: metadata.gid(),
        });
    }
    entries.sort_by(|one, two| one.path.cmp(&two.path));
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use mesos_protocol::ids::{AgentId, ExecutorId, FrameworkId};

    use super::*;

    fn sandbox(work_dir: &Path, run: &str) -> Sandbox {
        Sandbox {
            work_dir: work_dir.to_owned(),
            agent_id: AgentId::new("c-S1").unwrap(),
            framework_id: FrameworkId::new("c-0001").unwrap(),
            executor_id: ExecutorId::new("web.1").unwrap(),
            container_id: ContainerId::new(run).unwrap(),
        }
    }

    fn path(sandbox: &Sandbox, run: Option<&str>, rest: &str) -> SandboxPath {
        SandboxPath {
            work_dir: sandbox.work_dir.clone(),
            agent_id: sandbox.agent_id.clone(),
            framework_id: sandbox.framework_id.clone(),
            executor_id: sandbox.executor_id.clone(),
            container_id: run.map(|run| ContainerId::new(run).unwrap()),
            rest: rest.into(),
        }
    }

    #[test]
    fn a_sandbox_is_closed_to_others_and_the_newest_is_called_latest() {
        let dir = tempfile::tempdir().unwrap();
        for run in ["run-1", "run-2"] {
            make(&sandbox(dir.path(), run), None).unwrap();
        }
        let newest = sandbox(dir.path(), "run-2");
        assert_eq!(fs::metadata(newest.path()).unwrap().mode() & 0o7777, 0o750);
        assert_eq!(fs::read_link(newest.runs().join("latest")).unwrap(), PathBuf::from("run-2"));
        let again = make(&newest, None).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn files_are_read_by_offset_in_bounded_pieces() {
        let dir = tempfile::tempdir().unwrap();
        let sandbox = sandbox(dir.path(), "run-1");
        make(&sandbox, None).unwrap();
        fs::write(sandbox.path().join("stdout"), vec![b'x'; 2 * READ_MAX]).unwrap();
        let stdout = path(&sandbox, None, "stdout");
        assert_eq!(read(&stdout, None, 10).unwrap(), Chunk { data: vec![], offset: 2 * READ_MAX as u64 });
        assert_eq!(read(&stdout, Some(3), 4).unwrap(), Chunk { data: b"xxxx".to_vec(), offset: 3 });
        assert_eq!(read(&stdout, Some(0), usize::MAX).unwrap().data.len(), READ_MAX);
        assert_eq!(read(&stdout, Some(u64::MAX - 1), 4).unwrap_or_else(|_| Chunk::default()).data, b"");
        assert!(matches!(read(&path(&sandbox, Some("run-9"), "stdout"), Some(0), 1), Err(FileError::Missing(_))));
        assert!(matches!(read(&path(&sandbox, None, ""), Some(0), 1), Err(FileError::NotAFile(_))));
        let names: Vec<_> = browse(&path(&sandbox, None, "")).unwrap().into_iter().map(|entry| entry.path).collect();
        assert_eq!(names, ["stdout"]);
    }

    #[test]
    fn links_that_a_task_planted_do_not_lead_out_of_its_sandbox() {
        let dir = tempfile::tempdir().unwrap();
        let sandbox = sandbox(dir.path(), "run-1");
        make(&sandbox, None).unwrap();
        fs::write(dir.path().join("secret"), "s").unwrap();
        fs::write(sandbox.path().join("mine"), "m").unwrap();
        symlink("/etc/passwd", sandbox.path().join("absolute")).unwrap();
        symlink("../../../../../../../../../secret", sandbox.path().join("relative")).unwrap();
        symlink("mine", sandbox.path().join("inside")).unwrap();
        nix::unistd::mkfifo(&sandbox.path().join("pipe"), nix::sys::stat::Mode::S_IRUSR).unwrap();
        for outside in ["absolute", "relative", "../run-1/mine", "/etc/passwd"] {
            let error = read(&path(&sandbox, None, outside), Some(0), 1).unwrap_err();
            assert!(matches!(error, FileError::Outside(_)), "{outside}: {error}");
        }
        assert_eq!(read(&path(&sandbox, None, "inside"), Some(0), 1).unwrap().data, b"m");
        assert!(matches!(read(&path(&sandbox, None, "pipe"), Some(0), 1), Err(FileError::NotAFile(_))));
    }
}
