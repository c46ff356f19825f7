//! The executor API: calls of an executor, events for it.

use std::time::Duration;

use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{ContainerId, ExecutorId, FrameworkId, TaskId};
use mesos_protocol::messages::agent_executor::{ToAgent, ToExecutor};
use mesos_protocol::status::TaskStatus;
use mesos_protocol::values::Blob;

use super::names::uuid;
use super::{all, maybe, needed, present, within, wrote, wrote_all, wrote_boxed};
use crate::executor::call::{self, Type};
use crate::executor::{Call, Event, event};
use crate::{AgentInfo, Enumeration, Error, Message as _, TaskGroupInfo, TaskInfo};

/// How long an executor may take to end if nobody says it: 5 s, as Mesos' `--executor_shutdown_grace_period`.
const SHUTDOWN_GRACE_PERIOD: Duration = Duration::from_secs(5);

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
            let (unacknowledged_tasks, unacknowledged_updates) = within(call.subscribe, "subscribe", unacknowledged)?;
            Ok(ToAgent::Register { framework_id, executor_id, container_id, unacknowledged_tasks, unacknowledged_updates })
        }
        Type::Update => {
            let update: Reported = needed(call.update, "update")?;
            Ok(ToAgent::Update { status: Box::new(update.0) })
        }
        Type::Message => {
            let data = within(call.message, "message", |message| present(message.data, "data"))?;
            Ok(ToAgent::Message { data: Blob::from(data) })
        }
        Type::Heartbeat => Ok(ToAgent::Heartbeat),
        Type::Unknown => Err(Error::unsupported(format!("is {}, which is not supported", kind.name())).within("type")),
    }
}

/// Who speaks with a call, which each call says anew.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    /// Whose executor it is.
    pub framework_id: &'a FrameworkId,
    /// Which.
    pub executor_id: &'a ExecutorId,
    /// The tasks that it holds: a call names tasks in full, where the protocol names their ids.
    pub tasks: &'a [mesos_protocol::task::TaskInfo],
}

/// The call with which an executor says it over HTTP; `None` for its farewell, in whose place the connection ends.
#[must_use]
pub fn executor_call(message: &ToAgent, speaker: Speaker<'_>) -> Option<Call> {
    let mut written = Call {
        framework_id: Some(speaker.framework_id.into()),
        executor_id: Some(speaker.executor_id.into()),
        ..Call::default()
    };
    let update = |status: &TaskStatus| call::Update { status: wrote_boxed(Some(status)) };
    let kind = match message {
        ToAgent::Register { framework_id, executor_id, unacknowledged_tasks, unacknowledged_updates, .. } => {
            (written.framework_id, written.executor_id) = (Some(framework_id.into()), Some(executor_id.into()));
            let held = unacknowledged_tasks.iter().filter_map(|id| speaker.tasks.iter().find(|task| task.task_id == *id));
            written.subscribe = Some(call::Subscribe {
                unacknowledged_tasks: wrote_all(held),
                unacknowledged_updates: unacknowledged_updates.iter().map(update).collect(),
            });
            Type::Subscribe
        }
        ToAgent::Update { status } => {
            written.update = Some(update(status));
            Type::Update
        }
        ToAgent::Message { data } => {
            written.message = Some(call::Message { data: Some(data.to_vec()) });
            Type::Message
        }
        ToAgent::Heartbeat => Type::Heartbeat,
        ToAgent::Exiting => return None,
    };
    written.r#type = Some(kind);
    Some(written)
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
            ToExecutor::LaunchGroup { tasks, .. } => {
                let task_group = Some(TaskGroupInfo { tasks: wrote_all(tasks) });
                written.launch_group = Some(event::LaunchGroup { task_group });
                event::Type::LaunchGroup
            }
            ToExecutor::Message { data } => {
                written.message = Some(event::Message { data: Some(data.to_vec()) });
                event::Type::Message
            }
            ToExecutor::Error { message } => {
                written.error = Some(event::Error { message: Some(message.clone()) });
                event::Type::Error
            }
            ToExecutor::Heartbeat => event::Type::Heartbeat,
        };
        written.r#type = Some(kind);
        written
    }
}

/// What an agent says to an executor with this event. An event that launches does not say whose the task is: that is
/// `framework`, as the last SUBSCRIBED said it.
///
/// # Errors
/// Names the path to what is missing or out of range; a launch before SUBSCRIBED; an event of type UNKNOWN is unsupported.
pub fn to_executor(event: Event, framework: Option<&FrameworkInfo>) -> Result<ToExecutor, Error> {
    let kind = present(event.r#type, "type")?;
    event.check()?;
    let whose = || {
        let known = framework.cloned().map(Box::new);
        known.ok_or_else(|| Error::new(format!("is {} before SUBSCRIBED", kind.name())).within("type"))
    };
    match kind {
        event::Type::Subscribed => within(event.subscribed, "subscribed", registered),
        event::Type::Launch => {
            let task = within(event.launch, "launch", |launch| needed(launch.task.map(|task| *task), "task"))?;
            Ok(ToExecutor::Launch { task: Box::new(task), framework: whose()? })
        }
        event::Type::LaunchGroup => {
            let tasks = within(event.launch_group, "launch_group", |group| {
                within(group.task_group, "task_group", |group| all(group.tasks, "tasks"))
            })?;
            Ok(ToExecutor::LaunchGroup { tasks, framework: whose()? })
        }
        event::Type::Kill => within(event.kill, "kill", |kill| {
            let (task_id, kill_policy) = (needed(kill.task_id, "task_id")?, maybe(kill.kill_policy, "kill_policy")?);
            Ok(ToExecutor::Kill { task_id, kill_policy })
        }),
        event::Type::Acknowledged => within(event.acknowledged, "acknowledged", |acknowledged| {
            let task_id = needed(acknowledged.task_id, "task_id")?;
            let uuid = uuid(present(acknowledged.uuid, "uuid")?, "uuid")?;
            Ok(ToExecutor::Acknowledged { task_id, uuid })
        }),
        event::Type::Message => within(event.message, "message", |message| {
            Ok(ToExecutor::Message { data: Blob::from(present(message.data, "data")?) })
        }),
        event::Type::Error => {
            within(event.error, "error", |error| Ok(ToExecutor::Error { message: present(error.message, "message")? }))
        }
        event::Type::Shutdown => Ok(ToExecutor::Shutdown),
        event::Type::Heartbeat => Ok(ToExecutor::Heartbeat),
        event::Type::Unknown => Err(Error::unsupported("is UNKNOWN, which is not supported").within("type")),
    }
}

fn registered(subscribed: event::Subscribed) -> Result<ToExecutor, Error> {
    let agent = subscribed.agent_info.map(|agent| *agent).unwrap_or_default();
    let executor: mesos_protocol::executor::ExecutorInfo =
        needed(subscribed.executor_info.map(|info| *info), "executor_info")?;
    Ok(ToExecutor::Registered {
        framework: Box::new(needed(subscribed.framework_info.map(|info| *info), "framework_info")?),
        agent_id: needed(agent.id, "id").map_err(|error: Error| error.within("agent_info"))?,
        hostname: present(agent.hostname, "hostname").map_err(|error| error.within("agent_info"))?,
        container_id: needed(subscribed.container_id, "container_id")?,
        shutdown_grace_period: executor.shutdown_grace_period.unwrap_or(SHUTDOWN_GRACE_PERIOD),
        executor: Box::new(executor),
    })
}
