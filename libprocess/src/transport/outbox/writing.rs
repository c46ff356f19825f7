//! What the writer took: written to the present link as it takes it, and kept until the peer has it.

use std::{
    sync::atomic::Ordering,
    task::{Context, Poll, Waker},
    time::Duration,
};

use super::{
    super::{
        carrier::{Broken, Lane, Link},
        kept::Kept,
    },
    Outbox,
    filling::Out,
};

/// Messages that the peer has not acknowledged: with this much of them the writer takes no more.
pub(super) const KEPT_MAX: usize = 8 << 20;

#[derive(Default)]
pub(super) struct Writing {
    /// The link that is written to.
    pub(super) link: u64,
    pub(super) control: Kept,
    pub(super) bulk: Kept,
}

impl Writing {
    /// True if the peer has every frame.
    pub(super) fn has_all(&self, out: &Out) -> bool {
        let acknowledged = (self.control.acknowledged_to(), self.bulk.acknowledged_to());
        acknowledged.0 >= out.control_number && acknowledged.1 >= out.number && out.streams.is_empty()
    }

    pub(super) fn wants_control(&self, out: &Out) -> bool {
        self.control.is_written() && !out.control.is_empty()
    }

    pub(super) fn wants_bulk(&self, out: &Out) -> bool {
        let some = !out.bulk.is_empty() || out.streams.is_ready() && out.ahead.has_room();
        self.bulk.is_written() && some && self.bulk.bytes() < KEPT_MAX
    }
}

impl Outbox {
    /// Writes for as long as there is something and the link takes it. Ready only when the link is broken, or another
    /// took its place.
    pub(crate) fn poll_write(&self, number: u64, link: &dyn Link, cx: &mut Context<'_>) -> Poll<Broken> {
        let mut writing = self.writing.lock();
        loop {
            if writing.link != number {
                return Poll::Ready(Broken::new("another link took its place"));
            }
            self.refill(&mut writing);
            let mut wrote = false;
            for lane in [Lane::Control, Lane::Bulk] {
                let kept = if lane == Lane::Control { &mut writing.control } else { &mut writing.bulk };
                if kept.is_written() {
                    continue;
                }
                match link.poll_write(lane, cx, kept.rest()) {
                    Poll::Ready(Ok(n)) => {
                        kept.advance(n);
                        wrote = true;
                    }
                    Poll::Ready(Err(broken)) => return Poll::Ready(broken),
                    Poll::Pending => {}
                }
            }
            if wrote {
                continue;
            }
            let mut out = self.out.lock();
            if !writing.wants_control(&out) && !writing.wants_bulk(&out) {
                out.parked = Some(cx.waker().clone());
                return Poll::Pending;
            }
        }
    }

    /// Takes what was filled in meanwhile, for lanes whose part before it is written.
    fn refill(&self, writing: &mut Writing) {
        if !writing.control.is_written() && !writing.bulk.is_written() {
            return;
        }
        let mut out = self.out.lock();
        if writing.wants_control(&out) {
            let number = out.control_number;
            writing.control.take(&mut out.control, number);
            self.control_kept.store(writing.control.bytes(), Ordering::Relaxed);
        }
        if !writing.wants_bulk(&out) {
            return;
        }
        out.cut();
        let number = out.number;
        writing.bulk.take(&mut out.bulk, number);
        self.level.store(0, Ordering::Relaxed);
        let mut waiting = std::mem::take(&mut out.waiting);
        waiting.append(&mut out.unblocked);
        drop(out);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// The peer has all messages and all control frames below these numbers. `rtt` is the time of a round trip.
    pub(crate) fn acknowledged(&self, (bulk, control): (u64, u64), now: Duration, rtt: impl FnOnce() -> Duration) {
        let mut writing = self.writing.lock();
        writing.bulk.acknowledged(bulk);
        writing.control.acknowledged(control);
        self.control_kept.store(writing.control.bytes(), Ordering::Relaxed);
        let mut out = self.out.lock();
        out.ahead.read(bulk, now, rtt);
        let first = writing.bulk.first();
        out.retired.retain(|retired| retired.until > first);
        let writer = if writing.wants_bulk(&out) { out.parked.take() } else { None };
        drop(out);
        drop(writing);
        if let Some(writer) = writer {
            writer.wake();
        }
    }
}
