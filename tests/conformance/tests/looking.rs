//! Looking into a running cluster and acting on its actors, with the real program: also on a real terminal.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::Stdio;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use mesos_conformance::{Program, Room, binary};
use nix::pty::{OpenptyResult, Winsize, openpty};
use parking_lot::Mutex;
use serde_json::Value;

const SOON: Duration = Duration::from_secs(30);
const COMMANDS: [&str; 7] = ["local", "top", "trace", "state", "exits", "connections", "actor"];

/// A program on a terminal of its own, and what its screen shows.
struct OnTerminal {
    program: Program,
    keys: File,
    screen: Arc<Mutex<vt100::Parser>>,
    restored: Arc<Mutex<Vec<u8>>>,
}

fn on_terminal(room: &Room, words: &[&str]) -> OnTerminal {
    let (rows, columns) = (24, 110);
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let OpenptyResult { master, slave } = openpty(&size, None).unwrap();
    let end = || Stdio::from(slave.try_clone().unwrap());
    let mut command = room.command(words);
    command.env("TERM", "xterm-256color").stdin(end()).stdout(end()).stderr(end());
    let child = command.spawn().unwrap();
    // Only the program holds the terminal's own end from here on.
    drop((command, slave));
    let keys = File::from(OwnedFd::try_clone(&master).unwrap());
    let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
    let restored = Arc::<Mutex<Vec<u8>>>::default();
    let (shown, all, mut output) = (screen.clone(), restored.clone(), File::from(master));
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut buffer) {
            shown.lock().process(&buffer[..count]);
            all.lock().extend_from_slice(&buffer[..count]);
        }
    });
    OnTerminal { program: Program::new(child, words.join(" ")), keys, screen, restored }
}

impl OnTerminal {
    fn shows(&self) -> String {
        self.screen.lock().screen().contents()
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    fn wait_for(&mut self, what: &str) {
        let screen = self.screen.clone();
        let holds = move || screen.lock().screen().contents().contains(what);
        let mut waited = Duration::ZERO;
        while !holds() {
            assert!(waited < SOON && self.program.runs(), "{what:?} is not shown:\n{}", self.shows());
            thread::sleep(Duration::from_millis(20));
            waited += Duration::from_millis(20);
        }
    }
}

#[test]
fn top_fills_a_terminal_follows_keys_and_gives_the_terminal_back() {
    let Some(mesos) = binary::with_commands(&COMMANDS) else { return };
    let room = Room::new(mesos);
    let (_local, address) = room.local(1, &[]);
    let mut top = on_terminal(&room, &["top", "--master", &address]);
    top.wait_for("allocator");
    top.wait_for("QUEUE");
    top.wait_for("actors  [");
    assert!(top.shows().lines().next().unwrap().starts_with(&address), "{}", top.shows());
    // A filter leaves one row, and Enter looks into it.
    top.press("/registrar\r");
    top.wait_for("filter: registrar");
    assert!(!top.shows().contains("allocator"), "{}", top.shows());
    top.press("\r");
    top.wait_for("Mailbox Trace Times State");
    top.wait_for("handled, busy");
    top.press("s");
    top.wait_for("\"term\"");
    top.press("\t\u{1b}");
    top.wait_for("ACTOR");
    top.press("q");
    let restored = top.restored.clone();
    let ended = top.program.wait(SOON);
    assert_eq!(ended.status, 0);
    let leave = b"\x1b[?1049l";
    let holds = || restored.lock().windows(leave.len()).any(|window| window == leave);
    assert!(room.eventually(SOON, holds), "the terminal is as it was before");
}

#[test]
fn top_off_a_terminal_is_a_table_and_json() {
    let Some(mesos) = binary::with_commands(&COMMANDS) else { return };
    let room = Room::new(mesos);
    let (_local, address) = room.local(1, &[]);
    let table = room.run(&["top", "--master", &address], SOON);
    assert_eq!(table.status, 0, "{}", table.stderr);
    assert!(table.stdout.starts_with("ACTOR") && table.stdout.contains("allocator"), "{}", table.stdout);
    let value = room.json(&["top", "--master", &address]).unwrap();
    assert!(value["actors"].as_array().unwrap().iter().any(|actor| actor["id"] == "registrar"));
}

#[test]
fn an_operator_sees_states_traces_exits_and_connections_of_all_nodes() {
    let Some(mesos) = binary::with_commands(&COMMANDS) else { return };
    let room = Room::new(mesos);
    let (_local, address) = room.local(1, &[]);
    let master = ["--master", address.as_str()];
    let state = room.run(&["state", "registrar", master[0], master[1]], SOON);
    assert_eq!(state.status, 0, "{}", state.stderr);
    assert!(serde_json::from_str::<Value>(&state.stdout).is_ok_and(|state| state.is_object()), "{}", state.stdout);
    let trace = room.run(&["trace", "allocator", "--limit", "2", "--json", master[0], master[1]], SOON);
    assert_eq!(trace.status, 0, "{}", trace.stderr);
    let records: Vec<Value> = trace.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(|record| record["actor"] == "allocator" && record["outcome"] == "handled"), "{records:?}");
    let exits = room.run(&["exits", master[0], master[1]], SOON);
    assert_eq!((exits.status, exits.stdout.as_str()), (0, "no actor ended out of order\n"), "{}", exits.stderr);
    let connections = room.json(&["connections", master[0], master[1]]).unwrap();
    let nodes = connections["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 2, "the master and its agent");
    assert!(nodes[0]["answer"].as_array().unwrap().len() >= 2, "its agent and this command: {connections:#}");
}

#[test]
fn an_operator_suspends_an_actor_and_lets_it_go_on_and_the_log_says_who() {
    let Some(mesos) = binary::with_commands(&COMMANDS) else { return };
    let room = Room::new(mesos);
    let (local, address) = room.local(1, &["--log-level", "warn"]);
    let act = |words: &[&str]| {
        let ended = room.run(&[&["actor"], words, &["--master", &address]].concat(), SOON);
        assert_eq!(ended.status, 0, "{words:?}: {}", ended.stderr);
        ended.stdout
    };
    assert!(act(&["suspend", "allocator"]).starts_with("allocator stands still"));
    let suspended = || {
        let top = room.json(&["top", "--master", &address]).unwrap();
        let allocator = top["actors"].as_array().unwrap().iter().find(|actor| actor["id"] == "allocator").cloned();
        allocator.unwrap()["state"] == "suspended"
    };
    assert!(suspended());
    assert_eq!(act(&["resume", "allocator"]), "allocator goes on\n");
    assert!(!suspended());
    assert_eq!(act(&["log-level", "allocator", "debug", "--for", "1mins"]), "allocator logs at debug for 60 s\n");
    assert!(act(&["stop", "allocator"]).starts_with("allocator was told to end"));
    let nobody = room.run(&["actor", "suspend", "nobody", "--master", &address], SOON);
    assert_eq!(nobody.status, 1);
    assert!(nobody.stderr.contains("no actor of this node holds the name nobody"), "{}", nobody.stderr);
    let log = local.stderr();
    for act in ["suspend", "resume", "log level debug", "stop"] {
        let noted = |line: &&str| line.contains("an operator acted") && line.contains(act) && line.contains("operator at");
        assert!(log.lines().any(|line| noted(&line)), "{act} is not in the log: {log}");
    }
}
