//! Clusters, groups and pools on threads and sockets; what faults do to them is shown in the simulator.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use libprocess::{keys::ClusterKey, names::NameLost, prelude::*, router::Routing, topics::Slow};

use crate::real::{block_on, until};

/// Adds up what it is told.
struct Sum(Arc<AtomicU64>);

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Number {
    Add(u64),
    #[serde(skip)]
    Lost(NameLost),
}

impl Wire for Number {
    const NAME: &'static str = "test.number";
    const VERSION: u16 = 1;
}

impl Actor for Sum {
    type Args = Arc<AtomicU64>;
    type Message = Number;

    async fn start(sum: Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Sum(sum))
    }

    async fn handle(&mut self, message: Number, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Number::Add(n) => drop(self.0.fetch_add(n, Ordering::Relaxed)),
            Number::Lost(lost) => ctx.exit(Exit::failed(format!("{} is held by {}", lost.name, lost.to))),
        }
        Ok(())
    }
}

#[test]
fn nodes_on_sockets_find_each_other_and_what_is_named_there_until_it_leaves() {
    block_on(async {
        let key = ClusterKey::generate();
        let start = async |seeds: Vec<std::net::SocketAddr>| {
            let node = Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).join(seeds);
            node.start().await.unwrap()
        };
        let first = start(vec![]).await;
        let second = start(vec![first.address()]).await;
        let third = start(vec![second.address()]).await;
        let nodes = [&first, &second, &third];
        until("that all know all", || nodes.iter().all(|node| node.members().len() == 3));

        let sum = Arc::new(AtomicU64::new(0));
        for (n, node) in nodes.iter().enumerate() {
            let actor = node.spawn::<Sum>(format!("sum-{n}"), sum.clone()).await.unwrap();
            node.join_group("sums", &actor).await.unwrap();
            node.topic::<Number>("numbers").subscribe(&actor, Slow::Refuse(100), |number| number).await.unwrap();
            if n == 2 {
                node.register("sum", &actor, Number::Lost).await.unwrap();
            }
        }
        until("the name", || first.whereis::<Number>("sum").is_some());
        until("the group", || first.group::<Number>("sums").len() == 3);
        first.whereis::<Number>("sum").unwrap().tell(Number::Add(1)).unwrap();
        first.router("sums", Routing::Broadcast(Number::clone)).tell(Number::Add(10)).unwrap();
        let topic = first.topic("numbers");
        until("the hubs", || first.group_pids("topic:numbers").len() == 3);
        assert_eq!(topic.publish(Number::Add(100)), 3);
        until("all that was sent", || sum.load(Ordering::Relaxed) == 331);

        third.shut_down(secs(5)).await;
        until("that it is gone", || first.members().len() == 2);
        assert!(first.whereis::<Number>("sum").is_none());
        until("the group without it", || first.group::<Number>("sums").len() == 2);
        for node in [first, second] {
            node.shut_down(secs(5)).await;
        }
    });
}

#[test]
fn no_accepted_message_is_lost_while_threads_send_to_a_pool_that_changes_its_size() {
    block_on(async {
        let node = Node::builder().threads(2).start().await.unwrap();
        let (sum, sent) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let mut pool = node.pool::<Sum>("sums", sum.clone(), 4).start().await.unwrap();
        let stop = Arc::new(AtomicU64::new(0));
        let senders: Vec<_> = (0..3)
            .map(|_| {
                let (pid, sent, stop) = (pool.pid(), sent.clone(), stop.clone());
                thread::spawn(move || {
                    while stop.load(Ordering::Relaxed) == 0 {
                        match pid.tell(Number::Add(1)) {
                            Ok(()) => drop(sent.fetch_add(1, Ordering::Relaxed)),
                            Err(error) => assert_eq!(error.cause(), AskError::Full),
                        }
                    }
                })
            })
            .collect();
        for round in 0..60 {
            pool.resize(1 + (round * 5) % 7).await.unwrap();
        }
        stop.store(1, Ordering::Relaxed);
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        pool.end(secs(20)).await;
        assert!(sent.load(Ordering::Relaxed) > 1000);
        assert_eq!(sum.load(Ordering::Relaxed), sent.load(Ordering::Relaxed));
        assert_eq!(node.dead_letters().total(), 0);
        node.shut_down(secs(1)).await;
    });
}
