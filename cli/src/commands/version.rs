//! `mesos version`: of this program, and of a cluster.

use libprocess::os::blocking;
use serde_json::json;

use super::text;
use crate::{args::VersionArgs, failure::Failure, output, remote::RemoteFlags};

const OWN: &str = env!("CARGO_PKG_VERSION");

pub(super) fn print(args: VersionArgs, as_json: bool) -> Result<(), Failure> {
    let cluster = match args.master {
        Some(master) => Some(blocking::wait(of_cluster(RemoteFlags { master, key: args.key }))?),
        None => None,
    };
    if as_json {
        let mut value = json!({ "version": OWN });
        if let Some(cluster) = cluster {
            value["master"] = json!(cluster);
        }
        return output::json(&value);
    }
    output::line(format!("mesos {OWN}"))?;
    cluster.map_or(Ok(()), |cluster| output::line(format!("master {cluster}")))
}

async fn of_cluster(flags: RemoteFlags) -> Result<String, Failure> {
    let cluster = flags.connect().await?;
    let answer = cluster.json(cluster.master, "/version").await;
    cluster.close().await;
    answer.map(|answer| text(&answer, "version"))
}
