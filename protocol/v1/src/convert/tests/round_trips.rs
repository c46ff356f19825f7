//! What is written is read back as the same value, over both encodings.

use std::time::Duration;

use mesos_protocol::checks::CheckStatus;
use mesos_protocol::executor::ExecutorInfo;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::Term;
use mesos_protocol::messages::agent_executor::{ToAgent, ToExecutor};
use mesos_protocol::messages::master_scheduler::{ToMaster, ToScheduler};
use mesos_protocol::offer::Filters;
use mesos_protocol::resources::{Resource, Resources};
use mesos_protocol::status::{Source, TaskState, TaskStatus};
use mesos_protocol::task::{KillPolicy, TaskInfo};
use mesos_protocol::values::Scalar;
use proptest::prelude::*;

use super::samples::*;
use crate::convert::{ReservationFormat, event, single_reservations, to_agent, to_scheduler};
use crate::scheduler::{Call, Event};
use crate::{Encoding, Message, executor};

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
    ]
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
    ]
}

#[test]
fn every_event_arrives_as_it_was_meant() {
    for message in events() {
        for encoding in ENCODINGS {
            for format in [ReservationFormat::Stacked, ReservationFormat::Single] {
                let event: Event = sent(&event(&message, format), encoding);
                assert_eq!(to_scheduler(event, Term(7), &id("c")), Ok(message.clone()));
            }
        }
    }
}

#[test]
fn events_without_a_word_in_the_protocol_are_unsupported() {
    let event: Event = crate::json::decode(br#"{"type":"INVERSE_OFFERS","inverse_offers":{}}"#).unwrap();
    assert!(to_scheduler(event, Term(7), &id("c")).unwrap_err().is_unsupported());
    let event: Event = crate::json::decode(br#"{"type":"RESCIND","rescind":{}}"#).unwrap();
    assert_eq!(to_scheduler(event, Term(7), &id("c")).unwrap_err().to_string(), "rescind.offer_id is missing");
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

#[test]
fn executor_hears_of_tasks_as_they_were_meant() {
    let task = || Box::new(tasks().remove(0));
    for encoding in ENCODINGS {
        let message = ToExecutor::Launch { task: task(), framework: Box::new(framework()) };
        let event: executor::Event = sent(&executor::Event::from(&message), encoding);
        let read: TaskInfo = (*event.launch.unwrap().task.unwrap()).try_into().unwrap();
        assert_eq!(read, *task());

        let message = ToExecutor::Registered {
            framework: Box::new(framework()),
            executor: Box::new(executor()),
            agent_id: id("S-1"),
            hostname: "h".to_owned(),
            container_id: id("outer.inner"),
            shutdown_grace_period: Duration::from_secs(3),
        };
        let event: executor::Event = sent(&executor::Event::from(&message), encoding);
        let subscribed = event.subscribed.unwrap();
        let read: ExecutorInfo = (*subscribed.executor_info.unwrap()).try_into().unwrap();
        assert_eq!(read, ExecutorInfo { shutdown_grace_period: Some(Duration::from_secs(3)), ..executor() });
        assert_eq!(FrameworkInfo::try_from(*subscribed.framework_info.unwrap()), Ok(framework()));
        assert_eq!(subscribed.container_id.unwrap().parent.unwrap().value.as_deref(), Some("outer"));
    }
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
    }
}
