//! Very many agents at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use libprocess::prelude::*;
use libprocess::testing::{Sim, seeds, simulate};
use libprocess::time::mins;
use mesos_protocol::prelude::*;

use super::kit::*;
use crate::registrar::registry::{Change, Registry};
use crate::{Flags, RegistryKind};

/// More than wait on a line.
const AGENTS: usize = 12_000;

/// A master that begins with the registry of one that had many agents.
async fn successor(sim: &Sim) -> Stage {
    let node = sim.node("10.0.0.1:5050").start().await;
    let mut registry = Registry::new(ClusterId::new("cluster").unwrap());
    for n in 0..AGENTS {
        let id = AgentId::new(format!("former-S{n}")).unwrap();
        let info = Arc::new(AgentInfo { id: Some(id.clone()), ..info("a") });
        registry.apply(&Change::Admit { id, info }).unwrap();
    }
    let disk = node.disk();
    disk.create_dir_all("/var/lib/mesos".as_ref()).await.unwrap();
    disk.write_atomic("/var/lib/mesos/registry".as_ref(), registry.encode().unwrap()).await.unwrap();
    let flags = Flags { work_dir: Some("/var/lib/mesos".into()), registry: RegistryKind::ReplicatedLog, ..flags() };
    Stage::on(node, flags).await
}

#[test]
fn a_framework_that_asks_about_more_tasks_than_fit_on_its_line_is_told_of_all_in_order_and_stays_connected() {
    const TASKS: usize = 25_000;
    simulate(seeds(1), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (mut shop, framework_id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let (_agent, agent_id) = stage.admitted("db-7").await;
        let name = |n: usize| TaskId::new(format!("task-{n}")).unwrap();
        let tasks = (0..TASKS).map(|n| (name(n), Some(agent_id.clone()))).collect();
        shop.drain();
        shop.say(FromScheduler::Reconcile { framework_id: framework_id.clone(), tasks }).await;
        // Asked again while answers wait: nothing is told twice for that.
        let again = (0..TASKS).rev().take(10).map(|n| (name(n), None)).collect();
        shop.say(FromScheduler::Reconcile { framework_id, tasks: again }).await;
        for n in 0..TASKS {
            let status = shop.next("Update", update).await;
            assert_eq!((status.task_id, status.state), (name(n), TaskState::Lost));
        }
        sim.clock().advance(secs(1)).await;
        assert!(shop.drain().iter().all(|message| update(message).is_none()), "told twice");
        assert_eq!(stage.read("/master/state").await["frameworks"][0]["connected"], true);
    });
}

/// A framework that subscribes, and never reads what it is told.
struct Deaf;

impl Actor for Deaf {
    type Args = Pid<FromScheduler>;
    type Message = ToScheduler;

    async fn start(master: Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, message| message);
        master.send(subscribe(FrameworkInfo::named("idle"))).await.map_err(Exit::failed)?;
        Ok(Deaf)
    }

    async fn handle(&mut self, _message: ToScheduler, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        std::future::pending().await
    }
}

fn lost(message: &ToScheduler) -> Option<AgentId> {
    match message {
        ToScheduler::Failure { agent_id, .. } => agent_id.clone(),
        _ => None,
    }
}

#[test]
fn the_loss_of_more_agents_than_fit_on_a_line_is_told_completely_and_disconnects_nobody() {
    simulate(seeds(1), async |sim| {
        let stage = successor(&sim).await;
        let (mut shop, _) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let mut heard = BTreeSet::new();
        heard.insert(shop.within(mins(11), "Failure", lost).await);
        while heard.len() < AGENTS {
            assert!(heard.insert(shop.next("Failure", lost).await), "told twice");
        }
        let state = stage.read("/master/state").await;
        assert_eq!(state["frameworks"][0]["connected"], true);
        assert_eq!(state["unreachable_slaves"], AGENTS);
    });
}

#[test]
fn a_framework_that_reads_nothing_holds_the_others_up_for_seconds_only() {
    simulate(seeds(1), async |sim| {
        let stage = successor(&sim).await;
        let master = stage.node.connect(format!("master@{}", stage.node.address())).await.unwrap();
        stage.node.spawn::<Deaf>("idle", master).await.unwrap();
        let (mut shop, _) = stage.subscribed(FrameworkInfo::named("shop")).await;
        shop.within(mins(11), "Failure", lost).await;
        for _ in 1..AGENTS {
            shop.within(Duration::from_secs(15), "Failure", lost).await;
        }
        // Whoever comes afterwards is admitted as ever.
        stage.admitted("db-7").await;
        let connected = |name: &str, state: &serde_json::Value| {
            let all =
                state["frameworks"].as_array().unwrap().iter().chain(state["completed_frameworks"].as_array().unwrap());
            let mut named = all.filter(|framework| framework["name"] == name);
            named.next().unwrap()["connected"].clone()
        };
        let state = stage.read("/master/state").await;
        assert_eq!((connected("idle", &state), connected("shop", &state)), (false.into(), true.into()));
    });
}
