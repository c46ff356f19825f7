//! Whatever happens in whatever order: master, allocator and registry agree after each step.

use std::collections::{BTreeMap, VecDeque};

use libprocess::Address;
use mesos_allocator::{Options, SeededDraws};
use mesos_protocol::constraints::OfferConstraints;
use mesos_protocol::messages::{master_agent::ToAgent, master_scheduler::ToScheduler};
use mesos_protocol::operation::Tracked;
use mesos_protocol::prelude::*;
use mesos_protocol::status::StatusUpdate;
use mesos_protocol::task::Task;
use proptest::prelude::*;

use super::*;
use crate::allocator::{Allocation, Feed, Known};
use crate::registrar::registry::Registry;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    Join(u8),
    Leave(u8),
    Cut(u8),
    Silence(u8),
    RegistryGc,
    Return(u8),
    Pong(u8),
    Subscribe(u8),
    FrameworkLost(u8),
    FailoverTimeout(u8),
    Teardown(u8),
    Launch(u8, u8),
    Decline(u8),
    Suppress(u8),
    Revive(u8),
    Update(u8, TaskState),
    LoseLaunch(u8),
    /// An agent runs something that the master does not know, of whatever framework, allocated to no role.
    Stray(u8, u8),
    Acknowledge(u8),
    Kill(u8),
    Reconcile(u8),
    OfferTimeout(u8),
    TellAllocator,
    RunAllocator,
    TakeDecision,
    CrashAllocator,
    WriteRegistry,
    /// All that is under way arrives.
    Settle,
}

/// The parts without actors, and what is under way between them.
struct World {
    master: Master,
    registry: Registry,
    changes: VecDeque<Change>,
    feed: Feed,
    /// A life of the allocator that was told everything; absent after a crash.
    allocator: Option<Known>,
    tell_all: bool,
    decision: Option<Allocation>,
    draws: SeededDraws,
    /// What each agent runs, as it knows itself.
    runs: BTreeMap<AgentId, BTreeMap<(FrameworkId, TaskId), Task>>,
    places: BTreeMap<AgentId, Address>,
    /// The newest id that was given at a place.
    agents: BTreeMap<u8, AgentId>,
    frameworks: BTreeMap<u8, (FrameworkId, Address)>,
    offers: Vec<Offer>,
    /// Updates that frameworks have to acknowledge.
    to_acknowledge: Vec<(FrameworkId, AgentId, TaskId, UpdateUuid)>,
    /// The final state that a framework was told of a task.
    ended: BTreeMap<(FrameworkId, TaskId), TaskState>,
    lives: u64,
    tasks: u64,
    updates: u8,
    lose_launches: bool,
}

fn address(name: &str, life: u64) -> Address {
    let address: Address = format!("{name}@10.0.0.1:5051").parse().unwrap();
    address.with_life(Some(libprocess::Life { node: 1, counter: life }))
}

/// What the agent of that number says of itself.
fn info(n: u8) -> AgentInfo {
    AgentInfo::named(format!("agent-{n}")).cpus(4).mem(MiB(4096)).disk(MiB(100_000)).build()
}

impl World {
    fn new() -> World {
        let mut registry = Registry::new(ClusterId::new("cluster").unwrap());
        registry.term = registry.term.next();
        let settings = Settings {
            master_id: "m".to_owned(),
            cluster_id: registry.cluster_id.clone(),
            term: registry.term,
            ping_timeout: Duration::from_secs(75),
            agent_reregister_timeout: Duration::from_secs(600),
            offer_timeout: Some(Duration::from_secs(60)),
            heartbeat_interval: Duration::from_secs(15),
            root_submissions: true,
            completed_frameworks_max: 2,
            completed_tasks_max: 1000,
            unreachable_tasks_max: 1000,
            pattern_limits: Default::default(),
            absent_age_max: Duration::from_secs(1000),
            absent_agents_max: 2,
        };
        let mut world = World {
            master: Master::new(settings, registry.clone(), Metrics::default()),
            registry,
            changes: VecDeque::new(),
            feed: Feed::default(),
            allocator: None,
            tell_all: true,
            decision: None,
            draws: SeededDraws::new(7),
            runs: BTreeMap::new(),
            places: BTreeMap::new(),
            agents: BTreeMap::new(),
            frameworks: BTreeMap::new(),
            offers: Vec::new(),
            to_acknowledge: Vec::new(),
            ended: BTreeMap::new(),
            lives: 0,
            tasks: 0,
            updates: 0,
            lose_launches: false,
        };
        world.crash_allocator();
        world
    }

    fn crash_allocator(&mut self) {
        (self.allocator, self.decision, self.tell_all) = (None, None, true);
        self.feed.clear();
        self.master.on_allocator_started();
    }

    fn step(&mut self, step: Step) {
        self.master.moment.now += Duration::from_secs(1);
        self.master.moment.epoch += Duration::from_secs(1);
        self.happen(step);
        self.carry_out();
        self.master.state.check().unwrap();
    }

    fn happen(&mut self, step: Step) {
        let now = self.master.moment.now;
        match step {
            Step::Join(n) => {
                let from = self.new_address(&format!("agent-{n}"));
                self.master.on_register(from, info(n), "0.1.0".into());
            }
            Step::Leave(n) => self.of_agent(n, |master, id, from| master.on_unregister(&from, &id)),
            Step::Cut(n) => self.of_agent(n, |master, id, from| master.on_agent_lost(&id, &from)),
            Step::Silence(n) => {
                self.master.moment.now += Duration::from_secs(80);
                self.of_agent(n, |master, id, _| master.on_agent_silent(&id));
            }
            Step::RegistryGc => self.master.on_registry_gc_due(),
            Step::Return(n) => self.return_agent(n),
            Step::Pong(n) => self.pong(n),
            Step::Subscribe(n) => {
                let from = self.new_address(&format!("framework-{n}"));
                let mut info = FrameworkInfo::named(format!("framework-{n}"));
                info.id = self.frameworks.get(&n).map(|(id, _)| id.clone());
                self.master.on_subscribe(from, info, Vec::new(), &OfferConstraints::none());
            }
            Step::FrameworkLost(n) => self.of_framework(n, |master, id, from| master.on_framework_lost(&id, &from)),
            Step::FailoverTimeout(n) => self.of_framework(n, |master, id, _| master.on_timer(Timer::Failover(id))),
            Step::Teardown(n) => {
                self.of_framework(n, |master, id, from| master.on_teardown(&from, &id));
                self.carry_out();
            }
            Step::Launch(n, cpus) => self.launch(n, cpus),
            Step::Decline(n) => {
                let Some(offer) = self.take_offer(n) else { return };
                let filters = Filters::refuse(Duration::from_secs(u64::from(n) % 7));
                let from = self.framework_address(&offer.framework_id);
                self.master.on_decline(&from, &offer.framework_id, vec![offer.id], filters);
            }
            Step::Suppress(n) => self.of_framework(n, |master, id, from| master.on_suppress(&from, &id, Vec::new())),
            Step::Revive(n) => self.of_framework(n, |master, id, from| master.on_revive(&from, &id, Vec::new())),
            Step::Update(n, state) => self.update(n, state),
            Step::LoseLaunch(n) => self.lose_launches = n % 3 == 0,
            Step::Stray(n, framework) => self.stray(n, framework),
            Step::Acknowledge(n) => {
                if self.to_acknowledge.is_empty() {
                    return;
                }
                let at = usize::from(n) % self.to_acknowledge.len();
                let (framework, agent, task, uuid) = self.to_acknowledge.swap_remove(at);
                let from = self.framework_address(&framework);
                self.master.on_acknowledge(&from, framework, &agent, task, uuid);
            }
            Step::Kill(n) => {
                let all = self.runs.values().flat_map(BTreeMap::keys).cloned().collect::<Vec<_>>();
                let Some((framework, task)) = pick(&all, n) else { return };
                let from = self.framework_address(&framework);
                self.master.on_kill(&from, framework, task, None, None);
            }
            Step::Reconcile(n) => {
                let tasks = (0..self.tasks).map(|task| (TaskId::new(format!("t{task}")).unwrap(), None));
                let tasks: Vec<_> = tasks.filter(|_| n % 2 == 0).collect();
                self.of_framework(n, |master, id, from| {
                    let mine = |(task, _): &(TaskId, _)| {
                        let framework = master.state.frameworks.get(&id);
                        framework.is_some_and(|framework| {
                            framework.tasks.contains_key(task)
                                || framework.unreachable.contains_key(task)
                                || framework.completed.contains_key(task)
                        })
                    };
                    let tasks = tasks.iter().filter(|task| mine(task)).cloned().collect();
                    master.on_reconcile(&from, &id, tasks);
                });
            }
            Step::OfferTimeout(n) => {
                let offers: Vec<OfferId> = self.master.state.offers.keys().cloned().collect();
                if let Some(offer) = pick(&offers, n) {
                    self.master.on_timer(Timer::Offer(offer));
                }
            }
            Step::TellAllocator => self.tell_allocator(now),
            Step::RunAllocator => {
                let Some(known) = self.allocator.as_mut().filter(|_| self.decision.is_none()) else { return };
                self.decision = known.decide(now, true, &mut self.draws);
            }
            Step::TakeDecision => {
                if let Some(decision) = self.decision.take() {
                    self.master.on_allocated(decision);
                }
            }
            Step::CrashAllocator => self.crash_allocator(),
            Step::Settle => {
                for step in [Step::TakeDecision, Step::TellAllocator, Step::RunAllocator, Step::TakeDecision] {
                    while !self.changes.is_empty() {
                        self.step(Step::WriteRegistry);
                    }
                    self.step(step);
                }
            }
            Step::WriteRegistry => {
                if let Some(change) = self.changes.pop_front() {
                    let outcome = self.registry.apply(&change).map(drop);
                    self.master.on_applied(change, outcome);
                }
            }
        }
    }

    fn tell_allocator(&mut self, now: Duration) {
        let (generation, taken) = self.master.allocator_life();
        if std::mem::take(&mut self.tell_all) {
            self.allocator = Some(Known::new(Options::default(), generation));
        }
        let (upto, facts) = (self.master.facts(), self.feed.take());
        let Some(known) = &mut self.allocator else { return };
        known.hear(upto, taken, facts, now).unwrap();
        known.check().unwrap();
        // Both count the same, once nothing is under way between them.
        if self.decision.is_some() {
            return;
        }
        for (id, agent) in &self.master.state.agents {
            let mut free = agent.info.resources.clone();
            let mut held = self.master.state.offered_on(agent);
            self.master.state.used_on(agent).values().for_each(|part| held.add(part));
            held.unallocate();
            free.subtract(&held).unwrap();
            assert_eq!(known.allocator().free_on(id), Some(&free), "agent {id}");
        }
        assert_eq!(known.allocator().agents(), self.master.state.agents.len());
    }

    fn new_address(&mut self, name: &str) -> Address {
        self.lives += 1;
        address(name, self.lives)
    }

    fn of_agent(&mut self, n: u8, act: impl FnOnce(&mut Master, AgentId, Address)) {
        if let Some(id) = self.agents.get(&n).cloned()
            && let Some(from) = self.places.get(&id).cloned()
        {
            act(&mut self.master, id, from);
        }
    }

    fn of_framework(&mut self, n: u8, act: impl FnOnce(&mut Master, FrameworkId, Address)) {
        if let Some((id, from)) = self.frameworks.get(&n).cloned() {
            act(&mut self.master, id, from);
        }
    }

    fn framework_address(&self, id: &FrameworkId) -> Address {
        let found = self.frameworks.values().find(|(known, _)| known == id);
        found.map_or_else(|| address("nobody", 0), |(_, from)| from.clone())
    }

    fn return_agent(&mut self, n: u8) {
        let Some(id) = self.agents.get(&n).cloned() else { return };
        let from = self.new_address(&format!("agent-{n}"));
        let tasks: Vec<Task> = self.runs.get(&id).into_iter().flat_map(BTreeMap::values).cloned().collect();
        let frameworks: std::collections::BTreeSet<_> = tasks.iter().map(|task| task.framework_id.clone()).collect();
        let frameworks = frameworks.into_iter().map(|id| FrameworkInfo::named("framework").id(id)).collect();
        self.places.insert(id.clone(), from.clone());
        let cluster = self.registry.cluster_id.clone();
        let agent = Returning { id, from, info: info(n).into(), version: "0.1.0".into(), tasks, frameworks };
        self.master.on_reregister(agent, &cluster);
    }

    fn stray(&mut self, n: u8, framework: u8) {
        let there = self.master.state.frameworks.keys();
        let all: Vec<FrameworkId> =
            there.chain(self.master.state.completed.iter().map(|ended| &ended.id)).cloned().collect();
        let (Some(framework), Some(id)) = (pick(&all, framework), self.agents.get(&n).cloned()) else { return };
        let task_id = TaskId::new(format!("t{}", self.tasks)).unwrap();
        self.tasks += 1;
        let draft = TaskInfo::command("true").resources(Resources::none().disk(MiB(1)));
        let mut task = Task::staging(framework.clone(), &draft.on(id.clone(), task_id.clone()));
        task.state = TaskState::Running;
        self.runs.entry(id).or_default().insert((framework, task_id), task);
    }

    fn pong(&mut self, n: u8) {
        self.of_agent(n, |master, id, _| master.on_ping_due(&id));
        self.carry_out();
        let Some(id) = self.agents.get(&n).cloned() else { return };
        let Some(pings) = self.master.state.agents.get(&id).map(|agent| agent.pings) else { return };
        let named: Vec<_> = self.runs.get(&id).into_iter().flat_map(BTreeMap::keys).cloned().collect();
        let Some(from) = self.places.get(&id).cloned() else { return };
        self.master.on_pong(&from, &id, pings, named);
    }

    fn take_offer(&mut self, n: u8) -> Option<Offer> {
        (!self.offers.is_empty()).then(|| self.offers.swap_remove(usize::from(n) % self.offers.len()))
    }

    fn launch(&mut self, n: u8, cpus: u8) {
        let Some(offer) = self.take_offer(n) else { return };
        let id = TaskId::new(format!("t{}", self.tasks)).unwrap();
        self.tasks += 1;
        let task = TaskInfo::command("true").cpus(f64::from(cpus)).mem(MiB(1)).on(offer.agent_id.clone(), id);
        let from = self.framework_address(&offer.framework_id);
        let operations = vec![Tracked { id: None, operation: Operation::launch([task]) }];
        let filters = Filters::none();
        self.master.on_accept(&from, &offer.framework_id, vec![offer.id.clone()], operations.clone(), filters);
        // The same call again changes nothing.
        self.carry_out();
        self.master.on_accept(&from, &offer.framework_id, vec![offer.id], operations, filters);
    }

    fn update(&mut self, n: u8, state: TaskState) {
        let running: Vec<_> =
            self.runs.iter().flat_map(|(agent, tasks)| tasks.keys().map(|key| (agent.clone(), key.clone()))).collect();
        let Some((agent, key)) = pick(&running, n) else { return };
        let Some(task) = self.runs.get_mut(&agent).and_then(|tasks| tasks.get_mut(&key)) else { return };
        if task.state.is_terminal() {
            return;
        }
        task.state = state;
        self.updates = self.updates.wrapping_add(1);
        let status = TaskStatus::new(key.1, state, Source::Executor).uuid(UpdateUuid([self.updates; 16]));
        let update = StatusUpdate { framework_id: key.0, status, latest_state: Some(state) };
        let Some(from) = self.places.get(&agent).cloned() else { return };
        self.master.on_status_update(&from, &agent, update);
    }

    fn carry_out(&mut self) {
        loop {
            let effects = self.master.take_effects();
            if effects.is_empty() {
                return;
            }
            effects.into_iter().for_each(|effect| self.do_one(effect));
        }
    }

    fn do_one(&mut self, effect: Effect) {
        match effect {
            Effect::Answer(id) => while self.master.answer_some(&id) {},
            Effect::Fact(fact) => self.feed.push(fact),
            Effect::Change(change) => self.changes.push_back(change),
            Effect::AgentConnected(id, from) => {
                let n = from.name.trim_start_matches("agent-").parse().unwrap();
                if let Some(former) = self.agents.insert(n, id.clone()).filter(|former| *former != id) {
                    self.runs.remove(&former);
                }
                self.runs.entry(id.clone()).or_default();
                self.places.insert(id, from);
            }
            Effect::FrameworkConnected(id, from) => {
                let n = from.name.trim_start_matches("framework-").parse().unwrap();
                self.frameworks.insert(n, (id, from));
            }
            Effect::ToAgent(id, message) => self.agent_hears(&id, message),
            Effect::AnswerAgent(from, ToAgent::Shutdown { .. }) => {
                let n = from.name.trim_start_matches("agent-").parse().unwrap();
                if let Some(id) = self.agents.remove(&n) {
                    self.runs.remove(&id);
                }
            }
            Effect::ToFramework(id, message) => self.framework_hears(&id, message),
            Effect::AnswerFramework(from, ToScheduler::Error { .. }) => {
                let n: u8 = from.name.trim_start_matches("framework-").parse().unwrap();
                if self.frameworks.get(&n).is_some_and(|(id, _)| self.master.state.is_completed(id)) {
                    self.frameworks.remove(&n);
                }
            }
            _ => {}
        }
    }

    fn agent_hears(&mut self, id: &AgentId, message: ToAgent) {
        if let ToAgent::Reregistered { .. } = message {
            assert!(self.master.state.agents[id].connected, "agent {id} is greeted and not there");
        }
        let Some(runs) = self.runs.get_mut(id) else { return };
        match message {
            ToAgent::RunTask { framework, task, .. } if !self.lose_launches => {
                let framework = framework.id.unwrap();
                runs.insert((framework.clone(), task.task_id.clone()), Task::staging(framework, &task));
            }
            ToAgent::KillTask { framework_id, task_id, .. } => drop(runs.remove(&(framework_id, task_id))),
            ToAgent::ShutdownFramework { framework_id, .. } => runs.retain(|(framework, _), _| *framework != framework_id),
            ToAgent::Acknowledge { framework_id, task_id, .. } => {
                let key = (framework_id, task_id);
                if runs.get(&key).is_some_and(|task| task.state.is_terminal()) {
                    runs.remove(&key);
                }
            }
            _ => {}
        }
    }

    fn framework_hears(&mut self, id: &FrameworkId, message: ToScheduler) {
        match message {
            ToScheduler::Offers { offers, .. } => self.offers.extend(offers),
            ToScheduler::Rescind { offer_id, .. } => self.offers.retain(|offer| offer.id != offer_id),
            ToScheduler::Update { status, .. } => {
                let key = (id.clone(), status.task_id.clone());
                if let Some(ended) = self.ended.get(&key) {
                    assert_eq!(*ended, status.state, "task {} ended twice", status.task_id);
                }
                if status.state.is_terminal() {
                    self.ended.insert(key, status.state);
                }
                if let (Some(uuid), Some(agent)) = (status.uuid, status.agent_id) {
                    self.to_acknowledge.push((id.clone(), agent, status.task_id, uuid));
                }
            }
            _ => {}
        }
    }
}

fn pick<T: Clone>(all: &[T], n: u8) -> Option<T> {
    (!all.is_empty()).then(|| all[usize::from(n) % all.len()].clone())
}

fn step() -> impl Strategy<Value = Step> {
    let (agent, framework, any) = (0u8..3, 0u8..3, any::<u8>());
    let state =
        prop_oneof![Just(TaskState::Running), Just(TaskState::Finished), Just(TaskState::Failed), Just(TaskState::Killed)];
    prop_oneof![
        3 => agent.clone().prop_map(Step::Join),
        1 => agent.clone().prop_map(Step::Leave),
        2 => agent.clone().prop_map(Step::Cut),
        2 => agent.clone().prop_map(Step::Silence),
        1 => Just(Step::RegistryGc),
        4 => agent.clone().prop_map(Step::Return),
        4 => agent.clone().prop_map(Step::Pong),
        4 => framework.clone().prop_map(Step::Subscribe),
        2 => framework.clone().prop_map(Step::FrameworkLost),
        1 => framework.clone().prop_map(Step::FailoverTimeout),
        1 => framework.clone().prop_map(Step::Teardown),
        8 => (any, 0u8..5).prop_map(|(offer, cpus)| Step::Launch(offer, cpus)),
        3 => any.prop_map(Step::Decline),
        1 => framework.clone().prop_map(Step::Suppress),
        2 => framework.clone().prop_map(Step::Revive),
        8 => (any, state).prop_map(|(task, state)| Step::Update(task, state)),
        1 => any.prop_map(Step::LoseLaunch),
        2 => (agent, any).prop_map(|(agent, framework)| Step::Stray(agent, framework)),
        6 => any.prop_map(Step::Acknowledge),
        2 => any.prop_map(Step::Kill),
        2 => framework.prop_map(Step::Reconcile),
        1 => any.prop_map(Step::OfferTimeout),
        12 => Just(Step::TellAllocator),
        12 => Just(Step::RunAllocator),
        12 => Just(Step::TakeDecision),
        1 => Just(Step::CrashAllocator),
        10 => Just(Step::WriteRegistry),
        15 => Just(Step::Settle),
    ]
}

#[test]
fn a_decision_about_a_former_life_of_an_agent_makes_no_offer() {
    let mut world = World::new();
    for step in [Step::Join(0), Step::Settle, Step::Subscribe(0), Step::TellAllocator, Step::RunAllocator] {
        world.step(step);
    }
    assert_eq!(world.decision.as_ref().map(|decision| decision.allocated.len()), Some(1));
    // While it is under way the agent goes and comes back: for the allocator it is a new one, of which nothing is offered.
    for step in [Step::Silence(0), Step::WriteRegistry, Step::Return(0), Step::WriteRegistry, Step::TakeDecision] {
        world.step(step);
    }
    assert!(world.master.state.offers.is_empty());
    world.step(Step::Settle);
    assert_eq!(world.master.state.offers.len(), 1);
}

#[test]
fn an_agent_that_comes_back_with_more_than_was_known_is_there_and_offered_again() {
    let mut world = World::new();
    for step in [Step::Join(0), Step::Settle, Step::Subscribe(0), Step::Cut(0), Step::Stray(0, 0), Step::Return(0)] {
        world.step(step);
    }
    let id = world.agents[&0].clone();
    assert!(world.master.state.agents[&id].connected);
    world.step(Step::Settle);
    assert_eq!(world.master.state.offers.len(), 1);
}

#[test]
fn what_an_agent_runs_of_an_ended_framework_in_no_role_is_held_in_the_role_that_the_framework_had() {
    let mut world = World::new();
    let steps = [Step::Join(0), Step::Settle, Step::Subscribe(0), Step::Settle, Step::Teardown(0), Step::Stray(0, 0)];
    for step in steps.into_iter().chain([Step::Return(0), Step::Settle]) {
        world.step(step);
    }
    let ghosts: Vec<_> = world.master.state.agents[&world.agents[&0]].ghosts.values().collect();
    assert_eq!(ghosts.len(), 1);
    assert!(ghosts[0].resources.iter().all(|resource| resource.allocated_to() == Some(&Role::any())));
    world.step(Step::CrashAllocator);
    world.step(Step::Settle);
}

#[test]
fn an_agent_that_is_replaced_while_it_is_given_up_is_removed_and_not_unreachable_for_ever() {
    let mut world = World::new();
    for step in [Step::Join(0), Step::WriteRegistry, Step::Silence(0), Step::Join(0)] {
        world.step(step);
    }
    let former = world.master.state.agents.keys().next().cloned().unwrap();
    (0..3).for_each(|_| world.step(Step::WriteRegistry));
    let state = &world.master.state;
    assert!(state.removed.contains(&former) && state.unreachable.is_empty());
    assert!(!world.registry.unreachable.contains_key(&former));
    assert_eq!(state.agents.len(), 1);
}

#[test]
fn unreachable_agents_are_forgotten_with_their_tasks_and_are_strangers_when_they_come_back() {
    let mut world = World::new();
    let begin = [Step::Join(0), Step::Settle, Step::Subscribe(0), Step::Settle, Step::Launch(0, 1)];
    for step in begin.into_iter().chain([Step::Silence(0), Step::WriteRegistry, Step::RegistryGc, Step::Settle]) {
        world.step(step);
    }
    let (id, master) = (world.agents[&0].clone(), &world.master);
    assert_eq!((master.state.unreachable.len(), world.registry.unreachable.len()), (1, 1), "not yet");
    world.master.moment.epoch += world.master.settings.absent_age_max;
    world.step(Step::RegistryGc);
    world.step(Step::WriteRegistry);
    assert!(world.master.state.unreachable.is_empty() && world.registry.unreachable.is_empty());
    assert!(world.master.state.places.is_empty());
    assert!(world.master.state.frameworks.values().all(|framework| framework.unreachable.is_empty()));
    // Its task was reported as lost, and stays so.
    for step in [Step::Return(0), Step::WriteRegistry, Step::Settle] {
        world.step(step);
    }
    assert!(world.master.state.agents.contains_key(&id) && world.runs[&id].is_empty());
    assert!(world.ended.values().all(|state| *state == TaskState::Lost));
}

#[test]
fn an_agent_that_moved_stays_when_another_one_takes_its_former_address() {
    let mut world = World::new();
    world.step(Step::Join(0));
    world.step(Step::WriteRegistry);
    let id = world.agents[&0].clone();
    let from = world.new_address("agent-9");
    let cluster = world.registry.cluster_id.clone();
    let (tasks, frameworks) = (Vec::new(), Vec::new());
    let moved = Returning { id: id.clone(), from, info: info(0).into(), version: "0.1.0".into(), tasks, frameworks };
    world.master.on_reregister(moved, &cluster);
    world.carry_out();
    for step in [Step::Join(0), Step::WriteRegistry, Step::WriteRegistry] {
        world.step(step);
    }
    assert_eq!(world.master.state.agents.len(), 2);
    assert!(world.master.state.connected_agent(&id).is_some());
}

#[test]
fn a_life_that_subscribes_again_without_its_id_cannot_take_another_principal() {
    let mut world = World::new();
    let from = world.new_address("framework-0");
    let mut subscribe = |principal: &str| {
        let mut info = FrameworkInfo::named("framework");
        info.principal = Some(principal.to_owned());
        world.master.on_subscribe(from.clone(), info, Vec::new(), &OfferConstraints::none());
        world.master.take_effects()
    };
    subscribe("ann");
    let refused = |effect: &Effect| matches!(effect, Effect::AnswerFramework(_, ToScheduler::Error { message, .. }) if message.contains("principal"));
    assert!(subscribe("bob").iter().any(refused));
    assert!(!subscribe("ann").iter().any(refused));
    assert_eq!(world.master.state.frameworks.values().next().unwrap().info.principal.as_deref(), Some("ann"));
}

/// So that the property below is not true of nothing: under the same steps much of each kind happens.
#[test]
fn the_random_steps_reach_offers_tasks_losses_and_crashes() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, TestRunner};

    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let (mut offers, mut ended, mut ghosts) = (0, BTreeMap::<TaskState, usize>::new(), 0);
    for _ in 0..100 {
        let steps = prop::collection::vec(step(), 250).new_tree(&mut runner).unwrap().current();
        let mut world = World::new();
        for step in steps {
            world.step(step);
            ghosts += world.master.state.agents.values().map(|agent| agent.ghosts.len()).sum::<usize>();
        }
        offers += world.master.offers_made;
        world.ended.into_values().for_each(|state| *ended.entry(state).or_default() += 1);
    }
    assert!(offers > 1000 && ghosts > 10, "{offers} offers, {ghosts} ghosts");
    for state in [TaskState::Finished, TaskState::Lost, TaskState::Error] {
        assert!(ended.get(&state).is_some_and(|count| *count > 20), "{offers} offers, {ended:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_all_parts_agree_and_no_task_ends_twice(steps in prop::collection::vec(step(), 1..250)) {
        let mut world = World::new();
        for step in steps {
            world.step(step);
        }
    }
}
