//! A master, agents and frameworks as programs of their own: faults, strangers, and what users see of it.

use std::fs;
use std::io::{Read, Write};
use std::net::UdpSocket;
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::{Duration, Instant};

use mesos_conformance::processes::{Process, descendants};
use mesos_conformance::room::length;
use mesos_conformance::{Room, binary, http, ports, skip};
use nix::sys::signal::Signal;
use serde_json::Value;

const SOON: Duration = Duration::from_secs(30);
const COMMANDS: [&str; 5] = ["run", "master", "agent", "agents", "tasks"];
const SMALL: &str = "cpus:2;mem:512;disk:1024";

fn room() -> Option<Room> {
    binary::with_commands(&COMMANDS).map(Room::new)
}

/// Bytes that no one expects, the same in every run.
fn noise(count: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .collect()
}

#[test]
fn task_runs_on_an_agent_of_its_own_process() {
    let Some(room) = room() else { return };
    let (_master, address) = room.master();
    let agent = room.agent(&address, SMALL, 1);
    let ended = room.run(&["run", "--master", &address, "echo here; exit 4"], SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (4, "here\n"), "{}", ended.stderr);
    // What starts containers stays for as long as the agent.
    let is_left = |process: &Process| !process.command.starts_with("mesos-starter");
    assert!(room.eventually(Duration::from_secs(5), || !descendants(agent.pid()).iter().any(is_left)));
}

#[test]
fn task_goes_on_and_its_output_arrives_when_the_master_is_restarted() {
    let Some(room) = room() else { return };
    let (mut master, address) = room.master();
    let port = address.rsplit(':').next().unwrap().parse().unwrap();
    let _agent = room.agent(&address, SMALL, 1);
    let mut run =
        room.start(&["run", "--master", &address, "for i in $(seq 1 40); do echo line $i; sleep 0.2; done; exit 5"]);
    run.wait_for("line 3\n", SOON);
    master.signal(Signal::SIGKILL);
    master.wait_until("the master is gone", SOON, |it| !it.runs());
    run.wait_until("output goes on or waits", Duration::from_secs(2), |it| it.runs());
    let (_again, _) = room.master_at(port);
    let ended = run.wait(Duration::from_secs(90));
    let expected: String = (1..=40).map(|i| format!("line {i}\n")).collect();
    assert_eq!((ended.status, ended.stdout), (5, expected), "{}", ended.stderr);
}

#[test]
fn agent_that_is_killed_takes_its_tasks_with_it_within_2_s() {
    let Some(room) = room() else { return };
    let (master, address) = room.master();
    let agent = room.agent(&address, SMALL, 1);
    let mut run = room.start(&["run", "--master", &address, "setsid sleep 1000 & echo ready; sleep 1001"]);
    run.wait_for("ready", SOON);
    agent.signal(Signal::SIGKILL);
    room.is_quiet(Duration::from_secs(2), &[master.pid(), run.pid(), agent.pid()]);
    assert!(run.runs(), "what became of the task is not known yet: {}", run.stderr());
}

#[test]
fn tasks_of_a_killed_run_end_after_its_fail_over_time() {
    let Some(room) = room() else { return };
    let (master, address) = room.master();
    let agent = room.agent(&address, SMALL, 1);
    let mut run = room.start(&["run", "--master", &address, "echo ready; sleep 1000"]);
    run.wait_for("ready", SOON);
    run.signal(Signal::SIGKILL);
    let begun = Instant::now();
    room.is_quiet(Duration::from_secs(15), &[master.pid(), agent.pid()]);
    assert!(begun.elapsed() > Duration::from_secs(9), "its fail-over time is 10 s: {:?}", begun.elapsed());
}

#[test]
fn ctrl_c_needs_no_master_to_end_a_run() {
    let Some(room) = room() else { return };
    let (mut master, address) = room.master();
    let _agent = room.agent(&address, SMALL, 1);
    let mut run = room.start(&["run", "--master", &address, "echo ready; sleep 1000"]);
    run.wait_for("ready", SOON);
    master.signal(Signal::SIGKILL);
    master.wait_until("the master is gone", SOON, |it| !it.runs());
    let begun = Instant::now();
    run.interrupt();
    let ended = run.wait(SOON);
    assert_eq!(ended.status, 130, "{}", ended.stderr);
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}: {}", begun.elapsed(), ended.stderr);
    // While it looks for a master that does not answer, too.
    let (_host, silent) = ports::silent_host();
    let mut run = room.start(&["run", "--master", &silent, "true"]);
    run.wait_until("it handles signals", SOON, |run| mesos_conformance::processes::holds_back(run.pid(), Signal::SIGINT));
    run.interrupt();
    let ended = run.wait(Duration::from_secs(6));
    assert_eq!(ended.status, 130, "{}", ended.stderr);
}

#[test]
fn cluster_of_this_machine_ends_with_all_that_runs_on_it() {
    let Some(mesos) = binary::with_commands(&["run", "local"]) else { return };
    let room = Room::new(mesos);
    for (signal, status) in [(Signal::SIGINT, 0), (Signal::SIGKILL, 137)] {
        let (local, address) = room.local(2, &["--resources=cpus:1;mem:64"]);
        let command = "setsid sleep 1000 & echo ready; sleep 1001";
        let mut run = room.start(&["run", "--master", &address, "--instances", "2", command]);
        run.wait_until("both run", SOON, |run| run.stdout() == "ready\nready\n");
        local.signal(signal);
        let ended = local.wait(SOON);
        assert_eq!(ended.status, status, "{}", ended.stderr);
        room.is_quiet(Duration::from_secs(2), &[run.pid()]);
        run.interrupt();
        // A cluster that ends in order may tell in time that the tasks are lost with it.
        let told = signal == Signal::SIGINT;
        let ended = run.wait(SOON);
        assert!(ended.status == 130 || (told && ended.status == 125), "{}: {}", ended.status, ended.stderr);
    }
}

#[test]
fn random_bytes_to_both_ports_harm_nobody() {
    let Some(room) = room() else { return };
    let (mut master, address) = room.master();
    let mut agent = room.agent(&address, SMALL, 1);
    let agents = room.json(&["agents", "--master", &address]).unwrap();
    let listening: Vec<String> = [address.clone()].into_iter().chain(addresses(&agents)).collect();
    for (seed, target) in (1..).zip(&listening) {
        let socket = UdpSocket::bind(("127.0.0.1", 0)).unwrap();
        for size in [1, 7, 64, 1200, 1452, 9000] {
            for round in 0..50 {
                let _ = socket.send_to(&noise(size, seed * 1000 + round), target);
            }
        }
        for size in [1, 100, 10_000, 1 << 20] {
            if let Ok(mut stream) = http::connect(target, Duration::from_secs(2)) {
                let _ = stream.write_all(&noise(size, seed));
                let _ = stream.read(&mut [0; 1024]);
            }
        }
    }
    assert!(master.runs() && agent.runs());
    let ended = room.run(&["run", "--master", &address, "echo unharmed"], SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "unharmed\n"), "{}", ended.stderr);
    for log in [master.stderr(), agent.stderr()] {
        assert!(!log.contains("panicked"), "{log}");
        assert!(log.lines().count() < 500, "noise is not logged line by line: {} lines", log.lines().count());
    }
}

/// Every `ip:port` in a JSON value.
fn addresses(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.parse::<std::net::SocketAddr>().is_ok() => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(addresses).collect(),
        Value::Object(fields) => fields.values().flat_map(addresses).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn node_of_another_cluster_is_refused() {
    let Some(mesos) = binary::with_commands(&COMMANDS) else { return };
    let (ours, theirs) = (Room::new(mesos), Room::new(mesos));
    let (_master, address) = ours.master();
    let _agent = ours.agent(&address, SMALL, 1);
    // Another home, so another key.
    let mut stranger = theirs.start(&[
        "agent",
        &format!("--master={address}"),
        "--ip=127.0.0.1",
        &format!("--port={}", ports::free()),
        &format!("--work_dir={}", theirs.path("agent").display()),
        "--registration_backoff_factor=10ms",
    ]);
    thread::sleep(Duration::from_secs(4));
    assert!(stranger.runs(), "it keeps trying: {}", stranger.stderr());
    assert_eq!(length(&ours.json(&["agents", "--master", &address]).unwrap()), 1);
    let ended = theirs.run(&["run", "--master", &address, "true"], SOON);
    assert_eq!(ended.status, 125, "{}", ended.stderr);
    let ended = theirs.run(&["tasks", "--master", &address], SOON);
    assert_eq!(ended.status, 1, "stdout: {}\nstderr: {}", ended.stdout, ended.stderr);
}

#[test]
fn slow_http_readers_hold_nobody_up() {
    let Some(room) = room() else { return };
    let (_master, address) = room.master();
    let _agent = room.agent(&address, SMALL, 1);
    let mut idle = Vec::new();
    for number in 0..60 {
        let mut stream = http::connect(&address, Duration::from_secs(2)).unwrap();
        // Some never finish their request, others never read the answer.
        let request = if number % 2 == 0 {
            "GET /metrics/snapshot HTTP/1.1\r\nHost: a\r\n"
        } else {
            "GET /master/state HTTP/1.1\r\nHost: a\r\n\r\n"
        };
        stream.write_all(request.as_bytes()).unwrap();
        idle.push(stream);
    }
    let begun = Instant::now();
    assert_eq!(http::get(&address, "/health", Duration::from_secs(2)).unwrap().status, 200);
    assert!(begun.elapsed() < Duration::from_secs(2));
    let ended = room.run(&["run", "--master", &address, "echo not held up"], SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "not held up\n"), "{}", ended.stderr);
}

#[test]
fn task_of_the_agents_user_finds_no_cluster_key() {
    let Some(room) = room() else { return };
    let key = room.path("key");
    let made = room.run(&["cluster", "new-key", &key.display().to_string()], SOON);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let search = "env; cat /proc/self/environ /proc/$PPID/environ /proc/$PPID/cmdline 2>/dev/null; ls -l /proc/self/fd; \
                  for fd in /proc/self/fd/* /proc/$PPID/fd/*; do timeout 1 head -c 65536 $fd 2>/dev/null; done; \
                  find . -type f ! -name stdout -exec cat {} +; exit 0";
    let mut command = room.command(&["run", search]);
    command.env("MESOS_CLUSTER_KEY", &key);
    let ended = room.launch(command).wait(SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stdout.contains("PATH="), "the search found something at all: {}", ended.stdout);
    holds_no_key(&fs::read(&key).unwrap(), &ended.stdout);
}

/// No line of the key file that could be a secret occurs in what was found.
fn holds_no_key(key: &[u8], found: &str) {
    let text = String::from_utf8_lossy(key);
    let secrets: Vec<&str> = text.split_whitespace().filter(|word| word.len() >= 16).collect();
    assert!(!secrets.is_empty(), "the key file holds a long word");
    for secret in secrets {
        assert!(!found.contains(secret), "the task found the cluster's key");
    }
    assert!(!found.contains("PRIVATE KEY"), "the task found a private key");
}

#[test]
fn task_of_another_user_finds_no_cluster_key_anywhere() {
    let Some(room) = room() else { return };
    if !skip::needs_root() {
        return;
    }
    let Ok(Some(nobody)) = nix::unistd::User::from_name("nobody") else {
        return skip::skip("this machine has no user nobody");
    };
    // Files that are older than this cannot hold a key that is made after it.
    let mark = tempfile::Builder::new().prefix(room.tag()).suffix(".mark").tempfile().unwrap();
    fs::set_permissions(mark.path(), fs::Permissions::from_mode(0o644)).unwrap();
    let key = room.path("key");
    let made = room.run(&["cluster", "new-key", &key.display().to_string()], SOON);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let search = format!(
        "id -un; for p in /proc/[0-9]*; do cat $p/environ $p/cmdline; for f in $p/fd/*; do timeout 1 head -c 4096 $f; done; \
         done 2>/dev/null; find / /run /dev/shm -xdev -type f -size -64k -newer {} -readable -not -path '/proc/*' \
         -not -path '/sys/*' -not -name stdout -exec cat {{}} + 2>/dev/null; exit 0",
        mark.path().display()
    );
    let mut command = room.command(&["run", "--user", &nobody.name, &search]);
    command.env("MESOS_CLUSTER_KEY", &key);
    let ended = room.launch(command).wait(Duration::from_secs(120));
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stdout.starts_with("nobody\n"), "{}", ended.stdout);
    holds_no_key(&fs::read(&key).unwrap(), &ended.stdout);
}

#[test]
fn what_does_not_fit_waits_unless_asked_not_to() {
    let Some(room) = room() else { return };
    let (_master, address) = room.master();
    let says_it_all = |said: &str| {
        for expected in ["asks for cpus:64; mem:32", "cpus:2; mem:512", "--cpus 2"] {
            assert!(said.contains(expected), "what was asked, what is there, what to change; {expected:?} in: {said}");
        }
    };
    let none = room.run(&["run", "--master", &address, "--no-wait", "true"], SOON);
    assert!(none.status == 125 && none.stderr.contains("no agent"), "{}: {}", none.status, none.stderr);
    let _agent = room.agent(&address, SMALL, 1);
    let ended = room.run(&["run", "--master", &address, "--no-wait", "--cpus", "64", "true"], SOON);
    assert_eq!(ended.status, 125, "{}", ended.stderr);
    assert!(ended.took < Duration::from_secs(6), "{:?}", ended.took);
    says_it_all(&ended.stderr);
    let mut waits = room.start(&["run", "--master", &address, "--cpus", "64", "true"]);
    waits.wait_for("--no-wait ends instead", Duration::from_secs(6));
    assert!(waits.runs(), "{}", waits.stderr());
    says_it_all(&waits.stderr());
    // What comes later is taken.
    let _large = room.agent(&address, "cpus:64;mem:512", 2);
    assert_eq!(waits.wait(SOON).status, 0);
    let mut waits = room.start(&["run", "--master", &address, "--cpus", "65", "true"]);
    waits.wait_for("--no-wait ends instead", Duration::from_secs(6));
    waits.interrupt();
    assert_eq!(waits.wait(SOON).status, 130);
}

#[test]
fn task_that_is_lost_is_125_with_the_reason() {
    let Some(room) = room() else { return };
    let (_master, address) = room.master();
    let mut agent = room.agent(&address, SMALL, 1);
    let mut run = room.start(&["run", "--master", &address, "echo ready; sleep 1000"]);
    run.wait_for("ready", SOON);
    agent.signal(Signal::SIGKILL);
    agent.wait_until("the agent is gone", SOON, |it| !it.runs());
    // Tasks of a killed agent are reported when it returns, with its folder and under a new id.
    let _again = room.start(&agent.words());
    let ended = run.wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (125, "ready\n"), "{}", ended.stderr);
    assert!(ended.stderr.contains("TASK_LOST") && ended.stderr.contains("REASON_"), "{}", ended.stderr);
}
