//! Operations on offers, and news of them.

use mesos_protocol::operation::{AskedOperation, Operation, OperationStatus, Tracked};

use super::names::uuid;
use super::resources::{resources, wrote_resources};
use super::{all, maybe, needed, present, within, wrote, wrote_all, wrote_boxed};
use crate::offer::operation::{
    Create, CreateDisk, Destroy, DestroyDisk, GrowVolume, Launch, LaunchGroup, Reserve, ShrinkVolume, Type, Unreserve,
};
use crate::scheduler::call::reconcile_operations;
use crate::{Enumeration, Error, TaskGroupInfo, Uuid, offer};

impl TryFrom<offer::Operation> for Tracked {
    type Error = Error;

    fn try_from(operation: offer::Operation) -> Result<Self, Error> {
        Ok(Self { id: maybe(operation.id.clone(), "id")?, operation: operation.try_into()? })
    }
}

impl From<&Tracked> for offer::Operation {
    fn from(tracked: &Tracked) -> Self {
        Self { id: wrote(tracked.id.as_ref()), ..(&tracked.operation).into() }
    }
}

/// What is to be done; the id, under which the framework wants to hear of it, is read with [`Tracked`].
impl TryFrom<offer::Operation> for Operation {
    type Error = Error;

    fn try_from(operation: offer::Operation) -> Result<Self, Error> {
        let kind = present(operation.r#type, "type")?;
        match kind {
            Type::Launch => within(operation.launch, "launch", |launch| {
                Ok(Self::Launch { tasks: all(launch.task_infos, "task_infos")? })
            }),
            Type::LaunchGroup => within(operation.launch_group, "launch_group", launch_group),
            Type::Reserve => within(operation.reserve, "reserve", |reserve| {
                let source = resources(reserve.source, "source")?;
                let source = (!source.is_empty()).then_some(source);
                Ok(Self::Reserve { source, resources: resources(reserve.resources, "resources")? })
            }),
            Type::Unreserve => within(operation.unreserve, "unreserve", |unreserve| {
                Ok(Self::Unreserve { resources: resources(unreserve.resources, "resources")? })
            }),
            Type::Create => within(operation.create, "create", |create| {
                Ok(Self::Create { volumes: resources(create.volumes, "volumes")? })
            }),
            Type::Destroy => within(operation.destroy, "destroy", |destroy| {
                Ok(Self::Destroy { volumes: resources(destroy.volumes, "volumes")? })
            }),
            Type::GrowVolume => within(operation.grow_volume, "grow_volume", |grow| {
                let volume = needed(grow.volume.map(|volume| *volume), "volume")?;
                Ok(Self::GrowVolume { volume, addition: needed(grow.addition.map(|addition| *addition), "addition")? })
            }),
            Type::ShrinkVolume => within(operation.shrink_volume, "shrink_volume", |shrink| {
                let volume = needed(shrink.volume.map(|volume| *volume), "volume")?;
                Ok(Self::ShrinkVolume { volume, subtract: needed(shrink.subtract, "subtract")? })
            }),
            Type::CreateDisk => within(operation.create_disk, "create_disk", |create| {
                Ok(Self::CreateDisk {
                    source: needed(create.source.map(|source| *source), "source")?,
                    target: needed(create.target_type, "target_type")?,
                    target_profile: create.target_profile,
                })
            }),
            Type::DestroyDisk => within(operation.destroy_disk, "destroy_disk", |destroy| {
                Ok(Self::DestroyDisk { source: needed(destroy.source.map(|source| *source), "source")? })
            }),
            Type::Unknown => Err(Error::unsupported(format!("is {}, which is not supported", kind.name())).within("type")),
        }
    }
}

fn launch_group(group: LaunchGroup) -> Result<Operation, Error> {
    let executor = needed(group.executor.map(|executor| *executor), "executor")?;
    let tasks = present(group.task_group, "task_group")?.tasks;
    let tasks = all(tasks, "tasks").map_err(|error| error.within("task_group"))?;
    Ok(Operation::LaunchGroup { executor: Box::new(executor), tasks })
}

impl From<&Operation> for offer::Operation {
    fn from(operation: &Operation) -> Self {
        let mut written = Self::default();
        let kind = match operation {
            Operation::Launch { tasks } => {
                written.launch = Some(Launch { task_infos: wrote_all(tasks) });
                Type::Launch
            }
            Operation::LaunchGroup { executor, tasks } => {
                let task_group = Some(TaskGroupInfo { tasks: wrote_all(tasks) });
                written.launch_group = Some(LaunchGroup { executor: wrote_boxed(Some(&**executor)), task_group });
                Type::LaunchGroup
            }
            Operation::Reserve { source, resources } => {
                let source = source.as_ref().map(wrote_resources).unwrap_or_default();
                written.reserve = Some(Reserve { source, resources: wrote_resources(resources) });
                Type::Reserve
            }
            Operation::Unreserve { resources } => {
                written.unreserve = Some(Unreserve { resources: wrote_resources(resources) });
                Type::Unreserve
            }
            Operation::Create { volumes } => {
                written.create = Some(Create { volumes: wrote_resources(volumes) });
                Type::Create
            }
            Operation::Destroy { volumes } => {
                written.destroy = Some(Destroy { volumes: wrote_resources(volumes) });
                Type::Destroy
            }
            Operation::GrowVolume { volume, addition } => {
                let (volume, addition) = (wrote_boxed(Some(volume)), wrote_boxed(Some(addition)));
                written.grow_volume = Some(GrowVolume { volume, addition });
                Type::GrowVolume
            }
            Operation::ShrinkVolume { volume, subtract } => {
                let volume = wrote_boxed(Some(volume));
                written.shrink_volume = Some(ShrinkVolume { volume, subtract: Some(subtract.into()) });
                Type::ShrinkVolume
            }
            Operation::CreateDisk { source, target, target_profile } => {
                written.create_disk = Some(CreateDisk {
                    source: wrote_boxed(Some(source)),
                    target_type: Some(target.into()),
                    target_profile: target_profile.clone(),
                });
                Type::CreateDisk
            }
            Operation::DestroyDisk { source } => {
                written.destroy_disk = Some(DestroyDisk { source: wrote_boxed(Some(source)) });
                Type::DestroyDisk
            }
        };
        written.r#type = Some(kind);
        written
    }
}

impl TryFrom<crate::OperationStatus> for OperationStatus {
    type Error = Error;

    fn try_from(status: crate::OperationStatus) -> Result<Self, Error> {
        let bytes = |id: Uuid| {
            let bytes = present(id.value, "value").and_then(|bytes| uuid(bytes, "value"));
            bytes.map_err(|error| error.within("uuid"))
        };
        Ok(Self {
            operation_id: maybe(status.operation_id, "operation_id")?,
            state: needed(status.state, "state")?,
            message: status.message,
            converted: resources(status.converted_resources, "converted_resources")?,
            uuid: status.uuid.map(bytes).transpose()?,
            agent_id: maybe(status.agent_id, "agent_id")?,
            provider_id: maybe(status.resource_provider_id, "resource_provider_id")?,
        })
    }
}

impl From<&OperationStatus> for crate::OperationStatus {
    fn from(status: &OperationStatus) -> Self {
        Self {
            operation_id: wrote(status.operation_id.as_ref()),
            state: Some((&status.state).into()),
            message: status.message.clone(),
            converted_resources: wrote_resources(&status.converted),
            uuid: status.uuid.map(|uuid| Uuid { value: Some(uuid.as_bytes().to_vec()) }),
            agent_id: wrote(status.agent_id.as_ref()),
            resource_provider_id: wrote(status.provider_id.as_ref()),
        }
    }
}

impl TryFrom<reconcile_operations::Operation> for AskedOperation {
    type Error = Error;

    fn try_from(asked: reconcile_operations::Operation) -> Result<Self, Error> {
        Ok(Self {
            id: needed(asked.operation_id, "operation_id")?,
            agent_id: maybe(asked.agent_id, "agent_id")?,
            provider_id: maybe(asked.resource_provider_id, "resource_provider_id")?,
        })
    }
}

impl From<&AskedOperation> for reconcile_operations::Operation {
    fn from(asked: &AskedOperation) -> Self {
        Self {
            operation_id: Some((&asked.id).into()),
            agent_id: wrote(asked.agent_id.as_ref()),
            resource_provider_id: wrote(asked.provider_id.as_ref()),
        }
    }
}
