//! Whole messages are lost, come late, or come twice.

use libprocess::{
    testing::seeds,
    time::{millis, secs},
};
use mesos_kit::Cluster;

use crate::{
    links::break_links,
    story::{Until, tell},
};

/// Ten messages of a hundred are lost, late or doubled.
fn lose_some(cluster: &Cluster) {
    let network = cluster.sim().network();
    network.lose(0.04);
    network.double(0.03);
    network.late(0.03, millis(1)..=secs(30));
}

pub(crate) async fn lose_messages(cluster: &mut Cluster, until: Until) {
    lose_some(cluster);
    while until.wait(secs(20)).await {}
}

async fn lose_messages_and_break_links(cluster: &mut Cluster, until: Until) {
    lose_some(cluster);
    break_links(cluster, until).await;
}

#[test]
fn tasks_survive_messages_that_are_lost_late_or_doubled() {
    tell(seeds(200), |builder| builder, lose_messages);
}

#[test]
fn tasks_survive_all_of_it_with_room_for_one_message_everywhere() {
    tell(seeds(200), |builder| builder.capacity(1), lose_messages_and_break_links);
}
