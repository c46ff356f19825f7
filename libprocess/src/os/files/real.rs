//! The machine's disk.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    sync::Arc,
};

use parking_lot::Mutex;

use super::{Appender, Disk, Entry, Io, temporary, told};
use crate::os::blocking;

/// The machine's disk; every call runs where it may block.
#[derive(Debug, Default)]
pub(crate) struct RealDisk;

/// Runs a call about a file where it may block.
fn on<T: Send + 'static>(
    path: &Path,
    verb: &'static str,
    call: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
) -> Io<T> {
    let path = path.to_owned();
    Box::pin(blocking::run(move || call(&path).map_err(|error| told(&path, verb, error))))
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

fn create_dir_all(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) {
        create_dir_all(above)?;
    }
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_folder_of(path),
    }
}

fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = temporary(path);
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, path)
    })();
    if written.is_err() {
        // What is left of the attempt helps nobody; the error of the attempt is the one to tell.
        let _ = fs::remove_file(&new);
    }
    written?;
    sync_folder_of(path)
}

impl Disk for RealDisk {
    fn create_dir_all(&self, path: &Path) -> Io<()> {
        on(path, "made", create_dir_all)
    }

    fn write_atomic(&self, path: &Path, bytes: Vec<u8>) -> Io<()> {
        on(path, "written", move |path| write_atomic(path, &bytes))
    }

    fn open_append(&self, path: &Path) -> Io<Arc<dyn Appender>> {
        on(path, "opened", |path| {
            let is_new = !path.exists();
            let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
            if is_new {
                file.sync_all()?;
                sync_folder_of(path)?;
            }
            let file = Arc::new(Mutex::new(Open { file }));
            Ok(Arc::new(RealAppender { path: path.into(), file }) as Arc<dyn Appender>)
        })
    }

    fn read(&self, path: &Path) -> Io<Vec<u8>> {
        on(path, "read", |path| fs::read(path))
    }

    fn read_at(&self, path: &Path, offset: u64, most: usize) -> Io<Vec<u8>> {
        on(path, "read", move |path| {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::new();
            file.take(most as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    fn len(&self, path: &Path) -> Io<Option<u64>> {
        on(path, "looked at", |path| match fs::metadata(path) {
            Ok(data) => Ok(data.is_file().then_some(data.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn list(&self, path: &Path) -> Io<Vec<Entry>> {
        on(path, "listed", |path| {
            let mut entries = Vec::new();
            for entry in fs::read_dir(path)? {
                let entry = entry?;
                let data = entry.metadata()?;
                let name = entry.file_name().to_string_lossy().into_owned();
                entries.push(Entry { name, is_dir: data.is_dir(), len: if data.is_dir() { 0 } else { data.len() } });
            }
            entries.sort();
            Ok(entries)
        })
    }

    fn remove(&self, path: &Path) -> Io<()> {
        on(path, "removed", |path| {
            let removed = match fs::symlink_metadata(path) {
                Ok(data) if data.is_dir() => fs::remove_dir_all(path),
                Ok(_) => fs::remove_file(path),
                Err(error) => Err(error),
            };
            match removed {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error),
                Ok(()) => sync_folder_of(path),
            }
        })
    }

    fn truncate(&self, path: &Path, len: u64) -> Io<()> {
        on(path, "cut", move |path| {
            let file = OpenOptions::new().write(true).open(path)?;
            file.set_len(len)?;
            file.sync_all()
        })
    }

    fn exists(&self, path: &Path) -> Io<bool> {
        on(path, "looked at", |path| path.try_exists())
    }
}

struct Open {
    file: File,
}

struct RealAppender {
    path: Arc<Path>,
    file: Arc<Mutex<Open>>,
}

impl Appender for RealAppender {
    fn append(&self, bytes: Vec<u8>) -> Io<u64> {
        let file = self.file.clone();
        on(&self.path, "written", move |_| {
            let mut open = file.lock();
            open.file.write_all(&bytes)?;
            Ok(open.file.metadata()?.len())
        })
    }

    fn commit(&self, bytes: Vec<u8>) -> Io<u64> {
        let file = self.file.clone();
        on(&self.path, "written", move |_| {
            let mut open = file.lock();
            open.file.write_all(&bytes)?;
            open.file.sync_data()?;
            Ok(open.file.metadata()?.len())
        })
    }

    fn sync(&self) -> Io<()> {
        let file = self.file.clone();
        on(&self.path, "synced", move |_| file.lock().file.sync_data())
    }
}
