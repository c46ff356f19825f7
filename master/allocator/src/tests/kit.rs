//! Words for tests: a small cluster that checks every invariant after every input.

use std::collections::BTreeSet;
use std::time::Duration;

use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::offer::Filters;
use mesos_protocol::resources::{Name, ResourceLimits, ResourceQuantities, Resources};
use mesos_protocol::roles::Role;

use crate::{AgentFacts, Allocated, Allocator, InverseOffer, Options, QuotaConfig, SeededDraws, Subscription};

pub(crate) fn role(path: &str) -> Role {
    Role::new(path).unwrap()
}

pub(crate) fn roles<const N: usize>(paths: [&str; N]) -> BTreeSet<Role> {
    paths.into_iter().map(role).collect()
}

pub(crate) fn fw(id: &str) -> FrameworkId {
    id.parse().unwrap()
}

pub(crate) fn agent(id: &str) -> AgentId {
    id.parse().unwrap()
}

/// Resources as an operator writes them.
pub(crate) fn res(text: &str) -> Resources {
    Resources::parse(text, &Role::any()).unwrap()
}

/// The same, allocated to a role.
pub(crate) fn held(text: &str, path: &str) -> Resources {
    let mut resources = res(text);
    resources.allocate(&role(path));
    resources
}

pub(crate) fn amounts(text: &str) -> ResourceQuantities {
    if text.is_empty() { ResourceQuantities::none() } else { res(text).scalar_quantities() }
}

pub(crate) fn limits(text: &str) -> ResourceLimits {
    text.split(';').filter(|part| !part.is_empty()).fold(ResourceLimits::none(), |all, part| {
        let (name, amount) = part.split_once(':').unwrap();
        all.with(Name::new(name), amount.parse::<f64>().unwrap())
    })
}

pub(crate) fn quota(guarantees: &str, limit: &str) -> QuotaConfig {
    QuotaConfig { guarantees: amounts(guarantees), limits: limits(limit) }
}

pub(crate) fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

/// An allocator with a clock, draws, and offers that are remembered until they are answered.
pub(crate) struct Cluster {
    pub(crate) allocator: Allocator,
    pub(crate) now: Duration,
    pub(crate) draws: SeededDraws,
    pub(crate) inverse: Vec<InverseOffer>,
}

impl Cluster {
    pub(crate) fn new() -> Cluster {
        Cluster::with(Options::default())
    }

    pub(crate) fn with(options: Options) -> Cluster {
        Cluster { allocator: Allocator::new(options), now: Duration::ZERO, draws: SeededDraws::new(7), inverse: Vec::new() }
    }

    #[track_caller]
    pub(crate) fn check(&self) {
        if let Err(sentence) = self.allocator.check() {
            panic!("{sentence}");
        }
    }

    #[track_caller]
    pub(crate) fn framework(&mut self, id: &str, paths: &[&str]) {
        let subscription = Subscription::to(paths.iter().map(|path| role(path)));
        self.subscribed(id, &subscription);
    }

    #[track_caller]
    pub(crate) fn subscribed(&mut self, id: &str, subscription: &Subscription) {
        self.allocator.add_framework(&fw(id), subscription, [], true).unwrap();
        self.check();
    }

    #[track_caller]
    pub(crate) fn agent(&mut self, id: &str, total: &str) {
        self.agent_with(id, res(total));
    }

    #[track_caller]
    pub(crate) fn agent_with(&mut self, id: &str, total: Resources) {
        self.allocator.add_agent(&agent(id), AgentFacts::named(id), None, total, []).unwrap();
        self.check();
    }

    /// What the triggers so far lead to.
    #[track_caller]
    pub(crate) fn run(&mut self) -> Vec<Allocated> {
        let run = self.allocator.run(self.now, &mut self.draws);
        self.check();
        self.inverse = run.inverse_offers;
        run.allocated
    }

    /// A batch, one allocation interval later.
    #[track_caller]
    pub(crate) fn batch(&mut self) -> Vec<Allocated> {
        self.now += self.allocator.options().allocation_interval;
        let run = self.allocator.run_all(self.now, &mut self.draws);
        self.check();
        self.inverse = run.inverse_offers;
        run.allocated
    }

    #[track_caller]
    pub(crate) fn give_back(&mut self, offer: &Allocated, refuse: Option<Duration>) {
        self.recover(offer, &offer.resources.clone(), refuse);
    }

    #[track_caller]
    pub(crate) fn recover(&mut self, offer: &Allocated, part: &Resources, refuse: Option<Duration>) {
        let filters = refuse.map(Filters::refuse);
        self.allocator.recover_resources(&offer.framework, &offer.agent, part, filters, false, self.now).unwrap();
        self.check();
    }

    /// Uses a part of an offer and gives the rest back at once, without a filter.
    #[track_caller]
    pub(crate) fn accept(&mut self, offer: &Allocated, part: &str) {
        let mut used = res(part);
        used.allocate(&offer.role);
        self.allocator.transition_offered_to_allocated(&offer.framework, &offer.agent, &used).unwrap();
        self.check();
        let mut rest = offer.resources.clone();
        rest.subtract(&used).unwrap();
        if !rest.is_empty() {
            self.recover(offer, &rest, None);
        }
    }

    #[track_caller]
    pub(crate) fn finish(&mut self, framework: &str, id: &str, used: &Resources) {
        self.allocator.recover_resources(&fw(framework), &agent(id), used, None, true, self.now).unwrap();
        self.check();
    }

    #[track_caller]
    pub(crate) fn quota(&mut self, path: &str, guarantees: &str, limit: &str) {
        self.allocator.update_quota(&role(path), &quota(guarantees, limit)).unwrap();
        self.check();
    }

    /// Takes part in nothing from now on.
    pub(crate) fn rest(&mut self, id: &str) {
        self.allocator.deactivate_agent(&agent(id)).unwrap();
    }

    #[track_caller]
    pub(crate) fn share(&self, path: &str) -> f64 {
        self.allocator.role_share(&role(path)).unwrap()
    }

    #[track_caller]
    pub(crate) fn total(&mut self, id: &str, total: Resources) {
        self.allocator.update_agent(&agent(id), None, Some(total)).unwrap();
        self.check();
    }

    /// Adds a framework that already uses resources: (agent, resources) in its only role.
    #[track_caller]
    pub(crate) fn framework_using(&mut self, id: &str, path: &str, used: &[(&str, &str)]) {
        let used: Vec<_> = used.iter().map(|(on, what)| (agent(on), held(what, path))).collect();
        self.allocator.add_framework(&fw(id), &Subscription::to([role(path)]), used, true).unwrap();
        self.check();
    }
}

/// Offers as short texts, sorted: `fw1 role1 agent1 cpus:1; mem:2`.
pub(crate) fn told(offers: &[Allocated]) -> Vec<String> {
    let tell = |offer: &Allocated| {
        let mut resources = offer.resources.clone();
        resources.unallocate();
        format!("{} {} {} {}", offer.framework, offer.role, offer.agent, resources)
    };
    let mut told: Vec<_> = offers.iter().map(tell).collect();
    told.sort();
    told
}

/// Who got an offer of which agent, sorted: `fw1@agent1`.
pub(crate) fn who(offers: &[Allocated]) -> Vec<String> {
    let mut who: Vec<_> = offers.iter().map(|offer| format!("{}@{}", offer.framework, offer.agent)).collect();
    who.sort();
    who
}
