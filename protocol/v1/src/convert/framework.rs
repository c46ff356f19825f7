//! Frameworks, offers of both directions, and masters.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use mesos_protocol::framework::{FrameworkCapability, FrameworkInfo, OfferFilters};
use mesos_protocol::master::MasterInfo;
use mesos_protocol::offer::{Filters, InverseOffer, Offer, ResourceRequest};
use mesos_protocol::roles::Role;

use super::names::{capabilities, role, role_names, roles};
use super::resources::wrote_resources;
use super::values::{labels, wrote_labels};
use super::{all, maybe, needed, present, refused, resources, seconds, wrote, wrote_all};
use crate::framework_info::{Capability, capability};
use crate::offer_filters::MinAllocatableResources;
use crate::resource::AllocationInfo;
use crate::{Address, Error, Url};

impl TryFrom<crate::FrameworkInfo> for FrameworkInfo {
    type Error = Error;

    fn try_from(info: crate::FrameworkInfo) -> Result<Self, Error> {
        Ok(Self {
            failover_timeout: seconds(info.failover_timeout(), "failover_timeout")?,
            checkpoint: info.checkpoint(),
            roles: framework_roles(&info)?,
            capabilities: capabilities(info.capabilities),
            user: present(info.user, "user")?,
            name: present(info.name, "name")?,
            // Some clients send an empty id where they have none yet.
            id: maybe(info.id.filter(|id| id.value.as_deref() != Some("")), "id")?,
            principal: info.principal,
            hostname: info.hostname,
            labels: labels(info.labels, "labels")?,
            webui_url: info.webui_url,
            offer_filters: offer_filters(info.offer_filters)?,
        })
    }
}

/// With MULTI_ROLE the roles are a list, without it there is one.
fn framework_roles(info: &crate::FrameworkInfo) -> Result<Vec<Role>, Error> {
    let multi = info.capabilities.iter().any(|one| one.r#type == Some(capability::Type::MultiRole));
    match (multi, info.role.as_deref()) {
        (true, None) => roles(info.roles.clone(), "roles"),
        (true, Some(_)) => Err(Error::new("is set although the framework has MULTI_ROLE; use roles").within("role")),
        (false, _) if !info.roles.is_empty() => {
            Err(Error::new("is set although the framework lacks MULTI_ROLE; use role").within("roles"))
        }
        (false, _) => Ok(vec![role(info.role().to_owned(), "role")?]),
    }
}

fn offer_filters(map: BTreeMap<String, crate::OfferFilters>) -> Result<BTreeMap<Role, OfferFilters>, Error> {
    let read = |(name, filters): (String, crate::OfferFilters)| {
        let read = || {
            let role = Role::new(&name).map_err(refused)?;
            let minimum = filters.min_allocatable_resources.map(|minimum| all(minimum.quantities, "quantities"));
            let min_allocatable = minimum.transpose().map_err(|error| error.within("min_allocatable_resources"))?;
            Ok((role, OfferFilters { min_allocatable }))
        };
        read().map_err(|error: Error| error.at_key(&name).within("offer_filters"))
    };
    map.into_iter().map(read).collect()
}

impl From<&FrameworkInfo> for crate::FrameworkInfo {
    fn from(info: &FrameworkInfo) -> Self {
        let mut written = Self {
            user: Some(info.user.clone()),
            name: Some(info.name.clone()),
            id: wrote(info.id.as_ref()),
            failover_timeout: Some(info.failover_timeout.as_secs_f64()),
            checkpoint: Some(info.checkpoint),
            hostname: info.hostname.clone(),
            principal: info.principal.clone(),
            webui_url: info.webui_url.clone(),
            capabilities: info.capabilities.iter().map(|one| Capability { r#type: Some(one.into()) }).collect(),
            labels: wrote_labels(&info.labels),
            offer_filters: info.offer_filters.iter().map(wrote_offer_filters).collect(),
            ..Self::default()
        };
        if info.has(FrameworkCapability::MultiRole) {
            written.roles = role_names(&info.roles);
        } else {
            written.role = info.roles.first().map(|role| role.as_str().to_owned());
        }
        written
    }
}

fn wrote_offer_filters((role, filters): (&Role, &OfferFilters)) -> (String, crate::OfferFilters) {
    let minimum = |list| MinAllocatableResources { quantities: wrote_all(list) };
    let written = crate::OfferFilters { min_allocatable_resources: filters.min_allocatable.as_ref().map(minimum) };
    (role.as_str().to_owned(), written)
}

/// Filters of a call; the default if it has none.
pub(super) fn filters(filters: Option<crate::Filters>) -> Filters {
    Filters::from_seconds(filters.unwrap_or_default().refuse_seconds())
}

impl From<&Filters> for crate::Filters {
    fn from(filters: &Filters) -> Self {
        Self { refuse_seconds: Some(filters.refuse.as_secs_f64()) }
    }
}

impl TryFrom<crate::Offer> for Offer {
    type Error = Error;

    fn try_from(offer: crate::Offer) -> Result<Self, Error> {
        let allocation = present(offer.allocation_info, "allocation_info")?;
        let in_role = present(allocation.role, "role").and_then(|text| role(text, "role"));
        Ok(Self {
            id: needed(offer.id, "id")?,
            framework_id: needed(offer.framework_id, "framework_id")?,
            agent_id: needed(offer.agent_id, "agent_id")?,
            hostname: present(offer.hostname, "hostname")?,
            address: offer.url.and_then(|url| host_and_port(&url)),
            resources: resources::resources(offer.resources, "resources")?,
            attributes: all(offer.attributes, "attributes")?,
            role: in_role.map_err(|error| error.within("allocation_info"))?,
            executor_ids: all(offer.executor_ids, "executor_ids")?,
            domain: maybe(offer.domain, "domain")?,
            unavailability: maybe(offer.unavailability, "unavailability")?,
        })
    }
}

impl TryFrom<crate::InverseOffer> for InverseOffer {
    type Error = Error;

    fn try_from(offer: crate::InverseOffer) -> Result<Self, Error> {
        Ok(Self {
            id: needed(offer.id, "id")?,
            framework_id: needed(offer.framework_id, "framework_id")?,
            agent_id: maybe(offer.agent_id, "agent_id")?,
            address: offer.url.and_then(|url| host_and_port(&url)),
            unavailability: needed(offer.unavailability, "unavailability")?,
            resources: resources::resources(offer.resources, "resources")?,
        })
    }
}

impl From<&InverseOffer> for crate::InverseOffer {
    fn from(offer: &InverseOffer) -> Self {
        Self {
            id: Some((&offer.id).into()),
            url: offer.address.as_deref().and_then(agent_url).map(Box::new),
            framework_id: Some((&offer.framework_id).into()),
            agent_id: wrote(offer.agent_id.as_ref()),
            unavailability: Some((&offer.unavailability).into()),
            resources: wrote_resources(&offer.resources),
        }
    }
}

impl TryFrom<crate::Request> for ResourceRequest {
    type Error = Error;

    fn try_from(request: crate::Request) -> Result<Self, Error> {
        let resources = resources::resources(request.resources, "resources")?;
        Ok(Self { agent_id: maybe(request.agent_id, "agent_id")?, resources })
    }
}

impl From<&ResourceRequest> for crate::Request {
    fn from(request: &ResourceRequest) -> Self {
        Self { agent_id: wrote(request.agent_id.as_ref()), resources: wrote_resources(&request.resources) }
    }
}

impl TryFrom<crate::MasterInfo> for MasterInfo {
    type Error = Error;

    fn try_from(info: crate::MasterInfo) -> Result<Self, Error> {
        // Masters of old said only a number, in the order of the network.
        let old = || present(info.ip, "ip").map(|ip| IpAddr::V4(Ipv4Addr::from(ip.to_le_bytes())));
        let said = info.address.as_ref().and_then(|address| address.ip.as_deref());
        let read = |ip: &str| ip.parse().map_err(|_| Error::new("is no IP address").within("ip").within("address"));
        let ip = said.map_or_else(old, read)?;
        let port = super::port(info.port, "port")?;
        Ok(Self {
            address: SocketAddr::new(ip, port),
            id: present(info.id, "id")?,
            hostname: info.hostname,
            version: info.version.unwrap_or_default(),
            domain: maybe(info.domain, "domain")?,
        })
    }
}

impl From<&MasterInfo> for crate::MasterInfo {
    fn from(info: &MasterInfo) -> Self {
        let (ip, port) = (info.address.ip(), info.address.port());
        // The number has no room for an address of version 6; those who know it read `address`.
        let number = match ip {
            IpAddr::V4(ip) => u32::from_le_bytes(ip.octets()),
            IpAddr::V6(_) => 0,
        };
        let address = Address { hostname: info.hostname.clone(), ip: Some(ip.to_string()), port: Some(port.into()) };
        Self {
            id: Some(info.id.clone()),
            ip: Some(number),
            port: Some(port.into()),
            pid: Some(format!("master@{}", info.address)),
            hostname: info.hostname.clone(),
            version: Some(info.version.clone()),
            address: Some(address),
            domain: wrote(info.domain.as_ref()),
            capabilities: Vec::new(),
        }
    }
}

fn host_and_port(url: &Url) -> Option<String> {
    let address = url.address.as_ref()?;
    let host = address.hostname.as_ref().or(address.ip.as_ref())?;
    let bare_v6 = host.contains(':') && !host.starts_with('[');
    let port = address.port?;
    Some(if bare_v6 { format!("[{host}]:{port}") } else { format!("{host}:{port}") })
}

/// The agent's own pages, as old clients expect them: below `/slave(1)`.
fn agent_url(address: &str) -> Option<Url> {
    let (host, port) = address.rsplit_once(':')?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let ip = host.parse::<IpAddr>().ok().map(|ip| ip.to_string());
    let address = Address { hostname: Some(host.to_owned()), ip, port: Some(port.parse::<u16>().ok()?.into()) };
    Some(Url {
        scheme: Some("http".to_owned()),
        address: Some(address),
        path: Some("/slave(1)".to_owned()),
        ..Url::default()
    })
}

impl From<&Offer> for crate::Offer {
    fn from(offer: &Offer) -> Self {
        Self {
            id: Some((&offer.id).into()),
            framework_id: Some((&offer.framework_id).into()),
            agent_id: Some((&offer.agent_id).into()),
            hostname: Some(offer.hostname.clone()),
            url: offer.address.as_deref().and_then(agent_url).map(Box::new),
            domain: wrote(offer.domain.as_ref()),
            resources: wrote_resources(&offer.resources),
            attributes: wrote_all(&offer.attributes),
            executor_ids: wrote_all(&offer.executor_ids),
            unavailability: wrote(offer.unavailability.as_ref()),
            allocation_info: Some(AllocationInfo { role: Some(offer.role.as_str().to_owned()) }),
        }
    }
}
