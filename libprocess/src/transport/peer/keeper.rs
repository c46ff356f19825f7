//! The keeper of a peer: dials with growing pauses, sends heart-beats, and decides when it is silent for too long.

use std::{sync::Arc, time::Duration};

use super::{
    super::{carrier::DialError, frame::Control, network::Network, session},
    Loss, Peer,
};
use crate::node::NodeCore;

/// First and longest pause between two attempts to dial.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

enum Step {
    End,
    Rest,
    Beat(Duration),
    Lost(Loss),
    /// For at most that long.
    Dial(Duration),
}

impl Peer {
    fn step(&self, core: &NodeCore, network: &Network) -> Step {
        let now = core.clock.now();
        let settings = &network.settings;
        let mut state = self.state.lock();
        if state.ended || self.renamed.get().is_some() {
            return Step::End;
        }
        if self.outbox.is_overrun() {
            return Step::Lost(Loss::Renewed);
        }
        if state.session.is_some() {
            let silent_until = self.heard() + settings.silence;
            if now >= silent_until {
                return Step::Lost(Loss::Silent);
            }
            if now < state.next_beat {
                return Step::Beat(state.next_beat.min(silent_until));
            }
            state.beats += 1;
            state.next_beat = now + settings.heartbeat;
            let (number, next) = (state.beats, state.next_beat);
            drop(state);
            let (bulk, control) = self.inbox.positions();
            let _ = self.outbox.control(&Control::Heartbeat { number, bulk, control });
            self.outbox.rest_a_while();
            return Step::Beat(next.min(silent_until));
        }
        if !self.relations.lock().want_link() && !self.outbox.wants_link() && !core.pending.any_towards(self.address) {
            state.since = None;
            return Step::Rest;
        }
        let since = *state.since.get_or_insert(now);
        match settings.silence.checked_sub(now.saturating_sub(since)) {
            None | Some(Duration::ZERO) => Step::Lost(Loss::Silent),
            Some(left) => Step::Dial(left),
        }
    }
}

/// Dials, beats and gives up, for as long as the node lives.
pub(super) async fn keep(peer: Arc<Peer>) {
    let mut pause = PAUSES.0;
    loop {
        let (Some(core), Some(network)) = (peer.core(), peer.network()) else { return };
        let begun = core.clock.now();
        match peer.step(&core, &network) {
            Step::End => return,
            Step::Rest => {
                // Nobody may keep a node alive that only waits.
                drop((core, network));
                peer.bell.wait().await;
            }
            Step::Beat(at) => {
                drop(network);
                peer.bell.wait_until(&core, at).await;
            }
            Step::Lost(why) => peer.lost(&core, why),
            Step::Dial(left) => match session::dial(&peer, &core, &network, left).await {
                Ok(()) => pause = PAUSES.0,
                Err(DialError::Refused) => peer.lost(&core, Loss::Refused),
                Err(DialError::Denied(why)) => {
                    core.refusals.note(peer.address, &why);
                    peer.lost(&core, Loss::Denied);
                }
                Err(DialError::Renewed) => peer.lost(&core, Loss::Renewed),
                Err(DialError::Unreachable(why)) => {
                    tracing::debug!(peer = %peer.address, %why, "not reached");
                    // Spread over half of the pause, so that many nodes do not come back at one instant.
                    let spread = (pause / 2).mul_f64((core.engine.random() >> 11) as f64 / (1u64 << 53) as f64);
                    // No pause outlasts the silence that is allowed.
                    let at = (begun + left).min(core.clock.now() + pause / 2 + spread);
                    pause = (pause * 2).min(PAUSES.1);
                    drop(network);
                    peer.bell.wait_until(&core, at).await;
                }
            },
        }
    }
}
