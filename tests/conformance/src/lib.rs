//! Tools for tests of the sources and of the real program; the tests themselves are in `tests/`, a module per promise.
//!
//! [`workspace`] reads the packages, [`source`] the names in Rust text.

pub mod source;
pub mod workspace;
