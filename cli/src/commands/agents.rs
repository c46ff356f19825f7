//! `mesos agents`: what agents have, and what of it is used.

use serde_json::Value;

use super::{amount, list as entries, show, text};
use crate::{failure::Failure, remote::Remote, table::Table};

pub(super) async fn list(cluster: &Remote, as_json: bool) -> Result<(), Failure> {
    let agents = cluster.json(cluster.master, "/master/slaves").await?;
    show(as_json, &agents, || table(&agents), "no agents; start one with `mesos agent --master=… --work_dir=…`")
}

fn table(agents: &Value) -> Table {
    let mut table = Table::new(&["ID", "STATE", "HOST", "ADDRESS", ">CPUS", ">MEM", ">DISK"]);
    let share = |agent: &Value, kind: &str| {
        format!("{}/{}", amount(agent, "used_resources", kind), amount(agent, "resources", kind))
    };
    for agent in entries(agents, "slaves") {
        let state = if agent["active"] == false { "inactive" } else { "active" };
        table.row([
            text(agent, "id"),
            state.to_owned(),
            text(agent, "hostname"),
            text(agent, "agent_address"),
            share(agent, "cpus"),
            share(agent, "mem"),
            share(agent, "disk"),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_agent_shows_what_is_used_of_what_it_has() {
        let agents = json!({ "slaves": [{ "id": "c-S0", "hostname": "db-7", "agent_address": "10.0.0.7:5051", "active": true,
            "resources": { "cpus": 4.0, "mem": 1024.0, "disk": 10.0 }, "used_resources": { "cpus": 0.1 } }] });
        let text = table(&agents).text(false);
        assert_eq!(text.lines().nth(1).unwrap(), "c-S0  active  db-7  10.0.0.7:5051  0.1/4  0/1024  0/10");
    }
}
