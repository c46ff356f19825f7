//! Ids, roles and enums.

use std::collections::BTreeSet;

use mesos_protocol::{agent, checks, container, executor, framework, ids, operation, resources, roles, status};

use super::{present, refused};
use crate::{Enumeration, Error};

/// Ids are one text each.
macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        impl TryFrom<crate::$id> for ids::$id {
            type Error = Error;

            fn try_from(id: crate::$id) -> Result<Self, Error> {
                Self::new(present(id.value, "value")?).map_err(|why| refused(why).within("value"))
            }
        }

        impl From<&ids::$id> for crate::$id {
            fn from(id: &ids::$id) -> Self {
                Self { value: Some(id.as_str().to_owned()) }
            }
        }
    )+};
}

ids!(AgentId, FrameworkId, TaskId, ExecutorId, OfferId, OperationId, ResourceProviderId);

/// A container within others names them all, outermost first.
impl TryFrom<crate::ContainerId> for ids::ContainerId {
    type Error = Error;

    fn try_from(id: crate::ContainerId) -> Result<Self, Error> {
        let name = present(id.value, "value")?;
        let wrong = |why| refused(why).within("value");
        match id.parent {
            Some(parent) => Self::try_from(*parent).map_err(|error| error.within("parent"))?.child(&name).map_err(wrong),
            None if name.contains('.') => Err(Error::new("holds a dot, which separates nested containers").within("value")),
            None => Self::new(name).map_err(wrong),
        }
    }
}

impl From<&ids::ContainerId> for crate::ContainerId {
    fn from(id: &ids::ContainerId) -> Self {
        Self { value: Some(id.name().to_owned()), parent: id.parent().map(|parent| Box::new((&parent).into())) }
    }
}

/// The 16 bytes of a uuid.
pub(super) fn uuid(bytes: Vec<u8>, name: &'static str) -> Result<ids::UpdateUuid, Error> {
    let length = bytes.len();
    let exact = <[u8; 16]>::try_from(bytes);
    exact.map(ids::UpdateUuid).map_err(|_| Error::new(format!("has {length} bytes, but a uuid has 16")).within(name))
}

pub(super) fn role(text: String, name: &'static str) -> Result<roles::Role, Error> {
    roles::Role::new(text).map_err(|why| refused(why).within(name))
}

pub(super) fn roles(texts: Vec<String>, name: &'static str) -> Result<Vec<roles::Role>, Error> {
    let read = |(index, text)| roles::Role::new(text).map_err(|why| refused(why).at(index).within(name));
    texts.into_iter().enumerate().map(read).collect()
}

pub(super) fn role_names<'a>(roles: impl IntoIterator<Item = &'a roles::Role>) -> Vec<String> {
    roles.into_iter().map(|role| role.as_str().to_owned()).collect()
}

/// Enums have the same numbers on both sides, which a test compares.
macro_rules! enums {
    ($($api:path => $own:path),+ $(,)?) => {
        $(
            impl TryFrom<$api> for $own {
                type Error = Error;

                fn try_from(value: $api) -> Result<Self, Error> {
                    Self::from_number(value.number())
                        .ok_or_else(|| Error::unsupported(format!("is {}, which is not supported", value.name())))
                }
            }

            impl From<&$own> for $api {
                fn from(value: &$own) -> Self {
                    Self::from_number(value.number()).unwrap_or_default()
                }
            }
        )+

        #[cfg(test)]
        #[test]
        fn enums_agree_in_names_and_numbers() {
            $(
                for own in <$own>::ALL {
                    let api = <$api>::from(own);
                    assert_eq!((api.name(), api.number()), (own.name(), own.number()));
                    assert_eq!(<$own>::try_from(api), Ok(*own));
                }
            )+
        }
    };
}

enums! {
    crate::TaskState => status::TaskState,
    crate::OperationState => operation::OperationState,
    crate::task_status::Source => status::Source,
    crate::task_status::Reason => status::Reason,
    crate::executor_info::Type => executor::ExecutorKind,
    crate::container_info::Type => container::ContainerKind,
    crate::container_info::docker_info::Network => container::DockerNetwork,
    crate::volume::Mode => container::VolumeMode,
    crate::mount_propagation::Mode => container::MountPropagation,
    crate::volume::source::sandbox_path::Type => container::SandboxOwner,
    crate::linux_info::IpcMode => container::IpcMode,
    crate::discovery_info::Visibility => container::Visibility,
    crate::network_info::Protocol => checks::IpProtocol,
    crate::resource::reservation_info::Type => resources::ReservationKind,
    crate::resource::disk_info::source::Type => resources::DiskSourceKind,
    crate::framework_info::capability::Type => framework::FrameworkCapability,
    crate::agent_info::capability::Type => agent::AgentCapability,
}

/// Capabilities that we know; a newer client may have more, which change nothing here.
pub(super) fn capabilities(list: Vec<crate::framework_info::Capability>) -> BTreeSet<framework::FrameworkCapability> {
    let known = list.into_iter().filter_map(|capability| capability.r#type);
    known.filter_map(|kind| framework::FrameworkCapability::try_from(kind).ok()).collect()
}
