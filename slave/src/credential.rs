//! With what an executor proves itself to its agent.

use libprocess::{Node, Sender, keys::executor_credential};
use mesos_containerizer::Credential;
use mesos_protocol::ids::{ContainerId, ExecutorId};

/// A credential for one executor run. A node that no process can reach, as in the simulator, issues an empty one.
pub(crate) fn issue(node: &Node, executor_id: &ExecutorId, container_id: &ContainerId) -> Credential {
    let issued = executor_credential(node, &run(executor_id, container_id));
    match issued.and_then(|credential| credential.to_bytes()) {
        Ok(bytes) => Credential::new(bytes),
        Err(error) => {
            tracing::debug!(%executor_id, %error, "no credential was issued");
            Credential::default()
        }
    }
}

/// Whether whoever speaks may do so as that executor run: it shows the credential that was issued for it. Where nobody
/// proves anything no run is named.
pub(crate) fn admits(sender: &Sender, executor_id: &ExecutorId, container_id: &ContainerId) -> bool {
    sender.executor.as_deref().is_none_or(|proved| proved == run(executor_id, container_id))
}

/// What a credential names. Container ids are made by the agent and hold no separator, so two runs never have one name.
fn run(executor_id: &ExecutorId, container_id: &ContainerId) -> String {
    format!("{executor_id}/{container_id}")
}
