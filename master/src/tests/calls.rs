//! The rarer words of a framework: each has its effect, or is answered with why not.

use libprocess::testing::{seeds, simulate};
use libprocess::time::secs;
use mesos_protocol::constraints::{Constraint, OfferConstraints, Predicate, Selector};
use mesos_protocol::ids::OperationId;
use mesos_protocol::offer::ResourceRequest;
use mesos_protocol::operation::{AskedOperation, OperationState, OperationStatus, Tracked};
use mesos_protocol::prelude::*;
use mesos_protocol::values::Blob;

use super::kit::*;

fn refused(message: &ToScheduler) -> Option<(String, String)> {
    match message {
        ToScheduler::Refused { call, why, .. } => Some((call.clone(), why.clone())),
        _ => None,
    }
}

fn operation(message: &ToScheduler) -> Option<OperationStatus> {
    match message {
        ToScheduler::OperationUpdate { status, .. } => Some((**status).clone()),
        _ => None,
    }
}

fn executor() -> ExecutorId {
    ExecutorId::new("e").unwrap()
}

/// Only agents whose host name matches.
fn on_hosts(regex: &str) -> Box<OfferConstraints> {
    let constraint = Constraint { selector: Selector::Hostname, predicate: Predicate::TextMatches(regex.into()) };
    Box::new(OfferConstraints::none().with(Role::any(), vec![vec![constraint]]))
}

#[test]
fn messages_go_from_framework_to_executor_and_back() {
    simulate(seeds(10), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (mut agent, agent_id) = stage.admitted("db-7").await;
        let (mut shop, framework_id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let (data, executor_id) = (Blob::from(vec![0, 255]), executor());
        let message = |agent_id: &AgentId| FromScheduler::Message {
            framework_id: framework_id.clone(),
            agent_id: agent_id.clone(),
            executor_id: executor_id.clone(),
            data: data.clone(),
        };
        shop.say(message(&AgentId::new("nobody").unwrap())).await;
        shop.say(message(&agent_id)).await;
        let heard = agent.next("FrameworkMessage", |message| match message {
            ToAgent::FrameworkMessage { framework_id, executor_id, data, .. } => {
                Some((framework_id.clone(), executor_id.clone(), data.clone()))
            }
            _ => None,
        });
        assert_eq!(heard.await, (framework_id.clone(), executor_id.clone(), data.clone()));
        let back = |framework_id: &FrameworkId| FromAgent::ExecutorMessage {
            agent_id: agent_id.clone(),
            framework_id: framework_id.clone(),
            executor_id: executor_id.clone(),
            data: data.clone(),
        };
        agent.say(back(&FrameworkId::new("nobody").unwrap())).await;
        agent.say(back(&framework_id)).await;
        let heard = shop.next("Message", |message| match message {
            ToScheduler::Message { agent_id, executor_id, data, .. } => {
                Some((agent_id.clone(), executor_id.clone(), data.clone()))
            }
            _ => None,
        });
        assert_eq!(heard.await, (agent_id.clone(), executor_id.clone(), data.clone()));
        let metrics = stage.read("/metrics/snapshot").await;
        for way in ["framework_to_executor", "executor_to_framework"] {
            assert_eq!(metrics[format!("master/messages_{way}")], 2.0, "{way}");
            assert_eq!(metrics[format!("master/valid_{way}_messages")], 1.0, "{way}");
            assert_eq!(metrics[format!("master/invalid_{way}_messages")], 1.0, "{way}");
        }
    });
}

#[test]
fn the_end_of_an_executor_is_told_to_its_agent_or_refused() {
    simulate(seeds(10), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (mut agent, agent_id) = stage.admitted("db-7").await;
        let (mut shop, framework_id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let shutdown = |agent_id: AgentId| FromScheduler::Shutdown {
            framework_id: framework_id.clone(),
            executor_id: executor(),
            agent_id,
        };
        shop.say(shutdown(agent_id)).await;
        let told = agent.next("ShutdownExecutor", |message| match message {
            ToAgent::ShutdownExecutor { framework_id, executor_id, .. } => Some((framework_id.clone(), executor_id.clone())),
            _ => None,
        });
        assert_eq!(told.await, (framework_id.clone(), executor()));
        shop.say(shutdown(AgentId::new("nobody").unwrap())).await;
        let (call, why) = shop.next("Refused", refused).await;
        assert_eq!((call.as_str(), why.contains("nobody is not connected")), ("SHUTDOWN", true), "{why}");
    });
}

#[test]
fn offer_constraints_hold_from_the_subscription_on_and_after_a_crash_of_the_allocator() {
    simulate(seeds(10), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (_web, _) = stage.admitted("web-1").await;
        let (_db, db) = stage.admitted("db-7").await;
        let mut shop = stage.scheduler("shop").await;
        let info = Box::new(FrameworkInfo::named("shop"));
        let constraints = on_hosts("db-[0-9]");
        shop.say(FromScheduler::SubscribeConstrained { info, suppressed_roles: Vec::new(), constraints }).await;
        let framework_id = shop.next("Subscribed", subscribed).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        assert_eq!(offer.agent_id, db);
        stage.kill("allocator");
        let (offer_ids, filters) = (vec![offer.id], Filters::none());
        shop.say(FromScheduler::Decline { framework_id, offer_ids, filters }).await;
        let again = shop.within(secs(10), "Offers", offers).await;
        assert!(again.iter().all(|offer| offer.agent_id == db), "{again:?}");
        sim.clock().advance(secs(5)).await;
        let all: Vec<_> = shop.drain().iter().filter_map(offers).flatten().collect();
        assert!(all.iter().all(|offer| offer.agent_id == db), "{all:?}");
    });
}

#[test]
fn constraints_that_cannot_be_used_refuse_the_subscription() {
    simulate(seeds(1), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let elsewhere = OfferConstraints { roles: [(Role::new("other").unwrap(), Vec::new())].into() };
        for (constraints, part) in [
            (on_hosts("db-["), "cannot be read"),
            (on_hosts("(a{100}){100}"), "needs more than"),
            (Box::new(elsewhere), "not one of its roles"),
            (Box::new(OfferConstraints::none().with(Role::any(), Vec::new())), "no group"),
        ] {
            let mut shop = stage.scheduler(part).await;
            let info = Box::new(FrameworkInfo::named("shop"));
            shop.say(FromScheduler::SubscribeConstrained { info, suppressed_roles: Vec::new(), constraints }).await;
            let why = shop.next("Error", |message| match message {
                ToScheduler::Error { message, .. } => Some(message.clone()),
                _ => None,
            });
            let why = why.await;
            assert!(why.contains(part), "{why}");
        }
    });
}

#[test]
fn a_new_description_counts_as_a_whole_or_not_at_all() {
    simulate(seeds(10), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (mut agent, _) = stage.admitted("db-7").await;
        let first = FrameworkInfo::named("shop").user("www").principal("p");
        let (mut shop, id) = stage.subscribed(first.clone()).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        shop.say(launch(&id, &offer, "t")).await;
        agent.next("RunTask", run_task).await;
        let update = |info: &FrameworkInfo, suppressed: &[&str], constraints| FromScheduler::UpdateFramework {
            info: Box::new(info.clone().id(id.clone())),
            suppressed_roles: suppressed.iter().map(|role| Role::new(role).unwrap()).collect(),
            constraints,
        };
        let none = || Box::new(OfferConstraints::none());
        for (info, suppressed, constraints, part) in [
            (first.clone().user("root"), &[][..], none(), "user of a framework cannot be changed"),
            (first.clone().principal("q"), &[], none(), "principal of a framework cannot be changed"),
            (first.clone(), &["other"], none(), "not one of its roles"),
            (first.clone(), &[], on_hosts("["), "cannot be read"),
        ] {
            shop.say(update(&info, suppressed, constraints)).await;
            let (call, why) = shop.next("Refused", refused).await;
            assert_eq!((call.as_str(), why.contains(part)), ("UPDATE_FRAMEWORK", true), "{why}");
        }
        let listed = stage.read("/master/state").await["frameworks"][0].clone();
        assert_eq!((listed["name"].as_str(), listed["user"].as_str()), (Some("shop"), Some("www")));

        // Another name, and offers of no agent that there is.
        let other = FrameworkInfo { name: "store".into(), ..first };
        shop.drain();
        agent.drain();
        shop.say(update(&other, &[], on_hosts("web-.*"))).await;
        let told = agent.next("UpdateFramework", |message| match message {
            ToAgent::UpdateFramework { framework, .. } => Some(framework.name.clone()),
            _ => None,
        });
        assert_eq!(told.await, "store", "agents with its tasks hear of it");
        assert_eq!(stage.read("/master/state").await["frameworks"][0]["name"], "store");
        let (_web, web) = stage.admitted("web-1").await;
        let offered =
            shop.within(secs(10), "Offers", |message| offers(message)?.into_iter().find(|offer| offer.agent_id == web));
        offered.await;
    });
}

#[test]
fn what_is_not_done_is_refused_or_answered_and_never_silent() {
    simulate(seeds(10), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (_agent, agent_id) = stage.admitted("db-7").await;
        let (mut shop, framework_id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        let id = || framework_id.clone();
        let (operation_id, filters) = (OperationId::new("op").unwrap(), Filters::none());
        let offer_ids = vec![OfferId::new("O").unwrap()];
        let inverse = "inverse offers are not made yet";
        let foreign = || Role::new("other").unwrap();
        for (said, call, part) in [
            (
                FromScheduler::AcceptInverseOffers { framework_id: id(), offer_ids: offer_ids.clone(), filters },
                "ACCEPT_INVERSE_OFFERS",
                inverse,
            ),
            (
                FromScheduler::DeclineInverseOffers { framework_id: id(), offer_ids, filters },
                "DECLINE_INVERSE_OFFERS",
                inverse,
            ),
            (
                FromScheduler::AcknowledgeOperation {
                    framework_id: id(),
                    agent_id: agent_id.clone(),
                    provider_id: None,
                    operation_id: operation_id.clone(),
                    uuid: UpdateUuid([1; 16]),
                },
                "ACKNOWLEDGE_OPERATION_STATUS",
                "no news that wait",
            ),
            (FromScheduler::Revive { framework_id: id(), roles: vec![foreign()] }, "REVIVE", "role other is not one"),
            (FromScheduler::Suppress { framework_id: id(), roles: vec![foreign()] }, "SUPPRESS", "role other is not one"),
        ] {
            shop.say(said).await;
            let (refused, why) = shop.next("Refused", refused).await;
            assert_eq!((refused.as_str(), why.contains(part)), (call, true), "{why}");
        }

        let asked = AskedOperation { id: operation_id.clone(), agent_id: Some(agent_id), provider_id: None };
        let operations = vec![asked.clone()];
        shop.say(FromScheduler::ReconcileOperations { framework_id: id(), operations }).await;
        let status = shop.next("OperationUpdate", operation).await;
        assert_eq!((status.state, status.uuid, status.agent_id), (OperationState::Unknown, None, asked.agent_id));

        let requests = vec![ResourceRequest { agent_id: None, resources: Resources::none().cpus(1) }];
        shop.say(FromScheduler::Request { framework_id: id(), requests }).await;
        sim.settle().await;
        assert_eq!(stage.read("/metrics/snapshot").await["master/messages_resource_request"], 1.0);

        // An operation with an id is reported as not done; one that launches has its task's update.
        let reserve = Operation::Unreserve { resources: offer.resources.clone() };
        let FromScheduler::Accept { operations, .. } = launch(&framework_id, &offer, "t") else { unreachable!() };
        let tracked = [reserve].into_iter().chain(operations);
        let operations: Vec<_> = tracked.map(|operation| Tracked { id: Some(operation_id.clone()), operation }).collect();
        let offer_ids = vec![offer.id];
        let accept = FromScheduler::AcceptTracked { framework_id: id(), offer_ids, operations, filters };
        shop.say(accept.clone()).await;
        let status = shop.next("OperationUpdate", operation).await;
        assert_eq!((status.state, status.operation_id.as_ref()), (OperationState::Error, Some(&operation_id)));
        assert!(status.message.unwrap().contains("does not carry it out"));
        let status = shop.next("Update", update).await;
        assert_eq!((status.task_id.as_str(), status.state), ("t", TaskState::Error));
        assert!(status.message.unwrap().contains("have no id"));

        // On an offer that is gone, too.
        shop.say(accept).await;
        let status = shop.next("OperationUpdate", operation).await;
        assert!(status.message.unwrap().contains("not there any more"));
    });
}

#[test]
fn without_root_submissions_no_task_brings_root_as_its_own_user() {
    simulate(seeds(5), async |sim| {
        let stage = Stage::new(&sim, crate::Flags { root_submissions: false, ..flags() }).await;
        let (_agent, agent_id) = stage.admitted("db-7").await;
        let mut nobody = stage.scheduler("nobody").await;
        nobody.say(subscribe(FrameworkInfo::named("nobody"))).await;
        let error = nobody.next("Error", |message| match message {
            ToScheduler::Error { message, .. } => Some(message.clone()),
            _ => None,
        });
        assert!(error.await.contains("names no user"));
        let (mut shop, framework_id) = stage.subscribed(FrameworkInfo::named("shop").user("ann")).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        let task = |name: &str| TaskInfo::command("id").cpus(1).on(agent_id.clone(), TaskId::new(name).unwrap());
        let mut as_root = task("root");
        as_root.command.as_mut().unwrap().user = Some("root".into());
        shop.say(FromScheduler::Accept {
            framework_id,
            offer_ids: vec![offer.id],
            operations: vec![Operation::launch([as_root, task("ann")])],
            filters: Filters::none(),
        })
        .await;
        let status = shop.next("Update", update).await;
        assert_eq!((status.task_id.as_str(), status.state), ("root", TaskState::Error));
        assert!(status.message.unwrap().contains("may not run as root"));
        let running = stage.read("/master/frameworks").await["frameworks"][0]["tasks"].clone();
        assert_eq!((&running[0]["id"], &running[0]["state"]), (&"ann".into(), &"TASK_STAGING".into()));
    });
}
