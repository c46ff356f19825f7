use proptest::prelude::*;

use super::*;
use crate::engine::Chance;

/// One line of hexadecimal digits per frame of [`all`], in that order: the bytes that peers of this version exchange.
const CORPUS: &str = include_str!("corpus.txt");

fn life(counter: u64) -> Life {
    Life { node: 0x8f3c_2a00_0000_0001, counter }
}

fn controls() -> Vec<Control> {
    let node: SocketAddr = "10.0.0.7:5050".parse().unwrap();
    let (to, from) = (String::from("counter"), String::from("asker"));
    vec![
        Control::Hello(Hello {
            versions: (1, 1),
            node,
            life: 7,
            to: node,
            link: 8,
            last: 9,
            association: 10,
            known: 11,
            purpose: Purpose::Carry,
        }),
        Control::Goodbye { why: Goodbye::OtherLink, node },
        Control::Begin { number: 2, channels_from: 3 },
        Control::Open {
            channel: 1,
            from: from.clone(),
            from_counter: 3,
            to: to.clone(),
            life: Some(life(2)),
            protocol: "count".into(),
            version: 1,
            credit: 0,
        },
        Control::Forget { below: 4 },
        Control::Undeliverable { ask: 5, cause: AskError::Refused },
        Control::Watch { key: 6, name: to.clone(), life: None },
        Control::Watching { key: 6, life: life(2) },
        Control::Unwatch { key: 6 },
        Control::Exited { key: 6, life: Some(life(2)), reason: Exit::Panic("why".into()), after: 100 },
        Control::Link { to: to.clone(), to_life: None, from: from.clone(), from_life: life(3) },
        Control::LinkEnded {
            to: to.clone(),
            to_life: None,
            from: from.clone(),
            from_life: life(3),
            reason: Exit::Normal,
            after: 9,
        },
        Control::Unlink { to: to.clone(), to_life: None, from, from_life: life(3) },
        Control::Heartbeat { number: 1, bulk: 2, control: 3 },
        Control::Connect { id: 1, name: to, life: None, protocol: "count".into(), version: 1 },
        Control::Connected { id: 1, result: Err(AskError::NoSuchActor) },
        Control::Ack { bulk: 1, control: 2 },
        Control::Large { part: 1, channel: 2, number: 3, ask: 4, bytes: 5, carried: vec![6, 7] },
        Control::LargeAnswer { part: 1, question: 2, life: 3, bytes: 4 },
        Control::Wish { channel: 1, to: "counter".into(), bytes: 2 },
        Control::Admit { channel: 1 },
        Control::Credit { channel: 1, bytes: 2 },
        Control::Bye { after: 10 },
        Control::GivenUp { question: 4 },
        Control::Renew,
        Control::Renewed { proof: vec![1, 2] },
    ]
}

/// Every kind of frame, as bytes.
fn all() -> Vec<Vec<u8>> {
    let mut frames = vec![Vec::new(); 5];
    put_data(&mut frames[0], 3, 17, 4, b"message");
    put_answer(&mut frames[1], 4, 5, Ok(b"answer"));
    put_answer(&mut frames[2], 4, 5, Err(AskError::HandlerFailed));
    put_part(&mut frames[3], 6, b"part");
    put_laden(&mut frames[4], 3, 18, 4, b"carried", b"message");
    for control in controls() {
        let mut out = Vec::new();
        assert!(put_control(&mut out, &control));
        frames.push(out);
    }
    frames
}

fn corpus() -> Vec<Vec<u8>> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    CORPUS.lines().map(|line| line.as_bytes().chunks(2).map(byte).collect()).collect()
}

/// How many frames there are before the bytes end or are none.
fn count(bytes: &[u8]) -> (usize, bool) {
    let mut decoder = Decoder::default();
    decoder.space().extend_from_slice(bytes);
    let mut frames = 0;
    loop {
        match decoder.next() {
            Ok(Some(_)) => frames += 1,
            Ok(None) => return (frames, true),
            Err(_) => return (frames, false),
        }
    }
}

#[test]
fn the_bytes_of_every_frame_are_those_of_the_first_release() {
    let written: String =
        all().iter().map(|frame| frame.iter().map(|b| format!("{b:02x}")).collect::<String>() + "\n").collect();
    assert_eq!(written, CORPUS);
}

#[test]
fn every_frame_is_read_as_it_was_written() {
    let bytes: Vec<u8> = all().concat();
    let mut decoder = Decoder::default();
    decoder.space().extend_from_slice(&bytes);
    assert_eq!(decoder.next(), Ok(Some(Frame::Data { channel: 3, number: 17, ask: 4, body: b"message" })));
    assert_eq!(decoder.next(), Ok(Some(Frame::Answer { question: 4, life: 5, result: Ok(b"answer") })));
    assert_eq!(decoder.next(), Ok(Some(Frame::Answer { question: 4, life: 5, result: Err(AskError::HandlerFailed) })));
    assert_eq!(decoder.next(), Ok(Some(Frame::Part { part: 6, body: b"part" })));
    let laden = Frame::Laden { channel: 3, number: 18, ask: 4, rest: b"carriedmessage" };
    assert_eq!(decoder.next(), Ok(Some(laden)));
    for control in controls() {
        assert_eq!(decoder.next(), Ok(Some(Frame::Control(control))));
    }
    assert_eq!(decoder.next(), Ok(None));
}

proptest! {
    #[test]
    fn frames_are_found_wherever_the_bytes_are_cut(cuts in proptest::collection::vec(1usize..40, 1..60)) {
        let bytes: Vec<u8> = all().concat();
        let mut decoder = Decoder::default();
        let (mut found, mut at) = (0, 0);
        for cut in cuts.iter().cycle() {
            let end = (at + cut).min(bytes.len());
            decoder.space().extend_from_slice(&bytes[at..end]);
            at = end;
            while decoder.next().unwrap().is_some() {
                found += 1;
            }
            if at == bytes.len() {
                break;
            }
        }
        prop_assert_eq!(found, all().len());
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>) {
        count(&bytes);
    }
}

#[test]
fn mutated_frames_are_read_or_refused() {
    let corpus = corpus();
    let mut chance = Chance::new(7, "frames");
    let (mut read, mut refused) = (0u32, 0u32);
    for _ in 0..40_000 {
        let mut bytes = Vec::new();
        for _ in 0..=chance.below(3) {
            bytes.extend_from_slice(&corpus[chance.below(corpus.len() as u64) as usize]);
        }
        for _ in 0..=chance.below(4) {
            if bytes.is_empty() {
                break;
            }
            let at = chance.below(bytes.len() as u64) as usize;
            match chance.below(4) {
                0 => bytes[at] ^= 1 << chance.below(8),
                1 => bytes[at] = chance.bits() as u8,
                2 => drop(bytes.remove(at)),
                _ => bytes.insert(at, chance.bits() as u8),
            }
        }
        match count(&bytes) {
            (_, true) => read += 1,
            (_, false) => refused += 1,
        }
    }
    assert!(read > 1000 && refused > 1000, "{read} read, {refused} refused");
}

#[test]
fn a_length_beyond_the_bound_is_refused_before_its_bytes_come() {
    let bounds = [
        (DATA, DATA_HEADER + WHOLE_MAX),
        (ANSWER, ANSWER_HEADER + WHOLE_MAX),
        (PART, PART_HEADER + PART_MAX),
        (LADEN, DATA_HEADER + CARRIED_MAX + WHOLE_MAX),
        (CONTROL, CONTROL_MAX),
    ];
    for (kind, most) in bounds {
        let frame = |length: usize| [(length as u32).to_le_bytes().as_slice(), &[kind]].concat();
        assert_eq!(count(&frame(most)), (0, true), "kind {kind}");
        assert_eq!(count(&frame(most + 1)), (0, false), "kind {kind}");
    }
    assert_eq!(count(&[0, 0, 0, 0]), (0, false));
    assert_eq!(count(&[1, 0, 0, 0, 77]), (0, false));
}

#[test]
fn a_long_reason_is_cut_between_two_characters() {
    let Exit::Failed(text) = portable(&Exit::failed("ä".repeat(5000))) else { panic!("another kind of reason") };
    assert!(text.len() <= REASON_MAX && text.chars().all(|c| c == 'ä'));
    assert_eq!(portable(&Exit::Killed), Exit::Killed);
}
