//! [`Shelf`]: one node's entries, at their owner and at everybody else.
//!
//! The owner numbers its changes; a key keeps its last change only. So a copy is brought up to date by the changes beyond
//! the last number it has, from whoever has them. What was removed leaves a mark; when there are more marks than entries
//! the owner begins a new epoch without them, which copies take in as a whole: constant cost per change, in the long run.

use std::{collections::BTreeMap, net::SocketAddr, ops::Bound};

use libprocess_wire::NodeLife;

use super::gossip::{Change, Delta, Entry, EntryKey, Place};

/// Entries that one node may own.
pub(crate) const ENTRIES_MAX: usize = 1 << 16;

/// Changes in one message.
pub(crate) const CHANGES_MAX: usize = 128;

/// Marks of removed entries that are kept at least.
const MARKS: usize = 1024;

/// The entries of one node.
#[derive(Clone, Default, Debug)]
pub(crate) struct Shelf {
    place: Place,
    log: BTreeMap<u64, Change>,
    places: BTreeMap<EntryKey, u64>,
    marks: usize,
    /// The next epoch, of which not everything came yet.
    next: Option<Box<Shelf>>,
}

/// What a copy did with a delta.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) put: Vec<Entry>,
    pub(crate) removed: Vec<Entry>,
    /// Something between is missing, or follows: ask for it.
    pub(crate) more: bool,
}

impl Shelf {
    /// How much of it is known, for comparing and asking.
    pub(crate) fn place(&self) -> Place {
        self.next.as_ref().map_or(self.place, |next| next.place)
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len() - self.marks
    }

    pub(crate) fn get(&self, key: &EntryKey) -> Option<&Entry> {
        match self.log.get(self.places.get(key)?)? {
            Change::Put(entry) => Some(entry),
            Change::Removed(_) => None,
        }
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.log.values().filter_map(|change| match change {
            Change::Put(entry) => Some(entry),
            Change::Removed(_) => None,
        })
    }

    fn set(&mut self, seq: u64, change: Change) -> Option<Entry> {
        let key = match &change {
            Change::Put(entry) => entry.key.clone(),
            Change::Removed(key) => key.clone(),
        };
        self.marks += usize::from(matches!(change, Change::Removed(_)));
        let before = self.places.insert(key, seq).and_then(|old| self.log.remove(&old));
        self.log.insert(seq, change);
        match before? {
            Change::Put(entry) => Some(entry),
            Change::Removed(_) => {
                self.marks -= 1;
                None
            }
        }
    }

    // --- at the owner -----------------------------------------------------------------------------------------------

    /// Enters an entry; gives the one that stood under that key.
    pub(crate) fn put(&mut self, entry: Entry) -> Option<Entry> {
        self.place.seq += 1;
        self.set(self.place.seq, Change::Put(entry))
    }

    /// Takes an entry away.
    pub(crate) fn remove(&mut self, key: &EntryKey) -> Option<Entry> {
        self.get(key)?;
        self.place.seq += 1;
        let removed = self.set(self.place.seq, Change::Removed(key.clone()));
        if self.marks > MARKS.max(self.len()) {
            let entries: Vec<Entry> = self.entries().cloned().collect();
            *self = Shelf { place: Place { epoch: self.place.epoch + 1, seq: 0 }, ..Shelf::default() };
            for entry in entries {
                self.put(entry);
            }
        }
        removed
    }

    // --- at everybody -----------------------------------------------------------------------------------------------

    /// What follows after that place, at most so many changes; none if nothing does.
    pub(crate) fn after(&self, owner: SocketAddr, life: NodeLife, place: Place) -> Option<Delta> {
        if place >= self.place {
            return None;
        }
        let from = if place.epoch == self.place.epoch { place.seq } else { 0 };
        let beyond = self.log.range((Bound::Excluded(from), Bound::Unbounded));
        let changes: Vec<(u64, Change)> = beyond.take(CHANGES_MAX).map(|(seq, change)| (*seq, change.clone())).collect();
        let cut = changes.len() == CHANGES_MAX;
        let to = changes.last().map(|(seq, _)| *seq).filter(|_| cut).unwrap_or(self.place.seq);
        Some(Delta { owner, life, epoch: self.place.epoch, from, to, head: self.place.seq, changes })
    }

    /// Brings a copy forward.
    pub(crate) fn take(&mut self, delta: Delta) -> Taken {
        if delta.epoch < self.place.epoch {
            return Taken::default();
        }
        if delta.epoch == self.place.epoch {
            return self.take_now(delta);
        }
        let next = match self.next.take() {
            Some(next) if next.place.epoch >= delta.epoch => next,
            _ => Box::new(Shelf { place: Place { epoch: delta.epoch, seq: 0 }, ..Shelf::default() }),
        };
        let (mut next, head) = (next, delta.head);
        let mut taken = next.take(delta);
        (taken.put, taken.removed) = (Vec::new(), Vec::new());
        if next.place.seq < head {
            taken.more = true;
            self.next = Some(next);
            return taken;
        }
        // All of the new epoch is there: it takes the place of the old one.
        let old = std::mem::replace(self, *next);
        taken.removed = old.entries().filter(|entry| self.get(&entry.key) != Some(entry)).cloned().collect();
        taken.put = self.entries().filter(|entry| old.get(&entry.key) != Some(entry)).cloned().collect();
        taken
    }

    fn take_now(&mut self, delta: Delta) -> Taken {
        let mut taken = Taken::default();
        if delta.from > self.place.seq {
            taken.more = true;
            return taken;
        }
        for (seq, change) in delta.changes {
            if seq <= self.place.seq || self.places.len() >= 2 * ENTRIES_MAX + MARKS {
                continue;
            }
            if let Change::Put(entry) = &change {
                taken.put.push(entry.clone());
            }
            taken.removed.extend(self.set(seq, change));
        }
        self.place.seq = self.place.seq.max(delta.to);
        taken.more = self.place.seq < delta.head;
        taken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::membership::gossip::Kind;

    fn key(n: u16) -> EntryKey {
        EntryKey { kind: Kind::Group, key: "g".into(), actor: n.to_string().into() }
    }

    fn owner() -> SocketAddr {
        ([10, 0, 0, 1], 1).into()
    }

    fn catch_up(copy: &mut Shelf, from: &Shelf) -> usize {
        let mut steps = 0;
        while let Some(delta) = from.after(owner(), 1, copy.place()) {
            steps += 1;
            assert!(delta.changes.len() <= CHANGES_MAX);
            copy.take(delta);
            assert!(steps < 1000, "a copy does not get further");
        }
        steps
    }

    fn same(a: &Shelf, b: &Shelf) {
        let sorted = |shelf: &Shelf| {
            let mut all: Vec<Entry> = shelf.entries().cloned().collect();
            all.sort_by(|a, b| a.key.cmp(&b.key));
            all
        };
        assert_eq!(sorted(a), sorted(b));
    }

    proptest! {
        #[test]
        fn copies_that_miss_and_repeat_deltas_become_equal(steps in prop::collection::vec((0u16..40, any::<bool>(), 0u8..4), 0..400)) {
            let (mut shelf, mut copy, mut second) = (Shelf::default(), Shelf::default(), Shelf::default());
            for (at, (n, put, deliver)) in steps.into_iter().enumerate() {
                if put { shelf.put(Entry { key: key(n), counter: at as u64 + 1, since: 0 }); } else { shelf.remove(&key(n)); }
                let delta = shelf.after(owner(), 1, copy.place());
                match (deliver, delta) {
                    (0, _) | (_, None) => {}
                    (1, Some(delta)) => drop(copy.take(delta)),
                    (_, Some(delta)) => { copy.take(delta.clone()); copy.take(delta); }
                }
            }
            catch_up(&mut copy, &shelf);
            same(&copy, &shelf);
            // Copies serve each other as the owner would.
            catch_up(&mut second, &copy);
            same(&second, &shelf);
            prop_assert_eq!(second.place(), shelf.place());
        }
    }

    #[test]
    fn what_is_removed_again_and_again_costs_no_memory_and_copies_follow_into_the_new_epoch() {
        let (mut shelf, mut copy) = (Shelf::default(), Shelf::default());
        for n in 0..2000 {
            shelf.put(Entry { key: key(n), counter: 1, since: 0 });
        }
        catch_up(&mut copy, &shelf);
        for round in 0..20u16 {
            for n in 0..1000 {
                shelf.remove(&key(n + round * 1000));
                shelf.put(Entry { key: key(n + round * 1000 + 2000), counter: 1, since: 0 });
            }
            assert!(shelf.log.len() <= 2 * 2000 + 1, "{} changes are kept", shelf.log.len());
        }
        assert!(shelf.place.epoch > 0, "there was no new epoch");
        let steps = catch_up(&mut copy, &shelf);
        assert!(steps > 1, "the epoch came in one message");
        same(&copy, &shelf);
    }

    #[test]
    fn while_a_new_epoch_comes_in_parts_the_old_one_is_seen() {
        let (mut shelf, mut copy) = (Shelf::default(), Shelf::default());
        for n in 0..3000 {
            shelf.put(Entry { key: key(n), counter: 1, since: 0 });
        }
        catch_up(&mut copy, &shelf);
        for n in 0..1600 {
            shelf.remove(&key(n));
        }
        assert_eq!(shelf.place.epoch, 1);
        let first = shelf.after(owner(), 1, copy.place()).unwrap();
        let taken = copy.take(first);
        assert!(taken.more && taken.removed.is_empty());
        assert_eq!(copy.len(), 3000);
        catch_up(&mut copy, &shelf);
        assert_eq!(copy.len(), 1400);
    }
}
