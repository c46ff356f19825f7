//! Places for agents, frameworks, roles and clients, addressed by small numbers, and sets of such numbers.

use std::collections::BTreeSet;

/// The number of a place.
pub(crate) type Slot = u32;

/// Values in numbered places. A freed place is used again, the lowest first, so that equal inputs give equal numbers.
#[derive(Clone, Debug)]
pub(crate) struct Slots<T> {
    places: Vec<Option<T>>,
    free: BTreeSet<Slot>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Slots { places: Vec::new(), free: BTreeSet::new() }
    }
}

impl<T> Slots<T> {
    pub(crate) fn insert(&mut self, value: T) -> Slot {
        match self.free.pop_first() {
            Some(slot) => {
                self.places[slot as usize] = Some(value);
                slot
            }
            None => {
                self.places.push(Some(value));
                (self.places.len() - 1) as Slot
            }
        }
    }

    pub(crate) fn remove(&mut self, slot: Slot) -> Option<T> {
        let value = self.places.get_mut(slot as usize)?.take();
        if value.is_some() {
            self.free.insert(slot);
        }
        value
    }

    pub(crate) fn get(&self, slot: Slot) -> Option<&T> {
        self.places.get(slot as usize)?.as_ref()
    }

    /// Taken places with their values, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Slot, &T)> {
        self.places.iter().enumerate().filter_map(|(slot, place)| Some((slot as Slot, place.as_ref()?)))
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len() - self.free.len()
    }
}

// A slot is only ever held by what `insert` gave it to, and is dropped there before the place is freed.
impl<T> std::ops::Index<Slot> for Slots<T> {
    type Output = T;

    fn index(&self, slot: Slot) -> &T {
        self.places[slot as usize].as_ref().expect("the place of a held slot is taken")
    }
}

impl<T> std::ops::IndexMut<Slot> for Slots<T> {
    fn index_mut(&mut self, slot: Slot) -> &mut T {
        self.places[slot as usize].as_mut().expect("the place of a held slot is taken")
    }
}

/// A set of slots as bits, with the number of its members.
#[derive(Clone, Debug, Default)]
pub(crate) struct SlotSet {
    words: Vec<u64>,
    members: usize,
}

impl SlotSet {
    pub(crate) fn set(&mut self, slot: Slot, member: bool) {
        let (word, bit) = (slot as usize / 64, 1u64 << (slot % 64));
        if self.contains(slot) == member {
            return;
        }
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] ^= bit;
        self.members = if member { self.members + 1 } else { self.members - 1 };
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members == 0
    }

    pub(crate) fn contains(&self, slot: Slot) -> bool {
        self.words.get(slot as usize / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Slot> + '_ {
        let not_empty = |word: u64| (word != 0).then_some(word);
        self.words.iter().enumerate().flat_map(move |(index, &word)| {
            std::iter::successors(not_empty(word), move |rest| not_empty(rest & (rest - 1)))
                .map(move |rest| index as Slot * 64 + rest.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_free_place_is_used_again() {
        let mut slots = Slots::default();
        let all: Vec<_> = (0..4).map(|value| slots.insert(value)).collect();
        slots.remove(all[2]);
        slots.remove(all[0]);
        assert_eq!(slots.insert(7), 0);
        assert_eq!(slots.insert(8), 2);
        assert_eq!(slots.insert(9), 4);
        assert_eq!(slots.len(), 5);
    }

    #[test]
    fn a_set_gives_its_members_in_order() {
        let mut set = SlotSet::default();
        for slot in [200, 3, 64, 63, 0] {
            set.set(slot, true);
        }
        set.set(64, false);
        set.set(9999, false);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 3, 63, 200]);
        assert!(set.contains(200) && !set.contains(64));
        [0, 3, 63, 200].into_iter().for_each(|slot| set.set(slot, false));
        assert!(set.is_empty());
    }
}
