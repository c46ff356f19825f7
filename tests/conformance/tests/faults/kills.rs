//! What is killed: tasks, executors, the processes that watch over them, agents; alone and together.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use mesos_conformance::processes::Process;
use mesos_conformance::{Program, http};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::{Cluster, GONE, Naps, SOON};

/// How many processes of [`tree`] sleep.
const SLEEPERS: usize = 5;

/// A task with descendants that went out of its process group, its session and its line of parents, that ignore SIGTERM,
/// and that have nothing left of its environment and files.
fn tree(naps: &Naps) -> String {
    let nap = naps.command();
    format!(
        "{nap} & setsid {nap} & (setsid sh -c '(trap \"\" TERM; exec {nap}) & exit' &); \
         (cd /; exec env -i PATH=$PATH setsid {nap} >/dev/null 2>&1 </dev/null) & \
         trap 'echo asked' TERM; (trap '' TERM; exec {nap}) & while :; do wait; done"
    )
}

/// A task of that kind, all of whose processes run.
fn running(cluster: &Cluster, naps: &Naps) -> Program {
    let mut run = cluster.run(&tree(naps));
    run.wait_until("all processes of the task run", SOON, |_| naps.running().len() == SLEEPERS);
    run
}

/// At one moment: none of them sees another one end.
fn kill_together(all: &[Process]) {
    for signal in [Signal::SIGSTOP, Signal::SIGKILL] {
        for process in all {
            kill(Pid::from_raw(process.pid), signal).unwrap();
        }
    }
}

fn failed(run: Program, words: &[&str]) {
    let ended = run.wait(SOON);
    assert_ne!(ended.status, 0, "{}", ended.stderr);
    for word in words {
        assert!(ended.stderr.contains(word), "{word:?} in: {}", ended.stderr);
    }
}

#[test]
fn a_killed_task_is_asked_first_and_then_every_descendant_ends() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = running(&cluster, &naps);
    let tasks = cluster.room.json(&["tasks", "--master", &cluster.address]).unwrap();
    let id = tasks["tasks"][0]["id"].as_str().unwrap_or_else(|| panic!("{tasks}")).to_owned();
    let begun = Instant::now();
    assert_eq!(cluster.room.run(&["kill", "--master", &cluster.address, &id], SOON).status, 0);
    run.wait_until("it is asked to end", SOON, |it| it.stdout().contains("asked"));
    assert!(naps.running().len() >= 2, "those that ignore it have their grace: {:#?}", naps.running());
    failed(run, &["TASK_KILLED"]);
    assert!(begun.elapsed() >= Duration::from_secs(3), "the grace lasts 3 s: {:?}", begun.elapsed());
    assert_eq!(naps.running(), [], "what is reported as killed is gone");
}

/// The status of the answer to a request with a body.
fn asked(address: &str, method: &str, body: &str) -> u16 {
    let mut stream = http::connect(address, SOON).unwrap();
    let length = body.len();
    write!(
        stream,
        "{method} /master/kill HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{answer}"))
}

#[test]
fn a_task_is_killed_by_plain_http_on_this_machine_if_it_is_clear_which() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = cluster.run(naps.command());
    run.wait_until("it runs", SOON, |_| naps.running().len() == 1);
    let tasks = cluster.room.json(&["tasks", "--master", &cluster.address]).unwrap();
    let (id, framework) = (&tasks["tasks"][0]["id"], &tasks["tasks"][0]["framework_id"]);
    assert_eq!(asked(&cluster.address, "GET", ""), 405);
    for (body, status) in [("nonsense", 400), ("{}", 400), (r#"{"task_id":"no-such-task"}"#, 404)] {
        assert_eq!(asked(&cluster.address, "POST", body), status, "{body}");
    }
    let of_another = format!(r#"{{"task_id":{id},"framework_id":"another"}}"#);
    assert_eq!(asked(&cluster.address, "POST", &of_another), 404);
    assert_eq!(naps.running().len(), 1);
    assert_eq!(asked(&cluster.address, "POST", &format!(r#"{{"task_id":{id},"framework_id":{framework}}}"#)), 200);
    failed(run, &["TASK_KILLED"]);
    naps.are_gone(&cluster.room);
}

#[test]
fn a_task_whose_executor_is_killed_fails_with_the_reason_and_leaves_nothing() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let run = running(&cluster, &naps);
    cluster.one_of_agent("mesos-executor").kill();
    naps.are_gone(&cluster.room);
    failed(run, &["TASK_FAILED", "Killed", "REASON_EXECUTOR_TERMINATED"]);
}

#[test]
fn a_task_whose_watching_process_is_killed_fails_and_leaves_nothing() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let run = running(&cluster, &naps);
    cluster.one_of_agent("mesos-supervise").kill();
    naps.are_gone(&cluster.room);
    // With the reason of whoever tells first: the executor, whose task was killed, or the agent, whose executor was.
    failed(run, &["TASK_FAILED"]);
    let is_left = |name: &&str| !cluster.of_agent(name).is_empty();
    assert!(cluster.room.eventually(GONE, || !["mesos-supervise", "mesos-executor"].iter().any(is_left)));
}

#[test]
fn a_starter_that_is_killed_harms_no_task_and_is_replaced() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = running(&cluster, &naps);
    let starter = cluster.one_of_agent("mesos-starter");
    starter.kill();
    let gone = || !cluster.of_agent("mesos-starter").iter().any(|process| process.pid == starter.pid);
    assert!(cluster.room.eventually(GONE, gone));
    let next = cluster.run("echo as before").wait(SOON);
    assert_eq!((next.status, next.stdout.as_str()), (0, "as before\n"), "{}", next.stderr);
    assert_ne!(cluster.one_of_agent("mesos-starter").pid, starter.pid);
    assert!(run.runs() && naps.running().len() == SLEEPERS, "the first task goes on");
    // The new one's tasks and those of the former one alike end with the agent.
    cluster.agent.signal(Signal::SIGKILL);
    naps.are_gone(&cluster.room);
    cluster.room.is_quiet(GONE, &[cluster.master.pid(), run.pid(), cluster.agent.pid()]);
}

#[test]
fn an_agent_that_is_killed_takes_all_along_and_its_tasks_are_lost_when_it_returns() {
    let Some(mut cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let run = running(&cluster, &naps);
    let before = cluster.agents();
    cluster.agent.signal(Signal::SIGKILL);
    naps.are_gone(&cluster.room);
    cluster.room.is_quiet(GONE, &[cluster.master.pid(), run.pid(), cluster.agent.pid()]);
    cluster.restart_agent();
    assert!(cluster.agents().iter().any(|id| !before.contains(id)), "under a new id: {before:?} {:?}", cluster.agents());
    failed(run, &["TASK_LOST"]);
    let next = cluster.run("echo as before").wait(SOON);
    assert_eq!((next.status, next.stdout.as_str()), (0, "as before\n"), "{}", next.stderr);
}

#[test]
fn an_agent_that_is_told_to_end_takes_all_along_and_its_tasks_are_lost() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let run = running(&cluster, &naps);
    cluster.agent.signal(Signal::SIGTERM);
    naps.are_gone(&cluster.room);
    let ended = cluster.agent.wait(GONE);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    // Whatever of its output the agent took along is waited for a while.
    failed(run, &["TASK_LOST"]);
}

#[test]
fn an_agent_that_is_killed_with_what_watches_over_a_task_leaves_nothing() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let run = running(&cluster, &naps);
    let agent = Process { pid: cluster.agent.pid(), parent: 0, command: "agent".into() };
    kill_together(&[agent, cluster.one_of_agent("mesos-supervise")]);
    naps.are_gone(&cluster.room);
    cluster.room.is_quiet(GONE, &[cluster.master.pid(), run.pid()]);
}

#[test]
fn an_agent_that_is_killed_with_an_executor_leaves_nothing() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let run = running(&cluster, &naps);
    let agent = Process { pid: cluster.agent.pid(), parent: 0, command: "agent".into() };
    kill_together(&[agent, cluster.one_of_agent("mesos-executor")]);
    naps.are_gone(&cluster.room);
    cluster.room.is_quiet(GONE, &[cluster.master.pid(), run.pid()]);
}

/// Without a process that hides all traces: when its ancestors are gone, nothing tells where it comes from.
fn traceable(naps: &Naps) -> String {
    let nap = naps.command();
    format!(
        "{nap} & setsid {nap} & (setsid sh -c '(trap \"\" TERM; exec {nap}) & exit' &); \
         (cd /; exec setsid {nap} >/dev/null 2>&1 </dev/null) & \
         (exec env -i PATH=$PATH setsid {nap}) & wait"
    )
}

#[test]
fn an_executor_that_is_killed_with_what_watches_over_it_leaves_nothing() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let run = running(&cluster, &naps);
    kill_together(&[cluster.one_of_agent("mesos-supervise"), cluster.one_of_agent("mesos-executor")]);
    naps.are_gone(&cluster.room);
    failed(run, &["TASK_FAILED", "REASON_EXECUTOR_TERMINATED"]);
}

#[test]
fn an_agent_that_is_killed_with_an_executor_and_what_watches_over_it_leaves_nothing() {
    let Some(cluster) = Cluster::small() else { return };
    let (naps, others) = (Naps::new(), Naps::new());
    let run = running(&cluster, &naps);
    let agent = Process { pid: cluster.agent.pid(), parent: 0, command: "agent".into() };
    let killed = [agent, cluster.one_of_agent("mesos-supervise"), cluster.one_of_agent("mesos-executor")];
    // Another container, of which nobody is killed, ends as well.
    let mut other = cluster.run(others.command());
    other.wait_until("it runs", SOON, |_| others.running().len() == 1);
    kill_together(&killed);
    naps.are_gone(&cluster.room);
    others.are_gone(&cluster.room);
    cluster.room.is_quiet(GONE, &[cluster.master.pid(), run.pid(), other.pid(), cluster.agent.pid()]);
}

#[test]
fn what_is_left_when_the_starter_is_killed_with_all_others_ends_before_the_next_agent_begins() {
    let Some(mut cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = cluster.run(&traceable(&naps));
    run.wait_until("all processes of the task run", SOON, |_| naps.running().len() == SLEEPERS);
    let shell = cluster.one_of_agent("sh -c");
    let agent = Process { pid: cluster.agent.pid(), parent: 0, command: "agent".into() };
    let [starter, supervise, executor] =
        ["mesos-starter", "mesos-supervise", "mesos-executor"].map(|name| cluster.one_of_agent(name));
    kill_together(&[agent, starter, supervise, executor]);
    let of_shell = |process: &Process| process.pid == shell.pid;
    assert!(cluster.room.eventually(GONE, || !cluster.room.processes().iter().any(of_shell)), "the kernel ends the first");
    assert_eq!(naps.running().len(), SLEEPERS, "this is the fault that the test is about");
    cluster.restart_agent();
    assert_eq!(naps.running(), [], "gone before it registers");
    failed(run, &["TASK_LOST"]);
    let records = cluster.room.path(&format!("agent-{}", cluster.agent_port)).join("meta/containers");
    assert_eq!(std::fs::read_dir(records).unwrap().count(), 0);
}

#[test]
fn a_second_agent_in_a_work_folder_is_refused() {
    let Some(cluster) = Cluster::small() else { return };
    let work = format!("--work_dir={}", cluster.room.path(&format!("agent-{}", cluster.agent_port)).display());
    let naps = Naps::new();
    let mut run = running(&cluster, &naps);
    let second = ["agent", "--ip=127.0.0.1", "--port=0", &format!("--master={}", cluster.address), &work];
    let ended = cluster.room.run(&second, SOON);
    assert_eq!(ended.status, 1, "{}", ended.stderr);
    assert!(ended.stderr.contains("another agent") && ended.stderr.contains("--work_dir"), "{}", ended.stderr);
    assert!(run.runs() && naps.running().len() == SLEEPERS, "the first one's task goes on");
}
