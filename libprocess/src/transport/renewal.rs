//! A node's certificate, made anew at two thirds of its time: new connections show the new one.
//!
//! A node with the cluster's key makes it for itself. An executor has no key: it asks its agent's node over the link that
//! its present certificate opened, and gets what that one proved, for another time. Whoever holds no valid certificate of a
//! run any more gets none.

use std::{
    future::poll_fn,
    io,
    net::SocketAddr,
    sync::{Arc, Weak},
    task::Poll,
    time::Duration,
};

use libprocess_wire::Runtime;

use super::{
    Boxed,
    network::Network,
    quic::Quic,
    tls::{self, ExecutorProof, Trust},
};
use crate::{engine::Job, keys::ExecutorCredential, node::NodeCore};

/// An executor does not ask more often.
const SOONEST: Duration = Duration::from_millis(200);

/// Renews what `quic` shows for as long as the node lives.
pub(crate) fn start(
    core: &Arc<NodeCore>,
    network: &Arc<Network>,
    quic: Arc<Quic>,
    trust: Trust,
    node: SocketAddr,
    valid: Duration,
) {
    let weak = Arc::downgrade(core);
    let home = core.engine.main_home();
    match trust {
        Trust::Executor(credential) => {
            let Some(ends) = credential.ends() else { return };
            let at = Arc::new(Executor { core: weak.clone(), network: Arc::downgrade(network), quic, credential, node });
            let renew = move || -> Boxed<Option<Duration>> {
                let at = at.clone();
                Box::pin(async move { noted(&at.core, at.ask().await) })
            };
            Job::start(home, keep_valid(weak, ends, renew));
        }
        Trust::Cluster(_) | Trust::Nobody => {
            let ends = core.clock.since_epoch() + valid;
            let core = weak.clone();
            let renew = move || -> Boxed<Option<Duration>> {
                let renewed = noted(&core, make(&core, &quic, &trust, node, valid));
                Box::pin(std::future::ready(renewed))
            };
            Job::start(home, keep_valid(weak, ends, renew));
        }
    }
}

/// Renews at two thirds of the time that is left until `ends`; `renew` says until when the new one is valid, if there is
/// one. Else the next attempt comes at two thirds of what is left then.
async fn keep_valid(weak: Weak<NodeCore>, mut ends: Duration, mut renew: impl FnMut() -> Boxed<Option<Duration>>) {
    loop {
        let Some(now) = weak.upgrade().map(|core| core.clock.since_epoch()) else { return };
        if !pause(&weak, (ends.saturating_sub(now) * 2 / 3).max(SOONEST)).await {
            return;
        }
        ends = renew().await.unwrap_or(ends);
    }
}

/// Makes a new certificate with the node's own key.
fn make(weak: &Weak<NodeCore>, quic: &Quic, trust: &Trust, node: SocketAddr, valid: Duration) -> io::Result<Duration> {
    let core = weak.upgrade().ok_or_else(|| io::Error::other("the node is gone"))?;
    let now = core.clock.since_epoch();
    let (configs, _) = tls::configs(trust, core.role, node, now, valid)?;
    quic.show(configs)?;
    Ok(now + valid)
}

/// The node of an executor.
struct Executor {
    core: Weak<NodeCore>,
    network: Weak<Network>,
    quic: Arc<Quic>,
    credential: ExecutorCredential,
    node: SocketAddr,
}

impl Executor {
    /// Asks the agent's node for a new certificate; until when it is valid.
    async fn ask(&self) -> io::Result<Duration> {
        let gone = || io::Error::other("the node is gone");
        let (core, network) = (self.core.upgrade().ok_or_else(gone)?, self.network.upgrade().ok_or_else(gone)?);
        let proof = network.renew(&core, self.credential.node()).await?;
        let renewed = self.credential.clone().with(proof);
        let ends = renewed.ends().ok_or_else(|| io::Error::other("the agent sent no certificate"))?;
        // Neither the time nor how long is asked for: the certificate says both.
        let (configs, _) = tls::configs(&Trust::Executor(renewed), core.role, self.node, Duration::ZERO, Duration::ZERO)?;
        self.quic.show(configs)?;
        Ok(ends)
    }
}

fn noted(weak: &Weak<NodeCore>, renewed: io::Result<Duration>) -> Option<Duration> {
    match (renewed, weak.upgrade()) {
        (Ok(ends), core) => {
            if let Some(core) = core {
                core.metrics.counter("transport/certificates_renewed").increment();
            }
            Some(ends)
        }
        (Err(_), None) => None,
        (Err(error), Some(_)) => {
            tracing::error!(%error, "the node's certificate is not renewed; it is tried again before it ends");
            None
        }
    }
}

/// What an executor that proved to be this run gets, as it travels.
pub(crate) fn issue(core: &NodeCore, executor: &str) -> Option<Vec<u8>> {
    let issued = core.issuer.get()?.executor(executor, core.clock.since_epoch());
    let written = issued.and_then(|proof| proof.as_ref().map(ExecutorProof::to_bytes).transpose());
    written.inspect_err(|error| tracing::error!(%executor, %error, "the executor's certificate is not renewed")).ok()?
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

#[cfg(test)]
mod tests {
    use parking_lot::Mutex;

    use super::*;
    use crate::{
        keys::ClusterKey,
        role::Role,
        testing::{seeds, simulate},
        time::hours,
        transport::tls::{VALID, configs},
    };

    #[test]
    fn an_executor_that_renews_shows_a_valid_certificate_at_any_time_of_a_year_and_one_that_does_not_stands_outside() {
        simulate(seeds(2).time_max(hours(24 * 400)), async |sim| {
            let node = sim.node("10.0.0.1:1").start().await;
            let agent: SocketAddr = "10.0.0.7:5051".parse().unwrap();
            let trust = Trust::Cluster(ClusterKey::generate());
            let core = node.core.clone();
            let now = move || core.clock.since_epoch();
            let (_, issuer) = configs(&trust, Role::Agent, agent, now(), VALID).unwrap();
            let issued = |at| issuer.executor("e1/run-1", at).unwrap().unwrap();
            let first = issued(now());
            let shown = Arc::new(Mutex::new((first.clone(), 0)));
            let (weak, held, clock) = (Arc::downgrade(&node.core), shown.clone(), now.clone());
            let (_, own) = configs(&trust, Role::Agent, agent, now(), VALID).unwrap();
            let ends = first.ends().unwrap();
            let mut attempts = 0;
            let renew = move || -> Boxed<Option<Duration>> {
                attempts += 1;
                // Two attempts of three meet an agent that is away.
                let renewed = (attempts % 3 == 0).then(|| own.executor("e1/run-1", clock()).unwrap().unwrap());
                let ends = renewed.as_ref().and_then(ExecutorProof::ends);
                if let Some(proof) = renewed {
                    let mut held = held.lock();
                    *held = (proof, held.1 + 1);
                }
                Box::pin(std::future::ready(ends))
            };
            node.run_beside(keep_valid(weak, ends, renew));
            for day in 0..365 {
                let held = shown.lock().0.clone();
                assert!(issuer.is_valid(&held, now()), "on day {day}");
                assert_eq!(issuer.is_valid(&first, now()), day <= 30, "the first one, on day {day}");
                sim.clock().advance(hours(24)).await;
            }
            let renewed = shown.lock().1;
            assert!((12..=14).contains(&renewed), "{renewed} in a year, each after 29 of 30 days");
        });
    }
}
