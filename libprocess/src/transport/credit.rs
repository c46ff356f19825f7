//! Credit: how many bytes a node may send to one receiver of another node before that one has handled some.
//!
//! ```text
//!   sender: left ──tell──▶ outbox ─▶ link ─▶ inbox: line ─▶ mailbox ─▶ handled
//!             ▲                                                          │
//!             └────────────── Credit: what was handled, and more ◀───────┘
//! ```
//!
//! All that is between the two ends counts: what waits to be sent, what is under way, what waits for room, what waits in
//! the mailbox. So a sender knows at once that a receiver is full, the link is always read on, and a receiver that stands
//! still costs a bounded number of bytes. A window begins small and doubles while its receiver keeps up with its sender; it
//! grows out of one budget per node.
//!
//! What a message costs beside its bytes is the same on both sides. Whether a message was handled is not noted message by
//! message: a mailbox keeps the order, so all but the last n of those that came were handled when n wait. Local senders in
//! the same mailbox make that estimate too low, never too high.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    task::Waker,
};

use libprocess_wire::Name;

use super::frame::OVERSIZED;

/// What a message costs besides its bytes, on its way and while it waits.
pub(crate) const MESSAGE_COST: usize = 64;

/// What a message of so many bytes takes of its receiver's credit. One that is admitted by itself takes none for its bytes.
#[inline]
pub(crate) fn cost(bytes: usize) -> usize {
    if bytes > OVERSIZED { MESSAGE_COST } else { bytes + MESSAGE_COST }
}

/// What every receiver grants a node that opens its first channel to it.
pub(crate) const WINDOW_FIRST: usize = 128 << 10;

/// The largest window.
pub(crate) const WINDOW_MAX: usize = 4 << 20;

/// The sum of all windows above which none grows any more.
pub(crate) const BUDGET: usize = 32 << 20;

/// The sender's view of one receiver. Changed under the outbox's lock only, looked at without it.
pub(crate) struct Credit {
    pub(crate) to: Name,
    left: AtomicI64,
    /// Senders that have two oversized messages on the way to it.
    blocked: AtomicUsize,
}

impl Credit {
    pub(crate) fn new(to: Name) -> Arc<Credit> {
        Arc::new(Credit { to, left: AtomicI64::new(WINDOW_FIRST as i64), blocked: AtomicUsize::new(0) })
    }

    /// One more message may go. It may be longer than what is left, so that what was encoded is never refused.
    #[inline]
    pub(crate) fn has_room(&self) -> bool {
        self.left.load(Ordering::Relaxed) > 0
    }

    pub(crate) fn left(&self) -> i64 {
        self.left.load(Ordering::Relaxed)
    }

    #[inline]
    pub(crate) fn spend(&self, cost: usize) {
        self.left.store(self.left() - cost as i64, Ordering::Relaxed);
    }

    /// The receiver gave so much; true if there is room now and was none before.
    pub(crate) fn give(&self, bytes: u64) -> bool {
        let before = self.left();
        self.left.store(before.saturating_add_unsigned(bytes), Ordering::Relaxed);
        before <= 0 && self.has_room()
    }

    /// True if some sender must not go on, although there is credit.
    #[inline]
    pub(crate) fn blocks_some(&self) -> bool {
        self.blocked.load(Ordering::Relaxed) > 0
    }

    pub(crate) fn block(&self) {
        self.blocked.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn unblock(&self) {
        self.blocked.fetch_sub(1, Ordering::Relaxed);
    }

    /// As at the beginning.
    pub(crate) fn renew(&self) {
        self.blocked.store(0, Ordering::Relaxed);
        self.left.store(WINDOW_FIRST as i64, Ordering::Relaxed);
    }
}

/// Tasks that wait for credit, by receiver.
#[derive(Default)]
pub(crate) struct Waiting(Vec<(Name, Waker)>);

impl Waiting {
    pub(crate) fn enter(&mut self, to: &Name, waker: &Waker) {
        // A task that looks again and again is mostly among the last.
        if !self.0.iter().rev().take(8).any(|(name, held)| held.will_wake(waker) && name == to) {
            self.0.push((to.clone(), waker.clone()));
        }
    }

    pub(crate) fn take(&mut self, to: &Name) -> Vec<Waker> {
        self.0.extract_if(.., |(name, _)| name == to).map(|(_, waker)| waker).collect()
    }

    pub(crate) fn take_all(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.0).into_iter().map(|(_, waker)| waker).collect()
    }
}

/// What a node has promised to take, over all receivers and peers.
#[derive(Default)]
pub(crate) struct Budget(AtomicUsize);

impl Budget {
    fn take(&self, bytes: usize) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }

    fn give_back(&self, bytes: usize) {
        self.0.fetch_sub(bytes, Ordering::Relaxed);
    }

    fn try_take(&self, bytes: usize) -> bool {
        let fits = |promised: usize| promised.checked_add(bytes).filter(|sum| *sum <= BUDGET);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).is_ok()
    }

    /// Bytes that are promised now.
    pub(crate) fn promised(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// The receiver's view of one sending node.
pub(crate) struct Account {
    budget: Arc<Budget>,
    /// The channel that names it to the sender: the first one that was opened to the receiver; none if the sender has
    /// forgotten it since.
    channel: Option<u32>,
    window: usize,
    /// Bytes that came and were not given back.
    held: usize,
    /// Messages that came so far.
    came: u64,
    /// Of these that were not handled, as far as is known: how many had come after them, and their bytes.
    marks: VecDeque<(u64, usize)>,
    /// Bytes that were handled and not given back yet.
    handled: usize,
}

impl Account {
    pub(crate) fn open(channel: u32, budget: &Arc<Budget>) -> Account {
        let mut account = Account {
            budget: budget.clone(),
            channel: None,
            window: 0,
            held: 0,
            came: 0,
            marks: VecDeque::new(),
            handled: 0,
        };
        account.open_again(channel);
        account
    }

    /// The sender begins anew, with a first window.
    pub(crate) fn open_again(&mut self, channel: u32) {
        self.close();
        self.budget.take(WINDOW_FIRST);
        self.channel = Some(channel);
        self.window = WINDOW_FIRST;
    }

    /// The sender has forgotten all channels.
    pub(crate) fn close(&mut self) {
        self.budget.give_back(self.window);
        self.channel = None;
        (self.window, self.held, self.came, self.handled) = (0, 0, 0, 0);
        self.marks.clear();
    }

    /// The channel that names it, if the sender still knows it.
    pub(crate) fn channel(&self) -> Option<u32> {
        self.channel
    }

    /// Messages came; false if the sender had no credit for them by far.
    pub(crate) fn came(&mut self, count: u64, bytes: usize) -> bool {
        self.came += count;
        self.held += bytes;
        self.marks.push_back((self.came, bytes));
        self.held <= 2 * WINDOW_MAX + 2 * OVERSIZED
    }

    /// True if it is worth looking how many were handled.
    pub(crate) fn is_worth_looking(&self) -> bool {
        self.held >= self.window / 4
    }

    /// So many messages wait; what to give the sender now, if anything.
    pub(crate) fn settle(&mut self, waiting: usize) -> Option<(u32, u64)> {
        let done = self.came.saturating_sub(waiting as u64);
        while let Some((_, bytes)) = self.marks.pop_front_if(|(came, _)| *came <= done) {
            self.handled += bytes;
        }
        let channel = self.channel?;
        if self.handled == 0 || self.handled < self.window / 4 {
            return None;
        }
        let handled = std::mem::take(&mut self.handled);
        self.held -= handled;
        let grows = if self.held < self.window / 4 { self.window.min(WINDOW_MAX - self.window) } else { 0 };
        let more = if grows > 0 && self.budget.try_take(grows) { grows } else { 0 };
        self.window += more;
        Some((channel, (handled + more) as u64))
    }

    /// True if the sender may come to a stand before another message comes by which to look again.
    pub(crate) fn wants_watch(&self) -> bool {
        self.channel.is_some() && self.held >= self.window / 2
    }

    /// Bytes that came and were not handled as far as is known, and the window.
    pub(crate) fn level(&self) -> (usize, usize) {
        (self.held, self.window)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_doubles_while_its_receiver_keeps_up_and_not_beyond_the_budget() {
        let budget = Arc::new(Budget::default());
        let mut account = Account::open(7, &budget);
        let mut given = WINDOW_FIRST as u64;
        for _ in 0..20 {
            assert!(account.came(10, given as usize / 2));
            given -= given / 2;
            let (channel, more) = account.settle(0).expect("half of the window was handled");
            assert_eq!(channel, 7);
            given += more;
        }
        assert_eq!((given, budget.promised()), (WINDOW_MAX as u64, WINDOW_MAX));
        let others: Vec<Account> = (0..100).map(|channel| Account::open(channel, &budget)).collect();
        let mut last = Account::open(101, &budget);
        budget.take(BUDGET);
        last.came(1, WINDOW_FIRST);
        assert_eq!(last.settle(0), Some((101, WINDOW_FIRST as u64)), "what was handled, and nothing more");
        budget.give_back(BUDGET);
        drop((account, others, last));
        assert_eq!(budget.promised(), 0);
    }

    #[test]
    fn nothing_is_given_for_what_waits() {
        let budget = Arc::new(Budget::default());
        let mut account = Account::open(1, &budget);
        account.came(10, WINDOW_FIRST);
        account.came(5, 1000);
        assert_eq!(account.settle(15), None);
        assert_eq!(account.settle(6), None, "a part of a batch is not known to be handled");
        assert!(account.wants_watch());
        assert!(matches!(account.settle(5), Some((1, bytes)) if bytes >= WINDOW_FIRST as u64));
        assert_eq!(account.level().0, 1000);
        account.close();
        account.came(1, WINDOW_FIRST);
        assert_eq!(account.settle(0), None, "the sender knows no such channel");
    }

    #[test]
    fn one_message_may_be_longer_than_what_is_left() {
        let credit = Credit::new("a".into());
        credit.spend(WINDOW_FIRST - 1);
        assert!(credit.has_room());
        credit.spend(1 << 20);
        assert!(!credit.has_room() && !credit.give((1 << 20) - 1));
        assert!(credit.give(1));
    }
}
