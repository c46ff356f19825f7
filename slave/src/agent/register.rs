//! Joining a cluster, staying in it, and starting over.

use std::{
    net::{SocketAddr, ToSocketAddrs},
    time::Duration,
};

use libprocess::{Reply, os::blocking, prelude::*};
use mesos_containerizer::containerizer;
use mesos_protocol::{
    agent::AgentInfo,
    ids::{AgentId, ClusterId, Term},
    messages::master_agent::{ToAgent, ToMaster},
    status::Reason,
};

use super::{Agent, Membership, Message, Phase, REGISTER, SILENCE};
use crate::status_updates::{self, TaskKey};

/// Most that a try to register may wait: 1 min, as in Mesos.
pub(crate) const REGISTER_RETRY_MAX: Duration = secs(60);

/// Half of the first wait between two tries if chance is switched off; it doubles with each try.
const RETRY_WITHOUT_CHANCE: Duration = millis(200);

/// The wait before try `k` (the first is 0): random up to `factor` times two to the `k`, at most a minute; without a
/// factor no chance, and no wait before the first.
fn wait_before(k: u32, factor: Duration, random: impl FnOnce(Duration) -> Duration) -> Duration {
    let grown = |first: Duration| first.saturating_mul(1 << k.min(20)).min(REGISTER_RETRY_MAX);
    match (factor.is_zero(), k) {
        (false, _) => random(grown(factor)),
        (true, 0) => Duration::ZERO,
        (true, _) => grown(RETRY_WITHOUT_CHANCE),
    }
}

impl Agent {
    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.metrics.show_registered(phase == Phase::Running);
    }

    /// Destroys all containers, forgets everything, and then registers as a new agent.
    pub(super) fn start_over(&mut self, ctx: &mut Context<Self>) {
        self.enter(Phase::Recovering);
        self.membership = Membership::default();
        self.state.clear();
        self.over.clear();
        self.pings = super::run_task::Pings::default();
        ctx.cancel(SILENCE);
        ctx.cancel(REGISTER);
        self.status_updates.post(status_updates::Message::Attach(ctx.me()), ctx);
        let (done, emptied) = Reply::pair();
        self.containerizer.post(containerizer::Message::DestroyAll { done }, ctx);
        ctx.pipe(emptied, Message::Emptied);
    }

    pub(super) fn on_emptied(&mut self, outcome: Result<(), AskError>, ctx: &mut Context<Self>) {
        if self.phase != Phase::Recovering {
            return;
        }
        if let Err(error) = outcome {
            // The containerizer ended; with it this agent ends too.
            tracing::error!(%error, "containers of before were not destroyed");
            return ctx.exit(Exit::failed("the containerizer is gone"));
        }
        self.enter(Phase::Disconnected);
        self.seek(ctx);
    }

    /// Tries to register from the beginning.
    fn seek(&mut self, ctx: &mut Context<Self>) {
        self.tries = 0;
        self.retry_later(ctx);
    }

    fn retry_later(&mut self, ctx: &mut Context<Self>) {
        let chance = ctx.random();
        let factor = self.args.flags.registration_backoff_factor;
        let wait = wait_before(self.tries, factor, |most| chance.duration(most));
        ctx.after(wait, REGISTER, Message::Register);
    }

    pub(super) fn on_register(&mut self, ctx: &mut Context<Self>) {
        if self.phase != Phase::Disconnected {
            return;
        }
        self.tries += 1;
        // The second, fourth, eighth … try without an answer is worth a word.
        if self.tries > 1 && self.tries.is_power_of_two() {
            tracing::warn!(master = self.args.master, tries = self.tries, "no master answers; still trying to register");
        }
        match self.args.master.parse::<SocketAddr>() {
            Ok(address) => self.on_found(Ok(address), ctx),
            Err(_) => {
                let name = self.args.master.clone();
                ctx.pipe(blocking::run(move || lookup(&name)), |found| Message::Found(found.map_err(|why| why.to_string())));
            }
        }
        self.retry_later(ctx);
    }

    pub(super) fn on_found(&mut self, found: Result<SocketAddr, String>, ctx: &mut Context<Self>) {
        if self.phase != Phase::Disconnected {
            return;
        }
        let address = match found {
            Ok(address) => address,
            Err(why) => return tracing::warn!(master = self.args.master, why, "the master's address is not known"),
        };
        let master = ctx.node().pid::<ToMaster>(&Address::new("master", address));
        if self.master.receiver() != Some(&master) {
            self.master.point_at(Some(master));
        }
        let message = self.introduction();
        self.master.waiting().retain(|waiting| !matches!(waiting, ToMaster::Register { .. } | ToMaster::Reregister { .. }));
        self.master.post(message, ctx);
    }

    /// What it says to a master that does not count on it yet.
    fn introduction(&self) -> ToMaster {
        let (info, version) = (Box::new(AgentInfo::clone(&self.args.info)), env!("CARGO_PKG_VERSION").to_owned());
        let (Some(agent_id), Some(cluster_id)) = (self.membership.agent_id.clone(), self.membership.cluster_id.clone())
        else {
            return ToMaster::Register { info, version };
        };
        let frameworks = self.state.frameworks.values().map(|framework| framework.info.as_ref().clone()).collect();
        let tasks = self.state.tasks().map(|(_, _, entry)| entry.task.clone()).collect();
        ToMaster::Reregister { agent_id, cluster_id, info, version, tasks, frameworks }
    }

    /// The master speaks.
    pub(super) fn on_master(&mut self, sender: &Sender, message: ToAgent, ctx: &mut Context<Self>) {
        let Some(from) = self.master_behind(sender) else {
            tracing::warn!(?sender, "only the master tells an agent what to do");
            return;
        };
        // Of another cluster nothing can be said about terms; only what answers a registration can come from there.
        let answers = matches!(message, ToAgent::Refused { .. } | ToAgent::Shutdown { .. });
        if message.term() < self.membership.term && !(answers && self.phase == Phase::Disconnected) {
            tracing::debug!(term = %message.term(), "a message of a former master is ignored");
            return;
        }
        match message {
            ToAgent::Registered { term, cluster_id, agent_id, ping_timeout } => {
                self.on_registered(from, (term, cluster_id, agent_id), ping_timeout, Vec::new(), true, ctx);
            }
            ToAgent::Reregistered { term, cluster_id, agent_id, ping_timeout, reconcile } => {
                self.on_registered(from, (term, cluster_id, agent_id), ping_timeout, reconcile, false, ctx);
            }
            ToAgent::Refused { reason, shutdown, .. } => self.on_refused(&reason, shutdown, ctx),
            ToAgent::Ping { seq, connected, .. } => self.on_ping(&from, seq, connected, ctx),
            ToAgent::Shutdown { reason, .. } => self.on_shutdown(&reason, ctx),
            _ if self.phase != Phase::Running => {
                tracing::debug!("a message of a master that does not count on this agent is ignored");
            }
            ToAgent::RunTask { after_ping, framework, task, .. } => self.on_run_task(after_ping, *framework, *task, ctx),
            ToAgent::KillTask { framework_id, task_id, kill_policy, .. } => {
                self.on_kill_task((framework_id, task_id), kill_policy, ctx);
            }
            ToAgent::Acknowledge { framework_id, task_id, uuid, .. } => {
                let key = (framework_id, task_id);
                self.status_updates.post(status_updates::Message::Acknowledge { key, uuid }, ctx);
            }
            ToAgent::UpdateFramework { framework, .. } => self.on_update_framework(*framework, ctx),
            ToAgent::ShutdownFramework { framework_id, .. } => self.on_shutdown_framework(&framework_id, ctx),
            ToAgent::FrameworkMessage { framework_id, executor_id, data, .. } => {
                self.on_framework_message(&framework_id, &executor_id, data, ctx);
            }
            ToAgent::ShutdownExecutor { framework_id, executor_id, .. } => {
                self.on_shutdown_executor(&framework_id, &executor_id, ctx);
            }
        }
    }

    /// The life of the master that speaks, if it is the one that this agent looks for.
    fn master_behind(&self, sender: &Sender) -> Option<Pid<ToMaster>> {
        let pid = sender.as_pid::<ToMaster>().filter(|_| matches!(sender.role, Role::Master | Role::Anyone))?;
        let known = self.master.receiver()?;
        (pid.with_life(None) == known.with_life(None)).then_some(pid)
    }

    fn on_registered(
        &mut self,
        from: Pid<ToMaster>,
        (term, cluster_id, agent_id): (Term, ClusterId, AgentId),
        ping_timeout: Duration,
        reconcile: Vec<TaskKey>,
        as_new: bool,
        ctx: &mut Context<Self>,
    ) {
        if self.phase != Phase::Disconnected {
            return;
        }
        // An answer to an earlier question: a new agent has no id yet, one that returns keeps its own.
        let fits = match &self.membership.agent_id {
            Some(own) => *own == agent_id,
            None => as_new,
        };
        if !fits {
            return tracing::debug!(%agent_id, "a late answer to a registration is ignored");
        }
        tracing::info!(%agent_id, %term, new = as_new, "registered");
        self.membership = Membership { term, cluster_id: Some(cluster_id), agent_id: Some(agent_id) };
        self.enter(Phase::Running);
        self.ping_timeout = ping_timeout;
        self.pings.begin();
        ctx.cancel(REGISTER);
        ctx.after(ping_timeout, SILENCE, Message::Silence);
        self.watch(from, ctx);
        self.status_updates.post(status_updates::Message::Resume, ctx);
        self.reconcile(reconcile, ctx);
    }

    fn watch(&mut self, master: Pid<ToMaster>, ctx: &mut Context<Self>) {
        if let Some((monitor, former)) = self.watched.take() {
            ctx.demonitor(&former, monitor);
        }
        self.watched = Some((ctx.monitor(&master), master));
    }

    /// What became of tasks that the master knows and this agent does not.
    fn reconcile(&mut self, tasks: Vec<TaskKey>, ctx: &mut Context<Self>) {
        for key in tasks.into_iter().filter(|key| self.state.task(key).is_none()).collect::<Vec<_>>() {
            self.remember_over(&key);
            self.report_unknown(&key, Reason::Reconciliation, "Reconciliation: task unknown to the agent", ctx);
        }
    }

    fn on_refused(&mut self, reason: &str, shutdown: bool, ctx: &mut Context<Self>) {
        if self.phase != Phase::Disconnected {
            return;
        }
        tracing::warn!(reason, shutdown, "the master refuses this agent");
        if shutdown {
            self.start_over(ctx);
        }
    }

    /// The cluster has given this agent up: its tasks end, and it joins as a new one.
    fn on_shutdown(&mut self, reason: &str, ctx: &mut Context<Self>) {
        if self.phase != Phase::Recovering {
            tracing::warn!(reason, "the master ends this agent; it joins as a new one");
            self.start_over(ctx);
        }
    }

    fn on_ping(&mut self, from: &Pid<ToMaster>, seq: u64, connected: bool, ctx: &mut Context<Self>) {
        let Some(agent_id) = self.membership.agent_id.clone() else { return };
        self.pings.answer(seq);
        let answered = self.pings.answered;
        self.over.retain(|_, since| answered < *since + super::run_task::LATE_PINGS);
        self.master.waiting().retain(|waiting| !matches!(waiting, ToMaster::Pong { .. }));
        self.master.post(ToMaster::Pong { agent_id, seq, tasks: self.state.report() }, ctx);
        if self.phase == Phase::Running {
            ctx.after(self.ping_timeout, SILENCE, Message::Silence);
            let other = self.watched.as_ref().is_some_and(|(_, watched)| watched != from);
            if !connected || other {
                self.disconnect("the master does not count on this agent", ctx);
            }
        }
    }

    /// Nobody counts on this agent: what it has to tell waits, its tasks go on.
    pub(super) fn disconnect(&mut self, why: &str, ctx: &mut Context<Self>) {
        if self.phase != Phase::Running {
            return;
        }
        tracing::warn!(why, "disconnected from the master; tasks go on");
        self.enter(Phase::Disconnected);
        ctx.cancel(SILENCE);
        if let Some((monitor, former)) = self.watched.take() {
            ctx.demonitor(&former, monitor);
        }
        self.status_updates.post(status_updates::Message::Pause, ctx);
        self.seek(ctx);
    }
}

fn lookup(name: &str) -> std::io::Result<SocketAddr> {
    // Daemons listen on IPv4 unless they are told otherwise.
    let found = name.to_socket_addrs()?.min_by_key(SocketAddr::is_ipv6);
    found.ok_or_else(|| std::io::Error::other(format!("{name} has no address")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_spread_over_a_span_that_doubles_up_to_a_minute() {
        let spans: Vec<_> = (0..8).map(|k| wait_before(k, secs(1), |most| most).as_secs()).collect();
        assert_eq!(spans, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(wait_before(3, secs(1), |most| most / 4), secs(2));
    }

    #[test]
    fn without_a_factor_there_is_no_chance_and_the_first_try_comes_at_once() {
        let waits: Vec<_> = (0..4).map(|k| wait_before(k, Duration::ZERO, |_| unreachable!()).as_millis()).collect();
        assert_eq!(waits, [0, 400, 800, 1600]);
    }
}
