//! Users of the machine.

use std::{ffi::CString, io, path::PathBuf};

use nix::unistd::{Gid, Uid, User, getgrouplist};

/// A user of the machine, as processes can be started for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// Its number.
    pub uid: u32,
    /// Its primary group.
    pub gid: u32,
    /// All its groups.
    pub groups: Vec<u32>,
    /// Its folder.
    pub home: PathBuf,
}

impl Account {
    /// The user of that name.
    ///
    /// # Errors
    /// When there is none, or the machine's list cannot be read.
    pub fn named(name: &str) -> io::Result<Account> {
        let found = User::from_name(name).map_err(|error| told(name, error))?;
        let user = found.ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("there is no user {name} on this machine; create it, or name another"),
            )
        })?;
        Account::of(user)
    }

    /// The user that this process runs as.
    ///
    /// # Errors
    /// When it has no entry in the machine's list of users.
    pub fn current() -> io::Result<Account> {
        let uid = Uid::effective();
        let found = User::from_uid(uid).map_err(|error| told(&uid.to_string(), error))?;
        let missing = || io::Error::new(io::ErrorKind::NotFound, format!("the user {uid} has no entry on this machine"));
        Account::of(found.ok_or_else(missing)?)
    }

    fn of(user: User) -> io::Result<Account> {
        let name = CString::new(user.name.clone()).map_err(io::Error::other)?;
        let groups = getgrouplist(&name, user.gid).map_err(|error| told(&user.name, error))?;
        let groups = groups.into_iter().map(Gid::as_raw).collect();
        Ok(Account { name: user.name, uid: user.uid.as_raw(), gid: user.gid.as_raw(), groups, home: user.dir })
    }

    /// True if this process may start processes as that user: it runs as root, or as that user.
    pub fn may_be_used(&self) -> bool {
        let me = Uid::effective();
        me.is_root() || me.as_raw() == self.uid
    }
}

fn told(user: &str, error: nix::errno::Errno) -> io::Error {
    let error = io::Error::from(error);
    io::Error::new(error.kind(), format!("the user {user} could not be looked up: {error}"))
}
