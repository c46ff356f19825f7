//! What travels with a message besides the message: when its asker gives up, and the trace that it belongs to.
//!
//! ```text
//!   ask ──▶ Body::Laden(Carried, message) ──▶ handler ──┬── ask:  the nearer deadline, the same trace
//!                                                       ├── tell: the same trace
//!                                                       └── pipe, request: both, also for what comes back
//!   to another node: Carried::going(ends).encode(..) in the message's frame; there Carried::decode(..), then
//!   Inlet::deliver(.., carried)
//! ```
//!
//! A message without any of it costs nothing: no field of the envelope, no look at a thread's variable (the flag that
//! something is carried lies in the number of the sender, which is read anyway).

use std::{cell::Cell, time::Duration};

pub(crate) use crate::node::is_laden;
use crate::node::{Said, say_laden, sender_and_traced};

/// A place in a trace, as W3C's `traceparent` names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TraceContext {
    /// Names the whole trace; never 0.
    pub(crate) trace: u128,
    /// Names the span that caused the message; never 0.
    pub(crate) span: u64,
    /// The lowest bit: it is sampled.
    pub(crate) flags: u8,
}

/// What travels with one message.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Carried {
    /// The asker gives up then, on the clock of the node that the message is on.
    pub(crate) deadline: Option<Duration>,
    /// The trace that it belongs to.
    pub(crate) trace: Option<TraceContext>,
}

/// A message with what travels with it: what `Body::Laden` boxes.
pub(crate) struct Laden<M> {
    pub(crate) carried: Carried,
    /// A question: it is not handled after its deadline. Else it goes on with the work of one, and is handled anyway.
    pub(crate) asked: bool,
    pub(crate) message: M,
}

thread_local! {
    /// Counts only while the sender's number says so.
    static CURRENT: Cell<Carried> = const { Cell::new(Carried { deadline: None, trace: None }) };
}

/// What the message carries that is handled on this thread.
#[inline]
pub(crate) fn current() -> Option<Carried> {
    is_laden().then(|| CURRENT.get())
}

/// Runs `f` as part of handling a message that carries this.
pub(crate) fn carrying<R>(carried: Carried, f: impl FnOnce() -> R) -> R {
    struct Restore(Carried, Said);
    impl Drop for Restore {
        fn drop(&mut self) {
            CURRENT.set(self.0);
            say_laden(self.1);
        }
    }
    let _restore = Restore(CURRENT.replace(carried), say_laden(carried.said()));
    f()
}

/// From now on this thread handles a message that carries this, until [`leave`] or the end of the actor's turn.
pub(crate) fn enter(carried: Carried) {
    CURRENT.set(carried);
    say_laden(Said::new(true, carried.trace.is_some()));
}

/// That message was handled.
pub(crate) fn leave() {
    say_laden(Said::new(false, false));
}

/// Longest encoded form in bytes.
pub(crate) const CARRIED_MAX: usize = 1 + 8 + 16 + 8 + 1;

const DEADLINE: u8 = 1;
const TRACE: u8 = 2;

impl Carried {
    pub(crate) fn is_nothing(&self) -> bool {
        self.deadline.is_none() && self.trace.is_none()
    }

    fn said(&self) -> Said {
        Said::new(!self.is_nothing(), self.trace.is_some())
    }

    /// What a message carries that is sent now on this thread: `ends` is its own deadline if it is a question.
    pub(crate) fn going(ends: Option<Duration>) -> Option<Carried> {
        let trace = current().and_then(|carried| carried.trace);
        let carried = Carried { deadline: ends, trace };
        (!carried.is_nothing()).then_some(carried)
    }

    /// True if its asker has given up.
    pub(crate) fn is_late(&self, now: Duration) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// Appends its bytes: one that says what follows, then (little-endian) the time left in µs, then trace, span and flags.
    pub(crate) fn encode(&self, now: Duration, out: &mut Vec<u8>) {
        let deadline = self.deadline.map_or(0, |_| DEADLINE);
        let trace = self.trace.map_or(0, |_| TRACE);
        out.push(deadline | trace);
        if let Some(at) = self.deadline {
            let left = u64::try_from(at.saturating_sub(now).as_micros()).unwrap_or(u64::MAX);
            out.extend_from_slice(&left.to_le_bytes());
        }
        if let Some(trace) = self.trace {
            out.extend_from_slice(&trace.trace.to_le_bytes());
            out.extend_from_slice(&trace.span.to_le_bytes());
            out.push(trace.flags);
        }
    }

    /// Reads what [`Carried::encode`] wrote, on the clock of this node, and how many bytes it took. Unknown bits of the
    /// first byte and missing bytes make it none: a peer has to have agreed to this form.
    pub(crate) fn decode(bytes: &[u8], now: Duration) -> Option<(Carried, usize)> {
        fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
            let (taken, left) = rest.split_first_chunk::<N>()?;
            *rest = left;
            Some(*taken)
        }
        let mut rest = bytes;
        let [what] = take(&mut rest)?;
        if what & !(DEADLINE | TRACE) != 0 {
            return None;
        }
        let mut carried = Carried::default();
        if what & DEADLINE != 0 {
            let left = Duration::from_micros(u64::from_le_bytes(take(&mut rest)?));
            carried.deadline = Some(now.saturating_add(left));
        }
        if what & TRACE != 0 {
            let (trace, span) = (u128::from_le_bytes(take(&mut rest)?), u64::from_le_bytes(take(&mut rest)?));
            let [flags] = take(&mut rest)?;
            carried.trace = Some(TraceContext { trace, span, flags });
        }
        Some((carried, bytes.len() - rest.len()))
    }
}

/// The nearer of a deadline and that of the message in work, whose node's clock reads `theirs` when ours reads `ours`.
pub(crate) fn nearer(ends: Duration, ours: Duration, theirs: impl FnOnce() -> Duration) -> Duration {
    match current().and_then(|carried| carried.deadline) {
        Some(deadline) => ends.min(ours.saturating_add(deadline.saturating_sub(theirs()))),
        None => ends,
    }
}

/// The sender of what is sent now, and what goes with it if it is no question.
#[inline]
pub(crate) fn sender() -> (u64, Option<Carried>) {
    let (from, traced) = sender_and_traced();
    (from, if traced { Carried::going(None) } else { None })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_with_the_time_that_is_left(
            left in proptest::option::of(0u64..1 << 50),
            trace in proptest::option::of((1u128.., 1u64.., any::<u8>())),
            tail in proptest::collection::vec(any::<u8>(), 0..5),
        ) {
            let (here, there) = (Duration::from_secs(7), Duration::from_secs(1_000));
            let trace = trace.map(|(trace, span, flags)| TraceContext { trace, span, flags });
            let carried = Carried { deadline: left.map(|left| here + Duration::from_micros(left)), trace };
            let mut bytes = Vec::new();
            carried.encode(here, &mut bytes);
            let written = bytes.len();
            prop_assert!(written <= CARRIED_MAX);
            bytes.extend(tail);
            let deadline = left.map(|left| there + Duration::from_micros(left));
            prop_assert_eq!(Carried::decode(&bytes, there), Some((Carried { deadline, trace }, written)));
            prop_assert_eq!(Carried::decode(&bytes[..written - 1], there), None);
        }

        #[test]
        fn bytes_of_anybody_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Some((_, taken)) = Carried::decode(&bytes, Duration::ZERO) {
                prop_assert!(taken <= bytes.len());
            }
        }
    }

    #[test]
    fn what_is_carried_ends_with_the_code_that_carries_it() {
        let trace = Some(TraceContext { trace: 1, span: 2, flags: 1 });
        let outer = Carried { deadline: Some(Duration::from_secs(5)), trace };
        assert_eq!(current(), None);
        carrying(outer, || {
            assert_eq!(current(), Some(outer));
            carrying(Carried::default(), || assert_eq!(current(), None));
            let panicked = std::panic::catch_unwind(|| {
                carrying(Carried { deadline: None, trace }, || panic!("on purpose"));
            });
            assert!(panicked.is_err());
            assert_eq!(current(), Some(outer));
            assert_eq!(Carried::going(None), Some(Carried { deadline: None, trace }));
            let ours = Duration::from_secs(100);
            assert_eq!(nearer(ours + Duration::from_secs(9), ours, || Duration::from_secs(3)), Duration::from_secs(102));
        });
        assert_eq!((current(), Carried::going(None)), (None, None));
    }
}
