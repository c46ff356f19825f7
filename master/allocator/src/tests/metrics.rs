//! Values of all metrics.

use std::collections::BTreeSet;

use super::kit::*;
use crate::{Options, Subscription};

#[test]
fn every_metric_has_its_name_and_value() {
    let mut cluster = Cluster::with(Options { completed_frameworks_max: 1, ..Options::default() });
    let subscription = Subscription { name: "shop".to_owned(), ..Subscription::to([role("a")]) };
    cluster.subscribed("fw1", &subscription);
    cluster.quota("a", "cpus:1", "cpus:3;mem:512");
    cluster.agent("agent1", "cpus:4;mem:1024;disk:50");
    let offers = cluster.run();
    assert_eq!(told(&offers), ["fw1 a agent1 cpus:3; mem:512; disk:50"]);
    cluster.accept(&offers[0], "cpus:2;mem:256");
    let offers = cluster.batch();
    cluster.give_back(&offers[0], Some(seconds(10)));
    let values = cluster.allocator.metrics(cluster.now, 3);
    for (name, value) in [
        ("allocator/mesos/allocation_runs", 2.0),
        ("allocator/mesos/event_queue_dispatches", 3.0),
        ("allocator/event_queue_dispatches", 3.0),
        ("allocator/mesos/resources/cpus/total", 4.0),
        ("allocator/mesos/resources/cpus/offered_or_allocated", 2.0),
        ("allocator/mesos/resources/mem/offered_or_allocated", 256.0),
        ("allocator/mesos/resources/disk/total", 50.0),
        ("allocator/mesos/quota/roles/a/resources/cpus/guarantee", 1.0),
        ("allocator/mesos/quota/roles/a/resources/mem/limit", 512.0),
        ("allocator/mesos/quota/roles/a/resources/cpus/consumed", 2.0),
        ("allocator/mesos/quota/roles/a/resources/mem/offered_or_allocated", 256.0),
        ("allocator/mesos/offer_filters/roles/a/active", 1.0),
        ("allocator/mesos/roles/a/shares/dominant", 0.5),
        ("master/frameworks/shop/fw1/roles/a/suppressed", 0.0),
    ] {
        assert_eq!(values.get(name), Some(&value), "{name}");
    }
    cluster.allocator.suppress(&fw("fw1"), &BTreeSet::new()).unwrap();
    cluster.allocator.remove_framework(&fw("fw1")).unwrap();
    let values = cluster.allocator.metrics(cluster.now + seconds(11), 0);
    assert_eq!(values["master/frameworks/shop/fw1/roles/a/suppressed"], 1.0, "kept for a while");
    assert!(!values.contains_key("allocator/mesos/offer_filters/roles/a/active"));
    cluster.framework("fw2", &["a"]);
    cluster.allocator.remove_framework(&fw("fw2")).unwrap();
    let values = cluster.allocator.metrics(cluster.now, 0);
    assert!(!values.contains_key("master/frameworks/shop/fw1/roles/a/suppressed"), "the newest one stays");
}
