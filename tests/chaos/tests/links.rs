//! Links break, stand still for less than 75 s, and come back.

use libprocess::{
    testing::{Network, seeds},
    time::{millis, secs},
};
use mesos_kit::Cluster;

use crate::story::{Until, tell};

/// So long a link may stand still at most: less than the time after which an agent counts as unreachable.
const STILL_MAX: std::time::Duration = secs(74);

/// Breaks something now and then.
pub(crate) async fn break_links(cluster: &mut Cluster, until: Until) {
    let sim = cluster.sim().clone();
    let (network, chance) = (sim.network(), &until.chance);
    while until.wait(secs(20)).await {
        let agent = cluster.agent(chance.below(cluster.agents().len() as u64) as usize);
        match chance.below(6) {
            0 => drop(network.break_links(&agent.node)),
            1 => drop(network.break_links(cluster.master())),
            2 | 3 => {
                cluster.cut(agent);
                until.wait(STILL_MAX).await;
                network.heal();
            }
            4 => {
                network.cut_between(cluster.master(), &agent.node);
                until.wait(STILL_MAX).await;
                network.heal();
            }
            _ => {
                network.delay(millis(1)..=millis(1 + chance.below(3000)));
                until.wait(secs(20)).await;
                network.delay(Network::DELAY);
            }
        }
    }
}

#[test]
fn tasks_survive_links_that_break() {
    tell(seeds(200), |builder| builder, break_links);
}

#[test]
fn tasks_survive_links_that_break_with_room_for_one_message_everywhere() {
    tell(seeds(200), |builder| builder.capacity(1), break_links);
}
