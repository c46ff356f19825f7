//! A node's certificate, made anew at two thirds of its time: new connections show the new one.

use std::{
    future::poll_fn,
    net::SocketAddr,
    sync::{Arc, Weak},
    task::Poll,
    time::Duration,
};

use libprocess_wire::Runtime;

use super::{
    quic::Quic,
    tls::{self, Trust},
};
use crate::{engine::Job, node::NodeCore};

/// Renews what `quic` shows for as long as the node lives. An executor has no key to make a certificate with.
pub(crate) fn start(core: &Arc<NodeCore>, quic: Arc<Quic>, trust: Trust, node: SocketAddr, valid: Duration) {
    if matches!(trust, Trust::Executor(_)) {
        return;
    }
    let weak = Arc::downgrade(core);
    Job::start(core.engine.main_home(), async move {
        loop {
            if !pause(&weak, valid * 2 / 3).await {
                return;
            }
            let Some(core) = weak.upgrade() else { return };
            let made = tls::configs(&trust, core.role, node, core.clock.since_epoch(), valid);
            match made.and_then(|(configs, _)| quic.show(configs)) {
                Ok(()) => core.metrics.counter("transport/certificates_renewed").increment(),
                // The next attempt comes while the present one is still valid, if there is any hope.
                Err(error) => tracing::error!(%error, "the node's certificate is not renewed"),
            }
        }
    });
}

/// Waits that long without keeping the node alive; false if it is gone.
async fn pause(weak: &Weak<NodeCore>, time: Duration) -> bool {
    let Some(until) = weak.upgrade().map(|core| core.clock.now() + time) else { return false };
    poll_fn(|cx| {
        let Some(core) = weak.upgrade().filter(|core| !core.is_down()) else { return Poll::Ready(false) };
        if core.clock.now() >= until {
            return Poll::Ready(true);
        }
        core.arm(until, cx.waker().clone());
        Poll::Pending
    })
    .await
}
