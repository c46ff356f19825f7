//! What is done each second: neighbours are looked after, suspects given up, those that are gone tried again.

use super::*;

impl Membership {
    pub(super) fn on_tick(&mut self, ctx: &mut Context<Self>) {
        ctx.after(PERIOD, Key("tick"), Message::Tick);
        self.ticks += 1;
        let now = ctx.clock().now();
        self.look_after_neighbours(now, ctx);
        self.give_up_suspects(now, ctx);
        self.heard.retain(|_, at| now.saturating_sub(*at) < HEARD);
        self.compared.retain(|_, at| now.saturating_sub(*at) < PERIOD);
        self.asked.retain(|_, (at, _)| now.saturating_sub(*at) < SILENCE);
        if self.ticks.is_multiple_of(RECONNECT) || self.view.present() == 1 {
            self.reconnect(now, ctx);
        }
    }

    pub(super) fn look_after_neighbours(&mut self, now: Duration, ctx: &mut Context<Self>) {
        let neighbours = self.view.neighbours();
        let former: Vec<SocketAddr> = self.probes.keys().filter(|node| !neighbours.contains(node)).copied().collect();
        for node in former {
            if let Some(probe) = self.probes.remove(&node) {
                ctx.demonitor(&self.peer(&node), probe.monitor);
            }
        }
        for node in &neighbours {
            let silent = match self.probes.get(node) {
                Some(probe) => probe.silent,
                None => {
                    let monitor = ctx.monitor(&self.peer(node));
                    self.probes.insert(*node, Probe { silent: None, monitor });
                    None
                }
            };
            let waited = silent.map_or(Duration::ZERO, |since| now.saturating_sub(since));
            if waited >= ASK_OTHERS {
                let me = self.view.own();
                let others = neighbours.iter().filter(|other| *other != node).take(OTHERS);
                others.for_each(|other| self.send(*other, Gossip::PingFor { me, target: *node }));
            }
            if waited >= SILENCE {
                self.suspect(node, ctx);
            }
            if let Some(probe) = self.probes.get_mut(node) {
                probe.silent.get_or_insert(now);
            }
            self.ping(*node);
        }
    }

    pub(super) fn ping(&self, node: SocketAddr) {
        self.send(node, Gossip::Ping { me: self.view.own(), digest: self.view.digest() });
    }

    pub(super) fn suspect(&mut self, node: &SocketAddr, ctx: &mut Context<Self>) {
        if self.view.get(node).is_some_and(|known| known.record.state == MemberState::Alive) {
            self.mark(node, MemberState::Suspect, ctx);
        }
    }

    pub(super) fn give_up_suspects(&mut self, now: Duration, ctx: &mut Context<Self>) {
        let overdue =
            |node: &&SocketAddr| self.view.get(node).is_some_and(|known| now.saturating_sub(known.since) >= SUSPICION);
        let overdue: Vec<SocketAddr> = self.view.suspects.iter().filter(overdue).copied().collect();
        for node in overdue {
            tracing::info!(%node, "a member of the cluster is down");
            self.mark(&node, MemberState::Down, ctx);
        }
    }

    /// Says of a node what it did not say of itself.
    pub(super) fn mark(&mut self, node: &SocketAddr, state: MemberState, ctx: &mut Context<Self>) {
        let Some((before, after)) = self.view.mark(node, state, ctx.clock().now()) else { return };
        self.fresh.records.insert(*node);
        self.gather(ctx);
        self.member_changed(Some(before), after, None, ctx);
    }

    /// Tries somebody who is gone, or a seed.
    pub(super) fn reconnect(&mut self, now: Duration, ctx: &mut Context<Self>) {
        let old = |node: &&SocketAddr| self.view.get(node).is_none_or(|known| now.saturating_sub(known.since) > FORGET);
        let old: Vec<SocketAddr> = self.view.gone.iter().filter(old).copied().collect();
        old.iter().for_each(|node| self.view.forget(node));
        let down = |node: &&SocketAddr| self.view.get(node).is_some_and(|k| k.record.state == MemberState::Down);
        let mut candidates: Vec<Seed> = self.view.gone.iter().filter(down).copied().map(Seed::At).collect();
        candidates.extend(self.seeds.absent(|node| self.view.is_present(node)));
        if !candidates.is_empty() {
            let chosen = ctx.random().below(candidates.len() as u64) as usize;
            self.try_seed(candidates.swap_remove(chosen), ctx);
        }
    }
}
