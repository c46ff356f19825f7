//! Signals as values: a thread of their own waits for them, so that no handler interrupts anything.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
    time::Duration,
};

use libprocess::{
    Node, Reply,
    os::{blocking, process::Signal},
};
use nix::sys::signal::SigSet;

use crate::failure::Failure;

/// Signals that ask a program to end.
const ENDING: [Signal; 3] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP];

/// Asks an agent to end as soon as its executors have ended in their own time, as in Mesos.
const LEISURELY: Signal = Signal::SIGUSR1;

/// Whether a program that was sent this is to end what runs first, in its own time.
pub(crate) fn is_leisurely(signal: Signal) -> bool {
    signal == LEISURELY
}

/// As [`hold_back`], and the signal that asks an agent to end at leisure with them.
pub(crate) fn hold_back_all() -> Result<(), Failure> {
    (ending() | LEISURELY).thread_block().map_err(refused)
}

/// Holds the ending signals back from the calling thread and from all that it starts. To be called before any other thread
/// is there. Processes that are started unblock them.
pub(crate) fn hold_back() -> Result<(), Failure> {
    ending().thread_block().map_err(refused)
}

fn refused(error: nix::Error) -> Failure {
    Failure::new(format!("signals cannot be held back: {error}"))
}

/// Calls `on` with each ending signal, from a thread of its own.
pub(crate) fn watch(on: impl Fn(Signal) + Send + 'static) -> Result<(), Failure> {
    watch_for(ending(), on)
}

/// As [`watch`], and with the signal that asks an agent to end at leisure.
pub(crate) fn watch_all(on: impl Fn(Signal) + Send + 'static) -> Result<(), Failure> {
    watch_for(ending() | LEISURELY, on)
}

fn watch_for(signals: SigSet, on: impl Fn(Signal) + Send + 'static) -> Result<(), Failure> {
    let wait = move || {
        while let Ok(signal) = signals.wait() {
            on(signal);
        }
    };
    let thread = std::thread::Builder::new().name("signals".into()).spawn(wait);
    thread.map(drop).map_err(|error| Failure::new(format!("no thread can be started: {error}")))
}

/// Makes nodes that end hurry, each time that `next` waited for a signal: nobody is waited for any more.
pub(crate) fn hurry(nodes: Vec<Node>, next: impl Fn() -> bool + Send + 'static) {
    let wait = move || {
        while next() {
            nodes.iter().for_each(|node| blocking::wait(node.shut_down(Duration::ZERO)));
        }
    };
    let thread = std::thread::Builder::new().name("hurry".into()).spawn(wait);
    if let Err(error) = thread {
        tracing::warn!(%error, "no thread can be started: a second signal will not hurry the end");
    }
}

/// Ending signals, kept until somebody takes them.
#[derive(Clone)]
pub(crate) struct Inbox(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Came before anybody took them.
    early: Vec<Signal>,
    /// Wait for the first of these.
    waiters: Vec<Reply<()>>,
    taker: Option<Box<dyn Fn(Signal) + Send>>,
}

impl Inbox {
    /// Keeps all ending signals from now on.
    pub(crate) fn watch() -> Result<Inbox, Failure> {
        let inbox = Inbox(Arc::default());
        let kept = inbox.clone();
        watch(move |signal| {
            let mut state = kept.state();
            match &state.taker {
                Some(taker) => taker(signal),
                None => state.early.push(signal),
            }
            state.waiters.drain(..).for_each(|waiter| waiter.send(()));
        })?;
        Ok(inbox)
    }

    /// Gives those that came and all that come to `taker`.
    pub(crate) fn deliver(&self, taker: impl Fn(Signal) + Send + 'static) {
        let mut state = self.state();
        state.early.drain(..).for_each(&taker);
        state.taker = Some(Box::new(taker));
    }

    /// What comes of `work`; none if a signal comes before, or is there that nobody took.
    pub(crate) async fn unless_signalled<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let (waiter, signal) = Reply::pair();
        self.wait(waiter);
        let (mut work, mut signal) = (pin!(work), pin!(signal));
        poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending => signal.as_mut().poll(context).map(|_| None),
        })
        .await
    }

    fn wait(&self, waiter: Reply<()>) {
        let mut state = self.state();
        match state.early.is_empty() {
            true => state.waiters.push(waiter),
            false => waiter.send(()),
        }
    }

    /// The first that nobody took.
    pub(crate) fn first(&self) -> Option<Signal> {
        self.state().early.first().copied()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What is in there is whole between any two statements.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ending() -> SigSet {
    ENDING.into_iter().collect()
}

/// The exit status of a program that ended for a signal: 128 and its number.
pub(crate) fn exit_code(signal: Signal) -> u8 {
    128 + signal as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes an hour to end.
    struct Slow;

    impl libprocess::Actor for Slow {
        type Args = ();
        type Message = ();

        async fn start(_: (), _ctx: &mut libprocess::Context<Self>) -> Result<Self, libprocess::Exit> {
            Ok(Slow)
        }

        async fn handle(&mut self, _: (), _ctx: &mut libprocess::Context<Self>) -> Result<(), libprocess::Exit> {
            Ok(())
        }

        async fn stop(&mut self, _why: &libprocess::Exit, ctx: &mut libprocess::Context<Self>) {
            ctx.node().sleep(Duration::from_secs(3600)).await;
        }
    }

    #[test]
    fn a_second_signal_ends_what_the_first_one_waits_for() {
        let node = blocking::wait(async {
            let node = Node::builder().start().await.unwrap();
            node.spawn::<Slow>("slow", ()).await.unwrap();
            node
        });
        let (signalled, signal) = std::sync::mpsc::channel();
        hurry(vec![node.clone()], move || signal.recv().is_ok());
        let (sleeping, ending) = (node.clone(), node.clone());
        node.run_beside(async move {
            sleeping.sleep(Duration::from_millis(50)).await;
            signalled.send(Signal::SIGTERM).unwrap();
        });
        // An hour, without the second one.
        blocking::wait(ending.shut_down(Duration::from_secs(3600)));
        assert_eq!(node.actors(), 0);
    }

    #[test]
    fn what_came_before_is_delivered_first_and_once() {
        let inbox = Inbox(Arc::default());
        inbox.state().early.push(Signal::SIGINT);
        assert_eq!(inbox.first(), Some(Signal::SIGINT));
        let (sender, receiver) = std::sync::mpsc::channel();
        inbox.deliver(move |signal| sender.send(signal).unwrap());
        assert_eq!((receiver.try_iter().collect::<Vec<_>>(), inbox.first()), (vec![Signal::SIGINT], None));
    }
}
