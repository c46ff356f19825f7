//! Commands, executors, tasks and their status.

use std::time::Duration;

use mesos_protocol::executor::ExecutorInfo;
use mesos_protocol::status::TaskStatus;
use mesos_protocol::task::{CommandInfo, KillPolicy, TaskInfo, Uri, Variable, VariableValue};
use mesos_protocol::values::Blob;

use super::names::uuid;
use super::resources::{limits, resources, wrote_limits, wrote_resources};
use super::values::{labels, wrote_labels};
use super::{all, maybe, maybe_boxed, needed, present, seconds, wrote, wrote_all, wrote_boxed};
use crate::command_info;
use crate::environment::{self, variable};
use crate::{Environment, Error, TaskResourceLimitation};

impl TryFrom<crate::CommandInfo> for CommandInfo {
    type Error = Error;

    fn try_from(command: crate::CommandInfo) -> Result<Self, Error> {
        Ok(Self {
            shell: command.shell(),
            value: command.value,
            arguments: command.arguments,
            user: command.user,
            environment: all(command.environment.unwrap_or_default().variables, "variables")
                .map_err(|error| error.within("environment"))?,
            uris: all(command.uris, "uris")?,
        })
    }
}

impl From<&CommandInfo> for crate::CommandInfo {
    fn from(command: &CommandInfo) -> Self {
        let variables = wrote_all(&command.environment);
        Self {
            uris: wrote_all(&command.uris),
            environment: (!command.environment.is_empty()).then_some(Environment { variables }),
            shell: Some(command.shell),
            value: command.value.clone(),
            arguments: command.arguments.clone(),
            user: command.user.clone(),
        }
    }
}

impl TryFrom<environment::Variable> for Variable {
    type Error = Error;

    fn try_from(variable: environment::Variable) -> Result<Self, Error> {
        let value = match variable.r#type() {
            variable::Type::Value => VariableValue::Plain(present(variable.value, "value")?),
            variable::Type::Secret => VariableValue::Secret(needed(variable.secret.map(|secret| *secret), "secret")?),
            variable::Type::Unknown => return Err(Error::unsupported("is UNKNOWN, which is not supported").within("type")),
        };
        Ok(Self { name: present(variable.name, "name")?, value })
    }
}

impl From<&Variable> for environment::Variable {
    fn from(variable: &Variable) -> Self {
        let name = Some(variable.name.clone());
        match &variable.value {
            VariableValue::Plain(value) => {
                Self { name, r#type: Some(variable::Type::Value), value: Some(value.clone()), secret: None }
            }
            VariableValue::Secret(secret) => {
                Self { name, r#type: Some(variable::Type::Secret), value: None, secret: wrote_boxed(Some(secret)) }
            }
        }
    }
}

impl TryFrom<command_info::Uri> for Uri {
    type Error = Error;

    fn try_from(uri: command_info::Uri) -> Result<Self, Error> {
        Ok(Self {
            extract: uri.extract(),
            value: present(uri.value, "value")?,
            executable: uri.executable.unwrap_or(false),
            cache: uri.cache.unwrap_or(false),
            output_file: uri.output_file,
        })
    }
}

impl From<&Uri> for command_info::Uri {
    fn from(uri: &Uri) -> Self {
        Self {
            value: Some(uri.value.clone()),
            executable: uri.executable.then_some(true),
            extract: Some(uri.extract),
            cache: uri.cache.then_some(true),
            output_file: uri.output_file.clone(),
        }
    }
}

impl TryFrom<crate::KillPolicy> for KillPolicy {
    type Error = Error;

    fn try_from(policy: crate::KillPolicy) -> Result<Self, Error> {
        Ok(Self { grace_period: maybe(policy.grace_period, "grace_period")? })
    }
}

impl From<&KillPolicy> for crate::KillPolicy {
    fn from(policy: &KillPolicy) -> Self {
        Self { grace_period: wrote(policy.grace_period.as_ref()) }
    }
}

impl TryFrom<crate::ExecutorInfo> for ExecutorInfo {
    type Error = Error;

    fn try_from(executor: crate::ExecutorInfo) -> Result<Self, Error> {
        let kind = match executor.r#type {
            Some(crate::executor_info::Type::Unknown) => None,
            kind => maybe(kind, "type")?,
        };
        Ok(Self {
            kind,
            executor_id: needed(executor.executor_id, "executor_id")?,
            framework_id: maybe(executor.framework_id, "framework_id")?,
            command: maybe(executor.command.map(|command| *command), "command")?,
            container: maybe_boxed(executor.container, "container")?,
            resources: resources(executor.resources, "resources")?,
            name: executor.name,
            source: executor.source,
            data: executor.data.map(Blob::from),
            discovery: maybe_boxed(executor.discovery, "discovery")?,
            shutdown_grace_period: maybe(executor.shutdown_grace_period, "shutdown_grace_period")?,
            labels: labels(executor.labels, "labels")?,
        })
    }
}

impl From<&ExecutorInfo> for crate::ExecutorInfo {
    fn from(executor: &ExecutorInfo) -> Self {
        Self {
            r#type: wrote(executor.kind.as_ref()),
            executor_id: Some((&executor.executor_id).into()),
            framework_id: wrote(executor.framework_id.as_ref()),
            command: wrote_boxed(executor.command.as_ref()),
            container: wrote_boxed(executor.container.as_deref()),
            resources: wrote_resources(&executor.resources),
            name: executor.name.clone(),
            source: executor.source.clone(),
            data: executor.data.as_ref().map(|data| data.to_vec()),
            discovery: wrote_boxed(executor.discovery.as_deref()),
            shutdown_grace_period: wrote(executor.shutdown_grace_period.as_ref()),
            labels: wrote_labels(&executor.labels),
        }
    }
}

impl TryFrom<crate::TaskInfo> for TaskInfo {
    type Error = Error;

    fn try_from(task: crate::TaskInfo) -> Result<Self, Error> {
        Ok(Self {
            name: present(task.name, "name")?,
            task_id: needed(task.task_id, "task_id")?,
            agent_id: needed(task.agent_id, "agent_id")?,
            resources: resources(task.resources, "resources")?,
            command: maybe(task.command.map(|command| *command), "command")?,
            executor: maybe_boxed(task.executor, "executor")?,
            container: maybe_boxed(task.container, "container")?,
            health_check: maybe_boxed(task.health_check, "health_check")?,
            check: maybe_boxed(task.check, "check")?,
            kill_policy: maybe(task.kill_policy, "kill_policy")?,
            data: task.data.map(Blob::from),
            labels: labels(task.labels, "labels")?,
            discovery: maybe_boxed(task.discovery, "discovery")?,
            max_completion_time: maybe(task.max_completion_time, "max_completion_time")?,
            limits: limits(task.limits, "limits")?,
        })
    }
}

impl From<&TaskInfo> for crate::TaskInfo {
    fn from(task: &TaskInfo) -> Self {
        Self {
            name: Some(task.name.clone()),
            task_id: Some((&task.task_id).into()),
            agent_id: Some((&task.agent_id).into()),
            resources: wrote_resources(&task.resources),
            executor: wrote_boxed(task.executor.as_deref()),
            command: wrote_boxed(task.command.as_ref()),
            container: wrote_boxed(task.container.as_deref()),
            health_check: wrote_boxed(task.health_check.as_deref()),
            check: wrote_boxed(task.check.as_deref()),
            kill_policy: wrote(task.kill_policy.as_ref()),
            data: task.data.as_ref().map(|data| data.to_vec()),
            labels: wrote_labels(&task.labels),
            discovery: wrote_boxed(task.discovery.as_deref()),
            max_completion_time: wrote(task.max_completion_time.as_ref()),
            limits: wrote_limits(&task.limits),
        }
    }
}

impl TryFrom<crate::TaskStatus> for TaskStatus {
    type Error = Error;

    fn try_from(status: crate::TaskStatus) -> Result<Self, Error> {
        let limitation = status.limitation.map(|limitation| resources(limitation.resources, "resources"));
        Ok(Self {
            task_id: needed(status.task_id, "task_id")?,
            state: needed(status.state, "state")?,
            source: maybe(status.source, "source")?,
            reason: maybe(status.reason, "reason")?,
            message: status.message,
            data: status.data.map(Blob::from),
            agent_id: maybe(status.agent_id, "agent_id")?,
            executor_id: maybe(status.executor_id, "executor_id")?,
            timestamp: status.timestamp.map(|time| seconds(time, "timestamp")).transpose()?,
            uuid: status.uuid.map(|bytes| uuid(bytes, "uuid")).transpose()?,
            healthy: status.healthy,
            check_status: maybe(status.check_status, "check_status")?,
            labels: labels(status.labels, "labels")?,
            container_status: maybe_boxed(status.container_status, "container_status")?,
            unreachable_time: maybe(status.unreachable_time, "unreachable_time")?,
            limitation: limitation.transpose().map_err(|error| error.within("limitation"))?,
        })
    }
}

impl From<&TaskStatus> for crate::TaskStatus {
    fn from(status: &TaskStatus) -> Self {
        let limited = |resources| TaskResourceLimitation { resources: wrote_resources(resources) };
        Self {
            task_id: Some((&status.task_id).into()),
            state: Some((&status.state).into()),
            message: status.message.clone(),
            source: wrote(status.source.as_ref()),
            reason: wrote(status.reason.as_ref()),
            data: status.data.as_ref().map(|data| data.to_vec()),
            agent_id: wrote(status.agent_id.as_ref()),
            executor_id: wrote(status.executor_id.as_ref()),
            timestamp: status.timestamp.as_ref().map(Duration::as_secs_f64),
            uuid: status.uuid.map(|uuid| uuid.as_bytes().to_vec()),
            healthy: status.healthy,
            check_status: wrote(status.check_status.as_ref()),
            labels: wrote_labels(&status.labels),
            container_status: wrote_boxed(status.container_status.as_deref()),
            unreachable_time: wrote(status.unreachable_time.as_ref()),
            limitation: status.limitation.as_ref().map(limited),
        }
    }
}
