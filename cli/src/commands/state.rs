//! `mesos state`: what an actor tells of itself, as JSON.

use super::actor::which;
use crate::{
    args::ActorArgs,
    failure::Failure,
    output,
    remote::{Remote, escaped},
};

pub(super) async fn show(cluster: &Remote, args: &ActorArgs) -> Result<(), Failure> {
    let (name, node) = which(&args.actor, cluster.master)?;
    let state = cluster.json(node, &format!("/inspect/state/{}", escaped(&name))).await?;
    if state.is_null() {
        return Err(Failure::new(format!(
            "{name} tells nothing of itself; `mesos mailbox {}` shows it from outside",
            args.actor
        )));
    }
    output::json(&state)
}
