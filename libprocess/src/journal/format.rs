//! The bytes of a journal: segments of batches of records, written and read without any file.
//!
//! `docs/journal.md` draws them. A batch is whole or it is not there: its checksum covers its records, its own place and
//! the offset that was known to be synced when it was written. That offset tells a tail, which a crash may tear, from the
//! middle, which nothing but damage can change.

use std::fmt;

/// The first bytes of every segment.
pub(super) const MAGIC: [u8; 8] = *b"LPJOURNL";

/// The layout described here. A reader refuses others.
pub(super) const FORMAT: u32 = 1;

/// Magic, format, checksum, number of the segment.
pub(super) const SEGMENT_HEADER: usize = 24;

/// The first bytes of every batch, to find the next one behind damage.
const BATCH_MAGIC: [u8; 4] = *b"LPB\x01";

/// Magic, length, synced offset, checksum.
pub(super) const BATCH_HEADER: usize = 20;

/// Kind, stream, sequence number, version, length.
const RECORD_HEADER: usize = 19;

/// Most bytes of the records of one batch.
pub(super) const BATCH_MAX: usize = 128 << 20;

/// What a record says of its stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// The stream's name and that of its events; once per segment, before the stream's first record there.
    Named = 1,
    /// Something happened.
    Event = 2,
    /// Everything with a smaller number is superseded by what follows in this batch.
    Base = 3,
    /// An event, moved here from an older segment with the number it had.
    Moved = 4,
}

impl Kind {
    fn read(byte: u8) -> Option<Kind> {
        [Kind::Named, Kind::Event, Kind::Base, Kind::Moved].into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// One record, as it lies in a batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: Kind,
    pub(super) stream: u32,
    pub(super) seq: u64,
    /// Of the event's type.
    pub(super) version: u16,
    pub(super) bytes: &'a [u8],
}

impl Record<'_> {
    /// Bytes it takes in a batch.
    pub(super) fn size(&self) -> u64 {
        (RECORD_HEADER + self.bytes.len()) as u64
    }

    /// Appends it to the records of a batch.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.kind as u8);
        out.extend_from_slice(&self.stream.to_le_bytes());
        out.extend_from_slice(&self.seq.to_le_bytes());
        out.extend_from_slice(&self.version.to_le_bytes());
        // A batch has at most BATCH_MAX bytes, so this fits.
        out.extend_from_slice(&(self.bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(self.bytes);
    }
}

/// The header of a segment.
pub(super) fn segment_header(number: u64) -> [u8; SEGMENT_HEADER] {
    let mut out = [0; SEGMENT_HEADER];
    out[..8].copy_from_slice(&MAGIC);
    out[8..12].copy_from_slice(&FORMAT.to_le_bytes());
    out[16..24].copy_from_slice(&number.to_le_bytes());
    let sum = crc32fast::hash(&[&out[..12], &out[16..]].concat());
    out[12..16].copy_from_slice(&sum.to_le_bytes());
    out
}

/// Makes a batch of `records`, to be written at `offset` of a segment of which everything before `synced` is synced.
pub(super) fn batch(segment: u64, offset: u64, synced: u64, records: &[u8], out: &mut Vec<u8>) {
    let length = (records.len() as u32).to_le_bytes();
    out.extend_from_slice(&BATCH_MAGIC);
    out.extend_from_slice(&length);
    out.extend_from_slice(&synced.to_le_bytes());
    out.extend_from_slice(&checksum(segment, offset, length, synced, records).to_le_bytes());
    out.extend_from_slice(records);
}

fn checksum(segment: u64, offset: u64, length: [u8; 4], synced: u64, records: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&segment.to_le_bytes());
    hasher.update(&offset.to_le_bytes());
    hasher.update(&length);
    hasher.update(&synced.to_le_bytes());
    hasher.update(records);
    hasher.finalize()
}

fn word<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// A batch that was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Batch<'a> {
    pub(super) offset: u64,
    /// Everything of the segment before this was known to be synced when the batch was written.
    pub(super) synced: u64,
    records: &'a [u8],
}

impl<'a> Batch<'a> {
    /// Reads the batch at `offset`; none if there is no whole one.
    fn read(segment: u64, bytes: &'a [u8], offset: usize) -> Option<Batch<'a>> {
        let (magic, length) = (word::<4>(bytes, offset)?, word::<4>(bytes, offset + 4)?);
        let (synced, sum) = (u64::from_le_bytes(word(bytes, offset + 8)?), u32::from_le_bytes(word(bytes, offset + 16)?));
        let begin = offset + BATCH_HEADER;
        let records = bytes.get(begin..begin.checked_add(u32::from_le_bytes(length) as usize)?)?;
        let whole = magic == BATCH_MAGIC && sum == checksum(segment, offset as u64, length, synced, records);
        whole.then_some(Batch { offset: offset as u64, synced, records })
    }

    /// Where the next batch begins.
    pub(super) fn end(&self) -> u64 {
        self.offset + (BATCH_HEADER + self.records.len()) as u64
    }

    /// Its records in order; an error is none that a crash makes, since the batch's checksum is right.
    pub(super) fn records(&self) -> impl Iterator<Item = Result<Record<'a>, Malformed>> + use<'a> {
        let mut rest = self.records;
        let place = self.offset;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let read = read_record(&mut rest).ok_or(Malformed { batch: place });
            if read.is_err() {
                rest = &[];
            }
            Some(read)
        })
    }
}

/// A batch with the right checksum holds what is no record: written by a program with a bug, or a newer one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Malformed {
    pub(super) batch: u64,
}

fn read_record<'a>(rest: &mut &'a [u8]) -> Option<Record<'a>> {
    let kind = Kind::read(*rest.first()?)?;
    let stream = u32::from_le_bytes(word(rest, 1)?);
    let seq = u64::from_le_bytes(word(rest, 5)?);
    let version = u16::from_le_bytes(word(rest, 13)?);
    let length = u32::from_le_bytes(word(rest, 15)?) as usize;
    let bytes = rest.get(RECORD_HEADER..RECORD_HEADER.checked_add(length)?)?;
    *rest = &rest[RECORD_HEADER + length..];
    Some(Record { kind, stream, seq, version, bytes })
}

/// What the bytes of a segment hold.
#[derive(Debug)]
pub(super) struct Segment<'a> {
    /// The whole batches from the beginning on.
    pub(super) batches: Vec<Batch<'a>>,
    /// What follows them.
    pub(super) rest: Rest,
}

/// What stands behind the last whole batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rest {
    /// Nothing.
    Clean,
    /// A tail that a crash tore: nobody was told that it is written, so it may be cut at this offset.
    Tail(u64),
    /// Damage at this offset, before the other one, up to which everything was synced.
    Damaged(u64, u64),
}

/// Why a segment is none of ours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NotASegment {
    /// It is too short to have a header, which only a crash while it was made leaves.
    Torn,
    /// Its header is another's.
    Foreign,
    /// It has another layout.
    Format(u32),
    /// The number in its header is not that of its name.
    Number(u64),
}

impl fmt::Display for NotASegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotASegment::Torn => f.write_str("its header is cut short"),
            NotASegment::Foreign => f.write_str("its first bytes are not those of a journal, or are damaged"),
            NotASegment::Format(format) => {
                write!(
                    f,
                    "it has format {format}, and this program knows only format {FORMAT}: use the program that wrote it"
                )
            }
            NotASegment::Number(number) => write!(f, "it says that it is segment {number}: it was renamed or copied"),
        }
    }
}

/// Reads a segment.
pub(super) fn segment(number: u64, bytes: &[u8]) -> Result<Segment<'_>, NotASegment> {
    header(number, bytes)?;
    let mut batches = Vec::new();
    let mut at = SEGMENT_HEADER;
    while let Some(batch) = Batch::read(number, bytes, at) {
        at = batch.end() as usize;
        batches.push(batch);
    }
    if at == bytes.len() {
        return Ok(Segment { batches, rest: Rest::Clean });
    }
    let behind = behind_damage(number, bytes, at);
    let synced = batches.iter().map(|batch| batch.synced).chain(behind).max().unwrap_or(0);
    let at = at as u64;
    let rest = if at < synced { Rest::Damaged(at, synced) } else { Rest::Tail(at) };
    Ok(Segment { batches, rest })
}

fn header(number: u64, bytes: &[u8]) -> Result<(), NotASegment> {
    let Some(found) = word::<SEGMENT_HEADER>(bytes, 0) else { return Err(NotASegment::Torn) };
    if found == segment_header(number) {
        return Ok(());
    }
    let format = u32::from_le_bytes([found[8], found[9], found[10], found[11]]);
    let said = u64::from_le_bytes(word(&found, 16).unwrap_or_default());
    if found[..8] == MAGIC && format != FORMAT {
        return Err(NotASegment::Format(format));
    }
    if found == segment_header(said) {
        return Err(NotASegment::Number(said));
    }
    Err(NotASegment::Foreign)
}

/// The synced offsets of whole batches behind a damaged place.
fn behind_damage(number: u64, bytes: &[u8], from: usize) -> impl Iterator<Item = u64> {
    let starts = (from + 1..bytes.len()).filter(|at| bytes[*at..].starts_with(&BATCH_MAGIC));
    starts.filter_map(move |at| Batch::read(number, bytes, at)).map(|batch| batch.synced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(batches: &[Vec<Vec<u8>>], synced_each: bool) -> Vec<u8> {
        let mut bytes = segment_header(7).to_vec();
        let mut seq = 0;
        for events in batches {
            let mut records = Vec::new();
            for event in events {
                seq += 1;
                Record { kind: Kind::Event, stream: 1, seq, version: 1, bytes: event }.write(&mut records);
            }
            let offset = bytes.len() as u64;
            batch(7, offset, if synced_each { offset } else { 0 }, &records, &mut bytes);
        }
        bytes
    }

    fn events(segment: &Segment<'_>) -> Vec<Vec<u8>> {
        let records = segment.batches.iter().flat_map(|batch| batch.records());
        records.map(|record| record.unwrap().bytes.to_vec()).collect()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(batches in prop::collection::vec(prop::collection::vec(any::<Vec<u8>>(), 1..4), 0..5)) {
            let bytes = written(&batches, true);
            let read = segment(7, &bytes).unwrap();
            prop_assert_eq!(read.rest, Rest::Clean);
            prop_assert_eq!(events(&read), batches.concat());
        }

        #[test]
        fn a_cut_at_any_place_leaves_whole_batches_and_a_tail(
            batches in prop::collection::vec(prop::collection::vec(any::<Vec<u8>>(), 1..4), 1..5),
            cut in any::<prop::sample::Index>(),
        ) {
            let bytes = written(&batches, true);
            let cut = SEGMENT_HEADER + cut.index(bytes.len() - SEGMENT_HEADER);
            let read = segment(7, &bytes[..cut]).unwrap();
            let events = events(&read);
            prop_assert!(batches.concat().starts_with(&events));
            prop_assert!(matches!(read.rest, Rest::Clean | Rest::Tail(_)));
        }

        /// Whatever a disk does to the bytes, a reader gets a beginning of what was written or an error, and never more.
        #[test]
        fn changed_bytes_are_noticed(
            batches in prop::collection::vec(prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..4), 1..6),
            place in any::<prop::sample::Index>(),
            flip in 1u8..,
        ) {
            let mut bytes = written(&batches, true);
            let place = place.index(bytes.len());
            bytes[place] ^= flip;
            let Ok(read) = segment(7, &bytes) else { return Ok(()) };
            let got = events(&read);
            prop_assert!(batches.concat().starts_with(&got));
            prop_assert!(got.len() < batches.concat().len(), "the change went unnoticed");
            // All but the last batch were synced before the last was written.
            let last = read.batches.len() + 1 == batches.len();
            prop_assert_eq!(matches!(read.rest, Rest::Tail(_)), last, "{:?}", read.rest);
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>, behind: Vec<u8>) {
            let _ = segment(7, &bytes);
            let mut known = written(&[vec![vec![1]]], true);
            known.extend(behind);
            let _ = segment(7, &known);
        }
    }

    #[test]
    fn a_segment_of_another_kind_number_or_format_is_named() {
        let bytes = written(&[vec![vec![1]]], true);
        assert_eq!(segment(8, &bytes).unwrap_err(), NotASegment::Number(7));
        assert_eq!(segment(7, b"not a journal, but some text").unwrap_err(), NotASegment::Foreign);
        assert_eq!(segment(7, &bytes[..10]).unwrap_err(), NotASegment::Torn);
        let mut newer = bytes;
        newer[8] = 9;
        assert_eq!(segment(7, &newer).unwrap_err(), NotASegment::Format(9));
    }

    #[test]
    fn these_are_the_bytes_of_the_format() {
        let mut records = Vec::new();
        Record { kind: Kind::Event, stream: 0x0102, seq: 3, version: 4, bytes: b"hi" }.write(&mut records);
        assert_eq!(records, [2, 2, 1, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 2, 0, 0, 0, b'h', b'i']);
        let mut bytes = segment_header(7).to_vec();
        batch(7, 24, 24, &records, &mut bytes);
        assert_eq!(&bytes[..12], b"LPJOURNL\x01\0\0\0");
        assert_eq!(&bytes[16..24], [7, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(&bytes[24..32], b"LPB\x01\x15\0\0\0");
        assert_eq!(&bytes[32..40], [24, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(bytes.len(), 24 + BATCH_HEADER + 21);
    }
}
