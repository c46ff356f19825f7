//! RecordIO: a stream of records, each with its length before it.
//!
//! `20\n{"type":"HEARTBEAT"}` is one record: the length in decimal digits, a line feed, and exactly that many bytes,
//! with nothing between one record and the next. A record is never empty.

use std::fmt;

/// Longest length that can be written: the digits of the largest 64-bit number.
const DIGITS_MAX: usize = 20;

/// Appends `record` with its length before it. An empty record, which the format does not have, is left out.
///
/// No encoded message is empty in JSON, and none that has a `type` in protobuf.
pub fn encode(record: &[u8], out: &mut Vec<u8>) {
    if record.is_empty() {
        return;
    }
    out.reserve(DIGITS_MAX + 1 + record.len());
    out.extend_from_slice(record.len().to_string().as_bytes());
    out.push(b'\n');
    out.extend_from_slice(record);
}

/// Why a stream is not RecordIO. No record can be found after that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A byte stands where a digit or the line feed after the length belongs.
    NotALength(u8),
    /// A record of length zero.
    Empty,
    /// A record longer than the limit.
    TooLong {
        /// Its length in bytes; `None` if it is too large to be read at all.
        length: Option<u64>,
        /// The limit that the decoder was made with.
        limit: usize,
    },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALength(byte) => {
                write!(f, "the stream is not RecordIO: {:?} stands in the length of a record", char::from(*byte))
            }
            Self::Empty => write!(f, "the stream is not RecordIO: a record has the length 0"),
            Self::TooLong { length: Some(length), limit } => {
                write!(f, "a record of {length} bytes is longer than the limit of {limit} bytes")
            }
            Self::TooLong { length: None, limit } => {
                write!(f, "a record is longer than can be counted, the limit is {limit} bytes")
            }
        }
    }
}

impl std::error::Error for Broken {}

/// Finds the records in a stream that arrives in pieces.
///
/// It holds what was pushed and not yet taken, so push a piece and take its records before the next one. A length
/// above the limit is refused as soon as it is read, before any of that record is stored.
#[derive(Debug)]
pub struct Decoder {
    limit: usize,
    buffer: Vec<u8>,
    /// What lies before was taken.
    start: usize,
    /// Length of the record that begins at `start`, once it is known.
    length: Option<usize>,
    broken: Option<Broken>,
}

impl Decoder {
    /// A decoder that refuses records longer than `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, buffer: Vec::new(), start: 0, length: None, broken: None }
    }

    /// Adds the next piece of the stream. Nothing is kept once the stream is broken.
    pub fn push(&mut self, piece: &[u8]) {
        if self.broken.is_some() {
            return;
        }
        self.buffer.drain(..self.start);
        self.start = 0;
        self.buffer.extend_from_slice(piece);
    }

    /// Takes the next record; `None` if it has not arrived in full.
    ///
    /// # Errors
    /// [`Broken`] says why no further record can be found; from then on the answer stays the same.
    pub fn next_record(&mut self) -> Result<Option<&[u8]>, Broken> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        match self.find() {
            Ok(Some(range)) => Ok(Some(&self.buffer[range])),
            Ok(None) => Ok(None),
            Err(broken) => {
                self.buffer = Vec::new();
                self.start = 0;
                self.broken = Some(broken.clone());
                Err(broken)
            }
        }
    }

    /// Bytes that were pushed and belong to no record that was taken. Not zero at the end of a stream: it was cut.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.buffer.len() - self.start
    }

    /// Whether the stream may end here: between two records.
    #[must_use]
    pub fn at_boundary(&self) -> bool {
        self.broken.is_none() && self.length.is_none() && self.pending() == 0
    }

    fn find(&mut self) -> Result<Option<std::ops::Range<usize>>, Broken> {
        if self.length.is_none() {
            let Some((digits, length)) = self.header()? else {
                return Ok(None);
            };
            self.start += digits + 1;
            self.length = Some(length);
        }
        match self.length {
            Some(length) if self.pending() >= length => {
                let first = self.start;
                self.start += length;
                self.length = None;
                Ok(Some(first..self.start))
            }
            _ => Ok(None),
        }
    }

    /// Number of digits and length of the record that begins at `start`; `None` if its line feed has not arrived.
    fn header(&self) -> Result<Option<(usize, usize)>, Broken> {
        let mut length = 0_u64;
        for (count, byte) in self.buffer[self.start..].iter().enumerate() {
            match byte {
                b'0'..=b'9' if count < DIGITS_MAX => {
                    let longer = length.checked_mul(10).and_then(|ten| ten.checked_add(u64::from(byte - b'0')));
                    length = longer.ok_or(Broken::TooLong { length: None, limit: self.limit })?;
                }
                b'0'..=b'9' => {
                    return Err(Broken::TooLong { length: None, limit: self.limit });
                }
                b'\n' if count > 0 => {
                    return self.allowed(length).map(|length| Some((count, length)));
                }
                other => return Err(Broken::NotALength(*other)),
            }
        }
        Ok(None)
    }

    fn allowed(&self, length: u64) -> Result<usize, Broken> {
        match usize::try_from(length) {
            Ok(0) => Err(Broken::Empty),
            Ok(short) if short <= self.limit => Ok(short),
            _ => Err(Broken::TooLong { length: Some(length), limit: self.limit }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(decoder: &mut Decoder) -> Vec<Vec<u8>> {
        let mut records = Vec::new();
        while let Some(record) = decoder.next_record().unwrap() {
            records.push(record.to_vec());
        }
        records
    }

    fn refusal(stream: &[u8], limit: usize) -> Broken {
        let mut decoder = Decoder::new(limit);
        decoder.push(stream);
        decoder.next_record().unwrap_err()
    }

    #[test]
    fn heartbeat_is_framed_as_in_the_documentation() {
        let mut out = Vec::new();
        encode(b"{\"type\":\"HEARTBEAT\"}", &mut out);
        assert_eq!(out, b"20\n{\"type\":\"HEARTBEAT\"}");
    }

    #[test]
    fn empty_record_is_left_out() {
        let mut out = Vec::new();
        encode(b"", &mut out);
        assert_eq!(out, b"");
    }

    #[test]
    fn broken_lengths_are_refused() {
        assert_eq!(refusal(b"\nx", 9), Broken::NotALength(b'\n'));
        assert_eq!(refusal(b"1x", 9), Broken::NotALength(b'x'));
        assert_eq!(refusal(b" 1\nx", 9), Broken::NotALength(b' '));
        assert_eq!(refusal(b"-1\nx", 9), Broken::NotALength(b'-'));
        assert_eq!(refusal(b"0\n", 9), Broken::Empty);
        assert_eq!(refusal(b"10\n", 9), Broken::TooLong { length: Some(10), limit: 9 });
        assert_eq!(refusal(b"99999999999999999999", 9), Broken::TooLong { length: None, limit: 9 });
        assert_eq!(refusal(b"000000000000000000001", 9), Broken::TooLong { length: None, limit: 9 });
    }

    #[test]
    fn record_of_exactly_the_limit_passes() {
        let mut decoder = Decoder::new(3);
        decoder.push(b"3\nabc");
        assert_eq!(all(&mut decoder), [b"abc"]);
    }

    #[test]
    fn broken_stream_stays_broken_and_stores_nothing() {
        let mut decoder = Decoder::new(3);
        decoder.push(b"1\nax");
        assert_eq!(decoder.next_record(), Ok(Some(&b"a"[..])));
        assert_eq!(decoder.next_record(), Err(Broken::NotALength(b'x')));
        decoder.push(b"1\nb");
        assert_eq!(decoder.next_record(), Err(Broken::NotALength(b'x')));
        assert_eq!(decoder.pending(), 0);
    }

    #[test]
    fn cut_stream_is_noticed() {
        let mut decoder = Decoder::new(9);
        assert!(decoder.at_boundary());
        decoder.push(b"3\n");
        assert_eq!(decoder.next_record(), Ok(None));
        assert!(!decoder.at_boundary());
        decoder.push(b"abc");
        assert_eq!(decoder.next_record(), Ok(Some(&b"abc"[..])));
        assert!(decoder.at_boundary());
    }

    proptest! {
        #[test]
        fn records_survive_any_cut_of_the_stream(
            records in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..200), 0..8),
            pieces in prop::collection::vec(1_usize..50, 1..20),
        ) {
            let mut stream = Vec::new();
            for record in &records {
                encode(record, &mut stream);
            }
            let mut decoder = Decoder::new(200);
            let mut found = Vec::new();
            let mut rest = &stream[..];
            for piece in pieces.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (now, later) = rest.split_at((*piece).min(rest.len()));
                decoder.push(now);
                found.extend(all(&mut decoder));
                rest = later;
            }
            prop_assert_eq!(found, records);
            prop_assert!(decoder.at_boundary());
        }
    }
}
