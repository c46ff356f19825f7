//! What people and tools see: `/slave(1)/state`, `/containers`, and the files of sandboxes.

use libprocess::{
    http::{Access, Request, Response},
    prelude::*,
};
use mesos_containerizer::{Chunk, READ_MAX, SandboxPath};
use mesos_protocol::{
    ids::{AgentId, ContainerId, ExecutorId, FrameworkId},
    task::Task,
};
use serde_json::{Value, json};

use super::{Agent, Message, Phase};
use crate::{
    state::{Entry, Executor, Framework},
    views,
};

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum View {
    /// Everything.
    State,
    /// Executors that run.
    Containers,
    /// A piece of a file.
    Read,
    /// A folder.
    Browse,
}

const VIEWS: [(&str, View, &str); 6] = [
    ("/slave(1)/state", View::State, "everything: frameworks, executors, tasks, resources"),
    ("/state", View::State, "the same as /slave(1)/state"),
    ("/slave(1)/containers", View::Containers, "containers; ?container_id= or ?framework_id=[&executor_id=]"),
    ("/containers", View::Containers, "the same as /slave(1)/containers"),
    ("/files/read", View::Read, "a piece of a file: ?path=&offset=&length=[&format=raw]; at most 64 KB"),
    ("/files/browse", View::Browse, "the entries of a folder: ?path="),
];

pub(super) fn route(ctx: &mut Context<Agent>) {
    for (path, view, help) in VIEWS {
        ctx.route(path, Access::Read, help, move |request, reply| Message::Http(view, request, reply));
    }
}

/// What a path of a sandbox says: `/frameworks/F/executors/E/runs/R/rest`, where R may be `latest`; below the agent's work
/// folder also with `slaves/A` before it.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    agent_id: Option<AgentId>,
    framework_id: FrameworkId,
    executor_id: ExecutorId,
    container_id: Option<ContainerId>,
    rest: String,
}

/// Takes such a path apart; none if it names something else.
fn parse(path: &str) -> Option<Named> {
    let path = path.trim_start_matches('/');
    let (agent_id, path) = match path.strip_prefix("slaves/") {
        Some(below) => {
            let (agent_id, below) = below.split_once('/')?;
            (Some(AgentId::new(agent_id).ok()?), below)
        }
        None => (None, path),
    };
    let mut parts = path.splitn(7, '/');
    let mut labelled = |label: &str| (parts.next()? == label).then(|| parts.next()).flatten();
    let framework_id = FrameworkId::new(labelled("frameworks")?).ok()?;
    let executor_id = ExecutorId::new(labelled("executors")?).ok()?;
    let run = labelled("runs")?;
    let container_id = if run == "latest" { None } else { Some(ContainerId::new(run).ok()?) };
    let rest = parts.next().unwrap_or_default().trim_matches('/').to_owned();
    Some(Named { agent_id, framework_id, executor_id, container_id, rest })
}

/// A number of the query; `-1` and absence mean none.
fn number(request: &Request, name: &str) -> Result<Option<u64>, String> {
    match request.query.get(name).map(String::as_str) {
        None | Some("-1") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| format!("{name}={text} is no number from 0 on")),
    }
}

impl Agent {
    pub(super) fn on_http(&mut self, view: View, request: &Request, reply: Reply<Response>, ctx: &mut Context<Self>) {
        match view {
            View::State if self.phase == Phase::Recovering => {
                reply.send(Response::error(503, "the agent recovers; try again in a moment"));
            }
            View::State => reply.send(Response::json(&self.view_state(ctx))),
            View::Containers => reply.send(self.view_containers(request)),
            View::Read => self.read(request, reply, ctx),
            View::Browse => self.browse(request, reply, ctx),
        }
    }

    fn sandbox_path(&self, request: &Request) -> Result<SandboxPath, Response> {
        let missing = || Response::error(400, "say which file: ?path=/frameworks/F/executors/E/runs/latest/stdout");
        let path = request.query.get("path").filter(|path| !path.is_empty()).ok_or_else(missing)?;
        let unknown = || Response::error(404, &format!("nothing is known by the path {path}"));
        let below = self.args.work_dir.to_str().and_then(|work_dir| path.strip_prefix(work_dir)).unwrap_or(path);
        let named = parse(below).ok_or_else(unknown)?;
        let agent_id = named.agent_id.or_else(|| self.membership.agent_id.clone()).ok_or_else(unknown)?;
        Ok(SandboxPath {
            work_dir: self.args.work_dir.clone(),
            agent_id,
            framework_id: named.framework_id,
            executor_id: named.executor_id,
            container_id: named.container_id,
            rest: named.rest,
        })
    }

    fn read(&self, request: &Request, reply: Reply<Response>, ctx: &mut Context<Self>) {
        let asked = self.sandbox_path(request).and_then(|path| {
            let wrong = |why: String| Response::error(400, &why);
            let offset = number(request, "offset").map_err(wrong)?;
            let length = number(request, "length").map_err(wrong)?;
            let length = length.map_or(READ_MAX, |length| usize::try_from(length).unwrap_or(READ_MAX).min(READ_MAX));
            Ok((path, offset, length))
        });
        let (path, offset, length) = match asked {
            Ok(asked) => asked,
            Err(response) => return reply.send(response),
        };
        let raw = request.query.get("format").is_some_and(|format| format == "raw");
        let reading = self.args.launcher.read(path, offset, length);
        let answered = async move {
            reply.send(match reading.await {
                Ok(Chunk { data, offset }) if raw => {
                    let mut response = Response::bytes("application/octet-stream", data);
                    response.headers.insert("x-offset".into(), offset.to_string());
                    response
                }
                Ok(Chunk { data, offset }) => {
                    Response::json(&json!({ "data": String::from_utf8_lossy(&data), "offset": offset }))
                }
                Err(error) => Response::error(error.status(), &error.to_string()),
            });
        };
        ctx.pipe(answered, |()| Message::Done);
    }

    fn browse(&self, request: &Request, reply: Reply<Response>, ctx: &mut Context<Self>) {
        let listing = match self.sandbox_path(request) {
            Ok(path) => self.args.launcher.browse(path),
            Err(response) => return reply.send(response),
        };
        let answered = async move {
            reply.send(match listing.await {
                Ok(entries) => Response::json(&entries),
                Err(error) => Response::error(error.status(), &error.to_string()),
            });
        };
        ctx.pipe(answered, |()| Message::Done);
    }

    fn view_state(&self, ctx: &Context<Self>) -> Value {
        let info = &self.args.info;
        let address = ctx.node().address();
        let started = ctx.clock().since_epoch().saturating_sub(ctx.clock().now());
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "start_time": started.as_secs_f64(),
            "id": self.membership.agent_id,
            "pid": format!("slave(1)@{address}"),
            "hostname": info.hostname,
            "master_hostname": self.args.master,
            "capabilities": info.capabilities.iter().map(|capability| capability.name()).collect::<Vec<_>>(),
            "resources": views::resources(&info.resources),
            "used_resources": views::resources(&self.state.used()),
            "unreserved_resources": views::resources(&info.resources.unreserved()),
            "attributes": views::attributes(&info.attributes),
            "frameworks": self.state.frameworks.iter().map(|(id, framework)| view_framework(id, framework)).collect::<Vec<_>>(),
            "completed_frameworks": [],
        })
    }

    fn view_containers(&self, request: &Request) -> Response {
        let asked = |name: &str| request.query.get(name).map(String::as_str);
        let (container, framework, executor) = (asked("container_id"), asked("framework_id"), asked("executor_id"));
        if (container.is_some() && (framework.is_some() || executor.is_some()))
            || (executor.is_some() && framework.is_none())
        {
            return Response::error(400, "filter by container_id alone, or by framework_id with or without executor_id");
        }
        let wanted = |asked: Option<&str>, id: &str| asked.is_none_or(|asked| asked == id);
        let executors = self.state.executors().filter(|(framework_id, executor_id, run)| {
            run.phase() != crate::state::Phase::Terminated
                && wanted(container, run.container_id.as_str())
                && wanted(framework, framework_id.as_str())
                && wanted(executor, executor_id.as_str())
        });
        let shown = executors.map(|(framework_id, executor_id, run)| {
            json!({
                "container_id": run.container_id,
                "executor_id": executor_id,
                "executor_name": run.info.name,
                "framework_id": framework_id,
                "source": run.info.source,
                "status": { "container_id": { "value": run.container_id }, "executor_pid": run.process },
            })
        });
        Response::json(&shown.collect::<Vec<_>>())
    }
}

fn view_framework(id: &FrameworkId, framework: &Framework) -> Value {
    let info = &framework.info;
    let executors = framework.executors.iter().map(|(executor_id, run)| view_executor(executor_id, run, framework));
    json!({
        "id": id,
        "name": info.name,
        "user": info.user,
        "failover_timeout": info.failover_timeout.as_secs_f64(),
        "checkpoint": info.checkpoint,
        "hostname": info.hostname,
        "principal": info.principal,
        "roles": info.roles,
        "executors": executors.collect::<Vec<_>>(),
        "completed_executors": [],
    })
}

fn view_executor(id: &ExecutorId, run: &Executor, framework: &Framework) -> Value {
    let tasks = || framework.tasks.values().filter(|entry| entry.executor_id == *id);
    let view = |wanted: &dyn Fn(&Entry) -> bool| -> Vec<Value> {
        tasks().filter(|entry| wanted(entry)).map(|entry| views::task(&entry.task)).collect()
    };
    let mut used = run.info.resources.clone();
    tasks().filter(|entry| !entry.is_over()).for_each(|entry| used.add(&entry.task.resources));
    let role = tasks().find_map(|entry| role_of(&entry.task));
    json!({
        "id": id,
        "name": run.info.name,
        "source": run.info.source,
        "container": run.container_id,
        "directory": run.directory,
        "state": run.phase().name(),
        "resources": views::resources(&used),
        "role": role,
        "tasks": view(&|entry| entry.sent && !entry.is_over()),
        "queued_tasks": view(&|entry| !entry.sent && !entry.is_over()),
        "completed_tasks": view(&Entry::is_over),
    })
}

fn role_of(task: &Task) -> Option<String> {
    task.resources.iter().find_map(|resource| resource.allocated_to()).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_sandboxes_are_taken_apart() {
        let named = parse("/frameworks/c-0001/executors/web.1/runs/latest/logs/out").unwrap();
        assert_eq!((named.framework_id.as_str(), named.executor_id.as_str()), ("c-0001", "web.1"));
        assert_eq!((named.container_id, named.agent_id, named.rest.as_str()), (None, None, "logs/out"));
        let named = parse("/slaves/c-S1/frameworks/f/executors/e/runs/r").unwrap();
        assert_eq!(named.agent_id.unwrap().as_str(), "c-S1");
        assert_eq!((named.container_id.unwrap().as_str(), named.rest.as_str()), ("r", ""));
        for wrong in
            ["", "/", "/etc/passwd", "/frameworks/f/executors/e", "/frameworks/../executors/e/runs/r/x", "/slaves/a"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_below_zero_are_refused_but_for_minus_one() {
        let query = |text: &str| number(&Request::get(&format!("/files/read?{text}")), "offset");
        assert_eq!((query(""), query("offset=-1"), query("offset=7")), (Ok(None), Ok(None), Ok(Some(7))));
        assert!(query("offset=-2").is_err() && query("offset=x").is_err());
    }
}
