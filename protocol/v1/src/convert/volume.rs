//! Volumes, images and secrets.

use mesos_protocol::container::{Image, ImageSource, Secret, Volume, VolumeSource};
use mesos_protocol::values::Blob;

use super::values::{labels, wrote_labels};
use super::{maybe, needed, present, wrote, wrote_boxed};
use crate::volume::source;
use crate::{Enumeration, Error, Parameter, Parameters, image, secret, volume};

impl TryFrom<crate::Secret> for Secret {
    type Error = Error;

    fn try_from(secret: crate::Secret) -> Result<Self, Error> {
        match present(secret.r#type, "type")? {
            secret::Type::Reference => {
                let reference = present(secret.reference, "reference")?;
                let name = present(reference.name, "name").map_err(|error| error.within("reference"))?;
                Ok(Self::Reference { name, key: reference.key })
            }
            secret::Type::Value => {
                let value = present(secret.value, "value")?;
                let data = present(value.data, "data").map_err(|error| error.within("value"))?;
                Ok(Self::Value(Blob::from(data)))
            }
            secret::Type::Unknown => Err(Error::unsupported("is UNKNOWN, which is not supported").within("type")),
        }
    }
}

impl From<&Secret> for crate::Secret {
    fn from(secret: &Secret) -> Self {
        match secret {
            Secret::Reference { name, key } => Self {
                r#type: Some(secret::Type::Reference),
                reference: Some(secret::Reference { name: Some(name.clone()), key: key.clone() }),
                value: None,
            },
            Secret::Value(data) => Self {
                r#type: Some(secret::Type::Value),
                reference: None,
                value: Some(secret::Value { data: Some(data.to_vec()) }),
            },
        }
    }
}

impl TryFrom<crate::Image> for Image {
    type Error = Error;

    fn try_from(image: crate::Image) -> Result<Self, Error> {
        let cached = image.cached();
        let source = match present(image.r#type, "type")? {
            image::Type::Docker => docker_image(*present(image.docker, "docker")?).map_err(|error| error.within("docker")),
            image::Type::Appc => appc_image(*present(image.appc, "appc")?).map_err(|error| error.within("appc")),
        };
        Ok(Self { source: source?, cached })
    }
}

fn docker_image(docker: image::Docker) -> Result<ImageSource, Error> {
    if docker.credential.is_some() {
        return Err(Error::unsupported("is not supported, use config").within("credential"));
    }
    let config = maybe(docker.config.map(|config| *config), "config")?;
    Ok(ImageSource::Docker { name: present(docker.name, "name")?, config })
}

fn appc_image(appc: image::Appc) -> Result<ImageSource, Error> {
    Ok(ImageSource::Appc { name: present(appc.name, "name")?, id: appc.id, labels: labels(appc.labels, "labels")? })
}

impl From<&Image> for crate::Image {
    fn from(image: &Image) -> Self {
        let mut written = Self { cached: Some(image.cached), ..Self::default() };
        match &image.source {
            ImageSource::Docker { name, config } => {
                written.r#type = Some(image::Type::Docker);
                let config = wrote_boxed(config.as_ref());
                written.docker = Some(Box::new(image::Docker { name: Some(name.clone()), credential: None, config }));
            }
            ImageSource::Appc { name, id, labels } => {
                written.r#type = Some(image::Type::Appc);
                let labels = wrote_labels(labels);
                written.appc = Some(Box::new(image::Appc { name: Some(name.clone()), id: id.clone(), labels }));
            }
        }
        written
    }
}

impl TryFrom<crate::Volume> for Volume {
    type Error = Error;

    fn try_from(volume: crate::Volume) -> Result<Self, Error> {
        Ok(Self {
            mode: needed(volume.mode, "mode")?,
            container_path: present(volume.container_path, "container_path")?,
            host_path: volume.host_path,
            image: maybe(volume.image, "image")?,
            source: maybe(volume.source.map(|source| *source), "source")?,
        })
    }
}

impl From<&Volume> for crate::Volume {
    fn from(volume: &Volume) -> Self {
        Self {
            mode: Some((&volume.mode).into()),
            container_path: Some(volume.container_path.clone()),
            host_path: volume.host_path.clone(),
            image: wrote(volume.image.as_ref()),
            source: wrote_boxed(volume.source.as_ref()),
        }
    }
}

impl TryFrom<volume::Source> for VolumeSource {
    type Error = Error;

    fn try_from(volume: volume::Source) -> Result<Self, Error> {
        match present(volume.r#type, "type")? {
            source::Type::DockerVolume => docker_volume(*present(volume.docker_volume, "docker_volume")?)
                .map_err(|error| error.within("docker_volume")),
            source::Type::HostPath => {
                let host = present(volume.host_path, "host_path")?;
                let read = || {
                    let mode = host.mount_propagation.and_then(|propagation| propagation.mode);
                    let propagation = match mode {
                        None | Some(crate::mount_propagation::Mode::Unknown) => None,
                        Some(mode) => maybe(Some(mode), "mode").map_err(|error| error.within("mount_propagation"))?,
                    };
                    Ok(Self::HostPath { path: present(host.path, "path")?, propagation })
                };
                read().map_err(|error: Error| error.within("host_path"))
            }
            source::Type::SandboxPath => {
                let sandbox = present(volume.sandbox_path, "sandbox_path")?;
                let read = || {
                    let whose = maybe(sandbox.r#type, "type")?;
                    Ok(Self::SandboxPath { whose, path: present(sandbox.path, "path")? })
                };
                read().map_err(|error: Error| error.within("sandbox_path"))
            }
            source::Type::Secret => Ok(Self::Secret(needed(volume.secret.map(|secret| *secret), "secret")?)),
            other => Err(Error::unsupported(format!("is {}, which is not supported", other.name())).within("type")),
        }
    }
}

fn docker_volume(docker: source::DockerVolume) -> Result<VolumeSource, Error> {
    let options = parameters(docker.driver_options.unwrap_or_default().parameter, "parameter")
        .map_err(|error| error.within("driver_options"))?;
    Ok(VolumeSource::Docker { driver: docker.driver, name: present(docker.name, "name")?, options })
}

impl From<&VolumeSource> for volume::Source {
    fn from(volume: &VolumeSource) -> Self {
        let mut written = Self::default();
        let kind = match volume {
            VolumeSource::Docker { driver, name, options } => {
                let parameter = wrote_parameters(options);
                let driver_options = (!parameter.is_empty()).then_some(Parameters { parameter });
                let name = Some(name.clone());
                written.docker_volume =
                    Some(Box::new(source::DockerVolume { driver: driver.clone(), name, driver_options }));
                source::Type::DockerVolume
            }
            VolumeSource::HostPath { path, propagation } => {
                let mount_propagation = propagation.as_ref().map(|mode| crate::MountPropagation { mode: Some(mode.into()) });
                written.host_path = Some(source::HostPath { path: Some(path.clone()), mount_propagation });
                source::Type::HostPath
            }
            VolumeSource::SandboxPath { whose, path } => {
                written.sandbox_path = Some(source::SandboxPath { r#type: wrote(whose.as_ref()), path: Some(path.clone()) });
                source::Type::SandboxPath
            }
            VolumeSource::Secret(secret) => {
                written.secret = wrote_boxed(Some(secret));
                source::Type::Secret
            }
        };
        written.r#type = Some(kind);
        written
    }
}

/// Names with values, in the order in which they were given.
pub(super) fn parameters(list: Vec<Parameter>, name: &'static str) -> Result<Vec<(String, String)>, Error> {
    let read = |(index, parameter): (usize, Parameter)| {
        let read = || Ok((present(parameter.key, "key")?, present(parameter.value, "value")?));
        read().map_err(|error: Error| error.at(index).within(name))
    };
    list.into_iter().enumerate().map(read).collect()
}

pub(super) fn wrote_parameters(list: &[(String, String)]) -> Vec<Parameter> {
    list.iter().map(|(key, value)| Parameter { key: Some(key.clone()), value: Some(value.clone()) }).collect()
}
