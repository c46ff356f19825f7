//! The environment of executors.

use std::{collections::BTreeMap, net::SocketAddr, path::Path, time::Duration};

use mesos_protocol::{
    ids::{AgentId, ContainerId, ExecutorId, FrameworkId},
    units::display_duration,
};

/// Where programs are looked for if nobody says otherwise.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Whose environment it is.
#[derive(Clone, Copy)]
pub(crate) struct Whose<'a> {
    pub(crate) framework_id: &'a FrameworkId,
    pub(crate) executor_id: &'a ExecutorId,
    pub(crate) container_id: &'a ContainerId,
    pub(crate) agent_id: &'a AgentId,
    pub(crate) agent: SocketAddr,
    pub(crate) sandbox: &'a Path,
    pub(crate) shutdown_grace_period: Duration,
}

/// All variables of an executor, by name: those of the agent's flag, and above them what every executor is told.
///
/// `MESOS_CHECKPOINT` is 0: an executor ends with its agent, there is nothing that it could wait for.
pub(crate) fn of_executor(whose: Whose<'_>, flag: Option<&BTreeMap<String, String>>) -> Vec<(String, String)> {
    let sandbox = whose.sandbox.to_string_lossy();
    let mut variables = flag.cloned().unwrap_or_default();
    variables.entry("PATH".to_owned()).or_insert_with(|| PATH.to_owned());
    for (name, value) in [
        ("MESOS_FRAMEWORK_ID", whose.framework_id.to_string()),
        ("MESOS_EXECUTOR_ID", whose.executor_id.to_string()),
        (mesos_containerizer::process::CONTAINER_ID, whose.container_id.to_string()),
        ("MESOS_DIRECTORY", sandbox.to_string()),
        ("MESOS_SANDBOX", sandbox.to_string()),
        ("MESOS_SLAVE_ID", whose.agent_id.to_string()),
        ("MESOS_SLAVE_PID", format!("slave(1)@{}", whose.agent)),
        ("MESOS_AGENT_ENDPOINT", whose.agent.to_string()),
        ("MESOS_CHECKPOINT", "0".to_owned()),
        ("MESOS_HTTP_COMMAND_EXECUTOR", "0".to_owned()),
        ("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", display_duration(whose.shutdown_grace_period)),
        ("LIBPROCESS_PORT", "0".to_owned()),
    ] {
        variables.insert(name.to_owned(), value);
    }
    variables.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executors_are_told_who_they_are_and_the_flag_cannot_say_otherwise() {
        let whose = Whose {
            framework_id: &FrameworkId::new("c-0001").unwrap(),
            executor_id: &ExecutorId::new("web.1").unwrap(),
            container_id: &ContainerId::new("run-1").unwrap(),
            agent_id: &AgentId::new("c-S1").unwrap(),
            agent: "10.0.0.7:5051".parse().unwrap(),
            sandbox: Path::new("/var/lib/mesos/s"),
            shutdown_grace_period: Duration::from_secs(5),
        };
        let flag = [("LANG", "C"), ("MESOS_SLAVE_ID", "other")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let variables: BTreeMap<_, _> = of_executor(whose, Some(&flag.into())).into_iter().collect();
        let shown: Vec<_> = variables.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            shown,
            [
                "LANG=C",
                "LIBPROCESS_PORT=0",
                "MESOS_AGENT_ENDPOINT=10.0.0.7:5051",
                "MESOS_CHECKPOINT=0",
                "MESOS_CONTAINER_ID=run-1",
                "MESOS_DIRECTORY=/var/lib/mesos/s",
                "MESOS_EXECUTOR_ID=web.1",
                "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD=5secs",
                "MESOS_FRAMEWORK_ID=c-0001",
                "MESOS_HTTP_COMMAND_EXECUTOR=0",
                "MESOS_SANDBOX=/var/lib/mesos/s",
                "MESOS_SLAVE_ID=c-S1",
                "MESOS_SLAVE_PID=slave(1)@10.0.0.7:5051",
                &format!("PATH={PATH}"),
            ]
        );
    }
}
