//! The folder of a journal: what its segments hold, found once when the node starts.

use std::{
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use libprocess_wire::Name;

use super::format::{self, Kind, NotASegment, Rest};
use crate::os::files::Disk;

/// Live events that are kept from the first reading until their actors recover, in bytes; beyond it they are read again.
const WARM_MAX: u64 = 64 << 20;

/// Why a journal is not opened or does not go on.
#[derive(Clone, Debug)]
pub enum JournalError {
    /// The disk refused.
    Disk(Arc<io::Error>),
    /// What lies in the folder is damaged where no crash damages it, or is not ours: the file, and what is wrong.
    Damaged(PathBuf, String),
    /// The stream holds events of another type: its name, the type found, the type wanted.
    OtherEvents(Name, String, &'static str),
    /// An event cannot be written or read.
    Event(Name, String),
    /// The node has no journal.
    None,
    /// The journal has ended.
    Ended,
    /// The actor persists before it has recovered.
    NotRecovered(Name),
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::Disk(error) => write!(f, "{error}"),
            JournalError::Damaged(path, why) => write!(
                f,
                "{} cannot be used: {why}; what is lost cannot be told, so nothing is taken from it: restore the folder from \
                 a copy, or move it away to begin without history",
                path.display()
            ),
            JournalError::OtherEvents(name, found, wanted) => write!(
                f,
                "the journal's history of {name} is of type {found}, and not {wanted}: give the actor another name, or forget \
                 its history with the program that wrote it"
            ),
            JournalError::Event(name, why) => write!(f, "an event of {name} is not understood: {why}"),
            JournalError::None => f.write_str("this node has no journal: open one with Node::open_journal"),
            JournalError::Ended => f.write_str("the journal of this node has ended"),
            JournalError::NotRecovered(name) => {
                write!(f, "{name} persists before it has recovered: begin its start with ctx.recover")
            }
        }
    }
}

impl std::error::Error for JournalError {}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        JournalError::Disk(Arc::new(error))
    }
}

/// An event as it lies in the journal: its number, the version of its type, its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Stored {
    pub(crate) seq: u64,
    pub(crate) version: u16,
    pub(crate) bytes: Vec<u8>,
}

/// The history of one actor.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) name: Name,
    /// Name of the type of its events.
    pub(super) events: String,
    pub(super) next: u64,
    /// Events with smaller numbers are superseded.
    pub(super) base: u64,
    /// Bytes of its records that are needed, by segment.
    pub(super) live: BTreeMap<u64, u64>,
    /// The segment that last told its name.
    pub(super) named_in: u64,
    /// Bytes of events since the base, and of the base itself.
    pub(super) grown: u64,
    pub(super) base_size: u64,
    /// What was read when the node started, until the actor recovers; none if it is to be read again.
    pub(super) warm: Option<Vec<Stored>>,
}

impl Stream {
    pub(super) fn new(name: Name, events: String) -> Self {
        Stream {
            name,
            events,
            next: 1,
            base: 0,
            live: BTreeMap::new(),
            named_in: 0,
            grown: 0,
            base_size: 0,
            warm: Some(Vec::new()),
        }
    }

    /// Notes a record that lies in `segment`; true if it is an event that is needed.
    pub(super) fn note(&mut self, kind: Kind, seq: u64, size: u64, segment: u64) -> bool {
        match kind {
            Kind::Base => {
                self.base = self.base.max(seq);
                self.next = self.next.max(seq);
                self.live.clear();
                (self.grown, self.base_size) = (0, 0);
                if let Some(warm) = &mut self.warm {
                    warm.clear();
                }
                false
            }
            Kind::Event | Kind::Moved if seq >= self.base => {
                self.next = self.next.max(seq + 1);
                self.grown += if kind == Kind::Event { size } else { 0 };
                *self.live.entry(segment).or_default() += size;
                true
            }
            Kind::Named | Kind::Event | Kind::Moved => false,
        }
    }
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) streams: BTreeMap<u32, Stream>,
    /// Length of each segment.
    pub(super) segments: BTreeMap<u64, u64>,
}

/// The file of a segment.
pub(super) fn path(folder: &Path, segment: u64) -> PathBuf {
    folder.join(format!("journal-{segment:016x}.log"))
}

pub(super) fn number(name: &str) -> Option<u64> {
    u64::from_str_radix(name.strip_prefix("journal-")?.strip_suffix(".log")?, 16).ok()
}

/// The numbers of the segments in a folder.
pub(super) async fn segments(disk: &dyn Disk, folder: &Path) -> Result<Vec<u64>, JournalError> {
    let entries = disk.list(folder).await?;
    let mut numbers: Vec<u64> = entries.iter().filter(|entry| !entry.is_dir).filter_map(|e| number(&e.name)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// Reads a folder, and cuts what a crash left behind the last batch that was written whole.
pub(super) async fn recover(disk: &dyn Disk, folder: &Path) -> Result<Found, JournalError> {
    disk.create_dir_all(folder).await?;
    let mut found = Found::default();
    let numbers = segments(disk, folder).await?;
    let last = numbers.last().copied();
    let mut warm = 0;
    for number in numbers {
        let path = path(folder, number);
        let bytes = disk.read(&path).await?;
        let keep = match take(&mut found, number, &bytes, &path, &mut warm)? {
            keep if keep == bytes.len() as u64 => keep,
            _ if Some(number) != last => {
                return Err(damaged(&path, format!("segment {number} ends in a torn batch, yet others follow it")));
            }
            keep => {
                tracing::warn!(file = %path.display(), cut = bytes.len() as u64 - keep, "cut a batch that a crash had torn");
                disk.truncate(&path, keep).await?;
                keep
            }
        };
        found.segments.insert(number, keep);
    }
    for stream in found.streams.values_mut() {
        order(stream);
    }
    Ok(found)
}

/// Events in their order, each once: one may lie in two segments if a crash came while it was moved.
fn order(stream: &mut Stream) {
    if let Some(warm) = &mut stream.warm {
        warm.sort_by_key(|stored| stored.seq);
        warm.dedup_by_key(|stored| stored.seq);
    }
}

pub(super) fn damaged(path: &Path, why: impl Into<String>) -> JournalError {
    JournalError::Damaged(path.to_owned(), why.into())
}

/// Takes in what a segment holds; gives the length that is whole.
fn take(found: &mut Found, number: u64, bytes: &[u8], path: &Path, warm: &mut u64) -> Result<u64, JournalError> {
    let segment = match format::segment(number, bytes) {
        Ok(segment) => segment,
        // It was about to be made, and nothing was written to it.
        Err(NotASegment::Torn) => return Ok(0),
        Err(why) => return Err(damaged(path, why.to_string())),
    };
    let whole = match segment.rest {
        Rest::Clean => bytes.len() as u64,
        Rest::Tail(at) => at,
        Rest::Damaged(at, synced) => {
            return Err(damaged(
                path,
                format!("the bytes at offset {at} are damaged, and everything before {synced} was on the disk"),
            ));
        }
    };
    for batch in &segment.batches {
        for record in batch.records() {
            let record = record.map_err(|e| damaged(path, format!("the batch at offset {} holds no records", e.batch)))?;
            if record.kind == Kind::Named {
                let named = std::str::from_utf8(record.bytes).ok().and_then(|text| text.split_once('\0'));
                let (name, events) = named.ok_or_else(|| damaged(path, format!("stream {} has no name", record.stream)))?;
                let stream = found.streams.entry(record.stream);
                stream.or_insert_with(|| Stream::new(name.into(), events.to_owned())).named_in = number;
                continue;
            }
            let stream = found.streams.get_mut(&record.stream);
            let stream = stream.ok_or_else(|| damaged(path, format!("stream {} is not named", record.stream)))?;
            if stream.note(record.kind, record.seq, record.size(), number) {
                *warm += record.size();
                match &mut stream.warm {
                    Some(kept) if *warm <= WARM_MAX => {
                        kept.push(Stored { seq: record.seq, version: record.version, bytes: record.bytes.to_vec() });
                    }
                    _ => stream.warm = None,
                }
            }
        }
    }
    Ok(whole)
}

/// Reads the history of one stream again: the needed events in these segments, in order.
pub(super) async fn history(
    disk: &dyn Disk,
    folder: &Path,
    stream: u32,
    base: u64,
    segments: &[u64],
) -> Result<Vec<Stored>, JournalError> {
    let mut events = Vec::new();
    for number in segments {
        let path = path(folder, *number);
        let bytes = disk.read(&path).await?;
        each_event(*number, &bytes, &path, |of, stored| {
            if of == stream && stored.seq >= base {
                events.push(stored);
            }
        })?;
    }
    events.sort_by_key(|stored: &Stored| stored.seq);
    events.dedup_by_key(|stored| stored.seq);
    Ok(events)
}

/// Every event of a segment.
pub(super) fn each_event(
    number: u64,
    bytes: &[u8],
    path: &Path,
    mut take: impl FnMut(u32, Stored),
) -> Result<(), JournalError> {
    let segment = format::segment(number, bytes).map_err(|why| damaged(path, why.to_string()))?;
    for record in segment.batches.iter().flat_map(|batch| batch.records()) {
        let record = record.map_err(|e| damaged(path, format!("the batch at offset {} holds no records", e.batch)))?;
        if matches!(record.kind, Kind::Event | Kind::Moved) {
            let stored = Stored { seq: record.seq, version: record.version, bytes: record.bytes.to_vec() };
            take(record.stream, stored);
        }
    }
    Ok(())
}
