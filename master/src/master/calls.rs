//! The rarer words of a framework: a new description, messages to and from executors, the end of an executor, requests,
//! inverse offers and operations. What this master does not do is refused with a sentence, never passed over in silence.

use libprocess::Address;
use mesos_protocol::constraints::OfferConstraints;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{AgentId, ExecutorId, FrameworkId, OperationId};
use mesos_protocol::messages::{master_agent::ToAgent, master_scheduler::ToScheduler};
use mesos_protocol::offer::ResourceRequest;
use mesos_protocol::operation::{AskedOperation, OperationState, OperationStatus};
use mesos_protocol::roles::Role;
use mesos_protocol::values::Blob;

use super::Master;
use crate::allocator::Fact;
use crate::state::{Framework, State, Wants};
use crate::validation;

/// A call that asks about inverse offers, as it is named in the public API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InverseCall {
    Accept,
    Decline,
}

impl Master {
    /// A framework says of itself something new. Either all of it counts, or nothing.
    pub(crate) fn on_update_framework(
        &mut self,
        from: &Address,
        info: FrameworkInfo,
        suppressed: Vec<Role>,
        constraints: &OfferConstraints,
    ) {
        let Some(id) = info.id.clone() else { return self.drop_message("update framework", &info.name) };
        let Some(known) = self.state.framework_at(&id, from).map(|framework| framework.info.clone()) else {
            return self.drop_message("update framework", &id);
        };
        let wants = self.wants(&info, suppressed, constraints);
        let wants = match wants.and_then(|wants| may_update(&known, &info).map(|()| wants)) {
            Ok(wants) => wants,
            Err(why) => return self.refuse_call(&id, "UPDATE_FRAMEWORK", why),
        };
        let changed = *known != info;
        self.update_framework(&id, info, wants);
        if changed {
            self.tell_its_agents(&id);
        }
    }

    /// What a framework wants, if it may want that.
    pub(super) fn wants(
        &self,
        info: &FrameworkInfo,
        suppressed: Vec<Role>,
        constraints: &OfferConstraints,
    ) -> Result<Wants, String> {
        validation::framework(info, &suppressed, self.settings.root_submissions)?;
        let constraints = validation::constraints(info, constraints, self.settings.pattern_limits)?;
        Ok(Wants { suppressed: suppressed.into_iter().collect(), constraints })
    }

    /// Says that a call is not carried out.
    pub(super) fn refuse_call(&mut self, id: &FrameworkId, call: &str, why: String) {
        tracing::info!(framework = %id, call, why, "a call is refused");
        let term = self.settings.term;
        self.tell_framework(id, ToScheduler::Refused { term, call: call.to_owned(), why });
    }

    /// A framework tells one of its executors something.
    pub(crate) fn on_framework_message(
        &mut self,
        from: &Address,
        framework_id: FrameworkId,
        agent: &AgentId,
        executor_id: ExecutorId,
        data: Blob,
    ) {
        if self.state.framework_at(&framework_id, from).is_none() {
            return self.drop_message("message", &framework_id);
        }
        self.metrics.messages_framework_to_executor.increment();
        if self.state.connected_agent(agent).is_none() {
            self.metrics.invalid_framework_to_executor_messages.increment();
            return tracing::debug!(%agent, executor = %executor_id, "a message is dropped: the agent is not connected");
        }
        self.metrics.valid_framework_to_executor_messages.increment();
        let term = self.settings.term;
        self.tell_agent(agent, ToAgent::FrameworkMessage { term, framework_id, executor_id, data });
    }

    /// An executor tells its framework something.
    pub(crate) fn on_executor_message(
        &mut self,
        from: &Address,
        agent_id: AgentId,
        framework: &FrameworkId,
        executor_id: ExecutorId,
        data: Blob,
    ) {
        if self.state.agent_at(&agent_id, from).is_none() {
            return self.drop_message("executor message", &agent_id);
        }
        self.metrics.messages_executor_to_framework.increment();
        let term = self.settings.term;
        match self.tell_framework(framework, ToScheduler::Message { term, agent_id, executor_id, data }) {
            true => self.metrics.valid_executor_to_framework_messages.increment(),
            false => self.metrics.invalid_executor_to_framework_messages.increment(),
        }
    }

    /// A framework ends one of its executors.
    pub(crate) fn on_shutdown_executor(
        &mut self,
        from: &Address,
        framework_id: FrameworkId,
        executor_id: ExecutorId,
        agent: &AgentId,
    ) {
        if self.state.framework_at(&framework_id, from).is_none() {
            return self.drop_message("shutdown", &framework_id);
        }
        if self.state.connected_agent(agent).is_none() {
            let why = format!("executor {executor_id} cannot be told to end: its agent {agent} is not connected");
            return self.refuse_call(&framework_id, "SHUTDOWN", why);
        }
        let term = self.settings.term;
        self.tell_agent(agent, ToAgent::ShutdownExecutor { term, framework_id, executor_id });
    }

    /// A framework would like to be offered something.
    pub(crate) fn on_request(&mut self, from: &Address, id: &FrameworkId, requests: Vec<ResourceRequest>) {
        if self.state.framework_at(id, from).is_none() {
            return self.drop_message("request", id);
        }
        self.metrics.messages_resource_request.increment();
        tracing::info!(framework = %id, ?requests, "resources are requested; which are offered does not depend on that");
        self.fact(Fact::Requested { id: id.clone(), requests });
    }

    /// A framework answers inverse offers, of which this master makes none.
    pub(crate) fn on_inverse_answer(&mut self, from: &Address, id: &FrameworkId, call: InverseCall) {
        if self.state.framework_at(id, from).is_none() {
            return self.drop_message("answer to inverse offers", id);
        }
        let call = match call {
            InverseCall::Accept => "ACCEPT_INVERSE_OFFERS",
            InverseCall::Decline => "DECLINE_INVERSE_OFFERS",
        };
        self.refuse_call(id, call, "inverse offers are not made yet, so there is none to be answered".to_owned());
    }

    /// A framework has seen news of an operation. What the master says itself has no uuid, so nothing waits for this.
    pub(crate) fn on_acknowledge_operation(&mut self, from: &Address, id: &FrameworkId, operation: &OperationId) {
        if self.state.framework_at(id, from).is_none() {
            return self.drop_message("acknowledge operation", id);
        }
        self.metrics.messages_operation_status_update_acknowledgement.increment();
        self.metrics.invalid_operation_status_update_acknowledgements.increment();
        let why = format!("operation {operation} has no news that wait for an acknowledgement; only news with a uuid do");
        self.refuse_call(id, "ACKNOWLEDGE_OPERATION_STATUS", why);
    }

    /// A framework asks where operations stand. This master knows of none under way, so without any named there is nothing to
    /// answer.
    pub(crate) fn on_reconcile_operations(&mut self, from: &Address, id: &FrameworkId, operations: Vec<AskedOperation>) {
        if self.state.framework_at(id, from).is_none() {
            return self.drop_message("reconcile operations", id);
        }
        self.metrics.messages_reconcile_operations.increment();
        for AskedOperation { id: operation, agent_id, provider_id } in operations {
            let state = standing(&self.state, agent_id.as_ref());
            let status = OperationStatus::new(operation, state).message("as the framework asked");
            self.tell_operation(id, OperationStatus { agent_id, provider_id, ..status });
        }
    }

    /// Says where an operation stands.
    pub(super) fn tell_operation(&mut self, id: &FrameworkId, status: OperationStatus) {
        let term = self.settings.term;
        self.tell_framework(id, ToScheduler::OperationUpdate { term, status: Box::new(status) });
    }
}

/// Where an operation stands that the master does not know, by its agent.
fn standing(state: &State, agent: Option<&AgentId>) -> OperationState {
    match agent {
        Some(agent) if state.recovered.contains_key(agent) => OperationState::Recovering,
        Some(agent) if state.unreachable.contains_key(agent) => OperationState::Unreachable,
        Some(agent) if state.gone.contains_key(agent) => OperationState::GoneByOperator,
        _ => OperationState::Unknown,
    }
}

/// What a framework may not change while it is subscribed.
fn may_update(known: &FrameworkInfo, info: &FrameworkInfo) -> Result<(), String> {
    let fixed = [
        ("user", known.user != info.user),
        ("principal", known.principal != info.principal),
        ("checkpoint", known.checkpoint != info.checkpoint),
    ];
    match fixed.into_iter().find(|(_, changed)| *changed) {
        Some((what, _)) => Err(format!("{what} of a framework cannot be changed; leave it as it was")),
        None => Ok(()),
    }
}

impl Framework {
    /// As the allocator hears of it.
    pub(crate) fn subscription(&self) -> mesos_allocator::Subscription {
        let Wants { suppressed, constraints } = &self.wants;
        mesos_allocator::Subscription::of(&self.info, suppressed.iter().cloned()).constrained(constraints.clone())
    }
}
