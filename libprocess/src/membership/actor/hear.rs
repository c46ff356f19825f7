//! What other nodes say.

use super::*;
use crate::membership::gossip::Summary;

impl Membership {
    pub(super) fn on_heard(&mut self, from: &Sender, gossip: Gossip, ctx: &mut Context<Self>) {
        // Only the same actor of another node is listened to; its connection proves which node that is.
        let Some(node) = from.pid.as_ref().map(Pid::address).filter(|pid| &*pid.name == NAME).map(|pid| pid.node) else {
            return;
        };
        if self.has_left() {
            if matches!(gossip, Gossip::Ping { .. } | Gossip::Compare { .. }) {
                self.send(node, Gossip::News { records: vec![self.view.own()], deltas: Vec::new() });
            }
            return;
        }
        match gossip {
            Gossip::Ping { me, digest } if me.node == node => self.on_ping(me, digest, ctx),
            Gossip::Pong { me, digest } if me.node == node => self.on_pong(me, digest, ctx),
            Gossip::PingFor { me, target } if me.node == node => self.on_ping_for(me, target, ctx),
            Gossip::Ping { .. } | Gossip::Pong { .. } | Gossip::PingFor { .. } => {}
            Gossip::Reached { target } => self.answered(&target),
            Gossip::News { records, deltas } => self.on_news(node, records, deltas, ctx),
            Gossip::Compare { after, until, known } => self.on_compare(node, (after, until), &known, ctx),
            Gossip::Pull { owner, life, place } => {
                if let Some(delta) = self.view.after(&owner, life, place) {
                    self.send(node, Gossip::News { records: Vec::new(), deltas: vec![delta] });
                }
            }
        }
        self.keep_ticking(ctx);
    }

    pub(super) fn on_ping(&mut self, me: Record, digest: u64, ctx: &mut Context<Self>) {
        let now = ctx.clock().now();
        self.merge(me, ctx);
        self.heard.insert(me.node, now);
        self.send(me.node, Gossip::Pong { me: self.view.own(), digest: self.view.digest() });
        self.correct(me);
        self.compare(me.node, digest, now);
    }

    pub(super) fn on_pong(&mut self, me: Record, digest: u64, ctx: &mut Context<Self>) {
        self.merge(me, ctx);
        self.answered(&me.node);
        if let Some((_, askers)) = self.asked.remove(&me.node) {
            askers.into_iter().for_each(|asker| self.send(asker, Gossip::Reached { target: me.node }));
        }
        self.correct(me);
        self.compare(me.node, digest, ctx.clock().now());
    }

    /// Tells a node that is there what is said of it, so that it can say otherwise.
    pub(super) fn correct(&self, me: Record) {
        if let Some(known) = self.view.get(&me.node)
            && known.record.beats(&me)
        {
            self.send(me.node, Gossip::News { records: vec![known.record], deltas: Vec::new() });
        }
    }

    pub(super) fn answered(&mut self, node: &SocketAddr) {
        if let Some(probe) = self.probes.get_mut(node) {
            probe.silent = None;
        }
    }

    pub(super) fn on_ping_for(&mut self, me: Record, target: SocketAddr, ctx: &mut Context<Self>) {
        self.merge(me, ctx);
        if self.asked.len() >= ASKED_MAX && !self.asked.contains_key(&target) || !self.view.is_present(&target) {
            return;
        }
        let entry = self.asked.entry(target).or_insert_with(|| (ctx.clock().now(), BTreeSet::new()));
        entry.1.insert(me.node);
        self.ping(target);
    }

    /// Begins a comparison with a node whose digest differs, at most once a second.
    pub(super) fn compare(&mut self, node: SocketAddr, digest: u64, now: Duration) {
        #[cfg(test)]
        if planted::NEVER_COMPARES.get() {
            return;
        }
        let recent = |at: &Duration, within: Duration| now.saturating_sub(*at) < within;
        if self.compared.values().any(|at| recent(at, COMPARE)) {
            return;
        }
        if digest == self.view.digest() || self.compared.get(&node).is_some_and(|at| now.saturating_sub(*at) < PERIOD) {
            return;
        }
        self.compared.insert(node, now);
        for (after, until, known) in self.view.summaries(PART) {
            self.send(node, Gossip::Compare { after, until, known });
        }
    }

    pub(super) fn on_compare(
        &mut self,
        node: SocketAddr,
        (after, until): (Option<SocketAddr>, Option<SocketAddr>),
        known: &[Summary],
        ctx: &mut Context<Self>,
    ) {
        let (records, places) = self.view.newer_than(after, until, known);
        for part in records.chunks(PART) {
            self.send(node, Gossip::News { records: part.to_vec(), deltas: Vec::new() });
        }
        for (record, place) in places {
            if let Some(delta) = self.view.after(&record.node, record.life, place) {
                self.send(node, Gossip::News { records: Vec::new(), deltas: vec![delta] });
            }
        }
        for summary in known {
            self.merge(summary.record, ctx);
            let mine = self.view.get(&summary.record.node).filter(|known| known.record.life == summary.record.life);
            if let Some(mine) = mine.filter(|mine| mine.shelf.place() < summary.place) {
                let (owner, life, place) = (summary.record.node, summary.record.life, mine.shelf.place());
                self.send(node, Gossip::Pull { owner, life, place });
            }
        }
    }

    pub(super) fn on_news(&mut self, from: SocketAddr, records: Vec<Record>, deltas: Vec<Delta>, ctx: &mut Context<Self>) {
        for record in records {
            self.merge(record, ctx);
        }
        for delta in deltas {
            let (owner, life) = (delta.owner, delta.life);
            let Some(taken) = self.view.take(delta) else { continue };
            if taken.more
                && let Some(known) = self.view.get(&owner)
            {
                self.send(from, Gossip::Pull { owner, life, place: known.shelf.place() });
            }
            if !taken.put.is_empty() || !taken.removed.is_empty() {
                self.fresh.shelves.insert(owner);
                self.gather(ctx);
                self.entries_changed(&owner, taken.removed, taken.put, ctx);
            }
        }
    }

    pub(super) fn merge(&mut self, record: Record, ctx: &mut Context<Self>) {
        match self.view.merge(record, ctx.clock().now()) {
            Merged::Known => {}
            Merged::Newer { before, forgotten } => {
                self.fresh.records.insert(record.node);
                self.gather(ctx);
                self.member_changed(before, record, forgotten, ctx);
            }
            Merged::Refuted => self.learned(record.node, ctx),
        }
    }

    pub(super) fn learned(&mut self, node: SocketAddr, ctx: &mut Context<Self>) {
        self.fresh.records.insert(node);
        self.gather(ctx);
    }
}
