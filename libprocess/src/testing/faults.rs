//! The faults that a run injected, counted by kind: a test that asks for faults must not pass without any.

use std::{collections::BTreeMap, fmt, sync::Arc};

use parking_lot::Mutex;

/// The faults injected so far. Clones count together.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<BTreeMap<&'static str, u64>>>);

impl Faults {
    pub(crate) fn note(&self, kind: &'static str) {
        *self.0.lock().entry(kind).or_default() += 1;
    }

    pub(crate) fn add_all(&self, others: &Faults) {
        let others = others.0.lock().clone();
        let mut kinds = self.0.lock();
        for (kind, count) in others {
            *kinds.entry(kind).or_default() += count;
        }
    }

    /// How many, of all kinds.
    pub fn count(&self) -> u64 {
        self.0.lock().values().sum()
    }

    /// How many of one kind, by the name under which they are printed.
    pub fn of(&self, kind: &str) -> u64 {
        self.0.lock().get(kind).copied().unwrap_or(0)
    }

    /// Prints them.
    ///
    /// # Panics
    /// If there were none: a test that asked for faults has shown nothing then.
    #[track_caller]
    pub fn expect_some(&self) {
        println!("injected faults: {self}");
        assert!(self.count() > 0, "the test asked for faults, but none was injected");
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = self.0.lock();
        if kinds.is_empty() {
            return f.write_str("none");
        }
        for (at, (kind, count)) in kinds.iter().enumerate() {
            write!(f, "{}{count} {kind}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
