//! A kill, a crash, and what goes on.

use libprocess::testing::{seeds, simulate};
use mesos_protocol::prelude::*;
use mesos_protocol::resources::Name;

use super::kit::*;

#[test]
fn what_is_offered_when_the_allocator_crashes_stays_offered_and_is_not_offered_twice() {
    simulate(seeds(40), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (mut agent, agent_id) = stage.admitted("a").await;
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        stage.kill("allocator");
        sim.clock().advance(Duration::from_secs(5)).await;
        assert!(shop.drain().iter().all(|message| offers(message).is_none()), "offered twice");

        shop.say(launch(&id, &offer, "t")).await;
        agent.next("RunTask", run_task).await;
        let rest = shop.next("the rest as an offer", offers).await.remove(0);
        assert_eq!(rest.resources.scalar(&Name::CPUS), Some(Scalar::from(3)));
        stage.kill("allocator");
        agent.say(news(&agent_id, &id, "t", TaskState::Finished, 1)).await;
        let back = shop.within(Duration::from_secs(5), "what the task had as an offer", offers).await.remove(0);
        assert_eq!(back.resources.scalar(&Name::CPUS), Some(Scalar::from(1)));
    });
}

#[test]
fn a_decline_after_a_crash_of_the_allocator_brings_the_resources_back() {
    simulate(seeds(20), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        stage.admitted("a").await;
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        stage.kill("allocator");
        sim.clock().advance(Duration::from_secs(1)).await;
        let (framework_id, offer_ids, filters) = (id.clone(), vec![offer.id], Filters::refuse(Duration::from_secs(30)));
        shop.say(FromScheduler::Decline { framework_id, offer_ids, filters }).await;
        sim.clock().advance(Duration::from_secs(25)).await;
        assert!(shop.drain().iter().all(|message| offers(message).is_none()), "the filter is forgotten");
        let again = shop.within(Duration::from_secs(10), "Offers", offers).await.remove(0);
        assert_eq!(again.resources, offer.resources);
    });
}

/// Brings agent, framework and task back to a master that starts anew.
async fn everything_is_found_again(stage: &Stage, victim: &str) {
    let (mut agent, agent_id) = stage.admitted("a").await;
    let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
    let offer = shop.next("Offers", offers).await.remove(0);
    shop.say(launch(&id, &offer, "t")).await;
    let info_of_task = agent.next("RunTask", run_task).await;
    let before = stage.read("/master/state").await;
    stage.kill(victim);
    stage.node.sleep(Duration::from_secs(2)).await;

    let after = stage.read("/master/state").await;
    assert_eq!(after["cluster_id"], before["cluster_id"]);
    assert!(after["term"].as_u64() > before["term"].as_u64(), "{} {}", before["term"], after["term"]);
    assert_eq!(after["recovered_slaves"][0]["id"], agent_id.as_str());

    shop.drain();
    shop.say(subscribe(FrameworkInfo::named("shop").id(id.clone()))).await;
    assert_eq!(shop.next("Subscribed", subscribed).await, id);
    // Asked before its agent is back: no answer is the right one.
    let tasks = vec![(TaskId::new("t").unwrap(), None)];
    shop.say(FromScheduler::Reconcile { framework_id: id.clone(), tasks: tasks.clone() }).await;
    stage.node.sleep(Duration::from_secs(1)).await;
    assert!(shop.drain().iter().all(|message| update(message).is_none()));

    let mut task = mesos_protocol::task::Task::staging(id.clone(), &info_of_task);
    // Its framework has seen as much.
    (task.state, task.status_update_state) = (TaskState::Running, Some(TaskState::Running));
    let cluster_id = ClusterId::new(after["cluster_id"].as_str().unwrap()).unwrap();
    let reregister = FromAgent::Reregister {
        agent_id: agent_id.clone(),
        cluster_id,
        info: Box::new(info("a")),
        version: "0.1.0".into(),
        tasks: vec![task],
        frameworks: vec![FrameworkInfo::named("shop").id(id.clone())],
    };
    agent.say(reregister).await;
    let offer = shop.next("Offers", offers).await.remove(0);
    assert_eq!(offer.resources.scalar(&Name::CPUS), Some(Scalar::from(3)), "what its task uses is not offered");
    shop.say(FromScheduler::Reconcile { framework_id: id.clone(), tasks }).await;
    assert_eq!(shop.next("Update", update).await.state, TaskState::Running);
    agent.say(news(&agent_id, &id, "t", TaskState::Finished, 1)).await;
    assert_eq!(shop.next("Update", update).await.state, TaskState::Finished);
}

#[test]
fn a_master_that_crashes_finds_agents_frameworks_and_tasks_again() {
    simulate(seeds(20), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        everything_is_found_again(&stage, "master").await;
    });
}

#[test]
fn a_registrar_that_crashes_takes_the_master_with_it_and_both_recover_from_the_file() {
    simulate(seeds(20), async |sim| {
        let flags = crate::Flags {
            work_dir: Some("/var/lib/mesos".into()),
            registry: crate::RegistryKind::ReplicatedLog,
            ..flags()
        };
        let stage = Stage::new(&sim, flags).await;
        everything_is_found_again(&stage, "registrar").await;
    });
}

/// An agent tells all that its task went through, of which its framework has seen nothing: the first update, or its
/// acknowledgement, was lost with the master.
#[test]
fn updates_that_an_agent_tells_of_when_it_comes_back_are_shown_all_the_same() {
    simulate(seeds(20), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (mut agent, agent_id) = stage.admitted("a").await;
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        shop.say(launch(&id, &offer, "t")).await;
        let info_of_task = agent.next("RunTask", run_task).await;
        let before = stage.read("/master/state").await;
        stage.kill("master");
        stage.node.sleep(Duration::from_secs(2)).await;
        shop.drain();

        let states = [(1, TaskState::Starting), (2, TaskState::Running), (3, TaskState::Finished)];
        let mut task = mesos_protocol::task::Task::staging(id.clone(), &info_of_task);
        task.state = TaskState::Finished;
        task.statuses = states
            .map(|(uuid, state)| TaskStatus::new(task.task_id.clone(), state, Source::Executor).uuid(UpdateUuid([uuid; 16])))
            .into();
        let reregister = FromAgent::Reregister {
            agent_id: agent_id.clone(),
            cluster_id: ClusterId::new(before["cluster_id"].as_str().unwrap()).unwrap(),
            info: Box::new(info("a")),
            version: "0.1.0".into(),
            tasks: vec![task],
            frameworks: vec![FrameworkInfo::named("shop").id(id.clone())],
        };
        agent.say(reregister).await;
        shop.say(subscribe(FrameworkInfo::named("shop").id(id.clone()))).await;
        assert_eq!(shop.next("Subscribed", subscribed).await, id);
        for (uuid, state) in states {
            agent.say(news(&agent_id, &id, "t", state, uuid)).await;
            assert_eq!(shop.next("Update", update).await.state, state);
            shop.say(acknowledge(&agent_id, &id, "t", uuid)).await;
        }
        // A copy that comes late is behind what it has seen.
        agent.say(news(&agent_id, &id, "t", TaskState::Starting, 1)).await;
        sim.clock().advance(Duration::from_secs(1)).await;
        assert!(shop.drain().iter().all(|message| update(message).is_none()));
    });
}

#[test]
fn with_every_mailbox_at_capacity_one_nobody_waits_for_ever() {
    simulate(seeds(40), async |sim| {
        let node = sim.node("10.0.0.1:5050").every_capacity(1).start().await;
        let stage = Stage::on(node, flags()).await;
        let mut agents = Vec::new();
        for name in ["a", "b", "c"] {
            agents.push(stage.admitted(name).await);
        }
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let mut launched = 0;
        while launched < 12 {
            for offer in shop.within(Duration::from_secs(30), "Offers", offers).await {
                shop.say(launch(&id, &offer, &format!("t{launched}"))).await;
                launched += 1;
            }
        }
        sim.clock().advance(Duration::from_secs(1)).await;
        for (agent, agent_id) in &mut agents {
            let mut uuid = 0;
            for message in agent.drain() {
                if let Some(task) = run_task(&message) {
                    uuid += 1;
                    agent.say(news(agent_id, &id, task.task_id.as_str(), TaskState::Finished, uuid)).await;
                }
            }
        }
        for _ in 0..launched {
            assert_eq!(shop.within(Duration::from_secs(30), "Update", update).await.state, TaskState::Finished);
        }
        // All is free again: as many cpus as the agents have come as offers, together with those that are out.
        sim.clock().advance(Duration::from_secs(10)).await;
        let slaves = stage.read("/master/slaves").await;
        let offered =
            slaves["slaves"].as_array().unwrap().iter().filter_map(|slave| slave["offered_resources"]["cpus"].as_f64());
        assert_eq!(offered.sum::<f64>(), 12.0);
    });
}

#[test]
fn an_allocator_that_crashes_under_load_loses_no_task_and_gives_nothing_twice() {
    simulate(seeds(40), async |sim| {
        let stage = Stage::new(&sim, crate::Flags { allocation_interval: Duration::from_millis(100), ..flags() }).await;
        let (mut agent, agent_id) = stage.admitted("a").await;
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let mut crashes = 0;
        for number in 0..12u8 {
            let offer = shop.within(Duration::from_secs(5), "Offers", offers).await.remove(0);
            let task = format!("t{number}");
            shop.say(launch(&id, &offer, &task)).await;
            if sim.random().below(4) == 0 && crashes < 3 {
                stage.kill("allocator");
                crashes += 1;
            }
            agent.next("RunTask", run_task).await;
            agent.say(news(&agent_id, &id, &task, TaskState::Finished, number + 1)).await;
            assert_eq!(shop.next("Update", update).await.task_id.as_str(), task);
            shop.say(acknowledge(&agent_id, &id, &task, number + 1)).await;
        }
        // The master checks after each message that no more is offered and used than there is.
        assert_eq!(stage.read("/master/state").await["slaves"][0]["used_resources"]["cpus"], 0.0);
    });
}

#[test]
fn a_domain_is_shown_alike_before_and_after_its_agent_is_back() {
    simulate(seeds(2), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let mut agent = stage.agent("a").await;
        let info = AgentInfo::named("a").cpus(1).domain("eu", "r2").build();
        agent.say(FromAgent::Register { info: Box::new(info), version: "0.1.0".into() }).await;
        agent.next("Registered", registered).await;
        let before = stage.read("/master/slaves").await["slaves"][0]["domain"].clone();
        assert_eq!(before["fault_domain"]["zone"]["name"], "r2");
        stage.kill("master");
        stage.node.sleep(Duration::from_secs(2)).await;
        assert_eq!(stage.read("/master/state").await["recovered_slaves"][0]["domain"], before);
    });
}
