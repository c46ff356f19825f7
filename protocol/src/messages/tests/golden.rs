//! Golden bytes: what each variant looked like on the wire when it was first released.
//!
//! A file per link and direction in `protocol/tests/golden`. A difference means that a peer of another release no longer
//! understands the message: then a new variant at the end of the enum is what is wanted, or a higher `VERSION`.
//! `UPDATE_GOLDEN=1 cargo test -p mesos-protocol golden` writes the files anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use serde::de::{Deserializer, Error as _, Visitor, value::Error};
use serde::{Deserialize, Serialize, forward_to_deserialize_any};

use super::*;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.hex"))
}

/// Asks a type for the names of its variants, in the order of their positions.
struct VariantsOf<'a>(&'a mut Vec<&'static str>);

impl<'de> Deserializer<'de> for VariantsOf<'_> {
    type Error = Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.extend(variants);
        Err(Error::custom("only the names were wanted"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("not an enum"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn variants<M: Wire>() -> Vec<&'static str> {
    let mut names = Vec::new();
    let _ = M::deserialize(VariantsOf(&mut names));
    names
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    digits.as_bytes().chunks(100).map(|line| format!("    {}\n", String::from_utf8_lossy(line))).collect()
}

fn unhex(lines: &str) -> Vec<u8> {
    let digits: String = lines.split_whitespace().collect();
    (0..digits.len() / 2).map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap()).collect()
}

/// The bytes of each variant, as the file has them: its name at the start of a line, then its bytes, indented.
fn golden(name: &str) -> BTreeMap<String, Vec<u8>> {
    let text = fs::read_to_string(file(name)).unwrap();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut variant = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(' ') {
            found.entry(variant.clone()).or_default().push_str(line);
        } else {
            variant = line.to_owned();
        }
    }
    found.into_iter().map(|(variant, lines)| (variant, unhex(&lines))).collect()
}

fn variant_of(message: &impl Debug) -> String {
    format!("{message:?}").split([' ', '{', '(']).next().unwrap_or_default().to_owned()
}

fn bytes_are_golden<M: Wire + PartialEq + Debug>(messages: &[M]) {
    let named: Vec<String> = messages.iter().map(variant_of).collect();
    assert_eq!(named, variants::<M>(), "{}: one sample for each variant, in their order", M::NAME);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut text = format!("# {} version {}\n", M::NAME, M::VERSION);
        for message in messages {
            let _ = write!(text, "{}\n{}", variant_of(message), hex(&codec::encode(message).unwrap()));
        }
        fs::write(file(M::NAME), text).unwrap();
    }
    let golden = golden(M::NAME);
    assert_eq!(golden.len(), named.len(), "{}: {:?}", M::NAME, golden.keys());
    for (message, variant) in messages.iter().zip(named) {
        let kept = &golden[&variant];
        assert!(
            &codec::encode(message).unwrap() == kept,
            "{} {variant} is written otherwise than before; it was\n{}and is\n{}",
            M::NAME,
            hex(kept),
            hex(&codec::encode(message).unwrap())
        );
        assert_eq!(&codec::decode::<M>(kept).unwrap(), message);
    }
}

#[test]
fn golden_bytes_of_every_variant_are_kept() {
    bytes_are_golden(&from_agent());
    bytes_are_golden(&to_agent());
    bytes_are_golden(&from_scheduler());
    bytes_are_golden(&to_scheduler());
    bytes_are_golden(&from_executor());
    bytes_are_golden(&to_executor());
}

/// What an executor of an earlier release knew to say: the first variants, and none of the later ones.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum OlderToAgent {
    Register {
        framework_id: FrameworkId,
        executor_id: ExecutorId,
        container_id: ContainerId,
        unacknowledged_tasks: Vec<TaskId>,
        unacknowledged_updates: Vec<TaskStatus>,
    },
    Update {
        status: Box<TaskStatus>,
    },
}

/// What a scheduler of an earlier release knew to hear: the first variants, and none of the later ones.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum OlderToScheduler {
    Subscribed { term: Term, cluster_id: ClusterId, framework_id: FrameworkId, heartbeat_interval: Duration },
    Offers { term: Term, offers: Vec<Offer> },
    Rescind { term: Term, offer_id: OfferId },
    Update { term: Term, status: Box<TaskStatus> },
    Failure { term: Term, agent_id: Option<AgentId>, executor_id: Option<ExecutorId>, status: Option<i32> },
    Error { term: Term, message: String },
}

/// `Older` has only the first variants of `M`: it reads these, they print alike, and it refuses each later one although the
/// bytes are good, without losing the next.
fn older_peer_understands_the_rest<M, Older>(messages: &[M], known: usize)
where
    M: Wire + PartialEq + Debug,
    Older: for<'de> Deserialize<'de> + Serialize + PartialEq + Debug,
{
    let (common, new) = messages.split_at(known);
    for message in common {
        let bytes = codec::encode(message).unwrap();
        let read: Older = codec::decode(&bytes).unwrap();
        assert_eq!(format!("{read:?}"), format!("{message:?}"));
        assert_eq!(codec::decode::<M>(&codec::encode(&read).unwrap()).unwrap(), *message, "and back again");
    }
    assert!(!new.is_empty());
    for message in new {
        let bytes = codec::encode(message).unwrap();
        let refused = codec::decode::<Older>(&bytes).unwrap_err();
        assert!(matches!(&refused, codec::CodecError::Malformed(_)), "{message:?}: {refused}");
        assert!(codec::decode::<Older>(&codec::encode(&common[0]).unwrap()).is_ok());
    }
}

#[test]
fn an_older_peer_reads_all_common_variants_and_refuses_the_unknown_ones() {
    older_peer_understands_the_rest::<agent_executor::ToAgent, OlderToAgent>(&from_executor(), 2);
    older_peer_understands_the_rest::<master_scheduler::ToScheduler, OlderToScheduler>(&to_scheduler(), 6);
}

#[test]
fn position_far_beyond_the_enum_is_refused() {
    for position in [u32::MAX, 1 << 31, 12] {
        assert!(codec::decode::<master_agent::ToAgent>(&position.to_le_bytes()).is_err());
    }
}
