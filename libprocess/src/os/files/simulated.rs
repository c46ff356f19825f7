//! A disk in memory that outlives crashes of its node, except for what was not synced.
//!
//! Each file knows its durable bytes and those that only the page cache has; a crash keeps a drawn part of the latter
//! (torn writes), and a rename whose folder was not synced yet may be undone. Calls take drawn virtual time, and every
//! step of `write_atomic` is a place where a crash can come.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use parking_lot::Mutex;

use super::{Appender, Disk, Entry, Io, temporary, told};
use crate::{
    engine::{Chance, sim::World},
    testing::Faults,
};

#[derive(Clone, Default)]
struct Stored {
    bytes: Vec<u8>,
    /// So many of them are durable.
    synced: usize,
}

/// What the folder held before a rename or creation that is not durable yet.
struct Undo {
    path: PathBuf,
    before: Option<Stored>,
}

struct State {
    files: BTreeMap<PathBuf, Stored>,
    folders: Vec<PathBuf>,
    undo: Vec<Undo>,
    chance: Chance,
    /// Share of syncs that fail.
    sync_failures: f64,
    fail_next_sync: bool,
    /// Bytes that fit.
    room: Option<u64>,
    /// Raised by each crash: handles opened before it are dead.
    life: u64,
}

/// The simulated disk of one address. Clones are the same disk.
#[derive(Clone)]
pub(crate) struct SimDisk {
    state: Arc<Mutex<State>>,
    world: Arc<World>,
    faults: Faults,
}

/// Longest time a call takes.
const SLOWEST: Duration = Duration::from_millis(2);

impl SimDisk {
    pub(crate) fn new(world: &Arc<World>, name: &str, faults: &Faults) -> SimDisk {
        let state = State {
            files: BTreeMap::new(),
            folders: vec![PathBuf::from("/"), PathBuf::new()],
            undo: Vec::new(),
            chance: world.chance(&format!("disk of {name}")),
            sync_failures: 0.0,
            fail_next_sync: false,
            room: None,
            life: 0,
        };
        SimDisk { state: Arc::new(Mutex::new(state)), world: world.clone(), faults: faults.clone() }
    }

    /// The node lost its power: what was not synced is lost, in part or whole.
    pub(crate) fn crash(&self) {
        let mut state = self.state.lock();
        let State { files, undo, chance, life, .. } = &mut *state;
        *life += 1;
        // The newest first, so that a file renamed over twice comes back as it was.
        for Undo { path, before } in undo.drain(..).rev() {
            if chance.below(2) == 0 {
                self.faults.note("renames undone by a crash");
                match before {
                    Some(before) => files.insert(path, before),
                    None => files.remove(&path),
                };
            }
        }
        for stored in files.values_mut() {
            let at_risk = (stored.bytes.len() - stored.synced) as u64;
            if at_risk > 0 {
                let kept = chance.below(at_risk + 1);
                if kept < at_risk {
                    self.faults.note("writes torn by a crash");
                }
                stored.bytes.truncate(stored.synced + kept as usize);
            }
            // What the machine finds when it starts again is what it will find from now on.
            stored.synced = stored.bytes.len();
        }
    }

    pub(crate) fn fail_syncs(&self, share: f64) {
        self.state.lock().sync_failures = share;
    }

    pub(crate) fn fail_next_sync(&self) {
        self.state.lock().fail_next_sync = true;
    }

    pub(crate) fn limit(&self, bytes: Option<u64>) {
        self.state.lock().room = bytes;
    }

    /// A drawn time passes.
    async fn take_time(&self) {
        let time = self.state.lock().chance.time(&(Duration::ZERO..=SLOWEST));
        self.world.sleep(time).await;
    }

    /// A file's bytes with those of `add`, if they fit and the folder exists.
    fn admit(&self, state: &State, path: &Path, more: usize) -> io::Result<()> {
        if path.parent().is_some_and(|folder| !state.folders.iter().any(|known| known == folder)) {
            return Err(io::Error::new(io::ErrorKind::NotFound, "its folder does not exist"));
        }
        let used: u64 = state.files.values().map(|stored| stored.bytes.len() as u64).sum();
        if state.room.is_some_and(|room| used + more as u64 > room) {
            self.faults.note("writes to a full disk");
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no space left on the disk"));
        }
        Ok(())
    }

    /// Makes a file's bytes durable, or fails as the seed says.
    fn sync_file(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state.lock();
        let share = state.sync_failures;
        if std::mem::take(&mut state.fail_next_sync) || state.chance.happens(share) {
            self.faults.note("failed syncs");
            return Err(io::Error::other("the disk failed to sync (injected)"));
        }
        let stored = state.files.get_mut(path).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        stored.synced = stored.bytes.len();
        Ok(())
    }

    fn sync_folder(&self, folder: Option<&Path>) {
        self.state.lock().undo.retain(|undo| undo.path.parent() != folder);
    }

    async fn replace(&self, path: &Path, bytes: Vec<u8>) -> io::Result<()> {
        let new = temporary(path);
        self.take_time().await;
        {
            let mut state = self.state.lock();
            self.admit(&state, path, bytes.len())?;
            state.files.insert(new.clone(), Stored { bytes, synced: 0 });
        }
        self.take_time().await;
        if let Err(error) = self.sync_file(&new) {
            self.state.lock().files.remove(&new);
            return Err(error);
        }
        self.take_time().await;
        {
            let mut state = self.state.lock();
            let Some(stored) = state.files.remove(&new) else { return Err(io::ErrorKind::NotFound.into()) };
            let before = state.files.insert(path.to_owned(), stored);
            state.undo.push(Undo { path: path.to_owned(), before });
        }
        self.take_time().await;
        self.sync_folder(path.parent());
        Ok(())
    }

    /// A call about a file: after some time, as one step.
    fn call<T: Send + 'static>(
        &self,
        path: &Path,
        verb: &'static str,
        step: impl FnOnce(&SimDisk, &mut State, &Path) -> io::Result<T> + Send + 'static,
    ) -> Io<T> {
        let (disk, path) = (self.clone(), path.to_owned());
        Box::pin(async move {
            disk.take_time().await;
            let mut state = disk.state.lock();
            step(&disk, &mut state, &path).map_err(|error| told(&path, verb, error))
        })
    }
}

fn missing() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "it does not exist")
}

impl Disk for SimDisk {
    fn create_dir_all(&self, path: &Path) -> Io<()> {
        self.call(path, "made", |_, state, path| {
            for folder in path.ancestors() {
                if state.files.contains_key(folder) {
                    return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a file has this name"));
                }
                if !state.folders.iter().any(|known| known == folder) {
                    state.folders.push(folder.to_owned());
                }
            }
            Ok(())
        })
    }

    fn write_atomic(&self, path: &Path, bytes: Vec<u8>) -> Io<()> {
        let (disk, path) = (self.clone(), path.to_owned());
        Box::pin(async move { disk.replace(&path, bytes).await.map_err(|error| told(&path, "written", error)) })
    }

    fn open_append(&self, path: &Path) -> Io<Arc<dyn Appender>> {
        self.call(path, "opened", |disk, state, path| {
            disk.admit(state, path, 0)?;
            state.files.entry(path.to_owned()).or_default();
            Ok(Arc::new(SimAppender { disk: disk.clone(), path: path.to_owned(), life: state.life }) as Arc<dyn Appender>)
        })
    }

    fn read(&self, path: &Path) -> Io<Vec<u8>> {
        self.call(path, "read", |_, state, path| state.files.get(path).map(|f| f.bytes.clone()).ok_or_else(missing))
    }

    fn read_at(&self, path: &Path, offset: u64, most: usize) -> Io<Vec<u8>> {
        self.call(path, "read", move |_, state, path| {
            let bytes = &state.files.get(path).ok_or_else(missing)?.bytes;
            let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
            Ok(bytes[from..from.saturating_add(most).min(bytes.len())].to_vec())
        })
    }

    fn len(&self, path: &Path) -> Io<Option<u64>> {
        self.call(path, "looked at", |_, state, path| Ok(state.files.get(path).map(|stored| stored.bytes.len() as u64)))
    }

    fn list(&self, path: &Path) -> Io<Vec<Entry>> {
        self.call(path, "listed", |_, state, path| {
            if !state.folders.iter().any(|known| known == path) {
                return Err(missing());
            }
            let name = |of: &Path| of.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let files = state.files.iter().filter(|(file, _)| file.parent() == Some(path));
            let files =
                files.map(|(file, stored)| Entry { name: name(file), is_dir: false, len: stored.bytes.len() as u64 });
            let folders = state.folders.iter().filter(|folder| folder.parent() == Some(path));
            let folders = folders.map(|folder| Entry { name: name(folder), is_dir: true, len: 0 });
            let mut entries: Vec<Entry> = files.chain(folders).collect();
            entries.sort();
            Ok(entries)
        })
    }

    fn remove(&self, path: &Path) -> Io<()> {
        self.call(path, "removed", |_, state, path| {
            state.files.retain(|file, _| !file.starts_with(path));
            state.undo.retain(|undo| !undo.path.starts_with(path));
            state
                .folders
                .retain(|folder| folder.as_os_str().is_empty() || folder == Path::new("/") || !folder.starts_with(path));
            Ok(())
        })
    }

    fn truncate(&self, path: &Path, len: u64) -> Io<()> {
        self.call(path, "cut", move |_, state, path| {
            let stored = state.files.get_mut(path).ok_or_else(missing)?;
            stored.bytes.resize(usize::try_from(len).map_err(io::Error::other)?, 0);
            stored.synced = stored.bytes.len();
            Ok(())
        })
    }

    fn exists(&self, path: &Path) -> Io<bool> {
        self.call(path, "looked at", |_, state, path| {
            Ok(state.files.contains_key(path) || state.folders.iter().any(|known| known == path))
        })
    }
}

struct SimAppender {
    disk: SimDisk,
    path: PathBuf,
    life: u64,
}

impl Appender for SimAppender {
    fn append(&self, bytes: Vec<u8>) -> Io<u64> {
        // In the order of the calls, as a write is; only the answer takes time.
        let appended = {
            let mut state = self.disk.state.lock();
            let dead = state.life != self.life;
            let admitted = self.disk.admit(&state, &self.path, bytes.len());
            match state.files.get_mut(&self.path) {
                _ if dead => Err(io::Error::other("the file was opened before a crash")),
                None => Err(missing()),
                Some(stored) => admitted.map(|()| {
                    stored.bytes.extend_from_slice(&bytes);
                    stored.bytes.len() as u64
                }),
            }
        };
        let (disk, path) = (self.disk.clone(), self.path.clone());
        Box::pin(async move {
            disk.take_time().await;
            appended.map_err(|error| told(&path, "written", error))
        })
    }

    fn commit(&self, bytes: Vec<u8>) -> Io<u64> {
        let (appended, synced) = (self.append(bytes), self.sync());
        Box::pin(async move {
            let length = appended.await?;
            synced.await?;
            Ok(length)
        })
    }

    fn sync(&self) -> Io<()> {
        let (disk, path) = (self.disk.clone(), self.path.clone());
        Box::pin(async move {
            disk.take_time().await;
            disk.sync_file(&path).map_err(|error| told(&path, "synced", error))
        })
    }
}
