//! How long does it take to encode and decode OFFERS, in JSON and in protobuf, against serde_json and prost on equal plain
//! structs? Theirs have the fields that an offer uses, ours all fields of the API.

use std::hint::black_box;
use std::time::Instant;

use mesos_v1::scheduler::Event;
use mesos_v1::{Message, json, pb};
use prost::Message as _;

use crate::figure::{Figure, Goal, median};

mod plain_json;
mod plain_pb;

/// Offers of one event; the middle one is the figure.
const SIZES: [usize; 3] = [10, 100, 1_000];

pub(super) fn figures(quick: bool) -> Result<Vec<Figure>, String> {
    let rounds = if quick { 5 } else { 15 };
    let mut json = Vec::new();
    let mut protobuf = Vec::new();
    for size in SIZES {
        let [ours_json, serde, ours_pb, prost] = measure(size, rounds).map_err(|error| error.to_string())?;
        json.push((size, ours_json, serde));
        protobuf.push((size, ours_pb, prost));
    }
    let figure = |name: &str, peer: &str, sizes: Vec<(usize, f64, f64)>| Figure {
        name: name.into(),
        ours: sizes[1].1,
        unit: "µs",
        peer: Some((peer.into(), sizes[1].2)),
        goals: vec![Goal::WithinPeer(1.3)],
        setting: None,
        growth: sizes.into_iter().map(|(size, ours, _)| (size, ours)).collect(),
    };
    Ok(vec![figure("offers_json", "serde_json", json), figure("offers_pb", "prost", protobuf)])
}

/// µs to encode and decode once: ours and the peer's in JSON, ours and the peer's in protobuf.
fn measure(size: usize, rounds: usize) -> Result<[f64; 4], Box<dyn std::error::Error>> {
    let text = offers(size);
    let event: Event = json::decode(text.as_bytes())?;
    event.check()?;
    let plain: plain_json::Event = serde_json::from_str(&text)?;
    let bytes = pb::encode(&event);
    let prost = plain_pb::Event::decode(&bytes[..])?;
    let json_text = json::encode(&event);

    // Both sides do the same work: they agree on what is written.
    let theirs: serde_json::Value = serde_json::from_str(&serde_json::to_string(&plain)?)?;
    assert_eq!(theirs, serde_json::from_slice::<serde_json::Value>(&json_text)?);
    assert_eq!(prost.encode_to_vec(), bytes);

    let repetitions = 10_000 / size;
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..rounds {
        let round = [
            time(repetitions, || {
                black_box(json::encode(black_box(&event)));
                drop(black_box(json::decode::<Event>(black_box(&json_text))));
            }),
            time(repetitions, || {
                drop(black_box(serde_json::to_vec(black_box(&plain))));
                drop(black_box(serde_json::from_slice::<plain_json::Event>(black_box(&json_text))));
            }),
            time(repetitions, || {
                black_box(pb::encode(black_box(&event)));
                drop(black_box(pb::decode::<Event>(black_box(&bytes))));
            }),
            time(repetitions, || {
                black_box(black_box(&prost).encode_to_vec());
                drop(black_box(plain_pb::Event::decode(black_box(&bytes[..]))));
            }),
        ];
        for (times, time) in times.iter_mut().zip(round) {
            times.push(time);
        }
    }
    Ok(times.map(median))
}

/// µs of one repetition.
fn time(repetitions: usize, mut work: impl FnMut()) -> f64 {
    let begin = Instant::now();
    for _ in 0..repetitions {
        work();
    }
    begin.elapsed().as_secs_f64() * 1e6 / repetitions as f64
}

/// What the documentation of the API shows of an offer, with four resources, two of them reserved.
fn offers(count: usize) -> String {
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
    let list: Vec<String> = (0..count).map(offer).collect();
    format!(r#"{{"type":"OFFERS","offers":{{"offers":[{}]}}}}"#, list.join(","))
}
