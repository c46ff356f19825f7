//! How long does it take to encode and decode OFFERS with 100 offers, in JSON and in protobuf, against serde_json and
//! prost on equal plain structs?
//!
//! ```text
//! cargo run --release -p mesos-v1 --example measure
//! ```
//! The structs of the peers have the fields that an offer uses, ours all fields of the API. Each figure is the best of
//! 15 rounds, ours and the peer's in turns, so that both meet the same machine.
#![allow(clippy::disallowed_methods)] // measures real time

use std::hint::black_box;
use std::time::{Duration, Instant};

use mesos_v1::scheduler::Event;
use mesos_v1::{Message, json, pb};
use prost::Message as _;

mod plain_json;
mod plain_pb;

const OFFERS: usize = 100;
const ROUNDS: usize = 15;
const REPETITIONS: u32 = 100;

/// What the documentation of the API shows of an offer, with four resources, two of them reserved.
fn offers() -> String {
    let resource = |name: &str, value: f64, more: &str| {
        format!(
            r#"{{"name":"{name}","type":"SCALAR","scalar":{{"value":{value:?}}},"allocation_info":{{"role":"eng"}}{more}}}"#
        )
    };
    let reserved = r#","reservations":[{"type":"DYNAMIC","role":"eng","principal":"ops","labels":{"labels":[{"key":"team","value":"storage"}]}}]"#;
    let offer = |index: usize| {
        format!(
            r#"{{"id":{{"value":"6f2c3c5e-1f4e-4a3a-9d0c-5b7f6e1d2c3b-O{index}"}},"framework_id":{{"value":"6f2c3c5e-1f4e-4a3a-9d0c-5b7f6e1d2c3b-0001"}},"agent_id":{{"value":"6f2c3c5e-1f4e-4a3a-9d0c-5b7f6e1d2c3b-S{index}"}},"hostname":"agent-{index}.example.com","url":{{"scheme":"http","address":{{"hostname":"agent-{index}.example.com","ip":"10.0.0.{index}","port":5051}},"path":"/slave(1)"}},"resources":[{},{},{},{{"name":"ports","type":"RANGES","ranges":{{"range":[{{"begin":31000,"end":31500}},{{"begin":31600,"end":32000}}]}},"allocation_info":{{"role":"eng"}}}}],"attributes":[{{"name":"rack","type":"TEXT","text":{{"value":"r{index}"}}}},{{"name":"level","type":"SCALAR","scalar":{{"value":3.0}}}}],"domain":{{"fault_domain":{{"region":{{"name":"eu"}},"zone":{{"name":"eu-{index}"}}}}}},"executor_ids":[{{"value":"executor-{index}"}}],"allocation_info":{{"role":"eng"}}}}"#,
            resource("cpus", 3.5 + index as f64, ""),
            resource("mem", 16_384.0, reserved),
            resource("disk", 102_400.25, reserved),
        )
    };
    let list: Vec<String> = (0..OFFERS).map(offer).collect();
    format!(r#"{{"type":"OFFERS","offers":{{"offers":[{}]}}}}"#, list.join(","))
}

/// Best time of `ours` and of `peer` for one repetition.
fn race(mut ours: impl FnMut(), mut peer: impl FnMut()) -> (Duration, Duration) {
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        best.0 = best.0.min(time(&mut ours));
        best.1 = best.1.min(time(&mut peer));
    }
    best
}

fn time(mut work: impl FnMut()) -> Duration {
    let begin = Instant::now();
    for _ in 0..REPETITIONS {
        work();
    }
    begin.elapsed() / REPETITIONS
}

fn print(name: &str, peer: &str, bytes: usize, (ours, theirs): (Duration, Duration)) {
    let times = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{name:<20} {bytes:>7} B  ours {ours:>9.1?}  {peer} {theirs:>9.1?}  {times:.2} x");
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = offers();
    let event: Event = json::decode(text.as_bytes())?;
    event.check()?;
    let plain: plain_json::Event = serde_json::from_str(&text)?;
    let bytes = pb::encode(&event);
    let prost = plain_pb::Event::decode(&bytes[..])?;

    // Both sides do the same work: they agree on what is written.
    let plain_text = serde_json::to_string(&plain)?;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&plain_text)?,
        serde_json::from_slice::<serde_json::Value>(&json::encode(&event))?
    );
    assert_eq!(prost.encode_to_vec(), bytes);

    let json_text = json::encode(&event);
    let peer = "serde_json";
    let encode =
        race(|| drop(black_box(json::encode(black_box(&event)))), || drop(black_box(serde_json::to_vec(black_box(&plain)))));
    print("offers_json encode", peer, json_text.len(), encode);
    let decode = race(
        || drop(black_box(json::decode::<Event>(black_box(&json_text)))),
        || drop(black_box(serde_json::from_slice::<plain_json::Event>(black_box(&json_text)))),
    );
    print("offers_json decode", peer, json_text.len(), decode);
    print("offers_json", peer, json_text.len(), (encode.0 + decode.0, encode.1 + decode.1));

    let peer = "prost     ";
    let encode =
        race(|| drop(black_box(pb::encode(black_box(&event)))), || drop(black_box(black_box(&prost).encode_to_vec())));
    print("offers_pb encode", peer, bytes.len(), encode);
    let decode = race(
        || drop(black_box(pb::decode::<Event>(black_box(&bytes)))),
        || drop(black_box(plain_pb::Event::decode(black_box(&bytes[..])))),
    );
    print("offers_pb decode", peer, bytes.len(), decode);
    print("offers_pb", peer, bytes.len(), (encode.0 + decode.0, encode.1 + decode.1));
    Ok(())
}
