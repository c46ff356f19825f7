//! Nodes without the key, readers without haste, and what is told to whoever asks from elsewhere.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use mesos_conformance::processes::resident;
use mesos_conformance::{Program, Room, binary, http, ports, skip};

use crate::faults::{Cluster, SOON};

/// An agent that tries to join that master as often as it can.
fn suitor(room: &Room, master: &str, more: &[&str]) -> Program {
    let work = format!("--work_dir={}", room.path(&format!("suitor-{}", ports::free())).display());
    let master = format!("--master={master}");
    let words = ["agent", "--ip=127.0.0.1", "--port=0", &master, &work, "--registration_backoff_factor=10ms"];
    room.start(&[&words[..], more].concat())
}

/// How often each cause of a refusal stands in what a node printed.
fn refusals(log: &str) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for line in log.lines().filter(|line| line.contains("a peer was refused")) {
        let cause = line.split_once("cause=").map_or(line, |(_, cause)| cause);
        *counted.entry(cause.to_owned()).or_default() += 1;
    }
    counted
}

/// The counter of that name at a node.
fn counter(address: &str, name: &str) -> f64 {
    let page = http::get(address, "/metrics/snapshot", Duration::from_secs(2)).unwrap().body;
    let from = page.find('{').unwrap_or_default();
    let value: serde_json::Value = serde_json::Deserializer::from_str(&page[from..]).into_iter().next().unwrap().unwrap();
    value[name].as_f64().unwrap_or_else(|| panic!("no {name} in {value}"))
}

#[test]
fn nodes_of_another_cluster_are_refused_and_each_cause_is_logged_once_a_minute() {
    let Some(cluster) = Cluster::small() else { return };
    let theirs = Room::new(binary::with_commands(&[]).unwrap());
    let mut strangers: Vec<Program> = (0..3).map(|_| suitor(&theirs, &cluster.address, &[])).collect();
    let refused = || counter(&cluster.address, "transport/peers_refused") >= 6.0;
    assert!(cluster.room.eventually(SOON, refused), "each of them tries more than once");
    let logged = refusals(&cluster.master.stderr());
    assert!(!logged.is_empty() && logged.values().all(|times| *times == 1), "{logged:#?}");
    assert!(logged.len() <= 2, "few causes: {logged:#?}");
    assert!(strangers.iter_mut().all(Program::runs), "they keep trying");
    assert_eq!(cluster.agents().len(), 1);
    let ended = cluster.run("echo unharmed").wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "unharmed\n"), "{}", ended.stderr);
}

#[test]
fn what_proves_nothing_never_joins_a_cluster_with_a_key_nor_the_other_way_round() {
    let Some(cluster) = Cluster::small() else { return };
    let _suitor = suitor(&cluster.room, &cluster.address, &["--insecure"]);
    let refused = || counter(&cluster.address, "transport/peers_refused") >= 2.0;
    assert!(cluster.room.eventually(SOON, refused), "{}", cluster.master.stderr());
    assert_eq!(cluster.agents().len(), 1);
    let ended = cluster.room.run(&["tasks", "--insecure", "--master", &cluster.address], SOON);
    assert_eq!(ended.status, 1, "{}", ended.stdout);

    let port = ports::free();
    let open = format!("127.0.0.1:{port}");
    let work = format!("--work_dir={}", cluster.room.path("open").display());
    let mut master = cluster.room.start(&["master", "--insecure", "--ip=127.0.0.1", &format!("--port={port}"), &work]);
    master.wait_until("it answers", SOON, |_| http::get(&open, "/health", SOON).is_ok());
    let keyed = suitor(&cluster.room, &open, &[]);
    let insecure = suitor(&cluster.room, &open, &["--insecure"]);
    let known = || {
        let list = cluster.room.json(&["agents", "--insecure", "--master", &open]).unwrap_or_default();
        list["slaves"].as_array().map_or(0, Vec::len)
    };
    assert!(cluster.room.eventually(SOON, || known() == 1), "its like may join: {}", insecure.stderr());
    let refused = || counter(&open, "transport/peers_refused") >= 2.0;
    assert!(cluster.room.eventually(SOON, refused), "{}", keyed.stderr());
    assert_eq!(known(), 1);
}

#[test]
fn two_hundred_idle_connections_and_slow_readers_hold_nobody_up() {
    let Some(cluster) = Cluster::small() else { return };
    let agent = format!("127.0.0.1:{}", cluster.agent_port);
    let begin = |address: &str, number: usize| {
        let mut stream = http::connect(address, SOON).unwrap();
        // Some say nothing, some never finish their request, some ask for much and read nothing.
        let request = match number % 3 {
            0 => String::new(),
            1 => "GET /metrics/snapshot HTTP/1.1\r\nHost: a\r\n".to_owned(),
            _ => "GET /master/state HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50),
        };
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    let idle: Vec<TcpStream> =
        [&cluster.address, &agent].iter().flat_map(|at| (0..200).map(|number| begin(at, number))).collect();
    for address in [&cluster.address, &agent] {
        let begun = Instant::now();
        assert_eq!(http::get(address, "/health", SOON).unwrap().status, 200);
        assert!(begun.elapsed() < Duration::from_secs(1), "{address}: {:?}", begun.elapsed());
    }
    let ended = cluster.run("echo not held up").wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "not held up\n"), "{}", ended.stderr);
    assert!(ended.took < Duration::from_secs(3), "{:?}", ended.took);
    for program in [&cluster.master, &cluster.agent] {
        assert!(resident(program.pid()) < 256 << 20, "{} bytes", resident(program.pid()));
        assert!(!program.stderr().contains("panicked"), "{}", program.stderr());
    }
    drop(idle);
}

/// Asks from a network of its own, in which the master's address is none of loopback.
const ELSEWHERE: &str = r#"
set -e
ip link set lo up
ip address add 10.93.0.1/32 dev lo
"$MESOS" master --ip=10.93.0.1 --port=5050 --cluster-key="$KEY" --work_dir="$WORK" &
master=$!
trap 'kill $master; wait $master || true' EXIT
ask() {
    exec 3<>/dev/tcp/10.93.0.1/5050 || return 1
    printf '%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n' "$1" "$2" >&3
    read -r version status rest <&3
    echo "$1 $2 $status"
    exec 3<&-
}
tasks() { "$MESOS" tasks --master=10.93.0.1:5050 --json "$@" >/dev/null 2>&1; }
until tasks --cluster-key="$KEY"; do kill -0 $master; done
for path in /health /version /flags /metrics /metrics/snapshot /__processes__ /inspect/tree /master/state /master/tasks; do
    ask GET $path
done
ask POST /master/kill
tasks --cluster-key="$KEY" && echo operator reads
tasks --insecure || echo stranger does not
"#;

#[test]
fn off_loopback_only_health_and_version_are_told_to_strangers() {
    let Some(mesos) = binary::with_commands(&["master", "tasks", "cluster"]) else { return };
    if !skip::needs_root() {
        return;
    }
    let room = Room::new(mesos);
    let key = room.path("key");
    assert_eq!(room.run(&["cluster", "new-key", &key.display().to_string()], SOON).status, 0);
    let mut command = room.command_at("unshare", &["--net", "bash", "-c", ELSEWHERE]);
    command.env("MESOS", &mesos.path).env("KEY", &key).env("WORK", room.path("master"));
    let ended = room.launch(command).wait(2 * SOON);
    if ended.stderr.contains("unshare failed") {
        return skip::skip("this machine allows no network of its own");
    }
    let answers: Vec<&str> = ended.stdout.lines().filter(|line| !line.starts_with("master at")).collect();
    let expected = [
        "GET /health 200",
        "GET /version 200",
        "GET /flags 403",
        "GET /metrics 403",
        "GET /metrics/snapshot 403",
        "GET /__processes__ 403",
        "GET /inspect/tree 403",
        "GET /master/state 403",
        "GET /master/tasks 403",
        "POST /master/kill 403",
        "operator reads",
        "stranger does not",
    ];
    assert_eq!(answers, expected, "{}", ended.stderr);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
}
