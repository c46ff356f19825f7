//! [`Driver`]: what a framework holds of its driver, and how it gets one.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use libprocess::{Actor, Context, Exit, Name, Node, Pid, SpawnError, time::secs};
use mesos_protocol::{
    constraints::OfferConstraints,
    framework::FrameworkInfo,
    ids::{AgentId, ExecutorId, TaskId},
    offer::{Filters, Offer, ResourceRequest},
    operation::{AskedOperation, Operation, Tracked},
    roles::Role,
    task::{KillPolicy, TaskDraft},
    values::Blob,
};

use crate::{
    cluster,
    desk::{Call, Desk},
    event::Event,
    scheduler::{Args, Message, Scheduler},
};

/// The way of a framework to its cluster. Its methods return at once; what comes of them comes as [`Event`]s.
#[derive(Clone)]
pub struct Driver {
    desk: Arc<Desk>,
    tasks: Arc<TaskIds>,
}

/// Ids for tasks: unique also among those of earlier lives of the framework.
struct TaskIds {
    prefix: String,
    next: AtomicU64,
}

impl Driver {
    /// Subscribes the calling actor as a framework: from now on it is told [`Event`]s.
    ///
    /// The driver finds the master that the node was told of with [`crate::join`], subscribes, and does so again, with the
    /// framework's id, after a restart of the master or of the framework. It is linked to the framework: when the cluster
    /// refuses the framework for good, both end with the reason. A framework that ends with [`Exit::Normal`] leaves the
    /// cluster for good; after any other end it may come back under its id.
    ///
    /// # Errors
    /// The node was not told of a cluster, or is shutting down.
    pub async fn subscribe<A>(info: FrameworkInfo, ctx: &mut Context<A>) -> Result<Driver, Exit>
    where
        A: Actor,
        A::Message: From<Event>,
    {
        let node = ctx.node();
        let cluster = node.find::<cluster::Message>(cluster::NAME).ok_or_else(|| {
            Exit::failed("this node was not told of a cluster; call mesos_driver::join before the framework starts")
        })?;
        let framework = ctx.name().clone();
        let membership = cluster.ask(|reply| cluster::Message::Join { framework, reply }, secs(5)).await?;
        let info = membership.flags.complete(info);
        let prefix = format!("{}.{:08x}", id_part(&info.name), ctx.random().bits() as u32);
        let desk = Arc::new(Desk::default());
        let args = Args {
            framework: ctx.me().pin(),
            name: ctx.name().clone(),
            life: ctx.life(),
            info,
            known: membership.known.clone(),
            masters: membership.masters.clone(),
            cluster,
            desk: desk.clone(),
            planted: membership.flags.planted,
        };
        let driver = start::<A>(&node, args).await?;
        ctx.link(&driver);
        Ok(Driver { desk, tasks: Arc::new(TaskIds { prefix, next: AtomicU64::new(1) }) })
    }

    /// Launches tasks on the offer, and keeps what they do not need away for 5 s. Returns their ids.
    ///
    /// A task that cannot reach the master is reported as dropped (TASK_LOST to a framework that does not tell losses
    /// apart), like any other loss.
    pub fn launch(&self, offer: Offer, tasks: impl IntoIterator<Item = TaskDraft>) -> Vec<TaskId> {
        self.launch_filtered(offer, tasks, Filters::default())
    }

    /// Launches tasks on the offer; what they do not need stays away for as long as the filters say.
    pub fn launch_filtered(
        &self,
        offer: Offer,
        tasks: impl IntoIterator<Item = TaskDraft>,
        filters: Filters,
    ) -> Vec<TaskId> {
        let tasks: Vec<_> = tasks.into_iter().map(|task| task.on(offer.agent_id.clone(), self.new_task_id())).collect();
        let ids = tasks.iter().map(|task| task.task_id.clone()).collect();
        self.accept([offer], [Operation::launch(tasks)], filters);
        ids
    }

    /// Takes offers of one agent and says what to do with them, in this order; the rest stays away as the filters say.
    pub fn accept(
        &self,
        offers: impl IntoIterator<Item = Offer>,
        operations: impl IntoIterator<Item = Operation>,
        filters: Filters,
    ) {
        let operations = operations.into_iter().map(|operation| Tracked { id: None, operation });
        self.accept_tracked(offers, operations, filters);
    }

    /// As [`accept`](Driver::accept), with operations of which the framework wants to hear: of each that has an id comes
    /// [`Event::Operation`].
    pub fn accept_tracked(
        &self,
        offers: impl IntoIterator<Item = Offer>,
        operations: impl IntoIterator<Item = Tracked>,
        filters: Filters,
    ) {
        let offer_ids = offers.into_iter().map(|offer| offer.id).collect();
        self.desk.call(Call::Accept { offer_ids, operations: operations.into_iter().collect(), filters });
    }

    /// Does not use an offer; its resources stay away for as long as the filters say.
    pub fn decline(&self, offer: Offer, filters: Filters) {
        self.desk.call(Call::Decline { offer_id: offer.id, filters });
    }

    /// Ends a task by its own kill policy. Repeated until the task is over.
    pub fn kill(&self, task_id: &TaskId) {
        self.desk.call(Call::Kill { task_id: task_id.clone(), kill_policy: None });
    }

    /// Ends a task by this kill policy, also if it is being killed already.
    pub fn kill_with(&self, task_id: &TaskId, kill_policy: KillPolicy) {
        self.desk.call(Call::Kill { task_id: task_id.clone(), kill_policy: Some(kill_policy) });
    }

    /// Asks where tasks stand; answers come as updates without uuid. Without tasks: all that the master knows of this
    /// framework. The driver does this by itself after each subscription and every four minutes.
    pub fn reconcile(&self, tasks: impl IntoIterator<Item = (TaskId, Option<AgentId>)>) {
        self.desk.call(Call::Reconcile { tasks: tasks.into_iter().collect() });
    }

    /// Wants offers again in these roles, also those that it declined; in all its roles if there are none.
    pub fn revive(&self, roles: impl IntoIterator<Item = Role>) {
        self.desk.call(Call::Revive { roles: roles.into_iter().collect() });
    }

    /// Wants no offers in these roles until it revives them; in all its roles if there are none.
    pub fn suppress(&self, roles: impl IntoIterator<Item = Role>) {
        self.desk.call(Call::Suppress { roles: roles.into_iter().collect() });
    }

    /// Says of the framework something new: its roles, what it wants, its name. Its id, user, principal and whether it
    /// checkpoints stay; if they differ, [`Event::Refused`] comes and nothing has changed. It wants offers in all its roles
    /// but the suppressed ones, and only of agents that fit the constraints.
    pub fn update_framework(
        &self,
        info: FrameworkInfo,
        suppressed: impl IntoIterator<Item = Role>,
        constraints: OfferConstraints,
    ) {
        let (info, suppressed) = (Box::new(info), suppressed.into_iter().collect());
        self.desk.call(Call::UpdateFramework { info, suppressed, constraints: Box::new(constraints) });
    }

    /// Tells an executor something that nobody else reads. It may be lost: whoever needs an answer asks for one.
    pub fn send_message(&self, agent_id: &AgentId, executor_id: &ExecutorId, data: impl Into<Blob>) {
        let (agent_id, executor_id) = (agent_id.clone(), executor_id.clone());
        self.desk.call(Call::Message { agent_id, executor_id, data: data.into() });
    }

    /// Ends an executor with all its tasks; [`Event::Failure`] says when it has ended.
    pub fn shut_down_executor(&self, agent_id: &AgentId, executor_id: &ExecutorId) {
        self.desk.call(Call::Shutdown { agent_id: agent_id.clone(), executor_id: executor_id.clone() });
    }

    /// Would like to be offered this. The allocators that come with Mesos do not act on it.
    pub fn request(&self, requests: impl IntoIterator<Item = ResourceRequest>) {
        self.desk.call(Call::Request { requests: requests.into_iter().collect() });
    }

    /// Asks where operations stand; answers come as [`Event::Operation`].
    pub fn reconcile_operations(&self, operations: impl IntoIterator<Item = AskedOperation>) {
        self.desk.call(Call::ReconcileOperations { operations: operations.into_iter().collect() });
    }

    /// Leaves the cluster for good and ends all tasks. So does a framework that ends with [`Exit::Normal`].
    pub fn teardown(&self) {
        self.desk.call(Call::Teardown);
    }

    /// An id that no other task of this framework has.
    pub fn new_task_id(&self) -> TaskId {
        let number = self.tasks.next.fetch_add(1, Ordering::Relaxed);
        let text = format!("{}.{number}", self.tasks.prefix);
        // The prefix is made of characters that ids may hold, and short.
        TaskId::new(&text).unwrap_or_else(|error| unreachable!("{error}"))
    }
}

/// A name as part of an id: what an id may not hold becomes `-`, and it is cut to 80 characters.
fn id_part(name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let part: String = name.chars().take(80).map(allowed).collect();
    if part.is_empty() { "task".into() } else { part }
}

/// Starts the driver under the first free name: a node may have several frameworks.
async fn start<A>(node: &Node, args: Args<A::Message>) -> Result<Pid<Message>, Exit>
where
    A: Actor,
    A::Message: From<Event>,
{
    for number in 0u32.. {
        let name: Name = if number == 0 { "driver".into() } else { format!("driver-{number}").into() };
        match node.spawn::<Scheduler<A::Message>>(name, args.clone()).await {
            Err(SpawnError::NameTaken(_)) => {}
            started => return Ok(started?),
        }
    }
    Err(Exit::failed("this node has too many drivers"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_gives_valid_task_ids() {
        for (name, part) in [("hello", "hello"), ("", "task"), ("a/b c\u{7}.", "a-b-c--"), ("äö", "--")] {
            assert_eq!(id_part(name), part);
            assert!(TaskId::new(format!("{}.0000ffff.{}", id_part(name), u64::MAX)).is_ok());
        }
        assert_eq!(id_part(&"x".repeat(500)).len(), 80);
    }
}
