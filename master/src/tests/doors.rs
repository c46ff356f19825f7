//! Who may say what to a master, as the doors of its actor admit it.

use libprocess::keys::ClusterKey;
use libprocess::prelude::*;
use libprocess::{AskError, ConnectError, Role};

use super::kit::*;

#[tokio::test]
async fn agents_and_frameworks_come_in_through_their_own_door_only() {
    let key = ClusterKey::generate();
    let with = |role| Node::builder().bind("127.0.0.1:0").key(key.clone()).role(role).threads(1).start();
    let (master, agent, framework) = (with(Role::Master), with(Role::Agent), with(Role::Framework));
    let (master, agent, framework) = (master.await.unwrap(), agent.await.unwrap(), framework.await.unwrap());
    crate::start(&master, flags()).await.unwrap();
    let at = format!("master@{}", master.address());
    agent.connect::<FromAgent>(at.clone()).await.unwrap();
    framework.connect::<FromScheduler>(at.clone()).await.unwrap();
    let refused = |error: ConnectError| matches!(error, ConnectError::Failed { cause: AskError::Refused, .. });
    assert!(framework.connect::<FromAgent>(at.clone()).await.is_err_and(refused));
    assert!(agent.connect::<FromScheduler>(at).await.is_err_and(refused));
    for node in [&framework, &agent, &master] {
        node.shut_down(Duration::from_secs(5)).await;
    }
}
