//! `mesos run` on an embedded cluster: output, exit status, signals, and nothing left behind.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::thread;
use std::time::{Duration, Instant};

use mesos_conformance::processes::{self, Process, descendants};
use mesos_conformance::{Ended, Room, binary, skip};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// Longest time for a task that does nothing special, on a machine that does much else.
const SOON: Duration = Duration::from_secs(30);
/// Between SIGTERM and SIGKILL of a task that is ended.
const GRACE: Duration = Duration::from_secs(3);
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
    run.interrupt();
    let ended = run.wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (130, "ready\ngoodbye\n"), "{}", ended.stderr);
    assert!(ended.stderr.contains("TASK_KILLED"), "{}", ended.stderr);
    assert!(begun.elapsed() < Duration::from_secs(5) + SLACK, "{:?}", begun.elapsed());
    room.is_quiet(SLACK, &[]);
}

#[test]
fn task_that_ignores_sigterm_ends_when_its_grace_is_over() {
    let Some(room) = room() else { return };
    let mut run = room.start(&["run", "trap '' TERM INT; echo ready; while :; do sleep 0.1; done"]);
    run.wait_for("ready", SOON);
    let begun = Instant::now();
    run.interrupt();
    let ended = run.wait(SOON);
    assert_eq!(ended.status, 130, "{}", ended.stderr);
    assert!(ended.stderr.contains("TASK_KILLED"), "{}", ended.stderr);
    assert!(begun.elapsed() > GRACE && begun.elapsed() < GRACE + Duration::from_secs(2) + SLACK, "{:?}", begun.elapsed());
    room.is_quiet(SLACK, &[]);
}

#[test]
fn second_ctrl_c_kills_at_once() {
    let Some(room) = room() else { return };
    let mut run = room.start(&["run", "trap '' TERM INT; echo ready; while :; do sleep 0.1; done"]);
    run.wait_for("ready", SOON);
    let begun = Instant::now();
    run.interrupt();
    run.wait_for("once more to end them at once", SOON);
    assert!(run.runs(), "the task has its grace: {}", run.stderr());
    run.interrupt();
    let ended = run.wait(SOON);
    assert_eq!(ended.status, 130, "{}", ended.stderr);
    assert!(begun.elapsed() < GRACE, "{:?}", begun.elapsed());
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn ctrl_c_does_not_wait_for_a_reader_that_stands_still() {
    let Some(room) = room() else { return };
    for outputs in ["", "2>&1"] {
        let script = format!("exec \"$0\" run 'yes {outputs}; sleep 1000' {outputs}");
        let mut child = room.command_at("/bin/sh", &["-c", &script, &room.mesos()]).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let run = mesos_conformance::Program::new(child, "mesos run, a reader that stands still".into());
        stdout.read_exact(&mut [0; 100_000]).unwrap();
        let begun = Instant::now();
        run.interrupt();
        let ended = run.wait(SOON);
        assert_eq!(ended.status, 130, "{}", ended.stderr);
        assert!(begun.elapsed() < GRACE + Duration::from_secs(2) + SLACK, "{:?}", begun.elapsed());
        room.is_quiet(SLACK, &[]);
    }
}

#[test]
fn other_signals_that_ask_for_an_end_end_the_task_as_well() {
    let Some(room) = room() else { return };
    for (signal, status) in [(Signal::SIGTERM, 143), (Signal::SIGHUP, 129)] {
        let mut run = room.start(&["run", "echo ready; sleep 1000"]);
        run.wait_for("ready", SOON);
        run.signal(signal);
        let ended = run.wait(SOON);
        assert_eq!(ended.status, status, "{signal}: {}", ended.stderr);
        room.is_quiet(SLACK, &[]);
    }
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
fn closed_stdout_kills_also_a_task_that_prints_nothing_more() {
    let Some(room) = room() else { return };
    let mut child = room.command(&["run", "echo line; sleep 1000"]).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 5]).unwrap();
    drop(stdout);
    let run = mesos_conformance::Program::new(child, "mesos run, stdout closed".into());
    assert_eq!(run.wait(SOON).status, 141);
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn reader_that_leaves_after_the_end_changes_nothing() {
    let Some(room) = room() else { return };
    let mut command = room.command_at(
        "/bin/sh",
        &["-c", "\"$0\" run 'exit 3' | true; \"$0\" run 'exit 4' >/dev/null; echo $?", &room.mesos()],
    );
    command.stdin(std::process::Stdio::null());
    let ended = room.launch(command).wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "4\n"), "{}", ended.stderr);
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
    let left = room.leftovers();
    assert!(left.len() == 1 && left[0].starts_with("mesos-"), "its folder alone: {left:?}");
    assert_eq!(processes::mounts(&room.path("")), Vec::<String>::new());
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
    let is_executor = |process: &&Process| process.command == "mesos-executor";
    below.iter().find(is_executor).unwrap_or_else(|| panic!("no executor in {below:#?}")).kill();
    let ended = run.wait(SOON);
    assert!(ended.stderr.contains("TASK_FAILED"), "{}", ended.stderr);
    assert!(ended.stderr.to_lowercase().contains("executor"), "the reason is named: {}", ended.stderr);
    assert_eq!(ended.status, 125, "{}", ended.stderr);
    room.is_quiet(Duration::from_secs(2), &[]);
}

#[test]
fn much_output_arrives_whole() {
    const TOTAL: usize = 50_000_000;
    let Some(room) = room() else { return };
    let mut child = room.command(&["run", &format!("head -c {TOTAL} /dev/zero")]).spawn().unwrap();
    let copied = std::io::copy(&mut child.stdout.take().unwrap(), &mut std::io::sink()).unwrap();
    assert_eq!(copied, TOTAL as u64);
    assert_eq!(mesos_conformance::Program::new(child, "mesos run, much output".into()).wait(SOON).status, 0);
}

#[test]
fn a_gigabyte_into_a_slow_reader_costs_no_memory() {
    const TOTAL: usize = 1 << 30;
    /// More than any of our buffers holds, and little enough to be read slowly.
    const SLOWLY: usize = 40 << 20;
    /// The rest is read as fast as it comes.
    const ALL_OF_IT: Duration = Duration::from_secs(300);
    let Some(room) = room() else { return };
    // A hole in a file is read as any other output, and takes no disk.
    let mut child = room.command(&["run", &format!("truncate -s {TOTAL} $MESOS_SANDBOX/stdout")]).spawn().unwrap();
    let pid = i32::try_from(child.id()).unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let program = mesos_conformance::Program::new(child, "mesos run, a gigabyte".into());
    let mut buffer = vec![0; 256 << 10];
    stdout.read_exact(&mut buffer).unwrap();
    let (mut count, mut most, at_first) = (buffer.len(), 0, processes::resident(pid));
    let (begun, mut reads) = (Instant::now(), 0);
    while count < TOTAL {
        let read = stdout.read(&mut buffer).unwrap();
        assert_ne!(read, 0, "the output ends at {count}: {}", program.stderr());
        assert!(buffer[..read].iter().all(|byte| *byte == 0), "other bytes than those of the task before {count}");
        assert!(begun.elapsed() < ALL_OF_IT, "{count} bytes in {:?}", begun.elapsed());
        count += read;
        reads += 1;
        if count < SLOWLY {
            thread::sleep(Duration::from_millis(1));
        }
        if count < SLOWLY || reads % 100 == 0 {
            most = most.max(processes::resident(pid));
        }
    }
    assert_eq!(stdout.read(&mut buffer).unwrap(), 0, "not a byte more than the task wrote");
    assert_eq!((count, program.wait(SOON).status), (TOTAL, 0));
    assert!(at_first > 0 && most < at_first + (32 << 20) && most < 150 << 20, "{at_first}, then {most} bytes resident");
    room.is_quiet(SLACK, &[]);
}

#[test]
fn output_arrives_while_the_task_goes_on() {
    let Some(room) = room() else { return };
    // The task waits for an answer to what it printed.
    let answer = room.path("answer").display().to_string();
    let command = format!("echo question; echo aside >&2; until [ -e {answer} ]; do sleep 0.02; done; echo thanks");
    let mut run = room.start(&["run", &command]);
    run.wait_for("question\n", SOON);
    run.wait_for("aside\n", SOON);
    std::fs::write(&answer, "").unwrap();
    let ended = run.wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "question\nthanks\n"), "{}", ended.stderr);
}

#[test]
fn what_was_not_started_is_125_with_the_reason() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["--resources=cpus:1;mem:64", ""]);
    assert!(ended.status == 125 && ended.stderr.contains("empty"), "{}: {}", ended.status, ended.stderr);
    if !skip::needs_root() {
        return;
    }
    let ended = task(&room, &["--user", "no-such-user", "true"]);
    assert!(ended.status == 125 && ended.stderr.contains("no-such-user"), "{}: {}", ended.status, ended.stderr);
    assert!(ended.stderr.contains("REASON_CONTAINER_LAUNCH_FAILED"), "{}", ended.stderr);
}

#[test]
fn states_come_with_their_times_and_as_json_if_asked() {
    let Some(room) = room() else { return };
    let ended = task(&room, &["true"]);
    let states: Vec<&str> = ended.stderr.lines().collect();
    assert!(states.iter().all(|line| line.as_bytes()[2] == b':' && line.contains("Z TASK_")), "{}", ended.stderr);
    let ended = task(&room, &["--json", "exit 2"]);
    let states: Vec<serde_json::Value> = ended.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(states.iter().all(|state| state["timestamp"].as_f64().is_some_and(|at| at > 1e9)), "{}", ended.stderr);
    let last = states.last().unwrap();
    assert_eq!((ended.status, last["state"].as_str()), (2, Some("TASK_FAILED")), "{}", ended.stderr);
}

#[test]
fn signal_status_of_the_tools_matches_that_of_the_system() {
    // Guards the tests above: a program that a signal ended must not pass for one that returned 128 + n by itself.
    let status = std::process::Command::new("/bin/sh").args(["-c", "kill -9 $$"]).status().unwrap();
    assert_eq!((status.code(), status.signal()), (None, Some(9)));
}
