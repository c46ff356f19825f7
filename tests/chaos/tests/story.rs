//! The story that all chaos is told about: two agents, a framework that launches and kills tasks while faults happen, and
//! what must hold of it when they are over.

use std::time::Duration;

use futures_util::future::join;
use libprocess::{
    Random,
    testing::{Report, Seeds, Sim, simulate},
    time::{millis, mins, secs},
};
use mesos_kit::{Builder, Cluster, Order, Running, Shop, violations};

/// Faults happen for so long, and tasks are launched meanwhile.
const FAULTS_LAST: Duration = mins(4);

/// So long after the faults each task must be over, and known to be.
const OVER_WITHIN: Duration = mins(15);

/// Tasks of one run.
const TASKS: usize = 12;

/// A cluster with its framework.
pub(crate) struct Story {
    pub(crate) cluster: Cluster,
    pub(crate) shop: Running<Shop>,
}

/// Tells the story once per seed; `faults` goes on for as long as it likes, and is over when it returns.
pub(crate) fn tell(seeds: Seeds, change: impl Fn(Builder) -> Builder, faults: impl AsyncFn(&mut Cluster, Until)) -> Report {
    let report = simulate(seeds, async |sim| {
        let mut story = Story::begin(&sim, &change).await;
        story.go_on(&faults).await;
        story.end().await;
    });
    report.faults.expect_some();
    println!("{} runs, {} steps, {:?} of virtual time", report.runs, report.steps, report.time);
    report
}

/// The moment at which faults end.
#[derive(Clone)]
pub(crate) struct Until {
    sim: Sim,
    at: Duration,
    /// Draws from the seed.
    pub(crate) chance: Random,
}

impl Until {
    /// Lets up to that much time pass; false when the faults are to end.
    pub(crate) async fn wait(&self, most: Duration) -> bool {
        self.sim.clock().advance(millis(1) + self.chance.duration(most)).await;
        self.sim.clock().now() < self.at
    }
}

impl Story {
    async fn begin(sim: &Sim, change: impl FnOnce(Builder) -> Builder) -> Story {
        let mut cluster = change(Cluster::new(sim).agents(2)).start().await;
        let shop = cluster.shop("shop").await;
        Story { cluster, shop }
    }

    /// Orders tasks now and then, and lets faults happen.
    async fn go_on(&mut self, faults: impl AsyncFn(&mut Cluster, Until)) {
        let sim = self.cluster.sim().clone();
        let until = Until { at: sim.clock().now() + FAULTS_LAST, chance: sim.random(), sim: sim.clone() };
        let (shop, chance) = (&self.shop, sim.random());
        let orders = async {
            let mut ordered = 0;
            while ordered < TASKS {
                let some = (1 + chance.below(3) as usize).min(TASKS - ordered);
                let orders: Vec<_> = (0..some).map(|_| order(&chance)).collect();
                shop.order(orders).await;
                ordered += some;
                sim.clock().advance(chance.duration(secs(60))).await;
            }
        };
        join(orders, faults(&mut self.cluster, until)).await;
    }

    /// The faults are over: what must hold holds within 15 minutes, and stays so.
    async fn end(&mut self) {
        let sim = self.cluster.sim().clone();
        sim.network().heal();
        sim.network().no_filters();
        let until = sim.clock().now() + OVER_WITHIN;
        let mut wrong = self.wrong().await;
        while !wrong.is_empty() && sim.clock().now() < until {
            sim.clock().advance(secs(5)).await;
            wrong = self.wrong().await;
        }
        assert!(wrong.is_empty(), "{}", wrong.join("; "));
        // It stays so: what was still under way has arrived after that.
        sim.clock().advance(mins(1)).await;
        let wrong = self.wrong_for_good();
        assert!(wrong.is_empty(), "it held, and then did not: {}", wrong.join("; "));
    }

    /// What does not hold of what has happened, and can never hold again.
    fn wrong_for_good(&self) -> Vec<String> {
        let mut wrong = violations(&self.shop.journal);
        let twice = self.cluster.ledger().counts().into_iter().filter(|(_, starts)| *starts > 1);
        wrong.extend(twice.map(|(task, starts)| format!("{task} ran {starts} times")));
        wrong
    }

    /// What does not hold, or not yet.
    async fn wrong(&self) -> Vec<String> {
        let mut wrong = self.wrong_for_good();
        let launched = self.shop.journal.launched().len();
        if launched < TASKS {
            wrong.push(format!("{launched} of {TASKS} tasks were launched"));
        }
        for start in self.cluster.ledger().running() {
            wrong.push(format!("{} still runs on {}", start.task_id, start.agent));
        }
        for task in self.shop.tasks(&self.cluster).await.into_iter().filter(|task| !task.is_over()) {
            wrong.push(format!("for the master {} is {}", task.id, task.state));
        }
        let registered = self.cluster.agents_registered().await;
        if registered != self.cluster.agents().len() as u64 {
            wrong.push(format!("{registered} agents are registered"));
        }
        wrong.extend(self.held().await);
        wrong
    }

    /// What is neither free nor in an offer that the framework knows: nobody would ever get it.
    async fn held(&self) -> Option<String> {
        let offers = self.cluster.read("/master/offers").await;
        let offers = offers["offers"].as_array().map_or(0, Vec::len);
        let known = self.shop.journal.open_offers().len();
        (offers != known).then(|| format!("the master made {offers} offers, of which the framework knows {known}"))
    }
}

fn order(chance: &Random) -> Order {
    let time = chance.below(90);
    let script = match chance.below(5) {
        0 => format!("sleep {time}; exit 3"),
        1 => "true".to_owned(),
        2 => format!("trap; sleep {time}"),
        _ => format!("sleep {time}"),
    };
    let order = Order::of(script).cpus([0.5, 1.0, 2.0][chance.below(3) as usize]);
    if chance.below(3) == 0 { order.kill_after(chance.duration(secs(60))) } else { order }
}
