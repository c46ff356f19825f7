//! Timers of one home: a heap of deadlines over a slab of what to do.
//!
//! Arming is O(log n), almost always O(1) since later timers tend to have later deadlines. Disarming is O(1): the entry
//! in the heap stays until its time or until the heap holds twice as many entries as there are timers.

use std::{cmp::Reverse, collections::BinaryHeap, task::Waker, time::Duration};

/// What happens at a deadline.
pub(crate) enum Fire {
    Wake(Waker),
    Run(Box<dyn FnOnce() + Send>),
}

struct Entry {
    generation: u32,
    fire: Option<Fire>,
}

#[derive(Default)]
pub(crate) struct Timers {
    /// Deadline in ns, order of arming (equal deadlines fire in that order), slot, generation.
    heap: BinaryHeap<Reverse<(u64, u64, u32, u32)>>,
    slab: Vec<Entry>,
    free: Vec<u32>,
    armed: usize,
    order: u64,
    /// Of entries to come.
    first_generation: u32,
}

impl Timers {
    /// Slot and generation of the new timer.
    pub(crate) fn arm(&mut self, at: Duration, fire: Fire) -> (u32, u32) {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slab.push(Entry { generation: self.first_generation, fire: None });
            (self.slab.len() - 1) as u32
        });
        let entry = &mut self.slab[slot as usize];
        entry.fire = Some(fire);
        let generation = entry.generation;
        self.order += 1;
        let at = u64::try_from(at.as_nanos()).unwrap_or(u64::MAX);
        self.heap.push(Reverse((at, self.order, slot, generation)));
        self.armed += 1;
        (slot, generation)
    }

    /// Takes the timer back; what it would have done is returned so that it is dropped outside of any lock.
    pub(crate) fn disarm(&mut self, slot: u32, generation: u32) -> Option<Fire> {
        let fire = self.release(slot, generation)?;
        if self.heap.len() > 2 * self.armed + 64 {
            let slab = &self.slab;
            self.heap.retain(|Reverse((_, _, slot, generation))| {
                let entry = &slab[*slot as usize];
                entry.generation == *generation && entry.fire.is_some()
            });
        }
        Some(fire)
    }

    fn release(&mut self, slot: u32, generation: u32) -> Option<Fire> {
        let entry = self.slab.get_mut(slot as usize).filter(|entry| entry.generation == generation)?;
        let fire = entry.fire.take()?;
        entry.generation = entry.generation.wrapping_add(1);
        self.free.push(slot);
        self.armed -= 1;
        Some(fire)
    }

    /// Gives back the room of timers that are gone.
    pub(crate) fn give_back(&mut self) {
        if self.armed == 0 {
            // A key of a timer that is gone must never be that of a new one.
            let generations = self.slab.iter().map(|entry| entry.generation.wrapping_add(1));
            let first_generation = generations.fold(self.first_generation, u32::max);
            *self = Timers { order: self.order, first_generation, ..Timers::default() };
        }
        self.heap.shrink_to_fit();
    }

    /// The earliest deadline of an armed timer.
    pub(crate) fn next(&mut self) -> Option<Duration> {
        while let Some(Reverse((at, _, slot, generation))) = self.heap.peek() {
            let entry = &self.slab[*slot as usize];
            if entry.generation == *generation && entry.fire.is_some() {
                return Some(Duration::from_nanos(*at));
            }
            self.heap.pop();
        }
        None
    }

    /// The earliest timer that is due at `now`.
    pub(crate) fn pop_due(&mut self, now: Duration) -> Option<Fire> {
        if self.next()? > now {
            return None;
        }
        let Reverse((_, _, slot, generation)) = self.heap.pop()?;
        self.release(slot, generation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    fn note(log: &Arc<Mutex<Vec<u32>>>, n: u32) -> Fire {
        let log = log.clone();
        Fire::Run(Box::new(move || log.lock().unwrap().push(n)))
    }

    fn fire_all(timers: &mut Timers, now: u64) {
        while let Some(fire) = timers.pop_due(Duration::from_nanos(now)) {
            match fire {
                Fire::Run(f) => f(),
                Fire::Wake(w) => w.wake(),
            }
        }
    }

    #[test]
    fn a_key_from_before_memory_was_given_back_takes_no_new_timer_away() {
        let (mut timers, log) = (Timers::default(), Arc::default());
        let old = timers.arm(Duration::from_nanos(1), note(&log, 1));
        fire_all(&mut timers, 1);
        timers.give_back();
        timers.arm(Duration::from_nanos(2), note(&log, 2));
        assert!(timers.disarm(old.0, old.1).is_none());
        timers.give_back();
        fire_all(&mut timers, 2);
        assert_eq!(*log.lock().unwrap(), [1, 2]);
    }

    #[test]
    fn timers_fire_by_deadline_then_by_order_of_arming() {
        let (mut timers, log) = (Timers::default(), Arc::default());
        for (n, at) in [(1, 30), (2, 10), (3, 10), (4, 20)] {
            timers.arm(Duration::from_nanos(at), note(&log, n));
        }
        fire_all(&mut timers, 9);
        assert!(log.lock().unwrap().is_empty());
        fire_all(&mut timers, 30);
        assert_eq!(*log.lock().unwrap(), [2, 3, 4, 1]);
        assert_eq!(timers.next(), None);
    }

    #[test]
    fn a_disarmed_timer_never_fires_and_its_key_names_no_later_one() {
        let (mut timers, log) = (Timers::default(), Arc::default());
        let (slot, generation) = timers.arm(Duration::from_nanos(5), note(&log, 1));
        assert!(timers.disarm(slot, generation).is_some());
        let (again, newer) = timers.arm(Duration::from_nanos(5), note(&log, 2));
        assert_eq!(again, slot);
        assert!(timers.disarm(slot, generation).is_none(), "a stale key must not disarm timer {newer}");
        fire_all(&mut timers, 5);
        assert_eq!(*log.lock().unwrap(), [2]);
    }

    #[test]
    fn a_million_armed_and_disarmed_leave_a_small_heap() {
        let (mut timers, log) = (Timers::default(), Arc::default());
        for n in 0..1_000_000u64 {
            let (slot, generation) = timers.arm(Duration::from_nanos(1_000_000 + n), note(&log, 0));
            timers.disarm(slot, generation);
        }
        assert!(timers.heap.len() <= 65, "{}", timers.heap.len());
        assert!(timers.slab.len() <= 1);
    }
}
