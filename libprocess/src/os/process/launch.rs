//! Starting a process with exactly what it may inherit.

use std::{
    ffi::{OsStr, OsString},
    fs, io,
    os::{
        fd::{AsRawFd, OwnedFd, RawFd},
        unix::fs::OpenOptionsExt,
    },
    path::PathBuf,
    process::{Command, ExitStatus, Stdio},
    sync::{
        OnceLock,
        mpsc::{Sender, SyncSender, channel, sync_channel},
    },
};

use libprocess_wire::Answer;
use parking_lot::Mutex;

use super::{
    Account, Signal, sys,
    tree::{ProcessId, look, signal},
    wait,
};

/// Where the output of a process goes.
#[derive(Debug, Default)]
pub enum Output {
    /// Nowhere.
    #[default]
    Null,
    /// Where this process' own goes.
    Inherit,
    /// Appended to this file, which is made if it is missing and then belongs to the user of the process. A symbolic link
    /// at this place is refused.
    File(PathBuf),
    /// Into this descriptor.
    Descriptor(OwnedFd),
}

/// A process about to start. Without further words it has an empty environment, no input, no output, a session and process
/// group of its own, and inherits no descriptor.
#[derive(Debug)]
#[must_use = "call spawn"]
pub struct Launch {
    program: OsString,
    argv0: Option<OsString>,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    dir: Option<PathBuf>,
    user: Option<Account>,
    stdin: Option<OwnedFd>,
    stdout: Output,
    stderr: Output,
    inherited: Vec<OwnedFd>,
    parent_death: Option<Signal>,
    own_session: bool,
}

impl Launch {
    /// Of this program: a path, or a name that is looked up in `PATH` of the given environment.
    pub fn new(program: impl Into<OsString>) -> Launch {
        Launch {
            program: program.into(),
            argv0: None,
            args: Vec::new(),
            env: Vec::new(),
            dir: None,
            user: None,
            stdin: None,
            stdout: Output::Null,
            stderr: Output::Null,
            inherited: Vec::new(),
            parent_death: None,
            own_session: true,
        }
    }

    /// Name under which it sees itself.
    pub fn argv0(mut self, name: impl Into<OsString>) -> Launch {
        self.argv0 = Some(name.into());
        self
    }

    /// One more argument.
    pub fn arg(mut self, arg: impl Into<OsString>) -> Launch {
        self.args.push(arg.into());
        self
    }

    /// More arguments.
    pub fn args(mut self, args: impl IntoIterator<Item = impl Into<OsString>>) -> Launch {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// A variable of its environment; nothing is inherited.
    pub fn env(mut self, key: impl Into<OsString>, value: impl Into<OsString>) -> Launch {
        self.env.push((key.into(), value.into()));
        self
    }

    /// Variables of its environment.
    pub fn envs<K: Into<OsString>, V: Into<OsString>>(mut self, all: impl IntoIterator<Item = (K, V)>) -> Launch {
        self.env.extend(all.into_iter().map(|(key, value)| (key.into(), value.into())));
        self
    }

    /// Its working folder.
    pub fn dir(mut self, dir: impl Into<PathBuf>) -> Launch {
        self.dir = Some(dir.into());
        self
    }

    /// Starts it as this user, with all groups of that user. Takes effect when this process runs as root.
    pub fn user(mut self, account: Account) -> Launch {
        self.user = Some(account);
        self
    }

    /// Its input; none without this.
    pub fn stdin(mut self, from: OwnedFd) -> Launch {
        self.stdin = Some(from);
        self
    }

    /// Where its output goes.
    pub fn stdout(mut self, to: Output) -> Launch {
        self.stdout = to;
        self
    }

    /// Where its error output goes.
    pub fn stderr(mut self, to: Output) -> Launch {
        self.stderr = to;
        self
    }

    /// Lets it inherit this descriptor, under the returned number. This process' own copy closes with the start.
    pub fn inherit(&mut self, descriptor: OwnedFd) -> RawFd {
        let number = descriptor.as_raw_fd();
        self.inherited.push(descriptor);
        number
    }

    /// The kernel sends it this signal when this process ends, however that comes.
    pub fn dies_with_parent(mut self, with: Signal) -> Launch {
        self.parent_death = Some(with);
        self
    }

    /// Leaves it in the session and group of this process, for instance to let a terminal reach it.
    pub fn same_session(mut self) -> Launch {
        self.own_session = false;
        self
    }

    /// Starts it. Blocks for as long as fork and exec take.
    ///
    /// # Errors
    /// A sentence that says which program, user, folder or file it was.
    pub fn spawn(self) -> io::Result<Child> {
        wait::prepare()?;
        // The kernel sends the parent-death signal when the *thread* ends that started the child, so all children are
        // started by one thread that lives as long as the process.
        let (reply, started) = sync_channel(1);
        starter()?.lock().send((self, reply)).map_err(|_| io::Error::other("the thread that starts processes is gone"))?;
        started.recv().map_err(|_| io::Error::other("the thread that starts processes is gone"))?
    }

    fn start(self) -> io::Result<Child> {
        let program = self.program.clone();
        let told = |error: io::Error| {
            io::Error::new(error.kind(), format!("{} was not started: {error}", program.to_string_lossy()))
        };
        let mut command = Command::new(&self.program);
        if let Some(name) = &self.argv0 {
            std::os::unix::process::CommandExt::arg0(&mut command, name);
        }
        command.args(&self.args).env_clear();
        command.envs(self.env.iter().map(|(key, value)| (AsRef::<OsStr>::as_ref(key), AsRef::<OsStr>::as_ref(value))));
        command.stdin(self.stdin.map_or_else(Stdio::null, Stdio::from));
        command.stdout(open(self.stdout, self.user.as_ref()).map_err(told)?);
        command.stderr(open(self.stderr, self.user.as_ref()).map_err(told)?);
        let switch = self.user.filter(|_| nix::unistd::Uid::effective().is_root());
        let inherited: Vec<RawFd> = self.inherited.iter().map(AsRawFd::as_raw_fd).collect();
        let (death, own_session, parent) = (self.parent_death, self.own_session, std::process::id() as i32);
        let dir = self.dir.map(path_text).transpose().map_err(told)?;
        sys::before_exec(&mut command, move || {
            if own_session {
                sys::own_session()?;
            }
            sys::default_signals()?;
            sys::allow_huge_pages();
            if let Some(user) = &switch {
                sys::become_user(user.uid, user.gid, &user.groups)?;
            }
            // Entered as that user: a folder that it may not enter is an error now, not later.
            if let Some(dir) = &dir {
                nix::unistd::chdir(dir.as_c_str())?;
            }
            // After the change of user, which would clear it.
            if let Some(signal) = death {
                sys::set_parent_death_signal(signal as i32)?;
                if sys::parent() != parent {
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
            }
            sys::inherit_nothing()?;
            for fd in &inherited {
                sys::set_inherited(*fd, true);
            }
            Ok(())
        });
        let starting = wait::starting();
        let child = command.spawn().map_err(told)?;
        let pid = child.id() as i32;
        // Until its status is taken the number is not given away again.
        let started = look(pid)?.map_or(0, |info| info.id.started);
        let ended = wait::enter(pid);
        drop(starting);
        Ok(Child { id: ProcessId { pid, started }, ended })
    }
}

fn path_text(path: PathBuf) -> io::Result<std::ffi::CString> {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::CString::new(path.into_os_string().into_vec()).map_err(io::Error::other)
}

fn open(output: Output, user: Option<&Account>) -> io::Result<Stdio> {
    let path = match output {
        Output::Null => return Ok(Stdio::null()),
        Output::Inherit => return Ok(Stdio::inherit()),
        Output::Descriptor(descriptor) => return Ok(Stdio::from(descriptor)),
        Output::File(path) => path,
    };
    let told = |error: io::Error| {
        io::Error::new(error.kind(), format!("its output file {} was not opened: {error}", path.display()))
    };
    let mut how = fs::OpenOptions::new();
    how.append(true).create(true).mode(0o644).custom_flags(libc::O_NOFOLLOW | libc::O_CLOEXEC);
    let file = how.open(&path).map_err(told)?;
    if let Some(user) = user.filter(|_| nix::unistd::Uid::effective().is_root()) {
        std::os::unix::fs::fchown(&file, Some(user.uid), Some(user.gid)).map_err(told)?;
    }
    Ok(Stdio::from(file))
}

type Order = (Launch, SyncSender<io::Result<Child>>);

fn starter() -> io::Result<&'static Mutex<Sender<Order>>> {
    static STARTER: OnceLock<Mutex<Sender<Order>>> = OnceLock::new();
    if let Some(starter) = STARTER.get() {
        return Ok(starter);
    }
    let (sender, orders) = channel::<Order>();
    std::thread::Builder::new().name("libprocess-spawn".into()).spawn(move || {
        while let Ok((launch, reply)) = orders.recv() {
            // Whoever asked waits for this.
            let _ = reply.send(launch.start());
        }
    })?;
    // If two threads came here at once, the other sender is dropped and its thread ends unused.
    Ok(STARTER.get_or_init(|| Mutex::new(sender)))
}

/// A process that was started. Dropping this neither ends it nor leaves it unreaped.
pub struct Child {
    id: ProcessId,
    ended: Answer<io::Result<ExitStatus>>,
}

impl std::fmt::Debug for Child {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Child({})", self.id)
    }
}

impl Child {
    /// Which process.
    pub fn id(&self) -> ProcessId {
        self.id
    }

    /// Waits until it ends.
    ///
    /// # Errors
    /// When somebody else took its exit status.
    pub async fn wait(self) -> io::Result<ExitStatus> {
        self.ended.await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }

    /// Sends it a signal; false if it is gone.
    ///
    /// # Errors
    /// When this process may not send it.
    pub fn signal(&self, with: Signal) -> io::Result<bool> {
        signal(self.id, with)
    }
}
