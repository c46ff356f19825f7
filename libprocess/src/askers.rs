//! Askers of other nodes that wait for their answers no more, for whoever works on one.
//!
//! ```text
//!   asker drops its question ──▶ Control::GivenUp ──▶ given_up ──┬─▶ Reply::is_wanted is false
//!   its node is lost ───────────────────────────────▶ lost ──────┴─▶ Reply::unwanted, Reply::while_wanted end
//! ```
//!
//! A question that is answered costs one look at a counter here: nothing is noted of it before its asker gives up. The news
//! may come before the question does, since it takes the faster lane; it stays until the answer is settled.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
    task::Waker,
};

use libprocess_wire::{Asked, NodeLife, Token};
use parking_lot::Mutex;

/// Questions of one node whose askers gave up that are remembered; the oldest are forgotten first.
const GIVEN_UP_MAX: usize = 4096;

/// Nodes whose losses are remembered; the oldest are forgotten first.
const LOST_MAX: usize = 4096;

#[derive(Default)]
struct Table {
    /// Number of the last loss of each node.
    lost: BTreeMap<SocketAddr, u64>,
    given_up: BTreeMap<SocketAddr, BTreeMap<u64, NodeLife>>,
    /// Who works on the answer of which question: node, question, key.
    attending: BTreeMap<(SocketAddr, u64, u64), Waker>,
    keys: u64,
}

impl Table {
    fn wakers(&mut self, from: (SocketAddr, u64), to: (SocketAddr, u64)) -> Vec<Waker> {
        let woken = self.attending.range((from.0, from.1, 0)..=(to.0, to.1, u64::MAX));
        woken.map(|(_, waker)| waker.clone()).collect()
    }
}

/// What is known of askers elsewhere.
#[derive(Default)]
pub(crate) struct Askers {
    losses: AtomicU64,
    /// Questions whose askers gave up.
    given_up: AtomicUsize,
    table: Mutex<Table>,
}

impl Askers {
    pub(crate) fn asked(&self, token: Token) -> Asked {
        Asked { token, losses: self.losses.load(Ordering::Relaxed) }
    }

    /// The asker of that question gave up, as its node says.
    pub(crate) fn give_up(&self, node: SocketAddr, life: NodeLife, question: u64) {
        let mut table = self.table.lock();
        let of_node = table.given_up.entry(node).or_default();
        let added = of_node.insert(question, life).is_none();
        let forgotten = of_node.len() > GIVEN_UP_MAX && of_node.pop_first().is_some();
        if added && !forgotten {
            self.given_up.fetch_add(1, Ordering::Relaxed);
        }
        let woken = table.wakers((node, question), (node, question));
        drop(table);
        woken.into_iter().for_each(Waker::wake);
    }

    /// A node is lost: nobody there waits for anything that was asked before.
    pub(crate) fn lose(&self, node: SocketAddr) {
        let mut table = self.table.lock();
        let number = self.losses.fetch_add(1, Ordering::Relaxed) + 1;
        table.lost.insert(node, number);
        if table.lost.len() > LOST_MAX
            && let Some(oldest) = table.lost.iter().min_by_key(|(_, number)| **number).map(|(node, _)| *node)
        {
            table.lost.remove(&oldest);
        }
        let forgotten = table.given_up.remove(&node).map_or(0, |questions| questions.len());
        self.given_up.fetch_sub(forgotten, Ordering::Relaxed);
        let woken = table.wakers((node, 0), (node, u64::MAX));
        drop(table);
        woken.into_iter().for_each(Waker::wake);
    }

    pub(crate) fn is_wanted(&self, asked: &Asked) -> bool {
        let lost = self.losses.load(Ordering::Relaxed) > asked.losses;
        if !lost && self.given_up.load(Ordering::Relaxed) == 0 {
            return true;
        }
        let Token { node, life, id } = asked.token;
        let table = self.table.lock();
        let lost = table.lost.get(&node).is_some_and(|number| *number > asked.losses);
        !lost && table.given_up.get(&node).and_then(|questions| questions.get(&id)) != Some(&life)
    }

    /// Wakes that task when the asker gives up or is lost, until it leaves.
    pub(crate) fn attend(&self, asked: &Asked, waker: Waker) -> u64 {
        let mut table = self.table.lock();
        table.keys += 1;
        let key = table.keys;
        table.attending.insert((asked.token.node, asked.token.id, key), waker);
        key
    }

    pub(crate) fn leave(&self, asked: &Asked, key: u64) {
        let left = self.table.lock().attending.remove(&(asked.token.node, asked.token.id, key));
        drop(left);
    }

    /// The question is answered, or never will be.
    pub(crate) fn settled(&self, asked: &Asked) {
        if self.given_up.load(Ordering::Relaxed) == 0 {
            return;
        }
        let Token { node, life, id } = asked.token;
        let mut table = self.table.lock();
        let Some(questions) = table.given_up.get_mut(&node) else { return };
        if questions.get(&id) == Some(&life) {
            questions.remove(&id);
            self.given_up.fetch_sub(1, Ordering::Relaxed);
        }
        if questions.is_empty() {
            table.given_up.remove(&node);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{Arc, atomic::AtomicU32},
        task::Wake,
    };

    use super::*;

    struct Woken(AtomicU32);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn node(n: u8) -> SocketAddr {
        SocketAddr::from(([10, 0, 0, n], 1))
    }

    fn question(askers: &Askers, n: u8, id: u64) -> Asked {
        askers.asked(Token { node: node(n), life: 7, id })
    }

    #[test]
    fn whoever_works_for_an_asker_that_gives_up_is_woken_and_nobody_else() {
        let (askers, woken) = (Askers::default(), Arc::new(Woken(AtomicU32::new(0))));
        let [one, two, other] = [(1, 1), (1, 2), (2, 1)].map(|(n, id)| question(&askers, n, id));
        let key = askers.attend(&one, woken.clone().into());
        askers.give_up(node(1), 7, 2);
        askers.give_up(node(2), 8, 1);
        assert_eq!(woken.0.load(Ordering::Relaxed), 0);
        assert_eq!([&one, &two, &other].map(|asked| askers.is_wanted(asked)), [true, false, true], "of another life");
        askers.give_up(node(1), 7, 1);
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
        askers.leave(&one, key);
        askers.settled(&one);
        askers.settled(&two);
        let table = askers.table.lock();
        assert!(table.attending.is_empty() && !table.given_up.contains_key(&node(1)));
    }

    #[test]
    fn a_lost_node_wants_nothing_of_what_it_asked_before() {
        let (askers, woken) = (Askers::default(), Arc::new(Woken(AtomicU32::new(0))));
        let (before, other) = (question(&askers, 1, 1), question(&askers, 2, 1));
        askers.attend(&before, woken.clone().into());
        askers.attend(&other, woken.clone().into());
        askers.lose(node(1));
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
        let after = question(&askers, 1, 2);
        assert_eq!([&before, &other, &after].map(|asked| askers.is_wanted(asked)), [false, true, true]);
    }

    #[test]
    fn a_peer_that_gives_up_without_end_costs_a_bounded_table() {
        let askers = Askers::default();
        for id in 0..2 * GIVEN_UP_MAX as u64 {
            askers.give_up(node(1), 7, id);
            askers.lose(SocketAddr::from(([10, 1, (id >> 8) as u8, id as u8], 1)));
        }
        assert_eq!(askers.given_up.load(Ordering::Relaxed), GIVEN_UP_MAX);
        let table = askers.table.lock();
        assert_eq!((table.given_up[&node(1)].len(), table.lost.len()), (GIVEN_UP_MAX, LOST_MAX));
        drop(table);
        assert!(!askers.is_wanted(&question(&askers, 1, 2 * GIVEN_UP_MAX as u64 - 1)));
        askers.lose(node(1));
        assert_eq!(askers.given_up.load(Ordering::Relaxed), 0);
    }
}
