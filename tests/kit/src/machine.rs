//! [`Machine`]: the launcher of a simulated agent. A container is a node of its own with the real command executor on it;
//! the task's command is a script that takes virtual time.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use libprocess::{prelude::*, testing::Sim};
use mesos_containerizer::{
    Boxed, Chunk, ContainerConfig, Ended, Ending, Entry, FileError, LaunchError, Launcher, Run, SandboxPath,
};
use mesos_executors::{
    command::{Args, Executor},
    runner::{self, Runner, ScriptedRunner, Started, TaskCommand, Write},
};
use mesos_protocol::ids::{ContainerId, ExecutorId, FrameworkId, TaskId};
use parking_lot::Mutex;

use crate::ledger::{Ledger, Start};

/// Ports of executors begin here.
const PORT_FIRST: u16 = 40_000;

/// Most time between the launch of an executor and its first word: a process has to start.
const START_MAX: Duration = millis(50);

/// So long an executor's last messages may take to leave.
const FLUSH_MAX: Duration = secs(1);

/// A file of a sandbox: whose, and its name.
type File = (FrameworkId, ExecutorId, String);

struct Inner {
    sim: Sim,
    ip: IpAddr,
    ports: AtomicU16,
    capacity: Option<usize>,
    ledger: Ledger,
    files: Mutex<BTreeMap<File, Vec<u8>>>,
    running: Mutex<BTreeMap<ContainerId, Arc<Process>>>,
}

/// The machine of an agent. Clones are the same machine.
#[derive(Clone)]
pub struct Machine(Arc<Inner>);

/// The process of an executor, with all that it started.
struct Process {
    sim: Sim,
    node: Node,
    task: TaskId,
    /// Takes how it ended; empty once it has.
    end: Mutex<Option<Reply<Ended>>>,
}

impl Process {
    fn end(&self, ended: Ended) {
        let reply = self.end.lock().take();
        if let Some(reply) = reply {
            self.sim.end(&self.node);
            reply.send(ended);
        }
    }

    fn kill(&self, destroyed: bool) {
        self.end(Ended { status: Some(9), destroyed, message: None });
    }
}

/// A container as its agent holds it.
struct Container {
    process: Arc<Process>,
    ended: Ending,
}

impl Run for Container {
    fn pid(&self) -> Option<i32> {
        None
    }

    fn ended(&mut self) -> Boxed<Ended> {
        self.ended.take()
    }

    fn destroy(&self) {
        self.process.kill(true);
    }
}

impl Drop for Container {
    fn drop(&mut self) {
        self.process.kill(true);
    }
}

impl Machine {
    pub(crate) fn new(sim: &Sim, agent: SocketAddr, capacity: Option<usize>, ledger: &Ledger) -> Machine {
        Machine(Arc::new(Inner {
            sim: sim.clone(),
            ip: agent.ip(),
            ports: AtomicU16::new(PORT_FIRST),
            capacity,
            ledger: ledger.clone(),
            files: Mutex::default(),
            running: Mutex::default(),
        }))
    }

    /// The nodes of executors that run.
    pub fn executors(&self) -> Vec<Node> {
        self.running().iter().map(|process| process.node.clone()).collect()
    }

    /// Kills the executor of a task, and all that it started, as SIGKILL does. False if there is none.
    pub fn kill_executor(&self, task: &TaskId) -> bool {
        let running = self.running();
        let found = running.iter().find(|process| process.task == *task);
        found.inspect(|process| process.kill(false)).is_some()
    }

    /// All processes of executors end, as they do when their agent's process has ended.
    pub(crate) fn end_all(&self) {
        self.running().iter().for_each(|process| process.kill(false));
    }

    /// What a task wrote to its standard output.
    pub fn stdout(&self, task: &TaskId) -> String {
        let files = self.0.files.lock();
        let wrote = files.iter().find(|((_, executor, name), _)| executor.as_str() == task.as_str() && name == "stdout");
        wrote.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    fn running(&self) -> Vec<Arc<Process>> {
        let mut running = self.0.running.lock();
        running.retain(|_, process| process.end.lock().is_some());
        running.values().cloned().collect()
    }

    async fn start(self, config: ContainerConfig) -> Result<Box<dyn Run>, LaunchError> {
        let Inner { sim, ip, ports, capacity, .. } = &*self.0;
        let port = ports.fetch_add(1, Ordering::Relaxed);
        let spec = sim.node(&SocketAddr::new(*ip, port).to_string()).role(Role::Executor);
        let spec = match capacity {
            Some(capacity) => spec.every_capacity(*capacity),
            None => spec,
        };
        let node = spec.start().await;
        node.sleep(node.random().duration(START_MAX)).await;
        let task = TaskId::new(config.executor_id.as_str()).map_err(|error| LaunchError(error.to_string()))?;
        let args = Args {
            framework_id: config.framework_id.clone(),
            executor_id: config.executor_id.clone(),
            container_id: config.container_id.clone(),
            agent: node.pid(&Address::new("agent", config.agent)),
            runner: self.runner(&node, &config, &task),
            environment: config.environment.clone(),
            sandbox: config.sandbox.path(),
        };
        let executor = node.spawn::<Executor>("executor", args).await;
        let executor = executor.map_err(|error| LaunchError(error.to_string()))?;
        let (reply, ended) = Reply::pair();
        let process = Arc::new(Process { sim: sim.clone(), node: node.clone(), task, end: Mutex::new(Some(reply)) });
        self.0.running.lock().insert(config.container_id, process.clone());
        let watched = process.clone();
        sim.test_node().run_beside(async move {
            let exit = node.ended(&executor).await;
            if watched.end.lock().is_none() {
                return;
            }
            node.shut_down(FLUSH_MAX).await;
            let status = if exit == Exit::Normal { 0 } else { 1 << 8 };
            watched.end(Ended { status: Some(status), ..Ended::default() });
        });
        Ok(Box::new(Container { process, ended: Ending::told_by(ended) }))
    }

    fn runner(&self, node: &Node, config: &ContainerConfig, task: &TaskId) -> Arc<dyn Runner> {
        let (machine, framework, executor) = (self.clone(), config.framework_id.clone(), config.executor_id.clone());
        let write: Write = Arc::new(move |file, bytes| {
            let file = (framework.clone(), executor.clone(), file.to_owned());
            machine.0.files.lock().entry(file).or_default().extend_from_slice(bytes);
        });
        let scripted = ScriptedRunner::new(node.clone(), write);
        let start = Start {
            framework_id: config.framework_id.clone(),
            task_id: task.clone(),
            agent: config.agent,
            at: Duration::ZERO,
            ended: None,
        };
        Arc::new(Counting { scripted, ledger: self.0.ledger.clone(), start, clock: node.clock() })
    }
}

/// Writes down each start.
struct Counting {
    scripted: ScriptedRunner,
    ledger: Ledger,
    start: Start,
    clock: libprocess::Clock,
}

impl Runner for Counting {
    fn start(&self, command: TaskCommand) -> runner::Boxed<Result<Started, String>> {
        let entry = self.ledger.began(Start { at: self.clock.now(), ..self.start.clone() });
        let running = Ends { ledger: self.ledger.clone(), entry, clock: self.clock.clone() };
        let started = self.scripted.start(command);
        Box::pin(async move {
            let Started { pid, ended } = started.await?;
            let ended = Box::pin(async move {
                // Also when the machine ends before the command does.
                let _running = running;
                ended.await
            });
            Ok(Started { pid, ended })
        })
    }

    fn terminate(&self) -> runner::Boxed<()> {
        self.scripted.terminate()
    }

    fn kill(&self) -> runner::Boxed<()> {
        self.scripted.kill()
    }

    fn tidy(&self) -> runner::Boxed<()> {
        self.scripted.tidy()
    }
}

struct Ends {
    ledger: Ledger,
    entry: usize,
    clock: libprocess::Clock,
}

impl Drop for Ends {
    fn drop(&mut self) {
        self.ledger.ended(self.entry, self.clock.now());
    }
}

impl Launcher for Machine {
    fn machine(&self, _work_dir: PathBuf) -> Boxed<Result<mesos_containerizer::Machine, LaunchError>> {
        let hostname = Some(format!("host-{}", self.0.ip));
        Box::pin(async move {
            Ok(mesos_containerizer::Machine { hostname, cpus: Some(4), mem: Some(4 << 30), disk: Some(64 << 30) })
        })
    }

    fn launch(&self, config: ContainerConfig) -> Boxed<Result<Box<dyn Run>, LaunchError>> {
        Box::pin(self.clone().start(config))
    }

    fn read(&self, file: SandboxPath, offset: Option<u64>, length: usize) -> Boxed<Result<Chunk, FileError>> {
        let wanted = (file.framework_id.clone(), file.executor_id.clone(), file.rest.clone());
        let read = match self.0.files.lock().get(&wanted) {
            None => Err(FileError::Missing(file.to_string())),
            Some(bytes) => Ok(match offset {
                None => Chunk { data: Vec::new(), offset: bytes.len() as u64 },
                Some(offset) => {
                    let from = bytes.len().min(usize::try_from(offset).unwrap_or(usize::MAX));
                    Chunk { data: bytes[from..].iter().take(length).copied().collect(), offset }
                }
            }),
        };
        Box::pin(async move { read })
    }

    fn browse(&self, folder: SandboxPath) -> Boxed<Result<Vec<Entry>, FileError>> {
        let files = self.0.files.lock();
        let here = files
            .iter()
            .filter(|((framework, executor, _), _)| *framework == folder.framework_id && *executor == folder.executor_id);
        let entries = here.map(|((_, _, name), bytes)| Entry {
            path: name.clone(),
            size: bytes.len() as u64,
            nlink: 1,
            mtime: 0,
            mode: 0o100_644,
            uid: 0,
            gid: 0,
        });
        let entries = entries.collect();
        Box::pin(async move { Ok(entries) })
    }
}
