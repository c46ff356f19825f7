//! Where the registry is kept: a file, or memory.

use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use libprocess::os::files::Disk;

/// Work of a store, done beside the registrar.
pub(crate) type Work<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

/// Keeps one value. What was saved is durable when `save` is done; a save that failed may or may not have happened, so
/// the registrar ends then.
pub(crate) trait Store: Send + Sync + 'static {
    /// What was saved last; none if nothing ever was.
    fn load(&self) -> Work<Option<Vec<u8>>>;
    /// Replaces the value as a whole.
    fn save(&self, bytes: Vec<u8>) -> Work<()>;
    /// Where it is, for people.
    fn place(&self) -> String;
}

/// Keeps the value as long as the process lives: `--registry=in_memory`.
#[derive(Debug, Default)]
pub(crate) struct Memory(Arc<Mutex<Option<Vec<u8>>>>);

impl Store for Memory {
    fn load(&self) -> Work<Option<Vec<u8>>> {
        // A panic between lock and unlock is impossible: both sides only move a value.
        let value = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(std::future::ready(Ok(value)))
    }

    fn save(&self, bytes: Vec<u8>) -> Work<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes);
        Box::pin(std::future::ready(Ok(())))
    }

    fn place(&self) -> String {
        "memory".to_owned()
    }
}

/// Keeps the value in the file `registry` of a folder. It is replaced as a whole, so that a crash at any moment leaves the
/// old value or the new one.
pub(crate) struct File {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

impl File {
    /// In that folder, which is made if it is not there.
    pub(crate) fn within(folder: PathBuf, disk: Arc<dyn Disk>) -> File {
        File { folder, disk }
    }
}

const NAME: &str = "registry";

impl Store for File {
    fn load(&self) -> Work<Option<Vec<u8>>> {
        let (path, disk) = (self.folder.join(NAME), self.disk.clone());
        Box::pin(async move {
            match disk.read(&path).await {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    fn save(&self, bytes: Vec<u8>) -> Work<()> {
        let (folder, disk) = (self.folder.clone(), self.disk.clone());
        Box::pin(async move {
            disk.create_dir_all(&folder).await?;
            disk.write_atomic(&folder.join(NAME), bytes).await
        })
    }

    fn place(&self) -> String {
        self.folder.join(NAME).display().to_string()
    }
}
