//! What the driver promises to every framework.

use libprocess::{
    Actor, Context, Exit, Node, Pid, Reply,
    testing::{seeds, simulate},
    time::{millis, mins, secs},
};
use mesos_driver::{Driver, Event};
use mesos_protocol::{
    framework::FrameworkInfo,
    ids::{OfferId, TaskId},
    messages::master_scheduler::{ToMaster, ToScheduler},
    offer::Filters,
    status::TaskState,
    task::TaskInfo,
};

use crate::master::{MASTER, Master};

/// Writes down what it hears, and fails when it is told to.
struct Shop {
    driver: Driver,
    heard: Vec<String>,
    /// Fails in the handler of the next update.
    fail: bool,
    task: Option<TaskId>,
}

#[derive(Debug)]
enum Message {
    Event(Event),
    Fail,
    Heard { reply: Reply<Vec<String>> },
    Task { reply: Reply<Option<TaskId>> },
    Kill,
}

impl From<Event> for Message {
    fn from(event: Event) -> Message {
        Message::Event(event)
    }
}

impl Actor for Shop {
    type Args = ();
    type Message = Message;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let info = FrameworkInfo::named("shop").failover_timeout(secs(10));
        let driver = Driver::subscribe(info, ctx).await?;
        Ok(Shop { driver, heard: Vec::new(), fail: false, task: None })
    }

    async fn handle(&mut self, message: Message, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Event(Event::Offers(offers)) => {
                for offer in offers {
                    match self.task {
                        Some(_) => self.driver.decline(offer, Filters::forever()),
                        None => self.task = self.driver.launch(offer, [TaskInfo::command("true")]).pop(),
                    }
                }
            }
            Message::Event(Event::Update(_)) if self.fail => return Err(Exit::failed("planted")),
            Message::Event(Event::Update(update)) => self.heard.push(update.state.to_string()),
            Message::Event(event) => self.heard.push(format!("{event:?}")),
            Message::Fail => self.fail = true,
            Message::Heard { reply } => reply.send(std::mem::take(&mut self.heard)),
            Message::Task { reply } => reply.send(self.task.clone()),
            Message::Kill => self.task.iter().for_each(|task| self.driver.kill(task)),
        }
        Ok(())
    }
}

async fn heard(shop: &Pid<Message>) -> Vec<String> {
    shop.ask(|reply| Message::Heard { reply }, secs(1)).await.unwrap()
}

/// A shop with one task that was accepted.
async fn open(node: &Node, master: &mut Master) -> (Pid<Message>, TaskId) {
    let shop = node.spawn::<Shop>("shop", ()).await.unwrap();
    master.subscribe().await;
    master.offer();
    assert!(matches!(master.next(secs(1)).await, Some(ToMaster::Accept { .. })));
    let task = shop.ask(|reply| Message::Task { reply }, secs(1)).await.unwrap().unwrap();
    heard(&shop).await;
    (shop, task)
}

#[test]
fn an_update_is_acknowledged_after_the_handler_succeeded_and_shown_once() {
    simulate(seeds(50), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let (shop, task) = open(&node, &mut master).await;
        for _ in 0..3 {
            master.update(&task, TaskState::Running, Some(1));
        }
        let Some(ToMaster::Acknowledge { task_id, .. }) = master.next(secs(1)).await else { panic!("not acknowledged") };
        assert_eq!(task_id, task);
        sim.clock().advance(secs(1)).await;
        assert_eq!(heard(&shop).await, ["TASK_RUNNING"]);
    });
}

#[test]
fn an_update_whose_handler_failed_is_not_acknowledged_and_comes_to_the_next_life_under_the_same_id() {
    simulate(seeds(50), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let (shop, task) = open(&node, &mut master).await;
        shop.tell(Message::Fail).unwrap();
        master.update(&task, TaskState::Finished, Some(1));
        assert_eq!(master.next(secs(30)).await, None, "neither an acknowledgement nor a farewell");
        let shop = node.spawn::<Shop>("shop", ()).await.unwrap();
        assert_eq!(master.subscribe().await, Some(Master::framework_id()));
        master.update(&task, TaskState::Finished, Some(1));
        assert!(matches!(master.next(secs(1)).await, Some(ToMaster::Acknowledge { .. })));
        assert_eq!(heard(&shop).await.last().map(String::as_str), Some("TASK_FINISHED"));
    });
}

#[test]
fn after_a_restart_of_the_master_the_driver_subscribes_with_its_id_and_asks_for_its_tasks() {
    simulate(seeds(50), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let (shop, task) = open(&node, &mut master).await;
        node.kill(&master.mouth);
        drop(master);
        sim.clock().advance(secs(20)).await;
        assert_eq!(heard(&shop).await, ["Disconnected"]);
        let mut master = Master::start(&node, 2).await;
        assert_eq!(master.subscribe().await, Some(Master::framework_id()));
        let asked = loop {
            match master.any(secs(1)).await.unwrap() {
                ToMaster::Reconcile { tasks, .. } => break tasks,
                ToMaster::Subscribe { .. } => {}
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].0, task);
    });
}

#[test]
fn a_silent_master_is_looked_for_anew() {
    simulate(seeds(20), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let (_shop, _) = open(&node, &mut master).await;
        sim.clock().advance(secs(30)).await;
        master.drain();
        master.tell(|term| ToScheduler::Heartbeat { term });
        sim.clock().advance(secs(40)).await;
        assert!(!master.drain().iter().any(|message| matches!(message, ToMaster::Subscribe { .. })));
        sim.clock().advance(secs(40)).await;
        assert_eq!(master.subscribe().await, Some(Master::framework_id()));
    });
}

#[test]
fn tasks_are_reconciled_every_four_minutes_and_kills_repeated() {
    simulate(seeds(20), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let (shop, task) = open(&node, &mut master).await;
        shop.tell(Message::Kill).unwrap();
        let mut seen = Vec::new();
        for _ in 0..20 {
            sim.clock().advance(secs(30)).await;
            master.tell(|term| ToScheduler::Heartbeat { term });
            seen.extend(master.drain());
        }
        let kills = seen.iter().filter(|message| matches!(message, ToMaster::Kill { task_id, .. } if *task_id == task));
        let asked = seen.iter().filter(|message| matches!(message, ToMaster::Reconcile { tasks, .. } if tasks.len() == 1));
        assert_eq!((kills.count(), asked.count()), (3, 2), "ten minutes");
        let beats =
            seen.iter().filter(|message| matches!(message, ToMaster::Holds { offer_ids, .. } if offer_ids.is_empty()));
        assert_eq!(beats.count(), 40, "every 15 s");
    });
}

#[test]
fn a_master_of_another_cluster_ends_the_framework_with_a_reason_that_says_so() {
    simulate(seeds(20), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let (shop, _) = open(&node, &mut master).await;
        node.kill(&master.mouth);
        drop(master);
        sim.clock().advance(secs(1)).await;
        let mut master = Master::start(&node, 3).await;
        master.cluster = "c2";
        master.subscribe().await;
        let Exit::Failed(why) = node.ended(&shop).await else { panic!("it goes on") };
        assert!(why.contains("cluster c2") && why.contains("cluster c1"), "{why}");
    });
}

#[test]
fn an_error_of_the_master_ends_the_framework_with_its_reason() {
    simulate(seeds(20), async |sim| {
        let (node, mut master) = Master::on_a_node(&sim).await;
        let (shop, _) = open(&node, &mut master).await;
        master.tell(|term| ToScheduler::Error { term, message: "the role is not allowed".into() });
        assert_eq!(node.ended(&shop).await, Exit::failed("the role is not allowed"));
    });
}

#[test]
fn a_driver_without_a_master_goes_on_trying_with_growing_pauses() {
    simulate(seeds(20), async |sim| {
        let node = sim.node(MASTER).start().await;
        mesos_driver::join(&node, mesos_driver::Flags::of_master(MASTER)).await.unwrap();
        let _shop = node.spawn::<Shop>("shop", ()).await.unwrap();
        sim.clock().advance(mins(2)).await;
        let mut master = Master::start(&node, 1).await;
        assert!(master.any(secs(11)).await.is_some());
        sim.clock().advance(millis(1)).await;
    });
}

#[test]
fn a_framework_on_a_node_without_a_cluster_is_told_what_to_do() {
    simulate(seeds(1), async |sim| {
        let node = sim.node(MASTER).start().await;
        let error = node.spawn::<Shop>("shop", ()).await.unwrap_err();
        assert!(error.to_string().contains("call mesos_driver::join"), "{error}");
        let wrong = mesos_driver::join(&node, mesos_driver::Flags::of_master("")).await.unwrap_err();
        assert!(wrong.to_string().contains("no master is named"), "{wrong}");
    });
}

#[test]
fn everything_also_works_when_each_mailbox_holds_one_message() {
    simulate(seeds(100), async |sim| {
        let node = sim.node(MASTER).every_capacity(1).start().await;
        mesos_driver::join(&node, mesos_driver::Flags::of_master(MASTER)).await.unwrap();
        let mut master = Master::start(&node, 1).await;
        let shop = node.spawn::<Shop>("shop", ()).await.unwrap();
        master.subscribe().await;
        sim.settle().await;
        master.offer();
        let Some(ToMaster::Accept { .. }) = master.next(secs(1)).await else { panic!("not accepted") };
        let task = shop.ask(|reply| Message::Task { reply }, secs(1)).await.unwrap().unwrap();
        for n in 0..20 {
            master.update(&task, TaskState::Running, Some(n));
            sim.settle().await;
        }
        let mut acknowledged = 0;
        while let Some(message) = master.next(secs(1)).await {
            assert!(matches!(message, ToMaster::Acknowledge { .. }), "{message:?}");
            acknowledged += 1;
        }
        assert_eq!(acknowledged, 20);
        master.tell(|term| ToScheduler::Rescind { term, offer_id: OfferId::new("unknown").unwrap() });
        sim.settle().await;
        assert_eq!(heard(&shop).await.iter().filter(|state| *state == "TASK_RUNNING").count(), 20);
    });
}
