//! The process of a command executor.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use libprocess::{
    Address, Exit, Node, Role,
    keys::ExecutorCredential,
    os::{
        blocking,
        process::{Signal, become_subreaper, forbid_dumping, kill_descendants, me, use_small_pages},
    },
};
use mesos_protocol::{
    ids::{ContainerId, ExecutorId, FrameworkId},
    messages::agent_executor::ToAgent,
};
use nix::sys::signal::SigSet;

use crate::{
    command::{Args, Executor},
    runner::ProcessRunner,
};

/// So long the last messages may take to leave.
const FLUSH_MAX: Duration = Duration::from_secs(1);

/// So long it kills when its parent is gone.
const KILL_MAX: Duration = Duration::from_secs(5);

/// Ended because its parent did: 128 and the number of SIGTERM.
const ORPHANED: i32 = 143;

/// The whole life of a command executor's process, from its environment and the credential that proves it to its agent to
/// its exit status.
///
/// To be called in a process with one thread, whose parent takes the executor's end as the end of its task.
pub fn main(environment: Vec<(String, String)>, credential: Vec<u8>) -> u8 {
    match run(environment, credential) {
        Ok(Exit::Normal) => 0,
        Ok(exit) => {
            eprintln!("mesos executor: ended: {exit}");
            1
        }
        Err(why) => {
            eprintln!("mesos executor: {why}");
            1
        }
    }
}

fn run(environment: Vec<(String, String)>, credential: Vec<u8>) -> Result<Exit, String> {
    let told = |error: std::io::Error| error.to_string();
    use_small_pages();
    forbid_dumping().map_err(told)?;
    become_subreaper().map_err(told)?;
    end_with_parent()?;
    let identity = Identity::from_environment(|name| {
        environment.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    })?;
    blocking::wait(live(identity, environment, credential))
}

/// The kernel sends SIGTERM when the parent ends: then a thread that waits for nothing else ends the task and the process.
fn end_with_parent() -> Result<(), String> {
    let mut signals = SigSet::empty();
    signals.add(Signal::SIGTERM);
    // Threads that come later inherit this, so the signal reaches nobody but that thread.
    signals.thread_block().map_err(|error| format!("SIGTERM cannot be held back: {error}"))?;
    let wait = move || {
        if signals.wait().is_ok() {
            let killed = me().and_then(|me| kill_descendants(me, KILL_MAX));
            if let Err(error) = killed {
                eprintln!("mesos executor: {error}");
            }
            std::process::exit(ORPHANED);
        }
    };
    let thread = std::thread::Builder::new().name("parent".into()).spawn(wait);
    thread.map(drop).map_err(|error| format!("no thread can be started: {error}"))
}

/// Who an executor is, as its environment says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Identity {
    framework_id: FrameworkId,
    executor_id: ExecutorId,
    container_id: ContainerId,
    agent: SocketAddr,
    sandbox: PathBuf,
}

impl Identity {
    fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Identity, String> {
        let read = |name: &str| variable(name).ok_or_else(|| format!("the variable {name} is not set"));
        let endpoint = read("MESOS_AGENT_ENDPOINT")?;
        let agent = endpoint.parse();
        Ok(Identity {
            framework_id: FrameworkId::new(read("MESOS_FRAMEWORK_ID")?).map_err(|error| error.to_string())?,
            executor_id: ExecutorId::new(read("MESOS_EXECUTOR_ID")?).map_err(|error| error.to_string())?,
            container_id: ContainerId::new(read("MESOS_CONTAINER_ID")?).map_err(|error| error.to_string())?,
            agent: agent.map_err(|_| format!("MESOS_AGENT_ENDPOINT is {endpoint:?}, which is no ip:port"))?,
            sandbox: read("MESOS_DIRECTORY")?.into(),
        })
    }
}

async fn live(identity: Identity, environment: Vec<(String, String)>, credential: Vec<u8>) -> Result<Exit, String> {
    let node = start_node(identity.agent, credential).await?;
    let args = Args {
        framework_id: identity.framework_id,
        executor_id: identity.executor_id,
        container_id: identity.container_id,
        agent: node.pid::<ToAgent>(&Address::new("agent", identity.agent)),
        runner: Arc::new(ProcessRunner),
        environment,
        sandbox: identity.sandbox,
    };
    let executor = node.spawn::<Executor>("executor", args).await.map_err(|error| error.to_string())?;
    let exit = node.ended(&executor).await;
    node.shut_down(FLUSH_MAX).await;
    Ok(exit)
}

/// The executor's node: reaches its agent, on the same machine, and proves itself with the credential.
async fn start_node(agent: SocketAddr, mut credential: Vec<u8>) -> Result<Node, String> {
    let proof = ExecutorCredential::from_bytes(&credential);
    credential.fill(0);
    std::hint::black_box(&credential);
    let builder = Node::builder().bind(SocketAddr::new(agent.ip(), 0).to_string()).role(Role::Executor).threads(1);
    builder.executor(proof.map_err(|error| error.to_string())?).start().await.map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executor_that_nobody_described_says_what_is_missing() {
        let all = [
            ("MESOS_FRAMEWORK_ID", "c-0001"),
            ("MESOS_EXECUTOR_ID", "web.1"),
            ("MESOS_CONTAINER_ID", "run-1"),
            ("MESOS_AGENT_ENDPOINT", "10.0.0.7:5051"),
            ("MESOS_DIRECTORY", "/tmp/s"),
        ];
        let find = |name: &str| all.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let identity = Identity::from_environment(find).unwrap();
        assert_eq!(identity.agent, "10.0.0.7:5051".parse().unwrap());
        for (missing, _) in all {
            let error = Identity::from_environment(|name| find(name).filter(|_| name != missing)).unwrap_err();
            assert_eq!(error, format!("the variable {missing} is not set"));
        }
        let wrong = |name: &str| if name == "MESOS_AGENT_ENDPOINT" { Some("there".to_owned()) } else { find(name) };
        let wrong = Identity::from_environment(wrong);
        assert!(wrong.unwrap_err().contains("no ip:port"));
    }
}
