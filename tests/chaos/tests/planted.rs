//! Bugs that are planted must be found within the seeds that tests use. Each runs until the first seed that finds it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use libprocess::{
    Reply,
    testing::{Sim, Verdict, seeds, simulate},
    time::{millis, mins, secs},
};
use mesos_kit::{Builder, Cluster, Order, filters, offered_too_soon};
use mesos_protocol::{messages::master_scheduler::ToScheduler, status::TaskState};
use parking_lot::Mutex;

use crate::{
    messages::lose_messages,
    story::{Until, tell},
};

/// The story must fail, and say this.
fn is_found(says: &str, plant: impl Fn(Builder) -> Builder, faults: impl AsyncFn(&mut Cluster, Until)) {
    let told = catch_unwind(AssertUnwindSafe(|| tell(seeds(200), plant, faults)));
    let text = why(told.expect_err("the planted bug was not found"));
    assert!(text.contains(says), "found for another reason: {text}");
}

fn why(panic: Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

#[test]
fn updates_that_are_not_sent_again_are_found() {
    let plant = |builder: Builder| builder.agent_flags(|flags| flags.planted.sends_once = true);
    is_found("terminal states", plant, lose_messages);
}

#[test]
fn updates_that_are_shown_twice_are_found() {
    let plant = |builder: Builder| builder.driver_flags(|flags| flags.planted.shows_copies = true);
    is_found("was shown twice with one uuid", plant, lose_messages);
}

/// What a framework declines stays away for as long as it said.
fn decline(plant: impl Fn(Builder) -> Builder) {
    simulate(seeds(200), async |sim| {
        let mut cluster = plant(Cluster::new(&sim).agents(2)).start().await;
        let shop = cluster.shop("shop").await;
        for _ in 0..4 {
            shop.order([Order::of(format!("sleep {}", sim.random().below(20)))]).await;
            sim.clock().advance(sim.random().duration(secs(30))).await;
        }
        shop.finished(&cluster, 4).await;
        sim.clock().advance(secs(30)).await;
        let wrong = offered_too_soon(&shop.journal);
        assert!(wrong.is_empty(), "{}", wrong.join("; "));
    });
}

#[test]
fn what_is_declined_stays_away_for_as_long_as_it_is_refused() {
    decline(|builder| builder);
}

#[test]
fn filters_that_are_forgotten_are_found() {
    let plant = |builder: Builder| builder.master_flags(|flags| flags.planted.forgets_filters = true);
    let text = why(catch_unwind(AssertUnwindSafe(|| decline(plant))).expect_err("the planted bug was not found"));
    assert!(text.contains("and offered again"), "found for another reason: {text}");
}

/// The power of the master goes when an agent was given up and its task reported as lost: the task stays lost.
fn power_cut_after_a_loss(plant: impl Fn(Builder) -> Builder) {
    let report = simulate(seeds(200), async |sim| {
        let mut cluster = plant(Cluster::new(&sim).agents(1)).start().await;
        let shop = cluster.shop("shop").await;
        shop.order([Order::of("sleep 100000")]).await;
        let task = shop.running(&cluster, 1).await.remove(0);
        cluster.cut(cluster.agent(0));
        lost_on_its_way(&sim).await;
        sim.clock().advance(sim.random().duration(millis(1))).await;
        sim.crash(cluster.master());
        sim.settle().await;
        let told = shop.journal.unfinished().is_empty();
        sim.clock().advance(secs(1)).await;
        cluster.restart_master().await;
        cluster.heal();
        cluster.until("the agent is back", async |cluster| cluster.agents_registered().await == 1).await;
        sim.clock().advance(mins(1)).await;
        // What was on its way when the power went, nobody has heard.
        let runs = !cluster.ledger().running().is_empty();
        assert!(!(told && runs), "{task} was reported as lost, and runs on: the master forgot what it had said");
    });
    report.faults.expect_some();
}

/// Waits until a master says that a task is lost.
async fn lost_on_its_way(sim: &Sim) {
    let (reply, answer) = Reply::<()>::pair();
    let reply = Mutex::new(Some(reply));
    sim.network().filter(filters::of(move |message: &ToScheduler, _| {
        if let ToScheduler::Update { status, .. } = message
            && status.state == TaskState::Lost
            && let Some(reply) = reply.lock().take()
        {
            reply.send(());
        }
        Verdict::Pass
    }));
    answer.await.unwrap_or_else(|why| panic!("no task was lost: {why}"));
}

#[test]
fn a_task_that_was_lost_stays_so_when_the_masters_power_goes() {
    power_cut_after_a_loss(|builder| builder);
}

#[test]
fn a_registry_that_is_acknowledged_before_it_is_written_is_found() {
    let plant = |builder: Builder| builder.master_flags(|flags| flags.planted.answers_before_written = true);
    let told = catch_unwind(AssertUnwindSafe(|| power_cut_after_a_loss(plant)));
    let text = why(told.expect_err("the planted bug was not found"));
    assert!(text.contains("the master forgot what it had said"), "found for another reason: {text}");
}
