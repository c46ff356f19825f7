//! What this machine has.

use std::{fs, io, path::Path};

use nix::{
    sys::statvfs::statvfs,
    unistd::{AccessFlags, SysconfVar, access, gethostname, sysconf},
};

use crate::launcher::Machine;

/// Makes the work folder and looks around. What cannot be found out is left open.
pub(crate) fn look(work_dir: &Path) -> io::Result<Machine> {
    let told = |error: io::Error| {
        let why = format!(
            "the work folder {} cannot be used: {error}; set --work_dir to one that can be written, such as /var/lib/mesos",
            work_dir.display()
        );
        io::Error::new(error.kind(), why)
    };
    fs::create_dir_all(work_dir).map_err(told)?;
    access(work_dir, AccessFlags::W_OK | AccessFlags::X_OK).map_err(|error| told(error.into()))?;
    Ok(Machine {
        hostname: gethostname().ok().and_then(|name| name.into_string().ok()).filter(|name| !name.is_empty()),
        cpus: sysconf(SysconfVar::_NPROCESSORS_ONLN).ok().flatten().and_then(|count| u64::try_from(count).ok()),
        mem: fs::read_to_string("/proc/meminfo").ok().and_then(|text| total_memory(&text)),
        disk: statvfs(work_dir).ok().map(|found| found.blocks().saturating_mul(found.fragment_size())),
    })
}

/// `MemTotal` in the text of `/proc/meminfo`, in bytes.
fn total_memory(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_from_the_kernels_table() {
        assert_eq!(total_memory("MemTotal:        2048 kB\nMemFree:  1 kB\n"), Some(2 << 20));
        assert_eq!(total_memory("MemFree: 1 kB\n"), None);
        assert_eq!(total_memory("MemTotal: many kB\n"), None);
    }

    #[test]
    fn this_machine_has_something_and_its_work_folder_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let found = look(&dir.path().join("a/b")).unwrap();
        assert!(dir.path().join("a/b").is_dir());
        for amount in [found.cpus, found.mem, found.disk] {
            assert!(amount.is_some_and(|amount| amount > 0), "{found:?}");
        }
    }

    #[test]
    fn a_work_folder_that_cannot_be_made_says_what_to_do() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = look(&file.path().join("below")).unwrap_err().to_string();
        assert!(error.contains("--work_dir") && error.contains("/var/lib/mesos"), "{error}");
    }
}
