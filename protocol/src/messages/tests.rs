//! Every message goes there and back, is small by value, and damaged bytes are errors.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::time::Duration;

use libprocess_wire::{Wire, codec};

use super::{agent_executor, master_agent, master_scheduler};
use crate::agent::{AgentInfo, Unavailability};
use crate::checks::{CheckInfo, CheckProbe, CheckStatus, HealthCheck, HealthProbe, IpProtocol};
use crate::constraints::{Constraint, OfferConstraints, Predicate, Selector};
use crate::container::{
    ContainerInfo, ContainerKind, ContainerStatus, DiscoveryInfo, Image, ImageSource, NetworkInfo, Secret, Visibility,
    Volume, VolumeSource,
};
use crate::executor::ExecutorInfo;
use crate::framework::{FrameworkCapability, FrameworkInfo, OfferFilters};
use crate::ids::*;
use crate::offer::{Filters, InverseOffer, Offer, ResourceRequest};
use crate::operation::{AskedOperation, Operation, OperationState, OperationStatus, Tracked};
use crate::resources::{Reservation, Resource, ResourceLimits, ResourceQuantities, Resources};
use crate::roles::Role;
use crate::status::{Reason, Source, StatusUpdate, TaskState, TaskStatus};
use crate::task::{CommandInfo, KillPolicy, Task, TaskDraft, TaskInfo};
use crate::values::{Blob, Labels, MiB};

mod golden;

const TERM: Term = Term(7);
const SECOND: Duration = Duration::from_secs(1);

fn id<T: std::str::FromStr<Err = InvalidId>>(text: &str) -> T {
    text.parse().unwrap()
}

fn role(text: &str) -> Role {
    Role::new(text).unwrap()
}

fn framework() -> FrameworkInfo {
    let mut framework = FrameworkInfo::named("shop")
        .user("www")
        .id(id("c-0001"))
        .roles([role("eng/dev"), role("ops")])
        .capability(FrameworkCapability::PartitionAware)
        .failover_timeout(SECOND)
        .principal("p")
        .label("k", "v");
    let minimum = ResourceQuantities::none().with("cpus", 0.5);
    framework.offer_filters.insert(role("ops"), OfferFilters { min_allocatable: Some(vec![minimum]) });
    framework
}

fn resources() -> Resources {
    let reserved = Resource::cpus(0.5).push_reservation(Reservation::dynamic(role("eng")).by("p")).unwrap();
    let text = "cpus:2;mem:512;ports:[31000-31005,32000-32000];bugs(ops):{a,b}";
    text.parse::<Resources>().unwrap().with(reserved).with(Resource::cpus(1).revocable(true))
}

fn container() -> ContainerInfo {
    let mut container = ContainerInfo::new(ContainerKind::Mesos);
    let config = Some(Secret::Value(Blob::from(vec![1, 2, 3])));
    container.image = Some(Image { source: ImageSource::Docker { name: "nginx".into(), config }, cached: true });
    container.networks = vec![NetworkInfo { name: Some("net".into()), ..NetworkInfo::default() }];
    let source = VolumeSource::SandboxPath { whose: None, path: "x".into() };
    container.volumes = vec![Volume { source: Some(source), ..Volume::at("data") }];
    container
}

fn task() -> TaskInfo {
    let http = HealthProbe::Http {
        protocol: IpProtocol::V4,
        scheme: None,
        port: 80,
        path: Some("/health".into()),
        statuses: vec![200],
    };
    let discovery = DiscoveryInfo {
        visibility: Visibility::Cluster,
        name: Some("web".into()),
        environment: None,
        location: None,
        version: None,
        ports: Vec::new(),
        labels: Labels::none(),
    };
    TaskDraft::new(CommandInfo::program("/bin/true", ["-v"]).user("www"))
        .resources(resources())
        .env("A", "1")
        .container(container())
        .health_check(HealthCheck::new(http))
        .check(CheckInfo::new(CheckProbe::Tcp { port: 80 }))
        .kill_grace(SECOND)
        .data(vec![0, 255])
        .label("k", "v")
        .discovery(discovery)
        .max_completion_time(SECOND)
        .limits(ResourceLimits::none().with("cpus", 4))
        .on(id("c-S1"), id("web.1"))
}

fn executor() -> ExecutorInfo {
    ExecutorInfo { command: Some(CommandInfo::shell("./run")), resources: resources(), ..ExecutorInfo::new(id("e")) }
}

fn status() -> TaskStatus {
    let container = ContainerStatus { container_id: Some(id("outer.inner")), ..ContainerStatus::default() };
    TaskStatus {
        data: Some(Blob::from(vec![9])),
        healthy: Some(false),
        check_status: Some(CheckStatus::Http(Some(200))),
        labels: Labels::none().with("k", "v"),
        container_status: Some(Box::new(container)),
        unreachable_time: Some(SECOND),
        limitation: Some(resources()),
        ..TaskStatus::new(id("web.1"), TaskState::Failed, Source::Executor)
            .reason(Reason::ContainerLimitationMemory)
            .message("too much")
            .agent(id("c-S1"))
            .executor(id("e"))
            .at(SECOND)
            .uuid(UpdateUuid([7; 16]))
    }
}

fn agent() -> AgentInfo {
    AgentInfo::named("db-7").resources(resources()).attribute("rack", "r2").domain("eu", "a").id(id("c-S1")).build()
}

fn from_agent() -> Vec<master_agent::ToMaster> {
    use master_agent::ToMaster::*;
    let mut remembered = Task::staging(id("c-0001"), &task());
    remembered.statuses.push(status());
    vec![
        Register { info: Box::new(agent()), version: "0.1.0".into() },
        Reregister {
            agent_id: id("c-S1"),
            cluster_id: id("c"),
            info: Box::new(agent()),
            version: "0.1.0".into(),
            tasks: vec![remembered],
            frameworks: vec![framework()],
        },
        Pong { agent_id: id("c-S1"), seq: 4, tasks: vec![(id("c-0001"), id("web.1"))] },
        StatusUpdate {
            agent_id: id("c-S1"),
            update: Box::new(self::StatusUpdate {
                framework_id: id("c-0001"),
                status: status(),
                latest_state: Some(TaskState::Failed),
            }),
        },
        ExecutorExited { agent_id: id("c-S1"), framework_id: id("c-0001"), executor_id: id("e"), status: -1 },
        Unregister { agent_id: id("c-S1") },
        ExecutorMessage {
            agent_id: id("c-S1"),
            framework_id: id("c-0001"),
            executor_id: id("e"),
            data: Blob::from(vec![0, 255]),
        },
    ]
}

fn to_agent() -> Vec<master_agent::ToAgent> {
    use master_agent::ToAgent::*;
    let kill_policy = Some(KillPolicy::grace(SECOND));
    vec![
        Registered { term: TERM, cluster_id: id("c"), agent_id: id("c-S1"), ping_timeout: SECOND },
        Reregistered {
            term: TERM,
            cluster_id: id("c"),
            agent_id: id("c-S1"),
            ping_timeout: SECOND,
            reconcile: vec![(id("c-0001"), id("web.1"))],
        },
        Refused { term: TERM, reason: "gone".into(), shutdown: true },
        Ping { term: TERM, seq: 4, connected: true },
        RunTask { term: TERM, after_ping: 4, framework: Box::new(framework()), task: Box::new(task()) },
        KillTask { term: TERM, framework_id: id("c-0001"), task_id: id("web.1"), kill_policy },
        Acknowledge { term: TERM, framework_id: id("c-0001"), task_id: id("web.1"), uuid: UpdateUuid([7; 16]) },
        UpdateFramework { term: TERM, framework: Box::new(framework()) },
        ShutdownFramework { term: TERM, framework_id: id("c-0001") },
        Shutdown { term: TERM, reason: "down".into() },
        FrameworkMessage { term: TERM, framework_id: id("c-0001"), executor_id: id("e"), data: Blob::from(vec![0, 255]) },
        ShutdownExecutor { term: TERM, framework_id: id("c-0001"), executor_id: id("e") },
    ]
}

fn constraints() -> OfferConstraints {
    let one = |selector, predicate| Constraint { selector, predicate };
    let groups = vec![
        vec![
            one(Selector::Attribute("rack".into()), Predicate::TextEquals("r2".into())),
            one(Selector::Zone, Predicate::TextMatches("z[0-9]".into())),
        ],
        vec![one(Selector::Region, Predicate::NotExists)],
    ];
    OfferConstraints::none().with(role("ops"), groups)
}

fn operation_status() -> OperationStatus {
    OperationStatus {
        converted: resources(),
        uuid: Some(UpdateUuid([7; 16])),
        agent_id: Some(id("c-S1")),
        provider_id: Some(id("p-1")),
        ..OperationStatus::new(id("op-1"), OperationState::Finished).message("done")
    }
}

fn from_scheduler() -> Vec<master_scheduler::ToMaster> {
    use master_scheduler::ToMaster::*;
    let framework_id: FrameworkId = id("c-0001");
    let filters = Filters::forever();
    let operations = vec![
        Operation::launch([task()]),
        Operation::Reserve { source: None, resources: resources() },
        Operation::LaunchGroup { executor: Box::new(executor()), tasks: vec![task()] },
    ];
    vec![
        Subscribe { info: Box::new(framework()), suppressed_roles: vec![role("ops")] },
        Accept { framework_id: framework_id.clone(), offer_ids: vec![id("c-O1")], operations, filters },
        Decline { framework_id: framework_id.clone(), offer_ids: vec![id("c-O1")], filters },
        Kill { framework_id: framework_id.clone(), task_id: id("web.1"), agent_id: None, kill_policy: None },
        Acknowledge {
            framework_id: framework_id.clone(),
            agent_id: id("c-S1"),
            task_id: id("web.1"),
            uuid: UpdateUuid([7; 16]),
        },
        Reconcile { framework_id: framework_id.clone(), tasks: vec![(id("web.1"), Some(id("c-S1")))] },
        Revive { framework_id: framework_id.clone(), roles: vec![] },
        Suppress { framework_id: framework_id.clone(), roles: vec![role("ops")] },
        Teardown { framework_id: framework_id.clone() },
        Heartbeat { framework_id: framework_id.clone() },
        SubscribeConstrained {
            info: Box::new(framework()),
            suppressed_roles: vec![role("ops")],
            constraints: Box::new(constraints()),
        },
        UpdateFramework { info: Box::new(framework()), suppressed_roles: vec![], constraints: Box::new(constraints()) },
        AcceptTracked {
            framework_id: framework_id.clone(),
            offer_ids: vec![id("c-O1")],
            operations: vec![Tracked { id: Some(id("op-1")), operation: Operation::Unreserve { resources: resources() } }],
            filters,
        },
        Shutdown { framework_id: framework_id.clone(), executor_id: id("e"), agent_id: id("c-S1") },
        Message {
            framework_id: framework_id.clone(),
            agent_id: id("c-S1"),
            executor_id: id("e"),
            data: Blob::from(vec![0, 255]),
        },
        Request {
            framework_id: framework_id.clone(),
            requests: vec![ResourceRequest { agent_id: Some(id("c-S1")), resources: resources() }],
        },
        AcceptInverseOffers { framework_id: framework_id.clone(), offer_ids: vec![id("c-O2")], filters },
        DeclineInverseOffers { framework_id: framework_id.clone(), offer_ids: vec![id("c-O2")], filters },
        AcknowledgeOperation {
            framework_id: framework_id.clone(),
            agent_id: id("c-S1"),
            provider_id: Some(id("p-1")),
            operation_id: id("op-1"),
            uuid: UpdateUuid([7; 16]),
        },
        ReconcileOperations {
            framework_id: framework_id.clone(),
            operations: vec![AskedOperation { id: id("op-1"), agent_id: Some(id("c-S1")), provider_id: Some(id("p-1")) }],
        },
        Holds { framework_id, offer_ids: vec![id("c-O1")] },
    ]
}

fn to_scheduler() -> Vec<master_scheduler::ToScheduler> {
    use master_scheduler::ToScheduler::*;
    let offer = Offer {
        id: id("c-O1"),
        framework_id: id("c-0001"),
        agent_id: id("c-S1"),
        hostname: "db-7".into(),
        address: Some("db-7:5051".into()),
        resources: resources(),
        attributes: agent().attributes,
        role: role("ops"),
        executor_ids: vec![id("e")],
        domain: None,
        unavailability: None,
    };
    let inverse = InverseOffer {
        id: id("c-O2"),
        framework_id: id("c-0001"),
        agent_id: Some(id("c-S1")),
        address: Some("db-7:5051".into()),
        unavailability: Unavailability { start: SECOND, duration: Some(SECOND) },
        resources: resources(),
    };
    vec![
        Subscribed { term: TERM, cluster_id: id("c"), framework_id: id("c-0001"), heartbeat_interval: SECOND },
        Offers { term: TERM, offers: vec![offer] },
        Rescind { term: TERM, offer_id: id("c-O1") },
        Update { term: TERM, status: Box::new(status()) },
        Failure { term: TERM, agent_id: Some(id("c-S1")), executor_id: None, status: None },
        Error { term: TERM, message: "removed".into() },
        Heartbeat { term: TERM },
        Message { term: TERM, agent_id: id("c-S1"), executor_id: id("e"), data: Blob::from(vec![0, 255]) },
        InverseOffers { term: TERM, offers: vec![inverse] },
        RescindInverse { term: TERM, offer_id: id("c-O2") },
        OperationUpdate { term: TERM, status: Box::new(operation_status()) },
        Refused { term: TERM, call: "UPDATE_FRAMEWORK".into(), why: "the user changed".into() },
    ]
}

fn from_executor() -> Vec<agent_executor::ToAgent> {
    use agent_executor::ToAgent::*;
    vec![
        Register {
            framework_id: id("c-0001"),
            executor_id: id("e"),
            container_id: id("run-1"),
            unacknowledged_tasks: vec![id("web.1")],
            unacknowledged_updates: vec![status()],
        },
        Update { status: Box::new(status()) },
        Exiting,
        Message { data: Blob::from(vec![0, 255]) },
        Heartbeat,
    ]
}

fn to_executor() -> Vec<agent_executor::ToExecutor> {
    use agent_executor::ToExecutor::*;
    vec![
        Registered {
            framework: Box::new(framework()),
            executor: Box::new(executor()),
            agent_id: id("c-S1"),
            hostname: "db-7".into(),
            container_id: id("run-1"),
            shutdown_grace_period: SECOND,
        },
        Launch { task: Box::new(task()), framework: Box::new(framework()) },
        Kill { task_id: id("web.1"), kill_policy: None },
        Acknowledged { task_id: id("web.1"), uuid: UpdateUuid([7; 16]) },
        Shutdown,
        LaunchGroup { tasks: vec![task()], framework: Box::new(framework()) },
        Message { data: Blob::from(vec![0, 255]) },
        Error { message: "lost".into() },
        Heartbeat,
    ]
}

fn goes_there_and_back<M: Wire + PartialEq + Debug>(messages: &[M], variants: usize) {
    let name = |message: &M| format!("{message:?}").split([' ', '{']).next().map(str::to_owned);
    assert_eq!(messages.iter().map(name).collect::<BTreeSet<_>>().len(), variants, "{}", M::NAME);
    for message in messages {
        let bytes = codec::encode(message).unwrap();
        assert_eq!(&codec::decode::<M>(&bytes).unwrap(), message, "{}", M::NAME);
        for end in 0..bytes.len() {
            assert!(codec::decode::<M>(&bytes[..end]).is_err(), "{} of {} bytes of {message:?}", end, bytes.len());
        }
        let mut damaged = bytes.clone();
        for at in 0..bytes.len() {
            for byte in [0, 1, 0x2f, 0x80, 0xff] {
                damaged[at] = byte;
                // Whatever is still read is a message like any other: it can be printed and sent on.
                if let Ok(read) = codec::decode::<M>(&damaged) {
                    let again = codec::encode(&read).unwrap();
                    assert_eq!(codec::decode::<M>(&again).unwrap(), read);
                }
            }
            damaged[at] = bytes[at];
        }
    }
}

#[test]
fn messages_between_master_and_agent_go_there_and_back() {
    goes_there_and_back(&from_agent(), 7);
    goes_there_and_back(&to_agent(), 12);
}

#[test]
fn messages_between_master_and_scheduler_go_there_and_back() {
    goes_there_and_back(&from_scheduler(), 21);
    goes_there_and_back(&to_scheduler(), 12);
}

#[test]
fn messages_between_agent_and_executor_go_there_and_back() {
    goes_there_and_back(&from_executor(), 5);
    goes_there_and_back(&to_executor(), 9);
}

#[test]
fn all_a_master_sends_carries_its_term() {
    assert!(to_agent().iter().all(|message| message.term() == TERM));
    assert!(to_scheduler().iter().all(|message| message.term() == TERM));
}

#[test]
fn names_of_links_are_unique() {
    let names = BTreeSet::from([
        master_agent::ToMaster::NAME,
        master_agent::ToAgent::NAME,
        master_scheduler::ToMaster::NAME,
        master_scheduler::ToScheduler::NAME,
        agent_executor::ToAgent::NAME,
        agent_executor::ToExecutor::NAME,
    ]);
    assert_eq!(names.len(), 6);
}

#[test]
fn messages_are_small_by_value() {
    for (name, size) in [
        (master_agent::ToMaster::NAME, size_of::<master_agent::ToMaster>()),
        (master_agent::ToAgent::NAME, size_of::<master_agent::ToAgent>()),
        (master_scheduler::ToMaster::NAME, size_of::<master_scheduler::ToMaster>()),
        (master_scheduler::ToScheduler::NAME, size_of::<master_scheduler::ToScheduler>()),
        (agent_executor::ToAgent::NAME, size_of::<agent_executor::ToAgent>()),
        (agent_executor::ToExecutor::NAME, size_of::<agent_executor::ToExecutor>()),
    ] {
        assert!(size <= 128, "{name}: {size} bytes");
    }
}

#[test]
fn secrets_are_not_printed() {
    let shown = format!("{:?}", task());
    assert!(shown.contains("Value(hidden)") && !shown.contains("[1, 2, 3]"), "{shown}");
}

#[test]
fn a_plain_task_needs_no_mention_of_what_it_does_not_use() {
    let task = TaskInfo::command("echo hi").cpus(0.1).mem(MiB(32)).on(id("c-S1"), id("t"));
    assert!(codec::encode(&task).unwrap().len() < 300);
}
