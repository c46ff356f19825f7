//! Where a program's log goes: to stderr, as text or as JSON lines.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Sends the log to stderr; `level` is a level, or a filter such as `libprocess=debug,warn`. Colours only on a terminal.
///
/// A second call changes nothing: a program has one log.
pub fn to_stderr(level: &str, json: bool) {
    let filter = EnvFilter::try_new(level).unwrap_or_else(|error| {
        eprintln!("warning: the log level {level:?} cannot be read ({error}); using warn");
        EnvFilter::new("warn")
    });
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = match json {
        true => log.json().try_init(),
        false => log.with_ansi(std::io::stderr().is_terminal()).with_target(false).try_init(),
    };
    drop(begun);
}
