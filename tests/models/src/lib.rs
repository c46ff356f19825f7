//! The lock of libprocess' mailboxes, and the way a mailbox wakes its reader, in every order of their steps.
//!
//! The files are those of libprocess itself; only what they build upon is replaced: by loom's, which tries every order of
//! two or three threads and every value that a weak memory may show them. Under miri they build upon the standard library,
//! and miri looks for undefined behaviour.
#![cfg(test)]

#[path = "../../../libprocess/src/lock.rs"]
mod lock;
mod primitives;
#[path = "../../../libprocess/src/run_state.rs"]
mod run_state;

use std::sync::Arc;

use lock::Lock;
use primitives::{Mutex, Signal, model, spawn};
use run_state::RunState;

#[test]
fn one_thread_at_a_time_holds_the_lock_and_sees_what_the_last_one_did() {
    model(None, || {
        let lock = Arc::new(Lock::new((0, 0)));
        // Waiting is trying again: a thread that does so without end has no end of orders.
        let add = |lock: Arc<Lock<(u32, u32)>>| {
            move || {
                let got = (0..2).filter_map(|_| {
                    let mut held = lock.try_lock()?;
                    assert_eq!(held.0, held.1);
                    held.0 += 1;
                    held.1 += 1;
                    Some(())
                });
                got.count() as u32
            }
        };
        let others = [spawn(add(lock.clone())), spawn(add(lock.clone()))];
        let got: u32 = others.into_iter().map(|other| other.join().unwrap()).sum();
        assert!(got >= 1);
        let held = lock.lock();
        assert_eq!(*held, (got, got));
    });
}

/// What a mailbox is made of, without what its messages mean. Its lock is a plain one here: a thread that spins has no end
/// of orders.
struct Mailbox {
    senders: Mutex<Senders>,
    state: RunState,
    /// The home: how often the reader is to be run.
    home: Signal,
}

struct Senders {
    queue: Vec<u32>,
    control: bool,
    parked: bool,
}

impl Mailbox {
    fn new() -> Arc<Mailbox> {
        let senders = Mutex::new(Senders { queue: Vec::new(), control: false, parked: true });
        Arc::new(Mailbox { senders, state: RunState::idle(), home: Signal::new() })
    }

    fn schedule(&self) {
        if self.state.schedule() {
            self.home.raise();
        }
    }

    /// As `Slot::deliver`.
    fn send(&self, message: u32) {
        let mut senders = self.senders.lock().unwrap();
        senders.queue.push(message);
        let wake = std::mem::replace(&mut senders.parked, false);
        drop(senders);
        if wake {
            self.schedule();
        }
    }

    /// As `Slot::control`.
    fn control(&self) {
        let mut senders = self.senders.lock().unwrap();
        senders.control = true;
        senders.parked = false;
        drop(senders);
        self.schedule();
    }

    /// As `Runnable::run`: takes what is there until there is nothing.
    fn run(&self, taken: &mut Vec<u32>, controls: &mut u32) {
        self.state.begin();
        loop {
            let mut senders = self.senders.lock().unwrap();
            if std::mem::take(&mut senders.control) {
                *controls += 1;
            }
            if senders.queue.is_empty() {
                senders.parked = true;
                break;
            }
            let batch = std::mem::take(&mut senders.queue);
            drop(senders);
            taken.extend(batch);
        }
        if self.state.finish() {
            self.home.raise();
        }
    }
}

#[test]
fn no_message_is_lost_left_lying_or_taken_twice() {
    model(Some(3), || {
        let mailbox = Mailbox::new();
        let senders: Vec<_> = [10, 20]
            .into_iter()
            .map(|first| {
                let mailbox = mailbox.clone();
                spawn(move || {
                    mailbox.send(first);
                    mailbox.send(first + 1);
                })
            })
            .collect();
        let (mut taken, mut controls) = (Vec::new(), 0);
        // A wake-up that is lost stands still here, which loom reports.
        while taken.len() < 4 {
            mailbox.home.wait();
            mailbox.run(&mut taken, &mut controls);
        }
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        let of = |first: u32| taken.iter().copied().filter(|n| n / 10 == first / 10).collect::<Vec<_>>();
        assert_eq!((of(10), of(20)), (vec![10, 11], vec![20, 21]), "each once, in the order of its sender");
        assert_eq!(taken.len(), 4);
    });
}

#[test]
fn control_reaches_a_reader_whatever_it_does_at_that_moment() {
    model(Some(3), || {
        let mailbox = Mailbox::new();
        let sender = {
            let mailbox = mailbox.clone();
            spawn(move || mailbox.send(1))
        };
        let operator = {
            let mailbox = mailbox.clone();
            spawn(move || mailbox.control())
        };
        let (mut taken, mut controls) = (Vec::new(), 0);
        while taken.is_empty() || controls == 0 {
            mailbox.home.wait();
            mailbox.run(&mut taken, &mut controls);
        }
        sender.join().unwrap();
        operator.join().unwrap();
        assert_eq!((taken, controls), (vec![1], 1));
    });
}
