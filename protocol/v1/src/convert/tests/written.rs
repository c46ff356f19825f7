//! Events, letter by letter as clients know them.

use std::time::Duration;

use mesos_protocol::checks::CheckStatus;
use mesos_protocol::ids::Term;
use mesos_protocol::messages::agent_executor::ToExecutor;
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::offer::Offer;
use mesos_protocol::resources::{Reservation, Resource, Resources};
use mesos_protocol::status::{Source, TaskState, TaskStatus};

use super::samples::*;
use crate::convert::{Audience, ReservationFormat, event};
use crate::{executor, json};

const TERM: Term = Term(1);

fn written(message: &ToScheduler, format: ReservationFormat) -> String {
    let event = event(message, Audience { format, ..Audience::default() }).unwrap();
    String::from_utf8(json::encode(&event)).unwrap()
}

fn small_offer() -> ToScheduler {
    let reserved = Resource::cpus(0.5).push_reservation(Reservation::dynamic(role("eng")).by("ops")).unwrap();
    let resources = Resources::none().cpus(2).with(reserved);
    let offer = Offer {
        resources,
        attributes: "rack:r2".parse().unwrap(),
        role: role("eng"),
        executor_ids: Vec::new(),
        domain: None,
        unavailability: None,
        ..offer()
    };
    ToScheduler::Offers { term: TERM, offers: vec![offer] }
}

#[test]
fn offers_have_the_fields_that_clients_read() {
    let before = r#"{"type":"OFFERS","offers":{"offers":[{"id":{"value":"O-1"},"framework_id":{"value":"f-1"},"agent_id":{"value":"S-1"},"hostname":"h","url":{"scheme":"http","address":{"hostname":"10.0.0.1","ip":"10.0.0.1","port":5051},"path":"/slave(1)"},"resources":["#;
    let after =
        r#"],"attributes":[{"name":"rack","type":"TEXT","text":{"value":"r2"}}],"allocation_info":{"role":"eng"}}]}}"#;
    let stacked = r#"{"name":"cpus","type":"SCALAR","scalar":{"value":2.0}},{"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"reservations":[{"type":"DYNAMIC","role":"eng","principal":"ops"}]}"#;
    assert_eq!(written(&small_offer(), ReservationFormat::Stacked), format!("{before}{stacked}{after}"));
    let single = r#"{"name":"cpus","type":"SCALAR","scalar":{"value":2.0},"role":"*"},{"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"role":"eng","reservation":{"principal":"ops"}}"#;
    assert_eq!(written(&small_offer(), ReservationFormat::Single), format!("{before}{single}{after}"));
}

#[test]
fn other_events_have_the_fields_that_clients_read() {
    let plain = TaskStatus::new(id("t"), TaskState::Lost, Source::Master);
    let cases = [
        (
            ToScheduler::Subscribed {
                term: TERM,
                cluster_id: id("c"),
                framework_id: id("f-1"),
                heartbeat_interval: Duration::from_secs(15),
            },
            r#"{"type":"SUBSCRIBED","subscribed":{"framework_id":{"value":"f-1"},"heartbeat_interval_seconds":15.0}}"#,
        ),
        (
            ToScheduler::Rescind { term: TERM, offer_id: id("O-1") },
            r#"{"type":"RESCIND","rescind":{"offer_id":{"value":"O-1"}}}"#,
        ),
        (
            ToScheduler::Update { term: TERM, status: Box::new(plain) },
            r#"{"type":"UPDATE","update":{"status":{"task_id":{"value":"t"},"state":"TASK_LOST","source":"SOURCE_MASTER"}}}"#,
        ),
        (
            ToScheduler::Failure { term: TERM, agent_id: Some(id("S-1")), executor_id: None, status: Some(-1) },
            r#"{"type":"FAILURE","failure":{"agent_id":{"value":"S-1"},"status":-1}}"#,
        ),
        (ToScheduler::Error { term: TERM, message: "gone".to_owned() }, r#"{"type":"ERROR","error":{"message":"gone"}}"#),
        (ToScheduler::Heartbeat { term: TERM }, r#"{"type":"HEARTBEAT"}"#),
    ];
    for (message, text) in cases {
        assert_eq!(written(&message, ReservationFormat::Stacked), text);
    }
}

#[test]
fn update_of_a_check_has_the_fields_that_clients_read() {
    let message = ToScheduler::Update { term: TERM, status: Box::new(status(CheckStatus::Command(Some(1)))) };
    let parsed: serde_json::Value = serde_json::from_str(&written(&message, ReservationFormat::Single)).unwrap();
    let status = &parsed["update"]["status"];
    assert_eq!(status["uuid"], "BwcHBwcHBwcHBwcHBwcHBw==");
    assert_eq!(status["timestamp"], 1_500_000_000.25);
    assert_eq!(status["check_status"], serde_json::json!({"type": "COMMAND", "command": {"exit_code": 1}}));
    assert_eq!(status["unreachable_time"]["nanoseconds"], 1_443_830_400_000_000_001_u64);
    assert_eq!(status["container_status"]["container_id"]["value"], "innermost");
    assert_eq!(status["container_status"]["container_id"]["parent"]["parent"]["value"], "outer");
    assert_eq!(status["limitation"]["resources"][0]["role"], "*");
}

#[test]
fn executor_events_have_the_fields_that_executors_read() {
    let cases = [
        (ToExecutor::Kill { task_id: id("t"), kill_policy: None }, r#"{"type":"KILL","kill":{"task_id":{"value":"t"}}}"#),
        (
            ToExecutor::Acknowledged { task_id: id("t"), uuid: UUID },
            r#"{"type":"ACKNOWLEDGED","acknowledged":{"task_id":{"value":"t"},"uuid":"BwcHBwcHBwcHBwcHBwcHBw=="}}"#,
        ),
        (ToExecutor::Shutdown, r#"{"type":"SHUTDOWN"}"#),
    ];
    for (message, text) in cases {
        assert_eq!(String::from_utf8(json::encode(&executor::Event::from(&message))).unwrap(), text);
    }
}
