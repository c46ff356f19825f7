//! The agent: offers the resources of a machine and runs tasks on it.
//!
//! ```text
//!  agent node (rest_for_one): status_updates ─▶ containerizer ─▶ agent
//!
//!              doors   ┌────────────────────────────┐ Launch, Destroy     ┌───────────────┐
//!   master ───────────▶│ agent                      │────────────────────▶│ containerizer │─▶ container(id) ─▶ Launcher
//!   executors ────────▶│  register, run_task, kill, │◀─ launched, ended ──│               │
//!                      │  executors, updates        │                     └───────────────┘
//!                      │  state.rs: what it knows   │ Update, Acknowledge ┌────────────────┐
//!                      │                            │────────────────────▶│ status_updates │
//!                      └────────────────────────────┘◀─ Kept, Send ───────└────────────────┘
//! ```
//!
//! | Question | File |
//! |---|---|
//! | When does it register, and with what? | `agent/register.rs` |
//! | What is checked before a task starts? | `agent/run_task.rs` |
//! | What are tasks told whose executor ends? | `agent/containers.rs` |
//! | How are status updates retried? | `status_updates/streams.rs` |
//! | What does the agent offer? | `resources.rs` |
//! | What does an executor find in its environment? | `environment.rs` |
//!
//! Invariants. No actor here waits for another one, whatever the bounds of the mailboxes are. Each task starts at most
//! once and gets exactly one final update, which is kept until its framework has seen it. Nothing is kept on disk: when
//! any of the three actors fails, the containers end, and the agent returns as a new one.

mod agent;
mod credential;
mod environment;
mod flags;
mod metrics;
mod resources;
mod state;
mod status_updates;
mod views;

use std::{sync::Arc, time::Duration};

use libprocess::prelude::*;
use mesos_containerizer::{Containerizer, Launcher, Machine};
use mesos_protocol::agent::AgentInfo;

pub use flags::Flags;
#[doc(hidden)]
pub use flags::Planted;
pub use status_updates::{RETRY_FIRST, RETRY_MAX};

/// So long containers may take to end with the agent.
const CONTAINERS_END_WITHIN: Duration = Duration::from_secs(10);

/// Starts an agent on a node: it looks for its master from now on. Its actors are `status_updates`, `containerizer` with
/// a `container(...)` for each executor run, and `agent`; when the returned supervisor ends, restarts did not help.
///
/// # Errors
/// Flags that are missing or do not fit together, a work folder that cannot be used, a name that is taken: a sentence
/// that says what to do.
pub async fn start(node: &Node, flags: Flags, launcher: Arc<dyn Launcher>) -> Result<Supervisor, Exit> {
    let (master, work_dir) = flags.check().map_err(Exit::failed)?;
    let machine = launcher.machine(work_dir.clone()).await?;
    let name = match flags.hostname_lookup {
        true => launcher.name_of(node.address().ip()).await.or(machine.hostname.clone()),
        false => None,
    };
    let info = Arc::new(describe(node, &flags, &machine, name)?);
    let supervisor = node.supervisor("slave").strategy(Strategy::RestForOne).intensity(3, Duration::from_secs(60));
    let supervisor = supervisor.start().await?;
    let flags = Arc::new(flags);
    let planted = flags.planted;
    let started = start_children(&supervisor, launcher, planted, |containerizer, status_updates, launcher| agent::Args {
        flags,
        master,
        work_dir,
        info,
        launcher,
        containerizer,
        status_updates,
    });
    if let Err(why) = started.await {
        node.stop(&supervisor.pid(), CONTAINERS_END_WITHIN).await;
        return Err(why.into());
    }
    Ok(supervisor)
}

/// Asks all executors on a node's agent to end, each within its grace, and lets no task start any more; ready when nothing of
/// them is left. The agent is still there to tell of it: end the node then. Ready at once if the node has no agent.
pub async fn wind_down(node: &Node) {
    let Some(agent) = node.find::<agent::Message>("agent") else { return };
    let (done, wound_down) = Reply::pair();
    if agent.send(agent::Message::WindDown(done)).await.is_ok() {
        // An agent that failed meanwhile has no executors either.
        let _over = wound_down.await;
    }
}

async fn start_children(
    supervisor: &Supervisor,
    launcher: Arc<dyn Launcher>,
    planted: Planted,
    args: impl FnOnce(Pid<mesos_containerizer::Message>, Pid<status_updates::Message>, Arc<dyn Launcher>) -> agent::Args,
) -> Result<(), SpawnError> {
    let updates = supervisor.child::<status_updates::StatusUpdates>("status_updates", planted).start().await?;
    let containerizer = supervisor.child::<Containerizer>("containerizer", launcher.clone());
    let containerizer = containerizer.shutdown(CONTAINERS_END_WITHIN).start().await?;
    supervisor.child::<agent::Agent>("agent", args(containerizer, updates, launcher)).start().await?;
    Ok(())
}

/// What the agent says of itself; `name` is what the machine is called.
fn describe(node: &Node, flags: &Flags, machine: &Machine, name: Option<String>) -> Result<AgentInfo, Exit> {
    let resources = resources::offered(machine, flags.resources.as_deref(), &flags.default_role)?;
    let address = node.address();
    let hostname = flags.hostname.clone().or(name).unwrap_or_else(|| address.ip().to_string());
    let info = AgentInfo::named(hostname).port(address.port()).resources(resources);
    Ok(info.attributes(flags.attributes.clone().unwrap_or_default()).build())
}
