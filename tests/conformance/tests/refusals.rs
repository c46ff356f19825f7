//! Bad input from users and their machines: refused at once, with a sentence that names what, why and what to do.

use std::net::{TcpListener, UdpSocket};
use std::time::{Duration, Instant};

use mesos_conformance::{Ended, Program, Room, binary, ports};
use nix::sys::signal::Signal;

const SOON: Duration = Duration::from_secs(20);
/// Within 5 s, and some for a busy machine.
const FIVE: Duration = Duration::from_secs(6);

fn refused(ended: &Ended, words: &[&str]) {
    assert_ne!(ended.status, 0, "stdout: {}\nstderr: {}", ended.stdout, ended.stderr);
    for word in words {
        assert!(ended.stderr.contains(word), "{word:?} in: {}", ended.stderr);
    }
    assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
}

#[test]
fn unknown_flag_is_named() {
    let Some(mesos) = binary::with_commands(&["run", "agent", "master"]) else { return };
    let room = Room::new(mesos);
    for command in ["run", "agent", "master"] {
        refused(&room.run(&[command, "--no-such-flag=1"], SOON), &["--no-such-flag"]);
    }
    refused(&room.run(&["no-such-command"], SOON), &["no-such-command"]);
}

#[test]
fn bad_duration_is_named_with_its_flag() {
    let Some(mesos) = binary::with_commands(&["agent", "master"]) else { return };
    let room = Room::new(mesos);
    refused(
        &room.run(&["agent", "--master=127.0.0.1:1", "--registration_backoff_factor=5parsecs"], SOON),
        &["registration_backoff_factor", "5parsecs"],
    );
    refused(&room.run(&["master", "--allocation_interval=soon"], SOON), &["allocation_interval", "soon"]);
    let mut command = room.command(&["master", "--ip=127.0.0.1"]);
    command.env("MESOS_ALLOCATION_INTERVAL", "never ever");
    refused(&room.launch(command).wait(SOON), &["never ever"]);
}

#[test]
fn an_unreadable_log_level_is_refused_with_those_there_are() {
    let Some(mesos) = binary::with_commands(&["run", "agents", "master"]) else { return };
    let room = Room::new(mesos);
    for words in [["run", "true"], ["agents", "--json"], ["master", "--registry=in_memory"]] {
        for (level, word) in [("loud", "loud"), ("libprocess=debug,chatty", "chatty"), ("libprocess", "libprocess")] {
            let ended = room.run(&[words[0], &format!("--log-level={level}"), words[1]], SOON);
            assert_eq!(ended.status, 2, "{words:?} {level}: {}", ended.stderr);
            refused(&ended, &["--log-level", word, "is no level", "off, error, warn, info, debug, trace"]);
        }
    }
    let mut command = room.command(&["agents"]);
    command.env("MESOS_LOG_LEVEL", "everything");
    let ended = room.launch(command).wait(SOON);
    assert_eq!(ended.status, 2, "{}", ended.stderr);
    refused(&ended, &["everything", "is no level"]);
}

#[test]
fn dashes_and_underscores_in_flags_are_alike() {
    let Some(mesos) = binary::with_commands(&["master"]) else { return };
    let room = Room::new(mesos);
    refused(&room.run(&["master", "--allocation-interval=soon"], SOON), &["soon"]);
    refused(&room.run(&["master", "--allocation_interval", "soon"], SOON), &["soon"]);
}

#[test]
fn bad_resources_are_named() {
    let Some(mesos) = binary::with_commands(&["agent"]) else { return };
    let room = Room::new(mesos);
    let work = format!("--work_dir={}", room.path("work").display());
    for bad in ["cpus:many", "cpus:-1", "ports:[9-1]", "nonsense"] {
        let flag = format!("--resources={bad}");
        let ended = room.run(&["agent", "--master=127.0.0.1:1", "--ip=127.0.0.1", "--port=0", &work, &flag], SOON);
        refused(&ended, &["resource", bad.split(':').next_back().unwrap_or(bad)]);
        let ended = room.run(&["run", &flag, "true"], SOON);
        refused(&ended, &["resource"]);
        assert_eq!(ended.status, 125, "{bad}: {}", ended.stderr);
    }
    for (flag, bad) in [("--cpus", "-1"), ("--mem", "lots"), ("--instances", "0"), ("--env", "NAME")] {
        let ended = room.run(&["run", &format!("{flag}={bad}"), "true"], SOON);
        assert_eq!(ended.status, 2, "{flag}: {}", ended.stderr);
        refused(&ended, &[flag, bad]);
    }
}

#[test]
fn unreachable_master_ends_run_with_125_and_others_with_1_within_5_s() {
    let Some(mesos) = binary::with_commands(&["run", "tasks", "agents", "frameworks"]) else { return };
    let room = Room::new(mesos);
    let nobody = format!("127.0.0.1:{}", ports::free());
    let ended = room.run(&["run", "--master", &nobody, "true"], SOON);
    assert_eq!(ended.status, 125, "{}", ended.stderr);
    assert!(ended.took < FIVE, "{:?}", ended.took);
    refused(&ended, &[&nobody]);
    let words: [&[&str]; 11] = [
        &["tasks"],
        &["agents"],
        &["frameworks"],
        &["tree"],
        &["top"],
        &["deadletters"],
        &["mailbox", "master"],
        &["kill", "task"],
        &["logs", "task"],
        &["logs", "-f", "task"],
        &["version"],
    ];
    for command in words {
        let ended = room.run(&[command, &["--master", &nobody]].concat(), SOON);
        assert_eq!(ended.status, 1, "{command:?}: {}", ended.stderr);
        assert!(ended.took < FIVE, "{command:?}: {:?}", ended.took);
        refused(&ended, &[&nobody]);
    }
    // A host that swallows everything refuses nothing: only time tells.
    let (_host, silent) = ports::silent_host();
    let (mut run, mut tasks) =
        (room.start(&["run", "--master", &silent, "true"]), room.start(&["tasks", "--master", &silent]));
    run.wait_for(&silent, FIVE);
    tasks.wait_for(&silent, FIVE);
    assert_eq!((run.wait(FIVE).status, tasks.wait(FIVE).status), (125, 1));
}

#[test]
fn ctrl_c_does_not_wait_for_a_master_that_is_silent() {
    let Some(mesos) = binary::with_commands(&["run"]) else { return };
    let room = Room::new(mesos);
    let silent = UdpSocket::bind(("127.0.0.1", 0)).unwrap();
    let port = silent.local_addr().unwrap().port();
    let _listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
    for (signal, status) in [(Signal::SIGINT, 130), (Signal::SIGTERM, 143)] {
        let run = room.start(&["run", "--master", &format!("127.0.0.1:{port}"), "true"]);
        // From its first word on it waits for an answer.
        silent.set_read_timeout(Some(SOON)).unwrap();
        silent.recv(&mut [0; 2048]).unwrap();
        let begun = Instant::now();
        run.signal(signal);
        let ended = run.wait(SOON);
        assert_eq!((ended.status, ended.stderr.as_str()), (status, ""));
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        // What it had said before is not the next one's first word.
        silent.set_nonblocking(true).unwrap();
        while silent.recv(&mut [0; 2048]).is_ok() {}
        silent.set_nonblocking(false).unwrap();
    }
}

#[test]
fn agent_without_a_master_keeps_trying_and_says_so() {
    let Some(mesos) = binary::with_commands(&["agent", "master", "agents"]) else { return };
    let room = Room::new(mesos);
    let port = ports::free();
    let nobody = format!("127.0.0.1:{port}");
    let mut agent = room.start(&[
        "agent",
        &format!("--master={nobody}"),
        "--ip=127.0.0.1",
        &format!("--port={}", ports::free()),
        &format!("--work_dir={}", room.path("agent").display()),
        "--resources=cpus:1;mem:64",
        "--registration_backoff_factor=100ms",
    ]);
    agent.wait_for("no master answers", SOON);
    assert!(agent.stderr().contains(&nobody), "{}", agent.stderr());
    let tries = |agent: &mut Program| agent.stderr().matches("still trying").count();
    agent.wait_until("it goes on", SOON, |agent| tries(agent) >= 2);
    assert_eq!(agent.stderr().matches("a node is lost").count(), 1, "told once, however often it tries: {}", agent.stderr());
    assert!(agent.runs(), "{}", agent.stderr());
    let (_master, address) = room.master_at(port);
    let known =
        || room.json(&["agents", "--master", &address]).is_some_and(|list| mesos_conformance::room::length(&list) == 1);
    assert!(room.eventually(Duration::from_secs(60), known), "{}", agent.stderr());
}

#[test]
fn port_in_use_says_whether_tcp_or_udp() {
    let Some(mesos) = binary::with_commands(&["master"]) else { return };
    let room = Room::new(mesos);
    let work = format!("--work_dir={}", room.path("work").display());
    // Both from the numbers that systems give to nobody: the other half must be free.
    let port = ports::free();
    let _tcp = TcpListener::bind(("127.0.0.1", port)).unwrap();
    let port = port.to_string();
    refused(&room.run(&["master", "--ip=127.0.0.1", &format!("--port={port}"), &work], SOON), &[&port, "TCP"]);
    let port = ports::free();
    let _udp = UdpSocket::bind(("127.0.0.1", port)).unwrap();
    let port = port.to_string();
    refused(&room.run(&["master", "--ip=127.0.0.1", &format!("--port={port}"), &work], SOON), &[&port, "UDP"]);
    let agent = ["agent", "--master=127.0.0.1:1", "--ip=127.0.0.1", &format!("--port={port}"), &work];
    refused(&room.run(&agent, SOON), &[&port, "UDP"]);
    let local = room.run(&["local", &format!("--port={port}")], SOON);
    refused(&local, &[&port, "UDP"]);
    assert_eq!((local.status, room.leftovers()), (1, Vec::new()));
}

#[test]
fn unwritable_work_folder_is_named() {
    let Some(mesos) = binary::with_commands(&["master", "agent"]) else { return };
    let room = Room::new(mesos);
    // Below a plain file nobody can make a folder, not even root.
    std::fs::write(room.path("file"), "").unwrap();
    let work = room.path("file").join("work").display().to_string();
    let flag = format!("--work_dir={work}");
    refused(
        &room.run(&["master", "--ip=127.0.0.1", &format!("--port={}", ports::free()), &flag], SOON),
        &["work folder", &work],
    );
    let port = format!("--port={}", ports::free());
    refused(&room.run(&["agent", "--master=127.0.0.1:1", "--ip=127.0.0.1", &port, &flag], SOON), &["work folder", &work]);
}

#[test]
fn address_off_loopback_without_a_key_is_refused() {
    let Some(mesos) = binary::with_commands(&["master"]) else { return };
    let room = Room::new(mesos);
    let work = format!("--work_dir={}", room.path("work").display());
    let port = format!("--port={}", ports::free());
    let agent: &[&str] = &["agent", "--master=127.0.0.1:1"];
    for daemon in [&["master"], agent] {
        let ended = room.run(&[daemon, &["--ip=0.0.0.0", &port, &work]].concat(), SOON);
        refused(&ended, &["--insecure", "mesos cluster new-key", "--cluster-key"]);
        assert_eq!(ended.status, 1, "{}", ended.stderr);
    }
    // The way out that the sentence names.
    let key = room.path("key").display().to_string();
    assert_eq!(room.run(&["cluster", "new-key", &key], SOON).status, 0);
    let insecure: &[&str] = &["--insecure"];
    for way in [&["--cluster-key", &key], insecure] {
        let words = [&["master", "--ip=0.0.0.0", "--advertise_ip=127.0.0.1", &port, &work], way].concat();
        let mut master = room.start(&words);
        master.wait_for("master at 127.0.0.1:", SOON);
        master.signal(Signal::SIGTERM);
        assert_eq!(master.wait(SOON).status, 0, "{way:?}");
    }
}
