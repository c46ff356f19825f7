//! An allocator of one's own: weighted max-min fairness over a single resource.
//!
//! Whoever has least of it for its weight is served next, in steps, so that nobody gets more while someone who still wants
//! has less. Everything else (filters, quota, reservations, maintenance, `check`, `explain`) comes with the library.

use std::sync::Arc;
use std::time::Duration;

use mesos_allocator::policy::{Level, Policy, Rank, Standing};
use mesos_allocator::{AgentFacts, Allocator, Options, SeededDraws, Subscription};
use mesos_protocol::ids::{AgentId, FrameworkId};
use mesos_protocol::resources::{ResourceLimits, Resources};
use mesos_protocol::roles::Role;

/// Fills up from below, `step` units of `resource` at a time.
#[derive(Debug)]
pub(crate) struct MaxMin {
    pub(crate) resource: &'static str,
    pub(crate) step: u32,
}

impl Policy for MaxMin {
    fn name(&self) -> &'static str {
        "max_min"
    }

    /// Roles and frameworks alike: what they have of the resource, by weight.
    fn rank(&self, standing: &Standing<'_>) -> Rank {
        Rank { tier: 0, share: standing.allocated(self.resource) as f64 / standing.weight }
    }

    /// A framework gets one step of an agent, then it is somebody else's turn.
    fn grant_max(&self, standing: &Standing<'_>) -> Option<ResourceLimits> {
        (standing.level == Level::Framework).then(|| ResourceLimits::none().with(self.resource, self.step))
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Arc::new(MaxMin { resource: "cpus", step: 1 });
    let mut allocator = Allocator::new(Options { policy, ..Options::default() });
    let mut draws = SeededDraws::new(1);
    for (name, role) in [("web", "prod"), ("batch", "dev"), ("test", "dev")] {
        let subscription = Subscription::to([Role::new(role)?]);
        allocator.add_framework(&FrameworkId::new(name)?, &subscription, [], true)?;
    }
    allocator.update_weights([("prod", 2.0)])?;
    let machine = Resources::none().cpus(8);
    allocator.add_agent(&AgentId::new("machine")?, AgentFacts::named("machine"), None, machine, [])?;
    for round in 1..=3 {
        for offer in allocator.run_all(Duration::from_secs(round), &mut draws).allocated {
            println!("round {round}: {} is offered {}", offer.framework, offer.resources);
        }
    }
    Ok(())
}
