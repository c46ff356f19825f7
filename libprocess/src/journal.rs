//! The journal of a node: one file that grows, shared by the node's durable actors, and one actor that writes it.
//!
//! ```text
//!   durable actors ── Append ──▶ queue ── one batch at a time: write, sync ──▶ journal-….log
//!                  ◀─ answer ───────────── when the batch is on the disk ────┘
//! ```
//!
//! While a batch is being synced the next one gathers, so that many actors share one sync (group commit). Segments are
//! deleted from the oldest on, when nothing in them is needed: an actor whose history grew replaces it by a shorter one
//! ([`Durable::compact`](crate::Durable::compact)), and what idle actors hold in an old segment is moved to the newest.
//!
//! Invariants. What was answered is on the disk. A batch is there whole or not at all. Events of a stream are numbered
//! without gaps in the order of their answers. A failed write or sync ends the node: nothing is known of the disk then,
//! and a node that goes on would promise what it cannot keep.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    path::PathBuf,
    sync::Arc,
};

use libprocess_wire::{Name, Pid, Reply};

pub mod contents;
mod folder;
mod format;

pub use folder::JournalError;
pub(crate) use folder::Stored;
use folder::{Found, Stream};
use format::{Kind, Record};

use crate::{
    Actor, Context, Exit, Inspection, Node,
    os::files::{Appender, Disk},
};

/// The actor's name.
const NAME: &str = "journal";

/// A segment that has this size gets no further batch.
const SEGMENT_MAX: u64 = 8 << 20;

/// An actor is asked for a shorter history when its own grew by more than this part of a segment, and to more than four
/// times the last one.
const GROWN_PART: u64 = 128;

/// What the actor is told.
pub(crate) enum Message {
    /// Gives an actor its history.
    Open { name: Name, events: &'static str, reply: Reply<Result<Opened, JournalError>> },
    /// Adds events to a stream, or replaces its history by them.
    Append(Append),
    /// The batch in work is on the disk, or is not.
    Written(Result<Arc<dyn Appender>, JournalError>),
    /// An old segment was read, to move what is needed of it.
    Old(u64, Result<Vec<u8>, JournalError>),
    /// A segment was deleted.
    Deleted(u64, Result<(), JournalError>),
    /// A history was read again.
    Reread,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Message::Open { name, .. } => write!(f, "Open({name})"),
            Message::Append(append) => write!(f, "Append({}, {} events)", append.stream, append.events.len()),
            Message::Written(result) => write!(f, "Written({})", result.is_ok()),
            Message::Old(segment, _) => write!(f, "Old({segment})"),
            Message::Deleted(segment, _) => write!(f, "Deleted({segment})"),
            Message::Reread => f.write_str("Reread"),
        }
    }
}

/// An actor's history, and the number under which it goes on.
pub(crate) struct Opened {
    pub(crate) stream: u32,
    pub(crate) history: Vec<Stored>,
}

/// Events of one actor that are to be written together or not at all.
pub(crate) struct Append {
    pub(crate) stream: u32,
    pub(crate) version: u16,
    pub(crate) events: Vec<Vec<u8>>,
    /// They replace everything before them.
    pub(crate) base: bool,
    /// The actor needs no history any more.
    pub(crate) forget: bool,
    /// True if a shorter history is wanted.
    pub(crate) reply: Reply<Result<bool, JournalError>>,
}

impl Append {
    fn size(&self) -> usize {
        self.events.iter().map(|event| event.len() + 64).sum()
    }
}

enum Work {
    Append(Append),
    /// What is needed of an old segment.
    Move(u64, Vec<u8>),
}

impl Work {
    fn is_of(&self, id: u32) -> bool {
        matches!(self, Work::Append(append) if append.stream == id)
    }
}

/// Where the next batch goes.
struct Head {
    segment: u64,
    offset: u64,
    /// None until the segment was made.
    file: Option<Arc<dyn Appender>>,
}

/// Where the journal lies, and the size of its segments.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    pub(crate) segment_max: u64,
}

/// Who waits for a history: its actor, the name of its events, and the answer.
type Opening = (Name, &'static str, Reply<Result<Opened, JournalError>>);

/// Who waits for a batch: the history, whether its actor forgets what was before, and the answer.
type Waiting = (u32, bool, Reply<Result<bool, JournalError>>);

/// The actor.
pub(crate) struct Journal {
    folder: PathBuf,
    segment_max: u64,
    disk: Arc<dyn Disk>,
    head: Head,
    streams: BTreeMap<u32, Stream>,
    by_name: BTreeMap<Name, u32>,
    next_stream: u32,
    /// Length of each segment.
    segments: BTreeMap<u64, u64>,
    /// Bytes that are needed, by segment.
    live: BTreeMap<u64, u64>,
    queue: VecDeque<Work>,
    opening: Vec<Opening>,
    /// Whom the batch in work answers; none if no batch is in work.
    writing: Option<Vec<Waiting>>,
    /// Histories that are being read again: no segment may go meanwhile.
    rereading: u32,
    /// An old segment is being read, moved or deleted.
    cleaning: bool,
    batches: u64,
    events: u64,
}

impl Journal {
    fn new(place: Place, disk: Arc<dyn Disk>, mut found: Found) -> Journal {
        let segment = found.segments.keys().next_back().copied().unwrap_or(1);
        let offset = found.segments.get(&segment).copied().unwrap_or(0);
        let next_stream = found.streams.keys().next_back().map_or(1, |last| last + 1);
        found.streams.retain(|_, stream| !stream.live.is_empty());
        let mut live = BTreeMap::new();
        for (segment, bytes) in found.streams.values().flat_map(|stream| &stream.live) {
            *live.entry(*segment).or_default() += bytes;
        }
        Journal {
            folder: place.folder,
            segment_max: place.segment_max,
            disk,
            head: Head { segment, offset, file: None },
            by_name: found.streams.iter().map(|(id, stream)| (stream.name.clone(), *id)).collect(),
            streams: found.streams,
            next_stream,
            segments: found.segments,
            live,
            queue: VecDeque::new(),
            opening: Vec::new(),
            writing: None,
            rereading: 0,
            cleaning: false,
            batches: 0,
            events: 0,
        }
    }

    /// Whatever can be done now is begun.
    fn go_on(&mut self, ctx: &mut Context<Self>) {
        if self.writing.is_some() {
            return;
        }
        self.open_waiting(ctx);
        self.clean(ctx);
        if !self.queue.is_empty() {
            self.write(ctx);
        }
    }

    // --- writing ----------------------------------------------------------------------------------------------------

    fn write(&mut self, ctx: &mut Context<Self>) {
        if self.head.offset >= self.segment_max {
            self.head = Head { segment: self.head.segment + 1, offset: 0, file: None };
        }
        let mut bytes = Vec::new();
        if self.head.offset == 0 {
            bytes.extend_from_slice(&format::segment_header(self.head.segment));
        }
        let offset = self.head.offset + bytes.len() as u64;
        let mut records = Vec::new();
        let mut waiting = Vec::new();
        while let Some(work) = self.queue.pop_front() {
            match work {
                Work::Append(append) if !records.is_empty() && records.len() + append.size() > format::BATCH_MAX => {
                    self.queue.push_front(Work::Append(append));
                    break;
                }
                Work::Append(append) => self.encode(append, &mut records, &mut waiting),
                Work::Move(segment, bytes) => self.encode_moved(segment, &bytes, &mut records),
            }
        }
        // What came before is synced: one batch is written at a time.
        format::batch(self.head.segment, offset, offset, &records, &mut bytes);
        self.head.offset += bytes.len() as u64;
        self.segments.insert(self.head.segment, self.head.offset);
        self.writing = Some(waiting);
        self.batches += 1;
        let (disk, file) = (self.disk.clone(), self.head.file.clone());
        let path = folder::path(&self.folder, self.head.segment);
        let written = async move {
            let file = match file {
                Some(file) => file,
                None => disk.open_append(&path).await?,
            };
            file.commit(bytes).await?;
            Ok(file)
        };
        ctx.pipe(written, Message::Written);
    }

    fn encode(&mut self, append: Append, out: &mut Vec<u8>, waiting: &mut Vec<Waiting>) {
        let Append { stream: id, version, events, base, forget, reply } = append;
        let Some(stream) = self.streams.get_mut(&id) else {
            return reply.send(Err(JournalError::NotRecovered(format!("stream {id}").into())));
        };
        name(id, stream, self.head.segment, out);
        let (live, segment, first) = (&mut self.live, self.head.segment, stream.next);
        let mut put = |kind, seq, bytes: &[u8]| {
            let record = Record { kind, stream: id, seq, version, bytes };
            record.write(out);
            note(live, stream, kind, seq, record.size(), segment);
        };
        if base {
            put(Kind::Base, first, &[]);
        }
        for (seq, event) in (first..).zip(&events) {
            put(Kind::Event, seq, event);
        }
        if base {
            stream.base_size = std::mem::take(&mut stream.grown);
        }
        self.events += events.len() as u64;
        waiting.push((id, forget, reply));
    }

    /// Moves what is needed of an old segment to the newest one.
    fn encode_moved(&mut self, old: u64, bytes: &[u8], out: &mut Vec<u8>) {
        let path = folder::path(&self.folder, old);
        let (streams, live, head) = (&mut self.streams, &mut self.live, self.head.segment);
        let read = folder::each_event(old, bytes, &path, |id, stored| {
            let Some(stream) = streams.get_mut(&id).filter(|stream| stored.seq >= stream.base) else { return };
            name(id, stream, head, out);
            let record =
                Record { kind: Kind::Moved, stream: id, seq: stored.seq, version: stored.version, bytes: &stored.bytes };
            record.write(out);
            note(live, stream, Kind::Moved, stored.seq, record.size(), head);
        });
        if let Err(error) = read {
            // It stays where it is: what cannot be read cannot be moved.
            tracing::error!(%error, "an old segment of the journal cannot be moved");
            return;
        }
        for stream in self.streams.values_mut() {
            stream.live.remove(&old);
        }
        self.live.remove(&old);
        self.cleaning = false;
    }

    fn on_written(&mut self, result: Result<Arc<dyn Appender>, JournalError>) -> Result<(), Exit> {
        let waiting = self.writing.take().unwrap_or_default();
        match result {
            Ok(file) => {
                self.head.file = Some(file);
                for (id, forget, reply) in waiting {
                    let wanted = self
                        .streams
                        .get(&id)
                        .is_some_and(|s| s.grown > (self.segment_max / GROWN_PART).max(4 * s.base_size));
                    if forget && let Some(stream) = self.streams.remove(&id) {
                        self.by_name.remove(&stream.name);
                    }
                    reply.send(Ok(wanted));
                }
                Ok(())
            }
            Err(error) => {
                for (.., reply) in waiting {
                    reply.send(Err(error.clone()));
                }
                Err(Exit::failed(error))
            }
        }
    }

    // --- opening ----------------------------------------------------------------------------------------------------

    fn open_waiting(&mut self, ctx: &mut Context<Self>) {
        for (name, events, reply) in std::mem::take(&mut self.opening) {
            let known = self.by_name.get(&name);
            if known.is_some_and(|id| self.queue.iter().any(|work| work.is_of(*id))) {
                // What its former life asked for is not on the disk yet.
                self.opening.push((name, events, reply));
                continue;
            }
            let id = *self.by_name.entry(name.clone()).or_insert_with(|| {
                let id = self.next_stream;
                self.next_stream += 1;
                self.streams.insert(id, Stream::new(name.clone(), events.to_owned()));
                id
            });
            let Some(stream) = self.streams.get_mut(&id) else { continue };
            if stream.events != events {
                reply.send(Err(JournalError::OtherEvents(name, stream.events.clone(), events)));
                continue;
            }
            if let Some(history) = stream.warm.take() {
                reply.send(Ok(Opened { stream: id, history }));
                continue;
            }
            let (disk, folder, base) = (self.disk.clone(), self.folder.clone(), stream.base);
            let segments: Vec<u64> = stream.live.keys().copied().collect();
            self.rereading += 1;
            let read = async move {
                let history = folder::history(&*disk, &folder, id, base, &segments).await;
                reply.send(history.map(|history| Opened { stream: id, history }));
            };
            ctx.pipe(read, |()| Message::Reread);
        }
    }

    // --- cleaning ---------------------------------------------------------------------------------------------------

    /// Deletes the oldest segment if nothing in it is needed, or begins to move what is.
    fn clean(&mut self, ctx: &mut Context<Self>) {
        let Some((&oldest, _)) = self.segments.first_key_value() else { return };
        if self.cleaning || self.rereading > 0 || oldest == self.head.segment {
            return;
        }
        let (disk, path) = (self.disk.clone(), folder::path(&self.folder, oldest));
        if self.live.get(&oldest).is_none_or(|bytes| *bytes == 0) {
            self.cleaning = true;
            let removed = async move { disk.remove(&path).await.map_err(JournalError::from) };
            ctx.pipe(removed, move |result| Message::Deleted(oldest, result));
            return;
        }
        let (all, needed) = (self.segments.values().sum::<u64>(), self.live.values().sum::<u64>());
        if all > 4 * self.segment_max && all > 3 * needed {
            self.cleaning = true;
            let read = async move { disk.read(&path).await.map_err(JournalError::from) };
            ctx.pipe(read, move |result| Message::Old(oldest, result));
        }
    }
}

/// Tells a stream's name where it is not told yet in this segment.
fn name(id: u32, stream: &mut Stream, segment: u64, out: &mut Vec<u8>) {
    if stream.named_in != segment {
        stream.named_in = segment;
        let text = format!("{}\0{}", stream.name, stream.events);
        Record { kind: Kind::Named, stream: id, seq: 0, version: 0, bytes: text.as_bytes() }.write(out);
    }
}

/// Notes a record of a stream, and what it makes superfluous.
fn note(live: &mut BTreeMap<u64, u64>, stream: &mut Stream, kind: Kind, seq: u64, size: u64, segment: u64) {
    // From the first change on the disk knows more than what was kept for the actor's start.
    stream.warm = None;
    if kind == Kind::Base {
        for (segment, bytes) in &stream.live {
            if let Some(all) = live.get_mut(segment) {
                *all = all.saturating_sub(*bytes);
            }
        }
    }
    if stream.note(kind, seq, size, segment) {
        *live.entry(segment).or_default() += size;
    }
}

impl Actor for Journal {
    type Args = Place;
    type Message = Message;

    async fn start(place: Place, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let disk = ctx.disk();
        let found = folder::recover(&*disk, &place.folder).await?;
        Ok(Journal::new(place, disk, found))
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Open { name, events, reply } => self.opening.push((name, events, reply)),
            Message::Append(append) if append.size() > format::BATCH_MAX => {
                let name = self.streams.get(&append.stream).map_or_else(|| "stream".into(), |stream| stream.name.clone());
                let why = format!("it is larger than the {} bytes that are written at once", format::BATCH_MAX);
                append.reply.send(Err(JournalError::Event(name, why)));
            }
            Message::Append(append) => self.queue.push_back(Work::Append(append)),
            Message::Written(result) => self.on_written(result)?,
            Message::Old(segment, Ok(bytes)) => self.queue.push_back(Work::Move(segment, bytes)),
            Message::Old(_, Err(error)) | Message::Deleted(_, Err(error)) => {
                // It is in nobody's way but the disk's; the next start tries again.
                tracing::error!(%error, "an old segment of the journal stays");
            }
            Message::Deleted(segment, Ok(())) => {
                self.cleaning = false;
                self.segments.remove(&segment);
                self.live.remove(&segment);
            }
            Message::Reread => self.rereading -= 1,
        }
        self.go_on(ctx);
        Ok(())
    }

    fn inspect(&self) -> Inspection {
        Inspection::of(&serde_json::json!({
            "folder": self.folder,
            "streams": self.streams.len(),
            "segments": self.segments.len(),
            "bytes": self.segments.values().sum::<u64>(),
            "bytes_needed": self.live.values().sum::<u64>(),
            "batches": self.batches,
            "events": self.events,
            "waiting": self.queue.len(),
        }))
    }
}

impl Node {
    /// Opens the node's journal in a folder, so that actors of this node can be durable; see [`Durable`](crate::Durable).
    /// A journal that fails later ends the node.
    ///
    /// # Errors
    /// A folder that cannot be read or written, damage that no crash leaves, a journal that is open already.
    pub async fn open_journal(&self, folder: impl Into<PathBuf>) -> Result<(), crate::SpawnError> {
        self.open_journal_at(Place { folder: folder.into(), segment_max: SEGMENT_MAX }).await
    }

    async fn open_journal_at(&self, place: Place) -> Result<(), crate::SpawnError> {
        let journal = self.spawn::<Journal>(NAME, place).spread().await?;
        let node = self.clone();
        self.run_beside(async move {
            let why = node.ended(&journal).await;
            if !why.is_orderly() && !node.core.is_down() {
                tracing::error!(%why, "the journal failed, so the node ends: what it would promise might not be kept");
                node.shut_down(std::time::Duration::ZERO).await;
            }
        });
        Ok(())
    }

    pub(crate) fn journal(&self) -> Option<Pid<Message>> {
        self.find(NAME)
    }
}

#[cfg(test)]
mod tests;
