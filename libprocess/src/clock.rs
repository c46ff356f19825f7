//! What an actor may know of time and chance: the node's clock, and draws from the node's seed.

use std::{sync::Arc, time::Duration};

use crate::{engine::ClockSource, node::NodeCore};

/// The clock of a node.
#[derive(Clone, Debug)]
pub struct Clock(Arc<ClockSource>);

impl Clock {
    pub(crate) fn new(source: Arc<ClockSource>) -> Self {
        Clock(source)
    }

    /// Time since the node started; never goes back.
    pub fn now(&self) -> Duration {
        self.0.now()
    }

    /// Time since the Unix epoch; may jump with the machine's clock.
    pub fn since_epoch(&self) -> Duration {
        self.0.since_epoch()
    }
}

/// Draws from the operating system, or from the seed in the simulator.
#[derive(Clone)]
pub struct Random(Arc<NodeCore>);

impl Random {
    pub(crate) fn new(core: Arc<NodeCore>) -> Self {
        Random(core)
    }

    /// 64 random bits.
    pub fn bits(&self) -> u64 {
        self.0.engine.random()
    }

    /// A number from 0 to `end - 1`; 0 when `end` is 0.
    pub fn below(&self, end: u64) -> u64 {
        // The high half of a product: the bias of 2^-64 × end does not matter here.
        ((u128::from(self.bits()) * u128::from(end)) >> 64) as u64
    }

    /// A number from 0 (included) to 1 (excluded).
    pub fn unit(&self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A time from zero to `most`.
    pub fn duration(&self, most: Duration) -> Duration {
        most.mul_f64(self.unit())
    }

    /// 128 random bits, for ids.
    pub fn bytes(&self) -> [u8; 16] {
        let bits = (u128::from(self.bits()) << 64) | u128::from(self.bits());
        bits.to_be_bytes()
    }
}
