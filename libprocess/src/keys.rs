//! The cluster key, and the credentials that a node issues to processes which must not see it.
//!
//! Whoever holds the key is of the cluster: each node derives from it the authority that signs its own short-lived
//! certificate with its role, so nothing has to be handed out but the one file. An executor runs foreign tasks: it gets,
//! by an inherited descriptor, a [`ExecutorCredential`] that opens nothing but the doors for executors of the one node
//! that issued it.

use std::{
    fmt, fs,
    io::{self, Read, Write},
    net::SocketAddr,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use libprocess_wire::codec;
use serde::{Deserialize, Serialize};

use crate::{Node, Role, transport::tls};

/// Names the file of the cluster key.
pub const KEY_VARIABLE: &str = "MESOS_CLUSTER_KEY";

/// Where the cluster key is looked for when nothing else names it.
pub const KEY_FILE: &str = "/etc/mesos/cluster-key";

/// A key file is one line; anything longer is something else.
const FILE_MAX: u64 = 4096;

/// The secret of a cluster: 32 random bytes, in a text file of 64 hexadecimal digits that only its owner may read.
#[derive(Clone, PartialEq, Eq)]
pub struct ClusterKey([u8; 32]);

impl fmt::Debug for ClusterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClusterKey(hidden)")
    }
}

fn trouble(path: &Path, what: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("the cluster key {} {what}: {error}", path.display()))
}

impl ClusterKey {
    /// A new random key.
    ///
    /// # Panics
    /// If the operating system gives no random numbers, without which no key would be a secret.
    pub fn generate() -> ClusterKey {
        let mut key = [0; 32];
        let filled = rustls::crypto::ring::default_provider().secure_random.fill(&mut key);
        filled.unwrap_or_else(|_| panic!("the operating system gives no random numbers"));
        ClusterKey(key)
    }

    /// The key that a file holds.
    ///
    /// # Errors
    /// No such file, one that others than its owner may read, or one that is no key: a sentence that says what to do.
    pub fn load(path: impl AsRef<Path>) -> io::Result<ClusterKey> {
        let path = path.as_ref();
        let file = fs::File::open(path).map_err(|error| trouble(path, "cannot be read", &error))?;
        let mode = file.metadata().map_err(|error| trouble(path, "cannot be read", &error))?.permissions().mode();
        if mode & 0o077 != 0 {
            let (shown, path) = (mode & 0o777, path.display());
            let why =
                format!("the cluster key {path} can be read by others (its mode is {shown:o}); run `chmod 600 {path}`");
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
        }
        let mut text = String::new();
        file.take(FILE_MAX).read_to_string(&mut text).map_err(|error| trouble(path, "cannot be read", &error))?;
        ClusterKey::parse(text.trim()).ok_or_else(|| {
            let why = format!(
                "{} holds no cluster key, which is one line of 64 hexadecimal digits; make one with `mesos cluster new-key FILE`",
                path.display()
            );
            io::Error::new(io::ErrorKind::InvalidData, why)
        })
    }

    fn parse(text: &str) -> Option<ClusterKey> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut key = [0; 32];
        for (at, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(ClusterKey(key))
    }

    /// Writes the key to a new file that only its owner may read.
    ///
    /// # Errors
    /// A file that exists is never overwritten: with its key all nodes would be cut off that use it.
    pub fn write(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let path = path.as_ref();
        let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let mut file = file.map_err(|error| trouble(path, "cannot be created", &error))?;
        let digits: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        let written = file.write_all(format!("{digits}\n").as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|error| trouble(path, "cannot be written", &error))
    }

    /// The key to use: of `file` (the flag `--cluster-key`), else of the file that `MESOS_CLUSTER_KEY` names, else of
    /// `/etc/mesos/cluster-key`; else, for a node that is bound to loopback, one of this user that is generated once.
    ///
    /// # Errors
    /// A key file that is named but cannot be used.
    pub fn resolve(file: Option<&Path>, loopback: bool) -> io::Result<Option<ClusterKey>> {
        let named = file.map(Path::to_owned).or_else(|| std::env::var_os(KEY_VARIABLE).map(PathBuf::from));
        if let Some(named) = named {
            return ClusterKey::load(named).map(Some);
        }
        match ClusterKey::load(KEY_FILE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            // Made for the daemons of this machine; whoever may not read it uses one of their own on loopback.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && loopback => {}
            found => return found.map(Some),
        }
        if loopback { ClusterKey::of_user(&user_file()?).map(Some) } else { Ok(None) }
    }

    /// The key in `path`, generated first if there is none. Two processes that do so at once get the same.
    fn of_user(path: &Path) -> io::Result<ClusterKey> {
        match ClusterKey::load(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| trouble(path, "cannot be created", &error))?;
        let draft = folder.join(format!(".cluster-key-{}-{:x}", std::process::id(), tls::random_u64()));
        ClusterKey::generate().write(&draft)?;
        // A link appears whole, or not at all when another process was faster.
        let linked = fs::hard_link(&draft, path);
        let _ = fs::remove_file(&draft);
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(trouble(path, "cannot be created", &error)),
            _ => ClusterKey::load(path),
        }
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

fn user_file() -> io::Result<PathBuf> {
    let folder = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    let folder = folder.or_else(home).ok_or_else(|| {
        io::Error::other(
            "there is no HOME to keep a cluster key in; name one with --cluster-key FILE, or set MESOS_CLUSTER_KEY",
        )
    })?;
    Ok(folder.join("mesos/cluster-key"))
}

/// What the process of an executor needs to reach the node that issued it, and no other.
///
/// It is handed over by an inherited descriptor: it stands in no environment, no file and no argument.
#[derive(Clone, Serialize, Deserialize)]
pub struct ExecutorCredential {
    pub(crate) node: SocketAddr,
    pub(crate) executor: String,
    /// None on a network where nobody proves anything.
    pub(crate) proof: Option<tls::ExecutorProof>,
}

impl fmt::Debug for ExecutorCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExecutorCredential({} at {})", self.executor, self.node)
    }
}

impl ExecutorCredential {
    /// The node that issued it, the only one it reaches.
    pub fn node(&self) -> SocketAddr {
        self.node
    }

    /// For which executor run it was issued.
    pub fn executor(&self) -> &str {
        &self.executor
    }

    /// What whoever holds it is certified to be.
    pub fn role(&self) -> Role {
        if self.proof.is_some() { Role::Executor } else { Role::Anyone }
    }

    /// Until when it is accepted, as time since the epoch of Unix; none where nobody proves anything.
    pub(crate) fn ends(&self) -> Option<std::time::Duration> {
        self.proof.as_ref()?.ends()
    }

    /// The same for another time.
    pub(crate) fn with(self, proof: tls::ExecutorProof) -> ExecutorCredential {
        ExecutorCredential { proof: Some(proof), ..self }
    }

    /// To be handed over.
    ///
    /// # Errors
    /// If it is too large to be written, which no issued one is.
    pub fn to_bytes(&self) -> io::Result<Vec<u8>> {
        codec::encode(self).map_err(io::Error::other)
    }

    /// As handed over.
    ///
    /// # Errors
    /// Bytes that are no credential.
    pub fn from_bytes(bytes: &[u8]) -> io::Result<ExecutorCredential> {
        codec::decode(bytes).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("the credential of the executor is damaged: {error}"))
        })
    }
}

/// A credential for one executor run, accepted by this node only. `executor` names the run (executor and container id).
///
/// # Errors
/// A node that is not bound issues none.
pub fn executor_credential(node: &Node, executor: &str) -> io::Result<ExecutorCredential> {
    let issuer = node.core.issuer.get().ok_or_else(|| {
        io::Error::other("this node is not bound to an address, so no executor can reach it; start it with bind")
    })?;
    let proof = issuer.executor(executor, node.core.clock.since_epoch())?;
    Ok(ExecutorCredential { node: node.address(), executor: executor.to_owned(), proof })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_written_key_is_loaded_and_only_its_owner_may_read_it() {
        let folder = folder();
        let path = folder.path().join("key");
        let key = ClusterKey::generate();
        key.write(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(ClusterKey::load(&path).unwrap(), key);
        assert_ne!(ClusterKey::generate(), key);
        assert!(!format!("{key:?}").contains(&fs::read_to_string(&path).unwrap()[..8]));
    }

    #[test]
    fn a_key_is_never_overwritten() {
        let folder = folder();
        let path = folder.path().join("key");
        let key = ClusterKey::generate();
        key.write(&path).unwrap();
        assert_eq!(ClusterKey::generate().write(&path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(ClusterKey::load(&path).unwrap(), key);
    }

    #[test]
    fn a_key_that_others_may_read_is_refused_with_the_command_that_helps() {
        let folder = folder();
        let path = folder.path().join("key");
        ClusterKey::generate().write(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let why = ClusterKey::load(&path).unwrap_err().to_string();
        assert!(why.contains("mode is 640") && why.contains("chmod 600"), "{why}");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let folder = folder();
        for (name, text) in [("short", "abcd"), ("long", &"0".repeat(65)), ("words", &"x".repeat(64)), ("empty", "")] {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            let why = ClusterKey::load(&path).unwrap_err().to_string();
            assert!(why.contains("64 hexadecimal digits"), "{why}");
        }
    }

    #[test]
    fn a_named_file_that_is_not_there_is_an_error_and_not_another_key() {
        let folder = folder();
        let why = ClusterKey::resolve(Some(&folder.path().join("none")), true).unwrap_err();
        assert_eq!(why.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn processes_that_generate_a_users_key_at_once_get_the_same() {
        let folder = folder();
        let path = folder.path().join("state/mesos/cluster-key");
        let keys: Vec<ClusterKey> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..8).map(|_| scope.spawn(|| ClusterKey::of_user(&path).unwrap())).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "drafts are left");
    }
}
