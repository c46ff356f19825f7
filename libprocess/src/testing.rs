//! Tests without waiting: the same actors as in production, on one thread, under virtual time, in an order and with faults
//! that a seed draws.
//!
//! ```
//! use libprocess::{prelude::*, testing::{seeds, simulate}};
//!
//! # struct Echo;
//! # #[derive(Debug)]
//! # enum Message { Ping(Reply<Duration>) }
//! # use std::time::Duration;
//! # impl Actor for Echo {
//! #     type Args = ();
//! #     type Message = Message;
//! #     async fn start(_: (), _: &mut Context<Self>) -> Result<Self, Exit> { Ok(Echo) }
//! #     async fn handle(&mut self, Message::Ping(reply): Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
//! #         reply.send(ctx.clock().now());
//! #         Ok(())
//! #     }
//! # }
//! simulate(seeds(20), async |sim| {
//!     let node = sim.node("10.0.0.1:5050").start().await;
//!     let echo = node.spawn::<Echo>("echo", ()).await.unwrap();
//!     sim.clock().advance(secs(90)).await;                    // no real second passes
//!     let then = echo.ask(Message::Ping, secs(1)).await.unwrap();
//!     assert_eq!(then, secs(90));
//! });
//! ```
//!
//! A failing seed prints one line that repeats exactly that run. The first seed of each test and every tenth after it run
//! twice, and both runs must have done the same, step by step: a test of the simulator's promise that comes with every test.

mod disk;
mod faults;
mod network;
mod probe;
mod run;
mod sim;

pub use disk::DiskFaults;
pub use faults::Faults;
pub use network::{Network, Passing, Verdict};
pub use probe::{Heard, Probe};
pub use run::{Report, Run, Seeds, record, seeds, simulate};
pub use sim::{Clock, NodeSpec, Sim};

#[cfg(test)]
mod tests;
