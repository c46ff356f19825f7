//! Snapshots as JSON, in the shapes of Mesos' endpoints; `agent_address` (`ip:port`) is added, so that tools find sandboxes.

use std::collections::BTreeMap;

use libprocess::http::{Request, Response};
use mesos_protocol::agent::Domain;
use mesos_protocol::attributes::{Attribute, AttributeValue};
use mesos_protocol::ids::FrameworkId;
use mesos_protocol::resources::{Amount, Name, Resources};
use mesos_protocol::status::TaskStatus;
use mesos_protocol::task::Task;
use serde_json::{Map, Value, json};

use super::View;
use super::snapshot::{AgentView, FrameworkView, OfferView, Snapshot};

/// Tasks in one answer unless `limit` says otherwise.
const TASKS_DEFAULT: usize = 100;

/// Answers one read.
pub(super) fn answer(snapshot: &Snapshot, view: View, request: &Request) -> Response {
    match view {
        View::State => Response::json(&state(snapshot)),
        View::Tasks => match tasks(snapshot, request) {
            Ok(tasks) => Response::json(&tasks),
            Err(why) => Response::error(400, &why),
        },
        View::Slaves => Response::json(&slaves(snapshot, request.query.get("slave_id"))),
        View::Frameworks => Response::json(&frameworks(snapshot, request.query.get("framework_id"))),
        View::Offers => {
            let offers: Vec<Value> = snapshot.offers.iter().map(offer).collect();
            Response::json(&json!({ "offers": offers }))
        }
    }
}

fn state(snapshot: &Snapshot) -> Value {
    let settings = &snapshot.settings;
    let pid = format!("master@{}", snapshot.address);
    let hostname = snapshot.hostname.clone().unwrap_or_else(|| snapshot.address.ip().to_string());
    let connected = snapshot.agents.values().filter(|agent| agent.connected).count();
    let mut state = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "start_time": snapshot.started_at.as_secs_f64(),
        "elected_time": snapshot.started_at.as_secs_f64(),
        "id": settings.master_id,
        "cluster_id": settings.cluster_id,
        "term": settings.term,
        "pid": pid,
        "hostname": hostname,
        "leader": pid,
        "leader_info": { "id": settings.master_id, "pid": pid, "port": snapshot.address.port(), "hostname": hostname },
        "activated_slaves": connected,
        "deactivated_slaves": snapshot.agents.len() - connected,
        "unreachable_slaves": snapshot.unreachable,
        "orphan_tasks": [],
    });
    let parts = [slaves(snapshot, None), frameworks(snapshot, None)];
    if let Some(fields) = state.as_object_mut() {
        for part in parts {
            if let Value::Object(part) = part {
                fields.extend(part);
            }
        }
        fields.extend(snapshot.cluster.iter().map(|cluster| ("cluster".to_owned(), json!(cluster))));
    }
    state
}

fn slaves(snapshot: &Snapshot, only: Option<&String>) -> Value {
    let wanted = |id: &str| only.is_none_or(|only| only == id);
    let slaves = snapshot.agents.iter().filter(|(id, _)| wanted(id.as_str()));
    let recovered = snapshot.recovered.iter().filter(|(id, _)| wanted(id.as_str()));
    let recovered = recovered.map(|(id, info)| {
        let attributes = attributes(info.attributes.iter());
        let mut fields = json!({ "id": id, "hostname": info.hostname, "port": info.port, "attributes": attributes });
        if let Some(domain) = &info.domain {
            fields["domain"] = self::domain(domain);
        }
        fields
    });
    json!({
        "slaves": slaves.map(|(id, agent)| slave(id.as_str(), agent)).collect::<Vec<_>>(),
        "recovered_slaves": recovered.collect::<Vec<_>>(),
    })
}

fn slave(id: &str, agent: &AgentView) -> Value {
    let AgentView { info, used, offered, .. } = agent;
    let reserved: Map<String, Value> =
        info.resources.reservations().into_iter().map(|(role, part)| (role.to_string(), resources(&part))).collect();
    let mut fields = json!({
        "id": id,
        "hostname": info.hostname,
        "port": info.port,
        "pid": agent.address.clone().with_life(None).to_string(),
        "agent_address": agent.address.node.to_string(),
        "attributes": attributes(info.attributes.iter()),
        "registered_time": agent.registered_at.as_secs_f64(),
        "resources": resources(&info.resources),
        "used_resources": resources(used),
        "offered_resources": resources(offered),
        "reserved_resources": reserved,
        "unreserved_resources": resources(&info.resources.unreserved()),
        "active": agent.connected,
        "connected": agent.connected,
        "deactivated": false,
        "version": &*agent.version,
        "capabilities": info.capabilities.iter().map(|capability| capability.name()).collect::<Vec<_>>(),
    });
    if let Some(at) = agent.reregistered_at {
        fields["reregistered_time"] = json!(at.as_secs_f64());
    }
    if let Some(domain) = &info.domain {
        fields["domain"] = self::domain(domain);
    }
    fields
}

fn domain(domain: &Domain) -> Value {
    json!({ "fault_domain": { "region": { "name": domain.region }, "zone": { "name": domain.zone } } })
}

fn frameworks(snapshot: &Snapshot, only: Option<&String>) -> Value {
    let mut offers: BTreeMap<&FrameworkId, Vec<&OfferView>> = BTreeMap::new();
    snapshot.offers.iter().for_each(|offer| offers.entry(&offer.framework).or_default().push(offer));
    let shown = |views: &[FrameworkView]| -> Vec<Value> {
        let wanted = views.iter().filter(|view| only.is_none_or(|only| view.id.as_str() == only));
        wanted.map(|view| framework(snapshot, view, offers.get(&view.id).map_or(&[], Vec::as_slice))).collect()
    };
    json!({
        "frameworks": shown(&snapshot.frameworks),
        "completed_frameworks": shown(&snapshot.completed),
        "unregistered_frameworks": [],
    })
}

fn framework(snapshot: &Snapshot, view: &FrameworkView, offers: &[&OfferView]) -> Value {
    let info = &view.info;
    let mut used = Resources::none();
    view.tasks.iter().filter(|task| !task.state.is_terminal()).for_each(|task| used.add(&task.resources));
    let mut offered = Resources::none();
    offers.iter().for_each(|offer| offered.add(&offer.resources));
    let shown = |tasks: &[std::sync::Arc<Task>]| tasks.iter().map(|each| task(snapshot, each)).collect::<Vec<_>>();
    let mut fields = json!({
        "id": view.id,
        "name": info.name,
        "user": info.user,
        "hostname": info.hostname.as_deref().unwrap_or(""),
        "webui_url": info.webui_url.as_deref().unwrap_or(""),
        "active": view.connected,
        "connected": view.connected,
        "recovered": view.address.is_none() && view.unregistered_at.is_none(),
        "failover_timeout": info.failover_timeout.as_secs_f64(),
        "checkpoint": info.checkpoint,
        "capabilities": info.capabilities.iter().map(|capability| capability.name()).collect::<Vec<_>>(),
        "roles": info.roles,
        "labels": labels(&info.labels),
        "registered_time": view.registered_at.as_secs_f64(),
        "unregistered_time": view.unregistered_at.unwrap_or_default().as_secs_f64(),
        "used_resources": resources(&used),
        "offered_resources": resources(&offered),
        "resources": resources(&(used + &offered)),
        "tasks": shown(&view.tasks),
        "unreachable_tasks": shown(&view.unreachable),
        "completed_tasks": shown(&view.completed),
        "offers": offers.iter().copied().map(offer).collect::<Vec<_>>(),
        "executors": [],
    });
    if let Some(at) = view.reregistered_at {
        fields["reregistered_time"] = json!(at.as_secs_f64());
    }
    if let Some(address) = &view.address {
        fields["pid"] = json!(address.clone().with_life(None).to_string());
    }
    if let Some(principal) = &info.principal {
        fields["principal"] = json!(principal);
    }
    fields
}

fn tasks(snapshot: &Snapshot, request: &Request) -> Result<Value, String> {
    let number = |name: &str, default: usize| match request.query.get(name) {
        None => Ok(default),
        Some(text) => text.parse().map_err(|_| format!("{name}={text} is no number; write for instance {name}=100")),
    };
    let (limit, offset) = (number("limit", TASKS_DEFAULT)?, number("offset", 0)?);
    let ascending = match request.query.get("order").map(String::as_str) {
        None | Some("des") => false,
        Some("asc") => true,
        Some(other) => return Err(format!("order={other} is unknown; write order=asc or order=des")),
    };
    let (framework, id) = (request.query.get("framework_id"), request.query.get("task_id"));
    let all = snapshot.frameworks.iter().chain(&snapshot.completed);
    let all = all.filter(|view| framework.is_none_or(|wanted| view.id.as_str() == wanted));
    let all = all.flat_map(FrameworkView::all_tasks);
    let mut wanted: Vec<_> = all.filter(|task| id.is_none_or(|wanted| task.task_id.as_str() == wanted)).collect();
    let begun = |task: &Task| task.statuses.first().and_then(|status| status.timestamp);
    wanted.sort_by_key(|task| begun(task));
    if !ascending {
        wanted.reverse();
    }
    let shown: Vec<_> = wanted.into_iter().skip(offset).take(limit).map(|each| task(snapshot, each)).collect();
    Ok(json!({ "tasks": shown }))
}

fn task(snapshot: &Snapshot, task: &Task) -> Value {
    let role = task.resources.iter().find_map(|resource| resource.allocated_to());
    let mut fields = json!({
        "id": task.task_id,
        "name": task.name,
        "framework_id": task.framework_id,
        // The executor of a plain command has the id of its task.
        "executor_id": task.executor_id.as_ref().map_or(task.task_id.as_str(), |id| id.as_str()),
        "slave_id": task.agent_id,
        "state": task.state.name(),
        "resources": resources(&task.resources),
        "role": role.map_or("*", |role| role.as_str()),
        "statuses": task.statuses.iter().map(status).collect::<Vec<_>>(),
        "labels": labels(&task.labels),
    });
    if let Some(address) = snapshot.agent_address(&task.agent_id) {
        fields["agent_address"] = json!(address);
    }
    if let Some(user) = &task.user {
        fields["user"] = json!(user);
    }
    fields
}

fn status(status: &TaskStatus) -> Value {
    let mut fields = json!({
        "state": status.state.name(),
        "timestamp": status.timestamp.unwrap_or_default().as_secs_f64(),
    });
    if let Some(reason) = status.reason {
        fields["reason"] = json!(reason.name());
    }
    if let Some(source) = status.source {
        fields["source"] = json!(source.name());
    }
    if let Some(message) = &status.message {
        fields["message"] = json!(message);
    }
    if let Some(healthy) = status.healthy {
        fields["healthy"] = json!(healthy);
    }
    fields
}

fn offer(offer: &OfferView) -> Value {
    json!({
        "id": offer.id,
        "framework_id": offer.framework,
        "slave_id": offer.agent,
        "allocation_info": { "role": offer.role },
        "resources": resources(&offer.resources),
    })
}

fn labels(labels: &mesos_protocol::values::Labels) -> Vec<Value> {
    labels.iter().map(|label| json!({ "key": label.key, "value": label.value })).collect()
}

fn attributes<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> Map<String, Value> {
    let value = |attribute: &Attribute| match attribute.value() {
        AttributeValue::Scalar(scalar) => json!(scalar.as_f64()),
        AttributeValue::Ranges(ranges) => json!(ranges.to_string()),
        AttributeValue::Text(text) => json!(&**text),
    };
    attributes.map(|attribute| (attribute.name().to_owned(), value(attribute))).collect()
}

/// Sums by name: numbers, or texts for ranges and sets. The four scalars that every reader expects are always there.
fn resources(resources: &Resources) -> Value {
    let mut sums = Map::new();
    for name in [Name::CPUS, Name::GPUS, Name::MEM, Name::DISK] {
        sums.insert(name.to_string(), json!(resources.scalar(&name).map_or(0.0, |scalar| scalar.as_f64())));
    }
    for resource in resources {
        let name = resource.name();
        let sum = match resource.amount() {
            Amount::Scalar(_) => json!(resources.scalar(name).unwrap_or_default().as_f64()),
            Amount::Ranges(_) => json!(resources.ranges(name).to_string()),
            Amount::Set(_) => json!(resources.items(name).to_string()),
        };
        sums.insert(name.to_string(), sum);
    }
    Value::Object(sums)
}
