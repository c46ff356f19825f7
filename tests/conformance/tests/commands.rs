//! Commands that look into a cluster and act on it, as a user types them; with `--json` each prints one JSON value.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::Duration;

use mesos_conformance::room::length;
use mesos_conformance::{Program, Room, binary, ports, workspace};
use nix::sys::signal::Signal;
use serde_json::Value;

const SOON: Duration = Duration::from_secs(30);
const VIEWS: [&str; 6] = ["tasks", "agents", "frameworks", "tree", "top", "deadletters"];

#[test]
fn user_finds_reads_and_kills_a_task() {
    let Some(mesos) = binary::with_commands(&["run", "master", "agent", "tasks", "agents", "frameworks", "kill", "logs"])
    else {
        return;
    };
    let room = Room::new(mesos);
    let (_master, address) = room.master();
    let _agent = room.agent(&address, "cpus:2;mem:512", 1);
    let command = "echo first; echo other >&2; while :; do echo more; sleep 0.1; done";
    let mut run = room.start(&["run", "--master", &address, "--name", "shop", command]);
    run.wait_for("more", SOON);

    let tasks = room.json(&["tasks", "--master", &address]).unwrap();
    let text = tasks.to_string();
    assert!(length(&tasks) == 1 && text.contains("TASK_RUNNING"), "{tasks}");
    let id = find(&tasks, &["id", "task_id"]).unwrap_or_else(|| panic!("no id in {tasks}"));
    let table = room.run(&["tasks", "--master", &address], SOON);
    assert!(table.status == 0 && table.stdout.contains(&id), "{}{}", table.stdout, table.stderr);
    assert!(!table.stdout.contains('\u{1b}'), "colours only on a terminal: {:?}", table.stdout);
    let frameworks = room.json(&["frameworks", "--master", &address]).unwrap();
    assert!(length(&frameworks) == 1 && frameworks.to_string().contains("shop"), "{frameworks}");

    let logs = room.run(&["logs", "--master", &address, &id], SOON);
    assert!(logs.status == 0 && logs.stdout.starts_with("first\nmore\n"), "{}{}", logs.stdout, logs.stderr);
    let mut follow = room.start(&["logs", "-f", "--master", &address, &id]);
    follow.wait_until("it follows", SOON, |it| it.stdout().lines().count() > 20);

    let killed = room.run(&["kill", "--master", &address, &id], SOON);
    assert_eq!(killed.status, 0, "{}", killed.stderr);
    let ended = run.wait(SOON);
    assert!(ended.status != 0 && ended.stderr.contains("TASK_KILLED"), "{}: {}", ended.status, ended.stderr);
    let followed = follow.wait(SOON);
    assert_eq!((followed.status, &followed.stdout), (0, &ended.stdout), "all that there was, to its end");
    let errors = room.run(&["logs", "--stderr", "--master", &address, &id], SOON);
    assert_eq!((errors.status, errors.stdout.as_str()), (0, "other\n"), "{}", errors.stderr);
    let all = room.json(&["tasks", "--all", "--master", &address]).unwrap();
    assert!(all.to_string().contains("TASK_KILLED"), "{all}");
    let unknown = room.run(&["kill", "--master", &address, "no-such-task"], SOON);
    assert!(unknown.status == 1 && unknown.stderr.contains("no-such-task"), "{}: {}", unknown.status, unknown.stderr);
}

#[test]
fn logs_that_follow_end_with_141_when_their_reader_leaves() {
    let Some(mesos) = binary::with_commands(&["run", "master", "agent", "tasks", "logs"]) else { return };
    let room = Room::new(mesos);
    let (_master, address) = room.master();
    let _agent = room.agent(&address, "cpus:2;mem:512", 1);
    // Of one that goes on to print, and of one that says nothing more.
    for command in ["while :; do echo line; sleep 0.05; done", "echo line; sleep 1000"] {
        let mut run = room.start(&["run", "--master", &address, command]);
        run.wait_for("line", SOON);
        let tasks = room.json(&["tasks", "--master", &address]).unwrap();
        let id = find(&tasks, &["id", "task_id"]).unwrap_or_else(|| panic!("no id in {tasks}"));
        let mut child = room.command(&["logs", "-f", "--master", &address, &id]).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut first = [0; 5];
        stdout.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"line\n");
        drop(stdout);
        let ended = Program::new(child, "mesos logs -f, stdout closed".into()).wait(SOON);
        assert_eq!((ended.status, ended.stderr.as_str()), (141, ""), "{command}");
        assert!(run.runs(), "the task goes on without that reader");
        run.signal(Signal::SIGINT);
        assert_eq!(run.wait(SOON).status, 130);
    }
}

/// The first string under one of these names.
fn find(value: &Value, names: &[&str]) -> Option<String> {
    match value {
        Value::Object(fields) => names
            .iter()
            .find_map(|name| fields.get(*name)?.as_str().map(str::to_owned))
            .or_else(|| fields.values().find_map(|value| find(value, names))),
        Value::Array(values) => values.iter().find_map(|value| find(value, names)),
        _ => None,
    }
}

#[test]
fn every_view_prints_a_table_and_parses_as_json() {
    let Some(mesos) = binary::with_commands(&[&["master", "agent", "mailbox"], &VIEWS[..]].concat()) else { return };
    let room = Room::new(mesos);
    let (_master, address) = room.master();
    let _agent = room.agent(&address, "cpus:2;mem:512", 1);
    for view in VIEWS {
        let shown = room.run(&[view, "--master", &address], SOON);
        assert_eq!(shown.status, 0, "{view}: {}", shown.stderr);
        assert!(room.json(&[view, "--master", &address]).is_some(), "{view} --json");
    }
    let tree = room.run(&["tree", "--master", &address], SOON).stdout;
    for actor in ["master", "registrar", "allocator"] {
        assert!(tree.contains(actor), "{actor} in {tree}");
    }
    let top = room.run(&["top", "--master", &address], SOON).stdout;
    assert!(top.starts_with("ACTOR ") && ["master", "agent"].iter().all(|actor| top.contains(actor)), "{top}");
    let mailbox = room.run(&["mailbox", "--master", &address, "master"], SOON);
    assert!(mailbox.status == 0 && mailbox.stdout.starts_with("master@"), "{}{}", mailbox.stdout, mailbox.stderr);
    let unknown = room.run(&["mailbox", "--master", &address, "nobody"], SOON);
    assert!(unknown.status == 1 && unknown.stderr.contains("nobody"), "{}: {}", unknown.status, unknown.stderr);
    let version = room.json(&["version", "--master", &address]).unwrap();
    assert_eq!(version["master"], version["version"]);
    assert!(room.json(&["mailbox", "--master", &address, "master"]).is_some());
}

#[test]
fn version_and_help_need_no_cluster() {
    let Some(mesos) = binary::with_commands(&["version"]) else { return };
    let room = Room::new(mesos);
    let version = room.run(&["version"], SOON);
    assert!(version.status == 0 && version.stdout.contains(env!("CARGO_PKG_VERSION")), "{}", version.stdout);
    assert!(room.json(&["version"]).is_some());
    for command in ["run", "local", "master", "agent", "tasks", "logs"] {
        let help = room.run(&[command, "--help"], SOON);
        assert!(help.status == 0 && help.stdout.contains("Usage"), "{command}: {}", help.stderr);
    }
}

#[test]
fn daemons_end_on_sigterm_and_leave_no_process() {
    let Some(mesos) = binary::with_commands(&["master", "agent", "run", "agents"]) else { return };
    let room = Room::new(mesos);
    let (master, address) = room.master();
    let agent = room.agent(&address, "cpus:2;mem:512", 1);
    let mut run = room.start(&["run", "--master", &address, "echo ready; sleep 1000"]);
    run.wait_for("ready", SOON);
    agent.signal(Signal::SIGTERM);
    let ended = agent.wait(SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    room.is_quiet(Duration::from_secs(2), &[master.pid(), run.pid()]);
    master.signal(Signal::SIGTERM);
    let ended = master.wait(SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
}

/// The shell blocks of the README that use the program, in order.
fn blocks(readme: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match (line.trim(), inside) {
            ("```sh", _) => {
                inside = true;
                blocks.push(String::new());
            }
            ("```", true) => inside = false,
            (line, true) => {
                if let Some(block) = blocks.last_mut() {
                    block.push_str(line);
                    block.push('\n');
                }
            }
            _ => {}
        }
    }
    blocks
        .retain(|block| block.lines().any(|line| line.starts_with("mesos ") || line.starts_with("cargo run --release -- ")));
    blocks
}

#[test]
fn commands_of_the_readme_work_as_typed() {
    let Some(mesos) = binary::with_commands(&["run", "local", "tasks", "agents", "tree", "top"]) else { return };
    // Where another master holds the port that the README names, it is read with another one.
    let port = if TcpListener::bind(("127.0.0.1", 5050)).is_ok() { 5050 } else { ports::free() };
    let address = format!("127.0.0.1:{port}");
    let room = Room::new(mesos);
    let readme = fs::read_to_string(workspace::root().join("README.md")).unwrap().replace("127.0.0.1:5050", &address);
    let blocks = blocks(&readme);
    assert!(blocks.len() >= 3, "the README shows how to start: {blocks:?}");
    // The program is built already; what the README says to build it with leads to it.
    let tools = room.path("bin");
    fs::create_dir(&tools).unwrap();
    symlink(&mesos.path, tools.join("mesos")).unwrap();
    let cargo = tools.join("cargo");
    fs::write(
        &cargo,
        "#!/bin/sh\n[ \"$1\" = run ] || exit 0\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec mesos \"$@\"\n",
    )
    .unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let mut cluster: Option<Program> = None;
    for block in blocks {
        let stays = block.contains(" local ");
        // A cluster stays in its terminal, where Ctrl-C reaches it, while the next block is typed in another one.
        let script = if stays { format!("exec {block}") } else { block.clone() };
        let mut command = room.command_at("/bin/sh", &["-ec", &script]);
        command.env("PATH", &path);
        if port != 5050 {
            command.env("MESOS_PORT", port.to_string());
            if !block.contains(" run --release -- run ") {
                command.env("MESOS_MASTER", &address);
            }
        }
        if stays {
            cluster.insert(room.launch(command)).wait_for("Ctrl-C ends the cluster", SOON);
            continue;
        }
        let ended = room.launch(command).wait(Duration::from_secs(90));
        assert_eq!(ended.status, 0, "{script}stdout: {}\nstderr: {}", ended.stdout, ended.stderr);
        assert!(ended.stdout.contains("hello from "), "{script}{}", ended.stdout);
    }
    let cluster = cluster.expect("the README starts a cluster");
    cluster.signal(Signal::SIGINT);
    assert_eq!(cluster.wait(SOON).status, 0);
    room.is_quiet(Duration::from_secs(2), &[]);
}
