//! Filters for single messages: by type and content, and by where they come from and go to.
//!
//! ```ignore
//! cluster.sim().network().filter(filters::of(|message: &ToAgent, _| match message {
//!     ToAgent::RunTask { .. } => Verdict::Drop,
//!     _ => Verdict::Pass,
//! }));
//! ```

use std::sync::atomic::{AtomicU64, Ordering};

use libprocess::{
    testing::{Passing, Verdict},
    wire::{Wire, codec},
};

/// A filter for messages of type `M`; all others pass.
pub fn of<M: Wire>(
    judge: impl Fn(&M, &Passing<'_>) -> Verdict + Send + Sync + 'static,
) -> impl Fn(&Passing<'_>) -> Verdict + Send + Sync + 'static {
    move |passing| {
        if passing.protocol != M::NAME {
            return Verdict::Pass;
        }
        match codec::decode::<M>(passing.bytes) {
            Ok(message) => judge(&message, passing),
            Err(_) => Verdict::Pass,
        }
    }
}

/// A filter that judges the first `n` messages that `wanted` picks, and lets all others pass.
pub fn first<M: Wire>(
    n: u64,
    verdict: Verdict,
    wanted: impl Fn(&M) -> bool + Send + Sync + 'static,
) -> impl Fn(&Passing<'_>) -> Verdict + Send + Sync + 'static {
    let seen = AtomicU64::new(0);
    of(move |message: &M, _| {
        let judged = wanted(message) && seen.fetch_add(1, Ordering::Relaxed) < n;
        if judged { verdict } else { Verdict::Pass }
    })
}
