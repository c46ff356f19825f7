//! Whatever is written is read back the same, for random contents of every message.

use proptest::prelude::*;

use super::random::{Random, fields};
use super::{empty, messages};
use crate::{json, pb};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn protobuf_is_written_as_it_was_read(seed: u64) {
        for table in messages() {
            let bytes = fields(table, &mut Random(seed), false, 0);
            let mut message = empty(table);
            prop_assert_eq!(pb::decode_into(&bytes, &mut *message), Ok(()), "{}", table.name);
            prop_assert_eq!(pb::encode(&*message), bytes, "{}", table.name);
        }
    }

    #[test]
    fn json_reads_back_as_the_message_that_was_written(seed: u64) {
        for table in messages() {
            let bytes = fields(table, &mut Random(seed), true, 0);
            let mut message = empty(table);
            pb::decode_into(&bytes, &mut *message).unwrap();
            let text = json::encode(&*message);
            let mut again = empty(table);
            prop_assert_eq!(json::decode_into(&text, &mut *again), Ok(()), "{}", table.name);
            prop_assert_eq!(pb::encode(&*again), bytes, "{}", table.name);
        }
    }

    #[test]
    fn other_json_parsers_understand_what_is_written(seed: u64) {
        for table in messages() {
            let mut message = empty(table);
            pb::decode_into(&fields(table, &mut Random(seed), false, 0), &mut *message).unwrap();
            let text = json::encode(&*message);
            let parsed: Result<serde_json::Value, _> = serde_json::from_slice(&text);
            prop_assert!(parsed.is_ok(), "{}: {}", table.name, String::from_utf8_lossy(&text));
        }
    }
}
