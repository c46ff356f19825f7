//! Ending tasks.

use libprocess::prelude::*;
use mesos_protocol::{
    messages::agent_executor::ToExecutor,
    status::{Reason, TaskState},
    task::KillPolicy,
};

use super::Agent;
use crate::{
    state::{Phase, Verdict},
    status_updates::TaskKey,
};

impl Agent {
    pub(super) fn on_kill_task(&mut self, key: TaskKey, kill_policy: Option<KillPolicy>, ctx: &mut Context<Self>) {
        let Some(framework) = self.state.frameworks.get_mut(&key.0).filter(|framework| framework.tasks.contains_key(&key.1))
        else {
            return self.kill_unknown(&key, ctx);
        };
        let Some(entry) = framework.tasks.get_mut(&key.1).filter(|entry| !entry.is_over()) else { return };
        let Some(executor) = framework.executors.get_mut(&entry.executor_id) else { return };
        match executor.phase() {
            Phase::Registering => {
                // No process of the task has been started, and none will be.
                executor.verdict = Some(Verdict {
                    state: TaskState::Killed,
                    reason: Reason::TaskKilledDuringLaunch,
                    message: "Task killed before its executor was ready".into(),
                });
                let container_id = executor.container_id.clone();
                self.destroy(&container_id, ctx);
            }
            Phase::Running => {
                entry.kill = Some(kill_policy);
                executor.outbox.post(ToExecutor::Kill { task_id: key.1, kill_policy }, ctx);
            }
            Phase::Terminating | Phase::Terminated => {}
        }
    }

    fn kill_unknown(&mut self, key: &TaskKey, ctx: &mut Context<Self>) {
        // One that was over has told so.
        if !self.over.contains_key(key) {
            self.remember_over(key);
            self.report_unknown(key, Reason::ExecutorTerminated, "Cannot find executor", ctx);
        }
    }
}
