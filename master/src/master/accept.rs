//! ACCEPT: what a framework does with its offers, decided in order against what is left of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use libprocess::Address;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{AgentId, FrameworkId, OfferId, OperationId, TaskId};
use mesos_protocol::messages::master_agent::ToAgent;
use mesos_protocol::messages::master_scheduler::ToScheduler;
use mesos_protocol::offer::Filters;
use mesos_protocol::operation::{Operation, OperationState, OperationStatus, Tracked};
use mesos_protocol::resources::Resources;
use mesos_protocol::roles::Role;
use mesos_protocol::status::{Reason, TaskState};
use mesos_protocol::task::{Task, TaskInfo};

use super::{Master, Rescind};
use crate::allocator::Fact;
use crate::state::{Active, Framework, Offer, State, keep};
use crate::validation;

/// Why a task is not launched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    state: TaskState,
    reason: Reason,
    why: String,
}

impl Refusal {
    fn invalid(why: String) -> Refusal {
        Refusal { state: TaskState::Error, reason: Reason::TaskInvalid, why }
    }
}

/// What the offers of one call give together.
struct Pool {
    agent: AgentId,
    role: Role,
    left: Resources,
    /// When the oldest of them was made.
    made_at: std::time::Duration,
}

impl Master {
    /// A framework takes offers and says what to do with them.
    pub(crate) fn on_accept(
        &mut self,
        from: &Address,
        id: &FrameworkId,
        offers: Vec<OfferId>,
        operations: Vec<Tracked>,
        filters: Filters,
    ) {
        if self.state.framework_at(id, from).is_none() {
            return self.drop_message("accept", id);
        }
        self.metrics.messages_accept.increment();
        let pool = match pool(&self.state, id, &offers) {
            Ok(pool) => pool,
            Err(why) => return self.accept_nothing(id, offers, operations, &why),
        };
        for offer in offers {
            let Some(Offer { framework, agent, resources, adopted, .. }) = self.take_offer(&offer) else { continue };
            if !adopted {
                self.fact(Fact::Accepted { framework, agent, resources });
            }
        }
        let left = self.carry_out(id, pool, operations);
        if !left.left.is_empty() {
            let (framework, agent, filters) = (id.clone(), left.agent, Some(filters));
            self.fact(Fact::Recovered { framework, agent, resources: left.left, filters, used: true });
        }
    }

    /// The offers do not fit or are not there: none of them is used, and no task is launched.
    fn accept_nothing(&mut self, id: &FrameworkId, offers: Vec<OfferId>, operations: Vec<Tracked>, why: &str) {
        for offer in offers {
            if self.state.offers.get(&offer).is_some_and(|offer| offer.framework == *id) {
                self.rescind(&offer, Rescind::InvalidAccept);
            }
        }
        for Tracked { id: operation_id, operation } in operations {
            let Some(tasks) = tasks(&operation) else {
                self.drop_operation(id, operation_id, &operation, why);
                continue;
            };
            for task in tasks {
                let refusal = Refusal { state: TaskState::Dropped, reason: Reason::InvalidOffers, why: why.to_owned() };
                self.refuse_task(id, task.clone(), refusal);
            }
        }
    }

    /// An operation is not carried out; its framework hears of it if it gave it an id.
    fn drop_operation(&mut self, id: &FrameworkId, operation_id: Option<OperationId>, operation: &Operation, why: &str) {
        self.metrics.operations_dropped.increment();
        tracing::warn!(framework = %id, operation = operation.name(), why, "an operation is dropped");
        if let Some(operation_id) = operation_id {
            let why = format!("{} is dropped: {why}", operation.name());
            self.tell_operation(id, OperationStatus::new(operation_id, OperationState::Error).message(why));
        }
    }

    /// Does one operation after the other; the failure of one does not stop the rest.
    fn carry_out(&mut self, id: &FrameworkId, mut pool: Pool, operations: Vec<Tracked>) -> Pool {
        for Tracked { id: operation_id, operation } in operations {
            match operation {
                Operation::Launch { tasks } | Operation::LaunchGroup { tasks, .. } if operation_id.is_some() => {
                    for task in tasks {
                        let why = "operations that launch have no id: each task has updates of its own; leave it out";
                        self.refuse_task(id, task, Refusal::invalid(why.to_owned()));
                    }
                }
                Operation::Launch { tasks } => {
                    for task in tasks {
                        self.launch_or_refuse(id, task, &mut pool);
                    }
                }
                Operation::LaunchGroup { tasks, .. } => {
                    for task in tasks {
                        let why = "groups of tasks are not launched by this release; launch the tasks one by one".to_owned();
                        let refusal = Refusal { state: TaskState::Error, reason: Reason::TaskGroupInvalid, why };
                        self.refuse_task(id, task, refusal);
                    }
                }
                other => self.drop_operation(id, operation_id, &other, "this release does not carry it out"),
            }
        }
        pool
    }

    fn launch_or_refuse(&mut self, id: &FrameworkId, mut task: TaskInfo, pool: &mut Pool) {
        if task.resources.iter().all(|resource| resource.allocated_to().is_none()) {
            task.resources.allocate(&pool.role);
        }
        let Some(framework) = self.state.frameworks.get(id) else { return };
        let info = framework.info.clone();
        let user = validation::user(&task, &info, self.settings.root_submissions).map_err(Refusal::invalid);
        let decided = user.and_then(|()| may_launch(framework, &task, pool));
        match decided {
            Ok(()) => self.launch(id, &info, task),
            Err(refusal) => self.refuse_task(id, task, refusal),
        }
    }

    fn launch(&mut self, id: &FrameworkId, info: &FrameworkInfo, info_of_task: TaskInfo) {
        let (agent_id, task_id) = (info_of_task.agent_id.clone(), info_of_task.task_id.clone());
        let Some(agent) = self.state.agents.get_mut(&agent_id) else { return };
        let after_ping = agent.pings;
        agent.tasks.insert((id.clone(), task_id.clone()));
        let mut task = Task::staging(id.clone(), &info_of_task);
        task.user.get_or_insert_with(|| info.user.clone());
        if let Some(framework) = self.state.frameworks.get_mut(id) {
            framework.answered.shift_remove(&task_id);
            framework
                .tasks
                .insert(task_id, Active { task: Arc::new(task), after_ping: Some(after_ping), shown: Vec::new() });
        }
        self.metrics.tasks_launched.increment();
        let (term, framework, task) = (self.settings.term, Box::new(info.clone()), Box::new(info_of_task));
        self.tell_agent(&agent_id, ToAgent::RunTask { term, after_ping, framework, task });
    }

    /// Says that a task was not launched, unless the call is an old one and its framework knows more of the task.
    fn refuse_task(&mut self, id: &FrameworkId, info: TaskInfo, refusal: Refusal) {
        let Some(framework) = self.state.frameworks.get(id) else { return };
        let task_id = info.task_id.clone();
        if refusal.state == TaskState::Dropped && is_known(framework, &task_id) {
            return;
        }
        let state = framework.hears(refusal.state);
        let mut task = Arc::new(Task::staging(id.clone(), &info));
        let status = self.end_task(&mut task, state, refusal.reason, &refusal.why);
        // The id of a task that runs stays that task's.
        let runs = self.state.task(id, &task_id).is_some();
        let most = self.settings.completed_tasks_max;
        if let Some(framework) = self.state.frameworks.get_mut(id)
            && !runs
            && !framework.unreachable.contains_key(&task_id)
        {
            keep(&mut framework.completed, task_id, task, most);
        }
        let term = self.settings.term;
        self.tell_framework(id, ToScheduler::Update { term, status: Box::new(status) });
    }
}

/// All tasks of an operation that launches.
fn tasks(operation: &Operation) -> Option<&[TaskInfo]> {
    match operation {
        Operation::Launch { tasks } | Operation::LaunchGroup { tasks, .. } => Some(tasks),
        _ => None,
    }
}

/// What offers give together: all there, of this framework, of one connected agent, in one role, each named once.
fn pool(state: &State, framework: &FrameworkId, offers: &[OfferId]) -> Result<Pool, String> {
    let mut pool: Option<Pool> = None;
    let mut named = BTreeSet::new();
    for id in offers {
        if !named.insert(id) {
            return Err(format!("offer {id} is named twice"));
        }
        let known = state.offers.get(id).filter(|offer| offer.framework == *framework);
        let Some(offer) = known else { return Err(format!("offer {id} is not there any more")) };
        let Some(pool) = &mut pool else {
            let (agent, role) = (offer.agent.clone(), offer.role.clone());
            pool = Some(Pool { agent, role, left: offer.resources.clone(), made_at: offer.made_at });
            continue;
        };
        if pool.agent != offer.agent {
            return Err(format!("offer {id} is of agent {}, another one of agent {}", offer.agent, pool.agent));
        }
        if pool.role != offer.role {
            return Err(format!("offer {id} is in role {}, another one in role {}", offer.role, pool.role));
        }
        pool.left.add(&offer.resources);
        pool.made_at = pool.made_at.min(offer.made_at);
    }
    let pool = pool.ok_or("no offer is named")?;
    match state.connected_agent(&pool.agent) {
        Some(_) => Ok(pool),
        None => Err(format!("agent {} is not connected", pool.agent)),
    }
}

/// Whether a task can be launched; then its resources are taken out of the pool.
fn may_launch(framework: &Framework, task: &TaskInfo, pool: &mut Pool) -> Result<(), Refusal> {
    let id = &task.task_id;
    if framework.tasks.contains_key(id) || framework.unreachable.contains_key(id) {
        return Err(Refusal::invalid(format!(
            "the id of task {id} is in use; ids are unique among tasks that are not over"
        )));
    }
    if let Some((state, when)) = framework.answered.get(id)
        && *when >= pool.made_at
    {
        let why = format!("task {id} was reported as {state} before its launch arrived; launch it on a newer offer");
        return Err(Refusal { state: *state, reason: Reason::Reconciliation, why });
    }
    validation::task(task, &pool.agent).map_err(Refusal::invalid)?;
    pool.left.subtract(&task.resources).map_err(|_| {
        let (mut wanted, mut left) = (task.resources.clone(), pool.left.clone());
        wanted.unallocate();
        left.unallocate();
        Refusal::invalid(format!("task {id} asks for {wanted}, but the offer has {left} left"))
    })
}

/// Whether the framework knows a task of that id: then the call is an old one that came again.
fn is_known(framework: &Framework, id: &TaskId) -> bool {
    framework.tasks.contains_key(id) || framework.unreachable.contains_key(id) || framework.completed.contains_key(id)
}
