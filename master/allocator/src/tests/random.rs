//! The allocator and the slow model, side by side under random inputs.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use mesos_protocol::container::Volume;
use mesos_protocol::offer::Filters;
use mesos_protocol::resources::{Conversion, DiskInfo, DiskSource, Reservation, Resource, Resources};
use mesos_protocol::roles::Role;
use mesos_protocol::values::MiB;

use super::kit::*;
use super::model::{Kind, Model, ModelFilter, ModelFramework, Sum};
use crate::faults::Bug;
use crate::policy::{Hierarchical, Order, Policy, StrictPriority};
use crate::{AgentFacts, Allocated, Allocator, Capabilities, Draws, Options, QuotaConfig, SeededDraws, Subscription};

const ROLES: [&str; 6] = ["*", "a", "a/b", "a/c", "b", "c"];
const AGENTS: usize = 20;
const FRAMEWORKS: usize = 8;

/// Both sides and the source of all choices.
struct Pair {
    allocator: Allocator,
    model: Model,
    choices: SeededDraws,
    seed: u64,
    now: Duration,
    step: usize,
    offers: Vec<Allocated>,
    used: Vec<Allocated>,
    granted: usize,
}

fn policy(kind: Kind) -> Arc<dyn Policy> {
    match kind {
        Kind::Fair => Arc::new(Hierarchical::default()),
        Kind::Random => Arc::new(Hierarchical { roles: Order::Random, frameworks: Order::Random, ..Default::default() }),
        Kind::Priority => {
            Arc::new(StrictPriority { roles: [("b".to_owned(), 5)].into_iter().collect(), ..Default::default() })
        }
    }
}

fn volume(id: &str, size: u64) -> Resource {
    let disk = DiskInfo::persistent(id, None, Volume::at("data"));
    let reserved = Resource::disk_space(MiB(size)).push_reservation(Reservation::dynamic(role("a"))).unwrap();
    reserved.with_disk(disk).unwrap()
}

/// Agents of all sorts.
fn total(sort: usize) -> Resources {
    match sort {
        0 => res("cpus:4;mem:128"),
        1 => res("cpus:2;mem:32;cpus(a):2;ports:[1-9]"),
        2 => res("cpus:3;mem:100;cpus(a/b):1;ports:[1-10]"),
        3 => res("cpus:2;mem:64").with(Resource::cpus(2).revocable(true)),
        4 => res("cpus:1;disk:50").with(volume("v", 10).shared(true).unwrap()).with(volume("w", 5)),
        5 => {
            let mount = Resource::disk_space(MiB(30)).with_disk(DiskInfo::from_source(DiskSource::mount("/m"))).unwrap();
            res("cpus:2;mem:50;disk:30").with(mount)
        }
        6 => res("cpus:8;mem:256;gpus:1"),
        _ => {
            let refined = Resource::cpus(1).push_reservation(Reservation::fixed(role("a"))).unwrap();
            res("cpus:1;mem:40").with(refined.push_reservation(Reservation::dynamic(role("a/b"))).unwrap())
        }
    }
}

impl Pair {
    fn new(kind: Kind, seed: u64, bug: Option<Bug>) -> Pair {
        let mut allocator = Allocator::new(Options { policy: policy(kind), ..Options::default() });
        allocator.ledger.bug = bug;
        Pair {
            allocator,
            model: Model::new(kind),
            choices: SeededDraws::new(seed),
            seed,
            now: Duration::ZERO,
            step: 0,
            offers: Vec::new(),
            used: Vec::new(),
            granted: 0,
        }
    }

    fn pick(&mut self, bound: usize) -> usize {
        crate::draws::below(&mut self.choices, bound)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.pick(100) < percent
    }

    fn any_role(&mut self) -> Role {
        role(ROLES[self.pick(ROLES.len())])
    }

    fn any_framework(&mut self) -> mesos_protocol::ids::FrameworkId {
        fw(&format!("fw{}", self.pick(FRAMEWORKS)))
    }

    fn any_agent(&mut self) -> mesos_protocol::ids::AgentId {
        agent(&format!("agent{}", self.pick(AGENTS)))
    }

    /// One random input to both, then a comparison of all that shows.
    fn step(&mut self) -> Result<(), String> {
        self.step += 1;
        match self.pick(100) {
            0..10 => self.add_agent(),
            10..13 => self.remove_agent(),
            13..17 => self.change_agent(),
            17..25 => self.add_framework(),
            25..27 => self.remove_framework(),
            27..32 => self.change_framework(),
            32..36 => self.suppress_or_revive(),
            36..40 => self.set_weight(),
            40..45 => self.set_quota(),
            45..60 => self.give_back(true),
            60..68 => self.accept(),
            68..74 => self.give_back(false),
            74..77 => self.reserve(),
            77..88 => self.run(false)?,
            _ => self.run(true)?,
        }
        self.compare()
    }

    fn compare(&self) -> Result<(), String> {
        self.allocator.check()?;
        for (_, agent) in self.model.known() {
            let (id, free) = (&agent.id, agent.free());
            if self.allocator.free_on(id) != Some(&free) {
                return Err(format!("agent {id} has {:?} free, but {free} is right", self.allocator.free_on(id)));
            }
        }
        Ok(())
    }

    fn run(&mut self, batch: bool) -> Result<(), String> {
        let passed = [0, 300, 1000, 2500][self.pick(4)];
        self.now += Duration::from_millis(passed);
        let seed = self.choices.next();
        let (mut draws, mut model_draws) = (SeededDraws::new(seed), SeededDraws::new(seed));
        let run =
            if batch { self.allocator.run_all(self.now, &mut draws) } else { self.allocator.run(self.now, &mut draws) };
        let right = self.model.run(batch, self.now, &mut model_draws);
        if run.allocated != right {
            return Err(format!("offered {:?}, but {:?} is right", told(&run.allocated), told(&right)));
        }
        if draws.next() != model_draws.next() {
            return Err("the number of draws differs".to_owned());
        }
        self.granted += right.len();
        self.offers.extend(right);
        Ok(())
    }

    fn add_agent(&mut self) {
        let id = self.any_agent();
        let sort = self.pick(8);
        let known = self.model.place_of(&id).is_some();
        let added = self.allocator.add_agent(&id, AgentFacts::named("host"), None, total(sort), []);
        assert_eq!(added.is_err(), known);
        if !known {
            self.model.add_agent(&id, total(sort));
        }
    }

    fn remove_agent(&mut self) {
        let id = self.any_agent();
        let place = self.model.place_of(&id);
        assert_eq!(self.allocator.remove_agent(&id).is_ok(), place.is_some());
        if let Some(place) = place {
            self.model.agents[place] = None;
            self.model.pending.remove(&place);
            self.model.tidy();
            self.offers.retain(|offer| offer.agent != id);
            self.used.retain(|offer| offer.agent != id);
        }
    }

    fn change_agent(&mut self) {
        let id = self.any_agent();
        let Some(place) = self.model.place_of(&id) else { return };
        match self.pick(4) {
            0 => {
                self.allocator.deactivate_agent(&id).unwrap();
                self.model.agent(place).active = false;
            }
            1 => {
                self.allocator.activate_agent(&id).unwrap();
                self.model.agent(place).active = true;
            }
            2 => {
                let mut facts = AgentFacts::named("host");
                facts.attributes = format!("step:{}", self.step).parse().unwrap();
                self.allocator.update_agent(&id, Some(facts), None).unwrap();
                self.model.agent(place).filters.clear();
                self.model.pending.insert(place);
            }
            _ => {
                let total = total(self.pick(8));
                self.allocator.update_agent(&id, None, Some(total.clone())).unwrap();
                if self.model.agent(place).total != total {
                    self.model.agent(place).total = total;
                    self.model.pending.insert(place);
                }
            }
        }
    }

    fn subscription(&mut self) -> Subscription {
        let count = 1 + self.pick(3);
        let roles: BTreeSet<Role> = (0..count).map(|_| self.any_role()).collect();
        let suppressed = roles.iter().filter(|_| self.choices.next().is_multiple_of(6)).cloned().collect();
        let capabilities = Capabilities {
            gpu_resources: self.chance(50),
            revocable_resources: self.chance(50),
            shared_resources: self.chance(50),
            reservation_refinement: self.chance(50),
            ..Capabilities::default()
        };
        Subscription { roles, suppressed, capabilities, ..Subscription::default() }
    }

    fn add_framework(&mut self) {
        let id = self.any_framework();
        let subscription = self.subscription();
        let active = self.chance(90);
        if self.model.frameworks.contains_key(&id) {
            assert!(self.allocator.add_framework(&id, &subscription, [], active).is_err());
            return;
        }
        // Something that it uses already, as after a fail-over.
        let place = self.pick(AGENTS);
        let on = self.model.agents.get(place).and_then(Option::as_ref).map(|agent| (agent.id.clone(), agent.free()));
        let used = on.filter(|_| self.chance(30)).and_then(|(on, free)| {
            let part = free.filter(|resource| resource.is_unreserved() && !resource.is_revocable());
            (!part.is_empty()).then_some((on, part))
        });
        let path = subscription.roles.first().unwrap().clone();
        let told = used.clone().map(|(on, mut part)| {
            part.allocate(&path);
            (on, part)
        });
        self.allocator.add_framework(&id, &subscription, told.clone(), active).unwrap();
        let capabilities = subscription.capabilities;
        let framework = ModelFramework { active, capabilities, members: Default::default() };
        self.model.frameworks.insert(id.clone(), framework);
        self.subscribe(&id, &subscription);
        if let (Some((_, part)), Some((on, resources))) = (used, told) {
            self.model.hold(place, &(id.clone(), path.clone()), &part, true, true);
            self.used.push(Allocated { framework: id, role: path, agent: on, resources });
        }
        self.model.all_pending |= active;
    }

    fn subscribe(&mut self, id: &mesos_protocol::ids::FrameworkId, subscription: &Subscription) {
        let framework = self.model.frameworks.get_mut(id).unwrap();
        framework.capabilities = subscription.capabilities;
        for (role, member) in &mut framework.members {
            (member.subscribed, member.suppressed) = (subscription.roles.contains(role), false);
        }
        // Roles that were left are forgotten before new ones are entered.
        self.model.tidy();
        let framework = self.model.frameworks.get_mut(id).unwrap();
        for role in &subscription.roles {
            let member = framework.members.entry(role.clone()).or_default();
            (member.subscribed, member.suppressed) = (true, subscription.suppressed.contains(role));
        }
    }

    fn remove_framework(&mut self) {
        let id = self.any_framework();
        let known = self.model.frameworks.remove(&id).is_some();
        assert_eq!(self.allocator.remove_framework(&id).is_ok(), known);
        for agent in self.model.agents.iter_mut().flatten() {
            agent.held.retain(|(framework, _), _| *framework != id);
        }
        self.model.drop_filters(|(framework, _)| *framework == id);
        self.model.tidy();
        self.offers.retain(|offer| offer.framework != id);
        self.used.retain(|offer| offer.framework != id);
    }

    fn change_framework(&mut self) {
        let id = self.any_framework();
        let subscription = self.subscription();
        let what = self.pick(3);
        let Some(framework) = self.model.frameworks.get_mut(&id) else {
            assert!(self.allocator.update_framework(&id, &subscription).is_err());
            return;
        };
        match what {
            0 => {
                self.allocator.deactivate_framework(&id).unwrap();
                framework.active = false;
                self.model.drop_filters(|(framework, _)| *framework == id);
            }
            1 => {
                self.allocator.activate_framework(&id).unwrap();
                framework.active = true;
                self.model.all_pending = true;
            }
            _ => {
                self.allocator.update_framework(&id, &subscription).unwrap();
                let revived: BTreeSet<Role> = framework
                    .members
                    .iter()
                    .filter(|(role, member)| {
                        !subscription.roles.contains(*role) || member.suppressed && !subscription.suppressed.contains(*role)
                    })
                    .map(|(role, _)| role.clone())
                    .collect();
                self.model.drop_filters(|(framework, role)| *framework == id && revived.contains(role));
                self.subscribe(&id, &subscription);
            }
        }
    }

    fn suppress_or_revive(&mut self) {
        let id = self.any_framework();
        let named: BTreeSet<Role> = if self.chance(50) { BTreeSet::new() } else { [self.any_role()].into() };
        let suppress = self.chance(40);
        let Some(framework) = self.model.frameworks.get_mut(&id) else { return };
        for (role, member) in &mut framework.members {
            if named.is_empty() || named.contains(role) {
                member.suppressed = suppress && member.subscribed;
            }
        }
        if suppress {
            self.allocator.suppress(&id, &named).unwrap();
            return;
        }
        self.allocator.revive(&id, &named).unwrap();
        self.model.drop_filters(|(framework, role)| *framework == id && (named.is_empty() || named.contains(role)));
        self.model.all_pending = true;
    }

    fn set_weight(&mut self) {
        let path = ["*", "a", "a/b", "a/.", "b", "a/c"][self.pick(6)];
        let weight = [0.5, 1.0, 2.0, 3.0][self.pick(4)];
        self.allocator.update_weights([(path, weight)]).unwrap();
        self.model.weights.insert(path.to_owned(), weight);
    }

    fn set_quota(&mut self) {
        let path = role(["a", "b", "c", "*"][self.pick(4)]);
        let (mut config, mut guarantees, mut limits) = (QuotaConfig::default(), Sum::new(), Sum::new());
        if self.chance(60) {
            for name in ["cpus", "mem", "disk"] {
                let amount = [2, 5, 64][self.pick(3)];
                if self.chance(40) {
                    config.guarantees = config.guarantees.with(name, amount);
                    guarantees.insert(name.to_owned(), i64::from(amount) * 1000);
                }
                if self.chance(30) {
                    let limit = if guarantees.contains_key(name) { amount + 1 } else { [0, 3, 80][self.pick(3)] };
                    config.limits = config.limits.with(name, limit);
                    limits.insert(name.to_owned(), i64::from(limit) * 1000);
                }
            }
        }
        self.allocator.update_quota(&path, &config).unwrap();
        self.model.quotas.remove(&path);
        if !guarantees.is_empty() || !limits.is_empty() {
            self.model.quotas.insert(path, (guarantees, limits));
        }
    }

    /// Declines a part of an offer or all of it, or ends a task.
    fn give_back(&mut self, offered: bool) {
        let list = if offered { &self.offers } else { &self.used };
        if list.is_empty() {
            return;
        }
        let at = self.pick(if offered { self.offers.len() } else { self.used.len() });
        let offer = if offered { self.offers.swap_remove(at) } else { self.used.swap_remove(at) };
        let whole = self.chance(70);
        let mut choices = self.choices.clone();
        let part = offer.resources.filter(|_| whole || choices.next().is_multiple_of(2));
        self.choices.next();
        if part.is_empty() {
            self.keep(offered, offer);
            return;
        }
        let refuse = [None, Some(0), Some(200), Some(1500), Some(4000), Some(100_000)][self.pick(6)];
        let refuse = refuse.map(Duration::from_millis).filter(|_| offered);
        let filters = refuse.map(Filters::refuse);
        self.allocator
            .recover_resources(&offer.framework, &offer.agent, &part, filters, !offered, self.now)
            .unwrap_or_else(|error| panic!("seed {} step {}: {error}", self.seed, self.step));
        let client = (offer.framework.clone(), offer.role.clone());
        let place = self.model.place_of(&offer.agent).unwrap();
        let plain = crate::ledger::without_role(&part);
        let active = self.model.frameworks[&offer.framework].active;
        self.model.release(place, &client, &plain, !offered);
        if let Some(refuse) = refuse.filter(|refuse| active && !refuse.is_zero()) {
            let until = self.now + refuse.max(Duration::from_secs(1));
            let batch = self.model.batch;
            if self.model.frameworks[&client.0].members.contains_key(&client.1) {
                self.model.agent(place).filters.push(ModelFilter { client, refused: plain, until, batch });
            }
        }
        let mut rest = offer.clone();
        rest.resources.subtract(&part).unwrap();
        self.keep(offered, rest);
    }

    fn keep(&mut self, offered: bool, offer: Allocated) {
        if !offer.resources.is_empty() {
            if offered { self.offers.push(offer) } else { self.used.push(offer) }
        }
    }

    fn accept(&mut self) {
        if self.offers.is_empty() {
            return;
        }
        let at = self.pick(self.offers.len());
        let offer = self.offers.swap_remove(at);
        self.allocator.transition_offered_to_allocated(&offer.framework, &offer.agent, &offer.resources).unwrap();
        let place = self.model.place_of(&offer.agent).unwrap();
        let client = (offer.framework.clone(), offer.role.clone());
        let plain = crate::ledger::without_role(&offer.resources);
        self.model.hold(place, &client, &plain, false, true);
        self.model.release(place, &client, &plain, false);
        self.used.push(offer);
    }

    /// Reserves the unreserved processors of an offer to its role.
    fn reserve(&mut self) {
        if self.offers.is_empty() {
            return;
        }
        let at = self.pick(self.offers.len());
        let offer = self.offers[at].clone();
        let plain =
            |resource: &Resource| resource.is_unreserved() && !resource.is_revocable() && resource.name().as_str() == "cpus";
        let consumed = offer.resources.filter(plain);
        let place = self.model.place_of(&offer.agent).unwrap();
        let mut taken = consumed.clone();
        taken.unallocate();
        if offer.role.is_any() || consumed.is_empty() || !self.model.agent(place).total.contains(&taken) {
            return;
        }
        let converted = consumed.push_reservation(&Reservation::dynamic(offer.role.clone())).unwrap();
        let conversion = Conversion::new(consumed.clone(), converted.clone());
        self.allocator.update_allocation(&offer.framework, &offer.agent, &[conversion]).unwrap();
        let mut given = converted.clone();
        given.unallocate();
        let client = (offer.framework.clone(), offer.role.clone());
        self.model.hold(place, &client, &given, false, false);
        self.model.release(place, &client, &taken, false);
        let agent = self.model.agent(place);
        agent.total.subtract(&taken).unwrap();
        agent.total.add(&given);
        let kept = &mut self.offers[at].resources;
        kept.subtract(&consumed).unwrap();
        kept.add(&converted);
    }
}

/// Runs sequences of 100 inputs each; gives the first disagreement.
fn sequences(kind: Kind, seeds: std::ops::Range<u64>, bug: Option<Bug>) -> Result<usize, String> {
    let mut granted = 0;
    for seed in seeds {
        let mut pair = Pair::new(kind, seed, bug);
        for _ in 0..100 {
            let done = pair.step();
            done.map_err(|why| format!("step {} ({kind:?}): {why}; repeat it with MESOS_SEED={seed:#x}", pair.step))?;
        }
        granted += pair.granted;
    }
    Ok(granted)
}

/// A number of the environment: decimal, or hexadecimal after `0x`, as everywhere where seeds are read.
fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    match parse(&text) {
        Some(number) => Some(number),
        None => panic!("{variable}={text} is no number; write it in decimal, or in hexadecimal after 0x"),
    }
}

fn parse(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(hexadecimal) => u64::from_str_radix(hexadecimal, 16).ok(),
        None => text.parse().ok(),
    }
}

/// 20,000 inputs, or as many as `MESOS_CHAOS_INPUTS` says, or this part of them, for this kind alone, under seeds from
/// `MESOS_SEED_BASE` on. `MESOS_SEED` repeats the one that failed.
fn agree_at_every_step(kind: Kind, part: u64) {
    if let Some(seed) = number("MESOS_SEED") {
        sequences(kind, seed..seed.saturating_add(1), None).unwrap_or_else(|error| panic!("{error}"));
        return;
    }
    let seeds = (number("MESOS_CHAOS_INPUTS").unwrap_or(20_000) / 100 / part).max(1);
    // Room for all seeds above the base.
    let base = number("MESOS_SEED_BASE").unwrap_or(0) >> 8;
    let granted = sequences(kind, base..base + seeds, None).unwrap_or_else(|error| panic!("{error}"));
    println!("{kind:?}: {granted} offers in {} inputs, seeds from {base:#x}", seeds * 100);
    assert!(granted as u64 > seeds * 5, "only {granted} offers were made");
}

#[test]
fn the_hierarchical_allocator_and_the_slow_model_agree_at_every_step() {
    agree_at_every_step(Kind::Fair, 1);
}

#[test]
fn the_lottery_and_the_slow_model_agree_at_every_step() {
    agree_at_every_step(Kind::Random, 4);
}

#[test]
fn strict_priority_and_the_slow_model_agree_at_every_step() {
    agree_at_every_step(Kind::Priority, 4);
}

#[test]
fn seeds_are_read_in_both_forms() {
    assert_eq!((parse("12"), parse("0xc064f3b2c7f823b0")), (Some(12), Some(0xc064_f3b2_c7f8_23b0)));
    assert_eq!((parse("x"), parse("0x")), (None, None));
}

#[test]
fn every_planted_bug_is_found() {
    for bug in Bug::ALL {
        let found = sequences(Kind::Fair, 0..200, Some(bug));
        assert!(found.is_err(), "{bug:?} was not found");
    }
}
