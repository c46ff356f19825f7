//! Frameworks: subscribe, fail over, go away, end.

use std::collections::BTreeSet;
use std::sync::Arc;

use libprocess::Address;
use mesos_protocol::constraints::OfferConstraints;
use mesos_protocol::framework::FrameworkInfo;
use mesos_protocol::ids::{AgentId, FrameworkId, OfferId};
use mesos_protocol::messages::{master_agent::ToAgent, master_scheduler::ToScheduler};
use mesos_protocol::roles::Role;
use mesos_protocol::status::{Reason, TaskState};

use super::{Effect, Master, Rescind, Timer, given};
use crate::allocator::Fact;
use crate::state::{Completed, Framework, Wants, keep};

impl Master {
    /// A framework wants to take part; with an id: again.
    pub(crate) fn on_subscribe(
        &mut self,
        from: Address,
        info: FrameworkInfo,
        suppressed: Vec<Role>,
        constraints: &OfferConstraints,
    ) {
        self.metrics.messages_register_framework.increment();
        let known = info.id.clone().or_else(|| self.subscribed_from(&from));
        let wants = self.wants(&info, suppressed, constraints);
        let wants = match wants.and_then(|wants| self.may_subscribe(known.as_ref(), &info).map(|()| wants)) {
            Ok(wants) => wants,
            Err(why) => return self.refuse(from, why),
        };
        let Some(id) = known.or_else(|| self.new_framework_id()) else { return };
        let info = FrameworkInfo { id: Some(id.clone()), ..info };
        if self.state.frameworks.contains_key(&id) {
            self.update_framework(&id, info, wants);
        } else {
            self.add_framework(&id, info, wants);
        }
        self.connect_framework(&id, from);
    }

    fn refuse(&mut self, from: Address, message: String) {
        let term = self.settings.term;
        self.effect(Effect::AnswerFramework(from, ToScheduler::Error { term, message }));
    }

    /// Whether a framework that has been there under that id may subscribe as what it says.
    fn may_subscribe(&self, id: Option<&FrameworkId>, info: &FrameworkInfo) -> Result<(), String> {
        let Some(id) = id else { return Ok(()) };
        if self.state.is_completed(id) {
            return Err(format!("Framework has been removed: {id} ended or was away for too long; subscribe without an id"));
        }
        match self.state.frameworks.get(id) {
            Some(known) if known.info.principal != info.principal => Err(format!(
                "framework {id} may not change its principal; subscribe with the one that it had, or without an id"
            )),
            _ => Ok(()),
        }
    }

    /// The framework that the same life of a scheduler got when its first question was not answered.
    fn subscribed_from(&self, from: &Address) -> Option<FrameworkId> {
        let same = |framework: &&Framework| framework.connected && framework.address.as_ref() == Some(from);
        self.state.frameworks.values().find(same).and_then(|framework| framework.info.id.clone())
    }

    fn new_framework_id(&mut self) -> Option<FrameworkId> {
        let number = self.frameworks_made;
        self.frameworks_made += 1;
        given(format!("{}-{number:04}", self.settings.master_id))
    }

    /// Adds a framework that is not connected yet.
    pub(super) fn add_framework(&mut self, id: &FrameworkId, info: FrameworkInfo, wants: Wants) {
        let mut framework = Framework::new(Arc::new(info), self.moment.epoch);
        framework.wants = wants;
        let subscription = Box::new(framework.subscription());
        self.fact(Fact::FrameworkAdded { id: id.clone(), subscription, active: false });
        framework.fed_at = self.facts;
        self.state.frameworks.insert(id.clone(), framework);
    }

    /// Takes over what a framework says of itself now; its user and whether it checkpoints stay as they were.
    pub(super) fn update_framework(&mut self, id: &FrameworkId, info: FrameworkInfo, wants: Wants) {
        let Some(framework) = self.state.frameworks.get_mut(id) else { return };
        let info = FrameworkInfo { user: framework.info.user.clone(), checkpoint: framework.info.checkpoint, ..info };
        framework.info = Arc::new(info);
        framework.wants = wants;
        let subscription = Box::new(framework.subscription());
        self.fact(Fact::FrameworkUpdated { id: id.clone(), subscription });
        self.rescind_of(id, Rescind::RoleLeft);
    }

    /// Takes back offers of a framework: those of roles that it left, or all.
    fn rescind_of(&mut self, id: &FrameworkId, why: Rescind) {
        let Some(framework) = self.state.frameworks.get(id) else { return };
        let roles = &framework.info.roles;
        let stays = |offer: &OfferId| {
            let role = self.state.offers.get(offer).map(|offer| &offer.role);
            why == Rescind::RoleLeft && role.is_some_and(|role| roles.contains(role))
        };
        let offers: Vec<_> = framework.offers.iter().filter(|offer| !stays(offer)).cloned().collect();
        for offer in offers {
            self.rescind(&offer, why);
        }
    }

    fn connect_framework(&mut self, id: &FrameworkId, from: Address) {
        let (term, epoch) = (self.settings.term, self.moment.epoch);
        let Some(framework) = self.state.frameworks.get(id) else { return };
        let earlier = framework.address.clone().filter(|_| framework.connected);
        let same_life = earlier.as_ref() == Some(&from);
        if let Some(earlier) = earlier.filter(|_| !same_life) {
            self.effect(Effect::FrameworkDisconnected(id.clone()));
            self.refuse(earlier, "Framework failed over: another scheduler subscribed with its id".to_owned());
            self.rescind_of(id, Rescind::FailedOver);
        }
        let Some(framework) = self.state.frameworks.get_mut(id) else { return };
        let was_connected = framework.connected;
        if framework.address.is_some() {
            framework.reregistered_at = Some(epoch);
        } else {
            framework.registered_at = epoch;
        }
        framework.address = Some(from.clone());
        framework.connected = true;
        if !same_life {
            self.effect(Effect::Cancel(Timer::Failover(id.clone())));
            self.effect(Effect::FrameworkConnected(id.clone(), from));
        }
        let heartbeat_interval = self.settings.heartbeat_interval;
        let (cluster_id, framework_id) = (self.settings.cluster_id.clone(), id.clone());
        self.tell_framework(id, ToScheduler::Subscribed { term, cluster_id, framework_id, heartbeat_interval });
        if !was_connected {
            self.fact(Fact::FrameworkActive { id: id.clone(), active: true });
        }
        self.tell_its_agents(id);
    }

    /// Agents learn what the framework says of itself now, and send what it has not acknowledged.
    pub(super) fn tell_its_agents(&mut self, id: &FrameworkId) {
        let Some(framework) = self.state.frameworks.get(id) else { return };
        let (term, info) = (self.settings.term, framework.info.clone());
        let agents: BTreeSet<AgentId> = framework.tasks.values().map(|active| active.task.agent_id.clone()).collect();
        for agent in agents.into_iter().filter(|agent| self.state.connected_agent(agent).is_some()) {
            let framework = Box::new(FrameworkInfo::clone(&info));
            self.effects.push(Effect::ToAgent(agent, ToAgent::UpdateFramework { term, framework }));
        }
    }

    /// The life of a scheduler ended, its node was lost, or it does not read what it is sent.
    pub(crate) fn on_framework_lost(&mut self, id: &FrameworkId, address: &Address) {
        let here = self.state.framework_at(id, address).is_some();
        let Some(framework) = self.state.frameworks.get_mut(id).filter(|_| here) else { return };
        framework.connected = false;
        let timeout = framework.info.failover_timeout;
        self.effect(Effect::FrameworkDisconnected(id.clone()));
        self.fact(Fact::FrameworkActive { id: id.clone(), active: false });
        self.rescind_of(id, Rescind::FrameworkGone);
        self.effect(Effect::After(Timer::Failover(id.clone()), timeout));
    }

    /// A framework was away for its fail-over time.
    pub(super) fn on_failover_timeout(&mut self, id: &FrameworkId) {
        if self.state.frameworks.get(id).is_some_and(|framework| !framework.connected) {
            self.remove_framework(id);
        }
    }

    /// A framework leaves for good.
    pub(crate) fn on_teardown(&mut self, from: &Address, id: &FrameworkId) {
        if self.state.is_completed(id) {
            return self.refuse(from.clone(), format!("Framework has been removed: {id} was torn down"));
        }
        if self.state.framework_at(id, from).is_none() {
            return self.drop_message("teardown", id);
        }
        self.metrics.messages_unregister_framework.increment();
        self.remove_framework(id);
        self.refuse(from.clone(), format!("Framework has been removed: {id} was torn down"));
    }

    /// Ends a framework and all its tasks. What these hold stays theirs until their agents say that they ended.
    pub(crate) fn remove_framework(&mut self, id: &FrameworkId) {
        self.rescind_of(id, Rescind::FrameworkGone);
        let Some(mut framework) = self.state.frameworks.remove(id) else { return };
        let (term, epoch) = (self.settings.term, self.moment.epoch);
        self.effect(Effect::Cancel(Timer::Failover(id.clone())));
        self.effect(Effect::FrameworkDisconnected(id.clone()));
        let mut agents = BTreeSet::new();
        let mut kept = std::mem::take(&mut framework.completed);
        let most = self.settings.completed_tasks_max;
        for (task_id, mut task) in std::mem::take(&mut framework.unreachable) {
            if !task.state.is_terminal() {
                self.end_task(&mut task, TaskState::Killed, Reason::FrameworkRemoved, "its framework was removed");
            }
            keep(&mut kept, task_id, task, most);
        }
        for (task_id, mut active) in framework.tasks.take() {
            agents.insert(active.task.agent_id.clone());
            let runs = !active.task.state.is_terminal();
            self.leave_agent(id, &active.task, runs);
            if runs {
                self.end_task(&mut active.task, TaskState::Killed, Reason::FrameworkRemoved, "its framework was removed");
            }
            keep(&mut kept, task_id, active.task, most);
        }
        for agent in agents.into_iter().filter(|agent| self.state.connected_agent(agent).is_some()) {
            self.effects.push(Effect::ToAgent(agent, ToAgent::ShutdownFramework { term, framework_id: id.clone() }));
        }
        let ghosts = self.state.agents.values().flat_map(|agent| agent.ghosts.keys());
        match ghosts.filter(|(framework, _)| framework == id).count() {
            0 => self.fact(Fact::FrameworkRemoved { id: id.clone() }),
            ghosts => {
                self.state.leaving.insert(id.clone(), ghosts);
                self.fact(Fact::FrameworkActive { id: id.clone(), active: false });
            }
        }
        self.state.completed.push_back(Completed {
            id: id.clone(),
            info: framework.info,
            registered_at: framework.registered_at,
            unregistered_at: epoch,
            tasks: kept,
        });
        while self.state.completed.len() > self.settings.completed_frameworks_max {
            self.state.completed.pop_front();
        }
    }

    /// Says to all connected frameworks that the master is there.
    pub(crate) fn on_heartbeat_due(&mut self) {
        let term = self.settings.term;
        let connected = self.state.frameworks.iter().filter(|(_, framework)| framework.connected);
        let beats = connected.map(|(id, _)| Effect::ToFramework(id.clone(), ToScheduler::Heartbeat { term }));
        self.effects.extend(beats);
    }
}
