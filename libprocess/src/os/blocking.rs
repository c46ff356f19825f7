//! Calls that block (disk, `/proc`, ending a process tree), off the threads of actors.

use std::{
    collections::VecDeque,
    future::Future,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use libprocess_wire::Reply;
use parking_lot::{Condvar, Mutex};

/// Most threads; further calls wait in a queue.
const THREADS_MAX: usize = 32;

/// A thread without work ends after this time.
const IDLE_MAX: Duration = Duration::from_secs(10);

type Call = Box<dyn FnOnce() + Send>;

struct Pool {
    state: Mutex<State>,
    work: Condvar,
}

struct State {
    calls: VecDeque<Call>,
    threads: usize,
    idle: usize,
}

static POOL: Pool = Pool { state: Mutex::new(State { calls: VecDeque::new(), threads: 0, idle: 0 }), work: Condvar::new() };

/// Runs `call` on a thread where it may block. It runs even if the future is dropped.
///
/// # Errors
/// When the machine gives no thread, or `call` panics.
pub fn run<T: Send + 'static>(
    call: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> impl Future<Output = io::Result<T>> + Send + 'static {
    let (reply, answer) = Reply::pair();
    let begun = POOL.enter(Box::new(move || {
        let result = catch_unwind(AssertUnwindSafe(call));
        let panicked = |payload: Box<dyn std::any::Any + Send>| {
            io::Error::other(format!("the call panicked: {}", crate::life::panic_text(&*payload)))
        };
        reply.send(result.unwrap_or_else(|payload| Err(panicked(payload))));
    }));
    async move {
        begun?;
        answer.await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

impl Pool {
    fn enter(&'static self, call: Call) -> io::Result<()> {
        let mut state = self.state.lock();
        state.calls.push_back(call);
        if state.idle >= state.calls.len() || state.threads >= THREADS_MAX {
            self.work.notify_one();
            return Ok(());
        }
        state.threads += 1;
        drop(state);
        let started = std::thread::Builder::new().name("libprocess-os".into()).spawn(|| self.serve());
        if let Err(error) = started {
            let mut state = self.state.lock();
            state.threads -= 1;
            if state.threads == 0 {
                let calls = std::mem::take(&mut state.calls);
                drop(state);
                drop(calls);
                return Err(error);
            }
        }
        Ok(())
    }

    fn serve(&self) {
        let mut state = self.state.lock();
        loop {
            if let Some(call) = state.calls.pop_front() {
                drop(state);
                call();
                state = self.state.lock();
                continue;
            }
            state.idle += 1;
            let waited = self.work.wait_for(&mut state, IDLE_MAX);
            state.idle -= 1;
            if waited.timed_out() && state.calls.is_empty() {
                state.threads -= 1;
                return;
            }
        }
    }
}

struct Unpark(std::thread::Thread);

impl std::task::Wake for Unpark {
    fn wake(self: std::sync::Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for a future on this thread, which does nothing else meanwhile: for `main`, and for threads that are no actor's.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let waker = std::task::Waker::from(std::sync::Arc::new(Unpark(std::thread::current())));
    let mut context = std::task::Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(value) => return value,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_come_back_with_their_value_error_or_panic() {
        assert_eq!(wait(run(|| Ok(7))).unwrap(), 7);
        let error = wait(run(|| Err::<(), _>(io::Error::other("no")))).unwrap_err();
        assert_eq!(error.to_string(), "no");
        let panic = wait(run(|| -> io::Result<()> { panic!("planted") })).unwrap_err();
        assert!(panic.to_string().contains("planted"));
    }

    #[test]
    fn more_calls_than_threads_all_run() {
        let calls: Vec<_> = (0..200).map(|n| run(move || Ok(n))).collect();
        let sum: u64 = calls.into_iter().map(|call| wait(call).unwrap()).sum();
        assert_eq!(sum, 199 * 200 / 2);
        assert!(POOL.state.lock().threads <= THREADS_MAX);
    }
}
