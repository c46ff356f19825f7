//! How an agent ends: with its node, or at leisure, when its executors have ended.

use libprocess::prelude::*;
use mesos_protocol::{ids::ContainerId, status::Reason};

use super::Agent;
use crate::{
    state::{Phase, Verdict},
    status_updates,
};

/// What the framework of a task hears that is not started any more.
pub(super) const IS_ENDING: &str = "the agent is ending and starts no more tasks";

/// What is known of the agent's end.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// It has begun: no task is started any more.
    pub(super) begun: bool,
    /// Used when no executor is left.
    wound_down: Vec<Reply<()>>,
}

impl Agent {
    /// The node ends: what comes from now on is not begun.
    pub(super) fn on_stop_accepting(&mut self, done: Reply<()>) {
        tracing::info!("this agent ends: it starts no more tasks");
        self.ending.begun = true;
        done.send(());
    }

    /// The node ends: the frameworks see what is known of their tasks, unless no master listens or that takes too long.
    pub(super) fn on_drain(&mut self, done: Reply<()>, ctx: &mut Context<Self>) {
        // Behind all updates that came before. If there is no room for it, the keeper is far behind: nobody waits.
        self.status_updates.post(status_updates::Message::Drain(done), ctx);
    }

    /// All executors are asked to end, and are given their grace. The agent stays until somebody ends it.
    pub(super) fn on_wind_down(&mut self, done: Reply<()>, ctx: &mut Context<Self>) {
        tracing::info!("this agent winds down: it starts no more tasks and ends those that run");
        self.ending.begun = true;
        self.ending.wound_down.push(done);
        let mut containers: Vec<ContainerId> = Vec::new();
        for framework in self.state.frameworks.values_mut() {
            let dropped = framework.dropped();
            for run in framework.executors.values_mut() {
                if run.phase() == Phase::Registering {
                    // Nothing of its task has been started.
                    let (state, reason, message) = (dropped, Reason::AgentRemoved, IS_ENDING.to_owned());
                    run.verdict.get_or_insert(Verdict { state, reason, message });
                }
                containers.push(run.container_id.clone());
            }
        }
        containers.iter().for_each(|container_id| self.shut_down_executor(container_id, ctx));
    }

    /// Whether nothing of any executor is left. Looks at all of them: asked while the agent winds down only.
    pub(super) fn end_wind_down(&mut self) {
        let waited_for = !self.ending.wound_down.is_empty();
        if waited_for && self.state.executors().all(|(_, _, run)| run.phase() == Phase::Terminated) {
            self.ending.wound_down.drain(..).for_each(|done| done.send(()));
        }
    }
}
