//! The disk of a node: durable writes as few verbs, so that the same actors run on the real one and, under a seed, on one
//! that crashes, fills up and fails.
//!
//! `write_atomic` is write, fsync, rename, fsync the folder: after a crash a reader finds the old content or the new one,
//! whole, and whoever was told that it is written finds the new one. An [`Appender`] counts as written what a returned
//! [`Appender::sync`] covered; what came later may be there after a crash, in part or not at all.

use std::{
    future::Future,
    io,
    path::{Path, PathBuf},
    pin::Pin,
    sync::Arc,
};

mod real;
pub(crate) mod simulated;

pub(crate) use real::RealDisk;

/// A future of the disk.
pub type Io<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

/// One entry of a folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry {
    /// Its name in the folder.
    pub name: String,
    /// True if it is a folder itself.
    pub is_dir: bool,
    /// Bytes it holds; 0 for folders.
    pub len: u64,
}

/// The disk of a node. Every error is a sentence that names the file, and keeps its [`io::ErrorKind`].
///
/// Dropping a future gives up waiting; what it began may still happen.
pub trait Disk: Send + Sync + 'static {
    /// Makes a folder and those above it, durably.
    fn create_dir_all(&self, path: &Path) -> Io<()>;
    /// Replaces the content of a file, durably and all at once.
    fn write_atomic(&self, path: &Path, bytes: Vec<u8>) -> Io<()>;
    /// Opens a file to append, and makes it durably if it is missing.
    fn open_append(&self, path: &Path) -> Io<Arc<dyn Appender>>;
    /// All bytes of a file.
    fn read(&self, path: &Path) -> Io<Vec<u8>>;
    /// Up to `most` bytes from `offset`; fewer at the end of the file.
    fn read_at(&self, path: &Path, offset: u64, most: usize) -> Io<Vec<u8>>;
    /// Bytes of a file; none if there is no such file.
    fn len(&self, path: &Path) -> Io<Option<u64>>;
    /// The entries of a folder, by name.
    fn list(&self, path: &Path) -> Io<Vec<Entry>>;
    /// Removes a file, or a folder with all it holds, durably; one that is not there is no error.
    fn remove(&self, path: &Path) -> Io<()>;
    /// Cuts a file to `len` bytes, durably.
    fn truncate(&self, path: &Path, len: u64) -> Io<()>;
    /// True if there is such a file or folder.
    fn exists(&self, path: &Path) -> Io<bool>;
}

/// A file open to append. One writer per file: appends of one handle keep their order.
pub trait Appender: Send + Sync + 'static {
    /// Adds bytes at the end; durable only after [`Appender::sync`]. Gives the length of the file after it.
    fn append(&self, bytes: Vec<u8>) -> Io<u64>;
    /// Adds bytes at the end and makes everything appended so far durable: [`Appender::append`] and [`Appender::sync`] in
    /// one call. Gives the length of the file after it.
    fn commit(&self, bytes: Vec<u8>) -> Io<u64>;
    /// Makes everything appended so far durable. After an error nothing is known of what is on the disk: whoever promised
    /// durability must end.
    fn sync(&self) -> Io<()>;
}

/// The same error, told about a file.
pub(crate) fn told(path: &Path, verb: &str, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{} was not {verb}: {error}", path.display()))
}

/// Beside the file whose new content it holds until the rename.
pub(crate) fn temporary(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".tmp");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests;
