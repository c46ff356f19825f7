//! All inputs in any order, right and wrong: nothing panics, and every sum stays right.

use std::time::Duration;

use mesos_protocol::agent::Unavailability;
use mesos_protocol::container::Volume;
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::offer::Filters;
use mesos_protocol::resources::{Conversion, DiskInfo, Reservation, Resource, Resources};
use mesos_protocol::roles::Role;
use mesos_protocol::values::MiB;
use proptest::prelude::*;

use super::kit::*;
use crate::{AgentFacts, Allocated, Allocator, Capabilities, InverseAnswer, Options, SeededDraws, Subscription};

fn shared_volume() -> Resource {
    let disk = Resource::disk_space(MiB(20)).push_reservation(Reservation::dynamic(role("a"))).unwrap();
    disk.with_disk(DiskInfo::persistent("v", None, Volume::at("v"))).unwrap().shared(true).unwrap()
}

fn totals(sort: u8) -> Resources {
    match sort % 4 {
        0 => res("cpus:4;mem:128;ports:[1-20]"),
        1 => res("cpus:2;cpus(a):2;mem:64;disk(a):20"),
        2 => res("cpus:2;mem:64").with(shared_volume()),
        _ => res("cpus:1;mem:32").with(Resource::cpus(3).revocable(true)),
    }
}

/// What a step works on; each number is cut to what exists.
#[derive(Clone, Debug)]
struct Step {
    what: u8,
    framework: u8,
    agent: u8,
    sort: u8,
    offer: usize,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (any::<u8>(), 0..4u8, 0..5u8, any::<u8>(), any::<usize>());
    let step = step.prop_map(|(what, framework, agent, sort, offer)| Step { what, framework, agent, sort, offer });
    prop::collection::vec(step, 1..120)
}

struct Soup {
    allocator: Allocator,
    draws: SeededDraws,
    now: Duration,
    offers: Vec<Allocated>,
}

impl Soup {
    fn step(&mut self, step: &Step) {
        let id: FrameworkId = fw(&format!("fw{}", step.framework));
        let on: AgentId = agent(&format!("agent{}", step.agent));
        let path: Role = role(["a", "a/b", "b", "*"][step.sort as usize % 4]);
        let allocator = &mut self.allocator;
        let mut used = res("cpus:1");
        used.allocate(&path);
        // Refusals are part of the soup: what matters is that they change nothing.
        let _ = match step.what % 21 {
            0 => allocator.add_agent(&on, AgentFacts::named("host"), None, totals(step.sort), []),
            1 => allocator.add_agent(&on, AgentFacts::named("host"), None, totals(step.sort), [(id, used)]),
            2 => allocator.remove_agent(&on),
            3 => allocator.add_framework(&id, &subscription(step.sort), [], true),
            4 => allocator.add_framework(&id, &subscription(step.sort), [(on, used)], true),
            5 => allocator.remove_framework(&id),
            6 => allocator.update_framework(&id, &subscription(step.sort)),
            7 => allocator.update_agent(&on, None, Some(totals(step.sort))),
            8 => allocator.add_resource_provider(&on, &res("disk:10"), [(id, used)]),
            9 => allocator.revive(&id, &[path].into()),
            10 => allocator.update_quota(&path, &quota("cpus:2", "cpus:5;mem:256")),
            11 => {
                let unavailability = (step.sort < 200).then_some(Unavailability { start: seconds(9), duration: None });
                allocator.update_unavailability(&on, unavailability)
            }
            12 => {
                let answer = Some(InverseAnswer::Decline);
                allocator.update_inverse_offer(&on, &id, answer, Some(seconds(1)), self.now)
            }
            13 => {
                let reserved = res("cpus:1").push_reservation(&Reservation::dynamic(role("a"))).unwrap();
                let (from, to) = if step.sort < 128 { (res("cpus:1"), reserved) } else { (reserved, res("cpus:1")) };
                allocator.update_available(&on, &[Conversion::new(from, to)])
            }
            14 => allocator.recover_resources(&id, &on, &used, None, step.sort < 128, self.now),
            15 | 16 => self.answer(step),
            17 => {
                self.now += seconds(1);
                self.offers.extend(self.allocator.run_all(self.now, &mut self.draws).allocated);
                Ok(())
            }
            _ => {
                self.offers.extend(self.allocator.run(self.now, &mut self.draws).allocated);
                Ok(())
            }
        };
    }

    fn answer(&mut self, step: &Step) -> Result<(), crate::Error> {
        if self.offers.is_empty() {
            return Ok(());
        }
        let at = step.offer % self.offers.len();
        let Allocated { framework, agent, resources, role } = self.offers.swap_remove(at);
        match step.sort % 4 {
            0 => self.allocator.transition_offered_to_allocated(&framework, &agent, &resources),
            1 => {
                // Two tasks share the volume, then one copy goes.
                let copies: Resources = shared_volume().allocated(role).into();
                let more = Conversion::new(Resources::none(), copies.clone());
                self.allocator.update_allocation(&framework, &agent, std::slice::from_ref(&more))?;
                self.allocator.recover_resources(&framework, &agent, &copies, None, false, self.now)
            }
            2 => {
                let gone = Conversion::new(resources.filter(|resource| !resource.is_shared()), Resources::none());
                self.allocator.update_allocation(&framework, &agent, &[gone])
            }
            _ => {
                let filters = Some(Filters::refuse(seconds(u64::from(step.sort) / 16)));
                self.allocator.recover_resources(&framework, &agent, &resources, filters, false, self.now)
            }
        }
    }
}

fn subscription(sort: u8) -> Subscription {
    let all = ["a", "a/b", "b", "*"];
    let mut subscription = Subscription::to((0..4).filter(|bit| sort >> bit & 1 == 1).map(|bit| role(all[bit])));
    subscription.capabilities =
        Capabilities { shared_resources: sort & 16 != 0, revocable_resources: sort & 32 != 0, ..Capabilities::default() };
    subscription
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_inputs_in_any_order_keep_every_sum_right(steps in steps()) {
        let mut soup = Soup {
            allocator: Allocator::new(Options::default()),
            draws: SeededDraws::new(1),
            now: Duration::ZERO,
            offers: Vec::new(),
        };
        for step in &steps {
            soup.step(step);
            if let Err(sentence) = soup.allocator.check() {
                prop_assert!(false, "after {step:?}: {sentence}");
            }
        }
        prop_assert!(soup.allocator.plan_revocation().len() <= 1000);
    }
}
