//! `mesos frameworks`: who brings tasks.

use serde_json::Value;

use super::{amount, list as entries, show, text};
use crate::{failure::Failure, remote::Remote, table::Table};

pub(super) async fn list(cluster: &Remote, as_json: bool) -> Result<(), Failure> {
    let frameworks = cluster.json(cluster.master, "/master/frameworks").await?;
    show(as_json, &frameworks, || table(&frameworks), "no frameworks")
}

fn table(frameworks: &Value) -> Table {
    let mut table = Table::new(&["ID", "STATE", "NAME", "USER", "ROLES", ">TASKS", ">CPUS", ">MEM"]);
    for framework in entries(frameworks, "frameworks") {
        let state = if framework["active"] == false { "inactive" } else { "active" };
        let roles: Vec<&str> = entries(framework, "roles").filter_map(Value::as_str).collect();
        table.row([
            text(framework, "id"),
            state.to_owned(),
            text(framework, "name"),
            text(framework, "user"),
            roles.join(","),
            entries(framework, "tasks").count().to_string(),
            amount(framework, "used_resources", "cpus"),
            amount(framework, "used_resources", "mem"),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_framework_is_one_line() {
        let framework = json!({ "id": "c-0000", "active": true, "name": "run", "user": "ann", "roles": ["*", "eng"],
            "tasks": [{}, {}], "used_resources": { "cpus": 0.2, "mem": 64 } });
        let text = table(&json!({ "frameworks": [framework] })).text(false);
        assert_eq!(text.lines().nth(1).unwrap(), "c-0000  active  run   ann   *,eng      2   0.2   64");
    }
}
