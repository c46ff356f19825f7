//! `POST /master/kill`: an operator kills a task.

use libprocess::http::{Request, Response};
use mesos_protocol::ids::{FrameworkId, TaskId};
use serde::Deserialize;

use crate::master::Master;

#[derive(Deserialize)]
struct Kill {
    task_id: TaskId,
    /// Needed only if several frameworks have a task of that id.
    framework_id: Option<FrameworkId>,
}

/// Kills a task, if it is clear which one is meant.
pub(crate) fn answer(master: &mut Master, request: &Request) -> Response {
    if request.method != "POST" {
        return Response::error(405, "only POST kills");
    }
    let kill: Kill = match serde_json::from_slice(&request.body) {
        Ok(kill) => kill,
        Err(error) => {
            let why = format!("the body is not {{\"task_id\": ..., \"framework_id\": ...}}: {error}");
            return Response::error(400, &why);
        }
    };
    match which(master, &kill) {
        Ok(framework) => {
            master.kill((framework.clone(), kill.task_id.clone()), None, None);
            Response::json(&serde_json::json!({ "framework_id": framework, "task_id": kill.task_id }))
        }
        Err(refused) => refused,
    }
}

fn which(master: &Master, kill: &Kill) -> Result<FrameworkId, Response> {
    let task = &kill.task_id;
    let wanted = |id: &FrameworkId| kill.framework_id.as_ref().is_none_or(|wanted| wanted == id);
    let frameworks =
        master.state.frameworks.iter().filter(|(id, framework)| wanted(id) && framework.tasks.contains_key(task));
    let mut found = frameworks.map(|(id, _)| id.clone());
    match (found.next(), found.next()) {
        (Some(framework), None) => Ok(framework),
        (Some(_), Some(_)) => {
            Err(Response::error(409, &format!("several frameworks have a task {task}; say which with framework_id")))
        }
        (None, _) => Err(Response::error(404, &format!("no task {task} runs; `mesos tasks` shows those that do"))),
    }
}
