//! `mesos cluster`: keys.

use libprocess::keys::ClusterKey;
use serde_json::json;

use crate::{args::ClusterCommand, failure::Failure, output};

pub(super) fn carry_out(command: &ClusterCommand, as_json: bool) -> Result<(), Failure> {
    let ClusterCommand::NewKey { file } = command;
    ClusterKey::generate().write(file).map_err(Failure::new)?;
    match as_json {
        true => output::json(&json!({ "file": file })),
        false => output::line(format!(
            "{} holds a new key; copy it to all machines of the cluster, readable by its owner only",
            file.display()
        )),
    }
}
