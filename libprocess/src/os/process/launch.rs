//! Starting a process with exactly what it may inherit.

mod copy;

use std::{
    ffi::{CString, OsStr, OsString},
    fs, io,
    os::{
        fd::{AsRawFd, OwnedFd, RawFd},
        unix::{ffi::OsStringExt, fs::OpenOptionsExt},
    },
    path::PathBuf,
    process::{Command, ExitStatus, Stdio},
    sync::{
        OnceLock,
        mpsc::{Sender, SyncSender, channel, sync_channel},
    },
};

pub use copy::Copied;
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

    /// Starts it as a copy of this process that lives `life` instead of the program; what the program is called becomes the
    /// name of the copy, as far as there is room for it. That costs a fraction of what a program costs that is loaded anew,
    /// and what `life` holds needs no way through an environment or a file. Blocks until the copy is what was asked for.
    ///
    /// Its environment is not changed. A signal for this process' death is sent when the calling thread ends.
    ///
    /// # Errors
    /// This process has more than one thread: locks that others hold would stay closed in the copy for ever. Or a sentence
    /// that says which user, folder or file it was.
    pub fn copy(self, life: impl FnOnce() -> u8) -> io::Result<Copied> {
        let name = self.program.clone();
        let told =
            |error: io::Error| io::Error::new(error.kind(), format!("{} was not started: {error}", name.to_string_lossy()));
        copy::start(self, life).map_err(told)
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
        let place = Place::of(self.user, self.own_session, self.dir, self.parent_death).map_err(told)?;
        command.stdin(self.stdin.map_or_else(Stdio::null, Stdio::from));
        command.stdout(open(self.stdout, place.user()).map_err(told)?.map_or_else(Stdio::inherit, Stdio::from));
        command.stderr(open(self.stderr, place.user()).map_err(told)?.map_or_else(Stdio::inherit, Stdio::from));
        let inherited: Vec<RawFd> = self.inherited.iter().map(AsRawFd::as_raw_fd).collect();
        sys::before_exec(&mut command, move || {
            place.enter()?;
            sys::allow_huge_pages();
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

/// Where a new process finds itself: everything that is changed between fork and exec, prepared before.
struct Place {
    own_session: bool,
    switch: Option<Account>,
    dir: Option<CString>,
    parent_death: Option<Signal>,
    parent: i32,
}

impl Place {
    fn of(
        user: Option<Account>,
        own_session: bool,
        dir: Option<PathBuf>,
        parent_death: Option<Signal>,
    ) -> io::Result<Place> {
        let switch = user.filter(|_| nix::unistd::Uid::effective().is_root());
        let dir = dir.map(|dir| CString::new(dir.into_os_string().into_vec())).transpose()?;
        Ok(Place { own_session, switch, dir, parent_death, parent: std::process::id() as i32 })
    }

    /// The user that it becomes, if it becomes another one.
    fn user(&self) -> Option<&Account> {
        self.switch.as_ref()
    }

    /// Makes only calls that are safe between fork and exec.
    fn enter(&self) -> io::Result<()> {
        if self.own_session {
            sys::own_session()?;
        }
        sys::default_signals()?;
        if let Some(user) = &self.switch {
            sys::become_user(user.uid, user.gid, &user.groups)?;
        }
        // Entered as that user: a folder that it may not enter is an error now, not later.
        if let Some(dir) = &self.dir {
            nix::unistd::chdir(dir.as_c_str())?;
        }
        // After the change of user, which would clear it.
        if let Some(signal) = self.parent_death {
            sys::set_parent_death_signal(signal as i32)?;
            if sys::parent() != self.parent {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
        }
        Ok(())
    }
}

/// Its descriptor; none if it goes where this process' own goes.
fn open(output: Output, user: Option<&Account>) -> io::Result<Option<OwnedFd>> {
    let path = match output {
        Output::Null => return null().map(Some),
        Output::Inherit => return Ok(None),
        Output::Descriptor(descriptor) => return Ok(Some(descriptor)),
        Output::File(path) => path,
    };
    let told = |error: io::Error| {
        io::Error::new(error.kind(), format!("its output file {} was not opened: {error}", path.display()))
    };
    let mut how = fs::OpenOptions::new();
    how.append(true).create(true).mode(0o644).custom_flags(libc::O_NOFOLLOW | libc::O_CLOEXEC);
    let file = how.open(&path).map_err(told)?;
    if let Some(user) = user {
        std::os::unix::fs::fchown(&file, Some(user.uid), Some(user.gid)).map_err(told)?;
    }
    Ok(Some(file.into()))
}

/// Reads nothing, and takes everything.
fn null() -> io::Result<OwnedFd> {
    fs::OpenOptions::new().read(true).write(true).open("/dev/null").map(OwnedFd::from)
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
