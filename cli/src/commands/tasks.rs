//! `mesos tasks`: what runs, and what ran.

use serde_json::{Value, json};

use super::{amount, show, text};
use crate::{args::TasksArgs, failure::Failure, remote::Remote, table::Table};

pub(super) async fn list(cluster: &Remote, args: &TasksArgs, as_json: bool) -> Result<(), Failure> {
    let query: Vec<(&str, &str)> = args.framework.iter().map(|id| ("framework_id", id.as_str())).collect();
    let mut tasks = cluster.tasks(&query).await?;
    tasks.retain(|task| args.all || !is_over(task));
    let nothing = if args.all { "no tasks" } else { "no tasks run; --all shows those that are over" };
    show(as_json, &json!({ "tasks": tasks }), || table(&tasks), nothing)
}

/// Whether nothing can follow on a task's state.
pub(super) fn is_over(task: &Value) -> bool {
    let state = task["state"].as_str().unwrap_or_default().parse::<mesos_protocol::status::TaskState>();
    state.is_ok_and(mesos_protocol::status::TaskState::is_terminal)
}

fn table(tasks: &[Value]) -> Table {
    let mut table = Table::new(&["ID", "STATE", ">CPUS", ">MEM", "NAME", "FRAMEWORK", "AGENT"]);
    for task in tasks {
        table.row([
            text(task, "id"),
            text(task, "state"),
            amount(task, "resources", "cpus"),
            amount(task, "resources", "mem"),
            text(task, "name"),
            text(task, "framework_id"),
            text(task, "slave_id"),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_are_over_when_nothing_can_follow() {
        assert!(is_over(&json!({ "state": "TASK_FINISHED" })));
        assert!(!is_over(&json!({ "state": "TASK_RUNNING" })));
        assert!(!is_over(&json!({ "state": "TASK_UNREACHABLE" })));
        assert!(!is_over(&json!({})));
    }

    #[test]
    fn a_task_is_one_line() {
        let task = json!({ "id": "run.1", "state": "TASK_RUNNING", "resources": { "cpus": 0.1, "mem": 32.0 },
            "name": "run", "framework_id": "c-0000", "slave_id": "c-S0" });
        let text = table(&[task]).text(false);
        assert_eq!(text.lines().nth(1).unwrap(), "run.1  TASK_RUNNING   0.1   32  run   c-0000     c-S0");
    }
}
