//! What a journal holds, for people: read from the files of a node that runs or has ended, changing nothing.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    folder::{JournalError, damaged, number, path},
    format::{self, Kind, NotASegment, Rest},
};

/// A journal.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contents {
    /// Its files, oldest first.
    pub segments: Vec<Segment>,
    /// Its histories, by the number of their stream.
    pub histories: Vec<History>,
}

/// One file of a journal.
#[derive(Clone, Debug, Serialize)]
pub struct Segment {
    /// Its number.
    pub number: u64,
    /// Where it lies.
    pub file: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// Batches that are whole.
    pub batches: u64,
    /// What stands behind them, if anything does: a tail that a crash tore, which the next start cuts, or damage, which it
    /// refuses.
    pub rest: Option<String>,
    /// True if the rest, or the whole file, cannot be used: the next start refuses the journal.
    pub damaged: bool,
}

/// What happened to one actor.
#[derive(Clone, Debug, Serialize)]
pub struct History {
    /// Name of the actor.
    pub actor: String,
    /// Name of the type of its events.
    pub events: String,
    /// Events that its next life takes in.
    pub needed: Vec<Event>,
    /// Events in the files that were superseded by later ones.
    pub superseded: u64,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Its number in the history, from 1.
    pub number: u64,
    /// Version of its type.
    pub version: u16,
    /// The file it lies in.
    pub segment: u64,
    /// The event, as it travels between nodes.
    #[serde(serialize_with = "hexadecimal")]
    pub bytes: Vec<u8>,
}

fn hexadecimal<S: serde::Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    to.serialize_str(&digits)
}

/// A history while it is read: numbers below `base` are superseded.
struct Reading {
    history: History,
    base: u64,
    events: BTreeMap<u64, Event>,
}

/// Reads the journal in a folder. What is damaged is told in its segment and ends that segment's part.
///
/// # Errors
/// A folder or file that cannot be read, a folder without a journal, records that belong to nobody.
pub fn read(folder: &Path) -> Result<Contents, JournalError> {
    let mut numbers = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        numbers.extend(entry?.file_name().to_str().and_then(number));
    }
    if numbers.is_empty() {
        return Err(damaged(folder, "it holds no file of a journal, journal-….log"));
    }
    numbers.sort_unstable();
    let last = numbers.last().copied();
    let (mut segments, mut streams) = (Vec::new(), BTreeMap::new());
    for number in numbers {
        let file = path(folder, number);
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            // A node that runs deleted it meanwhile: nothing in it was needed.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error.into()),
        };
        segments.push(take(&mut streams, number, &bytes, &file, Some(number) == last)?);
    }
    Ok(Contents { segments, histories: streams.into_values().map(finish).collect() })
}

fn finish(reading: Reading) -> History {
    let superseded = reading.events.range(..reading.base).count() as u64;
    let needed = reading.events.into_iter().filter(|(number, _)| *number >= reading.base).map(|(_, event)| event);
    History { needed: needed.collect(), superseded, ..reading.history }
}

fn take(
    streams: &mut BTreeMap<u32, Reading>,
    number: u64,
    bytes: &[u8],
    file: &Path,
    newest: bool,
) -> Result<Segment, JournalError> {
    let mut told =
        Segment { number, file: file.to_owned(), bytes: bytes.len() as u64, batches: 0, rest: None, damaged: false };
    let segment = match format::segment(number, bytes) {
        Ok(segment) => segment,
        Err(why) => {
            told.damaged = why != NotASegment::Torn || !newest;
            told.rest = Some(why.to_string());
            return Ok(told);
        }
    };
    told.batches = segment.batches.len() as u64;
    (told.rest, told.damaged) = match segment.rest {
        Rest::Clean => (None, false),
        Rest::Tail(at) => (Some(format!("a crash tore the batch at offset {at}")), !newest),
        Rest::Damaged(at, synced) => {
            (Some(format!("damaged at offset {at}; everything before {synced} was on the disk")), true)
        }
    };
    for record in segment.batches.iter().flat_map(|batch| batch.records()) {
        let record = record.map_err(|why| damaged(file, format!("the batch at offset {} holds no records", why.batch)))?;
        if record.kind == Kind::Named {
            let named = std::str::from_utf8(record.bytes).ok().and_then(|text| text.split_once('\0'));
            let (actor, events) = named.ok_or_else(|| damaged(file, format!("stream {} has no name", record.stream)))?;
            let (actor, events) = (actor.to_owned(), events.to_owned());
            let history = History { actor, events, needed: Vec::new(), superseded: 0 };
            streams.entry(record.stream).or_insert(Reading { history, base: 0, events: BTreeMap::new() });
            continue;
        }
        let reading = streams.get_mut(&record.stream);
        let reading = reading.ok_or_else(|| damaged(file, format!("stream {} is not named", record.stream)))?;
        match record.kind {
            Kind::Base => reading.base = reading.base.max(record.seq),
            _ => {
                let event =
                    Event { number: record.seq, version: record.version, segment: number, bytes: record.bytes.to_vec() };
                reading.events.insert(record.seq, event);
            }
        }
    }
    Ok(told)
}
