//! With what an executor proves itself to its agent.

use libprocess::{Node, keys::executor_credential};
use mesos_containerizer::Credential;
use mesos_protocol::ids::{ContainerId, ExecutorId};

/// A credential for one executor run. A node that no process can reach, as in the simulator, issues an empty one.
pub(crate) fn issue(node: &Node, executor_id: &ExecutorId, container_id: &ContainerId) -> Credential {
    let issued = executor_credential(node, &format!("{executor_id}/{container_id}"));
    match issued.and_then(|credential| credential.to_bytes()) {
        Ok(bytes) => Credential::new(bytes),
        Err(error) => {
            tracing::debug!(%executor_id, %error, "no credential was issued");
            Credential::default()
        }
    }
}
