//! Nodes as processes: an embedded run is three of them that talk through sockets, and daemons join by address or name.

use std::time::Duration;

use mesos_conformance::processes::{descendants, listening};
use mesos_conformance::{Program, Room, binary, http, ports};
use serde_json::Value;

const SOON: Duration = Duration::from_secs(30);

/// A counter of the node that listens at this port.
fn metrics(port: u16) -> Option<Value> {
    let answer = http::get(&format!("127.0.0.1:{port}"), "/metrics/snapshot", Duration::from_secs(2)).ok()?;
    serde_json::from_str(answer.body.get(answer.body.find('{')?..=answer.body.rfind('}')?)?).ok()
}

/// Messages that a node has sent to others and received from them.
fn frames(metrics: &Value) -> (u64, u64) {
    let count = |name: &str| metrics[name].as_f64().map_or(0, |count| count as u64);
    (count("transport/messages_sent"), count("transport/messages_received"))
}

/// The port of the node of `run` whose metrics have some that begin with `room`.
fn port_of(run: &Program, room: &str) -> Option<u16> {
    let has = |metrics: Value| metrics.as_object().is_some_and(|all| all.keys().any(|name| name.starts_with(room)));
    listening(run.pid()).into_iter().find(|port| metrics(*port).is_some_and(has))
}

#[test]
fn master_agent_and_executor_of_an_embedded_run_talk_over_quic() {
    let Some(mesos) = binary::with_commands(&["run"]) else { return };
    let room = Room::new(mesos);
    let mut run = room.start(&["run", "echo ready; sleep 1000"]);
    run.wait_for("ready", SOON);
    run.wait_for("TASK_RUNNING", SOON);
    let (master, agent) = (port_of(&run, "master/").unwrap(), port_of(&run, "slave/").unwrap());
    assert_ne!(master, agent, "two nodes");

    // The master's node knows one other node only, so all that it counts is the link of master and agent: registration,
    // the task, its updates and their acknowledgements.
    let (sent, received) = frames(&metrics(master).unwrap());
    assert!(sent >= 3 && received >= 3, "master and agent: {sent} sent, {received} received");

    // What the agent counts beyond that is its link with the executor: registration, the task, its updates.
    let executors = descendants(run.pid());
    assert!(executors.iter().any(|it| it.command == "mesos-executor"), "its own process: {executors:#?}");
    let beyond = || {
        let agents = frames(&metrics(agent)?);
        // Looked at second, so that it counts at least all that the agent has counted of it.
        let masters = frames(&metrics(master)?);
        Some((agents.0.saturating_sub(masters.1), agents.1.saturating_sub(masters.0)))
    };
    let counted = || beyond().is_some_and(|(sent, received)| sent >= 2 && received >= 3);
    assert!(room.eventually(Duration::from_secs(10), counted), "agent and executor: {:?}", beyond());
    run.interrupt();
    assert_eq!(run.wait(SOON).status, 130);
}

#[test]
fn nodes_of_an_embedded_run_are_reached_by_their_own_processes_only() {
    let Some(mesos) = binary::with_commands(&["run", "tasks"]) else { return };
    let room = Room::new(mesos);
    let mut run = room.start(&["run", "echo ready; sleep 1000"]);
    run.wait_for("ready", SOON);
    // Its key is its own: not even its user's other commands have it.
    for port in listening(run.pid()) {
        let ended = room.run(&["tasks", "--master", &format!("127.0.0.1:{port}")], SOON);
        assert_eq!(ended.status, 1, "stdout: {}\nstderr: {}", ended.stdout, ended.stderr);
    }
    run.interrupt();
    assert_eq!(run.wait(SOON).status, 130);
}

#[test]
fn daemons_join_through_the_name_of_a_host_and_say_what_is_no_node() {
    let Some(mesos) = binary::with_commands(&["master", "agent"]) else { return };
    let room = Room::new(mesos);
    let (master, address) = room.master();
    let port = address.rsplit_once(':').unwrap().1;
    let agent_port = ports::free();
    let agent = room.start(&[
        "agent",
        "--ip=127.0.0.1",
        &format!("--port={agent_port}"),
        &format!("--master={address}"),
        &format!("--work_dir={}", room.path("agent").display()),
        &format!("--join=no-such-host.invalid:5050,localhost:{port}"),
    ]);
    let knows = |port: &str| {
        let answer = http::get(&format!("127.0.0.1:{port}"), "/inspect/cluster", Duration::from_secs(2));
        answer.is_ok_and(|answer| answer.body.contains(&address) && answer.body.contains(&format!("127.0.0.1:{agent_port}")))
    };
    let both = || knows(port) && knows(&agent_port.to_string());
    assert!(room.eventually(SOON, both), "{}", agent.stderr());
    assert!(room.eventually(SOON, || agent.stderr().contains("no-such-host.invalid")), "{}", agent.stderr());
    drop((agent, master));

    let ended = room.run(&["master", "--ip=127.0.0.1", "--port=0", "--join=localhost"], SOON);
    assert_eq!(ended.status, 2, "{}", ended.stderr);
    assert!(ended.stderr.contains("\"localhost\" names no node") && ended.stderr.contains("HOST:PORT"), "{}", ended.stderr);
}
