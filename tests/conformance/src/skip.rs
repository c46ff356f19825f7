//! Tests that cannot run here say so: a line on stdout, and in the file that `MESOS_SKIP_LOG` names.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::thread;

/// Notes that the running test did not check anything because of `reason`.
pub fn skip(reason: &str) {
    let line = format!("SKIPPED: {}: {reason}\n", running_test());
    // Written past `print!`, which the test harness keeps to itself when a test passes.
    let _ = io::stdout().write_all(line.as_bytes());
    if let Some(path) = std::env::var_os("MESOS_SKIP_LOG")
        && let Ok(mut log) = OpenOptions::new().create(true).append(true).open(path)
    {
        let _ = log.write_all(line.as_bytes());
    }
}

/// The harness names the thread after the test; if it runs a single one on its main thread, the name is an argument.
fn running_test() -> String {
    let thread = thread::current();
    match thread.name() {
        Some(name) if name != "main" => name.to_owned(),
        _ => std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_else(|| "a test".to_owned()),
    }
}

/// Whether this test runs as root; if not, it is noted as skipped.
pub fn needs_root() -> bool {
    let root = nix::unistd::geteuid().is_root();
    if !root {
        skip("needs root, to start tasks as another user");
    }
    root
}
