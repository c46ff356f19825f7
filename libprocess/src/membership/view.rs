//! [`View`]: what this node knows of the others, and how that changes by what it is told. Pure: no clock, no messages.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, SocketAddr},
    ops::Bound,
    time::Duration,
};

use libprocess_wire::NodeLife;

use super::{
    MemberState,
    gossip::{Delta, Place, Record, Summary},
    shelf::{Shelf, Taken},
};

/// Nodes that are remembered, those that are gone included.
pub(crate) const MEMBERS_MAX: usize = 16 << 10;

/// Gone nodes that are remembered.
const GONE_MAX: usize = 1024;

/// What is known of a node.
pub(crate) struct Known {
    pub(crate) record: Record,
    /// When it came into its present state, on this node's clock.
    pub(crate) since: Duration,
    pub(crate) shelf: Shelf,
    /// Up to here neighbours were told of its entries.
    pub(crate) told: Place,
}

impl Known {
    fn summary(&self) -> Summary {
        Summary { record: self.record, place: self.shelf.place() }
    }
}

/// What a record changed.
pub(crate) enum Merged {
    /// Nothing: it was known, or is older than what is known.
    Known,
    /// What is known of the node now is newer; with the entries to be forgotten if it is another life.
    Newer { before: Option<Record>, forgotten: Option<Shelf> },
    /// It says something of this node that is not so: its incarnation was raised.
    Refuted,
}

/// The cluster as this node knows it, itself included.
pub(crate) struct View {
    pub(crate) me: SocketAddr,
    members: BTreeMap<SocketAddr, Known>,
    /// Members that count as there, in the order of the ring.
    ring: BTreeSet<(u64, SocketAddr)>,
    pub(crate) suspects: BTreeSet<SocketAddr>,
    pub(crate) gone: BTreeSet<SocketAddr>,
    /// Over what is known of all that count as there, in any order.
    digest: u64,
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Where a node stands on the ring.
fn position(node: SocketAddr) -> u64 {
    let bits = match node.ip() {
        IpAddr::V4(ip) => u128::from(ip.to_bits()),
        IpAddr::V6(ip) => ip.to_bits(),
    };
    mix(mix(bits as u64 ^ mix((bits >> 64) as u64)) ^ u64::from(node.port()))
}

/// A number that changes with anything in a summary.
fn fingerprint(summary: &Summary) -> u64 {
    let Summary { record, place } = summary;
    let parts = [record.life, record.incarnation, record.state as u64, place.epoch, place.seq];
    parts.iter().fold(position(record.node), |hash, part| mix(hash ^ mix(part.wrapping_add(0x9e37_79b9_7f4a_7c15))))
}

impl View {
    pub(crate) fn new(me: Record) -> View {
        let mut view = View {
            me: me.node,
            members: BTreeMap::new(),
            ring: BTreeSet::new(),
            suspects: BTreeSet::new(),
            gone: BTreeSet::new(),
            digest: 0,
        };
        view.enter(me, Duration::ZERO);
        view
    }

    pub(crate) fn digest(&self) -> u64 {
        self.digest
    }

    /// This node's own record.
    pub(crate) fn own(&self) -> Record {
        // Entered by `new`, and never removed.
        self.members.get(&self.me).map_or_else(|| unreachable!("a view knows its own node"), |known| known.record)
    }

    pub(crate) fn get(&self, node: &SocketAddr) -> Option<&Known> {
        self.members.get(node)
    }

    /// All that is known, those that are gone included.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Known> {
        self.members.values()
    }

    /// Nodes that count as there, this one included.
    pub(crate) fn present(&self) -> usize {
        self.ring.len()
    }

    pub(crate) fn is_present(&self, node: &SocketAddr) -> bool {
        self.members.get(node).is_some_and(|known| known.record.state.is_present())
    }

    /// Changes what is known of a node, and with it the digest.
    fn change<R>(&mut self, node: &SocketAddr, f: impl FnOnce(&mut Known) -> R) -> Option<R> {
        let known = self.members.get_mut(node)?;
        if known.record.state.is_present() {
            self.digest ^= fingerprint(&known.summary());
        }
        let result = f(known);
        if known.record.state.is_present() {
            self.digest ^= fingerprint(&known.summary());
        }
        Some(result)
    }

    fn enter(&mut self, record: Record, now: Duration) {
        let known = Known { record, since: now, shelf: Shelf::default(), told: Place::default() };
        self.digest ^= fingerprint(&known.summary());
        self.members.insert(record.node, known);
        self.place(record);
    }

    /// Enters a record where nodes are looked for by their state.
    fn place(&mut self, record: Record) {
        let (node, state) = (record.node, record.state);
        if state.is_present() {
            self.ring.insert((position(node), node));
        } else {
            self.ring.remove(&(position(node), node));
        }
        if state == MemberState::Suspect {
            self.suspects.insert(node)
        } else {
            self.suspects.remove(&node)
        };
        if state.is_present() {
            self.gone.remove(&node)
        } else {
            self.gone.insert(node)
        };
    }

    /// Takes in a record.
    pub(crate) fn merge(&mut self, record: Record, now: Duration) -> Merged {
        if record.node == self.me {
            return self.hear_of_me(record);
        }
        let Some(known) = self.members.get(&record.node) else {
            // Nobody needs to know that somebody is gone of whom nothing was known.
            if !record.state.is_present() || self.members.len() >= MEMBERS_MAX {
                return Merged::Known;
            }
            self.enter(record, now);
            return Merged::Newer { before: None, forgotten: None };
        };
        let before = known.record;
        if !record.beats(&before) {
            return Merged::Known;
        }
        let forgotten = self.change(&record.node, |known| {
            known.record = record;
            known.since = now;
            (before.life != record.life).then(|| {
                known.told = Place::default();
                std::mem::take(&mut known.shelf)
            })
        });
        self.place(record);
        self.forget_oldest();
        Merged::Newer { before: Some(before), forgotten: forgotten.flatten() }
    }

    /// Somebody says that this node is not there, or was another life: it says otherwise, louder.
    fn hear_of_me(&mut self, record: Record) -> Merged {
        let own = self.own();
        if record == own || !record.beats(&own) || own.state == MemberState::Left {
            return Merged::Known;
        }
        #[cfg(test)]
        if super::actor::planted::NEVER_REFUTES.get() {
            return Merged::Known;
        }
        let raised = Record { incarnation: record.incarnation + 1, ..own };
        self.set_own(raised);
        Merged::Refuted
    }

    /// Changes this node's own record.
    pub(crate) fn set_own(&mut self, record: Record) {
        let me = self.me;
        self.change(&me, |known| known.record = record);
        self.place(record);
    }

    /// Says of a node what it did not say of itself: that it is suspected, or down. Gives its new record.
    pub(crate) fn mark(&mut self, node: &SocketAddr, state: MemberState, now: Duration) -> Option<(Record, Record)> {
        let before = self.members.get(node).filter(|_| *node != self.me)?.record;
        let record = Record { state, ..before };
        if !record.beats(&before) {
            return None;
        }
        self.change(node, |known| {
            known.record = record;
            known.since = now;
        });
        self.place(record);
        self.forget_oldest();
        Some((before, record))
    }

    fn forget_oldest(&mut self) {
        if self.gone.len() > GONE_MAX
            && let Some(oldest) =
                self.gone.iter().min_by_key(|node| self.members.get(node).map(|known| known.since)).copied()
        {
            self.forget(&oldest);
        }
    }

    /// Forgets a node that is gone.
    pub(crate) fn forget(&mut self, node: &SocketAddr) {
        if self.gone.remove(node) {
            self.members.remove(node);
        }
    }

    // --- entries ----------------------------------------------------------------------------------------------------

    /// Changes this node's own entries.
    pub(crate) fn own_shelf<R>(&mut self, f: impl FnOnce(&mut Shelf) -> R) -> Option<R> {
        let me = self.me;
        self.change(&me, |known| f(&mut known.shelf))
    }

    /// Brings the copy of a node's entries forward; none if it is of a life that is not known.
    pub(crate) fn take(&mut self, delta: Delta) -> Option<Taken> {
        let owner = delta.owner;
        if owner == self.me || self.members.get(&owner)?.record.life != delta.life {
            return None;
        }
        self.change(&owner, |known| known.shelf.take(delta))
    }

    /// What follows in a node's entries after that place.
    pub(crate) fn after(&self, owner: &SocketAddr, life: NodeLife, place: Place) -> Option<Delta> {
        let known = self.members.get(owner).filter(|known| known.record.life == life)?;
        known.shelf.after(*owner, life, place)
    }

    /// What neighbours were not told yet of a node's entries; true if more remains.
    pub(crate) fn untold(&mut self, owner: &SocketAddr) -> Option<(Delta, bool)> {
        let known = self.members.get_mut(owner)?;
        let delta = known.shelf.after(*owner, known.record.life, known.told)?;
        known.told = Place { epoch: delta.epoch, seq: delta.to };
        let more = delta.to < delta.head;
        Some((delta, more))
    }

    // --- neighbours ---------------------------------------------------------------------------------------------------

    /// The next node on the ring from that position on, itself excluded.
    fn successor(&self, from: u64) -> Option<SocketAddr> {
        let ahead = self.ring.range((Bound::Excluded((from, self.me)), Bound::Unbounded)).chain(self.ring.iter());
        let mut ahead = ahead.map(|(_, node)| *node);
        ahead.find(|node| *node != self.me)
    }

    /// The nodes that this one looks after: its successors on the ring at growing distances, about log2 of all. Whatever
    /// one of them learns reaches all others in as many steps, though nobody speaks with more than a few.
    pub(crate) fn neighbours(&self) -> BTreeSet<SocketAddr> {
        let from = position(self.me);
        let mut neighbours = BTreeSet::new();
        let Some(first) = self.successor(from) else { return neighbours };
        neighbours.insert(first);
        // Two at once may be lost.
        neighbours.extend(self.successor(position(first)));
        for bit in (0..64).rev() {
            let Some(finger) = self.successor(from.wrapping_add(1 << bit)) else { break };
            neighbours.insert(finger);
            if finger == first {
                break;
            }
        }
        neighbours
    }

    // --- comparing ----------------------------------------------------------------------------------------------------

    /// All that counts as there, in parts of at most so many, each with the range of addresses that it covers.
    pub(crate) fn summaries(&self, most: usize) -> Vec<(Option<SocketAddr>, Option<SocketAddr>, Vec<Summary>)> {
        let all: Vec<Summary> =
            self.members.values().filter(|known| known.record.state.is_present()).map(Known::summary).collect();
        let parts = all.chunks(most).count();
        let mut after = None;
        let part = |(at, chunk): (usize, &[Summary])| {
            let until = (at + 1 < parts).then(|| chunk.last().map(|last| last.record.node)).flatten();
            let part = (after, until, chunk.to_vec());
            after = until;
            part
        };
        all.chunks(most).enumerate().map(part).collect()
    }

    /// What this node knows of a range of addresses and a part of another's summary does not tell, or tells older.
    pub(crate) fn newer_than(
        &self,
        after: Option<SocketAddr>,
        until: Option<SocketAddr>,
        known: &[Summary],
    ) -> (Vec<Record>, Vec<(Record, Place)>) {
        let theirs: BTreeMap<SocketAddr, &Summary> = known.iter().map(|summary| (summary.record.node, summary)).collect();
        let range = (after.map_or(Bound::Unbounded, Bound::Excluded), until.map_or(Bound::Unbounded, Bound::Included));
        if let (Some(after), Some(until)) = (after, until)
            && after >= until
        {
            return (Vec::new(), Vec::new());
        }
        let (mut records, mut places) = (Vec::new(), Vec::new());
        for (node, mine) in self.members.range(range) {
            match theirs.get(node) {
                Some(theirs) => {
                    if mine.record.beats(&theirs.record) {
                        records.push(mine.record);
                    }
                    let same = mine.record.life == theirs.record.life;
                    let place = if same { theirs.place } else { Place::default() };
                    if mine.record.state.is_present()
                        && mine.shelf.place() > place
                        && (same || mine.record.beats(&theirs.record))
                    {
                        places.push((mine.record, place));
                    }
                }
                None if mine.record.state.is_present() => {
                    records.push(mine.record);
                    places.push((mine.record, Place::default()));
                }
                None => {}
            }
        }
        (records, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    fn record(n: u16, incarnation: u64, state: MemberState) -> Record {
        let node = SocketAddr::from(([10, 0, (n >> 8) as u8, n as u8], 5050));
        Record { node, life: u64::from(n) + 1, role: Role::Anyone, incarnation, state }
    }

    fn view(me: u16, all: u16) -> View {
        let mut view = View::new(record(me, 1, MemberState::Alive));
        for n in 0..all {
            view.merge(record(n, 1, MemberState::Alive), Duration::ZERO);
        }
        view
    }

    #[test]
    fn neighbours_are_few_and_reach_everybody_in_few_steps() {
        for all in [2u16, 3, 5, 10, 100, 1000] {
            let mut most = 0;
            let mut links = BTreeMap::new();
            for n in 0..all {
                let view = view(n, all);
                let neighbours = view.neighbours();
                most = most.max(neighbours.len());
                links.insert(view.me, neighbours);
            }
            let log = usize::from(all).ilog2() as usize + 1;
            assert!(most <= 2 * log + 2, "{most} neighbours among {all}");
            // Breadth first from one node.
            let start = record(0, 1, MemberState::Alive).node;
            let (mut reached, mut steps) = (BTreeSet::from([start]), 0);
            while reached.len() < usize::from(all) {
                let next: Vec<SocketAddr> = reached.iter().flat_map(|node| links[node].iter().copied()).collect();
                reached.extend(next);
                steps += 1;
                assert!(steps <= 2 * log, "{} of {all} are reached in {steps} steps", reached.len());
            }
        }
    }

    #[test]
    fn a_digest_tells_apart_what_is_known_and_does_not_depend_on_the_order_of_learning() {
        let (a, mut b) = (view(0, 50), View::new(record(0, 1, MemberState::Alive)));
        for n in (1..50).rev() {
            assert_ne!(a.digest(), b.digest());
            b.merge(record(n, 1, MemberState::Alive), Duration::ZERO);
        }
        assert_eq!(a.digest(), b.digest());
        b.merge(record(7, 2, MemberState::Alive), Duration::ZERO);
        assert_ne!(a.digest(), b.digest());
    }

    #[test]
    fn a_node_that_is_called_down_and_is_not_speaks_louder() {
        let mut view = view(0, 3);
        let slander = record(0, 1, MemberState::Down);
        assert!(matches!(view.merge(slander, Duration::ZERO), Merged::Refuted));
        let own = view.own();
        assert!(own.beats(&slander) && own.state == MemberState::Alive);
        // A slander of long ago changes nothing more.
        assert!(matches!(view.merge(slander, Duration::ZERO), Merged::Known));
    }

    #[test]
    fn the_greater_of_two_records_holds_in_whatever_order_they_come() {
        let states = [MemberState::Alive, MemberState::Suspect, MemberState::Down, MemberState::Left];
        let records: Vec<Record> = (1..4).flat_map(|i| states.map(|state| record(1, i, state))).collect();
        for a in &records {
            for b in &records {
                let (mut one, mut two) = (view(0, 2), view(0, 2));
                for record in [a, b] {
                    one.merge(*record, Duration::ZERO);
                }
                for record in [b, a] {
                    two.merge(*record, Duration::ZERO);
                }
                assert_eq!(one.get(&a.node).unwrap().record, two.get(&a.node).unwrap().record);
                assert_eq!(one.digest(), two.digest());
            }
        }
    }

    #[test]
    fn comparing_in_parts_finds_what_the_other_lacks_and_nothing_else() {
        let (mine, theirs) = (view(0, 40), view(39, 25));
        let mut found = BTreeSet::new();
        for (after, until, part) in theirs.summaries(7) {
            let (records, _) = mine.newer_than(after, until, &part);
            found.extend(records.into_iter().map(|record| record.node));
        }
        let expected: BTreeSet<SocketAddr> = (25..39).map(|n| record(n, 1, MemberState::Alive).node).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gone_nodes_are_remembered_up_to_a_bound() {
        let mut view = view(0, 2000);
        for n in 1..2000 {
            view.mark(&record(n, 1, MemberState::Alive).node, MemberState::Down, Duration::from_secs(u64::from(n)));
        }
        assert_eq!((view.present(), view.gone.len()), (1, GONE_MAX));
        assert!(view.get(&record(1999, 1, MemberState::Alive).node).is_some(), "the newest was forgotten");
    }
}
