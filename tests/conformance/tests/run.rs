//! `mesos run` on an embedded cluster: output, exit status, signals, and nothing left behind.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::thread;
use std::time::{Duration, Instant};

use mesos_conformance::processes::{self, Process, descendants};
use mesos_conformance::{Ended, Room, binary};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// Longest time for a task that does nothing special, on a machine that does much else.
const SOON: Duration = Duration::from_secs(30);
/// What is promised within a time may take so much longer when tests share the machine.
const SLACK: Duration = Duration::from_secs(1);

fn room() -> Option<Room> {
    binary::with_commands(&["run"]).map(Room::new)
}

fn task(room: &Room, words: &[&str]) -> Ended {
    room.run(&[&["run"], words].concat(), SOON)
}

#[test]
fn output_arrives_on_the_same_streams_and_the_status_is_that_of_the_task() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["echo to stdout; echo to stderr >&2; exit 3"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (3, "to stdout\n"), "{}", ended.stderr);
    for expected in ["to stderr", "TASK_RUNNING", "TASK_FAILED"] {
        assert!(ended.stderr.contains(expected), "{expected} in {}", ended.stderr);
    }
    let ended = task(&room, &["true"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, ""), "{}", ended.stderr);
    assert!(ended.stderr.contains("TASK_FINISHED"), "{}", ended.stderr);
}

#[test]
fn every_byte_arrives_before_the_exit() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["seq 1 200000; seq 1 50000 >&2"]);
    let lines: Vec<_> = ended.stdout.lines().collect();
    assert_eq!((ended.status, lines.len()), (0, 200_000), "{}", ended.stderr.len());
    assert!(lines.iter().zip(1..).all(|(line, number)| *line == number.to_string()));
    assert_eq!(ended.stderr.lines().filter(|line| line.parse::<u32>().is_ok()).count(), 50_000);
}

#[test]
fn unknown_command_is_127() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["no-such-command-anywhere"]);
    assert_eq!(ended.status, 127, "{}", ended.stderr);
}

#[test]
fn command_killed_by_signal_n_is_128_plus_n() {
    let Some(room) = room() else { return };
    for (command, status) in [("kill -9 $$", 137), ("kill -TERM $$", 143), ("kill -ABRT $$", 134)] {
        let ended = task(&room, &[command]);
        assert_eq!(ended.status, status, "{command}: {}", ended.stderr);
    }
}

#[test]
fn with_instances_the_highest_status_counts() {
    let Some(room) = room() else { return };
    // Each instance takes a number that no other has.
    let counter = room.path("counter").display().to_string();
    let command = format!("for i in 1 2 3; do mkdir {counter}.$i 2>/dev/null && exit $i; done; exit 99");
    let ended = task(&room, &["--instances", "3", &command]);
    assert_eq!(ended.status, 3, "{}", ended.stderr);
}

#[test]
fn environment_and_sandbox_reach_the_task() {
    let Some(room) = room() else { return };
    let ended = task(
        &room,
        &[
            "--env",
            "A=one",
            "--env",
            "B=two=2",
            "echo $A $B; test \"$(pwd -P)\" = \"$(cd $MESOS_SANDBOX && pwd -P)\" && echo here",
        ],
    );
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "one two=2\nhere\n"), "{}", ended.stderr);
}

#[test]
fn embedded_cluster_leaves_no_process_file_or_mount() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["mkdir -p a/b; touch a/b/c; echo done"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "done\n"), "{}", ended.stderr);
    room.is_quiet(SLACK, &[]);
    assert_eq!(room.leftovers(), Vec::<String>::new());
    assert_eq!(processes::mounts(&room.path("")), Vec::<String>::new());
}

#[test]
fn what_never_fits_is_explained_within_5_s() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["--cpus", "10000", "true"]);
    assert_eq!(ended.status, 125, "{}", ended.stderr);
    assert!(ended.took < Duration::from_secs(5) + SLACK, "{:?}", ended.took);
    for expected in ["10000", "cpus"] {
        assert!(ended.stderr.contains(expected), "{expected} in {}", ended.stderr);
    }
}

#[test]
fn ctrl_c_kills_with_grace_and_is_130() {
    let Some(room) = room() else { return };
    let mut run = room.start(&["run", "trap 'echo goodbye; exit 0' TERM; echo ready; while :; do sleep 0.1; done"]);
    run.wait_for("ready", SOON);
    let begun = Instant::now();
    run.signal(Signal::SIGINT);
    let ended = run.wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (130, "ready\ngoodbye\n"), "{}", ended.stderr);
    assert!(ended.stderr.contains("TASK_KILLED"), "{}", ended.stderr);
    assert!(begun.elapsed() < Duration::from_secs(5) + SLACK, "{:?}", begun.elapsed());
    room.is_quiet(SLACK, &[]);
}

#[test]
fn second_ctrl_c_kills_at_once() {
    let Some(room) = room() else { return };
    let mut run = room.start(&["run", "trap '' TERM INT; echo ready; while :; do sleep 0.1; done"]);
    run.wait_for("ready", SOON);
    run.signal(Signal::SIGINT);
    thread::sleep(Duration::from_millis(300));
    assert!(run.runs(), "the task has its grace: {}", run.stderr());
    let begun = Instant::now();
    run.signal(Signal::SIGINT);
    let ended = run.wait(SOON);
    assert_eq!(ended.status, 130, "{}", ended.stderr);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn ctrl_c_before_the_task_runs_is_130_and_leaves_nothing() {
    let Some(room) = room() else { return };
    for delay in [0, 20, 60, 120, 200, 350] {
        let mut run = room.start(&["run", "sleep 1000"]);
        thread::sleep(Duration::from_millis(delay));
        if run.runs() {
            run.signal(Signal::SIGINT);
        }
        let ended = run.wait(SOON);
        // Before the program has set its handler, the signal ends it as any other program: the shell shows 130 too.
        assert_eq!(ended.status, 130, "after {delay} ms: {}", ended.stderr);
        room.is_quiet(Duration::from_secs(2), &[]);
    }
}

#[test]
fn closed_stdout_kills_the_task_and_is_141() {
    let Some(room) = room() else { return };
    let mut child = room.command(&["run", "while :; do echo line; sleep 0.01; done"]).spawn().unwrap();
    let mut first = [0; 5];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let mut run = mesos_conformance::Program::new(child, "mesos run, stdout closed".into());
    run.wait_until("it ends", SOON, |run| !run.runs());
    assert_eq!((&first, run.wait(SLACK).status), (b"line\n", 141));
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn after_sigkill_nothing_but_the_folder_is_left_within_2_s() {
    let Some(room) = room() else { return };
    let mut run = room.start(&["run", "setsid sleep 1000 & (setsid sh -c 'sleep 1001 &' &); echo ready; sleep 1002"]);
    run.wait_for("ready", SOON);
    assert!(!descendants(run.pid()).is_empty());
    kill(Pid::from_raw(run.pid()), Signal::SIGKILL).unwrap();
    assert_eq!(run.wait(SLACK).status, 137);
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn whole_tree_of_a_task_ends_also_after_setsid_and_double_fork() {
    let Some(room) = room() else { return };
    let tree = "setsid sleep 1000 & (setsid sh -c 'trap \"\" TERM HUP; sleep 1001 & sleep 1002' &); echo ready; sleep 1003";
    let mut run = room.start(&["run", tree]);
    run.wait_for("ready", SOON);
    assert!(room.eventually(Duration::from_secs(5), || {
        let names: Vec<_> = room.processes().into_iter().map(|process| process.command).collect();
        ["sleep 1000", "sleep 1001", "sleep 1002", "sleep 1003"].iter().all(|one| names.iter().any(|name| name == one))
    }));
    run.signal(Signal::SIGINT);
    let ended = run.wait(SOON);
    assert_eq!(ended.status, 130, "{}", ended.stderr);
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn what_a_task_leaves_in_the_background_ends_with_it() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["setsid sleep 1000 >/dev/null 2>&1 & (setsid sleep 1001 >/dev/null 2>&1 &); exit 0"]);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn executor_killed_by_sigkill_fails_the_task_with_a_reason() {
    let Some(room) = room() else { return };
    let mut run = room.start(&["run", "setsid sleep 1000 & echo ready; sleep 1001"]);
    run.wait_for("ready", SOON);
    let below = descendants(run.pid());
    let is_executor = |process: &&Process| process.command.split(' ').nth(1) == Some("executor");
    below.iter().find(is_executor).unwrap_or_else(|| panic!("no executor in {below:#?}")).kill();
    let ended = run.wait(SOON);
    assert!(ended.stderr.contains("TASK_FAILED"), "{}", ended.stderr);
    assert!(ended.stderr.to_lowercase().contains("executor"), "the reason is named: {}", ended.stderr);
    assert_ne!(ended.status, 0);
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn much_output_into_a_slow_reader_costs_no_memory() {
    const TOTAL: usize = 100_000_000;
    let Some(room) = room() else { return };
    let mut child = room.command(&["run", &format!("head -c {TOTAL} /dev/zero")]).spawn().unwrap();
    let pid = i32::try_from(child.id()).unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let program = mesos_conformance::Program::new(child, "mesos run, much output".into());
    let mut buffer = vec![0; 1 << 20];
    let (mut count, mut most) = (0, 0);
    let begun = Instant::now();
    loop {
        let read = stdout.read(&mut buffer).unwrap();
        if read == 0 {
            break;
        }
        count += read;
        // Slow for three seconds, while the task has long written everything to its file.
        if begun.elapsed() < Duration::from_secs(3) {
            thread::sleep(Duration::from_millis(5));
            most = most.max(processes::resident(pid));
        }
    }
    assert_eq!(count, TOTAL);
    assert_eq!(program.wait(SOON).status, 0);
    assert!(most > 0 && most < 150 << 20, "{most} bytes resident");
}

#[test]
fn signal_status_of_the_tools_matches_that_of_the_system() {
    // Guards the tests above: a program that a signal ended must not pass for one that returned 128 + n by itself.
    let status = std::process::Command::new("/bin/sh").args(["-c", "kill -9 $$"]).status().unwrap();
    assert_eq!((status.code(), status.signal()), (None, Some(9)));
}
