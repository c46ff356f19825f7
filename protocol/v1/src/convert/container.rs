//! Containers: networks, kernel settings, and how tasks are found.

use mesos_protocol::container::{
    ContainerInfo, ContainerStatus, DiscoveryInfo, DiscoveryPort, DockerInfo, IpAddress, LinuxInfo, NetworkInfo,
    PortMapping, RLimit, Seccomp, TtyInfo,
};

use super::values::{labels, wrote_labels};
use super::volume::{parameters, wrote_parameters};
use super::{all, maybe, maybe_boxed, needed, port, present, wrote, wrote_all, wrote_boxed};
use crate::container_info::MesosInfo;
use crate::{
    CapabilityInfo, CgroupInfo, Enumeration, Error, Port, Ports, RLimitInfo, SeccompInfo, capability_info, cgroup_info,
    container_info, network_info, r_limit_info, tty_info,
};

impl TryFrom<crate::NetworkInfo> for NetworkInfo {
    type Error = Error;

    fn try_from(network: crate::NetworkInfo) -> Result<Self, Error> {
        Ok(Self {
            ip_addresses: all(network.ip_addresses, "ip_addresses")?,
            name: network.name,
            groups: network.groups,
            labels: labels(network.labels, "labels")?,
            port_mappings: all(network.port_mappings, "port_mappings")?,
        })
    }
}

impl From<&NetworkInfo> for crate::NetworkInfo {
    fn from(network: &NetworkInfo) -> Self {
        Self {
            ip_addresses: wrote_all(&network.ip_addresses),
            name: network.name.clone(),
            groups: network.groups.clone(),
            labels: wrote_labels(&network.labels),
            port_mappings: wrote_all(&network.port_mappings),
        }
    }
}

impl TryFrom<network_info::IpAddress> for IpAddress {
    type Error = Error;

    fn try_from(address: network_info::IpAddress) -> Result<Self, Error> {
        Ok(Self { protocol: needed(Some(address.protocol()), "protocol")?, ip: address.ip_address })
    }
}

impl From<&IpAddress> for network_info::IpAddress {
    fn from(address: &IpAddress) -> Self {
        Self { protocol: Some((&address.protocol).into()), ip_address: address.ip.clone() }
    }
}

/// The same shape occurs for networks and for Docker.
macro_rules! port_mapping {
    ($api:ty) => {
        impl TryFrom<$api> for PortMapping {
            type Error = Error;

            fn try_from(mapping: $api) -> Result<Self, Error> {
                let host_port = port(mapping.host_port, "host_port")?;
                let container_port = port(mapping.container_port, "container_port")?;
                Ok(Self { host_port, container_port, protocol: mapping.protocol })
            }
        }

        impl From<&PortMapping> for $api {
            fn from(mapping: &PortMapping) -> Self {
                Self {
                    host_port: Some(mapping.host_port.into()),
                    container_port: Some(mapping.container_port.into()),
                    protocol: mapping.protocol.clone(),
                }
            }
        }
    };
}

port_mapping!(network_info::PortMapping);
port_mapping!(container_info::docker_info::PortMapping);

impl TryFrom<crate::LinuxInfo> for LinuxInfo {
    type Error = Error;

    fn try_from(linux: crate::LinuxInfo) -> Result<Self, Error> {
        let share_cgroups = linux.share_cgroups();
        let names = |info: CapabilityInfo| info.capabilities.iter().map(|one| one.name().to_owned()).collect();
        Ok(Self {
            capabilities: linux.capability_info.map(names),
            bounding_capabilities: linux.bounding_capabilities.map(names),
            effective_capabilities: linux.effective_capabilities.map(names),
            share_pid_namespace: linux.share_pid_namespace.unwrap_or(false),
            seccomp: linux.seccomp.map(seccomp).transpose().map_err(|error| error.within("seccomp"))?,
            ipc_mode: match linux.ipc_mode {
                Some(crate::linux_info::IpcMode::Unknown) => None,
                mode => maybe(mode, "ipc_mode")?,
            },
            shm_size: linux.shm_size,
            share_cgroups,
        })
    }
}

fn seccomp(info: SeccompInfo) -> Result<Seccomp, Error> {
    match (info.profile_name, info.unconfined) {
        (Some(name), None | Some(false)) => Ok(Seccomp::Profile(name)),
        (None, Some(true)) => Ok(Seccomp::Unconfined),
        (None, _) => Err(Error::new("names no profile and is not unconfined")),
        (Some(_), Some(true)) => Err(Error::new("names a profile and is unconfined")),
    }
}

impl From<&LinuxInfo> for crate::LinuxInfo {
    fn from(linux: &LinuxInfo) -> Self {
        let known = |names: &Vec<String>| CapabilityInfo {
            capabilities: names.iter().filter_map(|name| capability_info::Capability::from_name(name)).collect(),
        };
        let seccomp = |seccomp: &Seccomp| match seccomp {
            Seccomp::Profile(name) => SeccompInfo { profile_name: Some(name.clone()), unconfined: None },
            Seccomp::Unconfined => SeccompInfo { profile_name: None, unconfined: Some(true) },
        };
        Self {
            capability_info: linux.capabilities.as_ref().map(known),
            bounding_capabilities: linux.bounding_capabilities.as_ref().map(known),
            effective_capabilities: linux.effective_capabilities.as_ref().map(known),
            share_pid_namespace: linux.share_pid_namespace.then_some(true),
            seccomp: linux.seccomp.as_ref().map(seccomp),
            ipc_mode: wrote(linux.ipc_mode.as_ref()),
            shm_size: linux.shm_size,
            share_cgroups: Some(linux.share_cgroups),
        }
    }
}

impl TryFrom<r_limit_info::RLimit> for RLimit {
    type Error = Error;

    fn try_from(limit: r_limit_info::RLimit) -> Result<Self, Error> {
        let kind = present(limit.r#type, "type")?;
        if kind == r_limit_info::r_limit::Type::Unknown {
            return Err(Error::unsupported("is UNKNOWN, which is not supported").within("type"));
        }
        if limit.hard.is_some() != limit.soft.is_some() {
            return Err(Error::new("has only one of hard and soft; give both, or none for no limit"));
        }
        Ok(Self { kind: kind.name().to_owned(), hard: limit.hard, soft: limit.soft })
    }
}

impl From<&RLimit> for r_limit_info::RLimit {
    fn from(limit: &RLimit) -> Self {
        Self { r#type: Enumeration::from_name(&limit.kind), hard: limit.hard, soft: limit.soft }
    }
}

impl TryFrom<crate::TtyInfo> for TtyInfo {
    type Error = Error;

    fn try_from(tty: crate::TtyInfo) -> Result<Self, Error> {
        let Some(size) = tty.window_size else { return Ok(Self { window: None }) };
        let side = |value, name| {
            let count: u32 = present(value, name)?;
            u16::try_from(count).map_err(|_| Error::new(format!("is {count}, which no terminal has")).within(name))
        };
        let read = || Ok(Self { window: Some((side(size.rows, "rows")?, side(size.columns, "columns")?)) });
        read().map_err(|error: Error| error.within("window_size"))
    }
}

impl From<&TtyInfo> for crate::TtyInfo {
    fn from(tty: &TtyInfo) -> Self {
        let size =
            |(rows, columns): (u16, u16)| tty_info::WindowSize { rows: Some(rows.into()), columns: Some(columns.into()) };
        Self { window_size: tty.window.map(size) }
    }
}

impl TryFrom<container_info::DockerInfo> for DockerInfo {
    type Error = Error;

    fn try_from(docker: container_info::DockerInfo) -> Result<Self, Error> {
        Ok(Self {
            privileged: docker.privileged(),
            image: present(docker.image, "image")?,
            network: maybe(docker.network, "network")?,
            port_mappings: all(docker.port_mappings, "port_mappings")?,
            parameters: parameters(docker.parameters, "parameters")?,
            force_pull_image: docker.force_pull_image.unwrap_or(false),
            volume_driver: docker.volume_driver,
        })
    }
}

impl From<&DockerInfo> for container_info::DockerInfo {
    fn from(docker: &DockerInfo) -> Self {
        Self {
            image: Some(docker.image.clone()),
            network: wrote(docker.network.as_ref()),
            port_mappings: wrote_all(&docker.port_mappings),
            privileged: Some(docker.privileged),
            parameters: wrote_parameters(&docker.parameters),
            force_pull_image: docker.force_pull_image.then_some(true),
            volume_driver: docker.volume_driver.clone(),
        }
    }
}

impl TryFrom<crate::ContainerInfo> for ContainerInfo {
    type Error = Error;

    fn try_from(container: crate::ContainerInfo) -> Result<Self, Error> {
        let image = container.mesos.and_then(|mesos| mesos.image);
        Ok(Self {
            kind: needed(container.r#type, "type")?,
            volumes: all(container.volumes, "volumes")?,
            hostname: container.hostname,
            docker: maybe_boxed(container.docker, "docker")?,
            image: maybe(image, "image").map_err(|error| error.within("mesos"))?,
            networks: all(container.network_infos, "network_infos")?,
            linux: maybe_boxed(container.linux_info, "linux_info")?,
            rlimits: all(container.rlimit_info.unwrap_or_default().rlimits, "rlimits")
                .map_err(|error| error.within("rlimit_info"))?,
            tty: maybe(container.tty_info, "tty_info")?,
        })
    }
}

impl From<&ContainerInfo> for crate::ContainerInfo {
    fn from(container: &ContainerInfo) -> Self {
        let rlimits = wrote_all(&container.rlimits);
        Self {
            r#type: Some((&container.kind).into()),
            volumes: wrote_all(&container.volumes),
            hostname: container.hostname.clone(),
            docker: wrote_boxed(container.docker.as_deref()),
            mesos: container.image.as_ref().map(|image| MesosInfo { image: Some(image.into()) }),
            network_infos: wrote_all(&container.networks),
            linux_info: wrote_boxed(container.linux.as_deref()),
            rlimit_info: (!container.rlimits.is_empty()).then_some(RLimitInfo { rlimits }),
            tty_info: wrote(container.tty.as_ref()),
        }
    }
}

impl TryFrom<crate::ContainerStatus> for ContainerStatus {
    type Error = Error;

    fn try_from(status: crate::ContainerStatus) -> Result<Self, Error> {
        Ok(Self {
            container_id: maybe(status.container_id, "container_id")?,
            networks: all(status.network_infos, "network_infos")?,
            net_cls_classid: status.cgroup_info.and_then(|cgroup| cgroup.net_cls).and_then(|net_cls| net_cls.classid),
            executor_pid: status.executor_pid,
        })
    }
}

impl From<&ContainerStatus> for crate::ContainerStatus {
    fn from(status: &ContainerStatus) -> Self {
        let cgroup = |classid| CgroupInfo { net_cls: Some(cgroup_info::NetCls { classid: Some(classid) }) };
        Self {
            container_id: wrote(status.container_id.as_ref()),
            network_infos: wrote_all(&status.networks),
            cgroup_info: status.net_cls_classid.map(cgroup),
            executor_pid: status.executor_pid,
        }
    }
}

impl TryFrom<crate::DiscoveryInfo> for DiscoveryInfo {
    type Error = Error;

    fn try_from(discovery: crate::DiscoveryInfo) -> Result<Self, Error> {
        Ok(Self {
            visibility: needed(discovery.visibility, "visibility")?,
            name: discovery.name,
            environment: discovery.environment,
            location: discovery.location,
            version: discovery.version,
            ports: all(discovery.ports.unwrap_or_default().ports, "ports").map_err(|error| error.within("ports"))?,
            labels: labels(discovery.labels, "labels")?,
        })
    }
}

impl From<&DiscoveryInfo> for crate::DiscoveryInfo {
    fn from(discovery: &DiscoveryInfo) -> Self {
        let ports = wrote_all(&discovery.ports);
        Self {
            visibility: Some((&discovery.visibility).into()),
            name: discovery.name.clone(),
            environment: discovery.environment.clone(),
            location: discovery.location.clone(),
            version: discovery.version.clone(),
            ports: (!discovery.ports.is_empty()).then_some(Ports { ports }),
            labels: wrote_labels(&discovery.labels),
        }
    }
}

impl TryFrom<Port> for DiscoveryPort {
    type Error = Error;

    fn try_from(found: Port) -> Result<Self, Error> {
        Ok(Self {
            number: port(found.number, "number")?,
            name: found.name,
            protocol: found.protocol,
            visibility: maybe(found.visibility, "visibility")?,
            labels: labels(found.labels, "labels")?,
        })
    }
}

impl From<&DiscoveryPort> for Port {
    fn from(port: &DiscoveryPort) -> Self {
        Self {
            number: Some(port.number.into()),
            name: port.name.clone(),
            protocol: port.protocol.clone(),
            visibility: wrote(port.visibility.as_ref()),
            labels: wrote_labels(&port.labels),
        }
    }
}
