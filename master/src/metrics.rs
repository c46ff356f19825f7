//! The master's metrics, under their names in Mesos.

use libprocess::metrics::{Counter, Gauge, Metrics as Registered};
use mesos_protocol::status::{TaskState, TaskStatus};

use crate::state::State;

macro_rules! counters {
    ($($field:ident => $name:literal,)+) => {
        /// Counters and levels of the master; clones count together.
        #[derive(Clone, Default)]
        #[allow(missing_docs)] // the names say it, and are those of the public API
        pub(crate) struct Metrics {
            $(pub(crate) $field: Counter,)+
            /// Ends of tasks, by state.
            ended: Vec<(TaskState, Counter)>,
            levels: Levels,
        }

        impl Metrics {
            /// Enters them under their names.
            pub(crate) fn of(metrics: &Registered) -> Metrics {
                let ended = TaskState::ALL.iter().filter(|state| state.is_terminal());
                let ended = ended.map(|state| (*state, metrics.counter(&counted("master/tasks_", *state))));
                Metrics {
                    $($field: metrics.counter(concat!("master/", $name)),)+
                    ended: ended.collect(),
                    levels: Levels::of(metrics),
                }
            }
        }
    };
}

counters! {
    dropped_messages => "dropped_messages",
    messages_register_slave => "messages_register_slave",
    messages_reregister_slave => "messages_reregister_slave",
    messages_unregister_slave => "messages_unregister_slave",
    messages_register_framework => "messages_register_framework",
    messages_unregister_framework => "messages_unregister_framework",
    messages_accept => "messages_launch_tasks",
    messages_decline_offers => "messages_decline_offers",
    messages_suppress_offers => "messages_suppress_offers",
    messages_revive_offers => "messages_revive_offers",
    messages_kill_task => "messages_kill_task",
    messages_reconcile_tasks => "messages_reconcile_tasks",
    messages_status_update => "messages_status_update",
    messages_status_update_acknowledgement => "messages_status_update_acknowledgement",
    messages_exited_executor => "messages_exited_executor",
    messages_framework_to_executor => "messages_framework_to_executor",
    messages_executor_to_framework => "messages_executor_to_framework",
    messages_resource_request => "messages_resource_request",
    messages_reconcile_operations => "messages_reconcile_operations",
    messages_operation_status_update_acknowledgement => "messages_operation_status_update_acknowledgement",
    valid_framework_to_executor_messages => "valid_framework_to_executor_messages",
    invalid_framework_to_executor_messages => "invalid_framework_to_executor_messages",
    valid_executor_to_framework_messages => "valid_executor_to_framework_messages",
    invalid_executor_to_framework_messages => "invalid_executor_to_framework_messages",
    invalid_operation_status_update_acknowledgements => "invalid_operation_status_update_acknowledgements",
    valid_status_updates => "valid_status_updates",
    invalid_status_updates => "invalid_status_updates",
    valid_status_update_acknowledgements => "valid_status_update_acknowledgements",
    invalid_status_update_acknowledgements => "invalid_status_update_acknowledgements",
    slave_registrations => "slave_registrations",
    slave_reregistrations => "slave_reregistrations",
    slave_removals => "slave_removals",
    slave_removals_unhealthy => "slave_removals/reason_unhealthy",
    slave_unreachable_scheduled => "slave_unreachable_scheduled",
    slave_unreachable_completed => "slave_unreachable_completed",
    recovery_slave_removals => "recovery_slave_removals",
    offers_sent => "offers_sent",
    offers_rescinded => "offers_rescinded",
    operations_dropped => "operations/dropped",
    tasks_launched => "tasks_launched",
}

fn counted(prefix: &str, state: TaskState) -> String {
    format!("{prefix}{}", state.name().trim_start_matches("TASK_").to_lowercase())
}

impl Metrics {
    /// Counts the end of a task; what is no end is not counted.
    pub(crate) fn task_ended(&self, status: &TaskStatus) {
        if let Some((_, counter)) = self.ended.iter().find(|(state, _)| *state == status.state) {
            counter.increment();
        }
    }

    /// Shows how many there are of each. Tasks are counted as they change, so this costs no look at them.
    pub(crate) fn show(&self, state: &State) {
        let Levels { elected, outstanding_offers, slaves, frameworks, tasks } = &self.levels;
        elected.set(1.0);
        outstanding_offers.set(state.offers.len() as f64);
        let connected = state.agents.values().filter(|agent| agent.connected).count();
        set(slaves, [connected, state.agents.len() - connected, state.unreachable.len()]);
        let connected = state.frameworks.values().filter(|framework| framework.connected).count();
        set(frameworks, [connected, state.frameworks.len() - connected]);
        let count = |state_of_task| state.frameworks.values().map(|framework| framework.tasks.count(state_of_task)).sum();
        set(tasks, SHOWN.map(count));
    }
}

fn set<const N: usize>(gauges: &[Vec<Gauge>], counts: [usize; N]) {
    for (gauges, count) in gauges.iter().zip(counts) {
        gauges.iter().for_each(|gauge| gauge.set(count as f64));
    }
}

/// States of tasks that are shown as levels.
const SHOWN: [TaskState; 4] = [TaskState::Staging, TaskState::Starting, TaskState::Running, TaskState::Killing];

/// How many there are at present.
#[derive(Clone, Default)]
struct Levels {
    elected: Gauge,
    outstanding_offers: Gauge,
    /// Connected, disconnected, unreachable: each under one or two names.
    slaves: Vec<Vec<Gauge>>,
    /// Connected, disconnected.
    frameworks: Vec<Vec<Gauge>>,
    /// As in [`SHOWN`].
    tasks: Vec<Vec<Gauge>>,
}

impl Levels {
    fn of(metrics: &Registered) -> Levels {
        let gauges = |names: &[&str]| names.iter().map(|name| metrics.gauge(&format!("master/{name}"))).collect();
        Levels {
            elected: metrics.gauge("master/elected"),
            outstanding_offers: metrics.gauge("master/outstanding_offers"),
            slaves: vec![
                gauges(&["slaves_connected", "slaves_active"]),
                gauges(&["slaves_disconnected", "slaves_inactive"]),
                gauges(&["slaves_unreachable"]),
            ],
            frameworks: vec![
                gauges(&["frameworks_connected", "frameworks_active"]),
                gauges(&["frameworks_disconnected", "frameworks_inactive"]),
            ],
            tasks: SHOWN.iter().map(|state| vec![metrics.gauge(&counted("master/tasks_", *state))]).collect(),
        }
    }
}
