//! What the agent counts, by Mesos' names.

use std::{collections::BTreeMap, sync::Arc};

use libprocess::{
    Node,
    metrics::{Counter, Gauge},
};
use mesos_protocol::status::TaskState;

use crate::state::Phase;

/// Counters and gauges of an agent.
pub(crate) struct Metrics {
    pub(crate) container_launch_errors: Counter,
    pub(crate) executors_terminated: Counter,
    pub(crate) valid_status_updates: Counter,
    pub(crate) invalid_status_updates: Counter,
    pub(crate) valid_framework_messages: Counter,
    pub(crate) invalid_framework_messages: Counter,
    /// Executors that showed the credential of another run. No counterpart in Mesos.
    pub(crate) refused_executors: Counter,
    finals: Vec<(Vec<TaskState>, Counter)>,
    registered: Gauge,
}

/// How many frameworks, tasks and executors there are in each state: each of them counts itself for as long as it lives,
/// so that nobody ever has to look at all of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    frameworks: Gauge,
    tasks: Arc<BTreeMap<TaskState, Gauge>>,
    executors: Arc<BTreeMap<Phase, Gauge>>,
}

/// One more at a level, until it is dropped.
#[derive(Debug)]
pub(crate) struct Counted(Option<Gauge>);

impl Counted {
    fn at(gauge: Option<&Gauge>) -> Counted {
        gauge.inspect(|gauge| gauge.change(1.0));
        Counted(gauge.cloned())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.iter().for_each(|gauge| gauge.change(-1.0));
    }
}

impl Levels {
    pub(crate) fn new(node: &Node) -> Levels {
        let gauge = |name: &str| node.metrics().gauge(&format!("slave/{name}"));
        let tasks = [
            (TaskState::Staging, "tasks_staging"),
            (TaskState::Starting, "tasks_starting"),
            (TaskState::Running, "tasks_running"),
            (TaskState::Killing, "tasks_killing"),
        ];
        let executors = [
            (Phase::Registering, "executors_registering"),
            (Phase::Running, "executors_running"),
            (Phase::Terminating, "executors_terminating"),
        ];
        Levels {
            frameworks: gauge("frameworks_active"),
            tasks: Arc::new(tasks.map(|(state, name)| (state, gauge(name))).into()),
            executors: Arc::new(executors.map(|(phase, name)| (phase, gauge(name))).into()),
        }
    }

    /// A framework that has something here.
    pub(crate) fn framework(&self) -> Counted {
        Counted::at(Some(&self.frameworks))
    }

    /// A task in this state.
    pub(crate) fn task(&self, state: TaskState) -> Counted {
        Counted::at(self.tasks.get(&state))
    }

    /// An executor in this phase.
    pub(crate) fn executor(&self, phase: Phase) -> Counted {
        Counted::at(self.executors.get(&phase))
    }
}

impl Metrics {
    pub(crate) fn new(node: &Node) -> Metrics {
        let metrics = node.metrics();
        let counter = |name: &str| metrics.counter(&format!("slave/{name}"));
        let clock = node.clock();
        let started = clock.now();
        metrics.pull("slave/uptime_secs", move || clock.now().saturating_sub(started).as_secs_f64());
        Metrics {
            container_launch_errors: counter("container_launch_errors"),
            executors_terminated: counter("executors_terminated"),
            valid_status_updates: counter("valid_status_updates"),
            invalid_status_updates: counter("invalid_status_updates"),
            valid_framework_messages: counter("valid_framework_messages"),
            invalid_framework_messages: counter("invalid_framework_messages"),
            refused_executors: counter("refused_executors"),
            finals: vec![
                (vec![TaskState::Finished], counter("tasks_finished")),
                (vec![TaskState::Failed, TaskState::Error], counter("tasks_failed")),
                (vec![TaskState::Killed], counter("tasks_killed")),
                (vec![TaskState::Lost, TaskState::Dropped], counter("tasks_lost")),
                (vec![TaskState::Gone, TaskState::GoneByOperator], counter("tasks_gone")),
            ],
            registered: metrics.gauge("slave/registered"),
        }
    }

    /// A task is over.
    pub(crate) fn count_final(&self, state: TaskState) {
        self.finals.iter().filter(|(states, _)| states.contains(&state)).for_each(|(_, counter)| counter.increment());
    }

    /// Whether a master counts on the agent.
    pub(crate) fn show_registered(&self, registered: bool) {
        self.registered.set(f64::from(u8::from(registered)));
    }
}
