//! A task on its way to be launched.

use std::time::Duration;

use super::{CommandInfo, KillPolicy, TaskInfo};
use crate::checks::{CheckInfo, HealthCheck};
use crate::container::{ContainerInfo, DiscoveryInfo};
use crate::executor::ExecutorInfo;
use crate::ids::{AgentId, TaskId};
use crate::resources::{Resource, ResourceLimits, Resources};
use crate::values::{Blob, Labels, MiB, Ranges, Scalar};

/// A task described piece by piece; it becomes a [`TaskInfo`] when it is known which offer it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "describes a task that has still to be launched"]
pub struct TaskDraft {
    name: Option<String>,
    task_id: Option<TaskId>,
    resources: Resources,
    command: Option<CommandInfo>,
    executor: Option<Box<ExecutorInfo>>,
    container: Option<Box<ContainerInfo>>,
    health_check: Option<Box<HealthCheck>>,
    check: Option<Box<CheckInfo>>,
    kill_policy: Option<KillPolicy>,
    data: Option<Blob>,
    labels: Labels,
    discovery: Option<Box<DiscoveryInfo>>,
    max_completion_time: Option<Duration>,
    limits: ResourceLimits,
}

impl TaskDraft {
    /// A task that runs a command.
    pub fn new(command: CommandInfo) -> TaskDraft {
        TaskDraft {
            name: None,
            task_id: None,
            resources: Resources::none(),
            command: Some(command),
            executor: None,
            container: None,
            health_check: None,
            check: None,
            kill_policy: None,
            data: None,
            labels: Labels::none(),
            discovery: None,
            max_completion_time: None,
            limits: ResourceLimits::none(),
        }
    }

    /// A task that an executor runs.
    pub fn by(executor: ExecutorInfo) -> TaskDraft {
        let mut draft = TaskDraft::new(CommandInfo::shell(""));
        draft.command = None;
        draft.executor = Some(Box::new(executor));
        draft
    }

    /// With that name; its id if nothing is said.
    pub fn name(mut self, name: impl Into<String>) -> TaskDraft {
        self.name = Some(name.into());
        self
    }

    /// With that id; the driver chooses one if nothing is said.
    pub fn id(mut self, task_id: TaskId) -> TaskDraft {
        self.task_id = Some(task_id);
        self
    }

    /// Needs so many processors more.
    pub fn cpus(self, cpus: impl Into<Scalar>) -> TaskDraft {
        self.resource(Resource::cpus(cpus))
    }

    /// Needs so much memory more.
    pub fn mem(self, size: MiB) -> TaskDraft {
        self.resource(Resource::mem(size))
    }

    /// Needs so much disk space more.
    pub fn disk(self, size: MiB) -> TaskDraft {
        self.resource(Resource::disk_space(size))
    }

    /// Needs these ports.
    pub fn ports(self, ports: Ranges) -> TaskDraft {
        self.resource(Resource::ports(ports))
    }

    /// Needs this resource.
    pub fn resource(mut self, resource: Resource) -> TaskDraft {
        self.resources.add_one(resource);
        self
    }

    /// Needs these resources and no others.
    pub fn resources(mut self, resources: Resources) -> TaskDraft {
        self.resources = resources;
        self
    }

    /// With one more variable; nothing for a task without a command.
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> TaskDraft {
        self.command = self.command.map(|command| command.env(name, value));
        self
    }

    /// Run as this user; nothing for a task without a command.
    pub fn user(mut self, user: impl Into<String>) -> TaskDraft {
        self.command = self.command.map(|command| command.user(user));
        self
    }

    /// In this container.
    pub fn container(mut self, container: ContainerInfo) -> TaskDraft {
        self.container = Some(Box::new(container));
        self
    }

    /// Killed when this check fails too often.
    pub fn health_check(mut self, check: HealthCheck) -> TaskDraft {
        self.health_check = Some(Box::new(check));
        self
    }

    /// Reporting what this check finds.
    pub fn check(mut self, check: CheckInfo) -> TaskDraft {
        self.check = Some(Box::new(check));
        self
    }

    /// With so long between SIGTERM and SIGKILL.
    pub fn kill_grace(mut self, period: Duration) -> TaskDraft {
        self.kill_policy = Some(KillPolicy::grace(period));
        self
    }

    /// With this for its executor.
    pub fn data(mut self, data: impl Into<Blob>) -> TaskDraft {
        self.data = Some(data.into());
        self
    }

    /// With one more label.
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> TaskDraft {
        self.labels = self.labels.with(key, value);
        self
    }

    /// Found by others in this way.
    pub fn discovery(mut self, discovery: DiscoveryInfo) -> TaskDraft {
        self.discovery = Some(Box::new(discovery));
        self
    }

    /// Killed when it takes longer.
    pub fn max_completion_time(mut self, time: Duration) -> TaskDraft {
        self.max_completion_time = Some(time);
        self
    }

    /// Allowed to use up to these limits of cpus and mem.
    pub fn limits(mut self, limits: ResourceLimits) -> TaskDraft {
        self.limits = limits;
        self
    }

    /// What it needs.
    pub const fn needs(&self) -> &Resources {
        &self.resources
    }

    /// The id that was chosen for it, if one was.
    pub const fn chosen_id(&self) -> Option<&TaskId> {
        self.task_id.as_ref()
    }

    /// The task on that agent, under the id chosen before, else under this one.
    pub fn on(self, agent_id: AgentId, task_id: TaskId) -> TaskInfo {
        let task_id = self.task_id.unwrap_or(task_id);
        TaskInfo {
            name: self.name.unwrap_or_else(|| task_id.to_string()),
            task_id,
            agent_id,
            resources: self.resources,
            command: self.command,
            executor: self.executor,
            container: self.container,
            health_check: self.health_check,
            check: self.check,
            kill_policy: self.kill_policy,
            data: self.data,
            labels: self.labels,
            discovery: self.discovery,
            max_completion_time: self.max_completion_time,
            limits: self.limits,
        }
    }
}
