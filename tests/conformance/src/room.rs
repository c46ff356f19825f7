//! A folder of one test: home, temporary files and work folders of the programs it starts, and their end.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::binary::Mesos;
use crate::processes::{self, Process};
use crate::{Program, ports};

static ROOMS: AtomicU64 = AtomicU64::new(1);

/// The place of one test. All that was started in it is ended when it is dropped, also while the test panics.
#[derive(Debug)]
pub struct Room {
    folder: TempDir,
    tag: String,
    mesos: PathBuf,
}

impl Room {
    /// An empty room for the program.
    ///
    /// # Panics
    /// If its folder cannot be made.
    pub fn new(mesos: &Mesos) -> Room {
        let number = ROOMS.fetch_add(1, Ordering::Relaxed);
        let tag = format!("conformance-{}-{number}-room", std::process::id());
        let folder = tempfile::Builder::new().prefix(&tag).tempdir().unwrap_or_else(|error| panic!("no folder: {error}"));
        for name in ["home", "tmp"] {
            fs::create_dir(folder.path().join(name)).unwrap_or_else(|error| panic!("no folder {name}: {error}"));
        }
        Room { folder, tag, mesos: mesos.path.clone() }
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the program lies, as text.
    pub fn mesos(&self) -> String {
        self.mesos.display().to_string()
    }

    /// A word that occurs in the command line of what it is given to, and nowhere else on this machine.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The program with a home and temporary folder in this room, and without the flags of our own environment.
    pub fn command(&self, words: &[&str]) -> Command {
        self.command_at(&self.mesos, words)
    }

    /// As [`command`](Room::command), with another program.
    pub fn command_at(&self, program: impl AsRef<OsStr>, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.folder.path());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("MESOS_") {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("tmp"))
            .env_remove("XDG_STATE_HOME")
            .env_remove("XDG_RUNTIME_DIR")
            .env_remove("XDG_CONFIG_HOME")
            .env("CONFORMANCE_ROOM", &self.tag)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0);
        command
    }

    /// Starts `mesos` with these words.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn start(&self, words: &[&str]) -> Program {
        self.launch(self.command(words))
    }

    /// Starts a command made by [`command`](Room::command).
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn launch(&self, mut command: Command) -> Program {
        let words = format!("{command:?}");
        let child = command.spawn().unwrap_or_else(|error| panic!("{words} does not start: {error}"));
        let arguments = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        Program::new(child, words).with_arguments(arguments)
    }

    /// Starts `mesos` with these words and waits for its end.
    ///
    /// # Panics
    /// If it goes on for longer than `limit`.
    pub fn run(&self, words: &[&str], limit: Duration) -> crate::Ended {
        self.start(words).wait(limit)
    }

    /// A master on a free port and its address, as soon as it has started.
    ///
    /// # Panics
    /// If it does not within 20 s.
    pub fn master(&self) -> (Program, String) {
        self.master_at(ports::free())
    }

    /// As [`master`](Room::master), on this port; the same port has the same work folder.
    ///
    /// # Panics
    /// As there.
    pub fn master_at(&self, port: u16) -> (Program, String) {
        let work = self.path(&format!("master-{port}"));
        let words = ["master", "--ip=127.0.0.1", &format!("--port={port}"), &format!("--work_dir={}", work.display())];
        let mut master = self.start(&words);
        let address = format!("127.0.0.1:{port}");
        // It says so when all its actors are there.
        master.wait_until("the master says where it listens", Duration::from_secs(20), |master| {
            master.stdout().contains(&format!("master at {address}\n"))
        });
        (master, address)
    }

    /// An agent of that master, as soon as the master knows as many as it should: `count` with this one.
    ///
    /// # Panics
    /// If it does not within 20 s.
    pub fn agent(&self, master: &str, resources: &str, count: usize) -> Program {
        self.agent_at(ports::free(), master, resources, count)
    }

    /// As [`agent`](Room::agent), on this port; the same port has the same work folder.
    ///
    /// # Panics
    /// As there.
    pub fn agent_at(&self, port: u16, master: &str, resources: &str, count: usize) -> Program {
        let work = self.path(&format!("agent-{port}"));
        let mut agent = self.start(&[
            "agent",
            &format!("--master={master}"),
            "--ip=127.0.0.1",
            &format!("--port={port}"),
            &format!("--work_dir={}", work.display()),
            &format!("--resources={resources}"),
            "--registration_backoff_factor=10ms",
        ]);
        agent.wait_until("the agent is registered", Duration::from_secs(20), |_| {
            self.json(&["agents", "--master", master]).is_some_and(|list| length(&list) >= count)
        });
        agent
    }

    /// `mesos local` with so many agents and the address of its master, as soon as all are registered.
    ///
    /// # Panics
    /// If they are not within 30 s.
    pub fn local(&self, agents: usize, words: &[&str]) -> (Program, String) {
        let port = ports::free();
        let address = format!("127.0.0.1:{port}");
        let (port, count) = (format!("--port={port}"), agents.to_string());
        let mut local = self.start(&[&["local", &port, "--agents", &count], words].concat());
        local.wait_until("all agents are registered", Duration::from_secs(30), |local| {
            local.stdout().contains("Ctrl-C")
                && self.json(&["agents", "--master", &address]).is_some_and(|list| length(&list) == agents)
        });
        (local, address)
    }

    /// What a command prints with `--json`, if it ends well with one JSON value.
    pub fn json(&self, words: &[&str]) -> Option<serde_json::Value> {
        let ended = self.run(&[words, &["--json"]].concat(), Duration::from_secs(20));
        if ended.status == 0 { serde_json::from_str(&ended.stdout).ok() } else { None }
    }

    /// All processes that belong to it.
    pub fn processes(&self) -> Vec<Process> {
        processes::of(&self.tag, self.folder.path())
    }

    /// Waits until `holds`, at most `limit`; returns whether it did.
    pub fn eventually(&self, limit: Duration, mut holds: impl FnMut() -> bool) -> bool {
        let deadline = Instant::now() + limit;
        loop {
            if holds() {
                return true;
            }
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Fails unless within `limit` no process of it is left but `kept`.
    ///
    /// # Panics
    /// With the processes that are left.
    pub fn is_quiet(&self, limit: Duration, kept: &[i32]) {
        let left =
            || -> Vec<Process> { self.processes().into_iter().filter(|process| !kept.contains(&process.pid)).collect() };
        assert!(self.eventually(limit, || left().is_empty()), "left after {limit:?}: {:#?}", left());
    }

    /// Names of what is in the temporary folder of its programs.
    pub fn leftovers(&self) -> Vec<String> {
        list(&self.path("tmp"))
    }
}

/// Entries of what a command printed: of the list that bears its name as in Mesos, or of the value itself.
pub fn length(value: &serde_json::Value) -> usize {
    let named = ["slaves", "frameworks", "tasks", "nodes"].iter().find_map(|name| value.get(name));
    named.unwrap_or(value).as_array().map_or(0, Vec::len)
}

fn list(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

impl Drop for Room {
    fn drop(&mut self) {
        // What is killed may have started another meanwhile, so look again until nothing is found.
        for _ in 0..50 {
            let left = self.processes();
            if left.is_empty() {
                break;
            }
            left.iter().for_each(Process::kill);
            thread::sleep(Duration::from_millis(20));
        }
    }
}
