//! Which link is the one: whose dialling stays when both dial, which association a hello means, when a link takes over and
//! when it is broken.

use std::{sync::Arc, time::Duration};

use super::{
    super::{
        carrier::{Broken, Link},
        frame::{self, Decoder, Hello},
        network::Network,
        session::Session,
    },
    Loss, Peer,
};
use crate::node::NodeCore;

/// A link that said something within so many heart-beats is alive when the peer dials without knowing it.
const ALIVE_BEATS: u32 = 3;

/// Own dialling that began so recently is worth waiting for when the peer dials too.
const OWN_DIAL: Duration = Duration::from_secs(1);

impl Peer {
    /// What to do when the peer dials: go on, unless it means an association that this node gave up, or this node's own link
    /// is the one that stays. An association that the peer gave up is over here too.
    pub(crate) fn accepts(
        self: &Arc<Self>,
        core: &Arc<NodeCore>,
        network: &Network,
        hello: &Hello,
    ) -> Result<(), frame::Goodbye> {
        if hello.known != 0 && hello.known != self.state.lock().mine {
            return Err(frame::Goodbye::Renewed);
        }
        self.meet(core, hello);
        if self.keeps_own(core, network, hello) { Err(frame::Goodbye::OtherLink) } else { Ok(()) }
    }

    /// Gives up the association if the peer means another one.
    fn meet(self: &Arc<Self>, core: &Arc<NodeCore>, hello: &Hello) {
        let (theirs, life) = {
            let state = self.state.lock();
            (state.theirs, state.life)
        };
        if theirs != 0 && theirs != hello.association {
            self.lost(core, if life == Some(hello.life) { Loss::Renewed } else { Loss::NewLife });
        }
    }

    /// True if the link that this node dialled, or is about to, is the one that stays.
    fn keeps_own(&self, core: &NodeCore, network: &Network, hello: &Hello) -> bool {
        let state = self.state.lock();
        let (now, lower) = (core.clock.now(), core.address() < self.address);
        match &state.session {
            Some(session) if state.life == Some(hello.life) => {
                let alive = now.saturating_sub(self.heard()) < network.settings.heartbeat * ALIVE_BEATS;
                hello.last != session.number && session.dialled && lower && alive
            }
            Some(_) => false,
            None => lower && state.dialling.is_some_and(|began| now.saturating_sub(began) < OWN_DIAL),
        }
    }

    /// From now on this link is the one. `said` is this side's half of the association's name as the peer heard it.
    pub(crate) fn adopt(self: &Arc<Self>, link: Arc<dyn Link>, decoder: Decoder, hello: &Hello, said: u64, dialled: bool) {
        let (Some(core), Some(network)) = (self.core(), self.network()) else { return link.close("the node is gone") };
        self.meet(&core, hello);
        self.heard_now(&core);
        self.inbox.link_up(hello.link, link.proof(), hello.life);
        let mut state = self.state.lock();
        if state.ended || state.mine != said {
            let why = if state.ended { "the node ends" } else { "the association was given up meanwhile" };
            drop(state);
            link.close(why);
            return self.ring();
        }
        state.life = Some(hello.life);
        state.theirs = hello.association;
        state.role = Some(link.proof().role);
        state.last_link = hello.link;
        state.since = None;
        state.missed = false;
        state.next_beat = core.clock.now();
        let version = hello.versions.1.min(network.settings.versions.1);
        self.outbox.link_up(hello.link, version);
        let session = Session::start(&network, self, link, decoder, (hello.link, core.clock.now()), dialled);
        let old = state.session.replace(session);
        drop(state);
        if let Some(old) = old {
            old.end("another link took its place");
        }
        tracing::debug!(peer = %self.address, dialled, "linked");
        self.ring();
    }

    /// That link carries nothing any more.
    pub(crate) fn broke(&self, number: u64, broken: &Broken) {
        let mut state = self.state.lock();
        if state.session.as_ref().is_none_or(|session| session.number != number) {
            return;
        }
        let session = state.session.take();
        state.since = Some(self.heard());
        self.outbox.link_down();
        drop(state);
        tracing::debug!(peer = %self.address, why = %broken, "a link broke");
        if let Some(session) = session {
            session.end(&broken.why);
        }
        self.ring();
    }

    /// True while that link is the one.
    pub(crate) fn is_current(&self, number: u64) -> bool {
        self.state.lock().session.as_ref().is_some_and(|session| session.number == number)
    }

    /// The present link.
    pub(crate) fn link(&self) -> Option<Arc<dyn Link>> {
        self.state.lock().session.as_ref().map(|session| session.link.clone())
    }

    pub(crate) fn dialling(&self, since: Option<Duration>) {
        self.state.lock().dialling = since;
    }
}
