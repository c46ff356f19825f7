//! `mesos kill`: ends a task.

use serde_json::json;

use crate::{args::KillArgs, failure::Failure, output, remote::Remote};

pub(super) async fn kill(cluster: &Remote, args: &KillArgs, as_json: bool) -> Result<(), Failure> {
    let mut body = json!({ "task_id": args.task });
    if let Some(framework) = &args.framework {
        body["framework_id"] = json!(framework);
    }
    let killed = cluster.post("/master/kill", &body).await?;
    match as_json {
        true => output::json(&killed),
        false => output::line(format!("killing {}", args.task)),
    }
}
