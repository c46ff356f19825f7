//! [`Runner`]: how a task's command is run. Real ones are processes, simulated ones follow a script.

mod process;
mod scripted;

use std::{future::Future, path::PathBuf, pin::Pin, process::ExitStatus};

use mesos_protocol::task::CommandInfo;

pub use process::ProcessRunner;
pub use scripted::{ScriptedRunner, Write};

/// A future that may go on beside actors.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Runs the command of one task.
pub trait Runner: Send + Sync + 'static {
    /// Starts it.
    ///
    /// # Errors
    /// A sentence that says why it does not run; nothing of it is left.
    fn start(&self, command: TaskCommand) -> Boxed<Result<Started, String>>;

    /// Asks everything that belongs to it to end: SIGTERM to the whole tree.
    fn terminate(&self) -> Boxed<()>;

    /// Ends everything that belongs to it, and waits until nothing is left.
    fn kill(&self) -> Boxed<()>;

    /// Frees what ended children of ended parents still hold.
    fn tidy(&self) -> Boxed<()>;
}

/// What is to be run.
#[derive(Clone, Debug)]
pub struct TaskCommand {
    /// The command.
    pub command: CommandInfo,
    /// All of its environment.
    pub environment: Vec<(String, String)>,
    /// Its working folder.
    pub sandbox: PathBuf,
}

/// A command that runs.
pub struct Started {
    /// Number of its first process, where there is one.
    pub pid: Option<i32>,
    /// How its first process ended, or why that is not known.
    pub ended: Boxed<Result<ExitStatus, String>>,
}

impl std::fmt::Debug for Started {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Started(pid {:?})", self.pid)
    }
}
