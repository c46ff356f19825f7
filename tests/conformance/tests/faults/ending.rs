//! Daemons that are told to end: in order, within their time, and at once when they are told again.

use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

use super::{Cluster, GONE, Naps, SOON};

/// A task that takes note of SIGTERM and goes on.
fn deaf(naps: &Naps) -> String {
    format!("trap 'echo asked' TERM; (trap '' TERM; exec {}) & while :; do wait; done", naps.command())
}

#[test]
fn a_master_that_is_told_to_end_ends_well_and_its_tasks_go_on_under_the_next() {
    let Some(mut cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = cluster.run(naps.command());
    run.wait_until("it runs", SOON, |_| naps.running().len() == 1);
    cluster.master.signal(Signal::SIGTERM);
    let port = cluster.address.rsplit_once(':').unwrap().1.parse().unwrap();
    assert!(cluster.room.eventually(SOON, || !cluster.master.runs()), "{}", cluster.master.stderr());
    let (next, _) = cluster.room.master_at(port);
    let ended = std::mem::replace(&mut cluster.master, next).wait(GONE);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stderr.contains("this master ends"), "in phases: {}", ended.stderr);
    // The next one knows the agent and the task, and has it ended.
    let task = || {
        let tasks = cluster.room.json(&["tasks", "--master", &cluster.address])?;
        tasks["tasks"][0]["id"].as_str().map(str::to_owned)
    };
    assert!(cluster.room.eventually(SOON, || task().is_some()), "the agent is not back");
    assert_eq!(naps.running().len(), 1, "the task went on");
    assert!(run.runs());
    assert_eq!(cluster.room.run(&["kill", "--master", &cluster.address, &task().unwrap()], SOON).status, 0);
    let ended = run.wait(SOON);
    assert!(ended.stderr.contains("TASK_KILLED"), "{}", ended.stderr);
}

#[test]
fn an_agent_that_is_told_to_end_at_leisure_has_its_tasks_end_first() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = cluster.run(&deaf(&naps));
    run.wait_until("it runs", SOON, |_| naps.running().len() == 1);
    let begun = Instant::now();
    cluster.agent.signal(Signal::SIGUSR1);
    run.wait_until("it is asked to end", SOON, |it| it.stdout().contains("asked"));
    let ended = cluster.agent.wait(SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(begun.elapsed() >= Duration::from_secs(3), "a task has 3 s to end: {:?}", begun.elapsed());
    let ended = run.wait(SOON);
    assert!(ended.stderr.contains("TASK_KILLED") && !ended.stderr.contains("TASK_LOST"), "{}", ended.stderr);
    naps.are_gone(&cluster.room);
}

#[test]
fn an_agent_that_is_told_to_end_again_ends_at_once() {
    let Some(cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = cluster.run(&deaf(&naps));
    run.wait_until("it runs", SOON, |_| naps.running().len() == 1);
    cluster.agent.signal(Signal::SIGUSR1);
    run.wait_until("it is asked to end", SOON, |it| it.stdout().contains("asked"));
    cluster.agent.signal(Signal::SIGTERM);
    let ended = cluster.agent.wait(GONE);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    naps.are_gone(&cluster.room);
    let ended = run.wait(SOON);
    assert!(ended.stderr.contains("TASK_LOST"), "{}", ended.stderr);
}

#[test]
fn daemons_whose_peers_stand_still_end_within_their_time_and_at_once_when_told_again() {
    let Some(mut cluster) = Cluster::small() else { return };
    let naps = Naps::new();
    let mut run = cluster.run(naps.command());
    run.wait_until("it runs", SOON, |_| naps.running().len() == 1);
    // Nobody is there to take the news of the task's end.
    cluster.master.signal(Signal::SIGSTOP);
    naps.running().iter().for_each(mesos_conformance::processes::Process::kill);
    naps.are_gone(&cluster.room);
    cluster.agent.signal(Signal::SIGTERM);
    // Two signals at once are one.
    cluster.agent.wait_for("this agent ends", SOON);
    cluster.agent.signal(Signal::SIGTERM);
    let ended = cluster.agent.wait(GONE);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    cluster.master.signal(Signal::SIGCONT);
    run.signal(Signal::SIGSTOP);
    cluster.master.signal(Signal::SIGTERM);
    cluster.master.wait_for("this master ends", SOON);
    cluster.master.signal(Signal::SIGTERM);
    let ended = cluster.master.wait(GONE);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    run.signal(Signal::SIGKILL);
}
