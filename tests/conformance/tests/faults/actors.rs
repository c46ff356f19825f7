//! Actors of the master that crash, or stand still, under load: the master is a node of this process, so that a test can
//! reach them; agents, executors and frameworks are programs of their own.

use std::fs;
use std::path::Path;
use std::time::Duration;

use libprocess::keys::ClusterKey;
use libprocess::os::blocking;
use libprocess::{Address, Node, Role};
use mesos_conformance::{Program, Room, binary, http};
use mesos_protocol::ids::FrameworkId;
use mesos_protocol::messages::master_scheduler::ToMaster;

use super::SOON;

const AGENT: &str = "cpus:4;mem:4096;disk:1024";
const AT_ONCE: i64 = 4;
const INSTANCES: usize = 24;

/// A room with a master whose actors are at hand.
struct Stage {
    node: Node,
    address: String,
    room: Room,
}

/// The key of everybody who has this room as home.
pub(crate) fn key_of(room: &Room) -> ClusterKey {
    let path = room.path("home/.local/state/mesos/cluster-key");
    if !path.exists() {
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        ClusterKey::generate().write(&path).unwrap();
    }
    ClusterKey::load(&path).unwrap()
}

pub(crate) fn node(room: &Room, role: Role) -> Node {
    blocking::wait(Node::builder().bind("127.0.0.1:0").role(role).key(key_of(room)).threads(2).start()).unwrap()
}

impl Stage {
    fn start() -> Option<Stage> {
        let room = Room::new(binary::with_commands(&["run", "agent", "agents"])?);
        mesos_driver::logging::to_stderr(&"info".parse().unwrap(), false);
        let node = node(&room, Role::Master);
        let flags = mesos_master::Flags {
            work_dir: Some(room.path("master")),
            allocation_interval: Duration::from_millis(50),
            ..mesos_master::Flags::default()
        };
        blocking::wait(mesos_master::start(&node, flags)).unwrap();
        Some(Stage { address: node.address().to_string(), node, room })
    }

    /// A framework with more tasks than can run at once. Each notes its begin and end, and its name.
    fn load(&self) -> Program {
        let (ledger, names) = (self.room.path("ledger"), self.room.path("names"));
        let task = format!(
            "echo 1 >> {ledger}; sleep 0.1; echo -1 >> {ledger}; echo $MESOS_EXECUTOR_ID >> {names}",
            ledger = ledger.display(),
            names = names.display()
        );
        let (instances, cpus) = (INSTANCES.to_string(), ["--cpus", "1", "--instances"]);
        self.room.start(&[&["run", "--master", &self.address], &cpus[..], &[&instances, &task]].concat())
    }

    fn names(&self) -> Vec<String> {
        let text = fs::read_to_string(self.room.path("names")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Every task ran once, and never more at once than the agent has processors for.
    fn is_sound(&self, run: usize) {
        let mut names = self.names();
        names.sort();
        names.dedup();
        assert_eq!((names.len(), self.names().len()), (run, run), "each runs once: {:#?}", self.names());
        let ledger = fs::read_to_string(self.room.path("ledger")).unwrap();
        let changes = ledger.lines().map(|line| line.parse::<i64>().unwrap());
        let at_once = changes.scan(0, |running, change| {
            *running += change;
            Some(*running)
        });
        let most = at_once.max().unwrap_or_default();
        assert!(most <= AT_ONCE, "{most} tasks at once: something was offered twice");
        assert!(most > 1, "the agent was not loaded");
    }

    /// What master and agent know, for whoever looks for the cause of a failure.
    fn shows(&self, agent: &Program) {
        for port in mesos_conformance::processes::listening(agent.pid()) {
            for path in ["/slave(1)/state", "/inspect/state/agent", "/inspect/state/status_updates"] {
                let page = http::get(&format!("127.0.0.1:{port}"), path, SOON).map(|answer| answer.body);
                eprintln!("{path}: {page:?}");
            }
        }
        let page = http::get(&self.address, "/master/tasks", SOON).map(|answer| answer.body);
        eprintln!("/master/tasks: {page:?}");
    }

    fn crashes_under_load(victim: &str) {
        let Some(stage) = Stage::start() else { return };
        let mut agent = stage.room.agent(&stage.address, AGENT, 1);
        let mut run = stage.load();
        // As often as the supervisor starts it anew.
        for crash in 1..=3 {
            let enough = crash * INSTANCES / 5;
            run.wait_until("tasks go on", SOON, |_| stage.names().len() >= enough);
            let life = stage.node.untyped(&Address::new(victim, stage.node.address()));
            stage.node.kill(&life);
        }
        if !stage.room.eventually(2 * SOON, || !run.runs()) {
            stage.shows(&agent);
        }
        let ended = run.wait(SOON);
        let lost = never_started(&ended.stderr);
        assert_eq!(ended.status, if lost == 0 { 0 } else { 125 }, "{}", ended.stderr);
        let exits = stage.node.exits().all();
        let crashes = exits.iter().filter(|exit| format!("{exit:?}").contains(victim)).count();
        assert!(crashes >= 3, "the crashes that the test is about: {exits:#?}");
        stage.is_sound(INSTANCES - lost);
        assert!(agent.runs());
    }
}

/// Tasks that were accepted in the moment of a crash and whose way to the agent ended with the master: they are reported as
/// lost and never run. How many; one that had started must not be among them.
fn never_started(told: &str) -> usize {
    let named = |state: &str| -> Vec<&str> {
        let lines = told.lines().filter(|line| line.split_whitespace().nth(1) == Some(state));
        lines.filter_map(|line| line.split_whitespace().nth(2)).map(|name| name.trim_end_matches(':')).collect()
    };
    let (lost, started) = (named("TASK_LOST"), named("TASK_STARTING"));
    assert!(lost.iter().all(|name| !started.contains(name)), "a task that had started was lost: {told}");
    lost.len()
}

impl Drop for Stage {
    fn drop(&mut self) {
        blocking::wait(self.node.shut_down(Duration::from_secs(1)));
    }
}

#[test]
fn tasks_go_on_and_nothing_is_offered_twice_when_the_allocator_crashes_under_load() {
    Stage::crashes_under_load("allocator");
}

#[test]
fn tasks_go_on_and_nothing_is_offered_twice_when_the_master_crashes_under_load() {
    Stage::crashes_under_load("master");
}

#[test]
fn tasks_go_on_and_nothing_is_offered_twice_when_the_registrar_crashes_under_load() {
    Stage::crashes_under_load("registrar");
}

#[test]
fn a_full_mailbox_of_the_master_delays_and_loses_nothing() {
    let Some(stage) = Stage::start() else { return };
    let _agent = stage.room.agent(&stage.address, AGENT, 1);
    let mut run = stage.load();
    run.wait_until("tasks run", SOON, |_| !stage.names().is_empty());
    let framework = node(&stage.room, Role::Framework);
    let master = Address::new("master", stage.node.address());
    let (local, far) = (stage.node.untyped(&master), framework.pid::<ToMaster>(&master));
    assert!(stage.node.suspend(&local, true));
    // Until the master has no room for this sender: questions of a framework that nobody knows, small ones, so that the
    // sender's room in bytes lasts until the mailbox is full.
    let question = || ToMaster::Reconcile { framework_id: FrameworkId::new("nobody").unwrap(), tasks: Vec::new() };
    let mut sent = 0;
    let full = || {
        while sent < 1_000_000 && far.tell(question()).is_ok() {
            sent += 1;
        }
        sent < 1_000_000
    };
    let is_full = stage.room.eventually(SOON, full);
    assert!(is_full && sent > 1_000, "a sender is told: {sent}");
    assert!(stage.names().len() < INSTANCES, "there is something left to do");
    assert!(stage.node.suspend(&local, false));
    let ended = run.wait(2 * SOON);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    stage.is_sound(INSTANCES);
    blocking::wait(framework.shut_down(Duration::from_secs(1)));
}
