//! What is read of sandboxes, and why it sometimes is not.

use std::{fmt, io};

use serde::Serialize;

use crate::launcher::SandboxPath;

/// Most bytes that one read returns: 64 KB, sixteen pages as in Mesos.
pub const READ_MAX: usize = 64 << 10;

/// A piece of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The bytes; fewer than asked for at the file's end.
    pub data: Vec<u8>,
    /// Where they begin; the file's size if no offset was asked for.
    pub offset: u64,
}

/// An entry of a folder, in the words of Mesos' `/files/browse`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Below the sandbox.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Links to it.
    pub nlink: u64,
    /// Last change, in seconds since the Unix epoch.
    pub mtime: i64,
    /// Kind and permissions, as `stat` gives them.
    pub mode: u32,
    /// Its owner's number.
    pub uid: u32,
    /// Its group's number.
    pub gid: u32,
}

/// Why a file or folder was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is not there.
    Missing(String),
    /// It is a folder or something else than a file, where a file is needed.
    NotAFile(String),
    /// It is no folder, where one is needed.
    NotAFolder(String),
    /// A link on its way leads out of the sandbox.
    Outside(String),
    /// The machine said this.
    Failed(String),
}

impl FileError {
    pub(crate) fn of(path: &SandboxPath, error: &io::Error) -> FileError {
        match error.kind() {
            io::ErrorKind::NotFound => FileError::Missing(path.to_string()),
            io::ErrorKind::NotADirectory => FileError::NotAFolder(path.to_string()),
            _ => FileError::Failed(format!("{path} was not read: {error}")),
        }
    }

    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            FileError::Missing(_) => 404,
            FileError::NotAFile(_) | FileError::NotAFolder(_) => 400,
            FileError::Outside(_) => 403,
            FileError::Failed(_) => 500,
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Missing(path) => write!(f, "there is no {path}"),
            FileError::NotAFile(path) => write!(f, "{path} is no file that can be read; browse it if it is a folder"),
            FileError::NotAFolder(path) => write!(f, "{path} leads through something that is no folder"),
            FileError::Outside(path) => write!(f, "{path} leads out of its sandbox"),
            FileError::Failed(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for FileError {}

impl fmt::Display for SandboxPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let run = self.container_id.as_ref().map_or("latest", |container| container.as_str());
        write!(f, "/frameworks/{}/executors/{}/runs/{run}", self.framework_id, self.executor_id)?;
        if self.rest.is_empty() { Ok(()) } else { write!(f, "/{}", self.rest) }
    }
}
