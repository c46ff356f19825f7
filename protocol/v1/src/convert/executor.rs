//! The executor API: calls of an executor, events for it.

use mesos_protocol::ids::{ContainerId, ExecutorId, FrameworkId, TaskId};
use mesos_protocol::messages::agent_executor::{ToAgent, ToExecutor};
use mesos_protocol::status::TaskStatus;

use super::{all, needed, present, wrote, wrote_boxed};
use crate::executor::call::{self, Type};
use crate::executor::{Call, Event, event};
use crate::{AgentInfo, Enumeration, Error, Message as _, TaskInfo};

/// What an executor says to its agent with this call, over the connection of the run `container_id`.
///
/// The call itself names framework and executor but not the run, which the agent knows from the credential of the
/// connection; so a former run of the executor cannot speak for its successor.
///
/// # Errors
/// Names the path to what is missing or out of range.
pub fn to_agent(call: Call, container_id: ContainerId) -> Result<ToAgent, Error> {
    let kind = present(call.r#type, "type")?;
    call.check()?;
    let framework_id: FrameworkId = needed(call.framework_id, "framework_id")?;
    let executor_id: ExecutorId = needed(call.executor_id, "executor_id")?;
    match kind {
        Type::Subscribe => {
            let subscribe = present(call.subscribe, "subscribe")?;
            let (unacknowledged_tasks, unacknowledged_updates) =
                unacknowledged(subscribe).map_err(|error| error.within("subscribe"))?;
            Ok(ToAgent::Register { framework_id, executor_id, container_id, unacknowledged_tasks, unacknowledged_updates })
        }
        Type::Update => {
            let update: Reported = needed(call.update, "update")?;
            Ok(ToAgent::Update { status: Box::new(update.0) })
        }
        other => Err(Error::unsupported(format!("is {}, which is not supported", other.name())).within("type")),
    }
}

/// Of a task only its id is taken: what was launched, the agent knows itself.
fn unacknowledged(subscribe: call::Subscribe) -> Result<(Vec<TaskId>, Vec<TaskStatus>), Error> {
    let id = |(index, task): (usize, TaskInfo)| {
        needed(task.task_id, "task_id").map_err(|error: Error| error.at(index).within("unacknowledged_tasks"))
    };
    let tasks: Result<Vec<TaskId>, Error> = subscribe.unacknowledged_tasks.into_iter().enumerate().map(id).collect();
    let updates: Vec<Reported> = all(subscribe.unacknowledged_updates, "unacknowledged_updates")?;
    Ok((tasks?, updates.into_iter().map(|update| update.0).collect()))
}

/// A status that an executor reports, which has to have a uuid and a time.
struct Reported(TaskStatus);

impl TryFrom<call::Update> for Reported {
    type Error = Error;

    fn try_from(update: call::Update) -> Result<Self, Error> {
        let status: TaskStatus = needed(update.status.map(|status| *status), "status")?;
        if status.uuid.is_none() {
            return Err(Error::missing("uuid").within("status"));
        }
        Ok(Self(status))
    }
}

impl From<&ToExecutor> for Event {
    fn from(message: &ToExecutor) -> Self {
        let mut written = Self::default();
        let kind = match message {
            ToExecutor::Registered { framework, executor, agent_id, hostname, container_id, shutdown_grace_period } => {
                let mut info = crate::ExecutorInfo::from(&**executor);
                info.shutdown_grace_period = Some(shutdown_grace_period.into());
                let agent =
                    AgentInfo { hostname: Some(hostname.clone()), id: Some(agent_id.into()), ..AgentInfo::default() };
                written.subscribed = Some(event::Subscribed {
                    executor_info: Some(Box::new(info)),
                    framework_info: wrote_boxed(Some(&**framework)),
                    agent_info: Some(Box::new(agent)),
                    container_id: Some(container_id.into()),
                });
                event::Type::Subscribed
            }
            ToExecutor::Launch { task, .. } => {
                written.launch = Some(event::Launch { task: wrote_boxed(Some(&**task)) });
                event::Type::Launch
            }
            ToExecutor::Kill { task_id, kill_policy } => {
                let kill_policy = wrote(kill_policy.as_ref());
                written.kill = Some(event::Kill { task_id: Some(task_id.into()), kill_policy });
                event::Type::Kill
            }
            ToExecutor::Acknowledged { task_id, uuid } => {
                let uuid = Some(uuid.as_bytes().to_vec());
                written.acknowledged = Some(event::Acknowledged { task_id: Some(task_id.into()), uuid });
                event::Type::Acknowledged
            }
            ToExecutor::Shutdown => event::Type::Shutdown,
        };
        written.r#type = Some(kind);
        written
    }
}
