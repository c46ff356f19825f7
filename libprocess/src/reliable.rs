//! Messages that arrive once, in order, whatever is lost between: numbered by the sender, sent again until confirmed, and
//! let through once by the receiver.
//!
//! ```text
//!   sender                                  receiver
//!   Outgoing: put, due ── Numbered{n, m} ──▶ Incoming: take ─▶ New: handle it
//!             confirmed ◀── Confirmed{n} ───          └──────▶ Again or Early: confirm what is known
//! ```
//!
//! Both halves are plain data that an actor keeps in its state. In memory they cover what the network loses and a peer that
//! restarts; kept by durable actors on both sides they cover restarts of either: `put` and `confirmed` are events of the
//! sender, and the receiver persists what a message did *together with* [`Incoming::took`], so that it is done once.

use std::{collections::VecDeque, fmt, time::Duration};

use serde::{Deserialize, Serialize};

/// First time after which a message that was not confirmed is sent again; doubled each time.
const RESEND_FIRST: Duration = Duration::from_secs(1);

/// Longest time between two sendings.
const RESEND_MAX: Duration = Duration::from_secs(60);

/// So many messages are on their way at once; the others wait until these are confirmed.
const WINDOW: usize = 64;

/// A message with its number in the stream of its sender.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Numbered<M> {
    /// The sender's stream: a number drawn once, from [`Context::random`](crate::Context::random).
    pub stream: u64,
    /// From 1 on, without gaps.
    pub number: u64,
    /// What is said.
    pub message: M,
}

/// Everything up to this number has arrived.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Confirmed {
    /// Whose messages.
    pub stream: u64,
    /// The last one that was taken.
    pub number: u64,
}

/// What a sender keeps: messages until they are confirmed, at most `bound` of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outgoing<M> {
    stream: u64,
    /// Number of the first that waits.
    first: u64,
    waiting: VecDeque<M>,
    bound: usize,
    /// When the first of the window is to be sent again, how often that was done, and how many of the window were sent. Not
    /// kept: a new life of the sender sends all again.
    #[serde(skip)]
    again: Option<Duration>,
    #[serde(skip)]
    times: u32,
    #[serde(skip)]
    sent: usize,
}

/// There are as many unconfirmed messages as the bound allows: the message comes back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Full<M>(pub M);

impl<M: fmt::Debug> fmt::Display for Full<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("as many messages as are kept wait for their confirmation; send when some have been confirmed")
    }
}

impl<M: fmt::Debug> std::error::Error for Full<M> {}

impl<M: Clone> Outgoing<M> {
    /// Nothing yet. `stream` must be drawn anew for each pair of sender and receiver.
    pub fn new(stream: u64, bound: usize) -> Self {
        Outgoing { stream, first: 1, waiting: VecDeque::new(), bound, again: None, times: 0, sent: 0 }
    }

    /// Takes in a message; it is on its way with the next [`Outgoing::due`]. Gives its number.
    ///
    /// # Errors
    /// [`Full`], with the message.
    pub fn put(&mut self, message: M) -> Result<u64, Full<M>> {
        if self.waiting.len() >= self.bound {
            return Err(Full(message));
        }
        self.waiting.push_back(message);
        Ok(self.first + self.waiting.len() as u64 - 1)
    }

    /// Messages that are not confirmed.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The receiver has everything up to that number. False if that was known, or is of another stream.
    pub fn confirmed(&mut self, confirmed: Confirmed) -> bool {
        let last = self.first + self.waiting.len() as u64;
        if confirmed.stream != self.stream || confirmed.number < self.first || confirmed.number >= last {
            return false;
        }
        let done = (confirmed.number + 1 - self.first) as usize;
        self.waiting.drain(..done);
        self.first += done as u64;
        self.sent = self.sent.saturating_sub(done);
        (self.again, self.times) = (None, 0);
        true
    }

    /// What is to be sent now: what was never sent, and if nothing was confirmed for too long, everything on its way again.
    pub fn due(&mut self, now: Duration) -> Vec<Numbered<M>> {
        if self.again.is_some_and(|again| again <= now) {
            self.sent = 0;
            self.again = None;
            self.times = self.times.saturating_add(1);
        }
        let window = self.waiting.len().min(WINDOW);
        let new = self.sent.min(window)..window;
        self.sent = window;
        if window > 0 && self.again.is_none() {
            let wait = RESEND_FIRST.saturating_mul(1 << self.times.min(6)).min(RESEND_MAX);
            self.again = Some(now + wait);
        }
        let number = |at: usize| self.first + at as u64;
        new.map(|at| Numbered { stream: self.stream, number: number(at), message: self.waiting[at].clone() }).collect()
    }

    /// When [`Outgoing::due`] has to be asked again if nothing is confirmed; none if nothing waits.
    pub fn next_due(&self) -> Option<Duration> {
        self.again.filter(|_| !self.waiting.is_empty())
    }

    /// Everything is to be sent again with the next [`Outgoing::due`]: the receiver has a new life, or the way to it.
    pub fn restart(&mut self) {
        (self.sent, self.again, self.times) = (0, None, 0);
    }
}

/// What a receiver knows of a message that came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It is the next one: handle it, note it with [`Incoming::took`], confirm.
    New,
    /// It was handled before: confirm.
    Again,
    /// One before it is missing: confirm what is known; the sender sends both again.
    Early,
}

/// What a receiver keeps: the last number it took of each stream, of at most so many streams.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Incoming {
    /// Stream and last number; the stream heard last is last.
    taken: Vec<(u64, u64)>,
    bound: usize,
}

impl Incoming {
    /// Knows nothing, and remembers the `bound` streams heard last: at least as many as may send at the same time. A stream
    /// that fell out of memory is refused as early beyond its first message, rather than handled twice.
    pub fn new(bound: usize) -> Self {
        Incoming { taken: Vec::new(), bound }
    }

    fn last(&self, stream: u64) -> u64 {
        self.taken.iter().find(|(known, _)| *known == stream).map_or(0, |(_, number)| *number)
    }

    /// Is this message new? Changes nothing.
    pub fn look<M>(&self, message: &Numbered<M>) -> Taken {
        let next = self.last(message.stream) + 1;
        match message.number.cmp(&next) {
            std::cmp::Ordering::Equal => Taken::New,
            std::cmp::Ordering::Less => Taken::Again,
            std::cmp::Ordering::Greater => Taken::Early,
        }
    }

    /// The message with that number was handled. A durable receiver does this where it applies the event of the handling.
    pub fn took(&mut self, stream: u64, number: u64) {
        let before = self.last(stream);
        self.taken.retain(|(known, _)| *known != stream);
        if self.taken.len() >= self.bound.max(1) {
            self.taken.remove(0);
        }
        self.taken.push((stream, number.max(before)));
    }

    /// What to tell the sender of a stream.
    pub fn confirm(&self, stream: u64) -> Confirmed {
        Confirmed { stream, number: self.last(stream) }
    }
}

#[cfg(test)]
mod tests;
