//! What is written is read back as the same value, over both encodings.

use std::time::Duration;

use mesos_protocol::checks::CheckStatus;
use mesos_protocol::executor::ExecutorInfo;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::Term;
use mesos_protocol::master::MasterInfo;
use mesos_protocol::messages::agent_executor::{ToAgent, ToExecutor};
use mesos_protocol::messages::master_scheduler::{ToMaster, ToScheduler};
use mesos_protocol::offer::{Filters, ResourceRequest};
use mesos_protocol::operation::{AskedOperation, OperationState, OperationStatus, Tracked};
use mesos_protocol::resources::{Resource, Resources};
use mesos_protocol::status::{Source, TaskState, TaskStatus};
use mesos_protocol::task::KillPolicy;
use mesos_protocol::values::{Blob, Scalar};
use proptest::prelude::*;

use super::samples::*;
use crate::convert::{
    Audience, ReservationFormat, Speaker, event, executor_call, single_reservations, to_agent, to_executor, to_scheduler,
};
use crate::scheduler::{Call, Event};
use crate::{Encoding, Enumeration, Message, executor};

const ENCODINGS: [Encoding; 2] = [Encoding::Json, Encoding::Protobuf];

/// The message after a journey, which has all that is required.
fn sent<M: Message + Default>(message: &M, encoding: Encoding) -> M {
    message.check().unwrap();
    encoding.decode(&encoding.encode(message)).unwrap()
}

fn calls() -> Vec<ToMaster> {
    let framework_id = || id("f-1");
    let mut first = FrameworkInfo::named("first").user("u").role(role("ops"));
    first.checkpoint = false;
    vec![
        ToMaster::Subscribe { info: Box::new(framework()), suppressed_roles: vec![role("ops")] },
        ToMaster::Subscribe { info: Box::new(first), suppressed_roles: Vec::new() },
        ToMaster::Accept {
            framework_id: framework_id(),
            offer_ids: vec![id("O-1"), id("O-2")],
            operations: operations(),
            filters: Filters::refuse(Duration::from_millis(1500)),
        },
        ToMaster::Decline { framework_id: framework_id(), offer_ids: vec![id("O-1")], filters: Filters::forever() },
        ToMaster::Kill {
            framework_id: framework_id(),
            task_id: id("t"),
            agent_id: Some(id("S-1")),
            kill_policy: Some(KillPolicy::grace(Duration::ZERO)),
        },
        ToMaster::Kill { framework_id: framework_id(), task_id: id("t"), agent_id: None, kill_policy: None },
        ToMaster::Acknowledge { framework_id: framework_id(), agent_id: id("S-1"), task_id: id("t"), uuid: UUID },
        ToMaster::Reconcile { framework_id: framework_id(), tasks: vec![(id("t"), Some(id("S-1"))), (id("u"), None)] },
        ToMaster::Reconcile { framework_id: framework_id(), tasks: Vec::new() },
        ToMaster::Revive { framework_id: framework_id(), roles: vec![role("ops")] },
        ToMaster::Suppress { framework_id: framework_id(), roles: Vec::new() },
        ToMaster::Teardown { framework_id: framework_id() },
        ToMaster::SubscribeConstrained {
            info: Box::new(framework()),
            suppressed_roles: Vec::new(),
            constraints: Box::new(constraints()),
        },
        ToMaster::UpdateFramework {
            info: Box::new(framework()),
            suppressed_roles: vec![role("ops")],
            constraints: Box::new(constraints()),
        },
        ToMaster::UpdateFramework { info: Box::new(framework()), suppressed_roles: Vec::new(), constraints: Box::default() },
        ToMaster::AcceptTracked {
            framework_id: framework_id(),
            offer_ids: vec![id("O-1")],
            operations: operations()
                .into_iter()
                .enumerate()
                .map(|(number, operation)| Tracked { id: (number % 2 == 0).then(|| id(&format!("op-{number}"))), operation })
                .collect(),
            filters: Filters::default(),
        },
        ToMaster::Shutdown { framework_id: framework_id(), executor_id: id("e-1"), agent_id: id("S-1") },
        ToMaster::Message {
            framework_id: framework_id(),
            agent_id: id("S-1"),
            executor_id: id("e-1"),
            data: Blob::from(vec![0, 255]),
        },
        ToMaster::Request {
            framework_id: framework_id(),
            requests: vec![
                ResourceRequest { agent_id: Some(id("S-1")), resources: resources() },
                ResourceRequest { agent_id: None, resources: Resources::none() },
            ],
        },
        ToMaster::AcceptInverseOffers {
            framework_id: framework_id(),
            offer_ids: vec![id("O-2"), id("O-3")],
            filters: Filters::none(),
        },
        ToMaster::DeclineInverseOffers {
            framework_id: framework_id(),
            offer_ids: vec![id("O-2")],
            filters: Filters::refuse(Duration::from_secs(60)),
        },
        ToMaster::AcknowledgeOperation {
            framework_id: framework_id(),
            agent_id: id("S-1"),
            provider_id: Some(id("p-1")),
            operation_id: id("op-1"),
            uuid: UUID,
        },
        ToMaster::ReconcileOperations {
            framework_id: framework_id(),
            operations: vec![
                AskedOperation { id: id("op-1"), agent_id: Some(id("S-1")), provider_id: Some(id("p-1")) },
                AskedOperation { id: id("op-2"), agent_id: None, provider_id: None },
            ],
        },
        ToMaster::ReconcileOperations { framework_id: framework_id(), operations: Vec::new() },
    ]
}

/// Types of the API that `used` does not name, apart from UNKNOWN.
fn unused<T: Enumeration + PartialEq>(used: impl IntoIterator<Item = Option<T>>) -> Vec<&'static str> {
    let used: Vec<_> = used.into_iter().flatten().map(|one| one.number()).collect();
    let all = (1..100).filter_map(T::from_number);
    all.filter(|one| !used.contains(&one.number())).map(|one| one.name()).collect()
}

/// A type that is added to the API needs a word in the protocol, and a sample here.
#[test]
fn every_type_of_call_and_event_has_a_word() {
    let none: [&str; 0] = [];
    assert_eq!(unused(calls().iter().map(|message| crate::convert::call(message).unwrap().r#type)), none);
    assert_eq!(unused(events().iter().map(|message| event(message, Audience::default()).unwrap().r#type)), none);
    let (framework_id, executor_id, tasks) = (id("f-1"), id("e-1"), tasks());
    let speaker = Speaker { framework_id: &framework_id, executor_id: &executor_id, tasks: &tasks };
    assert_eq!(unused(executor_says().iter().map(|message| executor_call(message, speaker).unwrap().r#type)), none);
    assert_eq!(unused(executor_hears().iter().map(|message| executor::Event::from(message).r#type)), none);
}

#[test]
fn every_call_arrives_as_it_was_meant() {
    for message in calls() {
        for encoding in ENCODINGS {
            let call: Call = sent(&crate::convert::call(&message).unwrap(), encoding);
            assert_eq!(ToMaster::try_from(call), Ok(message.clone()));
        }
    }
    assert_eq!(crate::convert::call(&ToMaster::Heartbeat { framework_id: id("f-1") }), None);
}

fn events() -> Vec<ToScheduler> {
    let term = Term(7);
    let update = |status| ToScheduler::Update { term, status: Box::new(status) };
    vec![
        ToScheduler::Subscribed {
            term,
            cluster_id: id("c"),
            framework_id: id("f-1"),
            heartbeat_interval: Duration::from_millis(15_500),
        },
        ToScheduler::Offers { term, offers: vec![offer()] },
        ToScheduler::Rescind { term, offer_id: id("O-1") },
        update(status(CheckStatus::Command(Some(-1)))),
        update(status(CheckStatus::Http(Some(200)))),
        update(status(CheckStatus::Tcp(None))),
        update(TaskStatus::new(id("t"), TaskState::Running, Source::Executor)),
        ToScheduler::Failure { term, agent_id: Some(id("S-1")), executor_id: Some(id("e-1")), status: Some(-1) },
        ToScheduler::Failure { term, agent_id: None, executor_id: None, status: None },
        ToScheduler::Error { term, message: "gone".to_owned() },
        ToScheduler::Heartbeat { term },
        ToScheduler::Message { term, agent_id: id("S-1"), executor_id: id("e-1"), data: Blob::from(vec![0, 255]) },
        ToScheduler::InverseOffers { term, offers: vec![inverse_offer()] },
        ToScheduler::RescindInverse { term, offer_id: id("O-2") },
        ToScheduler::OperationUpdate { term, status: Box::new(operation_status()) },
        ToScheduler::OperationUpdate {
            term,
            status: Box::new(OperationStatus::new(id("op-2"), OperationState::Recovering)),
        },
    ]
}

#[test]
fn every_event_arrives_as_it_was_meant() {
    for message in events() {
        for encoding in ENCODINGS {
            for format in [ReservationFormat::Stacked, ReservationFormat::Single] {
                for master in [None, Some(&master("10.0.0.9:5050"))] {
                    let event: Event = sent(&event(&message, Audience { format, master }).unwrap(), encoding);
                    assert_eq!(to_scheduler(event, Term(7), &id("c")), Ok(message.clone()));
                }
            }
        }
    }
    let refused = ToScheduler::Refused { term: Term(7), call: "REQUEST".to_owned(), why: "no".to_owned() };
    assert_eq!(event(&refused, Audience::default()), None, "over HTTP it is the answer to the call");
}

#[test]
fn subscribed_names_the_master_as_it_is() {
    for address in ["10.0.0.9:5050", "[fd00::9]:5050"] {
        let (said, master) = (&events()[0], master(address));
        for encoding in ENCODINGS {
            let audience = Audience { master: Some(&master), ..Audience::default() };
            let event: Event = sent(&event(said, audience).unwrap(), encoding);
            let info = *event.subscribed.unwrap().master_info.unwrap();
            assert_eq!(MasterInfo::try_from(info), Ok(master.clone()));
        }
    }
    let old: crate::MasterInfo =
        crate::json::decode(br#"{"id":"m","ip":150994954,"port":5050,"hostname":"master.example"}"#).unwrap();
    let read = MasterInfo::try_from(old).unwrap();
    assert_eq!((read.address.to_string().as_str(), read.version.as_str()), ("10.0.0.9:5050", ""));
    let wrong: crate::MasterInfo =
        crate::json::decode(br#"{"id":"m","ip":0,"port":5050,"address":{"ip":"ten","port":1}}"#).unwrap();
    assert_eq!(MasterInfo::try_from(wrong).unwrap_err().to_string(), "address.ip is no IP address");
}

#[test]
fn events_that_say_too_little_are_refused() {
    let refusal = |text: &str| {
        let event: Event = crate::json::decode(text.as_bytes()).unwrap();
        to_scheduler(event, Term(7), &id("c")).unwrap_err()
    };
    assert!(refusal(r#"{"type":"UNKNOWN"}"#).is_unsupported());
    let cases = [
        (r#"{"type":"RESCIND","rescind":{}}"#, "rescind.offer_id is missing"),
        (r#"{"type":"INVERSE_OFFERS"}"#, "inverse_offers is missing"),
        (
            r#"{"type":"RESCIND_INVERSE_OFFER","rescind_inverse_offer":{}}"#,
            "rescind_inverse_offer.inverse_offer_id is missing",
        ),
        (
            r#"{"type":"UPDATE_OPERATION_STATUS","update_operation_status":{"status":{}}}"#,
            "update_operation_status.status.state is missing",
        ),
        (
            r#"{"type":"UPDATE_OPERATION_STATUS","update_operation_status":{"status":{"state":"OPERATION_FAILED","uuid":{"value":"AAEC"}}}}"#,
            "update_operation_status.status.uuid.value has 3 bytes, but a uuid has 16",
        ),
        (r#"{"type":"MESSAGE","message":{"agent_id":{"value":"S"},"data":""}}"#, "message.executor_id is missing"),
    ];
    for (event, error) in cases {
        assert!(refusal(event).to_string().starts_with(error), "{event}: {}", refusal(event));
    }
}

#[test]
fn single_reservations_lead_back_to_the_stack() {
    let resources: Resources = resources().filter(|resource| !resource.has_refined_reservation());
    let mut written: Vec<crate::Resource> = resources.iter().map(Into::into).collect();
    single_reservations(&mut written);
    assert!(written.iter().all(|resource| resource.reservations.is_empty() && resource.role.is_some()));
    let read: Result<Resources, _> = written.into_iter().map(Resource::try_from).collect();
    assert_eq!(read, Ok(resources));
}

fn executor_hears() -> Vec<ToExecutor> {
    let grace = Duration::from_secs(3);
    let framework = || Box::new(framework());
    vec![
        ToExecutor::Registered {
            framework: framework(),
            executor: Box::new(ExecutorInfo { shutdown_grace_period: Some(grace), ..executor() }),
            agent_id: id("S-1"),
            hostname: "h".to_owned(),
            container_id: id("outer.inner"),
            shutdown_grace_period: grace,
        },
        ToExecutor::Launch { task: Box::new(tasks().remove(0)), framework: framework() },
        ToExecutor::LaunchGroup { tasks: tasks(), framework: framework() },
        ToExecutor::Kill { task_id: id("t"), kill_policy: Some(KillPolicy::grace(grace)) },
        ToExecutor::Kill { task_id: id("t"), kill_policy: None },
        ToExecutor::Acknowledged { task_id: id("t"), uuid: UUID },
        ToExecutor::Message { data: Blob::from(vec![0, 255]) },
        ToExecutor::Error { message: "lost".to_owned() },
        ToExecutor::Shutdown,
        ToExecutor::Heartbeat,
    ]
}

#[test]
fn executor_hears_everything_as_it_was_meant() {
    for message in executor_hears() {
        for encoding in ENCODINGS {
            let event: executor::Event = sent(&executor::Event::from(&message), encoding);
            assert_eq!(to_executor(event, Some(&framework())), Ok(message.clone()));
        }
    }
}

fn executor_says() -> Vec<ToAgent> {
    vec![
        ToAgent::Register {
            framework_id: id("f-1"),
            executor_id: id("e-1"),
            container_id: id("c-1"),
            unacknowledged_tasks: vec![id("web.2"), id("web.0")],
            unacknowledged_updates: vec![status(CheckStatus::Tcp(Some(true)))],
        },
        ToAgent::Update { status: Box::new(status(CheckStatus::Http(None))) },
        ToAgent::Message { data: Blob::from(vec![0, 255]) },
        ToAgent::Heartbeat,
    ]
}

#[test]
fn executor_says_everything_as_it_means_it() {
    let (framework_id, executor_id, tasks) = (id("f-1"), id("e-1"), tasks());
    let speaker = Speaker { framework_id: &framework_id, executor_id: &executor_id, tasks: &tasks };
    for message in executor_says() {
        for encoding in ENCODINGS {
            let call: executor::Call = sent(&executor_call(&message, speaker).unwrap(), encoding);
            assert_eq!(to_agent(call, id("c-1")), Ok(message.clone()));
        }
    }
    assert_eq!(executor_call(&ToAgent::Exiting, speaker), None, "the end of the connection says it");
}

#[test]
fn executor_reports_as_it_meant() {
    let reported = status(CheckStatus::Tcp(Some(true)));
    let call = executor::Call {
        framework_id: Some(crate::FrameworkId { value: Some("f-1".to_owned()) }),
        executor_id: Some(crate::ExecutorId { value: Some("e-1".to_owned()) }),
        ..executor::Call::default()
    };
    let update = executor::call::Update { status: Some(Box::new((&reported).into())) };
    for encoding in ENCODINGS {
        let subscribe = executor::Call {
            r#type: Some(executor::call::Type::Subscribe),
            subscribe: Some(executor::call::Subscribe {
                unacknowledged_tasks: tasks().iter().map(Into::into).collect(),
                unacknowledged_updates: vec![update.clone()],
            }),
            ..call.clone()
        };
        let expected = ToAgent::Register {
            framework_id: id("f-1"),
            executor_id: id("e-1"),
            container_id: id("c-1"),
            unacknowledged_tasks: vec![id("web.0"), id("web.1"), id("web.2")],
            unacknowledged_updates: vec![reported.clone()],
        };
        assert_eq!(to_agent(sent(&subscribe, encoding), id("c-1")), Ok(expected));

        let report =
            executor::Call { r#type: Some(executor::call::Type::Update), update: Some(update.clone()), ..call.clone() };
        let expected = ToAgent::Update { status: Box::new(reported.clone()) };
        assert_eq!(to_agent(sent(&report, encoding), id("c-1")), Ok(expected));
    }
}

proptest! {
    #[test]
    fn quantities_keep_their_thousandths(thousandths in 1_i64..1_000_000_000_000) {
        let resource = Resource::cpus(Scalar::from_thousandths(thousandths));
        for encoding in ENCODINGS {
            let read: crate::Resource = sent(&crate::Resource::from(&resource), encoding);
            prop_assert_eq!(Resource::try_from(read), Ok(resource.clone()));
        }
    }

    #[test]
    fn durations_keep_their_nanoseconds(nanoseconds in 0..i64::MAX as u64) {
        let policy = KillPolicy::grace(Duration::from_nanos(nanoseconds));
        for encoding in ENCODINGS {
            let read: crate::KillPolicy = sent(&crate::KillPolicy::from(&policy), encoding);
            prop_assert_eq!(KillPolicy::try_from(read), Ok(policy));
        }
    }

    #[test]
    fn random_calls_are_read_or_refused(seed: u64) {
        use crate::tests::random::{Random, fields};
        let bytes = fields(Call::TABLE, &mut Random(seed), false, 0);
        let call: Call = crate::pb::decode(&bytes).unwrap();
        if let Err(error) = ToMaster::try_from(call) {
            prop_assert!(!error.to_string().is_empty());
        }
        let bytes = fields(executor::Call::TABLE, &mut Random(seed), false, 0);
        let call: executor::Call = crate::pb::decode(&bytes).unwrap();
        if let Err(error) = to_agent(call, id("c-1")) {
            prop_assert!(!error.to_string().is_empty());
        }
        let bytes = fields(Event::TABLE, &mut Random(seed), false, 0);
        let event: Event = crate::pb::decode(&bytes).unwrap();
        if let Err(error) = to_scheduler(event, Term(7), &id("c")) {
            prop_assert!(!error.to_string().is_empty());
        }
        let bytes = fields(executor::Event::TABLE, &mut Random(seed), false, 0);
        let event: executor::Event = crate::pb::decode(&bytes).unwrap();
        if let Err(error) = to_executor(event, Some(&framework())) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
