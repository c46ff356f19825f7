//! The path of a task through the master.

use libprocess::{
    testing::{seeds, simulate},
    time::secs,
};
use mesos_protocol::ids::OfferId;
use mesos_protocol::messages::master_scheduler;
use mesos_protocol::prelude::*;

use super::kit::*;

#[test]
fn a_task_goes_from_registration_to_its_last_acknowledgement() {
    simulate(seeds(20), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        let (mut agent, agent_id) = stage.admitted("db-7").await;
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let offer = shop.next("Offers", offers).await.remove(0);
        assert_eq!((&offer.agent_id, offer.hostname.as_str()), (&agent_id, "db-7"));
        assert_eq!(offer.resources.quantities(), info("db-7").resources.quantities());

        shop.say(launch(&id, &offer, "t")).await;
        assert_eq!(agent.next("RunTask", run_task).await.task_id.as_str(), "t");
        let rest = shop.next("the rest as an offer", offers).await.remove(0);
        assert_eq!(rest.resources.quantities().get(&mesos_protocol::resources::Name::CPUS), Scalar::from(3));

        for (uuid, state) in [(1, TaskState::Running), (2, TaskState::Finished)] {
            agent.say(news(&agent_id, &id, "t", state, uuid)).await;
            let status = shop.next("Update", update).await;
            assert_eq!((status.state, status.uuid), (state, Some(UpdateUuid([uuid; 16]))));
            let listed = &stage.read("/master/tasks").await["tasks"][0];
            assert_eq!(listed["state"], state.name());
            assert_eq!(listed["agent_address"], "10.0.0.1:5050");
            shop.say(acknowledge(&agent_id, &id, "t", uuid)).await;
            let acknowledged = agent.next("Acknowledge", |message| match message {
                ToAgent::Acknowledge { uuid, .. } => Some(*uuid),
                _ => None,
            });
            assert_eq!(acknowledged.await, UpdateUuid([uuid; 16]));
        }
        let state = stage.read("/master/state").await;
        assert_eq!(state["frameworks"][0]["tasks"].as_array().map(Vec::len), Some(0));
        assert_eq!(state["frameworks"][0]["completed_tasks"][0]["state"], "TASK_FINISHED");
        assert_eq!(state["slaves"][0]["used_resources"]["cpus"], 0.0);
    });
}

#[test]
fn an_offer_that_its_framework_does_not_have_is_taken_back_and_comes_anew() {
    simulate(seeds(20), async |sim| {
        let stage = Stage::new(&sim, flags()).await;
        stage.admitted("db-7").await;
        let (mut shop, id) = stage.subscribed(FrameworkInfo::named("shop")).await;
        let lost = shop.next("Offers", offers).await.remove(0).id;
        let holds = |offers: &[&OfferId]| {
            let offer_ids = offers.iter().map(|id| (*id).clone()).collect();
            master_scheduler::ToMaster::Holds { framework_id: id.clone(), offer_ids }
        };
        shop.say(holds(&[])).await;
        sim.clock().advance(secs(29)).await;
        assert!(!shop.drain().iter().any(|message| rescinded(message).is_some()), "it may be under way");
        shop.say(holds(&[&lost])).await;
        sim.clock().advance(secs(2)).await;
        assert!(!shop.drain().iter().any(|message| rescinded(message).is_some()), "the framework has it");
        shop.say(holds(&[])).await;
        assert_eq!(shop.next("Rescind", rescinded).await, lost);
        let offer = shop.next("Offers", offers).await.remove(0);
        // The offer was late, not lost: what the master took back is taken back once more.
        shop.say(holds(&[&lost, &offer.id])).await;
        assert_eq!(shop.next("Rescind", rescinded).await, lost);
        assert_eq!(stage.read("/master/offers").await["offers"][0]["id"], offer.id.as_str());
    });
}
