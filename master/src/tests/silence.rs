//! Agents and frameworks that fall silent, and come back.

use std::collections::BTreeSet;

use libprocess::testing::{seeds, simulate};
use libprocess::time::mins;
use mesos_protocol::messages::master_agent;
use mesos_protocol::prelude::*;
use mesos_protocol::task::Task;

use super::kit::*;

const BEGIN: Duration = Duration::from_secs(1);

/// A framework with one running task on one of two agents.
struct Running {
    stage: Stage,
    agent: Agent,
    agent_id: AgentId,
    shop: Scheduler,
    id: FrameworkId,
    task: Task,
}

async fn running(sim: &libprocess::testing::Sim, info: FrameworkInfo) -> Running {
    let stage = Stage::new(sim, flags()).await;
    let (mut agent, agent_id) = stage.admitted("a").await;
    let (mut shop, id) = stage.subscribed(info).await;
    let offer = shop.next("Offers", offers).await.remove(0);
    shop.say(launch(&id, &offer, "t")).await;
    let task = Task::staging(id.clone(), &agent.next("RunTask", run_task).await);
    agent.say(news(&agent_id, &id, "t", TaskState::Running, 1)).await;
    assert_eq!(shop.next("Update", update).await.state, TaskState::Running);
    shop.say(acknowledge(&agent_id, &id, "t", 1)).await;
    agent.next("Acknowledge", acknowledged).await;
    Running { stage, agent, agent_id, shop, id, task }
}

fn acknowledged(message: &ToAgent) -> Option<UpdateUuid> {
    match message {
        ToAgent::Acknowledge { uuid, .. } => Some(*uuid),
        _ => None,
    }
}

fn killed(message: &ToAgent) -> Option<TaskId> {
    match message {
        ToAgent::KillTask { task_id, .. } => Some(task_id.clone()),
        _ => None,
    }
}

fn rescinded(message: &ToScheduler) -> Option<OfferId> {
    match message {
        ToScheduler::Rescind { offer_id, .. } => Some(offer_id.clone()),
        _ => None,
    }
}

fn reregistered(message: &ToAgent) -> Option<Vec<(FrameworkId, TaskId)>> {
    match message {
        ToAgent::Reregistered { reconcile, .. } => Some(reconcile.clone()),
        _ => None,
    }
}

async fn reregister(running: &Running, agent: &Agent, tasks: Vec<Task>) {
    let state = running.stage.read("/master/state").await;
    let cluster_id = ClusterId::new(state["cluster_id"].as_str().unwrap()).unwrap();
    agent
        .say(master_agent::ToMaster::Reregister {
            agent_id: running.agent_id.clone(),
            cluster_id,
            info: Box::new(info("a")),
            version: "0.1.0".into(),
            frameworks: vec![FrameworkInfo::named("shop").id(running.id.clone())],
            tasks,
        })
        .await;
}

#[test]
fn a_silent_agent_is_unreachable_after_75_to_90_seconds_and_its_tasks_are_lost() {
    simulate(seeds(30), async |sim| {
        let mut run = running(&sim, FrameworkInfo::named("shop")).await;
        sim.clock().advance(sim.random().duration(mins(2))).await;
        run.agent.mute(true).await;
        let since = sim.clock().now();
        let lost = run.shop.within(mins(2), "Update", update).await;
        assert_eq!((lost.state, lost.uuid), (TaskState::Lost, None));
        let silent = sim.clock().now() - since;
        assert!(silent >= Duration::from_secs(75) - BEGIN && silent <= Duration::from_secs(90) + BEGIN, "{silent:?}");
        let state = run.stage.read("/master/state").await;
        assert_eq!((&state["unreachable_slaves"], state["slaves"].as_array().map(Vec::len)), (&1.into(), Some(0)));
    });
}

#[test]
fn an_agent_that_answers_keeps_its_tasks_for_hours() {
    simulate(seeds(5), async |sim| {
        let mut run = running(&sim, FrameworkInfo::named("shop")).await;
        sim.clock().advance(mins(180)).await;
        assert!(run.shop.drain().iter().all(|message| update(message).is_none()));
        assert_eq!(run.stage.read("/master/tasks").await["tasks"][0]["state"], "TASK_RUNNING");
    });
}

#[test]
fn a_returning_agent_ends_the_tasks_reported_lost_and_their_updates_are_not_shown() {
    simulate(seeds(20), async |sim| {
        let mut run = running(&sim, FrameworkInfo::named("shop")).await;
        run.agent.mute(true).await;
        assert_eq!(run.shop.within(mins(2), "Update", update).await.state, TaskState::Lost);
        run.agent.drain();
        run.agent.mute(false).await;
        let mut task = run.task.clone();
        task.state = TaskState::Running;
        reregister(&run, &run.agent, vec![task]).await;
        assert!(run.agent.next("Reregistered", reregistered).await.is_empty());
        assert_eq!(run.agent.next("KillTask", killed).await.as_str(), "t");
        // Until it has ended, its resources are nobody else's.
        let offer = run.shop.next("Offers", offers).await.remove(0);
        assert_eq!(offer.resources.scalar(&mesos_protocol::resources::Name::CPUS), Some(Scalar::from(3)));
        run.agent.say(news(&run.agent_id, &run.id, "t", TaskState::Killed, 9)).await;
        assert_eq!(run.agent.next("Acknowledge", acknowledged).await, UpdateUuid([9; 16]));
        let rest = run.shop.next("the rest as an offer", offers).await.remove(0);
        assert_eq!(rest.resources.scalar(&mesos_protocol::resources::Name::CPUS), Some(Scalar::from(1)));
        sim.clock().advance(mins(1)).await;
        assert!(run.shop.drain().iter().all(|message| update(message).is_none()));
    });
}

#[test]
fn a_partition_aware_framework_gets_its_task_back() {
    simulate(seeds(10), async |sim| {
        let aware = mesos_protocol::framework::FrameworkCapability::PartitionAware;
        let mut run = running(&sim, FrameworkInfo::named("shop").capability(aware)).await;
        run.agent.mute(true).await;
        let gone = run.shop.within(mins(2), "Update", update).await;
        assert_eq!(gone.state, TaskState::Unreachable);
        assert!(gone.unreachable_time.is_some());
        run.agent.mute(false).await;
        let mut task = run.task.clone();
        task.state = TaskState::Running;
        reregister(&run, &run.agent, vec![task]).await;
        let back = run.shop.next("Update", update).await;
        assert_eq!((back.state, back.reason), (TaskState::Running, Some(Reason::AgentReregistered)));
        assert_eq!(run.stage.read("/master/tasks").await["tasks"][0]["state"], "TASK_RUNNING");
    });
}

#[test]
fn the_offers_of_an_agent_that_ends_are_rescinded_at_once_and_none_follow() {
    simulate(seeds(20), async |sim| {
        let mut run = running(&sim, FrameworkInfo::named("shop")).await;
        let rest = run.shop.next("the rest as an offer", offers).await.remove(0);
        run.stage.node.kill(&run.agent.pid);
        assert_eq!(run.shop.next("Rescind", rescinded).await, rest.id);
        sim.clock().advance(mins(1)).await;
        let heard = run.shop.drain();
        assert!(heard.iter().all(|message| offers(message).is_none() && update(message).is_none()), "{heard:?}");
    });
}

#[test]
fn an_agent_that_comes_back_as_a_new_one_has_lost_its_tasks_at_once() {
    simulate(seeds(20), async |sim| {
        let mut run = running(&sim, FrameworkInfo::named("shop")).await;
        run.stage.node.stop(&run.agent.pid, SOON).await;
        let mut again = run.stage.rejoin("a", "a again").await;
        again.say(register("a")).await;
        let new = again.next("Registered", registered).await;
        assert_ne!(new, run.agent_id);
        let lost = run.shop.next("Update", update).await;
        assert_eq!((lost.state, lost.agent_id), (TaskState::Lost, Some(run.agent_id.clone())));
        let whole = run.shop.next("all of the new agent", offers).await.remove(0);
        assert_eq!(whole.agent_id, new);
        assert_eq!(whole.resources.quantities(), info("a").resources.quantities());
    });
}

#[test]
fn a_launch_that_was_lost_is_reported_with_the_next_pong() {
    simulate(seeds(20), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (agent, _) = stage.admitted("a").await;
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        agent.pid.send(Said::Forget(true)).await.unwrap();
        shop.say(launch(&id, &offer, "t")).await;
        let dropped = shop.within(Duration::from_secs(40), "Update", update).await;
        assert_eq!((dropped.state, dropped.task_id.as_str()), (TaskState::Lost, "t"));
        let back = shop.within(Duration::from_secs(5), "what the task had as an offer", offers).await.remove(0);
        assert_eq!(back.resources.scalar(&mesos_protocol::resources::Name::CPUS), Some(Scalar::from(1)));
    });
}

#[test]
fn a_framework_that_is_away_too_long_ends_with_its_tasks() {
    simulate(seeds(20), async |sim| {
        let away = FrameworkInfo::named("shop").failover_timeout(Duration::from_secs(10));
        let mut run = running(&sim, away).await;
        run.stage.node.kill(&run.shop.pid);
        sim.clock().advance(Duration::from_secs(9)).await;
        assert_eq!(run.stage.read("/master/frameworks").await["frameworks"][0]["connected"], false);
        sim.clock().advance(Duration::from_secs(2)).await;
        run.agent
            .next("ShutdownFramework", |message| match message {
                ToAgent::ShutdownFramework { framework_id, .. } => Some(framework_id.clone()),
                _ => None,
            })
            .await;
        let listed = run.stage.read("/master/frameworks").await;
        assert_eq!(listed["frameworks"].as_array().map(Vec::len), Some(0));
        assert_eq!(listed["completed_frameworks"][0]["completed_tasks"][0]["state"], "TASK_KILLED");

        let mut again = run.stage.scheduler("shop again").await;
        again.say(subscribe(FrameworkInfo::named("shop").id(run.id.clone()))).await;
        let refused = again.next("Error", |message| match message {
            ToScheduler::Error { message, .. } => Some(message.clone()),
            _ => None,
        });
        assert!(refused.await.contains("Framework has been removed"));
    });
}

#[test]
fn a_framework_fails_over_to_another_scheduler_with_its_tasks() {
    simulate(seeds(20), async |sim| {
        let mut run = running(&sim, FrameworkInfo::named("shop").failover_timeout(mins(1))).await;
        run.shop.next("the rest as an offer", offers).await;
        let mut second = run.stage.scheduler("second").await;
        let info = FrameworkInfo::named("shop").failover_timeout(mins(1)).id(run.id.clone());
        second.say(subscribe(info)).await;
        assert_eq!(second.next("Subscribed", subscribed).await, run.id);
        second.next("the rest as its own offer", offers).await;
        let told = run.shop.next("Error", |message| match message {
            ToScheduler::Error { message, .. } => Some(message.clone()),
            _ => None,
        });
        assert!(told.await.contains("failed over"));
        second.say(FromScheduler::Reconcile { framework_id: run.id.clone(), tasks: Vec::new() }).await;
        assert_eq!(second.next("Update", update).await.state, TaskState::Running);
    });
}

#[test]
fn every_offer_is_of_resources_that_no_other_offer_holds() {
    simulate(seeds(20), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let mut schedulers = Vec::new();
        for name in ["one", "two", "three"] {
            schedulers.push(stage.subscribed(FrameworkInfo::named(name)).await.0);
        }
        for name in ["a", "b", "c", "d"] {
            stage.admitted(name).await;
        }
        sim.clock().advance(Duration::from_secs(10)).await;
        let heard = schedulers.iter_mut().flat_map(|scheduler| scheduler.drain());
        let offered: Vec<Offer> = heard.filter_map(|message| offers(&message)).flatten().collect();
        let agents: BTreeSet<_> = offered.iter().map(|offer| offer.agent_id.clone()).collect();
        assert_eq!((offered.len(), agents.len()), (4, 4));
    });
}
