//! Timers of an actor, by name: armed, replaced, taken back; dead with the life that armed them.

use std::{collections::BTreeMap, fmt::Debug, sync::Arc, time::Duration};

use libprocess_wire::TimerKey;

use super::{Context, Rare};
use crate::{actor::Actor, engine::Fire, mailbox::Body};

/// Names a timer of an actor; arming one with the same key replaces it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(pub &'static str);

/// Names one of many timers of a kind, for instance one per agent.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TimerName {
    pub(crate) kind: &'static str,
    which: Option<Arc<str>>,
}

impl From<Key> for TimerName {
    fn from(key: Key) -> Self {
        TimerName { kind: key.0, which: None }
    }
}

impl<T: std::fmt::Display> From<(&'static str, T)> for TimerName {
    fn from((kind, which): (&'static str, T)) -> Self {
        TimerName { kind, which: Some(which.to_string().into()) }
    }
}

/// The armed timers of a life, found by name and by the number of their arming: an actor may have one per agent.
#[derive(Default)]
pub(super) struct Armed {
    pub(super) by_name: BTreeMap<TimerName, (u64, TimerKey)>,
    by_arming: BTreeMap<u64, TimerName>,
    armings: u64,
}

impl Armed {
    fn next_arming(&mut self) -> u64 {
        self.armings += 1;
        self.armings
    }

    fn insert(&mut self, name: TimerName, arming: u64, key: TimerKey) {
        self.by_arming.insert(arming, name.clone());
        self.by_name.insert(name, (arming, key));
    }

    fn remove(&mut self, name: &TimerName) -> Option<TimerKey> {
        let (arming, key) = self.by_name.remove(name)?;
        self.by_arming.remove(&arming);
        Some(key)
    }

    /// Takes the timer that fired; false if it was taken back or replaced meanwhile.
    fn fired(&mut self, arming: u64) -> bool {
        let Some(name) = self.by_arming.remove(&arming) else { return false };
        self.by_name.remove(&name);
        true
    }
}

impl<A: Actor> Context<A> {
    /// Sends `message` to this actor after `delay`; replaces an earlier timer of that key, dies with this life.
    pub fn after(&mut self, delay: Duration, key: impl Into<TimerName>, message: A::Message) {
        self.arm(delay, key.into(), message);
    }

    pub(crate) fn arm(&mut self, delay: Duration, name: TimerName, message: A::Message) {
        self.cancel(name.clone());
        let (home, counter, weak) = (self.slot.head.home.clone(), self.counter, self.slot.me.clone());
        let rare = self.rare.get_or_insert_default();
        let arming = rare.timers.next_arming();
        let fire = Fire::Run(Box::new(move || {
            if let Some(slot) = weak.upgrade() {
                slot.deliver_reserved(counter, Body::Timer(Box::new((arming, message))));
            }
        }));
        let key = home.arm(home.now().saturating_add(delay), fire);
        rare.timers.insert(name, arming, key);
    }

    /// Sends what `make` makes every `period`, first after one period; replaces an earlier timer of that key.
    pub fn every(&mut self, period: Duration, key: impl Into<TimerName>, make: impl Fn() -> A::Message + Send + 'static) {
        let name = key.into();
        self.cancel(name.clone());
        let (core, weak, counter) = (self.core().clone(), self.slot.me.clone(), self.counter);
        let job = self.job(async move {
            let mut at = core.clock.now();
            loop {
                at += period;
                core.sleep_until(at).await;
                // A slow receiver gets one message, not a heap of them.
                at = at.max(core.clock.now().saturating_sub(period));
                let Some(slot) = weak.upgrade() else { return };
                if !slot.deliver_reserved(counter, Body::Message(make())) {
                    return;
                }
            }
        });
        self.rare.get_or_insert_default().periodic.push((name, job));
    }

    /// Takes a timer back; one that has fired but was not handled yet is taken back too.
    pub fn cancel(&mut self, key: impl Into<TimerName>) {
        let name = key.into();
        let Some(rare) = self.rare.as_mut() else { return };
        if let Some(key) = rare.timers.remove(&name) {
            self.slot.head.home.disarm(key);
        }
        rare.stop_periodic(&name);
    }

    pub(crate) fn timer_is_current(&mut self, arming: u64) -> bool {
        self.rare.as_mut().is_some_and(|rare| rare.timers.fired(arming))
    }
}

impl<M> Rare<M> {
    fn stop_periodic(&mut self, name: &TimerName) {
        if let Some(at) = self.periodic.iter().position(|(known, _)| known == name) {
            self.periodic.swap_remove(at).1.cancel();
        }
    }
}
