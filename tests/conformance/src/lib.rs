//! Tools for tests of the sources and of the real program; the tests themselves are in `tests/`, a module per topic.
//!
//! [`workspace`] reads the packages and [`source`] the names in Rust text. [`binary`] builds the program `mesos` once,
//! [`room`] gives a test a folder, a home and programs that end with it, [`program`] is one running program,
//! [`processes`] looks at what else runs, [`skip`] says why a test did not run.
//!
//! Invariants: a test ends only processes of its own room; nothing it started outlives it, whatever way it ends; every
//! wait has an end.
#![allow(clippy::disallowed_methods)] // the real program runs on the real clock, in real processes

pub mod binary;
pub mod http;
pub mod ports;
pub mod processes;
pub mod program;
pub mod room;
pub mod skip;
pub mod source;
pub mod workspace;

pub use program::{Ended, Program};
pub use room::Room;
