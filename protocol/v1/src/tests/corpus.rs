//! Real messages, and damaged ones: whatever arrives leads to a message or to an error.

use super::random::Random;
use super::{empty, message};
use crate::record_io::{self, Decoder};
use crate::table::Table;
use crate::{json, pb};

const CORPUS: &str = include_str!("../../corpus/messages.txt");

/// Damaged copies of each message in each encoding. A longer run sets `MESOS_V1_MUTATIONS`.
const MUTATIONS: u64 = 300;

fn corpus() -> impl Iterator<Item = (&'static Table, &'static str)> {
    CORPUS.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (name, text) = line.split_once(' ').unwrap();
        (message(name).unwrap_or_else(|| panic!("{name} is no message")), text)
    })
}

fn mutations() -> u64 {
    std::env::var("MESOS_V1_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(MUTATIONS)
}

#[test]
fn corpus_is_read_and_survives_both_encodings() {
    for (table, text) in corpus() {
        let mut message = empty(table);
        json::decode_into(text.as_bytes(), &mut *message).unwrap_or_else(|error| panic!("{text}: {error}"));
        message.check().unwrap_or_else(|error| panic!("{text}: {error}"));
        let written = json::encode(&*message);

        let mut from_json = empty(table);
        json::decode_into(&written, &mut *from_json).unwrap();
        assert_eq!(json::encode(&*from_json), written, "{text}");

        let mut from_pb = empty(table);
        pb::decode_into(&pb::encode(&*message), &mut *from_pb).unwrap();
        assert_eq!(json::encode(&*from_pb), written, "{text}");
    }
}

/// Cuts, flips, doubles, moves and replaces bytes.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    const TELLING: [u8; 16] = *b"{}[]\",:\\-0.eEu\xff\x80";
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let place = random.below(bytes.len());
        let end = place + random.below((bytes.len() - place).min(40)) + 1;
        match random.below(7) {
            0 => bytes.truncate(place),
            1 => bytes[place] ^= 1 << random.below(8),
            2 => bytes[place] = TELLING[random.below(TELLING.len())],
            3 => bytes.insert(place, TELLING[random.below(TELLING.len())]),
            4 => drop(bytes.drain(place..end)),
            5 => {
                let piece = bytes[place..end].to_vec();
                let count = random.below(30);
                bytes.splice(place..place, piece.repeat(count));
            }
            _ => {
                let piece: Vec<u8> = bytes.drain(place..end).collect();
                let target = random.below(bytes.len() + 1);
                bytes.splice(target..target, piece);
            }
        }
    }
}

#[test]
fn damaged_json_is_read_or_refused() {
    let (mut read, mut refused) = (0, 0);
    for (index, (table, text)) in corpus().enumerate() {
        let mut random = Random(index as u64);
        for _ in 0..mutations() {
            let mut bytes = text.as_bytes().to_vec();
            mutate(&mut bytes, &mut random);
            let mut message = empty(table);
            if let Err(error) = json::decode_into(&bytes, &mut *message) {
                assert!(!error.to_string().is_empty());
                refused += 1;
                continue;
            }
            read += 1;
            // Whether it passes does not matter, that it ends does.
            let _ = message.check();
            let written = json::encode(&*message);
            let mut again = empty(table);
            assert_eq!(json::decode_into(&written, &mut *again), Ok(()), "{}", String::from_utf8_lossy(&bytes));
            assert_eq!(json::encode(&*again), written, "{}", String::from_utf8_lossy(&bytes));
        }
    }
    assert!(read > 100 && refused > 1000, "{read} read, {refused} refused: the mutations are too tame or too wild");
}

#[test]
fn damaged_protobuf_is_read_or_refused() {
    let (mut read, mut refused) = (0, 0);
    for (index, (table, text)) in corpus().enumerate() {
        let mut message = empty(table);
        json::decode_into(text.as_bytes(), &mut *message).unwrap();
        let original = pb::encode(&*message);
        let mut random = Random(index as u64);
        for _ in 0..mutations() {
            let mut bytes = original.clone();
            mutate(&mut bytes, &mut random);
            let mut message = empty(table);
            if let Err(error) = pb::decode_into(&bytes, &mut *message) {
                assert!(!error.to_string().is_empty());
                refused += 1;
                continue;
            }
            read += 1;
            let _ = message.check();
            let written = pb::encode(&*message);
            let mut again = empty(table);
            assert_eq!(pb::decode_into(&written, &mut *again), Ok(()), "{bytes:?}");
            assert_eq!(pb::encode(&*again), written, "{bytes:?}");
        }
    }
    assert!(read > 100 && refused > 1000, "{read} read, {refused} refused: the mutations are too tame or too wild");
}

#[test]
fn damaged_streams_end_in_records_within_the_limit_or_in_a_refusal() {
    const LIMIT: usize = 4096;
    let mut stream = Vec::new();
    for (_, text) in corpus() {
        record_io::encode(text.as_bytes(), &mut stream);
    }
    let (mut whole, mut broken) = (0, 0);
    let mut random = Random(4711);
    for _ in 0..mutations() * 10 {
        let mut bytes = stream.clone();
        mutate(&mut bytes, &mut random);
        let mut decoder = Decoder::new(LIMIT);
        let mut rest = &bytes[..];
        let outcome = loop {
            match decoder.next_record() {
                Ok(Some(record)) => {
                    assert!(!record.is_empty() && record.len() <= LIMIT);
                    whole += 1;
                }
                Ok(None) if rest.is_empty() => break Ok(()),
                Ok(None) => {
                    let (piece, later) = rest.split_at((1 + random.below(2000)).min(rest.len()));
                    decoder.push(piece);
                    rest = later;
                }
                Err(refusal) => break Err(refusal),
            }
            assert!(decoder.pending() <= LIMIT + 2000 + bytes.len() / 4, "holds {} bytes", decoder.pending());
        };
        broken += usize::from(outcome.is_err());
    }
    assert!(whole > 1000 && broken > 100, "{whole} records, {broken} broken streams");
}
