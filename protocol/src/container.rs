//! Containers: what a task sees of the machine, and how others find it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::checks::IpProtocol;
use crate::ids::ContainerId;
use crate::named::named_enum;
use crate::values::{Blob, Labels};

/// Describes a container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerInfo {
    /// Who makes it.
    pub kind: ContainerKind,
    /// What is mounted into it.
    pub volumes: Vec<Volume>,
    /// The machine name inside.
    pub hostname: Option<String>,
    /// For containers made by Docker.
    pub docker: Option<Box<DockerInfo>>,
    /// The root file system of containers made by the agent; the machine's own if absent.
    pub image: Option<Image>,
    /// The networks it joins; the machine's own if there are none.
    pub networks: Vec<NetworkInfo>,
    /// Settings of the Linux kernel.
    pub linux: Option<Box<LinuxInfo>>,
    /// Limits of its processes.
    pub rlimits: Vec<RLimit>,
    /// Gives it a terminal of this size, or of any.
    pub tty: Option<TtyInfo>,
}

named_enum! {
    /// Who makes a container.
    pub enum ContainerKind ("kind of container") {
        /// A Docker daemon.
        Docker = 1 => "DOCKER",
        /// The agent itself.
        Mesos = 2 => "MESOS",
    }
}

impl ContainerInfo {
    /// A container of that kind about which nothing else is said.
    pub fn new(kind: ContainerKind) -> ContainerInfo {
        ContainerInfo {
            kind,
            volumes: Vec::new(),
            hostname: None,
            docker: None,
            image: None,
            networks: Vec::new(),
            linux: None,
            rlimits: Vec::new(),
            tty: None,
        }
    }
}

/// What a Docker daemon is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DockerInfo {
    /// The image's name.
    pub image: String,
    /// The network it joins; the machine's own if absent.
    pub network: Option<DockerNetwork>,
    /// Ports of the machine that lead into it.
    pub port_mappings: Vec<PortMapping>,
    /// Whether it may do all that the machine's root may.
    pub privileged: bool,
    /// Further flags of `docker run`, by name and value.
    pub parameters: Vec<(String, String)>,
    /// Fetches the image even if it is there.
    pub force_pull_image: bool,
    /// Who mounts its volumes.
    pub volume_driver: Option<String>,
}

named_enum! {
    /// The network of a container made by Docker.
    pub enum DockerNetwork ("Docker network") {
        /// The machine's own.
        Host = 1 => "HOST",
        /// Docker's bridge.
        Bridge = 2 => "BRIDGE",
        /// None.
        None = 3 => "NONE",
        /// One that the operator named.
        User = 4 => "USER",
    }
}

/// A port of the machine that leads to one of the container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortMapping {
    /// On the machine.
    pub host_port: u16,
    /// In the container.
    pub container_port: u16,
    /// `tcp` or `udp`.
    pub protocol: Option<String>,
}

/// A root file system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Image {
    /// Which one.
    pub source: ImageSource,
    /// Whether a copy on the agent may be used: yes, unless told otherwise.
    pub cached: bool,
}

/// Which root file system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ImageSource {
    /// From a Docker registry.
    Docker {
        /// Registry, name and tag.
        name: String,
        /// What proves us to the registry: a Docker configuration.
        config: Option<Secret>,
    },
    /// An App Container image.
    Appc {
        /// Its name.
        name: String,
        /// Its digest.
        id: Option<String>,
        /// What it must be labelled with.
        labels: Labels,
    },
}

/// Something that only its user should see.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Secret {
    /// Kept elsewhere.
    Reference {
        /// Where.
        name: String,
        /// Which part of it.
        key: Option<String>,
    },
    /// The thing itself.
    Value(Blob),
}

/// Never shows a value.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Secret::Reference { name, key } => f.debug_struct("Reference").field("name", name).field("key", key).finish(),
            Secret::Value(_) => f.write_str("Value(hidden)"),
        }
    }
}

/// Something mounted into a container.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Volume {
    /// Whether the container may write.
    pub mode: VolumeMode,
    /// Where it appears, absolute or below the sandbox.
    pub container_path: String,
    /// A file or folder of the machine.
    pub host_path: Option<String>,
    /// A file system of its own.
    pub image: Option<Image>,
    /// Anything else.
    pub source: Option<VolumeSource>,
}

named_enum! {
    /// Whether a container may write to a volume.
    pub enum VolumeMode ("volume mode") {
        /// It may.
        ReadWrite = 1 => "RW",
        /// It may only read.
        ReadOnly = 2 => "RO",
    }
}

/// Where a volume comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VolumeSource {
    /// A volume of a Docker volume plugin.
    Docker {
        /// The plugin.
        driver: Option<String>,
        /// The plugin's name of it.
        name: String,
        /// What the plugin is told, by name and value.
        options: Vec<(String, String)>,
    },
    /// A file or folder of the machine.
    HostPath {
        /// Absolute.
        path: String,
        /// How mounts below it spread.
        propagation: Option<MountPropagation>,
    },
    /// A folder of a sandbox.
    SandboxPath {
        /// Of this container if absent.
        whose: Option<SandboxOwner>,
        /// Below that sandbox.
        path: String,
    },
    /// A file with a secret in it.
    Secret(Secret),
}

named_enum! {
    /// How mounts spread between machine and container.
    pub enum MountPropagation ("mount propagation") {
        /// From the machine into the container.
        HostToContainer = 1 => "HOST_TO_CONTAINER",
        /// Both ways.
        Bidirectional = 2 => "BIDIRECTIONAL",
    }
}

named_enum! {
    /// Whose sandbox.
    pub enum SandboxOwner ("owner of a sandbox") {
        /// The container's own.
        This = 1 => "SELF",
        /// That of the container around it.
        Parent = 2 => "PARENT",
    }
}

impl Volume {
    /// A volume that appears there and can be written to.
    pub fn at(container_path: impl Into<String>) -> Volume {
        Volume {
            mode: VolumeMode::ReadWrite,
            container_path: container_path.into(),
            host_path: None,
            image: None,
            source: None,
        }
    }
}

/// `/host:/data:rw`
impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(host) = &self.host_path {
            write!(f, "{host}:")?;
        }
        write!(f, "{}:{}", self.container_path, if self.mode == VolumeMode::ReadOnly { "ro" } else { "rw" })
    }
}

/// A network that a container joins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkInfo {
    /// Wanted addresses, or those it got.
    pub ip_addresses: Vec<IpAddress>,
    /// The network's name.
    pub name: Option<String>,
    /// Who may reach it.
    pub groups: Vec<String>,
    /// What the network is told.
    pub labels: Labels,
    /// Ports of the machine that lead into it.
    pub port_mappings: Vec<PortMapping>,
}

/// An address, or the wish for any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IpAddress {
    /// By which protocol.
    pub protocol: IpProtocol,
    /// Any if absent.
    pub ip: Option<String>,
}

/// Settings of the Linux kernel for a container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinuxInfo {
    /// Capabilities by their kernel names without `CAP_`; replaced by the two below.
    pub capabilities: Option<Vec<String>>,
    /// Those that it can ever have.
    pub bounding_capabilities: Option<Vec<String>>,
    /// Those that it begins with.
    pub effective_capabilities: Option<Vec<String>>,
    /// Sees the processes of the container around it.
    pub share_pid_namespace: bool,
    /// Which system calls it may make.
    pub seccomp: Option<Seccomp>,
    /// Whether it shares memory with the container around it.
    pub ipc_mode: Option<IpcMode>,
    /// Size of its shared memory in MB.
    pub shm_size: Option<u32>,
    /// Has no cgroups of its own: yes, unless told otherwise.
    pub share_cgroups: bool,
}

/// Which system calls a container may make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seccomp {
    /// Those of a profile that the operator provided.
    Profile(String),
    /// All.
    Unconfined,
}

named_enum! {
    /// Whether a container shares memory with the one around it.
    pub enum IpcMode ("mode of shared memory") {
        /// Its own.
        Private = 1 => "PRIVATE",
        /// That of the container around it.
        ShareParent = 2 => "SHARE_PARENT",
    }
}

/// A limit of a process; none if both values are absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RLimit {
    /// What is limited, in the public API's words: `RLMT_NOFILE`.
    pub kind: String,
    /// What the process may at most raise it to.
    pub hard: Option<u64>,
    /// What it begins with.
    pub soft: Option<u64>,
}

/// A terminal, of a size or of any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TtyInfo {
    /// Rows and columns.
    pub window: Option<(u16, u16)>,
}

/// What is known of a running container.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerStatus {
    /// Which container.
    pub container_id: Option<ContainerId>,
    /// Its networks with the addresses it got.
    pub networks: Vec<NetworkInfo>,
    /// The class of its packets.
    pub net_cls_classid: Option<u32>,
    /// The executor's process on the machine.
    pub executor_pid: Option<u32>,
}

/// How others find a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscoveryInfo {
    /// Who should find it.
    pub visibility: Visibility,
    /// Under which name.
    pub name: Option<String>,
    /// Such as `production`.
    pub environment: Option<String>,
    /// Such as a data centre.
    pub location: Option<String>,
    /// Such as `1.4`.
    pub version: Option<String>,
    /// Where it listens.
    pub ports: Vec<DiscoveryPort>,
    /// Anything else.
    pub labels: Labels,
}

named_enum! {
    /// Who should find a task.
    pub enum Visibility ("visibility") {
        /// Its framework.
        Framework = 0 => "FRAMEWORK",
        /// Everybody in the cluster.
        Cluster = 1 => "CLUSTER",
        /// Everybody.
        External = 2 => "EXTERNAL",
    }
}

/// A port under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscoveryPort {
    /// Where it listens.
    pub number: u16,
    /// What is spoken there.
    pub name: Option<String>,
    /// `tcp` or `udp`.
    pub protocol: Option<String>,
    /// Who should find it.
    pub visibility: Option<Visibility>,
    /// Anything else.
    pub labels: Labels,
}
