//! How the program is typed: link names, variables, dashes, help, completion, logs, colours, keys.

use std::fs;
use std::io::Read;
use std::os::unix::fs::{MetadataExt, symlink};
use std::process::Stdio;
use std::time::Duration;

use mesos_conformance::{Program, Room, binary, http, ports};
use nix::pty::openpty;
use nix::sys::signal::Signal;

const SOON: Duration = Duration::from_secs(30);
const ALL: [&str; 15] = [
    "run",
    "local",
    "master",
    "agent",
    "tasks",
    "agents",
    "frameworks",
    "kill",
    "logs",
    "tree",
    "top",
    "mailbox",
    "deadletters",
    "version",
    "completion",
];

fn room(commands: &[&str]) -> Option<Room> {
    binary::with_commands(commands).map(Room::new)
}

fn answers(address: &str) -> bool {
    http::get(address, "/health", Duration::from_secs(1)).is_ok_and(|answer| answer.status == 200)
}

#[test]
fn links_are_the_daemons_they_are_named_after() {
    let Some(room) = room(&["master", "agent", "agents"]) else { return };
    for name in ["mesos-master", "mesos-slave", "mesos-agent"] {
        symlink(room.mesos(), room.path(name)).unwrap();
    }
    let port = ports::free();
    let address = format!("127.0.0.1:{port}");
    let work = |name: &str| format!("--work_dir={}", room.path(name).display());
    let words = ["--ip=127.0.0.1", &format!("--port={port}"), &work("m")];
    let mut master = room.launch(room.command_at(room.path("mesos-master"), &words));
    master.wait_for(&format!("master at {address}\n"), SOON);
    let agents = ["mesos-slave", "mesos-agent"].map(|name| {
        let (to, wait) = (format!("--master={address}"), "--registration_backoff_factor=10ms");
        let words = [&to, "--ip=127.0.0.1", "--port=0", &work(&format!("{name}-work")), "--resources=cpus:1;mem:64", wait];
        room.launch(room.command_at(room.path(name), &words))
    });
    let both =
        || room.json(&["agents", "--master", &address]).is_some_and(|list| mesos_conformance::room::length(&list) == 2);
    assert!(room.eventually(SOON, both), "{agents:?}");
}

#[test]
fn flags_come_from_variables_and_the_command_line_wins() {
    let Some(room) = room(&["master", "agents"]) else { return };
    let (port, other) = (ports::free(), ports::free());
    let mut command = room.command(&["master", "--port", &port.to_string()]);
    command.env("MESOS_PORT", other.to_string()).env("MESOS_IP", "127.0.0.1").env("MESOS_WORK_DIR", room.path("m"));
    command.env("MESOS_CLUSTER", "shop").env("MESOS_ALLOCATION_INTERVAL", "50ms");
    let mut master = room.launch(command);
    let address = format!("127.0.0.1:{port}");
    master.wait_for(&format!("master at {address}\n"), SOON);
    assert!(!answers(&format!("127.0.0.1:{other}")));
    assert!(room.path("m").is_dir(), "the work folder that the variable names");
    let flags = http::get(&address, "/flags", SOON).unwrap().body;
    assert!(flags.contains("shop") && flags.contains("50ms"), "{flags}");
    let mut agents = room.command(&["agents"]);
    agents.env("MESOS_MASTER", &address).env("MESOS_JSON", "1");
    let ended = room.launch(agents).wait(SOON);
    assert!(ended.status == 0 && ended.stdout.contains("\"slaves\""), "{}{}", ended.stdout, ended.stderr);
}

#[test]
fn what_is_yes_or_no_is_spelled_as_in_mesos() {
    let Some(room) = room(&["run"]) else { return };
    for flag in ["--no-switch_user", "--no_switch_user", "--switch-user=0", "--switch_user=false"] {
        let ended = room.run(&["run", flag, "true"], SOON);
        assert_eq!(ended.status, 0, "{flag}: {}", ended.stderr);
    }
    let ended = room.run(&["run", "--switch_user=perhaps", "true"], SOON);
    assert!(ended.status == 2 && ended.stderr.contains("perhaps"), "{}: {}", ended.status, ended.stderr);
}

#[test]
fn every_command_explains_itself_with_examples() {
    let Some(room) = room(&ALL) else { return };
    for words in ALL.iter().map(|command| vec![*command]).chain([vec!["cluster", "new-key"], vec![]]) {
        let ended = room.run(&[&words[..], &["--help"]].concat(), SOON);
        assert_eq!((ended.status, ended.stderr.as_str()), (0, ""), "{words:?}");
        assert!(ended.stdout.contains("Example") && ended.stdout.contains("  mesos "), "{words:?}: {}", ended.stdout);
    }
    for view in ["tasks", "agents", "frameworks", "kill", "logs", "tree", "top", "mailbox", "deadletters", "version"] {
        let help = room.run(&[view, "--help"], SOON).stdout;
        assert!(help.contains("--master") && help.contains("--json"), "{view}: {help}");
    }
}

#[test]
fn shells_complete_commands_and_flags() {
    let Some(room) = room(&["completion"]) else { return };
    for shell in ["bash", "zsh", "fish"] {
        let ended = room.run(&["completion", shell], SOON);
        assert_eq!(ended.status, 0, "{shell}: {}", ended.stderr);
        assert!(["deadletters", "new-key", "no-wait"].iter().all(|word| ended.stdout.contains(word)), "{shell}");
    }
    let script = "eval \"$(\"$0\" completion bash)\"; COMP_WORDS=(mesos dead); COMP_CWORD=1; _mesos mesos dead mesos; echo ${COMPREPLY[@]}";
    let ended = room.launch(room.command_at("bash", &["-c", script, &room.mesos()])).wait(SOON);
    assert_eq!((ended.status, ended.stdout.as_str()), (0, "deadletters\n"), "{}", ended.stderr);
}

/// A master that has said where it listens.
fn master(room: &Room, words: &[&str]) -> Program {
    let work = format!("--work_dir={}", room.path("work").display());
    let mut master = room.start(&[&["master", "--ip=127.0.0.1", "--port=0", &work], words].concat());
    master.wait_until("it says where it listens", SOON, |master| master.stdout().contains('\n'));
    master
}

#[test]
fn log_has_the_level_and_the_form_that_were_asked_for() {
    let Some(room) = room(&["master"]) else { return };
    let mut chatty = master(&room, &["--log-level=debug", "--log-json"]);
    chatty.wait_for("this master leads", SOON);
    chatty.signal(Signal::SIGTERM);
    let ended = chatty.wait(SOON);
    let lines: Vec<serde_json::Value> =
        ended.stderr.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"))).collect();
    assert!(
        lines.iter().any(|line| line["level"] == "DEBUG") && lines.iter().any(|line| line["level"] == "INFO"),
        "{lines:?}"
    );
    let silent = master(&room, &["--log_level=error"]);
    assert!(answers(silent.stdout().trim_start_matches("master at ").trim()));
    silent.signal(Signal::SIGTERM);
    assert_eq!(silent.wait(SOON).stderr, "");
    let said = master(&room, &["--json"]).stdout();
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(said["role"] == "master" && said["address"].as_str().is_some_and(|at| at.starts_with("127.0.0.1:")), "{said}");
}

/// What a command shows on a terminal.
fn on_terminal(room: &Room, words: &[&str], colours: bool) -> String {
    let terminal = openpty(None, None).unwrap();
    let mut command = room.command(words);
    command.stdout(Stdio::from(terminal.slave));
    if colours {
        command.env_remove("NO_COLOR");
    }
    let child = room.launch(command);
    // The command's own end of the terminal is open until it ends; then reading fails.
    let mut shown = Vec::new();
    let _ = fs::File::from(terminal.master).read_to_end(&mut shown);
    assert_eq!(child.wait(SOON).status, 0);
    String::from_utf8_lossy(&shown).into_owned()
}

#[test]
fn colours_are_for_terminals_only() {
    let Some(room) = room(&["local", "agents"]) else { return };
    let (_local, address) = room.local(1, &[]);
    let words = ["agents", "--master", &address];
    let shown = on_terminal(&room, &words, true);
    assert!(shown.contains("\u{1b}[32mactive\u{1b}[0m"), "{shown:?}");
    let plain = on_terminal(&room, &words, false);
    assert!(plain.contains("active") && !plain.contains('\u{1b}'), "NO_COLOR is heard: {plain:?}");
    let mut command = room.command(&words);
    command.env_remove("NO_COLOR");
    let piped = room.launch(command).wait(SOON).stdout;
    assert!(piped.contains("active") && !piped.contains('\u{1b}'), "{piped:?}");
}

#[test]
fn keys_are_made_once_and_join_those_who_share_them() {
    let Some(room) = room(&["cluster", "master", "agents"]) else { return };
    let (key, other) = (room.path("key").display().to_string(), room.path("other").display().to_string());
    for file in [&key, &other] {
        let made = room.run(&["cluster", "new-key", file], SOON);
        assert!(made.status == 0 && made.stdout.contains(file.as_str()), "{}{}", made.stdout, made.stderr);
        assert_eq!(fs::metadata(file).unwrap().mode() & 0o777, 0o600, "readable by its owner only");
    }
    assert_ne!(fs::read(&key).unwrap(), fs::read(&other).unwrap());
    let again = room.run(&["cluster", "new-key", &key], SOON);
    assert!(again.status == 1 && again.stderr.contains(&key), "{}: {}", again.status, again.stderr);

    let master = master(&room, &["--cluster-key", &key]);
    let address = master.stdout().trim_start_matches("master at ").trim().to_owned();
    let read = |flags: &[&str]| room.run(&[&["agents", "--master", &address], flags].concat(), SOON);
    let shared = read(&["--cluster_key", &key]);
    assert_eq!(shared.status, 0, "{}", shared.stderr);
    for flags in [vec!["--cluster-key", &other], vec!["--insecure"], vec![]] {
        let refused = read(&flags);
        assert!(refused.status == 1 && refused.stderr.contains(&address), "{flags:?}: {}", refused.stderr);
        assert!(refused.stderr.contains("key"), "{flags:?}: it says what may be wrong: {}", refused.stderr);
    }
    // The same of what is without a key: it joins nobody's cluster.
    let run = room.run(&["run", "--master", &address, "--cluster-key", &other, "true"], SOON);
    assert!(run.status == 125 && run.stderr.contains("key"), "{}: {}", run.status, run.stderr);
}
