//! Resources, attributes and tasks as JSON, in the shapes of Mesos' endpoints.

use mesos_protocol::{
    attributes::{AttributeValue, Attributes},
    resources::{Amount, Name, Resources},
    status::TaskStatus,
    task::Task,
};
use serde_json::{Map, Value, json};

/// Sums by name; cpus, mem, disk and gpus are always there.
pub(crate) fn resources(resources: &Resources) -> Value {
    let mut fields = Map::new();
    for name in [Name::CPUS, Name::DISK, Name::GPUS, Name::MEM] {
        fields.insert(name.to_string(), json!(resources.scalar(&name).map_or(0.0, |amount| amount.as_f64())));
    }
    for resource in resources {
        let name = resource.name();
        let shown = match resource.amount() {
            Amount::Scalar(_) => json!(resources.scalar(name).map_or(0.0, |amount| amount.as_f64())),
            Amount::Ranges(_) => json!(resources.ranges(name).to_string()),
            Amount::Set(_) => json!(resources.items(name).to_string()),
        };
        fields.insert(name.to_string(), shown);
    }
    Value::Object(fields)
}

/// Values by name.
pub(crate) fn attributes(attributes: &Attributes) -> Value {
    let shown = attributes.iter().map(|attribute| {
        let value = match attribute.value() {
            AttributeValue::Scalar(number) => json!(number.as_f64()),
            other => json!(other.to_string()),
        };
        (attribute.name().to_owned(), value)
    });
    Value::Object(shown.collect())
}

/// A task.
pub(crate) fn task(task: &Task) -> Value {
    json!({
        "id": task.task_id,
        "name": task.name,
        "framework_id": task.framework_id,
        "executor_id": task.executor_id.as_ref().map_or("", |id| id.as_str()),
        "slave_id": task.agent_id,
        "state": task.state.name(),
        "resources": resources(&task.resources),
        "user": task.user,
        "statuses": task.statuses.iter().map(status).collect::<Vec<_>>(),
    })
}

fn status(status: &TaskStatus) -> Value {
    json!({
        "state": status.state.name(),
        "timestamp": status.timestamp.map(|at| at.as_secs_f64()),
        "reason": status.reason.map(|reason| reason.name()),
        "message": status.message,
        "healthy": status.healthy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_shown_by_name_with_the_usual_ones_always() {
        let shown = resources(&"cpus:2;cpus(eng):1;ports:[1-3]".parse().unwrap());
        assert_eq!(shown, json!({ "cpus": 3.0, "disk": 0.0, "gpus": 0.0, "mem": 0.0, "ports": "[1-3]" }));
    }

    #[test]
    fn attributes_keep_their_kinds() {
        let shown = attributes(&"rack:r2;units:3".parse().unwrap());
        assert_eq!(shown, json!({ "rack": "r2", "units": 3.0 }));
    }
}
