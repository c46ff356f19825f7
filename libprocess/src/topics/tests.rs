//! Topics in one node and over several, with subscribers that are slow.

use serde::{Deserialize, Serialize};

use super::*;
use crate::{
    testing::{Probe, seeds, simulate},
    time::{millis, secs},
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct News(u64);

impl Wire for News {
    const NAME: &'static str = "test.news";
    const VERSION: u16 = 1;
}

async fn heard(probe: &mut Probe<News>) -> Vec<u64> {
    let mut all = Vec::new();
    while let Some(news) = probe.try_next(millis(100)).await {
        all.push(news.message.0);
    }
    all
}

#[test]
fn subscribers_on_all_nodes_hear_each_message_once_and_in_order() {
    simulate(seeds(20), async |sim| {
        let one = sim.node("10.0.0.1:5050").start().await;
        let two = sim.node("10.0.0.2:5050").start().await;
        one.join_cluster([]).unwrap();
        two.join_cluster([one.address()]).unwrap();
        let mut probes = Vec::new();
        for (node, name) in [(&one, "a"), (&two, "b"), (&two, "c")] {
            let probe = Probe::<News>::new(node, name).await;
            node.topic::<News>("news").subscribe(&probe.pid(), Slow::Refuse(100), |news| news).await.unwrap();
            probes.push(probe);
        }
        sim.clock().advance(secs(2)).await;
        let topic = one.topic("news");
        for n in 0..50 {
            assert_eq!(topic.publish(News(n)), 2, "one message for each node");
        }
        for probe in &mut probes {
            assert_eq!(heard(probe).await, (0..50).collect::<Vec<_>>());
        }
        // Who ends is subscribed no more, and a node without subscribers is sent nothing.
        two.kill(&probes[1].pid());
        two.kill(&probes[2].pid());
        sim.clock().advance(secs(2)).await;
        assert_eq!(topic.publish(News(99)), 1);
        assert_eq!(heard(&mut probes[0]).await, [99]);
    });
}

/// Publishes 100 messages to a subscriber that stands still, with room for 10, and lets it go on.
async fn slow(sim: &crate::testing::Sim, policy: Slow) -> (Vec<u64>, Subscription) {
    let node = sim.node("10.0.0.1:5050").start().await;
    let mut fast = Probe::<News>::new(&node, "fast").await;
    let mut slow = Probe::<News>::small(&node, "slow", 10).await;
    let topic = node.topic::<News>("news");
    let fast_reads = topic.subscribe(&fast.pid(), Slow::Refuse(1000), |news| news).await.unwrap();
    let slow_reads = topic.subscribe(&slow.pid(), policy, |news| news).await.unwrap();
    node.suspend(&slow.pid(), true);
    for n in 0..100 {
        assert_eq!(topic.publish(News(n)), 1);
        sim.settle().await;
    }
    // The others do not notice.
    assert_eq!(heard(&mut fast).await.len(), 100);
    assert_eq!((fast_reads.delivered(), fast_reads.dropped()), (100, 0));
    node.suspend(&slow.pid(), false);
    (heard(&mut slow).await, slow_reads)
}

#[test]
fn a_slow_subscriber_that_drops_the_oldest_hears_the_newest() {
    simulate(seeds(5), async |sim| {
        let (heard, reads) = slow(&sim, Slow::DropOldest(5)).await;
        // 10 in the mailbox, one that waits for room, 5 behind it.
        let expected: Vec<u64> = (0..11).chain(95..100).collect();
        assert_eq!(heard, expected);
        assert_eq!((reads.dropped(), reads.is_active()), (84, true));
    });
}

#[test]
fn a_slow_subscriber_that_drops_the_newest_hears_the_oldest() {
    simulate(seeds(5), async |sim| {
        let (heard, reads) = slow(&sim, Slow::DropNewest(5)).await;
        assert_eq!(heard, (0..16).collect::<Vec<_>>());
        assert_eq!((reads.delivered(), reads.dropped(), reads.is_active()), (16, 84, true));
    });
}

#[test]
fn a_slow_subscriber_that_is_refused_hears_what_waited_and_no_more() {
    simulate(seeds(5), async |sim| {
        let (heard, reads) = slow(&sim, Slow::Refuse(5)).await;
        assert_eq!(heard, (0..16).collect::<Vec<_>>());
        assert_eq!((reads.delivered(), reads.dropped(), reads.is_active()), (16, 1, false));
    });
}

#[test]
fn a_cancelled_subscription_hears_nothing_more() {
    simulate(seeds(5), async |sim| {
        let node = sim.node("10.0.0.1:5050").start().await;
        let mut probe = Probe::<News>::new(&node, "probe").await;
        let topic = node.topic::<News>("news");
        let reads = topic.subscribe(&probe.pid(), Slow::DropOldest(5), |news| news).await.unwrap();
        topic.publish(News(1));
        assert_eq!(heard(&mut probe).await, [1]);
        reads.cancel();
        topic.publish(News(2));
        assert_eq!(heard(&mut probe).await, [] as [u64; 0]);
        assert!(!reads.is_active());
    });
}
