//! The lines to agents and frameworks, what comes over them, and when they end.

use std::collections::{BTreeMap, BTreeSet};

use libprocess::prelude::*;
use libprocess::{Outbox, Room};
use mesos_protocol::constraints::OfferConstraints;
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::messages::{master_agent, master_scheduler};
use mesos_protocol::operation::Tracked;

use super::{Leader, Message};
use crate::master::{InverseCall, Returning};

/// Messages that wait for one peer. A peer that lets more wait is treated as disconnected: it hears nothing more, and
/// finds out by itself.
const WAITING_MAX: usize = 10_000;

/// From so many on a line has no room for more than what comes of itself: the other half is kept for that.
const CROWDED: usize = WAITING_MAX / 2;

/// The lines to all connected peers.
#[derive(Default)]
pub(super) struct Links {
    agents: BTreeMap<AgentId, Link<master_agent::ToAgent>>,
    frameworks: BTreeMap<FrameworkId, Link<master_scheduler::ToScheduler>>,
    /// The frameworks whose lines have no room, kept with each message that joins or leaves such a line.
    crowded: BTreeSet<FrameworkId>,
    /// Who is meant by the number of a monitor.
    monitors: BTreeMap<u64, Peer>,
}

#[derive(Clone)]
enum Peer {
    Agent(AgentId, Address),
    Framework(FrameworkId, Address),
}

struct Link<M: 'static> {
    address: Address,
    monitor: u64,
    outbox: Outbox<Leader, M>,
}

impl<M: Wire + std::fmt::Debug + Send> Link<M> {
    fn new(address: Address, room: impl Fn(Room) -> Message + Send + Sync + 'static, ctx: &mut Context<Leader>) -> Link<M> {
        let pid: Pid<M> = ctx.node().pid(&address);
        let monitor = ctx.monitor(&pid);
        Link { address, monitor, outbox: Outbox::new(WAITING_MAX, room).to(pid) }
    }

    fn end(self, ctx: &mut Context<Leader>) -> u64 {
        if let Some(pid) = self.outbox.receiver() {
            ctx.demonitor(pid, self.monitor);
        }
        self.monitor
    }

    fn is_crowded(&mut self) -> bool {
        self.outbox.waiting().len() >= CROWDED
    }

    /// The address, if the message was dropped.
    fn tell(&mut self, message: M, ctx: &mut Context<Leader>) -> Option<Address> {
        (!self.outbox.post(message, ctx)).then(|| self.address.clone())
    }
}

impl Links {
    pub(super) fn connect_agent(&mut self, id: AgentId, address: Address, ctx: &mut Context<Leader>) {
        if self.agents.get(&id).is_some_and(|link| link.address == address) {
            return;
        }
        self.disconnect_agent(&id, ctx);
        let room = id.clone();
        let link = Link::new(address.clone(), move |answer| Message::AgentRoom(room.clone(), answer), ctx);
        self.monitors.insert(link.monitor, Peer::Agent(id.clone(), address));
        self.agents.insert(id, link);
    }

    pub(super) fn disconnect_agent(&mut self, id: &AgentId, ctx: &mut Context<Leader>) {
        if let Some(link) = self.agents.remove(id) {
            self.monitors.remove(&link.end(ctx));
        }
    }

    pub(super) fn connect_framework(&mut self, id: FrameworkId, address: Address, ctx: &mut Context<Leader>) {
        if self.frameworks.get(&id).is_some_and(|link| link.address == address) {
            return;
        }
        self.disconnect_framework(&id, ctx);
        let room = id.clone();
        let link = Link::new(address.clone(), move |answer| Message::FrameworkRoom(room.clone(), answer), ctx);
        self.monitors.insert(link.monitor, Peer::Framework(id.clone(), address));
        self.frameworks.insert(id, link);
    }

    pub(super) fn disconnect_framework(&mut self, id: &FrameworkId, ctx: &mut Context<Leader>) {
        self.crowded.remove(id);
        if let Some(link) = self.frameworks.remove(id) {
            self.monitors.remove(&link.end(ctx));
        }
    }

    /// Tells an agent; its address comes back if the message was dropped, so that it is treated as disconnected.
    pub(super) fn tell_agent(
        &mut self,
        id: &AgentId,
        message: master_agent::ToAgent,
        ctx: &mut Context<Leader>,
    ) -> Option<Address> {
        self.agents.get_mut(id)?.tell(message, ctx)
    }

    /// Tells a framework; its address comes back if the message was dropped, so that it is treated as disconnected.
    pub(super) fn tell_framework(
        &mut self,
        id: &FrameworkId,
        message: master_scheduler::ToScheduler,
        ctx: &mut Context<Leader>,
    ) -> Option<Address> {
        let link = self.frameworks.get_mut(id)?;
        let dropped = link.tell(message, ctx);
        if link.is_crowded() && !self.crowded.contains(id) {
            self.crowded.insert(id.clone());
        }
        dropped
    }

    /// Whether a framework's line has room for more than what comes of itself. One without a line is told nothing anyway.
    pub(super) fn takes_more(&self, id: &FrameworkId) -> bool {
        !self.crowded.contains(id)
    }

    /// Whether any framework has many messages that wait.
    pub(super) fn is_crowded(&self) -> bool {
        !self.crowded.is_empty()
    }

    /// The frameworks with many messages that wait, and where they are.
    pub(super) fn crowded(&self) -> Vec<(FrameworkId, Address)> {
        let crowded = self.crowded.iter().filter_map(|id| Some((id.clone(), self.frameworks.get(id)?.address.clone())));
        crowded.collect()
    }

    /// Whether no agent has to be told anything more. Looks at all of them: asked while the node ends only.
    pub(super) fn agents_have_all(&self) -> bool {
        self.agents.values().all(|link| link.outbox.is_empty())
    }

    pub(super) fn agent_has_room(&mut self, id: &AgentId, room: Room, ctx: &mut Context<Leader>) {
        if let Some(link) = self.agents.get_mut(id) {
            link.outbox.go_on(room, ctx);
        }
    }

    pub(super) fn framework_has_room(&mut self, id: &FrameworkId, room: Room, ctx: &mut Context<Leader>) {
        if let Some(link) = self.frameworks.get_mut(id) {
            link.outbox.go_on(room, ctx);
            if !link.is_crowded() {
                self.crowded.remove(id);
            }
        }
    }
}

impl Leader {
    /// The life of a peer ended, or its node was given up.
    pub(super) fn on_peer_ended(&mut self, reference: u64, notice: &ExitNotice) {
        let Some(peer) = self.links.monitors.remove(&reference) else { return };
        tracing::debug!(peer = %notice.pid, why = %notice.reason, "a peer ended");
        match peer {
            Peer::Agent(id, address) => self.master.on_agent_lost(&id, &address),
            Peer::Framework(id, address) => self.master.on_framework_lost(&id, &address),
        }
    }

    /// An agent speaks.
    pub(super) fn on_agent(&mut self, sender: &Sender, message: master_agent::ToMaster) {
        use master_agent::ToMaster;
        let Some(from) = sender.pid.as_ref().map(Pid::address) else { return };
        let master = &mut self.master;
        match message {
            // They try again, and find the next master.
            ToMaster::Register { .. } | ToMaster::Reregister { .. } if master.closing => {}
            ToMaster::Register { info, version } => master.on_register(from, *info, version),
            ToMaster::Reregister { agent_id, cluster_id, info, version, tasks, frameworks } => {
                let (info, version) = (std::sync::Arc::new(*info), version.into());
                let agent = Returning { id: agent_id, from, info, version, tasks, frameworks };
                master.on_reregister(agent, &cluster_id);
            }
            ToMaster::Pong { agent_id, seq, tasks } => master.on_pong(&from, &agent_id, seq, tasks),
            ToMaster::StatusUpdate { agent_id, update } => master.on_status_update(&from, &agent_id, *update),
            ToMaster::ExecutorExited { agent_id, framework_id, executor_id, status } => {
                master.on_executor_exited(&from, agent_id, &framework_id, executor_id, status);
            }
            ToMaster::Unregister { agent_id } => master.on_unregister(&from, &agent_id),
            ToMaster::ExecutorMessage { agent_id, framework_id, executor_id, data } => {
                master.on_executor_message(&from, agent_id, &framework_id, executor_id, data);
            }
        }
    }

    /// A scheduler speaks.
    pub(super) fn on_scheduler(&mut self, sender: &Sender, message: master_scheduler::ToMaster) {
        use master_scheduler::ToMaster;
        let Some(from) = sender.pid.as_ref().map(Pid::address) else { return };
        let master = &mut self.master;
        match message {
            // As agents, they try again and find the next master.
            ToMaster::Subscribe { .. } | ToMaster::SubscribeConstrained { .. } if master.closing => {}
            ToMaster::Subscribe { info, suppressed_roles } => {
                master.on_subscribe(from, *info, suppressed_roles, &OfferConstraints::none());
            }
            ToMaster::Accept { framework_id, offer_ids, operations, filters } => {
                let operations = operations.into_iter().map(|operation| Tracked { id: None, operation }).collect();
                master.on_accept(&from, &framework_id, offer_ids, operations, filters);
            }
            ToMaster::Decline { framework_id, offer_ids, filters } => {
                master.on_decline(&from, &framework_id, offer_ids, filters);
            }
            ToMaster::Kill { framework_id, task_id, agent_id, kill_policy } => {
                master.on_kill(&from, framework_id, task_id, agent_id, kill_policy);
            }
            ToMaster::Acknowledge { framework_id, agent_id, task_id, uuid } => {
                master.on_acknowledge(&from, framework_id, &agent_id, task_id, uuid);
            }
            ToMaster::Reconcile { framework_id, tasks } => master.on_reconcile(&from, &framework_id, tasks),
            ToMaster::Revive { framework_id, roles } => master.on_revive(&from, &framework_id, roles),
            ToMaster::Suppress { framework_id, roles } => master.on_suppress(&from, &framework_id, roles),
            ToMaster::Teardown { framework_id } => master.on_teardown(&from, &framework_id),
            // That it is there is seen by its node; nothing is to be done.
            ToMaster::Heartbeat { .. } => {}
            ToMaster::SubscribeConstrained { info, suppressed_roles, constraints } => {
                master.on_subscribe(from, *info, suppressed_roles, &constraints);
            }
            ToMaster::UpdateFramework { info, suppressed_roles, constraints } => {
                master.on_update_framework(&from, *info, suppressed_roles, &constraints);
            }
            ToMaster::AcceptTracked { framework_id, offer_ids, operations, filters } => {
                master.on_accept(&from, &framework_id, offer_ids, operations, filters);
            }
            ToMaster::Shutdown { framework_id, executor_id, agent_id } => {
                master.on_shutdown_executor(&from, framework_id, executor_id, &agent_id);
            }
            ToMaster::Message { framework_id, agent_id, executor_id, data } => {
                master.on_framework_message(&from, framework_id, &agent_id, executor_id, data);
            }
            ToMaster::Request { framework_id, requests } => master.on_request(&from, &framework_id, requests),
            ToMaster::AcceptInverseOffers { framework_id, .. } => {
                master.on_inverse_answer(&from, &framework_id, InverseCall::Accept);
            }
            ToMaster::DeclineInverseOffers { framework_id, .. } => {
                master.on_inverse_answer(&from, &framework_id, InverseCall::Decline);
            }
            ToMaster::AcknowledgeOperation { framework_id, operation_id, .. } => {
                master.on_acknowledge_operation(&from, &framework_id, &operation_id);
            }
            ToMaster::ReconcileOperations { framework_id, operations } => {
                master.on_reconcile_operations(&from, &framework_id, operations);
            }
            ToMaster::Holds { framework_id, offer_ids } => master.on_holds(&from, &framework_id, offer_ids),
        }
    }
}
