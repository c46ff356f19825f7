//! How processes end, in words.

use std::{os::unix::process::ExitStatusExt, process::ExitStatus};

/// Words for the signals from 1 on, as the C library's `strsignal` has them.
const SIGNALS: [&str; 31] = [
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated",
    "Stack fault",
    "Child exited",
    "Continued",
    "Stopped (signal)",
    "Stopped",
    "Stopped (tty input)",
    "Stopped (tty output)",
    "Urgent I/O condition",
    "CPU time limit exceeded",
    "File size limit exceeded",
    "Virtual timer expired",
    "Profiling timer expired",
    "Window changed",
    "I/O possible",
    "Power failure",
    "Bad system call",
];

/// A signal in words: `Killed` for 9.
pub fn describe_signal(signal: i32) -> String {
    let known = usize::try_from(signal).ok().and_then(|number| SIGNALS.get(number.checked_sub(1)?));
    known.map_or_else(|| format!("Unknown signal {signal}"), |name| (*name).to_owned())
}

/// An end in words: `exited with status 3`, `terminated with signal Killed`, `terminated with signal Aborted (core dumped)`.
pub fn describe_status(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exited with status {code}"),
        (None, Some(signal)) => {
            let core = if status.core_dumped() { " (core dumped)" } else { "" };
            format!("terminated with signal {}{core}", describe_signal(signal))
        }
        (None, None) => format!("ended with the unknown wait status {}", status.into_raw()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_told_in_words() {
        assert_eq!(describe_status(ExitStatus::from_raw(3 << 8)), "exited with status 3");
        assert_eq!(describe_status(ExitStatus::from_raw(9)), "terminated with signal Killed");
        assert_eq!(describe_status(ExitStatus::from_raw(6 | 0x80)), "terminated with signal Aborted (core dumped)");
        assert_eq!(describe_signal(15), "Terminated");
        assert_eq!(describe_signal(31), "Bad system call");
        assert_eq!((describe_signal(0), describe_signal(40)), ("Unknown signal 0".into(), "Unknown signal 40".into()));
    }
}
