//! Values of the protocol in which as much as possible is set.

use std::fmt::Debug;
use std::str::FromStr;
use std::time::Duration;

use mesos_protocol::agent::{Domain, Unavailability};
use mesos_protocol::attributes::Attributes;
use mesos_protocol::checks::{CheckInfo, CheckProbe, CheckStatus, HealthCheck, HealthProbe, IpProtocol};
use mesos_protocol::constraints::{Constraint, OfferConstraints, Predicate, Selector};
use mesos_protocol::container::*;
use mesos_protocol::executor::{ExecutorInfo, ExecutorKind};
use mesos_protocol::framework::{FrameworkCapability, FrameworkInfo, OfferFilters};
use mesos_protocol::ids::UpdateUuid;
use mesos_protocol::master::MasterInfo;
use mesos_protocol::offer::{InverseOffer, Offer};
use mesos_protocol::operation::{Operation, OperationState, OperationStatus};
use mesos_protocol::resources::{
    DiskInfo, DiskSource, DiskSourceKind, Reservation, Resource, ResourceLimits, ResourceQuantities, Resources,
};
use mesos_protocol::roles::Role;
use mesos_protocol::status::{Reason, Source, TaskState, TaskStatus};
use mesos_protocol::task::{CommandInfo, TaskDraft, TaskInfo, Uri, Variable, VariableValue};
use mesos_protocol::values::{Blob, Labels, MiB, Scalar};

pub(super) const UUID: UpdateUuid = UpdateUuid([7; 16]);

pub(super) fn id<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

pub(super) fn role(text: &str) -> Role {
    Role::new(text).unwrap()
}

pub(super) fn framework() -> FrameworkInfo {
    let mut framework = FrameworkInfo::named("shop")
        .user("www")
        .id(id("f-1"))
        .roles([role("eng/dev"), role("ops")])
        .capability(FrameworkCapability::PartitionAware)
        .failover_timeout(Duration::from_millis(604_800_500))
        .principal("p")
        .label("k", "v");
    framework.hostname = Some("h".to_owned());
    framework.webui_url = Some("http://h/".to_owned());
    let minimum = ResourceQuantities::none().with("cpus", 0.5).with("mem", 32);
    framework.offer_filters.insert(role("ops"), OfferFilters { min_allocatable: Some(vec![minimum]) });
    framework.offer_filters.insert(role("eng/dev"), OfferFilters { min_allocatable: None });
    framework
}

fn volume() -> Volume {
    let config = Some(Secret::Reference { name: "docker".to_owned(), key: Some("config".to_owned()) });
    let image = ImageSource::Docker { name: "nginx:1".to_owned(), config };
    Volume {
        mode: VolumeMode::ReadOnly,
        host_path: Some("/host".to_owned()),
        image: Some(Image { source: image, cached: false }),
        source: Some(VolumeSource::SandboxPath { whose: Some(SandboxOwner::Parent), path: "x".to_owned() }),
        ..Volume::at("data")
    }
}

pub(super) fn disk() -> Resource {
    let mut source = DiskSource::mount("/mnt/a");
    source.vendor = Some("acme".to_owned());
    source.id = Some("lun-1".to_owned());
    source.profile = Some("fast".to_owned());
    source.metadata = Labels::none().with("a", "b");
    let volume = Volume { mode: VolumeMode::ReadOnly, ..Volume::at("data") };
    let mut disk = DiskInfo::persistent("volume-1", Some("ops"), volume);
    disk.source = Some(source);
    let reserved = Reservation::dynamic(role("eng")).by("ops").labels(Labels::none().with("k", "v"));
    let refined = Reservation::dynamic(role("eng/dev"));
    Resource::disk_space(MiB(64))
        .with_disk(disk)
        .and_then(|disk| disk.with_reservations(vec![reserved, refined]))
        .and_then(|disk| disk.shared(true))
        .unwrap()
        .from_provider(id("rp-1"))
        .allocated(role("eng/dev"))
}

pub(super) fn resources() -> Resources {
    let fixed = Resource::cpus(0.1).push_reservation(Reservation::fixed(role("ops"))).unwrap();
    let text = "cpus:2.001;mem:512;ports:[31000-31005,32000-32000];bugs:{a,b}";
    let plain: Resources = text.parse().unwrap();
    // The same shared disk twice: both copies are written.
    plain.with(fixed).with(Resource::cpus(1).revocable(true)).with(disk()).with(disk())
}

fn network() -> NetworkInfo {
    NetworkInfo {
        ip_addresses: vec![IpAddress { protocol: IpProtocol::V6, ip: Some("::1".to_owned()) }],
        name: Some("net".to_owned()),
        groups: vec!["g".to_owned()],
        labels: Labels::none().with("k", "v"),
        port_mappings: vec![PortMapping { host_port: 80, container_port: 65535, protocol: Some("tcp".to_owned()) }],
    }
}

fn container() -> ContainerInfo {
    let docker = DockerInfo {
        image: "nginx".to_owned(),
        network: Some(DockerNetwork::Bridge),
        port_mappings: vec![PortMapping { host_port: 1, container_port: 2, protocol: None }],
        privileged: true,
        parameters: vec![("b".to_owned(), "2".to_owned()), ("a".to_owned(), "1".to_owned())],
        force_pull_image: true,
        volume_driver: Some("d".to_owned()),
    };
    let linux = LinuxInfo {
        capabilities: None,
        bounding_capabilities: Some(vec!["CHOWN".to_owned(), "NET_ADMIN".to_owned()]),
        effective_capabilities: Some(Vec::new()),
        share_pid_namespace: true,
        seccomp: Some(Seccomp::Profile("default.json".to_owned())),
        ipc_mode: Some(IpcMode::ShareParent),
        shm_size: Some(64),
        share_cgroups: false,
    };
    let appc = ImageSource::Appc { name: "n".to_owned(), id: Some("i".to_owned()), labels: Labels::none() };
    let source = |source| Volume { source: Some(source), ..Volume::at("p") };
    let options = vec![("size".to_owned(), "1g".to_owned())];
    let propagation = Some(MountPropagation::Bidirectional);
    ContainerInfo {
        volumes: vec![
            volume(),
            source(VolumeSource::Docker { driver: Some("d".to_owned()), name: "n".to_owned(), options }),
            source(VolumeSource::HostPath { path: "/h".to_owned(), propagation }),
            source(VolumeSource::Secret(Secret::Value(Blob::from(vec![1, 2, 3])))),
        ],
        hostname: Some("inside".to_owned()),
        docker: Some(Box::new(docker)),
        image: Some(Image { source: appc, cached: true }),
        networks: vec![network()],
        linux: Some(Box::new(linux)),
        rlimits: vec![
            RLimit { kind: "RLMT_NOFILE".to_owned(), hard: Some(u64::MAX), soft: Some(1) },
            RLimit { kind: "RLMT_CORE".to_owned(), hard: None, soft: None },
        ],
        tty: Some(TtyInfo { window: Some((24, 80)) }),
        ..ContainerInfo::new(ContainerKind::Mesos)
    }
}

fn discovery() -> DiscoveryInfo {
    let port = DiscoveryPort {
        number: 443,
        name: Some("https".to_owned()),
        protocol: Some("tcp".to_owned()),
        visibility: Some(Visibility::External),
        labels: Labels::none().with("k", "v"),
    };
    DiscoveryInfo {
        visibility: Visibility::Cluster,
        name: Some("web".to_owned()),
        environment: Some("production".to_owned()),
        location: Some("eu".to_owned()),
        version: Some("1.4".to_owned()),
        ports: vec![port],
        labels: Labels::none().with("k", "v"),
    }
}

fn command() -> CommandInfo {
    let uri = Uri {
        value: "http://h/x.tgz".to_owned(),
        executable: true,
        extract: false,
        cache: true,
        output_file: Some("x".to_owned()),
    };
    let secret = VariableValue::Secret(Secret::Reference { name: "s".to_owned(), key: None });
    let mut command = CommandInfo::program("/bin/true", ["-v"]).user("www").env("A", "1");
    command.environment.push(Variable { name: "B".to_owned(), value: secret });
    command.uris.push(uri);
    command
}

pub(super) fn executor() -> ExecutorInfo {
    ExecutorInfo {
        kind: Some(ExecutorKind::Custom),
        framework_id: Some(id("f-1")),
        command: Some(command()),
        container: Some(Box::new(container())),
        resources: Resources::none().cpus(0.1).mem(MiB(32)),
        name: Some("n".to_owned()),
        source: Some("s".to_owned()),
        data: Some(Blob::from(vec![0, 255])),
        discovery: Some(Box::new(discovery())),
        shutdown_grace_period: Some(Duration::from_secs(5)),
        labels: Labels::none().with("k", "v"),
        ..ExecutorInfo::new(id("e-1"))
    }
}

fn health_probes() -> [HealthProbe; 3] {
    let path = Some("/health".to_owned());
    [
        HealthProbe::Http {
            protocol: IpProtocol::V6,
            scheme: Some("https".to_owned()),
            port: 80,
            path,
            statuses: vec![200],
        },
        HealthProbe::Command(Box::new(command())),
        HealthProbe::Tcp { protocol: IpProtocol::V4, port: 81 },
    ]
}

fn check_probes() -> [CheckProbe; 3] {
    [
        CheckProbe::Tcp { port: 80 },
        CheckProbe::Http { port: 80, path: Some("/".to_owned()) },
        CheckProbe::Command(Box::new(command())),
    ]
}

/// Three tasks that differ in what they run and how they are checked.
pub(super) fn tasks() -> Vec<TaskInfo> {
    let probes = health_probes().into_iter().zip(check_probes());
    let task = |(number, (health, check)): (usize, (HealthProbe, CheckProbe))| {
        let mut health = HealthCheck::new(health);
        health.delay = Duration::from_millis(1500);
        health.consecutive_failures = 7;
        let draft = if number == 0 { TaskDraft::by(executor()) } else { TaskDraft::new(command()) };
        draft
            .name("a name")
            .resources(resources())
            .container(container())
            .health_check(health)
            .check(CheckInfo::new(check))
            .kill_grace(Duration::from_nanos(1))
            .data(vec![0, 255])
            .label("k", "v")
            .discovery(discovery())
            .max_completion_time(Duration::from_secs(60))
            .limits(ResourceLimits::none().with("cpus", Scalar::MAX).with("mem", 512))
            .on(id("S-1"), id(&format!("web.{number}")))
    };
    probes.enumerate().map(task).collect()
}

pub(super) fn operations() -> Vec<Operation> {
    let raw = DiskInfo::from_source(DiskSource::of(DiskSourceKind::Raw));
    let raw = Resource::disk_space(MiB(64)).with_disk(raw).unwrap();
    let volumes = Resources::from(disk());
    vec![
        Operation::launch(tasks()),
        Operation::LaunchGroup { executor: Box::new(executor()), tasks: tasks() },
        Operation::Reserve { source: None, resources: resources() },
        Operation::Reserve { source: Some(resources()), resources: resources() },
        Operation::Unreserve { resources: resources() },
        Operation::Create { volumes: volumes.clone() },
        Operation::Destroy { volumes },
        Operation::GrowVolume { volume: disk(), addition: Resource::disk_space(MiB(1)) },
        Operation::ShrinkVolume { volume: disk(), subtract: Scalar::from(0.5) },
        Operation::CreateDisk { source: raw, target: DiskSourceKind::Mount, target_profile: Some("fast".to_owned()) },
        Operation::DestroyDisk { source: disk() },
    ]
}

pub(super) fn status(check: CheckStatus) -> TaskStatus {
    let container = ContainerStatus {
        container_id: Some(id("outer.inner.innermost")),
        networks: vec![network()],
        net_cls_classid: Some(65_537),
        executor_pid: Some(77),
    };
    let mut status = TaskStatus::new(id("web.1"), TaskState::Unreachable, Source::Master)
        .reason(Reason::AgentRemoved)
        .message("line\nline")
        .agent(id("S-1"))
        .executor(id("e-1"))
        .at(Duration::from_millis(1_500_000_000_250))
        .uuid(UUID);
    status.data = Some(Blob::from(vec![1]));
    status.healthy = Some(false);
    status.check_status = Some(check);
    status.labels = Labels::none().with("k", "v");
    status.container_status = Some(Box::new(container));
    status.unreachable_time = Some(Duration::from_nanos(1_443_830_400_000_000_001));
    status.limitation = Some(Resources::none().mem(MiB(1)));
    status
}

pub(super) fn offer() -> Offer {
    Offer {
        id: id("O-1"),
        framework_id: id("f-1"),
        agent_id: id("S-1"),
        hostname: "h".to_owned(),
        address: Some("10.0.0.1:5051".to_owned()),
        resources: resources(),
        attributes: id::<Attributes>("rack:r2;level:3;span:[1-3]"),
        role: role("eng/dev"),
        executor_ids: vec![id("e-1"), id("e-2")],
        domain: Some(Domain { region: "eu".to_owned(), zone: "a".to_owned() }),
        unavailability: Some(Unavailability {
            start: Duration::from_secs(1_443_830_400),
            duration: Some(Duration::from_secs(3600)),
        }),
    }
}

pub(super) fn constraints() -> OfferConstraints {
    let one = |selector, predicate| Constraint { selector, predicate };
    let text = |text: &str| text.to_owned();
    let groups = vec![
        vec![
            one(Selector::Attribute(text("rack")), Predicate::TextEquals(text("r2"))),
            one(Selector::Attribute(text("")), Predicate::TextNotEquals(text(""))),
            one(Selector::Zone, Predicate::TextMatches(text("z[0-9]"))),
        ],
        vec![
            one(Selector::Region, Predicate::NotExists),
            one(Selector::Hostname, Predicate::TextNotMatches(text("db-.*"))),
            one(Selector::Hostname, Predicate::Exists),
        ],
    ];
    OfferConstraints::none().with(role("ops"), groups.clone()).with(role("eng/dev"), groups[1..].to_vec())
}

pub(super) fn operation_status() -> OperationStatus {
    OperationStatus {
        converted: resources(),
        uuid: Some(UUID),
        agent_id: Some(id("S-1")),
        provider_id: Some(id("p-1")),
        ..OperationStatus::new(id("op-1"), OperationState::Finished).message("done")
    }
}

pub(super) fn inverse_offer() -> InverseOffer {
    InverseOffer {
        id: id("O-2"),
        framework_id: id("f-1"),
        agent_id: Some(id("S-1")),
        address: Some("10.0.0.1:5051".to_owned()),
        unavailability: Unavailability { start: Duration::from_secs(9), duration: Some(Duration::from_secs(60)) },
        resources: resources(),
    }
}

pub(super) fn master(address: &str) -> MasterInfo {
    MasterInfo {
        id: "m".to_owned(),
        address: address.parse().unwrap(),
        hostname: Some("master.example".to_owned()),
        version: "0.1.0".to_owned(),
        domain: Some(Domain { region: "eu".to_owned(), zone: "a".to_owned() }),
    }
}
