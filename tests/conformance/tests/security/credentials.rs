//! The credential of an executor: it opens the door of its own run only, and no task finds it.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender as ToTest, channel};
use std::time::Duration;

use libprocess::keys::ExecutorCredential;
use libprocess::os::blocking;
use libprocess::prelude::*;
use mesos_conformance::{Room, binary, http, skip};
use mesos_containerizer::{
    Boxed, Chunk, ContainerConfig, Ended, Entry, FileError, LaunchError, Launcher, Machine, Run, SandboxPath,
};
use mesos_protocol::messages::agent_executor::{ToAgent, ToExecutor};
use parking_lot::Mutex;

use crate::faults::{SMALL, SOON, actors};

/// A machine that starts nothing, and hands what is to be started to the test.
struct Captor(Mutex<ToTest<ContainerConfig>>);

/// A container whose executor is played by the test.
struct Played;

impl Run for Played {
    fn pid(&self) -> Option<i32> {
        None
    }

    fn ended(&mut self) -> Boxed<Ended> {
        Box::pin(std::future::pending())
    }

    fn destroy(&self) {}
}

impl Launcher for Captor {
    fn machine(&self, _work_dir: PathBuf) -> Boxed<Result<Machine, LaunchError>> {
        Box::pin(async { Ok(Machine::default()) })
    }

    fn launch(&self, config: ContainerConfig) -> Boxed<Result<Box<dyn Run>, LaunchError>> {
        self.0.lock().send(config).unwrap();
        Box::pin(async { Ok(Box::new(Played) as Box<dyn Run>) })
    }

    fn read(&self, file: SandboxPath, _offset: Option<u64>, _length: usize) -> Boxed<Result<Chunk, FileError>> {
        Box::pin(async move { Err(FileError::Missing(file.to_string())) })
    }

    fn browse(&self, folder: SandboxPath) -> Boxed<Result<Vec<Entry>, FileError>> {
        Box::pin(async move { Err(FileError::Missing(folder.to_string())) })
    }
}

/// An executor that says what the test says.
struct Speaker {
    heard: ToTest<ToExecutor>,
    agent: Pid<ToAgent>,
}

#[derive(Debug)]
enum Said {
    Heard(ToExecutor),
    Say(ToAgent),
}

impl Actor for Speaker {
    type Args = (Arc<Mutex<ToTest<ToExecutor>>>, SocketAddr);
    type Message = Said;

    async fn start((heard, agent): Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, message| Said::Heard(message));
        let heard = heard.lock().clone();
        Ok(Speaker { heard, agent: ctx.node().pid(&Address::new("agent", agent)) })
    }

    async fn handle(&mut self, said: Said, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        match said {
            Said::Heard(message) => drop(self.heard.send(message)),
            Said::Say(message) => drop(self.agent.send(message).await),
        }
        Ok(())
    }
}

/// A node with the credential of that run, and an actor on it.
fn executor(of: &ContainerConfig) -> (Node, Pid<Said>, Receiver<ToExecutor>) {
    let credential = ExecutorCredential::from_bytes(of.credential.bytes()).unwrap();
    let node = Node::builder().bind("127.0.0.1:0").role(Role::Executor).threads(1).executor(credential);
    let (heard, hears) = channel();
    blocking::wait(async {
        let node = node.start().await.unwrap();
        let args = (Arc::new(Mutex::new(heard)), of.agent);
        let speaker = node.spawn::<Speaker>("executor", args).await.unwrap();
        (node, speaker, hears)
    })
}

fn register(run: &ContainerConfig) -> Said {
    Said::Say(ToAgent::Register {
        framework_id: run.framework_id.clone(),
        executor_id: run.executor_id.clone(),
        container_id: run.container_id.clone(),
        unacknowledged_tasks: Vec::new(),
        unacknowledged_updates: Vec::new(),
    })
}

#[test]
fn an_executor_with_the_credential_of_another_run_is_refused() {
    let Some(mesos) = binary::with_commands(&["run", "master", "agents"]) else { return };
    let room = Room::new(mesos);
    let agent = actors::node(&room, Role::Agent);
    let (_master, address) = room.master();
    let (launched, launches) = channel();
    let flags = mesos_slave::Flags {
        master: Some(address.clone()),
        work_dir: Some(room.path("agent")),
        resources: Some(SMALL.into()),
        registration_backoff_factor: Duration::ZERO,
        ..mesos_slave::Flags::default()
    };
    blocking::wait(mesos_slave::start(&agent, flags, Arc::new(Captor(Mutex::new(launched))))).unwrap();
    let _run = room.start(&["run", "--master", &address, "--instances", "2", "true"]);
    let (one, other) = (launches.recv_timeout(SOON).unwrap(), launches.recv_timeout(SOON).unwrap());
    let (node, speaker, hears) = executor(&one);

    speaker.tell(register(&other)).unwrap();
    let refused = || {
        let page = http::get(&agent.address().to_string(), "/metrics/snapshot", Duration::from_secs(1)).unwrap().body;
        page.contains("\"slave/refused_executors\":1")
    };
    assert!(room.eventually(SOON, refused), "the agent counts it");
    speaker.tell(register(&one)).unwrap();
    match hears.recv_timeout(SOON).unwrap() {
        ToExecutor::Registered { container_id, .. } => assert_eq!(container_id, one.container_id, "the only answer"),
        message => panic!("{message:?}"),
    }
    let (second, speaker, hears) = executor(&other);
    speaker.tell(register(&other)).unwrap();
    let answer = hears.recv_timeout(SOON).unwrap();
    assert!(matches!(&answer, ToExecutor::Registered { container_id, .. } if *container_id == other.container_id));
    for node in [&node, &second, &agent] {
        blocking::wait(node.shut_down(Duration::from_secs(1)));
    }
}

/// Looks into `$WHERE` for what every credential of an executor holds in plain letters: its run's name, and who signed.
/// A file that the task made for that purpose shows that the search finds what is there.
fn search(places: &str) -> String {
    format!(
        "printf 'executor %s/%s\\nlibproc%s\\n' \"$MESOS_EXECUTOR_ID\" \"$MESOS_CONTAINER_ID\" 'ess executors of' > words; \
         cat words > decoy; id -un; timeout 60 grep -a -l -s -F -f words decoy {places} < /dev/null; echo searched"
    )
}

#[test]
fn a_task_of_the_agents_user_finds_no_credential_in_environment_descriptors_and_sandbox() {
    let Some(mesos) = binary::with_commands(&["run"]) else { return };
    let room = Room::new(mesos);
    // In its own folder everything but what it made and what it prints.
    let places = "/proc/self/environ /proc/$$/environ $(find . -type f ! -name words ! -name decoy ! -name stdout) \
                  $(find /proc/self/fd /proc/$$/fd -lname '/*' ! -lname '*/stdout' ! -lname '/dev/*' ! -lname '/proc/*')";
    let ended = room.run(&["run", &search(places)], SOON);
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(&lines[1..], ["decoy", "searched"], "{}\n{}", ended.stdout, ended.stderr);
}

#[test]
fn a_task_of_another_user_finds_no_credential_in_any_process_or_file_that_it_may_read() {
    let Some(mesos) = binary::with_commands(&["run", "master", "agent", "agents"]) else { return };
    if !skip::needs_root() {
        return;
    }
    let room = Room::new(mesos);
    fs::set_permissions(room.path(""), fs::Permissions::from_mode(0o711)).unwrap();
    // What is older was not made by this cluster.
    let mark = room.path("mark");
    fs::write(&mark, "").unwrap();
    let (_master, address) = room.master();
    let _agent = room.agent(&address, SMALL, 1);
    let places = format!(
        "/proc/[0-9]*/environ /proc/[0-9]*/cmdline \
         $(find /proc/[0-9]*/fd -type l -lname '/*' ! -lname '/dev/*' ! -lname '/proc/*' ! -lname \"$PWD/*\" 2>/dev/null) \
         $(find / /run /dev/shm -xdev -type f -readable -newer {} -size -1024k ! -path '/proc/*' ! -path '/sys/*' \
         ! -path \"$PWD/*\" ! -path '*/target/*' 2>/dev/null)",
        mark.display()
    );
    let look = format!(
        "for what in environ maps fd/0; do head -c 1 /proc/$PPID/$what >/dev/null 2>&1 && echo open $what; done; {}",
        search(&places)
    );
    let ended = room.run(&["run", "--master", &address, "--user", "nobody", &look], 6 * SOON);
    assert_eq!(
        ended.stdout, "nobody\ndecoy\nsearched\n",
        "its executor is closed to it, and nothing is found: {}",
        ended.stderr
    );
}
