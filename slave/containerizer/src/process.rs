//! [`ProcessLauncher`]: containers as processes of this machine.
//!
//! One thread reads what all `supervise` processes tell; everything that blocks runs on threads for that purpose.

use std::{
    collections::{BTreeMap, btree_map::Entry as FolderEntry},
    fs::File,
    io,
    net::IpAddr,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use libprocess::{
    Reply,
    os::{
        blocking, names,
        process::{Account, ProcessId, become_subreaper},
    },
};
use nix::unistd::Uid;
use parking_lot::Mutex;
use tokio::{io::AsyncReadExt, runtime::Handle, sync::oneshot};

use crate::{
    files::{Chunk, Entry, FileError},
    handover::{self, Handover, Report},
    launcher::{Boxed, ContainerConfig, Ended, Ending, LaunchError, Launcher, Machine, Run, SandboxPath},
    machine,
    remains::{self, Remains},
    sandbox,
    starter::Starter,
};

/// Variable of every executor's environment, by which the agent knows orphans of a container again.
pub const CONTAINER_ID: &str = "MESOS_CONTAINER_ID";

/// Starts containers as processes of this machine.
pub struct ProcessLauncher {
    starter: Arc<Starter>,
    /// The thread that reads reports.
    reports: Handle,
    /// Work folders of its agents, with what keeps others out of them.
    folders: Arc<Mutex<BTreeMap<PathBuf, File>>>,
    /// Dropped with the launcher: ends that thread.
    _until: oneshot::Sender<()>,
}

impl ProcessLauncher {
    /// Starts `program` with one argument, `starter`, which is to call [`start_containers`](crate::start_containers), and
    /// makes this process the parent of its tree's orphans, so that it can end them whatever happens to their parents.
    ///
    /// # Errors
    /// When the program cannot be started, the kernel gives no thread, or refuses to hand over orphans.
    pub fn new(program: impl Into<PathBuf>) -> io::Result<ProcessLauncher> {
        become_subreaper()?;
        let starter = Arc::new(Starter::new(program.into(), vec!["starter".into()])?);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let reports = runtime.handle().clone();
        let (until, dropped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("containers".into());
        thread.spawn(move || drop(runtime.block_on(dropped)))?;
        Ok(ProcessLauncher { starter, reports, folders: Arc::default(), _until: until })
    }

    /// Ends what it keeps running to start containers. To be called when all containers have ended; one that is launched
    /// afterwards begins it anew. Dropping the launcher does it as well. Blocks.
    pub fn end(&self) {
        self.starter.end();
    }
}

impl Launcher for ProcessLauncher {
    fn machine(&self, work_dir: PathBuf) -> Boxed<Result<Machine, LaunchError>> {
        let folders = self.folders.clone();
        Box::pin(async move {
            let looked = blocking::run(move || {
                let machine = machine::look(&work_dir)?;
                take(&work_dir, &mut folders.lock())?;
                Ok(machine)
            });
            let looked = looked.await;
            looked.map_err(|error| LaunchError(error.to_string()))
        })
    }

    fn name_of(&self, address: IpAddr) -> Boxed<Option<String>> {
        Box::pin(async move {
            let found = blocking::run(move || names::name_of(address)).await;
            found.unwrap_or_else(|error| {
                tracing::warn!(%address, %error, "the name of this machine's address is not known");
                None
            })
        })
    }

    fn launch(&self, config: ContainerConfig) -> Boxed<Result<Box<dyn Run>, LaunchError>> {
        let (starter, reports) = (self.starter.clone(), self.reports.clone());
        Box::pin(async move {
            let begun = blocking::run(move || begin(&starter, config)).await;
            let begun = begun.map_err(|error| LaunchError(error.to_string()))?;
            let run = follow(begun, &reports).await.map_err(|error| LaunchError(error.to_string()))?;
            Ok(Box::new(run) as Box<dyn Run>)
        })
    }

    fn read(&self, file: SandboxPath, offset: Option<u64>, length: usize) -> Boxed<Result<Chunk, FileError>> {
        Box::pin(async move {
            let read = blocking::run(move || Ok(sandbox::read(&file, offset, length))).await;
            read.unwrap_or_else(|error| Err(FileError::Failed(error.to_string())))
        })
    }

    fn browse(&self, folder: SandboxPath) -> Boxed<Result<Vec<Entry>, FileError>> {
        Box::pin(async move {
            let listed = blocking::run(move || Ok(sandbox::browse(&folder))).await;
            listed.unwrap_or_else(|error| Err(FileError::Failed(error.to_string())))
        })
    }
}

/// Makes a work folder this process' own, and ends what former agents left running there.
fn take(work_dir: &Path, folders: &mut BTreeMap<PathBuf, File>) -> io::Result<()> {
    let path = work_dir.canonicalize()?;
    // One agent after the other in this process: what runs there is in good hands.
    if let FolderEntry::Vacant(entry) = folders.entry(path) {
        let lock = remains::lock(entry.key())?;
        remains::clear(entry.key())?;
        entry.insert(lock);
    }
    Ok(())
}

/// A `supervise` process that has its orders and has not reported yet.
struct Begun {
    config: ContainerConfig,
    socket: UnixStream,
}

fn begin(starter: &Starter, config: ContainerConfig) -> io::Result<Begun> {
    // Only root may become another user; an agent of anybody else runs tasks as itself.
    let user = config.user.as_deref().filter(|_| Uid::effective().is_root());
    let account = user.map(Account::named).transpose()?;
    sandbox::make(&config.sandbox, account.as_ref())?;
    let path = config.sandbox.path();
    let text = path.to_str().ok_or_else(|| io::Error::other(format!("the sandbox {} is not UTF-8", path.display())))?;
    let orders = Handover {
        environment: config.environment.clone(),
        sandbox: text.to_owned(),
        user: account.map(|account| account.name),
        credential: config.credential.clone(),
    };
    remains::begun(&config.sandbox)?;
    match starter.start() {
        Ok(mut socket) => {
            // If it ended already, its silence is reported below.
            let _ = handover::write(&mut socket, &orders);
            Ok(Begun { config, socket })
        }
        Err(error) => {
            remains::over(&config.sandbox);
            Err(error)
        }
    }
}

/// Waits for the first report and leaves the rest to the thread that reads reports.
async fn follow(begun: Begun, reports: &Handle) -> io::Result<ProcessRun> {
    let Begun { config, socket } = begun;
    let destroyed = Arc::new(AtomicBool::new(false));
    let ours = socket.try_clone()?;
    ours.set_nonblocking(true)?;
    let (tell_started, started) = Reply::pair();
    let (tell_ended, ended) = Reply::pair();
    let container = Followed { config, destroyed: destroyed.clone() };
    reports.spawn(container.follow(ours, tell_started, tell_ended));
    // Whoever stops waiting here drops it, which destroys the container.
    let mut run = ProcessRun { executor: None, socket, destroyed, ended: Ending::told_by(ended) };
    run.executor = Some(started.await.unwrap_or_else(|_| Err(io::Error::other("the agent is shutting down")))?);
    Ok(run)
}

struct ProcessRun {
    /// None until it was reported.
    executor: Option<ProcessId>,
    socket: UnixStream,
    destroyed: Arc<AtomicBool>,
    ended: Ending,
}

impl Run for ProcessRun {
    fn pid(&self) -> Option<i32> {
        self.executor.map(|executor| executor.pid)
    }

    fn ended(&mut self) -> Boxed<Ended> {
        self.ended.take()
    }

    fn destroy(&self) {
        self.destroyed.store(true, Ordering::Relaxed);
        // The end of the stream is what `supervise` waits for. An error means that it is gone already.
        let _ = self.socket.shutdown(std::net::Shutdown::Write);
    }
}

impl Drop for ProcessRun {
    fn drop(&mut self) {
        self.destroy();
    }
}

/// A container on the thread that reads reports.
struct Followed {
    config: ContainerConfig,
    destroyed: Arc<AtomicBool>,
}

impl Followed {
    /// To its end: its record is there for as long as something of it may run.
    async fn follow(self, socket: UnixStream, started: Reply<io::Result<ProcessId>>, ended: Reply<Ended>) {
        let sandbox = self.config.sandbox.clone();
        let how = self.watch(socket, started).await;
        remains::over(&sandbox);
        if let Some(how) = how {
            ended.send(how);
        }
    }

    /// How it ended, if it ever started.
    async fn watch(self, socket: UnixStream, started: Reply<io::Result<ProcessId>>) -> Option<Ended> {
        let fail = |started: Reply<io::Result<ProcessId>>, why: String| {
            started.send(Err(io::Error::other(why)));
            None
        };
        let mut socket = match tokio::net::UnixStream::from_std(socket) {
            Ok(socket) => socket,
            Err(error) => return fail(started, error.to_string()),
        };
        let executor = match next(&mut socket).await {
            Ok(Report::Started { pid, started }) => ProcessId { pid, started },
            Ok(Report::Failed(why)) => return fail(started, why),
            Ok(other) => return fail(started, format!("it began with {other:?}")),
            Err(error) => {
                return fail(started, format!("the process that watches over the container ended early ({error})"));
            }
        };
        if let Err(error) = remains::started(&self.config.sandbox, executor) {
            // Its processes carry its id all the same.
            tracing::warn!(container = %self.config.container_id, %error, "the process of an executor was not recorded");
        }
        started.send(Ok(executor));
        let last = next(&mut socket).await;
        let (status, message) = match last {
            Ok(Report::Ended(status)) => (Some(status), None),
            Ok(Report::Left(status, why)) => (Some(status), Some(why)),
            // Killed, or it failed: whatever it watched over must not outlive it.
            Ok(Report::Started { .. } | Report::Failed(_)) | Err(_) => {
                let remains = Remains {
                    container_id: self.config.container_id.to_string(),
                    sandbox: self.config.sandbox.path().canonicalize().ok(),
                    executor: Some(executor),
                };
                let cleaned = blocking::run(move || remains::kill(&remains)).await;
                let message = "the process that watched over the container ended early".to_owned();
                (None, Some(cleaned.err().map_or(message.clone(), |error| format!("{message}: {error}"))))
            }
        };
        // It ends right after its last word, and its end of the socket with it.
        let _ = socket.read(&mut [0; 1]).await;
        Some(Ended { status, destroyed: self.destroyed.load(Ordering::Relaxed), message })
    }
}

async fn next(socket: &mut tokio::net::UnixStream) -> io::Result<Report> {
    let mut head = [0; 4];
    socket.read_exact(&mut head).await?;
    let mut body = vec![0; handover::length(head)?];
    socket.read_exact(&mut body).await?;
    handover::value(&body)
}
