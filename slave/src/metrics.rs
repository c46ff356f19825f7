//! What the agent counts, by Mesos' names.

use libprocess::{
    Node,
    metrics::{Counter, Gauge},
};
use mesos_protocol::status::TaskState;

use crate::{
    agent,
    state::{Phase, State},
};

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
    frameworks_active: Gauge,
    tasks: Vec<(TaskState, Gauge)>,
    executors: Vec<(Phase, Gauge)>,
}

impl Metrics {
    pub(crate) fn new(node: &Node) -> Metrics {
        let metrics = node.metrics();
        let counter = |name: &str| metrics.counter(&format!("slave/{name}"));
        let gauge = |name: &str| metrics.gauge(&format!("slave/{name}"));
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
            registered: gauge("registered"),
            frameworks_active: gauge("frameworks_active"),
            tasks: [
                (TaskState::Staging, "tasks_staging"),
                (TaskState::Starting, "tasks_starting"),
                (TaskState::Running, "tasks_running"),
                (TaskState::Killing, "tasks_killing"),
            ]
            .map(|(state, name)| (state, gauge(name)))
            .into(),
            executors: [
                (Phase::Registering, "executors_registering"),
                (Phase::Running, "executors_running"),
                (Phase::Terminating, "executors_terminating"),
            ]
            .map(|(phase, name)| (phase, gauge(name)))
            .into(),
        }
    }

    /// A task is over.
    pub(crate) fn count_final(&self, state: TaskState) {
        self.finals.iter().filter(|(states, _)| states.contains(&state)).for_each(|(_, counter)| counter.increment());
    }

    /// Shows how things stand.
    pub(crate) fn show(&self, state: &State, phase: agent::Phase) {
        self.registered.set(f64::from(u8::from(phase == agent::Phase::Running)));
        self.frameworks_active.set(state.frameworks.len() as f64);
        let mut tasks = vec![0u32; self.tasks.len()];
        for (_, _, entry) in state.tasks() {
            self.tasks.iter().position(|(wanted, _)| *wanted == entry.task.state).into_iter().for_each(|at| tasks[at] += 1);
        }
        self.tasks.iter().zip(tasks).for_each(|((_, gauge), count)| gauge.set(count.into()));
        let mut executors = vec![0u32; self.executors.len()];
        for (_, _, run) in state.executors() {
            self.executors.iter().position(|(wanted, _)| *wanted == run.phase).into_iter().for_each(|at| executors[at] += 1);
        }
        self.executors.iter().zip(executors).for_each(|((_, gauge), count)| gauge.set(count.into()));
    }
}
