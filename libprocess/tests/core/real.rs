//! For tests on threads and sockets: they wait on the machine's clock.

#![allow(clippy::disallowed_methods, reason = "the test's own patience")]

use std::{
    thread,
    time::{Duration, Instant},
};

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Looks until it is so; twenty seconds are enough on the slowest machine.
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what} did not happen");
        thread::sleep(Duration::from_millis(10));
    }
}
