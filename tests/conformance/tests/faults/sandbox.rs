//! What a task finds: its user, its folder, its environment, its descriptors, its session.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use mesos_conformance::skip;

use super::{Cluster, SOON};

/// What a task printed as `NAME=value`, line by line.
fn variables(printed: &str) -> BTreeMap<&str, &str> {
    printed.lines().filter_map(|line| line.split_once('=')).collect()
}

#[test]
fn a_task_is_told_who_and_where_it_is_and_its_output_is_in_its_sandbox() {
    let Some(cluster) = Cluster::small() else { return };
    let mut command = cluster.room.command(&["run", "--master", &cluster.address, "--env", "OWN=yes"]);
    command.args(["env; echo HERE=$(pwd -P); echo to stderr >&2; echo FILES=$(ls -A)"]).env("OF_AGENT_ONLY", "secret");
    let ended = cluster.room.launch(command).wait(SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    let said = variables(&ended.stdout);
    let of = |name: &str| *said.get(name).unwrap_or_else(|| panic!("{name} in: {}", ended.stdout));
    let agent = format!("127.0.0.1:{}", cluster.agent_port);
    for (name, value) in [
        ("MESOS_AGENT_ENDPOINT", agent.as_str()),
        ("MESOS_SLAVE_PID", &format!("slave(1)@{agent}")),
        ("MESOS_SLAVE_ID", &cluster.agents()[0]),
        ("MESOS_SANDBOX", of("HERE")),
        ("MESOS_DIRECTORY", of("HERE")),
        ("MESOS_HTTP_COMMAND_EXECUTOR", "0"),
        ("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "5secs"),
        ("MESOS_ALLOCATION_ROLE", "*"),
        ("LIBPROCESS_PORT", "0"),
        ("OWN", "yes"),
        ("FILES", "stderr stdout"),
    ] {
        assert_eq!(of(name), value, "{name}");
    }
    assert!(matches!(of("MESOS_CHECKPOINT"), "0" | "1") && !of("PATH").is_empty());
    // Nothing else of the mesos programs' own surroundings comes through.
    for foreign in ["HOME", "CONFORMANCE_ROOM", "OF_AGENT_ONLY", "TMPDIR"] {
        assert!(!said.contains_key(foreign), "{foreign} in: {}", ended.stdout);
    }
    let runs = cluster.room.path(&format!("agent-{}", cluster.agent_port)).canonicalize().unwrap();
    let runs = runs.join("slaves").join(of("MESOS_SLAVE_ID")).join("frameworks").join(of("MESOS_FRAMEWORK_ID"));
    let runs = runs.join("executors").join(of("MESOS_EXECUTOR_ID")).join("runs");
    let sandbox = runs.join(of("MESOS_CONTAINER_ID"));
    assert_eq!(sandbox.to_str(), Some(of("HERE")));
    assert_eq!(fs::read_link(runs.join("latest")).unwrap().to_str(), Some(of("MESOS_CONTAINER_ID")));
    assert_eq!(fs::read_to_string(sandbox.join("stdout")).unwrap(), ended.stdout);
    assert_eq!(fs::read_to_string(sandbox.join("stderr")).unwrap(), "to stderr\n");
    assert_eq!(fs::metadata(&sandbox).unwrap().permissions().mode() & 0o7777, 0o750);
}

#[test]
fn a_task_leads_a_session_of_its_own_and_inherits_neither_descriptors_nor_ignored_signals() {
    let Some(cluster) = Cluster::small() else { return };
    let look = "read -r pid name state parent group session rest < /proc/self/stat; echo $pid $group $session; \
                grep -E '^Sig(Blk|Ign)' /proc/self/status; ls -l /proc/self/fd";
    // As a shell starts what is to go on without it.
    let quiet =
        format!("trap '' INT QUIT HUP TERM USR1; exec {} run \"$0\"", cluster.room.command(&[]).get_program().display());
    let ended = cluster.room.launch(cluster.room.command_at("/bin/sh", &["-c", &quiet, look])).wait(SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    let lines: Vec<&str> = ended.stdout.lines().collect();
    let numbers: Vec<&str> = lines[0].split(' ').collect();
    assert!(numbers[0] == numbers[1] && numbers[0] == numbers[2], "{}", lines[0]);
    for signals in &lines[1..3] {
        assert!(signals.ends_with("0000000000000000"), "no signal is blocked or ignored: {signals}");
    }
    let links = lines[3..].iter().filter_map(|line| line.split_once(" -> "));
    // Without the folder that is being listed.
    let links: Vec<_> = links.map(|(_, target)| target).filter(|target| !target.starts_with("/proc/")).collect();
    assert_eq!(links.len(), 3, "{}", ended.stdout);
    assert!(links[0] == "/dev/null" && links[1].ends_with("/stdout") && links[2].ends_with("/stderr"), "{links:?}");
}

#[test]
fn an_agent_of_root_starts_tasks_as_their_user_to_whom_the_sandbox_belongs() {
    let Some(cluster) = Cluster::small() else { return };
    if !skip::needs_root() {
        return;
    }
    fs::set_permissions(cluster.room.path(""), fs::Permissions::from_mode(0o711)).unwrap();
    let look = "id -un; id -gn; id -Gn; touch made; stat -c '%n %U' . stdout stderr made";
    let ended = cluster.room.run(&["run", "--master", &cluster.address, "--user", "nobody", look], SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert_eq!(ended.stdout, "nobody\nnogroup\nnogroup\n. nobody\nstdout nobody\nstderr nobody\nmade nobody\n");
    let ended = cluster.room.run(&["run", "--master", &cluster.address, "id -un; stat -c %U . stdout"], SOON);
    assert_eq!(ended.stdout, "root\nroot\nroot\n", "who runs it, if nothing is said");
    let ended = cluster.room.run(&["run", "--switch_user=false", "--user", "nobody", "id -un"], SOON);
    assert_eq!(ended.stdout, "root\n", "its agent was told not to switch: {}", ended.stderr);
}

#[test]
fn a_task_of_a_user_that_the_machine_does_not_know_fails_and_says_so() {
    let Some(cluster) = Cluster::small() else { return };
    if !skip::needs_root() {
        return;
    }
    let ended = cluster.room.run(&["run", "--master", &cluster.address, "--user", "no-such-user", "true"], SOON);
    assert_eq!(ended.status, 125, "{}", ended.stderr);
    for word in ["TASK_FAILED", "REASON_CONTAINER_LAUNCH_FAILED", "there is no user no-such-user"] {
        assert!(ended.stderr.contains(word), "{word:?} in: {}", ended.stderr);
    }
    let next = cluster.run("echo unharmed").wait(SOON);
    assert_eq!((next.status, next.stdout.as_str()), (0, "unharmed\n"), "{}", next.stderr);
}
